//! A file onto the disk: looked at while it arrives, kept by its digest, never in memory as a whole.

use super::{FileError, MOST_BYTES, path_of, rows, workbook};
use aws_lc_rs::digest::{Context, SHA256};
use bytes::Bytes;
use domain::import::sniff::{Format, Sniffer};
use domain::import::{MOST_COLUMNS, MOST_ROWS, SAMPLE_ROWS};
use futures::{Stream, StreamExt};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// What arrived.
#[derive(Clone, Debug, PartialEq)]
pub struct Uploaded {
    pub digest: String,
    pub bytes: u64,
    pub format: Format,
    /// Rows with something in them, titles and all.
    pub rows: u64,
    /// The first of them.
    pub sample: Vec<Vec<String>>,
}

/// Keeps a file that arrives in pieces.
pub async fn receive<E>(
    data_directory: &Path,
    mut pieces: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> Result<Uploaded, FileError> {
    let folder = data_directory.join("imports");
    tokio::fs::create_dir_all(&folder).await?;
    let mut arriving = Arriving::below(&folder)?;
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| FileError::BrokeOff)?;
        // A megabyte is written in less time than a thread is found for it.
        arriving.take(&piece)?;
    }
    let directory = data_directory.to_owned();
    let kept = tokio::task::spawn_blocking(move || arriving.keep(&directory)).await;
    kept.map_err(|error| FileError::Disk(std::io::Error::other(error)))?
}

/// The same of a file that is here.
pub async fn take(data_directory: &Path, path: PathBuf) -> Result<Uploaded, FileError> {
    let file = tokio::fs::File::open(path).await?;
    receive(data_directory, tokio_util::io::ReaderStream::with_capacity(file, 1 << 18)).await
}

struct Arriving {
    file: NamedTempFile,
    folder: PathBuf,
    digest: Context,
    sniffer: Sniffer,
    bytes: u64,
}

impl Arriving {
    fn below(folder: &Path) -> Result<Self, FileError> {
        let file = NamedTempFile::new_in(folder)?;
        let (digest, sniffer) = (Context::new(&SHA256), Sniffer::default());
        Ok(Self { file, folder: folder.to_owned(), digest, sniffer, bytes: 0 })
    }

    fn take(&mut self, piece: &[u8]) -> Result<(), FileError> {
        self.bytes += piece.len() as u64;
        if self.bytes > MOST_BYTES {
            return Err(FileError::TooLarge);
        }
        self.digest.update(piece);
        self.sniffer.look(piece);
        Ok(self.file.write_all(piece)?)
    }

    fn keep(self, data_directory: &Path) -> Result<Uploaded, FileError> {
        let Self { mut file, folder, digest, mut sniffer, bytes } = self;
        if sniffer.is_old_workbook() {
            return Err(FileError::OldWorkbook);
        }
        if sniffer.is_workbook() {
            (file, sniffer) = workbook::as_text(file.path(), &folder)?;
        }
        if sniffer.rows() > MOST_ROWS {
            return Err(FileError::TooManyRows);
        }
        let format = sniffer.format();
        let sample = rows::sample(File::open(file.path())?, format, SAMPLE_ROWS)?;
        if sample.is_empty() {
            return Err(FileError::Empty);
        }
        if sample.iter().any(|row| row.len() > MOST_COLUMNS) {
            return Err(FileError::TooManyColumns);
        }
        let digest = hex::encode(digest.finish());
        file.as_file().sync_all()?;
        file.persist(path_of(data_directory, &digest)).map_err(|error| error.error)?;
        Ok(Uploaded { digest, bytes, format, rows: sniffer.rows(), sample })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::import::sniff::{Delimiter, Encoding};

    async fn received(bytes: &[u8]) -> Result<Uploaded, FileError> {
        let folder = tempfile::tempdir().unwrap();
        let pieces = bytes.chunks(7).map(|piece| Ok::<_, ()>(Bytes::copy_from_slice(piece))).collect::<Vec<_>>();
        receive(folder.path(), futures::stream::iter(pieces)).await
    }

    #[tokio::test]
    async fn a_file_is_understood_as_it_arrives() {
        let latin = b"nombre;tel\xe9fono\r\nJos\xe9 \"Pepe\";600111222\r\n\r\n;\r\nAna;600111333\r\n";
        let file = received(latin).await.unwrap();
        assert_eq!(file.format, Format { encoding: Encoding::Windows1252, delimiter: Delimiter::Semicolon });
        assert_eq!(file.sample, [["nombre", "teléfono"], ["José \"Pepe\"", "600111222"], ["Ana", "600111333"]]);
        let marked = received("\u{feff}phone,name\n+34600111222,\"Pérez, Ana\"\n".as_bytes()).await.unwrap();
        assert_eq!(marked.sample, [["phone", "name"], ["+34600111222", "Pérez, Ana"]]);
        let wide: Vec<u8> = "\u{feff}phone\tname\r\n1\tZoë\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(received(&wide).await.unwrap().sample, [["phone", "name"], ["1", "Zoë"]]);
    }

    #[tokio::test]
    async fn what_is_no_table_is_refused() {
        assert!(matches!(received(b"").await, Err(FileError::Empty)));
        assert!(matches!(received(b"\n\n;;;\n").await, Err(FileError::Empty)));
        assert!(matches!(received(&[0xd0, 0xcf, 0x11, 0xe0, 1, 2]).await, Err(FileError::OldWorkbook)));
        assert!(matches!(received(b"PK\x03\x04 but no archive").await, Err(FileError::Workbook(_))));
    }

    #[tokio::test]
    async fn a_workbook_becomes_a_table() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let day = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
        let sheet = book.add_worksheet();
        for (column, title) in ["Teléfono", "Nombre", "Alta", "Puntos"].into_iter().enumerate() {
            sheet.write(0, u16::try_from(column).unwrap(), title).unwrap();
        }
        sheet.write(2, 0, 5_491_155_550_101_f64).unwrap();
        sheet.write(2, 1, "Ana; \"la de siempre\"").unwrap();
        sheet.write_with_format(2, 2, rust_xlsxwriter::ExcelDateTime::from_ymd(2024, 3, 1).unwrap(), &day).unwrap();
        sheet.write(2, 3, 12.5).unwrap();
        let file = received(&book.save_to_buffer().unwrap()).await.unwrap();
        assert_eq!(
            file.sample,
            [
                ["Teléfono", "Nombre", "Alta", "Puntos"],
                ["5491155550101", "Ana; \"la de siempre\"", "2024-03-01", "12.5"]
            ]
        );
    }
}
