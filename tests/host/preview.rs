//! What a file would do, before it does it (`X2`).

use crate::fixture::*;
use taizhang::model::command::Command;
use taizhang::model::field::Field;
use taizhang::model::id::LedgerId;
use taizhang::model::kind::Kind;
use taizhang::model::ledger::Ledger;
use taizhang::model::merge::{Effect, Unmergeable, compare};

#[test]
fn the_same_ledger_changes_nothing() {
    let copy = city();
    let merge = compare(&copy.ledger, &copy.ledger, NOW).unwrap();
    assert!(merge.change.is_empty() && merge.rows.is_empty() && !merge.is_older);
}

#[test]
fn another_ledger_is_never_mixed_in() {
    let copy = city();
    let other = Ledger::new(LedgerId(id(999)));
    assert_eq!(compare(&copy.ledger, &other, NOW), Err(Unmergeable::OtherLedger(LedgerId(id(999)))));
}

#[test]
fn added_changed_and_deleted_are_told_apart() {
    let base = city();
    let mut other = Copy::new(base.ledger.clone(), 7);
    other.set(Kind::Task, TASK, Field::Person, text("李红"));
    other.create(Kind::Task, 21, Some(COUNTY), vec![(Field::Title, text("新任务"))]);
    other.run(Command::Delete(record(Kind::Target, TARGET)));
    let merge = compare(&base.ledger, &other.ledger, NOW).unwrap();
    let effect = |kind, n| merge.rows.iter().find(|r| r.record == record(kind, n)).map(|r| r.effect);
    assert_eq!(merge.rows.len(), 3);
    assert_eq!(effect(Kind::Task, 21), Some(Effect::Added));
    assert_eq!(effect(Kind::Task, TASK), Some(Effect::Changed));
    assert_eq!(effect(Kind::Target, TARGET), Some(Effect::Deleted));
    assert!(merge.rows.iter().all(|r| r.conflicts.is_empty()), "what was seen is no conflict");
}

#[test]
fn the_same_field_changed_apart_is_a_conflict_and_both_values_stay() {
    let base = city();
    let mut one = Copy::new(base.ledger.clone(), 1);
    let mut two = Copy::new(base.ledger.clone(), 2);
    one.set(Kind::Task, TASK, Field::Person, text("赵明远"));
    two.set(Kind::Task, TASK, Field::Person, text("李红"));
    let merge = compare(&one.ledger, &two.ledger, NOW).unwrap();
    let conflict = &merge.rows[0].conflicts[0];
    assert_eq!((&conflict.ours.0, &conflict.theirs.0), (&text("赵明远"), &text("李红")));
    assert!(conflict.theirs_wins, "the greater device settles a tie of counters");
    merge.change.apply(&mut one.ledger);
    assert_eq!(one.read(Kind::Task, TASK, Field::Person), text("李红"));
    let history = &one.ledger.tasks[&task(TASK)].common.history;
    assert!(history.iter().any(|p| p.value == text("赵明远")));
}

#[test]
fn an_edit_made_on_top_of_ours_is_no_conflict() {
    let mut one = city();
    one.set(Kind::Task, TASK, Field::Person, text("赵明远"));
    let mut two = Copy::new(one.ledger.clone(), 2);
    two.set(Kind::Task, TASK, Field::Person, text("李红"));
    let merge = compare(&one.ledger, &two.ledger, NOW).unwrap();
    assert!(merge.rows[0].conflicts.is_empty());
}

#[test]
fn an_older_copy_is_recognised() {
    let old = city();
    let mut new = Copy::new(old.ledger.clone(), 1);
    new.set(Kind::Task, TASK, Field::Person, text("赵明远"));
    let merge = compare(&new.ledger, &old.ledger, NOW).unwrap();
    assert!(merge.is_older && merge.change.is_empty());
}

#[test]
fn a_clock_a_year_ahead_is_told_and_does_not_decide() {
    let base = city();
    let mut ahead = Copy::new(base.ledger.clone(), 1);
    ahead.now = NOW + 365 * 86_400_000;
    ahead.set(Kind::Task, TASK, Field::Person, text("先写的"));
    let merge = compare(&base.ledger, &ahead.ledger, NOW).unwrap();
    assert_eq!(merge.ahead, 365 * 86_400_000);
    // Someone who saw that edit writes after it, with a right clock: the later edit stands.
    let mut later = Copy::new(ahead.ledger.clone(), 2);
    later.set(Kind::Task, TASK, Field::Person, text("后写的"));
    ahead.merge(&later.ledger);
    assert_eq!(ahead.read(Kind::Task, TASK, Field::Person), text("后写的"));
}

#[test]
fn an_import_taken_back_keeps_what_was_edited_since() {
    let base = city();
    let mut other = Copy::new(base.ledger.clone(), 7);
    other.set(Kind::Task, TASK, Field::Person, text("李红"));
    other.create(Kind::Task, 21, Some(COUNTY), vec![(Field::Title, text("新任务"))]);
    let mut own = Copy::new(base.ledger.clone(), 1);
    let change = compare(&own.ledger, &other.ledger, NOW).unwrap().change;
    change.apply(&mut own.ledger);
    own.set(Kind::Task, 21, Field::Note, text("本机补充"));
    let reverted = change.revert(&own.ledger);
    assert_eq!(reverted.kept, vec![record(Kind::Task, 21)]);
    reverted.apply(&mut own.ledger);
    assert_eq!(own.read(Kind::Task, TASK, Field::Person), taizhang::model::value::Value::Unset);
    assert_eq!(own.read(Kind::Task, 21, Field::Note), text("本机补充"));
}
