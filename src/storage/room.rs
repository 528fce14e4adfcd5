//! How much the browser lets this page keep, and for how long. All of it is a hint: a file is the backup.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{StorageEstimate, StorageManager};

/// Bytes used and allowed for everything of this origin; on `file://` other pages count too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Bytes in use, roughly.
    pub usage: u64,
    /// Bytes allowed, roughly.
    pub quota: u64,
}

/// Asks the browser not to clear this page's data when space runs short; whether it agrees. Never tell people
/// that their data is safe because of it.
pub async fn persist() -> bool {
    let Some(promise) = manager().and_then(|manager| manager.persist().ok()) else {
        return false;
    };
    JsFuture::from(promise).await.is_ok_and(|granted| granted.is_truthy())
}

/// Whether the browser has agreed to that before.
pub async fn persisted() -> bool {
    let Some(promise) = manager().and_then(|manager| manager.persisted().ok()) else {
        return false;
    };
    JsFuture::from(promise).await.is_ok_and(|granted| granted.is_truthy())
}

/// Bytes used and allowed, where the browser tells.
pub async fn estimate() -> Option<Room> {
    let promise = manager()?.estimate().ok()?;
    let estimate: StorageEstimate = JsFuture::from(promise).await.ok()?.unchecked_into();
    Some(Room { usage: estimate.get_usage()? as u64, quota: estimate.get_quota()? as u64 })
}

/// Whether this looks like a private window, whose data ends with it: Chromium then allows less storage than
/// twice the script heap's limit. `false` means unknown rather than no.
pub async fn private_hint() -> bool {
    let heap = web_sys::window()
        .and_then(|window| get(&window, "performance"))
        .and_then(|performance| get(&performance, "memory"))
        .and_then(|memory| get(&memory, "jsHeapSizeLimit"))
        .and_then(|limit| limit.as_f64());
    match (estimate().await, heap) {
        (Some(room), Some(heap)) => (room.quota as f64) < 2.0 * heap,
        _ => false,
    }
}

/// `navigator.storage`; missing on pages over plain http.
fn manager() -> Option<StorageManager> {
    let navigator = web_sys::window()?.navigator();
    get(&navigator, "storage").map(JsCast::unchecked_into)
}

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    let object = of.dyn_ref::<Object>()?;
    let value = Reflect::get(object, &JsValue::from_str(name)).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}
