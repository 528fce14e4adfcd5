//! Files and pasted text of every kind come out as one shape; damaged and hostile ones as typed errors.

use crate::parcel::*;
use proptest::prelude::*;
use std::fmt::Write as _;
use taizhang::intake::document::{Block, Content, Document, Grid, Span, cell_name};
use taizhang::intake::error::ReadError;
use taizhang::intake::read::{read_file, read_pasted};

/// What the browser's decoder does with bytes that are no Unicode.
fn decode(bytes: &[u8]) -> Option<String> {
    let (text, _, is_wrong) = encoding_rs::GB18030.decode(bytes);
    (!is_wrong).then(|| text.into_owned())
}

fn read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    read_file(name, bytes, &decode)
}

fn grid(document: &Document) -> &Grid {
    document.grids().next().expect("a table")
}

fn texts(grid: &Grid) -> Vec<Vec<&str>> {
    grid.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect()).collect()
}

#[test]
fn a_text_file_is_read_in_every_encoding_of_the_offices() {
    let text = "确保普惠率达到90%\n全部竣工";
    let utf16 = |little: bool| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
    };
    let files = [
        text.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        utf16(true),
        utf16(false),
        encoding_rs::GB18030.encode(text).0.into_owned(),
    ];
    for bytes in files {
        assert_eq!(read("讲话.txt", &bytes).unwrap().text(), format!("{text}\n"));
    }
}

#[test]
fn bytes_that_are_no_text_are_refused_by_kind() {
    let no_decoder = |_: &[u8]| None;
    assert_eq!(read_file("a.txt", &[0xb0, 0xa1, 0xff], &no_decoder), Err(ReadError::Encoding));
    assert_eq!(read("a.txt", b""), Err(ReadError::Empty));
    assert_eq!(read("a.pdf", b"%PDF-1.7"), Err(ReadError::UnknownKind));
    assert_eq!(read("a.txt", b"a\0b"), Err(ReadError::UnknownKind));
    assert_eq!(read("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....."), Err(ReadError::OldFormat));
    let mut closed = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    closed.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(read("a.xlsx", &closed), Err(ReadError::Encrypted));
    assert_eq!(read("a.txt", &vec![b'a'; (32 << 20) + 1]), Err(ReadError::TooLarge(32 << 20)));
}

#[test]
fn a_document_has_paragraphs_with_their_numbers() {
    let numbered = |list: &str, depth: &str, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body = [
        numbered("1", "0", "锁定目标"),
        numbered("1", "1", "提高质量"),
        numbered("1", "1", "加快建设"),
        numbered("1", "0", "严督实查"),
        numbered("1", "1", "周汇总"),
        "<w:p><w:r><w:t xml:space=\"preserve\">不少于30% </w:t><w:t>的&lt;比例&gt;</w:t><w:br/><w:t>第二行</w:t></w:r><w:del><w:r><w:delText>删去</w:delText><w:t>删</w:t></w:r></w:del></w:p>".to_owned(),
    ]
    .concat();
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"（%2）\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num></w:numbering>";
    let bytes = docx(&body, &[("word/numbering.xml", numbering)]);
    let expected =
        "一、锁定目标\n（1）提高质量\n（2）加快建设\n二、严督实查\n（1）周汇总\n不少于30% 的<比例>\n第二行\n";
    assert_eq!(read("要点.docx", &bytes).unwrap().text(), expected);
}

#[test]
fn a_documents_table_has_its_merged_cells_resolved() {
    let body = format!(
        "{}<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>{}",
        p("附件"),
        tc("<w:gridSpan w:val=\"2\"/>", "目标任务"),
        tc("", "责任单位"),
        tc("<w:vMerge w:val=\"restart\"/>", "民心工程"),
        tc("", "新建5所"),
        tc("", "基建科"),
        tc("<w:vMerge/>", ""),
        tc("", "改扩建3所"),
        tc("", "计财科"),
        p("以上")
    );
    let document = read("附件.docx", &docx(&body, &[])).unwrap();
    assert_eq!(document.text(), "附件\n以上\n");
    let grid = grid(&document);
    assert_eq!(
        texts(grid),
        [
            ["目标任务", "目标任务", "责任单位"],
            ["民心工程", "新建5所", "基建科"],
            ["民心工程", "改扩建3所", "计财科"]
        ]
    );
    assert_eq!(grid.rows[2].cells[0].from, Some((1, 0)));
    assert_eq!(
        grid.spans,
        [
            Span { row: 0, column: 0, row_end: 1, column_end: 2 },
            Span { row: 1, column: 0, row_end: 3, column_end: 1 }
        ]
    );
}

