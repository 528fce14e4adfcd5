//! A target's values as a small chart, what is still to do in words, and its place among sisters (`T3`).

use crate::model::id::TargetId;
use crate::model::kind::{Kind, RecordId};
use crate::model::series::{self, Series};
use crate::state::Store;
use crate::ui::route::Route;
use crate::ui::words::plan::Series as Text;
use crate::ui::words::{label, words};
use chrono::NaiveDate;
use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The drawing's size and the margins around its plane.
const WIDTH: f64 = 440.0;
const HEIGHT: f64 = 168.0;
const LEFT: f64 = 8.0;
const RIGHT: f64 = 64.0;
const TOP: f64 = 18.0;
const BOTTOM: f64 = 22.0;

/// Where dates and values come to stand.
#[derive(Clone, Copy)]
struct Plane {
    from: NaiveDate,
    days: f64,
    low: f64,
    high: f64,
}

impl Plane {
    fn of(series: &Series, today: NaiveDate) -> Option<Self> {
        let dates = series.points.iter().map(|p| p.date);
        let dates: Vec<_> = dates.chain(series.start).chain(series.due).chain(Some(today)).collect();
        let (from, to) = (*dates.iter().min()?, *dates.iter().max()?);
        let values = series.points.iter().map(|p| p.value).chain(series.baseline).chain(series.wanted);
        let values: Vec<f64> = values.filter_map(|v| v.to_f64()).collect();
        let (low, high) = values.iter().fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(*v), h.max(*v)));
        // A flat series still needs some height.
        let room = if high > low { (high - low) * 0.12 } else { high.abs().max(1.0) * 0.1 };
        let days = (to - from).num_days().max(1) as f64;
        (!series.points.is_empty()).then_some(Self { from, days, low: low - room, high: high + room })
    }

    fn x(self, day: NaiveDate) -> f64 {
        LEFT + (day - self.from).num_days() as f64 / self.days * (WIDTH - LEFT - RIGHT)
    }

    fn y(self, value: Decimal) -> f64 {
        let value = value.to_f64().unwrap_or(self.low);
        TOP + (self.high - value) / (self.high - self.low) * (HEIGHT - TOP - BOTTOM)
    }
}

/// The chart, the pace and the rank; nothing before there is a value.
#[component]
pub fn OverTheYear(id: TargetId) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let found = Memo::new(move |_| store.with(|l| series::series(l, id)));
    let measure = Memo::new(move |_| {
        store.with(|l| l.targets.get(&id).map(|t| t.measure.get().clone()).unwrap_or_default())
    });
    let pace = move || {
        let series = found.get()?;
        let today = store.today.get();
        let said = |d: Decimal| format!("{}{}", label::number(d), measure.get());
        let pace = series.pace(today)?;
        let mut text = vec![match (pace.distance.is_zero(), pace.needed) {
            (true, _) => words.t(Text::Reached).to_owned(),
            (false, Some(needed)) => {
                words.fill(Text::Still, &[&said(pace.distance), &pace.days_left.to_string(), &said(needed)])
            }
            (false, None) => words.fill(Text::Late, &[&said(pace.distance)]),
        }];
        if !pace.distance.is_zero() {
            text.extend(pace.so_far.map(|p| words.fill(Text::SoFar, &[&said(p)])));
            text.extend(series.line(today).map(|v| words.fill(Text::Line, &[&said(v)])));
        }
        Some(view! { <p class="pace-text" id="pace">{text.join(" ")}</p> })
    };
    let has_points = move || found.with(|s| s.as_ref().is_some_and(|s| !s.points.is_empty()));
    view! {
        <Show when=has_points>
            <section class="block">
                <h3>{words.t(Text::Head)}</h3>
                {move || found.get().and_then(|s| chart(store, &s, &measure.get()))}
                {pace}
            </section>
        </Show>
    }
    .into_any()
}

