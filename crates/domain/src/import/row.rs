//! The cells of one row as what they say of a person, and of an event.

use super::cell;
use super::fault::{Fault, Reason};
use super::mapping::{EMAIL, Kind, Mapping, MatchOn, Target};
use super::{CELL_CHARACTERS, Subject};
use crate::consent::{Category, ConsentState};
use crate::contact::attribute::{Attribute, AttributeKind};
use crate::contact::phone::E164;
use crate::outside::Money;
use crate::time::Timestamp;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const MOST_LABELS: usize = 50;
const LABEL_CHARACTERS: usize = 50;
const NAME_CHARACTERS: usize = 200;
const EVENT_NAME_CHARACTERS: usize = 64;

/// What a row says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    pub person: Person,
    /// When the file is about events.
    pub happening: Option<Happening>,
}

/// What a row says of a person; what is empty there is not said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    pub phone: Option<E164>,
    /// The value of the attribute that people are recognised by.
    pub key: Option<String>,
    pub name: Option<String>,
    pub language: Option<String>,
    pub labels: BTreeSet<String>,
    pub fields: BTreeMap<String, Value>,
    /// Category, state, and the words of the file.
    pub consents: Vec<(Category, ConsentState, String)>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    pub external_id: Option<String>,
    pub name: String,
    pub at: Option<Timestamp>,
    pub properties: BTreeMap<String, Value>,
}

impl Happening {
    /// What it was worth, when the row says how much and in which currency.
    pub fn amount(&self) -> Option<Money> {
        let currency = self.properties.get("currency")?.as_str()?.to_uppercase();
        Money::of_major(self.properties.get("value")?.as_f64()?, &currency)
    }
}

/// Reads the rows of one file.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    pub mapping: &'a Mapping,
    pub titles: &'a [String],
    pub subject: Subject,
    /// What is defined is read as it is defined, whatever the mapping takes it for.
    pub attributes: &'a [Attribute],
}

impl Reader<'_> {
    /// The row, or everything that is wrong with it.
    pub fn read(&self, cells: &[&str]) -> Result<Row, Vec<Fault>> {
        let mut reading = Reading {
            mapping: self.mapping,
            attributes: self.attributes,
            row: Row::default(),
            names: [None, None],
            faults: Vec::new(),
        };
        if self.subject == Subject::Events {
            let name = self.mapping.event_name.clone().unwrap_or_default();
            let properties = BTreeMap::new();
            reading.row.happening = Some(Happening { external_id: None, name, at: None, properties });
        }
        if let Some(extra) = cells.iter().skip(self.mapping.columns.len()).find(|cell| !cell.trim().is_empty()) {
            reading.faults.push(Fault::new(Reason::TooManyCells, "", extra));
        }
        for (place, target) in self.mapping.columns.iter().enumerate() {
            let cell = cells.get(place).map_or("", |cell| cell.trim());
            let title = self.titles.get(place).map_or("", String::as_str);
            if cell.is_empty() || *target == Target::Ignore {
                continue;
            }
            if let Err(reason) = reading.take(target, title, cell) {
                reading.faults.push(Fault::new(reason, title, cell));
            }
        }
        reading.finish(self.titles)
    }
}

struct Reading<'a> {
    mapping: &'a Mapping,
    attributes: &'a [Attribute],
    row: Row,
    /// First and last, when they have columns of their own.
    names: [Option<String>; 2],
    faults: Vec<Fault>,
}

