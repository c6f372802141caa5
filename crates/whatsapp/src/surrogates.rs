//! Half characters: Meta escapes letters outside ASCII, and a text that was cut in the middle of an emoji then ends in
//! half of a pair. That is no text by the rules of JSON, and would cost everything beside it.

use std::borrow::Cow;

const REPLACEMENT: &[u8; 6] = b"\\ufffd";
const ESCAPE_BYTES: usize = 6;

/// The same JSON, with every half of a surrogate pair that stands alone replaced by U+FFFD.
pub(crate) fn mended(json: &[u8]) -> Cow<'_, [u8]> {
    let mut mended = Cow::Borrowed(json);
    let mut at = 0;
    while let Some(found) = json.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == b'\\')) {
        at += found;
        at += match (escape(json, at), escape(json, at + ESCAPE_BYTES)) {
            (Some(Half::High), Some(Half::Low)) => 2 * ESCAPE_BYTES,
            (Some(Half::High | Half::Low), _) => {
                if let Some(place) = mended.to_mut().get_mut(at..at + ESCAPE_BYTES) {
                    place.copy_from_slice(REPLACEMENT);
                }
                ESCAPE_BYTES
            }
            // Another escape: a backslash and what it escapes.
            (Some(Half::Neither) | None, _) => 2,
        };
    }
    mended
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    High,
    Low,
    Neither,
}

/// What the `\uXXXX` at this place is, if there is one.
fn escape(json: &[u8], at: usize) -> Option<Half> {
    let digits = json.get(at..at + ESCAPE_BYTES)?.strip_prefix(b"\\u")?;
    let code = u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    Some(match code {
        0xD800..=0xDBFF => Half::High,
        0xDC00..=0xDFFF => Half::Low,
        _ => Half::Neither,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_half_characters_are_replaced() {
        for (json, expected) in [
            (r#""hola""#, r#""hola""#),
            (r#""\ud83d\ude00 \u00e1""#, r#""\ud83d\ude00 \u00e1""#),
            (r#""\ud83d alone""#, r#""\ufffd alone""#),
            (r#""\ude00\ud83d""#, r#""\ufffd\ufffd""#),
            (r#""\ud83d\ud83d\ude00""#, r#""\ufffd\ud83d\ude00""#),
            (r#""\\ud83d""#, r#""\\ud83d""#),
            (r#""\\\ud83d""#, r#""\\\ufffd""#),
            (r#""\ud83"#, r#""\ud83"#),
            ("\"\\", "\"\\"),
        ] {
            assert_eq!(mended(json.as_bytes()), expected.as_bytes(), "{json}");
        }
    }

    #[test]
    fn a_whole_text_is_not_copied() {
        assert!(matches!(mended(br#""\ud83d\ude00""#), Cow::Borrowed(_)));
    }
}
