//! Cells from a sheet pasted into a division: at the cell that has the focus, or as a list of names
//! and values; taken back in one step.

use super::divide::{Line, text_of};
use crate::model::block;
use crate::model::divide::{self, Holder, PasteReason, PasteTrouble};
use crate::model::id::UnitId;
use crate::state::Store;
use crate::ui::svg::icon;
use crate::ui::widget::field::Field;
use crate::ui::words::plan::Divide as Text;
use crate::ui::words::{Words, label, words};
use leptos::ev::{ClipboardEvent, KeyboardEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// What a paste did.
#[derive(Clone)]
pub struct Pasted {
    count: usize,
    troubles: Vec<Said>,
    beyond: usize,
    /// Weight and value of each row as they were.
    before: Vec<(String, String)>,
}

#[derive(Clone)]
enum Said {
    Name(PasteTrouble),
    Cell(block::Refused),
}

fn state(lines: &[Line]) -> Vec<(String, String)> {
    lines.iter().map(|l| (l.weight.get_untracked(), l.value.get_untracked())).collect()
}

/// Text is pasted over the table: more than one cell fills down and to the right.
pub fn into_cells(
    store: Store,
    lines: RwSignal<Vec<Line>>,
    pasted: RwSignal<Option<Pasted>>,
    event: &ClipboardEvent,
) {
    let text = event.clipboard_data().and_then(|d| d.get_data("text/plain").ok()).unwrap_or_default();
    let rows = block::cells(&text);
    // One cell goes where the caret is, as everywhere.
    if rows.len() < 2 && rows.first().is_none_or(|row| row.len() < 2) {
        return;
    }
    let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    let Some(at) = target.and_then(|t| place_of(&t.id())) else { return };
    event.prevent_default();
    if block::has_names(&rows) {
        by_name(store, lines, pasted, &text);
    } else {
        by_place(lines, pasted, &rows, at);
    }
}

/// The row and column of a cell by its id.
fn place_of(id: &str) -> Option<(usize, usize)> {
    let (column, row) = id.rsplit_once('-')?;
    let column = match column {
        "weight" => 0,
        "part" => 1,
        _ => return None,
    };
    Some((row.parse().ok()?, column))
}

fn by_place(
    lines: RwSignal<Vec<Line>>,
    pasted: RwSignal<Option<Pasted>>,
    rows: &[Vec<String>],
    at: (usize, usize),
) {
    let all = lines.get_untracked();
    let before = state(&all);
    let open: Vec<bool> = all.iter().map(|l| !l.locked).collect();
    let fill = block::fill(rows, at, &open, 2);
    for cell in &fill.cells {
        if let Some(line) = all.get(cell.row) {
            let text = if cell.column == 0 { line.weight } else { line.value };
            text.set(text_of(cell.value));
        }
    }
    let troubles = fill.refused.into_iter().map(Said::Cell).collect();
    pasted.set(Some(Pasted { count: fill.cells.len(), troubles, beyond: fill.beyond, before }));
}

fn by_name(store: Store, lines: RwSignal<Vec<Line>>, pasted: RwSignal<Option<Pasted>>, text: &str) {
    let all = lines.get_untracked();
    let before = state(&all);
    let unit = |line: &Line| match line.row.holder {
        Holder::Unit(unit) if !line.locked => Some(unit),
        _ => None,
    };
    let units: Vec<UnitId> = all.iter().filter_map(unit).collect();
    let (found, troubles) = store.with_untracked(|l| divide::paste(l, &units, text));
    for (id, value) in &found {
        if let Some(line) = all.iter().find(|line| unit(line) == Some(*id)) {
            line.value.set(text_of(*value));
        }
    }
    let troubles = troubles.into_iter().map(Said::Name).collect();
    pasted.set(Some(Pasted { count: found.len(), troubles, beyond: 0, before }));
}

fn take_back(lines: RwSignal<Vec<Line>>, pasted: RwSignal<Option<Pasted>>) {
    let Some(last) = pasted.get_untracked() else { return };
    lines.with_untracked(|all| {
        for (line, (weight, value)) in all.iter().zip(last.before) {
            line.weight.set(weight);
            line.value.set(value);
        }
    });
    pasted.set(None);
}

/// Ctrl+Z takes the last paste back.
pub fn undo_key(lines: RwSignal<Vec<Line>>, pasted: RwSignal<Option<Pasted>>, event: &KeyboardEvent) {
    let asks =
        (event.ctrl_key() || event.meta_key()) && !event.shift_key() && event.key().eq_ignore_ascii_case("z");
    if asks && pasted.with_untracked(Option::is_some) {
        event.prevent_default();
        event.stop_propagation();
        take_back(lines, pasted);
    }
}

fn said(words: Words, trouble: &Said) -> String {
    match trouble {
        Said::Cell(cell) => {
            words.fill(Text::NotNumberCell, &[&cell.line.to_string(), &label::visible(&cell.text)])
        }
        Said::Name(trouble) => {
            let text = match trouble.reason {
                PasteReason::UnknownUnit => Text::Unknown,
                PasteReason::Ambiguous => Text::Ambiguous,
                PasteReason::NotNumber => Text::NotNumber,
                PasteReason::Double => Text::Double,
            };
            words.fill(text, &[&trouble.line.to_string(), &label::visible(&trouble.name)])
        }
    }
}

/// What the last paste did, and the way back.
#[component]
pub fn Outcome(lines: RwSignal<Vec<Line>>, pasted: RwSignal<Option<Pasted>>) -> impl IntoView {
    let words = words();
    move || {
        pasted.get().map(|done| {
            let note = |text: String| view! { <li class="note is-warn">{icon("warn")}<span>{text}</span></li> };
            let beyond = (done.beyond > 0).then(|| words.fill(Text::OutOfGrid, &[&done.beyond.to_string()]));
            let notes = done.troubles.iter().take(20).map(|t| said(words, t)).chain(beyond).map(note);
            view! {
                <div class="cluster" id="divide-pasted">
                    <p role="status">{words.fill(Text::Pasted, &[&done.count.to_string()])}</p>
                    <button class="btn is-small" type="button" id="divide-paste-undo" on:click=move |_| take_back(lines, pasted)>
                        {icon("undo")}
                        <span>{words.t(Text::PasteUndo)}</span>
                    </button>
                </div>
                <ul class="notes">{notes.collect::<Vec<_>>()}</ul>
            }
        })
    }
}

/// A box for those who would rather paste a whole list.
#[component]
pub fn PasteBox(lines: RwSignal<Vec<Line>>, pasted: RwSignal<Option<Pasted>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let text = RwSignal::new(String::new());
    let fill = move |_| {
        let typed = text.get_untracked();
        let rows = block::cells(&typed);
        // A column of values alone goes down the rows.
        if rows.iter().all(|row| row.len() == 1 && crate::model::value::parse_number(&row[0]).is_some()) {
            by_place(lines, pasted, &rows, (0, 1));
        } else {
            by_name(store, lines, pasted, &typed);
        }
    };
    view! {
        <Field id="divide-paste" label=Signal::derive(move || words.t(Text::Paste).to_owned()) hint=Signal::derive(move || words.t(Text::PasteHint).to_owned())>
            <textarea class="control" id="divide-paste" rows="3" prop:value=text on:input=move |event| text.set(event_target_value(&event))></textarea>
        </Field>
        <div class="cluster">
            <button class="btn is-small" type="button" id="divide-paste-do" disabled=move || text.with(|t| t.trim().is_empty()) on:click=fill>{words.t(Text::PasteDo)}</button>
        </div>
    }
    .into_any()
}
