//! The one store callers hold, whatever is behind it.

use super::{
    connection::DatabaseEvent,
    database::Database,
    error::{CommitError, StorageError},
    memory::MemoryStore,
    stored::{Aside, Batch, Head, Revision, Stored},
};

/// Where ledgers are kept. Clones share it.
#[derive(Clone)]
pub enum Backend {
    /// In the browser's database: survives the page.
    Indexed(Database),
    /// In memory: ends with the page.
    Memory(MemoryStore),
}

impl Backend {
    /// The browser's database, or memory together with the reason why not. On [`StorageError::Newer`] the
    /// caller should offer no editing: the data is there, this build just may not touch it.
    pub async fn open(
        name: &str,
        on_event: impl Fn(DatabaseEvent) + 'static,
    ) -> (Self, Option<StorageError>) {
        match Database::open(name, on_event).await {
            Ok(database) => (Self::Indexed(database), None),
            Err(error) => (Self::Memory(MemoryStore::new()), Some(error)),
        }
    }

    /// Whether what is committed survives the page.
    #[must_use]
    pub fn is_lasting(&self) -> bool {
        matches!(self, Self::Indexed(_))
    }

    /// See [`Database::heads`].
    ///
    /// # Errors
    /// As there.
    pub async fn heads(&self) -> Result<Vec<Head>, StorageError> {
        match self {
            Self::Indexed(database) => database.heads().await,
            Self::Memory(store) => Ok(store.heads()),
        }
    }

    /// See [`Database::revision`].
    ///
    /// # Errors
    /// As there.
    pub async fn revision(&self, ledger: &str) -> Result<Revision, StorageError> {
        match self {
            Self::Indexed(database) => database.revision(ledger).await,
            Self::Memory(store) => Ok(store.revision(ledger)),
        }
    }

    /// See [`Database::read`].
    ///
    /// # Errors
    /// As there.
    pub async fn read(&self, ledger: &str) -> Result<Stored, StorageError> {
        match self {
            Self::Indexed(database) => database.read(ledger).await,
            Self::Memory(store) => Ok(store.read_since(ledger, 0)),
        }
    }

    /// See [`Database::read_since`].
    ///
    /// # Errors
    /// As there.
    pub async fn read_since(&self, ledger: &str, rev: Revision) -> Result<Stored, StorageError> {
        match self {
            Self::Indexed(database) => database.read_since(ledger, rev).await,
            Self::Memory(store) => Ok(store.read_since(ledger, rev)),
        }
    }

    /// See [`Database::commit`].
    ///
    /// # Errors
    /// As there.
    pub async fn commit(&self, batch: &Batch) -> Result<Revision, CommitError> {
        match self {
            Self::Indexed(database) => database.commit(batch).await,
            Self::Memory(store) => store.commit(batch),
        }
    }

    /// See [`Database::set_aside`].
    ///
    /// # Errors
    /// As there.
    pub async fn set_aside(&self, ledger: &str, part: &str, bytes: &[u8]) -> Result<(), StorageError> {
        match self {
            Self::Indexed(database) => database.set_aside(ledger, part, bytes).await,
            Self::Memory(store) => {
                store.set_aside(ledger, part, bytes);
                Ok(())
            }
        }
    }

    /// See [`Database::asides`].
    ///
    /// # Errors
    /// As there.
    pub async fn asides(&self, ledger: &str) -> Result<Vec<Aside>, StorageError> {
        match self {
            Self::Indexed(database) => database.asides(ledger).await,
            Self::Memory(store) => Ok(store.asides(ledger)),
        }
    }

    /// See [`Database::restores`].
    ///
    /// # Errors
    /// As there.
    pub async fn restores(&self, ledger: &str) -> Result<Vec<String>, StorageError> {
        match self {
            Self::Indexed(database) => database.restores(ledger).await,
            Self::Memory(store) => Ok(store.restores(ledger)),
        }
    }

    /// See [`Database::read_restore`].
    ///
    /// # Errors
    /// As there.
    pub async fn read_restore(&self, ledger: &str, name: &str) -> Result<Option<Vec<u8>>, StorageError> {
        match self {
            Self::Indexed(database) => database.read_restore(ledger, name).await,
            Self::Memory(store) => Ok(store.read_restore(ledger, name)),
        }
    }

    /// See [`Database::restore_start`].
    ///
    /// # Errors
    /// As there.
    pub async fn restore_start(&self, ledger: &str, name: &str) -> Result<Option<Vec<u8>>, StorageError> {
        match self {
            Self::Indexed(database) => database.restore_start(ledger, name).await,
            Self::Memory(store) => Ok(store.read_restore(ledger, name)),
        }
    }

    /// See [`Database::drop_restore`].
    ///
    /// # Errors
    /// As there.
    pub async fn drop_restore(&self, ledger: &str, name: &str) -> Result<(), StorageError> {
        match self {
            Self::Indexed(database) => database.drop_restore(ledger, name).await,
            Self::Memory(store) => {
                store.drop_restore(ledger, name);
                Ok(())
            }
        }
    }

    /// See [`Database::remove_ledger`].
    ///
    /// # Errors
    /// As there.
    pub async fn remove_ledger(&self, ledger: &str) -> Result<(), StorageError> {
        match self {
            Self::Indexed(database) => database.remove_ledger(ledger).await,
            Self::Memory(store) => {
                store.remove_ledger(ledger);
                Ok(())
            }
        }
    }
}

impl From<Database> for Backend {
    fn from(database: Database) -> Self {
        Self::Indexed(database)
    }
}

impl From<MemoryStore> for Backend {
    fn from(store: MemoryStore) -> Self {
        Self::Memory(store)
    }
}
