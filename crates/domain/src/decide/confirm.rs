//! The words that answer a typed STOP or START.

use super::Turn;
use super::effects::speak;
use crate::activity::ActivityKind;
use crate::consent::Keyword;
use crate::id::ConversationId;
use whatsapp::message::Message;

/// Tells the person that their wish was heard. A refusal by the gate is kept as a note: nothing else depends on it.
pub(super) fn confirm_consent(turn: &mut Turn<'_>, conversation: ConversationId, keyword: Keyword) {
    let text = confirmation(language_of(turn, conversation), keyword);
    if let Err(unsaid) = speak(turn, conversation, Message::text(text)) {
        turn.note(conversation, None, ActivityKind::Refused { reason: unsaid.to_string() });
    }
}

pub(super) fn language_of<'a>(turn: &'a Turn<'_>, conversation: ConversationId) -> &'a str {
    let contact = turn.world.conversation(conversation).and_then(|thread| turn.world.contact(thread.contact));
    let own = contact.and_then(|contact| contact.language.as_deref());
    let default = turn.world.flows.active().first().map(|flow| flow.document.language.as_str());
    own.or(default).unwrap_or("es")
}

const fn confirmation_words(keyword: Keyword) -> [(&'static str, &'static str); 3] {
    match keyword {
        Keyword::OptOut => [
            (
                "es",
                "Listo: ya no te enviaremos más mensajes. Si nos escribes, te responderemos. Para volver, escribe ALTA.",
            ),
            (
                "pt",
                "Pronto: não vamos mais enviar mensagens. Se você escrever, nós respondemos. Para voltar, escreva VOLTAR.",
            ),
            (
                "en",
                "Done: we will not send you any more messages. If you write to us, we will answer. To come back, write START.",
            ),
        ],
        Keyword::OptIn => [
            ("es", "¡Gracias! Volverás a recibir nuestros mensajes. Para dejar de recibirlos, escribe BAJA."),
            ("pt", "Obrigado! Você vai voltar a receber nossas mensagens. Para parar, escreva PARAR."),
            ("en", "Thank you! You will hear from us again. To stop, write STOP."),
        ],
    }
}

fn confirmation(language: &str, keyword: Keyword) -> &'static str {
    let words = confirmation_words(keyword);
    let [_, _, (_, english)] = words;
    words.iter().find(|(code, _)| language.starts_with(code)).map_or(english, |(_, words)| *words)
}
