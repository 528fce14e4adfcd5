//! Signed files: every altered byte is noticed, every signer is told for what it is.

use crate::fixture::*;
use crate::snapshot::full;
use proptest::prelude::*;
use taizhang::format::seal::{KeyError, PublicKey, SignError, inspect, sign};
use taizhang::format::{
    DecodeKind, KeyBook, Limits, OwnKey, Scope, Seal, Signer, SnapshotInfo, Verdict, decode, encode_snapshot,
    gzip,
};
use taizhang::model::ledger::Ledger;

fn limits() -> Limits {
    Limits::default()
}

fn key(chance: u8, owner: u128) -> OwnKey {
    OwnKey::new([chance; 32], unit(owner), NOW)
}

fn signer(key: &OwnKey) -> Signer {
    Signer { unit: key.unit, key: key.public() }
}

fn unsigned(scope: Scope) -> Vec<u8> {
    let info = SnapshotInfo { exported_at: NOW, app: "0.1.0".to_owned(), ..SnapshotInfo::default() };
    encode_snapshot(&full().ledger, scope, &info)
}

fn signed(scope: Scope, key: &OwnKey) -> Vec<u8> {
    sign(&unsigned(scope), key).unwrap()
}

fn seal(bytes: &[u8]) -> Seal {
    decode(bytes, &limits()).unwrap().seal
}

#[test]
fn a_signed_file_opens_as_before_and_names_its_signer() {
    let key = key(7, SCHOOL);
    for scope in [Scope::Whole, Scope::Plan, Scope::Unit(unit(SCHOOL)), Scope::Slice(unit(SCHOOL))] {
        let plain = unsigned(scope);
        let bytes = sign(&plain, &key).unwrap();
        let (before, after) = (decode(&plain, &limits()).unwrap(), decode(&bytes, &limits()).unwrap());
        assert_eq!(before.seal, Seal::Unsigned);
        assert_eq!(after.seal, Seal::Signed(signer(&key)));
        assert_eq!(taizhang::format::Decoded { seal: Seal::Unsigned, ..after }, before);
        assert_eq!(seal(&gzip(&bytes)), Seal::Signed(signer(&key)));
        assert_eq!(inspect(&gzip(&bytes), &limits()), Seal::Signed(signer(&key)));
    }
}

#[test]
fn both_ways_of_reading_see_the_same_signature() {
    use taizhang::format::snapshot::{decode_quickly, decode_slowly};
    let bytes = signed(Scope::Whole, &key(7, BUREAU));
    let text = std::str::from_utf8(&bytes).unwrap();
    let quick = decode_quickly(text).expect("signed files are read in one pass too");
    assert_eq!(quick, decode_slowly(text).unwrap());
    let altered = text.replacen("\"exported\":1743125400000", "\"exported\":1743125400001", 1);
    assert_ne!(altered, text);
    let quick = decode_quickly(&altered).unwrap();
    assert_eq!(quick.seal, Seal::Altered(Some(signer(&key(7, BUREAU)))));
    assert_eq!(quick, decode_slowly(&altered).unwrap());
}

#[test]
fn every_altered_byte_is_noticed() {
    let bytes = signed(Scope::Unit(unit(SCHOOL)), &key(7, SCHOOL));
    for place in 0..bytes.len() {
        for change in [1_u8, 0x20, 0x80] {
            let mut other = bytes.clone();
            other[place] ^= change;
            let opened = decode(&other, &limits());
            let passes = |seal: &Seal| matches!(seal, Seal::Signed(_));
            assert!(!opened.is_ok_and(|file| passes(&file.seal)), "byte {place} ^ {change:#x}");
            assert!(!passes(&inspect(&other, &limits())), "byte {place} ^ {change:#x}, looked at alone");
        }
    }
}

#[test]
fn a_cut_or_longer_file_is_never_signed() {
    let bytes = signed(Scope::Unit(unit(SCHOOL)), &key(7, SCHOOL));
    for end in 0..bytes.len() {
        assert!(!matches!(inspect(&bytes[..end], &limits()), Seal::Signed(_)), "cut at {end}");
    }
    for more in [" ", "\n", "}", "\0", ",\"signature\":{}}"] {
        let longer = [&bytes, more.as_bytes()].concat();
        assert!(!matches!(inspect(&longer, &limits()), Seal::Signed(_)), "{more:?}");
    }
    let marked = [b"\xef\xbb\xbf".as_slice(), &bytes].concat();
    assert_eq!(seal(&marked), Seal::Altered(Some(signer(&key(7, SCHOOL)))));
    assert!(!matches!(inspect(&marked, &limits()), Seal::Signed(_)));
}

