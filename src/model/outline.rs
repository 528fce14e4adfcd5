//! A pasted list of units: one a line, indented by depth, or several columns from a sheet.

use super::choice::UnitKind;
use std::collections::BTreeSet;

/// A unit read from a pasted list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutlineUnit {
    /// Its name.
    pub title: String,
    /// Guessed from the name; the user can correct it.
    pub kind: UnitKind,
    /// The place in the list of the unit it stands under.
    pub parent: Option<usize>,
    /// The line it was read from, from 1.
    pub line: usize,
}

/// A line that was left out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutlineTrouble {
    /// From 1.
    pub line: usize,
    /// The name in question.
    pub title: String,
    /// Why.
    pub reason: OutlineReason,
}

/// Why a line was left out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OutlineReason {
    /// The same name stands under the same parent already.
    Double,
    /// Longer than [`super::rule::MAX_LINE`].
    TooLong,
}

/// Reads a pasted list. A tab or two spaces (or one full-width space) is one step deeper;
/// in a line `市教育局<tab>成安县教育局` of a sheet each column is one level below the last.
pub fn parse(text: &str) -> (Vec<OutlineUnit>, Vec<OutlineTrouble>) {
    let mut units: Vec<OutlineUnit> = Vec::new();
    let mut troubles = Vec::new();
    let mut seen: BTreeSet<(Option<usize>, String)> = BTreeSet::new();
    // The units on the way down to the last one, with the depth of each.
    let mut path: Vec<(usize, usize)> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let depth = depth_of(line);
        let cells: Vec<String> = line.split('\t').map(clean).filter(|c| !c.is_empty()).collect();
        for (column, title) in cells.into_iter().enumerate() {
            let depth = depth + column;
            path.retain(|(d, _)| *d < depth);
            let parent = path.last().map(|(_, place)| *place);
            if title.chars().count() > super::rule::MAX_LINE {
                troubles.push(OutlineTrouble { line: number + 1, title, reason: OutlineReason::TooLong });
                continue;
            }
            if !seen.insert((parent, title.clone())) {
                let same = units.iter().position(|u| u.parent == parent && u.title == title);
                path.extend(same.map(|place| (depth, place)));
                // Columns repeat the unit above on every line; only a repeated last name is a double.
                if line.split('\t').map(clean).rfind(|c| !c.is_empty()).as_deref() == Some(title.as_str()) {
                    troubles.push(OutlineTrouble { line: number + 1, title, reason: OutlineReason::Double });
                }
                continue;
            }
            path.push((depth, units.len()));
            units.push(OutlineUnit { kind: guess_kind(&title), title, parent, line: number + 1 });
        }
    }
    (units, troubles)
}

fn depth_of(line: &str) -> usize {
    let mut half = 0;
    for c in line.chars() {
        match c {
            '\t' | '\u{3000}' => half += 2,
            ' ' => half += 1,
            _ => break,
        }
    }
    half / 2
}

/// Takes list marks off: 1. 、 (一) - •
fn clean(cell: &str) -> String {
    let cell = cell.trim();
    let marks = |c: char| c.is_ascii_digit() || "一二三四五六七八九十()（）.、．-•·*　 ".contains(c);
    let rest = cell.trim_start_matches(marks);
    // A name may itself begin with a numeral: 第一中学 does not, but 一中 and 十二中学 do.
    let mark_end = cell.len() - rest.len();
    let mark = cell.get(..mark_end).unwrap_or_default();
    let is_mark = mark.ends_with(['.', '、', '．', ')', '）', '-', '•', '·', '*', ' ', '　']);
    if is_mark && !rest.is_empty() { rest.to_owned() } else { cell.to_owned() }
}

/// What a unit is, by its name.
pub fn guess_kind(title: &str) -> UnitKind {
    let ends = |words: &[&str]| words.iter().any(|w| title.ends_with(w));
    if title.starts_with('市') && ends(&["教育局", "教体局"]) || title.ends_with("市教育局") {
        UnitKind::Bureau
    } else if ends(&["教育局", "教体局", "教育体育局", "文教局", "县", "区", "中心校", "学区"])
        || title.ends_with('市')
    {
        UnitKind::County
    } else if ends(&["科", "处", "室", "办公室", "中心", "股", "工会", "团委", "督导室"]) {
        UnitKind::Office
    } else if title.starts_with('市') {
        UnitKind::MunicipalSchool
    } else {
        UnitKind::School
    }
}
