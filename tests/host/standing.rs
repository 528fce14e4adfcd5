//! For what a file speaks, and what becomes of the rest (`X2`).

use crate::fixture::*;
use std::collections::BTreeSet;
use taizhang::format::{Limits, Scope, SnapshotInfo, decode, encode_snapshot};
use taizhang::model::assign;
use taizhang::model::choice::SourceLevel;
use taizhang::model::command::Command;
use taizhang::model::field::Field;
use taizhang::model::kind::{Kind, RecordId};
use taizhang::model::ledger::Ledger;
use taizhang::model::merge::{Effect, Merge, Unmergeable, compare, examine};
use taizhang::model::record::Record;
use taizhang::model::standing::{ApartReason, Standing};
use taizhang::model::value::Value;

/// A task of the school, handed down by the county, and one of its own.
const HANDED: u128 = 70;
const OWN: u128 = 71;
const GOAL: u128 = 72;

/// The city, with a task handed to the school and a task of its own.
pub fn handed() -> Copy {
    let mut copy = city();
    let fields = vec![
        (Field::Title, text("普惠性幼儿园认定")),
        (Field::Parent, Value::Id(id(TASK))),
        (Field::Source, code(SourceLevel::Bureau)),
        (Field::Due, date("2025-06-20")),
    ];
    copy.create(Kind::Task, HANDED, Some(SCHOOL), fields);
    copy.create(Kind::Task, OWN, Some(SCHOOL), vec![(Field::Title, text("校本教研"))]);
    copy.create(
        Kind::Target,
        GOAL,
        Some(SCHOOL),
        vec![(Field::Title, text("毛入园率")), (Field::Parent, Value::Id(id(TARGET)))],
    );
    copy
}

fn school() -> Standing {
    Standing::Unit(unit(SCHOOL))
}

fn look(ours: &Ledger, theirs: &Ledger, standing: Standing) -> Merge {
    examine(ours, theirs, standing, &BTreeSet::new(), NOW).unwrap()
}

fn taking(ours: &Ledger, theirs: &Ledger, standing: Standing, taken: &[RecordId]) -> Merge {
    examine(ours, theirs, standing, &taken.iter().copied().collect(), NOW).unwrap()
}

fn after(ours: &Ledger, merge: &Merge) -> Ledger {
    let mut out = ours.clone();
    merge.change.apply(&mut out);
    out
}

fn apart(merge: &Merge) -> Vec<(RecordId, ApartReason)> {
    merge.set_apart.iter().map(|a| (a.record, a.reason)).collect()
}

#[test]
fn a_school_speaks_for_its_own_and_not_for_others() {
    let base = handed();
    let mut theirs = Copy::new(base.ledger.clone(), 7);
    theirs.set(Kind::Task, OWN, Field::Title, text("校本教研（修订）"));
    theirs.set(Kind::Task, TASK, Field::Note, text("别的单位的任务"));
    theirs.set(Kind::Meta, 0, Field::Title, text("改名"));
    theirs.set(Kind::Unit, OTHER_SCHOOL, Field::Person, text("别校校长"));
    theirs.create(Kind::Task, 80, Some(OTHER_SCHOOL), vec![(Field::Title, text("替别校加的"))]);
    theirs.create(Kind::Theme, 81, None, vec![(Field::Title, text("新条目"))]);
    let merge = look(&base.ledger, &theirs.ledger, school());
    assert_eq!(merge.rows.iter().map(|r| r.record).collect::<Vec<_>>(), vec![record(Kind::Task, OWN)]);
    let expected = [
        (Kind::Meta, 0),
        (Kind::Unit, OTHER_SCHOOL),
        (Kind::Theme, 81),
        (Kind::Task, TASK),
        (Kind::Task, 80),
    ];
    let expected: Vec<_> = expected.iter().map(|(k, n)| (record(*k, *n), ApartReason::NotTheirs)).collect();
    assert_eq!(apart(&merge), expected);
    let out = after(&base.ledger, &merge);
    assert_eq!(out.tasks[&task(OWN)].title.get(), "校本教研（修订）");
    assert!(out.tasks[&task(TASK)].note.get().is_empty() && !out.tasks.contains_key(&task(80)));
}

