//! Sentences and the numbers they carry: 一、 （一） 1. （1） ① 一是.

use super::fold::{BREAK, Folded};
use super::numeral::is_numeral;
use super::scan::closing;
use super::words::marks::{BULLETS, CIRCLED, COMMAS, STOPS};
use std::ops::Range;

/// The longest sentence that is read as one, in characters; a longer run is cut at a comma.
const LONGEST: usize = 420;

/// The longest heading that is looked for within a line.
const LONGEST_TITLE: usize = 30;

/// How deep a number of the outline stands: 一、 is 1, （一） is 2, 1. is 3, （1） is 4, ① is 5, 一是 is 6.
pub type Depth = u8;

/// A sentence with the number it begins with.
#[derive(Clone, PartialEq, Debug)]
pub struct Sentence {
    /// Its characters, without number, bullet and full stop.
    pub range: Range<usize>,
    /// Its number as written, and its depth.
    pub number: Option<(String, Depth)>,
    /// Whether it begins a paragraph.
    pub begins_line: bool,
    /// Whether it ends its paragraph.
    pub ends_line: bool,
    /// Whether a full stop follows.
    pub has_stop: bool,
}

/// A text being cut into sentences.
#[derive(Default)]
pub struct Cutter {
    out: Vec<Sentence>,
    /// Where the sentence begins that is being read.
    from: usize,
    /// Whether one was ended before on its line.
    is_within_line: bool,
    at: usize,
    /// The last comma.
    comma: Option<usize>,
}

impl Cutter {
    /// Goes on by about so many characters; whether there are more.
    pub fn step(&mut self, folded: &Folded, count: usize) -> bool {
        let chars = &folded.chars;
        let until = self.at.saturating_add(count);
        while self.at <= chars.len() && self.at < until {
            self.character(chars);
        }
        self.at <= chars.len()
    }

    /// The sentences so far.
    pub fn finish(self) -> Vec<Sentence> {
        self.out
    }

    /// Whether a heading begins here, in the middle of a line: 一、 with （一） soon after it, or （一） right after
    /// the heading it stands under.
    fn begins_heading(&self, chars: &[char]) -> bool {
        let at = self.at;
        let rest = &chars[at..chars.len().min(at + LONGEST_TITLE)];
        let is_first = |rest: &[char]| rest.starts_with(&['（', '一', '）']);
        let is_plain =
            |title: &[char]| !title.iter().any(|c| COMMAS.contains(c) || STOPS.contains(c) || *c == BREAK);
        match rest {
            ['（', '一', '）', next, ..] => {
                let title = &chars[self.from..at];
                // 实施方案（一）, after no number, is one title.
                (4..LONGEST_TITLE).contains(&title.len())
                    && title.get(1) == Some(&'、')
                    && is_numeral(title[0])
                    && is_plain(&title[2..])
                    && !COMMAS.contains(next)
            }
            [number, '、', title @ ..] if is_numeral(*number) && *number != '两' => {
                let before = chars.get(at.wrapping_sub(1)).copied().unwrap_or(BREAK);
                let end = title.windows(3).position(is_first);
                at - self.from >= 4
                    && !is_numeral(before)
                    && !COMMAS.contains(&before)
                    && end.is_some_and(|end| end >= 2 && is_plain(&title[..end]))
            }
            _ => false,
        }
    }

    fn character(&mut self, chars: &[char]) {
        let at = self.at;
        let c = chars.get(at).copied().unwrap_or(BREAK);
        // A text that lost its line breaks: …工作计划一、上年工作总结（一）….
        if at > self.from && self.begins_heading(chars) {
            push(&mut self.out, chars, self.from..at, !self.is_within_line, false);
            if let Some(last) = self.out.last_mut() {
                last.ends_line = true;
            }
            self.is_within_line = false;
            self.from = at;
            self.comma = None;
        }
        // A full stop within brackets or a title ends nothing.
        if let Some(close) = closing(chars, at).filter(|close| *close < at + 60)
            && !chars[at..close].contains(&BREAK)
        {
            self.at = close + 1;
            return;
        }
        // ① within a line begins an item of its own.
        if CIRCLED.contains(c) && at > self.from {
            push(&mut self.out, chars, self.from..at, !self.is_within_line, false);
            self.is_within_line = true;
            self.from = at;
            self.comma = None;
            self.at += 1;
            return;
        }
        let is_break = c == BREAK;
        if COMMAS.contains(&c) {
            self.comma = Some(at);
        }
        let too_long = at - self.from >= LONGEST;
        if is_break || STOPS.contains(&c) || too_long {
            let end = if too_long { self.comma.filter(|c| *c > self.from).unwrap_or(at) } else { at };
            push(&mut self.out, chars, self.from..end, !self.is_within_line, STOPS.contains(&c));
            self.is_within_line = !is_break;
            if is_break && let Some(last) = self.out.last_mut() {
                last.ends_line = true;
            }
            self.from = if too_long && end == at { end } else { end + 1 };
            self.at = self.from.max(end + 1);
            self.comma = None;
            return;
        }
        self.at += 1;
    }
}

