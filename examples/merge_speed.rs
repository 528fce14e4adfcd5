//! How long a county's files take, held against a plain JSON parse of the same bytes.
//!
//! `cargo run --release --example merge_speed [schools] [records]`: writes that many school files
//! of about so many records, then decodes, checks and merges them. Ratios, best of nine rounds.

#![cfg_attr(target_arch = "wasm32", allow(unused))]
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used)]

use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::hint::black_box;
use std::time::Instant;
use taizhang::format::{Batch, Limits, Scope, SnapshotInfo, decode, encode_snapshot};
use taizhang::model::command::{self, Command, Context};
use taizhang::model::field::Field;
use taizhang::model::id::{LedgerId, UnitId};
use taizhang::model::kind::{Kind, RecordId};
use taizhang::model::ledger::Ledger;
use taizhang::model::stamp::Device;
use taizhang::model::value::Value;
use uuid::Uuid;

const NOW: i64 = 1_743_125_400_000;
const WORDS: [&str; 8] = [
    "普惠性幼儿园认定",
    "义务教育优质均衡创建",
    "校园安全隐患排查",
    "教师交流轮岗",
    "课后服务提质",
    "控辍保学",
    "食堂规范管理",
    "智慧校园建设",
];

fn id(kind: u128, n: u128) -> Uuid {
    // Spread like real ids, so that nothing profits from their order.
    let mixed = (n + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
    Uuid::from_u128((kind << 120) | (mixed & ((1 << 120) - 1)))
}

fn text(n: u128, words: usize) -> Value {
    let words = (0..words as u128).map(|w| WORDS[((n * 31 + w * 7) % 8) as usize]);
    Value::Text(format!("{}{n}", words.collect::<Vec<_>>().join("，")))
}

fn run(ledger: &mut Ledger, commands: &[Command], device: u64) {
    let today = NaiveDate::from_ymd_opt(2025, 3, 28).unwrap();
    let context = Context { device: Device::new(device, 0), now: NOW, today };
    command::run(ledger, commands, context).unwrap().apply(ledger);
}

fn create(
    ledger: &mut Ledger,
    device: u64,
    record: RecordId,
    unit: Option<UnitId>,
    fields: Vec<(Field, Value)>,
) {
    run(ledger, &[Command::Create { record, unit, fields }], device);
}

fn day(n: u128) -> Value {
    Value::Date(NaiveDate::from_ymd_opt(2025, 1 + (n % 3) as u32, 1 + (n % 27) as u32).unwrap())
}

/// One school's ledger: of `records`, a tenth targets, a third tasks, the rest steps and reports.
fn school(base: &Ledger, n: u128, records: u128) -> Ledger {
    let mut ledger = base.clone();
    let unit = UnitId(id(1, n));
    let device = 0x1000 + n as u64;
    let mut tasks = Vec::new();
    for k in 0..records {
        let key = n * 10_000 + k;
        match k % 10 {
            0 => create(
                &mut ledger,
                device,
                RecordId { kind: Kind::Target, id: id(3, key) },
                Some(unit),
                vec![
                    (Field::Title, text(key, 2)),
                    (Field::Measure, Value::Text("%".to_owned())),
                    (Field::Due, day(key)),
                ],
            ),
            1..=3 => {
                tasks.push(id(4, key));
                create(
                    &mut ledger,
                    device,
                    RecordId { kind: Kind::Task, id: id(4, key) },
                    Some(unit),
                    vec![
                        (Field::Title, text(key, 2)),
                        (Field::Person, Value::Text("赵明远".to_owned())),
                        (Field::Responsibility, text(key, 4)),
                        (Field::Due, day(key)),
                        (Field::Pace, text(key, 3)),
                    ],
                );
            }
            4 | 5 => create(
                &mut ledger,
                device,
                RecordId { kind: Kind::Milestone, id: id(5, key) },
                Some(unit),
                vec![
                    (Field::Task, Value::Id(tasks[(k as usize) % tasks.len()])),
                    (Field::Title, text(key, 1)),
                    (Field::Due, day(key)),
                ],
            ),
            _ => create(
                &mut ledger,
                device,
                RecordId { kind: Kind::Report, id: id(6, key) },
                Some(unit),
                vec![
                    (Field::Task, Value::Id(tasks[(k as usize) % tasks.len()])),
                    (Field::Date, day(key)),
                    (Field::Percent, Value::Whole((key % 101) as i64)),
                    (Field::Note, text(key, 3)),
                ],
            ),
        }
    }
    // Some values give way, so that there is history.
    for task in tasks.iter().take(tasks.len() / 4) {
        let record = RecordId { kind: Kind::Task, id: *task };
        run(
            &mut ledger,
            &[Command::Set { record, fields: vec![(Field::Person, Value::Text("李红".to_owned()))] }],
            device,
        );
    }
    ledger
}

fn best(rounds: usize, mut act: impl FnMut()) -> f64 {
    let times = (0..rounds).map(|_| {
        let start = Instant::now();
        act();
        start.elapsed().as_secs_f64() * 1e3
    });
    times.fold(f64::INFINITY, f64::min)
}

fn main() {
    let mut args = std::env::args().skip(1).map(|a| a.parse::<u128>().unwrap());
    let (schools, records) = (args.next().unwrap_or(100), args.next().unwrap_or(150));
    let mut base = Ledger::new(LedgerId(id(0, 0)));
    let title =
        vec![(Field::Title, Value::Text("2025年教育工作台账".to_owned())), (Field::Year, Value::Whole(2025))];
    run(&mut base, &[Command::Set { record: RecordId { kind: Kind::Meta, id: id(0, 0) }, fields: title }], 1);
    for n in 0..schools {
        let name = vec![(Field::Title, Value::Text(format!("成安县第{n}学校")))];
        create(&mut base, 1, RecordId { kind: Kind::Unit, id: id(1, n) }, None, name);
    }
    let info = SnapshotInfo { exported_at: NOW, ..SnapshotInfo::default() };
    let ledgers: Vec<Ledger> = (0..schools).map(|n| school(&base, n, records)).collect();
    let files: Vec<String> = (0..schools)
        .zip(&ledgers)
        .map(|(n, l)| String::from_utf8(encode_snapshot(l, Scope::Unit(UnitId(id(1, n))), &info)).unwrap())
        .collect();
    let bytes: usize = files.iter().map(String::len).sum();
    println!("{schools} files, {} records, {:.2} MB", schools * records, bytes as f64 / 1e6);

    let parse = best(9, || {
        for file in &files {
            black_box(serde_json::from_str::<serde_json::Value>(file).unwrap());
        }
    });
    let decoding = best(9, || {
        for file in &files {
            black_box(decode(file.as_bytes(), &Limits::default()).unwrap());
        }
    });
    let fold = |ours: &Ledger| {
        let mut batch = Batch::new(ours, NOW);
        for file in &files {
            batch.add(ours, "", file.as_bytes(), &Limits::default());
        }
        batch.finish(ours, &BTreeSet::new())
    };
    let fresh = best(9, || drop(black_box(fold(&base))));
    let mut full = base.clone();
    fold(&base).change.apply(&mut full);
    let again = best(9, || drop(black_box(fold(&full))));
    let row = |name: &str, ms: f64| {
        println!("{name:<44}{ms:>9.2} ms {:>6.2} x parse {:>7.1} MB/s", ms / parse, bytes as f64 / 1e3 / ms)
    };
    row("parse into serde_json::Value", parse);
    row("decode: limits, hash, rules, into a ledger", decoding);
    row("decode and merge, all records new", fresh);
    row("decode and merge, all records known", again);
}
