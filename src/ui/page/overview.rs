//! 总览: what is met, on course, slow, overdue, unset, 未四定; and what to do next.

use crate::model::id::{TargetId, TaskId, ThemeId, UnitId};
use crate::model::kind::{Kind, RecordId};
use crate::model::light::Light;
use crate::model::summary::{Counts, Line, Summary, summarise};
use crate::state::{Session, Store};
use crate::ui::part::light::light;
use crate::ui::part::shell::unit_title;
use crate::ui::route::{Board, Narrow, PlanView, Route};
use crate::ui::words::plan::Plan;
use crate::ui::words::shell::Overview as Text;
use crate::ui::words::wall::Wall;
use crate::ui::words::{label, words};
use leptos::prelude::*;

/// How many rows a group of the to-do list shows.
const SHOWN: usize = 5;

/// The first screen of an open ledger.
#[component]
pub fn Overview() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let summary = Memo::new(move |_| {
        let (index, unit, today) = (store.index.get(), store.unit.get(), store.today.get());
        store.with(|ledger| summarise(ledger, &index, unit, today))
    });
    let sub = move || match unit_title(store, store.unit.get()) {
        Some(title) => words.fill(Text::SubUnder, &[&title]),
        None => words.t(Text::SubWhole).to_owned(),
    };
    let is_empty = Memo::new(move |_| summary.with(|s| s.tasks.total() + s.targets.total() == 0));
    let body = move || {
        if is_empty.get() {
            empty().into_any()
        } else {
            view! {
                <div class="grid-2">
                    <Tiles head=Text::TargetsHead total=Text::Total counts=Signal::derive(move || summary.with(|s| s.targets)) to=Route::Targets />
                    <Tiles head=Text::TasksHead total=Text::TotalTasks counts=Signal::derive(move || summary.with(|s| s.tasks)) to=Route::Tasks />
                </div>
                <div class="grid-2">
                    <Todo summary />
                    <div class="stack">
                        <ByTheme summary />
                        <ByUnit summary />
                    </div>
                </div>
            }
            .into_any()
        }
    };
    view! {
        <div class="page-head">
            <h1>{move || words.t(Text::Title)}</h1>
            <p class="page-sub">{sub}</p>
            <Show when=move || !is_empty.get()><Ways /></Show>
        </div>
        <NoUnit />
        {body}
    }
    .into_any()
}

/// Quiet links to the wall and the views of the plan, for the unit looked at.
#[component]
fn Ways() -> impl IntoView {
    let words = words();
    let link = move |route: Route, text: &'static str| view! { <a href=route.hash()>{text}</a> };
    view! {
        <nav class="ways page-actions" aria-label=words.t(Plan::SeenIn)>
            {link(Route::Wall(Board::Chart), words.t(Wall::Title))}
            {link(Route::Plan(PlanView::Tree), words.t(Plan::Title))}
            {link(Route::Plan(PlanView::Coverage), words.t(Plan::Coverage))}
            {link(Route::Plan(PlanView::Timetable), words.t(Plan::Timetable))}
            {link(Route::Plan(PlanView::Duties), words.t(Plan::Duties))}
        </nav>
    }
}

#[component]
fn NoUnit() -> impl IntoView {
    let session = expect_context::<Session>();
    let words = words();
    view! {
        <Show when=move || session.store.own_unit.get().is_none()>
            <div class="banner is-info">
                {crate::ui::svg::icon("info")}
                <p class="banner-text">
                    <strong>{move || words.t(Text::NoUnit)}</strong>
                    <span>{move || words.t(Text::NoUnitText)}</span>
                </p>
                <div class="banner-actions">
                    <a class="btn is-small" href=Route::Units.hash()>{move || words.t(Text::ChooseUnit)}</a>
                </div>
            </div>
        </Show>
    }
}

fn empty() -> impl IntoView {
    let words = words();
    view! {
        <section class="empty">
            <h2 class="empty-title">{move || words.t(Text::Empty)}</h2>
            <p class="empty-text">{move || words.t(Text::EmptyText)}</p>
            <div class="cluster">
                <a class="btn is-primary" href=Route::Targets(Narrow::All).hash()>{move || words.t(Text::AddTargets)}</a>
                <a class="btn" href=Route::Tasks(Narrow::All).hash()>{move || words.t(Text::AddTasks)}</a>
                <a class="btn" href=Route::Data.hash()>{move || words.t(Text::OpenFile)}</a>
            </div>
        </section>
    }
}

