//! Two copies of a ledger become one: by field, by stamp, without loss (`X2`).
//!
//! Merging is a union of everything ever written, so it is commutative, associative and
//! idempotent; tests hold it to that. The preview shows the very value that is then applied.

use super::change::{Change, Edit};
use super::field::Field;
use super::fold::{Adding, Combined, FileEffect, Fold};
use super::id::{LedgerId, PartId, UnitId};
use super::kind::RecordId;
use super::ledger::Ledger;
use super::record::Record;
use super::stamp::{Device, Seen, Stamp};
use super::standing::{ApartReason, Standing};
use super::value::Value;
use std::collections::{BTreeMap, BTreeSet};

/// No real ledger's counter moves on by more between two files: a larger leap would use the
/// counter up for everyone who takes it over.
pub const MAX_LEAP: u64 = 1 << 32;

/// What taking another copy over would do.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Merge {
    /// The change itself; applied as it stands, or after [`super::settle::settle`].
    pub change: Change,
    /// One row for each record that would look different.
    pub rows: Vec<Row>,
    /// What the file changes outside its standing. Left out of the change unless taken.
    pub set_apart: Vec<Apart>,
    /// Records that are the same on both sides.
    pub unchanged: usize,
    /// Whether the other copy holds nothing that is not here, and lacks something that is.
    pub is_older: bool,
    /// How far, in milliseconds, the copy's newest entry lies after now; 0 when it does not.
    pub ahead: i64,
    /// Writers that turn out to be two devices under one id. When one of them
    /// [is of this browser](Device::is_same_browser), it has to take a new id.
    pub forked: BTreeSet<Device>,
}

impl Merge {
    /// All conflicts, by record.
    pub fn conflicts(&self) -> BTreeMap<RecordId, Vec<Conflict>> {
        let rows = self.rows.iter().filter(|row| !row.conflicts.is_empty());
        rows.map(|row| (row.record, row.conflicts.clone())).collect()
    }
}

/// What happens to one record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
    /// It is new here.
    Added,
    /// Fields change.
    Changed,
    /// It is deleted.
    Deleted,
    /// It had been deleted here and comes back.
    Revived,
}

/// One record in the preview.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// Which record.
    pub record: RecordId,
    /// What happens to it.
    pub effect: Effect,
    /// The fields that change.
    pub fields: Vec<FieldRow>,
    /// Fields changed on both sides apart from each other.
    pub conflicts: Vec<Conflict>,
    /// Whether one side deleted it while the other edited it; the edit stands.
    pub contested: bool,
}

/// One field in the preview.
#[derive(Clone, PartialEq, Debug)]
pub struct FieldRow {
    /// Which field.
    pub field: Field,
    /// As it is here.
    pub from: Value,
    /// As it becomes.
    pub to: Value,
    /// Who wrote it.
    pub stamp: Stamp,
}

/// A field that two people changed without seeing each other's change. The greater stamp
/// stands; the other stays in the history.
#[derive(Clone, PartialEq, Debug)]
pub struct Conflict {
    /// Which field.
    pub field: Field,
    /// What is said here.
    pub ours: (Value, Stamp),
    /// The file that says it, where it came with another file of the same step.
    pub ours_file: Option<usize>,
    /// What the file says.
    pub theirs: (Value, Stamp),
    /// Which file, counted from 0 in the step.
    pub theirs_file: usize,
    /// Whether the file's value stands.
    pub theirs_wins: bool,
}

/// What a file changes outside its standing.
#[derive(Clone, PartialEq, Debug)]
pub struct Apart {
    /// Which record.
    pub record: RecordId,
    /// The unit it belongs to; `None` for the plan.
    pub unit: Option<UnitId>,
    /// Which file, counted from 0 in the step.
    pub file: usize,
    /// What would happen to it.
    pub effect: Effect,
    /// The fields that would change; may be empty for a deletion.
    pub fields: Vec<FieldRow>,
    /// Why it is set apart.
    pub reason: ApartReason,
    /// Whether a person took it all the same.
    pub taken: bool,
}

/// Why two ledgers are not compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unmergeable {
    /// The other is another ledger.
    OtherLedger(LedgerId),
    /// The other is of another year: a copy taken over into a new year.
    OtherYear {
        /// The year here.
        ours: i64,
        /// The year there.
        theirs: i64,
    },
    /// Its counter leaps so far ahead that it cannot have been counted.
    Leap {
        /// The highest counter in it.
        counter: u64,
    },
}

/// Says what taking all of `theirs` over would do to `ours`: two tabs, two copies of one person.
/// `now` in milliseconds since 1970.
pub fn compare(ours: &Ledger, theirs: &Ledger, now: i64) -> Result<Merge, Unmergeable> {
    if ours.id() != theirs.id() {
        return Err(Unmergeable::OtherLedger(theirs.id()));
    }
    Ok(one(ours, theirs, Standing::All, &BTreeSet::new(), now))
}

/// Says what taking a file over would do to `ours`: what the file has no standing for is set
/// apart, but for the records in `taken`. `now` in milliseconds since 1970.
pub fn examine(
    ours: &Ledger,
    theirs: &Ledger,
    standing: Standing,
    taken: &BTreeSet<RecordId>,
    now: i64,
) -> Result<Merge, Unmergeable> {
    admit(ours, theirs)?;
    Ok(one(ours, theirs, standing, taken, now))
}

