//! The chart on paper: one vector drawing a sheet, or one large drawing cut into sheets to be glued.

use super::draw::{self, px};
use super::gantt::Board;
use crate::model::chart::paper::{Layout, MARGIN, OVERLAP, Size, Tile};
use crate::model::chart::scale::{Scale, TickStep, ticks};
use crate::model::chart::{Chart, Row, Span};
use crate::model::ledger::Ledger;
use crate::state::{Store, env};
use crate::ui::part::shell::unit_title;
use crate::ui::words::wall::Wall as Text;
use crate::ui::words::{Words, label, words};
use chrono::NaiveDate;
use leptos::prelude::*;

/// A row, in units of the drawing.
const ROW: f64 = 5.6;
/// The title above the ticks.
const TITLE: f64 = 13.0;
/// The title and the ticks.
const HEAD: f64 = TITLE + 11.0;

/// Where the names end on a drawing so wide.
fn names(wide: f64) -> f64 {
    (wide * 0.24).clamp(70.0, 110.0)
}

/// A name cut to the room it has, in characters as wide as a Chinese one.
fn short(text: &str, room: f64) -> String {
    let wide = |c: char| if c.is_ascii() { 0.55 } else { 1.0 };
    if text.chars().map(wide).sum::<f64>() <= room {
        return text.to_owned();
    }
    let mut left = room - 1.0;
    let fits = |c: &char| {
        left -= wide(*c);
        left >= 0.0
    };
    text.chars().take_while(fits).chain(std::iter::once('…')).collect()
}

/// What every page of a print shares.
struct Print<'a> {
    words: Words,
    ledger: &'a Ledger,
    chart: &'a Chart,
    layout: Layout,
    scale: Scale,
    days: Span,
    today: NaiveDate,
    title: String,
    meta: String,
}

/// The pages.
#[component]
pub fn OnPaper(board: Board, size: Size) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let chart = board.chart.get_untracked();
    let Some(span) = chart.span else { return ().into_any() };
    let layout = size.layout();
    let days = Span { from: TickStep::Month.floor(span.from), to: span.to };
    let count = (days.to - days.from).num_days() as f64 + 6.0;
    let wide = layout.wide();
    let scale = Scale { origin: days.from, day_width: (wide - names(wide)) / count };
    let unit = untrack(|| unit_title(store, store.unit.get()))
        .unwrap_or_else(|| store.with_untracked(|l| label::visible(l.meta.title.get())));
    let year = store.with_untracked(|l| l.meta.year.get().map(|y| y.to_string())).unwrap_or_default();
    let title = words.fill(Text::PrintTitle, &[&unit, &year]);
    let bars = chart.bars.len().to_string();
    let meta = words.fill(Text::PrintMeta, &[&label::date(words, env::today(), None), &bars]);
    let today = store.today.get_untracked();
    let pages: Vec<AnyView> = store.with_untracked(|ledger| {
        let print = Print { words, ledger, chart: &chart, layout, scale, days, today, title, meta };
        let chunks: Vec<&[Row]> = chart.rows.chunks(layout.rows(HEAD, ROW)).collect();
        let foot = |n: usize| {
            let of = [(n + 1).to_string(), chunks.len().to_string()];
            if chunks.len() > 1 { words.fill(Text::PageOf, &[&of[0], &of[1]]) } else { String::new() }
        };
        chunks.iter().enumerate().map(|(n, rows)| print.page(n, rows, &foot(n))).collect()
    });
    view! { <div class=format!("print-doc print-only wall-paper is-{}", size.code())>{pages}</div> }
        .into_any()
}

