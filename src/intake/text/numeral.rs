//! Numbers as documents write them: 12,000 · 1.2万 · 百分之八十五 · 两个 · 八成 · 85%-90% · 2至3个 · X.

use super::lookup::Lookup;
use super::words::measure::{MEASURES, OTHER, Weight, YET};
use rust_decimal::Decimal;
use std::ops::Range;
use std::sync::OnceLock;

/// A number with its unit of measure.
#[derive(Clone, PartialEq, Debug)]
pub struct Number {
    /// The value, the lower end of a range; unset for X, ××, 若干.
    pub value: Option<Decimal>,
    /// The upper end of a range.
    pub upper: Option<Decimal>,
    /// The unit; empty when none stands there.
    pub measure: String,
    /// How much the unit says.
    pub weight: Weight,
    /// Whether it is written in Chinese numerals.
    pub is_han: bool,
    /// 多、余: somewhat more.
    pub is_about: bool,
    /// Characters from the first digit to the end of the unit.
    pub range: Range<usize>,
}

const HAN: &str = "零一二三四五六七八九";

/// Whether a character writes a numeral, or a part of one.
pub fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '两' | '十' | '百' | '千'
    )
}

/// The characters' own text from a place on.
fn starts(chars: &[char], at: usize, word: &str) -> bool {
    word.chars().enumerate().all(|(n, c)| chars.get(at + n) == Some(&c))
}

/// A value, and the place after it.
struct Figure {
    value: Option<Decimal>,
    end: usize,
    is_han: bool,
    /// 百分之 and 成 bring their unit along.
    is_percent: bool,
}

/// Reads the number that begins at a place; `Err` says how far to skip.
pub fn read(chars: &[char], at: usize) -> Result<Number, usize> {
    let before = at.checked_sub(1).and_then(|n| chars.get(n)).copied().unwrap_or('\0');
    let Some(first) = figure(chars, at) else { return Err(at + 1) };
    let mut end = first.end;
    if before.is_ascii_alphanumeric()
        || matches!(before, '第' | '+' | '〔' | '“' | '/' | '—') && before != '—'
    {
        return Err(end);
    }
    let mut is_percent = first.is_percent;
    let mut value = first.value;
    let mut upper = None;
    // A range: 85%-90%, 2至3个. The first end may carry the unit too.
    let mut after = end;
    if chars.get(after) == Some(&'%') {
        after += 1;
    }
    let joins = chars.get(after).is_some_and(|c| matches!(c, '-' | '~' | '—' | '至' | '到'));
    if joins {
        let from = if starts(chars, after, "——") { after + 2 } else { after + 1 };
        if let Some(second) = figure(chars, from).filter(|s| s.is_han == first.is_han) {
            let grows = match (first.value, second.value) {
                (Some(low), Some(high)) => low < high,
                (low, high) => low.is_none() && high.is_none(),
            };
            if grows {
                upper = second.value;
                end = second.end;
                is_percent |= second.is_percent;
            }
        }
    } else if first.is_han
        && let Some((low, high)) = neighbours(chars, at, end)
    {
        value = Some(low);
        upper = Some(high);
    }
    // 师生比 6:1, 1:15
    if let (Some(low), Some(':')) = (first.value, chars.get(end))
        && let Some(second) = arabic(chars, end + 1)
        && let Some(high) = second.value
    {
        let (value, measure) = match (low == Decimal::ONE, high == Decimal::ONE) {
            (_, true) => (low, ":1"),
            (true, false) => (high, "1:"),
            (false, false) => return Err(second.end),
        };
        return Ok(Number {
            value: Some(value),
            upper: None,
            measure: measure.into(),
            weight: Weight::Idle,
            is_han: false,
            is_about: false,
            range: at..second.end,
        });
    }
    let mut is_about = false;
    if chars.get(end).is_some_and(|c| matches!(c, '多' | '余' | '几' | '来')) {
        is_about = true;
        end += 1;
    }
    if is_percent {
        return Ok(Number {
            value,
            upper,
            measure: "%".into(),
            weight: Weight::Ratio,
            is_han: first.is_han,
            is_about,
            range: at..end,
        });
    }
    let (mut measure, mut weight, mut stop) = unit(chars, end).unwrap_or((String::new(), Weight::Idle, end));
    if let Some(factor) = multiplier(chars, end) {
        let own = unit(chars, end).filter(|(text, ..)| text.chars().count() > 1);
        if own.is_none() {
            let times = |v: Decimal| v.checked_mul(Decimal::from(factor)).map(|v| v.normalize());
            value = value.and_then(times);
            upper = upper.and_then(times);
            end += 1;
            if chars.get(end).is_some_and(|c| matches!(c, '多' | '余')) {
                is_about = true;
                end += 1;
            }
            (measure, weight, stop) = unit(chars, end).unwrap_or((String::new(), Weight::Idle, end));
        }
    }
    // 若干志愿服务队
    let some = chars.get(at..at + 2) == Some(&['若', '干']);
    if measure.is_empty() && !some && (first.is_han || first.value.is_none()) {
        return Err(end);
    }
    Ok(Number { value, upper, measure, weight, is_han: first.is_han, is_about, range: at..stop })
}

fn multiplier(chars: &[char], at: usize) -> Option<u32> {
    match chars.get(at)? {
        '万' => Some(10_000),
        '亿' => Some(100_000_000),
        '千' => Some(1000),
        '百' => Some(100),
        _ => None,
    }
}

/// 两三个, 三四所: two neighbours are a range.
fn neighbours(chars: &[char], at: usize, end: usize) -> Option<(Decimal, Decimal)> {
    let digit = |c: &char| if *c == '两' { Some(2) } else { HAN.chars().position(|h| h == *c) };
    let [low, high] = chars.get(at..end)? else { return None };
    let (low, high) = (digit(low)?, digit(high)?);
    (low > 0 && low + 1 == high).then(|| (Decimal::from(low as u64), Decimal::from(high as u64)))
}

