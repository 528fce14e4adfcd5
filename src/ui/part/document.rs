//! Documents in: picked or dropped anywhere, led to the review of drafts or to the preview of a workbook come
//! back, or refused with what to do next (`P4`, `X4`).

use crate::model::change::Edit;
use crate::model::id::UnitId;
use crate::model::merge::Effect;
use crate::state::review::source::{self, Refused, Source};
use crate::state::session::Phase;
use crate::state::settings::Lang;
use crate::state::workbook::{self, Back, NotOurs};
use crate::state::{Review, Session};
use crate::ui::part::diff::{self, After};
use crate::ui::part::shell::say_undone;
use crate::ui::route::Route;
use crate::ui::svg::icon;
use crate::ui::widget::dialog::Dialog;
use crate::ui::widget::toast::Toasts;
use crate::ui::words::data::Data;
use crate::ui::words::draft::{self, Draft as Text};
use crate::ui::words::excel::Excel;
use crate::ui::words::shell::Shell;
use crate::ui::words::{Words, label, sheet, trouble, words};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;

/// So many lines are listed; the rest is counted.
const LISTED: usize = 200;
/// Long enough for the page to say that it reads, before it does.
const BREATH: Duration = Duration::from_millis(30);

/// What the dialog shows.
#[derive(Clone)]
enum Shown {
    Refused(String, Refused),
    NotOurs(String, NotOurs),
    NeedLedger(String),
    Replace(Box<Source>),
    Back(Box<Back>),
}

/// What a document is opened for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Drafts,
    /// A workbook come back, perhaps one that lost its mark.
    Workbook(Option<UnitId>),
}

/// Documents on their way in. Copy; provided as context.
#[derive(Clone, Copy)]
pub struct Documents {
    session: Session,
    review: Review,
    toasts: Toasts,
    words: Words,
    /// The name of the document being read.
    pub reading: RwSignal<Option<String>>,
    shown: RwSignal<Option<Shown>>,
    open: RwSignal<bool>,
}

impl Documents {
    /// Nothing picked yet.
    pub fn new(session: Session, review: Review, toasts: Toasts, words: Words) -> Self {
        let (reading, shown, open) = (RwSignal::new(None), RwSignal::new(None), RwSignal::new(false));
        Self { session, review, toasts, words, reading, shown, open }
    }

    /// Takes a file if it is a document by its name; says whether it did.
    pub fn takes(self, file: &web_sys::File) -> bool {
        let is_document = source::is_document(&file.name());
        if is_document {
            self.take(file.clone(), Wanted::Drafts);
        }
        is_document
    }

    fn take(self, file: web_sys::File, wanted: Wanted) {
        self.reading.set(Some(file.name()));
        let name = file.name();
        leptos::task::spawn_local(async move {
            let read = Source::of_file(&file).await;
            set_timeout(
                move || match read {
                    Ok(source) => self.lead(source, wanted),
                    Err(refused) => self.show(Shown::Refused(name, refused)),
                },
                BREATH,
            );
        });
    }

    /// Takes what was pasted.
    pub fn paste(self, text: String, html: String) {
        self.reading.set(Some(self.words.t(Text::Pasted).to_owned()));
        set_timeout(
            move || match Source::new(String::new(), source::Raw::Pasted(text, html)) {
                Ok(source) => self.lead(source, Wanted::Drafts),
                Err(refused) => self.show(Shown::Refused(self.words.t(Text::Pasted).to_owned(), refused)),
            },
            BREATH,
        );
    }

    fn show(self, shown: Shown) {
        self.reading.set(None);
        self.shown.set(Some(shown));
        self.open.set(true);
    }

    fn lead(self, source: Source, wanted: Wanted) {
        let is_open = self.session.phase.get_untracked() == Phase::Open;
        let unit = match wanted {
            Wanted::Workbook(unit) => Some(unit),
            Wanted::Drafts => source.is_workbook().then_some(None),
        };
        match unit {
            Some(_) if !is_open => self.show(Shown::NeedLedger(source.name)),
            Some(unit) => {
                let name = source.name.clone();
                let [zh, en] = in_both(self.words);
                match workbook::look(self.session, source, unit, &[&zh, &en]) {
                    Ok(back) => self.show(Shown::Back(Box::new(back))),
                    Err(error) => self.show(Shown::NotOurs(name, error)),
                }
            }
            None if self.review.source.with_untracked(Option::is_some) => {
                self.show(Shown::Replace(Box::new(source)));
            }
            None => self.begin(source),
        }
    }

