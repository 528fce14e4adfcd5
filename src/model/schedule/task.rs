//! A task's milestones as steps, and what the schedule says as commands.

use super::{Circle, Schedule, Step, schedule};
use crate::model::calendar::Calendar;
use crate::model::command::Command;
use crate::model::field::Field;
use crate::model::id::{MilestoneId, TaskId};
use crate::model::kind::{Kind, Milestone, RecordId, Task};
use crate::model::ledger::Ledger;
use crate::model::value::Value;
use chrono::{Datelike, NaiveDate};

/// Why a task cannot be scheduled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unfit {
    /// The task is not there.
    NotFound,
    /// The task has no due date to count back from.
    NoDeadline,
    /// Steps wait for each other; each is named.
    Circle(Vec<MilestoneId>),
}

/// A task's live milestones as steps. A step without a duration is a mere date; done ones keep
/// the day they were finished.
pub fn steps_of(milestones: &[&Milestone]) -> Vec<Step<MilestoneId>> {
    milestones
        .iter()
        .map(|m| Step {
            id: m.id,
            duration: m.duration.get().unwrap_or(0),
            after: m.after.get().iter().copied().collect(),
            done: *m.date.get(),
        })
        .collect()
}

/// The day a task's work can start: its own start or the year's first day; today when that is past
/// and there is work left.
pub fn origin(task: &Task, due: NaiveDate, today: NaiveDate) -> NaiveDate {
    let year = NaiveDate::from_ymd_opt(due.year(), 1, 1).unwrap_or(due);
    task.start.get().unwrap_or(year).max(today)
}

/// A task's schedule from its due date back.
pub fn of_task(
    ledger: &Ledger,
    task: TaskId,
    calendar: &Calendar,
    today: NaiveDate,
) -> Result<Schedule<MilestoneId>, Unfit> {
    let steps = ledger.milestones_of(task);
    let task = ledger.tasks.get(&task).ok_or(Unfit::NotFound)?;
    of_parts(task, &steps, calendar, today)
}

/// The same, with the milestones at hand.
pub fn of_parts(
    task: &Task,
    milestones: &[&Milestone],
    calendar: &Calendar,
    today: NaiveDate,
) -> Result<Schedule<MilestoneId>, Unfit> {
    let due = (*task.due.get()).ok_or(Unfit::NoDeadline)?;
    let from = origin(task, due, today);
    schedule(&steps_of(milestones), from, due, calendar).map_err(|Circle(steps)| Unfit::Circle(steps))
}

/// The commands that date open steps: at the latest (倒排) or at the earliest day they can end.
pub fn date_commands(plan: &Schedule<MilestoneId>, latest: bool) -> Vec<Command> {
    let open = plan.steps.iter().filter(|s| !s.done);
    open.map(|s| {
        let due = if latest { s.late_finish } else { s.early_finish };
        Command::Set {
            record: RecordId::new(Kind::Milestone, s.id),
            fields: vec![(Field::Due, Value::Date(due))],
        }
    })
    .collect()
}

/// The commands that record the plan as approved: present dates become the baseline of tasks and
/// their milestones (`K9`). What was approved before stays, unless `again`.
pub fn approve_commands(ledger: &Ledger, tasks: &[TaskId], again: bool) -> Vec<Command> {
    let mut commands = Vec::new();
    let mut keep = |record: RecordId, pairs: &[(Field, Option<NaiveDate>, Option<NaiveDate>)]| {
        let fields: Vec<_> = pairs
            .iter()
            .filter(|(_, now, approved)| now.is_some() && (again || approved.is_none()) && now != approved)
            .filter_map(|(field, now, _)| now.map(|day| (*field, Value::Date(day))))
            .collect();
        if !fields.is_empty() {
            commands.push(Command::Set { record, fields });
        }
    };
    let wanted: std::collections::HashSet<TaskId> = tasks.iter().copied().collect();
    for task in ledger.live_tasks().filter(|t| wanted.contains(&t.id)) {
        let start = (Field::ApprovedStart, *task.start.get(), *task.approved_start.get());
        let due = (Field::ApprovedDue, *task.due.get(), *task.approved_due.get());
        keep(RecordId::new(Kind::Task, task.id), &[start, due]);
    }
    for step in ledger.live_milestones().filter(|m| m.task.get().is_some_and(|t| wanted.contains(&t))) {
        let due = (Field::ApprovedDue, *step.due.get(), *step.approved_due.get());
        keep(RecordId::new(Kind::Milestone, step.id), &[due]);
    }
    commands
}