fn figure(chars: &[char], at: usize) -> Option<Figure> {
    let c = *chars.get(at)?;
    if c.is_ascii_digit() {
        return arabic(chars, at);
    }
    if starts(chars, at, "百分之") {
        let inner = figure(chars, at + 3)?;
        return Some(Figure { is_percent: true, is_han: true, ..inner });
    }
    if starts(chars, at, "若干") {
        return Some(Figure { value: None, end: at + 2, is_han: false, is_percent: false });
    }
    if is_blank(c) {
        let mut end = at;
        while chars.get(end).is_some_and(|c| is_blank(*c)) || (end > at && chars.get(end) == Some(&'.')) {
            end += 1;
        }
        return Some(Figure { value: None, end, is_han: false, is_percent: false });
    }
    if is_numeral(c) { han(chars, at) } else { None }
}

fn is_blank(c: char) -> bool {
    matches!(c, 'X' | 'x' | '×' | '✕' | '╳' | '*' | '＊' | '_' | '＿' | '□' | '○' | '△')
}

fn arabic(chars: &[char], at: usize) -> Option<Figure> {
    let mut end = at;
    let mut digits = String::new();
    let group = |from: usize| {
        (0..3).all(|n| chars.get(from + n).is_some_and(char::is_ascii_digit))
            && !chars.get(from + 3).is_some_and(char::is_ascii_digit)
    };
    while let Some(c) = chars.get(end) {
        match c {
            '0'..='9' | '.' => digits.push(*c),
            // 12,000 and 1 376 are one number.
            ',' | ' ' if group(end + 1) => {}
            _ => break,
        }
        end += 1;
    }
    // Dates and numbers of paragraphs such as 2026.9.1 are no quantities.
    if digits.matches('.').count() > 1 || digits.len() > 16 || digits.ends_with('.') {
        return Some(Figure { value: None, end, is_han: true, is_percent: false });
    }
    Some(Figure {
        value: digits.parse::<Decimal>().ok().map(|v| v.normalize()),
        end,
        is_han: false,
        is_percent: false,
    })
}

fn han(chars: &[char], at: usize) -> Option<Figure> {
    let mut end = at;
    let mut total: u64 = 0;
    let mut digit: u64 = 0;
    let mut spelled: u64 = 0;
    let mut has_tens = false;
    while let Some(c) = chars.get(end).copied() {
        if end - at > 12 {
            break;
        }
        if let Some(n) = HAN.chars().position(|h| h == c) {
            digit = n as u64;
            spelled = spelled.saturating_mul(10).saturating_add(digit);
        } else {
            match c {
                '两' => {
                    digit = 2;
                    spelled = spelled.saturating_mul(10).saturating_add(2);
                }
                '十' | '百' | '千' => {
                    let power = match c {
                        '十' => 10,
                        '百' => 100,
                        _ => 1000,
                    };
                    total += digit.max(1) * power;
                    digit = 0;
                    has_tens = true;
                }
                _ => break,
            }
        }
        end += 1;
    }
    let mut value = Decimal::from(if has_tens { total + digit } else { spelled });
    // 九点五、三分之二、八成
    if chars.get(end) == Some(&'点')
        && let Some(n) = chars.get(end + 1).and_then(|c| HAN.chars().position(|h| h == *c))
    {
        value += Decimal::new(n as i64, 1);
        end += 2;
    }
    if starts(chars, end, "分之")
        && let Some(over) = han(chars, end + 2)
    {
        let share = over.value.and_then(|v| v.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(value));
        return Some(Figure {
            value: share.map(|v| v.round_dp(2).normalize()),
            end: over.end,
            is_han: true,
            is_percent: true,
        });
    }
    if chars.get(end) == Some(&'成') && !starts(chars, end, "成为") {
        // 两成五
        let half = chars.get(end + 1).and_then(|c| HAN.chars().position(|h| h == *c)).filter(|n| *n < 10);
        let more = usize::from(half.is_some());
        let next = chars.get(end + 1 + more).copied().unwrap_or('。');
        if matches!(next, '以' | '左' | '。' | '，' | '的' | '、' | '；' | '\n') {
            let percent = value
                .checked_mul(Decimal::TEN)
                .and_then(|tens| tens.checked_add(Decimal::from(half.unwrap_or_default())));
            return Some(Figure { value: percent, end: end + 1 + more, is_han: true, is_percent: true });
        }
    }
    Some(Figure { value: Some(value), end, is_han: true, is_percent: false })
}

/// The longest unit at a place.
fn unit(chars: &[char], at: usize) -> Option<(String, Weight, usize)> {
    // 2节课外活动课 counts 课外活动课.
    static UNITS: OnceLock<Lookup<(&str, Weight)>> = OnceLock::new();
    let units =
        UNITS.get_or_init(|| Lookup::new(MEASURES.iter().map(|(text, weight)| (*text, (*text, *weight)))));
    let is_named = chars.get(at) == Some(&'节')
        && chars.get(at + 1) == Some(&'课')
        && matches!(chars.get(at + 2), Some('外' | '间' | '程'));
    let (found, length) = units.at(if is_named { &chars[..=at] } else { chars }, at)?;
    let end = at + length;
    let is_other = OTHER.iter().any(|word| {
        let after = at + word.chars().count();
        after > end
            && starts(chars, at, word)
            && !YET.iter().any(|(w, next)| w == word && starts(chars, after, next))
    });
    (!is_other).then(|| (found.0.to_owned(), found.1, end))
}
