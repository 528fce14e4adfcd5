//! Words for each and every one, and for not a single one.

/// All of them, before what they are to do.
pub const ALL: &[&str] = &["全部", "一律", "统统", "全数", "悉数", "全都"];
/// What says that all of them do it, anywhere in a clause.
pub const OF_ALL: &[&str] = &[
    "全部",
    "一律",
    "所有",
    "全员",
    "全体",
    "人人",
    "普遍",
    "应建尽建",
    "应收尽收",
    "应接尽接",
    "应纳尽纳",
    "应配尽配",
    "应训尽训",
    "应助尽助",
    "应查尽查",
    "应治尽治",
    "应返尽返",
    "应改尽改",
    "应入尽入",
    "覆盖",
    "到岗",
    "配齐",
    "建档",
    "一生一",
    "一人一",
];
/// What follows such a word without being an end that is reached.
pub const NOT_ACTS: &[&str] = &[
    "不", "由", "是", "为", "以", "按", "免", "采", "实行", "执行", "严", "从", "纳入", "列入", "用", "在",
    "公办", "参照", "取消", "停", "禁", "使用", "上", "追究", "课程", "工作", "学校", "教师", "学生", "指标",
    "项目",
];

/// Measure words after 一 where not a single one is meant.
pub const COUNTERS: &[char] =
    &['起', '个', '例', '人', '名', '件', '次', '所', '台', '辆', '户', '处', '分', '场', '座', '块', '间'];
/// How the denial begins.
pub const NOT: &[&str] =
    &["不能", "不准", "不许", "不得", "不要", "不可", "不让", "不出", "不留", "不发生", "不允许"];
/// 一个都不能少: none is left out, which is no harm.
pub const NONE_LEFT_OUT: &[&str] = &["少", "落", "掉", "拉", "丢", "差", "缺", "漏"];

/// One of those who are let in or sent away.
pub const SINGLE: &[&str] = &["一名学生", "一个学生", "一名儿童", "一个孩子", "一名幼儿", "一名适龄儿童"];
/// Each one, before what they do.
pub const EACH: &[&str] =
    &["人人", "个个", "校校", "班班", "村村", "园园", "生生", "件件", "条条", "户户", "家家", "项项"];
/// What each one does or is.
pub const EACH_ACTS: &[&str] = &[
    "过关",
    "参加",
    "达标",
    "合格",
    "参与",
    "持证",
    "参训",
    "完成",
    "达到",
    "通过",
    "会游泳",
    "学会",
    "有岗",
    "建档",
    "签订",
    "轮训",
    "上公开课",
    "有课题",
    "受训",
    "整改到位",
    "落实到位",
    "见底",
    "有着落",
    "有答复",
    "有落实",
    "有结果",
];
/// Once for everybody.
pub const ONCE: &[&str] = &[
    "轮训一遍",
    "培训一遍",
    "全部轮训一遍",
    "全员轮训一遍",
    "走访一遍",
    "家访一遍",
    "排查一遍",
    "体检一遍",
    "一人一床",
    "一人一桌",
];
/// All of them, before what is done once: 对所有学校过一遍筛子.
pub const ALL_OF: &[&str] = &["所有", "全部", "全体", "每一所", "每所", "每个", "每一个"];
/// Where they all are sent: 全部安排到乡镇以下学校.
pub const PLACED: &[&str] = &["纳入", "接入", "安排到", "分配到", "充实到", "补充到", "安排在", "配备到"];
/// Those who may have something each: 人人有师傅.
pub const PEOPLE: [&str; 5] = ["人人", "个个", "班班", "校校", "生生"];
/// What is done everywhere, as it is said at the end.
pub const DONE_THERE: &[&str] = &["落实到位", "落地", "推开", "铺开", "推行", "实施", "开设", "投用"];
