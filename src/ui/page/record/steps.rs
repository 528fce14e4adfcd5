//! 节点 of a task (`K4`): lengths and order, templates, and their dates back from the deadline.

use super::task::unit_of;
use crate::model::calendar::Calendar;
use crate::model::command::Command;
use crate::model::field::Field;
use crate::model::id::{MilestoneId, TaskId};
use crate::model::kind::{Kind, RecordId};
use crate::model::ledger::Ledger;
use crate::model::schedule::task::{Unfit, date_commands, of_task};
use crate::model::schedule::{Schedule, Timed, steps as templates};
use crate::model::value::Value;
use crate::state::env;
use crate::ui::part::edit::editor;
use crate::ui::svg::icon;
use crate::ui::widget::select::Select;
use crate::ui::words::record::Panel as Text;
use crate::ui::words::wall::Back;
use crate::ui::words::{label, words};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;

type Plan = Memo<Result<Schedule<MilestoneId>, Unfit>>;

fn step_title(ledger: &Ledger, id: MilestoneId) -> String {
    ledger.milestones.get(&id).map(|m| label::visible(m.title.get())).unwrap_or_default()
}

/// The steps of a task and what the schedule says of them.
#[component]
pub fn Steps(id: TaskId) -> impl IntoView {
    let editor = editor();
    let store = editor.store;
    let words = words();
    let title = RwSignal::new(String::new());
    let due = RwSignal::new(String::new());
    let planning = RwSignal::new(store.with_untracked(|l| {
        l.milestones_of(id).iter().any(|m| m.duration.get().is_some() || !m.after.get().is_empty())
    }));
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        let mut fields = vec![(Field::Task, Value::Id(id.0))];
        let name = title.get_untracked();
        if !name.trim().is_empty() {
            fields.push((Field::Title, Value::Text(name.trim().to_owned())));
        }
        if let Ok(date) = due.get_untracked().parse() {
            fields.push((Field::Due, Value::Date(date)));
        }
        let record = RecordId::new(Kind::Milestone, env::new_id());
        if editor.run(&[Command::Create { record, unit: unit_of(store, id), fields }]) {
            title.set(String::new());
            due.set(String::new());
        }
    };
    let plan: Plan = Memo::new(move |_| {
        let today = store.today.get();
        store.with(|l| of_task(l, id, &Calendar::of(l), today))
    });
    let rows =
        Memo::new(move |_| store.with(|l| l.milestones_of(id).iter().map(|m| m.id).collect::<Vec<_>>()));
    let none = move || rows.with(Vec::is_empty);
    view! {
        <section class="block">
            <h3>
                {move || words.t(Text::Steps)}
                <Show when=move || !none()>
                    <button class="btn is-small is-quiet" type="button" id="step-plan" aria-pressed=move || planning.get().to_string() on:click=move |_| planning.update(|p| *p = !*p)>
                        {icon("calendar")}
                        <span>{move || words.t(Back::Plan)}</span>
                    </button>
                </Show>
            </h3>
            <Show when=none><p class="muted">{move || words.t(Back::None)}</p></Show>
            <ul class="steps">
                <For each=move || rows.get() key=|step| *step let:step>
                    <StepRow task=id step plan planning />
                </For>
            </ul>
            <form class="step-add" on:submit=add>
                <input
                    class="control"
                    id="step-title"
                    aria-label=move || words.t(Text::StepTitle)
                    placeholder=move || words.t(Text::StepTitle)
                    prop:value=title
                    on:input=move |event| title.set(event_target_value(&event))
                />
                <input
                    class="control"
                    type="date"
                    id="step-due"
                    aria-label=move || words.t(Text::StepDue)
                    prop:value=due
                    on:change=move |event| due.set(event_target_value(&event))
                />
                <button class="btn is-small" type="submit" id="step-add">{move || words.t(Text::StepAdd)}</button>
            </form>
            <Template id planning />
            <Show when=move || { planning.get() && !none() }><DateBack plan /></Show>
        </section>
    }
    .into_any()
}

/// Steps from a template, behind those that are there.
#[component]
fn Template(id: TaskId, planning: RwSignal<bool>) -> impl IntoView {
    let editor = editor();
    let store = editor.store;
    let words = words();
    let options = Signal::derive(move || {
        let texts =
            [Back::TemplateProject, Back::TemplateOngoing, Back::TemplateCampaign, Back::TemplateDocument];
        let first = (String::new(), words.t(Back::TemplatePick).to_owned());
        let each = templates::ALL.iter().zip(texts);
        std::iter::once(first)
            .chain(each.map(|(t, text)| (t.code.to_owned(), words.t(text).to_owned())))
            .collect::<Vec<_>>()
    });
    let value = RwSignal::new(String::new());
    let pick = Callback::new(move |code: String| value.set(code));
    let apply = move |_| {
        let code = value.get_untracked();
        let Some(template) = templates::ALL.into_iter().find(|t| t.code == code) else { return };
        let Some(unit) = unit_of(store, id) else { return };
        let commands = templates::commands(template, id, unit, &mut env::new_id);
        if editor.run(&commands) {
            planning.set(true);
            value.set(String::new());
            editor.done(words.fill(Back::TemplateDone, &[&template.steps.len().to_string()]));
        }
    };
    view! {
        <div class="step-template">
            <Select id="step-template" label=Signal::derive(move || words.t(Back::Template).to_owned()) options value=value on_pick=pick />
            <button class="btn is-small" type="button" id="step-template-go" disabled=move || value.with(String::is_empty) on:click=apply>
                {move || words.t(Back::Template)}
            </button>
        </div>
    }
    .into_any()
}

