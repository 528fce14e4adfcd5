//! Whose key is whose: what this device has seen, and what a person has confirmed.

use super::key::PublicKey;
use super::signature::{Seal, Signer};
use crate::format::error::{DecodeError, DecodeKind};
use crate::format::part::{parse, to_bytes};
use crate::format::scan::scan;
use crate::format::shape::read_id;
use crate::format::snapshot::Scope;
use crate::model::id::UnitId;
use crate::model::ledger::Ledger;
use crate::model::tree;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The version of the stored book.
const VERSION: u64 = 1;

/// A key seen on a unit's files.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KnownKey {
    /// The key.
    pub key: PublicKey,
    /// When it was first seen, milliseconds since 1970.
    pub seen_at: i64,
    /// The file it was first seen on.
    pub file: String,
    /// When a person compared the fingerprint, and who; `None` until then.
    pub confirmed: Option<(i64, String)>,
}

/// The keys by unit, in the order they were first seen. Kept on the device, never in a file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct KeyBook {
    units: BTreeMap<UnitId, Vec<KnownKey>>,
}

/// What to make of a file's signature.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Not signed. A unit whose files were signed before is a reason to ask.
    Unsigned {
        /// The keys on earlier files of the units that may sign such a file.
        before: Vec<KnownKey>,
    },
    /// Signed with a key seen on this unit's files before, unaltered.
    Known {
        /// By whom.
        signer: Signer,
        /// Whether a person compared the fingerprint.
        confirmed: bool,
    },
    /// Signed and unaltered, but this is the first key seen of the unit: compare the fingerprint.
    New {
        /// By whom.
        signer: Signer,
    },
    /// Signed and unaltered, but with another key than this unit's earlier files: compare the
    /// fingerprint before anything else.
    Changed {
        /// By whom.
        signer: Signer,
        /// The unit's keys so far; never empty.
        before: Vec<KnownKey>,
    },
    /// Signed and unaltered, but by a unit that has no say in a file of this scope.
    Elsewhere {
        /// By whom.
        signer: Signer,
        /// Whether the key is known as that unit's.
        known: bool,
    },
    /// The file is not as it was signed.
    Altered {
        /// Who is named as signer, where that can be read.
        signer: Option<Signer>,
        /// Whether the key named is known as that unit's.
        known: bool,
    },
    /// Signed in a way this version does not know; it can neither be trusted nor be called altered.
    UnknownAlgorithm {
        /// Its name as the file says it, at most 32 characters.
        alg: String,
        /// As in [`Verdict::Unsigned`].
        before: Vec<KnownKey>,
    },
}

impl KeyBook {
    /// The keys seen on a unit's files.
    pub fn keys(&self, unit: UnitId) -> &[KnownKey] {
        self.units.get(&unit).map(Vec::as_slice).unwrap_or_default()
    }

    /// All units with keys.
    pub fn units(&self) -> impl Iterator<Item = (UnitId, &[KnownKey])> {
        self.units.iter().map(|(unit, keys)| (*unit, keys.as_slice()))
    }

    fn find(&self, signer: Signer) -> Option<&KnownKey> {
        self.keys(signer.unit).iter().find(|known| known.key == signer.key)
    }

    /// Notes a key, after a person took over a file with [`Verdict::New`] or [`Verdict::Changed`].
    /// A key that is there stays as it is. `at` in milliseconds since 1970.
    pub fn remember(&mut self, signer: Signer, at: i64, file: &str) {
        if self.find(signer).is_none() {
            let known = KnownKey { key: signer.key, seen_at: at, file: file.to_owned(), confirmed: None };
            self.units.entry(signer.unit).or_default().push(known);
        }
    }

    /// Notes that `by` compared the fingerprint; a key not seen on a file yet is noted with it.
    pub fn confirm(&mut self, signer: Signer, at: i64, by: &str) {
        self.remember(signer, at, "");
        let keys = self.units.get_mut(&signer.unit).map(Vec::as_mut_slice).unwrap_or_default();
        for known in keys.iter_mut().filter(|known| known.key == signer.key) {
            known.confirmed = Some((at, by.to_owned()));
        }
    }

    /// Strikes a key out: one that was lost, or put down by mistake. Whether it was there.
    pub fn forget(&mut self, signer: Signer) -> bool {
        let Some(keys) = self.units.get_mut(&signer.unit) else { return false };
        let before = keys.len();
        keys.retain(|known| known.key != signer.key);
        let was_there = keys.len() < before;
        if keys.is_empty() {
            self.units.remove(&signer.unit);
        }
        was_there
    }

