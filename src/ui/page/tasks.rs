//! STUB.
use leptos::prelude::*;
/// STUB.
#[component]
pub fn Tasks() -> impl IntoView {}
