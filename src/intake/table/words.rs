//! What headers mean, as they are written in decomposition tables.

/// What a column is taken for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Role {
    /// 序号
    Number,
    /// 类别、工程、一级指标: what rows are grouped by.
    Theme,
    /// 目标任务、重点任务
    Work,
    /// 工作内容、具体措施、工作目标: what the task asks for in detail.
    Detail,
    /// 指标名称
    Aim,
    /// 目标值
    Value,
    /// 计量单位
    Measure,
    /// 上年基数
    Baseline,
    /// 任务来源
    Source,
    /// 分管领导
    Leader,
    /// 牵头单位
    Lead,
    /// 责任单位
    Responsible,
    /// 配合单位
    Cooperating,
    /// 责任人
    Person,
    /// 开始时间
    Start,
    /// 完成时限
    Due,
    /// 进度安排
    Pace,
    /// 备注
    Note,
}

impl Role {
    /// All roles, in the order a mapper offers them.
    pub const ALL: [Self; 18] = [
        Self::Number,
        Self::Theme,
        Self::Work,
        Self::Detail,
        Self::Aim,
        Self::Value,
        Self::Measure,
        Self::Baseline,
        Self::Source,
        Self::Leader,
        Self::Lead,
        Self::Responsible,
        Self::Cooperating,
        Self::Person,
        Self::Start,
        Self::Due,
        Self::Pace,
        Self::Note,
    ];

    /// Whether several columns may have it: their texts are put together.
    pub fn is_shared(self) -> bool {
        matches!(
            self,
            Self::Theme
                | Self::Detail
                | Self::Leader
                | Self::Lead
                | Self::Responsible
                | Self::Cooperating
                | Self::Person
                | Self::Pace
                | Self::Note
        )
    }
}

/// Headers and parts of headers, by what they mean.
const WORDS: [(Role, &[&str]); 18] = [
    (Role::Number, &["序号", "编号", "序", "号"]),
    (
        Role::Theme,
        &[
            "类别",
            "分类",
            "项目类别",
            "任务类别",
            "工作类别",
            "板块",
            "领域",
            "方面",
            "工程",
            "大项",
            "一级指标",
            "二级指标",
            "总体思路",
            "工作分类",
            "责任领域",
            "重点工程",
            "任务分类",
        ],
    ),
    (
        Role::Work,
        &[
            "目标任务",
            "重点任务",
            "主要任务",
            "工作任务",
            "任务",
            "任务名称",
            "重点工作",
            "工作事项",
            "事项名称",
            "民生事项名称",
            "民生事项",
            "实事名称",
            "民生实事",
            "事项",
            "任务事项",
            "工作项目",
            "项目名称",
            "任务分解",
            "工作名称",
            "改革任务",
            "实事项目",
            "项目",
            "重点事项",
            "重点工作任务",
            "年度重点任务",
            "工作要点",
            "任务内容",
            "督办事项",
            "问题",
            "主要工作",
        ],
    ),
    (
        Role::Detail,
        &[
            "工作内容",
            "主要内容",
            "具体内容",
            "内容",
            "工作措施",
            "具体措施",
            "主要措施",
            "推进措施",
            "措施",
            "工作要求",
            "目标要求",
            "具体任务",
            "工作目标",
            "年度目标",
            "目标",
            "阶段目标",
            "任务目标",
            "建设内容",
            "工作标准",
            "具体要求",
            "整改措施",
            "工作举措",
            "主要举措",
            "要求",
            "考核内容",
            "任务要求",
            "责任内容",
            "细化任务",
            "分解任务",
            "工作内容及目标",
        ],
    ),
    (
        Role::Aim,
        &["指标", "指标名称", "考核指标", "三级指标", "目标名称", "主要指标", "绩效指标", "指标内容"],
    ),
    (
        Role::Value,
        &[
            "目标值",
            "指标值",
            "年度目标值",
            "计划数",
            "任务数",
            "目标数",
            "计划值",
            "年度计划",
            "数量",
            "任务量",
            "目标数值",
        ],
    ),
    (Role::Measure, &["计量单位", "单位", "度量单位"]),
    (Role::Baseline, &["上年基数", "基数", "基期值", "上年完成", "上年实际", "上年值", "基准值", "去年完成"]),
    (Role::Source, &["任务来源", "来源", "依据", "文件依据"]),
    (
        Role::Leader,
        &[
            "分管领导",
            "分管市领导",
            "分管县领导",
            "分管区领导",
            "分管局领导",
            "包联领导",
            "牵头领导",
            "责任领导",
            "分包领导",
            "主管领导",
            "局领导",
            "挂帅领导",
        ],
    ),
    (
        Role::Lead,
        &["牵头单位", "牵头科室", "牵头部门", "牵头处室", "主办单位", "主责单位", "牵头责任单位", "牵头"],
    ),
    (
        Role::Responsible,
        &[
            "责任单位",
            "责任科室",
            "责任部门",
            "责任处室",
            "承办单位",
            "承办科室",
            "落实单位",
            "实施单位",
            "责任主体",
            "主管科室",
            "完成单位",
            "负责单位",
            "负责科室",
            "建设单位",
            "单位名称",
        ],
    ),
    (
        Role::Cooperating,
        &[
            "配合单位",
            "配合科室",
            "配合部门",
            "协办单位",
            "协同单位",
            "协助单位",
            "参与单位",
            "协办科室",
            "协作单位",
            "配合处室",
        ],
    ),
    (
        Role::Person,
        &["责任人", "具体责任人", "负责人", "承办人", "经办人", "直接责任人", "科室负责人", "联系人"],
    ),
    (Role::Start, &["开始时间", "启动时间", "开工时间", "起始时间", "启动时限"]),
    (
        Role::Due,
        &[
            "完成时限",
            "完成时间",
            "时限",
            "时间节点",
            "完成日期",
            "截止时间",
            "办结时限",
            "时间要求",
            "完成期限",
            "竣工时间",
            "整改时限",
            "时限要求",
            "结束时间",
            "时间",
            "工作时限",
            "预计完成时间",
            "计划完成时间",
            "截止日期",
        ],
    ),
    (
        Role::Pace,
        &["进度安排", "推进计划", "进度要求", "阶段安排", "工作进度", "推进安排", "时序进度", "实施步骤"],
    ),
    (Role::Note, &["备注", "说明", "注", "属性", "指标属性", "指标性质", "性质"]),
];

