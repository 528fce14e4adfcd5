//! 纵向到底、横向到边 (`K10`): units against key tasks, who has taken which up, and the holes.

use super::assign;
use super::command::Command;
use super::id::{TaskId, UnitId};
use super::index::Index;
use super::kind::{Kind, RecordId};
use super::ledger::Ledger;
use super::light::Light;
use super::tree;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// A unit's own part of a key task.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cell {
    /// The unit's task.
    pub task: TaskId,
    /// The light of greatest concern, where it has several.
    pub light: Light,
    /// How many tasks it has for this one.
    pub count: usize,
}

/// The matrix.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Coverage {
    /// Rows, in the order of the unit tree.
    pub units: Vec<UnitId>,
    /// Columns: the key tasks, in the order they came.
    pub tasks: Vec<TaskId>,
    /// Row by row; `None` is a hole.
    pub cells: Vec<Vec<Option<Cell>>>,
}

/// A unit without a part of a key task.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Hole {
    /// Which unit.
    pub unit: UnitId,
    /// Which key task.
    pub task: TaskId,
}

/// Lays units out against key tasks. A task counts for a key task when it descends from it,
/// over any number of hands.
pub fn coverage(ledger: &Ledger, index: &Index, units: &BTreeSet<UnitId>, tasks: &[TaskId]) -> Coverage {
    let columns: HashMap<TaskId, usize> = tasks.iter().enumerate().map(|(i, t)| (*t, i)).collect();
    let units: Vec<UnitId> =
        tree::units(ledger).into_iter().map(|n| n.id).filter(|u| units.contains(u)).collect();
    let rows: HashMap<UnitId, usize> = units.iter().enumerate().map(|(i, u)| (*u, i)).collect();
    let mut cells: Vec<Vec<Option<Cell>>> = vec![vec![None; tasks.len()]; units.len()];
    for task in ledger.live_tasks() {
        let Some(row) = task.common.unit.and_then(|u| rows.get(&u)) else { continue };
        let light = index.tasks.get(&task.id).map_or(Light::Unset, |s| s.light);
        for column in ancestors(ledger, task.id).into_iter().filter_map(|t| columns.get(&t)) {
            let Some(cell) = cells.get_mut(*row).and_then(|r| r.get_mut(*column)) else { continue };
            let new = Cell { task: task.id, light, count: 1 };
            *cell = Some(match *cell {
                None => new,
                Some(held) if concern(light) < concern(held.light) => Cell { count: held.count + 1, ..new },
                Some(held) => Cell { count: held.count + 1, ..held },
            });
        }
    }
    Coverage { units, tasks: tasks.to_vec(), cells }
}

fn concern(light: Light) -> usize {
    // A task without a date says less than one that is done or on course.
    [Light::Overdue, Light::Slow, Light::Unset, Light::OnCourse, Light::Done]
        .iter()
        .position(|l| *l == light)
        .unwrap_or(usize::MAX)
}

/// The task and those it was handed down from, nearest first; a ring ends where it begins.
fn ancestors(ledger: &Ledger, task: TaskId) -> Vec<TaskId> {
    let mut out = Vec::new();
    let mut next = Some(task);
    while let Some(id) = next.filter(|id| !out.contains(id)) {
        out.push(id);
        next = ledger.tasks.get(&id).and_then(|t| *t.parent.get());
    }
    out
}

impl Coverage {
    /// The holes, column by column.
    pub fn holes(&self) -> Vec<Hole> {
        let each = self.tasks.iter().enumerate().flat_map(|(column, task)| {
            let empty = self.units.iter().zip(&self.cells);
            empty
                .filter(move |(_, row)| row.get(column).is_some_and(Option::is_none))
                .map(|(unit, _)| Hole { unit: *unit, task: *task })
        });
        each.collect()
    }

    /// How many units have taken each task up, by column.
    pub fn taken(&self) -> Vec<usize> {
        let has =
            |column: usize| move |row: &&Vec<Option<Cell>>| row.get(column).is_some_and(Option::is_some);
        (0..self.tasks.len()).map(|c| self.cells.iter().filter(has(c)).count()).collect()
    }
}

/// The commands that hand the missing parts out. A unit gets its part from the nearest unit
/// above it that has one, else from the key task itself.
pub fn fill(
    ledger: &Ledger,
    coverage: &Coverage,
    holes: &[Hole],
    ids: &mut dyn FnMut() -> Uuid,
) -> Vec<Command> {
    let mut from: BTreeMap<TaskId, Vec<UnitId>> = BTreeMap::new();
    for hole in holes {
        let source = above(ledger, coverage, *hole).unwrap_or(hole.task);
        from.entry(source).or_default().push(hole.unit);
    }
    let each = from
        .into_iter()
        .flat_map(|(task, units)| assign::commands(ledger, &[RecordId::new(Kind::Task, task)], &units, ids));
    each.collect()
}

fn above(ledger: &Ledger, coverage: &Coverage, hole: Hole) -> Option<TaskId> {
    let column = coverage.tasks.iter().position(|t| *t == hole.task)?;
    let mut passed = BTreeSet::new();
    let mut next = ledger.units.get(&hole.unit).and_then(|u| *u.parent.get());
    while let Some(unit) = next.filter(|u| passed.insert(*u)) {
        let row = coverage.units.iter().position(|u| *u == unit);
        let cell = row.and_then(|r| coverage.cells.get(r)).and_then(|r| r.get(column).copied().flatten());
        if let Some(cell) = cell {
            return Some(cell.task);
        }
        next = ledger.units.get(&unit).and_then(|u| *u.parent.get());
    }
    None
}
