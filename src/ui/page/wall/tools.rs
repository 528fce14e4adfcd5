//! Above the chart: grouping, scale, today, full screen, print, the plan approved; and the legend.

use super::Press;
use super::gantt::Board;
use crate::model::chart::paper::Size;
use crate::model::chart::scale::Zoom;
use crate::model::chart::{Grouping, Row};
use crate::model::id::TaskId;
use crate::model::schedule::task::approve_commands;
use crate::ui::part::edit::editor;
use crate::ui::svg::icon;
use crate::ui::widget::dialog::Dialog;
use crate::ui::widget::select::Select;
use crate::ui::words::wall::Wall as Text;
use crate::ui::words::words;
use leptos::prelude::*;

const GROUPINGS: [(Grouping, &str, Text); 3] = [
    (Grouping::Unit, "unit", Text::ByUnit),
    (Grouping::Theme, "theme", Text::ByTheme),
    (Grouping::Force, "force", Text::ByForce),
];

/// The tools.
#[component]
pub fn Tools(
    /// The chart.
    board: Board,
    /// Its scale.
    zoom: RwSignal<Zoom>,
    /// How its rows are put together.
    grouping: RwSignal<Grouping>,
    /// Brings today into sight.
    to_today: Callback<()>,
) -> impl IntoView {
    let words = words();
    let press = expect_context::<Press>();
    press.board.set(Some(board));
    on_cleanup(move || {
        let _gone = press.board.try_set(None);
    });
    let size_text = |size: Size| match size {
        Size::A4 => Text::SizeA4,
        Size::A3 => Text::SizeA3,
        Size::A2 => Text::SizeA2,
        Size::A1 => Text::SizeA1,
        Size::A1OnA3 => Text::SizeA1OnA3,
        Size::A1OnA4 => Text::SizeA1OnA4,
    };
    let sizes = Signal::derive(move || {
        Size::ALL.iter().map(|s| (s.code().to_owned(), words.t(size_text(*s)).to_owned())).collect()
    });
    let size_now = Signal::derive(move || press.size.get().code().to_owned());
    let size_pick = Callback::new(move |code: String| {
        press.size.set(Size::from_code(&code).unwrap_or_default());
    });
    let approving = RwSignal::new(false);
    let group_options = Signal::derive(move || {
        GROUPINGS.iter().map(|(_, code, text)| ((*code).to_owned(), words.t(*text).to_owned())).collect()
    });
    let group_now = Signal::derive(move || {
        let found = GROUPINGS.iter().find(|(g, ..)| *g == grouping.get());
        found.map(|(_, code, _)| (*code).to_owned()).unwrap_or_default()
    });
    let group_pick = Callback::new(move |code: String| {
        if let Some((picked, ..)) = GROUPINGS.iter().find(|(_, c, _)| *c == code) {
            board.collapsed.update(|set| set.clear());
            grouping.set(*picked);
        }
    });
    let zoom_text = |zoom: Zoom| match zoom {
        Zoom::Year => Text::ZoomYear,
        Zoom::Quarter => Text::ZoomQuarter,
        Zoom::Month => Text::ZoomMonth,
        Zoom::Week => Text::ZoomWeek,
    };
    let zooms = move || {
        Zoom::ALL
            .into_iter()
            .map(|at| {
                view! {
                    <label class="segment">
                        <input
                            class="sr-only"
                            type="radio"
                            name="wall-zoom"
                            value=at.code()
                            prop:checked=move || zoom.get() == at
                            on:change=move |_| zoom.set(at)
                        />
                        <span>{words.t(zoom_text(at))}</span>
                    </label>
                }
            })
            .collect::<Vec<_>>()
    };
    let folded = move || board.collapsed.with(|set| !set.is_empty());
    let fold = move |_| {
        if untrack(folded) {
            board.collapsed.update(|set| set.clear());
        } else {
            let groups = board.chart.with_untracked(|c| {
                let group = |row: &Row| match row {
                    Row::Heading { group, .. } => Some(*group),
                    Row::Task(_) => None,
                };
                c.rows.iter().filter_map(group).collect()
            });
            board.collapsed.set(groups);
        }
    };
    let legend = [
        ("done", Text::LegendReal),
        ("expected", Text::LegendExpected),
        ("mark", Text::LegendMark),
        ("mark-done", Text::LegendDone),
        ("chain", Text::LegendChain),
        ("ghost", Text::LegendGhost),
    ];
    view! {
        <div class="wall-tools">
            <Select id="wall-grouping" label=Signal::derive(move || words.t(Text::By).to_owned()) options=group_options value=group_now on_pick=group_pick />
            <fieldset class="segments wall-zoom">
                <legend class="sr-only">{move || words.t(Text::Zoom)}</legend>
                {zooms}
            </fieldset>
            <button class="btn" type="button" id="wall-today" on:click=move |_| to_today.run(())>{move || words.t(Text::Today)}</button>
            <button class="btn" type="button" id="wall-fold" on:click=fold>
                {move || words.t(if folded() { Text::Expand } else { Text::Collapse })}
            </button>
            <span class="spacer"></span>
            <FullScreen />
            <div class="plan-paper">
                <Select id="wall-paper" label=Signal::derive(move || words.t(Text::PaperSize).to_owned()) options=sizes value=size_now on_pick=size_pick />
                <button class="btn" type="button" id="wall-print" on:click=move |_| press.paper.print()>
                    {icon("print")}
                    <span>{move || words.t(Text::Print)}</span>
                </button>
            </div>
            <button class="btn is-primary" type="button" id="wall-approve" on:click=move |_| approving.set(true)>
                {icon("flag")}
                <span>{move || words.t(Text::Approve)}</span>
            </button>
        </div>
        <ul class="wall-legend">
            {legend.into_iter().map(|(class, text)| view! {
                <li><span class=format!("wall-key is-{class}") aria-hidden="true"></span>{move || words.t(text)}</li>
            }).collect::<Vec<_>>()}
        </ul>
        <Approve board open=approving />
    }
    .into_any()
}

