//! 挂图作战: the chart (`K9`), projects (`K7`), blockers (`K6`), task forces (`K8`).
//!
//! - [`gantt`]: the chart; [`tools`]: above it; [`row`]: one row; [`draw`]: shapes for screen and paper
//! - [`hold`]: moving by pointer and keyboard; [`paper`]: the chart on sheets of any size
//! - [`lead`]: projects and blockers; [`forces`]: task forces

mod draw;
mod forces;
mod gantt;
mod hold;
mod lead;
mod paper;
mod row;
mod tools;

use crate::model::chart::paper::Size;
use crate::model::id::TaskId;
use crate::model::kind::{Kind, RecordId};
use crate::model::tree;
use crate::state::{Store, env};
use crate::ui::page::record::Sheet;
use crate::ui::part::paper::Paper;
use crate::ui::part::shell::unit_title;
use crate::ui::route::{Board, Route};
use crate::ui::svg::icon;
use crate::ui::widget::focus::focus_back;
use crate::ui::widget::tabs::{Panel, Tabs};
use crate::ui::words::shell::Overview as OverviewText;
use crate::ui::words::wall::{Lead, Wall as Text};
use crate::ui::words::{label, words};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The units looked at; `None` for all. Tracked.
fn units_seen(store: Store) -> Option<BTreeSet<crate::model::id::UnitId>> {
    let unit = store.unit.get();
    store.with(|l| unit.map(|u| tree::with_descendants(l, u)))
}

/// What the wall prints, and on what. Copy; provided as context.
#[derive(Clone, Copy)]
struct Press {
    paper: Paper,
    /// The chart as it is drawn; `None` while there is nothing to draw.
    board: RwSignal<Option<gantt::Board>, LocalStorage>,
    size: RwSignal<Size>,
}

/// What is printed: the chart, or the list of the open tab. It stands beside the screen, not in it.
#[component]
fn Printed(press: Press, chosen: RwSignal<&'static str>) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let (title, table) = match Board::from_code(chosen.get_untracked()) {
        Board::Chart => {
            let board = press.board.get_untracked();
            let size = press.size.get_untracked();
            return board.map(|board| view! { <paper::OnPaper board size /> }).into_any();
        }
        Board::Projects => (Lead::ProjectsPaper, lead::projects_on_paper(store, words)),
        Board::Blockers => (Lead::BlockersPaper, lead::blockers_on_paper(store, words)),
        Board::Forces => (Lead::ForcesPaper, forces::on_paper(store, words)),
    };
    let unit = untrack(|| unit_title(store, store.unit.get()))
        .unwrap_or_else(|| store.with_untracked(|l| label::visible(l.meta.title.get())));
    view! {
        <section class="print-doc print-only is-wide">
            <h1 class="print-title">{words.t(title)}</h1>
            <p class="print-meta"><span>{unit}</span><span class="num">{label::date(words, env::today(), None)}</span></p>
            {table}
        </section>
    }
    .into_any()
}

/// The wall, with the open task's panel beside the chart.
#[component]
pub fn Wall() -> impl IntoView {
    let store = expect_context::<Store>();
    let route = expect_context::<RwSignal<Route>>();
    let words = words();
    let open = Memo::new(move |_| match route.get() {
        Route::WallTask(id) => Some(id),
        _ => None,
    });
    let board = |route: Route| if let Route::Wall(board) = route { board } else { Board::Chart };
    let chosen = RwSignal::new(board(route.get_untracked()).code());
    Effect::new(move |_| {
        let code = match route.get() {
            Route::Wall(board) => board.code(),
            Route::WallTask(_) => Board::Chart.code(),
            _ => return,
        };
        if chosen.get_untracked() != code {
            chosen.set(code);
        }
    });
    Effect::new(move |before: Option<&'static str>| {
        let code = chosen.get();
        if before.is_some_and(|b| b != code) && board(route.get_untracked()).code() != code {
            Route::Wall(Board::from_code(code)).go();
        }
        code
    });
    let tabs = Signal::derive(move || {
        let text = |board: Board| match board {
            Board::Chart => Text::Chart,
            Board::Projects => Text::Projects,
            Board::Blockers => Text::Blockers,
            Board::Forces => Text::Forces,
        };
        Board::ALL.iter().map(|b| (b.code(), words.t(text(*b)))).collect::<Vec<_>>()
    });
    let sub = move || match unit_title(store, store.unit.get()) {
        Some(title) => words.fill(OverviewText::SubUnder, &[&title]),
        None => words.t(OverviewText::SubWhole).to_owned(),
    };
    let order = RwSignal::new(Vec::<TaskId>::new());
    let press =
        Press { paper: Paper::new(), board: RwSignal::new_local(None), size: RwSignal::new(Size::default()) };
    provide_context(press);
    let beside = Signal::derive(move || {
        let id = open.get();
        order.with(|list| {
            let at = id.and_then(|id| list.iter().position(|other| *other == id));
            let route = |place: Option<usize>| place.and_then(|p| list.get(p)).map(|t| Route::WallTask(*t));
            (route(at.and_then(|p| p.checked_sub(1))), route(at.map(|p| p + 1)))
        })
    });
    let close = Callback::new(move |()| {
        if let Some(id) = open.get_untracked() {
            Route::Wall(Board::Chart).go();
            focus_back(format!("bar-{id}"));
        }
    });
    view! {
        <div class="split" data-open=move || open.get().is_some().to_string()>
            <div class="split-main wall">
                <div class="page-head">
                    <h1>{move || words.t(Text::Title)}</h1>
                    <p class="page-sub">{sub}</p>
                    <Show when=move || chosen.get() != Board::Chart.code()>
                        <div class="page-actions">
                            <button class="btn" type="button" id="lead-print" on:click=move |_| press.paper.print()>
                                {icon("print")}
                                <span>{words.t(Text::Print)}</span>
                            </button>
                        </div>
                    </Show>
                </div>
                <div class="wall-tabs"><Tabs tabs chosen label=Signal::derive(move || words.t(Text::Title).to_owned()) /></div>
                <Panel key="chart" chosen><gantt::Gantt open order /></Panel>
                <Panel key="projects" chosen><lead::Projects /></Panel>
                <Panel key="blockers" chosen><lead::Blockers /></Panel>
                <Panel key="forces" chosen><forces::Forces /></Panel>
            </div>
            {move || open.get().map(|id| view! {
                <Sheet record=RecordId::new(Kind::Task, id) beside on_close=close />
            })}
        </div>
        <Show when=move || press.paper.on.get()><Printed press chosen /></Show>
    }
    .into_any()
}
