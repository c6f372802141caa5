//! Tests as conversations to be shown: each a test file of its own, with everything that holds for it.

use super::document::{Given, Step, TestFile};
use super::moment::Moment;
use super::stage::START;
use serde::Serialize;

/// A file with one test; written as YAML or JSON it is a flow test again.
#[derive(Clone, Debug, Serialize)]
pub struct Sample {
    pub given: Given,
    pub tests: [SampleCase; 1],
}

#[derive(Clone, Debug, Serialize)]
pub struct SampleCase {
    pub name: String,
    pub steps: Vec<Step>,
}

/// The tests of a file, in order.
pub fn samples(file: &TestFile) -> Vec<Sample> {
    let cases = file.tests.iter().map(|case| &case.value);
    let sample = cases.map(|case| {
        let steps = case.steps.iter().map(|step| step.value.clone()).collect();
        Sample { given: begun(file.given.with(&case.given)), tests: [SampleCase { name: case.name.clone(), steps }] }
    });
    sample.collect()
}

/// What holds in every test of the file: the world of somebody who just writes.
pub fn common_ground(file: &TestFile) -> Given {
    begun(file.given.clone())
}

/// With its moment, which a file need not tell.
fn begun(given: Given) -> Given {
    Given { at: given.at.or(Some(Moment(START))), ..given }
}
