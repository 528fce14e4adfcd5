//! Measurable statements of a sentence, clause by clause, with what one clause leaves to the next.

use super::carry::{counted, named_of, note, thing_of};
use super::clauses;
use super::every_one;
use super::examined;
use super::finish;
use super::fitting;
use super::lookup::Lookup;
use super::naming;
use super::numeral::Number;
use super::said::{self, Said};
use super::scan::{self, Token, Word};
use super::subject::{self, Subject};
use super::tense::{self, asks, bids, drop_bases, is_over, known, names_year, tells, tells_on};
use super::time::When;
use super::trimmed;
use super::wording::{self, Wording};
use super::words::context::HELD;
use super::words::measure::Weight;
use super::words::{outcome, past};
use crate::intake::draft::{Doubt, DraftKind, Every};
use crate::model::choice::{Comparator, Stage};
use rust_decimal::Decimal;
use std::ops::Range;
use std::sync::OnceLock;

/// A measurable statement.
#[derive(Clone, PartialEq, Debug)]
pub struct Statement {
    /// Target or quota.
    pub kind: DraftKind,
    /// What is to be reached, without the value.
    pub title: String,
    /// The words the value is said of.
    pub subject: String,
    /// How it is compared.
    pub comparator: Comparator,
    /// The value.
    pub value: Option<Decimal>,
    /// The upper end of a range.
    pub upper: Option<Decimal>,
    /// 由…: where it starts from.
    pub baseline: Option<Decimal>,
    /// The unit of measure.
    pub measure: String,
    /// Whom it binds.
    pub scope: Vec<String>,
    /// When it is due or how often.
    pub when: Option<When>,
    /// How often.
    pub every: Option<Every>,
    /// The stage to be reached.
    pub stage: Option<Stage>,
    /// The characters of value and comparator.
    pub mark: Range<usize>,
    /// The characters of the whole: from its subject to its value, or to the words after that.
    pub words: Range<usize>,
    /// Why to look twice.
    pub doubts: Vec<Doubt>,
}

impl Statement {
    pub(super) fn new(title: String, comparator: Comparator, mark: Range<usize>) -> Self {
        Self {
            kind: DraftKind::Target,
            subject: title.clone(),
            title,
            comparator,
            value: None,
            upper: None,
            baseline: None,
            measure: String::new(),
            scope: Vec::new(),
            when: None,
            every: None,
            stage: None,
            words: mark.clone(),
            mark,
            doubts: Vec::new(),
        }
    }

    /// Takes a number over.
    pub(super) fn number(&mut self, number: &Number) {
        self.value = number.value;
        self.upper = number.upper;
        self.measure.clone_from(&number.measure);
        if number.value.is_none() {
            self.doubts.push(Doubt::ValueUnset);
        }
        if number.upper.is_some() {
            self.doubts.push(Doubt::ValueIsRange);
        }
        if number.is_about {
            self.doubts.push(Doubt::Approximate);
        }
    }
}

/// What a clause leaves to those after it.
#[derive(Clone, Default, Debug)]
pub struct Carried {
    /// The last date, kept within a sentence.
    pub when: Option<When>,
    /// The one before this clause.
    pub earlier: Option<When>,
    /// Whom the clauses bind.
    pub scope: Vec<String>,
    /// Whose quota it is.
    pub people: String,
    /// The last subjects that were measured.
    pub subjects: Vec<String>,
    /// All rates measured so far, for a later 分别.
    pub rates: Vec<String>,
    /// What is counted so far in the sentence, for a later 全部竣工.
    pub built: Vec<(String, String)>,
    /// The last date is past, and was not one to be reached by.
    pub is_over: bool,
    /// Something was asked for in the paragraph.
    pub is_plan: bool,
    /// That was told in a paragraph before.
    pub inherits: bool,
    /// The paragraph tells of a year that is over.
    pub is_past: bool,
    /// What was counted last, and its measure.
    pub tally: Option<(String, String)>,
    /// What the last quota was of.
    pub act: String,
    /// What the clause before named without saying anything of it: 语文、数学科，不低于全县前四名.
    pub topic: String,
    /// The measure of the last noun that stood beside its number alone.
    pub paired: Option<String>,
    /// What the clause before is to do, without a number: 组织全员轮训，每人不少于72学时.
    pub deed: String,
    /// What a clause before named, that a verb after it may be of: 还缺音体美教师六百多人，…今年先招180名.
    pub named: String,
    /// What is being built: the last thing named without a number.
    pub thing: String,
    /// 本学期 was said: people are asked for so much in it.
    pub is_term: bool,
    /// 其中 was said.
    pub is_among: bool,
    /// What was counted before it was said.
    pub whole: Option<String>,

