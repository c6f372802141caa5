//! The proof as a page that needs nothing else, and as a table.

use super::phrases::Phrases;
use super::view::{ConsentFollows, ConsentHistory, ConsentRecord};
use crate::http::contact::bulk::ConsentCategory;
use crate::http::contact::view::ConsentState;
use domain::contact::Contact;
use domain::number::Number;
use domain::time::Timestamp;
use std::fmt::Write;

pub struct Proof<'a> {
    pub workspace: &'a str,
    pub made_at: Timestamp,
    pub contact: &'a Contact,
    pub history: &'a ConsentHistory,
    pub numbers: &'a [Number],
}

const STYLE: &str = "body{font:15px/1.5 system-ui,sans-serif;color:#1a1d1e;background:#fff;max-width:60rem;margin:2.5rem auto;padding:0 1.5rem}\
    h1{font-size:1.5rem;line-height:1.25;margin:0 0 .25rem}h2{font-size:1.05rem;margin:2rem 0 .5rem}p{margin:.25rem 0}.soft{color:#5c6467}\
    dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.5rem;margin:1rem 0}dt{color:#5c6467}dd{margin:0}\
    .wide{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:1px solid #dde1e2}\
    th{font-weight:600;color:#5c6467}q{quotes:'“' '”'}li{margin:.25rem 0}@media print{body{margin:0;max-width:none}}";

pub fn html(proof: &Proof<'_>, language: &str) -> String {
    let phrases = Phrases::of(language);
    let mut page = Page { text: String::new(), phrases };
    page.head(proof);
    page.person(proof.contact);
    page.standing(proof);
    page.records(proof);
    page.text
}

struct Page {
    text: String,
    phrases: &'static Phrases,
}

impl Page {
    /// Markup of ours, with values that were escaped.
    fn add(&mut self, markup: std::fmt::Arguments<'_>) {
        // Writing to a `String` does not fail.
        let _ = self.text.write_fmt(markup);
    }

    fn head(&mut self, proof: &Proof<'_>) {
        let Phrases { language, title, about, business, made_at, .. } = self.phrases;
        let (workspace, moment) = (escaped(proof.workspace), written(proof.made_at.as_millis()));
        self.add(format_args!(
            "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title>\
             <style>{STYLE}</style></head><body><h1>{title}</h1><p class=\"soft\">{about}</p>\
             <dl><dt>{business}</dt><dd>{workspace}</dd><dt>{made_at}</dt><dd>{moment}</dd></dl>"
        ));
    }

    fn person(&mut self, contact: &Contact) {
        let Phrases { person, name, known_by, kept_since, .. } = self.phrases;
        let (called, since) = (escaped(&contact.name), written(contact.created_at.as_millis()));
        let identifiers = contact.identifiers.iter().map(|identifier| {
            format!("{}: {}", self.phrases.meaning(identifier.kind.as_str()), escaped(&identifier.value))
        });
        let identifiers: Vec<String> = identifiers.collect();
        let (identifiers, id) = (identifiers.join("<br>"), contact.id);
        self.add(format_args!(
            "<h2>{person}</h2><dl><dt>{name}</dt><dd>{called}</dd><dt>{known_by}</dt><dd>{identifiers}</dd>\
             <dt>{kept_since}</dt><dd>{since}</dd><dt>Id</dt><dd>{id}</dd></dl>"
        ));
    }

    fn standing(&mut self, proof: &Proof<'_>) {
        let Phrases { now, category, number, state, because, rules, .. } = self.phrases;
        self.add(format_args!(
            "<h2>{now}</h2><div class=\"wide\"><table><thead><tr><th>{category}</th><th>{number}</th><th>{state}</th>\
             <th>{because}</th></tr></thead><tbody>"
        ));
        for one in &proof.history.standing {
            let follows = match one.follows {
                ConsentFollows::Nothing => "follows_nothing",
                ConsentFollows::Said => "follows_said",
                ConsentFollows::Signalled => "follows_signalled",
                ConsentFollows::Both => "follows_both",
            };
            let (category, state) = (self.category(one.category), self.state(one.state));
            let (number, follows) = (self.number(proof, one.number_id.as_deref()), self.phrases.meaning(follows));
            self.add(format_args!(
                "<tr><td>{category}</td><td>{number}</td><td><strong>{state}</strong></td><td>{follows}</td></tr>"
            ));
        }
        self.text.push_str("</tbody></table></div><ul class=\"soft\">");
        for rule in *rules {
            self.add(format_args!("<li>{rule}</li>"));
        }
        self.text.push_str("</ul>");
    }

