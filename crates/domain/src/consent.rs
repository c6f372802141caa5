//! What a person lets us send them, and the proof of it.
//!
//! Two voices are kept apart (cloud API contract §12): what the person *said* to the business (a word, a flow, through
//! an agent or the API), and what WhatsApp *signals* about its own switch (`user_preferences` stop and resume,
//! error 131050). Each voice can only take back its own no: `resume` never undoes a typed STOP, and a typed START never
//! undoes the switch in WhatsApp, where Meta would refuse the message all the same.
//!
//! A word may be about one of the business's numbers alone; a word about none is about all. For each number the newest of
//! both holds ([`Consents::on`]). Records are never changed: what holds now is what they add up to ([`Consents::of_records`]).

pub mod keyword;

use crate::id::{ContactId, NumberId, UserId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

pub use keyword::{Keyword, keyword};

words! {
    /// What a consent is about. Authentication messages need none: the person asks for each code.
    Category {
        Marketing = "marketing",
        Utility = "utility",
    }
}

words! {
    ConsentState {
        // In the order of what holds when two are said in one moment.
        Unknown = "unknown",
        OptedIn = "opted_in",
        OptedOut = "opted_out",
    }
}

words! {
    ConsentSource {
        /// The person typed it.
        Word = "word",
        /// WhatsApp's own switch, by webhook or by error 131050.
        MetaSignal = "meta_signal",
        Agent = "agent",
        Api = "api",
        Flow = "flow",
        /// A form outside, on paper or on a page.
        Form = "form",
        /// A column of an imported file.
        Import = "import",
    }
}

/// Proof of one change of consent: exact words, moment, source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentRecord {
    pub contact: ContactId,
    pub category: Category,
    /// The business's number it is about; `None` is all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<NumberId>,
    pub state: ConsentState,
    pub source: ConsentSource,
    /// What the person wrote, or what stands for it ("stop", "131050", the name of a form, a file and its column).
    pub words: String,
    /// The user who wrote it down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<UserId>,
    /// When the person said it.
    pub at: Timestamp,
    /// When it was written down, if that was not the same moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_at: Option<Timestamp>,
}

impl ConsentRecord {
    /// About all numbers, and written down as it was said.
    pub fn new(
        contact: ContactId,
        category: Category,
        state: ConsentState,
        (source, words): (ConsentSource, &str),
        at: Timestamp,
    ) -> Self {
        let words = words.to_owned();
        Self { contact, category, number: None, state, source, words, by: None, at, written_at: None }
    }

    /// A typed keyword speaks for everything the business starts, marketing or not: whoever writes STOP wants silence.
    /// What stays allowed is answering them when they write (see [`crate::policy`]).
    pub fn typed(contact: ContactId, keyword: Keyword, words: &str, at: Timestamp) -> [Self; 2] {
        let state = match keyword {
            Keyword::OptOut => ConsentState::OptedOut,
            Keyword::OptIn => ConsentState::OptedIn,
        };
        [Category::Marketing, Category::Utility]
            .map(|category| Self::new(contact, category, state, (ConsentSource::Word, words), at))
    }

    /// A `user_preferences` webhook (`stop`, `resume`), which speaks of marketing only; `None` for another value.
    pub fn preference(contact: ContactId, value: &str, at: Timestamp) -> Option<Self> {
        let state = match value {
            "stop" => ConsentState::OptedOut,
            "resume" => ConsentState::OptedIn,
            _ => return None,
        };
        Some(Self::signal(contact, state, value, at))
    }

    /// Error 131050: the person has stopped marketing messages.
    pub fn marketing_stopped(contact: ContactId, at: Timestamp) -> Self {
        Self::signal(contact, ConsentState::OptedOut, "131050", at)
    }

    fn signal(contact: ContactId, state: ConsentState, words: &str, at: Timestamp) -> Self {
        Self::new(contact, Category::Marketing, state, (ConsentSource::MetaSignal, words), at)
    }
}

/// Present consents of a contact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consents {
    #[serde(default)]
    pub marketing: Consent,
    #[serde(default)]
    pub utility: Consent,
    /// What was said of one number alone.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub numbers: BTreeMap<NumberId, OnNumber>,
}

/// What was said of one of the business's numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnNumber {
    #[serde(default)]
    pub marketing: Consent,
    #[serde(default)]
    pub utility: Consent,
}

/// The last word of each voice on one category.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Given>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signalled: Option<Given>,
}

