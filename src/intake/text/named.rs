//! What a counted thing is called, where its name does not simply stand beside the number: names listed
//! before their count, what is built before its verb, shares of something.

use super::anchor::Anchor;
use super::lead::Lead;
use super::numeral::Number;
use super::scan::Word;
use super::statement::{Carried, Clause};
use super::subject::{self, Subject};
use super::words::measure::Weight;
use super::words::{noun, outcome, verb};
use rust_decimal::Decimal;
use std::ops::Range;

/// Verbs that go with their object alone: 完成招生1200人，其中本县生源800人 completes no 生源.
const GENERAL: [&str; 6] = ["完成", "开展", "实施", "组织", "举办", "落实"];

/// Before a verb of doing: it is to come.
const PLANNED: [&str; 5] = ["将", "计划", "预计", "拟", "规划"];

/// 公办幼儿园将新建405所: what is built stands before its verb.
pub(super) fn before_verb(before: &str) -> Option<Subject> {
    let (head, verb) = PLANNED.iter().find_map(|word| {
        let at = before.rfind(word)?;
        let rest = before[at + word.len()..].trim();
        verb::DOING.contains(&rest).then_some((&before[..at], rest))
    })?;
    let mut found = subject::of(head);
    let is_thing = subject::noun_ends(&found.text)
        || outcome::THINGS.iter().chain(noun::LEVELS).any(|end| found.text.ends_with(end));
    found.text.push_str(verb);
    is_thing.then_some(found)
}

/// 新建A、B等2所, 启动A、B、C3个: the verb, where what follows it only names those that are counted.
pub(super) fn verb_before_names(before: &str, own: &str, number: &Number) -> Option<String> {
    let verb = subject::leading_verb(own).unwrap_or_default();
    let names = own[verb.len()..].trim();
    let lead = before.trim_end().strip_suffix(own).unwrap_or_default();
    let verb = if verb.is_empty() { last_verb(lead) } else { verb };
    let listed = names.trim_end_matches('等');
    let count = listed.split(['、', '和', '与', '及']).filter(|name| !name.is_empty()).count();
    let is_all = number.value == Some(Decimal::from(count as u64));
    let is_named = listed.chars().count() > 1 && (listed.len() < names.len() || count > 1 && is_all);
    is_named.then(|| verb.to_owned())
}

/// 增设无人机应用、智慧养老2个专业: all of them are named, and their kind is no name of one of them.
pub(super) fn names_all(own: &str, object: &str, number: &Number) -> bool {
    let count = own.split(['、', '和']).count();
    object == "专业" && count > 1 && number.value == Some(Decimal::from(count as u64))
}

fn last_verb(text: &str) -> &str {
    verb::DOING.ends(text).filter(|verb| verb.len() > 3).unwrap_or_default()
}

/// The verb by which the last of the same measure was counted: 新开办学校93所，其中…小学18所.
pub(super) fn verb_of_measure(carried: &Carried, measure: &str) -> Option<String> {
    let (title, _) = carried
        .built
        .iter()
        .rev()
        .chain(carried.tally.iter().filter(|(title, _)| !GENERAL.iter().any(|verb| title.starts_with(verb))))
        .find(|(_, of)| of.trim_start_matches('万') == measure.trim_start_matches('万'))?;
    subject::leading_verb(title).map(str::to_owned)
}

/// 全县公办幼儿教师达公办幼儿园所需80%: of what it is a share, between the comparator and the value.
fn base_between(clause: &Clause, index: usize, from: usize, lead: &Lead) -> Option<String> {
    let word = clause.tokens[..index]
        .iter()
        .rev()
        .find(|t| t.range.start >= from && matches!(t.word, Word::Before(_)))?;
    let base = clause.words(word.range.end..lead.start.max(word.range.end));
    let base = subject::trim_end(&base).trim_end_matches('的');
    let is_base = (3..=16).contains(&base.chars().count()) && !subject::does(base);
    is_base.then(|| base.to_owned())
}

/// What a share is called whose base stands between the comparator and the value.
pub(super) fn share_between(
    clause: &Clause,
    anchor: &Anchor,
    from: usize,
    own: &str,
    measured: bool,
) -> Option<String> {
    let is_number = ["数", "量", "面", "面积", "招生", "经费", "投入", "支出", "资金"]
        .iter()
        .any(|end| own.ends_with(end));
    let is_bare =
        anchor.number.weight == Weight::Ratio && anchor.lead.comparator.is_none() && (!measured || is_number);
    let base = base_between(clause, anchor.index, from, &anchor.lead)?;
    (is_bare && own.chars().count() > 1).then(|| format!("{own}占{base}比例"))
}

