//! 任务分解表: which column means what, and each row as a task with its targets.
//!
//! - [`Layout`]: the header found, what each column may mean; [`Mapping`]: what it is taken for
//! - [`drafts_with`]: rows into drafts, by a mapping that a person may have corrected
//! - `words`: headers as they are written; [`when`]: 完成时限 as dates; `value`: 目标值; `split`: names

mod layout;
mod row;
mod split;
mod value;
pub mod when;
mod words;

pub use layout::{ColumnGuess, Layout, Mapping, layout};
pub(super) use layout::{heads_rows, holds_value, is_header, is_telling, may_head};
pub use row::drafts_with;
pub use words::Role;

pub use row::Rows;

use super::document::Document;
use super::draft::{Draft, Setting};

/// Reads the measurable statements of a cell's text, as [`super::text::read`] does.
pub type Statements<'a> = &'a dyn Fn(&str, &Setting) -> Vec<Draft>;

/// The drafts of all tables of a document whose columns are sure enough, numbered from `first`.
///
/// The other tables are for a person to map: see [`Layout::is_sure`].
pub fn drafts(document: &Document, setting: &Setting, first: u32, read: Statements<'_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for grid in document.grids() {
        let layout = layout(grid, setting.year);
        if layout.is_sure() {
            let first = first.saturating_add(found.len() as u32);
            found.extend(drafts_with(grid, &layout.mapping, setting, first, read));
        }
    }
    found
}
