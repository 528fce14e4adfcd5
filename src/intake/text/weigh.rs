//! Whether a number in a clause asks for something, or only tells how things are.

use super::anchor::Anchor;
use super::count::{self, does_right_before};
use super::fold::BREAK;
use super::lists;
use super::lookup::Lookup;
use super::named;
use super::scan::{Token, Word};
use super::statement::{self, Carried, Clause};
use super::subject::{self, Subject};
use super::words::measure::Weight;
use super::words::{frame, noun, past};
use std::ops::Range;
use std::sync::OnceLock;

/// A number with what is said around it.
pub(super) struct Said<'a> {
    pub clause: &'a Clause<'a>,
    pub anchor: &'a Anchor<'a>,
    /// The characters before it that belong to it.
    pub before: &'a Range<usize>,
    pub before_text: &'a str,
    pub after_text: &'a str,
    /// What it counts.
    pub object: &'a str,
    /// What its clause names before it.
    pub own: &'a str,
    /// The subject, carried or not.
    pub found: &'a Subject,
    pub carried: &'a Carried,
    /// The verb before names that are counted.
    pub names: Option<&'a str>,
    /// It is a part of what was counted.
    pub has_part: bool,
    /// It is a share of something that is named.
    pub has_share: bool,
    /// So many are brought to a stage.
    pub is_staged: bool,
    pub was_carried: bool,
    /// It stands after a noun that is measured.
    pub measured: bool,
    /// It has a comparator.
    pub strong: bool,
    /// Something is done to what it counts.
    pub does: bool,
    /// Those who are counted are to do something.
    pub acts: bool,
    pub acts_first: bool,
    /// How often is said.
    pub every: bool,
    /// 每人
    pub each: bool,
    /// It is nought.
    pub is_none: bool,
}

/// 全校留守儿童236名，建档率保持100%: how many there are, of whom something is asked next.
fn is_there(said: &Said) -> bool {
    let Said { clause, anchor, own, after_text, .. } = said;
    let begins = clause.range.start.checked_sub(1).is_none_or(|at| matches!(clause.chars[at], '。' | BREAK));
    let next = clause.chars.get(clause.range.end + 1..).unwrap_or_default().iter();
    let mut next = next.take_while(|c| !matches!(c, '，' | '。' | '；'));
    begins
        && clause.chars.get(clause.range.end) == Some(&'，')
        && matches!(anchor.number.measure.as_str(), "人" | "名")
        && anchor.lead.comparator.is_none()
        && !said.strong
        && after_text.is_empty()
        && own.ends_with(['生', '童', '师', '工'])
        && subject::leading_verb(own).is_none()
        && !subject::does(own)
        && next.any(|c| matches!(c, '率' | '要' | '须'))
}

