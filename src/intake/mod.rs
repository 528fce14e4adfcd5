//! From a document to drafts of a ledger (`P4`): what a speech, a work plan or a decomposition table
//! asks for, each draft beside the words it comes from. Nothing here enters a ledger by itself.
//!
//! Knows only the model: no browser, clock or file format of the ledger. Readers give drafts; the
//! review lets a person tick and correct them; `accept` turns the ticked ones into commands.
//!
//! - [`draft`]: what every reader gives
//! - [`text`]: running text: outline, sentences, measurable statements
//! - [`known`]: which drafts the ledger holds already; [`accept`]: accepted drafts as commands

pub mod accept;
pub mod draft;
pub mod known;
pub mod text;
