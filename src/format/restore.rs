//! A restore point: what an import changed, so that it can be taken back after a reload too.

use super::error::{DecodeError, DecodeKind};
use super::part::{parse, to_bytes};
use super::record::{from_wire, seen_from_wire, seen_to_wire, to_wire};
use super::shape::read_id;
use super::wire::RecordV1;
use crate::model::change::{Change, Edit};
use crate::model::choice::Choice;
use crate::model::id::{PartId, UnitId};
use crate::model::kind::Kind;
use crate::model::stamp::Seen;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An import that can be taken back.
#[derive(Clone, PartialEq, Debug)]
pub struct RestorePoint {
    /// The imported file's name.
    pub name: String,
    /// When it was taken over, in milliseconds since 1970.
    pub at: i64,
    /// What it changed.
    pub change: Change,
}

/// What a restore point says of itself.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct RestoreLabel {
    /// The imported file's name.
    pub name: String,
    /// When it was taken over, in milliseconds since 1970.
    pub at: i64,
    /// How many records it changed.
    pub records: usize,
}

/// The highest counter seen from each writer.
type SeenV1 = BTreeMap<String, u64>;

#[derive(Deserialize)]
struct PointV1 {
    name: String,
    at: i64,
    edits: Vec<EditV1>,
    seen: BTreeMap<String, (SeenV1, SeenV1)>,
}

#[derive(Serialize, Deserialize)]
struct EditV1 {
    kind: String,
    unit: Option<String>,
    before: Option<RecordV1>,
    after: RecordV1,
}

/// Writes a restore point.
pub fn encode_restore(change: &Change, name: &str, at: i64) -> Vec<u8> {
    let mut writer = RestoreWriter::new(name, at, change.edits.len());
    writer.edits(&change.edits);
    writer.finish(&change.seen).concat()
}

/// A piece has so many bytes and what remains of its last record: a whole city's would be copied again
/// and again while it grows.
const PIECE: usize = 1 << 20;
/// What comes before the edits.
const EDITS: &[u8] = b",\"edits\":[";

/// Writes a restore point in pieces, which joined are its bytes.
#[derive(Debug)]
pub struct RestoreWriter {
    done: Vec<Vec<u8>>,
    last: Vec<u8>,
    is_first: bool,
}

impl RestoreWriter {
    /// Begins; `name` is the imported file's, `at` in milliseconds since 1970, `records` how many edits
    /// will come.
    pub fn new(name: &str, at: i64, records: usize) -> Self {
        let mut text = b"{\"name\":".to_vec();
        text.extend(to_bytes(&name));
        text.extend(b",\"at\":");
        text.extend(to_bytes(&at));
        text.extend(b",\"records\":");
        text.extend(to_bytes(&records));
        text.extend(EDITS);
        Self { done: Vec::new(), last: text, is_first: true }
    }

    /// Goes on with the next edits.
    pub fn edits(&mut self, edits: &[Edit]) {
        for edit in edits {
            let wire = EditV1 {
                kind: edit.after.as_dyn().kind().code().to_owned(),
                unit: edit.after.as_dyn().common().unit.map(|unit| unit.to_string()),
                before: edit.before.as_ref().map(|record| to_wire(record.as_dyn())),
                after: to_wire(edit.after.as_dyn()),
            };
            if !std::mem::take(&mut self.is_first) {
                self.last.push(b',');
            }
            self.last.extend(to_bytes(&wire));
            if self.last.len() >= PIECE {
                let next = Vec::with_capacity(self.last.len());
                self.done.push(std::mem::replace(&mut self.last, next));
            }
        }
    }

    /// The pieces, with what has been seen before and after.
    pub fn finish(mut self, seen: &BTreeMap<PartId, (Seen, Seen)>) -> Vec<Vec<u8>> {
        let seen: BTreeMap<String, (SeenV1, SeenV1)> = seen
            .iter()
            .map(|(part, (before, after))| (part.name(), (seen_to_wire(before), seen_to_wire(after))))
            .collect();
        self.last.extend(b"],\"seen\":");
        self.last.extend(to_bytes(&seen));
        self.last.push(b'}');
        self.done.push(self.last);
        self.done
    }
}

/// Reads what a restore point says of itself, from its first piece; `None` for one of an earlier build,
/// which has to be read as a whole.
pub fn restore_label(first: &[u8]) -> Option<RestoreLabel> {
    // A quote within a name has a backslash before it.
    let end = first.windows(EDITS.len()).position(|window| window == EDITS)?;
    serde_json::from_slice(&[first.get(..end)?, b"}"].concat()).ok()
}

/// Reads a restore point.
pub fn decode_restore(bytes: &[u8]) -> Result<RestorePoint, DecodeError> {
    let text = std::str::from_utf8(bytes).map_err(|_| DecodeError::at(DecodeKind::Encoding("?"), ""))?;
    let wire: PointV1 = parse(text)?;
    let mut change = Change::default();
    for edit in &wire.edits {
        let kind = Kind::from_code(&edit.kind)
            .ok_or_else(|| DecodeError::at(DecodeKind::Expected("choice"), "kind"))?;
        let unit = match &edit.unit {
            None => None,
            Some(text) => {
                let id = read_id(text).ok_or_else(|| DecodeError::at(DecodeKind::Expected("id"), "unit"))?;
                Some(UnitId(id))
            }
        };
        let before = edit.before.as_ref().map(|record| from_wire(kind, unit, record)).transpose()?;
        change.edits.push(Edit { before, after: from_wire(kind, unit, &edit.after)? });
    }
    for (name, (before, after)) in &wire.seen {
        let part =
            PartId::parse(name).ok_or_else(|| DecodeError::at(DecodeKind::Expected("part"), "seen"))?;
        change.seen.insert(part, (seen_from_wire(before)?, seen_from_wire(after)?));
    }
    Ok(RestorePoint { name: wire.name, at: wire.at, change })
}
