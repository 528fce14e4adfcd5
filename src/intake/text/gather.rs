//! Drafts out of outline, statements, duties, framework and lists.

mod assigned;

use super::chapter;
use super::duty::{self, Duties};
use super::fold::{BREAK, Folded};
use super::outline::{Depth, Sentence};
use super::said::{self, Said};
use super::scan;
use super::statement::{self, Carried, Statement};
use super::time::When;
use super::wording::{self, Wording};
use super::words::{self, marks, past, scope};
use super::{frame, reports, subject, tense, themes};
use crate::intake::draft::{Doubt, Draft, DraftKey, DraftKind, Origin, Setting};
use crate::model::choice::Period;
use crate::model::outline::guess_kind;
use crate::model::rule::MAX_LINE;
use chrono::Datelike;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A heading that is open where the reader stands.
struct Heading {
    depth: Depth,
    title: String,
    number: String,
    looks_back: bool,
    /// The task it became.
    task: Option<DraftKey>,
    /// Who does all that stands under it.
    duties: Duties,
    /// Drafts from before it, so that duties stated at its end reach all of them.
    from: usize,
}

/// Longest heading that is kept in a path, in characters.
const LONGEST_HEADING: usize = 40;
/// Longest quotation, in characters.
const LONGEST_QUOTE: usize = 300;
/// Longest paragraph whose time limit is looked for, in characters.
const LONGEST_PARAGRAPH: usize = 600;
/// Most themes that targets are held against.
const MOST_THEMES: usize = 64;

pub(super) struct Gatherer<'a> {
    text: &'a str,
    setting: Setting,
    folded: Folded,
    drafts: Vec<Draft>,
    headings: Vec<Heading>,
    units: HashMap<String, DraftKey>,
    tasks: HashSet<String>,
    is_speech: bool,
    /// Drafts of the paragraph being read begin here.
    paragraph: usize,
    /// Drafts from here on have had no duties stated for their section.
    stated: usize,
    /// Drafts of the last sentence that has any begin here.
    last: usize,
    /// The paragraph has come to what is to be done.
    turns_on: bool,
    /// 到2025年, before the items it holds for, and how deep it stands.
    goal: Option<(When, Depth)>,
    /// The words of the last heading.
    heading: Range<usize>,
    /// The same, as the clause that paragraphs under it begin after.
    above: Vec<Said>,
    /// Whether the last clauses asked for something.
    asks: Vec<bool>,
}

impl<'a> Gatherer<'a> {
    pub fn new(text: &'a str, setting: Setting) -> Self {
        Self {
            text,
            setting,
            folded: Folded::new(text),
            drafts: Vec::new(),
            headings: Vec::new(),
            units: HashMap::new(),
            tasks: HashSet::new(),
            is_speech: text.contains("同志们"),
            paragraph: 0,
            stated: 0,
            last: 0,
            turns_on: false,
            goal: None,
            heading: 0..0,
            above: Vec::new(),
            asks: Vec::new(),
        }
    }

    pub fn folded(&self) -> &Folded {
        &self.folded
    }

