//! Better and worse than before, and no worse than others.

use crate::intake::text::lookup::Words;

/// No worse than others: 不低于当地公务员平均工资收入水平.
pub const LEVELS: &[&str] = &[
    "水平",
    "平均",
    "平均值",
    "平均数",
    "公务员",
    "均分",
    "均值",
    "平均分",
    "平均工资",
    "工资收入",
    "省定标准",
    "国家标准",
    "规定标准",
    "国定标准",
    "同类学校",
    "同类园",
];

/// Better than before.
pub const BETTER: &[&str] = &[
    "比上年有提高",
    "比去年有提高",
    "比上年有提升",
    "比去年有提升",
    "再创历史新高",
    "再创新高",
    "创历史新高",
    "创新高",
    "再创佳绩",
    "再上新高",
    "增比进位",
    "争先进位",
    "赶超进位",
    "位次前移",
    "排名前移",
    "高于上年",
    "超过上年",
    "好于上年",
    "优于上年",
    "高于去年",
    "超过去年",
    "不低于上年",
    "不低于去年",
    "逐年提高",
    "逐年提升",
    "逐年上升",
    "逐年增长",
    "只增不减",
    "“两个只增不减”",
    "零的突破",
    "零突破",
    "不后退",
    "不下滑",
    "不退",
    "不滑坡",
    "只升不降",
    "只进不退",
    "比今年多",
    "比去年多",
    "比上年多",
    "比去年高",
    "比上年高",
    "比去年好",
    "比上年好",
    "比今年好",
    "稳步增长",
    "“三个增长”",
    "持续增长",
    "位次不降",
    "比去年有新的增长",
    "要有新突破",
    "要有新的突破",
    "较上年有所提高",
    "比上年有所提高",
    "较上年有所提升",
    "比去年有所提高",
    "比上年有所增长",
    "比去年有所增长",
    "较去年有所提高",
    "较上年有所增长",
    "名次前移",
    "不后移",
    "不倒退",
    "不下降",
    "有所提高",
    "有所提升",
    "有较大提高",
    "有较大幅度提高",
    "有明显提高",
    "再上台阶",
    "再上新台阶",
];

/// Above something that was before.
pub const ABOVE: &[&str] = &["低于", "少于", "高于", "超过", "好于", "优于", "多于", "胜过"];

/// What was before.
pub static BEFORE_NOW: Words = Words::new(&[
    "上年",
    "去年",
    "上学期",
    "上学年",
    "上届",
    "上一届",
    "往年",
    "去年同期",
    "上年同期",
    "上年度",
    "上一年",
    "上一年度",
    "前一年",
    "今年",
    "本年",
    "上次",
]);

/// Further up, before by how many places.
pub const UPWARD: &[&str] =
    &["前移", "前进", "往前走", "往前赶", "往前挪", "向前走", "上升", "提升", "提高", "进位", "晋位", "上移"];

/// Less than before.
pub const FEWER: &[&str] = &[
    "低于上年",
    "低于去年",
    "逐年下降",
    "逐年降低",
    "逐年减少",
    "只减不增",
    "双下降",
    "“双下降”",
    "双降",
    "“双降”",
    "比去年少",
    "比上年少",
    "比去年低",
    "比上年低",
];

/// Better, where it is said of a figure.
pub const RISEN: &[&str] = &[
    "有提高",
    "有提升",
    "止跌回升",
    "明显提高",
    "明显提升",
    "明显上升",
    "大幅提高",
    "大幅提升",
    "较大提高",
    "较大提升",
    "显著提高",
    "显著提升",
    "有所提高",
    "有所提升",
    "新的提高",
    "新的提升",
    "明显下降",
    "明显降低",
    "大幅下降",
    "有所下降",
    "稳中有升",
    "稳步提高",
    "稳步提升",
    "稳步上升",
    "稳步下降",
    "显著下降",
];
/// The figures, as they end.
pub const FIGURES: &[&str] = &[
    "死亡人数",
    "一本人数",
    "二本人数",
    "本科人数",
    "率",
    "均分",
    "平均分",
    "占比",
    "比例",
    "上线人数",
    "录取人数",
];

/// How it changes against what was before, as a clause ends.
pub static CHANGES: Words = Words::new(&[
    "缩小", "提高", "提升", "增加", "增长", "下降", "减少", "降低", "上升", "前移", "好转", "改善", "压减",
]);
/// Between what was before and the change.
pub const SOMEWHAT: &[&str] = &[
    "有所",
    "明显",
    "有",
    "有明显",
    "大幅",
    "进一步",
    "显著",
    "稳步",
    "都有",
    "均有",
    "要有",
    "有较大",
    "要",
    "能",
];

/// 比去年有新的增长 names no more than 增长.
pub fn plain(said: &str) -> &str {
    let is_wordy = ["比", "较", "有", "明显", "大幅", "显著"].iter().any(|word| said.contains(word));
    CHANGES
        .iter()
        .find(|end| is_wordy && said.ends_with(**end))
        .map_or(said, |end| &said[said.len() - end.len()..])
}
/// Of these, the ones that say something only of a rate: 质量要再上台阶 is talk.
pub const OF_RATES: &[&str] =
    &["有所提高", "有所提升", "有较大提高", "有较大幅度提高", "有明显提高", "再上台阶", "再上新台阶"];
