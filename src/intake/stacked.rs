//! Tables pasted with one cell a line, as some pages and readers of PDF give them out: the header's cells on
//! lines of their own, then each row's.

use super::document::Cell;
use super::table;

/// Fewest and most columns.
const COLUMNS: std::ops::RangeInclusive<usize> = 3..=9;
/// Longest cell of a header, in characters.
const LONGEST_HEADER: usize = 14;
/// Lines between two rows beyond which the table has ended.
const LONGEST_ROW: usize = 24;

/// How a row begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begin {
    /// With a number alone: the column of numbers comes first.
    Number,
    /// With a numbered name: 1.学前教育毛入园率.
    Named,
    /// As long as the header is.
    Width,
}

/// A table found.
pub(super) struct Stacked {
    /// Rows and their cells, the header first.
    pub cells: Vec<(u32, Cell)>,
    /// The first line behind it.
    pub end: usize,
}

/// The table whose header begins at a line. Blank lines between cells say nothing.
pub(super) fn read(lines: &[&str], at: usize) -> Option<Stacked> {
    let first = lines.get(at)?.trim();
    if first.is_empty() || first.chars().count() > LONGEST_HEADER || !table::may_head(first) {
        return None;
    }
    let filled =
        |from: usize| lines.iter().enumerate().skip(from).filter(|(_, line)| !line.trim().is_empty());
    let header: Vec<(usize, &str)> = filled(at)
        .map(|(place, line)| (place, line.trim()))
        .take(*COLUMNS.end())
        .take_while(|(_, cell)| cell.chars().count() <= LONGEST_HEADER && table::may_head(cell))
        .collect();
    let width = header.len();
    if !COLUMNS.contains(&width) || !table::is_header(header.iter().map(|(_, cell)| *cell)) {
        return None;
    }
    let from = header.last()?.0 + 1;
    let begin = match filled(from).map(|(_, line)| line.trim()).find(|line| !is_section(line))? {
        line if is_number(line) => Begin::Number,
        line if is_named(line) => Begin::Named,
        _ => Begin::Width,
    };
    // 工作目标, 主要任务, 工作要求 in a row may be a list of chapters.
    if begin == Begin::Width && !header.iter().any(|(_, cell)| table::is_telling(cell)) {
        return None;
    }
    let mut rows: Vec<Vec<&str>> = Vec::new();
    let (mut row, mut end): (Vec<&str>, usize) = (Vec::new(), from);
    for (place, line) in filled(from) {
        let line = line.trim();
        let is_full = row.len() >= width;
        let begins = match begin {
            Begin::Number => is_number(line) && (row.is_empty() || is_full || row.len() > 1),
            Begin::Named => is_named(line),
            Begin::Width => is_full,
        };
        let is_over = row.len() >= LONGEST_ROW || is_full && ends_table(line);
        if begins || is_section(line) || is_over {
            if !row.is_empty() {
                rows.push(std::mem::take(&mut row));
                end = place;
            }
            if is_over && !begins && !is_section(line) || begin == Begin::Width && ends_table(line) {
                break;
            }
        }
        if is_section(line) {
            rows.push(vec![line]);
        } else if row.is_empty() && !begins && begin != Begin::Width {
            break;
        } else {
            row.push(line);
        }
    }
    if row.len() * 2 > width && row.len() <= LONGEST_ROW {
        rows.push(row);
        end = lines.len();
    }
    while rows.last().is_some_and(|row| row.len() == 1) {
        rows.pop();
    }
    let values: Vec<usize> =
        header.iter().enumerate().filter(|(_, (_, cell))| table::holds_value(cell)).map(|(n, _)| n).collect();
    let made = rows.iter().flat_map(|row| cells(row, width, &values));
    let mut found = vec![header.iter().map(|(_, cell)| (*cell).to_owned()).collect::<Vec<String>>()];
    found.extend(made);
    if found.len() < 3 {
        return None;
    }
    let cells = found.into_iter().enumerate().flat_map(|(row, cells)| {
        cells
            .into_iter()
            .enumerate()
            .map(move |(column, text)| (row as u32, Cell { column: column as u32, text, ..Cell::default() }))
    });
    Some(Stacked { cells: cells.collect(), end })
}

