//! What each field of each kind may hold, read off the model itself, so that file and model
//! cannot disagree.

use crate::model::choice::{
    Choice, Comparator, Factor, Period, ProjectStage, ReportKind, RollUp, SourceLevel, Stage, ThemeKind,
    UnitKind,
};
use crate::model::field::Field;
use crate::model::kind::{AnyRecord, Kind};
use crate::model::stamp::Stamp;
use crate::model::value::{MAX_SCALE, Value};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::Value as Json;
use std::borrow::Cow;
use std::sync::OnceLock;
use uuid::Uuid;

/// How a field's value is written in the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Shape {
    /// A string.
    Text,
    /// A string with an exact decimal number, without trailing zeros.
    Number,
    /// An integer.
    Whole,
    /// A string `2025-06-30`.
    Date,
    /// A string with a UUID, in lower case.
    Id,
    /// An array of such strings, ascending and without doubles, at least one.
    Ids,
    /// `true` or `false`.
    Flag,
    /// One of these strings.
    Code(Vec<&'static str>),
}

impl Shape {
    /// A word for error messages.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Whole => "integer",
            Self::Date => "date",
            Self::Id => "id",
            Self::Ids => "ids",
            Self::Flag => "flag",
            Self::Code(_) => "choice",
        }
    }

    /// Reads a value; `None` when it is not of this shape or not in its one canonical spelling.
    pub fn read(&self, json: &Json) -> Option<Value> {
        match (self, json) {
            (Self::Whole, Json::Number(n)) => n.as_i64().map(Value::Whole),
            (Self::Flag, Json::Bool(flag)) => Some(Value::Flag(*flag)),
            (Self::Ids, Json::Array(list)) => {
                let ids: Option<Vec<Uuid>> = list.iter().map(|id| read_id(id.as_str()?)).collect();
                ids.and_then(read_ids)
            }
            (_, Json::String(text)) => self.read_text(Cow::Borrowed(text)),
            _ => None,
        }
    }

    /// Reads a value that is written as a string.
    pub fn read_text(&self, text: Cow<str>) -> Option<Value> {
        match self {
            Self::Text if !text.is_empty() => Some(Value::Text(text.into_owned())),
            Self::Number => {
                let number: Decimal = text.parse().ok()?;
                (number.scale() <= MAX_SCALE && number.normalize().to_string() == *text)
                    .then_some(Value::Number(number))
            }
            Self::Date => read_date(&text).map(Value::Date),
            Self::Id => read_id(&text).map(Value::Id),
            Self::Code(codes) => codes.iter().find(|c| **c == text).map(|c| Value::Code(c)),
            _ => None,
        }
    }
}

/// Reads a date in its one spelling, `2025-06-30`.
fn read_date(text: &str) -> Option<NaiveDate> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *bytes else { return None };
    let number = |digits: &[u8]| {
        digits
            .iter()
            .try_fold(0u32, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + u32::from(*digit - b'0')))
    };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

/// Reads an id in its one canonical spelling: 36 characters, lower case.
pub fn read_id(text: &str) -> Option<Uuid> {
    let is_plain = text.len() == 36 && !text.bytes().any(|b| b.is_ascii_uppercase());
    Uuid::try_parse(text).ok().filter(|_| is_plain)
}

/// Ids in their one canonical order; `None` for none at all.
pub fn read_ids(ids: Vec<Uuid>) -> Option<Value> {
    (!ids.is_empty() && ids.is_sorted_by(|a, b| a < b)).then_some(Value::Ids(ids))
}

/// Writes a value; `None` for an unset one.
pub fn write(value: &Value) -> Option<Json> {
    Some(match value {
        Value::Unset => return None,
        Value::Text(text) => Json::String(text.clone()),
        Value::Number(n) => Json::String(n.normalize().to_string()),
        Value::Whole(n) => Json::from(*n),
        Value::Date(date) => Json::String(date.to_string()),
        Value::Id(id) => Json::String(id.to_string()),
        Value::Ids(ids) => Json::Array(ids.iter().map(|id| Json::String(id.to_string())).collect()),
        Value::Flag(flag) => Json::Bool(*flag),
        Value::Code(code) => Json::String((*code).to_owned()),
        Value::Raw(text) => serde_json::from_str(text).unwrap_or(Json::Null),
    })
}

/// The shape of a kind's field; `None` when the kind has no such field.
pub fn shape(kind: Kind, field: Field) -> Option<&'static Shape> {
    static SHAPES: OnceLock<Vec<Option<Shape>>> = OnceLock::new();
    SHAPES.get_or_init(all).get(place(kind, field)).and_then(Option::as_ref)
}

/// Where a kind's field stands in the table: asked for every value of a file.
fn place(kind: Kind, field: Field) -> usize {
    kind as usize * Field::ALL.len() + field as usize
}

fn all() -> Vec<Option<Shape>> {
    let mut shapes = vec![None; Kind::ALL.len() * Field::ALL.len()];
    for kind in Kind::ALL {
        for field in AnyRecord::new(*kind, Uuid::nil(), None).as_dyn().fields() {
            if let Some(shape) = shapes.get_mut(place(*kind, *field)) {
                *shape = probe(*kind, *field);
            }
        }
    }
    shapes
}

/// A field takes values of one type only: the one it accepts is its shape.
fn probe(kind: Kind, field: Field) -> Option<Shape> {
    let takes = |value: &Value| {
        let mut record = AnyRecord::new(kind, Uuid::nil(), None);
        let stamp = Stamp { counter: 1, ..Stamp::default() };
        record.as_dyn_mut().write(field, value, stamp).is_ok()
    };
    let codes: Vec<&'static str> = codes().into_iter().filter(|code| takes(&Value::Code(code))).collect();
    let plain = [
        (Value::Text("x".to_owned()), Shape::Text),
        (Value::Number(Decimal::ONE), Shape::Number),
        (Value::Whole(1), Shape::Whole),
        (Value::Date(NaiveDate::default()), Shape::Date),
        (Value::Id(Uuid::nil()), Shape::Id),
        (Value::Ids(vec![Uuid::nil()]), Shape::Ids),
        (Value::Flag(true), Shape::Flag),
    ];
    let found = plain.into_iter().find(|(value, _)| takes(value)).map(|(_, shape)| shape);
    found.or_else(|| (!codes.is_empty()).then_some(Shape::Code(codes)))
}

fn codes() -> Vec<&'static str> {
    fn of<C: Choice>() -> impl Iterator<Item = &'static str> {
        C::ALL.iter().map(|choice| choice.code())
    }
    let mut codes: Vec<_> = of::<UnitKind>()
        .chain(of::<ThemeKind>())
        .chain(of::<Comparator>())
        .chain(of::<Stage>())
        .chain(of::<SourceLevel>())
        .chain(of::<Period>())
        .chain(of::<ReportKind>())
        .chain(of::<RollUp>())
        .chain(of::<ProjectStage>())
        .chain(of::<Factor>())
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}
