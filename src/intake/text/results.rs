//! Results and events with a day: 教师绩效工资要在教师节前全额兑现 · 11月中旬举办课堂展示活动 · 9月底前报区政府审定.

use super::carry::is_firm;
use super::context;
use super::named;
use super::numeral::Number;
use super::scan::{Token, Word};
use super::statement::{Carried, Clause, Statement};
use super::subject;
use super::tense;
use super::time::When;
use super::words::dated::GENERAL as GENERAL_ENDS;
use super::words::measure::Weight;
use super::words::{results, verb};
use crate::intake::draft::Doubt;
use crate::model::choice::Comparator;

/// Longest name of what is brought about, in characters.
const LONGEST: usize = 24;

/// The day that the clause names, or the words right before it: 6月底前，所有学校都要….
fn day<'a>(clause: &'a Clause, carried: &'a Carried) -> Option<&'a When> {
    let is_lead =
        |when: &&When| when.every.is_none() && when.due.is_some() && when.range.end + 1 == clause.range.start;
    own_day(clause).or_else(|| carried.when.as_ref().filter(is_lead))
}

/// The day or stretch that the clause itself names.
fn own_day<'a>(clause: &'a Clause) -> Option<&'a When> {
    clause.tokens.iter().find_map(|t| match &t.word {
        Word::When(when) if when.every.is_none() && (when.due.is_some() || when.period.is_some()) => {
            Some(when)
        }
        _ => None,
    })
}

/// 已于5月底前完成: it is over.
fn told_with(clause: &Clause) -> bool {
    let text = tense::unused(&clause.text);
    ["已", "了", "没有", "未", "待", "不", "无", "没"].iter().any(|word| text.contains(word))
}

/// 三天内, 两周内
fn is_within(clause: &Clause, token: &Token) -> bool {
    let is_span = |n: &Number| {
        ["天", "日", "个工作日", "周", "小时", "个月"].contains(&n.measure.as_str()) && n.value.is_some()
    };
    matches!(&token.word, Word::Number(n) if is_span(n))
        && clause.rest(token.range.end).starts_with(['内', '之'])
}

/// Whether the clause counts anything, but for the time it names.
fn counts(clause: &Clause) -> bool {
    clause.tokens.iter().any(|t| match &t.word {
        Word::Number(n) if matches!(n.measure.as_str(), "岁" | "周岁" | "米") => false,
        Word::Number(n) => !n.is_han && !is_within(clause, t) && !clause.rest(t.range.end).starts_with('号'),
        Word::Before(_) | Word::Place(_) => t.range.end + 1 < clause.range.end,
        _ => false,
    })
}

/// 三年内把紧缺学科教师配齐: what is to have become of something by a day.
pub(super) fn result(clause: &Clause, carried: &Carried) -> Option<Vec<Statement>> {
    let has_day = day(clause, carried).is_some_and(|when| when.due.is_some());
    if !has_day && !clause.text.contains(['内', '按', '如']) {
        return None;
    }
    let text = clause.text.trim_end_matches(['”', '）']);
    let end = results::RESULTS.iter().filter(|end| text.ends_with(**end)).max_by_key(|end| end.len())?;
    // 三天内整改到位
    let is_soon = clause.tokens.iter().any(|t| is_within(clause, t));
    let is_timely = ["按期", "如期", "按时"].iter().any(|word| clause.text.contains(word));
    if !(has_day || is_soon || is_timely) || told_with(clause) || counts(clause) {
        return None;
    }
    let head = &text[..text.len() - end.len()];
    let from = clause.range.start + head.chars().count();
    let said = clause.words(clause.range.start..from);
    // 暑期全员培训8月28日前结束: work, by a day.
    if matches!(*end, "结束" | "解决") {
        let is_limit = clause.tokens.iter().any(|t| {
            matches!(&t.word, Word::When(w) if w.due.is_some() && matches!(clause.chars[w.range.end - 1], '前' | '底'))
        });
        let said = said.trim_end_matches(['要', '在', '到', '全', '部', '基', '本']);
        if !is_limit || *end == "结束" && !results::WORK.iter().any(|of| said.ends_with(of)) {
            return None;
        }
    }
    let what = said.split_once(['把', '将']).map_or(said.as_str(), |(_, what)| what);
    // 由人事科牵头补齐: by whom.
    let led = ["牵头", "负责", "组织", "会同"]
        .iter()
        .find_map(|word| Some(what.strip_prefix('由')?.split_once(word)?.1));
    let mut found = subject::of(led.unwrap_or(what));
    let mut name = found.text.as_str();
    while let Some(shorter) = results::MANNERS.iter().find_map(|word| name.strip_suffix(word)) {
        name = shorter;
    }
    // …列出问题清单，8月底前整改到位: of what was named before.
    let is_bare = name.is_empty() || ["整改", "安装", "配备", "落实"].contains(&name);
    let of = if carried.named.is_empty() { &carried.topic } else { &carried.named };
    // 饮水不安全的23所学校，…秋季开学前解决到位
    let of = carried.counted.as_ref().map(|(name, _)| name).filter(|_| of.is_empty()).unwrap_or(of);
    let named = format!("{of}{name}");
    if is_bare {
        name = if of.is_empty() { "" } else { &named };
    }
    // 3月底前各校自查完毕
    let is_short = *end == "完毕" && ["自查", "复查", "摸排", "排查", "清查", "注册", "报名"].contains(&name);
    let fits = (is_short || (3..=LONGEST).contains(&name.chars().count()))
        && !name.contains(['：', '；', '，'])
        && name.matches('“').count() == name.matches('”').count()
        && !name.starts_with('逐')
        && (*end == "结束" || !results::GENERAL.iter().any(|word| name.ends_with(word)));
    if !fits {
        return None;
    }
    let name = subject::close(name);
    let mut statement =
        Statement::new(format!("{name}{end}"), Comparator::YesNo, from..from + end.chars().count());
    statement.subject = name;
    statement.scope = std::mem::take(&mut found.scope);
    if is_bare {
        statement.doubts.push(Doubt::SubjectCarried);
    }
    Some(vec![statement])
}

