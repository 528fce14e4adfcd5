//! Ends said of each and every one, in open words: 11月底前全部兑现 · 一起也不能出 · 人人过关 · 轮训一遍.

use super::carry::is_firm;
use super::lookup::Lookup;
use super::scan::Word;
use super::statement::{self, Carried, Clause, Statement};
use super::subject;
use super::tense::known;
use super::words::measure::Weight;
use super::words::{self, every_one, scope, verb};
use crate::intake::draft::Doubt;
use crate::model::choice::Comparator;
use std::sync::OnceLock;

/// What reaches a stage, and what all of them do: 教学楼竣工, 学校食堂全部接入.
pub(super) fn reach(statement: &mut Statement, said: &str) {
    let is_of_all =
        || every_one::OF_ALL.iter().any(|word| said.contains(word) || statement.title.contains(word));
    if statement.comparator == Comparator::YesNo && (statement.stage.is_some() || is_of_all()) {
        statement.comparator = Comparator::AllReach;
    }
}

/// 这4件，11月底前全部兑现: all of them are to do it, whatever the verb, where a day or a count is named.
pub(super) fn all_so(clause: &Clause, carried: &mut Carried) -> Option<Vec<Statement>> {
    if !clause.text.contains(['全', '一', '统', '悉']) || clause.text.contains("已经") {
        return None;
    }
    let (at, all) = every_one::ALL.iter().find_map(|all| clause.text.rfind(all).map(|at| (at, *all)))?;
    let tail = clause.text[at + all.len()..].trim_start_matches(['要', '须', '应']);
    let act = tail.trim_end_matches('”');
    let from = clause.range.start + clause.text[..at].chars().count();
    let is_placed = every_one::PLACED.iter().any(|verb| act.starts_with(verb));
    let fits = (2..=if is_placed { 16 } else { 10 }).contains(&act.chars().count())
        && (is_placed || !every_one::NOT_ACTS.iter().any(|word| act.starts_with(word)))
        && !act.contains(['的', '、'])
        && (!act.contains('“') || act.contains("”"));
    let is_number = |word: &Word| matches!(word, Word::Number(_) | Word::Before(_) | Word::Place(_));
    if !fits || clause.tokens.iter().any(|t| is_number(&t.word) && t.range.start >= from) {
        return None;
    }
    let (text, number) = super::outcome::without_number(clause, clause.range.start..from);
    let is_day = clause.tokens.iter().any(|t| matches!(&t.word, Word::When(w) if w.due.is_some()))
        || carried.when.as_ref().is_some_and(|w| is_firm(w) && !w.is_year);
    let is_bidden = ["必须", "要", "确保", "力争", "须", "务必"].iter().any(|word| text.contains(word));
    let (mut found, was_carried) = statement::subject_of(&text, carried);
    let is_bare = was_carried || found.text.is_empty();
    // 特岗教师三年期满考核合格的，要全部入编: those of whom the clause before spoke.
    let whom = carried.whom.clone().filter(|_| is_bare);
    if let Some(whom) = &whom {
        found.text.clone_from(whom);
    }
    let counted = carried.counted.clone().filter(|_| is_bare && whom.is_none());
    let number = number.or(counted.as_ref().map(|(_, number)| (number.clone(), from..clause.range.end)));
    if let Some((name, _)) = &counted {
        found.text.clone_from(name);
    } else if is_bare && whom.is_none() && !carried.thing.is_empty() {
        found.text.clone_from(&carried.thing);
    }
    // 收费项目一律公示, but not 要开工，一律挂牌督办: of what it names itself.
    let is_told = is_bare && !(is_day || number.is_some() || is_bidden || is_placed);
    if is_told || found.text.chars().count() < 2 {
        return None;
    }
    // 改造旱厕120座，全部完成 adds nothing; 45岁以下教师 says which.
    let is_class = number.as_ref().is_some_and(|(_, range)| clause.rest(range.end).starts_with(['以', '及']));
    if is_bare && act == "完成" || is_class {
        return None;
    }
    let mark = number.as_ref().map_or(from..clause.range.end, |(_, range)| range.clone());
    let mut statement = Statement::new(format!("{}{all}{act}", found.text), Comparator::AllReach, mark);
    statement.subject = found.text;
    statement.scope = found.scope;
    if let Some((number, _)) = &number {
        statement.number(number);
    }
    if is_bare {
        statement.doubts.push(Doubt::SubjectCarried);
    }
    Some(vec![statement])
}

