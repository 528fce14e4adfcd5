//! The kinds of record a ledger holds, and a record of any kind.

use super::choice::{
    Choice, Comparator, Factor, Period, ProjectStage, ReportKind, RollUp, SourceLevel, Stage, ThemeKind,
    UnitKind,
};
use super::field::Field;
use super::id::{
    ActualId, BlockerId, ForceId, LedgerId, MilestoneId, PartId, ReportId, TargetId, TaskId, ThemeId, UnitId,
};
use super::record::{Common, Record, Register, WrongType, record};
use super::stamp::Stamp;
use super::value::{FieldType, Value};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use uuid::Uuid;

record! {
    /// The ledger's own title and year; its id is the ledger's.
    Meta(LedgerId) {
        /// 台账名称
        title: String = Title,
        /// 年度, such as 2025
        year: Option<i64> = Year,
        /// 备注
        note: String = Note,
        /// 放假与调休: the days that differ from the published table, see [`super::calendar`].
        calendar: String = Calendar,
    }

    /// A unit in the tree.
    Unit(UnitId) {
        /// 单位名称
        title: String = Title,
        /// 单位类别
        kind: Option<UnitKind> = Kind,
        /// 上级单位
        parent: Option<UnitId> = Parent,
        /// Place among its sisters, ascending.
        order: Option<i64> = Order,
        /// 负责人
        person: String = Person,
        /// 联系方式
        contact: String = Contact,
    }

    /// A node of the year's framework (`P1`).
    Theme(ThemeId) {
        /// 名称
        title: String = Title,
        /// 类别
        kind: Option<ThemeKind> = Kind,
        /// 上级条目
        parent: Option<ThemeId> = Parent,
        /// Place among its sisters, ascending.
        order: Option<i64> = Order,
    }

    /// A measurable or yes/no aim of one unit (`T1`).
    Target(TargetId) {
        /// 目标
        title: String = Title,
        /// 总体思路条目
        theme: Option<ThemeId> = Theme,
        /// The target of the unit above it is a part of (`T2`).
        parent: Option<TargetId> = Parent,
        /// 比较方式
        comparator: Option<Comparator> = Comparator,
        /// 目标值; unset is a blank X (`P3`). For `RankWithin` the place, for `AllReach` the count.
        quantity: Option<Decimal> = Quantity,
        /// 计量单位: %、个、所、万平方米
        measure: String = Measure,
        /// For `AllReach`: which stage.
        stage: Option<Stage> = Stage,
        /// 上年基数, for `BetterThan` and the pace.
        baseline: Option<Decimal> = Baseline,
        /// 考核时段
        period: Option<Period> = Period,
        /// 完成时限
        due: Option<NaiveDate> = Due,
        /// 权重
        weight: Option<Decimal> = Weight,
        /// 任务来源 (`K3`)
        source: Option<SourceLevel> = Source,
        /// 责任人
        person: String = Person,
        /// 原文依据
        quote: String = Quote,
        /// 备注
        note: String = Note,
        /// Place in the checklist, ascending.
        order: Option<i64> = Order,
        /// 汇总规则: how its parts make it up (`T2`)
        roll_up: Option<RollUp> = RollUp,
    }

    /// A piece of work of one unit, with the four fixed (`K1`).
    Task(TaskId) {
        /// 任务
        title: String = Title,
        /// 总体思路条目
        theme: Option<ThemeId> = Theme,
        /// 所属目标
        target: Option<TargetId> = Target,
        /// The task of the unit above it was handed down from.
        parent: Option<TaskId> = Parent,
        /// 任务来源 (`K3`)
        source: Option<SourceLevel> = Source,
        /// 定人员：责任人
        person: String = Person,
        /// 第一责任人 (`K2`)
        head: String = Head,
        /// 分管领导 (`K2`)
        leader: String = Leader,
        /// 配合单位 (`K2`)
        cooperating: String = Cooperating,
        /// 定责任：责任内容
        responsibility: String = Responsibility,
        /// 开始时间
        start: Option<NaiveDate> = Start,
        /// 定时间：完成时限
        due: Option<NaiveDate> = Due,
        /// 定进度：进度安排 (milestones count too)
        pace: String = Pace,
        /// 原文依据
        quote: String = Quote,
        /// 备注
        note: String = Note,
        /// Place in the list, ascending.
        order: Option<i64> = Order,
        /// 审定的开始时间, as the plan was approved (`K9`)
        approved_start: Option<NaiveDate> = ApprovedStart,
        /// 审定的完成时限
        approved_due: Option<NaiveDate> = ApprovedDue,
        /// 项目类别; set for construction projects (`K7`)
        project_stage: Option<ProjectStage> = ProjectStage,
        /// 建设规模, in `measure`
        quantity: Option<Decimal> = Quantity,
        /// 计量单位: 个、所、平方米
        measure: String = Measure,
        /// 工作专班 (`K8`)
        force: Option<ForceId> = Force,
    }

