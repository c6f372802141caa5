//! One line of text that stands for a message in a list.

use super::{Interactive, Media, Message, SharedContact};

impl Message {
    /// One line for an inbox list: the text, the caption, or a word for what it is.
    pub fn preview(&self) -> String {
        match self {
            Self::Text(text) => one_line(&text.body),
            Self::Image(media) => media_line("📷", media),
            Self::Video(media) => media_line("🎬", media),
            Self::Audio(media) => media_line("🎤", media),
            Self::Document(media) => media_line("📄", media),
            Self::Sticker(media) => media_line("🏷", media),
            Self::Location(location) => labelled("📍", location.name.as_deref().or(location.address.as_deref())),
            Self::Contacts(contacts) => labelled("👤", first_name(contacts)),
            Self::Reaction(reaction) => one_line(&reaction.emoji),
            Self::Interactive(interactive) => interactive_line(interactive),
            Self::Template(template) => labelled("📋", Some(&template.name)),
            Self::Pin(_) => "📌".to_owned(),
            Self::Unknown { kind, .. } => format!("[{kind}]"),
        }
    }
}

fn interactive_line(interactive: &Interactive) -> String {
    interactive.body().map_or_else(|| format!("[{}]", interactive.kind()), one_line)
}

fn media_line(symbol: &str, media: &Media) -> String {
    labelled(symbol, media.caption.as_deref().or(media.filename.as_deref()))
}

/// The name on the first of some contact cards.
pub(crate) fn first_name(contacts: &[SharedContact]) -> Option<&str> {
    contacts.first().and_then(|contact| contact.name.formatted_name.as_deref())
}

/// A symbol and, when there are any, words.
pub(crate) fn labelled(symbol: &str, words: Option<&str>) -> String {
    match words.map(one_line).filter(|words| !words.is_empty()) {
        Some(words) => format!("{symbol} {words}"),
        None => symbol.to_owned(),
    }
}

/// How many characters a list has room for.
const LONGEST_LINE: usize = 120;

/// A text on one line, cut when it is long.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::new();
    let mut room = LONGEST_LINE;
    for word in text.split_whitespace() {
        let space = if line.is_empty() { "" } else { " " };
        for character in space.chars().chain(word.chars()) {
            if room == 0 {
                line.push('…');
                return line;
            }
            line.push(character);
            room -= 1;
        }
    }
    line
}
