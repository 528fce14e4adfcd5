//! Conflicts decided by a person, and those left for later (`X2`).
//!
//! A decision is a write of its own above both sides: what is overruled stays in the history, and
//! whoever gets the decision by file sees no conflict any more. Whether a present value overruled
//! another unseen cannot be told from the stamps alone, so undecided conflicts are kept in a list
//! beside the ledger; [`open`] drops from it what was decided anywhere since.

use super::change::{Change, Edit};
use super::command::Context;
use super::field::Field;
use super::kind::{AnyRecord, RecordId};
use super::ledger::Ledger;
use super::merge::Conflict;
use super::rule::{self, Reason, Refusal, refuse};
use super::stamp::{MAX_COUNTER, Seen, Stamp};
use super::value::Value;
use std::collections::BTreeMap;

/// Which value of a conflict stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Pick {
    /// What is said here.
    Ours,
    /// What the file says; of several files' conflicts on a field, the last one's.
    Theirs,
    /// Another value.
    Other(Value),
}

/// What becomes of a record that one side deleted and the other edited.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// It stays.
    Keep,
    /// It goes, though it was edited.
    Delete,
}

/// What a person decided in the preview. What is not decided stands by the rule: the greater
/// stamp, and an edit before a deletion.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Decisions {
    /// Fields in conflict.
    pub fields: BTreeMap<(RecordId, Field), Pick>,
    /// Contested records.
    pub records: BTreeMap<RecordId, Fate>,
}

/// Lays decisions over a file's change, whose edits are sorted by record. When they are refused, the
/// change is as it was.
pub fn settle(
    ours: &Ledger,
    change: &mut Change,
    conflicts: &BTreeMap<RecordId, Vec<Conflict>>,
    decisions: &Decisions,
    context: Context,
) -> Result<(), Refusal> {
    let decided = decided(ours, change, conflicts, decisions, context)?;
    lay_over(change, decided);
    Ok(())
}

/// What the decisions alone make of a file's change.
fn decided(
    ours: &Ledger,
    change: &Change,
    conflicts: &BTreeMap<RecordId, Vec<Conflict>>,
    decisions: &Decisions,
    context: Context,
) -> Result<Change, Refusal> {
    let mut done = Change::default();
    let stamp = next(ours, change, context)?;
    for (id, fate) in &decisions.records {
        with(ours, change, &mut done, *id, stamp, |record| match (fate, record.as_dyn().is_alive()) {
            (Fate::Delete, true) => {
                record.as_dyn_mut().delete(stamp);
                Ok(())
            }
            (Fate::Keep, false) => super::command::touch(record, stamp),
            _ => Ok(()),
        })?;
    }
    for ((id, field), pick) in &decisions.fields {
        let found = conflicts.get(id).and_then(|all| all.iter().rfind(|c| c.field == *field));
        let Some(conflict) = found else { continue };
        let value = match pick {
            Pick::Ours => &conflict.ours.0,
            Pick::Theirs => &conflict.theirs.0,
            Pick::Other(value) => value,
        };
        with(ours, change, &mut done, *id, stamp, |record| write(record, *field, value, stamp))?;
    }
    Ok(done)
}

/// Puts what was decided in place of what the file says.
fn lay_over(change: &mut Change, decided: Change) {
    for edit in decided.edits {
        match place_of(change, edit.after.record_id()) {
            Ok(place) => {
                if let Some(there) = change.edits.get_mut(place) {
                    *there = edit;
                }
            }
            Err(place) => change.edits.insert(place, edit),
        }
    }
    change.seen.extend(decided.seen);
}

fn place_of(change: &Change, id: RecordId) -> Result<usize, usize> {
    change.edits.binary_search_by_key(&id, |edit| edit.after.record_id())
}

/// Decides conflicts later: each value is written anew, also one that stands already.
pub fn decide(
    ledger: &Ledger,
    values: &[(RecordId, Field, Value)],
    context: Context,
) -> Result<Change, Refusal> {
    let mut change = Change::default();
    let stamp = next(ledger, &change, context)?;
    for (id, field, value) in values {
        let nothing = Change::default();
        with(ledger, &nothing, &mut change, *id, stamp, |record| write(record, *field, value, stamp))?;
    }
    for edit in &change.edits {
        rule::check(ledger, &edit.after, context.today)?;
    }
    Ok(change)
}

