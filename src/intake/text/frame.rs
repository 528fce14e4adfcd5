//! The framework's counted lists, lists of work, places that are told to do something, and rhythms.

use super::lookup::Lookup;
use super::numeral;
use super::scan;
use super::subject::{self, strip_longest};
use super::words::frame::{
    AIM_OPENERS, BARE, BEAT_OF, BEAT_SHOWN, BID_ENDS, BID_LEADS, BID_VERBS, CATEGORIES, COUNTERS, OPENERS,
    REPORT_ACTS, REPORT_TIMES, REPORTERS, RHYTHM_ACTS, RHYTHM_TIMES, RUN_BY, WORK_ENDS, WORK_IS,
    WORK_OPENERS,
};
use super::words::{doer, duty, marks, scope};
use crate::intake::draft::Every;
use crate::model::choice::{SourceLevel, ThemeKind};
use std::ops::Range;
use std::sync::OnceLock;

/// 六项工程 with its items.
#[derive(Clone, PartialEq, Debug)]
pub struct Frame {
    /// 六项工程; an aim has its text in the name.
    pub title: String,
    /// What its items are.
    pub kind: ThemeKind,
    /// The items.
    pub items: Vec<String>,
    /// Whether there are as many as the count says.
    pub is_even: bool,
    /// Its characters.
    pub mark: Range<usize>,
}

/// The counted lists of a sentence.
pub fn frames(chars: &[char], range: Range<usize>) -> Vec<Frame> {
    scan::split(chars, range, |c| marks::COMMAS.contains(&c))
        .into_iter()
        .filter_map(|part| frame(chars, part))
        .collect()
}

fn frame(chars: &[char], part: Range<usize>) -> Option<Frame> {
    let text: String = chars[part.clone()].iter().collect();
    for (words, title, kind) in BARE {
        if text.contains(words) {
            return Some(Frame {
                title: (*title).into(),
                kind: *kind,
                items: Vec::new(),
                is_even: true,
                mark: part,
            });
        }
    }
    let whole = text.trim_end_matches(['”', '。']);
    let whole = whole.strip_suffix("工作").filter(|w| w.ends_with("重点")).unwrap_or(whole);
    let (head, category, kind) = CATEGORIES
        .iter()
        .filter_map(|(word, kind)| whole.strip_suffix(word).map(|head| (head, *word, *kind)))
        .min_by_key(|(head, ..)| head.len())?;
    let counter = head.chars().next_back().filter(|c| COUNTERS.contains(c))?;
    let head = &head[..head.len() - counter.len_utf8()];
    let digits: String = {
        let tail: Vec<char> =
            head.chars().rev().take_while(|c| numeral::is_numeral(*c) || c.is_ascii_digit()).collect();
        tail.into_iter().rev().collect()
    };
    let count = number(&digits)?;
    let list = &head[..head.len() - digits.len()];
    // A、B这两个工程: named before, and no framework.
    if list.ends_with('这') {
        return None;
    }
    let mut list = list.trim_end_matches(['等', '的', '“', '：']);
    let openers = if kind == ThemeKind::Aim { AIM_OPENERS } else { OPENERS };
    while let Some((after, _)) = strip_longest(list, openers).filter(|(after, _)| !after.is_empty()) {
        list = after;
    }
    // Quotation marks around the whole list, or without a partner.
    if list.starts_with('“') && list.find('”').is_none_or(|at| at + '”'.len_utf8() == list.len()) {
        list = list.trim_matches(['“', '”']);
    }
    if list.chars().count() < 4 || count == 1 && kind != ThemeKind::Aim {
        return None;
    }
    let title = format!("{digits}{counter}{category}");
    if count == 1 {
        let title = format!("{title}：{}", subject::close(list));
        return Some(Frame { title, kind, items: Vec::new(), is_even: true, mark: part });
    }
    let letters: Vec<char> = list.chars().collect();
    let items: Vec<String> = scan::split(&letters, 0..letters.len(), |c| c == '、')
        .into_iter()
        .flat_map(|item| {
            let item: String = letters[item].iter().collect();
            item.split("、").map(str::to_owned).collect::<Vec<_>>()
        })
        .map(|item| named(&subject::close(item.trim()), category, kind))
        .filter(|item| item.chars().count() > 1)
        .collect();
    let is_even = items.len() as u64 == count;
    (items.len() > 1).then_some(Frame { is_even, title, kind, items, mark: part })
}

