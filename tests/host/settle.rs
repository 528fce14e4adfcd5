//! Conflicts: shown side by side, decided by a person, nothing lost (`X2`).

use crate::fixture::*;
use taizhang::format::Head;
use taizhang::model::command::Command;
use taizhang::model::field::Field;
use taizhang::model::kind::Kind;
use taizhang::model::ledger::Ledger;
use taizhang::model::merge::{Effect, compare};
use taizhang::model::record::Record;
use taizhang::model::settle::{Decisions, Fate, Pick, decide, open, settle, unsettled};
use taizhang::model::value::Value;

fn apart() -> (Copy, Copy) {
    let base = city();
    let mut one = Copy::new(base.ledger.clone(), 1);
    let mut two = Copy::new(base.ledger, 2);
    one.set(Kind::Task, TASK, Field::Person, text("赵明远"));
    two.set(Kind::Task, TASK, Field::Person, text("李红"));
    (one, two)
}

fn settled(one: &Copy, two: &Ledger, pick: Pick) -> Ledger {
    let merge = compare(&one.ledger, two, NOW).unwrap();
    let decisions = Decisions {
        fields: [((record(Kind::Task, TASK), Field::Person), pick)].into(),
        ..Decisions::default()
    };
    let conflicts = merge.conflicts();
    let mut change = merge.change;
    settle(&one.ledger, &mut change, &conflicts, &decisions, one.context()).unwrap();
    let mut out = one.ledger.clone();
    change.apply(&mut out);
    out
}

#[test]
fn each_choice_stands_and_both_sides_stay_in_the_history() {
    for (pick, stands) in
        [(Pick::Ours, "赵明远"), (Pick::Theirs, "李红"), (Pick::Other(text("赵明远、李红")), "赵明远、李红")]
    {
        let (one, two) = apart();
        let out = settled(&one, &two.ledger, pick);
        let task = &out.tasks[&task(TASK)];
        assert_eq!(task.person.get(), stands);
        for said in ["赵明远", "李红"] {
            assert!(task.common.history.iter().any(|p| p.value == text(said)), "{stands}: {said}");
        }
    }
}

#[test]
fn a_decision_travels_and_is_no_conflict_anywhere_else() {
    let (one, two) = apart();
    let decided = settled(&one, &two.ledger, Pick::Ours);
    for other in [&one.ledger, &two.ledger] {
        let merge = compare(other, &decided, NOW).unwrap();
        assert!(merge.conflicts().is_empty());
        let mut out = other.clone();
        merge.change.apply(&mut out);
        assert_eq!(out.tasks[&task(TASK)].person.get(), "赵明远");
    }
    // A third who has only the other side sees none either, in whatever order it comes.
    let mut third = Copy::new(two.ledger.clone(), 3);
    third.merge(&decided);
    third.merge(&one.ledger);
    assert_eq!(third.ledger.tasks[&task(TASK)].person.get(), "赵明远");
}

#[test]
fn a_typed_value_has_to_fit_the_field() {
    let (one, two) = apart();
    let merge = compare(&one.ledger, &two.ledger, NOW).unwrap();
    for bad in [Value::Whole(3), text(&"长".repeat(300))] {
        let decisions = Decisions {
            fields: [((record(Kind::Task, TASK), Field::Person), Pick::Other(bad))].into(),
            ..Decisions::default()
        };
        let mut change = merge.change.clone();
        let refused = settle(&one.ledger, &mut change, &merge.conflicts(), &decisions, one.context());
        assert_eq!(refused.unwrap_err().field, Some(Field::Person));
        assert_eq!(change, merge.change, "refused, it is as it was");
    }
}

