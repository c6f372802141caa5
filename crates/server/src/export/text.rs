//! Lines of CSV that a spreadsheet takes for what they are.

use bytes::Bytes;

/// A cell that a spreadsheet would take for a formula begins with a quote instead: what a stranger wrote must not run.
/// Phone numbers and negative numbers are no formulas.
pub fn safe(cell: &str) -> String {
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || b" .,-()".contains(&byte));
    match cell.chars().next() {
        Some('+' | '-') if is_number(cell.get(1..).unwrap_or_default()) => cell.to_owned(),
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '|') => format!("'{cell}"),
        _ => cell.to_owned(),
    }
}

/// Lines of CSV. The first ones begin with the mark by which Excel knows UTF-8.
pub fn lines<L: IntoIterator<Item = String>>(
    first: bool,
    lines: impl IntoIterator<Item = L>,
) -> std::io::Result<Bytes> {
    let start = if first { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(start);
    for line in lines {
        writer.write_record(line.into_iter().collect::<Vec<_>>()).map_err(std::io::Error::other)?;
    }
    writer.into_inner().map(Bytes::from).map_err(|error| std::io::Error::other(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_numbers_are_not() {
        for (cell, expected) in [
            ("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")"),
            ("+54 9 11 5555-0101", "+54 9 11 5555-0101"),
            ("-12,5", "-12,5"),
            ("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("Ana", "Ana"),
            ("", ""),
        ] {
            assert_eq!(safe(cell), expected, "{cell}");
        }
    }
}
