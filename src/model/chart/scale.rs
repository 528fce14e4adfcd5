//! Days across the chart: where a day lies, and the ticks above it.

use super::Span;
use chrono::{Datelike, Days, Months, NaiveDate};

/// How much is seen at once.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Zoom {
    /// A year: quarters and months.
    Year,
    /// A quarter: months and weeks.
    Quarter,
    /// A month: months and weeks, days wide apart.
    Month,
    /// A week: weeks and days.
    Week,
}

impl Zoom {
    /// From far to near.
    pub const ALL: [Self; 4] = [Self::Year, Self::Quarter, Self::Month, Self::Week];

    /// A short word for routes and style.
    pub fn code(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Quarter => "quarter",
            Self::Month => "month",
            Self::Week => "week",
        }
    }

    /// Pixels for a day, to start from.
    pub fn day_width(self) -> f64 {
        match self {
            Self::Year => 3.0,
            Self::Quarter => 9.0,
            Self::Month => 24.0,
            Self::Week => 64.0,
        }
    }

    /// The coarse and the fine row of ticks.
    pub fn steps(self) -> (TickStep, TickStep) {
        match self {
            Self::Year => (TickStep::Quarter, TickStep::Month),
            Self::Quarter | Self::Month => (TickStep::Month, TickStep::Week),
            Self::Week => (TickStep::Week, TickStep::Day),
        }
    }
}

/// What lies between two ticks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TickStep {
    /// A year.
    Year,
    /// A quarter.
    Quarter,
    /// A month.
    Month,
    /// A week, from Monday.
    Week,
    /// A day.
    Day,
}

impl TickStep {
    /// The first day of the step a day lies in.
    pub fn floor(self, date: NaiveDate) -> NaiveDate {
        let month = |m: u32| NaiveDate::from_ymd_opt(date.year(), m, 1).unwrap_or(date);
        match self {
            Self::Year => month(1),
            Self::Quarter => month(date.month0() / 3 * 3 + 1),
            Self::Month => month(date.month()),
            Self::Week => {
                let back = u64::from(date.weekday().num_days_from_monday());
                date.checked_sub_days(Days::new(back)).unwrap_or(date)
            }
            Self::Day => date,
        }
    }

    /// The first day of the next step.
    pub fn next(self, first: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Year => first.checked_add_months(Months::new(12)),
            Self::Quarter => first.checked_add_months(Months::new(3)),
            Self::Month => first.checked_add_months(Months::new(1)),
            Self::Week => first.checked_add_days(Days::new(7)),
            Self::Day => first.succ_opt(),
        }
    }
}

/// The first days of the steps that touch a stretch of days, in order; the first may lie before it.
pub fn ticks(days: Span, step: TickStep) -> impl Iterator<Item = NaiveDate> {
    std::iter::successors(Some(step.floor(days.from)), move |first| step.next(*first))
        .take_while(move |first| *first <= days.to)
}

/// Where days lie across.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Scale {
    /// The day at the left edge.
    pub origin: NaiveDate,
    /// Pixels for a day, above zero.
    pub day_width: f64,
}

impl Scale {
    /// The left edge of a day.
    pub fn x(&self, date: NaiveDate) -> f64 {
        (date - self.origin).num_days() as f64 * self.day_width
    }

    /// Left edge and width of a stretch, its last day included.
    pub fn extent(&self, span: Span) -> (f64, f64) {
        let days = (span.to - span.from).num_days() + 1;
        (self.x(span.from), days as f64 * self.day_width)
    }

    /// Whole days in a distance, rounded; for a drag.
    pub fn days(&self, distance: f64) -> i64 {
        (distance / self.day_width).round() as i64
    }

    /// The days in a window of pixels.
    pub fn window(&self, left: f64, width: f64) -> Span {
        let day = |x: f64| {
            let days = (x / self.day_width).floor().clamp(-1_000_000.0, 1_000_000.0) as i64;
            moved(self.origin, days)
        };
        Span { from: day(left), to: day(left + width) }
    }
}

/// A day some days later, or earlier for a negative count.
pub(super) fn moved(date: NaiveDate, days: i64) -> NaiveDate {
    let count = Days::new(days.unsigned_abs());
    let found = if days < 0 { date.checked_sub_days(count) } else { date.checked_add_days(count) };
    found.unwrap_or(date)
}
