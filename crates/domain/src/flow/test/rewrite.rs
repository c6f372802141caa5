//! Expectations made to say what happens now. Lines that are right stay as they are, comments stay where they are.

use super::document::{Step, TestFile};
use super::judge::Line;
use super::play::{Played, line_of};
use serde_saphyr::Spanned;

/// A message stays on one line, whatever its length: so it is found by searching.
const LONGEST_LINE: usize = 5_000;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RewriteError {
    #[error("line {0}: only steps written one to a line, each with its own dash, can be rewritten")]
    NotInLines(u32),
    #[error("the expectations cannot be written down: {0}")]
    Unwritable(String),
}

/// The source with what differed replaced. `played` are the tests of the file, in order.
pub fn rewrite(source: &str, file: &TestFile, played: &[Played]) -> Result<String, RewriteError> {
    let lines: Vec<&str> = source.lines().collect();
    // From the end, so that the lines above keep their numbers.
    let mut written: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    for (case, played) in file.tests.iter().zip(played).rev() {
        rewrite_case(&lines, &mut written, &case.value.steps, played)?;
    }
    Ok(written.join("\n") + "\n")
}

fn rewrite_case(
    lines: &[&str],
    written: &mut Vec<String>,
    steps: &[Spanned<Step>],
    played: &Played,
) -> Result<(), RewriteError> {
    let items: Vec<Item> = steps.iter().map(|step| Item::of(lines, line_of(step))).collect::<Result<_, _>>()?;
    for exchange in played.exchanges.iter().rev().filter(|exchange| !exchange.findings.is_empty() && !exchange.stuck) {
        let first = exchange.step.map_or(0, |step| step + 1);
        let count = steps.iter().skip(first).take_while(|step| step.value.is_expectation()).count();
        let group = items.get(first..first + count).unwrap_or_default();
        let before = first.checked_sub(1).and_then(|step| items.get(step));
        let Some(indent) = before.or(group.first()).map(|item| item.indent) else { continue };
        let begins = before.or(group.first()).map_or(0, |item| if before.is_some() { item.ends } else { item.begins });
        let ends = group.last().map_or(begins, |item| item.ends);
        let mut replacement = Vec::new();
        for item in group {
            replacement.extend(comments(lines.get(item.previous_end(&items, begins)..item.begins).unwrap_or_default()));
        }
        for line in &exchange.lines {
            match line {
                Line::Keep(index) => {
                    let kept = items.get(*index).and_then(|item| lines.get(item.begins..item.ends));
                    replacement.extend(kept.unwrap_or_default().iter().map(|line| (*line).to_owned()));
                }
                Line::New(step) => replacement.extend(as_lines(step, indent)?),
            }
        }
        written.splice(begins..ends, replacement);
    }
    Ok(())
}

fn comments(lines: &[&str]) -> Vec<String> {
    lines.iter().filter(|line| line.trim_start().starts_with('#')).map(|line| (*line).to_owned()).collect()
}

fn as_lines(step: &Step, indent: usize) -> Result<Vec<String>, RewriteError> {
    let options = serde_saphyr::ser_options! { folded_wrap_chars: LONGEST_LINE, yaml_12: true, no_lang_directive: true, compact_list_indent: false };
    let yaml = serde_saphyr::to_string_with_options(&[step], options)
        .map_err(|error| RewriteError::Unwritable(error.to_string()))?;
    let margin = " ".repeat(indent);
    Ok(yaml.trim_end().lines().map(|line| format!("{margin}{line}").trim_end().to_owned()).collect())
}

/// A step in its file: from the line of its dash to the line where the next thing begins, blank lines and comments
/// between them not counted.
struct Item {
    indent: usize,
    begins: usize,
    ends: usize,
}

impl Item {
    fn of(lines: &[&str], line: u32) -> Result<Self, RewriteError> {
        let wrong = || RewriteError::NotInLines(line);
        let begins = usize::try_from(line).ok().and_then(|line| line.checked_sub(1)).ok_or_else(wrong)?;
        let text = lines.get(begins).ok_or_else(wrong)?;
        if !text.trim_start().starts_with("- ") {
            return Err(wrong());
        }
        let indent = indent_of(text);
        let mut ends = begins + 1;
        for (index, text) in lines.iter().enumerate().skip(begins + 1) {
            let is_content = !text.trim().is_empty() && !text.trim_start().starts_with('#');
            if is_content && indent_of(text) <= indent {
                break;
            }
            // A `#` deeper than the dash may belong to a text in several lines.
            if is_content || (indent_of(text) > indent && !text.trim().is_empty()) {
                ends = index + 1;
            }
        }
        Ok(Self { indent, begins, ends })
    }

    /// Where the item before this one ends, within its group.
    fn previous_end(&self, items: &[Self], begins: usize) -> usize {
        items.iter().rev().find(|item| item.ends <= self.begins).map_or(begins, |item| item.ends).max(begins)
    }
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}
