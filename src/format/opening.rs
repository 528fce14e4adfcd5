//! A picked file made ready to be read: taken out of its .zip, opened with its passphrase, unpacked,
//! its sum and its signature looked at.
//!
//! All of it is a matter of bytes, so that it can be done beside the page (`X3`): the outcome is
//! passed on as bytes and one word, [`Content::word`].

use super::batch::Fault;
use super::bundle::{Bundle, BundleLimits, Naming, is_zip};
use super::error::{DecodeError, DecodeKind};
use super::seal::signature::seal_of_strict;
use super::seal::{self, OpenError, PublicKey, Seal, Signer};
use super::shape::read_id;
use super::snapshot::{Limits, cover_of, unpack};
use crate::model::id::UnitId;
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// A picked file on its way; an iterator over the files in it, one for a file that is no .zip.
pub struct Opening {
    rest: Rest,
    passphrase: Option<String>,
    is_thorough: bool,
}

enum Rest {
    Bundle(Box<Bundle>),
    /// A .zip of which nothing came yet.
    First(String, Box<Bundle>),
    Refused(Opened),
    Nothing,
}

/// A file that was opened.
#[derive(Clone, PartialEq, Debug)]
pub struct Opened {
    /// Its name for people.
    pub name: String,
    /// Bytes, as it came; 0 for one that could not be taken out of its .zip.
    pub size: usize,
    /// What is in it.
    pub content: Content,
}

/// What is in a file.
#[derive(Clone, PartialEq, Debug)]
pub enum Content {
    /// A snapshot's text: the sum of its parts is right, and this is its seal.
    Checked(String, Seal),
    /// To be read with care from the beginning: not as this program writes it, or not looked at.
    Bytes(Vec<u8>),
    /// It could not be opened.
    Fault(Fault),
}

impl Opening {
    /// Begins with a picked file's bytes. `passphrase` opens closed files; an empty one opens none.
    pub fn new(name: &str, bytes: Vec<u8>, passphrase: &str) -> Self {
        let passphrase = Some(passphrase.to_owned()).filter(|text| !text.is_empty());
        let zip = is_zip(&bytes);
        let rest = match Bundle::open(name, bytes, BundleLimits::default()) {
            Ok(bundle) if zip => Rest::First(name.to_owned(), Box::new(bundle)),
            Ok(bundle) => Rest::Bundle(Box::new(bundle)),
            Err(error) => Rest::Refused(Opened::bad(name, error)),
        };
        Self { rest, passphrase, is_thorough: true }
    }

    /// Reads names in a .zip that are not UTF-8 this way.
    #[must_use]
    pub fn naming(mut self, naming: Naming) -> Self {
        self.rest = match self.rest {
            Rest::Bundle(bundle) => Rest::Bundle(Box::new(bundle.naming(naming))),
            Rest::First(name, bundle) => Rest::First(name, Box::new(bundle.naming(naming))),
            rest => rest,
        };
        self
    }

    /// Leaves sum and signature to whoever reads, who can look at them little by little.
    #[must_use]
    pub fn unchecked(mut self) -> Self {
        self.is_thorough = false;
        self
    }

    fn open(&self, name: String, bytes: Vec<u8>) -> Opened {
        let (size, limits) = (bytes.len(), Limits::default());
        let content = match uncover(&bytes, self.passphrase.as_deref(), &limits) {
            Err(fault) => Content::Fault(fault),
            Ok(Cow::Borrowed(_)) if !self.is_thorough => Content::Bytes(bytes),
            Ok(Cow::Borrowed(_)) => check(bytes, &limits),
            Ok(Cow::Owned(opened)) if !self.is_thorough => Content::Bytes(opened),
            Ok(Cow::Owned(opened)) => check(opened, &limits),
        };
        Opened { name, size, content }
    }
}

impl Iterator for Opening {
    type Item = Opened;

    fn next(&mut self) -> Option<Opened> {
        let (mut bundle, zip) = match std::mem::replace(&mut self.rest, Rest::Nothing) {
            Rest::Nothing => return None,
            Rest::Refused(opened) => return Some(opened),
            Rest::First(name, bundle) => (bundle, Some(name)),
            Rest::Bundle(bundle) => (bundle, None),
        };
        let Some((name, bytes)) = bundle.next() else {
            // An empty .zip says nothing, and that is said.
            return zip.map(|name| Opened::bad(&name, DecodeError::at(DecodeKind::Empty, "")));
        };
        self.rest = Rest::Bundle(bundle);
        Some(match bytes {
            Ok(bytes) => self.open(name, bytes),
            Err(error) => Opened::bad(&name, error),
        })
    }
}

impl Opened {
    fn bad(name: &str, error: DecodeError) -> Self {
        Self { name: name.to_owned(), size: 0, content: Content::Fault(Fault::Decode(error)) }
    }
}