/// 立德树人 of 六项工程 is 立德树人工程.
fn named(item: &str, category: &str, kind: ThemeKind) -> String {
    let ends = ["工程", "改革", "行动", "计划", "机制", "体系"];
    let suffix = ends.iter().find(|end| category.ends_with(**end));
    let is_kind = matches!(kind, ThemeKind::Programme | ThemeKind::Reform);
    match suffix {
        Some(suffix) if is_kind && !ends.iter().any(|end| item.ends_with(end)) => format!("{item}{suffix}"),
        _ => item.to_owned(),
    }
}

fn number(digits: &str) -> Option<u64> {
    if let Ok(value) = digits.parse() {
        return Some(value);
    }
    let ones = |c: char| {
        if c == '两' {
            Some(2)
        } else {
            "一二三四五六七八九".chars().position(|h| h == c).map(|n| n as u64 + 1)
        }
    };
    let chars: Vec<char> = digits.chars().collect();
    match chars.as_slice() {
        ['十'] => Some(10),
        ['十', one] => Some(10 + ones(*one)?),
        [ten, '十'] => Some(10 * ones(*ten)?),
        [ten, '十', one] => Some(10 * ones(*ten)? + ones(*one)?),
        [one] => ones(*one),
        _ => None,
    }
}

/// A piece of work a sentence names.
#[derive(Clone, PartialEq, Debug)]
pub struct Work {
    /// Its name.
    pub title: String,
    /// Places that are to do it.
    pub scope: Vec<String>,
    /// Whose matter it is.
    pub source: Option<SourceLevel>,
    /// Its characters.
    pub mark: Range<usize>,
}

/// The pieces of work of a sentence: 针对A、B、C等紧要工作 · A、B是…任务 · 成安、广平要启动….
pub fn work(chars: &[char], range: Range<usize>) -> Vec<Work> {
    let mut out = Vec::new();
    for part in scan::split(chars, range, |c| marks::COMMAS.contains(&c)) {
        let text: String = chars[part.clone()].iter().collect();
        if let Some(found) = told(&text) {
            out.push(Work { mark: part, ..found });
            continue;
        }
        let (list, said) = match listed(&text) {
            Some(found) => found,
            None => continue,
        };
        let source =
            duty::SOURCES.iter().filter(|(word, _)| said.contains(word)).map(|(_, level)| *level).next();
        let letters: Vec<char> = list.chars().collect();
        let items: Vec<String> = scan::split(&letters, 0..letters.len(), |c| c == '、')
            .into_iter()
            .map(|item| letters[item].iter().collect::<String>())
            .map(|item| subject::close(item.trim()))
            .filter(|item| (3..=24).contains(&item.chars().count()))
            .collect();
        if items.len() > 1 || items.len() == 1 && source.is_some() {
            out.extend(items.into_iter().map(|title| Work {
                title,
                scope: Vec::new(),
                source,
                mark: part.clone(),
            }));
        }
    }
    out
}

/// The list of a clause that names work, and what is said of it.
fn listed(text: &str) -> Option<(&str, &str)> {
    if text.contains('等')
        && let Some((list, end)) = WORK_ENDS
            .iter()
            .filter_map(|end| text.rfind(end).map(|at| (&text[..at], *end)))
            // 对教学管理等工作的安排部署 speaks of how, not of what.
            .filter(|(list, end)| !text[list.len() + end.len()..].starts_with('的'))
            .min_by_key(|(l, _)| l.len())
        && let Some((list, _)) = strip_longest(list, WORK_OPENERS)
    {
        return Some((list, end));
    }
    let at = text.find('是')?;
    let (list, said) = (&text[..at], &text[at + '是'.len_utf8()..]);
    let list =
        WORK_ENDS.iter().chain(&["等各项工作", "等"]).find_map(|end| list.strip_suffix(end)).unwrap_or(list);
    (WORK_IS.iter().any(|end| said.ends_with(end))
        && !list.contains(['这', '教', '的']) | list.contains('、'))
    .then_some((list, said))
}

