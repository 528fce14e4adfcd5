//! The header of a table, found by what its cells mean, and what each column is taken for.

use super::super::document::{Content, Grid, Row};
use super::when;
use super::words::{self, Role, fold, meanings};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Rows at the top among which a header is looked for.
const LOOKED_AT: usize = 40;
/// Cells of a column that are looked at when no header tells.
const SAMPLES: usize = 40;
/// From here on a meaning needs no person to confirm it.
const SURE: u8 = 80;
/// The confidence of a meaning guessed from what stands in the column.
const GUESSED: u8 = 40;

/// What a table's columns may mean.
#[derive(Clone, PartialEq, Debug)]
pub struct Layout {
    /// The header's rows, by index; none when no header was found.
    pub header: Option<Range<u32>>,
    /// All columns with content, from the left.
    pub columns: Vec<ColumnGuess>,
    /// The likeliest meaning of each.
    pub mapping: Mapping,
}

/// What a column may mean.
#[derive(Clone, PartialEq, Debug)]
pub struct ColumnGuess {
    /// From 0.
    pub column: u32,
    /// Its header; `上/下` for a header of two rows.
    pub title: String,
    /// What it may mean with a confidence from 0 to 100, the likeliest first.
    pub candidates: Vec<(Role, u8)>,
    /// A few of its cells, for a person to recognise it by.
    pub samples: Vec<String>,
}

/// What each column is taken for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mapping {
    /// The first row below the header, by index.
    pub first_row: u32,
    /// Meaning by column; columns without one are left out.
    pub roles: BTreeMap<u32, Role>,
    /// Columns whose meaning is a guess.
    pub guessed: BTreeSet<u32>,
}

impl Mapping {
    /// The columns of a role, from the left.
    pub fn columns(&self, role: Role) -> impl Iterator<Item = u32> {
        self.roles.iter().filter(move |(_, r)| **r == role).map(|(column, _)| *column)
    }

    /// The only or first column of a role.
    pub fn column(&self, role: Role) -> Option<u32> {
        self.columns(role).next()
    }

    /// Whether rows can become drafts at all.
    pub fn is_usable(&self) -> bool {
        [Role::Work, Role::Detail, Role::Aim].into_iter().any(|role| self.column(role).is_some())
    }
}

impl Layout {
    /// Whether no person has to look at the columns first: a header was found, it names the work and
    /// something to do with it, and no two columns contend for one meaning.
    pub fn is_sure(&self) -> bool {
        let certain = |role| self.mapping.columns(role).any(|c| !self.mapping.guessed.contains(&c));
        let works = [Role::Work, Role::Detail, Role::Aim].into_iter().any(certain);
        let others = self.mapping.roles.values().collect::<BTreeSet<_>>().len() >= 2;
        let contended = self.columns.iter().any(|guess| {
            let taken = self.mapping.roles.get(&guess.column);
            taken.is_none() && guess.candidates.first().is_some_and(|(_, score)| *score >= SURE)
        });
        self.header.is_some() && works && others && !contended
    }
}

/// Whether a cell can stand in a header: its meaning is known, or it names a year.
pub(in super::super) fn may_head(cell: &str) -> bool {
    words::of_year(cell).is_some_and(|(_, rest)| rest.chars().count() <= 6)
        || meanings(cell).first().is_some_and(|(_, score)| *score >= SURE)
}

/// Whether a header's cell says who, when or how much: no list of chapters does.
pub(in super::super) fn is_telling(cell: &str) -> bool {
    use Role::{Aim, Detail, Note, Pace, Theme, Work};
    let first = meanings(cell).into_iter().next();
    first.is_some_and(|(role, _)| !matches!(role, Work | Detail | Aim | Theme | Note | Pace))
}

/// Whether a header's cell stands over what rows are grouped by.
pub(in super::super) fn heads_rows(cell: &str) -> bool {
    meanings(cell).first().is_some_and(|(role, _)| *role == Role::Theme)
}

/// Whether a header's cell stands over values.
pub(in super::super) fn holds_value(cell: &str) -> bool {
    words::of_year(cell).is_some()
        || meanings(cell).first().is_some_and(|(role, _)| matches!(role, Role::Value | Role::Baseline))
}

/// Whether these cells are the header of a table of work or of indicators.
pub(in super::super) fn is_header<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let (mut roles, mut count) = (BTreeSet::new(), 0);
    for cell in cells {
        count += usize::from(words::of_year(cell).is_none_or(|(_, rest)| !rest.is_empty()));
        let meant = meanings(cell).into_iter().next().filter(|(_, score)| *score >= SURE);
        roles.extend(meant.map(|(role, _)| role));
    }
    let works = [Role::Work, Role::Detail, Role::Aim].iter().any(|role| roles.contains(role));
    works && roles.len() >= 2 && roles.len() * 2 >= count
}

