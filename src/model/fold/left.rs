//! What of a file is left out, because the file has no standing for it.

use super::LeftOut;
use crate::model::kind::AnyRecord;
use crate::model::merge::{self, Apart, Effect};
use crate::model::record::{Record, absorb};
use crate::model::stamp::Stamp;
use crate::model::standing::{ApartReason, Judge};
use crate::model::value::Value;
use std::collections::BTreeSet;

impl LeftOut {
    /// Shows what was left out against the record as it is without it, and notes the stamps that
    /// are missing for that. `None` when another file brought it all.
    pub(super) fn show(
        &self,
        here: Option<&AnyRecord>,
        taken: bool,
        missing: &mut Vec<Stamp>,
    ) -> Option<Apart> {
        let theirs = self.theirs.as_dyn();
        let whole = match here {
            Some(here) => {
                let mut whole = here.clone();
                absorb(whole.as_dyn_mut(), theirs);
                whole
            }
            None => self.theirs.clone(),
        };
        if here == Some(&whole) {
            return None;
        }
        if !taken {
            let is_known = |name: &str, value: &Value, stamp: Stamp| {
                here.is_some_and(|here| here.as_dyn().knows(name, value, stamp))
            };
            let writes = theirs.writes();
            let unknown = writes.iter().filter(|(name, value, stamp)| !is_known(name, value, *stamp));
            missing.extend(unknown.map(|(_, _, stamp)| *stamp));
            let deletion = |record: &dyn Record| record.common().deletion.clone();
            if here.is_none_or(|here| deletion(here.as_dyn()) != deletion(whole.as_dyn())) {
                missing.extend(deletion(theirs).map(|deletion| deletion.stamp));
            }
        }
        let effect = match here {
            None => Effect::Added,
            Some(here) => merge::change_of(here.as_dyn().is_alive(), whole.as_dyn().is_alive()),
        };
        let fields = merge::changed_fields(here.map(AnyRecord::as_dyn), whole.as_dyn());
        if effect == Effect::Changed && fields.is_empty() {
            // It would only go into the history: nothing a person could want to take.
            return None;
        }
        let record = self.theirs.record_id();
        let unit = theirs.common().unit;
        Some(Apart { record, unit, file: self.file, effect, fields, reason: self.reason, taken })
    }
}

/// What of a record the file has no standing for: the first reason, the names, the deletion.
pub(super) fn apart(
    judge: &Judge,
    own: &dyn Record,
    theirs: &dyn Record,
) -> Option<(ApartReason, Option<BTreeSet<String>>, bool)> {
    if judge.allows_all() {
        return None;
    }
    let mut reason = None;
    let mut names = BTreeSet::new();
    let fields = theirs.fields().iter().map(|field| field.name());
    let past = theirs.common().history.iter().map(|past| past.field.as_str());
    for name in fields.chain(theirs.common().rest.keys().map(String::as_str)).chain(past) {
        if !names.contains(name)
            && let Err(why) = judge.allows(own, theirs, Some(name))
        {
            reason.get_or_insert(why);
            names.insert(name.to_owned());
        }
    }
    let deletion = judge.allows(own, theirs, None).err();
    let reason = reason.or(deletion)?;
    Some((reason, Some(names), deletion.is_some()))
}