#[test]
fn what_matters_is_covered_and_the_signer_expected_is_named() {
    let own = key(7, SCHOOL);
    let text = String::from_utf8(signed(Scope::Slice(unit(SCHOOL)), &own)).unwrap();
    let file: serde_json::Value = serde_json::from_str(&text).unwrap();
    for name in ["minor", "app", "scope", "ledger", "title", "year", "exported", "hash", "base", "parts"] {
        let value = serde_json::to_string(&file[name]).unwrap();
        let digit = value.rfind(|c: char| c.is_ascii_digit() || c == '局').map(|at| {
            let old = value[at..].chars().next().unwrap();
            let new = if old == '1' { '2' } else { '1' };
            (at, old.len_utf8(), new)
        });
        let start = text.find(&format!("\"{name}\":")).unwrap() + name.len() + 3;
        let altered = match digit {
            Some((at, len, new)) if text[start..].starts_with(&value) => {
                format!("{}{new}{}", &text[..start + at], &text[start + at + len..])
            }
            // Keys stand in another order than the reader here puts them in: any digit will do.
            _ => {
                let at = start + text[start..].find(|c: char| c.is_ascii_digit()).unwrap();
                let new = if &text[at..=at] == "1" { "2" } else { "1" };
                format!("{}{new}{}", &text[..at], &text[at + 1..])
            }
        };
        assert_ne!(altered, text, "{name}");
        assert_eq!(inspect(altered.as_bytes(), &limits()), Seal::Altered(Some(signer(&own))), "{name}");
        if let Ok(opened) = decode(altered.as_bytes(), &limits()) {
            assert_eq!(opened.seal, Seal::Altered(Some(signer(&own))), "{name}");
        }
    }
    // Spoiled beyond reading, it still says who is said to have signed it.
    let spoiled = text.replacen(':', ";", 1);
    assert!(decode(spoiled.as_bytes(), &limits()).is_err());
    let seal = inspect(spoiled.as_bytes(), &limits());
    assert_eq!(seal, Seal::Altered(Some(signer(&own))));
    let verdict = KeyBook::default().judge_refused(&seal).unwrap();
    assert_eq!(verdict, Verdict::Altered { signer: Some(signer(&own)), known: false });
}

#[test]
fn the_same_content_written_otherwise_is_not_what_was_signed() {
    let own = key(7, SCHOOL);
    let text = String::from_utf8(signed(Scope::Unit(unit(SCHOOL)), &own)).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let reordered = serde_json::to_string(&json).unwrap();
    let start = text.find(",\"signature\"").unwrap();
    let (body, member) = (&text[1..start], &text[start + 1..text.len() - 1]);
    let variants = [
        ("pretty", serde_json::to_string_pretty(&json).unwrap()),
        ("keys sorted", reordered),
        ("signature first", format!("{{{member},{body}}}")),
        ("a space at the beginning", format!(" {text}")),
        ("a space within", text.replacen(",\"scope\"", ", \"scope\"", 1)),
        ("a space in the member", text.replacen("\"alg\":", "\"alg\": ", 1)),
        ("capital digits", text.replace(&own.public().to_string(), &own.public().to_string().to_uppercase())),
        ("a line end", format!("{text}\n")),
    ];
    for (what, variant) in variants {
        assert_ne!(variant, text, "{what}");
        if let Ok(opened) = decode(variant.as_bytes(), &limits()) {
            assert!(matches!(opened.seal, Seal::Altered(_)), "{what}: {:?}", opened.seal);
        }
        assert!(matches!(inspect(variant.as_bytes(), &limits()), Seal::Altered(_)), "{what}");
    }
    let twice = format!("{},{member}}}", &text[..text.len() - 1]);
    let error = decode(twice.as_bytes(), &limits()).unwrap_err();
    assert_eq!(error.kind, DecodeKind::DuplicateKey("signature".to_owned()));
}

