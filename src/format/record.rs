//! One record between the model and the file.

use super::error::{DecodeError, DecodeKind};
use super::shape;
use super::wire::{DeletedV1, PastV1, RecordV1, StampV1};
use crate::model::field::Field;
use crate::model::id::UnitId;
use crate::model::kind::{AnyRecord, Kind};
use crate::model::record::{Deletion, Past, Record};
use crate::model::rule;
use crate::model::stamp::{Device, MAX_COUNTER, Seen, Stamp};
use crate::model::value::Value;
use serde_json::{Map, Value as Json};
use std::collections::{BTreeMap, BTreeSet};

/// The latest time accepted, in milliseconds: the end of the year 2100.
const MAX_TIME: i64 = 4_133_980_799_999;
/// Keys of a record that are not fields.
const OWN_KEYS: [&str; 4] = ["id", "stamps", "history", "deleted"];

/// Into the file's form.
pub fn to_wire(record: &dyn Record) -> RecordV1 {
    let common = record.common();
    let mut fields = Map::new();
    let mut stamps: BTreeMap<Stamp, Vec<String>> = BTreeMap::new();
    for field in record.fields() {
        let (value, stamp) = record.read(*field);
        if stamp.is_set() {
            stamps.entry(stamp).or_default().push(field.name().to_owned());
        }
        if let Some(json) = shape::write(&value) {
            fields.insert(field.name().to_owned(), json);
        }
    }
    for (name, (raw, stamp)) in &common.rest {
        stamps.entry(*stamp).or_default().push(name.clone());
        if !raw.is_empty() {
            fields.insert(name.clone(), serde_json::from_str(raw).unwrap_or(Json::Null));
        }
    }
    let stamps = stamps.into_iter().map(|(stamp, mut fields)| {
        fields.sort();
        StampV1 { counter: stamp.counter, device: stamp.device.to_string(), at: stamp.at, fields }
    });
    let history = common.history.iter().map(|past| PastV1 {
        field: past.field.clone(),
        value: shape::write(&past.value),
        counter: past.stamp.counter,
        device: past.stamp.device.to_string(),
        at: past.stamp.at,
    });
    let deleted = common.deletion.as_ref().map(|deletion| DeletedV1 {
        counter: deletion.stamp.counter,
        device: deletion.stamp.device.to_string(),
        at: deletion.stamp.at,
        seen: seen_to_wire(&deletion.seen),
    });
    RecordV1 {
        id: record.uuid().to_string(),
        stamps: stamps.collect(),
        history: history.collect(),
        deleted,
        fields,
    }
}

/// A version vector into the file's form.
pub fn seen_to_wire(seen: &Seen) -> BTreeMap<String, u64> {
    seen.0.iter().map(|(device, counter)| (device.to_string(), *counter)).collect()
}

/// A version vector out of the file's form.
pub fn seen_from_wire(wire: &BTreeMap<String, u64>) -> Result<Seen, DecodeError> {
    let mut seen = Seen::default();
    for (device, counter) in wire {
        let stamp = stamp(*counter, device, 0).map_err(|e| e.under("seen"))?;
        seen.note(stamp);
    }
    Ok(seen)
}