    /// Takes the sentences of these places.
    pub fn take(&mut self, sentences: &[Sentence], places: Range<usize>, was: &mut Carried) {
        let mut carried = std::mem::take(was);
        for (n, sentence) in sentences.iter().enumerate().take(places.end).skip(places.start) {
            if sentence.begins_line || sentence.number.is_some() {
                // A report goes on over paragraphs until a numbered heading or a request.
                let goes_on = sentence.number.as_ref().is_none_or(|(_, depth)| *depth == 6);
                let is_plan = carried.is_plan && sentence.number.is_some() && goes_on;
                let is_past = carried.is_past && goes_on;
                let when = self.goal_of(sentence);
                let said = self.above.clone();
                let (watch, fits) = (carried.watch.take(), carried.fits.take());
                carried = Carried {
                    is_past,
                    inherits: is_past,
                    is_plan,
                    when,
                    said,
                    watch,
                    fits,
                    ..Carried::default()
                };
                self.paragraph = self.drafts.len();
            } else {
                // A date holds for its sentence; subjects and people stay for the paragraph.
                // 其中 goes on with what the sentence before it counted.
                let goes_on = chapter::goes_on(&self.folded.chars[sentence.range.clone()]);
                carried.when = carried.when.take().filter(|w| w.is_year || goes_on && w.every.is_none());
                carried.people_are_old = true;
                carried.doer = None;
                carried.exam_is_near = false;
                carried.is_among = false;
                carried.is_term = false;
                carried.is_over = false;
                carried.counted = None;
                carried.topic.clear();
                carried.deed.clear();
                carried.paired = None;
                if !goes_on {
                    carried.built.clear();
                }
                carried.scope.clear();
                // 四要抓安全: another point, of others.
                if let [number, '要', ..] = self.folded.chars[sentence.range.clone()]
                    && "一二三四五六七八九".contains(number)
                {
                    carried.people.clear();
                    carried.act.clear();
                    carried.subjects.clear();
                    carried.verb.clear();
                }
            }
            if sentence.begins_line || sentence.number.is_some() {
                carried.limit = self.limit_of(sentence);
            }
            if sentence.begins_line && chapter::looks_on(&self.folded.text(sentence.range.clone())) {
                carried.is_past = false;
            }
            // What stands before 现就…通知如下 tells how things stand.
            if sentence.begins_line && sentence.number.is_none() && self.opens_notice(&sentences[n..]) {
                carried.is_past = true;
            }
            self.sentence(sentence, sentences.get(n + 1), &mut carried);
            if wording::is_heading(sentence) {
                self.heading = sentence.range.clone();
                self.above = said::under(&self.folded.chars, self.heading.clone(), self.year());
            }
            if let Some(when) = self.goal_in(sentence) {
                let depth = self.headings.last().map_or(0, |heading| heading.depth);
                self.goal = Some((when, depth));
            }
        }
        *was = carried;
    }

    /// 完成时限：9月底前, in the brackets of the paragraph that begins here.
    fn limit_of(&self, sentence: &Sentence) -> Option<When> {
        let rest = &self.folded.chars[sentence.range.start..];
        let end = rest.iter().take(LONGEST_PARAGRAPH).position(|c| *c == BREAK)?;
        let says = rest[..end].windows(3).any(|said| said == ['时', '限', '：']);
        let range = sentence.range.start..sentence.range.start + end;
        let asides = says.then(|| duty::asides(&self.folded.chars, range, self.year()))?;
        asides.into_iter().find_map(|(_, duties)| duties.due)
    }

    /// Whether the line that begins here ends in 通知如下.
    fn opens_notice(&self, sentences: &[Sentence]) -> bool {
        let line = sentences.iter().enumerate().take_while(|(n, s)| *n == 0 || !s.begins_line).take(12);
        let last = line.last().map(|(_, s)| self.folded.text(s.range.clone())).unwrap_or_default();
        let last = last.trim_end_matches('：');
        last.ends_with("通知如下") || last.ends_with("通报如下")
    }

    /// The year that was named before a list, for an item of it.
    fn goal_of(&mut self, sentence: &Sentence) -> Option<When> {
        let (when, depth) = self.goal.as_ref()?;
        let before = sentence.range.start.checked_sub(1).and_then(|at| self.folded.chars.get(at));
        match &sentence.number {
            Some((_, own)) if own <= depth => {
                self.goal = None;
                None
            }
            Some(_) => Some(when.clone()),
            None => (before == Some(&'—')).then(|| when.clone()),
        }
    }

    /// 到2025年，…: the year a sentence begins with, not before the ledger's.
    fn goal_in(&self, sentence: &Sentence) -> Option<When> {
        let chars = &self.folded.chars[..sentence.range.end];
        let from = sentence.range.start;
        // 下一步打算：2013年，…
        let from = match chars[from..].iter().take(12).position(|c| *c == '：') {
            Some(at)
                if past::NEXT
                    .iter()
                    .any(|word| chars[from..].iter().collect::<String>().starts_with(word)) =>
            {
                from + at + 1
            }
            _ => from,
        };
        // 2017年，…做好以下几项工作。一是…
        let lists = || {
            let text: String = chars[from..].iter().collect();
            ["以下", "如下", "下列", "几项", "几个方面", "几件", "件实事", "项工作", "件大事"]
                .iter()
                .any(|word| text.contains(word))
        };
        let at = match chars.get(from) {
            Some('到' | '至') => from + 1,
            _ if lists() => from,
            _ => return None,
        };
        let when = super::time::read(chars, at, at, self.year())?;
        // 到2017年…，到2020年…: which of them holds for what follows is not said.
        let text: String = chars[when.range.end.min(chars.len())..].iter().collect();
        if text.contains("到20") || text.contains("至20") {
            return None;
        }
        (when.is_year && when.due.is_some_and(|due| due.year() >= self.year())).then_some(when)
    }

