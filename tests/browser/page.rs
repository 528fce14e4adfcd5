//! Preferences, the channel between tabs, tab numbers, files, and the room there is.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, Uint8Array};
use taizhang::storage::{
    Channel, FileError, Preferences, claim_slot, download, estimate, file, persist, persisted,
    slot::FIRST_BY_LOT,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::File;

use crate::fixture::{Fault, script, unique, until};

const HIDE: &str = "window.realStorage = Object.getOwnPropertyDescriptor(window, 'localStorage'); \
    Object.defineProperty(window, 'localStorage', { configurable: true, get() { ";
const SHOW: &str = "Object.defineProperty(window, 'localStorage', window.realStorage);";

#[wasm_bindgen_test]
fn preference_roundtrip_touches_only_our_keys() {
    script("localStorage.clear(); localStorage.setItem('theme', 'foreign')");
    let preferences = Preferences::open();
    assert!(preferences.available);
    assert_eq!(preferences.get("theme"), None);

    assert!(preferences.set("theme", "深色\"\n"));
    assert_eq!(preferences.get("theme").as_deref(), Some("深色\"\n"));
    assert_eq!(script("localStorage.length").as_f64(), Some(2.0));
    assert!(!script("localStorage.getItem('taizhang/theme')").is_null());

    preferences.remove("theme");
    assert_eq!(preferences.get("theme"), None);
    let foreign = script("localStorage.getItem('theme')").as_string();
    assert_eq!(foreign.as_deref(), Some("foreign"));
    script("localStorage.clear()");
}

#[wasm_bindgen_test]
fn preference_another_program_spoiled_is_unset() {
    script("localStorage.setItem('taizhang/language', 'not json')");
    assert_eq!(Preferences::open().get("language"), None);
    script("localStorage.clear()");
}

#[wasm_bindgen_test]
fn marker_is_set_once_and_forgotten() {
    let preferences = Preferences::open();
    preferences.clear_marker();
    assert!(!preferences.marker());
    preferences.set_marker();
    assert!(Preferences::open().marker());
    preferences.clear_marker();
    assert!(!preferences.marker());
}

#[wasm_bindgen_test]
fn preferences_survive_storage_that_is_denied_or_absent() {
    for getter in ["throw new DOMException('denied', 'SecurityError')", "return null", "return undefined"] {
        let before = Preferences::open();
        assert!(before.available);
        let _fault = Fault::new(&format!("{HIDE}{getter} }} }});"), SHOW);
        assert!(!Preferences::open().available);
        // Also when it is taken away while the page is open.
        assert_eq!(before.get("theme"), None);
        assert!(!before.set("theme", "dark"));
        before.remove("theme");
        before.set_marker();
        assert!(!before.marker());
    }
}

#[wasm_bindgen_test]
fn preferences_survive_storage_that_is_full() {
    script("localStorage.clear()");
    let preferences = Preferences::open();
    assert!(preferences.set("language", "en"));
    script(
        "(() => { let n = 1 << 22; while (n >= 1) { \
           try { localStorage.setItem('fill' + n, 'x'.repeat(n)); } catch { } n = n / 2; } \
         try { localStorage.setItem('f', ''); } catch { } })()",
    );

    assert!(!preferences.set("theme", &"dark".repeat(10)));
    assert_eq!(preferences.get("theme"), None);
    assert_eq!(preferences.get("language").as_deref(), Some("en"));
    script("localStorage.clear()");
}

#[wasm_bindgen_test]
async fn channel_reaches_the_other_tab_of_the_same_ledger() {
    let ledger = unique();
    let heard: [Rc<RefCell<Vec<u64>>>; 3] = Default::default();
    let listen = |ledger: &str, ear: &Rc<RefCell<Vec<u64>>>| {
        let ear = Rc::clone(ear);
        Channel::open(ledger, move |rev| ear.borrow_mut().push(rev))
    };
    let sender = listen(&ledger, &heard[0]);
    let _same = listen(&ledger, &heard[1]);
    let _other = listen("another", &heard[2]);
    let foreign = web_sys::BroadcastChannel::new(&format!("taizhang/{ledger}")).unwrap();

    foreign.post_message(&"noise".into()).unwrap();
    foreign.post_message(&JsValue::from_f64(-1.5)).unwrap();
    foreign.post_message(&JsValue::from_f64(f64::NAN)).unwrap();
    sender.post(7);
    sender.post(8);

    until(|| heard[1].borrow().len() == 2).await;
    assert_eq!(*heard[1].borrow(), [7, 8]);
    assert!(heard[0].borrow().is_empty());
    assert!(heard[2].borrow().is_empty());
    foreign.close();
}

#[wasm_bindgen_test]
fn channel_is_silent_where_there_is_none() {
    let _fault = Fault::new(
        "window.realChannel = window.BroadcastChannel; delete window.BroadcastChannel;",
        "window.BroadcastChannel = window.realChannel;",
    );
    let channel = Channel::open("ledger", |_| {});
    channel.post(1);
}

#[wasm_bindgen_test]
async fn slots_differ_while_they_are_held() {
    let device = unique();
    assert_eq!(claim_slot(&device).await, 0);
    assert_eq!(claim_slot(&device).await, 1);
    assert_eq!(claim_slot(&device).await, 2);
    assert_eq!(claim_slot(&unique()).await, 0);
}

#[wasm_bindgen_test]
async fn slot_is_drawn_by_lot_without_locks() {
    for locks in ["undefined", "{ request: () => Promise.reject(new Error('no')) }", "{}"] {
        let make =
            format!("Object.defineProperty(navigator, 'locks', {{ value: {locks}, configurable: true }});");
        let _fault = Fault::new(&make, "delete navigator.locks;");
        let slot = claim_slot("device").await;
        assert!(slot >= FIRST_BY_LOT, "{locks}: {slot}");
    }
}

fn picked(bytes: &[u8]) -> File {
    File::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes)), "f.json").unwrap()
}

