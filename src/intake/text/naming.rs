//! Which words around a statement name it: how likely each pair of characters is to be in its name, learnt from the
//! names in the labelled documents. The grammar names; this says when what was said before fits better.
//!
//! `./taizhang drafts --learn` learns the weights anew.

use super::said::{Pair, Part, REACH, Said, pairs, pairs_of};
use super::statement::{Clause, Statement};
use super::words::naming::{IDLE, OPEN_ENDS, SAYING};
use super::words::topic::TOLD;
use super::{named, subject, topic, weights};
use crate::intake::draft::Doubt;
use crate::model::choice::Comparator;

/// Learnt weights, as [`weights`] has them.
static WEIGHTS: &[u8] = include_bytes!("naming.weights");

/// By how much a name must be liker than the one a statement has: where that is hardly like, and elsewhere.
const LIKER: f32 = 0.15;
const SURELY_LIKER: f32 = 0.2;
/// Below which likeness a name is hardly like.
const UNSURE: f32 = 0.45;
/// How likely a pair is that stands nowhere near, where the grammar brought it.
const BROUGHT: f32 = 0.3;
/// Length of a name that is whole as it stands, in characters.
const WHOLE: usize = 9;
/// Longest words that are put to a name, in characters.
const FRONT: usize = 24;
/// Longest name that is made, in characters.
const LONGEST: usize = 40;

/// Gives a statement a name that what was said makes likelier. `said` are the clauses up to its own, `about` what its
/// part of the sentence is about, `last` the name before it.
pub(super) fn settle(
    statement: &mut Statement,
    clause: &Clause,
    said: &[Said],
    about: Option<&str>,
    last: Option<&str>,
) {
    let Some(own) = said.last() else { return };
    let title = statement.title.as_str();
    // What the clause says itself stays whole.
    let mut rest = clause.text.chars();
    let is_own = title.chars().all(|c| rest.any(|other| other == c));
    // And needs nothing where it says much.
    if is_own && title.chars().count() >= WHOLE {
        return;
    }
    let likely = Likely::new(&pairs(clause.chars, said, own.value(&statement.mark)));
    let kept = likely.of(title, BROUGHT);
    let floor = kept + if kept < UNSURE { LIKER } else { SURELY_LIKER };
    if likely.most() <= floor {
        return;
    }
    let end = topic::suffix_in(title, &clause.text);
    let is_done = matches!(statement.comparator, Comparator::YesNo | Comparator::AllReach);
    let fits = |name: &String| {
        (3..=LONGEST).contains(&name.chars().count())
            && (!is_own || name.contains(title))
            && (!is_done || name.ends_with(end) && !title.contains(name.as_str()))
    };
    let names = names(title, end, clause.chars, said, [about, last]).into_iter().filter(fits);
    let best = names.map(|name| (likely.of(&name, 0.0), name)).fold(None, liker);
    if let Some((_, name)) = best.filter(|(like, _)| *like > floor) {
        statement.title = name;
        statement.doubts.push(Doubt::SubjectCarried);
    }
}

fn liker(best: Option<(f32, String)>, next: (f32, String)) -> Option<(f32, String)> {
    match best {
        Some(best) if best.0 >= next.0 => Some(best),
        _ => Some(next),
    }
}

/// How likely pairs are to be in a name.
struct Likely {
    /// Each pair once, in order.
    pairs: Vec<((char, char), f32)>,
    /// How many pairs the name is to be expected to have.
    total: f32,
}

impl Likely {
    fn new(parts: &[Part]) -> Self {
        let mut levels: Vec<((char, char), i32)> = Vec::new();
        for part in parts {
            let shared = weights::level(WEIGHTS, &part.shared);
            let of = |pair: &Pair| (pair.run, shared + weights::level(WEIGHTS, &pair.traits));
            levels.extend(part.pairs.iter().map(of));
        }
        // Of a pair that stands twice, the likelier.
        levels.sort_unstable_by_key(|(run, level)| (*run, -level));
        levels.dedup_by_key(|(run, _)| *run);
        let likely = |level: i32| 1.0 / (1.0 + (-weights::odds_of(WEIGHTS, level)).exp());
        let pairs: Vec<_> = levels.into_iter().map(|(run, level)| (run, likely(level))).collect();
        Self { total: pairs.iter().map(|(_, likely)| likely).sum(), pairs }
    }

