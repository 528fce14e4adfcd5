//! What a year can start from: a framework with targets and tasks, blanks left blank (`P1`, `P3`).
//!
//! - [`speech`]: the framework, targets and key tasks of the 2025 work speech

mod speech;

pub use speech::SPEECH;

use super::choice::{Choice, Comparator, Period, SourceLevel, Stage, ThemeKind};
use super::command::Command;
use super::field::Field;
use super::id::UnitId;
use super::kind::{Kind, RecordId};
use super::value::{Value, parse_number};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A framework tree with targets and tasks on it.
#[derive(Debug)]
pub struct Template {
    /// The year it was written for.
    pub year: i32,
    /// Nodes, parents before children.
    pub themes: &'static [ThemeDraft],
    /// Targets, in order.
    pub targets: &'static [TargetDraft],
    /// Key tasks, in order.
    pub tasks: &'static [TaskDraft],
}

/// A node of the framework.
#[derive(Debug)]
pub struct ThemeDraft {
    /// A word by which parents, targets and tasks refer to it.
    pub key: &'static str,
    /// The parent's key; empty at the top.
    pub parent: &'static str,
    /// Its name.
    pub title: &'static str,
    /// What it is.
    pub kind: ThemeKind,
}

/// A target as the document states it.
#[derive(Debug)]
pub struct TargetDraft {
    /// Its name.
    pub title: &'static str,
    /// The key of its theme.
    pub theme: &'static str,
    /// How an actual value is held against it.
    pub comparator: Comparator,
    /// The value; empty where the document leaves a blank X.
    pub value: &'static str,
    /// The unit of measure.
    pub measure: &'static str,
    /// For "all started" and "all completed".
    pub stage: Option<Stage>,
    /// The stretch of the year it is held to.
    pub period: Period,
    /// Month and day it is due.
    pub due: (u32, u32),
    /// The sentence it comes from.
    pub quote: &'static str,
}

/// A key task as the document states it. People, responsibility and most dates are for the
/// units to fix: the document names none.
#[derive(Debug)]
pub struct TaskDraft {
    /// Its name.
    pub title: &'static str,
    /// The key of its theme.
    pub theme: &'static str,
    /// Whose matter it is.
    pub source: SourceLevel,
    /// Month and day it is due, where the document says so.
    pub due: Option<(u32, u32)>,
    /// The sentence it comes from.
    pub quote: &'static str,
}

/// The commands that lay a template out for a year, its targets and tasks in the top unit.
pub fn commands(template: &Template, root: UnitId, ids: &mut dyn FnMut() -> Uuid, year: i32) -> Vec<Command> {
    let mut themes: BTreeMap<&str, Uuid> = BTreeMap::new();
    let mut commands = Vec::new();
    for (place, theme) in template.themes.iter().enumerate() {
        let id = ids();
        themes.insert(theme.key, id);
        let mut fields = vec![
            (Field::Title, Value::Text(theme.title.to_owned())),
            (Field::Kind, Value::Code(theme.kind.code())),
            (Field::Order, order(place)),
        ];
        fields.extend(themes.get(theme.parent).map(|parent| (Field::Parent, Value::Id(*parent))));
        commands.push(Command::Create { record: RecordId::new(Kind::Theme, id), unit: None, fields });
    }
    let day = |(month, day): (u32, u32)| NaiveDate::from_ymd_opt(year, month, day).map(Value::Date);
    for (place, target) in template.targets.iter().enumerate() {
        let mut fields = vec![
            (Field::Title, Value::Text(target.title.to_owned())),
            (Field::Comparator, Value::Code(target.comparator.code())),
            (Field::Period, Value::Code(target.period.code())),
            (Field::Source, Value::Code(SourceLevel::Bureau.code())),
            (Field::Quote, Value::Text(target.quote.to_owned())),
            (Field::Order, order(place)),
        ];
        fields.extend(themes.get(target.theme).map(|theme| (Field::Theme, Value::Id(*theme))));
        fields.extend(parse_number(target.value).map(|value| (Field::Quantity, Value::Number(value))));
        fields.extend(target.stage.map(|stage| (Field::Stage, Value::Code(stage.code()))));
        fields.extend(day(target.due).map(|due| (Field::Due, due)));
        if !target.measure.is_empty() {
            fields.push((Field::Measure, Value::Text(target.measure.to_owned())));
        }
        commands.push(Command::Create {
            record: RecordId::new(Kind::Target, ids()),
            unit: Some(root),
            fields,
        });
    }
    for (place, task) in template.tasks.iter().enumerate() {
        let mut fields = vec![
            (Field::Title, Value::Text(task.title.to_owned())),
            (Field::Source, Value::Code(task.source.code())),
            (Field::Quote, Value::Text(task.quote.to_owned())),
            (Field::Order, order(place)),
        ];
        fields.extend(themes.get(task.theme).map(|theme| (Field::Theme, Value::Id(*theme))));
        fields.extend(task.due.and_then(day).map(|due| (Field::Due, due)));
        commands.push(Command::Create { record: RecordId::new(Kind::Task, ids()), unit: Some(root), fields });
    }
    commands
}

/// Places are spaced out, so that a record can be put between two others.
fn order(place: usize) -> Value {
    Value::Whole((place as i64 + 1) * 1024)
}
