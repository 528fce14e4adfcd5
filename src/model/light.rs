//! Lights: expected against real progress (`K5`), and what a task still lacks of the four
//! fixed (`K1`). All thresholds are here.

use super::choice::{Comparator, Period};
use super::kind::{Actual, Milestone, Report, Target, Task};
use chrono::{Datelike, Days, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Behind by more percentage points than this is slow.
pub const SLOW_POINTS: i64 = 10;
/// Due within so many days is near.
pub const NEAR_DAYS: u64 = 7;
/// A task without a report for more days than this has not reported this week.
pub const REPORT_DAYS: i64 = 7;

/// Where a target or task stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Light {
    /// 逾期: past its due date and not done.
    Overdue,
    /// 滞后: behind what is expected by today.
    Slow,
    /// 正常推进
    OnCourse,
    /// 已完成 / 已达成
    Done,
    /// 待填: no value or no due date, so nothing can be said; never scored (`P3`).
    Unset,
}

impl Light {
    /// In the order of concern.
    pub const ALL: [Self; 5] = [Self::Overdue, Self::Slow, Self::OnCourse, Self::Done, Self::Unset];

    /// A short word for routes and style.
    pub fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Slow => "slow",
            Self::OnCourse => "on-course",
            Self::Done => "done",
            Self::Unset => "unset",
        }
    }

    /// Reads [`Light::code`] back.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|light| light.code() == code)
    }
}

/// What a task lacks of 定人员、定责任、定时间、定进度.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Lacking {
    /// 定人员: no responsible person.
    pub person: bool,
    /// 定责任: no responsibility.
    pub responsibility: bool,
    /// 定时间: no due date.
    pub time: bool,
    /// 定进度: neither a pace nor a milestone.
    pub progress: bool,
}

impl Lacking {
    /// Whether the task is 未四定.
    pub fn any(self) -> bool {
        self.person || self.responsibility || self.time || self.progress
    }
}

/// What a task lacks, given its live milestones.
pub fn lacking(task: &Task, milestones: &[&Milestone]) -> Lacking {
    Lacking {
        person: task.person.get().trim().is_empty(),
        responsibility: task.responsibility.get().trim().is_empty(),
        time: task.due.get().is_none(),
        progress: task.pace.get().trim().is_empty() && milestones.iter().all(|m| m.due.get().is_none()),
    }
}

/// A task's real progress in percent: what the newest report says; 0 without any.
/// `reports` newest first.
pub fn real_percent(reports: &[&Report]) -> i64 {
    reports.first().and_then(|r| *r.percent.get()).unwrap_or(0)
}

/// What should be done by today, in percent; `None` when there is no due date.
///
/// With milestones: the share that is due (or the percent the last due one names). Without:
/// an even pace from the start (or the year's first day) to the due date.
pub fn expected_percent(task: &Task, milestones: &[&Milestone], today: NaiveDate) -> Option<i64> {
    let due = (*task.due.get())?;
    if today >= due {
        return Some(100);
    }
    let dated: Vec<_> =
        milestones.iter().filter_map(|m| m.due.get().map(|d| (d, *m.percent.get()))).collect();
    if !dated.is_empty() {
        let passed: Vec<_> = dated.iter().filter(|(d, _)| *d <= today).collect();
        let share = (passed.len() * 100 / dated.len()) as i64;
        return Some(passed.iter().rev().find_map(|(_, percent)| *percent).unwrap_or(share));
    }
    let start = task.start.get().or_else(|| NaiveDate::from_ymd_opt(due.year(), 1, 1))?;
    Some(elapsed(start, due, today))
}

fn elapsed(start: NaiveDate, due: NaiveDate, today: NaiveDate) -> i64 {
    let whole = (due - start).num_days();
    let passed = (today - start).num_days();
    if whole <= 0 { 100 } else { (passed * 100 / whole).clamp(0, 100) }
}

/// A task's light.
pub fn task_light(task: &Task, milestones: &[&Milestone], reports: &[&Report], today: NaiveDate) -> Light {
    let real = real_percent(reports);
    let Some(due) = *task.due.get() else {
        return if real >= 100 { Light::Done } else { Light::Unset };
    };
    if real >= 100 {
        return Light::Done;
    }
    if today > due {
        return Light::Overdue;
    }
    // On the due day itself there is still time: it is not held against the full hundred.
    let asked = if today == due { due.pred_opt().unwrap_or(due) } else { today };
    let expected = expected_percent(task, milestones, asked).unwrap_or(0);
    let missed = milestones.iter().any(|m| {
        m.date.get().is_none()
            && m.due.get().is_some_and(|d| d < today)
            && m.percent.get().is_some_and(|p| p > real)
    });
    if expected - real > SLOW_POINTS || missed { Light::Slow } else { Light::OnCourse }
}

