//! Up the tree: counts, values by rule, who reported; kept up with each change and opened down.

use crate::fixture::*;
use proptest::prelude::*;
use taizhang::model::choice::{Comparator, ReportKind, RollUp};
use taizhang::model::command::Command;
use taizhang::model::field::Field;
use taizhang::model::id::{TargetId, UnitId};
use taizhang::model::index::Index;
use taizhang::model::kind::{Kind, RecordId};
use taizhang::model::ledger::Ledger;
use taizhang::model::light::Light;
use taizhang::model::merge;
use taizhang::model::precheck::Span;
use taizhang::model::rollup::figure::Origin;
use taizhang::model::rollup::handed_up::{Board, Taken, figures};
use taizhang::model::rollup::reporting::{Receipt, Received, Reporting, counts};
use taizhang::model::rollup::{Part, Rollup};
use taizhang::model::value::Value;

fn built(ledger: &Ledger) -> (Index, Rollup) {
    let index = Index::build(ledger, today());
    let roll = Rollup::build(ledger, &index);
    (index, roll)
}

/// The county's target with a part at each school, under a rule.
fn divided(rule: Option<RollUp>, comparator: Comparator, wanted: &str) -> Copy {
    let mut copy = city();
    copy.set(Kind::Target, TARGET, Field::Comparator, code(comparator));
    copy.set(Kind::Target, TARGET, Field::Quantity, number(wanted));
    if let Some(rule) = rule {
        copy.set(Kind::Target, TARGET, Field::RollUp, code(rule));
    }
    for (n, school) in [(11, SCHOOL), (12, OTHER_SCHOOL)] {
        copy.create(
            Kind::Target,
            n,
            Some(school),
            vec![
                (Field::Title, text("部分")),
                (Field::Parent, Value::Id(id(TARGET))),
                (Field::Comparator, code(comparator)),
                (Field::Quantity, number(wanted)),
                (Field::Measure, text("%")),
            ],
        );
    }
    copy
}

fn said(copy: &mut Copy, n: u128, target: u128, value: &str, ratio: Option<(&str, &str)>) {
    let mut fields = vec![
        (Field::Target, Value::Id(id(target))),
        (Field::Date, date("2025-03-20")),
        (Field::Quantity, number(value)),
    ];
    if let Some((above, below)) = ratio {
        fields.push((Field::Numerator, number(above)));
        fields.push((Field::Denominator, number(below)));
    }
    let unit = if target == 11 { SCHOOL } else { OTHER_SCHOOL };
    copy.create(Kind::Actual, n, Some(unit), fields);
}

fn decimal(text: &str) -> Option<rust_decimal::Decimal> {
    taizhang::model::value::parse_number(text)
}

#[test]
fn a_ratio_is_made_of_all_numerators_and_denominators() {
    let mut copy = divided(Some(RollUp::Ratio), Comparator::AtLeast, "90");
    said(&mut copy, 51, 11, "100", Some(("10", "10")));
    said(&mut copy, 52, 12, "50", Some(("45", "90")));
    let figure = built(&copy.ledger).1.figure(target(TARGET)).unwrap().clone();
    assert_eq!(figure.ratio, decimal("55").zip(decimal("100")));
    assert_eq!(figure.value, decimal("55"), "not 75, the mean of the percentages");
    assert_eq!(figure.met, Some(false));
}

#[test]
fn a_part_with_a_percentage_alone_does_not_count_in_a_ratio() {
    let mut copy = divided(Some(RollUp::Ratio), Comparator::AtLeast, "90");
    said(&mut copy, 51, 11, "96", Some(("96", "100")));
    said(&mut copy, 52, 12, "10", None);
    let figure = built(&copy.ledger).1.figure(target(TARGET)).unwrap().clone();
    assert_eq!((figure.value, figure.met), (decimal("96"), None));
    assert_eq!((figure.counted, figure.unset), (vec![target(11)], vec![target(12)]));
}

