//! Workbooks and documents in words: sheets and headers that go out, what a file or a cell is refused for,
//! what was passed over.

use super::label::{self, Small};
use super::{Say, Words, trouble};
use crate::document::workbook::WorkbookError;
use crate::intake::error::ReadError;
use crate::intake::table::Role;
use crate::intake::workbook::{CellError, CellNote, NotOurs, Remark, Trouble};
use crate::model::field::Field;
use crate::model::kind::{Kind, Target};
use crate::model::sheet::{self, Sheet, SheetWords};
use crate::state::settings::Lang;

words! {
    /// Sheets, their titles and headers.
    Page {
        Targets: "目标", "Targets";
        Tasks: "任务", "Tasks";
        Progress: "进展", "Progress";
        Guide: "填报说明", "How to fill in";
        TargetsTitle: "{0}{1}目标清单", "{0}: targets {1}";
        TasksTitle: "{0}{1}任务清单", "{0}: tasks {1}";
        ProgressTitle: "{0}{1}进展填报", "{0}: progress {1}";
        GuideTitle: "填报说明", "How to fill in";
        Year: "{0}年", "of {0}";
        Id: "编号", "Id";
        Number: "序号", "No.";
        What: "类别", "Kind";
        Name: "名称", "Name";
        Aim: "目标或时限", "Aim or due date";
        Last: "最近一次填报", "Last entry";
        TargetName: "目标", "Target";
        TaskName: "任务", "Task";
        AimValue: "目标值", "Target value";
        ActualValue: "实际值", "Actual value";
        Remark: "备注", "Note";
        ProgressNote: "进展说明", "What was done";
        EntryDate: "填报日期", "Date of entry";
        EntryKind: "填报类型", "Kind of entry";
    }

    /// How to fill a workbook in.
    Guide {
        Ids: "编号一列已隐藏，请不要改动；系统靠它认出每一行，重复导入也不会重复。", "The hidden column of ids must not be altered: rows are recognised by it, so nothing doubles.";
        Rows: "新增目标或任务：插入一行或写在最后，编号留空。不要复制带编号的整行。", "For a new target or task insert a row or write below the last; leave the id empty. Do not copy whole rows.";
        Delete: "要删除某项，请在台账页面上删除；在表里清空整行，系统会保留原内容。", "To delete something, delete it on the page; an emptied row is left as it was.";
        Columns: "列可以移动。删掉的列，对应内容保持不变。", "Columns may be moved. What stood in a deleted column stays as it is.";
        Dates: "日期可写 2026-9-1、2026.9.1、2026年9月1日或9月底。", "Dates: 2026-9-1, 2026.9.1 or 2026年9月1日.";
        Numbers: "数值只填数字，单位写在“计量单位”列。百分比填 90 或 90%。", "Values are numbers only; the unit of measure has its own column. For percents write 90 or 90%.";
        Entries: "“进展”表每行填一次进展：任务填完成百分比，目标填实际值或是否达到。没有进展的不用填。", "In the progress sheet each row takes one entry: percent for a task, actual value or yes/no for a target. Leave the rest empty.";
        Next: "填好后保存，在台账页面“导入”这个文件，核对后确认。", "Save it and import the file on the page; check what it would change, then accept.";
    }

    /// Why a file was not read.
    Unread {
        Empty: "文件是空的", "The file is empty";
        TooLarge: "文件太大，最多 {0} MB", "The file is too large: at most {0} MB";
        Encoding: "认不出文字编码，请另存为 UTF-8 再导入", "The encoding is not known; save it as UTF-8";
        UnknownKind: "不是能读的文件。请用 .txt、.docx、.xlsx、.html 或直接粘贴", "Not a kind that can be read; use .txt, .docx, .xlsx, .html or paste the text";
        OldFormat: "这是旧格式（.doc、.xls、.wps、.et），请另存为 .docx 或 .xlsx", "This is an old format; save it as .docx or .xlsx";
        Encrypted: "文件加了密码，请取消密码后再导入", "The file is closed with a password; take the password off";
        Nested: "压缩包里还有文件，请解压后逐个导入", "The archive holds further files; unpack it first";
        Damaged: "文件不完整或已损坏，请重新获取", "The file is cut off or damaged; get it again";
        TooMany: "文件里的部件超过 {0} 个，没有读取", "The file has more than {0} parts and was not read";
        Bomb: "文件展开后过大（{0}），没有读取", "The file unfolds to too much ({0}) and was not read";
        MissingPart: "文件缺少必要内容（{0}）", "A part is missing ({0})";
        DamagedPart: "文件内容损坏（{0}）", "A part is damaged ({0})";
        DamagedCell: "工作表“{0}”的单元格 {1} 损坏", "Sheet {0}, cell {1} is damaged";
        TooManyCells: "工作表“{0}”内容过多，请拆分后导入", "Sheet {0} holds too much; divide it";
        NoSheet: "没有找到目标、任务或进展工作表，或表头被改动", "No sheet of targets, tasks or progress was found";
        OtherLedger: "这个文件属于另一本台账，没有导入", "The file belongs to another ledger and was not taken in";
        NoUnit: "不知道这个文件属于哪个单位", "It is not known which unit the file belongs to";
        Written: "没有生成文件：{0}", "No file was made: {0}";
        ManyRows: "行数超过表格上限", "more rows than a sheet has";
        UnitGone: "单位已不存在", "the unit is not there any more";
        Failed: "写入失败", "writing failed";
    }

    /// What is wrong with a cell.
    Cell {
        Place: "{0} {1}：{2}", "{0} {1}: {2}";
        PlaceRow: "{0} 第{1}行：{2}", "{0} row {1}: {2}";
        Said: "{0}（“{1}”）", "{0} (\"{1}\")";
        NoHeader: "找不到表头", "No header row";
        BadId: "编号被改动", "The id was altered";
        UnknownId: "台账里没有这一项", "The ledger has no such record";
        OtherUnit: "属于其他单位", "It belongs to another unit";
        IdTwice: "编号重复，可能是复制的行；新增请把编号留空", "The id stands twice: a copied row? Leave the id of a new row empty";
        NotNumber: "不是数字", "No number";
        NotDate: "不是日期", "No date";
        AmbiguousDate: "分不清是1月还是10月，请写成年月日", "January or October? Write the day too";
        NotChoice: "不在可选范围内", "None of the choices";
        NotFlag: "请填“是”或“否”", "Write yes or no";
        NoTheme: "总体思路里没有这一条", "No such node in the framework";
        Formula: "公式没有算出结果，请直接填写", "The formula has no value; write it in";
        Merged: "与别的列合并了，请取消合并后分别填写", "Merged with another column; unmerge and fill in each";
        NotForThis: "这一行不填这一列", "Not for this row";
    }

    /// What was passed over or understood in a way that deserves a look.
    Noted {
        Emptied: "整行被清空，原内容保留", "The row was emptied; the record stays as it was";
        Heading: "整行合并的标题，已跳过", "A heading over the whole row; passed over";
        Deleted: "台账里已删除，没有改动", "Deleted in the ledger; left alone";
        ByName: "没有编号，按名称对应", "No id; matched by its name";
        TakenBefore: "这一新增行以前导入过", "This new row was taken in before";
        EntryThere: "这条进展以前导入过", "This entry was taken in before";
        ChangedSince: "发出之后台账里改过，将以本表为准", "Changed in the ledger since the workbook went out; the cell replaces it";
        ReadAsPercent: "按百分比理解", "Read as a percent";
        MaybePercent: "小于 1，是否应为百分数", "Below 1: is a percent meant?";
        Rounded: "已四舍五入为整数", "Rounded to a whole number";
        Today: "没有填日期，按今天", "No date: today";
        ColumnGone: "缺少“{0}”列，对应内容不变", "Column {0} is gone; its content stays";
        ColumnUnknown: "不认识这一列，已跳过", "A column that means nothing here";
        NoOrigin: "隐藏的来源表被删，按台账现在的内容比较", "The hidden sheet is gone; compared with the ledger as it is now";
    }

    /// What a column of a table may be taken for.
    Column {
        Number: "序号", "Number";
        Theme: "类别", "Group";
        Work: "任务", "Task";
        Detail: "工作内容", "Content";
        Aim: "指标名称", "Indicator";
        Value: "目标值", "Target value";
        Measure: "计量单位", "Unit of measure";
        Baseline: "上年基数", "Baseline";
        Source: "任务来源", "Source level";
        Leader: "分管领导", "Leader in charge";
        Lead: "牵头单位", "Lead unit";
        Responsible: "责任单位", "Responsible unit";
        Cooperating: "配合单位", "Co-operating units";
        Person: "责任人", "Responsible person";
        Start: "开始时间", "Start";
        Due: "完成时限", "Due";
        Pace: "进度安排", "Planned pace";
        Note: "备注", "Note";
    }
}

