//! A cell's text as a field's value: text numbers, full-width digits, days as people write them.

use super::super::document::{Cell, Content, Grid};
use super::super::table::when;
use super::{Reader, Remark, Trouble};
use crate::model::field::Field;
use crate::model::rule;
use crate::model::sheet::{self, Type, plain};
use crate::model::value::{Value, parse_number};
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Whether a cell only repeats one of another column that it is merged with.
fn is_beside(cell: &Cell) -> bool {
    cell.from.is_some_and(|(_, column)| column != cell.column)
}

/// A value, and a remark on how it was understood.
pub(super) type Understood = Result<(Value, Option<Remark>), Trouble>;

impl Reader<'_> {
    /// Reads a cell as a field's value; `measure` is the unit of measure beside a quantity.
    pub(super) fn value(&self, grid: &Grid, field: Field, cell: &Cell, measure: &str) -> Understood {
        if cell.content == Content::Error {
            return Err(Trouble::Formula);
        }
        if is_beside(cell) {
            return Err(Trouble::Merged);
        }
        let (value, remark) = match sheet::type_of(field) {
            Type::Text => (Value::Text(plain(&cell.text)), None),
            Type::Number => number(cell, measure)?,
            Type::Percent => percent(cell)?,
            Type::Date => (Value::Date(self.date(grid, field, cell)?), None),
            Type::Flag => (Value::Flag(self.flag(cell)?), None),
            Type::Choice => (Value::Code(self.choice(field, &cell.text)?), None),
            Type::Theme => {
                let theme = self.themes.theme(&plain(&cell.text)).ok_or(Trouble::NoTheme)?;
                (Value::Id(theme.0), None)
            }
        };
        rule::check_value(field, &value).map_err(Trouble::Refused)?;
        Ok((value, remark))
    }

    fn date(&self, grid: &Grid, field: Field, cell: &Cell) -> Result<NaiveDate, Trouble> {
        let year = self.ledger.meta.year.get().and_then(|year| i32::try_from(year).ok());
        let year = year.unwrap_or_else(|| self.context.today.year());
        match cell.content {
            Content::Date(date) => Ok(date),
            Content::Number(n)
                if n.scale() == 1 && n.to_string().ends_with(".1") && n > Decimal::from(1990) =>
            {
                Err(Trouble::AmbiguousDate)
            }
            Content::Number(n) if grid.day(n).is_some() => grid.day(n).ok_or(Trouble::NotDate),
            // A month begins on its first day and is due on its last.
            _ if field == Field::Start => {
                let stretch = when::read(&format!("{0}-{0}", cell.text.trim()), year);
                stretch.start.or(when::read(&cell.text, year).due).ok_or(Trouble::NotDate)
            }
            _ => when::read(&cell.text, year).due.ok_or(Trouble::NotDate),
        }
    }

    fn flag(&self, cell: &Cell) -> Result<bool, Trouble> {
        if let Content::Flag(flag) = cell.content {
            return Ok(flag);
        }
        let text = plain(&cell.text);
        let says = |flag: bool| self.words.iter().any(|words| words.flag(flag) == text);
        match text.as_str() {
            _ if says(true) => Ok(true),
            _ if says(false) => Ok(false),
            "√" | "✓" | "1" => Ok(true),
            "×" | "0" => Ok(false),
            _ => Err(Trouble::NotFlag),
        }
    }

    fn choice(&self, field: Field, text: &str) -> Result<&'static str, Trouble> {
        let text = plain(text);
        let mut codes = sheet::codes(field).into_iter();
        codes
            .find(|code| *code == text || self.words.iter().any(|words| words.choice(field, code) == text))
            .ok_or(Trouble::NotChoice)
    }
}

fn number(cell: &Cell, measure: &str) -> Understood {
    let number = match cell.content {
        Content::Number(n) | Content::Percent(n) => n,
        Content::Text => {
            // The unit of measure written behind the number once more: 12个.
            let text = plain(&cell.text);
            let bare = text.strip_suffix(measure).filter(|_| !measure.is_empty()).unwrap_or(&text);
            parse_number(bare).ok_or(Trouble::NotNumber)?
        }
        _ => return Err(Trouble::NotNumber),
    };
    if number.scale() > crate::model::value::MAX_SCALE {
        return Err(Trouble::NotNumber);
    }
    let is_share = matches!(cell.content, Content::Number(n) if n > Decimal::ZERO && n < Decimal::ONE);
    let remark = (is_share && measure == "%").then_some(Remark::MaybePercent);
    Ok((Value::Number(number.normalize()), remark))
}

fn percent(cell: &Cell) -> Understood {
    let (number, remark) = match cell.content {
        Content::Percent(n) => (n, None),
        // A percent typed into a cell whose look was changed.
        Content::Number(n) if n > Decimal::ZERO && n < Decimal::ONE => {
            (n * Decimal::ONE_HUNDRED, Some(Remark::ReadAsPercent))
        }
        Content::Number(n) => (n, None),
        Content::Text => (parse_number(&cell.text).ok_or(Trouble::NotNumber)?, None),
        _ => return Err(Trouble::NotNumber),
    };
    let whole = number.round();
    let remark = remark.or((whole != number).then_some(Remark::Rounded));
    Ok((Value::Whole(whole.to_i64().ok_or(Trouble::NotNumber)?), remark))
}
