//! What a person has to know about storage, at the top of every screen until it is settled.

use crate::state::Session;
use crate::state::exchange::{self, Scope};
use crate::state::saving::{self, SaveState};
use crate::ui::part::save_light::{OLD_DAYS, backup_days};
use crate::ui::route::Route;
use crate::ui::svg::icon;
use crate::ui::widget::toast::Toasts;
use crate::ui::words::shell::Shell as Text;
use crate::ui::words::{trouble, words};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// A nag about a backup begins once there is this much to lose.
const WORTH_BACKING_UP: usize = 5;

/// All banners that apply now, the worst first.
#[component]
pub fn Banners() -> impl IntoView {
    let session = expect_context::<Session>();
    let later = RwSignal::new(false);
    let newer = RwSignal::new(use_update().is_some());
    let waits = window_event_listener_untyped("taizhang-update", move |_| newer.set(true));
    on_cleanup(move || waits.remove());
    view! {
        <div class="banners">
            {move || failed(session)}
            {move || superseded(session)}
            {move || no_store(session)}
            {move || damaged(session)}
            {move || evicted(session)}
            {move || private(session)}
            {move || update(session, newer)}
            {move || backup(session, later)}
        </div>
    }
    .into_any()
}

fn banner(kind: &'static str, head: String, text: &'static str, actions: AnyView) -> AnyView {
    let name = match kind {
        "is-error" => "error",
        "is-info" => "info",
        _ => "warn",
    };
    view! {
        <div class=format!("banner {kind}") role="alert">
            {icon(name)}
            <p class="banner-text">
                <strong>{head}</strong>
                <span>{text}</span>
            </p>
            <div class="banner-actions">{actions}</div>
        </div>
    }
    .into_any()
}

fn export_button(session: Session) -> AnyView {
    let words = words();
    let toasts = expect_context::<Toasts>();
    let export = move |_| {
        if exchange::export(session, Scope::Whole, false).is_err() {
            toasts.error(words.t(crate::ui::words::trouble::Trouble::Unreadable));
        }
    };
    view! { <button class="btn is-small" type="button" on:click=export>{move || words.t(Text::ExportNow)}</button> }.into_any()
}

fn failed(session: Session) -> Option<AnyView> {
    let SaveState::Failed(error) = session.save.get() else { return None };
    let words = words();
    let actions = view! {
        {export_button(session)}
        <button class="btn is-small" type="button" on:click=move |_| saving::save_soon(session)>
            {words.t(Text::Retry)}
        </button>
    };
    Some(banner(
        "is-error",
        trouble::commit(words, &error),
        words.t(trouble::Trouble::Kept),
        actions.into_any(),
    ))
}

fn superseded(session: Session) -> Option<AnyView> {
    let words = words();
    session.superseded.get().then(|| {
        let reload = move |_| {
            // A page that is being closed cannot reload; nothing to do about it.
            let _gone = window().location().reload();
        };
        let button = view! { <button class="btn is-small" type="button" on:click=reload>{words.t(Text::Reload)}</button> };
        banner("is-error", words.t(Text::Superseded).to_owned(), words.t(Text::SupersededNext), button.into_any())
    })
}

/// What `boot.js` leaves when a newer version has been fetched and waits (`U1`).
fn use_update() -> Option<js_sys::Function> {
    let found = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("taizhangUseUpdate"));
    found.ok().and_then(|f| f.dyn_into().ok())
}

fn update(session: Session, newer: RwSignal<bool>) -> Option<AnyView> {
    let words = words();
    newer.get().then(|| {
        let go = move |_| {
            leptos::task::spawn_local(async move {
                // The page is loaded anew: not before everything is stored.
                if saving::flush(session).await
                    && let Some(use_update) = use_update()
                {
                    // It only posts a message; a worker that is gone leaves the page as it is.
                    let _posted = use_update.call0(&JsValue::NULL);
                }
            });
        };
        let button = view! { <button class="btn is-small" type="button" id="update-use" on:click=go>{words.t(Text::UpdateUse)}</button> };
        banner("is-info", words.t(Text::Update).to_owned(), words.t(Text::UpdateNext), button.into_any())
    })
}

fn no_store(session: Session) -> Option<AnyView> {
    let words = words();
    let error = session.trouble.get()?;
    let head = trouble::storage(words, &error);
    Some(banner("is-error", head, words.t(trouble::Trouble::NoStoreNext), export_button(session)))
}

fn damaged(session: Session) -> Option<AnyView> {
    let words = words();
    let count = session.damaged.with(Vec::len);
    (count > 0).then(|| {
        let head = words.fill(Text::Damaged, &[&count.to_string()]);
        let link = view! { <a class="btn is-small" href=Route::Data.hash()>{words.t(Text::Data)}</a> };
        banner("is-error", head, words.t(Text::DamagedNext), link.into_any())
    })
}

fn evicted(session: Session) -> Option<AnyView> {
    let words = words();
    session.evicted.get().then(|| {
        banner(
            "is-warn",
            words.t(Text::Evicted).to_owned(),
            words.t(Text::EvictedOpen),
            export_button(session),
        )
    })
}

fn private(session: Session) -> Option<AnyView> {
    let words = words();
    (session.private.get() && session.trouble.get().is_none()).then(|| {
        banner(
            "is-warn",
            words.t(Text::Private).to_owned(),
            words.t(Text::PrivateNext),
            export_button(session),
        )
    })
}

fn backup(session: Session, later: RwSignal<bool>) -> Option<AnyView> {
    let words = words();
    let days = backup_days(session);
    let worth = session.store.with(|l| l.reports.len() + l.actuals.len()) >= WORTH_BACKING_UP;
    let due = days.is_none_or(|d| d > OLD_DAYS);
    (due && worth && !later.get()).then(|| {
        let head = words.t(if days.is_some() { Text::BackupOld } else { Text::BackupNever }).to_owned();
        let actions = view! {
            <a class="btn is-small" href=Route::Data.hash()>{words.t(Text::ExportNow)}</a>
            <button class="btn is-small is-quiet" type="button" on:click=move |_| later.set(true)>{words.t(Text::Later)}</button>
        };
        banner("is-warn", head, words.t(Text::BackupNext), actions.into_any())
    })
}
