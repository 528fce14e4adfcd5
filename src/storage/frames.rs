//! When the page was last drawn.

use super::wait::within;
use js_sys::Promise;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, prelude::Closure};
use wasm_bindgen_futures::JsFuture;

/// A page that is not drawn by then is not looked at, in milliseconds.
const UNSEEN: i32 = 100;

/// Called at each frame; asks for the next.
type Tick = RefCell<Option<Closure<dyn FnMut(f64)>>>;

/// Follows the frames for as long as it lives.
pub struct Frames {
    last: Rc<Cell<f64>>,
    request: Rc<Cell<i32>>,
    _tick: Rc<Tick>,
}

impl Frames {
    /// Begins now.
    pub fn follow() -> Self {
        let now = web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now());
        let (last, request) = (Rc::new(Cell::new(now)), Rc::new(Cell::new(0)));
        let tick: Rc<Tick> = Rc::default();
        let again = {
            let (last, request, tick) = (Rc::clone(&last), Rc::clone(&request), Rc::downgrade(&tick));
            Closure::new(move |at: f64| {
                last.set(at);
                if let Some(tick) = tick.upgrade() {
                    request.set(ask(&tick));
                }
            })
        };
        *tick.borrow_mut() = Some(again);
        request.set(ask(&tick));
        Self { last, request, _tick: tick }
    }

    /// Milliseconds from the last frame to this time by the page's clock; none for a page that nobody sees,
    /// which is never drawn.
    pub fn since(&self, now: f64) -> f64 {
        let is_hidden = web_sys::window().and_then(|w| w.document()).is_none_or(|document| document.hidden());
        if is_hidden { 0.0 } else { now - self.last.get() }
    }

    /// Waits for the next frame, and until it is drawn.
    pub async fn next(&self) {
        let frame = Promise::new(&mut |resolve, _| {
            let asked = web_sys::window().map(|window| window.request_animation_frame(&resolve));
            if !matches!(asked, Some(Ok(_))) {
                // Calling a promise's own `resolve` does not throw.
                let _ = resolve.call0(&wasm_bindgen::JsValue::UNDEFINED);
            }
        });
        // The promise is never rejected.
        let _ = within(UNSEEN, JsFuture::from(frame)).await;
        super::wait::breath().await;
    }
}

impl Drop for Frames {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            // A request that was answered already is no error worth telling.
            let _ = window.cancel_animation_frame(self.request.get());
        }
    }
}

fn ask(tick: &Tick) -> i32 {
    let tick = tick.borrow();
    let asked = tick
        .as_ref()
        .and_then(|tick| web_sys::window()?.request_animation_frame(tick.as_ref().unchecked_ref()).ok());
    asked.unwrap_or_default()
}
