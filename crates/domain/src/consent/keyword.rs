//! Words by which a person leaves and comes back.
//!
//! A message counts only when it is nothing else but the words, read without case, accents, punctuation, emoji and
//! politeness. "STOP!!" and "baja, por favor" are opt-outs; "stop, o Zé não vem" is a conversation.
//!
//! Left out on purpose: bare "cancelar" / "cancel" (customers cancel orders and appointments), "no", "end", "quit" and
//! "fin" (answers to a menu). To those the flow may reply; a person who wants silence has plainer words.
//!
//! Bare words of return ("start", "alta", "voltar") are also how people greet a bot or go back in a menu. They count
//! only after the person had said stop; consent to marketing is never read into a greeting.

use crate::text::fold;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keyword {
    OptOut,
    OptIn,
}

/// Recognises a keyword. `languages` are BCP 47 tags whose words count (the contact's, the workspace's); none means
/// all. `said_stop` is [`super::Consents::said_stop`].
pub fn keyword(text: &str, languages: &[&str], said_stop: bool) -> Option<Keyword> {
    if text.len() > LONGEST {
        return None;
    }
    let folded = fold(text);
    let words = without_politeness(&folded);
    let heard = |list: fn(&Words) -> &[&str]| {
        list(&EVERYWHERE).contains(&words)
            || LANGUAGES.iter().any(|(language, own)| speaks(languages, language) && list(own).contains(&words))
    };
    if heard(|words| words.stop) {
        Some(Keyword::OptOut)
    } else if heard(|words| words.subscribe) || (said_stop && heard(|words| words.again)) {
        Some(Keyword::OptIn)
    } else {
        None
    }
}

/// No phrase below comes near it in bytes, even with accents, emoji and politeness around.
const LONGEST: usize = 400;

struct Words {
    /// Opt-out, at any time.
    stop: &'static [&'static str],
    /// Opt-in, at any time: says that one wants to receive.
    subscribe: &'static [&'static str],
    /// Opt-in only for those who had left.
    again: &'static [&'static str],
}

/// Known to phone users in any language.
const EVERYWHERE: Words = Words {
    stop: &["stop", "stop all", "stopall", "unsubscribe", "opt out", "optout"],
    subscribe: &["subscribe", "opt in", "optin"],
    again: &["start", "unstop"],
};

