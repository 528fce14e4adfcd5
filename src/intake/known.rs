//! Which drafts a ledger holds already, so that the same document twice adds nothing.
//!
//! A target is the same when its name, comparator, unit of measure and date are, and its value is, or is
//! a blank that has been filled in since. With another value it is to be updated, as is a task of the same
//! name with another deadline. Names are compared by letters and digits alone.

use super::accept;
use super::draft::{Draft, DraftKey, DraftKind};
use super::text::words::scope::WHOLE;
use crate::model::choice::{Choice, Comparator};
use crate::model::id::UnitId;
use crate::model::kind::{Kind, RecordId, Target, Task};
use crate::model::ledger::Ledger;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::borrow::Borrow;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What a ledger has of a draft.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Known {
    /// The same: accepting it would say it twice.
    Same(RecordId),
    /// The same target with another value: accepting it updates that.
    OtherValue {
        /// The target.
        record: RecordId,
        /// Its value; `None` for a blank.
        was: Option<Decimal>,
    },
    /// The same task with another deadline: accepting it updates that.
    OtherDue {
        /// The task.
        record: RecordId,
        /// Its deadline.
        was: NaiveDate,
    },
}

impl Known {
    /// The record.
    pub fn record(self) -> RecordId {
        match self {
            Self::Same(record) | Self::OtherValue { record, .. } | Self::OtherDue { record, .. } => record,
        }
    }

    /// Whether accepting the draft would add nothing.
    pub fn is_same(self) -> bool {
        matches!(self, Self::Same(_))
    }
}

/// A name by its letters and digits, without the words for the whole place.
pub fn name(title: &str) -> String {
    let mut text: String =
        title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    while let Some(word) = WHOLE.iter().find(|word| text.starts_with(**word) && text.len() > word.len()) {
        text = text[word.len()..].to_owned();
    }
    text
}

/// The drafts that a unit's part of the ledger, or its plan, holds already.
///
/// A record that one draft says as it is, or that one draft would update, is not another draft's to update:
/// a document may name the same thing twice with two values.
pub fn find<D: Borrow<Draft>>(drafts: &[D], ledger: &Ledger, unit: UnitId) -> BTreeMap<DraftKey, Known> {
    let drafts: Vec<&Draft> = drafts.iter().map(Borrow::borrow).collect();
    find_among(&drafts, ledger, unit)
}

fn find_among(drafts: &[&Draft], ledger: &Ledger, unit: UnitId) -> BTreeMap<DraftKey, Known> {
    let index = Index::new(ledger, unit);
    let mut found = BTreeMap::new();
    let mut claimed: HashSet<RecordId> = HashSet::new();
    for draft in drafts {
        if let Some((known, is_exact)) = index.same(draft) {
            found.insert(draft.key, Known::Same(known));
            claimed.extend(is_exact.then_some(known));
        }
    }
    for draft in drafts {
        if found.contains_key(&draft.key) {
            continue;
        }
        if let Some(other) = index.other(draft, &claimed) {
            claimed.insert(other.record());
            found.insert(draft.key, other);
        }
    }
    found
}

struct Index<'a> {
    themes: HashMap<String, RecordId>,
    tasks: HashMap<String, Vec<&'a Task>>,
    units: Vec<(String, RecordId)>,
    targets: HashMap<String, Vec<&'a Target>>,
    /// By comparator and unit of measure, for those whose name was put otherwise.
    quoted: HashMap<(Option<&'static str>, String), Vec<&'a Target>>,
}

impl<'a> Index<'a> {
    fn new(ledger: &'a Ledger, unit: UnitId) -> Self {
        let named = |kind, title: &String, id| (name(title), RecordId { kind, id });
        let mut index = Self {
            themes: ledger.live_themes().map(|t| named(Kind::Theme, t.title.get(), t.id.0)).collect(),
            tasks: HashMap::new(),
            units: ledger.live_units().map(|u| named(Kind::Unit, u.title.get(), u.id.0)).collect(),
            targets: HashMap::new(),
            quoted: HashMap::new(),
        };
        for task in ledger.live_tasks().filter(|t| t.common.unit == Some(unit)) {
            index.tasks.entry(name(task.title.get())).or_default().push(task);
        }
        for target in ledger.live_targets().filter(|t| t.common.unit == Some(unit)) {
            index.targets.entry(name(target.title.get())).or_default().push(target);
            if !target.quote.get().is_empty() {
                index.quoted.entry(measured_by(target)).or_default().push(target);
            }
        }
        index
    }

