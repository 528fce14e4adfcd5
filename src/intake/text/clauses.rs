//! A sentence cut into clauses: at its commas, and where a list, a bracket or a quotation says more than one thing.

use super::scan;
use super::words::{marks, outcome, verb};
use std::ops::Range;

/// The clauses of a sentence; what a quotation sets as a task is one of them: 明确“新建学校5所，新增学位200个”.
pub fn of(chars: &[char], range: Range<usize>) -> Vec<Range<usize>> {
    let is_comma = |c: char| marks::COMMAS.contains(&c);
    let mut out = Vec::new();
    for part in joined(chars, scan::split(chars, range, is_comma)) {
        let mut quoted = Vec::new();
        let mut at = part.start;
        while at < part.end {
            let Some(close) = scan::closing(&chars[..part.end], at) else {
                at += 1;
                continue;
            };
            let before: String = chars[part.start..at].iter().collect();
            let inner = at + 1..close;
            let says = chars[at] == '“'
                && inner.len() >= 8
                && (verb::SETS.iter().any(|verb| before.ends_with(verb)) || before.ends_with('”'))
                && chars[inner.clone()].iter().any(|c| c.is_ascii_digit() || *c == 'X');
            // （其中涉农专业不少于300人）, （含特岗教师60名）
            let parts_of = chars[at] == '（'
                && (chars[inner.clone()].starts_with(&['其', '中'])
                    || inner.len() >= 5 && chars[inner.clone()].starts_with(&['含']))
                && chars[inner.clone()].iter().any(char::is_ascii_digit);
            if says || parts_of {
                quoted.extend(scan::split(chars, inner, is_comma));
            }
            at = close + 1;
        }
        out.extend(ends_apart(chars, part));
        out.extend(quoted);
    }
    out
}

/// 保安配备率、监控覆盖率，分别要达到100%和98%: the list and what is said of it.
fn joined(chars: &[char], parts: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for part in parts {
        let says_each = chars[part.clone()].starts_with(&['分', '别']);
        match out.last_mut() {
            Some(last) if says_each && is_list(&chars[last.clone()]) => last.end = part.end,
            _ => out.push(part),
        }
    }
    out
}

/// Whether something is only named, and several of it.
fn is_list(said: &[char]) -> bool {
    said.contains(&marks::PAUSE) && !said.iter().any(|c| c.is_ascii_digit() || *c == '，')
}

/// 新增硕士点10个以上、博士点实现零的突破: what ends in a word stands apart from what is counted.
fn ends_apart(chars: &[char], part: Range<usize>) -> Vec<Range<usize>> {
    let text: String = chars[part.clone()].iter().collect();
    // 控制在50%以下且逐年下降
    if let Some((head, tail)) = text.split_once('且')
        && tail.starts_with("逐年")
        && head.contains(|c: char| c.is_ascii_digit())
    {
        let at = part.start + head.chars().count();
        return vec![part.start..at, at + 1..part.end];
    }
    if !text.contains('、') {
        return vec![part];
    }
    // 运动场5月开工、11月底前交付使用: two steps of it.
    let steps = scan::split(chars, part.clone(), |c| c == marks::PAUSE);
    let is_step = |range: &Range<usize>| {
        let said: String = chars[range.clone()].iter().collect();
        outcome::STAGES.iter().any(|(stage, _)| said.ends_with(stage)) && said.contains(['月', '年'])
    };
    if steps.len() > 1 && steps.iter().all(is_step) {
        return steps;
    }
    if !APART.iter().any(|word| text.contains(word)) {
        return vec![part];
    }
    let mut out: Vec<Range<usize>> = Vec::new();
    let counts = |range: &Range<usize>| chars[range.clone()].iter().any(char::is_ascii_digit);
    let ends = |range: &Range<usize>| {
        let said: String = chars[range.clone()].iter().filter(|c| !matches!(c, '“' | '”')).collect();
        said.chars().count() >= 5 && APART.iter().any(|word| said.ends_with(word))
    };
    for item in scan::split(chars, part, |c| c == marks::PAUSE) {
        let joins = out.last().is_some_and(|last| {
            !(ends(last) && !counts(last) && (counts(&item) || ends(&item))
                || ends(&item) && counts(last) && !counts(&item))
        });
        match out.last_mut() {
            Some(last) if joins => last.end = item.end,
            _ => out.push(item),
        }
    }
    out
}

/// Ends in a word that a list may hold beside what it counts.
const APART: [&str; 8] =
    ["零的突破", "零突破", "清零", "全覆盖", "再创新高", "零辍学", "只增不减", "只减不增"];
