//! None left and none at all: 无证园清零 · 消除大班额 · 零辍学 · 不发生安全责任事故.

use super::outcome::{is_last, without_number};
use super::scan::{self, Word};
use super::statement::{self, Carried, Clause, Statement};
use super::subject;
use super::words;
use super::words::marks;
use crate::intake::draft::Doubt;
use crate::model::choice::Comparator;
use std::ops::Range;

/// X所无证园实现“清零”, 消除大班额, 零辍学
pub(super) fn none_left(clause: &Clause, carried: &mut Carried) -> Option<Vec<Statement>> {
    let token = clause.tokens.iter().find(|t| matches!(t.word, Word::Zero | Word::Remove | Word::NoneOf))?;
    let word: String = clause.chars[token.range.clone()].iter().collect();
    let (title, number, measure_from) = match token.word {
        Word::Remove if is_last(clause, token.range.end) => {
            let mut found = subject::of(&clause.words(clause.range.start..token.range.start));
            if found.text.is_empty() {
                found.text.clone_from(&carried.topic);
            }
            if !words::none::REMOVED.iter().chain(words::none::HARMS).any(|what| found.text.ends_with(what)) {
                return None;
            }
            (format!("{}{word}", found.text), None, token.range.clone())
        }
        Word::Remove => {
            let after = clause.rest(token.range.end);
            let what = words::none::REMOVED
                .iter()
                .filter(|what| after.contains(**what))
                .max_by_key(|what| what.len())?;
            let at = after.find(what)?;
            if after[..at].chars().count() > 14
                || !matches!(
                    &after[at + what.len()..],
                    "" | "”" | "问题" | "现象" | "等" | "等问题" | "”问题" | "“空白乡镇”" | "”现象"
                )
            {
                return None;
            }
            let (mut text, mut number) = without_number(clause, token.range.end..clause.range.end);
            if number.as_ref().is_some_and(|(_, range)| says_which(clause, range)) {
                text = clause.words(token.range.end..clause.range.end);
                number = None;
            }
            (format!("{word}{}", text.trim_matches(['，', '”', '的'])), number, token.range.clone())
        }
        Word::NoneOf => {
            if let Some(list) = none_of_each(clause) {
                return Some(list);
            }
            if !is_last(clause, token.range.end) {
                return None;
            }
            let found = subject::of(&clause.words(clause.range.start..token.range.start));
            // 校园欺凌、学生违法犯罪零发生: each of them.
            let items: Vec<&str> = match found.text.split_once('和') {
                // 安全责任事故和师德失范事件
                Some((first, last))
                    if [first, last]
                        .iter()
                        .all(|item| words::none::HARMS.iter().any(|end| item.ends_with(end))) =>
                {
                    first.split('、').chain([last]).collect()
                }
                _ => found.text.split('、').collect(),
            };
            if items.len() > 1
                && !found.text.contains('等')
                && items.iter().all(|item| item.chars().count() >= 4)
                && word.ends_with("零发生")
            {
                let made = items.iter().map(|item| {
                    Statement::new(format!("{item}零发生"), Comparator::Zero, token.range.clone())
                });
                return Some(made.collect());
            }
            (format!("{}{word}", found.text), None, token.range.clone())
        }
        _ => {
            if !is_last(clause, token.range.end) {
                return None;
            }
            let before = clause.range.start..token.range.start;
            let (mut text, mut number) = without_number(clause, before.clone());
            if number.as_ref().is_some_and(|(_, range)| says_which(clause, range)) {
                (text, number) = (clause.words(before), None);
            }
            let (found, was_carried) = statement::subject_of(&text, carried);
            // 对无证园，取缔一批、整改一批，年底前一个不留: of what was named; a rate is not left over.
            let is_thing = was_carried && word.starts_with('一');
            let counted = carried.counted.as_ref().filter(|_| was_carried).map(|(name, _)| name.clone());
            let name = match counted {
                // 现有11所无证园，…年底前清零
                Some(name) => name,
                None if is_thing && !carried.named.is_empty() => carried.named.clone(),
                None => found.text,
            };
            if name.is_empty() || is_thing && subject::noun_ends(&name) {
                return None;
            }
            (format!("{name}清零"), number, token.range.clone())
        }
    };
    let mark = number.as_ref().map_or(measure_from, |(_, range)| range.clone());
    let mut statement = Statement::new(subject::close(&title), Comparator::Zero, mark);
    if let Some((number, _)) = &number {
        // The count says how many there are, not how many may be left.
        statement.measure.clone_from(&number.measure);
        if number.value.is_none() {
            statement.doubts.push(Doubt::ValueUnset);
        }
    }
    Some(vec![statement])
}

/// 56人以上大班额, 班额超45人的园所: the number says which.
pub(super) fn says_which(clause: &Clause, number: &Range<usize>) -> bool {
    let before = number.start.checked_sub(1).and_then(|at| clause.chars.get(at));
    matches!(clause.chars.get(number.end), Some('以' | '及' | '（'))
        || matches!(before, Some('超' | '过' | '满' | '足'))
}

