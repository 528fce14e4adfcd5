//! Checks before a file goes up (`X5`): 逻辑校验 (contradictions block), 经验校验 (a jump needs a
//! sentence), 空数据说明 (nothing to report is said, not left blank), 四定. Result and explanations
//! travel in the file, so that the receiver need not ask again.

use super::choice::{Comparator, ReportKind, choices};
use super::field::Field;
use super::id::{TargetId, TaskId, UnitId};
use super::kind::{Actual, Milestone, RecordId, Report, Target, Task};
use super::ledger::Ledger;
use super::light::{self, Light};
use super::record::Record;
use super::tree;
use super::value::Value;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// A report more percentage points above the last one is a jump.
pub const JUMP_POINTS: i64 = 40;
/// An actual value further from the last one than this share of it is a jump, in percent.
pub const JUMP_SHARE: i64 = 20;
/// The same against last year's baseline, in percent.
pub const JUMP_YEAR: i64 = 50;

/// How much a finding weighs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// A contradiction: the file does not go up until it is mended.
    Block,
    /// It may be right, but has to be explained in a sentence.
    Explain,
    /// Worth knowing; nothing has to be done.
    Notice,
}

choices! {
    /// What was found.
    Issue {
        /// 完成时限早于开始时间
        DueBeforeStart = "due_before_start",
        /// 已办结，但完成百分比不是 100
        DoneNotFull = "done_not_full",
        /// 已办结，但有节点没有实际完成日期
        DoneWithoutDate = "done_without_date",
        /// 节点在任务起止时间之外
        MilestoneOutside = "milestone_outside",
        /// 日期晚于今天
        InFuture = "in_future",
        /// 完成百分比不在 0 到 100 之间
        NotPercent = "not_percent",
        /// 分解值大于总目标值
        PartAboveWhole = "part_above_whole",
        /// 比率超过 100%: right for gross rates, so it is explained and not refused.
        RateAboveHundred = "rate_above_hundred",
        /// 比上次突增或突降
        Jump = "jump",
        /// 比上年基数突增或突降
        JumpOfYear = "jump_of_year",
        /// 进度倒退
        Backwards = "backwards",
        /// 本期应报未报
        Silent = "silent",
        /// 未四定
        NotFixed = "not_fixed",
        /// 目标值待填
        Blank = "blank",
    }
}

impl Issue {
    /// What it weighs.
    pub fn severity(self) -> Severity {
        match self {
            Self::DueBeforeStart
            | Self::DoneNotFull
            | Self::DoneWithoutDate
            | Self::MilestoneOutside
            | Self::InFuture
            | Self::NotPercent
            | Self::PartAboveWhole => Severity::Block,
            Self::RateAboveHundred
            | Self::Jump
            | Self::JumpOfYear
            | Self::Backwards
            | Self::Silent
            | Self::NotFixed => Severity::Explain,
            Self::Blank => Severity::Notice,
        }
    }
}

/// One finding on one record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Which record.
    pub record: RecordId,
    /// The field to look at.
    pub field: Field,
    /// What was found.
    pub issue: Issue,
    /// What it is held against: the last value, the limit; unset when there is none.
    pub against: Value,
    /// What is said.
    pub said: Value,
}

/// A person's sentence on a finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Explanation {
    /// Which record.
    pub record: RecordId,
    /// Which finding.
    pub issue: Issue,
    /// The sentence.
    pub text: String,
    /// Who says it.
    pub by: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

/// The days a file reports on, both included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl Span {
    fn holds(self, date: NaiveDate) -> bool {
        (self.from..=self.to).contains(&date)
    }
}

/// The result, as it travels in the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Precheck {
    /// The unit that reports.
    pub unit: UnitId,
    /// The days it reports on.
    pub span: Span,
    /// The day it was checked.
    pub on: NaiveDate,
    /// What was found, the gravest first.
    pub findings: Vec<Finding>,
    /// What was said on it.
    pub explanations: Vec<Explanation>,
}

impl Precheck {
    /// The sentence on a finding, where there is one.
    pub fn explanation(&self, finding: &Finding) -> Option<&Explanation> {
        let fits = |e: &&Explanation| e.record == finding.record && e.issue == finding.issue;
        self.explanations.iter().filter(|e| !e.text.trim().is_empty()).find(fits)
    }

    /// What still stands in the way: contradictions, and what lacks its sentence.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| match finding.issue.severity() {
            Severity::Block => true,
            Severity::Explain => self.explanation(finding).is_none(),
            Severity::Notice => false,
        })
    }

    /// Whether the file may go up.
    pub fn passes(&self) -> bool {
        self.open().next().is_none()
    }
}

