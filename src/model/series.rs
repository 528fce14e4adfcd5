//! A target's values over the year (`T3`): the series, how far it still is, the pace still
//! needed, and the place among sister units. An unset value is never ranked.

use super::choice::Comparator;
use super::id::{ActualId, TargetId, UnitId};
use super::kind::Target;
use super::ledger::Ledger;
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

/// An entry of the series.
#[derive(Clone, PartialEq, Debug)]
pub struct Point {
    /// Which entry.
    pub id: ActualId,
    /// Its date.
    pub date: NaiveDate,
    /// Its value.
    pub value: Decimal,
    /// 数据来源
    pub source: String,
}

/// A target's values, ready to draw.
#[derive(Clone, PartialEq, Debug)]
pub struct Series {
    /// Entries with a value and date, the oldest first.
    pub points: Vec<Point>,
    /// 上年基数
    pub baseline: Option<Decimal>,
    /// 目标值; `None` for a blank.
    pub wanted: Option<Decimal>,
    /// 1 January of the year it is due in.
    pub start: Option<NaiveDate>,
    /// 完成时限
    pub due: Option<NaiveDate>,
    /// Whether less is better.
    pub falls: bool,
}

/// What is still to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pace {
    /// What is still missing; zero once reached, never negative.
    pub distance: Decimal,
    /// Days to the due date, that day included; 0 once it is past.
    pub days_left: i64,
    /// What every 30 days have to bring from now on; `None` when no day is left and some is missing.
    pub needed: Option<Decimal>,
    /// What 30 days brought so far, from the baseline or the first entry on; `None` without two.
    pub so_far: Option<Decimal>,
}

/// Whether less is better.
pub fn falls(target: &Target) -> bool {
    matches!(target.comparator.get(), Some(Comparator::AtMost | Comparator::RankWithin | Comparator::Zero))
}

/// The value a target has to come to.
pub fn wanted(target: &Target) -> Option<Decimal> {
    match target.comparator.get() {
        Some(Comparator::Zero) => Some(Decimal::ZERO),
        Some(Comparator::BetterThan) => *target.baseline.get(),
        Some(Comparator::YesNo) | None => None,
        Some(_) => *target.quantity.get(),
    }
}

/// A target's series; `None` when there is no such target.
pub fn series(ledger: &Ledger, target: TargetId) -> Option<Series> {
    let found = ledger.targets.get(&target)?;
    let entries = ledger.actuals_of(target);
    let points = entries.into_iter().rev().filter_map(|a| {
        let (date, value) = ((*a.date.get())?, (*a.quantity.get())?);
        Some(Point { id: a.id, date, value, source: a.evidence.get().clone() })
    });
    let due = *found.due.get();
    Some(Series {
        points: points.collect(),
        baseline: *found.baseline.get(),
        wanted: wanted(found),
        start: due.and_then(|d| NaiveDate::from_ymd_opt(d.year(), 1, 1)),
        due,
        falls: falls(found),
    })
}

impl Series {
    /// The newest value.
    pub fn latest(&self) -> Option<&Point> {
        self.points.last()
    }

    /// The even line from the baseline to the target, on a day; `None` without both and a due date.
    pub fn line(&self, day: NaiveDate) -> Option<Decimal> {
        let (from, to) = (self.baseline?, self.wanted?);
        let (start, due) = (self.start?, self.due?);
        let whole = (due - start).num_days().max(1);
        let passed = (day - start).num_days().clamp(0, whole);
        let step = to.checked_sub(from)?.checked_mul(Decimal::from(passed))?;
        from.checked_add(step.checked_div(Decimal::from(whole))?).map(round)
    }

    /// What is still to do on a day; `None` without a value, an aim or a due date.
    pub fn pace(&self, today: NaiveDate) -> Option<Pace> {
        let (last, wanted, due) = (self.latest()?, self.wanted?, self.due?);
        let gap = if self.falls { last.value.checked_sub(wanted) } else { wanted.checked_sub(last.value) };
        let distance = gap?.max(Decimal::ZERO).normalize();
        let days_left = ((due - today).num_days() + 1).max(0);
        let needed = match (distance.is_zero(), days_left) {
            (true, _) => Some(Decimal::ZERO),
            (false, 0) => None,
            (false, days) => per_month(distance, days),
        };
        Some(Pace { distance, days_left, needed, so_far: self.so_far() })
    }

    fn so_far(&self) -> Option<Decimal> {
        let last = self.latest()?;
        let first = self.points.first()?;
        let (from, since) = match (self.baseline, self.start) {
            (Some(baseline), Some(start)) if start < last.date => (baseline, start),
            _ => (first.value, first.date),
        };
        let days = (last.date - since).num_days();
        if days <= 0 { None } else { per_month(last.value.checked_sub(from)?, days) }
    }
}

fn per_month(amount: Decimal, days: i64) -> Option<Decimal> {
    amount.checked_mul(Decimal::from(30))?.checked_div(Decimal::from(days)).map(round)
}

fn round(value: Decimal) -> Decimal {
    value.round_dp(2).normalize()
}

/// A sister unit's place.
#[derive(Clone, PartialEq, Debug)]
pub struct Ranked {
    /// The sister's target.
    pub target: TargetId,
    /// Its unit.
    pub unit: Option<UnitId>,
    /// Its newest value.
    pub value: Option<Decimal>,
    /// From 1; equal values share a place; `None` without a value.
    pub place: Option<usize>,
}

/// A target and its sisters (parts of the same whole, one for each unit), the best first; those
/// without a value last and without a place. Empty when the target is no part of a whole.
pub fn rank(ledger: &Ledger, index: &super::index::Index, target: TargetId) -> Vec<Ranked> {
    let Some(found) = ledger.targets.get(&target) else { return Vec::new() };
    let Some(whole) = *found.parent.get() else { return Vec::new() };
    let low = falls(found);
    let value = |id: TargetId| index.targets.get(&id).and_then(|s| s.actual);
    let mut rows: Vec<Ranked> = super::divide::parts_of(ledger, whole)
        .into_iter()
        .map(|t| Ranked { target: t.id, unit: t.common.unit, value: value(t.id), place: None })
        .collect();
    rows.sort_by(|a, b| {
        let by = match (a.value, b.value) {
            (Some(a), Some(b)) if low => a.cmp(&b),
            (Some(a), Some(b)) => b.cmp(&a),
            (a, b) => a.is_none().cmp(&b.is_none()),
        };
        by.then_with(|| a.target.cmp(&b.target))
    });
    let mut last: Option<(Decimal, usize)> = None;
    for (i, row) in rows.iter_mut().enumerate() {
        let Some(value) = row.value else { continue };
        let place = last.filter(|(held, _)| *held == value).map_or(i + 1, |(_, place)| place);
        row.place = Some(place);
        last = Some((value, place));
    }
    rows
}
