//! Rows of a table into drafts: one task a row, the measures written in it kept with it as its targets.

use super::super::document::{Cell, Content, Grid, Row, Span};
use super::super::draft::{Doubt, Draft, DraftKey, DraftKind, Origin, Setting};
use super::layout::{Mapping, is_header_again};
use super::words::Role;
use super::{Statements, split, value, when, words};
use crate::model::choice::SourceLevel;
use crate::model::rule::{MAX_LINE, MAX_TEXT};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Reads the rows of a table; drafts are numbered from `first`.
///
/// A cell merged over several rows is one task when only units or times differ below it, and a heading
/// over several tasks when the rows say different work. A row with nothing in the column of work goes
/// on with the task above.
pub fn drafts_with(
    grid: &Grid,
    mapping: &Mapping,
    setting: &Setting,
    first: u32,
    read: Statements<'_>,
) -> Vec<Draft> {
    let mut rows = Rows::new(grid, mapping, setting, first, read);
    while rows.step(usize::MAX) {}
    rows.finish()
}

/// A table being read, some rows at a time.
pub struct Rows<'a> {
    grid: &'a Grid,
    mapping: &'a Mapping,
    setting: &'a Setting,
    read: Statements<'a>,
    spans: BTreeMap<(u32, u32), Span>,
    width: u32,
    next: u32,
    /// The row over the whole table that the rows below it stand under.
    section: Vec<String>,
    found: Vec<Draft>,
    /// The place of the last row's draft.
    task: Option<usize>,
    /// Rows read.
    at: usize,
}

const TOTALS: [&str; 4] = ["合计", "总计", "小计", "总 计"];
const REMARKS: [&str; 6] = ["注", "备注", "说明", "填表", "联系人", "制表"];

impl<'a> Rows<'a> {
    /// Begins; as for [`drafts_with`].
    pub fn new(
        grid: &'a Grid,
        mapping: &'a Mapping,
        setting: &'a Setting,
        first: u32,
        read: Statements<'a>,
    ) -> Self {
        Self {
            grid,
            mapping,
            setting,
            read,
            spans: grid.spans.iter().map(|span| ((span.row, span.column), *span)).collect(),
            width: grid.width(),
            next: first,
            section: Vec::new(),
            found: Vec::new(),
            task: None,
            at: 0,
        }
    }

    /// Goes on by so many rows; whether there are more.
    pub fn step(&mut self, count: usize) -> bool {
        let (grid, first) = (self.grid, self.mapping.first_row);
        let end = self.at.saturating_add(count).min(grid.rows.len());
        for row in grid.rows.get(self.at..end).unwrap_or_default().iter().filter(|row| row.index >= first) {
            self.row(row);
        }
        self.at = end;
        end < grid.rows.len()
    }

    /// The drafts of the rows read.
    pub fn finish(self) -> Vec<Draft> {
        self.found
    }

    fn row(&mut self, row: &Row) {
        if is_header_again(row, self.mapping) {
            return;
        }
        let Some(first) = row.cells.first() else { return };
        if TOTALS.iter().any(|word| row.cells.iter().take(2).any(|cell| cell.text.starts_with(word))) {
            return;
        }
        if let Some(text) = self.heading(row, first) {
            if !REMARKS.iter().any(|word| text.starts_with(word)) {
                self.section = vec![split::without_number(text.trim()).1.to_owned()];
                self.task = None;
            }
            return;
        }
        let column = [Role::Aim, Role::Work, Role::Detail]
            .into_iter()
            .find_map(|role| self.mapping.column(role).filter(|column| row.cell(*column).is_some()));
        let main = column.and_then(|column| row.cell(column));
        match main {
            // A formula gone wrong names no task, and what stands beside it belongs to none.
            Some(cell) if cell.content == Content::Error => self.task = None,
            Some(cell) if !self.goes_on(row, cell) => self.begin(row),
            _ => self.go_on(row),
        }
    }

