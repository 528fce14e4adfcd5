//! Up the tree (`T2`, `S3`): counts by light, values by the targets' own rules, who has reported.
//!
//! - [`Rollup`]: what is kept for every unit; a change recomputes its units and those above them
//! - [`figure`]: a whole's value from its parts
//! - [`reporting`]: who has reported for a span of days, who not, whose file is older
//! - [`handed_up`]: figures that came up by file instead of records
//!
//! Unset is never counted as zero, and no mean is ever taken of percentages.

pub mod figure;
pub mod handed_up;
pub mod reporting;

use super::change::Change;
use super::id::{TargetId, TaskId, UnitId};
use super::index::Index;
use super::kind::{AnyRecord, Kind, RecordId};
use super::ledger::Ledger;
use super::light::Light;
use super::record::Record;
use super::summary::Counts;
use super::tree;
use chrono::NaiveDate;
pub use figure::Figure;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a unit's records, or those of many units, add up to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Targets by light.
    pub targets: Counts,
    /// Tasks by light.
    pub tasks: Counts,
    /// Tasks that lack one of the four fixed.
    pub lacking: usize,
    /// Targets whose value is a blank (`P3`).
    pub blanks: usize,
    /// Blockers nobody has solved yet.
    pub blocked: usize,
}

impl Tally {
    /// Adds another's.
    pub fn add(&mut self, other: &Self) {
        for (sum, n) in self.targets.by_light.iter_mut().zip(other.targets.by_light) {
            *sum += n;
        }
        for (sum, n) in self.tasks.by_light.iter_mut().zip(other.tasks.by_light) {
            *sum += n;
        }
        self.lacking += other.lacking;
        self.blanks += other.blanks;
        self.blocked += other.blocked;
    }

    /// Takes another's away again, which must have been added before.
    fn take_away(&mut self, other: &Self) {
        for (sum, n) in self.targets.by_light.iter_mut().zip(other.targets.by_light) {
            *sum = sum.saturating_sub(n);
        }
        for (sum, n) in self.tasks.by_light.iter_mut().zip(other.tasks.by_light) {
            *sum = sum.saturating_sub(n);
        }
        self.lacking = self.lacking.saturating_sub(other.lacking);
        self.blanks = self.blanks.saturating_sub(other.blanks);
        self.blocked = self.blocked.saturating_sub(other.blocked);
    }

    /// How many targets and tasks.
    pub fn total(&self) -> usize {
        self.targets.total() + self.tasks.total()
    }

    /// Tasks on which something can still be reported.
    pub fn open_tasks(&self) -> usize {
        self.tasks.total() - self.tasks.of(Light::Done)
    }
}

/// What a number of a [`Tally`] counts, to open it down to its records.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// Targets at a light; all of them for `None`.
    Targets(Option<Light>),
    /// Tasks at a light; all of them for `None`.
    Tasks(Option<Light>),
    /// Tasks that lack one of the four fixed.
    Lacking,
    /// Targets whose value is a blank.
    Blanks,
    /// Open blockers.
    Blocked,
}

/// One unit's own records and what they add up to.
#[derive(Clone, PartialEq, Debug, Default)]
struct Own {
    tally: Tally,
    targets: BTreeSet<TargetId>,
    tasks: BTreeSet<TaskId>,
    blockers: BTreeSet<super::id::BlockerId>,
    /// How many reports and actual values are dated on each day.
    days: BTreeMap<NaiveDate, usize>,
    /// The newest time on any of its records, in milliseconds since 1970 by the writers' clocks.
    newest: i64,
}

/// Everything added up, for each unit, and up the tree.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Rollup {
    own: BTreeMap<UnitId, Own>,
    totals: BTreeMap<UnitId, Tally>,
    whole: Tally,
    parents: BTreeMap<UnitId, Option<UnitId>>,
    children: BTreeMap<Option<UnitId>, Vec<UnitId>>,
    figures: HashMap<TargetId, Figure>,
}

impl Rollup {
    /// Adds everything up.
    pub fn build(ledger: &Ledger, index: &Index) -> Self {
        let mut roll = Self::default();
        for record in ledger.records() {
            roll.note(record);
        }
        for own in roll.own.values_mut() {
            own.tally = tally(ledger, index, own);
        }
        roll.plant(ledger);
        let wholes = ledger.live_targets().filter(|t| !index.parts_of(ledger, t.id).is_empty());
        let wholes: BTreeSet<TargetId> = wholes.map(|t| t.id).collect();
        roll.figure_all(ledger, index, &wholes);
        roll
    }