#[test]
fn unset_parts_are_never_zero() {
    let mut copy = divided(Some(RollUp::Sum), Comparator::AtMost, "10");
    let (_, roll) = built(&copy.ledger);
    let nothing = roll.figure(target(TARGET)).unwrap();
    assert_eq!((nothing.value, nothing.met, nothing.origin), (None, None, Origin::Nothing));
    said(&mut copy, 51, 11, "4", None);
    let figure = built(&copy.ledger).1.figure(target(TARGET)).unwrap().clone();
    assert_eq!((figure.value, figure.met), (decimal("4"), None), "the other part may still break it");
    said(&mut copy, 52, 12, "0", None);
    let figure = built(&copy.ledger).1.figure(target(TARGET)).unwrap().clone();
    assert_eq!((figure.value, figure.met), (decimal("4"), Some(true)));
}

#[test]
fn all_of_and_best_of_follow_their_rule() {
    let mut copy = divided(Some(RollUp::AllOf), Comparator::AtLeast, "90");
    said(&mut copy, 51, 11, "95", None);
    assert_eq!(built(&copy.ledger).1.figure(target(TARGET)).unwrap().met, None);
    said(&mut copy, 52, 12, "80", None);
    let figure = built(&copy.ledger).1.figure(target(TARGET)).unwrap().clone();
    assert_eq!((figure.met, figure.met_parts), (Some(false), 1));
    let mut copy = divided(Some(RollUp::BestOf), Comparator::RankWithin, "3");
    said(&mut copy, 51, 11, "2", None);
    said(&mut copy, 52, 12, "7", None);
    let figure = built(&copy.ledger).1.figure(target(TARGET)).unwrap().clone();
    assert_eq!((figure.value, figure.met), (decimal("2"), Some(true)), "of places the lower is the better");
}

#[test]
fn without_a_rule_the_own_entry_goes_before_the_parts() {
    let mut copy = divided(None, Comparator::AtLeast, "90");
    said(&mut copy, 51, 11, "30", None);
    said(&mut copy, 52, 12, "40", None);
    assert_eq!(built(&copy.ledger).1.figure(target(TARGET)).unwrap().value, decimal("70"));
    copy.actual(53, TARGET, "2025-03-21", "88");
    let (index, roll) = built(&copy.ledger);
    let figure = roll.figure(target(TARGET)).unwrap();
    assert_eq!((figure.value, figure.origin), (decimal("88"), Origin::Own));
    assert_eq!(roll.made_of(&index, target(TARGET)), [record(Kind::Actual, 53)]);
}

#[test]
fn every_number_opens_down_to_its_records() {
    let mut copy = divided(Some(RollUp::Sum), Comparator::AtLeast, "90");
    said(&mut copy, 51, 11, "30", None);
    said(&mut copy, 52, 12, "40", None);
    copy.report(31, TASK, "2025-03-20", 30);
    let (index, roll) = built(&copy.ledger);
    assert_eq!(roll.made_of(&index, target(TARGET)), [record(Kind::Actual, 51), record(Kind::Actual, 52)]);
    let total = roll.total(unit(BUREAU));
    assert_eq!((total.targets.total(), total.tasks.total()), (3, 1));
    assert_eq!(roll.own(unit(BUREAU)).total(), 0);
    for light in Light::ALL {
        let open = |part| roll.records(&copy.ledger, &index, unit(BUREAU), true, part).len();
        assert_eq!(open(Part::Tasks(Some(light))), total.tasks.of(light));
        assert_eq!(open(Part::Targets(Some(light))), total.targets.of(light));
    }
    let lacking = roll.records(&copy.ledger, &index, unit(BUREAU), true, Part::Lacking);
    assert_eq!(lacking, [record(Kind::Task, TASK)]);
}

#[test]
fn who_has_reported_is_told_for_a_week_and_an_older_file_is_named() {
    let mut copy = city();
    copy.create(Kind::Task, 71, Some(SCHOOL), vec![(Field::Title, text("校本教研"))]);
    copy.report(31, TASK, "2025-03-20", 30);
    let week = Span::week(day("2025-03-20"));
    assert_eq!((week.from, week.to), (day("2025-03-17"), day("2025-03-23")));
    assert_eq!(week.before().to, day("2025-03-16"));
    let month = Span::month(day("2024-02-10"));
    assert_eq!((month.to, month.before().from), (day("2024-02-29"), day("2024-01-01")));
    let mut received = Received::default();
    received.note(unit(COUNTY), Receipt { exported: 2000, taken: 9000 }).unwrap();
    let older = received.note(unit(COUNTY), Receipt { exported: 1000, taken: 9500 });
    assert_eq!(older, Err(Receipt { exported: 2000, taken: 9000 }));
    let (_, roll) = built(&copy.ledger);
    let rows = roll.reporting(unit(BUREAU), week, None, &received);
    let state = |n| rows.iter().find(|row| row.unit == unit(n)).unwrap().state;
    assert_eq!(state(COUNTY), Reporting::Reported);
    assert_eq!(state(SCHOOL), Reporting::Missing);
    assert_eq!(state(OTHER_SCHOOL), Reporting::Nothing);
    let sum = counts(&rows);
    assert_eq!((sum.expected, sum.reported, sum.missing), (2, 1, 1));
    let closed = roll.unit_reporting(unit(COUNTY), week, Some(3000), &received);
    assert_eq!(closed.state, Reporting::Early, "its file was written before the week was over");
}

