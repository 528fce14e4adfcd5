//! 从文件生成目标任务 (`P4`): a document is opened or pasted, its drafts reviewed beside its sentences, and what
//! was ticked entered as one step.
//!
//! - `document`: the document with the sentences marked; `list`: its drafts; `edit`: one of them put right
//! - `columns`: what the columns of a table are

mod columns;
mod document;
mod edit;
mod list;

use crate::intake::draft::DraftKey;
use crate::state::Review;
use crate::ui::part::document::{DocumentPicker, Documents};
use crate::ui::part::edit::editor;
use crate::ui::route::{Narrow, Route};
use crate::ui::svg::icon;
use crate::ui::widget::dialog::Dialog;
use crate::ui::words::draft::Draft as Text;
use crate::ui::words::shell::Shell;
use crate::ui::words::{Words, label, words};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use std::time::Duration;
use web_sys::ClipboardEvent;

/// A pasted text of more bytes is not shown in its box first.
const LARGE: usize = 256 << 10;

/// What is looked at in the review. Copy; provided as context.
#[derive(Clone, Copy)]
struct Look {
    /// The draft chosen.
    chosen: RwSignal<Option<DraftKey>>,
    /// The draft being put right.
    open: RwSignal<Option<DraftKey>>,
    /// The table whose columns are being checked.
    columns: RwSignal<Option<usize>>,
    /// On a phone: the document rather than its drafts.
    document: RwSignal<bool>,
}

/// Long enough for what is there to be drawn first.
const DRAWN: Duration = Duration::from_millis(40);

/// A table's name: its sheet's, or its place in the document.
fn table_name(words: Words, sheet: &str) -> String {
    if sheet.bytes().all(|b| b.is_ascii_digit()) {
        words.fill(Text::SheetNumber, &[sheet])
    } else {
        words.fill(Text::Sheet, &[&label::visible(sheet)])
    }
}

/// Does what can wait until the page is drawn.
fn soon(act: impl FnOnce() + 'static) {
    set_timeout(act, DRAWN);
}

/// The screen.
#[component]
pub fn DraftPage() -> impl IntoView {
    let review = expect_context::<Review>();
    leptos::task::spawn_local(review.take_up());
    view! {
        <Show when=move || review.source.with(Option::is_some) && review.reading.with(Option::is_none) fallback=|| view! { <Start /> }>
            <Reviewing />
        </Show>
    }
    .into_any()
}

/// Nothing under review yet.
#[component]
fn Start() -> impl IntoView {
    let review = expect_context::<Review>();
    let words = words();
    view! {
        <div class="draft-start">
            <div class="page-head">
                <h1>{words.t(Text::Title)}</h1>
                <p class="page-sub">{words.t(Text::Sub)}</p>
            </div>
            <Show when=move || review.reading.with(Option::is_some)>
                <Progress />
            </Show>
            <div class="grid-2">
                <PasteBox />
                <section class="card">
                    <div class="card-head"><h2>{words.t(Text::OpenFile)}</h2></div>
                    <div class="card-body">
                        <DocumentPicker id="draft-file" />
                        <h3>{words.t(Text::How)}</h3>
                        <ol class="draft-how">
                            {[Text::How1, Text::How2, Text::How3].map(|how| view! { <li>{words.t(how)}</li> }).into_iter().collect::<Vec<_>>()}
                        </ol>
                    </div>
                </section>
            </div>
        </div>
    }
    .into_any()
}

