//! The names a statement could have: what the grammar made, what its clause names, by itself and after what those before it
//! name; and by what each is known.

use super::naming::Likely;
use super::said::{REACH, Said, pairs_of};
use super::statement::{Clause, Statement};
use super::weights::{self, digit};
use super::words::naming::{IDLE, OPEN_ENDS, SAYING};
use super::words::none;
use super::words::topic::TOLD;
use super::{fold, named, subject, topic};
use crate::model::choice::Comparator;

/// Longest words that are put to a name, in characters.
const FRONT: usize = 24;
/// How many names are told apart by their traits.
const MOST: usize = 24;
/// Longest name that is made, in characters.
const LONGEST: usize = 40;
/// The sign for what is not there.
const EDGE: char = '^';
/// Bits of a trait's number.
const BITS: u32 = 16;
/// How many traits are told apart; two that fall together share a weight.
pub const TRAITS: usize = 1 << BITS;

/// A name a statement could have.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The name.
    pub name: String,
    /// What it is known by.
    pub traits: Vec<u16>,
}

/// What is put before a name.
struct Front<'a> {
    text: &'a str,
    from: From,
    /// How likely it is as a name.
    like: f32,
}

/// What a name ends with.
struct End {
    text: String,
    /// How likely it is as a name.
    like: f32,
    /// Whether it is too much to be put to what is measured.
    is_more: bool,
    /// Whether it is of a stage of schools, not of those who go there.
    is_of_stage: bool,
    /// Whether it is a verb.
    is_verb: bool,
}

/// Where words come from.
#[derive(Clone, Copy)]
struct From {
    /// `w` all that a clause names, `c` cut where nothing is named, `d` after 的, `v` after its verb; `a` what the part of the
    /// sentence is about, `l` the last name, `n` its noun; `k` the name the grammar made, `e` the clause itself.
    what: char,
    /// How many clauses before.
    distance: char,
    /// The mark after the clause.
    mark: char,
    /// Which of the clause's parts.
    nth: char,
    /// Whether the clause has numbers, and times.
    has: [char; 2],
}

impl From {
    const fn plain(what: char) -> Self {
        Self { what, distance: EDGE, mark: EDGE, nth: EDGE, has: [EDGE; 2] }
    }
}

/// How a name is put together.
struct Made<'a> {
    name: String,
    /// `k` as the grammar made it, `e` an end alone, `f` a front alone, `j` both, `r` a verb before it, `s` a part before its
    /// whole, `p` its share in it.
    how: char,
    front: Option<&'a Front<'a>>,
    end: Option<&'a End>,
    /// Its pairs, and how likely they make it.
    pairs: Vec<(char, char)>,
    like: f32,
}

/// The names a statement could have, its own first. `said` are the clauses up to its own, `left` what its part of the sentence
/// is about and the name before it.
pub(super) fn choices(
    statement: &Statement,
    clause: &Clause,
    said: &[Said],
    left: [Option<&str>; 2],
    likely: &Likely,
) -> Vec<Choice> {
    let Some((own, before)) = said.split_last() else { return Vec::new() };
    let title = statement.title.as_str();
    let ends = ends(title, topic::suffix_in(title, &clause.text), &own.names(clause.chars).parts, likely);
    let fronts = fronts(clause.chars, before, left, likely);
    let mut made = made(title, &ends, &fronts, statement.measure == "%", likely);
    let fits = |made: &Made| {
        let name = made.name.as_str();
        let is_shorter = title.contains(name);
        // Of the words of its own clause the grammar took what it wants, and no verb before its name.
        let is_longer = made.how == 'e' && title.chars().all(|c| name.contains(c));
        let is_led = name.strip_suffix(title).is_some_and(|verb| subject::leading_verb(name) == Some(verb));
        made.how == 'k' || !(is_shorter || is_longer || is_led)
    };
    made.retain(fits);
    let known = Known::new(statement, clause, likely, &made);
    // The likeliest alone, and the grammar's: the right one is nearly always among them.
    if made.len() > MOST {
        let kept = made.remove(0);
        made.sort_by(|a, b| b.like.total_cmp(&a.like));
        made.truncate(MOST - 1);
        made.insert(0, kept);
    }
    let choice = |made: Made| Choice { traits: known.traits(&made), name: made.name };
    made.into_iter().map(choice).collect()
}

