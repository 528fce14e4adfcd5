//! A target over units and persons (`T2`), and its values over the year (`T3`).

use crate::fixture::*;
use proptest::prelude::*;
use rust_decimal::Decimal;
use taizhang::model::choice::{Comparator, RollUp};
use taizhang::model::divide::{
    Balance, Holder, PasteReason, SpreadError, balance, commands, parts_of, paste, rows, spread, spread_over,
};
use taizhang::model::field::Field;
use taizhang::model::index::Index;
use taizhang::model::kind::Kind;
use taizhang::model::series::{rank, series};
use taizhang::model::value::Value;

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn ids() -> impl FnMut() -> uuid::Uuid {
    let mut next = 900;
    move || {
        next += 1;
        id(next)
    }
}

#[test]
fn shares_by_weight_add_up_and_the_largest_remainders_go_first() {
    assert_eq!(spread(d("10"), &[d("1"), d("1"), d("1")], 0).unwrap(), vec![d("4"), d("3"), d("3")]);
    assert_eq!(
        spread(d("100"), &[d("16.5"), d("33.5"), d("50")], 0).unwrap(),
        vec![d("17"), d("33"), d("50")]
    );
    assert_eq!(spread(d("1"), &[d("2"), d("1")], 2).unwrap(), vec![d("0.67"), d("0.33")]);
    assert_eq!(spread(d("-3"), &[d("1"), d("1")], 0).unwrap(), vec![d("-2"), d("-1")]);
    assert_eq!(spread(d("5"), &[d("0"), d("0")], 0), Err(SpreadError::NoWeight));
    assert_eq!(spread(d("5"), &[d("1"), d("-1")], 0), Err(SpreadError::Negative));
    assert_eq!(spread(d("5"), &[], 0), Err(SpreadError::NoWeight));
}

proptest! {
    #[test]
    fn shares_always_add_up_and_lie_within_one_step_of_their_quota(
        whole in -1_000_000_000i64..1_000_000_000, scale in 0..4u32, places in 0..4u32,
        weights in prop::collection::vec((0..1_000_000i64, 0..3u32), 1..40),
    ) {
        let whole = Decimal::new(whole, scale);
        let weights: Vec<_> = weights.into_iter().map(|(n, s)| Decimal::new(n, s)).collect();
        let total: Decimal = weights.iter().sum();
        prop_assume!(!total.is_zero());
        let shares = spread(whole, &weights, places).unwrap();
        prop_assert_eq!(shares.iter().sum::<Decimal>(), whole);
        let step = Decimal::new(1, places.max(whole.normalize().scale()));
        for (share, weight) in shares.iter().zip(&weights) {
            let quota = whole * weight / total;
            prop_assert!((share - quota).abs() <= step, "{share} for {quota}");
            prop_assert!(!weight.is_zero() || share.is_zero());
        }
    }
}

fn county_target() -> Copy {
    let mut copy = city();
    copy.set(Kind::Target, TARGET, Field::Quantity, number("100"));
    copy
}

#[test]
fn the_grid_lists_units_below_and_parts_follow_into_their_checklists_in_one_step() {
    let mut copy = county_target();
    let grid = rows(&copy.ledger, target(TARGET));
    let holders: Vec<_> = grid.iter().map(|r| r.holder.clone()).collect();
    assert_eq!(holders, vec![Holder::Unit(unit(SCHOOL)), Holder::Unit(unit(OTHER_SCHOOL))]);
    let entries = [
        (Holder::Unit(unit(SCHOOL)), Some(d("60"))),
        (Holder::Unit(unit(OTHER_SCHOOL)), None),
        (Holder::Person("李红".to_owned()), Some(d("30"))),
    ];
    let made = commands(&copy.ledger, target(TARGET), &entries, &mut ids());
    copy.try_run(&made).unwrap();
    let parts = parts_of(&copy.ledger, target(TARGET));
    assert_eq!(parts.len(), 2, "an unset value makes no part");
    let school = parts.iter().find(|p| p.common.unit == Some(unit(SCHOOL))).unwrap();
    assert_eq!(
        (school.title.get().as_str(), *school.quantity.get()),
        ("学前教育三年毛入园率", Some(d("60")))
    );
    assert!(parts.iter().any(|p| p.common.unit == Some(unit(COUNTY)) && p.person.get() == "李红"));
    // Written again, nothing changes; a new value is set on the part that is there.
    assert!(commands(&copy.ledger, target(TARGET), &entries, &mut ids()).is_empty());
    let again = [(Holder::Unit(unit(SCHOOL)), Some(d("70")))];
    copy.try_run(&commands(&copy.ledger, target(TARGET), &again, &mut ids())).unwrap();
    assert_eq!(parts_of(&copy.ledger, target(TARGET)).len(), 2);
    let whole = copy.ledger.targets[&target(TARGET)].clone();
    let values: Vec<_> = rows(&copy.ledger, target(TARGET)).iter().map(|r| r.value).collect();
    assert_eq!(values, vec![Some(d("70")), None, Some(d("30"))]);
    assert_eq!(balance(&whole, &values), Balance::Sum { sum: d("100"), difference: d("0"), unset: 1 });
}

