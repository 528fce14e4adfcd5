//! The screens, one file each.

pub mod data;
pub mod draft;
pub mod overview;
pub mod plan;
pub mod record;
pub mod share;
pub mod targets;
pub mod tasks;
pub mod too_old;
pub mod units;
pub mod wall;
pub mod welcome;
