//! The document with the sentences of its drafts marked. Only lines near what is looked at are made, so that a
//! document of a megabyte is as quick as a page.

use super::Look;
use crate::intake::document::{Block, Grid, Row as TableRow};
use crate::intake::draft::{Draft, DraftKey, Origin};
use crate::state::Review;
use crate::state::review::source::Line;
use crate::state::review::{Row, Source, Table};
use crate::ui::words::draft::Draft as Text;
use crate::ui::words::{label, words};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// So many lines are made at first, and again each time more are asked for.
const STEP: usize = 200;
/// So many at the very first, so that the page stands at once.
const FIRST: usize = 40;
/// A cell of more characters is given room.
const LONG: usize = 16;
/// So many stand before a sentence that is jumped to.
const LEAD: usize = 40;

/// Scrolls the first element of a selector into sight, as little as needed.
pub(super) fn reveal(selector: &str) {
    let Some(element) = document().query_selector(selector).ok().flatten() else { return };
    let own = element.closest(".draft-scroll").ok().flatten();
    // In one column the page itself is what scrolls.
    let own = own.filter(|scroller| scroller.scroll_height() > scroller.client_height());
    let Some(scroller) = own.or_else(|| element.closest(".page").ok().flatten()) else { return };
    let (at, frame) = (element.get_bounding_client_rect(), scroller.get_bounding_client_rect());
    if at.height() == 0.0 {
        // The side of the screen that is not shown.
        return;
    }
    let room = 48.0_f64.min(frame.height() / 4.0);
    let by = if at.top() < frame.top() + room {
        at.top() - frame.top() - room
    } else if at.bottom() > frame.bottom() - room {
        (at.bottom() - frame.bottom() + room).min(at.top() - frame.top() - room)
    } else {
        return;
    };
    scroller.set_scroll_top(scroller.scroll_top() + by as i32);
}

/// Which drafts speak of which places of the document.
#[derive(Default)]
struct Places {
    /// Byte ranges of the text, by where they begin.
    text: Vec<(Range<usize>, DraftKey)>,
    /// By table's name, row and column.
    cells: BTreeMap<(String, u32, u32), Vec<DraftKey>>,
    /// The longest range, so that a search need not look further back.
    longest: usize,
    /// The exact words of drafts, by where they begin.
    words: Vec<Range<usize>>,
}

impl Places {
    fn add(&mut self, draft: &Draft) {
        match &draft.origin {
            Origin::Text { quote, .. } => {
                self.longest = self.longest.max(quote.len());
                self.text.push((quote.clone(), draft.key));
                self.words.extend(draft.words.clone());
            }
            Origin::Cell { sheet, row, column, .. } => {
                self.cells.entry((sheet.clone(), *row, *column)).or_default().push(draft.key);
            }
        }
    }

    fn new(rows: &[Row]) -> Self {
        let mut places = Self::default();
        for row in rows {
            row.item.with_untracked(|item| places.add(&item.base));
        }
        places.text.sort_by_key(|(range, key)| (range.start, *key));
        places.words.sort_by_key(|range| range.start);
        places
    }

    /// The ranges that touch a line.
    fn within(&self, line: &Range<usize>) -> impl Iterator<Item = &(Range<usize>, DraftKey)> {
        let from = line.start.saturating_sub(self.longest);
        let first = self.text.partition_point(|(range, _)| range.start < from);
        let line = line.clone();
        self.text
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while({
                let end = line.end;
                move |(range, _)| range.start < end
            })
            .filter(move |(range, _)| range.end > line.start)
    }
}

/// A line cut where drafts begin and end, each piece with the drafts that speak of it.
fn pieces(places: &Places, line: &Range<usize>) -> Vec<(Range<usize>, Vec<DraftKey>)> {
    let found: Vec<_> = places.within(line).cloned().collect();
    let mut cuts = BTreeSet::from([line.start, line.end]);
    for (range, _) in &found {
        cuts.insert(range.start.clamp(line.start, line.end));
        cuts.insert(range.end.clamp(line.start, line.end));
    }
    let cuts: Vec<usize> = cuts.into_iter().collect();
    cuts.iter()
        .zip(cuts.iter().skip(1))
        .map(|(from, to)| {
            let over = |(range, _): &&(Range<usize>, DraftKey)| range.start <= *from && range.end >= *to;
            (*from..*to, found.iter().filter(over).map(|(_, key)| *key).collect())
        })
        .collect()
}

/// The line on which a draft stands.
fn line_of(source: &Source, origin: &Origin) -> Option<usize> {
    match origin {
        Origin::Text { quote, .. } => {
            source.lines.iter().position(|line| matches!(line, Line::Text(range) if range.end > quote.start))
        }
        Origin::Cell { sheet, row, .. } => source.lines.iter().position(|line| match line {
            Line::Row(block, at) => {
                let grid = grid(source, *block);
                grid.is_some_and(|g| g.sheet == *sheet && g.rows.get(*at).is_some_and(|r| r.index == *row))
            }
            Line::Text(_) => false,
        }),
    }
}

