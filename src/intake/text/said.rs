//! The clauses said last, and by what each pair of characters in them is known: where it stands to the clause that is
//! to be named, what it belongs to, what stands around it.

use super::fitting::{self, Body};
use super::fold::BREAK;
use super::names::Names;
use super::scan::{self, Token, Word};
use super::weights::{self, digit};
use super::words::naming::IDLE;
use std::cell::OnceCell;
use std::ops::Range;

/// How many clauses before one are looked at.
pub const REACH: usize = 6;
/// The sign for any digit.
const DIGIT: char = '0';
/// The sign for what is not there.
const EDGE: char = '^';
/// Bits of a trait's number.
const BITS: u32 = 16;
/// How many traits are told apart; two that fall together share a weight.
pub const TRAITS: usize = 1 << BITS;

/// A clause that was said.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Its characters.
    pub range: Range<usize>,
    /// Its phrases of time.
    pub(super) times: Vec<Range<usize>>,
    /// Its numbers.
    pub(super) numbers: Vec<Range<usize>>,
    /// Where it is cut at those and at comparators, in order.
    pub(super) cuts: Vec<Range<usize>>,
    /// Its parts between those and words that lead to them, in order.
    pub(super) pieces: Vec<Piece>,
    /// What it names, once that was looked for.
    names: OnceCell<Names>,
    /// Those whom it names, likewise.
    bodies: OnceCell<Vec<Body>>,
}

/// A part of a clause.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    /// Its characters.
    pub range: Range<usize>,
    /// Whether it only leads to what is said.
    pub is_idle: bool,
}

/// The pairs of a part of a clause, and what all of them are known by.
pub struct Part {
    /// The traits they share.
    pub shared: [u16; 12],
    /// The pairs.
    pub pairs: Vec<Pair>,
}

/// Two characters that stand together, and what they alone are known by.
pub struct Pair {
    /// The characters, digits as one.
    pub run: (char, char),
    /// Their traits.
    pub traits: [u16; 13],
}

/// What was said where a paragraph begins: its heading, if it has one.
pub fn under(chars: &[char], heading: Range<usize>, year: i32) -> Vec<Said> {
    let mut said = Vec::new();
    if !heading.is_empty() {
        let tokens = scan::words(chars, heading.clone(), year);
        say(&mut said, chars, heading, &tokens);
    }
    said
}

/// Adds a clause to those said last.
pub fn say(said: &mut Vec<Said>, chars: &[char], range: Range<usize>, tokens: &[Token]) {
    if said.len() > REACH {
        said.remove(0);
    }
    said.push(Said::new(chars, range, tokens));
}

impl Said {
    fn new(chars: &[char], range: Range<usize>, tokens: &[Token]) -> Self {
        let of = |fits: fn(&Word) -> bool| -> Vec<Range<usize>> {
            tokens.iter().filter(|t| fits(&t.word)).map(|t| t.range.clone()).collect()
        };
        let text: String = chars[range.clone()].iter().collect();
        let mut idle = of(leads);
        for (n, (at, _)) in text.char_indices().enumerate() {
            let word = IDLE.begins(&text[at..]).map(|word| word.chars().count());
            idle.extend(word.map(|length| range.start + n..range.start + n + length));
        }
        let pieces = cut(&range, idle);
        let (times, numbers) =
            (of(|word| matches!(word, Word::When(_))), of(|word| matches!(word, Word::Number(_))));
        Self {
            range,
            times,
            numbers,
            cuts: of(bounds),
            pieces,
            names: OnceCell::new(),
            bodies: OnceCell::new(),
        }
    }

    /// What it names.
    pub(super) fn names(&self, chars: &[char]) -> &Names {
        self.names.get_or_init(|| Names::new(chars, self))
    }

    /// Those whom it names.
    pub(super) fn bodies(&self, chars: &[char]) -> &[Body] {
        self.bodies.get_or_init(|| fitting::bodies(chars, self))
    }

    /// Whether it has numbers, and times.
    pub(super) fn has(&self) -> [char; 2] {
        [yes(!self.numbers.is_empty()), yes(!self.times.is_empty())]
    }

