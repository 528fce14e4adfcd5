//! Which drafts a ledger holds already, so that the same document twice adds nothing.
//!
//! A target is the same when its name, comparator, unit of measure and date are, and its value is, or is
//! a blank that has been filled in since. Names are compared by letters and digits alone.

use super::draft::{Draft, DraftKey, DraftKind};
use super::text::words::scope::WHOLE;
use crate::model::id::UnitId;
use crate::model::kind::{Kind, RecordId, Target};
use crate::model::ledger::Ledger;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What a ledger has of a draft.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Known {
    /// The same: accepting it would say it twice.
    Same(RecordId),
    /// The same target with another value.
    OtherValue(RecordId),
}

impl Known {
    /// The record.
    pub fn record(self) -> RecordId {
        match self {
            Self::Same(record) | Self::OtherValue(record) => record,
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
pub fn find(drafts: &[Draft], ledger: &Ledger, unit: UnitId) -> BTreeMap<DraftKey, Known> {
    let index = Index::new(ledger, unit);
    drafts.iter().filter_map(|draft| Some((draft.key, index.find(draft)?))).collect()
}

struct Index<'a> {
    themes: HashMap<String, RecordId>,
    tasks: HashMap<String, RecordId>,
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
            tasks: ledger
                .live_tasks()
                .filter(|t| t.common.unit == Some(unit))
                .map(|t| named(Kind::Task, t.title.get(), t.id.0))
                .collect(),
            units: ledger.live_units().map(|u| named(Kind::Unit, u.title.get(), u.id.0)).collect(),
            targets: HashMap::new(),
            quoted: HashMap::new(),
        };
        for target in ledger.live_targets().filter(|t| t.common.unit == Some(unit)) {
            index.targets.entry(name(target.title.get())).or_default().push(target);
            if !target.quote.get().is_empty() {
                index.quoted.entry(measured_by(target)).or_default().push(target);
            }
        }
        index
    }

    fn find(&self, draft: &Draft) -> Option<Known> {
        let title = name(&draft.title);
        match draft.kind {
            DraftKind::Theme => self.themes.get(&title).copied().map(Known::Same),
            DraftKind::Task | DraftKind::Rhythm => self.tasks.get(&title).copied().map(Known::Same),
            // 成安 is 成安县教育局.
            DraftKind::Unit => {
                let is_it = |unit: &&(String, RecordId)| unit.0 == title || unit.0.starts_with(&title);
                self.units.iter().find(is_it).map(|(_, record)| Known::Same(*record))
            }
            DraftKind::Target | DraftKind::Quota => {
                let by_name = self.targets.get(&title).into_iter().flatten();
                let by_name = by_name.copied().filter(|t| is_comparable(draft, t));
                best(draft, by_name).or_else(|| self.by_quote(draft, &title))
            }
        }
    }

    /// A target out of the same sentence, by nearly the same name.
    fn by_quote(&self, draft: &Draft, title: &str) -> Option<Known> {
        let key = (draft.comparator.map(crate::model::choice::Choice::code), draft.measure.clone());
        let quote = name(&draft.quote);
        let candidates = self.quoted.get(&key).into_iter().flatten().copied().filter(|target| {
            let other = name(target.quote.get());
            let same_place = quote.contains(&other) || other.contains(&quote);
            same_place && is_comparable(draft, target) && likeness(title, &name(target.title.get())) >= 0.5
        });
        best(draft, candidates)
    }
}

fn measured_by(target: &Target) -> (Option<&'static str>, String) {
    (target.comparator.get().map(crate::model::choice::Choice::code), target.measure.get().clone())
}

/// Whether both say the same of the same, but perhaps by another value.
fn is_comparable(draft: &Draft, target: &Target) -> bool {
    let same_date = match (draft.due, *target.due.get()) {
        (Some(left), Some(right)) => left == right,
        _ => true,
    };
    draft.comparator == *target.comparator.get() && draft.measure == *target.measure.get() && same_date
}

fn best<'a>(draft: &Draft, targets: impl Iterator<Item = &'a Target>) -> Option<Known> {
    let mut other = None;
    for target in targets {
        let record = RecordId { kind: Kind::Target, id: target.id.0 };
        if draft.value.is_none() || *target.quantity.get() == draft.value {
            return Some(Known::Same(record));
        }
        other = other.or(Some(Known::OtherValue(record)));
    }
    other
}

/// How much two names share, 0 to 1.
fn likeness(left: &str, right: &str) -> f64 {
    let pairs = |text: &str| -> HashSet<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    let (a, b) = (pairs(left), pairs(right));
    let all = a.len() + b.len();
    if all == 0 { 0.0 } else { 2.0 * a.intersection(&b).count() as f64 / all as f64 }
}
