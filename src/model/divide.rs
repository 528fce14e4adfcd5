//! 分解到校、落实到人 (`T2`): a target over units, a unit's part over persons. Shares are exact
//! decimals that always add up; all parts are written in one step.

use super::assign::handed_down;
use super::choice::{Comparator, RollUp};
use super::command::Command;
use super::field::Field;
use super::id::{TargetId, UnitId};
use super::kind::{Kind, RecordId, Target};
use super::ledger::Ledger;
use super::record::Record;
use super::tree;
use super::value::{Value, parse_number};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Why a quantity cannot be spread.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SpreadError {
    /// No weight above zero.
    NoWeight,
    /// A weight below zero.
    Negative,
    /// Too many digits to spread exactly.
    TooLarge,
}

/// Spreads a quantity by weights with the largest remainder: shares have at most `places`
/// decimal places (or as many as the whole has) and add up to the whole exactly. Equal
/// remainders go to the earlier share.
pub fn spread(whole: Decimal, weights: &[Decimal], places: u32) -> Result<Vec<Decimal>, SpreadError> {
    let whole = whole.normalize();
    let scale = whole.scale().max(places);
    let units = scaled(whole.abs(), scale).ok_or(SpreadError::TooLarge)?;
    let fine = weights.iter().map(|w| w.normalize().scale()).max().unwrap_or(0);
    if weights.iter().any(|w| w.is_sign_negative() && !w.is_zero()) {
        return Err(SpreadError::Negative);
    }
    let weights: Option<Vec<i128>> = weights.iter().map(|w| scaled(*w, fine)).collect();
    let weights = weights.ok_or(SpreadError::TooLarge)?;
    let total = weights.iter().try_fold(0i128, |sum, w| sum.checked_add(*w)).ok_or(SpreadError::TooLarge)?;
    if total == 0 {
        return Err(SpreadError::NoWeight);
    }
    let mut shares = Vec::with_capacity(weights.len());
    let mut rests = Vec::with_capacity(weights.len());
    let mut left = units;
    for (place, weight) in weights.iter().enumerate() {
        let product = units.checked_mul(*weight).ok_or(SpreadError::TooLarge)?;
        shares.push(product / total);
        left -= product / total;
        rests.push((std::cmp::Reverse(product % total), place));
    }
    rests.sort_unstable();
    for (_, place) in rests.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        shares[place] += 1;
    }
    let sign = if whole.is_sign_negative() { -1 } else { 1 };
    let back = |share: i128| Decimal::try_from_i128_with_scale(share * sign, scale).map(|d| d.normalize());
    shares.into_iter().map(back).collect::<Result<_, _>>().map_err(|_| SpreadError::TooLarge)
}

/// Spreads a whole over the rows of a grid that have a weight; the others stay unset. For last
/// year's share the weights are the rows' baselines.
pub fn spread_over(
    rows: &[Row],
    weights: &[Option<Decimal>],
    whole: Decimal,
    places: u32,
) -> Result<Vec<(Holder, Option<Decimal>)>, SpreadError> {
    let weight = |i: usize| weights.get(i).copied().flatten();
    let set: Vec<Decimal> = (0..rows.len()).filter_map(weight).collect();
    let mut shares = spread(whole, &set, places)?.into_iter();
    let each = rows.iter().enumerate();
    Ok(each.map(|(i, row)| (row.holder.clone(), weight(i).and_then(|_| shares.next()))).collect())
}

fn scaled(value: Decimal, scale: u32) -> Option<i128> {
    let value = value.normalize();
    let factor = 10i128.checked_pow(scale.checked_sub(value.scale())?)?;
    value.mantissa().checked_mul(factor)
}

/// Whose part it is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Holder {
    /// A unit's own target, a part of the whole.
    Unit(UnitId),
    /// A person of the whole's own unit.
    Person(String),
}

/// A row of the grid.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// Whose part.
    pub holder: Holder,
    /// The part, where there is one already.
    pub part: Option<TargetId>,
    /// Its value; `None` while unset.
    pub value: Option<Decimal>,
    /// Last year's, the weight for spreading by last year's share.
    pub baseline: Option<Decimal>,
    /// The person responsible for it.
    pub person: String,
}

