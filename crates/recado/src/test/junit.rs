//! The results in the format that CI systems read.

use super::report::conversation;
use super::suite::{Outcome, PlayedFile, Suite};
use domain::flow::test::Played;
use std::fmt::Write;
use std::path::Path;

pub fn document(suite: &Suite) -> String {
    let (passed, failed) = (suite.passed(), suite.failed());
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Writing to a String cannot fail.
    let _ = writeln!(xml, "<testsuites tests=\"{}\" failures=\"{failed}\">", passed + failed);
    for file in &suite.files {
        write_file(file, &mut xml);
    }
    xml.push_str("</testsuites>\n");
    xml
}

fn write_file(file: &PlayedFile, xml: &mut String) {
    let name = escaped(&file.path.display().to_string());
    match &file.outcome {
        Outcome::Unusable(reasons) => {
            let _ = writeln!(xml, "  <testsuite name=\"{name}\" tests=\"1\" failures=\"1\">");
            let _ = writeln!(xml, "    <testcase name=\"can be used\" classname=\"{name}\">");
            let _ = writeln!(xml, "      <failure>{}</failure>\n    </testcase>", escaped(&reasons.join("\n")));
        }
        Outcome::Played { tests, .. } => {
            let failures = tests.iter().filter(|played| !played.passed()).count();
            let _ = writeln!(xml, "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{failures}\">", tests.len());
            for played in tests {
                write_test(&file.path, played, xml);
            }
        }
    }
    xml.push_str("  </testsuite>\n");
}

fn write_test(path: &Path, played: &Played, xml: &mut String) {
    let (name, file) = (escaped(&played.name), escaped(&path.display().to_string()));
    let _ = write!(xml, "    <testcase name=\"{name}\" classname=\"{file}\" file=\"{file}\" line=\"{}\"", played.line);
    if played.passed() {
        xml.push_str("/>\n");
        return;
    }
    let text = escaped(&conversation(path, played));
    let _ = writeln!(xml, ">\n      <failure>{text}</failure>\n    </testcase>");
}

/// What XML cannot hold at all is left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(character),
            '\u{fffe}' | '\u{ffff}' => {}
            control if control.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}
