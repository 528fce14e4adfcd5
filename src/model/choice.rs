//! Fields that take one of a few values. `code` is what the shared file says; words for
//! people are in the message catalogue.

/// A field's value out of a fixed list.
pub trait Choice: Copy + PartialEq + Sized + 'static {
    /// All values, in the order they are offered.
    const ALL: &'static [Self];
    /// The word in the shared file.
    fn code(self) -> &'static str;
    /// Reads [`Choice::code`] back.
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|choice| choice.code() == code)
    }
}

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $crate::model::choice::Choice for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)+];
            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
        }
    )+};
}
pub(super) use choices;

choices! {
    /// What a unit is.
    UnitKind {
        /// 市教育局
        Bureau = "bureau",
        /// 机关处室
        Office = "office",
        /// 县（市、区）教育局
        County = "county",
        /// 市直学校
        MunicipalSchool = "municipal_school",
        /// 学校
        School = "school",
    }

    /// What a theme is in the year's framework (`P1`).
    ThemeKind {
        /// 目标
        Aim = "aim",
        /// 重点工作
        Focus = "focus",
        /// 工程
        Programme = "programme",
        /// 改革
        Reform = "reform",
        /// 民生实事
        Livelihood = "livelihood",
        /// 其他重点任务
        Other = "other",
    }

    /// How an actual value is held against a target (`T1`).
    Comparator {
        /// 达到、不低于、不少于、以上
        AtLeast = "at_least",
        /// 不超过、以内
        AtMost = "at_most",
        /// 等于
        Equal = "equal",
        /// 前列、第三位：位次不低于第 n 位
        RankWithin = "rank_within",
        /// 清零
        Zero = "zero",
        /// 全部开工、全部竣工
        AllReach = "all_reach",
        /// 再创新高、增比进位
        BetterThan = "better_than",
        /// 是否完成
        YesNo = "yes_no",
    }

    /// The stage all items have to reach (`K7`).
    Stage {
        /// 开工
        Started = "started",
        /// 竣工
        Completed = "completed",
    }

    /// How a whole is told from its parts (`T2`).
    RollUp {
        /// 求和
        Sum = "sum",
        /// 由分子、分母合计求比率, never a mean of percentages
        Ratio = "ratio",
        /// 全部达到
        AllOf = "all_of",
        /// 取最优
        BestOf = "best_of",
    }

    /// What a project is in this year's plan (`K7`).
    ProjectStage {
        /// 预备项目
        Reserve = "reserve",
        /// 新开工项目
        New = "new",
        /// 续建项目
        Ongoing = "ongoing",
        /// 竣工项目
        Finishing = "finishing",
    }

    /// The five factors that block work (`K6`).
    Factor {
        /// 项目
        Project = "project",
        /// 资金
        Funds = "funds",
        /// 编制
        Posts = "posts",
        /// 人才
        Talent = "talent",
        /// 土地
        Land = "land",
    }

    /// Whose matter it is; decides who supervises (`K3`, `S1`).
    SourceLevel {
        /// 国家战略
        National = "national",
        /// 省级决策
        Provincial = "provincial",
        /// 市委、市政府要账
        Municipal = "municipal",
        /// 市委教育工委、市教育局
        Bureau = "bureau",
        /// 本单位
        Own = "own",
    }

    /// The stretch of the year a target is held to.
    Period {
        /// 全年
        Year = "year",
        /// 上半年
        FirstHalf = "first_half",
        /// 下半年
        SecondHalf = "second_half",
        /// 一季度
        Quarter1 = "quarter_1",
        /// 二季度
        Quarter2 = "quarter_2",
        /// 三季度
        Quarter3 = "quarter_3",
        /// 四季度
        Quarter4 = "quarter_4",
        /// 每学期
        Term = "term",
        /// 每月
        Month = "month",
        /// 每周
        Week = "week",
    }

    /// What a progress report says.
    ReportKind {
        /// 有进展
        Advance = "advance",
        /// 无变化
        NoChange = "no_change",
        /// 办结
        Done = "done",
    }
}
