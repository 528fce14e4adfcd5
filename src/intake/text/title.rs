//! A title made whole by what was said before: of whose rank, of what each, of which kind.

use super::fold::BREAK;
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
    if object.is_empty() && is_helped_by_stage(&title, carried) {
        let noun = carried.tally.as_ref().and_then(|(last, _)| named::noun_of(last));
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
        && noun::RANKS.contains(&title.as_str())
        && let Some(last) = carried.subjects.last()
    {
        title = format!("{last}（{title}）");
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
    let of_kind = of_before && is_kind(&title, own, is_grade);
    if let Some(last) = carried.subjects.last().filter(|last| of_kind && **last != title) {
        let bare = subject::without_level(last);
        let bare = bare.find("年级").filter(|_| is_grade).map_or(bare, |at| &bare[at + "年级".len()..]);
        title = if title.starts_with('每') { format!("{last}{title}") } else { format!("{title}{bare}") };
        is_helped = true;
    }
    if carried.people.is_empty()
        && let Some(whom) = with_whom(&title, clause)
    {
        title.insert_str(0, &whom);
        is_helped = true;
    }
    // 每周集体备课一次，时间不少于两节课
    if title == "时间"
        && let Some(last) = carried.subjects.last().filter(|last| before(clause).contains(last.as_str()))
    {
        title.insert_str(0, last);
        is_helped = true;
    }
    if let Some(place) = where_to(&title, clause) {
        title.push_str(&place);
        is_helped = true;
    }
    // 建立职业教育联席会议制度，每半年召开一次会议
    if let Some(named) = named_so(object, clause) {
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

/// 每人包抓一所薄弱学校，每月至少去两趟: where to.
fn where_to(title: &str, clause: &Clause) -> Option<String> {
    if !["去", "跑", "到", "下去", "蹲点", "走访"].contains(&title) {
        return None;
    }
    let before = before(clause);
    let last = before.rsplit('，').next()?;
    let at = last.rfind(['所', '个'])? + '所'.len_utf8();
    let place = &last[at..];
    (2..=10).contains(&place.chars().count()).then(|| place.to_owned())
}

/// 对60名临界生实行导师制，每周至少面谈一次: with whom.
fn with_whom(title: &str, clause: &Clause) -> Option<String> {
    if !["面谈", "谈话", "谈心", "联系", "辅导", "家访"].contains(&title) {
        return None;
    }
    let before = before(clause);
    let last = before.rsplit('，').next()?;
    let from = ["名", "个", "位"].iter().filter_map(|of| last.rfind(of).map(|at| at + of.len())).max()?;
    let end = ["学生", "生", "教师", "家庭", "儿童"]
        .iter()
        .filter_map(|end| last[from..].find(end).map(|at| at + end.len()))
        .min()?;
    let whom = &last[from..from + end];
    (2..=8).contains(&whom.chars().count()).then(|| format!("与{whom}"))
}

/// 会议, after 职业教育联席会议 in the same sentence.
fn named_so(object: &str, clause: &Clause) -> Option<String> {
    if object != "会议" {
        return None;
    }
    let before = before(clause);
    let head = before.rfind(object).map(|at| &before[..at])?;
    let head = head.rsplit(['，', '、', '：']).next()?;
    let from = ["建立", "完善", "健全", "落实", "坚持", "实行", "召开"]
        .iter()
        .filter_map(|verb| Some(head.rfind(verb)? + verb.len()))
        .max()?;
    let name = &head[from..];
    (2..=10).contains(&name.chars().count()).then(|| format!("{name}{object}"))
}

/// Of what a short name is, by the clause before it: 教材 after 继续开发校本课程, 回执率 after 发放《致家长的一封信》.
pub(super) fn context(title: &str, clause: &Clause) -> Option<String> {
    if title.chars().count() > SHORT {
        return None;
    }
    let before = before(clause);
    let part = before.rsplit('，').next()?;
    if part.contains("20") && part.contains('年') {
        return None;
    }
    if let Some(from) = part.find('《')
        && let Some(to) = part.rfind('》').filter(|to| *to > from)
    {
        let name = &part[from..to + '》'.len_utf8()];
        return (name.chars().count() <= 16).then(|| format!("{name}{title}"));
    }
    // 对126名不能到校的残疾儿童
    let of = part.strip_prefix('对').map(|whom| {
        let at = ["名", "个", "所"].iter().filter_map(|word| whom.find(word).map(|at| at + word.len())).min();
        at.filter(|_| whom.starts_with(|c: char| c.is_ascii_digit())).map_or(whom, |at| &whom[at..])
    });
    // 对乡镇政府教育工作开展督导评估，覆盖面…
    if title.ends_with('面')
        && let Some((whom, deed)) = part.split_once('对').and_then(|(_, rest)| rest.split_once("开展"))
        && whom.chars().count() + deed.chars().count() <= 16
    {
        return Some(format!("{whom}{deed}{title}"));
    }
    // 将进展情况报局办公室
    let handed = ["将", "把"].iter().find_map(|word| Some(part.split_once(word)?.1.split_once('报')?.0));
    let pushed = || {
        let from = PUSHED
            .iter()
            .chain(CONTEXT)
            .filter(|verb| !["落实", "推行", "全面推行", "全面落实", "完成"].contains(verb))
            .filter_map(|verb| Some(part.find(verb)? + verb.len()))
            .filter(|at| *at <= 18)
            .max()?;
        let what = &part[from..];
        Some(PUSHED_ENDS.iter().find_map(|end| what.strip_suffix(end)).unwrap_or(what))
    };
    let what = of.or(handed).or_else(pushed)?;
    let fits = (2..=14).contains(&what.chars().count())
        && !what.contains(|c: char| c.is_ascii_digit() || "、：（".contains(c))
        && !title.contains(what)
        && !what.contains(title)
        && !title.ends_with("投资")
        && !title.ends_with("留样");
    let is_verb = subject::leading_verb(title).is_some_and(|verb| verb.len() == title.len());
    fits.then(
        || if is_verb && handed.is_some() { format!("{title}{what}") } else { format!("{what}{title}") },
    )
}

/// Longest name that another is put before, in characters.
const SHORT: usize = 4;
/// More verbs before what a short name is of.
const CONTEXT: &[&str] = &["开发", "建立", "健全", "完善", "建好", "办好", "用好"];

/// What the sentence says before a clause, as far as it is looked at.
fn before(clause: &Clause) -> String {
    let from = clause.range.start.saturating_sub(LOOKED_BACK);
    let before: String = clause.chars[from..clause.range.start].iter().collect();
    before.rsplit(['。', '；', BREAK]).next().unwrap_or_default().trim_end_matches('，').to_owned()
}

/// 签订率, after 和每一位家长签订责任书: of what the clauses before it in the sentence speak.
pub(super) fn of_rate(title: &str, clause: &Clause, carried: &Carried) -> Option<String> {
    let stem = title.strip_suffix('率').filter(|stem| stem.chars().count() == 2)?;
    let before = before(clause);
    let fits = |what: &str| {
        (2..=14).contains(&what.chars().count())
            && !what.contains(|c: char| c.is_ascii_digit() || "、：，（".contains(c))
    };
    let parts = || before.rsplit('，').take(2);
    let done = parts().find_map(|part| {
        let at = part.rfind(stem)?;
        let what = &part[at + stem.len()..];
        // 参加粉笔字过关考核，过关率…
        if JUDGED_BY.contains(&what) {
            let head = &part[..at];
            let from = ["参加", "组织", "开展", "进行"]
                .iter()
                .filter_map(|verb| Some(head.rfind(verb)? + verb.len()))
                .max()?;
            return Some(&head[from..]).filter(|what| fits(what));
        }
        fits(what).then_some(what)
    });
    // 推进食堂“明厨亮灶”建设，覆盖率…
    let pushed = || {
        let part = parts().next()?;
        let from = PUSHED
            .iter()
            .filter_map(|verb| Some(part.find(verb)? + verb.len()))
            .filter(|at| *at <= 30)
            .max()?;
        let what = &part[from..];
        let what = PUSHED_ENDS.iter().find_map(|end| what.strip_suffix(end)).unwrap_or(what);
        fits(what).then(|| what.to_owned())
    };
    // 两操一课间活动每天一小时，出勤率…
    let held = || {
        let last = carried.subjects.last().filter(|last| before.contains(last.as_str()))?;
        HELD.iter().any(|end| last.ends_with(end)).then(|| last.clone())
    };
    // 326个校舍项目…，竣工率不低于85%
    let built = || {
        let noun =
            carried.tally.as_ref().or(carried.built.last()).and_then(|(last, _)| named::noun_of(last))?;
        ["竣工", "开工", "完工", "完成"].contains(&stem).then(|| noun.to_owned())
    };
    let what = done.map(str::to_owned).or_else(built).or_else(pushed).or_else(held)?;
    Some(format!("{what}{title}"))
}

/// How far back a rate's name is looked for, in characters.
const LOOKED_BACK: usize = 60;
/// Verbs by which work is pushed on, before what is measured by its rate.
const PUSHED: &[&str] = &[
    "加快",
    "推进",
    "全面推进",
    "加强",
    "深化",
    "落实",
    "做好",
    "抓好",
    "推行",
    "推广",
    "实施",
    "开展",
    "加快推进",
    "全面推行",
    "全面落实",
    "完成",
    "参加",
    "组织",
];
/// What people take part in, as it ends.
const HELD: [&str; 8] = ["活动", "培训", "服务", "考试", "测试", "测评", "检测", "运动会"];
/// What people pass, after the word for passing it.
const JUDGED_BY: [&str; 5] = ["考核", "考试", "测试", "检测", "活动"];
/// After it.
const PUSHED_ENDS: &[&str] = &["建设", "工作", "力度", "管理"];

/// Whether a title is the word of a stage alone, and something that is built was named before.
fn is_helped_by_stage(title: &str, carried: &Carried) -> bool {
    ["竣工", "开工", "建成", "投用", "完工", "封顶"].contains(&title)
        && (!carried.thing.is_empty()
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
