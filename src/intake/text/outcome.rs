//! Statements whose end is a word: 全部开工 · 清零 · 全覆盖 · 再创新高 · 全省前列 · 通过…验收.

use super::better;
use super::dated;
use super::every_one;
use super::handed;
use super::none;
use super::numeral::Number;
use super::rank;
use super::reached;
use super::results;
use super::scan::{self, Token, Word};
use super::statement::{self, Carried, Clause, Statement};
use super::subject;
use super::words::measure::Weight;
use super::words::{marks, outcome};
use crate::intake::draft::Doubt;
use crate::model::choice::Comparator;
use rust_decimal::Decimal;
use std::ops::Range;

/// The statements of a clause that end in a word.
pub(super) fn read(clause: &Clause, carried: &mut Carried) -> Vec<Statement> {
    // 为…: a purpose that something else serves.
    if clause.text.starts_with('为') && !clause.text.starts_with("为民") {
        return Vec::new();
    }
    results::within(clause, carried)
        .or_else(|| all_reach(clause, carried))
        .or_else(|| none::none_left(clause, carried))
        .or_else(|| none::without(clause, carried))
        .or_else(|| covered_each(clause, carried))
        .or_else(|| better::than_before(clause, carried))
        .or_else(|| rank::each(clause, carried))
        .or_else(|| rank::place(clause, carried))
        .or_else(|| rank::kept(clause, carried))
        .or_else(|| passed(clause))
        .or_else(|| passed_before(clause))
        .or_else(|| staged(clause, carried))
        .or_else(|| better::no_worse(clause, carried))
        .or_else(|| reached::graded(clause))
        .or_else(|| reached::everywhere(clause))
        .or_else(|| reached::covers_all(clause, carried))
        .or_else(|| reached::doubled(clause))
        .or_else(|| reached::half(clause, carried))
        .or_else(|| reached::all_of_them(clause))
        .or_else(|| reached::all_do(clause))
        .or_else(|| reached::finish_all(clause))
        .or_else(|| reached::dated_step(clause, carried))
        .or_else(|| better::above_before(clause))
        .or_else(|| better::against_before(clause, carried))
        .or_else(|| better::risen(clause, carried))
        .or_else(|| better::balanced(clause))
        .or_else(|| better::moved_up(clause, carried))
        .or_else(|| reached::put_to_use(clause))
        .or_else(|| every_one::each_one(clause, carried))
        .or_else(|| every_one::not_one(clause, carried))
        .or_else(|| every_one::refuse_none(clause))
        .or_else(|| every_one::everywhere_done(clause))
        .or_else(|| every_one::all_so(clause, carried))
        .or_else(|| every_one::counted_all(clause))
        .or_else(|| every_one::all_due(clause, carried))
        .or_else(|| dated::opens(clause, carried))
        .or_else(|| dated::set_from_above(clause))
        .or_else(|| dated::staffed(clause))
        .or_else(|| dated::equipped(clause))
        .or_else(|| dated::deed(clause, carried))
        .or_else(|| results::decided(clause, carried))
        .or_else(|| handed::up(clause, carried))
        .or_else(|| results::event(clause, carried))
        .or_else(|| results::begins(clause))
        .or_else(|| results::admitted(clause))
        .or_else(|| results::passes(clause))
        .or_else(|| results::awarded(clause, carried))
        .or_else(|| results::result(clause, carried))
        .unwrap_or_default()
}

pub(super) fn tail(clause: &Clause, from: usize) -> String {
    clause.rest(from).chars().filter(|c| !matches!(c, '”' | '“' | '的')).collect()
}

/// Whether nothing of weight follows a word in its clause.
pub(super) fn is_last(clause: &Clause, from: usize) -> bool {
    let tail = tail(clause, from);
    tail.is_empty() || matches!(tail.as_str(), "目标" | "任务" | "要求" | "）" | "工作目标" | "等")
}

pub(super) fn numbers<'a>(clause: &'a Clause, range: &Range<usize>) -> Option<(&'a Number, &'a Token)> {
    clause.tokens.iter().find_map(|t| match &t.word {
        Word::Number(number) if t.range.start >= range.start && t.range.end <= range.end => Some((number, t)),
        _ => None,
    })
}

