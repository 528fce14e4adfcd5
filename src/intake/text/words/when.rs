//! Periods and dates as they are written. Years, months and days in digits are read by rule.

use crate::intake::draft::Every;
use crate::model::choice::Period;

/// What a phrase of time says of the ledger's year.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Time {
    /// A stretch, and the month and day it ends where the phrase is a limit.
    Span(Period, Option<(u32, u32)>),
    /// A day that these words only suggest.
    About(u32, u32),
    /// Again and again.
    Each(Every),
}
use Time::{About, Each, Span};

/// The phrases.
pub const PHRASES: &[(&str, Time)] = &[
    ("上半年", Span(Period::FirstHalf, Some((6, 30)))),
    ("上半年前", Span(Period::FirstHalf, Some((6, 30)))),
    ("下半年", Span(Period::SecondHalf, Some((12, 31)))),
    ("一季度", Span(Period::Quarter1, Some((3, 31)))),
    ("第一季度", Span(Period::Quarter1, Some((3, 31)))),
    ("二季度", Span(Period::Quarter2, Some((6, 30)))),
    ("第二季度", Span(Period::Quarter2, Some((6, 30)))),
    ("三季度", Span(Period::Quarter3, Some((9, 30)))),
    ("第三季度", Span(Period::Quarter3, Some((9, 30)))),
    ("四季度", Span(Period::Quarter4, Some((12, 31)))),
    ("第四季度", Span(Period::Quarter4, Some((12, 31)))),
    ("年底", Span(Period::Year, Some((12, 31)))),
    ("年底前", Span(Period::Year, Some((12, 31)))),
    ("年末", Span(Period::Year, Some((12, 31)))),
    ("年末前", Span(Period::Year, Some((12, 31)))),
    ("年内", Span(Period::Year, Some((12, 31)))),
    ("今年底", Span(Period::Year, Some((12, 31)))),
    ("今年年底", Span(Period::Year, Some((12, 31)))),
    ("今年", Span(Period::Year, None)),
    ("本年度", Span(Period::Year, None)),
    ("全年", Span(Period::Year, None)),
    ("秋季开学前", About(8, 31)),
    ("秋季入学前", About(8, 31)),
    ("秋季学期入学前", About(8, 31)),
    ("秋季招生前", About(8, 31)),
    ("秋季投用", About(8, 31)),
    ("秋季学期开学前", About(8, 31)),
    ("秋季学期前", About(8, 31)),
    ("秋季开学", About(9, 1)),
    ("秋季学期", About(9, 1)),
    ("新学期开学前", About(8, 31)),
    ("春季开学前", About(2, 28)),
    ("暑假期间", About(8, 31)),
    ("暑期", About(8, 31)),
    ("开学前", About(8, 31)),
    ("年中", About(6, 30)),
    ("教师节前", About(9, 9)),
    ("国庆节前", About(9, 30)),
    ("春节前", About(1, 31)),
    ("一学期", Each(Every::Term)),
    ("一学年", Each(Every::Year)),
    ("每一学期", Each(Every::Term)),
    ("每一学年", Each(Every::Year)),
    ("每一年", Each(Every::Year)),
    ("每个季度", Each(Every::Quarter)),
    ("每一天", Each(Every::Day)),
    ("寒假前", About(1, 20)),
    ("暑假前", About(7, 10)),
    ("暑假", About(8, 31)),
    ("暑假结束前", About(8, 31)),
    ("春季学期开学前", About(2, 28)),
    ("高考前", About(6, 6)),
    ("中考前", About(6, 20)),
    ("六一前", About(5, 31)),
    ("“六一”前", About(5, 31)),
    ("“七一”前", About(6, 30)),
    ("五一前", About(4, 30)),
    ("“五一”前", About(4, 30)),
    ("国庆前", About(9, 30)),
    ("元旦前", About(12, 31)),
    ("岁末", About(12, 31)),
    ("本学年", Span(Period::Year, None)),
    ("本年", Span(Period::Year, None)),
    ("当年", Span(Period::Year, None)),
    ("年度内", Span(Period::Year, Some((12, 31)))),
    ("全学年", Span(Period::Year, None)),
    ("每天", Each(Every::Day)),
    ("每日", Each(Every::Day)),
    ("每周", Each(Every::Week)),
    ("每星期", Each(Every::Week)),
    ("每月", Each(Every::Month)),
    ("每个月", Each(Every::Month)),
    ("每季度", Each(Every::Quarter)),
    ("每季", Each(Every::Quarter)),
    ("每学期", Each(Every::Term)),
    ("每个学期", Each(Every::Term)),
    ("每半年", Each(Every::HalfYear)),
    ("每年", Each(Every::Year)),
    ("每学年", Each(Every::Year)),
    ("每年度", Each(Every::Year)),
    ("年均", Each(Every::Year)),
];

/// Five-year plans, by the last year of each.
pub const PLANS: &[(&str, i32)] = &[
    ("“十一五”", 2010),
    ("“十二五”", 2015),
    ("“十三五”", 2020),
    ("“十四五”", 2025),
    ("“十五五”", 2030),
    ("十二五", 2015),
    ("十三五", 2020),
    ("十四五", 2025),
    ("十五五", 2030),
];
/// After the name of a plan: until its end.
pub const PLAN_ENDS: &[&str] = &["内", "期内", "期间", "末", "期末", "时期", "规划期内", "收官"];

/// After a date: before it, by its end.
pub const LIMITS: &[&str] = &[
    "底前",
    "末前",
    "底之前",
    "底",
    "末",
    "前",
    "之前",
    "以前",
    "内",
    "年底前",
    "年底",
    "年末",
    "中旬",
    "上旬",
    "下旬",
    "份",
    "初",
];
