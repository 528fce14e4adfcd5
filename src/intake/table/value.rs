//! 目标值: the value in a cell of its own, with the comparator and the unit of measure written into it.

use super::super::document::{Cell, Content};
use super::super::draft::Doubt;
use crate::model::choice::Comparator;
use crate::model::value::parse_number;
use rust_decimal::Decimal;

/// What a cell says of a value.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Stated {
    pub comparator: Option<Comparator>,
    pub value: Option<Decimal>,
    pub measure: String,
    /// 提高2个百分点: the word that the value is a change by.
    pub growth: Option<&'static str>,
    pub doubts: Vec<Doubt>,
}

const COMPARATORS: [(Comparator, &[&str]); 4] = [
    (
        Comparator::AtMost,
        &["≤", "<=", "不超过", "不高于", "不大于", "不多于", "控制在", "以内", "以下", "低于"],
    ),
    (
        Comparator::AtLeast,
        &["≥", ">=", "＞", ">", "不低于", "不少于", "不小于", "达到", "达", "以上", "至少", "超过", "高于"],
    ),
    (Comparator::Equal, &["=", "＝", "等于"]),
    (Comparator::Zero, &["清零", "归零"]),
];

/// A change by so much, at the beginning of a cell; not 提高到, which says to how much.
const GROWTH: [&str; 7] = ["提高", "提升", "增长", "增加", "下降", "降低", "减少"];

/// Reads a cell; `measure` is what the column of units says.
pub(super) fn read(cell: &Cell, measure: &str) -> Stated {
    let mut stated = Stated { measure: measure.to_owned(), ..Stated::default() };
    if cell.content == Content::Error {
        // The digit of #DIV/0! is no value.
        stated.doubts.push(Doubt::ValueUnset);
        return stated;
    }
    let mut text = cell.text.replace(['（', '）', '(', ')', ' ', '\u{3000}', '\u{a0}'], "");
    // 不低于 holds 低于, 不超过 holds 超过: the longer words of both lists are looked for first.
    let mut words: Vec<(Comparator, &str)> =
        COMPARATORS.iter().flat_map(|(c, words)| words.iter().map(|word| (*c, *word))).collect();
    words.sort_by_key(|(_, word)| std::cmp::Reverse(word.chars().count()));
    for (comparator, word) in words {
        if text.contains(word) {
            stated.comparator = stated.comparator.or(Some(comparator));
            text = text.replace(word, "");
        }
    }
    if stated.comparator == Some(Comparator::Zero) {
        stated.value = Some(Decimal::ZERO);
        return stated;
    }
    if let Content::Number(value) | Content::Percent(value) = cell.content {
        if matches!(cell.content, Content::Percent(_)) {
            "%".clone_into(&mut stated.measure);
        }
        stated.value = Some(value);
    } else {
        let is_numeric =
            |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || ".．,，-－".contains(c);
        let start = text.find(is_numeric).unwrap_or(text.len());
        let rest = text.get(start..).unwrap_or_default();
        let end = rest.find(|c| !is_numeric(c)).unwrap_or(rest.len());
        let (number, unit) = rest.split_at(end);
        stated.value = parse_number(number);
        let unit = unit.replace('％', "%");
        if stated.value.is_some() && !unit.is_empty() && unit.chars().count() <= 6 {
            stated.measure = unit;
        }
    }
    let is_blank = ["X", "x", "×", "Ｘ", "若干", "_"].iter().any(|mark| text.contains(mark));
    stated.growth = GROWTH
        .iter()
        .find(|word| stated.value.is_some() && text.starts_with(**word) && !text.contains(['到', '至']))
        .copied();
    match stated.value {
        // 责任事故 0起: none of them.
        Some(value) if value.is_zero() && stated.comparator.is_none() => {
            stated.comparator = Some(Comparator::Zero);
        }
        Some(_) if stated.comparator.is_none() => {
            stated.comparator = Some(Comparator::AtLeast);
            stated.doubts.push(Doubt::ComparatorGuessed);
        }
        Some(_) => {}
        None if is_blank || text.is_empty() => stated.doubts.push(Doubt::ValueUnset),
        None => {
            stated.comparator = Some(Comparator::YesNo);
            stated.doubts.push(Doubt::ComparatorGuessed);
        }
    }
    if stated.value.is_some() && stated.measure.is_empty() {
        stated.doubts.push(Doubt::NoMeasure);
    }
    stated
}
