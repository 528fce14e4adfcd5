//! The shared file there and back (`X1`).

use crate::fixture::*;
use taizhang::format::snapshot::{decode_quickly, decode_slowly};
use taizhang::format::{
    Backup, DecodeKind, Head, Limits, Scope, SnapshotInfo, Warning, assemble, decode, decode_restore,
    encode_part, encode_restore, encode_snapshot, file_name, gzip, restore_label,
};
use taizhang::model::command::Command;
use taizhang::model::field::Field;
use taizhang::model::id::PartId;
use taizhang::model::kind::Kind;
use taizhang::model::ledger::Ledger;
use taizhang::model::merge::compare;
use taizhang::model::record::Record;
use taizhang::model::value::Value;

fn info() -> SnapshotInfo {
    SnapshotInfo { exported_at: NOW, app: "0.1.0".to_owned(), ..SnapshotInfo::default() }
}

fn file(ledger: &Ledger, scope: Scope) -> Vec<u8> {
    encode_snapshot(ledger, scope, &info())
}

/// A ledger with every kind of record, history and a deletion.
pub fn full() -> Copy {
    let mut copy = city();
    copy.create(Kind::Theme, 60, None, vec![(Field::Title, text("六项改革"))]);
    copy.set(Kind::Task, TASK, Field::Theme, Value::Id(id(60)));
    copy.set(Kind::Task, TASK, Field::Person, text("赵明远"));
    copy.set(Kind::Task, TASK, Field::Person, text("李红"));
    copy.set(Kind::Target, TARGET, Field::Quantity, number("88.50"));
    copy.report(30, TASK, "2025-03-20", 40);
    copy.actual(50, TARGET, "2025-03-01", "86.2");
    copy.create(
        Kind::Milestone,
        40,
        Some(COUNTY),
        vec![(Field::Task, Value::Id(id(TASK))), (Field::Title, text("完成初审"))],
    );
    copy.create(Kind::Task, 21, Some(SCHOOL), vec![(Field::Title, text("校医招聘"))]);
    copy.run(Command::Delete(record(Kind::Unit, OTHER_SCHOOL)));
    copy
}

#[test]
fn a_whole_ledger_comes_back_the_same_plain_and_packed() {
    let ledger = full().ledger;
    let bytes = file(&ledger, Scope::Whole);
    for bytes in [bytes.clone(), gzip(&bytes), [b"\xef\xbb\xbf".as_slice(), &bytes].concat()] {
        let decoded = decode(&bytes, &Limits::default()).unwrap();
        assert_eq!(decoded.ledger, ledger);
        assert_eq!((decoded.scope, decoded.info, decoded.warnings), (Scope::Whole, info(), vec![]));
    }
}

#[test]
fn what_this_version_writes_is_read_the_quick_way_and_the_same() {
    let mut copy = full();
    copy.run(Command::Delete(record(Kind::Target, TARGET)));
    copy.set(Kind::Task, TASK, Field::Note, text("引号\"、反斜杠\\、换行\n、\u{1f4cb}"));
    copy.set(Kind::Task, TASK, Field::Person, Value::Unset);
    let scopes = [Scope::Whole, Scope::Plan, Scope::Unit(unit(COUNTY)), Scope::Slice(unit(SCHOOL))];
    for ledger in [&copy.ledger, &full().ledger] {
        for scope in scopes {
            let text = String::from_utf8(file(ledger, scope)).unwrap();
            let quick = decode_quickly(&text).expect("the quick way");
            assert_eq!(Ok(quick), decode_slowly(&text));
        }
    }
}

#[test]
fn the_same_ledger_gives_the_same_bytes() {
    let ledger = full().ledger;
    let bytes = file(&ledger, Scope::Whole);
    let again = decode(&bytes, &Limits::default()).unwrap().ledger;
    assert_eq!(file(&again, Scope::Whole), bytes);
}