/// The rows that the lines of one make: one; or several, where its cells have several lines each.
fn cells(row: &[&str], width: usize, values: &[usize]) -> Vec<Vec<String>> {
    if row.len() <= width {
        return vec![row.iter().map(|cell| (*cell).to_owned()).collect()];
    }
    // Names, so many values for each column of them, and what follows: 其中：小学、初中 with two values each.
    let names = row.iter().take_while(|line| !is_value(line)).count();
    let figures = row.iter().skip(names).take_while(|line| is_value(line)).count();
    let rest = &row[names + figures..];
    let is_even = !values.is_empty() && figures > 0 && figures.is_multiple_of(values.len());
    if !is_even || values.first() != Some(&1) {
        // The last columns keep their own; what is too much belongs to the longest text.
        let spare = row.len() - width;
        let (head, tail) = (&row[..2.min(row.len())], &row[2.min(row.len())..]);
        let joined: Vec<&str> = tail.iter().take(spare).copied().collect();
        let mut cells: Vec<String> = head.iter().map(|cell| (*cell).to_owned()).collect();
        if let Some(last) = cells.last_mut() {
            joined.iter().for_each(|line| last.push_str(line));
        }
        cells.extend(tail.iter().skip(spare).map(|cell| (*cell).to_owned()));
        return vec![cells];
    }
    let count = figures / values.len();
    let titles = titles(&row[..names], count);
    (0..count)
        .map(|n| {
            let mut cells = vec![titles.get(n).cloned().unwrap_or_default()];
            let own = (0..values.len()).filter_map(|column| row.get(names + column * count + n));
            cells.extend(own.map(|cell| (*cell).to_owned()));
            cells.extend(rest.iter().map(|cell| (*cell).to_owned()));
            cells
        })
        .collect()
}

/// The names of rows under one head: 标准班额比例, 其中：小学, 初中.
fn titles(names: &[&str], count: usize) -> Vec<String> {
    let part = |name: &str| {
        let bare = name.trim_start_matches("其中").trim_start_matches([':', '：']).trim();
        without_measure(bare).to_owned()
    };
    let Some((head, parts)) = names.split_first() else { return Vec::new() };
    let (mark, name) = number_of(head);
    let measure = &name[without_measure(name).len()..];
    let name = without_measure(name);
    let of = |parts: &[&str]| -> Vec<String> {
        parts.iter().map(|p| format!("{}{measure}", of_head(name, &part(p)))).collect()
    };
    if parts.len() == count {
        return of(parts);
    }
    let mut all = vec![format!("{mark}{name}{measure}")];
    all.extend(of(parts));
    all
}

/// A part's name made whole: 小学 of 标准班额比例, 本科及以上学历比例 of 小学教师专科及以上学历比例.
fn of_head(head: &str, part: &str) -> String {
    let (whole, own): (Vec<char>, Vec<char>) = (head.chars().collect(), part.chars().collect());
    let shared = whole.iter().rev().zip(own.iter().rev()).take_while(|(a, b)| a == b).count();
    if shared < 2 {
        return format!("{part}{head}");
    }
    let stem = whole.len() - shared;
    let kept = stem.saturating_sub(own.len() - shared);
    whole[..kept].iter().chain(&own).collect()
}

/// 学前教育毛入园率 of 学前教育毛入园率（%）.
fn without_measure(name: &str) -> &str {
    let open = name.rfind(['（', '(']).filter(|at| name[*at..].chars().count() <= 5);
    open.map_or(name, |at| &name[..at])
}

fn number_of(line: &str) -> (&str, &str) {
    let end = line.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    let mark =
        line[end..].chars().next().filter(|c| matches!(c, '.' | '、' | '．')).map_or(0, char::len_utf8);
    if end == 0 || mark == 0 { ("", line) } else { line.split_at(end + mark) }
}

fn is_number(line: &str) -> bool {
    line.len() <= 4 && line.bytes().all(|b| b.is_ascii_digit())
}

fn is_named(line: &str) -> bool {
    let (mark, rest) = number_of(line);
    !mark.is_empty() && rest.chars().next().is_some_and(|c| !c.is_ascii_digit())
}

/// 一、发展水平: the heading of the rows below.
fn is_section(line: &str) -> bool {
    let mut chars = line.trim_start_matches(['（', '(']).chars();
    let is_numeral = |c: char| "一二三四五六七八九十".contains(c);
    let count = chars.by_ref().take_while(|c| is_numeral(*c)).count();
    let rest = line.trim_start_matches(['（', '(']).chars().nth(count);
    count > 0 && matches!(rest, Some('、' | '）' | ')')) && line.chars().count() <= 40
}

/// A value: it begins with a digit or a comparator.
fn is_value(line: &str) -> bool {
    let line = line
        .trim_start_matches(['≥', '≤', '>', '<', '＞', '＜', '不', '低', '少', '于', '超', '过', '达', '到']);
    (line.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))
        || matches!(line, "-" | "—" | "/" | "——"))
        && line.chars().count() <= 16
        && !is_named(line)
}

/// A sentence or a long line: no cell of a table whose rows are all as long as its header.
fn ends_table(line: &str) -> bool {
    line.ends_with(['。', '；', '：']) || line.chars().count() > 60
}
