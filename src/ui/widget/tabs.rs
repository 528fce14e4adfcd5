//! Tabs over panels; arrow keys move between them.

use crate::ui::widget::focus::focus;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// The row of tabs. Each has a key, used for the ids `tab-KEY` and `panel-KEY`, and a text.
#[component]
pub fn Tabs(
    /// Keys and texts.
    #[prop(into)]
    tabs: Signal<Vec<(&'static str, &'static str)>>,
    /// The key of the one shown.
    chosen: RwSignal<&'static str>,
    /// Names the row.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let step = move |event: KeyboardEvent| {
        let keys: Vec<_> = tabs.with_untracked(|tabs| tabs.iter().map(|(key, _)| *key).collect());
        let Some(at) = keys.iter().position(|key| *key == chosen.get_untracked()) else { return };
        let to = match event.key().as_str() {
            "ArrowRight" => (at + 1) % keys.len(),
            "ArrowLeft" => (at + keys.len() - 1) % keys.len(),
            "Home" => 0,
            "End" => keys.len() - 1,
            _ => return,
        };
        event.prevent_default();
        let Some(key) = keys.get(to) else { return };
        chosen.set(key);
        focus(&format!("tab-{key}"));
    };
    let tab = move |(key, text): (&'static str, &'static str)| {
        let shown = move || chosen.get() == key;
        view! {
            <button
                class="tab"
                type="button"
                role="tab"
                id=format!("tab-{key}")
                aria-controls=format!("panel-{key}")
                aria-selected=move || shown().to_string()
                tabindex=move || if shown() { "0" } else { "-1" }
                on:click=move |_| chosen.set(key)
            >
                {text}
            </button>
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=move || label.get() on:keydown=step>
            {move || tabs.get().into_iter().map(tab).collect::<Vec<_>>()}
        </div>
    }
}

/// One tab's panel; made anew each time it is shown.
#[component]
pub fn Panel(
    /// The tab's key.
    key: &'static str,
    /// The key of the one shown.
    chosen: RwSignal<&'static str>,
    /// What is in it.
    children: ChildrenFn,
) -> impl IntoView {
    view! {
        <div
            class="tabpanel"
            role="tabpanel"
            id=format!("panel-{key}")
            aria-labelledby=format!("tab-{key}")
            tabindex="0"
            hidden=move || chosen.get() != key
        >
            <Show when=move || chosen.get() == key>{children()}</Show>
        </div>
    }
}