/// A stamp above everything here and everything that comes in.
fn next(ours: &Ledger, change: &Change, context: Context) -> Result<Stamp, Refusal> {
    let coming = change.seen.values().map(|(_, after)| after.top()).max().unwrap_or(0);
    let counter = ours.clock().max(coming) + 1;
    if counter > MAX_COUNTER {
        return Err(Refusal { record: None, field: None, reason: Reason::CounterUsedUp });
    }
    Ok(Stamp { counter, device: context.device, at: context.now })
}

/// Goes on with a record as it was decided so far, as the file makes it, or as it is here: the
/// file's side may have lost everywhere on it.
fn with(
    ours: &Ledger,
    change: &Change,
    done: &mut Change,
    id: RecordId,
    stamp: Stamp,
    act: impl FnOnce(&mut AnyRecord) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let missing = || Refusal { record: Some(id), field: None, reason: Reason::NotFound };
    let place = match done.edits.iter().position(|edit| edit.after.record_id() == id) {
        Some(place) => place,
        None => {
            let coming = place_of(change, id).ok().and_then(|place| change.edits.get(place)).cloned();
            let own = || ours.copy(id).map(|own| Edit { before: Some(own.clone()), after: own });
            done.edits.push(coming.or_else(own).ok_or_else(missing)?);
            done.edits.len() - 1
        }
    };
    let edit = done.edits.get_mut(place).ok_or_else(missing)?;
    act(&mut edit.after)?;
    let part = edit.after.part();
    let (_, after) = done.seen.entry(part).or_insert_with(|| {
        let here = || {
            let before: Seen = ours.seen.get(&part).cloned().unwrap_or_default();
            (before.clone(), before)
        };
        change.seen.get(&part).cloned().unwrap_or_else(here)
    });
    after.note(stamp);
    Ok(())
}

fn write(record: &mut AnyRecord, field: Field, value: &Value, stamp: Stamp) -> Result<(), Refusal> {
    if record.as_dyn().kind().is_append_only() {
        return Err(refuse(record, field, Reason::AppendOnly));
    }
    rule::check_value(field, value).map_err(|reason| refuse(record, field, reason))?;
    let outcome = record.as_dyn_mut().write(field, value, stamp);
    outcome.map_err(|_| refuse(record, field, Reason::WrongType))
}

/// A conflict that nobody has decided yet, as a device keeps it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unsettled {
    /// Which record.
    pub record: RecordId,
    /// Which field.
    pub field: Field,
    /// The write that stands for now.
    pub stands: Stamp,
    /// The write that gave way.
    pub overruled: Stamp,
    /// The file that brought it.
    pub file: String,
}

/// The conflicts a person left open. `name` says a file's name by its place in the step.
pub fn unsettled(
    conflicts: &BTreeMap<RecordId, Vec<Conflict>>,
    decisions: &Decisions,
    name: impl Fn(usize) -> String,
) -> Vec<Unsettled> {
    let open = |id: &RecordId, conflict: &Conflict| {
        if decisions.fields.contains_key(&(*id, conflict.field)) {
            return None;
        }
        let (stands, overruled) = if conflict.theirs_wins {
            (conflict.theirs.1, conflict.ours.1)
        } else {
            (conflict.ours.1, conflict.theirs.1)
        };
        let file = name(conflict.theirs_file);
        Some(Unsettled { record: *id, field: conflict.field, stands, overruled, file })
    };
    conflicts.iter().flat_map(|(id, all)| all.iter().filter_map(move |conflict| open(id, conflict))).collect()
}

/// An undecided conflict with both values, for the screen.
#[derive(Clone, PartialEq, Debug)]
pub struct Open {
    /// Which record.
    pub record: RecordId,
    /// Which field.
    pub field: Field,
    /// What stands for now, and who wrote it.
    pub stands: (Value, Stamp),
    /// What gave way, and who wrote it.
    pub overruled: (Value, Stamp),
    /// The file that brought it.
    pub file: String,
}

/// Those of a list that are still undecided: the same write stands, the record is there, and what
/// gave way is still in its history (an import taken back takes its conflicts along).
pub fn open(ledger: &Ledger, list: &[Unsettled]) -> Vec<Open> {
    let still = |entry: &Unsettled| {
        let record = ledger.record(entry.record).filter(|record| record.is_alive())?;
        let stands = record.read(entry.field);
        let name = entry.field.name();
        let past = &record.common().history;
        let overruled = past.iter().find(|past| past.field == name && past.stamp == entry.overruled)?;
        (stands.1 == entry.stands).then(|| Open {
            record: entry.record,
            field: entry.field,
            stands,
            overruled: (overruled.value.clone(), overruled.stamp),
            file: entry.file.clone(),
        })
    };
    list.iter().filter_map(still).collect()
}
