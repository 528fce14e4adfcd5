//! The open ledger behind one private signal, its commands, undo and redo.

use super::env;
use super::pace::{self, Pace};
use crate::model::change::Change;
use crate::model::command::{self, Command, Context};
use crate::model::id::{LedgerId, PartId, UnitId};
use crate::model::index::Index;
use crate::model::kind::{AnyRecord, RecordId};
use crate::model::ledger::Ledger;
use crate::model::record::absorb;
use crate::model::rollup::Rollup;
use crate::model::rule::Refusal;
use crate::model::stamp::Device;
use chrono::NaiveDate;
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

/// How many steps can be undone.
const MAX_STEPS: usize = 200;

/// Where a change comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    /// A person's edit: can be undone.
    User,
    /// An accepted file: can be undone as one step.
    File,
    /// Another tab of this browser; already stored.
    OtherTab,
}

/// A step that can be undone.
#[derive(Clone)]
enum Step {
    Edit(Change),
    Import(Change),
}

/// What an undo did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Undone {
    /// All of it.
    Whole,
    /// So many records had been edited since and were left as they are.
    Partly(usize),
    /// There was nothing left to take back.
    Nothing,
}

/// The open ledger. Copy; provided as context.
#[derive(Clone, Copy)]
pub struct Store {
    ledger: RwSignal<Ledger>,
    undo: RwSignal<Vec<Step>>,
    redo: RwSignal<Vec<Step>>,
    dirty: StoredValue<BTreeSet<PartId>>,
    device: StoredValue<Device>,
    changed: RwSignal<u64>,
    version: StoredValue<u64>,
    /// What all adds up to: made when it is first asked for, then follows every change.
    rollup: StoredValue<Option<Arc<Rollup>>>,
    /// Counts what was taken back as if it had never been.
    pub epoch: RwSignal<u64>,
    /// Today; set again when the page comes back into view on another day.
    pub today: RwSignal<NaiveDate>,
    /// Where every target and task stands.
    pub index: RwSignal<Arc<Index>>,
    /// The unit this device keeps.
    pub own_unit: RwSignal<Option<UnitId>>,
    /// The unit that is looked at; `None` for the whole ledger.
    pub unit: RwSignal<Option<UnitId>>,
}

impl Store {
    /// A store with an empty ledger; [`Store::open`] puts one in.
    pub fn new() -> Self {
        let ledger = RwSignal::new(Ledger::new(LedgerId(Uuid::nil())));
        let today = RwSignal::new(env::today());
        Self {
            ledger,
            undo: RwSignal::new(Vec::new()),
            redo: RwSignal::new(Vec::new()),
            dirty: StoredValue::new(BTreeSet::new()),
            device: StoredValue::new(Device::default()),
            changed: RwSignal::new(0),
            version: StoredValue::new(0),
            rollup: StoredValue::new(None),
            epoch: RwSignal::new(0),
            today,
            index: RwSignal::new(Arc::new(Index::default())),
            own_unit: RwSignal::new(None),
            unit: RwSignal::new(None),
        }
    }

    /// Puts a ledger in; nothing of the last one stays.
    pub fn open(self, ledger: Ledger, device: Device, own_unit: Option<UnitId>) {
        self.undo.set(Vec::new());
        self.redo.set(Vec::new());
        self.dirty.set_value(BTreeSet::new());
        self.device.set_value(device);
        self.own_unit.set(own_unit);
        self.unit.set(own_unit);
        self.today.set(env::today());
        self.put(ledger);
    }

    /// Puts a ledger in with all that is worked out from it.
    fn put(self, ledger: Ledger) {
        self.note_moved();
        self.rollup.set_value(None);
        self.index.set(Arc::new(Index::build(&ledger, self.today.get_untracked())));
        self.ledger.set(ledger);
    }

    /// Another day: every light may have changed.
    pub fn set_today(self, today: NaiveDate) {
        self.today.set(today);
        self.rollup.set_value(None);
        self.index.set(Arc::new(self.with_untracked(|l| Index::build(l, today))));
    }