    fn begin(self, source: Source) {
        let name = self.name(&source.name);
        self.reading.set(Some(name.clone()));
        Route::Draft.go();
        if self.session.phase.get_untracked() != Phase::Open {
            self.toasts.done(self.words.fill(Text::Waiting, &[&name]), None);
        }
        leptos::task::spawn_local(async move {
            if self.review.begin(source).await {
                self.reading.set(None);
            }
        });
    }

    /// Stops reading a document; nothing changed.
    pub fn stop(self) {
        self.review.stop();
        self.reading.set(None);
        self.toasts.done(self.words.t(Text::Stopped), None);
    }

    fn name(self, name: &str) -> String {
        if name.is_empty() { self.words.t(Text::Pasted).to_owned() } else { label::visible(name) }
    }

    fn accept(self, back: &Back) {
        let [zh, en] = in_both(self.words);
        match workbook::accept(self.session, back, &[&zh, &en]) {
            Ok(()) => {
                let (added, changed) = counts(back);
                let values = [label::visible(&back.name), added.to_string(), changed.to_string()];
                let text = self.words.fill(Excel::Accepted, &[&values[0], &values[1], &values[2]]);
                let undo = Callback::new(move |()| {
                    say_undone(self.toasts, self.words, self.session.store.undo(), Shell::Undone);
                });
                self.toasts.done(text, Some((self.words.t(Shell::Undo).to_owned(), undo)));
                self.open.set(false);
            }
            Err(fresh) => {
                self.toasts.done(self.words.t(Excel::Moved), None);
                self.shown.set(Some(match *fresh {
                    Ok(fresh) => Shown::Back(Box::new(fresh)),
                    Err(error) => Shown::NotOurs(back.name.clone(), error),
                }));
            }
        }
    }
}

/// The words of both languages: a workbook may have gone out in either.
fn in_both(words: Words) -> [sheet::InLang; 2] {
    [Lang::Zh, Lang::En].map(|lang| sheet::InLang(words, lang))
}

/// Where a document is picked or dropped. With `workbook` it is taken for a filled-in workbook of that unit.
#[component]
pub fn DocumentPicker(
    /// The input's id.
    id: &'static str,
    /// For workbooks come back: the unit of one that does not say.
    #[prop(optional)]
    workbook: Option<Signal<Option<UnitId>>>,
) -> impl IntoView {
    let documents = expect_context::<Documents>();
    let words = words();
    let over = RwSignal::new(false);
    let wanted = move || workbook.map_or(Wanted::Drafts, |unit| Wanted::Workbook(unit.get_untracked()));
    let picked = move |event: leptos::ev::Event| {
        let input = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(input) = input else { return };
        if let Some(file) = input.files().and_then(|files| files.item(0)) {
            documents.take(file, wanted());
        }
        // The same file can be picked again.
        input.set_value("");
    };
    let dropped = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(file) = event.data_transfer().and_then(|d| d.files()).and_then(|files| files.item(0)) {
            documents.take(file, wanted());
        }
    };
    let hover = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    let accept = if workbook.is_some() { ".xlsx" } else { ".docx,.xlsx,.html,.htm,.txt,.csv,.tsv" };
    let face = move || {
        let name = documents.reading.get();
        if workbook.is_some() {
            return view! { <span class="btn">{icon("upload")}<span>{words.t(Excel::Open)}</span></span> }
                .into_any();
        }
        let title = name.map_or(words.t(Text::Drop).to_owned(), |name| words.fill(Data::Reading, &[&name]));
        view! {
            {icon("upload")}
            <span class="dropzone-title">{title}</span>
            <span class="dropzone-text">{words.t(Text::DropText)}</span>
        }
        .into_any()
    };
    view! {
        <label
            class=if workbook.is_some() { "filebtn" } else { "dropzone" }
            data-over=move || over.get().to_string()
            on:dragover=hover
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            {face}
            <input class="sr-only" type="file" id=id accept=accept on:change=picked />
        </label>
    }
    .into_any()
}

