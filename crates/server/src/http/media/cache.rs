//! Media fetched from Meta once and kept on disk by the message's id: Meta forgets them after a week.

use std::io;
use std::path::{Path, PathBuf};
use tokio::fs;

pub struct Kept {
    pub mime_type: String,
    pub bytes: Vec<u8>,
}

/// `name` is an id of ours, never a client's text.
pub struct MediaCache {
    folder: PathBuf,
}

impl MediaCache {
    pub fn below(data_directory: &Path) -> Self {
        Self { folder: data_directory.join("media") }
    }

    pub async fn get(&self, name: &str) -> Option<Kept> {
        let (bytes, kind) = self.paths(name);
        let mime_type = fs::read_to_string(kind).await.ok()?;
        Some(Kept { mime_type, bytes: fs::read(bytes).await.ok()? })
    }

    /// The kind is written last: a file without it is not there.
    pub async fn put(&self, name: &str, kept: &Kept) -> io::Result<()> {
        fs::create_dir_all(&self.folder).await?;
        let (bytes, kind) = self.paths(name);
        fs::write(bytes, &kept.bytes).await?;
        fs::write(kind, &kept.mime_type).await
    }

    fn paths(&self, name: &str) -> (PathBuf, PathBuf) {
        (self.folder.join(format!("{name}.bytes")), self.folder.join(format!("{name}.type")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_put_comes_back_and_half_a_file_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let cache = MediaCache::below(folder.path());
        assert!(cache.get("a").await.is_none());
        cache.put("a", &Kept { mime_type: "image/png".to_owned(), bytes: vec![1, 2, 3] }).await.unwrap();
        let kept = cache.get("a").await.unwrap();
        assert_eq!((kept.mime_type.as_str(), kept.bytes.as_slice()), ("image/png", &[1_u8, 2, 3][..]));
        fs::remove_file(folder.path().join("media/a.type")).await.unwrap();
        assert!(cache.get("a").await.is_none());
    }
}
