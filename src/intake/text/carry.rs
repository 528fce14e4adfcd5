//! What a clause leaves to those after it: its time, the people and bodies it binds, what it only names.

use super::lookup::Lookup;
use super::numeral::{Number, is_numeral};
use super::scan::{Token, Word};
use super::statement::{Carried, Clause, is_count};
use super::subject;
use super::tense::known;
use super::time::When;
use super::words::measure::Weight;
use super::words::scope;
use crate::model::choice::Period;
use std::sync::OnceLock;

static TERMS: OnceLock<Lookup<()>> = OnceLock::new();

/// What a clause begins with that is said of the one before it.
const NEXT_BOUND: [&str; 8] = ["不低于", "不少于", "不超过", "不得低于", "不得少于", "占", "要占", "至少"];

/// The same, before an aim: 接种流感疫苗的学生，争取10月底前达到七成以上.
const NEXT_AIM: [&str; 6] = ["争取", "力争", "要达到", "确保达到", "年底前", "年内"];

/// What follows a place that all of a sentence is asked of.
const PLACE_GOES_ON: [&str; 12] =
    ["要", "的", "今年", "年内", "力争", "必须", "须", "负责", "新", "校点", "先", "完成"];

/// Words by which a clause that ends in 的 says on what condition, and of nothing that is counted.
const OF_WHOM: [&str; 12] = ["未", "不", "没", "凡", "对", "被", "优秀", "合格", "有", "获", "是", "因"];

/// A day that a document states.
pub(super) fn is_firm(when: &When) -> bool {
    when.due.is_some() && !when.is_guess && !when.is_year
}

/// 全年, 当年: of whatever year is spoken of.
pub(super) fn is_whole_year(when: &When, chars: &[char]) -> bool {
    let is_this = matches!(chars.get(when.range.start), Some('今' | '本'));
    !is_this
        && when.due.is_none()
        && when.every.is_none()
        && when.period == Some(Period::Year)
        && !when.is_year
}

