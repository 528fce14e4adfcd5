//! Icons: drawn once in `public/icons.svg`, which the build puts into the page; used by name.

use leptos::prelude::*;

/// An icon by its name in the sprite; the text beside it, or its button's label, says what it means.
pub fn icon(name: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use href=format!("#i-{name}")></use>
        </svg>
    }
}