#[test]
fn a_signature_of_another_file_or_under_another_key_does_not_fit() {
    let (own, other) = (key(7, SCHOOL), key(8, SCHOOL));
    let text = String::from_utf8(signed(Scope::Unit(unit(SCHOOL)), &own)).unwrap();
    let swapped = text.replace(&own.public().to_string(), &other.public().to_string());
    assert_eq!(seal(swapped.as_bytes()), Seal::Altered(Some(signer(&other))));
    let renamed = text.replacen(
        &format!("\"unit\":\"{}\",\"key\"", own.unit),
        &format!("\"unit\":\"{}\",\"key\"", unit(COUNTY)),
        1,
    );
    assert!(matches!(seal(renamed.as_bytes()), Seal::Altered(Some(_))));
    let whole = String::from_utf8(signed(Scope::Whole, &own)).unwrap();
    let moved = format!(
        "{}{}",
        &text[..text.find(",\"signature\"").unwrap()],
        &whole[whole.find(",\"signature\"").unwrap()..]
    );
    assert_eq!(seal(moved.as_bytes()), Seal::Altered(Some(signer(&own))));
}

#[test]
fn an_unknown_algorithm_cannot_be_checked_which_is_not_altered() {
    let own = key(7, SCHOOL);
    let text = String::from_utf8(signed(Scope::Unit(unit(SCHOOL)), &own)).unwrap();
    let start = text.find(",\"signature\"").unwrap();
    let newer = format!(
        "{},\"signature\":{{\"alg\":\"ml-dsa-65\",\"keys\":[1,2],\"value\":\"AAAA\"}}}}",
        &text[..start]
    );
    let unknown = Seal::UnknownAlgorithm("ml-dsa-65".to_owned());
    assert_eq!(seal(newer.as_bytes()), unknown);
    assert_eq!(inspect(newer.as_bytes(), &limits()), unknown);
    let verdict = KeyBook::default().judge(&unknown, Scope::Whole, &full().ledger);
    assert_eq!(verdict, Verdict::UnknownAlgorithm { alg: "ml-dsa-65".to_owned(), before: vec![] });
    let nonsense = format!("{},\"signature\":7}}", &text[..start]);
    assert_eq!(seal(nonsense.as_bytes()), Seal::Altered(None));
}

#[test]
fn old_files_stay_unsigned() {
    for name in ["v1.0-whole.json", "v1.0-unit.json", "v1.0-plan.json", "v1.0-whole.json.gz"] {
        let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
        let bytes = std::fs::read(path).unwrap();
        assert_eq!(seal(&bytes), Seal::Unsigned, "{name}");
        assert_eq!(inspect(&bytes, &limits()), Seal::Unsigned, "{name}");
    }
}