fn chart(store: Store, series: &Series, measure: &str) -> Option<AnyView> {
    let words = words();
    let today = store.today.get();
    let year = store.with(|l| *l.meta.year.get());
    let plane = Plane::of(series, today)?;
    let (first, last) = (series.points.first()?, series.latest()?);
    let said = |d: Decimal| format!("{}{measure}", label::number(d));
    let day = |d: NaiveDate| label::date(words, d, year);
    let name = words.fill(
        Text::Chart,
        &[
            words.t(Text::Head),
            &day(first.date),
            &series.points.len().to_string(),
            &said(last.value),
            &series.wanted.map(said).unwrap_or_else(|| "—".to_owned()),
        ],
    );
    let right = WIDTH - RIGHT;
    let bottom = HEIGHT - BOTTOM;
    let place = |n: f64| format!("{n:.1}");
    let path = series.points.iter().enumerate().map(|(i, p)| {
        format!("{}{:.1} {:.1}", if i == 0 { "M" } else { "L" }, plane.x(p.date), plane.y(p.value))
    });
    let path = path.collect::<Vec<_>>().join(" ");
    let points = series.points.iter().map(|p| {
        let source =
            if p.source.is_empty() { String::new() } else { format!(" · {}", label::visible(&p.source)) };
        view! {
            <circle class="point" cx=place(plane.x(p.date)) cy=place(plane.y(p.value)) r="3.5">
                <title>{format!("{} {}{source}", day(p.date), said(p.value))}</title>
            </circle>
        }
    });
    let points = points.collect::<Vec<_>>();
    let level = |value: Decimal, class: &'static str, text: String| {
        let y = plane.y(value);
        view! {
            <line class=class x1=place(LEFT) x2=place(right) y1=place(y) y2=place(y)></line>
            <text class=format!("{class}-text") x=place(right + 4.0) y=place(y + 4.0)>{text}</text>
        }
    };
    let wanted = series.wanted.map(|v| level(v, "wanted", words.fill(Text::Wanted, &[&said(v)])));
    let pace = series.baseline.zip(series.wanted).zip(series.start.zip(series.due)).map(|((b, w), (s, d))| {
        // On the side the line turns away from, where there is room.
        let (at, is_rising) = (plane.y(b), plane.y(w) < plane.y(b));
        let is_below = if is_rising { at + 16.0 < bottom } else { at < TOP + 14.0 };
        let label = if is_below { at + 14.0 } else { at - 6.0 };
        view! {
            <line class="pace" x1=place(plane.x(s)) y1=place(plane.y(b)) x2=place(plane.x(d)) y2=place(plane.y(w))></line>
            <text x=place(plane.x(s)) y=place(label)>
                {words.fill(Text::Baseline, &[&said(b)])}
            </text>
        }
    });
    let now = plane.x(today);
    let left_of_now = now > WIDTH * 0.6;
    let from = plane.from;
    let to = series.due.unwrap_or(today).max(today);
    // Beside the newest point, but not on the aim's line.
    let (x, y) = (plane.x(last.date), plane.y(last.value));
    let near = series.wanted.is_some_and(|w| (plane.y(w) - (y - 8.0)).abs() < 12.0);
    Some(
        view! {
            <svg class="series" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=name>
                <line class="grid" x1=place(LEFT) x2=place(right) y1=place(bottom) y2=place(bottom)></line>
                <line class="now" x1=place(now) x2=place(now) y1=place(TOP - 4.0) y2=place(bottom)></line>
                <text x=place(now) y=place(TOP - 7.0) text-anchor=if left_of_now { "end" } else { "start" }>{words.t(Text::Today)}</text>
                {pace}
                {wanted}
                <path class="line" d=path></path>
                {points}
                <text class="last-text" x=place(x + 6.0) y=place(if near { y + 17.0 } else { y - 8.0 })>{said(last.value)}</text>
                <text x=place(LEFT) y=place(HEIGHT - 6.0)>{day(from)}</text>
                <text x=place(right) y=place(HEIGHT - 6.0) text-anchor="end">{day(to)}</text>
            </svg>
        }
        .into_any(),
    )
}

/// The target's place among its sister units' parts of the same whole.
#[component]
pub fn Rank(id: TargetId) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let ranked = Memo::new(move |_| {
        let index = store.index.get();
        store.with(|l| series::rank(l, &index, id))
    });
    let rows = move || {
        let row = |r: series::Ranked| {
            let unit = r.unit.map(|u| label::visible(&store.title_of(RecordId::new(Kind::Unit, u))));
            let place = r.place.map_or_else(|| "—".to_owned(), |n| n.to_string());
            let value = r.value.map_or_else(|| "—".to_owned(), label::number);
            view! {
                <li>
                    <a class="rank-row" data-own=(r.target == id).to_string() href=Route::Target(r.target).hash()>
                        <span class="rank-place num">{place}</span>
                        <span>{unit}</span>
                        <span class="num">{value}</span>
                    </a>
                </li>
            }
        };
        ranked.get().into_iter().map(row).collect::<Vec<_>>()
    };
    let own = move || {
        let ranked = ranked.get();
        let place = ranked.iter().find(|r| r.target == id).and_then(|r| r.place);
        match place {
            Some(place) => words.fill(Text::RankOf, &[&ranked.len().to_string(), &place.to_string()]),
            None => words.t(Text::RankNone).to_owned(),
        }
    };
    view! {
        <Show when=move || { ranked.with(Vec::len) > 1 }>
            <section class="block" id="rank">
                <h3>{words.t(Text::Rank)}</h3>
                <p class="pace-text">{own}</p>
                <ol>{rows}</ol>
            </section>
        </Show>
    }
    .into_any()
}
