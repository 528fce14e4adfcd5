//! Better and worse than before, no worse than others, places further up: 再创新高 · 比上学期缩小 · 前移两位.

use super::outcome;
use super::scan::Word;
use super::statement::{self, Carried, Clause, Statement};
use super::subject;
use super::words::{better, noun};
use crate::intake::draft::Doubt;
use crate::model::choice::Comparator;

/// 高考中考要再创历史新高
pub(super) fn than_before(clause: &Clause, carried: &mut Carried) -> Option<Vec<Statement>> {
    let token = clause.tokens.iter().rev().find(|t| matches!(t.word, Word::Better | Word::Fewer))?;
    let quoted =
        clause.chars[clause.range.start..token.range.start].iter().filter(|c| matches!(c, '“' | '”')).count()
            % 2
            == 1;
    if quoted || !outcome::is_last(clause, token.range.end) {
        return None;
    }
    let word: String = clause.chars[token.range.clone()].iter().collect();
    let (mut found, was_carried) =
        statement::subject_of(&clause.words(clause.range.start..token.range.start), carried);
    if let Some(head) = subject::head_of_rates(&found.text, carried.subjects.last()) {
        found.text.insert_str(0, &head);
    }
    let is_talk = better::OF_RATES.contains(&word.as_str()) && !found.text.ends_with('率');
    if found.text.chars().count() < 2 || is_talk {
        return None;
    }
    let exams: Vec<&str> = noun::EXAMS.iter().copied().filter(|exam| found.text.contains(exam)).collect();
    let joined = exams.len() > 1
        && exams.iter().map(|e| e.len()).sum::<usize>()
            >= found.text.replace('、', "").trim_end_matches("成绩").len();
    // 满意程度、认可程度逐年提高: both of them.
    let listed: Vec<String> = found.text.split('、').map(str::to_owned).collect();
    let each =
        listed.len() > 1 && listed.iter().all(|name| name.chars().count() >= 4 && subject::noun_ends(name));
    let names: Vec<String> = if each {
        listed
    } else if joined {
        exams.iter().map(|e| (*e).to_owned()).collect()
    } else {
        vec![found.text.clone()]
    };
    // 送教上门学生占比逐年下降，2026年控制在8%以内: of the same.
    if let [name] = names.as_slice()
        && subject::noun_ends(name)
    {
        carried.subjects = vec![name.clone()];
    }
    let made = names.into_iter().map(|name| {
        let mut statement = Statement::new(
            format!("{name}{}", better::plain(&word)),
            Comparator::BetterThan,
            token.range.clone(),
        );
        statement.subject = name;
        statement.scope = found.scope.clone();
        statement.doubts.push(Doubt::NoBaseline);
        if was_carried {
            statement.doubts.push(Doubt::SubjectCarried);
        }
        statement
    });
    Some(made.collect())
}

/// 教师平均工资收入水平不低于当地公务员平均工资收入水平
pub(super) fn no_worse(clause: &Clause, carried: &Carried) -> Option<Vec<Statement>> {
    let token = clause.tokens.iter().filter(|t| matches!(t.word, Word::Before(_))).find(|t| {
        let word: String = clause.chars[t.range.clone()].iter().collect();
        matches!(
            word.as_str(),
            "不低于" | "达到或超过" | "高于" | "不高于" | "不得低于" | "不能低于" | "超过"
        )
    })?;
    let after = clause.rest(token.range.end);
    let mut found = subject::of(&clause.words(clause.range.start..token.range.start));
    // 上线率突破45%，增幅高于全省平均水平: of the same.
    if matches!(found.text.as_str(), "增幅" | "降幅" | "")
        && let Some(last) = carried.subjects.last()
    {
        found.text.insert_str(0, last);
    }
    let ends = better::LEVELS.iter().any(|end| after.ends_with(end));
    if !ends
        || after.chars().count() > 30
        || found.text.chars().count() < 3
        || outcome::numbers(clause, &clause.range).is_some_and(|(number, _)| !number.is_han)
    {
        return None;
    }
    let word: String = clause.chars[token.range.clone()].iter().collect();
    let mut statement =
        Statement::new(format!("{}{word}{after}", found.text), Comparator::BetterThan, token.range.clone());
    statement.subject = found.text;
    statement.scope = found.scope;
    statement.doubts.push(Doubt::NoBaseline);
    Some(vec![statement])
}