    /// Carries a change out on the ledger and on what is worked out from it.
    fn carry_out(self, change: &Change) {
        self.note_moved();
        // Both are new before anyone is told: effects run later.
        self.ledger.update(|l| change.apply(l));
        let today = self.today.get_untracked();
        self.index.update(|index| {
            self.with_untracked(|l| {
                if change.edits.len() > l.tasks.len() / 4 + 64 {
                    *index = Arc::new(Index::build(l, today));
                    self.rollup.set_value(None);
                } else {
                    // Views look and let go, so that this is seldom a copy.
                    Arc::make_mut(index).update(l, &change.edits, today);
                    self.rollup.update_value(|roll| {
                        if let Some(roll) = roll {
                            Arc::make_mut(roll).update(l, index, change);
                        }
                    });
                }
            });
        });
    }

    /// What everything adds up to, tracked.
    pub fn rollup(self) -> Arc<Rollup> {
        self.index.with(|index| {
            let held = self.rollup.get_value();
            held.unwrap_or_else(|| {
                let made = Arc::new(self.with_untracked(|l| Rollup::build(l, index)));
                self.rollup.set_value(Some(made.clone()));
                made
            })
        })
    }

    /// Puts another state of the same ledger in, read from the store; steps before it are gone.
    pub fn replace(self, ledger: Ledger) {
        self.undo.set(Vec::new());
        self.redo.set(Vec::new());
        self.put(ledger);
    }

    /// Counts everything that moves the ledger on, other tabs' edits too: what was worked out
    /// against an earlier state has to be worked out again.
    pub fn version(self) -> u64 {
        self.version.get_value()
    }

    fn note_moved(self) {
        self.version.update_value(|n| *n += 1);
    }

    /// Writes under another device from now on.
    pub(super) fn set_device(self, device: Device) {
        self.device.set_value(device);
    }

    /// Reads the ledger, tracked.
    pub fn with<T>(self, read: impl FnOnce(&Ledger) -> T) -> T {
        self.ledger.with(read)
    }

    /// Reads the ledger, not tracked.
    pub fn with_untracked<T>(self, read: impl FnOnce(&Ledger) -> T) -> T {
        self.ledger.with_untracked(read)
    }

    /// The writer, the time and the day.
    pub fn context(self) -> Context {
        Context { device: self.device.get_value(), now: env::now(), today: env::today() }
    }

    /// Runs a person's commands as one step that can be undone.
    pub fn run(self, commands: &[Command]) -> Result<(), Refusal> {
        let change = self.with_untracked(|l| command::run(l, commands, self.context()))?;
        self.apply(change, Source::User);
        Ok(())
    }

    /// Carries a change out. Made against the present state; saved by `saving`.
    pub fn apply(self, change: Change, source: Source) {
        if change.is_empty() {
            return;
        }
        if source != Source::OtherTab {
            self.dirty.update_value(|dirty| dirty.extend(change.parts()));
        }
        self.carry_out(&change);
        match source {
            Source::User => self.push(Step::Edit(change)),
            Source::File => self.push(Step::Import(change)),
            Source::OtherTab => return,
        }
        self.redo.set(Vec::new());
        self.changed.update(|n| *n += 1);
    }

    /// Carries an accepted file's change out in pieces, with the browser's turns in between. `done`
    /// hears how many records are in. `false`, and nothing done, when the ledger is not at `version`.
    pub async fn take_in(self, change: Change, version: u64, done: impl Fn(usize)) -> bool {
        if self.version() != version {
            return false;
        }
        self.note_moved();
        let since = self.version();
        let mut pace = Pace::new();
        for (n, edits) in change.edits.chunks(pace::RECORDS).enumerate() {
            // Nobody is told before all is in. What is edited in the browser's turns is absorbed.
            let is_alone = self.version() == since;
            self.ledger.update_untracked(|l| edits.iter().for_each(|edit| put(l, &edit.after, is_alone)));
            if pace.is_due() {
                done(n * pace::RECORDS);
            }
            pace.rest().await;
        }
        self.ledger.update_untracked(|l| change.note_seen(l));
        // Before the index, which takes its time: a save begun now has all of it.
        self.dirty.update_value(|dirty| dirty.extend(change.parts()));
        let today = self.today.get_untracked();
        for edits in change.edits.chunks(pace::RECORDS) {
            self.index.update_untracked(|index| {
                self.with_untracked(|l| Arc::make_mut(index).update(l, edits, today));
            });
            pace.rest().await;
        }
        self.note_moved();
        self.rollup.set_value(None);
        self.index.notify();
        self.ledger.notify();
        self.push(Step::Import(change));
        self.redo.set(Vec::new());
        self.changed.update(|n| *n += 1);
        true
    }

