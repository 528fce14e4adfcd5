//! Records in a preview: their names, what changes on them, as they will be; the table of them.

use crate::model::change::{Change, Edit};
use crate::model::choice::Choice;
use crate::model::field::Field;
use crate::model::kind::{AnyRecord, Kind, RecordId};
use crate::model::ledger::Ledger;
use crate::model::merge::{Effect, FieldRow};
use crate::model::record::Record;
use crate::model::value::Value;
use crate::ui::svg::icon;
use crate::ui::words::data::Data as Text;
use crate::ui::words::{Words, label};
use leptos::prelude::*;
use std::collections::HashMap;

/// So many records are listed; the rest is counted.
pub const LISTED: usize = 200;
/// So many fields of a new record are listed.
const NEW_FIELDS: usize = 6;

/// The ledger as it will be: titles and names of what comes with the same file are there too.
pub struct After<'a> {
    /// The language.
    pub words: Words,
    ledger: &'a Ledger,
    edits: HashMap<RecordId, &'a AnyRecord>,
}

impl<'a> After<'a> {
    /// The ledger as this change makes it.
    pub fn new(words: Words, ledger: &'a Ledger, change: &'a Change) -> Self {
        let edits = change.edits.iter().map(|edit| (edit.after.record_id(), &edit.after)).collect();
        Self { words, ledger, edits }
    }

    /// A record as it will be.
    pub fn record(&self, id: RecordId) -> Option<&dyn Record> {
        self.edits.get(&id).map(|record| record.as_dyn()).or_else(|| self.ledger.record(id))
    }

    fn title(&self, id: RecordId) -> Option<String> {
        match self.record(id)?.read(Field::Title).0 {
            Value::Text(title) => Some(label::visible(&title)),
            _ => None,
        }
    }

    /// A record's name; entries and steps go by the task or target they are on.
    pub fn name(&self, id: RecordId) -> String {
        let on = |kind: Kind, field: Field| match self.record(id).map(|r| r.read(field).0) {
            Some(Value::Id(of)) => self.title(RecordId::new(kind, of)),
            _ => None,
        };
        let name = match id.kind {
            Kind::Milestone | Kind::Blocker => {
                let step = self.title(id).unwrap_or_default();
                on(Kind::Task, Field::Task).map(|task| format!("{task} · {step}")).or(Some(step))
            }
            Kind::Report => on(Kind::Task, Field::Task),
            Kind::Actual => on(Kind::Target, Field::Target),
            _ => self.title(id),
        };
        name.unwrap_or_else(|| self.words.t(id.kind).to_owned())
    }

    /// The title of the unit a record belongs to.
    pub fn unit(&self, id: RecordId) -> Option<String> {
        let unit = self.record(id)?.common().unit?;
        self.title(RecordId::new(Kind::Unit, unit))
    }

    /// A field's value for people.
    pub fn said(&self, field: Field, value: &Value) -> String {
        let coming = match value {
            Value::Id(id) => Kind::ALL.iter().find_map(|kind| {
                let id = RecordId::new(*kind, *id);
                self.edits.contains_key(&id).then(|| self.title(id)).flatten()
            }),
            _ => None,
        };
        coming.unwrap_or_else(|| label::visible(&label::value(self.words, self.ledger, field, value)))
    }

    /// What happens to a record, its kind and unit: the line under its name.
    pub fn sub(&self, id: RecordId, effect: Effect, unit: Option<String>) -> String {
        let effect = self.words.t(match effect {
            Effect::Added | Effect::Revived => Text::Added,
            Effect::Changed => Text::ChangedRows,
            Effect::Deleted => Text::DeletedRows,
        });
        let sub = [Some(effect.to_owned()), Some(self.words.t(id.kind).to_owned()), unit];
        sub.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// What changes on a record, field by field.
    pub fn changes<'f>(&self, effect: Effect, fields: impl Iterator<Item = &'f FieldRow>) -> Vec<AnyView> {
        let telling = |f: &&FieldRow| {
            let placed = matches!(f.field, Field::Order | Field::Task | Field::Target);
            let is_name = effect == Effect::Added && f.field == Field::Title;
            !(placed || is_name)
        };
        let limit = if effect == Effect::Added { NEW_FIELDS } else { usize::MAX };
        let change = |f: &FieldRow| {
            let from = (effect != Effect::Added).then(|| {
                view! {
                    <del class="from">{self.said(f.field, &f.from)}</del>
                    {icon("right")}
                }
            });
            view! {
                <div class="change">
                    <span class="muted">{self.words.t(f.field)}</span>
                    " "
                    {from}
                    <ins class="to">{self.said(f.field, &f.to)}</ins>
                </div>
            }
            .into_any()
        };
        fields.filter(telling).take(limit).map(change).collect()
    }
}

/// The table of what changes. `more` records are counted and not listed.
pub fn table(words: Words, name: &'static str, rows: Vec<AnyView>, more: usize) -> AnyView {
    let more =
        (more > 0).then(|| view! { <p class="muted">{words.fill(Text::MoreRows, &[&more.to_string()])}</p> });
    view! {
        <div class="tablewrap" tabindex="0" role="region" aria-label=name>
            <table class="table diff">
                <thead>
                    <tr>
                        <th scope="col">{words.t(Text::Record)}</th>
                        <th scope="col">{words.t(Text::ChangeCol)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {more}
    }
    .into_any()
}

/// One record of the table; marked where it is in conflict.
pub fn row<'f>(
    after: &After,
    record: RecordId,
    effect: Effect,
    fields: impl Iterator<Item = &'f FieldRow>,
    is_marked: bool,
) -> AnyView {
    let sub = after.sub(record, effect, after.unit(record));
    view! {
        <tr class:is-conflict=is_marked>
            <td class="record">
                {is_marked.then(|| icon("warn"))}
                {after.name(record)}
                <span class="sub">{sub}</span>
            </td>
            <td>{after.changes(effect, fields)}</td>
        </tr>
    }
    .into_any()
}

/// The fields an edit changes.
pub fn fields_of(edit: &Edit) -> Vec<FieldRow> {
    let now = edit.after.as_dyn();
    let changed = now.fields().iter().filter_map(|field| {
        let (to, stamp) = now.read(*field);
        let from = edit.before.as_ref().map_or(Value::Unset, |before| before.as_dyn().read(*field).0);
        (from != to).then_some(FieldRow { field: *field, from, to, stamp })
    });
    changed.collect()
}
