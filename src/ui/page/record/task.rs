//! A task's progress: reports in under a minute, what is lacking of the four fixed.

use super::blockers::Blockers;
use super::info::Edit;
use super::steps::Steps;
use crate::model::choice::{Choice, ReportKind};
use crate::model::command::Command;
use crate::model::field::Field;
use crate::model::id::TaskId;
use crate::model::kind::{Kind, RecordId};
use crate::model::light::Lacking;
use crate::model::value::Value;
use crate::state::{Settings, Store, env};
use crate::ui::part::edit::editor;
use crate::ui::svg::icon;
use crate::ui::words::record::Panel as Text;
use crate::ui::words::{label, words};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// Reports, four fixed, steps, blockers.
#[component]
pub fn Progress(id: TaskId) -> impl IntoView {
    view! {
        <ReportBox id />
        <FourFixed id />
        <Steps id />
        <Blockers id />
        <Reports id />
    }
    .into_any()
}

/// The unit a task belongs to, for the records on it.
pub(super) fn unit_of(store: Store, id: TaskId) -> Option<crate::model::id::UnitId> {
    store.with_untracked(|l| l.tasks.get(&id).and_then(|t| t.common.unit))
}

#[component]
fn ReportBox(id: TaskId) -> impl IntoView {
    let editor = editor();
    let store = editor.store;
    let settings = expect_context::<Settings>();
    let words = words();
    let last = move || store.index.with(|i| i.tasks.get(&id).map_or(0, |s| s.percent));
    let percent = RwSignal::new(untrack(last));
    let note = RwSignal::new(settings.draft(id.0).unwrap_or_default());
    let date = RwSignal::new(store.today.get_untracked().to_string());
    let type_note = move |text: String| {
        settings.set_draft(id.0, &text);
        note.set(text);
    };
    let send = move |kind: ReportKind| {
        let done = match kind {
            ReportKind::Advance => percent.get_untracked(),
            ReportKind::NoChange => untrack(last),
            ReportKind::Done => 100,
        };
        let kind = if done >= 100 && kind == ReportKind::Advance { ReportKind::Done } else { kind };
        let mut fields = vec![
            (Field::Task, Value::Id(id.0)),
            (Field::Kind, Value::Code(kind.code())),
            (Field::Percent, Value::Whole(done)),
        ];
        if let Ok(date) = date.get_untracked().parse() {
            fields.push((Field::Date, Value::Date(date)));
        }
        for (field, text) in
            [(Field::Note, note.get_untracked()), (Field::By, settings.person.get_untracked())]
        {
            if !text.trim().is_empty() {
                fields.push((field, Value::Text(text.trim().to_owned())));
            }
        }
        let record = RecordId::new(Kind::Report, env::new_id());
        if editor.run(&[Command::Create { record, unit: unit_of(store, id), fields }]) {
            note.set(String::new());
            settings.set_draft(id.0, "");
            percent.set(done);
            editor.done(words.t(Text::Submitted).to_owned());
        }
    };
    let set_percent = move |event| {
        if let Ok(value) = event_target_value(&event).parse::<i64>() {
            percent.set(value.clamp(0, 100));
        }
    };
    view! {
        <section class="block">
            <h3>{move || words.t(Text::ReportHead)}</h3>
            <form class="report-box" on:submit=move |event: SubmitEvent| {
                event.prevent_default();
                send(ReportKind::Advance);
            }>
                <div class="report-percent">
                    <label class="field-label" for="report-range">{move || words.t(Text::PercentDone)}</label>
                    <input
                        type="range"
                        class="range"
                        id="report-range"
                        min="0"
                        max="100"
                        step="5"
                        style:--value=move || percent.get().to_string()
                        prop:value=move || percent.get().to_string()
                        on:input=set_percent
                    />
                    <input
                        class="control num"
                        type="number"
                        id="report-percent"
                        min="0"
                        max="100"
                        aria-label=move || words.t(Text::PercentOf)
                        prop:value=move || percent.get().to_string()
                        on:change=set_percent
                    />
                    <span>"%"</span>
                </div>
                <textarea
                    class="control"
                    id="report-note"
                    rows="3"
                    aria-label=move || words.t(Text::ReportNote)
                    placeholder=move || words.t(Text::ReportHint)
                    prop:value=note
                    on:input=move |event| type_note(event_target_value(&event))
                ></textarea>
                <div class="cluster">
                    <label class="field-inline">
                        <span>{move || words.t(Text::ReportDate)}</span>
                        <input
                            class="control"
                            type="date"
                            id="report-date"
                            max=move || store.today.get().to_string()
                            prop:value=date
                            on:change=move |event| date.set(event_target_value(&event))
                        />
                    </label>
                    <label class="field-inline">
                        <span>{move || words.t(Text::By)}</span>
                        <input
                            class="control"
                            id="report-by"
                            list="people"
                            autocomplete="name"
                            prop:value=settings.person
                            on:change=move |event| settings.set_person(event_target_value(&event).trim())
                        />
                    </label>
                </div>
                <div class="cluster">
                    <button class="btn is-primary" type="submit" id="report-send">{move || words.t(Text::Submit)}</button>
                    <button class="btn" type="button" id="report-same" on:click=move |_| send(ReportKind::NoChange)>{move || words.t(Text::NoChange)}</button>
                    <button class="btn" type="button" id="report-done" on:click=move |_| send(ReportKind::Done)>
                        {icon("check")}
                        <span>{move || words.t(Text::Done)}</span>
                    </button>
                </div>
            </form>
        </section>
    }
    .into_any()
}

