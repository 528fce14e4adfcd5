//! Files in: picked or dropped, looked at, and only then taken over (`X1`, `X2`, `X3`). One file is
//! looked at by itself, several together.

mod choose;
mod locked;
mod many;
mod preview;
mod report;

pub use many::ManyDialog;

use crate::model::ledger::Ledger;
use crate::model::merge::{Effect, Unmergeable};
use crate::state::exchange::{self, ImportError, Incoming, NotTaken, Scope, Taken, Warning};
use crate::state::intake::{Progress, Weighed};
use crate::state::session::Phase;
use crate::state::{Session, env, intake, share};
use crate::ui::part::document::Documents;
use crate::ui::part::edit::Editor;
use crate::ui::part::shell::say_undone;
use crate::ui::svg::icon;
use crate::ui::widget::dialog::Dialog;
use crate::ui::widget::toast::Toasts;
use crate::ui::words::data::{self, Data as Text};
use crate::ui::words::sharing::{self, Choose, Many, Share};
use crate::ui::words::shell::Shell;
use crate::ui::words::{Words, label, trouble, words};
use choose::Choices;
use leptos::prelude::*;
use many::Stage;
use std::collections::VecDeque;
use wasm_bindgen::JsCast;

/// Endings of the files that are taken in; others in a picked folder are passed over.
const ENDINGS: [&str; 4] = [".json", ".gz", ".zip", ".age"];

