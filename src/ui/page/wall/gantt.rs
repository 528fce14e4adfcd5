//! The chart: its tools, its scale, and the rows in sight.

use super::draw;
use super::hold::{self, Held, Moves};
use super::row::{Key, Row};
use crate::model::calendar::Calendar;
use crate::model::chart::drag::commands as move_commands;
use crate::model::chart::scale::{Scale, TickStep, Zoom, ticks};
use crate::model::chart::{Ask, Chart, Group, Grouping, Row as ChartRow, Span, chart};
use crate::model::id::TaskId;
use crate::state::Store;
use crate::ui::part::edit::editor;
use crate::ui::route::{Narrow, Route};
use crate::ui::svg::icon;
use crate::ui::widget::window::Window;
use crate::ui::words::wall::Wall as Text;
use crate::ui::words::words;
use chrono::{Datelike, Days, NaiveDate};
use leptos::html;
use leptos::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;

/// The height of a row until it is measured.
const ROW: f64 = 38.0;
/// The narrowest day when the whole year is shown.
const THIN: f64 = 1.6;

/// The chart's state; Copy.
#[derive(Clone, Copy)]
pub struct Board {
    /// The chart as it stands.
    pub chart: Memo<Arc<Chart>>,
    /// Days across.
    pub scale: Memo<Scale>,
    /// The first and last day drawn.
    days: Memo<Span>,
    /// Working days.
    pub calendar: Memo<Arc<Calendar>>,
    /// The rows in sight.
    pub sight: Window,
    /// The task the keyboard stands on.
    pub active: RwSignal<Option<TaskId>>,
    /// The task that Tab leads to.
    pub lead: Memo<Option<TaskId>>,
    /// The task whose panel is open.
    pub open: Memo<Option<TaskId>>,
    /// What is held.
    pub held: RwSignal<Option<Held>>,
    /// Dates as they would be.
    pub preview: Memo<Option<(TaskId, Arc<Moves>)>>,
    /// Groups of which only the heading shows.
    pub collapsed: RwSignal<HashSet<Group>>,
    left: RwSignal<f64>,
    row: RwSignal<f64>,
}

impl Board {
    /// How long the drawing is, tracked.
    pub fn length(self) -> f64 {
        let (scale, days) = (self.scale.get(), self.days.get());
        scale.extent(days).1
    }

    /// A row's height, tracked.
    pub fn row(self) -> f64 {
        self.row.get()
    }

    /// How far the chart is scrolled to the right.
    pub fn scrolled(self) -> f64 {
        self.sight.node.get_untracked().map_or(0.0, |n| f64::from(n.scroll_left()))
    }
}

/// How the chart is looked at; kept while the page is open.
#[derive(Clone, Copy)]
struct Look {
    grouping: RwSignal<Grouping>,
    zoom: RwSignal<Zoom>,
}

/// The chart with its tools.
#[component]
pub fn Gantt(
    /// The task whose panel is open.
    open: Memo<Option<TaskId>>,
    /// Tells the tasks' order, for the panel's neighbours.
    order: RwSignal<Vec<TaskId>>,
) -> impl IntoView {
    let store = expect_context::<Store>();
    let look = Look { grouping: RwSignal::new(Grouping::Unit), zoom: RwSignal::new(Zoom::Year) };
    let collapsed = RwSignal::new(HashSet::<Group>::new());
    let calendar = Memo::new(move |_| Arc::new(store.with(Calendar::of)));
    let laid = Memo::new(move |_| {
        let (units, index, today) = (super::units_seen(store), store.index.get(), store.today.get());
        let (calendar, grouping) = (calendar.get(), look.grouping.get());
        collapsed.with(|collapsed| {
            let ask = Ask { grouping, units: units.as_ref(), collapsed, today };
            Arc::new(store.with(|l| chart(l, &index, &calendar, &ask)))
        })
    });
    Effect::new(move |_| order.set(laid.with(|c| c.bars.iter().map(|b| b.task).collect())));
    let days = Memo::new(move |_| {
        let today = store.today.get();
        let year = store.with(|l| *l.meta.year.get()).and_then(|y| i32::try_from(y).ok());
        let year = year.unwrap_or(today.year());
        let day = |m, d| NaiveDate::from_ymd_opt(year, m, d).unwrap_or(today);
        let all = laid.with(|c| c.span);
        let from = all.map_or(day(1, 1), |s| s.from.min(day(1, 1)));
        let to = all.map_or(day(12, 31), |s| s.to.max(day(12, 31)));
        let from = TickStep::Month.floor(from);
        Span { from, to: to.checked_add_days(Days::new(14)).unwrap_or(to) }
    });
    let bare = move || laid.with(|c| c.bars.is_empty());
    let undated = move || laid.with(|c| c.span.is_none());
    view! {
        <Show when=move || !undated() fallback=move || view! { <Nothing bare=Signal::derive(bare) /> }>
            <Drawn laid days calendar look open collapsed />
        </Show>
    }
    .into_any()
}

