//! One statement said of several at once, as one of each: A、B、C三项达标率, 甲小学和乙中学投入使用, 上、下半年各一次.

use super::statement::Statement;
use super::subject;
use super::words::outcome;
use super::words::topic::COUNTED;
use crate::intake::draft::DraftKind;
use crate::model::choice::Comparator;

/// The statements of those a statement is said of; itself where it is said of one. `said` is its clause.
pub(super) fn each(statement: Statement, said: &str) -> Vec<Statement> {
    let is_shared = statement.measure == "%" || statement.comparator == Comparator::Zero;
    let names = items(&statement.title)
        .filter(|_| is_shared)
        .or_else(|| bodies(&statement, said).filter(|_| statement.value.is_none()))
        .or_else(|| halves(&statement));
    let Some(names) = names else { return vec![statement] };
    let named = |title: String| Statement { subject: title.clone(), title, ..statement.clone() };
    names.into_iter().map(named).collect()
}

/// 封闭化管理、专职保安配备、一键式报警三项达标率: as many of them as are counted.
fn items(title: &str) -> Option<Vec<String>> {
    let at = COUNTED.iter().find_map(|(word, count)| Some((title.find(word)?, *word, *count)));
    let (at, word, count) = at?;
    let tail = &title[at + word.len()..];
    let tail = tail.strip_prefix("指标").unwrap_or(tail);
    let names: Vec<&str> = title[..at].trim_end_matches(['等', '，', '这']).split(['、', '和']).collect();
    let fits = names.len() == count && names.iter().all(|name| (2..=14).contains(&name.chars().count()));
    fits.then(|| names.iter().map(|name| format!("{name}{tail}")).collect())
}

/// 城东小学和城西中学初中部交付使用: each of the bodies that are named.
fn bodies(statement: &Statement, said: &str) -> Option<Vec<String>> {
    let title = &statement.title;
    if statement.comparator == Comparator::BetterThan || title.contains(['等', '两', '“', '（', '与']) {
        return None;
    }
    let mut names = Vec::new();
    let mut rest = title.as_str();
    while let Some((name, after)) = rest.split_once(['、', '和']) {
        if name.chars().count() < 4 || outcome::THINGS.ends(name).is_none() {
            return None;
        }
        names.push(name);
        rest = after;
    }
    let mut ends = rest.char_indices().rev().map(|(at, c)| at + c.len_utf8());
    let end = ends.find(|end| outcome::THINGS.ends(&rest[..*end]).is_some())?;
    let (last, tail) = rest.split_at(end);
    let tail = tail.trim_start_matches(['均', '都', '双']);
    // What was carried over is one.
    let fits = names.first().is_some_and(|first| said.contains(first))
        && last.chars().count() >= 4
        && (2..=16).contains(&tail.chars().count())
        && !tail.starts_with(['的', '可'])
        && names.iter().all(|name| subject::leading_verb(name).is_none());
    names.push(last);
    fits.then(|| names.iter().map(|name| format!("{name}{tail}")).collect())
}

/// 上、下半年各抽测一次: once in each half.
fn halves(statement: &Statement) -> Option<Vec<String>> {
    if statement.kind != DraftKind::Target {
        return None;
    }
    let (word, halves) = HALVES.iter().find(|(word, _)| statement.title.contains(word))?;
    let title = statement.title.replacen(word, "", 1);
    Some(halves.iter().map(|half| format!("{half}{title}")).collect())
}

/// Both halves of a year or both terms, each.
const HALVES: [(&str, [&str; 2]); 6] = [
    ("上半年、下半年各", ["上半年", "下半年"]),
    ("上、下半年各", ["上半年", "下半年"]),
    ("上下半年各", ["上半年", "下半年"]),
    ("上、下学期各", ["上学期", "下学期"]),
    ("上下学期各", ["上学期", "下学期"]),
    ("春、秋两季各", ["春季", "秋季"]),
];
