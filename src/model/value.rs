//! A field's value in one shape, for rules, changes, history and files.

use super::choice::{self, Choice};
use super::id;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Any field's value. Quantities are exact decimals; there is no binary float in a ledger.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Value {
    /// Unset (`P3`): never zero, never scored.
    #[default]
    Unset,
    /// Text, never empty.
    Text(String),
    /// An exact decimal quantity, without trailing zeros.
    Number(Decimal),
    /// A whole number (years, percent, order).
    Whole(i64),
    /// A civil date.
    Date(NaiveDate),
    /// A reference to another record.
    Id(Uuid),
    /// References to other records, ascending and without doubles; never empty.
    Ids(Vec<Uuid>),
    /// A choice's code.
    Code(&'static str),
    /// Yes or no.
    Flag(bool),
    /// A field of a newer version: its raw text, kept unchanged.
    Raw(String),
}

/// The largest number of decimal places kept.
pub const MAX_SCALE: u32 = 8;

/// A type that a record's field can have.
pub trait FieldType: Clone + PartialEq + Default {
    /// Into the common shape.
    fn to_value(&self) -> Value;
    /// Back; `None` when the value is of another type.
    fn from_value(value: &Value) -> Option<Self>;
    /// The same, without a copy of a text.
    fn from_owned(value: Value) -> Option<Self> {
        Self::from_value(&value)
    }
}

impl FieldType for String {
    fn to_value(&self) -> Value {
        if self.is_empty() { Value::Unset } else { Value::Text(self.clone()) }
    }
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Unset => Some(Self::new()),
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }
    }
    fn from_owned(value: Value) -> Option<Self> {
        match value {
            Value::Unset => Some(Self::new()),
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl FieldType for BTreeSet<id::MilestoneId> {
    fn to_value(&self) -> Value {
        if self.is_empty() { Value::Unset } else { Value::Ids(self.iter().map(|id| id.0).collect()) }
    }
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Unset => Some(Self::new()),
            Value::Ids(ids) => Some(ids.iter().copied().map(id::MilestoneId).collect()),
            _ => None,
        }
    }
}

macro_rules! optional {
    ($($ty:ty => $variant:ident ($into:expr, $from:expr);)+) => {$(
        impl FieldType for Option<$ty> {
            fn to_value(&self) -> Value {
                self.map_or(Value::Unset, |v| Value::$variant($into(v)))
            }
            fn from_value(value: &Value) -> Option<Self> {
                match value {
                    Value::Unset => Some(None),
                    Value::$variant(v) => $from(v.clone()).map(Some),
                    _ => None,
                }
            }
        }
    )+};
}

optional! {
    Decimal => Number(|v: Decimal| v.normalize(), |v: Decimal| Some(v.normalize()));
    i64 => Whole(|v| v, Some);
    NaiveDate => Date(|v| v, Some);
    bool => Flag(|v| v, Some);
    id::UnitId => Id(Uuid::from, |v| Some(id::UnitId(v)));
    id::ThemeId => Id(Uuid::from, |v| Some(id::ThemeId(v)));
    id::TargetId => Id(Uuid::from, |v| Some(id::TargetId(v)));
    id::TaskId => Id(Uuid::from, |v| Some(id::TaskId(v)));
    id::ForceId => Id(Uuid::from, |v| Some(id::ForceId(v)));
    choice::UnitKind => Code(Choice::code, choice::UnitKind::from_code);
    choice::ThemeKind => Code(Choice::code, choice::ThemeKind::from_code);
    choice::Comparator => Code(Choice::code, choice::Comparator::from_code);
    choice::Stage => Code(Choice::code, choice::Stage::from_code);
    choice::SourceLevel => Code(Choice::code, choice::SourceLevel::from_code);
    choice::Period => Code(Choice::code, choice::Period::from_code);
    choice::ReportKind => Code(Choice::code, choice::ReportKind::from_code);
    choice::RollUp => Code(Choice::code, choice::RollUp::from_code);
    choice::ProjectStage => Code(Choice::code, choice::ProjectStage::from_code);
    choice::Factor => Code(Choice::code, choice::Factor::from_code);
}

/// Reads a quantity a person typed: full-width digits, `%`, commas and spaces are accepted.
///
/// `None` for anything that is not a plain decimal number of at most 15 digits before and
/// [`MAX_SCALE`] after the point.
pub fn parse_number(text: &str) -> Option<Decimal> {
    let plain: String = text
        .trim()
        .chars()
        .filter_map(|c| match c {
            '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
            '．' => Some('.'),
            '－' | '−' => Some('-'),
            '，' | ',' | ' ' | '\u{3000}' | '\u{a0}' => None,
            other => Some(other),
        })
        .collect();
    let plain = plain.trim_end_matches(['%', '％']);
    let digits = plain.strip_prefix('-').unwrap_or(plain);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 15 || fraction.len() > MAX_SCALE as usize {
        return None;
    }
    if !all_digits(whole) || !all_digits(fraction) || digits.ends_with('.') {
        return None;
    }
    plain.parse::<Decimal>().ok().map(|d| d.normalize())
}