#[test]
fn on_a_task_handed_down_the_work_is_the_schools_and_the_aim_is_not() {
    let base = handed();
    let mut theirs = Copy::new(base.ledger.clone(), 7);
    theirs.set(Kind::Task, HANDED, Field::Person, text("赵明远"));
    theirs.set(Kind::Task, HANDED, Field::Due, date("2025-12-31"));
    let merge = look(&base.ledger, &theirs.ledger, school());
    let row = &merge.rows[0];
    assert_eq!(
        (row.record, row.fields.len(), row.fields[0].field),
        (record(Kind::Task, HANDED), 1, Field::Person)
    );
    let apart = &merge.set_apart[0];
    assert_eq!((apart.reason, apart.fields[0].field), (ApartReason::SetFromAbove, Field::Due));
    assert_eq!(apart.fields[0].to, date("2025-12-31"));
    let out = after(&base.ledger, &merge);
    assert_eq!(out.tasks[&task(HANDED)].person.get(), "赵明远");
    assert_eq!(out.tasks[&task(HANDED)].due.get(), &Some(day("2025-06-20")));
}

#[test]
fn a_blank_nobody_above_has_filled_is_for_the_unit_to_fill() {
    let base = handed();
    let mut theirs = Copy::new(base.ledger.clone(), 7);
    theirs.set(Kind::Target, GOAL, Field::Quantity, number("90"));
    let merge = look(&base.ledger, &theirs.ledger, school());
    assert!(merge.set_apart.is_empty());
    // Once the county has said it, the school's other figure is set apart.
    theirs.set(Kind::Target, GOAL, Field::Quantity, number("91"));
    let mut county = base.clone();
    county.set(Kind::Target, GOAL, Field::Quantity, number("95"));
    let merge = look(&county.ledger, &theirs.ledger, school());
    assert_eq!(apart(&merge), vec![(record(Kind::Target, GOAL), ApartReason::SetFromAbove)]);
}

#[test]
fn a_county_speaks_for_its_schools_too() {
    let base = handed();
    let mut theirs = Copy::new(base.ledger.clone(), 7);
    theirs.set(Kind::Task, HANDED, Field::Due, date("2025-05-31"));
    theirs.create(
        Kind::Unit,
        90,
        None,
        vec![(Field::Title, text("成安县新学校")), (Field::Parent, Value::Id(id(COUNTY)))],
    );
    let merge = look(&base.ledger, &theirs.ledger, Standing::Unit(unit(COUNTY)));
    assert!(merge.set_apart.is_empty(), "{:?}", merge.set_apart);
    assert_eq!(merge.rows.len(), 2);
}

#[test]
fn no_file_moves_a_unit_under_itself_to_speak_for_it() {
    let base = handed();
    let mut theirs = Copy::new(base.ledger.clone(), 7);
    theirs.set(Kind::Unit, OTHER_SCHOOL, Field::Parent, Value::Id(id(SCHOOL)));
    theirs.create(Kind::Task, 80, Some(OTHER_SCHOOL), vec![(Field::Title, text("任务"))]);
    let merge = look(&base.ledger, &theirs.ledger, school());
    assert!(merge.rows.is_empty());
    assert_eq!(merge.set_apart.len(), 2);
}