/// What the clause names itself: the grammar's name, the end of it that the clause has, its parts and all of them.
fn ends(title: &str, suffix: &str, parts: &[String], likely: &Likely) -> Vec<End> {
    let mut out: Vec<End> = Vec::new();
    let all = [title.to_owned(), suffix.to_owned(), parts.concat()].into_iter().chain(parts.iter().cloned());
    for text in all.filter(|end| !end.is_empty() && none::MAY_NOT.ends(end).is_none()) {
        if out.iter().all(|end| end.text != text) {
            out.push(End {
                like: likely.of(&pairs_of(&text)),
                is_more: text.chars().count() > 4 || subject::noun_ends(&text) || subject::does(&text),
                is_of_stage: text.starts_with("毛入"),
                is_verb: subject::leading_verb(&text).is_some_and(|verb| verb.len() == text.len()),
                text,
            });
        }
    }
    out
}

/// What could stand before that.
fn fronts<'a>(
    chars: &[char],
    before: &'a [Said],
    [about, last]: [Option<&'a str>; 2],
    likely: &Likely,
) -> Vec<Front<'a>> {
    let mut out: Vec<Front> = Vec::new();
    let mut push = |text: &'a str, from: From| {
        if out.iter().all(|front| front.text != text) {
            out.push(Front { text, from, like: likely.of(&pairs_of(text)) });
        }
    };
    for (n, clause) in before.iter().rev().take(REACH).enumerate() {
        let mark = match chars.get(clause.range.end) {
            Some(&fold::BREAK) => '$',
            mark => mark.copied().unwrap_or(EDGE),
        };
        for (text, what, nth) in &clause.names(chars).fronts {
            push(text, From { what: *what, distance: digit(n), mark, nth: digit(*nth), has: clause.has() });
        }
    }
    for (text, what) in [(about, 'a'), (last, 'l'), (last.and_then(named::noun_of), 'n')] {
        if let Some(text) = text.filter(|text| leads(text)) {
            push(text, From::plain(what));
        }
    }
    out
}

/// All names, each once, the grammar's first.
fn made<'a>(
    title: &str,
    ends: &'a [End],
    fronts: &'a [Front<'a>],
    is_share: bool,
    likely: &Likely,
) -> Vec<Made<'a>> {
    let mut out: Vec<Made> = Vec::new();
    let mut push = |name: String, how: char, front: Option<&'a Front<'a>>, end: Option<&'a End>| {
        let fits = how == 'k' || (3..=LONGEST).contains(&name.chars().count());
        if !fits {
            return;
        }
        let pairs = pairs_of(&name);
        let like = likely.of(&pairs);
        if out.iter().all(|made| made.like != like || made.name != name) {
            out.push(Made { name, how, front, end, pairs, like });
        }
    };
    push(title.to_owned(), 'k', None, ends.first());
    for end in ends {
        push(end.text.clone(), 'e', None, Some(end));
    }
    for front in fronts {
        let text = front.text;
        // 入学率新增资源教室, 优良率近视率, 占比无证园清零: two things.
        let measures = subject::noun_ends(text);
        // 本科和高职学生，毛入学率: that is of a stage, not of its pupils.
        let is_of_people = text.ends_with(['生', '师']);
        let joins = |end: &&End| {
            // 签订责任书签订率
            let is_again =
                end.text.char_indices().nth(2).is_some_and(|(at, _)| text.contains(&end.text[..at]));
            let is_of_others = measures && end.is_more || is_of_people && end.is_of_stage;
            !(is_again || is_of_others || text.contains(&end.text) || end.text.contains(text))
        };
        for end in ends.iter().filter(joins) {
            push(format!("{text}{}", end.text), 'j', Some(front), Some(end));
            // 每季度调度一次: the verb stands before what it is of.
            if end.is_verb {
                push(format!("{}{text}", end.text), 'r', Some(front), Some(end));
            }
        }
        // 其中一中不少于430人: a part, of the whole named last; 其中女性学员不少于四成: its share in it.
        let is_whole = matches!(front.from.what, 'a' | 'l' | 'n');
        for end in ends.iter().filter(|end| is_whole && !end.is_verb && !text.contains(&end.text)) {
            if is_share && !subject::noun_ends(&end.text) {
                push(format!("{text}{}占比", end.text), 'p', Some(front), Some(end));
            } else if !is_share {
                push(format!("{}{text}", end.text), 's', Some(front), Some(end));
            }
        }
        push(text.to_owned(), 'f', Some(front), None);
    }
    out
}

