//! Accepted drafts in the order of their parents, however many there are.

use crate::fixture::{BUREAU, city, id, unit};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};
use taizhang::intake::accept::{self, Accepted};
use taizhang::intake::draft::{Draft, DraftKey, DraftKind, Origin};
use taizhang::model::command::Command;
use taizhang::model::field::Field;
use taizhang::model::value::Value;

fn draft(key: u32, kind: DraftKind, parent: Option<u32>) -> Draft {
    let origin = Origin::Text { quote: 0..0, mark: 0..0 };
    let mut draft = Draft::new(DraftKey(key), kind, String::new(), origin);
    draft.title = key.to_string();
    draft.parent = parent.map(DraftKey);
    draft
}

fn commands(drafts: &[Draft]) -> Vec<Command> {
    let accepted: Vec<Accepted> =
        drafts.iter().map(|d| Accepted { draft: d.clone(), unit: unit(BUREAU), theme: None }).collect();
    let mut next = 50_000;
    let mut ids = || {
        next += 1;
        id(next)
    };
    accept::commands(&city().ledger, &accepted, &BTreeMap::new(), &mut ids)
}

fn titles(commands: &[Command]) -> Vec<u32> {
    let title = |command: &Command| match command {
        Command::Create { fields, .. } => fields.iter().find_map(|(field, value)| match (field, value) {
            (Field::Title, Value::Text(text)) => text.parse().ok(),
            _ => None,
        }),
        _ => None,
    };
    commands.iter().filter_map(title).collect()
}

/// Round by round: whoever waits for nobody goes next.
fn by_rounds(drafts: &[Draft]) -> Vec<u32> {
    let mut left: Vec<&Draft> = drafts.iter().collect();
    let mut out = Vec::new();
    loop {
        let waiting: BTreeSet<DraftKey> = left.iter().map(|d| d.key).collect();
        let (ready, rest): (Vec<_>, Vec<_>) =
            left.into_iter().partition(|d| d.parent.is_none_or(|p| !waiting.contains(&p)));
        if ready.is_empty() {
            out.extend(rest.iter().map(|d| d.key.0));
            return out;
        }
        out.extend(ready.iter().map(|d| d.key.0));
        left = rest;
    }
}

proptest! {
    #[test]
    fn parents_come_first_in_the_order_of_rounds(parents in proptest::collection::vec(proptest::option::of(0u32..14), 0..12)) {
        let drafts: Vec<Draft> =
            parents.iter().enumerate().map(|(n, p)| draft(n as u32, DraftKind::Theme, *p)).collect();
        prop_assert_eq!(titles(&commands(&drafts)), by_rounds(&drafts));
    }
}

#[test]
fn a_task_refers_to_the_first_of_its_targets() {
    let drafts = [
        draft(1, DraftKind::Task, None),
        draft(2, DraftKind::Target, Some(1)),
        draft(3, DraftKind::Target, Some(1)),
        draft(4, DraftKind::Task, None),
    ];
    let commands = commands(&drafts);
    assert_eq!(titles(&commands), [2, 3, 1, 4]);
    let Command::Create { record: first, .. } = &commands[0] else { panic!("{commands:?}") };
    let target = |command: &Command| match command {
        Command::Create { fields, .. } => {
            fields.iter().find(|(f, _)| *f == Field::Target).map(|(_, v)| v.clone())
        }
        _ => None,
    };
    assert_eq!(target(&commands[2]), Some(Value::Id(first.id)));
    assert_eq!(target(&commands[3]), None);
}

/// Rounds over a chain of this length, or a search through all drafts for each task, take minutes.
#[test]
fn long_tables_are_accepted_in_no_time() {
    let many = 30_000;
    let mut drafts: Vec<Draft> =
        (0..many).map(|n| draft(n, DraftKind::Theme, (n + 1 < many).then_some(n + 1))).collect();
    for n in (many..3 * many).step_by(2) {
        drafts.push(draft(n, DraftKind::Task, None));
        drafts.push(draft(n + 1, DraftKind::Target, Some(n)));
    }
    let begun = Instant::now();
    let commands = commands(&drafts);
    assert_eq!(commands.len(), drafts.len());
    assert_eq!(titles(&commands)[..2], [many - 1, many - 2]);
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}
