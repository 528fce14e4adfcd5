//! The same program once more on a thread of its own: bytes go over and come back, in turn.
//!
//! The page's loader knows how to start one, from http and from `file://` alike
//! (`taizhangWorker`, written by `tools/finish.mjs`); where it cannot, the caller does the work itself.

use super::error::FileError;
use super::file::read_buffer;
use super::wait::within;
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{DedicatedWorkerGlobalScope, File, MessageEvent};

/// The name of the loader's function that starts a worker.
const START: &str = "taizhangWorker";
/// A worker that is not up by then is not waited for, in milliseconds.
const PATIENCE: i32 = 8_000;

/// A worker; ended when dropped, and its memory with it.
#[derive(Clone)]
pub struct Worker(Rc<Inner>);

struct Inner {
    worker: web_sys::Worker,
    /// Who waits for an answer: answers come in the order of the questions. `None` once it is gone.
    waiting: Rc<RefCell<Option<VecDeque<Function>>>>,
    _heard: [Closure<dyn FnMut(MessageEvent)>; 2],
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// What goes to a worker and comes back: a few words, and bytes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Message {
    /// Words.
    pub words: Vec<String>,
    /// Bytes.
    pub bytes: Vec<u8>,
}

/// An answer on its way. The question is asked already.
pub struct Pending(JsFuture);

/// Why there is no answer.
#[derive(Clone, PartialEq, Debug)]
pub enum NoAnswer {
    /// The file could not be read.
    File(FileError),
    /// The worker is gone.
    Gone,
}

impl Worker {
    /// Starts one; `None` where that cannot be done.
    pub async fn start() -> Option<Self> {
        let start: Function = Reflect::get(&js_sys::global(), &START.into()).ok()?.dyn_into().ok()?;
        let worker: web_sys::Worker = start.call0(&JsValue::NULL).ok()?.dyn_into().ok()?;
        let waiting = Rc::new(RefCell::new(Some(VecDeque::<Function>::new())));
        let answered = {
            let waiting = Rc::clone(&waiting);
            Closure::new(move |event: MessageEvent| {
                let next = waiting.borrow_mut().as_mut().and_then(VecDeque::pop_front);
                if let Some(resolve) = next {
                    // Calling a promise's own `resolve` does not throw.
                    let _ = resolve.call1(&JsValue::NULL, &event.data());
                }
            })
        };
        let failed = {
            let waiting = Rc::clone(&waiting);
            Closure::new(move |_: MessageEvent| {
                for resolve in waiting.borrow_mut().take().into_iter().flatten() {
                    let _ = resolve.call1(&JsValue::NULL, &JsValue::UNDEFINED);
                }
            })
        };
        worker.set_onmessage(Some(answered.as_ref().unchecked_ref()));
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        let this = Self(Rc::new(Inner { worker, waiting, _heard: [answered, failed] }));
        // The first question is the program itself; the answer says that it runs.
        let up = this.post(&wasm_bindgen::module(), &Array::new());
        let is_up = within(PATIENCE, JsFuture::from(up)).await?.ok()?;
        (is_up == JsValue::TRUE).then_some(this)
    }

    /// The answer as a promise; `undefined` when the worker is gone.
    fn post(&self, message: &JsValue, transfer: &Array) -> Promise {
        Promise::new(&mut |resolve, _| {
            let posted = self.0.worker.post_message_with_transfer(message, transfer).is_ok();
            let mut waiting = self.0.waiting.borrow_mut();
            match waiting.as_mut() {
                Some(waiting) if posted => waiting.push_back(resolve),
                _ => {
                    let _ = resolve.call0(&JsValue::NULL);
                }
            }
        })
    }

    /// Asks at once; the answer can be waited for later.
    pub fn ask(&self, words: &[String], bytes: &[u8]) -> Pending {
        let bytes = Uint8Array::from(bytes);
        Pending(JsFuture::from(self.post(&pack(words, &bytes), &Array::of1(&bytes.buffer()))))
    }

    /// Asks with a picked file's bytes, which never come into this program's memory.
    pub fn ask_with(&self, words: &[String], file: &File) -> Pending {
        let (this, file, words) = (self.clone(), file.clone(), words.to_vec());
        Pending(JsFuture::from(future_to_promise(async move {
            let bytes = read_buffer(file).await?;
            JsFuture::from(this.post(&pack(&words, &bytes), &Array::of1(&bytes.buffer()))).await
        })))
    }
}

impl Pending {
    /// Waits for the answer.
    ///
    /// # Errors
    /// When the file could not be read, or the worker is gone: whoever asked does it without one.
    pub async fn answer(self) -> Result<Message, NoAnswer> {
        match self.0.await {
            Err(error) => Err(NoAnswer::File(FileError::from_js(&error))),
            Ok(answer) => unpack(&answer).ok_or(NoAnswer::Gone),
        }
    }
}

/// Whether this is such a worker and no page.
pub fn is_worker() -> bool {
    js_sys::global().is_instance_of::<DedicatedWorkerGlobalScope>()
}

/// Answers in a worker, for as long as it lives.
pub fn serve(mut answer: impl FnMut(Message) -> Message + 'static) {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let heard = {
        let scope = scope.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let Message { words, bytes } = unpack(&event.data()).map(&mut answer).unwrap_or_default();
            let bytes = Uint8Array::from(bytes.as_slice());
            // It only fails when the page is gone, which then waits for nothing.
            let _ = scope.post_message_with_transfer(&pack(&words, &bytes), &Array::of1(&bytes.buffer()));
        })
    };
    scope.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    // Lives as long as the worker.
    heard.forget();
    let _ = scope.post_message(&JsValue::TRUE);
}

fn pack(words: &[String], bytes: &Uint8Array) -> JsValue {
    let words: Array = words.iter().map(|word| JsValue::from_str(word)).collect();
    Array::of2(&words, bytes).into()
}

fn unpack(message: &JsValue) -> Option<Message> {
    let message = message.dyn_ref::<Array>()?;
    let words = message.get(0).dyn_into::<Array>().ok()?;
    let bytes = message.get(1).dyn_into::<Uint8Array>().ok()?;
    let words = words.iter().map(|word| word.as_string()).collect::<Option<_>>()?;
    Some(Message { words, bytes: bytes.to_vec() })
}
