//! Reading the source of a flow, with bounds on everything an author could make large.

use super::Flow;
use crate::flow::limits;
use serde::de::DeserializeOwned;

/// Why a document could not be read, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message} (line {line}, column {column})")]
pub struct ReadError {
    pub message: String,
    pub line: u32,
    pub column: u32,
}

pub(super) fn flow(source: &str) -> Result<Flow, ReadError> {
    let flow: Flow = document(source)?;
    if flow.nodes.len() > limits::NODES {
        let message = format!("{} nodes; a flow has at most {}", flow.nodes.len(), limits::NODES);
        return Err(ReadError { message, line: 1, column: 1 });
    }
    Ok(flow)
}

/// Reads any shape from a document under the same bounds.
pub fn document<T: DeserializeOwned>(source: &str) -> Result<T, ReadError> {
    if source.len() > limits::DOCUMENT_BYTES {
        let message = format!("the document has {} bytes; it may have {}", source.len(), limits::DOCUMENT_BYTES);
        return Err(ReadError { message, line: 1, column: 1 });
    }
    serde_saphyr::from_str_with_options(source, options()).map_err(|error| read_error(&error))
}

fn options() -> serde_saphyr::Options {
    serde_saphyr::options! {
        // `No` is the title of a button, not the opposite of true.
        strict_booleans: true,
        with_snippet: false,
        budget: serde_saphyr::budget! {
            max_depth: limits::DOCUMENT_DEPTH,
            flow_nesting_limit: limits::DOCUMENT_DEPTH,
            max_documents: 1,
            max_aliases: 200,
            max_anchors: 100,
            max_nodes: 100_000,
            max_total_scalar_bytes: 2 * limits::DOCUMENT_BYTES,
        },
    }
}

fn read_error(error: &serde_saphyr::Error) -> ReadError {
    let error = error.without_snippet();
    let place = error.location();
    let at = |number: Option<u64>| number.and_then(|number| u32::try_from(number).ok()).unwrap_or(1).max(1);
    let line = at(place.map(|place| place.line()));
    let column = at(place.map(|place| place.column()));
    let rendered = error.render();
    let message = rendered.lines().next().unwrap_or_default();
    // The place stands beside the message, not in it.
    let message = message.rsplit_once(" at line ").map_or(message, |(message, _)| message);
    ReadError { message: message.to_owned(), line, column }
}
