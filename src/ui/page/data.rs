//! 数据: files out and in, backups, what can be taken back, ledgers and settings of this device.

use crate::model::field::Field as RecordField;
use crate::model::id::UnitId;
use crate::model::kind::{Kind, RecordId};
use crate::state::exchange::{self, Restore, Scope};
use crate::state::session::{Kept, Room};
use crate::state::settings::{Lang, Look};
use crate::state::store::Undone;
use crate::state::{Session, env};
use crate::ui::page::record::EditField;
use crate::ui::part::control;
use crate::ui::part::excel::{DraftEntry, Excel};
use crate::ui::part::import::ImportPicker;
use crate::ui::part::save_light::backup_days;
use crate::ui::svg::icon;
use crate::ui::widget::dialog::Dialog;
use crate::ui::widget::field::Field;
use crate::ui::widget::select::Select;
use crate::ui::widget::toast::Toasts;
use crate::ui::words::data::{self, Data as Text};
use crate::ui::words::shell::{Shell, Welcome};
use crate::ui::words::{Words, label, trouble, words};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// The data page.
#[component]
pub fn Data() -> impl IntoView {
    let words = words();
    view! {
        <div class="page-head">
            <h1>{move || words.t(Text::Title)}</h1>
            <p class="page-sub">{move || words.t(Text::Sub)}</p>
        </div>
        <div class="grid-2">
            <div class="stack">
                <Export />
                <Ledgers />
            </div>
            <div class="stack">
                <Import />
                <Excel />
                <Settings />
            </div>
        </div>
    }
    .into_any()
}

/// What is exported.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Whole,
    Unit,
    Plan,
}

