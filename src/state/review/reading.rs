//! A document's drafts read in pieces short enough for the browser to draw and answer in between, with how far it
//! is, until it is there or a person stops it.

use super::{Review, Source, Table, row};
use crate::intake::document::{Block, Grid};
use crate::intake::draft::Draft;
use crate::intake::table::{self, Rows};
use crate::intake::text::{self, pieces::Reading};
use crate::model::tree;
use crate::state::pace::Pace;
use crate::state::session::Phase;
use crate::storage;
use leptos::prelude::*;
use std::sync::Arc;

/// So many sentences or rows are read before the clock is looked at.
const FEW: usize = 8;

/// How much of a document is read, in sentences and rows of tables.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Share {
    /// Read.
    pub done: usize,
    /// In all; 0 until they are counted.
    pub all: usize,
}

/// What was read.
pub(super) struct Read {
    drafts: Vec<Draft>,
    tables: Vec<Table>,
}

impl Review {
    /// Takes a document in place of the one before as soon as its drafts are read; without an open ledger at once,
    /// and its drafts are read when the review is looked at. `false` when another reading has begun meanwhile, or a
    /// person stopped this one: then nothing changed.
    pub async fn begin(self, source: Source) -> bool {
        let source = Arc::new(source);
        let ledger = || {
            let is_open = self.session.phase.get_untracked() == Phase::Open;
            is_open.then(|| self.session.store.with_untracked(|l| l.id()))
        };
        let before = ledger();
        if before.is_none() {
            self.stop();
            self.clear();
            self.source.set(Some(source));
            self.begin_keeping(false);
            return true;
        }
        let Some(read) = self.read(&source).await else { return false };
        if ledger() == before {
            self.show(source, read);
            self.begin_keeping(true);
            self.touch();
        }
        true
    }

    /// Stops a reading.
    pub fn stop(self) {
        self.turn.update_value(|turn| *turn += 1);
        self.reading.set(None);
    }

    /// Reads a document's drafts, as if nothing had been corrected; `None` when it was stopped.
    pub(super) async fn read(self, source: &Source) -> Option<Read> {
        self.stop();
        let turn = self.turn.get_value();
        let go_on = || self.turn.get_value() == turn;
        self.reading.set(Some(Share::default()));
        let mut pace = Pace::new();
        // Page and progress are drawn before the work begins.
        storage::breath().await;
        let setting = self.setting();
        let mut tables = Vec::new();
        for (block, content) in source.document.blocks.iter().enumerate() {
            let Block::Grid(grid) = content else { continue };
            if grid.is_hidden || grid.rows.is_empty() {
                continue;
            }
            pace.rest().await;
            let layout = table::layout(grid, setting.year);
            let mapping = layout.is_sure().then(|| layout.mapping.clone());
            tables.push(Table { block, layout: Arc::new(layout), mapping, is_skipped: false });
        }
        let sure = |table: &&Table| table.mapping.is_some();
        let rows = tables.iter().filter(sure).filter_map(|table| Some(table.grid(source)?.rows.len()));
        let rows: usize = rows.sum();
        let mut reading = Reading::new(&source.text, &setting);
        loop {
            if pace.is_due() {
                let (done, all) = reading.share();
                if all > 0 {
                    self.reading.set(Some(Share { done, all: all + rows }));
                }
                pace.rest().await;
            }
            if !go_on() {
                return None;
            }
            if !reading.step(FEW) {
                break;
            }
        }
        let (_, sentences) = reading.share();
        pace.rest().await;
        let mut drafts = reading.finish();
        let mut done = sentences;
        for (place, table) in tables.iter().enumerate() {
            let (Some(grid), Some(mapping)) = (table.grid(source), &table.mapping) else { continue };
            let read = |words: &str, setting: &_| text::read(words, setting);
            let mut reader = Rows::new(grid, mapping, &setting, Self::first_key(place), &read);
            loop {
                if pace.is_due() {
                    self.reading.set(Some(Share { done, all: sentences + rows }));
                    pace.rest().await;
                }
                if !go_on() {
                    return None;
                }
                let goes_on = reader.step(FEW);
                done += FEW;
                if !goes_on {
                    break;
                }
            }
            drafts.extend(reader.finish());
        }
        storage::breath().await;
        if !go_on() {
            return None;
        }
        self.reading.set(None);
        Some(Read { drafts, tables })
    }

    /// Puts what was read in place of the document before.
    pub(super) fn show(self, source: Arc<Source>, read: Read) {
        let store = self.session.store;
        let chosen = store.unit.get_untracked().or(store.own_unit.get_untracked());
        let unit = chosen.or_else(|| store.with_untracked(|l| tree::units(l).first().map(|node| node.id)));
        self.lost.set(0);
        self.source.set(Some(source));
        self.unit.set(unit);
        self.tables.set(read.tables);
        self.rows.set(Arc::new(read.drafts.into_iter().map(row).collect()));
        self.edits.update(|n| *n += 1);
    }

    /// Reads one table at once.
    pub(super) fn table_drafts(self, source: &Source, place: usize, table: &Table) -> Vec<Draft> {
        let (Some(grid), Some(mapping)): (Option<&Grid>, _) = (table.grid(source), &table.mapping) else {
            return Vec::new();
        };
        let read = |words: &str, setting: &_| text::read(words, setting);
        table::drafts_with(grid, mapping, &self.setting(), Self::first_key(place), &read)
    }
}
