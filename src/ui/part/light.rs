//! A light: shape, colour and word, never colour alone.

use crate::model::light::Light;
use crate::ui::svg::icon;
use crate::ui::words::words;
use leptos::prelude::*;

/// The icon of a light.
pub fn dot(light: Light) -> &'static str {
    match light {
        Light::Overdue => "dot-overdue",
        Light::Slow => "dot-slow",
        Light::OnCourse => "dot-course",
        Light::Done => "dot-done",
        Light::Unset => "dot-unset",
    }
}

/// Shows a light.
pub fn light(light: Light) -> impl IntoView {
    let words = words();
    view! {
        <span class=format!("light is-{}", light.code())>
            {icon(dot(light))}
            <span>{move || words.t(light)}</span>
        </span>
    }
}
