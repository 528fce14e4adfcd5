//! The same operations in memory: for browsers and windows without IndexedDB, and for tests.
//! What is here ends with the page.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use super::{
    error::CommitError,
    stored::{Aside, Batch, Head, Revision, Stored},
};

#[derive(Default)]
struct Ledger {
    rev: Revision,
    head: Vec<u8>,
    parts: BTreeMap<String, (Revision, Vec<u8>)>,
    restores: BTreeMap<String, Vec<u8>>,
    asides: Vec<Aside>,
}

/// Ledgers in memory. Clones share them, as tabs share a database.
#[derive(Clone, Default)]
pub struct MemoryStore {
    ledgers: Rc<RefCell<BTreeMap<String, Ledger>>>,
}

impl MemoryStore {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The heads of all ledgers.
    #[must_use]
    pub fn heads(&self) -> Vec<Head> {
        let ledgers = self.ledgers.borrow();
        let known = ledgers.iter().filter(|(_, ledger)| ledger.rev > 0);
        known
            .map(|(id, ledger)| Head {
                ledger: id.clone(),
                rev: ledger.rev,
                data: ledger.head.clone(),
                damaged: false,
            })
            .collect()
    }

    /// The revision a ledger is at; 0 when there is none.
    #[must_use]
    pub fn revision(&self, ledger: &str) -> Revision {
        self.ledgers.borrow().get(ledger).map_or(0, |ledger| ledger.rev)
    }

    /// What was written after revision `rev`, and the names of all parts; 0 = everything.
    #[must_use]
    pub fn read_since(&self, ledger: &str, rev: Revision) -> Stored {
        let ledgers = self.ledgers.borrow();
        let Some(ledger) = ledgers.get(ledger) else {
            return Stored::default();
        };
        let newer = ledger.parts.iter().filter(|(_, part)| part.0 > rev);
        Stored {
            rev: ledger.rev,
            head: ledger.head.clone(),
            parts: newer.map(|(name, part)| (name.clone(), part.1.clone())).collect(),
            damaged: Vec::new(),
            names: ledger.parts.keys().cloned().collect(),
        }
    }

    /// Writes a batch and yields the new revision.
    ///
    /// # Errors
    /// [`CommitError::Stale`] when the ledger is not at `batch.expect`; nothing is written then.
    pub fn commit(&self, batch: &Batch) -> Result<Revision, CommitError> {
        let found = self.revision(&batch.ledger);
        if found != batch.expect {
            return Err(CommitError::Stale { found });
        }
        let mut ledgers = self.ledgers.borrow_mut();
        let ledger = ledgers.entry(batch.ledger.clone()).or_default();
        ledger.rev = found + 1;
        ledger.head.clone_from(&batch.head);
        for name in &batch.removes {
            ledger.parts.remove(name);
        }
        for (name, data) in &batch.puts {
            ledger.parts.insert(name.clone(), (ledger.rev, data.clone()));
        }
        if let Some((name, data)) = &batch.restore {
            ledger.restores.insert(name.clone(), data.concat());
        }
        Ok(ledger.rev)
    }

    /// Keeps bytes aside; memory does not damage parts, so the part stays.
    pub fn set_aside(&self, ledger: &str, part: &str, bytes: &[u8]) {
        let aside = Aside { part: part.to_owned(), at: js_sys::Date::now() as u64, data: bytes.to_vec() };
        let mut ledgers = self.ledgers.borrow_mut();
        let ledger = ledgers.entry(ledger.to_owned()).or_default();
        ledger.asides.push(aside);
    }

    /// What was set aside of a ledger.
    #[must_use]
    pub fn asides(&self, ledger: &str) -> Vec<Aside> {
        self.with(ledger, |ledger| ledger.asides.clone())
    }

    /// The names of a ledger's restore points, oldest first.
    #[must_use]
    pub fn restores(&self, ledger: &str) -> Vec<String> {
        self.with(ledger, |ledger| ledger.restores.keys().cloned().collect())
    }

    /// The bytes of a restore point, if it is there.
    #[must_use]
    pub fn read_restore(&self, ledger: &str, name: &str) -> Option<Vec<u8>> {
        self.with(ledger, |ledger| ledger.restores.get(name).cloned())
    }

    /// Removes a restore point.
    pub fn drop_restore(&self, ledger: &str, name: &str) {
        if let Some(ledger) = self.ledgers.borrow_mut().get_mut(ledger) {
            ledger.restores.remove(name);
        }
    }

    /// Removes a ledger and everything of it.
    pub fn remove_ledger(&self, ledger: &str) {
        self.ledgers.borrow_mut().remove(ledger);
    }

    fn with<T: Default>(&self, ledger: &str, look: impl FnOnce(&Ledger) -> T) -> T {
        self.ledgers.borrow().get(ledger).map(look).unwrap_or_default()
    }
}