#[test]
fn what_is_left_open_is_found_later_until_someone_decides() {
    let (mut one, two) = apart();
    let merge = compare(&one.ledger, &two.ledger, NOW).unwrap();
    let list = unsettled(&merge.conflicts(), &Decisions::default(), |_| "一中.json".to_owned());
    merge.change.apply(&mut one.ledger);
    // Kept by the device, through a reload.
    let head = Head { unsettled: list, ..Head::default() };
    let list = Head::decode(&head.encode()).unsettled;
    let found = open(&one.ledger, &list);
    assert_eq!(found.len(), 1);
    assert_eq!((&found[0].stands.0, &found[0].overruled.0), (&text("李红"), &text("赵明远")));
    assert_eq!(found[0].file, "一中.json");
    let values = [(record(Kind::Task, TASK), Field::Person, text("李红"))];
    let change = decide(&one.ledger, &values, one.context()).unwrap();
    assert!(!change.is_empty(), "also the value that stands is said anew");
    change.apply(&mut one.ledger);
    assert!(open(&one.ledger, &list).is_empty());
}

#[test]
fn a_conflict_goes_with_an_import_that_is_taken_back() {
    let (mut one, two) = apart();
    let merge = compare(&one.ledger, &two.ledger, NOW).unwrap();
    let list = unsettled(&merge.conflicts(), &Decisions::default(), |_| String::new());
    merge.change.apply(&mut one.ledger);
    merge.change.revert(&one.ledger).apply(&mut one.ledger);
    assert!(open(&one.ledger, &list).is_empty());
}