/// Finds a table's header and what its columns mean. `year` is the ledger's: of several columns of values, the
/// one of that year is asked for.
pub fn layout(grid: &Grid, year: i32) -> Layout {
    let mut best: Option<(usize, usize)> = None;
    for (place, row) in grid.rows.iter().take(LOOKED_AT).enumerate() {
        let roles: BTreeSet<Role> = row
            .cells
            .iter()
            .filter_map(|cell| {
                meanings(&cell.text).first().filter(|(_, score)| *score >= SURE).map(|(r, _)| *r)
            })
            .collect();
        if roles.len() >= 2 && best.is_none_or(|(count, _)| roles.len() > count) {
            best = Some((roles.len(), place));
        }
    }
    let Some((_, place)) = best else { return without_header(grid) };
    let Some(top) = grid.rows.get(place) else { return without_header(grid) };
    // The fuller of two rows may be the lower: the one above it belongs to the header when merged
    // cells of it reach down.
    let upper = place.checked_sub(1).and_then(|above| grid.rows.get(above));
    if let Some(upper) = upper
        && top.cells.iter().any(|cell| cell.from.is_some_and(|(row, _)| row == upper.index))
        && !is_wide_title(grid, upper)
    {
        return with_header(grid, upper, Some(top), year);
    }
    let lower = grid.rows.get(place + 1).filter(|lower| is_lower_half(grid, top, lower));
    with_header(grid, top, lower, year)
}

/// A title over the whole table.
fn is_wide_title(grid: &Grid, row: &Row) -> bool {
    let anchors = row.cells.iter().filter(|cell| cell.from.is_none_or(|(r, _)| r != row.index)).count();
    anchors <= 1 && grid.width() > 2
}

/// Whether a row is the lower half of a header: merged cells of the upper row reach down into it, or
/// it divides one that spans columns.
fn is_lower_half(grid: &Grid, top: &Row, lower: &Row) -> bool {
    let reaches_down = lower.cells.iter().any(|cell| cell.from.is_some_and(|(row, _)| row == top.index));
    let divides = grid.spans.iter().any(|span| {
        span.row == top.index
            && span.row_end == top.index + 1
            && span.column_end > span.column + 1
            && (span.column..span.column_end).all(|column| lower.cell(column).is_some())
    });
    let is_short = lower.cells.iter().all(|cell| cell.text.chars().count() <= 16);
    let own = lower.cells.iter().filter(|cell| cell.from.is_none_or(|(row, _)| row != top.index));
    let has_numbers =
        own.clone().any(|cell| cell.content != Content::Text || cell.text.parse::<f64>().is_ok());
    (reaches_down || divides) && is_short && own.count() > 0 && !has_numbers && lower.index == top.index + 1
}

fn with_header(grid: &Grid, top: &Row, lower: Option<&Row>, year: i32) -> Layout {
    let last = lower.map_or(top.index, |row| row.index);
    let header = top.index..last + 1;
    let mut columns = guesses(grid, header.end);
    for guess in &mut columns {
        let upper = top.text(guess.column);
        let under = lower.map_or("", |row| row.text(guess.column));
        guess.title = match (upper, under) {
            (upper, "") => upper.to_owned(),
            ("", under) => under.to_owned(),
            (upper, under) if upper == under => upper.to_owned(),
            (upper, under) => format!("{upper}/{under}"),
        };
        // The lower half says what the column is; the upper adds to it: 牵头单位 over 责任人.
        guess.candidates = meanings(under);
        for (role, score) in meanings(upper) {
            if !guess.candidates.iter().any(|(r, _)| *r == role) {
                let score = if under.is_empty() || under == upper { score } else { score.min(GUESSED + 10) };
                guess.candidates.push((role, score));
            }
        }
    }
    by_year(&mut columns, year);
    let mapping = assign(&columns, header.end);
    Layout { header: Some(header), columns, mapping }
}

/// Columns of values that name a year: this year's is the target, a reached one of the latest year before is the
/// baseline, the others draft nothing.
fn by_year(columns: &mut [ColumnGuess], year: i32) {
    let has_aim = columns.iter().any(|guess| means(guess, Role::Aim));
    let mut values: Vec<(usize, i32)> = Vec::new();
    let mut reached: Vec<(i32, usize)> = Vec::new();
    for (place, guess) in columns.iter_mut().enumerate() {
        let Some((named, rest)) = words::of_year(&guess.title) else { continue };
        if named < year && words::is_reached(&rest) {
            reached.push((named, place));
        } else if means(guess, Role::Value) || has_aim && (rest.is_empty() || means(guess, Role::Detail)) {
            values.push((place, named));
        } else {
            continue;
        }
        guess.candidates.clear();
    }
    // A bare year before this one, beside one to come, says what was reached.
    let ahead = values.iter().any(|(_, named)| *named >= year);
    values.retain(|(place, named)| {
        let bare = columns
            .get(*place)
            .and_then(|guess| words::of_year(&guess.title))
            .is_some_and(|(_, rest)| rest.is_empty());
        let is_base = ahead && bare && *named < year;
        if is_base {
            reached.push((*named, *place));
        }
        !is_base
    });
    let mut give = |place: usize, role, score| {
        if let Some(guess) = columns.get_mut(place) {
            guess.candidates = vec![(role, score)];
        }
    };
    // Without this year's, the next one's is a guess.
    let nearest = values.iter().min_by_key(|(_, named)| (*named < year, named.abs_diff(year)));
    if let Some((place, named)) = nearest {
        give(*place, Role::Value, if *named == year { 100 } else { GUESSED });
    }
    if let Some((_, place)) = reached.into_iter().max() {
        give(place, Role::Baseline, 100);
    }
}