/// The sentences of a text.
pub fn sentences(folded: &Folded) -> Vec<Sentence> {
    let mut cutter = Cutter::default();
    while cutter.step(folded, usize::MAX) {}
    cutter.finish()
}

fn push(out: &mut Vec<Sentence>, chars: &[char], range: Range<usize>, begins_line: bool, has_stop: bool) {
    let mut start = range.start;
    while start < range.end && (BULLETS.contains(&chars[start]) || matches!(chars[start], '；' | '，' | '、'))
    {
        start += 1;
    }
    let number = number(&chars[..range.end], start, begins_line);
    let (number, start) = match number {
        Some((text, depth, after)) => (Some((text, depth)), after),
        None => (None, start),
    };
    if start < range.end || number.is_some() {
        out.push(Sentence { range: start..range.end, number, begins_line, ends_line: false, has_stop });
    }
}

/// The number at a place: as written, its depth, and the place after it.
fn number(chars: &[char], at: usize, begins_line: bool) -> Option<(String, Depth, usize)> {
    let first = *chars.get(at)?;
    let run = |from: usize, fits: fn(char) -> bool| {
        chars.iter().skip(from).take(4).take_while(|c| fits(**c)).count()
    };
    let digit: fn(char) -> bool = |c| c.is_ascii_digit();
    let han: fn(char) -> bool = |c| is_numeral(c) && c != '两';
    let text = |end: usize| -> String { chars[at..end].iter().collect() };
    let next = |from: usize| chars.get(from).copied().unwrap_or('\0');
    if CIRCLED.contains(first) {
        return Some((text(at + 1), 5, at + 1));
    }
    if first == '（' {
        for (fits, depth) in [(han, 2), (digit, 4)] {
            let length = run(at + 1, fits);
            if length > 0 && next(at + 1 + length) == '）' {
                return Some((text(at + 2 + length), depth, at + 2 + length));
            }
        }
        return None;
    }
    if first == '第' {
        let length = run(at + 1, han).max(run(at + 1, digit));
        let after = at + 1 + length;
        let is_part = matches!(next(after), '章' | '节' | '条' | '篇');
        return (length > 0 && is_part && begins_line).then(|| (text(after + 1), 1, after + 1));
    }
    let length = run(at, han);
    if length > 0 {
        let after = at + length;
        // After a full stop too, but 三、四年级 counts on.
        let begins = begins_line || at.checked_sub(1).is_some_and(|n| chars[n] == '。');
        if next(after) == '、' && begins && (begins_line || !is_numeral(next(after + 1))) {
            return Some((text(after + 1), 1, after + 1));
        }
        if next(after) == '是' && length == 1 && next(after + 1) != '个' {
            return Some((text(after + 1), 6, after + 1));
        }
        return None;
    }
    let length = run(at, digit);
    if length > 0 && length < 4 {
        let after = at + length;
        let mark = next(after);
        let is_year = (1..5).all(|n| next(after + n).is_ascii_digit()) && next(after + 5) == '年';
        // 1.12月底前…
        let is_month =
            (1..3).any(|n| (1..=n).all(|m| next(after + m).is_ascii_digit()) && next(after + n + 1) == '月');
        let is_mark =
            matches!(mark, '.' | '、' | '）') && (is_year || is_month || !next(after + 1).is_ascii_digit());
        if is_mark {
            // 1、2所 goes on counting; 1. at the beginning of a sentence numbers it.
            return Some((text(after + 1), if mark == '）' { 4 } else { 3 }, after + 1));
        }
    }
    None
}