#[test]
fn a_units_file_holds_the_unit_and_all_under_it_and_what_they_hang_on() {
    let ledger = full().ledger;
    let decoded = decode(&file(&ledger, Scope::Unit(unit(SCHOOL))), &Limits::default()).unwrap();
    assert_eq!(decoded.scope, Scope::Unit(unit(SCHOOL)));
    let units: Vec<_> = decoded.ledger.units.keys().copied().collect();
    assert_eq!(units, vec![unit(BUREAU), unit(COUNTY), unit(SCHOOL)], "of 2,000 units only its own branch");
    assert_eq!(decoded.ledger.themes, ledger.themes);
    assert_eq!(decoded.ledger.tasks.len(), 1);
    let county = decode(&file(&ledger, Scope::Unit(unit(COUNTY))), &Limits::default()).unwrap().ledger;
    assert_eq!(county.tasks.len(), 2);
    // Taken over where all of it is known, it changes nothing.
    assert!(compare(&ledger, &county, NOW).unwrap().change.is_empty());
}

#[test]
fn the_plan_holds_no_reports() {
    let mut copy = full();
    copy.create(Kind::Task, 22, Some(BUREAU), vec![(Field::Title, text("市级任务"))]);
    let plan = decode(&file(&copy.ledger, Scope::Plan), &Limits::default()).unwrap().ledger;
    assert!(plan.reports.is_empty() && plan.actuals.is_empty());
    assert_eq!(plan.units, copy.ledger.units);
    assert_eq!(plan.themes, copy.ledger.themes);
    let tasks: Vec<_> = plan.tasks.keys().copied().collect();
    assert_eq!(tasks, vec![task(22)], "only the top unit's");
}

#[test]
fn parts_as_stored_put_the_ledger_together_again() {
    let ledger = full().ledger;
    let parts: Vec<_> = ledger.parts().into_iter().map(|p| (p, encode_part(&ledger, p))).collect();
    let (again, failed) = assemble(ledger.id(), parts);
    assert!(failed.is_empty());
    assert_eq!(again, ledger);
}

#[test]
fn one_damaged_part_does_not_take_the_others_along() {
    let ledger = full().ledger;
    let mut parts: Vec<_> = ledger.parts().into_iter().map(|p| (p, encode_part(&ledger, p))).collect();
    let county = parts.iter_mut().find(|(p, _)| *p == PartId::Unit(unit(COUNTY))).unwrap();
    county.1.truncate(100);
    let (again, failed) = assemble(ledger.id(), parts);
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0].0, PartId::Unit(unit(COUNTY)));
    assert_eq!(again.units, ledger.units);
    assert_eq!(again.tasks.len(), 1);
}

