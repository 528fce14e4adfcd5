//! A document to review: a file or pasted text, read whole, with the bytes it came in.

use crate::intake::document::{Block, Document};
use crate::intake::error::{MAX_FILE, ReadError};
use crate::intake::read;
use crate::model::sheet::MARKS;
use crate::state::encoding;
use crate::storage::{self, FileError};
use std::ops::Range;

/// Why a document was not taken; nothing changed.
#[derive(Clone, PartialEq, Debug)]
pub enum Refused {
    /// The file could not be read.
    File(FileError),
    /// What is in it is not understood.
    Read(ReadError),
    /// Nothing to be read in it.
    Nothing,
}

/// What a document was made of, so that it can be read again.
#[derive(Clone, PartialEq, Debug)]
pub enum Raw {
    /// A file's bytes.
    File(Vec<u8>),
    /// What was pasted, as text and as HTML.
    Pasted(String, String),
}

/// A document as read.
#[derive(Clone, PartialEq, Debug)]
pub struct Source {
    /// The file's name; empty for pasted text.
    pub name: String,
    /// What it was made of.
    pub raw: Raw,
    /// Paragraphs and tables.
    pub document: Document,
    /// Its running text: paragraphs as lines.
    pub text: String,
    /// Where each line of a person's view of it stands.
    pub lines: Vec<Line>,
}

/// A line of the document as shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Line {
    /// A paragraph: its bytes in [`Source::text`].
    Text(Range<usize>),
    /// A row of a table: block and place of the row in it.
    Row(usize, usize),
}

impl Source {
    /// Reads what it was made of.
    pub fn new(name: String, raw: Raw) -> Result<Self, Refused> {
        let document = match &raw {
            Raw::File(bytes) => read::read_file(&name, bytes, &encoding::gb18030),
            Raw::Pasted(text, html) => read::read_pasted(text, html),
        };
        let document = document.map_err(Refused::Read)?;
        Self::of(name, raw, document)
    }

    fn of(name: String, raw: Raw, document: Document) -> Result<Self, Refused> {
        let text = document.text();
        let mut lines = Vec::new();
        let mut at = 0;
        for (block, content) in document.blocks.iter().enumerate() {
            match content {
                Block::Paragraph(paragraph) => {
                    lines.push(Line::Text(at..at + paragraph.len()));
                    at += paragraph.len() + 1;
                }
                Block::Grid(grid) if grid.is_hidden => {}
                Block::Grid(grid) => lines.extend((0..grid.rows.len()).map(|row| Line::Row(block, row))),
            }
        }
        if lines.is_empty() {
            return Err(Refused::Nothing);
        }
        Ok(Self { name, raw, document, text, lines })
    }

    /// Reads a picked file.
    pub async fn of_file(file: &web_sys::File) -> Result<Self, Refused> {
        let bytes = storage::read(file, MAX_FILE as u64).await.map_err(Refused::File)?;
        Self::new(file.name(), Raw::File(bytes))
    }

    /// Whether it is the workbook of a unit come back, rather than a document of someone else's.
    pub fn is_workbook(&self) -> bool {
        self.document.all_grids().any(|grid| grid.sheet == MARKS)
    }
}

/// Whether a file's name is that of a document, rather than of a ledger's file.
pub fn is_document(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let known =
        ["txt", "docx", "xlsx", "html", "htm", "csv", "tsv", "doc", "xls", "wps", "et", "md", "pdf", "xlsm"];
    known.contains(&ending.as_str())
}
