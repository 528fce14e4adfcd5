//! What a sentence tells of and what it asks for: words that look back, words that look on, and years.

use super::lookup::{Lookup, Words};
use super::scan::{Token, Word};
use super::statement::{Carried, Clause};
use super::words::when::PLANS;
use super::words::{past, verb};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

pub(super) static BIND: OnceLock<Lookup<()>> = OnceLock::new();
pub(super) static EXAMPLES: OnceLock<Lookup<()>> = OnceLock::new();
pub(super) static ERAS: OnceLock<Lookup<()>> = OnceLock::new();

/// Whether any word of a table stands in a text.
pub(super) fn known(
    table: &'static OnceLock<Lookup<()>>,
    words: &'static [&'static str],
    text: &str,
) -> bool {
    table.get_or_init(|| Lookup::new(words.iter().map(|word| (*word, ())))).is_in(text)
}

/// Whether a text tells of what has been.
pub(super) fn tells(text: &str) -> bool {
    static DONE: OnceLock<Lookup<()>> = OnceLock::new();
    DONE.get_or_init(|| Lookup::new(past::DONE.iter().chain(past::SPANS_OVER).map(|word| (*word, ()))))
        .is_in(&unused(text))
        || did(text)
}

/// Whether a text speaks of the time of a plan that is over: “十三五”期间, in 2021.
pub(super) fn spans_over(text: &str, year: i32) -> bool {
    text.contains('五')
        && PLANS.iter().any(|(name, last)| {
            let after = |at: usize| text[at + name.len()..].starts_with(['期', '时', '以']);
            *last < year && text.match_indices(name).any(|(at, _)| after(at))
        })
}

/// Whether a clause speaks of how things were or are, or quotes: 公办园占比去年是51%.
pub(super) fn speaks_of_then(text: &str) -> bool {
    past::THEN.iter().any(|word| text.contains(word))
}

/// 去年中考排全市第七: of the year before, unless that is what something is held against.
pub(super) fn of_last_year(text: &str) -> bool {
    let text = ["但是", "但", "可是", "然而"].iter().find_map(|but| text.strip_prefix(but)).unwrap_or(text);
    let text = ["我们", "我市", "我县", "我区"].iter().find_map(|who| text.strip_prefix(who)).unwrap_or(text);
    let rest = ["去年", "上年", "上学年", "上学期", "前年"].iter().find_map(|word| text.strip_prefix(word));
    // 信访件去年收到214件
    let rest = rest.or_else(|| {
        let at = text.find("去年")?;
        let rest = &text[at + "去年".len()..];
        ["收到", "完成", "达到", "新增", "只有", "共"]
            .iter()
            .any(|verb| rest.starts_with(verb))
            .then_some(rest)
    });
    // 家长学校上年授课6场: of which year it was stands in the middle.
    let rest = rest.or_else(|| {
        let (whose, rest) = text.split_once("去年").or_else(|| text.split_once("上年"))?;
        let is_held = whose.ends_with(['比', '较', '在', '于', '过', '与', '同', '按', '把', '对'])
            || ["度", "增", "提", "多", "少", "高", "降", "年", "平均", "实际"]
                .iter()
                .any(|word| rest.starts_with(word));
        let counts = rest.chars().count() <= 12 && rest.contains(|c: char| c.is_ascii_digit());
        (!is_held && counts && whose.chars().count() >= 2).then_some(rest)
    });
    // 去年开工的学生公寓楼5月底竣工, 去年9月动工的…: the year says which.
    let is_which = |rest: &str| {
        let rest =
            rest.split_once('月').filter(|(month, _)| month.parse::<u8>().is_ok()).map_or(rest, |(_, r)| r);
        verb::DOING
            .iter()
            .chain(&["开工", "动工", "立项", "停工"])
            .filter_map(|verb| rest.strip_prefix(verb))
            .any(|rest| rest.strip_prefix('的').is_some_and(|what| what.chars().count() >= 4))
    };
    let rest = rest.filter(|rest| !is_which(rest));
    rest.is_some_and(|rest| !["基础", "水平", "的", "同期", "底"].iter().any(|word| rest.starts_with(word)))
}