/// Headers of columns that say what has happened, not what is to be done: they draft nothing.
const PASSED: [&str; 7] =
    ["完成情况", "进展情况", "目前进展", "存在问题", "推进情况", "落实情况", "是否完成"];

/// A header without spaces, line ends, marks and what stands in brackets.
pub(super) fn fold(header: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::new();
    for c in header.chars() {
        match c {
            '（' | '(' | '[' | '【' | '〔' => depth += 1,
            '）' | ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            _ if depth > 0 || c.is_whitespace() || "*＊:：、，,/·".contains(c) => {}
            _ => out.push(c),
        }
    }
    out
}

/// What a header may mean, the likeliest first, from 0 to 100.
pub(super) fn meanings(header: &str) -> Vec<(Role, u8)> {
    let folded = fold(header);
    if folded.is_empty() || folded.chars().count() > 16 || PASSED.iter().any(|word| folded.contains(word)) {
        return Vec::new();
    }
    let mut found: Vec<(Role, u8, usize)> = Vec::new();
    for (role, words) in WORDS {
        let best = words.iter().filter_map(|word| {
            let length = word.chars().count();
            if folded == *word {
                Some((100, length))
            } else if length < 2 || !folded.contains(word) {
                None
            } else if folded.ends_with(word) || folded.starts_with(word) {
                Some((80, length))
            } else {
                Some((60, length))
            }
        });
        if let Some((score, length)) = best.max() {
            found.push((role, score, length));
        }
    }
    found.sort_by_key(|(_, score, length)| std::cmp::Reverse((*score == 100, *length, *score)));
    found.into_iter().map(|(role, score, _)| (role, score)).collect()
}

/// Words of a column of what was reached in an earlier year.
const REACHED: [&str; 7] = ["实际", "完成值", "完成数", "基数", "基期", "现状", "达到值"];

/// The year a header names, and what else it says.
pub(super) fn of_year(header: &str) -> Option<(i32, String)> {
    let folded = fold(header);
    let (before, after) = folded.split_once('年')?;
    let at = before.len().checked_sub(4)?;
    let year: i32 = before.get(at..)?.parse().ok().filter(|year| (1990..=2100).contains(year))?;
    let rest = format!("{}{}", before.get(..at)?, after.strip_prefix('度').unwrap_or(after));
    Some((year, rest))
}

/// Whether a header speaks of a value that was reached.
pub(super) fn is_reached(header: &str) -> bool {
    REACHED.iter().any(|word| header.contains(word))
}
