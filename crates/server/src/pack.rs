//! The packs that this program holds, and putting one into a workspace.

use domain::id::{FlowId, WorkspaceId};
use domain::pack::{Pack, PackError};
use domain::time::Timestamp;
use store::Tx;

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

/// Makes the flows of a pack as drafts. What is there by the same name is somebody's work and stays.
pub async fn install(
    tx: &mut Tx,
    workspace: WorkspaceId,
    pack: &Pack,
    now: Timestamp,
    mut new_id: impl FnMut() -> FlowId,
) -> store::Result<Vec<InstalledFlow>> {
    let mut installed = Vec::with_capacity(pack.parts.len());
    for part in &pack.parts {
        let known = store::flow::by_name(tx, workspace, &part.flow_name).await?;
        let id = known.unwrap_or_else(&mut new_id);
        if known.is_none() {
            store::flow::create(tx, workspace, id, &part.flow_name, &part.document, now).await?;
        }
        installed.push(InstalledFlow { id, name: part.flow_name.clone(), was_there: known.is_some() });
    }
    Ok(installed)
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