/// 学校无新债务产生, 不发生安全责任事故
pub(super) fn without(clause: &Clause, carried: &mut Carried) -> Option<Vec<Statement>> {
    // 重大校园安全责任事故坚决杜绝, 群体性食品安全事件不能有
    if let Some(head) = words::none::MAY_NOT.strip_end(&clause.text) {
        let bare = |of| words::none::SUCH.strip_end(of).unwrap_or(of);
        let head = bare(head);
        let mut found = subject::of(head);
        if found.text.is_empty() {
            found.text = bare(&carried.topic).to_owned();
        }
        // 有偿补课、体罚学生的事不得发生: each of them.
        let items: Vec<&str> = found.text.split(['、', '和']).collect();
        let is_item =
            |item: &&str| (4..=12).contains(&item.chars().count()) && !item.contains(['“', '（', '类']);
        if items.len() > 1 && !found.text.contains('等') && items.iter().all(is_item) {
            let mut from = clause.range.start;
            let made = items.iter().map(|item| {
                let mark = from..from + item.chars().count();
                from = mark.end + 1;
                Statement {
                    scope: found.scope.clone(),
                    ..Statement::new(format!("杜绝{item}"), Comparator::Zero, mark)
                }
            });
            return Some(made.collect());
        }
        if words::none::HARMS.iter().any(|harm| found.text.ends_with(harm)) {
            let mark = clause.range.end - 2..clause.range.end;
            let mut statement = Statement::new(format!("杜绝{}", found.text), Comparator::Zero, mark);
            statement.scope = found.scope;
            return Some(vec![statement]);
        }
    }
    let mut text = clause.text.trim_end_matches(['”', '）']);
    if let Some((shorter, _)) = words::none::HARM_ENDS
        .iter()
        .filter_map(|end| text.strip_suffix(end).map(|shorter| (shorter, end.len())))
        .max_by_key(|(_, length)| *length)
    {
        text = shorter;
    }
    if !words::none::HARMS.iter().any(|harm| text.ends_with(harm))
        || clause.tokens.iter().any(|t| {
            // 65人以上的班: which of them.
            matches!(&t.word, Word::Number(n) if !n.is_han && n.measure != "米")
                && !clause.rest(t.range.end).starts_with("以上")
        })
    {
        return None;
    }
    if let Some(list) = without_any(clause, text) {
        return Some(list);
    }
    let (at, word) = words::none::WITHOUT
        .iter()
        .filter_map(|word| text.rfind(word).map(|at| (at, *word)))
        .max_by_key(|(at, word)| at + word.len())?;
    let what = &text[at + word.len()..];
    let longest = if what.contains('和') { 30 } else { 16 };
    if !(2..=longest).contains(&what.chars().count()) || text[..at].ends_with(['有', '毫', '并']) {
        return None;
    }
    let from = clause.range.start + text[..at].chars().count();
    let found = subject::of(&clause.words(clause.range.start..from));
    // 小学一、二年级不留书面作业，其他年级每天不超过1小时
    if what.ends_with("作业") {
        carried.subjects = vec![format!("{what}时间")];
    }
    let rest = clause.rest(from);
    // 不发生群体性食物中毒事件和校车责任事故: either of them.
    if let Some((first, second)) = what.rsplit_once('和')
        && [first, second]
            .iter()
            .all(|harm| harm.chars().count() >= 4 && words::none::HARMS.iter().any(|end| harm.ends_with(end)))
    {
        let start = from + word.chars().count();
        let middle = start + first.chars().count();
        let end = middle + 1 + second.chars().count();
        let made = [(first, from..middle), (second, middle + 1..end)].map(|(harm, mark)| {
            let title = format!("{}{word}{harm}", found.text);
            let mut statement = Statement::new(subject::close(&title), Comparator::Zero, mark);
            statement.scope.clone_from(&found.scope);
            statement
        });
        return Some(made.into());
    }
    let mut statement = Statement::new(
        subject::close(&format!("{}{rest}", found.text)),
        Comparator::Zero,
        from..clause.range.end,
    );
    statement.scope = found.scope;
    Some(vec![statement])
}

/// 校园无责任事故、无盗窃事故、无交通事故: each of them.
fn without_any(clause: &Clause, text: &str) -> Option<Vec<Statement>> {
    let items: Vec<&str> = text.split('、').collect();
    let begins = |item: &str| words::none::WITHOUT.iter().any(|word| item.starts_with(word));
    let harms = |item: &str| words::none::HARMS.iter().any(|harm| item.ends_with(harm));
    let (first, rest) = items.split_first()?;
    if rest.is_empty() || !rest.iter().all(|item| begins(item) && harms(item)) || !harms(first) {
        return None;
    }
    let at = words::none::WITHOUT.iter().filter_map(|word| first.find(word)).min()?;
    let found = subject::of(&first[..at]);
    let mut from = clause.range.start + first[..at].chars().count();
    let made = std::iter::once(&first[at..]).chain(rest.iter().copied()).map(|item| {
        let to = from + item.chars().count();
        let mut statement =
            Statement::new(subject::close(&format!("{}{item}", found.text)), Comparator::Zero, from..to);
        statement.scope.clone_from(&found.scope);
        from = to + 1;
        statement
    });
    Some(made.collect())
}

/// 学生事故零发生、教师违纪零发生: each of them.
fn none_of_each(clause: &Clause) -> Option<Vec<Statement>> {
    let parts = scan::split(clause.chars, clause.range.clone(), |c| c == marks::PAUSE);
    let ends = |part: &Range<usize>| {
        clause
            .tokens
            .iter()
            .find(|t| t.word == Word::NoneOf && t.range.end == part.end && t.range.start > part.start)
    };
    if parts.len() < 2 || !parts.iter().all(|part| ends(part).is_some()) {
        return None;
    }
    let made = parts.into_iter().filter_map(|part| {
        let token = ends(&part)?;
        let found = subject::of(&clause.words(part.start..token.range.start));
        let word: String = clause.chars[token.range.clone()].iter().collect();
        let mut statement =
            Statement::new(format!("{}{word}", found.text), Comparator::Zero, token.range.clone());
        statement.scope = found.scope;
        Some(statement)
    });
    Some(made.collect())
}
