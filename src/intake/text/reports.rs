//! What is shown, told or handed up again and again, whatever stands between: 食堂账目每周在校门口公示, 台账于每月25日前报镇教育办,
//! 园本教研固定在每周四中午.

use super::frame::Beat;
use super::scan;
use super::statement::Statement;
use super::words::frame::{
    FIXED, HANDED, HANDED_TO, PROGRESS, REPORT_TIMES, SHOWN, TIMES_WITHIN, TOLD_ALONE,
};
use super::words::{doer, marks, scope};
use crate::intake::draft::Every;
use rust_decimal::Decimal;
use std::ops::Range;

/// Longest clause that is looked at, in characters.
const LONGEST: usize = 44;
/// How far back what is told of is looked for, in characters.
const LOOKED_BACK: usize = 120;

/// The rhythms of a sentence that only say what is shown or handed up, and how often.
pub(super) fn of(chars: &[char], range: Range<usize>) -> Vec<Beat> {
    let parts = scan::split(chars, range, |c| marks::COMMAS.contains(&c));
    // A glance at one character before the words are looked for.
    let again = |part: &Range<usize>| chars[part.clone()].iter().any(|c| "每按隔次当双天".contains(*c));
    let parts = parts.into_iter().filter(|part| part.len() <= LONGEST && again(part));
    parts.filter_map(|part| one(chars, part)).collect()
}

/// Leaves out what is only told or handed up so often: it is no target.
pub(super) fn leave_out(found: &mut Vec<Statement>, chars: &[char], range: Range<usize>) {
    let is_once = |s: &Statement| s.measure == "次" && s.value == Some(Decimal::ONE);
    // A glance before the clauses are looked at.
    if !found.iter().any(is_once) {
        return;
    }
    let reports = of(chars, range);
    let holds = |r: &Beat, s: &Statement| r.mark.start <= s.mark.start && s.mark.end <= r.mark.end;
    found.retain(|s| !(is_once(s) && reports.iter().any(|r| holds(r, s))));
}

fn one(chars: &[char], part: Range<usize>) -> Option<Beat> {
    let text: String = chars[part.clone()].iter().collect();
    let (at, time, every) = time_in(&text)?;
    let before = text[..at].trim_end_matches(['于', '在', '逢', '，']);
    let before = before.strip_suffix("固定").map_or(before, |before| before.trim_end_matches('在'));
    let rest = after_day(&text[at + time.len()..]);
    let is_name = (2..=20).contains(&before.chars().count()) && !before.contains(['要', '至', '少']);
    let is_body =
        scope::BODIES.iter().chain(scope::DOERS).chain(doer::UNITS).any(|end| before.ends_with(end));
    // 园本教研固定在每周四中午, 班主任例会双周召开
    if is_name && !is_body && (text[..at].contains("固定") || FIXED.contains(&rest)) {
        return Some(beat(before, every, &part, Vec::new()));
    }
    let act = SHOWN.iter().chain(HANDED).filter_map(|act| rest.find(act).map(|at| (at, *act)));
    let (act_at, act) = act.min_by_key(|(at, act)| (*at, std::cmp::Reverse(act.len())))?;
    let tail = rest[act_at + act.len()..].trim_end_matches("一次").trim_end_matches("出来");
    // 报一次进度
    let tail = tail.strip_prefix("一次").unwrap_or(tail);
    let is_handed = HANDED.contains(&act);
    let goes = is_handed && HANDED_TO.iter().any(|end| tail.ends_with(end)) && tail.chars().count() <= 16;
    let middle = &rest[..act_at];
    let counts = |c: char| c.is_ascii_digit() || "次份期篇节条场名".contains(c);
    let fits = (tail.is_empty() || goes) && middle.chars().count() <= 14 && !middle.contains(counts);
    if !fits || !tail.is_empty() && tail.contains(counts) {
        return None;
    }
    // 各校每月25日前报安稳股: who, and nothing of what.
    let middle = middle.trim_start_matches(['将', '把', '并']);
    let what = if is_body { "" } else { before };
    let title = format!("{what}{middle}{act}{tail}");
    let says = is_name && !is_body || middle.chars().count() >= 2 || is_handed && goes;
    let who = if is_body { vec![before.to_owned()] } else { Vec::new() };
    says.then(|| beat(&title, every, &part, who))
}

fn beat(title: &str, every: Every, part: &Range<usize>, scope: Vec<String>) -> Beat {
    let title = title.trim_start_matches(['对', '将', '把']).to_owned();
    Beat { title, every, when: String::new(), scope, mark: part.clone() }
}

/// The first phrase of how often: where, which, and how often that is.
fn time_in(text: &str) -> Option<(usize, &'static str, Every)> {
    let found = REPORT_TIMES.iter().chain(TIMES_WITHIN).filter_map(|(time, every)| {
        let at = text.find(time)?;
        Some((at, *time, *every))
    });
    found.min_by_key(|(at, time, _)| (*at, std::cmp::Reverse(time.len())))
}

/// What comes after 末月25日前, 五下班前.
fn after_day(rest: &str) -> &str {
    let day = rest.find('前').filter(|at| rest[..*at].chars().count() <= 7);
    let rest = match day {
        Some(at) if rest[..at].contains(['日', '号', '班', '底', '末']) => &rest[at + '前'.len_utf8()..],
        _ => rest,
    };
    let weekday = ["一", "二", "三", "四", "五", "六", "日", "末", "底"];
    let rest = weekday.iter().find_map(|day| rest.strip_prefix(day)).unwrap_or(rest);
    rest.strip_prefix("周三").unwrap_or(rest)
}

/// The name of a rhythm that says only that something is told: of the progress that was spoken of before.
pub(super) fn whole(beat: &mut Beat, chars: &[char]) {
    let act = TOLD_ALONE.iter().find(|act| beat.title.ends_with(**act));
    let Some(act) = act else { return };
    let who = beat.title.trim_end_matches(act);
    let is_bare = who.is_empty()
        || beat.scope.iter().any(|body| body == who)
        || ["每", "按", "月", "季", "周"].iter().any(|time| who.starts_with(time));
    if !is_bare {
        return;
    }
    let from = beat.mark.start.saturating_sub(LOOKED_BACK);
    let said: String = chars[from..beat.mark.start].iter().collect();
    let last =
        PROGRESS.iter().filter_map(|word| said.rfind(word).map(|at| (at + word.len(), word.len(), *word)));
    if let Some((.., of)) = last.max_by_key(|(end, length, _)| (*end, *length)) {
        beat.title = format!("{act}{of}");
    }
}
