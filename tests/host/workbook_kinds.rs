//! Workbooks as other programs leave them: WPS, Excel of every kind, exports of systems, and what people do to
//! rows and columns. Read all the same, or refused by sheet and cell.

use crate::fixture::*;
use crate::parcel::*;
use crate::workbook::{EN, Paper, ZH, back, errors, full, issue, remarks, say};
use calamine::Data;
use std::io::{Cursor, Read, Write};
use taizhang::intake::document::{Block, Document, Grid};
use taizhang::intake::draft::{Draft, DraftKind, Setting};
use taizhang::intake::error::ReadError;
use taizhang::intake::read::read_file;
use taizhang::intake::table;
use taizhang::intake::workbook::{Filled, Remark, Trouble, read_back};
use taizhang::model::command::Command;
use taizhang::model::field::Field;
use taizhang::model::kind::Kind;
use taizhang::model::sheet::MARKS;
use taizhang::model::value::Value;
use zip::write::{SimpleFileOptions, ZipWriter};

fn decode(bytes: &[u8]) -> Option<String> {
    let (text, _, is_wrong) = encoding_rs::GB18030.decode(bytes);
    (!is_wrong).then(|| text.into_owned())
}

fn read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    read_file(name, bytes, &decode)
}

fn texts(bytes: &[u8]) -> Vec<Vec<String>> {
    let document = read("表.xlsx", bytes).unwrap();
    let grid = document.grids().next().unwrap();
    grid.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.clone()).collect()).collect()
}

/// The parts of an archive, in its order.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|n| {
            let mut part = zip.by_index(n).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect()
}

/// The same archive with each part's text, or name, altered.
fn altered(bytes: &[u8], mut alter: impl FnMut(&str, String) -> (String, String)) -> Vec<u8> {
    let parts: Vec<(String, String)> =
        parts(bytes).into_iter().map(|(name, text)| alter(&name, text)).collect();
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    archive(&parts)
}

/// Text of one part altered.
fn part(bytes: &[u8], name: &str, mut alter: impl FnMut(String) -> String) -> Vec<u8> {
    altered(bytes, |n, text| (n.to_owned(), if n == name { alter(text) } else { text }))
}

/// An archive whose parts are stored, with names as given and sizes only in the long fields of the list.
fn long(parts: &[(&[u8], &str)]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut list = Vec::new();
    for (name, text) in parts {
        let (at, size, crc) = (out.len() as u64, text.len() as u64, crc32fast::hash(text.as_bytes()));
        let fixed = |mark: &[u8], made: &[u8]| [mark, made, &[45, 0, 0, 0, 0, 0, 0, 0, 0, 0]].concat();
        out.extend(fixed(b"PK\x03\x04", b""));
        out.extend(crc.to_le_bytes());
        out.extend([0xff; 8]);
        out.extend((name.len() as u16).to_le_bytes());
        out.extend(20u16.to_le_bytes());
        out.extend(*name);
        out.extend([1, 0, 16, 0]);
        out.extend(size.to_le_bytes());
        out.extend(size.to_le_bytes());
        out.extend(text.as_bytes());
        list.extend(fixed(b"PK\x01\x02", &[45, 0]));
        list.extend(crc.to_le_bytes());
        list.extend([0xff; 8]);
        list.extend((name.len() as u16).to_le_bytes());
        // Behind a field of something else.
        list.extend(37u16.to_le_bytes());
        list.extend([0; 10]);
        list.extend([0xff; 4]);
        list.extend(*name);
        list.extend([0x55, 0x54, 5, 0, 1, 2, 3, 4, 5]);
        list.extend([1, 0, 24, 0]);
        for value in [size, size, at] {
            list.extend(value.to_le_bytes());
        }
    }
    let (at, count) = (out.len() as u32, parts.len() as u16);
    out.extend(&list);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend((list.len() as u32).to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0, 0]);
    out
}

