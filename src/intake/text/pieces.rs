//! A text read a few sentences at a time, for those who have to let others have their turn in between. The
//! drafts are the same as at once.

use super::fitting;
use super::gather::Gatherer;
use super::naming::{Seen, Watch};
use super::outline::{Cutter, Sentence};
use super::statement::Carried;
use crate::intake::draft::{Draft, Setting};

/// Cutting so many characters takes no longer than reading a sentence.
const CHARACTERS: usize = 500;

/// A text on its way.
pub struct Reading<'a> {
    gatherer: Gatherer<'a>,
    cutter: Cutter,
    /// `None` until the text is cut into sentences.
    sentences: Option<Vec<Sentence>>,
    carried: Carried,
    at: usize,
}

impl<'a> Reading<'a> {
    /// Begins.
    pub fn new(text: &'a str, setting: &Setting) -> Self {
        let gatherer = Gatherer::new(text, *setting);
        Self { gatherer, cutter: Cutter::default(), sentences: None, carried: Carried::default(), at: 0 }
    }

    /// Watches how statements are named: none is named anew then.
    pub fn watch(&mut self, watch: Watch) {
        self.carried.watch = Some(Box::new(watch));
    }

    /// Watches what fields could be: none is settled then.
    pub fn watch_fits(&mut self) {
        self.carried.fits = Some(Vec::new());
    }

    /// What fields could be.
    pub fn fits(&mut self) -> Vec<fitting::Seen> {
        self.carried.fits.take().unwrap_or_default()
    }

    /// What was seen.
    pub fn seen(&mut self) -> Vec<Seen> {
        self.carried.watch.take().map(|watch| watch.seen).unwrap_or_default()
    }

    /// Goes on by so many sentences; whether there are more.
    pub fn step(&mut self, count: usize) -> bool {
        let Some(sentences) = &self.sentences else {
            if !self.cutter.step(self.gatherer.folded(), count.saturating_mul(CHARACTERS)) {
                self.sentences = Some(std::mem::take(&mut self.cutter).finish());
            }
            return true;
        };
        let end = self.at.saturating_add(count).min(sentences.len());
        self.gatherer.take(sentences, self.at..end, &mut self.carried);
        self.at = end;
        end < sentences.len()
    }

    /// Sentences read, and sentences in all: 0 until they are counted.
    pub fn share(&self) -> (usize, usize) {
        (self.at, self.sentences.as_ref().map_or(0, Vec::len))
    }

    /// The drafts of what was read.
    pub fn finish(self) -> Vec<Draft> {
        self.gatherer.finish()
    }
}
