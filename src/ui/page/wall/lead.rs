//! What a leader reads: projects with all-started and all-completed (`K7`), blockers by factor (`K6`).

use super::units_seen;
use crate::model::choice::Factor;
use crate::model::command::Command;
use crate::model::field::Field;
use crate::model::id::{TaskId, UnitId};
use crate::model::kind::{Kind, RecordId};
use crate::model::ledger::Ledger;
use crate::model::project::{self, Amount, Blocked, Chase, Project, Totals};
use crate::model::value::Value;
use crate::state::Store;
use crate::ui::part::edit::editor;
use crate::ui::part::light::light;
use crate::ui::route::{Narrow, Route};
use crate::ui::svg::icon;
use crate::ui::words::wall::{Lead as Text, Wall};
use crate::ui::words::{Words, label, words};
use leptos::prelude::*;

fn chase_text(chase: Chase) -> Text {
    match chase {
        Chase::Groundwork => Text::Groundwork,
        Chase::Start => Text::Start,
        Chase::Resume => Text::Resume,
        Chase::Progress => Text::Progress,
        Chase::Completion => Text::Completion,
        Chase::Nothing => Text::Nothing,
    }
}

/// A task's title.
pub fn task_title(ledger: &Ledger, id: TaskId) -> String {
    ledger.tasks.get(&id).map(|t| label::visible(t.title.get())).unwrap_or_default()
}

/// A unit's title.
fn unit_title(ledger: &Ledger, id: Option<UnitId>) -> String {
    id.and_then(|u| ledger.units.get(&u)).map(|u| label::visible(u.title.get())).unwrap_or_default()
}

/// Quantities with their measures: 3600平方米、2所.
fn sizes(amount: &Amount) -> String {
    let each = amount.quantities.iter().map(|(measure, n)| format!("{}{measure}", label::number(*n)));
    each.collect::<Vec<_>>().join(" ")
}

/// An empty state that leads to the task list.
fn nothing(words: Words, title: Text, text: Text) -> impl IntoView {
    view! {
        <section class="empty">
            <h2 class="empty-title">{words.t(title)}</h2>
            <p class="empty-text">{words.t(text)}</p>
            <div class="cluster">
                <a class="btn is-primary" href=Route::Tasks(Narrow::All).hash()>{words.t(Wall::ToTasks)}</a>
            </div>
        </section>
    }
}

/// 项目
#[component]
pub fn Projects() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let projects = Memo::new(move |_| {
        let (units, index) = (units_seen(store), store.index.get());
        store.with(|l| project::projects(l, &index, units.as_ref()))
    });
    let body = move || {
        let projects = projects.get();
        if projects.is_empty() {
            return nothing(words, Text::ProjectsNone, Text::ProjectsNoneText).into_any();
        }
        let all = project::totals(&projects);
        view! {
            <div class="grid-2">
                {missing(store, words, "started", Text::AllStarted, Text::NotStarted, &all.started, &all.not_started)}
                {missing(store, words, "completed", Text::AllCompleted, Text::NotCompleted, &all.completed, &all.not_completed)}
            </div>
            {tables(store, words, &projects, &all)}
        }
        .into_any()
    };
    view! { <div class="wall-lead">{body}</div> }.into_any()
}

fn tables(store: Store, words: Words, projects: &[Project], all: &Totals) -> impl IntoView + use<> {
    let stages = project::by_stage(projects);
    view! {
        <h2 class="wall-h">{words.t(Text::ByStage)}</h2>
        <div class="tablewrap">{by_stage(words, &stages, all)}</div>
        <h2 class="wall-h">{words.t(Text::AllProjects)} " " <span class="count">{projects.len()}</span></h2>
        <div class="tablewrap">{list(store, words, projects)}</div>
    }
}

/// The projects for paper: what is missing in words, then the tables.
pub fn projects_on_paper(store: Store, words: Words) -> AnyView {
    let units = untrack(|| units_seen(store));
    let index = store.index.get_untracked();
    let projects = store.with_untracked(|l| project::projects(l, &index, units.as_ref()));
    let all = project::totals(&projects);
    let lacking = [(Text::NotStarted, &all.not_started), (Text::NotCompleted, &all.not_completed)];
    let said = lacking.into_iter().filter(|(_, tasks)| !tasks.is_empty()).map(|(text, tasks)| {
        let names = store.with_untracked(|l| tasks.iter().map(|t| task_title(l, *t)).collect::<Vec<_>>());
        let names = names.join(words.t(label::Small::ListMark));
        view! { <p class="print-foot"><b>{words.t(text)}</b> " " {names}</p> }
    });
    view! { {said.collect::<Vec<_>>()} {tables(store, words, &projects, &all)} }.into_any()
}

