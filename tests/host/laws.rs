//! Merging is a union: commutative, associative, idempotent, over any number of devices, with
//! deletions and what brings them back, undo, wrong clocks, copied device ids, files of older and
//! newer minor versions, and saving and loading in between.
//!
//! The law of any order and grouping runs 10,000 cases, the smaller ones 2,000 each. For a million: `TAIZHANG_CASES=1000000 cargo test --release --test host laws`.

use crate::fixture::*;
use proptest::prelude::*;
use taizhang::format::{self, Limits, Scope, SnapshotInfo};
use taizhang::model::change::Change;
use taizhang::model::command::{self, Command};
use taizhang::model::field::Field;
use taizhang::model::id::PartId;
use taizhang::model::kind::Kind;
use taizhang::model::ledger::Ledger;
use taizhang::model::merge;
use taizhang::model::record::Record;
use taizhang::model::stamp::Stamp;
use taizhang::model::value::Value;

#[derive(Clone, Debug)]
enum Act {
    Set(u8, u8, u8),
    Delete(u8),
    Restore(u8),
    Report(u8, u8),
    Undo,
    Clock(i64),
    Merge(u8),
    /// Saves and loads: plain, packed, as an older or a newer minor version.
    Reload(u8),
    /// Takes on another's device id and data, as a copied browser profile does.
    Clone(u8),
    /// Edits a field this version does not know, or clears it.
    Later(u8),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        5 => (0..3u8, 0..3u8, 0..4u8).prop_map(|(r, f, v)| Act::Set(r, f, v)),
        1 => (0..3u8).prop_map(Act::Delete),
        1 => (0..3u8).prop_map(Act::Restore),
        2 => (any::<u8>(), 0..=100u8).prop_map(|(n, p)| Act::Report(n, p)),
        1 => Just(Act::Undo),
        1 => (0..=4_000_000_000_000i64).prop_map(Act::Clock),
        2 => any::<u8>().prop_map(Act::Merge),
        1 => any::<u8>().prop_map(Act::Reload),
        1 => any::<u8>().prop_map(Act::Clone),
        1 => (0..3u8).prop_map(Act::Later),
    ]
}

/// The whole ledger as a file says it.
fn bytes(ledger: &Ledger) -> Vec<u8> {
    format::encode_snapshot(ledger, Scope::Whole, &SnapshotInfo::default())
}

fn reload(ledger: &Ledger) -> Ledger {
    format::decode(&bytes(ledger), &Limits::default()).unwrap().ledger
}

/// The same, by way of another version's file.
fn reload_as(ledger: &Ledger, how: u8) -> Ledger {
    let plain = bytes(ledger);
    let minor = |minor| {
        let text = String::from_utf8(plain.clone()).unwrap();
        text.replacen(&format!("\"minor\":{}", format::MINOR), &format!("\"minor\":{minor}"), 1).into_bytes()
    };
    let file = match how % 4 {
        0 => plain,
        1 => format::gzip(&plain),
        2 => minor(0),
        _ => minor(format::MINOR + 7),
    };
    format::decode(&file, &Limits::default()).unwrap().ledger
}

/// An edit by a newer program to a field that this one only carries along.
fn edit_later(copy: &mut Copy, value: u8) {
    let raw = match value {
        0 => String::new(),
        n => format!("{{\"amount\":{n}}}"),
    };
    let stamp = Stamp { counter: copy.ledger.clock() + 1, device: copy.context().device, at: copy.now };
    copy.ledger.tasks.get_mut(&task(TASK)).unwrap().write_rest("budget", &raw, stamp);
    copy.ledger.seen.entry(PartId::Unit(unit(COUNTY))).or_default().note(stamp);
}

fn merged(a: &Ledger, b: &Ledger) -> Ledger {
    let mut out = a.clone();
    merge::compare(a, b, NOW).unwrap().change.apply(&mut out);
    out
}