/// The words of workbooks in one language. Reading back takes both: a file may have gone out in either.
#[derive(Clone, Copy)]
pub struct InLang(pub Words, pub Lang);

impl InLang {
    fn fill(self, text: impl Say, values: &[&str]) -> String {
        values.iter().enumerate().fold(text.say(self.1).to_owned(), |text, (place, value)| {
            text.replace(&format!("{{{place}}}"), value)
        })
    }
}

impl SheetWords for InLang {
    fn sheet(&self, sheet: Sheet) -> String {
        let text = match sheet {
            Sheet::Targets => Page::Targets,
            Sheet::Tasks => Page::Tasks,
            Sheet::Progress => Page::Progress,
            Sheet::Guide => Page::Guide,
        };
        text.say(self.1).to_owned()
    }

    fn title(&self, sheet: Sheet, unit: &str, year: Option<i64>) -> String {
        let year = year.map(|year| self.fill(Page::Year, &[&year.to_string()])).unwrap_or_default();
        let text = match sheet {
            Sheet::Targets => Page::TargetsTitle,
            Sheet::Tasks => Page::TasksTitle,
            Sheet::Progress => Page::ProgressTitle,
            Sheet::Guide => Page::GuideTitle,
        };
        // The unit's name comes last, so that no mark in it is filled in.
        let text = text.say(self.1).replace("{1}", &year);
        text.replace("{0}", unit)
    }

