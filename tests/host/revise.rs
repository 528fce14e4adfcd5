//! Drafts put right by hand: parts as text and back, put together, divided.

use proptest::prelude::*;
use taizhang::intake::draft::{Doubt, Draft, DraftKey, DraftKind, Origin, Setting};
use taizhang::intake::revise::{Part, Unfit, merge, move_back, moved, split};
use taizhang::intake::text;
use taizhang::model::choice::Comparator;

fn draft(title: &str) -> Draft {
    let origin = Origin::Text { quote: 0..0, mark: 0..0 };
    let mut draft = Draft::new(DraftKey(1), DraftKind::Target, title.to_owned(), origin);
    draft.title = title.to_owned();
    draft
}

#[test]
fn every_part_of_a_read_draft_comes_back_from_its_text() {
    let speech =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/documents/speech.txt")).unwrap();
    let drafts = text::read(&speech, &Setting { year: 2025 });
    assert!(drafts.len() > 50);
    for read in &drafts {
        let mut again = draft("");
        for part in Part::ALL {
            assert_eq!(Part::from_code(part.code()), Some(*part));
            part.write(&mut again, &part.read(read)).unwrap();
            assert_eq!(part.read(&again), part.read(read).trim(), "{part:?}");
        }
    }
}

#[test]
fn unfit_texts_leave_the_draft_as_it_was() {
    let mut target = draft("巩固率");
    Part::Value.write(&mut target, "９７．５％").unwrap();
    assert_eq!(Part::Value.read(&target), "97.5");
    let before = target.clone();
    assert_eq!(Part::Value.write(&mut target, "很多"), Err(Unfit::Number));
    assert_eq!(Part::Due.write(&mut target, "2025-02-30"), Err(Unfit::Date));
    assert_eq!(Part::Kind.write(&mut target, ""), Err(Unfit::Choice));
    assert_eq!(Part::Comparator.write(&mut target, "about"), Err(Unfit::Choice));
    assert_eq!(target, before);
    let mut place = draft("位次");
    place.comparator = Some(Comparator::RankWithin);
    assert_eq!(Part::Value.write(&mut place, "2.5"), Err(Unfit::Place));
    assert_eq!(Part::Value.write(&mut place, "3"), Ok(()));
    Part::Value.write(&mut target, "").unwrap();
    assert_eq!(target.value, None);
}

#[test]
fn merged_drafts_keep_the_first_ones_words_and_lose_none_of_the_others() {
    let mut first = draft("新建幼儿园");
    first.lead = vec!["基教科".to_owned()];
    let mut second = draft("新增学位");
    second.comparator = Some(Comparator::AtLeast);
    second.value = Some(1000.into());
    second.measure = "个".to_owned();
    second.lead = vec!["基教科".to_owned(), "财务科".to_owned()];
    second.doubt(Doubt::Striving);
    let whole = merge(&first, &[&second]);
    assert_eq!(whole.title, "新建幼儿园");
    assert_eq!((whole.value, whole.measure.as_str()), (Some(1000.into()), "个"));
    assert_eq!(whole.detail, "新增学位");
    assert_eq!(whole.lead, ["基教科", "财务科"]);
    assert_eq!(whole.quote, "新建幼儿园\n新增学位");
    assert_eq!(whole.doubts, [Doubt::Striving]);
    // A value of its own stays.
    let kept = merge(&second, &[&merge(&first, &[&draft("其他")])]);
    assert_eq!(kept.value, Some(1000.into()));
}

#[test]
fn split_draft_is_divided_at_the_first_word_between_two_things() {
    let (left, right) = split(&draft("幼儿园、中小学建设"), DraftKey(9));
    assert_eq!((left.title.as_str(), right.title.as_str()), ("幼儿园", "中小学建设"));
    assert_eq!((left.key, right.key), (DraftKey(1), DraftKey(9)));
    let (left, right) = split(&draft("巩固率"), DraftKey(9));
    assert_eq!((left.title.as_str(), right.title.as_str()), ("巩固率", "巩固率"));
}

proptest! {
    #[test]
    fn any_text_is_taken_or_refused_and_what_is_taken_stays(text in "\\PC{0,40}", at in 0..Part::ALL.len()) {
        let part = Part::ALL[at];
        let mut target = draft("巩固率");
        if part.write(&mut target, &text).is_ok() {
            let said = part.read(&target);
            let mut again = draft("巩固率");
            part.write(&mut again, &said).unwrap();
            prop_assert_eq!(part.read(&again), said);
        } else {
            prop_assert_eq!(target, draft("巩固率"));
        }
    }
}

#[test]
fn theme_taken_over_by_merging_is_kept_and_put_back() {
    let base = draft("新建幼儿园");
    let mut other = draft("新增学位");
    other.theme = Some(DraftKey(7));
    let whole = merge(&base, &[&other]);
    let kept = moved(&whole, &base).unwrap();
    let mut again = base.clone();
    move_back(&mut again, &kept);
    assert_eq!(again.theme, Some(DraftKey(7)));
    // Taken off its theme, and left where it stood.
    let off = moved(&base, &other).unwrap();
    move_back(&mut other, &off);
    assert_eq!(other.theme, None);
    assert_eq!(moved(&base, &base), None);
}
