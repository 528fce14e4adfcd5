//! What only a database can meet: damage, other builds, lost connections, full disks.

use std::{cell::RefCell, rc::Rc};

use indexed_db_futures::{database::Database as Raw, prelude::*};
use taizhang::storage::{Backend, CommitError, Database, DatabaseEvent, HEAD_PART, StorageError, record};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixture::{Fault, batch, open, overwrite, raw, raw_newer, script, texts, unique, until};

/// A value of the right shape whose checksum does not fit its data.
fn damaged(rev: u64, data: &[u8], now: &[u8]) -> JsValue {
    let value = record::encode(rev, data).unwrap();
    js_sys::Reflect::set(&value, &"data".into(), &js_sys::Uint8Array::from(now)).unwrap();
    value
}

type Heard = Rc<RefCell<Vec<DatabaseEvent>>>;

async fn open_hearing(name: &str) -> (Database, Heard) {
    let heard = Heard::default();
    let database = Database::open(name, {
        let heard = Rc::clone(&heard);
        move |event| heard.borrow_mut().push(event)
    });
    (database.await.unwrap(), heard)
}

#[wasm_bindgen_test]
async fn damaged_part_is_quarantined_and_the_rest_opens() {
    let name = unique();
    let store = open(&name).await;
    let parts = [("plan", "p"), ("unit-1", "a"), ("unit-2", "b")];
    store.commit(&batch(0, "h", &parts)).await.unwrap();
    overwrite(&name, "parts", "year/unit-1", damaged(1, b"a", b"A")).await;
    overwrite(&name, "parts", "year/unit-2", "not even an object".into()).await;

    let stored = store.read("year").await.unwrap();

    assert_eq!(stored.parts, texts(&[("plan", "p")]));
    let found = [("unit-1", "A"), ("unit-2", "not even an object")];
    assert_eq!(stored.damaged, texts(&found));
    assert_eq!(stored.names, ["plan", "unit-1", "unit-2"]);
    // A damaged value that news touch is told as well.
    let news = store.read_since("year", 0).await.unwrap();
    assert_eq!(news.damaged, texts(&found[..1]));

    store.set_aside("year", "unit-1", b"A").await.unwrap();

    let after = store.read("year").await.unwrap();
    assert_eq!(after.names, ["plan", "unit-2"]);
    assert_eq!(store.asides("year").await.unwrap()[0].data, b"A");
}

#[wasm_bindgen_test]
async fn damaged_head_is_flagged_and_kept_by_the_next_commit() {
    let name = unique();
    let store = open(&name).await;
    store.commit(&batch(0, "h", &[("plan", "p")])).await.unwrap();
    overwrite(&name, "heads", "year", damaged(1, b"h", b"H!")).await;

    let heads = store.heads().await.unwrap();
    assert!(heads[0].damaged);
    assert_eq!(heads[0].data, b"H!");
    let stored = store.read("year").await.unwrap();
    assert_eq!(stored.head, b"");
    assert_eq!(stored.damaged, texts(&[(HEAD_PART, "H!")]));
    assert_eq!(stored.parts, texts(&[("plan", "p")]));

    assert_eq!(store.commit(&batch(1, "anew", &[])).await, Ok(2));

    assert_eq!(store.read("year").await.unwrap().head, b"anew");
    let kept = store.asides("year").await.unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].part, HEAD_PART);
    assert_eq!(kept[0].data, b"H!");
}

#[wasm_bindgen_test]
async fn damaged_restore_point_is_refused() {
    let name = unique();
    let store = open(&name).await;
    store.commit(&batch(0, "h", &[])).await.unwrap();
    overwrite(&name, "restore", "year/2025", damaged(1, b"copy", b"cop")).await;

    assert_eq!(store.read_restore("year", "2025").await, Err(StorageError::Damaged));
}

#[wasm_bindgen_test]
async fn newer_build_takes_over_at_once_and_we_say_so() {
    let name = unique();
    let (store, heard) = open_hearing(&name).await;
    store.commit(&batch(0, "h", &[])).await.unwrap();

    // Resolves only because our connection lets go on `versionchange`.
    raw_newer(&name).await.close();

    assert_eq!(*heard.borrow(), [DatabaseEvent::Superseded]);
    assert_eq!(store.heads().await, Err(StorageError::Superseded));
    assert_eq!(store.commit(&batch(1, "late", &[])).await, Err(CommitError::Newer));
}

#[wasm_bindgen_test]
async fn newer_layout_on_disk_is_refused_untouched() {
    let name = unique();
    raw_newer(&name).await.close();

    let refused = Database::open(&name, |_| {}).await.err();
    assert_eq!(refused, Some(StorageError::Newer));
    let (backend, reason) = Backend::open(&name, |_| {}).await;
    assert!(!backend.is_lasting());
    assert_eq!(reason, Some(StorageError::Newer));
    let raw = raw(&name).await;
    assert_eq!(raw.version(), 2.0);
    raw.close();
}

