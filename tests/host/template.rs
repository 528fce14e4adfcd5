//! The built-in template against the speech it comes from (`P1`, `P3`).

use crate::fixture::*;
use taizhang::model::choice::ThemeKind;
use taizhang::model::command::Command;
use taizhang::model::field::Field;
use taizhang::model::id::LedgerId;
use taizhang::model::index::Index;
use taizhang::model::kind::Kind;
use taizhang::model::ledger::Ledger;
use taizhang::model::template::{SPEECH, commands};
use taizhang::model::value::Value;

fn laid_out(year: i32) -> Copy {
    let mut copy = Copy::new(Ledger::new(LedgerId(id(0))), 1);
    copy.create(Kind::Unit, 1, None, vec![(Field::Title, text("市教育局"))]);
    let mut next = 100;
    let mut ids = || {
        next += 1;
        id(next)
    };
    let commands: Vec<Command> = commands(&SPEECH, unit(1), &mut ids, year);
    copy.try_run(&commands).unwrap();
    copy
}

#[test]
fn the_framework_is_the_speechs() {
    let count = |kind: ThemeKind, parent: &str| {
        SPEECH.themes.iter().filter(|t| t.kind == kind && t.parent == parent).count()
    };
    assert_eq!(count(ThemeKind::Aim, ""), 1);
    assert_eq!(count(ThemeKind::Focus, "focus"), 2);
    assert_eq!(count(ThemeKind::Programme, "programmes"), 6);
    assert_eq!(count(ThemeKind::Reform, "reforms"), 6);
    assert_eq!(count(ThemeKind::Livelihood, ""), 1);
}

#[test]
fn every_target_and_task_hangs_on_a_node_and_names_its_sentence() {
    let copy = laid_out(2025);
    assert_eq!(copy.ledger.targets.len(), SPEECH.targets.len());
    assert_eq!(copy.ledger.tasks.len(), SPEECH.tasks.len());
    assert!(copy.ledger.targets.values().all(|t| t.theme.get().is_some() && !t.quote.get().is_empty()));
    assert!(copy.ledger.tasks.values().all(|t| t.theme.get().is_some() && !t.quote.get().is_empty()));
}

#[test]
fn what_the_speech_leaves_open_is_a_blank_here() {
    let copy = laid_out(2025);
    for target in SPEECH.targets.iter().filter(|t| t.quote.contains('X') && t.value.is_empty()) {
        let made = copy.ledger.targets.values().find(|t| t.title.get() == target.title).unwrap();
        assert_eq!(made.quantity.get(), &None, "{}", target.title);
    }
    let index = Index::build(&copy.ledger, today());
    let blanks = index.targets.values().filter(|s| s.blank).count();
    assert!(blanks >= 12, "{blanks}");
    // The values the speech does state.
    let value = |title: &str| {
        let made = copy.ledger.targets.values().find(|t| t.title.get().contains(title)).unwrap();
        made.quantity.get().map(|q| q.to_string())
    };
    assert_eq!(value("清华、北大").as_deref(), Some("3"));
    assert_eq!(value("校医招聘").as_deref(), Some("30"));
    assert_eq!(value("听课").as_deref(), Some("60"));
    assert_eq!(value("评课").as_deref(), Some("30"));
}

#[test]
fn due_dates_follow_the_year_asked_for() {
    let copy = laid_out(2026);
    let all = copy.ledger.targets.values().filter_map(|t| *t.due.get());
    assert!(all.clone().count() == SPEECH.targets.len());
    assert!(all.into_iter().all(|d| d.to_string().starts_with("2026-")));
}

#[test]
fn places_follow_the_document() {
    let copy = laid_out(2025);
    let mut targets: Vec<_> = copy.ledger.targets.values().collect();
    targets.sort_by_key(|t| *t.order.get());
    let titles: Vec<_> = targets.iter().map(|t| t.title.get().as_str()).collect();
    assert_eq!(titles, SPEECH.targets.iter().map(|t| t.title).collect::<Vec<_>>());
    assert_eq!(copy.read(Kind::Unit, 1, Field::Title), Value::Text("市教育局".to_owned()));
}
