//! What a clause names without saying anything of it, for those that follow it: 应急疏散演练，中小学每月搞一回，幼儿园….

use super::scan::Word;
use super::statement::{Carried, Clause, Statement};
use super::subject;
use super::words::topic::{
    ACTS, COUNTED, DEEDS, GENERAL, HELD, LIGHT, NOT_ENDS, NOT_OF, PLAIN, RESULTS, SAYS, TOLD, WHO,
};
use super::words::{context, noun};
use crate::intake::draft::Doubt;

/// Longest clause that only names something, in characters.
const LONGEST: usize = 24;

/// What a clause names, when it does nothing else or only tells how things are with it; it is left to those after it,
/// unless a rule left something.
pub(super) fn leave(clause: &Clause, carried: &mut Carried) -> Option<String> {
    let topic = named(clause).or_else(|| super::carry::left_of(clause)).or_else(|| told_of(clause))?;
    if carried.topic.is_empty() {
        carried.topic.clone_from(&topic);
        carried.built.clear();
    }
    Some(topic)
}

/// 云麓小学上学期已经封了顶, 有偿补课是一颗毒瘤, 配套园还剩9所没有移交: of what it is told.
fn told_of(clause: &Clause) -> Option<String> {
    let first = clause.tokens.iter().find(|t| matches!(t.word, Word::When(_) | Word::Number(_)));
    let head: String =
        clause.chars[clause.range.start..first.map_or(clause.range.end, |t| t.range.start)].iter().collect();
    let end = TOLD.iter().filter_map(|word| head.find(word)).min();
    let head = match (end, first) {
        (Some(at), _) => &head[..at],
        (None, Some(_)) if TOLD.iter().any(|word| clause.text.contains(word)) => head.as_str(),
        _ => return None,
    };
    let fits = (4..=LONGEST).contains(&head.chars().count())
        && subject::leading_verb(head).is_none()
        && !head.ends_with(NOT_ENDS)
        && !SAYS.iter().any(|word| head.contains(word));
    // 甲小学、乙中学这两个项目拖了两年
    let name = subject::of(head.trim_end_matches('这')).text;
    (fits && name.chars().count() >= 3).then_some(name)
}

fn named(clause: &Clause) -> Option<String> {
    let is_plain = clause.tokens.iter().all(|t| match &t.word {
        // 封闭化管理、一键报警两项达标率, 农村不足20人的教学点
        Word::Number(n) if n.is_han && matches!(n.measure.as_str(), "项" | "类") => true,
        Word::Number(n) => clause.rest(n.range.end).contains('的'),
        Word::After(_) | Word::Before(_) => clause.text.contains('的'),
        Word::People | Word::Each | Word::NoneOf | Word::All | Word::Weak | Word::From => true,
        _ => false,
    });
    if !(3..=LONGEST).contains(&clause.range.len())
        || !is_plain
        || clause.chars.get(clause.range.end) != Some(&'，')
        || clause.text.ends_with(NOT_ENDS)
        || SAYS.iter().any(|word| clause.text.contains(word))
        || subject::leading_verb(&clause.text).is_some()
        || ACTS.iter().any(|word| clause.text.contains(word))
    {
        return None;
    }
    let named = subject::of(&clause.text);
    let name = match named.text.is_empty() {
        true => named.scope.concat(),
        false => named.text,
    };
    (name.chars().count() >= 3).then_some(name)
}

