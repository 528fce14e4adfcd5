//! Many files at once, by whom they are signed, closed ones among them, and figures in place of
//! records (`X3`, `X6`).

use crate::city::{self, Size};
use crate::fixture::*;
use crate::snapshot::full;
use std::collections::BTreeMap;
use taizhang::format::seal::closed::{CHANCE, close_with};
use taizhang::format::seal::{OwnKey, Signer, Verdict, sign};
use taizhang::format::{
    Batch, Doubt, Fault, Grade, Head, KeyBook, Limits, Scope, SnapshotInfo, encode_rolled, encode_snapshot,
};
use taizhang::model::index::Index;
use taizhang::model::ledger::Ledger;
use taizhang::model::precheck::Span;
use taizhang::model::rollup::Rollup;
use taizhang::model::rollup::handed_up::{Board, Source, Taken, figures};

const PASS: &str = "成安一中 2025";
const SMALL: Size = Size { seed: 7, counties: 2, schools: 6, tasks: 30 };

fn key(chance: u8) -> OwnKey {
    OwnKey::new([chance; 32], unit(SCHOOL), NOW)
}

fn signer(key: &OwnKey) -> Signer {
    Signer { unit: key.unit, key: key.public() }
}

fn signed(key: &OwnKey) -> Vec<u8> {
    sign(&plain(NOW), key).unwrap()
}

fn plain(at: i64) -> Vec<u8> {
    let info = SnapshotInfo { exported_at: at, ..SnapshotInfo::default() };
    encode_snapshot(&full().ledger, Scope::Unit(unit(SCHOOL)), &info)
}

fn altered(key: &OwnKey) -> Vec<u8> {
    let text = String::from_utf8(signed(key)).unwrap();
    let other = text.replacen(&format!("\"exported\":{NOW}"), &format!("\"exported\":{}", NOW + 1), 1);
    assert_ne!(other, text);
    other.into_bytes()
}

fn closed(bytes: &[u8], passphrase: &str) -> Vec<u8> {
    close_with(bytes, passphrase, &[3; CHANCE], 2).unwrap()
}

fn add(batch: &mut Batch, ours: &Ledger, name: &str, bytes: &[u8]) -> (Grade, Vec<Doubt>, Option<Fault>) {
    let report = batch.add(ours, name, bytes, &Limits::default());
    (report.grade(), report.doubts.clone(), report.fault.clone())
}

fn seals(doubts: &[Doubt]) -> Vec<&Verdict> {
    fn verdict(doubt: &Doubt) -> Option<&Verdict> {
        match doubt {
            Doubt::Seal(verdict) => Some(verdict),
            _ => None,
        }
    }
    doubts.iter().filter_map(verdict).collect()
}

#[test]
fn each_files_signature_is_judged_in_a_batch() {
    let ours = full().ledger;
    let (own, other) = (key(1), key(2));
    let mut batch = Batch::new(&ours, NOW).with_keys(KeyBook::default());
    let (_, doubts, _) = add(&mut batch, &ours, "一.json", &signed(&own));
    assert_eq!(seals(&doubts), [&Verdict::New { signer: signer(&own) }]);
    assert_eq!(batch.files()[0].signer, Some(signer(&own)), "to be noted when it is taken over");
    // The same key again is that key, and another is another, within one step too.
    let (_, doubts, _) = add(&mut batch, &ours, "二.json", &signed(&own));
    assert!(seals(&doubts).is_empty());
    let (_, doubts, _) = add(&mut batch, &ours, "三.json", &signed(&other));
    assert!(matches!(seals(&doubts)[..], [Verdict::Changed { signer: s, .. }] if *s == signer(&other)));

    let mut book = KeyBook::default();
    book.remember(signer(&own), NOW, "上报.json");
    let mut batch = Batch::new(&ours, NOW).with_keys(book);
    let (_, doubts, _) = add(&mut batch, &ours, "一.json", &signed(&own));
    assert!(seals(&doubts).is_empty() && batch.files()[0].signer.is_none(), "known");
    let (grade, doubts, _) = add(&mut batch, &ours, "没签.json", &plain(NOW + 5));
    assert_eq!(grade, Grade::Doubtful);
    assert!(matches!(seals(&doubts)[..], [Verdict::Unsigned { before }] if before.len() == 1));
}