/// What came of a document: a workbook's preview, or why it was refused. One for the page.
#[component]
pub fn DocumentDialog() -> impl IntoView {
    let documents = expect_context::<Documents>();
    let words = words();
    let title = Signal::derive(move || {
        let text = documents.shown.with(|shown| match shown {
            Some(Shown::Back(_)) => words.t(Excel::Preview),
            Some(Shown::NotOurs(..) | Shown::NeedLedger(_)) => words.t(Excel::NotOurs),
            Some(Shown::Replace(_)) => words.t(Text::ReplaceTitle),
            _ => words.t(Text::ErrTitle),
        });
        text.to_owned()
    });
    let body = move || {
        Some(match documents.shown.get()? {
            Shown::Refused(name, error) => {
                let (what, next) = draft::refused(words, &error);
                refusal(documents, &name, &what, next)
            }
            Shown::NotOurs(name, error) => {
                refusal(documents, &name, sheet::not_ours(words, error), words.t(Excel::NextOurs))
            }
            Shown::NeedLedger(name) => {
                refusal(documents, &name, words.t(sheet::Unread::OtherLedger), words.t(Text::NeedLedger))
            }
            Shown::Replace(source) => replace(documents, *source),
            Shown::Back(back) => preview(documents, *back),
        })
    };
    view! { <Dialog open=documents.open title wide=true>{body}</Dialog> }.into_any()
}

fn refusal(documents: Documents, name: &str, what: &str, next: &'static str) -> AnyView {
    let words = documents.words;
    view! {
        <div class="dialog-body">
            <dl class="facts" id="document-error">
                <dt>{words.t(Data::ErrWhat)}</dt>
                <dd>{label::visible(what)}</dd>
                <dt>{words.t(Data::ErrWhere)}</dt>
                <dd>{words.fill(Data::ErrFile, &[&label::visible(name)])}</dd>
                <dt>{words.t(Data::ErrKept)}</dt>
                <dd>{words.t(Excel::Kept)}</dd>
                <dt>{words.t(Data::ErrNext)}</dt>
                <dd>{next}</dd>
            </dl>
        </div>
        <div class="dialog-foot">
            <button class="btn is-primary" type="button" on:click=move |_| documents.open.set(false)>{words.t(Data::Close)}</button>
        </div>
    }
    .into_any()
}

fn replace(documents: Documents, source: Source) -> AnyView {
    let words = documents.words;
    let old =
        documents.review.source.with_untracked(|s| s.as_ref().map(|s| s.name.clone())).unwrap_or_default();
    let text = words.fill(Text::ReplaceText, &[&documents.name(&old), &documents.name(&source.name)]);
    let source = StoredValue::new(Some(source));
    let take = move |_| {
        documents.open.set(false);
        if let Some(source) = source.try_update_value(Option::take).flatten() {
            documents.begin(source);
        }
    };
    let keep = move |_| {
        documents.open.set(false);
        Route::Draft.go();
    };
    view! {
        <div class="dialog-body"><p>{text}</p></div>
        <div class="dialog-foot">
            <button class="btn" type="button" on:click=keep>{words.t(Text::ReplaceKeep)}</button>
            <button class="btn is-primary" type="button" id="document-replace" on:click=take>{words.t(Text::ReplaceDo)}</button>
        </div>
    }
    .into_any()
}

fn edits(back: &Back) -> &[Edit] {
    back.change.as_ref().map(|change| change.edits.as_slice()).unwrap_or_default()
}

/// Records added and records changed.
fn counts(back: &Back) -> (usize, usize) {
    let added = edits(back).iter().filter(|edit| edit.before.is_none()).count();
    (added, edits(back).len() - added)
}

