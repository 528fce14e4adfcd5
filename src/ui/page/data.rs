//! STUB.
use leptos::prelude::*;
/// STUB.
#[component]
pub fn Data() -> impl IntoView {}
