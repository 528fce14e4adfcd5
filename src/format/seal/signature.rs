//! Signing a snapshot, and looking at who signed one.

use super::key::{ALG, OwnKey, PublicKey, from_hex, to_hex};
use crate::format::scan::scan;
use crate::format::shape::read_id;
use crate::format::snapshot::{Limits, unpack};
use crate::format::wire::SignatureV1;
use crate::model::id::UnitId;
use serde::Deserialize;
use serde_json::value::RawValue;

/// Goes before the signed bytes, so that a signature made for a snapshot fits nothing else.
pub const PREFIX: &[u8] = b"taizhang snapshot signature v1\n";
/// The member's beginning. Within a string every quote has a backslash before it, so that these
/// bytes are only ever a key and what follows it.
const HEAD: &str = ",\"signature\":{\"alg\":\"";
const VALUE: &str = "\",\"value\":\"";
const END: &str = "\"}}";
/// No algorithm's name is longer; what a file says is cut there.
const MAX_ALG: usize = 32;

/// Who says to have signed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Signer {
    /// In whose name.
    pub unit: UnitId,
    /// With which key.
    pub key: PublicKey,
}

/// What a file's bytes say by themselves; [`super::KeyBook::judge`] says what to make of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Seal {
    /// Not signed.
    #[default]
    Unsigned,
    /// Signed, and every byte is as it was.
    Signed(Signer),
    /// Signed, but not these bytes. Who is named as signer, where that can be read.
    Altered(Option<Signer>),
    /// Signed in a way this version does not know: it cannot be checked.
    UnknownAlgorithm(String),
}

/// Why bytes cannot be signed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SignError {
    /// They are signed already.
    Signed,
    /// They are not a snapshot as this program writes it: plain, compact, not packed yet.
    NotSnapshot,
}

/// Signs a snapshot, before it is packed. Bytes come from [`crate::format::encode_snapshot`].
pub fn sign(bytes: &[u8], key: &OwnKey) -> Result<Vec<u8>, SignError> {
    let text = std::str::from_utf8(bytes).ok().filter(|text| scan(text).is_ok());
    let text = text.ok_or(SignError::NotSnapshot)?;
    if member(text).is_some() {
        return Err(SignError::Signed);
    }
    let body = text.strip_suffix('}').filter(|body| body.starts_with("{\"format\":"));
    let body = body.ok_or(SignError::NotSnapshot)?;
    let mut out = format!("{body}{HEAD}{ALG}\",\"unit\":\"{}\",\"key\":\"{}", key.unit, key.public());
    let value = key.value(&message(&out));
    out.push_str(VALUE);
    out.push_str(&to_hex(&value));
    out.push_str(END);
    Ok(out.into_bytes())
}

fn message(signed: &str) -> Vec<u8> {
    // The quote that ends the key is signed too: everything before `,"value"`.
    [PREFIX, signed.as_bytes(), b"\""].concat()
}

#[derive(Deserialize)]
struct Opening<'a> {
    #[serde(borrow, default)]
    signature: Option<&'a RawValue>,
}

/// The signature wherever it stands in the envelope.
fn member(text: &str) -> Option<&RawValue> {
    serde_json::from_str::<Opening>(text).ok()?.signature
}

/// A signature in exactly the form [`sign`] writes, at the very end.
pub(in crate::format) struct Strict<'a> {
    /// Where the member begins: up to here it is the snapshot without its closing brace.
    pub start: usize,
    /// The bytes that are signed, all but the last quote.
    signed: &'a str,
    signer: Signer,
    value: [u8; 64],
}

impl<'a> Strict<'a> {
    pub(in crate::format) fn find(text: &'a str) -> Option<Self> {
        let rest = text.strip_suffix(END)?;
        let at = rest.len().checked_sub(128)?;
        let value = from_hex(rest.get(at..)?)?;
        let signed = rest.get(..at)?.strip_suffix(VALUE)?;
        let start = signed.rfind(HEAD)?;
        let named = signed.get(start + HEAD.len()..)?.strip_prefix(ALG)?.strip_prefix("\",\"unit\":\"")?;
        let (unit, key) = named.split_once("\",\"key\":\"")?;
        let signer = Signer { unit: UnitId(read_id(unit)?), key: PublicKey::parse(key)? };
        Some(Self { start, signed, signer, value })
    }

    pub(in crate::format) fn seal(&self) -> Seal {
        match self.signer.key.verifies(&message(self.signed), &self.value) {
            true => Seal::Signed(self.signer),
            false => Seal::Altered(Some(self.signer)),
        }
    }
}

/// The seal of a snapshot as this program writes it: without a member in the strict form there is
/// none at all, as an envelope with more in it is read the slow way.
pub(in crate::format) fn seal_of_strict(signed: Option<Strict>) -> Seal {
    signed.map(|signed| signed.seal()).unwrap_or_default()
}

/// The seal of a text whose envelope carries this member.
pub(in crate::format) fn seal_of(text: &str, member: Option<&RawValue>) -> Seal {
    let Some(member) = member else { return Seal::Unsigned };
    if let Some(strict) = Strict::find(text) {
        return strict.seal();
    }
    let Ok(wire) = serde_json::from_str::<SignatureV1>(member.get()) else { return Seal::Altered(None) };
    if wire.alg != ALG {
        return Seal::UnknownAlgorithm(wire.alg.chars().take(MAX_ALG).collect());
    }
    let signer = || {
        let unit = UnitId(read_id(wire.unit.as_deref()?)?);
        Some(Signer { unit, key: PublicKey::parse(wire.key.as_deref()?)? })
    };
    Seal::Altered(signer())
}

/// Looks at a file's signature alone, packed or plain; for a file that is refused, to say who it
/// says it is from. A file that opens has this in [`crate::format::Decoded::seal`] already.
///
/// Nothing here says that the file is a snapshot: what is not even JSON any more is `Altered` when
/// it ends as signed files do, and `Unsigned` otherwise.
pub fn inspect(bytes: &[u8], limits: &Limits) -> Seal {
    if bytes.len() as u64 > limits.file {
        return Seal::Unsigned;
    }
    let unpacked;
    let plain = match bytes.starts_with(&[0x1f, 0x8b]) {
        true => match unpack(bytes, limits) {
            Ok(plain) => {
                unpacked = plain;
                unpacked.as_slice()
            }
            Err(_) => return Seal::Unsigned,
        },
        false => bytes,
    };
    match std::str::from_utf8(plain) {
        Ok(text) if scan(text).is_ok() && serde_json::from_str::<Opening>(text).is_ok() => {
            seal_of(text, member(text))
        }
        _ => remains(plain),
    }
}

/// What the end of a text says that is damaged further up.
fn remains(plain: &[u8]) -> Seal {
    // A little more than the member has; what comes before it may be in any state.
    let tail = plain.get(plain.len().saturating_sub(400)..).unwrap_or_default();
    let tail = String::from_utf8_lossy(tail);
    match Strict::find(&tail) {
        Some(strict) => Seal::Altered(Some(strict.signer)),
        None if tail.contains(HEAD) => Seal::Altered(None),
        None => Seal::Unsigned,
    }
}