    /// The record that says a draft already, and whether it says no less than the draft.
    fn same(&self, draft: &Draft) -> Option<(RecordId, bool)> {
        let title = name(&draft.title);
        match draft.kind {
            DraftKind::Theme => Some((*self.themes.get(&title)?, true)),
            DraftKind::Task | DraftKind::Rhythm => {
                let due = accept::due(draft);
                let tasks = self.tasks.get(&title)?;
                let exact = tasks.iter().find(|task| *task.due.get() == due);
                let task = exact.or_else(|| tasks.iter().find(|t| due.is_none() || t.due.get().is_none()))?;
                Some((RecordId { kind: Kind::Task, id: task.id.0 }, exact.is_some()))
            }
            // 成安 is 成安县教育局.
            DraftKind::Unit => {
                let is_it = |unit: &&(String, RecordId)| unit.0 == title || unit.0.starts_with(&title);
                self.units.iter().find(is_it).map(|(_, record)| (*record, true))
            }
            DraftKind::Target | DraftKind::Quota => {
                best(draft, self.by_name(draft, &title)).or_else(|| self.by_quote(draft, &title))
            }
        }
    }

    /// The record that says a draft otherwise, among those that nothing has claimed.
    fn other(&self, draft: &Draft, claimed: &HashSet<RecordId>) -> Option<Known> {
        let title = name(&draft.title);
        match accept::record_kind(draft.kind) {
            Kind::Target => self.by_name(draft, &title).find_map(|target| {
                let record = RecordId { kind: Kind::Target, id: target.id.0 };
                let is_free = !claimed.contains(&record) && accept::quantity(draft).is_some();
                is_free.then_some(Known::OtherValue { record, was: *target.quantity.get() })
            }),
            Kind::Task => self.tasks.get(&title)?.iter().find_map(|task| {
                let record = RecordId { kind: Kind::Task, id: task.id.0 };
                let was =
                    task.due.get().filter(|_| !claimed.contains(&record) && accept::due(draft).is_some())?;
                Some(Known::OtherDue { record, was })
            }),
            _ => None,
        }
    }

    /// The targets of the same name, comparator, unit of measure and date.
    fn by_name(&self, draft: &Draft, title: &str) -> impl Iterator<Item = &'a Target> {
        let named = self.targets.get(title).into_iter().flatten();
        named.copied().filter(|target| is_comparable(draft, target))
    }

    /// A target out of the same sentence, by nearly the same name.
    fn by_quote(&self, draft: &Draft, title: &str) -> Option<(RecordId, bool)> {
        let key = asked_by(draft);
        let quote = name(&draft.quote);
        let candidates = self.quoted.get(&key).into_iter().flatten().copied().filter(|target| {
            let other = name(target.quote.get());
            let same_place = quote.contains(&other) || other.contains(&quote);
            same_place && is_comparable(draft, target) && likeness(title, &name(target.title.get())) >= 0.5
        });
        best(draft, candidates)
    }
}

/// How a draft is compared, and in what unit; a target likewise.
fn asked_by(draft: &Draft) -> (Option<&'static str>, String) {
    let measure = &draft.measure;
    (Some(compared(accept::comparator(draft), measure).code()), measure.clone())
}

fn measured_by(target: &Target) -> (Option<&'static str>, String) {
    let measure = target.measure.get();
    (target.comparator.get().map(|comparator| compared(comparator, measure).code()), measure.clone())
}

/// All reach it, without a count, is done or not.
fn compared(comparator: Comparator, measure: &str) -> Comparator {
    if comparator == Comparator::AllReach && measure.is_empty() { Comparator::YesNo } else { comparator }
}

/// Whether both say the same of the same, but perhaps by another value.
fn is_comparable(draft: &Draft, target: &Target) -> bool {
    let same_date = match (draft.due, *target.due.get()) {
        (Some(left), Some(right)) => left == right,
        _ => true,
    };
    asked_by(draft) == measured_by(target) && same_date
}

/// The target that says a draft already: by its value, or any for a draft that states none.
fn best<'a>(draft: &Draft, targets: impl Iterator<Item = &'a Target>) -> Option<(RecordId, bool)> {
    let quantity = accept::quantity(draft);
    let mut blank = None;
    for target in targets {
        let record = RecordId { kind: Kind::Target, id: target.id.0 };
        if *target.quantity.get() == quantity {
            return Some((record, true));
        }
        blank = blank.or(quantity.is_none().then_some((record, false)));
    }
    blank
}

/// How much two names share, 0 to 1.
fn likeness(left: &str, right: &str) -> f64 {
    let pairs = |text: &str| -> HashSet<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    let (a, b) = (pairs(left), pairs(right));
    let all = a.len() + b.len();
    if all == 0 { 0.0 } else { 2.0 * a.intersection(&b).count() as f64 / all as f64 }
}
