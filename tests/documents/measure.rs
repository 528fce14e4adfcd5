//! Precision and recall of the drafts against the labelled documents beside this file.
//!
//! A label file has `key = value` lines, `[text]` (or `text = file`), and `[drafts]` with one draft a line:
//! kind | words in the text | title | comparator | value | unit | scope | when | stage | theme, and where the
//! document names units, | lead | cooperating; `-` is unset. `tasks = all` says that every task is labelled.
//! Of stages the ledger knows two: in_use is read as completed, topped_out as done or not; 左右 is a doubt to it, and
//! about is read as at_least. A stretch of the year is compared by its last day: first_half is 2025-06-30, year is
//! 2025-12-31; what is done every term is not.
//! `[again]` has the labels of a second one, who knew neither the first's nor the rules: how far two who read carefully agree
//! is as far as a reader can be measured.
//! `read = pasted` reads it as what was pasted, tables and all; else it is read as running text.
//! `first = right/found/labelled` is how the targets were read when the rules first met the document.
//!
//! A target is a sentence's end to be reached that can be counted or told from yes and no: a value with its
//! comparator, so many of a thing that are built, held or brought to do something, a stage, none left, all
//! covered, a place among others, passed or not, better than before. What was reached, what is the case, what
//! only says which (100人以上的学校) and what is given to somebody are none.
//!
//! Files that begin with `own-` were written by us in the manner of such documents; the reader drafted their labels,
//! which were then read against the text and put right. They hold what it has learnt, and measure nothing else.
//!
//! Files that begin with `blind-` were written by us and labelled by somebody who knew neither the rules nor what they
//! find; the reader has learnt some of what it missed there, and no more is claimed of it than what it finds now.
//!
//! Files that end in `.held.labels` were labelled before the rules ever ran on them.

use chrono::NaiveDate;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::ops::Range;
use std::path::PathBuf;
use taizhang::intake::draft::{Draft, DraftKind, Every, Origin, Setting};
use taizhang::intake::{read, table, text};
use taizhang::model::choice::{Choice, Period};

/// A labelled document.
pub struct Document {
    pub name: String,
    pub year: i32,
    pub text: String,
    pub is_held_out: bool,
    /// Whether we wrote it.
    pub is_own: bool,
    /// Whether we wrote it and it was labelled by somebody who did not know the rules.
    pub is_blind: bool,
    /// Whether its tasks are labelled, all of them.
    pub has_tasks: bool,
    pub labels: Vec<Label>,
    /// What a second one found in it who knew neither the first's labels nor the rules; mostly nothing.
    pub again: Vec<Label>,
    /// Whether its tables are read too.
    pub is_pasted: bool,
    /// The round of that first meeting.
    pub round: u32,
    /// Right, found and labelled targets when the rules first met it.
    pub first: Option<Count>,
}

/// What a reader of the document found.
pub struct Label {
    pub kind: DraftKind,
    pub at: Range<usize>,
    pub fields: BTreeMap<&'static str, String>,
}

/// The fields that are measured, in the order they are printed.
pub const FIELDS: [&str; 11] = [
    "kind",
    "title",
    "comparator",
    "value",
    "measure",
    "scope",
    "when",
    "stage",
    "theme",
    "lead",
    "cooperating",
];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/documents")
}

/// All labelled documents, by name.
pub fn documents() -> Vec<Document> {
    let mut names: Vec<_> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".labels"))
        .collect();
    names.sort();
    names.iter().map(|name| document(name)).collect()
}

