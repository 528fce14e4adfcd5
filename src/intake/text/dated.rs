//! Deeds with a day: 5月15日前完成心理健康测评 · 11月底前出台具体实施办法.

use super::carry::is_firm;
use super::lookup::Lookup;
use super::scan::Word;
use super::statement::{Carried, Clause, Statement};
use super::subject;
use super::tense::known;
use super::time::When;
use super::words::{dated, outcome, scope};
use crate::intake::draft::Doubt;
use crate::model::choice::Comparator;
use std::sync::OnceLock;

/// What is to be done by a day that the sentence names, where it can be told from yes and no.
pub(super) fn deed(clause: &Clause, carried: &Carried) -> Option<Vec<Statement>> {
    static DEEDS: OnceLock<Lookup<()>> = OnceLock::new();
    if !known(&DEEDS, dated::DONE, &clause.text) {
        return None;
    }
    let (at, verb) = dated::DONE
        .iter()
        .filter_map(|verb| clause.text.find(verb).map(|at| (at, *verb)))
        .min_by_key(|(at, verb)| (*at, std::cmp::Reverse(verb.len())))?;
    let own = clause.tokens.iter().find_map(|t| match &t.word {
        Word::When(when) if when.every.is_none() => Some(when),
        _ => None,
    });
    // 暑假前 is a limit, though its day is guessed.
    let is_limit = |when: &When| {
        when.is_guess && when.due.is_some() && clause.chars.get(when.range.end - 1) == Some(&'前')
    };
    let is_day = |when: &When| (is_firm(when) || is_limit(when)) && !when.is_year;
    let limited = own.is_none() && carried.limit.is_some() && clause.text.starts_with(verb);
    if !(limited || own.or(carried.when.as_ref()).is_some_and(is_day)) || told_with(clause) {
        return None;
    }
    let from = clause.range.start + clause.text[..at].chars().count();
    let said = clause.words(from..clause.range.end);
    let what = said[verb.len()..].trim_end_matches(['”', '。']);
    let lead = subject::of(&clause.words(clause.range.start..from));
    let who =
        if lead.text.chars().count() <= 12 && !subject::does(&lead.text) { lead.text } else { String::new() };
    let ends = dated::ENDS.iter().find(|(verbs, _)| verbs.contains(&verb)).map(|(_, ends)| *ends);
    let shortest = if ends.is_some() { 3 } else { 4 };
    let fits = ((shortest..=28).contains(&what.chars().count()) || dated::SHORT.contains(&what))
        && match ends {
            Some(ends) => ends.iter().any(|end| what.ends_with(end)),
            None => dated::STEPS_OF.contains(&what) || !dated::GENERAL.iter().any(|end| what.ends_with(end)),
        }
        && !what.contains(['：', '；', 'N', 'X'])
        && what.matches('“').count() == what.matches('”').count()
        && !what.contains("情况")
        && (verb != "形成" || clause.range.len() <= 16);
    let counts = clause.tokens.iter().any(|t| {
        // 2号宿舍楼
        matches!(&t.word, Word::Number(n) if (!n.is_han || n.measure == "%") && !clause.rest(t.range.end).starts_with('号'))
            || matches!(t.word, Word::Before(_) | Word::Place(_))
    });
    if !fits || counts {
        return None;
    }
    // 公开招聘教师600名，…7月底前完成招聘: counted already.
    if dated::SHORT.contains(&what) && carried.tally.as_ref().is_some_and(|(last, _)| last.contains(what)) {
        return None;
    }
    let is_in_title = who.chars().count() > 1 && lead.scope.is_empty();
    // 教师工资待遇问题，各县区在7月底前完成自查: of what.
    let of_what = || {
        let before = super::context::before(clause);
        let part = before.rsplit('，').next()?;
        let name = ["问题", "工作"].iter().find_map(|end| part.strip_suffix(end))?.to_owned();
        ((4..=14).contains(&name.chars().count()) && !subject::does(&name)).then_some(name)
    };
    // 开展配套幼儿园专项治理，4月底前完成摸底排查: of the same.
    let of_campaign = || {
        if !dated::STEPS_OF.contains(&what) {
            return None;
        }
        let before = super::context::before(clause);
        before.rsplit('，').find_map(|part| {
            let part = super::duty::led_by(part).unwrap_or(part);
            let name = dated::CAMPAIGNS.iter().find_map(|end| part.strip_suffix(end))?;
            let name = subject::of(name).text;
            let name = subject::leading_verb(&name).map_or(name.as_str(), |verb| &name[verb.len()..]);
            (3..=14).contains(&name.chars().count()).then(|| name.to_owned())
        })
    };
    let name = of_what().filter(|_| dated::SHORT.contains(&what)).or_else(of_campaign);
    let title = match name {
        Some(name) => format!("{verb}{name}{what}"),
        None if is_in_title => format!("{who}{said}"),
        None => said.clone(),
    };
    let mut statement = Statement::new(subject::close(&title), Comparator::YesNo, from..clause.range.end);
    statement.scope = lead.scope;
    Some(vec![statement])
}

