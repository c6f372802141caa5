//! Lines as a workbook. Each row goes to the disk as it is written; a sheet that is full is followed by another.

use super::Lines;
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};
use std::fs::File;
use std::io;
use tokio::sync::mpsc;

/// Rows of a sheet, titles and all.
const ROWS: u32 = 1_048_576;
/// Characters of a cell.
const CELL: usize = 32_767;
/// Pages that are read before they are written.
const AHEAD: usize = 2;

type Page = Vec<Vec<String>>;

/// A workbook of these lines, in a file that is gone when it is closed.
pub async fn workbook(mut lines: Lines) -> io::Result<File> {
    let (sender, pages) = mpsc::channel(AHEAD);
    let titles = lines.titles();
    let write = tokio::task::spawn_blocking(move || write(&titles, pages));
    while let Some(page) = lines.next().await.map_err(io::Error::other)? {
        if sender.send(page).await.is_err() {
            break;
        }
    }
    drop(sender);
    write.await.map_err(io::Error::other)?.map_err(io::Error::other)
}

fn write(titles: &[String], mut pages: mpsc::Receiver<Page>) -> Result<File, XlsxError> {
    let mut book = Workbook::new();
    let mut row = begin(book.add_worksheet_with_constant_memory()?, titles)?;
    let mut sheet = 0;
    while let Some(page) = pages.blocking_recv() {
        for cells in page {
            if row == ROWS {
                row = begin(book.add_worksheet_with_constant_memory()?, titles)?;
                sheet += 1;
            }
            write_row(book.worksheet_from_index(sheet)?, row, &cells)?;
            row += 1;
        }
    }
    let mut file = tempfile::tempfile()?;
    book.save_to_writer(&mut file)?;
    io::Seek::rewind(&mut file)?;
    Ok(file)
}

fn begin(sheet: &mut Worksheet, titles: &[String]) -> Result<u32, XlsxError> {
    write_row(sheet, 0, titles)?;
    Ok(1)
}

/// As text, all of them: a number as a phone would lose its plus, and a text is never a formula.
fn write_row(sheet: &mut Worksheet, row: u32, cells: &[String]) -> Result<(), XlsxError> {
    for (column, cell) in cells.iter().enumerate() {
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        if !cell.is_empty() {
            let text: String = if cell.len() > CELL { cell.chars().take(CELL / 4).collect() } else { cell.clone() };
            sheet.write_string(row, column, text)?;
        }
    }
    Ok(())
}