#[test]
fn fields_of_a_newer_version_are_kept_and_written_back() {
    let ledger = full().ledger;
    let text = String::from_utf8(file(&ledger, Scope::Whole)).unwrap();
    let stamped = text.replacen(
        "\"person\":\"李红\"",
        "\"person\":\"李红\",\"budget\":{\"amount\":12.30,\"note\":\"万元\"}",
        1,
    );
    let named = stamped.replacen("\"fields\":[\"person\"]", "\"fields\":[\"budget\",\"person\"]", 1);
    assert_ne!(named, stamped, "the stamp names the new field");
    let unhashed = strip_hash(&named);
    let decoded = decode(unhashed.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(decoded.warnings, vec![Warning::NoHash]);
    let out = String::from_utf8(file(&decoded.ledger, Scope::Whole)).unwrap();
    assert!(out.contains("\"budget\":{\"amount\":12.3,\"note\":\"万元\"}"), "{out}");
    let again = decode(out.as_bytes(), &Limits::default()).unwrap().ledger;
    assert_eq!(again, decoded.ledger);
}

/// Takes the hash out of a file, as if it had been written by hand.
pub fn strip_hash(text: &str) -> String {
    let start = text.find("\"hash\":\"").unwrap();
    let end = start + text[start + 8..].find("\",").unwrap() + 8 + 2;
    format!("{}{}", &text[..start], &text[end..])
}

#[test]
fn file_names_say_unit_year_and_date_and_are_plain() {
    let mut copy = city();
    let at = chrono::DateTime::from_timestamp_millis(NOW).unwrap().naive_utc();
    let name = |copy: &Copy, scope, packed| file_name(&copy.ledger, scope, at, packed);
    assert_eq!(name(&copy, Scope::Whole, false), "台账_市教育局_2025年_全部_20250328-0130.json");
    assert_eq!(
        name(&copy, Scope::Unit(unit(SCHOOL)), true),
        "台账_成安县第一中学_2025年_上报_20250328-0130.json.gz"
    );
    assert_eq!(name(&copy, Scope::Plan, false), "台账_市教育局_2025年_规划_20250328-0130.json");
    copy.set(Kind::Unit, BUREAU, Field::Title, text("市/教:育*局\u{202e}?.."));
    assert_eq!(name(&copy, Scope::Whole, false), "台账_市教育局_2025年_全部_20250328-0130.json");
}

#[test]
fn restore_points_survive_the_store() {
    let base = city();
    let other = full();
    let mut own = Copy::new(base.ledger.clone(), 1);
    let change = compare(&own.ledger, &other.ledger, NOW).unwrap().change;
    change.apply(&mut own.ledger);
    let odd = encode_restore(&change, "一中\",\"edits\":[.json", NOW);
    let label = restore_label(odd.get(..200).unwrap()).unwrap();
    assert_eq!(
        (label.name.as_str(), label.at, label.records),
        ("一中\",\"edits\":[.json", NOW, change.edits.len())
    );
    assert_eq!(restore_label(b"{\"name\":\"a\",\"at\":1,\"edits\":["), None, "an earlier build's");
    let point = decode_restore(&encode_restore(&change, "一中.json", NOW)).unwrap();
    assert_eq!((point.name.as_str(), point.at), ("一中.json", NOW));
    assert_eq!(point.change, change);
    point.change.revert(&own.ledger).apply(&mut own.ledger);
    assert_eq!(own.ledger.tasks, base.ledger.tasks);
}

#[test]
fn a_head_comes_back_and_a_damaged_one_costs_nothing() {
    let head = Head {
        title: "台账".to_owned(),
        year: Some(2025),
        own_unit: Some(unit(SCHOOL)),
        backup: Some(Backup { at: NOW, name: "a.json".to_owned(), clock: 7 }),
        epoch: 2,
        ..Head::default()
    };
    assert_eq!(Head::decode(&head.encode()), head);
    assert_eq!(Head::decode(b"{broken"), Head::default());
}

#[test]
fn every_released_format_still_opens() {
    for name in ["v1.0-whole.json", "v1.0-whole.json.gz", "v1.0-unit.json", "v1.0-plan.json"] {
        let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("TAIZHANG_NEW_FIXTURES").is_some() && !std::path::Path::new(&path).exists() {
            let scope = match name {
                "v1.0-unit.json" => Scope::Unit(unit(COUNTY)),
                "v1.0-plan.json" => Scope::Plan,
                _ => Scope::Whole,
            };
            let bytes = file(&full().ledger, scope);
            std::fs::write(&path, if name.ends_with("gz") { gzip(&bytes) } else { bytes }).unwrap();
        }
        let decoded = decode(&std::fs::read(&path).unwrap(), &Limits::default()).unwrap();
        assert_eq!(decoded.ledger.meta.title.get(), "2025年教育工作台账", "{name}");
        assert_eq!(decoded.ledger.live_units().count(), 3, "{name}");
        if name.contains("whole") {
            assert_eq!(decoded.ledger.tasks.values().filter(|t| t.is_alive()).count(), 2);
            assert_eq!(decoded.ledger.tasks[&task(TASK)].common.history.len(), 1);
            assert_eq!(decoded.ledger, full().ledger, "{name}");
        }
    }
}

#[test]
fn a_file_of_a_newer_format_is_refused_by_name() {
    let bytes = file(&city().ledger, Scope::Whole);
    let newer = String::from_utf8(bytes).unwrap().replacen("\"version\":1", "\"version\":2", 1);
    let error = decode(newer.as_bytes(), &Limits::default()).unwrap_err();
    assert_eq!(error.kind, DecodeKind::Newer { version: 2 });
}
