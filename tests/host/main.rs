//! Rules, laws and the shared file, on the build machine.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod accepted;
mod assigning;
mod batch;
mod cities;
#[path = "../city/mod.rs"]
mod city;
mod closed;
mod commands;
mod damaged;
mod divide;
mod fixture;
mod intake;
mod laws;
mod lights;
mod lists;
mod opening;
mod outline;
mod paper;
mod parcel;
mod pieces;
mod precheck;
mod preview;
mod readers;
mod reading;
mod revise;
mod rollup;
mod schedule;
mod schema;
mod seal;
mod sealed_batch;
mod settle;
mod snapshot;
mod standing;
mod stepwise;
mod tables;
mod template;
mod values;
mod wall;
mod workbook;
mod workbook_kinds;
mod working_days;