impl What {
    const ALL: [(Self, Text, Text, &'static str); 3] = [
        (Self::Whole, Text::ScopeWhole, Text::ScopeWholeHint, "whole"),
        (Self::Unit, Text::ScopeUnit, Text::ScopeUnitHint, "unit"),
        (Self::Plan, Text::ScopePlan, Text::ScopePlanHint, "plan"),
    ];

    fn hint(self) -> Text {
        Self::ALL
            .iter()
            .find(|(what, ..)| *what == self)
            .map_or(Text::ScopeWholeHint, |(_, _, hint, _)| *hint)
    }
}

#[component]
fn Export() -> impl IntoView {
    let session = expect_context::<Session>();
    let store = session.store;
    let toasts = expect_context::<Toasts>();
    let words = words();
    let what = RwSignal::new(What::Whole);
    let unit = RwSignal::new(store.own_unit.get_untracked().map(|u| u.to_string()).unwrap_or_default());
    let packed = RwSignal::new(false);
    let asking = RwSignal::new(false);
    let missing = RwSignal::new(false);
    let written = RwSignal::new(String::new());
    let scope = move || match what.get() {
        What::Whole => Some(Scope::Whole),
        What::Plan => Some(Scope::Plan),
        What::Unit => uuid::Uuid::try_parse(&unit.get()).ok().map(|id| Scope::Unit(UnitId(id))),
    };
    let name = move || scope().map(|scope| exchange::file_name(session, scope, packed.get()));
    let units = Signal::derive(move || store.with(control::units));
    let export = move |_| {
        let Some(scope) = untrack(scope) else { return };
        match exchange::export(session, scope, packed.get_untracked()) {
            Ok(exported) => {
                let size = data::size(words, exported.size as u64);
                toasts.done(words.fill(Text::Exported, &[&exported.name, &size]), None);
                if exported.whole {
                    written.set(exported.name);
                    missing.set(false);
                    asking.set(true);
                }
            }
            Err(_) => toasts.error(words.t(Text::ExportFailed)),
        }
    };
    let segment = move |(at, text, _, code): (What, Text, Text, &'static str)| {
        view! {
            <label class="segment">
                <input
                    type="radio"
                    class="sr-only"
                    name="scope"
                    value=code
                    prop:checked=move || what.get() == at
                    on:change=move |_| what.set(at)
                />
                <span>{move || words.t(text)}</span>
            </label>
        }
    };
    let confirm = move |_| {
        session.note_backup(&written.get_untracked());
        asking.set(false);
        toasts.done(words.t(Text::BackedUp), None);
    };
    view! {
        <section class="card" id="export">
            <div class="card-head">
                <h2>{move || words.t(Text::Export)}</h2>
            </div>
            <div class="card-body">
                <p class="muted">{move || words.t(Text::ExportText)}</p>
                <fieldset class="segments">
                    <legend class="field-label">{move || words.t(Text::Scope)}</legend>
                    {What::ALL.into_iter().map(segment).collect::<Vec<_>>()}
                </fieldset>
                <p class="field-hint">{move || words.t(what.get().hint())}</p>
                <Show when=move || what.get() == What::Unit>
                    <Field id="export-unit" label=Signal::derive(move || words.t(Text::Unit).to_owned())>
                        <Select id="export-unit" options=units value=unit on_pick=Callback::new(move |code| unit.set(code)) />
                    </Field>
                </Show>
                <label class="check-label">
                    <input class="check" type="checkbox" id="export-packed" prop:checked=packed on:change=move |event| packed.set(event_target_checked(&event)) />
                    <span>{move || words.t(Text::Packed)}</span>
                </label>
                <p class="file-name">{name}</p>
                <div class="cluster">
                    <button class="btn is-primary" type="button" id="export-go" disabled=move || scope().is_none() on:click=export>
                        {icon("download")}
                        <span>{move || words.t(Text::DoExport)}</span>
                    </button>
                    <span class="muted">{move || backup_text(session, words)}</span>
                </div>
            </div>
        </section>
        <Dialog open=asking title=Signal::derive(move || words.t(Text::CheckFile).to_owned())>
            <div class="dialog-body">
                <p>{move || words.fill(Text::CheckText, &[&written.get()])}</p>
                <Show when=move || missing.get()>
                    <p class="field-error" role="alert">{move || words.t(Text::FileMissingHelp)}</p>
                </Show>
            </div>
            <div class="dialog-foot">
                <button class="btn" type="button" on:click=move |_| missing.set(true)>{move || words.t(Text::FileMissing)}</button>
                <button class="btn is-primary" type="button" id="backup-there" on:click=confirm>{move || words.t(Text::FileThere)}</button>
            </div>
        </Dialog>
    }
    .into_any()
}

fn backup_text(session: Session, words: Words) -> String {
    let Some(backup) = session.head.with(|head| head.backup.clone()) else {
        return words.t(Text::BackupNever).to_owned();
    };
    // Read again when the day or the ledger moves on.
    let _days = backup_days(session);
    let edited = session.store.with(|l| l.clock() > backup.clock);
    let since = words.t(if edited { Text::BackupEdits } else { Text::BackupWhole });
    let at = label::moment(words, env::local(backup.at), session.store.today.get());
    words.fill(Text::BackupLast, &[&at, since])
}

#[component]
fn Import() -> impl IntoView {
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let words = words();
    let restores = RwSignal::new(Vec::<Restore>::new());
    Effect::new(move |_| {
        session.restores_changed.get();
        leptos::task::spawn_local(async move {
            match exchange::restores(session).await {
                Ok(found) => restores.set(found),
                Err(error) => toasts.error(trouble::storage(words, &error)),
            }
        });
    });
    let take_back = move |key: String| {
        leptos::task::spawn_local(async move {
            match exchange::restore(session, &key).await {
                Ok(Undone::Whole) => toasts.done(words.t(Text::TakenBack), None),
                Ok(Undone::Partly(kept)) => {
                    toasts.done(words.fill(Text::TakenBackPartly, &[&kept.to_string()]), None)
                }
                Ok(Undone::Nothing) => toasts.done(words.t(Shell::NothingUndone), None),
                Err(error) => toasts.error(trouble::storage(words, &error)),
            }
        });
    };
    let row = move |restore: Restore| {
        let at = label::moment(words, env::local(restore.at), session.store.today.get());
        let sub = words.fill(Text::RestoreRow, &[&at, &restore.records.to_string()]);
        let key = restore.key.clone();
        view! {
            <li class="list-row">
                <div class="list-main">
                    <span class="list-title">{label::visible(&restore.name)}</span>
                    <span class="list-sub">{sub}</span>
                </div>
                <div class="list-actions">
                    <button class="btn is-small" type="button" on:click=move |_| take_back(key.clone())>{words.t(Text::TakeBack)}</button>
                </div>
            </li>
        }
    };
    view! {
        <section class="card" id="import">
            <div class="card-head">
                <h2>{move || words.t(Text::Import)}</h2>
            </div>
            <div class="card-body">
                <p class="muted">{move || words.t(Text::ImportText)}</p>
                <ImportPicker />
                <DraftEntry />
                <h3>{move || words.t(Text::Restores)}</h3>
                <Show when=move || restores.with(Vec::is_empty)><p class="muted">{move || words.t(Text::RestoresNone)}</p></Show>
                <ul class="list" id="restores">{move || restores.get().into_iter().map(row).collect::<Vec<_>>()}</ul>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Ledgers() -> impl IntoView {
    let session = expect_context::<Session>();
    let words = words();
    let removing = RwSignal::new(None::<Kept>);
    let asking = RwSignal::new(false);
    let open_id = move || session.store.with(|l| l.id().to_string());
    let row = move |kept: Kept| {
        let title = title_of(words, &kept);
        let year = kept.head.year.map(|y| words.fill(Shell::Year, &[&y.to_string()])).unwrap_or_default();
        let is_open = open_id() == kept.id;
        let id = kept.id.clone();
        let open = move |_| {
            let id = id.clone();
            leptos::task::spawn_local(async move {
                // What is open is stored before it is left.
                crate::state::saving::flush(session).await;
                if !session.has_unsaved() {
                    session.open(&id).await;
                }
            });
        };
        let remove = move |_| {
            removing.set(Some(kept.clone()));
            asking.set(true);
        };
        let first = if is_open {
            view! { <span class="chip is-info">{words.t(Text::LedgerNow)}</span> }.into_any()
        } else {
            view! { <button class="btn is-small" type="button" on:click=open>{words.t(Text::Open)}</button> }
                .into_any()
        };
        view! {
            <li class="list-row">
                <div class="list-main">
                    <span class="list-title">{title}</span>
                    <span class="list-sub">{year}</span>
                </div>
                <div class="list-actions">
                    {first}
                    <button class="btn is-small is-quiet is-danger" type="button" on:click=remove>{words.t(Text::Remove)}</button>
                </div>
            </li>
        }
    };
    view! {
        <section class="card" id="ledgers">
            <div class="card-head">
                <h2>{move || words.t(Text::Ledgers)}</h2>
            </div>
            <div class="card-body">
                <ul class="list">{move || session.kept.get().into_iter().map(row).collect::<Vec<_>>()}</ul>
                <div class="cluster">
                    <button class="btn" type="button" id="start-page" on:click=move |_| session.leave()>{move || words.t(Text::StartPage)}</button>
                </div>
            </div>
        </section>
        <Remove removing asking />
    }
    .into_any()
}

fn title_of(words: Words, kept: &Kept) -> String {
    if kept.head.title.is_empty() {
        words.t(Welcome::Untitled).to_owned()
    } else {
        label::visible(&kept.head.title)
    }
}

/// Removing a ledger for good asks for its title, so that it cannot happen by a slip.
#[component]
fn Remove(removing: RwSignal<Option<Kept>>, asking: RwSignal<bool>) -> impl IntoView {
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let words = words();
    let typed = RwSignal::new(String::new());
    Effect::new(move |_| {
        if asking.get() {
            typed.set(String::new());
        }
    });
    let name = Signal::derive(move || {
        removing.with(|kept| kept.as_ref().map(|k| title_of(words, k)).unwrap_or_default())
    });
    let matches = move || typed.get().trim() == name.get().trim();
    let remove = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(kept) = removing.get_untracked().filter(|_| untrack(matches)) else { return };
        asking.set(false);
        leptos::task::spawn_local(async move {
            match session.remove(&kept.id).await {
                Ok(()) => toasts.done(words.fill(Text::Removed, &[&title_of(words, &kept)]), None),
                Err(error) => toasts.error(trouble::storage(words, &error)),
            }
        });
    };
    view! {
        <Dialog open=asking title=Signal::derive(move || words.fill(Text::RemoveTitle, &[&name.get()]))>
            <form on:submit=remove>
                <div class="dialog-body">
                    <p>{move || words.t(Text::RemoveText)}</p>
                    <Field id="remove-name" label=Signal::derive(move || words.t(Text::RemoveType).to_owned())>
                        <input class="control" id="remove-name" autocomplete="off" prop:value=typed on:input=move |event| typed.set(event_target_value(&event)) />
                    </Field>
                </div>
                <div class="dialog-foot">
                    <button class="btn" type="button" on:click=move |_| asking.set(false)>{move || words.t(Shell::Cancel)}</button>
                    <button class="btn is-danger" type="submit" disabled=move || !matches()>{move || words.t(Text::RemoveDo)}</button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}

#[component]
fn Settings() -> impl IntoView {
    let session = expect_context::<Session>();
    let settings = session.settings;
    let words = words();
    let room = RwSignal::new(None::<(Option<Room>, bool)>);
    leptos::task::spawn_local(async move { room.set(Some(session.room().await)) });
    let meta = RecordId::new(Kind::Meta, session.store.with_untracked(|l| l.id()));
    let usage = move || match room.get() {
        Some((Some(room), _)) => {
            words.fill(Text::Usage, &[&data::size(words, room.usage), &data::size(words, room.quota)])
        }
        _ => words.t(Text::UsageUnknown).to_owned(),
    };
    let promise = move || {
        let kept = room.get().is_some_and(|(_, kept)| kept);
        words.t(if kept { Text::Persisted } else { Text::NotPersisted })
    };
    let on_file = window().location().protocol().is_ok_and(|p| p == "file:");
    let look = move |at: Look, text: Text| {
        view! {
            <label class="segment">
                <input type="radio" class="sr-only" name="look" prop:checked=move || settings.look.get() == at on:change=move |_| settings.set_look(at) />
                <span>{move || words.t(text)}</span>
            </label>
        }
    };
    let lang = move |at: Lang, text: &'static str, code: &'static str| {
        view! {
            <label class="segment">
                <input type="radio" class="sr-only" name="language" prop:checked=move || settings.lang.get() == at on:change=move |_| settings.set_lang(at) />
                <span lang=code>{text}</span>
            </label>
        }
    };
    view! {
        <section class="card" id="settings">
            <div class="card-head">
                <h2>{move || words.t(Text::Settings)}</h2>
            </div>
            <div class="card-body">
                <div class="form-grid">
                    <EditField record=meta field=RecordField::Title />
                    <EditField record=meta field=RecordField::Year />
                    <Field
                        id="own-name"
                        label=Signal::derive(move || words.t(Text::Name).to_owned())
                        hint=Signal::derive(move || words.t(Text::NameHint).to_owned())
                    >
                        <input
                            class="control"
                            id="own-name"
                            autocomplete="name"
                            prop:value=settings.person
                            on:change=move |event| settings.set_person(event_target_value(&event).trim())
                        />
                    </Field>
                </div>
                <fieldset class="segments">
                    <legend class="field-label">{move || words.t(Text::Language)}</legend>
                    {lang(Lang::Zh, "简体中文", "zh-CN")}
                    {lang(Lang::En, "English", "en")}
                </fieldset>
                <fieldset class="segments">
                    <legend class="field-label">{move || words.t(Text::Look)}</legend>
                    {look(Look::System, Text::LookSystem)}
                    {look(Look::Light, Text::LookLight)}
                    {look(Look::Dark, Text::LookDark)}
                </fieldset>
                <dl class="facts">
                    <dt>{move || words.t(Text::Storage)}</dt>
                    <dd>{usage} <br /> <span class="muted">{promise}</span></dd>
                </dl>
                {on_file.then(|| view! { <p class="field-hint">{move || words.t(Text::FileShared)}</p> })}
                <p class="muted num">
                    {move || words.fill(Text::Version, &[env!("CARGO_PKG_VERSION"), &exchange::format_version()])}
                </p>
            </div>
        </section>
    }
    .into_any()
}
