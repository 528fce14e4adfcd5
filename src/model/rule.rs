//! What a record may say. Checked before anything changes; a refusal names the field.

use super::field::Field;
use super::id::{MilestoneId, TargetId, TaskId, ThemeId, UnitId};
use super::kind::{AnyRecord, Kind, Milestone, RecordId};
use super::ledger::Ledger;
use super::record::Record;
use super::stamp::MAX_COUNTER;
use super::tree;
use super::value::Value;
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// The longest one-line text, in characters.
pub const MAX_LINE: usize = 200;
/// The longest text, in characters.
pub const MAX_TEXT: usize = 4000;
/// The longest step, in working days.
pub const MAX_DURATION: i64 = 9999;
/// The most records one field refers to.
pub const MAX_IDS: usize = 200;
/// The years a ledger and its dates may have.
pub const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// Why a command was refused; nothing changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// The record it is about, where there is one.
    pub record: Option<RecordId>,
    /// The field to mend, where there is one.
    pub field: Option<Field>,
    /// What is wrong.
    pub reason: Reason,
}

/// What is wrong with a command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// A text that must not be empty.
    Missing,
    /// Longer than so many characters.
    TooLong(usize),
    /// The value is not of the field's type, or the kind has no such field.
    WrongType,
    /// Not between 0 and 100.
    NotPercent,
    /// Below zero.
    Negative,
    /// A place is a whole number from 1.
    NotPlace,
    /// A year or date outside [`YEARS`].
    YearOutOfRange,
    /// Due before start.
    DueBeforeStart,
    /// An entry dated after today.
    InFuture,
    /// The record, or the one it refers to, is not there.
    NotFound,
    /// A unit or theme under itself.
    UnderItself,
    /// A step that would have to be done before itself (`K4`).
    Circular,
    /// A sister of the same name is there already.
    NameTaken,
    /// A unit or theme that still has something under it.
    NotEmpty,
    /// Entries are added or withdrawn, never edited.
    AppendOnly,
    /// There is a record of this id.
    AlreadyThere,
    /// The ledger's counter is used up.
    CounterUsedUp,
}

pub(super) fn refuse(record: &AnyRecord, field: Field, reason: Reason) -> Refusal {
    Refusal { record: Some(record.record_id()), field: Some(field), reason }
}

/// Checks a record as it would be after a command, in the ledger it would be in.
pub fn check(ledger: &Ledger, record: &AnyRecord, today: NaiveDate) -> Result<(), Refusal> {
    let view = record.as_dyn();
    for field in view.fields() {
        let (value, _) = view.read(*field);
        check_value(*field, &value).map_err(|reason| refuse(record, *field, reason))?;
    }
    match record {
        AnyRecord::Meta(r) => need(record, Field::Title, !r.title.get().trim().is_empty()),
        AnyRecord::Unit(r) => {
            need(record, Field::Title, !r.title.get().trim().is_empty())?;
            if let Some(parent) = *r.parent.get() {
                exists(ledger, record, Field::Parent, Kind::Unit, parent.0)?;
                if tree::is_under(ledger, parent, r.id) {
                    return Err(refuse(record, Field::Parent, Reason::UnderItself));
                }
            }
            let taken = ledger
                .live_units()
                .any(|u| u.id != r.id && u.parent.get() == r.parent.get() && u.title.get() == r.title.get());
            if taken { Err(refuse(record, Field::Title, Reason::NameTaken)) } else { Ok(()) }
        }
        AnyRecord::Theme(r) => {
            need(record, Field::Title, !r.title.get().trim().is_empty())?;
            if let Some(parent) = *r.parent.get() {
                exists(ledger, record, Field::Parent, Kind::Theme, parent.0)?;
                if tree::theme_is_under(ledger, parent, r.id) {
                    return Err(refuse(record, Field::Parent, Reason::UnderItself));
                }
            }
            Ok(())
        }
        AnyRecord::Target(r) => {
            need(record, Field::Title, !r.title.get().trim().is_empty())?;
            theme_exists(ledger, record, *r.theme.get())?;
            let is_place = *r.comparator.get() == Some(super::choice::Comparator::RankWithin);
            if is_place && r.quantity.get().is_some_and(|q| q < Decimal::ONE || q.fract() != Decimal::ZERO) {
                return Err(refuse(record, Field::Quantity, Reason::NotPlace));
            }
            Ok(())
        }
        AnyRecord::Task(r) => {
            need(record, Field::Title, !r.title.get().trim().is_empty())?;
            theme_exists(ledger, record, *r.theme.get())?;
            match (*r.start.get(), *r.due.get()) {
                (Some(start), Some(due)) if due < start => {
                    Err(refuse(record, Field::Due, Reason::DueBeforeStart))
                }
                _ => Ok(()),
            }
        }
        AnyRecord::Milestone(r) => {
            need(record, Field::Title, !r.title.get().trim().is_empty())?;
            task_exists(ledger, record, *r.task.get())?;
            let circular = !r.after.get().is_empty() && waits_for_itself(ledger, r);
            if circular { Err(refuse(record, Field::After, Reason::Circular)) } else { Ok(()) }
        }
        AnyRecord::Blocker(r) => {
            need(record, Field::Title, !r.title.get().trim().is_empty())?;
            need(record, Field::Factor, r.factor.get().is_some())?;
            need(record, Field::Date, r.date.get().is_some())?;
            not_future(record, *r.date.get(), today)?;
            task_exists(ledger, record, *r.task.get())
        }
        AnyRecord::Force(_) if view.read(Field::Title).0 == Value::Unset => {
            Err(refuse(record, Field::Title, Reason::Missing))
        }
        AnyRecord::Force(_) => Ok(()),
        AnyRecord::Report(r) => {
            need(record, Field::Date, r.date.get().is_some())?;
            need(record, Field::Percent, r.percent.get().is_some())?;
            not_future(record, *r.date.get(), today)?;
            task_exists(ledger, record, *r.task.get())
        }
        AnyRecord::Actual(r) => {
            need(record, Field::Date, r.date.get().is_some())?;
            need(record, Field::Quantity, r.quantity.get().is_some() || r.reached.get().is_some())?;
            not_future(record, *r.date.get(), today)?;
            let target = r.target.get().map(|id: TargetId| id.0);
            target.map_or(Err(refuse(record, Field::Target, Reason::Missing)), |id| {
                exists(ledger, record, Field::Target, Kind::Target, id)
            })
        }
    }
}

