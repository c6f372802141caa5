//! People, events and what campaigns brought as the lines of a table, page by page: what a file holds is never in memory as a whole.
//!
//! The titles are those an import recognises, so that what was taken out can be brought in again.

mod sheet;
mod text;

pub use sheet::workbook;
pub use text::{lines, safe};

use crate::app::App;
use domain::consent::Category;
use domain::contact::{Contact, IdentifierKind};
use domain::id::{CampaignId, WorkspaceId};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use store::campaign::people::RecipientRow;
use store::export::EventRow;
use store::report::people;

/// Lines of one page.
const PAGE: u32 = 1_000;
/// Columns that attributes and properties may make; the first in the alphabet, when there are more.
const MOST_NAMES: usize = 300;

/// What is taken out.
#[derive(Clone, Debug)]
pub enum What {
    /// Everybody, or those whose name or phone has this in it.
    Contacts { q: Option<String> },
    /// All events, or those of one name.
    Events { name: Option<String> },
    /// The people of a campaign, or those behind one of its figures.
    Recipients { campaign: CampaignId, variants: Vec<String>, filter: Box<people::Filter> },
    /// A table that is known already.
    Table { titles: Vec<String>, lines: Vec<Vec<String>> },
}

const PERSON: [&str; 8] =
    ["phone", "name", "username", "language", "labels", "marketing consent", "utility consent", "created at"];
const RECIPIENT: [&str; 18] = [
    "phone",
    "name",
    "variant",
    "state",
    "reason",
    "code",
    "attempts",
    "message id",
    "accepted at",
    "sent at",
    "delivered at",
    "read at",
    "failed at",
    "replied at",
    "button at",
    "clicked at",
    "charged as",
    "contact id",
];
const EVENT: [&str; 5] = ["event id", "event", "date", "phone", "source"];

/// The lines of a table.
pub struct Lines {
    app: App,
    workspace: WorkspaceId,
    what: What,
    /// The attributes or properties that have a column.
    names: Vec<String>,
    after: String,
}

/// A page, as far as lines need it.
enum Page {
    Contacts(Vec<Contact>),
    Events(Vec<EventRow>),
    Recipients(Vec<RecipientRow>),
    Table(Vec<Vec<String>>),
}

impl Lines {
    /// Looks through everything once for the columns there will be.
    pub async fn of(app: &App, workspace: WorkspaceId, what: What) -> store::Result<Self> {
        let mut lines = Self { app: app.clone(), workspace, what, names: Vec::new(), after: String::new() };
        if matches!(lines.what, What::Recipients { .. } | What::Table { .. }) {
            return Ok(lines);
        }
        let mut names = BTreeSet::new();
        while let Some(page) = lines.page().await? {
            match page {
                Page::Contacts(people) => names.extend(people.into_iter().flat_map(|person| person.fields.into_keys())),
                Page::Events(events) => {
                    names.extend(events.into_iter().flat_map(|event| event.properties.0.into_keys()));
                }
                Page::Recipients(_) | Page::Table(_) => {}
            }
        }
        lines.names = names.into_iter().take(MOST_NAMES).collect();
        lines.after.clear();
        Ok(lines)
    }

    pub fn titles(&self) -> Vec<String> {
        let own: &[&str] = match &self.what {
            What::Contacts { .. } => &PERSON,
            What::Events { .. } => &EVENT,
            What::Recipients { .. } => &RECIPIENT,
            What::Table { titles, .. } => return titles.clone(),
        };
        own.iter().map(|title| (*title).to_owned()).chain(self.names.iter().cloned()).collect()
    }

    /// The lines of the next page; `None` at the end.
    pub async fn next(&mut self) -> store::Result<Option<Vec<Vec<String>>>> {
        Ok(self.page().await?.map(|page| match page {
            Page::Contacts(people) => people.iter().map(|person| self.person(person)).collect(),
            Page::Events(events) => events.iter().map(|event| self.event(event)).collect(),
            Page::Recipients(people) => people.into_iter().map(|person| self.recipient(person)).collect(),
            Page::Table(lines) => lines,
        }))
    }

