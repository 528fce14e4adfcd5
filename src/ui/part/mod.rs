//! Pieces that know the domain and serve several screens.

pub mod banner;
pub mod import;
pub mod light;
pub mod save_light;
pub mod shell;
