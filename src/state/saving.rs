//! Changed parts into the browser's store, one strict transaction a step. "Saved" is said only
//! after the store has it.

use super::env;
use super::pace::Pace;
use super::session::Session;
use crate::format::{self, PartRecords};
use crate::model::id::{LedgerId, PartId};
use crate::model::ledger::Ledger;
use crate::storage::{self, Batch, Stored};
pub use crate::storage::{CommitError, FileError, StorageError};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;
use std::sync::Arc;

/// So many records are looked at before the clock is.
const PASS: usize = 4096;

/// What the save light says.
#[derive(Clone, PartialEq, Debug)]
pub enum SaveState {
    /// Nothing was changed yet; everything is as loaded.
    Clean,
    /// A write is under way.
    Saving,
    /// Everything was in the store at this time (milliseconds since 1970).
    Saved(i64),
    /// The last write failed; the edits are in memory and the store holds what it held.
    Failed(CommitError),
}

/// A restore point to be written with the next commit: its name and pieces.
pub type RestorePoint = (String, Arc<[Vec<u8>]>);

/// Writes what is dirty; waits for a write under way. Returns whether all is stored.
pub async fn flush(session: Session) -> bool {
    if session.busy.get_value() {
        // The loop below takes up whatever has become dirty meanwhile.
        return false;
    }
    session.busy.set_value(true);
    let outcome = write_all(session).await;
    session.busy.set_value(false);
    match outcome {
        Ok(true) => session.save.set(SaveState::Saved(env::now())),
        Ok(false) => {}
        Err(error) => session.save.set(SaveState::Failed(error)),
    }
    !session.store.is_dirty()
}

/// Waits for a write under way, and keeps others and other tabs' news back until [`release`].
pub(super) async fn hold(session: Session) {
    while session.busy.get_value() {
        storage::sleep(5).await;
    }
    session.busy.set_value(true);
}

/// Lets writing go on, and writes what is due.
pub(super) fn release(session: Session) {
    session.busy.set_value(false);
    save_soon(session);
}

/// Starts a write without waiting for it.
pub fn save_soon(session: Session) {
    spawn_local(async move {
        flush(session).await;
    });
}

async fn write_all(session: Session) -> Result<bool, CommitError> {
    let mut wrote = false;
    while session.store.is_dirty() || session.head_changed.get_value() {
        session.save.set(SaveState::Saving);
        let mut parts = session.store.take_dirty();
        session.head_changed.set_value(false);
        if let Err(error) = write(session, &mut parts).await {
            session.store.give_back(parts);
            session.head_changed.set_value(true);
            return Err(error);
        }
        wrote = true;
    }
    Ok(wrote)
}

async fn write(session: Session, parts: &mut BTreeSet<PartId>) -> Result<(), CommitError> {
    let ledger = session.store.with_untracked(|l| l.id().to_string());
    // Another tab may commit in between, again and again; each round merges what it wrote.
    for _ in 0..100 {
        let expect = session.revision.get_value();
        let (puts, removes) = encode(session, parts).await;
        let restore = session.restore_point.get_value();
        let had_restore = restore.is_some();
        let head = session.head_bytes();
        let batch = Batch { ledger: ledger.clone(), expect, head, puts, removes, restore };
        let Some(backend) = session.backend() else { return Err(CommitError::Closed) };
        match backend.commit(&batch).await {
            Ok(rev) => {
                session.revision.set_value(rev);
                if had_restore {
                    session.restore_point.set_value(None);
                    session.restores_changed.update(|n| *n += 1);
                }
                session.post(rev);
                if backend.is_lasting() {
                    session.settings.note_data(true);
                }
                return Ok(());
            }
            Err(CommitError::Stale { found }) if found < expect => {
                // The browser threw the ledger away under us: everything here is written anew.
                session.revision.set_value(found);
                session.store.give_back(session.store.with_untracked(|l| l.parts()));
                session.evicted.set(true);
                parts.extend(session.store.take_dirty());
            }
            Err(CommitError::Stale { .. }) => {
                let stored = backend.read_since(&ledger, expect).await.map_err(CommitError::from)?;
                // What is being written is not in the store yet: it must not be replaced.
                session.store.give_back(parts.iter().copied());
                take_in(session, &stored).await;
                // Parts edited while this waited are written in the next round too.
                parts.extend(session.store.take_dirty());
            }
            Err(error) => return Err(error),
        }
    }
    Err(CommitError::Other("busy".to_owned()))
}

