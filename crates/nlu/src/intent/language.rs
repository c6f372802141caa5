//! Which of our three languages a text is in.

use rust_stemmers::{Algorithm, Stemmer};
use serde::{Deserialize, Serialize};
use whatlang::{Detector, Lang};

use super::normalise::{normalised, words};

/// A language that has stems, words and numbers of its own here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    Es,
    Pt,
    En,
}

impl Language {
    pub const ALL: [Self; 3] = [Self::Es, Self::Pt, Self::En];

    /// The language of a message, or nothing where its words are at home in none or in several.
    pub fn guess(text: &str) -> Option<Self> {
        let text = normalised(text);
        let count = |list: &[&str]| words(&text).filter(|word| list.contains(word)).count();
        let counts = Self::ALL.map(|language| (count(language.words()), language));
        let most = counts.iter().map(|(count, _)| *count).max().unwrap_or_default();
        let mut best = counts.iter().filter(|(count, _)| *count == most).map(|(_, language)| *language);
        match (most, best.next(), best.next()) {
            (1.., Some(language), None) => Some(language),
            _ => Self::guess_by_letters(&text),
        }
    }

    /// Three letters in a row tell languages apart once there are a few words.
    fn guess_by_letters(normalised: &str) -> Option<Self> {
        if words(normalised).count() < 3 {
            return None;
        }
        let detector = Detector::with_allowlist(vec![Lang::Spa, Lang::Por, Lang::Eng]);
        match detector.detect_lang(normalised)? {
            Lang::Spa => Some(Self::Es),
            Lang::Por => Some(Self::Pt),
            Lang::Eng => Some(Self::En),
            _ => None,
        }
    }

    /// The language of most of these texts.
    pub(super) fn of_most<'a>(texts: impl Iterator<Item = &'a str>) -> Option<Self> {
        let guesses: Vec<Self> = texts.filter_map(Self::guess).collect();
        let count = |language: &Self| guesses.iter().filter(|guess| *guess == language).count();
        Self::ALL.into_iter().max_by_key(|language| (count(language), *language == Self::Es)).filter(|l| count(l) > 0)
    }

    pub(super) fn stemmer(self) -> Stemmer {
        Stemmer::create(match self {
            Self::Es => Algorithm::Spanish,
            Self::Pt => Algorithm::Portuguese,
            Self::En => Algorithm::English,
        })
    }

    /// Short words that one of the three uses all the time and the others do not, without accents.
    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Es => SPANISH,
            Self::Pt => PORTUGUESE,
            Self::En => ENGLISH,
        }
    }
}

const SPANISH: &[&str] = &[
    "hola", "buenas", "buenos", "dias", "tardes", "noches", "gracias", "el", "los", "las", "del", "al", "y", "un",
    "una", "mi", "mis", "con", "hay", "muy", "donde", "cuando", "cuanto", "cuanta", "cuantos", "cuesta", "quiero",
    "quisiera", "necesito", "puedo", "puedes", "pueden", "podes", "tengo", "tienen", "tenes", "tienes", "estoy",
    "esta", "estan", "es", "soy", "ustedes", "usted", "vos", "tu", "yo", "lo", "le", "les", "hacer", "ayer", "hoy",
    "manana", "pero", "porque", "xq", "xfa", "si", "bueno", "dale", "vale", "che", "llego", "llega", "hasta", "esto",
    "eso", "ese", "este", "cual", "quien", "hablar", "precio", "envio", "horario", "abren", "cierran",
];

const PORTUGUESE: &[&str] = &[
    "oi", "ola", "bom", "boa", "dia", "tarde", "noite", "obrigado", "obrigada", "obg", "o", "os", "as", "do", "dos",
    "da", "das", "no", "na", "nos", "nas", "em", "um", "uma", "meu", "minha", "meus", "minhas", "com", "muito", "onde",
    "quando", "quanto", "custa", "quero", "queria", "gostaria", "preciso", "posso", "pode", "podem", "tenho", "tem",
    "estou", "to", "esta", "estao", "sou", "voces", "voce", "vc", "vcs", "eu", "ele", "ela", "fazer", "ontem", "hoje",
    "amanha", "mas", "sim", "nao", "tbm", "pra", "pro", "qual", "quem", "falar", "preco", "frete", "chegou", "chega",
    "ate", "isso", "esse", "essa", "ainda", "entrega", "e", "ja", "cade",
];

const ENGLISH: &[&str] = &[
    "hi",
    "hello",
    "hey",
    "good",
    "morning",
    "thanks",
    "thank",
    "please",
    "pls",
    "the",
    "an",
    "and",
    "of",
    "in",
    "on",
    "is",
    "are",
    "was",
    "were",
    "my",
    "your",
    "with",
    "very",
    "where",
    "when",
    "how",
    "much",
    "many",
    "want",
    "need",
    "can",
    "could",
    "would",
    "have",
    "has",
    "i",
    "am",
    "im",
    "you",
    "he",
    "she",
    "it",
    "we",
    "they",
    "do",
    "does",
    "did",
    "yesterday",
    "today",
    "tomorrow",
    "but",
    "because",
    "yes",
    "not",
    "what",
    "which",
    "who",
    "talk",
    "price",
    "shipping",
    "for",
    "to",
    "this",
    "that",
    "there",
    "get",
    "order",
    "what",
    "why",
    "u",
    "me",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_messages_are_told_apart() {
        let cases = [
            ("hola", Some(Language::Es)),
            ("buenos dias", Some(Language::Es)),
            ("no me ha llegado el pedido", Some(Language::Es)),
            ("¿cuánto sale el envío a Córdoba?", Some(Language::Es)),
            ("oi", Some(Language::Pt)),
            ("quero cancelar", Some(Language::Pt)),
            ("cadê meu pedido?", Some(Language::Pt)),
            ("vcs entregam hj", Some(Language::Pt)),
            ("yes please", Some(Language::En)),
            ("where is my order", Some(Language::En)),
            ("ok", None),
            ("👍", None),
            ("12345", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(Language::guess(text), expected, "{text}");
        }
    }
}
