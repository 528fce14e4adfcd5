//! What a clause leaves to those after it, whether something was read in it or not.

use super::carry::{counted, deed_of, named_of, thing_of, topic_of};
use super::scan::Word;
use super::statement::{Carried, Clause, Statement};
use super::subject;
use super::words::{past, verb};
use crate::model::choice::Comparator;

/// Leaves what a clause says; `found` is what was read in it, and `again` whether it says how often.
pub(super) fn leave(clause: &Clause, found: &[Statement], again: bool, carried: &mut Carried) {
    let topic = std::mem::take(&mut carried.topic);
    if !found.is_empty() {
        by_read(clause, found, carried);
        // What clauses of the sentence go on with is still of it.
        carried.topic = topic;
    } else if clause.text.contains('除') && clause.text.ends_with('外') {
        // 贫困家庭的孩子除身体原因外，一个都不能辍学
        let of = clause.text.split_once('除').map_or("", |(of, _)| of);
        carried.topic = if of.is_empty() { topic } else { subject::of(of).text };
    } else {
        by_unread(clause, again, topic, carried);
    }
}

fn by_read(clause: &Clause, found: &[Statement], carried: &mut Carried) {
    carried.counted = None;
    carried.named.clear();
    carried.is_plan = true;
    // 投资2.3亿元新建县第三中学，…投入使用
    if let Some(thing) = found.iter().rev().find_map(built_for) {
        carried.thing = thing;
    }
    if let Some(thing) = thing_of(clause) {
        carried.thing = thing;
    }
    // 城东小学二期7月封顶，年底前交付使用
    if let [only] = found
        && only.comparator == Comparator::YesNo
        && let Some(thing) = super::named::before_stage(&only.title)
        && !thing.contains(|c: char| c.is_ascii_digit())
    {
        carried.thing = thing.trim_end_matches("主体").to_owned();
    }
}

fn by_unread(clause: &Clause, again: bool, topic: String, carried: &mut Carried) {
    if let Some(counted) = counted(clause) {
        carried.counted = Some(counted);
    }
    if let Some(thing) = thing_of(clause) {
        carried.thing = thing;
    }
    if let Some(of) = super::duty::led_by(&clause.text) {
        // 检查评比，由县委办把关，今年要减少一半: still of the same.
        carried.topic = if of.is_empty() { topic } else { subject::of(of).text };
    } else if let Some(named) = topic_of(clause) {
        carried.topic = named;
    }
    if let Some(of) = super::carry::left_of(clause) {
        carried.subjects = vec![of];
    }
    // 高中阶段毛入学率眼下是90.1%，年内要提到92%
    let is_as_it_is = past::AS_IT_IS.iter().chain(&["去年", "上学期"]).any(|word| clause.text.contains(word));
    if is_as_it_is && let Some(of) = super::carry::told_of(clause, &carried.named) {
        carried.subjects = vec![of];
    }
    carried.deed = deed_of(clause).unwrap_or_default();
    if let Some(named) = named_of(clause) {
        carried.named = named;
    }
    // 每月开展义务辅导，全年不少于12次: of what is held again and again.
    if again && carried.people.is_empty() {
        let said = clause.words(clause.range.clone());
        let held = verb::HELD.iter().filter_map(|verb| said.rfind(verb)).max();
        carried.subjects.extend(held.map(|at| said[at..].to_owned()));
    }
    if let Some(thing) = super::carry::works_named(clause) {
        carried.thing = thing;
    }
    if clause.text.starts_with('在') && clause.text.ends_with('中') && clause.range.len() <= 30 {
        carried.within.clone_from(&clause.text);
    }
    if let Some(people) = clause.tokens.iter().rfind(|t| t.word == Word::People)
        && !carried.people.is_empty()
        && let Some(act) = verb::last(&clause.words(people.range.end..clause.range.end))
    {
        carried.act = act.to_owned();
    }
}

/// What money is spent on building: 县第三中学.
fn built_for(statement: &Statement) -> Option<String> {
    let title = statement.measure.ends_with('元').then_some(statement.title.as_str())?;
    let at = verb::DOING
        .iter()
        .filter(|v| v.chars().count() > 1)
        .filter_map(|v| title.find(v).map(|at| at + v.len()))
        .max()?;
    let thing = &title[at..];
    let is_thing = super::words::outcome::THINGS.ends(thing).is_some();
    (is_thing && thing.chars().count() >= 2).then(|| thing.to_owned())
}