impl Print<'_> {
    fn page(&self, number: usize, rows: &[Row], foot: &str) -> AnyView {
        let Layout { area, scale, .. } = self.layout;
        let high = HEAD + ROW * rows.len() as f64 + 1.0;
        let drawing = self.drawing(rows, foot, high);
        let tiles = self.layout.tiles(high * scale);
        if tiles.is_empty() {
            return view! {
                <section class="wall-page">
                    <svg
                        class="wall-paper-svg"
                        width=format!("{}mm", area.0)
                        height=format!("{:.2}mm", high * scale)
                        viewBox=format!("0 0 {:.2} {high:.2}", self.layout.wide())
                        role="img"
                        aria-label=self.words.t(Text::Title)
                    >
                        {drawing}
                    </svg>
                </section>
            }
            .into_any();
        }
        // Drawn once; each sheet shows its part of it.
        let mut whole = Some((drawing, format!("scale({scale})")));
        let id = format!("wall-poster-{number}");
        let count = tiles.len();
        let sheet = |tile: Tile| {
            let whole = whole.take().map(|(drawing, transform)| {
                view! { <defs><g id=id.clone()><g transform=transform>{drawing}</g></g></defs> }
            });
            self.tile(tile, &id, whole.into_any(), count, foot)
        };
        tiles.into_iter().map(sheet).collect::<Vec<_>>().into_any()
    }

    /// One small sheet: its part, marks to cut along, where the next one is glued, its number.
    fn tile(&self, tile: Tile, id: &str, whole: AnyView, count: usize, foot: &str) -> AnyView {
        let Some(cut) = self.layout.cut else { return ().into_any() };
        let (wide, high) = (cut.sheet.0, cut.sheet.1 - 1.0);
        let (left, top) = (MARGIN, MARGIN);
        let (right, bottom) = (left + tile.area.0, top + tile.area.1);
        let mark = |x1: f64, y1: f64, x2: f64, y2: f64, class: &'static str| {
            view! { <line class=class x1=px(x1) y1=px(y1) x2=px(x2) y2=px(y2)></line> }
        };
        let arm = MARGIN - 3.0;
        let corners = [
            (left, top, -1.0, -1.0),
            (right, top, 1.0, -1.0),
            (left, bottom, -1.0, 1.0),
            (right, bottom, 1.0, 1.0),
        ]
        .map(|(x, y, dx, dy)| {
            let gap = 1.0;
            (
                mark(x + dx * gap, y, x + dx * arm, y, "wall-cut"),
                mark(x, y + dy * gap, x, y + dy * arm, "wall-cut"),
            )
        });
        // Where the edge of the next sheet comes to lie.
        let beside = (tile.column + 1 < cut.columns).then(|| {
            let x = right - OVERLAP;
            (
                mark(x, top - arm, x, top - 1.0, "wall-glue"),
                mark(x, bottom + 1.0, x, bottom + arm, "wall-glue"),
            )
        });
        let below = (count > cut.columns * (tile.row + 1)).then(|| {
            let y = bottom - OVERLAP;
            (
                mark(left - arm, y, left - 1.0, y, "wall-glue"),
                mark(right + 1.0, y, right + arm, y, "wall-glue"),
            )
        });
        let number = tile.row * cut.columns + tile.column + 1;
        let said = [number, count, tile.row + 1, tile.column + 1].map(|n| n.to_string());
        let mut text = self.words.fill(Text::TileOf, &[&said[0], &said[1], &said[2], &said[3]]);
        if beside.is_some() || below.is_some() {
            text += self.words.t(Text::TileGlue);
        }
        if !foot.is_empty() {
            text = format!("{foot} · {text}");
        }
        let part = format!("{:.2} {:.2} {:.2} {:.2}", tile.at.0, tile.at.1, tile.area.0, tile.area.1);
        view! {
            <section class="wall-page">
                <svg
                    class="wall-paper-svg"
                    width=format!("{wide}mm")
                    height=format!("{high}mm")
                    viewBox=format!("0 0 {wide} {high}")
                    role="img"
                    aria-label=text.clone()
                >
                    {whole}
                    <svg x=px(left) y=px(top) width=px(tile.area.0) height=px(tile.area.1) viewBox=part>
                        <use href=format!("#{id}")></use>
                    </svg>
                    {corners.into_iter().collect::<Vec<_>>()}
                    {beside}
                    {below}
                    <text class="wall-tile" x=px(left + 14.0) y=px(bottom + 5.5)>{text.clone()}</text>
                </svg>
            </section>
        }
        .into_any()
    }

    fn drawing(&self, rows: &[Row], foot: &str, high: f64) -> AnyView {
        let (days, wide) = (self.days, self.layout.wide());
        let names = names(wide);
        let tick = |first: NaiveDate, step: TickStep, y: f64| {
            let x = names + self.scale.x(first.max(days.from));
            let text = draw::tick(self.words, first, step, step == TickStep::Quarter);
            view! {
                <line class="wall-paper-line" x1=px(x) x2=px(x) y1=px(y - 4.2) y2=px(high)></line>
                <text class="wall-paper-tick" x=px(x + 1.0) y=px(y)>{text}</text>
            }
        };
        let coarse = ticks(days, TickStep::Quarter).map(|f| tick(f, TickStep::Quarter, TITLE + 4.2));
        let fine = ticks(days, TickStep::Month).map(|f| tick(f, TickStep::Month, TITLE + 9.2));
        let ticks: Vec<_> = coarse.chain(fine).collect();
        let rows = rows.iter().enumerate().map(|(place, row)| {
            let at = format!("translate(0 {})", px(HEAD + ROW * place as f64));
            view! { <g transform=at>{self.row(row, wide, names)}</g> }
        });
        let rows: Vec<_> = rows.collect();
        let now = (days.from <= self.today && self.today <= days.to).then(|| {
            let x = names + draw::middle(&self.scale, self.today);
            view! {
                <line class="wall-paper-today" x1=px(x) x2=px(x) y1=px(HEAD - 1.0) y2=px(high)></line>
                <text class="wall-paper-now" x=px(x) y=px(HEAD - 1.6)>{self.words.t(Text::Today)}</text>
            }
        });
        view! {
            <text class="wall-paper-title" x=px(wide / 2.0) y="6">{self.title.clone()}</text>
            <text class="wall-paper-tick" x="0" y="11">{self.meta.clone()}</text>
            <text class="wall-paper-tick is-end" x=px(wide) y="11">{foot.to_owned()}</text>
            {ticks}
            {rows}
            {now}
        }
        .into_any()
    }

    fn row(&self, row: &Row, wide: f64, names: f64) -> AnyView {
        let (words, scale) = (self.words, &self.scale);
        let at = format!("translate({} 0)", px(names));
        // A character is 3.1 units wide; the light and the percentage stand at the end.
        let room = (names - 26.0) / 3.1;
        match row {
            Row::Heading { group, depth, span, counts, .. } => {
                let x = 1.0 + *depth as f64 * 3.0;
                let title = draw::group_title(words, self.ledger, *group);
                let name = format!("{}（{}）", short(&title, (names - x) / 3.2 - 5.0), counts.total());
                view! {
                    <rect class="wall-paper-group" x="0" y="0" width=px(wide) height=px(ROW)></rect>
                    <text class="wall-paper-head" x=px(x) y="3.9">{name}</text>
                    <g transform=at>{span.map(|s| draw::bracket(s, scale, ROW))}</g>
                }
                .into_any()
            }
            Row::Task(place) => {
                let bar = self.chart.bars.get(*place);
                let task = bar.and_then(|b| self.ledger.tasks.get(&b.task));
                let name = task.map(|t| short(&label::visible(t.title.get()), room)).unwrap_or_default();
                let percent = bar.map(|b| format!("{} {}%", words.t(b.light), b.percent));
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
                view! {
                    <line class="wall-paper-line" x1="0" x2=px(wide) y1=px(ROW) y2=px(ROW)></line>
                    <text class="wall-paper-name" x="3" y="3.8">{name}</text>
                    <text class="wall-paper-state" x=px(names - 1.5) y="3.8">{percent}</text>
                    <g transform=at>{drawn}</g>
                }
                .into_any()
            }
        }
    }
}