fn preview(documents: Documents, back: Back) -> AnyView {
    let words = documents.words;
    let (added, changed) = counts(&back);
    let figures = [
        ("is-added", added, Excel::Added),
        ("is-changed", changed, Excel::Changed),
        ("is-conflict", back.filled.errors.len(), Excel::Errors),
        ("is-same", back.filled.notes.len(), Excel::Left),
    ];
    let figures = figures.map(|(class, n, text)| {
        view! {
            <div class=format!("diff-count {class}")>
                <b class="num">{n}</b>
                <span>{words.t(text)}</span>
            </div>
        }
    });
    let unit = documents.session.store.with_untracked(|l| {
        l.units.get(&back.filled.unit).map(|u| label::visible(u.title.get())).unwrap_or_default()
    });
    let errors =
        lines(words, "excel-errors", Excel::ErrorsTitle, &back.filled.errors, |e| sheet::cell(words, e));
    let notes = lines(words, "excel-notes", Excel::NotesTitle, &back.filled.notes, |n| sheet::note(words, n));
    let nothing = edits(&back).is_empty();
    let said = match &back.change {
        Err(refusal) => Some(words.fill(Excel::Refused, &[&trouble::refusal(words, refusal)])),
        Ok(_) if nothing => Some(words.t(Excel::Nothing).to_owned()),
        Ok(_) => None,
    };
    let said = said.map(|text| view! { <p class="note">{icon("info")}<span>{text}</span></p> });
    let table = (!nothing).then(|| table(documents, &back));
    let (name, rows) = (label::visible(&back.name), back.filled.rows.to_string());
    let back = StoredValue::new(back);
    let buttons = if nothing {
        view! { <button class="btn is-primary" type="button" on:click=move |_| documents.open.set(false)>{words.t(Data::Close)}</button> }.into_any()
    } else {
        view! {
            <button class="btn" type="button" on:click=move |_| documents.open.set(false)>{words.t(Shell::Cancel)}</button>
            <button class="btn is-primary" type="button" id="excel-accept" on:click=move |_| documents.accept(&back.get_value())>{words.t(Excel::Accept)}</button>
        }
        .into_any()
    };
    view! {
        <div class="dialog-body" id="excel-preview">
            <dl class="facts">
                <dt>{words.t(Excel::File)}</dt>
                <dd>{name}</dd>
                <dt>{words.t(Excel::Unit)}</dt>
                <dd>{unit}</dd>
                <dt>{words.t(Excel::Rows)}</dt>
                <dd>{words.fill(Excel::RowsText, &[&rows])}</dd>
            </dl>
            <div class="diff-summary">{figures.into_iter().collect::<Vec<_>>()}</div>
            {said}
            {errors}
            {table}
            {notes}
        </div>
        <div class="dialog-foot">{buttons}</div>
    }
    .into_any()
}

fn lines<T>(
    words: Words,
    id: &'static str,
    title: Excel,
    items: &[T],
    text: impl Fn(&T) -> String,
) -> Option<AnyView> {
    if items.is_empty() {
        return None;
    }
    let warn = title == Excel::ErrorsTitle;
    let more = items.len().saturating_sub(LISTED);
    let more = (more > 0)
        .then(|| view! { <li class="muted">{words.fill(Excel::MoreLines, &[&more.to_string()])}</li> });
    let items: Vec<_> = items
        .iter()
        .take(LISTED)
        .map(|item| view! { <li class="note" class:is-warn=warn>{icon(if warn { "warn" } else { "info" })}<span>{text(item)}</span></li> })
        .collect();
    Some(
        view! {
            <section class="stack is-tight" id=id>
                <h3>{words.t(title)}</h3>
                <ul class="notes">{items}{more}</ul>
            </section>
        }
        .into_any(),
    )
}

fn table(documents: Documents, back: &Back) -> AnyView {
    let words = documents.words;
    let Ok(change) = &back.change else { return ().into_any() };
    let rows = documents.session.store.with_untracked(|ledger| {
        let after = After::new(words, ledger, change);
        let row = |edit: &Edit| {
            let effect = if edit.before.is_none() { Effect::Added } else { Effect::Changed };
            diff::row(&after, edit.after.record_id(), effect, diff::fields_of(edit).iter(), false)
        };
        change.edits.iter().take(diff::LISTED).map(row).collect()
    });
    let more = change.edits.len().saturating_sub(diff::LISTED);
    diff::table(words, words.t(Excel::Preview), rows, more)
}
