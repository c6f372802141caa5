//! `recado import packs/health`: a pack's flows into the database, as drafts.

use crate::{SettingArguments, start};
use anyhow::Context;
use domain::id::FlowId;
use domain::pack::Pack;
use server::first_start::ensure_workspace;
use server::universe::Universe;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

pub async fn run(folders: &[PathBuf], settings: SettingArguments, dry_run: bool) -> anyhow::Result<()> {
    let packs = folders.iter().map(|folder| read(folder)).collect::<anyhow::Result<Vec<Pack>>>()?;
    if dry_run {
        return packs.iter().try_for_each(|pack| Ok(report(pack, None)?));
    }
    let config = settings.read()?;
    let db = start::open(&config.database).await?;
    let universe = Universe::real(u64::from_le_bytes(server::http::secret::random()?));
    let workspace = ensure_workspace(&db, &universe, &config.workspace_name).await?;
    let now = universe.now();
    let mut tx = db.write().await?;
    for pack in &packs {
        let new_id = || universe.with_ids(|ids| FlowId::new(ids, now));
        let flows = server::pack::install(&mut tx, workspace, pack, now, new_id).await?;
        report(pack, Some(&flows.iter().map(|flow| flow.was_there).collect::<Vec<_>>()))?;
    }
    tx.commit().await?;
    db.close().await;
    Ok(())
}

fn read(folder: &Path) -> anyhow::Result<Pack> {
    Pack::read(|name| std::fs::read_to_string(folder.join(name)).ok()).with_context(|| folder.display().to_string())
}

/// `were_there` by flow, when they have been installed.
fn report(pack: &Pack, were_there: Option<&[bool]>) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", pack.facts.name)?;
    for (place, part) in pack.parts.iter().enumerate() {
        let fate = match were_there.and_then(|known| known.get(place)) {
            None => "would become a draft",
            Some(true) => "is there already and stays as it is",
            Some(false) => "is a draft now",
        };
        writeln!(out, "  {}: {fate}", part.flow_name)?;
    }
    let name = |template: &serde_json::Value| template.get("name")?.as_str().map(str::to_owned);
    let names: BTreeSet<String> = pack.parts.iter().flat_map(|part| part.templates.iter().filter_map(name)).collect();
    for name in names {
        writeln!(out, "  template {name}: submit it to Meta before you publish")?;
    }
    Ok(())
}
