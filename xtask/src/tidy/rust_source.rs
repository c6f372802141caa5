//! Just enough of Rust's grammar to look at code without being fooled by comments and literals.

/// The text with comments and the insides of string and character literals replaced by spaces. Lines stay where they are.
pub fn blank_comments_and_literals(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut blanked = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(rest) = characters.get(at..).filter(|rest| !rest.is_empty()) {
        let previous = at.checked_sub(1).and_then(|before| characters.get(before)).copied();
        let hidden = match rest {
            ['/', '/', ..] => rest.iter().take_while(|c| **c != '\n').count(),
            ['/', '*', ..] => block_comment_length(rest),
            ['"', ..] => quoted_length(rest),
            ['r', '"' | '#', ..] if !previous.is_some_and(continues_identifier) => raw_string_length(rest),
            ['\'', '\\', ..] => escaped_character_length(rest),
            ['\'', _, '\'', ..] => 3,
            _ => 0,
        };
        let taken = hidden.clamp(1, rest.len());
        for character in rest.iter().take(taken) {
            blanked.push(if hidden == 0 || *character == '\n' { *character } else { ' ' });
        }
        at += taken;
    }
    blanked
}

/// The line (from zero) where `#[cfg(test)] mod … {` at the left margin begins.
pub fn tail_module_start(code: &str) -> Option<usize> {
    let lines: Vec<&str> = code.lines().collect();
    lines.windows(2).position(|pair| match pair {
        [attribute, module] => *attribute == "#[cfg(test)]" && is_inline_module(module),
        _ => false,
    })
}

fn is_inline_module(line: &str) -> bool {
    (line.starts_with("mod ") || line.starts_with("pub mod ")) && line.ends_with('{')
}

/// `b` and `c` may stand before a raw string's `r`; any other letter makes it the end of a name.
fn continues_identifier(previous: char) -> bool {
    (previous.is_alphanumeric() || previous == '_') && !matches!(previous, 'b' | 'c')
}

fn block_comment_length(rest: &[char]) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(pair) = rest.get(at..at + 2) {
        match pair {
            ['/', '*'] => (depth, at) = (depth + 1, at + 2),
            ['*', '/'] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

fn quoted_length(rest: &[char]) -> usize {
    let mut escaped = false;
    for (at, character) in rest.iter().enumerate().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Zero when `r#` begins a raw identifier and not a string.
fn raw_string_length(rest: &[char]) -> usize {
    let hashes = rest.iter().skip(1).take_while(|c| **c == '#').count();
    if rest.get(1 + hashes) != Some(&'"') {
        return 0;
    }
    let end: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    let body = 2 + hashes;
    let found = rest.get(body..).and_then(|tail| tail.windows(end.len()).position(|window| window == end));
    found.map_or(rest.len(), |at| body + at + end.len())
}

fn escaped_character_length(rest: &[char]) -> usize {
    // `'\''`: the quote that is escaped does not close the literal.
    rest.iter().skip(3).position(|c| *c == '\'').map_or(rest.len(), |at| at + 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_are_blanked_and_code_is_kept() {
        let cases = [
            ("let a = 1; // now()", "let a = 1;         "),
            ("a /* x /* y */ z */ b", "a                   b"),
            (r#"say("a \" b") + 1"#, "say(        ) + 1"),
            (r##"f(r#"x " y"#)"##, "f(          )"),
            (r#"f(br"x")"#, "f(b    )"),
            ("r#type", "r#type"),
            (r"match c { '\'' => 1, '{' => 2 }", "match c {      => 1,     => 2 }"),
            ("fn a<'a>(x: &'a str) {}", "fn a<'a>(x: &'a str) {}"),
            ("\"two\nlines\"", "    \n      "),
        ];
        for (text, expected) in cases {
            assert_eq!(blank_comments_and_literals(text), expected, "{text}");
        }
    }

    #[test]
    fn only_an_inline_module_at_the_margin_is_a_tail() {
        assert_eq!(tail_module_start("fn a() {}\n#[cfg(test)]\nmod tests {\n}\n"), Some(1));
        assert_eq!(tail_module_start("#[cfg(test)]\nmod tests;\nfn a() {}\n"), None);
        assert_eq!(tail_module_start("fn a() {}\n"), None);
    }
}
