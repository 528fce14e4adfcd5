//! Projects by stage and what each must chase (`K7`), blockers as a list for the leader (`K6`),
//! task forces (`K8`).

use super::choice::{Choice, Factor, ProjectStage, Stage};
use super::id::{BlockerId, ForceId, TargetId, TaskId, UnitId};
use super::index::Index;
use super::kind::{Milestone, Task};
use super::ledger::Ledger;
use super::light::Light;
use super::record::Record;
use super::summary::Counts;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a project has to be chased for next.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Chase {
    /// 前期跑办
    Groundwork,
    /// 开工
    Start,
    /// 复工
    Resume,
    /// 进度
    Progress,
    /// 竣工验收
    Completion,
    /// Nothing: it is completed.
    Nothing,
}

/// A task that is a construction project.
#[derive(Clone, PartialEq, Debug)]
pub struct Project {
    /// The task.
    pub task: TaskId,
    /// Its unit.
    pub unit: Option<UnitId>,
    /// What it is in this year's plan.
    pub stage: ProjectStage,
    /// 建设规模, in `measure`.
    pub quantity: Option<Decimal>,
    /// Its unit of measure; may be empty.
    pub measure: String,
    /// Whether building has begun: its step says so, or it is completed.
    pub started: bool,
    /// Whether it is completed: its step says so, or the task is done.
    pub completed: bool,
    /// What to chase.
    pub chase: Chase,
    /// Its task's light.
    pub light: Light,
    /// When it is due.
    pub due: Option<NaiveDate>,
    /// Open blockers.
    pub blockers: usize,
}

/// All projects in some units (all units for `None`), by due date.
pub fn projects(ledger: &Ledger, index: &Index, units: Option<&BTreeSet<UnitId>>) -> Vec<Project> {
    let mut steps: HashMap<TaskId, Vec<&Milestone>> = HashMap::new();
    for step in ledger.live_milestones().filter(|m| m.stage.get().is_some()) {
        steps.entry(step.task.get().unwrap_or(TaskId(step.id.0))).or_default().push(step);
    }
    let mut blockers: HashMap<TaskId, usize> = HashMap::new();
    for task in ledger.live_blockers().filter(|b| b.solved.get().is_none()).filter_map(|b| *b.task.get()) {
        *blockers.entry(task).or_default() += 1;
    }
    let within = |t: &&Task| units.is_none_or(|set| t.common.unit.is_some_and(|u| set.contains(&u)));
    let mut out: Vec<Project> = ledger
        .live_tasks()
        .filter(within)
        .filter_map(|task| {
            let stage = (*task.project_stage.get())?;
            let light = index.tasks.get(&task.id).map_or(Light::Unset, |s| s.light);
            let reached = |wanted: Stage| {
                let mut own = steps.get(&task.id).into_iter().flatten();
                own.any(|m| *m.stage.get() == Some(wanted) && m.date.get().is_some())
            };
            let completed = light == Light::Done || reached(Stage::Completed);
            let started = completed || reached(Stage::Started);
            Some(Project {
                task: task.id,
                unit: task.common.unit,
                stage,
                quantity: *task.quantity.get(),
                measure: task.measure.get().clone(),
                started,
                completed,
                chase: chase(stage, started, completed),
                light,
                due: *task.due.get(),
                blockers: blockers.get(&task.id).copied().unwrap_or(0),
            })
        })
        .collect();
    out.sort_by_key(|p| (p.due.is_none(), p.due, p.task));
    out
}

fn chase(stage: ProjectStage, started: bool, completed: bool) -> Chase {
    match (stage, started, completed) {
        (_, _, true) => Chase::Nothing,
        (ProjectStage::Reserve, false, _) => Chase::Groundwork,
        (ProjectStage::New, false, _) => Chase::Start,
        (ProjectStage::Ongoing, false, _) => Chase::Resume,
        (ProjectStage::Finishing, ..) => Chase::Completion,
        (_, true, _) => Chase::Progress,
    }
}

/// A count and its quantities by unit of measure; a project without a quantity only counts.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Amount {
    /// How many projects.
    pub count: usize,
    /// Quantities by measure.
    pub quantities: BTreeMap<String, Decimal>,
}

impl Amount {
    fn add(&mut self, project: &Project) {
        self.count += 1;
        if let Some(quantity) = project.quantity {
            *self.quantities.entry(project.measure.clone()).or_default() += quantity;
        }
    }
}

/// Whether all have begun and all are completed, and which are missing.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Totals {
    /// All of them.
    pub all: Amount,
    /// Those begun.
    pub started: Amount,
    /// Those completed.
    pub completed: Amount,
    /// Those that have to begin this year and have not: all but 预备项目.
    pub not_started: Vec<TaskId>,
    /// Those that have to be completed this year and are not: 竣工项目.
    pub not_completed: Vec<TaskId>,
}