/// What is known of a statement, to tell its names apart by.
struct Known<'a> {
    title: &'a str,
    /// `o` where the clause says the grammar's name itself.
    own: char,
    /// `d` where it is to be done, not to be measured.
    done: char,
    /// Whether the clause begins what ends with 。 or ；.
    leads: char,
    /// How likely the grammar's name is, and how likely a name can be.
    kept: f32,
    most: f32,
    /// The pairs of the grammar's name.
    pairs: Vec<(char, char)>,
    /// How likely the names are, each once, likeliest first.
    levels: Vec<f32>,
}

impl<'a> Known<'a> {
    fn new(statement: &'a Statement, clause: &Clause, likely: &Likely, made: &[Made]) -> Self {
        let title = statement.title.as_str();
        let is_done = matches!(statement.comparator, Comparator::YesNo | Comparator::AllReach);
        let start = clause.range.start;
        let leads = start == 0 || matches!(clause.chars[start - 1], '。' | '！' | '？' | '；' | fold::BREAK);
        let mut levels: Vec<f32> = made.iter().map(|made| made.like).collect();
        levels.sort_unstable_by(|a, b| b.total_cmp(a));
        levels.dedup();
        Self {
            title,
            own: if says(clause, title) { 'o' } else { 'c' },
            done: if is_done { 'd' } else { 'm' },
            leads: if leads { '1' } else { '0' },
            kept: made.first().map_or(0.0, |made| made.like),
            most: likely.most(),
            pairs: pairs_of(title),
            levels,
        }
    }

    fn traits(&self, made: &Made) -> Vec<u16> {
        let Self { title, own, done, leads, .. } = *self;
        let how = made.how;
        let from = made.front.map_or(From::plain(how), |front| front.from);
        let From { what, distance, mark, nth, has } = from;
        let name = made.name.as_str();
        let front = made.front.map_or("", |front| front.text);
        let end = made.end.map_or("", |end| &end.text);
        let like = made.like;
        let alone = |steps: f32| made.front.map_or(EDGE, |front| step(front.like, steps));
        let after = |steps: f32| made.end.map_or(EDGE, |end| step(end.like, steps));
        let above = |steps: f32| step((like - self.kept).clamp(-0.5, 0.5) + 0.5, steps);
        let rank = self.levels.iter().position(|level| *level <= like).unwrap_or(self.levels.len()).min(12);
        let long = |text: &str| match text.chars().count() {
            few @ ..10 => digit36(few),
            many => digit36(10 + ((many - 10) / 4).min(5)),
        };
        let covered = title.chars().filter(|c| name.contains(*c)).count() * 4 / title.chars().count().max(1);
        let is_near = distance == '0';
        let is_end = if end == title { '1' } else { '0' };
        let has_it = if name.contains(title) { '1' } else { '0' };
        let below = step(self.most - like, 20.0);
        let near = |c: char| if is_near { c } else { EDGE };
        let [n, f, e, t] = [name, front, end, title].map(rims);
        let length = long(name);
        let runs: [&[char]; 20] = [
            &['T', how, what, own, done],
            &['U', how, what, distance, mark],
            &['V', how, what, distance, mark, nth, has[0], has[1], own],
            &['k', step(like, 20.0)],
            &['r', above(20.0)],
            &['m', below],
            &['x', step(like, 10.0), own, above(10.0)],
            &['f', long(front), how, what],
            &['e', long(end)],
            &['n', length, own],
            &['t', is_end, has_it, own, done, how, what],
            &['c', digit(covered), own, done],
            &['a', alone(10.0), how, distance],
            &['b', after(10.0), own],
            &['d', alone(6.0), after(6.0)],
            &['R', digit36(rank), how],
            &['K', step(self.kept, 6.0), how, what, distance],
            &['D', near(mark), near(f[3]), near(f[2])],
            &['L', leads, how, what, distance, mark],
            &['O', if how == 'k' { own } else { EDGE }, done, step(like, 10.0), step(self.most - like, 10.0)],
        ];
        let kept = if how == 'k' { how } else { EDGE };
        // The words themselves.
        let words: [&[char]; 14] = [
            &['1', n[0], n[1]],
            &['2', n[2], n[3]],
            &['3', f[0], f[1]],
            &['4', f[2], f[3]],
            &['5', e[0], e[1]],
            &['6', f[3], e[0]],
            &['7', n[0], n[1], how],
            &['8', n[2], n[3], how],
            &['9', length, n[2], n[3]],
            &['A', t[2], t[3], kept, long(title)],
            &['B', t[0], t[1], kept],
            &['C', f[3], how, what, distance],
            &['E', f[2], f[3], how],
            &['F', f[0], f[1], how],
        ];
        let mut out: Vec<u16> = runs.iter().chain(&words).map(|run| number(run)).collect();
        for &(a, b) in &made.pairs {
            out.push(number(&['=', a, b]));
            if !self.pairs.contains(&(a, b)) {
                out.push(number(&['+', a, b]));
            }
        }
        let lost = self.pairs.iter().filter(|pair| !made.pairs.contains(pair));
        out.extend(lost.map(|(a, b)| number(&['-', *a, *b])));
        out
    }
}