/// A stretch such as 秋季学期 that may also be part of a name.
pub(super) fn is_loose(when: &When, clause: &Clause) -> bool {
    when.is_guess && clause.chars.get(when.range.end - 1) == Some(&'期')
}
/// Takes over what the clause says of time and people.
pub(super) fn note(clause: &Clause, carried: &mut Carried, year: i32) {
    use chrono::Datelike;
    for token in &clause.tokens {
        if let Word::When(when) = &token.word {
            // 2月18日，…召开大会: when it was held, not when anything is due.
            let is_day =
                is_firm(when) && !when.is_year && clause.chars.get(when.range.end - 1) == Some(&'日');
            let is_event = is_day
                && ["召开", "举行", "发布", "公布", "印发", "获悉"].iter().any(|word| {
                    clause.chars[when.range.end..].iter().take(40).collect::<String>().contains(word)
                });
            let is_weaker = is_loose(when, clause) && carried.when.as_ref().is_some_and(is_firm);
            // 到2030年，…五年净增1200个。…: the same year, which goes on.
            let is_same = when.is_guess
                && carried.when.as_ref().is_some_and(|kept| kept.is_year && kept.due == when.due);
            if !is_event && !is_weaker && !is_same {
                carried.when = Some(when.clone());
            }
            let at = token.range.start;
            let until = at.checked_sub(1).is_some_and(|n| clause.chars[n] == '到')
                && !at
                    .checked_sub(2)
                    .is_some_and(|n| matches!(clause.chars[n], '加' | '高' | '升' | '长' | '大'));
            // 2014年，…全年支出6.42亿元: of that year.
            if !is_whole_year(when, clause.chars) {
                carried.is_over = !until && when.due.is_some_and(|due| due.year() < year);
            }
        }
    }
    if clause.text.contains("其中") || clause.text.starts_with('含') {
        if !carried.is_among {
            carried.whole = carried.tally.as_ref().map(|(name, _)| name.clone());
        }
        carried.is_among = true;
    }
    // 教师不少于15节，其中行政人员20节: a part of them.
    let part = clause.tokens.iter().find(|t| {
        t.word == Word::People
            && !carried.people.is_empty()
            && clause.text.starts_with("其中")
            && t.range.start == clause.range.start + 2
    });
    if let Some(part) = part.filter(|part| {
        clause
            .tokens
            .iter()
            .any(|t| t.range.start == part.range.end && matches!(t.word, Word::Number(_) | Word::Before(_)))
    }) {
        carried.people = clause.words(part.range.clone());
    }
    carried.is_term |= known(&TERMS, scope::TERMS, &clause.text);
    // People named first are those of whom the rest is asked.
    let first = clause.tokens.iter().find(|t| t.word == Word::People);
    let again = carried.is_term
        || clause
            .tokens
            .iter()
            .any(|t| t.word == Word::Each || matches!(&t.word, Word::When(w) if w.every.is_some()))
        || carried.when.as_ref().is_some_and(|when| when.every.is_some());
    // 校领导分线负责，每人联系…
    let each_next = clause.chars[clause.range.end..].starts_with(&['，', '每', '人']);
    let asked = |people: &&Token| {
        let next = clause.chars[people.range.end..clause.range.end].first().copied().unwrap_or('，');
        let each_led = clause.tokens.iter().any(|t| {
            t.word == Word::Each && t.range.start == clause.range.start && t.range.end == people.range.start
        });
        let leads = each_led
            || people.range.start == clause.range.start && clause.tokens.iter().any(|t| t.word == Word::Each);
        let is_subject = leads
            || again
                && "每要应须必带需坚深听，人按在平年至不、等全下讲和与（一结撰写承参自上还".contains(next);
        let compared = clause.tokens.iter().any(|t| {
            t.range.start == people.range.end && matches!(t.word, Word::Before(_) | Word::Number(_))
        });
        // 班主任：…: what follows is asked of them.
        let is_led = people.range.end == clause.range.end
            && clause.range.len() <= 8
            && clause.chars.get(clause.range.end) == Some(&'：');
        // 校长不能光坐办公室，每学期听课不少于30节
        let is_bidden = matches!(next, '不' | '要' | '应' | '须')
            && clause.chars[clause.range.end..].starts_with(&['，', '每']);
        is_subject
            || (each_next || is_bidden) && people.range.start == clause.range.start
            || is_led
            || compared && !carried.people.is_empty()
            || matches!(next, '要' | '应' | '须' | '带' | '必')
    };
    if let Some(people) = first.filter(asked) {
        let before = clause.words(clause.range.start..people.range.start);
        let more =
            clause.tokens.iter().filter(|t| t.word == Word::People && t.range.start >= people.range.end);
        let end = more.fold(people.range.end, |end, t| {
            let gap: String = clause.chars[end.min(t.range.start)..t.range.start].iter().collect();
            if matches!(gap.as_str(), "、" | "和" | "（" | "与") { t.range.end } else { end }
        });
        // 党组织 holds 组织 and does nothing.
        let does = subject::does(&before.replace("党组织", "")) || before.chars().count() > 14;
        if !does {
            let named: String = clause.words(clause.range.start..end);
            carried.people = subject::of(&named).scope.join("");
            let rest = strip_scope(&named);
            carried.people = if rest.is_empty() { named } else { rest };
            carried.people_are_old = false;
        }
    }
    // 劳动教育要排进课表, after a sentence of teachers: of others.
    if carried.people_are_old
        && first.is_none()
        && let Some((who, _)) = clause.text.split_once(['要', '须'])
        && (3..=8).contains(&who.chars().count())
        && !clause.tokens.iter().any(|t| t.range.start == clause.range.start)
    {
        carried.people.clear();
    }
    // 局机关每季度督查一次, after 班子成员…: of others.
    let first_every = clause.tokens.iter().find(|t| matches!(&t.word, Word::When(w) if w.every.is_some()));
    if let Some(every) = first_every {
        let who = clause.words(clause.range.start..every.range.start);
        if scope::BODIES.iter().any(|end| who.ends_with(end)) && (2..=16).contains(&who.chars().count()) {
            carried.people.clear();
            carried.scope = vec![who];
        } else if scope::DOERS.iter().any(|end| who.ends_with(end)) {
            carried.people.clear();
        }
    }
    // 安全工作领导小组要每月研究一次: whom it binds.
    if again
        && let Some((who, _)) = clause.text.split_once('要')
        && scope::BODIES.iter().any(|end| who.ends_with(end))
        && (4..=16).contains(&who.chars().count())
    {
        carried.scope = vec![who.to_owned()];
        return;
    }
    // 平阳县的短板在学前，公办园占比…: the place a sentence begins with is bound by all of it.
    if let Some((place, rest)) = subject::led_place(&clause.text)
        && PLACE_GOES_ON.iter().any(|word| rest.starts_with(word))
    {
        carried.scope = vec![place.to_owned()];
        return;
    }
    if !scope::PARTS.is_in(&clause.text) {
        return;
    }
    let led = subject::of(&clause.text);
    let passes = led.scope.iter().all(|s| !s.starts_with('每'));
    if led.binds && passes && !led.scope.is_empty() {
        carried.scope = led.scope;
    }
}