/// 各学科及格率要有明显提高: better, in words that are talk of anything but a figure.
pub(super) fn risen(clause: &Clause, carried: &mut Carried) -> Option<Vec<Statement>> {
    if !clause.text.ends_with(['高', '升', '降', '低']) {
        return None;
    }
    let end = better::RISEN.iter().filter(|end| clause.text.ends_with(**end)).max_by_key(|end| end.len())?;
    let from = clause.range.end - end.chars().count();
    let found = subject::of(&clause.words(clause.range.start..from));
    let name = found.text.trim_end_matches(['要', '有']).to_owned();
    let is_figure = better::FIGURES.iter().any(|of| name.ends_with(of));
    let is_bidden = super::tense::bids(&clause.text) || clause.tokens.iter().any(|t| t.word == Word::Strive);
    if !is_figure
        || !(is_bidden || carried.is_plan && end.ends_with("下降") || end.starts_with('稳') || name.ends_with("死亡人数"))
        || name.chars().count() < 3
        // 在去年186人的基础上稳中有升
        || !clause.text.contains("基础上") && clause.tokens.iter().any(|t| matches!(t.word, Word::Number(_)))
    {
        return None;
    }
    carried.subjects = vec![name.clone()];
    let mut statement = Statement::new(
        format!("{name}{}", better::plain(end)),
        Comparator::BetterThan,
        from..clause.range.end,
    );
    statement.subject = name;
    statement.scope = found.scope;
    statement.doubts.push(Doubt::NoBaseline);
    Some(vec![statement])
}

/// 各科平均分与县直初中的差距比上学期缩小: how it is to change, held against what was before.
pub(super) fn against_before(clause: &Clause, carried: &Carried) -> Option<Vec<Statement>> {
    if !clause.text.contains(['比', '较']) {
        return None;
    }
    let change = better::CHANGES.ends(&clause.text)?;
    let head = &clause.text[..clause.text.len() - change.len()];
    let mut head = head;
    while let Some(shorter) = better::SOMEWHAT.iter().find_map(|word| head.strip_suffix(word)) {
        head = shorter;
    }
    let base = better::BEFORE_NOW.ends(head)?;
    let name = head[..head.len() - base.len()].strip_suffix(['比', '较'])?;
    let from = clause.range.start + name.chars().count();
    let found = subject::of(&clause.words(clause.range.start..from));
    let name = found.text.trim_end_matches(['要', '须']);
    // 会考合格率达到82%，优秀率比上年有所提高
    let name = format!("{}{name}", subject::head_of_rates(name, carried.subjects.last()).unwrap_or_default());
    // 600分以上人数要比去年有所增加: which of them.
    let counts = clause.tokens.iter().any(|t| {
        matches!(&t.word, Word::Number(n) if !n.is_han && !clause.rest(t.range.end).starts_with(['以', '分']))
    });
    if name.chars().count() < 3 || counts {
        return None;
    }
    let mut statement =
        Statement::new(format!("{name}{change}"), Comparator::BetterThan, from..clause.range.end);
    statement.subject = name;
    statement.scope = found.scope;
    statement.doubts.push(Doubt::NoBaseline);
    Some(vec![statement])
}

