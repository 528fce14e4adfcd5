//! From characters to the words that matter: numbers, comparators, times, outcomes. Everything else stays
//! as it is between them.

use super::lookup::Lookup;
use super::numeral::{self, Number};
use super::time::{self, When};
use super::words::{better, compare, marks, outcome, scope};
use crate::model::choice::{Comparator, Stage};
use rust_decimal::Decimal;
use std::ops::Range;
use std::sync::OnceLock;

/// A word that matters.
#[derive(Clone, PartialEq, Debug)]
pub enum Word {
    /// A number with its unit.
    Number(Number),
    /// 第三位、前列: a place, unset when only said to be good.
    Place(Option<Decimal>),
    /// A period or date.
    When(When),
    /// A comparator said before the value.
    Before(Comparator),
    /// One said after it.
    After(Comparator),
    /// 为、占: only right before a number.
    Weak,
    /// 左右
    About,
    /// 力争
    Strive,
    /// 增长
    Growth,
    /// 由、从
    From,
    /// 全部
    All,
    /// 开工、竣工
    Stage(Stage),
    /// 发放完毕: only with 全部.
    Finished,
    /// 清零
    Zero,
    /// 消除
    Remove,
    /// 零辍学
    NoneOf,
    /// 全覆盖
    Cover,
    /// 再创新高
    Better,
    /// 只减不增
    Fewer,
    /// 通过…验收: an entry of [`outcome::PASS`].
    Pass(usize),
    /// 分别
    Respectively,
    /// 每人
    Each,
    /// 校级干部
    People,
}

/// A word and where it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Token {
    /// What it is.
    pub word: Word,
    /// Its characters.
    pub range: Range<usize>,
}

/// The words that matter. Where two tables know the same word, the first one counts.
fn lexicon() -> &'static Lookup<Word> {
    static LEXICON: OnceLock<Lookup<Word>> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let mut all: Vec<(&'static str, Word)> = Vec::new();
        all.extend(outcome::STAGES.iter().map(|(text, stage)| (*text, Word::Stage(*stage))));
        let plain: [(&'static [&'static str], Word); 17] = [
            (outcome::FINISHED, Word::Finished),
            (super::words::none::ZERO, Word::Zero),
            (super::words::none::REMOVE, Word::Remove),
            (super::words::none::NONE, Word::NoneOf),
            (outcome::COVER, Word::Cover),
            (better::BETTER, Word::Better),
            (better::FEWER, Word::Fewer),
            (super::words::rank::FRONT, Word::Place(None)),
            (scope::PEOPLE, Word::People),
            (scope::EACH, Word::Each),
            (compare::ABOUT, Word::About),
            (compare::STRIVE, Word::Strive),
            (compare::GROWTH, Word::Growth),
            (compare::FROM, Word::From),
            (compare::WEAK, Word::Weak),
            (&["分别"], Word::Respectively),
            (outcome::ALL, Word::All),
        ];
        for (texts, word) in plain {
            all.extend(texts.iter().map(|text| (*text, word.clone())));
        }
        let pass = outcome::PASS.iter().enumerate().filter(|(_, (verb, _))| !verb.starts_with('达'));
        all.extend(pass.map(|(place, (verb, _))| (*verb, Word::Pass(place))));
        all.extend(compare::BEFORE.iter().map(|(text, comparator)| (*text, Word::Before(*comparator))));
        all.extend(compare::AFTER.iter().map(|(text, comparator)| (*text, Word::After(*comparator))));
        Lookup::new(all)
    })
}

