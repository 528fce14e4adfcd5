//! Rows of targets and tasks: edits of records, and new ones.

use super::super::document::{Grid, Row};
use super::{Head, Reader, Remark, Trouble};
use crate::model::command::Command;
use crate::model::field::Field;
use crate::model::kind::{Kind, RecordId};
use crate::model::record::Record;
use crate::model::sheet::{self, Column, Sheet, plain};
use crate::model::value::Value;
use uuid::Uuid;

/// What a row is about.
enum Subject {
    /// A record of the ledger; `is_certain` when its id says so.
    Known(RecordId, bool),
    /// A new one.
    New(RecordId),
}

impl Reader<'_> {
    /// Reads a row of targets or tasks.
    pub(super) fn record(&mut self, grid: &Grid, head: &Head, row: &Row) {
        let kind = if head.sheet == Sheet::Targets { Kind::Target } else { Kind::Task };
        let is_filled =
            head.columns.iter().any(|(column, at)| column.field().is_some() && row.cell(*at).is_some());
        let id_at = head.at(Column::Id);
        let id_text = id_at.map_or("", |at| row.text(at)).to_owned();
        if !is_filled && id_text.is_empty() {
            return;
        }
        self.filled.rows += 1;
        if !is_filled {
            self.note(grid, row.index, None, Remark::Emptied);
            return;
        }
        let subject = match self.subject(kind, head, row, &id_text) {
            Ok(subject) => subject,
            Err(trouble) => {
                let (at, text) = if trouble == Trouble::Refused(crate::model::rule::Reason::Missing) {
                    (head.at(Column::Of(Field::Title)), "")
                } else {
                    (id_at, id_text.as_str())
                };
                return self.error(grid, row.index, at, text, trouble);
            }
        };
        match subject {
            Subject::New(record) => {
                let fields = self.fields(grid, head, row, None);
                let order = Value::Whole((i64::from(row.index) + 1) * 1024);
                let fields = fields.into_iter().chain([(Field::Order, order)]).collect();
                let command = Command::Create { record, unit: Some(self.unit), fields };
                self.command(grid, head, row, command);
            }
            Subject::Known(record, is_certain) => {
                let Some(held) = self.ledger.record(record) else { return };
                if !held.is_alive() {
                    return self.note(grid, row.index, None, Remark::Deleted);
                }
                if !is_certain {
                    let is_new = id_text.is_empty() && self.origin.stood(record.id, Field::Title).is_none();
                    let remark = if is_new && record.id == self.derived(kind, head, row) {
                        Remark::TakenBefore
                    } else {
                        Remark::ByName
                    };
                    self.note(grid, row.index, None, remark);
                }
                let fields = self.fields(grid, head, row, Some(held));
                if !fields.is_empty() {
                    self.command(grid, head, row, Command::Set { record, fields });
                }
            }
        }
    }

    fn subject(&mut self, kind: Kind, head: &Head, row: &Row, id: &str) -> Result<Subject, Trouble> {
        if !id.is_empty() {
            let id = Uuid::try_parse(id).map_err(|_| Trouble::BadId)?;
            let record = RecordId { kind, id };
            let held = self.ledger.record(record).ok_or(Trouble::UnknownId)?;
            if held.common().unit != Some(self.unit) {
                return Err(Trouble::OtherUnit);
            }
            if !self.met.insert(id) {
                return Err(Trouble::IdTwice);
            }
            return Ok(Subject::Known(record, true));
        }
        let title = plain(head.at(Column::Of(Field::Title)).map_or("", |at| row.text(at)));
        if title.is_empty() {
            return Err(Trouble::Refused(crate::model::rule::Reason::Missing));
        }
        let derived = self.derived(kind, head, row);
        let record = RecordId { kind, id: derived };
        if self.ledger.record(record).is_some_and(|held| held.last_stamp().is_set())
            && self.met.insert(derived)
        {
            return Ok(Subject::Known(record, false));
        }
        if let Some(named) = self.named(kind, &title) {
            self.met.insert(named);
            return Ok(Subject::Known(RecordId { kind, id: named }, false));
        }
        // A second new row of the same name is another record.
        let mut id = derived;
        let mut again = 1;
        while !self.met.insert(id) {
            again += 1;
            id = self.origin.derive(self.unit, &[head.sheet.code(), &title, &again.to_string()]);
        }
        let record = RecordId { kind, id };
        let is_there = self.ledger.record(record).is_some_and(|held| held.last_stamp().is_set());
        Ok(if is_there { Subject::Known(record, false) } else { Subject::New(record) })
    }

    fn derived(&self, kind: Kind, head: &Head, row: &Row) -> Uuid {
        debug_assert!(matches!(kind, Kind::Target | Kind::Task));
        let title = plain(head.at(Column::Of(Field::Title)).map_or("", |at| row.text(at)));
        self.origin.derive(self.unit, &[head.sheet.code(), &title, "1"])
    }

    /// The only live record of the unit that has a name and no row of its own in the workbook.
    fn named(&self, kind: Kind, title: &str) -> Option<Uuid> {
        // Those that went out with the workbook have their own rows.
        let fits = |id: &&Uuid| !self.met.contains(id) && self.origin.stood(**id, Field::Title).is_none();
        let named = self.names.get(&(kind, title.to_owned()))?;
        let found: Vec<Uuid> = named.iter().filter(fits).take(2).copied().collect();
        match found.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// The fields that a row changes of a record, or has for a new one.
    fn fields(
        &mut self,
        grid: &Grid,
        head: &Head,
        row: &Row,
        held: Option<&dyn Record>,
    ) -> Vec<(Field, Value)> {
        let mut fields = Vec::new();
        let measure = match head.at(Column::Of(Field::Measure)) {
            Some(at) => plain(row.text(at)),
            None => held.map_or_else(String::new, |held| match held.read(Field::Measure).0 {
                Value::Text(text) => text,
                _ => String::new(),
            }),
        };
        for column in head.sheet.columns() {
            let (Some(field), Some(at)) = (column.field(), head.at(*column)) else { continue };
            let cell = row.cell(at);
            let text = cell.map(|cell| plain(&cell.text)).unwrap_or_default();
            let now = held.map(|held| held.read(field).0).unwrap_or_default();
            let shown = |words: &&dyn crate::model::sheet::SheetWords| {
                sheet::shown(field, &now, *words, &self.themes).text() == text
            };
            let stood = held.and_then(|held| self.origin.stood(held.uuid(), field)).map(plain);
            if stood.as_ref() == Some(&text) || self.words.iter().any(shown) {
                continue;
            }
            let Some(cell) = cell else {
                if held.is_some() && now != Value::Unset {
                    fields.push((field, Value::Unset));
                }
                continue;
            };
            match self.value(grid, field, cell, &measure) {
                Ok((value, _)) if value == now => {}
                // A new row that came in before, and was edited in the ledger since.
                Ok((value, _)) if stood.is_none() && held.is_some_and(|held| was(held, field, &value)) => {}
                Ok((value, remark)) => {
                    if let Some(remark) = remark {
                        self.note(grid, row.index, Some(at), remark);
                    }
                    let is_moved = stood.is_some_and(|stood| {
                        !self
                            .words
                            .iter()
                            .any(|words| sheet::shown(field, &now, *words, &self.themes).text() == stood)
                    });
                    if is_moved {
                        self.note(grid, row.index, Some(at), Remark::ChangedSince);
                    }
                    fields.push((field, value));
                }
                Err(trouble) => self.error(grid, row.index, Some(at), &text, trouble),
            }
        }
        fields
    }
}

/// Whether a field once had a value.
fn was(held: &dyn Record, field: Field, value: &Value) -> bool {
    held.common().history.iter().any(|past| past.field == field.name() && past.value == *value)
}
