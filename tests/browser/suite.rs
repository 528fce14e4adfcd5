//! What every backend must do. `one` and `two` are two handles on the same data, as two tabs are.

use taizhang::storage::{Backend, Batch, CommitError};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::fixture::{batch, texts};

pub async fn commit_is_read_back_by_both(one: Backend, two: Backend) {
    assert_eq!(one.heads().await.unwrap(), []);
    assert_eq!(one.read("year").await.unwrap().rev, 0);
    let parts = [("plan", "{\"标题\":\"台账\"}"), ("unit-1", ""), ("unit-2", "b")];

    assert_eq!(one.commit(&batch(0, "h", &parts)).await, Ok(1));

    for store in [one, two] {
        let stored = store.read("year").await.unwrap();
        assert_eq!(stored.rev, 1);
        assert_eq!(stored.head, b"h");
        assert_eq!(stored.parts, texts(&parts));
        assert_eq!(stored.names, ["plan", "unit-1", "unit-2"]);
        assert_eq!(stored.damaged, []);
        assert_eq!(store.revision("year").await, Ok(1));
        let heads = store.heads().await.unwrap();
        assert_eq!(heads.len(), 1);
        assert_eq!(heads[0].ledger, "year");
        assert_eq!(heads[0].rev, 1);
        assert_eq!(heads[0].data, b"h");
        assert!(!heads[0].damaged);
    }
}

pub async fn stale_commit_is_refused_and_writes_nothing(one: Backend, two: Backend) {
    one.commit(&batch(0, "first", &[("plan", "a")])).await.unwrap();
    let before = one.read("year").await.unwrap();

    for expect in [0, 2, 7] {
        let mut late = batch(expect, "second", &[("plan", "b"), ("unit-1", "new")]);
        late.removes = vec!["plan".into()];
        late.restore = Some(("2025".into(), [b"co".to_vec(), b"py".to_vec()].into()));
        assert_eq!(two.commit(&late).await, Err(CommitError::Stale { found: 1 }));
    }

    assert_eq!(one.read("year").await.unwrap(), before);
    assert_eq!(one.restores("year").await.unwrap().len(), 0);
    assert_eq!(two.commit(&batch(1, "third", &[])).await, Ok(2));
}

pub async fn removed_part_is_gone(one: Backend, two: Backend) {
    let parts = [("plan", "p"), ("unit-1", "a"), ("unit-2", "b")];
    one.commit(&batch(0, "h", &parts)).await.unwrap();
    let mut removal = batch(1, "h", &[]);
    removal.removes = vec!["unit-1".into(), "never-there".into()];

    one.commit(&removal).await.unwrap();

    let stored = two.read("year").await.unwrap();
    assert_eq!(stored.parts, texts(&[("plan", "p"), ("unit-2", "b")]));
    let news = two.read_since("year", 1).await.unwrap();
    assert_eq!(news.parts, []);
    assert_eq!(news.names, ["plan", "unit-2"]);
}

pub async fn ledgers_do_not_mix(one: Backend, two: Backend) {
    // All begin with "year"; "year-" sorts before "year/", and "year0" is the bound of its key range.
    for ledger in ["year", "year2", "year0", "year-", "year."] {
        let mut own = batch(0, ledger, &[("plan", ledger)]);
        own.ledger = ledger.into();
        one.commit(&own).await.unwrap();
    }
    one.commit(&batch(1, "year", &[("unit-1", "only here")])).await.unwrap();

    assert_eq!(two.heads().await.unwrap().len(), 5);
    assert_eq!(two.revision("year").await, Ok(2));
    assert_eq!(two.revision("year2").await, Ok(1));
    let other = two.read("year2").await.unwrap();
    assert_eq!(other.parts, texts(&[("plan", "year2")]));
    assert_eq!(two.read_since("year2", 1).await.unwrap().parts, []);
    assert_eq!(two.read("year").await.unwrap().names, ["plan", "unit-1"]);
    assert_eq!(two.read("yea").await.unwrap().names.len(), 0);
}

