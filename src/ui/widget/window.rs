//! The part of a long list that is in sight, so that only those rows are made.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::Closure};

/// Rows made above and below what is in sight.
const SPARE: usize = 8;
/// Used until the list is measured.
const ROW: f64 = 44.0;

/// Follows a scrolling element with rows of one height, which its style states as `--row-h`.
#[derive(Clone, Copy)]
pub struct Window {
    /// The scrolling element.
    pub node: NodeRef<html::Div>,
    top: RwSignal<f64>,
    height: RwSignal<f64>,
    row: RwSignal<f64>,
    count: Signal<usize>,
    range: Memo<(usize, usize)>,
}

impl Window {
    /// Over so many rows. Call in a component's body.
    pub fn new(count: Signal<usize>) -> Self {
        let (top, height, row) = (RwSignal::new(0.0), RwSignal::new(800.0), RwSignal::new(ROW));
        let range = Memo::new(move |_| {
            let first = (top.get() / row.get()).floor().max(0.0) as usize;
            let shown = (height.get() / row.get()).ceil() as usize + 1;
            let count = count.get();
            let from = first.saturating_sub(SPARE).min(count);
            (from, (first + shown + SPARE).min(count))
        });
        let this = Self { node: NodeRef::new(), top, height, row, count, range };
        this.follow();
        this
    }

    fn follow(self) {
        let measure = Closure::<dyn Fn()>::new(move || self.measure());
        // Without an observer the list is still measured whenever it is scrolled.
        let observer = web_sys::ResizeObserver::new(measure.as_ref().unchecked_ref()).ok();
        let kept = StoredValue::new_local((observer, measure));
        Effect::new(move |_| {
            let Some(node) = self.node.get() else { return };
            self.measure();
            kept.with_value(|(observer, _)| {
                if let Some(observer) = observer {
                    observer.observe(&node);
                }
            });
        });
        on_cleanup(move || {
            kept.with_value(|(observer, _)| {
                if let Some(observer) = observer {
                    observer.disconnect();
                }
            });
        });
    }

    /// Reads size and place; to be called on scrolling too.
    pub fn measure(self) {
        let Some(node) = self.node.try_get_untracked().flatten() else { return };
        let set = |signal: RwSignal<f64>, value: f64| {
            if signal.try_get_untracked().is_some_and(|old| old != value) {
                signal.set(value);
            }
        };
        set(self.height, f64::from(node.client_height()));
        set(self.top, f64::from(node.scroll_top()));
        let style = window().get_computed_style(&node).ok().flatten();
        let text = style.and_then(|s| s.get_property_value("--row-h").ok()).unwrap_or_default();
        let row = text.trim().trim_end_matches("px").parse::<f64>().ok().filter(|h| *h > 0.0);
        set(self.row, row.unwrap_or(ROW));
    }

    /// The rows to make, from and up to, tracked.
    pub fn range(self) -> (usize, usize) {
        self.range.get()
    }

    /// Where a row stands, in CSS pixels from the top, tracked.
    pub fn offset(self, place: usize) -> String {
        format!("{}px", place as f64 * self.row.get())
    }

    /// The height of all rows, tracked.
    pub fn whole(self) -> String {
        self.offset(self.count.get())
    }

    /// Scrolls as little as needed to bring a row into sight.
    pub fn reveal(self, place: usize) {
        let Some(node) = self.node.get_untracked() else { return };
        let (row, height, top) =
            (self.row.get_untracked(), self.height.get_untracked(), f64::from(node.scroll_top()));
        let at = place as f64 * row;
        let to = if at < top {
            at
        } else if at + row > top + height {
            at + row - height
        } else {
            return;
        };
        node.set_scroll_top(to as i32);
        self.measure();
    }
}