    /// Where the first number of a part stands; the end where it has none.
    pub fn value(&self, part: &Range<usize>) -> usize {
        let within = |n: &&Range<usize>| n.start < part.end && part.start < n.end;
        self.numbers.iter().find(within).map_or(self.range.end, |n| n.start)
    }
}

/// Whether a word says when, how many or how it is compared.
fn bounds(word: &Word) -> bool {
    matches!(
        word,
        Word::When(_)
            | Word::Number(_)
            | Word::Place(_)
            | Word::Before(_)
            | Word::After(_)
            | Word::About
            | Word::Strive
    )
}

/// Whether a word leads to what is said, and is none of it.
fn leads(word: &Word) -> bool {
    bounds(word) || matches!(word, Word::Growth | Word::From | Word::All | Word::Respectively)
}

fn cut(range: &Range<usize>, mut idle: Vec<Range<usize>>) -> Vec<Piece> {
    idle.sort_by_key(|idle| idle.start);
    let mut out: Vec<Piece> = Vec::new();
    let mut at = range.start;
    for idle in idle.into_iter().filter(|idle| !idle.is_empty()) {
        if idle.end <= at {
            continue;
        }
        if idle.start > at {
            out.push(Piece { range: at..idle.start, is_idle: false });
        }
        match out.last_mut() {
            Some(last) if last.is_idle => last.range.end = idle.end,
            _ => out.push(Piece { range: idle.start.max(at)..idle.end, is_idle: true }),
        }
        at = idle.end;
    }
    if at < range.end {
        out.push(Piece { range: at..range.end, is_idle: false });
    }
    out
}

/// The pairs of a clause, the last of those said, and of the ones before it; `value` is where its value stands.
pub fn pairs(chars: &[char], said: &[Said], value: usize) -> Vec<Part> {
    let Some((own, before)) = said.split_last() else { return Vec::new() };
    let says = |part: Range<usize>| -> Vec<char> {
        let pieces = own.pieces.iter().filter(|p| !p.is_idle);
        let parts = pieces.map(|p| p.range.start.max(part.start)..p.range.end.min(part.end));
        parts.flatten().map(|n| sign(chars[n])).collect()
    };
    let of = Of { value, lead: says(own.range.start..value), after: says(value..own.range.end) };
    let mut out = Vec::new();
    of.pairs(chars, own, Place { distance: 0, across: '-' }, &mut out);
    let mut across = '-';
    for (n, clause) in before.iter().rev().take(REACH).enumerate() {
        across = match chars.get(clause.range.end) {
            Some('；') if across == '-' => ';',
            Some('。' | '！' | '？') if across != BREAK => '.',
            Some(&BREAK) => BREAK,
            _ => across,
        };
        of.pairs(chars, clause, Place { distance: n + 1, across }, &mut out);
    }
    out
}

/// Where a clause stands to the one that is to be named.
#[derive(Clone, Copy)]
struct Place {
    /// How many clauses before it.
    distance: usize,
    /// The strongest mark between them.
    across: char,
}

/// What the clause says that is to be named.
struct Of {
    /// Where its value stands.
    value: usize,
    /// What it says before the value.
    lead: Vec<char>,
    /// And after it.
    after: Vec<char>,
}

