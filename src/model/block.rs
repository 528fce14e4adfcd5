//! A block of cells copied from a sheet and pasted into a grid of numbers at the cell that has the
//! focus: it fills down and to the right (`T2`).

use super::value::parse_number;
use rust_decimal::Decimal;

/// A cell of the grid that gets a value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Filled {
    /// The grid's row, from 0.
    pub row: usize,
    /// The grid's column, from 0.
    pub column: usize,
    /// The value; `None` empties the cell.
    pub value: Option<Decimal>,
}

/// A cell of the block that could not be taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refused {
    /// The block's line, from 1.
    pub line: usize,
    /// What stands in it.
    pub text: String,
}

/// What a block does to a grid.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Fill {
    /// Cells with their new values, in the order of the block.
    pub cells: Vec<Filled>,
    /// Cells that are no numbers.
    pub refused: Vec<Refused>,
    /// Cells beyond the grid's end or in rows that cannot be written.
    pub beyond: usize,
}

/// The cells of copied text. Sheets put a cell in quotes where it holds a quote or a break, and
/// end the last line with a break too.
pub fn cells(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut is_quoted = false;
    let mut letters = text.trim_end_matches(['\r', '\n']).chars().peekable();
    while let Some(c) = letters.next() {
        let Some(row) = rows.last_mut() else { break };
        let Some(cell) = row.last_mut() else { break };
        match c {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if is_quoted || cell.is_empty() => is_quoted = !is_quoted,
            '\t' if !is_quoted => row.push(String::new()),
            '\n' if !is_quoted => rows.push(vec![String::new()]),
            '\r' => {}
            c => cell.push(c),
        }
    }
    rows
}

/// Whether a block has a name in front of its numbers rather than numbers alone.
pub fn has_names(rows: &[Vec<String>]) -> bool {
    let first = rows.iter().filter_map(|row| row.first());
    rows.iter().any(|row| row.len() > 1) && first.into_iter().any(|cell| read(cell).is_err())
}

fn read(cell: &str) -> Result<Option<Decimal>, ()> {
    let cell = cell.trim();
    // A blank may be written as X (`P3`).
    if cell.is_empty() || cell.eq_ignore_ascii_case("x") {
        return Ok(None);
    }
    parse_number(cell).map(Some).ok_or(())
}

/// Lays a block of numbers over a grid from a row and column on; `open` says of each row of the
/// grid whether it can be written.
pub fn fill(rows: &[Vec<String>], at: (usize, usize), open: &[bool], columns: usize) -> Fill {
    let mut out = Fill::default();
    for (down, cells) in rows.iter().enumerate() {
        for (across, text) in cells.iter().enumerate() {
            let (row, column) = (at.0 + down, at.1 + across);
            if column >= columns || !open.get(row).copied().unwrap_or(false) {
                out.beyond += 1;
                continue;
            }
            match read(text) {
                Ok(value) => out.cells.push(Filled { row, column, value }),
                Err(()) => out.refused.push(Refused { line: down + 1, text: text.trim().to_owned() }),
            }
        }
    }
    out
}
