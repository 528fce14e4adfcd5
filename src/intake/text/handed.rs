//! Papers that are to be handed up by a day: 3月20日前将实施方案报县政府办 · 12月5日前报送工作总结.

use super::carry::is_firm;
use super::scan::Word;
use super::statement::{Carried, Clause, Statement};
use super::subject;
use super::time::When;
use super::words::results as words;
use crate::intake::draft::Doubt;
use crate::model::choice::Comparator;

/// Longest name of a paper or of those it goes to, in characters.
const LONGEST: usize = 16;

/// Who hands up what by a day that is set as a limit; what is handed up again and again is a rhythm.
pub(super) fn up(clause: &Clause, carried: &Carried) -> Option<Vec<Statement>> {
    if !clause.text.contains(['报', '交', '送']) {
        return None;
    }
    let sets = |when: &When| {
        when.every.is_none()
            && when.due.is_some()
            && (is_firm(when) || when.is_guess)
            && clause.chars.get(when.range.end - 1) == Some(&'前')
    };
    let is_limit = clause.tokens.iter().any(|t| matches!(&t.word, Word::When(when) if sets(when)))
        // 7月18日前，各乡镇要把清单报到县政府
        || carried.when.as_ref().is_some_and(|w| sets(w) && w.range.end + 1 == clause.range.start);
    let counts = clause.tokens.iter().any(|t| matches!(&t.word, Word::Number(n) if !n.is_han));
    let is_told = ["已", "了", "未", "没"].iter().any(|word| clause.text.contains(word));
    if !is_limit || counts || is_told {
        return None;
    }
    let (at, verb) = words::HANDED
        .iter()
        .filter_map(|verb| clause.text.rfind(verb).map(|at| (at, *verb)))
        .max_by_key(|(at, verb)| (at + verb.len(), verb.len()))?;
    let after = &clause.text[at + verb.len()..];
    let from = clause.range.start + clause.text[..at].chars().count();
    let said = clause.words(clause.range.start..from);
    let is_paper = |name: &str| {
        words::PAPERS.iter().any(|end| name.ends_with(end)) && (2..=LONGEST).contains(&name.chars().count())
    };
    let is_office = words::OFFICES.iter().any(|end| after.ends_with(end)) && after.chars().count() <= LONGEST;
    // 将实施方案报县政府办, 实施方案报县政府办
    let (who, what) = said.split_once(['将', '把']).unwrap_or(("", said.as_str()));
    let found = subject::of(what);
    let (title, is_bare) = match () {
        () if is_office && is_paper(&found.text) => (format!("{}{verb}{after}", found.text), false),
        // 12月5日前报送工作总结
        () if is_paper(after) => (format!("{verb}{after}"), false),
        // 制定工作计划，2月底前报中心学校
        () if is_office && found.text.is_empty() && is_paper(&carried.named) => {
            (format!("{}{verb}{after}", carried.named), true)
        }
        () => return None,
    };
    let mut statement = Statement::new(title, Comparator::YesNo, from..clause.range.end);
    statement.scope = if who.is_empty() { found.scope } else { subject::of(who).scope };
    if is_bare {
        statement.doubts.push(Doubt::SubjectCarried);
    }
    Some(vec![statement])
}
