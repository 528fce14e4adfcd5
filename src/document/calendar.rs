//! Deadlines as an iCalendar file (RFC 5545) that phones take: all-day events with ids that stay
//! the same and a sequence that grows with every change, so that a newer file replaces the older
//! entries; a reminder some working days before.

use crate::model::calendar::Calendar;
use crate::model::field::Field;
use crate::model::kind::{Kind, RecordId};
use crate::model::ledger::Ledger;
use crate::model::light::Light;
use crate::model::timetable::Entry;
use chrono::{DateTime, NaiveDate};

/// A line holds at most so many octets, its break not counted.
const LINE: usize = 75;

/// The hour of a reminder, local time.
const HOUR: i64 = 9;

/// Writes deadlines as a calendar called `name`; `now` in milliseconds since 1970. What is open
/// reminds at nine o'clock `remind` working days before; `None` for no reminder.
pub fn write(ledger: &Ledger, entries: &[Entry], name: &str, now: i64, remind: Option<u32>) -> String {
    let calendar = Calendar::of(ledger);
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
        put(&mut out, "SEQUENCE", &sequence(ledger, entry).to_string());
        put(&mut out, "DTSTART;VALUE=DATE", &day(entry.date));
        // The end is the first day that is no longer part of it.
        put(&mut out, "DTEND;VALUE=DATE", &day(entry.date.succ_opt().unwrap_or(entry.date)));
        let summary = escape(&summary(ledger, entry));
        put(&mut out, "SUMMARY", &summary);
        let about = about(ledger, entry);
        if !about.is_empty() {
            put(&mut out, "DESCRIPTION", &escape(&about));
        }
        // A deadline does not make the day busy.
        put(&mut out, "TRANSP", "TRANSPARENT");
        if let Some(days) = remind.filter(|_| entry.light != Light::Done) {
            put(&mut out, "BEGIN", "VALARM");
            put(&mut out, "ACTION", "DISPLAY");
            put(&mut out, "DESCRIPTION", &summary);
            put(&mut out, "TRIGGER", &trigger(&calendar, entry.date, days));
            put(&mut out, "END", "VALARM");
        }
        put(&mut out, "END", "VEVENT");
    }
    put(&mut out, "END", "VCALENDAR");
    out
}

/// Grows whenever something shown was changed: the greatest counter of what was written.
fn sequence(ledger: &Ledger, entry: &Entry) -> u64 {
    let shown = [Field::Title, Field::Due, Field::Person];
    let records = [Some(entry.record), entry.task.map(|t| RecordId::new(Kind::Task, t))];
    let records = records.into_iter().flatten().filter_map(|id| ledger.record(id));
    let counter = records.flat_map(|r| shown.map(|field| r.stamp(field).counter)).max();
    // Calendars read a number of 32 bits.
    counter.unwrap_or(0).min(i32::MAX as u64)
}

/// How long before a day begins the reminder comes.
fn trigger(calendar: &Calendar, date: NaiveDate, days: u32) -> String {
    let on = match days {
        0 => date,
        days => calendar.day(calendar.number(date) - i64::from(days)),
    };
    let before = (date - on).num_days() * 24 - HOUR;
    if before <= 0 {
        return format!("PT{}H", -before);
    }
    let (days, hours) = (before / 24, before % 24);
    match (days, hours) {
        (0, hours) => format!("-PT{hours}H"),
        (days, 0) => format!("-P{days}D"),
        (days, hours) => format!("-P{days}DT{hours}H"),
    }
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
