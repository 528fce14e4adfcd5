//! What stands around a name where a clause is taken as it stands.

use crate::intake::text::lookup::Words;

/// What bids, before a name.
pub const BIDS: &[&str] = &[
    "要", "必须", "务必", "确保", "力争", "争取", "努力", "也要", "都要", "还要", "就要", "再", "今年",
    "全力", "须", "应", "一律", "并", "同时", "至少", "继续", "共", "计划", "就",
];
/// What bids, after it.
pub const ENDS: &[&str] = &["要", "必须", "都", "至少", "要达到", "不得", "应", "将", "一律", "务必"];
/// How a wish ends that nobody can check.
pub const OPEN: &[&str] = &[
    "质量提高",
    "质量提升",
    "提高质量",
    "进一步提高",
    "进一步提升",
    "不断提高",
    "不断提升",
    "持续提升",
    "明显提升",
    "稳步提升",
    "逐步提高",
    "明显改善",
];
/// Each one of them.
pub static EVERY_ONE: Words =
    Words::new(&["每校", "每一所", "每所", "校校", "班班", "人人", "家家", "件件", "每个"]);
/// What holds it against before, or against others.
pub static COMPARED: Words = Words::new(&[
    "高过",
    "好于",
    "优于",
    "降下来",
    "有所下降",
    "逐年",
    "比去年",
    "比上年",
    "比上届",
    "比上一届",
    "更多",
    "追平",
    "进一步下降",
]);
