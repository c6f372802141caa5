//! The kinds of findings, each with its sentence: what is wrong and what to do about it.

use whatsapp::limits::Rule;

words! {
    /// What is wrong, in one word that does not change. The UI has words for each.
    Code {
        Missing = "missing",
        TooLong = "too_long",
        TooMany = "too_many",
        TooFew = "too_few",
        TooManyLines = "too_many_lines",
        OutOfRange = "out_of_range",
        NotUnique = "not_unique",
        NotAllowed = "not_allowed",
        Malformed = "malformed",
        NameForm = "name_form",
        UnknownLanguage = "unknown_language",
        Braces = "braces",
        EdgeBlank = "edge_blank",
        AdjacentBlanks = "adjacent_blanks",
        BlankNumbers = "blank_numbers",
        BlankName = "blank_name",
        TooManyBlanks = "too_many_blanks",
        BlankNotAllowed = "blank_not_allowed",
        SampleMissing = "sample_missing",
        SampleSpaces = "sample_spaces",
        FileMissing = "file_missing",
        RenderedTooLong = "rendered_too_long",
        LinkBlank = "link_blank",
        ButtonOrder = "button_order",
        CodeFirst = "code_first",
        CardsDiffer = "cards_differ",
        Offensive = "offensive",
        Promotional = "promotional",
        ShortLink = "short_link",
        ChatLink = "chat_link",
        SameButton = "same_button",
        HeaderFormatting = "header_formatting",
        Shouting = "shouting",
    }
}

impl Code {
    /// What stands for a rule of Meta's where nothing more exact can be said.
    pub(super) const fn of_rule(rule: Rule) -> Option<Self> {
        Some(match rule {
            Rule::TooLong => Self::TooLong,
            Rule::TooMany => Self::TooMany,
            Rule::TooFew => Self::TooFew,
            Rule::TooManyLines => Self::TooManyLines,
            Rule::OutOfRange => Self::OutOfRange,
            Rule::Missing => Self::Missing,
            Rule::NotUnique => Self::NotUnique,
            Rule::NotAllowed => Self::NotAllowed,
            Rule::Malformed => Self::Malformed,
            Rule::Inconsistent => Self::CardsDiffer,
            Rule::RenderedTooLong => Self::RenderedTooLong,
            // Of messages, not of templates.
            Rule::WrongTotal | Rule::Whitespace | Rule::WrongCount | Rule::WrongKind => return None,
        })
    }

    /// What is wrong and what to do, in plain words.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Missing => "Something must stand here. Fill it in.",
            Self::TooLong => "This is too long. Shorten it.",
            Self::TooMany => "There are too many of these. Remove some.",
            Self::TooFew => "There are too few of these. Add some.",
            Self::TooManyLines => "There are too many line breaks. Remove some.",
            Self::OutOfRange => "This value is outside what Meta allows. Choose another.",
            Self::NotUnique => "This part is there twice. Remove one.",
            Self::NotAllowed => "This is not allowed in a template of this kind. Remove it.",
            Self::Malformed => "Meta does not know this. Choose one of the values it knows.",
            Self::NameForm => "A name has small letters, digits and underscores only. Replace the rest.",
            Self::UnknownLanguage => "Meta has no templates in this language. Choose one of its languages.",
            Self::Braces => {
                "Double braces may only stand around the number or name of a variable. Write {{1}} or {{name}}."
            }
            Self::EdgeBlank => "A variable may not be the first or last thing. Put words before or after it.",
            Self::AdjacentBlanks => "Two variables stand side by side. Put words between them, or make them one.",
            Self::BlankNumbers => {
                "Variables are numbered {{1}}, {{2}} and so on, in the order in which they appear. Number them anew."
            }
            Self::BlankName => {
                "The name of a variable has small letters, digits and underscores, and is no number. Rename it."
            }
            Self::TooManyBlanks => {
                "There are too few words for so many variables. Add at least two words for each variable."
            }
            Self::BlankNotAllowed => "There may be no variable here. Write it out.",
            Self::SampleMissing => "The reviewer needs a sample for this variable. Fill it in.",
            Self::SampleSpaces => {
                "A value may hold no line break, no tab and no more than four spaces in a row. Remove them."
            }
            Self::FileMissing => "The reviewer needs a sample of the file. Upload one.",
            Self::RenderedTooLong => "With the samples put in, this becomes too long. Shorten the text or the samples.",
            Self::LinkBlank => "A link has at most one variable, at its very end. Move it there.",
            Self::ButtonOrder => {
                "Quick replies must stand together: all before the other buttons, or all after. Reorder them."
            }
            Self::CodeFirst => "With a limited-time offer, the button that copies the code comes first. Move it up.",
            Self::CardsDiffer => {
                "All cards must have the same parts and buttons in the same order. Make this card like the first."
            }
            Self::Offensive => "Meta rejects texts with insults. Choose another word.",
            Self::Promotional => {
                "This sounds like advertising: Meta will make it a marketing template, which costs more and needs consent. Choose marketing or other words."
            }
            Self::ShortLink => {
                "Meta often rejects shortened links, since nobody sees where they lead. Use the whole address."
            }
            Self::ChatLink => "Meta rejects links to WhatsApp itself. Remove it; customers are in the chat already.",
            Self::SameButton => "Two buttons read the same, and nobody can tell which was tapped. Rename one.",
            Self::HeaderFormatting => "Headers show no line breaks and no formatting. Write plain words.",
            Self::Shouting => "Text in capitals reads as shouting, and more people block it. Write it as usual.",
        }
    }
}
