use crate::fixture::*;
use taizhang::model::choice::{Comparator, ReportKind};
use taizhang::model::command::{self, Command};
use taizhang::model::field::Field;
use taizhang::model::kind::Kind;
use taizhang::model::rule::Reason;
use taizhang::model::stamp::MAX_COUNTER;
use taizhang::model::stamp::{Device, Seen, Stamp};
use taizhang::model::value::Value;

fn refused(copy: &mut Copy, command: Command) -> (Option<Field>, Reason) {
    let before = copy.ledger.clone();
    let refusal = copy.try_run(&[command]).unwrap_err();
    assert_eq!(copy.ledger, before, "a refused command changes nothing");
    (refusal.field, refusal.reason)
}

fn set(kind: Kind, n: u128, field: Field, value: Value) -> Command {
    Command::Set { record: record(kind, n), fields: vec![(field, value)] }
}

#[test]
fn an_edit_keeps_the_old_value_in_the_history() {
    let mut copy = city();
    copy.set(Kind::Task, TASK, Field::Person, text("赵明远"));
    copy.set(Kind::Task, TASK, Field::Person, text("李红"));
    assert_eq!(copy.read(Kind::Task, TASK, Field::Person), text("李红"));
    let history = &copy.ledger.tasks[&task(TASK)].common.history;
    assert_eq!(history.len(), 1);
    assert_eq!((history[0].field.as_str(), &history[0].value), ("person", &text("赵明远")));
}

#[test]
fn the_same_value_again_is_no_edit() {
    let mut copy = city();
    copy.set(Kind::Task, TASK, Field::Person, text("赵明远"));
    assert!(copy.set(Kind::Task, TASK, Field::Person, text("赵明远")).is_empty());
}

#[test]
fn rules_name_the_field() {
    let mut copy = city();
    let cases = [
        (set(Kind::Task, TASK, Field::Title, Value::Unset), Field::Title, Reason::Missing),
        (set(Kind::Task, TASK, Field::Title, text(&"长".repeat(201))), Field::Title, Reason::TooLong(200)),
        (set(Kind::Task, TASK, Field::Start, date("2025-07-01")), Field::Due, Reason::DueBeforeStart),
        (set(Kind::Task, TASK, Field::Due, date("1999-01-01")), Field::Due, Reason::YearOutOfRange),
        (set(Kind::Task, TASK, Field::Due, text("明天")), Field::Due, Reason::WrongType),
        (set(Kind::Task, TASK, Field::Theme, Value::Id(id(99))), Field::Theme, Reason::NotFound),
        (set(Kind::Unit, COUNTY, Field::Parent, Value::Id(id(SCHOOL))), Field::Parent, Reason::UnderItself),
        (
            set(Kind::Unit, OTHER_SCHOOL, Field::Title, text("成安县第一中学")),
            Field::Title,
            Reason::NameTaken,
        ),
        (set(Kind::Target, TARGET, Field::Weight, number("-1")), Field::Weight, Reason::Negative),
        (set(Kind::Meta, 0, Field::Year, Value::Whole(1999)), Field::Year, Reason::YearOutOfRange),
    ];
    for (command, field, reason) in cases {
        assert_eq!(refused(&mut copy, command), (Some(field), reason));
    }
}

#[test]
fn a_place_is_a_whole_number_from_one() {
    let mut copy = city();
    copy.set(Kind::Target, TARGET, Field::Comparator, code(Comparator::RankWithin));
    for bad in ["0", "2.5", "-3"] {
        let command = set(Kind::Target, TARGET, Field::Quantity, number(bad));
        assert_eq!(refused(&mut copy, command), (Some(Field::Quantity), Reason::NotPlace));
    }
    copy.set(Kind::Target, TARGET, Field::Quantity, number("3"));
}

