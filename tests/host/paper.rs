//! The chart's sheets (`K9`), blocks pasted from a sheet (`T2`), rates with what they are worked out
//! from (`T3`).

use crate::fixture::*;
use proptest::prelude::*;
use rust_decimal::Decimal;
use taizhang::model::block::{self, cells, fill, has_names};
use taizhang::model::chart::paper::{MARGIN, OVERLAP, Size};
use taizhang::model::choice::{Choice, RollUp};
use taizhang::model::field::Field;
use taizhang::model::kind::Kind;
use taizhang::model::ratio::{Trouble, entry, is_rate};
use taizhang::model::value::Value;

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn a_size_is_found_again_by_its_word() {
    for size in Size::ALL {
        assert_eq!(Size::from_code(size.code()), Some(size));
    }
    assert_eq!(Size::from_code("a0"), None);
}

#[test]
fn a_larger_sheet_takes_more_rows_and_larger_letters() {
    let rows = |size: Size| size.layout().rows(24.0, 5.6);
    assert!(rows(Size::A4) < rows(Size::A3));
    assert!(rows(Size::A3) < rows(Size::A2));
    let scales = [Size::A4, Size::A3, Size::A2, Size::A1].map(|s| s.layout().scale);
    assert!(scales.windows(2).all(|w| w[0] < w[1]));
    assert!(Size::ALL.iter().all(|s| s.layout().rows(10_000.0, 5.6) == 1), "at least one");
}

#[test]
fn whole_sheets_are_not_cut() {
    for size in [Size::A4, Size::A3, Size::A2, Size::A1] {
        assert!(size.layout().tiles(1_000.0).is_empty());
    }
}

#[test]
fn the_parts_of_a_large_sheet_cover_it_and_lie_over_one_another_by_the_glued_edge() {
    for (size, columns, rows, sheet) in
        [(Size::A1OnA3, 2, 2, (420.0, 297.0)), (Size::A1OnA4, 4, 2, (210.0, 297.0))]
    {
        let layout = size.layout();
        let tiles = layout.tiles(layout.area.1);
        assert_eq!(tiles.len(), columns * rows);
        for tile in &tiles {
            assert_eq!(tile.area, (sheet.0 - 2.0 * MARGIN, sheet.1 - 2.0 * MARGIN));
            for other in &tiles {
                if (other.row, other.column) == (tile.row, tile.column + 1) {
                    assert_eq!(tile.at.0 + tile.area.0 - other.at.0, OVERLAP);
                }
                if (other.row, other.column) == (tile.row + 1, tile.column) {
                    assert_eq!(tile.at.1 + tile.area.1 - other.at.1, OVERLAP);
                }
            }
        }
        let last = tiles.last().unwrap();
        assert_eq!((last.at.0 + last.area.0, last.at.1 + last.area.1), layout.area);
        // A short chart needs no sheets for its empty half.
        assert_eq!(layout.tiles(200.0).len(), columns);
    }
}

#[test]
fn a_block_fills_down_and_to_the_right_and_tells_what_it_left_out() {
    let rows = cells("1\t6０\r\n2\t一百\r\n\t7.5\r\n9\t9\t9\r\n");
    assert_eq!(rows.len(), 4);
    assert!(!has_names(&rows));
    let found = fill(&rows, (1, 0), &[true, true, true, false, true], 2);
    let said: Vec<_> = found.cells.iter().map(|c| (c.row, c.column, c.value)).collect();
    assert_eq!(
        said,
        [
            (1, 0, Some(d("1"))),
            (1, 1, Some(d("60"))),
            (2, 0, Some(d("2"))),
            (4, 0, Some(d("9"))),
            (4, 1, Some(d("9")))
        ]
    );
    assert_eq!(found.refused, [block::Refused { line: 2, text: "一百".to_owned() }]);
    // The locked row's two cells and the third column.
    assert_eq!(found.beyond, 3);
}

#[test]
fn cells_in_quotes_keep_their_breaks_and_names_are_told_from_numbers() {
    let rows = cells("\"成安县\n第一中学\"\t60\n实验小学\t\"a\"\"b\"\n");
    assert_eq!(rows, [vec!["成安县\n第一中学", "60"], vec!["实验小学", "a\"b"]]);
    assert!(has_names(&rows));
    assert!(!has_names(&cells("1\n2\n3")));
}

proptest! {
    #[test]
    fn a_block_never_writes_outside_the_grid(
        text in "[0-9x\t\n一\"]{0,60}",
        row in 0usize..6,
        column in 0usize..3,
        open in proptest::collection::vec(any::<bool>(), 0..6),
    ) {
        let rows = cells(&text);
        let found = fill(&rows, (row, column), &open, 2);
        prop_assert!(found.cells.iter().all(|c| c.column < 2 && open.get(c.row) == Some(&true)));
        let all: usize = rows.iter().map(Vec::len).sum();
        prop_assert_eq!(found.cells.len() + found.refused.len() + found.beyond, all);
    }
}

#[test]
fn a_rate_is_worked_out_from_its_numbers_or_checked_against_them() {
    assert_eq!(entry("%", None, Some(d("190")), Some(d("200"))), Ok(Some(d("95"))));
    assert_eq!(entry("%", None, Some(d("2")), Some(d("3"))), Ok(Some(d("66.67"))));
    assert_eq!(entry("‰", None, Some(d("3")), Some(d("1000"))), Ok(Some(d("3"))));
    assert_eq!(entry("", None, Some(d("1")), Some(d("15"))), Ok(Some(d("0.07"))));
    // Rounded as it is written.
    for value in ["66.667", "66.67", "66.7", "67"] {
        assert_eq!(entry("%", Some(d(value)), Some(d("2")), Some(d("3"))), Ok(Some(d(value))));
    }
    assert_eq!(entry("%", Some(d("66")), Some(d("2")), Some(d("3"))), Err(Trouble::Differs(d("66.67"))));
    assert_eq!(entry("%", Some(d("95")), None, None), Ok(Some(d("95"))));
    assert_eq!(entry("%", None, None, None), Ok(None));
    assert_eq!(entry("%", Some(d("95")), Some(d("190")), None), Err(Trouble::Half));
    assert_eq!(entry("%", None, None, Some(d("200"))), Err(Trouble::Half));
    assert_eq!(entry("%", None, Some(d("1")), Some(d("0"))), Err(Trouble::NoBelow));
    assert_eq!(entry("%", None, Some(d("1")), Some(d("-2"))), Err(Trouble::NoBelow));
}

#[test]
fn a_target_asks_for_a_rate_by_its_measure_or_its_rule() {
    let mut copy = city();
    let rate = |copy: &Copy| is_rate(copy.ledger.targets.values().next().unwrap());
    for (measure, is) in [("%", true), ("％", true), ("‰", true), ("人", false), ("", false)] {
        copy.set(Kind::Target, TARGET, Field::Measure, text(measure));
        assert_eq!(rate(&copy), is, "{measure}");
    }
    copy.set(Kind::Target, TARGET, Field::RollUp, Value::Code(RollUp::Ratio.code()));
    assert!(rate(&copy));
}
