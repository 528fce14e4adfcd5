//! The data was stored by a newer version: say so, touch nothing.

use crate::ui::words::shell::Shell as Text;
use crate::ui::words::words;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// What a page too old for its data says.
#[component]
pub fn TooOld() -> impl IntoView {
    let words = words();
    view! {
        <main class="welcome" id="main">
            <section class="empty">
                <h1 class="empty-title">{move || words.t(Text::TooOld)}</h1>
                <p class="empty-text">{move || words.t(Text::TooOldText)}</p>
                <p class="empty-text">{move || words.t(Text::TooOldNext)}</p>
                <div class="cluster">
                    <button class="btn is-primary" type="button" on:click=move |_| export_raw()>
                        {move || words.t(Text::ExportRaw)}
                    </button>
                </div>
            </section>
        </main>
    }
    .into_any()
}

/// The rescue script reads the store by itself, whatever its version.
fn export_raw() {
    let export = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("taizhangRescueExport"));
    if let Some(export) = export.ok().and_then(|f| f.dyn_into::<js_sys::Function>().ok()) {
        // The script shows its own errors.
        let _done = export.call0(&JsValue::NULL);
    }
}
