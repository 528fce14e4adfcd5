//! Many files folded into one change (`X3`): each file's records are laid over what is here,
//! and the ledger itself is never copied. The order of the files does not matter.

mod left;
mod meeting;

use self::left::apart;
use self::meeting::Meeting;
use super::change::{Change, Edit};
use super::field::Field;
use super::fork::{Edits, Mix};
use super::id::{PartId, UnitId};
use super::kind::{AnyRecord, RecordId};
use super::ledger::Ledger;
use super::merge::{self, Apart, Conflict, Effect};
use super::record::{Record, absorb, absorb_some};
use super::stamp::{Device, Seen, Stamp};
use super::standing::{ApartReason, Bearing, Judge, Standing};
use super::tally::Tally;
pub use super::tally::UnitCounts;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::BuildHasherDefault;

type Map<V> = HashMap<RecordId, V, BuildHasherDefault<Mix>>;

/// Takes files in, one after the other. Every call gets the same, unchanged ledger; when that
/// has moved on, the fold has to be begun anew.
#[derive(Clone, Debug, Default)]
pub struct Fold {
    now: i64,
    files: usize,
    edits: Edits,
    laid: Map<Laid>,
    /// Claims of files of which nothing was left out, by part.
    claims: BTreeMap<PartId, Seen>,
    left_out: Vec<LeftOut>,
    conflicts: Vec<(RecordId, Conflict)>,
    contested: BTreeSet<RecordId>,
    forked: BTreeSet<Device>,
}

/// A file on its way in.
pub struct Adding {
    standing: Standing,
    bearing: Bearing,
    file: usize,
    seen: BTreeMap<PartId, Seen>,
    /// How many records were left out before it.
    left: usize,
    records: Box<dyn Iterator<Item = AnyRecord>>,
    done: FileEffect,
    newest: i64,
    is_new: bool,
}

/// A record as the files so far make it.
#[derive(Clone, Debug)]
struct Laid {
    record: Box<AnyRecord>,
    /// The file that brought it, where it is new here.
    file: Option<usize>,
    /// The files that brought single fields' present values.
    fields: Vec<(Field, usize)>,
}

impl Laid {
    /// The file a field's present value came with; `None` when it was here before.
    fn file_of(&self, field: Field) -> Option<usize> {
        self.fields.iter().rfind(|(name, _)| *name == field).map(|(_, file)| *file).or(self.file)
    }
}

/// A record of a file, all or part of which the file has no standing for.
#[derive(Clone, PartialEq, Debug)]
struct LeftOut {
    file: usize,
    theirs: AnyRecord,
    reason: ApartReason,
    /// What the file claims to have seen of the part.
    seen: Seen,
}

/// What one file did, beside the files before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct FileEffect {
    /// Records that are new.
    pub added: usize,
    /// Records that look different.
    pub changed: usize,
    /// Records it deletes.
    pub deleted: usize,
    /// Records that are the same, or differ only in history.
    pub unchanged: usize,
    /// Fields changed apart from what was here.
    pub conflicts: usize,
    /// Records with something it has no standing for.
    pub set_apart: usize,
    /// Whether it holds nothing new, and lacks something that is here.
    pub is_older: bool,
    /// How far, in milliseconds, its newest entry lies after now; 0 when it does not.
    pub ahead: i64,
}

/// What all files together would do.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Combined {
    /// The whole as one change: one undo, one restore point.
    pub change: Change,
    /// Fields changed apart, by record.
    pub conflicts: BTreeMap<RecordId, Vec<Conflict>>,
    /// What was left out, or taken all the same.
    pub set_apart: Vec<Apart>,
    /// Records that one side deleted and the other edited.
    pub contested: BTreeSet<RecordId>,
    /// Writers that turn out to be two devices; see [`merge::Merge::forked`].
    pub forked: BTreeSet<Device>,
    left_out: Vec<LeftOut>,
    /// The records something of which was left out, as they are without it.
    plain: BTreeMap<RecordId, Option<AnyRecord>>,
    claims: BTreeMap<PartId, Seen>,
    met: Vec<(RecordId, Conflict)>,
    tally: Tally,
}