/// Every pair of what two people can do to one record apart (row 47): never a silent loss.
#[test]
fn delete_against_edit_in_every_pair() {
    type Act = (&'static str, fn(&mut Copy));
    let acts: [Act; 6] = [
        ("nothing", |_| {}),
        ("person", |c| drop(c.set(Kind::Task, TASK, Field::Person, text("甲")))),
        ("note", |c| drop(c.set(Kind::Task, TASK, Field::Note, text("乙")))),
        ("delete", |c| drop(c.run(Command::Delete(record(Kind::Task, TASK))))),
        ("delete and restore", |c| {
            c.run(Command::Delete(record(Kind::Task, TASK)));
            c.run(Command::Restore(record(Kind::Task, TASK)));
        }),
        ("edit and delete", |c| {
            c.set(Kind::Task, TASK, Field::Note, text("丙"));
            c.run(Command::Delete(record(Kind::Task, TASK)));
        }),
    ];
    for (first, act) in acts {
        for (second, other) in acts {
            let base = city();
            let mut one = Copy::new(base.ledger.clone(), 1);
            let mut two = Copy::new(base.ledger, 2);
            act(&mut one);
            other(&mut two);
            let merge = compare(&one.ledger, &two.ledger, NOW).unwrap();
            let mut sum = one.ledger.clone();
            merge.change.apply(&mut sum);
            let record = &sum.tasks[&task(TASK)];
            let deletes = |name: &str| name == "delete" || name == "edit and delete";
            let edits = |name: &str| !deletes(name) && name != "nothing";
            let name = format!("{first} / {second}");
            let contested = (edits(first) && deletes(second)) || (deletes(first) && edits(second));
            // An edit made without knowing of the deletion keeps the record; where the deleter's own
            // edit of that very field stands above it, both are shown.
            let same_field =
                [first, second].contains(&"note") && [first, second].contains(&"edit and delete");
            let stays = contested || !(deletes(first) || deletes(second));
            if !(contested && same_field || deletes(first) && deletes(second)) {
                assert_eq!(record.is_alive(), stays, "{name}");
            }
            if deletes(first) && first == second {
                assert!(!record.is_alive(), "{name}");
            }
            let row = merge.rows.iter().find(|r| r.record == crate::fixture::record(Kind::Task, TASK));
            if contested {
                assert!(row.is_some_and(|r| r.contested), "{name} is shown");
            } else if let Some(row) = row {
                assert!(!row.contested, "{name}");
            }
        }
    }
}

#[test]
fn a_contested_record_goes_or_stays_as_a_person_says() {
    let base = city();
    let mut one = Copy::new(base.ledger.clone(), 1);
    let mut two = Copy::new(base.ledger, 2);
    one.set(Kind::Task, TASK, Field::Note, text("还在做"));
    two.run(Command::Delete(record(Kind::Task, TASK)));
    let merge = compare(&one.ledger, &two.ledger, NOW).unwrap();
    assert!(merge.rows[0].contested && merge.rows[0].effect == Effect::Changed);
    for (fate, alive) in [(Fate::Keep, true), (Fate::Delete, false)] {
        let decisions =
            Decisions { records: [(record(Kind::Task, TASK), fate)].into(), ..Decisions::default() };
        let mut change = merge.change.clone();
        settle(&one.ledger, &mut change, &merge.conflicts(), &decisions, one.context()).unwrap();
        let mut out = one.ledger.clone();
        change.apply(&mut out);
        assert_eq!(out.tasks[&task(TASK)].is_alive(), alive);
        // And with the decision the others follow.
        let mut other = two.clone();
        other.merge(&out);
        assert_eq!(other.ledger.tasks[&task(TASK)].is_alive(), alive);
    }
}

#[test]
fn a_copied_device_id_is_told_and_both_sides_stay() {
    let base = city();
    let start = Copy::new(base.ledger, 5);
    let (mut one, mut two) = (start.clone(), start);
    one.now = NOW + 1000;
    two.now = NOW + 2000;
    one.set(Kind::Task, TASK, Field::Person, text("甲"));
    two.set(Kind::Target, TARGET, Field::Person, text("乙"));
    let merge = compare(&one.ledger, &two.ledger, NOW).unwrap();
    let forked: Vec<_> = merge.forked.iter().copied().collect();
    assert_eq!(forked, vec![one.context().device]);
    assert!(forked[0].is_same_browser(taizhang::model::stamp::Device::new(5, 9)));
    merge.change.apply(&mut one.ledger);
    assert_eq!(one.read(Kind::Task, TASK, Field::Person), text("甲"));
    assert_eq!(one.read(Kind::Target, TARGET, Field::Person), text("乙"));
    // Told once: what is known by now is not told again.
    assert!(compare(&one.ledger, &two.ledger, NOW).unwrap().forked.is_empty());
}

#[test]
fn under_a_copied_id_a_change_not_seen_is_a_conflict_all_the_same() {
    let base = city();
    let start = Copy::new(base.ledger, 5);
    let (mut one, mut two) = (start.clone(), start);
    one.now = NOW + 1000;
    two.now = NOW + 2000;
    one.set(Kind::Task, TASK, Field::Note, text("先写别的"));
    one.set(Kind::Task, TASK, Field::Person, text("甲"));
    two.set(Kind::Task, TASK, Field::Person, text("乙"));
    // By the version vectors alone the first would seem to have seen the second's counter.
    let merge = compare(&one.ledger, &two.ledger, NOW).unwrap();
    let conflicts = merge.conflicts();
    assert_eq!(conflicts[&record(Kind::Task, TASK)][0].field, Field::Person);
}

#[test]
fn one_stamp_with_two_values_keeps_both() {
    let base = city();
    let start = Copy::new(base.ledger, 5);
    let (mut one, mut two) = (start.clone(), start);
    one.set(Kind::Task, TASK, Field::Person, text("甲"));
    two.set(Kind::Task, TASK, Field::Person, text("乙"));
    let merge = compare(&one.ledger, &two.ledger, NOW).unwrap();
    assert_eq!(merge.forked.len(), 1);
    assert_eq!(merge.conflicts().len(), 1);
    let mut other = two.clone();
    other.merge(&one.ledger);
    merge.change.apply(&mut one.ledger);
    assert_eq!(one.ledger, other.ledger, "the same on both sides");
    let said = &one.ledger.tasks[&task(TASK)];
    let all: Vec<Value> =
        said.common.history.iter().map(|p| p.value.clone()).chain([said.read(Field::Person).0]).collect();
    assert!(all.contains(&text("甲")) && all.contains(&text("乙")));
}