fn document(name: &str) -> Document {
    let source = fs::read_to_string(folder().join(name)).unwrap();
    let (head, drafts) = source.split_once("[drafts]\n").unwrap_or_else(|| panic!("{name}: [drafts]"));
    let (drafts, again) = drafts.split_once("[again]\n").unwrap_or((drafts, ""));
    let (head, inline) = head.split_once("[text]\n").unwrap_or((head, ""));
    let value = |key: &str| {
        head.lines().find_map(|line| line.strip_prefix(key)?.trim_start().strip_prefix('=')).map(str::trim)
    };
    let text = match value("text") {
        Some(file) => fs::read_to_string(folder().join(file)).unwrap(),
        None => inline.to_owned(),
    };
    assert!(value("title").is_some() && value("body").is_some(), "{name}: say where it is from");
    let year = value("year").unwrap().parse().unwrap();
    let labels = |lines: &str| -> Vec<Label> {
        lines.lines().filter(|l| !l.is_empty()).map(|line| label(name, line, &text, year)).collect()
    };
    let (labels, again) = (labels(drafts), labels(again));
    Document {
        name: name.trim_end_matches(".labels").to_owned(),
        year,
        text,
        is_held_out: name.contains(".held."),
        is_own: name.starts_with("own-"),
        is_blind: name.starts_with("blind-"),
        first: value("first").map(|text| {
            let figures: Vec<usize> = text.split('/').map(|n| n.trim().parse().unwrap()).collect();
            Count { right: figures[0], found: figures[1], expected: figures[2] }
        }),
        round: value("round").map_or(1, |n| n.parse().unwrap()),
        has_tasks: value("tasks") == Some("all"),
        is_pasted: value("read") == Some("pasted"),
        labels,
        again,
    }
}

fn label(name: &str, line: &str, text: &str, year: i32) -> Label {
    let cells: Vec<&str> = line.split(" | ").map(str::trim).collect();
    let (units, cells) =
        if cells.len() == 12 { (&cells[10..], &cells[..10]) } else { (&["-", "-"][..], &cells[..]) };
    let [kind, at, title, comparator, value, measure, scope, when, stage, theme] = cells[..] else {
        panic!("{name}: {line}")
    };
    let start = text.find(at).unwrap_or_else(|| panic!("{name}: not in the text: {at}"));
    let kind = match kind {
        "target" => DraftKind::Target,
        "quota" => DraftKind::Quota,
        "rhythm" => DraftKind::Rhythm,
        "theme" => DraftKind::Theme,
        "task" => DraftKind::Task,
        other => panic!("{name}: {other}"),
    };
    let set = |text: &str| if text == "-" { String::new() } else { text.to_owned() };
    let (comparator, stage) = match (comparator, stage) {
        ("about", stage) => ("at_least", stage),
        (_, "topped_out") => ("yes_no", "-"),
        (comparator, "in_use") => (comparator, "completed"),
        both => both,
    };
    let fields = BTreeMap::from([
        ("kind", format!("{kind:?}")),
        ("title", set(title)),
        ("comparator", set(comparator)),
        ("value", set(value)),
        ("measure", set(measure)),
        ("scope", set(scope)),
        ("when", set(&short_when(when, year))),
        ("stage", set(stage)),
        ("theme", set(theme)),
        ("lead", set(units[0])),
        ("cooperating", set(units[1])),
    ]);
    Label { kind, at: start..start + at.len(), fields }
}

/// A stretch of the year as its last day, and how often without until when.
fn short_when(when: &str, year: i32) -> String {
    let said = when.split_once(' ').map_or(when, |(first, _)| first);
    let day = match said {
        "year" | "second_half" | "quarter_4" => "12-31",
        "first_half" | "quarter_2" => "06-30",
        "quarter_1" => "03-31",
        "quarter_3" => "09-30",
        _ => return said.to_owned(),
    };
    format!("{year}-{day}")
}

/// A draft's fields in the labels' words.
pub fn fields(draft: &Draft, all: &[Draft], year: i32) -> BTreeMap<&'static str, String> {
    let theme = draft.theme.and_then(|key| all.iter().find(|d| d.key == key)).map(|d| d.title.clone());
    BTreeMap::from([
        ("kind", format!("{:?}", draft.kind)),
        ("title", draft.title.clone()),
        ("comparator", draft.comparator.map_or(String::new(), |c| c.code().to_owned())),
        ("value", draft.value.map_or(String::new(), |v| v.to_string())),
        ("measure", draft.measure.clone()),
        ("scope", draft.scope.join("、")),
        ("when", when(draft.every, draft.period, draft.due, year)),
        ("stage", draft.stage.map_or(String::new(), |s| s.code().to_owned())),
        ("theme", theme.unwrap_or_default()),
        ("lead", draft.lead.join("、")),
        ("cooperating", draft.cooperating.join("、")),
    ])
}

