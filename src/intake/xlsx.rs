//! .xlsx: every sheet's cells as a person sees them: cached values of formulas, dates of either epoch,
//! percents as percents, merged cells.
//!
//! Read here over an XML parser rather than by a crate for spreadsheets: one that reserves memory for
//! what a file merely declares ends the page, and it would weigh more than the page.

use super::archive::Archive;
use super::document::{Block, Cell, Content, Document, Grid, Span};
use super::error::{MAX_CELLS, ReadError};
use super::xml::{Element, Node, Walk};
use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The part that says which sheets there are.
pub const BOOK: &str = "xl/workbook.xml";
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";
const STRINGS: &str = "xl/sharedStrings.xml";
const STYLES: &str = "xl/styles.xml";
/// Rows and columns a sheet has at most.
const MAX_ROW: u32 = 1 << 20;
const MAX_COLUMN: u32 = 1 << 14;

/// Reads a workbook; `archive` has [`BOOK`].
pub fn read(archive: &mut Archive<'_>) -> Result<Document, ReadError> {
    let book = archive.part(BOOK)?.ok_or(ReadError::MissingPart(BOOK))?;
    let relations = archive.part(RELATIONS)?.ok_or(ReadError::MissingPart(RELATIONS))?;
    let targets = targets(&relations)?;
    let strings = match archive.part(STRINGS)? {
        Some(text) => strings(&text)?,
        None => Vec::new(),
    };
    let formats = match archive.part(STYLES)? {
        Some(text) => formats(&text)?,
        None => Vec::new(),
    };
    let (sheets, is_1904) = sheets(&book)?;
    let context = Context { strings, formats, is_1904 };
    let mut document = Document::default();
    let mut room = MAX_CELLS;
    for sheet in sheets {
        // Charts' and dialogs' sheets have no such part.
        let Some(part) = targets.get(&sheet.relation) else { continue };
        let Some(text) = archive.part(part)? else { continue };
        let mut grid = SheetWalk::new(&context, &sheet.name, &text, part).read(&mut room)?;
        grid.is_hidden = sheet.is_hidden;
        grid.is_1904 = is_1904;
        document.blocks.push(Block::Grid(grid));
    }
    Ok(document)
}

struct Context {
    strings: Vec<String>,
    formats: Vec<Shown>,
    is_1904: bool,
}

/// How a number is shown.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Shown {
    Plain,
    Percent,
    Date,
    /// A date of which only year and month are shown: what was meant is the month.
    Month,
}

struct SheetEntry {
    name: String,
    relation: String,
    is_hidden: bool,
}

fn sheets(text: &str) -> Result<(Vec<SheetEntry>, bool), ReadError> {
    let mut found = Vec::new();
    let mut is_1904 = false;
    let mut walk = Walk::new(text, BOOK);
    while let Some(node) = walk.next()? {
        let Node::Open(element) = node else { continue };
        match element.name() {
            "workbookPr" => {
                is_1904 = matches!(element.attribute("date1904").as_deref(), Some("1" | "true"));
            }
            "sheet" => found.push(SheetEntry {
                name: element.attribute("name").unwrap_or_default(),
                relation: element.attribute("id").unwrap_or_default(),
                is_hidden: element.attribute("state").is_some_and(|state| state != "visible"),
            }),
            _ => {}
        }
    }
    Ok((found, is_1904))
}

/// The part of each relation. A target is looked up among the archive's names and goes nowhere else.
fn targets(text: &str) -> Result<BTreeMap<String, String>, ReadError> {
    let mut found = BTreeMap::new();
    let mut walk = Walk::new(text, RELATIONS);
    while let Some(node) = walk.next()? {
        let Node::Open(element) = node else { continue };
        let (Some(id), Some(target)) = (element.attribute("Id"), element.attribute("Target")) else {
            continue;
        };
        let part = match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("xl/{target}"),
        };
        found.insert(id, part);
    }
    Ok(found)
}

fn strings(text: &str) -> Result<Vec<String>, ReadError> {
    let mut found = Vec::new();
    let mut walk = Walk::new(text, STRINGS);
    let mut string = String::new();
    let (mut is_text, mut is_reading_aid) = (false, false);
    while let Some(node) = walk.next()? {
        match node {
            Node::Open(element) => match element.name() {
                "si" => string.clear(),
                "t" => is_text = true,
                // 拼音 beside a text is no part of it.
                "rPh" => is_reading_aid = true,
                _ => {}
            },
            Node::Close(name) => match name.as_str() {
                "si" => found.push(unescape(&string)),
                "t" => is_text = false,
                "rPh" => is_reading_aid = false,
                _ => {}
            },
            Node::Text(text) if is_text && !is_reading_aid => string.push_str(&text),
            Node::Text(_) => {}
        }
    }
    Ok(found)
}

