//! The words right before a value: comparators, growth, 分别 and the like, however they are stacked.

use super::scan::Word;
use super::statement::Clause;
use super::tense;
use crate::model::choice::Comparator;

/// Words right before a value that belong to it.
pub(super) struct Lead {
    /// Where the subject ends.
    pub start: usize,
    pub comparator: Option<Comparator>,
    pub is_weak: bool,
    pub is_about: bool,
    pub growth: Option<String>,
    pub respectively: bool,
    pub is_from: bool,
    pub all: bool,
    pub is_share: bool,
    /// 每人 stands right before it.
    pub is_each: bool,
}

/// Walks back over the words that stand right before a value.
pub(super) fn lead(clause: &Clause, mut index: usize, start: usize) -> Lead {
    let mut lead = Lead {
        start,
        comparator: None,
        is_weak: false,
        is_about: false,
        growth: None,
        respectively: false,
        is_from: false,
        all: false,
        is_share: false,
        is_each: false,
    };
    while index > 0 {
        let token = &clause.tokens[index - 1];
        let gap = &clause.chars[token.range.end.min(lead.start)..lead.start];
        let is_near = token.range.end <= lead.start
            && gap.iter().all(|c| {
                matches!(
                    c,
                    '了' | '在'
                        | '“'
                        | '：'
                        | '要'
                        | '应'
                        | '须'
                        | '到'
                        | '至'
                        | '也'
                        | '已'
                        | '必'
                        | '需'
                        | '每'
                        | '生'
                        | '人'
                )
            })
            && gap.len() <= 2;
        if !is_near {
            break;
        }
        match &token.word {
            Word::Before(comparator) => {
                lead.comparator = lead.comparator.or(Some(*comparator));
            }
            // 为1260间教室更换灯具: for them.
            Word::Weak
                if clause.chars[token.range.start] == '为' && super::count::gives(&clause.rest(start)) =>
            {
                break;
            }
            Word::Weak => {
                lead.is_weak = true;
                lead.is_share |= clause.chars[token.range.start] == '占';
            }
            Word::About => lead.is_about = true,
            Word::Growth => {
                lead.growth = lead.growth.or(Some(clause.chars[token.range.clone()].iter().collect()));
            }
            // 比去年多5块
            Word::Better | Word::Fewer
                if matches!(clause.chars[token.range.start], '比' | '较') && tense::asks(&clause.text) =>
            {
                let is_more = token.word == Word::Better;
                lead.growth = lead.growth.or(Some(if is_more { "增加" } else { "减少" }.into()));
            }
            Word::Respectively => lead.respectively = true,
            Word::From => lead.is_from = true,
            Word::All => lead.all = true,
            Word::Strive => {}
            Word::Each => lead.is_each = true,
            Word::When(when) if when.every.is_some() => {}
            _ => break,
        }
        lead.start = token.range.start;
        index -= 1;
    }
    lead
}

/// A comparator of the loose kind, with words between it and the value: 至少建成1所.
pub(super) fn loose(clause: &Clause, index: usize, from: usize) -> Option<Comparator> {
    clause.tokens[..index].iter().rev().take_while(|t| t.range.start >= from).find_map(|t| match t.word {
        // 最多的一个班 says which.
        Word::Before(comparator) if clause.chars.get(t.range.end) != Some(&'的') => {
            let text: String = clause.chars[t.range.clone()].iter().collect();
            matches!(
                text.as_str(),
                "至少" | "最少" | "不少于" | "不低于" | "不得少于" | "不超过" | "最多" | "至多"
            )
            .then_some(comparator)
        }
        _ => None,
    })
}