impl Of {
    /// The pairs of a clause, but those in phrases of time.
    fn pairs(&self, chars: &[char], clause: &Said, place: Place, out: &mut Vec<Part>) {
        let Range { start, end } = clause.range;
        let at = |n: usize| sign(chars[n]);
        let edge = |n: Option<usize>| n.filter(|n| clause.range.contains(n)).map_or(EDGE, at);
        let is_time = |n: usize| clause.times.iter().any(|time| time.contains(&n));
        let of = |said: &[char], n: usize| said.get(n).copied().unwrap_or(EDGE);
        let from_end = |said: &[char], n: usize| said.iter().rev().nth(n).copied().unwrap_or(EDGE);
        let leads = start == 0 || matches!(chars[start - 1], '。' | '！' | '？' | '；' | BREAK);
        let (whose, across, first) = (digit(place.distance.min(4)), place.across, yes(leads));
        let own = if place.distance == 0 { 'o' } else { 'c' };
        let counts = yes(!clause.numbers.is_empty());
        let (lead, after) = (self.lead.as_slice(), self.after.as_slice());
        let mut whole = vec!['R', whose, across, first];
        whole.extend(lead.iter().filter(|_| lead.len() <= 4));
        // Where it stands, and what the clause says that is to be named.
        let of_clause: [&[char]; 7] = [
            &['A', whose, across, first],
            &['H', whose, across, first, counts],
            &['I', whose, across, first, counts, digit(lead.len().min(6))],
            &['J', whose, across, first, from_end(lead, 1), from_end(lead, 0)],
            &['K', whose, across, first, of(lead, 0), of(lead, 1)],
            &['L', whose, across, first, from_end(after, 1), from_end(after, 0)],
            &whole,
        ];
        let of_clause = of_clause.map(number);
        for piece in &clause.pieces {
            let (from, to) = (piece.range.start, piece.range.end);
            let idle = yes(piece.is_idle);
            let (p1, p2) = (at(from), if to > from + 1 { at(from + 1) } else { EDGE });
            let (q1, q2) = (at(to - 1), if to > from + 1 { at(to - 2) } else { EDGE });
            // What it belongs to.
            let of_piece: [&[char]; 5] = [
                &['C', own, idle, q2, q1],
                &['D', whose, across, first, q1],
                &['E', own, p1, p2],
                &['F', whose, across, digit((to - from).min(9)), idle],
                &['M', own, from_end(lead, 0), q1],
            ];
            let mut shared = [0; 12];
            shared[..7].copy_from_slice(&of_clause);
            shared[7..].copy_from_slice(&of_piece.map(number));
            let mut pairs = Vec::with_capacity(to - from);
            for n in from..to.min(end.saturating_sub(1)) {
                if is_time(n) || is_time(n + 1) {
                    continue;
                }
                let (a, b) = (at(n), at(n + 1));
                let (l1, l2) = (edge(n.checked_sub(1)), edge(n.checked_sub(2)));
                let (r1, r2) = (edge(Some(n + 2)), edge(Some(n + 3)));
                let (side, steps) = match place.distance {
                    0 if n < self.value => ('b', (self.value - n) / 2),
                    0 => ('a', (n - self.value) / 2),
                    _ => ('p', (n - start) / 3),
                };
                let is_said = yes(lead.windows(2).any(|pair| pair == [a, b]));
                let runs: [&[char]; 13] = [
                    &['1', whose, across, first, side, digit(steps.min(5))],
                    &['B', whose, side, digit((end - n).min(3))],
                    &['G', own, digit((to - 1 - n).min(4))],
                    &['N', own, is_said],
                    // What it is, and what stands around it.
                    &['2', a, b],
                    &['3', own, a, b],
                    &['4', own, l1, a, b],
                    &['5', own, a, b, r1],
                    &['6', whose, across, l1, a],
                    &['7', whose, across, b, r1],
                    &['8', l2, l1, a, b],
                    &['9', a, b, r1, r2],
                    &['O', own, a, b, q1],
                ];
                pairs.push(Pair { run: (a, b), traits: runs.map(number) });
            }
            out.push(Part { shared, pairs });
        }
    }
}

fn number(run: &[char]) -> u16 {
    weights::number(0, run, BITS)
}

/// The pairs of a name, in order.
pub fn pairs_of(name: &str) -> Vec<(char, char)> {
    let chars: Vec<char> = name.chars().filter(|c| is_said(*c)).map(sign).collect();
    let mut out: Vec<(char, char)> = chars.windows(2).map(|pair| (pair[0], pair[1])).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Whether it is a character of words; most are Chinese.
fn is_said(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || c.is_alphanumeric()
}

fn sign(c: char) -> char {
    if c.is_ascii_digit() || c == '.' { DIGIT } else { c }
}

fn yes(is: bool) -> char {
    if is { '1' } else { '0' }
}
