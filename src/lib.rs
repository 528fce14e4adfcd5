//! Taizhang (台账): a year's targets and tasks of an education bureau and its schools.
//!
//! Layers, imports point only down: `ui -> state -> { format, intake, storage, document } -> model`.

pub mod document;
pub mod format;
pub mod intake;
pub mod model;
#[cfg(target_arch = "wasm32")]
pub mod state;
#[cfg(target_arch = "wasm32")]
pub mod storage;
#[cfg(target_arch = "wasm32")]
pub mod ui;

/// Begins: as the page, or beside it as its worker.
#[cfg(target_arch = "wasm32")]
pub fn start() {
    if storage::worker::is_worker() {
        state::beside::serve();
    } else {
        ui::start();
    }
}