/// A decomposition table's drafts, out of a workbook with these cell formats and rows below the header.
fn drafted(properties: &str, styles: &str, rows: &str) -> Vec<Draft> {
    let header = ["序号", "工作任务", "目标值", "责任单位", "完成时限"];
    let cells: String = header
        .iter()
        .enumerate()
        .map(|(n, text)| text_cell(&format!("{}1", b"ABCDE"[n] as char), text))
        .collect();
    let rows = format!("<row r=\"1\">{cells}</row>{rows}");
    let document =
        read("分解表.xlsx", &Book { rows: &rows, styles, properties, ..Book::default() }.bytes()).unwrap();
    table::drafts(&document, &Setting { year: 2026 }, 0, &|_, _| Vec::new())
}

#[test]
fn a_text_in_runs_is_one_text_without_its_reading() {
    let runs = "<r><rPr><b/></rPr><t>新建</t></r><r><t xml:space=\"preserve\"> 幼儿园</t></r><rPh sb=\"0\" eb=\"2\"><t>xīnjiàn</t></rPh><phoneticPr fontId=\"1\"/>";
    let rows = format!(
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is>{runs}</is></c></row>"
    );
    let strings = format!("<si>{runs}</si>");
    let bytes = Book { rows: &rows, strings: &strings, ..Book::default() }.bytes();
    assert_eq!(texts(&bytes), [["新建 幼儿园", "新建 幼儿园"]]);
}

#[test]
fn a_day_is_a_day_and_a_month_a_month_in_whatever_style() {
    let custom = [
        ("yyyy\"年\"m\"月\"d\"日\";@", "2026-09-01"),
        ("[$-804]yyyy\"年\"m\"月\"d\"日\"", "2026-09-01"),
        ("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", "2026-09-01"),
        ("yyyy.m.d", "2026-09-01"),
        ("yyyy\\-mm\\-dd\\ hh:mm:ss", "2026-09-01"),
        ("m\"月\"d\"日\"", "2026-09-01"),
        ("[红色]yyyy/m/d", "2026-09-01"),
        ("yyyy\"年\"m\"月\"", "2026-09"),
        ("yyyy\\-mm", "2026-09"),
        ("General\"天\"", "46266"),
        ("#,##0\"d\"", "46266"),
        ("0.00_);[红色]\\(0.00\\)", "46266"),
        ("h:mm:ss", "46266"),
    ];
    let built_in =
        [(14, "2026-09-01"), (31, "2026-09-01"), (58, "2026-09-01"), (57, "2026-09"), (0, "46266")];
    let formats: String = custom
        .iter()
        .enumerate()
        .map(|(n, (code, _))| {
            format!("<numFmt numFmtId=\"{}\" formatCode=\"{}\"/>", 176 + n, code.replace('"', "&quot;"))
        })
        .collect();
    let ids: Vec<usize> =
        (0..custom.len()).map(|n| 176 + n).chain(built_in.iter().map(|(id, _)| *id)).collect();
    let xfs: String = ids.iter().map(|id| format!("<xf numFmtId=\"{id}\"/>")).collect();
    let styles = format!("<numFmts>{formats}</numFmts><cellXfs>{xfs}</cellXfs>");
    let rows: String = (0..ids.len())
        .map(|n| format!("<row><c s=\"{n}\"><v>46266</v></c><c t=\"b\"><v>1</v></c></row>"))
        .collect();
    let found = texts(&Book { rows: &rows, styles: &styles, ..Book::default() }.bytes());
    let expected: Vec<&str> =
        custom.iter().map(|(_, day)| *day).chain(built_in.map(|(_, day)| day)).collect();
    assert_eq!(found.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), expected);
}

