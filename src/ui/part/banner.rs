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

/// A nag about a backup begins once there is this much to lose.
const WORTH_BACKING_UP: usize = 5;

/// All banners that apply now, the worst first.
#[component]
pub fn Banners() -> impl IntoView {
    let session = expect_context::<Session>();
    let later = RwSignal::new(false);
    view! {
        <div class="banners">
            {move || failed(session)}
            {move || superseded(session)}
            {move || no_store(session)}
            {move || damaged(session)}
            {move || evicted(session)}
            {move || private(session)}
            {move || backup(session, later)}
        </div>
    }
    .into_any()
}

fn banner(kind: &'static str, head: String, text: &'static str, actions: AnyView) -> AnyView {
    let name = if kind == "is-error" { "error" } else { "warn" };
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