/// A file's bytes without what closes it.
pub(super) fn uncover<'a>(
    bytes: &'a [u8],
    passphrase: Option<&str>,
    limits: &Limits,
) -> Result<Cow<'a, [u8]>, Fault> {
    if !seal::is_closed(bytes) {
        return Ok(Cow::Borrowed(bytes));
    }
    let Some(passphrase) = passphrase else { return Err(Fault::Closed(false)) };
    match seal::open(bytes, passphrase, limits) {
        Ok(opened) => Ok(Cow::Owned(opened)),
        Err(OpenError::Refused) => Err(Fault::Closed(true)),
        // More work or memory than any real file asks for.
        Err(_) => Err(Fault::Decode(DecodeError::at(DecodeKind::Bomb, ""))),
    }
}

/// Unpacks a file and looks at its sum and signature; what is not as this program writes it stays
/// as it is.
fn check(bytes: Vec<u8>, limits: &Limits) -> Content {
    let checked = |plain: Vec<u8>| {
        let text = String::from_utf8(plain).map_err(std::string::FromUtf8Error::into_bytes)?;
        match seal_of_good(&text) {
            Some(seal) => Ok((text, seal)),
            None => Err(text.into_bytes()),
        }
    };
    if bytes.len() as u64 > limits.file {
        return Content::Bytes(bytes);
    }
    let outcome = match bytes.starts_with(&[0x1f, 0x8b]) {
        // The packed bytes are kept: what is wrong with them is said of them.
        true => unpack(&bytes, limits).ok().and_then(|plain| checked(plain).ok()).ok_or(bytes),
        false => checked(bytes),
    };
    match outcome {
        Ok((text, seal)) => Content::Checked(text, seal),
        Err(bytes) => Content::Bytes(bytes),
    }
}

fn seal_of_good(text: &str) -> Option<Seal> {
    let (cover, parts, signed) = cover_of(text)?;
    cover.ledger()?;
    let is_whole = cover.fits(&Sha256::digest(text.get(parts)?.as_bytes()));
    is_whole.then(|| seal_of_strict(signed))
}

impl Content {
    /// All but the bytes, as one word.
    pub fn word(&self) -> String {
        let by = |word: &str, signer: &Signer| format!("{word} {} {}", signer.unit, signer.key);
        match self {
            Self::Checked(_, Seal::Signed(signer)) => by("signed", signer),
            Self::Checked(_, Seal::Altered(Some(signer))) => by("altered", signer),
            Self::Checked(_, Seal::Altered(None)) => "altered".to_owned(),
            Self::Checked(_, Seal::Unsigned | Seal::UnknownAlgorithm(_)) => "unsigned".to_owned(),
            Self::Bytes(_) => "bytes".to_owned(),
            Self::Fault(Fault::Closed(tried)) => format!("closed {tried}"),
            Self::Fault(Fault::Decode(error)) => refusal(&error.kind),
            // No other is met before the content is read.
            Self::Fault(_) => "zip".to_owned(),
        }
    }

    /// The bytes that go with [`Content::word`]; none for a fault.
    pub fn into_bytes(self) -> Vec<u8> {
        match self {
            Self::Checked(text, _) => text.into_bytes(),
            Self::Bytes(bytes) => bytes,
            Self::Fault(_) => Vec::new(),
        }
    }

    /// What [`Content::word`] and [`Content::into_bytes`] say together.
    pub fn from_word(word: &str, bytes: Vec<u8>) -> Option<Self> {
        let mut words = word.split(' ');
        let first = words.next()?;
        let mut signer = || {
            let unit = UnitId(read_id(words.next()?)?);
            Some(Signer { unit, key: PublicKey::parse(words.next()?)? })
        };
        let seal = match first {
            "unsigned" => Seal::Unsigned,
            "signed" => Seal::Signed(signer()?),
            "altered" if word == first => Seal::Altered(None),
            "altered" => Seal::Altered(Some(signer()?)),
            "bytes" => return Some(Self::Bytes(bytes)),
            "closed" => return Some(Self::Fault(Fault::Closed(words.next()? == "true"))),
            _ => {
                let kind = refused(first, words.next())?;
                return Some(Self::Fault(Fault::Decode(DecodeError::at(kind, ""))));
            }
        };
        Some(Self::Checked(String::from_utf8(bytes).ok()?, seal))
    }
}

/// The word of what can be wrong before the content is read.
fn refusal(kind: &DecodeKind) -> String {
    match kind {
        DecodeKind::Empty => "empty".to_owned(),
        DecodeKind::TooLarge { cap } => format!("large {cap}"),
        DecodeKind::TooMany { max } => format!("many {max}"),
        DecodeKind::Bomb => "bomb".to_owned(),
        DecodeKind::Encrypted => "encrypted".to_owned(),
        DecodeKind::Nested => "nested".to_owned(),
        _ => "zip".to_owned(),
    }
}

fn refused(word: &str, number: Option<&str>) -> Option<DecodeKind> {
    Some(match word {
        "empty" => DecodeKind::Empty,
        "large" => DecodeKind::TooLarge { cap: number?.parse().ok()? },
        "many" => DecodeKind::TooMany { max: number?.parse().ok()? },
        "bomb" => DecodeKind::Bomb,
        "encrypted" => DecodeKind::Encrypted,
        "nested" => DecodeKind::Nested,
        "zip" => DecodeKind::Zip,
        _ => return None,
    })
}
