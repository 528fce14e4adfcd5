//! Several values in order: A、B分别达到90%和95%, and nouns that the last of them names for all.

use super::anchor::Anchor;
use super::lists;
use super::scan::Word;
use super::statement::{Carried, Clause, Statement};
use super::subject;
use super::time::When;
use super::words::measure::Weight;
use super::words::verb;
use crate::intake::draft::Doubt;
use crate::model::choice::Comparator;

/// 5个国家级、20个省级实训基地: what both are.
pub(super) fn share_noun(statements: &mut [Statement]) {
    for n in (1..statements.len()).rev() {
        let (before, after) = statements.split_at_mut(n);
        let (Some(one), Some(next)) = (before.last_mut(), after.first()) else { return };
        if one.title.ends_with('级')
            && one.measure == next.measure
            && let Some((_, noun)) = next.title.split_once('级')
        {
            one.title.push_str(noun);
            one.subject.clone_from(&one.title);
        }
    }
}

/// 完成12所学校运动场、8所学校食堂改造: the last one says what is done to all.
pub(super) fn share_deed(statements: &mut [Statement]) {
    let Some((last, others)) = statements.split_last_mut() else { return };
    let Some(verb) = ["完成", "实施", "启动"].iter().find(|verb| last.title.starts_with(**verb)) else {
        return;
    };
    let deeds = [
        "升级改造",
        "提升改造",
        "改造提升",
        "改造",
        "建设",
        "维修",
        "新建",
        "改扩建",
        "扩建",
        "加固",
        "整治",
    ];
    let Some(deed) = deeds.iter().find(|deed| last.title.ends_with(**deed)) else { return };
    for one in others.iter_mut().rev().take_while(|one| one.title.starts_with(*verb)) {
        let has_own = deeds.iter().any(|deed| one.title.ends_with(deed));
        if one.measure == last.measure && !has_own {
            one.title.push_str(deed);
            one.subject.clone_from(&one.title);
        }
    }
}

/// 组织54名干部、54名书记和200名党员开展培训: all of them do what the last is said to.
pub(super) fn share_act(statements: &mut [Statement]) {
    let Some((last, others)) = statements.split_last_mut() else { return };
    let Some(verb) =
        ["组织", "选派", "安排", "选送", "支持", "引导"].iter().find(|verb| last.title.starts_with(**verb))
    else {
        return;
    };
    let rest = &last.title[verb.len()..];
    let act = verb::ACTS.iter().filter_map(|act| rest.find(act)).filter(|at| *at > 0).min();
    let Some(act) = act.map(|at| &rest[at..]) else { return };
    for one in others.iter_mut().rev().take_while(|one| one.title.starts_with(*verb)) {
        let does = verb::ACTS.iter().any(|act| one.title[verb.len()..].contains(act));
        if one.measure == last.measure && !does {
            one.title.push_str(act);
            one.subject.clone_from(&one.title);
        }
    }
}

/// 班额不超过45人、50人: the bound of the first holds for those after it in the list.
pub(super) fn share_bound(statements: &mut [Statement]) {
    for n in 1..statements.len() {
        let (before, after) = statements.split_at_mut(n);
        let (Some(one), Some(next)) = (before.last(), after.first_mut()) else { return };
        let guessed = next.doubts.contains(&Doubt::ComparatorGuessed);
        let is_same =
            one.measure == next.measure && !subject::does(&next.title) && !subject::does(&one.title);
        if one.comparator == Comparator::AtMost && guessed && is_same {
            next.comparator = Comparator::AtMost;
            next.doubts.retain(|doubt| *doubt != Doubt::ComparatorGuessed);
        }
    }
}

/// What is said of several numbers at once.
pub(super) fn listed(clause: &Clause, anchors: &[Anchor], carried: &Carried) -> Option<Vec<Statement>> {
    shared_out(clause, anchors, carried).or_else(|| treated(clause, anchors))
}