    /// The verb of the last count: 提质改造…30所、…19所.
    pub verb: String,
    /// 在各类竞赛中: where what follows is reached.
    pub within: String,
    /// 其余10个工程项目正在推进: what is counted without being asked for, for a later 全部完成.
    pub counted: Option<(String, Number)>,
    /// 高考 or 中考, which the paragraph spoke of last.
    pub exam: &'static str,
    /// It was named in this sentence.
    pub exam_is_near: bool,
    /// 完成时限, which the paragraph names in its brackets.
    pub limit: Option<When>,
    /// Who does what the sentence asks for.
    pub doer: Option<String>,
    /// Those of whom the clause before spoke: …考核合格的，要全部入编.
    pub whom: Option<String>,
    /// They were named in a sentence before this one.
    pub people_are_old: bool,
    /// What is to be examined, for a later 通过省级评估.
    pub examined: String,
    /// The last clauses of the paragraph.
    pub said: Vec<Said>,
    /// Who watches how statements are named.
    pub watch: Option<Box<naming::Watch>>,
    /// What fields could be, for those who learn from it: none is settled then.
    pub fits: Option<Vec<fitting::Seen>>,
}

/// One clause with what it is read by.
pub(super) struct Clause<'a> {
    pub chars: &'a [char],
    pub range: Range<usize>,
    pub tokens: Vec<Token>,
    pub text: String,
    /// The log-odds that it is worded like a target.
    pub odds: f32,
    /// Whether it is read on them alone.
    pub is_forced: bool,
}

impl Clause<'_> {
    /// The characters of a range, without phrases of time.
    pub fn words(&self, range: Range<usize>) -> String {
        let mut out = String::new();
        let mut at = range.start;
        for token in self.tokens.iter().filter(|t| matches!(t.word, Word::When(_))) {
            if token.range.start >= at && token.range.end <= range.end {
                // 从2011年至2013年
                // 用两年时间
                let before = |n: usize| token.range.start.checked_sub(n).map(|at| self.chars[at]);
                let is_used = before(1) == Some('用')
                    && !matches!(before(2), Some('利' | '使' | '启' | '投' | '费' | '公'));
                let from = token.range.start > at && (matches!(before(1), Some('从' | '自')) || is_used);
                out.extend(&self.chars[at..token.range.start - usize::from(from)]);
                at = token.range.end;
            }
        }
        if at < range.end {
            out.extend(&self.chars[at..range.end]);
        }
        out
    }

    /// A part of it, with the words that begin there.
    pub fn within(&self, range: Range<usize>) -> Clause<'_> {
        Clause {
            chars: self.chars,
            tokens: self.tokens.iter().filter(|t| range.contains(&t.range.start)).cloned().collect(),
            text: self.chars[range.clone()].iter().collect(),
            odds: self.odds,
            is_forced: self.is_forced,
            range,
        }
    }

    pub fn rest(&self, from: usize) -> String {
        self.chars[from.min(self.range.end)..self.range.end].iter().collect()
    }
}

/// Most statements that one sentence can give; a sentence with more is a table that lost its cells.
pub(super) const MOST: usize = 48;

