//! Short notices at the edge of the page; read out by screen readers.

use leptos::prelude::*;
use std::time::Duration;

/// How long a notice stays when nothing asks it to.
const STAY: Duration = Duration::from_secs(8);

/// What a notice's button does.
pub type Act = Callback<()>;

/// One notice.
#[derive(Clone)]
struct Toast {
    key: u64,
    text: String,
    is_error: bool,
    act: Option<(String, Act)>,
}

/// The notices on show. Copy; provided as context.
#[derive(Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Toast>>,
    next: StoredValue<u64>,
}

impl Toasts {
    /// None yet.
    pub fn new() -> Self {
        Self { list: RwSignal::new(Vec::new()), next: StoredValue::new(0) }
    }

    /// Says that something was done, with a button such as "undo".
    pub fn done(self, text: impl Into<String>, act: Option<(String, Act)>) {
        let key = self.show(text.into(), false, act);
        set_timeout(move || self.close(key), STAY);
    }

    /// Says that something went wrong; stays until closed.
    pub fn error(self, text: impl Into<String>) {
        self.show(text.into(), true, None);
    }

    fn show(self, text: String, is_error: bool, act: Option<(String, Act)>) -> u64 {
        let key = self.next.get_value();
        self.next.set_value(key + 1);
        self.list.update(|list| {
            list.push(Toast { key, text, is_error, act });
            if list.len() > 3 {
                list.remove(0);
            }
        });
        key
    }

    fn close(self, key: u64) {
        self.list.update(|list| list.retain(|toast| toast.key != key));
    }
}

impl Default for Toasts {
    fn default() -> Self {
        Self::new()
    }
}

/// Where the notices are shown.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let words = crate::ui::words::words();
    view! {
        <div class="toasts" aria-live="polite" role="status">
            <For each=move || toasts.list.get() key=|toast| toast.key let:toast>
                {
                    let key = toast.key;
                    let act = toast.act.map(|(label, act)| {
                        let run = move |_| {
                            act.run(());
                            toasts.close(key);
                        };
                        view! { <button class="btn is-quiet is-small" type="button" on:click=run>{label}</button> }
                    });
                    view! {
                        <div class="toast" class:is-error=toast.is_error>
                            <span class="toast-text">{toast.text}</span>
                            {act}
                            <button
                                class="iconbtn"
                                type="button"
                                aria-label=move || words.t(crate::ui::words::shell::Shell::Close)
                                on:click=move |_| toasts.close(key)
                            >
                                {crate::ui::svg::icon("close")}
                            </button>
                        </div>
                    }
                }
            </For>
        </div>
    }
}
