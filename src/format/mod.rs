//! The shared file and the stored part, which are the same text. Knows no browser and no signals.
//!
//! - [`snapshot`]: the envelope, scopes, limits, names; [`part`]: the plan or one unit's records
//! - [`cut`]: what a scope takes in, slices; [`base`]: what it was cut from; [`check`]: the checks in it
//! - [`bundle`]: many files in a .zip; [`opening`]: a file made ready; [`batch`]: many files at once
//! - [`record`], [`shape`], [`wire`]: one record, its fields, version 1 in JSON
//! - `quick`: the fast way for a good file
//! - [`scan`]: depth and duplicate keys before anything is parsed; [`error`]: why a file is refused
//! - [`figures`]: what a unit hands up in place of the records under it
//! - [`seal`]: signatures, keys, files closed with a passphrase
//! - [`head`], [`restore`]: what a device keeps for itself
//! - `schema` (native only): the published JSON Schema

pub mod base;
pub mod batch;
pub mod bundle;
pub mod check;
pub mod cut;
pub mod error;
pub mod figures;
pub mod head;
pub mod opening;
pub mod part;
mod pieces;
mod quick;
pub mod record;
pub mod restore;
pub mod scan;
#[cfg(not(target_arch = "wasm32"))]
pub mod schema;
pub mod seal;
pub mod shape;
pub mod snapshot;
pub mod wire;

pub use base::Base;
pub use batch::{Batch, Doubt, Fault, FileReport, Grade};
pub use bundle::{Bundle, BundleLimits, pack};
pub use cut::slices;
pub use error::{DecodeError, DecodeKind, Warning};
pub use figures::{decode_figures, encode_figures, encode_rolled, figures_name, parse_figures_name};
pub use head::{Backup, Head};
pub use opening::{Content, Opened, Opening};
pub use part::{PartRecords, assemble, encode_part};
pub use pieces::Pieces;
pub use restore::{RestorePoint, RestoreWriter, decode_restore, encode_restore, restore_label};
pub use seal::{KeyBook, OwnKey, Seal, Signer, Verdict};
pub use snapshot::{
    Decoded, Limits, MINOR, Scope, SnapshotInfo, VERSION, decode, encode_snapshot, file_name, gzip, hash_of,
    rolled_name,
};