/// How far the reading of a document is, and the way to stop it.
#[component]
fn Progress() -> impl IntoView {
    let review = expect_context::<Review>();
    let documents = expect_context::<Documents>();
    let words = words();
    let share = move || review.reading.get().unwrap_or_default();
    let text = move || {
        let share = share();
        match share.all {
            0 => words.t(Text::Reading).to_owned(),
            all => words.fill(Text::ReadShare, &[&share.done.min(all).to_string(), &all.to_string()]),
        }
    };
    let name = move || documents.reading.get().unwrap_or_default();
    view! {
        <section class="card draft-reading" id="draft-reading" aria-label=words.t(Text::Reading)>
            <div class="card-body">
                <p class="file-name">{name}</p>
                <progress class="bar" max=move || share().all.max(1).to_string() value=move || share().done.to_string() aria-label=words.t(Text::Reading)></progress>
                <div class="cluster">
                    <p class="num" role="status">{text}</p>
                    <button class="btn" type="button" id="draft-stop" on:click=move |_| documents.stop()>{words.t(Text::Stop)}</button>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// The text and HTML of what is being pasted.
fn pasted(event: &ClipboardEvent) -> Option<(String, String)> {
    let data = event.clipboard_data()?;
    Some((data.get_data("text/plain").ok()?, data.get_data("text/html").unwrap_or_default()))
}

#[component]
fn PasteBox() -> impl IntoView {
    let documents = expect_context::<Documents>();
    let words = words();
    let text = RwSignal::new(String::new());
    // The HTML beside the text, while the text is as it was pasted.
    let html = RwSignal::new(None::<(String, String)>);
    let paste = move |event: ClipboardEvent| {
        let Some((plain, rich)) = pasted(&event).filter(|_| text.with_untracked(|t| t.trim().is_empty()))
        else {
            return;
        };
        if plain.len() > LARGE {
            // A box that holds a book is slow in every browser: it is read at once instead.
            event.prevent_default();
            documents.paste(plain, rich);
        } else if rich.contains("<table") {
            event.prevent_default();
            text.set(plain.clone());
            html.set(Some((plain, rich)));
        }
    };
    let has_cells = move || html.with(|h| h.as_ref().is_some_and(|(plain, _)| text.with(|t| t == plain)));
    let read = move |event: SubmitEvent| {
        event.prevent_default();
        let now = text.get_untracked();
        let rich = html.get_untracked().filter(|(plain, _)| *plain == now).map(|(_, rich)| rich);
        documents.paste(now, rich.unwrap_or_default());
    };
    let size = move || text.with(|t| t.chars().filter(|c| !c.is_whitespace()).count());
    view! {
        <section class="card">
            <div class="card-head">
                <h2><label for="draft-paste">{words.t(Text::Paste)}</label></h2>
                <span class="muted num">{move || (size() > 0).then(|| words.fill(Text::PasteSize, &[&size().to_string()]))}</span>
            </div>
            <form class="card-body" on:submit=read>
                <textarea
                    class="control draft-paste"
                    id="draft-paste"
                    spellcheck="false"
                    prop:value=text
                    on:paste=paste
                    on:input=move |event| text.set(event_target_value(&event))
                ></textarea>
                <p class="field-hint">{move || words.t(if has_cells() { Text::PasteCells } else { Text::PasteHint })}</p>
                <div class="cluster">
                    <button class="btn is-primary" type="submit" id="draft-read" disabled=move || text.with(|t| t.trim().is_empty()) || documents.reading.with(Option::is_some)>
                        {move || words.t(if documents.reading.with(Option::is_some) { Text::Reading } else { Text::Read })}
                    </button>
                </div>
            </form>
        </section>
    }
    .into_any()
}

/// A document under review.
#[component]
fn Reviewing() -> impl IntoView {
    let review = expect_context::<Review>();
    let words = words();
    let look = Look {
        chosen: RwSignal::new(None),
        open: RwSignal::new(None),
        columns: RwSignal::new(None),
        document: RwSignal::new(false),
    };
    provide_context(look);
    let leaving = RwSignal::new(false);
    let about = move || {
        let name = review.source.with(|s| s.as_ref().map(|s| label::visible(&s.name)).unwrap_or_default());
        let name = if name.is_empty() { words.t(Text::Pasted).to_owned() } else { name };
        words.fill(Text::About, &[&name, &review.rows.with(|rows| rows.len()).to_string()])
    };
    let side = move |document: bool, text: Text, id: &'static str| {
        view! {
            <button class="tab" type="button" id=id aria-pressed=move || (look.document.get() == document).to_string() on:click=move |_| look.document.set(document)>
                {words.t(text)}
            </button>
        }
    };
    let close = move |_| {
        leaving.set(false);
        review.close();
    };
    view! {
        <div class="draft" data-side=move || if look.document.get() { "document" } else { "items" }>
            <div class="page-head">
                <h1>{words.t(Text::Title)}</h1>
                <p class="page-sub" id="draft-about">{about}</p>
                <div class="page-actions">
                    <button class="btn" type="button" id="draft-another" on:click=move |_| leaving.set(true)>
                        {icon("file")}
                        <span>{words.t(Text::Another)}</span>
                    </button>
                </div>
            </div>
            <div class="draft-sides only-narrow">
                {side(false, Text::Items, "draft-side-items")}
                {side(true, Text::Document, "draft-side-document")}
            </div>
            <div class="draft-panes">
                <document::Document />
                <list::List />
            </div>
            <Foot />
        </div>
        <columns::ColumnsDialog />
        <Dialog open=leaving title=Signal::derive(move || words.t(Text::AnotherTitle).to_owned())>
            <div class="dialog-body"><p>{words.t(Text::AnotherText)}</p></div>
            <div class="dialog-foot">
                <button class="btn" type="button" on:click=move |_| leaving.set(false)>{words.t(Shell::Cancel)}</button>
                <button class="btn is-danger" type="button" id="draft-another-do" on:click=close>{words.t(Text::AnotherDo)}</button>
            </div>
        </Dialog>
    }
    .into_any()
}

/// How many would be entered, and the button that does it.
#[component]
fn Foot() -> impl IntoView {
    let review = expect_context::<Review>();
    let look = expect_context::<Look>();
    let editor = editor();
    let words = words();
    let entered = RwSignal::new(None::<usize>);
    let chosen = Memo::new(move |_| review.chosen());
    let blanks = move || {
        let keys = chosen.get();
        review.rows.with(|rows| {
            let blank = |row: &&crate::state::review::Row| {
                keys.binary_search(&row.key).is_ok() || keys.contains(&row.key)
            };
            rows.iter()
                .filter(blank)
                .filter(|row| row.item.with_untracked(|item| list::is_blank(&item.draft)))
                .count()
        })
    };
    let enter = move |_| match review.enter() {
        Ok(0) => {}
        Ok(count) => {
            look.open.set(None);
            entered.set(Some(count));
            editor.done(words.fill(Text::Entered, &[&count.to_string()]));
        }
        Err(refusal) => editor.refused(&refusal),
    };
    let merge = move |_| {
        let keys = chosen.get_untracked();
        if let Some(first) = review.merge(&keys) {
            editor.say(words.fill(Text::MergeDone, &[&keys.len().to_string()]));
            look.chosen.set(Some(first));
            look.open.set(Some(first));
        }
    };
    let count = move || chosen.with(Vec::len);
    let blank = move || {
        let n = blanks();
        match n {
            0 if count() == 0 => words.t(Text::CountHint).to_owned(),
            0 => String::new(),
            n => words.fill(Text::CountBlank, &[&n.to_string()]),
        }
    };
    let links = move || {
        let count = entered.get()?;
        Some(view! {
            <span class="draft-entered" id="draft-entered">
                {icon("check")}
                <span>{words.fill(Text::Entered, &[&count.to_string()])}</span>
                <a href=Route::Targets(Narrow::All).hash()>{words.t(Text::SeeTargets)}</a>
                <a href=Route::Tasks(Narrow::All).hash()>{words.t(Text::SeeTasks)}</a>
            </span>
        })
    };
    view! {
        <div class="draft-foot">
            <p class="draft-count" role="status" id="draft-count">
                <strong>{move || words.fill(Text::Count, &[&count().to_string()])}</strong>
                " "
                <span class="muted">{blank}</span>
            </p>
            {links}
            <div class="draft-foot-end">
                <button class="btn" type="button" id="draft-merge" disabled=move || { count() < 2 } on:click=merge>{words.t(Text::Merge)}</button>
                <button class="btn is-primary" type="button" id="draft-enter" disabled=move || count() == 0 on:click=enter>
                    {icon("check")}
                    <span>{words.t(Text::EnterDo)}</span>
                </button>
            </div>
        </div>
    }
    .into_any()
}