/// Devices that start from one file and then work apart, sometimes taking each other over.
/// The last two share a device id, as copied profiles do.
fn replicas(count: usize, acts: &[(u8, Act)]) -> Vec<Ledger> {
    let base = city();
    let mut copies: Vec<Copy> = (0..count)
        .map(|n| {
            let device = if count > 2 && n == count - 1 { 0x100 + n as u64 - 1 } else { 0x100 + n as u64 };
            Copy::new(base.ledger.clone(), device)
        })
        .collect();
    let mut last: Vec<Option<Change>> = vec![None; count];
    let mut next = 1000u128;
    for (who, act) in acts {
        let who = usize::from(*who) % count;
        let kinds = [(Kind::Task, TASK), (Kind::Target, TARGET), (Kind::Unit, OTHER_SCHOOL)];
        let pick = |n: u8| kinds[usize::from(n) % kinds.len()];
        let commands = match act {
            Act::Set(r, f, v) => {
                let (kind, n) = pick(*r);
                let field = match (kind, f % 3) {
                    (_, 0) => Field::Title,
                    (Kind::Unit, 1) => Field::Contact,
                    (Kind::Unit, _) => Field::Person,
                    (_, 1) => Field::Person,
                    _ => Field::Note,
                };
                vec![Command::Set {
                    record: record(kind, n), fields: vec![(field, text(&format!("值{v}")))]
                }]
            }
            Act::Delete(r) => {
                let (kind, n) = pick(*r);
                vec![Command::Delete(record(kind, n))]
            }
            Act::Restore(r) => {
                let (kind, n) = pick(*r);
                vec![Command::Restore(record(kind, n))]
            }
            Act::Report(n, percent) => {
                next += 1;
                vec![Command::Create {
                    record: record(Kind::Report, next * 256 + u128::from(*n)),
                    unit: Some(unit(COUNTY)),
                    fields: vec![
                        (Field::Task, Value::Id(id(TASK))),
                        (Field::Date, date("2025-03-20")),
                        (Field::Percent, Value::Whole(i64::from(*percent))),
                    ],
                }]
            }
            Act::Undo => match last[who].take() {
                Some(change) => command::inverse(&copies[who].ledger, &change),
                None => continue,
            },
            Act::Clock(at) => {
                copies[who].now = *at;
                continue;
            }
            Act::Merge(from) => {
                let other = copies[usize::from(*from) % count].ledger.clone();
                copies[who].merge(&other);
                continue;
            }
            Act::Reload(how) => {
                copies[who].ledger = reload_as(&copies[who].ledger, *how);
                continue;
            }
            Act::Clone(from) => {
                let now = copies[who].now;
                copies[who] = Copy { now, ..copies[usize::from(*from) % count].clone() };
                last[who] = None;
                continue;
            }
            Act::Later(value) => {
                edit_later(&mut copies[who], *value);
                continue;
            }
        };
        // A refused act, such as restoring into a ring, changes nothing.
        if let Ok(change) = copies[who].try_run(&commands) {
            last[who] = Some(change);
        }
    }
    copies.into_iter().map(|c| c.ledger).collect()
}

