//! .docx: paragraphs with their list numbers, tables with merged cells. Deleted text, fields' codes and
//! pictures are left out; a text box is read where it stands.

use super::archive::Archive;
use super::document::{Cell, Document, Grid, Span};
use super::error::ReadError;
use super::xml::{Element, Node, Walk};
use std::collections::BTreeMap;

/// The part with the text.
pub const BODY: &str = "word/document.xml";
const NUMBERING: &str = "word/numbering.xml";
const STYLES: &str = "word/styles.xml";

/// Reads a document; `archive` has [`BODY`].
pub fn read(archive: &mut Archive<'_>) -> Result<Document, ReadError> {
    let lists = match archive.part(NUMBERING)? {
        Some(text) => Lists::read(&text)?,
        None => Lists::default(),
    };
    let styles = match archive.part(STYLES)? {
        Some(text) => styles(&text)?,
        None => BTreeMap::new(),
    };
    let body = archive.part(BODY)?.ok_or(ReadError::MissingPart(BODY))?;
    Body { lists, styles, ..Body::default() }.read(&body)
}

/// A list's number: the list and the depth in it.
type ListPlace = (u32, u32);

#[derive(Default)]
struct Body {
    lists: Lists,
    styles: BTreeMap<String, ListPlace>,
    document: Document,
    /// Paragraphs begun and not ended: a text box has paragraphs within one.
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    table_count: usize,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    list: Option<ListPlace>,
}

#[derive(Default)]
struct Table {
    cells: Vec<(u32, Cell)>,
    spans: Vec<Span>,
    /// The last span of each column, by its place in `spans`.
    open: BTreeMap<u32, usize>,
    row: u32,
    column: u32,
    width: u32,
    merge: Merge,
    text: String,
}

#[derive(Default, Clone, Copy, PartialEq)]
enum Merge {
    #[default]
    None,
    Begin,
    Continue,
}

/// What stands in a document and is no text of it.
fn is_left_out(name: &str) -> bool {
    matches!(name, "del" | "moveFrom" | "Fallback" | "instrText" | "delText" | "rPr" | "pict" | "sectPr")
}

impl Body {
    fn read(mut self, text: &str) -> Result<Document, ReadError> {
        let mut walk = Walk::new(text, BODY);
        let mut skipped = 0usize;
        let mut is_text = false;
        while let Some(node) = walk.next()? {
            match node {
                Node::Open(_) if skipped > 0 => skipped += 1,
                Node::Close(_) if skipped > 0 => skipped -= 1,
                Node::Text(_) if skipped > 0 => {}
                Node::Open(element) if is_left_out(element.name()) => skipped = 1,
                Node::Open(element) => {
                    is_text = element.name() == "t";
                    self.open(&element);
                }
                Node::Close(name) => {
                    is_text = false;
                    self.close(&name)?;
                }
                Node::Text(text) if is_text => self.write(&text),
                Node::Text(_) => {}
            }
        }
        Ok(self.document)
    }

    fn write(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        let value = || element.number("val").unwrap_or_default();
        match element.name() {
            "p" => self.paragraphs.push(Paragraph::default()),
            "tab" if !self.paragraphs.is_empty() => self.write(" "),
            "br" | "cr" => self.write("\n"),
            "noBreakHyphen" => self.write("-"),
            "pStyle" => {
                let style = element.attribute("val").unwrap_or_default();
                let list = self.styles.get(&style).copied();
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.list = paragraph.list.or(list);
                }
            }
            "numId" | "ilvl" => {
                let is_id = element.name() == "numId";
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    let (id, depth) = paragraph.list.unwrap_or_default();
                    paragraph.list = Some(if is_id { (value(), depth) } else { (id, value()) });
                }
            }
            "tbl" => self.tables.push(Table::default()),
            "tr" => self.in_table(|table| table.column = 0),
            "gridBefore" => self.in_table(|table| table.column += value()),
            "tc" => self.in_table(|table| {
                table.width = 1;
                table.merge = Merge::None;
                table.text.clear();
            }),
            "gridSpan" => self.in_table(|table| table.width = value().clamp(1, 1000)),
            "vMerge" => {
                let begins = element.attribute("val").as_deref() == Some("restart");
                self.in_table(|table| table.merge = if begins { Merge::Begin } else { Merge::Continue });
            }
            _ => {}
        }
    }

    fn in_table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }

    fn close(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "p" => {
                let Some(paragraph) = self.paragraphs.pop() else { return Ok(()) };
                let mark = paragraph.list.map(|place| self.lists.next(place)).unwrap_or_default();
                let text = mark + &paragraph.text;
                match self.tables.last_mut() {
                    Some(table) => {
                        if !table.text.is_empty() {
                            table.text.push('\n');
                        }
                        table.text.push_str(&text);
                    }
                    None => self.document.paragraph(&text),
                }
            }
            "tc" => self.in_table(Table::end_cell),
            "tr" => self.in_table(|table| table.row += 1),
            "tbl" => {
                let Some(table) = self.tables.pop() else { return Ok(()) };
                self.table_count += 1;
                let grid = Grid::new(self.table_count.to_string(), table.cells, table.spans)?;
                self.document.grid(grid);
            }
            _ => {}
        }
        Ok(())
    }
}

