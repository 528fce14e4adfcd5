//! Files in: picked or dropped, looked at, and only then taken over (`X1`, `X2`).

use crate::model::change::Edit;
use crate::model::field::Field;
use crate::model::kind::{Kind, RecordId};
use crate::model::ledger::Ledger;
use crate::model::merge::{Effect, FieldRow, Merge, Row};
use crate::model::record::Record;
use crate::model::value::Value;
use crate::state::exchange::{self, ImportError, Incoming, Scope, Warning};
use crate::state::session::Phase;
use crate::state::{Session, env};
use crate::ui::part::document::Documents;
use crate::ui::part::shell::say_undone;
use crate::ui::svg::icon;
use crate::ui::widget::dialog::Dialog;
use crate::ui::widget::toast::Toasts;
use crate::ui::words::data::{self, Data as Text};
use crate::ui::words::shell::Shell;
use crate::ui::words::{Words, label, trouble, words};
use leptos::prelude::*;
use std::collections::{HashMap, VecDeque};
use wasm_bindgen::JsCast;

/// So many records are listed; the rest is counted.
const LISTED: usize = 200;
/// So many fields of a new record are listed.
const NEW_FIELDS: usize = 6;
/// A clock further ahead than this is worth a word, in milliseconds.
const AHEAD: i64 = 24 * 3_600_000;
/// An hour in milliseconds.
const HOUR: i64 = 3_600_000;

/// What the import dialog shows.
#[derive(Clone)]
enum Shown {
    Preview(Box<Incoming>),
    Refused(String, ImportError),
}

/// Files waiting and the one being looked at. Copy; provided as context.
#[derive(Clone, Copy)]
pub struct Import {
    session: Session,
    toasts: Toasts,
    words: Words,
    waiting: StoredValue<VecDeque<web_sys::File>, LocalStorage>,
    reading: RwSignal<Option<String>>,
    shown: RwSignal<Option<Shown>>,
    open: RwSignal<bool>,
    documents: Documents,
}

impl Import {
    /// Nothing picked yet.
    pub fn new(session: Session, toasts: Toasts, words: Words) -> Self {
        let documents = expect_context::<Documents>();
        let open = RwSignal::new(false);
        let this = Self {
            session,
            toasts,
            words,
            waiting: StoredValue::new_local(VecDeque::new()),
            reading: RwSignal::new(None),
            shown: RwSignal::new(None),
            open,
            documents,
        };
        // Closing one file's dialog brings the next file.
        leptos::prelude::Effect::new(move |was: Option<bool>| {
            let is = open.get();
            if was == Some(true) && !is {
                this.next();
            }
            is
        });
        this
    }

    /// Takes picked or dropped files in; they are looked at one by one.
    pub fn take(self, files: &web_sys::FileList) {
        let documents = self.documents;
        let picked = (0..files.length()).filter_map(|i| files.item(i)).filter(|file| !documents.takes(file));
        self.waiting.update_value(|waiting| waiting.extend(picked));
        if !self.open.get_untracked() && self.reading.get_untracked().is_none() {
            self.next();
        }
    }

    fn next(self) {
        let Some(file) = self.waiting.try_update_value(VecDeque::pop_front).flatten() else { return };
        self.reading.set(Some(file.name()));
        leptos::task::spawn_local(async move {
            let shown = match exchange::look(self.session, &file).await {
                Ok(incoming) => Shown::Preview(Box::new(incoming)),
                Err(error) => Shown::Refused(file.name(), error),
            };
            self.reading.set(None);
            self.shown.set(Some(shown));
            self.open.set(true);
        });
    }