#[wasm_bindgen_test]
async fn foreign_database_of_our_name_is_refused() {
    let name = unique();
    let foreign = Raw::open(name.as_str())
        .with_version(1_u32)
        .with_on_upgrade_needed(|_, raw| raw.create_object_store("parts").build().map(|_| ()))
        .await
        .unwrap();
    foreign.close();

    let refused = Database::open(&name, |_| {}).await.err();
    assert_eq!(refused, Some(StorageError::Layout));
}

#[wasm_bindgen_test]
async fn database_that_never_answers_is_given_up_after_three_seconds() {
    let _fault = Fault::new(
        "window.realOpen = IDBFactory.prototype.open; IDBFactory.prototype.open = () => ({});",
        "IDBFactory.prototype.open = window.realOpen;",
    );
    let began = js_sys::Date::now();

    let given_up = Database::open("never", |_| {}).await.err();

    assert_eq!(given_up, Some(StorageError::Timeout));
    let took = js_sys::Date::now() - began;
    assert!((2_900.0..4_500.0).contains(&took), "{took} ms");
}

#[wasm_bindgen_test]
async fn database_that_answers_too_late_still_gets_its_stores_and_is_let_go() {
    let name = unique();
    // A deletion that waits for `holder` keeps our opening waiting behind it.
    let holder = raw_newer(&name).await;
    let deletion = Raw::delete_by_name(&name).unwrap();

    let given_up = Database::open(&name, |_| {}).await.err();
    assert_eq!(given_up, Some(StorageError::Timeout));
    holder.close();
    deletion.await.unwrap();

    let (store, heard) = open_hearing(&name).await;
    assert_eq!(store.commit(&batch(0, "h", &[("plan", "p")])).await, Ok(1));
    // Would wait for ever if the late connection were still held.
    raw_newer(&name).await.close();
    assert_eq!(*heard.borrow(), [DatabaseEvent::Superseded]);
}

#[wasm_bindgen_test]
async fn missing_or_refused_database_is_told() {
    for (open, expected) in [
        ("throw new DOMException('no', 'SecurityError')", StorageError::Denied),
        ("return undefined", StorageError::Missing),
    ] {
        let make = format!(
            "window.realDb = Object.getOwnPropertyDescriptor(window, 'indexedDB'); \
             Object.defineProperty(window, 'indexedDB', {{ get() {{ {open} }}, configurable: true }});"
        );
        let _fault = Fault::new(&make, "Object.defineProperty(window, 'indexedDB', window.realDb);");
        let refused = Database::open("any", |_| {}).await.err();
        assert_eq!(refused, Some(expected));
    }
}

#[wasm_bindgen_test]
async fn connection_closed_under_us_is_opened_again_silently() {
    let name = unique();
    let _fault = Fault::new(
        "window.realOpen = IDBFactory.prototype.open; window.opened = []; \
         IDBFactory.prototype.open = function (...a) { const r = window.realOpen.apply(this, a); \
           r.addEventListener('success', () => window.opened.push(r.result)); return r; };",
        "IDBFactory.prototype.open = window.realOpen;",
    );
    let (store, heard) = open_hearing(&name).await;
    store.commit(&batch(0, "h", &[("plan", "p")])).await.unwrap();

    script("window.opened.at(-1).close()");
    assert_eq!(store.commit(&batch(1, "h", &[("unit-1", "a")])).await, Ok(2));

    script("window.opened.at(-1).close()");
    let stored = store.read("year").await.unwrap();
    assert_eq!(stored.parts, texts(&[("plan", "p"), ("unit-1", "a")]));
    assert_eq!(script("window.opened.length").as_f64(), Some(3.0));
    assert_eq!(*heard.borrow(), []);

    store.disconnect();
    assert_eq!(store.revision("year").await, Ok(2));
}

#[wasm_bindgen_test]
async fn cleared_data_is_told_and_can_be_written_anew() {
    let name = unique();
    let (store, heard) = open_hearing(&name).await;
    store.commit(&batch(0, "h", &[("plan", "p")])).await.unwrap();

    Raw::delete_by_name(&name).unwrap().await.unwrap();

    assert_eq!(*heard.borrow(), [DatabaseEvent::Closed]);
    assert_eq!(store.commit(&batch(1, "h", &[])).await, Err(CommitError::Stale { found: 0 }));
    assert_eq!(store.commit(&batch(0, "h", &[("plan", "p")])).await, Ok(1));
}

#[wasm_bindgen_test]
async fn transaction_aborted_under_us_is_tried_once_more() {
    let store = open(&unique()).await;
    let _fault = Fault::new(
        "window.realCommit = IDBTransaction.prototype.commit; \
         IDBTransaction.prototype.commit = function () { \
           IDBTransaction.prototype.commit = window.realCommit; this.abort(); };",
        "IDBTransaction.prototype.commit = window.realCommit;",
    );
    let parts = [("plan", "p"), ("unit-1", "a"), ("unit-2", "b")];

    assert_eq!(store.commit(&batch(0, "h", &parts)).await, Ok(1));

    assert_eq!(store.read("year").await.unwrap().parts, texts(&parts));
}