/// Words without the number in them.
pub(super) fn without_number(
    clause: &Clause,
    range: Range<usize>,
) -> (String, Option<(Number, Range<usize>)>) {
    match numbers(clause, &range) {
        Some((number, token)) => {
            let text = format!(
                "{}{}",
                clause.words(range.start..token.range.start),
                clause.words(token.range.end..range.end)
            );
            (text, Some((number.clone(), token.range.clone())))
        }
        None => (clause.words(range), None),
    }
}

/// A、B、C项目全部竣工
fn all_reach(clause: &Clause, carried: &mut Carried) -> Option<Vec<Statement>> {
    let (at, stage) = clause.tokens.iter().enumerate().rev().find_map(|(n, t)| match t.word {
        Word::Stage(stage) => Some((n, Some(stage))),
        Word::Finished => Some((n, None)),
        _ => None,
    })?;
    let token = &clause.tokens[at];
    let all = clause.tokens[..at].iter().rev().find(|t| t.word == Word::All)?;
    let between = token.range.start.saturating_sub(all.range.end);
    if between > 8
        || !(is_last(clause, token.range.end) || tail(clause, token.range.end).chars().count() <= 2)
        || tail(clause, token.range.end) == "督办"
    {
        return None;
    }
    let all_text: String = clause.chars[all.range.clone()].iter().collect();
    // 6月底前全部完成登记: what is completed is part of what they are to do.
    let does = clause.chars[token.range.clone()] == ['完', '成'] && !is_last(clause, token.range.end);
    let stage = stage.filter(|_| !does);
    let end = if does { clause.range.end } else { token.range.end };
    let verb = clause.words(all.range.start..end).replace('于', "");
    let before = clause.range.start..all.range.start;
    let mut items = scan::split(clause.chars, before.clone(), |c| c == marks::PAUSE);
    items = items.into_iter().flat_map(|item| at_and(clause, item)).collect();
    let counted = items.iter().filter(|item| numbers(clause, item).is_some()).count();
    let long = items.iter().all(|item| item.len() >= 5);
    if counted == 0 && (!long || all_text == "都") || items.is_empty() {
        items = vec![before];
    }
    let word: String = clause.chars[token.range.clone()].iter().collect();
    let mut out = Vec::new();
    for item in items {
        let (mut text, mut number) = without_number(clause, item.clone());
        // 校园安防“三个100%”: the share is part of the name.
        // 56人以上大班额全面清零 says which.
        if number.as_ref().is_some_and(|(number, range)| {
            number.weight == Weight::Ratio || number.measure == "人" && none::says_which(clause, range)
        }) {
            (text, number) = (clause.words(item.clone()), None);
        }
        let (mut found, was_carried) = statement::subject_of(&text, carried);
        let is_bare = (was_carried || found.text.is_empty()) && (found.scope.is_empty() || found.binds);
        // 新建学校4所、新增学位500个，都将在年内完成 adds nothing to what was counted.
        if is_bare && word == "完成" && !carried.built.is_empty() {
            continue;
        }
        // 其余10个项目正在推进，年内可全部完成
        if is_bare
            && carried.built.is_empty()
            && let Some((name, of)) = &carried.counted
        {
            found.text.clone_from(name);
            number = number.or(Some((of.clone(), all.range.start..token.range.end)));
        }
        let has_topic = !carried.topic.is_empty() && found.text == carried.topic;
        if (was_carried || found.text.is_empty())
            && !carried.built.is_empty()
            && found.scope.is_empty()
            && !has_topic
        {
            found.text = all_built(carried);
        }
        // 城北幼儿园新建项目已进入装修阶段，预计一季度均可完工
        if is_bare && carried.built.is_empty() && carried.counted.is_none() && !carried.thing.is_empty() {
            found.text.clone_from(&carried.thing);
        }
        // 招聘教师860名，其中…200名，8月10日前全部到岗: all of them.
        if is_bare
            && carried.is_among
            && carried.built.is_empty()
            && ["到岗", "上岗"].contains(&word.as_str())
            && let Some(whole) = &carried.whole
        {
            found.text.clone_from(whole);
        }
        // A rate is not begun or finished.
        let is_rate = was_carried && found.text.ends_with('率');
        if is_rate || found.text.is_empty() && found.scope.is_empty() {
            continue;
        }
        let name = if found.text.is_empty() { found.scope.join("") } else { found.text.clone() };
        if name.chars().count() < 2 {
            continue;
        }
        let mark = number.as_ref().map_or(all.range.start..token.range.end, |(_, range)| range.clone());
        let mut statement = Statement::new(format!("{name}{verb}"), Comparator::AllReach, mark);
        statement.subject = name;
        statement.stage = stage;
        statement.scope = found
            .scope
            .iter()
            .filter(|s| super::words::scope::WHOLE.contains(&s.as_str()))
            .cloned()
            .collect();
        if let Some((number, _)) = &number {
            statement.number(number);
        }
        if was_carried {
            statement.doubts.push(Doubt::SubjectCarried);
        }
        out.push(statement);
    }
    (!out.is_empty()).then_some(out)
}