/// 对78所农村学校、21所民办幼儿园进行安全排查: it is done to all that are counted.
fn treated(clause: &Clause, anchors: &[Anchor]) -> Option<Vec<Statement>> {
    // 进行一次排查: once is how often.
    let anchors: Vec<&Anchor> = anchors.iter().filter(|a| !a.number.is_han).collect();
    let (first, last) = (anchors.first()?, anchors.last()?);
    let before = clause.words(clause.range.start..first.lead.start);
    let head = before.rfind(['对', '为'])?;
    let whom = subject::of(&before[head + '对'.len_utf8()..]);
    let rest = clause.rest(last.end);
    let (at, act) = ["进行", "开展", "实施", "予以"]
        .iter()
        .filter_map(|act| rest.find(act).map(|at| (at, *act)))
        .min()?;
    let deed = rest[at + act.len()..].trim_start_matches("一次");
    let counts = anchors
        .iter()
        .all(|a| a.number.weight == Weight::Count && a.comparator.is_none() && a.lead.growth.is_none());
    if anchors.len() < 2 || !counts || !whom.text.is_empty() || !(2..=14).contains(&deed.chars().count()) {
        return None;
    }
    let ends = anchors[1..].iter().map(|next| next.lead.start).chain([last.end + rest[..at].chars().count()]);
    // 对78所…、21所…的党建工作进行指导: of both.
    let tail = rest[..at].split_once('的').map_or("", |(_, tail)| tail);
    let made: Vec<Statement> = anchors
        .iter()
        .zip(ends)
        .filter_map(|(anchor, end)| {
            let said = clause.words(anchor.end..end.max(anchor.end));
            let mut name = subject::trim_end(subject::object(&said)).to_owned();
            if !tail.is_empty() && !name.ends_with(tail) {
                name = format!("{name}的{tail}");
            }
            let mark = anchor.lead.start..anchor.end;
            let mut statement = Statement::new(format!("{name}{act}{deed}"), Comparator::AtLeast, mark);
            statement.number(anchor.number);
            statement.scope.clone_from(&whom.scope);
            statement.doubts.push(Doubt::ComparatorGuessed);
            (name.chars().count() > 1).then_some(statement)
        })
        .collect();
    (made.len() == anchors.len()).then_some(made)
}

/// 云栖区、临浦县先行先试，分别建成10个和8个; 2027年、2028年分别补充25名和13名: so many in each place or year, of what was
/// counted before.
fn shared_out(clause: &Clause, anchors: &[Anchor], carried: &Carried) -> Option<Vec<Statement>> {
    let at = clause.tokens.iter().find(|t| t.word == Word::Respectively)?.range.clone();
    let first = anchors.first().filter(|first| anchors.len() > 1 && first.number.range.start >= at.end)?;
    let verb = match &first.lead.growth {
        Some(growth) => growth.clone(),
        None => clause.words(at.end..first.lead.start.max(at.end)),
    };
    let is_verb = first.lead.growth.is_some() || subject::leading_verb(&verb) == Some(verb.as_str());
    let between = |pair: &[Anchor]| clause.words(pair[0].end..pair[1].lead.start);
    let is_row = anchors.windows(2).all(|pair| matches!(between(pair).as_str(), "、" | "和" | "及" | "，"));
    let (what, measure) = carried.tally.as_ref()?;
    if !is_verb || !is_row || anchors.iter().any(|anchor| anchor.number.measure != *measure) {
        return None;
    }
    let times: Vec<&When> = clause
        .tokens
        .iter()
        .filter(|t| t.range.end <= at.start)
        .filter_map(|t| if let Word::When(when) = &t.word { Some(when) } else { None })
        .collect();
    let own = clause.words(clause.range.start..at.start);
    let before =
        carried.said.iter().rev().nth(1).map(|said| clause.chars[said.range.clone()].iter().collect());
    let list = if own.is_empty() { before.unwrap_or_default() } else { own };
    let mut places: Vec<&str> = list.split(['、', '和']).collect();
    let is_place = |c: char| "县区市镇乡校园".contains(c);
    if let Some(last) = places.last_mut() {
        *last = &last[..last.find(is_place).map_or(0, |at| at + '县'.len_utf8())];
    }
    let is_of_places = places.len() == anchors.len() && places.iter().all(|place| place.ends_with(is_place));
    if !is_of_places && times.len() != anchors.len() {
        return None;
    }
    let title = if subject::leading_verb(what).is_some() { what.clone() } else { format!("{verb}{what}") };
    let made = anchors.iter().enumerate().map(|(n, anchor)| {
        let name = if is_of_places { format!("{}{title}", places[n]) } else { title.clone() };
        let mut statement = Statement::new(name, Comparator::AtLeast, anchor.lead.start..anchor.end);
        statement.number(anchor.number);
        statement.doubts.extend([Doubt::SubjectCarried, Doubt::ComparatorGuessed]);
        if is_of_places {
            statement.scope.push(places[n].to_owned());
        } else {
            statement.when = times.get(n).map(|when| (*when).clone());
        }
        statement
    });
    Some(made.collect())
}