/// What a speech bids all to set up or carry out: 要推行课题调研法, 都要建立任务清单.
pub fn bidden(chars: &[char], range: Range<usize>) -> Vec<Work> {
    let parts = scan::split(chars, range, |c| marks::COMMAS.contains(&c));
    parts
        .into_iter()
        .filter_map(|part| {
            bid(&chars[part.clone()].iter().collect::<String>()).map(|title| Work {
                title,
                scope: Vec::new(),
                source: None,
                mark: part,
            })
        })
        .collect()
}

fn bid(text: &str) -> Option<String> {
    let text = text.trim_end_matches('。');
    if !BID_ENDS.iter().any(|end| text.ends_with(end)) || text.contains(char::is_numeric) {
        return None;
    }
    let leads = |before: &str| before.is_empty() || BID_LEADS.iter().any(|lead| before.ends_with(lead));
    let (at, verb) = BID_VERBS
        .iter()
        .filter_map(|verb| text.find(verb).map(|at| (at, *verb)))
        .filter(|(at, _)| leads(&text[..*at]))
        .min_by_key(|(at, _)| *at)?;
    let title = &text[at..];
    let length = title.chars().count() - verb.chars().count();
    (2..=26).contains(&length).then(|| title.to_owned())
}

/// 成安、广平要启动教育园区建设
fn told(text: &str) -> Option<Work> {
    let at = text.find('要')?;
    let (names, task) = (&text[..at], &text[at + '要'.len_utf8()..]);
    let names: Vec<&str> = names.split('、').collect();
    let is_name = |n: &&str| {
        let count = n.chars().count();
        let by_end = n.ends_with(['县', '区', '市'])
            && (2..=6).contains(&count)
            && !scope::NO_PLACE.iter().any(|w| w == n);
        by_end && !n.starts_with(['各', '全', '每'])
            || (names.len() > 1 && (1..=3).contains(&count) && !scope::GENERAL.iter().any(|g| n.contains(g)))
    };
    if !names.iter().all(is_name) || !subject::does(task) && !task.starts_with("加快") {
        return None;
    }
    let task = subject::trim_end(task);
    Some(Work {
        title: format!("{}{task}", names.join("、")),
        scope: names.iter().map(|n| (*n).to_owned()).collect(),
        source: None,
        mark: 0..0,
    })
}

/// A rhythm of reporting: 周汇总.
#[derive(Clone, PartialEq, Debug)]
pub struct Beat {
    /// Its name.
    pub title: String,
    /// How often.
    pub every: Every,
    /// The same as it is written, where a day is named: 每周五.
    pub when: String,
    /// Who keeps it.
    pub scope: Vec<String>,
    /// Its characters.
    pub mark: Range<usize>,
}

/// The rhythms of a sentence.
pub fn beats(chars: &[char], range: Range<usize>) -> Vec<Beat> {
    let mut out = Vec::new();
    let whole = range.clone();
    for part in scan::split(chars, range, |c| marks::COMMAS.contains(&c)) {
        if let Some(report) = report(chars, &part) {
            out.push(report);
            continue;
        }
        // Quotation marks around the list hide nothing here.
        let mut items = Vec::new();
        items.push(part.start..part.start);
        for at in part {
            match chars[at] {
                marks::PAUSE | '“' | '”' => items.push(at + 1..at + 1),
                _ => {
                    if let Some(last) = items.last_mut() {
                        last.end = at + 1;
                    }
                }
            }
        }
        let mut found: Vec<(Beat, bool)> = items.into_iter().filter_map(|item| beat(chars, item)).collect();
        // 对重点工作实行月调度、季通报: of the same.
        if let [(first, _), rest @ ..] = found.as_mut_slice()
            && let Some(of) = BEAT_OF
                .iter()
                .filter_map(|end| first.title.find(end).map(|at| &first.title[..at + end.len()]))
                .min_by_key(|of| of.len())
            && !RHYTHM_ACTS.iter().any(|act| of.contains(act))
        {
            for (beat, _) in rest.iter_mut().filter(|(beat, _)| beat.title.chars().count() <= 6) {
                beat.title.insert_str(0, of);
            }
        }
        // One alone may be a yearly appraisal in passing: 年度考核.
        let sure = found.len() > 1 || found.iter().any(|(_, sure)| *sure);
        if sure {
            out.extend(found.into_iter().map(|(beat, _)| beat));
        }
    }
    let missed = super::reports::of(chars, whole);
    let is_read = |beat: &Beat| {
        out.iter().any(|other: &Beat| other.mark.start < beat.mark.end && beat.mark.start < other.mark.end)
    };
    let missed: Vec<Beat> = missed.into_iter().filter(|beat| !is_read(beat)).collect();
    out.extend(missed);
    out.sort_by_key(|beat| beat.mark.start);
    for beat in &mut out {
        super::reports::whole(beat, chars);
    }
    out
}

