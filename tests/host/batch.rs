//! Many files at once (`X3`): one change, whatever their order; a row for every file.

use crate::fixture::*;
use crate::standing::handed;
use proptest::prelude::*;
use std::collections::BTreeSet;
use taizhang::format::{
    Batch, Bundle, BundleLimits, DecodeKind, Doubt, Fault, Grade, Limits, Scope, SnapshotInfo, decode,
    encode_snapshot, gzip, hash_of, pack, slices,
};
use taizhang::model::command::Command;
use taizhang::model::field::Field;
use taizhang::model::fold::Combined;
use taizhang::model::id::LedgerId;
use taizhang::model::kind::Kind;
use taizhang::model::ledger::Ledger;
use taizhang::model::merge::{Unmergeable, compare};
use taizhang::model::value::Value;

fn limits() -> Limits {
    Limits::default()
}

fn file(ledger: &Ledger, scope: Scope) -> Vec<u8> {
    encode_snapshot(ledger, scope, &SnapshotInfo { exported_at: NOW, ..SnapshotInfo::default() })
}

/// A bureau's ledger and the files of its units: each has edited its own, some also what is not
/// theirs, two apart from each other, one on a copied device.
fn sent() -> (Ledger, Vec<(String, Vec<u8>)>) {
    let base = handed();
    let mut files = Vec::new();
    let mut send = |name: &str, copy: &Copy, scope| files.push((name.to_owned(), file(&copy.ledger, scope)));
    let mut school = Copy::new(base.ledger.clone(), 0x31);
    school.set(Kind::Task, 71, Field::Title, text("校本教研（修订）"));
    school.set(Kind::Task, 70, Field::Person, text("赵明远"));
    send("一中.json", &school, Scope::Unit(unit(SCHOOL)));
    school.set(Kind::Task, 70, Field::Due, date("2025-12-31"));
    school.create(Kind::Task, 75, Some(SCHOOL), vec![(Field::Title, text("新增"))]);
    send("一中(1).json", &school, Scope::Unit(unit(SCHOOL)));
    let mut office = Copy::new(base.ledger.clone(), 0x32);
    office.set(Kind::Task, 70, Field::Person, text("李红"));
    office.set(Kind::Unit, COUNTY, Field::Contact, text("替县里写的"));
    send("教导处.json", &office, Scope::Unit(unit(SCHOOL)));
    let mut county = Copy::new(base.ledger.clone(), 0x33);
    county.set(Kind::Task, TASK, Field::Note, text("县里写的"));
    county.set(Kind::Task, 70, Field::Due, date("2025-06-10"));
    county.report(31, TASK, "2025-03-20", 30);
    county.run(Command::Delete(record(Kind::Unit, OTHER_SCHOOL)));
    send("成安县.json", &county, Scope::Unit(unit(COUNTY)));
    let mut copied = Copy::new(base.ledger.clone(), 0x33);
    copied.now = NOW + 7000;
    copied.set(Kind::Unit, OTHER_SCHOOL, Field::Contact, text("0310"));
    send("成安县副本.json", &copied, Scope::Unit(unit(COUNTY)));
    (base.ledger, files)
}

fn folded(ours: &Ledger, files: &[(String, Vec<u8>)]) -> (Batch, Combined, Ledger) {
    let mut batch = Batch::new(ours, NOW);
    for (name, bytes) in files {
        batch.add(ours, name, bytes, &limits());
    }
    let mut out = ours.clone();
    let combined = batch.finish(ours, &BTreeSet::new());
    combined.change.apply(&mut out);
    (batch, combined, out)
}

#[test]
fn any_order_of_the_files_gives_the_same_ledger() {
    let (ours, mut files) = sent();
    let (_, _, first) = folded(&ours, &files);
    let hash = hash_of(&first);
    // Heap's algorithm: all 120 orders of five files.
    let mut counts = vec![0; files.len()];
    let mut place = 1;
    let mut orders = 1;
    while place < files.len() {
        if counts[place] < place {
            files.swap(if place % 2 == 0 { 0 } else { counts[place] }, place);
            assert_eq!(hash_of(&folded(&ours, &files).2), hash);
            orders += 1;
            counts[place] += 1;
            place = 1;
        } else {
            counts[place] = 0;
            place += 1;
        }
    }
    assert_eq!(orders, 120);
}

