//! The year's framework: 一个目标、两项重点、六项工程、六项改革、民生实事; lists of work; rhythms of reporting.

use crate::intake::draft::Every;
use crate::model::choice::ThemeKind::{self, Aim, Focus, Livelihood, Other, Programme, Reform};

/// What a counted list of the framework is called.
pub const CATEGORIES: &[(&str, ThemeKind)] = &[
    ("目标", Aim),
    ("总目标", Aim),
    ("中心任务", Aim),
    ("主线", Aim),
    ("重点工作", Focus),
    ("重点任务", Focus),
    ("重点", Focus),
    ("关键", Focus),
    ("工程", Programme),
    ("重点工程", Programme),
    ("行动", Programme),
    ("提升行动", Programme),
    ("攻坚行动", Programme),
    ("专项行动", Programme),
    ("计划", Programme),
    ("改革", Reform),
    ("改革任务", Reform),
    ("民生实事", Livelihood),
    ("实事", Livelihood),
    ("任务", Other),
    ("体系", Other),
    ("机制", Other),
];
/// Between the count and the category.
pub const COUNTERS: &[char] = &['个', '项', '大', '件'];
/// A category without a list: 办好一批民生实事.
pub const BARE: &[(&str, &str, ThemeKind)] =
    &[("办好一批民生实事", "民生实事", Livelihood), ("办好民生实事", "民生实事", Livelihood)];
/// Before a list.
pub const OPENERS: &[&str] = &[
    "坚持",
    "突出",
    "实施",
    "推进",
    "强力推进",
    "持续深化",
    "深化",
    "抓好",
    "抓实",
    "聚焦",
    "围绕",
    "深入实施",
    "扎实推进",
    "全面推进",
    "统筹推进",
    "打好",
    "开展",
    "完成",
    "办好",
    "紧扣",
    "锚定",
    "落实",
    "大力实施",
    "组织实施",
    "健全",
    "建立",
    "构建",
    "努力",
    "即坚持",
    "强化",
    "着力抓好",
    "重点抓好",
    "即",
];

/// Before an aim, whose own verb is part of it.
pub const AIM_OPENERS: &[&str] =
    &["坚持", "即坚持", "即", "围绕", "突出", "聚焦", "锚定", "紧扣", "紧盯", "瞄准", "锁定"];

/// A list of work: after its last item.
pub const WORK_ENDS: &[&str] = &[
    "等紧要工作",
    "等急难险重工作",
    "等重点工作",
    "等各项工作",
    "等工作",
    "等任务",
    "等重点任务",
    "等急难险重任务",
    "等中心工作",
    "等专项工作",
    "等项工作",
];
/// A list of work: what is said of it. `LIST是…任务`.
pub const WORK_IS: &[&str] = &["任务", "抓手", "保障", "重中之重", "决策部署", "重大战略", "关键"];
/// Before a list of work.
pub const WORK_OPENERS: &[&str] =
    &["主动在", "针对", "围绕", "抓好", "做好", "对于", "对", "在", "聚焦", "统筹", "统筹抓好", "扎实做好"];

/// Rhythms: how often, in one character or word.
pub const RHYTHM_TIMES: &[(&str, Every)] = &[
    ("一日一", Every::Day),
    ("一周一", Every::Week),
    ("一月一", Every::Month),
    ("一季一", Every::Quarter),
    ("一季度一", Every::Quarter),
    ("半年一", Every::HalfYear),
    ("一年一", Every::Year),
    ("每日", Every::Day),
    ("每天", Every::Day),
    ("每周", Every::Week),
    ("每月", Every::Month),
    ("每月月底", Every::Month),
    ("每月底", Every::Month),
    ("每季度", Every::Quarter),
    ("每季", Every::Quarter),
    ("每半年", Every::HalfYear),
    ("每年", Every::Year),
    ("日", Every::Day),
    ("周", Every::Week),
    ("月", Every::Month),
    ("季度", Every::Quarter),
    ("季", Every::Quarter),
    ("半年", Every::HalfYear),
    ("年终", Every::Year),
    ("年度", Every::Year),
    ("年", Every::Year),
    ("按周", Every::Week),
    ("按月", Every::Month),
    ("按季", Every::Quarter),
    ("按季度", Every::Quarter),
    ("每半月", Every::Fortnight),
    ("半月", Every::Fortnight),
    ("两周一", Every::Fortnight),
    ("隔周", Every::Fortnight),
    ("月月", Every::Month),
    ("周周", Every::Week),
    ("天天", Every::Day),
    ("季季", Every::Quarter),
];
/// What is done each time.
pub const RHYTHM_ACTS: &[&str] = &[
    "排查",
    "签字",
    "清零",
    "点名",
    "汇总",
    "通报",
    "评价",
    "调度",
    "报告",
    "总结",
    "考核",
    "督查",
    "督导",
    "小结",
    "点评",
    "会商",
    "例会",
    "研判",
    "排名",
    "评比",
    "公示",
    "分析",
    "分析研判",
    "推进",
    "碰头",
    "评估",
    "督办",
    "报送",
    "上报",
    "晾晒",
    "讲评",
    "盘点",
    "考评",
    "零报告",
    "检查",
    "梳理",
    "反馈",
    "观摩",
    "总评",
    "总考核",
    "述职",
    "报",
    "复盘",
    "会诊",
    "对账",
    "评议",
    "检视",
    "巡查",
    "拉练",
    "讲评会",
    "抽查",
    "陪餐",
    "晨午检",
    "晨检",
    "提醒",
    "消毒",
    "调度会",
    "分析会",
    "推进会",
    "回访",
    "走访",
    "家访",
    "点评会",
    "更新",
    "晒单",
    "调研",
    "会审",
];
/// Right before a rhythm that is kept: 实行月调度.
pub const RUN_BY: &[&str] =
    &["实行", "执行", "推行", "坚持", "落实", "健全", "建立", "进行", "采取", "继续", "做到"];
