//! Runs a screen's commands and tells the person what came of it.

use crate::model::command::Command;
use crate::model::rule::Refusal;
use crate::state::Store;
use crate::ui::part::shell::say_undone;
use crate::ui::widget::toast::Toasts;
use crate::ui::words::shell::Shell;
use crate::ui::words::{Words, trouble, words};
use leptos::prelude::*;

/// What an edit needs; Copy.
#[derive(Clone, Copy)]
pub struct Editor {
    /// The open ledger.
    pub store: Store,
    toasts: Toasts,
    words: Words,
}

/// The editor of this page; call in a component's body.
pub fn editor() -> Editor {
    Editor { store: expect_context::<Store>(), toasts: expect_context::<Toasts>(), words: words() }
}

impl Editor {
    /// Outside of a component.
    pub fn new(store: Store, toasts: Toasts, words: Words) -> Self {
        Self { store, toasts, words }
    }

    /// Runs commands; a refusal is said in a notice, and returned as `false`.
    pub fn run(self, commands: &[Command]) -> bool {
        match self.store.run(commands) {
            Ok(()) => true,
            Err(refusal) => {
                self.refused(&refusal);
                false
            }
        }
    }

    /// Says why nothing was done.
    pub fn refused(self, refusal: &Refusal) {
        let reason = trouble::refusal(self.words, refusal);
        let text = match refusal.field {
            Some(field) => format!("{}：{reason}", untrack(|| self.words.t(field))),
            None => reason,
        };
        self.toasts.error(text);
    }

    /// Says that something was done, with a button that takes it back.
    pub fn done(self, text: String) {
        let (store, toasts, words) = (self.store, self.toasts, self.words);
        let undo = Callback::new(move |()| say_undone(toasts, words, store.undo(), Shell::Undone));
        let label = untrack(|| words.t(Shell::Undo).to_owned());
        toasts.done(text, Some((label, undo)));
    }

    /// Says something without a way back.
    pub fn say(self, text: String) {
        self.toasts.done(text, None);
    }
}
