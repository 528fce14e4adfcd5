//! Ledgers in IndexedDB.
//!
//! One commit is one readwrite transaction of strict durability, and a call that writes resolves only when the
//! transaction's `complete` event has fired. The revision is read and raised in that same transaction, which
//! is what makes two tabs safe; nothing here relies on locks or on localStorage.

use std::rc::Rc;

use indexed_db_futures::{KeyRange, database::Database as Idb, prelude::*};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;

use super::{
    connection::{ASIDE, BY_REV, Connector, DatabaseEvent, HEADS, PARTS, RESTORE},
    error::{CommitError, StorageError},
    record,
    stored::{Aside, Batch, HEAD_PART, Head, Revision, Stored},
    transaction::{finish, keys_under, name_in, put, put_and_wait, reading, under, writing},
};

/// So many bytes are handed to the store before the page gets its turn.
const PIECE: usize = 1 << 20;

/// What an attempt to commit came to, short of an error.
enum Attempt {
    Written(Revision),
    Stale(Revision),
}

/// The ledgers of this browser. Clones share one connection, which is opened again silently when it was lost.
#[derive(Clone)]
pub struct Database {
    connector: Rc<Connector>,
}

impl Database {
    /// Opens, and if need be creates, the database called `name`. `on_event` hears what happens to it later.
    ///
    /// # Errors
    /// [`StorageError::Timeout`] after 3 s, [`StorageError::Newer`] when a newer build wrote it, and the others.
    pub async fn open(name: &str, on_event: impl Fn(DatabaseEvent) + 'static) -> Result<Self, StorageError> {
        let connector = Connector::new(name, on_event);
        connector.connected().await?;
        Ok(Self { connector })
    }

    /// Lets the connection go, so that a page kept in the background blocks nobody; the next call reopens it.
    pub fn disconnect(&self) {
        self.connector.disconnect();
    }

