//! Two copies of a ledger become one: by field, by stamp, without loss (`X2`).
//!
//! Merging is a union of everything ever written, so it is commutative, associative and
//! idempotent; tests hold it to that. The preview shows the very value that is then applied.

use super::change::{Change, Edit};
use super::field::Field;
use super::id::LedgerId;
use super::kind::{AnyRecord, RecordId};
use super::ledger::Ledger;
use super::record::{Record, absorb};
use super::stamp::Stamp;
use super::value::Value;

/// What taking another copy over would do.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Merge {
    /// The change itself; applied as it stands.
    pub change: Change,
    /// One row for each record that would look different.
    pub rows: Vec<Row>,
    /// Records that are the same on both sides.
    pub unchanged: usize,
    /// Whether the other copy holds nothing that is not here, and lacks something that is.
    pub is_older: bool,
    /// How far, in milliseconds, the copy's newest entry lies after now; 0 when it does not.
    pub ahead: i64,
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
    /// What the file says.
    pub theirs: (Value, Stamp),
    /// Whether the file's value stands.
    pub theirs_wins: bool,
}

/// Why two ledgers are not compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unmergeable {
    /// The other is another ledger.
    OtherLedger(LedgerId),
}

/// Says what taking `theirs` over would do to `ours`. `now` in milliseconds since 1970.
pub fn compare(ours: &Ledger, theirs: &Ledger, now: i64) -> Result<Merge, Unmergeable> {
    if ours.id() != theirs.id() {
        return Err(Unmergeable::OtherLedger(theirs.id()));
    }
    let mut merge = Merge::default();
    let mut newest = i64::MIN;
    for record in theirs.records() {
        newest = newest.max(record.last_stamp().at);
        let id = RecordId::new(record.kind(), record.uuid());
        let Some(other) = theirs.copy(id) else { continue };
        compare_record(ours, theirs, other, &mut merge);
    }
    for (part, seen) in &theirs.seen {
        let before = ours.seen.get(part).cloned().unwrap_or_default();
        let mut after = before.clone();
        after.join(seen);
        if after != before {
            merge.change.seen.insert(*part, (before, after));
        }
    }
    merge.is_older = merge.change.is_empty()
        && theirs.seen.iter().any(|(part, seen)| ours.seen.get(part).is_some_and(|own| !seen.includes(own)));
    merge.ahead = newest.saturating_sub(now).max(0);
    Ok(merge)
}

fn compare_record(ours: &Ledger, theirs: &Ledger, other: AnyRecord, merge: &mut Merge) {
    let id = other.record_id();
    let Some(own) = ours.copy(id) else {
        if other.as_dyn().is_alive() {
            let fields = changed_fields(None, other.as_dyn());
            merge.rows.push(Row { record: id, effect: Effect::Added, fields, conflicts: Vec::new() });
        }
        merge.change.edits.push(Edit { before: None, after: other });
        return;
    };
    let mut merged = own.clone();
    absorb(merged.as_dyn_mut(), other.as_dyn());
    if merged == own {
        merge.unchanged += 1;
        return;
    }
    let fields = changed_fields(Some(own.as_dyn()), merged.as_dyn());
    let part = own.part();
    let conflicts = conflicts(
        own.as_dyn(),
        other.as_dyn(),
        |stamp| ours.seen.get(&part).is_some_and(|seen| seen.covers(stamp)),
        |stamp| theirs.seen.get(&part).is_some_and(|seen| seen.covers(stamp)),
    );
    let effect = match (own.as_dyn().is_alive(), merged.as_dyn().is_alive()) {
        (true, false) => Effect::Deleted,
        (false, true) => Effect::Revived,
        _ => Effect::Changed,
    };
    if effect == Effect::Changed && fields.is_empty() && conflicts.is_empty() {
        // Only history or marks came in: nothing a person would see.
        merge.unchanged += 1;
    } else {
        merge.rows.push(Row { record: id, effect, fields, conflicts });
    }
    merge.change.edits.push(Edit { before: Some(own), after: merged });
}

fn changed_fields(before: Option<&dyn Record>, after: &dyn Record) -> Vec<FieldRow> {
    let rows = after.fields().iter().map(|field| {
        let (to, stamp) = after.read(*field);
        let from = before.map_or(Value::Unset, |b| b.read(*field).0);
        FieldRow { field: *field, from, to, stamp }
    });
    rows.filter(|row| row.from != row.to).collect()
}

fn conflicts(
    ours: &dyn Record,
    theirs: &dyn Record,
    seen_here: impl Fn(Stamp) -> bool,
    seen_there: impl Fn(Stamp) -> bool,
) -> Vec<Conflict> {
    let fields = ours.fields().iter().filter_map(|field| {
        let (own, other) = (ours.read(*field), theirs.read(*field));
        let apart = own.1.is_set()
            && other.1.is_set()
            && own.0 != other.0
            && !seen_here(other.1)
            && !seen_there(own.1);
        apart.then(|| Conflict { field: *field, theirs_wins: other.1 > own.1, ours: own, theirs: other })
    });
    fields.collect()
}
