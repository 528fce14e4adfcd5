//! What one file would do.

use super::{Import, Text, choose, facts, note, warnings};
use crate::model::merge::{Effect, Merge, Row};
use crate::state::exchange::Incoming;
use crate::state::intake::Weighed;
use crate::state::share;
use crate::ui::part::diff::{self, After};
use leptos::prelude::*;

/// A clock further ahead than this is worth a word, in milliseconds.
const AHEAD: i64 = 24 * 3_600_000;
/// An hour in milliseconds.
const HOUR: i64 = 3_600_000;

pub fn preview(import: Import, incoming: Incoming, merge: &Merge) -> AnyView {
    let words = import.words;
    let count = |effect: Effect| merge.rows.iter().filter(|r| r.effect == effect).count();
    let conflicts = merge.rows.iter().filter(|r| !r.conflicts.is_empty() || r.contested).count();
    let figures = [
        ("is-added", count(Effect::Added) + count(Effect::Revived), Text::Added),
        ("is-changed", count(Effect::Changed), Text::ChangedRows),
        ("is-conflict", conflicts, Text::Conflicts),
        ("is-deleted", count(Effect::Deleted), Text::DeletedRows),
        ("is-same", merge.unchanged, Text::Same),
    ];
    let figures = figures.map(|(class, n, text)| {
        view! {
            <div class=format!("diff-count {class}")>
                <b class="num">{n}</b>
                <span>{words.t(text)}</span>
            </div>
        }
    });
    let mut notes = warnings(words, &incoming);
    if merge.is_older {
        notes.push(note(words.t(Text::NoteOlder).to_owned(), false));
    } else if merge.change.is_empty() && merge.set_apart.is_empty() && incoming.decoded.info.figures.is_none()
    {
        notes.push(note(words.t(Text::NoteSame).to_owned(), false));
    }
    if merge.ahead > AHEAD {
        notes.push(note(words.fill(Text::NoteAhead, &[&(merge.ahead / HOUR).to_string()]), true));
    }
    let about = facts(import, &incoming);
    let file = incoming.name.clone();
    let (choices, listed) = import.session.store.with_untracked(|ledger| {
        let after = After::new(words, ledger, &merge.change);
        let settle = merge.conflicts();
        let contested = merge.rows.iter().filter(|r| r.contested).map(|r| r.record).collect();
        let name = |_| file.clone();
        let choices = [
            choose::conflicts(import.session, &after, &settle, &contested, import.choices, &name),
            choose::set_apart(&after, &merge.set_apart, import.choices, None),
        ];
        (choices, table(&after, merge))
    });
    let brings = share::weigh(import.session, &incoming.decoded);
    let brings = matches!(brings, Some(Weighed::New | Weighed::Replaced(_)));
    let nothing = merge.change.is_empty() && !brings;
    let is_choice = !merge.set_apart.is_empty();
    let taken = import.choices.taken;
    let go = StoredValue::new(incoming);
    let buttons = if nothing && !is_choice {
        view! { <button class="btn is-primary" type="button" on:click=move |_| import.open.set(false)>{words.t(Text::Close)}</button> }.into_any()
    } else {
        view! {
            <button class="btn" type="button" id="import-skip" on:click=move |_| import.open.set(false)>{words.t(Text::Skip)}</button>
            <button
                class="btn is-primary"
                type="button"
                id="import-accept"
                disabled=move || nothing && taken.with(|taken| taken.is_empty())
                on:click=move |_| import.accept(&go.get_value())
            >
                {words.t(Text::Accept)}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="dialog-body">
            {about}
            <div class="diff-summary">{figures.into_iter().collect::<Vec<_>>()}</div>
            <ul class="notes">{notes}</ul>
            {choices.into_iter().flatten().collect::<Vec<_>>()}
            {listed}
        </div>
        <div class="dialog-foot">{buttons}</div>
    }
    .into_any()
}

/// The records that change without a question.
fn table(after: &After, merge: &Merge) -> Option<AnyView> {
    let words = after.words;
    let is_plain = |r: &&Row| !r.fields.is_empty() || r.effect != Effect::Changed;
    let mut rows: Vec<&Row> = merge.rows.iter().filter(is_plain).collect();
    if rows.is_empty() {
        return None;
    }
    // What needs a look comes first.
    rows.sort_by_key(|r| (r.effect != Effect::Deleted, r.effect == Effect::Added));
    let more = rows.len().saturating_sub(diff::LISTED);
    let row = |row: &Row| {
        let in_conflict = |field| row.conflicts.iter().any(|c| c.field == field);
        let fields = row.fields.iter().filter(|f| !in_conflict(f.field));
        diff::row(after, row.record, row.effect, fields, !row.conflicts.is_empty())
    };
    let rows = rows.into_iter().take(diff::LISTED).map(row).collect();
    Some(diff::table(words, words.t(Text::PreviewTitle), rows, more))
}