#[wasm_bindgen_test]
async fn transaction_aborted_again_and_again_is_an_error() {
    let store = open(&unique()).await;
    {
        let _fault = Fault::new(
            "window.realCommit = IDBTransaction.prototype.commit; \
             IDBTransaction.prototype.commit = function () { this.abort(); };",
            "IDBTransaction.prototype.commit = window.realCommit;",
        );
        let parts = [("plan", "p"), ("unit-1", "a"), ("unit-2", "b")];
        assert_eq!(store.commit(&batch(0, "h", &parts)).await, Err(CommitError::Closed));
    }
    assert_eq!(store.read("year").await.unwrap(), Default::default());
}

#[wasm_bindgen_test]
async fn full_disk_found_at_the_commit_is_told() {
    let store = open(&unique()).await;
    {
        let _fault = Fault::new(
            "window.realCommit = IDBTransaction.prototype.commit; \
             IDBTransaction.prototype.commit = function () { \
               const error = new DOMException('full', 'QuotaExceededError'); \
               Object.defineProperty(this, 'error', { value: error }); this.abort(); };",
            "IDBTransaction.prototype.commit = window.realCommit;",
        );
        assert_eq!(store.commit(&batch(0, "h", &[("plan", "p")])).await, Err(CommitError::Quota));
    }
    assert_eq!(store.read("year").await.unwrap(), Default::default());
}

#[wasm_bindgen_test]
async fn full_disk_is_told_and_the_old_state_stays() {
    let store = open(&unique()).await;
    store.commit(&batch(0, "h", &[("plan", "p")])).await.unwrap();
    {
        // The third write of the batch finds no room.
        let _fault = Fault::new(
            "window.realPut = IDBObjectStore.prototype.put; let puts = 0; \
             IDBObjectStore.prototype.put = function (...a) { \
               if (++puts === 3) throw new DOMException('full', 'QuotaExceededError'); \
               return window.realPut.apply(this, a); };",
            "IDBObjectStore.prototype.put = window.realPut;",
        );
        let parts = [("plan", "new"), ("unit-1", "a"), ("unit-2", "b")];
        assert_eq!(store.commit(&batch(1, "new", &parts)).await, Err(CommitError::Quota));
    }
    let stored = store.read("year").await.unwrap();
    assert_eq!(stored.rev, 1);
    assert_eq!(stored.head, b"h");
    assert_eq!(stored.parts, texts(&[("plan", "p")]));
}

#[wasm_bindgen_test]
async fn writes_are_strict_and_done_only_when_complete() {
    let store = open(&unique()).await;
    let _fault = Fault::new(
        "window.realTransaction = IDBDatabase.prototype.transaction; window.writes = []; \
         IDBDatabase.prototype.transaction = function (...a) { \
           const t = window.realTransaction.apply(this, a); \
           if (t.mode === 'readwrite') { \
             const w = { durability: t.durability, complete: false }; window.writes.push(w); \
             t.addEventListener('complete', () => { w.complete = true; }); } \
           return t; };",
        "IDBDatabase.prototype.transaction = window.realTransaction;",
    );
    let all_done = |count: f64| {
        let strict = "window.writes.every(w => w.durability === 'strict' && w.complete)";
        assert_eq!(script(strict), JsValue::TRUE);
        assert_eq!(script("window.writes.length").as_f64(), Some(count));
    };

    let mut import = batch(0, "h", &[("plan", "p")]);
    import.restore = Some(("2025".into(), [b"co".to_vec(), b"py".to_vec()].into()));
    store.commit(&import).await.unwrap();
    all_done(1.0);
    store.set_aside("year", "plan", b"x").await.unwrap();
    all_done(2.0);
    store.drop_restore("year", "2025").await.unwrap();
    all_done(3.0);
    store.remove_ledger("year").await.unwrap();
    all_done(4.0);
}

#[wasm_bindgen_test]
async fn two_lost_operations_at_once_share_one_new_connection() {
    let name = unique();
    let (store, heard) = open_hearing(&name).await;
    store.commit(&batch(0, "h", &[])).await.unwrap();
    store.disconnect();

    let reads = js_sys::Array::new();
    for _ in 0..2 {
        let store = store.clone();
        reads.push(&wasm_bindgen_futures::future_to_promise(async move {
            Ok(JsValue::from_f64(store.revision("year").await.unwrap() as f64))
        }));
    }
    let both = js_sys::Promise::all(&reads);
    let both = wasm_bindgen_futures::JsFuture::from(both).await.unwrap();

    let both: js_sys::Array = both.into();
    assert_eq!(both.get(0).as_f64(), Some(1.0));
    assert_eq!(both.get(1).as_f64(), Some(1.0));
    // Every connection but ours is closed, and ours lets go: the newer build opens.
    raw_newer(&name).await.close();
    until(|| *heard.borrow() == [DatabaseEvent::Superseded]).await;
}
