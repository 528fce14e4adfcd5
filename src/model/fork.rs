//! Two devices under one id: a copied browser profile, a copied page with its data.
//!
//! A device gives each counter to one edit, at one time. The same counter with two times, or one
//! stamp with two values, is written by two devices. Nothing is lost by it, for a register keeps
//! every write; but what one of them has seen says nothing about the other, and so the device
//! has to take a new id.

use super::record::Record;
use super::stamp::{Device, Stamp};
use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

/// The times known for each edit of each writer.
#[derive(Clone, Debug, Default)]
pub(super) struct Edits {
    times: HashMap<(Device, u64), i64, BuildHasherDefault<Mix>>,
    more: BTreeSet<Stamp>,
    last: Stamp,
}

impl Edits {
    /// Notes what is here. Copies that met before are known and not told again.
    pub fn note(&mut self, record: &dyn Record) {
        record.each_stamp(&mut |stamp| {
            self.add(stamp);
        });
    }

    /// Makes room for so many edits.
    pub fn reserve(&mut self, edits: usize) {
        self.times.reserve(edits);
    }

    /// Notes what comes in; names the writers that turn out to be two.
    pub fn meet(&mut self, record: &dyn Record, forked: &mut BTreeSet<Device>) {
        record.each_stamp(&mut |stamp| {
            if self.add(stamp) {
                forked.insert(stamp.device);
            }
        });
    }

    /// Whether the edit is known with another time and not with this one.
    fn add(&mut self, stamp: Stamp) -> bool {
        if stamp == self.last {
            return false;
        }
        self.last = stamp;
        let first = *self.times.entry((stamp.device, stamp.counter)).or_insert(stamp.at);
        first != stamp.at && self.more.insert(stamp)
    }
}

/// A hash for keys that are spread already: device ids are random, counters run.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for piece in bytes.chunks(8) {
            let mut word = [0; 8];
            for (to, from) in word.iter_mut().zip(piece) {
                *to = *from;
            }
            self.write_u64(u64::from_le_bytes(word));
        }
    }
    fn write_u64(&mut self, word: u64) {
        let mixed = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 29);
    }
}
