//! The names of all fields, one for each meaning; a kind of record uses some of them.

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        /// A record's field. Words for people are in the message catalogue.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Field { $($(#[$doc])* $variant,)+ }

        impl Field {
            /// All fields.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name in the shared file.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// Reads [`Field::name`] back.
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

fields! {
    /// 名称
    Title = "title",
    /// 年度
    Year = "year",
    /// 类别
    Kind = "kind",
    /// 上级
    Parent = "parent",
    /// 排序
    Order = "order",
    /// 总体思路条目
    Theme = "theme",
    /// 比较方式
    Comparator = "comparator",
    /// 目标值
    Quantity = "value",
    /// 计量单位
    Measure = "measure",
    /// 须达到的阶段
    Stage = "stage",
    /// 上年基数
    Baseline = "baseline",
    /// 考核时段
    Period = "period",
    /// 开始时间
    Start = "start",
    /// 完成时限
    Due = "due",
    /// 权重
    Weight = "weight",
    /// 任务来源
    Source = "source",
    /// 责任人
    Person = "person",
    /// 第一责任人
    Head = "head",
    /// 分管领导
    Leader = "leader",
    /// 配合单位
    Cooperating = "cooperating",
    /// 责任内容
    Responsibility = "responsibility",
    /// 进度安排
    Pace = "pace",
    /// 备注
    Note = "note",
    /// 所属目标
    Target = "target",
    /// 所属任务
    Task = "task",
    /// 日期
    Date = "date",
    /// 完成百分比
    Percent = "percent",
    /// 填报人
    By = "by",
    /// 数据来源
    Evidence = "evidence",
    /// 已达到
    Reached = "reached",
    /// 原文依据
    Quote = "quote",
    /// 联系方式
    Contact = "contact",
    /// 汇总规则
    RollUp = "roll_up",
    /// 工期, in working days
    Duration = "duration",
    /// 紧前节点
    After = "after",
    /// 审定的开始时间
    ApprovedStart = "approved_start",
    /// 审定的完成时限
    ApprovedDue = "approved_due",
    /// 项目类别
    ProjectStage = "project_stage",
    /// 工作专班
    Force = "task_force",
    /// 专班成员
    Members = "members",
    /// 工作方案
    Plan = "plan",
    /// 制约因素
    Factor = "factor",
    /// 需协调事项
    Ask = "ask",
    /// 向谁提出
    AskedOf = "asked_of",
    /// 解决日期
    Solved = "solved",
    /// 放假与调休
    Calendar = "calendar",
}