/// What the schedule says as a whole, and the buttons that take its dates over.
#[component]
fn DateBack(plan: Plan) -> impl IntoView {
    let editor = editor();
    let store = editor.store;
    let words = words();
    let date = move |latest: bool| {
        let Ok(plan) = plan.get_untracked() else { return };
        let commands = date_commands(&plan, latest);
        if !commands.is_empty() && editor.run(&commands) {
            editor.done(words.fill(Back::Dated, &[&commands.len().to_string()]));
        }
    };
    let note = move || {
        let (kind, text) = plan.with(|plan| {
            store.with(|l| {
                let day = |d| label::date(words, d, *l.meta.year.get());
                match plan {
                    Err(Unfit::NotFound) => None,
                    Err(Unfit::NoDeadline) => Some(("info", words.t(Back::NoDeadline).to_owned())),
                    Err(Unfit::Circle(ids)) => {
                        let names: Vec<_> = ids.iter().map(|id| step_title(l, *id)).collect();
                        Some((
                            "warn",
                            words.fill(Back::Circle, &[&names.join(words.t(label::Small::ListMark))]),
                        ))
                    }
                    Ok(plan) => match (&plan.late, plan.slack) {
                        (Some(late), _) => {
                            let values = [
                                step_title(l, late.id),
                                day(late.latest_start),
                                day(late.earliest_start),
                                late.days.to_string(),
                            ];
                            let values: Vec<&str> = values.iter().map(String::as_str).collect();
                            Some(("warn", words.fill(Back::Late, &values)))
                        }
                        (None, Some(slack)) => Some(("info", words.fill(Back::Fits, &[&slack.to_string()]))),
                        (None, None) => None,
                    },
                }
            })
        })?;
        let name = if kind == "warn" { "warn" } else { "info" };
        Some(
            view! { <p class=format!("note is-{kind}") id="step-note" role="status">{icon(name)}<span>{text}</span></p> },
        )
    };
    let unfit = move || plan.with(Result::is_err);
    view! {
        <div class="step-back">
            {note}
            <div class="cluster">
                <button class="btn is-primary" type="button" id="step-latest" title=move || words.t(Back::LatestHint) disabled=unfit on:click=move |_| date(true)>
                    {move || words.t(Back::Latest)}
                </button>
                <button class="btn" type="button" id="step-earliest" disabled=unfit on:click=move |_| date(false)>
                    {move || words.t(Back::Earliest)}
                </button>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn StepRow(task: TaskId, step: MilestoneId, plan: Plan, planning: RwSignal<bool>) -> impl IntoView {
    let editor = editor();
    let store = editor.store;
    let words = words();
    let record = RecordId::new(Kind::Milestone, step);
    let seen = Memo::new(move |_| store.with(|l| l.milestones.get(&step).cloned()));
    let name = Memo::new(move |_| {
        seen.with(|m| m.as_ref().map(|m| label::visible(m.title.get())).unwrap_or_default())
    });
    let due = Memo::new(move |_| seen.with(|m| m.as_ref().and_then(|m| *m.due.get())));
    let done = Memo::new(move |_| seen.with(|m| m.as_ref().is_some_and(|m| m.date.get().is_some())));
    let late = move || !done.get() && due.get().is_some_and(|d| d < store.today.get());
    let timed = Memo::new(move |_| {
        plan.with(|p| p.as_ref().ok().and_then(|p| p.steps.iter().find(|s| s.id == step).copied()))
    });
    let critical = move || timed.get().is_some_and(|t| t.critical);
    let turn = move |event| {
        let today = store.today.get_untracked();
        let date = if event_target_checked(&event) { Value::Date(today) } else { Value::Unset };
        editor.run(&[Command::Set { record, fields: vec![(Field::Date, date)] }]);
    };
    let set_due = move |event| {
        if let Ok(date) = event_target_value(&event).parse() {
            editor.run(&[Command::Set { record, fields: vec![(Field::Due, Value::Date(date))] }]);
        }
    };
    let delete = move |_| {
        editor.run(&[Command::Delete(record)]);
    };
    let planned = move || {
        let year = store.with(|l| *l.meta.year.get());
        due.get().map(|d| label::date(words, d, year)).unwrap_or_default()
    };
    view! {
        <li class="step" data-done=move || done.get().to_string() data-late=move || late().to_string() data-critical=move || (planning.get() && critical()).to_string()>
            <input type="checkbox" class="check" aria-label=move || words.fill(Text::StepDone, &[&name.get()]) prop:checked=done on:change=turn />
            <span class="step-title">{name}</span>
            <Show when=move || planning.get() fallback=move || view! { <span class="step-date num">{planned}</span> }>
                <input class="control step-due" type="date" aria-label=move || words.fill(Back::DueOf, &[&name.get()]) prop:value=move || due.get().map(|d| d.to_string()).unwrap_or_default() on:change=set_due />
            </Show>
            <button class="iconbtn" type="button" aria-label=move || words.fill(Text::StepDelete, &[&name.get()]) on:click=delete>{icon("trash")}</button>
            <Show when=move || planning.get()><StepPlan task step name timed /></Show>
        </li>
    }
    .into_any()
}

/// A step's length, what comes before it, and where it may lie.
#[component]
fn StepPlan(
    task: TaskId,
    step: MilestoneId,
    name: Memo<String>,
    timed: Memo<Option<Timed<MilestoneId>>>,
) -> impl IntoView {
    let editor = editor();
    let store = editor.store;
    let words = words();
    let record = RecordId::new(Kind::Milestone, step);
    let choosing = RwSignal::new(false);
    let duration = move || {
        store
            .with(|l| l.milestones.get(&step).and_then(|m| *m.duration.get()))
            .map(|d| d.to_string())
            .unwrap_or_default()
    };
    let after = Memo::new(move |_| {
        store.with(|l| l.milestones.get(&step).map(|m| m.after.get().clone()).unwrap_or_default())
    });
    let set_duration = move |event| {
        let text = event_target_value(&event);
        let value = match text.trim().parse::<i64>() {
            Ok(days) => Value::Whole(days.max(0)),
            Err(_) => Value::Unset,
        };
        editor.run(&[Command::Set { record, fields: vec![(Field::Duration, value)] }]);
    };
    let before = move || {
        let names = store.with(|l| {
            let alive = |id: &&MilestoneId| l.is_alive(RecordId::new(Kind::Milestone, **id));
            after.get().iter().filter(alive).map(|id| step_title(l, *id)).collect::<Vec<_>>()
        });
        let names = if names.is_empty() {
            words.t(Back::AfterNone).to_owned()
        } else {
            names.join(words.t(label::Small::ListMark))
        };
        words.fill(Back::After, &[&names])
    };
    let turn = move |other: MilestoneId, on: bool| {
        let mut ids: BTreeSet<MilestoneId> = after.get_untracked();
        if on {
            ids.insert(other);
        } else {
            ids.remove(&other);
        }
        let value = if ids.is_empty() {
            Value::Unset
        } else {
            Value::Ids(ids.iter().map(|id| id.0).collect::<Vec<Uuid>>())
        };
        editor.run(&[Command::Set { record, fields: vec![(Field::After, value)] }]);
    };
    let others = move || {
        store.with(|l| {
            let others = l.milestones_of(task).into_iter().filter(|m| m.id != step);
            others
                .map(|m| {
                    let id = m.id;
                    view! {
                        <label class="step-other">
                            <input type="checkbox" class="check" prop:checked=move || after.with(|a| a.contains(&id)) on:change=move |event| turn(id, event_target_checked(&event)) />
                            <span>{label::visible(m.title.get())}</span>
                        </label>
                    }
                })
                .collect::<Vec<_>>()
        })
    };
    let span = move || {
        let timed = timed.get().filter(|t| !t.done)?;
        let year = store.with(|l| *l.meta.year.get());
        let day = |d| label::date(words, d, year);
        let text = words.fill(Back::Window, &[&day(timed.late_start), &day(timed.late_finish)]);
        let slack = words.fill(Back::Slack, &[&timed.total_slack.to_string()]);
        let class = if timed.total_slack < 0 { "chip is-error" } else { "chip is-muted" };
        let critical = timed.critical.then(|| view! { <span class="chip is-warn" title=words.t(Back::CriticalLong)>{words.t(Back::Critical)}</span> });
        Some(view! { <span class="num">{text}</span> <span class=class>{slack}</span> {critical} })
    };
    view! {
        <div class="step-more">
            <label class="step-days">
                <span>{move || words.t(Back::Days)}</span>
                <input class="control num" inputmode="numeric" aria-label=move || words.fill(Back::DaysOf, &[&name.get()]) prop:value=duration on:change=set_duration />
            </label>
            <button class="btn is-small is-quiet step-after" type="button" aria-expanded=move || choosing.get().to_string() on:click=move |_| choosing.update(|c| *c = !*c)>
                <span>{before}</span>
            </button>
            <span class="step-window">{span}</span>
        </div>
        <Show when=move || choosing.get()>
            <fieldset class="step-others">
                <legend class="sr-only">{move || words.fill(Back::AfterOf, &[&name.get()])}</legend>
                {others}
            </fieldset>
        </Show>
    }
    .into_any()
}