impl Combined {
    /// Counts by unit; `None` for the plan.
    pub fn by_unit(&self) -> BTreeMap<Option<UnitId>, UnitCounts> {
        let mut units = self.tally.units();
        for (id, conflicts) in &self.conflicts {
            let owner = self.edit(*id).and_then(|edit| edit.after.as_dyn().common().unit);
            units.entry(owner).or_default().conflicts += conflicts.len();
        }
        for apart in self.set_apart.iter().filter(|apart| !apart.taken) {
            units.entry(apart.unit).or_default().set_apart += 1;
        }
        units
    }

    /// What becomes of a record; `None` when nothing does.
    pub fn edit(&self, id: RecordId) -> Option<&Edit> {
        let place = self.change.edits.binary_search_by_key(&id, |edit| edit.after.record_id()).ok()?;
        self.change.edits.get(place)
    }

    /// The preview's rows, one by one.
    pub fn rows(&self) -> impl Iterator<Item = merge::Row> {
        merge::rows(&self.change, &self.conflicts, &self.contested)
    }
}

impl Fold {
    /// For many files.
    pub fn new(ours: &Ledger, now: i64) -> Self {
        let mut fold = Self::empty(now);
        fold.look(ours, 0, usize::MAX);
        fold
    }

    /// For many files with about so many records together; what is here has to be looked through by
    /// [`Fold::look`] first, for those who have to do it in pieces.
    pub fn expecting(records: usize, now: i64) -> Self {
        let mut fold = Self::empty(now);
        // Growing little by little would move all of them again and again.
        fold.laid.reserve(records);
        fold.edits.reserve(records);
        fold
    }

    /// Looks through so many of the ledger's records; whether there may be more.
    pub fn look(&mut self, ours: &Ledger, from: usize, records: usize) -> bool {
        let mut seen = 0;
        for record in ours.records().skip(from).take(records) {
            self.edits.note(record);
            seen += 1;
        }
        seen == records
    }

    /// For one file: only the parts it speaks of are looked through.
    pub fn for_one(ours: &Ledger, theirs: &Ledger, now: i64) -> Self {
        let mut fold = Self::empty(now);
        let parts = theirs.parts();
        let part = |r: &dyn Record| r.common().unit.map_or(PartId::Plan, PartId::Unit);
        ours.records().filter(|r| parts.contains(&part(*r))).for_each(|r| fold.edits.note(r));
        fold
    }

    fn empty(now: i64) -> Self {
        Self { now, ..Self::default() }
    }

    /// How many files were taken in.
    pub fn files(&self) -> usize {
        self.files
    }

    /// Lays one file over the rest. It must have passed [`merge::admit`].
    pub fn add(&mut self, ours: &Ledger, theirs: Ledger, standing: Standing) -> FileEffect {
        let mut adding = self.begin(ours, theirs, standing);
        self.step(ours, &mut adding, usize::MAX);
        self.end(ours, adding)
    }

    /// Begins to lay a file over the rest, for those who have to do it in pieces; one at a time.
    pub fn begin(&mut self, ours: &Ledger, theirs: Ledger, standing: Standing) -> Adding {
        let bearing = Bearing::new(ours, &theirs, standing);
        let file = self.files;
        self.files += 1;
        let (seen, left) = (theirs.seen.clone(), self.left_out.len());
        Adding {
            standing,
            bearing,
            file,
            seen,
            left,
            records: Box::new(theirs.into_records()),
            done: FileEffect::default(),
            newest: i64::MIN,
            is_new: false,
        }
    }

    /// Lays so many records more; whether there may be others left.
    pub fn step(&mut self, ours: &Ledger, adding: &mut Adding, records: usize) -> bool {
        let judge = Judge::new(ours, &adding.bearing);
        let mut laid = 0;
        for record in adding.records.by_ref().take(records) {
            laid += 1;
            record.as_dyn().each_stamp(&mut |stamp| adding.newest = adding.newest.max(stamp.at));
            adding.is_new |= self.lay(ours, record, adding.file, &judge, &adding.seen, &mut adding.done);
        }
        laid == records
    }

