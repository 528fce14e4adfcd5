//! To come.
use leptos::prelude::*;
#[component]
pub fn Projects() -> impl IntoView {}
#[component]
pub fn Blockers() -> impl IntoView {}
