//! Made-up cities: always the same, in order, and a county's rolled-up file stays small.

use crate::city::{self, Sent, Size, damaged};
use crate::fixture::{day, today};
use std::collections::BTreeSet;
use taizhang::format::{
    Batch, Fault, Head, Limits, Scope, SnapshotInfo, decode, decode_figures, encode_figures, encode_rolled,
    encode_snapshot, figures_name, gzip, hash_of, parse_figures_name,
};
use taizhang::model::id::PartId;
use taizhang::model::index::Index;
use taizhang::model::precheck::Span;
use taizhang::model::rollup::Rollup;
use taizhang::model::rollup::handed_up::{Figures, figures};
use taizhang::model::rollup::reporting::{Receipt, Received};

const SMALL: Size = Size { seed: 7, counties: 2, schools: 6, tasks: 30 };

fn rolled(size: &Size) -> (taizhang::model::ledger::Ledger, Figures, Vec<u8>) {
    let ledger = city::county_ledger(size, 0);
    let index = Index::build(&ledger, today());
    let roll = Rollup::build(&ledger, &index);
    let figures = figures(&ledger, &roll, city::county(size, 0), city::NOW, today(), Span::week(today()));
    let bytes =
        encode_rolled(&ledger, &figures, &SnapshotInfo { exported_at: city::NOW, ..SnapshotInfo::default() });
    (ledger, figures, bytes)
}

#[test]
fn one_seed_gives_the_same_bytes_and_another_gives_others() {
    assert_eq!(city::county_files(&SMALL, 1), city::county_files(&SMALL, 1));
    assert_ne!(city::county_files(&SMALL, 1), city::county_files(&Size { seed: 8, ..SMALL }, 1));
}

#[test]
fn a_countys_files_give_its_ledger() {
    let whole = city::county_ledger(&SMALL, 0);
    let mut ours = city::frame(&SMALL);
    city::add_county(&mut ours, &SMALL, 0);
    let mut batch = Batch::new(&ours, city::NOW);
    for s in 0..SMALL.schools {
        let file = city::school_file(&SMALL, 0, s, Sent::Good);
        let report = batch.add(&ours, "", &file, &Limits::default());
        assert_eq!(report.fault, None);
    }
    let mut combined = batch.finish(&ours, &BTreeSet::new());
    // New schools are the county's to name: taken as a person would after a look.
    let apart = combined.set_apart.iter().map(|a| a.record).collect();
    combined.take(&ours, &apart);
    combined.change.apply(&mut ours);
    assert_eq!(hash_of(&ours), hash_of(&whole));
}

#[test]
fn damaged_files_of_every_kind_are_told_from_good_ones() {
    let good = city::school_file(&SMALL, 0, 0, Sent::Good);
    for bad in damaged::all(&good) {
        let read = decode(&bad.bytes, &Limits::default());
        assert_eq!(read.is_ok(), bad.is_taken, "{}: {:?}", bad.name, read.err());
    }
}

#[test]
fn a_rolled_up_file_opens_with_its_figures_and_without_the_schools_records() {
    let (ledger, figures, bytes) = rolled(&SMALL);
    let decoded = decode(&bytes, &Limits::default()).unwrap();
    assert_eq!(decoded.scope, Scope::Unit(city::county(&SMALL, 0)));
    assert_eq!(decoded.info.figures.as_ref(), Some(&figures));
    assert_eq!(figures.units.len(), 7);
    let parts: Vec<PartId> = decoded.ledger.parts().into_iter().collect();
    assert_eq!(parts, [PartId::Plan, PartId::Unit(city::county(&SMALL, 0))]);
    let mut batch = Batch::new(&city::frame(&SMALL), city::NOW);
    batch.add(&city::frame(&SMALL), "", &bytes, &Limits::default());
    assert_eq!(batch.figures().0.len(), 1);
    let stored = encode_figures(&figures);
    assert_eq!(decode_figures(&stored).unwrap(), figures);
    assert_eq!(parse_figures_name(&figures_name(figures.unit)), Some(figures.unit));
    assert_eq!(PartId::parse(&figures_name(figures.unit)), None, "never taken for records");
    assert_eq!(ledger.tasks.len(), 180);
}

#[test]
fn a_rolled_up_file_fits_the_published_schema() {
    let (_, _, bytes) = rolled(&SMALL);
    let validator = jsonschema::validator_for(&taizhang::format::schema::schema()).unwrap();
    let mut file: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert!(validator.is_valid(&file));
    file["figures"]["units"][0]["tasks"] = serde_json::json!([1, 2]);
    assert!(!validator.is_valid(&file));
}

#[test]
fn the_head_keeps_when_each_units_file_came() {
    let mut head = Head::default();
    let receipt = Receipt { exported: 5, taken: 9 };
    head.received.note(city::school(&SMALL, 0, 0), receipt).unwrap();
    assert_eq!(Head::decode(&head.encode()), head);
    assert_eq!(Head::decode(b"{\"title\":\"x\"}").received, Received::default());
}

#[test]
fn altered_figures_are_noticed() {
    let (_, _, bytes) = rolled(&SMALL);
    let text = String::from_utf8(bytes).unwrap();
    let changed = text.replacen("\"clock\":", "\"clock\":1", 1);
    assert!(decode(changed.as_bytes(), &Limits::default()).is_err());
    let other = text.replacen(
        &format!("\"figures\":{{\"unit\":\"{}\"", city::county(&SMALL, 0)),
        &format!("\"figures\":{{\"unit\":\"{}\"", city::bureau(&SMALL)),
        1,
    );
    assert_ne!(other, text);
    assert!(decode(other.as_bytes(), &Limits::default()).is_err());
}

#[test]
fn a_county_of_a_hundred_schools_rolled_up_stays_under_a_megabyte() {
    let size = Size { seed: 1, counties: 1, schools: 100, tasks: 150 };
    let (ledger, _, bytes) = rolled(&size);
    assert_eq!(ledger.tasks.len(), 15_000);
    let whole = encode_snapshot(&ledger, Scope::Unit(city::county(&size, 0)), &SnapshotInfo::default());
    let sizes = [bytes.len(), gzip(&bytes).len(), whole.len(), gzip(&whole).len()];
    // Shown with `--nocapture`.
    eprintln!("rolled up {} B, packed {} B; whole {} B, packed {} B", sizes[0], sizes[1], sizes[2], sizes[3]);
    assert!(sizes[1] < 1 << 20, "{sizes:?}");
    assert!(sizes[1] * 10 < sizes[3], "{sizes:?}");
}

#[test]
fn another_ledgers_file_never_brings_figures() {
    let (_, _, bytes) = rolled(&SMALL);
    let ours = city::frame(&Size { seed: 9, ..SMALL });
    let mut batch = Batch::new(&ours, city::NOW);
    let report = batch.add(&ours, "", &bytes, &Limits::default());
    assert!(matches!(report.fault, Some(Fault::Unmergeable(_))));
    assert!(batch.figures().0.is_empty());
    assert_eq!(Span::week(day("2025-03-28")).to, day("2025-03-30"));
}