    /// A text over the whole width, or alone before the column of work.
    fn heading<'r>(&self, row: &'r Row, first: &'r Cell) -> Option<&'r str> {
        let is_one = row.cells.iter().all(|cell| cell.text == first.text);
        if !is_one {
            return None;
        }
        let work = self.mapping.column(Role::Work).or(self.mapping.column(Role::Detail)).unwrap_or(0);
        let span = self.spans.get(&(row.index, first.column));
        let is_wide = span.is_some_and(|s| (s.column_end - s.column) * 2 >= self.width.max(3));
        let is_before = row.cells.len() == 1
            && first.column < work
            && first.from.is_none()
            && first.text.chars().count() > 2
            && first.text.parse::<f64>().is_err();
        // In a table of indicators the first column is theirs: a numbered line alone is a heading.
        let is_numbered = row.cells.len() == 1
            && self.mapping.column(Role::Aim).is_some()
            && !split::without_number(first.text.trim()).0.is_empty();
        (is_wide || is_before || is_numbered).then_some(first.text.as_str())
    }

    /// Whether a row belongs to the task above: its work is the same merged cell, and no other text of
    /// work stands beside it.
    fn goes_on(&self, row: &Row, main: &Cell) -> bool {
        let above = |cell: &Cell| cell.from.is_some_and(|(from, _)| from < row.index);
        above(main) && self.own_detail(row).is_none() && self.task.is_some()
    }