/// The first two characters of a text and its last two.
fn rims(text: &str) -> [char; 4] {
    let mut front = text.chars();
    let mut back = text.chars().rev();
    let [last, but_one] = [(); 2].map(|()| back.next().unwrap_or(EDGE));
    let [first, second] = [(); 2].map(|()| front.next().unwrap_or(EDGE));
    [first, second, but_one, last]
}

fn number(run: &[char]) -> u16 {
    weights::number(0, run, BITS)
}

/// Whether a clause says all of a name, in its order.
pub(super) fn says(clause: &Clause, name: &str) -> bool {
    let mut rest = clause.text.chars();
    name.chars().all(|c| rest.any(|other| other == c))
}

fn step(of: f32, steps: f32) -> char {
    digit36((of.clamp(0.0, 0.999) * steps) as usize)
}

fn digit36(of: usize) -> char {
    char::from_digit(of as u32, 36).unwrap_or('z')
}

/// What a clause names.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Names {
    /// Its words between times and numbers, freed of what leads in and out, without and with the places before them.
    pub parts: Vec<String>,
    /// What of them can stand before a name; how that was made of a part, as a front says it, and of which.
    pub fronts: Vec<(String, char, usize)>,
}

impl Names {
    /// Looks for them.
    pub fn new(chars: &[char], clause: &Said) -> Self {
        let parts = parts(chars, clause);
        let mut fronts: Vec<(String, char, usize)> = Vec::new();
        for (nth, part) in parts.iter().enumerate() {
            let mut push = |text: &str, what: char| {
                if leads(text) && fronts.iter().all(|(other, ..)| other != text) {
                    fronts.push((text.to_owned(), what, nth.min(3)));
                }
            };
            // 桐坪一中宿舍楼去年就该交工, 下乡交流的教师, 建设公办幼儿园: of what it is said.
            if let Some((at, _)) = (part.len() > 6).then(|| IDLE.first(part, 6)).flatten() {
                push(&part[..at], 'c');
            }
            if let Some((_, after)) = part.rsplit_once('的') {
                push(after, 'd');
            }
            if let Some(verb) = subject::leading_verb(part) {
                push(&part[verb.len()..], 'v');
            }
            push(part, 'w');
        }
        Self { parts, fronts }
    }
}

/// Whether words can stand before a name.
fn leads(text: &str) -> bool {
    (2..=FRONT).contains(&text.chars().count()) && !text.ends_with(OPEN_ENDS) && !SAYING.is_in(text)
}

fn parts(chars: &[char], clause: &Said) -> Vec<String> {
    let mut between = Vec::new();
    let mut at = clause.range.start;
    for cut in &clause.cuts {
        between.push(at.min(cut.start)..cut.start);
        at = at.max(cut.end);
    }
    between.push(at.min(clause.range.end)..clause.range.end);
    let mut out = Vec::new();
    for range in between {
        let words: String = chars[range].iter().collect();
        let begin = words.chars().next().map_or(0, char::len_utf8);
        let told = TOLD.first(&words, begin).map(|(at, _)| at);
        let words = words[..told.unwrap_or(words.len())].trim_matches(['的', '、', '和']);
        let found = subject::of(words);
        for name in [found.text.clone(), found.scope.concat() + &found.text] {
            if (2..=FRONT).contains(&name.chars().count()) && !out.contains(&name) {
                out.push(name);
            }
        }
    }
    out
}
