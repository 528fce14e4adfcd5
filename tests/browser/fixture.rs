//! What the tests share: names, batches, a raw connection beside the one under test, faults.

use std::cell::Cell;

use indexed_db_futures::{database::Database as Raw, prelude::*, transaction::TransactionMode};
use taizhang::storage::{Batch, Database, wait::sleep};
use wasm_bindgen::JsValue;

/// A database name no other test uses, nor an earlier run.
pub fn unique() -> String {
    thread_local!(static COUNT: Cell<u32> = const { Cell::new(0) });
    let count = COUNT.replace(COUNT.get() + 1);
    format!("test-{}-{}-{count}", js_sys::Date::now(), js_sys::Math::random())
}

/// A database whose events nobody hears.
pub async fn open(name: &str) -> Database {
    Database::open(name, |_| {}).await.expect("opens")
}

/// A batch of ledger "year" with text parts.
pub fn batch(expect: u64, head: &str, puts: &[(&str, &str)]) -> Batch {
    Batch { ledger: "year".into(), expect, head: head.into(), puts: texts(puts), ..Batch::default() }
}

/// Names and texts as the store takes them.
pub fn texts(parts: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
    let owned = parts.iter().map(|(name, text)| (String::from(*name), text.as_bytes().to_vec()));
    owned.collect()
}

/// Opens the same database as another program would, at the version it has.
pub async fn raw(name: &str) -> Raw {
    Raw::open(name).await.expect("opens")
}

/// Opens it as a newer build would.
pub async fn raw_newer(name: &str) -> Raw {
    Raw::open(name).with_version(2_u32).with_on_upgrade_needed(|_, _| Ok(())).await.expect("opens")
}

/// Writes a value behind the program's back.
pub async fn overwrite(name: &str, store: &str, key: &str, value: JsValue) {
    let raw = raw(name).await;
    let transaction = raw.transaction(store).with_mode(TransactionMode::Readwrite).build().expect("begins");
    transaction
        .object_store(store)
        .expect("has the store")
        .put(value)
        .with_key(key)
        .without_key_type()
        .primitive()
        .expect("takes it")
        .await
        .expect("puts it");
    transaction.commit().await.expect("commits");
    raw.close();
}

/// Runs a script in the page.
pub fn script(code: &str) -> JsValue {
    js_sys::eval(code).expect("runs")
}

/// A fault made by one script and undone by another when dropped. A panic in wasm drops nothing: of several
/// failures look at the first.
pub struct Fault(&'static str);

impl Fault {
    pub fn new(make: &str, undo: &'static str) -> Self {
        script(make);
        Self(undo)
    }
}

impl Drop for Fault {
    fn drop(&mut self) {
        script(self.0);
    }
}

/// Waits until `condition` holds; fails after 5 s.
pub async fn until(condition: impl Fn() -> bool) {
    let limit = js_sys::Date::now() + 5_000.0;
    while !condition() {
        assert!(js_sys::Date::now() < limit, "it never came true");
        sleep(5).await;
    }
}
