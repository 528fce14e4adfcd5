//! 挂图作战 (`K9`): the Gantt chart as a value, before anything is drawn. Rows have one height, so
//! a window is a range of rows: only what is seen is looked at, however many bars there are.
//!
//! - here: rows, bars, milestones, ghosts of the approved plan
//! - [`scale`]: days across, ticks for year, quarter, month and week
//! - [`drag`]: a bar or milestone moved, as commands; [`paper`]: sheets it is printed on

pub mod drag;
pub mod paper;
pub mod scale;

use super::calendar::Calendar;
use super::choice::Stage;
use super::id::{ForceId, MilestoneId, TaskId, ThemeId, UnitId};
use super::index::Index;
use super::kind::{Milestone, Task};
use super::ledger::Ledger;
use super::light::Light;
use super::schedule;
use super::summary::Counts;
use super::tree;
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

/// What rows are put together by.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Grouping {
    /// By unit.
    Unit,
    /// By theme.
    Theme,
    /// By task force.
    Force,
}

/// A group of rows; `None` for tasks without one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Group {
    /// A unit.
    Unit(Option<UnitId>),
    /// A theme.
    Theme(Option<ThemeId>),
    /// A task force.
    Force(Option<ForceId>),
}

/// What is asked of a chart.
#[derive(Clone, Debug)]
pub struct Ask<'a> {
    /// How rows are put together.
    pub grouping: Grouping,
    /// Only tasks of these units; all for `None`.
    pub units: Option<&'a BTreeSet<UnitId>>,
    /// Groups of which only the heading is shown.
    pub collapsed: &'a HashSet<Group>,
    /// Today.
    pub today: NaiveDate,
}

/// A stretch of days, both counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl Span {
    /// Whether the two share a day.
    pub fn meets(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    fn join(self, other: Self) -> Self {
        Self { from: self.from.min(other.from), to: self.to.max(other.to) }
    }
}

/// A task on the chart.
#[derive(Clone, PartialEq, Debug)]
pub struct Bar {
    /// Which task.
    pub task: TaskId,
    /// From its start (or the year's first day) to its due date; `None` without one: it cannot be drawn.
    pub span: Option<Span>,
    /// Its light.
    pub light: Light,
    /// Real progress, 0 to 100.
    pub percent: i64,
    /// Expected progress, 0 to 100.
    pub expected: Option<i64>,
    /// The approved plan; `None` when none was approved.
    pub ghost: Option<Span>,
    /// Days the due date lies after the approved one; negative when before it.
    pub slip: Option<i64>,
    /// Whether its open steps can no longer all be done in time.
    pub late: bool,
    /// Its milestones by date.
    pub marks: Vec<Mark>,
}

impl Bar {
    /// Whether any of it, its shadow and its milestones too, lies in these days.
    pub fn meets(&self, days: Span) -> bool {
        let spans = self.span.into_iter().chain(self.ghost);
        let marks = self.marks.iter().map(|m| Span { from: m.date, to: m.date });
        spans.chain(marks).any(|span| span.meets(days))
    }
}

/// A milestone on the chart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark {
    /// Which one.
    pub id: MilestoneId,
    /// The day it was done, else the day it is due.
    pub date: NaiveDate,
    /// Whether it is done.
    pub done: bool,
    /// Whether it is past its day and open.
    pub overdue: bool,
    /// Whether it is on the chain that decides.
    pub critical: bool,
    /// The stage a project reaches with it.
    pub stage: Option<Stage>,
    /// The approved day.
    pub ghost: Option<NaiveDate>,
    /// Days after the approved one.
    pub slip: Option<i64>,
}

/// A row.
#[derive(Clone, PartialEq, Debug)]
pub enum Row {
    /// A heading.
    Heading {
        /// Its group.
        group: Group,
        /// How deep it stands in its tree.
        depth: usize,
        /// From the first start to the last end in it.
        span: Option<Span>,
        /// Its tasks by light.
        counts: Counts,
        /// Whether its rows are hidden.
        collapsed: bool,
    },
    /// A task, by its place in [`Chart::bars`].
    Task(usize),
}