/// Cases for a law; `TAIZHANG_CASES` asks for more.
fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("TAIZHANG_CASES").ok().and_then(|text| text.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(usual), failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(10_000))]

    #[test]
    fn any_order_and_grouping_of_eight_to_ten_devices_is_the_same(
        count in 8..=10usize,
        acts in prop::collection::vec((any::<u8>(), act()), 0..40),
        order in Just((0..10usize).collect::<Vec<_>>()).prop_shuffle(),
        saved in any::<u16>(),
        pairs in any::<bool>(),
    ) {
        let r = replicas(count, &acts);
        let straight = r.iter().skip(1).fold(r[0].clone(), |sum, next| merged(&sum, next));
        let mut turned: Vec<Ledger> =
            order.iter().filter(|n| **n < count).map(|n| r[*n].clone()).collect();
        let mut step = 0;
        while turned.len() > 1 {
            // Either one by one into the first, or the last two with each other.
            let next = if pairs { turned.pop().unwrap() } else { turned.remove(1) };
            let place = if pairs { turned.len() - 1 } else { 0 };
            let sum = merged(&turned[place], &next);
            turned[place] = if saved & (1 << step) != 0 { reload_as(&sum, step as u8) } else { sum };
            step += 1;
        }
        prop_assert_eq!(format::hash_of(&straight), format::hash_of(&turned[0]));
        // And once more changes nothing.
        prop_assert!(merge::compare(&straight, &r[order[0] % count], NOW).unwrap().change.is_empty());
    }
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn merging_is_commutative(acts in prop::collection::vec((0..2u8, act()), 0..24)) {
        let r = replicas(2, &acts);
        prop_assert_eq!(bytes(&merged(&r[0], &r[1])), bytes(&merged(&r[1], &r[0])));
    }

    #[test]
    fn merging_is_associative(acts in prop::collection::vec((0..3u8, act()), 0..30)) {
        let r = replicas(3, &acts);
        let left = merged(&merged(&r[0], &r[1]), &r[2]);
        let right = merged(&r[0], &merged(&r[1], &r[2]));
        prop_assert_eq!(bytes(&left), bytes(&right));
    }

    #[test]
    fn merging_is_idempotent(acts in prop::collection::vec((0..2u8, act()), 0..24)) {
        let r = replicas(2, &acts);
        let once = merged(&r[0], &r[1]);
        prop_assert_eq!(bytes(&merged(&once, &r[1])), bytes(&once));
        prop_assert!(merge::compare(&once, &r[1], NOW).unwrap().change.is_empty());
    }

    #[test]
    fn nothing_ever_written_is_lost(acts in prop::collection::vec((0..3u8, act()), 0..30)) {
        let r = replicas(3, &acts);
        let sum = merged(&merged(&r[0], &r[1]), &r[2]);
        for ledger in &r {
            for own in ledger.records() {
                let id = taizhang::model::kind::RecordId::new(own.kind(), own.uuid());
                let there = sum.record(id).unwrap();
                for field in own.fields() {
                    let (value, stamp) = own.read(*field);
                    let is_now = there.read(*field) == (value.clone(), stamp);
                    let in_past = there.common().history.iter()
                        .any(|p| p.field == field.name() && p.stamp == stamp && p.value == value);
                    prop_assert!(!stamp.is_set() || is_now || in_past);
                }
            }
        }
    }

    #[test]
    fn saving_and_loading_changes_nothing(acts in prop::collection::vec((0..2u8, act()), 0..30)) {
        for ledger in replicas(2, &acts) {
            let loaded = reload(&ledger);
            prop_assert_eq!(&loaded, &ledger);
            prop_assert_eq!(bytes(&loaded), bytes(&ledger));
        }
    }

    #[test]
    fn what_the_preview_says_is_what_happens(acts in prop::collection::vec((0..2u8, act()), 0..24)) {
        let r = replicas(2, &acts);
        let merge = merge::compare(&r[0], &r[1], NOW).unwrap();
        let mut after = r[0].clone();
        merge.change.apply(&mut after);
        for row in &merge.rows {
            let record = after.record(row.record).unwrap();
            for field in &row.fields {
                prop_assert_eq!(&record.read(field.field).0, &field.to);
            }
        }
    }

    #[test]
    fn an_import_taken_back_leaves_everything_as_it_was(acts in prop::collection::vec((0..2u8, act()), 0..24)) {
        let r = replicas(2, &acts);
        let mut ledger = r[0].clone();
        let change = merge::compare(&ledger, &r[1], NOW).unwrap().change;
        change.apply(&mut ledger);
        change.revert(&ledger).apply(&mut ledger);
        prop_assert_eq!(&ledger.records().count(), &r[0].records().count());
        prop_assert_eq!(&ledger.tasks, &r[0].tasks);
        prop_assert_eq!(&ledger.targets, &r[0].targets);
        prop_assert_eq!(&ledger.units, &r[0].units);
    }
}

#[test]
fn an_edit_is_never_lost_to_a_deletion() {
    let base = city();
    for kind_first in [true, false] {
        let mut one = Copy::new(base.ledger.clone(), 1);
        let mut two = Copy::new(base.ledger.clone(), 2);
        one.run(Command::Delete(record(Kind::Task, TASK)));
        two.set(Kind::Task, TASK, Field::Note, text("这周已完成认定"));
        let sum =
            if kind_first { merged(&one.ledger, &two.ledger) } else { merged(&two.ledger, &one.ledger) };
        let task = &sum.tasks[&task(TASK)];
        assert!(task.is_alive());
        assert_eq!(task.note.get(), "这周已完成认定");
    }
}

#[test]
fn a_deletion_that_saw_every_edit_holds() {
    let base = city();
    let mut one = Copy::new(base.ledger.clone(), 1);
    let mut two = Copy::new(base.ledger.clone(), 2);
    two.set(Kind::Task, TASK, Field::Note, text("说明"));
    one.merge(&two.ledger);
    one.run(Command::Delete(record(Kind::Task, TASK)));
    assert!(!merged(&two.ledger, &one.ledger).tasks[&task(TASK)].is_alive());
}
