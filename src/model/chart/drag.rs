//! A bar or milestone moved by drag or keyboard, as commands: one step to undo. Days come to rest
//! on working days.

use super::scale::moved;
use crate::model::calendar::Calendar;
use crate::model::command::Command;
use crate::model::field::Field;
use crate::model::id::{MilestoneId, TaskId};
use crate::model::kind::{Kind, RecordId};
use crate::model::ledger::Ledger;
use crate::model::value::Value;
use chrono::NaiveDate;

/// What was taken hold of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grip {
    /// The whole bar: start, due date and open milestones move together.
    Bar(TaskId),
    /// The left end: the start.
    Start(TaskId),
    /// The right end: the due date.
    Due(TaskId),
    /// A milestone: its due date.
    Mark(MilestoneId),
}

/// The day something moved comes to rest on: the next working day in the direction it went.
pub fn rest(calendar: &Calendar, date: NaiveDate, days: i64) -> NaiveDate {
    let date = moved(date, days);
    if days < 0 { calendar.on_or_before(date) } else { calendar.on_or_after(date) }
}

/// The commands for a move by some days; none when nothing can move. An end never passes the
/// other end; a milestone that is done stays.
pub fn commands(ledger: &Ledger, calendar: &Calendar, grip: Grip, days: i64) -> Vec<Command> {
    if days == 0 {
        return Vec::new();
    }
    let set = |record: RecordId, fields: Vec<(Field, NaiveDate)>| {
        let fields: Vec<_> = fields.into_iter().map(|(f, d)| (f, Value::Date(d))).collect();
        (!fields.is_empty()).then_some(Command::Set { record, fields })
    };
    match grip {
        Grip::Bar(id) => {
            let Some(task) = ledger.tasks.get(&id) else { return Vec::new() };
            let dates = [(Field::Start, *task.start.get()), (Field::Due, *task.due.get())];
            let dates = dates.into_iter().filter_map(|(f, d)| Some((f, rest(calendar, d?, days))));
            let own = set(RecordId::new(Kind::Task, id), dates.collect());
            let open = ledger.milestones_of(id).into_iter().filter(|m| m.date.get().is_none());
            let steps = open.filter_map(|m| {
                let due = (*m.due.get())?;
                set(RecordId::new(Kind::Milestone, m.id), vec![(Field::Due, rest(calendar, due, days))])
            });
            own.into_iter().chain(steps).collect()
        }
        Grip::Start(id) | Grip::Due(id) => {
            let Some(task) = ledger.tasks.get(&id) else { return Vec::new() };
            let (start, due) = (*task.start.get(), *task.due.get());
            let is_start = matches!(grip, Grip::Start(_));
            let held = if is_start { start } else { due };
            let Some(date) = held.map(|d| rest(calendar, d, days)) else { return Vec::new() };
            let field = if is_start { Field::Start } else { Field::Due };
            let date = match (is_start, start, due) {
                (true, _, Some(due)) => date.min(due),
                (false, Some(start), _) => date.max(start),
                _ => date,
            };
            set(RecordId::new(Kind::Task, id), vec![(field, date)]).into_iter().collect()
        }
        Grip::Mark(id) => {
            let step = ledger.milestones.get(&id).filter(|m| m.date.get().is_none());
            let Some(due) = step.and_then(|m| *m.due.get()) else { return Vec::new() };
            let date = rest(calendar, due, days);
            set(RecordId::new(Kind::Milestone, id), vec![(Field::Due, date)]).into_iter().collect()
        }
    }
}
