//! The page, written.

use std::fmt::Write as _;

const HEAD: &str = "\
# The Cloud API, row by row

Written by `cargo xtask regenerate` from the code; a row changes when the code does.

| Column | Says |
|---|---|
| Client | the row is in the tables of the `whatsapp` crate, by which the client writes and reads; it can be listed because it is there |
| Emulator | end-points: a running emulator was called with the example of the documentation and did what it asks; *refuses*, with the code, where it knows the end-point and does not do that. Messages: one was sent to it and accepted. The rest: its sources, and for codes the limits it shares with the client, name the field, the kind or the code |
| Tested | a test, or what it compares with, names it: the constant of the end-point in a test of the client, the kind, the field or the code; kinds of messages also when the arbitrary messages of `whatsapp::testing` include them |

The emulator sends any field, any kind of message and any code when it is told to (`docs/emulator.md`); *no* means it never does so by itself.
";

pub struct Table {
    pub title: &'static str,
    /// Of the columns before the three that every table has.
    pub headings: &'static [&'static str],
    pub rows: Vec<Row>,
}

/// What the emulator makes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Yes,
    /// It knows what is asked, and answers with this code.
    Refused(i64),
    Unknown,
}

impl From<bool> for Answer {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::Unknown }
    }
}

pub struct Row {
    pub cells: Vec<String>,
    pub emulator: Answer,
    pub tested: bool,
}

pub fn written(tables: &[Table]) -> String {
    let mut text = format!("{HEAD}\n| Table | Client | Emulator | Tested |\n|---|---|---|---|\n");
    for table in tables {
        let count = |is: fn(&Row) -> bool| table.rows.iter().filter(|row| is(row)).count();
        let (rows, emulator, tested) =
            (table.rows.len(), count(|row| row.emulator == Answer::Yes), count(|row| row.tested));
        put(&mut text, format_args!("| {} | {rows} | {emulator} | {tested} |", table.title));
    }
    for table in tables {
        let headings = table.headings.join(" | ");
        let rule = "---|".repeat(table.headings.len() + 3);
        put(&mut text, format_args!("\n## {}\n\n| {headings} | Client | Emulator | Tested |\n|{rule}", table.title));
        for row in &table.rows {
            let cells = row.cells.join(" | ");
            put(&mut text, format_args!("| {cells} | yes | {} | {} |", answer(row.emulator), word(row.tested)));
        }
    }
    text
}

fn put(text: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{line}");
}

fn answer(answer: Answer) -> String {
    match answer {
        Answer::Yes => "yes".to_owned(),
        Answer::Refused(code) => format!("refuses {code}"),
        Answer::Unknown => "**no**".to_owned(),
    }
}

fn word(is: bool) -> &'static str {
    if is { "yes" } else { "**no**" }
}
