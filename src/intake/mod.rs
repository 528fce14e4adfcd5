//! From a document to drafts of a ledger (`P4`): what a speech, a work plan or a decomposition table
//! asks for, each draft beside the words it comes from. Nothing here enters a ledger by itself.
//!
//! Knows only the model: no browser, clock or file format of the ledger. Readers give drafts; the
//! review lets a person tick and correct them; `accept` turns the ticked ones into commands.
//!
//! - [`draft`]: what every reader gives
//! - [`text`]: running text: outline, sentences, measurable statements
//! - [`known`]: which drafts the ledger holds already; [`accept`]: accepted drafts as commands
//! - [`read`], [`document`], [`error`]: bytes of any kind to paragraphs and tables, within limits
//! - [`workbook`]: the workbook of a unit, filled in, back into commands
//! - [`table`]: decomposition tables: what each column means, rows into drafts
//! - [`revise`]: drafts put right by hand
//! - `archive`, `xml`, `docx`, `xlsx`, `html`, `plain`: one kind each; `columns`, `stacked`: tables within running text

pub mod accept;
mod archive;
mod columns;
pub mod document;
mod docx;
pub mod draft;
pub mod error;
mod html;
pub mod known;
mod plain;
pub mod read;
pub mod revise;
mod stacked;
pub mod table;
pub mod text;
pub mod workbook;
mod xlsx;
mod xml;