/// People with what they belong to, freed of leading words.
fn strip_scope(named: &str) -> String {
    let mut rest = named;
    while let Some((after, _)) = subject::strip_longest(
        rest,
        &["确保", "要求", "要", "对", "全市", "全县", "全区", "全体", "各级", "其中"],
    ) {
        rest = after;
    }
    // 本学期要求每位教师: each of whom.
    let each = scope::EACH.iter().filter_map(|word| rest.rfind(word).map(|at| at + word.len())).max();
    rest[each.unwrap_or(0)..].to_owned()
}
/// What a clause about how things are is about: 城北幼儿园新建项目已进入装修阶段.
pub(super) fn thing_of(clause: &Clause) -> Option<String> {
    let ends = |text: &str| super::words::past::SO_FAR.first(text, 0).map(|(at, _)| at);
    let things = |text: &str| super::words::outcome::THINGS.ends(text).is_some();
    // A glance before the words are looked at.
    if clause.range.len() > 60 || !things(&clause.text[..ends(&clause.text)?]) {
        return None;
    }
    let text = clause.words(clause.range.clone());
    let head = &text[..ends(&text)?];
    let found = subject::of(head);
    let name = format!("{}{}", found.scope.concat(), found.text);
    let is_thing = super::words::outcome::THINGS.ends(&name).is_some();
    let has_number = name.contains(|c: char| c.is_ascii_digit());
    (is_thing && !has_number && !name.starts_with("完成") && (4..=30).contains(&name.chars().count()))
        .then_some(name)
}

/// What is built or mended, named without a word of what becomes of it: 推进城东小学建设.
pub(super) fn works_named(clause: &Clause) -> Option<String> {
    // 是县里的重点工程 names nothing.
    if clause.text.starts_with('是') || !super::words::outcome::THINGS.is_in(&clause.text) {
        return None;
    }
    let mut named = subject::of(&clause.words(clause.range.clone())).text;
    let done =
        ["完成", "启动", "实施", "推进", "开工", "续建"].iter().find_map(|verb| named.strip_prefix(verb));
    named = done.map_or(named.clone(), str::to_owned);
    for end in ["选址工作", "前期工作", "建设工作", "筹建工作", "落地", "建设"] {
        named.truncate(named.strip_suffix(end).map_or(named.len(), str::len));
    }
    // 寄宿制学校冬季取暖改造，11月10日前必须完工
    let is_works = chars_after(clause, 7).contains(['月', '底', '节'])
        && ["改造", "维修", "加固", "翻新"].iter().any(|end| named.ends_with(end));
    // 总投资4.7亿元的城南中学二期
    let whole = ["一期", "二期", "三期"].iter().find_map(|part| named.strip_suffix(part)).unwrap_or(&named);
    let is_thing = is_works || super::words::outcome::THINGS.ends(whole).is_some();
    (is_thing && (4..=40).contains(&named.chars().count())).then(|| subject::after_value(&named))
}

