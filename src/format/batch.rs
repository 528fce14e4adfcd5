//! Many files at once (`X3`): each is read, checked and folded into one change, with a row for
//! every file: good, doubtful, bad.

use super::error::{DecodeError, Warning};
use super::opening::uncover;
use super::seal::{KeyBook, Seal, Signer, Verdict};
use super::snapshot::{Decoded, Limits, MINOR, Scope, decode};
use crate::model::fold::{Adding, Closing, Combined, FileEffect, Fold};
use crate::model::kind::RecordId;
use crate::model::ledger::Ledger;
use crate::model::merge::{self, Unmergeable};
use crate::model::precheck::Precheck;
use crate::model::rollup::handed_up::{Board, Figures, Taken};
use crate::model::standing::Standing;
use std::collections::{BTreeSet, HashMap};

/// A file's newest entry may lie so far after now before it is told, in milliseconds: a day.
pub const MAX_AHEAD: i64 = 86_400_000;

/// A record has about so many bytes in a file.
const RECORD: u64 = 400;
/// Room is made for no more bytes of files than these.
const MOST_EXPECTED: u64 = 256 << 20;

/// How a file stands in the report.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Grade {
    /// Nothing to say.
    Good,
    /// Taken over, but a person should know something.
    Doubtful,
    /// Not taken over.
    Bad,
}

/// Why a file was not taken over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// It is not a snapshot, or a damaged one.
    Decode(DecodeError),
    /// It is of another ledger or year.
    Unmergeable(Unmergeable),
    /// The file could not be read at all; the caller knows why.
    Unreadable,
    /// It is closed with a passphrase; whether one was given that does not open it.
    Closed(bool),
    /// It is not as it was signed: a person who trusts it all the same takes it in by itself.
    Altered(Option<Signer>),
}

/// What a person should know of a file that was taken over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Doubt {
    /// It holds nothing new and lacks something that is here.
    Older,
    /// The same content as an earlier file of the step, by its number.
    SameAs(usize),
    /// Its newest entry lies so many milliseconds after now.
    Ahead(i64),
    /// It is written in a newer minor version of the format.
    Newer(u64),
    /// So many records hold what it has no standing for.
    SetApart(usize),
    /// So many fields were changed apart.
    Conflicts(usize),
    /// It did not pass its own checks: so many findings are open.
    Unchecked(usize),
    /// As reading it told.
    Warning(Warning),
    /// Its signature asks for a telephone call; never that of a known key.
    Seal(Verdict),
    /// Later figures of the unit, made at this time, are here or in the same step, and stay.
    OlderFigures(i64),
}

/// One file's row.
#[derive(Clone, PartialEq, Debug)]
pub struct FileReport {
    /// Its name.
    pub name: String,
    /// Bytes.
    pub size: usize,
    /// What it carries; `None` for a bad file.
    pub scope: Option<Scope>,
    /// When it was written, milliseconds since 1970; 0 for a bad file.
    pub exported_at: i64,
    /// What it did, beside the files before it.
    pub effect: FileEffect,
    /// The checks it passed before it went up.
    pub check: Option<Precheck>,
    /// What a person should know.
    pub doubts: Vec<Doubt>,
    /// Why it was not taken over.
    pub fault: Option<Fault>,
    /// What became of its figures, where it is rolled up.
    pub figures: Option<Taken>,
    /// A key to be noted when the file is taken over.
    pub signer: Option<Signer>,
}

impl FileReport {
    /// Its place in the report.
    pub fn grade(&self) -> Grade {
        match (&self.fault, self.doubts.is_empty()) {
            (Some(_), _) => Grade::Bad,
            (None, false) => Grade::Doubtful,
            (None, true) => Grade::Good,
        }
    }

    /// Whether everything in it was here already.
    pub fn is_known(&self) -> bool {
        let done = &self.effect;
        self.fault.is_none() && done.added + done.changed + done.deleted + done.set_apart == 0
    }
}

/// A file on its way in; one at a time.
pub struct Coming {
    report: FileReport,
    minor: u64,
    adding: Option<Adding>,
}

/// Many files on their way in. Every call gets the same, unchanged ledger.
#[derive(Clone, Debug)]
pub struct Batch {
    fold: Fold,
    files: Vec<FileReport>,
    /// The report's row of each file that was folded.
    rows: Vec<usize>,
    hashes: HashMap<String, usize>,
    board: Board,
    /// Figures of this step, by the row they came in.
    news: Vec<(usize, Figures)>,
    book: Option<KeyBook>,
    passphrase: Option<String>,
}

