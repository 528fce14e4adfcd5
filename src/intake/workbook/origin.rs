//! The hidden sheet of a workbook: where it comes from and what stood in it.

use super::super::document::Grid;
use crate::model::field::Field;
use crate::model::id::UnitId;
use crate::model::sheet::Sheet;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use uuid::{Builder, Uuid};

/// What the hidden sheet says.
#[derive(Default)]
pub(super) struct Origin {
    pub ledger: Option<Uuid>,
    pub unit: Option<UnitId>,
    /// When it went out, as written.
    pub issued: String,
    fields: BTreeMap<&'static str, Vec<Option<Field>>>,
    cells: BTreeMap<Uuid, (&'static str, Vec<String>)>,
}

impl Origin {
    /// Reads the sheet; what is missing or not understood is as if it were not there.
    pub(super) fn read(grid: &Grid) -> Self {
        let mut origin = Self::default();
        let id = |text: &str| Uuid::try_parse(text).ok();
        for row in &grid.rows {
            match row.text(0) {
                "ledger" => origin.ledger = id(row.text(1)),
                "unit" => origin.unit = id(row.text(1)).map(UnitId),
                "issued" => row.text(1).clone_into(&mut origin.issued),
                "fields" => {
                    let Some(sheet) = sheet(row.text(1)) else { continue };
                    let last = row.cells.last().map_or(0, |cell| cell.column);
                    let fields = (2..=last).map(|column| Field::parse(row.text(column))).collect();
                    origin.fields.insert(sheet, fields);
                }
                code => {
                    let (Some(sheet), Some(id)) = (sheet(code), id(row.text(1))) else { continue };
                    let width = origin.fields.get(sheet).map_or(0, Vec::len) as u32;
                    let cells = (2..width + 2).map(|column| row.text(column).to_owned()).collect();
                    origin.cells.insert(id, (sheet, cells));
                }
            }
        }
        origin
    }

    /// What stood in a record's cell when the workbook went out; `None` when that is not known.
    pub(super) fn stood(&self, record: Uuid, field: Field) -> Option<&str> {
        let (sheet, cells) = self.cells.get(&record)?;
        let place = self.fields.get(sheet)?.iter().position(|f| *f == Some(field))?;
        cells.get(place).map(String::as_str)
    }

    /// An id that follows from the workbook and these words alone.
    pub(super) fn derive(&self, unit: UnitId, words: &[&str]) -> Uuid {
        let mut hash = Sha256::new();
        let ledger = self.ledger.map(|id| id.to_string()).unwrap_or_default();
        let unit = unit.to_string();
        let all = [ledger.as_str(), unit.as_str(), self.issued.as_str()];
        for word in all.iter().chain(words) {
            hash.update((word.len() as u64).to_le_bytes());
            hash.update(word.as_bytes());
        }
        let digest = hash.finalize();
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        Builder::from_custom_bytes(bytes).into_uuid()
    }
}

fn sheet(code: &str) -> Option<&'static str> {
    Sheet::ALL.into_iter().map(Sheet::code).find(|known| *known == code)
}
