//! 工作专班 (`K8`): lead, members, plan and what each has to do.

use super::lead::task_title;
use crate::model::command::Command;
use crate::model::field::Field;
use crate::model::id::{ForceId, TaskId};
use crate::model::kind::{Kind, RecordId};
use crate::model::project::{self, ForceLine};
use crate::model::tree;
use crate::model::value::Value;
use crate::state::{Store, env};
use crate::ui::page::record::EditField;
use crate::ui::part::control::People;
use crate::ui::part::edit::editor;
use crate::ui::part::light::light;
use crate::ui::route::Route;
use crate::ui::svg::icon;
use crate::ui::words::wall::Lead as Text;
use crate::ui::words::{Words, label, words};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// All task forces, and a line to add one.
#[component]
pub fn Forces() -> impl IntoView {
    let editor = editor();
    let store = editor.store;
    let words = words();
    let name = RwSignal::new(String::new());
    let editing = RwSignal::new(None::<ForceId>);
    let lines = Memo::new(move |_| {
        let index = store.index.get();
        store.with(|l| project::forces(l, &index))
    });
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        let unit = store.unit.get_untracked().or_else(|| store.own_unit.get_untracked());
        let unit = unit.or_else(|| store.with_untracked(|l| tree::roots(l).first().copied()));
        let title = name.get_untracked().trim().to_owned();
        if title.is_empty() {
            crate::ui::widget::focus::focus("force-name");
            return;
        }
        let id = env::new_id();
        let record = RecordId::new(Kind::Force, id);
        if editor.run(&[Command::Create { record, unit, fields: vec![(Field::Title, Value::Text(title))] }]) {
            name.set(String::new());
            editing.set(Some(ForceId(id)));
            editor.done(words.t(Text::ForceAdded).to_owned());
        }
    };
    let empty = move || lines.with(Vec::is_empty);
    view! {
        <div class="wall-lead">
            <Show when=empty>
                <section class="empty">
                    <h2 class="empty-title">{words.t(Text::ForcesNone)}</h2>
                    <p class="empty-text">{words.t(Text::ForcesNoneText)}</p>
                </section>
            </Show>
            <form class="wall-add" on:submit=add>
                <input
                    class="control"
                    id="force-name"
                    autocomplete="off"
                    aria-label=words.t(Text::ForceName)
                    placeholder=words.t(Text::ForceName)
                    prop:value=name
                    on:input=move |event| name.set(event_target_value(&event))
                />
                <button class="btn is-primary" type="submit" id="force-add">{icon("plus")}<span>{words.t(Text::ForceAdd)}</span></button>
            </form>
            <div class="grid-2">
                <For each=move || lines.with(|l| l.iter().map(|line| line.id).collect::<Vec<_>>()) key=|id| *id let:id>
                    <Force id lines editing />
                </For>
            </div>
            <People />
        </div>
    }
    .into_any()
}

/// All task forces as a table for paper.
pub fn on_paper(store: Store, words: Words) -> AnyView {
    let index = store.index.get_untracked();
    let rows = store.with_untracked(|l| {
        let row = |line: &ForceLine| {
            let force = l.forces.get(&line.id)?;
            let tasks: Vec<String> = line
                .tasks
                .iter()
                .map(|t| {
                    let state = index.tasks.get(t).map_or("", |s| words.t(s.light));
                    words.fill(Text::TaskIs, &[&task_title(l, *t), state])
                })
                .collect();
            let cell = |text: &str| view! { <td class="wall-text">{label::visible(text)}</td> };
            Some(view! {
                <tr>
                    <th scope="row">{label::visible(force.title.get())}</th>
                    {cell(force.head.get())}
                    {cell(force.members.get())}
                    {cell(force.plan.get())}
                    <td>{tasks.into_iter().map(|t| view! { <p>{t}</p> }).collect::<Vec<_>>()}</td>
                </tr>
            })
        };
        project::forces(l, &index).iter().filter_map(row).collect::<Vec<_>>()
    });
    let columns = [Text::Force, Text::ForceHead, Text::ForceMembers, Text::ForcePlan, Text::ForceTasks];
    let head = columns.map(|text| view! { <th scope="col">{words.t(text)}</th> });
    view! {
        <table class="table">
            <thead><tr>{head.into_iter().collect::<Vec<_>>()}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Force(id: ForceId, lines: Memo<Vec<ForceLine>>, editing: RwSignal<Option<ForceId>>) -> impl IntoView {
    let editor = editor();
    let store = expect_context::<Store>();
    let words = words();
    let line = Memo::new(move |_| lines.with(|l| l.iter().find(|line| line.id == id).cloned()));
    let record = RecordId::new(Kind::Force, id);
    let title = Memo::new(move |_| label::visible(&store.title_of(record)));
    let open = move || editing.get() == Some(id);
    let fact = move |name: Text, field: Field| {
        let value = move || {
            let found = store.with(|l| l.record(record).map(|r| r.read(field).0));
            match found {
                Some(Value::Text(text)) => label::visible(&text),
                _ => words.t(Text::Unset).to_owned(),
            }
        };
        view! { <dt>{words.t(name)}</dt><dd class="wall-text">{value}</dd> }
    };
    let delete = move |_| {
        let name = title.get_untracked();
        if editor.run(&[Command::Delete(record)]) {
            editor.done(words.fill(Text::ForceDeleted, &[&name]));
        }
    };
    let tasks = move || {
        let tasks = line.get().map(|l| l.tasks).unwrap_or_default();
        if tasks.is_empty() {
            return view! { <p class="muted">{words.t(Text::ForceNoTasks)}</p> }.into_any();
        }
        let item = |task: &TaskId| {
            let state = store.index.with(|i| i.tasks.get(task).map(|s| s.light));
            let title = store.with(|l| task_title(l, *task));
            view! {
                <li class="list-row">
                    <a class="title-link list-main" href=Route::WallTask(*task).hash()>{title}</a>
                    {state.map(light)}
                </li>
            }
        };
        view! { <ul class="list">{tasks.iter().map(item).collect::<Vec<_>>()}</ul> }.into_any()
    };
    let lacking = move || line.with(|l| l.as_ref().is_some_and(|l| l.lacking));
    view! {
        <section class="card">
            <div class="card-head">
                <h2>{title}</h2>
                <div class="card-actions">
                    <button class="btn is-small" type="button" aria-expanded=move || open().to_string() on:click=move |_| editing.update(|e| *e = (*e != Some(id)).then_some(id))>
                        {move || words.t(if open() { Text::Close } else { Text::Edit })}
                    </button>
                    <button class="iconbtn" type="button" aria-label=words.t(Text::ForceDelete) title=words.t(Text::ForceDelete) on:click=delete>{icon("trash")}</button>
                </div>
            </div>
            <div class="card-body">
                <Show when=lacking><p><span class="chip is-warn">{words.t(Text::ForceLacks)}</span></p></Show>
                <Show
                    when=open
                    fallback=move || view! {
                        <dl class="facts">
                            {fact(Text::ForceHead, Field::Head)}
                            {fact(Text::ForceMembers, Field::Members)}
                            {fact(Text::ForcePlan, Field::Plan)}
                        </dl>
                    }
                >
                    <div class="form-grid">
                        <EditField record field=Field::Title />
                        <EditField record field=Field::Head />
                        <EditField record field=Field::Members />
                        <EditField record field=Field::Plan />
                    </div>
                </Show>
                <h3>{words.t(Text::ForceTasks)}</h3>
                {tasks}
            </div>
        </section>
    }
    .into_any()
}
