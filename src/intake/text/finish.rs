//! What a statement says beside its value: when, whom it binds, whether it is a quota on people.

use super::carry::{is_firm, is_loose};
use super::doer;
use super::examined;
use super::scan::Word;
use super::statement::{Carried, Clause, Statement};
use super::subject;
use super::time::When;
use super::trimmed;
use super::words::scope;
use super::words::when::YEARLY;
use crate::intake::draft::{Doubt, DraftKind, Every};
use crate::model::choice::Comparator;
use chrono::Datelike;

/// Says when a statement is due or how often, and what makes that doubtful.
pub(super) fn be_due(statement: &mut Statement, when: Option<When>, year: i32) {
    statement.doubts.retain(|doubt| !matches!(doubt, Doubt::DueGuessed | Doubt::OtherYear));
    statement.every = when.as_ref().and_then(|when| when.every);
    if when.as_ref().is_some_and(|when| when.is_guess) {
        statement.doubts.push(Doubt::DueGuessed);
    }
    if when.as_ref().and_then(|when| when.due).is_some_and(|due| due.year() != year) {
        statement.doubts.push(Doubt::OtherYear);
    }
    statement.when = when;
}

/// Gives a statement its time, scope and kind.
pub(super) fn finish(statement: &mut Statement, clause: &Clause, carried: &mut Carried, year: i32) {
    // The nearest time before the value, else the first in the clause, else the one carried.
    let times =
        || clause.tokens.iter().filter_map(|t| if let Word::When(w) = &t.word { Some(w) } else { None });
    let near = || times().filter(|w| w.range.start <= statement.mark.start);
    let own = near()
        .next_back()
        // 5月底前，春季学期助学金…: a day that is stated before one that is guessed.
        .map(|last| {
            near().rfind(|w| last.is_guess && w.due.is_some() && !w.is_guess && !w.is_year).unwrap_or(last)
        })
        .or_else(|| times().find(|w| w.due.is_some()))
        .or_else(|| times().next().filter(|w| w.every.is_none()))
        // 每年下降0.5个百分点
        .or_else(|| times().find(|w| w.every.is_some() && w.range.end <= statement.mark.end));
    // 教育笔记12篇、观察记录每周1篇: what comes after a value is not its own.
    let comes_after = times().next().is_some() && times().all(|w| w.range.start > statement.mark.end);
    let kept = if comes_after { &carried.earlier } else { &carried.when };
    // 每周一、二年级4节体育课，三至六年级3节: of the same.
    let of_same = statement.doubts.contains(&Doubt::SubjectCarried)
        && matches!(statement.measure.as_str(), "节" | "课时" | "节课")
        && subject::after_grades(&statement.title).or(subject::level(&statement.title)).is_some();
    let kept = kept
        .as_ref()
        .filter(|w| w.every.is_none() || !carried.people.is_empty() || carried.is_among || of_same);
    // 每天锻炼1小时，体质健康优良率达到60%: how often is said of what is done, not of a share.
    let kept = kept.filter(|w| {
        w.every.is_none_or(|every| {
            every == Every::Year || statement.measure != "%" && statement.measure != "个百分点"
        })
    });
    // 12月前完成立项，建成后可新增学位: that comes later.
    let later = ["建成后", "建成投用后", "投用后", "竣工后", "完工后"]
        .iter()
        .any(|word| clause.text.starts_with(word));
    let kept = kept.filter(|w| !later || w.is_year || w.due.is_none());
    // 10月底前，秋季学期助学金…: the term only says which.
    let own = own.filter(|w| !(is_loose(w, clause) && kept.is_some_and(is_firm)));
    // What no rule reads is due when it says itself.
    let kept = kept.filter(|w| w.is_year || !statement.doubts.contains(&Doubt::Unread));
    // 2027年、2028年分别补充25名和13名: each has its own already.
    let when = statement.when.take().or_else(|| own.or(kept).cloned());
    if when.is_some() {
        be_due(statement, when, year);
    }
    // 教师年度培训: what is done every year, whatever year is spoken of.
    let is_yearly = YEARLY.iter().any(|word| clause.text.contains(word));
    if is_yearly && statement.when.as_ref().is_none_or(|when| when.is_year) {
        statement.when = None;
        statement.every = Some(Every::Year);
    }
    // 逐年提高: year after year.
    if statement.comparator == Comparator::BetterThan && clause.text.contains("逐年") {
        statement.every = Some(Every::Year);
    }
    let each = clause.tokens.iter().any(|t| t.word == Word::Each) && !clause.text.contains("均");
    // 每所中学至少配备1名校医: each of them, and at least is no part of the name.
    if let Some((head, rest)) =
        statement.title.split_once("至少").filter(|(_, rest)| rest.chars().count() > 1)
    {
        let is_each = head.starts_with(['每', '各']) && head.chars().count() <= 12;
        let title = if is_each { rest.to_owned() } else { format!("{head}{rest}") };
        if is_each && statement.scope.is_empty() {
            statement.scope.push(head.to_owned());
        }
        statement.title = title;
    }
    // 每学期召开家长会, after a sentence of teachers: the school does.
    let of_body = carried.people_are_old
        && scope::HELD_BY_BODIES.iter().any(|verb| statement.title.contains(verb))
        || [
            "集体备课",
            "集体教研",
            "教研活动",
            "教研组活动",
            "教研组集体",
            "备课组活动",
            "备课组集体",
            "体育",
            "大课间",
            "课间",
            "评选",
        ]
        .iter()
        .any(|lead| statement.title.starts_with(lead))
        || statement.title.contains("作业") && statement.comparator == Comparator::AtMost;
    let of_people = !carried.people.is_empty()
        // Of pupils it is what the school gives them.
        && !doer::is_taught(&carried.people)
        && !of_body
        && (statement.every.is_some() || each || carried.is_term);
    let personal = matches!(
        statement.measure.as_str(),
        "节" | "节课"
            | "字"
            | "户"
            | "次"
            | "天"
            | "学时"
            | "课时"
            | "小时"
            | "分钟"
            | "个月"
            | "篇"
            | "场"
            | "个工作日"
            | "周"
            | "本"
            | "期"
    ) || each
        && matches!(
            statement.measure.as_str(),
            "个" | "项" | "份" | "户" | "名" | "人" | "件" | "所" | "门" | "堂"
        );
    if of_people && personal {
        statement.kind = DraftKind::Quota;
        statement.scope = vec![carried.people.clone()];
        let often = statement
            .when
            .as_ref()
            .filter(|w| w.every.is_some())
            .map(|w| clause.chars[w.range.clone()].iter().collect::<String>())
            // 一学期听课不能少于30节
            .map(|often| often.strip_prefix('一').map(|unit| format!("每{unit}")).unwrap_or(often));
        let name = scope::PEOPLE.iter().filter(|p| carried.people.ends_with(**p)).max_by_key(|p| p.len());
        let after = name.and_then(|name| statement.title.rfind(name).map(|at| at + name.len()));
        let mut act = after.map_or(statement.title.clone(), |at| statement.title[at..].to_owned());
        for word in ["每人", "每位", "每名"] {
            act = act.replace(word, "");
        }
        let act = subject::trim_end(act.trim_start_matches(['，', '、'])).to_owned();
        let bare = subject::of(&act).text;
        let before =
            ["每名", "每位", "每人"].iter().find_map(|each| Some(statement.title.split_once(each)?.0));
        let act = if act.is_empty()
            && let Some(before) = before.filter(|text| text.chars().count() >= 4)
        {
            // 暑期师德集中学习每名教师不少于5天
            before.to_owned()
        } else if act.is_empty() {
            carried.act.clone()
        } else if bare.is_empty() {
            act
        } else {
            bare
        };
        carried.act.clone_from(&act);
        statement.title = format!("{}{}{act}", carried.people, often.unwrap_or_default());
        statement.subject = act;
    } else if statement.scope.is_empty() {
        statement.scope.clone_from(&carried.scope);
    }
    doer::bind(statement, clause, carried, personal);
    examined::name(statement, carried);
    statement.title = trimmed::of(&statement.title);
    if statement.every == Some(Every::Day) && matches!(statement.measure.as_str(), "小时" | "分钟") {
        statement.title = trimmed::each_day(&statement.title);
    }
    examined::name_exam(&mut statement.title, carried);
    doer::name(statement);
    doer::each(statement, carried);
    statement.scope = std::mem::take(&mut statement.scope).into_iter().filter_map(doer::alone).collect();
    if statement.scope.iter().any(|place| place.contains('X')) {
        statement.doubts.push(Doubt::PlaceUnset);
    }
}