/// Whether it asks for something.
pub(super) fn is_target(said: &Said) -> bool {
    let &Said {
        clause,
        anchor,
        before,
        before_text,
        after_text,
        object,
        own,
        found,
        carried,
        names,
        was_carried,
        measured,
        strong,
        does,
        acts,
        acts_first,
        every,
        each,
        is_none,
        ..
    } = said;
    let number = anchor.number;
    // 六项改革 counts the framework.
    let is_frame = number.is_han
        // 召开一次工作调度会 counts meetings.
        && number.measure != "次"
        && (["方面", "指标", "工作", "大事", "事情", "重点工作", "难题", "关键", "要求"]
            .iter()
            .any(|of| after_text.starts_with(of))
            // 抓好四件事
            || number.measure == "件" && object == "事"
            // 我先讲四个问题
            || ["问题", "意见", "体会", "建议"].contains(&object) && before_text.trim_end().ends_with(['讲', '谈', '说', '提'])
            || frame::CATEGORIES.iter().any(|(word, _)| after_text.starts_with(word)));
    // 每个乡镇都有一所: as many everywhere.
    let treated = count::is_treated(before_text, after_text, object, own.is_empty());
    let everywhere = found.binds && own.is_empty() && !object.is_empty();
    let harms = super::words::none::HARMS.iter().any(|harm| own.ends_with(harm));
    let of_people = !carried.people.is_empty()
        && matches!(number.measure.as_str(), "篇" | "本" | "份" | "字" | "首" | "幅");
    // 规划的131所公办园: which of them.
    let is_old = [
        "规划的",
        "计划的",
        "列入计划的",
        "现有的",
        "原有的",
        "认定的",
        "新招的",
        "新招聘的",
        "新进的",
        "新分配的",
        "分来的",
        "新录用的",
        "新入职的",
    ]
    .iter()
    .any(|word| before_text.ends_with(word))
        || before_text.ends_with('的')
            && before_text.contains("已")
            && after_text.contains("抓紧")
            && !number.is_han;
    // 加快推进城北中学、东风小学两个新建项目 says which.
    let is_pushed = number.is_han
        && anchor.lead.comparator.is_none()
        && ["推进", "抓好", "盯紧", "抓实", "盯住"].iter().any(|verb| before_text.contains(verb))
        && object.ends_with("项目");
    // 总投资1800万元的23个校舍维修项目，9月底前全部竣工: which of them.
    let is_sized = before_text.starts_with("总投资") && before_text.ends_with('的');
    if number.weight == Weight::Count && (is_old || is_pushed || is_sized || is_there(said)) {
        return false;
    }
    // 其中食堂供餐的79所: how many of them are so.
    let is_so = before_text.ends_with('的')
        && object.is_empty()
        && carried.is_among
        && anchor.comparator.is_none()
        && !named::asks_for(own);
    // 寄宿生约占六成: how things are.
    let is_forecast =
        clause.text.contains("预计") && anchor.lead.growth.is_some() && clause.text.contains(['比', '较']);
    let is_guess = (clause.text.contains("约占") || is_forecast) && !super::tense::asks(&clause.text);
    match number.weight {
        _ if is_frame || is_guess => false,
        Weight::Count if is_so => false,
        // 给每个班奖补20万元 says how much is given, not what is to be reached.
        _ if number.measure.ends_with('元')
            && !strong
            && (noun::GRANTS.iter().any(|word| before_text.ends_with(word))
                || ["奖励", "奖补", "给予"].iter().any(|word| own.starts_with(word))
                || (each || own.contains("每生")) && clause.text.contains("发放")) =>
        {
            false
        }
        // 生活补助按每月300元到800元分档发放
        _ if number.measure == "元"
            && !strong
            && clause.text.contains("补助")
            && clause.text.contains("发放") =>
        {
            false
        }
        // 每人每天补助30元
        _ if number.measure == "元"
            && !strong
            && ["每人每天", "每人每月", "每人每年", "每生每年", "每生每天"]
                .iter()
                .any(|each| clause.text.contains(each)) =>
        {
            false
        }
        // 总投资4.6亿元 says how big it is.
        _ if number.measure.ends_with('元')
            && !strong
            && noun::ESTIMATES.iter().any(|word| own.ends_with(word)) =>
        {
            false
        }
        // 建筑面积2.4万平方米 too.
        _ if number.measure.ends_with("平方米")
            && !strong
            && matches!(own, "建筑面积" | "总建筑面积" | "占地面积" | "总占地面积") =>
        {
            false
        }
        // 若干所大学 counts nothing of itself.
        _ if number.value.is_none() && clause.chars[number.range.start] == '若' => does || acts,
        _ if number.value.is_none() && number.weight != Weight::Idle => true,
        _ if number.value.is_none() => !matches!(number.measure.as_str(), "年" | "月" | "岁" | "级" | "届"),
        Weight::Ratio => {
            strong
                || measured
                || anchor.lead.is_weak
                || after_text.starts_with('的')
                || said.has_share
                // 公办园占比先过50%，到年底争取52%
                || was_carried
                    && object.is_empty()
                    && clause.tokens.get(anchor.index.wrapping_sub(1)).is_some_and(|t| t.word == Word::Strive)
                || lists::indicators(clause, number.range.start).is_some()
                // 骨干教师要占到交流教师的20%
                || before_text.trim_end().ends_with('的')
                    && before_text.contains('占')
                    && super::tense::bids(&clause.text)
                // 学校按师生总数的1%设置临时留观室
                || noun::SET_ASIDE.iter().any(|verb| object.starts_with(verb))
                    && named::set_aside(before_text, object).is_some()
                || carried.is_among
                || acts
                // 中小学生100%参与冰雪运动
                || acts_first && before_text.chars().count() > 1
                // 压减会议三分之一
                || ["压减", "减少", "精简", "压缩"].iter().any(|verb| own.starts_with(verb))
                // 完成年度计划的80%
                || own.starts_with("完成") && before_text.ends_with('的')
                // 100%完成推荐名额
                || before_text.is_empty() && object.chars().count() > 4 && subject::begins_with_act(object)
                // 各学校100%完成…
                || found.binds && subject::begins_with_act(object)
                || !carried.topic.is_empty() && subject::begins_with_act(object)
                || (!own.is_empty() || was_carried || !carried.act.is_empty())
                    && super::words::verb::ACTS_ALONE.contains(&object)
        }
        Weight::Count if statement::is_count(number) => {
            let in_list = before.start > clause.range.start && !carried.verb.is_empty();
            // 突破400人、力争450人, 保520人、争550人: the same once more.
            let again = was_carried
                && object.is_empty()
                && (before_text.trim() == "争"
                    || clause
                        .tokens
                        .get(anchor.index.wrapping_sub(1))
                        .is_some_and(|t| t.word == Word::Strive && t.range.end == number.range.start));
            let hoped = clause.tokens.iter().any(|t| t.word == Word::Strive) && !object.is_empty();
            strong
                || named::bids_openly(before_text) && !(object.is_empty() && carried.named.is_empty())
                || in_list
                || names.is_some() && !own.is_empty()
                || said.has_part && !own.is_empty() && object.is_empty()
                || named::is_paired(clause, anchor, before, own, carried) && object.is_empty()
                || hoped
                || again
                || everywhere
                || treated
                || acts
                || acts_first && !does
                || said.is_staged
                || does
                || measured
                || (anchor.lead.is_weak && !own.is_empty())
                || (carried.is_among && was_carried)
                // 语文教师每学期大作文8篇
                || every && of_people && !own.is_empty()
                // 语文大作文全学期8篇
                || carried.is_term
                    && object.is_empty()
                    && own.chars().count() >= 3
                    && matches!(number.measure.as_str(), "篇" | "本" | "份" | "期")
                // 再给偏远学校建周转房160套
                || object.is_empty()
                    && before_text.trim_start_matches('再').starts_with('给')
                    && ["建", "换", "装", "配", "添"].iter().any(|verb| own.contains(verb))
                // 教师人均读书10本
                || each && !carried.people.is_empty() && !own.is_empty()
        }
        Weight::Count => {
            strong
                // 再办三所幼儿园
                || named::bids_openly(before_text)
                    && !object.is_empty()
                    && number.value != Some(rust_decimal::Decimal::ONE)
                // 每位教师读一部教育专著, 班主任还要完成一份报告
                || !carried.people.is_empty()
                    && (each || BIDDEN.iter().any(|word| clause.text.contains(word)))
                    && (ONE_EACH.contains(&number.measure.as_str())
                        || each && matches!(number.measure.as_str(), "个" | "所"))
                    && ((2..=16).contains(&object.chars().count()) || ["县", "校", "园", "班", "村", "镇", "乡"].contains(&object))
                // 让每个孩子学会一项艺术技能
                || number.value == Some(rust_decimal::Decimal::ONE)
                    && ["每", "让每", "使每", "为每", "给每"].iter().any(|lead| clause.text.starts_with(lead))
                    && (2..=16).contains(&object.chars().count())
                    && GIVEN.iter().any(|verb| before_text.trim_end().ends_with(verb))
                // 给每一名留守儿童安排一位“代理家长”
                || each
                    && matches!(number.measure.as_str(), "名" | "位")
                    && ["安排", "配备", "确定", "明确", "落实"].iter().any(|verb| before_text.trim_end().ends_with(verb))
                    && object.chars().count() >= 2
                // 每名高三教师包4至6名学生
                || each
                    && !carried.people.is_empty()
                    && before_text.trim_end().ends_with(['包', '带', '帮', '联', '抓', '教', '管'])
                    && object.chars().count() >= 2
                // 配备一名专职心理教师
                || number.value == Some(rust_decimal::Decimal::ONE)
                    && matches!(number.measure.as_str(), "名" | "位")
                    && ["配备", "聘请", "引进", "招聘", "选聘"].iter().any(|verb| before_text.trim() == *verb)
                    && object.chars().count() >= 4
                // 每月确定一个主题
                || every
                    && number.value == Some(rust_decimal::Decimal::ONE)
                    && ["确定", "推出", "解决", "打造"].iter().any(|verb| before_text.trim_end().ends_with(verb))
                    && object.chars().count() >= 2
                // 明确一名领导分管教育工作
                || before_text.trim_end().ends_with("明确")
                    && matches!(number.measure.as_str(), "名" | "位")
                    && object.chars().count() >= 2
                // 每位教师…，并上交一套原创模拟卷
                || !carried.people.is_empty()
                    && !carried.people_are_old
                    && ["并上交", "并撰写", "并提交"].iter().any(|verb| clause.text.starts_with(verb))
                    && ONE_EACH.contains(&number.measure.as_str())
                    && (2..=16).contains(&object.chars().count())
                // 每季度写一篇调研报告
                || (every || each) && of_people && !object.is_empty()
                // 四所学校投入使用, 为三个教学点配齐饮水设备
                || said.is_staged
                || treated
                || everywhere && noun::BUILDINGS.contains(&number.measure.as_str())
                || each && every
                || before.start > clause.range.start
                    && own.is_empty()
                    && !carried.verb.is_empty()
                    && !object.is_empty()
                || names.as_ref().is_some_and(|verb| !verb.is_empty())
                || found.scope.iter().any(|s| s.starts_with('每')) && does_right_before(before_text)
                || does_right_before(before_text)
                    && (number.value != Some(rust_decimal::Decimal::ONE)
                        || noun::BUILDINGS.contains(&number.measure.as_str()))
        }
        // 督查室每季度通报一次 is a rhythm.
        Weight::Times if every && clause.text.contains("通报一次") => false,
        Weight::Times => {
            strong
                || (measured || anchor.lead.is_weak && !own.is_empty())
                    && !number.is_han
                    && matches!(number.measure.as_str(), "小时" | "分钟")
                || (every || carried.is_term && !carried.people.is_empty()) && (does || !own.is_empty() || !object.is_empty() || was_carried)
                || does && !number.is_han && !own.is_empty()
                // 全年书记讲党课4次
                || !number.is_han
                    && own.chars().count() >= 4
                    && object.is_empty()
                    && clause.tokens.iter().any(|t| matches!(&t.word, Word::When(w) if super::carry::is_whole_year(w, clause.chars)))
                // 举办运动会、艺术节各一次
                || number.is_han && does && before_text.trim_end().ends_with('各')
                // 召开家长会一次
                || number.is_han
                    && object.is_empty()
                    && !clause.text.contains('每')
                    && ["召开", "举办", "组织"].iter().any(|verb| own.contains(verb))
                // 组织一次教师健康体检
                || number.is_han && !object.is_empty() && HELD_ONCE.iter().any(|verb| before_text.trim_end().ends_with(verb))
                || number.is_han
                    && number.value == Some(rust_decimal::Decimal::ONE)
                    && !object.is_empty()
                    && DONE_ONCE.iter().any(|verb| before_text.trim_end().ends_with(verb))
                // 40岁以下教师人人上一节公开课
                || number.is_han
                    && ["人人上", "人人讲", "人人听"].iter().any(|each| before_text.trim_end().ends_with(each))
                    && object.chars().count() >= 2
                // 青年教师每人上好一节过关课
                || number.is_han
                    && !carried.people.is_empty()
                    && (each || BIDDEN.iter().any(|word| clause.text.contains(word)))
                    && (2..=16).contains(&object.chars().count())
                    && matches!(number.measure.as_str(), "节" | "堂" | "场" | "次")
                // 争取2节课获市级优课
                || clause.tokens.iter().any(|t| t.word == Word::Strive) && !number.is_han && object.starts_with('获')
                // 校长培训一轮
                || number.is_han && number.measure == "轮" && object.is_empty() && ["培训", "轮训"].iter().any(|end| own.ends_with(end))
                // 对86所学校食堂开展一轮拉网式排查
                || number.is_han && number.measure == "轮" && !object.is_empty() && does_right_before(before_text)
                // 户外玩具由专业机构检测一次
                || number.is_han
                    && number.value == Some(rust_decimal::Decimal::ONE)
                    && object.is_empty()
                    && own.chars().count() >= 4
                    && CHECKED.iter().any(|verb| before_text.trim_end().ends_with(verb))
                // 示范课每人1节
                || anchor.lead.is_each && !own.is_empty() && !number.is_han
                // 评出一等奖15节、二等奖30节
                || before.start > clause.range.start && !carried.verb.is_empty() && !number.is_han && !own.is_empty() && object.is_empty()
        }
        Weight::Idle if number.measure.is_empty() => {
            (anchor.lead.comparator.is_some() || is_none && anchor.lead.is_weak)
                && !number.is_han
                && (measured || is_none && harms)
        }
        Weight::Idle => {
            anchor.lead.comparator.is_some() && (measured || number.measure != "年" && number.measure != "大")
                || anchor.is_strong && (measured || does && !number.is_han)
                || anchor.lead.growth.is_some() && measured
                // 每年举办一届技能大赛
                || number.measure == "届" && (every || does_right_before(before_text)) && object.chars().count() > 2
                // 整治背街小巷13条, 完成13条街巷整治
                || number.measure == "条"
                    && !number.is_han
                    && (does_right_before(before_text)
                        || object.is_empty()
                            && (subject::leading_verb(own).is_some() || own.contains("报送")))
        }
    }
}