#[test]
fn a_time_limit_is_read_from_a_cell_of_any_make() {
    let styles = "<numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"176\"/></cellXfs>";
    let number = |value: &str, style: u32| format!("<c r=\"E2\" s=\"{style}\"><v>{value}</v></c>");
    let epoch = "<workbookPr date1904=\"true\"/>";
    let cells = [
        (number("46266", 0), "", "2026-09-01"),
        (number("46266", 1), "", "2026-09-01"),
        (number("46266", 2), "", "2026-09-30"),
        (number("44804", 0), epoch, "2026-09-01"),
        (number("44804", 1), epoch, "2026-09-01"),
        (number("20260901", 0), "", "2026-09-01"),
        (number("2026.9", 0), "", "2026-09-30"),
        (text_cell("E2", "20260901"), "", "2026-09-01"),
        (text_cell("E2", "2026.9.1"), "", "2026-09-01"),
        (text_cell("E2", "2026年9月1日"), "", "2026-09-01"),
        (text_cell("E2", "2026-9-1"), "", "2026-09-01"),
        (text_cell("E2", "2026/09/01"), "", "2026-09-01"),
        (text_cell("E2", "9月1日"), "", "2026-09-01"),
        (text_cell("E2", "２０２６．９．１"), "", "2026-09-01"),
        (text_cell("E2", " 2026 年 9 月 1 号 "), "", "2026-09-01"),
        ("<c r=\"E2\" t=\"d\"><v>2026-09-01T00:00:00.000</v></c>".to_owned(), "", "2026-09-01"),
        ("<c r=\"E2\" s=\"1\"><f>B1+1</f><v>46266</v></c>".to_owned(), "", "2026-09-01"),
    ];
    for (cell, properties, expected) in cells {
        let rows = format!("<row r=\"2\">{}{cell}</row>", text_cell("B2", "推进校医配备"));
        let drafts = drafted(properties, styles, &rows);
        assert_eq!(drafts.len(), 1, "{cell}");
        assert_eq!(drafts[0].due, Some(day(expected)), "{cell} {properties}");
    }
}

#[test]
fn errors_of_formulas_name_no_task_and_give_no_value() {
    let error = |address: &str, text: &str| format!("<c r=\"{address}\" t=\"e\"><f>1/0</f><v>{text}</v></c>");
    let rows = [
        text_cell("B2", "新建幼儿园")
            + &error("C2", "#DIV/0!")
            + &error("D2", "#N/A")
            + &error("E2", "#REF!"),
        error("B3", "#N/A") + &text_cell("D3", "基建科"),
        text_cell("B4", "推进校医配备") + "<c r=\"C4\"><f>SUM(A1:A2)</f></c>" + &text_cell("D4", "体卫艺科"),
        text_cell("B5", "改善食堂") + "<c r=\"C5\"><f>SUM(A1:A2)</f><v>30</v></c>",
    ];
    let rows: String =
        rows.iter().enumerate().map(|(n, cells)| format!("<row r=\"{}\">{cells}</row>", n + 2)).collect();
    let drafts = drafted("", "", &rows);
    let titles: Vec<(&str, DraftKind)> = drafts.iter().map(|d| (d.title.as_str(), d.kind)).collect();
    use DraftKind::{Target, Task};
    assert_eq!(
        titles,
        [
            ("新建幼儿园", Task),
            ("新建幼儿园", Target),
            ("推进校医配备", Task),
            ("推进校医配备", Target),
            ("改善食堂", Task),
            ("改善食堂", Target)
        ]
    );
    let values: Vec<Option<String>> = drafts.iter().map(|d| d.value.map(|v| v.to_string())).collect();
    assert_eq!(values, [None, None, None, None, None, Some("30".to_owned())]);
    assert_eq!(
        (drafts[0].lead.len(), drafts[0].due, drafts[2].lead.as_slice()),
        (0, None, ["体卫艺科".to_owned()].as_slice())
    );
}

