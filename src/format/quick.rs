//! The quick way to read a good file: one pass from text to records, nothing in between.
//!
//! It takes only what this version itself writes, in the order it writes it, and gives up on
//! everything else without a reason. Whatever it refuses is read again the slow way ([`super::scan`],
//! then the parser), which names what is wrong and where, and keeps what a newer version added.
//! So it must never accept what the slow way refuses; tests hold it to that.

use super::shape::{self, Shape, read_id};
use super::wire::PastV1;
use crate::model::field::Field;
use crate::model::id::{PartId, UnitId};
use crate::model::kind::{AnyRecord, Kind};
use crate::model::ledger::Ledger;
use crate::model::record::{Deletion, Past, Record};
use crate::model::rule;
use crate::model::stamp::{Seen, Stamp};
use crate::model::value::Value;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Reads the parts of a file into an empty ledger; `None` when the slow way has to look at them.
pub(super) fn parts(text: &str, empty: Ledger) -> Option<Ledger> {
    let mut ledger = empty;
    let mut reader = serde_json::Deserializer::from_str(text);
    Parts(&mut ledger).deserialize(&mut reader).ok()?;
    reader.end().ok()?;
    Some(ledger)
}

/// Reads one part into a ledger that has nothing of it yet; whether that went well. After a
/// failure the ledger may hold some of its records.
pub(super) fn part(ledger: &mut Ledger, text: &str) -> bool {
    let mut reader = serde_json::Deserializer::from_str(text);
    PartSeed(ledger).deserialize(&mut reader).is_ok() && reader.end().is_ok()
}

/// The list of parts.
struct Parts<'a>(&'a mut Ledger);

impl<'de> DeserializeSeed<'de> for Parts<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Parts<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("parts")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(PartSeed(&mut *self.0))?.is_some() {}
        Ok(())
    }
}

/// A list of one kind of record.
struct Records<'a> {
    ledger: &'a mut Ledger,
    kind: Kind,
    unit: Option<UnitId>,
}

impl<'de> DeserializeSeed<'de> for Records<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Records<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("records")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Self { ledger, kind, unit } = self;
        while list.next_element_seed(RecordSeed { ledger: &mut *ledger, kind, unit })?.is_some() {}
        Ok(())
    }
}

/// Gives up: the slow way finds the reason.
fn give_up<E: Error>() -> E {
    E::custom("")
}

struct PartSeed<'a>(&'a mut Ledger);

impl<'de> DeserializeSeed<'de> for PartSeed<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for PartSeed<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a part")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some(("part", name)) = map.next_entry::<&str, &str>()? else { return Err(give_up()) };
        let part = PartId::parse(name).filter(|part| part.name() == name).ok_or_else(give_up)?;
        let unit = match part {
            PartId::Plan => None,
            PartId::Unit(unit) => Some(unit),
        };
        let mut seen = None;
        let mut passed = 0u16;
        let ledger = self.0;
        while let Some(key) = map.next_key::<&str>()? {
            let (place, kind) = match key {
                "seen" if seen.is_none() => {
                    seen = Some(map.next_value_seed(SeenSeed)?);
                    continue;
                }
                "ledger" => (0, Kind::Meta),
                "units" => (1, Kind::Unit),
                "themes" => (2, Kind::Theme),
                "targets" => (3, Kind::Target),
                "tasks" => (4, Kind::Task),
                "milestones" => (5, Kind::Milestone),
                "reports" => (6, Kind::Report),
                "actuals" => (7, Kind::Actual),
                "blockers" => (8, Kind::Blocker),
                "task_forces" => (9, Kind::Force),
                _ => return Err(give_up()),
            };
            // Always in this order, each once.
            let is_in_place = passed >> place == 0 && kind.in_plan() == unit.is_none();
            if !is_in_place {
                return Err(give_up());
            }
            passed |= 1 << place;
            if kind == Kind::Meta {
                map.next_value_seed(RecordSeed { ledger: &mut *ledger, kind, unit })?;
            } else {
                map.next_value_seed(Records { ledger: &mut *ledger, kind, unit })?;
            }
        }
        if ledger.seen.insert(part, seen.unwrap_or_default()).is_some() {
            return Err(give_up());
        }
        Ok(())
    }
}

/// A version vector: writers in order, so that none stands twice.
struct SeenSeed;

impl<'de> DeserializeSeed<'de> for SeenSeed {
    type Value = Seen;
    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Seen, D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for SeenSeed {
    type Value = Seen;
    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a version vector")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Seen, A::Error> {
        let mut seen = Seen::default();
        while let Some((device, counter)) = map.next_entry::<&str, u64>()? {
            let stamp = super::record::stamp(counter, device, 0).map_err(|_| give_up())?;
            if seen.0.insert(stamp.device, counter).is_some() {
                return Err(give_up());
            }
        }
        Ok(seen)
    }
}

/// A stamp and the names written under it.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Stamped<'a> {
    counter: u64,
    #[serde(borrow)]
    device: &'a str,
    at: i64,
    #[serde(borrow)]
    fields: Vec<&'a str>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Deleted<'a> {
    counter: u64,
    #[serde(borrow)]
    device: &'a str,
    at: i64,
    seen: SeenWire,
}

struct SeenWire(Seen);

impl<'de> serde::Deserialize<'de> for SeenWire {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        SeenSeed.deserialize(reader).map(Self)
    }
}

struct RecordSeed<'a> {
    ledger: &'a mut Ledger,
    kind: Kind,
    unit: Option<UnitId>,
}

