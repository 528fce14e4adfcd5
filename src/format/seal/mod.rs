//! Who wrote a file, and a file only some may read (`X6`).
//!
//! **Signed.** A signed snapshot is the snapshot with one last member:
//!
//! ```text
//! {"format":"taizhang", … ,"parts":[…],"signature":{"alg":"ed25519","unit":"…","key":"…","value":"…"}}
//! ```
//!
//! What is signed is [`signature::PREFIX`] and every byte of the text before `,"value":"`: the whole
//! envelope, the parts, the algorithm, the unit that signs and its key. What follows is the signature
//! in 128 small hexadecimal digits and `"}}`. The bytes checked are the bytes received, never a text
//! written anew, so another order of keys or one more space is another file. A packed file (.gz) is
//! signed first and packed then. A program that knows no signatures passes the member over.
//!
//! A signature says which key wrote the file, not whose key it is. That is what the [`book`] is for:
//! a key first seen is *new*, a person compares its fingerprint by telephone and confirms it, and a
//! unit's file under another key than before is told from then on.
//!
//! **Closed.** A file closed with a passphrase is an `age` file (`age-encryption.org/v1`) with one
//! scrypt stanza, so that the `age` program opens it too: see [`closed`]. Signed first, closed then.

pub mod book;
pub mod closed;
pub mod key;
pub mod signature;

pub use book::{KeyBook, KnownKey, Verdict};
pub use closed::{CloseError, OpenError, close, is_closed, open};
pub use key::{KeyError, OwnKey, PublicKey};
pub use signature::{Seal, SignError, Signer, inspect, sign};
