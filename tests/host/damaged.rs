//! Files as they arrive: cut, altered, of another kind. Each is refused with a reason and a place,
//! and nothing ever panics.

use crate::fixture::*;
use crate::snapshot::{full, strip_hash};
use proptest::prelude::*;
use taizhang::format::snapshot::decode_slowly;
use taizhang::format::{DecodeError, DecodeKind, Limits, Scope, SnapshotInfo, decode, encode_snapshot, gzip};

fn good() -> String {
    String::from_utf8(encode_snapshot(&full().ledger, Scope::Whole, &SnapshotInfo::default())).unwrap()
}

fn refused(bytes: &[u8]) -> DecodeError {
    decode(bytes, &Limits::default()).unwrap_err()
}

/// The file by hand: no hash, one thing changed.
fn with(from: &str, to: &str) -> DecodeError {
    let plain = strip_hash(&good());
    let changed = plain.replacen(from, to, 1);
    assert_ne!(plain, changed, "{from} is in the file");
    refused(changed.as_bytes())
}

#[test]
fn cut_anywhere_it_is_refused() {
    let text = good();
    for end in 0..text.len() {
        let error = refused(&text.as_bytes()[..end]);
        let fits = matches!(error.kind, DecodeKind::CutOff | DecodeKind::Empty | DecodeKind::Syntax);
        assert!(fits, "cut at {end}: {error:?}");
    }
}

#[test]
fn a_packed_file_cut_anywhere_is_refused() {
    let packed = gzip(good().as_bytes());
    for end in 0..packed.len() {
        assert!(decode(&packed[..end], &Limits::default()).is_err(), "cut at {end}");
    }
}

#[test]
fn one_altered_byte_is_noticed() {
    let text = good();
    let start = text.find("\"parts\":").unwrap();
    for place in (start..text.len()).step_by(7) {
        let mut bytes = text.clone().into_bytes();
        bytes[place] = bytes[place].wrapping_add(1);
        assert!(decode(&bytes, &Limits::default()).is_err(), "altered at {place}");
    }
}

#[test]
fn other_things_people_pick_by_mistake() {
    let cases: [(&[u8], DecodeKind); 9] = [
        (b"", DecodeKind::Empty),
        (b" \n\t", DecodeKind::Empty),
        (b"{}", DecodeKind::NotSnapshot),
        (b"[]", DecodeKind::NotSnapshot),
        (b"[{\"format\":\"taizhang\"}]", DecodeKind::NotSnapshot),
        (b"{\"format\":\"other\",\"version\":1}", DecodeKind::NotSnapshot),
        (b"<!doctype html><title>404</title>", DecodeKind::NotSnapshot),
        (b"PK\x03\x04\x14 xlsx", DecodeKind::NotSnapshot),
        (b"\xff\xfe{\0}\0", DecodeKind::Encoding("UTF-16 LE")),
    ];
    for (bytes, kind) in cases {
        let error = refused(bytes);
        let syntax = error.kind == DecodeKind::Syntax && kind == DecodeKind::NotSnapshot;
        assert!(error.kind == kind || syntax, "{bytes:?}: {error:?}");
    }
    // 台账 in GB18030, as an old editor saves it.
    assert_eq!(refused(b"{\"format\":\"\xcc\xa8\xd5\xcb\"}").kind, DecodeKind::Encoding("GB18030"));
}

