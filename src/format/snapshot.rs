//! The snapshot file: an envelope around parts, plain or gzipped (`X1`).

use super::error::{DecodeError, DecodeKind, Warning};
use super::part::{parse, part_of, put_part, read_ledger_id, to_bytes};
use super::scan::scan;
use super::wire::{EnvelopeV1, PartV1, ScopeV1};
use crate::model::field::Field;
use crate::model::id::{PartId, UnitId};
use crate::model::kind::{Kind, RecordId};
use crate::model::ledger::Ledger;
use crate::model::tree;
use crate::model::value::Value;
use chrono::NaiveDateTime;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use std::io::{Read, Write};

/// The major version this program writes and the newest it reads.
pub const VERSION: u64 = 1;
/// The minor version this program writes.
pub const MINOR: u64 = 1;
/// The word every snapshot begins with.
const FORMAT: &str = "taizhang";
/// No real ledger packs more tightly than this.
const MAX_RATIO: u64 = 100;

/// What a snapshot carries.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// Everything.
    Whole,
    /// A unit and all under it, with the plan they hang on.
    Unit(UnitId),
    /// The plan: units, themes, and the top units' targets and tasks without what was reported.
    Plan,
}

/// What the envelope says beside the ledger.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SnapshotInfo {
    /// When it was written, milliseconds since 1970.
    pub exported_at: i64,
    /// The version of the program that wrote it.
    pub app: String,
}

/// How much is read at the most, in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Of the file.
    pub file: u64,
    /// Of the file unpacked.
    pub unpacked: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file: 32 << 20, unpacked: 64 << 20 }
    }
}

/// A file that was read and checked.
#[derive(Clone, PartialEq, Debug)]
pub struct Decoded {
    /// What is in it.
    pub ledger: Ledger,
    /// What it carries.
    pub scope: Scope,
    /// What the envelope says.
    pub info: SnapshotInfo,
    /// Its hash, when it carries one; equal hashes are equal contents.
    pub hash: Option<String>,
    /// What a person should know.
    pub warnings: Vec<Warning>,
}

/// The parts a scope takes in, in order.
fn parts_in(ledger: &Ledger, scope: Scope) -> Vec<PartV1> {
    let units = |wanted: &dyn Fn(UnitId) -> bool, entries: bool| {
        let chosen = ledger.parts().into_iter().filter(|part| match part {
            PartId::Plan => true,
            PartId::Unit(unit) => wanted(*unit),
        });
        chosen.map(|part| part_of(ledger, part, entries)).collect()
    };
    match scope {
        Scope::Whole => units(&|_| true, true),
        Scope::Unit(top) => units(&|unit| tree::is_under(ledger, unit, top), true),
        Scope::Plan => {
            let roots = tree::roots(ledger);
            units(&|unit| roots.contains(&unit), false)
        }
    }
}

/// Writes a snapshot.
pub fn encode_snapshot(ledger: &Ledger, scope: Scope, info: &SnapshotInfo) -> Vec<u8> {
    let text = String::from_utf8(to_bytes(&parts_in(ledger, scope))).unwrap_or_default();
    let hash = hash(text.as_bytes());
    // `text` was written by the line above: it is JSON.
    let Ok(parts) = RawValue::from_string(text) else { return Vec::new() };
    let (kind, unit, name) = match scope {
        Scope::Whole => ("whole", None, String::new()),
        Scope::Plan => ("plan", None, String::new()),
        Scope::Unit(unit) => ("unit", Some(unit.to_string()), unit_name(ledger, unit)),
    };
    to_bytes(&EnvelopeV1 {
        format: FORMAT.to_owned(),
        version: VERSION,
        minor: MINOR,
        app: info.app.clone(),
        scope: ScopeV1 { kind: kind.to_owned(), unit, name },
        ledger: ledger.id().to_string(),
        title: ledger.meta.title.get().clone(),
        year: *ledger.meta.year.get(),
        exported: info.exported_at,
        hash: Some(hash),
        parts: &parts,
        damaged: Vec::new(),
    })
}

fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().fold("sha256:".to_owned(), |text, byte| format!("{text}{byte:02x}"))
}

/// The hash of everything a ledger holds: equal hashes are equal contents.
pub fn hash_of(ledger: &Ledger) -> String {
    hash(&to_bytes(&parts_in(ledger, Scope::Whole)))
}

/// Packs a file.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    // Writing to memory does not fail; an empty file would be refused by every reader.
    packer.write_all(bytes).and_then(|()| packer.finish()).unwrap_or_default()
}

fn unpack(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, DecodeError> {
    let broken = |_| DecodeError::at(DecodeKind::Gzip, "");
    let cap = limits.unpacked.min((bytes.len() as u64).saturating_mul(MAX_RATIO).max(1 << 16));
    let mut out = Vec::new();
    let mut reader = flate2::read::GzDecoder::new(bytes);
    // One byte more than allowed is enough to know; the rest is never unpacked.
    reader.by_ref().take(cap + 1).read_to_end(&mut out).map_err(broken)?;
    if out.len() as u64 <= cap {
        return Ok(out);
    }
    let kind = if cap == limits.unpacked { DecodeKind::TooLarge { cap } } else { DecodeKind::Bomb };
    Err(DecodeError::at(kind, ""))
}

/// Reads a file: all of it is checked, or it is refused.
pub fn decode(bytes: &[u8], limits: &Limits) -> Result<Decoded, DecodeError> {
    if bytes.len() as u64 > limits.file {
        return Err(DecodeError::at(DecodeKind::TooLarge { cap: limits.file }, ""));
    }
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let plain = unpack(bytes, limits)?;
        return decode_text(text_of(&plain)?);
    }
    decode_text(text_of(bytes)?)
}

fn text_of(bytes: &[u8]) -> Result<&str, DecodeError> {
    let encoding = |name| DecodeError::at(DecodeKind::Encoding(name), "");
    match bytes {
        [0xff, 0xfe, ..] | [_, 0, ..] => return Err(encoding("UTF-16 LE")),
        [0xfe, 0xff, ..] | [0, _, ..] => return Err(encoding("UTF-16 BE")),
        _ => {}
    }
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| match error.error_len() {
        // A character cut in half at the very end: the file is cut off, not in another encoding.
        None => DecodeError::at(DecodeKind::CutOff, ""),
        Some(_) => encoding("GB18030"),
    })?;
    if text.trim().is_empty() { Err(DecodeError::at(DecodeKind::Empty, "")) } else { Ok(text) }
}

/// What can be told of any JSON before its version is known.
#[derive(serde::Deserialize)]
struct Opening {
    format: Option<serde_json::Value>,
    version: Option<serde_json::Value>,
}