    fn accept(self, incoming: &Incoming) {
        match exchange::accept(self.session, incoming) {
            Ok(()) => {
                let rows = incoming.merge.as_ref().and_then(|m| m.as_ref().ok()).map(|m| m.rows.as_slice());
                let rows = rows.unwrap_or_default();
                let added = rows.iter().filter(|r| r.effect == Effect::Added).count();
                let counts = [incoming.name.clone(), added.to_string(), (rows.len() - added).to_string()];
                let text = self.words.fill(Text::Merged, &[&counts[0], &counts[1], &counts[2]]);
                let undo = Callback::new(move |()| {
                    say_undone(self.toasts, self.words, self.session.store.undo(), Shell::Undone);
                });
                self.toasts.done(text, Some((self.words.t(Shell::Undo).to_owned(), undo)));
                self.open.set(false);
            }
            Err(moved) => {
                self.toasts.done(self.words.t(Text::Moved), None);
                self.shown.set(Some(Shown::Preview(moved)));
            }
        }
    }

    fn begin(self, incoming: &Incoming) {
        self.open.set(false);
        exchange::begin(self.session, incoming);
    }

    /// Opens the ledger of the same id that is kept here, and compares the file with it.
    fn open_kept(self, incoming: Incoming) {
        leptos::task::spawn_local(async move {
            self.session.open(&incoming.decoded.ledger.id().to_string()).await;
            let merge = Some(exchange::compare(self.session, &incoming.decoded));
            self.shown.set(Some(Shown::Preview(Box::new(Incoming { merge, ..incoming }))));
        });
    }

    fn is_kept(self, ledger: &Ledger) -> bool {
        let id = ledger.id().to_string();
        self.session.kept.with(|kept| kept.iter().any(|k| k.id == id))
    }
}

/// Where files are picked or dropped.
#[component]
pub fn ImportPicker() -> impl IntoView {
    let import = expect_context::<Import>();
    let words = words();
    let over = RwSignal::new(false);
    let picked = move |event: leptos::ev::Event| {
        let input = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(input) = input else { return };
        if let Some(files) = input.files() {
            import.take(&files);
        }
        // The same file can be picked again.
        input.set_value("");
    };
    let dropped = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(files) = event.data_transfer().and_then(|d| d.files()) {
            import.take(&files);
        }
    };
    let hover = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    view! {
        <label class="dropzone" data-over=move || over.get().to_string() on:dragover=hover on:dragleave=move |_| over.set(false) on:drop=dropped>
            {icon("upload")}
            <span class="dropzone-title">
                {move || match import.reading.get() {
                    Some(name) => words.fill(Text::Reading, &[&name]),
                    None => words.t(Text::Drop).to_owned(),
                }}
            </span>
            <span class="dropzone-text">{move || words.t(Text::DropText)}</span>
            <input class="sr-only" type="file" multiple accept=".json,.gz,.docx,.xlsx,.txt,.html,application/json,application/gzip" on:change=picked />
        </label>
    }
    .into_any()
}

/// Shows what a file would do, or why it was refused. One for the page.
#[component]
pub fn ImportDialog() -> impl IntoView {
    let import = expect_context::<Import>();
    let words = words();
    let title = Signal::derive(move || {
        let text = import.shown.with(|shown| match shown {
            Some(Shown::Refused(..)) => Text::ErrorTitle,
            Some(Shown::Preview(incoming)) => match incoming.merge {
                Some(Ok(_)) => Text::PreviewTitle,
                Some(Err(_)) => Text::OtherTitle,
                None => Text::OpenTitle,
            },
            None => Text::PreviewTitle,
        });
        words.t(text).to_owned()
    });
    let body = move || {
        Some(match import.shown.get()? {
            Shown::Refused(name, error) => refused(import, &name, &error),
            Shown::Preview(incoming) => match incoming.merge.clone() {
                Some(Ok(merge)) => preview(import, *incoming, &merge),
                _ => other(import, *incoming),
            },
        })
    };
    view! { <Dialog open=import.open title wide=true>{body}</Dialog> }.into_any()
}