/// The grid of a target: the units right under its own unit and all that hold a part, in the
/// order of the tree; then persons of the own unit by name.
pub fn rows(ledger: &Ledger, whole: TargetId) -> Vec<Row> {
    let Some(target) = ledger.targets.get(&whole) else { return Vec::new() };
    let own = target.common.unit;
    let parts: Vec<&Target> = parts_of(ledger, whole);
    let row = |holder: Holder, part: Option<&&Target>| Row {
        holder,
        part: part.map(|p| p.id),
        value: part.and_then(|p| *p.quantity.get()),
        baseline: part.and_then(|p| *p.baseline.get()),
        person: part.map(|p| p.person.get().clone()).unwrap_or_default(),
    };
    let mut out = Vec::new();
    for node in tree::units(ledger) {
        let held: Vec<_> =
            parts.iter().filter(|p| p.common.unit == Some(node.id) && own != Some(node.id)).collect();
        let is_under = ledger.units.get(&node.id).is_some_and(|u| own.is_some() && *u.parent.get() == own);
        if held.is_empty() && is_under {
            out.push(row(Holder::Unit(node.id), None));
        }
        out.extend(held.into_iter().map(|p| row(Holder::Unit(node.id), Some(p))));
    }
    let mut persons: Vec<_> = parts.iter().filter(|p| p.common.unit == own).collect();
    persons.sort_by_key(|p| (p.person.get(), p.id));
    out.extend(persons.into_iter().map(|p| row(Holder::Person(p.person.get().clone()), Some(p))));
    out
}

/// A target's live parts.
pub fn parts_of(ledger: &Ledger, whole: TargetId) -> Vec<&Target> {
    ledger.live_targets().filter(|t| *t.parent.get() == Some(whole) && t.id != whole).collect()
}

/// How the parts stand to the whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Balance {
    /// The whole's value is a blank: nothing to compare with.
    NoWhole,
    /// The parts add up to the whole (`difference` zero), fall short (negative) or go beyond.
    Sum {
        /// The parts together.
        sum: Decimal,
        /// The parts less the whole.
        difference: Decimal,
        /// Parts without a value.
        unset: usize,
    },
    /// Each part has to ask as much as the whole; for ratios then the whole is sure to be reached.
    Each {
        /// Parts that ask less.
        weaker: usize,
        /// Parts without a value.
        unset: usize,
    },
    /// One part has to ask as much as the whole.
    Best {
        /// Whether one does.
        reaches: bool,
        /// Parts without a value.
        unset: usize,
    },
}

/// Holds the parts' values against a whole; a target without a rule is summed.
pub fn balance(whole: &Target, values: &[Option<Decimal>]) -> Balance {
    let Some(wanted) = *whole.quantity.get() else { return Balance::NoWhole };
    let unset = values.iter().filter(|v| v.is_none()).count();
    let set = || values.iter().copied().flatten();
    let lower = matches!(
        whole.comparator.get(),
        Some(Comparator::AtMost | Comparator::RankWithin | Comparator::Zero)
    );
    let asks_enough = |v: Decimal| if lower { v <= wanted } else { v >= wanted };
    match whole.roll_up.get().unwrap_or(RollUp::Sum) {
        RollUp::Sum => {
            let sum: Decimal = set().sum();
            Balance::Sum { sum: sum.normalize(), difference: (sum - wanted).normalize(), unset }
        }
        RollUp::Ratio | RollUp::AllOf => {
            Balance::Each { weaker: set().filter(|v| !asks_enough(*v)).count(), unset }
        }
        RollUp::BestOf => Balance::Best { reaches: set().any(asks_enough), unset },
    }
}