/// 不低于应交流人数的10%: of what, between the comparator and its number.
pub(super) fn base_before(clause: &Clause, anchor: &Anchor, from: usize) -> Option<String> {
    let end = anchor.number.range.start;
    let word = clause.tokens[..anchor.index]
        .iter()
        .rev()
        .find(|t| t.range.start >= from && matches!(t.word, Word::Before(_)) && t.range.end <= end)?;
    let base = clause.words(word.range.end..end);
    let base = base.strip_suffix('的')?;
    let is_whole = noun::WHOLES.iter().any(|end| base.ends_with(end));
    (is_whole && (3..=16).contains(&base.chars().count())).then(|| base.to_owned())
}

/// A share of people, named as one: of what, where that is said.
pub(super) fn as_share(title: String, base: Option<String>) -> String {
    // 交流轮岗的比例不低于教师总数的10%
    if let (Some(base), Some(of)) = (&base, title.strip_suffix("的比例").filter(|of| !of.contains('占')))
    {
        return format!("{of}占{base}的比例");
    }
    if !noun::SHARED.iter().any(|end| title.ends_with(end)) {
        return title;
    }
    match base {
        Some(base) => format!("{title}占{base}比例"),
        None => format!("{title}占比"),
    }
}

/// 接入带宽10M以上的中小学比例达到70%: the first number only says of which of them the share is.
pub(super) fn says_of_which(clause: &Clause, anchor: &Anchor) -> bool {
    let next = clause.tokens[anchor.index + 1..].iter().find(|t| matches!(t.word, Word::Number(_)));
    let Some(next) = next.filter(|next| next.range.start > anchor.end) else { return false };
    let said = clause.words(anchor.end..next.range.start);
    let of = said.strip_prefix('的').map(subject::trim_end);
    (anchor.end > anchor.number.range.end || anchor.lead.comparator.is_some())
        && anchor.number.measure != "%"
        && of.is_some_and(|of| {
            // 随班就读5人以上的学校配备1名教师
            let is_other =
                matches!(&next.word, Word::Number(number) if number.measure != anchor.number.measure);
            let is_place = is_other
                && outcome::PLACES_COVERED.iter().any(|end| match next.word {
                    Word::Number(ref number) if number.weight == Weight::Ratio => of.ends_with(end),
                    _ => of.starts_with(end) && anchor.number.measure == "人",
                });
            (subject::noun_ends(of) || is_place) && !of.contains(['、', '，'])
        })
}

/// 毛入学率 after 高等教育在校生, 受过高等教育的比例 after 劳动年龄人口平均受教育年限: of the same level or people.
pub(super) fn head_of_share(text: &str, last: Option<&String>) -> Option<String> {
    let last = last?;
    if noun::BARE_RATES.contains(&text) && !matches!(text, "比例" | "占比") {
        let ends = ["教育", "学前", "小学", "初中", "高中", "中职", "高中阶段", "小学阶段", "初中阶段"];
        let level = subject::level(last).filter(|level| ends.iter().any(|end| level.ends_with(end)));
        return level.filter(|level| level.len() < last.len()).map(str::to_owned);
    }
    let of_people = ["受过", "具有", "取得", "接受", "持有"].iter().any(|verb| text.starts_with(verb));
    let people = ["人口", "教师", "学生", "干部", "劳动力"];
    let end = people.iter().filter_map(|word| last.find(word).map(|at| at + word.len())).min()?;
    (of_people && !people.iter().any(|word| text.contains(word))).then(|| last[..end].to_owned())
}

/// 生均用房5.8平方米，运动场馆10.2平方米; 教师数至少5.3人、骨干教师1人: a noun and its number, after another such
/// pair that was asked for.
pub(super) fn is_paired(
    clause: &Clause,
    anchor: &Anchor,
    before: &Range<usize>,
    own: &str,
    carried: &Carried,
) -> bool {
    let Some(last) = &carried.paired else { return false };
    let is_noun = (2..=14).contains(&own.chars().count()) && !subject::does(own) && !own.starts_with("占地");
    let is_counted = !carried.verb.is_empty();
    let is_whole = before.start == clause.range.start
        && anchor.end == clause.range.end
        && (!is_counted || *last == anchor.number.measure);
    // 其中国家级10篇、省级60篇
    let in_list = (before.start > clause.range.start || carried.is_among) && *last == anchor.number.measure;
    is_noun && (is_whole || in_list)
}

/// 按公用经费预算总额的10%安排教师培训经费: the share is of what is set aside.
pub(super) fn set_aside(before: &str, object: &str) -> Option<String> {
    let (of, base) = before.split_once('按')?;
    let of = subject::of(of).text;
    // 土地出让收益按10%计提教育资金
    let base = match subject::trim_end(base.trim_start_matches('照')) {
        "" if noun::SET_ASIDE.iter().any(|verb| object.starts_with(verb)) => of.as_str(),
        base => base,
    };
    let kept = subject::leading_verb(object).map_or(object, |verb| &object[verb.len()..]);
    (kept.chars().count() > 1 && !base.is_empty()).then(|| format!("{kept}占{base}的比例"))
}

