//! Pieces that know the domain and serve several screens.

pub mod banner;
pub mod bulk;
pub mod control;
pub mod create;
pub mod diff;
pub mod document;
pub mod edit;
pub mod excel;
pub mod filter;
pub mod gauge;
pub mod import;
pub mod light;
pub mod paper;
pub mod save_light;
pub mod shell;
