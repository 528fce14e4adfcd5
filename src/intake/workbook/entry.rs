//! Rows of progress: one entry on a target or task each. Entries are added, never edited.

use super::super::document::{Grid, Row};
use super::{Head, Reader, Remark, Trouble};
use crate::model::choice::{Choice, ReportKind};
use crate::model::command::Command;
use crate::model::field::Field;
use crate::model::id::TaskId;
use crate::model::kind::{Kind, RecordId};
use crate::model::sheet::{Column, Sheet, plain};
use crate::model::value::Value;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use uuid::Uuid;

/// What only tasks have, and what only targets have.
const OF_TASKS: [Field; 2] = [Field::Kind, Field::Percent];
const OF_TARGETS: [Field; 3] = [Field::Quantity, Field::Reached, Field::Evidence];

impl Reader<'_> {
    /// Reads a row of progress.
    pub(super) fn entry(&mut self, grid: &Grid, head: &Head, row: &Row) {
        let written: Vec<(Field, u32)> = Sheet::Progress
            .columns()
            .iter()
            .filter_map(|column| Some((column.field()?, head.at(*column)?)))
            .filter(|(_, at)| row.cell(*at).is_some())
            .collect();
        // A row that says only who would report says nothing.
        let says = |field: &Field| !matches!(field, Field::By | Field::Date);
        if !written.iter().any(|(field, _)| says(field)) {
            return;
        }
        self.filled.rows += 1;
        let Some(subject) = self.entry_subject(grid, head, row) else { return };
        let Some(held) = self.ledger.record(subject) else { return };
        if !held.is_alive() {
            return self.note(grid, row.index, None, Remark::Deleted);
        }
        let measure = match held.read(Field::Measure).0 {
            Value::Text(text) => text,
            _ => String::new(),
        };
        let is_task = subject.kind == Kind::Task;
        let others: &[Field] = if is_task { &OF_TARGETS } else { &OF_TASKS };
        let mut fields: BTreeMap<Field, Value> = BTreeMap::new();
        let errors = self.filled.errors.len();
        for (field, at) in &written {
            let Some(cell) = row.cell(*at) else { continue };
            if others.contains(field) {
                self.error(grid, row.index, Some(*at), &cell.text, Trouble::NotForThis);
                continue;
            }
            match self.value(grid, *field, cell, &measure) {
                Ok((value, remark)) => {
                    if let Some(remark) = remark {
                        self.note(grid, row.index, Some(*at), remark);
                    }
                    fields.insert(*field, value);
                }
                Err(trouble) => self.error(grid, row.index, Some(*at), &cell.text, trouble),
            }
        }
        // An entry cannot be mended later: none is made of half a row.
        if self.filled.errors.len() > errors {
            return;
        }
        let words: Vec<String> =
            written.iter().map(|(field, at)| format!("{}={}", field.name(), plain(row.text(*at)))).collect();
        let subject_text = subject.id.to_string();
        let mut key: Vec<&str> = vec!["entry", &subject_text];
        key.extend(words.iter().map(String::as_str));
        let id = self.origin.derive(self.unit, &key);
        let kind = if is_task { Kind::Report } else { Kind::Actual };
        let record = RecordId { kind, id };
        let is_there = self.ledger.record(record).is_some_and(|held| held.last_stamp().is_set());
        if is_there || !self.entries.insert(id) {
            return self.note(grid, row.index, None, Remark::EntryThere);
        }
        if let Entry::Vacant(date) = fields.entry(Field::Date) {
            date.insert(Value::Date(self.context.today));
            self.note(grid, row.index, head.at(Column::Of(Field::Date)), Remark::Today);
        }
        if is_task {
            self.complete(subject.id, &mut fields);
        }
        let link = if is_task { Field::Task } else { Field::Target };
        fields.insert(link, Value::Id(subject.id));
        let command = Command::Create { record, unit: Some(self.unit), fields: fields.into_iter().collect() };
        self.command(grid, head, row, command);
    }

    /// The target or task a row of progress is about: by its id, else by its name.
    fn entry_subject(&mut self, grid: &Grid, head: &Head, row: &Row) -> Option<RecordId> {
        let at = head.at(Column::Id);
        let text = at.map_or("", |at| row.text(at)).to_owned();
        if text.is_empty() {
            let name_at = head.at(Column::Name);
            let name = plain(name_at.map_or("", |at| row.text(at)));
            let named = |kind| self.names.get(&(kind, name.clone())).map_or(&[][..], Vec::as_slice);
            let all = named(Kind::Target).iter().map(|id| RecordId::new(Kind::Target, *id));
            let mut found = all.chain(named(Kind::Task).iter().map(|id| RecordId::new(Kind::Task, *id)));
            let (first, second) = (found.next(), found.next());
            return match (first, second) {
                (Some(id), None) => {
                    self.note(grid, row.index, None, Remark::ByName);
                    Some(id)
                }
                _ => {
                    self.error(grid, row.index, name_at, &name, Trouble::UnknownId);
                    None
                }
            };
        }
        let found = match Uuid::try_parse(&text) {
            Err(_) => Err(Trouble::BadId),
            Ok(id) => {
                let mut kinds = [Kind::Target, Kind::Task].into_iter().map(|kind| RecordId { kind, id });
                kinds.find(|id| self.ledger.record(*id).is_some()).ok_or(Trouble::UnknownId)
            }
        };
        let own = |id: RecordId| self.ledger.record(id).is_some_and(|r| r.common().unit == Some(self.unit));
        match found {
            Ok(id) if own(id) => Some(id),
            Ok(_) => {
                self.error(grid, row.index, at, &text, Trouble::OtherUnit);
                None
            }
            Err(trouble) => {
                self.error(grid, row.index, at, &text, trouble);
                None
            }
        }
    }

    /// What follows from the rest of a task's entry: 办结 is 100, 无变化 is the last percent.
    fn complete(&self, task: Uuid, fields: &mut BTreeMap<Field, Value>) {
        let last = || self.reports.get(&TaskId(task)).and_then(|report| *report.percent.get()).unwrap_or(0);
        let is = |fields: &BTreeMap<Field, Value>, kind: ReportKind| {
            fields.get(&Field::Kind) == Some(&Value::Code(kind.code()))
        };
        if !fields.contains_key(&Field::Percent) {
            let percent = if is(fields, ReportKind::Done) { 100 } else { last() };
            fields.insert(Field::Percent, Value::Whole(percent));
        }
        if !fields.contains_key(&Field::Kind) {
            let is_done = fields.get(&Field::Percent) == Some(&Value::Whole(100));
            let kind = if is_done { ReportKind::Done } else { ReportKind::Advance };
            fields.insert(Field::Kind, Value::Code(kind.code()));
        }
    }
}
