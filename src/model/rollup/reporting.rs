//! Who has reported for a span of days, who not, and whose file is older than the last (`S3`).

use super::Rollup;
use crate::model::id::UnitId;
use crate::model::precheck::Span;
use chrono::{Datelike, Days, Months, NaiveDate};
use std::collections::BTreeMap;

impl Span {
    /// The week of a day, Monday to Sunday.
    pub fn week(day: NaiveDate) -> Self {
        let back = u64::from(day.weekday().num_days_from_monday());
        let from = day.checked_sub_days(Days::new(back)).unwrap_or(day);
        Self { from, to: from.checked_add_days(Days::new(6)).unwrap_or(day) }
    }

    /// The month of a day.
    pub fn month(day: NaiveDate) -> Self {
        let from = day.with_day(1).unwrap_or(day);
        let next = from.checked_add_months(Months::new(1));
        Self { from, to: next.and_then(|d| d.pred_opt()).unwrap_or(day) }
    }

    /// The quarter of a day.
    pub fn quarter(day: NaiveDate) -> Self {
        let first = day.month0() / 3 * 3 + 1;
        let from = NaiveDate::from_ymd_opt(day.year(), first, 1).unwrap_or(day);
        let next = from.checked_add_months(Months::new(3));
        Self { from, to: next.and_then(|d| d.pred_opt()).unwrap_or(day) }
    }

    /// The span of the same kind before a week, month or quarter.
    #[must_use]
    pub fn before(self) -> Self {
        let Some(day) = self.from.pred_opt() else { return self };
        match (self.to - self.from).num_days() {
            ..=6 => Self::week(day),
            7..=31 => Self::month(day),
            _ => Self::quarter(day),
        }
    }
}

/// The files that were taken in, the newest of each unit. Kept on the device, not shared.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Received(pub BTreeMap<UnitId, Receipt>);

/// A unit's newest file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Receipt {
    /// When the file was written, in milliseconds since 1970 by the sender's clock.
    pub exported: i64,
    /// When it was taken in, by this device's clock.
    pub taken: i64,
}

impl Received {
    /// Notes a unit's file; `Err` with the one that is here when that was written later: the file
    /// is older than the last, and the last stays noted.
    pub fn note(&mut self, unit: UnitId, receipt: Receipt) -> Result<(), Receipt> {
        match self.0.get(&unit) {
            Some(last) if last.exported > receipt.exported => Err(*last),
            _ => {
                self.0.insert(unit, receipt);
                Ok(())
            }
        }
    }
}

/// How a unit stands with its reports.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Reporting {
    /// 未报: it has something open and nothing dated in the span.
    Missing,
    /// 已报, but its newest file was written before the span ended: more may have come since.
    Early,
    /// 已报
    Reported,
    /// It has nothing to report on.
    Nothing,
}

/// One unit's row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct UnitReporting {
    /// Which unit.
    pub unit: UnitId,
    /// How it stands.
    pub state: Reporting,
    /// Entries dated in the span.
    pub entries: usize,
    /// Its last entry at all.
    pub last: Option<NaiveDate>,
    /// The newest time on its records, in milliseconds since 1970; `None` without any.
    pub newest: Option<i64>,
    /// Its newest file; `None` when none of its own was taken in here.
    pub file: Option<Receipt>,
}

/// How many units under one stand where, itself included.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ReportingCounts {
    /// 应报
    pub expected: usize,
    /// 已报
    pub reported: usize,
    /// 未报
    pub missing: usize,
}

impl Rollup {
    /// A unit and all under it, in the order of the tree. `span_ended` is the first moment after the
    /// span in milliseconds since 1970, `None` while it still runs.
    pub fn reporting(
        &self,
        top: UnitId,
        span: Span,
        span_ended: Option<i64>,
        received: &Received,
    ) -> Vec<UnitReporting> {
        let row = |unit: &UnitId| self.unit_reporting(*unit, span, span_ended, received);
        self.units_under(top).iter().map(row).collect()
    }

    /// One unit's own.
    pub fn unit_reporting(
        &self,
        unit: UnitId,
        span: Span,
        span_ended: Option<i64>,
        received: &Received,
    ) -> UnitReporting {
        let own = self.own.get(&unit);
        let entries = own.map_or(0, |own| own.days.range(span.from..=span.to).map(|(_, n)| n).sum());
        let file = received.0.get(&unit).copied();
        let is_early = span_ended.zip(file).is_some_and(|(ended, file)| file.exported < ended);
        let state = match (entries, own.map_or(0, |own| own.tally.open_tasks())) {
            (1.., _) if is_early => Reporting::Early,
            (1.., _) => Reporting::Reported,
            (0, 0) => Reporting::Nothing,
            (0, _) => Reporting::Missing,
        };
        let last = own.and_then(|own| own.days.keys().next_back().copied());
        let newest = own.map(|own| own.newest).filter(|at| *at > 0);
        UnitReporting { unit, state, entries, last, newest, file }
    }
}

/// Counts rows.
pub fn counts(rows: &[UnitReporting]) -> ReportingCounts {
    let of = |state| rows.iter().filter(|row| row.state == state).count();
    let reported = of(Reporting::Reported) + of(Reporting::Early);
    let missing = of(Reporting::Missing);
    ReportingCounts { expected: reported + missing, reported, missing }
}
