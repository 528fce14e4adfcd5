//! Expected against real progress (`K5`), the four fixed (`K1`), and all comparators (`T1`).

use crate::fixture::*;
use taizhang::model::choice::{Comparator, Period};
use taizhang::model::field::Field;
use taizhang::model::index::Index;
use taizhang::model::kind::Kind;
use taizhang::model::light::Light;
use taizhang::model::value::Value;

fn task_light(copy: &Copy, on: &str) -> Light {
    Index::build(&copy.ledger, day(on)).tasks[&task(TASK)].light
}

fn target_light(copy: &Copy, on: &str) -> Light {
    Index::build(&copy.ledger, day(on)).targets[&target(TARGET)].light
}

#[test]
fn a_task_goes_from_on_course_to_slow_to_overdue_to_done() {
    let mut copy = city();
    // Due 30 June: an even pace from 1 January.
    assert_eq!(task_light(&copy, "2025-01-05"), Light::OnCourse);
    assert_eq!(task_light(&copy, "2025-03-28"), Light::Slow);
    copy.report(30, TASK, "2025-03-27", 45);
    assert_eq!(task_light(&copy, "2025-03-28"), Light::OnCourse);
    assert_eq!(task_light(&copy, "2025-07-01"), Light::Overdue);
    copy.report(31, TASK, "2025-03-28", 100);
    assert_eq!(task_light(&copy, "2025-07-01"), Light::Done);
}

#[test]
fn on_its_due_day_a_task_is_not_overdue() {
    let mut copy = city();
    copy.report(30, TASK, "2025-03-27", 95);
    assert_eq!(task_light(&copy, "2025-06-30"), Light::OnCourse);
}

#[test]
fn a_task_without_a_due_date_is_unset_not_overdue() {
    let mut copy = city();
    copy.set(Kind::Task, TASK, Field::Due, Value::Unset);
    assert_eq!(task_light(&copy, "2025-12-01"), Light::Unset);
}

#[test]
fn milestones_say_what_is_expected() {
    let mut copy = city();
    for (n, due, percent) in [(40, "2025-04-30", 30), (41, "2025-05-31", 70)] {
        copy.create(
            Kind::Milestone,
            n,
            Some(COUNTY),
            vec![
                (Field::Task, Value::Id(id(TASK))),
                (Field::Title, text(&format!("节点{n}"))),
                (Field::Due, date(due)),
                (Field::Percent, Value::Whole(percent)),
            ],
        );
    }
    let expected = |on: &str| Index::build(&copy.ledger, day(on)).tasks[&task(TASK)].expected;
    assert_eq!(expected("2025-04-01"), Some(0));
    assert_eq!(expected("2025-05-02"), Some(30));
    assert_eq!(expected("2025-06-02"), Some(70));
    assert_eq!(task_light(&copy, "2025-04-01"), Light::OnCourse);
    assert_eq!(task_light(&copy, "2025-05-02"), Light::Slow);
}

#[test]
fn the_four_fixed_are_each_told() {
    let mut copy = city();
    let lacking = |copy: &Copy| Index::build(&copy.ledger, today()).tasks[&task(TASK)].lacking;
    let l = lacking(&copy);
    assert!(l.person && l.responsibility && !l.time && l.progress);
    copy.set(Kind::Task, TASK, Field::Person, text("赵明远"));
    copy.set(Kind::Task, TASK, Field::Responsibility, text("牵头认定"));
    copy.create(
        Kind::Milestone,
        40,
        Some(COUNTY),
        vec![
            (Field::Task, Value::Id(id(TASK))),
            (Field::Title, text("完成初审")),
            (Field::Due, date("2025-04-30")),
        ],
    );
    assert!(!lacking(&copy).any(), "a dated milestone fixes the progress");
    // White space is not a person.
    copy.set(Kind::Task, TASK, Field::Person, text("　"));
    assert!(lacking(&copy).person);
}

#[test]
fn an_unset_target_is_unset_never_zero() {
    let mut copy = city();
    copy.actual(50, TARGET, "2025-03-01", "88.2");
    assert_eq!(target_light(&copy, "2025-03-28"), Light::Unset);
    assert_eq!(target_light(&copy, "2026-03-28"), Light::Unset, "a blank is never overdue");
}