fn grid(source: &Source, block: usize) -> Option<&Grid> {
    match source.document.blocks.get(block) {
        Some(Block::Grid(grid)) => Some(grid),
        _ => None,
    }
}

/// The document.
#[component]
pub(super) fn Document() -> impl IntoView {
    let review = expect_context::<Review>();
    let look = expect_context::<Look>();
    let words = words();
    let shown = RwSignal::new((0, FIRST));
    super::soon(move || {
        // Gone when the page is.
        let _gone = shown.try_update(|(_, to)| *to = STEP.max(*to));
    });
    let places = Memo::new_with_compare(
        move |_| review.rows.with(|rows| Arc::new(Places::new(rows))),
        |old, new| !matches!((old, new), (Some(old), Some(new)) if Arc::ptr_eq(old, new)),
    );
    let count = move || review.source.with(|s| s.as_ref().map_or(0, |s| s.lines.len()));
    Effect::new(move |_| {
        let Some(key) = look.chosen.get() else { return };
        let origin = review.rows.with_untracked(|rows| {
            rows.iter()
                .find(|row| row.key == key)
                .map(|row| row.item.with_untracked(|item| item.base.origin.clone()))
        });
        let line = review.source.with_untracked(|s| line_of(s.as_deref()?, &origin?));
        if let Some(line) = line {
            let (from, to) = shown.get_untracked();
            if !(from..to).contains(&line) {
                let from = line.saturating_sub(LEAD);
                shown.set((from, from + STEP));
            }
        }
        mark_chosen(key);
    });
    let choose = move |keys: Vec<DraftKey>| {
        // The next of those that speak of the same words, each time it is clicked.
        let now = look.chosen.get_untracked();
        let at = keys.iter().position(|key| Some(*key) == now).map_or(0, |at| (at + 1) % keys.len());
        if let Some(key) = keys.get(at) {
            look.chosen.set(Some(*key));
            look.document.set(false);
        }
    };
    let content = move || {
        let source = review.source.get()?;
        let (from, to) = shown.get();
        let places = places.get();
        let tables = review.tables.get();
        // Marks are made anew, and lose the one chosen.
        if let Some(key) = look.chosen.get_untracked() {
            request_animation_frame(move || mark_chosen(key));
        }
        Some(lines(&source, &places, &tables, from..to.min(source.lines.len()), choose, look))
    };
    view! {
        <div class="draft-document">
            <div class="draft-scroll" id="draft-document" tabindex="0" role="region" aria-label=words.t(Text::Document)>
                <Show when=move || { shown.get().0 > 0 }>
                    <button class="btn is-small draft-more" type="button" on:click=move |_| shown.update(|(from, _)| *from = from.saturating_sub(STEP))>{words.t(Text::Before)}</button>
                </Show>
                {content}
                <Show when=move || { shown.get().1 < count() }>
                    <button class="btn is-small draft-more" type="button" on:click=move |_| shown.update(|(_, to)| *to += STEP)>{words.t(Text::After)}</button>
                </Show>
            </div>
        </div>
    }
    .into_any()
}

/// Marks the places of the chosen draft and brings the first into sight, once they are made.
fn mark_chosen(key: DraftKey) {
    let mark = move || {
        let Ok(old) = document().query_selector_all("#draft-document .is-on") else { return };
        for place in (0..old.length()).filter_map(|n| old.item(n)) {
            if let Ok(element) = place.dyn_into::<web_sys::Element>() {
                // A class that is there can be taken away.
                let _gone = element.class_list().remove_1("is-on");
            }
        }
        let selector = format!("#draft-document [data-keys~=\"{}\"]", key.0);
        let Ok(new) = document().query_selector_all(&selector) else { return };
        for place in (0..new.length()).filter_map(|n| new.item(n)) {
            if let Ok(element) = place.dyn_into::<web_sys::Element>() {
                // A class can always be added.
                let _there = element.class_list().add_1("is-on");
            }
        }
        reveal(&selector);
    };
    request_animation_frame(mark);
}

fn names(keys: &[DraftKey]) -> String {
    keys.iter().map(|key| key.0.to_string()).collect::<Vec<_>>().join(" ")
}

