//! Learns from the labelled documents how targets are worded.

use super::measure::{self, Document, Label, likeness};
use std::collections::BTreeMap;
use std::ops::Range;
use taizhang::intake::draft::{DraftKind, Setting};
use taizhang::intake::text::fitting::{self, Value};
use taizhang::intake::text::fold::Folded;
use taizhang::intake::text::naming::{Seen, Watch};
use taizhang::intake::text::pieces::Reading;
use taizhang::intake::text::{self, names, outline, said, scan, weights, wording};
use taizhang::model::choice::Period;

/// How often all is gone through.
const ROUNDS: usize = 4;
/// How far one clause, one pair moves a weight at first.
const PACE: f32 = 0.25;
const PAIR_PACE: f32 = 0.1;
/// The same for names, for times and bodies.
const NAME_PACE: f32 = 0.05;
const FIT_PACE: f32 = 0.1;
/// From which likeness on a name is like another, as it is measured.
pub const LIKE: f32 = 0.4;
/// How much rather the liker of two names is to be taken.
const SHARPNESS: f32 = 12.0;
/// In so many parts documents are learnt from, so that pairs are weighed by those that others taught.
const PARTS: u32 = 3;

/// A clause: its traits without those of what comes before it, and whether it asks for something.
struct Clause {
    traits: Vec<u16>,
    asks: bool,
}

/// What was learnt.
pub struct Learnt {
    /// One weight for each trait.
    pub weights: Vec<f32>,
    /// The weight of anything.
    pub base: f32,
    /// How many were learnt from.
    pub count: usize,
    /// How many of them are what is looked for.
    pub right: usize,
}

impl Learnt {
    /// Logistic regression, each weight at a pace of its own.
    fn new(mut all: Vec<(Vec<u16>, bool)>, traits: usize, pace: f32) -> Self {
        let mut learnt = Self {
            weights: vec![0.0; traits],
            base: 0.0,
            count: all.len(),
            right: all.iter().filter(|(_, is)| *is).count(),
        };
        let mut paces = vec![0.01_f32; traits];
        let mut base_pace = 0.01_f32;
        let mut chance = Chance(1);
        for _ in 0..ROUNDS {
            chance.mix(&mut all);
            for (traits, is) in &all {
                let odds = learnt.odds(traits);
                let fault = 1.0 / (1.0 + (-odds).exp()) - f32::from(u8::from(*is));
                for place in traits.iter().map(|t| usize::from(*t)) {
                    paces[place] += fault * fault;
                    learnt.weights[place] -= pace * fault / paces[place].sqrt();
                }
                base_pace += fault * fault;
                learnt.base -= pace * fault / base_pace.sqrt();
            }
        }
        learnt
    }

    /// The weights as they are stored.
    pub fn stored(&self) -> Vec<u8> {
        weights::stored(&self.weights, self.base)
    }

    fn odds(&self, traits: &[u16]) -> f32 {
        self.base + traits.iter().map(|t| self.weights[usize::from(*t)]).sum::<f32>()
    }

    /// How like the name is that is taken of these.
    pub fn taken(&self, choices: &Choices) -> f32 {
        let best = choices.iter().map(|(traits, like)| (self.odds(traits), *like));
        best.reduce(|best, next| if next.0 > best.0 { next } else { best }).map_or(0.0, |(_, like)| like)
    }

    /// The log-odds of a document's clauses, each beside whether it asks for something.
    pub fn weighed(&self, document: &Document) -> Vec<(f32, bool)> {
        let mut before = Vec::new();
        let weigh = |Clause { mut traits, asks }| {
            traits.extend(wording::history(&before));
            let odds = self.odds(&traits);
            before.push(odds >= 0.0);
            (odds, asks)
        };
        clauses(document).into_iter().map(weigh).collect()
    }
}

/// The same order every time.
struct Chance(u64);

impl Chance {
    fn mix<T>(&mut self, all: &mut [T]) {
        for last in (1..all.len()).rev() {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            all.swap(last, (self.0 >> 33) as usize % (last + 1));
        }
    }
}

/// Learns how targets are worded. What is held out and what is read as pasted is left aside.
pub fn wording<'a>(documents: impl Iterator<Item = &'a Document>) -> Learnt {
    let mut all = Vec::new();
    for document in documents.filter(|d| !d.is_held_out && !d.is_pasted) {
        let mut before = Vec::new();
        for mut clause in clauses(document) {
            clause.traits.extend(wording::history(&before));
            before.push(clause.asks);
            all.push((clause.traits, clause.asks));
        }
    }
    Learnt::new(all, wording::TRAITS, PACE)
}

