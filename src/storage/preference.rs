//! Small settings in localStorage, and the boot marker. Never records: a killed browser loses minutes of it.
//!
//! gloo-storage throws when localStorage is denied, and a throw leaves the page dead, so every call asks first.
//! Only keys under `taizhang/` are ever read, written or removed: other pages may share the area.

use gloo_storage::{LocalStorage, Storage};

/// Every key begins with this.
const PREFIX: &str = "taizhang/";
/// Says that this browser has kept a ledger before.
const MARKER: &str = "marker";

/// The settings of this browser. Without localStorage every setting is unset and setting does nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preferences {
    /// Whether localStorage could be reached when the page began.
    pub available: bool,
}

impl Preferences {
    /// Looks whether localStorage can be reached.
    #[must_use]
    pub fn open() -> Self {
        Self { available: reachable() }
    }

    /// The setting called `name`, if it is set and can be read.
    #[must_use]
    pub fn get(self, name: &str) -> Option<String> {
        reachable().then(|| LocalStorage::get(key(name)).ok()).flatten()
    }

    /// Sets the setting called `name`; `false` when it could not be kept (denied or full).
    #[must_use]
    pub fn set(self, name: &str, value: &str) -> bool {
        reachable() && LocalStorage::set(key(name), value).is_ok()
    }

    /// Unsets the setting called `name`.
    pub fn remove(self, name: &str) {
        if reachable() {
            LocalStorage::delete(key(name));
        }
    }

    /// Notes that this browser keeps a ledger; to be called after the first commit that succeeded.
    pub fn set_marker(self) {
        // Without the marker an eviction looks like a first run; there is nothing else to be done about it.
        let _ = self.set(MARKER, "1");
    }

    /// Whether this browser kept a ledger before: no ledger but a marker means the data was cleared.
    #[must_use]
    pub fn marker(self) -> bool {
        self.get(MARKER).is_some()
    }

    /// Forgets it; to be called when a person removes the last ledger.
    pub fn clear_marker(self) {
        self.remove(MARKER);
    }
}

fn key(name: &str) -> String {
    format!("{PREFIX}{name}")
}

/// The getter itself throws when storage is denied; `web_sys` catches it, gloo-storage does not.
fn reachable() -> bool {
    web_sys::window()
        .and_then(|window| window.local_storage().ok().flatten())
        .is_some_and(|storage| storage.get_item(&key(MARKER)).is_ok())
}
