//! Files closed with a passphrase, and what a file's signature says.

use super::{Import, Shown, show};
use crate::state::exchange::{self, ImportError, Incoming};
use crate::state::share::{self, Verdict};
use crate::ui::svg::icon;
use crate::ui::words::label;
use crate::ui::words::sharing::{self, Seals as Text};
use crate::ui::words::shell::Shell;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use std::sync::Arc;

/// Asks for the passphrase of a closed file.
pub fn locked(import: Import, name: String, bytes: Arc<Vec<u8>>, wrong: bool) -> AnyView {
    let words = import.words;
    let typed = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let text = words.fill(Text::OpenText, &[&label::visible(&name)]);
    let open = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (name, bytes, passphrase) = (name.clone(), bytes.clone(), typed.get_untracked());
        leptos::task::spawn_local(async move {
            share::before_long_work().await;
            let outcome = exchange::open_closed(import.session, &name, &bytes, &passphrase).await;
            // Meanwhile it may have been closed, and another file be looked at.
            let is_still =
                |s: &Option<Shown>| matches!(s, Some(Shown::Locked(_, at, _)) if Arc::ptr_eq(at, &bytes));
            if !import.shown.with_untracked(is_still) {
                return;
            }
            let shown = match outcome {
                Ok(incoming) => show(incoming),
                Err(ImportError::Passphrase) => Shown::Locked(name, bytes, true),
                Err(error) => Shown::Refused(name, error),
            };
            import.shown.set(Some(shown));
        });
    };
    let error = wrong.then(|| view! { <p class="field-error" role="alert" id="passphrase-error">{words.t(Text::WrongPassphrase)}</p> });
    view! {
        <form on:submit=open>
            <div class="dialog-body">
                <p>{text}</p>
                <div class="field">
                    <label class="field-label" for="open-passphrase">{words.t(Text::Passphrase)}</label>
                    <input class="control" id="open-passphrase" type="password" autocomplete="off" prop:value=typed on:input=move |event| typed.set(event_target_value(&event)) />
                    {error}
                </div>
            </div>
            <div class="dialog-foot">
                <button class="btn" type="button" on:click=move |_| import.open.set(false)>{words.t(Shell::Cancel)}</button>
                <button class="btn is-primary" type="submit" id="open-closed" disabled=move || busy.get() || typed.with(String::is_empty)>
                    {move || words.t(if busy.get() { Text::Opening } else { Text::Open })}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// Asks once for the passphrase of all closed files of many, and reads all again.
pub fn locked_many(import: Import, count: usize, wrong: bool) -> AnyView {
    let words = import.words;
    let typed = RwSignal::new(String::new());
    let again = move |event: SubmitEvent| {
        event.prevent_default();
        import.read_many_with(import.picked.get_value(), &typed.get_untracked());
    };
    let error = wrong.then(|| view! { <p class="field-error" role="alert" id="many-passphrase-error">{words.t(Text::WrongPassphrase)}</p> });
    view! {
        <form class="keybox stack is-tight" id="many-closed" on:submit=again>
            <p class="field-label">{words.fill(Text::ClosedMany, &[&count.to_string()])}</p>
            <p class="field-hint">{words.t(Text::ClosedManyText)}</p>
            <div class="explain">
                <input class="control" id="many-passphrase" type="password" autocomplete="off" aria-label=words.t(Text::Passphrase) placeholder=words.t(Text::Passphrase) prop:value=typed on:input=move |event| typed.set(event_target_value(&event)) />
                <button class="btn" type="submit" id="many-open-closed" disabled=move || typed.with(String::is_empty)>{words.t(Text::ReadAgain)}</button>
            </div>
            {error}
        </form>
    }
    .into_any()
}

/// What the signature says, with a button to note that the fingerprint was compared.
pub fn seal(import: Import, incoming: &Incoming) -> AnyView {
    let words = import.words;
    let verdict = share::verdict(import.session, &incoming.decoded);
    let (text, state, class) = sharing::verdict_text(words, &verdict);
    let ask = match &verdict {
        Verdict::Known { signer, confirmed: false }
        | Verdict::New { signer }
        | Verdict::Changed { signer, .. } => Some(*signer),
        _ => None,
    };
    let sign = match class {
        "seal is-good" => Some("check"),
        "seal is-warn" => Some("warn"),
        "seal is-bad" => Some("error"),
        _ => None,
    };
    let done = RwSignal::new(false);
    let confirm = ask.map(|signer| {
        let confirm = move |_| {
            share::confirm(import.session, signer);
            done.set(true);
        };
        view! {
            <button class="btn is-small" type="button" id="confirm-key" hidden=move || done.get() on:click=confirm>{words.t(Text::Confirm)}</button>
            <span hidden=move || !done.get()>{words.t(Text::Confirmed)}</span>
        }
    });
    view! {
        <dt>{words.t(Text::Fact)}</dt>
        <dd id="fact-seal" data-state=state>
            <span class=class>{sign.map(icon)} {text}</span>
            " "
            {confirm}
        </dd>
    }
    .into_any()
}
