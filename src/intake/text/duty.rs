//! Who leads, helps and answers: （责任单位：基教科；配合单位：人事科） · 由市教育局牵头，财政局配合.

use super::scan;
use super::time::{self, When};
use super::words::duty::{Duty, LABELS, LASTING, SPOKEN, THIS, UNIT_ENDS};
use super::words::marks;
use crate::intake::draft::Draft;
use std::ops::Range;

/// What a document says of duties in one place.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Duties {
    /// 牵头单位, or 责任单位 where nobody is named to lead.
    pub lead: Vec<String>,
    /// 责任单位, until it is known whether somebody leads them.
    responsible: Vec<String>,
    /// 配合单位, or 责任单位 beside one that leads.
    pub cooperating: Vec<String>,
    /// 分管领导
    pub leader: String,
    /// 责任人
    pub person: String,
    /// 完成时限
    pub due: Option<When>,
    /// The words of the time limit.
    pub when: String,
}

impl Duties {
    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Those who are responsible lead, but where somebody else does: 牵头单位：教育局；责任单位：财政局.
    fn settle(&mut self) {
        let mut responsible = std::mem::take(&mut self.responsible);
        if self.lead.is_empty() {
            self.lead = responsible;
            return;
        }
        responsible.append(&mut self.cooperating);
        for unit in responsible {
            if !self.lead.contains(&unit) && !self.cooperating.contains(&unit) {
                self.cooperating.push(unit);
            }
        }
    }

    /// Fills in what a draft does not say of them.
    pub fn give(&self, draft: &mut Draft) {
        if draft.lead.is_empty() {
            draft.lead.clone_from(&self.lead);
        }
        if draft.cooperating.is_empty() {
            draft.cooperating.clone_from(&self.cooperating);
        }
        if draft.leader.is_empty() {
            draft.leader.clone_from(&self.leader);
        }
        if draft.person.is_empty() {
            draft.person.clone_from(&self.person);
        }
        if draft.due.is_none()
            && let Some(when) = &self.due
        {
            draft.due = when.due;
            draft.period = draft.period.or(when.period);
            draft.when.clone_from(&self.when);
        }
    }

    fn take(&mut self, duty: Duty, value: &str, year: i32) {
        match duty {
            Duty::Lead => add(&mut self.lead, value),
            Duty::Responsible => add(&mut self.responsible, value),
            Duty::Cooperating => add(&mut self.cooperating, value),
            Duty::Leader if self.leader.is_empty() => self.leader = short(value),
            Duty::Person if self.person.is_empty() => self.person = short(value),
            Duty::Due => {
                let chars: Vec<char> = value.chars().collect();
                self.due = (0..chars.len().min(24)).find_map(|at| time::read(&chars, 0, at, year));
                self.when = short(value);
            }
            Duty::Leader | Duty::Person => {}
        }
    }
}

fn short(value: &str) -> String {
    value.chars().take(60).collect()
}

fn add(units: &mut Vec<String>, value: &str) {
    let chars: Vec<char> = value.chars().collect();
    let parts = scan::split(&chars, 0..chars.len(), |c| matches!(c, '、' | '，' | '；' | ' ' | '。'));
    for part in parts.into_iter().filter(|part| part.len() > 1).take(24) {
        let unit: String = chars[part].iter().collect();
        let unit = short(unit.trim_matches(['“', '”']));
        if !units.contains(&unit) && LASTING.begins(&unit).is_none() {
            units.push(unit);
        }
    }
}

/// Reads labels with colons: 责任单位：基教科；配合单位：人事科.
pub fn labelled(text: &str, year: i32) -> Duties {
    let mut duties = Duties::default();
    let mut rest = text;
    // Each round ends with the label that was found, so the work is linear in the text.
    while let Some(colon) = rest.find('：') {
        let head = &rest[..colon];
        let label = label_of(head);
        let after = &rest[colon + '：'.len_utf8()..];
        if let Some((_, duty)) = label {
            let end = after.find('：').map_or(after.len(), |next| {
                next - label_of(&after[..next]).map_or(0, |(label, _)| label.len())
            });
            duties.take(duty, after[..end].trim_matches(['，', '；', '。', ' ', '、', '）', '】']), year);
        }
        rest = after;
    }
    duties.settle();
    duties
}