impl Table {
    fn end_cell(&mut self) {
        let (row, column, end) = (self.row, self.column, self.column.saturating_add(self.width));
        self.column = end;
        // The span just above that this cell goes on with, or a new one.
        let above = self.open.get(&column).and_then(|place| self.spans.get_mut(*place));
        let above = above.filter(|span| span.row_end == row);
        match (self.merge, above) {
            (Merge::Continue, Some(span)) => span.row_end += 1,
            _ => {
                if self.merge != Merge::None || self.width > 1 {
                    self.open.insert(column, self.spans.len());
                    self.spans.push(Span { row, column, row_end: row + 1, column_end: end });
                }
                let text = self.text.trim().to_owned();
                self.cells.push((row, Cell { column, text, ..Cell::default() }));
            }
        }
    }
}

/// The lists a document numbers its paragraphs by.
#[derive(Default)]
struct Lists {
    /// Kind and text of each level, by abstract list and depth.
    levels: BTreeMap<ListPlace, Level>,
    /// The abstract list of each list.
    kinds: BTreeMap<u32, u32>,
    /// How far each list has counted.
    counts: BTreeMap<ListPlace, u32>,
}

#[derive(Clone, Default)]
struct Level {
    format: String,
    text: String,
    start: u32,
}

impl Lists {
    fn read(text: &str) -> Result<Self, ReadError> {
        let mut lists = Self::default();
        let mut walk = Walk::new(text, NUMBERING);
        let (mut kind, mut depth, mut number) = (0, 0, 0);
        while let Some(node) = walk.next()? {
            let Node::Open(element) = node else { continue };
            let value = || element.attribute("val").unwrap_or_default();
            let level = lists.levels.entry((kind, depth));
            match element.name() {
                "abstractNum" => kind = element.number("abstractNumId").unwrap_or_default(),
                "lvl" => depth = element.number("ilvl").unwrap_or_default(),
                "start" => level.or_default().start = element.number("val").unwrap_or(1),
                "numFmt" => level.or_default().format = value(),
                "lvlText" => level.or_default().text = value(),
                "num" => number = element.number("numId").unwrap_or_default(),
                "abstractNumId" => {
                    lists.kinds.insert(number, element.number("val").unwrap_or_default());
                }
                _ => {}
            }
        }
        Ok(lists)
    }

    /// The next number of a list as it is shown; empty for bullets and kinds that are rare.
    fn next(&mut self, (number, depth): ListPlace) -> String {
        let Some(kind) = self.kinds.get(&number).copied() else { return String::new() };
        let Some(level) = self.levels.get(&(kind, depth)).cloned() else { return String::new() };
        self.counts.retain(|(list, deep), _| *list != kind || *deep <= depth);
        let count = self.counts.entry((kind, depth)).or_insert(level.start.max(1) - 1);
        *count = count.saturating_add(1);
        if level.format == "bullet" || level.format == "none" {
            return String::new();
        }
        let mut mark = level.text;
        for deep in 0..=depth.min(8) {
            let place = format!("%{}", deep + 1);
            if mark.contains(&place) {
                let count = self.counts.get(&(kind, deep)).copied().unwrap_or(1);
                let format = self.levels.get(&(kind, deep)).map_or("", |level| level.format.as_str());
                let Some(shown) = shown(count, format) else { return String::new() };
                mark = mark.replace(&place, &shown);
            }
        }
        mark
    }
}

/// The lists that paragraph styles belong to.
fn styles(text: &str) -> Result<BTreeMap<String, ListPlace>, ReadError> {
    let mut found = BTreeMap::new();
    let mut walk = Walk::new(text, STYLES);
    let mut style = String::new();
    let mut place = None;
    while let Some(node) = walk.next()? {
        match node {
            Node::Open(element) => match element.name() {
                "style" => style = element.attribute("styleId").unwrap_or_default(),
                "numId" => {
                    place = Some((element.number("val").unwrap_or_default(), place.map_or(0, |(_, d)| d)))
                }
                "ilvl" => {
                    place = Some((place.map_or(0, |(n, _)| n), element.number("val").unwrap_or_default()))
                }
                _ => {}
            },
            Node::Close(name) if name == "style" => {
                found.extend(place.take().map(|place| (std::mem::take(&mut style), place)));
            }
            _ => {}
        }
    }
    Ok(found)
}

/// A count in a list's way of writing.
fn shown(count: u32, format: &str) -> Option<String> {
    match format {
        "decimal" | "decimalFullWidth" | "" => Some(count.to_string()),
        "chineseCounting"
        | "chineseCountingThousand"
        | "ideographDigital"
        | "japaneseCounting"
        | "taiwaneseCountingThousand" => chinese(count),
        "lowerLetter" | "upperLetter" if (1..=26).contains(&count) => {
            let first = if format == "lowerLetter" { b'a' } else { b'A' };
            Some(char::from(first + (count - 1) as u8).to_string())
        }
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&count) => {
            char::from_u32(0x245f + count).map(String::from)
        }
        _ => None,
    }
}

/// 1 to 99 in Chinese numerals.
fn chinese(count: u32) -> Option<String> {
    let digit = |n: u32| "一二三四五六七八九".chars().nth(n.checked_sub(1)? as usize);
    let (tens, ones) = (count / 10, count % 10);
    let mut text = String::new();
    match tens {
        0 => {}
        1 => text.push('十'),
        2..=9 => text.extend(digit(tens).into_iter().chain(['十'])),
        _ => return None,
    }
    text.extend(digit(ones));
    (!text.is_empty()).then_some(text)
}
