//! The workbook of a unit goes out, is filled in, and comes back: exactly what was changed, once.

use crate::fixture::*;
use calamine::{Data, Reader as _, Xlsx};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};
use std::io::Cursor;
use taizhang::document::workbook::{WorkbookError, write};
use taizhang::intake::read::read_file;
use taizhang::intake::workbook::{Filled, NotOurs, Remark, Trouble, read_back};
use taizhang::model::choice::{Choice, Comparator, Period, ReportKind, SourceLevel, Stage, ThemeKind};
use taizhang::model::command::Command;
use taizhang::model::field::Field;
use taizhang::model::id::LedgerId;
use taizhang::model::kind::{Kind, RecordId, Target};
use taizhang::model::ledger::Ledger;
use taizhang::model::rule::Reason;
use taizhang::model::sheet::{Column, MARKS, Sheet, SheetWords};
use taizhang::model::value::Value;

/// Words as the catalogue gives them, in Chinese or as bare codes.
pub struct Says(bool);

impl SheetWords for Says {
    fn sheet(&self, sheet: Sheet) -> String {
        if !self.0 {
            return sheet.code().to_owned();
        }
        match sheet {
            Sheet::Targets => "目标",
            Sheet::Tasks => "任务",
            Sheet::Progress => "进展",
            Sheet::Guide => "填报说明",
        }
        .to_owned()
    }
    fn title(&self, sheet: Sheet, unit: &str, year: Option<i64>) -> String {
        format!("{unit}{}年{}清单", year.unwrap_or_default(), self.sheet(sheet))
    }
    fn column(&self, _: Sheet, column: Column) -> String {
        match column {
            Column::Of(field) if self.0 => label(field).to_owned(),
            Column::Of(field) => field.name().to_owned(),
            other if self.0 => match other {
                Column::Id => "编号",
                Column::Number => "序号",
                Column::What => "类别",
                Column::Name => "名称",
                Column::Aim => "目标或时限",
                _ => "最近进展",
            }
            .to_owned(),
            other => format!("{other:?}"),
        }
    }
    fn choice(&self, field: Field, code: &str) -> String {
        let at = |all: &[&str], words: &[&str]| {
            all.iter().position(|c| *c == code).map(|n| words[n].to_owned()).unwrap()
        };
        fn codes<C: Choice>() -> Vec<&'static str> {
            C::ALL.iter().map(|c| c.code()).collect()
        }
        match field {
            _ if !self.0 => code.to_owned(),
            Field::Comparator => at(
                &codes::<Comparator>(),
                &["不低于", "不超过", "等于", "位次不低于", "清零", "全部达到阶段", "优于上年", "是否完成"],
            ),
            Field::Stage => at(&codes::<Stage>(), &["开工", "竣工"]),
            Field::Source => at(
                &codes::<SourceLevel>(),
                &["国家战略", "省级决策", "市委市政府要账", "工委和市教育局", "本单位"],
            ),
            Field::Kind => at(&codes::<ReportKind>(), &["有进展", "无变化", "办结"]),
            _ => at(
                &codes::<Period>(),
                &[
                    "全年",
                    "上半年",
                    "下半年",
                    "一季度",
                    "二季度",
                    "三季度",
                    "四季度",
                    "每学期",
                    "每月",
                    "每周",
                ],
            ),
        }
    }
    fn flag(&self, flag: bool) -> String {
        if flag { "是" } else { "否" }.to_owned()
    }
    fn kind(&self, kind: Kind) -> String {
        if kind == Kind::Target { "目标" } else { "任务" }.to_owned()
    }
    fn aim(&self, target: &Target) -> String {
        format!("{:?} {}", target.quantity.get(), target.measure.get())
    }
    fn guide(&self) -> Vec<String> {
        vec!["编号列不要改动。".to_owned(), "=没有公式".to_owned()]
    }
}

