//! A title made whole by what was said before: of whose rank, of what each, of which kind.

use super::context;
use super::named;
use super::statement::{Carried, Clause};
use super::subject;
use super::words::noun;

/// The title of a counted statement, and whether words from before were put to it. `own` is what its clause names,
/// `object` what stands after its value; `of_before` says that it has a bound and nothing after it.
pub(super) fn whole(
    mut title: String,
    own: &str,
    object: &str,
    of_before: bool,
    clause: &Clause,
    carried: &Carried,
) -> (String, bool) {
    let mut is_helped = false;
    // 完成96%以上的升学率
    if let Some(rate) = title.strip_prefix("完成").filter(|rate| rate.ends_with('率')) {
        title = rate.to_owned();
    }
    let title =
        ["陆续", "至少能够", "至少能", "能够"].iter().fold(title, |title, word| title.replace(word, ""));
    let title = TERMS.iter().fold(title, |title, word| title.replace(word, ""));
    // 普通高中计划招生, 中职招生完成
    let title = title.replace("计划招生", "招生").replace("招生完成", "招生").replace("完成招生", "招生");
    let mut title = subject::close(&title);
    // 还缺音体美教师六百多人，…今年先招180名; 化解“普九”债务，年内偿还1200万元
    let is_money = ["投资", "投入", "安排", "总投资"].contains(&title.as_str());
    let is_verb = !is_money && named::is_verb_alone(&title) || title.chars().count() == 1;
    if object.is_empty() && is_verb && !title.is_empty() && !carried.named.is_empty() {
        title.push_str(&carried.named);
        is_helped = true;
    }
    // 52个单体工程…，年底竣工的不少于35个
    if (object.is_empty() || object == title) && is_helped_by_stage(&title, carried) {
        let noun = carried.tally.as_ref().and_then(|(last, _)| named::noun_of(last));
        // 新建幼儿园22所，其中主城区9所，秋季有15所投入使用
        let noun = noun.or_else(|| carried.whole.as_deref().and_then(named::noun_of));
        title.insert_str(0, noun.unwrap_or(&carried.thing));
        is_helped = true;
    }
    // “县管校聘”改革…，再推开2个县
    if of_topic_alone(&title, carried) {
        title.insert_str(0, &carried.topic);
        is_helped = true;
    }
    // 56人以上的大班额，占比要压到5%以内
    if noun::GENERAL.contains(&title.as_str()) && !carried.topic.is_empty() {
        title.insert_str(0, &carried.topic);
        is_helped = true;
    }
    // 新建周转房60套，面积3600平方米
    if matches!(title.as_str(), "面积" | "建筑面积" | "总建筑面积")
        && let Some(noun) = carried.tally.as_ref().and_then(|(last, _)| named::noun_of(last))
        && noun.chars().count() <= 12
        && !noun.contains(['、', '或'])
    {
        title.insert_str(0, noun);
        is_helped = true;
    }
    // 开展农村实用技术和劳动力转移培训，年培训1.5万人次
    if title.chars().count() == 2 && carried.deed.ends_with(&title) && object.is_empty() {
        title.clone_from(&carried.deed);
        is_helped = true;
    }
    // 举办食堂管理员培训班3期，培训400人次: of those it is held for.
    if title == "培训"
        && object.is_empty()
        && let Some(held) = carried.subjects.last().and_then(|held| held.strip_suffix("培训班"))
    {
        let whom = &held[subject::leading_verb(held).unwrap_or_default().len()..];
        if whom.chars().count() >= 2 {
            title.push_str(whom);
            is_helped = true;
        }
    }
    // 获奖20篇以上，其中省级不少于5篇: a part of what was counted before.
    if carried.is_among
        && noun::RANKS.contains(&own)
        && let Some(last) = carried.subjects.last().filter(|last| !last.contains(own))
    {
        title = format!("{}（{own}）", last.split('（').next().unwrap_or(last));
    }
    // 高考本科上线突破650人，其中一中不少于430人、二中不少于180人: the part of each.
    if carried.is_among
        && title == own
        && let Some(of) = carried.subjects.last().and_then(|last| subject::of_part(own, last))
    {
        title.push_str(of);
        is_helped = true;
    }
    // 论文获省级奖励3篇，市级5篇
    if noun::RANKS.contains(&own)
        && let Some(last) = carried.subjects.last()
        && let Some(level) = noun::RANKS.iter().find(|level| last.contains(**level) && **level != own)
    {
        title = last.replace(level, own);
        is_helped = true;
    }
    // 获省级一等奖2人、二等奖5人
    if PRIZES.iter().any(|prize| own == *prize || title == format!("获{prize}"))
        && let Some(last) = carried.tally.as_ref().map(|(last, _)| last).or(carried.subjects.last())
        && let Some(first) = PRIZES.iter().find(|prize| last.ends_with(**prize))
    {
        let own = PRIZES.iter().find(|prize| title.ends_with(**prize)).unwrap_or(first);
        title = format!("{}{own}", last.trim_end_matches(first));
        is_helped = true;
    }
    // 每周至少1篇，每学期不少于15篇: of what each of them was asked before.
    if title.is_empty() && !carried.people.is_empty() && !carried.act.is_empty() {
        title.clone_from(&carried.act);
        is_helped = true;
    }
    // 每次不少于3课时, 1000人以上学校不少于4人, 幼儿园不少于1次: of what was asked for before.
    // 其他年级每天不超过1小时
    let is_grade = own.ends_with("年级") && carried.topic.is_empty();
    // 三至六年级3节, after 一、二年级开设体育课
    let goes_on = object.is_empty()
        && subject::after_grades(own) == Some("")
        && carried
            .subjects
            .last()
            .and_then(|last| subject::after_grades(last))
            .is_some_and(|of| !of.is_empty());
    let is_grade = is_grade || goes_on;
    let of_kind = goes_on && title == own || of_before && is_kind(&title, own, is_grade);
    if let Some(last) = carried.subjects.last().filter(|last| of_kind && **last != title) {
        let bare = subject::without_level(last);
        let bare = subject::after_grades(last).filter(|_| goes_on).unwrap_or(bare);
        let bare = bare.find("年级").filter(|_| is_grade).map_or(bare, |at| &bare[at + "年级".len()..]);
        title = if title.starts_with('每') { format!("{last}{title}") } else { format!("{title}{bare}") };
        is_helped = true;
    }
    if carried.people.is_empty()
        && let Some(whom) = context::with_whom(&title, clause)
    {
        title.insert_str(0, &whom);
        is_helped = true;
    }
    // 每周集体备课一次，时间不少于两节课
    if title == "时间"
        && let Some(last) =
            carried.subjects.last().filter(|last| context::before(clause).contains(last.as_str()))
    {
        title.insert_str(0, last);
        is_helped = true;
    }
    if let Some(place) = context::where_to(&title, clause) {
        title.push_str(&place);
        is_helped = true;
    }
    // 建立职业教育联席会议制度，每半年召开一次会议
    if let Some(named) = context::named_so(object, clause) {
        title = title.replace(object, &named);
        is_helped = true;
    }
    let of_topic = own.is_empty() && !carried.topic.is_empty();
    if of_topic
        && (title.chars().count() <= 2
            || subject::begins_with_act(object) && !title.starts_with(&carried.topic))
    {
        title.insert_str(0, &carried.topic);
    }
    // 在各类竞赛中，至少3人获奖
    if title.chars().count() <= 2 && !carried.within.is_empty() {
        title.insert_str(0, &carried.within);
    }
    (title, is_helped)
}

