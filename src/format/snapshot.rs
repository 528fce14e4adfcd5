//! The snapshot file: an envelope around parts, plain or gzipped (`X1`).

use super::base::{Base, base_from_wire, base_to_wire};
use super::check::{check_from_wire, check_to_wire};
use super::cut::{base_of, parts_in};
use super::error::{DecodeError, DecodeKind, Warning};
use super::figures::{figures_from_wire, figures_to_wire};
use super::part::{Shelves, parse, put_part, read_ledger_id, to_bytes};
use super::quick;
use super::scan::scan;
use super::seal::signature::{Strict, seal_of_strict};
use super::seal::{self, Seal};
use super::wire::{BaseV1, CheckV1, EnvelopeV1, PartV1, ScopeV1};
use crate::model::field::Field;
use crate::model::id::UnitId;
use crate::model::kind::{Kind, RecordId};
use crate::model::ledger::Ledger;
use crate::model::precheck::Precheck;
use crate::model::rollup::handed_up::Figures;
use crate::model::standing::Standing;
use crate::model::tree;
use crate::model::value::Value;
use chrono::NaiveDateTime;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use std::io::{Read, Write};
use std::ops::Range;

/// The major version this program writes and the newest it reads.
pub const VERSION: u64 = 1;
/// The minor version this program writes.
pub const MINOR: u64 = 1;
/// The word every snapshot begins with.
const FORMAT: &str = "taizhang";
/// No real ledger packs more tightly than this.
pub(super) const MAX_RATIO: u64 = 100;

/// What a snapshot carries.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// Everything.
    Whole,
    /// A unit and all under it, with the units above and the themes they hang on.
    Unit(UnitId),
    /// The plan: units, themes, and the top units' targets and tasks without what was reported.
    Plan,
    /// What is handed down to a unit: its own and all under it, the framework, the units above it.
    Slice(UnitId),
}

impl Scope {
    /// In whose name a file of this scope speaks.
    pub fn standing(self) -> Standing {
        match self {
            Self::Whole => Standing::All,
            Self::Unit(unit) => Standing::Unit(unit),
            Self::Plan => Standing::Above(None),
            Self::Slice(unit) => Standing::Above(Some(unit)),
        }
    }
}

/// What the envelope says beside the ledger.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SnapshotInfo {
    /// When it was written, milliseconds since 1970.
    pub exported_at: i64,
    /// The version of the program that wrote it.
    pub app: String,
    /// What the file was cut from; a slice gets its own.
    pub base: Option<Base>,
    /// The checks a unit's file passed before it went up.
    pub check: Option<Precheck>,
    /// In a unit's file rolled up: the figures of all under it, in place of their records.
    pub figures: Option<Figures>,
}

/// How much is read at the most, in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Of the file.
    pub file: u64,
    /// Of the file unpacked.
    pub unpacked: u64,
}

impl Limits {
    /// How many bytes a packed file of this size may become.
    pub(super) fn unpacked_of(&self, packed: usize) -> u64 {
        self.unpacked.min((packed as u64).saturating_mul(MAX_RATIO).max(1 << 16))
    }
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
    /// The minor version of the format it is written in.
    pub minor: u64,
    /// Its hash, when it carries one; equal hashes are equal contents.
    pub hash: Option<String>,
    /// What a person should know.
    pub warnings: Vec<Warning>,
    /// Who signed it, and whether every byte is as it was signed.
    pub seal: Seal,
}

/// Writes a snapshot.
pub fn encode_snapshot(ledger: &Ledger, scope: Scope, info: &SnapshotInfo) -> Vec<u8> {
    let shelves = Shelves::new(ledger);
    let parts = parts_in(ledger, &shelves, scope);
    match scope {
        Scope::Slice(unit) => {
            let base = Some(base_of(ledger, &hash_of(ledger), unit, info.exported_at));
            encode_parts(ledger, scope, &SnapshotInfo { base, ..info.clone() }, &parts)
        }
        _ => encode_parts(ledger, scope, info, &parts),
    }
}

/// Writes a snapshot of the parts given.
pub(super) fn encode_parts(ledger: &Ledger, scope: Scope, info: &SnapshotInfo, parts: &[PartV1]) -> Vec<u8> {
    let text = String::from_utf8(to_bytes(&parts)).unwrap_or_default();
    let hash = hash(text.as_bytes());
    // `text` was written by the line above: it is JSON.
    let Ok(parts) = RawValue::from_string(text) else { return Vec::new() };
    let (kind, unit, name) = match scope {
        Scope::Whole => ("whole", None, String::new()),
        Scope::Plan => ("plan", None, String::new()),
        Scope::Unit(unit) | Scope::Slice(unit) => ("unit", Some(unit.to_string()), unit_name(ledger, unit)),
    };
    // An older program takes a slice for the unit's file, which opens the same way.
    let slice = matches!(scope, Scope::Slice(_));
    let figures = info.figures.as_ref().map(figures_to_wire);
    let figures_hash = figures.as_ref().map(|figures| self::hash(&to_bytes(figures)));
    to_bytes(&EnvelopeV1 {
        figures,
        figures_hash,
        format: FORMAT.to_owned(),
        version: VERSION,
        minor: MINOR,
        app: info.app.clone(),
        scope: ScopeV1 { kind: kind.to_owned(), unit, name, slice },
        ledger: ledger.id().to_string(),
        title: ledger.meta.title.get().clone(),
        year: *ledger.meta.year.get(),
        exported: info.exported_at,
        hash: Some(hash),
        base: info.base.as_ref().map(base_to_wire),
        check: info.check.as_ref().map(check_to_wire),
        parts: &parts,
        damaged: Vec::new(),
        signature: None,
    })
}