/// Numbers of a standard and of which of them: 按每人每月300元的标准, 5万元以上的物品须审批, 35岁以下教师参加考核.
pub(super) fn says_standard(clause: &Clause, anchor: &Anchor, before: &str) -> bool {
    let rest = clause.rest(anchor.end);
    let is_bound = anchor.end > anchor.number.range.end;
    let by_standard = before.contains('按') && rest.contains("的标准");
    let of_price = is_bound && anchor.number.measure.ends_with('元') && rest.starts_with('的');
    let of_age = is_bound && matches!(anchor.number.measure.as_str(), "岁" | "周岁");
    // 考后三天之内完成分析: until when. 后20%的学生: which of them.
    let is_bound = is_bound || clause.rest(anchor.end).starts_with('内');
    let is_limit = is_bound
        && matches!(anchor.number.measure.as_str(), "天" | "个工作日" | "小时" | "周" | "个月")
        && before.ends_with('后')
        && (subject::leading_verb(&rest).is_some() || rest.chars().count() >= 4);
    let of_rank =
        anchor.number.weight == Weight::Ratio && before.ends_with(['后', '前']) && rest.starts_with('的');
    anchor.lead.comparator.is_none() && (by_standard || of_price || of_age || of_rank) || is_limit
}

/// The level of schooling in brackets right after a value.
pub(super) fn level_beside(clause: &Clause, end: usize) -> Option<String> {
    let rest = clause.rest(end);
    let level = rest.strip_prefix('（')?.split_once('）')?.0;
    noun::LEVELS.contains(&level).then(|| level.to_owned())
}

/// A name without where its value starts from: 从…的10.8年.
pub(super) fn without_start(before: &str) -> &str {
    let from = before.rfind(['从', '由']).filter(|at| *at > 0);
    let is_start = |rest: &str| rest.contains(|c: char| c.is_ascii_digit()) && rest.chars().count() <= 14;
    from.filter(|at| is_start(&before[*at..])).map_or(before, |at| &before[..at])
}

/// What was counted last, without its verb: 新建学校 and 公办幼儿园新建 are both of a noun.
pub(super) fn noun_of(title: &str) -> Option<&str> {
    let noun = match subject::leading_verb(title) {
        Some(verb) => &title[verb.len()..],
        // 社团总数达到15个
        None if title.ends_with("总数") => title.trim_end_matches("总数"),
        None => title
            .strip_suffix(last_verb(title))
            .filter(|noun| noun.len() < title.len())
            // 公办园竣工
            .or_else(|| before_stage(title))?,
    };
    (noun.chars().count() > 1).then_some(noun)
}

/// 使用率低于60%的学校要限期整改: of those that fall short something is asked.
pub(super) fn falls_short(clause: &Clause, anchor: &Anchor) -> bool {
    let said: String = clause.chars[clause.range.start..anchor.number.range.start].iter().collect();
    let of: String = clause.chars[anchor.end..clause.range.end].iter().collect();
    let is_short =
        ["低于", "不足", "未达到", "达不到", "没有达到", "不到"].iter().any(|word| said.ends_with(word));
    let is_bound = ["不低于", "不得低于", "不能低于"].iter().any(|word| said.ends_with(word));
    let places = of.strip_prefix('的').unwrap_or_default();
    is_short && !is_bound && outcome::PLACES_COVERED.iter().any(|place| places.starts_with(place))
}

/// What has reached a stage, without it: 公办园主体封顶 is of 公办园.
pub(super) fn before_stage(title: &str) -> Option<&str> {
    outcome::STAGES
        .iter()
        .map(|(word, _)| *word)
        .chain(["主体封顶", "封顶"])
        .filter(|word| !["完成", "达标", "办结"].contains(word))
        .filter_map(|word| title.strip_suffix(word))
        .min_by_key(|noun| noun.len())
}

/// 人口2万人以上的乡镇办好: a place, and the verb of what is done there.
pub(super) fn placed_verb(title: &str) -> Option<(&str, &str)> {
    // 每个学生至少参加
    if let Some((each, verb)) = title.split_once("至少").filter(|(each, _)| each.contains(['每', '各']))
        && is_verb_alone(verb)
    {
        return Some((each, verb));
    }
    let verb = last_verb(title);
    let place = title.strip_suffix(verb).filter(|place| !verb.is_empty() && place.contains("以上"))?;
    let ends = ["乡镇", "村", "学校", "县", "街道", "幼儿园", "中心校"];
    ends.iter().any(|end| place.ends_with(end)).then_some((place, verb))
}

