//! 规划图 (`P1`, `P2`): the framework as a tree with its targets, tasks and lights, and moves in it.
//! Keyboard and drag come to the same [`Place`].

use super::command::Command;
use super::field::Field;
use super::id::{TargetId, TaskId, ThemeId, UnitId};
use super::index::Index;
use super::kind::{Kind, RecordId};
use super::ledger::Ledger;
use super::summary::Counts;
use super::tree;
use super::value::Value;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Places are spaced out, so that a record can be put between two others.
const GAP: i64 = 1024;

/// A theme with what hangs on it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Branch {
    /// Which theme; `None` for what hangs on none.
    pub theme: Option<ThemeId>,
    /// 0 for the top.
    pub depth: usize,
    /// Targets right on it, in order.
    pub targets: Vec<TargetId>,
    /// Tasks right on it, in order.
    pub tasks: Vec<TaskId>,
    /// Lights of targets and tasks on it and below.
    pub counts: Counts,
}

/// The framework in display order, with the records of some units (all for `None`). What hangs on
/// no live theme stands at the end.
pub fn framework(ledger: &Ledger, index: &Index, units: Option<&BTreeSet<UnitId>>) -> Vec<Branch> {
    let nodes = tree::themes(ledger);
    let mut out: Vec<Branch> = nodes
        .iter()
        .map(|n| Branch { theme: Some(n.id), depth: n.depth, ..loose() })
        .chain(std::iter::once(loose()))
        .collect();
    let places: HashMap<ThemeId, usize> = nodes.iter().enumerate().map(|(i, n)| (n.id, i)).collect();
    let place = |theme: Option<ThemeId>| theme.and_then(|t| places.get(&t)).copied().unwrap_or(nodes.len());
    let within = |unit: Option<UnitId>| units.is_none_or(|set| unit.is_some_and(|u| set.contains(&u)));
    let mut targets: Vec<_> = ledger.live_targets().filter(|t| within(t.common.unit)).collect();
    targets.sort_by_key(|t| (t.order.get().unwrap_or(i64::MAX), t.id));
    for target in targets {
        let branch = &mut out[place(*target.theme.get())];
        branch.targets.push(target.id);
        branch.counts.add(index.targets.get(&target.id).map_or(super::light::Light::Unset, |s| s.light));
    }
    let mut tasks: Vec<_> = ledger.live_tasks().filter(|t| within(t.common.unit)).collect();
    tasks.sort_by_key(|t| (t.order.get().unwrap_or(i64::MAX), t.id));
    for task in tasks {
        let branch = &mut out[place(*task.theme.get())];
        branch.tasks.push(task.id);
        branch.counts.add(index.tasks.get(&task.id).map_or(super::light::Light::Unset, |s| s.light));
    }
    // From the last to the first, each adds itself to the one above it.
    let mut above: Vec<Option<usize>> = Vec::new();
    let mut path: Vec<usize> = Vec::new();
    for (i, node) in nodes.iter().enumerate() {
        path.truncate(node.depth);
        above.push(path.last().copied());
        path.push(i);
    }
    for i in (0..nodes.len()).rev() {
        if let Some(parent) = above[i] {
            let counts = out[i].counts;
            for (sum, n) in out[parent].counts.by_light.iter_mut().zip(counts.by_light) {
                *sum += n;
            }
        }
    }
    if out.last().is_some_and(|b| b.targets.is_empty() && b.tasks.is_empty()) {
        out.pop();
    }
    out
}

fn loose() -> Branch {
    Branch { theme: None, depth: 0, targets: Vec::new(), tasks: Vec::new(), counts: Counts::default() }
}

/// Where something is put: under a theme (`None` for the top), before a sister (`None` for the end).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// The theme above.
    pub under: Option<ThemeId>,
    /// The sister after it.
    pub before: Option<Uuid>,
}

/// A step by keyboard.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Nudge {
    /// Before the sister above.
    Up,
    /// After the sister below.
    Down,
    /// Under the sister above; themes only.
    In,
    /// After its parent, beside it; themes only.
    Out,
}

