//! Tables within running text, as pasted from a page: columns by tabs, by pipes, by runs of spaces, or
//! one cell a line.
//!
//! A table begins at a header found by meaning and goes on while lines have columns of the same make.

use super::document::{Cell, Document, Grid};
use super::error::ReadError;
use super::{stacked, table};

/// What stands between two columns.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Between {
    Pipes,
    Tabs,
    Spaces,
}

/// A cell and the place on the line where it begins, in half-widths.
type Piece<'a> = (usize, &'a str);

/// Puts a text's paragraphs and tables into a document.
pub(super) fn read(text: &str, document: &mut Document) -> Result<(), ReadError> {
    let lines: Vec<&str> = text.lines().collect();
    let mut tables = 0;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if let Some(stacked) = stacked::read(&lines, at) {
            tables += 1;
            at = stacked.end;
            document.grid(Grid::new(tables.to_string(), stacked.cells, Vec::new())?);
            continue;
        }
        at += 1;
        let Some((between, header)) = header(line) else {
            document.paragraph(line);
            continue;
        };
        let (rows, end) = rows(&lines, at, between, header.len());
        if rows.is_empty() {
            document.paragraph(line);
            continue;
        }
        tables += 1;
        at = end;
        let starts: Vec<usize> = header.iter().map(|(start, _)| *start).collect();
        let heads_rows = header.first().is_some_and(|(_, cell)| table::heads_rows(cell));
        let mut cells = Vec::new();
        for (place, row) in std::iter::once(header).chain(rows).enumerate() {
            // Pieces between spaces stand under their header when some are left blank.
            let is_short = between == Between::Spaces && row.len() > 1 && row.len() < starts.len();
            // A merged first column leaves its rows a cell short.
            let merged = usize::from(
                between != Between::Spaces && place > 0 && row.len() + 1 == starts.len() && heads_rows,
            );
            let mut free = 0;
            for (count, (start, text)) in row.into_iter().enumerate() {
                let column = if is_short { under(&starts, start).max(free) } else { count + merged };
                free = column + 1;
                cells.push((
                    place as u32,
                    Cell { column: column as u32, text: text.to_owned(), ..Cell::default() },
                ));
            }
        }
        document.grid(Grid::new(tables.to_string(), cells, Vec::new())?);
    }
    Ok(())
}

fn header(line: &str) -> Option<(Between, Vec<Piece<'_>>)> {
    [Between::Pipes, Between::Tabs, Between::Spaces].into_iter().find_map(|between| {
        let pieces = pieces(line, between);
        let is_header = pieces.len() >= 2 && table::is_header(pieces.iter().map(|(_, text)| *text));
        is_header.then_some((between, pieces))
    })
}

/// The rows from a line on, and the first line behind them. A line alone between rows is one of them: the heading
/// of those that follow.
fn rows<'a>(lines: &[&'a str], from: usize, between: Between, width: usize) -> (Vec<Vec<Piece<'a>>>, usize) {
    // Two words with a gap are no row of a wide table.
    let least = if between == Between::Spaces { width.div_ceil(2).max(2) } else { 2 };
    let (mut rows, mut end) = (Vec::new(), from);
    let mut alone = None;
    for (at, line) in lines.iter().enumerate().skip(from) {
        if line.trim().is_empty() || is_rule(line) {
            continue;
        }
        let pieces = pieces(line, between);
        if pieces.len() >= least {
            rows.extend(alone.take());
            rows.push(pieces);
            end = at + 1;
        } else if alone.is_none() && pieces.len() == 1 && !line.trim_end().ends_with(['\u{3002}', '\u{ff1b}'])
        {
            alone = Some(pieces);
        } else {
            break;
        }
    }
    (rows, end)
}

/// A line that only draws: |---|:--:|
fn is_rule(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| c.is_whitespace() || "|-:+=".contains(c))
}

fn pieces(line: &str, between: Between) -> Vec<Piece<'_>> {
    let line = line.trim_end();
    match between {
        Between::Pipes if !line.contains(['|', '\u{ff5c}']) => vec![(0, line.trim())],
        Between::Pipes => {
            let inner = line.trim().trim_start_matches(['|', '\u{ff5c}']);
            let inner = inner.strip_suffix(['|', '\u{ff5c}']).unwrap_or(inner);
            inner.split(['|', '\u{ff5c}']).map(|text| (0, text.trim())).collect()
        }
        Between::Tabs => line.split('\t').map(|text| (0, text.trim())).collect(),
        Between::Spaces => by_spaces(line),
    }
}

fn by_spaces(line: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    // The piece's first byte and place; the gap behind it in half-widths.
    let mut piece: Option<(usize, usize, usize)> = None;
    let (mut at, mut gap) = (0, 0);
    for (byte, c) in line.char_indices() {
        let width = if c.is_ascii() { 1 } else { 2 };
        if c == '\t' {
            gap += 2;
        } else if c.is_whitespace() {
            gap += width;
        } else {
            if let Some((first, start, end)) = piece.filter(|_| gap >= 2) {
                found.push((start, line.get(first..end).unwrap_or_default()));
                piece = None;
            }
            gap = 0;
            let (first, start, _) = piece.unwrap_or((byte, at, byte));
            piece = Some((first, start, byte + c.len_utf8()));
        }
        at += width;
    }
    found.extend(piece.map(|(first, start, end)| (start, line.get(first..end).unwrap_or_default())));
    found
}

/// The column whose header begins nearest.
fn under(starts: &[usize], start: usize) -> usize {
    (0..starts.len())
        .min_by_key(|column| starts.get(*column).map_or(usize::MAX, |s| s.abs_diff(start)))
        .unwrap_or(0)
}
