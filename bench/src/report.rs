//! `bench/README.md`: the bars, the figures behind them, and how they were taken.

use crate::bars::{BARS, Bar, Limit, Verdict};
use crate::candidate::{Candidate, Place};
use crate::figures::Spread;
use crate::machine::Machine;
use crate::round::{CONNECTIONS, IN_FLIGHT, Measure, Round};
use crate::webhook::CUSTOMERS;
use std::collections::BTreeSet;

const HEAD: &str = include_str!("report/head.md");
const METHOD: &str = include_str!("report/method.md");

pub fn write(machine: &Machine, place: &Place, rounds: &[Round]) -> String {
    let method = METHOD
        .replace("{connections}", &CONNECTIONS.to_string())
        .replace("{in_flight}", &IN_FLIGHT.to_string())
        .replace("{customers}", &CUSTOMERS.to_string());
    [
        HEAD.to_owned(),
        taken_on(machine, rounds.len()),
        section("Bars", &bars(rounds)),
        section("Webhooks a second", &table("/s", rounds, &[("answered 200", Measure::Ingest)])),
        section(
            "Webhooks a second, until nothing was left",
            &table("/s", rounds, &[("processed", Measure::Processed)]),
        ),
        section(
            "One round trip at a time, in milliseconds",
            &(table("ms", rounds, &[("p50", Measure::AloneP50), ("p99", Measure::AloneP99)]) + &disk(rounds)),
        ),
        section("Round trips a second, many in flight", &table("/s", rounds, &[("replies", Measure::InFlight)])),
        method,
        section("What could not be measured", &complaints(place, rounds)),
    ]
    .join("\n")
}

/// One line a bar, for the terminal.
pub fn verdicts(rounds: &[Round]) -> Vec<String> {
    BARS.iter()
        .map(|bar| format!("{:<12} {} ({})", word(bar.verdict(rounds)), bar.what, measured(bar, rounds)))
        .collect()
}

fn section(title: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("## {title}\n\n{text}") }
}

fn taken_on(machine: &Machine, rounds: usize) -> String {
    let Machine { date, seconds, processor, cores, memory_gib, kernel, versions } = machine;
    let versions: Vec<String> = versions.iter().map(|(what, version)| format!("{what} {version}")).collect();
    format!(
        "Taken on {date}: {rounds} rounds, {seconds} s a measurement, {processor}, {cores} cores, {memory_gib} GiB, Linux {kernel}.\n\
         {}.\n",
        versions.join(", ")
    )
}

fn bars(rounds: &[Round]) -> String {
    let head = "| bar | limit | min | median | max | |\n|---|---|---|---|---|---|\n".to_owned();
    let rows = BARS.iter().map(|bar| {
        let limit = match bar.limit {
            Limit::AtLeast(limit) => format!("≥ {limit}"),
            Limit::AtMost(limit) => format!("≤ {limit}"),
        };
        let cells = bar.ratios(rounds).map_or_else(|| "| | ".to_owned(), cells);
        format!("| {} | {limit} | {cells} | {} |\n", bar.what, word(bar.verdict(rounds)))
    });
    std::iter::once(head).chain(rows).collect()
}

fn measured(bar: &Bar, rounds: &[Round]) -> String {
    bar.ratios(rounds).map_or_else(|| "no figures".to_owned(), |ratio| shown(ratio.median))
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Reached => "reached",
        Verdict::Missed => "**missed**",
        Verdict::NotMeasured => "not measured",
    }
}

fn table(unit: &str, rounds: &[Round], measures: &[(&str, Measure)]) -> String {
    let mut rows = vec![format!("| {unit} | | min | median | max |\n|---|---|---|---|---|\n")];
    for (what, measure) in measures {
        for candidate in candidates(rounds, *measure) {
            let figures = rounds.iter().filter_map(|round| round.figures.get(&(*measure, candidate)).copied());
            rows.extend(Spread::of(figures).map(|spread| row(candidate.name(), what, spread)));
        }
    }
    rows.concat()
}

fn row(name: &str, what: &str, spread: Spread) -> String {
    format!("| {name} | {what} | {} |\n", cells(spread))
}

fn disk(rounds: &[Round]) -> String {
    let name = "F: fdatasync of 1 KB";
    let p50 = Spread::of(rounds.iter().map(|round| round.disk.p50));
    let p99 = Spread::of(rounds.iter().map(|round| round.disk.p99));
    [p50.map(|spread| row(name, "p50", spread)), p99.map(|spread| row(name, "p99", spread))]
        .into_iter()
        .flatten()
        .collect()
}

fn candidates(rounds: &[Round], measure: Measure) -> BTreeSet<Candidate> {
    let measured = rounds.iter().flat_map(|round| round.figures.keys());
    measured.filter(|(of, _)| *of == measure).map(|(_, candidate)| *candidate).collect()
}

fn cells(spread: Spread) -> String {
    [spread.least, spread.median, spread.most].map(shown).join(" | ")
}

fn shown(figure: f64) -> String {
    match figure {
        1000.0.. => format!("{figure:.0}"),
        10.0.. => format!("{figure:.1}"),
        _ => format!("{figure:.3}"),
    }
}

fn complaints(place: &Place, rounds: &[Round]) -> String {
    let peers = [Candidate::Pywa, Candidate::Django, Candidate::BusinessRs];
    let missing = peers.iter().filter_map(|candidate| {
        let error = place.missing(candidate.peer()?)?;
        Some(format!("{} could not be installed: {error}", candidate.name()))
    });
    let failed = rounds.iter().flat_map(|round| round.complaints.iter().cloned());
    let fenced: Vec<String> =
        missing.chain(failed).map(|complaint| format!("```\n{}\n```\n", complaint.trim())).collect();
    fenced.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_shown_with_three_places_or_as_much_as_means_something() {
        let cases = [(0.2512, "0.251"), (9.9999, "10.000"), (12.345, "12.3"), (54_321.9, "54322")];
        for (figure, expected) in cases {
            assert_eq!(shown(figure), expected);
        }
    }
}
