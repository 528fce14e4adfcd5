//! A place among others: 高考升学率全市第一 · 确保全省第三位 · 语文、数学分别列全县第3名、第5名.

use super::lead;
use super::lists;
use super::outcome::{is_last, tail};
use super::scan::{self, Word};
use super::statement::{self, Carried, Clause, Statement};
use super::subject;
use super::words::{self, noun};
use crate::intake::draft::Doubt;
use crate::model::choice::Comparator;
use rust_decimal::Decimal;
use std::ops::Range;

/// 上线率全市第三、高分人数全市第二; 语文、数学分别列全县第3名、第5名: each with its place.
pub(super) fn each(clause: &Clause, carried: &mut Carried) -> Option<Vec<Statement>> {
    let count = clause.tokens.iter().filter(|t| matches!(t.word, Word::Place(_))).count();
    if count < 2 {
        return None;
    }
    let parts = scan::split(clause.chars, clause.range.clone(), |c| matches!(c, '、' | '和'));
    let ends = |part: &Range<usize>| {
        clause.tokens.iter().any(|t| matches!(t.word, Word::Place(_)) && t.range.end == part.end)
    };
    let first = parts.iter().position(ends)?;
    if parts[first..].iter().filter(|part| ends(part)).count() != count || !ends(parts.last()?) {
        return None;
    }
    // The names of the first place may be a list themselves; so may those of the others.
    let mut made = Vec::new();
    let mut from = clause.range.start;
    for part in parts[first..].iter().filter(|part| ends(part)) {
        made.extend(place(&clause.within(from..part.end), carried)?);
        from = part.end + 1;
    }
    if clause.tokens.iter().any(|t| t.word == Word::Respectively) {
        let (first, own) = made.first().map(|one| (one.title.clone(), one.subject.clone()))?;
        let names = lists::list(&own);
        if names.len() == made.len() {
            for (statement, name) in made.iter_mut().zip(names) {
                // All of them are counted among the same.
                statement.title = first.replacen(&own, &name, 1);
                statement.subject = name;
            }
        }
    }
    Some(made)
}