#[test]
fn from_above_come_aims_and_framework_but_not_the_units_own_work() {
    let base = handed();
    let mut above = Copy::new(base.ledger.clone(), 7);
    above.set(Kind::Task, HANDED, Field::Due, date("2025-05-31"));
    above.set(Kind::Task, HANDED, Field::Person, text("上级指定"));
    above.set(Kind::Task, OWN, Field::Title, text("上级改的"));
    above.create(Kind::Theme, 81, None, vec![(Field::Title, text("新条目"))]);
    above.create(Kind::Task, 82, Some(SCHOOL), vec![(Field::Title, text("新下达"))]);
    above.create(
        Kind::Report,
        83,
        Some(SCHOOL),
        vec![
            (Field::Task, Value::Id(id(HANDED))),
            (Field::Date, date("2025-03-20")),
            (Field::Percent, Value::Whole(90)),
        ],
    );
    above.set(Kind::Task, TASK, Field::Note, text("县里的备注"));
    let merge = look(&base.ledger, &above.ledger, Standing::Above(Some(unit(SCHOOL))));
    let rows: Vec<_> = merge.rows.iter().map(|r| r.record).collect();
    let expected = [(Kind::Theme, 81), (Kind::Task, TASK), (Kind::Task, HANDED), (Kind::Task, 82)];
    assert_eq!(rows, expected.map(|(k, n)| record(k, n)));
    let expected = [(Kind::Task, HANDED), (Kind::Task, OWN), (Kind::Report, 83)];
    assert_eq!(apart(&merge), expected.map(|(k, n)| (record(k, n), ApartReason::UnitsOwn)));
}

#[test]
fn what_is_set_apart_can_be_taken_at_once_later_and_shows_again() {
    let base = handed();
    let mut theirs = Copy::new(base.ledger.clone(), 7);
    theirs.set(Kind::Task, HANDED, Field::Person, text("赵明远"));
    theirs.set(Kind::Task, HANDED, Field::Due, date("2025-12-31"));
    theirs.set(Kind::Task, HANDED, Field::Note, text("之后写的"));
    let at_once = taking(&base.ledger, &theirs.ledger, school(), &[record(Kind::Task, HANDED)]);
    assert!(at_once.set_apart[0].taken);
    let all = compare(&base.ledger, &theirs.ledger, NOW).unwrap();
    assert_eq!(after(&base.ledger, &at_once), after(&base.ledger, &all));

    let mut ours = after(&base.ledger, &look(&base.ledger, &theirs.ledger, school()));
    // The same file again: nothing new but what was set apart, which shows again.
    let again = look(&ours, &theirs.ledger, school());
    assert!(again.change.is_empty() && again.rows.is_empty() && !again.is_older);
    assert_eq!(again.set_apart.len(), 1);
    // Nobody claims to have seen what was left out.
    let due = theirs.ledger.tasks[&task(HANDED)].due.stamp();
    let part = taizhang::model::id::PartId::Unit(unit(SCHOOL));
    assert!(!ours.seen[&part].covers(due));
    assert!(ours.clock() >= theirs.ledger.clock(), "the next edit is above all there is");
    let later = taking(&ours, &theirs.ledger, school(), &[record(Kind::Task, HANDED)]);
    later.change.apply(&mut ours);
    assert_eq!(ours, after(&base.ledger, &all));
    assert!(look(&ours, &theirs.ledger, school()).set_apart.is_empty());
}

#[test]
fn an_edit_after_something_was_left_out_still_stands_above_it() {
    let base = handed();
    let mut theirs = Copy::new(base.ledger.clone(), 7);
    for n in 0..5 {
        theirs.set(Kind::Task, HANDED, Field::Due, date(&format!("2025-12-0{}", n + 1)));
    }
    theirs.set(Kind::Task, HANDED, Field::Person, text("赵明远"));
    let mut ours = Copy::new(base.ledger.clone(), 1);
    let merge = look(&ours.ledger, &theirs.ledger, school());
    merge.change.apply(&mut ours.ledger);
    ours.set(Kind::Task, HANDED, Field::Person, text("李红"));
    assert_eq!(ours.read(Kind::Task, HANDED, Field::Person), text("李红"));
    // And the school, which gets it back, sees no conflict: theirs was seen.
    let back = compare(&theirs.ledger, &ours.ledger, NOW).unwrap();
    assert!(back.conflicts().is_empty());
}