#[test]
fn a_signed_and_altered_file_is_never_merged_with_many() {
    let ours = full().ledger;
    for book in [None, Some(KeyBook::default())] {
        let batch = Batch::new(&ours, NOW);
        let mut batch = match book {
            Some(book) => batch.with_keys(book),
            None => batch,
        };
        let (grade, _, fault) = add(&mut batch, &ours, "改过.json", &altered(&key(1)));
        assert_eq!((grade, fault), (Grade::Bad, Some(Fault::Altered(Some(signer(&key(1)))))));
        assert!(batch.finish(&ours, &Default::default()).change.is_empty());
    }
}

#[test]
fn a_closed_file_says_so_and_one_passphrase_opens_all_that_have_it() {
    let ours = full().ledger;
    let files =
        [closed(&signed(&key(1)), PASS), closed(&plain(NOW + 5), PASS), closed(&plain(NOW), "another one")];
    let mut batch = Batch::new(&ours, NOW);
    for file in &files {
        assert_eq!(add(&mut batch, &ours, "密.age", file).2, Some(Fault::Closed(false)));
    }
    let mut batch = Batch::new(&ours, NOW).with_keys(KeyBook::default()).with_passphrase(PASS);
    let faults: Vec<_> = files.iter().map(|file| add(&mut batch, &ours, "密.age", file).2).collect();
    assert_eq!(faults, [None, None, Some(Fault::Closed(true))]);
    assert_eq!(batch.files()[0].signer, Some(signer(&key(1))), "signed first, closed then");
    let mut batch = Batch::new(&ours, NOW).with_passphrase("");
    assert_eq!(add(&mut batch, &ours, "密.age", &files[0]).2, Some(Fault::Closed(false)));
}

fn rolled(ledger: &Ledger, at: i64) -> Vec<u8> {
    let index = Index::build(ledger, today());
    let roll = Rollup::build(ledger, &index);
    let made = figures(ledger, &roll, city::county(&SMALL, 0), at, today(), Span::week(today()));
    encode_rolled(ledger, &made, &SnapshotInfo { exported_at: at, ..SnapshotInfo::default() })
}

#[test]
fn figures_come_with_a_batch_and_older_ones_do_not_take_their_place() {
    let ours = city::frame(&SMALL);
    let ledger = city::county_ledger(&SMALL, 0);
    let (old, new) = (rolled(&ledger, city::NOW), rolled(&ledger, city::NOW + 60_000));
    let county = city::county(&SMALL, 0);
    for files in [[&old, &new], [&new, &old]] {
        let mut batch = Batch::new(&ours, city::NOW);
        files.iter().for_each(|file| drop(add(&mut batch, &ours, "县.json", file)));
        let [(_, news)] = batch.news() else { panic!("one unit's figures") };
        assert_eq!((news.unit, news.at), (county, city::NOW + 60_000));
    }
    let mut batch = Batch::new(&ours, city::NOW);
    add(&mut batch, &ours, "县.json", &new);
    let held = batch.figures().clone();
    let mut batch = Batch::new(&ours, city::NOW).with_board(held.clone());
    let (_, doubts, _) = add(&mut batch, &ours, "旧.json", &old);
    assert!(doubts.contains(&Doubt::OlderFigures(city::NOW + 60_000)));
    assert!(batch.news().is_empty());
    add(&mut batch, &ours, "县.json", &new);
    assert_eq!((batch.files()[1].figures, batch.news().len()), (Some(Taken::Same), 0));
    assert_eq!(*batch.figures(), held);
}

#[test]
fn the_head_keeps_figures_with_their_files() {
    let ours = city::frame(&SMALL);
    let mut batch = Batch::new(&ours, city::NOW);
    add(&mut batch, &ours, "县.json", &rolled(&city::county_ledger(&SMALL, 0), city::NOW));
    let source = Source { file: "县.json".to_owned(), taken: NOW };
    let sources = BTreeMap::from([(city::county(&SMALL, 0), source)]);
    let head = Head { board: batch.figures().clone(), sources, ..Head::default() };
    assert_eq!(Head::decode(&head.encode()), head);
    // A row that cannot be read costs no other.
    let text = String::from_utf8(head.encode()).unwrap().replacen("\"on\":\"", "\"on\":\"x", 1);
    assert_eq!(Head::decode(text.as_bytes()).board, Board::default());
}
