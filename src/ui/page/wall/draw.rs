//! The shapes of a row, the same on screen and on paper; lengths in the units of the scale.

use crate::model::chart::scale::{Scale, TickStep};
use crate::model::chart::{Bar, Group, Mark, Span};
use crate::model::ledger::Ledger;
use crate::ui::words::wall::{Tick, Wall as Text};
use crate::ui::words::{Words, label};
use chrono::{Datelike, NaiveDate, Weekday};
use leptos::prelude::*;

/// A length for an attribute: a tenth is finer than anything seen.
pub fn px(value: f64) -> String {
    format!("{:.1}", value)
}

/// The middle of a day.
pub fn middle(scale: &Scale, date: NaiveDate) -> f64 {
    scale.x(date) + scale.day_width / 2.0
}

/// The approved plan, under the bar.
pub fn ghost(bar: &Bar, scale: &Scale, row: f64) -> AnyView {
    let Some(span) = bar.ghost else { return ().into_any() };
    let (x, width) = scale.extent(span);
    view! {
        <rect class="wall-ghost" x=px(x) y=px(row * 0.76) width=px(width.max(2.0)) height=px(row * 0.11) rx=px(row * 0.03)></rect>
    }
    .into_any()
}

/// The bar itself: its length, what is done of it, what should be.
pub fn body(bar: &Bar, span: Span, scale: &Scale, row: f64) -> AnyView {
    let (x, width) = scale.extent(span);
    let width = width.max(3.0);
    let (y, height) = (row * 0.24, row * 0.42);
    let done = width * (bar.percent.clamp(0, 100) as f64) / 100.0;
    let expected = bar.expected.filter(|_| bar.light != crate::model::light::Light::Done).map(|e| {
        let at = x + width * (e.clamp(0, 100) as f64) / 100.0;
        view! { <rect class="wall-expected" x=px(at - row * 0.03) y=px(y - row * 0.07) width=px(row * 0.06) height=px(height + row * 0.14) rx=px(row * 0.03)></rect> }
    });
    let late = bar.late.then(|| {
        let d = format!(
            "M{} {} l{} {} h-{} z",
            px(x + width + row * 0.3),
            px(y),
            px(row * 0.25),
            px(height),
            px(row * 0.5)
        );
        view! { <path class="wall-late" d=d></path> }
    });
    view! {
        <rect class="wall-track" x=px(x) y=px(y) width=px(width) height=px(height) rx=px(row * 0.09)></rect>
        <rect class="wall-done" x=px(x) y=px(y) width=px(done) height=px(height) rx=px(row * 0.09)></rect>
        {expected}
        {late}
    }
    .into_any()
}

/// The line through the milestones that decide.
pub fn chain(bar: &Bar, scale: &Scale, row: f64) -> AnyView {
    let mut decisive = bar.marks.iter().filter(|m| m.critical && !m.done);
    let Some(first) = decisive.next() else { return ().into_any() };
    let last = decisive.next_back().unwrap_or(first);
    let y = px(row * 0.45);
    view! { <line class="wall-chain" x1=px(middle(scale, first.date)) x2=px(middle(scale, last.date)) y1=y.clone() y2=y></line> }
        .into_any()
}

/// A milestone's diamond.
pub fn diamond(mark: &Mark, scale: &Scale, row: f64) -> String {
    let (x, y, r) = (middle(scale, mark.date), row * 0.45, row * 0.21);
    format!("M{} {} l{r:.1} {r:.1} l-{r:.1} {r:.1} l-{r:.1} -{r:.1} z", px(x), px(y - r))
}

/// Days after or before the approved plan, beside the bar.
pub fn slip(words: Words, bar: &Bar, scale: &Scale, row: f64) -> AnyView {
    let (Some(days), Some(span)) = (bar.slip.filter(|d| *d != 0), bar.span) else { return ().into_any() };
    let (x, width) = scale.extent(span);
    let text = words.fill(if days > 0 { Text::Slip } else { Text::Early }, &[&days.to_string()]);
    let x = x + width + row * if bar.late { 0.7 } else { 0.22 };
    view! { <text class="wall-slip" data-late=(days > 0).to_string() x=px(x) y=px(row * 0.58)>{text}</text> }
        .into_any()
}

/// A heading's span: a thin bracket.
pub fn bracket(span: Span, scale: &Scale, row: f64) -> AnyView {
    let (x, width) = scale.extent(span);
    let (y, foot) = (row * 0.44, row * 0.14);
    let d = format!("M{} {} v-{foot:.1} h{} v{foot:.1}", px(x), px(y + foot), px(width));
    view! { <path class="wall-bracket" d=d></path> }.into_any()
}

/// A group's name.
pub fn group_title(words: Words, ledger: &Ledger, group: Group) -> String {
    match group {
        Group::Unit(Some(id)) => ledger.units.get(&id).map(|u| label::visible(u.title.get())),
        Group::Theme(Some(id)) => ledger.themes.get(&id).map(|t| label::visible(t.title.get())),
        Group::Force(Some(id)) => ledger.forces.get(&id).map(|f| label::visible(f.title.get())),
        Group::Unit(None) => Some(words.t(Text::NoUnit).to_owned()),
        Group::Theme(None) => Some(words.t(Text::NoTheme).to_owned()),
        Group::Force(None) => Some(words.t(Text::NoForce).to_owned()),
    }
    .unwrap_or_default()
}

/// A tick's words. `above` is for the coarse row, which says the year too.
pub fn tick(words: Words, first: NaiveDate, step: TickStep, above: bool) -> String {
    let (year, month, day) = (first.year().to_string(), first.month().to_string(), first.day().to_string());
    match step {
        TickStep::Year => words.fill(Tick::Year, &[&year]),
        TickStep::Quarter => {
            let quarter = match first.month0() / 3 {
                0 => Tick::Quarter1,
                1 => Tick::Quarter2,
                2 => Tick::Quarter3,
                _ => Tick::Quarter4,
            };
            format!("{} {}", words.fill(Tick::Year, &[&year]), words.t(quarter))
        }
        TickStep::Month if above => words.fill(Tick::YearMonth, &[&year, &month]),
        TickStep::Month => words.fill(Tick::Month, &[&month]),
        TickStep::Week if above => words.fill(Tick::WeekOf, &[&year, &month, &day]),
        TickStep::Week => words.fill(Tick::Week, &[&month, &day]),
        TickStep::Day => day,
    }
}

/// Whether a day begins a week; such lines are drawn stronger among days.
pub fn begins_week(date: NaiveDate) -> bool {
    date.weekday() == Weekday::Mon
}
