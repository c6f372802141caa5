//! Messages of the simple kinds, and all kinds together.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::{BoxedStrategy, Strategy, any};
use proptest::{prop_oneof, sample};

use super::words::{any_source, id, lines, maybe_words, message_id, words};
use super::{any_person, any_template_message, commerce, fixed, tappable};
use crate::limits::{CALLBACK_DATA, CAPTION, TEXT_BODY};
use crate::message::{
    ContactEmail, Envelope, MediaKind, MediaSource, Message, ProductPolicy, Recipient, SharedContact,
};

/// A message of any kind to a person.
pub fn any_message() -> BoxedStrategy<Message> {
    prop_oneof![3 => any_free_form(), 1 => any_template_message()].boxed()
}

/// A message of any kind but a template.
pub fn any_free_form() -> BoxedStrategy<Message> {
    any_free_form_with(&any_source())
}

/// The same with files from where you choose: a receiver may not know every id.
pub fn any_free_form_with(source: &BoxedStrategy<MediaSource>) -> BoxedStrategy<Message> {
    prop_oneof![
        2 => text(),
        3 => file(source.clone()),
        3 => card_place_or_reaction(),
        4 => tappable::any_tappable(source),
        4 => commerce::any_commerce(source),
    ]
    .boxed()
}

/// A message to a group.
pub fn any_group_message() -> BoxedStrategy<Envelope> {
    let pin = (message_id(), 1_u32..30).prop_map(|(id, days)| Message::pin(id, days));
    let unpin = message_id().prop_map(Message::unpin);
    let message = prop_oneof![2 => text(), 2 => file(any_source()), 1 => pin, 1 => unpin];
    let group = "[A-Za-z0-9]{40,60}".prop_map(Recipient::Group);
    (group, message).prop_map(|(group, message)| Envelope::to(group, message)).boxed()
}

/// A message to anybody, with anything that may go along.
pub fn any_envelope() -> BoxedStrategy<Envelope> {
    let to_a_person =
        (any_person(), any_message(), of(message_id()), of(words(CALLBACK_DATA)), of(id()), of(any::<bool>()));
    let to_a_person = to_a_person.prop_map(|(person, message, quoted, data, hash, sharing)| {
        let may_quote = !matches!(message, Message::Reaction(_));
        let is_template = matches!(message, Message::Template(_));
        let mut envelope = Envelope::to(person, message);
        if let Some(quoted) = quoted.filter(|_| may_quote) {
            envelope = envelope.in_reply_to(quoted);
        }
        if let Some(data) = data {
            envelope = envelope.with_callback_data(data);
        }
        if let Some(hash) = hash {
            envelope = envelope.if_identity_is(hash);
        }
        match sharing {
            Some(sharing) if is_template => envelope.as_marketing(ProductPolicy::Strict, sharing),
            _ => envelope,
        }
    });
    prop_oneof![6 => to_a_person, 1 => any_group_message(), 1 => tappable::any_direct_send()].boxed()
}

fn text() -> BoxedStrategy<Message> {
    let text = lines(TEXT_BODY).prop_map(Message::text);
    prop_oneof![text, lines(TEXT_BODY).prop_map(Message::text_with_preview)].boxed()
}

fn file(source: BoxedStrategy<MediaSource>) -> BoxedStrategy<Message> {
    let kinds = vec![MediaKind::Image, MediaKind::Video, MediaKind::Audio, MediaKind::Document, MediaKind::Sticker];
    let any_kind = (sample::select(kinds), source.clone(), maybe_words(CAPTION))
        .prop_map(|(kind, source, caption)| Message::file(kind, source, caption));
    let document = (source.clone(), "[a-z]{1,9}\\.pdf", maybe_words(CAPTION))
        .prop_map(|(source, name, caption)| Message::document(source, name, caption));
    prop_oneof![4 => any_kind, 1 => document, 1 => source.prop_map(Message::voice_note)].boxed()
}

fn card_place_or_reaction() -> BoxedStrategy<Message> {
    let place = (-90.0..=90.0_f64, -180.0..=180.0_f64, maybe_words(60), maybe_words(60));
    let place = place.prop_map(|(latitude, longitude, name, address)| {
        // Whole millionths survive being written and read.
        let rounded = |degrees: f64| (degrees * 1e6).round() / 1e6;
        Message::location(rounded(latitude), rounded(longitude), name, address)
    });
    let card = (words(60), "\\+34[67][0-9]{8}", of("[a-z]{1,9}@mail\\.example")).prop_map(|(name, phone, email)| {
        let emails = email.map(|email| ContactEmail::new(email, "WORK")).into_iter().collect();
        SharedContact { emails, ..SharedContact::new(name, phone) }
    });
    let emoji = prop_oneof![fixed("👍".to_owned()), fixed("❤️".to_owned()), fixed(String::new())];
    prop_oneof![
        place,
        vec(card, 1..4).prop_map(Message::contacts),
        (message_id(), emoji).prop_map(|(id, emoji)| Message::reaction(id, emoji)),
    ]
    .boxed()
}
