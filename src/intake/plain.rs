//! Text files and tab-separated tables, as copied from a spreadsheet.

use super::columns;
use super::document::{Cell, Document, Grid, Row};
use super::error::ReadError;

/// Reads UTF-8, or UTF-16 with a byte order mark; `None` for any other encoding.
pub fn unicode(bytes: &[u8]) -> Option<String> {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => std::str::from_utf8(rest).ok().map(str::to_owned),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        rest => std::str::from_utf8(rest).ok().map(str::to_owned),
    }
}

fn utf16(bytes: &[u8], join: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    char::decode_utf16(pairs.iter().map(|pair| join(*pair))).collect::<Result<_, _>>().ok()
}

/// A text as a document: a table when its lines are cut by `separator` into columns, else paragraphs.
pub fn read(text: &str, separator: char) -> Result<Document, ReadError> {
    let mut document = Document::default();
    match table(text, separator)? {
        Some(grid) => framed(grid, &mut document),
        None => columns::read(text, &mut document)?,
    }
    Ok(document)
}

/// A table with the sentences that stand alone on lines before and after it, which are none of its rows.
fn framed(mut grid: Grid, document: &mut Document) {
    let is_sentence = |row: &Row| match row.cells.as_slice() {
        [only] => {
            only.text.trim_end().ends_with(['\u{3002}', '\u{ff1b}', '\u{ff1a}', '\u{ff01}', '\u{ff1f}'])
        }
        _ => false,
    };
    let before = grid.rows.iter().take_while(|row| is_sentence(row)).count();
    let after = grid.rows.iter().skip(before).rev().take_while(|row| is_sentence(row)).count();
    let tail = grid.rows.split_off(grid.rows.len() - after);
    let table = grid.rows.split_off(before);
    for row in std::mem::replace(&mut grid.rows, table) {
        row.cells.iter().for_each(|cell| document.paragraph(&cell.text));
    }
    document.grid(grid);
    for row in tail {
        row.cells.iter().for_each(|cell| document.paragraph(&cell.text));
    }
}

/// A table of cells cut by `separator`; cells in quotes may hold it, line ends and doubled quotes.
///
/// `None` when fewer than two rows have two columns, or rows without the separator prevail: running
/// text may have a stray tab.
pub fn table(text: &str, separator: char) -> Result<Option<Grid>, ReadError> {
    if !text.contains(separator) {
        return Ok(None);
    }
    let rows = rows(text, separator);
    let wide = rows.iter().filter(|row| row.len() > 1).count();
    let filled = rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).count();
    if wide < 2 || wide * 2 < filled {
        return Ok(None);
    }
    let cells = rows.into_iter().enumerate().flat_map(|(row, cells)| {
        cells.into_iter().enumerate().map(move |(column, text)| {
            (row as u32, Cell { column: column as u32, text: text.trim().to_owned(), ..Cell::default() })
        })
    });
    Grid::new("1".to_owned(), cells, Vec::new()).map(Some)
}

fn rows(text: &str, separator: char) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let mut is_quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if is_quoted && chars.peek() == Some(&'"') => {
                cell.push('"');
                chars.next();
            }
            '"' if is_quoted => is_quoted = false,
            c if is_quoted => cell.push(c),
            '"' if cell.is_empty() => is_quoted = true,
            '\r' => {}
            '\n' => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c if c == separator => row.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}