words! {
    /// What the state of a consent follows from.
    Follows {
        /// Neither voice has been heard.
        Nothing = "nothing",
        Said = "said",
        Signalled = "signalled",
        /// Both say no: each would have to be taken back.
        Both = "both",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    pub state: ConsentState,
    pub source: ConsentSource,
    pub words: String,
    pub at: Timestamp,
}

impl Consents {
    /// What a person's records add up to, in whatever order they come.
    pub fn of_records<'a>(records: impl IntoIterator<Item = &'a ConsentRecord>) -> Self {
        let mut consents = Self::default();
        for record in records {
            consents.record(record);
        }
        consents
    }

    pub const fn of(&self, category: Category) -> &Consent {
        match category {
            Category::Marketing => &self.marketing,
            Category::Utility => &self.utility,
        }
    }

    /// What holds for all numbers of which nothing else was said.
    pub fn state(&self, category: Category) -> ConsentState {
        self.of(category).state()
    }

    /// What holds for one number: the newest word about it or about all.
    pub fn on(&self, number: NumberId) -> Cow<'_, Self> {
        let Some(scoped) = self.numbers.get(&number) else { return Cow::Borrowed(self) };
        let mut here = Self { numbers: BTreeMap::new(), ..self.clone() };
        here.marketing.hear_all(&scoped.marketing);
        here.utility.hear_all(&scoped.utility);
        Cow::Owned(here)
    }

    /// What WhatsApp's own switch says.
    pub fn signal(&self, category: Category) -> Option<ConsentState> {
        self.of(category).signalled.as_ref().map(|given| given.state)
    }

    /// Whether the person told us to stop, in any category: then, and only then, a bare "start" means "again, please".
    pub fn said_stop(&self) -> bool {
        let scoped = self.numbers.values().flat_map(|on| [&on.marketing, &on.utility]);
        scoped.chain([&self.marketing, &self.utility]).any(|consent| Consent::opted_out(consent.said.as_ref()))
    }

    /// Takes in one record; the newest of each voice holds, however late it arrives.
    pub fn record(&mut self, record: &ConsentRecord) {
        let given = Given { state: record.state, source: record.source, words: record.words.clone(), at: record.at };
        self.slot(record.category, record.number).hear(given);
    }

    /// The consents of two contacts that turn out to be one person.
    pub fn merge(&mut self, other: Self) {
        self.marketing.hear_all(&other.marketing);
        self.utility.hear_all(&other.utility);
        for (number, theirs) in other.numbers {
            let mine = self.numbers.entry(number).or_default();
            mine.marketing.hear_all(&theirs.marketing);
            mine.utility.hear_all(&theirs.utility);
        }
    }

    fn slot(&mut self, category: Category, number: Option<NumberId>) -> &mut Consent {
        match (category, number) {
            (Category::Marketing, None) => &mut self.marketing,
            (Category::Utility, None) => &mut self.utility,
            (Category::Marketing, Some(number)) => &mut self.numbers.entry(number).or_default().marketing,
            (Category::Utility, Some(number)) => &mut self.numbers.entry(number).or_default().utility,
        }
    }
}

impl Consent {
    /// Out when either voice says no. A `resume` lifts WhatsApp's own stop but is no opt-in: it does not say that the
    /// person ever agreed to hear from this business.
    pub fn state(&self) -> ConsentState {
        if Self::opted_out(self.said.as_ref()) || Self::opted_out(self.signalled.as_ref()) {
            return ConsentState::OptedOut;
        }
        self.said.as_ref().map_or(ConsentState::Unknown, |given| given.state)
    }

    /// Which voice decides.
    pub fn follows(&self) -> Follows {
        match (Self::opted_out(self.said.as_ref()), Self::opted_out(self.signalled.as_ref())) {
            (true, true) => Follows::Both,
            (false, true) => Follows::Signalled,
            _ if self.said.is_some() => Follows::Said,
            _ => Follows::Nothing,
        }
    }

    fn hear_all(&mut self, other: &Self) {
        for given in other.said.iter().chain(&other.signalled) {
            self.hear(given.clone());
        }
    }

    fn hear(&mut self, given: Given) {
        let voice = if given.source == ConsentSource::MetaSignal { &mut self.signalled } else { &mut self.said };
        // Meta's seconds make ties: then the no holds, and for the rest any order that is always the same.
        if voice.as_ref().is_none_or(|before| given.rank() > before.rank()) {
            *voice = Some(given);
        }
    }

    fn opted_out(given: Option<&Given>) -> bool {
        given.is_some_and(|given| given.state == ConsentState::OptedOut)
    }
}

impl Given {
    fn rank(&self) -> (Timestamp, ConsentState, ConsentSource, &str) {
        (self.at, self.state, self.source, &self.words)
    }
}