/// Longest name of those who report, in characters.
const LONGEST_REPORTER: usize = 20;

/// 每周五上报工作进展: what is reported, and when.
fn report(chars: &[char], part: &Range<usize>) -> Option<Beat> {
    if part.len() > 40 {
        return None;
    }
    // 各单位每月25日前将进展情况报局办公室: by whom.
    // 县政府督查室按季通报进展
    let begins = |at: usize| {
        chars[at] == '每'
            || chars[at] == '隔' && chars.get(at + 1) == Some(&'周')
            || chars[at] == '按' && chars.get(at + 1).is_some_and(|c| "周月季".contains(*c))
    };
    let led = part.clone().take(LONGEST_REPORTER).position(begins)?;
    let who: String = chars[part.start..part.start + led].iter().collect();
    let who = who.trim_start_matches("坚持").to_owned();
    // 行政例会每周一召开
    let is_meeting =
        ["例会", "校务会", "园务会", "行政会", "办公会", "班子会"].iter().any(|end| who.ends_with(end));
    // 心理咨询室每天中午开放
    // 隐患排查情况每周报安全股
    let is_paper = ["情况", "台账", "进度", "报表", "名单"].iter().any(|end| who.ends_with(end));
    let is_open =
        chars[part.clone()].ends_with(&['开', '放']) || chars[part.clone()].ends_with(&['监', '测']);
    if !who.is_empty()
        && !is_open
        && !is_meeting
        && !is_paper
        && !scope::PARTS.iter().chain(scope::BODIES).chain(REPORTERS).any(|word| who.contains(word))
    {
        return None;
    }
    let part = part.start + led..part.end;
    let text: String = chars[part.clone()].iter().collect();
    let (time, every) =
        REPORT_TIMES.iter().filter(|(time, _)| text.starts_with(time)).max_by_key(|(time, _)| time.len())?;
    let rest = &text[time.len()..];
    let (at, act) = REPORT_ACTS
        .iter()
        .filter_map(|act| rest.find(act).map(|at| (at, *act)))
        .min_by_key(|(at, act)| (*at, std::cmp::Reverse(act.len())))?;
    let after = rest[at + act.len()..].chars().count();
    let names = (2..=20).contains(&after);
    let handed = rest.find(['将', '把', '向']);
    let fits = match act {
        // 每周一下午召开行政例会
        "召开" => names && rest.ends_with('会') || after == 0 && is_meeting,
        "举行" => names && ["升旗仪式", "例会", "会"].iter().any(|end| rest.ends_with(end)),
        "组织" => names && rest.ends_with("学习"),
        // 将进展情况报局办公室
        "报" => names && (handed.is_some() || is_paper),
        "检查" => names && rest.ends_with("情况"),
        "排查" => names && rest.ends_with("隐患"),
        "安全提醒" | "开放" | "健康监测" => after == 0,
        "交" => names && ["处", "室", "科", "股"].iter().any(|end| rest.ends_with(end)),
        "集体备课" | "集体教研" | "政治学习" | "业务学习" => after == 0,
        // 对清单落实情况进行通报
        "进行通报" | "进行调度" | "进行督查" | "进行检查" => after == 0,
        "开展" => names && ["调研", "学习", "教研", "例会", "研讨"].iter().any(|end| rest.ends_with(end)),
        _ => names && (rest[..at].chars().count() <= 12 || handed.is_some()),
    };
    // 督查室每季度通报一次: told, however often, is a rhythm.
    let is_told = act == "通报" && rest[at + act.len()..].starts_with("一次");
    let fits = fits || is_told;
    // 每周一次 is a count of its own.
    let rest = if is_told { rest.replacen("一次", "", 1) } else { rest.to_owned() };
    let rest = rest.as_str();
    if !fits || rest.contains(['次', '期', '份', '场', '篇', '节', '条']) {
        return None;
    }
    let object = &rest[at + act.len()..];
    let title = match handed {
        _ if is_meeting => who.clone(),
        _ if is_paper => format!("{who}{}", &rest[at..]),
        Some(at) => rest[at..].to_owned(),
        None if matches!(act, "召开" | "举行") => object.to_owned(),
        None if matches!(act, "开放" | "健康监测") => format!("{who}{act}"),
        None if act == "安全提醒" => act.to_owned(),
        // 报送建设进度，…每季度通报一次: of the same.
        None if is_told && object.is_empty() => format!("{act}{}", reported_before(chars, part.start)),
        None if is_told => format!("{act}{object}"),
        None if matches!(act, "排查" | "报送" | "上报" | "填报" | "报") => rest[at..].to_owned(),
        None => text.clone(),
    };
    let scope = if who.is_empty() || is_meeting || is_paper { Vec::new() } else { vec![who] };
    // 每月25日前将进展情况报局办公室: on which day.
    let until = handed.filter(|handed| *handed < at).unwrap_or(at);
    let when = if until > 0 { text[..time.len() + until].to_owned() } else { String::new() };
    Some(Beat { title, every: *every, when, scope, mark: part })
}

