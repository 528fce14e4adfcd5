//! A part of a ledger: the plan, or one unit's records. The same text is stored and shared.

use super::error::{DecodeError, DecodeKind};
use super::quick;
use super::record::{from_wire, seen_from_wire, seen_to_wire, to_wire};
use super::scan::scan;
use super::shape;
use super::wire::{PartV1, RecordV1};
use crate::model::id::{LedgerId, PartId, UnitId};
use crate::model::kind::{AnyRecord, Kind, RecordId};
use crate::model::ledger::Ledger;
use crate::model::record::Record;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A part's canonical bytes: the same ledger gives the same bytes.
pub fn encode_part(ledger: &Ledger, part: PartId) -> Vec<u8> {
    let unit = match part {
        PartId::Plan => None,
        PartId::Unit(unit) => Some(unit),
    };
    let records: Vec<&dyn Record> = ledger.records().filter(|r| r.common().unit == unit).collect();
    to_bytes(&part_of(ledger, part, &records, &|_| true))
}

/// The records of many parts, looked up in pieces: one pass over the ledger for all of them.
#[derive(Debug)]
pub struct PartRecords {
    seen: usize,
    found: HashMap<PartId, Vec<RecordId>>,
}

impl PartRecords {
    /// For these parts. Every call gets the same, unchanged ledger.
    pub fn new(parts: &BTreeSet<PartId>) -> Self {
        Self { seen: 0, found: parts.iter().map(|part| (*part, Vec::new())).collect() }
    }

    /// Looks at so many records more; whether there are others left.
    pub fn step(&mut self, ledger: &Ledger, records: usize) -> bool {
        let before = self.seen;
        for record in ledger.records().skip(before).take(records) {
            self.seen += 1;
            let part = record.common().unit.map_or(PartId::Plan, PartId::Unit);
            if let Some(found) = self.found.get_mut(&part) {
                found.push(RecordId::new(record.kind(), record.uuid()));
            }
        }
        self.seen - before == records
    }

    /// A part's bytes, the same as [`encode_part`]; `None` when it has no record left.
    pub fn encode(&self, ledger: &Ledger, part: PartId) -> Option<Vec<u8>> {
        let ids = self.found.get(&part).filter(|ids| !ids.is_empty())?;
        let records: Vec<&dyn Record> = ids.iter().filter_map(|id| ledger.record(*id)).collect();
        Some(to_bytes(&part_of(ledger, part, &records, &|_| true)))
    }
}

/// A ledger's records by the unit they belong to, looked through once.
pub(super) struct Shelves<'a>(BTreeMap<Option<UnitId>, Vec<&'a dyn Record>>);

impl<'a> Shelves<'a> {
    /// Sorts a ledger's records.
    pub fn new(ledger: &'a Ledger) -> Self {
        let mut shelves: BTreeMap<Option<UnitId>, Vec<&dyn Record>> = BTreeMap::new();
        for record in ledger.records() {
            shelves.entry(record.common().unit).or_default().push(record);
        }
        Self(shelves)
    }

    /// The units that have records.
    pub fn units(&self) -> impl Iterator<Item = UnitId> {
        self.0.keys().copied().flatten()
    }

    /// A part's records.
    pub fn of(&self, part: PartId) -> &[&'a dyn Record] {
        let unit = match part {
            PartId::Plan => None,
            PartId::Unit(unit) => Some(unit),
        };
        self.0.get(&unit).map(Vec::as_slice).unwrap_or_default()
    }
}

/// A part in the file's form, with the records that are wanted. What is left out is not claimed
/// as seen either.
pub(super) fn part_of(
    ledger: &Ledger,
    part: PartId,
    records: &[&dyn Record],
    wanted: &dyn Fn(&dyn Record) -> bool,
) -> PartV1 {
    let mut out = PartV1 { part: part.name(), ..PartV1::default() };
    let mut left_out = Vec::new();
    for record in records {
        if !wanted(*record) {
            record.each_stamp(&mut |stamp| left_out.push(stamp));
            continue;
        }
        let wire = to_wire(*record);
        match record.kind() {
            Kind::Meta => out.ledger = Some(wire),
            Kind::Unit => out.units.push(wire),
            Kind::Theme => out.themes.push(wire),
            Kind::Target => out.targets.push(wire),
            Kind::Task => out.tasks.push(wire),
            Kind::Milestone => out.milestones.push(wire),
            Kind::Report => out.reports.push(wire),
            Kind::Actual => out.actuals.push(wire),
            Kind::Blocker => out.blockers.push(wire),
            Kind::Force => out.task_forces.push(wire),
        }
    }
    let seen = ledger.seen.get(&part).map(|seen| seen.without(left_out));
    out.seen = seen.as_ref().map(seen_to_wire).unwrap_or_default();
    out
}

/// Writes a value as compact JSON.
pub(super) fn to_bytes(value: &impl serde::Serialize) -> Vec<u8> {
    // Strings, integers and maps with string keys: none of it can fail to be written.
    serde_json::to_vec(value).unwrap_or_default()
}

/// Puts stored parts together. A part that cannot be read is named and left out; the rest opens.
pub fn assemble(id: LedgerId, parts: Vec<(PartId, Vec<u8>)>) -> (Ledger, Vec<(PartId, DecodeError)>) {
    let mut ledger = Ledger::new(id);
    let mut failed = Vec::new();
    for (part, bytes) in parts {
        if let Err(error) = read_stored(&mut ledger, part, &bytes) {
            failed.push((part, error));
        }
    }
    (ledger, failed)
}

