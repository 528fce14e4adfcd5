//! Snapshots out and in: nothing enters unread, everything can be taken back (`X1`, `X2`).

use super::beside;
use super::env;
use super::pace::{self, Pace};
use super::saving;
use super::session::{Beginning, Session};
use super::store::{Source, Undone};
use crate::format::RestoreWriter;
use crate::format::{self, Content, Fault, Limits, Pieces, SnapshotInfo, seal};
pub use crate::format::{DecodeError, DecodeKind, Decoded, Scope, Warning};
use crate::model::change::Change;
use crate::model::field::Field;
use crate::model::id::UnitId;
use crate::model::kind::RecordId;
use crate::model::merge::{self, Conflict, Examination, Merge, Unmergeable};
use crate::model::rule::Refusal;
use crate::model::settle;
pub use crate::model::settle::{Decisions, Fate, Open, Pick};
use crate::model::stamp::Device;
use crate::model::value::Value;
use crate::storage::{self, FileError, StorageError};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A picked file of no more bytes is read by the page itself.
const SMALL: usize = 256 << 10;

/// A file that was written and handed to the browser.
#[derive(Clone, PartialEq, Debug)]
pub struct Exported {
    /// Its name, as asked for.
    pub name: String,
    /// Bytes.
    pub size: usize,
    /// Whether it holds the whole ledger, so that it counts as a backup.
    pub whole: bool,
}

/// The name a snapshot written now would have.
pub fn file_name(session: Session, scope: Scope, gzip: bool) -> String {
    session.store.with(|ledger| format::file_name(ledger, scope, env::local(env::now()), gzip))
}

/// The format's version, as `major.minor`.
pub fn format_version() -> String {
    format!("{}.{}", format::VERSION, format::MINOR)
}

/// Why nothing was exported.
#[derive(Clone, PartialEq, Debug)]
pub enum ExportError {
    /// The browser did not take the file.
    File(FileError),
    /// It could not be packed or written.
    Encode,
}

/// Writes a snapshot and hands it to the browser as a download.
pub fn export(session: Session, scope: Scope, gzip: bool) -> Result<Exported, ExportError> {
    let now = env::now();
    let local = env::local(now);
    let (bytes, name) = session.store.with_untracked(|ledger| {
        let app = env!("CARGO_PKG_VERSION").to_owned();
        let info = SnapshotInfo { exported_at: now, app, ..SnapshotInfo::default() };
        let bytes = format::encode_snapshot(ledger, scope, &info);
        (bytes, format::file_name(ledger, scope, local, gzip))
    });
    let bytes = if gzip { format::gzip(&bytes) } else { bytes };
    let mime = if gzip { "application/gzip" } else { "application/json" };
    storage::download(&name, mime, &bytes).map_err(ExportError::File)?;
    Ok(Exported { name, size: bytes.len(), whole: scope == Scope::Whole })
}

/// Hands a file of another kind, such as a list, to the browser as a download.
pub fn save_file(name: &str, mime: &str, bytes: &[u8]) -> Result<(), ExportError> {
    storage::download(name, mime, bytes).map_err(ExportError::File)
}

/// Puts a text on the clipboard; `false` where the browser does not allow it.
pub async fn copy_text(text: &str) -> bool {
    storage::copy(text).await
}

/// Why a file was refused; nothing changed.
#[derive(Clone, PartialEq, Debug)]
pub enum ImportError {
    /// It could not be read.
    File(FileError),
    /// It is not a snapshot, or a damaged one.
    Decode(DecodeError),
    /// It is closed with a passphrase; these are its bytes.
    Closed(Vec<u8>),
    /// The passphrase is wrong, or the closed file damaged.
    Passphrase,
    /// It asks for more work or memory than any real file.
    TooMuchWork,
}

/// A file that was read and checked, but not taken over.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// Its name.
    pub name: String,
    /// Bytes.
    pub size: usize,
    /// What is in it.
    pub decoded: Decoded,
    /// What it would do to the open ledger; `Err` when it cannot be compared with it.
    pub merge: Option<Result<Merge, Unmergeable>>,
    /// The records set apart that a person takes all the same.
    pub taken: BTreeSet<RecordId>,
    /// What a person decided on conflicts.
    pub decisions: Decisions,
    /// The ledger's version it was compared with.
    version: u64,
}