/// Words that hold one of the lexicon's, or a numeral, and mean something else.
const OTHER_WORDS: &[&str] = &[
    "全年建设任务",
    "全年任务",
    "全年目标",
    "全年工作",
    "新一轮",
    "基础上",
    "最后一周",
    "第一周",
    "一期工程",
    "二期工程",
    "三期工程",
    "一期项目",
    "二期项目",
    "三期项目",
    "一期建设",
    "二期建设",
    "一期校",
    "二期校",
    "一期教",
    "二期教",
    "平均",
    "第一书记",
    "第一责任",
    "第一时间",
    "第一批",
    "第一轮",
    "第一期",
    "第一课堂",
    "第一中学",
    "第一小学",
    "第一幼儿园",
    "第一高级",
    "唯一",
    "统一",
    "一体化",
    "一律平等",
    "首都",
    "都市",
    "全面提高",
    "全面提升",
    "全面推进",
    "全面加强",
    "全面落实",
    "全面贯彻",
    "全面实施",
    "全面深化",
    "全面建立",
    "全面建成",
    "全面发展",
    "全面启动",
    "全部课程",
    "本科以上学历",
    "以上学历",
    "以上学位",
    "县级以上",
    "市级以上",
    "省级以上",
    "副高以上",
    "以上职称",
    "以下简称",
    "上学",
    "作为",
    "成为",
    "认为",
    "以为",
    "行为",
    "为了",
    "为民",
    "为主",
    "为进一步",
    "占地",
    "到位",
    "达标率",
    "完成率",
    "开工率",
    "竣工率",
    "近视",
    "附近",
    "近年来",
    "多元",
    "多样",
    "多种",
    "多次",
    "超前",
    "超市",
    "超大",
    "提高教育",
    "提高质量",
    "提升质量",
    "提升工程",
    "提高工程",
    "提升行动",
    "提升计划",
    "约束",
    "节约",
    "条约",
    "大约束",
    "有效",
    "有序",
    "有力",
    "有关",
    "有机",
    "在职",
    "在线",
    "在校",
    "在园",
    "存在",
    "自由",
    "理由",
    "从教",
    "从严",
    "从业",
    "是否",
    "教师节",
    "教师队伍",
    "教师资格",
    "学生人数",
    "学生总数",
    "学生资助",
    "干部队伍",
    "校长教师",
    "家长学校",
    "学生体质",
    "教师发展",
    "教师培训",
    "教师学历",
    "教师交流",
    "教师轮岗",
    "教师招聘",
    "一批本科",
    "一本",
    "二本",
    "九年义务教育",
    "九年一贯制",
    "十二年一贯制",
    "三年行动计划",
    "三年行动",
    "三年攻坚",
    "三年规划",
    "五年规划",
    "一把手",
    "一张蓝图",
    "一盘棋",
    "最多跑",
    "千兆",
    "百兆",
    "万兆",
    "一流",
    "一线",
    "一定",
    "一般",
    "双一流",
    "双师型",
    "两个确立",
    "四个意识",
    "四个自信",
    "两个维护",
    "三个代表",
    "两免一补",
    "两教一保",
    "百年",
    "千家万户",
    "万众",
    "第一方面",
    "前列腺",
    "生均公用经费",
    "完成好",
    "近期",
    "余额",
    "争取资金",
    "达成",
    "到2035年远景",
    "每学期开学",
    "清零行动",
    "达到预期",
    "保持一致",
    "保持稳定",
    "保持联系",
    "有教无类",
    "多数",
    "多少",
    "项目建设",
    "级部",
    "人才",
    "高于一切",
    "开学典礼",
    "开学第一课",
    "一次性",
    "一门心思",
    "一揽子",
    "一键",
    "一体",
    "一对一",
    "一起通报",
    "一起查处",
];

/// The words of a range of characters.
pub fn words(chars: &[char], range: Range<usize>, year: i32) -> Vec<Token> {
    static OTHER: OnceLock<Lookup<()>> = OnceLock::new();
    let other = OTHER.get_or_init(|| Lookup::new(OTHER_WORDS.iter().map(|word| (*word, ()))));
    let lexicon = lexicon();
    let end = range.end.min(chars.len());
    // Words end with the sentence, wherever the text goes on.
    let chars = &chars[..end];
    let mut tokens = Vec::new();
    let mut at = range.start;
    while at < end {
        if chars[at] == '《' {
            at = closing(chars, at).unwrap_or(at) + 1;
            continue;
        }
        let found = lexicon.at(chars, at);
        let other_length = other.at(chars, at).map_or(0, |(_, length)| length);
        let when = time::read(chars, range.start, at, year);
        // 教师节 is no day, 教师节前 is.
        let is_day = when.as_ref().is_some_and(|when| when.range.len() > other_length);
        if other_length > found.map_or(0, |(_, length)| length) && !is_day {
            at += other_length;
            continue;
        }
        if let Some(when) = when {
            at = when.range.end;
            tokens.push(Token { range: when.range.clone(), word: Word::When(when) });
            continue;
        }
        // 一半以上, 半数以上
        // 减少一半, at the end of a clause
        let grows = matches!(tokens.last(), Some(Token { word: Word::Growth | Word::Before(_), range }) if range.end == at);
        let ends = chars.get(at + 2).is_none_or(|c| "，；。、）".contains(*c));
        let half = [['一', '半'], ['半', '数']].iter().any(|half| chars[at..].starts_with(half))
            && (chars.get(at + 2..at + 4) == Some(&['以', '上']) || grows && ends);
        if half && let Ok(mut number) = numeral::read(&['5', '0', '%'], 0) {
            number.range = at..at + 2;
            tokens.push(Token { range: number.range.clone(), word: Word::Number(number) });
            at += 2;
            continue;
        }
        if let Some((place, length)) = place(chars, at) {
            tokens.push(Token { word: Word::Place(Some(place)), range: at..at + length });
            at += length;
            continue;
        }
        if let Some((word, length)) = found {
            tokens.push(Token { word: word.clone(), range: at..at + length });
            at += length;
            continue;
        }
        let c = chars[at];
        // 每年降一个百分点
        let next = chars.get(at + 1).copied().unwrap_or('。');
        let compared = matches!(c, '少' | '多')
            && chars[range.start..at].iter().rev().take(6).any(|c| matches!(c, '比' | '较'));
        if (compared || matches!(c, '降' | '升' | '涨' | '拱' | '提' | '减'))
            && (next.is_ascii_digit() || next == '两' || numeral::is_numeral(next))
        {
            tokens.push(Token { word: Word::Growth, range: at..at + 1 });
            at += 1;
            continue;
        }
        if c.is_ascii_digit() || numeral::is_numeral(c) || "X×x*＊若_○□△".contains(c) {
            match numeral::read(chars, at) {
                Ok(number) => {
                    at = number.range.end;
                    tokens.push(Token { range: number.range.clone(), word: Word::Number(number) });
                }
                Err(skip) => at = skip.max(at + 1),
            }
            continue;
        }
        at += 1;
    }
    tokens
}

