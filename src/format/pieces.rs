//! A large file read in pieces, for those who have to let others have their turn in between.
//!
//! The same as [`decode`]: what cannot be read quickly is handed to it as a whole.

use super::error::DecodeError;
use super::quick;
use super::seal::Seal;
use super::seal::signature::seal_of_strict;
use super::snapshot::{Cover, Decoded, Limits, cover_of, dangles, decode};
use crate::model::ledger::Ledger;
use flate2::read::GzDecoder;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use std::io::{Cursor, Read};
use std::ops::Range;

/// So many bytes are unpacked or summed up in one go.
const BYTES: usize = 1 << 18;
/// So many records are looked at in one go.
const RECORDS: usize = 4096;

/// A file on its way.
pub struct Pieces {
    limits: Limits,
    /// A packed file as it came.
    packed: Option<Vec<u8>>,
    stage: Stage,
}

enum Stage {
    Unpack(Box<GzDecoder<Cursor<Vec<u8>>>>, Vec<u8>),
    /// With the seal, where sum and signature were looked at already.
    Begin(String, Option<Seal>),
    Sum(Opened, Sha256),
    Parts(Opened),
    /// References: how many records are looked at, and how many lead nowhere.
    Look(Opened, usize, usize),
    /// As a whole.
    Whole(Vec<u8>),
}

/// The envelope, and what was read so far.
struct Opened {
    text: String,
    cover: Cover,
    seal: Seal,
    /// The list of parts in the text.
    parts: Range<usize>,
    at: usize,
    ledger: Ledger,
}

impl Pieces {
    /// Begins with a file's bytes.
    pub fn new(bytes: Vec<u8>, limits: Limits) -> Self {
        let is_packed = bytes.starts_with(&[0x1f, 0x8b]) && bytes.len() as u64 <= limits.file;
        let packed = is_packed.then(|| bytes.clone());
        let stage = match is_packed {
            true => Stage::Unpack(Box::new(GzDecoder::new(Cursor::new(bytes))), Vec::new()),
            false if bytes.len() as u64 > limits.file => Stage::Whole(bytes),
            false => begin(bytes),
        };
        Self { limits, packed, stage }
    }

    /// Begins with a text whose sum and signature were looked at: [`super::opening::Content::Checked`].
    pub fn checked(text: String, seal: Seal, limits: Limits) -> Self {
        Self { limits, packed: None, stage: Stage::Begin(text, Some(seal)) }
    }

    /// Goes on a little; the outcome when it is there. Not to be called again after that.
    pub fn step(&mut self) -> Option<Result<Decoded, DecodeError>> {
        self.stage = match std::mem::replace(&mut self.stage, Stage::Whole(Vec::new())) {
            Stage::Whole(bytes) => {
                let bytes = self.packed.as_ref().unwrap_or(&bytes);
                return Some(decode(bytes, &self.limits));
            }
            Stage::Unpack(mut reader, mut out) => {
                let (before, packed) = (out.len(), self.packed.as_ref().map_or(0, Vec::len));
                match reader.by_ref().take(BYTES as u64).read_to_end(&mut out) {
                    Ok(_) if out.len() as u64 > self.limits.unpacked_of(packed) => Stage::Whole(out),
                    Ok(_) if out.len() > before => Stage::Unpack(reader, out),
                    Ok(_) => begin(out),
                    Err(_) => Stage::Whole(out),
                }
            }
            Stage::Begin(text, known) => {
                let is_checked = known.is_some();
                match open(&text, known) {
                    // After the bracket.
                    Some((cover, parts, seal, ledger)) if is_checked => {
                        let at = parts.start + 1;
                        Stage::Parts(Opened { text, cover, seal, parts, at, ledger })
                    }
                    Some((cover, parts, seal, ledger)) => {
                        let at = parts.start;
                        Stage::Sum(Opened { text, cover, seal, parts, at, ledger }, Sha256::new())
                    }
                    None => Stage::Whole(text.into_bytes()),
                }
            }
            Stage::Sum(mut opened, mut sum) => {
                let end = opened.parts.end.min(opened.at + BYTES);
                sum.update(opened.text.as_bytes().get(opened.at..end).unwrap_or_default());
                opened.at = end;
                if end < opened.parts.end {
                    Stage::Sum(opened, sum)
                } else if opened.cover.fits(&sum.finalize()) {
                    // After the bracket.
                    opened.at = opened.parts.start + 1;
                    Stage::Parts(opened)
                } else {
                    Stage::Whole(opened.text.into_bytes())
                }
            }
            Stage::Parts(mut opened) => match opened.part() {
                Some(true) => Stage::Parts(opened),
                Some(false) => Stage::Look(opened, 0, 0),
                None => Stage::Whole(opened.text.into_bytes()),
            },
            Stage::Look(opened, from, found) => {
                let (mut seen, mut more) = (0, 0);
                for record in opened.ledger.records().skip(from).take(RECORDS) {
                    seen += 1;
                    more += usize::from(dangles(&opened.ledger, record));
                }
                if seen == RECORDS {
                    Stage::Look(opened, from + seen, found + more)
                } else {
                    let Opened { text, cover, seal, ledger, .. } = opened;
                    match cover.finish(ledger, found + more, seal) {
                        Some(decoded) => return Some(Ok(decoded)),
                        None => Stage::Whole(text.into_bytes()),
                    }
                }
            }
        };
        None
    }
}

fn begin(bytes: Vec<u8>) -> Stage {
    match String::from_utf8(bytes) {
        Ok(text) => Stage::Begin(text, None),
        Err(error) => Stage::Whole(error.into_bytes()),
    }
}

/// The envelope. A signature is over all of the file, and is looked at in one go.
fn open(text: &str, known: Option<Seal>) -> Option<(Cover, Range<usize>, Seal, Ledger)> {
    let (cover, parts, signed) = cover_of(text)?;
    let ledger = cover.ledger()?;
    let seal = known.unwrap_or_else(|| seal_of_strict(signed));
    Some((cover, parts, seal, ledger))
}

impl Opened {
    /// Reads one part; `false` at the end of the list, `None` when the slow way has to look.
    fn part(&mut self) -> Option<bool> {
        let rest = self.text.get(self.at..self.parts.end)?;
        if rest == "]" {
            return Some(false);
        }
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
        let part = values.next()?.ok()?;
        let after = rest.get(values.byte_offset()..)?;
        if !quick::part(&mut self.ledger, part.get()) {
            return None;
        }
        // A comma has another part behind it.
        let next = after.strip_prefix(',').filter(|next| *next != "]");
        self.at = self.parts.end - next.or((after == "]").then_some(after))?.len();
        Some(true)
    }
}
