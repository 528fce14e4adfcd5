//! One look over a JSON text before it is parsed: depth, duplicate keys, where it breaks off.
//!
//! A parser that recurses can be made to overflow the stack, and one that fills a map lets the
//! last of two equal keys win in silence. This pass does neither, in time linear in length.

use super::error::{DecodeError, DecodeKind};
use std::collections::BTreeSet;

/// The deepest nesting of a snapshot is 9; nothing real comes near this.
pub const MAX_DEPTH: usize = 64;

enum Level<'a> {
    Object { keys: BTreeSet<&'a str>, key: &'a str },
    Array { place: usize },
}

/// Checks a text. Syntax in detail is left to the parser.
pub fn scan(text: &str) -> Result<(), DecodeError> {
    let bytes = text.as_bytes();
    let mut levels: Vec<Level> = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => {
                if levels.len() >= MAX_DEPTH {
                    return Err(error(text, at, &levels, DecodeKind::TooDeep { max: MAX_DEPTH }));
                }
                levels.push(match byte {
                    b'{' => Level::Object { keys: BTreeSet::new(), key: "" },
                    _ => Level::Array { place: 0 },
                });
            }
            b'}' | b']' if levels.pop().is_none() => {
                return Err(error(text, at, &levels, DecodeKind::Syntax));
            }
            b',' => {
                if let Some(Level::Array { place }) = levels.last_mut() {
                    *place += 1;
                }
            }
            b'"' => {
                let Some(end) = string_end(bytes, at + 1) else {
                    return Err(error(text, text.len(), &levels, DecodeKind::CutOff));
                };
                let content = text.get(at + 1..end).unwrap_or_default();
                at = end;
                if let Some(Level::Object { keys, key }) = levels.last_mut()
                    && is_key(bytes, end + 1)
                {
                    *key = content;
                    // An escaped spelling of a key would hide a double; no key of ours has one.
                    let name = content.to_owned();
                    if content.contains('\\') {
                        return Err(error(text, at, &levels, DecodeKind::Unknown(name)));
                    }
                    if !keys.insert(content) {
                        return Err(error(text, at, &levels, DecodeKind::DuplicateKey(name)));
                    }
                }
            }
            _ => {}
        }
        at += 1;
    }
    if levels.is_empty() { Ok(()) } else { Err(error(text, text.len(), &levels, DecodeKind::CutOff)) }
}

fn string_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

fn is_key(bytes: &[u8], at: usize) -> bool {
    bytes.iter().skip(at).find(|b| !b.is_ascii_whitespace()) == Some(&b':')
}

fn error(text: &str, at: usize, levels: &[Level], kind: DecodeKind) -> DecodeError {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let line = before.iter().filter(|b| **b == b'\n').count() + 1;
    let line_start = before.iter().rposition(|b| *b == b'\n').map_or(0, |p| p + 1);
    let column = text
        .get(line_start..)
        .map_or(0, |rest| rest.char_indices().take_while(|(i, _)| line_start + i < at).count())
        + 1;
    DecodeError { kind, path: path(levels), line, column }
}

fn path(levels: &[Level]) -> String {
    let mut path = String::new();
    for level in levels.iter().take(12) {
        match level {
            Level::Object { key: "", .. } => {}
            Level::Object { key, .. } => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(key);
            }
            Level::Array { place } => path.push_str(&format!("[{place}]")),
        }
    }
    path
}