/// The bytes of parts by name, and the names of those that are gone. Many parts are written in
/// pieces; what is edited meanwhile is written along.
async fn encode(session: Session, parts: &mut BTreeSet<PartId>) -> (Vec<(String, Vec<u8>)>, Vec<String>) {
    let mut patience = 3;
    loop {
        let version = session.store.version();
        let is_still = || patience == 0 || session.store.version() == version;
        let mut pace = Pace::new();
        let mut records = PartRecords::new(parts);
        while is_still() && session.store.with_untracked(|l| records.step(l, PASS)) {
            if patience > 0 {
                pace.rest().await;
            }
        }
        let (mut puts, mut removes) = (Vec::new(), Vec::new());
        for part in parts.iter().filter(|_| is_still()) {
            match session.store.with_untracked(|l| records.encode(l, *part)) {
                Some(bytes) => puts.push((part.name(), bytes)),
                // The plan stands even when nothing is in it.
                None if *part == PartId::Plan => {
                    puts.push((part.name(), session.store.with_untracked(|l| format::encode_part(l, *part))));
                }
                None => removes.push(part.name()),
            }
            if patience > 0 {
                pace.rest().await;
            }
        }
        if is_still() {
            return (puts, removes);
        }
        parts.extend(session.store.take_dirty());
        patience -= 1;
    }
}

/// Merges what another tab has stored into the open ledger. If that tab took an import back, all
/// is read anew: a merge alone would bring it in again.
pub async fn take_in(session: Session, stored: &Stored) {
    let id = session.store.with_untracked(|l| l.id());
    let theirs = format::Head::decode(&stored.head);
    super::share::join_figures(session, &theirs);
    if theirs.epoch > session.head.with_untracked(|head| head.epoch) {
        session.head.update(|head| head.epoch = theirs.epoch);
        if !session.store.is_dirty()
            && let Some(backend) = session.backend()
            && let Ok(whole) = backend.read(&id.to_string()).await
        {
            session.store.replace(read_parts(id, &whole));
            session.revision.set_value(whole.rev);
            return;
        }
    }
    let theirs = read_parts(id, stored);
    let merge = session.store.with_untracked(|l| crate::model::merge::compare(l, &theirs, env::now()));
    if let Ok(merge) = merge {
        session.store.apply(merge.change, super::store::Source::OtherTab);
    }
    session.revision.set_value(stored.rev);
}

fn read_parts(id: LedgerId, stored: &Stored) -> Ledger {
    let parts = stored.parts.iter().filter_map(|(name, bytes)| Some((PartId::parse(name)?, bytes.clone())));
    // A part damaged on disk is found and put aside when a ledger is opened.
    format::assemble(id, parts.collect()).0
}

/// Looks whether another tab has moved the ledger on, and takes it in.
pub async fn refresh(session: Session) {
    if session.busy.get_value() {
        // A write under way finds out by itself.
        return;
    }
    let Some(backend) = session.backend() else { return };
    let ledger = session.store.with_untracked(|l| l.id().to_string());
    let known = session.revision.get_value();
    let Ok(found) = backend.revision(&ledger).await else { return };
    if found > known
        && let Ok(stored) = backend.read_since(&ledger, known).await
        && session.revision.get_value() == known
        && session.store.with_untracked(|l| l.id().to_string()) == ledger
    {
        take_in(session, &stored).await;
    }
}