/// All that the sentence counted so far, as one name.
fn all_built(carried: &Carried) -> String {
    let titles: Vec<&str> = carried.built.iter().map(|(title, _)| title.as_str()).collect();
    // Places for pupils are not built by themselves.
    let built: Vec<&str> = titles.iter().copied().filter(|title| !title.ends_with("学位")).collect();
    let titles = if built.is_empty() { titles } else { built };
    // 实施校舍建设项目38个，全部开工: the verb is not what is begun.
    let bare = |title: &&str| {
        let rest = ["实施", "采购", "购置"].iter().find_map(|verb| title.strip_prefix(verb));
        rest.filter(|rest| rest.chars().count() >= 3).map_or((*title).to_owned(), str::to_owned)
    };
    titles.iter().map(bare).collect::<Vec<_>>().join("、").chars().take(60).collect()
}

/// Parts an item at 和 where both sides are counted.
fn at_and(clause: &Clause, item: Range<usize>) -> Vec<Range<usize>> {
    let mut place = item.start;
    while place < item.end {
        if let Some(close) = scan::closing(&clause.chars[..item.end], place) {
            place = close + 1;
            continue;
        }
        if matches!(clause.chars[place], '和' | '与' | '及') {
            let (left, right) = (item.start..place, place + 1..item.end);
            if numbers(clause, &left).is_some() && numbers(clause, &right).is_some() {
                let mut parts = vec![left];
                parts.extend(at_and(clause, right));
                return parts;
            }
        }
        place += 1;
    }
    vec![item]
}

/// 互联网全覆盖、网络教学环境全覆盖: each of them.
fn covered_each(clause: &Clause, carried: &mut Carried) -> Option<Vec<Statement>> {
    let parts = scan::split(clause.chars, clause.range.clone(), |c| c == marks::PAUSE);
    if parts.len() < 2 {
        return covered(clause, carried);
    }
    let ends = |part: &Range<usize>| {
        clause
            .tokens
            .iter()
            .any(|t| t.word == Word::Cover && t.range.end == part.end && part.contains(&t.range.start))
    };
    if !parts.iter().all(ends) {
        return covered(clause, carried);
    }
    let mut out = Vec::new();
    for part in parts {
        out.extend(covered(&clause.within(part), carried).into_iter().flatten());
    }
    (!out.is_empty()).then_some(out)
}

/// 课后服务全覆盖
fn covered(clause: &Clause, carried: &mut Carried) -> Option<Vec<Statement>> {
    let token = clause.tokens.iter().rev().find(|t| t.word == Word::Cover)?;
    // 应助尽助、不漏一人 says one thing twice.
    if !is_last(clause, token.range.end) || clause.text.contains("应助尽助") {
        return None;
    }
    let (text, _) = without_number(clause, clause.range.start..token.range.start);
    let mut name = text.as_str();
    for verb in ["实行", "实现", "做到", "达到", "推进", "推动"] {
        if let Some(at) = name.rfind(verb)
            && !subject::of(&name[at + verb.len()..]).text.is_empty()
        {
            name = &name[at + verb.len()..];
        }
    }
    let (mut found, was_carried) = statement::subject_of(name, carried);
    // 对34所学校实行课后服务全覆盖: for whom.
    let whom = text.strip_prefix('对').and_then(|rest| {
        let at = ["实行", "实现", "做到", "推进", "提供"].iter().filter_map(|verb| rest.find(verb)).min()?;
        Some(subject::of(&rest[..at]))
    });
    if let Some(whom) = whom.filter(|whom| !whom.text.is_empty() && !found.text.contains(&whom.text)) {
        found.text = if was_carried { whom.text } else { format!("{}{}", whom.text, found.text) };
        found.scope = whom.scope;
    }
    let word: String = clause.chars[token.range.clone()].iter().filter(|c| !matches!(c, '“' | '”')).collect();
    // 实现村村覆盖 is not of what was counted before.
    let names_all = ["村村", "校校", "乡乡", "人人"].iter().any(|all| word.starts_with(all));
    if was_carried && names_all {
        found.text.clear();
    } else if found.text.chars().count() < 2 {
        return None;
    }
    let title = if names_all { format!("{}{word}", found.text) } else { format!("{}全覆盖", found.text) };
    // 教师培训要全覆盖，每人不少于90学时: of the same.
    if !was_carried && found.text.chars().count() >= 4 {
        carried.subjects = vec![found.text.clone()];
    }
    let mut statement = Statement::new(title, Comparator::AtLeast, token.range.clone());
    statement.subject = found.text;
    statement.value = Some(Decimal::ONE_HUNDRED);
    statement.measure = "%".into();
    statement.scope = found.scope;
    if was_carried {
        statement.doubts.push(Doubt::SubjectCarried);
    }
    Some(vec![statement])
}

