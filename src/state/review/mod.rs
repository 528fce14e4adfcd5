//! A document under review (`P4`): read into drafts, each ticked and put right by a person, then entered as
//! one step. Nothing of it is in the ledger before.
//!
//! - [`Review`]: the document, its drafts, what a person does with them
//! - [`source`]: files and pasted text in; `reading`: their drafts, in pieces
//! - `kept`: what was corrected survives the page

mod kept;
mod reading;
pub mod source;

use super::env;
use super::session::Session;
use crate::intake::accept::{self, Accepted};
use crate::intake::document::{Block, Grid};
use crate::intake::draft::{Draft, DraftKey, DraftKind, Setting};
use crate::intake::known::{self, Known};
use crate::intake::revise::{self, Part, Unfit};
use crate::intake::table::{Layout, Mapping};
use crate::model::id::{ThemeId, UnitId};
use crate::model::kind::{Kind, RecordId};
use crate::model::rule::Refusal;
pub use kept::place;
use leptos::prelude::*;
pub use reading::Share;
pub use source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Keys of a table's drafts begin at its place times this, so that the columns of one table can be chosen
/// anew without naming the drafts of another anew.
const KEYS: u32 = 1_000_000;
/// Drafts that a person made by dividing one are named from here on.
const MADE: u32 = 4_000_000_000;

/// A draft under review.
#[derive(Clone, PartialEq, Debug)]
pub struct Item {
    /// As it stands now.
    pub draft: Draft,
    /// As it was read.
    pub base: Draft,
    /// Whether a person took it.
    pub ticked: bool,
    /// Discarded, or merged into another.
    pub gone: bool,
    /// Its unit, where it is not the review's.
    pub unit: Option<UnitId>,
    /// Its theme, where a person chose one.
    pub theme: Option<ThemeId>,
    /// The draft it was divided from.
    pub from: Option<DraftKey>,
}

impl Item {
    fn new(draft: Draft) -> Self {
        Self { base: draft.clone(), draft, ticked: false, gone: false, unit: None, theme: None, from: None }
    }

    /// Whether a person put it right.
    pub fn is_changed(&self) -> bool {
        self.draft != self.base || self.unit.is_some() || self.theme.is_some()
    }
}

/// One draft's name and its state.
#[derive(Clone)]
pub struct Row {
    /// Its name.
    pub key: DraftKey,
    /// What it is now.
    pub item: ArcRwSignal<Item>,
}

/// A table of the document and what its columns are taken for.
#[derive(Clone)]
pub struct Table {
    /// Its place among the document's blocks.
    pub block: usize,
    /// Its columns as guessed.
    pub layout: Arc<Layout>,
    /// What they are taken for; `None` while a person has to say.
    pub mapping: Option<Mapping>,
    /// Left out by a person.
    pub is_skipped: bool,
}

impl Table {
    /// The table itself.
    pub fn grid<'a>(&self, source: &'a Source) -> Option<&'a Grid> {
        match source.document.blocks.get(self.block) {
            Some(Block::Grid(grid)) => Some(grid),
            _ => None,
        }
    }
}

/// The review. Copy; provided as context.
#[derive(Clone, Copy)]
pub struct Review {
    session: Session,
    /// The document; `None` when there is none under review.
    pub source: RwSignal<Option<Arc<Source>>>,
    /// Its drafts, those divided off after the one they come from.
    pub rows: RwSignal<Arc<Vec<Row>>>,
    /// Its tables.
    pub tables: RwSignal<Vec<Table>>,
    /// The unit that drafts belong to unless they say otherwise.
    pub unit: RwSignal<Option<UnitId>>,
    /// Counts corrections.
    pub edits: RwSignal<u64>,
    /// Counts ticks.
    pub ticks: RwSignal<u64>,
    /// What the ledger holds already.
    pub known: Memo<Arc<BTreeMap<DraftKey, Known>>>,
    /// So many corrections kept from before could not be put back.
    pub lost: RwSignal<usize>,
    /// The browser could not keep what was corrected.
    pub unkept: RwSignal<bool>,
    /// How much of a document is read, while one is being read.
    pub reading: RwSignal<Option<Share>>,
    /// Counts readings: one that is not the latest stops.
    turn: StoredValue<u64>,
    pub(super) keeping: StoredValue<kept::Keeping, LocalStorage>,
}

