//! Keys: made of chance that is handed in, kept in a small file, read aloud by fingerprint.

use crate::format::part::to_bytes;
use crate::format::scan::scan;
use crate::format::shape::read_id;
use crate::model::id::UnitId;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::{self, Display, Formatter};

/// The only algorithm of this version.
pub const ALG: &str = "ed25519";
/// The word every key file begins with.
const FORMAT: &str = "taizhang-key";
/// The version of the key file written, and the newest read.
const VERSION: u64 = 1;
/// A key file has some 300 bytes.
const MAX_FILE: usize = 4096;
/// Keeps fingerprints apart from other hashes of the same key.
const FINGERPRINT: &[u8] = b"taizhang key fingerprint v1\n";

/// A public key that can have made a signature.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// Reads 64 small hexadecimal digits. `None` for anything else, and for points that fit
    /// signatures nobody made.
    pub fn parse(text: &str) -> Option<Self> {
        let key = Self(from_hex(text)?);
        key.verifying().map(|_| key)
    }

    fn verifying(&self) -> Option<VerifyingKey> {
        VerifyingKey::from_bytes(&self.0).ok().filter(|key| !key.is_weak())
    }

    pub(super) fn verifies(&self, message: &[u8], value: &[u8; 64]) -> bool {
        let signature = Signature::from_bytes(value);
        self.verifying().is_some_and(|key| key.verify_strict(message, &signature).is_ok())
    }

    /// 32 digits in eight groups, to be compared by telephone: 106 bits of the key's SHA-256.
    pub fn fingerprint(&self) -> String {
        let digest: [u8; 32] = Sha256::new().chain_update(FINGERPRINT).chain_update(self.0).finalize().into();
        let number = digest.iter().take(16).fold(0_u128, |number, byte| (number << 8) | u128::from(*byte));
        let digits = format!("{:032}", number % 10_u128.pow(32));
        let groups: Vec<&str> = (0..8).filter_map(|n| digits.get(n * 4..n * 4 + 4)).collect();
        groups.join(" ")
    }
}

impl Display for PublicKey {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&to_hex(&self.0))
    }
}

/// A unit's own key, secret half and all. Wiped from memory when dropped; never shown in debug output.
#[derive(Clone)]
pub struct OwnKey {
    key: SigningKey,
    /// Whose it is.
    pub unit: UnitId,
    /// When it was made, milliseconds since 1970.
    pub made_at: i64,
}

impl fmt::Debug for OwnKey {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("OwnKey").field("unit", &self.unit).field("public", &self.public()).finish()
    }
}

/// Why a key file was refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyError {
    /// Not a key file, or damaged.
    NotKey,
    /// Written by a newer version.
    Newer,
    /// Of an algorithm this version does not know.
    UnknownAlgorithm,
    /// The secret half does not fit the public one.
    Unfit,
}

#[derive(Serialize, Deserialize)]
struct KeyFileV1 {
    format: String,
    version: u64,
    alg: String,
    unit: String,
    made: i64,
    public: String,
    secret: String,
}

#[derive(Deserialize)]
struct Opening {
    format: String,
    version: u64,
    #[serde(default)]
    alg: String,
}

impl OwnKey {
    /// A new key. `chance` comes from the system's source of randomness and is used for nothing else.
    pub fn new(chance: [u8; 32], unit: UnitId, made_at: i64) -> Self {
        Self { key: SigningKey::from_bytes(&chance), unit, made_at }
    }

    /// The half that is shown.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.key.verifying_key().to_bytes())
    }

    pub(super) fn value(&self, message: &[u8]) -> [u8; 64] {
        self.key.sign(message).to_bytes()
    }

    /// The key file, to be stored on the device or carried to another one. It holds the secret half:
    /// what leaves the device should be closed with a passphrase ([`super::close`]).
    pub fn encode(&self) -> Vec<u8> {
        to_bytes(&KeyFileV1 {
            format: FORMAT.to_owned(),
            version: VERSION,
            alg: ALG.to_owned(),
            unit: self.unit.to_string(),
            made: self.made_at,
            public: self.public().to_string(),
            secret: to_hex(self.key.as_bytes()),
        })
    }

    /// Reads a key file.
    pub fn decode(bytes: &[u8]) -> Result<Self, KeyError> {
        let text = std::str::from_utf8(bytes).ok().filter(|text| text.len() <= MAX_FILE);
        let text = text.filter(|text| scan(text).is_ok()).ok_or(KeyError::NotKey)?;
        let opening: Opening = serde_json::from_str(text).map_err(|_| KeyError::NotKey)?;
        match opening {
            Opening { format, .. } if format != FORMAT => return Err(KeyError::NotKey),
            Opening { version, .. } if version > VERSION => return Err(KeyError::Newer),
            Opening { alg, .. } if alg != ALG => return Err(KeyError::UnknownAlgorithm),
            _ => {}
        }
        let wire: KeyFileV1 = serde_json::from_str(text).map_err(|_| KeyError::NotKey)?;
        let unit = read_id(&wire.unit).map(UnitId).ok_or(KeyError::NotKey)?;
        let key = Self::new(from_hex(&wire.secret).ok_or(KeyError::NotKey)?, unit, wire.made);
        if key.public().to_string() == wire.public { Ok(key) } else { Err(KeyError::Unfit) }
    }
}

pub(super) fn to_hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |n: u8| char::from(DIGITS[usize::from(n & 15)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

/// Small digits only: one value has one spelling.
pub(super) fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let bytes: Option<Vec<u8>> = (text.as_bytes().chunks(2))
        .map(|pair| match pair {
            [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
            _ => None,
        })
        .collect();
    bytes?.try_into().ok()
}
