//! A whole's value from its parts, by its own rule (`T2`).
//!
//! | rule | value |
//! |---|---|
//! | sum | the parts' values added up |
//! | ratio | all numerators over all denominators; a part that gave only a percentage does not count |
//! | all of | met when every part is; the value is how many are |
//! | best of | the best part's value |
//!
//! With a rule, the parts speak for the whole as soon as one has said anything; without one its own
//! entry comes first, and the sum of the parts only where there is none.

use crate::model::choice::{Comparator, RollUp};
use crate::model::id::TargetId;
use crate::model::index::Index;
use crate::model::kind::Target;
use crate::model::ledger::Ledger;
use crate::model::record::Record;
use rust_decimal::Decimal;
use std::collections::{BTreeSet, HashSet};

/// What is known of one target: said of itself, or made up from its parts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Said {
    /// Its value.
    pub value: Option<Decimal>,
    /// For rates: what stands above and below the line.
    pub ratio: Option<(Decimal, Decimal)>,
    /// Whether it is met; `None` where that cannot be told.
    pub met: Option<bool>,
}

impl Said {
    /// Whether anything is said.
    pub fn is_any(&self) -> bool {
        self.value.is_some() || self.ratio.is_some() || self.met.is_some()
    }

    pub(super) fn of_figure(figure: &Figure) -> Option<Self> {
        Some(Self { value: figure.value, ratio: figure.ratio, met: figure.met }).filter(Self::is_any)
    }
}

/// Where a whole's value comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// Its parts.
    Parts,
    /// Its own newest entry.
    Own,
    /// Nothing was said yet.
    Nothing,
}

/// What a target's parts make it up to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Figure {
    /// The rule it was made by.
    pub rule: RollUp,
    /// Where the value comes from.
    pub origin: Origin,
    /// The value; `None` while nothing was said, never zero for it.
    pub value: Option<Decimal>,
    /// For ratios: the sum of the numerators and of the denominators.
    pub ratio: Option<(Decimal, Decimal)>,
    /// Whether the whole is met; `None` while parts that are unset could still decide it.
    pub met: Option<bool>,
    /// Parts that count in the value.
    pub counted: Vec<TargetId>,
    /// Parts of which nothing is known that counts.
    pub unset: Vec<TargetId>,
    /// Parts that are met.
    pub met_parts: usize,
}

/// What a target's own newest entry says.
pub fn said(ledger: &Ledger, index: &Index, target: &Target) -> Said {
    let entry = index.targets.get(&target.id).and_then(|state| state.entry);
    let Some(actual) = entry.and_then(|id| ledger.actuals.get(&id)) else { return Said::default() };
    let below = actual.denominator.get().filter(|d| !d.is_zero());
    let ratio = (*actual.numerator.get()).zip(below);
    let value = actual.quantity.get().or_else(|| ratio.and_then(|r| rate(target, r)));
    let met = crate::model::light::meets(target, actual).or_else(|| value.and_then(|v| holds(target, v)));
    Said { value, ratio, met }
}

/// A rate in the target's unit of measure.
fn rate(target: &Target, (above, below): (Decimal, Decimal)) -> Option<Decimal> {
    crate::model::ratio::rate(target.measure.get(), above, below)
}

/// Whether a value meets a target, where its comparator can be held against a value alone.
fn holds(target: &Target, value: Decimal) -> Option<bool> {
    let wanted = *target.quantity.get();
    match (*target.comparator.get())? {
        Comparator::AtLeast | Comparator::AllReach => wanted.map(|w| value >= w),
        Comparator::AtMost | Comparator::RankWithin => wanted.map(|w| value <= w),
        Comparator::Equal => wanted.map(|w| value == w),
        Comparator::Zero => Some(value.is_zero()),
        Comparator::BetterThan => target.baseline.get().map(|b| value > b),
        Comparator::YesNo => None,
    }
}

fn is_lower_better(target: &Target) -> bool {
    matches!(target.comparator.get(), Some(Comparator::AtMost | Comparator::RankWithin | Comparator::Zero))
}