/// Checks a unit and all under it. Of `explanations`, those that fit a finding are kept.
pub fn check(
    ledger: &Ledger,
    unit: UnitId,
    span: Span,
    today: NaiveDate,
    explanations: &[Explanation],
) -> Precheck {
    let units = tree::with_descendants(ledger, unit);
    let mut look = Look { entries: Entries::of(ledger, &units), span, today, findings: Vec::new() };
    let owned = |unit: Option<UnitId>| unit.is_some_and(|unit| units.contains(&unit));
    for task in ledger.live_tasks().filter(|task| owned(task.common.unit)) {
        look.task(task);
    }
    for target in ledger.live_targets().filter(|target| owned(target.common.unit)) {
        look.target(ledger, target);
    }
    let mut findings = look.findings;
    findings.sort_by_key(|f| (f.issue.severity(), f.record));
    let fits = |e: &&Explanation| findings.iter().any(|f| f.record == e.record && f.issue == e.issue);
    let explanations = explanations.iter().filter(fits).cloned().collect();
    Precheck { unit, span, on: today, findings, explanations }
}

/// What hangs on each task and target, the newest first.
struct Entries<'a> {
    milestones: BTreeMap<TaskId, Vec<&'a Milestone>>,
    reports: BTreeMap<TaskId, Vec<&'a Report>>,
    actuals: BTreeMap<TargetId, Vec<&'a Actual>>,
}

impl<'a> Entries<'a> {
    fn of(ledger: &'a Ledger, units: &BTreeSet<UnitId>) -> Self {
        let owned = |record: &dyn Record| {
            record.common().unit.is_some_and(|unit| units.contains(&unit)) && record.is_alive()
        };
        let mut all =
            Self { milestones: BTreeMap::new(), reports: BTreeMap::new(), actuals: BTreeMap::new() };
        for m in ledger.milestones.values().filter(|m| owned(*m)) {
            all.milestones.entry(m.task.get().unwrap_or(TaskId(m.id.0))).or_default().push(m);
        }
        for r in ledger.reports.values().filter(|r| owned(*r)) {
            all.reports.entry(r.task.get().unwrap_or(TaskId(r.id.0))).or_default().push(r);
        }
        for a in ledger.actuals.values().filter(|a| owned(*a)) {
            all.actuals.entry(a.target.get().unwrap_or(TargetId(a.id.0))).or_default().push(a);
        }
        for list in all.reports.values_mut() {
            list.sort_by_key(|r| std::cmp::Reverse((*r.date.get(), r.date.stamp().counter, r.id)));
        }
        for list in all.actuals.values_mut() {
            list.sort_by_key(|a| std::cmp::Reverse((*a.date.get(), a.date.stamp().counter, a.id)));
        }
        all
    }
}

struct Look<'a> {
    entries: Entries<'a>,
    span: Span,
    today: NaiveDate,
    findings: Vec<Finding>,
}