fn means(guess: &ColumnGuess, role: Role) -> bool {
    guess.candidates.first().is_some_and(|(first, score)| *first == role && *score >= SURE)
}

fn without_header(grid: &Grid) -> Layout {
    let first_row = grid.rows.first().map_or(0, |row| row.index);
    let columns = guesses(grid, first_row);
    let mapping = assign(&columns, first_row);
    Layout { header: None, columns, mapping }
}

/// The columns below the header with what their cells look like.
fn guesses(grid: &Grid, first_row: u32) -> Vec<ColumnGuess> {
    let rows = || grid.rows.iter().filter(|row| row.index >= first_row);
    let used: BTreeSet<u32> =
        rows().take(500).flat_map(|row| row.cells.iter()).map(|cell| cell.column).collect();
    let mut columns: Vec<ColumnGuess> = Vec::new();
    let mut lengths: Vec<(usize, u32)> = Vec::new();
    for column in used {
        let cells: Vec<_> = rows()
            .filter_map(|row| row.cell(column))
            .filter(|cell| cell.from.is_none())
            .take(SAMPLES)
            .collect();
        let most = |is: &dyn Fn(&str, Content) -> bool| {
            !cells.is_empty()
                && cells.iter().filter(|c| is(&c.text, c.content)).count() * 3 >= cells.len() * 2
        };
        let mut candidates = Vec::new();
        if most(&|text, _| text.parse::<u32>().is_ok_and(|n| n < 1000)) {
            candidates.push((Role::Number, GUESSED));
        }
        if most(&|text, content| matches!(content, Content::Date(_)) || when::looks_like(text)) {
            candidates.push((Role::Due, GUESSED));
        }
        if most(&|text, _| super::split::is_unit(text)) {
            candidates.push((Role::Responsible, GUESSED));
        } else if most(&|text, _| super::split::is_person(text)) {
            candidates.push((Role::Person, GUESSED));
        }
        let length: usize = cells.iter().map(|cell| cell.text.chars().count()).sum();
        if !cells.is_empty() && candidates.is_empty() {
            lengths.push((length / cells.len(), column));
        }
        let mut samples: Vec<String> = Vec::new();
        for cell in cells.iter().take(3) {
            samples.push(cell.text.chars().take(40).collect());
        }
        columns.push(ColumnGuess { column, title: String::new(), candidates, samples });
    }
    // The longest texts are the work.
    if let Some((length, longest)) = lengths.into_iter().max()
        && length >= 6
        && let Some(guess) = columns.iter_mut().find(|guess| guess.column == longest)
    {
        guess.candidates.push((Role::Work, GUESSED));
    }
    columns
}

/// Gives each column its likeliest meaning that is still free, the surest first.
fn assign(columns: &[ColumnGuess], first_row: u32) -> Mapping {
    let mut mapping = Mapping { first_row, ..Mapping::default() };
    let mut order: Vec<(u8, u32, Role)> = Vec::new();
    for guess in columns {
        order.extend(guess.candidates.iter().map(|(role, score)| (*score, guess.column, *role)));
    }
    order.sort_by_key(|(score, column, _)| (std::cmp::Reverse(*score), *column));
    for (score, column, role) in order {
        let is_taken = !role.is_shared() && mapping.column(role).is_some();
        if is_taken || mapping.roles.contains_key(&column) {
            continue;
        }
        mapping.roles.insert(column, role);
        if score < SURE {
            mapping.guessed.insert(column);
        }
    }
    mapping
}

/// Whether a row says the header once more, as tables over several pages do.
pub(super) fn is_header_again(row: &Row, mapping: &Mapping) -> bool {
    let (mut said, mut others) = (0, 0);
    for cell in row.cells.iter().filter(|cell| cell.from.is_none()) {
        let role = mapping.roles.get(&cell.column);
        match meanings(&cell.text).first() {
            Some((meant, 100)) if role.is_none_or(|role| role == meant) || fold(&cell.text).len() > 3 => {
                said += 1
            }
            _ => others += 1,
        }
    }
    said >= 2 && said > others
}
