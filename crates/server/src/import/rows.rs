//! The rows of a text file, one after the other, whatever its encoding.

use super::FileError;
use domain::import::sniff::{Encoding, Format};
use encoding_rs::WINDOWS_1252;
use encoding_rs_io::{DecodeReaderBytes, DecodeReaderBytesBuilder};
use std::fs::File;
use std::io::{self, Chain, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Rows with something in them. Rows that are empty are counted, so that others keep the number people see.
pub struct Rows {
    reader: csv::Reader<Ended>,
    record: csv::ByteRecord,
    cells: Vec<String>,
    /// Bytes that were read since the last row.
    read: Arc<AtomicU64>,
    /// Line breaks within cells so far.
    breaks: u64,
}

/// A file that ends with a line break, whether it does or not.
type Ended = Metered<Chain<DecodeReaderBytes<File, Vec<u8>>, &'static [u8]>>;

/// A quote that is never closed would make one cell of all that follows.
const ROW_BYTES: u64 = 4 * 1024 * 1024;

/// Reads no more than this for one row.
struct Metered<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.read.load(Ordering::Relaxed) > ROW_BYTES {
            let megabytes = ROW_BYTES / 1024 / 1024;
            let text = format!("it is longer than {megabytes} MB; a quote before it may not be closed");
            return Err(io::Error::new(io::ErrorKind::InvalidData, text));
        }
        let length = self.inner.read(buffer)?;
        self.read.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}

impl Rows {
    pub fn of(file: File, format: Format) -> Self {
        // A mark at the beginning says more than anybody's guess.
        let named = (format.encoding == Encoding::Windows1252).then_some(WINDOWS_1252);
        let decoded = DecodeReaderBytesBuilder::new().encoding(named).bom_override(true).strip_bom(true).build(file);
        let read = Arc::new(AtomicU64::new(0));
        let metered = Metered { inner: decoded.chain(b"\n".as_slice()), read: read.clone() };
        let reader = csv::ReaderBuilder::new()
            .delimiter(format.delimiter.byte())
            .has_headers(false)
            .flexible(true)
            // Only so does the reader know which line it is on; what comes before the break is cut off with it.
            .terminator(csv::Terminator::Any(b'\n'))
            .buffer_capacity(1 << 16)
            .from_reader(metered);
        Self { reader, record: csv::ByteRecord::new(), cells: Vec::new(), read, breaks: 0 }
    }

    /// The next row and its number, the first being 1.
    pub fn next_row(&mut self) -> Result<Option<(u64, &[String])>, FileError> {
        loop {
            if !self.reader.read_byte_record(&mut self.record)? {
                return Ok(None);
            }
            self.read.store(0, Ordering::Relaxed);
            self.breaks += self.record.iter().flatten().filter(|byte| **byte == b'\n').count() as u64;
            // The reader stands on the line after the row's last.
            let number = (self.reader.position().line() - 1).saturating_sub(self.breaks);
            if self.record.iter().any(|cell| !cell.trim_ascii().is_empty()) {
                self.fill();
                return Ok(Some((number, &self.cells)));
            }
        }
    }

    /// What is no text keeps its place, and is seen.
    fn fill(&mut self) {
        self.cells.truncate(self.record.len());
        for (place, bytes) in self.record.iter().enumerate() {
            let text = String::from_utf8_lossy(bytes.strip_suffix(b"\r").unwrap_or(bytes));
            match self.cells.get_mut(place) {
                Some(cell) => {
                    cell.clear();
                    cell.push_str(&text);
                }
                None => self.cells.push(text.into_owned()),
            }
        }
    }
}

/// The first rows.
pub fn sample(file: File, format: Format, most: usize) -> Result<Vec<Vec<String>>, FileError> {
    let mut rows = Rows::of(file, format);
    let mut sample = Vec::new();
    while sample.len() < most
        && let Some((_, cells)) = rows.next_row()?
    {
        sample.push(cells.to_vec());
    }
    Ok(sample)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::import::sniff::Delimiter;
    use std::io::Write;

    const FORMAT: Format = Format { encoding: Encoding::Utf8, delimiter: Delimiter::Comma };

    #[test]
    fn a_quote_that_is_never_closed_ends_the_file() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(b"a,b\n1,\"2\n").unwrap();
        file.write_all("3,4\n".repeat(3_000_000).as_bytes()).unwrap();
        let mut rows = Rows::of(File::open(file.path()).unwrap(), FORMAT);
        assert!(rows.next_row().unwrap().is_some());
        assert!(rows.next_row().unwrap_err().to_string().contains("longer than 4 MB"));
    }

    #[test]
    fn rows_keep_the_numbers_that_people_see() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(b"a,b\r\n\r\n\"one\r\ncell\",2\r\n,,\r\n3,4,5\r\n").unwrap();
        let mut rows = Rows::of(File::open(file.path()).unwrap(), FORMAT);
        let mut seen = Vec::new();
        while let Some((number, cells)) = rows.next_row().unwrap() {
            seen.push(format!("{number} {}", cells.join("|")));
        }
        assert_eq!(seen, ["1 a|b", "3 one\r\ncell|2", "5 3|4|5"]);
    }
}
