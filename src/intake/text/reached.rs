//! Further ends in a word: graded so, everywhere one of a kind, all of some places covered, doubled.

use super::lookup::Lookup;
use super::scan::{Token, Word};
use super::statement::{Carried, Clause, Statement};
use super::subject;
use super::tense::known;
use super::words::measure::Weight;
use super::words::{grade, outcome, verb};
use super::{named, numeral};
use crate::intake::draft::Doubt;
use crate::model::choice::Comparator;
use rust_decimal::Decimal;
use std::sync::OnceLock;

/// 教育经费绩效评价为A级, 年度考核获优秀等次
pub(super) fn graded(clause: &Clause) -> Option<Vec<Statement>> {
    let text = clause.text.trim_end_matches(['”', '）']);
    let grade = grade::GRADES.iter().filter(|grade| text.ends_with(**grade)).max_by_key(|g| g.len())?;
    let head = &text[..text.len() - grade.len()];
    let verb = grade::GRADED_BY.iter().filter(|verb| head.ends_with(**verb)).max_by_key(|v| v.len())?;
    let name = &head[..head.len() - verb.len()];
    let judged = grade::JUDGED.iter().filter(|end| name.ends_with(**end)).max_by_key(|end| end.len())?;
    let found = subject::of(name);
    // 年度考核 is a name of its own.
    let judged_by = if found.text == **judged { name.trim() } else { found.text.as_str() };
    if judged_by == *judged || judged_by.is_empty() {
        return None;
    }
    let from = clause.range.start + text[..head.len() - verb.len()].chars().count();
    let to = clause.range.start + text.chars().count();
    let mut statement = Statement::new(format!("{judged_by}{verb}{grade}"), Comparator::YesNo, from..to);
    statement.scope = found.scope;
    Some(vec![statement])
}

/// 实现“一镇一园”: one of a kind everywhere.
pub(super) fn everywhere(clause: &Clause) -> Option<Vec<Statement>> {
    if !clause.text.trim_end_matches('”').ends_with(['园', '校']) || !clause.text.contains('一') {
        return None;
    }
    let text = clause.text.replace(['“', '”'], "");
    let verb =
        ["实现", "达到", "做到", "确保"].iter().find_map(|verb| text.rfind(verb).map(|at| (at, *verb)));
    let (at, verb) = verb?;
    let what: Vec<char> = text[at + verb.len()..].chars().collect();
    // 一镇一园, 一乡镇一所公办园
    let second = what.iter().skip(1).position(|c| *c == '一').map(|n| n + 1)?;
    let is_one = what.first() == Some(&'一')
        && (2..=4).contains(&second)
        && what.len() <= 12
        && what.get(second - 1).is_some_and(|c| "镇乡村区县校街园".contains(*c))
        && what.last().is_some_and(|c| "园校".contains(*c));
    if !is_one {
        return None;
    }
    let what: String = what.into_iter().collect();
    let plain = clause.chars[clause.range.clone()].iter().position(|c| *c == '一')?;
    let from = clause.range.start + plain;
    Some(vec![Statement::new(format!("{verb}“{what}”"), Comparator::YesNo, from..clause.range.end)])
}

/// 覆盖全部城镇小区和行政村: all of some places.
pub(super) fn covers_all(clause: &Clause, carried: &Carried) -> Option<Vec<Statement>> {
    if !clause.text.contains("覆盖") {
        return None;
    }
    let word = outcome::COVERS_ALL.iter().find(|word| clause.text.contains(**word))?;
    let at = clause.text.find(word)?;
    let (head, rest) = (&clause.text[..at], &clause.text[at..]);
    let what = &rest[word.len()..];
    let is_place = what.chars().count() <= 20
        && outcome::PLACES_COVERED.iter().any(|end| what.trim_end_matches(['。', '”']).ends_with(end));
    if !is_place {
        return None;
    }
    let found = subject::of(head);
    let last = || carried.built.last().and_then(|(title, _)| named::noun_of(title));
    let (who, was_carried) = match found.text.as_str() {
        "" => (last().unwrap_or_default().to_owned(), true),
        own => (own.to_owned(), false),
    };
    let from = clause.range.start + head.chars().count();
    let mut statement = Statement::new(format!("{who}{rest}"), Comparator::AtLeast, from..clause.range.end);
    statement.value = Some(Decimal::ONE_HUNDRED);
    statement.measure = "%".into();
    statement.scope = found.scope;
    if was_carried && !who.is_empty() {
        statement.doubts.push(Doubt::SubjectCarried);
    }
    Some(vec![statement])
}