/// 高标准通过省政府督导评估, 创建为四星级高中
fn passed(clause: &Clause) -> Option<Vec<Statement>> {
    let (verb_at, ends) = pass_at(clause)?;
    let whole = clause.rest(verb_at);
    let trimmed = whole.trim_end_matches(['”', '）', '。', '创', '工', '作']);
    // 建成“…”的示范校 is a vision.
    if !ends.iter().any(|end| trimmed.ends_with(end)) || trimmed.contains("”的") {
        return None;
    }
    let verb: String = clause.chars[verb_at..].iter().take(2).collect();
    let before = clause.words(clause.range.start..verb_at);
    let around = format!("{before}{whole}");
    if verb != "通过" && !outcome::LEVEL.iter().any(|level| around.contains(level)) {
        return None;
    }
    // A number in between is a statement of its own: 85%的幼儿园达到标准.
    if clause.tokens.iter().any(
        |t| matches!(&t.word, Word::Number(n) if n.measure != "级" && n.measure != "星" && n.measure != "类"),
    ) {
        return None;
    }
    // 我们要力争在2026年把县职中建成…: what is made of it.
    let found = subject::of(before.rsplit_once('把').map_or(before.as_str(), |(_, what)| what));
    let (places, name) = places(&found.text);
    let title = format!("{name}{trimmed}");
    // 创建市级文明校园、省级绿色学校: each of them.
    let verb = outcome::PASS
        .iter()
        .map(|(verb, _)| *verb)
        .filter(|verb| trimmed.starts_with(verb))
        .max_by_key(|v| v.len())
        .unwrap_or_default();
    let parts: Vec<&str> = match trimmed[verb.len()..].split_once('和') {
        Some((first, last)) if ends.iter().any(|end| first.ends_with(end)) => {
            first.split('、').chain([last]).collect()
        }
        _ => trimmed[verb.len()..].split('、').collect(),
    };
    let each = |part: &&str| {
        ends.iter().any(|end| part.ends_with(end)) && outcome::LEVEL.iter().any(|level| part.contains(level))
    };
    if parts.len() > 1 && parts.iter().all(each) && !trimmed.contains(['（', '“']) {
        let mut from = verb_at;
        let made = parts.iter().enumerate().map(|(n, part)| {
            let to = from + part.chars().count() + if n == 0 { verb.chars().count() } else { 0 };
            let mut statement = Statement::new(format!("{name}{verb}{part}"), Comparator::YesNo, from..to);
            statement.scope.clone_from(&found.scope);
            from = to + 1;
            statement
        });
        return Some(made.collect());
    }
    let all = ["所有", "全体", "全部"].iter().any(|all| name.starts_with(all));
    let comparator = if all { Comparator::AllReach } else { Comparator::YesNo };
    let mut statement = Statement::new(subject::close(&title), comparator, verb_at..clause.range.end);
    statement.scope = if places.is_empty() { found.scope } else { places };
    Some(vec![statement])
}