/// The chart.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Chart {
    /// From top to bottom.
    pub rows: Vec<Row>,
    /// The bars, in the order of the rows; those of collapsed groups too.
    pub bars: Vec<Bar>,
    /// The stretch all bars and ghosts lie in; `None` for a chart without dates.
    pub span: Option<Span>,
}

/// What is to be drawn in a window.
#[derive(Clone, PartialEq, Debug)]
pub struct Seen<'a> {
    /// The row's place from the top.
    pub row: usize,
    /// The row.
    pub what: &'a Row,
    /// The bar, when the row is a task and any of it (ghost and marks too) lies in the window.
    pub bar: Option<&'a Bar>,
    /// The marks in the window.
    pub marks: &'a [Mark],
}

impl Chart {
    /// The rows in a window with what lies in its days; the work is in what is seen, not in
    /// what there is. Rows beyond the end are left out.
    pub fn visible(&self, rows: Range<usize>, days: Span) -> impl Iterator<Item = Seen<'_>> {
        let end = rows.end.min(self.rows.len());
        let start = rows.start.min(end);
        let list = self.rows.get(start..end).unwrap_or_default();
        list.iter().enumerate().map(move |(i, what)| {
            let bar = match what {
                Row::Task(place) => self.bars.get(*place),
                Row::Heading { .. } => None,
            };
            let marks = bar.map_or(&[][..], |b| {
                let from = b.marks.partition_point(|m| m.date < days.from);
                let to = b.marks.partition_point(|m| m.date <= days.to);
                b.marks.get(from..to).unwrap_or_default()
            });
            Seen { row: start + i, what, bar: bar.filter(|b| b.meets(days)), marks }
        })
    }
}

/// Lays the chart out.
pub fn chart(ledger: &Ledger, index: &Index, calendar: &Calendar, ask: &Ask) -> Chart {
    let mut steps: HashMap<TaskId, Vec<&Milestone>> = HashMap::new();
    for step in ledger.live_milestones() {
        steps.entry(step.task.get().unwrap_or(TaskId(step.id.0))).or_default().push(step);
    }
    let mut groups: HashMap<Group, Vec<&Task>> = HashMap::new();
    let within = |t: &&Task| ask.units.is_none_or(|set| t.common.unit.is_some_and(|u| set.contains(&u)));
    for task in ledger.live_tasks().filter(within) {
        groups.entry(group_of(ledger, task, ask.grouping)).or_default().push(task);
    }
    let mut out = Chart::default();
    for (group, depth) in headings(ledger, ask.grouping) {
        let Some(mut tasks) = groups.remove(&group) else { continue };
        tasks.sort_by_key(|t| (t.order.get().unwrap_or(i64::MAX), t.due.get().is_none(), *t.due.get(), t.id));
        let first = out.bars.len();
        let place = out.rows.len();
        let collapsed = ask.collapsed.contains(&group);
        let mut counts = Counts::default();
        out.rows.push(Row::Heading { group, depth, span: None, counts, collapsed });
        for task in tasks {
            let own = steps.get(&task.id).map(Vec::as_slice).unwrap_or_default();
            let bar = bar(task, own, index, calendar, ask.today);
            counts.add(bar.light);
            if !collapsed {
                out.rows.push(Row::Task(out.bars.len()));
            }
            out.bars.push(bar);
        }
        let spans = out.bars[first..].iter().filter_map(|b| b.span);
        let span = spans.reduce(Span::join);
        out.rows[place] = Row::Heading { group, depth, span, counts, collapsed };
    }
    let marks = out.bars.iter().flat_map(|b| &b.marks).map(|m| Span { from: m.date, to: m.date });
    let spans = out.bars.iter().flat_map(|b| b.span.into_iter().chain(b.ghost));
    out.span = spans.chain(marks).reduce(Span::join);
    out
}

