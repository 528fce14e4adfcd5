//! One year's document, in memory.

use super::id::{
    ActualId, BlockerId, ForceId, LedgerId, MilestoneId, PartId, ReportId, TargetId, TaskId, ThemeId, UnitId,
};
use super::kind::{
    Actual, AnyRecord, Blocker, Force, Kind, Meta, Milestone, RecordId, Report, Target, Task, Theme, Unit,
};
use super::record::Record;
use super::stamp::Seen;
use std::collections::{BTreeMap, BTreeSet};

/// A ledger: the plan, the units and everything on them, deleted records included.
///
/// Maps are ordered, so that the same ledger always gives the same bytes.
#[derive(Clone, PartialEq, Debug)]
pub struct Ledger {
    /// Title and year.
    pub meta: Meta,
    /// Units, deleted ones included; see [`Ledger::live_units`].
    pub units: BTreeMap<UnitId, Unit>,
    /// Themes.
    pub themes: BTreeMap<ThemeId, Theme>,
    /// Targets.
    pub targets: BTreeMap<TargetId, Target>,
    /// Tasks.
    pub tasks: BTreeMap<TaskId, Task>,
    /// Milestones.
    pub milestones: BTreeMap<MilestoneId, Milestone>,
    /// Progress reports.
    pub reports: BTreeMap<ReportId, Report>,
    /// Actual values.
    pub actuals: BTreeMap<ActualId, Actual>,
    /// What blocks tasks.
    pub blockers: BTreeMap<BlockerId, Blocker>,
    /// Task forces.
    pub forces: BTreeMap<ForceId, Force>,
    /// What has been seen of each part, by writer.
    pub seen: BTreeMap<PartId, Seen>,
}

impl Ledger {
    /// An empty ledger.
    pub fn new(id: LedgerId) -> Self {
        Self {
            meta: Meta::new(id, None),
            units: BTreeMap::new(),
            themes: BTreeMap::new(),
            targets: BTreeMap::new(),
            tasks: BTreeMap::new(),
            milestones: BTreeMap::new(),
            reports: BTreeMap::new(),
            actuals: BTreeMap::new(),
            blockers: BTreeMap::new(),
            forces: BTreeMap::new(),
            seen: BTreeMap::new(),
        }
    }

    /// The ledger's id.
    pub fn id(&self) -> LedgerId {
        self.meta.id
    }

    /// The highest counter of any writer; the next edit takes one more.
    pub fn clock(&self) -> u64 {
        self.seen.values().map(Seen::top).max().unwrap_or(0)
    }

    /// A record's untyped view; `None` when the ledger has none of that id.
    pub fn record(&self, id: RecordId) -> Option<&dyn Record> {
        fn found<R: Record>(record: &R) -> &dyn Record {
            record
        }
        match id.kind {
            Kind::Meta => (id.id == self.meta.id.0).then_some(found(&self.meta)),
            Kind::Unit => self.units.get(&UnitId(id.id)).map(found),
            Kind::Theme => self.themes.get(&ThemeId(id.id)).map(found),
            Kind::Target => self.targets.get(&TargetId(id.id)).map(found),
            Kind::Task => self.tasks.get(&TaskId(id.id)).map(found),
            Kind::Milestone => self.milestones.get(&MilestoneId(id.id)).map(found),
            Kind::Report => self.reports.get(&ReportId(id.id)).map(found),
            Kind::Actual => self.actuals.get(&ActualId(id.id)).map(found),
            Kind::Blocker => self.blockers.get(&BlockerId(id.id)).map(found),
            Kind::Force => self.forces.get(&ForceId(id.id)).map(found),
        }
    }