/// 上线人数高于2024年, 省赛成绩要好于去年: better than a year that is over.
pub(super) fn above_before(clause: &Clause) -> Option<Vec<Statement>> {
    if !clause.text.contains(['于', '过']) {
        return None;
    }
    let (at, verb) = better::ABOVE.iter().find_map(|verb| clause.text.rfind(verb).map(|at| (at, *verb)))?;
    let of = clause.text[at + verb.len()..].trim_end_matches(['”', '水', '平']);
    let digits = of.trim_end_matches(['年', '度']);
    let is_year =
        digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()) && of.ends_with(['年', '度']);
    if !is_year && !better::BEFORE_NOW.contains(&of) {
        return None;
    }
    let from = clause.range.start + clause.text[..at].chars().count();
    let mut found = subject::of(&clause.words(clause.range.start..from));
    for word in ["明显", "显著", "要", "须", "必须"] {
        found.text.truncate(found.text.trim_end_matches(word).len());
    }
    if found.text.chars().count() < 3 {
        return None;
    }
    let said = clause.rest(from);
    // 语文、数学优秀率均要好于上学期: each of them.
    let names = if clause.text.contains('均') { super::lists::list(&found.text) } else { Vec::new() };
    if names.len() > 1 && names.iter().all(|name| subject::noun_ends(name)) {
        let made = names.iter().map(|name| {
            let title = format!("{name}{said}");
            let mut statement = Statement::new(title, Comparator::BetterThan, from..clause.range.end);
            statement.scope.clone_from(&found.scope);
            statement.subject.clone_from(name);
            statement.doubts.push(Doubt::NoBaseline);
            statement
        });
        return Some(made.collect());
    }
    let mut statement =
        Statement::new(format!("{}{said}", found.text), Comparator::BetterThan, from..clause.range.end);
    statement.subject = found.text;
    statement.scope = found.scope;
    statement.doubts.push(Doubt::NoBaseline);
    Some(vec![statement])
}

/// 普职比大体相当
pub(super) fn balanced(clause: &Clause) -> Option<Vec<Statement>> {
    let head = ["大体相当", "大致相当", "基本相当"].iter().find_map(|end| clause.text.strip_suffix(end))?;
    let name = head.trim_end_matches(['要', '保', '持', '实', '现']);
    let of = ["普职比", "职普比", "普职招生比例", "招生规模"].iter().find(|of| name.ends_with(**of))?;
    if *of == "招生规模" && name.chars().count() < 8 {
        return None;
    }
    let from = clause.range.start + head.chars().count();
    let title = format!("{}大体相当", if name.chars().count() <= 16 { name } else { of });
    let found = subject::of(&title);
    let mut statement = Statement::new(found.text, Comparator::YesNo, from..clause.range.end);
    statement.scope = found.scope;
    Some(vec![statement])
}

/// 在全市的位次前移一位, 中考总均分三年前移3个位次: so many places further up.
pub(super) fn moved_up(clause: &Clause, carried: &mut Carried) -> Option<Vec<Statement>> {
    if !clause.text.contains(['位', '名']) {
        return None;
    }
    let (at, verb) = better::UPWARD.iter().find_map(|verb| clause.text.rfind(verb).map(|at| (at, *verb)))?;
    let from = clause.range.start + clause.text[..at].chars().count();
    let number = clause.tokens.iter().find_map(|t| match &t.word {
        Word::Number(number) if t.range.start == from + verb.chars().count() => Some((number, t.range.end)),
        _ => None,
    });
    let (number, end) = number?;
    let rest = clause.rest(end);
    let ends = ["", "以上", "位次", "名次", "位", "名"].contains(&rest.as_str());
    let is_place =
        matches!(number.measure.as_str(), "位" | "名" | "个") && (number.measure != "个" || !rest.is_empty());
    if !ends || !is_place {
        return None;
    }
    let before = clause.words(clause.range.start..from);
    let (found, was_carried) = super::statement::subject_of(&before, carried);
    let own = subject::trim_end(before.trim_start_matches(['，', '、'])).to_owned();
    let is_bare = was_carried
        || found.text.starts_with("位次")
        || before.starts_with('在')
        || before.chars().count() <= 4;
    let last = carried.subjects.last().cloned().unwrap_or_default();
    let name = if is_bare && !own.contains(&last) { format!("{last}{own}") } else { found.text };
    if name.chars().count() < 2 {
        return None;
    }
    // 综合排名要前进两位，进入前六: of the same.
    carried.subjects = vec![name.clone()];
    let mut statement = Statement::new(format!("{name}{verb}"), Comparator::AtLeast, from..clause.range.end);
    statement.subject = name;
    statement.scope = found.scope;
    statement.number(number);
    statement.measure = "位".into();
    statement.doubts.push(Doubt::NoBaseline);
    Some(vec![statement])
}