#[test]
fn a_page_has_its_blocks_and_tables_and_nothing_hidden() {
    let page = "<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body><!-- c --><h1>一、目标</h1>
        <p>普惠率&ge;90%，<b>不少于</b>30%&nbsp;以上<script>if(a<b){}</script><br>第二行</p>
        <table><tr><th rowspan=2>任务<th colspan='2'>单位</tr><tr><td>牵头</td><td>配合</td></tr>
        <tr><td>改造<td>基建科<td>a &lt; b &#x4e2d;&#22269;</table><p>1 < 2";
    let document = read("网页.html", page.as_bytes()).unwrap();
    assert_eq!(document.text(), "一、目标\n普惠率≥90%，不少于30% 以上\n第二行\n1 < 2\n");
    assert_eq!(
        texts(grid(&document)),
        [["任务", "单位", "单位"], ["任务", "牵头", "配合"], ["改造", "基建科", "a < b 中国"]]
    );
}

#[test]
fn a_page_called_a_workbook_is_read_as_what_it_is() {
    let document = read("导出.xls", b"<table><tr><td>a<td>b<tr><td>c<td>d</table>").unwrap();
    assert_eq!(texts(grid(&document)), [["a", "b"], ["c", "d"]]);
}

#[test]
fn cells_copied_from_a_sheet_keep_line_ends_and_quotes() {
    let text = "序号\t任务\r\n1\t\"第一行\n第二\"\"行\"\"\"\r\n2\t无";
    let document = read_pasted(text, "").unwrap();
    assert_eq!(texts(grid(&document)), [["序号", "任务"], ["1", "第一行\n第二\"行\""], ["2", "无"]]);
    let prose = read_pasted("一、目标\t\n二、任务\n三、考核", "").unwrap();
    assert!(prose.grids().next().is_none() && prose.text().contains("考核"));
    let both = read_pasted("a\tb", "<table><tr><td>甲<td>乙</table>").unwrap();
    assert_eq!(texts(grid(&both)), [["甲", "乙"]]);
}

#[test]
fn a_workbooks_cells_are_what_a_person_sees() {
    let styles = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"0&quot;d&quot;\"/><numFmt numFmtId=\"165\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/></numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"9\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs>";
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>
        <row r=\"2\"><c r=\"A2\" s=\"1\"><v>0.94999999999999996</v></c><c r=\"B2\" s=\"2\"><v>45992.75</v></c><c r=\"C2\" s=\"3\"><v>7</v></c><c r=\"D2\" s=\"4\"><v>61</v></c></row>
        <row><c><f>1+1</f><v>2</v></c><c t=\"str\"><f>\"a\"</f><v>=a</v></c><c t=\"b\"><v>1</v></c><c t=\"e\"><v>#N/A</v></c><c t=\"d\"><v>2026-09-01T00:00:00</v></c></row>";
    let strings = "<si><r><t>目标</t></r><r><t xml:space=\"preserve\"> 任务</t></r><rPh sb=\"0\" eb=\"1\"><t>mubiao</t></rPh></si><si><t>a_x000D_&amp;b</t></si>";
    let bytes = Book { rows, strings, styles, ..Book::default() }.bytes();
    let document = read("表.xlsx", &bytes).unwrap();
    let grid = grid(&document);
    assert_eq!(grid.sheet, "分解表");
    assert_eq!(
        texts(grid),
        [
            vec!["目标 任务", "a\r&b"],
            vec!["95%", "2025-12-01", "7", "1900-03"],
            vec!["2", "=a", "1", "#N/A", "2026-09-01"]
        ]
    );
    let contents: Vec<Content> = grid.rows[2].cells.iter().map(|cell| cell.content).collect();
    assert_eq!(contents[1..4], [Content::Text, Content::Flag(true), Content::Error]);
    assert_eq!(contents[4], Content::Date("2026-09-01".parse().unwrap()));
    assert_eq!(grid.rows[1].cells[0].content, Content::Percent("95".parse().unwrap()));
}

