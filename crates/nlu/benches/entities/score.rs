//! Right and wrong, counted.

use crate::case::{Case, Expected};
use crate::resolution;
use nlu::entity::{Entity, Language};
use std::collections::BTreeMap;

/// What became of the messages of one file.
#[derive(Default)]
pub struct Score {
    pub cases: usize,
    span: usize,
    full: usize,
    negatives: usize,
    found_on_negatives: usize,
    /// Cases all of whose results are of one type: type, cases, spans, full.
    by_type: BTreeMap<String, [usize; 3]>,
}

impl Score {
    /// Counts a message, and says in words what was wrong with it.
    pub fn count(&mut self, case: &Case, found: &[Entity], language: Language) -> Option<String> {
        let span = case.expected.len() == found.len()
            && case.expected.iter().zip(found).all(|(expected, found)| same_place(case, expected, found, language));
        let full = span
            && case.expected.iter().zip(found).all(|(expected, found)| resolution::agrees(expected, found, language));
        self.cases += 1;
        self.span += usize::from(span);
        self.full += usize::from(full);
        if case.expected.is_empty() {
            self.negatives += 1;
            self.found_on_negatives += found.len();
        }
        let mut types = case.expected.iter().map(|expected| &expected.type_name);
        if let Some(first) = types.next()
            && types.all(|other| other == first)
        {
            let counts = self.by_type.entry(first.clone()).or_default();
            for (count, one) in counts.iter_mut().zip([true, span, full]) {
                *count += usize::from(one);
            }
        }
        (!full).then(|| explain(case, found, language, span))
    }

    pub fn line(&self, kind: &str, language: &str) -> String {
        let percent = |count: usize| (1000 * count + self.cases / 2) / self.cases.max(1);
        let share = |count: usize| format!("{}.{}", percent(count) / 10, percent(count) % 10);
        let wrong = format!("{} of {}", self.found_on_negatives, self.negatives);
        format!(
            "{kind:<14} {language:>3} {:>6} {:>7} {:>7} {wrong:>12}",
            self.cases,
            share(self.span),
            share(self.full)
        )
    }

    /// The file as a whole, and its types apart when it mixes several.
    pub fn split(self, name: &str) -> Vec<(String, Self)> {
        let parts: Vec<_> = if self.by_type.len() > 2 {
            let part = |(kind, [cases, span, full]): (&String, &[usize; 3])| {
                let name = kind.trim_start_matches("datetimeV2.");
                let score = Self { cases: *cases, span: *span, full: *full, ..Self::default() };
                (format!(" .{name}"), score)
            };
            self.by_type.iter().map(part).collect()
        } else {
            Vec::new()
        };
        std::iter::once((name.to_owned(), self)).chain(parts).collect()
    }
}

fn same_place(case: &Case, expected: &Expected, found: &Entity, language: Language) -> bool {
    let units = |to: usize| case.text.get(..to).map_or(0, |before| before.encode_utf16().count());
    let place = match (expected.start, expected.end) {
        (Some(start), Some(end)) => units(found.span.start) == start && units(found.span.end) == end + 1,
        _ => expected.text.to_lowercase() == found.text.to_lowercase(),
    };
    place && (expected.type_name.is_empty() || resolution::type_name(found, language) == expected.type_name)
}

fn explain(case: &Case, found: &[Entity], language: Language, span: bool) -> String {
    let expected: Vec<_> = case
        .expected
        .iter()
        .map(|one| format!("{} {}", one.text, serde_json::to_string(&one.resolution).unwrap_or_default()))
        .collect();
    let found: Vec<_> = found.iter().map(|one| format!("{} {}", one.text, resolution::write(one, language))).collect();
    let what = if span { "VALUE" } else { "SPAN " };
    format!(
        "{what} {} @{}\n   want {}\n   have {}",
        case.text,
        case.now.datetime(),
        expected.join(" ; "),
        found.join(" ; ")
    )
}
