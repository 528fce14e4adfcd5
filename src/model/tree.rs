//! The unit tree and the theme tree.

use super::id::{ThemeId, UnitId};
use super::ledger::Ledger;
use super::record::Record;
use std::collections::{BTreeMap, BTreeSet};

/// A node in display order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Node<I> {
    /// Which unit or theme.
    pub id: I,
    /// 0 for the top.
    pub depth: usize,
    /// Whether anything is under it.
    pub has_children: bool,
}

/// Whether `unit` is `top` or stands under it.
pub fn is_under(ledger: &Ledger, unit: UnitId, top: UnitId) -> bool {
    climbs_to(unit, top, |id| ledger.units.get(&id).and_then(|u| *u.parent.get()))
}

/// Whether `theme` is `top` or stands under it.
pub fn theme_is_under(ledger: &Ledger, theme: ThemeId, top: ThemeId) -> bool {
    climbs_to(theme, top, |id| ledger.themes.get(&id).and_then(|t| *t.parent.get()))
}

fn climbs_to<I: Ord + Copy>(from: I, top: I, parent: impl Fn(I) -> Option<I>) -> bool {
    let mut passed = BTreeSet::new();
    let mut next = Some(from);
    while let Some(id) = next {
        if id == top {
            return true;
        }
        // Two people can each move a unit under the other's: a merge may hold a ring.
        if !passed.insert(id) {
            return false;
        }
        next = parent(id);
    }
    false
}

/// All live units in display order. A unit whose parent is gone, or that stands in a ring,
/// is shown at the top rather than lost.
pub fn units(ledger: &Ledger) -> Vec<Node<UnitId>> {
    let rows =
        ledger.live_units().map(|u| (u.id, *u.parent.get(), (u.order.get().unwrap_or(i64::MAX), u.id)));
    flatten(rows.collect())
}

/// All live themes in display order.
pub fn themes(ledger: &Ledger) -> Vec<Node<ThemeId>> {
    let rows =
        ledger.live_themes().map(|t| (t.id, *t.parent.get(), (t.order.get().unwrap_or(i64::MAX), t.id)));
    flatten(rows.collect())
}

/// The unit and all under it.
pub fn with_descendants(ledger: &Ledger, top: UnitId) -> BTreeSet<UnitId> {
    ledger.units.values().filter(|u| u.is_alive() && is_under(ledger, u.id, top)).map(|u| u.id).collect()
}

/// The top units.
pub fn roots(ledger: &Ledger) -> Vec<UnitId> {
    units(ledger).into_iter().filter(|n| n.depth == 0).map(|n| n.id).collect()
}

/// The names from the top down to a unit, such as 市教育局 / 成安县教育局.
pub fn path(ledger: &Ledger, unit: UnitId) -> Vec<String> {
    let mut names = Vec::new();
    let mut passed = BTreeSet::new();
    let mut next = Some(unit);
    while let Some(found) = next.filter(|id| passed.insert(*id)).and_then(|id| ledger.units.get(&id)) {
        names.push(found.title.get().clone());
        next = *found.parent.get();
    }
    names.reverse();
    names
}

type Row<I, K> = (I, Option<I>, K);

fn flatten<I: Ord + Copy, K: Ord + Copy>(rows: Vec<Row<I, K>>) -> Vec<Node<I>> {
    let parents: BTreeMap<I, Option<I>> = rows.iter().map(|(id, parent, _)| (*id, *parent)).collect();
    let mut children: BTreeMap<Option<I>, Vec<(K, I)>> = BTreeMap::new();
    for (id, parent, key) in rows {
        let parent = parent.filter(|p| parents.contains_key(p));
        let in_ring = parent.is_some_and(|p| climbs_to(p, id, |x| parents.get(&x).copied().flatten()));
        children.entry(if in_ring { None } else { parent }).or_default().push((key, id));
    }
    for list in children.values_mut() {
        list.sort();
    }
    let mut out = Vec::with_capacity(parents.len());
    let mut stack: Vec<(I, usize)> = top_down(&children, None, 0);
    while let Some((id, depth)) = stack.pop() {
        out.push(Node { id, depth, has_children: children.contains_key(&Some(id)) });
        stack.extend(top_down(&children, Some(id), depth + 1));
    }
    out
}

fn top_down<I: Ord + Copy, K>(
    children: &BTreeMap<Option<I>, Vec<(K, I)>>,
    of: Option<I>,
    depth: usize,
) -> Vec<(I, usize)> {
    children.get(&of).into_iter().flatten().rev().map(|(_, id)| (*id, depth)).collect()
}
