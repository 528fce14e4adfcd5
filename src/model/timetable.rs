//! 时间表 (`P2`): every deadline of some units or a person, by month and week.

use super::id::{TaskId, UnitId};
use super::index::Index;
use super::kind::{Kind, RecordId, Task};
use super::ledger::Ledger;
use super::light::{Light, is_near};
use chrono::{Datelike, Days, NaiveDate};
use std::collections::{BTreeSet, HashMap};

/// A deadline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The day.
    pub date: NaiveDate,
    /// A target, task or milestone.
    pub record: RecordId,
    /// What it is called.
    pub title: String,
    /// A milestone's task.
    pub task: Option<TaskId>,
    /// Its unit.
    pub unit: Option<UnitId>,
    /// The person responsible; may be empty.
    pub person: String,
    /// Its light; a milestone's is done, overdue or on course.
    pub light: Light,
    /// Whether it is open and due within the next days.
    pub near: bool,
}

/// The deadlines of one week.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Week {
    /// Its Monday.
    pub monday: NaiveDate,
    /// The deadlines, the first first.
    pub entries: Vec<Entry>,
}

/// The deadlines of one month. A week across two months stands in both, with the days of each.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Month {
    /// Its first day.
    pub first: NaiveDate,
    /// Weeks with a deadline.
    pub weeks: Vec<Week>,
}

/// All deadlines of some units (all for `None`) and one person (everyone for `None`), by date.
/// A task is also its head's and its leader's.
pub fn deadlines(
    ledger: &Ledger,
    index: &Index,
    units: Option<&BTreeSet<UnitId>>,
    person: Option<&str>,
    today: NaiveDate,
) -> Vec<Entry> {
    let within = |unit: Option<UnitId>| units.is_none_or(|set| unit.is_some_and(|u| set.contains(&u)));
    let is_whose = |names: &[&String]| person.is_none_or(|p| names.iter().any(|n| n.trim() == p));
    let entry = |date, record, title: &str, unit, person: &str, light| Entry {
        date,
        record,
        title: title.to_owned(),
        task: None,
        unit,
        person: person.to_owned(),
        light,
        near: is_near(Some(date), light, today),
    };
    let mut out = Vec::new();
    for t in ledger.live_targets().filter(|t| within(t.common.unit) && is_whose(&[t.person.get()])) {
        let light = index.targets.get(&t.id).map_or(Light::Unset, |s| s.light);
        let id = RecordId::new(Kind::Target, t.id);
        out.extend(t.due.get().map(|d| entry(d, id, t.title.get(), t.common.unit, t.person.get(), light)));
    }
    let own = |t: &&Task| within(t.common.unit) && is_whose(&[t.person.get(), t.head.get(), t.leader.get()]);
    let tasks: HashMap<TaskId, &Task> = ledger.live_tasks().filter(own).map(|t| (t.id, t)).collect();
    for t in tasks.values() {
        let light = index.tasks.get(&t.id).map_or(Light::Unset, |s| s.light);
        let id = RecordId::new(Kind::Task, t.id);
        out.extend(t.due.get().map(|d| entry(d, id, t.title.get(), t.common.unit, t.person.get(), light)));
    }
    for m in ledger.live_milestones() {
        let Some((task, date)) = m.task.get().and_then(|t| tasks.get(&t)).zip(*m.due.get()) else { continue };
        let light = match m.date.get() {
            Some(_) => Light::Done,
            None if date < today => Light::Overdue,
            None => Light::OnCourse,
        };
        let id = RecordId::new(Kind::Milestone, m.id);
        let made = entry(date, id, m.title.get(), task.common.unit, task.person.get(), light);
        out.push(Entry { task: Some(task.id), ..made });
    }
    out.sort_by_key(|e| (e.date, e.record));
    out
}

/// Deadlines in the order of their dates, by month and within it by week.
pub fn by_month(entries: Vec<Entry>) -> Vec<Month> {
    let mut out: Vec<Month> = Vec::new();
    for entry in entries {
        let first = entry.date.with_day(1).unwrap_or(entry.date);
        let back = u64::from(entry.date.weekday().num_days_from_monday());
        let monday = entry.date.checked_sub_days(Days::new(back)).unwrap_or(entry.date);
        if out.last().is_none_or(|m| m.first != first) {
            out.push(Month { first, weeks: Vec::new() });
        }
        let Some(month) = out.last_mut() else { continue };
        if month.weeks.last().is_none_or(|w| w.monday != monday) {
            month.weeks.push(Week { monday, entries: Vec::new() });
        }
        if let Some(week) = month.weeks.last_mut() {
            week.entries.push(entry);
        }
    }
    out
}
