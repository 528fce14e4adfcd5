//! One statement said of several at once, as one of each: A、B、C三项达标率, 甲小学和乙中学投入使用, 上、下半年各一次.

use super::scan::Word;
use super::statement::{Clause, Statement};
use super::subject;
use super::time::When;
use super::words::topic::COUNTED;
use super::words::{doer, outcome, scope};
use crate::intake::draft::{Doubt, DraftKind};
use crate::model::choice::Comparator;
use std::ops::Range;

/// The statements of those a statement is said of; itself where it is said of one. `said` is its part of the sentence,
/// `before` the clause before it, where nothing was read in that; `is_alone` whether its clause says nothing else.
pub(super) fn each(
    statement: Statement,
    clause: &Clause,
    said: &str,
    before: Option<&str>,
    is_alone: bool,
) -> Vec<Statement> {
    if let Some(both) = times(&statement, clause) {
        return both;
    }
    // Each of them is one.
    if let Some(names) = counted_bodies(&statement, &clause.text) {
        let doubts = statement.doubts.iter().filter(|d| **d != Doubt::ComparatorGuessed).cloned().collect();
        let one = Statement {
            comparator: Comparator::YesNo,
            value: None,
            measure: String::new(),
            doubts,
            ..statement
        };
        return names.into_iter().map(|name| named(&one, name)).collect();
    }
    if let Some(names) = sharing(&statement, &clause.text).or_else(|| places(&statement)) {
        let of = |(who, name)| Statement { scope: vec![who], ..named(&statement, name) };
        return names.into_iter().map(of).collect();
    }
    let is_shared = statement.measure == "%" || statement.comparator == Comparator::Zero;
    let names = items(&statement.title)
        .filter(|_| is_shared)
        .or_else(|| bodies(&statement, said).filter(|_| statement.value.is_none()))
        .or_else(|| halves(&statement, &clause.text))
        .or_else(|| faults(&statement))
        .or_else(|| counted_list(&statement, &clause.text, before, is_alone))
        .or_else(|| rates(&statement, before));
    let Some(names) = names else { return vec![statement] };
    names.into_iter().map(|name| named(&statement, name)).collect()
}

/// A statement of another name.
fn named(statement: &Statement, name: String) -> Statement {
    Statement { subject: name.clone(), title: name, ..statement.clone() }
}

/// 4月、5月各组织一次诊断考试, 中小学每月、幼儿园每季度组织一次演练: one for each of both times.
fn times(statement: &Statement, clause: &Clause) -> Option<Vec<Statement>> {
    let whens: Vec<&When> = clause
        .tokens
        .iter()
        .filter_map(|t| match &t.word {
            Word::When(when) => Some(when),
            _ => None,
        })
        .collect();
    let [first, second] = whens.as_slice() else { return None };
    let text = |range: Range<usize>| clause.chars[range].iter().collect::<String>();
    let of = |when: &When, name: String| Statement {
        when: Some(when.clone()),
        every: when.every,
        ..named(statement, name)
    };
    let between = text(first.range.end..second.range.start.max(first.range.end));
    if first.every.is_none() && second.every.is_none() {
        let follows = text(second.range.end..clause.range.end);
        let is_each = matches!(between.as_str(), "、" | "和" | "及") && follows.starts_with('各');
        let title = statement.title.replacen('各', "", 1);
        // 心理普测4月、10月各做一次
        let title = title.trim_end_matches("、做").trim_start_matches('、').replacen('、', "", 1);
        let month = |when: &When| text(when.range.clone()).trim_end_matches(['份', '底', '前']).to_owned();
        return is_each
            .then(|| [first, second].map(|when| of(when, format!("{}{title}", month(when)))).into());
    }
    let who = between.strip_prefix('、')?;
    let before = text(clause.range.start..first.range.start);
    let names = [before.as_str(), who];
    let list = format!("{before}、{who}");
    let fits = first.every.is_some()
        && second.every.is_some()
        && names.iter().all(|name| (2..=8).contains(&name.chars().count()))
        && statement.title.contains(&list);
    let of_whom = |when: &When, name: &str| Statement {
        scope: vec![name.to_owned()],
        ..of(when, statement.title.replacen(&list, name, 1))
    };
    fits.then(|| vec![of_whom(first, names[0]), of_whom(second, names[1])])
}

