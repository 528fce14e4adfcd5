//! Deadlines as an iCalendar file (RFC 5545) that phones take: all-day events with ids that stay
//! the same, so that a newer file replaces the older entries.

use crate::model::ledger::Ledger;
use crate::model::timetable::Entry;
use chrono::{DateTime, NaiveDate};

/// A line holds at most so many octets, its break not counted.
const LINE: usize = 75;

/// Writes deadlines as a calendar called `name`; `now` in milliseconds since 1970.
pub fn write(ledger: &Ledger, entries: &[Entry], name: &str, now: i64) -> String {
    let stamp = DateTime::from_timestamp_millis(now).unwrap_or_default().format("%Y%m%dT%H%M%SZ").to_string();
    let mut out = String::new();
    put(&mut out, "BEGIN", "VCALENDAR");
    put(&mut out, "VERSION", "2.0");
    put(&mut out, "PRODID", "-//Taizhang//Taizhang//ZH");
    put(&mut out, "CALSCALE", "GREGORIAN");
    put(&mut out, "METHOD", "PUBLISH");
    put(&mut out, "X-WR-CALNAME", &escape(name));
    for entry in entries {
        put(&mut out, "BEGIN", "VEVENT");
        put(&mut out, "UID", &format!("{}@taizhang", entry.record.id));
        put(&mut out, "DTSTAMP", &stamp);
        put(&mut out, "DTSTART;VALUE=DATE", &day(entry.date));
        // The end is the first day that is no longer part of it.
        put(&mut out, "DTEND;VALUE=DATE", &day(entry.date.succ_opt().unwrap_or(entry.date)));
        put(&mut out, "SUMMARY", &escape(&summary(ledger, entry)));
        let about = about(ledger, entry);
        if !about.is_empty() {
            put(&mut out, "DESCRIPTION", &escape(&about));
        }
        // A deadline does not make the day busy.
        put(&mut out, "TRANSP", "TRANSPARENT");
        put(&mut out, "END", "VEVENT");
    }
    put(&mut out, "END", "VCALENDAR");
    out
}

/// A milestone is named with its task.
fn summary(ledger: &Ledger, entry: &Entry) -> String {
    match entry.task.and_then(|t| ledger.tasks.get(&t)) {
        Some(task) => format!("{} · {}", task.title.get(), entry.title),
        None => entry.title.clone(),
    }
}

/// The unit and the person.
fn about(ledger: &Ledger, entry: &Entry) -> String {
    let unit = entry.unit.and_then(|u| ledger.units.get(&u)).map(|u| u.title.get().as_str());
    let parts = unit.into_iter().chain(Some(entry.person.as_str())).filter(|text| !text.is_empty());
    parts.collect::<Vec<_>>().join("\n")
}

fn day(date: NaiveDate) -> String {
    date.format("%Y%m%d").to_string()
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            // Other control characters are not allowed in a text.
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Puts a line, folded so that no piece is too long and no character is cut.
fn put(out: &mut String, name: &str, value: &str) {
    let mut length = 0;
    for c in name.chars().chain(Some(':')).chain(value.chars()) {
        if length + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}
