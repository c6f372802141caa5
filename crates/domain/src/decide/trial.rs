//! A campaign's message to somebody of the team, to see it arrive. It stands in their thread like any other, under a line
//! that says what it is, and in no ledger: it counts in no figure.

use super::Turn;
use super::action::Actor;
use super::inbound::conversation_of;
use super::person::{Introduction, lookup, recognise};
use super::speak::{Speech, Unsaid, say};
use crate::activity::ActivityKind;
use crate::contact::Identifier;
use crate::contact::phone::E164;
use crate::id::{ContactId, NumberId};
use crate::message::{Author, Message};
use crate::policy::{Purpose, TemplateCategory, TemplateStatus};
use std::collections::BTreeSet;

/// Who is to get it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tester {
    Contact(ContactId),
    /// A contact comes to be when there is none behind it.
    Phone(E164),
}

#[derive(Clone, Debug)]
pub struct Trial {
    pub tester: Tester,
    pub number: NumberId,
    pub message: whatsapp::message::Message,
    pub template: (TemplateCategory, TemplateStatus),
    /// The name of the campaign.
    pub campaign: String,
}

impl Tester {
    /// By every spelling; the world must hold whoever is behind them.
    pub fn identifiers(&self) -> BTreeSet<Identifier> {
        match self {
            Self::Contact(_) => BTreeSet::new(),
            Self::Phone(phone) => lookup(&introduction(phone)).into_iter().collect(),
        }
    }
}

fn introduction(phone: &E164) -> Introduction {
    Introduction { identifiers: [Identifier::phone(phone)].into(), ..Introduction::default() }
}

/// Puts it on its way, if the gate allows it.
pub fn run(turn: &mut Turn<'_>, actor: Actor, trial: Trial) -> Result<Message, Unsaid> {
    let contact = match &trial.tester {
        Tester::Contact(contact) => turn.world.contact(*contact).map(|contact| contact.id),
        Tester::Phone(phone) => recognise(turn, &introduction(phone)),
    };
    let contact = contact.ok_or(Unsaid::NoAddress)?;
    let conversation = conversation_of(turn, trial.number, contact);
    let author = actor.user().map_or(Author::Api, Author::Agent);
    let (message, template) = (trial.message, Some(trial.template));
    let speech = Speech { message, author, purpose: Purpose::Notification, template, quotes: None };
    let sent = say(turn, conversation, speech)?;
    turn.note(conversation, actor.user(), ActivityKind::CampaignTried { campaign: trial.campaign });
    Ok(sent)
}