/// 云坪县、双渡县通过国家督导评估: each of the places, since each is told by itself; who, and the name.
fn places(statement: &Statement) -> Option<Vec<(String, String)>> {
    let is_done = matches!(statement.comparator, Comparator::YesNo | Comparator::AllReach);
    let names: Vec<&str> = match statement.scope.as_slice() {
        [list] => list.split(['、', '和']).collect(),
        names => names.iter().map(String::as_str).collect(),
    };
    let is_place = |name: &&str| {
        (2..=5).contains(&name.chars().count())
            && name.ends_with(['县', '区', '市', '镇', '乡'])
            && !name.starts_with(['各', '每', '全', '县', '市', '区', '镇', '乡'])
            && !scope::KINDS.contains(name)
    };
    let fits = is_done && (2..=5).contains(&names.len()) && names.iter().all(is_place);
    let title = statement.title.trim_start_matches(['均', '都', '要']);
    let is_led = names.iter().any(|name| title.contains(name));
    (fits && !is_led)
        .then(|| names.iter().map(|name| ((*name).to_owned(), format!("{name}{title}"))).collect())
}

/// 专职保安配备、封闭化管理、一键式报警达标率, and the list before what is 达标率 alone: the rate of each.
fn rates(statement: &Statement, before: Option<&str>) -> Option<Vec<String>> {
    let title = statement.title.as_str();
    let rate = *RATES.iter().find(|rate| title.ends_with(**rate)).filter(|_| statement.measure == "%")?;
    let list = match title.strip_suffix(rate)? {
        "" => before.unwrap_or_default().trim_end_matches(['等', '的']),
        list => list,
    };
    let names: Vec<&str> = list.split(['、', '和']).collect();
    let is_name = |name: &&str| {
        (3..=12).contains(&name.chars().count())
            && !name.ends_with(['率', '县', '区', '市', '校', '园', '生', '师'])
            && !name.contains(['，', '；', '“', '的', '在', '要'])
            && subject::leading_verb(name).is_none()
    };
    let fits = names.len() > 1 && names.iter().all(is_name);
    fits.then(|| names.iter().map(|name| format!("{name}{rate}")).collect())
}

/// Rates that several things share.
const RATES: [&str; 8] = ["达标率", "建成率", "配备率", "覆盖率", "完成率", "合格率", "到位率", "整改率"];

/// 封闭化管理、专职保安配备、一键式报警三项达标率: as many of them as are counted.
fn items(title: &str) -> Option<Vec<String>> {
    let at = COUNTED.iter().find_map(|(word, count)| Some((title.find(word)?, *word, *count)));
    let (at, word, count) = at?;
    let tail = &title[at + word.len()..];
    let tail = tail.strip_prefix("指标").unwrap_or(tail);
    let names: Vec<&str> = title[..at].trim_end_matches(['等', '，', '这']).split(['、', '和']).collect();
    let fits = names.len() == count && names.iter().all(|name| (2..=14).contains(&name.chars().count()));
    fits.then(|| names.iter().map(|name| format!("{name}{tail}")).collect())
}

/// 溺水死亡、食物中毒、严重欺凌，三样都得是零; A、B两个100%; A、B两个项目，8月底前交付使用: as many as are counted.
fn counted_list(
    statement: &Statement,
    said: &str,
    before: Option<&str>,
    is_alone: bool,
) -> Option<Vec<String>> {
    let count_in = |text: &str| LISTED.iter().find_map(|(word, count)| Some((text.find(word)?, *count)));
    let before = before.unwrap_or_default();
    let (list, count) = match (count_in(said), count_in(before)) {
        (Some((at, count)), _) if said[..at].contains('、') => (&said[..at], count),
        (Some((_, count)), _) => (before, count),
        (None, Some((at, count))) => (&before[..at], count),
        _ => return None,
    };
    let list = list.trim_end_matches(['，', '这', '那', '等', '的']);
    let list = MUST.iter().find_map(|end| list.strip_suffix(end)).unwrap_or(list);
    let names: Vec<&str> = list.split(['、', '和']).collect();
    let is_name = |name: &&str| {
        (2..=14).contains(&name.chars().count())
            && !name.contains(['，', '；', '“', '要'])
            && subject::leading_verb(name).is_none()
    };
    let end = ENDS.iter().find(|end| statement.title.ends_with(**end)).copied().unwrap_or_default();
    let stage = outcome::STAGES.iter().map(|(word, _)| *word).filter(|word| statement.title.ends_with(word));
    let end = stage.max_by_key(|word| word.len()).unwrap_or(end);
    let has_end = !end.is_empty() || statement.measure == "%" || statement.comparator == Comparator::Zero;
    let is_list = names.len() == count && names.iter().all(is_name);
    // 三项都要百分之百: three of them is none.
    let is_count = statement.value == Some(count.into()) && !statement.measure.is_empty();
    let is_of_list = statement.title.starts_with(&format!("{}、", names[0]));
    if is_list && is_count && is_of_list && statement.measure != "%" {
        return Some(Vec::new());
    }
    let is_of_all = is_alone || is_of_list;
    (is_list && is_of_all && has_end).then(|| names.iter().map(|name| format!("{name}{end}")).collect())
}