    /// A text of the detail columns that is not merged with the row above.
    fn own_detail<'r>(&self, row: &'r Row) -> Option<&'r Cell> {
        self.mapping
            .columns(Role::Detail)
            .filter_map(|column| row.cell(column))
            .find(|cell| cell.from.is_none_or(|(from, _)| from == row.index))
    }

    fn begin(&mut self, row: &Row) {
        let work = self.cell(row, Role::Work);
        let detail = self.cell(row, Role::Detail);
        // Work merged over rows that say different things is their heading.
        let is_group = work.is_some_and(|cell| {
            let at = cell.from.unwrap_or((row.index, cell.column));
            let rows = self.spans.get(&at).map_or(at.0..at.0 + 1, |span| span.row..span.row_end);
            let own = |index: u32| self.grid.row(index).is_some_and(|r| self.own_detail(r).is_some());
            rows.end - rows.start > 1 && rows.take(64).filter(|index| own(*index)).count() > 1
        });
        let aim = self.cell(row, Role::Aim);
        let (main, heading) = match (aim, work, detail) {
            (Some(aim), work, _) => (aim, work),
            (None, Some(work), Some(detail)) if is_group => (detail, Some(work)),
            (None, Some(work), _) => (work, None),
            (None, None, Some(detail)) => (detail, None),
            (None, None, None) => return,
        };
        let kind = if aim.is_some() { DraftKind::Target } else { DraftKind::Task };
        let (number, title) = split::without_number(main.text.trim());
        let mut draft = Draft::new(self.key(), kind, main.text.clone(), self.origin(row, main));
        draft.number = match self.text(row, Role::Number) {
            "" => number.to_owned(),
            number => number.to_owned(),
        };
        draft.path = self.path(row, heading);
        title_into(&mut draft, title);
        if let Some((name, _)) = aim.and_then(|_| split::measure_in_name(&draft.title)) {
            draft.title = name.to_owned();
        }
        let mut texts = vec![main];
        if let Some(detail) = detail.filter(|detail| detail.column != main.column) {
            add_line(&mut draft.detail, &detail.text);
            texts.push(detail);
        }
        if main.from.is_some() {
            draft.doubt(Doubt::CellMerged);
        }
        if self.mapping.guessed.contains(&main.column) {
            draft.doubt(Doubt::ColumnGuessed);
        }
        self.fill(row, &mut draft);
        let stated = self.stated(row);
        let place = self.found.len();
        if let (DraftKind::Target, Some(stated)) = (kind, &stated) {
            state(&mut draft, stated.clone());
            if let Some(due) = self.due_of_values().filter(|_| draft.due.is_none()) {
                draft.due = Some(due);
                draft.doubt(Doubt::OtherYear);
            }
            if self.mapping.columns(Role::Value).any(|column| self.mapping.guessed.contains(&column)) {
                draft.doubt(Doubt::ColumnGuessed);
            }
        }
        let key = draft.key;
        let title = draft.title.clone();
        self.found.push(draft);
        self.task = Some(place);
        if kind == DraftKind::Task {
            if let (Some(stated), Some(cell)) = (stated, self.cell(row, Role::Value)) {
                let mut target =
                    Draft::new(self.key(), DraftKind::Target, cell.text.clone(), self.origin(row, cell));
                target.title = title;
                target.parent = Some(key);
                self.fill(row, &mut target);
                target.path = self.found.get(place).map(|draft| draft.path.clone()).unwrap_or_default();
                state(&mut target, stated);
                self.found.push(target);
            }
            for cell in texts {
                self.statements(row, cell, place);
            }
        } else if let Some(cell) = main_statement(self.found.get(place)).then_some(main) {
            self.merge_statement(cell, place);
        }
    }

    /// What a row without work of its own adds to the task above.
    fn go_on(&mut self, row: &Row) {
        let Some(place) = self.task else { return };
        let Some(mut draft) = self.found.get(place).cloned() else { return };
        let mut more = Draft::new(draft.key, draft.kind, String::new(), draft.origin.clone());
        self.fill(row, &mut more);
        for (to, from) in [(&mut draft.lead, more.lead), (&mut draft.cooperating, more.cooperating)] {
            for name in from {
                if !to.contains(&name) {
                    to.push(name);
                }
            }
        }
        for (to, from) in [(&mut draft.leader, more.leader), (&mut draft.person, more.person)] {
            if !from.is_empty() && !to.split('、').any(|name| name == from) {
                if !to.is_empty() {
                    to.push('、');
                }
                to.push_str(&from);
            }
        }
        // The latest of several times is the one the whole is due.
        if more.due > draft.due {
            (draft.due, draft.when) = (more.due, more.when);
        }
        draft.doubt(Doubt::CellMerged);
        let detail = self.own_detail(row);
        if let Some(detail) = detail {
            add_line(&mut draft.detail, &detail.text);
        }
        if let Some(slot) = self.found.get_mut(place) {
            *slot = draft;
        }
        if let Some(cell) = detail {
            self.statements(row, cell, place);
        }
    }

    /// The fields that columns of their own say.
    fn fill(&self, row: &Row, draft: &mut Draft) {
        let led = self.mapping.column(Role::Lead).is_some_and(|column| !row.text(column).is_empty())
            && self.mapping.column(Role::Cooperating).is_none();
        for (column, role) in &self.mapping.roles {
            let Some(cell) = row.cell(*column).filter(|cell| cell.content != Content::Error) else {
                continue;
            };
            match role {
                // Beside a column of those who lead, 责任单位 help, unless others are named for that.
                Role::Responsible if led => add_names(&mut draft.cooperating, &cell.text),
                Role::Lead | Role::Responsible => add_names(&mut draft.lead, &cell.text),
                Role::Cooperating => add_names(&mut draft.cooperating, &cell.text),
                Role::Leader => add_people(&mut draft.leader, &cell.text),
                Role::Person => add_people(&mut draft.person, &cell.text),
                Role::Note | Role::Pace => add_line(&mut draft.note, &cell.text),
                Role::Source => draft.source = source(&cell.text),
                Role::Baseline => draft.baseline = value::read(cell, "").value,
                Role::Due => self.due(cell, draft),
                Role::Start if draft.when.is_empty() => draft.when.clone_from(&cell.text),
                _ => {}
            }
        }
        // 牵头单位 comes before 责任单位, wherever the columns stand.
        if let Some(column) = self.mapping.column(Role::Lead) {
            let leading = split::names(row.text(column));
            draft.lead.sort_by_key(|name| !leading.contains(name));
        }
    }

    fn due(&self, cell: &Cell, draft: &mut Draft) {
        draft.when.clone_from(&cell.text);
        let day = match cell.content {
            Content::Date(date) => Some(date),
            Content::Number(number) => self.grid.day(number),
            _ => None,
        };
        if let Some(day) = day {
            draft.when = day.to_string();
        }
        let when = match day {
            Some(date) => when::When {
                due: Some(date),
                is_other_year: !date.to_string().starts_with(&self.setting.year.to_string()),
                ..when::When::default()
            },
            None => when::read(&cell.text, self.setting.year),
        };
        draft.due = when.due;
        draft.period = when.period.or(draft.period);
        if when.is_guessed {
            draft.doubt(Doubt::DueGuessed);
        }
        if when.is_other_year {
            draft.doubt(Doubt::OtherYear);
        }
    }

    /// The headings a row stands under: the section above, the columns of themes, the merged work.
    fn path(&self, row: &Row, heading: Option<&Cell>) -> Vec<String> {
        let themes = self.mapping.columns(Role::Theme).filter_map(|column| row.cell(column));
        let mut path = self.section.clone();
        for cell in themes.chain(heading) {
            let text = split::without_number(cell.text.trim()).1.replace('\n', "");
            if !text.is_empty() && path.last() != Some(&text) {
                path.push(text);
            }
        }
        path
    }

    fn stated(&self, row: &Row) -> Option<value::Stated> {
        let cell = self.cell(row, Role::Value)?;
        let named = self.cell(row, Role::Aim).and_then(|aim| split::measure_in_name(&aim.text));
        let measure = match self.text(row, Role::Measure) {
            "" => named.map_or("", |(_, measure)| measure),
            own => own,
        };
        Some(value::read(cell, measure))
    }

    /// 2030年目标值, in a ledger of another year: the day the values are due.
    fn due_of_values(&self) -> Option<NaiveDate> {
        let column = self.mapping.column(Role::Value)?;
        let header = self.grid.rows.iter().filter(|row| row.index < self.mapping.first_row);
        let year =
            header.filter_map(|row| words::of_year(row.text(column))).map(|(year, _)| year).next_back()?;
        (year != self.setting.year).then(|| NaiveDate::from_ymd_opt(year, 12, 31))?
    }

    /// The measurable statements in a cell's text, as targets of the row's task.
    fn statements(&mut self, row: &Row, cell: &Cell, place: usize) {
        let Some(task) = self.found.get(place).cloned() else { return };
        let origin = cell.from.unwrap_or((row.index, cell.column));
        for mut draft in (self.read)(&cell.text, self.setting) {
            let is_kept = matches!(draft.kind, DraftKind::Target | DraftKind::Quota | DraftKind::Rhythm);
            let Origin::Text { quote, .. } = &draft.origin else { continue };
            if !is_kept {
                continue;
            }
            draft.origin = Origin::Cell {
                sheet: self.grid.sheet.clone(),
                row: origin.0,
                column: origin.1,
                quote: quote.clone(),
            };
            draft.key = self.key();
            draft.parent = Some(task.key);
            draft.theme = None;
            draft.path.clone_from(&task.path);
            draft.number.clone_from(&task.number);
            take(&mut draft.lead, &task.lead);
            take(&mut draft.cooperating, &task.cooperating);
            take(&mut draft.leader, &task.leader);
            take(&mut draft.person, &task.person);
            if draft.due.is_none() && draft.when.is_empty() {
                draft.due = task.due;
                draft.period = draft.period.or(task.period);
                draft.when.clone_from(&task.when);
            }
            draft.source = draft.source.or(task.source);
            self.found.push(draft);
        }
    }

    /// For an indicator without a value of its own: what its name states.
    fn merge_statement(&mut self, cell: &Cell, place: usize) {
        let stated: Vec<Draft> = (self.read)(&cell.text, self.setting);
        let only = match stated.as_slice() {
            [only] if only.kind == DraftKind::Target => only.clone(),
            _ => return,
        };
        if let Some(draft) = self.found.get_mut(place) {
            draft.comparator = only.comparator;
            draft.value = only.value;
            draft.measure = only.measure;
            draft.stage = only.stage;
            draft.title = only.title;
        }
    }

    fn key(&mut self) -> DraftKey {
        let key = DraftKey(self.next);
        self.next = self.next.saturating_add(1);
        key
    }

    fn cell<'r>(&self, row: &'r Row, role: Role) -> Option<&'r Cell> {
        self.mapping.columns(role).find_map(|column| row.cell(column))
    }

    fn text<'r>(&self, row: &'r Row, role: Role) -> &'r str {
        self.cell(row, role).map_or("", |cell| cell.text.as_str())
    }

    fn origin(&self, row: &Row, cell: &Cell) -> Origin {
        let (row, column) = cell.from.unwrap_or((row.index, cell.column));
        Origin::Cell { sheet: self.grid.sheet.clone(), row, column, quote: 0..cell.text.len() }
    }
}