    /// Sums a file up, when [`Fold::step`] has nothing more to do.
    pub fn end(&mut self, ours: &Ledger, adding: Adding) -> FileEffect {
        let Adding { standing, seen, left, mut done, newest, is_new, .. } = adding;
        let apart: BTreeSet<PartId> =
            self.left_out.iter().skip(left).map(|left_out| left_out.theirs.part()).collect();
        done.set_apart = self.left_out.len() - left;
        let lacks = |(part, seen): (&PartId, &Seen)| {
            let own = ours.seen.get(part);
            let others = self.claims.get(part);
            own.is_some_and(|own| !seen.includes(own)) || others.is_some_and(|other| !seen.includes(other))
        };
        // Of other parts a file holds only a piece, and claims no more.
        let is_whole = |part: &PartId| match standing {
            Standing::All => true,
            Standing::Above(None) => *part == PartId::Plan,
            Standing::Unit(unit) | Standing::Above(Some(unit)) => *part == PartId::Unit(unit),
        };
        let mut wholes = seen.iter().filter(|(part, _)| is_whole(part));
        done.is_older = !is_new && done.set_apart == 0 && wholes.any(lacks);
        for (part, seen) in seen {
            if !apart.contains(&part) {
                self.claims.entry(part).or_default().join(&seen);
            }
        }
        done.ahead = newest.saturating_sub(self.now).max(0);
        done
    }

    /// Lays one record over what is there; whether it brought anything new.
    fn lay(
        &mut self,
        ours: &Ledger,
        theirs: AnyRecord,
        file: usize,
        judge: &Judge,
        claims: &BTreeMap<PartId, Seen>,
        done: &mut FileEffect,
    ) -> bool {
        let id = theirs.record_id();
        let laid = self.laid.get(&id);
        let is_same = match laid {
            Some(laid) => *laid.record == theirs,
            None => ours.holds(&theirs),
        };
        if is_same {
            done.unchanged += 1;
            return false;
        }
        self.edits.meet(theirs.as_dyn(), &mut self.forked);
        let part = theirs.part();
        let own = ours.record(id);
        let left_out = match own {
            None => judge.allows_new(theirs.as_dyn()).err().map(|reason| (reason, None, true)),
            Some(own) => apart(judge, own, theirs.as_dyn()),
        };
        let seen = |parts: &BTreeMap<PartId, Seen>| parts.get(&part).cloned().unwrap_or_default();
        let before = match laid {
            Some(laid) => Some(laid.record.as_ref().clone()),
            None => ours.copy(id),
        };
        let Some(before) = before else {
            match left_out {
                Some((reason, ..)) => {
                    let seen = seen(claims);
                    self.left_out.push(LeftOut { file, theirs, reason, seen });
                }
                None => {
                    done.added += usize::from(theirs.as_dyn().is_alive());
                    let laid = Laid { record: Box::new(theirs), file: Some(file), fields: Vec::new() };
                    self.laid.insert(id, laid);
                }
            }
            return true;
        };
        let mut after = before.clone();
        match &left_out {
            None => absorb(after.as_dyn_mut(), theirs.as_dyn()),
            Some((_, None, _)) => {}
            Some((_, Some(names), deletion)) => {
                absorb_some(after.as_dyn_mut(), theirs.as_dyn(), &|name| !names.contains(name), !deletion);
            }
        }
        let is_new = after != before;
        if is_new {
            let meeting = Meeting { was: before.as_dyn(), there: theirs.as_dyn(), is: after.as_dyn() };
            self.tell(&meeting, file, ours.seen.get(&part), claims.get(&part), done);
            let (was, is) = (before.as_dyn(), after.as_dyn());
            let brought = was.fields().iter().filter(|field| was.stamp(**field) != is.stamp(**field));
            let brought: Vec<_> = brought.map(|field| (*field, file)).collect();
            let empty = || Laid { record: Box::new(after.clone()), file: None, fields: Vec::new() };
            let laid = self.laid.entry(id).or_insert_with(empty);
            laid.fields.extend(brought);
            *laid.record = after.clone();
        }
        let mut has_left = false;
        if let Some((reason, ..)) = left_out {
            let mut whole = after.clone();
            absorb(whole.as_dyn_mut(), theirs.as_dyn());
            if whole != after {
                let seen = seen(claims);
                self.left_out.push(LeftOut { file, theirs, reason, seen });
                has_left = true;
            }
        }
        if !is_new && !has_left {
            done.unchanged += 1;
        }
        is_new || has_left
    }

