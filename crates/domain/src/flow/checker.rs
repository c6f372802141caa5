//! What would go wrong with a flow, told to its author before a customer meets it.
//!
//! - `routes`: edges that lead nowhere, nodes nobody reaches, loops, the way to a person;
//! - `window`: free text on a path that is there after the 24 hours;
//! - `words`: translations, expressions, messages WhatsApp would refuse;
//! - `variables`: names that nothing sets, or not on every way;
//! - `surroundings`: flows it calls and templates it says, when those are told;
//! - `settings`: values that make no sense or go beyond a limit.

mod graph;
mod places;
mod problem;
mod routes;
mod settings;
mod sources;
mod surroundings;
mod variables;
mod window;
mod words;

pub use problem::{Problem, ProblemCode, Severity};
pub use surroundings::{KnownTemplate, Surroundings};

use crate::flow::document::{Flow, ReadError};
use graph::Graph;
use places::Places;

/// More would help nobody.
const PROBLEMS: usize = 200;

/// Reads and checks a document. There is a flow unless the source could not be read at all; it may be published when
/// none of the problems is an error.
pub fn check(source: &str) -> (Option<Flow>, Vec<Problem>) {
    check_among(source, Surroundings::default())
}

/// The same with a look at what the flow leans on.
pub fn check_among(source: &str, around: Surroundings<'_>) -> (Option<Flow>, Vec<Problem>) {
    match Flow::parse(source) {
        Ok(flow) => {
            let problems = check_flow(&flow, source, around);
            (Some(flow), problems)
        }
        Err(error) => (None, vec![unreadable(&error, source)]),
    }
}

/// Where each node leads: from, to, and where in the node it is written.
pub fn edges(flow: &Flow) -> Vec<(&str, &str, String)> {
    let graph = Graph::of(flow);
    let edges = graph.edges.iter().flat_map(|(from, edges)| edges.iter().map(move |edge| (*from, edge)));
    edges.map(|(from, edge)| (from, edge.to.as_str(), edge.path.clone())).collect()
}

pub fn has_errors(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}

fn check_flow(flow: &Flow, source: &str, around: Surroundings<'_>) -> Vec<Problem> {
    let mut report = Report { places: Places::of(source), problems: Vec::new() };
    let graph = Graph::of(flow);
    settings::check(flow, &mut report);
    routes::check(flow, &graph, &mut report);
    window::check(flow, &graph, &mut report);
    words::check(flow, &mut report);
    variables::check(flow, &graph, &mut report);
    surroundings::check(flow, around, &mut report);
    report.finish()
}

fn unreadable(error: &ReadError, source: &str) -> Problem {
    let code = match &error.message {
        message if message.contains("unknown field") => ProblemCode::UnknownKey,
        message if source.len() > crate::flow::limits::DOCUMENT_BYTES || message.contains("nodes; a flow") => {
            ProblemCode::TooLarge
        }
        _ => ProblemCode::Unreadable,
    };
    Problem {
        severity: Severity::Error,
        code,
        message: error.message.clone(),
        remedy: code.remedy().to_owned(),
        node: Places::of(source).node_at(error.line),
        line: error.line,
        column: error.column,
    }
}

/// Collects what the checks find.
struct Report {
    places: Places,
    problems: Vec<Problem>,
}

impl Report {
    /// `path` is where in the node, or in the document when there is no node.
    fn add(&mut self, code: ProblemCode, node: Option<&str>, path: &str, message: String) {
        let (line, column) = self.places.find(node, path);
        let (severity, remedy) = (code.severity(), code.remedy().to_owned());
        let problem = Problem { severity, code, message, remedy, node: node.map(str::to_owned), line, column };
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    fn finish(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|problem| (problem.severity, problem.line, problem.column));
        self.problems.truncate(PROBLEMS);
        self.problems.sort_by_key(|problem| (problem.line, problem.column, problem.severity));
        self.problems
    }
}

#[cfg(test)]
mod tests;