#[test]
fn values_shown_as_percent_or_typed_as_text_are_the_numbers_they_show() {
    let styles = "<numFmts><numFmt numFmtId=\"176\" formatCode=\"0.0%;[红色]-0.0%\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"9\"/><xf numFmtId=\"176\"/></cellXfs>";
    let cells = [
        ("<c r=\"C2\" s=\"1\"><v>0.95</v></c>".to_owned(), "95", "%"),
        ("<c r=\"C2\" s=\"2\"><v>0.90500000000000003</v></c>".to_owned(), "90.5", "%"),
        (text_cell("C2", "≥９０．５％"), "90.5", "%"),
        (text_cell("C2", " １ ２００ 所"), "1200", "所"),
        (text_cell("C2", "1\u{a0}200"), "1200", ""),
        (text_cell("C2", "1,200.50"), "1200.50", ""),
        ("<c r=\"C2\" t=\"str\"><f>TEXT(95,\"0\")</f><v>95</v></c>".to_owned(), "95", ""),
    ];
    for (cell, value, measure) in cells {
        let rows = format!("<row r=\"2\">{}{cell}</row>", text_cell("B2", "普惠性幼儿园覆盖率"));
        let drafts = drafted("", styles, &rows);
        let target = drafts.iter().find(|d| d.kind == DraftKind::Target).unwrap_or_else(|| panic!("{cell}"));
        let expected: rust_decimal::Decimal = value.parse().unwrap();
        assert_eq!((target.value, target.measure.as_str()), (Some(expected), measure), "{cell}");
    }
}

#[test]
fn hidden_rows_and_columns_are_read_and_hidden_sheets_are_not_drafted() {
    let bytes = Book {
        rows: &format!(
            "<row r=\"1\">{}{}</row><row r=\"2\" hidden=\"1\">{}{}</row>",
            text_cell("A1", "甲"),
            text_cell("B1", "乙"),
            text_cell("A2", "丙"),
            text_cell("B2", "丁")
        ),
        ..Book::default()
    }
    .bytes();
    let bytes = part(&bytes, "xl/worksheets/sheet1.xml", |text| {
        text.replace("<sheetData>", "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData>")
    });
    assert_eq!(texts(&bytes), [["甲", "乙"], ["丙", "丁"]]);
    for state in ["hidden", "veryHidden"] {
        let hidden = part(&bytes, "xl/workbook.xml", |text| {
            text.replace("<sheet ", &format!("<sheet state=\"{state}\" "))
        });
        let document = read("表.xlsx", &hidden).unwrap();
        assert_eq!((document.grids().count(), document.all_grids().count()), (0, 1));
    }
}

#[test]
fn a_workbook_of_the_strict_form_or_with_prefixes_is_read() {
    let copy = full();
    let strict = altered(&issue(&copy), |name, text| {
        let text = text
            .replace(
                "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                "http://purl.oclc.org/ooxml/spreadsheetml/main",
            )
            .replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                "http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
            .replace("<workbook ", "<workbook conformance=\"strict\" ");
        (name.to_owned(), text)
    });
    assert!(parts(&strict).iter().any(|(_, text)| text.contains("purl.oclc.org")));
    unchanged(&back(&copy, &strict).unwrap());
    // As some exporters write it: every element with a prefix.
    let prefixed = altered(&issue(&copy), |name, text| {
        let is_sheet = name.starts_with("xl/worksheets/sheet") || name == "xl/sharedStrings.xml";
        let text = if is_sheet {
            text.replace("</", "\u{1}").replace('<', "<x:").replace('\u{1}', "</x:").replace("<x:?", "<?")
        } else {
            text
        };
        (name.to_owned(), text)
    });
    unchanged(&back(&copy, &prefixed).unwrap());
}

fn unchanged(filled: &Filled) {
    assert_eq!(
        (filled.rows, &filled.commands, &filled.errors, &filled.notes),
        (4, &vec![], &vec![], &vec![])
    );
}