    /// Follows a change that was carried out, after [`Index::update`] followed it. The same as
    /// [`Rollup::build`] on that ledger, for changes made by commands and merges; after
    /// [`super::change::Reverted`] it has to be built anew.
    pub fn update(&mut self, ledger: &Ledger, index: &Index, change: &Change) {
        let mut units: BTreeSet<UnitId> = BTreeSet::new();
        let mut wholes: BTreeSet<TargetId> = BTreeSet::new();
        let mut is_replanted = false;
        for edit in &change.edits {
            let (before, after) = (edit.before.as_ref(), &edit.after);
            if let Some(before) = before {
                self.forget(before.as_dyn());
            }
            self.note(after.as_dyn());
            units.extend(after.as_dyn().common().unit);
            for record in before.into_iter().chain([after]) {
                match record {
                    AnyRecord::Unit(_) => is_replanted = true,
                    AnyRecord::Target(t) => {
                        wholes.insert(t.id);
                        wholes.extend(*t.parent.get());
                    }
                    AnyRecord::Actual(a) => {
                        wholes.extend(*a.target.get());
                        let target = a.target.get().and_then(|id| ledger.targets.get(&id));
                        units.extend(target.and_then(|t| t.common.unit));
                    }
                    // An entry may lie in another part than the task it speaks of.
                    AnyRecord::Report(r) => units.extend(unit_of(ledger, *r.task.get())),
                    AnyRecord::Milestone(m) => units.extend(unit_of(ledger, *m.task.get())),
                    _ => {}
                }
            }
        }
        for unit in units {
            let Some(own) = self.own.get_mut(&unit) else { continue };
            let new = tally(ledger, index, own);
            let old = std::mem::replace(&mut own.tally, new);
            if *own == Own::default() {
                self.own.remove(&unit);
            }
            if old == new {
                continue;
            }
            self.whole.take_away(&old);
            self.whole.add(&new);
            let mut next = self.parents.contains_key(&unit).then_some(unit);
            while let Some(id) = next {
                let total = self.totals.entry(id).or_default();
                total.take_away(&old);
                total.add(&new);
                next = self.parents.get(&id).copied().flatten();
            }
        }
        if is_replanted {
            self.plant(ledger);
        }
        self.figure_all(ledger, index, &above(ledger, wholes));
    }

    /// A unit's own records.
    pub fn own(&self, unit: UnitId) -> Tally {
        self.own.get(&unit).map(|own| own.tally).unwrap_or_default()
    }

    /// A unit and all under it.
    pub fn total(&self, unit: UnitId) -> Tally {
        self.totals.get(&unit).copied().unwrap_or_default()
    }

    /// The whole ledger, records of units that are gone included.
    pub fn whole(&self) -> Tally {
        self.whole
    }

    /// The units right under one in display order; the top ones for `None`.
    pub fn children(&self, unit: Option<UnitId>) -> &[UnitId] {
        self.children.get(&unit).map(Vec::as_slice).unwrap_or_default()
    }

    /// A unit and all under it, from the top down.
    pub fn units_under(&self, unit: UnitId) -> Vec<UnitId> {
        let mut out = vec![unit];
        let mut at = 0;
        while let Some(id) = out.get(at) {
            out.extend(self.children(Some(*id)));
            at += 1;
        }
        out
    }

    /// What a whole's parts make it up to; `None` for a target without parts.
    pub fn figure(&self, target: TargetId) -> Option<&Figure> {
        self.figures.get(&target)
    }

    /// The records a number is made of: of a unit's own, or of all under it too.
    pub fn records(
        &self,
        ledger: &Ledger,
        index: &Index,
        unit: UnitId,
        with_under: bool,
        part: Part,
    ) -> Vec<RecordId> {
        let units = if with_under { self.units_under(unit) } else { vec![unit] };
        let mut out = Vec::new();
        for own in units.iter().filter_map(|unit| self.own.get(unit)) {
            let tasks = own.tasks.iter().filter_map(|id| Some((*id, index.tasks.get(id)?)));
            let targets = own.targets.iter().filter_map(|id| Some((*id, index.targets.get(id)?)));
            match part {
                Part::Tasks(light) => {
                    let wanted = tasks.filter(|(_, s)| light.is_none_or(|l| l == s.light));
                    out.extend(wanted.map(|(id, _)| RecordId::new(Kind::Task, id)));
                }
                Part::Lacking => {
                    let wanted = tasks.filter(|(_, s)| s.lacking.any());
                    out.extend(wanted.map(|(id, _)| RecordId::new(Kind::Task, id)));
                }
                Part::Targets(light) => {
                    let wanted = targets.filter(|(_, s)| light.is_none_or(|l| l == s.light));
                    out.extend(wanted.map(|(id, _)| RecordId::new(Kind::Target, id)));
                }
                Part::Blanks => {
                    let wanted = targets.filter(|(_, s)| s.blank);
                    out.extend(wanted.map(|(id, _)| RecordId::new(Kind::Target, id)));
                }
                Part::Blocked => {
                    let open = own.blockers.iter().filter(|id| is_open(ledger, **id));
                    out.extend(open.map(|id| RecordId::new(Kind::Blocker, *id)));
                }
            }
        }
        out
    }

    /// Every entry a target's value is made of, over all its parts.
    pub fn made_of(&self, index: &Index, target: TargetId) -> Vec<RecordId> {
        let mut out = BTreeSet::new();
        let mut passed = BTreeSet::new();
        let mut next = vec![target];
        while let Some(id) = next.pop() {
            if !passed.insert(id) {
                continue;
            }
            match self.figures.get(&id).filter(|figure| figure.origin == figure::Origin::Parts) {
                Some(figure) => next.extend(&figure.counted),
                None => {
                    let entry = index.targets.get(&id).and_then(|state| state.entry);
                    out.extend(entry.map(|entry| RecordId::new(Kind::Actual, entry)));
                }
            }
        }
        out.into_iter().collect()
    }

