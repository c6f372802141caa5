//! A text in several languages, or one text for all.

use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Localised {
    /// The same for everybody.
    Plain(String),
    /// By BCP 47 language tag.
    Translated(BTreeMap<String, String>),
}

impl Localised {
    /// The text for this language; else for its relatives (`pt-PT` finds `pt` or `pt-BR`); else for the default.
    pub fn pick(&self, language: &str, default: &str) -> Option<&str> {
        match self {
            Self::Plain(text) => Some(text),
            Self::Translated(texts) => find(texts, language).or_else(|| find(texts, default)).map(String::as_str),
        }
    }

    pub fn languages(&self) -> impl Iterator<Item = &str> {
        let texts = match self {
            Self::Plain(_) => None,
            Self::Translated(texts) => Some(texts),
        };
        texts.into_iter().flat_map(BTreeMap::keys).map(String::as_str)
    }

    /// Every text with the language it is in, if it says so.
    pub fn texts(&self) -> impl Iterator<Item = (Option<&str>, &str)> {
        let (plain, translated) = match self {
            Self::Plain(text) => (Some((None, text.as_str())), None),
            Self::Translated(texts) => (None, Some(texts)),
        };
        let translated =
            translated.into_iter().flatten().map(|(language, text)| (Some(language.as_str()), text.as_str()));
        plain.into_iter().chain(translated)
    }
}

impl From<&str> for Localised {
    fn from(text: &str) -> Self {
        Self::Plain(text.to_owned())
    }
}

/// The language without its region, in lower case: `pt` of `pt-BR` and of `pt_BR`.
pub(crate) fn base(language: &str) -> String {
    language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

fn find<'a>(texts: &'a BTreeMap<String, String>, language: &str) -> Option<&'a String> {
    let same = |tag: &&String| tag.replace('_', "-").eq_ignore_ascii_case(&language.replace('_', "-"));
    let base_of_wanted = base(language);
    let exact = texts.keys().find(same);
    let bare = || texts.keys().find(|tag| tag.eq_ignore_ascii_case(&base_of_wanted));
    let relative = || texts.keys().find(|tag| base(tag) == base_of_wanted);
    exact.or_else(bare).or_else(relative).and_then(|tag| texts.get(tag))
}

impl<'de> Deserialize<'de> for Localised {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextOrTexts;
        impl<'de> Visitor<'de> for TextOrTexts {
            type Value = Localised;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or a map from language to text")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Localised, E> {
                Ok(Localised::Plain(text.to_owned()))
            }
            fn visit_i64<E: Error>(self, number: i64) -> Result<Localised, E> {
                Ok(Localised::Plain(number.to_string()))
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<Localised, E> {
                Ok(Localised::Plain(number.to_string()))
            }
            fn visit_f64<E: Error>(self, number: f64) -> Result<Localised, E> {
                Ok(Localised::Plain(number.to_string()))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Localised, A::Error> {
                let mut texts = BTreeMap::new();
                while let Some((language, text)) = map.next_entry::<String, String>()? {
                    texts.insert(language, text);
                }
                if texts.is_empty() {
                    return Err(A::Error::custom("no text in any language"));
                }
                Ok(Localised::Translated(texts))
            }
        }
        deserializer.deserialize_any(TextOrTexts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_language_is_picked() {
        let texts =
            |tags: &[&str]| Localised::Translated(tags.iter().map(|tag| ((*tag).into(), (*tag).into())).collect());
        for (tags, wanted, expected) in [
            (&["es", "pt-BR", "en"][..], "pt-BR", Some("pt-BR")),
            (&["es", "pt-BR", "en"], "pt_br", Some("pt-BR")),
            (&["es", "pt-BR", "en"], "pt-PT", Some("pt-BR")),
            (&["es", "pt", "pt-BR"], "pt-PT", Some("pt")),
            (&["es", "pt-BR", "en"], "es-MX", Some("es")),
            (&["es", "pt-BR", "en"], "fr", Some("es")),
            (&["en"], "fr", None),
        ] {
            assert_eq!(texts(tags).pick(wanted, "es"), expected, "{wanted} of {tags:?}");
        }
        assert_eq!(Localised::from("¡Hola!").pick("fr", "es"), Some("¡Hola!"));
    }
}