#[test]
fn a_trap_is_refused_before_it_is_unpacked() {
    let bomb = gzip(&vec![b' '; 80 << 20]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(refused(&bomb).kind, DecodeKind::Bomb);
    let limits = Limits { file: 1000, unpacked: 10_000 };
    let long = vec![b'x'; 1001];
    assert_eq!(decode(&long, &limits).unwrap_err().kind, DecodeKind::TooLarge { cap: 1000 });
    let noise: Vec<u8> = (0..20_000u32).map(|n| b'a' + (n.wrapping_mul(2_654_435_761) >> 28) as u8).collect();
    let packed = gzip(&noise);
    let limits = Limits { file: packed.len() as u64, unpacked: 10_000 };
    assert_eq!(decode(&packed, &limits).unwrap_err().kind, DecodeKind::TooLarge { cap: 10_000 });
}

#[test]
fn nesting_has_an_end() {
    let deep = format!("{{\"format\":{}", "[".repeat(200_000));
    assert!(matches!(refused(deep.as_bytes()).kind, DecodeKind::TooDeep { .. }));
}

#[test]
fn a_key_that_stands_twice_is_refused_where_it_stands() {
    let error = with("\"title\":\"普惠性幼儿园认定\"", "\"title\":\"甲\",\"title\":\"乙\"");
    assert_eq!(error.kind, DecodeKind::DuplicateKey("title".to_owned()));
    assert!(error.path.starts_with("parts[1].tasks[0]"), "{}", error.path);
    assert!(error.line == 1 && error.column > 1);
    // Written with an escape it is the same key to a parser.
    let error = with("\"title\":\"普惠性幼儿园认定\"", "\"title\":\"甲\",\"t\\u0069tle\":\"乙\"");
    assert!(matches!(error.kind, DecodeKind::Unknown(_)), "{error:?}");
}

#[test]
fn wrong_values_are_named_with_their_path() {
    let cases = [
        ("\"due\":\"2025-06-30\"", "\"due\":\"2025-06-31\"", DecodeKind::Expected("date")),
        ("\"due\":\"2025-06-30\"", "\"due\":\"2025-6-30\"", DecodeKind::Expected("date")),
        ("\"due\":\"2025-06-30\"", "\"due\":20250630", DecodeKind::Expected("date")),
        ("\"value\":\"88.5\"", "\"value\":88.5", DecodeKind::Expected("number")),
        ("\"value\":\"88.5\"", "\"value\":\"88.50\"", DecodeKind::Expected("number")),
        ("\"value\":\"88.5\"", "\"value\":\"1e5\"", DecodeKind::Expected("number")),
        ("\"comparator\":\"at_least\"", "\"comparator\":\"about\"", DecodeKind::Expected("choice")),
        ("\"percent\":40", "\"percent\":\"40\"", DecodeKind::Expected("integer")),
        ("\"percent\":40", "\"percent\":40.5", DecodeKind::Expected("integer")),
        ("\"title\":\"普惠性幼儿园认定\"", "\"title\":\"\\u0000\"", DecodeKind::Expected("text")),
        ("\"version\":1", "\"version\":\"1\"", DecodeKind::Expected("integer")),
    ];
    for (from, to, kind) in cases {
        let error = with(from, to);
        assert_eq!(error.kind, kind, "{to}: {error:?}");
        assert!(!error.path.is_empty(), "{to}");
    }
    assert!(matches!(with("\"percent\":40", "\"percent\":400").kind, DecodeKind::Rule(_)));
    assert!(matches!(with("\"due\":\"2025-06-30\"", "\"due\":\"9999-01-01\"").kind, DecodeKind::Rule(_)));
}

#[test]
fn numbers_no_json_has_are_refused() {
    for bad in ["NaN", "Infinity", "-Infinity", "1e400", "0x10", "01"] {
        let error = with("\"percent\":40", &format!("\"percent\":{bad}"));
        assert!(matches!(error.kind, DecodeKind::Syntax | DecodeKind::Expected(_)), "{bad}: {error:?}");
    }
}

#[test]
fn stamps_that_cannot_be_are_refused() {
    let cases = [
        ("\"counter\":1,", "\"counter\":0,"),
        ("\"counter\":1,", "\"counter\":9007199254740992,"),
        ("\"at\":1743125400000", "\"at\":-1"),
        ("\"at\":1743125400000", "\"at\":9999999999999"),
        ("\"device\":\"00000000000a-0\"", "\"device\":\"00000000000A-0\""),
        ("\"device\":\"00000000000a-0\"", "\"device\":\"a-0\""),
    ];
    for (from, to) in cases {
        assert_eq!(with(from, to).kind, DecodeKind::Stamp, "{to}");
    }
}

#[test]
fn a_record_twice_or_a_list_out_of_place_is_refused() {
    let one = format!("\"id\":\"{}\"", id(SCHOOL));
    let other = format!("\"id\":\"{}\"", id(COUNTY));
    assert!(matches!(with(&one, &other).kind, DecodeKind::DuplicateRecord(_)));
    assert!(matches!(with("\"units\":[", "\"unitz\":[").kind, DecodeKind::Unknown(_)));
    assert!(matches!(with("\"parts\":", "\"partz\":").kind, DecodeKind::Missing(_)));
}

#[test]
fn a_field_without_a_stamp_is_refused() {
    let error = with("\"fields\":[\"value\"]", "\"fields\":[]");
    assert!(matches!(error.kind, DecodeKind::Missing(_)), "{error:?}");
}

#[test]
fn a_name_that_no_key_may_have_is_refused_wherever_it_stands() {
    let error = with("\"fields\":[\"value\"]", "\"fields\":[\"value\",\"va\\\"lue\"]");
    assert!(matches!(error.kind, DecodeKind::Unknown(_)), "{error:?}");
}

/// The file with a hash over whatever its parts have become.
fn with_hash(text: &str) -> String {
    use sha2::{Digest, Sha256};
    let Some((head, rest)) = text.split_once(",\"parts\":") else { return text.to_owned() };
    let parts = rest.strip_suffix('}').unwrap_or(rest);
    let digest = Sha256::digest(parts.as_bytes());
    let hash = digest.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    format!("{head},\"hash\":\"sha256:{hash}\",\"parts\":{rest}")
}

#[test]
fn a_double_that_only_a_close_look_finds_is_refused_the_quick_way_too() {
    let plain = strip_hash(&good());
    let history = plain.find("\"history\":").unwrap();
    let (head, tail) = plain.split_at(history);
    let doubled = with_hash(&format!("{head}\"history\":[],{tail}"));
    let error = refused(doubled.as_bytes());
    assert_eq!(error.kind, DecodeKind::DuplicateKey("history".to_owned()));
    let scope = with_hash(&plain.replacen("\"kind\":\"whole\"", "\"kind\":\"whole\",\"x\":1,\"x\":2", 1));
    assert!(matches!(refused(scope.as_bytes()).kind, DecodeKind::DuplicateKey(_)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _any = decode(&bytes, &Limits::default());
    }

    #[test]
    fn no_change_to_a_good_file_makes_it_panic(
        at in any::<prop::sample::Index>(),
        length in 0..12usize,
        noise in "[\\[\\]{}\",:0-9a-z\\\\ue+.-]{0,12}",
    ) {
        let text = strip_hash(&good());
        let start = at.index(text.len());
        let mut bytes = text.into_bytes();
        let end = (start + length).min(bytes.len());
        bytes.splice(start..end, noise.bytes());
        // Without the hash the thorough way reads it; with one, the quick way: they say the same.
        if let Ok(text) = std::str::from_utf8(&bytes) {
            let hashed = with_hash(text);
            let (quick, slow) = (decode(hashed.as_bytes(), &Limits::default()), decode_slowly(&hashed));
            prop_assert_eq!(quick, slow);
        }
        if let Ok(decoded) = decode(&bytes, &Limits::default()) {
            // What is accepted can be written and read again.
            let again = encode_snapshot(&decoded.ledger, Scope::Whole, &SnapshotInfo::default());
            prop_assert_eq!(decode(&again, &Limits::default()).unwrap().ledger, decoded.ledger);
        }
    }
}
