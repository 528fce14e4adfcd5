//! Pieces that know nothing of the domain.

pub mod dialog;
pub mod field;
pub mod toast;