impl Look<'_> {
    fn find(&mut self, record: &dyn Record, field: Field, issue: Issue, against: Value) {
        let id = RecordId::new(record.kind(), record.uuid());
        let said = record.read(field).0;
        self.findings.push(Finding { record: id, field, issue, against, said });
    }

    fn task(&mut self, task: &Task) {
        let milestones = self.entries.milestones.get(&task.id).cloned().unwrap_or_default();
        let reports = self.entries.reports.get(&task.id).cloned().unwrap_or_default();
        let (start, due) = (*task.start.get(), *task.due.get());
        if start.zip(due).is_some_and(|(start, due)| due < start) {
            self.find(task, Field::Due, Issue::DueBeforeStart, task.read(Field::Start).0);
        }
        let is_full = light::real_percent(&reports) >= 100;
        if let Some(newest) = reports.first()
            && *newest.kind.get() == Some(ReportKind::Done)
            && !is_full
        {
            self.find(*newest, Field::Percent, Issue::DoneNotFull, Value::Whole(100));
        }
        for step in milestones.iter().copied() {
            let is_outside = step.due.get().is_some_and(|date| {
                start.is_some_and(|start| date < start) || due.is_some_and(|due| date > due)
            });
            if is_outside {
                self.find(step, Field::Due, Issue::MilestoneOutside, task.read(Field::Due).0);
            }
            if step.date.get().is_some_and(|date| date > self.today) {
                self.find(step, Field::Date, Issue::InFuture, Value::Date(self.today));
            }
            if is_full && step.date.get().is_none() {
                self.find(step, Field::Date, Issue::DoneWithoutDate, Value::Unset);
            }
        }
        self.reports(&reports);
        let is_begun = start.is_none_or(|start| start <= self.span.to);
        let is_said = reports.iter().any(|r| r.date.get().is_some_and(|date| self.span.holds(date)));
        if is_begun && !is_full && !is_said {
            let last = reports.first().map_or(Value::Unset, |r| r.read(Field::Date).0);
            self.find(task, Field::Due, Issue::Silent, last);
        }
        let lacking = light::lacking(task, &milestones);
        let lacks = [
            (lacking.person, Field::Person),
            (lacking.responsibility, Field::Responsibility),
            (lacking.time, Field::Due),
            (lacking.progress, Field::Pace),
        ];
        if let Some((_, field)) = lacks.into_iter().find(|(lacks, _)| *lacks) {
            self.find(task, field, Issue::NotFixed, Value::Unset);
        }
    }

    fn reports(&mut self, newest_first: &[&Report]) {
        for (place, report) in newest_first.iter().enumerate() {
            let report: &Report = report;
            if report.date.get().is_some_and(|date| date > self.today) {
                self.find(report, Field::Date, Issue::InFuture, Value::Date(self.today));
            }
            let Some(percent) = *report.percent.get() else { continue };
            if !(0..=100).contains(&percent) {
                self.find(report, Field::Percent, Issue::NotPercent, Value::Whole(100));
            }
            // What went up before has been explained then.
            if !report.date.get().is_some_and(|date| self.span.holds(date)) {
                continue;
            }
            let last = newest_first.get(place + 1).and_then(|last| *last.percent.get());
            match last {
                Some(last) if percent < last => {
                    self.find(report, Field::Percent, Issue::Backwards, Value::Whole(last));
                }
                Some(last) if percent - last > JUMP_POINTS => {
                    self.find(report, Field::Percent, Issue::Jump, Value::Whole(last));
                }
                _ => {}
            }
        }
    }

    fn target(&mut self, ledger: &Ledger, target: &Target) {
        let actuals = self.entries.actuals.get(&target.id).cloned().unwrap_or_default();
        if light::is_blank(target) {
            self.find(target, Field::Quantity, Issue::Blank, Value::Unset);
        }
        let whole = target.parent.get().and_then(|id| ledger.targets.get(&id)).filter(|t| t.is_alive());
        if let Some(whole) = whole
            && is_summed(target)
            && target.measure.get() == whole.measure.get()
            && whole.quantity.get().zip(*target.quantity.get()).is_some_and(|(whole, part)| part > whole)
        {
            self.find(target, Field::Quantity, Issue::PartAboveWhole, whole.read(Field::Quantity).0);
        }
        let is_rate = matches!(target.measure.get().trim(), "%" | "％");
        for (place, actual) in actuals.iter().enumerate() {
            let actual: &Actual = actual;
            if actual.date.get().is_some_and(|date| date > self.today) {
                self.find(actual, Field::Date, Issue::InFuture, Value::Date(self.today));
            }
            let is_in_span = actual.date.get().is_some_and(|date| self.span.holds(date));
            let Some(value) = actual.quantity.get().filter(|_| is_in_span) else { continue };
            if is_rate && value > Decimal::ONE_HUNDRED {
                let limit = Value::Number(Decimal::ONE_HUNDRED);
                self.find(actual, Field::Quantity, Issue::RateAboveHundred, limit);
            }
            let last = actuals.get(place + 1).and_then(|last| *last.quantity.get());
            match (last, *target.baseline.get()) {
                (Some(last), _) if is_jump(last, value, JUMP_SHARE) => {
                    self.find(actual, Field::Quantity, Issue::Jump, Value::Number(last));
                }
                (None, Some(base)) if is_jump(base, value, JUMP_YEAR) => {
                    self.find(actual, Field::Quantity, Issue::JumpOfYear, Value::Number(base));
                }
                _ => {}
            }
        }
        let is_due = target.due.get().is_some_and(|due| due <= self.span.to);
        let is_said = actuals.iter().any(|a| a.date.get().is_some_and(|date| self.span.holds(date)));
        let is_done = light::target_light(target, &actuals, self.today) == Light::Done;
        if is_due && !is_said && !is_done {
            let last = actuals.first().map_or(Value::Unset, |a| a.read(Field::Date).0);
            self.find(target, Field::Due, Issue::Silent, last);
        }
    }
}

/// Whether parts of such a target add up; rates do not, and a part may well lie above the whole.
fn is_summed(target: &Target) -> bool {
    let measure = target.measure.get().trim();
    match target.comparator.get() {
        Some(Comparator::AllReach) => true,
        Some(Comparator::AtLeast | Comparator::Equal) => !matches!(measure, "" | "%" | "％" | "‰"),
        _ => false,
    }
}

/// Whether a value lies further from the last one than a share of it.
fn is_jump(last: Decimal, value: Decimal, percent: i64) -> bool {
    let apart = value.checked_sub(last).map(|apart| apart.abs());
    let limit = last.abs().checked_mul(Decimal::from(percent)).map(|limit| limit / Decimal::ONE_HUNDRED);
    // Numbers too large to compare are beyond any last value.
    !last.is_zero() && apart.zip(limit).is_none_or(|(apart, limit)| apart > limit)
}
