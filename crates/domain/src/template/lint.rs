//! What is wrong with a template, while it is being written: each finding says what it is, where, and what to do.
//!
//! An error is what Meta would refuse or reject; a warning is what may cost money or trust later. What is judged is the
//! template with its samples put in, as the reviewer reads it.

mod advice;
mod blanks;
mod code;
mod finding;
mod place;
mod samples;

pub use code::Code;
pub use finding::{Finding, Severity};
pub use place::{Part, Place};

use whatsapp::limits::{CARDS_MINIMUM, Rule};
use whatsapp::template::{Category, ComponentKind, NewTemplate};

/// Everything there is to say about a template, errors first, each in the order of its parts.
pub fn lint(template: &NewTemplate) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        whatsapp::template::lint(template).iter().filter_map(|found| finding::of(template, found)).collect();
    if template.category != Category::Authentication {
        findings.extend(blanks::lint(template));
        findings.extend(samples::lint(template));
    }
    findings.extend(too_few_cards(template));
    findings.extend(advice::lint(template));
    findings.sort_by_key(|finding| (finding.severity(), finding.place.order()));
    findings.dedup();
    findings
}

/// Whether Meta would take it, as far as can be told.
pub fn passes(template: &NewTemplate) -> bool {
    lint(template).iter().all(|finding| finding.severity() == Severity::Warning)
}

/// A single card is no carousel, also of products.
fn too_few_cards(template: &NewTemplate) -> Option<Finding> {
    let (at, carousel) =
        template.components.iter().enumerate().find(|(_, part)| part.kind == ComponentKind::Carousel)?;
    if carousel.cards.len() != 1 {
        return None;
    }
    let place = place::of(template, &format!("components[{at}].cards"));
    Some(Finding::new(Code::of_rule(Rule::TooFew)?, place).counted(CARDS_MINIMUM, 1))
}

#[cfg(test)]
mod tests;
