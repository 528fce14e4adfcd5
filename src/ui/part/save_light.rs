//! The save light and the backup's age, always in sight.

use crate::state::saving::SaveState;
use crate::state::{Session, env};
use crate::ui::route::Route;
use crate::ui::svg::icon;
use crate::ui::words::shell::Shell as Text;
use crate::ui::words::{label, words};
use leptos::prelude::*;

/// Milliseconds in a day.
const DAY: i64 = 86_400_000;
/// A backup older than this is old.
pub const OLD_DAYS: i64 = 7;

/// "Saved" only after the store has it.
#[component]
pub fn SaveLight() -> impl IntoView {
    let session = expect_context::<Session>();
    let words = words();
    let state = move || match session.save.get() {
        SaveState::Failed(_) => "failed",
        SaveState::Saving => "saving",
        _ if !session.is_lasting() => "memory",
        SaveState::Saved(_) => "saved",
        SaveState::Clean => "clean",
    };
    let text = move || match session.save.get() {
        SaveState::Failed(_) => words.t(Text::NotSaved).to_owned(),
        SaveState::Saving => words.t(Text::Saving).to_owned(),
        _ if !session.is_lasting() => words.t(Text::InMemory).to_owned(),
        SaveState::Saved(at) => {
            words.fill(Text::SavedAt, &[&label::moment(words, env::local(at), session.store.today.get())])
        }
        SaveState::Clean => words.t(Text::Clean).to_owned(),
    };
    view! {
        <span class="save-state" id="save-state" role="status" data-state=state>
            {move || icon(if state() == "failed" { "error" } else { "save" })}
            <span>{text}</span>
        </span>
    }
}

/// How old the last confirmed backup is, in days; `None` for never.
pub fn backup_days(session: Session) -> Option<i64> {
    session.head.with(|head| head.backup.as_ref().map(|b| (env::now() - b.at).max(0) / DAY))
}

/// The backup's age; leads to the data page.
#[component]
pub fn BackupChip() -> impl IntoView {
    let session = expect_context::<Session>();
    let words = words();
    let age = move || match backup_days(session) {
        None => "none",
        Some(days) if days > OLD_DAYS => "old",
        Some(_) => "fresh",
    };
    let text = move || match backup_days(session) {
        None => words.t(Text::BackupNone).to_owned(),
        Some(0) => words.t(Text::BackupToday).to_owned(),
        Some(days) => words.fill(Text::BackupDays, &[&days.to_string()]),
    };
    view! {
        <a class="backup-chip" href=Route::Data.hash() data-age=age>
            {icon("file")}
            <span>{text}</span>
        </a>
    }
}