    /// Counts what a record's meeting did, and notes what its two sides did apart.
    fn tell(
        &mut self,
        meeting: &Meeting,
        file: usize,
        here: Option<&Seen>,
        there: Option<&Seen>,
        done: &mut FileEffect,
    ) {
        let id = RecordId::new(meeting.was.kind(), meeting.was.uuid());
        let laid = self.laid.get(&id);
        let files: Vec<_> =
            meeting.was.fields().iter().map(|f| (*f, laid.and_then(|laid| laid.file_of(*f)))).collect();
        // What a writer that is two devices has seen says nothing about the other's edits.
        let covers = |seen: Option<&Seen>, stamp: Stamp| {
            !self.forked.contains(&stamp.device) && seen.is_some_and(|seen| seen.covers(stamp))
        };
        let found = meeting.conflicts(|stamp| covers(here, stamp), |stamp| covers(there, stamp));
        done.conflicts += found.len();
        let is_silent = found.is_empty();
        for (field, ours, theirs, theirs_wins) in found {
            if ours.1 == theirs.1 {
                self.forked.insert(ours.1.device);
            }
            let ours_file = files.iter().find(|(name, _)| *name == field).and_then(|(_, file)| *file);
            let conflict = Conflict { field, ours, ours_file, theirs, theirs_file: file, theirs_wins };
            self.conflicts.push((id, conflict));
        }
        let is_contested = meeting.is_contested();
        if is_contested {
            self.contested.insert(id);
        }
        match merge::change_of(meeting.was.is_alive(), meeting.is.is_alive()) {
            Effect::Deleted => done.deleted += 1,
            Effect::Changed
                if is_silent && !is_contested && !merge::looks_different(meeting.was, meeting.is) =>
            {
                done.unchanged += 1;
            }
            _ => done.changed += 1,
        }
    }

    /// The whole as one change. `taken` are the records a person took though they were set apart;
    /// [`Combined::take`] changes that later.
    pub fn finish(self, ours: &Ledger, taken: &BTreeSet<RecordId>) -> Combined {
        let mut closing = self.close();
        closing.step(ours, usize::MAX);
        closing.finish(ours, taken)
    }

    /// Begins to make one change of what was laid, for those who have to do it in pieces.
    pub fn close(self) -> Closing {
        let left = self.left_out.iter().map(|left| left.theirs.record_id());
        let plain =
            left.map(|id| (id, self.laid.get(&id).map(|laid| laid.record.as_ref().clone()))).collect();
        // Always in the same order, whatever the order of the files.
        let mut ids: Vec<RecordId> = self.laid.keys().copied().collect();
        ids.sort_unstable();
        let edits = Vec::with_capacity(ids.len());
        Closing { fold: self, plain, ids: ids.into_iter(), edits, tally: Tally::default() }
    }
}

/// A fold on its way to one change.
#[derive(Debug)]
pub struct Closing {
    fold: Fold,
    plain: BTreeMap<RecordId, Option<AnyRecord>>,
    ids: std::vec::IntoIter<RecordId>,
    edits: Vec<Edit>,
    tally: Tally,
}

impl Closing {
    /// Goes on with so many records at most; whether there are more.
    pub fn step(&mut self, ours: &Ledger, records: usize) -> bool {
        for id in self.ids.by_ref().take(records) {
            if let Some(laid) = self.fold.laid.remove(&id) {
                let edit = Edit { before: ours.copy(id), after: *laid.record };
                self.tally.note(&edit);
                self.edits.push(edit);
            }
        }
        self.ids.len() > 0
    }

    /// The change, when [`Closing::step`] has nothing more to do.
    pub fn finish(self, ours: &Ledger, taken: &BTreeSet<RecordId>) -> Combined {
        let fold = self.fold;
        let mut combined = Combined {
            change: Change { edits: self.edits, seen: BTreeMap::new() },
            conflicts: BTreeMap::new(),
            set_apart: Vec::new(),
            contested: fold.contested,
            forked: fold.forked,
            left_out: fold.left_out,
            plain: self.plain,
            claims: fold.claims,
            met: fold.conflicts,
            tally: self.tally,
        };
        combined.take(ours, taken);
        combined
    }
}

