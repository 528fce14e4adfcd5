//! Who does what was read: the duties of a heading, a bracket or a sentence, given to the drafts they are said of.

use super::{Gatherer, Heading};
use crate::intake::draft::{Draft, DraftKey, DraftKind, Origin};
use crate::intake::text::duty::{self, Duties};
use crate::intake::text::outline::Sentence;
use crate::intake::text::scan;
use crate::model::outline::guess_kind;
use std::ops::Range;

impl Gatherer<'_> {
    /// Gives the duties of an aside to the paragraph it ends, or to the section where it ends that; one on a line of its
    /// own to all of its chapter that nobody has been named for.
    pub(super) fn give_aside(
        &mut self,
        duties: &Duties,
        sentence: &Sentence,
        next: Option<&Sentence>,
        is_own_line: bool,
    ) {
        let next_depth = next.map_or(Some(0), |next| next.number.as_ref().map(|(_, depth)| *depth));
        let ended = |heading: &&Heading| next_depth.is_some_and(|depth| heading.depth >= depth);
        // 牵头单位：县教育局, right below the heading: of what follows.
        if is_own_line
            && let Some(heading) = self.headings.last_mut()
            && self.drafts[heading.from..].iter().all(|d| d.kind == DraftKind::Task)
        {
            heading.duties = duties.clone();
            return;
        }
        let section = match is_own_line {
            true => self.headings.iter().find(ended),
            // At the end of the last item, and none before it has one: of all items.
            false => {
                let is_section = self.headings.last().is_some_and(|heading| heading.task.is_none());
                let open = self.headings.iter().rev().find(|heading| heading.task.is_none());
                open.filter(|h| sentence.ends_line && ended(h) && (is_section || self.stated <= h.from))
            }
        };
        let from = section.map(|heading| heading.from.max(self.stated));
        self.give(duties, from.unwrap_or_else(|| self.told_of()));
        self.stated = self.drafts.len();
    }

    /// Gives what is said of duties to the statements it is said with, or to all it can be said of.
    pub(super) fn give_spoken(&mut self, range: Range<usize>, first: usize, ends_line: bool) {
        for part in scan::split(&self.folded.chars, range, |c| c == '；') {
            let duties = duty::spoken(&self.folded.chars, part.clone(), false, self.year());
            if duties.is_empty() {
                continue;
            }
            let Some(place) = self.folded.source(part.clone()) else { continue };
            let mut is_said = false;
            for draft in &mut self.drafts[first..] {
                let is_here =
                    matches!(&draft.origin, Origin::Text { mark, .. } if place.contains(&mark.start));
                if is_here && is_done(draft.kind) {
                    duties.give(draft);
                    is_said = true;
                }
            }
            // 撤并这件事，由县教育局牵头: what was said last. 由县教育局牵头 at the end of a paragraph: all of it.
            let said = self.folded.text(part);
            let first = duties.lead.first().map_or("", String::as_str);
            let is_all =
                said.starts_with(['由', '此', '这', '本', '该', '上', '以']) || said.starts_with(first);
            let last = if ends_line && is_all { 0 } else { self.last };
            let from = if is_said { self.drafts.len() } else { self.told_of().max(last) };
            self.give(&duties, from);
        }
    }

    /// Where the drafts of the task begin that is open, or those of the paragraph.
    fn told_of(&self) -> usize {
        self.headings.iter().rev().find(|h| h.task.is_some()).map_or(self.paragraph, |h| h.from)
    }

    /// Gives duties to the drafts from one on, and makes units of those who are named.
    pub(super) fn give(&mut self, duties: &Duties, from: usize) {
        if duties.is_empty() {
            return;
        }
        for draft in &mut self.drafts[from..] {
            if is_done(draft.kind) {
                duties.give(draft);
            }
        }
        let last = self.drafts.last().and_then(|d| match &d.origin {
            Origin::Text { quote, mark } => Some((d.quote.clone(), quote.clone(), mark.clone())),
            Origin::Cell { .. } => None,
        });
        if let Some((words, quote, mark)) = last {
            for name in duties.lead.iter().chain(&duties.cooperating) {
                if name.is_empty() || self.units.contains_key(name) || name.chars().count() > 30 {
                    continue;
                }
                let key = DraftKey(self.drafts.len() as u32);
                let origin = Origin::Text { quote: quote.clone(), mark: mark.clone() };
                let mut draft = Draft::new(key, DraftKind::Unit, words.clone(), origin);
                draft.title.clone_from(name);
                draft.unit_kind = Some(guess_kind(name));
                self.units.insert(name.clone(), key);
                self.drafts.push(draft);
            }
        }
    }
}

/// Whether somebody does it.
fn is_done(kind: DraftKind) -> bool {
    !matches!(kind, DraftKind::Theme | DraftKind::Unit)
}
