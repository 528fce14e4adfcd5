//! The one place with both signals and data. Knows nothing of how anything looks.
//!
//! - [`env`]: the only reader of clock and randomness
//! - [`store`]: the open ledger, commands, undo and redo
//! - [`saving`]: changed parts into the browser's store; "saved" only once they are there
//! - [`session`]: start, which ledger is open, other tabs, what went wrong with storage
//! - [`exchange`]: snapshots out and in; [`encoding`]: texts of older programs
//! - [`intake`]: many files at once; [`pace`]: long work in pieces; [`beside`]: work beside the page
//! - [`share`]: checks, files up and down, keys
//! - [`review`]: a document's drafts, ticked and put right; [`workbook`]: the workbook of a unit
//! - [`settings`]: language, theme, the user's name, this device

pub mod beside;
pub mod encoding;
pub mod env;
pub mod exchange;
pub mod intake;
mod pace;
pub mod review;
pub mod saving;
pub mod session;
pub mod settings;
pub mod share;
pub mod store;
pub mod workbook;

pub use review::Review;
pub use session::Session;
pub use settings::Settings;
pub use store::Store;
