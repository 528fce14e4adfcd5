//! The one shape every reader gives: paragraphs and tables in the order of the document.

use super::error::{MAX_CELLS, ReadError};
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A document as read, before anyone asks what it means.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Document {
    /// Paragraphs and tables, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a document.
#[derive(Clone, PartialEq, Debug)]
pub enum Block {
    /// A paragraph, with its list number where it has one.
    Paragraph(String),
    /// A table or a sheet.
    Grid(Grid),
}

impl Document {
    /// Its running text: paragraphs as lines, tables left out.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for block in &self.blocks {
            if let Block::Paragraph(paragraph) = block {
                text.push_str(paragraph);
                text.push('\n');
            }
        }
        text
    }

    /// Its tables that a person sees: hidden sheets are left out.
    pub fn grids(&self) -> impl Iterator<Item = &Grid> {
        self.all_grids().filter(|grid| !grid.is_hidden)
    }

    /// Its tables, hidden sheets too.
    pub fn all_grids(&self) -> impl Iterator<Item = &Grid> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Grid(grid) => Some(grid),
            Block::Paragraph(_) => None,
        })
    }

    pub(super) fn paragraph(&mut self, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.blocks.push(Block::Paragraph(text.to_owned()));
        }
    }

    /// Takes a table; one of a single column only frames text, so its cells become paragraphs.
    pub(super) fn grid(&mut self, grid: Grid) {
        if grid.width() > 1 {
            self.blocks.push(Block::Grid(grid));
            return;
        }
        for cell in grid.rows.into_iter().flat_map(|row| row.cells).filter(|cell| cell.from.is_none()) {
            cell.text.lines().for_each(|line| self.paragraph(line));
        }
    }
}

/// A table: only rows and cells with content are kept.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Grid {
    /// The sheet's name, or the table's number in the document, from 1.
    pub sheet: String,
    /// Whether a person does not see it.
    pub is_hidden: bool,
    /// Whether its days are counted from 1904 rather than 1900.
    pub is_1904: bool,
    /// Rows with content, by index.
    pub rows: Vec<Row>,
    /// Merged cells.
    pub spans: Vec<Span>,
}

/// A row of a table.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Row {
    /// From 0.
    pub index: u32,
    /// Cells with content, by column; covered cells of a merged one say what it says.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Cell {
    /// From 0.
    pub column: u32,
    /// As a person sees it, trimmed.
    pub text: String,
    /// What it is.
    pub content: Content,
    /// Row and column of the merged cell that covers it, when it is not that cell's first.
    pub from: Option<(u32, u32)>,
}

/// What stands in a cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Content {
    /// Text.
    #[default]
    Text,
    /// A number, to 15 significant digits.
    Number(Decimal),
    /// A number shown as percent: 95 where the file says 0.95 as 95%.
    Percent(Decimal),
    /// A civil date.
    Date(NaiveDate),
    /// Yes or no.
    Flag(bool),
    /// A formula's error: #N/A and the like.
    Error,
}

/// A merged cell; ends are exclusive.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Span {
    /// The first row.
    pub row: u32,
    /// The first column.
    pub column: u32,
    /// The row after the last.
    pub row_end: u32,
    /// The column after the last.
    pub column_end: u32,
}

impl Cell {
    /// What it takes of [`MAX_CELLS`]: a long text counts as many cells.
    pub(super) fn cost(&self) -> usize {
        1 + self.text.len() / 64
    }
}

impl Row {
    /// The cell of a column.
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        let place = self.cells.binary_search_by_key(&column, |cell| cell.column).ok()?;
        self.cells.get(place)
    }

    /// The text of a column's cell; empty where there is none.
    pub fn text(&self, column: u32) -> &str {
        self.cell(column).map_or("", |cell| cell.text.as_str())
    }
}

impl Grid {
    /// A table of these cells; those that merged cells cover say what the merged cell says.
    pub(super) fn new(
        sheet: String,
        cells: impl IntoIterator<Item = (u32, Cell)>,
        spans: Vec<Span>,
    ) -> Result<Self, ReadError> {
        let mut rows: BTreeMap<u32, BTreeMap<u32, Cell>> = BTreeMap::new();
        let mut count = 0usize;
        for (row, cell) in cells {
            count += cell.cost();
            if count > MAX_CELLS {
                return Err(ReadError::TooManyCells { sheet });
            }
            if !cell.text.is_empty() {
                rows.entry(row).or_default().entry(cell.column).or_insert(cell);
            }
        }
        let width = rows.values().filter_map(|row| row.keys().next_back()).max().map_or(0, |last| last + 1);
        for span in &spans {
            let anchor = rows.get(&span.row).and_then(|row| row.get(&span.column));
            let Some(anchor) = anchor.filter(|cell| cell.from.is_none()).cloned() else { continue };
            // No further than what stands beside it: a merged cell may cover a million rows.
            for (index, row) in rows.range_mut(span.row..span.row_end) {
                for column in span.column..span.column_end.min(width.max(span.column + 1)) {
                    if (*index, column) == (span.row, span.column) {
                        continue;
                    }
                    count += anchor.cost();
                    if count > MAX_CELLS {
                        return Err(ReadError::TooManyCells { sheet });
                    }
                    let from = Some((span.row, span.column));
                    row.insert(column, Cell { column, from, ..anchor.clone() });
                }
            }
        }
        let rows = rows.into_iter().map(|(index, cells)| Row { index, cells: cells.into_values().collect() });
        Ok(Self { sheet, is_hidden: false, is_1904: false, rows: rows.collect(), spans })
    }

    /// The day that a number stands for where a day is asked for: one of 2000 to 2100 that a cell shows as the
    /// number spreadsheets keep it as, or all its digits in a row as in 20260901.
    pub fn day(&self, number: Decimal) -> Option<NaiveDate> {
        let whole = i32::try_from(number).ok().filter(|_| number.is_integer())?;
        if let Some(rest) = whole.checked_sub(20_000_000).filter(|rest| (0..1_000_000).contains(rest)) {
            let (month, day) = ((rest / 100 % 100) as u32, (rest % 100) as u32);
            return NaiveDate::from_ymd_opt(2000 + rest / 10_000, month, day);
        }
        let day = super::xlsx::date_of(number, self.is_1904)?;
        (2000..=2100).contains(&day.year()).then_some(day)
    }

    /// Columns up to the last with content.
    pub fn width(&self) -> u32 {
        self.rows.iter().filter_map(|row| row.cells.last()).map(|cell| cell.column + 1).max().unwrap_or(0)
    }

    /// The row of an index.
    pub fn row(&self, index: u32) -> Option<&Row> {
        let place = self.rows.binary_search_by_key(&index, |row| row.index).ok()?;
        self.rows.get(place)
    }

    /// The merged cell that begins at a place.
    pub fn span_at(&self, row: u32, column: u32) -> Option<&Span> {
        self.spans.iter().find(|span| (span.row, span.column) == (row, column))
    }
}

/// A cell's name as spreadsheets write it: row and column from 0, `(6, 1)` is `B7`.
pub fn cell_name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect::<String>() + &(u64::from(row) + 1).to_string()
}
