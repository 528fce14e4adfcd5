//! One row of the chart: the name at the left, the bar with its milestones beside it.

use super::draw::{self, px};
use super::gantt::Board;
use super::hold::Moves;
use crate::model::chart::scale::Scale;
use crate::model::chart::{Bar, Group, Mark, Row as ChartRow, Span};
use crate::model::id::{MilestoneId, TaskId};
use crate::model::summary::Counts;
use crate::state::Store;
use crate::ui::part::light::dot;
use crate::ui::route::Route;
use crate::ui::svg::icon;
use crate::ui::words::wall::Wall as Text;
use crate::ui::words::{Words, label, words};
use leptos::prelude::*;

/// What a row shows; its key in the list.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Key {
    /// A heading.
    Group(Group),
    /// A task.
    Task(TaskId),
}

/// One row at its place.
#[component]
pub fn Row(place: usize, key: Key, board: Board) -> impl IntoView {
    let content = move || match key {
        Key::Group(group) => view! { <Heading place group board /> }.into_any(),
        Key::Task(id) => view! { <TaskRow place id board /> }.into_any(),
    };
    let open = move || matches!(key, Key::Task(id) if board.open.get() == Some(id));
    view! {
        <div
            class="wall-row"
            role="listitem"
            aria-setsize=move || board.chart.with(|c| c.rows.len()).to_string()
            aria-posinset=(place + 1).to_string()
            data-kind=if matches!(key, Key::Group(_)) { "group" } else { "task" }
            data-open=move || open().to_string()
            style:--y=move || board.sight.offset(place)
        >
            {content()}
        </div>
    }
    .into_any()
}

#[component]
fn Heading(place: usize, group: Group, board: Board) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let seen = Memo::new(move |_| {
        board.chart.with(|c| match c.rows.get(place) {
            Some(ChartRow::Heading { group: at, depth, span, counts, collapsed }) if *at == group => {
                Some((*depth, *span, *counts, *collapsed))
            }
            _ => None,
        })
    });
    let title = Memo::new(move |_| store.with(|l| draw::group_title(words, l, group)));
    let collapsed = move || seen.get().is_some_and(|(.., c)| c);
    let turn = move |_| {
        board.collapsed.update(|set| {
            if !set.remove(&group) {
                set.insert(group);
            }
        });
    };
    let name = move || {
        let text = if collapsed() { Text::GroupOpen } else { Text::GroupClose };
        words.fill(text, &[&title.get()])
    };
    let bracket = move || {
        let scale = board.scale.get();
        seen.get().and_then(|(_, span, ..)| span).map(|span| draw::bracket(span, &scale, board.row()))
    };
    let counts = move || seen.get().map_or(Counts::default(), |(_, _, counts, _)| counts);
    let lights = move || {
        let counts = counts();
        crate::model::light::Light::ALL
            .into_iter()
            .filter(|light| counts.of(*light) > 0)
            .map(|light| {
                view! {
                    <span class=format!("light is-{}", light.code()) title=words.t(light)>
                        {icon(dot(light))} <span class="num">{counts.of(light)}</span>
                        <span class="sr-only">{words.t(light)}</span>
                    </span>
                }
            })
            .collect::<Vec<_>>()
    };
    view! {
        <div class="wall-label">
            <button
                class="wall-group"
                type="button"
                aria-expanded=move || (!collapsed()).to_string()
                aria-label=name
                style:--depth=move || seen.get().map_or(0, |(depth, ..)| depth).to_string()
                on:click=turn
            >
                {move || icon(if collapsed() { "right" } else { "down" })}
                <span class="wall-group-title">{title}</span>
            </button>
            <span class="wall-lights">{lights}</span>
        </div>
        <svg class="wall-svg" aria-hidden="true" width=move || px(board.length()) height=move || px(board.row())>{bracket}</svg>
    }
    .into_any()
}

/// The bar as it would be once what is held is let go.
fn moved(bar: &Bar, moves: &Moves) -> Bar {
    let mut bar = bar.clone();
    if let (Some((start, due)), Some(span)) = (moves.get(&bar.task.0), bar.span) {
        let to = due.unwrap_or(span.to);
        let approved = bar.slip.map(|slip| span.to - chrono::TimeDelta::days(slip));
        bar.span = Some(Span { from: start.unwrap_or(span.from).min(to), to });
        bar.slip = approved.map(|day| (to - day).num_days());
    }
    for mark in &mut bar.marks {
        if let Some((_, Some(due))) = moves.get(&mark.id.0) {
            mark.date = *due;
        }
    }
    bar
}

/// What a bar says to those who do not see it.
fn spoken(words: Words, title: &str, bar: &Bar, span: Span, year: Option<i64>) -> String {
    let day = |d| label::date(words, d, year);
    let mut text = words.fill(
        Text::BarIs,
        &[title, words.t(bar.light), &day(span.from), &day(span.to), &bar.percent.to_string()],
    );
    if let Some(expected) = bar.expected {
        text += &words.fill(Text::BarExpected, &[&expected.to_string()]);
    }
    match bar.slip {
        Some(days) if days > 0 => text += &words.fill(Text::BarSlip, &[&days.to_string()]),
        Some(days) if days < 0 => text += &words.fill(Text::BarEarly, &[&(-days).to_string()]),
        _ => {}
    }
    if bar.late {
        text += words.t(Text::BarLate);
    }
    text
}

fn mark_spoken(words: Words, title: &str, mark: &Mark, year: Option<i64>) -> String {
    let mut text = words.fill(Text::MarkIs, &[title, &label::date(words, mark.date, year)]);
    for (holds, more) in
        [(mark.done, Text::MarkDone), (mark.overdue, Text::MarkOverdue), (mark.critical, Text::MarkCritical)]
    {
        if holds {
            text += words.t(more);
        }
    }
    text
}