fn read_stored(ledger: &mut Ledger, part: PartId, bytes: &[u8]) -> Result<(), DecodeError> {
    let text = std::str::from_utf8(bytes).map_err(|_| DecodeError::at(DecodeKind::Encoding("?"), ""))?;
    let mut read = Ledger::new(ledger.id());
    if quick::part(&mut read, text) && read.seen.contains_key(&part) {
        let is_meta = |record: &AnyRecord| matches!(record, AnyRecord::Meta(_));
        let is_plan = part == PartId::Plan;
        let is_double = |record: &dyn Record| {
            record.kind() != Kind::Meta
                && ledger.record(RecordId::new(record.kind(), record.uuid())).is_some()
        };
        if !read.records().any(is_double) {
            ledger.seen.append(&mut read.seen);
            read.into_records().filter(|r| is_plan || !is_meta(r)).for_each(|r| ledger.put(r));
            return Ok(());
        }
    }
    scan(text)?;
    let wire: PartV1 = parse(text)?;
    if wire.part != part.name() {
        return Err(DecodeError::at(DecodeKind::Expected("part"), "part"));
    }
    put_part(ledger, &wire)
}

/// Puts a part into a ledger: all of it, or nothing.
pub(super) fn put_part(ledger: &mut Ledger, wire: &PartV1) -> Result<(), DecodeError> {
    let part = PartId::parse(&wire.part)
        .filter(|part| part.name() == wire.part)
        .ok_or_else(|| DecodeError::at(DecodeKind::Expected("part"), "part"))?;
    let (unit, is_plan) = match part {
        PartId::Plan => (None, true),
        PartId::Unit(unit) => (Some(unit), false),
    };
    let lists: [(&str, Kind, &[RecordV1]); 10] = [
        ("ledger", Kind::Meta, wire.ledger.as_slice()),
        ("units", Kind::Unit, &wire.units),
        ("themes", Kind::Theme, &wire.themes),
        ("targets", Kind::Target, &wire.targets),
        ("tasks", Kind::Task, &wire.tasks),
        ("milestones", Kind::Milestone, &wire.milestones),
        ("reports", Kind::Report, &wire.reports),
        ("actuals", Kind::Actual, &wire.actuals),
        ("blockers", Kind::Blocker, &wire.blockers),
        ("task_forces", Kind::Force, &wire.task_forces),
    ];
    let mut records: Vec<AnyRecord> = Vec::new();
    let mut ids: BTreeSet<RecordId> = BTreeSet::new();
    for (name, kind, list) in lists {
        if !list.is_empty() && kind.in_plan() != is_plan {
            return Err(DecodeError::at(DecodeKind::Unknown(name.to_owned()), name));
        }
        for (place, wire) in list.iter().enumerate() {
            let at = if kind == Kind::Meta { name.to_owned() } else { format!("{name}[{place}]") };
            let record = from_wire(kind, unit, wire).map_err(|e| e.under(&at))?;
            let id = record.record_id();
            let is_other_ledger = kind == Kind::Meta && id.id != ledger.id().0;
            let is_double = kind != Kind::Meta && ledger.record(id).is_some();
            if is_other_ledger {
                return Err(DecodeError::at(DecodeKind::Expected("ledger"), format!("{at}.id")));
            }
            if is_double || !ids.insert(id) {
                return Err(DecodeError::at(DecodeKind::DuplicateRecord(wire.id.clone()), at));
            }
            records.push(record);
        }
    }
    let seen = seen_from_wire(&wire.seen)?;
    for record in records {
        ledger.put(record);
    }
    ledger.seen.insert(part, seen);
    Ok(())
}

/// Parses JSON and says where it failed.
pub(super) fn parse<'a, T: serde::Deserialize<'a>>(text: &'a str) -> Result<T, DecodeError> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let parsed = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        located(&error.into_inner(), if path == "." { String::new() } else { path })
    })?;
    reader.end().map_err(|error| located(&error, String::new()))?;
    Ok(parsed)
}

fn located(error: &serde_json::Error, path: String) -> DecodeError {
    use serde_json::error::Category;
    let text = error.to_string();
    let named = |before: &str| {
        let rest = text.split_once(before)?.1;
        rest.split_once('`').map(|(name, _)| name.to_owned())
    };
    let kind = match error.classify() {
        Category::Eof => DecodeKind::CutOff,
        Category::Syntax | Category::Io => DecodeKind::Syntax,
        Category::Data => named("missing field `")
            .map(DecodeKind::Missing)
            .or_else(|| named("unknown field `").map(DecodeKind::Unknown))
            .unwrap_or(DecodeKind::Expected(expected(&text))),
    };
    DecodeError { kind, path, line: error.line(), column: error.column() }
}

fn expected(text: &str) -> &'static str {
    let wanted = text.split_once("expected ").map_or("", |(_, rest)| rest);
    if wanted.starts_with("u64") || wanted.starts_with("i64") {
        "integer"
    } else if wanted.starts_with("a string") {
        "text"
    } else if wanted.starts_with("a sequence") {
        "list"
    } else if wanted.starts_with("struct") || wanted.starts_with("a map") {
        "object"
    } else {
        "value"
    }
}

/// An id in the envelope.
pub(super) fn read_ledger_id(text: &str) -> Result<LedgerId, DecodeError> {
    shape::read_id(text).map(LedgerId).ok_or_else(|| DecodeError::at(DecodeKind::Expected("id"), "ledger"))
}
