//! A row of the tree moved by finger: a long press picks it up, near the edges the page scrolls.

use crate::model::kind::{Kind, RecordId};
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use std::time::Duration;
use uuid::Uuid;
use wasm_bindgen::JsCast;

/// A press so long picks up; a shorter one is a tap or the start of scrolling.
const LONG: Duration = Duration::from_millis(350);
/// A finger that moved so far meant to scroll.
const STILL: f64 = 9.0;
/// So near an edge the page scrolls.
const EDGE: f64 = 72.0;
/// Pixels a frame at the very edge.
const FASTEST: f64 = 14.0;

/// What a finger does. Copy.
#[derive(Clone, Copy)]
pub struct Touch {
    /// Picked up.
    pub dragged: RwSignal<Option<RecordId>>,
    /// Where it would go: a row, and whether into it.
    pub over: RwSignal<Option<(Uuid, bool)>>,
    /// Whether a finger is down: rows are then not the browser's own to drag.
    pub down: RwSignal<bool>,
    /// The pressed row and where, until it is picked up.
    pressed: RwSignal<Option<(RecordId, f64, f64)>>,
    /// Where the finger is.
    at: RwSignal<(f64, f64)>,
    /// Grows with every press, so that an old one's clock has no say.
    press: RwSignal<u32>,
}

impl Touch {
    /// Nothing is pressed.
    pub fn new(dragged: RwSignal<Option<RecordId>>, over: RwSignal<Option<(Uuid, bool)>>) -> Self {
        Self {
            dragged,
            over,
            down: RwSignal::new(false),
            pressed: RwSignal::new(None),
            at: RwSignal::new((0.0, 0.0)),
            press: RwSignal::new(0),
        }
    }

    /// A finger comes down on a row.
    pub fn begin(self, event: &PointerEvent) {
        if event.pointer_type() != "touch" || !event.is_primary() {
            return;
        }
        let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        let Some(record) = target.and_then(|t| record_of(&t)) else { return };
        let at = (f64::from(event.client_x()), f64::from(event.client_y()));
        self.down.set(true);
        self.at.set(at);
        self.pressed.set(Some((record, at.0, at.1)));
        let press = self.press.get_untracked() + 1;
        self.press.set(press);
        set_timeout(
            move || {
                if self.press.try_get_untracked() != Some(press) {
                    return;
                }
                if let Some((record, ..)) = self.pressed.get_untracked() {
                    self.pressed.set(None);
                    self.dragged.set(Some(record));
                    self.roll();
                }
            },
            LONG,
        );
    }

    /// The finger moves.
    pub fn go(self, event: &PointerEvent) {
        if event.pointer_type() != "touch" {
            return;
        }
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        self.at.set((x, y));
        if let Some((_, from_x, from_y)) = self.pressed.get_untracked()
            && (x - from_x).hypot(y - from_y) > STILL
        {
            self.cancel();
        }
        self.look();
    }

    /// The finger is lifted: what was held and the row it is let go on.
    pub fn end(self, event: &PointerEvent) -> Option<(RecordId, RecordId, bool)> {
        if event.pointer_type() != "touch" {
            return None;
        }
        self.look();
        let held = self.dragged.get_untracked();
        let over = self.over.get_untracked();
        let on = over.and_then(|(id, _)| document().get_element_by_id(&format!("plan-{id}")));
        let on = on.and_then(|row| record_of(&row));
        self.cancel();
        Some((held?, on?, over?.1))
    }

    /// Nothing is held any more.
    pub fn cancel(self) {
        self.press.update(|n| *n += 1);
        self.pressed.set(None);
        self.down.set(false);
        if self.dragged.get_untracked().is_some() {
            self.dragged.set(None);
        }
        if self.over.get_untracked().is_some() {
            self.over.set(None);
        }
    }

    /// Whether the page must not scroll under the finger by itself.
    pub fn holds(self) -> bool {
        self.down.get_untracked() && self.dragged.get_untracked().is_some()
    }

    /// The row under the finger becomes the place.
    fn look(self) {
        let Some(held) = self.dragged.get_untracked() else { return };
        let (x, y) = self.at.get_untracked();
        let under = document().element_from_point(x as f32, y as f32);
        let row = under.and_then(|e| e.closest(".plan-row").ok().flatten());
        let found = row.and_then(|row| {
            let on = record_of(&row).filter(|on| on.id != held.id)?;
            let area = row.get_bounding_client_rect();
            Some((on.id, into(held, on, y - area.top(), area.height())))
        });
        if self.over.get_untracked() != found {
            self.over.set(found);
        }
    }

    /// Scrolls while something is held near an edge.
    fn roll(self) {
        request_animation_frame(move || {
            if self.dragged.try_get_untracked().flatten().is_none() || !self.down.get_untracked() {
                return;
            }
            if let Some(page) = document().get_element_by_id("main") {
                let area = page.get_bounding_client_rect();
                let y = self.at.get_untracked().1;
                let above = (area.top() + EDGE - y).clamp(0.0, EDGE);
                let below = (y - area.bottom() + EDGE).clamp(0.0, EDGE);
                let by = ((below - above) / EDGE * FASTEST) as i32;
                if by != 0 {
                    page.set_scroll_top(page.scroll_top() + by);
                    self.look();
                }
            }
            self.roll();
        });
    }
}

/// Whether a drop `y` below a row's top goes into it rather than before it: records into themes
/// always, themes on a theme's lower part.
pub fn into(held: RecordId, over: RecordId, y: f64, height: f64) -> bool {
    if over.kind != Kind::Theme {
        return held.kind != over.kind;
    }
    held.kind != Kind::Theme || y * 5.0 > height * 2.0
}

/// The record of the row an element is in.
fn record_of(element: &web_sys::Element) -> Option<RecordId> {
    let row = element.closest(".plan-row[data-kind]").ok().flatten()?;
    let kind = match row.get_attribute("data-kind")?.as_str() {
        "theme" => Kind::Theme,
        "target" => Kind::Target,
        _ => Kind::Task,
    };
    let id = Uuid::try_parse(row.id().strip_prefix("plan-")?).ok()?;
    Some(RecordId { kind, id })
}
