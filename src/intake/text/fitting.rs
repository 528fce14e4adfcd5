//! When a statement is due and whom it binds, out of the times and bodies that are named around it: which fits best is
//! learnt from the labelled documents. The grammar picks one, or none; this says when another fits better.
//!
//! `./taizhang drafts --learn` learns the weights anew.

use super::finish;
use super::fold::BREAK;
use super::said::Said;
use super::scan::Word;
use super::statement::{Carried, Clause, Statement};
use super::subject;
use super::time::When;
use super::weights::{self, digit};
use super::words::fitting::{BODIES, LEADS};
use crate::intake::draft::{DraftKind, Every};
use crate::model::choice::Comparator;
use chrono::Datelike;
use std::ops::Range;

/// Learnt weights, as [`weights`] has them.
static WEIGHTS: &[u8] = include_bytes!("fitting.weights");

/// Bits of a trait's number.
const BITS: u32 = 16;
/// How many traits are told apart; two that fall together share a weight.
pub const TRAITS: usize = 1 << BITS;
/// The sign for what is not there.
const EDGE: char = '^';
/// Longest name of those who are bound, in characters.
const LONGEST: usize = 16;
/// How much likelier it must be that nobody is bound than somebody is: labels leave out who is plain, and do not say so.
const NOBODY: f32 = 0.6;
/// In how many clauses before it all that they name is looked at.
const NEAR: usize = 2;
/// How far from the beginning of a part of a clause such a name may begin, in characters.
const INSIDE: usize = 6;

/// A value that a field could have.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// When it is due, or how often.
    When(Option<When>),
    /// Whom it binds, several parted by 、.
    Scope(String),
}

/// A value, and what it is known by.
#[derive(Clone, Debug)]
pub struct Fit {
    /// The value.
    pub value: Value,
    /// What it is known by.
    pub traits: Vec<u16>,
}

/// What the fields of a statement could be, for those who learn from it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The characters of its value.
    pub mark: Range<usize>,
    /// Its name.
    pub title: String,
    /// What one of its fields could be, the grammar's first.
    pub fits: Vec<Fit>,
}

/// Gives a statement the time and the scope that fit best.
pub(super) fn settle(statement: &mut Statement, clause: &Clause, carried: &mut Carried, year: i32) {
    let both = [whens(statement, clause, carried), scopes(statement, clause, &carried.said)];
    if let Some(seen) = &mut carried.fits {
        let of = |fits| Seen { mark: statement.mark.clone(), title: statement.title.clone(), fits };
        seen.extend(both.into_iter().filter(|fits| !fits.is_empty()).map(of));
        return;
    }
    for fits in both {
        let level = |fit: &Fit| {
            let odds = weights::odds(WEIGHTS, &fit.traits);
            if matches!(&fit.value, Value::Scope(scope) if scope.is_empty()) { odds - NOBODY } else { odds }
        };
        let Some(kept) = fits.first().map(level) else { continue };
        let best = fits.into_iter().skip(1).map(|fit| (level(&fit), fit.value));
        let best = best.reduce(|best, next| if next.0 > best.0 { next } else { best });
        match best.filter(|(level, _)| *level > kept) {
            Some((_, Value::When(when))) => finish::be_due(statement, when, year),
            Some((_, Value::Scope(scope))) => statement.scope = parted(&scope),
            None => {}
        }
    }
}

/// 云坪县、双渡县 are two; 小学一、二年级 are one.
fn parted(scope: &str) -> Vec<String> {
    let parts: Vec<&str> = scope.split('、').filter(|part| !part.is_empty()).collect();
    let last = |part: &str| part.chars().next_back();
    let is_list = parts.windows(2).all(|pair| last(pair[0]) == last(pair[1]) && pair[0].len() > 3);
    if is_list { parts.into_iter().map(str::to_owned).collect() } else { vec![scope.to_owned()] }
}