/// Learns which words around a target name it, from the same documents.
pub fn naming<'a>(documents: impl Iterator<Item = &'a Document>) -> Learnt {
    let documents = documents.filter(|d| !d.is_held_out && !d.is_pasted);
    Learnt::new(documents.flat_map(pairs).collect(), said::TRAITS, PAIR_PACE)
}

/// The pairs of characters around a document's targets, each beside whether the name has it.
fn pairs(document: &Document) -> Vec<(Vec<u16>, bool)> {
    let folded = Folded::new(&document.text);
    let mut last: Vec<said::Said> = Vec::new();
    let mut heading = 0..0;
    let mut out = Vec::new();
    for sentence in outline::sentences(&folded) {
        if sentence.begins_line || sentence.number.is_some() {
            last = said::under(&folded.chars, heading.clone(), document.year);
        }
        if wording::is_heading(&sentence) {
            heading = sentence.range.clone();
        }
        for range in text::clauses::of(&folded.chars, sentence.range) {
            let tokens = scan::words(&folded.chars, range.clone(), document.year);
            said::say(&mut last, &folded.chars, range.clone(), &tokens);
            let (Some(place), Some(own)) = (folded.source(range.clone()), last.last()) else { continue };
            for label in ending_in(document, &place) {
                let part = match label.fields["value"].as_str() {
                    "" => range.end..range.end,
                    _ => range.clone(),
                };
                let name = said::pairs_of(&label.fields["title"]);
                let pairs = said::pairs(&folded.chars, &last, own.value(&part));
                for part in pairs {
                    out.extend(
                        part.pairs.into_iter().map(|pair| {
                            ([&part.shared[..], &pair.traits].concat(), name.contains(&pair.run))
                        }),
                    );
                }
            }
        }
    }
    out
}

/// The names a target could have: the traits of each, and how like it is to the label's.
pub type Choices = Vec<(Vec<u16>, f32)>;

/// Learns which of the names that a target could have is taken, from the same documents.
pub fn choosing<'a>(documents: impl Iterator<Item = &'a Document>) -> Learnt {
    let documents: Vec<&Document> = documents.filter(|d| !d.is_held_out && !d.is_pasted).collect();
    let mut all: Vec<Choices> = Vec::new();
    for part in 0..PARTS {
        let is_of = |d: &&&Document| d.round % PARTS == part;
        let pairs = naming(documents.iter().copied().filter(|d| !is_of(&d))).stored();
        all.extend(documents.iter().filter(is_of).flat_map(|d| choices(d, &pairs)));
    }
    choose(all, names::TRAITS, NAME_PACE)
}

/// Learns which of the times and bodies around a target it is due at and binds, from the same documents.
pub fn fitting<'a>(documents: impl Iterator<Item = &'a Document>) -> Learnt {
    let documents = documents.filter(|d| !d.is_held_out && !d.is_pasted);
    let is_told = |choices: &Choices| choices.iter().any(|(_, like)| *like > 0.0);
    let choices = documents.flat_map(fits).map(|(_, choices)| choices).filter(is_told);
    choose(choices.collect(), fitting::TRAITS, FIT_PACE)
}

/// Learns which of some choices is taken.
fn choose(mut all: Vec<Choices>, traits: usize, pace: f32) -> Learnt {
    let mut learnt = Learnt { weights: vec![0.0; traits], base: 0.0, count: all.len(), right: 0 };
    let mut paces = vec![0.01_f32; traits];
    let mut chance = Chance(1);
    for _ in 0..ROUNDS {
        chance.mix(&mut all);
        for choices in &all {
            let wanted = shares(choices.iter().map(|(_, like)| like * SHARPNESS));
            let taken = shares(choices.iter().map(|(traits, _)| learnt.odds(traits)));
            let mut faults: BTreeMap<usize, f32> = BTreeMap::new();
            for (((traits, _), wanted), taken) in choices.iter().zip(wanted).zip(taken) {
                for of in traits {
                    *faults.entry(usize::from(*of)).or_default() += taken - wanted;
                }
            }
            for (place, fault) in faults {
                paces[place] += fault * fault;
                learnt.weights[place] -= pace * fault / paces[place].sqrt();
            }
        }
    }
    learnt.right = all.iter().filter(|choices| learnt.taken(choices) >= LIKE).count();
    learnt
}