/// 学生数翻番, 翻两番: so many times what it was.
pub(super) fn doubled(clause: &Clause) -> Option<Vec<Statement>> {
    let at = clause.text.find('翻')?;
    let rest = clause.text[at + '翻'.len_utf8()..].trim_start_matches('了');
    let (count, tail) = rest.split_once('番')?;
    if !(tail.is_empty() || tail.starts_with(['，', '以', '的', '目'])) || tail.chars().count() > 6 {
        return None;
    }
    let times = match count {
        "" | "一" | "1" => 1u32,
        "两" | "二" | "2" => 2,
        "三" | "3" => 3,
        _ => return None,
    };
    let head = clause.text[..at].trim_end_matches(numeral::is_numeral);
    let grown = ["实现", "增长", "增加", "要", "年底", "总体", "基本"];
    let mut name = head;
    while let Some(shorter) = grown.iter().find_map(|word| name.strip_suffix(word)) {
        name = shorter;
    }
    let shown: String = clause.words(clause.range.start..clause.range.start + name.chars().count());
    let mut found = subject::of(&shown);
    found.text = subject::without_base(&found.text).to_owned();
    if found.text.chars().count() < 2 {
        return None;
    }
    let from = clause.range.start + clause.text[..at].chars().count();
    let word = format!("翻{count}番");
    let to = from + word.chars().count();
    let mut statement = Statement::new(format!("{}{word}", found.text), Comparator::AtLeast, from..to);
    statement.subject = found.text;
    statement.scope = found.scope;
    statement.value = Some(Decimal::from(1u32 << times));
    statement.measure = "倍".into();
    statement.doubts.push(Doubt::NoBaseline);
    Some(vec![statement])
}

/// 公办园占比要过半: more than half of it.
pub(super) fn half(clause: &Clause, carried: &mut Carried) -> Option<Vec<Statement>> {
    let head =
        ["过半", "超过一半", "超半数", "过半数"].iter().find_map(|end| clause.text.strip_suffix(end))?;
    let to = clause.range.start + head.chars().count();
    let found = subject::of(&clause.words(clause.range.start..to));
    // 时间过半 tells the time.
    // 十项重点任务，6月底前完成过半
    let is_done = found.text == "完成" && !carried.topic.is_empty();
    let name = if is_done { format!("{}完成率", carried.topic) } else { found.text.clone() };
    let found = subject::Subject { text: name, ..found };
    if !subject::noun_ends(&found.text) || found.text.ends_with("时间") {
        return None;
    }
    carried.subjects = vec![found.text.clone()];
    let mut statement = Statement::new(found.text, Comparator::AtLeast, to..clause.range.end);
    statement.scope = found.scope;
    statement.value = Some(Decimal::from(50));
    statement.measure = "%".into();
    Some(vec![statement])
}

/// 在计划建设的67万平方米用房中: what the parts after it are of, with its measure.
pub(super) fn whole_of(clause: &Clause) -> Option<(String, String)> {
    let inner = clause.text.strip_prefix('在')?.strip_suffix('中')?;
    let verb = verb::DOING
        .iter()
        .filter(|v| v.chars().count() > 1 && inner.contains(**v))
        .max_by_key(|v| v.len())?;
    let plans = ["计划", "规划", "拟", "将", "新"].iter().any(|word| inner.contains(word));
    let (number, token) = clause.tokens.iter().find_map(|t| match &t.word {
        Word::Number(number) if number.weight == Weight::Count => Some((number, t)),
        _ => None,
    })?;
    let rest = clause.rest(token.range.end);
    let noun = rest.strip_suffix('中').filter(|noun| noun.chars().count() > 1)?;
    plans.then(|| (format!("{verb}{noun}"), number.measure.clone()))
}