/// Whether a title is the word of a stage alone, and something that is built was named before.
fn is_helped_by_stage(title: &str, carried: &Carried) -> bool {
    ["竣工", "开工", "建成", "投用", "完工", "封顶", "交付", "投入使用", "交付使用"].contains(&title)
        && (!carried.thing.is_empty()
            || carried.whole.as_deref().is_some_and(|whole| named::noun_of(whole).is_some())
            || carried.tally.as_ref().is_some_and(|(last, _)| named::noun_of(last).is_some()))
}

/// A name that only says of which of them something is: 每次, 1000人以上学校, and a level before a count of times.
fn is_kind(title: &str, own: &str, is_grade: bool) -> bool {
    let is_each = title.starts_with('每') && title.chars().count() <= 3;
    let is_sized = ["以上", "以下"].iter().any(|word| own.contains(word))
        && ["学校", "幼儿园", "中小学", "小学", "初中", "高中", "乡镇", "村"]
            .iter()
            .any(|end| own.ends_with(end));
    // 幼儿园每季度至少1次
    let is_level = noun::LEVELS.contains(&own) || is_grade && own.chars().count() <= 8;
    title == own && (is_each || is_sized || is_level)
}

/// A verb with the place it is done in, which names nothing of what is done: 推开县.
fn of_topic_alone(title: &str, carried: &Carried) -> bool {
    let verb = subject::leading_verb(title).unwrap_or_default();
    let place = ["县", "区", "校", "所", "乡镇", "学校", "县区", "单位", "乡"];
    !verb.is_empty() && !carried.topic.is_empty() && place.contains(&&title[verb.len()..])
}

/// Prizes, one after another.
const PRIZES: [&str; 4] = ["特等奖", "一等奖", "二等奖", "三等奖"];
/// Of which term it is, which the date says.
const TERMS: [&str; 4] = ["本学期", "全学期", "这学期", "本学年"];

/// 每天锻炼一小时: how long.
pub(super) fn add_time(title: &mut String, measure: &str) {
    // 每天安排20分钟晨读
    if matches!(measure, "小时" | "分钟")
        && let Some(what) = title.strip_prefix("安排").filter(|what| (2..=4).contains(&what.chars().count()))
    {
        *title = format!("{what}时间");
        return;
    }
    if matches!(measure, "小时" | "分钟") && LASTS.iter().any(|end| title.ends_with(end)) {
        title.push_str("时间");
    }
}

/// What lasts so long, as it ends.
const LASTS: [&str; 6] = ["锻炼", "通风", "睡眠", "服务", "运动", "体锻"];
