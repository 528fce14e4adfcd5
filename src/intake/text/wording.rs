//! How much a clause is worded like a target: the weights of its characters, of those around it and of its heading,
//! learnt from the labelled documents. The grammar reads; this says where it should have, or should not have.
//!
//! `./taizhang drafts --learn` learns the weights anew.

use super::fold::BREAK;
use super::outline::Sentence;
use super::scan::{self, Token, Word};
use super::weights;
use super::words::marks;
use std::ops::Range;

static WEIGHTS: &[u8] = include_bytes!("wording.weights");

/// Bits of a trait's number.
const BITS: u32 = 15;
/// How many traits are told apart; two that fall together share a weight.
pub const TRAITS: usize = 1 << BITS;
/// Signs for any number, phrase of time and 每学期 and the like.
const NUMBER: char = '0';
const TIME: char = 'T';
const EVERY: char = 'E';
/// Log-odds from which a clause that no rule reads is taken as it stands.
pub const LIKE: f32 = 1.4;
/// From which one is that also says when, how many or all of whom.
pub const SOMEWHAT_LIKE: f32 = 0.4;
/// From which what seems to be told is read all the same.
pub const SURELY_LIKE: f32 = 4.0;
/// Below which what a rule reads is none.
pub(super) const UNLIKE: f32 = -5.0;
/// Longest heading, in characters.
const HEADING: usize = 24;
/// How many clauses before one are told of.
const RECENT: usize = 6;

/// What a clause is known by.
#[derive(Clone, Copy)]
enum Whose {
    Own = 1,
    Before,
    After,
    Heading,
    Place,
}

/// The clauses of a sentence, each with its words and its log-odds of asking for something: 0 is as likely as not.
#[derive(Debug, Default)]
pub struct Wording {
    clauses: Vec<(Range<usize>, Vec<Token>, f32)>,
}

impl Wording {
    /// Weighs the clauses of a sentence under a heading; `before` is whether those before it ask for something.
    pub fn new(
        chars: &[char],
        range: Range<usize>,
        year: i32,
        heading: &[char],
        before: &mut Vec<bool>,
    ) -> Self {
        let clauses = clauses(chars, range, year);
        let mut all = Vec::with_capacity(clauses.len());
        for n in 0..clauses.len() {
            let mut traits = traits(&clauses, n, heading);
            traits.extend(history(before));
            let odds = weights::odds(WEIGHTS, &traits);
            before.push(odds >= 0.0);
            all.push(odds);
        }
        before.drain(..before.len().saturating_sub(RECENT));
        let weighed = clauses.into_iter().zip(all);
        Self { clauses: weighed.map(|(clause, odds)| (clause.range, clause.tokens, odds)).collect() }
    }

    /// The words of a clause, where it is one of these; they are given once.
    pub fn words(&mut self, range: &Range<usize>) -> Option<Vec<Token>> {
        let clause = self.clauses.iter_mut().find(|(of, ..)| of == range)?;
        Some(std::mem::take(&mut clause.1))
    }

    /// The log-odds of the clause at a place.
    pub fn at(&self, place: usize) -> f32 {
        self.clauses.iter().rev().find(|(range, ..)| range.start <= place).map_or(0.0, |(_, _, odds)| *odds)
    }
}

/// A sentence that stands for the heading of those after it.
pub fn is_heading(sentence: &Sentence) -> bool {
    (sentence.number.is_some() || sentence.begins_line && !sentence.has_stop)
        && sentence.range.len() <= HEADING
}

/// A clause as it is weighed.
#[derive(Debug)]
pub struct Weighed {
    /// Its characters.
    pub range: Range<usize>,
    /// Its words.
    tokens: Vec<Token>,
    /// The same, with one sign for a phrase of time and one for a number, whatever they are.
    plain: Vec<char>,
    /// The mark after it.
    end: char,
}

/// A sentence cut at its commas, whatever brackets they stand in.
pub fn clauses(chars: &[char], range: Range<usize>, year: i32) -> Vec<Weighed> {
    let mut ends: Vec<usize> = range.clone().filter(|at| marks::COMMAS.contains(&chars[*at])).collect();
    ends.push(range.end);
    let mut from = range.start;
    let mut out = Vec::new();
    for to in ends {
        if from < to {
            let end = chars.get(to).copied().unwrap_or(BREAK);
            let tokens = scan::words(chars, from..to, year);
            out.push(Weighed { range: from..to, plain: plain(chars, from..to, &tokens), tokens, end });
        }
        from = to + 1;
    }
    out
}

/// The traits of a clause among those of its sentence, each once.
pub fn traits(clauses: &[Weighed], n: usize, heading: &[char]) -> Vec<u16> {
    let mut out = Vec::new();
    let own = &clauses[n];
    for length in 1..=3 {
        runs(&own.plain, length, Whose::Own, usize::MAX, &mut out);
    }
    runs(heading, 3, Whose::Heading, HEADING, &mut out);
    for (place, whose) in [(n.checked_sub(1), Whose::Before), (Some(n + 1), Whose::After)] {
        match place.and_then(|place| clauses.get(place)) {
            Some(clause) => {
                runs(&clause.plain, 2, whose, usize::MAX, &mut out);
                out.push(number(whose, &[numbers(&clause.plain, 2), clause.end]));
            }
            None => out.push(number(whose, &[])),
        }
    }
    let length = char::from_digit((own.plain.len() as u32 / 4).min(6), 10).unwrap_or('0');
    out.push(number(Whose::Place, &['l', length]));
    out.push(number(Whose::Place, &['n', numbers(&own.plain, 3)]));
    out.push(number(Whose::Place, &['e', own.end]));
    out.sort_unstable();
    out.dedup();
    out
}

/// The traits of what the clauses before it ask for, the last one last.
pub fn history(asks: &[bool]) -> [u16; 2] {
    let last = asks.last().map_or('n', |asks| if *asks { '1' } else { '0' });
    let recent = asks.iter().rev().take(RECENT).filter(|asks| **asks).count() as u32;
    let recent = char::from_digit(recent, 10).unwrap_or('9');
    [number(Whose::Place, &['h', last]), number(Whose::Place, &['r', recent])]
}

/// How many numbers a clause has, as a digit, and no more than so many.
fn numbers(plain: &[char], most: usize) -> char {
    let count = plain.iter().filter(|c| **c == NUMBER).count().min(most);
    char::from_digit(count as u32, 10).unwrap_or('0')
}

/// All runs of so many characters, with the edges.
fn runs(said: &[char], length: usize, whose: Whose, most: usize, out: &mut Vec<u16>) {
    let mut edged = vec!['^'];
    edged.extend(said);
    edged.push('$');
    out.extend(edged.windows(length).take(most).map(|run| number(whose, run)));
}

fn plain(chars: &[char], range: Range<usize>, tokens: &[Token]) -> Vec<char> {
    let mut out = Vec::with_capacity(range.len());
    let mut at = range.start;
    for token in tokens {
        let (sign, end) = match &token.word {
            Word::When(when) if when.every.is_some() => (EVERY, token.range.end),
            Word::When(_) => (TIME, token.range.end),
            // Its measure stays.
            Word::Number(number) => {
                let measure = number.measure.chars().count().min(token.range.len() - 1);
                (NUMBER, token.range.end - measure)
            }
            _ => continue,
        };
        out.extend(chars.get(at..token.range.start).unwrap_or_default());
        out.push(sign);
        at = end;
    }
    out.extend(chars.get(at..range.end).unwrap_or_default());
    out
}

/// The number of a trait.
fn number(whose: Whose, run: &[char]) -> u16 {
    weights::number(whose as u32, run, BITS)
}