/// 7名特岗教师都要结上师徒对子: so many of them, whatever the verb.
pub(super) fn counted_all(clause: &Clause) -> Option<Vec<Statement>> {
    let (head, act) =
        ["都要", "均要", "都须", "均须", "全部要"].iter().find_map(|all| clause.text.split_once(*all))?;
    let mut numbers = clause.tokens.iter().filter_map(|t| match &t.word {
        Word::Number(number) if !number.is_han => Some((number, &t.range)),
        _ => None,
    });
    let (Some((number, range)), None) = (numbers.next(), numbers.next()) else { return None };
    let at = clause.range.start + head.chars().count();
    let noun: String = clause.chars.get(range.end..at)?.iter().collect();
    let is_count = number.weight == Weight::Count && !noun.starts_with(['以', '及']);
    if !is_count || !(2..=14).contains(&noun.chars().count()) || !(2..=12).contains(&act.chars().count()) {
        return None;
    }
    if clause.tokens.iter().any(|t| matches!(t.word, Word::Before(_) | Word::Place(_) | Word::Cover)) {
        return None;
    }
    let mut statement =
        Statement::new(format!("{noun}{act}"), Comparator::AllReach, range.start..clause.range.end);
    statement.subject = noun;
    statement.number(number);
    Some(vec![statement])
}

/// 不准以任何理由拒收一名学生: not a single one.
pub(super) fn refuse_none(clause: &Clause) -> Option<Vec<Statement>> {
    let head = every_one::SINGLE.iter().find_map(|one| clause.text.strip_suffix(one))?;
    let (at, not) =
        ["不准", "不得", "不能", "不许", "严禁"].iter().find_map(|not| Some((head.find(not)?, *not)))?;
    let verb = &head[at + not.len()..];
    if !(2..=12).contains(&verb.chars().count()) || verb.starts_with(['让', '有', '少', '漏']) {
        return None;
    }
    let found = subject::of(&head[..at]);
    let from = clause.range.start + head[..at].chars().count();
    let said = &clause.text[at..];
    let mut statement =
        Statement::new(format!("{}{said}", found.text), Comparator::Zero, from..clause.range.end);
    statement.scope = found.scope;
    Some(vec![statement])
}

/// 三类事故，一起也不能出; 不能让一个孩子失学: not a single one.
pub(super) fn not_one(clause: &Clause, carried: &mut Carried) -> Option<Vec<Statement>> {
    let at = clause.text.find('一')?;
    let rest: String = clause.text[at + '一'.len_utf8()..].chars().skip(1).collect();
    let is_counter = clause.text[at + '一'.len_utf8()..].starts_with(every_one::COUNTERS);
    // 一个班也不能有
    let near = rest.char_indices().take(4).find(|(_, c)| matches!(c, '也' | '都')).map_or(0, |(at, _)| at);
    let rest = rest[near..].trim_start_matches(['也', '都', '人']);
    let verb = every_one::NOT.iter().find_map(|not| rest.strip_prefix(not))?;
    if !is_counter
        || verb.chars().count() > 6
        || every_one::NONE_LEFT_OUT.iter().any(|word| verb.starts_with(word))
    {
        return None;
    }
    let from = clause.range.start + clause.text[..at].chars().count();
    let before = clause.words(clause.range.start..from);
    let mut found = subject::of(&before);
    let was_carried = found.text.is_empty() && found.scope.is_empty();
    if was_carried {
        found.text.clone_from(&carried.topic);
    }
    // 小学阶段一个学生都不许流失
    let leaves = ["流失", "辍学", "失学", "掉队"].contains(&verb) && !found.text.is_empty();
    let is_named = was_carried
        || leaves
        || words::none::HARMS.iter().any(|harm| found.text.ends_with(harm))
        || found.text.chars().count() >= 4 && before.contains('的');
    if found.text.chars().count() < 2 || !is_named {
        return None;
    }
    // 溺水死亡的事一起都不能再有
    let said = match clause.text[at..].starts_with("一起") {
        true => "零发生".to_owned(),
        false => clause.rest(from),
    };
    let name = found.text.trim_end_matches("的事");
    let mut statement = Statement::new(format!("{name}{said}"), Comparator::Zero, from..clause.range.end);
    statement.subject = found.text;
    statement.scope = found.scope;
    if was_carried {
        statement.doubts.push(Doubt::SubjectCarried);
    }
    Some(vec![statement])
}

