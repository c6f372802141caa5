//! What kind of text a file is: found while it arrives, without keeping it.

use serde::{Deserialize, Serialize};

words! {
    Encoding {
        /// With or without its mark at the beginning.
        Utf8 = "utf-8",
        /// What Excel writes in the Americas and Western Europe; Latin-1 is a part of it.
        Windows1252 = "windows-1252",
        /// Always with its mark: Excel's "Unicode text".
        Utf16 = "utf-16",
    }
}

words! {
    Delimiter {
        Comma = ",",
        Semicolon = ";",
        Tab = "\t",
        Pipe = "|",
    }
}

impl Delimiter {
    pub const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Pipe => b'|',
        }
    }
}

/// How the text of a file is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Format {
    pub encoding: Encoding,
    pub delimiter: Delimiter,
}

/// Looks at the bytes of a file as they pass.
#[derive(Debug, Default)]
pub struct Sniffer {
    start: Vec<u8>,
    /// The bytes of a character that is not whole yet.
    begun: Vec<u8>,
    letters_beyond_ascii: u64,
    broken: u64,
    quoted: bool,
    in_row: bool,
    rows: u64,
}

const START: usize = 64 * 1024;

impl Sniffer {
    pub fn look(&mut self, bytes: &[u8]) {
        let room = START.saturating_sub(self.start.len());
        self.start.extend(bytes.iter().take(room));
        for byte in bytes {
            self.count_row(*byte);
            self.check(*byte);
        }
    }

    /// Rows with something in them, the first among them: a line break between quotes ends no row.
    pub fn rows(&self) -> u64 {
        self.rows + u64::from(self.in_row)
    }

    /// A workbook is a ZIP archive.
    pub fn is_workbook(&self) -> bool {
        self.start.starts_with(b"PK\x03\x04")
    }

    /// The old binary format of Excel, which is not read.
    pub fn is_old_workbook(&self) -> bool {
        self.start.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
    }

    pub fn encoding(&self) -> Encoding {
        if self.is_utf16() {
            return Encoding::Utf16;
        }
        // A file in another encoding is broken at nearly every accent; a damaged one here and there.
        if self.broken * 10 > self.letters_beyond_ascii { Encoding::Windows1252 } else { Encoding::Utf8 }
    }

    /// The delimiter that parts the first rows most evenly.
    pub fn delimiter(&self) -> Delimiter {
        let text: String = match self.encoding() {
            Encoding::Utf16 => {
                self.start.iter().filter(|byte| byte.is_ascii() && **byte != 0).map(|b| char::from(*b)).collect()
            }
            _ => self.start.iter().map(|byte| char::from(*byte)).collect(),
        };
        delimiter_of(&text)
    }

    pub fn format(&self) -> Format {
        Format { encoding: self.encoding(), delimiter: self.delimiter() }
    }

    fn is_utf16(&self) -> bool {
        self.start.starts_with(&[0xff, 0xfe]) || self.start.starts_with(&[0xfe, 0xff])
    }

    fn count_row(&mut self, byte: u8) {
        match byte {
            b'"' => {
                self.quoted = !self.quoted;
                self.in_row = true;
            }
            b'\n' | b'\r' if !self.quoted => {
                self.rows += u64::from(self.in_row);
                self.in_row = false;
            }
            0 | b' ' => {}
            _ => self.in_row = true,
        }
    }

    fn check(&mut self, byte: u8) {
        if self.begun.is_empty() && byte.is_ascii() {
            return;
        }
        self.begun.push(byte);
        match std::str::from_utf8(&self.begun) {
            Ok(_) => {
                self.letters_beyond_ascii += 1;
                self.begun.clear();
            }
            Err(error) if error.error_len().is_none() => {}
            Err(_) => {
                self.broken += 1;
                self.begun.clear();
            }
        }
    }
}

/// Rows that are looked at.
const ROWS: usize = 20;

