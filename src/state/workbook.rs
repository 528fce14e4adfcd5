//! The workbook of a unit out and back (`X4`): handed to the browser, filled in elsewhere, looked at, taken
//! over as one step.

use super::env;
use super::review::source::{Refused, Source};
use super::session::Session;
use crate::document;
pub use crate::document::workbook::WorkbookError;
use crate::intake::document::Document;
use crate::intake::workbook::read_back;
pub use crate::intake::workbook::{CellError, CellNote, Filled, NotOurs};
use crate::model::change::Change;
use crate::model::command;
use crate::model::id::UnitId;
use crate::model::rule::Refusal;
use crate::model::sheet::SheetWords;
use crate::storage::{self, FileError};
use std::sync::Arc;

const MIME: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Why no workbook went out.
#[derive(Clone, PartialEq, Debug)]
pub enum Unsent {
    /// It could not be made.
    Made(WorkbookError),
    /// The browser did not take it.
    File(FileError),
}

/// Makes a unit's workbook and hands it to the browser under `name`.
pub fn send(session: Session, unit: UnitId, words: &dyn SheetWords, name: &str) -> Result<usize, Unsent> {
    let made = session.store.with_untracked(|l| document::workbook::write(l, unit, words, env::now()));
    let bytes = made.map_err(Unsent::Made)?;
    storage::download(name, MIME, &bytes).map_err(Unsent::File)?;
    Ok(bytes.len())
}

/// Why a workbook was not taken.
#[derive(Clone, PartialEq, Debug)]
pub enum Returned {
    /// The file could not be read.
    Read(Refused),
    /// It is none of this ledger's.
    NotOurs(NotOurs),
}

/// A workbook that was read and checked, but not taken over.
#[derive(Clone, Debug)]
pub struct Back {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub document: Arc<Document>,
    /// The unit it is for if it does not say.
    pub unit: Option<UnitId>,
    /// What it would do.
    pub filled: Filled,
    /// The change it would make to the ledger as it is.
    pub change: Result<Change, Refusal>,
}

/// Says what a document would do as a workbook come back; `words` are those of every language.
pub fn look(
    session: Session,
    source: Source,
    unit: Option<UnitId>,
    words: &[&dyn SheetWords],
) -> Result<Back, NotOurs> {
    compare(session, source.name, Arc::new(source.document), unit, words)
}

fn compare(
    session: Session,
    name: String,
    document: Arc<Document>,
    unit: Option<UnitId>,
    words: &[&dyn SheetWords],
) -> Result<Back, NotOurs> {
    let store = session.store;
    let context = store.context();
    store.with_untracked(|ledger| {
        let filled = read_back(ledger, &document, unit, words, context)?;
        let change = command::run(ledger, &filled.commands, context);
        Ok(Back { name, document, unit, filled, change })
    })
}

/// Takes it over as one step that can be undone. If the ledger moved on since it was looked at, nothing is done
/// and the new look returned.
pub fn accept(
    session: Session,
    back: &Back,
    words: &[&dyn SheetWords],
) -> Result<(), Box<Result<Back, NotOurs>>> {
    let fresh = compare(session, back.name.clone(), back.document.clone(), back.unit, words);
    match &fresh {
        Ok(now) if now.filled.commands == back.filled.commands && now.change.is_ok() => {}
        _ => return Err(Box::new(fresh)),
    }
    if session.store.run(&back.filled.commands).is_err() {
        return Err(Box::new(fresh));
    }
    Ok(())
}