#[test]
fn figures_stand_beside_the_records_and_the_later_ones_stay() {
    let mut copy = divided(Some(RollUp::Sum), Comparator::AtLeast, "90");
    copy.create(Kind::Task, 71, Some(SCHOOL), vec![(Field::Title, text("校本教研"))]);
    let week = Span::week(today());
    let make = |copy: &Copy, at| {
        let (_, roll) = built(&copy.ledger);
        figures(&copy.ledger, &roll, unit(COUNTY), at, today(), week)
    };
    let first = make(&copy, 10);
    said(&mut copy, 51, 11, "30", None);
    let second = make(&copy, 5);
    let mut board = Board::default();
    assert_eq!(board.take(second.clone()), Taken::New);
    assert_eq!(board.take(first.clone()), Taken::Older(5), "counted, not by the clock");
    assert_eq!(board.take(second.clone()), Taken::Same);
    let mut other = Board::default();
    other.take(first);
    assert_eq!(other.take(second), Taken::Replaced(10));
    assert_eq!(other, board);
    // A bureau that has no record of the schools.
    let (_, here) = built(&city().ledger);
    let both = here.with_figures(&board, unit(BUREAU));
    assert_eq!((both.records.total(), both.figures.total(), both.units), (2, 3, 2));
    // Who has reported is read from the figures of the same week, and of another not guessed.
    let row = |span| {
        let row = here.unit_reporting(unit(SCHOOL), span, None, &Received::default());
        board.reporting(&here, span, row)
    };
    let told = board.unit(&here, unit(SCHOOL)).unwrap().1.clone();
    let state = if told.entries > 0 { Reporting::Reported } else { Reporting::Missing };
    assert_eq!((row(week).state, row(week).entries, row(week).last), (state, told.entries, told.last));
    assert_eq!(row(week.before()).state, Reporting::Reported, "its last entry is of that week");
    assert_eq!(row(week.before().before()).state, Reporting::Nothing);
    assert_eq!(board.target(&copy.ledger, target(TARGET)).unwrap().value, decimal("30"));
}

#[derive(Clone, Debug)]
enum Act {
    Set(u8, u8, u8),
    Delete(u8),
    Restore(u8),
    Report(u8, u8),
    Actual(u8, u8),
    Part(u8, u8),
    Move(u8, u8),
    Merge,
}

fn act() -> impl Strategy<Value = Act> {
    let n = || any::<u8>();
    prop_oneof![
        4 => (n(), n(), n()).prop_map(|(r, f, v)| Act::Set(r, f, v)),
        2 => n().prop_map(Act::Delete),
        2 => n().prop_map(Act::Restore),
        3 => (n(), 0..=100u8).prop_map(|(r, p)| Act::Report(r, p)),
        3 => (n(), n()).prop_map(|(r, v)| Act::Actual(r, v)),
        3 => (n(), n()).prop_map(|(r, u)| Act::Part(r, u)),
        1 => (n(), n()).prop_map(|(a, b)| Act::Move(a, b)),
        1 => Just(Act::Merge),
    ]
}