fn refused(import: Import, name: &str, error: &ImportError) -> AnyView {
    let words = import.words;
    let (what, place, next) = match error {
        ImportError::File(error) => (trouble::file(words, error), None, Text::ErrNextText),
        ImportError::Decode(error) => {
            let newer = matches!(error.kind, exchange::DecodeKind::Newer { .. });
            let next = if newer { Text::ErrNextNewer } else { Text::ErrNextText };
            (data::refuse(words, error), data::place(words, error), next)
        }
    };
    let mut place_text = vec![words.fill(Text::ErrFile, &[&label::visible(name)])];
    place_text.extend(place.map(|p| label::visible(&p)));
    view! {
        <div class="dialog-body">
            <dl class="facts" id="import-error">
                <dt>{words.t(Text::ErrWhat)}</dt>
                <dd>{label::visible(&what)}</dd>
                <dt>{words.t(Text::ErrWhere)}</dt>
                <dd>{place_text.join(" · ")}</dd>
                <dt>{words.t(Text::ErrKept)}</dt>
                <dd>{words.t(Text::ErrKeptText)}</dd>
                <dt>{words.t(Text::ErrNext)}</dt>
                <dd>{words.t(next)}</dd>
            </dl>
        </div>
        <div class="dialog-foot">
            <button class="btn is-primary" type="button" on:click=move |_| import.open.set(false)>{words.t(Text::Close)}</button>
        </div>
    }
    .into_any()
}

/// What a file says of itself.
fn facts(words: Words, incoming: &Incoming) -> AnyView {
    let ledger = &incoming.decoded.ledger;
    let scope = match incoming.decoded.scope {
        Scope::Whole => words.t(Text::ScopeWhole).to_owned(),
        Scope::Plan => words.t(Text::ScopePlan).to_owned(),
        Scope::Unit(unit) | Scope::Slice(unit) => {
            let name = ledger.units.get(&unit).map(|u| label::visible(u.title.get())).unwrap_or_default();
            words.fill(Text::ScopeIsUnit, &[&name])
        }
    };
    let exported = incoming.decoded.info.exported_at;
    let at =
        if exported > 0 { label::moment(words, env::local(exported), env::today()) } else { String::new() };
    let holds = [
        ledger.live_units().count().to_string(),
        ledger.live_targets().count().to_string(),
        ledger.live_tasks().count().to_string(),
        (ledger.reports.len() + ledger.actuals.len()).to_string(),
    ];
    let holds = words.fill(Text::HoldsText, &[&holds[0], &holds[1], &holds[2], &holds[3]]);
    let file = format!("{}（{}）", label::visible(&incoming.name), data::size(words, incoming.size as u64));
    view! {
        <dl class="facts">
            <dt>{words.t(Text::FactFile)}</dt>
            <dd>{file}</dd>
            <dt>{words.t(Text::FactLedger)}</dt>
            <dd>{label::visible(ledger.meta.title.get())}</dd>
            <dt>{words.t(Text::FactScope)}</dt>
            <dd>{scope}</dd>
            <dt>{words.t(Text::FactAt)}</dt>
            <dd>{at}</dd>
            <dt>{words.t(Text::FactHolds)}</dt>
            <dd>{holds}</dd>
        </dl>
    }
    .into_any()
}

fn note(text: String, warn: bool) -> AnyView {
    let name = if warn { "warn" } else { "info" };
    view! { <li class="note" class:is-warn=warn>{icon(name)}<span>{text}</span></li> }.into_any()
}

fn warnings(words: Words, incoming: &Incoming) -> Vec<AnyView> {
    let warning = |warning: &Warning| match warning {
        Warning::NoHash => words.t(Text::NoteNoHash).to_owned(),
        Warning::Dangling(n) => words.fill(Text::NoteDangling, &[&n.to_string()]),
        Warning::Damaged(n) => words.fill(Text::NoteDamaged, &[&n.to_string()]),
    };
    incoming.decoded.warnings.iter().map(|w| note(warning(w), true)).collect()
}