/// A clause that says what is to be done without saying how much of it.
pub(super) fn deed_of(clause: &Clause) -> Option<String> {
    // 对重度残疾儿童送教上门: for whom.
    if clause.text.starts_with('对') && (8..=20).contains(&clause.range.len()) {
        let has_number = clause.tokens.iter().any(|t| matches!(t.word, Word::Number(_)));
        return (!has_number).then(|| subject::of(&clause.words(clause.range.clone())).text);
    }
    if clause.range.len() > 32 || !super::words::verb::HELD.iter().any(|verb| clause.text.contains(verb)) {
        return None;
    }
    let said = subject::of(&clause.words(clause.range.clone())).text;
    let has_number = clause.tokens.iter().any(|t| matches!(t.word, Word::Number(_)));
    let fits = (4..=28).contains(&said.chars().count()) && !has_number;
    let held = super::words::verb::HELD.iter().filter_map(|verb| said.find(verb)).min();
    // 面向退役军人、农民开展社会培训
    let is_held = held.is_some_and(|at| at == 0 || said.starts_with("面向"));
    (is_held && fits).then(|| said[held.unwrap_or(0)..].to_owned())
}

/// A clause that only names something: a noun that is measured, or a list of subjects.
pub(super) fn topic_of(clause: &Clause) -> Option<String> {
    // 每年交流到乡村学校的教师，不低于…总数的10%: what comes next is of it.
    let next: String = clause.chars.iter().skip(clause.range.end + 1).take(6).collect();
    let is_bare = clause.tokens.iter().all(|t| !matches!(t.word, Word::Number(_) | Word::Before(_)));
    if (5..=24).contains(&clause.range.len())
        && clause.chars.get(clause.range.end) == Some(&'，')
        && is_bare
        && (NEXT_BOUND.iter().any(|word| next.starts_with(word))
            || ["每校", "每所", "每园", "每班"].iter().any(|each| next.contains(each))
            || clause.text.contains('的') && NEXT_AIM.iter().any(|word| next.starts_with(word)))
        && scope::LACKED.iter().any(|end| clause.text.ends_with(end))
    {
        return Some(subject::of(&clause.words(clause.range.clone())).text);
    }
    // 学校食堂原料统一招标采购，9月1日前全部到位
    let ends_soon = || {
        let next = chars_after(clause, 16);
        let next = next.split(['，', '。', '；']).next().unwrap_or_default();
        next.contains(['前', '底', '内'])
            && ["到位", "兑现", "完成"].iter().any(|end| next.ends_with(end))
            && next.contains(['月', '年', '期'])
    };
    if (5..=20).contains(&clause.range.len())
        && clause.chars.get(clause.range.end) == Some(&'，')
        && is_bare
        && subject::leading_verb(&clause.text).is_none()
        && clause.tokens.iter().all(|t| !matches!(t.word, Word::When(_)))
        && !clause.text.contains(['要', '是', '把', '将', '对', '按'])
        && ends_soon()
    {
        return Some(subject::of(&clause.text).text);
    }
    // 一年级开设科学课，每周不少于1课时
    if let Some(at) = clause.text.find("开设")
        && clause.text.ends_with(['课', '程'])
        && clause.chars.get(clause.range.end) == Some(&'，')
        && is_bare
        && chars_after(clause, 1) == "每"
    {
        let who = subject::of(&clause.text[..at]).text;
        let who = who.rsplit_once("年起").map_or(who.as_str(), |(_, who)| who);
        return Some(format!("{who}{}", &clause.text[at..]));
    }
    // 普惠率不能往下掉，守住85%的底子
    if let Some((rate, _)) =
        ["不能", "不得", "不可", "不许"].iter().find_map(|not| clause.text.split_once(*not))
        && rate.ends_with('率')
        && clause.text.ends_with(['掉', '降', '低', '滑', '退', '松'])
    {
        return Some(subject::of(rate).text);
    }
    // 无证幼儿园按照“准入一批、整改一批”分类处置，年底前实现清零
    if ["分类处置", "分类治理", "分类整治", "分类施策"].iter().any(|end| clause.text.ends_with(end))
        && let Some((of, _)) = clause.text.split_once('按')
        && (3..=12).contains(&of.chars().count())
    {
        return Some(subject::of(of).text);
    }
    // 尖子生外流，全市控制在40人以内
    let bounds_all = || {
        let next = chars_after(clause, 14);
        let rest = scope::WHOLE.iter().find_map(|whole| next.strip_prefix(*whole));
        rest.is_some_and(|rest| {
            ["控制在", "不超过", "不低于", "不少于"].iter().any(|word| rest.starts_with(word))
        })
    };
    if (3..=16).contains(&clause.range.len())
        && clause.chars.get(clause.range.end) == Some(&'，')
        && is_bare
        && clause.tokens.iter().all(|t| !matches!(t.word, Word::When(_)))
        && bounds_all()
    {
        return Some(subject::of(&clause.text).text);
    }
    // 校门口的保安和监控，6月底前全部配齐
    let soon = || chars_after(clause, 14);
    if (4..=16).contains(&clause.range.len())
        && clause.chars.get(clause.range.end) == Some(&'，')
        && is_bare
        && clause.tokens.iter().all(|t| t.word == Word::People)
        && clause.text.contains('的')
        && !clause.text.ends_with('的')
        && ["全部", "一律", "都要", "必须", "底前", "年内"].iter().any(|word| soon().contains(word))
        && (!subject::does(&clause.text)
            || ["治理", "整治", "整改", "改造", "排查"].iter().any(|end| clause.text.ends_with(end)))
    {
        return Some(subject::of(&clause.text).text);
    }
    // 课后服务实行“5+2”，每周五天
    if clause.text.contains(['行', '取'])
        && let Some((what, _)) = ["实行", "推行", "采取"].iter().find_map(|verb| clause.text.split_once(verb))
        && (3..=10).contains(&what.chars().count())
        && scope::SERVED.iter().any(|end| what.ends_with(end))
    {
        return Some(subject::of(what).text);
    }
    // 送出去培训的，不低于600人次
    let of = clause.text.strip_suffix('的').filter(|of| of.chars().count() >= 4 && !of.contains("以"));
    let ends = subject::noun_ends(&clause.text)
        || clause.text.ends_with(['科', '课'])
        || super::words::none::HARMS.iter().any(|end| clause.text.ends_with(end))
        || ["轮岗", "交流", "培训", "大班额", "入学", "排查", "鉴定", "资助"]
            .iter()
            .any(|end| clause.text.ends_with(end));
    if clause.range.len() > 32 || !(ends || of.is_some()) {
        return None;
    }
    let said = subject::of(&clause.words(clause.range.clone())).text;
    if let Some(of) = of {
        let has_number = clause.tokens.iter().any(|t| matches!(t.word, Word::Number(_)));
        let is_deed =
            subject::does(of) && !has_number && !OF_WHOM.iter().any(|word| clause.text.contains(word));
        return is_deed.then(|| subject::of(of).text);
    }
    let raised = ["提高", "提升", "改善", "加强", "控制", "降低", "落实", "执行", "发放", "兑现", "保障"]
        .iter()
        .find_map(|verb| said.strip_prefix(verb));
    let named = raised.map_or_else(|| said.clone(), str::to_owned);
    // 56人以上的大班额，占比要压到5%以内: the number says which.
    let has_number = clause.tokens.iter().any(|t| match &t.word {
        Word::Number(n) => {
            !n.is_han && !["以上", "及以上"].iter().any(|word| clause.rest(t.range.end).starts_with(word))
        }
        _ => false,
    });
    let shared = ["轮岗", "交流", "培训", "事故", "事件", "班额", "入学", "排查", "鉴定", "资助"]
        .iter()
        .any(|end| named.ends_with(end));
    let is_rule = ["制度", "机制", "办法"].iter().any(|end| named.ends_with(end));
    let is_named = subject::noun_ends(&named) && !is_rule || named.ends_with(['科', '课']) || shared;
    let fits = (3..=24).contains(&named.chars().count())
        && !named.starts_with("坚持")
        && (shared || !subject::does(&named.replace("研究生", "")))
        && !has_number;
    (is_named && fits).then_some(named)
}

