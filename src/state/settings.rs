//! What this device remembers beside the ledgers: language, theme, the user's name, its own id.

use super::env;
use crate::storage::Preferences;
use leptos::prelude::*;
use uuid::Uuid;

/// The interface's language.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lang {
    /// 简体中文
    #[default]
    Zh,
    /// English
    En,
}

/// Light or dark.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Look {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The device's settings; survives a denied storage by keeping them for the session only.
#[derive(Clone, Copy)]
pub struct Settings {
    preferences: StoredValue<Preferences, LocalStorage>,
    /// The language.
    pub lang: RwSignal<Lang>,
    /// The theme.
    pub look: RwSignal<Look>,
    /// The name put on progress reports.
    pub person: RwSignal<String>,
    device: StoredValue<u64>,
}

impl Settings {
    /// Reads the settings, and makes up a device id the first time.
    pub fn open() -> Self {
        let preferences = Preferences::open();
        let stored = preferences.get("device").and_then(|text| u64::from_str_radix(&text, 16).ok());
        let device = stored.filter(|bits| *bits < 1 << 48).unwrap_or_else(|| {
            let bits = env::random_device();
            // Denied storage: a device id for this page only.
            let _kept = preferences.set("device", &format!("{bits:012x}"));
            bits
        });
        let lang = if preferences.get("lang").as_deref() == Some("en") { Lang::En } else { Lang::Zh };
        let look = match preferences.get("look").as_deref() {
            Some("light") => Look::Light,
            Some("dark") => Look::Dark,
            _ => Look::System,
        };
        let person = preferences.get("person").unwrap_or_default();
        Self {
            preferences: StoredValue::new_local(preferences),
            lang: RwSignal::new(lang),
            look: RwSignal::new(look),
            person: RwSignal::new(person),
            device: StoredValue::new(device),
        }
    }

    /// This device's 48 bits.
    pub fn device(self) -> u64 {
        self.device.get_value()
    }

    /// Makes up another device id: this one turned out to be used twice.
    pub(super) fn renew_device(self) -> u64 {
        let bits = env::random_device();
        self.keep("device", &format!("{bits:012x}"));
        self.device.set_value(bits);
        bits
    }

    /// Changes the language.
    pub fn set_lang(self, lang: Lang) {
        self.lang.set(lang);
        self.keep("lang", if lang == Lang::En { "en" } else { "zh" });
    }

    /// Changes the theme.
    pub fn set_look(self, look: Look) {
        self.look.set(look);
        let word = match look {
            Look::System => "system",
            Look::Light => "light",
            Look::Dark => "dark",
        };
        self.keep("look", word);
    }

    /// Changes the user's name.
    pub fn set_person(self, name: &str) {
        self.person.set(name.to_owned());
        self.keep("person", name);
    }

    /// What was typed into a record's report and not yet sent.
    pub fn draft(self, record: Uuid) -> Option<String> {
        self.preferences.with_value(|p| p.get(&format!("draft-{record}"))).filter(|text| !text.is_empty())
    }

    /// Keeps what is typed into a record's report; an empty text takes it away.
    pub fn set_draft(self, record: Uuid, text: &str) {
        let name = format!("draft-{record}");
        if text.is_empty() {
            self.preferences.with_value(|p| p.remove(&name));
        } else {
            self.keep(&name, text);
        }
    }

    /// A text kept on this device by its name, such as a key.
    pub(super) fn kept(self, name: &str) -> Option<String> {
        self.preferences.with_value(|p| p.get(name))
    }

    /// Keeps a text on this device.
    pub(super) fn keep_text(self, name: &str, text: &str) {
        self.keep(name, text);
    }

    /// Which ledger was open last.
    pub fn last_ledger(self) -> Option<String> {
        self.preferences.with_value(|p| p.get("ledger"))
    }

    /// Remembers which ledger is open.
    pub fn set_last_ledger(self, id: &str) {
        self.keep("ledger", id);
    }

    /// Whether this browser kept a ledger before (see [`Preferences::marker`]).
    pub fn had_data(self) -> bool {
        self.preferences.with_value(|p| p.marker())
    }

    /// Notes that it does, or that the last one was removed by a person.
    pub fn note_data(self, there: bool) {
        self.preferences.with_value(|p| if there { p.set_marker() } else { p.clear_marker() });
    }

    /// Whether settings survive the page.
    pub fn are_lasting(self) -> bool {
        self.preferences.with_value(|p| p.available)
    }

    fn keep(self, name: &str, value: &str) {
        // A setting that cannot be kept holds for this page; nothing of the ledger depends on it.
        self.preferences.with_value(|p| p.set(name, value));
    }
}