    /// A dated step of a task (`K4`).
    Milestone(MilestoneId) {
        /// 所属任务
        task: Option<TaskId> = Task,
        /// 节点
        title: String = Title,
        /// 计划完成日期
        due: Option<NaiveDate> = Due,
        /// 实际完成日期
        date: Option<NaiveDate> = Date,
        /// 应达到的完成百分比, 0 to 100
        percent: Option<i64> = Percent,
        /// 工期, working days of the step that ends here
        duration: Option<i64> = Duration,
        /// 紧前节点: steps that must be done before this one starts
        after: BTreeSet<MilestoneId> = After,
        /// The stage the project has reached once this is done (`K7`).
        stage: Option<Stage> = Stage,
        /// 审定的完成日期, as the plan was approved (`K9`)
        approved_due: Option<NaiveDate> = ApprovedDue,
    }

    /// A dated entry on a task; append-only.
    Report(ReportId) {
        /// 所属任务
        task: Option<TaskId> = Task,
        /// 填报日期
        date: Option<NaiveDate> = Date,
        /// 填报类型
        kind: Option<ReportKind> = Kind,
        /// 完成百分比, 0 to 100
        percent: Option<i64> = Percent,
        /// 进展说明
        note: String = Note,
        /// 填报人
        by: String = By,
    }

    /// A target's actual value on a date, with its source (`T3`); append-only.
    Actual(ActualId) {
        /// 所属目标
        target: Option<TargetId> = Target,
        /// 日期
        date: Option<NaiveDate> = Date,
        /// 实际值; a place for ranks, the count that reached the stage for `AllReach`
        quantity: Option<Decimal> = Quantity,
        /// For yes/no targets.
        reached: Option<bool> = Reached,
        /// 数据来源
        evidence: String = Evidence,
        /// 说明
        note: String = Note,
        /// 填报人
        by: String = By,
    }

    /// What blocks a task, and what is asked of whom (`K6`).
    Blocker(BlockerId) {
        /// 所属任务
        task: Option<TaskId> = Task,
        /// 制约因素
        factor: Option<Factor> = Factor,
        /// 存在问题
        title: String = Title,
        /// 需协调事项
        ask: String = Ask,
        /// 向谁提出
        asked_of: String = AskedOf,
        /// 提出日期
        date: Option<NaiveDate> = Date,
        /// 解决日期; open while unset
        solved: Option<NaiveDate> = Solved,
        /// 备注
        note: String = Note,
    }

    /// A task force for key tasks (`K8`).
    Force(ForceId) {
        /// 专班名称
        title: String = Title,
        /// 组长
        head: String = Head,
        /// 专班成员
        members: String = Members,
        /// 工作方案
        plan: String = Plan,
        /// Place in the list, ascending.
        order: Option<i64> = Order,
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident($id:ident) = $code:literal,)+) => {
        /// The kinds of record.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Kind { $($(#[$doc])* $kind,)+ }

        impl Choice for Kind {
            const ALL: &'static [Self] = &[$(Self::$kind,)+];
            fn code(self) -> &'static str {
                match self { $(Self::$kind => $code,)+ }
            }
        }

        /// A record of any kind.
        #[derive(Clone, PartialEq, Debug)]
        // A task has many fields; few of these live at a time, so boxes would only cost.
        #[allow(missing_docs, clippy::large_enum_variant)]
        pub enum AnyRecord { $($kind($kind),)+ }

        impl AnyRecord {
            /// An empty record of a kind.
            pub fn new(kind: Kind, id: Uuid, unit: Option<UnitId>) -> Self {
                match kind { $(Kind::$kind => Self::$kind($kind::new($id(id), unit)),)+ }
            }
            /// The untyped view.
            pub fn as_dyn(&self) -> &dyn Record {
                match self { $(Self::$kind(record) => record,)+ }
            }
            /// The untyped view, to change.
            pub fn as_dyn_mut(&mut self) -> &mut dyn Record {
                match self { $(Self::$kind(record) => record,)+ }
            }
        }
    };
}

kinds! {
    /// 台账
    Meta(LedgerId) = "ledger",
    /// 单位
    Unit(UnitId) = "unit",
    /// 总体思路条目
    Theme(ThemeId) = "theme",
    /// 目标
    Target(TargetId) = "target",
    /// 任务
    Task(TaskId) = "task",
    /// 节点
    Milestone(MilestoneId) = "milestone",
    /// 进展填报
    Report(ReportId) = "report",
    /// 目标实际值
    Actual(ActualId) = "actual",
    /// 制约因素
    Blocker(BlockerId) = "blocker",
    /// 工作专班
    Force(ForceId) = "task_force",
}

impl Kind {
    /// Whether its records belong to the plan part.
    pub fn in_plan(self) -> bool {
        matches!(self, Self::Meta | Self::Unit | Self::Theme)
    }

    /// Whether its records are entries that are added and never edited.
    pub fn is_append_only(self) -> bool {
        matches!(self, Self::Report | Self::Actual)
    }
}

/// Names one record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RecordId {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: Uuid,
}

impl RecordId {
    /// Names a record.
    pub fn new(kind: Kind, id: impl Into<Uuid>) -> Self {
        Self { kind, id: id.into() }
    }
}

impl AnyRecord {
    /// Its name.
    pub fn record_id(&self) -> RecordId {
        let record = self.as_dyn();
        RecordId { kind: record.kind(), id: record.uuid() }
    }

    /// The part it is stored in.
    pub fn part(&self) -> PartId {
        self.as_dyn().common().unit.map_or(PartId::Plan, PartId::Unit)
    }
}
