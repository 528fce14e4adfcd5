//! Icons.
use leptos::prelude::*;
/// STUB sprite.
#[component]
pub fn Sprite() -> impl IntoView {}
/// An icon by name.
pub fn icon(name: &'static str) -> impl IntoView {
    view! { <svg class="icon" aria-hidden="true"><use href=format!("#i-{name}") /></svg> }
}
