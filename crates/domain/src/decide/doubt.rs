//! What a message wants, as far as that is known: heard, asked back where it is not sure, and kept for those who teach.

use super::Turn;
use super::confirm::language_of;
use super::effects::speak;
use crate::event::Event;
use crate::flow::trigger::{Priority, Reply};
use crate::id::{ConversationId, SuggestionId};
use crate::intent::limits::EXAMPLE_CHARACTERS;
use crate::intent::{Reason, Suggestion, Understood, WANTS_NOTHING, payload_of, wanted_by};
use whatsapp::limits;
use whatsapp::message::Message;

/// Says what a message wants, where there is somebody to say so.
pub(super) fn understand(turn: &Turn<'_>, reply: &mut Reply) {
    let chosen = reply.payload.as_deref().and_then(wanted_by).map(Understood::chosen);
    let typed = || {
        let text = reply.text.as_deref().filter(|_| reply.is_typed())?;
        Some(turn.world.understander.as_ref()?.hear(text))
    };
    reply.understood = chosen.or_else(typed).map(Box::new);
}

/// Messages that were typed one after the other are heard as one.
pub(super) fn understand_gathered(turn: &mut Turn<'_>, conversation: ConversationId) {
    let session = turn.world.session(conversation);
    let Some(mut reply) = session.and_then(|it| it.progress.gathering.as_ref()).map(|it| it.reply.clone()) else {
        return;
    };
    understand(turn, &mut reply);
    turn.world.change_session(conversation, |session| {
        if let Some(gathering) = &mut session.progress.gathering {
            gathering.reply.understood = reply.understood;
        }
    });
}

/// Whether the customer was asked which of a few things was meant. Nothing is asked where a flow is set off by words that
/// its author wrote down, nor where no flow answers what may be meant.
pub(super) fn asked_back(turn: &mut Turn<'_>, conversation: ConversationId, reply: &Reply) -> bool {
    let Some(understood) = reply.understood.clone().filter(|it| it.intent.is_none() && reply.is_typed()) else {
        return false;
    };
    let priority = turn.world.flows.best_match(reply).map(|(priority, _)| priority);
    if priority.is_some_and(|priority| priority > Priority::AnyMessage) {
        return false;
    }
    let answered = |intent: &&String| turn.world.flows.intents().contains(*intent);
    let choices: Vec<String> = understood.choices.iter().filter(answered).cloned().collect();
    let question = (!choices.is_empty()).then(|| question(turn, conversation, &choices));
    let asked = question.is_some_and(|question| speak(turn, conversation, question).is_ok());
    let reason = if asked { Reason::Unsure } else { Reason::NotUnderstood };
    let intent = understood.guess.map(|(intent, _)| intent);
    keep(turn, conversation, reply.text.as_deref().unwrap_or_default(), reason, intent);
    asked
}

/// Keeps a message for those who teach, where anything is taught.
pub(super) fn suggest(turn: &mut Turn<'_>, conversation: ConversationId, text: &str, reason: Reason) {
    let Some(understander) = &turn.world.understander else { return };
    let intent = understander.hear(text).guess.map(|(intent, _)| intent);
    keep(turn, conversation, text, reason, intent);
}

fn keep(turn: &mut Turn<'_>, conversation: ConversationId, text: &str, reason: Reason, intent: Option<String>) {
    let text = text.chars().take(EXAMPLE_CHARACTERS).collect();
    let (id, at) = (SuggestionId::new(turn.ids, turn.now), turn.now);
    let suggestion = Suggestion { id, conversation: Some(conversation), text, reason, intent, at };
    turn.emit(Event::MessageSuggested(Box::new(suggestion)));
}

fn question(turn: &Turn<'_>, conversation: ConversationId, choices: &[String]) -> Message {
    let language = language_of(turn, conversation);
    let (question, none) = words(language);
    let title = |intent: &String| {
        let title = turn.world.understander.as_ref().map(|it| it.title(intent, language));
        shorten(&title.unwrap_or_else(|| intent.clone()))
    };
    let buttons = choices.iter().map(|intent| (payload_of(intent), title(intent)));
    Message::buttons(question, buttons.chain([(payload_of(WANTS_NOTHING), none.to_owned())]))
}

fn shorten(title: &str) -> String {
    if title.chars().count() <= limits::BUTTON_TITLE {
        return title.to_owned();
    }
    title.chars().take(limits::BUTTON_TITLE - 1).chain(['…']).collect()
}

/// The question, and the button for none of it.
fn words(language: &str) -> (&'static str, &'static str) {
    match language.get(..2).unwrap_or_default() {
        "es" => ("¿Quisiste decir esto?", "Otra cosa"),
        "pt" => ("Você quis dizer isto?", "Outra coisa"),
        _ => ("Did you mean this?", "Something else"),
    }
}