/// Whether something was done, as a verb with 了 says: 新建了5所.
pub(super) fn did(text: &str) -> bool {
    text.match_indices('了').any(|(at, word)| {
        let rest = &text[at + word.len()..];
        let before = text[..at].chars().next_back().unwrap_or('。');
        // 挤了83人, 降到了4.1%
        let counts = rest.starts_with(|c: char| c.is_ascii_digit() || super::numeral::is_numeral(c))
            && !"为除好完算定".contains(before);
        counts
            || !rest.starts_with('解')
                && verb::DOING.iter().any(|verb| verb.chars().count() > 1 && text[..at].ends_with(verb))
    })
}

/// 利用现有公办园改扩建 makes use of what there is, and tells of nothing.
pub(super) fn unused(text: &str) -> Cow<'_, str> {
    // 现有机构年底前全部完成登记: what they are to do.
    if text.starts_with("现有")
        && ["前全", "前要", "前完", "一个不留", "一律"].iter().any(|w| text.contains(w))
    {
        return Cow::Owned(text.replacen("现有", "", 1));
    }
    static USED: Words = Words::new(&[
        "利用现有",
        "依托现有",
        "盘活现有",
        "对现有",
        "在现有",
        "已建成的",
        "已开办的",
        "已立项的",
        "年累计达到",
        "年累计培训",
        "年累计培养",
        "年累计新增",
        "%的底子",
    ]);
    // 撤并不足20人的教学点: which of them.
    if let Some((head, rest)) = text.split_once("不足")
        && let Some((size, _)) = rest.split_once("人的")
        && (1..=3).contains(&size.chars().count())
        && size.chars().all(|c| c.is_ascii_digit() || super::numeral::is_numeral(c))
    {
        return Cow::Owned(format!("{head}{}", &rest[size.len()..]));
    }
    USED.first(text, 0).map_or(Cow::Borrowed(text), |(_, word)| Cow::Owned(text.replace(word, "")))
}

/// Whether it tells of what has been from here on.
pub(super) fn tells_on(text: &str) -> bool {
    static DONE_ON: OnceLock<Lookup<()>> = OnceLock::new();
    DONE_ON.get_or_init(|| Lookup::new(past::DONE_ON.iter().map(|word| (*word, ())))).is_in(&unused(text))
}

/// （2022年为54%）: a past year in brackets is what a value is held against, not when it is due.
pub(super) fn drop_bases(chars: &[char], part: &Range<usize>, tokens: &mut Vec<Token>, year: i32) {
    use chrono::Datelike;
    // 从2021年9月起: since when, not until when.
    let since = |t: &Token| {
        let before = t.range.start.checked_sub(1).and_then(|n| chars.get(n));
        matches!(t.word, Word::When(_))
            && matches!(before, Some('从' | '自'))
            && chars.get(t.range.end) == Some(&'起')
    };
    tokens.retain(|t| !since(t));
    // 在2024年基础上, 由2024年的85%: what it is held against.
    let base = |t: &Token| {
        let before = t.range.start.checked_sub(1).and_then(|n| chars.get(n));
        let after: String = chars[t.range.end.min(part.end)..part.end].iter().take(6).collect();
        // 高于2024年
        let said: String = chars[t.range.start.saturating_sub(2)..t.range.start].iter().collect();
        matches!(t.word, Word::When(_))
            && (BASES.iter().any(|word| after.starts_with(word))
                || ABOVE.iter().any(|word| said.ends_with(word))
                || matches!(before, Some('由' | '从')) && after.starts_with('的')
                || after.starts_with('度') && before.is_some_and(|before| DONE_FOR.contains(before)))
    };
    tokens.retain(|t| !base(t));
    let of_which = |t: &Token| {
        // 以前 may be part of the date.
        let said = t.range.clone().find(|at| chars[*at] == '年').map_or(t.range.end, |at| at + 1);
        let after: String = chars[said.min(part.end)..part.end].iter().take(12).collect();
        says_which(&after)
    };
    tokens.retain(|t| !(matches!(t.word, Word::When(_)) && of_which(t)));
    let is_past = |t: &Token| matches!(&t.word, Word::When(w) if w.due.is_some_and(|due| due.year() < year));
    if !tokens.iter().any(is_past) {
        return;
    }
    let mut open = None;
    let mut asides: Vec<Range<usize>> = Vec::new();
    for at in part.clone() {
        match (chars[at], open) {
            ('（', None) => open = Some(at),
            ('）', Some(from)) => {
                asides.push(from..at);
                open = None;
            }
            _ => {}
        }
    }
    tokens.retain(|t| !is_past(t) || !asides.iter().any(|aside| aside.contains(&t.range.start)));
}

