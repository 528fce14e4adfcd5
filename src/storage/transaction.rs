//! Transactions and keys: what the operations of [`super::database`] are made of.

use indexed_db_futures::{
    KeyRange,
    database::Database as Idb,
    future::GetAllPrimitiveRequest,
    internals::SystemRepr,
    object_store::ObjectStore,
    prelude::*,
    transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions, TransactionRef},
};
use wasm_bindgen::JsValue;

use super::error::StorageError;

/// A transaction that only reads.
pub(super) fn reading<'a>(idb: &'a Idb, stores: &[&str]) -> Result<Transaction<'a>, StorageError> {
    Ok(idb.transaction(stores).build()?)
}

/// A transaction that writes, of strict durability.
pub(super) fn writing<'a>(idb: &'a Idb, stores: &[&str]) -> Result<Transaction<'a>, StorageError> {
    let strict = TransactionOptions::new().with_durability(TransactionDurability::Strict);
    Ok(idb.transaction(stores).with_mode(TransactionMode::Readwrite).with_options(strict).build()?)
}

/// Commits and waits for the `complete` or the `abort` event. The library drops the reason of an abort, so it
/// is looked up here; and it would answer at a request's `error` event, when the abort has not begun and its
/// reason is not known yet, so that handler is taken off.
pub(super) async fn finish(transaction: Transaction<'_>) -> Result<(), StorageError> {
    let sys: web_sys::IdbTransaction = TransactionRef::as_sys(&transaction).clone().into();
    sys.set_onerror(None);
    match transaction.commit().await {
        Ok(()) => Ok(()),
        Err(error) => Err(match sys.error() {
            Some(reason) => StorageError::from_js(&reason),
            None => StorageError::from(error),
        }),
    }
}

/// Asks for a write without waiting: an error aborts the transaction and comes back from [`finish`].
pub(super) fn put(store: &ObjectStore<'_>, key: &str, value: JsValue) -> Result<(), StorageError> {
    store.put(value).with_key(key).without_key_type().primitive()?;
    Ok(())
}

/// Writes and waits until the store has taken it, so that the page gets its turn in a large transaction.
pub(super) async fn put_and_wait(
    store: &ObjectStore<'_>,
    key: &str,
    value: JsValue,
) -> Result<(), StorageError> {
    store.put(value).with_key(key).without_key_type().primitive()?.await?;
    Ok(())
}

/// The keys of a range, to be awaited.
pub(super) type Keys = GetAllPrimitiveRequest<String>;

/// The keys of everything a store has of a ledger.
pub(super) fn keys_under(store: &ObjectStore<'_>, ledger: &str) -> Result<Keys, StorageError> {
    Ok(store.get_all_keys::<String>().with_query::<String, _>(under(ledger)).primitive()?)
}

/// All keys that begin with "ledger/": `0` is the character after `/`.
pub(super) fn under(ledger: &str) -> KeyRange<String> {
    KeyRange::Bound(format!("{ledger}/"), false, format!("{ledger}0"), true)
}

/// A key without its "ledger/".
pub(super) fn name_in(ledger: &str, key: &str) -> String {
    key.strip_prefix(ledger).and_then(|rest| rest.strip_prefix('/')).unwrap_or(key).to_owned()
}