impl Review {
    /// No document yet.
    pub fn new(session: Session) -> Self {
        let store = session.store;
        let rows: RwSignal<Arc<Vec<Row>>> = RwSignal::new(Arc::default());
        let (unit, edits) = (RwSignal::new(None), RwSignal::new(0));
        let known = Memo::new(move |_| {
            edits.track();
            let default = unit.get();
            let rows = rows.get();
            let items: Vec<_> = rows.iter().map(|row| row.item.read_untracked()).collect();
            let mut by_unit: BTreeMap<UnitId, Vec<&Draft>> = BTreeMap::new();
            for item in &items {
                if let Some(unit) = item.unit.or(default).filter(|_| !item.gone) {
                    by_unit.entry(unit).or_default().push(&item.draft);
                }
            }
            if by_unit.is_empty() {
                return Arc::default();
            }
            let found = store.with(|ledger| {
                by_unit
                    .iter()
                    .flat_map(|(unit, drafts)| known::find(drafts, ledger, *unit))
                    .collect::<BTreeMap<_, _>>()
            });
            Arc::new(found)
        });
        Self {
            session,
            source: RwSignal::new(None),
            rows,
            tables: RwSignal::new(Vec::new()),
            unit,
            edits,
            ticks: RwSignal::new(0),
            known,
            lost: RwSignal::new(0),
            unkept: RwSignal::new(false),
            reading: RwSignal::new(None),
            turn: StoredValue::new(0),
            keeping: StoredValue::new_local(kept::Keeping::default()),
        }
    }

    /// Puts the document away, with all that was corrected.
    pub fn close(self) {
        self.stop();
        self.clear();
        self.forget();
    }

    fn clear(self) {
        self.source.set(None);
        self.rows.set(Arc::default());
        self.tables.set(Vec::new());
        self.lost.set(0);
        self.edits.update(|n| *n += 1);
    }

    /// Whether the drafts of the document were read.
    pub fn is_read(self) -> bool {
        self.rows.with(|rows| !rows.is_empty()) || self.tables.with(|tables| !tables.is_empty())
    }

    fn setting(self) -> Setting {
        let year = self.session.store.with_untracked(|l| *l.meta.year.get());
        Setting { year: year.and_then(|y| i32::try_from(y).ok()).unwrap_or_else(env::year) }
    }

    /// The name of a table's first draft.
    fn first_key(place: usize) -> u32 {
        u32::try_from(place + 1).unwrap_or(u32::MAX).saturating_mul(KEYS)
    }

    /// Reads a table by what a person says its columns are; `None` leaves it out. Corrections on its drafts
    /// are gone.
    pub fn map(self, place: usize, mapping: Option<Mapping>) {
        let Some(source) = self.source.get_untracked() else { return };
        self.tables.update(|tables| {
            if let Some(table) = tables.get_mut(place) {
                table.is_skipped = mapping.is_none();
                table.mapping = mapping;
            }
        });
        let Some(table) = self.tables.with_untracked(|tables| tables.get(place).cloned()) else { return };
        let (from, to) = (Self::first_key(place), Self::first_key(place + 1));
        let fresh = self.table_drafts(&source, place, &table);
        self.rows.update(|rows| {
            let mut all: Vec<Row> = rows
                .iter()
                .filter(|row| {
                    let own = row.item.with_untracked(|item| item.from.unwrap_or(row.key));
                    !(from..to).contains(&own.0)
                })
                .cloned()
                .collect();
            let at = all.iter().position(|row| row.key.0 >= to).unwrap_or(all.len());
            all.splice(at..at, fresh.into_iter().map(row));
            *rows = Arc::new(all);
        });
        self.touch();
    }

    fn row(self, key: DraftKey) -> Option<Row> {
        self.rows.with_untracked(|rows| rows.iter().find(|row| row.key == key).cloned())
    }

    /// Says that something was corrected.
    pub fn touch(self) {
        self.edits.update(|n| *n += 1);
        self.keep_soon();
    }

    fn ticked(self) {
        self.ticks.update(|n| *n += 1);
        self.keep_soon();
    }

    /// Puts a part of a draft right.
    pub fn set(self, key: DraftKey, part: Part, text: &str) -> Result<(), Unfit> {
        let Some(row) = self.row(key) else { return Ok(()) };
        let mut draft = row.item.with_untracked(|item| item.draft.clone());
        part.write(&mut draft, text)?;
        if row.item.with_untracked(|item| item.draft != draft) {
            row.item.update(|item| item.draft = draft);
            self.touch();
        }
        Ok(())
    }

    /// Changes a draft's place in the ledger or whether it is there.
    pub fn change(self, key: DraftKey, change: impl FnOnce(&mut Item)) {
        if let Some(row) = self.row(key) {
            row.item.update(change);
            self.touch();
        }
    }

