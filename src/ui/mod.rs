//! The page.
use leptos::prelude::*;

/// Mounts the page on the body.
pub fn start() {
    leptos::mount::mount_to_body(|| view! { <main>"台账"</main> });
}
