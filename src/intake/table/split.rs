//! Names in a cell: units and people, one after another.

use super::super::text::words::measure::MEASURES;

/// Names between 、，；/ and line ends; marks within brackets belong to the name: 各县（市、区）教育局.
pub(super) fn names(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut name = String::new();
    let mut depth = 0usize;
    let mut keep = |name: &mut String| {
        let text = name.trim().trim_end_matches(['。', '等']).trim().to_owned();
        name.clear();
        if !text.is_empty() && !found.contains(&text) {
            found.push(text);
        }
    };
    for c in text.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match c {
            '\n' | '；' | ';' => keep(&mut name),
            '、' | '，' | ',' | '/' | '\u{3000}' | ' ' | '\t' if depth == 0 => keep(&mut name),
            _ => name.push(c),
        }
    }
    keep(&mut name);
    found
}

/// Whether a text looks like units.
pub(super) fn is_unit(text: &str) -> bool {
    const ENDS: [&str; 15] = [
        "局",
        "科",
        "处",
        "室",
        "股",
        "中心",
        "学校",
        "小学",
        "中学",
        "幼儿园",
        "学院",
        "县",
        "区",
        "部门",
        "单位",
    ];
    let names = names(text);
    !names.is_empty()
        && names.iter().all(|name| {
            name.chars().count() <= 20 && ENDS.iter().any(|end| name.trim_end_matches('）').ends_with(end))
        })
}

/// Whether a text looks like people: two or three characters each.
pub(super) fn is_person(text: &str) -> bool {
    let names = names(text);
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '·';
    !names.is_empty()
        && names.iter().all(|name| (2..=4).contains(&name.chars().count()) && name.chars().all(is_han))
}

/// 学前教育毛入园率（%）: the name, and the unit of measure it ends with.
pub(super) fn measure_in_name(name: &str) -> Option<(&str, &str)> {
    let inner = name.trim().strip_suffix(['）', ')'])?;
    let (head, unit) = inner.rsplit_once(['（', '('])?;
    let is_known = MEASURES.iter().any(|(measure, _)| *measure == unit)
        || unit.strip_prefix('万').is_some_and(|of| MEASURES.iter().any(|(measure, _)| *measure == of));
    (is_known && !head.is_empty()).then_some((head, unit))
}

/// A list's number taken off the front of a text: `1.`, `（一）`, `三、`.
pub(super) fn without_number(text: &str) -> (&str, &str) {
    let is_numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十０１２３４５６７８９".contains(c);
    let is_open = text.starts_with(['（', '(']);
    let inner = text.trim_start_matches(['（', '(']);
    let end = inner.find(|c| !is_numeral(c)).unwrap_or(inner.len());
    let rest = inner.get(end..).unwrap_or_default();
    let marks: &[char] = if is_open { &['）', ')'] } else { &['、', '.', '．', '）', ')'] };
    if end == 0 || !rest.starts_with(marks) {
        return ("", text);
    }
    let mut after = rest.chars();
    after.next();
    let after = after.as_str();
    // 2.5万平方米 is a quantity, not a second item.
    if rest.starts_with('.') && after.starts_with(|c: char| c.is_ascii_digit()) {
        return ("", text);
    }
    let number = text.get(..text.len() - after.len()).unwrap_or_default();
    let after = after.trim_start_matches(|c: char| c == '、' || c.is_whitespace());
    if after.is_empty() { ("", text) } else { (number, after) }
}
