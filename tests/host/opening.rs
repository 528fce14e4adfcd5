//! A file opened beside the page, passed on as bytes and one word, and read, is the file read at once.

use crate::city::{self, NOW, Sent, Size, damaged};
use taizhang::format::batch::Fault;
use taizhang::format::seal::{self, OwnKey, Signer};
use taizhang::format::{
    Content, DecodeError, DecodeKind, Decoded, Limits, Opened, Opening, Pieces, Scope, Seal, SnapshotInfo,
    decode, encode_snapshot, gzip, pack,
};

const SMALL: Size = Size { seed: 5, counties: 1, schools: 3, tasks: 10 };
const PASS: &str = "春风化雨 2025";

fn good() -> Vec<u8> {
    let info = SnapshotInfo { exported_at: NOW, ..SnapshotInfo::default() };
    encode_snapshot(&city::county_ledger(&SMALL, 0), Scope::Unit(city::county(&SMALL, 0)), &info)
}

fn key() -> OwnKey {
    OwnKey::new([7; 32], city::county(&SMALL, 0), NOW)
}

fn closed(bytes: &[u8]) -> Vec<u8> {
    seal::closed::close_with(bytes, PASS, &[3; seal::closed::CHANCE], 2).unwrap()
}

/// Over the line and back.
fn passed_on(content: Content) -> Content {
    let word = content.word();
    Content::from_word(&word, content.into_bytes()).unwrap_or_else(|| panic!("{word}"))
}

fn open(name: &str, bytes: Vec<u8>, passphrase: &str) -> Vec<Opened> {
    let all: Vec<Opened> = Opening::new(name, bytes, passphrase).collect();
    for opened in &all {
        assert_eq!(passed_on(opened.content.clone()), opened.content);
    }
    all
}

fn only(bytes: &[u8]) -> Content {
    let mut all = open("a.json", bytes.to_vec(), PASS);
    assert_eq!(all.len(), 1);
    passed_on(all.remove(0).content)
}

fn read(content: Content) -> Result<Decoded, DecodeError> {
    let mut pieces = match content {
        Content::Checked(text, seal) => Pieces::checked(text, seal, Limits::default()),
        Content::Bytes(bytes) => Pieces::new(bytes, Limits::default()),
        Content::Fault(fault) => panic!("{fault:?}"),
    };
    loop {
        if let Some(outcome) = pieces.step() {
            return outcome;
        }
    }
}

#[test]
fn every_file_opened_and_read_is_the_file_read_at_once() {
    let signed = seal::sign(&good(), &key()).unwrap();
    let mut altered = signed.clone();
    let end = altered.len() - 10;
    altered[end] = if altered[end] == b'0' { b'1' } else { b'0' };
    let mut marked = vec![0xef, 0xbb, 0xbf];
    marked.extend(&signed);
    let mut files = vec![good(), gzip(&good()), gzip(&signed), signed, altered, marked, Vec::new()];
    files.extend(damaged::all(&city::school_file(&SMALL, 0, 0, Sent::Good)).into_iter().map(|bad| bad.bytes));
    for entry in std::fs::read_dir("tests/fixtures").unwrap() {
        files.push(std::fs::read(entry.unwrap().path()).unwrap());
    }
    let zip = |bytes: &[u8]| bytes.starts_with(b"PK");
    for file in files.into_iter().filter(|bytes| !zip(bytes)) {
        assert_eq!(read(only(&file)), decode(&file, &Limits::default()));
    }
}

#[test]
fn sum_and_signature_are_looked_at_once_and_known_after() {
    let signer = Signer { unit: key().unit, key: key().public() };
    let signed = seal::sign(&good(), &key()).unwrap();
    assert!(matches!(only(&good()), Content::Checked(_, Seal::Unsigned)));
    assert!(matches!(only(&gzip(&signed)), Content::Checked(_, Seal::Signed(by)) if by == signer));
    let text = String::from_utf8(signed).unwrap();
    let other = text.replacen("\"exported\":1", "\"exported\":2", 1);
    assert_ne!(other, text);
    assert!(matches!(only(other.as_bytes()), Content::Checked(_, Seal::Altered(Some(by))) if by == signer));
    // A wrong sum is for those who can say where: the bytes stay as they came.
    let wrong = text.replacen("\"hash\":\"sha256:", "\"hash\":\"sha256:0", 1).into_bytes();
    assert_eq!(only(&wrong), Content::Bytes(wrong.clone()));
    let unlooked: Vec<_> = Opening::new("a.json", good(), "").unchecked().collect();
    assert_eq!(unlooked[0].content, Content::Bytes(good()));
}

