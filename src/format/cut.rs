//! What a snapshot takes in: everything, a unit's part, the plan, a slice for a unit (`X1`, `X2`).

use super::base::Base;
use super::part::{Shelves, part_of};
use super::snapshot::{Scope, SnapshotInfo, encode_parts, file_name, hash_of};
use super::wire::PartV1;
use crate::model::field::Field;
use crate::model::id::{PartId, UnitId};
use crate::model::kind::{Kind, RecordId};
use crate::model::ledger::Ledger;
use crate::model::record::Record;
use crate::model::tree;
use crate::model::value::Value;
use chrono::NaiveDateTime;
use std::collections::BTreeSet;

/// The parts a scope takes in, in order.
pub(super) fn parts_in(ledger: &Ledger, shelves: &Shelves, scope: Scope) -> Vec<PartV1> {
    let part =
        |part: PartId, wanted: &dyn Fn(&dyn Record) -> bool| part_of(ledger, part, shelves.of(part), wanted);
    let with_plan = |units: &dyn Fn(UnitId) -> bool, wanted: &dyn Fn(&dyn Record) -> bool| {
        let chosen = shelves.units().filter(|unit| units(*unit)).map(PartId::Unit);
        std::iter::once(part(PartId::Plan, &|_| true)).chain(chosen.map(|p| part(p, wanted))).collect()
    };
    match scope {
        Scope::Whole => with_plan(&|_| true, &|_| true),
        Scope::Unit(top) => {
            let above: BTreeSet<UnitId> = above(ledger, top).into_iter().collect();
            let is_below = |unit: UnitId| tree::is_under(ledger, unit, top);
            let in_tree = |record: &dyn Record| {
                let unit = UnitId(record.uuid());
                record.kind() != Kind::Unit || above.contains(&unit) || is_below(unit)
            };
            let own = shelves.units().filter(|unit| is_below(*unit)).map(PartId::Unit);
            let parts = own.map(|p| part(p, &|_| true));
            std::iter::once(part(PartId::Plan, &in_tree)).chain(parts).collect()
        }
        Scope::Plan => {
            let roots = tree::roots(ledger);
            with_plan(&|unit| roots.contains(&unit), &|r| !r.kind().is_append_only())
        }
        Scope::Slice(top) => slice(ledger, shelves, top),
    }
}

/// A unit's slice: the framework, the units above and below it, its own targets and tasks and all
/// on them, and of the units above what its own are parts of. Sister units stay out.
fn slice(ledger: &Ledger, shelves: &Shelves, top: UnitId) -> Vec<PartV1> {
    let above: BTreeSet<UnitId> = above(ledger, top).into_iter().collect();
    let is_below = |unit: UnitId| tree::is_under(ledger, unit, top);
    let mut units: BTreeSet<UnitId> = shelves.units().filter(|unit| is_below(*unit)).collect();
    let mut wholes: BTreeSet<RecordId> = BTreeSet::new();
    let own = units.iter().flat_map(|unit| shelves.of(PartId::Unit(*unit))).copied();
    let mut next: Vec<RecordId> = own.flat_map(parents).collect();
    while let Some(id) = next.pop() {
        let Some(record) = ledger.record(id) else { continue };
        let unit = record.common().unit.filter(|unit| above.contains(unit));
        if let Some(unit) = unit.filter(|_| wholes.insert(id)) {
            units.insert(unit);
            next.extend(parents(record));
        }
    }
    let in_tree = |record: &dyn Record| {
        let unit = UnitId(record.uuid());
        record.kind() != Kind::Unit || above.contains(&unit) || is_below(unit)
    };
    let plan = part_of(ledger, PartId::Plan, shelves.of(PartId::Plan), &in_tree);
    let parts = units.into_iter().map(|unit| {
        let is_above = above.contains(&unit);
        let wanted = |r: &dyn Record| !is_above || wholes.contains(&RecordId::new(r.kind(), r.uuid()));
        part_of(ledger, PartId::Unit(unit), shelves.of(PartId::Unit(unit)), &wanted)
    });
    std::iter::once(plan).chain(parts).collect()
}

/// What a target or task is a part of, or hangs on.
fn parents(record: &dyn Record) -> Vec<RecordId> {
    let refers = match record.kind() {
        Kind::Target => [Some((Field::Parent, Kind::Target)), None],
        Kind::Task => [Some((Field::Parent, Kind::Task)), Some((Field::Target, Kind::Target))],
        _ => [None, None],
    };
    let named = refers.into_iter().flatten().filter_map(|(field, kind)| match record.read(field).0 {
        Value::Id(id) => Some(RecordId { kind, id }),
        _ => None,
    });
    named.collect()
}

/// The units above one, the nearest first.
fn above(ledger: &Ledger, unit: UnitId) -> Vec<UnitId> {
    let parent = |id: UnitId| ledger.units.get(&id).and_then(|u| *u.parent.get());
    let mut chain: Vec<UnitId> = Vec::new();
    let mut next = parent(unit);
    while let Some(id) = next.filter(|id| *id != unit && !chain.contains(id)) {
        chain.push(id);
        next = parent(id);
    }
    chain
}

/// Slices for many units, each as a file with its own name, all cut from the same moment. `at` is
/// the local time for the names. One file for one unit; several go into one [`super::bundle::pack`].
pub fn slices(
    ledger: &Ledger,
    units: &[UnitId],
    info: &SnapshotInfo,
    at: NaiveDateTime,
) -> Vec<(String, Vec<u8>)> {
    let shelves = Shelves::new(ledger);
    let hash = hash_of(ledger);
    let mut names = BTreeSet::new();
    let mut cut = |unit: &UnitId| {
        let scope = Scope::Slice(*unit);
        let base = base_of(ledger, &hash, *unit, info.exported_at);
        let info = SnapshotInfo { base: Some(base), check: None, ..info.clone() };
        let bytes = encode_parts(ledger, scope, &info, &parts_in(ledger, &shelves, scope));
        (unique(&mut names, file_name(ledger, scope, at, false)), bytes)
    };
    units.iter().map(&mut cut).collect()
}

/// The base a slice is cut from: the whole ledger's hash, and what had been seen of the parts that
/// concern the unit.
pub(super) fn base_of(ledger: &Ledger, hash: &str, unit: UnitId, at: i64) -> Base {
    let concerns = |part: &PartId| match part {
        PartId::Plan => true,
        PartId::Unit(id) => tree::is_under(ledger, *id, unit),
    };
    let seen = ledger.seen.iter().filter(|(part, _)| concerns(part));
    Base { hash: hash.to_owned(), at, seen: seen.map(|(part, seen)| (*part, seen.clone())).collect() }
}

/// A name that is not taken yet: units may have the same name, and some systems do not tell
/// upper from lower case.
pub(super) fn unique(taken: &mut BTreeSet<String>, name: String) -> String {
    if taken.insert(name.to_lowercase()) {
        return name;
    }
    let (stem, extension) = name.split_once('.').unwrap_or((&name, ""));
    let numbered = (2u64..).map(|n| format!("{stem}_{n}.{extension}"));
    // The numbers never run out before the units do.
    numbered.into_iter().find(|name| taken.insert(name.to_lowercase())).unwrap_or_default()
}
