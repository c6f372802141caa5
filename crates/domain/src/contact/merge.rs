//! Two records of one person become one, and two again when that was a mistake.
//!
//! A [`Merge`] keeps both as they were. Taking it back gives each what it had, but leaves alone whatever has been changed
//! since: a name somebody corrected stays corrected, a number the person left stays left.

use super::{Contact, Identifier};
use crate::consent::{ConsentRecord, ConsentState, Consents};
use crate::id::{ConversationId, UserId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

words! {
    /// Who saw that two were one.
    #[derive(Default)]
    MergeCause {
        /// One message carried identifiers of both.
        #[default]
        WhatsApp = "whatsapp",
        Agent = "agent",
        Api = "api",
        /// A row of a file carried identifiers of both.
        Import = "import",
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Merge {
    /// Both as they were before.
    pub kept: Contact,
    pub gone: Contact,
    /// The conversations that went over.
    pub conversations: Vec<ConversationId>,
    pub cause: MergeCause,
    pub by: Option<UserId>,
    pub at: Timestamp,
}

/// What a merge that is taken back leaves.
#[derive(Clone, Debug, PartialEq)]
pub struct Parted {
    pub kept: Contact,
    pub gone: Contact,
    /// A no that was said to both while they were one holds for both: the proof of it, for the one who comes back.
    pub refusals: Vec<ConsentRecord>,
}

impl Merge {
    /// `now` is the kept contact as it is, `heard` every consent record of it and of those that stay merged into it.
    pub fn part(&self, now: Contact, heard: &[ConsentRecord], at: Timestamp) -> Parted {
        let mut gone = self.gone.clone();
        gone.identifiers = self.gone.identifiers.intersection(&now.identifiers).cloned().collect();
        gone.identifiers.retain(|identifier| !self.kept.identifiers.contains(identifier));
        let refusals = heard.iter().filter(|record| self.said_to_both(record));
        let refusals: Vec<_> = refusals.map(|record| ConsentRecord { contact: gone.id, ..record.clone() }).collect();
        for refusal in &refusals {
            gone.consents.record(refusal);
        }
        gone.updated_at = at;
        Parted { kept: self.without_gone(now, &gone.identifiers, heard, at), gone, refusals }
    }

    /// Since the merge, or before it and heard only afterwards.
    fn said_to_both(&self, record: &ConsentRecord) -> bool {
        let mut with_it = self.kept.consents.clone();
        with_it.record(record);
        let is_news = record.at >= self.at || with_it != self.kept.consents;
        record.contact == self.kept.id && record.state == ConsentState::OptedOut && is_news
    }

    fn without_gone(
        &self,
        now: Contact,
        leaving: &BTreeSet<Identifier>,
        heard: &[ConsentRecord],
        at: Timestamp,
    ) -> Contact {
        let before = &self.kept;
        let mut merged = before.clone();
        merged.absorb(self.gone.clone());
        let mut kept = now;
        kept.identifiers.retain(|identifier| !leaving.contains(identifier));
        restore(&mut kept.name, &merged.name, &before.name);
        restore(&mut kept.language, &merged.language, &before.language);
        restore(&mut kept.time_zone, &merged.time_zone, &before.time_zone);
        restore(&mut kept.blocked, &merged.blocked, &before.blocked);
        restore(&mut kept.created_at, &merged.created_at, &before.created_at);
        kept.labels.retain(|label| before.labels.contains(label) || !merged.labels.contains(label));
        kept.profiles.retain(|profile| before.profiles.contains(profile) || !merged.profiles.contains(profile));
        kept.fields.retain(|name, value| before.fields.contains_key(name) || merged.fields.get(name) != Some(value));
        kept.consents = Consents::of_records(heard);
        kept.updated_at = at;
        kept
    }
}

/// Back to what it was, unless it is no longer what the merge made of it.
fn restore<T: PartialEq + Clone>(now: &mut T, merged: &T, before: &T) {
    if now == merged {
        now.clone_from(before);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consent::{Category, ConsentSource};
    use crate::contact::IdentifierKind;
    use crate::id::{ContactId, IdSource};
    use serde_json::json;

    fn person(ids: &mut IdSource, name: &str, phone: &str) -> Contact {
        let mut contact = Contact::new(ContactId::new(ids, Timestamp(1)), name, Timestamp(1));
        contact.identifiers.insert(Identifier::new(IdentifierKind::Phone, phone));
        contact
    }

    fn said(contact: &Contact, state: ConsentState, at: i64) -> ConsentRecord {
        ConsentRecord::new(contact.id, Category::Marketing, state, (ConsentSource::Word, "…"), Timestamp(at))
    }

    /// Two people and the merge of them at moment 10.
    fn merged() -> (Contact, Merge) {
        let mut ids = IdSource::new(1);
        let mut kept = person(&mut ids, "", "+34600111222");
        kept.labels.insert("vip".into());
        kept.fields.insert("city".into(), json!("Rosario"));
        let mut gone = person(&mut ids, "Ana", "+34600999888");
        gone.labels.extend(["vip".into(), "new".into()]);
        gone.fields.insert("city".into(), json!("Lima"));
        gone.fields.insert("age".into(), json!(33));
        gone.language = Some("pt-BR".into());
        let merge = Merge {
            kept: kept.clone(),
            gone: gone.clone(),
            conversations: Vec::new(),
            cause: MergeCause::Agent,
            by: None,
            at: Timestamp(10),
        };
        kept.absorb(gone);
        (kept, merge)
    }

    #[test]
    fn what_nobody_touched_is_as_it_was() {
        let (now, merge) = merged();
        let parted = merge.part(now, &[], Timestamp(20));
        assert_eq!(parted.kept, Contact { updated_at: Timestamp(20), ..merge.kept.clone() });
        assert_eq!(parted.gone, Contact { updated_at: Timestamp(20), ..merge.gone.clone() });
        assert!(parted.refusals.is_empty());
    }

    #[test]
    fn what_was_changed_since_stays() {
        let (mut now, merge) = merged();
        now.name = "Ana Pérez".into();
        now.fields.insert("age".into(), json!(34));
        now.labels.insert("later".into());
        // They left the number of the second record, and wrote from a third.
        now.identifiers.remove(&Identifier::new(IdentifierKind::Phone, "+34600999888"));
        now.identifiers.insert(Identifier::new(IdentifierKind::Phone, "+34600333444"));
        let Parted { kept, gone, .. } = merge.part(now, &[], Timestamp(20));
        assert_eq!(kept.name, "Ana Pérez");
        assert_eq!(kept.fields["age"], json!(34));
        assert_eq!(kept.labels, BTreeSet::from(["later".to_owned(), "vip".to_owned()]));
        assert_eq!(kept.language, None, "brought by the other, and never changed");
        assert!(gone.identifiers.is_empty());
        assert_eq!(kept.identifiers.len(), 2);
    }

    #[test]
    fn a_no_said_to_both_holds_for_both_and_a_yes_only_for_whom_it_was_said_to() {
        use ConsentState::{OptedIn, OptedOut};
        let (now, merge) = merged();
        let state = |contact: &Contact| contact.consents.state(Category::Marketing);
        for (records, kept, gone) in [
            (vec![], ConsentState::Unknown, ConsentState::Unknown),
            (vec![said(&now, OptedOut, 15)], OptedOut, OptedOut),
            (vec![said(&now, OptedIn, 15)], OptedIn, ConsentState::Unknown),
            // Said before, heard afterwards: nobody knows any more from which of the two.
            (vec![said(&now, OptedOut, 5)], OptedOut, OptedOut),
            // Somebody else's, who stays merged.
            (vec![said(&merge.gone, OptedOut, 15)], OptedOut, ConsentState::Unknown),
        ] {
            let parted = merge.part(now.clone(), &records, Timestamp(20));
            assert_eq!((state(&parted.kept), state(&parted.gone)), (kept, gone), "{records:?}");
            assert!(parted.refusals.iter().all(|record| record.contact == parted.gone.id));
        }
    }
}