/// Gives a statement the name of what its part of the sentence is about, where its own says nothing of it: `part` is
/// what stands there before its clause ends.
pub(super) fn settle(statement: &mut Statement, topic: &str, part: &str) {
    let name = statement.title.clone();
    // 封闭管理、一键报警、专职保安，四月底之前三项都要达到100%
    let count = topic.split('、').count();
    if COUNTED.iter().any(|(word, of)| *of == count && name.starts_with(word)) {
        statement.title = format!("{topic}{name}");
        return;
    }
    // 家长会，各校每学期至少开两次: what is held, whoever does it.
    if let Some(rest) = name.strip_prefix(topic) {
        let who = LIGHT.iter().find_map(|verb| rest.strip_suffix(verb)).unwrap_or(rest);
        let who = who.trim_end_matches("至少");
        if !rest.is_empty() && (who.is_empty() || WHO.contains(&who) || noun::LEVELS.contains(&who)) {
            statement.title = topic.to_owned();
        }
        return;
    }
    if name.contains(topic) || topic.contains(&name) && name.chars().count() >= 4 {
        return;
    }
    // 中小学搞, 幼儿园: who does it, and nothing of what.
    let bare = LIGHT.iter().find_map(|verb| name.strip_suffix(verb)).unwrap_or(&name);
    let who = bare.trim_end_matches(['要', '都', '再']);
    if who.is_empty() || noun::LEVELS.contains(&who) || WHO.contains(&who) {
        statement.title = format!("{who}{topic}");
        statement.doubts.push(Doubt::SubjectCarried);
        return;
    }
    // 零发生, 补足, 复工: what becomes of it alone.
    if RESULTS.contains(&name.trim_start_matches("全部")) {
        statement.title = format!("{topic}{name}");
        return;
    }
    // A name from a sentence before is not of this one.
    let own = suffix_in(&name, part);
    let foreign = &name[..name.len() - own.len()];
    if foreign.chars().count() >= 3 && !shares(foreign, part) && own.chars().count() <= 8 {
        statement.title = format!("{topic}{own}");
    }
}

/// A name of two or three characters made whole: 结题 by 省级课题确保结题1项, 管理率 by what the clause before it says.
/// `before` is that clause where nothing was read in it, `last` the last name that was.
pub(super) fn make_whole(
    statement: &mut Statement,
    clause: &Clause,
    topic: Option<&str>,
    before: Option<&str>,
    last: Option<&str>,
) {
    // 剩余80套2025年6月底前交付
    if let Some(rest) = statement.title.strip_prefix('剩').filter(|rest| rest.chars().count() <= 4)
        && let Some(noun) = last.and_then(|last| super::named::noun_of(last))
    {
        statement.title = format!("剩余{noun}{rest}");
        return;
    }
    let name = statement.title.clone();
    let length = name.chars().count();
    let is_verb = subject::leading_verb(&name).is_some_and(|verb| verb.len() == name.len());
    let is_deed = is_verb && !PLAIN.contains(&name.as_str()) || DEEDS.contains(&name.as_str());
    let is_general = GENERAL.contains(&name.as_str());
    if !(is_general || is_deed && (2..=3).contains(&length)) {
        return;
    }
    let hoped = || {
        let at = ["确保", "力争", "争取"].iter().filter_map(|word| clause.text.find(word)).min()?;
        let chars = clause.text[..at].chars().count();
        Some(clause.words(clause.range.start..clause.range.start + chars))
    };
    let held = || HELD.contains(&name.as_str()).then_some(());
    let body =
        || held().and(statement.scope.first().filter(|who| clause.text.contains(who.as_str())).cloned());
    let says_nothing_else = |said: &&str| !ACTS.iter().chain(NOT_OF).any(|word| said.contains(word));
    let candidates = [
        hoped(),
        body(),
        topic.map(str::to_owned),
        before.filter(says_nothing_else).map(str::to_owned),
        last.filter(|_| !HELD.contains(&name.as_str()))
            .and_then(|last| super::named::noun_of(last))
            .map(str::to_owned),
    ];
    let context = candidates.into_iter().flatten().find_map(|said| {
        let named = subject::of(&said).text;
        let pushed = context::PUSHED.iter().find_map(|verb| named.strip_prefix(verb)).unwrap_or(&named);
        let fits = (2..=16).contains(&pushed.chars().count())
            && !pushed.contains(&name)
            && !pushed.contains(|c: char| c.is_ascii_digit());
        fits.then(|| pushed.to_owned())
    });
    if let Some(context) = context {
        statement.title.insert_str(0, &context);
        statement.doubts.push(Doubt::SubjectCarried);
    }
}

/// The longest end of a name that stands in a text.
pub(super) fn suffix_in<'a>(name: &'a str, text: &str) -> &'a str {
    name.char_indices().map(|(at, _)| &name[at..]).find(|end| text.contains(end)).unwrap_or("")
}

/// Whether two characters of a name stand together in a text.
fn shares(name: &str, text: &str) -> bool {
    let chars: Vec<char> = name.chars().collect();
    chars.windows(2).any(|pair| text.contains(&pair.iter().collect::<String>()))
}
