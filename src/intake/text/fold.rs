//! The document's characters in one form: full-width digits, stray spaces and wrapped lines are folded
//! away, and every character knows where it stood.

use super::words::marks;
use std::ops::Range;

/// Between two paragraphs, cells or list items.
pub const BREAK: char = '\n';

/// Folded characters with their places in the source.
#[derive(Debug, Default)]
pub struct Folded {
    /// Characters; [`BREAK`] stands between paragraphs.
    pub chars: Vec<char>,
    /// Where each one begins and ends in the source, in bytes.
    spans: Vec<(usize, usize)>,
}

impl Folded {
    /// Folds a text. Linear in its length.
    pub fn new(text: &str) -> Self {
        let mut folded = Self::default();
        let mut at = 0;
        let mut width = 0;
        let widths = text.lines().map(|line| line.trim().chars().count());
        let full = widths.filter(|w| *w <= marks::LONGEST_WRAPPED).max().unwrap_or(0);
        // The right edge of wrapped text is ragged by a few characters.
        let wrapped = match is_wrapped(text) {
            true => (full * 7 / 10).max(marks::SHORTEST_WRAPPED),
            false => marks::LONGEST_WRAPPED + 1,
        };
        for line in text.split_inclusive('\n') {
            let trimmed = line.trim();
            if !trimmed.is_empty() {
                folded.line(trimmed, at + (line.len() - line.trim_start().len()), width >= wrapped);
            } else {
                folded.break_at(at);
            }
            at += line.len();
            width = trimmed.chars().count();
        }
        folded
    }

    fn line(&mut self, line: &str, start: usize, was_full: bool) {
        // A sentence goes on over the end of a wrapped line; it does not go on after its full stop,
        // before a list mark, or after a line too short to have been wrapped.
        let ends = self.chars.last().is_none_or(|c| marks::ends_line(*c));
        if ends || !was_full || marks::begins_item(line) {
            self.break_at(start);
        }
        let mut before = '\0';
        let mut quote_open = false;
        let mut following = line.char_indices().peekable();
        while let Some((offset, raw)) = following.next() {
            let after = following.peek().map_or('\0', |(_, c)| *c);
            let span = (start + offset, start + offset + raw.len_utf8());
            match fold(raw, before, after) {
                None => {}
                Some('"') => {
                    quote_open = !quote_open;
                    self.push(if quote_open { '“' } else { '”' }, span);
                }
                Some(c) => self.push(c, span),
            }
            before = raw;
        }
    }

    fn push(&mut self, c: char, span: (usize, usize)) {
        if c != BREAK || self.chars.last().is_some_and(|l| *l != BREAK) {
            self.chars.push(c);
            self.spans.push(span);
        }
    }

    fn break_at(&mut self, at: usize) {
        self.push(BREAK, (at, at));
    }

    /// Where a range of characters stands in the source. An empty or broken range gives `None`.
    pub fn source(&self, range: Range<usize>) -> Option<Range<usize>> {
        let first = self.spans.get(range.start)?;
        let last = self.spans.get(range.end.checked_sub(1)?)?;
        (range.start < range.end && first.0 < last.1).then_some(first.0..last.1)
    }

    /// The characters of a range as text.
    pub fn text(&self, range: Range<usize>) -> String {
        self.chars.get(range).unwrap_or_default().iter().filter(|c| **c != BREAK).collect()
    }
}

/// Whether most of a text stands in lines of a page's width. In one whose paragraphs are whole lines, a short line
/// without a stop is a heading.
fn is_wrapped(text: &str) -> bool {
    let (mut short, mut long) = (0, 0);
    for width in text.lines().map(|line| line.trim().chars().count()) {
        *(if width > marks::LONGEST_WRAPPED { &mut long } else { &mut short }) += width;
    }
    long <= short
}

/// One character in the common form; `None` for what says nothing.
fn fold(c: char, before: char, after: char) -> Option<char> {
    let between_digits = is_digit(before) && is_digit(after);
    let between_words = before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric();
    Some(match c {
        '\t' | '|' | '｜' => BREAK,
        c if c.is_whitespace() => return between_words.then_some(' '),
        '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' => return None,
        ',' | '，' if between_digits => ',',
        '．' | '.' if between_digits => '.',
        ',' => '，',
        ';' => '；',
        ':' | '：' | '∶' if between_digits => ':',
        ':' | '∶' => '：',
        '．' => '.',
        '(' | '﹙' => '（',
        ')' | '﹚' => '）',
        '?' => '？',
        '!' => '！',
        '％' | '﹪' => '%',
        '＞' | '﹥' => '>',
        '＜' | '﹤' => '<',
        '≧' | '⩾' => '≥',
        '≦' | '⩽' => '≤',
        '「' | '『' | '＂' | '〝' => '“',
        '」' | '』' | '〞' => '”',
        '﹣' | '－' | '–' | '−' => '-',
        '～' | '∼' | '〜' => '~',
        '〇' => '零',
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '＋' => {
            char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
        }
        other => other,
    })
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}
