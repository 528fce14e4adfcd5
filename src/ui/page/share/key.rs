//! The key this device signs its unit's files with.

use crate::model::id::UnitId;
use crate::state::Session;
use crate::state::share::{self, NoKey, Sealing};
use crate::ui::part::shell::unit_title;
use crate::ui::widget::toast::Toasts;
use crate::ui::words::data::Data;
use crate::ui::words::sharing::Seals as Text;
use crate::ui::words::words;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Whether the file is signed, with which key, and how the key goes to another device.
#[component]
pub fn KeyBox(unit: UnitId, sealing: RwSignal<Sealing>) -> impl IntoView {
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let words = words();
    let print = RwSignal::new(share::fingerprint(session, unit));
    let passphrase = RwSignal::new(String::new());
    let turn = move |event| {
        let on = event_target_checked(&event);
        if on && print.with_untracked(Option::is_none) {
            print.set(share::make_key(session, unit));
        }
        let is_there = print.with_untracked(Option::is_some);
        sealing.update(|s| s.sign = on && is_there);
        if on && !is_there {
            toasts.error(words.t(Text::NoKey));
        }
    };
    let export = move |_| {
        let title = untrack(|| unit_title(session.store, Some(unit)).unwrap_or_default());
        let name = words.fill(Text::KeyFile, &[&title]);
        let passphrase = passphrase.get_untracked();
        leptos::task::spawn_local(async move {
            share::before_long_work().await;
            if share::export_key(session, unit, &name, &passphrase).await.is_err() {
                toasts.error(words.t(Data::ExportFailed));
            }
        });
    };
    let import = move |event: leptos::ev::Event| {
        let input = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let Some(file) = input.files().and_then(|files| files.item(0)) else { return };
        input.set_value("");
        let passphrase = passphrase.get_untracked();
        leptos::task::spawn_local(async move {
            share::before_long_work().await;
            match share::import_key(session, unit, &file, &passphrase).await {
                Ok(found) => {
                    print.set(Some(found));
                    toasts.done(words.t(Text::KeyTaken), None);
                }
                Err(why) => toasts.error(words.t(match why {
                    NoKey::Unreadable => Text::KeyUnreadable,
                    NoKey::Passphrase => Text::WrongPassphrase,
                    NoKey::Damaged => Text::KeyDamaged,
                    NoKey::OtherUnit => Text::KeyOther,
                })),
            }
        });
    };
    let long_enough = move || passphrase.with(|p| p.chars().count() >= 8);
    view! {
        <label class="check-label">
            <input class="check" type="checkbox" id="up-sign" prop:checked=move || sealing.with(|s| s.sign) on:change=turn />
            <span>{words.t(Text::Sign)}</span>
        </label>
        <Show when=move || print.with(Option::is_some)>
            <div class="keybox">
                <p class="field-label">{words.t(Text::Fingerprint)}</p>
                <p class="fingerprint" id="own-fingerprint">{move || print.get()}</p>
                <p class="field-hint">{words.t(Text::FingerprintHint)}</p>
            </div>
        </Show>
        <details class="keymore">
            <summary>{words.t(Text::KeyMore)}</summary>
            <div class="stack">
                <p class="field-hint">{words.t(Text::KeyMoreText)}</p>
                <div class="field">
                    <label class="field-label" for="key-passphrase">{words.t(Text::KeyPassphrase)}</label>
                    <input class="control" id="key-passphrase" autocomplete="off" maxlength="200" prop:value=passphrase on:input=move |event| passphrase.set(event_target_value(&event)) />
                </div>
                <div class="cluster">
                    <button class="btn is-small" type="button" id="key-out" disabled=move || print.with(Option::is_none) || !long_enough() on:click=export>{words.t(Text::KeyOut)}</button>
                    <label class="btn is-small folder-pick">
                        <span>{words.t(Text::KeyIn)}</span>
                        <input class="sr-only" type="file" id="key-in" on:change=import />
                    </label>
                </div>
            </div>
        </details>
    }
    .into_any()
}