/// A milestone on the bar.
#[component]
fn Diamond(task: TaskId, id: MilestoneId, bar: Memo<Option<Bar>>, board: Board) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let mark = Memo::new(move |_| bar.with(|b| b.as_ref()?.marks.iter().find(|m| m.id == id).cloned()));
    let label = Memo::new(move |_| {
        let name = store.with(|l| l.milestones.get(&id).map(|m| label::visible(m.title.get())));
        let year = store.with(|l| *l.meta.year.get());
        Some(mark_spoken(words, &name.unwrap_or_default(), &mark.get()?, year))
    });
    let state = move || match mark.get() {
        Some(mark) if mark.done => "done",
        Some(mark) if mark.overdue => "overdue",
        _ => "open",
    };
    let decides = move || mark.get().is_some_and(|mark| mark.critical && !mark.done);
    let path = move || mark.get().map(|mark| draw::diamond(&mark, &board.scale.get(), board.row()));
    view! {
        <g
            class="wall-mark"
            id=format!("mark-{id}")
            role="button"
            tabindex="-1"
            aria-label=label
            data-grip=id.to_string()
            data-task=task.to_string()
            data-state=state
            data-critical=move || decides().to_string()
        >
            <path d=path></path>
            <title>{label}</title>
        </g>
    }
    .into_any()
}

#[component]
fn TaskRow(place: usize, id: TaskId, board: Board) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let bar = Memo::new(move |_| {
        let bar = board.chart.with(|c| match c.rows.get(place)? {
            ChartRow::Task(at) => c.bars.get(*at).filter(|b| b.task == id).cloned(),
            ChartRow::Heading { .. } => None,
        })?;
        Some(match board.preview.get() {
            Some((task, moves)) if task == id => moved(&bar, &moves),
            _ => bar,
        })
    });
    let title = Memo::new(move |_| {
        store.with(|l| l.tasks.get(&id).map(|t| label::visible(t.title.get())).unwrap_or_default())
    });
    let light = move || bar.get().map(|b| b.light).unwrap_or(crate::model::light::Light::Unset);
    let undated = move || bar.with(|b| b.as_ref().is_some_and(|b| b.span.is_none()));
    // What can have the focus is made once and changed in place: drawn anew it would lose it.
    let dated = Memo::new(move |_| bar.with(|b| b.as_ref().is_some_and(|b| b.span.is_some())));
    let shape = move |draw: fn(&Bar, Span, &Scale, f64) -> AnyView| {
        move || bar.get().and_then(|bar| Some(draw(&bar, bar.span?, &board.scale.get(), board.row())))
    };
    let year = move || store.with(|l| *l.meta.year.get());
    let label = Memo::new(move |_| {
        let bar = bar.get()?;
        Some(spoken(words, &title.get(), &bar, bar.span?, year()))
    });
    let marks = Memo::new(move |_| {
        bar.with(|b| b.iter().flat_map(|b| b.marks.iter().map(|m| m.id)).collect::<Vec<_>>())
    });
    let tabindex = move || if board.lead.get() == Some(id) { "0" } else { "-1" };
    // Ends are only to be held where enough is left of the middle.
    let handles = move || {
        let (x, width) = board.scale.get().extent(bar.get()?.span?);
        let row = board.row();
        let handle = |grip: &'static str, x: f64| {
            view! {
                <rect class="wall-handle" data-grip=grip data-task=id.to_string() x=px(x) y=px(row * 0.2) width="7" height=px(row * 0.5)></rect>
            }
        };
        (width > 30.0).then(|| (handle("start", x - 1.0), handle("due", x + width - 6.0)))
    };
    let drawing = move || {
        dated.get().then(|| {
            view! {
                {shape(|bar, _, scale, row| draw::ghost(bar, scale, row))}
                <g
                    class="wall-bar"
                    id=format!("bar-{id}")
                    role="button"
                    tabindex=tabindex
                    aria-label=label
                    data-grip="bar"
                    data-task=id.to_string()
                    data-light=move || light().code()
                >
                    {shape(draw::body)}
                    {handles}
                    <title>{label}</title>
                </g>
                {shape(|bar, _, scale, row| draw::chain(bar, scale, row))}
                <For each=move || marks.get() key=|mark| *mark let:mark>
                    <Diamond task=id id=mark bar board />
                </For>
                {move || bar.get().map(|bar| draw::slip(words, &bar, &board.scale.get(), board.row()))}
            }
        })
    };
    let slip = move || {
        let days = bar.get()?.slip.filter(|d| *d > 0)?;
        Some(view! { <span class="wall-chip num">{words.fill(Text::Slip, &[&days.to_string()])}</span> })
    };
    view! {
        <div class="wall-label">
            <span class=move || format!("light is-{}", light().code()) title=move || words.t(light())>
                {move || icon(dot(light()))}
                <span class="sr-only">{move || words.t(light())}</span>
            </span>
            <a
                class="title-link"
                href=Route::WallTask(id).hash()
                title=title
                tabindex=move || if undated() { "0" } else { "-1" }
            >
                {title}
            </a>
            <Show when=undated><span class="wall-undated">{move || words.t(Text::NoDue)}</span></Show>
            {slip}
        </div>
        <svg
            class="wall-svg"
            width=move || px(board.length())
            height=move || px(board.row())
            data-active=move || (board.active.get() == Some(id)).to_string()
            data-held=move || board.held.get().is_some_and(|h| h.task == id).to_string()
        >
            {drawing}
        </svg>
    }
    .into_any()
}
