//! Where every target and task stands today, worked out once for all views and kept up with each
//! change: an edit costs what hangs on the records it touches, however large the ledger.

use super::change::Edit;
use super::id::{ActualId, MilestoneId, ReportId, TargetId, TaskId};
use super::kind::{Actual, AnyRecord, Milestone, Report, Target, Task};
use super::ledger::Ledger;
use super::light::{self, Lacking, Light};
use super::record::Record;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::Hash;

/// The record as it was before an edit, where there was one.
macro_rules! was {
    ($before:expr, $kind:ident) => {
        $before.as_ref().and_then(|record| match record {
            AnyRecord::$kind(record) => Some(record),
            _ => None,
        })
    };
}
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
    /// The newest entry.
    pub entry: Option<ActualId>,
}

/// The state of all live targets and tasks.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Index {
    /// By task.
    pub tasks: HashMap<TaskId, TaskState>,
    /// By target.
    pub targets: HashMap<TargetId, TargetState>,
    /// What hangs on each task and target, deleted records included.
    milestones: HashMap<TaskId, Vec<MilestoneId>>,
    reports: HashMap<TaskId, Vec<ReportId>>,
    actuals: HashMap<TargetId, Vec<ActualId>>,
    parts: HashMap<TargetId, Vec<TargetId>>,
}

impl Index {
    /// Works out the state of everything, in one pass over the entries.
    pub fn build(ledger: &Ledger, today: NaiveDate) -> Self {
        let mut index = Self {
            tasks: HashMap::with_capacity(ledger.tasks.len()),
            targets: HashMap::with_capacity(ledger.targets.len()),
            ..Self::default()
        };
        for m in ledger.milestones.values() {
            link(&mut index.milestones, *m.task.get(), m.id);
        }
        for r in ledger.reports.values() {
            link(&mut index.reports, *r.task.get(), r.id);
        }
        for a in ledger.actuals.values() {
            link(&mut index.actuals, *a.target.get(), a.id);
        }
        for t in ledger.targets.values() {
            link(&mut index.parts, *t.parent.get(), t.id);
        }
        for task in ledger.live_tasks() {
            let state = index.task(ledger, task, today);
            index.tasks.insert(task.id, state);
        }
        for target in ledger.live_targets() {
            let state = index.target(ledger, target, today);
            index.targets.insert(target.id, state);
        }
        index
    }

    /// Follows edits that were carried out: `ledger` is as it stands after them. The same as
    /// [`Index::build`] on that ledger.
    pub fn update(&mut self, ledger: &Ledger, edits: &[Edit], today: NaiveDate) {
        let mut tasks: HashSet<TaskId> = HashSet::new();
        let mut targets: HashSet<TargetId> = HashSet::new();
        for edit in edits {
            match (&edit.before, &edit.after) {
                (before, AnyRecord::Milestone(after)) => {
                    let was = was!(before, Milestone).and_then(|m| *m.task.get());
                    relink(&mut self.milestones, was, *after.task.get(), after.id);
                    tasks.extend(was.into_iter().chain(*after.task.get()));
                }
                (before, AnyRecord::Report(after)) => {
                    let was = was!(before, Report).and_then(|r| *r.task.get());
                    relink(&mut self.reports, was, *after.task.get(), after.id);
                    tasks.extend(was.into_iter().chain(*after.task.get()));
                }
                (before, AnyRecord::Actual(after)) => {
                    let was = was!(before, Actual).and_then(|a| *a.target.get());
                    relink(&mut self.actuals, was, *after.target.get(), after.id);
                    targets.extend(was.into_iter().chain(*after.target.get()));
                }
                (before, AnyRecord::Target(after)) => {
                    let was = was!(before, Target).and_then(|t| *t.parent.get());
                    relink(&mut self.parts, was, *after.parent.get(), after.id);
                    targets.insert(after.id);
                }
                (_, AnyRecord::Task(after)) => drop(tasks.insert(after.id)),
                _ => {}
            }
        }
        for id in tasks {
            match ledger.tasks.get(&id).filter(|t| t.is_alive()) {
                Some(task) => drop(self.tasks.insert(id, self.task(ledger, task, today))),
                None => drop(self.tasks.remove(&id)),
            }
        }
        for id in targets {
            match ledger.targets.get(&id).filter(|t| t.is_alive()) {
                Some(target) => drop(self.targets.insert(id, self.target(ledger, target, today))),
                None => drop(self.targets.remove(&id)),
            }
        }
    }

    /// A target's live parts, in the order of their ids (`T2`).
    pub fn parts_of<'a>(&self, ledger: &'a Ledger, whole: TargetId) -> Vec<&'a Target> {
        let ids: BTreeSet<TargetId> = self.parts.get(&whole).into_iter().flatten().copied().collect();
        let found = ids.into_iter().filter(|id| *id != whole).filter_map(|id| ledger.targets.get(&id));
        found.filter(|t| t.is_alive()).collect()
    }

    fn task(&self, ledger: &Ledger, task: &Task, today: NaiveDate) -> TaskState {
        let ids = self.milestones.get(&task.id).into_iter().flatten();
        let mut steps: Vec<&Milestone> =
            ids.filter_map(|id| ledger.milestones.get(id)).filter(|m| m.is_alive()).collect();
        steps.sort_by_key(|m| (m.due.get().is_none(), *m.due.get(), m.id));
        let ids = self.reports.get(&task.id).into_iter().flatten();
        let newest: Option<&Report> = ids
            .filter_map(|id| ledger.reports.get(id))
            .filter(|r| r.is_alive())
            .max_by_key(|r| (*r.date.get(), r.date.stamp().counter, r.id));
        let list = newest.as_slice();
        TaskState {
            light: light::task_light(task, &steps, list, today),
            percent: light::real_percent(list),
            expected: light::expected_percent(task, &steps, today),
            lacking: light::lacking(task, &steps),
            reported: newest.and_then(|r| *r.date.get()),
        }
    }

    fn target(&self, ledger: &Ledger, target: &Target, today: NaiveDate) -> TargetState {
        let ids = self.actuals.get(&target.id).into_iter().flatten();
        let newest: Option<&Actual> = ids
            .filter_map(|id| ledger.actuals.get(id))
            .filter(|a| a.is_alive())
            .max_by_key(|a| (*a.date.get(), a.date.stamp().counter, a.id));
        TargetState {
            light: light::target_light(target, newest.as_slice(), today),
            blank: light::is_blank(target),
            actual: newest.and_then(|a| *a.quantity.get()),
            reached: newest.and_then(|a| *a.reached.get()),
            date: newest.and_then(|a| *a.date.get()),
            share: newest.and_then(|a| light::share(target, a)),
            entry: newest.map(|a| a.id),
        }
    }
}

fn link<K: Eq + Hash, V>(map: &mut HashMap<K, Vec<V>>, under: Option<K>, id: V) {
    if let Some(under) = under {
        map.entry(under).or_default().push(id);
    }
}

fn relink<K: Eq + Hash + Copy, V: Ord + Copy>(
    map: &mut HashMap<K, Vec<V>>,
    was: Option<K>,
    is: Option<K>,
    id: V,
) {
    if was != is
        && let Some(old) = was
        && let Some(list) = map.get_mut(&old)
    {
        list.retain(|other| *other != id);
        if list.is_empty() {
            map.remove(&old);
        }
    }
    if let Some(is) = is {
        // Ascending, as a full pass over the ledger gives it.
        let list = map.entry(is).or_default();
        if let Err(place) = list.binary_search(&id) {
            list.insert(place, id);
        }
    }
}
