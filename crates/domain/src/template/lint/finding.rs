//! One finding, and how those of Meta's rules become findings of ours.

use super::code::Code;
use super::place::{self, Part, Place};
use whatsapp::limits::Rule;
use whatsapp::template::{self, Category, NewTemplate};

words! {
    Severity {
        /// Meta would not take it.
        Error = "error",
        /// Meta may take it, and it may still harm.
        Warning = "warning",
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub code: Code,
    pub place: Place,
    /// What is allowed, and what there is; where it is about a number.
    pub limit: Option<usize>,
    pub value: Option<usize>,
}

impl Finding {
    pub(super) const fn new(code: Code, place: Place) -> Self {
        Self { code, place, limit: None, value: None }
    }

    pub(super) fn counted(self, limit: usize, value: usize) -> Self {
        Self { limit: Some(limit), value: Some(value), ..self }
    }

    pub const fn severity(&self) -> Severity {
        match self.code {
            Code::Promotional
            | Code::ShortLink
            | Code::ChatLink
            | Code::SameButton
            | Code::HeaderFormatting
            | Code::Shouting => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

/// Subcodes of what `blanks` finds itself, and more exactly.
const ABOUT_BLANKS: [u32; 2] = [2_388_293, 2_388_299];

/// A breach of Meta's rules as a finding. `None` where another rule of ours says it better.
pub(super) fn of(template: &NewTemplate, found: &template::Finding) -> Option<Finding> {
    let problem = &found.problem;
    let field = problem.field.as_str();
    if found.subcode.is_some_and(|subcode| ABOUT_BLANKS.contains(&subcode)) {
        return None;
    }
    let mut place = place::of(template, field);
    let last = field.rsplit('.').next().unwrap_or_default();
    let code = match (problem.rule, place.part) {
        (Rule::Malformed | Rule::Missing | Rule::TooFew, _) if field.contains(".text.{{") => return None,
        (Rule::Malformed, Part::Header | Part::Body) if last == "text" => return None,
        (Rule::TooMany, Part::Header) if field.ends_with("{{}}") => Code::TooMany,
        (Rule::NotAllowed, Part::Footer) if is_blank_in_footer(template, field) => return None,
        (Rule::Missing, Part::Header) if field.ends_with("header_handle") => Code::FileMissing,
        // Which blank has none, `samples` tells.
        (Rule::Missing | Rule::TooFew, _) if field.contains(".example.") => return None,
        // Of a coupon code, the sample is all there is.
        (Rule::Missing, Part::Buttons) if last == "example" && has_blank(template, &place) => Code::SampleMissing,
        (Rule::Malformed, Part::Buttons) if last == "url" => Code::LinkBlank,
        (Rule::Malformed, Part::Name) => Code::NameForm,
        (Rule::Malformed, Part::Language) => Code::UnknownLanguage,
        (Rule::Inconsistent, Part::Buttons) if place.button.is_some() => Code::CodeFirst,
        (Rule::Inconsistent, Part::Buttons) => Code::ButtonOrder,
        (rule, _) => Code::of_rule(rule)?,
    };
    if code == Code::TooLong {
        place.range = Some((problem.limit, problem.value));
    }
    let is_counted =
        matches!(code, Code::TooLong | Code::TooMany | Code::TooFew | Code::TooManyLines | Code::OutOfRange);
    let finding = Finding::new(code, place);
    Some(if is_counted { finding.counted(problem.limit, problem.value) } else { finding })
}

/// Whether the button there has an address with a blank.
fn has_blank(template: &NewTemplate, place: &Place) -> bool {
    let parts = template.components.iter();
    let mut parts =
        parts.flat_map(|part| std::iter::once(part).chain(part.cards.iter().flat_map(|card| &card.components)));
    parts.any(|part| {
        let button = place.button.and_then(|at| part.buttons.get(at));
        button.and_then(|button| button.url.as_deref()).is_some_and(|url| url.contains("{{"))
    })
}

/// A footer can be forbidden as such, beside an offer and of one-time passwords, or for a blank in it.
fn is_blank_in_footer(template: &NewTemplate, field: &str) -> bool {
    template.category != Category::Authentication
        && place::text_at(template, field).is_some_and(|text| text.contains("{{"))
}