/// The statements of a sentence. `carried` is what the sentences before it in the paragraph left.
pub fn read(
    chars: &[char],
    range: Range<usize>,
    year: i32,
    wording: &mut Wording,
    carried: &mut Carried,
) -> Vec<Statement> {
    let mut out: Vec<Statement> = Vec::new();
    let sentence: String = chars[range.clone()].iter().collect();
    // 同比 compares what is done, whatever date stands beside it.
    let bound = || past::FIRM.iter().any(|word| sentence.contains(word));
    // 三年累计提高…，今年达到…: in a report this year is told of too.
    let did = tense::did(&sentence);
    // 今年高考一本上线412人，比去年多了57人: what came of it.
    let is_outcome = sentence.split_once("比去年").is_some_and(|(_, change)| {
        ["多了", "少了", "增加了", "提高了", "增长了"].iter().any(|word| change.starts_with(word))
    });
    let told_of = (carried.is_past || did)
        && (is_outcome && !sentence.contains("明年") || !sentence.starts_with("今年"));
    let asking = if told_of { sentence.replace("今年", "") } else { sentence.clone() };
    let asked = asks(&tense::without_past_aims(&asking, year))
        && !tense::tells_of_plan(&sentence, year)
        && (!sentence.contains("同比") || bound() || bids(&sentence));
    let unasked = !asked
        && !carried.is_plan
        && !bound()
        && past::DONE_UNASKED.iter().any(|word| sentence.contains(word));
    // In a paragraph about a past year, 年内 is that year's.
    let planned = carried.inherits && ["计划", "规划"].iter().any(|word| sentence.contains(word));
    // 8月20日前竣工, after what is told, is still to come.
    let is_due = carried.is_past
        && scan::words(chars, range.clone(), year).iter().any(|t| {
            use chrono::Datelike;
            let is_before = chars.get(t.range.end.wrapping_sub(1)) == Some(&'前');
            matches!(&t.word, Word::When(w) if is_before && w.due.is_some_and(|due| due.year() >= year))
        });
    let past = carried.is_past
        && !is_due
        && !planned
        && !known(&tense::BIND, past::BIND, &asking)
        && !bids(&sentence);
    let ahead = names_year(&sentence, year..2100);
    let reports = past::REPORTS.iter().any(|word| sentence.starts_with(word)) && !bids(&sentence);
    let era = known(&tense::ERAS, past::ERAS, &sentence)
        || sentence.starts_with('已')
        || names_year(&sentence, 1990..year)
        || reports;
    // 截至去年底已有3个通过, among what is asked for, is told in passing.
    let in_passing = reports && carried.is_plan;
    if (era && !in_passing || did && !carried.is_plan) && !asked && !ahead {
        carried.is_past = true;
        carried.inherits = false;
    }
    // 我们也要清醒地看到: what follows says how things are.
    let sees = known(&SEES, past::SEES, &sentence);
    carried.is_past |= sees;
    // 去年招生782人，…，流失率达到9.4%: all of it, until something is asked.
    let mut of_last_year = tense::of_last_year(&sentence);
    // 上线率51.2%，比上年提高4.6个百分点，但…: how things are.
    let contrasts = sentence.contains("，但") && !asks(&sentence.replace("今年", "")) && !bound();
    let told_by_word = (tells(&sentence) || tense::spans_over(&sentence, year)) && !asked;
    let told_else =
        reports || contrasts || sees || unasked || tense::tells_of_plan(&sentence, year) || past && !ahead;
    let told = told_else || told_by_word;
    // 公寓楼5月底竣工；操场翻新所需资金已列入预算: what stands before the semicolon is not told of.
    let told_from = match told_by_word && !told_else && !carried.is_past {
        true => tense::told_part(&sentence, year).map_or(range.start, |at| range.start + at),
        false => range.start,
    };
    carried.is_past &= (told || !asked) && !ahead || sees;
    // 超大班额怎么消？: what is spoken of next.
    if let Some((of, _)) = sentence
        .split_once("怎么")
        .filter(|(of, _)| (3..=10).contains(&of.chars().count()) && !of.contains('，'))
    {
        carried.subjects = vec![subject::of(of).text];
    }
    // What is given as an example is no target.
    if known(&tense::EXAMPLES, past::EXAMPLES, &sentence) {
        return out;
    }
    let mut every_led = None;
    let mut told_on = false;
    // What the clause before says, where nothing was read in it.
    let mut unread: Option<String> = None;
    // What this part of the sentence is about, and where the part begins.
    let mut part_topic: Option<String> = None;
    let mut part_start = range.start;
    let first_end =
        chars[range.clone()].iter().position(|c| *c == '，').map_or(range.end, |at| range.start + at);
    // 截至9月…，秋季将新开办…: what is to come after what is reported.
    let mut turned = false;
    for part in clauses::of(chars, range) {
        if out.len() >= MOST {
            break;
        }
        if part.start > 0 && chars[part.start - 1] == '；' {
            // After a semicolon others are spoken of.
            carried.people.clear();
            if carried.scope.iter().any(|place| place.ends_with(['县', '区', '镇', '乡', '市'])) {
                carried.scope.clear();
            }
            // 每学期听课要求：校长…；教师…: how often holds for all of them.
            // …36片，明年再改造40片；…: next year is only of what it was said of.
            let leads = |w: &When| !w.is_year || w.range.start < first_end;
            let kept = carried.when.take().filter(|w| w.every.is_none() && leads(w));
            carried.when = kept.or_else(|| every_led.clone());
            told_on = false;
            part_topic = None;
            part_start = part.start;
        }
        let mut tokens = wording.words(&part).unwrap_or_else(|| scan::words(chars, part.clone(), year));
        drop_bases(chars, &part, &mut tokens, year);
        let text: String = chars[part.clone()].iter().collect();
        said::say(&mut carried.said, chars, part.clone(), &tokens);
        let odds = wording.at(part.start);
        let mut clause = Clause { chars, range: part, tokens, text, odds, is_forced: false };
        carried.earlier = carried.when.clone();
        note(&clause, carried, year);
        examined::note(&clause, carried);
        examined::note_exam(&clause, carried);
        if chars.get(clause.range.end) == Some(&'：') {
            every_led = carried.when.clone().filter(|w| w.every.is_some());
        }
        // 对今年列入计划的53个项目进行了督查 asks for nothing.
        let asks_here = match tense::did(&clause.text) {
            true => asks(&clause.text.replace("今年", "")),
            false => asks(&clause.text),
        };
        of_last_year &= !asks_here;
        // 每学期总结一次 is asked again and again.
        let again = clause.tokens.iter().any(|t| matches!(&t.word, Word::When(w) if w.every.is_some()));
        let is_aim = (carried.is_plan || tense::is_bound(&clause.text)) && tense::is_aim(&clause.text);
        let tells_on = !asks_here && !again && !is_aim && tells_on(&clause.text);
        if reports
            && !turned
            && !tells(&clause.text)
            && past::TURNS.iter().any(|w| clause.text.replace("即将", "").contains(w))
        {
            turned = true;
            // The date is that of the report.
            if !clause.tokens.iter().any(|t| matches!(t.word, Word::When(_))) {
                carried.when = None;
            }
        }
        told_on = !asks_here && (told_on || tells_on && !asked);
        // 4月开工，现已进入主体建设，计划年底封顶: what stands before 现已 was done.
        let so_far = sentence.contains("现已") && !asks_here;
        let is_told = so_far
            || told && !turned && clause.range.start >= told_from
            || told_on
            || tells_on
            || (!asks_here && (tells(&clause.text) || tense::spans_over(&clause.text, year)))
            || is_over(&clause, carried, year, &sentence)
            || !asks_here && (tense::of_last_year(&clause.text) || of_last_year);
        let is_sure = odds >= wording::SURELY_LIKE && !of_last_year && !tense::speaks_of_then(&clause.text);
        if is_told && !is_sure {
            carried.counted = counted(&clause).or(carried.counted.take());
            // 普惠率为86.4%，公办园占比为48.7%，两项指标年底前分别提高到…
            if let Some(rate) = super::carry::rate_told(&clause) {
                carried.rates.push(rate);
            }
            let told_of = super::carry::told_of(&clause, &carried.named);
            carried.named = named_of(&clause).unwrap_or_default();
            // 去年…排全市第七，今年要进前五: of the same.
            let mut told = Carried::default();
            if super::rank::place(&clause, &mut told).is_some() {
                carried.subjects = told.subjects;
            }
            if let Some(name) = told_of {
                carried.subjects = vec![name];
            }
            if let Some(thing) = thing_of(&clause) {
                carried.thing = thing;
            }
            if clause.range.start == part_start {
                part_topic = super::topic::leave(&clause, carried);
            }
            continue;
        }
        // 哪个县区再超过15%，…: on that condition.
        let is_if =
            ["哪个", "哪家", "哪所", "凡是", "如果", "倘若"].iter().any(|word| clause.text.starts_with(word));
        // “县管校聘”改革在去年3个县试点的基础上，今年再推开2个县
        if clause.text.ends_with("基础上")
            && let Some((of, _)) =
                clause.text.split_once('在').filter(|(of, _)| (4..=16).contains(&of.chars().count()))
        {
            carried.topic = subject::of(of).text;
        }
        if is_if || super::reached::is_condition(&clause) || super::weigh::scores(&clause) {
            continue;
        }
        // 在计划建设的67万平方米用房中，学生宿舍50万平方米: the parts are of it.
        if let Some(whole) = super::reached::whole_of(&clause) {
            carried.built.push(whole);
            carried.is_among = true;
            continue;
        }
        let found = super::readers::found(&mut clause, unread.as_deref(), carried);
        let before = std::mem::replace(&mut unread, found.is_empty().then(|| clause.text.clone()));
        carried.whom = clause
            .text
            .strip_suffix('的')
            .filter(|whom| found.is_empty() && (6..=24).contains(&whom.chars().count()))
            .map(|_| clause.text.clone());
        let striving = clause.tokens.iter().any(|t| t.word == Word::Strive);
        super::left::leave(&clause, &found, again, carried);
        if found.is_empty() && clause.range.start == part_start {
            part_topic = super::topic::leave(&clause, carried);
        }
        if found.is_empty() {
            continue;
        }
        let part: String = chars[part_start..clause.range.end].iter().collect();
        let is_alone = found.len() == 1;
        for mut statement in found {
            if let Some(topic) = &part_topic {
                super::topic::settle(&mut statement, topic, &part);
            }
            statement.words = words_of(&statement, &clause);
            finish::finish(&mut statement, &clause, carried, year);
            let last = out.last().filter(|last| last.mark.start >= part_start).map(|last| last.title.clone());
            super::topic::make_whole(
                &mut statement,
                &clause,
                part_topic.as_deref(),
                before.as_deref(),
                last.as_deref(),
            );
            if is_alone {
                let left = [part_topic.as_deref(), last.as_deref()];
                naming::settle(&mut statement, &clause, &carried.said, left, carried.watch.as_deref_mut());
            }
            super::whom::settle(&mut statement);
            if striving {
                statement.doubts.push(Doubt::Striving);
            }
            let is_done = matches!(statement.comparator, Comparator::YesNo | Comparator::AllReach);
            statement.stage = statement.stage.or_else(|| stage_of(&statement.title).filter(|_| is_done));
            // 教职工体检完成: nothing is built.
            let is_no_work = outcome::DONE.is_in(&statement.title) && !outcome::WORKS.is_in(&statement.title);
            statement.stage = statement.stage.filter(|stage| *stage != Stage::Completed || !is_no_work);
            let mut each = super::apart::each(statement, &clause, &part, before.as_deref(), is_alone);
            for one in &mut each {
                every_one::reach(one, &clause.text);
                trimmed::said_by_comparator(one);
            }
            if let [one] = each.as_mut_slice() {
                fitting::settle(one, &clause, carried, year);
            }
            for one in each {
                // Named each by itself, and counted once more.
                let is_same = |other: &&Statement| other.title == one.title && other.value == one.value;
                let mut here = out.iter().rev().take_while(|other| other.mark.start >= clause.range.start);
                if !here.any(|other| is_same(&other)) {
                    out.push(one);
                }
            }
        }
    }
    out.truncate(MOST);
    out
}