/// 10月下旬举办第十八届田径运动会: an event with its day.
pub(super) fn event(clause: &Clause, carried: &Carried) -> Option<Vec<Statement>> {
    let when = day(clause, carried)?;
    // 下半年 is no day.
    let is_day = clause.chars[when.range.clone()].iter().any(|c| matches!(c, '月' | '前' | '节' | '日'))
        || ["举办", "举行", "召开"].iter().any(|verb| clause.text.contains(verb));
    if told_with(clause) || !(is_firm(when) || when.is_guess) || when.is_year || !is_day {
        return None;
    }
    let (at, verb) = results::HELD
        .iter()
        .filter_map(|verb| clause.text.find(verb).map(|at| (at, *verb)))
        .chain(held_short(clause, when))
        .min_by_key(|(at, verb)| (*at, std::cmp::Reverse(verb.len())))?;
    let from = clause.range.start + clause.text[..at].chars().count();
    let said = clause.words(from..clause.range.end);
    let what = &said[verb.len()..];
    let is_meeting = verb == "召开" && what.ends_with('会') && !what.ends_with("委员会");
    let is_event = is_meeting
        || !matches!(verb, "进行" | "接受" | "迎接" | "开" | "办")
        || what.contains("参观")
        || results::EVENTS.iter().any(|end| what.trim_end_matches(['”', '）']).ends_with(end));
    let counted = clause.tokens.iter().any(|t| {
        t.range.start >= from && matches!(&t.word, Word::Number(n) if !(n.is_han && matches!(n.measure.as_str(), "届" | "岁" | "周年")))
    });
    if !is_event || counted || !(3..=LONGEST).contains(&what.chars().count()) {
        return None;
    }
    let found = subject::of(&clause.words(clause.range.start..from));
    // 举办全县第九届艺术节: which one it is, is no part of its name.
    let from_rank = what.find('第').zip(what.find('届')).filter(|(from, to)| from < to);
    let plain = from_rank
        .map_or(what.to_owned(), |(from, to)| format!("{}{}", &what[..from], &what[to + '届'.len_utf8()..]));
    let mut statement =
        Statement::new(subject::close(&format!("{verb}{plain}")), Comparator::YesNo, from..clause.range.end);
    statement.scope = found.scope;
    Some(vec![statement])
}

