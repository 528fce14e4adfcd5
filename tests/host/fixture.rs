//! A small city: a bureau, a county, two schools; devices with their own clocks.

use chrono::NaiveDate;
use taizhang::model::change::Change;
use taizhang::model::choice::{Choice, Comparator, ReportKind, UnitKind};
use taizhang::model::command::{self, Command, Context};
use taizhang::model::field::Field;
use taizhang::model::id::{LedgerId, TargetId, TaskId, UnitId};
use taizhang::model::kind::{Kind, RecordId};
use taizhang::model::ledger::Ledger;
use taizhang::model::merge;
use taizhang::model::rule::Refusal;
use taizhang::model::stamp::Device;
use taizhang::model::value::{Value, parse_number};
use uuid::Uuid;

/// 28 March 2025 at half past nine in China.
pub const NOW: i64 = 1_743_125_400_000;

pub fn id(n: u128) -> Uuid {
    Uuid::from_u128(0x0195_d000_0000_7000_8000_0000_0000_0000 + n)
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn today() -> NaiveDate {
    day("2025-03-28")
}

pub fn text(text: &str) -> Value {
    if text.is_empty() { Value::Unset } else { Value::Text(text.to_owned()) }
}

pub fn date(text: &str) -> Value {
    Value::Date(day(text))
}

pub fn number(text: &str) -> Value {
    Value::Number(parse_number(text).unwrap())
}

pub fn code<C: Choice>(choice: C) -> Value {
    Value::Code(choice.code())
}

pub const BUREAU: u128 = 1;
pub const COUNTY: u128 = 2;
pub const SCHOOL: u128 = 3;
pub const OTHER_SCHOOL: u128 = 4;
pub const TARGET: u128 = 10;
pub const TASK: u128 = 20;

pub fn unit(n: u128) -> UnitId {
    UnitId(id(n))
}
pub fn target(n: u128) -> TargetId {
    TargetId(id(n))
}
pub fn task(n: u128) -> TaskId {
    TaskId(id(n))
}
pub fn record(kind: Kind, n: u128) -> RecordId {
    RecordId::new(kind, id(n))
}

/// One device with its copy of the ledger.
#[derive(Clone, Debug)]
pub struct Copy {
    pub ledger: Ledger,
    pub device: u64,
    pub now: i64,
}

impl Copy {
    pub fn new(ledger: Ledger, device: u64) -> Self {
        Self { ledger, device, now: NOW }
    }

    pub fn context(&self) -> Context {
        Context { device: Device::new(self.device, 0), now: self.now, today: today() }
    }

    pub fn try_run(&mut self, commands: &[Command]) -> Result<Change, Refusal> {
        let change = command::run(&self.ledger, commands, self.context())?;
        change.apply(&mut self.ledger);
        Ok(change)
    }

    pub fn run(&mut self, command: Command) -> Change {
        self.try_run(&[command]).unwrap()
    }

    pub fn set(&mut self, kind: Kind, n: u128, field: Field, value: Value) -> Change {
        self.run(Command::Set { record: record(kind, n), fields: vec![(field, value)] })
    }

    pub fn read(&self, kind: Kind, n: u128, field: Field) -> Value {
        self.ledger.record(record(kind, n)).unwrap().read(field).0
    }

    pub fn create(&mut self, kind: Kind, n: u128, unit: Option<u128>, fields: Vec<(Field, Value)>) -> Change {
        let unit = unit.map(self::unit);
        self.run(Command::Create { record: record(kind, n), unit, fields })
    }

    pub fn report(&mut self, n: u128, task: u128, date: &str, percent: i64) -> Change {
        self.create(
            Kind::Report,
            n,
            Some(COUNTY),
            vec![
                (Field::Task, Value::Id(id(task))),
                (Field::Date, self::date(date)),
                (Field::Kind, code(ReportKind::Advance)),
                (Field::Percent, Value::Whole(percent)),
            ],
        )
    }

    pub fn actual(&mut self, n: u128, target: u128, date: &str, value: &str) -> Change {
        self.create(
            Kind::Actual,
            n,
            Some(COUNTY),
            vec![
                (Field::Target, Value::Id(id(target))),
                (Field::Date, self::date(date)),
                (Field::Quantity, number(value)),
            ],
        )
    }

    /// Takes another copy over, as the page does.
    pub fn merge(&mut self, other: &Ledger) {
        merge::compare(&self.ledger, other, self.now).unwrap().change.apply(&mut self.ledger);
    }
}

/// The city's ledger as one device made it: four units, a target and a task of the county.
pub fn city() -> Copy {
    let mut copy = Copy::new(Ledger::new(LedgerId(id(0))), 0xa);
    let title = text("2025年教育工作台账");
    copy.set(Kind::Meta, 0, Field::Title, title);
    copy.set(Kind::Meta, 0, Field::Year, Value::Whole(2025));
    let units = [
        (BUREAU, "市教育局", UnitKind::Bureau, None),
        (COUNTY, "成安县教育局", UnitKind::County, Some(BUREAU)),
        (SCHOOL, "成安县第一中学", UnitKind::School, Some(COUNTY)),
        (OTHER_SCHOOL, "成安县实验小学", UnitKind::School, Some(COUNTY)),
    ];
    for (n, title, kind, parent) in units {
        let mut fields = vec![
            (Field::Title, text(title)),
            (Field::Kind, code(kind)),
            (Field::Order, Value::Whole(n as i64)),
        ];
        fields.extend(parent.map(|p| (Field::Parent, Value::Id(id(p)))));
        copy.create(Kind::Unit, n, None, fields);
    }
    copy.create(
        Kind::Target,
        TARGET,
        Some(COUNTY),
        vec![
            (Field::Title, text("学前教育三年毛入园率")),
            (Field::Comparator, code(Comparator::AtLeast)),
            (Field::Measure, text("%")),
            (Field::Due, date("2025-12-31")),
        ],
    );
    copy.create(
        Kind::Task,
        TASK,
        Some(COUNTY),
        vec![(Field::Title, text("普惠性幼儿园认定")), (Field::Due, date("2025-06-30"))],
    );
    copy
}