    pub fn finish(mut self) -> Vec<Draft> {
        while let Some(last) = self.headings.pop() {
            self.give(&last.duties, last.from);
        }
        themes::hang(&mut self.drafts);
        self.mark_doubles();
        self.drafts
    }

    fn year(&self) -> i32 {
        self.setting.year
    }

    fn sentence(&mut self, sentence: &Sentence, next: Option<&Sentence>, carried: &mut Carried) {
        let range = sentence.range.clone();
        let text = self.folded.text(range.clone());
        let heading = &self.folded.chars[self.heading.clone()];
        let mut wording =
            Wording::new(&self.folded.chars, range.clone(), self.setting.year, heading, &mut self.asks);
        if let Some((number, depth)) = &sentence.number {
            self.heading(sentence, next, number.clone(), *depth, &text);
        } else if sentence.begins_line && !sentence.has_stop && range.len() <= 24 {
            // A line without number or stop is a title; it ends lists above it when it looks back.
            self.title(&text);
        }
        let year = self.year();
        // Duties: a line of labels, brackets, or 由…牵头.
        if duty::is_label(&text) {
            let duties = duty::labelled(&text, year);
            self.give_aside(&duties, sentence, next, true);
            return;
        }
        let asides = duty::asides(&self.folded.chars, range.clone(), year);
        // 现将履职情况报告如下: a report, until a heading looks on.
        if chapter::opens_report(&text) {
            self.looks_back();
        }
        // 今后，…: what is to come, at the end of a report.
        if sentence.begins_line || sentence.number.as_ref().is_some_and(|(_, depth)| *depth != 6) {
            self.turns_on = false;
        }
        if past::NEXT.iter().any(|word| text.starts_with(word)) {
            self.turns_on = true;
            carried.is_past = false;
        }
        let looks_back = !self.turns_on && self.headings.iter().any(|h| h.looks_back);
        let first = self.drafts.len();
        if !looks_back && !range.is_empty() {
            self.statements(range.clone(), &mut wording, carried);
            self.frames(range.clone());
            self.work(range.clone());
            self.beats(range.clone());
        }
        let is_line = sentence.begins_line && sentence.ends_line;
        // （二）教学管理（牵头：教务处）
        let is_heading = sentence.number.is_some() && sentence.ends_line && !sentence.has_stop;
        for (aside, duties) in &asides {
            let is_above = is_heading
                && aside.end == range.end
                && self.drafts[first..].iter().all(|d| d.kind == DraftKind::Task);
            if let Some(heading) = self.headings.last_mut().filter(|_| is_above) {
                heading.duties = duties.clone();
                continue;
            }
            self.give_aside(duties, sentence, next, is_line && *aside == range);
        }
        // 以上各项由基础教育科牵头, 第6、7两项由职业教育科牵头
        let is_of_chapter =
            words::duty::ABOVE.begins(&text).is_some() || text.starts_with('第') && text.contains("项由");
        if is_line && is_of_chapter {
            let duties = duty::spoken(&self.folded.chars, range, false, year);
            self.give_aside(&duties, sentence, next, true);
        } else {
            self.give_spoken(range, first, sentence.ends_line);
        }
        if self.drafts.len() > first {
            self.last = first;
        }
    }

    /// What follows is a report, until a heading looks on.
    fn looks_back(&mut self) {
        self.headings.retain(|h| h.depth == 0);
        self.headings.push(Heading {
            depth: 0,
            title: String::new(),
            number: String::new(),
            looks_back: true,
            task: None,
            duties: Duties::default(),
            from: self.drafts.len(),
        });
    }

    fn title(&mut self, text: &str) {
        if chapter::looks_back(text, self.year()) {
            self.looks_back();
        } else if past::LOOKING_ON.iter().any(|word| text.contains(word)) {
            self.headings.retain(|h| h.depth != 0 && !h.looks_back);
        }
    }