/// Counts by light; each figure leads to its list.
#[component]
fn Tiles(head: Text, total: Text, counts: Signal<Counts>, to: fn(Narrow) -> Route) -> impl IntoView {
    let words = words();
    let tile = move |at: Light| {
        view! {
            <a class="tile" href=to(Narrow::Light(at)).hash() data-light=at.code()>
                <span class="tile-figure num">{move || counts.get().of(at)}</span>
                <span class="tile-label">{light(at)}</span>
            </a>
        }
    };
    view! {
        <section class="card">
            <div class="card-head">
                <h2>{move || words.t(head)}</h2>
                <a class="btn is-quiet is-small" href=to(Narrow::All).hash()>
                    {move || words.fill(total, &[&counts.get().total().to_string()])}
                </a>
            </div>
            <div class="card-body">
                <div class="tiles">{Light::ALL.into_iter().map(tile).collect::<Vec<_>>()}</div>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Todo(summary: Memo<Summary>) -> impl IntoView {
    let words = words();
    let groups = move || {
        summary.with(|s| {
            let tasks = [
                (Text::Overdue, &s.overdue, Narrow::Light(Light::Overdue)),
                (Text::Near, &s.near, Narrow::Near),
                (Text::SlowTasks, &s.slow, Narrow::Light(Light::Slow)),
                (Text::Silent, &s.silent, Narrow::Silent),
                (Text::Lacking, &s.lacking, Narrow::Lacking),
            ];
            let mut groups: Vec<AnyView> = Vec::new();
            let as_tasks = |(head, ids, narrow): &(Text, &Vec<TaskId>, Narrow)| {
                let rows = ids.iter().take(SHOWN).map(|id| task_row(*id).into_any()).collect();
                group(*head, ids.len(), rows, Route::Tasks(*narrow))
            };
            groups.extend(tasks.iter().take(3).filter(|(_, ids, _)| !ids.is_empty()).map(as_tasks));
            if !s.blanks.is_empty() {
                let rows = s.blanks.iter().take(SHOWN).map(|id| target_row(*id).into_any()).collect();
                groups.push(group(Text::Blanks, s.blanks.len(), rows, Route::Targets(Narrow::Lacking)));
            }
            groups.extend(tasks.iter().skip(3).filter(|(_, ids, _)| !ids.is_empty()).map(as_tasks));
            groups
        })
    };
    let none = move || {
        summary.with(|s| {
            s.overdue.is_empty()
                && s.near.is_empty()
                && s.slow.is_empty()
                && s.blanks.is_empty()
                && s.silent.is_empty()
                && s.lacking.is_empty()
        })
    };
    view! {
        <section class="card todo">
            <div class="card-head"><h2>{move || words.t(Text::Todo)}</h2></div>
            <div class="card-body">
                {groups}
                <Show when=none>
                    <div class="empty">
                        <p class="empty-title">{move || words.t(Text::TodoNone)}</p>
                        <p class="empty-text">{move || words.t(Text::TodoNoneText)}</p>
                    </div>
                </Show>
            </div>
        </section>
    }
    .into_any()
}

fn group(head: Text, count: usize, rows: Vec<AnyView>, to: Route) -> AnyView {
    let words = words();
    let more = (count > rows.len()).then(|| {
        view! {
            <a class="btn is-quiet is-small" href=to.hash()>{words.fill(Text::More, &[&count.to_string()])}</a>
        }
    });
    view! {
        <section class="todo-group">
            <h3>{words.t(head)} <span class="count">{count}</span></h3>
            <ul>{rows}</ul>
            {more}
        </section>
    }
    .into_any()
}

fn task_row(id: TaskId) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let found = store.with(|l| {
        let task = l.tasks.get(&id)?;
        let unit = task.common.unit.and_then(|u| l.units.get(&u)).map(|u| label::visible(u.title.get()));
        Some((
            label::visible(task.title.get()),
            unit,
            *task.due.get(),
            label::visible(task.person.get()),
            *l.meta.year.get(),
        ))
    });
    let state = store.index.with(|i| i.tasks.get(&id).copied());
    let (title, unit, due, person, year) = found.unwrap_or_default();
    let mut meta: Vec<String> = unit.into_iter().collect();
    if !person.is_empty() {
        meta.push(person);
    }
    meta.extend(due.map(|d| words.fill(Text::Due, &[&label::date(words, d, year)])));
    meta.extend(state.map(|s| words.fill(Text::Percent, &[&s.percent.to_string()])));
    view! {
        <li>
            <a class="todo-item" href=Route::Task(id).hash()>
                <span class="todo-title">{title}</span>
                <span class="todo-meta">{meta.join(" · ")}</span>
            </a>
        </li>
    }
}

fn target_row(id: TargetId) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let found = store.with(|l| {
        let target = l.targets.get(&id)?;
        let unit = target.common.unit.and_then(|u| l.units.get(&u)).map(|u| label::visible(u.title.get()));
        Some((label::visible(target.title.get()), unit, *target.due.get(), *l.meta.year.get()))
    });
    let (title, unit, due, year) = found.unwrap_or_default();
    let mut meta: Vec<String> = unit.into_iter().collect();
    meta.extend(due.map(|d| words.fill(Text::Due, &[&label::date(words, d, year)])));
    view! {
        <li>
            <a class="todo-item" href=Route::Target(id).hash()>
                <span class="todo-title">{title}</span>
                <span class="todo-meta">{meta.join(" · ")}</span>
            </a>
        </li>
    }
}