fn delimiter_of(text: &str) -> Delimiter {
    let mut best = (Delimiter::Comma, 0);
    for delimiter in Delimiter::ALL {
        let counts = counts(text, char::from(delimiter.byte()));
        let first = counts.first().copied().unwrap_or_default();
        let even = counts.iter().filter(|count| **count == first).count();
        let score = if first == 0 { 0 } else { even * 1_000 / counts.len() * 100 + first };
        if score > best.1 {
            best = (*delimiter, score);
        }
    }
    best.0
}

/// How often `delimiter` stands outside quotes in each of the first rows; the last may be cut off.
fn counts(text: &str, delimiter: char) -> Vec<usize> {
    let (mut counts, mut count, mut quoted, mut empty) = (Vec::new(), 0, false, true);
    for character in text.chars() {
        match character {
            '"' => quoted = !quoted,
            '\n' | '\r' if !quoted => {
                if !empty {
                    counts.push(count);
                }
                (count, empty) = (0, true);
                if counts.len() == ROWS {
                    return counts;
                }
                continue;
            }
            _ if character == delimiter && !quoted => count += 1,
            _ => {}
        }
        empty = false;
    }
    if counts.is_empty() {
        counts.push(count);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sniffed(bytes: &[u8]) -> Sniffer {
        let mut sniffer = Sniffer::default();
        // In pieces, as a network brings it: a character may be parted.
        for piece in bytes.chunks(3) {
            sniffer.look(piece);
        }
        sniffer
    }

    #[test]
    fn encodings() {
        for (bytes, expected) in [
            ("nombre,teléfono\nAna,1".as_bytes(), Encoding::Utf8),
            ("\u{feff}nombre\nJosé".as_bytes(), Encoding::Utf8),
            (b"plain", Encoding::Utf8),
            (b"nombre;tel\xe9fono\nJos\xe9;1", Encoding::Windows1252),
            (b"S\xe3o Paulo \x80 5", Encoding::Windows1252),
            (&[0xff, 0xfe, b'a', 0, b'\t', 0, b'b', 0], Encoding::Utf16),
        ] {
            assert_eq!(sniffed(bytes).encoding(), expected, "{}", String::from_utf8_lossy(bytes));
        }
        // One broken byte among many good ones is damage, not another encoding.
        let damaged = [("José ".repeat(50)).as_bytes(), b"\xe9"].concat();
        assert_eq!(sniffed(&damaged).encoding(), Encoding::Utf8);
    }

    #[test]
    fn delimiters() {
        for (text, expected) in [
            ("a,b,c\n1,2,3", Delimiter::Comma),
            ("a;b\n1,5;2\n3,7;4", Delimiter::Semicolon),
            ("a\tb\n1, 2\t3", Delimiter::Tab),
            ("a|b|c\n1|2|3", Delimiter::Pipe),
            ("\"Pérez, Ana\";\"x\"\n\"Gil, Eva\";\"y\"", Delimiter::Semicolon),
            ("phone", Delimiter::Comma),
            ("", Delimiter::Comma),
            ("nombre,notas\nAna,\"una; dos;\ntres; cuatro\"\nEva,nada", Delimiter::Comma),
        ] {
            assert_eq!(sniffed(text.as_bytes()).delimiter(), expected, "{text}");
        }
    }

    #[test]
    fn rows_are_counted_and_blank_lines_are_none() {
        for (text, rows) in [("", 0), ("a\n", 1), ("a\r\nb\r\n\r\n", 2), ("a\n\"b\nc\"\nd", 3), ("\n\n", 0)] {
            assert_eq!(sniffed(text.as_bytes()).rows(), rows, "{text:?}");
        }
    }

    #[test]
    fn workbooks_are_recognised() {
        assert!(sniffed(b"PK\x03\x04rest").is_workbook());
        assert!(sniffed(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1]).is_old_workbook());
        assert!(!sniffed(b"nombre").is_workbook());
    }
}
