//! The plan on one sheet: the letters are as large as the sheet allows.

use super::owner;
use super::tree::{Card, Row, totals};
use crate::model::choice::Choice;
use crate::model::kind::Kind;
use crate::model::light::Light;
use crate::state::{Store, env};
use crate::ui::part::light::dot;
use crate::ui::svg::icon;
use crate::ui::words::plan::Plan as Text;
use crate::ui::words::shell::Shell;
use crate::ui::words::{label, words};
use leptos::prelude::*;

/// The sheets offered.
pub const PAPERS: &[(&str, Text)] = &[("a4", Text::A4), ("a3", Text::A3)];

/// Letters in points: no larger, and no smaller however full the sheet.
const LARGEST: f64 = 12.0;
const SMALLEST: f64 = 5.0;

/// A sheet's columns and the room in it, in millimetres, without margins, title and foot.
struct Room {
    columns: f64,
    width: f64,
    height: f64,
}

fn room(size: &str) -> Room {
    match size {
        "a3" => Room { columns: 5.0, width: 396.0, height: 243.0 },
        _ => Room { columns: 4.0, width: 277.0, height: 160.0 },
    }
}

/// The largest letters with which everything is sure to fit.
fn letters(cards: &[Card], size: &str) -> f64 {
    let room = room(size);
    let column = room.width / room.columns - 5.0;
    let lines = |points: f64| -> f64 {
        let letter = points * 0.3528;
        let each = |row: &Row| {
            // Half of a line's room is lost to indents, marks and unlike word lengths at worst.
            let indent = 2.0 + row.level as f64 * 0.8;
            let text = wide(&row.title) + wide(&row.note) + 1.5;
            (text / (column / letter - indent).max(4.0)).ceil().max(1.0)
        };
        let of = |card: &Card| card.iter().map(each).sum::<f64>() * letter * 1.42 + 4.0;
        // A row is not broken over two columns, so each column may stay a little short.
        cards.iter().map(of).sum::<f64>() + room.columns * letter * 4.0
    };
    let mut points = LARGEST;
    while points > SMALLEST && lines(points) > room.height * room.columns {
        points -= 0.25;
    }
    points
}

/// A text's width in letters: a Latin one takes half the room of a Chinese one.
fn wide(text: &str) -> f64 {
    text.chars().map(|c| if c.is_ascii() { 0.55 } else { 1.0 }).sum()
}

/// The sheet.
#[component]
pub fn OnPaper(cards: Vec<Card>, size: String) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let year = store.with_untracked(|l| *l.meta.year.get());
    let year = year.map(|y| words.fill(Shell::Year, &[&y.to_string()])).unwrap_or_default();
    let title = words.fill(Text::SheetTitle, &[&untrack(|| owner(store)), &year]);
    let (targets, tasks) = totals(&cards);
    let sum = |light: Light| cards.iter().flatten().filter(|r| r.light == Some(light)).count().to_string();
    let said = Light::ALL.map(|l| words.fill(Text::CountOf, &[words.t(l), &sum(l)]));
    let said = said.join(words.t(label::Small::ListMark));
    let day = label::date(words, env::today(), None);
    let foot = words.fill(Text::SheetFoot, &[&day, &targets.to_string(), &tasks.to_string(), &said]);
    let points = letters(&cards, &size);
    let row = |row: Row| {
        let kind = row.record.map_or(Kind::Theme, |r| r.kind);
        let light =
            row.light.map(|l| view! { <span class=format!("light is-{}", l.code())>{icon(dot(l))}</span> });
        let note = (!row.note.is_empty()).then(|| view! { <span class="sheet-note">{row.note}</span> });
        view! {
            <div class="sheet-row" data-kind=kind.code() data-level=row.level.to_string() style:--depth=row.level.saturating_sub(1).to_string()>
                {light}
                <span>{row.title} " " {note}</span>
            </div>
        }
    };
    let card = |card: Card| {
        view! { <section class="sheet-card">{card.into_iter().map(row).collect::<Vec<_>>()}</section> }
    };
    view! {
        <section class=format!("print-doc print-only plan-sheet is-{size}") style:--points=format!("{points}pt")>
            <h1 class="print-title">{title}</h1>
            <div class="sheet-columns">{cards.into_iter().map(card).collect::<Vec<_>>()}</div>
            <p class="print-foot">{foot}</p>
        </section>
    }
    .into_any()
}