/// What is known of a statement.
struct Known {
    comparator: char,
    measure: [char; 2],
    kind: char,
    /// The first two characters of its name and its last two.
    name: [char; 4],
}

impl Known {
    fn new(statement: &Statement) -> Self {
        let mut measure = statement.measure.chars();
        let kind = match (statement.kind, statement.stage) {
            (DraftKind::Quota, _) => 'q',
            (_, Some(_)) => 's',
            _ => 't',
        };
        Self {
            comparator: compared(statement.comparator),
            measure: [(); 2].map(|()| measure.next().unwrap_or(EDGE)),
            kind,
            name: rims(&statement.title),
        }
    }
}

fn compared(comparator: Comparator) -> char {
    match comparator {
        Comparator::AtLeast => 'l',
        Comparator::AtMost => 'm',
        Comparator::Equal => 'e',
        Comparator::RankWithin => 'r',
        Comparator::Zero => 'z',
        Comparator::AllReach => 'a',
        Comparator::BetterThan => 'b',
        Comparator::YesNo => 'y',
    }
}

/// A time that a statement could be due at.
struct Time<'a> {
    /// None where it is due at no time.
    when: Option<&'a When>,
    /// `o` the clause's own, `c` one that is carried over, `n` none.
    from: char,
}

fn whens(statement: &Statement, clause: &Clause, carried: &Carried) -> Vec<Fit> {
    // 逐年提高 says it by its verb; 2027年、2028年分别补充25名和13名 in its order.
    if clause.tokens.iter().any(|t| t.word == Word::Respectively)
        || statement.every != statement.when.as_ref().and_then(|when| when.every)
    {
        return Vec::new();
    }
    let own =
        clause.tokens.iter().filter_map(|t| if let Word::When(when) = &t.word { Some(when) } else { None });
    let count = own.clone().count();
    let left = [&carried.when, &carried.earlier].into_iter().flatten();
    let mut times: Vec<Time> = Vec::new();
    for when in statement.when.iter().chain(own).chain(left) {
        if times.iter().all(|time| time.when.is_none_or(|other| other.range != when.range)) {
            let is_own = clause.range.contains(&when.range.start);
            times.push(Time { when: Some(when), from: if is_own { 'o' } else { 'c' } });
        }
    }
    if times.is_empty() {
        return Vec::new();
    }
    times.push(Time { when: None, from: 'n' });
    if statement.when.is_none() {
        times.rotate_right(1);
    }
    let known = Known::new(statement);
    let start = clause.range.start;
    let first = rims(&clause.text);
    let carries = carried.earlier.as_ref().map_or(EDGE, sort);
    let kept_sort = statement.when.as_ref().map_or(EDGE, sort);
    let fit = |(n, time): (usize, &Time)| {
        let kept = if n == 0 { 'k' } else { '-' };
        let from = time.from;
        let own = digit(count);
        let ([m, m2], [t0, t1, t2, t3]) = (known.measure, known.name);
        let (c, k) = (known.comparator, known.kind);
        let mut traits = Vec::with_capacity(24);
        let mut push = |run: &[char]| traits.push(number('w', run));
        push(&['K', from, kept, own]);
        push(&['A', from, kept, k, c]);
        let Some(when) = time.when else {
            push(&['B', carries, own, kept_sort]);
            push(&['C', m, m2, carries, own]);
            push(&['D', c, k, carries, own]);
            push(&['E', t2, t3, carries]);
            push(&['F', t0, t1, carries]);
            push(&['G', first[0], first[1], carries]);
            push(&['H', t2, t3, kept_sort, own]);
            push(&['I', m, c, kept_sort, own]);
            return Fit { value: Value::When(None), traits };
        };
        let chars = clause.chars;
        let at = |n: usize| chars.get(n).copied().map_or(EDGE, sign);
        let sort = sort(when);
        let side = if when.range.start < statement.mark.start { 'b' } else { 'a' };
        let between = chars.get(when.range.end..start.max(when.range.end)).unwrap_or_default();
        let commas = digit(between.iter().filter(|c| matches!(c, '，' | '、' | '；' | '。' | '：')).count());
        let across = across(between);
        let numbers = digit(
            between.windows(2).filter(|pair| pair[0].is_ascii_digit() && !pair[1].is_ascii_digit()).count(),
        );
        let before = when.range.start.checked_sub(1).map_or(EDGE, at);
        let [a1, a2] = [at(when.range.end), at(when.range.end + 1)];
        let phrase: Vec<char> = chars[when.range.clone()].iter().map(|c| sign(*c)).collect();
        let phrase = whole(&phrase);
        let far = digit(between.len() / 8);
        push(&['L', from, side, sort, kept]);
        push(&['W', from, phrase]);
        push(&['w', across, commas, phrase]);
        push(&['X', m, k, phrase]);
        push(&['M', from, sort, commas, across]);
        push(&['N', from, sort, a1, a2]);
        push(&['O', from, sort, before, a1]);
        push(&['P', from, sort, numbers, across]);
        push(&['Q', from, sort, m, m2]);
        push(&['R', from, sort, c, k]);
        push(&['S', from, sort, t2, t3]);
        push(&['T', from, sort, t0, t1]);
        push(&['U', from, sort, own, kept]);
        push(&['V', from, a1, commas, across]);
        push(&['Y', from, sort, first[0], first[1]]);
        push(&['Z', from, far, across, sort]);
        push(&['a', from, side, own, sort, m]);
        push(&['b', from, commas, m, c]);
        Fit { value: Value::When(Some(when.clone())), traits }
    };
    times.iter().enumerate().map(fit).collect()
}

