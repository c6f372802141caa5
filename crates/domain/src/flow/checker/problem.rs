//! A problem as the author sees it beside the line.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub severity: Severity,
    pub code: ProblemCode,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
    pub node: Option<String>,
    /// Counted from 1.
    pub line: u32,
    pub column: u32,
}

words! {
    Severity {
        /// The flow cannot be published.
        Error = "error",
        Warning = "warning",
    }
}

words! {
    ProblemCode {
        Unreadable = "unreadable",
        UnknownKey = "unknown_key",
        TooLarge = "too_large",
        BadName = "bad_name",
        BadSetting = "bad_setting",
        NoEffect = "no_effect",
        NoStart = "no_start",
        NoTrigger = "no_trigger",
        UnknownNode = "unknown_node",
        UnreachableNode = "unreachable_node",
        EndlessLoop = "endless_loop",
        PossibleLoop = "possible_loop",
        DeadEnd = "dead_end",
        NoWayToAPerson = "no_way_to_a_person",
        FarFromAPerson = "far_from_a_person",
        FreeTextAfterWindow = "free_text_after_window",
        MissingTranslation = "missing_translation",
        MissingDefaultLanguage = "missing_default_language",
        BadExpression = "bad_expression",
        UnknownName = "unknown_name",
        MayBeUnset = "may_be_unset",
        OverLimit = "over_limit",
        Unsayable = "unsayable",
        DuplicateChoice = "duplicate_choice",
        BadPattern = "bad_pattern",
        BadAddress = "bad_address",
        StaffMayNotHear = "staff_may_not_hear",
        UnknownFlow = "unknown_flow",
        UnknownSegment = "unknown_segment",
        UnknownIntent = "unknown_intent",
        /// A question asks for something that is neither built in nor taught.
        UnknownEntity = "unknown_entity",
        CallsItself = "calls_itself",
        UnknownTemplate = "unknown_template",
        TemplateNotApproved = "template_not_approved",
        TemplateMismatch = "template_mismatch",
    }
}

impl ProblemCode {
    pub const fn severity(self) -> Severity {
        match self {
            Self::NoEffect
            | Self::NoTrigger
            | Self::UnreachableNode
            | Self::PossibleLoop
            | Self::DeadEnd
            | Self::FarFromAPerson
            | Self::MissingTranslation
            | Self::MayBeUnset
            | Self::StaffMayNotHear => Severity::Warning,
            _ => Severity::Error,
        }
    }

    pub const fn remedy(self) -> &'static str {
        match self {
            Self::Unreadable => "Mend the line; indentation and missing quotes are the usual causes.",
            Self::UnknownKey => "Check the spelling of the key against docs/flows.md.",
            Self::TooLarge => "Split the flow into several.",
            Self::BadName => "Use letters, digits and _, at most 64, and none of the names the engine itself uses.",
            Self::BadSetting => "Change the value to one that is allowed.",
            Self::NoEffect => "Take it away, or put it where it works.",
            Self::NoStart => "Set `start` to the name of a node.",
            Self::NoTrigger => "Add `triggers`, or call the flow from another one.",
            Self::UnknownNode => "Write the name of a node that exists, or add the node.",
            Self::UnreachableNode => "Lead to the node from somewhere, or take it away.",
            Self::EndlessLoop => "Put a question or a wait into the loop.",
            Self::PossibleLoop => "Make sure that a case of the branch leaves the loop.",
            Self::DeadEnd => "Give the choice a `go_to`, or the node a `next`.",
            Self::NoWayToAPerson => "Add a `hand_over` node and a way to it; WhatsApp's policy asks for one too.",
            Self::FarFromAPerson => {
                "Lead from here to a `hand_over` node, or add a trigger with `anytime: true` that does."
            }
            Self::FreeTextAfterWindow => {
                "Say a template here, keep the time-outs before it below 24 hours, or branch on `window.open` first."
            }
            Self::MissingTranslation => "Add the text in this language.",
            Self::MissingDefaultLanguage => "Add the text in the flow's own language: it is what everybody else reads.",
            Self::BadExpression => "Mend the expression; docs/flows.md shows what it can do.",
            Self::UnknownName => "Check the spelling, or save it under this name in an earlier node.",
            Self::MayBeUnset => "Set it on every way that leads here, or ask first with `is defined` or `default`.",
            Self::OverLimit => "Shorten the text, offer fewer choices, or add what is missing.",
            Self::Unsayable => "Say it in two nodes, or take one part away.",
            Self::DuplicateChoice => "Give each choice of a node an id and a title of its own.",
            Self::BadPattern => "Mend the regular expression; it has to match the whole answer.",
            Self::StaffMayNotHear => "Add a template that is said when their window is closed.",
            Self::UnknownFlow => "Write the name of a flow that is published, or publish that flow first.",
            Self::UnknownSegment => "Write the name of a segment that exists, or make it first.",
            Self::UnknownEntity => "Write the name of a built-in entity or of one that is taught, or teach it first.",
            Self::UnknownIntent => "Write the name of an intent that is taught, or teach it first.",
            Self::CallsItself => "Let one of the flows in the round go another way, or use `go_to` within a flow.",
            Self::UnknownTemplate => "Write the name and language of a template that exists, or submit it to Meta.",
            Self::TemplateNotApproved => "Wait until Meta has approved the template, or use another.",
            Self::TemplateMismatch => "Give as many values as the template has blanks.",
            Self::BadAddress => "Write an address that begins with https:// or with a setting that does.",
        }
    }
}