/// The label that ends right before a colon.
fn label_of(head: &str) -> Option<(&'static str, Duty)> {
    let ends = LABELS.iter().filter(|(label, _)| {
        // 部门密切配合：… is no label.
        head.strip_suffix(label)
            .is_some_and(|before| label.chars().count() > 2 || !before.ends_with(char::is_alphanumeric))
    });
    ends.max_by_key(|(label, _)| label.len()).copied()
}

/// Reads 由X牵头，Y、Z配合 in a sentence's clauses.
pub fn spoken(chars: &[char], range: Range<usize>, in_brackets: bool, year: i32) -> Duties {
    let mut duties = Duties::default();
    for text in duty_clauses(chars, range) {
        let end = SPOKEN
            .iter()
            .filter_map(|(word, duty)| text.strip_suffix(word).map(|n| (n, *duty)))
            .min_by_key(|(n, _)| n.len());
        // 督导室牵头开展专项督导
        let does = || {
            let (who, what) = text.split_once("牵头")?;
            let is_unit = |unit: &str| UNIT_ENDS.iter().any(|end| unit.ends_with(end));
            let who = who.rsplit('由').next().unwrap_or(who);
            let fits = what.chars().count() >= 2
                && who.split('、').all(|unit| (2..=12).contains(&unit.chars().count()) && is_unit(unit));
            fits.then_some(who)
        };
        let Some((name, duty)) = end else {
            if let Some(who) = does() {
                duties.take(Duty::Lead, who, year);
            }
            continue;
        };
        // 这项工作计财股牵头
        let name = THIS.strip_start(name).map_or(name, |(rest, _)| rest);
        let from = name.rfind('由').map(|at| &name[at + '由'.len_utf8()..]);
        let units = from.unwrap_or(name);
        let are_units = units.split('、').all(|u| {
            u.chars().count() <= 16 && UNIT_ENDS.iter().any(|end| u.ends_with(end) || u.ends_with("等"))
        });
        if !units.is_empty()
            && (are_units || from.is_some() && units.chars().count() <= 20)
            && (in_brackets
                || from.is_some()
                || !duties.is_empty()
                || units.contains('局')
                || duty == Duty::Lead && text.ends_with("牵头") && units.chars().count() >= 3)
        {
            duties.take(duty, units, year);
        }
    }
    duties
}

/// The clauses of a range; 财政局牵头、教育局配合 are two.
fn duty_clauses(chars: &[char], range: Range<usize>) -> Vec<String> {
    let mut out = Vec::new();
    for part in scan::split(chars, range, |c| marks::COMMAS.contains(&c)) {
        let text: String = chars[part].iter().collect();
        match text.split_once("牵头、") {
            Some((lead, rest)) => out.extend([format!("{lead}牵头"), rest.to_owned()]),
            None => out.push(text),
        }
    }
    out
}

/// The brackets of a range that state duties, and what they state.
pub fn asides(chars: &[char], range: Range<usize>, year: i32) -> Vec<(Range<usize>, Duties)> {
    let mut out = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let Some(close) = scan::closing(&chars[..range.end], at) else {
            at += 1;
            continue;
        };
        if matches!(chars[at], '（' | '【') {
            let text: String = chars[at + 1..close].iter().collect();
            let mut duties = labelled(&text, year);
            if duties.is_empty() {
                duties = spoken(chars, at + 1..close, true, year);
            }
            if !duties.is_empty() {
                out.push((at..close + 1, duties));
            }
        }
        at = close + 1;
    }
    out
}

/// A sentence that is nothing but labels.
pub fn is_label(text: &str) -> bool {
    LABELS.iter().any(|(label, _)| text.strip_prefix(label).is_some_and(|after| after.starts_with('：')))
}

/// Of what a clause only says who does it: 专项治理由民办教育科牵头; nothing where it names only them.
pub(super) fn led_by(text: &str) -> Option<&str> {
    const ENDS: [&str; 8] = ["牵头", "负责", "把关", "配合", "统筹", "承担", "具体实施", "组织实施"];
    if !ENDS.iter().any(|end| text.ends_with(end)) || text.chars().count() > 40 {
        return None;
    }
    text.split_once('由').map(|(of, _)| of).or(text.ends_with("配合").then_some(""))
}
