//! Long work in pieces short enough for the browser to draw and answer in between.

use super::env;
use crate::storage::{self, Frames};

/// Work goes on so long before the browser gets its turn, in milliseconds.
const SLICE: f64 = 8.0;
/// The browser may take its turns without drawing; so long, in milliseconds, and no longer.
const UNDRAWN: f64 = 30.0;

/// So many records are dealt with before the clock is looked at.
pub const RECORDS: usize = 64;

/// When the browser had its last turn.
pub struct Pace {
    since: f64,
    frames: Frames,
}

impl Pace {
    /// Begins now.
    pub fn new() -> Self {
        Self { since: env::ticks(), frames: Frames::follow() }
    }

    /// Whether it is time to rest.
    pub fn is_due(&self) -> bool {
        env::ticks() - self.since >= SLICE
    }

    /// Lets the browser have its turn when it is time.
    pub async fn rest(&mut self) {
        if self.is_due() {
            if self.frames.since(env::ticks()) > UNDRAWN {
                self.frames.next().await;
            } else {
                storage::breath().await;
            }
            self.since = env::ticks();
        }
    }
}