/// 获得证书持有率达到90%以上 sets a bound, and tells of nothing.
pub(super) fn is_bound(text: &str) -> bool {
    ["以上", "不低于", "不少于", "不超过", "以内"].iter().any(|word| text.contains(word))
        && ["达到", "达", "不低于", "不少于", "控制"].iter().any(|word| text.contains(word))
}

/// 权利得到更好保障, among aims, is one of them.
pub(super) fn is_aim(text: &str) -> bool {
    let words = ["得到", "取得", "获得"];
    words.iter().any(|word| text.contains(word))
        && !text.contains('了')
        && !past::DONE_ON.iter().any(|word| !words.contains(word) && text.contains(word))
}

/// Whether it asks for something to come.
pub(super) fn asks(text: &str) -> bool {
    if text.contains("计划") && past::NAMED_PLANS.iter().any(|plan| text.contains(plan)) {
        let bare = past::NAMED_PLANS.iter().fold(text.to_owned(), |text, plan| text.replace(plan, ""));
        return asks(&bare);
    }
    if ["今年来", "今年以来"].iter().any(|era| text.contains(era)) {
        return asks(&text.replace("今年来", "").replace("今年以来", ""));
    }
    // 争取资金1.37亿元 strives for nothing.
    if text.contains("争取") && past::WON.iter().any(|won| text.contains(won)) {
        return asks(&past::WON.iter().fold(text.to_owned(), |text, won| text.replace(won, "")));
    }
    // 不到200人 names no year.
    if text.contains("到20")
        && !text.match_indices("到20").any(|(at, _)| is_year(&text[at + '到'.len_utf8()..]))
    {
        return asks(&text.replace("到20", "到"));
    }
    static TO_COME: OnceLock<Lookup<()>> = OnceLock::new();
    TO_COME.get_or_init(|| Lookup::new(past::TO_COME.iter().map(|word| (*word, ())))).is_in(text)
        || bids(text)
}

/// 2025年, at the front.
fn is_year(text: &str) -> bool {
    text.get(..4).is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
        && text[4..].starts_with(['年', '-', '—', '学'])
}

/// A text without 到 before a year that is over: 增加到2018年的767所 asks for nothing.
pub(super) fn without_past_aims(text: &str, year: i32) -> Cow<'_, str> {
    if !names_year(text, 1990..year) || !text.contains("到20") {
        return Cow::Borrowed(text);
    }
    let is_past = |at: usize| {
        let digits = text.get(at + '到'.len_utf8()..at + '到'.len_utf8() + 4);
        digits.and_then(|d| d.parse::<i32>().ok()).is_some_and(|named| named < year)
    };
    let mut out = text.to_owned();
    for (at, _) in text.match_indices("到20").collect::<Vec<_>>().into_iter().rev() {
        if is_past(at) {
            out.replace_range(at..at + '到'.len_utf8(), "");
        }
    }
    Cow::Owned(out)
}

/// Whether a sentence only tells of a plan that a past year made: 2017年，计划投资21亿元，实际完成19亿元.
pub(super) fn tells_of_plan(text: &str, year: i32) -> bool {
    let asks = ["确保", "力争", "争取", "今年", "年内", "年底前", "不低于", "不少于", "目标"];
    names_year(text, 1990..year)
        && !names_year(text, year..2100)
        && text.contains("计划")
        && !asks.iter().any(|word| text.contains(word))
        && !text.replace("即将", "").contains('将')
}