/// The open blockers for paper, the longest open first.
pub fn blockers_on_paper(store: Store, words: Words) -> AnyView {
    let units = untrack(|| units_seen(store));
    let today = store.today.get_untracked();
    let all = store.with_untracked(|l| project::blockers(l, units.as_ref(), today));
    blocked(store, words, &all).into_any()
}

/// Whether all have reached a stage, and which have not.
fn missing(
    store: Store,
    words: Words,
    key: &'static str,
    title: Text,
    those: Text,
    reached: &Amount,
    tasks: &[TaskId],
) -> impl IntoView + use<> {
    let state = if tasks.is_empty() {
        view! { <span class="light is-done is-big">{icon("dot-done")}<span>{words.t(Text::Yes)}</span></span> }
            .into_any()
    } else {
        let text = words.fill(Text::Missing, &[&tasks.len().to_string()]);
        view! { <span class="light is-slow is-big">{icon("dot-slow")}<span>{text}</span></span> }.into_any()
    };
    let size = sizes(reached);
    let count = words.fill(Text::Count, &[&reached.count.to_string()]);
    let count = if size.is_empty() { count } else { format!("{count}{}{size}", words.t(Text::CountMark)) };
    let items = store.with_untracked(|l| {
        let item = |id: &TaskId| {
            let unit = unit_title(l, l.tasks.get(id).and_then(|t| t.common.unit));
            view! { <li><a class="title-link" href=Route::WallTask(*id).hash()>{task_title(l, *id)}</a> " " <span class="muted">{unit}</span></li> }
        };
        tasks.iter().map(item).collect::<Vec<_>>()
    });
    view! {
        <section class="card" id=format!("all-{key}")>
            <div class="card-head"><h2>{words.t(title)}</h2>{state}</div>
            <div class="card-body">
                <p>{words.t(if key == "started" { Text::Started } else { Text::Completed })} " " <b class="num">{count}</b></p>
                {(!tasks.is_empty()).then(|| view! { <h3>{words.t(those)}</h3><ul class="wall-missing">{items}</ul> })}
            </div>
        </section>
    }
}

fn by_stage(
    words: Words,
    stages: &[(crate::model::choice::ProjectStage, Totals)],
    all: &Totals,
) -> impl IntoView + use<> {
    let cells = |totals: &Totals| {
        [&totals.all, &totals.started, &totals.completed].map(|amount| {
            view! { <td class="num">{amount.count}</td><td class="num">{sizes(amount)}</td> }
        })
    };
    let row = |(stage, totals): &(crate::model::choice::ProjectStage, Totals)| {
        view! { <tr><th scope="row">{words.t(*stage)}</th>{cells(totals).into_iter().collect::<Vec<_>>()}</tr> }
    };
    let head = |text: Text| view! { <th class="num" scope="col">{words.t(text)}</th> };
    view! {
        <table class="table">
            <thead><tr>
                <th scope="col">{words.t(Text::Kind)}</th>
                {head(Text::Number)}{head(Text::Size)}{head(Text::Started)}{head(Text::Size)}{head(Text::Completed)}{head(Text::Size)}
            </tr></thead>
            <tbody>
                {stages.iter().map(row).collect::<Vec<_>>()}
                <tr class="wall-sum"><th scope="row">{words.t(Text::AllProjects)}</th>{cells(all).into_iter().collect::<Vec<_>>()}</tr>
            </tbody>
        </table>
    }
}