/// 城西小学交付使用: the stage that a name ends with.
fn stage_of(title: &str) -> Option<Stage> {
    // 完成, 达标 are said of anything.
    let is_built = |word: &str| !matches!(word, "完成" | "达标" | "办结");
    let ends = outcome::STAGES.iter().filter(|(word, _)| is_built(word) && title.ends_with(word));
    ends.max_by_key(|(word, _)| word.len()).map(|(_, stage)| *stage)
}

/// Where a statement's own words stand: from where its subject begins to its value, and on to the end of
/// what the value counts. A subject that was carried over stands elsewhere; then it is the mark alone.
fn words_of(statement: &Statement, clause: &Clause) -> Range<usize> {
    let mark = statement.mark.start.max(clause.range.start)..statement.mark.end.min(clause.range.end);
    let name: Vec<char> = statement.title.chars().filter(|c| !matches!(c, '“' | '”')).collect();
    let (Some(head), Some(tail)) = (name.get(..2), name.get(name.len().saturating_sub(2)..)) else {
        return mark;
    };
    let before = clause.chars.get(clause.range.start..mark.end).unwrap_or_default();
    let after = clause.chars.get(mark.end..clause.range.end).unwrap_or_default();
    let start = before.windows(2).rposition(|pair| pair == head).map(|at| clause.range.start + at);
    let end = after.windows(2).position(|pair| pair == tail).map(|at| mark.end + at + 2);
    start.unwrap_or(mark.start).min(mark.start)..end.unwrap_or(mark.end)
}

