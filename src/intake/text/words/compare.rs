//! Comparators as they are written (`T1`): before the value, after it, and words that grow from a base.

use crate::model::choice::Comparator::{self, AtLeast, AtMost, Equal};

/// Said before the value.
pub const BEFORE: &[(&str, Comparator)] = &[
    ("达到", AtLeast),
    ("达到或超过", AtLeast),
    ("达", AtLeast),
    ("不低于", AtLeast),
    ("不少于", AtLeast),
    ("不得低于", AtLeast),
    ("不得少于", AtLeast),
    ("不能低于", AtLeast),
    ("不能少于", AtLeast),
    ("不小于", AtLeast),
    ("至少", AtLeast),
    ("最少", AtLeast),
    ("最低", AtLeast),
    ("超过", AtLeast),
    ("超", AtLeast),
    ("突破", AtLeast),
    ("高于", AtLeast),
    ("大于", AtLeast),
    ("多于", AtLeast),
    ("提高到", AtLeast),
    ("提高至", AtLeast),
    ("提升到", AtLeast),
    ("提升至", AtLeast),
    ("增加到", AtLeast),
    ("增加至", AtLeast),
    ("增长到", AtLeast),
    ("增长至", AtLeast),
    ("增至", AtLeast),
    ("升至", AtLeast),
    ("升到", AtLeast),
    ("上升到", AtLeast),
    ("上升至", AtLeast),
    ("扩大到", AtLeast),
    ("扩大至", AtLeast),
    ("扩充到", AtLeast),
    ("发展到", AtLeast),
    ("延长到", AtLeast),
    ("延长至", AtLeast),
    ("稳定在", AtLeast),
    ("保持在", AtLeast),
    ("维持在", AtLeast),
    ("巩固在", AtLeast),
    ("保持", AtLeast),
    ("大于等于", AtLeast),
    ("≥", AtLeast),
    (">", AtLeast),
    ("不超过", AtMost),
    ("不高于", AtMost),
    ("不多于", AtMost),
    ("不大于", AtMost),
    ("不得超过", AtMost),
    ("不得高于", AtMost),
    ("不能超过", AtMost),
    ("控制在", AtMost),
    ("控制到", AtMost),
    ("压缩到", AtMost),
    ("压缩至", AtMost),
    ("压减到", AtMost),
    ("压减至", AtMost),
    ("降至", AtMost),
    ("降到", AtMost),
    ("降低到", AtMost),
    ("降低至", AtMost),
    ("下降到", AtMost),
    ("下降至", AtMost),
    ("减少到", AtMost),
    ("减少至", AtMost),
    ("减至", AtMost),
    ("低于", AtMost),
    ("小于", AtMost),
    ("少于", AtMost),
    ("至多", AtMost),
    ("最多", AtMost),
    ("≤", AtMost),
    ("<", AtMost),
    ("等于", Equal),
];

/// Said before the value, but also in many other ways: only right before a number.
pub const WEAK: &[&str] = &[
    "为", "占", "占到", "至", "到", "是", "有", "在", "实现", "完成", "确保", "力争", "争取", "计划", "预计",
];

/// Said after the value.
pub const AFTER: &[(&str, Comparator)] = &[
    ("以上", AtLeast),
    ("及以上", AtLeast),
    ("或以上", AtLeast),
    ("（含）以上", AtLeast),
    ("以上（含）", AtLeast),
    ("之上", AtLeast),
    ("以内", AtMost),
    ("之内", AtMost),
    ("以下", AtMost),
    ("及以下", AtMost),
    ("（含）以下", AtMost),
];

/// The value is approximate: before or after it.
pub const ABOUT: &[&str] = &["左右", "上下", "约", "大约", "约为", "近", "接近", "将近", "余", "多"];

/// Hoped for rather than bound to.
pub const STRIVE: &[&str] = &["力争", "争取", "努力", "冲刺", "有望"];

/// A growth or decline by so much: the word stays in the title.
pub const GROWTH: &[&str] = &[
    "增长",
    "增加",
    "提高",
    "提升",
    "上升",
    "递增",
    "年均增长",
    "同比增长",
    "下降",
    "降低",
    "减少",
    "压减",
    "压降",
    "缩小",
    "高出",
    "低出",
    "增幅",
    "降幅",
];

/// Between where a value starts and where it is to go: 由75%提升至85%.
pub const FROM: &[&str] = &["由目前的", "从目前的", "由现在的", "由上年的", "从上年的", "由", "从"];