#[test]
fn a_signature_written_once_fits_for_ever() {
    let path = format!("{}/tests/fixtures/v1.1-signed.json", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("TAIZHANG_WRITE_SIGNED").is_some() {
        std::fs::write(&path, signed(Scope::Unit(unit(SCHOOL)), &key(7, SCHOOL))).unwrap();
    }
    let bytes = std::fs::read(path).unwrap();
    assert_eq!(seal(&bytes), Seal::Signed(signer(&key(7, SCHOOL))));
}

#[test]
fn what_is_no_fresh_snapshot_is_not_signed() {
    let own = key(7, SCHOOL);
    let plain = unsigned(Scope::Whole);
    let error = |bytes: &[u8]| sign(bytes, &own).unwrap_err();
    assert_eq!(error(&sign(&plain, &own).unwrap()), SignError::Signed);
    assert_eq!(error(&gzip(&plain)), SignError::NotSnapshot);
    assert_eq!(error(b"{}"), SignError::NotSnapshot);
    assert_eq!(error(b""), SignError::NotSnapshot);
    assert_eq!(error(&[plain.as_slice(), b"\n"].concat()), SignError::NotSnapshot);
}

#[test]
fn the_book_tells_new_known_confirmed_and_changed_keys() {
    let (own, other) = (key(7, SCHOOL), key(8, SCHOOL));
    let ledger = full().ledger;
    let scope = Scope::Unit(unit(SCHOOL));
    let mut book = KeyBook::default();
    let judge = |book: &KeyBook, key: &OwnKey| book.judge(&seal(&signed(scope, key)), scope, &ledger);
    assert_eq!(judge(&book, &own), Verdict::New { signer: signer(&own) });
    assert_eq!(book.judge(&Seal::Unsigned, scope, &ledger), Verdict::Unsigned { before: vec![] });

    book.remember(signer(&own), NOW, "上报.json");
    assert_eq!(judge(&book, &own), Verdict::Known { signer: signer(&own), confirmed: false });
    book.confirm(signer(&own), NOW + 1, "赵明远");
    assert_eq!(judge(&book, &own), Verdict::Known { signer: signer(&own), confirmed: true });
    book.remember(signer(&own), NOW + 2, "other.json");
    assert_eq!(book.keys(own.unit).len(), 1);
    assert_eq!(book.keys(own.unit)[0].seen_at, NOW);

    let before = book.keys(own.unit).to_vec();
    assert_eq!(judge(&book, &other), Verdict::Changed { signer: signer(&other), before: before.clone() });
    // A file that lost its signature on the way, or was written by someone else.
    assert_eq!(book.judge(&Seal::Unsigned, scope, &ledger), Verdict::Unsigned { before });
    let elsewhere = Scope::Unit(unit(COUNTY));
    assert_eq!(book.judge(&Seal::Unsigned, elsewhere, &ledger), Verdict::Unsigned { before: vec![] });
    let altered = Seal::Altered(Some(signer(&own)));
    assert_eq!(
        book.judge(&altered, scope, &ledger),
        Verdict::Altered { signer: Some(signer(&own)), known: true }
    );

    book.confirm(signer(&other), NOW + 3, "赵明远");
    assert!(book.forget(signer(&own)));
    assert!(!book.forget(signer(&own)));
    assert_eq!(judge(&book, &other), Verdict::Known { signer: signer(&other), confirmed: true });
    assert!(matches!(judge(&book, &own), Verdict::Changed { .. }));
}

#[test]
fn a_known_key_counts_only_for_what_its_unit_has_a_say_in() {
    let ledger = full().ledger;
    let mut book = KeyBook::default();
    let keys = [key(1, BUREAU), key(2, COUNTY), key(3, SCHOOL)];
    keys.iter().for_each(|key| book.confirm(signer(key), NOW, "赵明远"));
    let [bureau, county, school] = keys;
    let judge = |scope, key: &OwnKey| book.judge(&Seal::Signed(signer(key)), scope, &ledger);
    let is_known = |scope, key: &OwnKey| match judge(scope, key) {
        Verdict::Known { confirmed: true, .. } => true,
        Verdict::Elsewhere { known: true, .. } => false,
        other => panic!("{other:?}"),
    };
    let cases: [(Scope, [bool; 3]); 6] = [
        (Scope::Unit(unit(SCHOOL)), [true, true, true]),
        (Scope::Unit(unit(COUNTY)), [true, true, false]),
        (Scope::Slice(unit(SCHOOL)), [true, true, false]),
        (Scope::Slice(unit(COUNTY)), [true, false, false]),
        (Scope::Plan, [true, false, false]),
        (Scope::Whole, [true, false, false]),
    ];
    for (scope, expected) in cases {
        let found = [&bureau, &county, &school].map(|key| is_known(scope, key));
        assert_eq!(found, expected, "{scope:?}");
    }
    // Units nobody knows of can only speak for themselves.
    let empty = Ledger::new(ledger.id());
    let own = book.judge(&Seal::Signed(signer(&school)), Scope::Unit(unit(SCHOOL)), &empty);
    assert!(matches!(own, Verdict::Known { .. }));
    let other = book.judge(&Seal::Signed(signer(&county)), Scope::Unit(unit(SCHOOL)), &empty);
    assert!(matches!(other, Verdict::Elsewhere { .. }));
}

#[test]
fn the_book_survives_the_store_and_a_damaged_one_is_no_empty_one() {
    let mut book = KeyBook::default();
    assert_eq!(KeyBook::decode(&book.encode()), Ok(book.clone()));
    book.remember(signer(&key(7, SCHOOL)), NOW, "上报.json");
    book.confirm(signer(&key(8, COUNTY)), NOW, "赵明远");
    let bytes = book.encode();
    assert_eq!(KeyBook::decode(&bytes), Ok(book));
    for end in 0..bytes.len() {
        assert!(KeyBook::decode(&bytes[..end]).is_err(), "cut at {end}");
    }
    let newer = KeyBook::decode(b"{\"version\":2,\"keys\":[]}").unwrap_err();
    assert_eq!(newer.kind, DecodeKind::Newer { version: 2 });
}

#[test]
fn a_key_file_carries_the_key_to_another_device() {
    let own = key(7, SCHOOL);
    let bytes = own.encode();
    let carried = OwnKey::decode(&bytes).unwrap();
    assert_eq!((signer(&carried), carried.made_at), (signer(&own), NOW));
    let plain = unsigned(Scope::Whole);
    assert_eq!(sign(&plain, &carried), sign(&plain, &own));
    let text = String::from_utf8(bytes).unwrap();
    let error = |from: &str, to: &str| {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text);
        OwnKey::decode(changed.as_bytes()).unwrap_err()
    };
    assert_eq!(error("taizhang-key", "taizhang"), KeyError::NotKey);
    assert_eq!(error("\"version\":1", "\"version\":2"), KeyError::Newer);
    assert_eq!(error("ed25519", "ed448"), KeyError::UnknownAlgorithm);
    assert_eq!(error("\"secret\":\"07", "\"secret\":\"08"), KeyError::Unfit);
    assert_eq!(error("\"secret\":\"07", "\"secret\":\"0G"), KeyError::NotKey);
    for end in 0..text.len() {
        assert!(OwnKey::decode(&text.as_bytes()[..end]).is_err(), "cut at {end}");
    }
    assert!(!format!("{own:?}").contains("070707"), "the secret half stays out of debug output");
}

