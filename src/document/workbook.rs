//! The .xlsx of one unit that goes out to be filled in: targets, tasks, progress and how to fill it in.
//!
//! Headers and ids are locked, without a password; choices are lists to pick from. Texts are written as
//! texts, so that nothing that begins with `=` can become a formula. A hidden sheet keeps what stood in
//! each cell: what comes back is compared with it, and a cell that was only carried along changes nothing.

use crate::model::field::Field;
use crate::model::id::UnitId;
use crate::model::kind::Kind;
use crate::model::ledger::Ledger;
use crate::model::record::Record;
use crate::model::sheet::{self, Column, HEADER_ROW, MARKS, Sheet, SheetWords, Shown, ThemeNames, Type};
use chrono::Datelike;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Formula, ProtectionOptions, Workbook, Worksheet, XlsxError,
};
use std::collections::BTreeMap;

/// Rows below the last that have the same lists to pick from.
const SPARE_ROWS: u32 = 500;
/// The longest list that stands in a rule itself, in characters.
const MAX_LIST: usize = 250;

/// Why no workbook was made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WorkbookError {
    /// There is no such unit.
    NoUnit,
    /// More rows than a sheet has.
    TooManyRows,
    /// The words for sheets break the rules of workbooks.
    BadName,
    /// The writer failed otherwise.
    Writer,
}

impl From<XlsxError> for WorkbookError {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::RowColumnLimitError => Self::TooManyRows,
            XlsxError::SheetnameReused(_)
            | XlsxError::SheetnameLengthExceeded(_)
            | XlsxError::SheetnameContainsInvalidCharacter(_) => Self::BadName,
            _ => Self::Writer,
        }
    }
}

/// Makes the workbook of a unit as it stands; `now` is milliseconds since 1970.
pub fn write(
    ledger: &Ledger,
    unit: UnitId,
    words: &dyn SheetWords,
    now: i64,
) -> Result<Vec<u8>, WorkbookError> {
    let record = ledger.units.get(&unit).filter(|u| u.is_alive()).ok_or(WorkbookError::NoUnit)?;
    let mut writer =
        Writer { ledger, words, themes: ThemeNames::new(ledger), formats: Formats::new(), base: Vec::new() };
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_timestamp(now.div_euclid(1000))?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    for sheet in Sheet::ALL {
        let page = book.add_worksheet();
        page.set_name(words.sheet(sheet))?;
        let title = words.title(sheet, record.title.get(), *ledger.meta.year.get());
        if sheet == Sheet::Guide {
            writer.guide(page, &title)?;
        } else {
            writer.sheet(page, sheet, unit, &title)?;
        }
    }
    writer.marks(book.add_worksheet(), unit, now)?;
    Ok(book.save_to_buffer()?)
}

struct Formats {
    title: Format,
    header: Format,
    locked: Format,
    /// 序号 is nobody's business but the filler's.
    number: Format,
    guide: Format,
    by_type: BTreeMap<u8, Format>,
}

impl Formats {
    fn new() -> Self {
        let cell = Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        let open = cell.clone().set_unlocked().set_text_wrap();
        let by_type = [
            (Type::Text, open.clone()),
            (Type::Number, open.clone().set_num_format("General")),
            (Type::Percent, open.clone().set_num_format("0")),
            (Type::Date, open.clone().set_num_format("yyyy-mm-dd")),
        ];
        Self {
            title: Format::new()
                .set_bold()
                .set_font_size(16)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            header: cell
                .clone()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_text_wrap()
                .set_background_color(Color::RGB(0x00dd_e8f3)),
            number: cell.clone().set_unlocked(),
            locked: cell.set_text_wrap().set_background_color(Color::RGB(0x00f2_f2f2)),
            guide: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            by_type: by_type.into_iter().map(|(kind, format)| (kind as u8, format)).collect(),
        }
    }

    fn of(&self, column: Column) -> &Format {
        let Some(field) = column.field() else {
            return if column == Column::Number { &self.number } else { &self.locked };
        };
        let kind = sheet::type_of(field);
        self.by_type.get(&(kind as u8)).or_else(|| self.by_type.get(&0)).unwrap_or(&self.locked)
    }
}

struct Writer<'a> {
    ledger: &'a Ledger,
    words: &'a dyn SheetWords,
    themes: ThemeNames,
    formats: Formats,
    /// Rows of the hidden sheet: what stood where.
    base: Vec<Vec<String>>,
}

