//! Every edit is a command: checked against the ledger, then turned into a stamped change.

use super::change::{Change, Edit};
use super::field::Field;
use super::id::UnitId;
use super::kind::{AnyRecord, RecordId};
use super::ledger::Ledger;
use super::rule::{self, Reason, Refusal, refuse};
use super::stamp::{Device, MAX_COUNTER, Stamp};
use super::value::Value;
use chrono::NaiveDate;

/// What a person asks for.
#[derive(Clone, PartialEq, Debug)]
pub enum Command {
    /// A new record with these fields; `unit` for records of a unit's part.
    Create {
        /// Kind and new id.
        record: RecordId,
        /// The unit it belongs to; `None` for the plan's kinds.
        unit: Option<UnitId>,
        /// The fields that are set.
        fields: Vec<(Field, Value)>,
    },
    /// New values for fields of a record; fields that stay the same are skipped.
    Set {
        /// Which record.
        record: RecordId,
        /// The new values.
        fields: Vec<(Field, Value)>,
    },
    /// Marks a record deleted; it can be restored.
    Delete(RecordId),
    /// Brings a deleted record back.
    Restore(RecordId),
}

/// Who edits, and when.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Context {
    /// The writer.
    pub device: Device,
    /// Milliseconds since 1970.
    pub now: i64,
    /// Today as a civil date.
    pub today: NaiveDate,
}

/// Runs commands as one step: all of them, or none and a refusal.
pub fn run(ledger: &Ledger, commands: &[Command], context: Context) -> Result<Change, Refusal> {
    let counter = ledger.clock() + 1;
    if counter > MAX_COUNTER {
        return Err(Refusal { record: None, field: None, reason: Reason::CounterUsedUp });
    }
    let stamp = Stamp { counter, device: context.device, at: context.now };
    // Later commands see what earlier ones did.
    let mut scratch = Scratch { ledger: std::borrow::Cow::Borrowed(ledger), many: commands.len() > 1 };
    let mut change = Change::default();
    for command in commands {
        let Some(edit) = scratch.step(command, stamp, context.today)? else { continue };
        scratch.keep(&edit);
        match change
            .edits
            .iter_mut()
            .find(|e| commands.len() < 64 && e.after.record_id() == edit.after.record_id())
        {
            Some(same) => same.after = edit.after,
            None => change.edits.push(edit),
        }
    }
    for edit in &change.edits {
        let part = edit.after.part();
        let (_, after) = change.seen.entry(part).or_insert_with(|| {
            let before = ledger.seen.get(&part).cloned().unwrap_or_default();
            (before.clone(), before)
        });
        after.note(stamp);
    }
    Ok(change)
}

struct Scratch<'a> {
    ledger: std::borrow::Cow<'a, Ledger>,
    many: bool,
}

impl Scratch<'_> {
    fn keep(&mut self, edit: &Edit) {
        // A single command is never followed by another: spare the copy of the ledger.
        if self.many {
            self.ledger.to_mut().put(edit.after.clone());
        }
    }

    fn step(&self, command: &Command, stamp: Stamp, today: NaiveDate) -> Result<Option<Edit>, Refusal> {
        let ledger = self.ledger.as_ref();
        let found = |id: RecordId| {
            ledger.copy(id).ok_or(Refusal { record: Some(id), field: None, reason: Reason::NotFound })
        };
        match command {
            Command::Create { record, unit, fields } => {
                if ledger.record(*record).is_some_and(|r| r.last_stamp().is_set()) {
                    return Err(Refusal { record: Some(*record), field: None, reason: Reason::AlreadyThere });
                }
                if record.kind.in_plan() != unit.is_none() {
                    return Err(Refusal { record: Some(*record), field: None, reason: Reason::WrongType });
                }
                if let Some(unit) = unit {
                    rule::check_unit(ledger, *unit)?;
                }
                let mut after = AnyRecord::new(record.kind, record.id, *unit);
                for (field, value) in fields {
                    set(&mut after, *field, value, stamp)?;
                }
                rule::check(ledger, &after, today)?;
                Ok(Some(Edit { before: None, after }))
            }
            Command::Set { record, fields } => {
                let before = found(*record)?;
                if record.kind.is_append_only() {
                    return Err(Refusal { record: Some(*record), field: None, reason: Reason::AppendOnly });
                }
                let mut after = before.clone();
                for (field, value) in fields {
                    if after.as_dyn().read(*field).0 != *value {
                        set(&mut after, *field, value, stamp)?;
                    }
                }
                if after == before {
                    return Ok(None);
                }
                rule::check(ledger, &after, today)?;
                Ok(Some(Edit { before: Some(before), after }))
            }
            Command::Delete(record) => {
                let before = found(*record)?;
                if !before.as_dyn().is_alive() {
                    return Ok(None);
                }
                rule::check_delete(ledger, &before)?;
                let mut after = before.clone();
                after.as_dyn_mut().delete(stamp);
                Ok(Some(Edit { before: Some(before), after }))
            }
            Command::Restore(record) => {
                let before = found(*record)?;
                if before.as_dyn().is_alive() {
                    return Ok(None);
                }
                let mut after = before.clone();
                touch(&mut after, stamp)?;
                rule::check(ledger, &after, today)?;
                Ok(Some(Edit { before: Some(before), after }))
            }
        }
    }
}

fn set(record: &mut AnyRecord, field: Field, value: &Value, stamp: Stamp) -> Result<(), Refusal> {
    let outcome = record.as_dyn_mut().write(field, value, stamp);
    outcome.map_err(|_| refuse(record, field, Reason::WrongType))
}

/// Writes a field again as it is: an edit the deletion had not seen brings the record back.
pub(super) fn touch(record: &mut AnyRecord, stamp: Stamp) -> Result<(), Refusal> {
    let view = record.as_dyn();
    let field = view.fields().iter().copied().find(|f| view.read(*f).1.is_set());
    match field {
        Some(field) => {
            let (value, _) = record.as_dyn().read(field);
            set(record, field, &value, stamp)
        }
        None => Ok(()),
    }
}

/// The commands that undo a change made by a person, against the ledger as it is now.
///
/// A field that was changed again since keeps its later value.
pub fn inverse(ledger: &Ledger, change: &Change) -> Vec<Command> {
    change.edits.iter().rev().filter_map(|edit| invert(ledger, edit)).collect()
}

fn invert(ledger: &Ledger, edit: &Edit) -> Option<Command> {
    let id = edit.after.record_id();
    let after = edit.after.as_dyn();
    let now = ledger.record(id)?;
    let was_alive = edit.before.as_ref().is_some_and(|b| b.as_dyn().is_alive());
    match (was_alive, after.is_alive()) {
        (false, true) => Some(Command::Delete(id)),
        (true, false) => Some(Command::Restore(id)),
        _ => {
            let before = edit.before.as_ref()?.as_dyn();
            let fields: Vec<_> = after
                .fields()
                .iter()
                .filter(|f| before.read(**f).0 != after.read(**f).0 && now.read(**f) == after.read(**f))
                .map(|f| (*f, before.read(*f).0))
                .collect();
            (!fields.is_empty()).then_some(Command::Set { record: id, fields })
        }
    }
}
