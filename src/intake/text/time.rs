//! Periods and dates: 上半年 · 年底 · 6月底前 · 2025年9月1日 · 到2025年 · 每学期 · “十四五”末.

use super::lookup::Lookup;
use super::numeral;
use super::words::when::{AFTER_A_YEAR, GROWN, LIMITS, OFTEN, PHRASES, PLAN_ENDS, PLANS, Time};
use crate::intake::draft::Every;
use crate::model::choice::Period;
use chrono::{Datelike, Months, NaiveDate};
use std::ops::Range;
use std::sync::OnceLock;

/// A phrase of time.
#[derive(Clone, PartialEq, Debug)]
pub struct When {
    /// The stretch.
    pub period: Option<Period>,
    /// Again and again.
    pub every: Option<Every>,
    /// The last day.
    pub due: Option<NaiveDate>,
    /// The day was worked out from vague words.
    pub is_guess: bool,
    /// It names a whole year, which holds for all that is said after it.
    pub is_year: bool,
    /// Its characters.
    pub range: Range<usize>,
}

fn starts(chars: &[char], at: usize, word: &str) -> bool {
    word.chars().enumerate().all(|(n, c)| chars.get(at + n) == Some(&c))
}

/// The longest of some words at a place.
fn longest<'a>(chars: &[char], at: usize, words: &[&'a str]) -> Option<&'a str> {
    words.iter().copied().filter(|word| starts(chars, at, word)).max_by_key(|word| word.len())
}

/// Whether any phrase of time begins with a character: most do not, and reading on would be for nothing.
fn may_begin(c: char) -> bool {
    static FIRST: OnceLock<Lookup<()>> = OnceLock::new();
    let first = FIRST.get_or_init(|| {
        let words = PHRASES
            .iter()
            .map(|(word, _)| *word)
            .chain(PLANS.iter().map(|(name, _)| *name))
            .chain(["明年", "后年", "未来", "今后", "今明"]);
        Lookup::new(words.map(|word| (word, ())))
    });
    c.is_ascii_digit() || numeral::is_numeral(c) || first.begins(c)
}