/// What the import dialog shows.
#[derive(Clone)]
enum Shown {
    Preview(Box<Incoming>),
    Refused(String, ImportError),
    Unmergeable(String, Unmergeable),
    /// Closed with a passphrase: name and bytes, and whether a wrong one was typed.
    Locked(String, std::sync::Arc<Vec<u8>>, bool),
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
    choices: Choices,
    many: RwSignal<Option<Stage>>,
    many_open: RwSignal<bool>,
    progress: RwSignal<Progress>,
    /// Counts the readings of many files: an older one stops.
    turn: StoredValue<u64>,
    picked: StoredValue<Vec<web_sys::File>, LocalStorage>,
    /// Typed for the closed ones among them; forgotten with the report.
    passphrase: StoredValue<String>,
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
            choices: Choices::new(),
            many: RwSignal::new(None),
            many_open: RwSignal::new(false),
            progress: RwSignal::new(Progress::default()),
            turn: StoredValue::new(0),
            picked: StoredValue::new_local(Vec::new()),
            passphrase: StoredValue::new(String::new()),
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
        // A closed report is gone, and a reading stops.
        leptos::prelude::Effect::new(move |was: Option<bool>| {
            let is = this.many_open.get();
            if was == Some(true) && !is {
                this.stop_many();
            }
            is
        });
        this
    }

    /// Takes picked or dropped files in: one by itself, several or a .zip together.
    pub fn take(self, files: &web_sys::FileList) {
        self.take_all((0..files.length()).filter_map(|i| files.item(i)).collect());
    }

    fn take_all(self, files: Vec<web_sys::File>) {
        // Documents go to their own screen.
        let files: Vec<_> = files.into_iter().filter(|file| !self.documents.takes(file)).collect();
        if files.is_empty() {
            return;
        }
        let is_zip = |file: &web_sys::File| file.name().to_lowercase().ends_with(".zip");
        let is_open = self.session.phase.get_untracked() == Phase::Open;
        let together = files.len() > 1 || files.iter().any(is_zip);
        if together && is_open {
            self.read_many(files);
            return;
        }
        if files.iter().any(is_zip) {
            self.toasts.error(self.words.t(Many::NeedsLedger));
            return;
        }
        self.waiting.update_value(|waiting| waiting.extend(files));
        if !self.open.get_untracked() && self.reading.get_untracked().is_none() {
            self.next();
        }
    }

    /// Takes the files of a picked or dropped folder in, those that can be meant.
    fn take_folder(self, files: Vec<web_sys::File>) {
        let is_meant = |file: &web_sys::File| {
            let name = file.name().to_lowercase();
            !name.starts_with('.') && ENDINGS.iter().any(|ending| name.ends_with(ending))
        };
        let files: Vec<_> = files.into_iter().filter(is_meant).collect();
        if files.is_empty() {
            self.toasts.error(self.words.t(Many::NoFiles));
            return;
        }
        self.take_all(files);
    }

    fn next(self) {
        let Some(file) = self.waiting.try_update_value(VecDeque::pop_front).flatten() else { return };
        self.reading.set(Some(file.name()));
        leptos::task::spawn_local(async move {
            let shown = match exchange::look(self.session, &file).await {
                Ok(incoming) => show(incoming),
                Err(ImportError::Closed(bytes)) => Shown::Locked(file.name(), bytes.into(), false),
                Err(error) => Shown::Refused(file.name(), error),
            };
            self.reading.set(None);
            self.choices.clear();
            self.shown.set(Some(shown));
            self.open.set(true);
        });
    }

    fn accept(self, incoming: &Incoming) {
        // The file was previewed with nothing taken and nothing decided; both lie on top of it.
        let mut chosen = incoming.clone();
        if !incoming.is_current(self.session) {
            chosen = chosen.again(self.session);
            if chosen.merge != incoming.merge {
                self.toasts.done(self.words.t(Text::Moved), None);
                self.shown.set(Some(show(chosen)));
                return;
            }
        }
        chosen.decisions = self.choices.decisions.get_untracked();
        chosen.taken = self.choices.taken.get_untracked();
        if !chosen.taken.is_empty() {
            chosen = chosen.again(self.session);
        }
        leptos::task::spawn_local(async move {
            match exchange::accept(self.session, &chosen).await {
                Ok(taken) => {
                    let rows = chosen.merge.as_ref().and_then(|m| m.as_ref().ok()).map(|m| m.rows.as_slice());
                    let rows = rows.unwrap_or_default();
                    let added = rows.iter().filter(|r| r.effect == Effect::Added).count();
                    let counts = [chosen.name.clone(), added.to_string(), (rows.len() - added).to_string()];
                    let text = self.words.fill(Text::Merged, &[&counts[0], &counts[1], &counts[2]]);
                    self.taken_over(text, taken);
                    self.open.set(false);
                }
                Err(NotTaken::Moved(moved)) => {
                    self.toasts.done(self.words.t(Text::Moved), None);
                    self.shown.set(Some(show(*moved)));
                }
                Err(NotTaken::Refused(refusal)) => self.editor().refused(&refusal),
            }
        });
    }

    /// Says what was taken over, with a way back.
    fn taken_over(self, mut text: String, taken: Taken) {
        if taken.open > 0 {
            text.push_str(&self.words.fill(Many::MergedOpen, &[&taken.open.to_string()]));
        }
        if !taken.before.is_empty() {
            text.push_str(&self.words.fill(Many::MergedFigures, &[&taken.before.len().to_string()]));
        }
        let (before, has_step) = (taken.before, taken.has_step);
        // In a task of its own: made here, the way back would go with the dialog.
        leptos::task::spawn_local(async move {
            let undo = Callback::new(move |()| {
                share::put_back(self.session, &before);
                if has_step {
                    say_undone(self.toasts, self.words, self.session.store.undo(), Shell::Undone);
                } else {
                    self.toasts.done(self.words.t(Shell::Undone), None);
                }
            });
            self.toasts.done(text, Some((self.words.t(Shell::Undo).to_owned(), undo)));
        });
        if taken.renewed {
            self.toasts.error(self.words.t(Many::Renewed));
        }
    }

    fn editor(self) -> Editor {
        Editor::new(self.session.store, self.toasts, self.words)
    }

    fn begin(self, incoming: &Incoming) {
        self.open.set(false);
        exchange::begin(self.session, incoming);
    }

    /// Opens the ledger of the same id that is kept here, and compares the file with it.
    fn open_kept(self, incoming: Incoming) {
        leptos::task::spawn_local(async move {
            self.session.open(&incoming.decoded.ledger.id().to_string()).await;
            self.shown.set(Some(show(incoming.again(self.session))));
        });
    }

    fn is_kept(self, ledger: &Ledger) -> bool {
        let id = ledger.id().to_string();
        self.session.kept.with(|kept| kept.iter().any(|k| k.id == id))
    }
}

/// A file of another year or a broken counter is refused; of another ledger it can be opened.
fn show(incoming: Incoming) -> Shown {
    match incoming.merge {
        Some(Err(reason)) if !matches!(reason, Unmergeable::OtherLedger(_)) => {
            Shown::Unmergeable(incoming.name, reason)
        }
        _ => Shown::Preview(Box::new(incoming)),
    }
}