/// The things a clause counts without asking for them: 其余10个工程项目有序推进, 已进入验收阶段的4所幼儿园.
pub(super) fn counted(clause: &Clause) -> Option<(String, Number)> {
    clause.tokens.iter().rev().find_map(|t| match &t.word {
        Word::Number(number) if is_count(number) => {
            let rest = clause.rest(t.range.end);
            let rest =
                rest.split(['也', '正', '在', '均', '都', '已', '将', '按', '、', '没', '未']).next()?;
            let is_thing = super::words::outcome::THINGS
                .iter()
                .chain(scope::LACKED)
                .chain(super::words::outcome::DEEDS)
                .any(|end| rest.ends_with(end));
            (is_thing && rest.chars().count() <= 16).then(|| (rest.to_owned(), number.clone()))
        }
        _ => None,
    })
}

/// 校门口的硬隔离还有17所学校没装: of what so much is left to do.
pub(super) fn left_of(clause: &Clause) -> Option<String> {
    if !clause.text.contains(['有', '剩']) || !clause.text.contains(['没', '未']) {
        return None;
    }
    let (of, rest) = ["还有", "尚有", "仍有", "还剩"].iter().find_map(|word| clause.text.split_once(word))?;
    let name = subject::of(of).text;
    let is_left =
        rest.contains(['没', '未']) && rest.starts_with(|c: char| c.is_ascii_digit() || is_numeral(c));
    (is_left && (3..=16).contains(&name.chars().count())).then_some(name)
}

