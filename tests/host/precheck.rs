//! The checks before a file goes up (`X5`).

use crate::fixture::*;
use taizhang::format::{Head, Limits, Scope, SnapshotInfo, decode, encode_snapshot};
use taizhang::model::choice::{Comparator, ReportKind, Stage};
use taizhang::model::field::Field;
use taizhang::model::kind::Kind;
use taizhang::model::precheck::{Explanation, Issue, Precheck, Severity, Span, check};
use taizhang::model::value::Value;

fn week() -> Span {
    Span { from: day("2025-03-24"), to: day("2025-03-30") }
}

fn checked(copy: &Copy) -> Precheck {
    check(&copy.ledger, unit(COUNTY), week(), today(), &[])
}

fn issues(copy: &Copy) -> Vec<Issue> {
    checked(copy).findings.iter().map(|f| f.issue).collect()
}

/// A county with one task, four fixed and reported, and a target with its value.
fn sound() -> Copy {
    let mut copy = city();
    for (field, value) in [
        (Field::Person, text("赵明远")),
        (Field::Responsibility, text("组织认定")),
        (Field::Pace, text("三月启动")),
    ] {
        copy.set(Kind::Task, TASK, field, value);
    }
    copy.set(Kind::Target, TARGET, Field::Quantity, number("90"));
    copy.report(30, TASK, "2025-03-17", 20);
    copy.report(31, TASK, "2025-03-26", 30);
    copy
}

#[test]
fn a_sound_file_passes() {
    assert_eq!(issues(&sound()), vec![]);
    assert!(checked(&sound()).passes());
}

#[test]
fn contradictions_block() {
    let mut copy = sound();
    copy.set(Kind::Task, TASK, Field::Start, date("2025-06-01"));
    copy.set(Kind::Task, TASK, Field::Due, date("2025-06-30"));
    let step = |title: &str, due: &str| {
        vec![(Field::Task, Value::Id(id(TASK))), (Field::Title, text(title)), (Field::Due, date(due))]
    };
    copy.create(Kind::Milestone, 40, Some(COUNTY), step("太早", "2025-05-01"));
    copy.create(Kind::Milestone, 41, Some(COUNTY), step("太晚", "2025-07-01"));
    copy.create(Kind::Milestone, 42, Some(COUNTY), step("正好", "2025-06-30"));
    copy.set(Kind::Milestone, 42, Field::Date, date("2025-04-01"));
    let found = checked(&copy);
    let blocks: Vec<_> = found
        .findings
        .iter()
        .filter(|f| f.issue.severity() == Severity::Block)
        .map(|f| (f.issue, f.record))
        .collect();
    assert_eq!(
        blocks,
        [
            (Issue::MilestoneOutside, record(Kind::Milestone, 40)),
            (Issue::MilestoneOutside, record(Kind::Milestone, 41)),
            (Issue::InFuture, record(Kind::Milestone, 42)),
        ]
    );
    assert!(!found.passes());
    // A sentence does not mend a contradiction.
    let said: Vec<_> = found.findings.iter().map(|f| explain(f.record, f.issue)).collect();
    assert!(!check(&copy.ledger, unit(COUNTY), week(), today(), &said).passes());
}

fn explain(record: taizhang::model::kind::RecordId, issue: Issue) -> Explanation {
    Explanation {
        record, issue, text: "上月集中认定，已附名单".to_owned(), by: "赵明远".to_owned(), at: NOW
    }
}

#[test]
fn done_means_a_hundred_and_every_step_dated() {
    let mut copy = sound();
    copy.create(
        Kind::Report,
        32,
        Some(COUNTY),
        vec![
            (Field::Task, Value::Id(id(TASK))),
            (Field::Date, date("2025-03-27")),
            (Field::Kind, code(ReportKind::Done)),
            (Field::Percent, Value::Whole(60)),
        ],
    );
    assert_eq!(issues(&copy), vec![Issue::DoneNotFull]);
    copy.create(
        Kind::Milestone,
        40,
        Some(COUNTY),
        vec![(Field::Task, Value::Id(id(TASK))), (Field::Title, text("验收"))],
    );
    copy.create(
        Kind::Report,
        33,
        Some(COUNTY),
        vec![
            (Field::Task, Value::Id(id(TASK))),
            (Field::Date, date("2025-03-28")),
            (Field::Kind, code(ReportKind::Done)),
            (Field::Percent, Value::Whole(100)),
        ],
    );
    assert_eq!(issues(&copy), vec![Issue::DoneWithoutDate]);
    copy.set(Kind::Milestone, 40, Field::Date, date("2025-03-28"));
    assert_eq!(issues(&copy), vec![]);
}

#[test]
fn a_due_before_its_start_blocks_even_where_it_came_by_merging() {
    let base = sound();
    let mut one = Copy::new(base.ledger.clone(), 1);
    let mut two = Copy::new(base.ledger, 2);
    one.set(Kind::Task, TASK, Field::Start, date("2025-06-01"));
    two.set(Kind::Task, TASK, Field::Due, date("2025-05-01"));
    one.merge(&two.ledger);
    assert_eq!(issues(&one), vec![Issue::DueBeforeStart]);
}

#[test]
fn a_jump_and_a_step_back_need_a_sentence() {
    let mut copy = sound();
    copy.report(32, TASK, "2025-03-27", 90);
    copy.report(33, TASK, "2025-03-28", 80);
    let found = checked(&copy);
    let told: Vec<_> = found.findings.iter().map(|f| (f.issue, f.against.clone(), f.said.clone())).collect();
    assert_eq!(
        told,
        [
            (Issue::Jump, Value::Whole(30), Value::Whole(90)),
            (Issue::Backwards, Value::Whole(90), Value::Whole(80)),
        ]
    );
    let said = [explain(record(Kind::Report, 32), Issue::Jump)];
    let found = check(&copy.ledger, unit(COUNTY), week(), today(), &said);
    assert_eq!(found.open().map(|f| f.issue).collect::<Vec<_>>(), vec![Issue::Backwards]);
    let blank = [Explanation { text: "  ".to_owned(), ..said[0].clone() }];
    assert_eq!(check(&copy.ledger, unit(COUNTY), week(), today(), &blank).open().count(), 2);
}

