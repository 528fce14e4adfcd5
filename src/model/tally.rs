//! What an import does, counted by unit while it is put together (`X3`).

use super::change::Edit;
use super::id::UnitId;
use super::kind::AnyRecord;
use super::merge::{self, Effect};
use std::collections::BTreeMap;

/// Counts of one unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct UnitCounts {
    /// Records that are new.
    pub added: usize,
    /// Records that look different, revived ones included.
    pub changed: usize,
    /// Records that are deleted.
    pub deleted: usize,
    /// Fields in conflict.
    pub conflicts: usize,
    /// Records with something set apart and not taken.
    pub set_apart: usize,
}

/// What edits do, by unit; `None` for the plan.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Tally(BTreeMap<Option<UnitId>, UnitCounts>);

impl Tally {
    /// Counts an edit.
    pub fn note(&mut self, edit: &Edit) {
        if let Some(count) = self.place(edit) {
            *count += 1;
        }
    }

    /// Takes an edit back that was counted.
    pub fn forget(&mut self, edit: &Edit) {
        if let Some(count) = self.place(edit) {
            *count -= 1;
        }
    }

    /// The counts; a unit of which only history changes has a row of zeros.
    pub fn units(&self) -> BTreeMap<Option<UnitId>, UnitCounts> {
        self.0.clone()
    }

    fn place(&mut self, edit: &Edit) -> Option<&mut usize> {
        let counts = self.0.entry(edit.after.as_dyn().common().unit).or_default();
        match merge::effect(edit)? {
            Effect::Added => Some(&mut counts.added),
            Effect::Deleted => Some(&mut counts.deleted),
            Effect::Revived => Some(&mut counts.changed),
            Effect::Changed => {
                let before = edit.before.as_ref().map(AnyRecord::as_dyn)?;
                merge::looks_different(before, edit.after.as_dyn()).then_some(&mut counts.changed)
            }
        }
    }
}