impl Incoming {
    /// Compares again, after other records are taken or the ledger moved on.
    #[must_use]
    pub fn again(mut self, session: Session) -> Self {
        self.version = session.store.version();
        self.merge = Some(compare(session, &self.decoded, &self.taken));
        self
    }

    /// Whether the ledger is still the one it was compared with.
    pub fn is_current(&self, session: Session) -> bool {
        self.version == session.store.version()
    }
}

/// Reads and checks a picked file, and says what it would do.
pub async fn look(session: Session, file: &web_sys::File) -> Result<Incoming, ImportError> {
    let limits = Limits::default();
    let bytes = storage::read(file, limits.file).await.map_err(ImportError::File)?;
    if seal::is_closed(&bytes) {
        return Err(ImportError::Closed(bytes));
    }
    look_at(session, file.name(), bytes, "").await
}

/// Opens a file closed with a passphrase, and says what it would do. Takes about a second, beside
/// the page where that can be.
pub async fn open_closed(
    session: Session,
    name: &str,
    bytes: &[u8],
    passphrase: &str,
) -> Result<Incoming, ImportError> {
    look_at(session, name.to_owned(), bytes.to_vec(), passphrase).await
}

async fn look_at(
    session: Session,
    name: String,
    bytes: Vec<u8>,
    passphrase: &str,
) -> Result<Incoming, ImportError> {
    let (size, is_closed) = (bytes.len(), seal::is_closed(&bytes));
    // A small file is read sooner than a worker is up.
    let content = match is_closed || size > SMALL {
        true => beside::open(&name, bytes, passphrase).await,
        false => Content::Bytes(bytes),
    };
    let mut pieces = match content {
        Content::Checked(text, seal) => Pieces::checked(text, seal, Limits::default()),
        Content::Bytes(bytes) => Pieces::new(bytes, Limits::default()),
        Content::Fault(Fault::Closed(_)) => return Err(ImportError::Passphrase),
        Content::Fault(Fault::Decode(_)) if is_closed => return Err(ImportError::TooMuchWork),
        Content::Fault(Fault::Decode(error)) => return Err(ImportError::Decode(error)),
        Content::Fault(_) => return Err(ImportError::Decode(DecodeError::at(DecodeKind::NotSnapshot, ""))),
    };
    let mut pace = Pace::new();
    let decoded = loop {
        if let Some(outcome) = pieces.step() {
            break outcome.map_err(ImportError::Decode)?;
        }
        pace.rest().await;
    };
    let is_open = session.phase.get_untracked() == super::session::Phase::Open;
    let (taken, decisions) = (BTreeSet::new(), Decisions::default());
    let (mut merge, mut version) = (None, session.store.version());
    while is_open && merge.is_none() {
        version = session.store.version();
        merge = compare_in_turns(session, &decoded, &mut pace).await;
    }
    Ok(Incoming { name, size, decoded, merge, taken, decisions, version })
}

/// Says what a checked file would do, in pieces; `None` when the ledger moved on meanwhile.
async fn compare_in_turns(
    session: Session,
    decoded: &Decoded,
    pace: &mut Pace,
) -> Option<Result<Merge, Unmergeable>> {
    let (store, version) = (session.store, session.store.version());
    let (theirs, standing) = (&decoded.ledger, decoded.scope.standing());
    if let Err(reason) = store.with_untracked(|ours| merge::admit(ours, theirs)) {
        return Some(Err(reason));
    }
    let mut going = store.with_untracked(|l| Examination::new(l, theirs.clone(), standing, env::now()));
    pace.rest().await;
    while store.version() == version && store.with_untracked(|l| going.step(l, pace::RECORDS)) {
        pace.rest().await;
    }
    (store.version() == version).then(|| Ok(store.with_untracked(|l| going.finish(l))))
}

/// Says what a checked file would do to the open ledger as it is now.
fn compare(session: Session, decoded: &Decoded, taken: &BTreeSet<RecordId>) -> Result<Merge, Unmergeable> {
    let standing = decoded.scope.standing();
    session
        .store
        .with_untracked(|ledger| merge::examine(ledger, &decoded.ledger, standing, taken, env::now()))
}

/// What taking a file or a batch over did beside the merge itself.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Taken {
    /// Whether this device turned out to be used twice and took another id.
    pub renewed: bool,
    /// Conflicts left to be decided later.
    pub open: usize,
    /// Whether it changed records, which the last step undoes.
    pub has_step: bool,
    /// What stood in the place of figures it brought.
    pub before: super::share::Before,
}