/// 校园读书节4月23日启动: the day stands between the event and its verb.
pub(super) fn begins(clause: &Clause) -> Option<Vec<Statement>> {
    let when = own_day(clause).filter(|when| when.due.is_some() && !when.is_year)?;
    let verb = clause.rest(when.range.end);
    let verb = verb.trim_start_matches(['正', '式', '前']);
    if !["启动", "开幕", "举行", "举办", "召开", "开赛", "进行"].contains(&verb) || told_with(clause)
    {
        return None;
    }
    let said = clause.words(clause.range.start..when.range.start);
    let said = ["放在", "安排在", "定在", "放到", "将于", "拟于", "于", "在"]
        .iter()
        .find_map(|at| said.strip_suffix(at))
        .unwrap_or(&said);
    let found = subject::of(said);
    let is_event = results::EVENTS.iter().chain(results::JUDGED).any(|end| found.text.ends_with(end));
    if !is_event || counts(clause) || !(3..=LONGEST).contains(&found.text.chars().count()) {
        return None;
    }
    let title = if verb == "进行" { found.text } else { format!("{}{verb}", found.text) };
    let mut statement = Statement::new(title, Comparator::YesNo, clause.range.clone());
    statement.scope = found.scope;
    Some(vec![statement])
}

/// 4月中旬开春季运动会: a verb of one character, right after the day.
fn held_short(clause: &Clause, when: &When) -> Option<(usize, &'static str)> {
    let verb = match clause.chars.get(when.range.end)? {
        '开' => "开",
        '办' => "办",
        _ => return None,
    };
    let at: usize = clause.chars[clause.range.start..when.range.end].iter().map(|c| c.len_utf8()).sum();
    Some((at, verb))
}

/// 9月底前报区政府审定: what the clause before makes, to be decided on above.
pub(super) fn decided(clause: &Clause, carried: &Carried) -> Option<Vec<Statement>> {
    if !results::DECIDED.iter().any(|end| clause.text.ends_with(end)) {
        return None;
    }
    own_day(clause).filter(|when| is_firm(when) || when.is_guess && when.due.is_some())?;
    let at = clause.text.rfind('报').or_else(|| clause.text.rfind("提请"))?;
    let from = clause.range.start + clause.text[..at].chars().count();
    let rest = &clause.text[at..];
    if told_with(clause) || counts(clause) || !(4..=14).contains(&rest.chars().count()) {
        return None;
    }
    let found = subject::of(&clause.words(clause.range.start..from));
    let is_bare = found.text.is_empty();
    let name = if is_bare { carried.named.clone() } else { found.text };
    if name.chars().count() < 2 || name.chars().count() > LONGEST {
        return None;
    }
    let mut statement = Statement::new(format!("{name}{rest}"), Comparator::YesNo, from..clause.range.end);
    statement.scope = found.scope;
    if is_bare {
        statement.doubts.push(Doubt::SubjectCarried);
    }
    Some(vec![statement])
}

/// 30分钟内电话报告: within how long.
pub(super) fn within(clause: &Clause, carried: &Carried) -> Option<Vec<Statement>> {
    let (token, number) = clause.tokens.iter().find_map(|t| match &t.word {
        Word::Number(n) if n.weight == Weight::Times && n.value.is_some() => Some((t, n)),
        _ => None,
    })?;
    let rest = clause.rest(token.range.end);
    let act = rest.strip_prefix('内').or_else(|| rest.strip_prefix("之内"))?;
    let act = act.trim_start_matches(['要', '须', '必', '完', '成']);
    if !results::ANSWERED.iter().any(|word| act.starts_with(word)) || act.chars().count() > 12 {
        return None;
    }
    let before = clause.words(clause.range.start..token.range.start);
    let before = ["一律在", "必须在", "要在", "须在", "在"]
        .iter()
        .find_map(|word| before.strip_suffix(word))
        .unwrap_or(&before);
    let found = subject::of(before);
    let is_bare = found.text.is_empty();
    // 出现突发情况，30分钟内电话报告: of what happens.
    let happens = || {
        let before = context::before(clause);
        let last = before.rsplit('，').next()?;
        let of = ["一旦发生", "遇到", "遇", "出现", "发生", "接到"]
            .iter()
            .find_map(|verb| last.strip_prefix(verb))?;
        let of = of.trim_end_matches(['后', '的']);
        (2..=10).contains(&of.chars().count()).then(|| of.to_owned())
    };
    let name = match is_bare {
        true => happens().unwrap_or_else(|| carried.topic.clone()),
        false => found.text,
    };
    let mut statement =
        Statement::new(format!("{name}{act}时限"), Comparator::AtMost, token.range.start..clause.range.end);
    statement.number(number);
    statement.scope = found.scope;
    if is_bare {
        statement.doubts.push(Doubt::SubjectCarried);
    }
    Some(vec![statement])
}

