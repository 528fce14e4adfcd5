//! Many files in at once: read one by one, folded, reported, and taken over as one step (`X3`).
//!
//! Files are opened, unpacked and checked beside the page ([`super::beside`]); they are read and laid
//! over in pieces short enough for the browser to draw in between. Until a person accepts, nothing
//! changes.

use super::beside::{self, Opener, Opens};
use super::env;
use super::exchange::{self, Decisions, Step, Taken};
use super::pace::{self, Pace};
use super::session::Session;
use crate::format::batch::Batch;
use crate::format::{Content, Limits, Opened, Pieces};
pub use crate::format::{Doubt, Fault, FileReport, Grade};
pub use crate::model::fold::{Combined, UnitCounts};
use crate::model::kind::RecordId;
pub use crate::model::merge::{Apart, Conflict, Unmergeable};
use crate::model::rollup::handed_up::Figures;
pub use crate::model::rollup::handed_up::Taken as Weighed;
use crate::model::rule::Refusal;
pub use crate::model::standing::ApartReason;
use crate::storage::{self, FileError};
pub use crate::storage::{dropped, files_in};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

/// All picked files together may be so large, in bytes.
pub const WHOLE: u64 = 1 << 30;
/// So many files are opened while one is read.
const AHEAD: usize = 3;
/// So many records that are here are looked at in one go.
const PASS: usize = 4096;

/// Where the reading stands.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Progress {
    /// Files done.
    pub done: usize,
    /// Files picked.
    pub files: usize,
    /// Bytes done.
    pub bytes: u64,
    /// Bytes picked.
    pub all: u64,
    /// The file being read.
    pub name: String,
}

/// What was found, and what a person chose of it.
#[derive(Clone)]
pub struct Found {
    /// A row for each file, those in a .zip each by itself.
    pub files: Arc<Vec<FileReport>>,
    /// The row of each file that conflicts and set-apart records name by number.
    pub rows: Arc<Vec<usize>>,
    /// Why files could not be read at all, by row.
    pub unreadable: Arc<BTreeMap<usize, FileError>>,
    /// The whole as one change.
    pub combined: Arc<Combined>,
    /// The records set apart that a person takes all the same.
    pub taken: BTreeSet<RecordId>,
    /// What a person decided on conflicts.
    pub decisions: Decisions,
    /// Figures that came up instead of records, with their files.
    pub news: Arc<Vec<(Figures, String)>>,
    version: u64,
}

impl Found {
    /// A file's name by its number in the step.
    pub fn file(&self, number: usize) -> String {
        name_of(&self.files, &self.rows, number)
    }

    /// How many files stand at each grade: good, doubtful, bad.
    pub fn counts(&self) -> [usize; 3] {
        [Grade::Good, Grade::Doubtful, Grade::Bad]
            .map(|grade| self.files.iter().filter(|file| file.grade() == grade).count())
    }
}

/// Why many files were not read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stopped {
    /// A person stopped it.
    Cancelled,
    /// More bytes than [`WHOLE`]; none was read.
    TooMuch(u64),
}

/// Reads files in, as long as `go_on` says so, and tells where it stands.
pub async fn read(
    session: Session,
    files: &[web_sys::File],
    passphrase: &str,
    tell: impl Fn(Progress),
    go_on: impl Fn() -> bool,
) -> Result<Found, Stopped> {
    let all = files.iter().map(|file| file.size() as u64).sum();
    if all > WHOLE {
        return Err(Stopped::TooMuch(all));
    }
    let opener = Opener::new(passphrase).await;
    loop {
        let mut reading = Reading::new(session, all).await;
        let mut progress = Progress { files: files.len(), all, ..Progress::default() };
        let (mut coming, mut rest) = (VecDeque::new(), files.iter());
        for file in files {
            coming.extend(rest.by_ref().take(AHEAD - coming.len()).map(|file| opener.open(file)));
            progress.name = file.name();
            if reading.pace.is_due() {
                tell(progress.clone());
            }
            reading.pace.rest().await;
            if !go_on() {
                return Err(Stopped::Cancelled);
            }
            let Some(opens) = coming.pop_front() else { break };
            if !reading.file(file, opens, &go_on).await {
                break;
            }
            progress.done += 1;
            progress.bytes += file.size() as u64;
        }
        if !go_on() {
            return Err(Stopped::Cancelled);
        }
        tell(progress.clone());
        storage::breath().await;
        // Another tab may have moved the ledger on meanwhile: all was worked out against an old state.
        if reading.version == session.store.version() {
            return Ok(reading.finish().await);
        }
    }
}

/// Waits until what was shown is drawn, and what it replaced is gone.
pub async fn drawn() {
    storage::breath().await;
    storage::breath().await;
}

/// Files on their way in.
struct Reading {
    session: Session,
    batch: Batch,
    unreadable: BTreeMap<usize, FileError>,
    version: u64,
    pace: Pace,
}

impl Reading {
    async fn new(session: Session, bytes: u64) -> Self {
        let (book, board) = super::share::known(session);
        let mut batch = Batch::expecting(bytes, env::now()).with_keys(book).with_board(board);
        let (version, mut pace, mut from) = (session.store.version(), Pace::new(), 0);
        while session.store.with_untracked(|ours| batch.look(ours, from, PASS)) {
            from += PASS;
            pace.rest().await;
        }
        Self { session, batch, unreadable: BTreeMap::new(), version, pace }
    }