/// How a list is counted, after it.
const LISTED: [(&str, usize); 26] = [
    ("两个都", 2),
    ("三个都", 3),
    ("四个都", 4),
    ("两个100%", 2),
    ("三个100%", 3),
    ("四个100%", 4),
    ("两个百分之百", 2),
    ("三个百分之百", 3),
    ("四个百分之百", 4),
    ("两样", 2),
    ("三样", 3),
    ("四样", 4),
    ("两项", 2),
    ("三项", 3),
    ("四项", 4),
    ("两个项目", 2),
    ("三个项目", 3),
    ("四个项目", 4),
    ("两个工程", 2),
    ("三个工程", 3),
    ("两件", 2),
    ("三件", 3),
    ("两率", 2),
    ("三率", 3),
    ("两条", 2),
    ("三条", 3),
];
/// What stands between a list and its count.
const MUST: [&str; 6] = ["必须做到", "都要做到", "要做到", "做到", "实现", "必须"];
/// What becomes of each, as a name ends.
const ENDS: [&str; 8] = ["到位", "达标率", "合格率", "达标", "清零", "零发生", "配齐", "全覆盖"];

/// 城东小学和城西中学初中部交付使用: each of the bodies that are named.
fn bodies(statement: &Statement, said: &str) -> Option<Vec<String>> {
    let title = &statement.title;
    if statement.comparator == Comparator::BetterThan || title.contains(['等', '两', '“', '（', '与']) {
        return None;
    }
    let mut names = Vec::new();
    let mut rest = title.as_str();
    while let Some((name, after)) = rest.split_once(['、', '和']) {
        if name.chars().count() < 4 || outcome::THINGS.ends(name).is_none() {
            return None;
        }
        names.push(name);
        rest = after;
    }
    let mut ends = rest.char_indices().rev().map(|(at, c)| at + c.len_utf8());
    let end = ends.find(|end| outcome::THINGS.ends(&rest[..*end]).is_some())?;
    let (last, tail) = rest.split_at(end);
    let tail = tail.trim_start_matches(['均', '都', '双']);
    // What was carried over is one.
    let fits = names.first().is_some_and(|first| said.contains(first))
        && last.chars().count() >= 4
        && (2..=16).contains(&tail.chars().count())
        && !tail.starts_with(['的', '可'])
        && names.iter().all(|name| subject::leading_verb(name).is_none());
    names.push(last);
    fits.then(|| names.iter().map(|name| format!("{name}{tail}")).collect())
}

/// 石桥沟镇、柳湾镇两所中心幼儿园10月底以前要动土开工: each of those that are named and counted.
fn counted_bodies(statement: &Statement, said: &str) -> Option<Vec<String>> {
    let ends = outcome::STAGES.iter().map(|(word, _)| *word).filter(|word| statement.title.ends_with(word));
    let stage = ends.max_by_key(|word| word.len())?;
    let counts = BODIES.iter().filter_map(|(word, count)| Some((said.find(word)?, *word, *count)));
    let (at, word, count) = counts.min_by_key(|(at, ..)| *at)?;
    // 上年续建的桐荫、石桥两所
    let head = said[..at].rsplit_once('的').map_or(&said[..at], |(_, names)| names);
    let names: Vec<&str> = head.split(['、', '和']).collect();
    let is_name = |name: &&str| {
        (2..=10).contains(&name.chars().count())
            && subject::leading_verb(name).is_none()
            && !name.contains(|c: char| c.is_ascii_digit())
    };
    let after = &said[at + word.len()..];
    let from = after.chars().next()?.len_utf8();
    let end = after.char_indices().find(|(at, c)| {
        *at >= from
            && (c.is_ascii_digit()
                || "上下年于在须要务必全均都力争分春秋月一二三四五六七八九十“".contains(*c))
    });
    // 三个乡的中心幼儿园: the kind of place is part of each name.
    let noun = after[..end.map_or(after.len(), |(at, _)| at)].trim_end_matches(stage).replacen('的', "", 1);
    let fits = names.len() == count && names.iter().all(is_name) && (1..=12).contains(&noun.chars().count());
    fits.then(|| names.iter().map(|name| format!("{name}{noun}{stage}")).collect())
}

