//! The workbook of a unit, filled in and come back (`X4`): what was changed in it as commands, what cannot
//! be taken as errors by sheet and cell, what was passed over as notes.
//!
//! Rows are matched by their id; a new row gets an id that follows from the workbook and the row, so that
//! the same workbook taken in twice, or by two people, makes one record. A cell that says what it said when
//! the workbook went out changes nothing, whatever the ledger says by now.
//!
//! - [`read_back`], [`Filled`]; `cell`: a cell's text as a value; `origin`: the hidden sheet

mod cell;
mod entry;
mod origin;
mod row;

use super::document::{Cell, Document, Grid, Row, cell_name};
use crate::model::command::{Command, Context};
use crate::model::id::{TaskId, UnitId};
use crate::model::kind::{Kind, RecordId, Report};
use crate::model::ledger::Ledger;
use crate::model::rule::Reason;
use crate::model::sheet::{self, Column, MARKS, Sheet, SheetWords, ThemeNames, plain};
use origin::Origin;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What a workbook would do.
#[derive(Clone, PartialEq, Debug)]
pub struct Filled {
    /// The unit it belongs to.
    pub unit: UnitId,
    /// What was changed and added; each is fit to be carried out by itself and together with the others.
    pub commands: Vec<Command>,
    /// The place of each command, in the same order.
    pub spots: Vec<Spot>,
    /// Cells that cannot be taken; the rest of their rows is.
    pub errors: Vec<CellError>,
    /// What was passed over or understood in a way that deserves a look.
    pub notes: Vec<CellNote>,
    /// Rows with anything in them.
    pub rows: usize,
}

/// A place in a workbook.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spot {
    /// The sheet's name.
    pub sheet: String,
    /// From 0.
    pub row: u32,
    /// From 0; `None` for the whole row.
    pub column: Option<u32>,
}

impl Spot {
    /// `B7`, or the row's number alone.
    pub fn name(&self) -> String {
        self.column
            .map_or_else(|| (u64::from(self.row) + 1).to_string(), |column| cell_name(self.row, column))
    }
}

/// A cell that cannot be taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CellError {
    /// Where.
    pub spot: Spot,
    /// What stands there, shortened.
    pub text: String,
    /// Why.
    pub trouble: Trouble,
}

/// Why a cell cannot be taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// A sheet by its name, but no header row in it.
    NoHeader,
    /// The id was altered.
    BadId,
    /// A record of this id is not in the ledger.
    UnknownId,
    /// The record belongs to another unit.
    OtherUnit,
    /// The id stands in an earlier row too: a copied row.
    IdTwice,
    /// No number.
    NotNumber,
    /// No day.
    NotDate,
    /// 2026.1 as a number: January, or October without its zero.
    AmbiguousDate,
    /// None of the choices.
    NotChoice,
    /// Neither yes nor no.
    NotFlag,
    /// No such node in the framework.
    NoTheme,
    /// A formula without a value.
    Formula,
    /// Merged with the cell of another column: whose text it is cannot be said.
    Merged,
    /// An entry for a task in the column for targets, or the other way round.
    NotForThis,
    /// A rule of the ledger.
    Refused(Reason),
}

/// Something a person should know.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CellNote {
    /// Where.
    pub spot: Spot,
    /// What.
    pub remark: Remark,
}

/// What was passed over or understood.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Remark {
    /// All cells of a record's row are empty: the record was left alone.
    Emptied,
    /// A row that is one cell merged over columns: a heading, no record.
    Heading,
    /// The record was deleted in the ledger: left alone.
    Deleted,
    /// No id, but a record of this name is there: taken for it.
    ByName,
    /// This new row was taken in before.
    TakenBefore,
    /// This entry was taken in before.
    EntryThere,
    /// The ledger's value changed since the workbook went out; the cell's replaces it.
    ChangedSince,
    /// 0.6 read as 60%.
    ReadAsPercent,
    /// A value between 0 and 1 where percents stand: 0.95 may mean 95.
    MaybePercent,
    /// Rounded to a whole percent.
    Rounded,
    /// No day was given: today.
    Today,
    /// A column of the workbook is gone: its field was left alone.
    ColumnGone(Column),
    /// A column that means nothing here.
    ColumnUnknown,
    /// The hidden sheet is gone: what was changed is told by the ledger as it is now.
    NoOrigin,
}

