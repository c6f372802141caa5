//! The sentence encoder: where its file is looked for. Everything works without it, and less well: the training room says
//! so, and the log says where it was looked for.

use domain::intent::{ENCODER_FILE, Encoder};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Reads it from the folder that is configured; where none is, from the first place that has it.
pub fn load(configured: Option<&Path>, data: &Path) -> Option<Arc<dyn Encoder>> {
    let program = std::env::current_exe().ok();
    let folders = folders(configured, data, program.as_deref().and_then(Path::parent));
    let read = |folder: &PathBuf| std::fs::read(folder.join(ENCODER_FILE)).ok().map(|file| (folder.clone(), file));
    let Some((folder, file)) = folders.iter().find_map(read) else {
        let looked_in: Vec<String> = folders.iter().map(|folder| folder.display().to_string()).collect();
        let looked_in = looked_in.join(", ");
        if configured.is_some() {
            tracing::warn!(%looked_in, "{ENCODER_FILE} is not where `encoder` says; messages are heard by words alone");
        } else {
            tracing::info!(%looked_in, "there is no {ENCODER_FILE}; messages are heard by words alone");
        }
        return None;
    };
    match domain::intent::sentence_encoder(file) {
        Ok(encoder) => Some(encoder),
        Err(error) => {
            let folder = folder.display();
            tracing::warn!(%folder, %error, "{ENCODER_FILE} cannot be used; messages are heard by words alone");
            None
        }
    }
}

/// What an operator configured is not second-guessed. Else: beside the data, beside the program as an archive unpacks it,
/// where `cargo xtask encoder` leaves it beside the built program, and the same two in the folder one stands in.
fn folders(configured: Option<&Path>, data: &Path, program: Option<&Path>) -> Vec<PathBuf> {
    if let Some(folder) = configured {
        return vec![folder.to_owned()];
    }
    let beside_program = program.into_iter().flat_map(|folder| {
        let built = folder.parent().map(|target| target.join("encoder"));
        [Some(folder.to_owned()), built].into_iter().flatten()
    });
    let here = [PathBuf::from("."), PathBuf::from("target/encoder")];
    std::iter::once(data.to_owned()).chain(beside_program).chain(here).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_one_stands_in_is_asked_last_and_not_at_all_when_one_is_configured() {
        let data = Path::new("data");
        for (configured, program, expected) in [
            (Some("/opt/encoder"), Some("/src/target/debug"), vec!["/opt/encoder"]),
            (
                None,
                Some("/src/target/debug"),
                vec!["data", "/src/target/debug", "/src/target/encoder", ".", "target/encoder"],
            ),
            (None, None, vec!["data", ".", "target/encoder"]),
        ] {
            let folders = folders(configured.map(Path::new), data, program.map(Path::new));
            assert_eq!(folders, expected.iter().map(PathBuf::from).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_file_that_is_no_encoder_is_left_aside() {
        let folder = tempfile::tempdir().unwrap();
        assert!(load(Some(folder.path()), Path::new("nowhere")).is_none());
        std::fs::write(folder.path().join(ENCODER_FILE), b"not an encoder").unwrap();
        assert!(load(Some(folder.path()), Path::new("nowhere")).is_none());
    }
}
