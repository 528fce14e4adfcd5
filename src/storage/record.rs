//! One value in the database: `{ rev, sum, data }`, where `sum` is the CRC-32 of `data`.
//!
//! The checksum is what tells a damaged value from a whole one: on `file://` every page shares one storage
//! area, so any other page can write into ours, and disks fail.

use js_sys::{JSON, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use super::{error::StorageError, stored::Revision};

/// The largest whole number a JavaScript number holds exactly.
const MAX_SAFE: f64 = 9_007_199_254_740_991.0;

/// A value read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The ledger's revision when it was written; 0 when unreadable.
    pub rev: Revision,
    /// The bytes, or what could be made of them.
    pub data: Vec<u8>,
    /// The shape is right and the checksum fits.
    pub whole: bool,
}

/// The object to store.
///
/// # Errors
/// Only if the engine refuses to set a property on a fresh object.
pub fn encode(rev: Revision, data: &[u8]) -> Result<JsValue, StorageError> {
    let object = Object::new();
    let set = |name: &str, value: &JsValue| {
        Reflect::set(&object, &JsValue::from_str(name), value).map_err(|error| StorageError::from_js(&error))
    };
    set("rev", &JsValue::from_f64(rev as f64))?;
    set("sum", &JsValue::from_f64(f64::from(crc32fast::hash(data))))?;
    // A copy, never a view: a view would clone the whole wasm memory into the database.
    set("data", &Uint8Array::from(data))?;
    Ok(object.into())
}

/// Reads an object back. Never fails: what is not ours comes back as not whole, with its raw text.
#[must_use]
pub fn decode(value: &JsValue) -> Record {
    let rev = number(value, "rev").map_or(0, |rev| rev as Revision);
    let data = property(value, "data").and_then(|data| data.dyn_into::<Uint8Array>().ok());
    let Some(data) = data else {
        return Record { rev, data: raw(value), whole: false };
    };
    let data = data.to_vec();
    let whole =
        property(value, "rev").is_some() && number(value, "sum") == Some(f64::from(crc32fast::hash(&data)));
    Record { rev, data, whole }
}

/// The revision of a stored value; 0 when there is none or it cannot be read.
#[must_use]
pub fn revision(value: Option<&JsValue>) -> Revision {
    value.and_then(|value| number(value, "rev")).map_or(0, |rev| rev as Revision)
}

/// The bytes of a value kept aside.
#[must_use]
pub fn raw(value: &JsValue) -> Vec<u8> {
    if let Some(bytes) = value.dyn_ref::<Uint8Array>() {
        return bytes.to_vec();
    }
    if let Some(text) = value.as_string() {
        return text.into_bytes();
    }
    JSON::stringify(value).ok().and_then(|text| text.as_string()).unwrap_or_default().into_bytes()
}

fn property(value: &JsValue, name: &str) -> Option<JsValue> {
    let object = value.dyn_ref::<Object>()?;
    Reflect::get(object, &JsValue::from_str(name)).ok()
}

/// A property that is a whole number from 0 to 2^53 - 1.
fn number(value: &JsValue, name: &str) -> Option<f64> {
    property(value, name)?.as_f64().filter(|n| (0.0..=MAX_SAFE).contains(n) && n.fract() == 0.0)
}