/// All folded; a test holds them to it.
const LANGUAGES: [(&str, Words); 3] = [
    (
        "es",
        Words {
            stop: &[
                "baja",
                "dar de baja",
                "dame de baja",
                "darme de baja",
                "denme de baja",
                "deme de baja",
                "quiero darme de baja",
                "quiero la baja",
                "solicito la baja",
                "cancelar suscripcion",
                "cancelar la suscripcion",
                "cancelar mi suscripcion",
                "anular suscripcion",
                "desuscribir",
                "desuscribirme",
                "desuscribirse",
                "no mas mensajes",
                "no quiero mas mensajes",
                "no quiero recibir mensajes",
                "no quiero recibir mas mensajes",
                "no deseo recibir mas mensajes",
                "no deseo mas mensajes",
                "no quiero publicidad",
                "no quiero mas publicidad",
                "no quiero recibir publicidad",
                "no me escriban mas",
                "no me escribas mas",
                "no me envien mas mensajes",
                "no me manden mas mensajes",
                "dejen de escribirme",
                "deja de escribirme",
                "dejen de enviarme mensajes",
                "dejen de mandarme mensajes",
            ],
            subscribe: &[
                "suscribir",
                "suscribirme",
                "quiero suscribirme",
                "quiero recibir mensajes",
                "quiero recibir ofertas",
                "quiero recibir promociones",
                "quiero recibir novedades",
                "si quiero recibir mensajes",
                "si quiero recibir ofertas",
                "si quiero recibir promociones",
                "si quiero recibir novedades",
            ],
            again: &["alta", "darme de alta", "quiero darme de alta", "dame de alta", "volver", "reanudar"],
        },
    ),
    (
        "pt",
        Words {
            stop: &[
                "parar",
                "pare",
                "sair",
                "quero sair",
                "sair da lista",
                "descadastrar",
                "descadastro",
                "me descadastrar",
                "me descadastre",
                "quero me descadastrar",
                "cancelar inscricao",
                "cancelar minha inscricao",
                "cancelar assinatura das mensagens",
                "cancelar cadastro",
                "desinscrever",
                "quero me desinscrever",
                "remover",
                "remover da lista",
                "me remova",
                "me remova da lista",
                "me tire da lista",
                "chega de mensagens",
                "nao quero mais mensagens",
                "nao quero mais receber mensagens",
                "nao quero receber mensagens",
                "nao quero receber mais mensagens",
                "nao desejo receber mensagens",
                "nao desejo mais receber mensagens",
                "nao quero propaganda",
                "nao quero mais propaganda",
                "nao quero receber propaganda",
                "nao me mande mais mensagens",
                "nao me mandem mais mensagens",
                "nao me envie mais mensagens",
                "nao me enviem mais mensagens",
                "parem de me mandar mensagens",
                "pare de me mandar mensagens",
            ],
            subscribe: &[
                "inscrever",
                "me inscrever",
                "quero me inscrever",
                "quero receber mensagens",
                "quero receber ofertas",
                "quero receber promocoes",
                "quero receber novidades",
                "sim quero receber mensagens",
                "sim quero receber ofertas",
                "sim quero receber promocoes",
                "sim quero receber novidades",
            ],
            again: &["voltar", "quero voltar", "entrar", "retomar", "reativar"],
        },
    ),
    (
        "en",
        Words {
            stop: &[
                "unsubscribe me",
                "cancel subscription",
                "cancel my subscription",
                "remove me",
                "take me off the list",
                "remove me from the list",
                "opt me out",
                "no more messages",
                "no more texts",
                "i want no more messages",
                "i do not want any more messages",
                "i don t want any more messages",
                "i dont want any more messages",
                "stop messaging me",
                "stop texting me",
                "stop sending messages",
                "stop sending me messages",
            ],
            subscribe: &[
                "subscribe me",
                "sign me up",
                "opt me in",
                "i want to receive messages",
                "i want to receive offers",
                "yes i want to receive messages",
                "yes i want to receive offers",
            ],
            again: &["resume", "restart"],
        },
    ),
];

const POLITE: &[&str] = &["por favor", "please", "pls", "gracias", "obrigado", "obrigada", "thanks", "thank you"];

/// "por favor, baja, gracias" is "baja".
fn without_politeness(mut words: &str) -> &str {
    loop {
        let bare = POLITE.iter().find_map(|polite| {
            words
                .strip_prefix(polite)
                .and_then(|rest| rest.strip_prefix(' '))
                .or_else(|| words.strip_suffix(polite).and_then(|rest| rest.strip_suffix(' ')))
        });
        match bare {
            Some(bare) => words = bare,
            None => return words,
        }
    }
}

/// Whether one of the tags (`pt-BR`, `es_MX`) is of this language.
fn speaks(tags: &[&str], language: &str) -> bool {
    tags.is_empty()
        || tags.iter().any(|tag| tag.split(['-', '_']).next().is_some_and(|base| base.eq_ignore_ascii_case(language)))
}