/// Checks a value by itself, as typed by a person or read from a file.
pub fn check_value(field: Field, value: &Value) -> Result<(), Reason> {
    let max = match field {
        Field::Responsibility | Field::Pace | Field::Note | Field::Quote | Field::Evidence => MAX_TEXT,
        Field::Members | Field::Plan | Field::Ask | Field::Calendar => MAX_TEXT,
        _ => MAX_LINE,
    };
    match value {
        Value::Text(text) if text.len() > max && text.chars().count() > max => Err(Reason::TooLong(max)),
        Value::Date(date) if !YEARS.contains(&date.year()) => Err(Reason::YearOutOfRange),
        Value::Whole(n) if field == Field::Percent && !(0..=100).contains(n) => Err(Reason::NotPercent),
        Value::Whole(n) if field == Field::Year && !(2000..=2100).contains(n) => Err(Reason::YearOutOfRange),
        Value::Whole(n) if field == Field::Duration && *n < 0 => Err(Reason::Negative),
        Value::Whole(n) if field == Field::Duration && *n > MAX_DURATION => Err(Reason::TooLong(4)),
        Value::Ids(ids) if ids.len() > MAX_IDS => Err(Reason::TooLong(MAX_IDS)),
        Value::Whole(n) if n.unsigned_abs() > MAX_COUNTER => Err(Reason::TooLong(15)),
        Value::Number(n) if field == Field::Weight && n.is_sign_negative() && !n.is_zero() => {
            Err(Reason::Negative)
        }
        _ => Ok(()),
    }
}

/// Checks that a unit, theme or task force can be deleted: nothing may hang on it.
pub fn check_delete(ledger: &Ledger, record: &AnyRecord) -> Result<(), Refusal> {
    let refusal = |reason| Refusal { record: Some(record.record_id()), field: None, reason };
    let holds = match record {
        AnyRecord::Meta(_) => true,
        AnyRecord::Unit(r) => {
            ledger.live_units().any(|u| *u.parent.get() == Some(r.id))
                || ledger.live_targets().any(|t| t.common.unit == Some(r.id))
                || ledger.live_tasks().any(|t| t.common.unit == Some(r.id))
        }
        AnyRecord::Theme(r) => {
            ledger.live_themes().any(|t| *t.parent.get() == Some(r.id))
                || ledger.live_targets().any(|t| *t.theme.get() == Some(r.id))
                || ledger.live_tasks().any(|t| *t.theme.get() == Some(r.id))
        }
        AnyRecord::Force(r) => ledger.live_tasks().any(|t| *t.force.get() == Some(r.id)),
        _ => false,
    };
    if holds { Err(refusal(Reason::NotEmpty)) } else { Ok(()) }
}

/// Checks that the unit a record is to belong to is there.
pub fn check_unit(ledger: &Ledger, unit: UnitId) -> Result<(), Refusal> {
    let id = RecordId::new(Kind::Unit, unit);
    if ledger.is_alive(id) {
        Ok(())
    } else {
        Err(Refusal { record: Some(id), field: None, reason: Reason::NotFound })
    }
}

/// Whether a step waits for itself over any number of others.
fn waits_for_itself(ledger: &Ledger, step: &Milestone) -> bool {
    let mut passed: BTreeSet<MilestoneId> = BTreeSet::new();
    let mut open: Vec<MilestoneId> = step.after.get().iter().copied().collect();
    while let Some(id) = open.pop() {
        if id == step.id {
            return true;
        }
        if passed.insert(id) {
            let found = ledger.milestones.get(&id).filter(|m| m.is_alive());
            open.extend(found.into_iter().flat_map(|m| m.after.get()));
        }
    }
    false
}

fn need(record: &AnyRecord, field: Field, there: bool) -> Result<(), Refusal> {
    if there { Ok(()) } else { Err(refuse(record, field, Reason::Missing)) }
}

fn not_future(record: &AnyRecord, date: Option<NaiveDate>, today: NaiveDate) -> Result<(), Refusal> {
    if date.is_some_and(|d| d > today) { Err(refuse(record, Field::Date, Reason::InFuture)) } else { Ok(()) }
}

fn exists(
    ledger: &Ledger,
    record: &AnyRecord,
    field: Field,
    kind: Kind,
    id: uuid::Uuid,
) -> Result<(), Refusal> {
    if ledger.is_alive(RecordId { kind, id }) { Ok(()) } else { Err(refuse(record, field, Reason::NotFound)) }
}

fn theme_exists(ledger: &Ledger, record: &AnyRecord, theme: Option<ThemeId>) -> Result<(), Refusal> {
    theme.map_or(Ok(()), |id| exists(ledger, record, Field::Theme, Kind::Theme, id.0))
}

fn task_exists(ledger: &Ledger, record: &AnyRecord, task: Option<TaskId>) -> Result<(), Refusal> {
    task.map_or(Err(refuse(record, Field::Task, Reason::Missing)), |id| {
        exists(ledger, record, Field::Task, Kind::Task, id.0)
    })
}
