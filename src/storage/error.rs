//! What can go wrong with the browser's storage: small enums, one a verb. The interface words them.

use indexed_db_futures::error::{DomException, Error as IdbError, OpenDbError, UnexpectedDataError};
use wasm_bindgen::{JsCast, JsValue};

use super::stored::Revision;

/// Why the database could not be opened or read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StorageError {
    /// The browser has no IndexedDB.
    Missing,
    /// The browser refuses storage to this page.
    Denied,
    /// The database did not open within the limit.
    Timeout,
    /// The database on disk was written by a newer build than this one.
    Newer,
    /// The database exists but does not have this program's stores: another page made it.
    Layout,
    /// Another tab runs a newer build and took the database over; this page has to be loaded again.
    Superseded,
    /// The connection was lost, and opening it again did not help.
    Closed,
    /// The disk or the browser's allowance is full.
    Quota,
    /// The value asked for is there but its checksum does not fit.
    Damaged,
    /// Anything else, in the browser's own words.
    Other(String),
}

/// Why a commit wrote nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommitError {
    /// The ledger is at another revision than expected. `found` is 0 when the ledger is not there at all,
    /// and may be lower than expected when the browser's data was cleared meanwhile.
    Stale {
        /// The revision the ledger is really at.
        found: Revision,
    },
    /// The disk or the browser's allowance is full.
    Quota,
    /// The connection was lost, and one reopening did not help.
    Closed,
    /// A newer build owns the database; this page has to be loaded again.
    Newer,
    /// The browser refuses storage to this page.
    Denied,
    /// Anything else, in the browser's own words.
    Other(String),
}

/// Why a file could not be read or handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileError {
    /// The file is larger than the cap; it was not read. Sizes in bytes.
    TooLarge {
        /// The file's size.
        size: u64,
        /// The largest size accepted.
        cap: u64,
    },
    /// The file was changed, moved or deleted after it was picked, or may not be read.
    Unreadable,
    /// Anything else, in the browser's own words.
    Other(String),
}

impl From<StorageError> for CommitError {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Quota => Self::Quota,
            StorageError::Denied => Self::Denied,
            StorageError::Newer | StorageError::Superseded => Self::Newer,
            StorageError::Other(text) => Self::Other(text),
            StorageError::Damaged => Self::Other("damaged".into()),
            StorageError::Missing | StorageError::Timeout | StorageError::Layout | StorageError::Closed => {
                Self::Closed
            }
        }
    }
}

impl From<IdbError> for StorageError {
    fn from(error: IdbError) -> Self {
        match error {
            IdbError::DomException(dom) => Self::from(dom),
            IdbError::Unknown(js) => Self::from_js(js.as_ref()),
            // An abort nobody asked for and that carries no error: the connection went away.
            IdbError::MissingData(UnexpectedDataError::TransactionAborted) => Self::Closed,
            other => Self::Other(other.to_string()),
        }
    }
}

impl From<DomException> for StorageError {
    fn from(error: DomException) -> Self {
        Self::from_js(error.as_ref())
    }
}

impl From<OpenDbError> for StorageError {
    fn from(error: OpenDbError) -> Self {
        match error {
            OpenDbError::Base(base) => Self::from(base),
            OpenDbError::NullFactory | OpenDbError::UnsupportedEnvironment => Self::Missing,
            // The library says so for every exception thrown by `indexedDB.open` itself, and our version
            // is not zero: what is left are opaque origins and blocked storage.
            OpenDbError::VersionZero => Self::Denied,
        }
    }
}

impl StorageError {
    /// Sorts a JavaScript exception by its `name`.
    #[must_use]
    pub fn from_js(error: &JsValue) -> Self {
        match name_of(error).as_str() {
            "QuotaExceededError" => Self::Quota,
            "VersionError" => Self::Newer,
            "SecurityError" | "NotAllowedError" => Self::Denied,
            "InvalidStateError" | "AbortError" | "TransactionInactiveError" => Self::Closed,
            "NotFoundError" => Self::Layout,
            name => Self::Other(format!("{name}: {}", message_of(error))),
        }
    }

    /// Whether opening the database again and doing the same once more may help.
    #[must_use]
    pub fn is_lost_connection(&self) -> bool {
        matches!(self, Self::Closed)
    }
}

impl FileError {
    /// Sorts a JavaScript exception by its `name`.
    #[must_use]
    pub fn from_js(error: &JsValue) -> Self {
        match name_of(error).as_str() {
            "NotReadableError" | "NotFoundError" | "SecurityError" => Self::Unreadable,
            name => Self::Other(format!("{name}: {}", message_of(error))),
        }
    }
}

fn name_of(error: &JsValue) -> String {
    text_of(error, "name").unwrap_or_default()
}

fn message_of(error: &JsValue) -> String {
    text_of(error, "message").or_else(|| error.as_string()).unwrap_or_default()
}

/// A property that is a string; none when the value is not an object.
fn text_of(value: &JsValue, property: &str) -> Option<String> {
    let object = value.dyn_ref::<js_sys::Object>()?;
    js_sys::Reflect::get(object, &JsValue::from_str(property)).ok()?.as_string()
}
