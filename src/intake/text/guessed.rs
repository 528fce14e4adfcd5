//! A clause that is worded like a target but that no rule reads: what can be said of it is taken as it stands, for a
//! person to put right.

use super::anchor::{self, Anchor};
use super::scan::Word;
use super::statement::{Carried, Clause, Statement};
use super::subject;
use super::words::guessed::{BIDS, COMPARED, ENDS, EVERY_ONE, OPEN};
use super::words::measure::Weight;
use super::words::verb;
use crate::intake::draft::Doubt;
use crate::model::choice::Comparator;
use std::ops::Range;

/// Longest clause that is taken as it stands, in characters.
const LONGEST: usize = 60;
/// Longest words of the clause before it that can be its subject, in characters.
const SUBJECT: usize = 24;

/// What a clause seems to ask for; `before` is what the clause before it named without asking for anything.
pub(super) fn read(clause: &Clause, before: Option<&str>, carried: &Carried) -> Vec<Statement> {
    // What a quotation sets is read apart.
    let is_quoted = clause.text.contains("”“")
        || clause.text.matches('“').count() != clause.text.matches('”').count()
        || clause.text.contains(|c: char| c.is_ascii_digit() || c == 'X')
            && verb::SETS.iter().any(|verb| clause.text.contains(&format!("{verb}“")));
    let anchors = anchor::anchors(clause);
    let is_open = OPEN.iter().any(|end| clause.text.ends_with(end)) && anchors.is_empty();
    let is_who = clause.text.starts_with('由')
        && ["会同", "牵头", "配合"].iter().any(|word| clause.text.contains(word));
    if clause.range.len() > LONGEST || is_quoted || is_open || is_who {
        return Vec::new();
    }
    let counts = |a: &&Anchor| a.number.weight != Weight::Idle || a.is_strong;
    let numbers: Vec<&Anchor> = anchors.iter().filter(counts).collect();
    let mut out: Vec<Statement> = match numbers.as_slice() {
        [] => vec![in_words(clause)],
        numbers => {
            let mut left = clause.range.start;
            let mut out = Vec::new();
            for (n, anchor) in numbers.iter().enumerate() {
                let next = numbers.get(n + 1).map_or(clause.range.end, |next| next.lead.start);
                let right = parted(clause, anchor.end..next);
                out.push(counted(clause, anchor, left..anchor.lead.start.max(left), anchor.end..right));
                left = right;
            }
            out
        }
    };
    for statement in &mut out {
        if is_short(&statement.title)
            && let Some(of) = of_what(before, carried)
            && !statement.title.contains(&of)
        {
            statement.title.insert_str(0, &of);
        }
        statement.subject.clone_from(&statement.title);
        statement.doubts.push(Doubt::Unread);
    }
    out.retain(|statement| names(&statement.title));
    out
}

/// Whether a clause says by when, how many, or that it holds for all of them.
pub(super) fn is_bound(clause: &Clause) -> bool {
    clause.tokens.iter().any(|t| match &t.word {
        Word::When(when) => when.every.is_some() || when.due.is_some() || when.period.is_some(),
        Word::Number(number) => !number.is_han && !number.measure.is_empty(),
        word => matches!(word, Word::All | Word::Cover),
    }) || EVERY_ONE.is_in(&clause.text)
}

/// Where what belongs to a number ends: at the list mark after it.
fn parted(clause: &Clause, after: Range<usize>) -> usize {
    let mark = clause.chars[after.clone()].iter().position(|c| matches!(c, '、' | '和' | '及'));
    mark.map_or(after.end, |at| after.start + at)
}

fn counted(clause: &Clause, anchor: &Anchor, before: Range<usize>, after: Range<usize>) -> Statement {
    let title = format!("{}{}", plain(&clause.words(before)), subject::object(&clause.words(after)));
    let mark = anchor.lead.start..anchor.end;
    let comparator = anchor.comparator.unwrap_or(Comparator::AtLeast);
    let mut statement = Statement::new(plain(&title), comparator, mark);
    statement.number(anchor.number);
    if anchor.comparator.is_none() {
        statement.doubts.push(Doubt::ComparatorGuessed);
    }
    statement
}

fn in_words(clause: &Clause) -> Statement {
    let said = |word: fn(&Word) -> bool| clause.tokens.iter().any(|t| word(&t.word));
    let comparator = if said(|w| matches!(w, Word::Zero | Word::Remove | Word::NoneOf)) {
        Comparator::Zero
    } else if said(|w| matches!(w, Word::All | Word::Cover)) {
        Comparator::AllReach
    } else if said(|w| matches!(w, Word::Better | Word::Fewer | Word::Growth)) || COMPARED.is_in(&clause.text)
    {
        Comparator::BetterThan
    } else {
        Comparator::YesNo
    };
    let title = plain(&clause.words(clause.range.clone()));
    let mut statement = Statement::new(title, comparator, clause.range.clone());
    statement.stage = clause.tokens.iter().find_map(|t| match t.word {
        Word::Stage(stage) => Some(stage),
        _ => None,
    });
    statement
}

/// Words without what bids: 要, 确保, 必须.
fn plain(words: &str) -> String {
    let mut words = words.trim_matches(['、', '的', '，', ' ']);
    while let Some(rest) = BIDS.iter().find_map(|bid| words.strip_prefix(bid)) {
        words = rest.trim_start_matches('的');
    }
    while let Some(rest) = ENDS.iter().find_map(|bid| words.strip_suffix(bid)) {
        words = rest;
    }
    subject::close(words)
}

/// Whether a name says what is done but not of what.
fn is_short(title: &str) -> bool {
    title.chars().count() <= 6
        && !verb::DOING.iter().any(|verb| title.starts_with(verb) && title.chars().count() > 4)
}

fn of_what(before: Option<&str>, carried: &Carried) -> Option<String> {
    let before = before.map(|said| subject::of(said).text);
    [before, Some(carried.topic.clone()), Some(carried.thing.clone()), carried.subjects.last().cloned()]
        .into_iter()
        .flatten()
        .find(|of| (2..=SUBJECT).contains(&of.chars().count()))
}

/// Whether a title is more than a mark and a word.
fn names(title: &str) -> bool {
    let begins = title.chars().next().is_some_and(|c| c.is_alphabetic() || matches!(c, '“' | '《'));
    begins && title.chars().count() > 1
}