/// Reads the phrase of time that begins at a place of what is read from `from` on, for a ledger of a year.
pub fn read(chars: &[char], from: usize, at: usize, year: i32) -> Option<When> {
    // 1.2025年: the number of the list is no part of the year.
    let before = at.checked_sub(1).filter(|n| *n >= from).and_then(|n| chars.get(n)).copied().unwrap_or('\0');
    // 比2021年 says from when, not until when; 占比2021年底 does not compare.
    let share = at.checked_sub(2).and_then(|n| chars.get(n)) == Some(&'占');
    let compares = matches!(before, '比' | '较') && !share;
    let counted = before == '第' && chars[at..].starts_with(&['一', '学']);
    if counted
        || before.is_ascii_digit()
        || before == '.'
        || compares
        || !chars.get(at).is_some_and(|c| may_begin(*c))
    {
        return None;
    }
    if starts(chars, at, "今明两年") {
        let due = NaiveDate::from_ymd_opt(year + 1, 12, 31);
        return Some(When {
            period: None,
            every: None,
            due,
            is_guess: false,
            is_year: true,
            range: at..at + 4,
        });
    }
    // 年完成培训1万人次, at the beginning of a clause: every year.
    if at == from
        && chars.get(at) == Some(&'年')
        && longest(chars, at + 1, &["完成", "培训", "招生", "开展", "组织", "新增", "接待", "补充"]).is_some()
    {
        let period = Every::Year.period();
        return Some(When {
            period,
            every: Some(Every::Year),
            due: None,
            is_guess: false,
            is_year: false,
            range: at..at + 1,
        });
    }
    // 教研组活动两周一次
    if matches!(chars.get(at), Some('两' | '半' | '一'))
        && !matches!(before, '每' | '第' | '前' | '后')
        && let Some((word, every)) = OFTEN.iter().find(|(word, _)| starts(chars, at, word))
        && chars.get(at + word.chars().count()).is_some_and(|c| c.is_ascii_digit() || numeral::is_numeral(*c))
        && chars.get(at + word.chars().count() + 1) == Some(&'次')
    {
        let range = at..at + word.chars().count();
        let (period, every) = (every.period(), Some(*every));
        return Some(When { period, every, due: None, is_guess: false, is_year: false, range });
    }
    // 今年秋季开学前 is one phrase.
    if starts(chars, at, "今年")
        && let Some(rest) = within_year(chars, at + 2, year).filter(|rest| rest.every.is_none())
    {
        return Some(When { range: at..rest.range.end, ..rest });
    }
    if let Some((of, from)) = year_at(chars, at, year) {
        let end = after_limit(chars, from);
        // 2019年秋季开园
        let season =
            [("秋季", (8, 31)), ("春季", (3, 1))].into_iter().find(|(word, _)| starts(chars, from, word));
        let rest = within_year(chars, from, of).or_else(|| {
            let (_, (month, day)) = season?;
            let due = NaiveDate::from_ymd_opt(of, month, day);
            let range = from..from + 2;
            Some(When { period: None, every: None, due, is_guess: true, is_year: false, range })
        });
        if let Some(rest) = rest {
            return Some(When { range: at..rest.range.end, ..rest });
        }
        if starts(chars, from, "学年") || starts(chars, from, "届") {
            return None;
        }
        // 2020年之后 has no end.
        let open = longest(chars, from, &["之后", "以后"]);
        let end = open.map_or(end, |word| from + word.chars().count());
        let due = NaiveDate::from_ymd_opt(of, 12, 31).filter(|_| open.is_none());
        return Some(When {
            period: Some(Period::Year),
            every: None,
            due,
            is_guess: false,
            is_year: true,
            range: at..end,
        });
    }
    if let Some((name, last)) =
        PLANS.iter().filter(|(name, _)| starts(chars, at, name)).max_by_key(|(name, _)| name.len())
    {
        let from = at + name.chars().count();
        let end = longest(chars, from, PLAN_ENDS).map(|word| from + word.chars().count())?;
        let due = NaiveDate::from_ymd_opt(*last, 12, 31);
        return Some(When { period: None, every: None, due, is_guess: true, is_year: true, range: at..end });
    }
    within_year(chars, at, year).or_else(|| years_from_now(chars, at, year))
}

/// 2025年, 2021-2025年, 明年: the year, and the place after it.
fn year_at(chars: &[char], at: usize, year: i32) -> Option<(i32, usize)> {
    if let Some(ahead) = ["明年", "后年"].iter().position(|word| starts(chars, at, word)) {
        return Some((year + 1 + ahead as i32, at + 2));
    }
    let four = |from: usize| -> Option<i32> {
        let digits = chars.get(from..from + 4)?;
        let is_end = !chars.get(from + 4).is_some_and(char::is_ascii_digit);
        let value = digits.iter().try_fold(0, |value, c| Some(10 * value + c.to_digit(10)? as i32))?;
        (is_end && (1990..=2099).contains(&value)).then_some(value)
    };
    let first = four(at)?;
    let mut end = at + 4;
    let has_mark = chars.get(end) == Some(&'年');
    let joint = if has_mark { end + 1 } else { end };
    let dashes = chars.iter().skip(joint).take(2).take_while(|c| matches!(c, '-' | '—' | '~' | '至')).count();
    if dashes > 0
        && let Some(last) = four(joint + dashes)
        && chars.get(joint + dashes + 4) == Some(&'年')
    {
        return Some((last, joint + dashes + 5));
    }
    if has_mark {
        end += 1;
        return Some((first, end));
    }
    // 2026.9.1 and 2026-9-1
    let parted = matches!(chars.get(end), Some('.' | '-' | '/'));
    (parted && month_number(chars, end + 1).is_some()).then_some((first, end + 1))
}

