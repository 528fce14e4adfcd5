//! Where every target and task stands today, worked out once for all views.

use super::id::{TargetId, TaskId};
use super::kind::{Actual, Milestone, Report};
use super::ledger::Ledger;
use super::light::{self, Lacking, Light};
use super::record::Record;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::HashMap;

/// A task today.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TaskState {
    /// Its light.
    pub light: Light,
    /// Real progress, 0 to 100.
    pub percent: i64,
    /// Expected progress, 0 to 100; `None` without a due date.
    pub expected: Option<i64>,
    /// What it lacks of the four fixed.
    pub lacking: Lacking,
    /// The newest report's date.
    pub reported: Option<NaiveDate>,
}

/// A target today.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TargetState {
    /// Its light.
    pub light: Light,
    /// Whether its value is a blank to fill (`P3`).
    pub blank: bool,
    /// The newest actual value.
    pub actual: Option<Decimal>,
    /// The newest yes/no.
    pub reached: Option<bool>,
    /// The newest entry's date.
    pub date: Option<NaiveDate>,
    /// Percent of the way done, where that can be told.
    pub share: Option<i64>,
}

/// The state of all live targets and tasks.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Index {
    /// By task.
    pub tasks: HashMap<TaskId, TaskState>,
    /// By target.
    pub targets: HashMap<TargetId, TargetState>,
}

impl Index {
    /// Works out the state of everything, in one pass over the entries.
    pub fn build(ledger: &Ledger, today: NaiveDate) -> Self {
        let mut milestones: HashMap<TaskId, Vec<&Milestone>> = HashMap::new();
        for m in ledger.milestones.values().filter(|m| m.is_alive()) {
            milestones.entry(m.task.get().unwrap_or(TaskId(m.id.0))).or_default().push(m);
        }
        for list in milestones.values_mut() {
            list.sort_by_key(|m| (m.due.get().is_none(), *m.due.get(), m.id));
        }
        let mut reports: HashMap<TaskId, &Report> = HashMap::new();
        for r in ledger.reports.values().filter(|r| r.is_alive()) {
            let Some(task) = *r.task.get() else { continue };
            let key = |r: &Report| (*r.date.get(), r.date.stamp().counter, r.id);
            let newest = reports.entry(task).or_insert(r);
            if key(r) > key(newest) {
                *newest = r;
            }
        }
        let mut actuals: HashMap<TargetId, &Actual> = HashMap::new();
        for a in ledger.actuals.values().filter(|a| a.is_alive()) {
            let Some(target) = *a.target.get() else { continue };
            let key = |a: &Actual| (*a.date.get(), a.date.stamp().counter, a.id);
            let newest = actuals.entry(target).or_insert(a);
            if key(a) > key(newest) {
                *newest = a;
            }
        }
        let tasks = ledger.live_tasks().map(|task| {
            let steps = milestones.get(&task.id).map(Vec::as_slice).unwrap_or_default();
            let newest = reports.get(&task.id);
            let list = newest.map(std::slice::from_ref).unwrap_or_default();
            let state = TaskState {
                light: light::task_light(task, steps, list, today),
                percent: light::real_percent(list),
                expected: light::expected_percent(task, steps, today),
                lacking: light::lacking(task, steps),
                reported: newest.and_then(|r| *r.date.get()),
            };
            (task.id, state)
        });
        let targets = ledger.live_targets().map(|target| {
            let newest = actuals.get(&target.id);
            let list = newest.map(std::slice::from_ref).unwrap_or_default();
            let state = TargetState {
                light: light::target_light(target, list, today),
                blank: light::is_blank(target),
                actual: newest.and_then(|a| *a.quantity.get()),
                reached: newest.and_then(|a| *a.reached.get()),
                date: newest.and_then(|a| *a.date.get()),
                share: newest.and_then(|a| light::share(target, a)),
            };
            (target.id, state)
        });
        Self { tasks: tasks.collect(), targets: targets.collect() }
    }
}