#[cfg(test)]
mod tests {
    use super::Keyword::{OptIn, OptOut};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn exact_messages() {
        for (text, expected) in [
            // Opt-out, however it is written.
            ("stop", Some(OptOut)),
            ("STOP!!", Some(OptOut)),
            ("  Stop 🛑\n", Some(OptOut)),
            ("¡BAJA!", Some(OptOut)),
            ("baja.", Some(OptOut)),
            ("Baja, por favor", Some(OptOut)),
            ("Por favor darme de baja, gracias", Some(OptOut)),
            ("Cancelar suscripción", Some(OptOut)),
            ("No quiero más mensajes 😡", Some(OptOut)),
            ("PARAR", Some(OptOut)),
            ("Sair", Some(OptOut)),
            ("descadastrar", Some(OptOut)),
            ("Cancelar inscrição", Some(OptOut)),
            ("não quero mais receber mensagens!", Some(OptOut)),
            ("unsubscribe", Some(OptOut)),
            ("Opt-out", Some(OptOut)),
            ("I don't want any more messages", Some(OptOut)),
            // Opt-in that says so.
            ("Quiero recibir ofertas", Some(OptIn)),
            ("Sim, quero receber promoções", Some(OptIn)),
            ("subscribe", Some(OptIn)),
            // A conversation is not a keyword.
            ("stop, o Zé não vem", None),
            ("no pares", None),
            ("la baja de precio", None),
            ("baja el precio", None),
            ("non stop", None),
            ("stop stop", None),
            ("quiero recibir mi pedido", None),
            ("cancelar", None),
            ("cancel", None),
            ("Cancelar pedido", None),
            ("no", None),
            ("quit", None),
            ("por favor", None),
            ("gracias", None),
            ("", None),
            ("🛑", None),
            // A greeting or a step back is no consent.
            ("start", None),
            ("voltar", None),
            ("alta", None),
        ] {
            assert_eq!(keyword(text, &[], false), expected, "{text:?}");
        }
    }

    #[test]
    fn bare_words_of_return_count_for_those_who_left() {
        for text in ["START", "Alta", "voltar", "darme de alta", "resume"] {
            assert_eq!(keyword(text, &[], true), Some(OptIn), "{text}");
        }
        assert_eq!(keyword("stop", &[], true), Some(OptOut));
        assert_eq!(keyword("hola", &[], true), None);
    }

    #[test]
    fn words_count_in_the_languages_asked_for() {
        for (text, languages, expected) in [
            ("sair", &["pt-BR"][..], true),
            ("sair", &["es", "pt"], true),
            ("sair", &["es"], false),
            ("baja", &["es_MX"], true),
            ("baja", &["en"], false),
            ("stop", &["es"], true),
            ("unsubscribe", &["fr"], true),
        ] {
            assert_eq!(keyword(text, languages, false).is_some(), expected, "{text} {languages:?}");
        }
    }

    fn phrases() -> Vec<(&'static str, Keyword)> {
        let all = LANGUAGES.iter().map(|(_, words)| words).chain([&EVERYWHERE]);
        all.flat_map(|words| {
            let out = words.stop.iter().map(|phrase| (*phrase, OptOut));
            out.chain(words.subscribe.iter().chain(words.again).map(|phrase| (*phrase, OptIn)))
        })
        .collect()
    }

    #[test]
    fn every_phrase_is_folded_and_means_one_thing() {
        let mut seen = std::collections::BTreeMap::new();
        for (phrase, meaning) in phrases() {
            assert_eq!(fold(phrase), phrase);
            assert_eq!(without_politeness(phrase), phrase);
            assert!(phrase.len() * 4 < LONGEST);
            assert_eq!(*seen.entry(phrase).or_insert(meaning), meaning, "{phrase}");
        }
    }

    proptest! {
        #[test]
        fn dressing_changes_nothing(
            (phrase, meaning) in prop::sample::select(phrases()),
            upper: bool,
            before in prop::sample::select(vec!["", " ", "¡", "🛑 ", "...", "Por favor, "]),
            after in prop::sample::select(vec!["", "!!", " 😡😡", "\n", ".", " por favor", ", gracias."]),
        ) {
            let phrase = if upper { phrase.to_uppercase() } else { phrase.to_owned() };
            prop_assert_eq!(keyword(&format!("{before}{phrase}{after}"), &[], true), Some(meaning));
        }

        #[test]
        fn one_more_word_makes_it_a_conversation(
            (phrase, _) in prop::sample::select(phrases()),
            other in "(zé|pedido|mañana|tuesday)",
        ) {
            prop_assert_eq!(keyword(&format!("{phrase} {other}"), &[], true), None);
            prop_assert_eq!(keyword(&format!("{other}, {phrase}"), &[], true), None);
        }
    }
}