/// Characters that XML cannot hold stand as `_x0000_`.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        out.push_str(rest.get(..at).unwrap_or_default());
        let code = rest.get(at..at + 7).filter(|code| code.ends_with('_')).and_then(|code| code.get(2..6));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(c) => {
                out.push(c);
                rest = rest.get(at + 7..).unwrap_or_default();
            }
            None => {
                out.push_str("_x");
                rest = rest.get(at + 2..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

/// How each style shows numbers.
fn formats(text: &str) -> Result<Vec<Shown>, ReadError> {
    let mut custom = BTreeMap::new();
    let mut found = Vec::new();
    let mut is_cell_style = false;
    let mut walk = Walk::new(text, STYLES);
    while let Some(node) = walk.next()? {
        match node {
            Node::Open(element) => match element.name() {
                "numFmt" => {
                    let code = element.attribute("formatCode").unwrap_or_default();
                    custom.insert(element.number("numFmtId").unwrap_or_default(), shown(&code));
                }
                "cellXfs" => is_cell_style = true,
                "xf" if is_cell_style => {
                    let id = element.number("numFmtId").unwrap_or_default();
                    found.push(custom.get(&id).copied().unwrap_or(match id {
                        9 | 10 => Shown::Percent,
                        17 | 27 | 36 | 50 | 52 | 57 => Shown::Month,
                        14..=16 | 22 | 28..=31 | 51 | 53..=54 | 58 => Shown::Date,
                        _ => Shown::Plain,
                    }));
                }
                _ => {}
            },
            Node::Close(name) if name == "cellXfs" => is_cell_style = false,
            _ => {}
        }
    }
    Ok(found)
}

/// What a format's code shows; quoted text and colours in it mean nothing.
fn shown(code: &str) -> Shown {
    let code = code.replace("General", "");
    let mut is_quoted = false;
    let mut in_bracket = false;
    let (mut has_year, mut has_month, mut has_time) = (false, false, false);
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' | '_' | '*' if !is_quoted => {
                chars.next();
            }
            '"' => is_quoted = !is_quoted,
            '[' if !is_quoted => in_bracket = true,
            ']' if !is_quoted => in_bracket = false,
            ';' if !is_quoted => break,
            _ if is_quoted || in_bracket => {}
            '%' => return Shown::Percent,
            'd' | 'D' => return Shown::Date,
            'y' | 'Y' | 'e' => has_year = true,
            'm' | 'M' => has_month = true,
            'h' | 'H' | 's' | 'S' => has_time = true,
            _ => {}
        }
    }
    match (has_year, has_month) {
        (true, true) if !has_time => Shown::Month,
        (true, _) => Shown::Date,
        _ => Shown::Plain,
    }
}

struct SheetWalk<'a> {
    context: &'a Context,
    name: &'a str,
    walk: Walk<'a>,
    row: u32,
    column: u32,
    cells: Vec<(u32, Cell)>,
    spans: Vec<Span>,
}

impl<'a> SheetWalk<'a> {
    fn new(context: &'a Context, name: &'a str, text: &'a str, part: &'a str) -> Self {
        let walk = Walk::new(text, part);
        Self { context, name, walk, row: 0, column: 0, cells: Vec::new(), spans: Vec::new() }
    }

    fn read(mut self, room: &mut usize) -> Result<Grid, ReadError> {
        while let Some(node) = self.walk.next()? {
            match node {
                Node::Open(element) => match element.name() {
                    "row" => {
                        if let Some(row) = element.number("r") {
                            self.row = row.saturating_sub(1).min(MAX_ROW);
                        }
                        self.column = 0;
                    }
                    "c" => {
                        let before = self.cells.len();
                        self.cell(&element)?;
                        let cost: usize = self.cells.iter().skip(before).map(|(_, c)| c.cost()).sum();
                        *room = room
                            .checked_sub(cost)
                            .ok_or_else(|| ReadError::TooManyCells { sheet: self.name.to_owned() })?;
                    }
                    "mergeCell" => {
                        let range = element.attribute("ref").unwrap_or_default();
                        let span = span(&range).ok_or_else(|| self.damaged(&range))?;
                        self.spans.push(span);
                    }
                    _ => {}
                },
                Node::Close(name) if name == "row" => self.row = self.row.saturating_add(1),
                _ => {}
            }
        }
        Grid::new(self.name.to_owned(), self.cells, self.spans)
    }

    fn damaged(&self, cell: &str) -> ReadError {
        ReadError::DamagedCell { sheet: self.name.to_owned(), cell: cell.to_owned() }
    }

