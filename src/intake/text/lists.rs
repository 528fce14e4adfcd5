//! Several subjects in a row, each made whole: 初中入学率、巩固率 · 小学、初中教师学历.

use super::statement::Clause;
use super::subject::{leading_verb, level_first, noun_ends, trim_end, without_level};
use super::words::noun;

/// 封闭化管理、专职保安配备、一键报警联网三项指标: each of them.
pub(super) fn indicators(clause: &Clause, until: usize) -> Option<Vec<String>> {
    if !clause.text.contains("指标") {
        return None;
    }
    let before = clause.words(clause.range.start..until);
    let (list, _) = INDICATORS.iter().find_map(|end| before.split_once(end))?;
    let names: Vec<String> = super::subject::of(list).text.split('、').map(str::to_owned).collect();
    (names.len() > 1 && names.iter().all(|name| (3..=12).contains(&name.chars().count()))).then_some(names)
}

/// What stands after a value, without 大关 and the like, which only say that it is one.
pub(super) fn without_mark(after: &str) -> &str {
    let marks = ["大关", "的底子", "的底线", "这条线", "这条底线", "的红线", "的关口", "这个坎", "的目标"];
    if marks.contains(&after) { "" } else { after }
}

/// Who is asked whether they are satisfied.
const JUDGES: [&str; 6] = ["学生", "家长", "教师", "群众", "师生", "社会"];

/// How many indicators there are.
const INDICATORS: [&str; 6] = ["两项指标", "三项指标", "四项指标", "五项指标", "等指标", "各项指标"];

/// 开设剪纸、足球、无人机等社团 is 开设社团: of three or more examples none is needed.
pub(super) fn without_examples(title: &str) -> String {
    let Some((listed, of)) = title.split_once('等') else { return title.to_owned() };
    let verb = super::subject::leading_verb(title).unwrap_or_default();
    let is_list =
        listed.matches('、').count() >= 2 && listed.starts_with(verb) && !listed.contains(['，', '（']);
    let is_noun = (2..=8).contains(&of.chars().count()) && !super::subject::does(of);
    if verb.is_empty() || !is_list || !is_noun { title.to_owned() } else { format!("{verb}{of}") }
}

/// Several subjects in a row, each made whole: 初中入学率、巩固率 are both of 初中; 小学、初中教师学历 both of
/// 教师学历.
pub fn list(text: &str) -> Vec<String> {
    // 学生和家长满意度: of both.
    if let Some((first, last)) = text.split_once(['和', '、'])
        && JUDGES.contains(&first)
        && let Some(judge) = JUDGES.iter().find(|judge| last.starts_with(**judge))
        && ["满意度", "满意率", "知晓率"].contains(&&last[judge.len()..])
    {
        return vec![format!("{first}{}", &last[judge.len()..]), last.to_owned()];
    }
    let chars: Vec<char> = text.chars().collect();
    let mut parts: Vec<String> = super::scan::split(&chars, 0..chars.len(), |c| c == '、')
        .into_iter()
        .map(|range| chars[range].iter().collect::<String>())
        .collect();
    // The last two may be joined by 和.
    if let Some(last) = parts.pop() {
        match part_at_and(&last, !parts.is_empty()) {
            Some((left, right)) => parts.extend([left, right]),
            None => parts.push(last),
        }
    }
    let mut parts: Vec<String> =
        parts.iter().map(|p| trim_end(p.trim()).to_owned()).filter(|p| !p.is_empty()).collect();
    if parts.len() < 2 {
        return parts;
    }
    // 场馆面积小学、初中: of both levels.
    let turned = level_first(&parts[0]);
    let is_level = |part: &String| noun::LEVELS.contains(&part.as_str());
    if turned != parts[0] && parts[1..].iter().all(is_level) {
        let noun = without_level(&turned).to_owned();
        let mut out = vec![turned];
        out.extend(parts[1..].iter().map(|level| format!("{level}{noun}")));
        return out;
    }
    if share_tail(&mut parts) || share_rank(&mut parts) {
        return parts;
    }
    // 市五中、市七中本科上线率: of both schools.
    if let Some((last, first)) = parts.split_last()
        && let Some(whole) = first
            .iter()
            .map(|part| super::subject::of_other_school(part, last).map(|of| format!("{part}{of}")))
            .collect::<Option<Vec<String>>>()
    {
        return whole.into_iter().chain([last.clone()]).collect();
    }
    // 中小学、幼儿园专职保安配备率、封闭化管理率: both kinds of schools in the first.
    while parts.len() > 2 && is_level(&parts[0]) && parts[1..].iter().all(|part| noun_ends(part)) {
        let first = parts.remove(0);
        parts[0] = format!("{first}、{}", parts[0]);
    }

    let head = noun::BARE_RATES
        .iter()
        .filter_map(|rate| parts[0].strip_suffix(rate))
        .min_by_key(|head| head.len())
        // 教师全员培训参训率、合格率: any rate in three characters.
        .or_else(|| {
            let all = parts[1..].iter().all(|part| noun::BARE_RATES.contains(&part.as_str()));
            let cut = parts[0].char_indices().rev().nth(2).map(|(at, _)| &parts[0][..at]);
            cut.filter(|head| all && parts[0].ends_with('率') && head.chars().count() > 1)
        })
        .map(str::to_owned);
    if let Some(head) = head.filter(|head| !head.is_empty()) {
        for part in &mut parts[1..] {
            if noun::BARE_RATES.contains(&part.as_str()) {
                *part = format!("{head}{part}");
            }
        }
    }
    parts
}

