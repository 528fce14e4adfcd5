//! A table of words that finds, at a place in a text, the longest that stands there, at about the cost of
//! looking at one character.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::OnceLock;

/// A word, its characters and what it means.
type Entry<T> = (&'static str, Vec<char>, T);

/// Words with what each one means.
#[derive(Debug)]
pub struct Lookup<T> {
    /// A bit for each character that begins a word, by the low bits of the character. Small enough to stay near the
    /// processor: nearly every character asked for is none of these.
    sieve: Box<[u64]>,
    /// Each such character with its words, the longest first, in the order of the characters.
    words: Vec<(char, Vec<Entry<T>>)>,
}

impl<T> Lookup<T> {
    /// Builds a table. Where a word comes twice, the first one counts.
    pub fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        Self::by(words, |word| word.chars().next())
    }

    /// Builds one by the character of each word that `key` takes.
    fn by(words: impl IntoIterator<Item = (&'static str, T)>, key: fn(&str) -> Option<char>) -> Self {
        let mut map: BTreeMap<char, Vec<Entry<T>>> = BTreeMap::new();
        for (word, meaning) in words {
            let Some(c) = key(word) else { continue };
            map.entry(c).or_default().push((word, word.chars().collect(), meaning));
        }
        for entries in map.values_mut() {
            entries.sort_by_key(|(_, chars, _)| std::cmp::Reverse(chars.len()));
        }
        // Sixteen bits for each: about one character in sixteen is looked for in vain.
        let mut sieve = vec![0u64; (map.len() / 4 + 1).next_power_of_two()].into_boxed_slice();
        for c in map.keys() {
            let (place, bit) = seat(*c, sieve.len());
            sieve[place] |= bit;
        }
        Self { sieve, words: map.into_iter().collect() }
    }

    /// Whether a word begins with a character.
    pub fn begins(&self, c: char) -> bool {
        !self.entries(c).is_empty()
    }

    fn entries(&self, c: char) -> &[Entry<T>] {
        let (place, bit) = seat(c, self.sieve.len());
        if self.sieve[place] & bit == 0 {
            return &[];
        }
        let place = self.words.binary_search_by_key(&c, |(first, _)| *first);
        place.map_or(&[], |place| self.words[place].1.as_slice())
    }

    /// The longest word at a place, with its length in characters.
    pub fn at(&self, chars: &[char], at: usize) -> Option<(&T, usize)> {
        let rest = chars.get(at..)?;
        let found = self.entries(*rest.first()?).iter().find(|(_, word, _)| rest.starts_with(word));
        found.map(|(_, word, meaning)| (meaning, word.len()))
    }

    /// Whether any of the words stands in a text.
    pub fn is_in(&self, text: &str) -> bool {
        text.char_indices()
            .any(|(at, c)| self.entries(c).iter().any(|(word, ..)| text[at..].starts_with(word)))
    }
}

/// Where a character's bit is among so many words of 64, a power of two.
fn seat(c: char, words: usize) -> (usize, u64) {
    ((c as usize / 64) & (words - 1), 1 << (c as usize % 64))
}

/// The words of one table, found at the front of a text, at its end or in it at about the cost of looking at its
/// characters.
#[derive(Debug)]
pub struct Words {
    list: &'static [&'static str],
    front: OnceLock<Lookup<()>>,
    back: OnceLock<Lookup<()>>,
}

impl Words {
    /// A table of these.
    pub const fn new(list: &'static [&'static str]) -> Self {
        Self { list, front: OnceLock::new(), back: OnceLock::new() }
    }

    fn front(&self) -> &Lookup<()> {
        self.front.get_or_init(|| Lookup::new(self.list.iter().map(|word| (*word, ()))))
    }

    /// The longest that a text begins with.
    pub fn begins(&self, text: &str) -> Option<&'static str> {
        let entries = self.front().entries(text.chars().next()?);
        entries.iter().find(|(word, ..)| text.starts_with(word)).map(|(word, ..)| *word)
    }

    /// The longest that a text ends with.
    pub fn ends(&self, text: &str) -> Option<&'static str> {
        let back = self
            .back
            .get_or_init(|| Lookup::by(self.list.iter().map(|word| (*word, ())), |word| word.chars().last()));
        let entries = back.entries(text.chars().next_back()?);
        entries.iter().find(|(word, ..)| text.ends_with(word)).map(|(word, ..)| *word)
    }

    /// A text without the longest that it begins with, and how many bytes that was.
    pub fn strip_start<'a>(&self, text: &'a str) -> Option<(&'a str, usize)> {
        self.begins(text).map(|word| (&text[word.len()..], word.len()))
    }

    /// A text without the longest that it ends with.
    pub fn strip_end<'a>(&self, text: &'a str) -> Option<&'a str> {
        self.ends(text).map(|word| &text[..text.len() - word.len()])
    }

    /// Whether any stands in a text.
    pub fn is_in(&self, text: &str) -> bool {
        self.front().is_in(text)
    }

    /// Where the first stands in a text from a byte on, and the longest that does there.
    pub fn first(&self, text: &str, from: usize) -> Option<(usize, &'static str)> {
        let rest = text.get(from..)?;
        rest.char_indices().find_map(|(at, _)| self.begins(&rest[at..]).map(|word| (from + at, word)))
    }

    /// Where the last stands in a text.
    pub fn last(&self, text: &str) -> Option<(usize, &'static str)> {
        text.char_indices().rev().find_map(|(at, _)| self.begins(&text[at..]).map(|word| (at, word)))
    }
}

impl Deref for Words {
    type Target = [&'static str];

    fn deref(&self) -> &Self::Target {
        self.list
    }
}
