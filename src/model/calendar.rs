//! Working days (`K4`): Saturdays and Sundays off, except as the State Council's yearly notice
//! and the ledger's own list say. Counting is by arithmetic and one binary search.

use chrono::{Datelike, Days, NaiveDate};

/// A day that differs from the ordinary week.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Exception {
    /// The day.
    pub date: NaiveDate,
    /// Whether people work on it.
    pub works: bool,
}

/// Which days people work.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Calendar {
    /// Days that differ from the ordinary week, ascending, with the working days gained or
    /// lost up to and including each.
    shifts: Vec<(NaiveDate, i64)>,
}

/// A line of the ledger's own list that cannot be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineTrouble {
    /// From 1.
    pub line: usize,
    /// The line itself.
    pub text: String,
    /// Why.
    pub reason: LineReason,
}

/// Why a line of the list cannot be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineReason {
    /// It begins neither with `-` (off) nor with `+` (works).
    NoSign,
    /// Not a date such as 2025-05-06, or two with `..` between.
    NoDate,
    /// The end lies before the start, or more than a year after it.
    BadRange,
}

type Span = ((u32, u32), (u32, u32));

/// One year's notice.
struct Notice {
    year: i32,
    /// First and last day of each stretch off.
    off: &'static [Span],
    /// Weekend days that are worked instead.
    works: &'static [(u32, u32)],
}

/// 国务院办公厅关于部分节假日安排的通知: of 12 November 2024 for 2025, of 4 November 2025 for 2026.
const NOTICES: &[Notice] = &[
    Notice {
        year: 2025,
        off: &[
            ((1, 1), (1, 1)),
            ((1, 28), (2, 4)),
            ((4, 4), (4, 6)),
            ((5, 1), (5, 5)),
            ((5, 31), (6, 2)),
            ((10, 1), (10, 8)),
        ],
        works: &[(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)],
    },
    Notice {
        year: 2026,
        off: &[
            ((1, 1), (1, 3)),
            ((2, 15), (2, 23)),
            ((4, 4), (4, 6)),
            ((5, 1), (5, 5)),
            ((6, 19), (6, 21)),
            ((9, 25), (9, 27)),
            ((10, 1), (10, 7)),
        ],
        works: &[(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)],
    },
];

/// The published days off and moved working days of the years that are known.
pub fn published() -> Vec<Exception> {
    let mut out = Vec::new();
    for notice in NOTICES {
        let day = |(month, day): (u32, u32)| NaiveDate::from_ymd_opt(notice.year, month, day);
        for (from, to) in notice.off {
            if let (Some(from), Some(to)) = (day(*from), day(*to)) {
                let days = from.iter_days().take_while(|d| *d <= to);
                out.extend(days.map(|date| Exception { date, works: false }));
            }
        }
        out.extend(notice.works.iter().filter_map(|d| day(*d)).map(|date| Exception { date, works: true }));
    }
    out.sort_unstable();
    out
}

/// Whether the year's notice is known; without it only weekends are off.
pub fn is_known(year: i32) -> bool {
    NOTICES.iter().any(|notice| notice.year == year)
}

/// Reads the ledger's own list: a line `-2025-05-06` is a day off, `+2025-05-10` a working day,
/// `-2025-07-10..2025-08-31` a stretch; words after a space are a note. Lines that cannot be
/// read are named and left out.
pub fn parse(text: &str) -> (Vec<Exception>, Vec<LineTrouble>) {
    let mut out = Vec::new();
    let mut troubles = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        match parse_line(line) {
            Ok(days) => out.extend(days),
            Err(reason) => troubles.push(LineTrouble { line: number + 1, text: line.to_owned(), reason }),
        }
    }
    (out, troubles)
}