/// 所有教师普通话水平达标: each one of them.
pub(super) fn all_of_them(clause: &Clause) -> Option<Vec<Statement>> {
    let token = clause.tokens.last().filter(|t| t.range.end == clause.range.end)?;
    let stage = match token.word {
        Word::Stage(stage) => Some(stage),
        Word::Finished => None,
        _ => return None,
    };
    let before = clause.words(clause.range.start..token.range.start);
    let (at, all) = ["所有", "全体"].iter().find_map(|all| before.find(all).map(|at| (at, *all)))?;
    let found = subject::of(&before[..at]);
    let name = subject::trim_end(&before[at..]).trim_end_matches(['都', '均']);
    if !found.text.is_empty()
        || name.chars().count() <= all.chars().count() + 1
        || name.chars().any(|c| c.is_ascii_digit())
    {
        return None;
    }
    let verb: String = clause.chars[token.range.clone()].iter().collect();
    let mut statement = Statement::new(format!("{name}{verb}"), Comparator::AllReach, token.range.clone());
    statement.subject = name.to_owned();
    // 达标 is reached by people, 竣工 by what is built.
    statement.stage = stage.filter(|_| verb != "达标");
    statement.scope = found.scope;
    Some(vec![statement])
}

/// 45岁以下教师全部取得本科学历, 各项指标都要达到验收标准: all of them are to do it.
pub(super) fn all_do(clause: &Clause) -> Option<Vec<Statement>> {
    let said_by = |t: &Token, words: &[&str]| {
        words.iter().any(|word| clause.chars[t.range.clone()].iter().copied().eq(word.chars()))
    };
    let token = clause
        .tokens
        .iter()
        .find(|t| t.word == Word::All && said_by(t, &["全部", "一律", "全员", "都", "均"]))?;
    let rest = clause.rest(token.range.end);
    let rest = rest.trim_start_matches(['要', '应', '须', '能']);
    let act = verb::ACTS.begins(rest)?;
    // 都 and 均 are also said of how things are: only with an end that is reached.
    let reaches =
        ["达到", "获得", "通过", "取得", "完成", "建成", "装上", "配上", "用上", "住上"].contains(&act);
    let what = rest[act.len()..].trim_end_matches('”');
    let at_act = clause.range.end - rest.chars().count();
    let has_number = |t: &Token| {
        // 45岁以下教师, 海拔1800米以上的学校: which of them.
        let after = clause.rest(t.range.end);
        let is_age = t.range.end <= token.range.start
            && ["以上", "以下", "岁"].iter().any(|word| after.starts_with(word));
        let is_age = is_age || matches!(&t.word, Word::Number(number) if number.measure == "岁");
        let is_act = t.range.start == at_act;
        // 三笔字 is a name.
        let is_name = matches!(&t.word, Word::Number(number) if number.is_han) && t.range.start > at_act;
        matches!(t.word, Word::Number(_) | Word::Stage(_) | Word::Before(_) | Word::Cover)
            && !(is_age || is_act || is_name)
    };
    if !(2..=16).contains(&what.chars().count())
        || said_by(token, &["都", "均"]) && !reaches
        || clause.tokens.iter().any(has_number)
    {
        return None;
    }
    let found = subject::of(&clause.words(clause.range.start..token.range.start));
    let name = if found.binds && found.text.is_empty() { found.scope.concat() } else { found.text };
    if name.chars().count() < 2 || subject::does(&name) {
        return None;
    }
    let all: String = clause.chars[token.range.clone()].iter().collect();
    let mark = token.range.start..clause.range.end;
    let mut statement = Statement::new(format!("{name}{all}{act}{what}"), Comparator::AllReach, mark);
    statement.subject = name;
    statement.scope = found.scope;
    Some(vec![statement])
}