/// 确保全省第三位, 保持全省前列
pub(super) fn place(clause: &Clause, carried: &mut Carried) -> Option<Vec<Statement>> {
    let aside =
        clause.chars[clause.range.clone()].iter().position(|c| *c == '（').map(|at| clause.range.start + at);
    let aside = aside
        .filter(|at| scan::closing(&clause.chars[..clause.range.end], *at) == Some(clause.range.end - 1));
    if let Some(at) = aside.filter(|at| *at > clause.range.start) {
        // 居学区前三名（语文第一）: what is in brackets tells details.
        return place(&clause.within(clause.range.start..at), carried);
    }
    let (at, token) =
        clause.tokens.iter().enumerate().rev().find(|(_, t)| matches!(t.word, Word::Place(_)))?;
    let Word::Place(value) = &token.word else { return None };
    let said: String = clause.chars[token.range.clone()].iter().collect();
    let value = &value.filter(|_| !said.contains("方阵") && !said.contains("梯队"));
    if !is_last(clause, token.range.end) && !tail(clause, token.range.end).starts_with('且') {
        return None;
    }
    // 要有15人以上进入全省前500名 counts people.
    let counts_people = clause.tokens[..at].iter().any(|t| {
        matches!(&t.word, Word::Number(n) if matches!(n.measure.as_str(), "人" | "名"))
            && clause.chars[..t.range.start].ends_with(&['有'])
    });
    if counts_people {
        return None;
    }
    // 进入全县前三名的，…: on that condition.
    if clause.text.ends_with('的') {
        return None;
    }
    let before = clause.words(clause.range.start..token.range.start);
    // 市赛团体总分 is no place among cities.
    let among = subject::among(&before).filter(|among| !before.starts_with(&format!("{among}赛")));
    if among.is_none() && value.is_none() {
        return None;
    }
    let word: String = clause.chars[token.range.clone()].iter().collect();
    let led = ["中保持", "保持", "中", "稳居", "位居"]
        .iter()
        .find_map(|end| before.strip_suffix(end))
        .unwrap_or(&before);
    if word == "第一" && among.is_none_or(|a| !led.ends_with(a) && !before.ends_with(a)) {
        return None;
    }
    // The subject ends where 确保全省… or 进入全省… begins.
    let mut name = before.as_str();
    if let Some(among) = among
        && let Some(place) = name.rfind(among)
    {
        name = &name[..place];
    }
    for verb in [
        "不得低于",
        "不低于",
        "必须",
        "走在",
        "位居",
        "位列",
        "名列",
        "排名",
        "排在",
        "排",
        "列",
        "进入",
        "保持在",
        "保持",
        "稳居",
        "跻身",
        "确保",
        "居于",
        "居",
        "力争",
        "争取",
        "争取进",
        "力争进",
        "进",
        "冲进",
        "挤进",
        "迈进",
        "要保住",
        "前移到",
        "提升到",
        "上升到",
        "前进到",
        "升到",
        "的位次",
        "位次",
        "中保持",
        "坐稳",
        "站稳",
        "守住",
        "挤入",
        "跨入",
        "迈入",
        "冲入",
        "重返",
        "保",
        "争",
        "无论如何",
        "中",
        "在",
        "保住",
        "要保持",
    ] {
        if let Some(shorter) = name.trim_end().strip_suffix(verb) {
            name = shorter.trim_end();
        }
        // 列全市同类学校前12位
        if let Some(shorter) = among
            .and(words::rank::AMONG.iter().filter_map(|word| name.strip_suffix(word)).min_by_key(|n| n.len()))
        {
            name = shorter;
        }
    }
    let (mut found, was_carried) = statement::subject_of(name, carried);
    // 上线人数突破2300人，总体位次进入前8名: the place of the same.
    if matches!(found.text.as_str(), "位次" | "排名" | "名次" | "总排名")
        && let Some(last) = carried.subjects.last()
    {
        found.text.clone_from(last);
    }
    // 学业水平测试优秀率达35%，全县排名前5名: of the examination, not of its rate.
    if was_carried
        && let Some(name) = noun::BARE_RATES
            .iter()
            .filter_map(|rate| found.text.strip_suffix(rate))
            .min_by_key(|name| name.len())
        && name.chars().count() > 3
    {
        found.text = name.to_owned();
    }
    // 在全省大赛中团体总分进入前5名: what stands after the place.
    if found.text.chars().count() < 2
        && let Some((_, after)) = among.and_then(|among| before.split_once(among))
    {
        let (of, after) = after.split_once('中').unwrap_or(("", after));
        let own = subject::of(after).text;
        let own = subject::trim_end(own.trim_end_matches('争'));
        let is_verb = ["进入", "保持", "位居", "获得", "取得"].contains(&own) || own.is_empty();
        found.text = if is_verb { of.to_owned() } else { own.to_owned() };
    }
    if found.text.chars().count() < 2 {
        return None;
    }
    // 在县级田径比赛中力争团体前五
    found.text = found.text.replace("中力争", "").replace("中争取", "");
    let title = match among {
        Some(among) => format!("{}在{among}的位次", found.text),
        None => format!("{}位次", found.text),
    };
    let start = lead::lead(clause, at, token.range.start).start;
    carried.subjects = vec![found.text.clone()];
    let mut statement = Statement::new(title, Comparator::RankWithin, start..token.range.end);
    statement.subject = found.text;
    statement.scope = found.scope;
    statement.value = if word.contains("第一") || matches!(word.as_str(), "首位" | "榜首") {
        value.or(Some(Decimal::ONE).filter(|_| !word.contains("方阵") && !word.contains("梯队")))
    } else {
        *value
    };
    if statement.value.is_none() {
        statement.doubts.push(Doubt::ValueUnset);
    }
    if was_carried {
        statement.doubts.push(Doubt::SubjectCarried);
    }
    Some(vec![statement])
}

/// 位次要保三争二: the place that is to be kept.
pub(super) fn kept(clause: &Clause, carried: &mut Carried) -> Option<Vec<Statement>> {
    let (head, tail) = clause.text.split_once('保')?;
    let ones = |c: char| "一二三四五六七八九十".chars().position(|h| h == c).map(|n| n + 1);
    let said: Vec<char> = tail.chars().collect();
    let [first, '争', second] = said.as_slice() else { return None };
    let (value, better) = (ones(*first)?, ones(*second)?);
    let from = clause.range.start + head.chars().count();
    let (found, _) = statement::subject_of(&clause.words(clause.range.start..from), carried);
    // 年底市里考核教育，…今年保四争三: of what is judged.
    let is_bare = clause.words(clause.range.start..from).chars().count() < 2;
    let judged = || {
        let before = super::context::before(clause);
        let part = before
            .split('，')
            .find(|part| ["考核", "中考", "高考", "评比"].iter().any(|of| part.contains(of)))?;
        Some(subject::of(part).text)
    };
    let mut found = found;
    if let Some(name) = judged().filter(|_| is_bare) {
        found.text = name;
    }
    if better >= value || found.text.chars().count() < 2 {
        return None;
    }
    let name = found.text.trim_end_matches("的位次").trim_end_matches("位次");
    let mut statement = Statement::new(format!("{name}位次"), Comparator::RankWithin, from..clause.range.end);
    statement.subject = name.to_owned();
    statement.scope = found.scope;
    statement.value = Some(Decimal::from(value as u64));
    Some(vec![statement])
}
