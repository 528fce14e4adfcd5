//! What goes into the store and what comes out: heads, parts, batches.

/// Counts the commits of one ledger. 0 = there is no such ledger.
pub type Revision = u64;

/// The name under which a damaged head is reported and set aside. No part may bear it.
pub const HEAD_PART: &str = "head";

/// The short description of one stored ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The ledger's id.
    pub ledger: String,
    /// The revision it is at.
    pub rev: Revision,
    /// The head's bytes, as they were committed; when `damaged`, whatever is there.
    pub data: Vec<u8>,
    /// The checksum does not fit. The parts may still be whole.
    pub damaged: bool,
}

/// A ledger, or what is new in it, as read in one transaction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stored {
    /// The revision the ledger is at; 0 when there is none.
    pub rev: Revision,
    /// The head's bytes; empty when there is none or it is damaged.
    pub head: Vec<u8>,
    /// Part name and bytes, whole ones only, by name.
    pub parts: Vec<(String, Vec<u8>)>,
    /// Part name (or [`HEAD_PART`]) and raw bytes of values whose checksum does not fit.
    pub damaged: Vec<(String, Vec<u8>)>,
    /// The names of all parts that exist now, so that a reader of news learns of removals.
    pub names: Vec<String>,
}

/// Everything one commit writes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// The ledger's id; without `/`.
    pub ledger: String,
    /// The revision the writer has seen; 0 for a new ledger.
    pub expect: Revision,
    /// The new head.
    pub head: Vec<u8>,
    /// Parts to write, by name.
    pub puts: Vec<(String, Vec<u8>)>,
    /// Names of parts to remove.
    pub removes: Vec<String>,
    /// A restore point to keep: its name (a sortable time), and its bytes in pieces.
    pub restore: Option<(String, std::sync::Arc<[Vec<u8>]>)>,
}

/// A damaged value kept for rescue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// The part it was, or [`HEAD_PART`].
    pub part: String,
    /// When it was set aside, milliseconds since 1970.
    pub at: u64,
    /// The bytes as they were found.
    pub data: Vec<u8>,
}
