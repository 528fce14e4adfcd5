//! Long work in pieces short enough for the browser to draw and answer in between.

use super::env;
use crate::storage;

/// Work goes on so long before the browser gets its turn, in milliseconds.
const SLICE: f64 = 8.0;

/// So many records are dealt with before the clock is looked at.
pub const RECORDS: usize = 64;

/// When the browser had its last turn.
pub struct Pace {
    since: f64,
}

impl Pace {
    /// Begins now.
    pub fn new() -> Self {
        Self { since: env::ticks() }
    }

    /// Whether it is time to rest.
    pub fn is_due(&self) -> bool {
        env::ticks() - self.since >= SLICE
    }

    /// Lets the browser have its turn when it is time.
    pub async fn rest(&mut self) {
        if self.is_due() {
            storage::breath().await;
            self.since = env::ticks();
        }
    }
}