/// 专职保安、一键式报警装置配备率均达到…: the rate is of both.
pub fn share_rate(parts: &mut [String]) {
    if let [first, last] = parts
        && !noun_ends(first)
        && first.chars().count() >= 4
        && let Some(rate) =
            noun::BARE_RATES.iter().filter(|rate| last.ends_with(**rate)).max_by_key(|r| r.len())
    {
        first.push_str(rate);
    }
}

/// 举办运动会、艺术节各1次, 家长开放日、亲子运动会各举办1次: as many of each.
pub(super) fn each(title: &str, before: &str) -> Option<Vec<String>> {
    if title.contains('等') {
        return None;
    }
    let held = ["举办", "开展", "组织", "召开", "建设", "建成", "完成"];
    let before = before.trim_end();
    let last = held.iter().find(|verb| before.ends_with(**verb)).copied().unwrap_or_default();
    before.strip_suffix(last)?.strip_suffix('各')?;
    let named = title.strip_suffix(last).unwrap_or(title).trim_end_matches('各');
    let verb = leading_verb(named).unwrap_or_default();
    let names: Vec<&str> = named[verb.len()..].split(['、', '和']).collect();
    let verb = if verb.is_empty() { last } else { verb };
    let fits = names.len() > 1 && names.iter().all(|name| name.chars().count() > 1);
    fits.then(|| names.iter().map(|name| format!("{verb}{name}")).collect())
}

/// As many subjects as there are values, where only 和 parts them: 安全教育和应急演练分别….
pub fn list_of(text: &str, count: usize) -> Option<Vec<String>> {
    let mut parts: Vec<&str> = text.split('、').collect();
    while parts.len() < count {
        let (at, left, right) = parts.iter().enumerate().rev().find_map(|(at, part)| {
            let word = ["以及", "和", "与", "及"].iter().find(|word| part.contains(**word))?;
            let (left, right) = part.split_once(word)?;
            if right.starts_with("以上") || right.starts_with('格') {
                return None;
            }
            (left.chars().count() > 1 && right.chars().count() > 1).then_some((at, left, right))
        })?;
        parts.splice(at..=at, [left, right]);
    }
    if parts.len() != count {
        return None;
    }
    let mut parts: Vec<String> = parts.iter().map(|part| trim_end(part.trim()).to_owned()).collect();
    share_tail(&mut parts);
    Some(parts)
}

/// Gives all the tail of the last one, when it begins with a level and the others end with one.
fn share_tail(parts: &mut [String]) -> bool {
    let count = parts.len() - 1;
    // 小学、初中、高中教师学历: of the teachers of all three.
    let is_plain = parts[..count].iter().all(|part| !part.ends_with(['师', '生']));
    let Some(tail) = parts.last().and_then(|last| shared_tail(last, is_plain)) else { return false };
    if parts[..count].iter().any(|part| noun_ends(part)) {
        return false;
    }
    parts[..count].iter_mut().for_each(|part| part.push_str(&tail));
    true
}

/// Parts a text at its last 和, where both sides can stand alone.
fn part_at_and(text: &str, in_list: bool) -> Option<(String, String)> {
    for word in ["以及", "和", "与", "及"] {
        if let Some(at) = text.rfind(word) {
            let (left, right) = (&text[..at], &text[at + word.len()..]);
            // 专科及以上学历
            if right.starts_with("以上") || right.starts_with('格') {
                continue;
            }
            let stands =
                |part: &str| noun_ends(part) || noun::LEVELS.iter().any(|level| part.ends_with(level));
            // 一键式报警和视频监控系统达标率 is one.
            let is_named = noun::SUBJECTS.contains(&left) || !noun_ends(right) || left.chars().count() <= 2;
            if !left.is_empty() && !right.is_empty() && (in_list && is_named || stands(left)) {
                return Some((left.to_owned(), right.to_owned()));
            }
        }
    }
    None
}

/// What the last of several levels is followed by: 高中专任教师学历 gives 专任教师学历.
fn shared_tail(last: &str, is_plain: bool) -> Option<String> {
    let fits = |level: &&&str| last.starts_with(**level) && !(is_plain && level.ends_with(['师', '生']));
    let level = noun::LEVELS.iter().chain(noun::SUBJECTS).filter(fits).max_by_key(|level| level.len())?;
    let tail = &last[level.len()..];
    // 语文、数学、英语三科合格率 says how many there are.
    let counts = ["两科", "三科", "四科", "五科", "两门", "三门"].iter().any(|all| tail.starts_with(all));
    (!tail.is_empty() && !counts).then(|| tail.to_owned())
}

/// 乡村学校中级、高级岗位比例: both of 岗位比例, both in 乡村学校.
fn share_rank(parts: &mut [String]) -> bool {
    const RANKS: [&str; 8] = ["初级", "中级", "高级", "国家级", "省级", "市级", "县级", "校级"];
    let Some((last, first)) = parts.split_last_mut() else { return false };
    let Some(rank) = RANKS.iter().find(|rank| last.starts_with(**rank)) else { return false };
    let tail = last[rank.len()..].to_owned();
    let Some(head) =
        first.first().and_then(|one| RANKS.iter().find_map(|rank| one.strip_suffix(rank))).map(str::to_owned)
    else {
        return false;
    };
    let is_rank = |one: &str| RANKS.contains(&one);
    if tail.is_empty() || !first.iter().skip(1).all(|one| is_rank(one)) {
        return false;
    }
    for (n, one) in first.iter_mut().enumerate() {
        *one = if n == 0 { format!("{one}{tail}") } else { format!("{head}{one}{tail}") };
    }
    *last = format!("{head}{last}");
    true
}