impl Reading<'_> {
    fn take(&mut self, target: &Target, title: &str, cell: &str) -> Result<(), Reason> {
        if cell.contains('\u{fffd}') {
            return Err(Reason::Unreadable);
        }
        // Bytes are counted first: most cells are short.
        if cell.len() > CELL_CHARACTERS && cell.chars().count() > CELL_CHARACTERS {
            return Err(Reason::TooLong);
        }
        let [first, last] = &mut self.names;
        let person = &mut self.row.person;
        match target {
            Target::Ignore => {}
            Target::Phone => person.phone = Some(cell::phone(cell, &self.mapping.default_country)?),
            Target::Name => person.name = Some(short(cell, NAME_CHARACTERS)?),
            Target::FirstName => *first = Some(short(cell, NAME_CHARACTERS)?),
            Target::LastName => *last = Some(short(cell, NAME_CHARACTERS)?),
            Target::Language => person.language = Some(cell::language(cell)?),
            Target::Labels => person.labels.extend(labels(cell)?),
            Target::Consent { category } => {
                person.consents.push((*category, cell::consent(cell)?, format!("{title}: {cell}")));
            }
            Target::Attribute { name, kind } => self.attribute(name, *kind, cell)?,
            Target::EventName | Target::EventId | Target::EventAt | Target::Property { .. } => {
                self.happening(target, cell)?;
            }
        }
        Ok(())
    }

    fn attribute(&mut self, name: &str, kind: Kind, cell: &str) -> Result<(), Reason> {
        let value = match self.attributes.iter().find(|attribute| attribute.name == name) {
            Some(defined) => by_definition(cell, defined, self.mapping)?,
            None if name == EMAIL && kind == Kind::Text => Value::from(cell::e_mail(cell)?),
            None => cell::value(cell, kind, self.mapping)?,
        };
        if let MatchOn::Attribute { name: key } = &self.mapping.match_on
            && key == name
        {
            self.row.person.key = Some(key_of(&value));
        }
        self.row.person.fields.insert(name.to_owned(), value);
        Ok(())
    }

    fn happening(&mut self, target: &Target, cell: &str) -> Result<(), Reason> {
        let Some(happening) = &mut self.row.happening else { return Ok(()) };
        match target {
            Target::EventName => happening.name = short(cell, EVENT_NAME_CHARACTERS)?,
            Target::EventId => happening.external_id = Some(short(cell, NAME_CHARACTERS)?),
            Target::EventAt => {
                let at = cell::date_time(cell, self.mapping.date_order).ok_or(Reason::DateTimeInvalid)?;
                happening.at = Some(Timestamp(at.as_millisecond()));
            }
            Target::Property { name, kind } => {
                happening.properties.insert(name.clone(), cell::value(cell, *kind, self.mapping)?);
            }
            _ => {}
        }
        Ok(())
    }

    fn finish(mut self, titles: &[String]) -> Result<Row, Vec<Fault>> {
        let person = &mut self.row.person;
        let [first, last] = self.names;
        if person.name.is_none() {
            let parts: Vec<String> = first.into_iter().chain(last).collect();
            person.name = Some(parts.join(" ")).filter(|name| !name.is_empty());
        }
        let has_key = match self.mapping.match_on {
            MatchOn::Phone => person.phone.is_some(),
            MatchOn::Attribute { .. } => person.key.is_some(),
        };
        if !has_key && self.faults.is_empty() {
            self.faults.push(Fault::new(Reason::KeyMissing, &title_of_key(self.mapping, titles), ""));
        }
        if self.row.happening.as_ref().is_some_and(|happening| happening.name.trim().is_empty()) {
            self.faults.push(Fault::new(Reason::EventNameMissing, "", ""));
        }
        add_shared(self.mapping, person);
        if person.labels.len() > MOST_LABELS {
            self.faults.push(Fault::new(Reason::TooManyLabels, "", ""));
        }
        if self.faults.is_empty() { Ok(self.row) } else { Err(self.faults) }
    }
}

/// Days, months and decimal marks stand as in this file.
fn by_definition(cell: &str, attribute: &Attribute, mapping: &Mapping) -> Result<Value, Reason> {
    let kind = match attribute.kind {
        AttributeKind::Text if attribute.name == EMAIL => return Ok(Value::from(cell::e_mail(cell)?)),
        AttributeKind::Text => Kind::Text,
        AttributeKind::Number => Kind::Number,
        AttributeKind::Boolean => Kind::Boolean,
        AttributeKind::Date => Kind::Date,
        AttributeKind::DateTime => Kind::DateTime,
        AttributeKind::Choice => return attribute.parse(cell).map_err(|_| Reason::ChoiceUnknown),
    };
    cell::value(cell, kind, mapping)
}

/// What everybody in the file gets. What a person's own column says of a category counts for more.
fn add_shared(mapping: &Mapping, person: &mut Person) {
    person.labels.extend(mapping.labels.iter().cloned());
    if let Some(shared) = &mapping.consent {
        for category in &shared.categories {
            if !person.consents.iter().any(|(own, ..)| own == category) {
                person.consents.push((*category, ConsentState::OptedIn, shared.words.clone()));
            }
        }
    }
}

fn title_of_key(mapping: &Mapping, titles: &[String]) -> String {
    let is_key = |target: &Target| match (&mapping.match_on, target) {
        (MatchOn::Phone, Target::Phone) => true,
        (MatchOn::Attribute { name: key }, Target::Attribute { name, .. }) => key == name,
        _ => false,
    };
    let place = mapping.columns.iter().position(is_key);
    place.and_then(|place| titles.get(place)).cloned().unwrap_or_default()
}

/// An attribute's value as the text that people are told apart by.
pub fn key_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn short(cell: &str, most: usize) -> Result<String, Reason> {
    if cell.chars().count() > most { Err(Reason::TooLong) } else { Ok(cell.to_owned()) }
}

