//! 纵向到底、横向到边 (`K10`): units against key tasks as a heat map; holes are filled in one step.

use super::{Sought, owner, planners};
use crate::model::coverage::{self, Cell, Hole};
use crate::model::framework;
use crate::model::id::{TaskId, ThemeId, UnitId};
use crate::model::ledger::Ledger;
use crate::model::light::Light;
use crate::model::tree;
use crate::state::{Store, env};
use crate::ui::part::edit::{Editor, editor};
use crate::ui::part::light::{dot, light};
use crate::ui::part::paper::Paper;
use crate::ui::route::{Narrow, Route};
use crate::ui::svg::icon;
use crate::ui::widget::focus::focus;
use crate::ui::widget::select::Select;
use crate::ui::words::plan::{Cover as Text, Plan};
use crate::ui::words::{label, words};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// So many units are shown at first, and again each time more are asked for.
const STEP: usize = 60;

type Shown = Memo<coverage::Coverage>;

/// The units below those whose plan it is: right below, or all.
fn below(ledger: &Ledger, unit: Option<UnitId>, all: bool) -> BTreeSet<UnitId> {
    let tops = planners(ledger, unit).unwrap_or_default();
    let under = |id: UnitId| match all {
        true => tops.iter().any(|top| *top != id && tree::is_under(ledger, id, *top)),
        false => ledger.units.get(&id).and_then(|u| *u.parent.get()).is_some_and(|p| tops.contains(&p)),
    };
    ledger.live_units().map(|u| u.id).filter(|id| !tops.contains(id) && under(*id)).collect()
}

/// What is asked for. Copy.
#[derive(Clone, Copy)]
struct Asked {
    every_task: RwSignal<bool>,
    every_unit: RwSignal<bool>,
    theme: RwSignal<String>,
}

/// The heat map.
#[component]
pub fn Coverage() -> impl IntoView {
    let editor = editor();
    let store = editor.store;
    let words = words();
    let paper = Paper::new();
    // The record's unit has been chosen; the map has nothing more to narrow.
    let _seen = expect_context::<Sought>().take();
    let asked = Asked {
        every_task: RwSignal::new(false),
        every_unit: RwSignal::new(false),
        theme: RwSignal::new(String::new()),
    };
    let units = Memo::new(move |_| {
        let (unit, all) = (store.unit.get(), asked.every_unit.get());
        store.with(|l| below(l, unit, all))
    });
    // Key tasks with the theme they hang on, in the order of the framework.
    let keys = Memo::new(move |_| {
        let (unit, index) = (store.unit.get(), store.index.get());
        store.with(|l| {
            let branches = framework::framework(l, &index, planners(l, unit).as_ref());
            let each = branches.into_iter().flat_map(|b| b.tasks.into_iter().map(move |t| (t, b.theme)));
            each.collect::<Vec<(TaskId, Option<ThemeId>)>>()
        })
    });
    let shown: Shown = Memo::new(move |_| {
        let (index, theme) = (store.index.get(), asked.theme.get());
        let top = uuid::Uuid::try_parse(&theme).ok().map(ThemeId);
        store.with(|l| {
            let under =
                |t: Option<ThemeId>| top.is_none_or(|top| t.is_some_and(|t| tree::theme_is_under(l, t, top)));
            let tasks: Vec<TaskId> =
                keys.with(|k| k.iter().filter(|(_, t)| under(*t)).map(|(id, _)| *id).collect());
            let all = units.with(|u| coverage::coverage(l, &index, u, &tasks));
            if asked.every_task.get() {
                return all;
            }
            let taken: Vec<TaskId> =
                all.tasks.iter().zip(all.taken()).filter(|(_, n)| *n > 0).map(|(t, _)| *t).collect();
            // Before anything is handed down, all of it is still to hand down.
            if taken.is_empty() { all } else { units.with(|u| coverage::coverage(l, &index, u, &taken)) }
        })
    });
    let holes = Memo::new(move |_| shown.with(coverage::Coverage::holes));
    let sub = move || {
        let (units, tasks) = shown.with(|c| (c.units.len().to_string(), c.tasks.len().to_string()));
        match holes.with(Vec::len) {
            0 => words.fill(Text::Whole, &[&units, &tasks]),
            n => words.fill(Text::Sub, &[&units, &tasks, &n.to_string()]),
        }
    };
    let ready = move || units.with(|u| !u.is_empty()) && keys.with(|k| !k.is_empty());
    view! {
        <div class="page-head">
            <h1>{words.t(Plan::Coverage)}</h1>
            <Show when=ready><p class="page-sub">{sub}</p></Show>
            <Show when=ready>
                <div class="page-actions">
                    <button class="btn" type="button" id="print" on:click=move |_| paper.print()>
                        {icon("print")}
                        <span>{words.t(Plan::Print)}</span>
                    </button>
                    <Show when=move || holes.with(|h| !h.is_empty())>
                        <button
                            class="btn is-primary"
                            type="button"
                            id="fill-all"
                            on:click=move |_| { fill(editor, shown, &holes.get_untracked()); }
                        >
                            {icon("plus")}
                            <span>{move || words.fill(Text::FillAll, &[&holes.with(Vec::len).to_string()])}</span>
                        </button>
                    </Show>
                </div>
            </Show>
        </div>
        <Show
            when=ready
            fallback=move || view! { <Nothing no_units=units.with(BTreeSet::is_empty) /> }
        >
            <Filters asked />
            <div class="tablewrap heat-wrap" tabindex="0" role="region" aria-label=words.t(Text::Matrix)>
                <Matrix shown editor />
            </div>
            <div class="heat-legend" role="group" aria-label=words.t(Text::Legend)>
                {Light::ALL.into_iter().map(light).collect::<Vec<_>>()}
            </div>
            <Holes shown holes editor />
        </Show>
        <Show when=move || paper.on.get()><OnPaper shown /></Show>
    }
    .into_any()
}