#[test]
fn the_report_names_the_good_the_doubtful_and_the_bad() {
    let (ours, mut files) = sent();
    let (first, again) = (files[0].clone(), files[0].clone());
    let mut other = city();
    other.ledger = Ledger::new(LedgerId(id(999)));
    other.set(Kind::Meta, 999, Field::Title, text("别的台账"));
    let mut ahead = Copy::new(ours.clone(), 0x40);
    ahead.now = NOW + 3 * 86_400_000;
    ahead.set(Kind::Unit, BUREAU, Field::Contact, text("0310"));
    let mut newer = city();
    newer.ledger = ours.clone();
    newer.set(Kind::Unit, BUREAU, Field::Person, text("局长"));
    let minor = String::from_utf8(file(&newer.ledger, Scope::Whole)).unwrap();
    files.push(("一中 副本.json".to_owned(), again.1));
    files.push(("旧.json".to_owned(), file(&ours, Scope::Unit(unit(SCHOOL)))));
    files.push(("别的.json".to_owned(), file(&other.ledger, Scope::Whole)));
    files.push(("快.json".to_owned(), file(&ahead.ledger, Scope::Whole)));
    files.push(("新版.json".to_owned(), minor.replacen("\"minor\":1", "\"minor\":9", 1).into_bytes()));
    files.push(("坏.json".to_owned(), first.1[..first.1.len() / 2].to_vec()));
    files.push(("说明.txt".to_owned(), b"hello".to_vec()));
    let (batch, combined, _) = folded(&ours, &files);
    let row = |name: &str| batch.files().iter().find(|f| f.name == name).unwrap();
    assert_eq!(row("一中.json").grade(), Grade::Good);
    assert_eq!((row("一中.json").effect.changed, row("一中.json").effect.added), (2, 0));
    assert_eq!(row("一中(1).json").doubts, vec![Doubt::SetApart(1)]);
    assert_eq!(row("教导处.json").doubts, vec![Doubt::SetApart(1), Doubt::Conflicts(1)]);
    assert_eq!(row("一中 副本.json").doubts, vec![Doubt::SameAs(0)]);
    assert!(row("一中 副本.json").is_known());
    assert_eq!(row("旧.json").doubts, vec![Doubt::Older]);
    assert_eq!(row("快.json").doubts, vec![Doubt::Ahead(3 * 86_400_000)]);
    assert_eq!(row("新版.json").doubts, vec![Doubt::Newer(9)]);
    let other = Fault::Unmergeable(Unmergeable::OtherLedger(LedgerId(id(999))));
    assert_eq!(row("别的.json").fault, Some(other));
    assert!(matches!(&row("坏.json").fault, Some(Fault::Decode(e)) if e.kind == DecodeKind::CutOff));
    assert_eq!(row("说明.txt").grade(), Grade::Bad);
    assert_eq!(batch.counts().iter().sum::<usize>(), files.len());
    assert!(!combined.forked.is_empty(), "the county's copied device is told");
    let conflict = &combined.conflicts[&record(Kind::Task, 70)][0];
    let by = |file: usize| batch.row_of(file).unwrap().name.as_str();
    assert_eq!((by(conflict.ours_file.unwrap()), by(conflict.theirs_file)), ("一中.json", "教导处.json"));
    let counts = combined.by_unit();
    let school = counts[&Some(unit(SCHOOL))];
    assert_eq!((school.added, school.changed, school.conflicts, school.set_apart), (1, 2, 1, 1));
    assert_eq!(counts[&None].set_apart, 1, "of the plan: the county's own row");
    assert_eq!(combined.rows().count(), combined.change.edits.len());
}

#[test]
fn one_step_undoes_all_of_it() {
    let (ours, files) = sent();
    let (_, Combined { change, .. }, mut after) = folded(&ours, &files);
    let reverted = change.revert(&after);
    assert!(reverted.kept.is_empty());
    reverted.apply(&mut after);
    assert_eq!(hash_of(&after), hash_of(&ours));
}

#[test]
fn the_same_files_again_change_nothing() {
    let (ours, files) = sent();
    let (_, _, after) = folded(&ours, &files);
    let (batch, combined, again) = folded(&after, &files);
    assert_eq!(hash_of(&again), hash_of(&after));
    assert!(combined.change.is_empty());
    assert!(batch.files().iter().all(|f| f.effect.added + f.effect.changed == 0));
}