pub async fn news_are_only_what_is_newer(one: Backend, two: Backend) {
    one.commit(&batch(0, "1", &[("plan", "p1"), ("unit-1", "a1")])).await.unwrap();
    one.commit(&batch(1, "2", &[("unit-2", "b2"), ("unit-1", "a2")])).await.unwrap();
    one.commit(&batch(2, "3", &[("unit-1", "a3")])).await.unwrap();

    let since = |rev| {
        let two = two.clone();
        async move { two.read_since("year", rev).await.unwrap() }
    };
    let all = [("plan", "p1"), ("unit-1", "a3"), ("unit-2", "b2")];
    assert_eq!(since(0).await.parts, texts(&all));
    assert_eq!(since(1).await.parts, texts(&all[1..]));
    assert_eq!(since(2).await.parts, texts(&all[1..2]));
    let none = since(3).await;
    assert_eq!(none.parts, []);
    assert_eq!(none.rev, 3);
    assert_eq!(none.head, b"3");
    assert_eq!(none.names, ["plan", "unit-1", "unit-2"]);
}

pub async fn increments_of_two_lose_nothing(one: Backend, two: Backend) {
    let tabs = js_sys::Array::new();
    for store in [one.clone(), two] {
        tabs.push(&future_to_promise(async move {
            for _ in 0..150 {
                increment(&store).await;
            }
            Ok(wasm_bindgen::JsValue::UNDEFINED)
        }));
    }
    JsFuture::from(js_sys::Promise::all(&tabs)).await.unwrap();

    let stored = one.read("year").await.unwrap();
    assert_eq!(stored.parts, texts(&[("count", "300")]));
    assert_eq!(stored.rev, 300);
}

/// Adds one as an editor does: read, change, commit; on a stale revision begin again.
async fn increment(store: &Backend) {
    loop {
        let stored = store.read("year").await.unwrap();
        let count = stored
            .parts
            .first()
            .map_or(0, |(_, data)| std::str::from_utf8(data).unwrap().parse::<u32>().unwrap());
        let next = (count + 1).to_string();
        match store.commit(&batch(stored.rev, "h", &[("count", &next)])).await {
            Ok(_) => return,
            Err(CommitError::Stale { .. }) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
}

pub async fn restore_points_come_and_go(one: Backend, two: Backend) {
    for (expect, name) in [(0, "2025-03-02"), (1, "2025-03-01")] {
        let mut import = batch(expect, "h", &[("plan", "p")]);
        import.restore = Some((name.into(), [format!("before {name}").into_bytes()].into()));
        one.commit(&import).await.unwrap();
    }

    assert_eq!(two.restores("year").await.unwrap(), ["2025-03-01", "2025-03-02"]);
    assert_eq!(two.read_restore("year", "2025-03-02").await.unwrap(), Some(b"before 2025-03-02".to_vec()));
    assert_eq!(two.read_restore("year", "2024").await.unwrap(), None);

    two.drop_restore("year", "2025-03-02").await.unwrap();
    two.drop_restore("year", "2024").await.unwrap();

    assert_eq!(one.restores("year").await.unwrap(), ["2025-03-01"]);
    assert_eq!(one.revision("year").await, Ok(2));
}

pub async fn set_aside_bytes_are_kept(one: Backend, two: Backend) {
    one.commit(&batch(0, "h", &[("plan", "whole")])).await.unwrap();

    one.set_aside("year", "plan", b"\xff\x00broken").await.unwrap();

    let kept = two.asides("year").await.unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].part, "plan");
    assert_eq!(kept[0].data, b"\xff\x00broken");
    assert!(kept[0].at > 1_700_000_000_000);
    // The part as it is now is whole, so it stays.
    assert_eq!(two.read("year").await.unwrap().parts, texts(&[("plan", "whole")]));
}

pub async fn removed_ledger_leaves_nothing(one: Backend, two: Backend) {
    let mut other = batch(0, "h", &[("plan", "stays")]);
    other.ledger = "year2".into();
    one.commit(&other).await.unwrap();
    let mut full: Batch = batch(0, "h", &[("plan", "p")]);
    full.restore = Some(("2025".into(), [b"co".to_vec(), b"py".to_vec()].into()));
    one.commit(&full).await.unwrap();
    one.set_aside("year", "unit-9", b"x").await.unwrap();

    one.remove_ledger("year").await.unwrap();

    assert_eq!(two.read("year").await.unwrap(), Default::default());
    assert_eq!(two.restores("year").await.unwrap().len(), 0);
    assert_eq!(two.asides("year").await.unwrap().len(), 0);
    let heads = two.heads().await.unwrap();
    assert_eq!(heads.len(), 1);
    assert_eq!(heads[0].ledger, "year2");
    assert_eq!(two.commit(&batch(0, "anew", &[])).await, Ok(1));
}
