//! A reversible difference between two states of a ledger.

use super::id::PartId;
use super::kind::{AnyRecord, RecordId};
use super::ledger::Ledger;
use super::stamp::Seen;
use std::collections::{BTreeMap, BTreeSet};

/// One record before and after. `before` is `None` for a new record.
#[derive(Clone, PartialEq, Debug)]
pub struct Edit {
    /// As it was.
    pub before: Option<AnyRecord>,
    /// As it becomes.
    pub after: AnyRecord,
}

/// What an edit or an import does to a ledger.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Change {
    /// The records it touches.
    pub edits: Vec<Edit>,
    /// What has been seen of the touched parts, before and after.
    pub seen: BTreeMap<PartId, (Seen, Seen)>,
}

impl Change {
    /// Whether it does nothing.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty() && self.seen.is_empty()
    }

    /// The parts it touches: these have to be written.
    pub fn parts(&self) -> BTreeSet<PartId> {
        self.edits.iter().map(|edit| edit.after.part()).chain(self.seen.keys().copied()).collect()
    }

    /// The records it touches.
    pub fn records(&self) -> impl Iterator<Item = RecordId> {
        self.edits.iter().map(|edit| edit.after.record_id())
    }

    /// Carries it out. The change must have been made against this state of the ledger.
    pub fn apply(&self, ledger: &mut Ledger) {
        for edit in &self.edits {
            ledger.put(edit.after.clone());
        }
        self.note_seen(ledger);
    }

    /// Notes what has been seen: the last step of carrying it out.
    pub fn note_seen(&self, ledger: &mut Ledger) {
        for (part, (_, after)) in &self.seen {
            ledger.seen.entry(*part).or_default().join(after);
        }
    }

    /// The change that takes an import back. Records edited since are left as they are and
    /// counted.
    pub fn revert(&self, ledger: &Ledger) -> Reverted {
        let mut reverted = Reverted::default();
        for edit in &self.edits {
            let id = edit.after.record_id();
            if ledger.copy(id).as_ref() == Some(&edit.after) {
                match &edit.before {
                    Some(before) => reverted.restored.push(before.clone()),
                    None => reverted.removed.push(id),
                }
            } else {
                reverted.kept.push(id);
            }
        }
        reverted.parts = self.parts();
        // What was seen can only be forgotten when nothing since rests on it.
        if reverted.kept.is_empty() {
            for (part, (before, after)) in &self.seen {
                if ledger.seen.get(part) == Some(after) {
                    reverted.seen.insert(*part, before.clone());
                }
            }
        }
        reverted
    }
}

/// How an import is taken back.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Reverted {
    /// Records put back as they were.
    pub restored: Vec<AnyRecord>,
    /// Records that the import had brought.
    pub removed: Vec<RecordId>,
    /// Records edited after the import: left as they are.
    pub kept: Vec<RecordId>,
    /// What is forgotten again.
    pub seen: BTreeMap<PartId, Seen>,
    /// The parts to write.
    pub parts: BTreeSet<PartId>,
}

impl Reverted {
    /// Carries it out.
    pub fn apply(&self, ledger: &mut Ledger) {
        for record in &self.restored {
            ledger.put(record.clone());
        }
        for id in &self.removed {
            ledger.remove(*id);
        }
        for (part, seen) in &self.seen {
            ledger.seen.insert(*part, seen.clone());
        }
    }
}