    fn cell(&mut self, element: &Element<'_>) -> Result<(), ReadError> {
        if let Some(address) = element.attribute("r") {
            (self.row, self.column) = address_of(&address).ok_or_else(|| self.damaged(&address))?;
        }
        let kind = element.attribute("t").unwrap_or_default();
        let style = element.number("s").unwrap_or_default();
        let mut value = String::new();
        let mut depth = 1;
        // `v` has the value, `is` an inline text; of `f`, the formula, only whether it was ever worked out.
        let (mut taken, mut is_reading_aid) = (0, false);
        let (mut has_formula, mut has_value) = (false, false);
        while depth > 0 {
            match self.walk.next()? {
                None => return Err(self.walk.damaged()),
                Some(Node::Open(element)) => {
                    depth += 1;
                    taken += u32::from(matches!(element.name(), "v" | "t"));
                    match element.name() {
                        "f" => has_formula = true,
                        "v" => has_value = true,
                        "rPh" => is_reading_aid = true,
                        _ => {}
                    }
                }
                Some(Node::Close(name)) => {
                    depth -= 1;
                    taken -= u32::from(matches!(name.as_str(), "v" | "t")).min(taken);
                    is_reading_aid &= name != "rPh";
                }
                Some(Node::Text(text)) if taken > 0 && !is_reading_aid => value.push_str(&text),
                Some(Node::Text(_)) => {}
            }
        }
        let address = (self.row, self.column);
        self.column = self.column.saturating_add(1);
        if has_formula && !has_value {
            // Written by a program that does not count: nobody knows what it comes to, and it is not empty.
            let unknown =
                Cell { column: address.1, text: "=".to_owned(), content: Content::Error, from: None };
            self.cells.push((address.0, unknown));
            return Ok(());
        }
        if value.trim().is_empty() {
            return Ok(());
        }
        let (text, content) = self.meaning(&kind, style, value, address)?;
        let text = text.trim().to_owned();
        self.cells.push((address.0, Cell { column: address.1, text, content, from: None }));
        Ok(())
    }

    fn meaning(
        &self,
        kind: &str,
        style: u32,
        value: String,
        (row, column): (u32, u32),
    ) -> Result<(String, Content), ReadError> {
        Ok(match kind {
            "s" => {
                let place = value.trim().parse().ok().and_then(|n: usize| self.context.strings.get(n));
                let name = || super::document::cell_name(row, column);
                (place.cloned().ok_or_else(|| self.damaged(&name()))?, Content::Text)
            }
            "str" | "inlineStr" => (unescape(&value), Content::Text),
            "b" => (value.clone(), Content::Flag(value.trim() == "1")),
            "e" => (value, Content::Error),
            "d" => match value.get(..10).and_then(|day| day.parse().ok()) {
                Some(date) => (NaiveDate::to_string(&date), Content::Date(date)),
                None => (value, Content::Text),
            },
            _ => self.number(style, value),
        })
    }

    fn number(&self, style: u32, value: String) -> (String, Content) {
        let Some(number) = value.trim().parse().ok().and_then(significant) else {
            return (value, Content::Text);
        };
        match self.context.formats.get(style as usize).copied().unwrap_or(Shown::Plain) {
            Shown::Date => match date_of(number, self.context.is_1904) {
                Some(date) => (date.to_string(), Content::Date(date)),
                None => (number.to_string(), Content::Number(number)),
            },
            Shown::Month => match date_of(number, self.context.is_1904) {
                Some(date) => (date.format("%Y-%m").to_string(), Content::Text),
                None => (number.to_string(), Content::Number(number)),
            },
            Shown::Percent => match number.checked_mul(Decimal::ONE_HUNDRED).map(|n| n.normalize()) {
                Some(percent) => (format!("{percent}%"), Content::Percent(percent)),
                None => (number.to_string(), Content::Number(number)),
            },
            Shown::Plain => (number.to_string(), Content::Number(number)),
        }
    }
}

/// A number to the 15 digits that spreadsheets count with: the file says 0.94999999999999996 for 0.95.
fn significant(value: f64) -> Option<Decimal> {
    Decimal::from_scientific(&format!("{value:.14e}")).ok().map(|n| n.normalize())
}

/// The day of a serial number; the epoch of 1900 counts a 29 February that was none.
pub(super) fn date_of(serial: Decimal, is_1904: bool) -> Option<NaiveDate> {
    let days = u64::try_from(serial.trunc()).ok()?;
    let (year, month, day, days) = match (is_1904, days) {
        (true, _) => (1904, 1, 1, days),
        (false, 0 | 60) => return None,
        (false, 1..60) => (1899, 12, 31, days),
        (false, _) => (1899, 12, 30, days),
    };
    NaiveDate::from_ymd_opt(year, month, day)?.checked_add_days(Days::new(days))
}

/// Row and column, from 0, of an address such as `B7`.
fn address_of(address: &str) -> Option<(u32, u32)> {
    let letters = address.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = address.split_at_checked(letters)?;
    if letters.is_empty() || letters.len() > 3 || digits.len() > 7 {
        return None;
    }
    let column = letters.bytes().fold(0, |sum, b| sum * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
    let row: u32 = digits.parse().ok()?;
    ((1..=MAX_ROW).contains(&row) && column <= MAX_COLUMN).then(|| (row - 1, column - 1))
}

fn span(range: &str) -> Option<Span> {
    let (from, to) = range.split_once(':').unwrap_or((range, range));
    let ((row, column), (last_row, last_column)) = (address_of(from)?, address_of(to)?);
    (row <= last_row && column <= last_column).then_some(Span {
        row,
        column,
        row_end: last_row + 1,
        column_end: last_column + 1,
    })
}