    /// Reads one picked file; `false` when it makes no sense to go on.
    async fn file(
        &mut self,
        file: &web_sys::File,
        opens: Result<Opens, FileError>,
        go_on: &impl Fn() -> bool,
    ) -> bool {
        let unreadable = |this: &mut Self, error| {
            this.unreadable.insert(this.batch.files().len(), error);
            this.batch.add_bad(&beside::path_of(file), file.size() as usize, Fault::Unreadable);
            true
        };
        let mut opens = match opens {
            Ok(opens) => opens,
            Err(error) => return unreadable(self, error),
        };
        loop {
            match opens.next().await {
                Ok(Some(opened)) => {
                    self.pace.rest().await;
                    if !go_on() || !self.add(opened).await {
                        return false;
                    }
                }
                Ok(None) => return true,
                Err(error) => return unreadable(self, error),
            }
        }
    }

    /// Whether the ledger is still what all is worked out against.
    fn is_current(&self) -> bool {
        self.version == self.session.store.version()
    }

    /// However large a file is, the browser has its turns.
    async fn add(&mut self, opened: Opened) -> bool {
        if !self.is_current() {
            return false;
        }
        let (Opened { name, size, content }, store) = (opened, self.session.store);
        let mut pieces = match content {
            Content::Checked(text, seal) => Pieces::checked(text, seal, Limits::default()),
            Content::Bytes(bytes) => Pieces::new(bytes, Limits::default()),
            Content::Fault(fault) => {
                self.batch.add_bad(&name, size, fault);
                return true;
            }
        };
        let outcome = loop {
            if let Some(outcome) = pieces.step() {
                break outcome;
            }
            self.pace.rest().await;
        };
        let decoded = match outcome {
            Ok(decoded) => decoded,
            Err(error) => {
                self.batch.add_bad(&name, size, Fault::Decode(error));
                return true;
            }
        };
        if !self.is_current() {
            return false;
        }
        let standing = decoded.scope.standing();
        let begun = store.with_untracked(|ours| self.batch.begin(ours, &name, size, decoded, standing));
        let Some(mut coming) = begun else { return true };
        while store.with_untracked(|ours| self.batch.step(ours, &mut coming, pace::RECORDS)) {
            self.pace.rest().await;
            if !self.is_current() {
                return false;
            }
        }
        store.with_untracked(|ours| self.batch.end(ours, coming).effect);
        true
    }

    async fn finish(mut self) -> Found {
        let taken = BTreeSet::new();
        let (store, mut closing) = (self.session.store, self.batch.close());
        while store.with_untracked(|ours| closing.step(ours, pace::RECORDS)) {
            self.pace.rest().await;
        }
        let combined = store.with_untracked(|ours| closing.finish(ours, &taken));
        self.pace.rest().await;
        let name = |row: usize| self.batch.files().get(row).map(|f| f.name.clone()).unwrap_or_default();
        let rows = self.batch.files().iter().enumerate().filter(|(_, file)| is_folded(file));
        Found {
            rows: Arc::new(rows.map(|(row, _)| row).collect()),
            files: Arc::new(self.batch.files().to_vec()),
            unreadable: Arc::new(self.unreadable),
            combined: Arc::new(combined),
            taken,
            decisions: Decisions::default(),
            news: Arc::new(self.batch.news().iter().map(|(row, f)| (f.clone(), name(*row))).collect()),
            version: self.version,
        }
    }
}

/// Whether a file was laid over the rest: not a bad one, and no twin of an earlier one.
fn is_folded(file: &FileReport) -> bool {
    file.fault.is_none() && !file.doubts.iter().any(|doubt| matches!(doubt, Doubt::SameAs(_)))
}

/// Why many files were not taken over.
pub enum NotTaken {
    /// The ledger moved on since they were read: they have to be read again.
    Moved,
    /// A decision breaks a rule; here is what was found.
    Refused(Refusal, Box<Found>),
}

/// Takes everything over as one step with one restore point, in one commit. `done` hears how many
/// records are in.
pub async fn accept(
    session: Session,
    found: Found,
    name: &str,
    done: &dyn Fn(usize),
) -> Result<Taken, NotTaken> {
    if found.version != session.store.version() {
        return Err(NotTaken::Moved);
    }
    // A copy only when somebody still looks at it.
    let mut combined = Arc::unwrap_or_clone(found.combined);
    if !found.taken.is_empty() {
        session.store.with_untracked(|ours| combined.take(ours, &found.taken));
    }
    let (files, rows) = (found.files, found.rows);
    let step = Step {
        change: std::mem::take(&mut combined.change),
        version: found.version,
        conflicts: &combined.conflicts,
        decisions: &found.decisions,
        forked: &combined.forked,
        name,
        file: &|number| name_of(&files, &rows, number),
        done,
    };
    let taken = match exchange::take_over(session, step).await {
        Ok(taken) => taken,
        Err(exchange::Stopped::Moved) => return Err(NotTaken::Moved),
        Err(exchange::Stopped::Refused(refusal, change)) => {
            combined.change = change;
            let found = Found { files, rows, combined: Arc::new(combined), ..found };
            return Err(NotTaken::Refused(refusal, Box::new(found)));
        }
    };
    for file in files.iter().filter(|file| file.fault.is_none()) {
        if let Some(scope) = file.scope {
            super::share::note_received(session, scope, file.exported_at);
        }
    }
    let signed: Vec<_> = files.iter().filter_map(|file| Some((file.signer?, file.name.clone()))).collect();
    super::share::note_signers(session, &signed);
    let before = super::share::take_figures(session, found.news.iter().cloned());
    session.save_head();
    Ok(Taken { before, ..taken })
}

fn name_of(files: &[FileReport], rows: &[usize], number: usize) -> String {
    rows.get(number).and_then(|row| files.get(*row)).map(|row| row.name.clone()).unwrap_or_default()
}
