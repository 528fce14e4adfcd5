//! Files up and down: checks before a file goes up, the file itself, slices for the units below,
//! the device's own key and the keys it has seen (`X2`, `X5`, `X6`).

use super::beside;
use super::env;
use super::exchange::{self, ExportError, Exported};
use super::session::Session;
use crate::format::seal::{self, OwnKey};
pub use crate::format::seal::{Signer, Verdict};
use crate::format::{self, Content, Decoded, Head, KeyBook, Scope, SnapshotInfo};
use crate::model::id::UnitId;
use crate::model::kind::RecordId;
use crate::model::precheck::{self, Explanation, Issue, Precheck, Span};
use crate::model::rollup::handed_up::{self, Board, Figures, Source, Taken};
use crate::model::rollup::reporting::{Receipt, UnitReporting};
use crate::storage;
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// How a file is sealed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sealing {
    /// Signed with the unit's key.
    pub sign: bool,
    /// Closed with this passphrase; empty for an open file.
    pub passphrase: String,
    /// Packed.
    pub gzip: bool,
    /// The figures of all under the unit in place of their records.
    pub rolled: bool,
}

/// Checks a unit and all under it, with the sentences kept so far; tracked.
pub fn check(session: Session, unit: UnitId, span: Span) -> Precheck {
    let today = session.store.today.get();
    session
        .head
        .with(|head| session.store.with(|l| precheck::check(l, unit, span, today, &head.explanations)))
}

/// Who has reported in a span, under each of these units, tracked.
pub fn reporting(session: Session, tops: &[UnitId], span: Span) -> Vec<UnitReporting> {
    let roll = session.store.rollup();
    let ended = (session.store.today.get() > span.to).then(|| env::end_of(span.to));
    session.head.with(|head| {
        let rows = tops.iter().flat_map(|top| roll.reporting(*top, span, ended, &head.received));
        rows.map(|row| head.board.reporting(&roll, span, row)).collect()
    })
}

/// Notes a unit's file that was taken over.
pub(super) fn note_received(session: Session, scope: Scope, exported: i64) {
    if let Scope::Unit(unit) = scope {
        let receipt = Receipt { exported, taken: env::now() };
        session.head.update(|head| {
            // An older file than the last is told in the preview; the last stays noted.
            let _kept = head.received.note(unit, receipt);
        });
    }
}

/// Keeps a sentence on findings; an empty one takes what was said away.
pub fn explain(session: Session, findings: &[(RecordId, Issue)], text: &str) {
    let (by, at, text) = (session.settings.person.get_untracked(), env::now(), text.trim());
    let told: BTreeSet<(RecordId, Issue)> = findings.iter().copied().collect();
    session.head.update(|head| {
        head.explanations.retain(|e| !told.contains(&(e.record, e.issue)));
        if !text.is_empty() {
            let said = told.iter().map(|(record, issue)| Explanation {
                record: *record,
                issue: *issue,
                text: text.to_owned(),
                by: by.clone(),
                at,
            });
            head.explanations.extend(said);
        }
    });
    session.save_head();
}

/// What a file's figures would do to those that are here; `None` for a file without any.
pub fn weigh(session: Session, decoded: &Decoded) -> Option<Taken> {
    let figures = decoded.info.figures.as_ref()?;
    Some(session.head.with_untracked(|head| head.board.weigh(figures)))
}

/// What stood in the place of figures taken over, to put it back.
pub type Before = BTreeMap<UnitId, Option<(Figures, Source)>>;

/// Keeps figures beside the ledger; later ones stay.
pub(super) fn take_figures(session: Session, news: impl IntoIterator<Item = (Figures, String)>) -> Before {
    let mut before = Before::new();
    session.head.update(|head| {
        for (figures, file) in news {
            let unit = figures.unit;
            let was = head.board.0.get(&unit).cloned();
            if matches!(head.board.take(figures), Taken::New | Taken::Replaced(_)) {
                let source = Source { file, taken: env::now() };
                let from = head.sources.insert(unit, source).unwrap_or_default();
                before.insert(unit, was.map(|was| (was, from)));
            }
        }
    });
    if !before.is_empty() {
        session.save_head();
    }
    before
}

/// Takes over the figures that another tab keeps, so that this tab's head does not lose them.
pub(super) fn join_figures(session: Session, theirs: &Head) {
    if session.head.with_untracked(|head| head.board == theirs.board) {
        return;
    }
    session.head.update(|head| {
        for (unit, figures) in &theirs.board.0 {
            if matches!(head.board.take(figures.clone()), Taken::New | Taken::Replaced(_)) {
                head.sources.insert(*unit, theirs.sources.get(unit).cloned().unwrap_or_default());
            }
        }
    });
}

