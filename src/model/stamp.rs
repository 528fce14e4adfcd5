//! Who wrote a field and in what order.
//!
//! Clocks on school PCs are wrong, so order rests on a Lamport counter; the time is kept for
//! people to read. A device's counter only grows, also across ledgers it has merged.

use std::collections::BTreeMap;
use std::fmt;

/// The largest counter, so that it stays exact in every JSON reader (2^53 - 1).
pub const MAX_COUNTER: u64 = (1 << 53) - 1;

/// One writer: 48 random bits of the device and the 16-bit slot of its tab.
///
/// Two tabs of one browser write at the same time, so each is a writer of its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Device(pub u64);

impl Device {
    /// Joins a device's 48 bits and a tab's slot.
    pub fn new(device: u64, slot: u16) -> Self {
        Self((device << 16) | u64::from(slot))
    }

    /// No writer: its entry in a version vector only holds the clock up where what was left out
    /// may not be claimed as seen. Chance gives no device these 48 bits.
    pub const CLOCK: Self = Self(0);

    /// Whether both are tabs of one browser: the same 48 bits.
    pub fn is_same_browser(self, other: Self) -> bool {
        self.0 >> 16 == other.0 >> 16
    }

    /// Reads `a1b2c3d4e5f6-1`.
    pub fn parse(text: &str) -> Option<Self> {
        let (device, slot) = text.split_once('-')?;
        // One spelling only: the same content must give the same bytes.
        let is_hex = device.len() == 12 && device.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        let is_number = slot == "0" || slot.bytes().next().is_some_and(|b| matches!(b, b'1'..=b'9'));
        if !is_hex || !is_number {
            return None;
        }
        Some(Self::new(u64::from_str_radix(device, 16).ok()?, slot.parse().ok()?))
    }
}

impl fmt::Display for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:012x}-{}", self.0 >> 16, self.0 & 0xffff)
    }
}

/// When and by whom a field was written. Ordered by counter, then device, then time;
/// the greatest stamp of a field holds its present value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Stamp {
    /// Lamport counter, from 1; 0 means never written.
    pub counter: u64,
    /// The writer.
    pub device: Device,
    /// Milliseconds since 1970 by the writer's clock; for people, never for order.
    pub at: i64,
}

impl Stamp {
    /// Whether the field was ever written.
    pub fn is_set(self) -> bool {
        self.counter > 0
    }
}

/// A version vector: the highest counter seen from each writer.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Seen(pub BTreeMap<Device, u64>);

impl Seen {
    /// Whether the edit with this stamp was known to the holder.
    pub fn covers(&self, stamp: Stamp) -> bool {
        !stamp.is_set() || self.0.get(&stamp.device).is_some_and(|c| *c >= stamp.counter)
    }

    /// Notes one stamp.
    pub fn note(&mut self, stamp: Stamp) {
        if stamp.is_set() {
            let counter = self.0.entry(stamp.device).or_default();
            *counter = (*counter).max(stamp.counter);
            self.settle_clock();
        }
    }

    /// Drops the clock's entry once a writer's counter has reached it.
    fn settle_clock(&mut self) {
        if let Some(clock) = self.0.remove(&Device::CLOCK)
            && clock > self.top()
        {
            self.0.insert(Device::CLOCK, clock);
        }
    }

    /// Takes the greater of both for each writer.
    pub fn join(&mut self, other: &Self) {
        for (device, counter) in &other.0 {
            let ours = self.0.entry(*device).or_default();
            *ours = (*ours).max(*counter);
        }
        self.settle_clock();
    }

    /// Whether everything the other has seen is seen here too.
    pub fn includes(&self, other: &Self) -> bool {
        other.0.iter().all(|(device, counter)| self.0.get(device).is_some_and(|c| c >= counter))
    }

    /// The same claim without anything from the stamps given on: what was left out is not seen.
    /// The clock stays where it was, so that the next edit is still above all there is.
    #[must_use]
    pub fn without(&self, left_out: impl IntoIterator<Item = Stamp>) -> Self {
        let mut lowered = self.clone();
        for stamp in left_out.into_iter().filter(|s| s.is_set()) {
            if let Some(counter) = lowered.0.get_mut(&stamp.device) {
                *counter = (*counter).min(stamp.counter - 1);
            }
        }
        lowered.0.retain(|_, counter| *counter > 0);
        if lowered.top() < self.top() {
            lowered.0.insert(Device::CLOCK, self.top());
        }
        lowered
    }

    /// The highest counter of all writers.
    pub fn top(&self) -> u64 {
        self.0.values().copied().max().unwrap_or(0)
    }
}
