//! What belongs to a number: how far its words reach, the verb before it, and whether it only says which.

use super::anchor::Anchor;
use super::numeral::Number;
use super::statement::Clause;
use super::subject;
use super::words::measure::Weight;
use super::words::{marks, noun, outcome, scope};
use crate::model::choice::Stage;

/// Where what belongs to a value ends: at the list mark before the next one.
pub(super) fn right_cut(clause: &Clause, anchor: &Anchor, next: Option<&Anchor>) -> Option<usize> {
    let Some(next) = next else { return Some(clause.range.end) };
    let between = anchor.end..next.lead.start.max(anchor.end);
    let said = clause.words(between.clone());
    if anchor.end > anchor.number.range.end && is_class_size(anchor.number, &clause.rest(anchor.end)) {
        return None;
    }
    // 投入4078万元新建学校26所: the money is one thing, what is built another.
    if anchor.number.measure.ends_with('元') && subject::leading_verb(&said).is_some() {
        return Some(anchor.end);
    }
    // 新增234个班10040个学位
    let is_row = anchor.number.weight == Weight::Count
        && next.number.weight == Weight::Count
        && next.lead.start == next.number.range.start
        && (1..=8).contains(&said.chars().count())
        && does_right_before(&clause.words(clause.range.start..anchor.lead.start));
    if is_row && !said.contains(['、', '和', '与', '及', '的']) {
        return Some(next.lead.start);
    }
    let parts = super::scan::split(&clause.chars[..between.end], between.clone(), |c| c == marks::PAUSE);
    if let Some(first) = parts.first()
        && (parts.len() > 1 || first.end < between.end || first.start > between.start)
    {
        return Some(if first.start > between.start { first.start } else { first.end + 1 });
    }
    let text: String = clause.chars[between.clone()].iter().collect();
    for word in marks::AND {
        // 及格率 holds 及.
        if let Some(at) = text.find(word).filter(|at| !text[*at..].starts_with("及格")) {
            let place = between.start + text[..at].chars().count();
            // 教师和校医 is one word before a number that is not there.
            if place == between.start
                || at + word.len() == text.len()
                || text.chars().count() - text[..at].chars().count() <= 12
            {
                return Some(place);
            }
        }
    }
    None
}

/// 竣工3个: the verb of the count is a stage.
pub(super) fn stage_of(title: &str) -> Option<Stage> {
    let verb = subject::leading_verb(title)?;
    outcome::STAGES
        .iter()
        .find(|(word, _)| *word == verb && COUNTED_STAGES.contains(word))
        .map(|(_, stage)| *stage)
}

/// A、B等5所学校项目竣工, 剩余8处隐患9月底前必须整改到位: what so many are brought to; the inner is the stage, if it is one.
pub(super) fn staged(clause: &Clause, after: &str, object: &str, own: &str) -> Option<Option<Stage>> {
    let is_long = object.chars().count() > 4;
    let is_thing =
        ["项目", "工程"].iter().any(|of| object.starts_with(of)) || ["剩余", "其余", "余下"].contains(&own);
    let stage = outcome::STAGES
        .iter()
        .filter(|(word, _)| after.ends_with(word))
        .max_by_key(|(word, _)| word.len())
        .map(|(_, stage)| Some(*stage))
        .or_else(|| (after.ends_with("主体工程") || after.ends_with("封顶")).then_some(None));
    let is_bidden = ["必须", "全部", "确保", "要", "前"].iter().any(|word| clause.text.contains(word));
    let is_done = is_bidden && outcome::FINISHED.iter().any(|word| after.ends_with(word));
    stage
        .filter(|_| is_long || is_thing)
        .or_else(|| ((is_long || !own.is_empty()) && is_done).then_some(None))
}

/// 竣工, alone.
pub(super) fn stage_alone(object: &str) -> Option<Stage> {
    outcome::STAGES
        .iter()
        .find(|(word, _)| *word == object && !["完成", "达标", "办结"].contains(word))
        .map(|(_, stage)| *stage)
}

/// Stages that so many are brought to.
pub(super) const COUNTED_STAGES: [&str; 11] =
    ["开工", "开工建设", "动工", "动工建设", "启动建设", "开建", "竣工", "完工", "交付", "投用", "交付投用"];

/// Scopes without kinds of places, which are part of the name of what is built there.
pub(super) fn bound(scope: &[String]) -> Vec<String> {
    scope.iter().filter(|s| !scope::KINDS.contains(&s.as_str())).cloned().collect()
}

/// The verb that ends the words before a count: 至少建成.
pub(super) fn leading(before: &str) -> String {
    let trimmed = before.trim();
    let found = super::words::verb::DOING.ends(trimmed).filter(|verb| verb.chars().count() > 1);
    found.map(str::to_owned).unwrap_or_default()
}

pub(super) fn does_right_before(before: &str) -> bool {
    super::words::verb::DOING.ends(before).is_some_and(|verb| verb.chars().count() > 1)
}