/// Whether it bids by 要, which is also part of other words.
pub(super) fn bids(text: &str) -> bool {
    text.match_indices('要').any(|(at, word)| {
        let before = text[..at].chars().next_back().unwrap_or('。');
        let after = text[at + word.len()..].chars().next().unwrap_or('。');
        !"主重需必纲概摘首只提紧".contains(before) && !"求素点闻务".contains(after)
    })
}

/// How a verb ends before the year whose work it is: 完成2023年度考核.
const DONE_FOR: [char; 6] = ['成', '展', '好', '织', '行', '对'];

/// Before a year that something is held against.
const ABOVE: [&str; 7] = ["高于", "超过", "好于", "优于", "多于", "低于", "少于"];

/// After a year that something is held against.
const BASES: [&str; 6] = ["基础上", "的基础上", "底基础上", "相比", "底的基础上", "基数"];

/// 以前建成的校舍, after a year: which of them.
fn says_which(after: &str) -> bool {
    ["以前", "之前", "前", "以后", "之后", "后"].iter().find_map(|word| after.strip_prefix(word)).is_some_and(
        |rest| rest.chars().take_while(|c| !"，。；、".contains(*c)).skip(2).take(6).any(|c| c == '的'),
    )
}

/// Whether a text names one of some years.
pub(super) fn names_year(text: &str, years: Range<i32>) -> bool {
    // 比2021年 is what something is held against.
    let held = |at: usize| {
        text.get(..at.saturating_sub(4)).is_some_and(|b| {
            (b.ends_with(['比', '较']) && !b.ends_with("占比")) || ABOVE.iter().any(|word| b.ends_with(word))
        })
    };
    // 在2024年基础上, 由2024年的85%提高到: a base.
    let base = |at: usize| {
        let after = &text[at + '年'.len_utf8()..];
        let from = text.get(..at.saturating_sub(4)).is_some_and(|b| b.ends_with(['由', '从']));
        BASES.iter().any(|word| after.starts_with(word)) || from && after.starts_with('的')
    };
    // 完成2023年度考核: of which year it is.
    let of_year = |at: usize| {
        text[at + '年'.len_utf8()..].starts_with('度')
            && text.get(..at.saturating_sub(4)).is_some_and(|b| b.ends_with(DONE_FOR))
    };
    let named = |at: usize| {
        text.get(at.checked_sub(4)?..at)?
            .parse::<i32>()
            .ok()
            .filter(|_| !held(at) && !base(at) && !of_year(at) && !says_which(&text[at + '年'.len_utf8()..]))
    };
    text.match_indices('年').filter_map(|(at, _)| named(at)).any(|year| years.contains(&year))
}

/// A year before the ledger's, said of nothing to come, is over.
pub(super) fn is_over(clause: &Clause, carried: &mut Carried, year: i32, sentence: &str) -> bool {
    use chrono::Datelike;
    let before = clause.tokens.iter().any(|t| match &t.word {
        Word::When(when) => when.due.is_some_and(|due| due.year() < year),
        _ => false,
    });
    if before && !asks(&without_past_aims(sentence, year)) && !names_year(sentence, year..2100) {
        carried.is_past = true;
    }
    let dated = clause
        .tokens
        .iter()
        .any(|t| matches!(&t.word, Word::When(w) if !super::carry::is_whole_year(w, clause.chars)));
    (before || !dated && carried.is_over) && !asks(&without_past_aims(&clause.text, year))
}

/// Where the part of a sentence begins that tells of what has been, in characters, if one before it does not.
pub(super) fn told_part(sentence: &str, year: i32) -> Option<usize> {
    let mut at = 0;
    for part in sentence.split('；') {
        if tells(part) || spans_over(part, year) {
            // Only where days are set before it.
            return (at > 0 && sentence.chars().take(at).any(|c| c == '月')).then_some(at);
        }
        at += part.chars().count() + 1;
    }
    None
}
