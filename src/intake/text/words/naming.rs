//! Words that name nothing themselves.

use crate::intake::text::lookup::Words;

/// What leads to what is said: a name ends before it or begins after it.
pub static IDLE: Words = Words::new(&[
    "必须", "务必", "力争", "确保", "争取", "不得", "全部", "一律", "保持", "实现", "完成", "做到", "达到",
    "要", "均", "都", "再", "就", "已", "还", "仍",
]);

/// How words end that name nothing by themselves.
pub const OPEN_ENDS: [char; 14] =
    ['上', '下', '中', '后', '时', '的', '是', '把', '将', '对', '由', '从', '和', '与'];

/// Words of what says something, and names nothing.
pub static SAYING: Words =
    Words::new(&["要有", "要对", "是", "把", "让", "了", "我", "不能", "不得", "不要", "这", "没有", "根据"]);