    fn note(&mut self, record: &dyn Record) {
        let Some(unit) = record.common().unit else { return };
        let own = self.own.entry(unit).or_default();
        // What was written stays in the record or its history, so this only grows.
        record.each_stamp(&mut |stamp| own.newest = own.newest.max(stamp.at));
        if !record.is_alive() {
            return;
        }
        match record.kind() {
            Kind::Target => drop(own.targets.insert(TargetId(record.uuid()))),
            Kind::Task => drop(own.tasks.insert(TaskId(record.uuid()))),
            Kind::Blocker => drop(own.blockers.insert(super::id::BlockerId(record.uuid()))),
            _ => {
                if let Some(day) = entry_day(record) {
                    *own.days.entry(day).or_default() += 1;
                }
            }
        }
    }

    fn forget(&mut self, record: &dyn Record) {
        let Some(own) = record.common().unit.and_then(|unit| self.own.get_mut(&unit)) else { return };
        if !record.is_alive() {
            return;
        }
        match record.kind() {
            Kind::Target => drop(own.targets.remove(&TargetId(record.uuid()))),
            Kind::Task => drop(own.tasks.remove(&TaskId(record.uuid()))),
            Kind::Blocker => drop(own.blockers.remove(&super::id::BlockerId(record.uuid()))),
            _ => {
                if let Some(day) = entry_day(record)
                    && let Some(count) = own.days.get_mut(&day)
                {
                    *count -= 1;
                    if *count == 0 {
                        own.days.remove(&day);
                    }
                }
            }
        }
    }

    /// Reads the tree anew and adds the units' own up: as many steps as there are units.
    fn plant(&mut self, ledger: &Ledger) {
        self.parents.clear();
        self.children.clear();
        self.totals.clear();
        self.whole = Tally::default();
        let mut path: Vec<UnitId> = Vec::new();
        let nodes = tree::units(ledger);
        for node in &nodes {
            path.truncate(node.depth);
            let parent = path.last().copied();
            self.parents.insert(node.id, parent);
            self.children.entry(parent).or_default().push(node.id);
            path.push(node.id);
        }
        // From the bottom up: what is under a unit stands after it.
        for node in nodes.iter().rev() {
            let mut total = self.totals.get(&node.id).copied().unwrap_or_default();
            total.add(&self.own(node.id));
            self.totals.insert(node.id, total);
            if let Some(parent) = self.parents.get(&node.id).copied().flatten() {
                self.totals.entry(parent).or_default().add(&total);
            }
        }
        for own in self.own.values() {
            self.whole.add(&own.tally);
        }
    }

    fn figure_all(&mut self, ledger: &Ledger, index: &Index, targets: &BTreeSet<TargetId>) {
        // A whole is worked out from what its parts were worked out to.
        for id in figure::from_the_bottom(ledger, index, targets) {
            let made = {
                let known = |id: TargetId| self.figures.get(&id).and_then(figure::Said::of_figure);
                figure::figure(ledger, index, id, &known)
            };
            match made {
                Some(figure) => drop(self.figures.insert(id, figure)),
                None => drop(self.figures.remove(&id)),
            }
        }
    }
}

fn unit_of(ledger: &Ledger, task: Option<TaskId>) -> Option<UnitId> {
    task.and_then(|id| ledger.tasks.get(&id)).and_then(|t| t.common.unit)
}

fn entry_day(record: &dyn Record) -> Option<NaiveDate> {
    if !record.kind().is_append_only() {
        return None;
    }
    match record.read(super::field::Field::Date).0 {
        super::value::Value::Date(day) => Some(day),
        _ => None,
    }
}

fn is_open(ledger: &Ledger, id: super::id::BlockerId) -> bool {
    ledger.blockers.get(&id).is_some_and(|b| b.is_alive() && b.solved.get().is_none())
}

fn tally(ledger: &Ledger, index: &Index, own: &Own) -> Tally {
    let mut tally = Tally::default();
    for state in own.tasks.iter().filter_map(|id| index.tasks.get(id)) {
        tally.tasks.add(state.light);
        tally.lacking += usize::from(state.lacking.any());
    }
    for state in own.targets.iter().filter_map(|id| index.targets.get(id)) {
        tally.targets.add(state.light);
        tally.blanks += usize::from(state.blank);
    }
    tally.blocked = own.blockers.iter().filter(|id| is_open(ledger, **id)).count();
    tally
}

/// The targets and all they are parts of.
fn above(ledger: &Ledger, targets: BTreeSet<TargetId>) -> BTreeSet<TargetId> {
    let mut out = BTreeSet::new();
    let mut next: Vec<TargetId> = targets.into_iter().collect();
    while let Some(id) = next.pop() {
        if out.insert(id) {
            next.extend(ledger.targets.get(&id).and_then(|t| *t.parent.get()));
        }
    }
    out
}