    fn records(&mut self, proof: &Proof<'_>) {
        let Phrases { records, no_records, said_at, category, number, state, how, words, by, written_at, .. } =
            self.phrases;
        self.add(format_args!("<h2>{records}</h2>"));
        if proof.history.records.is_empty() {
            return self.add(format_args!("<p>{no_records}</p></body></html>\n"));
        }
        self.add(format_args!(
            "<div class=\"wide\"><table><thead><tr><th>{said_at}</th><th>{category}</th><th>{number}</th><th>{state}</th>\
             <th>{how}</th><th>{words}</th><th>{by}</th><th>{written_at}</th></tr></thead><tbody>"
        ));
        for record in &proof.history.records {
            self.record(proof, record);
        }
        self.text.push_str("</tbody></table></div></body></html>\n");
    }

    fn record(&mut self, proof: &Proof<'_>, record: &ConsentRecord) {
        let (category, state) = (self.category(record.category), self.state(record.state));
        let number = self.number(proof, record.number_id.as_deref());
        let (how, words) = (self.phrases.meaning(&record.source), escaped(&record.words));
        let by = escaped(record.by.as_deref().unwrap_or("–"));
        let (said_at, written_at) = (written(record.at), written(record.written_at));
        self.add(format_args!(
            "<tr><td>{said_at}</td><td>{category}</td><td>{number}</td><td>{state}</td><td>{how}</td><td><q>{words}</q></td>\
             <td>{by}</td><td>{written_at}</td></tr>"
        ));
    }

    fn category(&self, category: ConsentCategory) -> &'static str {
        self.phrases.meaning(domain::consent::Category::from(category).as_str())
    }

    fn state(&self, state: ConsentState) -> &'static str {
        self.phrases.meaning(word(state))
    }

    fn number(&self, proof: &Proof<'_>, id: Option<&str>) -> String {
        id.map_or_else(|| self.phrases.all_numbers.to_owned(), |id| escaped(&number_name(proof, id)))
    }
}

/// One line for each record; names of columns and words are those of the API.
pub fn csv(proof: &Proof<'_>) -> String {
    let mut text = String::from("said_at,category,number,state,source,words,written_by,written_at,contact_id\r\n");
    for record in &proof.history.records {
        let number = record.number_id.as_deref().map(|id| number_name(proof, id)).unwrap_or_default();
        let cells = [
            written(record.at),
            domain::consent::Category::from(record.category).as_str().to_owned(),
            number,
            word(record.state).to_owned(),
            record.source.clone(),
            record.words.clone(),
            record.by.clone().unwrap_or_default(),
            written(record.written_at),
            record.contact_id.clone(),
        ];
        text.push_str(&cells.map(|cell| quoted(&cell)).join(","));
        text.push_str("\r\n");
    }
    text
}

const fn word(state: ConsentState) -> &'static str {
    match state {
        ConsentState::Unknown => "unknown",
        ConsentState::OptedIn => "opted_in",
        ConsentState::OptedOut => "opted_out",
    }
}

/// A number that was removed is told by its id.
fn number_name(proof: &Proof<'_>, id: &str) -> String {
    let number = proof.numbers.iter().find(|number| number.id.to_string() == id);
    number.map_or_else(|| id.to_owned(), |number| number.display_phone_number.clone())
}

fn written(moment: i64) -> String {
    Timestamp(moment).to_string()
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\n' => safe.push_str("<br>"),
            other => safe.push(other),
        }
    }
    safe
}

/// What a spreadsheet would take for a formula is kept text.
fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t']) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_stays_text() {
        assert_eq!(escaped("<b>\"no\" & no\n</b>"), "&lt;b&gt;&quot;no&quot; &amp; no<br>&lt;/b&gt;");
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(quoted("he said \"no\""), "\"he said \"\"no\"\"\"");
    }
}