fn labels(cell: &str) -> Result<Vec<String>, Reason> {
    let parts = cell.split([',', ';', '|']).map(str::trim).filter(|label| !label.is_empty());
    parts.map(|label| short(label, LABEL_CHARACTERS)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::mapping::{DateOrder, DecimalMark, Existing, SharedConsent};
    use super::*;

    fn mapping(words: &str) -> Mapping {
        Mapping {
            columns: words.split(' ').map(|word| Target::parse(word).unwrap()).collect(),
            has_header: true,
            default_country: "AR".to_owned(),
            match_on: MatchOn::Phone,
            existing: Existing::Update,
            date_order: DateOrder::DayFirst,
            decimal_mark: DecimalMark::Comma,
            labels: Vec::new(),
            consent: None,
            event_name: None,
        }
    }

    fn attributes() -> Vec<Attribute> {
        let attribute = |name: &str, kind, choices: &[&str]| Attribute {
            name: name.to_owned(),
            title: name.to_owned(),
            kind,
            choices: choices.iter().map(|&choice| choice.to_owned()).collect(),
        };
        vec![
            attribute("plan", AttributeKind::Choice, &["Básico", "Premium"]),
            attribute("age", AttributeKind::Number, &[]),
        ]
    }

    fn read(mapping: &Mapping, subject: Subject, cells: &[&str]) -> Result<Row, String> {
        let titles: Vec<String> = mapping.columns.iter().map(|target| target.word().to_uppercase()).collect();
        let read = Reader { mapping, titles: &titles, subject, attributes: &attributes() }.read(cells);
        read.map_err(|faults| faults.iter().map(|fault| fault.sentence("en")).collect::<Vec<_>>().join("; "))
    }

    #[test]
    fn a_row_becomes_a_person() {
        let mut mapping =
            mapping("phone first_name last_name labels attribute:points:number consent:marketing language");
        mapping.labels = vec!["feria".to_owned()];
        mapping.consent =
            Some(SharedConsent { categories: Category::ALL.to_vec(), words: "Firmó en la feria".to_owned() });
        let cells = ["11 15 2345-6789", "Ana", "Pérez", "vip; norte", "1.200", "no", "Español"];
        let person = read(&mapping, Subject::Contacts, &cells).unwrap().person;
        assert_eq!(person.phone.unwrap().as_str(), "+5491123456789");
        assert_eq!(person.name.as_deref(), Some("Ana Pérez"));
        assert_eq!(person.labels.into_iter().collect::<Vec<_>>(), ["feria", "norte", "vip"]);
        assert_eq!(person.fields["points"], 1200);
        assert_eq!(person.language.as_deref(), Some("es"));
        // Their own no counts for more than what was said of everybody.
        assert_eq!(
            person.consents,
            [
                (Category::Marketing, ConsentState::OptedOut, "CONSENT:MARKETING: no".to_owned()),
                (Category::Utility, ConsentState::OptedIn, "Firmó en la feria".to_owned()),
            ]
        );
    }

    #[test]
    fn a_row_becomes_an_event() {
        let mut mapping = mapping("event_id phone event_at property:value:number");
        mapping.event_name = Some("order_paid".to_owned());
        let row = read(&mapping, Subject::Events, &["#1001", "+5491123456789", "01/03/2024 10:00", "99,90"]).unwrap();
        let happening = row.happening.unwrap();
        assert_eq!((happening.name.as_str(), happening.external_id.as_deref()), ("order_paid", Some("#1001")));
        assert_eq!(happening.at, Some(Timestamp(1_709_287_200_000)));
        assert_eq!(happening.properties["value"], 99.9);
    }

    #[test]
    fn what_is_defined_is_read_as_it_is_defined() {
        let mapping = mapping("phone attribute:plan:text attribute:age:text");
        let person = read(&mapping, Subject::Contacts, &["+5491123456789", "basico", "1.033,5"]).unwrap().person;
        assert_eq!((&person.fields["plan"], &person.fields["age"]), (&"Básico".into(), &1033.5.into()));
        let faults = read(&mapping, Subject::Contacts, &["+5491123456789", "oro", "joven"]);
        let expected =
            "ATTRIBUTE:PLAN:TEXT: “oro” is not one of the choices; ATTRIBUTE:AGE:TEXT: “joven” is not a number";
        assert_eq!(faults, Err(expected.to_owned()));
    }

    #[test]
    fn faults_name_column_and_value() {
        let mapping = mapping("phone attribute:email:text attribute:points:number");
        for (cells, expected) in [
            (&["", "a@b.co", "1"][..], "PHONE: is empty, and people are recognised by it"),
            (
                &["12", "a@b.co", "1"],
                "PHONE: “12” is not a phone number; write it with its country, like +54 9 11 5555 0101",
            ),
            (
                &["+5491123456789", "a@", "x"],
                "ATTRIBUTE:EMAIL:TEXT: “a@” is not an e-mail address; ATTRIBUTE:POINTS:NUMBER: “x” is not a number",
            ),
            (
                &["+5491123456789", "", "", "más"],
                "the row has more cells than there are columns; a quote is missing or a separator too many",
            ),
            (&["+5491123456789", "Jos\u{fffd}", ""], "ATTRIBUTE:EMAIL:TEXT: has damaged letters: “Jos\u{fffd}”"),
        ] {
            assert_eq!(read(&mapping, Subject::Contacts, cells), Err(expected.to_owned()), "{cells:?}");
        }
        assert!(read(&mapping, Subject::Contacts, &["+5491123456789", "", ""]).is_ok(), "an empty cell says nothing");
    }
}