/// 要有学生考上清华、北大
pub(super) fn admitted(clause: &Clause) -> Option<Vec<Statement>> {
    if !clause.text.contains('考') {
        return None;
    }
    // 力争有学生被清华、北大录取
    if let Some((whose, school)) =
        clause.text.strip_suffix("录取").and_then(|head| head.split_once("有学生被"))
        && (2..=14).contains(&school.chars().count())
        && !told_with(clause)
    {
        let from = clause.range.start + whose.chars().count();
        let found = subject::of(whose);
        let title = format!("{}{}", found.text, clause.rest(from));
        let mut statement = Statement::new(title, Comparator::YesNo, from..clause.range.end);
        statement.scope = found.scope;
        return Some(vec![statement]);
    }
    let (at, verb) =
        ["考上", "考取", "考入", "考进"].iter().find_map(|verb| Some((clause.text.find(verb)?, *verb)))?;
    let head = &clause.text[..at];
    let who = ["学生", "人", "孩子", "考生"].iter().find_map(|who| head.strip_suffix(who))?;
    let whose = who.strip_suffix('有')?;
    let where_to = &clause.text[at + verb.len()..];
    if told_with(clause) || counts(clause) || !(2..=14).contains(&where_to.chars().count()) {
        return None;
    }
    let from = clause.range.start + whose.chars().count();
    let found = subject::of(whose.trim_end_matches(['要', '能']));
    let said = clause.rest(from);
    let mut statement =
        Statement::new(format!("{}{said}", found.text), Comparator::YesNo, from..clause.range.end);
    statement.scope = found.scope;
    Some(vec![statement])
}

/// 参加县里决赛，争取获得一等奖: a prize to be won.
pub(super) fn awarded(clause: &Clause, carried: &Carried) -> Option<Vec<Statement>> {
    let text = clause.text.trim_end_matches(['”', '）']);
    if !text.ends_with(['奖', '牌', '军', '体', '位', '号', '上']) {
        return None;
    }
    let prize = results::PRIZES.iter().filter(|end| text.ends_with(**end)).max_by_key(|end| end.len())?;
    let head = &text[..text.len() - prize.len()];
    let verb = results::WON_BY.iter().filter(|verb| head.ends_with(**verb)).max_by_key(|verb| verb.len())?;
    let at = head.len() - verb.len();
    let is_bidden = clause.tokens.iter().any(|t| t.word == Word::Strive)
        || ["要", "确保", "争取", "力争"].iter().any(|word| clause.text.contains(word));
    if !is_bidden || told_with(clause) || counts(clause) {
        return None;
    }
    let from = clause.range.start + head[..at].chars().count();
    let found = subject::of(&clause.words(clause.range.start..from));
    let is_bare = found.text.is_empty();
    let name = if is_bare { carried.named.clone() } else { found.text };
    let mut statement =
        Statement::new(format!("{name}{verb}{prize}"), Comparator::YesNo, from..clause.range.end);
    statement.scope = found.scope;
    if is_bare {
        statement.doubts.push(Doubt::SubjectCarried);
    }
    Some(vec![statement])
}