    /// How likely a pair is.
    fn pair(&self, run: &(char, char)) -> Option<f32> {
        self.pairs.binary_search_by_key(run, |(run, _)| *run).ok().map(|at| self.pairs[at].1)
    }

    /// How like the likeliest of all names is to be expected.
    fn most(&self) -> f32 {
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
    fn of(&self, name: &str, brought: f32) -> f32 {
        let pairs = pairs_of(name);
        let shared: f32 = pairs.iter().map(|pair| self.pair(pair).unwrap_or(brought)).sum();
        if pairs.is_empty() { 0.0 } else { 2.0 * shared / (pairs.len() as f32 + self.total) }
    }
}

/// The names a statement could have: what its clause names, by itself and after what those before it name.
fn names(title: &str, end: &str, chars: &[char], said: &[Said], left: [Option<&str>; 2]) -> Vec<String> {
    let Some((own, before)) = said.split_last() else { return Vec::new() };
    let parts = parts(chars, own);
    let whole = parts.concat();
    let ends: Vec<&str> = [title, end, whole.as_str()]
        .into_iter()
        .chain(parts.iter().map(String::as_str))
        .filter(|end| !end.is_empty())
        .collect();
    let mut fronts: Vec<String> = Vec::new();
    for part in before.iter().rev().take(REACH).flat_map(|clause| self::parts(chars, clause)) {
        // 桐坪一中宿舍楼去年就该交工, 下乡交流的教师, 建设公办幼儿园: of what it is said.
        let cut = (part.len() > 6).then(|| IDLE.first(&part, 6)).flatten().map(|(at, _)| at);
        fronts.extend(cut.map(|at| part[..at].to_owned()));
        fronts.extend(part.rsplit_once('的').map(|(_, after)| after.to_owned()));
        fronts.extend(subject::leading_verb(&part).map(|verb| part[verb.len()..].to_owned()));
        fronts.push(part);
    }
    fronts.extend(left.into_iter().flatten().map(str::to_owned));
    fronts.extend(left[1].and_then(named::noun_of).map(str::to_owned));
    let fits = |front: &String| {
        (2..=FRONT).contains(&front.chars().count())
            && !front.ends_with(OPEN_ENDS)
            && !SAYING.iter().any(|word| front.contains(word))
    };
    fronts.retain(fits);
    let mut out: Vec<String> = ends.iter().map(|end| (*end).to_owned()).collect();
    for front in fronts {
        // 入学率新增资源教室, 优良率近视率, 占比无证园清零: two things.
        let measures = subject::noun_ends(&front);
        let is_another = |end: &str| {
            measures && (end.chars().count() > 4 || subject::noun_ends(end) || subject::does(end))
        };
        // 本科和高职学生，毛入学率: that is of a stage, not of its pupils.
        let is_of_stage = |end: &str| end.starts_with("毛入") && front.ends_with(['生', '师']);
        let joins = |end: &str| {
            !front.contains(end) && !end.contains(&front) && !is_another(end) && !is_of_stage(end)
        };
        for end in ends.iter().filter(|end| joins(end)) {
            out.push(format!("{front}{end}"));
            // 每季度调度一次: the verb stands before what it is of.
            if subject::leading_verb(end).is_some_and(|verb| verb.len() == end.len()) {
                out.push(format!("{end}{front}"));
            }
        }
        out.push(front);
    }
    out
}

/// What a clause names: its words between times and numbers, freed of what leads in and out, without and with the
/// places before them.
fn parts(chars: &[char], clause: &Said) -> Vec<String> {
    let mut between = Vec::new();
    let mut at = clause.range.start;
    for cut in &clause.cuts {
        between.push(at.min(cut.start)..cut.start);
        at = at.max(cut.end);
    }
    between.push(at.min(clause.range.end)..clause.range.end);
    let mut out = Vec::new();
    for range in between {
        let words: String = chars[range].iter().collect();
        let begin = words.chars().next().map_or(0, char::len_utf8);
        let told = TOLD.first(&words, begin).map(|(at, _)| at);
        let words = words[..told.unwrap_or(words.len())].trim_matches(['的', '、', '和']);
        let found = subject::of(words);
        for name in [found.text.clone(), found.scope.concat() + &found.text] {
            if (2..=FRONT).contains(&name.chars().count()) && !out.contains(&name) {
                out.push(name);
            }
        }
    }
    out
}