    async fn page(&mut self) -> store::Result<Option<Page>> {
        if let What::Table { lines, .. } = &mut self.what {
            let lines = std::mem::take(lines);
            return Ok((!lines.is_empty()).then_some(Page::Table(lines)));
        }
        let mut tx = self.app.db.read().await?;
        let (page, last) = match &self.what {
            What::Contacts { q } => {
                let pattern = q.as_deref().and_then(store::search::pattern);
                let page = store::export::contacts(&mut tx, self.workspace, &self.after, pattern, PAGE).await?;
                let last = page.last().map(|person| person.id.to_string());
                (Page::Contacts(page), last)
            }
            What::Events { name } => {
                let page = store::export::events(&mut tx, self.workspace, &self.after, name.clone(), PAGE).await?;
                let last = page.last().map(|event| event.id.clone());
                (Page::Events(page), last)
            }
            What::Recipients { campaign, filter, .. } => {
                let after = self.after.parse().unwrap_or(people::BEFORE_ALL);
                let page = people::page(&mut tx, self.workspace, *campaign, filter, after, PAGE).await?;
                let last = page.last().map(|row| row.position.to_string());
                (Page::Recipients(page), last)
            }
            What::Table { .. } => return Ok(None),
        };
        Ok(last.map(|last| {
            self.after = last;
            page
        }))
    }

    fn person(&self, person: &Contact) -> Vec<String> {
        let identifier = |kind| person.identifier(kind).unwrap_or_default().to_owned();
        let labels: Vec<&str> = person.labels.iter().map(String::as_str).collect();
        let consent = |category| match person.consents.state(category) {
            domain::consent::ConsentState::Unknown => String::new(),
            state => state.to_string(),
        };
        let own = [
            identifier(IdentifierKind::Phone),
            person.name.clone(),
            identifier(IdentifierKind::Username),
            person.language.clone().unwrap_or_default(),
            labels.join(", "),
            consent(Category::Marketing),
            consent(Category::Utility),
            moment(person.created_at.as_millis()),
        ];
        own.into_iter().chain(self.values(&person.fields)).collect()
    }

    fn event(&self, event: &EventRow) -> Vec<String> {
        let own = [
            event.external_id.clone().unwrap_or_default(),
            event.name.clone(),
            moment(event.at),
            event.phone.clone().unwrap_or_default(),
            event.source.clone(),
        ];
        own.into_iter().chain(self.values(&event.properties.0)).collect()
    }

    fn recipient(&self, row: RecipientRow) -> Vec<String> {
        let variant = match &self.what {
            What::Recipients { variants, .. } => {
                usize::try_from(row.variant).ok().and_then(|place| variants.get(place)).cloned()
            }
            _ => None,
        };
        let at = |millis: Option<i64>| millis.map(moment).unwrap_or_default();
        vec![
            row.address,
            row.contact_name.unwrap_or_default(),
            variant.unwrap_or_default(),
            row.state,
            row.reason.unwrap_or_default(),
            row.code.map(|code| code.to_string()).unwrap_or_default(),
            row.attempt.to_string(),
            row.wamid.unwrap_or_default(),
            at(row.accepted_at),
            at(row.sent_at),
            at(row.delivered_at),
            at(row.read_at),
            at(row.failed_at),
            at(row.replied_at),
            at(row.button_at),
            at(row.clicked_at),
            row.price.unwrap_or_default(),
            row.contact_id,
        ]
    }

    fn values<'a>(&'a self, known: &'a BTreeMap<String, Value>) -> impl Iterator<Item = String> + 'a {
        self.names.iter().map(|name| known.get(name).map(written).unwrap_or_default())
    }
}

fn written(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// RFC 3339 in UTC.
fn moment(millis: i64) -> String {
    domain::import::cell::rfc_3339(domain::time::Timestamp(millis))
}
