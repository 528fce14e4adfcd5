//! Tells the other tabs that a ledger moved on. A message may be lost or the browser may lack the means, so
//! whoever listens also looks at the revision when the page comes back into view.

use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

use super::stored::Revision;

/// One ledger's channel between tabs; closed when dropped.
pub struct Channel {
    line: Option<Line>,
}

struct Line {
    channel: BroadcastChannel,
    _on_message: Closure<dyn Fn(MessageEvent)>,
}

impl Channel {
    /// Joins a ledger's channel; `on_message` hears the revisions other tabs have committed.
    /// Without BroadcastChannel there is silence.
    pub fn open(ledger: &str, on_message: impl Fn(Revision) + 'static) -> Self {
        Self { line: Line::open(&format!("taizhang/{ledger}"), on_message) }
    }

    /// Tells the other tabs which revision the ledger is at now.
    pub fn post(&self, rev: Revision) {
        if let Some(line) = &self.line {
            // A lost message is made good on the next focus.
            let _ = line.channel.post_message(&JsValue::from_f64(rev as f64));
        }
    }
}

impl Line {
    fn open(name: &str, on_message: impl Fn(Revision) + 'static) -> Option<Self> {
        let global = js_sys::global();
        if !js_sys::Reflect::has(&global, &"BroadcastChannel".into()).unwrap_or(false) {
            return None;
        }
        let channel = BroadcastChannel::new(name).ok()?;
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            // Any page of the origin may post here; only a whole number is a revision.
            let rev = event.data().as_f64();
            if let Some(rev) = rev.filter(|rev| *rev >= 0.0 && rev.fract() == 0.0) {
                on_message(rev as Revision);
            }
        });
        channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Some(Self { channel, _on_message: on_message })
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
    }
}