impl<'de> DeserializeSeed<'de> for RecordSeed<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RecordSeed<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a record")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some(("id", id)) = map.next_entry::<&str, &str>()? else { return Err(give_up()) };
        let id = read_id(id).ok_or_else(give_up)?;
        let Some(("stamps", stamps)) = map.next_entry::<&str, Vec<Stamped>>()? else {
            return Err(give_up());
        };
        let mut any = AnyRecord::new(self.kind, id, self.unit);
        let record = any.as_dyn_mut();
        let mut stamped: Vec<(Field, Stamp)> = Vec::with_capacity(24);
        for group in stamps {
            let stamp = super::record::stamp(group.counter, group.device, group.at).map_err(|_| give_up())?;
            for name in group.fields {
                let field = Field::parse(name).ok_or_else(give_up)?;
                let is_own = shape::shape(self.kind, field).is_some();
                if !is_own || stamped.iter().any(|(other, _)| *other == field) {
                    return Err(give_up());
                }
                stamped.push((field, stamp));
            }
        }
        let (mut history, mut deleted): (Option<Vec<PastV1>>, Option<Deleted>) = (None, None);
        let mut unset = stamped.len();
        let mut last: Option<&str> = None;
        while let Some(key) = map.next_key::<&str>()? {
            match key {
                "history" if history.is_none() && last.is_none() => history = Some(map.next_value()?),
                "deleted" if deleted.is_none() && last.is_none() => deleted = Some(map.next_value()?),
                // Fields stand in the order of their names, each once.
                _ if last.is_none_or(|last| last < key) => {
                    last = Some(key);
                    let field = Field::parse(key).ok_or_else(give_up)?;
                    let shape = shape::shape(self.kind, field).ok_or_else(give_up)?;
                    let stamp = stamped.iter().find(|(name, _)| *name == field).ok_or_else(give_up)?.1;
                    let value = map.next_value_seed(ValueSeed { field, shape })?;
                    record.put(field, value, stamp).map_err(|_| give_up())?;
                    unset -= 1;
                }
                _ => return Err(give_up()),
            }
        }
        if unset > 0 {
            // Stamped and not there: cleared.
            for (field, stamp) in stamped {
                if !record.stamp(field).is_set() {
                    record.put(field, Value::Unset, stamp).map_err(|_| give_up())?;
                }
            }
        }
        for past in history.iter().flatten() {
            let past = self.past(past).ok_or_else(give_up)?;
            record.write_past(&past);
        }
        if let Some(Deleted { counter, device, at, seen }) = deleted {
            let stamp = super::record::stamp(counter, device, at).map_err(|_| give_up())?;
            record.common_mut().deletion = Some(Deletion { stamp, seen: seen.0 });
        }
        self.keep(any).ok_or_else(give_up)
    }
}

impl RecordSeed<'_> {
    fn past(&self, wire: &PastV1) -> Option<Past> {
        let field = Field::parse(&wire.field)?;
        let shape = shape::shape(self.kind, field)?;
        let stamp = super::record::stamp(wire.counter, &wire.device, wire.at).ok()?;
        let value = match &wire.value {
            None => Value::Unset,
            Some(json) => shape.read(json)?,
        };
        is_fit(field, &value).then(|| Past { field: wire.field.clone(), value, stamp })
    }

    /// Puts the record in, unless one of its id is there.
    fn keep(self, record: AnyRecord) -> Option<()> {
        let is_there = match self.kind {
            // Its own id, and nothing read into it yet.
            Kind::Meta => {
                record.record_id().id != self.ledger.id().0 || self.ledger.meta.last_stamp().is_set()
            }
            _ => self.ledger.record(record.record_id()).is_some(),
        };
        self.ledger.put(record);
        (!is_there).then_some(())
    }
}

fn is_fit(field: Field, value: &Value) -> bool {
    let is_text = |value: &Value| matches!(value, Value::Text(text) if text.contains('\u{0}'));
    !is_text(value) && rule::check_value(field, value).is_ok()
}

/// A field's value, of the one shape it has.
struct ValueSeed<'a> {
    field: Field,
    shape: &'a Shape,
}

impl<'de> DeserializeSeed<'de> for ValueSeed<'_> {
    type Value = Value;
    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        match self.shape {
            Shape::Flag => reader.deserialize_bool(self),
            Shape::Whole => reader.deserialize_i64(self),
            Shape::Ids => reader.deserialize_seq(self),
            _ => reader.deserialize_str(self),
        }
    }
}

impl ValueSeed<'_> {
    fn fits<E: Error>(&self, value: Option<Value>) -> Result<Value, E> {
        value.filter(|value| is_fit(self.field, value)).ok_or_else(give_up)
    }
}

impl<'de> Visitor<'de> for ValueSeed<'_> {
    type Value = Value;
    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_bool<E: Error>(self, flag: bool) -> Result<Value, E> {
        self.fits((*self.shape == Shape::Flag).then_some(Value::Flag(flag)))
    }
    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        self.fits((*self.shape == Shape::Whole).then_some(Value::Whole(number)))
    }
    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        let number = i64::try_from(number).ok().filter(|_| *self.shape == Shape::Whole);
        self.fits(number.map(Value::Whole))
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        self.fits(self.shape.read_text(Cow::Borrowed(text)))
    }
    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        self.fits(self.shape.read_text(Cow::Owned(text)))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut ids = Vec::new();
        while let Some(id) = list.next_element::<&str>()? {
            ids.push(read_id(id).ok_or_else(give_up)?);
        }
        self.fits(shape::read_ids(ids))
    }
}