static SEES: OnceLock<Lookup<()>> = OnceLock::new();

/// The subject before a value, and whether it had to be carried over.
pub(super) fn subject_of(before: &str, carried: &Carried) -> (Subject, bool) {
    let mut found = subject::of(before);
    let level = super::words::noun::LEVELS.contains(&found.text.as_str());
    // 控制辍学率，小学…，初中…
    // 控制作业总量，三至六年级…
    let grade = found.text.ends_with("年级") && found.text.chars().count() <= 8;
    if (level || grade)
        && (subject::noun_ends(&carried.topic) || HELD.iter().any(|end| carried.topic.ends_with(end)))
        && subject::level(&carried.topic).is_none()
    {
        found.text.push_str(&carried.topic);
        return (found, true);
    }
    if level && let Some(last) = carried.subjects.last() {
        let of_grade = subject::after_grades(last).filter(|of| !of.is_empty());
        let bare = of_grade.unwrap_or(subject::without_level(last));
        let verb = carried.verb.as_str();
        if !verb.is_empty() && last.starts_with(verb) {
            // 新建学校4所、幼儿园6所 counts on; 其中高中40人 is of what was hired.
            if !carried.is_among {
                return (found, false);
            }
            let rest = &last[verb.len()..];
            let tail = if found.text.ends_with(rest) { "" } else { rest };
            found.text = format!("{verb}{}{tail}", found.text);
            return (found, true);
        }
        if bare != found.text {
            found.text = format!("{}{bare}", found.text);
            return (found, true);
        }
    }
    // 市二中本科上线率要过75%，市三中稳住60%
    if let Some(of) = carried.subjects.last().and_then(|last| subject::of_other_school(&found.text, last)) {
        found.text.push_str(&of);
        return (found, true);
    }
    if !found.text.is_empty() {
        found.text = subject::level_first(&found.text);
        return (found, false);
    }
    if !carried.topic.is_empty() && (found.scope.is_empty() || found.binds) {
        found.text.clone_from(&carried.topic);
        return (found, true);
    }
    let Some(last) = carried.subjects.last() else {
        let is_bare = found.scope.is_empty() && !carried.deed.is_empty();
        found.text = if is_bare { carried.deed.clone() } else { found.text };
        return (found, is_bare);
    };
    let place = found.scope.last().cloned().unwrap_or_default();
    // 赤坎区3505个、霞山区3705个: one place at a time.
    let last = subject::without_place(last);
    let is_whole = super::words::scope::WHOLE.contains(&place.as_str());
    let head = super::words::scope::KINDS.iter().find(|kind| last.starts_with(**kind));
    let bare = head.map_or(last, |kind| &last[kind.len()..]);
    found.text = if place.is_empty() {
        carried.subjects.last().cloned().unwrap_or_default()
    } else if is_whole || found.binds {
        last.to_owned()
    } else {
        format!("{place}{bare}")
    };
    (found, true)
}

/// Whether a number can be a target by its unit alone.
pub(super) fn is_count(number: &Number) -> bool {
    number.weight == Weight::Count && !number.is_han
}
