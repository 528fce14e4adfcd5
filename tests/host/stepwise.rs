//! What is read a little at a time is what is read at once.

use proptest::prelude::*;
use std::fmt::Write as _;
use std::fs;
use taizhang::intake::draft::{Draft, Setting};
use taizhang::intake::read::read_pasted;
use taizhang::intake::{table, text};

const YEAR: Setting = Setting { year: 2025 };

fn speech() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/documents/speech.txt")).unwrap()
}

/// Reads a text by steps of these sizes, over and over.
fn by_steps(text: &str, steps: &[usize]) -> Vec<Draft> {
    let mut reading = text::pieces::Reading::new(text, &YEAR);
    let mut before = 0;
    for step in steps.iter().cycle() {
        let goes_on = reading.step(*step);
        let (done, all) = reading.share();
        assert!(before <= done && done <= before + step && done <= all, "{before} {done} {all}");
        before = done;
        if !goes_on {
            assert_eq!(done, all);
            break;
        }
    }
    reading.finish()
}

#[test]
fn a_speech_read_by_steps_gives_the_same_drafts() {
    let speech = speech();
    let whole = text::read(&speech, &YEAR);
    assert!(whole.len() > 50);
    for steps in [&[1][..], &[7], &[64], &[3, 1, 40], &[100_000]] {
        assert_eq!(by_steps(&speech, steps), whole, "{steps:?}");
    }
    assert_eq!(by_steps("", &[1]), []);
}

#[test]
fn a_table_read_by_steps_gives_the_same_drafts() {
    let mut rows = "序号\t工作任务\t目标值\t责任单位\t完成时限\n".to_owned();
    for n in 1..200 {
        let work = if n % 5 == 0 { String::new() } else { format!("新建第{n}幼儿园{n}所") };
        writeln!(rows, "{n}\t{work}\t≥{n}%\t基建科、第{n}学校\t2025年{}月底", n % 12 + 1).unwrap();
    }
    let document = read_pasted(&rows, "").unwrap();
    let grid = document.grids().next().unwrap();
    let mapping = table::layout(grid, 2025).mapping;
    let read = |words: &str, setting: &Setting| text::read(words, setting);
    let whole = table::drafts_with(grid, &mapping, &YEAR, 9, &read);
    assert!(whole.len() > 200);
    for step in [1, 3, 64] {
        let mut rows = table::Rows::new(grid, &mapping, &YEAR, 9, &read);
        let mut steps = 1;
        while rows.step(step) {
            steps += 1;
        }
        assert_eq!((rows.finish(), steps), (whole.clone(), grid.rows.len().div_ceil(step)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_cut_of_the_speech_by_any_steps_gives_the_same_drafts(
        from in 0usize..15_000,
        length in 0usize..5000,
        steps in prop::collection::vec(1usize..30, 1..6),
    ) {
        let text: String = speech().chars().skip(from).take(length).collect();
        prop_assert_eq!(by_steps(&text, &steps), text::read(&text, &YEAR));
    }
}