fn list(store: Store, words: Words, projects: &[Project]) -> impl IntoView + use<> {
    let rows = store.with_untracked(|l| {
        let year = *l.meta.year.get();
        let row = |p: &Project| {
            let size = p.quantity.map(|q| format!("{}{}", label::number(q), p.measure)).unwrap_or_default();
            let due = p.due.map(|d| label::date(words, d, year)).unwrap_or_default();
            let chase = words.t(chase_text(p.chase));
            let class = if p.chase == Chase::Nothing { "chip is-muted" } else { "chip is-warn" };
            view! {
                <tr>
                    <th scope="row"><a class="title-link" href=Route::WallTask(p.task).hash()>{task_title(l, p.task)}</a></th>
                    <td>{unit_title(l, p.unit)}</td>
                    <td>{words.t(p.stage)}</td>
                    <td class="num">{size}</td>
                    <td>{light(p.light)}</td>
                    <td><span class=class>{chase}</span></td>
                    <td class="num">{due}</td>
                    <td class="num">{(p.blockers > 0).then_some(p.blockers)}</td>
                </tr>
            }
        };
        projects.iter().map(row).collect::<Vec<_>>()
    });
    let head = |text: Text| view! { <th scope="col">{words.t(text)}</th> };
    view! {
        <table class="table">
            <thead><tr>
                {head(Text::Project)}{head(Text::Unit)}{head(Text::Kind)}
                <th class="num" scope="col">{words.t(Text::Size)}</th>
                {head(Text::Light)}{head(Text::Chase)}
                <th class="num" scope="col">{words.t(Text::Due)}</th>
                <th class="num" scope="col">{words.t(Text::Open)}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// 制约因素, the longest open first.
#[component]
pub fn Blockers() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let picked = RwSignal::new(None::<Factor>);
    let all = Memo::new(move |_| {
        let (units, today) = (units_seen(store), store.today.get());
        store.with(|l| project::blockers(l, units.as_ref(), today))
    });
    let chips = move || {
        let chip = |(factor, count): (Factor, usize)| {
            let turn = move |_| picked.update(|p| *p = (*p != Some(factor)).then_some(factor));
            view! {
                <button class="chipbtn" type="button" data-factor=crate::model::choice::Choice::code(factor) aria-pressed=move || (picked.get() == Some(factor)).to_string() on:click=turn>
                    {words.t(factor)} <span class="count">{count}</span>
                </button>
            }
        };
        project::by_factor(&all.get()).into_iter().map(chip).collect::<Vec<_>>()
    };
    let body = move || {
        let shown: Vec<Blocked> =
            all.get().into_iter().filter(|b| picked.get().is_none_or(|f| b.factor == Some(f))).collect();
        if all.with(Vec::is_empty) {
            return nothing(words, Text::BlockersNone, Text::BlockersNoneText).into_any();
        }
        view! {
            <div class="cluster">{chips}</div>
            <div class="tablewrap">{blocked(store, words, &shown)}</div>
        }
        .into_any()
    };
    view! { <div class="wall-lead">{body}</div> }.into_any()
}

fn blocked(store: Store, words: Words, shown: &[Blocked]) -> impl IntoView + use<> {
    let editor = editor();
    let rows = store.with_untracked(|l| {
        let year = *l.meta.year.get();
        let row = |b: &Blocked| {
            let found = l.blockers.get(&b.id)?;
            let title = label::visible(found.title.get());
            let since = found.date.get().map(|d| label::date(words, d, year)).unwrap_or_default();
            let factor = b.factor.map_or(words.t(Text::NoFactor), |f| words.t(f));
            let record = RecordId::new(Kind::Blocker, b.id);
            let solve = move |_| {
                let today = store.today.get_untracked();
                let fields = vec![(Field::Solved, Value::Date(today))];
                if editor.run(&[Command::Set { record, fields }]) {
                    editor.done(words.t(Text::Solved).to_owned());
                }
            };
            let name = words.fill(Text::SolveIs, &[&title]);
            Some(view! {
                <tr>
                    <td><span class="chip is-warn">{factor}</span></td>
                    <th scope="row">
                        <span class="list-title">{title}</span>
                        <a class="list-sub title-link" href=Route::WallTask(b.task).hash()>{task_title(l, b.task)}</a>
                    </th>
                    <td>{unit_title(l, b.unit)}</td>
                    <td>{label::visible(found.ask.get())}</td>
                    <td>{label::visible(found.asked_of.get())}</td>
                    <td class="num">{since}</td>
                    <td class="num">{words.fill(Text::Days, &[&b.days.to_string()])}</td>
                    <td class="screen-only"><button class="btn is-small" type="button" aria-label=name on:click=solve>{words.t(Text::Solve)}</button></td>
                </tr>
            })
        };
        shown.iter().filter_map(row).collect::<Vec<_>>()
    });
    let head = |text: Text| view! { <th scope="col">{words.t(text)}</th> };
    view! {
        <table class="table" id="blockers">
            <thead><tr>
                {head(Text::Factor)}{head(Text::Problem)}{head(Text::Unit)}{head(Text::Ask)}{head(Text::AskedOf)}
                <th class="num" scope="col">{words.t(Text::Since)}</th>
                <th class="num" scope="col">{words.t(Text::Open)}</th>
                <th class="screen-only" scope="col">{words.t(Text::Action)}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