/// Puts back what stood in the place of figures.
pub fn put_back(session: Session, before: &Before) {
    if before.is_empty() {
        return;
    }
    session.head.update(|head| {
        for (unit, was) in before {
            head.board.0.remove(unit);
            head.sources.remove(unit);
            if let Some((figures, source)) = was {
                head.board.0.insert(*unit, figures.clone());
                head.sources.insert(*unit, source.clone());
            }
        }
    });
    session.save_head();
}

/// Takes a unit's figures away; what was there, to put it back.
pub fn drop_figures(session: Session, unit: UnitId) -> Before {
    let was = session.head.with_untracked(|head| {
        let figures = head.board.0.get(&unit)?.clone();
        Some((figures, head.sources.get(&unit).cloned().unwrap_or_default()))
    });
    put_back(session, &Before::from([(unit, None)]));
    Before::from([(unit, was)])
}

/// The name of the file that would go up now.
pub fn file_name(session: Session, unit: UnitId, sealing: &Sealing) -> String {
    let name = if sealing.rolled {
        session.store.with(|l| format::rolled_name(l, unit, env::local(env::now()), sealing.gzip))
    } else {
        exchange::file_name(session, Scope::Unit(unit), sealing.gzip)
    };
    if sealing.passphrase.is_empty() { name } else { format!("{name}.{}", seal::closed::EXTENSION) }
}

/// A unit's file as it would go up, before it is signed, packed or closed.
fn written(session: Session, unit: UnitId, check: &Precheck, is_rolled: bool) -> Vec<u8> {
    let base = session.head.with_untracked(|head| head.base.clone());
    let info = SnapshotInfo { base, check: Some(check.clone()), ..info() };
    let (roll, today) = untrack(|| (session.store.rollup(), session.store.today.get()));
    session.store.with_untracked(|ledger| {
        if is_rolled {
            let figures = handed_up::figures(ledger, &roll, unit, info.exported_at, today, check.span);
            format::encode_rolled(ledger, &figures, &info)
        } else {
            format::encode_snapshot(ledger, Scope::Unit(unit), &info)
        }
    })
}

/// How many bytes a unit's file has now, whole and rolled up. A signature adds some hundred.
pub fn sizes(session: Session, unit: UnitId, check: &Precheck, is_packed: bool) -> [u64; 2] {
    [false, true].map(|is_rolled| {
        let bytes = written(session, unit, check, is_rolled);
        if is_packed { format::gzip(&bytes).len() as u64 } else { bytes.len() as u64 }
    })
}

/// Writes a unit's file with the result of its checks and the base it rests on.
pub async fn hand_up(
    session: Session,
    unit: UnitId,
    check: &Precheck,
    sealing: &Sealing,
) -> Result<Exported, ExportError> {
    let bytes = written(session, unit, check, sealing.rolled);
    let bytes = match own_key(session, unit).filter(|_| sealing.sign) {
        Some(key) => seal::sign(&bytes, &key).map_err(|_| ExportError::Encode)?,
        None if sealing.sign => return Err(ExportError::Encode),
        None => bytes,
    };
    let bytes = if sealing.gzip { format::gzip(&bytes) } else { bytes };
    let name = untrack(|| file_name(session, unit, sealing));
    let (bytes, mime) = if sealing.passphrase.is_empty() {
        (bytes, if sealing.gzip { "application/gzip" } else { "application/json" })
    } else {
        let chance = env::chance().ok_or(ExportError::Encode)?;
        let closed = beside::close(bytes, &sealing.passphrase, &chance).await;
        let closed = closed.map_err(|_| ExportError::Encode)?;
        (closed, "application/octet-stream")
    };
    exchange::save_file(&name, mime, &bytes)?;
    Ok(Exported { name, size: bytes.len(), whole: false })
}

/// Writes a slice for each unit: one file for one unit, one .zip called `zip_name` for several.
pub fn hand_down(session: Session, units: &[UnitId], zip_name: &str) -> Result<Exported, ExportError> {
    let local = env::local(env::now());
    let mut files = session.store.with_untracked(|ledger| format::slices(ledger, units, &info(), local));
    let (name, bytes, mime) = match (files.pop(), files.is_empty()) {
        (Some((name, bytes)), true) => (name, bytes, "application/json"),
        (Some(last), false) => {
            files.push(last);
            let bytes = format::pack(&files).ok_or(ExportError::Encode)?;
            (zip_name.to_owned(), bytes, "application/zip")
        }
        (None, _) => return Err(ExportError::Encode),
    };
    exchange::save_file(&name, mime, &bytes)?;
    Ok(Exported { name, size: bytes.len(), whole: false })
}

fn info() -> SnapshotInfo {
    let app = env!("CARGO_PKG_VERSION").to_owned();
    SnapshotInfo { exported_at: env::now(), app, ..SnapshotInfo::default() }
}

/// Lets the page be drawn before work that takes long.
pub async fn before_long_work() {
    // One turn puts the words on the page, the next paints them.
    storage::sleep(30).await;
    storage::breath().await;
}