/// A draft's time in the labels' words.
pub fn when(every: Option<Every>, period: Option<Period>, due: Option<NaiveDate>, year: i32) -> String {
    let often = every.map(|every| {
        let word = match every {
            Every::Day => "each_day",
            Every::Week => "each_week",
            Every::Fortnight => "each_fortnight",
            Every::Month => "each_month",
            Every::Quarter => "each_quarter",
            Every::Term => "each_term",
            Every::HalfYear => "each_half_year",
            Every::Year => "each_year",
        };
        word.to_owned()
    });
    let period = period.filter(|p| every.is_none() && (*p != Period::Year || due.is_none()));
    let period = period.map(|p| p.code().to_owned());
    let due = due.map(|due| due.to_string());
    let words: Vec<String> = often.into_iter().chain(period).chain(due).collect();
    short_when(&words.join(" "), year)
}

/// Found, expected and right.
#[derive(Clone, Copy, Default, Debug)]
pub struct Count {
    pub found: usize,
    pub expected: usize,
    pub right: usize,
}

impl Count {
    pub fn precision(&self) -> f64 {
        if self.found == 0 { 1.0 } else { self.right as f64 / self.found as f64 }
    }

    pub fn recall(&self) -> f64 {
        if self.expected == 0 { 1.0 } else { self.right as f64 / self.expected as f64 }
    }

    pub fn add(&mut self, other: Self) {
        self.found += other.found;
        self.expected += other.expected;
        self.right += other.right;
    }
}

/// The figures of some documents.
#[derive(Default, Debug)]
pub struct Figures {
    /// Measurable statements: targets and quotas.
    pub targets: Count,
    /// Rhythms.
    pub rhythms: Count,
    /// Nodes of the framework.
    pub themes: Count,
    /// Tasks, in the documents where all of them are labelled.
    pub tasks: Count,
    /// By field, over targets, quotas and rhythms.
    pub fields: BTreeMap<&'static str, Count>,
    /// What was missed or wrong, in words.
    pub faults: Vec<String>,
}

fn pairs(text: &str) -> HashSet<(char, char)> {
    let chars: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    chars.windows(2).map(|w| (w[0], w[1])).collect()
}

/// How much two titles share, 0 to 1.
pub fn likeness(left: &str, right: &str) -> f64 {
    let (a, b) = (pairs(left), pairs(right));
    if a.is_empty() && b.is_empty() {
        return f64::from(u8::from(left == right));
    }
    2.0 * a.intersection(&b).count() as f64 / (a.len() + b.len()) as f64
}

/// The drafts of a text, its tables too where it is read as what was pasted.
pub fn drafts(text: &str, setting: &Setting, is_pasted: bool) -> Vec<Draft> {
    if !is_pasted {
        return text::read(text, setting);
    }
    let pasted = read::read_pasted(text, "").unwrap();
    let mut drafts = text::read(&pasted.text(), setting);
    let next = drafts.len() as u32;
    drafts.extend(table::drafts(&pasted, setting, next, &|text, setting| text::read(text, setting)));
    drafts
}

/// What was found in a document, by the rules or by a second reader.
struct Found {
    kind: DraftKind,
    fields: BTreeMap<&'static str, String>,
    place: Place,
    words: String,
}

/// Where it was found.
enum Place {
    Text(Range<usize>),
    /// In words of what was pasted.
    Quote,
    /// In a cell, which has no place in the text that was pasted; its name has to do.
    Cell,
}

impl Found {
    fn draft(draft: &Draft, all: &[Draft], document: &Document) -> Self {
        let place = match &draft.origin {
            Origin::Text { .. } if document.is_pasted => Place::Quote,
            Origin::Text { mark, .. } => Place::Text(mark.clone()),
            Origin::Cell { .. } => Place::Cell,
        };
        let fields = fields(draft, all, document.year);
        Self { kind: draft.kind, fields, place, words: draft.quote.clone() }
    }

    fn label(label: &Label, document: &Document) -> Self {
        let words = document.text.get(label.at.clone()).unwrap_or_default().to_owned();
        Self { kind: label.kind, fields: label.fields.clone(), place: Place::Text(label.at.clone()), words }
    }
}

/// Reads documents and holds the drafts against the labels.
pub fn figures<'a>(documents: impl Iterator<Item = &'a Document>) -> Figures {
    let mut figures = Figures::default();
    for document in documents {
        let setting = Setting { year: document.year };
        let drafts = drafts(&document.text, &setting, document.is_pasted);
        let found = drafts.iter().map(|draft| Found::draft(draft, &drafts, document)).collect();
        figures.hold(document, found);
    }
    figures
}