/// What the clause before hands up: 将进展情况报局办公室, 报送建设进度.
fn reported_before(chars: &[char], end: usize) -> String {
    let said: String = chars[end.saturating_sub(LOOKED_BACK)..end].iter().collect();
    let last = said.trim_end_matches(['，', '；']).rsplit(['。', '；', '，']).next().unwrap_or_default();
    let of = ["将", "把"].iter().find_map(|word| Some(last.split_once(word)?.1.split_once('报')?.0));
    let of = of.or_else(|| Some(last.rsplit_once("报送")?.1)).unwrap_or_default();
    if (2..=10).contains(&of.chars().count()) { of.to_owned() } else { String::new() }
}

/// How far back that is looked for, in characters.
const LOOKED_BACK: usize = 40;

fn beat(chars: &[char], item: Range<usize>) -> Option<(Beat, bool)> {
    for start in item.clone() {
        if times().at(&chars[..item.end], start).is_none() {
            continue;
        }
        let rest: String = chars[start..item.end].iter().take(12).collect();
        let Some((after, length)) = strip_longest(&rest, time_words()) else { continue };
        let time = &rest[..length];
        // 每周五晚碰头
        let after = if time.ends_with('周') { after_weekday(after) } else { after };
        let bare = strip_longest(after, &["一次", "一"]).map_or(after, |(a, _)| a);
        let Some((tail, _)) = strip_longest(bare, RHYTHM_ACTS) else { continue };
        let before = start.checked_sub(1).filter(|b| *b >= item.start).map(|b| chars[b]);
        let is_word =
            before.is_some_and(|c| c.is_ascii_digit() || "本上下今当每全正季半一同逐按".contains(c));
        let ends = ["", "”", "制", "制度", "机制", "等", "，", "工作", "的"]
            .iter()
            .any(|end| tail.starts_with(end) && (!end.is_empty() || tail.is_empty()));
        // 校务会每周调度: who does.
        let who: String = chars[item.start..start].iter().collect();
        // 预警学生由心理中心每月回访: of whom, by whom.
        let (of, who) = who.rsplit_once('由').unwrap_or(("", &who));
        let (of, who) = (of.to_owned(), who.to_owned());
        // 食堂账目每月公示
        let is_shown = BEAT_SHOWN.iter().any(|end| who.ends_with(end)) && who.chars().count() <= 12;
        let is_led = tail.is_empty() && is_shown
            || tail.is_empty()
                && who.chars().count() <= 12
                && scope::BODIES.iter().chain(scope::DOERS).chain(doer::UNITS).any(|end| who.ends_with(end))
            || tail.is_empty() && !of.is_empty() && who.ends_with(RUNNERS)
            // 校长每天陪餐
            || tail.is_empty() && ["陪餐", "检查", "巡查", "查寝"].contains(&bare) && scope::PEOPLE.iter().any(|end| who.ends_with(end));
        let plain = time.starts_with(['每', '按'])
            && (start == item.start || is_led)
            && tail.chars().count() <= 4
            && (!tail.contains('次') || matches!(tail, "1次" | "一次"));
        let is_word = is_word
            && !RUN_BY.iter().any(|verb| {
                verb.chars().last() == before
                    && chars[item.start..start].ends_with(&verb.chars().collect::<Vec<_>>())
            });
        if is_word || !(ends || plain) {
            continue;
        }
        let every = RHYTHM_TIMES.iter().find(|(word, _)| *word == time)?.1;
        let end = start + rest.chars().count() - tail.chars().count();
        let led: String =
            chars[item.start..start].iter().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
        let doubled = time.chars().count() == 2 && time.chars().next() == time.chars().last();
        let sure = plain
            || doubled
            || RUN_BY.contains(&led.as_str())
            || tail.starts_with("制度")
            || tail.starts_with("机制")
            // 半月一调度
            || after.starts_with('一') && tail.is_empty()
            || time.starts_with("一") && time.ends_with("一");
        let title: String = chars[start..end].iter().collect();
        // 重点工作半月一通报, 县政府督查室…一季一通报: of what it is, and what is done.
        let once =
            (after.starts_with('一') || time.starts_with('一') && time.ends_with('一')) && tail.is_empty();
        let of_once: String = chars[item.start..start].iter().collect();
        let of_once = of_once.trim_start_matches(['对', '要']).trim_end_matches(['要', '实', '行']);
        let names_once = once
            && !is_led
            && (2..=12).contains(&of_once.chars().count())
            && !RUN_BY.iter().any(|verb| of_once.ends_with(verb));
        let title = match is_led {
            _ if names_once => format!("{of_once}{bare}"),
            // 局里每季度抽查: who does what.
            true if !of.is_empty() => format!("{of}{}", &bare[..bare.len() - tail.len()]),
            true => format!("{who}{}", &bare[..bare.len() - tail.len()]),
            false => format!("{}{title}", beat_of(chars, item.start..start)),
        };
        // 每月报送进展
        let title = if plain && !is_led && !tail.contains('次') { format!("{title}{tail}") } else { title };
        let title = title
            .strip_prefix(time)
            .map(|act| act.trim_start_matches('一'))
            .filter(|act| time.starts_with('每') && act.chars().count() > 1)
            .unwrap_or(&title)
            .to_owned();
        return Some((
            Beat {
                title,
                every,
                when: String::new(),
                scope: if is_led { vec![who] } else { Vec::new() },
                mark: start..end,
            },
            sure,
        ));
    }
    None
}