/// Whether an actual value meets the target; `None` when the target's value is unset or the
/// entry says nothing about it.
pub fn meets(target: &Target, actual: &Actual) -> Option<bool> {
    let comparator = target.comparator.get().unwrap_or(Comparator::YesNo);
    let value = *actual.quantity.get();
    let wanted = *target.quantity.get();
    match comparator {
        Comparator::AtLeast => Some(value? >= wanted?),
        Comparator::AllReach => match (value, wanted) {
            (Some(value), Some(wanted)) => Some(value >= wanted),
            _ => *actual.reached.get(),
        },
        Comparator::AtMost | Comparator::RankWithin => Some(value? <= wanted?),
        Comparator::Equal => Some(value? == wanted?),
        Comparator::Zero => Some(value?.is_zero()),
        Comparator::BetterThan => match (value, *target.baseline.get()) {
            (Some(value), Some(baseline)) => Some(value > baseline),
            _ => *actual.reached.get(),
        },
        Comparator::YesNo => *actual.reached.get(),
    }
}

/// Whether a target is told by yes or no: done or not, and what all reach where they are not counted (`T1`).
pub fn is_told(target: &Target) -> bool {
    match target.comparator.get() {
        Some(Comparator::YesNo) | None => true,
        Some(Comparator::AllReach) => {
            target.quantity.get().is_none() && target.measure.get().trim().is_empty()
        }
        _ => false,
    }
}

/// Whether a target lacks the value its comparator needs (`P3`).
pub fn is_blank(target: &Target) -> bool {
    match *target.comparator.get() {
        None => true,
        Some(Comparator::AtLeast | Comparator::AtMost | Comparator::Equal | Comparator::RankWithin) => {
            target.quantity.get().is_none()
        }
        Some(Comparator::AllReach) => !is_told(target) && target.quantity.get().is_none(),
        Some(Comparator::Zero | Comparator::BetterThan | Comparator::YesNo) => false,
    }
}

/// A target's light; `actuals` newest first, `year` is the ledger's.
pub fn target_light(target: &Target, actuals: &[&Actual], today: NaiveDate) -> Light {
    if is_blank(target) {
        return Light::Unset;
    }
    let newest = actuals.first();
    if newest.and_then(|a| meets(target, a)) == Some(true) {
        return Light::Done;
    }
    let Some(due) = *target.due.get() else { return Light::Unset };
    if today > due {
        return Light::Overdue;
    }
    let start = period_start(*target.period.get(), due);
    let passed = elapsed(start, due, today);
    let reached = match newest {
        Some(actual) => share(target, actual),
        None => Some(0),
    };
    match reached {
        // A pace can be told: it has to keep up with the time that passed.
        Some(reached) if newest.is_some() => {
            if passed - reached > SLOW_POINTS {
                Light::Slow
            } else {
                Light::OnCourse
            }
        }
        // Nothing entered: silence counts as slow once half the time is gone.
        Some(_) if passed > 50 => Light::Slow,
        _ => Light::OnCourse,
    }
}

/// How much of the way from the baseline to the target is done, in percent; `None` when the
/// target has no way to measure (ranks, ceilings, yes/no, no baseline).
pub fn share(target: &Target, actual: &Actual) -> Option<i64> {
    let (value, wanted) = ((*actual.quantity.get())?, (*target.quantity.get())?);
    let from = match target.comparator.get() {
        Some(Comparator::AllReach) => target.baseline.get().unwrap_or(Decimal::ZERO),
        Some(Comparator::AtLeast | Comparator::Equal) => (*target.baseline.get())?,
        _ => return None,
    };
    let whole = wanted.checked_sub(from)?;
    let done = value.checked_sub(from)?;
    if whole.is_zero() {
        return Some(if done.is_sign_negative() { 0 } else { 100 });
    }
    let percent = done.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    percent.trunc().to_i64().map(|p| p.clamp(0, 100))
}

fn period_start(period: Option<Period>, due: NaiveDate) -> NaiveDate {
    let month = match period {
        Some(Period::SecondHalf | Period::Quarter3) => 7,
        Some(Period::Quarter2) => 4,
        Some(Period::Quarter4) => 10,
        Some(Period::Month) => due.month(),
        Some(Period::Week) => return due.checked_sub_days(Days::new(6)).unwrap_or(due),
        _ => 1,
    };
    let start = NaiveDate::from_ymd_opt(due.year(), month, 1).unwrap_or(due);
    start.min(due)
}

/// Whether an open matter falls due within [`NEAR_DAYS`].
pub fn is_near(due: Option<NaiveDate>, light: Light, today: NaiveDate) -> bool {
    let Some(due) = due else { return false };
    let limit = today.checked_add_days(Days::new(NEAR_DAYS)).unwrap_or(today);
    light != Light::Done && due >= today && due <= limit
}