fn commands(ledger: &Ledger, act: &Act, next: u128) -> Vec<Command> {
    fn pick<T: Clone>(list: &[T], n: u8) -> Option<T> {
        (!list.is_empty()).then(|| list[usize::from(n) % list.len()].clone())
    }
    let all: Vec<RecordId> = ledger.records().map(|r| RecordId::new(r.kind(), r.uuid())).collect();
    let units: Vec<UnitId> = ledger.units.keys().copied().collect();
    let targets: Vec<TargetId> = ledger.targets.keys().copied().collect();
    let tasks: Vec<_> = ledger.tasks.keys().copied().collect();
    let made = match act {
        Act::Set(r, f, v) => pick(&all, *r).map(|record| {
            let quantity = Value::Number(rust_decimal::Decimal::from(*v % 20));
            let (field, value) = match f % 6 {
                0 => (Field::Due, date(["2025-03-01", "2025-04-02", "2025-12-31"][usize::from(*v) % 3])),
                1 => (Field::Quantity, quantity),
                2 => (
                    Field::RollUp,
                    code([RollUp::Sum, RollUp::Ratio, RollUp::AllOf, RollUp::BestOf][usize::from(*v) % 4]),
                ),
                3 => (Field::Person, text("赵明远")),
                4 => {
                    (Field::Comparator, code([Comparator::AtLeast, Comparator::AtMost][usize::from(*v) % 2]))
                }
                _ => (Field::Due, Value::Unset),
            };
            Command::Set { record, fields: vec![(field, value)] }
        }),
        Act::Delete(r) => pick(&all, *r).map(Command::Delete),
        Act::Restore(r) => pick(&all, *r).map(Command::Restore),
        Act::Report(r, p) => pick(&tasks, *r).map(|task| Command::Create {
            record: record(Kind::Report, next),
            unit: ledger.tasks[&task].common.unit,
            fields: vec![
                (Field::Task, Value::Id(task.0)),
                (Field::Date, date("2025-03-20")),
                (Field::Kind, code(ReportKind::Advance)),
                (Field::Percent, Value::Whole(i64::from(*p))),
            ],
        }),
        Act::Actual(r, v) => pick(&targets, *r).map(|target| Command::Create {
            record: record(Kind::Actual, next),
            unit: ledger.targets[&target].common.unit,
            fields: vec![
                (Field::Target, Value::Id(target.0)),
                (Field::Date, date(["2025-03-20", "2025-03-21"][usize::from(*v) % 2])),
                (Field::Quantity, Value::Number(rust_decimal::Decimal::from(*v % 20))),
                (Field::Numerator, Value::Number(rust_decimal::Decimal::from(*v % 20))),
                (Field::Denominator, Value::Number(rust_decimal::Decimal::from(20))),
            ],
        }),
        Act::Part(r, u) => pick(&targets, *r).zip(pick(&units, *u)).map(|(whole, unit)| Command::Create {
            record: record(Kind::Target, next),
            unit: Some(unit),
            fields: vec![
                (Field::Title, text("部分")),
                (Field::Parent, Value::Id(whole.0)),
                (Field::Comparator, code(Comparator::AtLeast)),
                (Field::Quantity, Value::Number(rust_decimal::Decimal::TEN)),
            ],
        }),
        Act::Move(a, b) => pick(&units, *a).zip(pick(&units, *b)).map(|(unit, under)| Command::Set {
            record: RecordId::new(Kind::Unit, unit),
            fields: vec![(Field::Parent, Value::Id(under.0))],
        }),
        Act::Merge => None,
    };
    made.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// After any sequence of edits and merges, index and roll-up are what a full build gives.
    #[test]
    fn followed_is_the_same_as_built(acts in prop::collection::vec((any::<bool>(), act()), 1..40)) {
        let base = divided(Some(RollUp::Sum), Comparator::AtLeast, "90");
        let mut copies = [base.clone(), Copy::new(base.ledger, 0xb)];
        let (mut index, mut roll) = built(&copies[0].ledger);
        for (n, (other, act)) in acts.iter().enumerate() {
            let who = usize::from(*other);
            let change = match act {
                Act::Merge => {
                    let theirs = copies[1 - who].ledger.clone();
                    let change = merge::compare(&copies[who].ledger, &theirs, NOW).unwrap().change;
                    change.apply(&mut copies[who].ledger);
                    change
                }
                act => {
                    let commands = commands(&copies[who].ledger, act, 5000 + n as u128);
                    let Ok(change) = copies[who].try_run(&commands) else { continue };
                    change
                }
            };
            if who == 0 {
                index.update(&copies[0].ledger, &change.edits, today());
                roll.update(&copies[0].ledger, &index, &change);
                let (fresh_index, fresh_roll) = built(&copies[0].ledger);
                prop_assert_eq!(&index, &fresh_index);
                prop_assert_eq!(&roll, &fresh_roll);
            }
        }
    }
}