fn hash(bytes: &[u8]) -> String {
    hash_text(&Sha256::digest(bytes))
}

fn hash_text(digest: &[u8]) -> String {
    digest.iter().fold("sha256:".to_owned(), |text, byte| format!("{text}{byte:02x}"))
}

/// The hash of everything a ledger holds: equal hashes are equal contents.
pub fn hash_of(ledger: &Ledger) -> String {
    hash(&to_bytes(&parts_in(ledger, &Shelves::new(ledger), Scope::Whole)))
}

/// Packs a file.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    // Writing to memory does not fail; an empty file would be refused by every reader.
    packer.write_all(bytes).and_then(|()| packer.finish()).unwrap_or_default()
}

pub(super) fn unpack(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, DecodeError> {
    let broken = |_| DecodeError::at(DecodeKind::Gzip, "");
    let cap = limits.unpacked_of(bytes.len());
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
        return decode_plain(&unpack(bytes, limits)?);
    }
    decode_plain(bytes)
}

fn decode_plain(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    if seal::is_closed(bytes) {
        return Err(DecodeError::at(DecodeKind::Closed, ""));
    }
    let text = text_of(bytes)?;
    let mut decoded = decode_text(text)?;
    if let (Seal::Signed(signer), true) = (&decoded.seal, text.len() < bytes.len()) {
        // Someone put a byte order mark before it: not the bytes that were signed.
        decoded.seal = Seal::Altered(Some(*signer));
    }
    Ok(decoded)
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

/// An envelope without its parts, where it says nothing that needs a closer look.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cover {
    format: String,
    version: u64,
    #[serde(default)]
    minor: u64,
    #[serde(default)]
    app: String,
    scope: ScopeV1,
    ledger: String,
    #[serde(default, rename = "title")]
    _title: String,
    #[serde(default, rename = "year")]
    _year: Option<i64>,
    #[serde(default)]
    exported: i64,
    hash: String,
    #[serde(default)]
    base: Option<BaseV1>,
    #[serde(default)]
    check: Option<CheckV1>,
    #[serde(rename = "parts")]
    _parts: (),
}

/// The envelope of a file as this program writes it, with the place of its list of parts and its
/// signature; `None` when the slow way has to look. Neither sum nor signature are looked at yet.
pub(super) fn cover_of(text: &str) -> Option<(Cover, Range<usize>, Option<Strict<'_>>)> {
    // Within a string a quote has a backslash before it: these bytes are only ever the key itself.
    const KEY: &str = ",\"parts\":";
    let start = text.find(KEY)? + KEY.len();
    let signed = Strict::find(text);
    let end = match &signed {
        Some(signed) => signed.start,
        None => text.strip_suffix('}')?.len(),
    };
    let parts = text.get(start..end)?;
    let cover = format!("{}null}}", text.get(..start)?);
    // Small, and read by types that pass over what they do not know: looked through as a whole.
    scan(&cover).ok()?;
    let cover: Cover = serde_json::from_str(&cover).ok()?;
    let is_ours = cover.format == FORMAT && cover.version == VERSION && cover.minor <= MINOR;
    (is_ours && parts.starts_with('[') && parts.ends_with(']')).then_some((cover, start..end, signed))
}

impl Cover {
    /// A ledger of this id with nothing in it.
    pub(super) fn ledger(&self) -> Option<Ledger> {
        read_ledger_id(&self.ledger).ok().map(Ledger::new)
    }

    /// Whether this is the digest of the parts.
    pub(super) fn fits(&self, digest: &[u8]) -> bool {
        self.hash == hash_text(digest)
    }

    /// The file, when its parts are read; so many references lead nowhere.
    pub(super) fn finish(self, ledger: Ledger, dangling: usize, seal: Seal) -> Option<Decoded> {
        let scope = scope_of(&self.scope).ok()?;
        let base = self.base.as_ref().map(base_from_wire).transpose().ok()?;
        let check = self.check.as_ref().map(check_from_wire).transpose().ok()?;
        let warnings = (dangling > 0).then_some(Warning::Dangling(dangling)).into_iter().collect();
        let info = SnapshotInfo { exported_at: self.exported, app: self.app, base, check, figures: None };
        Some(Decoded { ledger, scope, info, minor: self.minor, hash: Some(self.hash), warnings, seal })
    }
}