    /// A copy of a record.
    pub fn copy(&self, id: RecordId) -> Option<AnyRecord> {
        match id.kind {
            Kind::Meta => (id.id == self.meta.id.0).then(|| AnyRecord::Meta(self.meta.clone())),
            Kind::Unit => self.units.get(&UnitId(id.id)).cloned().map(AnyRecord::Unit),
            Kind::Theme => self.themes.get(&ThemeId(id.id)).cloned().map(AnyRecord::Theme),
            Kind::Target => self.targets.get(&TargetId(id.id)).cloned().map(AnyRecord::Target),
            Kind::Task => self.tasks.get(&TaskId(id.id)).cloned().map(AnyRecord::Task),
            Kind::Milestone => self.milestones.get(&MilestoneId(id.id)).cloned().map(AnyRecord::Milestone),
            Kind::Report => self.reports.get(&ReportId(id.id)).cloned().map(AnyRecord::Report),
            Kind::Actual => self.actuals.get(&ActualId(id.id)).cloned().map(AnyRecord::Actual),
            Kind::Blocker => self.blockers.get(&BlockerId(id.id)).cloned().map(AnyRecord::Blocker),
            Kind::Force => self.forces.get(&ForceId(id.id)).cloned().map(AnyRecord::Force),
        }
    }

    /// Whether this very record is here, its history included.
    pub fn holds(&self, record: &AnyRecord) -> bool {
        match record {
            AnyRecord::Meta(r) => self.meta == *r,
            AnyRecord::Unit(r) => self.units.get(&r.id) == Some(r),
            AnyRecord::Theme(r) => self.themes.get(&r.id) == Some(r),
            AnyRecord::Target(r) => self.targets.get(&r.id) == Some(r),
            AnyRecord::Task(r) => self.tasks.get(&r.id) == Some(r),
            AnyRecord::Milestone(r) => self.milestones.get(&r.id) == Some(r),
            AnyRecord::Report(r) => self.reports.get(&r.id) == Some(r),
            AnyRecord::Actual(r) => self.actuals.get(&r.id) == Some(r),
            AnyRecord::Blocker(r) => self.blockers.get(&r.id) == Some(r),
            AnyRecord::Force(r) => self.forces.get(&r.id) == Some(r),
        }
    }

    /// Takes the ledger apart into its records.
    pub fn into_records(self) -> impl Iterator<Item = AnyRecord> {
        fn each<I, R>(map: BTreeMap<I, R>, wrap: fn(R) -> AnyRecord) -> impl Iterator<Item = AnyRecord> {
            map.into_values().map(wrap)
        }
        std::iter::once(AnyRecord::Meta(self.meta))
            .chain(each(self.units, AnyRecord::Unit))
            .chain(each(self.themes, AnyRecord::Theme))
            .chain(each(self.targets, AnyRecord::Target))
            .chain(each(self.tasks, AnyRecord::Task))
            .chain(each(self.milestones, AnyRecord::Milestone))
            .chain(each(self.reports, AnyRecord::Report))
            .chain(each(self.actuals, AnyRecord::Actual))
            .chain(each(self.blockers, AnyRecord::Blocker))
            .chain(each(self.forces, AnyRecord::Force))
    }

    /// Puts a record in, in place of one with the same id. A `Meta` of another ledger is ignored.
    pub fn put(&mut self, record: AnyRecord) {
        match record {
            AnyRecord::Meta(r) if r.id == self.meta.id => self.meta = r,
            AnyRecord::Meta(_) => {}
            AnyRecord::Unit(r) => drop(self.units.insert(r.id, r)),
            AnyRecord::Theme(r) => drop(self.themes.insert(r.id, r)),
            AnyRecord::Target(r) => drop(self.targets.insert(r.id, r)),
            AnyRecord::Task(r) => drop(self.tasks.insert(r.id, r)),
            AnyRecord::Milestone(r) => drop(self.milestones.insert(r.id, r)),
            AnyRecord::Report(r) => drop(self.reports.insert(r.id, r)),
            AnyRecord::Actual(r) => drop(self.actuals.insert(r.id, r)),
            AnyRecord::Blocker(r) => drop(self.blockers.insert(r.id, r)),
            AnyRecord::Force(r) => drop(self.forces.insert(r.id, r)),
        }
    }

