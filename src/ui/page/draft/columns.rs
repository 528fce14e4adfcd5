//! What the columns of a table are, said by a person when no header tells.

use super::Look;
use crate::intake::document::Grid;
use crate::intake::table::{Mapping, Role};
use crate::state::Review;
use crate::state::review::Table;
use crate::ui::widget::dialog::Dialog;
use crate::ui::widget::field::Field;
use crate::ui::widget::select::{Options, Select};
use crate::ui::words::draft::Columns as Text;
use crate::ui::words::{label, sheet, words};
use leptos::prelude::*;

/// So many rows stand as a sample.
const SAMPLE: usize = 4;

/// The dialog; open while a table's columns are being checked.
#[component]
pub(super) fn ColumnsDialog() -> impl IntoView {
    let review = expect_context::<Review>();
    let look = expect_context::<Look>();
    let words = words();
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        let wanted = look.columns.get().is_some();
        if open.get_untracked() != wanted {
            open.set(wanted);
        }
    });
    // Each follows the other only when they differ, else they would never rest.
    Effect::new(move |_| {
        if !open.get() && look.columns.with_untracked(Option::is_some) {
            look.columns.set(None);
        }
    });
    let named = move |place: usize| {
        let table = review.tables.with(|tables| tables.get(place).cloned())?;
        let source = review.source.get()?;
        let grid = table.grid(&source)?.clone();
        Some((table, grid))
    };
    let title = Signal::derive(move || {
        let name = look.columns.get().and_then(named).map(|(_, grid)| super::table_name(words, &grid.sheet));
        words.fill(Text::Title, &[&name.unwrap_or_default()])
    });
    let body = move || {
        let place = look.columns.get()?;
        let (table, grid) = untrack(|| named(place))?;
        Some(view! { <Mapper place table grid open /> })
    };
    view! { <Dialog open=open title=title wide=true>{body}</Dialog> }.into_any()
}

#[component]
fn Mapper(place: usize, table: Table, grid: Grid, open: RwSignal<bool>) -> impl IntoView {
    let review = expect_context::<Review>();
    let words = words();
    let start = table.mapping.clone().unwrap_or_else(|| table.layout.mapping.clone());
    let roles = RwSignal::new(start.roles);
    let first = RwSignal::new((start.first_row + 1).to_string());
    let offered: Options = std::iter::once((String::new(), words.t(Text::Unused).to_owned()))
        .chain(
            Role::ALL
                .iter()
                .enumerate()
                .map(|(n, role)| (n.to_string(), sheet::role(words, *role).to_owned())),
        )
        .collect();
    let offered = Signal::stored(offered);
    let columns = table.layout.columns.clone();
    let heads: Vec<_> = columns
        .iter()
        .map(|guess| {
            let column = guess.column;
            let name = words.fill(Text::Column, &[&(column + 1).to_string(), &label::visible(&guess.title)]);
            let value = Signal::derive(move || {
                let role = roles.with(|roles| roles.get(&column).copied());
                role.and_then(|role| Role::ALL.iter().position(|r| *r == role)).map(|n| n.to_string()).unwrap_or_default()
            });
            let pick = Callback::new(move |code: String| {
                roles.update(|roles| {
                    match code.parse::<usize>().ok().and_then(|n| Role::ALL.get(n)) {
                        Some(role) => roles.insert(column, *role),
                        None => roles.remove(&column),
                    };
                });
            });
            let (label, shown) = (name.clone(), label::visible(&guess.title));
            view! {
                <th scope="col">
                    <Select id=format!("column-{column}") label=Signal::derive(move || label.clone()) options=offered value=value on_pick=pick />
                    <span class="sub">{shown}</span>
                </th>
            }
        })
        .collect();
    let grid = StoredValue::new(grid);
    let shown: Vec<u32> = columns.iter().map(|guess| guess.column).collect();
    let from = move || first.get().trim().parse::<u32>().unwrap_or(1).max(1) - 1;
    let sample = move || {
        let from = from();
        grid.with_value(|grid| {
            let rows = grid.rows.iter().filter(|row| row.index >= from).take(SAMPLE);
            rows.map(|row| {
                let cells: Vec<_> = shown
                    .iter()
                    .map(|column| view! { <td>{label::visible(&row.text(*column).chars().take(60).collect::<String>())}</td> })
                    .collect();
                view! { <tr>{cells}</tr> }
            })
            .collect::<Vec<_>>()
        })
    };
    let mapping = move || Mapping { first_row: from(), roles: roles.get(), ..Mapping::default() };
    let is_usable = move || mapping().is_usable();
    let is_read = table.mapping.is_some();
    let go = move |_| {
        let mapping = untrack(mapping);
        open.set(false);
        review.map(place, Some(mapping));
    };
    let skip = move |_| {
        open.set(false);
        review.map(place, None);
    };
    view! {
        <div class="dialog-body">
            <p>{words.t(Text::Text)}{is_read.then(|| words.t(Text::Again))}</p>
            <Field id="columns-first" label=Signal::derive(move || words.t(Text::First).to_owned())>
                <input class="control num draft-first" id="columns-first" inputmode="numeric" prop:value=first on:input=move |event| first.set(event_target_value(&event)) />
            </Field>
            <div class="tablewrap" tabindex="0" role="region" aria-label=words.t(Text::Preview)>
                <table class="table draft-columns" id="columns-table">
                    <thead><tr>{heads}</tr></thead>
                    <tbody>{sample}</tbody>
                </table>
            </div>
        </div>
        <div class="dialog-foot">
            <button class="btn" type="button" id="columns-skip" on:click=skip>{words.t(Text::Skip)}</button>
            <button class="btn is-primary" type="button" id="columns-go" disabled=move || !is_usable() on:click=go>{words.t(Text::Do)}</button>
        </div>
    }
    .into_any()
}
