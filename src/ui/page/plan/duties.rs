//! stub
use leptos::prelude::*;
/// stub
#[component]
pub fn Duties() -> impl IntoView {
    view! { <p></p> }
}
