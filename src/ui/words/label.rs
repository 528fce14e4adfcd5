//! Words for the model's kinds, fields, choices and lights, and how values are written.

use super::{Say, Words};
use crate::model::choice::{
    Choice, Comparator, Factor, Period, ProjectStage, ReportKind, RollUp, SourceLevel, Stage, ThemeKind,
    UnitKind,
};
use crate::model::field::Field;
use crate::model::kind::{Kind, RecordId, Target};
use crate::model::ledger::Ledger;
use crate::model::light::{self, Light};
use crate::model::value::Value;
use crate::state::settings::Lang;
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use rust_decimal::Decimal;

macro_rules! says {
    ($($ty:ty { $($variant:ident: $zh:literal, $en:literal;)+ })+) => {$(
        impl Say for $ty {
            fn both(self) -> (&'static str, &'static str) {
                match self { $(Self::$variant => ($zh, $en),)+ }
            }
        }
    )+};
}

says! {
    UnitKind {
        Bureau: "市教育局", "Municipal bureau";
        Office: "机关处室", "Office";
        County: "县（市、区）", "County";
        MunicipalSchool: "市直学校", "Municipal school";
        School: "学校", "School";
    }
    ThemeKind {
        Aim: "目标", "Aim";
        Focus: "重点工作", "Focus";
        Programme: "工程", "Programme";
        Reform: "改革", "Reform";
        Livelihood: "民生实事", "Livelihood";
        Other: "其他重点", "Other";
    }
    Comparator {
        AtLeast: "不低于", "at least";
        AtMost: "不超过", "at most";
        Equal: "等于", "equal to";
        RankWithin: "位次不低于", "rank within";
        Zero: "清零", "down to zero";
        AllReach: "全部达到阶段", "all reach a stage";
        BetterThan: "优于上年", "better than baseline";
        YesNo: "是否完成", "yes or no";
    }
    Stage {
        Started: "开工", "started";
        Completed: "竣工", "completed";
    }
    SourceLevel {
        National: "国家战略", "National";
        Provincial: "省级决策", "Provincial";
        Municipal: "市委市政府要账", "Party committee and government";
        Bureau: "工委和市教育局", "Municipal bureau";
        Own: "本单位", "Own unit";
    }
    Period {
        Year: "全年", "Year";
        FirstHalf: "上半年", "First half";
        SecondHalf: "下半年", "Second half";
        Quarter1: "一季度", "Q1";
        Quarter2: "二季度", "Q2";
        Quarter3: "三季度", "Q3";
        Quarter4: "四季度", "Q4";
        Term: "每学期", "Each term";
        Month: "每月", "Monthly";
        Week: "每周", "Weekly";
    }
    ReportKind {
        Advance: "有进展", "Progress";
        NoChange: "无变化", "No change";
        Done: "办结", "Done";
    }
    RollUp {
        Sum: "求和", "Sum";
        Ratio: "按分子分母合计", "Ratio of the totals";
        AllOf: "全部达到", "All of them";
        BestOf: "取最优", "Best of them";
    }
    ProjectStage {
        Reserve: "预备项目", "In preparation";
        New: "新开工项目", "Starting this year";
        Ongoing: "续建项目", "Continued";
        Finishing: "竣工项目", "Finishing this year";
    }
    Factor {
        Project: "项目", "Project";
        Funds: "资金", "Funds";
        Posts: "编制", "Posts";
        Talent: "人才", "Talent";
        Land: "土地", "Land";
    }
    Light {
        Overdue: "逾期", "Overdue";
        Slow: "滞后", "Slow";
        OnCourse: "正常", "On course";
        Done: "完成", "Done";
        Unset: "待定", "Unset";
    }
    Kind {
        Meta: "台账", "Ledger";
        Unit: "单位", "Unit";
        Theme: "总体思路条目", "Theme";
        Target: "目标", "Target";
        Task: "任务", "Task";
        Milestone: "节点", "Milestone";
        Report: "进展填报", "Progress report";
        Actual: "目标实际值", "Actual value";
        Blocker: "制约因素", "Blocker";
        Force: "工作专班", "Task force";
    }
    Field {
        Title: "名称", "Title";
        Year: "年度", "Year";
        Kind: "类别", "Kind";
        Parent: "上级", "Parent";
        Order: "排序", "Order";
        Theme: "总体思路条目", "Theme";
        Comparator: "比较方式", "Comparator";
        Quantity: "数值", "Value";
        Measure: "计量单位", "Unit of measure";
        Stage: "须达到的阶段", "Stage";
        Baseline: "上年基数", "Baseline";
        Period: "考核时段", "Period";
        Start: "开始时间", "Start";
        Due: "完成时限", "Due";
        Weight: "权重", "Weight";
        Source: "任务来源", "Source level";
        Person: "责任人", "Responsible person";
        Head: "第一责任人", "Head";
        Leader: "分管领导", "Leader in charge";
        Cooperating: "配合单位", "Co-operating units";
        Responsibility: "责任内容", "Responsibility";
        Pace: "进度安排", "Planned pace";
        Note: "说明", "Note";
        Target: "所属目标", "Target";
        Task: "所属任务", "Task";
        Date: "日期", "Date";
        Percent: "完成百分比", "Percent done";
        By: "填报人", "Reported by";
        Evidence: "数据来源", "Source of the figure";
        Reached: "是否达到", "Reached";
        Quote: "原文依据", "Source sentence";
        Contact: "联系方式", "Contact";
        RollUp: "汇总规则", "Roll-up rule";
        Duration: "工期（工作日）", "Duration (working days)";
        After: "紧前节点", "Predecessors";
        ApprovedStart: "审定开始时间", "Approved start";
        ApprovedDue: "审定完成时限", "Approved due date";
        ProjectStage: "项目类别", "Kind of project";
        Force: "工作专班", "Task force";
        Members: "专班成员", "Members";
        Plan: "工作方案", "Plan of work";
        Factor: "制约因素", "Factor";
        Ask: "需协调事项", "What is asked";
        AskedOf: "提请对象", "Asked of";
        Solved: "解决日期", "Solved on";
        Calendar: "放假与调休", "Days off and moved working days";
        Numerator: "分子", "Numerator";
        Denominator: "分母", "Denominator";
    }
}

