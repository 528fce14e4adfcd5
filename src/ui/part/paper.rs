//! What is on paper only: made when it is asked for, gone when the print dialog closes.

use leptos::prelude::*;
use std::time::Duration;

/// Turns a page's paper on, prints, and turns it off. Copy.
#[derive(Clone, Copy)]
pub struct Paper {
    /// Whether the page's `.print-doc` is to be made.
    pub on: RwSignal<bool>,
}

impl Paper {
    /// Off; while it is on, nothing but the paper is printed.
    pub fn new() -> Self {
        let on = RwSignal::new(false);
        Effect::new(move |_| {
            let shell = document().query_selector(".shell").ok().flatten();
            if let Some(list) = shell.map(|s| s.class_list()) {
                // A class of an element that is there can always be set.
                let _set = list.toggle_with_force("printing", on.get());
            }
        });
        Self { on }
    }

    /// Prints.
    pub fn print(self) {
        self.on.set(true);
        // The paper has to be in the page before the browser looks at it.
        set_timeout(
            move || {
                // A refused print dialog leaves the page as it was.
                let _shown = window().print();
                self.on.set(false);
            },
            Duration::ZERO,
        );
    }
}

impl Default for Paper {
    fn default() -> Self {
        Self::new()
    }
}
