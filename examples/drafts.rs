//! What the reader of documents finds.
//!
//! - `cargo run --example drafts`: precision and recall by field, on the documents the rules were written
//!   with and on those held out; `--faults` lists what was missed or wrong; `--time` measures the speed;
//!   `--only=NAME,NAME` looks at some documents alone, `--written` leaves out the held ones, `--each` prints
//!   each document's figures
//! - `--learn`: learns how targets are worded from the labelled documents, but those held out, and writes the weights that
//!   [`taizhang::intake::text::wording`] reads; `--learn=31,32` leaves out the blind documents of some rounds and says how
//!   their clauses are weighed: what is written then is not for use
//! - `cargo run --example drafts -- FILE [YEAR]`: the drafts of a text; `--labels` as the lines of a label file, to
//!   be read against the text and put right by hand

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

#[cfg(not(target_arch = "wasm32"))]
#[path = "../tests/documents/learn.rs"]
mod learn;
#[cfg(not(target_arch = "wasm32"))]
#[path = "../tests/documents/measure.rs"]
mod measure;

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    native::main();
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use super::learn;
    use super::measure::{self, Count, Document, FIELDS};
    use std::time::{Duration, Instant};
    use taizhang::intake::draft::{Draft, DraftKind, Origin, Setting};
    use taizhang::intake::text::{self, fold::Folded, outline, wording};

    pub fn main() {
        let args: Vec<String> = std::env::args().skip(1).collect();
        if let Some(file) = args.iter().find(|a| !a.starts_with("--") && a.parse::<i32>().is_err()) {
            let year = args.iter().find_map(|a| a.parse().ok()).unwrap_or(2025);
            let text = std::fs::read_to_string(file).expect("a text file");
            return list(&text, year, args.iter().any(|a| a == "--labels"));
        }
        let mut documents = measure::documents();
        if let Some(without) = args.iter().find_map(|a| a.strip_prefix("--learn")) {
            return learn(&documents, without.trim_start_matches('='));
        }
        if let Some(only) = args.iter().find_map(|a| a.strip_prefix("--only=")) {
            documents.retain(|d| only.split(',').any(|name| d.name.starts_with(name)));
        }
        let group = |d: &Document| match (d.is_held_out, d.is_own, d.is_blind) {
            (true, ..) => "held out",
            (_, true, _) => "written by us",
            (_, _, true) => "written by us, labelled blind",
            _ => "written with",
        };
        let is_written = args.iter().any(|a| a == "--written");
        for name in ["written with", "written by us", "written by us, labelled blind", "held out"]
            .into_iter()
            .take(if is_written { 3 } else { 4 })
        {
            let chosen: Vec<&Document> = documents.iter().filter(|d| group(d) == name).collect();
            if !chosen.is_empty() {
                table(name, &chosen, &measure::figures(chosen.iter().copied()), &args);
            }
        }
        // As far as a reader can be measured.
        let twice: Vec<&Document> = documents.iter().filter(|d| !d.again.is_empty()).collect();
        if !twice.is_empty() && !is_written {
            table("labelled twice, these", &twice, &measure::figures(twice.iter().copied()), &[]);
            table("labelled twice, by the second", &twice, &measure::agreement(twice.iter().copied()), &[]);
        }
        curve(&documents);
        if args.iter().any(|a| a == "--time") {
            time(&documents);
        }
    }

    /// Learns from the documents of all rounds but some, and weighs those.
    fn learn(documents: &[Document], without: &str) {
        let without: Vec<u32> = without.split(',').filter_map(|n| n.parse().ok()).collect();
        let is_left_out = |d: &&Document| d.is_blind && without.contains(&d.round);
        let taught = || documents.iter().filter(|d| !is_left_out(d));
        let (learnt, names) = (learn::wording(taught()), learn::naming(taught()));
        let chosen = learn::choosing(taught());
        let fitted = learn::fitting(taught());
        for (of, learnt) in
            [("wording", &learnt), ("naming", &names), ("choosing", &chosen), ("fitting", &fitted)]
        {
            let path = format!("{}/src/intake/text/{of}.weights", env!("CARGO_MANIFEST_DIR"));
            std::fs::write(path, learnt.stored()).expect("the weights");
        }
        println!("{} clauses, {} of them ask for something", learnt.count, learnt.right);
        println!("{} pairs of characters around targets, {} of them in names", names.count, names.right);
        println!("{} names to choose, {} of them like the label's", chosen.count, chosen.right);
        println!("{} times and bodies to choose, {} of them the label's", fitted.count, fitted.right);
        let pairs = names.stored();
        let left_out = || documents.iter().filter(is_left_out);
        let choices: Vec<_> = left_out().flat_map(|d| learn::choices(d, &pairs)).collect();
        if !choices.is_empty() {
            let like = |of: &dyn Fn(&learn::Choices) -> f32| {
                choices.iter().filter(|choices| of(choices) >= learn::LIKE).count()
            };
            let made = like(&|choices| choices.first().map_or(0.0, |(_, like)| *like));
            let best = like(&|choices| choices.iter().map(|(_, like)| *like).fold(0.0, f32::max));
            let taken = like(&|choices| chosen.taken(choices));
            println!(
                "left out: of {} names {made} like the label's as made, {taken} as chosen, {best} at best",
                choices.len()
            );
        }
        for (is_time, of) in [(true, "times"), (false, "bodies")] {
            let fits: Vec<_> =
                left_out().flat_map(learn::fits).filter(|(time, _)| *time == is_time).collect();
            let can = fits.iter().filter(|(_, choices)| choices.iter().any(|(_, like)| *like > 0.0)).count();
            let made =
                fits.iter().filter(|(_, choices)| choices.first().is_some_and(|(_, like)| *like > 0.0));
            let (made, taken) = (made.count(), fits.iter().filter(|(_, c)| fitted.taken(c) > 0.0).count());
            let all = fits.len();
            if all > 0 {
                println!(
                    "left out: of {all} {of} {made} the label's as made, {taken} as chosen, {can} at best"
                );
            }
        }
        for floor in [0.0, wording::LIKE, wording::SURELY_LIKE] {
            let mut count = Count::default();
            for (odds, asks) in left_out().flat_map(|d| learnt.weighed(d)) {
                count.found += usize::from(odds >= floor);
                count.expected += usize::from(asks);
                count.right += usize::from(asks && odds >= floor);
            }
            if count.expected > 0 {
                let (precision, recall) = (count.precision(), count.recall());
                println!("log-odds from {floor}: precision {precision:.3}  recall {recall:.3}");
            }
        }
    }

    fn list(text: &str, year: i32, as_labels: bool) {
        // What has tabs is read as it would be pasted into the page, tables and all.
        let drafts = measure::drafts(text, &Setting { year }, text.contains('\t'));
        for draft in &drafts {
            let fields = measure::fields(draft, &drafts, year);
            let said: Vec<&str> = FIELDS
                .iter()
                .map(|f| fields[f].as_str())
                .map(|v| if v.is_empty() { "-" } else { v })
                .collect();
            if !as_labels {
                println!("{} {:?}", said.join(" | "), draft.doubts);
            } else if matches!(draft.kind, DraftKind::Target | DraftKind::Quota | DraftKind::Rhythm) {
                let words = words(text, draft);
                println!("{} | {words} | {}", said[0].to_lowercase(), said[1..].join(" | "));
            }
        }
    }

    /// The words a draft stands on, as long as they must be to be found in the text: its clause, or more.
    fn words<'a>(text: &'a str, draft: &'a Draft) -> &'a str {
        let Origin::Text { mark, .. } = &draft.origin else { return &draft.quote };
        let is_end = |c: char| "，；。：\n\t".contains(c);
        let end = text[mark.end..].find(is_end).map_or(text.len(), |at| mark.end + at);
        let mut start = mark.start;
        loop {
            let before = text[..start].trim_end_matches(is_end);
            start = before
                .rfind(is_end)
                .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
            let words = &text[start..end];
            if words.contains('\n') {
                return &text[mark.clone()];
            }
            if start == 0 || text.find(words) == Some(start) {
                return words;
            }
        }
    }

    fn table(name: &str, documents: &[&Document], figures: &measure::Figures, args: &[String]) {
        let chosen = || documents.iter().copied();
        let line = |what: &str, count: &Count| {
            println!(
                "  {what:<12} precision {:.3}  recall {:.3}  ({} right, {} found, {} labelled)",
                count.precision(),
                count.recall(),
                count.right,
                count.found,
                count.expected
            );
        };
        println!("{name}: {} documents", chosen().count());
        line("targets", &figures.targets);
        line("rhythms", &figures.rhythms);
        line("themes", &figures.themes);
        line("tasks", &figures.tasks);
        println!("  by field, over targets, quotas and rhythms:");
        for field in FIELDS {
            line(field, &figures.fields.get(field).copied().unwrap_or_default());
        }
        if args.iter().any(|a| a == "--each") {
            for document in chosen() {
                line(&document.name, &measure::figures(std::iter::once(document)).targets);
            }
        }
        if args.iter().any(|a| a == "--faults") {
            figures.faults.iter().for_each(|fault| println!("    {fault}"));
        }
    }

    /// How documents were read when the rules first met them, round by round.
    fn curve(documents: &[Document]) {
        let mut rounds: std::collections::BTreeMap<u32, (usize, Count)> = Default::default();
        for (round, first) in documents.iter().filter_map(|d| Some((d.round, d.first?))) {
            let (count, sum) = rounds.entry(round).or_default();
            *count += 1;
            sum.add(first);
        }
        println!("first runs, targets:");
        for (round, (documents, sum)) in rounds {
            println!(
                "  round {round}  {documents} documents  precision {:.3}  recall {:.3}  ({} right, {} found, {} labelled)",
                sum.precision(),
                sum.recall(),
                sum.right,
                sum.found,
                sum.expected
            );
        }
    }

    /// The best of some runs.
    fn best(mut run: impl FnMut() -> usize) -> (Duration, usize) {
        let mut best = (Duration::MAX, 0);
        for _ in 0..3 {
            let start = Instant::now();
            let count = run();
            best = best.min((start.elapsed(), count));
        }
        best
    }

    fn time(documents: &[Document]) {
        let unit: String = documents.iter().map(|d| d.text.as_str()).collect::<Vec<_>>().join("\n");
        let of = |bytes: usize| {
            let mut text = unit.repeat(bytes / unit.len() + 1);
            let mut end = bytes;
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            text.truncate(end);
            text
        };
        let (whole, half) = (of(1 << 20), of(1 << 19));
        let setting = Setting { year: 2025 };
        let (chars, _) = best(|| whole.chars().filter(|c| c.is_alphanumeric()).count());
        let (split, sentences) = best(|| outline::sentences(&Folded::new(&whole)).len());
        let (full, drafts) = best(|| text::read(&whole, &setting).len());
        let (part, _) = best(|| text::read(&half, &setting).len());
        let ratio = |a: Duration, b: Duration| a.as_secs_f64() / b.as_secs_f64();
        println!("1 MiB of the labelled documents, best of 3:");
        println!("  counting letters     {chars:?}");
        println!("  splitting sentences  {split:?}  ({sentences} sentences)");
        println!("  reading drafts       {full:?}  ({drafts} drafts)");
        println!("  reading / splitting  {:.1}", ratio(full, split));
        for (name, unit) in [
            ("one endless sentence", "全市新建学校和"),
            ("only digits", "7"),
            ("only list marks", "、"),
            ("only brackets", "（“"),
            ("only 第", "第"),
            ("only 一", "一"),
            ("only 达到", "达到"),
        ] {
            let (whole, half) = (unit.repeat((1 << 20) / unit.len()), unit.repeat((1 << 19) / unit.len()));
            let (long, _) = best(|| text::read(&whole, &setting).len());
            let (short, _) = best(|| text::read(&half, &setting).len());
            println!("  {name:<20} {long:?}  1 MiB / 0.5 MiB {:.2}", ratio(long, short));
        }
        println!("  1 MiB / 0.5 MiB      {:.2}", ratio(full, part));
    }
}