/// Adds projects up.
pub fn totals<'a>(projects: impl IntoIterator<Item = &'a Project>) -> Totals {
    let mut out = Totals::default();
    for project in projects {
        out.all.add(project);
        if project.started {
            out.started.add(project);
        } else if project.stage != ProjectStage::Reserve {
            out.not_started.push(project.task);
        }
        if project.completed {
            out.completed.add(project);
        } else if project.stage == ProjectStage::Finishing {
            out.not_completed.push(project.task);
        }
    }
    out
}

/// The projects by what they are in this year's plan, in that order; stages without any stay out.
pub fn by_stage(projects: &[Project]) -> Vec<(ProjectStage, Totals)> {
    let each =
        ProjectStage::ALL.iter().map(|stage| (*stage, totals(projects.iter().filter(|p| p.stage == *stage))));
    each.filter(|(_, totals)| totals.all.count > 0).collect()
}

/// The projects that a target such as "all started" stands for: those whose task names it or a
/// target it is the whole of; and the ones that have not reached its stage.
pub fn of_target(ledger: &Ledger, projects: &[Project], target: TargetId) -> (Totals, Vec<TaskId>) {
    let mut targets = BTreeSet::from([target]);
    targets.extend(super::divide::parts_of(ledger, target).into_iter().map(|t| t.id));
    let own = |p: &&Project| {
        let named = ledger.tasks.get(&p.task).and_then(|t| *t.target.get());
        named.is_some_and(|t| targets.contains(&t))
    };
    let stage = ledger.targets.get(&target).and_then(|t| *t.stage.get());
    let lacks = |p: &&Project| if stage == Some(Stage::Started) { !p.started } else { !p.completed };
    let missing = projects.iter().filter(own).filter(lacks).map(|p| p.task).collect();
    (totals(projects.iter().filter(own)), missing)
}

/// An open blocker, as a leader reads it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Blocked {
    /// Which one.
    pub id: BlockerId,
    /// The task it blocks.
    pub task: TaskId,
    /// The task's unit.
    pub unit: Option<UnitId>,
    /// The factor.
    pub factor: Option<Factor>,
    /// Days since it was asked.
    pub days: i64,
}

/// Open blockers of live tasks in some units, the longest open first.
pub fn blockers(ledger: &Ledger, units: Option<&BTreeSet<UnitId>>, today: NaiveDate) -> Vec<Blocked> {
    let open = ledger.live_blockers().filter(|b| b.solved.get().is_none());
    let mut out: Vec<Blocked> = open
        .filter_map(|b| {
            let task = ledger.tasks.get(&(*b.task.get())?).filter(|t| t.is_alive())?;
            let days = b.date.get().map_or(0, |d| (today - d).num_days());
            Some(Blocked { id: b.id, task: task.id, unit: task.common.unit, factor: *b.factor.get(), days })
        })
        .filter(|b| units.is_none_or(|set| b.unit.is_some_and(|u| set.contains(&u))))
        .collect();
    out.sort_by_key(|b| (std::cmp::Reverse(b.days), b.id));
    out
}

/// Blockers by factor, in the order of the five.
pub fn by_factor(blockers: &[Blocked]) -> Vec<(Factor, usize)> {
    let count = |f: &Factor| blockers.iter().filter(|b| b.factor == Some(*f)).count();
    Factor::ALL.iter().map(|f| (*f, count(f))).collect()
}

/// A task force and its work.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ForceLine {
    /// Which one.
    pub id: ForceId,
    /// Its tasks by due date.
    pub tasks: Vec<TaskId>,
    /// Their lights.
    pub counts: Counts,
    /// Whether it lacks a lead, members or a plan.
    pub lacking: bool,
}

/// All task forces in order, those without tasks too.
pub fn forces(ledger: &Ledger, index: &Index) -> Vec<ForceLine> {
    let mut tasks: HashMap<ForceId, Vec<&Task>> = HashMap::new();
    for task in ledger.live_tasks() {
        if let Some(force) = *task.force.get() {
            tasks.entry(force).or_default().push(task);
        }
    }
    let mut forces: Vec<_> = ledger.live_forces().collect();
    forces.sort_by_key(|f| (f.order.get().unwrap_or(i64::MAX), f.id));
    let line = |force: &super::kind::Force| {
        let mut own = tasks.remove(&force.id).unwrap_or_default();
        own.sort_by_key(|t| (t.due.get().is_none(), *t.due.get(), t.id));
        let mut counts = Counts::default();
        for state in own.iter().filter_map(|t| index.tasks.get(&t.id)) {
            counts.add(state.light);
        }
        let empty = |text: &String| text.trim().is_empty();
        ForceLine {
            id: force.id,
            tasks: own.into_iter().map(|t| t.id).collect(),
            counts,
            lacking: empty(force.head.get()) || empty(force.members.get()) || empty(force.plan.get()),
        }
    };
    forces.into_iter().map(line).collect()
}
