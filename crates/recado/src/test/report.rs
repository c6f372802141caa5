//! What people read: each test with a mark, the conversation where it went another way, and what was walked.

use super::suite::{Outcome, Suite};
use domain::flow::test::{Coverage, Exchange, Played};
use std::io::{self, Write};
use std::path::Path;

pub fn files(suite: &Suite, verbose: bool, out: &mut impl Write) -> io::Result<()> {
    for file in &suite.files {
        writeln!(out, "{}", file.path.display())?;
        match &file.outcome {
            Outcome::Unusable(reasons) => {
                for reason in reasons {
                    writeln!(out, "  ✗ {reason}")?;
                }
            }
            Outcome::Played { tests, .. } => {
                for played in tests {
                    test(&file.path, played, verbose, out)?;
                }
            }
        }
    }
    Ok(())
}

fn test(path: &Path, played: &Played, verbose: bool, out: &mut impl Write) -> io::Result<()> {
    let (mark, place) = if played.passed() {
        ("✓", String::new())
    } else {
        ("✗", format!("   {}:{}", path.display(), played.line))
    };
    writeln!(out, "  {mark} {}{place}", played.name)?;
    if verbose || !played.passed() {
        write!(out, "{}", conversation(path, played))?;
    }
    Ok(())
}

/// The conversation up to where it first differs.
pub fn conversation(path: &Path, played: &Played) -> String {
    let mut lines = Vec::new();
    let different = played.exchanges.iter().position(|exchange| !exchange.findings.is_empty());
    for exchange in played.exchanges.iter().take(different.map_or(usize::MAX, |index| index + 1)) {
        lines.extend(told(path, exchange));
    }
    let more = different.map_or(0, |index| {
        played.exchanges.iter().skip(index + 1).filter(|exchange| !exchange.findings.is_empty()).count()
    });
    if more > 0 {
        lines.push(format!("    … and {more} more steps differ after this"));
    }
    lines.push(String::new());
    lines.join("\n") + "\n"
}

fn told(path: &Path, exchange: &Exchange) -> Vec<String> {
    let mut lines = Vec::new();
    if !exchange.act.is_empty() {
        lines.extend(indented("    ", &exchange.act));
    }
    for happening in &exchange.happenings {
        lines.extend(indented("      ", &happening.to_string()));
    }
    for finding in &exchange.findings {
        lines.push(format!("    {}:{}:", path.display(), finding.line));
        let expected = if finding.expected.is_empty() { "nothing of the kind" } else { &finding.expected };
        lines.extend(indented("    - ", expected));
        lines.extend(indented("    + ", &finding.found));
    }
    lines
}

fn indented(margin: &str, text: &str) -> Vec<String> {
    text.lines().map(|line| format!("{margin}{line}")).collect()
}

pub fn coverage(suite: &Suite, with_missed: bool, out: &mut impl Write) -> io::Result<()> {
    writeln!(out)?;
    for (path, coverage) in &suite.coverage {
        let (nodes, edges) = (coverage.nodes(), coverage.edges());
        writeln!(
            out,
            "{:>5.1} % of {} edges, {:>5.1} % of {} nodes  {}",
            edges.percent(),
            edges.all,
            nodes.percent(),
            nodes.all,
            path.display()
        )?;
        if with_missed {
            missed(coverage, out)?;
        }
    }
    Ok(())
}

fn missed(coverage: &Coverage, out: &mut impl Write) -> io::Result<()> {
    let nodes = coverage.missed_nodes();
    for node in &nodes {
        writeln!(out, "        never entered: {node}")?;
    }
    // Edges from a node that is never entered say nothing new.
    for (from, to, places) in coverage.missed_edges().filter(|(from, ..)| !nodes.contains(from)) {
        writeln!(out, "        never walked: {from} → {to} ({})", places.join(", "))?;
    }
    Ok(())
}

/// How many flows are walked less than is asked for; a line for each.
pub fn bare(suite: &Suite, minimum: f64, out: &mut impl Write) -> io::Result<usize> {
    let mut count = 0;
    for (path, coverage) in &suite.coverage {
        let walked = coverage.edges().percent();
        if walked < minimum {
            count += 1;
            writeln!(out, "{}: only {walked:.1} % of the edges are walked; {minimum} % are asked for", path.display())?;
        }
    }
    Ok(count)
}

pub fn total(suite: &Suite, out: &mut impl Write) -> io::Result<()> {
    let (passed, failed) = (suite.passed(), suite.failed());
    let (edges, nodes) = (suite.edges(), suite.nodes());
    writeln!(
        out,
        "{passed} passed, {failed} failed; {:.1} % of {} edges and {:.1} % of {} nodes walked",
        edges.percent(),
        edges.all,
        nodes.percent(),
        nodes.all
    )
}
