//! 完成时限: dates as they are written in cells.

use crate::model::choice::Period;
use chrono::{Datelike, NaiveDate};

/// What a cell says of time.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct When {
    /// 开始, for a stretch such as 3月至9月.
    pub start: Option<NaiveDate>,
    /// The last day; unset for 长期坚持.
    pub due: Option<NaiveDate>,
    /// 上半年、一季度、全年
    pub period: Option<Period>,
    /// The day was worked out: 中旬, 秋季开学前.
    pub is_guessed: bool,
    /// A year other than the ledger's.
    pub is_other_year: bool,
}

/// Whether a text is a time and little else.
pub fn looks_like(text: &str) -> bool {
    text.chars().count() <= 20 && read(text, 2000) != When::default()
        || LASTING.iter().any(|word| text.contains(word))
}

/// Reads a cell; a date without a year falls in `year`.
pub fn read(text: &str, year: i32) -> When {
    let text = fold(text);
    let mut when = When::default();
    if let Some((from, to)) = stretch(&text) {
        let end_year = point(to, year, None).map_or(year, |end| end.last.year());
        if let Some(start) = point(from, end_year, None) {
            // 9月1日至15日: the end says no month of its own.
            let end = point(to, year, None).filter(|end| end.last >= start.first);
            let end = end.or_else(|| point(to, year, Some(start.first.month())));
            if let Some(end) = end.filter(|end| end.last >= start.first) {
                when.start = Some(start.first);
                return finish(when, end, year);
            }
        }
    }
    match point(&text, year, None) {
        Some(found) => finish(when, found, year),
        None => when,
    }
}

fn finish(mut when: When, point: Point, year: i32) -> When {
    when.due = Some(point.last);
    when.period = point.period;
    when.is_guessed = point.is_guessed;
    when.is_other_year = point.last.year() != year;
    when
}

const LASTING: [&str; 6] = ["长期", "常年", "持续", "常态", "坚持", "全程"];

/// Full-width digits and marks as plain ones, Chinese months as numbers, spaces gone.
fn fold(text: &str) -> String {
    const MONTHS: [(&str, &str); 12] = [
        ("十一月", "11月"),
        ("十二月", "12月"),
        ("十月", "10月"),
        ("一月", "1月"),
        ("二月", "2月"),
        ("三月", "3月"),
        ("四月", "4月"),
        ("五月", "5月"),
        ("六月", "6月"),
        ("七月", "7月"),
        ("八月", "8月"),
        ("九月", "9月"),
    ];
    let mut folded: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '．' | '。' => '.',
            '／' => '/',
            '－' | '—' | '–' | '～' | '~' | '至' => '-',
            '号' => '日',
            other => other,
        })
        .collect();
    for (word, number) in MONTHS {
        if folded.contains(word) {
            folded = folded.replace(word, number);
        }
    }
    folded
}

/// The two ends of 3月-9月; not the dashes of 2026-09-01.
fn stretch(text: &str) -> Option<(&str, &str)> {
    let has_word = |half: &str| half.contains(['月', '日', '年', '.', '/']);
    let mut places = text.match_indices('-').filter_map(|(at, _)| {
        let (from, to) = (text.get(..at)?, text.get(at + 1..)?.trim_start_matches('-'));
        let is_end = to.starts_with(|c: char| c.is_ascii_digit());
        (is_end
            && has_word(to)
            && from.ends_with(|c: char| c.is_ascii_digit() || "月日年底末初旬".contains(c)))
        .then_some((from, to))
    });
    places.next().filter(|(from, _)| from.chars().any(|c| c.is_ascii_digit()))
}

struct Point {
    first: NaiveDate,
    last: NaiveDate,
    period: Option<Period>,
    is_guessed: bool,
}

