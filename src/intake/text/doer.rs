//! Who does it: the people or the body a clause begins with.

use super::statement::{Carried, Clause, Statement};
use super::subject;
use super::words::{doer, frame, noun, scope, verb};
use crate::intake::draft::DraftKind;
use crate::model::choice::Comparator;

/// Longest name of those who do it, in characters.
const LONGEST: usize = 16;

/// Says whom a statement binds by those who are to do it, and makes a quota of what is asked of staff.
pub(super) fn bind(statement: &mut Statement, clause: &Clause, carried: &mut Carried, is_personal: bool) {
    kinds(statement);
    let is_done = statement.stage.is_none()
        && matches!(statement.comparator, Comparator::AtLeast | Comparator::AtMost | Comparator::YesNo);
    if !statement.scope.is_empty() || !is_done || statement.measure == "%" {
        return;
    }
    let until = statement.mark.start.clamp(clause.range.start, clause.range.end);
    let said = clause.words(clause.range.start..until);
    let own = subject::of(&said).text;
    // 县职教中心完成招生900人，新增校企合作企业5家: the same who did before.
    let goes_on = carried.doer.clone().filter(|_| subject::leading_verb(&own).is_some());
    let Some(who) = named(&own).or(goes_on) else { return };
    carried.doer = Some(who.clone());
    if is_personal && scope::PEOPLE.iter().any(|end| who.ends_with(end)) && !is_taught(&who) {
        statement.kind = DraftKind::Quota;
    }
    statement.scope.push(who);
}

/// 通报, 面谈: with who does it, since it says nothing alone.
pub(super) fn name(statement: &mut Statement) {
    if let Some(rest) = statement.title.strip_prefix("向我") {
        statement.title = rest.to_owned();
    }
    // 文明班级每月评选6个: what is chosen, not who does.
    if matches!(statement.title.as_str(), "评选" | "表彰" | "评出" | "创建" | "培育")
        && let [what] = statement.scope.as_mut_slice()
    {
        statement.title.push_str(&std::mem::take(what));
        statement.scope.clear();
        return;
    }
    let [who] = statement.scope.as_slice() else { return };
    let who = ["每名", "每位", "每个", "由"].iter().find_map(|each| who.strip_prefix(each)).unwrap_or(who);
    let is_named = scope::PEOPLE.iter().chain(scope::DOERS).chain(doer::UNITS).any(|end| who.ends_with(end))
        && !who.starts_with('各')
        && !is_taught(who)
        && who.chars().count() <= 8;
    let act = statement.title.as_str();
    let is_bare = frame::RHYTHM_ACTS.contains(&act) || doer::BARE_ACTS.contains(&act);
    if is_named && is_bare {
        statement.title.insert_str(0, who);
    }
}

/// 心理健康教师每校, 小学一年级每班: each of whom it binds is no part of the name.
pub(super) fn each(statement: &mut Statement, carried: &Carried) {
    // 中考及格率全县要到六成以上
    if let Some((rate, whole)) = scope::WHOLE
        .iter()
        .find_map(|whole| Some((statement.title.strip_suffix(whole)?, *whole)))
        .filter(|(rate, _)| subject::noun_ends(rate))
    {
        statement.scope = vec![whole.to_owned()];
        statement.title = rate.to_owned();
    }
    let Some((each, name)) =
        doer::EACH.iter().find_map(|each| Some((*each, statement.title.strip_suffix(each)?)))
    else {
        return;
    };
    let is_level = name.is_empty() || noun::LEVELS.contains(&name);
    let (whom, title) = match is_level {
        // 心理健康教师，中学每校至少2名
        true if !carried.topic.is_empty() => (format!("{name}{each}"), carried.topic.clone()),
        _ if each == "每班" && statement.measure == "人" => (each.to_owned(), format!("{name}班额")),
        _ if name.chars().count() >= 3 => (each.to_owned(), name.to_owned()),
        _ => return,
    };
    if each != "每人" {
        statement.scope = vec![whom];
    }
    statement.title = title;
}

/// 农村 and 城区 are no units; 城区学校 are.
fn kinds(statement: &mut Statement) {
    let is_share = statement.measure == "%";
    statement.scope.retain_mut(|place| {
        if !doer::KINDS.contains(&place.as_str()) {
            return true;
        }
        let schools = format!("{place}学校");
        if statement.title.starts_with(&schools) {
            *place = schools;
            return true;
        }
        is_share
    });
}

/// Whether somebody is taught, and gets what a school gives.
pub(super) fn is_taught(who: &str) -> bool {
    scope::PUPILS.iter().any(|end| who.ends_with(end))
}

/// Those at the front who are followed by what they are to do.
fn named(text: &str) -> Option<String> {
    let each = ["每名", "每位", "每个"].iter().find_map(|each| text.strip_prefix(each));
    // 每名学生掌握… names them itself.
    let text = each.filter(|rest| !scope::PUPILS.iter().any(|pupil| rest.starts_with(pupil))).unwrap_or(text);
    let ends = || scope::PEOPLE.iter().chain(scope::BODIES).chain(scope::DOERS).chain(doer::UNITS);
    let lengths = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST);
    let found = lengths.filter(|end| {
        let (who, rest) = text.split_at(*end);
        let is_named = !who.contains(doer::NO_NAMES)
            && !noun::LEVELS.contains(&who)
            && !doer::NOUNS.iter().any(|noun| rest.starts_with(noun))
            && (!rest.starts_with("招生") || who.starts_with(['县', '市', '区']));
        !rest.is_empty()
            && is_named
            && ends().any(|word| who.ends_with(word))
            && acts(rest)
            && !subject::does(who)
    });
    found.max().map(|end| text[..end].to_owned())
}

/// Whether words begin with something that somebody does.
fn acts(rest: &str) -> bool {
    doer::BEGINNINGS.iter().any(|word| rest.starts_with(word))
        || subject::leading_verb(rest).is_some()
        || verb::HELD.iter().any(|verb| rest.starts_with(verb))
}

/// 指导松溪区, 教案由教导处, 各责任股室要于: those alone who are bound; none of whom something is done with or for.
pub(super) fn alone(scope: String) -> Option<String> {
    if doer::WITH.iter().any(|word| scope.starts_with(word)) {
        return None;
    }
    let by = scope.rsplit_once('由').map_or(scope.as_str(), |(_, by)| by);
    let by = doer::LED_BY.iter().find_map(|word| by.strip_prefix(word)).unwrap_or(by);
    let by = ["要于", "须于", "要", "须"].iter().find_map(|end| by.strip_suffix(end)).unwrap_or(by);
    if by.chars().count() < 2 { Some(scope) } else { Some(by.to_owned()) }
}