    /// The heads of all ledgers, damaged ones flagged.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn heads(&self) -> Result<Vec<Head>, StorageError> {
        self.connector
            .run(async |idb| {
                let transaction = reading(idb, &[HEADS])?;
                let store = transaction.object_store(HEADS)?;
                let keys = store.get_all_keys::<String>().primitive()?;
                let values = store.get_all::<JsValue>().primitive()?;
                let mut heads = Vec::new();
                for (key, value) in keys.await?.zip(values.await?) {
                    let found = record::decode(&value?);
                    heads.push(Head {
                        ledger: key?,
                        rev: found.rev,
                        data: found.data,
                        damaged: !found.whole,
                    });
                }
                Ok(heads)
            })
            .await
    }

    /// The revision a ledger is at; 0 when there is none. Cheap: for looking again on focus.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn revision(&self, ledger: &str) -> Result<Revision, StorageError> {
        self.connector
            .run(async |idb| {
                let transaction = reading(idb, &[HEADS])?;
                let store = transaction.object_store(HEADS)?;
                let head: Option<JsValue> = store.get(ledger).primitive()?.await?;
                Ok(record::revision(head.as_ref()))
            })
            .await
    }

    /// A whole ledger. One that is not there comes back with revision 0.
    ///
    /// # Errors
    /// When the database cannot be read; damaged values are no error, they are in the answer.
    pub async fn read(&self, ledger: &str) -> Result<Stored, StorageError> {
        self.connector
            .run(async |idb| {
                let transaction = reading(idb, &[HEADS, PARTS])?;
                let heads = transaction.object_store(HEADS)?;
                let parts = transaction.object_store(PARTS)?;
                let head = heads.get::<JsValue, _, _>(ledger).primitive()?;
                let keys = keys_under(&parts, ledger)?;
                let values = parts.get_all::<JsValue>().with_query::<String, _>(under(ledger)).primitive()?;
                let mut stored = with_head(head.await?.as_ref());
                for (key, value) in keys.await?.zip(values.await?) {
                    let part = name_in(ledger, &key?);
                    stored.names.push(part.clone());
                    sort_in(&mut stored, part, &value?);
                }
                Ok(stored)
            })
            .await
    }

    /// What was written after revision `rev`, and the names of all parts. If the ledger's revision comes back
    /// lower than `rev`, its history was lost with the browser's data: read the whole ledger instead.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn read_since(&self, ledger: &str, rev: Revision) -> Result<Stored, StorageError> {
        self.connector
            .run(async |idb| {
                let transaction = reading(idb, &[HEADS, PARTS])?;
                let heads = transaction.object_store(HEADS)?;
                let parts = transaction.object_store(PARTS)?;
                let by_rev = parts.index(BY_REV)?;
                let head = heads.get::<JsValue, _, _>(ledger).primitive()?;
                let keys = keys_under(&parts, ledger)?;
                let newer = by_rev
                    .get_all_keys::<String>()
                    .with_query::<f64, _>(KeyRange::LowerBound(rev as f64, true))
                    .primitive()?;
                let mut stored = with_head(head.await?.as_ref());
                for key in keys.await? {
                    stored.names.push(name_in(ledger, &key?));
                }
                let prefix = format!("{ledger}/");
                let mut asked = Vec::new();
                for key in newer.await? {
                    let key = key?;
                    if key.starts_with(&prefix) {
                        let value = parts.get::<JsValue, _, _>(key.as_str()).primitive()?;
                        asked.push((name_in(ledger, &key), value));
                    }
                }
                // The index answers by revision; by name is easier to compare.
                asked.sort_by(|one, other| one.0.cmp(&other.0));
                for (part, value) in asked {
                    if let Some(value) = value.await? {
                        sort_in(&mut stored, part, &value);
                    }
                }
                Ok(stored)
            })
            .await
    }

    /// Writes a batch in one strict transaction and yields the new revision, once it is on disk.
    ///
    /// A connection found lost is opened again and the batch tried once more. If the first try had reached the
    /// disk after all, the second one finds the next revision and says `Stale`: merge and go on.
    ///
    /// # Errors
    /// [`CommitError::Stale`] when the ledger is not at `batch.expect`. Whatever the error, nothing is written.
    pub async fn commit(&self, batch: &Batch) -> Result<Revision, CommitError> {
        let attempt = self.connector.run(async |idb| attempt(idb, batch).await).await?;
        match attempt {
            Attempt::Written(rev) => Ok(rev),
            Attempt::Stale(found) => Err(CommitError::Stale { found }),
        }
    }

    /// Copies a damaged part's bytes aside and takes the part out of the ledger, unless it has become whole
    /// meanwhile. The revision stays.
    ///
    /// # Errors
    /// When nothing could be written; then the damaged value is still where it was.
    pub async fn set_aside(&self, ledger: &str, part: &str, bytes: &[u8]) -> Result<(), StorageError> {
        let kept = aside_key(ledger, part);
        let key = format!("{ledger}/{part}");
        self.connector
            .run(async |idb| {
                let transaction = writing(idb, &[PARTS, ASIDE])?;
                {
                    let aside = transaction.object_store(ASIDE)?;
                    put(&aside, &kept, Uint8Array::from(bytes).into())?;
                    let parts = transaction.object_store(PARTS)?;
                    let now: Option<JsValue> = parts.get(key.as_str()).primitive()?.await?;
                    if now.is_some_and(|value| !record::decode(&value).whole) {
                        parts.delete(key.as_str()).primitive()?;
                    }
                }
                finish(transaction).await
            })
            .await
    }

    /// The damaged values kept of a ledger.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn asides(&self, ledger: &str) -> Result<Vec<Aside>, StorageError> {
        self.connector
            .run(async |idb| {
                let transaction = reading(idb, &[ASIDE])?;
                let store = transaction.object_store(ASIDE)?;
                let keys = keys_under(&store, ledger)?;
                let values = store.get_all::<JsValue>().with_query::<String, _>(under(ledger)).primitive()?;
                let mut asides = Vec::new();
                for (key, value) in keys.await?.zip(values.await?) {
                    let name = name_in(ledger, &key?);
                    let (part, at) = name.rsplit_once('/').unwrap_or((&name, "0"));
                    asides.push(Aside {
                        part: part.to_owned(),
                        at: at.parse().unwrap_or(0),
                        data: record::raw(&value?),
                    });
                }
                Ok(asides)
            })
            .await
    }

    /// The names of a ledger's restore points, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn restores(&self, ledger: &str) -> Result<Vec<String>, StorageError> {
        self.connector
            .run(async |idb| {
                let transaction = reading(idb, &[RESTORE])?;
                let store = transaction.object_store(RESTORE)?;
                let mut names = Vec::new();
                for key in keys_under(&store, ledger)?.await? {
                    let name = name_in(ledger, &key?);
                    // A point's later pieces belong to its first.
                    if !name.contains('.') {
                        names.push(name);
                    }
                }
                Ok(names)
            })
            .await
    }

    /// The bytes of a restore point, if it is there.
    ///
    /// # Errors
    /// [`StorageError::Damaged`] when its checksum does not fit.
    pub async fn read_restore(&self, ledger: &str, name: &str) -> Result<Option<Vec<u8>>, StorageError> {
        self.connector
            .run(async |idb| {
                let transaction = reading(idb, &[RESTORE])?;
                let store = transaction.object_store(RESTORE)?;
                let range = pieces(ledger, name);
                let mut bytes: Option<Vec<u8>> = None;
                for value in store.get_all::<JsValue>().with_query::<String, _>(range).primitive()?.await? {
                    let piece = record::decode(&value?);
                    if !piece.whole {
                        return Err(StorageError::Damaged);
                    }
                    bytes.get_or_insert_default().extend(piece.data);
                }
                Ok(bytes)
            })
            .await
    }

    /// The first piece of a restore point, if it is there and whole.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn restore_start(&self, ledger: &str, name: &str) -> Result<Option<Vec<u8>>, StorageError> {
        self.connector
            .run(async |idb| {
                let transaction = reading(idb, &[RESTORE])?;
                let store = transaction.object_store(RESTORE)?;
                let value: Option<JsValue> = store.get(piece_key(ledger, name, 0)).primitive()?.await?;
                let piece = value.map(|value| record::decode(&value));
                Ok(piece.filter(|piece| piece.whole).map(|piece| piece.data))
            })
            .await
    }

    /// Removes a restore point; one that is not there is no error.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn drop_restore(&self, ledger: &str, name: &str) -> Result<(), StorageError> {
        self.connector
            .run(async |idb| {
                let transaction = writing(idb, &[RESTORE])?;
                let range = pieces(ledger, name);
                transaction.object_store(RESTORE)?.delete::<String, _>(range).primitive()?;
                finish(transaction).await
            })
            .await
    }

    /// Removes a ledger with its parts, its restore points and what was set aside of it. For good.
    ///
    /// # Errors
    /// When the database cannot be written; then everything is still there.
    pub async fn remove_ledger(&self, ledger: &str) -> Result<(), StorageError> {
        self.connector
            .run(async |idb| {
                let transaction = writing(idb, &[HEADS, PARTS, ASIDE, RESTORE])?;
                transaction.object_store(HEADS)?.delete(ledger).primitive()?;
                for store in [PARTS, ASIDE, RESTORE] {
                    transaction.object_store(store)?.delete::<String, _>(under(ledger)).primitive()?;
                }
                finish(transaction).await
            })
            .await
    }
}