/// Of what a rhythm is, as it ends.
pub const BEAT_OF: &[&str] =
    &["工作", "进度", "进展", "项目", "隐患", "学生", "任务", "情况", "排查", "整改"];
/// What is shown again and again, as it ends.
pub const BEAT_SHOWN: &[&str] = &[
    "台账",
    "督导结果",
    "评估结果",
    "抽查结果",
    "账目",
    "收支",
    "收支情况",
    "食谱",
    "菜谱",
    "检查结果",
    "落实情况",
    "进展情况",
    "教案",
    "作业",
    "监测",
    "工资",
];
/// By these a clause asks for a report: 每周五上报工作进展, 每月25日前报送小结.
pub const REPORT_ACTS: &[&str] = &[
    "曝光",
    "发布",
    "推送",
    "进行通报",
    "进行调度",
    "进行督查",
    "进行检查",
    "安全提醒",
    "开放",
    "健康监测",
    "排查",
    "交",
    "集体备课",
    "集体教研",
    "政治学习",
    "业务学习",
    "检查",
    "举行",
    "公布",
    "公示",
    "汇总",
    "开展",
    "组织",
    "报送",
    "上报",
    "填报",
    "报告",
    "报备",
    "反馈",
    "书面报",
    "报",
    "通报",
    "召开",
];
/// Who hands reports up, beside units and bodies.
pub const REPORTERS: &[&str] =
    &["单位", "室", "科", "股", "组", "处", "中心", "项目办", "局", "校", "园", "办"];
/// How often, at the front of such a clause.
pub const REPORT_TIMES: &[(&str, Every)] = &[
    ("每天", Every::Day),
    ("每日", Every::Day),
    ("每周", Every::Week),
    ("每月", Every::Month),
    ("按周", Every::Week),
    ("按月", Every::Month),
    ("按季", Every::Quarter),
    ("每两周", Every::Fortnight),
    ("隔周", Every::Fortnight),
    ("每半月", Every::Fortnight),
    ("每半个月", Every::Fortnight),
    ("每季度", Every::Quarter),
    ("每季", Every::Quarter),
    ("每半年", Every::HalfYear),
    ("每学期", Every::Term),
    ("每年", Every::Year),
];

/// Verbs by which a speech bids something to be set up or carried out.
pub const BID_VERBS: &[&str] =
    &["推行", "建立", "制定", "开展", "启动", "完善", "健全", "组建", "实施", "出台", "设立", "编制"];
/// What may stand right before them: they are bidden, not told.
pub const BID_LEADS: &[&str] =
    &["要", "要进一步", "进一步", "迅速", "深入", "尽快", "抓紧", "全面", "必须", "认真"];
/// What is set up or carried out, as it ends; all else is talk.
pub const BID_ENDS: &[&str] = &[
    "法", "机制", "清单", "计划", "活动", "制度", "方案", "台账", "平台", "专班", "行动", "工程", "试点",
    "办法",
];

/// Further phrases of how often, within a clause.
pub const TIMES_WITHIN: &[(&str, Every)] = &[
    ("次月", Every::Month),
    ("当月", Every::Month),
    ("双周", Every::Fortnight),
    ("当天", Every::Day),
    ("天天", Every::Day),
];
/// What is done with what is shown or told.
pub const SHOWN: &[&str] = &[
    "公示",
    "公布",
    "通报",
    "发布",
    "更新",
    "晾晒",
    "晒",
    "上墙公示",
    "贴",
    "向社会公布",
    "更新公布",
    "更新上报",
];
/// What is done with what is handed up.
pub const HANDED: &[&str] =
    &["报送", "上报", "更新报", "汇总报", "书面报", "报", "送", "上传", "发到", "备份"];
/// To whom it is handed, as the name ends.
pub const HANDED_TO: &[&str] = &[
    "室", "科", "股", "处", "办", "局", "府", "组", "部", "台", "中心", "小组", "委", "县", "我", "进展",
    "进度", "情况",
];
/// What is done with a meeting or an activity that is fixed.
pub const FIXED: &[&str] = &["召开", "开展", "做", "进行", "开", "开启", "开放"];
/// Said alone, they are of the work's progress.
pub const TOLD_ALONE: &[&str] = &["通报", "调度"];
/// How progress is named.
pub const PROGRESS: &[&str] = &[
    "项目进度",
    "建设进度",
    "项目建设进展",
    "工作进展",
    "工作进展情况",
    "进展情况",
    "任务进展",
    "任务完成情况",
    "工作进度",
    "重点任务",
    "进度",
    "进展",
];
