//! Closing a file with a passphrase: the `age-encryption.org/v1` format with one scrypt stanza.
//!
//! ```text
//! age-encryption.org/v1
//! -> scrypt <salt, 16 bytes> <log2 of the work factor>
//! <file key, sealed with the key that scrypt makes of passphrase and salt>
//! --- <HMAC of the header>
//! <nonce, 16 bytes> <64 KiB pieces, each sealed with ChaCha20-Poly1305 and numbered, the last marked>
//! ```
//!
//! The whole file is opened before any of it is handed out. Written here over RustCrypto's primitives
//! because chance comes in from outside and the `age` crate would weigh on every page load; tests
//! hold it to that crate both ways.

use crate::format::snapshot::Limits;
use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD as BASE64;
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use unicode_normalization::UnicodeNormalization;

/// The ending added to the name of a closed file: `….json.age`, `….json.gz.age`.
pub const EXTENSION: &str = "age";
/// The work factor written: 2^16 rounds over 64 MiB.
pub const WORK: u8 = 16;
/// The most work done on reading, and what the `age` program writes: 2^18 rounds over 256 MiB.
pub const MAX_WORK: u8 = 18;
/// How much chance [`close`] takes.
pub const CHANCE: usize = 48;

const MAGIC: &str = "age-encryption.org/v1\n";
const STANZA: &str = "-> scrypt ";
const SALT_LABEL: &[u8] = b"age-encryption.org/v1/scrypt";
const MAC_MARK: &str = "---";
const PIECE: usize = 64 << 10;
const TAG: usize = 16;
/// What the format adds before the pieces is less than this.
const MAX_HEADER: u64 = 512;

/// Why a file was not closed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CloseError {
    /// No passphrase, or one of spaces only.
    Empty,
    /// The machine has not the memory that the work takes.
    Memory,
}

/// Why a file was not opened. Nothing of its content is known then.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OpenError {
    /// It is not closed.
    NotClosed,
    /// Closed with something else than a passphrase.
    OtherMethod,
    /// More bytes than allowed.
    TooLarge {
        /// The cap in bytes, opened.
        cap: u64,
    },
    /// It asks for more work than is done for any file. None was done.
    TooMuchWork {
        /// 2 to the power of this many rounds.
        asked: u8,
    },
    /// The machine has not the memory that the work takes.
    Memory,
    /// The passphrase is wrong, or the file is damaged or cut off: the two cannot be told apart.
    Refused,
}

/// Whether a file is closed.
pub fn is_closed(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC.as_bytes())
}

/// Closes a file with [`WORK`]. `chance` comes from the system's source of randomness, new for every
/// file. Takes about a second on an old machine: show something first.
pub fn close(bytes: &[u8], passphrase: &str, chance: &[u8; CHANCE]) -> Result<Vec<u8>, CloseError> {
    close_with(bytes, passphrase, chance, WORK)
}

/// [`close`] with a work factor of its own, at most [`MAX_WORK`].
pub fn close_with(
    bytes: &[u8],
    passphrase: &str,
    chance: &[u8; CHANCE],
    work: u8,
) -> Result<Vec<u8>, CloseError> {
    if passphrase.trim().is_empty() {
        return Err(CloseError::Empty);
    }
    let (salt, rest) = chance.split_at(16);
    let (file_key, nonce) = rest.split_at(16);
    let work = work.clamp(1, MAX_WORK);
    let wrap = stretch(passphrase, salt, work).ok_or(CloseError::Memory)?;
    let sealed_key = seal(&wrap, 0, false, file_key).ok_or(CloseError::Memory)?;
    let header =
        format!("{MAGIC}{STANZA}{} {work}\n{}\n{MAC_MARK}", BASE64.encode(salt), BASE64.encode(sealed_key));
    let mac = header_mac(file_key, &header).finalize().into_bytes();
    let mut out = format!("{header} {}\n", BASE64.encode(mac)).into_bytes();
    out.extend_from_slice(nonce);
    let key = derive(file_key, nonce, b"payload");
    let pieces: Vec<&[u8]> = if bytes.is_empty() { vec![bytes] } else { bytes.chunks(PIECE).collect() };
    for (number, piece) in pieces.iter().enumerate() {
        let is_last = number + 1 == pieces.len();
        out.extend(seal(&key, number as u64, is_last, piece).ok_or(CloseError::Memory)?);
    }
    Ok(out)
}

/// Opens a closed file: all of it, or nothing. Takes as long as [`close`].
pub fn open(bytes: &[u8], passphrase: &str, limits: &Limits) -> Result<Vec<u8>, OpenError> {
    let after_magic = bytes.strip_prefix(MAGIC.as_bytes()).ok_or(OpenError::NotClosed)?;
    let pieces = bytes.len().div_ceil(PIECE + TAG) as u64;
    if bytes.len() as u64 > limits.file.saturating_add(MAX_HEADER + pieces * TAG as u64) {
        return Err(OpenError::TooLarge { cap: limits.file });
    }
    let header = Header::read(after_magic)?;
    if header.work > MAX_WORK {
        return Err(OpenError::TooMuchWork { asked: header.work });
    }
    let wrap = stretch(passphrase, &header.salt, header.work).ok_or(OpenError::Memory)?;
    let file_key = unseal(&wrap, 0, false, &header.sealed_key).ok_or(OpenError::Refused)?;
    let covered = bytes.get(..MAGIC.len() + header.covered).and_then(|b| std::str::from_utf8(b).ok());
    let mac = header_mac(&file_key, covered.ok_or(OpenError::Refused)?);
    mac.verify_slice(&header.mac).map_err(|_| OpenError::Refused)?;
    let (nonce, body) = header.rest.split_at_checked(16).ok_or(OpenError::Refused)?;
    open_pieces(&derive(&file_key, nonce, b"payload"), body).ok_or(OpenError::Refused)
}