#[test]
fn a_fingerprint_is_read_aloud_in_eight_groups_of_four_digits() {
    let print = key(7, SCHOOL).public().fingerprint();
    let groups: Vec<&str> = print.split(' ').collect();
    assert_eq!(groups.len(), 8);
    assert!(groups.iter().all(|g| g.len() == 4 && g.bytes().all(|b| b.is_ascii_digit())), "{print}");
    // 32 decimal digits: more than 100 bits.
    assert!(32.0 * 10_f64.log2() > 100.0);
    assert_eq!(print, key(7, COUNTY).public().fingerprint(), "of the key, whoever holds it");
    assert_ne!(print, key(8, SCHOOL).public().fingerprint());
}

#[test]
fn a_key_that_fits_signatures_nobody_made_is_refused() {
    // The neutral point and a point of order 8 (small-order points of the curve).
    let neutral = format!("01{}", "0".repeat(62));
    assert_eq!(PublicKey::parse(&neutral), None);
    assert_eq!(PublicKey::parse("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"), None);
    assert_eq!(PublicKey::parse("not a key"), None);
    let own = key(7, SCHOOL).public();
    assert_eq!(PublicKey::parse(&own.to_string()), Some(own));
    assert_eq!(PublicKey::parse(&own.to_string().to_uppercase()), None);
}

proptest! {
    #[test]
    fn any_key_signs_and_any_change_shows(
        chance: [u8; 32], exported: i64, place: prop::sample::Index, put: u8,
    ) {
        let own = OwnKey::new(chance, unit(SCHOOL), NOW);
        let info = SnapshotInfo { exported_at: exported, ..SnapshotInfo::default() };
        let bytes = sign(&encode_snapshot(&city().ledger, Scope::Whole, &info), &own).unwrap();
        prop_assert_eq!(seal(&bytes), Seal::Signed(signer(&own)));
        let mut other = bytes.clone();
        let place = place.index(other.len());
        other[place] = put;
        let passes = matches!(inspect(&other, &limits()), Seal::Signed(_));
        prop_assert_eq!(passes, other == bytes);
        prop_assert_eq!(OwnKey::decode(&own.encode()).unwrap().public(), own.public());
    }

    #[test]
    fn nothing_makes_looking_at_a_signature_panic(bytes: Vec<u8>, tail in ".{0,200}") {
        let _ = inspect(&bytes, &limits());
        let text = format!("{{\"a\":\"{tail}\",\"signature\":{{\"alg\":\"ed25519\"{tail}\"value\":\"{tail}\"}}}}");
        let is_signed = matches!(inspect(text.as_bytes(), &limits()), Seal::Signed(_));
        prop_assert!(!is_signed);
    }
}
