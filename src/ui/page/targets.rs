//! STUB.
use leptos::prelude::*;
/// STUB.
#[component]
pub fn Targets() -> impl IntoView {}