impl Writer<'_> {
    fn sheet(
        &mut self,
        page: &mut Worksheet,
        sheet: Sheet,
        unit: UnitId,
        title: &str,
    ) -> Result<(), WorkbookError> {
        let columns = sheet.columns();
        let last = columns.len().saturating_sub(1) as u16;
        page.merge_range(0, 1, 0, last, title, &self.formats.title)?;
        page.set_row_height(0, 30)?;
        for (place, column) in columns.iter().enumerate() {
            let place = place as u16;
            page.set_column_width(place, width(*column))?;
            if !column.is_shown_only() || *column == Column::Number {
                page.set_column_format(place, self.formats.of(*column))?;
            }
            let header = self.words.column(sheet, *column);
            page.write_string_with_format(HEADER_ROW, place, header, &self.formats.header)?;
        }
        page.set_column_hidden(0)?;
        let rows = match sheet {
            Sheet::Targets => self.records(page, sheet, &sheet::targets_of(self.ledger, unit))?,
            Sheet::Tasks => self.records(page, sheet, &sheet::tasks_of(self.ledger, unit))?,
            Sheet::Progress => self.progress(page, unit)?,
            Sheet::Guide => 0,
        };
        let first = HEADER_ROW + 1;
        for (place, column) in columns.iter().enumerate() {
            let spare = if sheet == Sheet::Progress { 0 } else { SPARE_ROWS };
            let end = (first + rows + spare).saturating_sub(1).max(first);
            if let Some(rule) = self.rule(*column)? {
                page.add_data_validation(first, place as u16, end, place as u16, &rule)?;
            }
        }
        let name = columns.iter().position(|c| matches!(c, Column::Name | Column::Of(Field::Title)));
        page.set_freeze_panes(first, name.map_or(0, |place| place as u16 + 1))?;
        page.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(HEADER_ROW, HEADER_ROW)?;
        page.protect_with_options(&ProtectionOptions {
            insert_rows: true,
            delete_rows: true,
            format_rows: true,
            format_columns: true,
            format_cells: true,
            use_autofilter: true,
            ..ProtectionOptions::new()
        });
        Ok(())
    }

    fn records<R: Record>(
        &mut self,
        page: &mut Worksheet,
        sheet: Sheet,
        records: &[&R],
    ) -> Result<u32, WorkbookError> {
        for (place, record) in records.iter().enumerate() {
            let row = HEADER_ROW + 1 + place as u32;
            let mut base = vec![sheet.code().to_owned(), record.uuid().to_string()];
            for (column_place, column) in sheet.columns().iter().enumerate() {
                let format = self.formats.of(*column);
                let at = column_place as u16;
                match column {
                    Column::Number => {
                        page.write_number_with_format(row, at, (place + 1) as u32, format)?;
                    }
                    Column::Of(field) => {
                        let shown = sheet::shown(*field, &record.read(*field).0, self.words, &self.themes);
                        put(page, row, at, &shown, format)?;
                        base.push(shown.text());
                    }
                    _ => {
                        page.write_string_with_format(row, at, record.uuid().to_string(), format)?;
                    }
                }
            }
            self.base.push(base);
        }
        Ok(records.len() as u32)
    }

    fn progress(&mut self, page: &mut Worksheet, unit: UnitId) -> Result<u32, WorkbookError> {
        let mut row = HEADER_ROW + 1;
        let ledger = self.ledger;
        let (actuals, reports) = (sheet::last_actuals(ledger), sheet::last_reports(ledger));
        for target in sheet::targets_of(ledger, unit) {
            let last = actuals.get(&target.id).map(|actual| {
                let value = match (actual.quantity.get(), actual.reached.get()) {
                    (Some(value), _) => format!("{}{}", value.normalize(), target.measure.get()),
                    (None, Some(flag)) => self.words.flag(*flag),
                    (None, None) => String::new(),
                };
                dated(value, *actual.date.get())
            });
            let aim = self.words.aim(target);
            let texts =
                [self.words.kind(Kind::Target), target.title.get().clone(), aim, last.unwrap_or_default()];
            self.progress_row(page, row, target, texts)?;
            row += 1;
        }
        for task in sheet::tasks_of(ledger, unit) {
            let last = reports.get(&task.id).map(|report| {
                let percent = report.percent.get().map(|p| format!("{p}%")).unwrap_or_default();
                dated(percent, *report.date.get())
            });
            let due = task.due.get().map(|due| due.to_string()).unwrap_or_default();
            let texts =
                [self.words.kind(Kind::Task), task.title.get().clone(), due, last.unwrap_or_default()];
            self.progress_row(page, row, task, texts)?;
            row += 1;
        }
        Ok(row - HEADER_ROW - 1)
    }

    fn progress_row(
        &self,
        page: &mut Worksheet,
        row: u32,
        record: &dyn Record,
        texts: [String; 4],
    ) -> Result<(), WorkbookError> {
        let id = [record.uuid().to_string()];
        for (place, text) in id.into_iter().chain(texts).enumerate() {
            page.write_string_with_format(row, place as u16, text, &self.formats.locked)?;
        }
        for (place, column) in
            Sheet::Progress.columns().iter().enumerate().filter(|(_, c)| !c.is_shown_only())
        {
            page.write_blank(row, place as u16, self.formats.of(*column))?;
        }
        Ok(())
    }

    /// What may be entered in a column.
    fn rule(&self, column: Column) -> Result<Option<DataValidation>, WorkbookError> {
        let Some(field) = column.field() else { return Ok(None) };
        let list = match sheet::type_of(field) {
            Type::Choice => {
                sheet::codes(field).into_iter().map(|code| self.words.choice(field, code)).collect()
            }
            Type::Flag => vec![self.words.flag(true), self.words.flag(false)],
            Type::Percent => {
                let rule = DataValidationRule::Between(0, 100);
                return Ok(Some(DataValidation::new().allow_whole_number(rule)));
            }
            Type::Theme => {
                let count = self.themes.iter().count();
                if count == 0 {
                    return Ok(None);
                }
                let list = Formula::new(format!("={MARKS}!$A$6:$A${}", count + 5));
                return Ok(Some(DataValidation::new().allow_list_formula(list)));
            }
            Type::Text | Type::Number | Type::Date => return Ok(None),
        };
        let length: usize = list.iter().map(|word: &String| word.chars().count() + 1).sum();
        let is_fit = length <= MAX_LIST && !list.iter().any(|word| word.contains(','));
        Ok(if is_fit { Some(DataValidation::new().allow_list_strings(&list)?) } else { None })
    }

    fn guide(&self, page: &mut Worksheet, title: &str) -> Result<(), WorkbookError> {
        page.set_column_width(0, 100)?;
        page.write_string_with_format(0, 0, title, &self.formats.title)?;
        for (place, paragraph) in self.words.guide().into_iter().enumerate() {
            page.write_string_with_format(1 + place as u32, 0, paragraph, &self.formats.guide)?;
        }
        page.protect();
        Ok(())
    }

    /// The hidden sheet: where the workbook comes from, the themes, what stood in each record's row.
    fn marks(&self, page: &mut Worksheet, unit: UnitId, now: i64) -> Result<(), WorkbookError> {
        page.set_name(MARKS)?;
        let head = [
            ("version", sheet::VERSION.to_owned()),
            ("ledger", self.ledger.id().to_string()),
            ("unit", unit.to_string()),
            ("issued", now.to_string()),
        ];
        for (row, (key, value)) in head.into_iter().enumerate() {
            page.write_string(row as u32, 0, key)?;
            page.write_string(row as u32, 1, value)?;
        }
        page.write_string(4, 0, "themes")?;
        let mut row = 5;
        for theme in self.themes.iter() {
            page.write_string(row, 0, theme)?;
            row += 1;
        }
        for sheet in [Sheet::Targets, Sheet::Tasks] {
            let fields = sheet.columns().iter().filter_map(|column| column.field());
            let cells = ["fields", sheet.code()].into_iter().chain(fields.map(Field::name));
            line(page, row, cells)?;
            row += 1;
        }
        for base in &self.base {
            line(page, row, base.iter().map(String::as_str))?;
            row += 1;
        }
        page.set_very_hidden(true);
        page.protect();
        Ok(())
    }
}