#[test]
fn last_years_shares_spread_over_the_rows_that_have_one() {
    let copy = county_target();
    let grid = rows(&copy.ledger, target(TARGET));
    let shares = spread_over(&grid, &[None, Some(d("3"))], d("100"), 0).unwrap();
    let expected =
        vec![(Holder::Unit(unit(SCHOOL)), None), (Holder::Unit(unit(OTHER_SCHOOL)), Some(d("100")))];
    assert_eq!(shares, expected, "a row without a weight stays unset");
    assert_eq!(spread_over(&grid, &[None, None], d("100"), 0), Err(SpreadError::NoWeight));
}

#[test]
fn the_balance_goes_by_the_rule_of_the_target() {
    let mut copy = county_target();
    let values = [Some(d("90")), Some(d("101")), None];
    let said = |copy: &Copy| balance(&copy.ledger.targets[&target(TARGET)], &values);
    assert_eq!(said(&copy), Balance::Sum { sum: d("191"), difference: d("91"), unset: 1 });
    copy.set(Kind::Target, TARGET, Field::RollUp, code(RollUp::Ratio));
    assert_eq!(said(&copy), Balance::Each { weaker: 1, unset: 1 }, "percentages are not added");
    copy.set(Kind::Target, TARGET, Field::RollUp, code(RollUp::BestOf));
    assert_eq!(said(&copy), Balance::Best { reaches: true, unset: 1 });
    copy.set(Kind::Target, TARGET, Field::Comparator, code(Comparator::AtMost));
    copy.set(Kind::Target, TARGET, Field::RollUp, code(RollUp::AllOf));
    assert_eq!(said(&copy), Balance::Each { weaker: 1, unset: 1 }, "101 asks less than at most 100");
    copy.set(Kind::Target, TARGET, Field::Quantity, Value::Unset);
    assert_eq!(said(&copy), Balance::NoWhole);
}

#[test]
fn pasted_rows_find_their_units_and_the_others_are_named() {
    let copy = county_target();
    let units = [unit(SCHOOL), unit(OTHER_SCHOOL)];
    let pasted =
        "学校\t目标\n成安县第一中学\t６０％\r\n成安县实验\tX\n成安县\t5\n成安县第一中学\t61\n外国语学校\t1\n";
    let (found, troubles) = paste(&copy.ledger, &units, pasted);
    assert_eq!(found, vec![(unit(SCHOOL), Some(d("60"))), (unit(OTHER_SCHOOL), None)]);
    let named: Vec<_> = troubles.iter().map(|t| (t.line, t.name.as_str(), t.reason)).collect();
    assert_eq!(
        named,
        vec![
            (1, "学校", PasteReason::UnknownUnit),
            (4, "成安县", PasteReason::Ambiguous),
            (5, "成安县第一中学", PasteReason::Double),
            (6, "外国语学校", PasteReason::UnknownUnit),
        ]
    );
    let (_, troubles) = paste(&copy.ledger, &units, "成安县第一中学 约60");
    assert_eq!(troubles[0].reason, PasteReason::NotNumber);
}

#[test]
fn the_series_tells_distance_and_the_pace_still_needed() {
    let mut copy = county_target();
    copy.set(Kind::Target, TARGET, Field::Baseline, number("80"));
    copy.actual(50, TARGET, "2025-03-01", "85");
    copy.actual(51, TARGET, "2025-02-01", "82");
    let found = series(&copy.ledger, target(TARGET)).unwrap();
    let dates: Vec<_> = found.points.iter().map(|p| p.date).collect();
    assert_eq!(dates, vec![day("2025-02-01"), day("2025-03-01")]);
    let pace = found.pace(day("2025-12-02")).unwrap();
    assert_eq!((pace.distance, pace.days_left, pace.needed), (d("15"), 30, Some(d("15"))));
    assert_eq!(pace.so_far, Some(d("2.54")), "5 in 59 days");
    assert_eq!(found.line(day("2025-01-01")), Some(d("80")));
    assert_eq!(found.line(day("2025-12-31")), Some(d("100")));
    assert_eq!(found.pace(day("2026-01-01")).unwrap().needed, None, "no day left");
    copy.set(Kind::Target, TARGET, Field::Quantity, Value::Unset);
    assert_eq!(series(&copy.ledger, target(TARGET)).unwrap().pace(today()), None, "a blank has no distance");
}

#[test]
fn sisters_are_ranked_by_their_values_and_an_unset_one_is_not() {
    let mut copy = county_target();
    for (n, of) in [(11, SCHOOL), (12, OTHER_SCHOOL), (13, BUREAU), (14, COUNTY)] {
        let fields = vec![
            (Field::Title, text("入园率")),
            (Field::Comparator, code(Comparator::AtLeast)),
            (Field::Parent, Value::Id(id(TARGET))),
        ];
        copy.create(Kind::Target, n, Some(of), fields);
    }
    copy.actual(60, 11, "2025-03-01", "90");
    copy.actual(61, 12, "2025-03-01", "95");
    copy.actual(62, 13, "2025-03-01", "90.0");
    let index = Index::build(&copy.ledger, today());
    let places: Vec<_> =
        rank(&copy.ledger, &index, target(11)).into_iter().map(|r| (r.target, r.place)).collect();
    let expected =
        vec![(target(12), Some(1)), (target(11), Some(2)), (target(13), Some(2)), (target(14), None)];
    assert_eq!(places, expected);
}