/// 6, 12: the month, and the place after its digits.
fn month_number(chars: &[char], at: usize) -> Option<(u32, usize)> {
    let digits = || chars.iter().skip(at).take(3).map_while(|c| c.to_digit(10));
    let (value, length) = match digits().count() {
        0 => {
            let run =
                chars.iter().skip(at).take(3).take_while(|c| numeral::is_numeral(**c) && **c != '两').count();
            let one = |c: char| "一二三四五六七八九".chars().position(|of| of == c).map(|n| n as u32 + 1);
            let value = match chars.get(at..at + run)? {
                ['十'] => 10,
                ['十', c] => 10 + one(*c)?,
                [tens @ ('二' | '三'), '十'] => 10 * one(*tens)?,
                // 八月二十五日
                [tens @ ('二' | '三'), '十', c] => 10 * one(*tens)? + one(*c)?,
                [c] => one(*c)?,
                _ => return None,
            };
            (value, run)
        }
        length => (digits().fold(0, |value, digit| value * 10 + digit), length),
    };
    (1..=31).contains(&value).then_some((value, at + length))
}

fn after_limit(chars: &[char], from: usize) -> usize {
    longest(chars, from, LIMITS).map_or(from, |word| from + word.chars().count())
}

/// A month, a day or a phrase within a year.
fn within_year(chars: &[char], at: usize, year: i32) -> Option<When> {
    if let Some(when) = month_at(chars, at, year) {
        return Some(when);
    }
    static KNOWN: OnceLock<Lookup<(&str, Time)>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| Lookup::new(PHRASES.iter().map(|(text, time)| (*text, (*text, *time)))));
    let ((text, time), length) = known.at(chars, at)?;
    let mut end = at + length;
    // 每年级 is each of them, not every year.
    if text.ends_with('年') && chars.get(end) == Some(&'级') {
        return None;
    }
    // 秋季招生, but not 秋季运动会
    if *text == "秋季"
        && longest(chars, end, &["招生", "投", "建成", "开园", "开班", "开门", "交付", "启用"]).is_none_or(
            |verb| {
                // 完成秋季招生1200人 counts those of the autumn.
                chars
                    .get(end + verb.chars().count())
                    .is_some_and(|c| c.is_ascii_digit() || numeral::is_numeral(*c))
            },
        )
    {
        return None;
    }
    // 一个月两次, but 不少于一个月 and 一个月内
    if ["一个月", "一个星期", "一个礼拜"].contains(text) {
        let before: String = chars[at.saturating_sub(3)..at].iter().collect();
        let lasts = before.ends_with([
            '于', '过', '少', '到', '满', '近', '约', '期', '用', '在', '达', '前', '后', '第', '、',
        ]) || longest(
            chars,
            end,
            &["内", "之内", "以内", "后", "前", "时间", "左右", "的", "以上", "以后", "，", "。"],
        )
        .is_some()
            || chars.get(end).is_none();
        if lasts {
            return None;
        }
    }
    // 一年下校不少于80天, but not 过去一年 and 一年以内
    if *text == "一年" {
        let before = at.checked_sub(1).and_then(|n| chars.get(n));
        let is_span = before.is_some_and(|c| "第每近去上这头新后比满期用在达前多少过到于约又".contains(*c));
        let follows =
            chars.get(end).is_some_and(char::is_ascii_digit) || longest(chars, end, AFTER_A_YEAR).is_some();
        if is_span || !follows {
            return None;
        }
    }
    // 每周五向局里报进度; 每周五天 counts days.
    if text.ends_with(['周', '期'])
        && chars.get(end).is_some_and(|c| "一二三四五六日".contains(*c))
        && chars.get(end + 1).is_some_and(|c| AFTER_WEEKDAY.contains(*c))
    {
        end += 1;
    }
    let day = |(month, day): (u32, u32)| NaiveDate::from_ymd_opt(year, month, day);
    let mut when =
        When { period: None, every: None, due: None, is_guess: false, is_year: false, range: at..end };
    match *time {
        Time::Span(period, limit) => {
            when.period = Some(period);
            when.due = limit.and_then(day);
            end = after_limit(chars, end);
        }
        Time::About(month, of) => {
            when.due = day((month, of));
            when.is_guess = true;
            // 暑期前
            if !text.ends_with(['前', '后']) {
                end += longest(chars, end, &["前", "之前", "以前"]).map_or(0, |word| word.chars().count());
            }
        }
        Time::Each(every) => {
            when.every = Some(every);
            when.period = every.period();
        }
    }
    when.range = at..end;
    Some(when)
}