    /// What to make of a file's seal. `tree` is where units are looked up: the ledger at hand, or
    /// the file's own where there is none yet.
    pub fn judge(&self, seal: &Seal, scope: Scope, tree: &Ledger) -> Verdict {
        match seal {
            Seal::Unsigned => Verdict::Unsigned { before: self.before(scope, tree) },
            Seal::UnknownAlgorithm(alg) => {
                Verdict::UnknownAlgorithm { alg: alg.clone(), before: self.before(scope, tree) }
            }
            Seal::Altered(signer) => self.altered(*signer),
            Seal::Signed(signer) => {
                let signer = *signer;
                let found = self.find(signer);
                match (found, self.keys(signer.unit)) {
                    _ if !may_sign(scope, signer.unit, tree) => {
                        Verdict::Elsewhere { signer, known: found.is_some() }
                    }
                    (Some(known), _) => Verdict::Known { signer, confirmed: known.confirmed.is_some() },
                    (None, []) => Verdict::New { signer },
                    (None, before) => Verdict::Changed { signer, before: before.to_vec() },
                }
            }
        }
    }

    /// The verdict on a file that was refused, from [`super::inspect`]: `Some` when it says it was
    /// signed, and then it is never said to be good.
    pub fn judge_refused(&self, seal: &Seal) -> Option<Verdict> {
        match seal {
            Seal::Unsigned => None,
            Seal::Signed(signer) => Some(self.altered(Some(*signer))),
            Seal::Altered(signer) => Some(self.altered(*signer)),
            Seal::UnknownAlgorithm(alg) => {
                Some(Verdict::UnknownAlgorithm { alg: alg.clone(), before: Vec::new() })
            }
        }
    }

    fn altered(&self, signer: Option<Signer>) -> Verdict {
        Verdict::Altered { signer, known: signer.is_some_and(|signer| self.find(signer).is_some()) }
    }

    /// The keys of all units that may sign such a file.
    fn before(&self, scope: Scope, tree: &Ledger) -> Vec<KnownKey> {
        let may = |unit: UnitId| match scope {
            // A county can sign for its school, but that it has a key does not make the school's
            // unsigned file odd.
            Scope::Unit(own) => unit == own,
            _ => may_sign(scope, unit, tree),
        };
        self.units().filter(|(unit, _)| may(*unit)).flat_map(|(_, keys)| keys.to_vec()).collect()
    }

    /// The bytes to store.
    pub fn encode(&self) -> Vec<u8> {
        let keys = self.units().flat_map(|(unit, keys)| keys.iter().map(move |known| (unit, known)));
        let keys = keys.map(|(unit, known)| KnownV1 {
            unit: unit.to_string(),
            key: known.key.to_string(),
            seen: known.seen_at,
            file: known.file.clone(),
            confirmed: known.confirmed.clone(),
        });
        to_bytes(&BookV1 { version: VERSION, keys: keys.collect() })
    }

    /// Reads a stored book: all of it, or it is refused. An unread book must not pass for an empty one.
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let text = std::str::from_utf8(bytes).map_err(|_| DecodeError::at(DecodeKind::Encoding("?"), ""))?;
        scan(text)?;
        let wire: BookV1 = parse(text)?;
        if wire.version > VERSION {
            return Err(DecodeError::at(DecodeKind::Newer { version: wire.version }, "version"));
        }
        let mut book = Self::default();
        for (place, known) in wire.keys.into_iter().enumerate() {
            let bad = |what, name: &str| {
                DecodeError::at(DecodeKind::Expected(what), format!("keys[{place}].{name}"))
            };
            let unit = read_id(&known.unit).map(UnitId).ok_or_else(|| bad("id", "unit"))?;
            let key = PublicKey::parse(&known.key).ok_or_else(|| bad("key", "key"))?;
            let known = KnownKey { key, seen_at: known.seen, file: known.file, confirmed: known.confirmed };
            book.units.entry(unit).or_default().push(known);
        }
        Ok(book)
    }
}

/// Whether a unit has a say in a file of this scope: its own file and those of units under it, what
/// is handed down to units under it; the whole and the plan are the top's.
fn may_sign(scope: Scope, unit: UnitId, tree: &Ledger) -> bool {
    match scope {
        Scope::Unit(own) => tree::is_under(tree, own, unit),
        Scope::Slice(below) => unit != below && tree::is_under(tree, below, unit),
        Scope::Plan | Scope::Whole => tree::roots(tree).contains(&unit),
    }
}

#[derive(Serialize, Deserialize)]
struct BookV1 {
    version: u64,
    #[serde(default)]
    keys: Vec<KnownV1>,
}

#[derive(Serialize, Deserialize)]
struct KnownV1 {
    unit: String,
    key: String,
    seen: i64,
    #[serde(default)]
    file: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    confirmed: Option<(i64, String)>,
}
