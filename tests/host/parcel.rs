//! Documents made by hand, byte for byte what an office program would write, and what none would.

use std::io::{Cursor, Write};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

/// An archive of these parts.
pub fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A document with this body; `parts` beside it.
pub fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document =
        format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"urn:w\"><w:body>{body}</w:body></w:document>");
    let mut all = vec![("word/document.xml", document.as_str())];
    all.extend_from_slice(parts);
    archive(&all)
}

/// A paragraph of a document.
pub fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A cell of a document's table.
pub fn tc(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text))
}

/// A workbook of one sheet with these rows; `more` follows the rows, `styles` has the cell formats.
#[derive(Default)]
pub struct Book<'a> {
    pub rows: &'a str,
    pub more: &'a str,
    pub strings: &'a str,
    pub styles: &'a str,
    pub properties: &'a str,
}

impl Book<'_> {
    pub fn bytes(&self) -> Vec<u8> {
        let book = format!(
            "<workbook xmlns:r=\"urn:r\">{}<sheets><sheet name=\"分解表\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
            self.properties
        );
        let sheet = format!("<worksheet><sheetData>{}</sheetData>{}</worksheet>", self.rows, self.more);
        let strings = format!("<sst>{}</sst>", self.strings);
        let styles = format!("<styleSheet>{}</styleSheet>", self.styles);
        archive(&[
            ("xl/workbook.xml", &book),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
            ),
            ("xl/sharedStrings.xml", &strings),
            ("xl/styles.xml", &styles),
            ("xl/worksheets/sheet1.xml", &sheet),
        ])
    }
}

/// An inline text cell.
pub fn text_cell(address: &str, text: &str) -> String {
    format!("<c r=\"{address}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}
