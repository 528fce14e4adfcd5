//! HTML: a saved page, or what the clipboard gives beside the plain text. Text by blocks, tables with
//! their row and column spans; scripts, styles and everything hidden are left out.
//!
//! Tolerant: any text gives a document. Markup is only taken apart here, never built.

use super::document::{Cell, Document, Grid, Span};
use super::error::ReadError;
use std::collections::BTreeMap;

/// Elements whose text is none of the page's.
const SILENT: [&str; 8] = ["script", "style", "head", "title", "noscript", "template", "textarea", "svg"];
/// Elements that begin a line of their own.
const BLOCKS: [&str; 24] = [
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "section",
    "article",
    "header",
    "footer",
    "blockquote",
    "pre",
    "hr",
    "center",
    "form",
    "caption",
];
/// What browsers cap spans at.
const MAX_COLUMN_SPAN: u32 = 1000;
const MAX_ROW_SPAN: u32 = 65_534;
/// Deeper tables are read as text of the one they stand in.
const MAX_DEPTH: usize = 50;

/// Reads a page or a piece of one.
pub fn read(text: &str) -> Result<Document, ReadError> {
    let mut page = Page::default();
    let mut rest = text;
    while !rest.is_empty() {
        let (text, tag) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        page.text(text);
        let Some((tag, after)) = Tag::take(tag) else {
            // A lone less-than sign.
            page.text(tag.get(..1).unwrap_or_default());
            rest = tag.get(1..).unwrap_or_default();
            continue;
        };
        rest = after;
        if !tag.is_end && SILENT.contains(&tag.name.as_str()) {
            rest = behind(rest, &tag.name);
        } else {
            page.tag(&tag)?;
        }
    }
    page.end()
}

/// What follows the end of an element whose content is not looked at.
fn behind<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        rest = rest.get(at + 2..).unwrap_or_default();
        if rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) {
            return rest.find('>').and_then(|end| rest.get(end + 1..)).unwrap_or_default();
        }
    }
    // Never closed: a head without an end is common, a script without one hides the rest.
    if name == "head" { text } else { "" }
}

struct Tag {
    name: String,
    is_end: bool,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// Takes a tag, comment or declaration off the front of a text that begins with `<`.
    fn take(text: &str) -> Option<(Self, &str)> {
        let nothing =
            |rest| Some((Self { name: String::new(), is_end: false, attributes: Vec::new() }, rest));
        let inner = text.get(1..)?;
        if let Some(comment) = inner.strip_prefix("!--") {
            return nothing(comment.find("-->").and_then(|at| comment.get(at + 3..)).unwrap_or_default());
        }
        if inner.starts_with(['!', '?']) {
            return nothing(inner.find('>').and_then(|at| inner.get(at + 1..)).unwrap_or_default());
        }
        let (inner, is_end) = inner.strip_prefix('/').map_or((inner, false), |inner| (inner, true));
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let is_name = |c: char| !c.is_whitespace() && c != '/' && c != '>';
        let (name, mut rest) = inner.split_at(inner.find(|c| !is_name(c)).unwrap_or(inner.len()));
        let name = name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase();
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            if rest.is_empty() {
                break;
            }
            if let Some(after) = rest.strip_prefix('>') {
                rest = after;
                break;
            }
            let end = rest.find(|c| !is_name(c) || c == '=').unwrap_or(rest.len()).max(1);
            let end = (end..=rest.len()).find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
            let (key, after) = rest.split_at(end);
            rest = after.trim_start();
            let mut value = "";
            if let Some(after) = rest.strip_prefix('=') {
                let after = after.trim_start();
                (value, rest) = match after.chars().next().filter(|quote| "\"'".contains(*quote)) {
                    Some(quote) => {
                        let inner = after.get(1..).unwrap_or_default();
                        inner.split_once(quote).unwrap_or((inner, ""))
                    }
                    None => after
                        .split_at(after.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(after.len())),
                };
            }
            attributes.push((key.to_ascii_lowercase(), unescape(value)));
        }
        Some((Self { name, is_end, attributes }, rest))
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn span(&self, name: &str, most: u32) -> u32 {
        self.attribute(name).and_then(|value| value.trim().parse().ok()).unwrap_or(1).clamp(1, most)
    }
}

#[derive(Default)]
struct Page {
    document: Document,
    line: String,
    tables: Vec<Table>,
    table_count: usize,
    is_preformatted: bool,
}

#[derive(Default)]
struct Table {
    cells: Vec<(u32, Cell)>,
    spans: Vec<Span>,
    /// Rows begun; the present one is the last.
    rows: u32,
    column: u32,
    /// What cells of rows above still cover, by first column: the column and row after the last.
    covered: BTreeMap<u32, (u32, u32)>,
    cell: Option<(u32, u32)>,
    text: String,
}