/// One try at a commit.
async fn attempt(idb: &Idb, batch: &Batch) -> Result<Attempt, StorageError> {
    let ledger = batch.ledger.as_str();
    let transaction = writing(idb, &[HEADS, PARTS, ASIDE, RESTORE])?;
    let rev;
    {
        let heads = transaction.object_store(HEADS)?;
        let old: Option<JsValue> = heads.get(ledger).primitive()?.await?;
        let found = record::revision(old.as_ref());
        if found != batch.expect {
            // Dropping the transaction aborts it; it has written nothing.
            return Ok(Attempt::Stale(found));
        }
        rev = found + 1;
        if let Some(head) = old.map(|value| record::decode(&value))
            && !head.whole
        {
            let kept = aside_key(ledger, HEAD_PART);
            let aside = transaction.object_store(ASIDE)?;
            put(&aside, &kept, Uint8Array::from(head.data.as_slice()).into())?;
        }
        put(&heads, ledger, record::encode(rev, &batch.head)?)?;
        let parts = transaction.object_store(PARTS)?;
        for name in &batch.removes {
            parts.delete(format!("{ledger}/{name}")).primitive()?;
        }
        let mut since = 0;
        for (name, data) in &batch.puts {
            let key = format!("{ledger}/{name}");
            since += data.len();
            if since > PIECE {
                since = 0;
                put_and_wait(&parts, &key, record::encode(rev, data)?).await?;
            } else {
                put(&parts, &key, record::encode(rev, data)?)?;
            }
        }
        if let Some((name, data)) = &batch.restore {
            let restore = transaction.object_store(RESTORE)?;
            for (n, piece) in data.iter().enumerate() {
                put_and_wait(&restore, &piece_key(ledger, name, n), record::encode(rev, piece)?).await?;
            }
        }
    }
    finish(transaction).await?;
    Ok(Attempt::Written(rev))
}

/// The key of a restore point's piece: the first has its name alone, the names sort in their order.
fn piece_key(ledger: &str, name: &str, n: usize) -> String {
    if n == 0 { format!("{ledger}/{name}") } else { format!("{ledger}/{name}.{n:06}") }
}

/// All pieces of a restore point: `/` is the character after `.`.
fn pieces(ledger: &str, name: &str) -> KeyRange<String> {
    KeyRange::Bound(format!("{ledger}/{name}"), false, format!("{ledger}/{name}/"), true)
}

fn aside_key(ledger: &str, part: &str) -> String {
    format!("{ledger}/{part}/{:.0}", js_sys::Date::now())
}

fn with_head(value: Option<&JsValue>) -> Stored {
    let mut stored = Stored::default();
    if let Some(found) = value.map(record::decode) {
        stored.rev = found.rev;
        if found.whole {
            stored.head = found.data;
        } else {
            stored.damaged.push((HEAD_PART.to_owned(), found.data));
        }
    }
    stored
}

fn sort_in(stored: &mut Stored, part: String, value: &JsValue) {
    let found = record::decode(value);
    if found.whole {
        stored.parts.push((part, found.data));
    } else {
        stored.damaged.push((part, found.data));
    }
}
