//! Files closed with a passphrase: opened whole or not at all, and by the `age` program too.

use crate::fixture::city;
use age::secrecy::SecretString;
use proptest::prelude::*;
use std::io::{Read, Write};
use std::time::{Duration, Instant};
use taizhang::format::seal::closed::{CHANCE, MAX_WORK, close_with};
use taizhang::format::seal::{CloseError, OpenError, close, is_closed, open};
use taizhang::format::{DecodeKind, Limits, Scope, SnapshotInfo, decode, encode_snapshot};

const PASS: &str = "成安一中 2025";
/// Enough to be the same program, and quick.
const LOW: u8 = 2;

fn chance(n: u8) -> [u8; CHANCE] {
    std::array::from_fn(|place| n.wrapping_add(place as u8))
}

fn closed(bytes: &[u8]) -> Vec<u8> {
    close_with(bytes, PASS, &chance(1), LOW).unwrap()
}

fn try_open(bytes: &[u8]) -> Result<Vec<u8>, OpenError> {
    open(bytes, PASS, &Limits::default())
}

fn snapshot() -> Vec<u8> {
    encode_snapshot(&city().ledger, Scope::Whole, &SnapshotInfo::default())
}

#[test]
fn a_closed_snapshot_is_refused_until_it_is_opened() {
    let plain = snapshot();
    let closed = close(&plain, PASS, &chance(1)).unwrap();
    assert!(is_closed(&closed) && !is_closed(&plain));
    assert_eq!(decode(&closed, &Limits::default()).unwrap_err().kind, DecodeKind::Closed);
    assert_eq!(try_open(&closed), Ok(plain.clone()));
    assert_eq!(try_open(&plain), Err(OpenError::NotClosed));
    let text = String::from_utf8_lossy(&closed);
    assert!(!text.contains("taizhang") && !text.contains("parts"));
}

#[test]
fn the_age_program_opens_it() {
    for bytes in [Vec::new(), b"one".to_vec(), vec![7; 64 << 10], vec![7; (64 << 10) + 1], snapshot()] {
        let closed = closed(&bytes);
        let mut identity = age::scrypt::Identity::new(SecretString::from(PASS.to_owned()));
        identity.set_max_work_factor(LOW);
        let opener = age::Decryptor::new(closed.as_slice()).unwrap();
        let mut out = Vec::new();
        let identities = std::iter::once(&identity as &dyn age::Identity);
        opener.decrypt(identities).unwrap().read_to_end(&mut out).unwrap();
        assert!(out == bytes, "{} bytes", bytes.len());
    }
}

fn by_age(bytes: &[u8], work: u8) -> Vec<u8> {
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(PASS.to_owned()));
    recipient.set_work_factor(work);
    let closer = age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient)).unwrap();
    let mut out = Vec::new();
    let mut writer = closer.wrap_output(&mut out).unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap();
    out
}

#[test]
fn what_the_age_program_closed_is_opened() {
    for bytes in [Vec::new(), b"one".to_vec(), vec![7; 64 << 10], vec![7; (64 << 10) + 1], snapshot()] {
        assert!(try_open(&by_age(&bytes, 10)) == Ok(bytes.clone()), "{} bytes", bytes.len());
    }
}

#[test]
fn a_wrong_passphrase_opens_nothing() {
    let closed = closed(b"content");
    for wrong in ["", " ", "成安一中2025", "成安一中 2024", "x"] {
        assert_eq!(open(&closed, wrong, &Limits::default()), Err(OpenError::Refused), "{wrong:?}");
    }
    // The same letters, composed and decomposed, are the same passphrase.
    let composed = close_with(b"content", "Zo\u{eb}", &chance(1), LOW).unwrap();
    assert_eq!(open(&composed, "Zoe\u{308}", &Limits::default()), Ok(b"content".to_vec()));
}

#[test]
fn cut_anywhere_it_gives_nothing() {
    let long: Vec<u8> = (0..(64 << 10) + 100).map(|n: u32| n as u8).collect();
    for (content, step) in [(b"content".to_vec(), 1), (long, 997)] {
        let closed = closed(&content);
        let piece_ends = [closed.len() - 116, closed.len() - 117, closed.len() - 115, closed.len() - 1];
        for end in (0..closed.len()).step_by(step).chain(piece_ends.into_iter().filter(|_| step > 1)) {
            let error = try_open(&closed[..end]).unwrap_err();
            let expected = if end < 22 { OpenError::NotClosed } else { OpenError::Refused };
            assert_eq!(error, expected, "cut at {end}");
        }
    }
}

