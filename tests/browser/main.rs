//! The browser's storage, tested in a real browser.
//!
//! `suite` holds what every backend must do and runs for the database and for memory; `database` what only a
//! database can meet (damage, newer builds, lost connections); `page` the rest of the storage folder.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod database;
mod fixture;
mod page;
mod suite;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// Runs each function of `suite` once on two connections to one database and once on two handles of one memory.
macro_rules! on_both {
    ($($test:ident)*) => {
        mod indexed {
            $(#[wasm_bindgen_test::wasm_bindgen_test]
            async fn $test() {
                let name = crate::fixture::unique();
                let one = crate::fixture::open(&name).await;
                let two = crate::fixture::open(&name).await;
                crate::suite::$test(one.into(), two.into()).await;
            })*
        }
        mod memory {
            $(#[wasm_bindgen_test::wasm_bindgen_test]
            async fn $test() {
                let store = taizhang::storage::MemoryStore::new();
                crate::suite::$test(store.clone().into(), store.into()).await;
            })*
        }
    };
}

on_both! {
    commit_is_read_back_by_both
    stale_commit_is_refused_and_writes_nothing
    removed_part_is_gone
    ledgers_do_not_mix
    news_are_only_what_is_newer
    increments_of_two_lose_nothing
    restore_points_come_and_go
    set_aside_bytes_are_kept
    removed_ledger_leaves_nothing
}
