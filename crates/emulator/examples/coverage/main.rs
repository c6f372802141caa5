//! Writes docs/cloud-api.md: what of the Cloud API the client has, the emulator answers and the tests mention.
//!
//! `cargo run -p emulator --example coverage`; `cargo xtask regenerate` keeps the page true.
//!
//! No row is written by hand. The rows are the tables of the `whatsapp` crate, by which the client works; what the
//! emulator does is found out by asking it, and where it cannot be asked, in its sources.

mod endpoints;
mod examples;
mod messages;
mod page;
mod sources;
mod things;

use std::error::Error;
use std::path::Path;

use emulator::{Config, Emulator, Limits};
use messages::Kinds;
use page::{Row, Table};
use sources::Sources;
use whatsapp::endpoint::ENDPOINTS;
use whatsapp::error::{CODES, ErrorCode, Retry, Seen};
use whatsapp::message::{Interactive, Message};
use whatsapp::webhook::{Change, Content, Reply};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let sources = Sources::read(&root)?;
    let running = Emulator::start(Config { limits: Limits::NONE, ..Config::for_tests() }).await?;
    let caller = endpoints::Caller::new(&running)?;
    let kinds = messages::sent_kinds(&running, &caller).await?;
    let endpoints = endpoints::table(&running, &caller, &sources).await?;
    running.shutdown().await;
    let mut tables = vec![
        endpoints,
        sent("Kinds of messages", Message::KINDS, &kinds, &sources),
        sent("Kinds of interactive messages", Interactive::KINDS, &kinds, &sources),
        words("Kinds of incoming messages", Content::KINDS, &sources),
        words("Kinds of answers to interactive messages", Reply::KINDS, &sources),
    ];
    tables.extend([fields(&sources), codes(&sources)]);
    #[expect(clippy::print_stdout, reason = "the page goes to standard output")]
    {
        print!("{}", page::written(&tables));
    }
    Ok(())
}

/// Kinds that the emulator has been sent.
fn sent(title: &'static str, names: &[&str], kinds: &Kinds, sources: &Sources) -> Table {
    let row = |kind: &&str| Row {
        cells: vec![format!("`{kind}`")],
        emulator: kinds.accepted.iter().any(|accepted| accepted == kind).into(),
        tested: kinds.drawn.iter().any(|drawn| drawn == kind) || sources.test_says(kind),
    };
    Table { title, headings: &["Kind"], rows: names.iter().map(row).collect() }
}

/// Kinds that the emulator writes itself.
fn words(title: &'static str, kinds: &[&str], sources: &Sources) -> Table {
    let row = |kind: &&str| Row {
        cells: vec![format!("`{kind}`")],
        emulator: sources.emulator_says(kind).into(),
        tested: sources.test_says(kind),
    };
    Table { title, headings: &["Kind"], rows: kinds.iter().map(row).collect() }
}

fn fields(sources: &Sources) -> Table {
    let row = |(field, others): &(&str, &[&str])| Row {
        cells: vec![
            format!("`{field}`"),
            others.iter().map(|other| format!("`{other}`")).collect::<Vec<_>>().join(", "),
        ],
        emulator: (sources.emulator_says(field) || others.iter().any(|other| sources.emulator_says(other))).into(),
        tested: sources.test_says(field) || others.iter().any(|other| sources.test_says(other)),
    };
    Table {
        title: "Webhook fields",
        headings: &["Field", "Also called"],
        rows: Change::FIELDS.iter().map(row).collect(),
    }
}

fn codes(sources: &Sources) -> Table {
    let row = |known: &ErrorCode| Row {
        cells: vec![
            known.code.to_string(),
            known.title.to_owned(),
            met(known.seen).to_owned(),
            format!("`{}`", known.class.key()),
            known.sentence().to_owned(),
            retried(known.retry),
        ],
        emulator: sources.emulator_raises(known.code).into(),
        tested: sources.test_names_code(known.code),
    };
    Table {
        title: "Error codes",
        headings: &["Code", "Title", "Met in", "Class", "Means", "Try again"],
        rows: CODES.iter().map(row).collect(),
    }
}

fn met(seen: Seen) -> &'static str {
    match seen {
        Seen::InAnswers => "answers",
        Seen::InWebhooks => "webhooks",
        Seen::Anywhere => "both",
    }
}

fn retried(retry: Retry) -> String {
    match retry {
        Retry::Never => "no".to_owned(),
        Retry::BackOff => "yes".to_owned(),
        Retry::PairBackOff => "yes, with patience".to_owned(),
        Retry::After(wait) => format!("after {} s", wait.as_secs()),
    }
}