/// What sort of time it is.
fn sort(when: &When) -> char {
    match (when.every, when.due) {
        (Some(Every::Day), _) => 'D',
        (Some(Every::Week | Every::Fortnight), _) => 'W',
        (Some(Every::Month), _) => 'M',
        (Some(Every::Year), _) => 'Y',
        (Some(_), _) => 'T',
        _ if when.is_year => 'y',
        (_, Some(_)) if when.is_guess => 'g',
        (_, Some(due)) if (due.month(), due.day()) == (12, 31) => 'e',
        (_, Some(_)) => 'd',
        _ => 'p',
    }
}

/// Those whom a clause names.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Body {
    text: String,
    /// Where it begins.
    start: usize,
    /// The character before it, and the two after it.
    before: char,
    after: [char; 2],
    /// Which part of the clause it begins, and whether it begins inside of it.
    part: char,
    is_inside: bool,
    /// How many longer ones begin there.
    longer: usize,
}

impl Body {
    fn plain(text: &str) -> Self {
        let (before, after, part) = (EDGE, [EDGE; 2], EDGE);
        Self { text: text.to_owned(), start: 0, before, after, part, is_inside: false, longer: 0 }
    }
}

/// Those whom a clause names, each once.
pub(super) fn bodies(chars: &[char], clause: &Said) -> Vec<Body> {
    let at = |n: usize| chars.get(n).copied().map_or(EDGE, sign);
    let is_time = |n: usize| clause.times.iter().any(|time| time.contains(&n));
    let pieces = clause.pieces.iter().filter(|piece| !piece.is_idle || piece.range == clause.range);
    let mut out: Vec<Body> = Vec::new();
    for (n, piece) in pieces.enumerate() {
        let words = piece.range.clone();
        let said: String = chars[words.clone()].iter().collect();
        let verb = subject::leading_verb(&said).map(|verb| words.start + verb.chars().count());
        let leads = |at: &usize| *at == words.start || Some(*at) == verb || LEADS.contains(chars[*at - 1]);
        for start in words.clone().take(INSIDE).filter(leads) {
            let most = clause.range.end.min(start + LONGEST);
            let most = (start..most).find(|n| is_time(*n)).unwrap_or(most);
            let ends: Vec<usize> =
                (start + 2..=most).filter(|end| BODIES.contains(chars[*end - 1])).collect();
            for (shorter, end) in ends.iter().enumerate() {
                let text: String = chars[start..*end].iter().collect();
                let count = |mark: char| text.matches(mark).count();
                let is_whole = count('（') == count('）') && count('“') == count('”');
                if is_whole && out.iter().all(|body| body.text != text) {
                    out.push(Body {
                        text,
                        start,
                        before: start.checked_sub(1).map_or(EDGE, at),
                        after: [at(*end), at(*end + 1)],
                        part: digit(n.min(3)),
                        is_inside: start > words.start,
                        longer: ends.len() - 1 - shorter,
                    });
                }
            }
        }
    }
    out
}