fn main_statement(draft: Option<&Draft>) -> bool {
    draft.is_some_and(|draft| draft.comparator.is_none() && draft.value.is_none())
}

fn state(draft: &mut Draft, stated: value::Stated) {
    draft.comparator = stated.comparator;
    draft.value = stated.value;
    draft.measure = stated.measure;
    // 本科上线率 提高2个百分点 is a change, not the rate.
    if let Some(growth) = stated.growth.filter(|growth| !draft.title.ends_with(growth)) {
        draft.title.push_str(growth);
    }
    stated.doubts.into_iter().for_each(|doubt| draft.doubt(doubt));
}

/// The first sentence names the task; what follows it is its content.
fn title_into(draft: &mut Draft, text: &str) {
    let end = text.find(['。', '\n', '；']).unwrap_or(text.len());
    let (sentence, rest) = text.split_at(end);
    let title: String = sentence.trim().chars().take(MAX_LINE).collect();
    if title.chars().count() < sentence.trim().chars().count() {
        draft.doubt(Doubt::TitleCut);
        add_line(&mut draft.detail, text);
    } else if !rest.trim_start_matches(['。', '；']).trim().is_empty() {
        add_line(&mut draft.detail, text);
    }
    draft.title = title;
}

fn take<T: Clone + Default + PartialEq>(to: &mut T, from: &T) {
    if *to == T::default() {
        to.clone_from(from);
    }
}