/// 完成全县所有学校食堂改造: of all of them.
pub(super) fn finish_all(clause: &Clause) -> Option<Vec<Statement>> {
    let deed = outcome::DEEDS.iter().find(|deed| clause.text.ends_with(**deed))?;
    let said = clause.words(clause.range.clone());
    let found = subject::of(&said);
    let what = found.text.trim_start_matches("全面").strip_prefix("完成")?;
    let (whole, what) = super::words::scope::WHOLE
        .strip_start(what)
        .map_or(("", what), |(rest, length)| (&what[..length], rest));
    // 完成教师全员培训
    let is_all = ["所有", "全部"].iter().any(|all| what.starts_with(all))
        || clause.text.starts_with("全面完成")
        || ["全员培训", "全员轮训", "全员体检"].iter().any(|end| what.ends_with(end));
    let counts = clause.tokens.iter().any(|t| matches!(&t.word, Word::Number(n) if !n.is_han));
    if !is_all || counts || what.len() <= deed.len() + "所有".len() || what.chars().count() > 30 {
        return None;
    }
    let at = clause.text.find("完成")?;
    let from = clause.range.start + clause.text[..at].chars().count();
    let mut statement = Statement::new(format!("完成{what}"), Comparator::AllReach, from..clause.range.end);
    statement.scope = found.scope;
    statement.scope.extend((!whole.is_empty()).then(|| whole.to_owned()));
    Some(vec![statement])
}

/// 2022年10月底前完成实验学校改造工程: a step with its day.
pub(super) fn dated_step(clause: &Clause, carried: &mut Carried) -> Option<Vec<Statement>> {
    if !clause.text.contains(['完', '建', '启', '动', '主', '封'])
        || !outcome::STEPS.iter().any(|(verb, _)| clause.text.contains(verb))
            && !clause.text.contains("主体")
            && !clause.text.ends_with("封顶")
    {
        return None;
    }
    let own = clause.tokens.iter().find_map(|t| match &t.word {
        Word::When(when) => Some(when),
        _ => None,
    });
    let when = own.or(carried.when.as_ref())?;
    let is_topped = clause.text.ends_with("封顶");
    if when.due.is_none()
        || when.is_year && !is_topped && own.is_none()
        || when.is_guess && when.is_year
        || clause.tokens.iter().any(|t| {
            // 投资860万元的实训中心
            let is_price = clause.chars.get(t.range.end) == Some(&'的');
            matches!(&t.word, Word::Number(number)
                if number.measure != "米"
                    && !(number.is_han && is_topped)
                    && !(number.measure.ends_with('元') && is_price))
        })
    {
        return None;
    }
    let said = clause.words(clause.range.clone());
    let mut name = said.trim();
    // 新校区主体封顶
    if let Some(thing) = [
        "主体都得封顶",
        "主体都要封顶",
        "主体必须封顶",
        "主体全部封顶",
        "要完成主体工程封顶",
        "完成主体工程封顶",
        "完成主体结构封顶",
        "主体工程封顶",
        "主体结构封顶",
        "主体封顶",
        "主体要封顶",
        "封顶",
        "主体完工",
    ]
    .iter()
    .find_map(|end| name.strip_suffix(end))
    {
        let found = subject::of(thing.trim_end_matches("完成").trim_end_matches(['要', '须']));
        let is_built = outcome::THINGS.ends(&found.text).is_some();
        // 两所学校，年底主体要封顶
        let is_bare = found.text.is_empty() && found.scope.is_empty() && !carried.thing.is_empty();
        let is_built = is_built || is_bare;
        let thing_name =
            if is_bare { carried.thing.clone() } else { format!("{}{}", found.scope.concat(), found.text) };
        let title = format!("{thing_name}{}", &name[thing.len()..]);
        if is_built {
            carried.thing = thing_name;
        }
        return is_built.then(|| vec![Statement::new(title, Comparator::YesNo, clause.range.clone())]);
    }
    while let Some((after, _)) =
        subject::strip_longest(name, &["计划", "力争", "确保", "全面", "基本", "要", "前", "底前", "，"])
    {
        name = after;
    }
    // 滨河学校要完成主体工程: what it is done to comes first.
    let led = outcome::STEPS.iter().filter_map(|(verb, _)| name.find(verb)).filter(|at| *at > 0).min();
    let (whose, name) =
        led.map_or(("", name), |at| (name[..at].trim_end_matches(['要', '须', '前']), &name[at..]));
    let whose = subject::after_value(&subject::of(whose).text);
    if !whose.is_empty() && outcome::THINGS.ends(&whose).is_none() {
        return None;
    }
    if !whose.is_empty() {
        carried.thing.clone_from(&whose);
    }
    let (verb, stage) = outcome::STEPS.iter().find(|(verb, _)| name.starts_with(verb))?;
    let what = &name[verb.len()..];
    let bare = ["建设任务", "建设", "改造", "扩建", "新建", "硬化", "维修", "加固", "翻新", "工作"]
        .iter()
        .find_map(|end| what.strip_suffix(end))
        .unwrap_or(what);
    let is_built = outcome::THINGS.ends(bare).is_some();
    let is_step = outcome::STEP_ENDS.iter().any(|end| bare.ends_with(end));
    if !(is_built || is_step) || what.chars().count() > 30 || what.contains(['、']) {
        return None;
    }
    // 2022年启动项目建设: of what was named before.
    let is_bare = ["项目", "工程", "主体工程"].contains(&bare);
    let of_thing = is_bare || bare.chars().count() <= 4 && is_step;
    let thing = match whose.as_str() {
        "" if of_thing => carried.thing.clone(),
        whose => whose.to_owned(),
    };
    if is_built && !is_step && !is_bare {
        carried.thing = bare.to_owned();
    }
    let mut statement = Statement::new(format!("{thing}{name}"), Comparator::YesNo, clause.range.clone());
    statement.stage = stage.filter(|_| is_built && !is_step);
    Some(vec![statement])
}

