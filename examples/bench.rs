//! How long merging, rolling up and scheduling take, each beside a baseline in the same run:
//! `cargo run --release --example bench -- [rounds] [county|city|nets]`. Baseline and product take turns; shown are the
//! medians with the least and the greatest, and the ratio of the medians.

#![cfg_attr(target_arch = "wasm32", allow(unused))]
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used)]

#[cfg(not(target_arch = "wasm32"))]
#[path = "../tests/city/mod.rs"]
mod city;

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    let rounds = std::env::args().nth(1).map_or(7, |text| text.parse().unwrap());
    let only = std::env::args().nth(2);
    let parts = [("county", native::county as fn(usize)), ("city", native::city), ("nets", native::nets)];
    for (_, run) in parts.iter().filter(|(name, _)| only.as_deref().is_none_or(|only| only == *name)) {
        run(rounds);
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use super::city::{self, NOW, Sent, Size};
    use chrono::NaiveDate;
    use std::collections::BTreeSet;
    use std::hint::black_box;
    use std::time::Instant;
    use taizhang::format::{Batch, Limits, SnapshotInfo, decode, encode_rolled, gzip};
    use taizhang::model::calendar::Calendar;
    use taizhang::model::choice::{Choice, ReportKind};
    use taizhang::model::command::{self, Command, Context};
    use taizhang::model::field::Field;
    use taizhang::model::index::Index;
    use taizhang::model::kind::{Kind, RecordId};
    use taizhang::model::ledger::Ledger;
    use taizhang::model::precheck::Span;
    use taizhang::model::rollup::Rollup;
    use taizhang::model::rollup::handed_up::figures;
    use taizhang::model::schedule::{Step, schedule};
    use taizhang::model::stamp::Device;
    use taizhang::model::value::Value;

    fn ms(act: impl FnOnce()) -> f64 {
        let start = Instant::now();
        act();
        start.elapsed().as_secs_f64() * 1e3
    }

    fn median(times: &[f64]) -> f64 {
        let mut sorted = times.to_vec();
        sorted.sort_by(f64::total_cmp);
        sorted[sorted.len() / 2]
    }

    fn show(name: &str, times: &[f64], baseline: &[f64]) {
        let least = times.iter().copied().fold(f64::INFINITY, f64::min);
        let most = times.iter().copied().fold(0.0, f64::max);
        let middle = median(times);
        println!("{name:<52}{middle:>11.4} ms [{least:.4}-{most:.4}]  {:>8.5} x", middle / median(baseline));
    }

    pub fn county(rounds: usize) {
        let size = Size { seed: 1, counties: 1, schools: 100, tasks: 150 };
        let files: Vec<Vec<u8>> =
            (0..size.schools).map(|s| city::school_file(&size, 0, s, Sent::Good)).collect();
        let bytes: usize = files.iter().map(Vec::len).sum();
        let mut ours = city::frame(&size);
        city::add_county(&mut ours, &size, 0);
        println!("100 school files, 15,000 tasks, {:.2} MB, {rounds} rounds in turn", bytes as f64 / 1e6);
        let fold = |ours: &Ledger| {
            let mut batch = Batch::new(ours, NOW);
            for file in &files {
                batch.add(ours, "", file, &Limits::default());
            }
            batch.finish(ours, &BTreeSet::new())
        };
        let mut full = ours.clone();
        fold(&ours).change.apply(&mut full);
        let (mut parse, mut read, mut merge, mut known) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for _ in 0..rounds {
            parse.push(ms(|| {
                for file in &files {
                    black_box(serde_json::from_slice::<serde_json::Value>(file).unwrap());
                }
            }));
            read.push(ms(|| {
                for file in &files {
                    black_box(decode(file, &Limits::default()).unwrap());
                }
            }));
            merge.push(ms(|| drop(black_box(fold(&ours)))));
            known.push(ms(|| drop(black_box(fold(&full)))));
        }
        show("parse into serde_json::Value (baseline)", &parse, &parse);
        show("decode: hash, rules, into a ledger", &read, &parse);
        show("decode, judge, fold into one change", &merge, &parse);
        show("the same, all of it known", &known, &parse);
        let today = NaiveDate::from_ymd_opt(2025, 3, 28).unwrap();
        let ledger = city::county_ledger(&size, 0);
        let index = Index::build(&ledger, today);
        let roll = Rollup::build(&ledger, &index);
        let rolled = figures(&ledger, &roll, city::county(&size, 0), NOW, today, Span::week(today));
        let file = encode_rolled(&ledger, &rolled, &SnapshotInfo::default());
        println!("rolled up: {} B, packed {} B\n", file.len(), gzip(&file).len());
    }

    /// Backward scheduling beside the bare critical path method: two passes over the same net as
    /// plain arrays of places, sorted beforehand, without dates, calendar or chain.
    pub fn nets(rounds: usize) {
        let calendar = Calendar::new(&[]);
        let start = NaiveDate::from_ymd_opt(2025, 1, 2).unwrap();
        let deadline = NaiveDate::from_ymd_opt(2025, 12, 31).unwrap();
        for count in [100_u32, 1_000, 10_000] {
            let before = |n: u32| [1, 7, 31].into_iter().filter_map(move |back| n.checked_sub(back));
            let days = |n: u32| i64::from(n % 5 + 1);
            let steps: Vec<Step<u32>> = (0..count)
                .map(|id| Step { id, duration: days(id), after: before(id).collect(), done: None })
                .collect();
            let plain: Vec<(i64, Vec<usize>)> =
                (0..count).map(|n| (days(n), before(n).map(|p| p as usize).collect())).collect();
            let (mut bare, mut ours) = (Vec::new(), Vec::new());
            for _ in 0..rounds * 5 {
                bare.push(ms(|| drop(black_box(passes(&plain)))));
                ours.push(ms(|| drop(black_box(schedule(&steps, start, deadline, &calendar).unwrap()))));
            }
            let found = schedule(&steps, start, deadline, &calendar).unwrap();
            // Both say the same of every step, up to the end they count from.
            let least = found.slack.unwrap();
            let slacks = found.steps.iter().map(|step| step.total_slack - least);
            assert!(slacks.eq(passes(&plain).into_iter().map(|(early, late)| late - early)));
            println!("\n{count} steps, backward schedule");
            show("two passes over plain arrays (baseline)", &bare, &bare);
            show("working days, slack, chain, first late step", &ours, &bare);
        }
    }

    /// Early and late starts; steps come after those they wait for.
    fn passes(net: &[(i64, Vec<usize>)]) -> Vec<(i64, i64)> {
        let mut early = vec![0; net.len()];
        for (n, (_, before)) in net.iter().enumerate() {
            early[n] = before.iter().map(|p| early[*p] + net[*p].0).max().unwrap_or(0);
        }
        let end = (0..net.len()).map(|n| early[n] + net[n].0).max().unwrap_or(0);
        let mut late = vec![end; net.len()];
        for (n, (days, before)) in net.iter().enumerate().rev() {
            late[n] -= days;
            for p in before {
                late[*p] = late[*p].min(late[n]);
            }
        }
        early.into_iter().zip(late).collect()
    }

    pub fn city(rounds: usize) {
        let size = Size { seed: 1, counties: 20, schools: 100, tasks: 100 };
        let today = NaiveDate::from_ymd_opt(2025, 3, 28).unwrap();
        let mut ledger = city::city_ledger(&size);
        let (units, tasks) = (ledger.units.len(), ledger.tasks.len());
        println!("{units} units, {tasks} tasks, {} records", ledger.records().count());
        let mut index = Index::build(&ledger, today);
        let mut roll = Rollup::build(&ledger, &index);
        let chosen: Vec<_> = ledger.tasks.keys().copied().step_by(997).collect();
        let (mut built, mut rolled) = (Vec::new(), Vec::new());
        let (mut followed, mut rerolled) = (Vec::new(), Vec::new());
        for round in 0..rounds {
            built.push(ms(|| drop(black_box(Index::build(&ledger, today)))));
            rolled.push(ms(|| drop(black_box(Rollup::build(&ledger, &index)))));
            // A hundred edits a round, each a report on another task.
            for n in 0..100 {
                let task = chosen[(round * 100 + n) % chosen.len()];
                let fields = vec![
                    (Field::Task, Value::Id(task.0)),
                    (Field::Date, Value::Date(today)),
                    (Field::Kind, Value::Code(ReportKind::Advance.code())),
                    (Field::Percent, Value::Whole((n % 100) as i64)),
                ];
                let id = uuid::Uuid::from_u128((round * 100 + n + 1) as u128);
                let unit = ledger.tasks[&task].common.unit;
                let create = Command::Create { record: RecordId::new(Kind::Report, id), unit, fields };
                let context = Context { device: Device::new(0xbe, 0), now: NOW, today };
                let change = command::run(&ledger, &[create], context).unwrap();
                change.apply(&mut ledger);
                followed.push(ms(|| index.update(&ledger, &change.edits, today)));
                rerolled.push(ms(|| roll.update(&ledger, &index, &change)));
            }
        }
        assert!(index == Index::build(&ledger, today) && roll == Rollup::build(&ledger, &index));
        show("index built anew (baseline)", &built, &built);
        show("index follows one report", &followed, &built);
        show("roll-up built anew (baseline)", &rolled, &rolled);
        show("roll-up follows one report, to the city", &rerolled, &rolled);
    }
}