    fn heading(
        &mut self,
        sentence: &Sentence,
        next: Option<&Sentence>,
        number: String,
        depth: Depth,
        text: &str,
    ) {
        while let Some(last) = self.headings.pop_if(|h| h.depth >= depth) {
            self.give(&last.duties, last.from);
        }
        let first = scan::split(&self.folded.chars, sentence.range.clone(), |c| marks::COMMAS.contains(&c));
        let short = text.chars().count() <= LONGEST_HEADING
            && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, 'X' | '：'));
        let title = if short {
            text.to_owned()
        } else {
            first.first().map(|r| self.folded.text(r.clone())).unwrap_or_default()
        };
        let title: String = without_duty(&title).chars().take(LONGEST_HEADING).collect();
        // A heading that looks on ends a chapter that looked back without a number.
        if past::LOOKING_ON.iter().any(|word| title.contains(word))
            && !chapter::looks_back(&title, self.year())
        {
            self.headings.retain(|h| h.depth != 0 || !h.looks_back);
        }
        let mut heading = Heading {
            depth,
            title: title.clone(),
            number: number.clone(),
            // 监测成绩进入全区前三名 is an aim, whatever it names.
            looks_back: chapter::looks_back(&title, self.year()) && !chapter::is_aim(text),
            task: None,
            duties: Duties::default(),
            from: self.drafts.len(),
        };
        let has_body = !sentence.ends_line || next.is_some_and(|n| n.number.is_none());
        let is_item =
            depth >= 3 && depth != 6 || depth == 2 && !self.is_speech && has_body && !sentence.ends_line;
        let past = heading.looks_back
            || self.headings.iter().any(|h| h.looks_back)
            || tense::tells(text) && !tense::asks(text);
        // 建成智慧校园12所，…: a row of targets has no task of its own.
        let is_row = !short
            && first.first().is_some_and(|r| self.folded.chars[r.clone()].iter().any(char::is_ascii_digit));
        if is_item && !is_row && !past && title.chars().count() >= 4 {
            let path = self.path();
            if let Some(draft) = self.draft(DraftKind::Task, sentence.range.clone(), sentence.range.clone()) {
                draft.title = subject::close(title.trim_end_matches(['，', '；', '：']));
                draft.number = number;
                draft.path = path;
                if depth == 2 {
                    draft.doubt(Doubt::KindGuessed);
                }
                heading.task = Some(draft.key);
            }
        }
        self.headings.push(heading);
    }

    fn path(&self) -> Vec<String> {
        self.headings.iter().map(|h| h.title.clone()).filter(|t| !t.is_empty()).collect()
    }

    /// A new draft that quotes a range of characters; `None` when that is nothing in the source.
    fn draft(&mut self, kind: DraftKind, sentence: Range<usize>, mark: Range<usize>) -> Option<&mut Draft> {
        let quote = if sentence.len() > LONGEST_QUOTE {
            let from = mark.start.saturating_sub(LONGEST_QUOTE / 2).max(sentence.start);
            from..(mark.end + LONGEST_QUOTE / 2).min(sentence.end)
        } else {
            sentence
        };
        let quote = self.folded.source(quote)?;
        let mark = self
            .folded
            .source(mark)
            .filter(|m| m.start >= quote.start && m.end <= quote.end)
            .unwrap_or(quote.clone());
        let words = self.text.get(quote.clone())?.to_owned();
        let key = DraftKey(self.drafts.len() as u32);
        self.drafts.push(Draft::new(key, kind, words, Origin::Text { quote, mark }));
        self.drafts.last_mut()
    }

    fn statements(&mut self, range: Range<usize>, wording: &mut Wording, carried: &mut Carried) {
        let year = self.year();
        let mut found = statement::read(&self.folded.chars, range.clone(), year, wording, carried);
        reports::leave_out(&mut found, &self.folded.chars, range.clone());
        // What is a rhythm is no target that no rule reads.
        if found.iter().any(|s| s.doubts.contains(&Doubt::Unread)) {
            let beats = frame::beats(&self.folded.chars, range.clone());
            let is_beat = |s: &Statement| {
                beats.iter().any(|beat| beat.mark.start < s.mark.end && s.mark.start < beat.mark.end)
            };
            found.retain(|s| !(s.doubts.contains(&Doubt::Unread) && is_beat(s)));
        }
        if found.is_empty() {
            return;
        }
        let path = self.path();
        let number = self.headings.last().map(|h| h.number.clone()).unwrap_or_default();
        let task = self.headings.iter().rev().find_map(|h| h.task);
        let unit = self.headings.iter().rev().map(|h| h.title.as_str()).find(|title| chapter::is_unit(title));
        let unit = unit.map(str::to_owned);
        for mut statement in found {
            if let Some(unit) = &unit {
                chapter::of_unit(&mut statement, unit);
            }
            let when = statement.when.as_ref().map(|w| self.folded.text(w.range.clone()));
            let words = self.folded.source(statement.words.clone());
            if let Some(draft) = self.draft(statement.kind, range.clone(), statement.mark.clone()) {
                draft.words = words.filter(|w| draft.holds(w));
                draft.path.clone_from(&path);
                draft.number.clone_from(&number);
                draft.parent = task;
                draft.when = when.unwrap_or_default();
                fill(draft, statement);
            }
        }
    }

    fn frames(&mut self, range: Range<usize>) {
        for frame in frame::frames(&self.folded.chars, range.clone()) {
            if self.drafts.iter().filter(|d| d.kind == DraftKind::Theme).count() >= MOST_THEMES {
                return;
            }
            let parent = self.draft(DraftKind::Theme, range.clone(), frame.mark.clone()).map(|draft| {
                draft.title = cut(&frame.title);
                draft.theme_kind = Some(frame.kind);
                if !frame.is_even {
                    draft.doubt(Doubt::UnevenLists);
                }
                draft.key
            });
            for item in frame.items.iter().take(20) {
                if let Some(draft) = self.draft(DraftKind::Theme, range.clone(), frame.mark.clone()) {
                    draft.title = cut(item);
                    draft.theme_kind = Some(frame.kind);
                    draft.parent = parent;
                }
            }
        }
    }

    fn work(&mut self, range: Range<usize>) {
        let mut found = frame::work(&self.folded.chars, range.clone());
        if self.is_speech {
            found.extend(frame::bidden(&self.folded.chars, range.clone()));
        }
        for work in found {
            if !self.tasks.insert(work.title.clone()) {
                continue;
            }
            let path = self.path();
            for name in &work.scope {
                self.unit(name, range.clone(), work.mark.clone());
            }
            if let Some(draft) = self.draft(DraftKind::Task, range.clone(), work.mark) {
                draft.title = cut(&work.title);
                draft.subject.clone_from(&draft.title);
                draft.scope = work.scope;
                draft.source = work.source;
                draft.path = path;
            }
        }
    }

    fn beats(&mut self, range: Range<usize>) {
        for beat in frame::beats(&self.folded.chars, range.clone()) {
            let words = self.folded.source(beat.mark.clone());
            if let Some(draft) = self.draft(DraftKind::Rhythm, range.clone(), beat.mark) {
                draft.words = words.filter(|w| draft.holds(w));
                draft.title = beat.title;
                draft.scope = beat.scope;
                draft.when = beat.when;
                draft.every = Some(beat.every);
                draft.period = beat.every.period();
            }
        }
    }

    fn unit(&mut self, name: &str, range: Range<usize>, mark: Range<usize>) {
        if self.units.contains_key(name)
            || name.contains(['X', '×'])
            || name.chars().count() > 30
            || scope::WHOLE.contains(&name)
        {
            return;
        }
        let name = name.to_owned();
        if let Some(draft) = self.draft(DraftKind::Unit, range, mark) {
            draft.title.clone_from(&name);
            draft.unit_kind = Some(guess_kind(&name));
            let key = draft.key;
            self.units.insert(name, key);
        }
    }

    /// Marks what is said again.
    fn mark_doubles(&mut self) {
        let mut said = HashSet::new();
        for draft in &mut self.drafts {
            let (value, due) = (draft.value, draft.due);
            let key =
                (draft.kind, draft.title.clone(), value, draft.measure.clone(), due, draft.scope.clone());
            if matches!(draft.kind, DraftKind::Target | DraftKind::Quota | DraftKind::Task)
                && !said.insert(key)
            {
                draft.doubt(Doubt::SaidTwice);
            }
        }
    }
}

fn without_duty(title: &str) -> &str {
    match title.find('（') {
        Some(at) if title[at..].contains('：') => &title[..at],
        _ => title,
    }
}

fn cut(title: &str) -> String {
    title.chars().take(MAX_LINE).collect()
}

fn fill(draft: &mut Draft, statement: Statement) {
    if statement.title.chars().count() > MAX_LINE {
        draft.doubt(Doubt::TitleCut);
    }
    draft.title = cut(&statement.title);
    draft.subject = cut(&statement.subject);
    draft.comparator = Some(statement.comparator);
    draft.value = statement.value;
    draft.upper = statement.upper;
    draft.baseline = statement.baseline;
    draft.measure = statement.measure;
    draft.scope = statement.scope;
    draft.stage = statement.stage;
    draft.every = statement.every;
    if let Some(When { period, due, .. }) = statement.when {
        draft.period = period.or(due.map(|_| Period::Year));
        draft.due = due;
    }
    for doubt in statement.doubts {
        draft.doubt(doubt);
    }
}