/// Who keeps a rhythm, as the name ends.
const RUNNERS: [char; 9] = ['心', '部', '处', '室', '组', '科', '股', '办', '局'];

/// What comes after 五晚, of 每周五晚.
fn after_weekday(after: &str) -> &str {
    let day =
        ['一', '二', '三', '四', '五', '六', '日', '末'].iter().find_map(|day| after.strip_prefix(*day));
    let rest = day.unwrap_or(after);
    let rest = ["上午", "下午", "晚上", "晚", "下班前"]
        .iter()
        .find_map(|time| rest.strip_prefix(time))
        .unwrap_or(rest);
    // 每周一评 is once a week.
    if day.is_some() && rest.len() + 3 == after.len() && after.starts_with('一') { after } else { rest }
}

/// Of what a rhythm is: 建设进度实行月报制度, 对重点工作实行周调度.
fn beat_of(chars: &[char], before: Range<usize>) -> String {
    let said: String = chars[before].iter().collect();
    let Some(said) = RUN_BY.iter().find_map(|verb| said.strip_suffix(verb)) else { return String::new() };
    let of = said.split_once('对').map_or(said, |(_, of)| of);
    let is_name = !of.starts_with('各')
        && (2..=10).contains(&of.chars().count())
        && BEAT_OF.iter().any(|end| of.ends_with(end));
    if is_name { of.to_owned() } else { String::new() }
}

fn times() -> &'static Lookup<()> {
    static TIMES: OnceLock<Lookup<()>> = OnceLock::new();
    TIMES.get_or_init(|| Lookup::new(RHYTHM_TIMES.iter().map(|(word, _)| (*word, ()))))
}

fn time_words() -> &'static [&'static str] {
    static WORDS: OnceLock<Vec<&'static str>> = OnceLock::new();
    WORDS.get_or_init(|| RHYTHM_TIMES.iter().map(|(word, _)| *word).collect())
}
