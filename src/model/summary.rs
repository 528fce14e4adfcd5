//! Counts for the overview: by light, by unit, by theme, and what to do next.

use super::id::{TargetId, TaskId, ThemeId, UnitId};
use super::index::Index;
use super::ledger::Ledger;
use super::light::{self, Light};
use super::query;
use super::tree;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// How many stand at each light.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// By [`Light::ALL`]'s order.
    pub by_light: [usize; 5],
}

impl Counts {
    /// Counts one more.
    pub fn add(&mut self, light: Light) {
        for (i, each) in Light::ALL.iter().enumerate() {
            if *each == light {
                self.by_light[i] += 1;
            }
        }
    }

    /// How many stand at one light.
    pub fn of(&self, light: Light) -> usize {
        Light::ALL.iter().zip(self.by_light).find(|(each, _)| **each == light).map_or(0, |(_, n)| n)
    }

    /// All of them.
    pub fn total(&self) -> usize {
        self.by_light.iter().sum()
    }
}

/// A unit's or theme's row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line<I> {
    /// Which one.
    pub id: I,
    /// Its targets.
    pub targets: Counts,
    /// Its tasks.
    pub tasks: Counts,
}

/// What the overview shows for a unit and all under it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Summary {
    /// Targets by light.
    pub targets: Counts,
    /// Tasks by light.
    pub tasks: Counts,
    /// Open tasks past their due date, the oldest first.
    pub overdue: Vec<TaskId>,
    /// Open tasks due within [`light::NEAR_DAYS`], the nearest first.
    pub near: Vec<TaskId>,
    /// Tasks behind their expected progress.
    pub slow: Vec<TaskId>,
    /// Tasks that lack one of the four fixed.
    pub lacking: Vec<TaskId>,
    /// Open tasks without a report for a week.
    pub silent: Vec<TaskId>,
    /// Targets whose value is a blank (`P3`).
    pub blanks: Vec<TargetId>,
    /// The unit itself and its children, each with all under it; only those with anything.
    pub units: Vec<Line<UnitId>>,
    /// Themes at the top, each with all under it; only those with anything.
    pub themes: Vec<Line<ThemeId>>,
}

/// Sums up a unit and all under it; the whole ledger for `None`.
pub fn summarise(ledger: &Ledger, index: &Index, unit: Option<UnitId>, today: NaiveDate) -> Summary {
    let within: Option<BTreeSet<UnitId>> = unit.map(|u| tree::with_descendants(ledger, u));
    let counted = |id: Option<UnitId>| within.as_ref().is_none_or(|set| id.is_some_and(|u| set.contains(&u)));
    let mut sum = Summary::default();
    let mut dated: Vec<(NaiveDate, TaskId)> = Vec::new();
    for task in ledger.live_tasks().filter(|t| counted(t.common.unit)) {
        let Some(state) = index.tasks.get(&task.id) else { continue };
        sum.tasks.add(state.light);
        if let Some(due) = *task.due.get() {
            dated.push((due, task.id));
        }
        if state.light == Light::Slow {
            sum.slow.push(task.id);
        }
        if state.lacking.any() {
            sum.lacking.push(task.id);
        }
        if query::is_silent(state.light, state.reported, today) {
            sum.silent.push(task.id);
        }
    }
    dated.sort();
    for (due, task) in dated {
        let Some(state) = index.tasks.get(&task) else { continue };
        if state.light == Light::Overdue {
            sum.overdue.push(task);
        } else if light::is_near(Some(due), state.light, today) {
            sum.near.push(task);
        }
    }
    for target in ledger.live_targets().filter(|t| counted(t.common.unit)) {
        let Some(state) = index.targets.get(&target.id) else { continue };
        sum.targets.add(state.light);
        if state.blank {
            sum.blanks.push(target.id);
        }
    }
    sum.units = unit_lines(ledger, index, unit);
    sum.themes = theme_lines(ledger, index, &counted);
    sum
}

fn unit_lines(ledger: &Ledger, index: &Index, unit: Option<UnitId>) -> Vec<Line<UnitId>> {
    let tops: Vec<UnitId> = match unit {
        Some(unit) => {
            let children = tree::units(ledger).into_iter().map(|n| n.id);
            let parent = |id: &UnitId| ledger.units.get(id).and_then(|u| *u.parent.get());
            std::iter::once(unit).chain(children.filter(|id| parent(id) == Some(unit))).collect()
        }
        None => tree::units(ledger).into_iter().map(|n| n.id).collect(),
    };
    let lines = tops.into_iter().map(|id| {
        // The unit itself stands for its own records; its children for all under them.
        let set = if Some(id) == unit || unit.is_none() {
            BTreeSet::from([id])
        } else {
            tree::with_descendants(ledger, id)
        };
        let has = |unit: Option<UnitId>| unit.is_some_and(|u| set.contains(&u));
        line(ledger, index, id, has, |_| true)
    });
    lines.filter(|l| l.targets.total() + l.tasks.total() > 0).collect()
}

fn theme_lines(
    ledger: &Ledger,
    index: &Index,
    counted: &impl Fn(Option<UnitId>) -> bool,
) -> Vec<Line<ThemeId>> {
    let tops = tree::themes(ledger).into_iter().filter(|n| n.depth == 0).map(|n| n.id);
    let lines = tops.map(|top| {
        line(ledger, index, top, counted, |theme| theme.is_some_and(|t| tree::theme_is_under(ledger, t, top)))
    });
    lines.filter(|l| l.targets.total() + l.tasks.total() > 0).collect()
}

fn line<I>(
    ledger: &Ledger,
    index: &Index,
    id: I,
    unit: impl Fn(Option<UnitId>) -> bool,
    theme: impl Fn(Option<ThemeId>) -> bool,
) -> Line<I> {
    let mut line = Line { id, targets: Counts::default(), tasks: Counts::default() };
    for t in ledger.live_targets().filter(|t| unit(t.common.unit) && theme(*t.theme.get())) {
        if let Some(state) = index.targets.get(&t.id) {
            line.targets.add(state.light);
        }
    }
    for t in ledger.live_tasks().filter(|t| unit(t.common.unit) && theme(*t.theme.get())) {
        if let Some(state) = index.tasks.get(&t.id) {
            line.tasks.add(state.light);
        }
    }
    line
}
