//! The words of simulated customers, in three languages.

use rand::Rng;

use crate::world::Language;

/// An occasion to say something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    Opening,
    SmallTalk,
    AnybodyThere,
    Thanks,
    Stop,
    Yes,
}

/// Something to say on that occasion.
pub(crate) fn line(occasion: Line, language: Language, rng: &mut impl Rng) -> &'static str {
    let choices = lines(occasion, language);
    choices.get(rng.random_range(0..choices.len())).copied().unwrap_or("ok")
}

fn lines(occasion: Line, language: Language) -> &'static [&'static str] {
    use Language::{English, Portuguese, Spanish};
    match (occasion, language) {
        (Line::Opening, Spanish) => {
            &["Hola", "hola!", "Buenas, una pregunta", "Hola, ¿están abiertos?", "hola, ¿me ayudan?"]
        }
        (Line::Opening, Portuguese) => &["Oi", "Olá!", "Bom dia", "Oi, tudo bem?", "olá, podem me ajudar?"],
        (Line::Opening, English) => &["Hi", "Hello!", "Hi there, quick question", "hello, are you open?", "Hey"],
        (Line::SmallTalk, Spanish) => &[
            "¿Dónde está mi pedido?",
            "¿A qué hora cierran?",
            "Quiero hablar con una persona",
            "¿Hacen envíos a las islas?",
        ],
        (Line::SmallTalk, Portuguese) => &[
            "Cadê o meu pedido?",
            "Que horas vocês fecham?",
            "Quero falar com uma pessoa",
            "Vocês entregam no sábado?",
        ],
        (Line::SmallTalk, English) => {
            &["Where is my order?", "What time do you close?", "I want to talk to a person", "Do you ship abroad?"]
        }
        (Line::AnybodyThere, Spanish) => &["¿Hola?", "¿Hay alguien?", "sigo esperando…"],
        (Line::AnybodyThere, Portuguese) => &["Oi?", "Tem alguém aí?", "ainda esperando…"],
        (Line::AnybodyThere, English) => &["Hello?", "Anyone there?", "still waiting…"],
        (Line::Thanks, Spanish) => &["Gracias", "Perfecto, gracias 🙌", "vale, gracias!"],
        (Line::Thanks, Portuguese) => &["Obrigado", "Perfeito, obrigada 🙌", "valeu!"],
        (Line::Thanks, English) => &["Thanks", "Perfect, thank you 🙌", "great, thanks!"],
        (Line::Stop, Spanish) => &["BAJA", "stop"],
        (Line::Stop, Portuguese) => &["SAIR", "parar"],
        (Line::Stop, English) => &["STOP", "unsubscribe"],
        (Line::Yes, Spanish) => &["Sí"],
        (Line::Yes, Portuguese) => &["Sim"],
        (Line::Yes, English) => &["Yes"],
    }
}