#[test]
fn reports_are_append_only_and_never_of_the_future() {
    let mut copy = city();
    copy.report(30, TASK, "2025-03-20", 40);
    let command = set(Kind::Report, 30, Field::Percent, Value::Whole(90));
    assert_eq!(refused(&mut copy, command), (None, Reason::AppendOnly));
    let report = |date: Value, percent: Value| Command::Create {
        record: record(Kind::Report, 31),
        unit: Some(unit(COUNTY)),
        fields: vec![
            (Field::Task, Value::Id(id(TASK))),
            (Field::Date, date),
            (Field::Kind, code(ReportKind::Advance)),
            (Field::Percent, percent),
        ],
    };
    let future = report(date("2025-03-29"), Value::Whole(1));
    assert_eq!(refused(&mut copy, future), (Some(Field::Date), Reason::InFuture));
    let over = report(date("2025-03-28"), Value::Whole(101));
    assert_eq!(refused(&mut copy, over), (Some(Field::Percent), Reason::NotPercent));
}

#[test]
fn a_unit_with_anything_on_it_is_not_deleted() {
    let mut copy = city();
    let delete = |n| Command::Delete(record(Kind::Unit, n));
    assert_eq!(refused(&mut copy, delete(COUNTY)), (None, Reason::NotEmpty));
    copy.run(delete(SCHOOL));
    assert!(!copy.ledger.is_alive(record(Kind::Unit, SCHOOL)));
    copy.run(Command::Restore(record(Kind::Unit, SCHOOL)));
    assert!(copy.ledger.is_alive(record(Kind::Unit, SCHOOL)));
}

#[test]
fn several_commands_are_all_done_or_none() {
    let mut copy = city();
    let before = copy.ledger.clone();
    let good = set(Kind::Task, TASK, Field::Person, text("赵明远"));
    let bad = set(Kind::Task, TASK, Field::Title, Value::Unset);
    assert!(copy.try_run(&[good, bad]).is_err());
    assert_eq!(copy.ledger, before);
}

#[test]
fn undo_restores_and_redo_repeats() {
    let mut copy = city();
    let change = copy.set(Kind::Task, TASK, Field::Person, text("赵明远"));
    let undo = command::inverse(&copy.ledger, &change);
    let undone = copy.try_run(&undo).unwrap();
    assert_eq!(copy.read(Kind::Task, TASK, Field::Person), Value::Unset);
    let redo = command::inverse(&copy.ledger, &undone);
    copy.try_run(&redo).unwrap();
    assert_eq!(copy.read(Kind::Task, TASK, Field::Person), text("赵明远"));
}

#[test]
fn undo_leaves_what_was_changed_since() {
    let mut copy = city();
    let both = vec![(Field::Person, text("赵明远")), (Field::Note, text("一季度启动"))];
    let change = copy.run(Command::Set { record: record(Kind::Task, TASK), fields: both });
    copy.set(Kind::Task, TASK, Field::Person, text("李红"));
    copy.try_run(&command::inverse(&copy.ledger, &change)).unwrap();
    assert_eq!(copy.read(Kind::Task, TASK, Field::Person), text("李红"));
    assert_eq!(copy.read(Kind::Task, TASK, Field::Note), Value::Unset);
}

#[test]
fn a_used_up_counter_is_refused() {
    let mut copy = city();
    let mut seen = Seen::default();
    seen.note(Stamp { counter: MAX_COUNTER, device: Device(1), at: 0 });
    copy.ledger.seen.insert(taizhang::model::id::PartId::Plan, seen);
    let command = set(Kind::Task, TASK, Field::Person, text("赵明远"));
    assert_eq!(refused(&mut copy, command), (None, Reason::CounterUsedUp));
}

#[test]
fn an_unknown_unit_or_a_taken_id_is_refused() {
    let mut copy = city();
    let fields = vec![(Field::Title, text("新任务"))];
    let there = Command::Create {
        record: record(Kind::Task, TASK),
        unit: Some(unit(COUNTY)),
        fields: fields.clone(),
    };
    assert_eq!(refused(&mut copy, there).1, Reason::AlreadyThere);
    let lost = Command::Create { record: record(Kind::Task, 77), unit: Some(unit(99)), fields };
    assert_eq!(refused(&mut copy, lost).1, Reason::NotFound);
}