/// Out of the file's form; everything is checked, nothing is guessed.
pub fn from_wire(kind: Kind, unit: Option<UnitId>, wire: &RecordV1) -> Result<AnyRecord, DecodeError> {
    let id = shape::read_id(&wire.id).ok_or_else(|| DecodeError::at(DecodeKind::Expected("id"), "id"))?;
    let mut record = AnyRecord::new(kind, id, unit);
    let mut stamped: BTreeSet<&str> = BTreeSet::new();
    for (place, group) in wire.stamps.iter().enumerate() {
        let at = format!("stamps[{place}]");
        let stamp = stamp(group.counter, &group.device, group.at).map_err(|e| e.under(&at))?;
        for name in &group.fields {
            if !stamped.insert(name) {
                return Err(DecodeError::at(DecodeKind::DuplicateKey(name.clone()), at));
            }
            put(&mut record, kind, name, wire.fields.get(name), stamp)?;
        }
    }
    if let Some(name) = wire.fields.keys().find(|name| !stamped.contains(name.as_str())) {
        return Err(DecodeError::at(DecodeKind::Missing("stamps".to_owned()), name.clone()));
    }
    for (place, past) in wire.history.iter().enumerate() {
        let at = format!("history[{place}]");
        let stamp = stamp(past.counter, &past.device, past.at).map_err(|e| e.under(&at))?;
        let value = read(kind, &past.field, past.value.as_ref()).map_err(|e| e.under(&at))?;
        record.as_dyn_mut().write_past(&Past { field: past.field.clone(), value, stamp });
    }
    if let Some(deleted) = &wire.deleted {
        let stamp = stamp(deleted.counter, &deleted.device, deleted.at).map_err(|e| e.under("deleted"))?;
        let seen = seen_from_wire(&deleted.seen).map_err(|e| e.under("deleted"))?;
        record.as_dyn_mut().common_mut().deletion = Some(Deletion { stamp, seen });
    }
    Ok(record)
}

fn put(
    record: &mut AnyRecord,
    kind: Kind,
    name: &str,
    json: Option<&Json>,
    stamp: Stamp,
) -> Result<(), DecodeError> {
    let value = read(kind, name, json)?;
    match (Field::parse(name).filter(|f| shape::shape(kind, *f).is_some()), value) {
        (Some(field), value) => {
            let wrong = |_| DecodeError::at(DecodeKind::Expected("value"), name);
            record.as_dyn_mut().write(field, &value, stamp).map_err(wrong)
        }
        (None, Value::Raw(raw)) => {
            record.as_dyn_mut().write_rest(name, &raw, stamp);
            Ok(())
        }
        // A newer version's field that was cleared: who cleared it is kept.
        (None, _) => {
            record.as_dyn_mut().write_rest(name, "", stamp);
            Ok(())
        }
    }
}

fn read(kind: Kind, name: &str, json: Option<&Json>) -> Result<Value, DecodeError> {
    let known = Field::parse(name).and_then(|field| Some((field, shape::shape(kind, field)?)));
    let Some((field, shape)) = known else {
        // A name that would have to be escaped as a key is none: see [`super::scan`].
        let is_escaped =
            name.contains(|c: char| c == '"' || c == '\\' || c.is_ascii_control() && c != '\u{7f}');
        if OWN_KEYS.contains(&name) || name.chars().count() > rule::MAX_LINE || is_escaped {
            return Err(DecodeError::at(DecodeKind::Unknown(name.to_owned()), name));
        }
        return Ok(json.map_or(Value::Unset, |json| Value::Raw(json.to_string())));
    };
    let Some(json) = json else { return Ok(Value::Unset) };
    let value = shape.read(json).ok_or_else(|| DecodeError::at(DecodeKind::Expected(shape.name()), name))?;
    if let Value::Text(text) = &value
        && text.contains('\u{0}')
    {
        return Err(DecodeError::at(DecodeKind::Expected("text"), name));
    }
    rule::check_value(field, &value).map_err(|reason| DecodeError::at(DecodeKind::Rule(reason), name))?;
    Ok(value)
}

pub(super) fn stamp(counter: u64, device: &str, at: i64) -> Result<Stamp, DecodeError> {
    let device = Device::parse(device).ok_or_else(|| DecodeError::at(DecodeKind::Stamp, "device"))?;
    if counter == 0 || counter > MAX_COUNTER {
        return Err(DecodeError::at(DecodeKind::Stamp, "counter"));
    }
    if !(0..=MAX_TIME).contains(&at) {
        return Err(DecodeError::at(DecodeKind::Stamp, "at"));
    }
    Ok(Stamp { counter, device, at })
}