/// The commands that put a theme, target or task in a place. Sisters are numbered anew only when
/// no number is free between two of them.
pub fn put(ledger: &Ledger, record: RecordId, place: Place) -> Vec<Command> {
    let link = if record.kind == Kind::Theme { Field::Parent } else { Field::Theme };
    let Some(unit) = ledger.record(record).map(|r| r.common().unit) else { return Vec::new() };
    let mut sisters = sisters(ledger, record.kind, unit, place.under);
    sisters.retain(|(id, _)| *id != record.id);
    let at = place.before.and_then(|b| sisters.iter().position(|(id, _)| *id == b)).unwrap_or(sisters.len());
    let under = place.under.map_or(Value::Unset, |t| Value::Id(t.0));
    let before = at.checked_sub(1).and_then(|i| sisters.get(i)).map(|(_, order)| *order);
    let after = sisters.get(at).map(|(_, order)| *order);
    let free = match (before, after) {
        (None, None) => Some(GAP),
        (Some(Some(b)), None) => b.checked_add(GAP),
        (None, Some(Some(a))) => a.checked_sub(GAP),
        (Some(Some(b)), Some(Some(a))) if a.saturating_sub(b) > 1 => Some(b + (a - b) / 2),
        _ => None,
    };
    if let Some(order) = free {
        let fields = vec![(link, under), (Field::Order, Value::Whole(order))];
        return vec![Command::Set { record, fields }];
    }
    sisters.insert(at, (record.id, None));
    let each = sisters.into_iter().enumerate().map(|(i, (id, _))| {
        let mut fields = vec![(Field::Order, Value::Whole((i as i64 + 1) * GAP))];
        if id == record.id {
            fields.insert(0, (link, under.clone()));
        }
        Command::Set { record: RecordId { kind: record.kind, id }, fields }
    });
    each.collect()
}

/// Where a step by keyboard leads; `None` when there is no way.
pub fn nudged(ledger: &Ledger, record: RecordId, nudge: Nudge) -> Option<Place> {
    let found = ledger.record(record)?;
    let theme = |field: Field| match found.read(field).0 {
        Value::Id(id) => Some(ThemeId(id)),
        _ => None,
    };
    let under = theme(if record.kind == Kind::Theme { Field::Parent } else { Field::Theme });
    let list = sisters(ledger, record.kind, found.common().unit, under);
    let at = list.iter().position(|(id, _)| *id == record.id)?;
    let id = |place: usize| list.get(place).map(|(id, _)| *id);
    match nudge {
        Nudge::Up => Some(Place { under, before: Some(id(at.checked_sub(1)?)?) }),
        Nudge::Down => {
            id(at + 1)?;
            Some(Place { under, before: id(at + 2) })
        }
        Nudge::In if record.kind == Kind::Theme => {
            Some(Place { under: Some(ThemeId(id(at.checked_sub(1)?)?)), before: None })
        }
        Nudge::Out if record.kind == Kind::Theme => {
            let parent = under?;
            let grand = ledger.themes.get(&parent).and_then(|t| *t.parent.get());
            let aunts = sisters(ledger, Kind::Theme, None, grand);
            let place = aunts.iter().position(|(id, _)| *id == parent.0)?;
            Some(Place { under: grand, before: aunts.get(place + 1).map(|(id, _)| *id) })
        }
        Nudge::In | Nudge::Out => None,
    }
}

/// Live records of a kind and unit under a theme, in order, with their numbers.
fn sisters(
    ledger: &Ledger,
    kind: Kind,
    unit: Option<UnitId>,
    under: Option<ThemeId>,
) -> Vec<(Uuid, Option<i64>)> {
    let mut out: Vec<(Uuid, Option<i64>)> = match kind {
        Kind::Theme => ledger
            .live_themes()
            .filter(|t| *t.parent.get() == under)
            .map(|t| (t.id.0, *t.order.get()))
            .collect(),
        Kind::Target => ledger
            .live_targets()
            .filter(|t| t.common.unit == unit && *t.theme.get() == under)
            .map(|t| (t.id.0, *t.order.get()))
            .collect(),
        Kind::Task => ledger
            .live_tasks()
            .filter(|t| t.common.unit == unit && *t.theme.get() == under)
            .map(|t| (t.id.0, *t.order.get()))
            .collect(),
        _ => Vec::new(),
    };
    out.sort_by_key(|(id, order)| (order.unwrap_or(i64::MAX), *id));
    out
}
