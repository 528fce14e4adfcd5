//! Bytes in the browser. Knows strings and bytes only, never what they mean, and holds no text for people.
//!
//! | file | what |
//! |---|---|
//! | [`backend`] | the one type callers hold: IndexedDB, or memory when there is none |
//! | [`database`] | ledgers in IndexedDB: one strict transaction a commit, revisions, checksums |
//! | [`connection`] | opening, losing and reopening the database |
//! | [`memory`] | the same operations in memory, for private windows and tests |
//! | `transaction` | transactions and keys |
//! | [`record`] | how one value lies in the database, and whether it is still whole |
//! | [`stored`] | what goes in and comes out: heads, parts, batches |
//! | [`error`] | what can go wrong |
//! | [`preference`] | small settings and the boot marker in localStorage |
//! | [`channel`] | tells other tabs that a ledger moved on |
//! | [`slot`] | the number that makes each tab its own replica |
//! | [`file`](mod@file) | files in and out |
//! | [`folder`] | files of dropped folders |
//! | [`frames`] | when the page was last drawn |
//! | [`room`] | how much the browser lets us keep, and for how long |
//! | [`wait`] | time limits |
//! | [`worker`] | the same program on a thread of its own |
//!
//! localStorage is not on disk when `setItem` returns, so no record ever goes there; a commit is done only
//! when its transaction's `complete` event has fired.

pub mod backend;
pub mod channel;
pub mod connection;
pub mod database;
pub mod error;
pub mod file;
pub mod folder;
pub mod frames;
pub mod memory;
pub mod preference;
pub mod record;
pub mod room;
pub mod slot;
pub mod stored;
mod transaction;
pub mod wait;
pub mod worker;

pub use backend::Backend;
pub use channel::Channel;
pub use connection::{DATABASE, DatabaseEvent};
pub use database::Database;
pub use error::{CommitError, FileError, StorageError};
pub use file::{copy, download, fits, read};
pub use folder::{dropped, files_in};
pub use frames::Frames;
pub use memory::MemoryStore;
pub use preference::Preferences;
pub use room::{Room, estimate, persist, persisted, private_hint};
pub use slot::{by_lot as slot_by_lot, claim_slot};
pub use stored::{Aside, Batch, HEAD_PART, Head, Revision, Stored};
pub use wait::{breath, sleep};
pub use worker::{Message, NoAnswer, Pending, Worker};
