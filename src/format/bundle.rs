//! Many files as one: a .zip of snapshots, out and in (`X2`, `X3`).
//!
//! Names in a .zip are words for people and never paths. What is unpacked is bounded before it is
//! unpacked: entries, bytes and ratio.

use super::error::{DecodeError, DecodeKind};
use super::snapshot::{Limits, MAX_RATIO};
use std::io::{Cursor, Read, Write};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The end-of-directory mark of a .zip.
const END_MARK: [u8; 4] = [b'P', b'K', 5, 6];
/// The longest name shown, in characters.
const MAX_NAME: usize = 120;

/// How much is read of a .zip at the most.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BundleLimits {
    /// Entries.
    pub entries: usize,
    /// Bytes of the .zip itself.
    pub file: u64,
    /// Bytes of one entry, unpacked.
    pub entry: u64,
    /// Bytes of all entries together, unpacked.
    pub whole: u64,
}

impl Default for BundleLimits {
    fn default() -> Self {
        Self { entries: 20_000, file: 512 << 20, entry: Limits::default().unpacked, whole: 1 << 30 }
    }
}

/// Packs files into one .zip. Names are written as UTF-8 and marked so; the same files give the
/// same bytes. Files that are packed already are only stored.
pub fn pack(files: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
    let mut packer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let is_packed = bytes.starts_with(&[0x1f, 0x8b]);
        let method = if is_packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default().compression_method(method);
        packer.start_file(name.as_str(), options).ok()?;
        packer.write_all(bytes).ok()?;
    }
    packer.finish().ok().map(Cursor::into_inner)
}

/// Whether the bytes are a .zip.
pub fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&END_MARK)
}

/// A picked file, opened: a snapshot gives itself, a .zip each of its files. Entries are unpacked
/// one at a time, when asked for.
pub struct Bundle {
    name: String,
    content: Content,
    limits: BundleLimits,
    next: usize,
    unpacked: u64,
    /// Reads a name that is not UTF-8.
    naming: Naming,
}

/// Reads a name in another encoding than UTF-8: packers of Chinese systems write GBK and do not say so.
pub type Naming = fn(&[u8]) -> Option<String>;

enum Content {
    Single(Option<Vec<u8>>),
    Zip(Box<ZipArchive<Cursor<Vec<u8>>>>),
}

/// A file out of a bundle: its name for people, and its bytes or why they cannot be had.
pub type Entry = (String, Result<Vec<u8>, DecodeError>);

impl Bundle {
    /// Opens a picked file.
    pub fn open(name: &str, bytes: Vec<u8>, limits: BundleLimits) -> Result<Self, DecodeError> {
        let new =
            |content| Self { name: name.to_owned(), content, limits, next: 0, unpacked: 0, naming: |_| None };
        if !is_zip(&bytes) {
            return Ok(new(Content::Single(Some(bytes))));
        }
        if bytes.len() as u64 > limits.file {
            return Err(refused(DecodeKind::TooLarge { cap: limits.file }));
        }
        // The directory says how many there are: known before it is read into memory.
        if declared(&bytes).is_some_and(|count| count > limits.entries) {
            return Err(refused(DecodeKind::TooMany { max: limits.entries }));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| refused(kind_of(&error)))?;
        if archive.len() > limits.entries {
            return Err(refused(DecodeKind::TooMany { max: limits.entries }));
        }
        Ok(new(Content::Zip(Box::new(archive))))
    }

    /// Reads names that are not UTF-8 this way; without it they are numbers.
    #[must_use]
    pub fn naming(mut self, naming: Naming) -> Self {
        self.naming = naming;
        self
    }

    /// How many entries there are, folders and the like included.
    pub fn len(&self) -> usize {
        match &self.content {
            Content::Single(_) => 1,
            Content::Zip(archive) => archive.len(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Iterator for Bundle {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        let archive = match &mut self.content {
            Content::Single(bytes) => return bytes.take().map(|b| (self.name.clone(), Ok(b))),
            Content::Zip(archive) => archive,
        };
        while self.next < archive.len() {
            let place = self.next;
            self.next += 1;
            let left = self.limits.whole - self.unpacked;
            let (name, read) = entry(archive, place, &self.limits, left, self.naming);
            // What systems put in by themselves is not the person's.
            if name.as_ref().is_some_and(|name| is_litter(name)) {
                continue;
            }
            if let Ok(bytes) = &read {
                self.unpacked = (self.unpacked + bytes.len() as u64).min(self.limits.whole);
            }
            let name = name.map_or_else(|| format!("#{}", place + 1), |name| shown(&name));
            return Some((format!("{} / {name}", self.name), read));
        }
        None
    }
}

/// An entry's full name, where it is text, and its bytes.
fn entry(
    archive: &mut ZipArchive<Cursor<Vec<u8>>>,
    place: usize,
    limits: &BundleLimits,
    left: u64,
    naming: Naming,
) -> (Option<String>, Result<Vec<u8>, DecodeError>) {
    let name = archive.by_index_raw(place).ok().and_then(|file| {
        let raw = file.name_raw();
        std::str::from_utf8(raw).map(str::to_owned).ok().or_else(|| naming(raw))
    });
    let file = match archive.by_index(place) {
        Ok(file) => file,
        Err(error) => return (name, Err(refused(kind_of(&error)))),
    };
    let cap = limits.entry.min(left);
    if file.size() > cap {
        return (name, Err(refused(DecodeKind::TooLarge { cap })));
    }
    let ratio = file.compressed_size().saturating_mul(MAX_RATIO).max(1 << 16);
    let mut bytes = Vec::new();
    // The directory may lie about the size: one byte more than allowed is enough to know.
    if file.take(cap.min(ratio) + 1).read_to_end(&mut bytes).is_err() {
        return (name, Err(refused(DecodeKind::Zip)));
    }
    let length = bytes.len() as u64;
    let read = if length > ratio {
        Err(refused(DecodeKind::Bomb))
    } else if length > cap {
        Err(refused(DecodeKind::TooLarge { cap }))
    } else if is_zip(&bytes) {
        Err(refused(DecodeKind::Nested))
    } else {
        Ok(bytes)
    };
    (name, read)
}

fn refused(kind: DecodeKind) -> DecodeError {
    DecodeError::at(kind, "")
}

fn kind_of(error: &ZipError) -> DecodeKind {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            DecodeKind::Encrypted
        }
        _ => DecodeKind::Zip,
    }
}

/// The number of entries the directory at the end declares.
fn declared(bytes: &[u8]) -> Option<usize> {
    // The mark stands before a comment of at most 65,535 bytes.
    let tail = bytes.get(bytes.len().saturating_sub(65_557)..)?;
    let at = tail.windows(END_MARK.len()).rposition(|window| window == END_MARK)?;
    let count: [u8; 2] = tail.get(at + 10..at + 12)?.try_into().ok()?;
    Some(usize::from(u16::from_le_bytes(count)))
}

/// The last piece of a name, without what cannot be seen or leads elsewhere.
fn shown(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).find(|piece| !piece.is_empty()).unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).take(MAX_NAME).collect()
}

fn is_litter(name: &str) -> bool {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.is_empty()
        || name.starts_with("__MACOSX/")
        || matches!(last, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}
