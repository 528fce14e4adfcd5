//! Snapshots out and in: nothing enters unread, everything can be taken back (`X1`, `X2`).

use super::env;
use super::saving;
use super::session::{Beginning, Session};
use super::store::{Source, Undone};
use crate::format::{self, Limits, SnapshotInfo};
pub use crate::format::{DecodeError, DecodeKind, Decoded, Scope, Warning};
use crate::model::id::UnitId;
use crate::model::merge::{self, Merge, Unmergeable};
use crate::storage::{self, FileError, StorageError};
use leptos::prelude::*;

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

/// Why a file was refused; nothing changed.
#[derive(Clone, PartialEq, Debug)]
pub enum ImportError {
    /// It could not be read.
    File(FileError),
    /// It is not a snapshot, or a damaged one.
    Decode(DecodeError),
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
    /// What it would do to the open ledger; `Err` when it is of another ledger.
    pub merge: Option<Result<Merge, Unmergeable>>,
}

/// Reads and checks a picked file, and says what it would do.
pub async fn look(session: Session, file: &web_sys::File) -> Result<Incoming, ImportError> {
    let limits = Limits::default();
    let bytes = storage::read(file, limits.file).await.map_err(ImportError::File)?;
    let decoded = format::decode(&bytes, &limits).map_err(ImportError::Decode)?;
    let is_open = session.phase.get_untracked() == super::session::Phase::Open;
    let merge = is_open.then(|| compare(session, &decoded));
    Ok(Incoming { name: file.name(), size: bytes.len(), decoded, merge })
}

/// Says what a checked file would do to the open ledger as it is now.
pub fn compare(session: Session, decoded: &Decoded) -> Result<Merge, Unmergeable> {
    session.store.with_untracked(|ledger| merge::compare(ledger, &decoded.ledger, env::now()))
}

/// Takes a file over, as one step, with a restore point. If the ledger moved on since the
/// preview, it is compared again and the new preview returned instead.
pub fn accept(session: Session, incoming: &Incoming) -> Result<(), Box<Incoming>> {
    let fresh = compare(session, &incoming.decoded);
    if incoming.merge.as_ref() != Some(&fresh) {
        return Err(Box::new(Incoming { merge: Some(fresh), ..incoming.clone() }));
    }
    let Ok(merge) = fresh else { return Ok(()) };
    if merge.change.is_empty() {
        return Ok(());
    }
    let now = env::now();
    let point = format::encode_restore(&merge.change, &incoming.name, now);
    // Names sort by time.
    session.restore_point.set_value(Some((format!("{now:015}"), point)));
    session.store.apply(merge.change, Source::File);
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

/// Writes deadlines as a calendar file called `name`.ics and hands it to the browser as a download.
///
/// # Errors
/// When the browser does not take the file.
pub fn export_calendar(
    store: super::Store,
    entries: &[crate::model::timetable::Entry],
    name: &str,
) -> Result<(), FileError> {
    let text = store.with_untracked(|l| crate::document::calendar::write(l, entries, name, env::now()));
    storage::file::download(&format!("{name}.ics"), "text/calendar;charset=utf-8", text.as_bytes())
}