#[test]
fn every_comparator_is_held_as_it_is_written() {
    // Comparator, value, what meets it, what does not.
    let cases = [
        (Comparator::AtLeast, "88.5", "88.5", "88.49"),
        (Comparator::AtMost, "3", "3", "3.01"),
        (Comparator::Equal, "12", "12.0", "11"),
        (Comparator::RankWithin, "3", "2", "4"),
        (Comparator::Zero, "", "0", "1"),
        (Comparator::AllReach, "12", "12", "11"),
    ];
    for (comparator, wanted, good, bad) in cases {
        for (value, met) in [(good, true), (bad, false)] {
            let mut copy = city();
            copy.set(Kind::Target, TARGET, Field::Comparator, code(comparator));
            if !wanted.is_empty() {
                copy.set(Kind::Target, TARGET, Field::Quantity, number(wanted));
            }
            copy.actual(50, TARGET, "2025-03-01", value);
            let light = target_light(&copy, "2026-01-01");
            assert_eq!(light == Light::Done, met, "{comparator:?} {wanted} with {value}");
            assert_eq!(light == Light::Overdue, !met, "{comparator:?} {wanted} with {value}");
        }
    }
}

#[test]
fn what_all_reach_without_a_count_is_told_by_yes_and_no() {
    let mut copy = city();
    copy.set(Kind::Target, TARGET, Field::Comparator, code(Comparator::AllReach));
    copy.set(Kind::Target, TARGET, Field::Measure, Value::Text("个".to_owned()));
    assert_eq!(
        target_light(&copy, "2026-03-28"),
        Light::Unset,
        "so many are counted, but how many is not said"
    );
    copy.set(Kind::Target, TARGET, Field::Measure, Value::Text(String::new()));
    assert_eq!(target_light(&copy, "2026-03-28"), Light::Overdue);
    for (reached, light) in [(false, Light::Overdue), (true, Light::Done)] {
        let said = vec![
            (Field::Target, Value::Id(id(TARGET))),
            (Field::Date, date("2025-03-05")),
            (Field::Reached, Value::Flag(reached)),
        ];
        copy.create(Kind::Actual, 50 + u128::from(reached), Some(COUNTY), said);
        assert_eq!(target_light(&copy, "2026-03-28"), light);
    }
}

#[test]
fn better_than_needs_the_baseline() {
    let mut copy = city();
    copy.set(Kind::Target, TARGET, Field::Comparator, code(Comparator::BetterThan));
    copy.actual(50, TARGET, "2025-03-01", "612");
    assert_ne!(target_light(&copy, "2025-03-28"), Light::Done);
    copy.set(Kind::Target, TARGET, Field::Baseline, number("612"));
    assert_ne!(target_light(&copy, "2025-03-28"), Light::Done, "the same is not better");
    copy.set(Kind::Target, TARGET, Field::Baseline, number("611.9"));
    assert_eq!(target_light(&copy, "2025-03-28"), Light::Done);
}

#[test]
fn the_newest_actual_counts_by_date_not_by_entry() {
    let mut copy = city();
    copy.set(Kind::Target, TARGET, Field::Quantity, number("90"));
    copy.actual(50, TARGET, "2025-03-20", "91");
    copy.actual(51, TARGET, "2025-02-01", "70");
    assert_eq!(target_light(&copy, "2025-03-28"), Light::Done);
}

#[test]
fn a_target_with_a_baseline_is_held_to_its_pace() {
    let mut copy = city();
    copy.set(Kind::Target, TARGET, Field::Quantity, number("90"));
    copy.set(Kind::Target, TARGET, Field::Baseline, number("80"));
    copy.set(Kind::Target, TARGET, Field::Period, code(Period::Year));
    copy.actual(50, TARGET, "2025-03-20", "81");
    assert_eq!(target_light(&copy, "2025-03-28"), Light::Slow);
    copy.actual(51, TARGET, "2025-03-21", "83");
    assert_eq!(target_light(&copy, "2025-03-28"), Light::OnCourse);
}

#[test]
fn leap_days_and_year_ends_are_civil_dates() {
    let mut copy = city();
    copy.set(Kind::Task, TASK, Field::Due, date("2028-02-29"));
    assert_eq!(task_light(&copy, "2028-03-01"), Light::Overdue);
    copy.set(Kind::Task, TASK, Field::Due, date("2025-12-31"));
    assert_eq!(task_light(&copy, "2026-01-01"), Light::Overdue);
}
