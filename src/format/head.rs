//! What a device keeps about a ledger beside the ledger itself; never shared.

use super::base::{Base, base_from_wire, base_to_wire};
use super::check::{explanation_from_wire, explanation_to_wire, record_id};
use super::figures::{figures_from_wire, figures_to_wire};
use super::shape::read_id;
use super::wire::{BaseV1, ExplanationV1, FiguresV1};
use crate::model::choice::Choice;
use crate::model::field::Field;
use crate::model::id::UnitId;
use crate::model::precheck::Explanation;
use crate::model::rollup::handed_up::{Board, Source};
use crate::model::rollup::reporting::{Receipt, Received};
use crate::model::settle::Unsettled;
use crate::model::stamp::{Device, Stamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The last backup a person confirmed to have.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Backup {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// The file's name.
    pub name: String,
    /// The ledger's counter then: a higher one now means edits since.
    pub clock: u64,
}

/// Title and year for the list of ledgers, the unit this device keeps, the last backup.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Head {
    /// The ledger's title.
    pub title: String,
    /// The ledger's year.
    pub year: Option<i64>,
    /// The unit this device keeps.
    pub own_unit: Option<UnitId>,
    /// The last confirmed backup.
    pub backup: Option<Backup>,
    /// Counts what was taken back as if it had never been: other tabs must read all anew.
    pub epoch: u64,
    /// Conflicts that nobody has decided yet.
    pub unsettled: Vec<Unsettled>,
    /// Sentences on findings, kept until the file goes up and after.
    pub explanations: Vec<Explanation>,
    /// What the last slice or plan from above was cut from.
    pub base: Option<Base>,
    /// The newest file taken in from each unit.
    pub received: Received,
    /// The newest figures that came up instead of records.
    pub board: Board,
    /// Where each unit's figures came from.
    pub sources: BTreeMap<UnitId, Source>,
}

/// Figures with the file they came in and when they were taken in.
#[derive(Serialize, Deserialize)]
struct HandedUpV1 {
    figures: FiguresV1,
    file: String,
    taken: i64,
}

#[derive(Serialize, Deserialize)]
struct UnsettledV1 {
    kind: String,
    id: String,
    field: String,
    /// Counter, writer, time of the write that stands.
    stands: (u64, String, i64),
    /// The same of the one that gave way.
    overruled: (u64, String, i64),
    #[serde(default)]
    file: String,
}

impl UnsettledV1 {
    fn write(entry: &Unsettled) -> Self {
        let stamp = |stamp: Stamp| (stamp.counter, stamp.device.to_string(), stamp.at);
        Self {
            kind: entry.record.kind.code().to_owned(),
            id: entry.record.id.to_string(),
            field: entry.field.name().to_owned(),
            stands: stamp(entry.stands),
            overruled: stamp(entry.overruled),
            file: entry.file.clone(),
        }
    }

    fn read(&self) -> Option<Unsettled> {
        let stamp = |(counter, device, at): &(u64, String, i64)| {
            Some(Stamp { counter: *counter, device: Device::parse(device)?, at: *at })
        };
        Some(Unsettled {
            record: record_id(&self.kind, &self.id)?,
            field: Field::parse(&self.field)?,
            stands: stamp(&self.stands)?,
            overruled: stamp(&self.overruled)?,
            file: self.file.clone(),
        })
    }
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct HeadV1 {
    title: String,
    year: Option<i64>,
    own_unit: Option<String>,
    backup: Option<Backup>,
    epoch: u64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unsettled: Vec<UnsettledV1>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    explanations: Vec<ExplanationV1>,
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<BaseV1>,
    /// By unit: when the file was written, when it was taken in.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    received: BTreeMap<String, (i64, i64)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    handed_up: Vec<HandedUpV1>,
}

fn receipt((unit, (exported, taken)): (&String, &(i64, i64))) -> Option<(UnitId, Receipt)> {
    Some((UnitId(read_id(unit)?), Receipt { exported: *exported, taken: *taken }))
}

impl Head {
    /// Reads a stored head. One that cannot be read costs no record, so it is begun anew.
    pub fn decode(bytes: &[u8]) -> Self {
        let wire: HeadV1 = serde_json::from_slice(bytes).unwrap_or_default();
        let own_unit = wire.own_unit.as_deref().and_then(read_id).map(UnitId);
        let (mut board, mut sources) = (Board::default(), BTreeMap::new());
        for row in &wire.handed_up {
            if let Ok(figures) = figures_from_wire(&row.figures) {
                sources.insert(figures.unit, Source { file: row.file.clone(), taken: row.taken });
                board.take(figures);
            }
        }
        Self {
            board,
            sources,
            title: wire.title,
            year: wire.year,
            own_unit,
            backup: wire.backup,
            epoch: wire.epoch,
            unsettled: wire.unsettled.iter().filter_map(UnsettledV1::read).collect(),
            explanations: wire.explanations.iter().filter_map(explanation_from_wire).collect(),
            base: wire.base.as_ref().and_then(|base| base_from_wire(base).ok()),
            received: Received(wire.received.iter().filter_map(receipt).collect()),
        }
    }

    /// The bytes to store.
    pub fn encode(&self) -> Vec<u8> {
        let handed_up = self.board.0.iter().map(|(unit, figures)| {
            let Source { file, taken } = self.sources.get(unit).cloned().unwrap_or_default();
            HandedUpV1 { figures: figures_to_wire(figures), file, taken }
        });
        super::part::to_bytes(&HeadV1 {
            title: self.title.clone(),
            year: self.year,
            own_unit: self.own_unit.map(|unit| unit.to_string()),
            backup: self.backup.clone(),
            epoch: self.epoch,
            unsettled: self.unsettled.iter().map(UnsettledV1::write).collect(),
            explanations: self.explanations.iter().map(explanation_to_wire).collect(),
            base: self.base.as_ref().map(base_to_wire),
            received: self.received.0.iter().map(|(u, r)| (u.to_string(), (r.exported, r.taken))).collect(),
            handed_up: handed_up.collect(),
        })
    }
}
