//! What a clause names for those after it, and which names say nothing of themselves.

use crate::intake::text::lookup::Words;

/// How a clause ends that is no name.
pub const NOT_ENDS: [char; 6] = ['的', '了', '着', '上', '下', '好'];
/// What begins to tell how things are.
pub static TOLD: Words = Words::new(&[
    "已",
    "去年",
    "上学期",
    "上年",
    "今年春",
    "还",
    "目前",
    "现在",
    "眼下",
    "停工",
    "拖了",
    "仍",
    "尚",
    "是一",
    "是我",
    "基础好",
    "欠账",
    "共有",
]);
/// Words of a clause that says something.
pub const SAYS: &[&str] = &[
    "要", "是", "把", "将", "已", "不是", "不能", "不得", "不要", "不会", "不再", "不许", "不够", "了", "让",
    "使", "以上", "根据", "围绕", "通过", "坚持", "同时", "此外", "特别", "另外", "确保", "必须", "方面",
    "可以", "能够", "就要", "还有", "还要", "正在", "都有", "都在", "会有", "为了", "作为", "按照", "依照",
];
/// Verbs of a clause that does something.
pub const ACTS: &[&str] = &[
    "开展",
    "实行",
    "建立",
    "履行",
    "加强",
    "健全",
    "落实",
    "牵头",
    "坚守",
    "衔接",
    "严禁",
    "推进",
    "修订",
    "定时间",
    "我定",
    "完善",
    "选址",
    "占地",
    "计划投资",
    "建筑面积",
];
/// Verbs that say nothing of what is done.
pub const LIGHT: &[&str] =
    &["搞", "开", "办", "做", "抓", "过", "开展", "组织", "进行", "举行", "搞好", "实现"];
/// What becomes of something, of which the name says nothing.
pub const RESULTS: &[&str] = &[
    "零发生",
    "清零",
    "见零",
    "归零",
    "补足",
    "补齐",
    "补上",
    "到位",
    "复工",
    "撤并",
    "见底",
    "销号",
    "全覆盖",
    "达标",
];
/// What is done, of which a name says nothing.
pub const DEEDS: &[&str] = &[
    "结题",
    "立项",
    "带动",
    "保底",
    "清查",
    "活动",
    "评出",
    "听满",
    "召开",
    "蹲点",
    "碰头",
    "上门",
    "送教",
    "谈话",
    "面谈",
    "撤并",
    "改造",
    "研究",
    "抽测",
    "请进来",
    "为期",
    "开会",
    "抽查",
    "夺金",
];
/// Verbs that stand for themselves.
pub const PLAIN: &[&str] = &["投资", "投入", "完成", "培训", "新增", "安排"];
/// What a body does that is named for it.
pub const HELD: &[&str] = &["召开", "活动", "研究", "开会", "碰头"];
/// Words of a clause that names nothing for the next.
pub const NOT_OF: &[&str] =
    &["优先", "配合", "公布", "依照", "成立", "坚持", "是", "按照", "会同", "细化", "同时", "此外"];
/// Rates and the like that are always of something.
pub const GENERAL: &[&str] = &[
    "一次通过率",
    "时间",
    "成员",
    "图书",
    "总数",
    "录入率",
    "准确率",
    "管理率",
    "移交率",
    "普惠率",
    "达标率",
    "办结率",
    "知晓率",
    "合格率",
    "满意率",
    "完成率",
    "参与率",
    "及时率",
    "调整面",
    "覆盖面",
    "签订率",
    "回收率",
    "优秀率",
    "到位率",
    "参加率",
];
/// Who is bidden, beside the levels.
pub const WHO: &[&str] = &[
    "学校",
    "各校",
    "中心校",
    "中小学校",
    "县城",
    "农村",
    "城区",
    "乡镇",
    "低年级",
    "中年级",
    "高年级",
    "毕业年级",
];

/// How many are counted.
pub const COUNTED: &[(&str, usize)] = &[
    ("两项", 2),
    ("三项", 3),
    ("四项", 4),
    ("五项", 5),
    ("两类", 2),
    ("三类", 3),
    ("四类", 4),
    ("五类", 5),
    ("三率", 3),
    ("四率", 4),
];
