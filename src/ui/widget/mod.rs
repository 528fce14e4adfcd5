//! Pieces that know nothing of the domain.

pub mod dialog;
pub mod field;
pub mod focus;
pub mod select;
pub mod tabs;
pub mod toast;
pub mod window;
