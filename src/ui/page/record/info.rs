//! A record's fields; each is saved as soon as it is left.

use crate::model::choice::Comparator;
use crate::model::command::Command;
use crate::model::field::Field as RecordField;
use crate::model::id::{TargetId, TaskId};
use crate::model::kind::{Kind, RecordId};
use crate::model::value::Value;
use crate::state::Store;
use crate::ui::part::control::Control;
use crate::ui::part::create::{Wrong, route_of};
use crate::ui::widget::field::Field;
use crate::ui::words::record::Panel as Text;
use crate::ui::words::{label, trouble, words};
use leptos::prelude::*;

const TASK_FIELDS: &[RecordField] = &[
    RecordField::Title,
    RecordField::Person,
    RecordField::Due,
    RecordField::Responsibility,
    RecordField::Pace,
    RecordField::Start,
    RecordField::Source,
    RecordField::Theme,
    RecordField::Target,
    RecordField::Head,
    RecordField::Leader,
    RecordField::Cooperating,
    RecordField::Force,
    RecordField::ProjectStage,
    RecordField::Quantity,
    RecordField::Measure,
    RecordField::Note,
];
const TARGET_FIELDS: &[RecordField] = &[
    RecordField::Title,
    RecordField::Comparator,
    RecordField::Quantity,
    RecordField::Measure,
    RecordField::Stage,
    RecordField::Baseline,
    RecordField::Period,
    RecordField::Due,
    RecordField::Person,
    RecordField::Weight,
    RecordField::Theme,
    RecordField::Source,
    RecordField::Note,
];

/// The fields of a target or task.
#[component]
pub fn Info(record: RecordId) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let fields = if record.kind == Kind::Task { TASK_FIELDS } else { TARGET_FIELDS };
    let comparator = Memo::new(move |_| {
        store.with(|l| l.targets.get(&TargetId(record.id)).and_then(|t| *t.comparator.get()))
    });
    let is_project = Memo::new(move |_| {
        store.with(|l| l.tasks.get(&TaskId(record.id)).is_some_and(|t| t.project_stage.get().is_some()))
    });
    let wanted = move |field: RecordField| {
        let of_project = matches!(field, RecordField::Quantity | RecordField::Measure);
        (record.kind == Kind::Task && (!of_project || is_project.get()))
            || record.kind == Kind::Target
                && match (field, comparator.get()) {
                    (
                        RecordField::Quantity,
                        Some(Comparator::Zero | Comparator::YesNo | Comparator::BetterThan),
                    ) => false,
                    (RecordField::Stage, c) => c == Some(Comparator::AllReach),
                    (
                        RecordField::Baseline,
                        Some(Comparator::Zero | Comparator::YesNo | Comparator::RankWithin),
                    ) => false,
                    _ => true,
                }
    };
    let one = move |field: RecordField| {
        view! { <Show when=move || wanted(field)><Edit record field /></Show> }
    };
    let quote = move || {
        let text = store.with(|l| l.record(record).map(|r| r.read(RecordField::Quote).0));
        match text {
            Some(Value::Text(text)) => Some(view! {
                <section class="block">
                    <h3>{words.t(Text::Quote)}</h3>
                    <blockquote class="quote">{label::visible(&text)}</blockquote>
                </section>
            }),
            _ => None,
        }
    };
    let unit = move || {
        store.with(|l| {
            let unit = l.record(record).and_then(|r| r.common().unit)?;
            l.units.get(&unit).map(|u| label::visible(u.title.get()))
        })
    };
    view! {
        <section class="block">
            <div class="form-grid">{fields.iter().copied().map(one).collect::<Vec<_>>()}</div>
        </section>
        <section class="block">
            <dl class="facts">
                <dt>{move || words.t(Text::Unit)}</dt>
                <dd>{unit} " " <span class="muted">{move || words.t(Text::UnitFixed)}</span></dd>
            </dl>
            <Related record />
        </section>
        {quote}
    }
    .into_any()
}

/// The record this one was handed down from, and what was handed to units from it.
#[component]
fn Related(record: RecordId) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let link = move |id: RecordId| {
        let text = store.with(|l| {
            let found = l.record(id)?;
            let unit = found.common().unit.and_then(|u| l.units.get(&u)).map(|u| u.title.get().clone());
            let title = match found.read(RecordField::Title).0 {
                Value::Text(title) => title,
                _ => String::new(),
            };
            Some(label::visible(&format!("{}：{title}", unit.unwrap_or_default())))
        });
        view! { <li><a class="title-link" href=route_of(id).hash()>{text}</a></li> }
    };
    let whole = move || {
        let parent = store.with(|l| l.record(record).map(|r| r.read(RecordField::Parent).0));
        let Some(Value::Id(id)) = parent else { return None };
        let id = RecordId::new(record.kind, id);
        store.with(|l| l.is_alive(id)).then(|| {
            view! {
                <h3>{words.t(Text::Whole)}</h3>
                <ul class="list">{link(id)}</ul>
            }
        })
    };
    let parts = move || {
        let found: Vec<RecordId> = store.with(|l| match record.kind {
            Kind::Task => {
                let parts = l.live_tasks().filter(|t| *t.parent.get() == Some(TaskId(record.id)));
                parts.map(|t| RecordId::new(Kind::Task, t.id)).collect()
            }
            _ => {
                let parts = l.live_targets().filter(|t| *t.parent.get() == Some(TargetId(record.id)));
                parts.map(|t| RecordId::new(Kind::Target, t.id)).collect()
            }
        });
        (!found.is_empty()).then(|| {
            view! {
                <h3>{words.t(Text::Parts)} " " <span class="count">{found.len()}</span></h3>
                <ul class="list">{found.into_iter().map(link).collect::<Vec<_>>()}</ul>
            }
        })
    };
    view! {
        {whole}
        {parts}
    }
}

/// One field of a record, with its error beside it.
#[component]
pub fn Edit(record: RecordId, field: RecordField) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let id = format!("info-{}", field.name());
    let wrong = RwSignal::new(None::<Wrong>);
    let value =
        Memo::new(move |_| store.with(|l| l.record(record).map(|r| r.read(field).0)).unwrap_or_default());
    let error = Signal::derive(move || match wrong.get()? {
        Wrong::Typed(text) => Some(words.t(text).to_owned()),
        Wrong::Refused(refusal) => Some(trouble::refusal(words, &refusal)),
    });
    let take = Callback::new(move |read: Result<Value, Text>| {
        let outcome = match read {
            Err(text) => Some(Wrong::Typed(text)),
            Ok(value) => {
                store.run(&[Command::Set { record, fields: vec![(field, value)] }]).err().map(Wrong::Refused)
            }
        };
        wrong.set(outcome);
    });
    let wide = matches!(
        field,
        RecordField::Title | RecordField::Responsibility | RecordField::Pace | RecordField::Note
    );
    let invalid = Signal::derive(move || wrong.with(Option::is_some));
    view! {
        <Field id=id.clone() label=Signal::derive(move || words.t(field).to_owned()) error wide required=field == RecordField::Title>
            <Control id kind=record.kind field value invalid on_change=take />
        </Field>
    }
}
