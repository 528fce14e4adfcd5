//! Running text into drafts: outline, sentences, measurable statements, tasks, quotas, rhythms, units.
//!
//! The rules are tables that read like the field's grammar ([`words`]); the code only joins them.
//!
//! - [`fold`]: characters in one form, each with its place · [`outline`]: sentences and their numbers
//! - [`scan`]: words that matter · [`numeral`], [`time`]: numbers and dates
//! - `clauses`: a sentence cut into them · [`statement`]: clause by clause, with [`quantity`] (numbers),
//!   [`outcome`], `none`, `rank`, `better`, `reached`, `every_one`, `dated`, `results` and `handed` (ends in a word) · `weigh`: whether a number asks for something
//! - [`wording`]: how much a clause is worded like a target, learnt · `readers`: the readers of a clause, in turn, and `guessed` where none of them reads it
//! - `anchor`, `lead`: a number and the words right before it · `count`, `named`: what belongs to a number, what it counts
//! - `carry`, `left`: what a clause leaves to the next · `topic`: what it names for those after it · [`said`], [`naming`]: what was said names what follows, learnt, out of the [`names`] it could have · `apart`: one statement of several · `finish`: when a statement is due, whom it binds · `doer`: who does it · [`fitting`]: which of the times and bodies around it fit best, learnt
//! - `title`: a title made whole by what was said before, `context` by the clause before it · `examined`: what it is that is to pass · `trimmed`: its last touch
//! - [`tense`]: what is told, what is asked · [`series`]: several values in order
//! - [`lookup`]: word tables, searched quickly
//! - [`subject`]: of what it speaks, `lists` of it · [`duty`]: who does it · [`frame`]: framework, lists of work, rhythms, `reports`: what is shown or handed up so often
//! - [`gather`]: drafts out of all of it, `chapter` by chapter, hung on its `themes` · [`pieces`]: the same in pieces

mod anchor;
mod apart;
mod better;
mod carry;
mod chapter;
pub mod clauses;
mod context;
mod count;
mod dated;
mod doer;
pub mod duty;
mod every_one;
mod examined;
mod finish;
pub mod fitting;
pub mod fold;
pub mod frame;
mod gather;
mod guessed;
mod handed;
mod lead;

mod left;
mod lists;
mod lookup;
mod named;
pub mod names;
pub mod naming;
mod none;
pub mod numeral;
pub mod outcome;
pub mod outline;
pub mod pieces;
pub mod quantity;
mod rank;
mod reached;
mod readers;
mod reports;
mod results;
pub mod said;
pub mod scan;
mod series;
pub mod statement;
pub mod subject;
mod tense;
mod themes;
pub mod time;
mod title;
mod topic;
mod trimmed;
mod weigh;
pub mod weights;
mod whom;
pub mod wording;
pub mod words;

use super::draft::{Draft, Setting};

/// Reads a document's text. Every draft's origin is a range of `text`, on character boundaries, and its
/// quote is that range. Linear in the length; any text is fine.
pub fn read(text: &str, setting: &Setting) -> Vec<Draft> {
    let mut reading = pieces::Reading::new(text, setting);
    while reading.step(usize::MAX) {}
    reading.finish()
}
