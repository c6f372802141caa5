//! The packs that this program holds, and putting one into a workspace.

mod outreach;

pub use outreach::{Installer, Known, Piece, PieceKind};

use crate::universe::Universe;
use domain::id::{ExampleId, FlowId, IdSource, IntentId, WorkspaceId};
use domain::intent::check::Outcome;
use domain::intent::{CustomEntity, Example, Intent, TrainingSet, WANTS_NOTHING};
use domain::pack::{Pack, PackError};
use domain::time::Timestamp;
use store::Tx;
use store::intent::Publication;
use store::intent::material::{self, Lesson};

include!(concat!(env!("OUT_DIR"), "/pack_files.rs"));

/// Every pack of this program, by name.
pub fn all() -> Result<Vec<Pack>, PackError> {
    let names = FILES.iter().filter_map(|(path, _)| path.strip_suffix("/pack.yaml"));
    names.map(read).collect()
}

/// One of them; `None` when there is none of that name.
pub fn one(name: &str) -> Result<Option<Pack>, PackError> {
    let is_here = FILES.iter().any(|(path, _)| path.strip_suffix("/pack.yaml") == Some(name));
    if is_here { read(name).map(Some) } else { Ok(None) }
}

/// The files of the template library: their paths and what is in them.
pub(crate) fn library_files() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().filter(|(path, _)| path.starts_with("library/")).copied()
}

fn read(name: &str) -> Result<Pack, PackError> {
    Pack::read(|file| {
        let path = format!("{name}/{file}");
        FILES.iter().find(|(known, _)| *known == path).map(|(_, text)| (*text).to_owned())
    })
}

/// A flow of a pack that is in the workspace now.
#[derive(Clone, Debug)]
pub struct InstalledFlow {
    pub id: FlowId,
    pub name: String,
    /// A flow of this name was there already, and was left as it is.
    pub was_there: bool,
}

/// What became of a pack.
#[derive(Clone, Debug)]
pub struct Installed {
    /// In the order of the pack's playbooks.
    pub flows: Vec<InstalledFlow>,
    /// Segments, campaigns, series and goals that were not there before.
    pub pieces: Vec<Piece>,
}

/// Makes the flows of a pack as drafts, teaches what they have to understand, and brings its segments, campaigns, series
/// and goals, as far as the installer may make them. What is there by the same name is somebody's work: it stays as it is,
/// and intents grow.
pub async fn install(
    tx: &mut Tx,
    workspace: WorkspaceId,
    pack: &Pack,
    installer: Installer<'_>,
) -> store::Result<Installed> {
    let Installer { universe, now, .. } = installer;
    teach(tx, workspace, &pack.intents, now, universe).await?;
    let new_id = || universe.with_ids(|ids| FlowId::new(ids, now));
    let mut flows = Vec::with_capacity(pack.parts.len());
    for part in &pack.parts {
        let known = store::flow::by_name(tx, workspace, &part.flow_name).await?;
        let id = known.unwrap_or_else(new_id);
        if known.is_none() {
            store::flow::create(tx, workspace, id, &part.flow_name, &part.document, now).await?;
        }
        flows.push(InstalledFlow { id, name: part.flow_name.clone(), was_there: known.is_some() });
    }
    Ok(Installed { flows, pieces: outreach::bring(tx, workspace, pack, installer).await? })
}

/// What a pack brings besides its flows, to a business that has nothing yet.
pub async fn bring_outreach(
    tx: &mut Tx,
    workspace: WorkspaceId,
    pack: &Pack,
    installer: Installer<'_>,
) -> store::Result<()> {
    outreach::bring(tx, workspace, pack, installer).await.map(drop)
}

/// What a training set teaches, each part with the id it gets.
pub(crate) fn lessons(set: &TrainingSet, ids: &mut IdSource, now: Timestamp) -> Vec<Lesson> {
    let none = Intent {
        name: WANTS_NOTHING.to_owned(),
        examples: set.none.iter().map(Example::plain).collect(),
        ..Intent::default()
    };
    let none = (!none.examples.is_empty()).then_some(none);
    let mut lesson = |intent: &Intent| Lesson {
        id: IntentId::new(ids, now),
        name: intent.name.clone(),
        title: intent.title.clone(),
        examples: intent.examples.iter().map(|example| (ExampleId::new(ids, now), example.clone())).collect(),
    };
    set.intents.iter().chain(&none).map(&mut lesson).collect()
}

/// Teaches what flows have to understand. Intents that are there grow, and entities that are there stay.
pub async fn teach(
    tx: &mut Tx,
    workspace: WorkspaceId,
    set: &TrainingSet,
    now: Timestamp,
    universe: &Universe,
) -> store::Result<()> {
    let lessons = universe.with_ids(|ids| lessons(set, ids, now));
    let known = material::entities(tx, workspace).await?;
    let is_new = |entity: &&CustomEntity| !known.iter().any(|known| known.name == entity.name);
    let new: Vec<CustomEntity> = set.entities.iter().filter(is_new).cloned().collect();
    material::save_entities(tx, workspace, &new, now).await?;
    material::teach(tx, workspace, lessons, now).await.map(drop)
}

/// What is taught in the workspace answers customers from here on; for those who publish a whole pack at once.
pub async fn publish_intents(tx: &mut Tx, workspace: WorkspaceId, note: &str, now: Timestamp) -> store::Result<()> {
    let set = material::training_set(tx, workspace).await?;
    if set.intents.is_empty() {
        return Ok(());
    }
    let version = store::intent::last_version(tx, workspace).await? + 1;
    let publication = Publication { set: &set, outcome: &Outcome::default(), note, author: None };
    store::intent::publish(tx, workspace, version, publication, now).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pack_in_the_program_reads() {
        let names: Vec<String> = all().unwrap().into_iter().map(|pack| pack.facts.name).collect();
        assert!(names.iter().any(|name| name == "health"), "{names:?}");
        assert!(one("demo-shop").unwrap().is_none());
    }
}
