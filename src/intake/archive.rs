//! The outside of .docx and .xlsx: an archive, checked before any parser sees what is in it.
//!
//! Read here rather than by a crate: what is needed is a list and an unpacker with limits of its own,
//! and a crate for all of zip would weigh more than every reader together.

use super::error::ReadError;
use flate2::read::DeflateDecoder;
use std::collections::BTreeMap;
use std::io::Read;

/// The most an entry may unfold to, in bytes.
const MAX_ENTRY: u64 = 64 << 20;
/// The most all entries that are read may unfold to together.
const MAX_TOTAL: u64 = 256 << 20;
/// The most an entry may unfold to against its packed size.
const MAX_RATIO: u64 = 100;
/// Below this many bytes no ratio harms: short parts of one repeated line pack very well.
const RATIO_FROM: u64 = 1 << 20;
/// The most entries.
const MAX_ENTRIES: usize = 20_000;
/// The largest comment behind the list, with the record that ends it.
const MAX_TAIL: usize = 65_535 + 22;

struct Entry {
    method: u16,
    crc: u32,
    packed: u64,
    size: u64,
    at: u64,
}

/// An archive whose entries are read by name, each within the limits.
pub struct Archive<'a> {
    bytes: &'a [u8],
    entries: BTreeMap<String, Entry>,
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens it: not too many entries, none encrypted, none an archive, no name twice.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let damaged = ReadError::DamagedArchive;
        let tail = bytes.len().saturating_sub(MAX_TAIL);
        let end = bytes.get(tail..).and_then(|t| t.windows(4).rposition(|mark| mark == b"PK\x05\x06"));
        let end = tail + end.ok_or(damaged.clone())?;
        if bytes.len() < end + 22 {
            return Err(damaged);
        }
        let count = usize::from(short(bytes, end + 10).ok_or(damaged.clone())?);
        if count > MAX_ENTRIES {
            return Err(ReadError::TooManyEntries(MAX_ENTRIES));
        }
        let mut at = long(bytes, end + 16).ok_or(damaged.clone())? as usize;
        let mut entries = BTreeMap::new();
        for _ in 0..count {
            let head = bytes.get(at..at.saturating_add(46)).ok_or(damaged.clone())?;
            if !head.starts_with(b"PK\x01\x02") {
                return Err(damaged);
            }
            let of = |place| short(head, place).unwrap_or_default();
            let wide = |place| long(head, place).unwrap_or_default();
            if of(8) & 0x2041 != 0 {
                return Err(ReadError::Encrypted);
            }
            let (name, extra, comment) = (usize::from(of(28)), usize::from(of(30)), usize::from(of(32)));
            let name_bytes = bytes.get(at + 46..at + 46 + name).ok_or(damaged.clone())?;
            let name_text = name_of(name_bytes);
            check_name(&name_text)?;
            let extra_bytes = bytes.get(at + 46 + name..at + 46 + name + extra).ok_or(damaged.clone())?;
            let [size, packed, place] =
                widen([wide(24), wide(20), wide(42)], extra_bytes).ok_or(damaged.clone())?;
            let entry = Entry { method: of(10), crc: wide(16), packed, size, at: place };
            if entries.insert(name_text, entry).is_some() {
                return Err(damaged);
            }
            at += 46 + name + extra + comment;
        }
        Ok(Self { bytes, entries, left: MAX_TOTAL })
    }

    /// Whether it has a part.
    pub fn has(&self, name: &str) -> bool {
        self.entries.contains_key(&name.to_ascii_lowercase())
    }

    /// A part's text; `None` when there is none of the name. Names are compared, never used as paths.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let Some(entry) = self.entries.get(&name.to_ascii_lowercase()) else { return Ok(None) };
        let bomb = || ReadError::Bomb { part: name.to_owned() };
        // What the archive says of itself is only a first sieve; what comes out is counted below.
        if entry.size > MAX_ENTRY.min(self.left) {
            return Err(bomb());
        }
        let packed = packed(self.bytes, entry).ok_or(ReadError::DamagedArchive)?;
        let mut source: Box<dyn Read> = match entry.method {
            0 => Box::new(packed),
            8 => Box::new(DeflateDecoder::new(packed)),
            _ => return Err(ReadError::DamagedArchive),
        };
        let mut bytes = Vec::new();
        let mut chunk = [0u8; 1 << 14];
        loop {
            let count = source.read(&mut chunk).map_err(|_| ReadError::DamagedArchive)?;
            let Some(read) = chunk.get(..count).filter(|read| !read.is_empty()) else { break };
            bytes.extend_from_slice(read);
            let size = bytes.len() as u64;
            let is_dense = size > RATIO_FROM && size / MAX_RATIO > entry.packed;
            if size > MAX_ENTRY.min(self.left) || is_dense {
                return Err(bomb());
            }
        }
        if crc32fast::hash(&bytes) != entry.crc {
            return Err(ReadError::DamagedArchive);
        }
        self.left -= bytes.len() as u64;
        if bytes.starts_with(b"PK\x03\x04") {
            return Err(ReadError::Nested);
        }
        let damaged = || ReadError::DamagedPart { part: name.to_owned(), at: 0 };
        super::plain::unicode(&bytes).map(Some).ok_or_else(damaged)
    }
}

/// The packed bytes of an entry: behind its own head, which repeats its name and may have more.
fn packed<'a>(bytes: &'a [u8], entry: &Entry) -> Option<&'a [u8]> {
    let head = bytes.get(usize::try_from(entry.at).ok()?..)?;
    if !head.starts_with(b"PK\x03\x04") {
        return None;
    }
    let start = 30 + usize::from(short(head, 26)?) + usize::from(short(head, 28)?);
    head.get(start..start.checked_add(usize::try_from(entry.packed).ok()?)?)
}

/// A name to find a part by: parts of office documents go by names whose case does not matter. Programs on
/// Windows write `\` for `/`, and names in the code page of the machine: those stay apart, byte for byte, and
/// no part that is read has such a name.
fn name_of(bytes: &[u8]) -> String {
    let name = match std::str::from_utf8(bytes) {
        Ok(name) => name.to_owned(),
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    };
    name.replace('\\', "/").to_ascii_lowercase()
}

/// Size, packed size and place of an entry. Programs that write as they go leave room for large ones: then the
/// four bytes say only that eight bytes say it in a field of their own.
fn widen(stated: [u32; 3], extra: &[u8]) -> Option<[u64; 3]> {
    let mut found = stated.map(u64::from);
    if !stated.contains(&u32::MAX) {
        return Some(found);
    }
    let mut rest = extra;
    loop {
        let (id, length) = (short(rest, 0)?, usize::from(short(rest, 2)?));
        let field = rest.get(4..4 + length)?;
        if id == 1 {
            let mut values = field.as_chunks::<8>().0.iter().map(|eight| u64::from_le_bytes(*eight));
            for value in found.iter_mut().filter(|value| **value == u64::from(u32::MAX)) {
                *value = values.next()?;
            }
            return Some(found);
        }
        rest = rest.get(4 + length..)?;
    }
}

/// Refuses an archive within the archive.
fn check_name(name: &str) -> Result<(), ReadError> {
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    // A chart in a document brings its own workbook along; it is never opened.
    let is_embedded = name.contains("embeddings/");
    if ends(&[".zip", ".7z", ".rar", ".gz"]) || !is_embedded && ends(&[".xlsx", ".docx"]) {
        return Err(ReadError::Nested);
    }
    Ok(())
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|two| u16::from_le_bytes(*two))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|four| u32::from_le_bytes(*four))
}