#[test]
fn a_school_cannot_delete_what_was_handed_down_but_its_own() {
    let base = handed();
    let mut theirs = Copy::new(base.ledger.clone(), 7);
    theirs.run(Command::Delete(record(Kind::Task, HANDED)));
    theirs.run(Command::Delete(record(Kind::Task, OWN)));
    let merge = look(&base.ledger, &theirs.ledger, school());
    assert_eq!((merge.rows[0].record, merge.rows[0].effect), (record(Kind::Task, OWN), Effect::Deleted));
    let apart = &merge.set_apart[0];
    assert_eq!(
        (apart.record, apart.effect, apart.reason),
        (record(Kind::Task, HANDED), Effect::Deleted, ApartReason::SetFromAbove)
    );
    let out = after(&base.ledger, &merge);
    assert!(out.tasks[&task(HANDED)].is_alive() && !out.tasks[&task(OWN)].is_alive());
}

#[test]
fn entries_are_only_added_never_rewritten() {
    let mut base = handed();
    base.report(30, TASK, "2025-03-20", 40);
    let mut one = Copy::new(base.ledger.clone(), 1);
    let mut two = Copy::new(base.ledger.clone(), 2);
    one.report(31, TASK, "2025-03-21", 45);
    two.report(32, TASK, "2025-03-21", 50);
    let refused = Command::Set { record: record(Kind::Report, 30), fields: vec![(Field::Note, text("改"))] };
    assert!(one.try_run(&[refused]).is_err());
    one.merge(&two.ledger);
    assert_eq!(one.ledger.reports_of(task(TASK)).len(), 3, "both entries of the day stay");
    // A file written by hand that says another percent under a later stamp.
    let bytes = encode_snapshot(&two.ledger, Scope::Unit(unit(COUNTY)), &SnapshotInfo::default());
    let plain = crate::snapshot::strip_hash(&String::from_utf8(bytes).unwrap());
    let report = &two.ledger.reports[&taizhang::model::id::ReportId(id(30))];
    let stamp = format!("\"counter\":{},", report.percent.stamp().counter);
    let at = plain.find(&format!("\"id\":\"{}\"", id(30))).unwrap();
    let (head, tail) = plain.split_at(at);
    let forged = format!(
        "{head}{}",
        tail.replacen(&stamp, "\"counter\":999,", 1).replacen("\"percent\":40", "\"percent\":95", 1)
    );
    let forged = decode(forged.as_bytes(), &Limits::default()).unwrap();
    let merge = look(&base.ledger, &forged.ledger, forged.scope.standing());
    let told = merge.set_apart.iter().find(|a| a.record == record(Kind::Report, 30)).unwrap();
    assert_eq!(told.reason, ApartReason::Rewritten);
    let out = after(&base.ledger, &merge);
    assert_eq!(out.reports[&taizhang::model::id::ReportId(id(30))].percent.get(), &Some(40));
}

#[test]
fn another_year_is_never_mixed_in() {
    let base = handed();
    let mut next = base.clone();
    next.set(Kind::Meta, 0, Field::Year, Value::Whole(2026));
    let taken = BTreeSet::new();
    for standing in [Standing::All, school(), Standing::Above(None)] {
        let refused = examine(&base.ledger, &next.ledger, standing, &taken, NOW);
        assert_eq!(refused, Err(Unmergeable::OtherYear { ours: 2025, theirs: 2026 }));
    }
}