/// Hands the missing parts out as one step.
fn fill(editor: Editor, shown: Shown, holes: &[Hole]) -> bool {
    let words = words();
    let made = editor
        .store
        .with_untracked(|l| shown.with_untracked(|c| coverage::fill(l, c, holes, &mut env::new_id)));
    let done = editor.run(&made);
    if done {
        editor.done(words.fill(Text::Filled, &[&made.len().to_string()]));
    }
    done
}

#[component]
fn Nothing(no_units: bool) -> impl IntoView {
    let words = words();
    let (title, text, act, to) = match no_units {
        true => (Text::EmptyUnits, Text::EmptyUnitsText, Text::ToUnits, Route::Units),
        false => (Text::EmptyTasks, Text::EmptyTasksText, Text::ToTasks, Route::Tasks(Narrow::All)),
    };
    view! {
        <section class="empty">
            <h2 class="empty-title">{words.t(title)}</h2>
            <p class="empty-text">{words.t(text)}</p>
            <div class="cluster"><a class="btn is-primary" href=to.hash()>{words.t(act)}</a></div>
        </section>
    }
}

#[component]
fn Filters(asked: Asked) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let pair = move |off: Text, on: Text| {
        Signal::derive(move || {
            vec![("".to_owned(), words.t(off).to_owned()), ("all".to_owned(), words.t(on).to_owned())]
        })
    };
    let code = |flag: RwSignal<bool>| {
        Signal::derive(move || if flag.get() { "all".to_owned() } else { String::new() })
    };
    let themes = Signal::derive(move || {
        let none = std::iter::once((String::new(), words.t(Text::AllThemes).to_owned()));
        none.chain(store.with(crate::ui::part::control::themes)).collect::<Vec<_>>()
    });
    view! {
        <div class="plan-filters">
            <label class="field-inline" for="cover-tasks">
                <span>{words.t(Text::Columns)}</span>
                <Select id="cover-tasks" options=pair(Text::HandedDown, Text::AllKey) value=code(asked.every_task) on_pick=Callback::new(move |c: String| asked.every_task.set(!c.is_empty())) />
            </label>
            <label class="field-inline" for="cover-theme">
                <span>{words.t(Text::Theme)}</span>
                <Select id="cover-theme" options=themes value=asked.theme on_pick=Callback::new(move |c| asked.theme.set(c)) />
            </label>
            <label class="field-inline" for="cover-units">
                <span>{words.t(Text::Rows)}</span>
                <Select id="cover-units" options=pair(Text::RightBelow, Text::AllBelow) value=code(asked.every_unit) on_pick=Callback::new(move |c: String| asked.every_unit.set(!c.is_empty())) />
            </label>
        </div>
    }
    .into_any()
}