/// A whole's figure. `known` says what a part was made up to or what came up for it as a figure;
/// a part's own rule decides whether that goes before its own entry. `None` without live parts.
pub fn figure(
    ledger: &Ledger,
    index: &Index,
    id: TargetId,
    known: &dyn Fn(TargetId) -> Option<Said>,
) -> Option<Figure> {
    let whole = ledger.targets.get(&id).filter(|t| t.is_alive())?;
    let parts = index.parts_of(ledger, id);
    if parts.is_empty() {
        return None;
    }
    let rule = whole.roll_up.get().unwrap_or(RollUp::Sum);
    let mut figure = Figure {
        rule,
        origin: Origin::Nothing,
        value: None,
        ratio: None,
        met: None,
        counted: Vec::new(),
        unset: Vec::new(),
        met_parts: 0,
    };
    let mut values = Vec::new();
    let mut mets = Vec::new();
    for part in &parts {
        let told = known(part.id).filter(Said::is_any).unwrap_or_else(|| said(ledger, index, part));
        let counts = match rule {
            RollUp::Sum | RollUp::BestOf => told.value.is_some(),
            RollUp::Ratio => told.ratio.is_some(),
            RollUp::AllOf => told.met.is_some(),
        };
        if !counts {
            figure.unset.push(part.id);
            continue;
        }
        figure.counted.push(part.id);
        figure.met_parts += usize::from(told.met == Some(true));
        mets.push(told.met);
        values.extend(told.value);
        if let (RollUp::Ratio, Some((above, below))) = (rule, told.ratio) {
            let sum = figure.ratio.unwrap_or_default();
            figure.ratio = Some((sum.0 + above, sum.1 + below));
        }
    }
    let own = said(ledger, index, whole);
    let own_first = whole.roll_up.get().is_none() && own.is_any();
    if figure.counted.is_empty() || own_first {
        figure.origin = if own.is_any() { Origin::Own } else { Origin::Nothing };
        (figure.value, figure.ratio, figure.met) = (own.value, own.ratio, own.met);
        return Some(figure);
    }
    figure.origin = Origin::Parts;
    let is_full = figure.unset.is_empty();
    match rule {
        RollUp::Sum => {
            let sum = values.iter().try_fold(Decimal::ZERO, |sum, v| sum.checked_add(*v));
            figure.value = sum.map(|s| s.normalize());
            figure.met = figure.value.and_then(|v| holds(whole, v));
        }
        RollUp::Ratio => {
            figure.value = figure.ratio.filter(|(_, below)| !below.is_zero()).and_then(|r| rate(whole, r));
            figure.met = figure.value.and_then(|v| holds(whole, v));
        }
        RollUp::AllOf => {
            figure.value = Some(Decimal::from(figure.met_parts));
            figure.met = Some(mets.iter().all(|m| *m == Some(true)));
        }
        RollUp::BestOf => {
            let lower = is_lower_better(whole);
            figure.value = if lower { values.into_iter().min() } else { values.into_iter().max() };
            figure.met = figure.value.and_then(|v| holds(whole, v));
        }
    }
    if !is_full && !is_settled(whole, &figure) {
        figure.met = None;
    }
    Some(figure)
}

/// Whether what the counted parts decide stands whatever the unset ones will say. Parts of a sum
/// are taken to be no less than zero.
fn is_settled(whole: &Target, figure: &Figure) -> bool {
    match (figure.rule, figure.met) {
        (RollUp::Sum, Some(met)) => match whole.comparator.get() {
            Some(Comparator::AtLeast | Comparator::AllReach | Comparator::BetterThan) => met,
            Some(Comparator::AtMost | Comparator::Zero) => !met,
            _ => false,
        },
        (RollUp::AllOf, met) => met == Some(false),
        (RollUp::BestOf, met) => met == Some(true),
        _ => false,
    }
}

/// The targets in an order in which parts come before their wholes; a ring is cut where it closes.
pub(super) fn from_the_bottom(ledger: &Ledger, index: &Index, targets: &BTreeSet<TargetId>) -> Vec<TargetId> {
    let mut done: HashSet<TargetId> = HashSet::with_capacity(targets.len());
    let mut out = Vec::with_capacity(targets.len());
    for start in targets {
        let mut stack = vec![(*start, false)];
        while let Some((id, is_back)) = stack.pop() {
            if is_back {
                out.push(id);
                continue;
            }
            if !done.insert(id) {
                continue;
            }
            stack.push((id, true));
            let parts = index.parts_of(ledger, id).into_iter().map(|t| t.id);
            stack.extend(parts.filter(|p| targets.contains(p)).map(|p| (p, false)));
        }
    }
    out
}