/// 柳坝镇、黑石岭乡各撤并教学点2个: so many of each; who, and the name.
fn sharing(statement: &Statement, said: &str) -> Option<Vec<(String, String)>> {
    statement.value?;
    let (head, _) = said.strip_prefix("其中").unwrap_or(said).split_once('各')?;
    let list = ["两县", "两区", "两校", "两镇", "两乡", "三县", "三镇"]
        .iter()
        .find_map(|word| head.strip_suffix(word))
        .unwrap_or(head);
    let names: Vec<&str> = list.split(['、', '和']).collect();
    let is_body = |name: &&str| {
        (2..=8).contains(&name.chars().count())
            && (doer::SCHOOLS.iter().any(|end| name.ends_with(end))
                || name.ends_with(['县', '区', '市', '镇', '乡'])
                || list.len() < head.len())
            && subject::leading_verb(name).is_none()
    };
    let title = statement.title.replacen(head, "", 1).replacen('各', "", 1);
    let fits = (2..=4).contains(&names.len()) && names.iter().all(is_body) && title.chars().count() >= 2;
    let of = |name: &&str| match title.starts_with(*name) {
        true => ((*name).to_owned(), title.clone()),
        false => ((*name).to_owned(), format!("{name}{title}")),
    };
    fits.then(|| names.iter().map(of).collect())
}

/// How many bodies are counted after their names.
const BODIES: [(&str, usize); 12] = [
    ("两所", 2),
    ("三所", 3),
    ("四所", 4),
    ("2所", 2),
    ("3所", 3),
    ("4所", 4),
    ("两个", 2),
    ("三个", 3),
    ("四个", 4),
    ("2个", 2),
    ("3个", 3),
    ("4个", 4),
];

/// 学生溺水死亡、校车责任事故零发生: none of each.
fn faults(statement: &Statement) -> Option<Vec<String>> {
    let title = statement.title.as_str();
    if statement.comparator != Comparator::Zero || title.contains(['等', '类', '“', '（']) {
        return None;
    }
    let end = ["零发生", "清零"].iter().find(|end| title.ends_with(**end));
    let (begin, end) = match end {
        Some(end) => ("", *end),
        None => ("杜绝", ""),
    };
    let list = title.strip_prefix(begin)?.strip_suffix(end)?;
    let mut names: Vec<String> = list.split(['、', '和']).map(str::to_owned).collect();
    // 学生溺水、交通、食品安全死亡事故: what they all are stands at the end.
    let tail = ["死亡事故", "责任事故", "安全事故", "事故", "事件", "案件"]
        .iter()
        .find(|tail| list.ends_with(**tail));
    if let Some(tail) = tail.filter(|_| list.contains('、')) {
        for name in names.iter_mut().filter(|name| !name.ends_with(['故', '件'])) {
            name.push_str(tail);
        }
    }
    let is_fault = |name: &String| {
        (4..=12).contains(&name.chars().count())
            && ["事故", "事件", "死亡", "火灾", "中毒", "溺亡", "欺凌", "案件"]
                .iter()
                .any(|of| name.ends_with(of))
    };
    let fits = names.len() > 1 && names.iter().all(is_fault);
    fits.then(|| names.iter().map(|name| format!("{begin}{name}{end}")).collect())
}

/// 上、下半年各抽测一次: once in each half.
fn halves(statement: &Statement, said: &str) -> Option<Vec<String>> {
    if statement.kind != DraftKind::Target {
        return None;
    }
    let (word, halves) = HALVES.iter().find(|(word, _)| said.contains(word))?;
    let left = word.trim_end_matches('各');
    let bare = [word, &left, &"各"]
        .into_iter()
        .fold(statement.title.clone(), |title, word| title.replacen(word, "", 1));
    Some(halves.iter().map(|half| format!("{half}{bare}")).collect())
}

/// Both halves of a year, of a term or of a day, each.
const HALVES: [(&str, [&str; 2]); 16] = [
    ("春、秋季学期各", ["春季学期", "秋季学期"]),
    ("春秋两季各", ["春季", "秋季"]),
    ("春秋季学期各", ["春季学期", "秋季学期"]),
    ("上半年、下半年各", ["上半年", "下半年"]),
    ("上、下半年各", ["上半年", "下半年"]),
    ("上下半年各", ["上半年", "下半年"]),
    ("上、下学期各", ["上学期", "下学期"]),
    ("上下学期各", ["上学期", "下学期"]),
    ("春、秋两季各", ["春季", "秋季"]),
    ("春、秋季各", ["春季", "秋季"]),
    ("期中、期末各", ["期中", "期末"]),
    ("学期初、学期末各", ["学期初", "学期末"]),
    ("期初、期末各", ["期初", "期末"]),
    ("上、下午各", ["上午", "下午"]),
    ("校内、校外各", ["校内", "校外"]),
    ("校内校外各", ["校内", "校外"]),
];
