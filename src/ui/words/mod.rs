//! The message catalogue: every text for people, in Chinese with English beside it.
//!
//! A group of texts is an enum made by `words!`; `{0}`, `{1}` stand for what is filled in.
//! Wording: as people in education bureaus write it. An error says what happened, where, what
//! was kept, and what to do next.

// Stands before the modules, so that each of them has it without an import.
/// Declares a group of texts: `words! { /// Doc. Group { Name: "中文", "English"; } }`.
macro_rules! words {
    ($($(#[$doc:meta])* $group:ident { $($name:ident: $zh:literal, $en:literal;)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[allow(missing_docs)]
        pub enum $group { $($name,)+ }

        impl $crate::ui::words::Say for $group {
            fn both(self) -> (&'static str, &'static str) {
                match self { $(Self::$name => ($zh, $en),)+ }
            }
        }
    )+};
}

pub mod data;
pub mod draft;
pub mod excel;
pub mod label;
pub mod list;
pub mod plan;
pub mod record;
pub mod sharing;
pub mod sheet;
pub mod shell;
pub mod trouble;
pub mod units;
pub mod wall;

use crate::state::settings::{Lang, Settings};
use leptos::prelude::*;

/// A text in both languages.
pub trait Say: Copy {
    /// Chinese and English.
    fn both(self) -> (&'static str, &'static str);

    /// In one language.
    fn say(self, lang: Lang) -> &'static str {
        let (zh, en) = self.both();
        if lang == Lang::En { en } else { zh }
    }
}

/// Speaks in the chosen language. Another choice makes the page anew (see `ui::App`), so that
/// nothing has to follow it by itself.
#[derive(Clone, Copy)]
pub struct Words {
    lang: RwSignal<Lang>,
}

impl Words {
    /// A text.
    pub fn t(self, text: impl Say) -> &'static str {
        text.say(self.lang.get_untracked())
    }

    /// A text with `{0}`, `{1}` filled in.
    pub fn fill(self, text: impl Say, values: &[&str]) -> String {
        let mut out = String::new();
        let mut rest = self.t(text);
        // One pass, so that a filled-in value is never read as a mark itself.
        while let Some(start) = rest.find('{') {
            let (before, mark) = rest.split_at(start);
            out.push_str(before);
            let value = mark.get(1..2).and_then(|d| d.parse::<usize>().ok()).and_then(|n| values.get(n));
            match (value, mark.get(3..)) {
                (Some(value), Some(after)) if mark.get(2..3) == Some("}") => {
                    out.push_str(value);
                    rest = after;
                }
                _ => {
                    out.push('{');
                    rest = mark.get(1..).unwrap_or_default();
                }
            }
        }
        out.push_str(rest);
        out
    }

    /// The language.
    pub fn lang(self) -> Lang {
        self.lang.get_untracked()
    }
}

/// The catalogue in the chosen language. Call it in a component's body and keep it: it is Copy.
pub fn words() -> Words {
    Words { lang: expect_context::<Settings>().lang }
}