/// Reads a file as this program writes it, in one pass; `None` when the slow way has to look.
pub fn decode_quickly(text: &str) -> Option<Decoded> {
    let (cover, parts, signed) = cover_of(text)?;
    let seal = seal_of_strict(signed);
    let parts = text.get(parts)?;
    if !cover.fits(&Sha256::digest(parts.as_bytes())) {
        return None;
    }
    let ledger = quick::parts(parts, cover.ledger()?)?;
    let dangling = dangling(&ledger);
    cover.finish(ledger, dangling, seal)
}

fn decode_text(text: &str) -> Result<Decoded, DecodeError> {
    match decode_quickly(text) {
        Some(decoded) => Ok(decoded),
        None => decode_slowly(text),
    }
}

/// Reads a file the thorough way, as [`decode`] does whatever it cannot read quickly: everything
/// that is wrong is named with its place. Both ways agree on every file; tests hold them to it.
pub fn decode_slowly(text: &str) -> Result<Decoded, DecodeError> {
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
    let base = envelope.base.as_ref().map(base_from_wire).transpose()?;
    let check = envelope.check.as_ref().map(check_from_wire).transpose()?;
    let figures = match &envelope.figures {
        Some(wire) if envelope.figures_hash.as_ref().is_some_and(|h| *h != hash(&to_bytes(wire))) => {
            return Err(DecodeError::at(DecodeKind::Hash, "figures_hash"));
        }
        Some(wire) => Some(figures_from_wire(wire).map_err(|error| error.under("figures"))?),
        None => None,
    };
    if figures.as_ref().is_some_and(|f| scope != Scope::Unit(f.unit)) {
        // Figures speak for the unit whose file it is, and for no other.
        return Err(DecodeError::at(DecodeKind::Expected("id"), "figures.unit"));
    }
    let seal = seal::signature::seal_of(text, envelope.signature);
    let info = SnapshotInfo { exported_at: envelope.exported, app: envelope.app, base, check, figures };
    Ok(Decoded { ledger, scope, info, minor: envelope.minor, hash: envelope.hash, warnings, seal })
}

fn scope_of(wire: &ScopeV1) -> Result<Scope, DecodeError> {
    let unit = || {
        let id = wire.unit.as_deref().and_then(super::shape::read_id);
        id.map(UnitId).ok_or_else(|| DecodeError::at(DecodeKind::Expected("id"), "scope.unit"))
    };
    match wire.kind.as_str() {
        "whole" => Ok(Scope::Whole),
        "plan" => Ok(Scope::Plan),
        "unit" if wire.slice => Ok(Scope::Slice(unit()?)),
        "unit" => Ok(Scope::Unit(unit()?)),
        _ => Err(DecodeError::at(DecodeKind::Expected("choice"), "scope.kind")),
    }
}

/// References to records that are not in the file. A part may well refer to what is elsewhere.
fn dangling(ledger: &Ledger) -> usize {
    ledger.records().filter(|record| dangles(ledger, *record)).count()
}

/// Whether a record refers to one that is not in the file.
pub(super) fn dangles(ledger: &Ledger, record: &dyn crate::model::record::Record) -> bool {
    let refers = [(Field::Task, Kind::Task), (Field::Theme, Kind::Theme), (Field::Target, Kind::Target)];
    refers.iter().any(|(field, kind)| match record.read(*field).0 {
        Value::Id(id) => ledger.record(RecordId { kind: *kind, id }).is_none(),
        _ => false,
    })
}

fn unit_name(ledger: &Ledger, unit: UnitId) -> String {
    ledger.units.get(&unit).map(|u| u.title.get().clone()).unwrap_or_default()
}

/// A file name that says unit, year and date, free of characters that Windows or WeChat change.
/// `at` is local time.
pub fn file_name(ledger: &Ledger, scope: Scope, at: NaiveDateTime, gzip: bool) -> String {
    name_of(ledger, scope, at, gzip, false)
}

/// The same for a unit's file rolled up.
pub fn rolled_name(ledger: &Ledger, unit: UnitId, at: NaiveDateTime, gzip: bool) -> String {
    name_of(ledger, Scope::Unit(unit), at, gzip, true)
}

fn name_of(ledger: &Ledger, scope: Scope, at: NaiveDateTime, gzip: bool, is_rolled: bool) -> String {
    let top = tree::roots(ledger).first().map(|unit| unit_name(ledger, *unit)).unwrap_or_default();
    let (who, what) = match scope {
        Scope::Whole => (top, "全部"),
        Scope::Plan => (top, "规划"),
        Scope::Unit(unit) if is_rolled => (unit_name(ledger, unit), "汇总上报"),
        Scope::Unit(unit) => (unit_name(ledger, unit), "上报"),
        Scope::Slice(unit) => (unit_name(ledger, unit), "下发"),
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
