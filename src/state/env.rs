//! Clock and randomness, read here and nowhere else.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta};
use uuid::Uuid;

/// Milliseconds since 1970 by this device's clock.
pub fn now() -> i64 {
    js_sys::Date::now() as i64
}

/// Milliseconds since the page was opened, by a clock that nobody sets.
pub fn ticks() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

/// Bytes from the system's source of randomness; `None` where there is none.
pub fn chance<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let crypto = web_sys::window()?.crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}

/// Today's civil date where this device stands.
pub fn today() -> NaiveDate {
    let now = js_sys::Date::new_0();
    let year = i32::try_from(now.get_full_year()).unwrap_or(2000);
    NaiveDate::from_ymd_opt(year, now.get_month() + 1, now.get_date()).unwrap_or_default()
}

/// A stamp's time as local date and time.
pub fn local(at: i64) -> NaiveDateTime {
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(at as f64));
    let offset = TimeDelta::try_minutes(-(date.get_timezone_offset() as i64)).unwrap_or_default();
    let utc = DateTime::from_timestamp_millis(at).unwrap_or_default();
    utc.naive_utc().checked_add_signed(offset).unwrap_or_default()
}

/// The first moment after a day where this device stands, in milliseconds since 1970.
pub fn end_of(day: NaiveDate) -> i64 {
    let next = day.succ_opt().unwrap_or(day);
    let month = i32::try_from(next.month0()).unwrap_or_default();
    let day = i32::try_from(next.day()).unwrap_or_default();
    let at = js_sys::Date::new_with_year_month_day(next.year() as u32, month, day);
    at.get_time() as i64
}

/// The current year.
pub fn year() -> i32 {
    today().year()
}

/// A new id; later ones sort after earlier ones.
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

/// 48 random bits for a new device.
pub fn random_device() -> u64 {
    // The tail of a version 4 layout is random; 48 bits of it are taken.
    let bytes = Uuid::now_v7().into_bytes();
    bytes[10..].iter().fold(0, |bits, byte| (bits << 8) | u64::from(*byte))
}