    fn column(&self, sheet: Sheet, column: sheet::Column) -> String {
        use sheet::Column as Of;
        let page = match (sheet, column) {
            (_, Of::Id) => Page::Id,
            (_, Of::Number) => Page::Number,
            (_, Of::What) => Page::What,
            (_, Of::Name) => Page::Name,
            (_, Of::Aim) => Page::Aim,
            (_, Of::Last) => Page::Last,
            (Sheet::Targets, Of::Of(Field::Title)) => Page::TargetName,
            (_, Of::Of(Field::Title)) => Page::TaskName,
            (Sheet::Progress, Of::Of(Field::Quantity)) => Page::ActualValue,
            (_, Of::Of(Field::Quantity)) => Page::AimValue,
            (Sheet::Progress, Of::Of(Field::Note)) => Page::ProgressNote,
            (_, Of::Of(Field::Note)) => Page::Remark,
            (_, Of::Of(Field::Date)) => Page::EntryDate,
            (_, Of::Of(Field::Kind)) => Page::EntryKind,
            (_, Of::Of(field)) => return field.say(self.1).to_owned(),
        };
        page.say(self.1).to_owned()
    }

    fn choice(&self, field: Field, code: &str) -> String {
        label::choice_in(self.1, field, code).to_owned()
    }

    fn flag(&self, flag: bool) -> String {
        if flag { Small::Yes } else { Small::No }.say(self.1).to_owned()
    }

    fn kind(&self, kind: Kind) -> String {
        kind.say(self.1).to_owned()
    }

    fn aim(&self, target: &Target) -> String {
        label::aim(self.0, target).unwrap_or_default()
    }

    fn guide(&self) -> Vec<String> {
        let all = [
            Guide::Ids,
            Guide::Rows,
            Guide::Delete,
            Guide::Columns,
            Guide::Dates,
            Guide::Numbers,
            Guide::Entries,
            Guide::Next,
        ];
        all.into_iter().enumerate().map(|(n, text)| format!("{}. {}", n + 1, text.say(self.1))).collect()
    }
}

/// Why a file was not read.
pub fn unread(words: Words, error: &ReadError) -> String {
    match error {
        ReadError::Empty => words.t(Unread::Empty).to_owned(),
        ReadError::TooLarge(bytes) => words.fill(Unread::TooLarge, &[&(bytes >> 20).to_string()]),
        ReadError::Encoding => words.t(Unread::Encoding).to_owned(),
        ReadError::UnknownKind => words.t(Unread::UnknownKind).to_owned(),
        ReadError::OldFormat => words.t(Unread::OldFormat).to_owned(),
        ReadError::Encrypted => words.t(Unread::Encrypted).to_owned(),
        ReadError::Nested => words.t(Unread::Nested).to_owned(),
        ReadError::DamagedArchive => words.t(Unread::Damaged).to_owned(),
        ReadError::TooManyEntries(count) => words.fill(Unread::TooMany, &[&count.to_string()]),
        ReadError::Bomb { part } => words.fill(Unread::Bomb, &[part]),
        ReadError::MissingPart(part) => words.fill(Unread::MissingPart, &[part]),
        ReadError::DamagedPart { part, .. } => words.fill(Unread::DamagedPart, &[part]),
        ReadError::DamagedCell { sheet, cell } => words.fill(Unread::DamagedCell, &[sheet, cell]),
        ReadError::TooManyCells { sheet } => words.fill(Unread::TooManyCells, &[sheet]),
    }
}

/// Why a workbook that came back was not taken.
pub fn not_ours(words: Words, error: NotOurs) -> &'static str {
    words.t(match error {
        NotOurs::NoSheet => Unread::NoSheet,
        NotOurs::OtherLedger(_) => Unread::OtherLedger,
        NotOurs::NoUnit => Unread::NoUnit,
    })
}

