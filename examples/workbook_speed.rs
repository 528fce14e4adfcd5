//! How long a unit's workbook of 10,000 tasks takes to write and to read back, on this machine.
//!
//! `cargo run --release --example workbook_speed`

use chrono::NaiveDate;
use std::time::Instant;
use taizhang::document::workbook;
use taizhang::intake::read::read_file;
use taizhang::intake::workbook::read_back;
use taizhang::model::command::{self, Command, Context};
use taizhang::model::field::Field;
use taizhang::model::id::{LedgerId, UnitId};
use taizhang::model::kind::{Kind, RecordId, Target};
use taizhang::model::ledger::Ledger;
use taizhang::model::sheet::{Column, Sheet, SheetWords};
use taizhang::model::stamp::Device;
use taizhang::model::value::Value;
use uuid::Uuid;

struct Codes;

impl SheetWords for Codes {
    fn sheet(&self, sheet: Sheet) -> String {
        sheet.code().to_owned()
    }
    fn title(&self, _: Sheet, unit: &str, _: Option<i64>) -> String {
        unit.to_owned()
    }
    fn column(&self, _: Sheet, column: Column) -> String {
        column.field().map_or_else(|| format!("{column:?}"), |field| field.name().to_owned())
    }
    fn choice(&self, _: Field, code: &str) -> String {
        code.to_owned()
    }
    fn flag(&self, flag: bool) -> String {
        flag.to_string()
    }
    fn kind(&self, kind: Kind) -> String {
        format!("{kind:?}")
    }
    fn aim(&self, _: &Target) -> String {
        String::new()
    }
    fn guide(&self) -> Vec<String> {
        Vec::new()
    }
}

fn day(ordinal: u32) -> Result<NaiveDate, &'static str> {
    NaiveDate::from_yo_opt(2026, ordinal).ok_or("no such day")
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let context = Context { device: Device::new(1, 0), now: 1, today: day(1)? };
    let unit = UnitId(Uuid::from_u128(1));
    let title = |text: String| (Field::Title, Value::Text(text));
    let mut commands = vec![Command::Create {
        record: RecordId::new(Kind::Unit, unit),
        unit: None,
        fields: vec![title("成安县教育局".to_owned()), (Field::Kind, Value::Code("county"))],
    }];
    for n in 0..10_000u128 {
        let due = day(245)?;
        commands.push(Command::Create {
            record: RecordId::new(Kind::Task, Uuid::from_u128(100 + n)),
            unit: Some(unit),
            fields: vec![
                title(format!("推进第{n}所学校的校医招聘与普惠性幼儿园认定")),
                (Field::Person, Value::Text(format!("责任人{}", n % 300))),
                (Field::Responsibility, Value::Text(format!("按照不少于30%的比例完成，第{n}项"))),
                (Field::Source, Value::Code("provincial")),
                (Field::Due, Value::Date(due)),
            ],
        });
    }
    let mut ledger = Ledger::new(LedgerId(Uuid::from_u128(2)));
    let change = command::run(&ledger, &commands, context).map_err(|refusal| format!("{refusal:?}"))?;
    change.apply(&mut ledger);
    for _ in 0..3 {
        let started = Instant::now();
        let bytes = workbook::write(&ledger, unit, &Codes, 0).map_err(|error| format!("{error:?}"))?;
        let written = started.elapsed();
        let started = Instant::now();
        let document = read_file("a.xlsx", &bytes, &|_| None).map_err(|error| format!("{error:?}"))?;
        let read = started.elapsed();
        let filled = read_back(&ledger, &document, None, &[&Codes], context);
        let filled = filled.map_err(|error| format!("{error:?}"))?;
        let report = format!(
            "write {written:?} ({} kB), parse {read:?}, compare {:?}, rows {}, commands {}\n",
            bytes.len() / 1000,
            started.elapsed() - read,
            filled.rows,
            filled.commands.len()
        );
        std::io::Write::write_all(&mut std::io::stdout(), report.as_bytes())?;
    }
    Ok(())
}