fn decode_text(text: &str) -> Result<Decoded, DecodeError> {
    scan(text)?;
    let opening: Opening = parse(text).map_err(|error| match error.kind {
        DecodeKind::Expected(_) => DecodeError { kind: DecodeKind::NotSnapshot, ..error },
        _ => error,
    })?;
    if opening.format.as_ref().and_then(|f| f.as_str()) != Some(FORMAT) {
        return Err(DecodeError::at(DecodeKind::NotSnapshot, "format"));
    }
    match opening.version.as_ref().map(serde_json::Value::as_u64) {
        Some(Some(VERSION)) => {}
        Some(Some(version)) if version > VERSION => {
            return Err(DecodeError::at(DecodeKind::Newer { version }, "version"));
        }
        _ => return Err(DecodeError::at(DecodeKind::Expected("integer"), "version")),
    }
    let envelope: EnvelopeV1 = parse(text)?;
    let mut warnings = Vec::new();
    match &envelope.hash {
        None => warnings.push(Warning::NoHash),
        Some(given) if *given != hash(envelope.parts.get().as_bytes()) => {
            return Err(DecodeError::at(DecodeKind::Hash, "hash"));
        }
        Some(_) => {}
    }
    if !envelope.damaged.is_empty() {
        warnings.push(Warning::Damaged(envelope.damaged.len()));
    }
    let mut ledger = Ledger::new(read_ledger_id(&envelope.ledger)?);
    let parts: Vec<PartV1> = parse(envelope.parts.get()).map_err(|error| DecodeError {
        kind: match (&error.kind, envelope.minor > MINOR) {
            // A newer program may know more lists; dropping them would lose what they hold.
            (DecodeKind::Unknown(_), true) => DecodeKind::Newer { version: VERSION },
            _ => error.kind.clone(),
        },
        // Lines are counted from the beginning of the parts, which says nothing to a reader.
        line: 0,
        column: 0,
        ..error.under("parts")
    })?;
    for (place, part) in parts.iter().enumerate() {
        put_part(&mut ledger, part).map_err(|error| error.under(&format!("parts[{place}]")))?;
    }
    let scope = scope_of(&envelope.scope)?;
    let dangling = dangling(&ledger);
    if dangling > 0 {
        warnings.push(Warning::Dangling(dangling));
    }
    let info = SnapshotInfo { exported_at: envelope.exported, app: envelope.app };
    Ok(Decoded { ledger, scope, info, hash: envelope.hash, warnings })
}

fn scope_of(wire: &ScopeV1) -> Result<Scope, DecodeError> {
    let unit = || {
        let id = wire.unit.as_deref().and_then(super::shape::read_id);
        id.map(UnitId).ok_or_else(|| DecodeError::at(DecodeKind::Expected("id"), "scope.unit"))
    };
    match wire.kind.as_str() {
        "whole" => Ok(Scope::Whole),
        "plan" => Ok(Scope::Plan),
        "unit" => Ok(Scope::Unit(unit()?)),
        _ => Err(DecodeError::at(DecodeKind::Expected("choice"), "scope.kind")),
    }
}

/// References to records that are not in the file. A part may well refer to what is elsewhere.
fn dangling(ledger: &Ledger) -> usize {
    let refers = [(Field::Task, Kind::Task), (Field::Theme, Kind::Theme), (Field::Target, Kind::Target)];
    let broken = |record: &dyn crate::model::record::Record| {
        refers.iter().any(|(field, kind)| match record.read(*field).0 {
            Value::Id(id) => ledger.record(RecordId { kind: *kind, id }).is_none(),
            _ => false,
        })
    };
    ledger.records().filter(|record| broken(*record)).count()
}

fn unit_name(ledger: &Ledger, unit: UnitId) -> String {
    ledger.units.get(&unit).map(|u| u.title.get().clone()).unwrap_or_default()
}

/// A file name that says unit, year and date, free of characters that Windows or WeChat change.
/// `at` is local time.
pub fn file_name(ledger: &Ledger, scope: Scope, at: NaiveDateTime, gzip: bool) -> String {
    let top = tree::roots(ledger).first().map(|unit| unit_name(ledger, *unit)).unwrap_or_default();
    let (who, what) = match scope {
        Scope::Whole => (top, "全部"),
        Scope::Plan => (top, "规划"),
        Scope::Unit(unit) => (unit_name(ledger, unit), "上报"),
    };
    let who: String = who.chars().filter(|c| is_plain(*c)).take(40).collect();
    let year = ledger.meta.year.get().map(|y| format!("{y}年")).unwrap_or_default();
    let extension = if gzip { "json.gz" } else { "json" };
    let pieces = ["台账", &who, &year, what, &at.format("%Y%m%d-%H%M").to_string()];
    let named: Vec<&str> = pieces.into_iter().filter(|piece| !piece.is_empty()).collect();
    format!("{}.{extension}", named.join("_"))
}

fn is_plain(c: char) -> bool {
    let hidden =
        matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    !hidden && !c.is_control() && !c.is_whitespace() && !r#"\/:*?"<>|."#.contains(c)
}