/// Where files are picked or dropped.
#[component]
pub fn ImportPicker() -> impl IntoView {
    let import = expect_context::<Import>();
    let words = words();
    let over = RwSignal::new(false);
    let files = |event: &leptos::ev::Event| {
        let input = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok())?;
        let list = input.files()?;
        let files: Vec<_> = (0..list.length()).filter_map(|i| list.item(i)).collect();
        // The same file can be picked again.
        input.set_value("");
        Some(files)
    };
    let picked = move |event: leptos::ev::Event| {
        if let Some(files) = files(&event) {
            import.take_all(files);
        }
    };
    let folder_picked = move |event: leptos::ev::Event| {
        if let Some(files) = files(&event).filter(|files| !files.is_empty()) {
            import.take_folder(files);
        }
    };
    let dropped = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        let Some(transfer) = event.data_transfer() else { return };
        let entries = intake::dropped(&transfer);
        if entries.iter().any(web_sys::FileSystemEntry::is_directory) {
            leptos::task::spawn_local(async move {
                import.take_folder(intake::files_in(entries).await);
            });
        } else if let Some(files) = transfer.files() {
            import.take(&files);
        }
    };
    let hover = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    let is_open = move || import.session.phase.get() == Phase::Open;
    view! {
        <label class="dropzone" data-over=move || over.get().to_string() on:dragover=hover on:dragleave=move |_| over.set(false) on:drop=dropped>
            {icon("upload")}
            <span class="dropzone-title">
                {move || match import.reading.get() {
                    Some(name) => words.fill(Text::Reading, &[&name]),
                    None => words.t(Text::Drop).to_owned(),
                }}
            </span>
            <span class="dropzone-text">{move || if is_open() { words.t(Many::DropText) } else { words.t(Text::DropText) }}</span>
            <input class="sr-only" type="file" multiple accept=".json,.gz,.zip,.age,.docx,.xlsx,.txt,.html,application/json,application/gzip,application/zip" on:change=picked />
        </label>
        <Show when=is_open>
            <label class="btn folder-pick">
                {icon("upload")}
                <span>{move || words.t(Many::Folder)}</span>
                <input class="sr-only" type="file" id="pick-folder" prop:webkitdirectory=true multiple on:change=folder_picked />
            </label>
        </Show>
    }
    .into_any()
}

