//! The numbers of a clause that may be targets, each with what stands right before and after it.

use super::count::is_named;
use super::lead::{self, Lead};
use super::numeral::Number;
use super::scan::{Token, Word};
use super::statement::Clause;
use super::tense;
use super::words::measure::Weight;
use super::words::past;
use crate::model::choice::Comparator;
use std::ops::Range;

/// A number that may be a target, with what stands right before and after it.
pub(super) struct Anchor<'a> {
    pub number: &'a Number,
    pub lead: Lead,
    /// The comparator, whoever said it.
    pub comparator: Option<Comparator>,
    pub is_strong: bool,
    pub is_about: bool,
    /// Where the value, with its 以上, ends.
    pub end: usize,
    pub index: usize,
}

/// The numbers of a clause.
pub(super) fn anchors<'a>(clause: &'a Clause) -> Vec<Anchor<'a>> {
    let mut out = Vec::new();
    let mut hidden = clause.range.start;
    let mut at = clause.range.start;
    let mut covers: Vec<Range<usize>> = Vec::new();
    while at < clause.range.end {
        if at >= hidden
            && let Some(close) = super::scan::closing(&clause.chars[..clause.range.end], at)
        {
            covers.push(at..close + 1);
            hidden = close + 1;
            at = hidden;
            continue;
        }
        at += 1;
    }
    let mut of_each = None;
    for (index, token) in clause.tokens.iter().enumerate() {
        let Word::Number(number) = &token.word else { continue };
        // Numbers in brackets and names tell details.
        if covers.iter().any(|c| c.contains(&token.range.start)) {
            continue;
        }
        let mut lead = lead::lead(clause, index, token.range.start);
        if let Some(start) = of_each.take() {
            lead.start = start;
            lead.comparator = lead.comparator.or(Some(Comparator::AtLeast));
        }
        // 还有78个人, 不到200人: how things are.
        let said = &clause.chars[clause.range.start..token.range.start];
        // 毛入学率 holds such a word.
        let comes_after = |t: &Token| t.range.start > token.range.start;
        let staged = || {
            clause.tokens.iter().any(|t| matches!(t.word, Word::Stage(_) | Word::Finished) && comes_after(t))
        };
        if past::AS_IT_IS.iter().any(|word| ends_with(said, word)) && !staged() && !tense::asks(&clause.text)
        {
            continue;
        }
        // 用两周时间: how long it takes.
        if said.last() == Some(&'用') && clause.rest(token.range.end).starts_with("时间") {
            continue;
        }
        // 3-6年级, 6岁: part of the name.
        if number.measure.is_empty()
            && lead.comparator.is_none()
            && clause.rest(token.range.end).starts_with("年级")
        {
            continue;
        }
        // 初中三年巩固率, 农村初中3年保留率: part of the name.
        if number.measure == "年" && lead.comparator.is_none() && is_named(&clause.rest(token.range.end)) {
            continue;
        }
        // 五年培养名师30名: how long it takes.
        if number.is_han
            && number.measure == "年"
            && lead.comparator.is_none()
            && super::subject::leading_verb(&clause.rest(token.range.end)).is_some()
        {
            continue;
        }
        // 二期将改造…: a stage of the work.
        if number.is_han
            && number.measure == "期"
            && clause.rest(token.range.end).starts_with(['将', '工', '项', '建', '改', '扩', '计'])
        {
            continue;
        }
        // 四个100%: so many of them, each at so much.
        if matches!(number.measure.as_str(), "个" | "项")
            && clause.tokens.get(index + 1).is_some_and(|next| {
                next.range.start == token.range.end
                    && matches!(&next.word, Word::Number(of) if of.weight == Weight::Ratio)
            })
        {
            of_each = Some(token.range.start);
            // 实现三个百分之百：…: each of them comes after.
            let names_them = clause.chars.get(clause.range.end) == Some(&'：')
                && clause.tokens.get(index + 2).is_none_or(|t| t.range.start >= clause.range.end);
            if names_them {
                break;
            }
            continue;
        }
        // 新中国成立60周年
        if clause.chars[token.range.start..].iter().take(6).collect::<String>().contains("周年")
            && number.measure == "年"
            || clause.rest(token.range.end).starts_with("周年")
            || number.measure == "周" && clause.rest(token.range.end).starts_with('年')
        {
            continue;
        }
        // 二级甲等 is a grade.
        if number.measure == "级" && matches!(clause.chars.get(token.range.end), Some('甲' | '乙')) {
            continue;
        }
        // 一类、一级 name a kind.
        if number.is_han
            && number.weight == Weight::Idle
            && lead.comparator.is_none()
            && !number.measure.is_empty()
        {
            let named = matches!(number.measure.as_str(), "类" | "级" | "星" | "等");
            if named {
                continue;
            }
        }
        let mut comparator = lead.comparator;
        let mut is_strong = comparator.is_some() || lead.growth.is_some();
        let mut is_about = lead.is_about || number.is_about;
        let mut end = token.range.end;
        for next in &clause.tokens[index + 1..] {
            if next.range.start != end {
                break;
            }
            match next.word {
                Word::After(after) => {
                    comparator = if lead.comparator.is_some() && after != Comparator::AtMost {
                        lead.comparator
                    } else {
                        Some(after)
                    };
                    is_strong = true;
                }
                Word::About => is_about = true,
                _ => break,
            }
            end = next.range.end;
        }
        out.push(Anchor { number, lead, comparator, is_strong, is_about, end, index });
    }
    out
}

/// Whether characters end with a word.
fn ends_with(chars: &[char], word: &str) -> bool {
    let start = chars.len().checked_sub(word.chars().count());
    start.is_some_and(|start| word.chars().eq(chars[start..].iter().copied()))
}
