//! Prints the drafts of a text.
#![allow(clippy::unwrap_used, clippy::print_stdout)]
use taizhang::intake::draft::Setting;
use taizhang::intake::text;
use taizhang::model::choice::Choice;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let doc = std::fs::read_to_string(&args[0]).unwrap();
    let year = args.get(1).map_or(2025, |y| y.parse().unwrap());
    for d in text::read(&doc, &Setting { year }) {
        println!(
            "{:?} {} | {} {}{} {} | scope {:?} | {} {:?} {:?} | {:?} | lead {:?} coop {:?} | th {:?} | {:?}",
            d.kind,
            d.title,
            d.comparator.map_or("-", Choice::code),
            d.value.map_or("X".into(), |v| v.to_string()),
            d.upper.map_or(String::new(), |v| format!("-{v}")),
            d.measure,
            d.scope,
            d.when,
            d.due.map(|d| d.to_string()),
            d.period.map(Choice::code),
            d.stage,
            d.lead,
            d.cooperating,
            d.theme.map(|k| k.0),
            d.doubts
        );
    }
}