words! {
    /// Small words in values.
    Small {
        Unset: "未填", "unset";
        ListMark: "、", ", ";
        Blank: "待填", "to fill";
        Yes: "是", "yes";
        No: "否", "no";
        Place: "第{0}位", "place {0}";
        AllStage: "{0}{1}全部{2}", "all {0} {1} {2}";
        AllStageBlank: "全部{0}", "all {0}";
        Done: "完成", "done";
        Better: "超过上年", "above last year";
        BetterThan: "超过 {0}{1}", "above {0} {1}";
    }
}

/// A date as people write it: 2025-06-30 shown as 6月30日 within the ledger's year.
pub fn date(words: Words, date: NaiveDate, year: Option<i64>) -> String {
    if words.lang() == Lang::En {
        return date.to_string();
    }
    if year == Some(i64::from(date.year())) {
        format!("{}月{}日", date.month(), date.day())
    } else {
        format!("{}年{}月{}日", date.year(), date.month(), date.day())
    }
}

/// A time of day, or with the date when it is not `today`.
pub fn moment(words: Words, at: NaiveDateTime, today: NaiveDate) -> String {
    let time = format!("{:02}:{:02}", at.hour(), at.minute());
    if at.date() == today {
        time
    } else {
        format!("{} {time}", date(words, at.date(), Some(i64::from(today.year()))))
    }
}

/// What all of them are to reach: a stage of what is built, or else to be done.
pub fn stage(words: Words, stage: Option<Stage>) -> &'static str {
    stage.map_or(words.t(Small::Done), |stage| words.t(stage))
}

/// A quantity without trailing zeros.
pub fn number(value: Decimal) -> String {
    value.normalize().to_string()
}

/// What a target asks for, in one phrase: ≥ 85%, 第3位, 12个全部开工. `None` for a blank.
pub fn aim(words: Words, target: &Target) -> Option<String> {
    let measure = target.measure.get().as_str();
    let value = target.quantity.get().map(number);
    match (*target.comparator.get())? {
        Comparator::AtLeast => value.map(|v| format!("≥ {v}{measure}")),
        Comparator::AtMost => value.map(|v| format!("≤ {v}{measure}")),
        Comparator::Equal => value.map(|v| format!("= {v}{measure}")),
        Comparator::RankWithin => value.map(|v| words.fill(Small::Place, &[&v])),
        Comparator::Zero => Some(words.t(Comparator::Zero).to_owned()),
        Comparator::AllReach => {
            let stage = stage(words, *target.stage.get());
            let told = light::is_told(target).then(|| words.fill(Small::AllStageBlank, &[stage]));
            value.map(|v| words.fill(Small::AllStage, &[&v, measure, stage])).or(told)
        }
        Comparator::BetterThan => Some(match *target.baseline.get() {
            Some(baseline) => words.fill(Small::BetterThan, &[&number(baseline), measure]),
            None => words.t(Small::Better).to_owned(),
        }),
        Comparator::YesNo => Some(words.t(Comparator::YesNo).to_owned()),
    }
}

