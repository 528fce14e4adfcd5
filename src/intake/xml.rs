//! Parts of .docx and .xlsx as a row of openings, closings and text; prefixes of names are dropped.

use super::error::ReadError;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;

/// A step through a part.
pub enum Node<'a> {
    /// An element begins.
    Open(Element<'a>),
    /// An element of this local name ends; an empty one too.
    Close(String),
    /// Text, entities resolved.
    Text(Cow<'a, str>),
}

/// An element's name and attributes.
pub struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// The name without its prefix.
    pub fn name(&self) -> &str {
        local(self.0.name().0)
    }

    /// An attribute's value by its name without prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let found = self.0.attributes().with_checks(false).flatten().find(|a| local(a.key.0) == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// An attribute with a whole number.
    pub fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// Walks through a part.
pub struct Walk<'a> {
    reader: Reader<&'a [u8]>,
    part: &'a str,
    depth: usize,
}

impl<'a> Walk<'a> {
    /// Begins; `part` names it in errors.
    pub fn new(text: &'a str, part: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = true;
        Self { reader, part, depth: 0 }
    }

    /// The error at the place reached.
    pub fn damaged(&self) -> ReadError {
        ReadError::DamagedPart { part: self.part.to_owned(), at: self.reader.buffer_position() }
    }

    /// The next step; `None` at the end.
    pub fn next(&mut self) -> Result<Option<Node<'a>>, ReadError> {
        loop {
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(_) => return Err(self.damaged()),
            };
            match event {
                Event::Start(_) => self.depth += 1,
                Event::End(_) => self.depth = self.depth.saturating_sub(1),
                // Cut off within an element.
                Event::Eof if self.depth > 0 => return Err(self.damaged()),
                _ => {}
            }
            return Ok(Some(match event {
                Event::Start(start) | Event::Empty(start) => Node::Open(Element(start)),
                Event::End(end) => Node::Close(local(end.name().0).to_owned()),
                Event::Text(text) => Node::Text(text.into_inner()),
                Event::CData(text) => Node::Text(text.into_inner()),
                Event::GeneralRef(name) => Node::Text(Cow::Owned(resolve(&name))),
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            }));
        }
    }
}

/// Only the five entities of XML and character references: a part's own entities are never unfolded.
fn resolve(name: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return c.to_string();
    }
    let name = name.xml10_content();
    match name.as_ref() {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        other => format!("&{other};"),
    }
}
