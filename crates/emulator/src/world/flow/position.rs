//! Where in a JSON text a value stands, for people who look for their mistake in it.

/// A stretch of text, in lines and columns from 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Stretch {
    pub line_start: usize,
    pub line_end: usize,
    pub column_start: usize,
    pub column_end: usize,
}

/// A step from a value to one within it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum At {
    Key(String),
    Place(usize),
}

/// Where the value stands to which the steps lead, or as far as they lead. The text must be JSON.
pub(super) fn find(text: &str, path: &[At]) -> Stretch {
    let mut scanner = Scanner { bytes: text.as_bytes(), at: 0 };
    scanner.blanks();
    for step in path {
        let before = scanner.at;
        if !scanner.enter(step) {
            scanner.at = before;
            break;
        }
    }
    let start = scanner.at;
    scanner.skip_value();
    stretch(text, start, scanner.at.max(start + 1))
}

fn stretch(text: &str, start: usize, end: usize) -> Stretch {
    let (line_start, column_start) = place(text, start);
    let (line_end, column_end) = place(text, end.min(text.len()));
    Stretch { line_start, line_end, column_start, column_end }
}

fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let line = before.split(|byte| *byte == b'\n').count();
    let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
    (line, column)
}

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scanner<'_> {
    fn here(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while self.here().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn eat(&mut self, wanted: u8) -> bool {
        self.blanks();
        let found = self.here() == Some(wanted);
        self.at += usize::from(found);
        self.blanks();
        found
    }

    /// Moves to the value that a step leads to.
    fn enter(&mut self, step: &At) -> bool {
        match step {
            At::Place(wanted) => {
                if !self.eat(b'[') {
                    return false;
                }
                for _ in 0..*wanted {
                    self.skip_value();
                    if !self.eat(b',') {
                        return false;
                    }
                }
                self.here() != Some(b']')
            }
            At::Key(wanted) => {
                if !self.eat(b'{') {
                    return false;
                }
                while self.here() == Some(b'"') {
                    let start = self.at;
                    self.skip_text();
                    let key = self.bytes.get(start..self.at).unwrap_or_default();
                    let found = serde_json::from_slice::<String>(key).is_ok_and(|key| key == *wanted);
                    self.eat(b':');
                    if found {
                        return true;
                    }
                    self.skip_value();
                    self.eat(b',');
                }
                false
            }
        }
    }

    fn skip_text(&mut self) {
        self.at += 1;
        while let Some(byte) = self.here() {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == b'"' {
                return;
            }
        }
    }

    /// Moves behind the value that begins here.
    fn skip_value(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.here() {
            match byte {
                b'"' => {
                    self.skip_text();
                    if depth == 0 {
                        return;
                    }
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' | b',' if depth == 0 => return,
                b'}' | b']' => {
                    depth -= 1;
                    if depth == 0 {
                        self.at += 1;
                        return;
                    }
                }
                byte if depth == 0 && byte.is_ascii_whitespace() => return,
                _ => {}
            }
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_where_it_stands() {
        let text = "{\n  \"a\": [1, {\"b\\\"c\": \"x,]y\"}],\n  \"d\": true\n}";
        let key = |name: &str| At::Key(name.to_owned());
        let cases = [
            (vec![key("a"), At::Place(1), key("b\"c")], (2, 21, 2, 27)),
            (vec![key("a"), At::Place(0)], (2, 9, 2, 10)),
            (vec![key("d")], (3, 8, 3, 12)),
            (vec![key("a"), At::Place(7)], (2, 8, 2, 29)),
            (vec![], (1, 1, 4, 2)),
        ];
        for (path, (line_start, column_start, line_end, column_end)) in cases {
            let expected = Stretch { line_start, line_end, column_start, column_end };
            assert_eq!(find(text, &path), expected, "{path:?}");
        }
    }
}