#[component]
fn Nothing(bare: Signal<bool>) -> impl IntoView {
    let words = words();
    let text = move |empty: Text, dated: Text| words.t(if bare.get() { empty } else { dated });
    view! {
        <section class="empty">
            {icon("wall")}
            <h2 class="empty-title">{move || text(Text::Empty, Text::EmptyDates)}</h2>
            <p class="empty-text">{move || text(Text::EmptyText, Text::EmptyDatesText)}</p>
            <div class="cluster">
                <a class="btn is-primary" href=Route::Tasks(Narrow::All).hash()>{move || words.t(Text::ToTasks)}</a>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Drawn(
    laid: Memo<Arc<Chart>>,
    days: Memo<Span>,
    calendar: Memo<Arc<Calendar>>,
    look: Look,
    open: Memo<Option<TaskId>>,
    collapsed: RwSignal<HashSet<Group>>,
) -> impl IntoView {
    let editor = editor();
    let store = editor.store;
    let words = words();
    let count = Signal::derive(move || laid.with(|c| c.rows.len()));
    let sight = Window::new(count);
    let corner = NodeRef::<html::Div>::new();
    let (left, width, row) = (RwSignal::new(0.0), RwSignal::new(1000.0), RwSignal::new(ROW));
    let scale = Memo::new(move |_| {
        let (days, zoom) = (days.get(), look.zoom.get());
        let count = (days.to - days.from).num_days() as f64 + 1.0;
        let day_width = if zoom == Zoom::Year { (width.get() / count).max(THIN) } else { zoom.day_width() };
        Scale { origin: days.from, day_width }
    });
    let visible = Memo::new(move |_| {
        let (from, to) = sight.range();
        laid.with(|c| {
            let key = |place: usize| {
                Some(match c.rows.get(place)? {
                    ChartRow::Heading { group, .. } => Key::Group(*group),
                    ChartRow::Task(bar) => Key::Task(c.bars.get(*bar)?.task),
                })
            };
            (from..to.min(c.rows.len())).filter_map(|p| Some((p, key(p)?))).collect::<Vec<_>>()
        })
    });
    let active = RwSignal::new(None::<TaskId>);
    let lead = Memo::new(move |_| {
        visible.with(|rows| {
            let shown = |id: TaskId| rows.iter().any(|(_, key)| *key == Key::Task(id));
            let first = || {
                laid.with(|c| {
                    rows.iter().find_map(|(place, _)| match c.rows.get(*place)? {
                        ChartRow::Task(bar) => c.bars.get(*bar).filter(|b| b.span.is_some()).map(|b| b.task),
                        ChartRow::Heading { .. } => None,
                    })
                })
            };
            active.get().filter(|id| shown(*id)).or_else(first)
        })
    });
    let held = RwSignal::new(None::<Held>);
    let preview = Memo::new(move |_| {
        let held = held.get()?;
        let calendar = calendar.get();
        let commands = store.with(|l| move_commands(l, &calendar, held.grip, held.days));
        Some((held.task, Arc::new(hold::moves(&commands))))
    });
    let board = Board {
        chart: laid,
        scale,
        days,
        calendar,
        sight,
        active,
        lead,
        open,
        held,
        preview,
        collapsed,
        left,
        row,
    };
    let measure = move || {
        let Some(node) = sight.node.try_get_untracked().flatten() else { return };
        let names = corner.try_get_untracked().flatten().map_or(0, |c| c.client_width());
        // In steps, so that scrolling makes the ticks anew only now and then.
        let place = (f64::from(node.scroll_left()) / 128.0).floor() * 128.0;
        let room = f64::from(node.client_width() - names);
        for (signal, value) in [(left, place), (width, room)] {
            if signal.try_get_untracked().is_some_and(|old| old != value) {
                signal.set(value);
            }
        }
        let style = window().get_computed_style(&node).ok().flatten();
        let text = style.and_then(|s| s.get_property_value("--row-h").ok()).unwrap_or_default();
        let height = text.trim().trim_end_matches("px").parse::<f64>().ok().filter(|h| *h > 0.0);
        if let Some(height) = height.filter(|h| row.try_get_untracked().is_some_and(|old| old != *h)) {
            row.set(height);
        }
    };
    let resized = window_event_listener(leptos::ev::resize, move |_| measure());
    // Wherever the focus is: what is held is let go without a change.
    let escaped = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == "Escape" && held.get_untracked().is_some() {
            held.set(None);
        }
    });
    on_cleanup(move || {
        resized.remove();
        escaped.remove();
    });
    Effect::new(move |_| {
        open.track();
        sight.node.track();
        request_animation_frame(measure);
    });
    // Today comes to stand at a third of the room, whatever the scale.
    let to_today = move || {
        if let Some(node) = sight.node.try_get_untracked().flatten() {
            let x = scale.with_untracked(|s| s.x(store.today.get_untracked()));
            node.set_scroll_left((x - width.get_untracked() / 3.0).max(0.0) as i32);
            measure();
        }
    };
    Effect::new(move |_| {
        look.zoom.track();
        sight.node.track();
        request_animation_frame(to_today);
    });
    Effect::new(move |_| {
        let at = open.get().and_then(|id| {
            laid.with_untracked(|c| {
                c.rows.iter().position(
                    |r| matches!(r, ChartRow::Task(bar) if c.bars.get(*bar).is_some_and(|b| b.task == id)),
                )
            })
        });
        if let Some(place) = at {
            sight.reveal(place);
        }
    });
    let space = move || format!("{}px", board.length());
    view! {
        <super::tools::Tools board zoom=look.zoom grouping=look.grouping to_today=Callback::new(move |()| to_today()) />
        <div
            class="wall-scroll"
            role="region"
            aria-label=move || words.t(Text::Title)
            aria-describedby="wall-keys"
            data-zoom=move || look.zoom.get().code()
            data-holding=move || held.get().is_some().to_string()
            node_ref=sight.node
            on:scroll=move |_| {
                sight.measure();
                measure();
            }
            on:pointerdown=move |event| hold::down(board, &event)
            on:pointermove=move |event| hold::drag(board, &event)
            on:pointerup=move |_| hold::up(board, editor, words)
            on:pointercancel=move |_| held.set(None)
            on:keydown=move |event| hold::keys(board, editor, words, &event)
        >
            <div class="wall-canvas" style:--w=space style:--h=move || sight.whole()>
                <div class="wall-head" aria-hidden="true">
                    <div class="wall-corner" node_ref=corner></div>
                    <Ticks board zoom=look.zoom />
                </div>
                <Lines board zoom=look.zoom />
                <div class="wall-rows" role="list" aria-label=move || words.t(Text::Chart)>
                    <For each=move || visible.get() key=|row| *row let:row>
                        <Row place=row.0 key=row.1 board />
                    </For>
                </div>
            </div>
        </div>
        <p class="sr-only" id="wall-keys">{move || words.t(Text::Keys)}</p>
    }
    .into_any()
}

