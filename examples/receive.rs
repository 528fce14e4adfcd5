//! The page's own decoder and merge without the page, for `tools/bench.mjs`; does nothing natively.

// What `wasm_bindgen` writes out is not safe code in the compiler's eyes.
#![allow(unsafe_code, missing_docs, clippy::unwrap_used, clippy::expect_used)]
#![cfg_attr(not(target_arch = "wasm32"), allow(dead_code, unused_imports))]

#[cfg(target_arch = "wasm32")]
#[path = "../tests/city/mod.rs"]
mod city;

#[cfg(target_arch = "wasm32")]
mod page {
    use super::city::{self, NOW, Sent, Size};
    use js_sys::{Array, Uint8Array};
    use std::cell::RefCell;
    use std::collections::BTreeSet;
    use taizhang::format::{Batch, Limits};
    use taizhang::model::ledger::Ledger;
    use wasm_bindgen::prelude::wasm_bindgen;

    thread_local! {
        static LEDGER: RefCell<Option<Ledger>> = const { RefCell::new(None) };
    }

    const fn size(schools: u32, tasks: u32) -> Size {
        Size { seed: 1, counties: 1, schools, tasks }
    }

    /// The files of a county's schools.
    #[wasm_bindgen]
    pub fn files(schools: u32, tasks: u32) -> Array {
        let size = size(schools, tasks);
        let file = |s| Uint8Array::from(city::school_file(&size, 0, s, Sent::Good).as_slice());
        (0..schools).map(file).collect()
    }

    /// Opens the county's ledger before anything was handed up.
    #[wasm_bindgen]
    pub fn open(schools: u32, tasks: u32) {
        let size = size(schools, tasks);
        let mut ledger = city::frame(&size);
        city::add_county(&mut ledger, &size, 0);
        LEDGER.with_borrow_mut(|place| *place = Some(ledger));
    }

    /// Decodes, checks and merges all files into one change; `keep` carries it out. Tells the records.
    #[wasm_bindgen]
    pub fn receive(files: &Array, keep: bool) -> usize {
        LEDGER.with_borrow_mut(|place| {
            let ours = place.as_mut().expect("opened");
            let mut batch = Batch::new(ours, NOW);
            for file in files.iter() {
                let bytes = Uint8Array::from(file).to_vec();
                let row = batch.add(ours, "", &bytes, &Limits::default());
                assert!(row.fault.is_none(), "a good file");
            }
            let change = batch.finish(ours, &BTreeSet::new()).change;
            if keep {
                change.apply(ours);
            }
            change.edits.len()
        })
    }
}

fn main() {}
