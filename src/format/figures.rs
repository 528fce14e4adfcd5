//! Figures handed up instead of records (`X2`): a file of its own kind, and the same text stored on
//! the receiver's device beside the ledger's parts. An older program sees a unit's file with the
//! sender's own records and passes over the figures.

use super::cut::rolled_parts;
use super::error::{DecodeError, DecodeKind};
use super::part::{parse, to_bytes};
use super::scan::scan;
use super::shape::{self, Shape, read_id};
use super::snapshot::{Scope, SnapshotInfo, encode_parts};
use super::wire::{FiguresV1, TargetFiguresV1, UnitFiguresV1};
use crate::model::id::{TargetId, UnitId};
use crate::model::ledger::Ledger;
use crate::model::precheck::Span;
use crate::model::rollup::Tally;
use crate::model::rollup::figure::Said;
use crate::model::rollup::handed_up::{Figures, TargetFigures, UnitFigures};
use crate::model::stamp::MAX_COUNTER;
use crate::model::summary::Counts;
use crate::model::value::Value;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::Value as Json;

/// No unit hands up more rows than this.
const MAX_ROWS: usize = 20_000;
/// No count in a row is larger.
const MAX_COUNT: u64 = 1 << 32;

/// Writes a unit's file rolled up: the tree under it, its own records, and the figures of all under
/// it, without the records of those. `figures` must be of `figures.unit`.
pub fn encode_rolled(ledger: &Ledger, figures: &Figures, info: &SnapshotInfo) -> Vec<u8> {
    let parts = rolled_parts(ledger, figures.unit);
    let info = SnapshotInfo { figures: Some(figures.clone()), ..info.clone() };
    encode_parts(ledger, Scope::Unit(figures.unit), &info, &parts)
}

/// The name under which a unit's figures are stored; never that of a part.
pub fn figures_name(unit: UnitId) -> String {
    format!("figures {unit}")
}

/// Reads [`figures_name`] back.
pub fn parse_figures_name(name: &str) -> Option<UnitId> {
    name.strip_prefix("figures ").and_then(read_id).map(UnitId)
}

/// The bytes to store, the same for the same figures.
pub fn encode_figures(figures: &Figures) -> Vec<u8> {
    to_bytes(&figures_to_wire(figures))
}

/// Reads stored figures.
pub fn decode_figures(bytes: &[u8]) -> Result<Figures, DecodeError> {
    let text = std::str::from_utf8(bytes).map_err(|_| DecodeError::at(DecodeKind::Encoding("?"), ""))?;
    scan(text)?;
    figures_from_wire(&parse(text)?)
}

pub(super) fn figures_to_wire(figures: &Figures) -> FiguresV1 {
    let number = |n: Decimal| n.normalize().to_string();
    let count = |n: usize| n as u64;
    let units = figures.units.iter().map(|row| UnitFiguresV1 {
        unit: row.unit.to_string(),
        targets: row.tally.targets.by_light.map(count),
        tasks: row.tally.tasks.by_light.map(count),
        lacking: count(row.tally.lacking),
        blanks: count(row.tally.blanks),
        blocked: count(row.tally.blocked),
        entries: count(row.entries),
        last: row.last.map(|day| day.to_string()),
    });
    let targets = figures.targets.iter().map(|row| TargetFiguresV1 {
        target: row.target.to_string(),
        value: row.said.value.map(number),
        numerator: row.said.ratio.map(|(above, _)| number(above)),
        denominator: row.said.ratio.map(|(_, below)| number(below)),
        met: row.said.met,
        counted: count(row.counted),
        unset: count(row.unset),
    });
    FiguresV1 {
        unit: figures.unit.to_string(),
        clock: figures.clock,
        at: figures.at,
        on: figures.on.to_string(),
        from: figures.span.from.to_string(),
        to: figures.span.to.to_string(),
        units: units.collect(),
        targets: targets.collect(),
    }
}

fn expected(shape: &'static str, at: impl Into<String>) -> DecodeError {
    DecodeError::at(DecodeKind::Expected(shape), at)
}

fn date(text: &str, at: &str) -> Result<NaiveDate, DecodeError> {
    match Shape::Date.read(&Json::String(text.to_owned())) {
        Some(Value::Date(day)) => Ok(day),
        _ => Err(expected("date", at)),
    }
}

fn count(n: u64, at: &str) -> Result<usize, DecodeError> {
    let fits = usize::try_from(n).ok().filter(|_| n < MAX_COUNT);
    fits.ok_or_else(|| expected("integer", at))
}

fn counts(by_light: &[u64; 5], at: &str) -> Result<Counts, DecodeError> {
    let mut out = Counts::default();
    for (place, n) in out.by_light.iter_mut().zip(by_light) {
        *place = count(*n, at)?;
    }
    Ok(out)
}

fn number(text: Option<&String>, at: &str) -> Result<Option<Decimal>, DecodeError> {
    let Some(text) = text else { return Ok(None) };
    match Shape::Number.read(&Json::String(text.clone())) {
        Some(Value::Number(n)) => Ok(Some(n)),
        _ => Err(expected("number", at)),
    }
}

pub(super) fn figures_from_wire(wire: &FiguresV1) -> Result<Figures, DecodeError> {
    let id = |text: &str, at: &str| shape::read_id(text).ok_or_else(|| expected("id", at));
    if wire.clock > MAX_COUNTER || wire.at < 0 {
        return Err(DecodeError::at(DecodeKind::Stamp, "clock"));
    }
    if wire.units.len() > MAX_ROWS || wire.targets.len() > MAX_ROWS {
        return Err(DecodeError::at(DecodeKind::TooMany { max: MAX_ROWS }, "units"));
    }
    let mut units = Vec::with_capacity(wire.units.len());
    for (place, row) in wire.units.iter().enumerate() {
        let at = format!("units[{place}]");
        let tally = Tally {
            targets: counts(&row.targets, &at)?,
            tasks: counts(&row.tasks, &at)?,
            lacking: count(row.lacking, &at)?,
            blanks: count(row.blanks, &at)?,
            blocked: count(row.blocked, &at)?,
        };
        units.push(UnitFigures {
            unit: UnitId(id(&row.unit, &at)?),
            tally,
            entries: count(row.entries, &at)?,
            last: row.last.as_ref().map(|day| date(day, &at)).transpose()?,
        });
    }
    let mut targets = Vec::with_capacity(wire.targets.len());
    for (place, row) in wire.targets.iter().enumerate() {
        let at = format!("targets[{place}]");
        let above = number(row.numerator.as_ref(), &at)?;
        let below = number(row.denominator.as_ref(), &at)?;
        targets.push(TargetFigures {
            target: TargetId(id(&row.target, &at)?),
            said: Said { value: number(row.value.as_ref(), &at)?, ratio: above.zip(below), met: row.met },
            counted: count(row.counted, &at)?,
            unset: count(row.unset, &at)?,
        });
    }
    Ok(Figures {
        unit: UnitId(id(&wire.unit, "unit")?),
        clock: wire.clock,
        at: wire.at,
        on: date(&wire.on, "on")?,
        span: Span { from: date(&wire.from, "from")?, to: date(&wire.to, "to")? },
        units,
        targets,
    })
}
