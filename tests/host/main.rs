//! Rules, laws and the shared file, on the build machine.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod assigning;
mod batch;
mod closed;
mod commands;
mod damaged;
mod fixture;
mod laws;
mod lights;
mod lists;
mod outline;
mod precheck;
mod preview;
mod rollup;
mod schema;
mod seal;
mod settle;
mod snapshot;
mod standing;
mod template;
mod values;