/// Verbs by which something is held once, and counted.
const HELD_ONCE: [&str; 13] = [
    "组织",
    "举办",
    "举行",
    "承办",
    "召开",
    "组织开展",
    "集中开展",
    "各开展",
    "各举办",
    "各组织",
    "各进行",
    "要上",
    "上好",
];
/// What each one has or does, before one of something.
const GIVEN: [&str; 16] = [
    "要建",
    "要设",
    "学会",
    "掌握",
    "配",
    "配备",
    "配有",
    "都有",
    "至少有",
    "拥有",
    "要有",
    "必须有",
    "参加",
    "读",
    "上",
    "撰写",
];
/// Verbs by which things are looked over once.
const CHECKED: [&str; 9] = ["年检", "检测", "排查", "检查", "检修", "体检", "普查", "清洗", "维护"];
/// The same, where there is one of it: 完成一次摸底.
const DONE_ONCE: [&str; 4] = ["完成", "来", "开展", "进行"];

/// Words by which a person is bidden to do one of something.
const BIDDEN: [&str; 7] = ["必须", "须", "至少", "还要", "每人", "人人", "为每"];
/// What one each is asked of: 一本专著, 一份报告.
const ONE_EACH: [&str; 10] = ["本", "部", "份", "篇", "节", "堂", "套", "门", "名", "户"];

/// Whether a clause says how points and prizes are given: 达到95%得10分.
pub(super) fn scores(clause: &Clause) -> bool {
    static SCORING: OnceLock<Lookup<()>> = OnceLock::new();
    let given = |t: &Token| {
        let before = t.range.start.checked_sub(1).and_then(|n| clause.chars.get(n));
        matches!(&t.word, Word::Number(n) if n.measure == "分")
            && matches!(before, Some('得' | '扣' | '加' | '减' | '计' | '记' | '奖'))
    };
    // 90分以上为优秀等次
    let grades = |t: &Token| {
        matches!(&t.word, Word::Number(n) if n.measure == "分")
            && ["为优", "为良", "为合格", "为不合格", "为基本合格", "评为", "定为", "诫勉"]
                .iter()
                .any(|word| clause.text.contains(word))
    };
    super::tense::known(&SCORING, past::SCORING, &clause.text)
        || clause.tokens.iter().any(|t| given(t) || grades(t))
}