/// [`examine`] in pieces, with nothing taken of what is set apart. Every call gets the same,
/// unchanged ledger.
pub struct Examination {
    fold: Fold,
    adding: Adding,
}

impl Examination {
    /// Begins with a file that passed [`admit`].
    pub fn new(ours: &Ledger, theirs: Ledger, standing: Standing, now: i64) -> Self {
        let mut fold = Fold::for_one(ours, &theirs, now);
        let adding = fold.begin(ours, theirs, standing);
        Self { fold, adding }
    }

    /// Goes on with so many records at most; whether there may be others left.
    pub fn step(&mut self, ours: &Ledger, records: usize) -> bool {
        self.fold.step(ours, &mut self.adding, records)
    }

    /// What taking the file over would do, when [`Examination::step`] has nothing more to do.
    pub fn finish(mut self, ours: &Ledger) -> Merge {
        let file = self.fold.end(ours, self.adding);
        merge_of(file, self.fold.finish(ours, &BTreeSet::new()))
    }
}

/// Whether a file may be compared at all.
pub fn admit(ours: &Ledger, theirs: &Ledger) -> Result<(), Unmergeable> {
    if ours.id() != theirs.id() {
        return Err(Unmergeable::OtherLedger(theirs.id()));
    }
    if let (Some(ours), Some(theirs)) = (*ours.meta.year.get(), *theirs.meta.year.get())
        && ours != theirs
    {
        return Err(Unmergeable::OtherYear { ours, theirs });
    }
    let counter = theirs.clock();
    if counter > ours.clock().saturating_add(MAX_LEAP) {
        return Err(Unmergeable::Leap { counter });
    }
    Ok(())
}

fn one(ours: &Ledger, theirs: &Ledger, standing: Standing, taken: &BTreeSet<RecordId>, now: i64) -> Merge {
    let mut fold = Fold::for_one(ours, theirs, now);
    let file = fold.add(ours, theirs.clone(), standing);
    merge_of(file, fold.finish(ours, taken))
}

fn merge_of(file: FileEffect, combined: Combined) -> Merge {
    let Combined { change, conflicts, set_apart, contested, forked, .. } = combined;
    let rows = rows(&change, &conflicts, &contested).collect();
    Merge {
        rows,
        unchanged: file.unchanged,
        is_older: file.is_older && change.is_empty() && set_apart.is_empty(),
        ahead: file.ahead,
        change,
        set_apart,
        forked,
    }
}

/// The preview's rows of a change, one by one: a city's need not be held all at once.
pub fn rows<'a>(
    change: &'a Change,
    conflicts: &'a BTreeMap<RecordId, Vec<Conflict>>,
    contested: &'a BTreeSet<RecordId>,
) -> impl Iterator<Item = Row> + 'a {
    change.edits.iter().filter_map(|edit| {
        let record = edit.after.record_id();
        let conflicts = conflicts.get(&record).cloned().unwrap_or_default();
        let contested = contested.contains(&record);
        let effect = effect(edit)?;
        let before = edit.before.as_ref().map(|record| record.as_dyn());
        let fields = changed_fields(before, edit.after.as_dyn());
        // Only history or marks came in: nothing a person would see.
        let is_silent = effect == Effect::Changed && fields.is_empty() && conflicts.is_empty() && !contested;
        (!is_silent).then_some(Row { record, effect, fields, conflicts, contested })
    })
}

/// What an edit does to its record; `None` for one that comes in deleted.
pub(super) fn effect(edit: &Edit) -> Option<Effect> {
    let after = edit.after.as_dyn().is_alive();
    match edit.before.as_ref().map(|before| before.as_dyn().is_alive()) {
        None => after.then_some(Effect::Added),
        Some(before) => Some(change_of(before, after)),
    }
}

pub(super) fn change_of(was_alive: bool, is_alive: bool) -> Effect {
    match (was_alive, is_alive) {
        (true, false) => Effect::Deleted,
        (false, true) => Effect::Revived,
        _ => Effect::Changed,
    }
}

/// Whether a person would see a difference in any field.
pub(super) fn looks_different(before: &dyn Record, after: &dyn Record) -> bool {
    before.fields().iter().any(|field| {
        before.stamp(*field) != after.stamp(*field) && before.read(*field).0 != after.read(*field).0
    })
}

pub(super) fn changed_fields(before: Option<&dyn Record>, after: &dyn Record) -> Vec<FieldRow> {
    let rows = after.fields().iter().map(|field| {
        let (to, stamp) = after.read(*field);
        let from = before.map_or(Value::Unset, |b| b.read(*field).0);
        FieldRow { field: *field, from, to, stamp }
    });
    rows.filter(|row| row.from != row.to).collect()
}

/// What was changed since a moment: records with anything that moment's vectors do not cover.
pub fn changed_since(ledger: &Ledger, seen: &BTreeMap<PartId, Seen>) -> Vec<RecordId> {
    let nothing = Seen::default();
    let is_new = |record: &&dyn Record| {
        let part = record.common().unit.map_or(PartId::Plan, PartId::Unit);
        let seen = seen.get(&part).unwrap_or(&nothing);
        let mut new = false;
        record.each_stamp(&mut |stamp| new |= !seen.covers(stamp));
        new
    };
    ledger.records().filter(is_new).map(|r| RecordId::new(r.kind(), r.uuid())).collect()
}