#[component]
fn ByUnit(summary: Memo<Summary>) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let rows = move || {
        let lines = summary.with(|s| s.units.clone());
        let row = |line: Line<UnitId>| {
            let title = label::visible(&store.title_of(RecordId::new(Kind::Unit, line.id)));
            let own = store.unit.get() == Some(line.id);
            let name = if own {
                view! { <span>{title}</span> }.into_any()
            } else {
                let look = move |_| store.unit.set(Some(line.id));
                view! { <button class="btn is-quiet is-small" type="button" on:click=look>{title}</button> }
                    .into_any()
            };
            counts_row(name, line.targets, line.tasks)
        };
        lines.into_iter().map(row).collect::<Vec<_>>()
    };
    let several = move || summary.with(|s| s.units.len() > 1);
    view! {
        <Show when=several>
            <section class="card">
                <div class="card-head"><h2>{move || words.t(Text::ByUnit)}</h2></div>
                <div class="card-body">{counts_table(Text::UnitCol, rows)}</div>
            </section>
        </Show>
    }
    .into_any()
}

#[component]
fn ByTheme(summary: Memo<Summary>) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let rows = move || {
        let lines = summary.with(|s| s.themes.clone());
        let row = |line: Line<ThemeId>| {
            let title = label::visible(&store.title_of(RecordId::new(Kind::Theme, line.id)));
            counts_row(view! { <span>{title}</span> }.into_any(), line.targets, line.tasks)
        };
        lines.into_iter().map(row).collect::<Vec<_>>()
    };
    view! {
        <section class="card">
            <div class="card-head"><h2>{move || words.t(Text::ByTheme)}</h2></div>
            <div class="card-body">{counts_table(Text::ThemeCol, rows)}</div>
        </section>
    }
    .into_any()
}

fn counts_table(first: Text, rows: impl Fn() -> Vec<AnyView> + Send + 'static) -> AnyView {
    let words = words();
    let head = move |text: Text| view! { <th scope="col" class="num">{move || words.t(text)}</th> };
    view! {
        <div class="tablewrap">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{move || words.t(first)}</th>
                        {head(Text::TargetCol)}
                        {head(Text::TaskCol)}
                        {head(Text::DoneCol)}
                        {head(Text::SlowCol)}
                        {head(Text::OverdueCol)}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn counts_row(name: AnyView, targets: Counts, tasks: Counts) -> AnyView {
    let words = words();
    let both = |at: Light| targets.of(at) + tasks.of(at);
    let cell = move |text: Text, n: usize| view! { <td class="num" data-label=words.t(text)>{n}</td> };
    let segment = |at: Light| {
        view! { <span class=format!("seg is-{}", at.code()) style:--n=both(at).to_string()></span> }
    };
    let bar = Light::ALL.into_iter().map(segment).collect::<Vec<_>>();
    view! {
        <tr>
            <th scope="row">
                {name}
                <div class="stack-bar" aria-hidden="true">{bar}</div>
            </th>
            {cell(Text::TargetCol, targets.total())}
            {cell(Text::TaskCol, tasks.total())}
            {cell(Text::DoneCol, both(Light::Done))}
            {cell(Text::SlowCol, both(Light::Slow))}
            {cell(Text::OverdueCol, both(Light::Overdue))}
        </tr>
    }
    .into_any()
}
