//! 制约因素 of a task (`K6`): what is in the way, what is asked of whom since when.

use super::task::unit_of;
use crate::model::choice::{Choice, Factor};
use crate::model::command::Command;
use crate::model::field::Field;
use crate::model::id::TaskId;
use crate::model::kind::{Blocker, Kind, RecordId};
use crate::model::value::Value;
use crate::state::env;
use crate::ui::part::create::{Draft, DraftFields};
use crate::ui::part::edit::editor;
use crate::ui::svg::icon;
use crate::ui::words::wall::{Lead as Text, Wall};
use crate::ui::words::{label, words};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

const FIELDS: &[Field] = &[Field::Factor, Field::AskedOf, Field::Title, Field::Ask];

/// A task's blockers, open ones first, and a form for another.
#[component]
pub fn Blockers(id: TaskId) -> impl IntoView {
    let editor = editor();
    let store = editor.store;
    let words = words();
    let draft = Draft::new();
    let adding = RwSignal::new(false);
    let begin = move |_| {
        draft.fill([(Field::Factor, Value::Code(Factor::Project.code()))]);
        adding.update(|a| *a = !*a);
    };
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let today = store.today.get_untracked();
        let mut fields = vec![(Field::Task, Value::Id(id.0)), (Field::Date, Value::Date(today))];
        fields.extend(draft.fields());
        let record = RecordId::new(Kind::Blocker, env::new_id());
        match store.run(&[Command::Create { record, unit: unit_of(store, id), fields }]) {
            Ok(()) => {
                adding.set(false);
                editor.done(words.t(Text::BlockerAdded).to_owned());
            }
            Err(refusal) if draft.refuse(&refusal) => {}
            Err(refusal) => editor.refused(&refusal),
        }
    };
    let rows = move || {
        let today = store.today.get();
        store.with(|l| {
            let year = *l.meta.year.get();
            let mut own: Vec<&Blocker> = l.live_blockers().filter(|b| *b.task.get() == Some(id)).collect();
            own.sort_by_key(|b| (b.solved.get().is_some(), *b.date.get(), b.id));
            let row = |b: &Blocker| {
                let record = RecordId::new(Kind::Blocker, b.id);
                let day = |d| label::date(words, d, year);
                let title = label::visible(b.title.get());
                let state = match (*b.solved.get(), *b.date.get()) {
                    (Some(solved), _) => words.fill(Text::BlockerSolved, &[&day(solved)]),
                    (None, Some(since)) => {
                        words.fill(Text::BlockerOpen, &[&day(since), &(today - since).num_days().to_string()])
                    }
                    (None, None) => String::new(),
                };
                let asked = [label::visible(b.asked_of.get()), label::visible(b.ask.get())];
                let asked: Vec<_> = asked.into_iter().filter(|t| !t.is_empty()).collect();
                let open = b.solved.get().is_none();
                let solve = move |_| {
                    let today = Value::Date(store.today.get_untracked());
                    if editor.run(&[Command::Set { record, fields: vec![(Field::Solved, today)] }]) {
                        editor.done(words.t(Text::Solved).to_owned());
                    }
                };
                let factor = b.factor.get().map_or(words.t(Text::NoFactor), |f| words.t(f));
                let name = words.fill(Text::SolveIs, &[&title]);
                view! {
                    <li class="list-row blocker" data-open=open.to_string()>
                        <span class=if open { "chip is-warn" } else { "chip is-muted" }>{factor}</span>
                        <div class="list-main">
                            <span class="list-title">{title}</span>
                            <span class="list-sub">{asked.join("：")}</span>
                            <span class="list-sub">{state}</span>
                        </div>
                        {open.then(|| view! {
                            <button class="btn is-small" type="button" aria-label=name on:click=solve>{icon("check")}<span>{words.t(Text::Solve)}</span></button>
                        })}
                    </li>
                }
            };
            own.into_iter().map(row).collect::<Vec<_>>()
        })
    };
    let none = move || store.with(|l| !l.live_blockers().any(|b| *b.task.get() == Some(id)));
    view! {
        <section class="block">
            <h3>
                {move || words.t(Wall::Blockers)}
                <button class="btn is-small is-quiet" type="button" id="blocker-add" aria-expanded=move || adding.get().to_string() on:click=begin>
                    {icon("plus")}
                    <span>{move || words.t(Text::BlockerAdd)}</span>
                </button>
            </h3>
            <Show when=move || { none() && !adding.get() }><p class="muted">{move || words.t(Text::BlockerTaskNone)}</p></Show>
            <Show when=move || adding.get()>
                <form class="report-box" on:submit=send>
                    <div class="form-grid"><DraftFields prefix="blocker" kind=Kind::Blocker fields=FIELDS draft /></div>
                    <div class="cluster"><button class="btn is-primary" type="submit" id="blocker-save">{move || words.t(Text::Save)}</button></div>
                </form>
            </Show>
            <ul class="list">{rows}</ul>
        </section>
    }
    .into_any()
}
