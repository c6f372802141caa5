//! A workbook's first sheet with something in it, written out as plain text: what is worked on has one form, can be
//! taken up again anywhere, and needs no memory. Cells are read one by one; only the texts that cells share are held
//! meanwhile, and they have a bound.

use super::FileError;
use calamine::{DataRef, Reader, Xlsx, open_workbook};
use domain::import::MOST_COLUMNS;
use domain::import::sniff::Sniffer;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;
use tempfile::NamedTempFile;

/// Of the texts that cells share, unpacked.
const MOST_SHARED_BYTES: u64 = 256 * 1024 * 1024;
/// Of everything, unpacked.
const MOST_UNPACKED_BYTES: u64 = 4 * 1024 * 1024 * 1024;

pub(super) fn as_text(path: &Path, folder: &Path) -> Result<(NamedTempFile, Sniffer), FileError> {
    check_size(path)?;
    let mut book: Xlsx<BufReader<File>> = open_workbook(path).map_err(unreadable)?;
    for sheet in book.sheet_names() {
        let mut text = Text::below(folder)?;
        write_sheet(&mut book, &sheet, &mut text)?;
        if text.sniffer.rows() > 0 {
            return text.finish();
        }
    }
    Err(FileError::Empty)
}

fn unreadable(error: impl std::fmt::Display) -> FileError {
    FileError::Workbook(error.to_string())
}

/// A small archive may hold a large file.
fn check_size(path: &Path) -> Result<(), FileError> {
    let mut archive = zip::ZipArchive::new(BufReader::new(File::open(path)?)).map_err(unreadable)?;
    let mut unpacked = 0_u64;
    for place in 0..archive.len() {
        let part = archive.by_index_raw(place).map_err(unreadable)?;
        let is_shared = part.name().map_err(unreadable)?.ends_with("sharedStrings.xml");
        unpacked = unpacked.saturating_add(part.size());
        if unpacked > MOST_UNPACKED_BYTES || (is_shared && part.size() > MOST_SHARED_BYTES) {
            return Err(FileError::TooLarge);
        }
    }
    Ok(())
}

fn write_sheet(book: &mut Xlsx<BufReader<File>>, sheet: &str, text: &mut Text) -> Result<(), FileError> {
    let mut cells = book.worksheet_cells_reader(sheet).map_err(unreadable)?;
    let mut row: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(cell) = cells.next_cell().map_err(unreadable)? {
        let (line, column) = cell.get_position();
        // Empty rows stay, so that rows keep the numbers that people see.
        while at < line {
            text.row(&row)?;
            row.clear();
            at += 1;
        }
        let column = column as usize;
        if column >= MOST_COLUMNS {
            return Err(FileError::TooManyColumns);
        }
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        if let Some(slot) = row.get_mut(column) {
            *slot = written(cell.get_value());
        }
    }
    text.row(&row)
}

/// As a person would type it: whole numbers without a point, days as ISO has them.
fn written(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(int) => int.to_string(),
        // Rust writes a float without an exponent, and a whole one without a point.
        DataRef::Float(float) => float.to_string(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(at) if at.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
            match (hour, minute, second) {
                (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
                _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"),
            }
        }
        DataRef::DateTime(span) => span.as_f64().to_string(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// The text that a sheet becomes, looked at as it is written.
struct Text {
    out: BufWriter<NamedTempFile>,
    line: csv::Writer<Vec<u8>>,
    sniffer: Sniffer,
}

impl Text {
    fn below(folder: &Path) -> Result<Self, FileError> {
        let out = BufWriter::new(NamedTempFile::new_in(folder)?);
        Ok(Self { out, line: writer(), sniffer: Sniffer::default() })
    }

    fn row(&mut self, cells: &[String]) -> Result<(), FileError> {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(self.out.write_all(b"\n")?);
        }
        let mut line = std::mem::replace(&mut self.line, writer());
        line.write_record(cells)?;
        let bytes = line.into_inner().map_err(|error| FileError::Disk(error.into_error()))?;
        self.sniffer.look(&bytes);
        Ok(self.out.write_all(&bytes)?)
    }

    fn finish(self) -> Result<(NamedTempFile, Sniffer), FileError> {
        let file = self.out.into_inner().map_err(|error| FileError::Disk(error.into_error()))?;
        Ok((file, self.sniffer))
    }
}

fn writer() -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().flexible(true).from_writer(Vec::new())
}