/// What a clause names for a verb that comes after it: 还缺音体美教师六百多人, 对迟迟不移交的小区配套园, 积极化解债务.
pub(super) fn named_of(clause: &Clause) -> Option<String> {
    let number = clause
        .tokens
        .iter()
        .find(|t| matches!(&t.word, Word::Number(n) if n.weight == super::words::measure::Weight::Count));
    if let Some(number) = number {
        // 对全县126个教学点逐一评估: those.
        if clause.text.starts_with('对') {
            let after = clause.words(number.range.end..clause.range.end);
            let ends = ["教学点", "学校", "幼儿园", "机构", "项目", "教师", "学生"];
            let end = ends.iter().filter_map(|end| after.find(end).map(|at| at + end.len())).min();
            return end
                .map(|end| after[..end].to_owned())
                .filter(|name| (2..=12).contains(&name.chars().count()));
        }
        let found = subject::of(&clause.words(clause.range.start..number.range.start)).text;
        let mut name = found.as_str();
        for word in ["还缺", "缺口", "短缺", "缺", "还有", "尚有", "仍有", "共有", "有", "达", "约"]
        {
            name = name.trim_start_matches(word).trim_end_matches(word);
        }
        let is_named = scope::LACKED.iter().any(|end| name.ends_with(end));
        return (is_named && (2..=12).contains(&name.chars().count())).then(|| name.to_owned());
    }
    if clause.range.len() > 36 {
        return None;
    }
    // 城镇小区配套园专项治理由学前股牵头
    if let Some((what, _)) = ["牵头", "负责", "主抓"]
        .iter()
        .find_map(|end| clause.text.strip_suffix(end))
        // 原党校闲置校舍由机关事务中心移交教育部门
        .or(Some(clause.text.as_str())
            .filter(|text| ["移交", "代建", "承建"].iter().any(|verb| text.contains(verb))))
        .and_then(|text| text.split_once('由'))
        && (4..=20).contains(&what.chars().count())
    {
        return Some(subject::of(what).text);
    }
    let said = clause.words(clause.range.clone());
    let led = ["对", "将", "把"].iter().find_map(|word| said.strip_prefix(word));
    let found = subject::of(led.unwrap_or(&said)).text;
    // 在全区中小学推广预警装置
    let is_led = said.starts_with(['在', '逐', '要', '由']) && subject::leading_verbs(&found).is_none();
    let found = if is_led { super::words::verb::last(&found).unwrap_or(&found) } else { &found };
    let verb = subject::leading_verbs(found).unwrap_or_default();
    if led.is_none() && verb.is_empty() {
        return None;
    }
    let what = &found[verb.len()..];
    let what = what.rfind('的').map_or(what, |at| &what[at + '的'.len_utf8()..]);
    let what = subject::trim_end(what).trim_end_matches("工作");
    let fits = (2..=16).contains(&what.chars().count())
        && (!what.contains(['、', '，', '：']) || what.starts_with('“') && what.contains('”'))
        && !what.starts_with(['由', '到', '为', '在', '与', '向']);
    fits.then(|| subject::close(what))
}