/// Shows what a file would do, or why it was refused. One for the page.
#[component]
pub fn ImportDialog() -> impl IntoView {
    let import = expect_context::<Import>();
    let words = words();
    let title = Signal::derive(move || {
        if import.shown.with(|shown| matches!(shown, Some(Shown::Locked(..)))) {
            return words.t(sharing::Seals::OpenTitle).to_owned();
        }
        let text = import.shown.with(|shown| match shown {
            Some(Shown::Refused(..) | Shown::Unmergeable(..)) => Text::ErrorTitle,
            Some(Shown::Preview(incoming)) => match incoming.merge {
                Some(Ok(_)) => Text::PreviewTitle,
                Some(Err(_)) => Text::OtherTitle,
                None => Text::OpenTitle,
            },
            Some(Shown::Locked(..)) | None => Text::PreviewTitle,
        });
        words.t(text).to_owned()
    });
    let body = move || {
        Some(match import.shown.get()? {
            Shown::Refused(name, error) => refused(import, &name, &error),
            Shown::Unmergeable(name, reason) => {
                let (what, next) = sharing::unmergeable(import.words, reason);
                trouble_of(import, &name, &what, None, next)
            }
            Shown::Locked(name, bytes, wrong) => locked::locked(import, name, bytes, wrong),
            Shown::Preview(incoming) => match incoming.merge.clone() {
                Some(Ok(merge)) => preview::preview(import, *incoming, &merge),
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
        ImportError::Closed(_) | ImportError::Passphrase => {
            (words.t(sharing::Seals::WrongPassphrase).to_owned(), None, Text::ErrNextText)
        }
        ImportError::TooMuchWork => {
            (words.t(sharing::Seals::TooMuchWork).to_owned(), None, Text::ErrNextText)
        }
    };
    trouble_of(import, name, &what, place, words.t(next))
}

/// What happened, where, what was kept, what to do.
fn trouble_of(import: Import, name: &str, what: &str, place: Option<String>, next: &'static str) -> AnyView {
    let words = import.words;
    let mut place_text = vec![words.fill(Text::ErrFile, &[&label::visible(name)])];
    place_text.extend(place.map(|p| label::visible(&p)));
    view! {
        <div class="dialog-body">
            <dl class="facts" id="import-error">
                <dt>{words.t(Text::ErrWhat)}</dt>
                <dd>{label::visible(what)}</dd>
                <dt>{words.t(Text::ErrWhere)}</dt>
                <dd>{place_text.join(" · ")}</dd>
                <dt>{words.t(Text::ErrKept)}</dt>
                <dd>{words.t(Text::ErrKeptText)}</dd>
                <dt>{words.t(Text::ErrNext)}</dt>
                <dd>{next}</dd>
            </dl>
        </div>
        <div class="dialog-foot">
            <button class="btn is-primary" type="button" on:click=move |_| import.open.set(false)>{words.t(Text::Close)}</button>
        </div>
    }
    .into_any()
}

/// What a file says of itself.
fn facts(import: Import, incoming: &Incoming) -> AnyView {
    let words = import.words;
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
    let shared = shared_facts(words, incoming);
    let rolled = rolled(import, incoming);
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
            {locked::seal(import, incoming)}
            <dt>{words.t(Text::FactHolds)}</dt>
            <dd>{holds}</dd>
            {shared}
            {rolled}
        </dl>
    }
    .into_any()
}

/// What a unit's file says of its checks, and of the version it rests on.
fn shared_facts(words: Words, incoming: &Incoming) -> Option<AnyView> {
    if !matches!(incoming.decoded.scope, Scope::Unit(_) | Scope::Slice(_)) {
        return None;
    }
    let info = &incoming.decoded.info;
    let check = matches!(incoming.decoded.scope, Scope::Unit(_)).then(|| {
        let (text, class) = match &info.check {
            None => (words.t(Choose::CheckNone).to_owned(), "chip is-muted"),
            Some(check) => {
                let (open, on) = (check.open().count(), check.on.to_string());
                let notices =
                    check.findings.len() - check.explanations.len().min(check.findings.len()) - open;
                if open > 0 {
                    (words.fill(Choose::CheckOpen, &[&on, &open.to_string()]), "chip is-warn")
                } else {
                    let counts = [check.explanations.len().to_string(), notices.to_string()];
                    (words.fill(Choose::CheckPassed, &[&on, &counts[0], &counts[1]]), "chip is-info")
                }
            }
        };
        view! {
            <dt>{words.t(Choose::Check)}</dt>
            <dd id="fact-check"><span class=class>{text}</span></dd>
        }
    });
    let base = match &info.base {
        Some(base) => {
            let at = label::moment(words, env::local(base.at), env::today());
            words.fill(Choose::BaseAt, &[&at])
        }
        None => words.t(Choose::BaseNone).to_owned(),
    };
    let view = view! {
        {check}
        <dt>{words.t(Choose::Base)}</dt>
        <dd id="fact-base">{base}</dd>
    };
    Some(view.into_any())
}

/// The figures in a file rolled up, and what becomes of those that are here.
fn rolled(import: Import, incoming: &Incoming) -> Option<AnyView> {
    let words = import.words;
    let figures = incoming.decoded.info.figures.as_ref()?;
    let at = |at: i64| label::moment(words, env::local(at), env::today());
    let span = figures.span;
    let told =
        [figures.units.len().to_string(), figures.on.to_string(), span.from.to_string(), span.to.to_string()];
    let told = words.fill(Share::FiguresOf, &[&told[0], &told[1], &told[2], &told[3]]);
    let (state, class, text) = match share::weigh(import.session, &incoming.decoded)? {
        Weighed::New => ("new", "chip is-info", words.t(Share::FiguresNew).to_owned()),
        Weighed::Replaced(was) => {
            ("replaced", "chip is-info", words.fill(Share::FiguresReplace, &[&at(was)]))
        }
        Weighed::Same => ("same", "chip is-muted", words.t(Share::FiguresSame).to_owned()),
        Weighed::Older(held) => ("older", "chip is-warn", words.fill(Share::FiguresOlder, &[&at(held)])),
    };
    let view = view! {
        <dt>{words.t(Share::Figures)}</dt>
        <dd id="fact-figures" data-state=state>{told} " " <span class=class>{text}</span></dd>
    };
    Some(view.into_any())
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
    let about = facts(import, &incoming);
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
