//! What a device keeps about a ledger beside the ledger itself; never shared.

use super::shape::read_id;
use crate::model::id::UnitId;
use serde::{Deserialize, Serialize};

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
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct HeadV1 {
    title: String,
    year: Option<i64>,
    own_unit: Option<String>,
    backup: Option<Backup>,
    epoch: u64,
}

impl Head {
    /// Reads a stored head. One that cannot be read costs no record, so it is begun anew.
    pub fn decode(bytes: &[u8]) -> Self {
        let wire: HeadV1 = serde_json::from_slice(bytes).unwrap_or_default();
        let own_unit = wire.own_unit.as_deref().and_then(read_id).map(UnitId);
        Self { title: wire.title, year: wire.year, own_unit, backup: wire.backup, epoch: wire.epoch }
    }

    /// The bytes to store.
    pub fn encode(&self) -> Vec<u8> {
        super::part::to_bytes(&HeadV1 {
            title: self.title.clone(),
            year: self.year,
            own_unit: self.own_unit.map(|unit| unit.to_string()),
            backup: self.backup.clone(),
            epoch: self.epoch,
        })
    }
}
