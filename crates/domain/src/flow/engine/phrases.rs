//! What the engine says when the flow's author wrote nothing for the case.

use crate::flow::document::base_language;

pub(super) struct Phrase {
    es: &'static str,
    pt: &'static str,
    en: &'static str,
}

/// A person takes over because something went wrong.
pub(super) const FALLBACK: Phrase = Phrase {
    es: "Te paso con una persona del equipo, que te responderá por aquí.",
    pt: "Vou passar você para uma pessoa da equipe, que responderá por aqui.",
    en: "I am passing you on to a person on our team, who will answer you here.",
};

/// An answer that does not fit the question.
pub(super) const NOT_UNDERSTOOD: Phrase = Phrase {
    es: "No te he entendido. ¿Puedes escribirlo de nuevo?",
    pt: "Não entendi. Você pode escrever de novo?",
    en: "I did not understand that. Could you write it again?",
};

/// The button that opens a list.
pub(super) const OPTIONS: Phrase = Phrase { es: "Ver opciones", pt: "Ver opções", en: "See options" };

/// The button that opens a form.
pub(super) const FILL_IN: Phrase = Phrase { es: "Rellenar", pt: "Preencher", en: "Fill in" };

/// Words that can mean several things, which follow.
pub(super) const WHICH: Phrase = Phrase { es: "¿Cuál es", pt: "Qual é", en: "Which one is" };

pub(super) const YES: Phrase = Phrase { es: "Sí", pt: "Sim", en: "Yes" };
pub(super) const NO: Phrase = Phrase { es: "No", pt: "Não", en: "No" };

impl Phrase {
    pub(super) fn in_language(&self, language: &str) -> &'static str {
        match base_language(language).as_str() {
            "es" => self.es,
            "pt" => self.pt,
            _ => self.en,
        }
    }
}
