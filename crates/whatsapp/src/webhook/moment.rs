//! When something happened, without reading what: enough to put bodies in order before anybody looks into them.

const KEY: &[u8] = b"\"timestamp\"";

/// The earliest `timestamp` anywhere in a body, in seconds.
///
/// It looks at bytes and not at JSON. Inside of a string the key could not stand like this: its quotes would be escaped.
///
/// ```
/// use whatsapp::webhook::earliest_timestamp;
///
/// let body = br#"{"messages": [{"timestamp": "1790000002"}, {"timestamp": 1790000001}], "statuses": []}"#;
/// assert_eq!(earliest_timestamp(body), Some(1_790_000_001));
/// assert_eq!(earliest_timestamp(br#"{"body": "\"timestamp\": 5"}"#), None);
/// ```
pub fn earliest_timestamp(body: &[u8]) -> Option<i64> {
    let mut earliest: Option<i64> = None;
    let mut rest = body;
    while let Some(place) = find(rest) {
        rest = rest.get(place + KEY.len()..).unwrap_or_default();
        if let Some(seconds) = value(rest) {
            earliest = Some(earliest.map_or(seconds, |before| before.min(seconds)));
        }
    }
    earliest
}

/// The quote before the `t` is looked for, as there are fewer quotes than letters.
fn find(bytes: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let place = from + bytes.get(from..)?.iter().position(|byte| *byte == b'"')?;
        if bytes.get(place..)?.starts_with(KEY) {
            return Some(place);
        }
        from = place + 1;
    }
}

/// `: 1790000001` or `: "1790000001"`.
fn value(bytes: &[u8]) -> Option<i64> {
    let digits = bytes.trim_ascii_start().strip_prefix(b":")?.trim_ascii_start();
    let digits = digits.strip_prefix(b"\"").unwrap_or(digits);
    let end = digits.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(digits.len());
    std::str::from_utf8(digits.get(..end)?).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_text_and_spaces() {
        for (body, earliest) in [
            (r#"{"timestamp":"17"}"#, Some(17)),
            (r#"{"timestamp" : 17 }"#, Some(17)),
            (r#"[{"timestamp":"17"},{"timestamp":"16"},{"timestamp":"18"}]"#, Some(16)),
            (r#"{"timestamp":null}"#, None),
            (r#"{"timestamp":"soon"}"#, None),
            (r#"{"timestamp":"99999999999999999999999"}"#, None),
            (r#"{"text":"\"timestamp\":\"3\""}"#, None),
            (r#"{"a_timestamp":"3"}"#, None),
            ("\"timestamp\"", None),
            ("\"timestamp\":", None),
            ("", None),
        ] {
            assert_eq!(earliest_timestamp(body.as_bytes()), earliest, "{body}");
        }
    }
}
