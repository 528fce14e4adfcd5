//! STUB.
use leptos::prelude::*;
/// STUB.
#[component]
pub fn ImportPicker() -> impl IntoView {}