/// 年底前“县管校聘”改革在所有公办学校落地: everywhere.
pub(super) fn everywhere_done(clause: &Clause) -> Option<Vec<Statement>> {
    let end = every_one::DONE_THERE.iter().find(|end| clause.text.ends_with(**end))?;
    let of_all = clause.text.find("在所有").or_else(|| clause.text.find("在全部"));
    // 县管校聘改革，4月底前要在市直学校全部推开
    let wholly = || {
        let head = clause.text.strip_suffix(end)?;
        let place = head.strip_suffix("全部").or_else(|| head.strip_suffix("全面"))?;
        place.rfind('在').map(|at| (at, &place[at + '在'.len_utf8()..]))
    };
    let (at, place) = match of_all {
        Some(at) => (at, clause.text[at + "在".len()..].strip_suffix(end)?),
        None => wholly()?,
    };
    let is_day = clause.tokens.iter().any(|t| matches!(&t.word, Word::When(w) if w.due.is_some()));
    let from = clause.range.start + clause.text[..at].chars().count();
    let mut found = subject::of(&clause.words(clause.range.start..from));
    let was_carried = found.text.is_empty();
    if was_carried {
        let before = super::context::before(clause);
        let named = before.rsplit('，').next().unwrap_or_default();
        found.text = if subject::does(named) { String::new() } else { named.to_owned() };
    }
    let fits = found.text.chars().count() >= 3 && (4..=14).contains(&place.chars().count());
    let counts = clause.tokens.iter().any(|t| matches!(&t.word, Word::Number(n) if !n.is_han));
    if !is_day || !fits || counts {
        return None;
    }
    let title = format!("{}{}", found.text, &clause.text[at..]);
    let mut statement = Statement::new(title, Comparator::AllReach, from..clause.range.end);
    statement.subject = found.text;
    statement.scope = vec![place.to_owned()];
    if was_carried {
        statement.doubts.push(Doubt::SubjectCarried);
    }
    Some(vec![statement])
}

/// 疫苗接种应接尽接: all who are due.
pub(super) fn all_due(clause: &Clause, carried: &mut Carried) -> Option<Vec<Statement>> {
    if !clause.text.contains(['尽', '随', '全']) {
        return None;
    }
    let text = clause.text.trim_end_matches(['”', '）']);
    let said: Vec<char> = text.chars().rev().take(4).collect();
    let [last, second, first, lead] = said[..] else { return None };
    // 应接尽接, 随到随收
    let is_all = lead == '应' && second == '尽' && last == first || lead == '随' && first == '到' && second == '随'
        // 作文全批全改
        || lead == '全' && first == '批' && second == '全';
    if !is_all {
        return None;
    }
    let end = clause.range.start + text.chars().count();
    let from = end - 4;
    let (found, was_carried) = statement::subject_of(&clause.words(clause.range.start..from), carried);
    let name = subject::trim_end(found.text.trim_end_matches('“')).to_owned();
    // 落实资助政策，做到应助尽助: of what was named before.
    let name = if was_carried && carried.topic.is_empty() { carried.named.clone() } else { name };
    if name.chars().count() < 2 {
        return None;
    }
    let word: String = said.into_iter().rev().collect();
    let mut statement = Statement::new(format!("{name}{word}"), Comparator::AllReach, from..end);
    statement.subject = name;
    statement.scope = found.scope;
    if was_carried {
        statement.doubts.push(Doubt::SubjectCarried);
    }
    Some(vec![statement])
}