/// Why a workbook was not taken at all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotOurs {
    /// No sheet of it is one of a unit's workbook.
    NoSheet,
    /// It went out from another ledger.
    OtherLedger(Uuid),
    /// Its unit is not in the ledger, or no unit was said.
    NoUnit,
}

/// Reads a workbook that came back.
///
/// `unit` is for one that has lost its hidden sheet; `words` are those of every language it may have gone
/// out in. The commands are checked one by one against the ledger as it is.
pub fn read_back(
    ledger: &Ledger,
    document: &Document,
    unit: Option<UnitId>,
    words: &[&dyn SheetWords],
    context: Context,
) -> Result<Filled, NotOurs> {
    let origin = document.all_grids().find(|grid| grid.sheet == MARKS).map(Origin::read);
    if let Some(id) = origin.as_ref().and_then(|origin| origin.ledger).filter(|id| *id != ledger.id().0) {
        return Err(NotOurs::OtherLedger(id));
    }
    let unit = origin.as_ref().and_then(|origin| origin.unit).or(unit).ok_or(NotOurs::NoUnit)?;
    if !ledger.is_alive(RecordId::new(Kind::Unit, unit)) {
        return Err(NotOurs::NoUnit);
    }
    let has_origin = origin.is_some();
    let mut reader = Reader {
        ledger,
        unit,
        words,
        context,
        origin: origin.unwrap_or_default(),
        themes: ThemeNames::new(ledger),
        names: names(ledger, unit),
        reports: sheet::last_reports(ledger),
        filled: Filled {
            unit,
            commands: Vec::new(),
            spots: Vec::new(),
            errors: Vec::new(),
            notes: Vec::new(),
            rows: 0,
        },
        met: BTreeSet::new(),
        entries: BTreeSet::new(),
    };
    let mut found = 0;
    // An office program may have shown the hidden sheet.
    for grid in document.grids().filter(|grid| grid.sheet != MARKS) {
        let Some(sheet) = reader.sheet_of(grid) else { continue };
        let Some(head) = reader.head(grid, sheet) else {
            // Only a sheet of the right name is missed.
            reader.error(grid, 0, None, "", Trouble::NoHeader);
            continue;
        };
        found += 1;
        reader.columns(grid, &head);
        for row in grid.rows.iter().filter(|row| row.index > head.row) {
            match sheet {
                _ if head.is_heading(row) => reader.note(grid, row.index, None, Remark::Heading),
                Sheet::Progress => reader.entry(grid, &head, row),
                _ => reader.record(grid, &head, row),
            }
        }
    }
    if found == 0 {
        return Err(NotOurs::NoSheet);
    }
    if !has_origin && let Some(grid) = document.grids().next() {
        reader.note(grid, 0, None, Remark::NoOrigin);
    }
    Ok(reader.filled)
}

struct Reader<'a> {
    ledger: &'a Ledger,
    unit: UnitId,
    words: &'a [&'a dyn SheetWords],
    context: Context,
    origin: Origin,
    themes: ThemeNames,
    filled: Filled,
    /// The unit's live targets and tasks by name.
    names: BTreeMap<(Kind, String), Vec<Uuid>>,
    reports: BTreeMap<TaskId, &'a Report>,
    /// Records whose rows were read.
    met: BTreeSet<Uuid>,
    /// Entries that this workbook makes.
    entries: BTreeSet<Uuid>,
}

/// A sheet's header.
struct Head {
    sheet: Sheet,
    row: u32,
    columns: BTreeMap<Column, u32>,
}

impl Head {
    fn at(&self, column: Column) -> Option<u32> {
        self.columns.get(&column).copied()
    }

    /// Whether all that a row says is one cell merged over columns.
    fn is_heading(&self, row: &Row) -> bool {
        let anchor = |cell: &Cell| cell.from.unwrap_or((row.index, cell.column));
        let mut anchors = self.columns.values().filter_map(|at| row.cell(*at)).map(anchor);
        let Some(first) = anchors.next() else { return false };
        let mut count = 1;
        anchors.all(|other| {
            count += 1;
            other == first
        }) && count > 1
    }
}

