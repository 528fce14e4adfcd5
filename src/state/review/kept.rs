//! What was pasted and corrected, kept in the browser's store beside the ledgers, so that a closed page loses
//! none of it. Only differences from what is read are kept: a document is read again, then put right again.

use super::source::{Raw, Source};
use super::{Item, Review, Row};
use crate::intake::draft::{Draft, DraftKey};
use crate::intake::revise::{self, Part};
use crate::intake::table::{Mapping, Role};
use crate::model::id::{ThemeId, UnitId};
use crate::storage::{Backend, Batch, CommitError};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;
use uuid::Uuid;

/// Corrections that rest so long are written.
const REST: Duration = Duration::from_millis(600);
const WORK: &str = "work";
const RAW: &str = "raw";
const HTML: &str = "html";

/// Where keeping stands.
#[derive(Default)]
pub struct Keeping {
    /// The document itself is not written yet.
    pub is_new: bool,
    /// Something is not written yet.
    is_dirty: bool,
    is_writing: bool,
    timer: Option<TimeoutHandle>,
    /// The ledger whose kept review was looked for.
    looked: Option<Uuid>,
}

#[derive(Serialize, Deserialize, Default)]
struct Work {
    name: String,
    is_pasted: bool,
    unit: Option<String>,
    drafts: Vec<Kept>,
    tables: BTreeMap<usize, Option<Columns>>,
}

#[derive(Serialize, Deserialize)]
struct Columns {
    first_row: u32,
    roles: BTreeMap<u32, usize>,
}

/// What a person did with one draft.
#[derive(Serialize, Deserialize, Default)]
struct Kept {
    key: u32,
    /// Its name as read: rules that read otherwise by now must not put another draft right.
    was: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    set: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    ticked: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    gone: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    theme: Option<String>,
    /// See [`revise::moved`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    moved: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<u32>,
}

/// The name under which a ledger's review is kept; no ledger's id has it.
pub fn place(ledger: &str) -> String {
    format!("review-{ledger}")
}

impl Review {
    fn place(self) -> String {
        place(&self.session.store.with_untracked(|l| l.id().to_string()))
    }

    /// Whether leaving now would lose a correction.
    pub fn has_unsaved(self) -> bool {
        self.source.with_untracked(Option::is_some)
            && (self.keeping.with_value(|k| k.is_dirty || k.is_writing) || !self.session.is_lasting())
    }

    /// A new document: kept for the open ledger, or for the one that will be opened.
    pub(super) fn begin_keeping(self, is_open: bool) {
        let ledger = is_open.then(|| self.session.store.with_untracked(|l| l.id().0));
        self.keeping.update_value(|keeping| {
            keeping.is_new = true;
            keeping.looked = ledger;
        });
    }

    pub(super) fn keep_soon(self) {
        let handle = set_timeout_with_handle(move || spawn_local(self.keep()), REST).ok();
        self.keeping.update_value(|keeping| {
            keeping.is_dirty = true;
            if let Some(old) = std::mem::replace(&mut keeping.timer, handle) {
                old.clear();
            }
        });
    }

    async fn keep(self) {
        if self.keeping.with_value(|k| k.is_writing) {
            return self.keep_soon();
        }
        let Some(source) = self.source.get_untracked() else { return };
        let Some(backend) = self.session.backend() else { return };
        let ledger = self.session.store.with_untracked(|l| l.id().0);
        if self.keeping.with_value(|k| k.looked) != Some(ledger) {
            return;
        }
        let is_new = self.keeping.with_value(|k| k.is_new);
        self.keeping.update_value(|k| {
            k.is_writing = true;
            k.is_dirty = false;
            k.is_new = false;
        });
        let mut puts = vec![(WORK.to_owned(), self.work(&source))];
        if is_new {
            match &source.raw {
                Raw::File(bytes) => puts.push((RAW.to_owned(), bytes.clone())),
                Raw::Pasted(text, html) => {
                    puts.push((RAW.to_owned(), text.clone().into_bytes()));
                    puts.push((HTML.to_owned(), html.clone().into_bytes()));
                }
            }
        }
        let written = write(&backend, self.place(), puts).await.is_ok();
        self.keeping.update_value(|k| {
            k.is_writing = false;
            k.is_dirty |= !written;
            k.is_new |= is_new && !written;
        });
        self.unkept.set(!written || !backend.is_lasting());
    }