/// A file of another ledger, or any file while none is open.
fn other(import: Import, incoming: Incoming) -> AnyView {
    let words = import.words;
    let is_open = import.session.phase.get() == Phase::Open;
    let kept = import.is_kept(&incoming.decoded.ledger);
    let text = if is_open {
        let theirs = label::visible(incoming.decoded.ledger.meta.title.get());
        let ours = import.session.store.with(|l| label::visible(l.meta.title.get()));
        Some(words.fill(Text::OtherText, &[&theirs, &ours]))
    } else {
        None
    };
    let mut notes = warnings(words, &incoming);
    notes.extend(kept.then(|| note(words.t(Text::KeptOlder).to_owned(), false)));
    let about = facts(words, &incoming);
    let go = StoredValue::new(incoming);
    let button = if kept {
        view! { <button class="btn is-primary" type="button" id="import-open-kept" on:click=move |_| import.open_kept(go.get_value())>{words.t(Text::OpenKeptFirst)}</button> }.into_any()
    } else {
        let label = if is_open { Text::OpenOther } else { Text::OpenIt };
        view! { <button class="btn is-primary" type="button" id="import-open" on:click=move |_| go.with_value(|incoming| import.begin(incoming))>{words.t(label)}</button> }.into_any()
    };
    view! {
        <div class="dialog-body">
            <p>{text}</p>
            {about}
            <ul class="notes">{notes}</ul>
        </div>
        <div class="dialog-foot">
            <button class="btn" type="button" on:click=move |_| import.open.set(false)>{words.t(Text::Skip)}</button>
            {button}
        </div>
    }
    .into_any()
}

fn preview(import: Import, incoming: Incoming, merge: &Merge) -> AnyView {
    let words = import.words;
    let count = |effect: Effect| merge.rows.iter().filter(|r| r.effect == effect).count();
    let conflicts = merge.rows.iter().filter(|r| !r.conflicts.is_empty()).count();
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
    } else if merge.change.is_empty() {
        notes.push(note(words.t(Text::NoteSame).to_owned(), false));
    }
    if merge.ahead > AHEAD {
        notes.push(note(words.fill(Text::NoteAhead, &[&(merge.ahead / HOUR).to_string()]), true));
    }
    if conflicts > 0 {
        notes.push(note(words.t(Text::NoteConflict).to_owned(), true));
    }
    let about = facts(words, &incoming);
    let table = (!merge.rows.is_empty()).then(|| table(import, merge));
    let nothing = merge.change.is_empty();
    let go = StoredValue::new(incoming);
    let buttons = if nothing {
        view! { <button class="btn is-primary" type="button" on:click=move |_| import.open.set(false)>{words.t(Text::Close)}</button> }.into_any()
    } else {
        view! {
            <button class="btn" type="button" id="import-skip" on:click=move |_| import.open.set(false)>{words.t(Text::Skip)}</button>
            <button class="btn is-primary" type="button" id="import-accept" on:click=move |_| import.accept(&go.get_value())>{words.t(Text::Accept)}</button>
        }
        .into_any()
    };
    view! {
        <div class="dialog-body">
            {about}
            <div class="diff-summary">{figures.into_iter().collect::<Vec<_>>()}</div>
            <ul class="notes">{notes}</ul>
            {table}
        </div>
        <div class="dialog-foot">{buttons}</div>
    }
    .into_any()
}

fn table(import: Import, merge: &Merge) -> AnyView {
    let words = import.words;
    let edits: HashMap<RecordId, &Edit> =
        merge.change.edits.iter().map(|e| (e.after.record_id(), e)).collect();
    // Titles and names as they will be: a new task's unit may come with the same file.
    let mut after = import.session.store.with_untracked(Clone::clone);
    merge.change.apply(&mut after);
    let mut rows: Vec<&Row> = merge.rows.iter().collect();
    // What needs a look comes first.
    rows.sort_by_key(|r| (r.conflicts.is_empty(), r.effect != Effect::Deleted, r.effect == Effect::Added));
    let more = rows.len().saturating_sub(LISTED);
    let body: Vec<_> =
        rows.into_iter().take(LISTED).map(|row| row_view(words, &after, row, &edits)).collect();
    let more =
        (more > 0).then(|| view! { <p class="muted">{words.fill(Text::MoreRows, &[&more.to_string()])}</p> });
    view! {
        <div class="tablewrap" tabindex="0" role="region" aria-label=words.t(Text::PreviewTitle)>
            <table class="table diff">
                <thead>
                    <tr>
                        <th scope="col">{words.t(Text::Record)}</th>
                        <th scope="col">{words.t(Text::ChangeCol)}</th>
                    </tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
        {more}
    }
    .into_any()
}

