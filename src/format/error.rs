//! Why a file or a stored part was refused. Nothing was changed; words for people are elsewhere.

use crate::model::rule::Reason;

/// What is wrong and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecodeError {
    /// What is wrong.
    pub kind: DecodeKind,
    /// Where in the file's structure, such as `parts[3].tasks[12].due`; may be empty.
    pub path: String,
    /// Where in the text, from 1; 0 when that is not known.
    pub line: usize,
    /// The column in the line, from 1; 0 when that is not known.
    pub column: usize,
}

/// What is wrong with a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DecodeKind {
    /// It has no content.
    Empty,
    /// More bytes than allowed, packed or unpacked.
    TooLarge {
        /// The cap in bytes.
        cap: u64,
    },
    /// Packed more tightly than any real ledger: a trap.
    Bomb,
    /// It is packed, but damaged or cut off.
    Gzip,
    /// Not UTF-8; the encoding it looks like.
    Encoding(&'static str),
    /// Nested deeper than allowed.
    TooDeep {
        /// The depth allowed.
        max: usize,
    },
    /// It ends in the middle: cut off in transit.
    CutOff,
    /// Not JSON at the place named.
    Syntax,
    /// A key that stands twice in one object.
    DuplicateKey(String),
    /// JSON, but not a snapshot of this product.
    NotSnapshot,
    /// Written by a newer version of the format.
    Newer {
        /// Its major version.
        version: u64,
    },
    /// A key that has to be there is not.
    Missing(String),
    /// A value that does not fit; what is expected.
    Expected(&'static str),
    /// A list or key this version does not know.
    Unknown(String),
    /// A value that breaks a rule.
    Rule(Reason),
    /// A record that stands twice.
    DuplicateRecord(String),
    /// The content does not fit the file's own check sum.
    Hash,
    /// A counter or time that cannot be.
    Stamp,
    /// A .zip that is damaged, or packed in a way this program does not read.
    Zip,
    /// A .zip or an entry of it that is closed with a passphrase.
    Encrypted,
    /// A .zip within a .zip.
    Nested,
    /// More entries in a .zip than allowed.
    TooMany {
        /// The number allowed.
        max: usize,
    },
}

impl DecodeError {
    /// An error at a place in the structure.
    pub fn at(kind: DecodeKind, path: impl Into<String>) -> Self {
        Self { kind, path: path.into(), line: 0, column: 0 }
    }

    /// The same error further down: `prefix` goes before its path.
    #[must_use]
    pub fn under(mut self, prefix: &str) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{prefix}{dot}{}", self.path);
        self
    }
}

/// Something a person should know about a file that was accepted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Warning {
    /// It carries no check sum: written by hand or by the rescue panel.
    NoHash,
    /// So many references lead to records that are neither in the file nor in the plan.
    Dangling(usize),
    /// It holds parts that were damaged where it comes from; they were left out.
    Damaged(usize),
}
