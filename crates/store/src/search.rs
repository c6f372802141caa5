//! What a person types into a search box, as a `LIKE` pattern.

/// Matches the text anywhere. A phone number may be typed with spaces, dashes or a plus. The pattern escapes with `!`.
pub fn pattern(typed: &str) -> Option<String> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return None;
    }
    let looks_like_phone = typed.chars().all(|c| c.is_ascii_digit() || " +-().".contains(c));
    let needle: String = if looks_like_phone { typed.chars().filter(char::is_ascii_digit).collect() } else { typed };
    let mut pattern = String::from("%");
    for character in needle.chars() {
        if matches!(character, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(character);
    }
    pattern.push('%');
    Some(pattern)
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn what_is_typed_and_what_is_looked_for() {
        for (typed, expected) in [
            ("", None),
            ("   ", None),
            ("Ana", Some("%ana%")),
            ("+54 9 11-5555", Some("%549115555%")),
            ("50%_off!", Some("%50!%!_off!!%")),
        ] {
            assert_eq!(pattern(typed).as_deref(), expected, "{typed}");
        }
    }
}