#[test]
fn a_workbook_of_either_epoch_gives_the_same_days() {
    let styles = "<cellXfs><xf numFmtId=\"14\"/></cellXfs>";
    let of = |serial: &str, properties: &str| {
        let rows = format!("<row><c s=\"0\"><v>{serial}</v></c><c><v>1</v></c></row>");
        let bytes = Book { rows: &rows, styles, properties, ..Book::default() }.bytes();
        let document = read("表.xlsx", &bytes).unwrap();
        grid(&document).rows[0].cells[0].text.clone()
    };
    assert_eq!(of("46266", ""), "2026-09-01");
    assert_eq!(of("44804", "<workbookPr date1904=\"1\"/>"), "2026-09-01");
    assert_eq!(of("59", ""), "1900-02-28");
    assert_eq!(of("60", ""), "60", "the 29 February that was none");
}

#[test]
fn a_million_empty_rows_are_passed_over() {
    let mut rows = String::new();
    for row in 1..=1_048_576u32 {
        match row {
            1 => rows
                .push_str(&format!("<row r=\"1\">{}</row>", text_cell("A1", "甲") + &text_cell("B1", "乙"))),
            1_048_576 => {
                let cells = text_cell("A1048576", "丙") + &text_cell("B1048576", "丁");
                write!(rows, "<row r=\"1048576\">{cells}</row>").unwrap();
            }
            _ => write!(rows, "<row r=\"{row}\"/>").unwrap(),
        }
    }
    let more = "<mergeCells><mergeCell ref=\"C1:XFD1048576\"/><mergeCell ref=\"A1:A1048575\"/></mergeCells>";
    let bytes = Book { rows: &rows, more, ..Book::default() }.bytes();
    let document = read("表.xlsx", &bytes).unwrap();
    assert_eq!(texts(grid(&document)), [["甲", "乙"], ["丙", "丁"]]);
    assert_eq!(grid(&document).rows[1].index, 1_048_575);
}

#[test]
fn a_cell_that_cannot_be_is_named_by_sheet_and_address() {
    for address in ["A0", "XFE1", "A1048577", "1", "A", "AAAA1", "A99999999999"] {
        let rows = format!("<row>{}</row>", text_cell(address, "x"));
        let error = read("表.xlsx", &Book { rows: &rows, ..Book::default() }.bytes()).unwrap_err();
        assert_eq!(error, ReadError::DamagedCell { sheet: "分解表".into(), cell: address.into() });
    }
    let rows = "<row r=\"3\"><c r=\"B3\" t=\"s\"><v>9</v></c></row>";
    let error = read("表.xlsx", &Book { rows, ..Book::default() }.bytes()).unwrap_err();
    assert_eq!(error, ReadError::DamagedCell { sheet: "分解表".into(), cell: "B3".into() });
}

#[test]
fn declared_counts_reserve_nothing() {
    let strings = "<si><t>甲</t></si>";
    let mut parts =
        Book { rows: "<row><c t=\"s\"><v>0</v></c><c><v>1</v></c></row>", strings, ..Book::default() };
    assert!(read("表.xlsx", &parts.bytes()).is_ok());
    parts.properties = "<sst uniqueCount=\"18446744073709551615\" count=\"4294967295\"/>";
    assert!(read("表.xlsx", &parts.bytes()).is_ok());
}

#[test]
fn one_long_text_in_a_million_cells_is_refused() {
    let long = "长".repeat(30_000);
    let strings = format!("<si><t>{long}</t></si>");
    let rows = "<row><c t=\"s\"><v>0</v></c></row>".repeat(2000);
    let bytes = Book { rows: &rows, strings: &strings, ..Book::default() }.bytes();
    assert_eq!(read("表.xlsx", &bytes), Err(ReadError::TooManyCells { sheet: "分解表".into() }));
    let rows = format!("<row>{}</row><row><c r=\"B2\"><v>1</v></c></row>", text_cell("A1", &long));
    let merges: String = (0..4000).map(|_| "<mergeCell ref=\"A1:B2\"/>").collect();
    let bytes = Book { rows: &rows, more: &merges, ..Book::default() }.bytes();
    assert_eq!(read("表.xlsx", &bytes), Err(ReadError::TooManyCells { sheet: "分解表".into() }));
}