/// 实验小学教学楼项目，6月底前开工，年底前竣工
fn staged(clause: &Clause, carried: &mut Carried) -> Option<Vec<Statement>> {
    let token = clause.tokens.last()?;
    let Word::Stage(stage) = token.word else { return None };
    let dated = clause.tokens.iter().any(|t| matches!(&t.word, Word::When(w) if w.due.is_some()))
        || carried.when.as_ref().is_some_and(|w| w.due.is_some() && !w.is_year);
    // 高中园今年将建成投用
    let named = clause
        .tokens
        .iter()
        .any(|t| matches!(&t.word, Word::When(w) if w.period.is_some() && w.every.is_none()));
    let dated = dated || named && ["将", "确保", "力争", "要"].iter().any(|word| clause.text.contains(word));
    let word: String = clause.chars[token.range.clone()].iter().collect();
    let is_built =
        outcome::BUILT.iter().any(|end| clause.text.trim_end_matches(word.as_str()).ends_with(end))
            || stage == crate::model::choice::Stage::Completed && clause.text.contains("主体建设并");
    if !dated && !is_built
        || matches!(word.as_str(), "完成" | "达标" | "办结")
        // 市一中新校区…，9月1日准时开学
        || word == "开学" && (carried.thing.is_empty() || !clause.text.contains("准时"))
        || !is_last(clause, token.range.end)
    {
        return None;
    }
    let before = clause.words(clause.range.start..token.range.start);
    // 初级中学主体建设并投入使用
    let before = ["并", "完成装修", "完成验收", "主体建设", "建设"]
        .iter()
        .fold(before, |before, end| before.strip_suffix(end).map_or(before.clone(), str::to_owned));
    let mut found = subject::of(
        before
            .trim_end_matches("正式")
            .trim_end_matches("准时")
            .trim_end_matches("如期")
            .trim_end_matches("必须")
            .trim_end_matches("主体")
            .trim_end_matches(['于', '须', '要', '将', '拟']),
    );
    // 与安置点工程同步交付: beside what it is done.
    if before.contains('与') && before.trim_end().ends_with("同步") {
        found = subject::Subject::default();
    }
    let place = found.scope.concat();
    // 城区第五小学 keeps its 城区 already.
    let own = match found.binds || found.text.starts_with(&place) {
        true => found.text,
        false => format!("{place}{}", found.text),
    };
    // 职教园区一期
    let whole = ["一期", "二期", "三期", "（一期）", "（二期）", "（三期）"]
        .iter()
        .find_map(|part| own.strip_suffix(part))
        .unwrap_or(&own);
    // 数控实训车间改造8月底前完工
    let whole = ["改造", "扩建", "维修", "改扩建", "修缮"]
        .iter()
        .find_map(|end| whole.strip_suffix(end))
        .unwrap_or(whole);
    // 市级小课题“分层作业研究”12月份结题
    let whole = whole
        .split_once('“')
        .filter(|(head, _)| whole.ends_with('”') && !head.is_empty())
        .map_or(whole, |(head, _)| head);
    let is_thing = outcome::THINGS.ends(whole).is_some();
    let counted = carried.counted.take().filter(|_| own.is_empty());
    let name = match &counted {
        Some((name, _)) => name.clone(),
        None if is_thing => subject::after_value(&own),
        None => carried.thing.clone(),
    };
    // 改造教学楼1栋、厕所2座，8月20日前完工: all of them.
    if name.is_empty() && own.is_empty() && dated && !carried.built.is_empty() {
        let name = all_built(carried);
        let mut statement =
            Statement::new(format!("{name}{word}"), Comparator::AllReach, token.range.clone());
        statement.subject = name;
        statement.stage = Some(stage);
        statement.doubts.push(Doubt::SubjectCarried);
        return Some(vec![statement]);
    }
    if name.is_empty()
        || !is_thing && !own.is_empty()
        || numbers(clause, &clause.range).is_some_and(|(n, t)| {
            // 3号学生公寓
            let is_name = clause.rest(t.range.end).starts_with('号');
            let is_part = n.is_han && n.measure == "期";
            let is_long = n.measure == "米" && t.range.start == clause.range.start;
            !(is_name || is_part || is_long)
        }) && !own.contains("元的")
    {
        return None;
    }
    // 枫林路小学、高铁新区第一幼儿园投入使用, 围墙改造工程须完工: each of them.
    let works: Vec<&str> = name.split(['、', '和']).collect();
    let is_one = |works: &str| {
        works.chars().count() >= 4
            && outcome::THINGS.ends(works).is_some()
            && !works.contains(['两', '等', '（'])
    };
    if counted.is_none()
        && numbers(clause, &clause.range).is_none()
        && works.len() > 1
        && works.iter().all(|works| is_one(works))
    {
        let made = works.iter().map(|works| {
            let mut statement =
                Statement::new(format!("{works}{word}"), Comparator::YesNo, token.range.clone());
            statement.subject = (*works).to_owned();
            statement.stage = Some(stage);
            statement
        });
        let made = made.collect();
        carried.thing = name;
        return Some(made);
    }
    let mut statement = Statement::new(format!("{name}{word}"), Comparator::YesNo, token.range.clone());
    statement.subject = name.clone();
    statement.stage = Some(stage);
    if let Some((_, number)) = &counted {
        statement.comparator = Comparator::AtLeast;
        statement.number(number);
    }
    if !is_thing {
        statement.doubts.push(Doubt::SubjectCarried);
    }
    carried.thing = name;
    Some(vec![statement])
}