/// Why nothing was taken over.
#[derive(Clone, Debug)]
pub enum NotTaken {
    /// The ledger moved on since the preview: here is the new one.
    Moved(Box<Incoming>),
    /// A decision breaks a rule.
    Refused(Refusal),
}

/// Takes a file over, as one step, with a restore point. If the ledger moved on since the
/// preview, it is compared again and the new preview returned instead.
pub async fn accept(session: Session, incoming: &Incoming) -> Result<Taken, NotTaken> {
    if !incoming.is_current(session) {
        let fresh = incoming.clone().again(session);
        if incoming.merge != fresh.merge {
            return Err(NotTaken::Moved(Box::new(fresh)));
        }
    }
    let Some(Ok(merge)) = incoming.merge.clone() else { return Ok(Taken::default()) };
    let conflicts = merge.conflicts();
    let step = Step {
        change: merge.change,
        version: session.store.version(),
        conflicts: &conflicts,
        decisions: &incoming.decisions,
        forked: &merge.forked,
        name: &incoming.name,
        file: &|_| incoming.name.clone(),
        done: &|_| (),
    };
    let taken = take_over(session, step).await.map_err(|stopped| match stopped {
        Stopped::Moved => NotTaken::Moved(Box::new(incoming.clone().again(session))),
        Stopped::Refused(refusal, _) => NotTaken::Refused(refusal),
    })?;
    super::share::note_signer(session, &incoming.decoded, &incoming.name);
    let figures = incoming.decoded.info.figures.clone().map(|figures| (figures, incoming.name.clone()));
    let before = super::share::take_figures(session, figures);
    super::share::note_received(session, incoming.decoded.scope, incoming.decoded.info.exported_at);
    let taken = Taken { before, ..taken };
    if matches!(incoming.decoded.scope, Scope::Plan | Scope::Slice(_)) {
        session.head.update(|head| head.base = Some(format::Base::of(&incoming.decoded)));
    }
    session.save_head();
    Ok(taken)
}

/// A change on its way in, with all that was decided on it.
pub(super) struct Step<'a> {
    pub change: Change,
    /// The ledger's version it was worked out against.
    pub version: u64,
    pub conflicts: &'a BTreeMap<RecordId, Vec<Conflict>>,
    pub decisions: &'a Decisions,
    pub forked: &'a BTreeSet<Device>,
    /// What the restore point is called.
    pub name: &'a str,
    /// A file's name by its number in the step.
    pub file: &'a dyn Fn(usize) -> String,
    /// Hears how many records are dealt with.
    pub done: &'a dyn Fn(usize),
}

/// Why a change was not taken over; the ledger is as it was.
pub(super) enum Stopped {
    /// The ledger moved on since it was worked out.
    Moved,
    /// A decision breaks a rule; the change is given back.
    Refused(Refusal, Change),
}

/// Applies a change as one step, with its restore point in the same commit; in pieces, so that the
/// page goes on answering.
pub(super) async fn take_over(session: Session, step: Step<'_>) -> Result<Taken, Stopped> {
    let renewed = step.forked.iter().any(|device| session.is_own(*device));
    if renewed {
        // Before anything is written under the id that another device uses too.
        session.renew_device();
    }
    let (context, mut change) = (session.store.context(), step.change);
    let settled = session
        .store
        .with_untracked(|l| settle::settle(l, &mut change, step.conflicts, step.decisions, context));
    if let Err(refusal) = settled {
        return Err(Stopped::Refused(refusal, change));
    }
    if change.is_empty() {
        return Ok(Taken { renewed, ..Taken::default() });
    }
    // Neither a save nor another tab's news may come in between.
    saving::hold(session).await;
    let left = settle::unsettled(step.conflicts, step.decisions, step.file);
    let now = env::now();
    let mut point = RestoreWriter::new(step.name, now, change.edits.len());
    let mut pace = Pace::new();
    for edits in change.edits.chunks(pace::RECORDS) {
        point.edits(edits);
        pace.rest().await;
    }
    let point = point.finish(&change.seen);
    let is_in = session.store.take_in(change, step.version, step.done).await;
    if is_in {
        // Names sort by time.
        session.restore_point.set_value(Some((format!("{now:015}"), point.into())));
    }
    saving::release(session);
    if !is_in {
        return Err(Stopped::Moved);
    }
    let open = left.len();
    if open > 0 {
        session.head.update(|head| head.unsettled.extend(left));
    }
    Ok(Taken { renewed, open, has_step: true, ..Taken::default() })
}

