//! The workbook of one unit that goes out to be filled in and comes back (`X4`): which sheets it has, what
//! each column stands for, how values are shown in it. `document` writes it, `intake` reads it back.

use super::choice::{Choice, Comparator, Period, ReportKind, SourceLevel, Stage};
use super::field::Field;
use super::id::{TargetId, TaskId, ThemeId, UnitId};
use super::kind::{Actual, Kind, Report, Target, Task};
use super::ledger::Ledger;
use super::record::Record;
use super::tree;
use super::value::Value;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The hidden sheet that says where a workbook comes from and what stood in it.
pub const MARKS: &str = "_taizhang";
/// The version of the hidden sheet.
pub const VERSION: &str = "1";
/// The row of the headers; above it stands the title.
pub const HEADER_ROW: u32 = 1;

/// The sheets of a workbook, in order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Sheet {
    /// 目标
    Targets,
    /// 任务
    Tasks,
    /// 进展: a row for each target and task, to add one entry to it.
    Progress,
    /// 填报说明
    Guide,
}

impl Sheet {
    /// All sheets.
    pub const ALL: [Self; 4] = [Self::Targets, Self::Tasks, Self::Progress, Self::Guide];

    /// The word for it in the hidden sheet.
    pub fn code(self) -> &'static str {
        match self {
            Self::Targets => "targets",
            Self::Tasks => "tasks",
            Self::Progress => "progress",
            Self::Guide => "guide",
        }
    }

    /// Its columns as they go out; people may move or delete them.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Targets => TARGETS,
            Self::Tasks => TASKS,
            Self::Progress => PROGRESS,
            Self::Guide => &[],
        }
    }
}

/// What a column stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Column {
    /// 编号: the record's id; hidden, not to be altered. In 进展 that of the target or task.
    Id,
    /// 序号
    Number,
    /// 类别: target or task; shown only.
    What,
    /// The name of the target or task; shown only.
    Name,
    /// What a target asks for, or when a task is due; shown only.
    Aim,
    /// The last entry; shown only.
    Last,
    /// A field.
    Of(Field),
}

impl Column {
    /// Whether it only shows what the ledger says.
    pub fn is_shown_only(self) -> bool {
        !matches!(self, Self::Of(_))
    }

    /// The field it stands for.
    pub fn field(self) -> Option<Field> {
        match self {
            Self::Of(field) => Some(field),
            _ => None,
        }
    }
}

const TARGETS: &[Column] = &[
    Column::Id,
    Column::Number,
    Column::Of(Field::Title),
    Column::Of(Field::Theme),
    Column::Of(Field::Comparator),
    Column::Of(Field::Quantity),
    Column::Of(Field::Measure),
    Column::Of(Field::Stage),
    Column::Of(Field::Baseline),
    Column::Of(Field::Period),
    Column::Of(Field::Due),
    Column::Of(Field::Weight),
    Column::Of(Field::Source),
    Column::Of(Field::Person),
    Column::Of(Field::Note),
];

const TASKS: &[Column] = &[
    Column::Id,
    Column::Number,
    Column::Of(Field::Title),
    Column::Of(Field::Theme),
    Column::Of(Field::Source),
    Column::Of(Field::Person),
    Column::Of(Field::Head),
    Column::Of(Field::Leader),
    Column::Of(Field::Cooperating),
    Column::Of(Field::Responsibility),
    Column::Of(Field::Start),
    Column::Of(Field::Due),
    Column::Of(Field::Pace),
    Column::Of(Field::Note),
];

const PROGRESS: &[Column] = &[
    Column::Id,
    Column::What,
    Column::Name,
    Column::Aim,
    Column::Last,
    Column::Of(Field::Date),
    Column::Of(Field::Kind),
    Column::Of(Field::Percent),
    Column::Of(Field::Quantity),
    Column::Of(Field::Reached),
    Column::Of(Field::Note),
    Column::Of(Field::Evidence),
    Column::Of(Field::By),
];

/// What kind of value a field has in a sheet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Type {
    /// Text.
    Text,
    /// A quantity.
    Number,
    /// A whole number from 0 to 100.
    Percent,
    /// A day.
    Date,
    /// Yes or no.
    Flag,
    /// One of a list.
    Choice,
    /// A node of the framework, by its name.
    Theme,
}

/// What kind of value a field has.
pub fn type_of(field: Field) -> Type {
    match field {
        Field::Quantity | Field::Baseline | Field::Weight => Type::Number,
        Field::Percent => Type::Percent,
        Field::Start | Field::Due | Field::Date => Type::Date,
        Field::Reached => Type::Flag,
        Field::Comparator | Field::Stage | Field::Period | Field::Source | Field::Kind => Type::Choice,
        Field::Theme => Type::Theme,
        _ => Type::Text,
    }
}

/// The codes a choice field takes in a sheet; empty for other fields.
pub fn codes(field: Field) -> Vec<&'static str> {
    fn of<C: Choice>() -> Vec<&'static str> {
        C::ALL.iter().map(|choice| choice.code()).collect()
    }
    match field {
        Field::Comparator => of::<Comparator>(),
        Field::Stage => of::<Stage>(),
        Field::Period => of::<Period>(),
        Field::Source => of::<SourceLevel>(),
        Field::Kind => of::<ReportKind>(),
        _ => Vec::new(),
    }
}