/// What the fields of a document's targets could be: whether the time it is, the traits of each, and 1 where it is the
/// label's; those alone that can be.
pub fn fits(document: &Document) -> Vec<(bool, Choices)> {
    let folded = Folded::new(&document.text);
    let mut reading = Reading::new(&document.text, &Setting { year: document.year });
    reading.watch_fits();
    while reading.step(usize::MAX) {}
    let mut out = Vec::new();
    for seen in reading.fits() {
        let Some(place) = folded.source(seen.mark) else { continue };
        let labels =
            targets(document).filter(|label| label.at.start < place.end && place.start < label.at.end);
        let likes = labels.map(|label| (likeness(&seen.title, &label.fields["title"]), label));
        let Some((_, label)) = likes
            .filter(|(like, _)| *like >= f64::from(LIKE))
            .reduce(|best, next| if next.0 > best.0 { next } else { best })
        else {
            continue;
        };
        let mut is_time = false;
        let choices: Choices = seen
            .fits
            .into_iter()
            .map(|fit| {
                let is_right = match fit.value {
                    Value::When(when) => {
                        is_time = true;
                        let due = when.as_ref().and_then(|when| when.due);
                        let period = when.as_ref().and_then(|w| w.period.or(due.map(|_| Period::Year)));
                        let every = when.and_then(|when| when.every);
                        measure::when(every, period, due, document.year) == label.fields["when"]
                    }
                    Value::Scope(scope) => scope == label.fields["scope"],
                };
                (fit.traits, f32::from(u8::from(is_right)))
            })
            .collect();
        out.push((is_time, choices));
    }
    out
}

/// What each has of all, by its log-odds.
fn shares(odds: impl Iterator<Item = f32> + Clone) -> Vec<f32> {
    let most = odds.clone().fold(f32::MIN, f32::max);
    let all: Vec<f32> = odds.map(|odds| (odds - most).exp()).collect();
    let sum: f32 = all.iter().sum();
    all.into_iter().map(|one| one / sum).collect()
}

/// The names that a document's targets could have.
pub fn choices(document: &Document, pairs: &[u8]) -> Vec<Choices> {
    let folded = Folded::new(&document.text);
    let mut reading = Reading::new(&document.text, &Setting { year: document.year });
    reading.watch(Watch { pairs: pairs.to_vec(), seen: Vec::new() });
    while reading.step(usize::MAX) {}
    let mut out = Vec::new();
    for Seen { at, choices } in reading.seen() {
        let Some(place) = folded.source(at) else { continue };
        let mut labels = ending_in(document, &place);
        let (Some(label), None) = (labels.next(), labels.next()) else { continue };
        let like = |name: &str| likeness(name, &label.fields["title"]) as f32;
        out.push(choices.into_iter().map(|choice| (choice.traits, like(&choice.name))).collect());
    }
    out
}

/// The labelled targets and quotas.
fn targets(document: &Document) -> impl Iterator<Item = &Label> {
    document.labels.iter().filter(|label| matches!(label.kind, DraftKind::Target | DraftKind::Quota))
}

/// Those whose words end in a clause.
fn ending_in<'a>(document: &'a Document, clause: &Range<usize>) -> impl Iterator<Item = &'a Label> {
    let Range { start, end } = *clause;
    targets(document).filter(move |label| label.at.start < end && (start + 1..=end).contains(&label.at.end))
}

fn clauses(document: &Document) -> Vec<Clause> {
    let folded = Folded::new(&document.text);
    let mut heading = 0..0;
    let mut out = Vec::new();
    for sentence in outline::sentences(&folded) {
        let clauses = wording::clauses(&folded.chars, sentence.range.clone(), document.year);
        for (n, clause) in clauses.iter().enumerate() {
            let Some(place) = folded.source(clause.range.clone()) else { continue };
            // A label ends with its value, and may begin clauses before it.
            let asks = targets(document)
                .any(|label| label.at.start < place.end && (place.start..=place.end).contains(&label.at.end));
            let traits = wording::traits(&clauses, n, &folded.chars[heading.clone()]);
            out.push(Clause { traits, asks });
        }
        if wording::is_heading(&sentence) {
            heading = sentence.range;
        }
    }
    out
}