#[test]
fn one_altered_byte_gives_nothing() {
    let closed = closed(b"content");
    for place in 0..closed.len() {
        for change in [1_u8, 0x20, 0x80] {
            let mut other = closed.clone();
            other[place] ^= change;
            let result = try_open(&other);
            assert!(result.is_err(), "byte {place} ^ {change:#x}");
        }
    }
    for more in [b"x".as_slice(), b"\n", &[0; 100]] {
        assert_eq!(try_open(&[closed.as_slice(), more].concat()), Err(OpenError::Refused));
    }
}

#[test]
fn pieces_that_change_places_give_nothing() {
    let content: Vec<u8> = (0..3 * (64 << 10)).map(|n: u32| (n >> 16) as u8).collect();
    let closed = closed(&content);
    let sealed = (64 << 10) + 16;
    let start = closed.len() - 3 * sealed;
    let piece = |n: usize| &closed[start + n * sealed..start + (n + 1) * sealed];
    assert_eq!(try_open(&closed), Ok(content));
    for order in [[1, 0, 2], [0, 0, 2], [0, 2, 1]] {
        let shuffled: Vec<u8> = order.iter().flat_map(|n| piece(*n)).copied().collect();
        assert_eq!(try_open(&[&closed[..start], &shuffled].concat()), Err(OpenError::Refused), "{order:?}");
    }
}

#[test]
fn a_huge_work_factor_is_refused_before_any_work() {
    let text = closed(b"content");
    let end = text.windows(3).position(|w| w == b" 2\n").unwrap();
    let asking = |work: &str| [&text[..=end], work.as_bytes(), &text[end + 2..]].concat();
    let started = Instant::now();
    for (asked, told) in [("19", 19), ("30", 30), ("63", 63), ("99", 99), ("100", 255), ("4294967296", 255)] {
        assert_eq!(try_open(&asking(asked)), Err(OpenError::TooMuchWork { asked: told }), "{asked}");
    }
    for malformed in ["0", "-1", "+2", "02", "", "2 2", "two"] {
        assert_eq!(try_open(&asking(malformed)), Err(OpenError::Refused), "{malformed:?}");
    }
    // 2^30 rounds take a terabyte; that nothing was begun is plain.
    assert!(started.elapsed() < Duration::from_secs(1));
    const { assert!(MAX_WORK < 19) };
}

#[test]
fn a_file_closed_with_a_key_is_told_from_one_with_a_passphrase() {
    let mut text = b"age-encryption.org/v1\n-> X25519 abc\nabc\n--- abc\n".to_vec();
    text.extend([0; 64]);
    assert_eq!(try_open(&text), Err(OpenError::OtherMethod));
}

#[test]
fn size_is_bounded_as_for_snapshots() {
    let limits = Limits { file: 1000, ..Limits::default() };
    let fits = closed(&[7; 1000]);
    assert_eq!(open(&fits, PASS, &limits), Ok(vec![7; 1000]));
    let too_large = closed(&[7; 3000]);
    assert_eq!(open(&too_large, PASS, &limits), Err(OpenError::TooLarge { cap: 1000 }));
}

#[test]
fn an_empty_passphrase_closes_nothing() {
    for empty in ["", " ", "\t\u{3000}"] {
        assert_eq!(close(b"content", empty, &chance(1)), Err(CloseError::Empty));
    }
}

#[test]
fn other_chance_gives_other_bytes() {
    let (one, other) = (closed(b"content"), close_with(b"content", PASS, &chance(9), LOW).unwrap());
    assert_ne!(one, other);
    assert_eq!(one, closed(b"content"));
}

proptest! {
    #[test]
    fn what_is_closed_opens_the_same(bytes: Vec<u8>, pass in "\\PC{1,20}", salt: u8) {
        prop_assume!(!pass.trim().is_empty());
        let closed = close_with(&bytes, &pass, &chance(salt), LOW).unwrap();
        prop_assert_eq!(open(&closed, &pass, &Limits::default()), Ok(bytes));
    }

    #[test]
    fn nothing_makes_opening_panic(tail: Vec<u8>, line in "\\PC{0,60}") {
        let text = format!("age-encryption.org/v1\n-> scrypt {line}\n{line}\n--- {line}\n");
        prop_assert!(try_open(&[text.as_bytes(), &tail].concat()).is_err());
    }
}
