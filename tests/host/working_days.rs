//! Working days: the published table, a ledger's own list, and the counting.

use crate::fixture::*;
use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;
use taizhang::model::calendar::{Calendar, Exception, LineReason, is_known, parse, published};
use taizhang::model::field::Field;
use taizhang::model::kind::Kind;

#[test]
fn the_published_table_has_as_many_days_as_the_notices_say() {
    // 2025: 1 + 8 + 3 + 5 + 3 + 8 days off and 5 worked; 2026: 3 + 9 + 3 + 5 + 3 + 3 + 7 and 6.
    for (year, off, works) in [(2025, 28, 5), (2026, 33, 6)] {
        let own: Vec<_> = published().into_iter().filter(|e| e.date.year() == year).collect();
        assert_eq!(own.iter().filter(|e| !e.works).count(), off, "{year}");
        let worked: Vec<_> = own.iter().filter(|e| e.works).collect();
        assert_eq!(worked.len(), works, "{year}");
        assert!(
            worked.iter().all(|e| e.date.weekday().num_days_from_monday() >= 5),
            "moved days are weekends"
        );
        assert!(is_known(year));
    }
    assert!(!is_known(2027));
}

#[test]
fn holidays_are_off_and_moved_days_are_worked() {
    let calendar = Calendar::new(&[]);
    let works = |text: &str| calendar.works(day(text));
    assert!(!works("2025-10-08") && works("2025-10-09"), "the holidays of 2025 end on 8 October");
    assert!(works("2025-09-28") && works("2025-10-11"), "a Sunday and a Saturday worked instead");
    assert!(!works("2025-03-29") && works("2025-03-28"));
    assert!(!works("2026-02-23") && works("2026-02-28") && works("2026-02-24"));
    assert_eq!(
        calendar.between(day("2025-09-28"), day("2025-10-11")),
        3 + 3,
        "28-30 September, 9-11 October"
    );
    assert_eq!(calendar.on_or_after(day("2025-10-01")), day("2025-10-09"));
    assert_eq!(calendar.on_or_before(day("2025-10-05")), day("2025-09-30"));
}

#[test]
fn a_ledgers_own_list_stands_over_the_table() {
    let mut copy = city();
    copy.set(
        Kind::Meta,
        0,
        Field::Calendar,
        text("-2025-07-10..2025-08-31 暑假\n+2025-10-08 值班\n\n-2025-04-07"),
    );
    let calendar = Calendar::of(&copy.ledger);
    assert!(!calendar.works(day("2025-07-10")) && !calendar.works(day("2025-08-29")));
    assert!(calendar.works(day("2025-10-08")) && !calendar.works(day("2025-04-07")));
    assert_eq!(calendar.on_or_after(day("2025-07-10")), day("2025-09-01"));
}

#[test]
fn lines_that_cannot_be_read_are_named() {
    let (days, troubles) = parse("2025-05-06\n-6 May\n-2025-06-02..2025-06-01\n-2025-05-06");
    assert_eq!(days, vec![Exception { date: day("2025-05-06"), works: false }]);
    let named: Vec<_> = troubles.iter().map(|t| (t.line, t.reason)).collect();
    assert_eq!(named, vec![(1, LineReason::NoSign), (2, LineReason::NoDate), (3, LineReason::BadRange)]);
}

fn date() -> impl Strategy<Value = NaiveDate> {
    (0..36_500i32).prop_map(|n| NaiveDate::from_num_days_from_ce_opt(730_000 + n).unwrap())
}

proptest! {
    #[test]
    fn number_and_day_are_inverse_and_count_one_by_one(
        days in prop::collection::vec((date(), any::<bool>()), 0..40),
        long in proptest::option::of((date(), 0..366i64)),
        at in date(),
    ) {
        let mut own: Vec<Exception> = days.into_iter().map(|(date, works)| Exception { date, works }).collect();
        if let Some((from, count)) = long {
            own.extend(from.iter_days().take(count as usize).map(|date| Exception { date, works: false }));
        }
        let calendar = Calendar::new(&own);
        let next = at.succ_opt().unwrap();
        prop_assert_eq!(calendar.number(next) - calendar.number(at), i64::from(calendar.works(at)));
        let found = calendar.day(calendar.number(at));
        prop_assert!(calendar.works(found) && found >= at);
        prop_assert_eq!(calendar.number(found), calendar.number(at));
        prop_assert_eq!(calendar.on_or_after(at) == at, calendar.works(at));
        prop_assert!(calendar.on_or_before(at) <= at && calendar.works(calendar.on_or_before(at)));
    }
}