/// The whole screen for the wall; not there where the browser has none.
#[component]
fn FullScreen() -> impl IntoView {
    let words = words();
    let on = RwSignal::new(document().fullscreen_element().is_some());
    let change = window_event_listener_untyped("fullscreenchange", move |_| {
        on.set(document().fullscreen_element().is_some());
    });
    on_cleanup(move || {
        change.remove();
        if document().fullscreen_element().is_some() {
            document().exit_fullscreen();
        }
    });
    let turn = move |_| {
        if document().fullscreen_element().is_some() {
            document().exit_fullscreen();
        } else if let Some(root) = document().document_element() {
            // Refused by the browser: the page stays as it is.
            let _shown = root.request_fullscreen();
        }
    };
    document().fullscreen_enabled().then(|| {
        view! {
            <button class="btn" type="button" id="wall-full" aria-pressed=move || on.get().to_string() on:click=turn>
                {icon("full")}
                <span>{move || words.t(if on.get() { Text::FullEnd } else { Text::Full })}</span>
            </button>
        }
    })
}

/// Keeps the present dates as the approved plan.
#[component]
fn Approve(board: Board, open: RwSignal<bool>) -> impl IntoView {
    let editor = editor();
    let store = editor.store;
    let words = words();
    let again = RwSignal::new(false);
    let tasks =
        move || board.chart.with_untracked(|c| c.bars.iter().map(|b| b.task).collect::<Vec<TaskId>>());
    let scope = move || {
        let tasks = tasks();
        let approved = store.with(|l| {
            let has = |t: &&TaskId| l.tasks.get(t).is_some_and(|t| t.approved_due.get().is_some());
            tasks.iter().filter(has).count()
        });
        words.fill(Text::ApproveScope, &[&tasks.len().to_string(), &approved.to_string()])
    };
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let commands = store.with_untracked(|l| approve_commands(l, &tasks(), again.get_untracked()));
        if commands.is_empty() {
            editor.say(words.t(Text::ApproveNothing).to_owned());
        } else if editor.run(&commands) {
            editor.done(words.t(Text::ApproveDone).to_owned());
        }
        open.set(false);
    };
    let pick = move |value: bool, text: Text| {
        view! {
            <label class="wall-pick">
                <input type="radio" name="approve-again" value=value.to_string() prop:checked=move || again.get() == value on:change=move |_| again.set(value) />
                <span>{words.t(text)}</span>
            </label>
        }
    };
    view! {
        <Dialog open title=Signal::derive(move || words.t(Text::Approve).to_owned())>
            <form on:submit=send>
                <div class="dialog-body">
                    <p>{words.t(Text::ApproveText)}</p>
                    <p>{scope}</p>
                    {pick(false, Text::ApproveNew)}
                    {pick(true, Text::ApproveAgain)}
                </div>
                <div class="dialog-foot">
                    <button class="btn" type="button" on:click=move |_| open.set(false)>{words.t(crate::ui::words::shell::Shell::Cancel)}</button>
                    <button class="btn is-primary" type="submit" id="approve-go">{words.t(Text::Approve)}</button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}