/// 平原、新丰两县各: places in a row, counted once more.
pub(super) fn places_listed(before: &str) -> Option<&str> {
    let places = before.trim_end().trim_end_matches(['各', '均', '都', '要', '分', '别']);
    let counted = ["两县", "三县", "四县", "两区", "三区", "两市", "三市", "两县区", "县区", "三县区"];
    let is_list = places.contains('、') && counted.iter().any(|end| places.ends_with(end));
    (is_list && places.chars().count() <= 16 && !subject::does(places)).then_some(places)
}

/// 中专整合为: so many of them become fewer.
pub(super) fn merges(between: &str) -> bool {
    ["整合为", "整合成", "合并为", "合并成", "撤并为", "调整为", "压缩为"]
        .iter()
        .any(|end| between.ends_with(end))
}

/// A change as a name says it: 再降1个百分点 is 下降.
pub(super) fn change(growth: &str) -> &str {
    if matches!(growth, "降" | "往下降" | "再往下降") { "下降" } else { growth }
}

/// Whether a name holds a verb of what is to be made: 建成省级示范的5所.
pub(super) fn asks_for(own: &str) -> bool {
    ["建成", "创建", "达到", "获得", "新建", "获", "改造"].iter().any(|verb| own.contains(verb))
}

/// 改扩建, 利用闲置校舍改扩建: a verb whose object is left out.
pub(super) fn is_verb_alone(title: &str) -> bool {
    title == "参加"
        || verb::DOING.contains(&title)
        || outcome::FINISHED.contains(&title)
        || title.starts_with("利用") && !last_verb(title).is_empty()
}

/// 再盖120套, 今年先招180名: a verb that no table knows, after a word that asks for something.
pub(super) fn bids_openly(before: &str) -> bool {
    let before = before.trim_end();
    let at = verb::BIDDING.iter().filter_map(|word| before.rfind(word).map(|at| at + word.len())).max();
    at.is_some_and(|at| {
        let verb = &before[at..];
        let count = verb.chars().count();
        let is_noun = count == 2 && (subject::noun_ends(verb) || noun::LEARNERS.contains(&verb));
        (1..=2).contains(&count) && !verb.chars().any(|c| verb::NO_VERBS.contains(c)) && !is_noun
    })
}

/// 对全区187家学科类培训机构，…: whom it is about, and nothing done yet.
pub(super) fn only_names(clause: &Clause, anchor: &Anchor) -> bool {
    let rest = clause.rest(anchor.end);
    clause.text.starts_with('对')
        && anchor.number.value.is_some()
        && anchor.lead.comparator.is_none()
        && (2..=14).contains(&rest.chars().count())
        && clause.chars.get(clause.range.end) == Some(&'，')
        // 对60名临界生实行导师制 says how.
        && (rest.contains("实行") && rest.ends_with('制')
            || !subject::does(&rest) && !verb::ACTS.iter().any(|act| rest.contains(act)))
}

/// 占普通高中总数的40%以上: a share of what was counted before.
pub(super) fn share_of_whole(title: &str, before: &str, carried: &Carried) -> Option<String> {
    let (whose, base) =
        before.rsplit_once('占').filter(|_| title.ends_with(['数', '量', '额', '生', '师']))?;
    let base = subject::trim_end(base.trim_start_matches('到'));
    let whose = subject::of(whose).text;
    let last = || carried.subjects.last().or(carried.built.last().map(|(title, _)| title)).cloned();
    let whose = if whose.is_empty() { last().unwrap_or_default() } else { whose };
    Some(format!("{whose}占{base}比例"))
}

/// Of what a part is, where things of two measures were counted before it.
pub(super) fn of_counted(
    carried: &Carried,
    number: &Number,
    level: &str,
    found: &mut Subject,
    was_carried: &mut bool,
) {
    let Some((title, _)) =
        carried.built.iter().rev().find(|(_, of)| *of == number.measure).filter(|_| carried.is_among)
    else {
        return;
    };
    // 新增学位4.35万个，幼儿园13所: the kindergartens are of what was counted before the places.
    let is_of_other = |last: &String| {
        last != title && carried.built.iter().any(|(name, of)| name == last && *of != number.measure)
    };
    if noun::LEVELS.contains(&level) && carried.subjects.last().is_some_and(is_of_other) {
        (found.text, *was_carried) = (level.to_owned(), false);
    }
    // 新建幼儿园18所，新增学位4860个，其中青桐县6所: of what was counted in the same measure.
    if *was_carried && !found.scope.is_empty() && carried.subjects.last().is_some_and(is_of_other) {
        found.text.clone_from(title);
    }
}
