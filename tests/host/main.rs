//! Rules, laws and the shared file, on the build machine.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod assigning;
mod commands;
mod damaged;
mod fixture;
mod intake;
mod laws;
mod lights;
mod lists;
mod outline;
mod parcel;
mod preview;
mod readers;
mod revise;
mod schema;
mod snapshot;
mod tables;
mod template;
mod values;
mod workbook;