/// 国庆节前必须复工, 年底前取缔存在严重隐患的无证园: whatever is to be done by a day that is set as a limit.
pub(super) fn by_day(clause: &Clause, carried: &Carried) -> Option<Vec<Statement>> {
    let when = day(clause, carried)?;
    let is_limit = clause.chars.get(when.range.end - 1).is_some_and(|c| matches!(c, '前' | '内'));
    let is_bidden = ["要", "必须", "确保", "力争", "须", "得"].iter().any(|word| clause.text.contains(word));
    when.due.filter(|_| is_limit || is_bidden && clause.chars.get(when.range.end - 1) == Some(&'底'))?;
    let says = |words: &[&str]| words.iter().any(|word| clause.text.contains(word));
    if told_with(clause)
        || counts(clause)
        || says(results::NO_ENDS)
        || is_handed_up(&clause.text)
        || clause.text.contains(['：', 'N', 'X', '*'])
        || clause.chars.get(when.range.end) == Some(&'后')
        // 开学前两周摸清学情
        || clause.tokens.iter().any(|t| t.range.start == when.range.end && matches!(t.word, Word::Number(_)))
        || GENERAL_ENDS.iter().any(|end| *end != "任务" && clause.text.ends_with(end))
            // 完成自查整改
            && !(clause.text.ends_with("整改") && clause.text.contains("完成"))
        || ["目标任务", "工作任务"].iter().any(|end| clause.text.ends_with(end))
        || ["前", "后", "时", "中", "的", "以来", "期间", "会上"].iter().any(|end| clause.text.ends_with(end))
    {
        return None;
    }
    let said = clause.words(clause.range.clone());
    let said = said.trim().trim_start_matches(['到', '在', '于', '至', '由']);
    let found = subject::of(said);
    let mut act = found.text.as_str();
    while let Some(rest) = results::BIDS.iter().find_map(|word| act.strip_prefix(word)) {
        act = rest;
    }
    let count = act.chars().count();
    // 复工, 主体封顶, 向社会公布: of what was named before.
    let is_step = results::STEPS.iter().any(|step| act.ends_with(step)) && count <= 8;
    let is_bare = count <= 5 || act.starts_with('向') || is_step && !carried.thing.is_empty();
    let said_before = context::before(clause);
    let before = || {
        let of = [&carried.thing, &carried.named, &carried.topic];
        let tally = carried.tally.as_ref().and_then(|(last, _)| counted_noun(last)).map(str::to_owned);
        let is_near = |name: &String| {
            let end: Vec<char> = name.chars().rev().take(2).collect();
            end.len() == 2 && said_before.contains(&end.into_iter().rev().collect::<String>())
        };
        of.into_iter().find(|name| is_near(name)).cloned().or(tally.filter(is_near))
    };
    // 改造旱厕56座，三年内全部完成; 购置课桌椅6800套，暑假前安装到位: counted already.
    let is_counted = |act: &str| carried.tally.as_ref().is_some_and(|(last, _)| last.contains(act));
    // 公开招聘教师600名，…7月底前完成招聘
    if act.rsplit_once("完成").is_some_and(|(_, what)| what.chars().count() == 2 && is_counted(what)) {
        return None;
    }
    let adds_nothing = !carried.built.is_empty() && act.ends_with("完成")
        || carried.tally.is_some() && act.ends_with("到位");
    if is_bare && (adds_nothing || act == "结束") {
        return None;
    }
    let lead = if is_bare { before()? } else { String::new() };
    if !(2..=LONGEST).contains(&count)
        || lead.chars().count() > LONGEST
        || act.contains(['：', '、']) && is_bare
    {
        return None;
    }
    let mark = clause.range.clone();
    let mut statement = Statement::new(subject::close(&format!("{lead}{act}")), Comparator::YesNo, mark);
    statement.scope = found.scope.clone();
    // 保留的教学点，年底前配齐音体美器材: where.
    if statement.scope.is_empty()
        && ["教学点", "学校", "幼儿园", "中小学"].iter().any(|end| carried.topic.ends_with(end))
    {
        statement.scope = vec![carried.topic.clone()];
    }
    if is_bare {
        statement.doubts.push(Doubt::SubjectCarried);
    }
    Some(vec![statement])
}

/// What was counted, without its verb: 通过校园招聘引进教师 is of 教师.
fn counted_noun(title: &str) -> Option<&str> {
    named::noun_of(title).or_else(|| verb::last(title).and_then(named::noun_of))
}

/// 于3月10日前报局办公室, 交教导处: papers that are handed up.
fn is_handed_up(text: &str) -> bool {
    let to = text.rfind(['报', '交', '送']).map(|at| &text[at..]);
    to.is_some_and(|to| results::OFFICES.iter().any(|end| to.ends_with(end)) && to.chars().count() <= 16)
}

/// 义务教育均衡发展要过关, 督导认定争取在2028年通过: what is to be passed stands first.
pub(super) fn passes(clause: &Clause) -> Option<Vec<Statement>> {
    let (head, end) = ["通过", "过关"].iter().find_map(|end| Some((clause.text.strip_suffix(end)?, *end)))?;
    let is_bidden = clause.tokens.iter().any(|t| t.word == Word::Strive)
        || ["要", "确保", "必须", "争取", "力争"].iter().any(|word| head.contains(word));
    if !is_bidden || told_with(clause) || counts(clause) {
        return None;
    }
    let from = clause.range.start + head.chars().count();
    let said = clause.words(clause.range.start..from);
    let mut name = said.as_str();
    let ends = ["争取", "力争", "确保", "要", "必须", "在", "于", "一次性", "如期", "顺利", "高质量"];
    while let Some(shorter) = ends.iter().find_map(|word| name.strip_suffix(word)) {
        name = shorter;
    }
    let found = subject::of(name);
    if !results::PASSED.iter().any(|what| found.text.ends_with(what))
        || !(5..=20).contains(&found.text.chars().count())
    {
        return None;
    }
    let title = if end == "过关" { format!("{}{end}", found.text) } else { format!("{end}{}", found.text) };
    let mut statement = Statement::new(title, Comparator::YesNo, clause.range.clone());
    statement.scope = found.scope;
    Some(vec![statement])
}