/// Somebody whom a statement could bind.
struct Named<'a> {
    body: &'a Body,
    /// `o` named in its clause, `q` after its value, else how many clauses before; `t` what the name begins with, `g` made by
    /// the grammar, `n` nobody.
    from: char,
    /// The strongest mark between.
    across: char,
}

fn scopes(statement: &Statement, clause: &Clause, said: &[Said]) -> Vec<Fit> {
    let chars = clause.chars;
    let kept = statement.scope.join("、");
    // 云栖区建成学习点: what it was counted in.
    if kept.ends_with(['县', '区', '市', '镇', '乡']) && statement.title.starts_with(&kept) {
        return Vec::new();
    }
    let Some((own, before)) = said.split_last() else { return Vec::new() };
    let name: Vec<char> = statement.title.chars().take(LONGEST).collect();
    let of_name = (2..=name.len()).filter(|end| BODIES.contains(name[*end - 1])).map(|end| {
        let text: String = name[..end].iter().collect();
        let after = [name.get(end), name.get(end + 1)].map(|c| c.copied().map_or(EDGE, sign));
        Body { after, ..Body::plain(&text) }
    });
    let of_name: Vec<Body> = of_name.collect();
    let (made, nobody) = (Body::plain(&kept), Body::plain(""));
    let of_own = own.bodies(chars).iter().map(|body| {
        let from = if body.start < statement.mark.start { 'o' } else { 'q' };
        Named { body, from, across: '-' }
    });
    let of_before = before.iter().rev().enumerate().flat_map(|(n, clause)| {
        let across = across(chars.get(clause.range.end..own.range.start).unwrap_or_default());
        // Of those further off what a clause begins with.
        let near = move |body: &&Body| n < NEAR || body.part == '0' && !body.is_inside;
        clause.bodies(chars).iter().filter(near).map(move |body| Named { body, from: digit(n + 1), across })
    });
    let plain = |body, from| Named { body, from, across: '-' };
    let of_name = of_name.iter().map(|body| plain(body, 't'));
    let of_grammar = Some(&made).filter(|_| !kept.is_empty()).map(|body| plain(body, 'g'));
    let all = of_own.chain(of_before).chain(of_name).chain(of_grammar).chain([plain(&nobody, 'n')]);
    let mut bodies: Vec<Named> = Vec::new();
    for named in all {
        if bodies.iter().all(|other| other.body.text != named.body.text) {
            bodies.push(named);
        }
    }
    if bodies.len() == 1 {
        return Vec::new();
    }
    let at = bodies.iter().position(|named| named.body.text == kept).unwrap_or_default();
    bodies.swap(0, at);
    let known = Known::new(statement);
    let first = rims(&clause.text);
    let old: Vec<char> = kept.chars().collect();
    let [_, _, old2, old1] = rims(&kept);
    let has_kept = if kept.is_empty() { '0' } else { '1' };
    let says = if bodies.iter().any(|named| named.from == 'o') { '1' } else { '0' };
    let every = statement.every.map_or(EDGE, |_| 'e');
    let fit = |(n, named): (usize, &Named)| {
        let is_kept = if n == 0 { 'k' } else { '-' };
        let Named { body, from, across } = *named;
        let (name, text) = (known.name, body.text.as_str());
        let ([m, m2], c, k) = (known.measure, known.comparator, known.kind);
        let seed = if text.is_empty() { 'n' } else { 's' };
        let mut traits = Vec::with_capacity(28);
        let mut push = |run: &[char]| traits.push(number(seed, run));
        if text.is_empty() {
            push(&['A', has_kept, says]);
            push(&['B', m, m2, has_kept, says]);
            push(&['C', c, k, every, has_kept]);
            push(&['D', name[2], name[3], has_kept]);
            push(&['E', whole(&old)]);
            push(&['F', name[0], name[1], has_kept]);
            push(&['G', first[0], first[1], has_kept]);
            push(&['H', old2, old1, m]);
            return Fit { value: Value::Scope(String::new()), traits };
        }
        let said: Vec<char> = text.chars().collect();
        let said = whole(&said);
        let [f1, f2, l2, l1] = rims(text);
        let l3 = text.chars().rev().nth(2).unwrap_or(EDGE);
        let [n1, n2] = body.after;
        let rest = statement.title.strip_prefix(text);
        let within = match rest {
            Some("") => 'e',
            Some(_) => 's',
            None if statement.title.contains(text) => 'i',
            None => '0',
        };
        let left = rest.map_or([EDGE; 4], rims);
        let many = rest.map_or(EDGE, |rest| digit(rest.chars().count()));
        let Body { part, before, .. } = *body;
        let inside = if body.is_inside { 'i' } else { 's' };
        let (long, longer) = (digit(text.chars().count()), digit(body.longer.min(3)));
        push(&['A', from, across, part, inside, within]);
        push(&['B', from, is_kept, has_kept, within]);
        push(&['C', l2, l1, from]);
        push(&['D', l3, l2, l1]);
        push(&['E', f1, f2, from]);
        push(&['F', said]);
        push(&['G', within, is_kept, said]);
        push(&['H', from, said]);
        push(&['I', l1, n1, n2]);
        push(&['J', l2, l1, n1]);
        push(&['K', from, n1, n2]);
        push(&['L', long, from, within]);
        push(&['M', longer, l1, n1]);
        push(&['N', longer, from, within]);
        push(&['O', c, m, l2, l1]);
        push(&['P', k, every, l2, l1]);
        push(&['Q', name[2], name[3], within, from]);
        push(&['R', before, from, f1]);
        push(&['S', left[0], left[1], l1]);
        push(&['T', left[2], left[3], l2, l1]);
        push(&['U', many, within, l1]);
        push(&['V', across, from, l2, l1]);
        push(&['W', f1, is_kept, has_kept]);
        push(&['X', m, m2, from, within]);
        push(&['Y', first[0], first[1], from, is_kept]);
        push(&['Z', c, k, every, from, within]);
        Fit { value: Value::Scope(text.to_owned()), traits }
    };
    bodies.iter().enumerate().map(fit).collect()
}

/// The strongest mark of some characters.
fn across(between: &[char]) -> char {
    let has = |marks: &[char]| between.iter().any(|c| marks.contains(c));
    match () {
        () if has(&[BREAK]) => BREAK,
        () if has(&['。', '！', '？']) => '.',
        () if has(&['；']) => ';',
        () => '-',
    }
}

/// The first two characters of a text and its last two.
fn rims(text: &str) -> [char; 4] {
    let mut front = text.chars();
    let mut back = text.chars().rev();
    let [last, but_one] = [(); 2].map(|()| back.next().map_or(EDGE, sign));
    let [first, second] = [(); 2].map(|()| front.next().map_or(EDGE, sign));
    [first, second, but_one, last]
}

fn number(seed: char, run: &[char]) -> u16 {
    weights::number(u32::from(seed), run, BITS)
}

/// One sign for a run of them.
fn whole(run: &[char]) -> char {
    char::from_u32(0x1_0000 + u32::from(number('!', run))).unwrap_or(EDGE)
}

fn sign(c: char) -> char {
    if c.is_ascii_digit() { '0' } else { c }
}