/// Holds what a second reader found against the labels, where there was one.
pub fn agreement<'a>(documents: impl Iterator<Item = &'a Document>) -> Figures {
    let mut figures = Figures::default();
    for document in documents.filter(|document| !document.again.is_empty()) {
        let found = document.again.iter().map(|label| Found::label(label, document)).collect();
        figures.hold(document, found);
    }
    figures
}

impl Figures {
    fn hold(&mut self, document: &Document, found: Vec<Found>) {
        let statement = |kind| matches!(kind, DraftKind::Target | DraftKind::Quota);
        let targets = self.compare(document, &found, statement);
        self.targets.add(targets);
        let rhythms = self.compare(document, &found, |k| k == DraftKind::Rhythm);
        self.rhythms.add(rhythms);
        let themes = self.compare(document, &found, |k| k == DraftKind::Theme);
        self.themes.add(themes);
        if document.has_tasks {
            let tasks = self.compare(document, &found, |k| k == DraftKind::Task);
            self.tasks.add(tasks);
        }
    }

    fn compare(&mut self, document: &Document, all: &[Found], of: impl Fn(DraftKind) -> bool) -> Count {
        let drafts: Vec<&Found> = all.iter().filter(|d| of(d.kind)).collect();
        let labels: Vec<&Label> = document.labels.iter().filter(|l| of(l.kind)).collect();
        let mut candidates = Vec::new();
        for (n, label) in labels.iter().enumerate() {
            for (m, draft) in drafts.iter().enumerate() {
                let like = likeness(&label.fields["title"], &draft.fields["title"]);
                let meets = match &draft.place {
                    Place::Text(mark) => mark.start < label.at.end && label.at.start < mark.end,
                    Place::Quote => {
                        let said = document.text.get(label.at.clone()).unwrap_or_default();
                        draft.words.contains(said) || said.contains(&draft.words)
                    }
                    Place::Cell => like >= 0.8,
                };
                if meets && like >= 0.4 {
                    candidates.push(((like * 1000.0) as u32, n, m));
                }
            }
        }
        candidates.sort_by_key(|(like, n, m)| (std::cmp::Reverse(*like), *n, *m));
        let (mut used_labels, mut used_drafts) = (HashSet::new(), HashSet::new());
        let mut matched = Vec::new();
        for (_, n, m) in candidates {
            if !used_labels.contains(&n) && !used_drafts.contains(&m) {
                used_labels.insert(n);
                used_drafts.insert(m);
                matched.push((n, m));
            }
        }
        let name = &document.name;
        let is_named = of(DraftKind::Theme) || of(DraftKind::Task);
        for field in FIELDS.into_iter().filter(|_| !is_named) {
            let mut count = Count {
                found: drafts.iter().filter(|d| !d.fields[field].is_empty()).count(),
                expected: labels.iter().filter(|l| !l.fields[field].is_empty()).count(),
                right: 0,
            };
            for (n, m) in &matched {
                let (want, have) = (&labels[*n].fields[field], &drafts[*m].fields[field]);
                let right = if field == "title" { likeness(want, have) >= 0.8 } else { want == have };
                count.right += usize::from(right && !want.is_empty());
                if !right {
                    let title = &labels[*n].fields["title"];
                    self.faults.push(format!("{name}: {field} of {title}: want {want:?}, have {have:?}"));
                }
            }
            self.fields.entry(field).or_default().add(count);
        }
        for (_, label) in labels.iter().enumerate().filter(|(n, _)| !used_labels.contains(n)) {
            let words = document.text.get(label.at.clone()).unwrap_or_default();
            self.faults.push(format!("{name}: missed {} ({words})", label.fields["title"]));
        }
        for (_, draft) in drafts.iter().enumerate().filter(|(m, _)| !used_drafts.contains(m)) {
            let said: String = draft.words.chars().take(100).collect();
            let (title, value) = (&draft.fields["title"], &draft.fields["value"]);
            self.faults.push(format!("{name}: not there: {title} {value} ({said})"));
        }
        Count { found: drafts.len(), expected: labels.len(), right: matched.len() }
    }
}
