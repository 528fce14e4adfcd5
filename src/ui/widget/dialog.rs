//! A modal dialog on the native element: focus stays inside, Escape closes.

use leptos::html;
use leptos::prelude::*;

/// A dialog that is open while `open` is true. `title` names it; `children` is its body and
/// foot (`.dialog-body`, `.dialog-foot`), made anew each time it opens.
#[component]
pub fn Dialog(
    /// Whether it is shown; set to false when the user closes it.
    open: RwSignal<bool>,
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// Wider, for tables.
    #[prop(optional)]
    wide: bool,
    /// Body and foot.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let words = crate::ui::words::words();
    Effect::new(move |_| {
        let (Some(dialog), shown) = (node.get(), open.get()) else { return };
        if shown && !dialog.open() {
            // Fails only for a dialog that is shown already or not in the page.
            let _shown = dialog.show_modal();
        } else if !shown && dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog class="dialog" class:is-wide=wide node_ref=node on:close=move |_| open.set(false) aria-label=move || title.get()>
            <div class="dialog-head">
                <h2>{move || title.get()}</h2>
                <button
                    class="iconbtn"
                    type="button"
                    aria-label=move || words.t(crate::ui::words::shell::Shell::Close)
                    on:click=move |_| open.set(false)
                >
                    {crate::ui::svg::icon("close")}
                </button>
            </div>
            <Show when=move || open.get()>{children()}</Show>
        </dialog>
    }
}