#[test]
fn what_was_set_apart_can_be_taken_from_a_batch() {
    let (ours, files) = sent();
    let (_, mut combined, _) = folded(&ours, &files);
    let untouched = combined.clone();
    combined.take(&ours, &[record(Kind::Unit, COUNTY)].into());
    let mut out = ours.clone();
    combined.change.apply(&mut out);
    assert_eq!(out.units[&unit(COUNTY)].contact.get(), "替县里写的");
    assert_eq!(combined.set_apart.len(), 2);
    assert!(combined.set_apart.iter().all(|a| a.taken == (a.record == record(Kind::Unit, COUNTY))));
    combined.take(&ours, &BTreeSet::new());
    assert_eq!(combined, untouched, "and let go again");
}

#[test]
fn a_file_alone_in_a_batch_does_what_it_does_alone() {
    let (ours, files) = sent();
    for (name, bytes) in &files {
        let decoded = decode(bytes, &limits()).unwrap();
        let standing = decoded.scope.standing();
        let alone =
            taizhang::model::merge::examine(&ours, &decoded.ledger, standing, &BTreeSet::new(), NOW).unwrap();
        let (_, combined, _) = folded(&ours, &[(name.clone(), bytes.clone())]);
        assert_eq!(combined.change, alone.change, "{name}");
        assert_eq!(combined.rows().collect::<Vec<_>>(), alone.rows, "{name}");
        assert_eq!(combined.set_apart, alone.set_apart, "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whole_files_in_a_batch_are_the_union_in_any_order(
        edits in prop::collection::vec((0..8u64, 0..3u8, 0..4u8), 0..40),
        turn in 0..8usize,
    ) {
        let base = handed().ledger;
        let mut copies: Vec<Copy> = (0..8).map(|n| Copy::new(base.clone(), 0x50 + n)).collect();
        for (who, field, value) in edits {
            let field = [Field::Title, Field::Person, Field::Note][usize::from(field)];
            let value = text(&format!("值{value}"));
            let command = Command::Set { record: record(Kind::Task, TASK), fields: vec![(field, value)] };
            copies[who as usize].run(command);
        }
        let mut files: Vec<_> = copies.iter().enumerate()
            .map(|(n, c)| (format!("{n}.json"), file(&c.ledger, Scope::Whole)))
            .collect();
        let (_, _, first) = folded(&base, &files);
        files.rotate_left(turn);
        prop_assert_eq!(hash_of(&folded(&base, &files).2), hash_of(&first));
        let mut one_by_one = base.clone();
        for copy in &copies {
            compare(&one_by_one, &copy.ledger, NOW).unwrap().change.apply(&mut one_by_one);
        }
        prop_assert_eq!(hash_of(&one_by_one), hash_of(&first));
    }
}

fn opened(bytes: &[u8]) -> Vec<(String, Result<Vec<u8>, DecodeKind>)> {
    let bundle = Bundle::open("上报.zip", bytes.to_vec(), BundleLimits::default()).unwrap();
    bundle.map(|(name, read)| (name, read.map_err(|e| e.kind))).collect()
}

#[test]
fn all_units_slices_go_out_as_one_zip_and_come_back() {
    let mut copy = handed();
    copy.run(Command::Delete(record(Kind::Unit, OTHER_SCHOOL)));
    // Two schools of the same name in two places.
    copy.create(
        Kind::Unit,
        5,
        None,
        vec![(Field::Title, text("成安县第一中学")), (Field::Parent, Value::Id(id(BUREAU)))],
    );
    let at = chrono::DateTime::from_timestamp_millis(NOW).unwrap().naive_utc();
    let units = [unit(COUNTY), unit(SCHOOL), unit(5)];
    let info = SnapshotInfo { exported_at: NOW, ..SnapshotInfo::default() };
    let cut = slices(&copy.ledger, &units, &info, at);
    let names: Vec<_> = cut.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "台账_成安县教育局_2025年_下发_20250328-0130.json",
            "台账_成安县第一中学_2025年_下发_20250328-0130.json",
            "台账_成安县第一中学_2025年_下发_20250328-0130_2.json",
        ]
    );
    let zip = pack(&cut).unwrap();
    assert_eq!(zip, pack(&cut).unwrap(), "the same files, the same bytes");
    let back = opened(&zip);
    assert_eq!(back.len(), 3);
    for ((name, bytes), unit) in back.iter().zip(units) {
        let decoded = decode(bytes.as_ref().unwrap(), &limits()).unwrap();
        assert_eq!(decoded.scope, Scope::Slice(unit), "{name}");
        assert!(name.starts_with("上报.zip / 台账_"), "{name}");
        let one = encode_snapshot(&copy.ledger, Scope::Slice(unit), &info);
        assert_eq!(bytes.as_ref().unwrap(), &one, "cut alone it is the same file");
    }
}