#[test]
fn entities_of_a_part_are_never_unfolded() {
    let body = "<w:p><w:r><w:t>&lol;&amp;</w:t></w:r></w:p>";
    let document = format!(
        "<!DOCTYPE a [<!ENTITY lol \"{}\">]><w:document><w:body>{body}</w:body></w:document>",
        "ha".repeat(1000)
    );
    let text = read("a.docx", &archive(&[("word/document.xml", &document)])).unwrap().text();
    assert_eq!(text, "&lol;&\n");
}

#[test]
fn an_archive_bomb_is_refused_however_it_lies() {
    let zeros = " ".repeat(70 << 20);
    let bomb = ReadError::Bomb { part: "word/document.xml".into() };
    assert_eq!(read("a.docx", &archive(&[("word/document.xml", &zeros)])), Err(bomb.clone()));
    let dense = " ".repeat(3 << 20);
    let mut bytes = archive(&[("word/document.xml", &dense)]);
    assert_eq!(read("a.docx", &bytes), Err(bomb.clone()));
    // The same with a small size stated in both heads.
    let size = (3u32 << 20).to_le_bytes();
    while let Some(at) = bytes.windows(4).position(|w| w == size) {
        bytes[at..at + 4].copy_from_slice(&9u32.to_le_bytes());
    }
    assert_eq!(read("a.docx", &bytes), Err(bomb));
}

#[test]
fn archives_within_and_closed_ones_are_refused() {
    let body = "<w:document><w:body/></w:document>";
    for name in ["a.zip", "word/inner.docx", "数据/表.XLSX", "x.tar.gz"] {
        let bytes = archive(&[("word/document.xml", body), (name, "x")]);
        assert_eq!(read("a.docx", &bytes), Err(ReadError::Nested), "{name}");
    }
    let chart = archive(&[("word/document.xml", body), ("word/embeddings/Workbook1.xlsx", "x")]);
    assert!(read("a.docx", &chart).is_ok(), "a chart's workbook is left alone");
    let inner = String::from_utf8_lossy(b"PK\x03\x04 not really").into_owned();
    assert_eq!(read("a.docx", &archive(&[("word/document.xml", &inner)])), Err(ReadError::Nested));
    let mut closed = docx(&p("x"), &[]);
    let at = closed.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    closed[at + 8] |= 1;
    assert_eq!(read("a.docx", &closed), Err(ReadError::Encrypted));
}

#[test]
fn too_many_entries_are_refused_by_their_count() {
    let names: Vec<String> = (0..20_001).map(|n| format!("word/{n}")).collect();
    let mut parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    parts.push(("word/document.xml", "<w:document/>"));
    assert_eq!(read("a.docx", &archive(&parts)), Err(ReadError::TooManyEntries(20_000)));
}

#[test]
fn names_that_climb_out_are_only_names() {
    let body = docx(&p("正文"), &[("../../../etc/passwd", "x"), ("/absolute", "y"), ("C:\\windows\\x", "z")]);
    assert_eq!(read("a.docx", &body).unwrap().text(), "正文\n");
    let book = "<workbook><sheets><sheet name=\"甲\" r:id=\"r\"/></sheets></workbook>";
    let relations = "<Relationships><Relationship Id=\"r\" Target=\"../../../etc/passwd\"/></Relationships>";
    let bytes = archive(&[("xl/workbook.xml", book), ("xl/_rels/workbook.xml.rels", relations)]);
    assert_eq!(read("a.xlsx", &bytes).unwrap().blocks, []);
}

#[test]
fn a_file_cut_anywhere_is_an_error_and_never_half_a_document() {
    let whole = docx(&p(&"目标".repeat(500)), &[("word/styles.xml", "<w:styles/>")]);
    assert!(read("a.docx", &whole).is_ok());
    for length in 4..whole.len() {
        assert!(read("a.docx", &whole[..length]).is_err(), "{length} of {}", whole.len());
    }
    let cut = archive(&[("word/document.xml", "<w:document><w:body><w:p>")]);
    assert!(matches!(read("a.docx", &cut), Err(ReadError::DamagedPart { .. })));
    assert_eq!(read("a.docx", &archive(&[("other.xml", "<a/>")])), Err(ReadError::UnknownKind));
    let book = archive(&[("xl/workbook.xml", "<workbook/>")]);
    assert_eq!(read("a.xlsx", &book), Err(ReadError::MissingPart("xl/_rels/workbook.xml.rels")));
}

