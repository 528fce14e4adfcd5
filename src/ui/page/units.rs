//! STUB.
use leptos::prelude::*;
/// STUB.
#[component]
pub fn Units() -> impl IntoView {}
