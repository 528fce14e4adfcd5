//! What a short name is of, as the clause before it says.

/// Verbs by which work is pushed on, before what is measured by its rate.
pub const PUSHED: &[&str] = &[
    "紧盯",
    "严查",
    "盯紧",
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
/// After it.
pub const PUSHED_ENDS: &[&str] = &["建设", "工作", "力度", "管理"];
/// More verbs before what a short name is of.
pub const CONTEXT: &[&str] = &["开发", "建立", "健全", "完善", "建好", "办好", "用好", "整治"];
/// What people pass, after the word for passing it.
pub const JUDGED_BY: &[&str] = &["考核", "考试", "测试", "检测", "活动"];
/// What people take part in, as it ends.
pub const HELD: &[&str] = &["活动", "培训", "服务", "考试", "测试", "测评", "检测", "运动会", "演练"];
/// Measure words between a number and what is counted.
pub const COUNTED_IN: &[char] = &['间', '名', '所', '个', '台', '套', '栋', '处', '辆', '座', '人'];
