//! On the data page: the workbook of a unit out and back (`X4`), and the way to documents (`P4`).

use crate::model::id::UnitId;
use crate::state::workbook::{self, Unsent};
use crate::state::{Session, Store, env};
use crate::ui::part::control;
use crate::ui::part::document::DocumentPicker;
use crate::ui::route::Route;
use crate::ui::svg::icon;
use crate::ui::widget::field::Field;
use crate::ui::widget::select::Select;
use crate::ui::widget::toast::Toasts;
use crate::ui::words::draft::Draft;
use crate::ui::words::excel::Excel as Text;
use crate::ui::words::{Words, label, sheet, trouble, words};
use leptos::prelude::*;

/// The section.
#[component]
pub fn Excel() -> impl IntoView {
    let session = expect_context::<Session>();
    let store = expect_context::<Store>();
    let toasts = expect_context::<Toasts>();
    let words = words();
    let first = store.unit.get_untracked().or(store.own_unit.get_untracked());
    let first = first.map(|u| u.to_string());
    let picked = RwSignal::new(first);
    let units = Signal::derive(move || store.with(control::units));
    let unit = Signal::derive(move || {
        let code = picked.get().or_else(|| units.with(|units| units.first().map(|(code, _)| code.clone())));
        code.and_then(|code| uuid::Uuid::try_parse(&code).ok()).map(UnitId)
    });
    let value = Signal::derive(move || unit.get().map(|u| u.to_string()).unwrap_or_default());
    let send = move |_| {
        let Some(unit) = unit.get_untracked() else { return };
        let name = file_name(words, store, unit);
        match workbook::send(session, unit, &sheet::InLang(words, words.lang()), &name) {
            Ok(_) => toasts.done(words.fill(Text::Sent, &[&name]), None),
            Err(Unsent::Made(error)) => toasts.error(sheet::unwritten(words, error)),
            Err(Unsent::File(error)) => toasts.error(trouble::file(words, &error)),
        }
    };
    view! {
        <section class="card" id="excel">
            <div class="card-head">
                <h2>{words.t(Text::Title)}</h2>
            </div>
            <div class="card-body">
                <p class="muted">{words.t(Text::Text)}</p>
                <Show when=move || unit.get().is_some() fallback=move || view! { <p class="muted">{words.t(Text::NoUnits)}</p> }>
                    <Field id="excel-unit" label=Signal::derive(move || words.t(Text::Unit).to_owned())>
                        <Select id="excel-unit" options=units value=value on_pick=Callback::new(move |code| picked.set(Some(code))) />
                    </Field>
                    <div class="cluster">
                        <button class="btn is-primary" type="button" id="excel-send" on:click=send>
                            {icon("download")}
                            <span>{words.t(Text::Send)}</span>
                        </button>
                        <DocumentPicker id="excel-file" workbook=unit />
                        <span class="muted">{words.t(Text::OpenHint)}</span>
                    </div>
                </Show>
            </div>
        </section>
    }
    .into_any()
}

/// What the file is called: no character that a file system refuses.
fn file_name(words: Words, store: Store, unit: UnitId) -> String {
    let title =
        store.with_untracked(|l| l.units.get(&unit).map(|u| u.title.get().clone())).unwrap_or_default();
    let plain = |c: char| if c.is_control() || "\\/:*?\"<>|".contains(c) { '_' } else { c };
    let title: String = label::visible(&title).chars().map(plain).take(60).collect();
    let day = env::local(env::now()).format("%Y%m%d").to_string();
    words.fill(Text::FileName, &[&title, &day])
}

/// The way from files of the ledger to documents.
#[component]
pub fn DraftEntry() -> impl IntoView {
    let words = words();
    view! {
        <p class="note draft-entry">
            {icon("file")}
            <span>{words.t(Draft::EnterText)}</span>
            <a class="btn is-small" href=Route::Draft.hash()>{words.t(Draft::Enter)}</a>
        </p>
    }
    .into_any()
}