    fn work(self, source: &Source) -> Vec<u8> {
        let drafts = self.rows.with_untracked(|rows| rows.iter().filter_map(kept).collect());
        let tables = self.tables.with_untracked(|tables| {
            let changed = |(place, table): (usize, &super::Table)| {
                let guessed = table.layout.is_sure().then_some(&table.layout.mapping);
                if table.mapping.as_ref() == guessed && !table.is_skipped {
                    return None;
                }
                let columns = table.mapping.as_ref().map(|mapping| Columns {
                    first_row: mapping.first_row,
                    roles: mapping.roles.iter().map(|(column, role)| (*column, code(*role))).collect(),
                });
                Some((place, columns))
            };
            tables.iter().enumerate().filter_map(changed).collect()
        });
        let work = Work {
            name: source.name.clone(),
            is_pasted: matches!(source.raw, Raw::Pasted(..)),
            unit: self.unit.get_untracked().map(|unit| unit.to_string()),
            drafts,
            tables,
        };
        serde_json::to_vec(&work).unwrap_or_default()
    }

    pub(super) fn forget(self) {
        self.keeping.update_value(|keeping| {
            keeping.is_dirty = false;
            if let Some(old) = keeping.timer.take() {
                old.clear();
            }
        });
        self.unkept.set(false);
        let Some(backend) = self.session.backend() else { return };
        let place = self.place();
        spawn_local(async move {
            // What stays behind is read again next time, and can be put away again.
            let _removed = backend.remove_ledger(&place).await;
        });
    }

    /// Takes up what was kept of the open ledger's review, once; reads a document that waits for a ledger.
    pub async fn take_up(self) {
        let id = self.session.store.with_untracked(|l| l.id().0);
        let before = self.keeping.with_value(|k| k.looked);
        if before == Some(id) {
            return;
        }
        self.keeping.update_value(|k| k.looked = Some(id));
        if before.is_none() && self.source.with_untracked(Option::is_some) {
            // Picked on the start page, before there was a ledger.
            let waiting = self.source.get_untracked().filter(|_| !untrack(|| self.is_read()));
            let Some(source) = waiting else { return };
            match self.read(&source).await {
                Some(read) => {
                    self.show(source, read);
                    self.touch();
                }
                // A person stopped it.
                None if self
                    .source
                    .get_untracked()
                    .is_some_and(|now| std::sync::Arc::ptr_eq(&now, &source)) =>
                {
                    self.clear();
                }
                None => {}
            }
            return;
        }
        self.clear();
        let turn = self.turn.get_value();
        let Some(backend) = self.session.backend() else { return };
        let Ok(stored) = backend.read(&self.place()).await else { return };
        let part = |name: &str| stored.parts.iter().find(|(n, _)| n == name).map(|(_, bytes)| bytes.clone());
        let Some(work) = part(WORK).and_then(|bytes| serde_json::from_slice::<Work>(&bytes).ok()) else {
            return;
        };
        let Some(bytes) = part(RAW) else { return };
        let raw = if work.is_pasted {
            let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap_or_default();
            Raw::Pasted(text(bytes), part(HTML).map(text).unwrap_or_default())
        } else {
            Raw::File(bytes)
        };
        let Ok(source) = Source::new(work.name.clone(), raw) else { return };
        if self.turn.get_value() != turn {
            // Another document came meanwhile.
            return;
        }
        let Some(read) = self.read(&source).await else { return };
        self.show(std::sync::Arc::new(source), read);
        self.put_back(work);
    }