#[test]
fn a_part_altered_by_a_byte_is_refused() {
    let whole = docx(&p(&"目标".repeat(500)), &[]);
    let altered = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        read("a.docx", &bytes)
    };
    let good = read("a.docx", &whole).unwrap();
    for at in 0..whole.len() {
        if let Ok(document) = altered(at) {
            assert_eq!(document, good, "byte {at} changed what is read");
        }
    }
}

#[test]
fn cells_are_named_as_spreadsheets_do() {
    let names =
        [(0, 0, "A1"), (6, 1, "B7"), (0, 25, "Z1"), (0, 26, "AA1"), (1_048_575, 16_383, "XFD1048576")];
    for (row, column, name) in names {
        assert_eq!(cell_name(row, column), name);
    }
}

#[test]
fn a_megabyte_of_markup_takes_no_time() {
    let hostile = [
        "<".repeat(1 << 20),
        "<table>".repeat(1 << 17),
        "<td rowspan=65534 colspan=1000>".repeat(1 << 15),
        "<a b=".repeat(1 << 18),
        "&#".repeat(1 << 19),
        "</script".repeat(1 << 17),
        format!("<table>{}", "<tr><td rowspan=9 colspan=9>x".repeat(1 << 14)),
    ];
    for text in hostile {
        let started = std::time::Instant::now();
        let _any = read("a.html", format!("<html>{text}").as_bytes());
        let spent = started.elapsed();
        assert!(spent.as_secs() < 20, "{:?} {spent:?}", &text[..20]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), start in 0..6usize) {
        let starts: [&[u8]; 6] = [b"", b"PK\x03\x04", b"\xff\xfe", b"<html>", b"<table><tr><td ", b"PK\x05\x06"];
        let _any = read("a.csv", &[starts[start], &bytes].concat());
        let _any = read_pasted(&String::from_utf8_lossy(&bytes), &String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn no_markup_makes_it_panic(parts in prop::collection::vec("(<|</|<!|&#?)?(table|tr|td|p|br|script|x)?( rowspan=[0-9\"]{0,6})?[ >;表\"'=/]{0,3}", 0..60)) {
        let _any = read("a.html", format!("<html>{}", parts.concat()).as_bytes());
    }

    #[test]
    fn no_change_to_a_sheet_makes_it_panic(at in any::<prop::sample::Index>(), noise in "[<>/a-z0-9\"= 表]{0,12}", length in 0..10usize) {
        let rows = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>甲</t></is></c><c r=\"B1\" s=\"1\"><v>0.5</v></c></row>";
        let more = "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>";
        let both = format!("{rows}\u{1}{more}");
        let start = (0..=at.index(both.len())).rev().find(|n| both.is_char_boundary(*n)).unwrap();
        let end = ((start + length).min(both.len())..=both.len()).find(|n| both.is_char_boundary(*n)).unwrap();
        let mut changed = both.clone();
        changed.replace_range(start..end, &noise);
        let (rows, more) = changed.split_once('\u{1}').unwrap_or((&changed, ""));
        let styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>";
        let _any = read("a.xlsx", &Book { rows, more, styles, ..Book::default() }.bytes());
    }

    #[test]
    fn no_change_to_a_document_makes_it_panic(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let body = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", tc("<w:vMerge/>", "甲"), tc("", "乙"));
        let mut bytes = docx(&body, &[("word/numbering.xml", "<w:numbering/>")]);
        let place = at.index(bytes.len());
        bytes[place] = byte;
        let _any = read("a.docx", &bytes);
    }
}

#[test]
fn a_table_of_one_column_is_text() {
    let document = read("a.html", "<table><tr><td>一、目标<br>二、任务</table>".as_bytes()).unwrap();
    assert_eq!(document.blocks, [Block::Paragraph("一、目标".into()), Block::Paragraph("二、任务".into())]);
}