/// 投用城南中学、梧桐路小学: what is taken into use, each by its name.
pub(super) fn put_to_use(clause: &Clause) -> Option<Vec<Statement>> {
    static USED: OnceLock<Lookup<()>> = OnceLock::new();
    if !known(&USED, outcome::TO_USE, &clause.text) {
        return None;
    }
    let said = subject::of(&clause.words(clause.range.clone())).text;
    let verb =
        outcome::TO_USE.iter().filter(|verb| said.starts_with(**verb)).max_by_key(|verb| verb.len())?;
    let names: Vec<&str> = said[verb.len()..].split(['、', '和']).collect();
    let is_name =
        |name: &&str| (4..=24).contains(&name.chars().count()) && outcome::THINGS.ends(name).is_some();
    if !names.iter().all(is_name) || clause.tokens.iter().any(|t| matches!(t.word, Word::Number(_))) {
        return None;
    }
    let mut from = clause.range.end - said[verb.len()..].chars().count();
    let made = names.iter().map(|name| {
        let to = from + name.chars().count();
        let mut statement = Statement::new(format!("{name}{verb}"), Comparator::YesNo, from..to);
        statement.subject = (*name).to_owned();
        statement.stage = Some(crate::model::choice::Stage::Completed);
        from = (to + 1).min(clause.range.end);
        statement
    });
    Some(made.collect())
}

/// Whether a clause only says after what something comes: 项目全部建成后.
pub(super) fn is_condition(clause: &Clause) -> bool {
    let ends =
        ["后", "之后", "以后", "建成时", "完成时", "的前提下", "基础上", "的基础上", "情况下", "的情况下"];
    // 连续两次排在末位的要约谈
    if clause.text.contains("连续")
        && ["末位", "倒数", "后三位", "不合格", "不达标"].iter().any(|word| clause.text.contains(word))
    {
        return true;
    }
    ends.iter().any(|end| clause.text.ends_with(end))
        && !clause.tokens.iter().any(|t| matches!(t.word, Word::Before(_)))
}