#[test]
fn plain_and_gzipped_files_are_bundles_of_one() {
    let bytes = gzip(&file(&city().ledger, Scope::Whole));
    let all: Vec<_> = Bundle::open("a.json.gz", bytes.clone(), BundleLimits::default()).unwrap().collect();
    assert_eq!(all, vec![("a.json.gz".to_owned(), Ok(bytes))]);
}

#[test]
fn names_in_a_zip_are_never_paths() {
    let good = file(&city().ledger, Scope::Whole);
    let files =
        ["../../etc/passwd.json", "C:\\windows\\a.json", "目录/", "__MACOSX/._a.json", "夹/.DS_Store"];
    let files: Vec<_> = files.iter().map(|name| ((*name).to_owned(), good.clone())).collect();
    let names: Vec<_> = opened(&pack(&files).unwrap()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["上报.zip / passwd.json", "上报.zip / a.json"]);
}

#[test]
fn traps_in_a_zip_are_refused_one_by_one() {
    let good = file(&city().ledger, Scope::Whole);
    let inner = pack(&[("a.json".to_owned(), good.clone())]).unwrap();
    let files = vec![
        ("炸弹.json".to_owned(), vec![b' '; 30 << 20]),
        ("内层.zip".to_owned(), inner),
        ("太大.json".to_owned(), vec![b'x'; (64 << 20) + 1]),
        ("好.json".to_owned(), good.clone()),
    ];
    let read = opened(&pack(&files).unwrap());
    let kinds: Vec<_> = read.iter().map(|(_, r)| r.as_ref().map(Vec::len).map_err(Clone::clone)).collect();
    assert_eq!(
        kinds,
        [
            Err(DecodeKind::Bomb),
            Err(DecodeKind::Nested),
            Err(DecodeKind::TooLarge { cap: 64 << 20 }),
            Ok(good.len()),
        ]
    );
}

#[test]
fn a_closed_zip_says_so() {
    // An entry with the passphrase bit set, as old packers write it.
    let good = file(&city().ledger, Scope::Whole);
    let mut zip = pack(&[("a.json".to_owned(), good)]).unwrap();
    zip[6] |= 1;
    let central = zip.windows(4).rposition(|w| w == b"PK\x01\x02").unwrap();
    zip[central + 8] |= 1;
    assert_eq!(opened(&zip)[0].1, Err(DecodeKind::Encrypted));
}

#[test]
fn too_many_entries_are_refused_before_they_are_listed() {
    let files: Vec<_> = (0..30).map(|n| (format!("{n}.json"), Vec::new())).collect();
    let zip = pack(&files).unwrap();
    let few = BundleLimits { entries: 20, ..BundleLimits::default() };
    let refused = Bundle::open("a.zip", zip.clone(), few).map(|b| b.len()).unwrap_err();
    assert_eq!(refused.kind, DecodeKind::TooMany { max: 20 });
    let small = BundleLimits { file: 100, ..BundleLimits::default() };
    let refused = Bundle::open("a.zip", zip.clone(), small).map(|b| b.len()).unwrap_err();
    assert_eq!(refused.kind, DecodeKind::TooLarge { cap: 100 });
}

#[test]
fn a_zip_cut_anywhere_is_refused_or_its_entry_is() {
    let zip = pack(&[("a.json".to_owned(), file(&city().ledger, Scope::Whole))]).unwrap();
    for end in (4..zip.len()).step_by(3) {
        let bundle = Bundle::open("a.zip", zip[..end].to_vec(), BundleLimits::default());
        let all_bad = bundle.map(|mut b| b.all(|(_, read)| read.is_err()));
        assert!(all_bad.unwrap_or(true), "cut at {end}");
    }
}