/// 迎接省级达标验收，…确保一次性通过: what is to be passed was named before.
fn passed_before(clause: &Clause) -> Option<Vec<Statement>> {
    let head = ["通过", "过关"].iter().find_map(|end| clause.text.strip_suffix(end))?;
    let is_bidden =
        ["确保", "力争", "争取", "务必", "必须", "一次", "一次性"].iter().any(|word| head.contains(word));
    if !is_bidden || clause.range.len() > 12 {
        return None;
    }
    let from = clause.range.start.saturating_sub(60);
    let before: String = clause.chars[from..clause.range.start].iter().collect();
    let before = before.rsplit('。').next().unwrap_or_default();
    let ends = outcome::PASS.first().map(|(_, ends)| *ends).unwrap_or_default();
    let what = before.split(['，', '；', '：']).rev().find_map(|part| {
        let part =
            ["迎接", "接受", "接待", "做好", "迎"].iter().find_map(|verb| Some(part.split_once(verb)?.1))?;
        let at = ends.iter().filter_map(|end| part.find(end).map(|at| at + end.len())).max()?;
        Some(&part[..at])
    })?;
    let statement = Statement::new(format!("通过{what}"), Comparator::YesNo, clause.range.clone());
    Some(vec![statement])
}

fn pass_at(clause: &Clause) -> Option<(usize, &'static [&'static str])> {
    let known = clause.tokens.iter().find_map(|t| match t.word {
        Word::Pass(n) => outcome::PASS.get(n).map(|(_, ends)| (t.range.start, *ends)),
        _ => None,
    });
    // 建成省级示范性高中: also the word of a stage.
    let built = || {
        let token = clause.tokens.iter().find(|t| matches!(t.word, Word::Stage(_)))?;
        let text: String = clause.chars[token.range.clone()].iter().collect();
        let entry = outcome::PASS.iter().find(|(verb, _)| *verb == "建成" && text == *verb)?;
        (token.range.end < clause.range.end).then_some((token.range.start, entry.1))
    };
    let known = known.or_else(built);
    known.or_else(|| {
        clause.tokens.iter().rev().filter(|t| matches!(t.word, Word::Before(_))).find_map(|t| {
            let text: String = clause.chars[t.range.clone()].iter().collect();
            let entry = outcome::PASS.iter().find(|(verb, _)| *verb == text && verb.starts_with('达'))?;
            matches!(t.word, Word::Before(_)).then_some((t.range.start, entry.1))
        })
    })
}

/// X、X、X区、X区、X县 before a verb: places, some of them blank, and what is left.
fn places(text: &str) -> (Vec<String>, String) {
    if !text.contains('、') {
        return (Vec::new(), text.to_owned());
    }
    let parts: Vec<&str> = text.split('、').collect();
    let is_place = |p: &str| {
        let count = p.chars().count();
        count > 0
            && count <= 5
            && (p.chars().all(|c| matches!(c, 'X' | '×' | '*'))
                || p.ends_with(['县', '区', '市'])
                || count <= 3)
    };
    let Some((last, first)) = parts.split_last() else { return (Vec::new(), text.to_owned()) };
    if !first.iter().all(|p| is_place(p)) {
        return (Vec::new(), text.to_owned());
    }
    let end = last.find(['县', '区', '市']).map_or(0, |at| at + '县'.len_utf8());
    let mut names: Vec<String> = first.iter().map(|p| (*p).to_owned()).collect();
    if end > 0 {
        names.push(last[..end].to_owned());
    }
    (names, last[end..].to_owned())
}