fn label(field: Field) -> &'static str {
    match field {
        Field::Title => "事项",
        Field::Theme => "总体思路条目",
        Field::Comparator => "比较方式",
        Field::Quantity => "目标值",
        Field::Measure => "计量单位",
        Field::Stage => "阶段",
        Field::Baseline => "上年基数",
        Field::Period => "考核时段",
        Field::Due => "完成时限",
        Field::Weight => "权重",
        Field::Source => "任务来源",
        Field::Person => "责任人",
        Field::Note => "备注",
        Field::Head => "第一责任人",
        Field::Leader => "分管领导",
        Field::Cooperating => "配合单位",
        Field::Responsibility => "责任内容",
        Field::Start => "开始时间",
        Field::Pace => "进度安排",
        Field::Date => "填报日期",
        Field::Kind => "填报类型",
        Field::Percent => "完成百分比",
        Field::Reached => "是否达到",
        Field::Evidence => "数据来源",
        _ => "填报人",
    }
}

pub const ZH: Says = Says(true);
pub const EN: Says = Says(false);

/// A workbook as another program holds it: sheets of cells, edited and written anew.
#[derive(Clone)]
pub struct Paper(pub Vec<(String, Vec<Vec<Data>>)>);

impl Paper {
    pub fn open(bytes: Vec<u8>) -> Self {
        let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
        let names = book.sheet_names();
        let sheets = names.into_iter().map(|name| {
            let range = book.worksheet_range(&name).unwrap();
            let (rows, columns) = range.end().map_or((0, 0), |(r, c)| (r + 1, c + 1));
            let cell = |row, column| range.get_value((row, column)).cloned().unwrap_or(Data::Empty);
            let rows = (0..rows).map(|row| (0..columns).map(|column| cell(row, column)).collect()).collect();
            (name, rows)
        });
        Self(sheets.collect())
    }

    pub fn sheet(&mut self, name: &str) -> &mut Vec<Vec<Data>> {
        &mut self.0.iter_mut().find(|(n, _)| n == name).unwrap().1
    }

    pub fn column(&mut self, sheet: &str, field: Field) -> usize {
        self.sheet(sheet)[1].iter().position(|c| *c == Data::String(label(field).into())).unwrap()
    }

    /// Writes a cell; rows from 0 below the header.
    pub fn set(&mut self, sheet: &str, row: usize, field: Field, value: impl Into<Data>) {
        let column = self.column(sheet, field);
        self.sheet(sheet)[row + 2][column] = value.into();
    }

    /// Puts an empty row in.
    pub fn insert(&mut self, sheet: &str, row: usize) {
        let width = self.sheet(sheet)[1].len();
        self.sheet(sheet).insert(row + 2, vec![Data::Empty; width]);
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        let day = Format::new().set_num_format("yyyy/m/d");
        for (name, rows) in &self.0 {
            let page = book.add_worksheet();
            page.set_name(name).unwrap();
            for (row, cells) in rows.iter().enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    let (row, column) = (row as u32, column as u16);
                    let wrote = match cell {
                        Data::String(text) => page.write_string(row, column, text),
                        Data::Float(n) => page.write_number(row, column, *n),
                        Data::Int(n) => page.write_number(row, column, *n as f64),
                        Data::DateTime(date) => {
                            page.write_number_with_format(row, column, date.as_f64(), &day)
                        }
                        _ => continue,
                    };
                    wrote.unwrap();
                }
            }
        }
        book.save_to_buffer().unwrap()
    }
}

pub fn say(text: &str) -> Data {
    Data::String(text.to_owned())
}