/// 第三位、前三名、前10%: the place, and how many characters say it.
fn place(chars: &[char], at: usize) -> Option<(Decimal, usize)> {
    if !matches!(chars[at], '第' | '前') {
        return None;
    }
    let digits: Vec<char> = chars
        .iter()
        .skip(at + 1)
        .take(3)
        .copied()
        .take_while(|c| c.is_ascii_digit() || numeral::is_numeral(*c))
        .collect();
    let text: String = digits.iter().collect();
    let value = match text.parse::<u32>() {
        Ok(number) => number,
        Err(_) => {
            let ones = |c: &char| match c {
                '两' => Some(2),
                _ => "一二三四五六七八九".chars().position(|h| h == *c).map(|n| n as u32 + 1),
            };
            match digits.as_slice() {
                ['十'] => 10,
                ['十', one] => 10 + ones(one)?,
                [ten, '十'] => 10 * ones(ten)?,
                [one] => ones(one)?,
                _ => return None,
            }
        }
    };
    let from = at + 1 + digits.len();
    let unit = super::words::rank::PLACES
        .iter()
        .filter(|word| {
            chars.get(from..).is_some_and(|rest| rest.starts_with(&word.chars().collect::<Vec<_>>()))
        })
        .max_by_key(|word| word.len());
    // 全市前三: without a word after it, at the end of a clause.
    // 全市第七 too.
    let is_among = at.checked_sub(1).is_some_and(|n| "市县省区国镇乡校".contains(chars[n]));
    // 位次前移到第七
    let is_moved = chars[..at].ends_with(&['移', '到']) || chars[..at].ends_with(&['升', '到']);
    let ends = (chars[at] == '前' || is_among || is_moved)
        && chars.get(from).is_none_or(|c| "，。；、）”".contains(*c));
    let length = unit.map(|word| word.chars().count()).or(ends.then_some(0))?;
    (value > 0 && !chars.get(from + length).is_some_and(|c| matches!(c, '师' | '校' | '教')))
        .then(|| (Decimal::from(value), 1 + digits.len() + length))
}

/// Where a bracket or quotation mark that opens at a place closes, if it does so nearby.
pub fn closing(chars: &[char], at: usize) -> Option<usize> {
    let (close, reach) = match chars.get(at)? {
        '（' => ('）', 80),
        '《' => ('》', 60),
        '“' => ('”', 40),
        '〔' => ('〕', 12),
        '【' => ('】', 40),
        _ => return None,
    };
    let open = chars[at];
    let mut depth = 0usize;
    for (place, c) in chars.iter().enumerate().skip(at).take(reach) {
        if *c == open {
            depth += 1;
            // Deeper than anyone writes: a row of marks, not a bracket.
            if depth > 3 {
                return None;
            }
        } else if *c == close {
            depth -= 1;
            if depth == 0 {
                return Some(place);
            }
        } else if marks::STOPS.contains(c) && open != '“' && open != '《' {
            return None;
        }
    }
    None
}

/// Splits a range at characters outside brackets and quotation marks.
pub fn split(chars: &[char], range: Range<usize>, at: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut from = range.start;
    let mut place = range.start;
    while place < range.end {
        if let Some(close) = closing(&chars[..range.end], place) {
            place = close + 1;
            continue;
        }
        if at(chars[place]) {
            parts.push(from..place);
            from = place + 1;
        }
        place += 1;
    }
    parts.push(from..range.end);
    parts.retain(|part| !part.is_empty());
    parts
}