fn add_names(to: &mut Vec<String>, text: &str) {
    for name in split::names(text) {
        if !to.contains(&name) {
            to.push(name);
        }
    }
}

fn add_people(to: &mut String, text: &str) {
    for name in split::names(text) {
        if !to.split('、').any(|held| held == name) && to.chars().count() + name.chars().count() < MAX_LINE {
            if !to.is_empty() {
                to.push('、');
            }
            to.push_str(&name);
        }
    }
}

fn add_line(to: &mut String, text: &str) {
    if to.contains(text) || to.chars().count() + text.chars().count() >= MAX_TEXT {
        return;
    }
    if !to.is_empty() {
        to.push('\n');
    }
    to.push_str(text);
}

/// Whose matter it is, from what a column says of it.
fn source(text: &str) -> Option<SourceLevel> {
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if says(&["国家", "国务院", "中央", "教育部"]) {
        Some(SourceLevel::National)
    } else if says(&["省委", "省政府", "省教育", "全省", "省级", "省"]) {
        Some(SourceLevel::Provincial)
    } else if says(&["市委教育", "教育局", "工委"]) {
        Some(SourceLevel::Bureau)
    } else if says(&["市委", "市政府", "市级", "全市"]) {
        Some(SourceLevel::Municipal)
    } else if says(&["本单位", "本校", "自行"]) {
        Some(SourceLevel::Own)
    } else {
        None
    }
}
