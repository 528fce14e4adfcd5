//! A native select over a list that may change under it.

use leptos::prelude::*;

/// What is offered: the value and its text, in order.
pub type Options = Vec<(String, String)>;

/// A select. The value is kept right also when the options change.
#[component]
pub fn Select(
    /// The control's id.
    #[prop(into)]
    id: String,
    /// Its name, where no label stands beside it.
    #[prop(into, optional)]
    label: Option<Signal<String>>,
    /// What is offered.
    #[prop(into)]
    options: Signal<Options>,
    /// The value chosen.
    #[prop(into)]
    value: Signal<String>,
    /// What a choice does.
    on_pick: Callback<String>,
) -> impl IntoView {
    let items = move || {
        let now = value.get();
        let item = |(code, text): (String, String)| {
            let chosen = code == now;
            view! { <option value=code prop:selected=chosen>{text}</option> }
        };
        options.get().into_iter().map(item).collect::<Vec<_>>()
    };
    view! {
        <select
            class="control"
            id=id
            aria-label=move || label.map(|l| l.get())
            on:change=move |event| on_pick.run(event_target_value(&event))
        >
            {items}
        </select>
    }
}