impl Page {
    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let text = unescape(text);
        for c in text.chars() {
            let is_space = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{a0}');
            match c {
                '\n' if self.is_preformatted => self.break_line(),
                // One space for any run of them, none at the start of a line, none between Han characters'
                // lines that the source merely wraps.
                _ if is_space => {
                    if !self.line.is_empty() && !self.line.ends_with(' ') {
                        self.line.push(' ');
                    }
                }
                '\u{200b}' | '\u{feff}' | '\0' => {}
                _ => self.line.push(c),
            }
        }
    }

    fn break_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim();
        match self.tables.last_mut() {
            Some(table) if table.cell.is_some() => {
                if !line.is_empty() {
                    if !table.text.is_empty() {
                        table.text.push('\n');
                    }
                    table.text.push_str(line);
                }
            }
            _ => self.document.paragraph(line),
        }
    }

    fn tag(&mut self, tag: &Tag) -> Result<(), ReadError> {
        match (tag.name.as_str(), tag.is_end) {
            ("table", false) => {
                self.break_line();
                if self.tables.len() < MAX_DEPTH {
                    self.tables.push(Table::default());
                }
            }
            ("table", true) => self.end_table()?,
            ("tr", false) => {
                self.end_cell();
                if let Some(table) = self.tables.last_mut() {
                    table.rows += 1;
                    table.column = 0;
                }
            }
            ("td" | "th", false) => {
                self.end_cell();
                if let Some(table) = self.tables.last_mut() {
                    table.begin_cell(tag.span("rowspan", MAX_ROW_SPAN), tag.span("colspan", MAX_COLUMN_SPAN));
                }
            }
            ("td" | "th" | "tr" | "tbody" | "thead" | "tfoot", _) => self.end_cell(),
            ("br", _) => self.break_line(),
            ("pre", is_end) => {
                self.break_line();
                self.is_preformatted = !is_end;
            }
            (name, _) if BLOCKS.contains(&name) => self.break_line(),
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) {
        if self.tables.last().is_some_and(|table| table.cell.is_some()) {
            self.break_line();
        }
        if let Some(table) = self.tables.last_mut()
            && let Some((row, column)) = table.cell.take()
        {
            let text = std::mem::take(&mut table.text);
            table.cells.push((row, Cell { column, text, ..Cell::default() }));
        } else {
            self.break_line();
        }
    }

    fn end_table(&mut self) -> Result<(), ReadError> {
        self.end_cell();
        let Some(table) = self.tables.pop() else { return Ok(()) };
        self.table_count += 1;
        self.document.grid(Grid::new(self.table_count.to_string(), table.cells, table.spans)?);
        Ok(())
    }

    fn end(mut self) -> Result<Document, ReadError> {
        while !self.tables.is_empty() {
            self.end_table()?;
        }
        self.break_line();
        Ok(self.document)
    }
}

impl Table {
    fn begin_cell(&mut self, height: u32, width: u32) {
        // A cell without a row begins one.
        self.rows = self.rows.max(1);
        let row = self.rows - 1;
        while let Some((_, (column_end, row_end))) = self.covered.range(..=self.column).next_back()
            && *column_end > self.column
            && *row_end > row
        {
            self.column = *column_end;
        }
        let (column, column_end) = (self.column, self.column.saturating_add(width));
        if height > 1 {
            self.covered.insert(column, (column_end, row + height));
        }
        if height > 1 || width > 1 {
            self.spans.push(Span { row, column, row_end: row + height, column_end });
        }
        self.column = column_end;
        self.cell = Some((row, column));
    }
}

/// Resolves character references: numbers, and the names that occur in office documents.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let name = rest.get(1..).unwrap_or_default();
        let length = name.bytes().take(10).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
        let (name, after) = name.split_at_checked(length).unwrap_or((name, ""));
        match reference(name) {
            Some(c) => {
                out.push(c);
                rest = after.strip_prefix(';').unwrap_or(after);
            }
            None => {
                out.push('&');
                rest = rest.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

fn reference(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        };
        return code.and_then(char::from_u32);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "ensp" | "emsp" | "thinsp" => ' ',
        "middot" => '·',
        "bull" => '•',
        "hellip" => '…',
        "mdash" => '—',
        "ndash" => '–',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        "times" => '×',
        "divide" => '÷',
        "deg" => '°',
        "permil" => '‰',
        "ge" => '≥',
        "le" => '≤',
        "yen" => '¥',
        "laquo" => '«',
        "raquo" => '»',
        _ => return None,
    })
}