/// What stands before and after the blank of a target: ≥ and %, 第 and 位.
pub fn around_blank(words: Words, target: &Target) -> (String, String) {
    let measure = target.measure.get().clone();
    match *target.comparator.get() {
        Some(Comparator::AtLeast) => ("≥".to_owned(), measure),
        Some(Comparator::AtMost) => ("≤".to_owned(), measure),
        Some(Comparator::Equal) => ("=".to_owned(), measure),
        Some(Comparator::RankWithin) => {
            let place = words.fill(Small::Place, &["\u{1f}"]);
            let (before, after) = place.split_once('\u{1f}').unwrap_or_default();
            (before.trim().to_owned(), after.to_owned())
        }
        Some(Comparator::AllReach) => {
            (String::new(), words.fill(Small::AllStage, &["", &measure, stage(words, *target.stage.get())]))
        }
        _ => (String::new(), measure),
    }
}

/// A target's newest actual value, as its comparator says it; `None` when there is none.
pub fn actual(words: Words, target: &Target, state: &crate::model::index::TargetState) -> Option<String> {
    match (state.actual, state.reached) {
        (Some(value), _) if *target.comparator.get() == Some(Comparator::RankWithin) => {
            Some(words.fill(Small::Place, &[&number(value)]))
        }
        (Some(value), _) => Some(format!("{}{}", number(value), target.measure.get())),
        (None, Some(reached)) => Some(words.t(if reached { Small::Yes } else { Small::No }).to_owned()),
        (None, None) => None,
    }
}

/// Any field's value for people; references by the title of what they name.
pub fn value(words: Words, ledger: &Ledger, field: Field, value: &Value) -> String {
    match value {
        Value::Unset => words.t(Small::Unset).to_owned(),
        Value::Text(text) | Value::Raw(text) => text.clone(),
        Value::Number(n) => number(*n),
        Value::Whole(n) if field == Field::Percent => format!("{n}%"),
        Value::Whole(n) => n.to_string(),
        Value::Date(d) => date(words, *d, *ledger.meta.year.get()),
        Value::Flag(flag) => words.t(if *flag { Small::Yes } else { Small::No }).to_owned(),
        Value::Id(id) => title_of(ledger, *id),
        Value::Ids(ids) => {
            let titles: Vec<String> = ids.iter().map(|id| title_of(ledger, *id)).collect();
            titles.join(words.t(Small::ListMark))
        }
        Value::Code(code) => choice(words, field, code),
    }
}

fn title_of(ledger: &Ledger, id: uuid::Uuid) -> String {
    let records = Kind::ALL.iter().filter_map(|kind| ledger.record(RecordId::new(*kind, id)));
    let mut titles = records.filter_map(|record| match record.read(Field::Title).0 {
        Value::Text(title) => Some(title),
        _ => None,
    });
    titles.next().unwrap_or_else(|| id.to_string())
}

fn choice(words: Words, field: Field, code: &str) -> String {
    choice_in(words.lang(), field, code).to_owned()
}

/// A choice's word in one language.
pub fn choice_in(lang: Lang, field: Field, code: &str) -> &'static str {
    fn said<C: Choice + Say>(lang: Lang, code: &str) -> Option<&'static str> {
        C::from_code(code).map(|c| c.say(lang))
    }
    // Two lists may share a code, so the field decides.
    let found = match field {
        Field::Comparator => said::<Comparator>(lang, code),
        Field::Period => said::<Period>(lang, code),
        Field::Source => said::<SourceLevel>(lang, code),
        Field::Stage => said::<Stage>(lang, code),
        Field::RollUp => said::<RollUp>(lang, code),
        Field::ProjectStage => said::<ProjectStage>(lang, code),
        Field::Factor => said::<Factor>(lang, code),
        _ => said::<UnitKind>(lang, code)
            .or_else(|| said::<ThemeKind>(lang, code))
            .or_else(|| said::<ReportKind>(lang, code)),
    };
    found.unwrap_or_default()
}

/// Shows characters that cannot be seen, such as direction marks, as a mark of their code, so
/// that no name can pass for another.
pub fn visible(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        let hidden = matches!(c,
            '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}');
        if hidden {
            out.push_str(&format!("⟦U+{:04X}⟧", u32::from(c)));
        } else {
            out.push(c);
        }
        out
    })
}