/// 涉及项目110个 says how things are.
pub(super) fn is_described(before: &str) -> bool {
    let before = super::tense::unused(before);
    // 任务没走到三分之一
    if before.contains(['没']) && !before.contains("没有") {
        return true;
    }
    // 睡眠不足7小时的, 未满6周岁的: which of them.
    if [
        "约占", "不足", "未满", "不满", "提前", "还缺", "还差", "率还", "滞后", "逾期", "超期", "拖延",
        "分值", "权重", "占地",
    ]
    .iter()
    .any(|word| before.ends_with(word))
    {
        return true;
    }
    ["可在", "可按", "尚未", "涉及", "共有", "现有", "下辖", "分为", "按照每", "按每", "共需", "下设"]
        .iter()
        .any(|word| before.contains(word))
        || ["针对", "离", "距", "距离"].iter().any(|word| before.starts_with(word))
}

/// 100人以下的学校, 3万人口以上乡镇: the number says which, not how many.
pub(super) fn is_class(after: &str, number: &Number, own: &str, does: bool) -> bool {
    number.weight != Weight::Ratio && after.starts_with('的') && own.is_empty() && !does
        || [
            "的经验",
            "的成绩",
            "的教训",
            "的问题",
            "的情况",
            "的速度",
            "值班",
            "监控",
            "上锁",
            "巡逻",
            "开机",
        ]
        .iter()
        .any(|word| after.starts_with(word))
        || ["的努力", "的支持", "的关心", "的信任"].iter().any(|word| after.ends_with(word))
        || after.starts_with("以上学历")
        || number.weight != Weight::Ratio && after.starts_with("规模")
        || OF_PLACES.contains(&number.measure.as_str())
            && !does
            && after.strip_prefix('的').is_some_and(|of| {
                // 大村, 乡镇
                of.chars().take(2).any(|c| "村镇乡".contains(c))
                    || outcome::PLACES_COVERED.iter().any(|p| of.starts_with(p))
            })
}

/// 4000人以上的村: what places are told apart by.
const OF_PLACES: [&str; 7] = ["人", "名", "万人", "平方米", "亩", "公里", "年"];

/// 对剩余的63个教学点全部进行改造, 对全县4200名教师轮训一遍: all of so many are to have it done.
/// `is_bare`: nothing else is named before the number.
pub(super) fn is_treated(before: &str, after: &str, object: &str, is_bare: bool) -> bool {
    const DEEDS: [&str; 9] = ["轮训", "培训", "改造", "排查", "检查", "督导", "评估", "指导", "帮扶"];
    let wholly = ["全部", "全面"].iter().any(|all| after.contains(all)) && does_right_before(after);
    let gives = noun::GRANTS.iter().chain(&["表彰", "通报", "处分"]).any(|word| object.contains(word));
    let done_to =
        before.contains('对') && DEEDS.iter().any(|deed| object.find(deed).is_some_and(|at| at > 0));
    // 向32所民办学校选派指导员, 为1260间教室更换灯具
    let given_to = before.ends_with(['向', '为', '给', '与', '同']) && self::gives(object);
    // 为高三12个班装上多媒体设备
    let of_some = before.starts_with(['向', '为', '给'])
        && (2..=5).contains(&before.chars().count())
        && self::gives(object);
    wholly || of_some || is_bare && given_to || is_bare && done_to && !gives
}

/// Whether something is done for what is counted: 教室更换灯具.
pub(super) fn gives(after: &str) -> bool {
    GIVEN.iter().any(|deed| after.find(deed).is_some_and(|at| at > 0))
}

/// What is done for so many of them.
const GIVEN: [&str; 20] = [
    "装上", "装好", "结成", "结对", "共建", "签约", "选派", "配齐", "派驻", "下派", "更换", "安装", "加装",
    "配备", "配置", "购置", "新建", "建立", "开展", "补充",
];

/// 200米环形跑道: how long it is names it.
pub(super) fn is_track(number: &Number, after: &str) -> bool {
    number.measure == "米"
        && ["跑道", "运动场", "操场", "田径场", "直道"].iter().any(|track| after.contains(track))
}

/// 56人以上大班额120个, 100人以下小规模学校23所: the number is part of the name of what the next one counts.
pub(super) fn is_class_size(number: &Number, after: &str) -> bool {
    if number.measure != "人" {
        return false;
    }
    let name = after.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    let is_counted = name.len() < after.len() && (2..=10).contains(&name.chars().count());
    ["大班额", "超大班额", "班级", "的大班额", "的班级"].iter().any(|class| after.starts_with(class))
        || is_counted && ["学校", "教学点", "幼儿园", "小学", "校点"].iter().any(|end| name.ends_with(end))
}

/// Whether what follows a stretch of years is a rate that is of them.
pub(super) fn is_named(rest: &str) -> bool {
    let name: String = rest.chars().take(8).collect();
    ["毛入", "入园率", "入学率", "巩固率", "保留率", "完成率", "毕业率"]
        .iter()
        .any(|rate| name.starts_with(rate))
}
