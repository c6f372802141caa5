//! What Meta would refuse of a template at once, found before it is submitted.
//!
//! Only rules that Meta documents, with one exception: that there may not be too many blanks for the words is
//! documented, the measure is not; here it is two words for each blank.

mod buttons;
mod parts;
mod texts;

use std::fmt;

use super::{Category, LANGUAGES, NewTemplate, ParameterFormat};
use crate::limits::measure::{Checked, broken, length, malformed};
use crate::limits::{LimitError, Rule, TEMPLATE_NAME};

/// Something Meta would refuse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong, and where in the JSON.
    pub problem: LimitError,
    /// The `error_subcode` that comes with Meta's code 100, where there is a special one.
    pub subcode: Option<u32>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.problem.fmt(f)
    }
}

/// The text of a part is too long.
const TOO_LONG: u32 = 2_388_040;
const HEADER_FORMAT: u32 = 2_388_047;
const BODY_FORMAT: u32 = 2_388_072;
const FOOTER_FORMAT: u32 = 2_388_073;
const TOO_MANY_BLANKS: u32 = 2_388_293;
const BLANK_AT_THE_EDGE: u32 = 2_388_299;

/// Everything Meta would refuse of a template, in the order of its parts.
///
/// ```
/// use whatsapp::limits::Rule;
/// use whatsapp::template::{Category, Component, NewTemplate, lint};
///
/// let greeting = NewTemplate::new("Greeting", "es", Category::Utility)
///     .with(Component::body("{{1}}, su pedido ya está en camino.", ["Ana"]));
/// let found = lint(&greeting);
/// let found: Vec<_> = found.iter().map(|found| (found.problem.field.as_str(), found.problem.rule)).collect();
/// assert_eq!(found, [("name", Rule::Malformed), ("components[0].text", Rule::NotAllowed)]);
/// ```
pub fn lint(template: &NewTemplate) -> Vec<Finding> {
    let mut findings = Findings(Vec::new());
    findings.check(length("name", &template.name, TEMPLATE_NAME));
    let may_stand = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    findings.demand(template.name.bytes().all(may_stand), || malformed("name"));
    findings.demand(LANGUAGES.contains(&template.language.as_str()), || malformed("language"));
    findings.demand(!matches!(template.category, Category::Other(_)), || malformed("category"));
    if let Some(ParameterFormat::Other(_)) = &template.parameter_format {
        findings.add(malformed("parameter_format"));
    }
    findings.check(check_time_to_live(template));
    parts::lint(template, &mut findings);
    findings.0
}

/// What the rules have found so far.
struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, problem: LimitError) {
        self.0.push(Finding { problem, subcode: None });
    }

    fn add_as(&mut self, subcode: u32, problem: LimitError) {
        self.0.push(Finding { problem, subcode: Some(subcode) });
    }

    fn check(&mut self, checked: Checked) {
        if let Err(problem) = checked {
            self.add(problem);
        }
    }

    fn check_as(&mut self, subcode: u32, checked: Checked) {
        if let Err(problem) = checked {
            self.add_as(subcode, problem);
        }
    }

    fn demand(&mut self, holds: bool, problem: impl FnOnce() -> LimitError) {
        if !holds {
            self.add(problem());
        }
    }
}

/// For how long Meta may try to deliver, by category, in seconds. All but marketing also take -1 for 30 days.
const TIMES_TO_LIVE: [(Category, i64, i64); 3] =
    [(Category::Authentication, 30, 900), (Category::Utility, 30, 43_200), (Category::Marketing, 43_200, 2_592_000)];

fn check_time_to_live(template: &NewTemplate) -> Checked {
    let Some(seconds) = template.message_send_ttl_seconds else { return Ok(()) };
    let range = TIMES_TO_LIVE.iter().find(|(category, ..)| *category == template.category);
    let Some((_, least, most)) = range else { return Ok(()) };
    let endless = seconds == -1 && template.category != Category::Marketing;
    if endless || (*least..=*most).contains(&seconds) {
        return Ok(());
    }
    let nearest = if seconds < *least { least } else { most };
    let positive = |number: i64| usize::try_from(number).unwrap_or_default();
    Err(broken("message_send_ttl_seconds", Rule::OutOfRange, positive(*nearest), positive(seconds)))
}
