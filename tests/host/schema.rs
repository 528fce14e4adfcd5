//! The published schema is the one the program follows.

use crate::snapshot::full;
use serde_json::Value;
use taizhang::format::schema::{FILE, schema};
use taizhang::format::{Scope, SnapshotInfo, encode_snapshot};

fn published() -> String {
    format!("{}/public/schema/{FILE}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_published_file_is_up_to_date() {
    let text = format!("{}\n", serde_json::to_string_pretty(&schema()).unwrap());
    if std::env::var_os("TAIZHANG_WRITE_SCHEMA").is_some() {
        std::fs::write(published(), &text).unwrap();
    }
    let there = std::fs::read_to_string(published()).unwrap();
    assert!(there == text, "run with TAIZHANG_WRITE_SCHEMA=1 to write public/schema/{FILE}");
}

#[test]
fn what_is_written_fits_the_schema() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    for scope in [Scope::Whole, Scope::Plan, Scope::Unit(crate::fixture::unit(crate::fixture::COUNTY))] {
        let bytes = encode_snapshot(&full().ledger, scope, &SnapshotInfo::default());
        let file: Value = serde_json::from_slice(&bytes).unwrap();
        let errors: Vec<String> =
            validator.iter_errors(&file).map(|e| format!("{} {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
}

#[test]
fn what_is_refused_does_not_fit_either() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let bytes = encode_snapshot(&full().ledger, Scope::Whole, &SnapshotInfo::default());
    let file: Value = serde_json::from_slice(&bytes).unwrap();
    let spoil = |change: &dyn Fn(&mut Value)| {
        let mut bad = file.clone();
        change(&mut bad);
        assert_ne!(bad, file);
        assert!(!validator.is_valid(&bad), "{bad}");
    };
    spoil(&|f| f["format"] = "other".into());
    spoil(&|f| f["version"] = 2.into());
    spoil(&|f| f["parts"][1]["tasks"][0]["due"] = "30.6.2025".into());
    spoil(&|f| f["parts"][1]["targets"][0]["value"] = 88.5.into());
    spoil(&|f| f["parts"][1]["targets"][0]["comparator"] = "about".into());
    spoil(&|f| f["parts"][1]["extra"] = Value::Null);
    spoil(&|f| drop(f["parts"][1]["tasks"][0].as_object_mut().unwrap().remove("id")));
}
