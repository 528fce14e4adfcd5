//! Time limits for browser calls that may never answer.

use std::{
    cell::RefCell,
    future::{Future, poll_fn},
    pin::pin,
    rc::Rc,
    task::{Poll, Waker},
};

use js_sys::Promise;
use wasm_bindgen_futures::{JsFuture, spawn_local};

struct Slot<T> {
    value: Option<T>,
    waker: Option<Waker>,
}

/// Runs `work` for at most `ms` milliseconds.
///
/// When the time is up the answer is `None`, but the work goes on to its end: a half-opened database must
/// still get its stores. What it then yields is dropped, so its `Drop` has to clean up.
pub async fn within<T: 'static>(ms: i32, work: impl Future<Output = T> + 'static) -> Option<T> {
    let slot = Rc::new(RefCell::new(Slot { value: None, waker: None }));
    let weak = Rc::downgrade(&slot);
    spawn_local(async move {
        let value = work.await;
        let Some(slot) = weak.upgrade() else {
            return;
        };
        let waker = {
            let mut slot = slot.borrow_mut();
            slot.value = Some(value);
            slot.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    });
    let mut limit = pin!(sleep(ms));
    poll_fn(|context| {
        let mut slot = slot.borrow_mut();
        if let Some(value) = slot.value.take() {
            return Poll::Ready(Some(value));
        }
        slot.waker = Some(context.waker().clone());
        limit.as_mut().poll(context).map(|()| None)
    })
    .await
}

/// Waits `ms` milliseconds; without a window it does not wait at all.
pub async fn sleep(ms: i32) {
    let timer = Promise::new(&mut |resolve, _| {
        let armed = web_sys::window()
            .map(|window| window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms));
        if !matches!(armed, Some(Ok(_))) {
            // Calling a promise's own `resolve` does not throw.
            let _ = resolve.call0(&wasm_bindgen::JsValue::UNDEFINED);
        }
    });
    // The promise is never rejected.
    let _ = JsFuture::from(timer).await;
}

/// Lets the browser draw and answer before long work goes on. A message and no timer: timers are slowed
/// down in pages that are not in sight.
pub async fn breath() {
    let turn = Promise::new(&mut |resolve, _| {
        let posted = web_sys::MessageChannel::new().and_then(|channel| {
            channel.port1().set_onmessage(Some(&resolve));
            channel.port2().post_message(&wasm_bindgen::JsValue::NULL)
        });
        if posted.is_err() {
            // Calling a promise's own `resolve` does not throw.
            let _ = resolve.call0(&wasm_bindgen::JsValue::UNDEFINED);
        }
    });
    // The promise is never rejected.
    let _ = JsFuture::from(turn).await;
}