/// The words of a workbook, in one language; the catalogue gives them.
pub trait SheetWords {
    /// A sheet's name, at most 31 characters, none of `[]:*?/\`.
    fn sheet(&self, sheet: Sheet) -> String;
    /// The title over a sheet.
    fn title(&self, sheet: Sheet, unit: &str, year: Option<i64>) -> String;
    /// A column's header; no two of a sheet the same.
    fn column(&self, sheet: Sheet, column: Column) -> String;
    /// A choice's word; `field` is one of [`codes`].
    fn choice(&self, field: Field, code: &str) -> String;
    /// Yes and no.
    fn flag(&self, flag: bool) -> String;
    /// The name of a kind: target and task.
    fn kind(&self, kind: Kind) -> String;
    /// What a target asks for.
    fn aim(&self, target: &Target) -> String;
    /// How to fill it in, a paragraph each.
    fn guide(&self) -> Vec<String>;
}

/// A value as a cell shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Shown {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// A number that a spreadsheet keeps exactly.
    Number(Decimal),
    /// A day.
    Date(NaiveDate),
}

impl Shown {
    /// As the hidden sheet keeps it, to tell an edited cell from one that was only carried along.
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => plain(text),
            Self::Number(number) => number.normalize().to_string(),
            Self::Date(date) => date.to_string(),
        }
    }
}

/// A text without what a spreadsheet may change by itself: line ends and blanks around it.
pub fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}

/// A value as a cell shows it.
pub fn shown(field: Field, value: &Value, words: &dyn SheetWords, themes: &ThemeNames) -> Shown {
    let text = |text: String| if text.is_empty() { Shown::Empty } else { Shown::Text(text) };
    match value {
        Value::Unset | Value::Raw(_) | Value::Ids(_) => Shown::Empty,
        Value::Text(value) => text(value.clone()),
        // Spreadsheets count with 15 digits; what has more stays as it is written.
        Value::Number(n) if n.mantissa().unsigned_abs() < 1_000_000_000_000_000 => Shown::Number(*n),
        Value::Number(n) => text(n.to_string()),
        Value::Whole(n) => Shown::Number(Decimal::from(*n)),
        Value::Date(date) => Shown::Date(*date),
        Value::Id(id) => text(themes.name(ThemeId(*id)).unwrap_or_default().to_owned()),
        Value::Code(code) => text(words.choice(field, code)),
        Value::Flag(flag) => text(words.flag(*flag)),
    }
}

/// The themes by the names they go by in a workbook: the title, with those above it where two share one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ThemeNames {
    names: Vec<(ThemeId, String)>,
}

impl ThemeNames {
    /// The live themes of a ledger, in the order of the framework.
    pub fn new(ledger: &Ledger) -> Self {
        let title = |id: ThemeId| ledger.themes.get(&id).map(|t| plain(t.title.get())).unwrap_or_default();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let nodes = tree::themes(ledger);
        for node in &nodes {
            *counts.entry(title(node.id)).or_default() += 1;
        }
        let mut path: Vec<String> = Vec::new();
        let mut taken: BTreeMap<String, usize> = BTreeMap::new();
        let mut names = Vec::new();
        for node in nodes {
            path.truncate(node.depth);
            path.push(title(node.id));
            let is_shared = counts.get(&title(node.id)).is_some_and(|count| *count > 1);
            let name = if is_shared { path.join(" / ") } else { title(node.id) };
            let again = taken.entry(name.clone()).or_default();
            *again += 1;
            names.push((node.id, if *again > 1 { format!("{name} ({again})") } else { name }));
        }
        Self { names }
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|(_, name)| name.as_str())
    }

    /// A theme's name.
    pub fn name(&self, id: ThemeId) -> Option<&str> {
        self.names.iter().find(|(theme, _)| *theme == id).map(|(_, name)| name.as_str())
    }

    /// The theme of a name.
    pub fn theme(&self, name: &str) -> Option<ThemeId> {
        self.names.iter().find(|(_, n)| n == name).map(|(id, _)| *id)
    }
}

/// A unit's live targets in the order of its checklist.
pub fn targets_of(ledger: &Ledger, unit: UnitId) -> Vec<&Target> {
    let mut found: Vec<_> = ledger.live_targets().filter(|t| t.common.unit == Some(unit)).collect();
    found.sort_by_key(|t| -> (i64, TargetId) { (t.order.get().unwrap_or(i64::MAX), t.id) });
    found
}

/// A unit's live tasks in the order of its list.
pub fn tasks_of(ledger: &Ledger, unit: UnitId) -> Vec<&Task> {
    let mut found: Vec<_> = ledger.live_tasks().filter(|t| t.common.unit == Some(unit)).collect();
    found.sort_by_key(|t| -> (i64, TaskId) { (t.order.get().unwrap_or(i64::MAX), t.id) });
    found
}

/// The newest live report of each task, as [`Ledger::reports_of`] has it first.
pub fn last_reports(ledger: &Ledger) -> BTreeMap<TaskId, &Report> {
    let key = |r: &Report| (*r.date.get(), r.date.stamp().counter, r.id);
    let mut found: BTreeMap<TaskId, &Report> = BTreeMap::new();
    for report in ledger.reports.values().filter(|r| r.is_alive()) {
        let Some(task) = *report.task.get() else { continue };
        let held = found.entry(task).or_insert(report);
        if key(report) > key(held) {
            *held = report;
        }
    }
    found
}

/// The newest live actual value of each target, as [`Ledger::actuals_of`] has it first.
pub fn last_actuals(ledger: &Ledger) -> BTreeMap<TargetId, &Actual> {
    let key = |a: &Actual| (*a.date.get(), a.date.stamp().counter, a.id);
    let mut found: BTreeMap<TargetId, &Actual> = BTreeMap::new();
    for actual in ledger.actuals.values().filter(|a| a.is_alive()) {
        let Some(target) = *actual.target.get() else { continue };
        let held = found.entry(target).or_insert(actual);
        if key(actual) > key(held) {
            *held = actual;
        }
    }
    found
}
