//! Figures that came up by file instead of records (`X2`): a county hands up what its schools add up
//! to, not every school's notes. They are kept beside the records and never become records.

use super::figure::Said;
use super::reporting::{Reporting, UnitReporting};
use super::{Rollup, Tally};
use crate::model::id::{TargetId, UnitId};
use crate::model::index::Index;
use crate::model::ledger::Ledger;
use crate::model::precheck::Span;
use crate::model::stamp::MAX_COUNTER;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What one unit hands up for all under it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Figures {
    /// The unit that hands them up.
    pub unit: UnitId,
    /// The sender's counter when they were made: the greater is the later.
    pub clock: u64,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// The day on which they stood so.
    pub on: NaiveDate,
    /// The days reported on.
    pub span: Span,
    /// A row for each unit, the sender first.
    pub units: Vec<UnitFigures>,
    /// What the sender's targets were made up to, and its own entries.
    pub targets: Vec<TargetFigures>,
}

/// One unit's row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnitFigures {
    /// Which unit.
    pub unit: UnitId,
    /// Its own records.
    pub tally: Tally,
    /// Reports and actual values dated in the span.
    pub entries: usize,
    /// Its last entry.
    pub last: Option<NaiveDate>,
}

/// One of the sender's targets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TargetFigures {
    /// Which target.
    pub target: TargetId,
    /// What it was made up to.
    pub said: Said,
    /// How many of its parts count in it.
    pub counted: usize,
    /// Parts of which nothing is known.
    pub unset: usize,
}

/// Makes the figures a unit hands up.
pub fn figures(ledger: &Ledger, roll: &Rollup, unit: UnitId, at: i64, on: NaiveDate, span: Span) -> Figures {
    let rows = roll.reporting(unit, span, None, &super::reporting::Received::default());
    let units = rows.into_iter().map(|row| UnitFigures {
        unit: row.unit,
        tally: roll.own(row.unit),
        entries: row.entries,
        last: row.last,
    });
    let own = ledger.live_targets().filter(|t| t.common.unit == Some(unit));
    let targets = own.filter_map(|t| {
        let figure = roll.figure(t.id)?;
        let said = Said { value: figure.value, ratio: figure.ratio, met: figure.met };
        let (counted, unset) = (figure.counted.len(), figure.unset.len());
        Some(TargetFigures { target: t.id, said, counted, unset })
    });
    let clock = ledger.clock().min(MAX_COUNTER);
    Figures { unit, clock, at, on, span, units: units.collect(), targets: targets.collect() }
}

/// What became of figures that came in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Taken {
    /// The unit's first.
    New,
    /// They took the place of earlier ones, made at this time.
    Replaced(i64),
    /// The very same are here.
    Same,
    /// Later ones are here, made at this time, and stay.
    Older(i64),
}

/// Where figures came from.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Source {
    /// The file's name.
    pub file: String,
    /// When they were taken in, in milliseconds since 1970 by this device's clock.
    pub taken: i64,
}

/// The newest figures of each unit that handed some up.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Board(pub BTreeMap<UnitId, Figures>);

impl Board {
    /// What [`Board::take`] would make of figures.
    pub fn weigh(&self, figures: &Figures) -> Taken {
        let rank = |f: &Figures| (f.clock, f.at, format!("{f:?}"));
        match self.0.get(&figures.unit) {
            None => Taken::New,
            Some(held) if held == figures => Taken::Same,
            Some(held) if rank(held) > rank(figures) => Taken::Older(held.at),
            Some(held) => Taken::Replaced(held.at),
        }
    }

    /// Takes figures in; the later of two stays, whatever the order they come in.
    pub fn take(&mut self, figures: Figures) -> Taken {
        let taken = self.weigh(&figures);
        if matches!(taken, Taken::New | Taken::Replaced(_)) {
            self.0.insert(figures.unit, figures);
        }
        taken
    }

    /// What came up for a unit, from itself or a unit above it in the tree here.
    pub fn unit(&self, roll: &Rollup, unit: UnitId) -> Option<(&Figures, &UnitFigures)> {
        let speak = self.0.values().filter(|f| roll.is_under(unit, f.unit));
        let rows = speak.flat_map(|f| f.units.iter().map(move |row| (f, row)));
        // A unit's own word on itself goes before what is said from above.
        rows.filter(|(_, row)| row.unit == unit).max_by_key(|(f, _)| (f.unit == unit, f.clock, f.at))
    }

    /// A unit's row in who has reported, from its figures where no records of it are here. Whether it
    /// has not reported is said by figures of the same span alone.
    pub fn reporting(&self, roll: &Rollup, span: Span, row: UnitReporting) -> UnitReporting {
        if roll.own.contains_key(&row.unit) {
            return row;
        }
        let Some((figures, told)) = self.unit(roll, row.unit) else { return row };
        let is_same = figures.span == span;
        let is_in = told.last.is_some_and(|day| (span.from..=span.to).contains(&day));
        let state = match is_same {
            _ if is_in || (is_same && told.entries > 0) => Reporting::Reported,
            true if told.tally.open_tasks() > 0 => Reporting::Missing,
            _ => row.state,
        };
        UnitReporting { state, entries: if is_same { told.entries } else { 0 }, last: told.last, ..row }
    }

    /// What came up for a target from the unit whose it is.
    pub fn target(&self, ledger: &Ledger, target: TargetId) -> Option<Said> {
        let unit = ledger.targets.get(&target).and_then(|t| t.common.unit)?;
        let rows = &self.0.get(&unit)?.targets;
        rows.iter().find(|row| row.target == target).map(|row| row.said)
    }
}

/// A unit and all under it, told apart by where it is known from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Both {
    /// From records that are here.
    pub records: Tally,
    /// From figures, for units of which no records are here.
    pub figures: Tally,
    /// How many units the figures are of.
    pub units: usize,
}

impl Both {
    /// Both together.
    pub fn sum(&self) -> Tally {
        let mut sum = self.records;
        sum.add(&self.figures);
        sum
    }
}

impl Rollup {
    /// A unit and all under it, with the figures of units that have no records here.
    pub fn with_figures(&self, board: &Board, unit: UnitId) -> Both {
        let mut both = Both { records: self.total(unit), ..Both::default() };
        for id in self.units_under(unit) {
            if !self.own.contains_key(&id)
                && let Some((_, row)) = board.unit(self, id)
            {
                both.figures.add(&row.tally);
                both.units += 1;
            }
        }
        both
    }

    /// A whole's value where what came up as a figure counts for parts that have no parts here.
    pub fn figure_with(
        &self,
        ledger: &Ledger,
        index: &Index,
        board: &Board,
        target: TargetId,
    ) -> Option<super::Figure> {
        let known = |id: TargetId| {
            let made = self.figures.get(&id).and_then(Said::of_figure);
            made.or_else(|| board.target(ledger, id))
        };
        super::figure::figure(ledger, index, target, &known)
    }
}