#[test]
fn a_closed_file_opens_with_its_passphrase_and_with_no_other() {
    let file = closed(&gzip(&good()));
    let size = file.len();
    let opened = open("a.age", file.clone(), PASS).remove(0);
    assert_eq!(opened.size, size);
    assert_eq!(read(opened.content), decode(&good(), &Limits::default()));
    let of = |passphrase: &str| open("a.age", file.clone(), passphrase).remove(0).content;
    assert_eq!(of(""), Content::Fault(Fault::Closed(false)));
    assert_eq!(of("春风化雨 2026"), Content::Fault(Fault::Closed(true)));
}

#[test]
fn a_zip_gives_each_of_its_files_and_says_what_is_wrong_with_it() {
    let inner = pack(&[("b.json".to_owned(), good())]).unwrap();
    let files =
        [("一.json", good()), ("二.age", closed(&good())), ("三.zip", inner), ("四.json.gz", gzip(&good()))];
    let zip = pack(&files.map(|(name, bytes)| (name.to_owned(), bytes))).unwrap();
    let all = open("全部.zip", zip, "");
    let names: Vec<&str> = all.iter().map(|opened| opened.name.as_str()).collect();
    assert_eq!(
        names,
        ["全部.zip / 一.json", "全部.zip / 二.age", "全部.zip / 三.zip", "全部.zip / 四.json.gz"]
    );
    assert!(matches!(all[0].content, Content::Checked(_, Seal::Unsigned)));
    assert_eq!(all[1].content, Content::Fault(Fault::Closed(false)));
    assert_eq!(all[2].content, Content::Fault(Fault::Decode(DecodeError::at(DecodeKind::Nested, ""))));
    assert!(matches!(all[3].content, Content::Checked(_, Seal::Unsigned)));
    let kind = |bytes: Vec<u8>| match open("a.zip", bytes, "").remove(0).content {
        Content::Fault(Fault::Decode(error)) => error.kind,
        other => panic!("{other:?}"),
    };
    assert_eq!(kind(pack(&[]).unwrap()), DecodeKind::Empty);
    assert_eq!(kind(b"PK\x03\x04 and nothing more".to_vec()), DecodeKind::Zip);
}

#[test]
fn names_a_chinese_system_packed_are_read_where_its_encoding_is_known() {
    let zip = pack(&[("AAAA.json".to_owned(), good())]).unwrap();
    let name = encoding_rs::GBK.encode("一中.json").0.into_owned();
    let mut packed = zip.clone();
    for at in 0..zip.len() - name.len() {
        if zip[at..].starts_with(b"AAAA.json") {
            packed[at..at + name.len()].copy_from_slice(&name);
        }
    }
    let gbk = |raw: &[u8]| Some(encoding_rs::GBK.decode(raw).0.into_owned());
    let named: Vec<Opened> = Opening::new("a.zip", packed.clone(), "").naming(gbk).collect();
    assert_eq!(named[0].name, "a.zip / 一中.json");
    let unnamed: Vec<Opened> = Opening::new("a.zip", packed, "").collect();
    assert_eq!(unnamed[0].name, "a.zip / #1");
    assert_eq!(named[0].content, unnamed[0].content);
}

#[test]
fn a_word_of_another_build_is_no_content() {
    for word in ["", "signed", "signed a b", "altered x", "large", "large x", "new"] {
        assert_eq!(Content::from_word(word, Vec::new()), None, "{word}");
    }
    assert_eq!(Content::from_word("unsigned", vec![0xff]), None);
}
