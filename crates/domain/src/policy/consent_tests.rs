//! Every way in and out of consent, and what the gate answers after each.

use super::Form::FreeForm;
use super::Purpose::{Campaign, Notification, Reply};
use super::TemplateCategory::{Marketing, Utility};
use super::*;
use crate::consent::{ConsentRecord, ConsentSource, Keyword};
use crate::id::{ContactId, IdSource, NumberId};

const NOW: Timestamp = Timestamp(1_800_014_400_000);
const OPEN: Option<Timestamp> = Some(Timestamp(NOW.0 + 3_600_000));

struct Story {
    contact: ContactId,
    /// The number that the messages of the table go out by, and another one.
    here: NumberId,
    elsewhere: NumberId,
    consents: Consents,
    at: i64,
}

impl Story {
    fn new() -> Self {
        let mut ids = IdSource::new(1);
        let (contact, here, elsewhere) =
            (ContactId::new(&mut ids, NOW), NumberId::new(&mut ids, NOW), NumberId::new(&mut ids, NOW));
        Self { contact, here, elsewhere, consents: Consents::default(), at: 0 }
    }

    /// "word STOP", "meta stop", or "SOURCE in|out marketing|utility [here|elsewhere]".
    fn tell(&mut self, step: &str) {
        self.at += 1;
        let at = Timestamp(self.at);
        let parts: Vec<&str> = step.split(' ').collect();
        let records = match parts[..] {
            ["word", "STOP"] => ConsentRecord::typed(self.contact, Keyword::OptOut, "STOP", at).to_vec(),
            ["word", "START"] => ConsentRecord::typed(self.contact, Keyword::OptIn, "START", at).to_vec(),
            ["meta", "131050"] => vec![ConsentRecord::marketing_stopped(self.contact, at)],
            ["meta", value] => ConsentRecord::preference(self.contact, value, at).into_iter().collect(),
            [source, direction, category, ref scope @ ..] => {
                let source = ConsentSource::parse(source).unwrap();
                let state = if direction == "in" { ConsentState::OptedIn } else { ConsentState::OptedOut };
                let category = Category::parse(category).unwrap();
                let number = match scope {
                    ["here"] => Some(self.here),
                    ["elsewhere"] => Some(self.elsewhere),
                    _ => None,
                };
                let record = ConsentRecord::new(self.contact, category, state, (source, "…"), at);
                vec![ConsentRecord { number, ..record }]
            }
            _ => panic!("{step}"),
        };
        for record in &records {
            self.consents.record(record);
        }
    }

    fn answer(&self, form: Form, purpose: Purpose, window_expires_at: Option<Timestamp>) -> &'static str {
        let circumstances = Circumstances {
            number: Health::Connected,
            contact_blocked: false,
            consents: &self.consents.on(self.here),
            window_expires_at,
            form,
            purpose,
            quiet_hours: None,
            frequency_cap: None,
            tier_room: None,
        };
        may_send(NOW, &circumstances).refusal().map_or("allowed", Reason::as_str)
    }
}

/// A campaign of offers; a notice; an offer in reply; plain words in reply.
fn answers(story: &Story) -> [&'static str; 4] {
    let template = |category| Form::Template { category, status: TemplateStatus::Approved };
    [
        story.answer(template(Marketing), Campaign, None),
        story.answer(template(Utility), Notification, None),
        story.answer(template(Marketing), Reply, OPEN),
        story.answer(FreeForm, Reply, OPEN),
    ]
}

const NEVER_ASKED: [&str; 4] = ["no_consent", "allowed", "allowed", "allowed"];
const EVERYTHING: [&str; 4] = ["allowed", "allowed", "allowed", "allowed"];
const NO_OFFERS: [&str; 4] = ["opted_out", "allowed", "opted_out", "allowed"];
const NO_NOTICES: [&str; 4] = ["no_consent", "opted_out", "allowed", "allowed"];
const NOTHING_UNASKED: [&str; 4] = ["opted_out", "opted_out", "opted_out", "allowed"];

#[test]
fn every_way_in_and_out() {
    for (story, expected) in [
        (&[][..], NEVER_ASKED),
        // Ways in, each by a source of its own.
        (&["word START"], EVERYTHING),
        (&["flow in marketing"], EVERYTHING),
        (&["api in marketing"], EVERYTHING),
        (&["agent in marketing"], EVERYTHING),
        (&["form in marketing"], EVERYTHING),
        (&["import in marketing"], EVERYTHING),
        // A yes to notices is none to offers.
        (&["form in utility"], NEVER_ASKED),
        // WhatsApp's "resume" is no yes to this business.
        (&["meta resume"], NEVER_ASKED),
        // Ways out.
        (&["word STOP"], NOTHING_UNASKED),
        (&["meta stop"], NO_OFFERS),
        (&["meta 131050"], NO_OFFERS),
        (&["flow out marketing"], NO_OFFERS),
        (&["api out marketing"], NO_OFFERS),
        (&["agent out marketing"], NO_OFFERS),
        (&["form out marketing"], NO_OFFERS),
        (&["import out marketing"], NO_OFFERS),
        (&["agent out utility"], NO_NOTICES),
        (&["agent out marketing", "agent out utility"], NOTHING_UNASKED),
        // The person's last word holds, whoever wrote it down.
        (&["word STOP", "word START"], EVERYTHING),
        (&["agent out marketing", "word START"], EVERYTHING),
        (&["form in marketing", "word STOP"], NOTHING_UNASKED),
        (&["word STOP", "form in marketing"], ["allowed", "opted_out", "allowed", "allowed"]),
        (&["import in marketing", "agent out marketing", "flow in marketing"], EVERYTHING),
        // Each voice takes back only its own no.
        (&["meta stop", "word START"], NO_OFFERS),
        (&["meta stop", "agent in marketing"], NO_OFFERS),
        (&["meta stop", "form in marketing", "meta resume"], EVERYTHING),
        (&["word STOP", "meta resume"], NOTHING_UNASKED),
        (&["form in marketing", "meta 131050"], NO_OFFERS),
        (&["form in marketing", "meta 131050", "meta resume"], EVERYTHING),
        // A word about one number alone.
        (&["form in marketing here"], EVERYTHING),
        (&["form in marketing elsewhere"], NEVER_ASKED),
        (&["form in marketing", "agent out marketing here"], NO_OFFERS),
        (&["form in marketing", "agent out marketing elsewhere"], EVERYTHING),
        (&["agent out marketing", "form in marketing here"], EVERYTHING),
        // Something newer about all numbers.
        (&["form in marketing here", "word STOP"], NOTHING_UNASKED),
        (&["agent out marketing here", "word START"], EVERYTHING),
        (&["form in marketing here", "meta stop"], NO_OFFERS),
    ] {
        let mut told = Story::new();
        for step in story {
            told.tell(step);
        }
        assert_eq!(answers(&told), expected, "{story:?}");
    }
}

#[test]
fn every_source_is_in_the_table() {
    // A new source has to be given its lines above.
    assert_eq!(ConsentSource::ALL.len(), 7);
}