/// What a clause tells the state of: 近视率去年为58.6%, 公办园在园幼儿占比现在才41%.
pub(super) fn told_of(clause: &Clause, named: &str) -> Option<String> {
    let number = clause.tokens.iter().find(|t| matches!(t.word, Word::Number(_)))?;
    let Word::Number(value) = &number.word else { return None };
    let said = clause.words(clause.range.start..number.range.start);
    // 其中“双师型”教师61人，占专业课教师的52%
    if let Some(base) = said.trim().strip_prefix('占').filter(|_| !named.is_empty()) {
        return Some(format!("{named}占{}比例", subject::trim_end(base)));
    }
    let name = subject::of(&said).text;
    let name = ["近三年", "近两年", "近五年", "近年来"]
        .iter()
        .find_map(|then| name.strip_prefix(then))
        .unwrap_or(&name);
    let name = ["去年", "全市", "我市", "我县", "我区", "全县"]
        .iter()
        .fold(name, |name: &str, word| name.trim_start_matches(word));
    let name = ["眼下是", "目前是", "现在是", "眼下", "目前", "现在"]
        .iter()
        .find_map(|now| name.strip_suffix(now))
        .unwrap_or(name);
    // 去年体艺类本科上线703人，今年要达到800人
    if value.measure == "人" && ["上线", "录取", "招生", "上线人数"].iter().any(|end| name.ends_with(end))
    {
        return (name.chars().count() >= 3).then(|| name.to_owned());
    }
    // 市一中去年考取…186人，今年不得少于200人; 联片教研上学期搞了3次，…本学期安排4次
    let next = chars_after(clause, 20);
    let goes_on = ["今年", "本学期", "今秋"]
        .iter()
        .any(|now| next.starts_with(now) || next.contains(&format!("，{now}")));
    if goes_on && value.weight != super::words::measure::Weight::Ratio && !value.measure.ends_with('元') {
        let done = name.trim_end_matches('了');
        let done = ["搞", "开展", "组织", "举办", "完成", "达到", "招", "安排", "有"]
            .iter()
            .find_map(|verb| done.strip_suffix(verb))
            .unwrap_or(done);
        let done = ["上学期", "上学年", "上年", "去年"]
            .iter()
            .find_map(|then| done.strip_suffix(then))
            .unwrap_or(done);
        let done = ["去年", "上年"]
            .iter()
            .find_map(|then| done.split_once(then))
            .map_or_else(|| done.to_owned(), |(whose, did)| format!("{whose}{did}"));
        let is_talk = ["集中", "涉及", "分布", "还有", "仍有"].iter().any(|end| done.ends_with(end));
        return (!is_talk && (4..=20).contains(&done.chars().count())).then_some(done);
    }
    let is_measured = value.weight == super::words::measure::Weight::Ratio || value.measure.ends_with('元');
    (is_measured && subject::noun_ends(name) && name.chars().count() >= 3).then(|| name.to_owned())
}

/// The first characters after a clause, to the end of the next.
fn chars_after(clause: &Clause, count: usize) -> String {
    clause
        .chars
        .iter()
        .skip(clause.range.end + 1)
        .take(count)
        .take_while(|c| !"，。；".contains(**c))
        .collect()
}

/// The rate a clause tells of: 普惠性幼儿园覆盖率为86.4%.
pub(super) fn rate_told(clause: &Clause) -> Option<String> {
    let number = clause.tokens.iter().find(|t| matches!(&t.word, Word::Number(n) if n.measure == "%"))?;
    let said = clause.words(clause.range.start..number.range.start);
    let name = subject::of(said.trim_end_matches(['为', '是', '达', '到'])).text;
    subject::noun_ends(&name).then_some(name)
}

/// What a number leaves to those after it: the rates that were named, and what was counted.
pub(super) fn leave(titles: &[String], number: &Number, is_rate: bool, carried: &mut Carried) {
    let counted = |title: &String| (title.clone(), number.measure.clone());
    if number.weight == Weight::Count && !is_rate {
        carried.tally = titles.last().map(counted);
    }
    if is_rate {
        carried.rates.extend(titles.iter().cloned());
    } else if matches!(number.measure.as_str(), "所" | "个" | "项" | "处" | "座" | "栋" | "间" | "幢")
    {
        carried.built.extend(titles.iter().map(counted));
    }
}