impl Reader<'_> {
    fn sheet_of(&self, grid: &Grid) -> Option<Sheet> {
        let sheets = [Sheet::Targets, Sheet::Tasks, Sheet::Progress];
        let named = sheets.into_iter().find(|s| self.words.iter().any(|w| w.sheet(*s) == grid.sheet));
        // A renamed sheet is known by its header.
        named.or_else(|| {
            let heads = sheets.into_iter().filter_map(|sheet| self.head(grid, sheet));
            let head = heads.max_by_key(|head| head.columns.len())?;
            (head.columns.len() * 2 > head.sheet.columns().len()).then_some(head.sheet)
        })
    }

    /// The row among the first ten that has the most of a sheet's headers, in any order.
    fn head(&self, grid: &Grid, sheet: Sheet) -> Option<Head> {
        let mut best: Option<Head> = None;
        for words in self.words {
            let titles: BTreeMap<String, Column> =
                sheet.columns().iter().map(|column| (fold(&words.column(sheet, *column)), *column)).collect();
            for row in grid.rows.iter().take_while(|row| row.index < 10) {
                let mut columns = BTreeMap::new();
                for cell in row.cells.iter().filter(|cell| cell.from.is_none()) {
                    if let Some(column) = titles.get(&fold(&cell.text)) {
                        columns.entry(*column).or_insert(cell.column);
                    }
                }
                if columns.len() > best.as_ref().map_or(2, |best| best.columns.len()) {
                    best = Some(Head { sheet, row: row.index, columns });
                }
            }
        }
        best
    }

    /// Notes columns that are gone and columns that mean nothing.
    fn columns(&mut self, grid: &Grid, head: &Head) {
        for column in head.sheet.columns() {
            let matters = *column == Column::Id || column.field().is_some();
            if matters && head.at(*column).is_none() {
                self.note(grid, head.row, None, Remark::ColumnGone(*column));
            }
        }
        let known: BTreeSet<u32> = head.columns.values().copied().collect();
        let cells = grid.row(head.row).map(|row| row.cells.clone()).unwrap_or_default();
        for cell in cells.iter().filter(|cell| !known.contains(&cell.column)) {
            self.note(grid, head.row, Some(cell.column), Remark::ColumnUnknown);
        }
    }

    fn error(&mut self, grid: &Grid, row: u32, column: Option<u32>, text: &str, trouble: Trouble) {
        let text = text.chars().take(60).collect();
        self.filled.errors.push(CellError { spot: spot(grid, row, column), text, trouble });
    }

    fn note(&mut self, grid: &Grid, row: u32, column: Option<u32>, remark: Remark) {
        self.filled.notes.push(CellNote { spot: spot(grid, row, column), remark });
    }

    /// Takes a command that a rule of the ledger does not refuse; a refusal names its cell.
    fn command(&mut self, grid: &Grid, head: &Head, row: &Row, command: Command) {
        use crate::model::command::run;
        if let Err(refusal) = run(self.ledger, std::slice::from_ref(&command), self.context) {
            let column = refusal.field.and_then(|field| head.at(Column::Of(field)));
            let text = column.map_or("", |column| row.text(column));
            self.error(grid, row.index, column, text, Trouble::Refused(refusal.reason));
            return;
        }
        self.filled.commands.push(command);
        self.filled.spots.push(spot(grid, row.index, None));
    }
}

fn names(ledger: &Ledger, unit: UnitId) -> BTreeMap<(Kind, String), Vec<Uuid>> {
    let mut found: BTreeMap<(Kind, String), Vec<Uuid>> = BTreeMap::new();
    for target in sheet::targets_of(ledger, unit) {
        found.entry((Kind::Target, plain(target.title.get()))).or_default().push(target.id.0);
    }
    for task in sheet::tasks_of(ledger, unit) {
        found.entry((Kind::Task, plain(task.title.get()))).or_default().push(task.id.0);
    }
    found
}

fn spot(grid: &Grid, row: u32, column: Option<u32>) -> Spot {
    Spot { sheet: grid.sheet.clone(), row, column }
}

fn fold(header: &str) -> String {
    header.chars().filter(|c| !c.is_whitespace() && !"*＊:：".contains(*c)).collect::<String>().to_lowercase()
}
