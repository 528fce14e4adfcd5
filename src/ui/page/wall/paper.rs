//! The chart on A3 across: one vector drawing a page, names, ticks and bars in millimetres.

use super::draw::{self, px};
use super::gantt::Board;
use crate::model::chart::scale::{Scale, TickStep, ticks};
use crate::model::chart::{Chart, Row, Span};
use crate::model::ledger::Ledger;
use crate::state::{Store, env};
use crate::ui::part::shell::unit_title;
use crate::ui::words::wall::Wall as Text;
use crate::ui::words::{Words, label, words};
use chrono::NaiveDate;
use leptos::prelude::*;

/// A3 across, less margins.
const WIDE: f64 = 400.0;
/// Where the names end.
const NAMES: f64 = 92.0;
/// A row.
const ROW: f64 = 5.6;
/// The ticks.
const HEAD: f64 = 11.0;
/// Rows on a page.
const ROWS: usize = 42;
/// Characters of a name that find room.
const NAME: usize = 26;

fn short(text: &str) -> String {
    if text.chars().count() <= NAME {
        return text.to_owned();
    }
    text.chars().take(NAME - 1).chain(std::iter::once('…')).collect()
}

/// The pages.
#[component]
pub fn OnPaper(board: Board) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let chart = board.chart.get_untracked();
    let Some(span) = chart.span else { return ().into_any() };
    let days = Span { from: TickStep::Month.floor(span.from), to: span.to };
    let count = (days.to - days.from).num_days() as f64 + 6.0;
    let scale = Scale { origin: days.from, day_width: (WIDE - NAMES) / count };
    let today = store.today.get_untracked();
    let unit = untrack(|| unit_title(store, store.unit.get()))
        .unwrap_or_else(|| store.with_untracked(|l| label::visible(l.meta.title.get())));
    let year = store.with_untracked(|l| l.meta.year.get().map(|y| y.to_string())).unwrap_or_default();
    let title = words.fill(Text::PrintTitle, &[&unit, &year]);
    let meta = words
        .fill(Text::PrintMeta, &[&label::date(words, env::today(), None), &chart.bars.len().to_string()]);
    let pages = chart.rows.len().div_ceil(ROWS).max(1);
    let page = |number: usize| {
        let rows = chart.rows.chunks(ROWS).nth(number).unwrap_or_default();
        let foot = words.fill(Text::PageOf, &[&(number + 1).to_string(), &pages.to_string()]);
        view! {
            <section class="wall-page">
                <h1 class="print-title">{title.clone()}</h1>
                <p class="print-meta"><span>{meta.clone()}</span><span>{foot}</span></p>
                {store.with_untracked(|l| drawing(words, l, &chart, rows, &scale, days, today))}
            </section>
        }
    };
    view! { <div class="print-doc print-only wall-paper">{(0..pages).map(page).collect::<Vec<_>>()}</div> }
        .into_any()
}

fn drawing(
    words: Words,
    ledger: &Ledger,
    chart: &Chart,
    rows: &[Row],
    scale: &Scale,
    days: Span,
    today: NaiveDate,
) -> impl IntoView + use<> {
    let high = HEAD + ROW * rows.len() as f64;
    let tick = |first: NaiveDate, step: TickStep, y: f64| {
        let x = NAMES + scale.x(first.max(days.from));
        view! {
            <line class="wall-paper-line" x1=px(x) x2=px(x) y1=px(y - 4.2) y2=px(high)></line>
            <text class="wall-paper-tick" x=px(x + 1.0) y=px(y)>{draw::tick(words, first, step, step == TickStep::Quarter)}</text>
        }
    };
    let coarse: Vec<_> = ticks(days, TickStep::Quarter).map(|f| tick(f, TickStep::Quarter, 4.2)).collect();
    let fine: Vec<_> = ticks(days, TickStep::Month).map(|f| tick(f, TickStep::Month, 9.2)).collect();
    let row = |(place, row): (usize, &Row)| {
        let y = HEAD + ROW * place as f64;
        let shapes = match row {
            Row::Heading { group, depth, span, counts, .. } => {
                let name =
                    format!("{}（{}）", short(&draw::group_title(words, ledger, *group)), counts.total());
                let at = format!("translate({NAMES} 0)");
                view! {
                    <rect class="wall-paper-group" x="0" y="0" width=px(WIDE) height=px(ROW)></rect>
                    <text class="wall-paper-head" x=px(1.0 + *depth as f64 * 3.0) y="3.9">{name}</text>
                    <g transform=at>{span.map(|s| draw::bracket(s, scale, ROW))}</g>
                }
                .into_any()
            }
            Row::Task(at) => {
                let bar = chart.bars.get(*at);
                let name = bar.and_then(|b| ledger.tasks.get(&b.task)).map(|t| label::visible(t.title.get()));
                let light = bar.map_or("", |b| words.t(b.light));
                let percent = bar.map(|b| format!("{light} {}%", b.percent));
                let drawn = bar.map(|bar| {
                    let marks = bar.marks.iter().map(|mark| {
                        let state = if mark.done { "done" } else if mark.overdue { "overdue" } else { "open" };
                        view! {
                            <g class="wall-mark" data-state=state data-critical=(mark.critical && !mark.done).to_string()>
                                <path d=draw::diamond(mark, scale, ROW)></path>
                            </g>
                        }
                    });
                    view! {
                        {draw::ghost(bar, scale, ROW)}
                        <g class="wall-bar" data-light=bar.light.code()>{bar.span.map(|s| draw::body(bar, s, scale, ROW))}</g>
                        {draw::chain(bar, scale, ROW)}
                        {marks.collect::<Vec<_>>()}
                        {draw::slip(words, bar, scale, ROW)}
                    }
                });
                let at = format!("translate({NAMES} 0)");
                view! {
                    <line class="wall-paper-line" x1="0" x2=px(WIDE) y1=px(ROW) y2=px(ROW)></line>
                    <text class="wall-paper-name" x="3" y="3.8">{short(&name.unwrap_or_default())}</text>
                    <text class="wall-paper-state" x=px(NAMES - 1.5) y="3.8">{percent}</text>
                    <g transform=at>{drawn}</g>
                }
                .into_any()
            }
        };
        view! { <g transform=format!("translate(0 {})", px(y))>{shapes}</g> }
    };
    let rows: Vec<_> = rows.iter().enumerate().map(row).collect();
    let now = (days.from <= today && today <= days.to).then(|| {
        let x = NAMES + draw::middle(scale, today);
        view! { <line class="wall-paper-today" x1=px(x) x2=px(x) y1=px(HEAD - 1.0) y2=px(high)></line> }
    });
    view! {
        <svg class="wall-paper-svg" viewBox=format!("0 0 {WIDE} {}", px(high)) role="img" aria-label=words.t(Text::Title)>
            {coarse}
            {fine}
            {rows}
            {now}
        </svg>
    }
}