#[cfg(test)]
mod tests {
    use super::ConsentState::{OptedIn, OptedOut, Unknown};
    use super::*;
    use crate::id::IdSource;
    use proptest::prelude::*;

    fn contact() -> ContactId {
        ContactId::new(&mut IdSource::new(1), Timestamp(0))
    }

    /// One change after the other: a word typed by the person, or `meta:<value>`.
    fn consents(changes: &[(i64, &str)]) -> Consents {
        let mut consents = Consents::default();
        for (at, change) in changes {
            let (contact, at) = (contact(), Timestamp(*at));
            let records: Vec<ConsentRecord> = match *change {
                "meta:131050" => vec![ConsentRecord::marketing_stopped(contact, at)],
                "STOP" => ConsentRecord::typed(contact, Keyword::OptOut, change, at).to_vec(),
                "START" => ConsentRecord::typed(contact, Keyword::OptIn, change, at).to_vec(),
                meta => ConsentRecord::preference(contact, meta.trim_start_matches("meta:"), at).into_iter().collect(),
            };
            for record in &records {
                consents.record(record);
            }
        }
        consents
    }

    #[test]
    fn states_after_each_story() {
        for (story, marketing, utility) in [
            (&[][..], Unknown, Unknown),
            (&[(1, "START")], OptedIn, OptedIn),
            (&[(1, "STOP")], OptedOut, OptedOut),
            (&[(1, "STOP"), (2, "START")], OptedIn, OptedIn),
            // Late webhooks: the newest moment holds, not the last arrival.
            (&[(2, "START"), (1, "STOP")], OptedIn, OptedIn),
            (&[(5, "START"), (5, "STOP")], OptedOut, OptedOut),
            (&[(5, "STOP"), (5, "START")], OptedOut, OptedOut),
            // WhatsApp's switch speaks of marketing only.
            (&[(1, "meta:stop")], OptedOut, Unknown),
            (&[(1, "meta:131050")], OptedOut, Unknown),
            (&[(1, "START"), (2, "meta:stop")], OptedOut, OptedIn),
            (&[(1, "START"), (2, "meta:stop"), (3, "meta:resume")], OptedIn, OptedIn),
            // Each voice takes back only its own no.
            (&[(1, "STOP"), (2, "meta:resume")], OptedOut, OptedOut),
            (&[(1, "meta:stop"), (2, "START")], OptedOut, OptedIn),
            // Resume is no opt-in.
            (&[(1, "meta:stop"), (2, "meta:resume")], Unknown, Unknown),
            (&[(1, "meta:something_new")], Unknown, Unknown),
        ] {
            let consents = consents(story);
            assert_eq!(
                (consents.state(Category::Marketing), consents.state(Category::Utility)),
                (marketing, utility),
                "{story:?}"
            );
        }
    }

    #[test]
    fn only_the_persons_own_stop_counts_as_said() {
        assert!(consents(&[(1, "STOP")]).said_stop());
        assert!(!consents(&[(1, "meta:stop")]).said_stop());
        assert!(!consents(&[(1, "STOP"), (2, "START")]).said_stop());
    }

    #[test]
    fn they_are_stored_as_words_and_absent_ones_are_default() {
        let consents = consents(&[(7, "meta:stop")]);
        let json = serde_json::to_value(&consents).unwrap();
        insta::assert_json_snapshot!(json, @r#"
        {
          "marketing": {
            "signalled": {
              "at": 7,
              "source": "meta_signal",
              "state": "opted_out",
              "words": "stop"
            }
          },
          "utility": {}
        }
        "#);
        assert_eq!(serde_json::from_value::<Consents>(json).unwrap(), consents);
        assert_eq!(serde_json::from_str::<Consents>("{}").unwrap(), Consents::default());
    }

    proptest! {
        #[test]
        fn order_of_arrival_does_not_matter(
            (story, shuffled) in prop::collection::vec(
                (0_i64..6, prop::sample::select(vec!["STOP", "START", "meta:stop", "meta:resume"])), 0..8)
                .prop_flat_map(|story| (Just(story.clone()), Just(story).prop_shuffle())),
        ) {
            let (one, other) = (consents(&story), consents(&shuffled));
            for category in Category::ALL {
                prop_assert_eq!(one.state(*category), other.state(*category));
            }
            let mut merged = consents(&[]);
            merged.merge(one.clone());
            merged.merge(other);
            prop_assert_eq!(merged.state(Category::Marketing), one.state(Category::Marketing));
        }
    }
}