/// 普通话人人过关, 全体教师轮训一遍: every one of them.
pub(super) fn each_one(clause: &Clause, carried: &mut Carried) -> Option<Vec<Statement>> {
    static EACH: OnceLock<Lookup<()>> = OnceLock::new();
    if !clause.text.contains(['遍', '床', '桌']) && !known(&EACH, every_one::EACH, &clause.text) {
        return None;
    }
    let text = clause.text.trim_end_matches(['”', '）']);
    let once = every_one::ONCE.iter().find_map(|end| text.strip_suffix(end).map(|head| (head, *end)));
    // 对22所高中全部视导一遍
    let once = once.or_else(|| {
        let head = text.strip_suffix("一遍")?;
        let all = ["全部", "逐校", "全面"].iter().find_map(|all| head.rfind(all))?;
        (head[all..].chars().count() <= 5).then_some((&text[..all], &text[all..]))
    });
    // 对所有学校过一遍筛子
    let once = once.or_else(|| {
        let at =
            ["一遍", "一遍筛子", "一遍书"].iter().find_map(|end| text.strip_suffix(end).map(str::len))?;
        let verb = text[..at].char_indices().rev().nth(if text.ends_with("筛子") { 0 } else { 1 })?.0;
        let verb = if text[..at].ends_with('走') { at - '走'.len_utf8() } else { verb };
        let is_all = every_one::ALL_OF.iter().any(|all| text[..verb].contains(all));
        is_all.then_some((&text[..verb], &text[verb..]))
    });
    let (head, end) = once.or_else(|| {
        let (at, each) = every_one::EACH.iter().find_map(|each| text.rfind(each).map(|at| (at, *each)))?;
        let act = &text[at + each.len()..];
        // 人人有师傅
        let has = act.starts_with('有')
            && every_one::PEOPLE.contains(&each)
            && (2..=if act.contains('“') { 8 } else { 5 }).contains(&act.chars().count());
        (has || every_one::EACH_ACTS.contains(&act)).then_some((&text[..at], &text[at..]))
    })?;
    // 9名新教师人人有师傅: so many of them.
    let mut numbers = clause.tokens.iter().filter_map(|t| match &t.word {
        Word::Number(number) => Some((number.clone(), t.range.clone())),
        _ => None,
    });
    let number = numbers.find(|(number, range)| {
        let before: String = clause.chars[clause.range.start..range.start].iter().collect();
        (before.is_empty()
            || ["对", "全县", "全市", "全区", "全镇", "全乡", "全校"]
                .iter()
                .any(|word| before.ends_with(word)))
            && matches!(number.measure.as_str(), "名" | "人" | "位" | "所" | "辆" | "栋" | "个" | "处")
    });
    let has_number = clause.tokens.iter().any(|t| {
        number.as_ref().is_none_or(|(_, range)| *range != t.range)
            && matches!(&t.word, Word::Number(n) if n.measure != "岁" && (!n.is_han || n.weight == Weight::Ratio))
    });
    // 人人有“代理家长”
    let is_quoted = clause.text.contains('“') && !end.contains("有“");
    if has_number || is_quoted && once.is_none() {
        return None;
    }
    let from = clause.range.start + head.chars().count();
    let start = number.as_ref().map_or(clause.range.start, |(_, range)| range.end.min(from));
    let said = clause.words(start..from);
    // 利用两个暑假把高中教师轮训一遍
    let whom = said.split_once('把').map_or(said.as_str(), |(_, whom)| whom);
    let (mut found, was_carried) = statement::subject_of(whom, carried);
    // 今年新招的186名特岗教师，9月底以前要轮训一遍
    let is_bare = was_carried && once.is_some() && number.is_none();
    let number = match carried.counted.as_ref().filter(|_| is_bare) {
        Some((name, number)) => {
            found.text.clone_from(name);
            Some((number.clone(), from..clause.range.end))
        }
        None => number,
    };
    // 教师人人参加: of the training that was named before.
    let name = if found.text.is_empty() { found.scope.concat() } else { found.text };
    // 推行“先学后教”模式，人人过关
    let name = if name.is_empty() && !end.contains("有") { carried.named.clone() } else { name };
    if name.chars().count() < 2 || verb::HELD.contains(&name.as_str()) {
        return None;
    }
    let mut statement = Statement::new(format!("{name}{end}"), Comparator::AllReach, from..clause.range.end);
    // 校长要轮训一遍，每人不少于40学时: of the same.
    if let Some(act) = end.strip_suffix("一遍").filter(|act| act.ends_with('训')) {
        carried.subjects =
            vec![format!("{name}{}", act.trim_start_matches("全部").trim_start_matches("全员"))];
        carried.people.clear();
    }
    statement.subject = name;
    if let Some((number, _)) = &number {
        statement.number(number);
    }
    // 全市412名中小学校长要轮训一遍: where.
    let said: String = clause.chars[clause.range.start..start].iter().collect();
    let where_to = scope::WHOLE.iter().find(|whole| said.trim_start_matches('对').starts_with(**whole));
    let places = found.scope.into_iter().filter(|s| scope::WHOLE.contains(&s.as_str()));
    statement.scope = places.collect();
    if statement.scope.is_empty() {
        statement.scope.extend(where_to.map(|place| (*place).to_owned()));
    }
    Some(vec![statement])
}