impl Batch {
    /// Begins; `now` in milliseconds since 1970.
    pub fn new(ours: &Ledger, now: i64) -> Self {
        Self::of(Fold::new(ours, now))
    }

    /// For files of so many bytes together; [`Batch::look`] goes first, for those who have to do all
    /// in pieces.
    pub fn expecting(bytes: u64, now: i64) -> Self {
        let records = bytes.min(MOST_EXPECTED) / RECORD;
        Self::of(Fold::expecting(records as usize, now))
    }

    /// Looks through so many of the ledger's records; whether there may be more.
    pub fn look(&mut self, ours: &Ledger, from: usize, records: usize) -> bool {
        self.fold.look(ours, from, records)
    }

    fn of(fold: Fold) -> Self {
        let (files, rows, hashes) = (Vec::new(), Vec::new(), HashMap::new());
        let (news, book, passphrase) = (Vec::new(), None, None);
        Self { fold, files, rows, hashes, board: Board::default(), news, book, passphrase }
    }

    /// Judges signatures against these keys too.
    #[must_use]
    pub fn with_keys(mut self, book: KeyBook) -> Self {
        self.book = Some(book);
        self
    }

    /// Opens closed files with this passphrase; each takes about a second.
    #[must_use]
    pub fn with_passphrase(mut self, passphrase: &str) -> Self {
        self.passphrase = Some(passphrase.to_owned()).filter(|text| !text.is_empty());
        self
    }

    /// Holds figures against those that are here already.
    #[must_use]
    pub fn with_board(mut self, board: Board) -> Self {
        self.board = board;
        self
    }

    /// Reads a file and takes it in.
    pub fn add(&mut self, ours: &Ledger, name: &str, bytes: &[u8], limits: &Limits) -> &FileReport {
        let inner = match uncover(bytes, self.passphrase.as_deref(), limits) {
            Ok(inner) => inner,
            Err(fault) => return self.add_bad(name, bytes.len(), fault),
        };
        match decode(&inner, limits) {
            Ok(decoded) => {
                let standing = decoded.scope.standing();
                self.add_decoded(ours, name, bytes.len(), decoded, standing)
            }
            Err(error) => self.add_bad(name, bytes.len(), Fault::Decode(error)),
        }
    }

    /// Takes a file in that was read already, in whoever's name it is to speak.
    pub fn add_decoded(
        &mut self,
        ours: &Ledger,
        name: &str,
        size: usize,
        decoded: Decoded,
        standing: Standing,
    ) -> &FileReport {
        if let Some(mut coming) = self.begin(ours, name, size, decoded, standing) {
            self.step(ours, &mut coming, usize::MAX);
            self.end(ours, coming);
        }
        &self.files[self.files.len() - 1]
    }

    /// Begins to take a file in, for those who have to do it in pieces; `None` when it is a bad one,
    /// which has its row already.
    pub fn begin(
        &mut self,
        ours: &Ledger,
        name: &str,
        size: usize,
        decoded: Decoded,
        standing: Standing,
    ) -> Option<Coming> {
        let fault = match (merge::admit(ours, &decoded.ledger), &decoded.seal) {
            (Err(reason), _) => Some(Fault::Unmergeable(reason)),
            (Ok(()), Seal::Altered(signer)) => Some(Fault::Altered(*signer)),
            _ => None,
        };
        if let Some(fault) = fault {
            self.add_bad(name, size, fault);
            return None;
        }
        let Decoded { ledger, scope, info, minor, hash, warnings, seal } = decoded;
        let mut doubts: Vec<Doubt> = warnings.into_iter().map(Doubt::Warning).collect();
        let mut signer = None;
        if let Some(book) = &mut self.book {
            let verdict = book.judge(&seal, scope, ours);
            if let Verdict::New { signer: new } | Verdict::Changed { signer: new, .. } = &verdict {
                // A second key of the same unit in the same step is another key than before.
                book.remember(*new, 0, name);
                signer = Some(*new);
            }
            let is_quiet = match &verdict {
                Verdict::Known { .. } => true,
                Verdict::Unsigned { before } => before.is_empty(),
                _ => false,
            };
            if !is_quiet {
                doubts.push(Doubt::Seal(verdict));
            }
        }
        // A file of the same content, but cut for another scope, speaks for others.
        let twin = hash.map(|hash| format!("{hash} {scope:?} {:?}", info.figures));
        let twin = twin.and_then(|hash| {
            let number = self.files.len();
            let first = *self.hashes.entry(hash).or_insert(number);
            (first != number).then_some(first)
        });
        let row = self.files.len();
        let figures = info.figures.map(|figures| {
            let taken = self.board.take(figures.clone());
            if matches!(taken, Taken::New | Taken::Replaced(_)) {
                self.news.retain(|(_, earlier)| earlier.unit != figures.unit);
                self.news.push((row, figures));
            }
            taken
        });
        if let Some(Taken::Older(at)) = figures {
            doubts.push(Doubt::OlderFigures(at));
        }
        let adding = match twin {
            Some(first) => {
                doubts.push(Doubt::SameAs(first));
                None
            }
            None => {
                self.rows.push(self.files.len());
                Some(self.fold.begin(ours, ledger, standing))
            }
        };
        let report = FileReport {
            name: name.to_owned(),
            size,
            scope: Some(scope),
            exported_at: info.exported_at,
            effect: FileEffect::default(),
            check: info.check,
            doubts,
            fault: None,
            figures,
            signer,
        };
        Some(Coming { report, minor, adding })
    }