#[test]
fn a_counter_that_leaps_is_refused_before_it_uses_everyones_up() {
    let base = handed();
    let bytes = encode_snapshot(&base.ledger, Scope::Whole, &SnapshotInfo::default());
    let plain = crate::snapshot::strip_hash(&String::from_utf8(bytes).unwrap());
    let wild =
        plain.replacen("\"00000000000a-0\":", "\"00000000000b-0\":9007199254740991,\"00000000000a-0\":", 1);
    let theirs = decode(wild.as_bytes(), &Limits::default()).unwrap().ledger;
    let refused = examine(&base.ledger, &theirs, Standing::All, &BTreeSet::new(), NOW);
    assert_eq!(refused, Err(Unmergeable::Leap { counter: 9_007_199_254_740_991 }));
}

#[test]
fn assigned_then_sent_down_filled_and_sent_up_it_comes_back_whole() {
    let mut bureau = city();
    let mut next = 500;
    let commands = assign::commands(
        &bureau.ledger,
        &[record(Kind::Task, TASK), record(Kind::Target, TARGET)],
        &[unit(SCHOOL)],
        &mut || {
            next += 1;
            id(next)
        },
    );
    bureau.try_run(&commands).unwrap();
    let slice = encode_snapshot(&bureau.ledger, Scope::Slice(unit(SCHOOL)), &SnapshotInfo::default());
    let slice = decode(&slice, &Limits::default()).unwrap();
    assert_eq!(slice.scope, Scope::Slice(unit(SCHOOL)));
    let units: Vec<_> = slice.ledger.units.keys().copied().collect();
    assert_eq!(units, vec![unit(BUREAU), unit(COUNTY), unit(SCHOOL)], "no sister school");
    assert_eq!(slice.ledger.tasks.len(), 2, "its own and what it is a part of");
    assert!(slice.warnings.is_empty());
    let base = taizhang::format::Base::of(&slice);
    assert_eq!(base.hash, taizhang::format::hash_of(&bureau.ledger));

    let mut school = Copy::new(slice.ledger, 0x77);
    let mine = school.ledger.tasks.values().find(|t| t.common.unit == Some(unit(SCHOOL))).unwrap().id;
    school.run(Command::Set {
        record: RecordId::new(Kind::Task, mine),
        fields: vec![(Field::Person, text("赵明远"))],
    });
    let info = SnapshotInfo { base: Some(base), ..SnapshotInfo::default() };
    let up = encode_snapshot(&school.ledger, Scope::Unit(unit(SCHOOL)), &info);
    let up = decode(&up, &Limits::default()).unwrap();
    let since = up.info.base.as_ref().unwrap();
    let changed = taizhang::model::merge::changed_since(&up.ledger, &since.seen);
    assert_eq!(changed, vec![RecordId::new(Kind::Task, mine)]);
    let merge = look(&bureau.ledger, &up.ledger, up.scope.standing());
    assert!(merge.set_apart.is_empty());
    assert_eq!(merge.rows.len(), 1);
    merge.change.apply(&mut bureau.ledger);
    assert_eq!(bureau.ledger.tasks[&mine].person.get(), "赵明远");
}

#[test]
fn the_plan_claims_nothing_of_the_reports_it_leaves_out() {
    let mut bureau = city();
    bureau.create(Kind::Task, 22, Some(BUREAU), vec![(Field::Title, text("市级任务"))]);
    bureau.create(
        Kind::Report,
        31,
        Some(BUREAU),
        vec![
            (Field::Task, Value::Id(id(22))),
            (Field::Date, date("2025-03-20")),
            (Field::Percent, Value::Whole(20)),
        ],
    );
    let plan = encode_snapshot(&bureau.ledger, Scope::Plan, &SnapshotInfo::default());
    let mut held = decode(&plan, &Limits::default()).unwrap().ledger;
    let part = taizhang::model::id::PartId::Unit(unit(BUREAU));
    let report = bureau.ledger.reports.values().next().unwrap();
    assert!(!held.seen[&part].covers(report.percent.stamp()));
    assert!(held.clock() >= bureau.ledger.clock());
    let merge = look(&held, &bureau.ledger, Standing::All);
    merge.change.apply(&mut held);
    assert_eq!(held.reports, bureau.ledger.reports);
}
