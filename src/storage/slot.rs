//! The number of this tab among the tabs of one device. Two tabs are two replicas, so that their stamps never
//! collide; a number is used again by a later tab, so that a device does not grow a replica a visit.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;

use super::wait::within;

/// Numbers from here on are drawn by lot, for browsers without locks.
pub const FIRST_BY_LOT: u16 = 1_000;
/// How long one lock request may take, in milliseconds.
const LIMIT: i32 = 1_000;

/// Claims the lowest free number for the life of the tab, or draws one from 1000 up when there are no locks
/// (old browsers, and pages over plain http).
pub async fn claim_slot(device: &str) -> u16 {
    let Some(locks) = locks() else {
        return by_lot();
    };
    for slot in 0..FIRST_BY_LOT {
        let name = format!("taizhang/slot/{device}/{slot}");
        match within(LIMIT, hold(locks.clone(), name)).await {
            Some(Ok(true)) => return slot,
            Some(Ok(false)) => {}
            Some(Err(_)) | None => return by_lot(),
        }
    }
    by_lot()
}

/// Takes the lock and keeps it until the tab ends; `false` when someone else holds it.
async fn hold(locks: JsValue, name: String) -> Result<bool, JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE)?;
    let mut answer = None;
    let answered = Promise::new(&mut |resolve, _| answer = Some(resolve));
    let on_granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        let granted = !lock.is_null();
        if let Some(answer) = answer {
            // Calling a promise's own `resolve` does not throw.
            let _ = answer.call1(&JsValue::UNDEFINED, &JsValue::from_bool(granted));
        }
        if granted {
            // The lock is held until this promise settles, which it never does.
            Promise::new(&mut |_, _| {}).into()
        } else {
            JsValue::UNDEFINED
        }
    });
    let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    let held = request.call3(&locks, &JsValue::from_str(&name), &options, &on_granted)?;
    // `held` settles first only when the request itself was refused.
    let first = Promise::race(&js_sys::Array::of2(&answered, &held));
    Ok(JsFuture::from(first).await?.as_bool().unwrap_or(false))
}

/// `navigator.locks`, where there is one.
fn locks() -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    locks.is_object().then_some(locks)
}

/// A number that no tab has by its lock, in all likelihood no tab at all.
pub fn by_lot() -> u16 {
    let span = f64::from(u16::MAX - FIRST_BY_LOT) + 1.0;
    FIRST_BY_LOT + (js_sys::Math::random() * span) as u16
}