fn open_pieces(key: &[u8; 32], body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    let count = body.len().div_ceil(PIECE + TAG);
    for (number, piece) in body.chunks(PIECE + TAG).enumerate() {
        let plain = unseal(key, number as u64, number + 1 == count, piece)?;
        // Only a file without content ends with an empty piece.
        if plain.is_empty() && number > 0 {
            return None;
        }
        out.extend(plain);
    }
    (count > 0).then_some(out)
}

/// A header taken apart, all of it still unproven.
struct Header<'a> {
    salt: Vec<u8>,
    work: u8,
    sealed_key: Vec<u8>,
    mac: Vec<u8>,
    /// How many bytes after the magic the HMAC covers.
    covered: usize,
    rest: &'a [u8],
}

impl<'a> Header<'a> {
    fn read(after_magic: &'a [u8]) -> Result<Self, OpenError> {
        let (stanza, rest) = line(after_magic).ok_or(OpenError::Refused)?;
        let Some(named) = stanza.strip_prefix(STANZA) else {
            let is_other = stanza.starts_with("-> ") && !stanza.trim_end().ends_with("scrypt");
            return Err(if is_other { OpenError::OtherMethod } else { OpenError::Refused });
        };
        Self::of_scrypt(after_magic.len(), named, rest).ok_or(OpenError::Refused)
    }

    fn of_scrypt(len: usize, named: &str, rest: &'a [u8]) -> Option<Self> {
        let (salt, work) = named.split_once(' ')?;
        let is_plain = work.bytes().all(|b| b.is_ascii_digit()) && !work.starts_with('0');
        // Three digits and more are one thing: far too much.
        let work =
            if is_plain && work.len() > 2 { u8::MAX } else { work.parse().ok().filter(|_| is_plain)? };
        let (sealed_key, rest) = line(rest)?;
        let covered = len - rest.len() + MAC_MARK.len();
        let (mac, rest) = line(rest)?;
        let mac = mac.strip_prefix(MAC_MARK)?.strip_prefix(' ')?;
        Some(Self {
            salt: decode_exactly(salt, 16)?,
            work,
            sealed_key: decode_exactly(sealed_key, 16 + TAG)?,
            mac: decode_exactly(mac, 32)?,
            covered,
            rest,
        })
    }
}

/// A line of a header and what follows; no header line has more than 128 characters.
fn line(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let end = bytes.iter().take(129).position(|byte| *byte == b'\n')?;
    Some((std::str::from_utf8(bytes.get(..end)?).ok()?, bytes.get(end + 1..)?))
}

fn decode_exactly(text: &str, len: usize) -> Option<Vec<u8>> {
    BASE64.decode(text).ok().filter(|bytes| bytes.len() == len)
}

/// The key a passphrase makes. The same passphrase is typed in more than one Unicode form, so it is
/// brought into one (NFC). `None` when there is no memory for it.
fn stretch(passphrase: &str, salt: &[u8], work: u8) -> Option<[u8; 32]> {
    let params = scrypt::Params::new(work, 8, 1, 32).ok()?;
    // 128 bytes times r times N. Asked for and let go, because running out later ends the program.
    Vec::<u8>::new().try_reserve_exact(1024 << work).ok()?;
    let passphrase: String = passphrase.nfc().collect();
    let mut key = [0; 32];
    scrypt::scrypt(passphrase.as_bytes(), &[SALT_LABEL, salt].concat(), &params, &mut key).ok()?;
    Some(key)
}

fn derive(file_key: &[u8], salt: &[u8], purpose: &[u8]) -> [u8; 32] {
    let mut key = [0; 32];
    // 32 bytes are within what HKDF can give: this cannot fail.
    let _ = Hkdf::<Sha256>::new(Some(salt), file_key).expand(purpose, &mut key);
    key
}

fn header_mac(file_key: &[u8], covered: &str) -> Hmac<Sha256> {
    // HMAC fills a short key up with zeros to a block; so much can be done here without an error to handle.
    let mut block = [0; 64];
    block[..32].copy_from_slice(&derive(file_key, b"", b"header"));
    <Hmac<Sha256> as Mac>::new(&block.into()).chain_update(covered.as_bytes())
}

/// Eleven bytes that count the pieces, one that marks the last.
fn nonce(number: u64, is_last: bool) -> Nonce {
    let mut nonce = [0; 12];
    nonce[3..11].copy_from_slice(&number.to_be_bytes());
    nonce[11] = u8::from(is_last);
    nonce.into()
}

fn seal(key: &[u8; 32], number: u64, is_last: bool, plain: &[u8]) -> Option<Vec<u8>> {
    ChaCha20Poly1305::new(key.into()).encrypt(&nonce(number, is_last), plain).ok()
}

fn unseal(key: &[u8; 32], number: u64, is_last: bool, sealed: &[u8]) -> Option<Vec<u8>> {
    ChaCha20Poly1305::new(key.into()).decrypt(&nonce(number, is_last), sealed).ok()
}
