//! A text read a few sentences at a time, for those who have to let others have their turn in between. The
//! drafts are the same as at once.

use super::gather::Gatherer;
use super::outline::{self, Sentence};
use super::statement::Carried;
use crate::intake::draft::{Draft, Setting};

/// A text on its way.
pub struct Reading<'a> {
    gatherer: Gatherer<'a>,
    /// `None` until the text is cut into sentences.
    sentences: Option<Vec<Sentence>>,
    carried: Carried,
    at: usize,
}

impl<'a> Reading<'a> {
    /// Begins.
    pub fn new(text: &'a str, setting: &Setting) -> Self {
        let gatherer = Gatherer::new(text, *setting);
        Self { gatherer, sentences: None, carried: Carried::default(), at: 0 }
    }

    /// Goes on by so many sentences; whether there are more.
    pub fn step(&mut self, count: usize) -> bool {
        let Some(sentences) = &self.sentences else {
            self.sentences = Some(outline::sentences(self.gatherer.folded()));
            return true;
        };
        let end = self.at.saturating_add(count).min(sentences.len());
        while self.at < end {
            if let Some(sentence) = sentences.get(self.at) {
                self.gatherer.take(sentence, sentences.get(self.at + 1), &mut self.carried);
            }
            self.at += 1;
        }
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
