//! Punctuation: what ends a sentence, what parts clauses and items, how list items are numbered.

/// Ends a sentence.
pub const STOPS: &[char] = &['。', '！', '？'];
/// Parts the clauses of a sentence.
pub const COMMAS: &[char] = &['，', '；', '：'];
/// Parts the items of a list.
pub const PAUSE: char = '、';
/// Words that part the last two items of a list.
pub const AND: &[&str] = &["以及", "和", "与", "及", "并"];
/// Bullets, which say nothing.
pub const BULLETS: &[char] = &['-', '—', '·', '•', '●', '■', '◆', '○', '□', '▲', '★', '*', '>', '#', ' '];
/// Digits of the circled numbers.
pub const CIRCLED: &str = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
/// A line shorter than this was ended by its author, not wrapped.
pub const SHORTEST_WRAPPED: usize = 18;
/// A line longer than this was not wrapped at a page's width; it goes on only for want of a stop.
pub const LONGEST_WRAPPED: usize = 60;

/// Whether a line that ends so is complete.
pub fn ends_line(c: char) -> bool {
    STOPS.contains(&c) || matches!(c, '；' | '：' | '\n' | '）')
}

/// Whether a line begins as a numbered or marked item does.
pub fn begins_item(line: &str) -> bool {
    let mut chars = line.chars();
    let (Some(first), second, third) = (chars.next(), chars.next(), chars.next()) else { return false };
    let third = third.unwrap_or('\0');
    let second = second.unwrap_or('\0');
    let numeral = |c: char| c.is_ascii_digit() || super::super::numeral::is_numeral(c);
    let mark = |c: char| matches!(c, '、' | '.' | '．' | '）' | ')');
    match first {
        '（' | '(' => numeral(second),
        '第' => numeral(second),
        '—' | '●' | '■' | '◆' | '•' | '·' => true,
        c if CIRCLED.contains(c) => true,
        c if numeral(c) => {
            (mark(second) && !third.is_ascii_digit()) || (numeral(second) && mark(third)) || second == '是'
        }
        _ => false,
    }
}