fn month_at(chars: &[char], at: usize, year: i32) -> Option<When> {
    let (first, end) = month_number(chars, at)?;
    let before = at.checked_sub(1).and_then(|n| chars.get(n)).copied().unwrap_or('\0');
    let is_dotted = matches!(before, '.' | '-' | '/');
    let whole = |due, range| When { period: None, every: None, due, is_guess: false, is_year: false, range };
    let dashes = chars.iter().skip(end).take(2).take_while(|c| matches!(c, '-' | '—' | '~' | '至')).count();
    // 3—4月, 4月—12月
    if dashes > 0 && !is_dotted {
        let (last, after) = month_number(chars, end + dashes)?;
        if chars.get(after) != Some(&'月') {
            return None;
        }
        return Some(whole(last_day(year, last), at..after_limit(chars, after + 1)));
    }
    let is_month = chars.get(end) == Some(&'月');
    if !(is_month || is_dotted && matches!(chars.get(end), Some('.' | '-' | '/'))) || first > 12 {
        return None;
    }
    let after = end + 1;
    if let Some((day, past)) = month_number(chars, after) {
        let has_mark = matches!(chars.get(past), Some('日' | '号'));
        if has_mark || is_dotted {
            let past = if has_mark { past + 1 } else { past };
            // 8月29日至31日: until the later day.
            let dashes =
                chars.iter().skip(past).take(2).take_while(|c| matches!(c, '-' | '—' | '~' | '至')).count();
            if dashes > 0
                && let Some((last, end)) = month_number(chars, past + dashes)
                && matches!(chars.get(end), Some('日' | '号'))
                && last > day
            {
                return Some(whole(
                    NaiveDate::from_ymd_opt(year, first, last),
                    at..after_limit(chars, end + 1),
                ));
            }
            return Some(whole(NaiveDate::from_ymd_opt(year, first, day), at..after_limit(chars, past)));
        }
    }
    if !is_month {
        return None;
    }
    // 4月—12月: the later month counts.
    let dashes = chars.iter().skip(after).take(2).take_while(|c| matches!(c, '-' | '—' | '~' | '至')).count();
    if dashes > 0
        && let Some((last, past)) = month_number(chars, after + dashes)
        && chars.get(past) == Some(&'月')
    {
        return Some(whole(last_day(year, last), at..after_limit(chars, past + 1)));
    }
    let due = if starts(chars, after, "上旬") || starts(chars, after, "初") {
        NaiveDate::from_ymd_opt(year, first, 10)
    } else if starts(chars, after, "中旬") {
        NaiveDate::from_ymd_opt(year, first, 20)
    } else {
        last_day(year, first)
    };
    Some(whole(due, at..after_limit(chars, after)))
}

fn last_day(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(Months::new(1))?.pred_opt()
}

/// 三年内, 用3年时间, 未来三年
fn years_from_now(chars: &[char], at: usize, year: i32) -> Option<When> {
    let ahead = longest(chars, at, &["未来", "今后"]);
    let from = at + ahead.map_or(0, |word| word.chars().count());
    let two = (chars.get(from) == Some(&'两')).then_some((2, from + 1));
    let (count, end) = two.or_else(|| month_number(chars, from))?;
    let tail = longest(chars, end, &["年之内", "年内", "年时间", "年的时间", "年共", "年累计", "年"])?;
    // 三年公开招聘教师900名: in so many years.
    let does = || {
        let rest: String = chars[end + 1..].iter().take(6).collect();
        super::subject::leading_verb(&rest).is_some() || GROWN.iter().any(|verb| rest.starts_with(verb))
    };
    let is_bare = ahead.is_none() && tail == "年";
    let is_each = at.checked_sub(1).is_some_and(|before| chars[before] == '每');
    if is_bare && (is_each || !(2..=5).contains(&count) || !does()) {
        return None;
    }
    let last = NaiveDate::from_ymd_opt(year, 12, 31)?
        .checked_add_months(Months::new(12 * count.saturating_sub(1)))?;
    Some(When {
        period: None,
        every: None,
        due: NaiveDate::from_ymd_opt(last.year(), 12, 31),
        is_guess: true,
        is_year: !is_bare,
        range: at..end + tail.chars().count(),
    })
}

/// What goes on after a day of the week.
const AFTER_WEEKDAY: &str = "上下早晚召例举组升定的、向前至开公排进放中集为对由报将把汇";
