//! What a file was cut from, so that its receiver can tell what changed since (`X2`).

use super::error::{DecodeError, DecodeKind};
use super::record::{seen_from_wire, seen_to_wire};
use super::snapshot::Decoded;
use super::wire::BaseV1;
use crate::model::id::PartId;
use crate::model::stamp::Seen;
use std::collections::BTreeMap;

/// A state of the ledger, named.
///
/// A slice names the ledger it was cut from. Whoever takes it over keeps that base and sends it up
/// again with his own file; [`crate::model::merge::changed_since`] then says what is new.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Base {
    /// The hash of everything the ledger held.
    pub hash: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// What had been seen of each part.
    pub seen: BTreeMap<PartId, Seen>,
}

impl Base {
    /// The base a receiver keeps of a file from above: the one it names, or the file itself.
    pub fn of(decoded: &Decoded) -> Self {
        decoded.info.base.clone().unwrap_or_else(|| Self {
            hash: decoded.hash.clone().unwrap_or_default(),
            at: decoded.info.exported_at,
            seen: decoded.ledger.seen.clone(),
        })
    }
}

pub(super) fn base_to_wire(base: &Base) -> BaseV1 {
    let seen = base.seen.iter().map(|(part, seen)| (part.name(), seen_to_wire(seen)));
    BaseV1 { hash: base.hash.clone(), at: base.at, seen: seen.collect() }
}

pub(super) fn base_from_wire(wire: &BaseV1) -> Result<Base, DecodeError> {
    let mut seen = BTreeMap::new();
    for (name, wire) in &wire.seen {
        let part = PartId::parse(name).filter(|part| part.name() == *name);
        let part = part.ok_or_else(|| DecodeError::at(DecodeKind::Expected("part"), "base.seen"))?;
        seen.insert(part, seen_from_wire(wire).map_err(|error| error.under("base"))?);
    }
    Ok(Base { hash: wire.hash.clone(), at: wire.at, seen })
}