    fn push(self, step: Step) {
        self.undo.update(|steps| {
            steps.push(step);
            if steps.len() > MAX_STEPS {
                steps.remove(0);
            }
        });
    }

    /// Whether there is a step to undo.
    pub fn can_undo(self) -> bool {
        self.undo.with(|steps| !steps.is_empty())
    }

    /// Whether there is a step to redo.
    pub fn can_redo(self) -> bool {
        self.redo.with(|steps| !steps.is_empty())
    }

    /// Takes the last step back.
    pub fn undo(self) -> Undone {
        let Some(step) = self.undo.try_update(Vec::pop).flatten() else { return Undone::Nothing };
        match step {
            Step::Edit(change) => {
                self.turn(&change, |store, step| store.redo.update(|steps| steps.push(step)))
            }
            Step::Import(change) => self.take_back(&change),
        }
    }

    /// Does the last undone step again.
    pub fn redo(self) -> Undone {
        let Some(step) = self.redo.try_update(Vec::pop).flatten() else { return Undone::Nothing };
        match step {
            Step::Edit(change) | Step::Import(change) => self.turn(&change, Self::push),
        }
    }

    fn turn(self, change: &Change, keep: impl FnOnce(Self, Step)) -> Undone {
        let commands = self.with_untracked(|l| command::inverse(l, change));
        let turned = self.with_untracked(|l| command::run(l, &commands, self.context()));
        let Ok(turned) = turned else { return Undone::Nothing };
        if turned.edits.is_empty() {
            return Undone::Nothing;
        }
        let left = change.edits.len().saturating_sub(turned.edits.len());
        self.dirty.update_value(|dirty| dirty.extend(turned.parts()));
        self.carry_out(&turned);
        self.changed.update(|n| *n += 1);
        keep(self, Step::Edit(turned));
        if left == 0 { Undone::Whole } else { Undone::Partly(left) }
    }

    /// Takes an import back, from the undo stack or from a restore point.
    pub fn take_back(self, change: &Change) -> Undone {
        let reverted = self.with_untracked(|l| change.revert(l));
        if reverted.restored.is_empty() && reverted.removed.is_empty() {
            return Undone::Nothing;
        }
        self.dirty.update_value(|dirty| dirty.extend(reverted.parts.iter().copied()));
        self.note_moved();
        self.ledger.update(|l| reverted.apply(l));
        self.set_today(self.today.get_untracked());
        self.epoch.update(|n| *n += 1);
        self.changed.update(|n| *n += 1);
        // An earlier step may rest on what the import brought: it undoes what still stands.
        if reverted.kept.is_empty() { Undone::Whole } else { Undone::Partly(reverted.kept.len()) }
    }

    /// Counts the changes that have to be saved; `saving` watches it.
    pub fn changed(self) -> u64 {
        self.changed.get()
    }

    /// Takes the parts that have to be written.
    pub fn take_dirty(self) -> BTreeSet<PartId> {
        self.dirty.try_update_value(std::mem::take).unwrap_or_default()
    }

    /// Gives parts back that could not be written.
    pub fn give_back(self, parts: impl IntoIterator<Item = PartId>) {
        self.dirty.update_value(|dirty| dirty.extend(parts));
    }

    /// Whether there is anything to write.
    pub fn is_dirty(self) -> bool {
        self.dirty.with_value(|dirty| !dirty.is_empty())
    }

    /// A record's title, for lists and messages.
    pub fn title_of(self, id: RecordId) -> String {
        use crate::model::field::Field;
        use crate::model::value::Value;
        self.with(|l| match l.record(id).map(|r| r.read(Field::Title).0) {
            Some(Value::Text(title)) => title,
            _ => String::new(),
        })
    }
}

/// Puts a record in; laid over what is there, where that may have been edited meanwhile.
fn put(ledger: &mut Ledger, record: &AnyRecord, is_alone: bool) {
    let there = if is_alone { None } else { ledger.copy(record.record_id()) };
    match there {
        Some(mut there) => {
            absorb(there.as_dyn_mut(), record.as_dyn());
            ledger.put(there);
        }
        None => ledger.put(record.clone()),
    }
}

impl Default for Store {
    fn default() -> Self {
        Self::new()
    }
}
