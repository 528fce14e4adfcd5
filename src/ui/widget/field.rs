//! A labelled form field with its hint and its error beside it.

use leptos::prelude::*;

/// Label, control, hint and error. The control is the child and takes the `id` given here;
/// while there is an error it should carry `aria-describedby="<id>-error"`.
#[component]
pub fn Field(
    /// The control's id.
    #[prop(into)]
    id: String,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// A hint below the control.
    #[prop(into, optional)]
    hint: Option<Signal<String>>,
    /// What is wrong with the value, if anything.
    #[prop(into, optional)]
    error: Option<Signal<Option<String>>>,
    /// Over both columns.
    #[prop(optional)]
    wide: bool,
    /// Whether it must be filled.
    #[prop(optional)]
    required: bool,
    /// The control.
    children: Children,
) -> impl IntoView {
    let error_id = format!("{id}-error");
    view! {
        <div class="field" class:is-wide=wide>
            <label class="field-label" for=id>
                {move || label.get()}
                {required.then(|| view! { <span class="required" aria-hidden="true">"*"</span> })}
            </label>
            {children()}
            {move || hint.map(|hint| hint.get()).filter(|text| !text.is_empty()).map(|text| view! { <p class="field-hint">{text}</p> })}
            {move || {
                let id = error_id.clone();
                error.and_then(|error| error.get()).map(|text| view! { <p class="field-error" role="alert" id=id>{text}</p> })
            }}
        </div>
    }
}