/// The city with a framework, and a county whose target and task say everything there is to say.
pub fn full() -> Copy {
    let mut copy = city();
    for (n, parent, title) in
        [(50, None, "六项工程"), (51, Some(50), "民生"), (53, None, "六项改革"), (52, Some(53), "民生")]
    {
        let mut fields = vec![(Field::Title, text(title)), (Field::Kind, code(ThemeKind::Programme))];
        fields.extend(parent.map(|p| (Field::Parent, Value::Id(id(p)))));
        copy.create(Kind::Theme, n, None, fields);
    }
    let fields = [
        (Field::Theme, Value::Id(id(51))),
        (Field::Quantity, number("85.5")),
        (Field::Baseline, number("123456789012345.12345678")),
        (Field::Period, code(Period::Year)),
        (Field::Weight, number("0.1")),
        (Field::Source, code(SourceLevel::Provincial)),
        (Field::Person, text("=HYPERLINK(\"x\")")),
        (Field::Note, text(" @第一行\r\n+第二行 _x0041_\u{b} ")),
    ];
    for (field, value) in fields {
        copy.set(Kind::Target, TARGET, field, value);
    }
    copy.set(Kind::Task, TASK, Field::Start, date("2025-03-01"));
    copy.set(Kind::Task, TASK, Field::Pace, text("-先易后难"));
    copy.create(
        Kind::Task,
        21,
        Some(COUNTY),
        vec![(Field::Title, text("新建幼儿园")), (Field::Order, Value::Whole(5))],
    );
    copy.create(
        Kind::Target,
        11,
        Some(COUNTY),
        vec![(Field::Title, text("无证园")), (Field::Comparator, code(Comparator::Zero))],
    );
    copy.report(30, TASK, "2025-03-20", 40);
    copy.actual(40, TARGET, "2025-03-20", "80");
    copy
}

pub fn issue(copy: &Copy) -> Vec<u8> {
    write(&copy.ledger, unit(COUNTY), &ZH, NOW).unwrap()
}

pub fn back(copy: &Copy, bytes: &[u8]) -> Result<Filled, NotOurs> {
    let document = read_file("任务清单.xlsx", bytes, &|_| None).unwrap();
    read_back(&copy.ledger, &document, None, &[&ZH, &EN], copy.context())
}

pub fn remarks(filled: &Filled) -> Vec<Remark> {
    filled.notes.iter().map(|note| note.remark).collect()
}

/// Where and why a workbook was not taken in whole.
pub fn errors(filled: &Filled) -> Vec<(String, Trouble)> {
    filled.errors.iter().map(|e| (format!("{}!{}", e.spot.sheet, e.spot.name()), e.trouble)).collect()
}

#[test]
fn a_workbook_that_comes_back_as_it_went_out_changes_nothing() {
    let copy = full();
    for bytes in [issue(&copy), Paper::open(issue(&copy)).bytes()] {
        let filled = back(&copy, &bytes).unwrap();
        assert_eq!((filled.unit, filled.rows), (unit(COUNTY), 4));
        assert_eq!((filled.commands, filled.errors, filled.notes), (vec![], vec![], vec![]));
    }
    let english = write(&copy.ledger, unit(COUNTY), &EN, NOW).unwrap();
    assert_eq!(back(&copy, &english).unwrap().commands, []);
}

#[test]
fn what_begins_like_a_formula_stays_text_and_numbers_stay_numbers() {
    let copy = full();
    let bytes = issue(&copy);
    let mut book = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).unwrap();
        assert!(formulas.used_cells().next().is_none(), "{name} has a formula");
    }
    let mut paper = Paper::open(bytes);
    let person = paper.column("目标", Field::Person);
    let quantity = paper.column("目标", Field::Quantity);
    let due = paper.column("目标", Field::Due);
    let row = paper
        .sheet("目标")
        .iter()
        .find(|row| row[quantity] != Data::Empty && row[0] == say(&id(TARGET).to_string()))
        .cloned()
        .unwrap();
    assert_eq!((&row[person], &row[quantity]), (&say("=HYPERLINK(\"x\")"), &Data::Float(85.5)));
    assert!(matches!(row[due], Data::DateTime(_)), "{:?}", row[due]);
}