impl Combined {
    /// Takes these records over, of those that were set apart, and no others.
    pub fn take(&mut self, ours: &Ledger, taken: &BTreeSet<RecordId>) {
        for (id, plain) in &self.plain {
            let mut after = plain.clone();
            let lefts = self.left_out.iter().filter(|left| left.theirs.record_id() == *id);
            for left in lefts.filter(|_| taken.contains(id)) {
                let mut record = after.or_else(|| ours.copy(*id)).unwrap_or_else(|| left.theirs.clone());
                absorb(record.as_dyn_mut(), left.theirs.as_dyn());
                after = Some(record);
            }
            let place = self.change.edits.binary_search_by_key(id, |edit| edit.after.record_id());
            let before = match place {
                Ok(place) => {
                    let edit = self.change.edits.remove(place);
                    self.tally.forget(&edit);
                    edit.before
                }
                Err(_) => ours.copy(*id),
            };
            if let Some(after) = after {
                let edit = Edit { before, after };
                self.tally.note(&edit);
                self.change.edits.insert(place.unwrap_or_else(|place| place), edit);
            }
        }
        let mut missing: BTreeMap<(usize, PartId), Vec<Stamp>> = BTreeMap::new();
        let mut set_apart = Vec::new();
        for left in &self.left_out {
            let id = left.theirs.record_id();
            // A record that was taken is shown against what stood before it was.
            let here = self.plain.get(&id).cloned().flatten().or_else(|| ours.copy(id));
            let stamps = missing.entry((left.file, left.theirs.part())).or_default();
            set_apart.extend(left.show(here.as_ref(), taken.contains(&id), stamps));
        }
        self.set_apart = set_apart;
        self.change.seen = self.seen(ours, &missing);
        self.conflicts = self.standing_conflicts();
    }

    /// The conflicts of which one side stands: a later file may have settled what two earlier ones
    /// had in conflict.
    fn standing_conflicts(&self) -> BTreeMap<RecordId, Vec<Conflict>> {
        let stands = |id: &RecordId, conflict: &Conflict| {
            let record = self.edit(*id).map(|edit| edit.after.as_dyn());
            let top = if conflict.theirs_wins { &conflict.theirs } else { &conflict.ours };
            record.is_some_and(|record| record.read(conflict.field) == *top)
        };
        let mut conflicts: BTreeMap<RecordId, Vec<Conflict>> = BTreeMap::new();
        for (id, conflict) in self.met.iter().filter(|(id, conflict)| stands(id, conflict)) {
            conflicts.entry(*id).or_default().push(conflict.clone());
        }
        conflicts
    }

    /// What may be claimed as seen: never what was left out, or a later merge would take it for known.
    fn seen(
        &self,
        ours: &Ledger,
        missing: &BTreeMap<(usize, PartId), Vec<Stamp>>,
    ) -> BTreeMap<PartId, (Seen, Seen)> {
        let mut claims = self.claims.clone();
        let touched: BTreeSet<PartId> = match self.left_out.is_empty() {
            true => BTreeSet::new(),
            false => self.change.edits.iter().map(|edit| edit.after.part()).collect(),
        };
        let mut told: BTreeSet<(usize, PartId)> = BTreeSet::new();
        for left in &self.left_out {
            let key = (left.file, left.theirs.part());
            if !told.insert(key) {
                continue;
            }
            let stamps = missing.get(&key).map(Vec::as_slice).unwrap_or_default();
            if stamps.is_empty() {
                claims.entry(key.1).or_default().join(&left.seen);
            } else if touched.contains(&key.1) {
                claims.entry(key.1).or_default().join(&left.seen.without(stamps.iter().copied()));
            }
        }
        let mut seen = BTreeMap::new();
        for (part, claim) in claims {
            let before = ours.seen.get(&part).cloned().unwrap_or_default();
            let mut after = before.clone();
            after.join(&claim);
            if after != before {
                seen.insert(part, (before, after));
            }
        }
        seen
    }
}