#[test]
fn an_archive_of_another_make_is_the_same_workbook() {
    let copy = full();
    let bytes = issue(&copy);
    // Names with the separator of Windows, or in other case.
    unchanged(&back(&copy, &altered(&bytes, |name, text| (name.replace('/', "\\"), text))).unwrap());
    let cased = altered(&bytes, |name, text| (name.replace("sharedStrings", "SharedStrings"), text));
    assert!(parts(&cased).iter().any(|(name, _)| name == "xl/SharedStrings.xml"));
    unchanged(&back(&copy, &cased).unwrap());
    // Sizes behind the parts.
    let mut writer = ZipWriter::new_stream(Vec::new());
    for (name, text) in parts(&bytes) {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    let stream = writer.finish().unwrap().into_inner();
    assert_eq!((stream[6] & 8, &stream[14..26]), (8, [0; 12].as_slice()), "sizes are behind");
    unchanged(&back(&copy, &stream).unwrap());
    // Sizes in the long fields, pictures by names of the machine's code page.
    let all = parts(&bytes);
    let (first, _, _) = encoding_rs::GBK.encode("xl/media/图片１.png");
    let (second, _, _) = encoding_rs::GBK.encode("xl/media/图片２.png");
    let mut named: Vec<(&[u8], &str)> =
        all.iter().map(|(name, text)| (name.as_bytes(), text.as_str())).collect();
    named.extend([(first.as_ref(), "a"), (second.as_ref(), "b")]);
    let long = long(&named);
    unchanged(&back(&copy, &long).unwrap());
    for length in [long.len() - 1, long.len() / 2, 100] {
        assert!(read("表.xlsx", &long[..length]).is_err(), "cut at {length}");
    }
}

#[test]
fn names_of_the_code_page_do_not_fall_together() {
    let body = "<w:document><w:body><w:p><w:r><w:t>正文</w:t></w:r></w:p></w:body></w:document>";
    let names = ["图", "表", "画"].map(|name| encoding_rs::GBK.encode(name).0.into_owned());
    let mut all: Vec<(&[u8], &str)> = vec![(b"word/document.xml", body)];
    all.extend(names.iter().map(|name| (name.as_slice(), "x")));
    assert_eq!(read("a.docx", &long(&all)).unwrap().text(), "正文\n");
    all.push((names[0].as_slice(), "y"));
    assert_eq!(read("a.docx", &long(&all)), Err(ReadError::DamagedArchive), "a name twice");
}

#[test]
fn a_file_under_the_name_of_a_workbook_is_read_or_refused_as_what_it_is() {
    let csv = "序号,工作任务,责任单位\n1,\"新建,改扩建\",基建科\n2,推进校医配备,体卫艺科\n";
    let tabs = csv.replace("\"新建,改扩建\"", "新建").replace(',', "\t");
    let gbk = encoding_rs::GBK.encode(csv).0.into_owned();
    for (name, bytes) in [
        ("表.xlsx", csv.as_bytes()),
        ("表.xls", csv.as_bytes()),
        ("表.csv", tabs.as_bytes()),
        ("表.xls", tabs.as_bytes()),
        ("表.csv", &gbk),
        ("表.xlsx", &gbk),
    ] {
        let document = read(name, bytes).unwrap();
        let [Block::Grid(grid)] = document.blocks.as_slice() else { panic!("{name}: {document:?}") };
        assert_eq!((grid.width(), grid.rows.len(), grid.rows[2].text(2)), (3, 3, "体卫艺科"), "{name}");
    }
    let page = "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><table><tr><td>序号<td>任务<tr><td>1<td>新建</table></html>";
    for page in [page.to_owned(), format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{page}")] {
        let document = read("导出.xls", page.as_bytes()).unwrap();
        assert_eq!(document.grids().next().unwrap().rows[1].text(1), "新建");
    }
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 W o r k b o o k";
    assert_eq!(read("表.xlsx", old), Err(ReadError::OldFormat));
    let xml = "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>";
    assert_eq!(read("表.xls", xml.as_bytes()), Err(ReadError::OldFormat));
    let parts = "MIME-Version: 1.0\nX-Document-Type: Workbook\n";
    assert_eq!(read("表.xls", parts.as_bytes()), Err(ReadError::OldFormat));
    let mut closed = old.to_vec();
    closed.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(read("任务清单.xlsx", &closed), Err(ReadError::Encrypted));
    let text = "一、总体要求，抓好落实。\n二、工作目标，全部竣工。\n三、保障措施，加强领导。\n";
    assert_eq!(read("讲话.txt", text.as_bytes()).unwrap().grids().count(), 0, "commas of a text cut nothing");
}

#[test]
fn sheets_in_another_order_or_renamed_are_the_same_workbook() {
    let copy = full();
    let mut paper = Paper::open(issue(&copy));
    paper.0.reverse();
    for (name, _) in &mut paper.0 {
        if name != MARKS {
            *name = format!("{name}（修订）");
        }
    }
    let row =
        paper.sheet("任务（修订）").iter().position(|row| row[0] == say(&id(TASK).to_string())).unwrap();
    paper.sheet("任务（修订）")[row][2] = say("改过的名称");
    let filled = back(&copy, &paper.bytes()).unwrap();
    assert_eq!((errors(&filled), remarks(&filled)), (vec![], vec![]));
    let fields = vec![(Field::Title, text("改过的名称"))];
    assert_eq!(filled.commands, [Command::Set { record: record(Kind::Task, TASK), fields }]);
    assert_eq!(filled.spots[0].sheet, "任务（修订）");
}

#[test]
fn a_renamed_column_is_named_and_its_field_left_alone() {
    let copy = full();
    let mut paper = Paper::open(issue(&copy));
    let person = paper.column("任务", Field::Person);
    paper.sheet("任务")[1][person] = say("经办");
    let cell = format!("任务!{}2", (b'A' + person as u8) as char);
    let filled = back(&copy, &paper.bytes()).unwrap();
    assert_eq!((filled.commands.len(), errors(&filled)), (0, vec![]));
    let notes: Vec<(String, Remark)> =
        filled.notes.iter().map(|n| (format!("{}!{}", n.spot.sheet, n.spot.name()), n.remark)).collect();
    use taizhang::model::sheet::Column;
    assert_eq!(
        notes,
        [("任务!2".to_owned(), Remark::ColumnGone(Column::Of(Field::Person))), (cell, Remark::ColumnUnknown)]
    );
}

/// The workbook with one cell of a task put as another program would write it: by its XML.
fn with_cell(copy: &Copy, field: Field, properties: &str, cell: impl Fn(&str) -> String) -> Filled {
    let mut paper = Paper::open(issue(copy));
    let column = (b'A' + paper.column("任务", field) as u8) as char;
    let row = paper.sheet("任务").iter().position(|row| row[0] == say(&id(TASK).to_string())).unwrap() + 1;
    paper.sheet("任务")[row - 1][paper_column(column)] = say("\u{2}");
    let sheet = paper.0.iter().position(|(name, _)| name == "任务").unwrap() + 1;
    let address = format!("{column}{row}");
    let bytes = part(&paper.bytes(), &format!("xl/worksheets/sheet{sheet}.xml"), |text| {
        let from = text.find(&format!("<c r=\"{address}\"")).unwrap();
        let to = from + text[from..].find("</c>").unwrap() + 4;
        format!("{}{}{}", &text[..from], cell(&address), &text[to..])
    });
    let bytes = if properties.contains("1904") { recounted(&bytes) } else { bytes };
    let bytes = part(&bytes, "xl/workbook.xml", |text| {
        let (from, to) = (text.find("<workbookPr").unwrap(), text.find("<bookViews").unwrap());
        let properties = if properties.is_empty() { &text[from..to] } else { properties };
        format!("{}{properties}{}", &text[..from], &text[to..])
    });
    let document = read("任务清单.xlsx", &bytes).unwrap();
    read_back(&copy.ledger, &document, None, &[&ZH, &EN], copy.context()).unwrap()
}

/// The days of all date cells counted from 1904.
fn recounted(bytes: &[u8]) -> Vec<u8> {
    altered(bytes, |name, text| {
        let mut pieces = text.split("s=\"1\"><v>");
        let mut out = pieces.next().unwrap().to_owned();
        for piece in pieces {
            let (serial, rest) = piece.split_once('<').unwrap();
            out += &format!("s=\"1\"><v>{}<{rest}", serial.parse::<f64>().unwrap() - 1462.0);
        }
        (name.to_owned(), out)
    })
}

fn paper_column(letter: char) -> usize {
    (letter as u8 - b'A') as usize
}

fn set_of(filled: &Filled) -> Vec<(Field, Value)> {
    match filled.commands.as_slice() {
        [Command::Set { record: found, fields }] if *found == record(Kind::Task, TASK) => fields.clone(),
        other => panic!("{other:?} {:?}", filled.errors),
    }
}

#[test]
fn a_day_comes_back_however_its_cell_was_written() {
    let copy = full();
    let epoch = "<workbookPr date1904=\"1\"/>";
    let of =
        |properties: &str, inner: &str| with_cell(&copy, Field::Due, properties, |at| inner.replace("@", at));
    let number = |n: &str| format!("<c r=\"@\"><v>{n}</v></c>");
    for (properties, inner) in [
        ("", number("46266")),
        (epoch, number("44804")),
        ("", number("20260901")),
        ("", "<c r=\"@\" t=\"d\"><v>2026-09-01T00:00:00</v></c>".to_owned()),
        ("", "<c r=\"@\"><f>TODAY()</f><v>46266</v></c>".to_owned()),
        ("", "<c r=\"@\" t=\"str\"><f>TEXT(1,\"y\")</f><v>2026年9月1日</v></c>".to_owned()),
        ("", text_cell("@", "2026.9.1")),
        ("", text_cell("@", "2026-9-1")),
        ("", text_cell("@", "２０２６年９月１日")),
        ("", text_cell("@", "20260901")),
    ] {
        assert_eq!(set_of(&of(properties, &inner)), [(Field::Due, date("2026-09-01"))], "{inner}");
    }
    // Without a year it is the ledger's; a month is due on its last day and begins on its first.
    assert_eq!(set_of(&of("", &text_cell("@", "9月1日"))), [(Field::Due, date("2025-09-01"))]);
    assert_eq!(set_of(&of("", &text_cell("@", "2026年9月"))), [(Field::Due, date("2026-09-30"))]);
    let begun = with_cell(&copy, Field::Start, "", |at| text_cell(at, "2025年4月"));
    assert_eq!(set_of(&begun), [(Field::Start, date("2025-04-01"))]);
    let begun = with_cell(&copy, Field::Start, "", |at| text_cell(at, "2025.4.2"));
    assert_eq!(set_of(&begun), [(Field::Start, date("2025-04-02"))]);
}

#[test]
fn a_formula_that_nobody_worked_out_clears_nothing() {
    let copy = full();
    for (cell, trouble) in [
        ("<c r=\"@\"><f>B1</f></c>", Trouble::Formula),
        ("<c r=\"@\" t=\"str\"><f t=\"shared\" si=\"0\"/></c>", Trouble::Formula),
        ("<c r=\"@\" t=\"e\"><f>NA()</f><v>#N/A</v></c>", Trouble::Formula),
        ("<c r=\"@\" t=\"e\"><v>#DIV/0!</v></c>", Trouble::Formula),
    ] {
        for field in [Field::Due, Field::Title, Field::Person] {
            let filled = with_cell(&copy, field, "", |at| cell.replace('@', at));
            assert_eq!(filled.commands, [], "{cell} {field:?}");
            let found = errors(&filled);
            assert!(
                found.len() == 1 && found[0].1 == trouble && found[0].0.starts_with("任务!"),
                "{found:?}"
            );
        }
    }
    // One that came to nothing says nothing.
    let emptied = with_cell(&copy, Field::Due, "", |at| {
        format!("<c r=\"{at}\" t=\"str\"><f>IF(1,\"\")</f><v></v></c>")
    });
    assert_eq!(set_of(&emptied), [(Field::Due, Value::Unset)]);
}

#[test]
fn merged_cells_count_for_their_own_column_alone_and_headings_are_passed_over() {
    let mut copy = full();
    let mut paper = Paper::open(issue(&copy));
    let (person, note) = (paper.column("任务", Field::Person), paper.column("任务", Field::Note));
    let letter = |column: usize| (b'A' + column as u8) as char;
    let first = paper.sheet("任务").iter().position(|row| row[0] == say(&id(TASK).to_string())).unwrap();
    let other = if first == 2 { 3 } else { 2 };
    for row in [first, other] {
        paper.sheet("任务")[row][person] = Data::Empty;
    }
    // One person for both tasks; a name over two columns; headings with and without an id column.
    let top = first.min(other);
    paper.sheet("任务")[top][person] = say("李红");
    let width = paper.sheet("任务")[1].len();
    for (n, column) in [(0, 0), (1, 1), (2, 2)] {
        let mut row = vec![Data::Empty; width];
        row[column] = say(&format!("第{n}部分"));
        paper.sheet("任务").push(row);
    }
    let mut wide = vec![Data::Empty; width];
    wide[2] = say("新增一项工作");
    wide[note - 1] = say("两列合一");
    paper.sheet("任务").push(wide);
    let sheet = paper.0.iter().position(|(name, _)| name == "任务").unwrap() + 1;
    let last = letter(width - 1);
    let merges = format!(
        "<mergeCells><mergeCell ref=\"{0}{1}:{0}{2}\"/><mergeCell ref=\"A5:{last}5\"/><mergeCell ref=\"B6:{last}6\"/><mergeCell ref=\"C7:{last}7\"/><mergeCell ref=\"{3}8:{4}8\"/></mergeCells>",
        letter(person),
        top + 1,
        top + 2,
        letter(note - 1),
        letter(note)
    );
    let bytes = part(&paper.bytes(), &format!("xl/worksheets/sheet{sheet}.xml"), |text| {
        text.replace("</sheetData>", &format!("</sheetData>{merges}"))
    });
    let filled = back(&copy, &bytes).unwrap();
    let notes: Vec<(String, Remark)> = filled.notes.iter().map(|n| (n.spot.name(), n.remark)).collect();
    assert_eq!(notes, ["5", "6", "7"].map(|row| (row.to_owned(), Remark::Heading)));
    assert_eq!(errors(&filled), [(format!("任务!{}8", letter(note)), Trouble::Merged)]);
    copy.try_run(&filled.commands).unwrap();
    for n in [TASK, 21] {
        assert_eq!(copy.read(Kind::Task, n, Field::Person), text("李红"));
    }
    assert_eq!(copy.ledger.live_tasks().filter(|t| t.title.get() == "新增一项工作").count(), 1);
    assert_eq!(back(&copy, &bytes).unwrap().commands, [], "a second time");
}

#[test]
fn a_grids_number_is_a_day_only_where_it_can_be_one() {
    let grid = |is_1904| Grid { is_1904, ..Grid::default() };
    let of = |number: &str, is_1904| grid(is_1904).day(number.parse().unwrap()).map(|d| d.to_string());
    assert_eq!(of("46266", false).as_deref(), Some("2026-09-01"));
    assert_eq!(of("44804", true).as_deref(), Some("2026-09-01"));
    assert_eq!(of("20260901", false).as_deref(), Some("2026-09-01"));
    for number in ["0", "60", "-5", "2026", "46266.5", "20261301", "20260230", "99999999", "123456789012"] {
        assert_eq!(of(number, false), None, "{number}");
    }
}
