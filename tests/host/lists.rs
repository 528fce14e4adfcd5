//! Search, filter, sort, summary (`U3`).

use crate::fixture::*;
use std::collections::BTreeSet;
use taizhang::model::field::Field;
use taizhang::model::id::{TaskId, UnitId};
use taizhang::model::index::Index;
use taizhang::model::kind::Kind;
use taizhang::model::ledger::Ledger;
use taizhang::model::light::Light;
use taizhang::model::query::{self, Filter, Sort, SortKey};
use taizhang::model::summary::summarise;
use taizhang::model::tree;
use taizhang::model::value::Value;

/// Tasks 21 to 24 beside the fixture's: at the bureau, the county and a school.
fn busy() -> Copy {
    let mut copy = city();
    let tasks = [
        (21, BUREAU, "教育集团化改革", "赵明远", "2025-03-30"),
        (22, COUNTY, "ＡＩ 课程建设", "李红", "2025-12-31"),
        (23, SCHOOL, "校医招聘", "李红", "2025-03-01"),
        (24, OTHER_SCHOOL, "无期限任务", "", ""),
    ];
    for (n, unit, title, person, due) in tasks {
        let mut fields = vec![(Field::Title, text(title)), (Field::Order, Value::Whole(n as i64))];
        if !person.is_empty() {
            fields.push((Field::Person, text(person)));
        }
        if !due.is_empty() {
            fields.push((Field::Due, date(due)));
        }
        copy.create(Kind::Task, n, Some(unit), fields);
    }
    copy
}

fn found(ledger: &Ledger, filter: Filter, sort: Sort) -> Vec<TaskId> {
    query::tasks(ledger, &Index::build(ledger, today()), &filter, sort, today())
}

fn ids(ns: &[u128]) -> BTreeSet<TaskId> {
    ns.iter().map(|n| task(*n)).collect()
}

fn set(tasks: Vec<TaskId>) -> BTreeSet<TaskId> {
    tasks.into_iter().collect()
}

#[test]
fn words_are_found_in_any_width_and_case_and_in_any_field() {
    let copy = busy();
    let look = |text: &str| {
        set(found(&copy.ledger, Filter { text: text.to_owned(), ..Filter::default() }, Sort::default()))
    };
    assert_eq!(look("ai"), ids(&[22]));
    assert_eq!(look("李红"), ids(&[22, 23]));
    assert_eq!(look("李红 校医"), ids(&[23]));
    assert_eq!(look("实验小学"), ids(&[24]));
    assert_eq!(look("没有"), ids(&[]));
}

#[test]
fn a_unit_is_shown_alone_or_with_all_under_it() {
    let copy = busy();
    let look = |n: u128, with_descendants: bool| {
        let filter = Filter { unit: Some(unit(n)), with_descendants, ..Filter::default() };
        set(found(&copy.ledger, filter, Sort::default()))
    };
    assert_eq!(look(COUNTY, false), ids(&[TASK, 22]));
    assert_eq!(look(COUNTY, true), ids(&[TASK, 22, 23, 24]));
    assert_eq!(look(BUREAU, true).len(), 5);
}

#[test]
fn light_person_time_near_and_silent_narrow() {
    let mut copy = busy();
    let plain = Filter::default;
    let look = |copy: &Copy, filter: Filter| set(found(&copy.ledger, filter, Sort::default()));
    assert_eq!(look(&copy, Filter { lights: vec![Light::Overdue], ..plain() }), ids(&[23]));
    assert_eq!(look(&copy, Filter { lights: vec![Light::Overdue, Light::Unset], ..plain() }), ids(&[23, 24]));
    assert_eq!(look(&copy, Filter { person: Some("赵明远".to_owned()), ..plain() }), ids(&[21]));
    let spring = Filter { due_from: Some(day("2025-03-01")), due_to: Some(day("2025-03-31")), ..plain() };
    assert_eq!(look(&copy, spring), ids(&[21, 23]));
    assert_eq!(look(&copy, Filter { near: true, ..plain() }), ids(&[21]));
    assert_eq!(look(&copy, Filter { lacking: true, ..plain() }).len(), 5);
    copy.report(30, TASK, "2025-03-27", 45);
    assert_eq!(look(&copy, Filter { silent: true, ..plain() }), ids(&[21, 22, 23, 24]));
}

#[test]
fn missing_dates_and_people_stay_last_in_both_directions() {
    let copy = busy();
    for key in [SortKey::Due, SortKey::Person] {
        for descending in [false, true] {
            let order = found(&copy.ledger, Filter::default(), Sort { key, descending });
            assert_eq!(order.len(), 5);
            let last = *order.last().unwrap();
            assert!(
                last == task(24) || (key == SortKey::Person && last == task(TASK)),
                "{key:?} {descending}"
            );
        }
    }
}

#[test]
fn every_order_is_total_and_repeats_itself() {
    let copy = busy();
    for key in [SortKey::Plan, SortKey::Title, SortKey::Unit, SortKey::Due, SortKey::Light, SortKey::Percent]
    {
        let sort = Sort { key, descending: false };
        let once = found(&copy.ledger, Filter::default(), sort);
        assert_eq!(once, found(&copy.ledger, Filter::default(), sort));
    }
}

#[test]
fn the_summary_counts_what_the_lists_show() {
    let copy = busy();
    let index = Index::build(&copy.ledger, today());
    let sum = summarise(&copy.ledger, &index, Some(unit(COUNTY)), today());
    assert_eq!(sum.tasks.total(), 4);
    assert_eq!(sum.targets.of(Light::Unset), 1);
    assert_eq!(sum.overdue, vec![task(23)]);
    assert_eq!(sum.blanks, vec![target(TARGET)]);
    let units: Vec<UnitId> = sum.units.iter().map(|l| l.id).collect();
    assert_eq!(units, vec![unit(COUNTY), unit(SCHOOL), unit(OTHER_SCHOOL)]);
    let parts: usize = sum.units.iter().map(|l| l.tasks.total()).sum();
    assert_eq!(parts, sum.tasks.total(), "the rows add up to the whole");
}

#[test]
fn a_ring_of_units_loses_nobody() {
    // Two people each move a unit under the other's; the merge holds both moves.
    let base = city();
    let mut one = Copy::new(base.ledger.clone(), 1);
    let mut two = Copy::new(base.ledger.clone(), 2);
    one.set(Kind::Unit, SCHOOL, Field::Parent, Value::Id(id(OTHER_SCHOOL)));
    two.set(Kind::Unit, OTHER_SCHOOL, Field::Parent, Value::Id(id(SCHOOL)));
    one.merge(&two.ledger);
    let shown: BTreeSet<UnitId> = tree::units(&one.ledger).into_iter().map(|n| n.id).collect();
    assert_eq!(shown.len(), 4);
    assert!(!tree::path(&one.ledger, unit(SCHOOL)).is_empty());
}

#[test]
fn persons_are_listed_once() {
    let copy = busy();
    assert_eq!(query::persons(&copy.ledger, None), vec!["李红".to_owned(), "赵明远".to_owned()]);
    let only = BTreeSet::from([unit(BUREAU)]);
    assert_eq!(query::persons(&copy.ledger, Some(&only)), vec!["赵明远".to_owned()]);
}