    /// Takes a record out, as if it had never been there. Only for taking back an import.
    pub fn remove(&mut self, id: RecordId) {
        match id.kind {
            Kind::Meta => self.meta = Meta::new(self.meta.id, None),
            Kind::Unit => drop(self.units.remove(&UnitId(id.id))),
            Kind::Theme => drop(self.themes.remove(&ThemeId(id.id))),
            Kind::Target => drop(self.targets.remove(&TargetId(id.id))),
            Kind::Task => drop(self.tasks.remove(&TaskId(id.id))),
            Kind::Milestone => drop(self.milestones.remove(&MilestoneId(id.id))),
            Kind::Report => drop(self.reports.remove(&ReportId(id.id))),
            Kind::Actual => drop(self.actuals.remove(&ActualId(id.id))),
            Kind::Blocker => drop(self.blockers.remove(&BlockerId(id.id))),
            Kind::Force => drop(self.forces.remove(&ForceId(id.id))),
        }
    }

    /// All records, deleted ones included, by kind and id.
    pub fn records(&self) -> impl Iterator<Item = &dyn Record> {
        fn each<I, R: Record>(map: &BTreeMap<I, R>) -> impl Iterator<Item = &dyn Record> {
            map.values().map(|r| r as &dyn Record)
        }
        std::iter::once(&self.meta as &dyn Record)
            .chain(each(&self.units))
            .chain(each(&self.themes))
            .chain(each(&self.targets))
            .chain(each(&self.tasks))
            .chain(each(&self.milestones))
            .chain(each(&self.reports))
            .chain(each(&self.actuals))
            .chain(each(&self.blockers))
            .chain(each(&self.forces))
    }

    /// Whether a record is there and not deleted.
    pub fn is_alive(&self, id: RecordId) -> bool {
        self.record(id).is_some_and(Record::is_alive)
    }

    /// Units that are not deleted.
    pub fn live_units(&self) -> impl Iterator<Item = &Unit> {
        self.units.values().filter(|r| r.is_alive())
    }

    /// Themes that are not deleted.
    pub fn live_themes(&self) -> impl Iterator<Item = &Theme> {
        self.themes.values().filter(|r| r.is_alive())
    }

    /// Targets that are not deleted.
    pub fn live_targets(&self) -> impl Iterator<Item = &Target> {
        self.targets.values().filter(|r| r.is_alive())
    }

    /// Tasks that are not deleted.
    pub fn live_tasks(&self) -> impl Iterator<Item = &Task> {
        self.tasks.values().filter(|r| r.is_alive())
    }

    /// Milestones that are not deleted.
    pub fn live_milestones(&self) -> impl Iterator<Item = &Milestone> {
        self.milestones.values().filter(|r| r.is_alive())
    }

    /// Blockers that are not deleted.
    pub fn live_blockers(&self) -> impl Iterator<Item = &Blocker> {
        self.blockers.values().filter(|r| r.is_alive())
    }

    /// Task forces that are not deleted.
    pub fn live_forces(&self) -> impl Iterator<Item = &Force> {
        self.forces.values().filter(|r| r.is_alive())
    }

    /// A task's live milestones by due date.
    pub fn milestones_of(&self, task: TaskId) -> Vec<&Milestone> {
        let mut found: Vec<_> =
            self.milestones.values().filter(|m| *m.task.get() == Some(task) && m.is_alive()).collect();
        found.sort_by_key(|m| (m.due.get().is_none(), *m.due.get(), m.id));
        found
    }

    /// A task's live reports, the newest first.
    pub fn reports_of(&self, task: TaskId) -> Vec<&Report> {
        let mut found: Vec<_> =
            self.reports.values().filter(|r| *r.task.get() == Some(task) && r.is_alive()).collect();
        found.sort_by_key(|r| std::cmp::Reverse((*r.date.get(), r.date.stamp().counter, r.id)));
        found
    }

    /// A target's live actual values, the newest first.
    pub fn actuals_of(&self, target: TargetId) -> Vec<&Actual> {
        let mut found: Vec<_> =
            self.actuals.values().filter(|a| *a.target.get() == Some(target) && a.is_alive()).collect();
        found.sort_by_key(|a| std::cmp::Reverse((*a.date.get(), a.date.stamp().counter, a.id)));
        found
    }

    /// The parts that hold anything: the plan always, and each unit with records.
    pub fn parts(&self) -> BTreeSet<PartId> {
        let units = self.records().filter_map(|r| r.common().unit).map(PartId::Unit);
        std::iter::once(PartId::Plan).chain(units).collect()
    }
}