/// A record's name in the preview; entries and steps go by the task or target they are on.
fn name(ledger: &Ledger, record: &dyn Record) -> String {
    let title = |record: &dyn Record| match record.read(Field::Title).0 {
        Value::Text(title) => Some(label::visible(&title)),
        _ => None,
    };
    let on = |kind: Kind, field: Field| match record.read(field).0 {
        Value::Id(id) => ledger.record(RecordId::new(kind, id)).and_then(title),
        _ => None,
    };
    match record.kind() {
        Kind::Milestone | Kind::Blocker => {
            let step = title(record).unwrap_or_default();
            on(Kind::Task, Field::Task).map_or(step.clone(), |task| format!("{task} · {step}"))
        }
        Kind::Report => on(Kind::Task, Field::Task).unwrap_or_default(),
        Kind::Actual => on(Kind::Target, Field::Target).unwrap_or_default(),
        _ => title(record).unwrap_or_default(),
    }
}

fn row_view(words: Words, ledger: &Ledger, row: &Row, edits: &HashMap<RecordId, &Edit>) -> AnyView {
    let Some(edit) = edits.get(&row.record) else { return ().into_any() };
    let record = edit.after.as_dyn();
    let unit = record.common().unit.and_then(|u| ledger.units.get(&u)).map(|u| label::visible(u.title.get()));
    let effect = words.t(match row.effect {
        Effect::Added | Effect::Revived => Text::Added,
        Effect::Changed => Text::ChangedRows,
        Effect::Deleted => Text::DeletedRows,
    });
    let sub = [Some(effect.to_owned()), Some(words.t(row.record.kind).to_owned()), unit];
    let sub = sub.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let said = |field: Field, value: &Value| label::visible(&label::value(words, ledger, field, value));
    let telling = |f: &&FieldRow| {
        let placed = matches!(f.field, Field::Order | Field::Task | Field::Target);
        let is_name = row.effect == Effect::Added && f.field == Field::Title;
        !(placed || is_name)
    };
    let limit = if row.effect == Effect::Added { NEW_FIELDS } else { usize::MAX };
    let in_conflict = |field: Field| row.conflicts.iter().any(|c| c.field == field);
    let fields = row.fields.iter().filter(telling).filter(|f| !in_conflict(f.field)).take(limit);
    let fields = fields.map(|f| {
        let from = (row.effect != Effect::Added).then(|| {
            view! {
                <del class="from">{said(f.field, &f.from)}</del>
                {icon("right")}
            }
        });
        view! {
            <div class="change">
                <span class="muted">{words.t(f.field)}</span>
                " "
                {from}
                <ins class="to">{said(f.field, &f.to)}</ins>
            </div>
        }
    });
    let conflicts = row.conflicts.iter().map(|c| {
        let side = |head: Text, value: &Value, wins: bool| {
            let mark = wins.then(|| view! { <span class="chip is-info">{words.t(Text::Wins)}</span> });
            view! {
                <span class="choice-side">
                    <span class="muted">{words.t(head)}</span>
                    " "
                    <span>{said(c.field, value)}</span>
                    " "
                    {mark}
                </span>
            }
        };
        view! {
            <div class="conflict">
                <span class="muted">{words.t(c.field)}</span>
                <span class="choice-pair">
                    {side(Text::Ours, &c.ours.0, !c.theirs_wins)}
                    {side(Text::Theirs, &c.theirs.0, c.theirs_wins)}
                </span>
            </div>
        }
    });
    let (fields, conflicts): (Vec<_>, Vec<_>) = (fields.collect(), conflicts.collect());
    view! {
        <tr class:is-conflict=!row.conflicts.is_empty()>
            <td class="record">
                {name(ledger, record)}
                <span class="sub">{sub}</span>
            </td>
            <td>
                {conflicts}
                {fields}
            </td>
        </tr>
    }
    .into_any()
}