#[wasm_bindgen_test]
async fn file_is_read_up_to_the_cap() {
    let picked = picked("台账".as_bytes());
    assert_eq!(file::read(&picked, 6).await, Ok("台账".into()));
    assert_eq!(file::read(&picked, 5).await, Err(FileError::TooLarge { size: 6, cap: 5 }));
}

#[wasm_bindgen_test]
async fn file_too_large_is_not_even_opened() {
    let _fault = Fault::new(
        "window.realRead = Blob.prototype.arrayBuffer; \
         Blob.prototype.arrayBuffer = () => { throw new Error('opened'); };",
        "Blob.prototype.arrayBuffer = window.realRead;",
    );
    let refused = file::read(&picked(b"abc"), 2).await;
    assert_eq!(refused, Err(FileError::TooLarge { size: 3, cap: 2 }));
}

#[wasm_bindgen_test]
async fn file_changed_since_it_was_picked_is_unreadable() {
    let _fault = Fault::new(
        "window.realRead = Blob.prototype.arrayBuffer; Blob.prototype.arrayBuffer = \
           () => Promise.reject(new DOMException('changed', 'NotReadableError'));",
        "Blob.prototype.arrayBuffer = window.realRead;",
    );
    let refused = file::read(&picked(b"abc"), 10).await;
    assert_eq!(refused, Err(FileError::Unreadable));
}

#[wasm_bindgen_test]
async fn download_carries_name_kind_and_bytes() {
    let _fault = Fault::new(
        "window.realClick = HTMLAnchorElement.prototype.click; \
         HTMLAnchorElement.prototype.click = function () { window.clicked = this; \
           window.wasInPage = document.body.contains(this); };",
        "HTMLAnchorElement.prototype.click = window.realClick;",
    );

    download("第一中学-2025.json", "application/json", b"{\"a\":1}").unwrap();

    let name = script("window.clicked.download").as_string();
    assert_eq!(name.as_deref(), Some("第一中学-2025.json"));
    assert_eq!(script("window.wasInPage"), JsValue::TRUE);
    assert_eq!(script("document.body.contains(window.clicked)"), JsValue::FALSE);
    let blob = script("fetch(window.clicked.href).then(r => r.blob())");
    let blob: web_sys::Blob = JsFuture::from(js_sys::Promise::from(blob)).await.unwrap().unchecked_into();
    assert_eq!(blob.type_(), "application/json");
    let bytes = JsFuture::from(blob.array_buffer()).await.unwrap();
    assert_eq!(Uint8Array::new(&bytes).to_vec(), b"{\"a\":1}");
}

#[wasm_bindgen_test]
async fn room_is_told_where_the_browser_tells() {
    let room = estimate().await.expect("Chromium tells");
    assert!(room.usage <= room.quota);
    // A fresh profile is refused; what counts is that both give an answer and agree.
    assert_eq!(persist().await, persisted().await);
}

#[wasm_bindgen_test]
async fn room_is_unknown_over_plain_http() {
    let _fault = Fault::new(
        "Object.defineProperty(navigator, 'storage', { value: undefined, configurable: true });",
        "delete navigator.storage;",
    );
    assert_eq!(estimate().await, None);
    assert!(!persist().await);
    assert!(!persisted().await);
}