    /// Ticks drafts, or takes the ticks away.
    pub fn tick(self, keys: &BTreeSet<DraftKey>, on: bool) {
        for row in self.rows.get_untracked().iter().filter(|row| keys.contains(&row.key)) {
            if row.item.with_untracked(|item| item.ticked != on) {
                row.item.update(|item| item.ticked = on);
            }
        }
        self.ticked();
    }

    /// Whether a draft would be entered, not tracked: ticked, there, named, and not in the ledger already.
    pub fn would_enter(known: &BTreeMap<DraftKey, Known>, item: &Item) -> bool {
        item.ticked
            && !item.gone
            && !item.draft.title.trim().is_empty()
            && !known.get(&item.draft.key).is_some_and(|k| k.is_same())
    }

    /// The drafts that would be entered, tracked.
    pub fn chosen(self) -> Vec<DraftKey> {
        self.edits.track();
        self.ticks.track();
        let known = self.known.get();
        let is_in = |row: &&Row| row.item.with_untracked(|item| Self::would_enter(&known, item));
        self.rows.with(|rows| rows.iter().filter(is_in).map(|row| row.key).collect())
    }

    /// Puts drafts together into the first of them; returns it.
    pub fn merge(self, keys: &[DraftKey]) -> Option<DraftKey> {
        let rows: Vec<Row> = keys.iter().filter_map(|key| self.row(*key)).collect();
        let (first, others) = rows.split_first()?;
        let items: Vec<Item> = others.iter().map(|row| row.item.get_untracked()).collect();
        let drafts: Vec<&Draft> = items.iter().map(|item| &item.draft).collect();
        first.item.update(|item| {
            // The theme a person chose for one of them is the whole's, unless the first has one.
            if item.draft.theme.is_none() {
                item.theme = item.theme.or(items.iter().find_map(|item| item.theme));
            }
            item.unit = item.unit.or(items.iter().find_map(|item| item.unit));
            item.draft = revise::merge(&item.draft, &drafts);
        });
        for row in others {
            row.item.update(|item| {
                item.gone = true;
                item.ticked = false;
            });
        }
        self.touch();
        Some(first.key)
    }

    /// Divides a draft in two; returns the new one.
    pub fn split(self, key: DraftKey) -> Option<DraftKey> {
        let row = self.row(key)?;
        let made = self.rows.with_untracked(|rows| {
            rows.iter().map(|row| row.key.0 + 1).filter(|key| *key > MADE).max().unwrap_or(MADE)
        });
        let made = DraftKey(made);
        let (left, right) = row.item.with_untracked(|item| revise::split(&item.draft, made));
        let item = row.item.with_untracked(|item| Item {
            draft: right,
            base: Draft { key: made, ..item.base.clone() },
            from: Some(item.from.unwrap_or(key)),
            ..item.clone()
        });
        row.item.update(|item| item.draft = left);
        self.insert(key, Row { key: made, item: ArcRwSignal::new(item) });
        self.touch();
        Some(made)
    }

    fn insert(self, after: DraftKey, row: Row) {
        self.rows.update(|rows| {
            let mut all = Vec::clone(rows);
            let at = all.iter().position(|r| r.key == after).map_or(all.len(), |at| at + 1);
            all.insert(at, row);
            *rows = Arc::new(all);
        });
    }

    /// Enters all that was ticked as one step that can be undone; says how many records it made.
    pub fn enter(self) -> Result<usize, Refusal> {
        let Some(default) = self.unit.get_untracked() else { return Ok(0) };
        let known = self.known.get_untracked();
        let mut accepted = Vec::new();
        for row in self.rows.get_untracked().iter() {
            row.item.with_untracked(|item| {
                if Self::would_enter(&known, item) {
                    let unit = item.unit.unwrap_or(default);
                    accepted.push(Accepted { draft: item.draft.clone(), unit, theme: item.theme });
                }
            });
        }
        let store = self.session.store;
        let commands = store.with_untracked(|l| accept::commands(l, &accepted, &known, &mut env::new_id));
        store.run(&commands)?;
        Ok(commands.len())
    }

    /// Whether a unit is there.
    pub fn has_unit(self, unit: UnitId) -> bool {
        self.session.store.with(|l| l.is_alive(RecordId::new(Kind::Unit, unit)))
    }
}

fn row(draft: Draft) -> Row {
    Row { key: draft.key, item: ArcRwSignal::new(Item::new(draft)) }
}

/// The kinds among drafts, with how many there are of each.
pub fn kinds(items: impl Iterator<Item = DraftKind>) -> BTreeMap<DraftKind, usize> {
    let mut counts = BTreeMap::new();
    for kind in items {
        *counts.entry(kind).or_default() += 1;
    }
    counts
}
