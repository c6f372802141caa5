//! `recado import packs/health`: a pack's flows into the database, as drafts or published.

use crate::{SettingArguments, start};
use anyhow::Context;
use domain::flow::checker;
use domain::id::WorkspaceId;
use domain::pack::{Outreach, Pack};
use domain::role::Permission;
use domain::time::Timestamp;
use server::first_start::ensure_workspace;
use server::pack::{Installed, InstalledFlow, Installer};
use server::universe::Universe;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use store::Tx;
use store::flow::Publication;

/// What becomes of the flows of a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// It is only said what would.
    Nothing,
    Draft,
    Publish,
}

pub async fn run(
    folders: &[PathBuf],
    settings: SettingArguments,
    language: Option<&str>,
    then: Then,
) -> anyhow::Result<()> {
    let packs = folders.iter().map(|folder| read(folder)).collect::<anyhow::Result<Vec<Pack>>>()?;
    if then == Then::Nothing {
        return packs.iter().try_for_each(|pack| Ok(report(pack, None, then)?));
    }
    let config = settings.read()?;
    let db = start::open(&config.database).await?;
    let universe = Universe::real(u64::from_le_bytes(server::http::secret::random()?));
    let workspace = ensure_workspace(&db, &universe, &config.workspace_name).await?;
    let now = universe.now();
    let mut tx = db.write().await?;
    for pack in &packs {
        let installer = Installer {
            universe: &universe,
            now,
            language: language_of(pack, language)?,
            permissions: Permission::ALL,
            name: "import",
        };
        let Installed { flows, pieces } = server::pack::install(&mut tx, workspace, pack, installer).await?;
        if then == Then::Publish {
            publish(&mut tx, workspace, pack, &flows, now).await?;
        }
        report(pack, Some(&flows.iter().map(|flow| flow.was_there).collect::<Vec<_>>()), then)?;
        report_pieces(pieces.len(), pack)?;
    }
    tx.commit().await?;
    db.close().await;
    Ok(())
}

/// In which segments, campaigns, series and goals come.
fn language_of<'a>(pack: &'a Pack, asked: Option<&'a str>) -> anyhow::Result<&'a str> {
    let known = &pack.facts.languages;
    let language = asked.or_else(|| known.first().map(String::as_str)).unwrap_or_default();
    anyhow::ensure!(known.iter().any(|known| known == language), "{} speaks {}", pack.facts.name, known.join(", "));
    Ok(language)
}

fn report_pieces(new: usize, pack: &Pack) -> std::io::Result<()> {
    let Outreach { segments, campaigns, series, goals, .. } = &pack.outreach;
    let all = segments.len() + campaigns.len() + series.len() + goals.len();
    writeln!(std::io::stdout().lock(), "  segments, campaigns, series and goals: {new} of {all} are new, as drafts")
}

fn read(folder: &Path) -> anyhow::Result<Pack> {
    Pack::read(|name| std::fs::read_to_string(folder.join(name)).ok()).with_context(|| folder.display().to_string())
}

/// All or nothing: a flow with errors leaves the database as it was.
async fn publish(
    tx: &mut Tx,
    workspace: WorkspaceId,
    pack: &Pack,
    flows: &[InstalledFlow],
    now: Timestamp,
) -> anyhow::Result<()> {
    for (part, flow) in pack.parts.iter().zip(flows).filter(|(_, flow)| !flow.was_there) {
        let (_, problems) = checker::check(&part.document);
        let error = problems.iter().find(|problem| problem.severity == checker::Severity::Error);
        if let Some(error) = error {
            anyhow::bail!("{} cannot be published: line {}: {}", flow.name, error.line, error.message);
        }
        let publication = Publication { document: &part.document, note: &pack.facts.name, author: None };
        store::flow::publish(tx, workspace, flow.id, publication, now).await?;
    }
    server::pack::publish_intents(tx, workspace, &pack.facts.name, now).await?;
    Ok(())
}

/// `were_there` by flow, when they have been installed.
fn report(pack: &Pack, were_there: Option<&[bool]>, then: Then) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", pack.facts.name)?;
    for (place, part) in pack.parts.iter().enumerate() {
        let fate = match were_there.and_then(|known| known.get(place)) {
            None => "would become a draft",
            Some(true) => "is there already and stays as it is",
            Some(false) if then == Then::Publish => "is published",
            Some(false) => "is a draft now",
        };
        writeln!(out, "  {}: {fate}", part.flow_name)?;
    }
    let name = |template: &serde_json::Value| template.get("name")?.as_str().map(str::to_owned);
    let names: BTreeSet<String> = pack.parts.iter().flat_map(|part| part.templates.iter().filter_map(name)).collect();
    for name in names {
        let until =
            if then == Then::Publish { "; it is not sent before it is approved" } else { " before you publish" };
        writeln!(out, "  template {name}: submit it to Meta{until}")?;
    }
    Ok(())
}