#[test]
fn actual_values_are_held_against_the_last_one_and_last_year() {
    let mut copy = sound();
    copy.set(Kind::Target, TARGET, Field::Baseline, number("50"));
    copy.actual(50, TARGET, "2025-03-24", "80");
    assert_eq!(issues(&copy), vec![Issue::JumpOfYear]);
    copy.actual(51, TARGET, "2025-03-25", "85");
    copy.actual(52, TARGET, "2025-03-26", "104");
    assert_eq!(issues(&copy), vec![Issue::JumpOfYear, Issue::RateAboveHundred, Issue::Jump]);
    assert!(
        checked(&copy).open().all(|f| f.issue.severity() == Severity::Explain),
        "a gross rate may be right"
    );
}

#[test]
fn silence_has_to_be_said() {
    let mut copy = sound();
    let later = Span { from: day("2025-03-31"), to: day("2025-04-06") };
    let found = check(&copy.ledger, unit(COUNTY), later, day("2025-04-04"), &[]);
    assert_eq!(found.findings.iter().map(|f| f.issue).collect::<Vec<_>>(), vec![Issue::Silent]);
    assert_eq!(found.findings[0].against, date("2025-03-26"), "the last report");
    // 无变化 is one tap, and says it.
    copy.create(
        Kind::Report,
        34,
        Some(COUNTY),
        vec![
            (Field::Task, Value::Id(id(TASK))),
            (Field::Date, date("2025-03-28")),
            (Field::Kind, code(ReportKind::NoChange)),
            (Field::Percent, Value::Whole(30)),
        ],
    );
    assert_eq!(issues(&copy), vec![]);
    // A target is asked for when it is due.
    let year_end = Span { from: day("2025-12-25"), to: day("2025-12-31") };
    let found = check(&copy.ledger, unit(COUNTY), year_end, day("2025-12-31"), &[]);
    assert!(
        found.findings.iter().any(|f| f.record == record(Kind::Target, TARGET) && f.issue == Issue::Silent)
    );
}

#[test]
fn parts_above_the_whole_block_where_they_add_up() {
    let mut copy = sound();
    copy.set(Kind::Target, TARGET, Field::Comparator, code(Comparator::AllReach));
    copy.set(Kind::Target, TARGET, Field::Stage, code(Stage::Started));
    copy.set(Kind::Target, TARGET, Field::Measure, text("所"));
    copy.create(
        Kind::Target,
        11,
        Some(SCHOOL),
        vec![
            (Field::Title, text("新建幼儿园开工")),
            (Field::Parent, Value::Id(id(TARGET))),
            (Field::Comparator, code(Comparator::AllReach)),
            (Field::Measure, text("所")),
            (Field::Quantity, number("91")),
        ],
    );
    assert_eq!(issues(&copy), vec![Issue::PartAboveWhole]);
    copy.set(Kind::Target, TARGET, Field::Measure, text("%"));
    copy.set(Kind::Target, 11, Field::Measure, text("%"));
    copy.set(Kind::Target, 11, Field::Comparator, code(Comparator::AtLeast));
    assert_eq!(issues(&copy), vec![], "a school's rate may lie above the county's");
}

#[test]
fn four_fixed_and_blanks_are_told() {
    let copy = city();
    let found = checked(&copy);
    let told: Vec<_> = found.findings.iter().map(|f| (f.issue, f.issue.severity())).collect();
    assert_eq!(
        told,
        [
            (Issue::Silent, Severity::Explain),
            (Issue::NotFixed, Severity::Explain),
            (Issue::Blank, Severity::Notice),
        ]
        .into_iter()
        .collect::<Vec<_>>()
    );
}

#[test]
fn the_result_travels_in_the_file_and_older_files_open_without() {
    let mut copy = sound();
    copy.report(32, TASK, "2025-03-27", 90);
    copy.actual(52, TARGET, "2025-03-26", "104");
    let said = [explain(record(Kind::Report, 32), Issue::Jump)];
    let result = check(&copy.ledger, unit(COUNTY), week(), today(), &said);
    let info = SnapshotInfo { check: Some(result.clone()), ..SnapshotInfo::default() };
    let bytes = encode_snapshot(&copy.ledger, Scope::Unit(unit(COUNTY)), &info);
    let decoded = decode(&bytes, &Limits::default()).unwrap();
    assert_eq!(decoded.info.check, Some(result));
    let schema = jsonschema::validator_for(&taizhang::format::schema::schema()).unwrap();
    assert!(schema.is_valid(&serde_json::from_slice(&bytes).unwrap()));
    // A finding of a newer version is passed over.
    let newer = String::from_utf8(bytes).unwrap().replacen("\"issue\":\"jump\"", "\"issue\":\"later\"", 1);
    assert_eq!(decode(newer.as_bytes(), &Limits::default()).unwrap().info.check.unwrap().findings.len(), 1);
    let head = Head { explanations: said.to_vec(), ..Head::default() };
    assert_eq!(Head::decode(&head.encode()), head);
    let plain = encode_snapshot(&copy.ledger, Scope::Whole, &SnapshotInfo::default());
    assert_eq!(decode(&plain, &Limits::default()).unwrap().info.check, None);
}
