//! Which words around a statement name it: how likely each pair of characters is to be in its name, and which of the
//! [`names`] it could have fits best, both learnt from the names in the labelled documents. The grammar makes the names and
//! picks one; this says when another fits better.
//!
//! `./taizhang drafts --learn` learns the weights anew.

use super::names::{self, Choice};
use super::said::{Pair, Part, Said, pairs, pairs_of};
use super::statement::{Clause, Statement};
use super::weights;
use crate::intake::draft::Doubt;
use std::ops::Range;

/// Learnt weights of pairs, as [`weights`] has them.
static PAIRS: &[u8] = include_bytes!("naming.weights");
/// And of what names as a whole are known by.
static CHOOSING: &[u8] = include_bytes!("choosing.weights");

/// Length of a name that is whole as it stands, in characters.
const WHOLE: usize = 9;
/// How much liker a name must be able to be, for others to be looked for.
const BETTER: f32 = 0.05;

/// Watches the names that statements could have, for those who learn from them.
#[derive(Clone, Debug)]
pub struct Watch {
    /// Weights of pairs, as [`weights`] has them.
    pub pairs: Vec<u8>,
    /// What was seen.
    pub seen: Vec<Seen>,
}

/// The names a statement could have.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The characters of its clause.
    pub at: Range<usize>,
    /// Its names, the grammar's first.
    pub choices: Vec<Choice>,
}

/// Gives a statement the name that fits best. `said` are the clauses up to its own, `left` what its part of the sentence is
/// about and the name before it.
pub(super) fn settle(
    statement: &mut Statement,
    clause: &Clause,
    said: &[Said],
    left: [Option<&str>; 2],
    watch: Option<&mut Watch>,
) {
    let Some(own) = said.last() else { return };
    // What says much itself needs nothing.
    if names::says(clause, &statement.title) && statement.title.chars().count() >= WHOLE {
        return;
    }
    let weights = watch.as_ref().map_or(PAIRS, |watch| &watch.pairs);
    let likely = Likely::new(weights, &pairs(clause.chars, said, own.value(&statement.mark)));
    // 其中女性学员不少于四成: of what is told before it, however well it is named.
    let is_part = clause.text.starts_with("其中");
    if !is_part && likely.most() - likely.of(&pairs_of(&statement.title)) < BETTER {
        return;
    }
    let choices = names::choices(statement, clause, said, left, &likely);
    if let Some(watch) = watch {
        watch.seen.push(Seen { at: clause.range.clone(), choices });
        return;
    }
    let level = |choice: &Choice| weights::odds_of(CHOOSING, weights::level(CHOOSING, &choice.traits));
    let Some(kept) = choices.first().map(level) else { return };
    let best = choices.into_iter().skip(1).map(|choice| (level(&choice), choice.name));
    let best = best.reduce(|best, next| if next.0 > best.0 { next } else { best });
    if let Some((_, name)) = best.filter(|(level, _)| *level > kept) {
        if !names::says(clause, &name) {
            statement.doubts.push(Doubt::SubjectCarried);
        }
        statement.title = name;
    }
}

/// How likely pairs are to be in a name.
pub(super) struct Likely {
    /// Each pair once, in order.
    pairs: Vec<((char, char), f32)>,
    /// How many pairs the name is to be expected to have.
    total: f32,
}

impl Likely {
    fn new(weights: &[u8], parts: &[Part]) -> Self {
        let mut levels: Vec<((char, char), i32)> = Vec::new();
        for part in parts {
            let shared = weights::level(weights, &part.shared);
            let of = |pair: &Pair| (pair.run, shared + weights::level(weights, &pair.traits));
            levels.extend(part.pairs.iter().map(of));
        }
        // Of a pair that stands twice, the likelier.
        levels.sort_unstable_by_key(|(run, level)| (*run, -level));
        levels.dedup_by_key(|(run, _)| *run);
        let likely = |level: i32| 1.0 / (1.0 + (-weights::odds_of(weights, level)).exp());
        let pairs: Vec<_> = levels.into_iter().map(|(run, level)| (run, likely(level))).collect();
        Self { total: pairs.iter().map(|(_, likely)| likely).sum(), pairs }
    }

    /// How likely a pair is.
    fn pair(&self, run: &(char, char)) -> Option<f32> {
        self.pairs.binary_search_by_key(run, |(run, _)| *run).ok().map(|at| self.pairs[at].1)
    }

    /// How like the likeliest of all names is to be expected.
    pub fn most(&self) -> f32 {
        let mut sorted: Vec<f32> = self.pairs.iter().map(|(_, likely)| *likely).collect();
        sorted.sort_unstable_by(|a, b| b.total_cmp(a));
        let mut shared = 0.0;
        let likes = sorted.iter().enumerate().map(|(n, likely)| {
            shared += likely;
            2.0 * shared / ((n + 1) as f32 + self.total)
        });
        likes.fold(0.0, f32::max)
    }

    /// How like a name is to be expected to the right one, 0 to 1: twice the pairs they share by the pairs of both.
    pub fn of(&self, pairs: &[(char, char)]) -> f32 {
        let shared: f32 = pairs.iter().filter_map(|pair| self.pair(pair)).sum();
        if pairs.is_empty() { 0.0 } else { 2.0 * shared / (pairs.len() as f32 + self.total) }
    }
}
