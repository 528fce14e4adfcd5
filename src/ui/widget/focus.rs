//! Where the keyboard is.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Frames an element is waited for: two seconds, for a slow machine that draws a list anew.
const PATIENCE: u32 = 120;
/// Frames an element has to keep the focus, for one that is drawn once more.
const CALM: u32 = 4;

/// Puts the focus on the element of an id, if it is there.
pub fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        // A shape of a drawing takes the focus by the same name without being an HTML element.
        let element = element.unchecked_into::<web_sys::HtmlElement>();
        // Focus only fails on an element that is not in the page.
        let _focused = element.focus();
    }
}

/// Puts the focus on the element of an id, and once more when what changed is drawn: keys pressed
/// before that already go to it, where it is there.
pub fn focus_drawn(id: String) {
    focus(&id);
    request_animation_frame(move || focus(&id));
}

/// Puts the focus back on the element of an id when a panel is closed, however late the panel goes
/// and the element is drawn. A person who moves on meanwhile is left alone.
pub fn focus_back(id: String) {
    focus(&id);
    let panel = document().active_element().filter(|at| at.id() != id);
    wait(Back { id, panel, calm: 0, frames: 0 });
}

struct Back {
    id: String,
    /// Where the focus was; it goes away with the panel.
    panel: Option<web_sys::Element>,
    calm: u32,
    frames: u32,
}

fn wait(mut back: Back) {
    request_animation_frame(move || {
        let at = document().active_element();
        let body = document().body().map(web_sys::Element::from);
        match &at {
            Some(at) if at.id() == back.id => back.calm += 1,
            _ if at.is_none() || at == body || at == back.panel => {
                back.calm = 0;
                focus(&back.id);
            }
            // The focus was moved on.
            _ => return,
        }
        back.frames += 1;
        let open = back.panel.as_ref().is_some_and(|panel| panel.is_connected());
        if (open || back.calm < CALM) && back.frames < PATIENCE {
            wait(back);
        }
    });
}