/// Names and depths of what is shown.
struct Names {
    units: HashMap<UnitId, (String, usize)>,
    tasks: HashMap<TaskId, String>,
}

fn names(store: Store, shown: &coverage::Coverage) -> Names {
    store.with(|l| {
        let depths: HashMap<UnitId, usize> = tree::units(l).into_iter().map(|n| (n.id, n.depth)).collect();
        let top = shown.units.iter().filter_map(|u| depths.get(u)).min().copied().unwrap_or(0);
        let unit = |id: &UnitId| {
            let title = label::visible(l.units.get(id)?.title.get());
            Some((*id, (title, depths.get(id).copied().unwrap_or(top) - top)))
        };
        let task = |id: &TaskId| Some((*id, label::visible(l.tasks.get(id)?.title.get())));
        Names {
            units: shown.units.iter().filter_map(unit).collect(),
            tasks: shown.tasks.iter().filter_map(task).collect(),
        }
    })
}

#[component]
fn Matrix(shown: Shown, editor: Editor) -> impl IntoView {
    let store = editor.store;
    let words = words();
    let limit = RwSignal::new(STEP);
    let table = move || {
        let coverage = shown.get();
        let names = names(store, &coverage);
        let task_name = |id: &TaskId| names.tasks.get(id).cloned().unwrap_or_default();
        let head = |id: &TaskId| {
            let name = task_name(id);
            view! { <th scope="col"><a class="heat-task" href=Route::Task(*id).hash() title=name.clone()>{name.clone()}</a></th> }
        };
        let cell = |unit: UnitId, unit_name: &str, task: TaskId, cell: Option<Cell>| {
            let task_name = task_name(&task);
            let id = format!("cell-{unit}-{task}");
            match cell {
                Some(cell) => {
                    let at = words.t(cell.light);
                    let name = match cell.count {
                        1 => words.fill(Text::Cell, &[unit_name, &task_name, at]),
                        n => words.fill(Text::CellMany, &[unit_name, &task_name, at, &n.to_string()]),
                    };
                    view! {
                        <td>
                            <a class="heat-cell" id=id data-light=cell.light.code() href=Route::Task(cell.task).hash() aria-label=name.clone() title=name>
                                {icon(dot(cell.light))}
                            </a>
                        </td>
                    }
                    .into_any()
                }
                None => {
                    let name = words.fill(Text::FillOne, &[unit_name, &task_name]);
                    let focus_id = id.clone();
                    let press = move |_| {
                        let id = focus_id.clone();
                        if fill(editor, shown, &[Hole { unit, task }]) {
                            request_animation_frame(move || focus(&id));
                        }
                    };
                    view! {
                        <td>
                            <button class="heat-hole" type="button" id=id aria-label=name.clone() title=name on:click=press>
                                {words.t(Text::Hole)}
                            </button>
                        </td>
                    }
                    .into_any()
                }
            }
        };
        let row = |(unit, cells): (&UnitId, &Vec<Option<Cell>>)| {
            let (name, depth) = names.units.get(unit).cloned().unwrap_or_default();
            let taken = cells.iter().flatten().count().to_string();
            let each = coverage.tasks.iter().zip(cells).map(|(task, c)| cell(*unit, &name, *task, *c));
            let each = each.collect::<Vec<_>>();
            view! {
                <tr>
                    <th scope="row" style:--depth=depth.to_string()>{name}</th>
                    {each}
                    <td class="num">{words.fill(Text::TakenOf, &[&taken, &coverage.tasks.len().to_string()])}</td>
                </tr>
            }
        };
        let rows = coverage.units.iter().zip(&coverage.cells).take(limit.get()).map(row);
        let rows = rows.collect::<Vec<_>>();
        let of = coverage.units.len().to_string();
        let taken = coverage.taken().into_iter();
        let foot =
            taken.map(|n| view! { <td class="num">{words.fill(Text::TakenOf, &[&n.to_string(), &of])}</td> });
        view! {
            <table class="heat">
                <thead>
                    <tr>
                        <th scope="col">{words.t(Text::Unit)}</th>
                        {coverage.tasks.iter().map(head).collect::<Vec<_>>()}
                        <th scope="col">{words.t(Text::Taken)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{words.t(Text::Taken)}</th>
                        {foot.collect::<Vec<_>>()}
                        <td></td>
                    </tr>
                </tfoot>
            </table>
        }
    };
    let more = move || shown.with(|c| c.units.len()).saturating_sub(limit.get());
    view! {
        {table}
        <Show when=move || { more() > 0 }>
            <p class="cluster">
                <button class="btn" type="button" on:click=move |_| limit.update(|n| *n += STEP)>
                    {move || words.fill(Text::MoreUnits, &[&more().min(STEP).to_string()])}
                </button>
            </p>
        </Show>
    }
    .into_any()
}

/// The holes in words, task by task.
#[component]
fn Holes(shown: Shown, holes: Memo<Vec<Hole>>, editor: Editor) -> impl IntoView {
    let store = editor.store;
    let words = words();
    let rows = move || {
        let mut by_task: BTreeMap<TaskId, Vec<UnitId>> = BTreeMap::new();
        holes.with(|h| h.iter().for_each(|hole| by_task.entry(hole.task).or_default().push(hole.unit)));
        let coverage = shown.get();
        let names = names(store, &coverage);
        let row = |task: &TaskId| {
            let units = by_task.get(task)?.clone();
            let task = *task;
            let title = names.tasks.get(&task).cloned().unwrap_or_default();
            let said = units.iter().filter_map(|u| Some(names.units.get(u)?.0.clone()));
            let said = said.collect::<Vec<_>>().join(words.t(label::Small::ListMark));
            let n = units.len().to_string();
            let name = words.fill(Text::FillTask, &[&title, &n]);
            let press = move |_| {
                let holes: Vec<Hole> = units.iter().map(|unit| Hole { unit: *unit, task }).collect();
                fill(editor, shown, &holes);
            };
            Some(view! {
                <li class="hole-row">
                    <div>
                        <a class="title-link" href=Route::Task(task).hash()>{title}</a>
                        <span class="sub">{said}</span>
                    </div>
                    <button class="btn is-small" type="button" aria-label=name on:click=press>{words.fill(Text::FillShort, &[&n])}</button>
                </li>
            })
        };
        coverage.tasks.iter().filter_map(row).collect::<Vec<_>>()
    };
    view! {
        <section class="card holes">
            <div class="card-head">
                <h2>{words.t(Text::Holes)} " " <span class="count">{move || holes.with(Vec::len)}</span></h2>
            </div>
            <Show
                when=move || holes.with(|h| !h.is_empty())
                fallback=move || view! { <p class="empty-text muted" style:padding="1rem">{words.t(Text::HolesNone)}</p> }
            >
                <div class="card-body" tabindex="0" role="region" aria-label=words.t(Text::Holes)><ul>{rows}</ul></div>
            </Show>
        </section>
    }
    .into_any()
}

/// The heat map on paper: lights as words, so that it needs no colour.
#[component]
fn OnPaper(shown: Shown) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let coverage = shown.get_untracked();
    let names = untrack(|| names(store, &coverage));
    let head = |id: &TaskId| view! { <th scope="col">{names.tasks.get(id).cloned()}</th> };
    let row = |(unit, cells): (&UnitId, &Vec<Option<Cell>>)| {
        let cell = |c: &Option<Cell>| view! { <td>{c.map_or("", |c| words.t(c.light))}</td> };
        view! {
            <tr>
                <th scope="row">{names.units.get(unit).map(|(n, _)| n.clone())}</th>
                {cells.iter().map(cell).collect::<Vec<_>>()}
            </tr>
        }
    };
    view! {
        <section class="print-doc print-only is-wide">
            <h1 class="print-title">{words.fill(Text::PrintTitle, &[&untrack(|| owner(store))])}</h1>
            <p class="print-meta"><span>{untrack(|| owner(store))}</span><span class="num">{label::date(words, env::today(), None)}</span></p>
            <table class="print-table heat-print">
                <thead><tr><th scope="col">{words.t(Text::Unit)}</th>{coverage.tasks.iter().map(head).collect::<Vec<_>>()}</tr></thead>
                <tbody>{coverage.units.iter().zip(&coverage.cells).map(row).collect::<Vec<_>>()}</tbody>
            </table>
        </section>
    }
    .into_any()
}
