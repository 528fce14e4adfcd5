//! Learns from the labelled documents how targets are worded.

use super::measure::Document;
use taizhang::intake::draft::DraftKind;
use taizhang::intake::text::fold::Folded;
use taizhang::intake::text::{outline, wording};

/// How often all clauses are gone through.
const ROUNDS: usize = 4;
/// How far one clause moves a weight at first.
const PACE: f32 = 0.25;

/// A clause: its traits without those of what comes before it, and whether it asks for something.
struct Clause {
    traits: Vec<u16>,
    asks: bool,
}

/// What was learnt.
pub struct Learnt {
    /// One weight for each trait.
    pub weights: Vec<f32>,
    /// The weight of any clause.
    pub base: f32,
    /// How many clauses were learnt from.
    pub clauses: usize,
    /// How many of them ask for something.
    pub asking: usize,
}

impl Learnt {
    fn odds(&self, traits: &[u16]) -> f32 {
        self.base + traits.iter().map(|t| self.weights[usize::from(*t)]).sum::<f32>()
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

/// Learns from documents: logistic regression, each weight at a pace of its own. What is held out and what is read as
/// pasted is left aside.
pub fn learn<'a>(documents: impl Iterator<Item = &'a Document>) -> Learnt {
    let mut all: Vec<Clause> = Vec::new();
    for document in documents.filter(|d| !d.is_held_out && !d.is_pasted) {
        let mut before = Vec::new();
        for mut clause in clauses(document) {
            clause.traits.extend(wording::history(&before));
            before.push(clause.asks);
            all.push(clause);
        }
    }
    let mut learnt = Learnt {
        weights: vec![0.0; wording::TRAITS],
        base: 0.0,
        clauses: all.len(),
        asking: all.iter().filter(|c| c.asks).count(),
    };
    let mut paces = vec![0.01_f32; wording::TRAITS];
    let mut base_pace = 0.01_f32;
    let mut chance = 1_u64;
    for _ in 0..ROUNDS {
        for last in (1..all.len()).rev() {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            all.swap(last, (chance >> 33) as usize % (last + 1));
        }
        for clause in &all {
            let odds = learnt.odds(&clause.traits);
            let fault = 1.0 / (1.0 + (-odds).exp()) - f32::from(u8::from(clause.asks));
            for place in clause.traits.iter().map(|t| usize::from(*t)) {
                paces[place] += fault * fault;
                learnt.weights[place] -= PACE * fault / paces[place].sqrt();
            }
            base_pace += fault * fault;
            learnt.base -= PACE * fault / base_pace.sqrt();
        }
    }
    learnt
}

fn clauses(document: &Document) -> Vec<Clause> {
    let folded = Folded::new(&document.text);
    let mut heading = 0..0;
    let mut out = Vec::new();
    for sentence in outline::sentences(&folded) {
        let clauses = wording::clauses(&folded.chars, sentence.range.clone());
        for (n, clause) in clauses.iter().enumerate() {
            let Some(place) = folded.source(clause.range.clone()) else { continue };
            // A label ends with its value, and may begin clauses before it.
            let asks = document.labels.iter().any(|label| {
                matches!(label.kind, DraftKind::Target | DraftKind::Quota)
                    && label.at.start < place.end
                    && (place.start..=place.end).contains(&label.at.end)
            });
            let traits = wording::traits(&clauses, n, &folded.chars[heading.clone()]);
            out.push(Clause { traits, asks });
        }
        if wording::is_heading(&sentence) {
            heading = sentence.range;
        }
    }
    out
}