fn point(text: &str, year: i32, month: Option<u32>) -> Option<Point> {
    let numbers = numbers(text);
    // 20260901
    if let [(day, '\0' | '日')] = numbers.as_slice()
        && (19_900_000..21_010_000).contains(day)
    {
        return date((day / 10_000) as i32, day / 100 % 100, day % 100);
    }
    let mut numbers = numbers.iter().peekable();
    let mut year = year;
    if let Some((value, _)) = numbers.peek().filter(|(value, unit)| {
        (1990..=2100).contains(value) && matches!(unit, '年' | '.' | '/' | '-' | '\0' | '底' | '末')
    }) {
        year = *value as i32;
        numbers.next();
    }
    let rest: Vec<(u32, char)> = numbers.copied().collect();
    match (rest.as_slice(), month) {
        ([(day, '日'), ..], Some(month)) => date(year, month, *day),
        ([(month, '月' | '.' | '/' | '-'), (day, unit), ..], _)
            if (1..=12).contains(month) && *unit != '年' =>
        {
            date(year, *month, *day)
        }
        ([(month, '月'), ..], _) | ([(month, '\0' | '底' | '末'), ..], _)
            if (1..=12).contains(month) && (text.contains('月') || year_stated(text)) =>
        {
            in_month(text, year, *month)
        }
        _ => word(text, year),
    }
}

fn year_stated(text: &str) -> bool {
    numbers(text).first().is_some_and(|(value, _)| (1990..=2100).contains(value))
}

fn date(year: i32, month: u32, day: u32) -> Option<Point> {
    let day = NaiveDate::from_ymd_opt(year, month, day)?;
    Some(Point { first: day, last: day, period: None, is_guessed: false })
}

fn in_month(text: &str, year: i32, month: u32) -> Option<Point> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    let end = NaiveDate::from_ymd_opt(next.0, next.1, 1)?.pred_opt()?;
    let (last, is_guessed) = if text.contains("上旬") || text.contains("月初") {
        (first.with_day(10)?, true)
    } else if text.contains("中旬") {
        (first.with_day(20)?, true)
    } else if text.contains("月前") && !text.contains(['底', '末']) {
        (first.pred_opt()?, true)
    } else {
        (end, false)
    };
    Some(Point { first, last, period: None, is_guessed })
}

/// Times without a month.
fn word(text: &str, year: i32) -> Option<Point> {
    // The word, its period, its last month and day, whether the day is worked out.
    type Named = (&'static str, Option<Period>, (u32, u32), bool);
    const WORDS: [Named; 17] = [
        ("上半年", Some(Period::FirstHalf), (6, 30), false),
        ("下半年", Some(Period::SecondHalf), (12, 31), false),
        ("一季度", Some(Period::Quarter1), (3, 31), false),
        ("1季度", Some(Period::Quarter1), (3, 31), false),
        ("二季度", Some(Period::Quarter2), (6, 30), false),
        ("2季度", Some(Period::Quarter2), (6, 30), false),
        ("三季度", Some(Period::Quarter3), (9, 30), false),
        ("3季度", Some(Period::Quarter3), (9, 30), false),
        ("四季度", Some(Period::Quarter4), (12, 31), false),
        ("4季度", Some(Period::Quarter4), (12, 31), false),
        ("春季开学", None, (2, 28), true),
        ("秋季开学", None, (8, 31), true),
        ("暑假", None, (8, 31), true),
        ("年底", None, (12, 31), false),
        ("年末", None, (12, 31), false),
        ("年内", Some(Period::Year), (12, 31), false),
        ("全年", Some(Period::Year), (12, 31), false),
    ];
    let year = if text.contains("明年") { year + 1 } else { year };
    let found = WORDS.into_iter().find(|(word, ..)| text.contains(word));
    let (_, period, (month, day), is_guessed) = match found {
        Some(found) => found,
        // A year alone: 2026年.
        None if year_stated(text) && !LASTING.iter().any(|word| text.contains(word)) => {
            ("", Some(Period::Year), (12, 31), false)
        }
        None => return None,
    };
    let last = NaiveDate::from_ymd_opt(year, month, day)?;
    Some(Point { first: last, last, period, is_guessed })
}

/// Whole numbers with the character after each; `\0` at the end.
fn numbers(text: &str) -> Vec<(u32, char)> {
    let mut found = Vec::new();
    let mut value: Option<u32> = None;
    for c in text.chars().chain(['\0']) {
        match c.to_digit(10).filter(|_| c.is_ascii_digit()) {
            Some(digit) => value = Some(value.unwrap_or(0).saturating_mul(10).saturating_add(digit)),
            None => found.extend(value.take().map(|value| (value, c))),
        }
        if found.len() >= 4 {
            break;
        }
    }
    found
}
