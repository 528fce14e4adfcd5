//! To come.
use leptos::prelude::*;
#[component]
pub fn Forces() -> impl IntoView {}