    fn put_back(self, work: Work) {
        if let Some(unit) = id(&work.unit).map(UnitId).filter(|unit| untrack(|| self.has_unit(*unit))) {
            self.unit.set(Some(unit));
        }
        for (place, columns) in work.tables {
            let mapping = columns.map(|columns| Mapping {
                first_row: columns.first_row,
                roles: columns
                    .roles
                    .into_iter()
                    .filter_map(|(column, role)| Some((column, *Role::ALL.get(role)?)))
                    .collect(),
                ..Mapping::default()
            });
            self.map(place, mapping);
        }
        let mut lost = 0;
        for kept in work.drafts {
            let read = self.row(DraftKey(kept.from.unwrap_or(kept.key)));
            let base = read.map(|row| row.item.with_untracked(|item| item.base.clone()));
            let Some(base) = base.filter(|base| base.title == kept.was) else {
                lost += 1;
                continue;
            };
            let item = item(&kept, base);
            match (self.row(DraftKey(kept.key)), kept.from) {
                (Some(row), _) => row.item.set(item),
                (None, Some(from)) => {
                    let row = Row { key: DraftKey(kept.key), item: ArcRwSignal::new(item) };
                    self.insert(DraftKey(from), row);
                }
                (None, None) => lost += 1,
            }
        }
        self.lost.set(lost);
        self.edits.update(|n| *n += 1);
        self.ticks.update(|n| *n += 1);
    }
}

async fn write(backend: &Backend, ledger: String, puts: Vec<(String, Vec<u8>)>) -> Result<(), CommitError> {
    let mut expect = backend.revision(&ledger).await.map_err(CommitError::from)?;
    loop {
        let batch = Batch { ledger: ledger.clone(), expect, puts: puts.clone(), ..Batch::default() };
        match backend.commit(&batch).await {
            Ok(_) => return Ok(()),
            // Another tab reviews too: the later one is kept.
            Err(CommitError::Stale { found }) if found != expect => expect = found,
            Err(error) => return Err(error),
        }
    }
}

fn code(role: Role) -> usize {
    Role::ALL.iter().position(|known| *known == role).unwrap_or_default()
}

/// What differs from what was read; `None` when nothing does.
fn kept(row: &Row) -> Option<Kept> {
    row.item.with_untracked(|item| {
        let differs = |part: &&Part| part.read(&item.draft) != part.read(&item.base);
        let set: BTreeMap<String, String> = Part::ALL
            .iter()
            .filter(differs)
            .map(|part| (part.code().to_owned(), part.read(&item.draft)))
            .collect();
        let is_as_read = set.is_empty()
            && !item.ticked
            && !item.gone
            && item.unit.is_none()
            && item.theme.is_none()
            && item.draft.theme == item.base.theme
            && item.from.is_none();
        (!is_as_read).then(|| Kept {
            key: row.key.0,
            was: item.base.title.clone(),
            set,
            ticked: item.ticked,
            gone: item.gone,
            unit: item.unit.map(|unit| unit.to_string()),
            theme: item.theme.map(|theme| theme.to_string()),
            moved: revise::moved(&item.draft, &item.base),
            from: item.from.map(|from| from.0),
        })
    })
}

fn item(kept: &Kept, base: Draft) -> Item {
    let base = Draft { key: DraftKey(kept.key), ..base };
    let mut draft = base.clone();
    for (code, text) in &kept.set {
        if let Some(part) = Part::from_code(code) {
            // A choice that is none any more stays as read.
            let _fits = part.write(&mut draft, text);
        }
    }
    if let Some(text) = &kept.moved {
        revise::move_back(&mut draft, text);
    }
    Item {
        draft,
        base,
        ticked: kept.ticked,
        gone: kept.gone,
        unit: id(&kept.unit).map(UnitId),
        theme: id(&kept.theme).map(ThemeId),
        from: kept.from.map(DraftKey),
    }
}

fn id(text: &Option<String>) -> Option<Uuid> {
    text.as_deref().and_then(|text| Uuid::try_parse(text).ok())
}