/// Several subjects, several values, in order.
pub(super) fn respectively(clause: &Clause, anchors: &[Anchor], carried: &mut Carried) -> Vec<Statement> {
    let first = anchors.iter().position(|a| a.lead.respectively).unwrap_or(0);
    let Some(lead) = anchors.get(first) else { return Vec::new() };
    let before = clause.words(clause.range.start..lead.lead.start);
    let mut found = subject::of(&before);
    // 上述三项指标分别…: of the rates that were named before.
    if ["上述", "以上", "前述", "这", "两项", "三项"]
        .iter()
        .any(|word| found.text.starts_with(word) || before.trim_start().starts_with(word))
        && found.text.ends_with("指标")
    {
        found.text.clear();
    }
    let count = anchors.len() - first;
    let earlier = carried.rates.len().checked_sub(count).map(|from| carried.rates[from..].to_vec());
    // 一本上线率和二本上线率在上年基础上分别提高…
    if lead.lead.growth.is_some() {
        found.text = subject::trim_end(subject::without_base(&found.text)).to_owned();
    }
    let mut titles = if found.text.is_empty() {
        earlier.filter(|_| carried.subjects.len() != count).unwrap_or_else(|| carried.subjects.clone())
    } else {
        let listed = lists::list(&found.text);
        if listed.len() < count { lists::list_of(&found.text, count).unwrap_or(listed) } else { listed }
    };
    // 语文、数学、英语三科合格率: of each of them.
    if let Some((head, tail)) = titles.last().and_then(|last| {
        ["两科", "三科", "四科", "五科", "两门", "三门"].iter().find_map(|all| last.split_once(all))
    }) && titles.len() > 1
        && subject::noun_ends(tail)
    {
        let (head, tail) = (head.to_owned(), tail.to_owned());
        if let Some(last) = titles.last_mut() {
            *last = head;
        }
        titles.iter_mut().for_each(|title| title.push_str(&tail));
    }
    // 学业水平考试合格率，语文、数学、英语分别不低于…
    if titles.len() > 1
        && subject::noun_ends(&carried.topic)
        && titles.iter().all(|title| title.chars().count() <= 4 && !subject::noun_ends(title))
    {
        titles.iter_mut().for_each(|title| title.push_str(&carried.topic));
    }
    // 小学、初中入学率均…，年辍学率分别…: of the same levels.
    if let [rate] = titles.as_slice()
        && count > 1
        && subject::noun_ends(rate)
        && let Some(earlier) = carried.rates.len().checked_sub(count).map(|from| &carried.rates[from..])
    {
        let levels: Option<Vec<&str>> = earlier.iter().map(|title| subject::level(title)).collect();
        let levels = levels.filter(|levels| levels.windows(2).all(|pair| pair[0] != pair[1]));
        titles = levels
            .map_or(titles.clone(), |levels| levels.iter().map(|level| format!("{level}{rate}")).collect());
    }
    // 开展安全教育和应急演练分别…: it is held, whichever of them.
    if titles.len() > 1
        && titles[1..].iter().all(|title| subject::leading_verb(title).is_none())
        && let Some(verb) = verb::HELD.iter().find(|verb| titles[0].contains(**verb))
    {
        titles[0] = titles[0].split_once(verb).map_or(String::new(), |(_, what)| what.to_owned());
    }
    let was_carried = found.text.is_empty();
    if let Some(last) = titles.last()
        && titles.len() > 1
        && !subject::noun_ends(last)
        && lead.lead.is_share
    {
        titles.iter_mut().for_each(|t| t.push_str("占比"));
    }
    let values = &anchors[first..];
    let pairs: Vec<(String, &Anchor)> = if values.len() == 1 {
        titles.iter().map(|t| (t.clone(), lead)).collect()
    } else {
        titles.iter().cloned().zip(values).collect()
    };
    let uneven = values.len() != 1 && titles.len() != values.len();
    let common = lead.lead.comparator;
    let growth = lead.lead.growth.clone();
    let last = anchors.last().map(|a| a.number.measure.clone()).unwrap_or_default();
    let out: Vec<Statement> = pairs
        .into_iter()
        .map(|(title, anchor)| {
            let comparator = anchor.comparator.or(common).unwrap_or(Comparator::AtLeast);
            let title = growth.as_ref().map_or(title.clone(), |growth| format!("{title}{growth}"));
            let mut statement = Statement::new(title, comparator, anchor.lead.start..anchor.end);
            statement.number(anchor.number);
            // 1.5个、2个百分点, 85、98%: the last one names the unit of all.
            if last.starts_with(&statement.measure) {
                statement.measure.clone_from(&last);
            }
            statement.scope = found.scope.clone();
            if anchor.is_about {
                statement.doubts.push(Doubt::Approximate);
            }
            if was_carried {
                statement.doubts.push(Doubt::SubjectCarried);
            }
            if uneven {
                statement.doubts.push(Doubt::UnevenLists);
            }
            statement
        })
        .collect();
    if !titles.is_empty() {
        if !was_carried {
            carried.rates.extend(titles.iter().cloned());
        }
        carried.subjects = titles;
    }
    out
}