/// The key this device signs a unit's files with.
fn own_key(session: Session, unit: UnitId) -> Option<OwnKey> {
    OwnKey::decode(session.settings.kept(&key_name(unit))?.as_bytes()).ok()
}

fn key_name(unit: UnitId) -> String {
    format!("key-{unit}")
}

/// The fingerprint of the key this device signs a unit's files with; `None` without one.
pub fn fingerprint(session: Session, unit: UnitId) -> Option<String> {
    own_key(session, unit).map(|key| key.public().fingerprint())
}

/// Makes a key for a unit; one that is there stays. Its fingerprint, or `None` when the browser
/// has no randomness or keeps nothing.
pub fn make_key(session: Session, unit: UnitId) -> Option<String> {
    if let Some(there) = fingerprint(session, unit) {
        return Some(there);
    }
    let key = OwnKey::new(env::chance()?, unit, env::now());
    session.settings.keep_text(&key_name(unit), &String::from_utf8(key.encode()).ok()?);
    fingerprint(session, unit)
}

/// Hands the key file over, closed with a passphrase: it holds the secret half.
pub async fn export_key(
    session: Session,
    unit: UnitId,
    name: &str,
    passphrase: &str,
) -> Result<(), ExportError> {
    let key = own_key(session, unit).ok_or(ExportError::Encode)?;
    let chance = env::chance().ok_or(ExportError::Encode)?;
    let closed = beside::close(key.encode().to_vec(), passphrase, &chance).await;
    let closed = closed.map_err(|_| ExportError::Encode)?;
    exchange::save_file(name, "application/octet-stream", &closed)
}

/// Why a key was not taken in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoKey {
    /// The file could not be read.
    Unreadable,
    /// The passphrase is wrong, or the file damaged.
    Passphrase,
    /// It is no key file, or a damaged one.
    Damaged,
    /// It is another unit's.
    OtherUnit,
}

/// Takes a key file in from another device of the same unit; its fingerprint.
pub async fn import_key(
    session: Session,
    unit: UnitId,
    file: &web_sys::File,
    passphrase: &str,
) -> Result<String, NoKey> {
    let bytes = storage::read(file, 1 << 16).await.map_err(|_| NoKey::Unreadable)?;
    let bytes = if seal::is_closed(&bytes) {
        match beside::open("", bytes, passphrase).await {
            Content::Bytes(opened) => opened,
            _ => return Err(NoKey::Passphrase),
        }
    } else {
        bytes
    };
    let key = OwnKey::decode(&bytes).map_err(|_| NoKey::Damaged)?;
    if key.unit != unit {
        return Err(NoKey::OtherUnit);
    }
    let text = String::from_utf8(key.encode()).map_err(|_| NoKey::Damaged)?;
    session.settings.keep_text(&key_name(unit), &text);
    Ok(key.public().fingerprint())
}

const BOOK: &str = "keybook";

/// The keys seen so far. A book that cannot be read is not written over.
fn book(session: Session) -> Result<KeyBook, format::DecodeError> {
    match session.settings.kept(BOOK) {
        None => Ok(KeyBook::default()),
        Some(text) => KeyBook::decode(text.as_bytes()),
    }
}

/// What many files are held against: the keys seen and the figures kept so far.
pub(super) fn known(session: Session) -> (KeyBook, Board) {
    (book(session).unwrap_or_default(), session.head.with_untracked(|head| head.board.clone()))
}

/// What to make of a file's signature.
pub fn verdict(session: Session, decoded: &Decoded) -> Verdict {
    let book = book(session).unwrap_or_default();
    let theirs = &decoded.ledger;
    session.store.with_untracked(|ours| {
        let tree = if ours.id() == theirs.id() { ours } else { theirs };
        book.judge(&decoded.seal, decoded.scope, tree)
    })
}

/// Notes the key of a file that a person took over, where there is a new one.
pub(super) fn note_signer(session: Session, decoded: &Decoded, file: &str) {
    if let Verdict::New { signer } | Verdict::Changed { signer, .. } = verdict(session, decoded) {
        with_book(session, |book| book.remember(signer, env::now(), file));
    }
}

/// Notes the keys of files that a person took over together.
pub(super) fn note_signers(session: Session, signers: &[(Signer, String)]) {
    if !signers.is_empty() {
        with_book(session, |book| signers.iter().for_each(|(s, file)| book.remember(*s, env::now(), file)));
    }
}

/// Notes that a person compared a key's fingerprint.
pub fn confirm(session: Session, signer: Signer) {
    let by = session.settings.person.get_untracked();
    with_book(session, |book| book.confirm(signer, env::now(), &by));
}

fn with_book(session: Session, act: impl FnOnce(&mut KeyBook)) {
    let Ok(mut book) = book(session) else { return };
    act(&mut book);
    if let Ok(text) = String::from_utf8(book.encode()) {
        session.settings.keep_text(BOOK, &text);
    }
}