#[test]
fn a_workbook_is_locked_hidden_and_picked_from_where_it_should_be() {
    let bytes = issue(&full());
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut zip.by_name(name).unwrap(), &mut text).unwrap();
        text
    };
    let (targets, book) = (part("xl/worksheets/sheet1.xml"), part("xl/workbook.xml"));
    for said in [
        "<sheetProtection ",
        "insertRows=\"0\"",
        "<mergeCell ref=\"B1:O1\"/>",
        "state=\"frozen\"",
        "hidden=\"1\"",
        "<formula1>\"开工,竣工\"</formula1>",
        "<formula1>_taizhang!$A$6:$A$9</formula1>",
    ] {
        assert!(targets.contains(said), "{said}\n{}", &targets[..3000.min(targets.len())]);
    }
    assert!(book.contains("state=\"veryHidden\""), "{book}");
    let names = ["目标", "任务", "进展", "填报说明", MARKS];
    assert_eq!(Xlsx::new(Cursor::new(issue(&full()))).unwrap().sheet_names(), names);
}

#[test]
fn edited_cells_and_nothing_else_become_commands() {
    let mut copy = full();
    let mut paper = Paper::open(issue(&copy));
    let row = |paper: &mut Paper, sheet: &str, n: u128| {
        paper.sheet(sheet).iter().position(|row| row[0] == say(&id(n).to_string())).unwrap() - 2
    };
    let (target, task) = (row(&mut paper, "目标", TARGET), row(&mut paper, "任务", TASK));
    paper.set("目标", target, Field::Quantity, say("９０．５％"));
    paper.set("目标", target, Field::Period, say("上半年"));
    paper.set("目标", target, Field::Note, Data::Empty);
    paper.set("目标", target, Field::Theme, say("六项改革"));
    paper.set("任务", task, Field::Due, say("2025.9.1"));
    paper.set("任务", task, Field::Start, say("2025年3月5日"));
    paper.set("任务", task, Field::Person, say(" 李红 "));
    let filled = back(&copy, &paper.bytes()).unwrap();
    assert_eq!((errors(&filled), remarks(&filled)), (vec![], vec![]));
    let set = |kind, n, fields: Vec<(Field, Value)>| Command::Set { record: record(kind, n), fields };
    assert_eq!(
        filled.commands,
        [
            set(
                Kind::Target,
                TARGET,
                vec![
                    (Field::Theme, Value::Id(id(53))),
                    (Field::Quantity, number("90.5")),
                    (Field::Period, code(Period::FirstHalf)),
                    (Field::Note, Value::Unset)
                ]
            ),
            set(
                Kind::Task,
                TASK,
                vec![
                    (Field::Person, text("李红")),
                    (Field::Start, date("2025-03-05")),
                    (Field::Due, date("2025-09-01"))
                ]
            )
        ]
    );
    copy.try_run(&filled.commands).unwrap();
    let again = back(&copy, &paper.bytes()).unwrap();
    assert_eq!(again.commands, [], "the same workbook a second time");
}

