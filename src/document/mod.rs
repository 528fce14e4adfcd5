//! What leaves the ledger as a document (`X4`): bytes of office formats, made from values of the model.
//!
//! Knows only the model: no browser, clock or words of its own; texts for people come in as arguments.
//!
//! - [`workbook`]: the .xlsx of one unit, to be filled in and read back by `intake::workbook`

pub mod workbook;