/// The conflicts of earlier imports that nobody has decided yet, tracked.
pub fn open_conflicts(session: Session) -> Vec<Open> {
    session.head.with(|head| session.store.with(|l| settle::open(l, &head.unsettled)))
}

/// Decides one of [`open_conflicts`].
pub fn decide(session: Session, record: RecordId, field: Field, value: &Value) -> Result<(), Refusal> {
    let context = session.store.context();
    let values = [(record, field, value.clone())];
    let change = session.store.with_untracked(|l| settle::decide(l, &values, context))?;
    session.head.update(|head| head.unsettled.retain(|u| (u.record, u.field) != (record, field)));
    session.store.apply(change, Source::User);
    Ok(())
}

/// Opens a checked file as a ledger of its own. The unit it speaks for becomes this device's,
/// where it names one.
pub fn begin(session: Session, incoming: &Incoming) {
    let own_unit: Option<UnitId> = match incoming.decoded.scope {
        Scope::Unit(unit) | Scope::Slice(unit) => Some(unit),
        Scope::Whole | Scope::Plan => None,
    };
    session.begin(Beginning { ledger: incoming.decoded.ledger.clone(), own_unit });
    if matches!(incoming.decoded.scope, Scope::Plan | Scope::Slice(_)) {
        session.head.update(|head| head.base = Some(format::Base::of(&incoming.decoded)));
        session.save_head();
    }
}

/// An import that can be taken back.
#[derive(Clone, PartialEq, Debug)]
pub struct Restore {
    /// Its key in the store.
    pub key: String,
    /// The file's name.
    pub name: String,
    /// When it was taken over, in milliseconds since 1970.
    pub at: i64,
    /// How many records it touched.
    pub records: usize,
}

/// The imports of the open ledger that can be taken back, the newest first.
pub async fn restores(session: Session) -> Result<Vec<Restore>, StorageError> {
    let Some(backend) = session.backend() else { return Ok(Vec::new()) };
    let ledger = session.store.with_untracked(|l| l.id().to_string());
    let mut found = Vec::new();
    for key in backend.restores(&ledger).await? {
        let first = backend.restore_start(&ledger, &key).await?;
        if let Some(label) = first.and_then(|first| format::restore_label(&first)) {
            found.push(Restore { key, name: label.name, at: label.at, records: label.records });
            continue;
        }
        let Some(bytes) = backend.read_restore(&ledger, &key).await? else { continue };
        let Ok(point) = format::decode_restore(&bytes) else { continue };
        found.push(Restore { key, name: point.name, at: point.at, records: point.change.edits.len() });
    }
    found.sort_by_key(|r| std::cmp::Reverse(r.at));
    Ok(found)
}

/// Takes an import back by its restore point; records edited since stay as they are.
pub async fn restore(session: Session, key: &str) -> Result<Undone, StorageError> {
    let Some(backend) = session.backend() else { return Ok(Undone::Nothing) };
    let ledger = session.store.with_untracked(|l| l.id().to_string());
    let Some(bytes) = backend.read_restore(&ledger, key).await? else { return Ok(Undone::Nothing) };
    let Ok(point) = format::decode_restore(&bytes) else { return Err(StorageError::Damaged) };
    let undone = session.store.take_back(&point.change);
    saving::flush(session).await;
    if undone != Undone::Nothing && !session.store.is_dirty() {
        backend.drop_restore(&ledger, key).await?;
        session.restores_changed.update(|n| *n += 1);
    }
    Ok(undone)
}

/// Writes deadlines as a calendar file called `name`.ics and hands it to the browser as a download;
/// `remind` working days before each it reminds.
///
/// # Errors
/// When the browser does not take the file.
pub fn export_calendar(
    store: super::Store,
    entries: &[crate::model::timetable::Entry],
    name: &str,
    remind: Option<u32>,
) -> Result<(), FileError> {
    let text =
        store.with_untracked(|l| crate::document::calendar::write(l, entries, name, env::now(), remind));
    storage::file::download(&format!("{name}.ics"), "text/calendar;charset=utf-8", text.as_bytes())
}