fn parse_line(line: &str) -> Result<Vec<Exception>, LineReason> {
    let mut chars = line.chars();
    let works = match chars.next() {
        Some('-' | '−' | '－') => false,
        Some('+' | '＋') => true,
        _ => return Err(LineReason::NoSign),
    };
    let days = chars.as_str().split_whitespace().next().ok_or(LineReason::NoDate)?;
    let read = |text: &str| text.parse::<NaiveDate>().map_err(|_| LineReason::NoDate);
    let (from, to) = match days.split_once("..") {
        Some((from, to)) => (read(from)?, read(to)?),
        None => (read(days)?, read(days)?),
    };
    if to < from || (to - from).num_days() > 366 {
        return Err(LineReason::BadRange);
    }
    Ok(from.iter_days().take_while(|d| *d <= to).map(|date| Exception { date, works }).collect())
}

fn is_weekday(date: NaiveDate) -> bool {
    date.weekday().num_days_from_monday() < 5
}

/// Weekdays from Monday 3 January 2000 up to, not including, the day.
fn weekdays_before(date: NaiveDate) -> i64 {
    // Day 0 of the count is a Monday.
    let days = i64::from(date.num_days_from_ce()) - FIRST_MONDAY;
    days.div_euclid(7) * 5 + days.rem_euclid(7).min(5)
}

/// 3 January 2000, as days of the common era.
const FIRST_MONDAY: i64 = 730_122;

impl Calendar {
    /// The published table with a ledger's own list over it; later exceptions stand over earlier.
    pub fn new(own: &[Exception]) -> Self {
        let mut days: std::collections::BTreeMap<NaiveDate, bool> =
            published().into_iter().map(|e| (e.date, e.works)).collect();
        days.extend(own.iter().map(|e| (e.date, e.works)));
        let mut sum = 0;
        let shifts = days
            .into_iter()
            .filter(|(date, works)| is_weekday(*date) != *works)
            .map(|(date, works)| {
                sum += if works { 1 } else { -1 };
                (date, sum)
            })
            .collect();
        Self { shifts }
    }

    /// The calendar of a ledger: the published table and the ledger's own list.
    pub fn of(ledger: &super::ledger::Ledger) -> Self {
        Self::new(&parse(ledger.meta.calendar.get()).0)
    }

    /// Whether people work on a day.
    pub fn works(&self, date: NaiveDate) -> bool {
        let differs = self.shifts.binary_search_by_key(&date, |(d, _)| *d).is_ok();
        is_weekday(date) != differs
    }

    /// The number of a day: working days before it, from a fixed day on. A day off has the
    /// number of the next working day.
    pub fn number(&self, date: NaiveDate) -> i64 {
        let passed = self.shifts.partition_point(|(d, _)| *d < date);
        let shift = passed.checked_sub(1).and_then(|i| self.shifts.get(i)).map_or(0, |(_, sum)| *sum);
        weekdays_before(date) + shift
    }

    /// The working day with a number; the inverse of [`Calendar::number`] on working days.
    pub fn day(&self, number: i64) -> NaiveDate {
        // The number grows by at most one a day: halve the stretch it must lie in.
        let slack = self.shifts.len() as i64 + 7;
        let guess = FIRST_MONDAY + number.div_euclid(5) * 7;
        let (mut low, mut high) = (guess - 2 * slack, guess + 2 * slack);
        while low < high {
            let middle = low + (high - low).div_euclid(2);
            if self.number(from_days(middle + 1)) > number {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        from_days(low)
    }

    /// The day itself, or the next working day.
    pub fn on_or_after(&self, date: NaiveDate) -> NaiveDate {
        if self.works(date) { date } else { self.day(self.number(date)) }
    }

    /// The day itself, or the last working day before it.
    pub fn on_or_before(&self, date: NaiveDate) -> NaiveDate {
        if self.works(date) { date } else { self.day(self.number(date) - 1) }
    }

    /// Working days from one day to another, both counted; negative when `to` lies before
    /// `from`, without the first.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        self.number(to.checked_add_days(Days::new(1)).unwrap_or(to)) - self.number(from)
    }
}

fn from_days(days: i64) -> NaiveDate {
    let inside = days.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32;
    let end = if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
    NaiveDate::from_num_days_from_ce_opt(inside).unwrap_or(end)
}