/// Why no workbook was made.
pub fn unwritten(words: Words, error: WorkbookError) -> String {
    let why = match error {
        WorkbookError::NoUnit => Unread::UnitGone,
        WorkbookError::TooManyRows => Unread::ManyRows,
        WorkbookError::BadName | WorkbookError::Writer => Unread::Failed,
    };
    words.fill(Unread::Written, &[words.t(why)])
}

fn at(words: Words, spot: &crate::intake::workbook::Spot, text: &str) -> String {
    let place = if spot.column.is_some() { Cell::Place } else { Cell::PlaceRow };
    words.fill(place, &[&spot.sheet, &spot.name(), text])
}

/// A cell that cannot be taken: where, why, what stands there.
pub fn cell(words: Words, error: &CellError) -> String {
    let why = match error.trouble {
        Trouble::Refused(reason) => trouble::reason(words, reason),
        Trouble::NoHeader => words.t(Cell::NoHeader).to_owned(),
        Trouble::BadId => words.t(Cell::BadId).to_owned(),
        Trouble::UnknownId => words.t(Cell::UnknownId).to_owned(),
        Trouble::OtherUnit => words.t(Cell::OtherUnit).to_owned(),
        Trouble::IdTwice => words.t(Cell::IdTwice).to_owned(),
        Trouble::NotNumber => words.t(Cell::NotNumber).to_owned(),
        Trouble::NotDate => words.t(Cell::NotDate).to_owned(),
        Trouble::AmbiguousDate => words.t(Cell::AmbiguousDate).to_owned(),
        Trouble::NotChoice => words.t(Cell::NotChoice).to_owned(),
        Trouble::NotFlag => words.t(Cell::NotFlag).to_owned(),
        Trouble::NoTheme => words.t(Cell::NoTheme).to_owned(),
        Trouble::Formula => words.t(Cell::Formula).to_owned(),
        Trouble::Merged => words.t(Cell::Merged).to_owned(),
        Trouble::NotForThis => words.t(Cell::NotForThis).to_owned(),
    };
    let said = label::visible(&error.text);
    // Of a formula that was never worked out nothing more than its sign is known.
    let is_named =
        !said.is_empty() && said != "=" && !matches!(error.trouble, Trouble::BadId | Trouble::IdTwice);
    let why = if is_named { words.fill(Cell::Said, &[&why, &said]) } else { why };
    at(words, &error.spot, &why)
}

/// What was passed over or understood, with its place.
pub fn note(words: Words, note: &CellNote) -> String {
    let text = match note.remark {
        Remark::ColumnGone(column) => {
            let sheets = [Sheet::Targets, Sheet::Tasks, Sheet::Progress];
            let own = InLang(words, words.lang());
            let sheet = sheets.into_iter().find(|sheet| own.sheet(*sheet) == note.spot.sheet);
            words.fill(Noted::ColumnGone, &[&own.column(sheet.unwrap_or(Sheet::Tasks), column)])
        }
        Remark::Emptied => words.t(Noted::Emptied).to_owned(),
        Remark::Heading => words.t(Noted::Heading).to_owned(),
        Remark::Deleted => words.t(Noted::Deleted).to_owned(),
        Remark::ByName => words.t(Noted::ByName).to_owned(),
        Remark::TakenBefore => words.t(Noted::TakenBefore).to_owned(),
        Remark::EntryThere => words.t(Noted::EntryThere).to_owned(),
        Remark::ChangedSince => words.t(Noted::ChangedSince).to_owned(),
        Remark::ReadAsPercent => words.t(Noted::ReadAsPercent).to_owned(),
        Remark::MaybePercent => words.t(Noted::MaybePercent).to_owned(),
        Remark::Rounded => words.t(Noted::Rounded).to_owned(),
        Remark::Today => words.t(Noted::Today).to_owned(),
        Remark::ColumnUnknown => words.t(Noted::ColumnUnknown).to_owned(),
        Remark::NoOrigin => words.t(Noted::NoOrigin).to_owned(),
    };
    at(words, &note.spot, &text)
}

/// The name of what a column is taken for.
pub fn role(words: Words, role: Role) -> &'static str {
    words.t(match role {
        Role::Number => Column::Number,
        Role::Theme => Column::Theme,
        Role::Work => Column::Work,
        Role::Detail => Column::Detail,
        Role::Aim => Column::Aim,
        Role::Value => Column::Value,
        Role::Measure => Column::Measure,
        Role::Baseline => Column::Baseline,
        Role::Source => Column::Source,
        Role::Leader => Column::Leader,
        Role::Lead => Column::Lead,
        Role::Responsible => Column::Responsible,
        Role::Cooperating => Column::Cooperating,
        Role::Person => Column::Person,
        Role::Start => Column::Start,
        Role::Due => Column::Due,
        Role::Pace => Column::Pace,
        Role::Note => Column::Note,
    })
}