fn group_of(ledger: &Ledger, task: &Task, grouping: Grouping) -> Group {
    use super::kind::{Kind, RecordId};
    match grouping {
        Grouping::Unit => {
            let alive = |u: &UnitId| ledger.is_alive(RecordId::new(Kind::Unit, *u));
            Group::Unit(task.common.unit.filter(alive))
        }
        Grouping::Theme => {
            Group::Theme(task.theme.get().filter(|t| ledger.is_alive(RecordId::new(Kind::Theme, *t))))
        }
        Grouping::Force => {
            Group::Force(task.force.get().filter(|f| ledger.is_alive(RecordId::new(Kind::Force, *f))))
        }
    }
}

fn headings(ledger: &Ledger, grouping: Grouping) -> Vec<(Group, usize)> {
    match grouping {
        Grouping::Unit => tree::units(ledger)
            .into_iter()
            .map(|n| (Group::Unit(Some(n.id)), n.depth))
            .chain(std::iter::once((Group::Unit(None), 0)))
            .collect(),
        Grouping::Theme => tree::themes(ledger)
            .into_iter()
            .map(|n| (Group::Theme(Some(n.id)), n.depth))
            .chain(std::iter::once((Group::Theme(None), 0)))
            .collect(),
        Grouping::Force => {
            let mut forces: Vec<_> = ledger.live_forces().collect();
            forces.sort_by_key(|f| (f.order.get().unwrap_or(i64::MAX), f.id));
            let each = forces.into_iter().map(|f| (Group::Force(Some(f.id)), 0));
            each.chain(std::iter::once((Group::Force(None), 0))).collect()
        }
    }
}

fn bar(task: &Task, steps: &[&Milestone], index: &Index, calendar: &Calendar, today: NaiveDate) -> Bar {
    let state = index.tasks.get(&task.id);
    let light = state.map_or(Light::Unset, |s| s.light);
    let plan = if steps.is_empty() || light == Light::Done {
        None
    } else {
        schedule::task::of_parts(task, steps, calendar, today).ok()
    };
    // Without order or lengths every step hangs on the deadline alone: no chain to show.
    let has_net = steps.iter().any(|m| m.duration.get().is_some() || !m.after.get().is_empty());
    let plan = plan.filter(|_| has_net);
    let chain: HashSet<MilestoneId> = plan.iter().flat_map(|p| p.chain.iter().copied()).collect();
    let slip = |now: Option<NaiveDate>, approved: Option<NaiveDate>| Some((now? - approved?).num_days());
    let mut marks: Vec<Mark> = steps
        .iter()
        .filter_map(|m| {
            let done = m.date.get().is_some();
            let date = m.date.get().or(*m.due.get())?;
            Some(Mark {
                id: m.id,
                date,
                done,
                overdue: !done && date < today,
                critical: chain.contains(&m.id),
                stage: *m.stage.get(),
                ghost: *m.approved_due.get(),
                slip: slip(Some(date), *m.approved_due.get()),
            })
        })
        .collect();
    marks.sort_by_key(|m| (m.date, m.id));
    Bar {
        task: task.id,
        span: span(*task.start.get(), *task.due.get()),
        light,
        percent: state.map_or(0, |s| s.percent),
        expected: state.and_then(|s| s.expected),
        ghost: span(*task.approved_start.get(), *task.approved_due.get()),
        slip: slip(*task.due.get(), *task.approved_due.get()),
        late: plan.is_some_and(|p| !p.fits()),
        marks,
    }
}

fn span(start: Option<NaiveDate>, due: Option<NaiveDate>) -> Option<Span> {
    let to = due?;
    let from = start.or_else(|| NaiveDate::from_ymd_opt(to.year(), 1, 1))?.min(to);
    Some(Span { from, to })
}