/// The days in sight, with some to spare.
fn in_sight(board: Board) -> Span {
    let (scale, days) = (board.scale.get(), board.days.get());
    let seen = scale.window(board.left.get() - 256.0, 2600.0);
    Span { from: seen.from.max(days.from), to: seen.to.min(days.to) }
}

#[component]
fn Ticks(board: Board, zoom: RwSignal<Zoom>) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let row = move |above: bool| {
        move || {
            let (scale, days) = (board.scale.get(), in_sight(board));
            let (coarse, fine) = zoom.get().steps();
            let step = if above { coarse } else { fine };
            ticks(days, step)
                .map(|first| {
                    let end = step.next(first).unwrap_or(first);
                    let from = scale.x(first.max(board.days.get().from));
                    let wide = scale.x(end) - from;
                    view! {
                        <span class="wall-tick" class:is-above=above style:--x=format!("{from}px") style:--w=format!("{wide}px")>
                            <span>{draw::tick(words, first, step, above)}</span>
                        </span>
                    }
                })
                .collect::<Vec<_>>()
        }
    };
    let today = move || format!("{}px", draw::middle(&board.scale.get(), store.today.get()));
    view! {
        {row(true)}
        {row(false)}
        <span class="wall-today-name" style:--x=today>{move || words.t(Text::Today)}</span>
    }
    .into_any()
}

#[component]
fn Lines(board: Board, zoom: RwSignal<Zoom>) -> impl IntoView {
    let store = expect_context::<Store>();
    let lines = move || {
        let (scale, days) = (board.scale.get(), in_sight(board));
        let step = zoom.get().steps().1;
        ticks(days, step)
            .skip(1)
            .map(|first| {
                let strong = match step {
                    TickStep::Day => draw::begins_week(first),
                    TickStep::Month => first.month0() % 3 == 0,
                    _ => false,
                };
                view! { <span class="wall-line" class:is-strong=strong style:--x=format!("{}px", scale.x(first))></span> }
            })
            .collect::<Vec<_>>()
    };
    let off = move || {
        if !matches!(zoom.get(), Zoom::Month | Zoom::Week) {
            return Vec::new();
        }
        let (scale, days, calendar) = (board.scale.get(), in_sight(board), board.calendar.get());
        ticks(days, TickStep::Day)
            .filter(|day| !calendar.works(*day))
            .map(|day| {
                let x = format!("{}px", scale.x(day));
                view! { <span class="wall-off" style:--x=x style:--w=format!("{}px", scale.day_width)></span> }
            })
            .collect::<Vec<_>>()
    };
    let today = move || format!("{}px", draw::middle(&board.scale.get(), store.today.get()));
    view! {
        <div class="wall-lines" aria-hidden="true">
            {off}
            {lines}
            <span class="wall-today" style:--x=today></span>
        </div>
    }
    .into_any()
}