/// The four fixed; what is lacking opens its field.
#[component]
fn FourFixed(id: TaskId) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let record = RecordId::new(Kind::Task, id);
    let open = RwSignal::new(None::<Field>);
    let lacking =
        Memo::new(move |_| store.index.with(|i| i.tasks.get(&id).map_or(Lacking::default(), |s| s.lacking)));
    let value = move |field: Field| {
        store.with(|l| {
            let value =
                l.tasks.get(&id).map(|t| crate::model::record::Record::read(t, field).0).unwrap_or_default();
            let steps = l.milestones_of(id).len();
            match (field, &value) {
                (Field::Pace, Value::Unset) if steps > 0 => {
                    words.fill(Text::PaceSteps, &[&steps.to_string()])
                }
                _ => label::visible(&label::value(words, l, field, &value)),
            }
        })
    };
    let item = move |name: Text, field: Field, lacks: fn(Lacking) -> bool| {
        let lacks = move || lacks(lacking.get());
        let turn = move |_| {
            let to = (open.get_untracked() != Some(field)).then_some(field);
            open.set(to);
            if to.is_some() {
                request_animation_frame(move || {
                    crate::ui::widget::focus::focus(&format!("info-{}", field.name()))
                });
            }
        };
        view! {
            <li class="fours-item" data-lacking=move || lacks().to_string()>
                <button type="button" aria-expanded=move || (open.get() == Some(field)).to_string() on:click=turn>
                    {move || icon(if lacks() { "dot-unset" } else { "dot-done" })}
                    <span class="fours-name">{move || words.t(name)}</span>
                    <span class="fours-value">{move || value(field)}</span>
                </button>
                <Show when=move || open.get() == Some(field)><Edit record field /></Show>
            </li>
        }
    };
    view! {
        <section class="block">
            <h3>{move || words.t(Text::FourHead)}</h3>
            <ul class="fours">
                {item(Text::FixPerson, Field::Person, |l| l.person)}
                {item(Text::FixDuty, Field::Responsibility, |l| l.responsibility)}
                {item(Text::FixTime, Field::Due, |l| l.time)}
                {item(Text::FixPace, Field::Pace, |l| l.progress)}
            </ul>
        </section>
    }
    .into_any()
}

/// What was reported, the newest first; entries are withdrawn, never edited.
#[component]
fn Reports(id: TaskId) -> impl IntoView {
    let editor = editor();
    let store = editor.store;
    let words = words();
    let rows = move || {
        store.with(|l| {
            let year = *l.meta.year.get();
            let row = |r: &crate::model::kind::Report| {
                let kind = r.kind.get().unwrap_or(ReportKind::Advance);
                let day = r.date.get().map(|d| label::date(words, d, year)).unwrap_or_default();
                let text = if r.note.get().is_empty() {
                    words.t(kind).to_owned()
                } else {
                    label::visible(r.note.get())
                };
                let mut by = vec![words.t(kind).to_owned()];
                by.extend(r.percent.get().map(|p| format!("{p}%")));
                by.extend(Some(label::visible(r.by.get())).filter(|b| !b.is_empty()));
                let record = RecordId::new(Kind::Report, r.id);
                let withdraw = move |_| {
                    if editor.run(&[Command::Delete(record)]) {
                        editor.done(words.t(Text::Withdrawn).to_owned());
                    }
                };
                let name = words.fill(Text::Withdraw, &[&day]);
                view! {
                    <li class="entry" data-kind=kind.code()>
                        <div class="entry-date num">{day}</div>
                        <div class="entry-main">
                            <p class="entry-text">{text}</p>
                            <p class="entry-by">
                                {by.join(" · ")}
                                " "
                                <button class="iconbtn is-small" type="button" aria-label=name.clone() title=name on:click=withdraw>{icon("undo")}</button>
                            </p>
                        </div>
                    </li>
                }
            };
            l.reports_of(id).into_iter().map(row).collect::<Vec<_>>()
        })
    };
    let none = move || store.with(|l| l.reports_of(id).is_empty());
    view! {
        <section class="block">
            <h3>{move || words.t(Text::Reports)}</h3>
            <Show when=none><p class="muted">{move || words.t(Text::ReportsNone)}</p></Show>
            <ol class="timeline">{rows}</ol>
        </section>
    }
    .into_any()
}