/// 300人以上的学校要配齐专职保安: all of those who are lacked.
pub(super) fn staffed(clause: &Clause) -> Option<Vec<Statement>> {
    let (head, what) = clause.text.split_once("要配齐").or_else(|| clause.text.split_once("须配齐"))?;
    let is_place = ["学校", "幼儿园", "中心校", "中小学", "高中"].iter().any(|end| head.ends_with(end));
    let is_lacked = scope::LACKED.iter().any(|end| what.ends_with(end)) && !what.contains(['、', '，']);
    if !is_place || !is_lacked || head.chars().count() > 24 || what.chars().count() > 12 {
        return None;
    }
    let from = clause.range.start + head.chars().count() + 1;
    let mut statement = Statement::new(format!("配齐{what}"), Comparator::AllReach, from..clause.range.end);
    statement.scope = vec![head.to_owned()];
    Some(vec![statement])
}

/// 图书、仪器、音体美器材按省定标准配齐
pub(super) fn equipped(clause: &Clause) -> Option<Vec<Statement>> {
    let head = clause.text.strip_suffix("配齐").or_else(|| clause.text.strip_suffix("配足"))?;
    let (what, by) = head.rsplit_once('按')?;
    let counts = clause.tokens.iter().any(|t| matches!(t.word, Word::Number(_)));
    let what = subject::of(what);
    if !["标准", "要求", "规定"].iter().any(|end| by.ends_with(end))
        || by.chars().count() > 12
        || !(2..=24).contains(&what.text.chars().count())
        || counts
        || told_with(clause)
    {
        return None;
    }
    let from = clause.range.start + clause.text.split_once('按').map_or(0, |(what, _)| what.chars().count());
    let title = format!("{}{}", what.text, clause.rest(from));
    let mut statement = Statement::new(title, Comparator::AllReach, from..clause.range.end);
    statement.subject = what.text;
    statement.scope = what.scope;
    Some(vec![statement])
}

/// 完成县下达的中职招生任务: what was set from above.
pub(super) fn set_from_above(clause: &Clause) -> Option<Vec<Statement>> {
    // 确保全面完成年度新增学位任务
    let yearly = || {
        let is_bidden =
            clause.tokens.iter().any(|t| t.word == Word::Strive) || clause.text.starts_with("确保");
        let at = clause.text.find("完成年度").filter(|_| is_bidden)? + "完成".len();
        Some((&clause.text[..at], &clause.text[at + "年度".len()..]))
    };
    let set = clause.text.split_once("下达的");
    let (head, rest) = set.or_else(yearly)?;
    let (who, from) = head.rsplit_once("完成")?;
    let counts = clause.tokens.iter().any(|t| matches!(t.word, Word::Number(_)));
    let what = rest.strip_suffix("任务")?;
    let is_above =
        set.is_none() || from.chars().count() <= 6 && from.starts_with(['省', '市', '县', '区', '上']);
    if !is_above || counts || !(2..=20).contains(&what.chars().count()) || told_with(clause) {
        return None;
    }
    let at = clause.range.start + who.chars().count();
    let said = clause.words(at..clause.range.end);
    let mut statement = Statement::new(said, Comparator::YesNo, at..clause.range.end);
    statement.scope = subject::of(who).scope;
    Some(vec![statement])
}

/// 城关四小…，9月招生; 前期工作今年要做完: what is to become of what is being built.
pub(super) fn opens(clause: &Clause, carried: &Carried) -> Option<Vec<Statement>> {
    if !clause.text.ends_with(['生', '班', '完', '成', '决', '落']) {
        return None;
    }
    let (head, end) = dated::OPENED.iter().find_map(|end| Some((clause.text.strip_suffix(end)?, *end)))?;
    let is_day = |when: &When| when.every.is_none() && (when.due.is_some() || when.period.is_some());
    let own = clause.tokens.iter().any(|t| matches!(&t.word, Word::When(when) if is_day(when)));
    let counts = clause
        .tokens
        .iter()
        .any(|t| matches!(&t.word, Word::Number(n) if !n.is_han) || matches!(t.word, Word::Before(_)));
    let from = clause.range.start + head.chars().count();
    let said = clause.words(clause.range.start..from);
    // 土地问题由国土局会同各区5月底前解决: by whom.
    let found = subject::of(said.split_once('由').map_or(said.as_str(), |(what, _)| what));
    let is_thing = outcome::THINGS.ends(&found.text).is_some();
    let is_step = dated::FIRST_STEPS.iter().any(|step| found.text.ends_with(step));
    let takes_pupils = end.ends_with("招生") || end.ends_with("开班");
    let fits = if takes_pupils { is_thing || found.text.is_empty() } else { is_step };
    let bare =
        found.text.is_empty() || is_step && !found.text.ends_with("问题") && found.text.chars().count() <= 6;
    let name = match bare {
        true if carried.thing.is_empty() => return None,
        // 城关四小一期工程…，9月招生: the school takes pupils.
        true if takes_pupils => dated::WORKS
            .iter()
            .find_map(|works| carried.thing.strip_suffix(works))
            .unwrap_or(&carried.thing)
            .to_owned(),
        true => format!("{}{}", carried.thing, found.text),
        false => found.text,
    };
    if !fits || counts || !own {
        return None;
    }
    let mut statement = Statement::new(format!("{name}{end}"), Comparator::YesNo, from..clause.range.end);
    statement.scope = found.scope;
    if bare {
        statement.doubts.push(Doubt::SubjectCarried);
    }
    Some(vec![statement])
}

/// 已于5月底前完成, 完成了: it is over.
fn told_with(clause: &Clause) -> bool {
    ["已", "了", "没有", "未", "待", "后"].iter().any(|word| clause.text.contains(word))
        || clause.text.ends_with('的')
}