/// The commands that write a grid back: parts that are there get their value, the others are
/// made in their unit with what the whole hands down. Rows that say the same change nothing.
pub fn commands(
    ledger: &Ledger,
    whole: TargetId,
    entries: &[(Holder, Option<Decimal>)],
    ids: &mut dyn FnMut() -> Uuid,
) -> Vec<Command> {
    let Some(target) = ledger.targets.get(&whole).filter(|t| t.is_alive()) else { return Vec::new() };
    let there: BTreeMap<Holder, TargetId> =
        rows(ledger, whole).into_iter().filter_map(|r| Some((r.holder, r.part?))).collect();
    let mut commands = Vec::new();
    for (holder, value) in entries {
        let quantity = value.map_or(Value::Unset, |v| Value::Number(v.normalize()));
        if let Some(part) = there.get(holder) {
            let held = ledger.targets.get(part).and_then(|t| *t.quantity.get());
            if held != *value {
                let record = RecordId::new(Kind::Target, *part);
                commands.push(Command::Set { record, fields: vec![(Field::Quantity, quantity)] });
            }
            continue;
        }
        let (unit, person) = match holder {
            Holder::Unit(unit) => (Some(*unit), None),
            Holder::Person(name) => (target.common.unit, Some(name.clone())),
        };
        let (Some(value), Some(mut fields), Some(unit)) = (value, handed_down(target), unit) else {
            continue;
        };
        fields.push((Field::Quantity, Value::Number(value.normalize())));
        fields.extend(person.map(|name| (Field::Person, Value::Text(name))));
        let record = RecordId::new(Kind::Target, ids());
        commands.push(Command::Create { record, unit: Some(unit), fields });
    }
    commands
}

/// A pasted row that was left out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PasteTrouble {
    /// From 1.
    pub line: usize,
    /// The name in it.
    pub name: String,
    /// Why.
    pub reason: PasteReason,
}

/// Why a pasted row was left out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PasteReason {
    /// No unit of the grid has this name.
    UnknownUnit,
    /// More than one could be meant.
    Ambiguous,
    /// The value is not a number.
    NotNumber,
    /// The unit came before.
    Double,
}

/// Reads rows pasted from a sheet, a name and a value in each: tab-separated, or the last word
/// of a line. A unit is found by its name, or by the beginning of one when only one fits. An
/// empty value or a blank X is unset (`P3`).
#[allow(clippy::type_complexity)]
pub fn paste(
    ledger: &Ledger,
    units: &[UnitId],
    text: &str,
) -> (Vec<(UnitId, Option<Decimal>)>, Vec<PasteTrouble>) {
    let names: Vec<(UnitId, String)> =
        units.iter().filter_map(|id| Some((*id, plain(ledger.units.get(id)?.title.get())))).collect();
    let mut out = Vec::new();
    let mut troubles = Vec::new();
    let mut taken = BTreeSet::new();
    for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let (name, value) = cells(line);
        let found = find(&names, &plain(name)).and_then(|unit| {
            let blank = value.is_empty() || value.trim_end_matches(['%', '％']).eq_ignore_ascii_case("x");
            let value = if blank { Some(None) } else { parse_number(value).map(Some) };
            let value = value.ok_or(PasteReason::NotNumber)?;
            if taken.insert(unit) { Ok((unit, value)) } else { Err(PasteReason::Double) }
        });
        match found {
            Ok(row) => out.push(row),
            Err(reason) => {
                troubles.push(PasteTrouble { line: number + 1, name: name.to_owned(), reason });
            }
        }
    }
    (out, troubles)
}

fn cells(line: &str) -> (&str, &str) {
    let line = line.trim_end_matches(['\r', '\n']);
    let split = line.split_once('\t').or_else(|| line.trim().rsplit_once(char::is_whitespace));
    let (name, value) = split.unwrap_or((line, ""));
    (name.trim(), value.split('\t').next().unwrap_or_default().trim())
}

fn find(names: &[(UnitId, String)], name: &str) -> Result<UnitId, PasteReason> {
    let only = |mut found: Vec<UnitId>| match (found.pop(), found.is_empty()) {
        (Some(unit), true) => Some(Ok(unit)),
        (Some(_), false) => Some(Err(PasteReason::Ambiguous)),
        (None, _) => None,
    };
    let by = |fits: &dyn Fn(&str) -> bool| names.iter().filter(|(_, n)| fits(n)).map(|(id, _)| *id).collect();
    if name.is_empty() {
        return Err(PasteReason::UnknownUnit);
    }
    only(by(&|n| n == name))
        .or_else(|| only(by(&|n| n.starts_with(name))))
        .unwrap_or(Err(PasteReason::UnknownUnit))
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}