    /// Goes on with so many records at most; whether there may be others left.
    pub fn step(&mut self, ours: &Ledger, coming: &mut Coming, records: usize) -> bool {
        coming.adding.as_mut().is_some_and(|adding| self.fold.step(ours, adding, records))
    }

    /// Gives a file its row, when [`Batch::step`] has nothing more to do.
    pub fn end(&mut self, ours: &Ledger, coming: Coming) -> &FileReport {
        let Coming { mut report, minor, adding } = coming;
        let effect = adding.map(|adding| self.fold.end(ours, adding)).unwrap_or_default();
        let open = report.check.as_ref().map_or(0, |check| check.open().count());
        let told = [
            (effect.is_older, Doubt::Older),
            (effect.ahead > MAX_AHEAD, Doubt::Ahead(effect.ahead)),
            (minor > MINOR, Doubt::Newer(minor)),
            (effect.set_apart > 0, Doubt::SetApart(effect.set_apart)),
            (effect.conflicts > 0, Doubt::Conflicts(effect.conflicts)),
            (open > 0, Doubt::Unchecked(open)),
        ];
        report.doubts.extend(told.into_iter().filter(|(is, _)| *is).map(|(_, doubt)| doubt));
        report.effect = effect;
        self.push(report)
    }

    /// Notes a file that cannot be taken over.
    pub fn add_bad(&mut self, name: &str, size: usize, fault: Fault) -> &FileReport {
        self.push(FileReport {
            name: name.to_owned(),
            size,
            scope: None,
            exported_at: 0,
            effect: FileEffect::default(),
            check: None,
            doubts: Vec::new(),
            fault: Some(fault),
            figures: None,
            signer: None,
        })
    }

    fn push(&mut self, report: FileReport) -> &FileReport {
        self.files.push(report);
        &self.files[self.files.len() - 1]
    }

    /// The newest figures of each unit, those that were here included.
    pub fn figures(&self) -> &Board {
        &self.board
    }

    /// The figures this step brings, by the row of their file: to be kept beside the ledger with
    /// [`Board::take`].
    pub fn news(&self) -> &[(usize, Figures)] {
        &self.news
    }

    /// The rows, in the order the files came.
    pub fn files(&self) -> &[FileReport] {
        &self.files
    }

    /// How many files stand at each grade: good, doubtful, bad.
    pub fn counts(&self) -> [usize; 3] {
        let of = |grade| self.files.iter().filter(|file| file.grade() == grade).count();
        [of(Grade::Good), of(Grade::Doubtful), of(Grade::Bad)]
    }

    /// The report's row of a file that [`merge::Conflict`] or [`merge::Apart`] names by its number.
    pub fn row_of(&self, file: usize) -> Option<&FileReport> {
        self.rows.get(file).and_then(|row| self.files.get(*row))
    }

    /// The whole as one change, when all files are in; the rows stay here. Which of the records
    /// that were set apart are taken can be changed later by [`Combined::take`].
    pub fn finish(&mut self, ours: &Ledger, taken: &BTreeSet<RecordId>) -> Combined {
        std::mem::take(&mut self.fold).finish(ours, taken)
    }

    /// As [`Batch::finish`], for those who have to do it in pieces.
    pub fn close(&mut self) -> Closing {
        std::mem::take(&mut self.fold).close()
    }
}
