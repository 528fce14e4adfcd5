//! Long work done in pieces comes to the same as done in one go.

use crate::city::{self, NOW, Sent, Size, damaged};
use proptest::prelude::*;
use std::collections::BTreeSet;
use taizhang::format::{
    DecodeError, Decoded, Limits, PartRecords, Pieces, Scope, SnapshotInfo, decode, encode_part,
    encode_snapshot, gzip,
};
use taizhang::model::fold::Fold;
use taizhang::model::merge::{Examination, examine};

const SMALL: Size = Size { seed: 5, counties: 1, schools: 5, tasks: 20 };

fn in_pieces(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    let mut pieces = Pieces::new(bytes.to_vec(), Limits::default());
    loop {
        if let Some(outcome) = pieces.step() {
            return outcome;
        }
    }
}

fn countys_file() -> Vec<u8> {
    let info = SnapshotInfo { exported_at: NOW, ..SnapshotInfo::default() };
    encode_snapshot(&city::county_ledger(&SMALL, 0), Scope::Unit(city::county(&SMALL, 0)), &info)
}

#[test]
fn a_file_read_in_pieces_is_the_file_read_at_once() {
    let good = countys_file();
    let mut files = vec![good.clone(), gzip(&good), Vec::new(), b"{}".to_vec()];
    files.extend(damaged::all(&city::school_file(&SMALL, 0, 0, Sent::Good)).into_iter().map(|bad| bad.bytes));
    for entry in std::fs::read_dir("tests/fixtures").unwrap() {
        files.push(std::fs::read(entry.unwrap().path()).unwrap());
    }
    for file in files {
        assert_eq!(in_pieces(&file), decode(&file, &Limits::default()));
    }
    assert!(in_pieces(&good).is_ok());
}

#[test]
fn a_good_file_takes_a_step_for_each_part() {
    let good = countys_file();
    let mut pieces = Pieces::new(good, Limits::default());
    let steps = std::iter::from_fn(|| pieces.step().is_none().then_some(())).count();
    assert!(steps > SMALL.schools as usize, "{steps} steps");
}

proptest! {
    #[test]
    fn a_file_changed_anywhere_is_judged_the_same_in_pieces(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut file = city::school_file(&SMALL, 0, 1, Sent::Good);
        let at = at.index(file.len());
        if cut { file.truncate(at); } else { file[at] = byte; }
        prop_assert_eq!(in_pieces(&file), decode(&file, &Limits::default()));
    }
}

#[test]
fn files_laid_and_summed_up_in_pieces_make_the_same_change() {
    let mut ours = city::frame(&SMALL);
    city::add_county(&mut ours, &SMALL, 0);
    city::add_school(&mut ours, &SMALL, 0, 2, Sent::Older);
    let files =
        || city::county_files(&SMALL, 0).into_iter().map(|(_, f)| decode(&f, &Limits::default()).unwrap());
    let (mut whole, mut pieces) = (Fold::new(&ours, NOW), Fold::expecting(100, NOW));
    let mut from = 0;
    while pieces.look(&ours, from, 13) {
        from += 13;
    }
    assert!(from > 13);
    for file in files() {
        let standing = file.scope.standing();
        let effect = whole.add(&ours, file.ledger.clone(), standing);
        let mut adding = pieces.begin(&ours, file.ledger, standing);
        while pieces.step(&ours, &mut adding, 7) {}
        assert_eq!(pieces.end(&ours, adding), effect);
    }
    let nothing = BTreeSet::new();
    let whole = whole.finish(&ours, &nothing);
    let mut closing = pieces.close();
    while closing.step(&ours, 3) {}
    let mut closed = closing.finish(&ours, &nothing);
    assert_eq!(closed, whole);
    // Taken and let go again, the counts are what they were.
    let apart: BTreeSet<_> = whole.set_apart.iter().map(|apart| apart.record).collect();
    assert!(!apart.is_empty());
    closed.take(&ours, &apart);
    assert_ne!(closed.by_unit(), whole.by_unit());
    closed.take(&ours, &nothing);
    assert_eq!((closed.change, closed.set_apart), (whole.change, whole.set_apart));
}

#[test]
fn a_file_examined_in_pieces_is_the_file_examined_at_once() {
    let mut frame = city::frame(&SMALL);
    city::add_county(&mut frame, &SMALL, 0);
    for (ours, sent) in [(frame, Sent::Good), (city::county_ledger(&SMALL, 0), Sent::Older)] {
        let file = decode(&city::school_file(&SMALL, 0, 1, sent), &Limits::default()).unwrap();
        let standing = file.scope.standing();
        let whole = examine(&ours, &file.ledger, standing, &BTreeSet::new(), NOW).unwrap();
        let mut pieces = Examination::new(&ours, file.ledger, standing, NOW);
        while pieces.step(&ours, 5) {}
        assert_eq!(pieces.finish(&ours), whole);
        assert_eq!(whole.change.is_empty(), sent == Sent::Older);
    }
}

#[test]
fn parts_looked_up_in_one_pass_have_the_bytes_of_each_by_itself() {
    let ledger = city::county_ledger(&SMALL, 0);
    let parts = ledger.parts();
    let mut records = PartRecords::new(&parts);
    while records.step(&ledger, 11) {}
    for part in parts {
        assert_eq!(records.encode(&ledger, part), Some(encode_part(&ledger, part)));
    }
    let stranger = taizhang::model::id::PartId::Unit(city::school(&SMALL, 9, 9));
    let mut none = PartRecords::new(&BTreeSet::from([stranger]));
    while none.step(&ledger, 1000) {}
    assert_eq!(none.encode(&ledger, stranger), None);
}