fn lines(
    source: &Source,
    places: &Places,
    tables: &[Table],
    range: Range<usize>,
    choose: impl Fn(Vec<DraftKey>) + Copy + 'static,
    look: Look,
) -> Vec<AnyView> {
    let mut out = Vec::new();
    let mut open: Option<(usize, Vec<AnyView>)> = None;
    let close = |open: &mut Option<(usize, Vec<AnyView>)>, out: &mut Vec<AnyView>| {
        if let Some((block, rows)) = open.take() {
            out.push(table(source, tables, block, rows, look));
        }
    };
    for line in source.lines.get(range).unwrap_or_default() {
        match line {
            Line::Text(bytes) => {
                close(&mut open, &mut out);
                out.push(paragraph(source, places, bytes, choose));
            }
            Line::Row(block, at) => {
                if open.as_ref().is_none_or(|(now, _)| now != block) {
                    close(&mut open, &mut out);
                    open = Some((*block, Vec::new()));
                }
                let found = grid(source, *block).and_then(|grid| Some((grid, grid.rows.get(*at)?)));
                if let (Some((grid, row)), Some((_, rows))) = (found, open.as_mut()) {
                    rows.push(table_row(grid, row, places, choose));
                }
            }
        }
    }
    close(&mut open, &mut out);
    out
}

fn paragraph(
    source: &Source,
    places: &Places,
    bytes: &Range<usize>,
    choose: impl Fn(Vec<DraftKey>) + Copy + 'static,
) -> AnyView {
    let pieces: Vec<AnyView> = pieces(places, bytes)
        .into_iter()
        .map(|(range, keys)| {
            if keys.is_empty() {
                return label::visible(source.text.get(range).unwrap_or_default()).into_any();
            }
            let text = with_words(source, places, range);
            view! { <mark class="draft-mark" data-keys=names(&keys) on:click=move |_| choose(keys.clone())>{text}</mark> }.into_any()
        })
        .collect();
    view! { <p class="draft-p">{pieces}</p> }.into_any()
}

/// A piece of a draft's sentence, the exact words of drafts within it made to stand out.
fn with_words(source: &Source, places: &Places, piece: Range<usize>) -> Vec<AnyView> {
    let text = |range: Range<usize>| label::visible(source.text.get(range).unwrap_or_default());
    let mut out = Vec::new();
    let mut at = piece.start;
    let first = places.words.partition_point(|words| words.start + places.longest < piece.start);
    let near = places.words.iter().skip(first).take_while(|words| words.start < piece.end);
    for words in near.filter(|words| words.end > piece.start) {
        let (from, to) = (words.start.max(at), words.end.min(piece.end));
        if from < to {
            out.push(text(at..from).into_any());
            out.push(view! { <b class="draft-words">{text(from..to)}</b> }.into_any());
            at = to;
        }
    }
    out.push(text(at..piece.end).into_any());
    out
}

fn table_row(
    grid: &Grid,
    row: &TableRow,
    places: &Places,
    choose: impl Fn(Vec<DraftKey>) + Copy + 'static,
) -> AnyView {
    // Far columns of a wide sheet say little here, and cost much.
    let width = grid.width().min(40);
    let spans: Vec<_> = grid.spans.iter().filter(|s| (s.row..s.row_end).contains(&row.index)).collect();
    let mut cells: Vec<AnyView> = Vec::new();
    let mut column = 0;
    while column < width {
        let span = spans.iter().find(|span| (span.column..span.column_end).contains(&column));
        let end = span.map_or(column + 1, |span| span.column_end.min(width));
        // What a merged cell covers is said once; only rows near what is looked at are there to span.
        let below = span.is_some_and(|span| span.row < row.index);
        let cell = row.cell(column).filter(|cell| cell.from.is_none());
        let text = cell.map(|cell| label::visible(&cell.text)).unwrap_or_default();
        let long = text.chars().nth(LONG).is_some();
        let keys = places.cells.get(&(grid.sheet.clone(), row.index, column)).cloned().unwrap_or_default();
        let text = if keys.is_empty() {
            text.into_any()
        } else {
            view! { <mark class="draft-mark" data-keys=names(&keys) on:click=move |_| choose(keys.clone())>{text}</mark> }.into_any()
        };
        let wide = (end - column > 1).then(|| (end - column).to_string());
        cells.push(view! { <td colspan=wide class:is-below=below class:is-long=long>{text}</td> }.into_any());
        column = end;
    }
    view! { <tr>{cells}</tr> }.into_any()
}

fn table(source: &Source, tables: &[Table], block: usize, rows: Vec<AnyView>, look: Look) -> AnyView {
    let words = words();
    let name = grid(source, block).map(|grid| super::table_name(words, &grid.sheet)).unwrap_or_default();
    let place = tables.iter().position(|table| table.block == block);
    let check = place.map(|place| {
        view! { <button class="btn is-small is-quiet" type="button" on:click=move |_| look.columns.set(Some(place))>{words.t(Text::CheckColumns)}</button> }
    });
    view! {
        <div class="draft-table">
            <p class="draft-table-head"><span>{name}</span>{check}</p>
            <div class="draft-table-wrap">
                <table><tbody>{rows}</tbody></table>
            </div>
        </div>
    }
    .into_any()
}