#[test]
fn a_new_row_becomes_a_record_once_whoever_takes_it_in() {
    let mut copy = full();
    let mut other = Copy::new(copy.ledger.clone(), 0xb);
    let mut paper = Paper::open(issue(&copy));
    paper.insert("任务", 1);
    paper.set("任务", 1, Field::Title, say("开展校园安全检查"));
    paper.set("任务", 1, Field::Due, Data::Float(45900.0));
    paper.insert("任务", 3);
    paper.set("任务", 3, Field::Title, say("开展校园安全检查"));
    let filled = back(&copy, &paper.bytes()).unwrap();
    let ids: Vec<RecordId> = filled
        .commands
        .iter()
        .map(|command| match command {
            Command::Create { record, unit: Some(owner), .. } if *owner == unit(COUNTY) => *record,
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(ids.len() == 2 && ids[0] != ids[1]);
    copy.try_run(&filled.commands).unwrap();
    assert_eq!(copy.ledger.record(ids[0]).unwrap().read(Field::Due).0, date("2025-08-31"));
    // A second time, and on another device that then merges: the same two records.
    let again = back(&copy, &paper.bytes()).unwrap();
    assert_eq!(again.commands, []);
    assert_eq!(remarks(&again)[0], Remark::TakenBefore);
    let theirs = back(&other, &paper.bytes()).unwrap();
    other.try_run(&theirs.commands).unwrap();
    let tasks = copy.ledger.live_tasks().count();
    copy.merge(&other.ledger);
    assert_eq!(copy.ledger.live_tasks().count(), tasks);
    // Given out once more they have their ids, and come back as they are.
    let next = write(&copy.ledger, unit(COUNTY), &ZH, NOW + 1).unwrap();
    let unchanged = back(&copy, &next).unwrap();
    assert_eq!((unchanged.commands, unchanged.rows), (vec![], 6));
    let mut renamed = Paper::open(next);
    let row = renamed.sheet("任务").iter().position(|row| row[0] == say(&ids[0].id.to_string())).unwrap();
    renamed.set("任务", row - 2, Field::Title, say("校园安全检查"));
    assert_eq!(
        back(&copy, &renamed.bytes()).unwrap().commands,
        [Command::Set { record: ids[0], fields: vec![(Field::Title, text("校园安全检查"))] }]
    );
}

#[test]
fn moved_and_deleted_columns_and_emptied_rows_are_left_alone() {
    let copy = full();
    let mut paper = Paper::open(issue(&copy));
    let person = paper.column("任务", Field::Person);
    for row in paper.sheet("任务").iter_mut().skip(1) {
        row.remove(person);
        row.reverse();
    }
    let width = paper.sheet("目标")[1].len();
    for row in paper.sheet("目标").iter_mut().skip(2) {
        row.truncate(1);
        row.resize(width, Data::Empty);
    }
    let filled = back(&copy, &paper.bytes()).unwrap();
    assert_eq!((filled.commands.as_slice(), errors(&filled)), ([].as_slice(), vec![]));
    assert_eq!(
        remarks(&filled),
        [Remark::Emptied, Remark::Emptied, Remark::ColumnGone(Column::Of(Field::Person))]
    );
}

#[test]
fn progress_is_added_once() {
    let mut copy = full();
    let mut paper = Paper::open(issue(&copy));
    let row = |paper: &mut Paper, n: u128| {
        paper.sheet("进展").iter().position(|row| row[0] == say(&id(n).to_string())).unwrap() - 2
    };
    let (target, zero, task, other) =
        (row(&mut paper, TARGET), row(&mut paper, 11), row(&mut paper, TASK), row(&mut paper, 21));
    paper.set("进展", target, Field::Quantity, say("83%"));
    paper.set("进展", target, Field::Date, say("2025.3.25"));
    paper.set("进展", zero, Field::Reached, say("是"));
    paper.set("进展", task, Field::Percent, Data::Float(0.6));
    paper.set("进展", task, Field::Note, say("认定12所"));
    paper.set("进展", other, Field::Kind, say("办结"));
    let filled = back(&copy, &paper.bytes()).unwrap();
    assert_eq!(errors(&filled), []);
    copy.try_run(&filled.commands).unwrap();
    let actual = copy.ledger.actuals_of(target_id(TARGET))[0];
    assert_eq!(
        (actual.quantity.get().unwrap().to_string(), *actual.date.get()),
        ("83".into(), Some(day("2025-03-25")))
    );
    assert_eq!(*copy.ledger.actuals_of(target_id(11))[0].reached.get(), Some(true));
    let report = copy.ledger.reports_of(taizhang::model::id::TaskId(id(TASK)))[0];
    assert_eq!((*report.percent.get(), *report.date.get()), (Some(60), Some(today())));
    let done = copy.ledger.reports_of(taizhang::model::id::TaskId(id(21)))[0];
    assert_eq!((*done.percent.get(), *done.kind.get()), (Some(100), Some(ReportKind::Done)));
    assert!(remarks(&filled).contains(&Remark::ReadAsPercent) && remarks(&filled).contains(&Remark::Today));
    let again = back(&copy, &paper.bytes()).unwrap();
    assert_eq!(again.commands, []);
    assert_eq!(again.notes.iter().filter(|note| note.remark == Remark::EntryThere).count(), 4);
}

fn target_id(n: u128) -> taizhang::model::id::TargetId {
    taizhang::model::id::TargetId(id(n))
}

#[test]
fn what_cannot_be_taken_is_named_by_sheet_and_cell() {
    let copy = full();
    let mut paper = Paper::open(issue(&copy));
    let at = |paper: &mut Paper, n: u128| {
        paper.sheet("任务").iter().position(|row| row[0] == say(&id(n).to_string())).unwrap() - 2
    };
    let (task, other) = (at(&mut paper, TASK), at(&mut paper, 21));
    paper.set("任务", task, Field::Due, say("尽快"));
    paper.set("任务", task, Field::Source, say("街道"));
    paper.set("任务", task, Field::Theme, say("民生"));
    paper.set("任务", other, Field::Title, Data::Empty);
    paper.set("任务", other, Field::Start, Data::Float(2025.1));
    let target =
        paper.sheet("目标").iter().position(|row| row[0] == say(&id(TARGET).to_string())).unwrap() - 2;
    paper.set("目标", target, Field::Quantity, say("约九成"));
    paper.insert("目标", 2);
    paper.set("目标", 2, Field::Person, say("无名"));
    let rows = paper.sheet("目标").clone();
    paper.sheet("目标").push(rows[2].clone());
    paper.sheet("目标").push([vec![say("1")], rows[2][1..].to_vec()].concat());
    paper.sheet("目标").push([vec![say(&id(777).to_string())], rows[2][1..].to_vec()].concat());
    let filled = back(&copy, &paper.bytes()).unwrap();
    let mut found = errors(&filled);
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let quantity = format!("目标!F{}", target + 3);
    let mut expected = vec![
        ("任务!C3".to_owned(), Trouble::Refused(Reason::Missing)),
        ("任务!K3".to_owned(), Trouble::AmbiguousDate),
        ("任务!D4".to_owned(), Trouble::NoTheme),
        ("任务!E4".to_owned(), Trouble::NotChoice),
        ("任务!L4".to_owned(), Trouble::NotDate),
        (quantity, Trouble::NotNumber),
        ("目标!C5".to_owned(), Trouble::Refused(Reason::Missing)),
        ("目标!A6".to_owned(), Trouble::IdTwice),
        ("目标!A7".to_owned(), Trouble::BadId),
        ("目标!A8".to_owned(), Trouble::UnknownId),
    ];
    expected.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(found, expected);
    assert_eq!(filled.commands, [], "nothing else was edited");
}

#[test]
fn a_cell_only_carried_along_does_not_undo_a_later_edit() {
    let mut copy = full();
    let mut paper = Paper::open(issue(&copy));
    copy.set(Kind::Task, TASK, Field::Person, text("赵明远"));
    copy.set(Kind::Task, TASK, Field::Pace, text("提前"));
    let row = paper.sheet("任务").iter().position(|row| row[0] == say(&id(TASK).to_string())).unwrap() - 2;
    paper.set("任务", row, Field::Pace, say("分两步"));
    let filled = back(&copy, &paper.bytes()).unwrap();
    assert_eq!(
        filled.commands,
        [Command::Set { record: record(Kind::Task, TASK), fields: vec![(Field::Pace, text("分两步"))] }]
    );
    assert_eq!(remarks(&filled), [Remark::ChangedSince]);
    copy.run(Command::Delete(record(Kind::Task, TASK)));
    let filled = back(&copy, &paper.bytes()).unwrap();
    assert_eq!((filled.commands.len(), remarks(&filled)), (0, vec![Remark::Deleted]));
}

#[test]
fn a_workbook_of_another_ledger_or_unit_is_not_mixed_in() {
    let copy = full();
    let bytes = issue(&copy);
    let elsewhere = Copy::new(Ledger::new(LedgerId(id(999))), 1);
    assert_eq!(back(&elsewhere, &bytes), Err(NotOurs::OtherLedger(id(0))));
    assert_eq!(write(&copy.ledger, unit(999), &ZH, NOW), Err(WorkbookError::NoUnit));
    // Without its hidden sheet a workbook needs to be told its unit; another unit's rows are refused.
    let mut paper = Paper::open(bytes);
    paper.0.retain(|(name, _)| name != MARKS);
    assert_eq!(back(&copy, &paper.bytes()), Err(NotOurs::NoUnit));
    let document = read_file("a.xlsx", &paper.bytes(), &|_| None).unwrap();
    let ours = read_back(&copy.ledger, &document, Some(unit(COUNTY)), &[&ZH], copy.context()).unwrap();
    assert_eq!((ours.commands.len(), remarks(&ours)), (0, vec![Remark::NoOrigin]));
    let theirs = read_back(&copy.ledger, &document, Some(unit(SCHOOL)), &[&ZH], copy.context()).unwrap();
    assert!(theirs.commands.is_empty() && theirs.errors.iter().all(|e| e.trouble == Trouble::OtherUnit));
    assert_eq!(theirs.errors.len(), 4);
    let none = read_file("a.txt", "序号\t事\n1\t二\n".as_bytes(), &|_| None).unwrap();
    assert_eq!(
        read_back(&copy.ledger, &none, Some(unit(COUNTY)), &[&ZH], copy.context()),
        Err(NotOurs::NoSheet)
    );
}

#[test]
fn one_undo_takes_a_workbook_back() {
    let mut copy = full();
    let before = copy.read(Kind::Task, TASK, Field::Person);
    let mut paper = Paper::open(issue(&copy));
    paper.insert("目标", 0);
    paper.set("目标", 0, Field::Title, say("新目标"));
    paper.set("目标", 0, Field::Comparator, say("是否完成"));
    let row = paper.sheet("任务").iter().position(|row| row[0] == say(&id(TASK).to_string())).unwrap() - 2;
    paper.set("任务", row, Field::Person, say("周"));
    let count = copy.ledger.live_targets().count();
    let change = copy.try_run(&back(&copy, &paper.bytes()).unwrap().commands).unwrap();
    assert_eq!(copy.ledger.live_targets().count(), count + 1);
    let inverse = taizhang::model::command::inverse(&copy.ledger, &change);
    copy.try_run(&inverse).unwrap();
    assert_eq!(
        (copy.ledger.live_targets().count(), copy.read(Kind::Task, TASK, Field::Person)),
        (count, before)
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_and_number_comes_back_as_it_went_out(
        title in "\\PC{1,30}",
        note in "[\\PC\n\t\u{0}]{0,60}",
        whole in -99_999_999_999i64..99_999_999_999,
        scale in 0..8u32,
        day in 0..30_000i32,
    ) {
        let mut copy = full();
        let quantity = rust_decimal::Decimal::new(whole, scale).normalize();
        let due = chrono::NaiveDate::from_num_days_from_ce_opt(730_120 + day).unwrap();
        let fields = vec![
            (Field::Title, text(&title)),
            (Field::Note, text(&note)),
            (Field::Quantity, Value::Number(quantity)),
            (Field::Due, Value::Date(due)),
        ];
        prop_assume!(!title.trim().is_empty());
        copy.run(Command::Set { record: record(Kind::Target, TARGET), fields });
        let filled = back(&copy, &issue(&copy)).unwrap();
        prop_assert_eq!((filled.commands, filled.errors, filled.notes), (vec![], vec![], vec![]));
    }

    #[test]
    fn no_filled_workbook_makes_it_panic(
        edits in prop::collection::vec((0..4usize, 0..8usize, 0..15usize, "(是|[0-9]{1,20}|[0-9.年月日%-]{0,9}|\\PC{0,8})"), 0..25),
    ) {
        let mut copy = full();
        let mut paper = Paper::open(issue(&copy));
        for (sheet, row, column, text) in edits {
            let rows = &mut paper.0[sheet].1;
            if let Some(cell) = rows.get_mut(row).and_then(|row| row.get_mut(column)) {
                *cell = say(&text);
            }
        }
        if let Ok(filled) = back(&copy, &paper.bytes()) {
            prop_assert!(copy.try_run(&filled.commands).is_ok(), "what was offered can be carried out");
        }
    }
}
