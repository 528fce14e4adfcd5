//! From a file's bytes, or what was pasted, to a document: which kind it is, by its first bytes before
//! its name.

use super::archive::Archive;
use super::document::Document;
use super::error::{MAX_FILE, ReadError};
use super::{docx, html, plain, xlsx};

/// Decodes a text that is neither UTF-8 nor UTF-16: GB18030 in practice. The browser has the tables for
/// it; here they would weigh more than all readers.
pub type Decode<'a> = &'a dyn Fn(&[u8]) -> Option<String>;

/// Reads a file. `name` only helps where the first bytes do not tell: .html, .csv, .tsv.
pub fn read_file(name: &str, bytes: &[u8], decode: Decode<'_>) -> Result<Document, ReadError> {
    if bytes.len() > MAX_FILE {
        return Err(ReadError::TooLarge(MAX_FILE));
    }
    match bytes {
        [] => Err(ReadError::Empty),
        [b'P', b'K', 3 | 5, ..] => read_archive(bytes),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(old_format(bytes)),
        // Other archives and pictures; a text has no such bytes.
        [b'P', b'K', ..] | [b'R', b'a', b'r', b'!', ..] | [0x1f, 0x8b, ..] | [b'%', b'P', b'D', b'F', ..] => {
            Err(ReadError::UnknownKind)
        }
        _ => {
            let text = plain::unicode(bytes).or_else(|| decode(bytes)).ok_or(ReadError::Encoding)?;
            if text.contains('\0') {
                return Err(ReadError::UnknownKind);
            }
            let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
            match ending.as_str() {
                // Systems of offices give out HTML tables and call them workbooks.
                _ if is_markup(&text) => html::read(&text),
                _ if is_old_text(&text) => Err(ReadError::OldFormat),
                "html" | "htm" => html::read(&text),
                // And others give out what is only named a workbook, cut by whichever sign.
                "csv" | "xls" | "xlsx" | "et" => {
                    let is_by_tab = plain::table(&text, '\t')?.is_some();
                    plain::read(&text, if is_by_tab { '\t' } else { ',' })
                }
                _ => plain::read(&text, '\t'),
            }
        }
    }
}

/// Reads what was pasted: its HTML when there is a table in it, else the plain text.
pub fn read_pasted(text: &str, html: &str) -> Result<Document, ReadError> {
    if text.len().max(html.len()) > MAX_FILE {
        return Err(ReadError::TooLarge(MAX_FILE));
    }
    if !html.is_empty() {
        let document = html::read(html)?;
        if text.trim().is_empty() || document.grids().next().is_some() {
            return Ok(document);
        }
    }
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    plain::read(text, '\t')
}

fn read_archive(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut archive = Archive::open(bytes)?;
    if archive.has(xlsx::BOOK) {
        xlsx::read(&mut archive)
    } else if archive.has(docx::BODY) {
        docx::read(&mut archive)
    } else {
        Err(ReadError::UnknownKind)
    }
}

/// A compound file: an old document, or a new one closed with a password.
fn old_format(bytes: &[u8]) -> ReadError {
    let mark: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let is_closed = bytes.windows(mark.len()).any(|window| window == mark);
    if is_closed { ReadError::Encrypted } else { ReadError::OldFormat }
}

fn is_markup(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(400).collect();
    let start = start.to_ascii_lowercase();
    let begins = |mark: &str| start.starts_with(mark);
    begins("<!doctype html")
        || begins("<html")
        || begins("<table")
        // Behind a line that says it is XML, or a remark of the program that wrote it.
        || (begins("<?xml") || begins("<!--")) && start.contains("<html")
}

/// Workbooks and documents of 2003 as one text: XML with its program's name, or a page in parts.
fn is_old_text(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(1000).collect();
    start.starts_with("<?xml") && start.contains("schemas-microsoft-com:office:")
        || start.starts_with("<?xml") && start.contains("mso-application")
        || start.starts_with("MIME-Version:")
}