/// One row of the hidden sheet.
fn line<'a>(
    page: &mut Worksheet,
    row: u32,
    cells: impl Iterator<Item = &'a str>,
) -> Result<(), WorkbookError> {
    for (column, cell) in cells.enumerate().filter(|(_, cell)| !cell.is_empty()) {
        page.write_string(row, column as u16, cell)?;
    }
    Ok(())
}

fn dated(text: String, date: Option<chrono::NaiveDate>) -> String {
    date.map_or(text.clone(), |date| format!("{text} {date}"))
}

fn put(
    page: &mut Worksheet,
    row: u32,
    column: u16,
    shown: &Shown,
    format: &Format,
) -> Result<(), WorkbookError> {
    match shown {
        Shown::Empty => page.write_blank(row, column, format)?,
        Shown::Text(text) => page.write_string_with_format(row, column, text, format)?,
        Shown::Number(number) => {
            page.write_number_with_format(row, column, number.to_f64().unwrap_or_default(), format)?
        }
        Shown::Date(date) => {
            let day = ExcelDateTime::from_ymd(
                u16::try_from(date.year()).unwrap_or(1900),
                date.month() as u8,
                date.day() as u8,
            )?;
            page.write_datetime_with_format(row, column, &day, format)?
        }
    };
    Ok(())
}

/// Widths in characters of the column.
fn width(column: Column) -> f64 {
    match column {
        Column::Id => 3.0,
        Column::Number => 6.0,
        Column::What => 8.0,
        Column::Name | Column::Of(Field::Title) => 36.0,
        Column::Aim | Column::Last => 18.0,
        Column::Of(Field::Responsibility | Field::Pace | Field::Note | Field::Theme) => 28.0,
        Column::Of(Field::Cooperating | Field::Evidence) => 20.0,
        Column::Of(_) => 13.0,
    }
}
