//! 任务分解表: headers found by meaning, rows as tasks with their targets, columns mapped by a person.

use crate::fixture::*;
use crate::parcel::*;
use taizhang::intake::document::{Document, Grid};
use taizhang::intake::draft::{Doubt, Draft, DraftKey, DraftKind, Origin, Setting};
use taizhang::intake::read::{read_file, read_pasted};
use taizhang::intake::table::{self, Mapping, Role, layout, when};
use taizhang::model::choice::{Comparator, Period, SourceLevel};

const SETTING: Setting = Setting { year: 2026 };

/// Stands in for the grammar of running text: each clause with a number is a target.
fn clauses(text: &str, _: &Setting) -> Vec<Draft> {
    let mut found = Vec::new();
    let mut at = 0;
    for clause in text.split_inclusive(['，', '；', '。', '\n']) {
        let quote = at..at + clause.len();
        at = quote.end;
        if clause.contains(|c: char| c.is_ascii_digit()) {
            let origin = Origin::Text { quote: quote.clone(), mark: quote };
            let key = DraftKey(900 + found.len() as u32);
            found.push(Draft::new(key, DraftKind::Target, clause.to_owned(), origin));
        }
    }
    found
}

fn nothing(_: &str, _: &Setting) -> Vec<Draft> {
    Vec::new()
}

fn pasted(text: &str) -> Document {
    read_pasted(text, "").unwrap()
}

fn page(table: &str) -> Document {
    read_pasted("", &format!("<table>{table}</table>")).unwrap()
}

fn grid(document: &Document) -> &Grid {
    document.grids().next().unwrap()
}

fn roles(grid: &Grid) -> Vec<Option<Role>> {
    let layout = layout(grid, 2026);
    layout.columns.iter().map(|guess| layout.mapping.roles.get(&guess.column).copied()).collect()
}

fn tasks(drafts: &[Draft]) -> Vec<&Draft> {
    drafts.iter().filter(|draft| draft.kind == DraftKind::Task).collect()
}

#[test]
fn a_header_is_found_below_its_title_and_each_column_by_its_meaning() {
    let document = page(
        "<tr><td colspan=8>2026年教育工作重点任务分解表<tr><td colspan=8>填报单位：市教育局
        <tr><td>序号<td>目标任务<td>分管领导<td>牵头单位<td>责任单位<td>配合单位<td>完成时限<td>备注
        <tr><td>1<td>推进校医配备<td>王建国<td>体卫艺科<td>各县（市、区）教育局、市直学校<td>人事科<td>2026年9月底<td>省考核
        <tr><td>2<td>新建幼儿园5所<td>李红<td>基建科<td>丛台区教育局<td><td>长期坚持<td>",
    );
    let layout = layout(grid(&document), 2026);
    assert_eq!((layout.header.clone(), layout.is_sure()), (Some(2..3), true), "{layout:?}");
    use Role::*;
    let expected = [Number, Work, Leader, Lead, Responsible, Cooperating, Due, Note];
    assert_eq!(roles(grid(&document)), expected.map(Some));
    let drafts = table::drafts(&document, &SETTING, 10, &nothing);
    let [first, second] = drafts.as_slice() else { panic!("{drafts:?}") };
    assert_eq!(
        (first.key, first.kind, first.title.as_str()),
        (DraftKey(10), DraftKind::Task, "推进校医配备")
    );
    assert_eq!(first.lead, ["体卫艺科", "各县（市、区）教育局", "市直学校"]);
    assert_eq!(
        (first.cooperating.as_slice(), first.leader.as_str()),
        (["人事科".to_owned()].as_slice(), "王建国")
    );
    assert_eq!(
        (first.due, first.number.as_str(), first.note.as_str()),
        (Some(day("2026-09-30")), "1", "省考核")
    );
    assert_eq!(
        first.origin,
        Origin::Cell { sheet: "1".into(), row: 3, column: 1, quote: 0.."推进校医配备".len() }
    );
    assert_eq!((second.due, second.when.as_str(), second.is_doubtful()), (None, "长期坚持", false));
}

#[test]
fn a_header_of_two_rows_is_one() {
    let document = page(
        "<tr><td rowspan=2>序号<td rowspan=2>重点任务<td colspan=2>责任分工<td rowspan=2>完成时间
        <tr><td>牵头单位<td>责任人<tr><td>1<td>开展教研<td>教研室<td>张三<td>2026.6.30",
    );
    let layout = layout(grid(&document), 2026);
    assert_eq!((layout.header.clone(), layout.mapping.first_row), (Some(0..2), 2));
    assert_eq!(layout.columns[2].title, "责任分工/牵头单位");
    use Role::*;
    assert_eq!(roles(grid(&document)), [Number, Work, Lead, Person, Due].map(Some));
    let drafts = table::drafts(&document, &SETTING, 0, &nothing);
    assert_eq!((drafts[0].person.as_str(), drafts[0].due), ("张三", Some(day("2026-06-30"))));
}

#[test]
fn a_task_merged_over_rows_is_one_when_only_units_differ() {
    let document = page(
        "<tr><td>工作任务<td>责任单位<td>完成时限
        <tr><td rowspan=3>完成农村学前教育全覆盖<td>成安县教育局<td>6月底
        <tr><td>魏县教育局<td>9月底<tr><td>永年区教育局<td>6月底
        <tr><td>强化监督<td>办公室<td>12月",
    );
    let drafts = table::drafts(&document, &SETTING, 0, &nothing);
    assert_eq!(drafts.len(), 2, "{drafts:?}");
    assert_eq!(drafts[0].lead, ["成安县教育局", "魏县教育局", "永年区教育局"]);
    assert_eq!(drafts[0].due, Some(day("2026-09-30")), "the latest");
    assert!(drafts[0].doubts.contains(&Doubt::CellMerged));
}

#[test]
fn a_blank_cell_below_a_task_goes_on_with_it() {
    let document = pasted(
        "序号\t主要任务\t责任单位\t配合单位\n1\t推进课后服务\t基教科\t计财科\n\t\t督导室\t\n2\t开展评估\t督导室\t",
    );
    let drafts = table::drafts(&document, &SETTING, 0, &nothing);
    assert_eq!(drafts.iter().map(|d| d.title.as_str()).collect::<Vec<_>>(), ["推进课后服务", "开展评估"]);
    assert_eq!(drafts[0].lead, ["基教科", "督导室"]);
}

#[test]
fn a_task_merged_over_rows_of_different_work_is_their_heading() {
    let document = page(
        "<tr><td>类别<td>重点任务<td>工作内容<td>责任单位
        <tr><td rowspan=2>六项工程<td rowspan=2>队伍素质提升<td>1.培训校长200人<td>人事科<tr><td>2.招聘教师500名<td>人事科",
    );
    let drafts = table::drafts(&document, &SETTING, 0, &clauses);
    let tasks = tasks(&drafts);
    assert_eq!(
        tasks.iter().map(|d| d.title.as_str()).collect::<Vec<_>>(),
        ["培训校长200人", "招聘教师500名"]
    );
    assert!(tasks.iter().all(|d| d.path == ["六项工程", "队伍素质提升"]));
    assert_eq!((tasks[0].number.as_str(), tasks[1].number.as_str()), ("1.", "2."));
}

#[test]
fn the_measures_of_a_cell_are_targets_of_one_task() {
    let document = pasted(
        "序号\t目标任务\t牵头单位\t完成时限\n7\t\"扩大学位：新建幼儿园5所，增加学位3000个；\n公办占比达到50%\"\t基建科、学前科\t年底",
    );
    let drafts = table::drafts(&document, &SETTING, 3, &clauses);
    assert_eq!(drafts.len(), 4, "{drafts:?}");
    assert_eq!(
        (drafts[0].kind, drafts[0].title.as_str()),
        (DraftKind::Task, "扩大学位：新建幼儿园5所，增加学位3000个")
    );
    let cell = grid(&document).rows[1].text(1);
    for target in &drafts[1..] {
        assert_eq!((target.kind, target.parent), (DraftKind::Target, Some(drafts[0].key)));
        assert_eq!((target.due, target.lead.len()), (Some(day("2026-12-31")), 2));
        let Origin::Cell { row: 1, column: 1, quote, .. } = &target.origin else { panic!("{target:?}") };
        assert_eq!(cell[quote.clone()], target.quote);
    }
    let keys: Vec<u32> = drafts.iter().map(|d| d.key.0).collect();
    assert_eq!(keys, [3, 4, 5, 6]);
}

#[test]
fn the_grammar_of_running_text_reads_the_measures_of_a_cell() {
    let document = page(
        "<tr><td>序号<td>重点任务<td>工作内容<td>牵头科室<td>完成时限
        <tr><td>1<td>普及普惠<td>学前教育三年毛入园率达到92%以上，普惠性幼儿园覆盖率不低于90%。<td>学前科<td>年底
        <tr><td>2<td>校医配备<td>按照不少于30%的比例完成校医招聘<td>体卫艺科<td>8月底前",
    );
    let drafts = table::drafts(&document, &SETTING, 0, &taizhang::intake::text::read);
    let said: Vec<_> = drafts
        .iter()
        .map(|d| (d.kind, d.parent.map(|key| key.0), d.value.map(|value| value.to_string()), d.due))
        .collect();
    let (end, august) = (Some(day("2026-12-31")), Some(day("2026-08-31")));
    assert_eq!(
        said,
        [
            (DraftKind::Task, None, None, end),
            (DraftKind::Target, Some(0), Some("92".into()), end),
            (DraftKind::Target, Some(0), Some("90".into()), end),
            (DraftKind::Task, None, None, august),
            (DraftKind::Target, Some(3), Some("30".into()), august),
        ]
    );
    assert_eq!((drafts[1].title.as_str(), drafts[1].measure.as_str()), ("学前教育三年毛入园率", "%"));
    assert_eq!(drafts[0].detail, "学前教育三年毛入园率达到92%以上，普惠性幼儿园覆盖率不低于90%。");
}

#[test]
fn a_value_of_its_own_column_is_a_target() {
    let styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"9\"/></cellXfs>";
    let header = ["指标名称", "计量单位", "目标值", "上年基数", "责任单位", "任务来源"];
    let mut rows = String::from("<row r=\"1\">");
    for (place, title) in header.iter().enumerate() {
        rows += &text_cell(&format!("{}1", char::from(b'A' + place as u8)), title);
    }
    rows += "</row><row r=\"2\">";
    rows += &(text_cell("A2", "学前教育普及率")
        + "<c r=\"C2\" s=\"1\"><v>0.95</v></c><c r=\"D2\" s=\"1\"><v>0.915</v></c>");
    rows += &(text_cell("E2", "学前科") + &text_cell("F2", "省级考核") + "</row><row r=\"3\">");
    rows += &(text_cell("A3", "义务教育大班额") + &text_cell("B3", "个") + &text_cell("C3", "不超过１２个"));
    rows += &(text_cell("E3", "基教科")
        + "</row><row r=\"4\">"
        + &text_cell("A4", "无证园")
        + &text_cell("C4", "清零"));
    rows += &(text_cell("E4", "学前科")
        + "</row><row r=\"5\">"
        + &text_cell("A5", "巩固率")
        + &text_cell("B5", "%"));
    rows += &(text_cell("C5", "X") + &text_cell("E5", "基教科") + "</row>");
    let bytes = Book { rows: &rows, styles, ..Book::default() }.bytes();
    let document = read_file("指标.xlsx", &bytes, &|_| None).unwrap();
    let drafts = table::drafts(&document, &SETTING, 0, &nothing);
    assert!(drafts.len() == 4 && drafts.iter().all(|d| d.kind == DraftKind::Target), "{drafts:?}");
    let number = |text: &str| taizhang::model::value::parse_number(text);
    let said = |d: &Draft| (d.comparator, d.value, d.measure.clone());
    assert_eq!(said(&drafts[0]), (Some(Comparator::AtLeast), number("95"), "%".into()));
    assert_eq!((drafts[0].baseline, drafts[0].source), (number("91.5"), Some(SourceLevel::Provincial)));
    assert!(drafts[0].doubts.contains(&Doubt::ComparatorGuessed));
    assert_eq!(said(&drafts[1]), (Some(Comparator::AtMost), number("12"), "个".into()));
    assert!(!drafts[1].is_doubtful());
    assert_eq!(said(&drafts[2]), (Some(Comparator::Zero), number("0"), String::new()));
    assert_eq!(said(&drafts[3]), (None, None, "%".into()));
    assert!(drafts[3].doubts.contains(&Doubt::ValueUnset));
}

#[test]
fn sections_totals_remarks_and_repeated_headers_are_no_tasks() {
    let header = "<tr><td>序号<td>工作任务<td>责任单位<td>完成时限";
    let document = page(&format!(
        "<tr><td colspan=4>分解表{header}<tr><td colspan=4>一、民生实事<tr><td>1<td>改造操场<td>体卫艺科<td>上半年
        {header}<tr><td colspan=4>二、六项改革<tr><td>2<td>推进县管校聘<td>人事科<td>全年<tr><td>合计<td>2<td><td>
        <tr><td colspan=4>注：完成时限以文件为准"
    ));
    let drafts = table::drafts(&document, &SETTING, 0, &nothing);
    let said: Vec<_> = drafts.iter().map(|d| (d.title.as_str(), d.path.join("/"), d.due, d.period)).collect();
    assert_eq!(
        said,
        [
            ("改造操场", "民生实事".to_owned(), Some(day("2026-06-30")), Some(Period::FirstHalf)),
            ("推进县管校聘", "六项改革".to_owned(), Some(day("2026-12-31")), Some(Period::Year)),
        ]
    );
}

#[test]
fn a_table_without_a_header_is_for_a_person_to_map() {
    let document = pasted(
        "1\t推进义务教育优质均衡发展县创建\t基教科\t2026年9月1日\n2\t完善中小学课后服务经费保障\t计财科\t2026.10.1\n3\t开展师德师风专项整治行动\t人事科\t年底",
    );
    let found = layout(grid(&document), 2026);
    assert!(found.header.is_none() && !found.is_sure());
    use Role::*;
    assert_eq!(roles(grid(&document)), [Number, Work, Responsible, Due].map(Some), "{found:?}");
    assert!(table::drafts(&document, &SETTING, 0, &nothing).is_empty(), "nothing is drafted unasked");
    let drafts = table::drafts_with(grid(&document), &found.mapping, &SETTING, 0, &nothing);
    assert_eq!(drafts.len(), 3);
    assert!(drafts.iter().all(|d| d.doubts.contains(&Doubt::ColumnGuessed)));
    assert_eq!(drafts[1].due, Some(day("2026-10-01")));
    // A person says that the units only help.
    let mut mapping: Mapping = found.mapping.clone();
    mapping.roles.insert(2, Cooperating);
    mapping.guessed.clear();
    let drafts = table::drafts_with(grid(&document), &mapping, &SETTING, 0, &nothing);
    assert_eq!(
        (drafts[0].lead.len(), drafts[0].cooperating.as_slice()),
        (0, ["基教科".to_owned()].as_slice())
    );
    assert!(!drafts[0].is_doubtful());
}

#[test]
fn two_columns_that_contend_for_one_meaning_are_for_a_person() {
    let document = pasted("重点任务\t完成时限\t完成时间\n甲\t6月\t7月");
    let layout = layout(grid(&document), 2026);
    assert!(!layout.is_sure());
    assert_eq!(layout.columns[2].candidates[0].0, Role::Due);
    assert!(pasted("姓名\t电话\n张三\t1\n李四\t2").grids().all(|g| !table::layout(g, 2026).is_sure()));
}

#[test]
fn columns_of_what_has_happened_draft_nothing() {
    let document = pasted("工作任务\t责任单位\t完成情况\t存在问题\n改造\t基建科\t已完成80%\t资金");
    let drafts = table::drafts(&document, &SETTING, 0, &clauses);
    assert_eq!(drafts.len(), 1, "{drafts:?}");
    assert_eq!(drafts[0].note, "");
}

#[test]
fn times_are_read_as_they_are_written() {
    let due = [
        ("2026.9.1", "2026-09-01"),
        ("2026年9月1日", "2026-09-01"),
        ("2026-09-01", "2026-09-01"),
        ("2026/9/1", "2026-09-01"),
        ("２０２６．９．１", "2026-09-01"),
        ("2026年9月1号前", "2026-09-01"),
        ("9月1日前", "2026-09-01"),
        ("9月底", "2026-09-30"),
        ("九月底前", "2026-09-30"),
        ("十一月", "2026-11-30"),
        ("2026年2月", "2026-02-28"),
        ("2026.9", "2026-09-30"),
        ("9月上旬", "2026-09-10"),
        ("9月中旬", "2026-09-20"),
        ("9月前", "2026-08-31"),
        ("上半年", "2026-06-30"),
        ("2026年上半年", "2026-06-30"),
        ("第三季度", "2026-09-30"),
        ("年底前", "2026-12-31"),
        ("全年", "2026-12-31"),
        ("2026年", "2026-12-31"),
        ("2027年6月底", "2027-06-30"),
        ("秋季开学前", "2026-08-31"),
        ("3月-9月", "2026-09-30"),
        ("2026年3月至2026年9月", "2026-09-30"),
        ("2026.3.1—2026.9.15", "2026-09-15"),
        ("9月1日至15日", "2026-09-15"),
    ];
    for (text, expected) in due {
        assert_eq!(when::read(text, 2026).due, Some(day(expected)), "{text}");
    }
    for text in ["长期坚持", "持续推进", "", "按要求", "每月5日前上报", "第13次"] {
        let read = when::read(text, 2026);
        assert!(read.due.is_none() || text.starts_with("每月"), "{text} {read:?}");
    }
    assert_eq!(when::read("3月-9月", 2026).start, Some(day("2026-03-01")));
    assert_eq!(when::read("一季度", 2026).period, Some(Period::Quarter1));
    assert!(when::read("9月中旬", 2026).is_guessed && !when::read("9月底", 2026).is_guessed);
    assert!(when::read("2027年6月底", 2026).is_other_year);
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 150, failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_table_makes_it_panic(
        cells in proptest::collection::vec("(序号|目标任务|责任单位|完成时限|合计|一、|注：|[0-9年月日.%X底至-]{0,8}|\\PC{0,6})", 0..80),
        spans in proptest::collection::vec((1..5u32, 1..5u32), 80),
        width in 1..8usize,
    ) {
        let mut text = String::new();
        for (place, cell) in cells.iter().enumerate() {
            if place % width == 0 {
                text += "<tr>";
            }
            let (rows, columns) = spans[place];
            text += &format!("<td rowspan={rows} colspan={columns}>{}", cell.replace(['<', '&'], ""));
        }
        for grid in page(&text).grids() {
            let layout = layout(grid, 2026);
            for draft in table::drafts_with(grid, &layout.mapping, &SETTING, 0, &clauses) {
                let Origin::Cell { row, column, quote, .. } = &draft.origin else { panic!("{draft:?}") };
                let cell = grid.row(*row).and_then(|r| r.cell(*column)).unwrap();
                proptest::prop_assert_eq!(&cell.text[quote.clone()], draft.quote.as_str());
            }
        }
    }

    #[test]
    fn no_lines_make_it_panic(
        lines in proptest::collection::vec("(序号|指标|任务|责任单位|2025年|2030年|属性|一、学前|[0-9]{1,2}|[0-9]\\.入园率（%）|其中：小学|[0-9]{2}%|90以上|\\PC{0,12}|。|\\t|\\|)", 0..60),
    ) {
        let document = taizhang::intake::read::read_pasted(&lines.join("\n"), "");
        for grid in document.iter().flat_map(|d| d.grids()) {
            let layout = layout(grid, 2026);
            let _drafts = table::drafts_with(grid, &layout.mapping, &SETTING, 0, &clauses);
        }
    }

    #[test]
    fn no_time_makes_it_panic(text in "([0-9]{1,9}|[年月日底旬.\\-至—/上中下半季度一二十]|\\PC){0,12}") {
        let _any = when::read(&text, 2026);
    }
}

#[test]
fn an_accepted_row_is_a_task_with_its_targets_in_one_step() {
    use taizhang::intake::accept::{Accepted, commands};
    use taizhang::model::field::Field;
    use taizhang::model::kind::Kind;
    let document = pasted(
        "序号\t目标任务\t工作内容\t责任单位\t完成时限\t备注\n1\t校医配备\t按照不少于30%的比例完成校医招聘\t体卫艺科\t8月底\t省考核",
    );
    let drafts = table::drafts(&document, &SETTING, 0, &taizhang::intake::text::read);
    let mut copy = city();
    let accept = |draft: &Draft| Accepted { draft: draft.clone(), unit: unit(COUNTY), theme: None };
    let accepted: Vec<Accepted> = drafts.iter().map(accept).collect();
    let mut next = 500;
    let mut ids = || {
        next += 1;
        id(next)
    };
    let known = std::collections::BTreeMap::new();
    let change = copy.try_run(&commands(&copy.ledger.clone(), &accepted, &known, &mut ids)).unwrap();
    assert_eq!(change.edits.len(), 2);
    let task = change.edits.iter().find(|edit| edit.after.record_id().kind == Kind::Task).unwrap();
    let target = change.edits.iter().find(|edit| edit.after.record_id().kind == Kind::Target).unwrap();
    let said = |field| task.after.as_dyn().read(field).0;
    assert_eq!(said(Field::Title), text("校医配备"));
    assert_eq!(said(Field::Responsibility), text("体卫艺科\n按照不少于30%的比例完成校医招聘"));
    assert_eq!(said(Field::Due), date("2026-08-31"));
    assert!(
        matches!(said(Field::Note), taizhang::model::value::Value::Text(note) if note.starts_with("省考核"))
    );
    assert_eq!(said(Field::Target), taizhang::model::value::Value::Id(target.after.record_id().id));
    assert_eq!(target.after.as_dyn().read(Field::Quantity).0, number("30"));
}

const INDICATORS: [&str; 4] = [
    "指标名称\t单位\t2025年目标值\t2026年目标值\t属性\n学前教育毛入园率\t%\t93.5\t94\t预期性\n小学班额达标率\t%\t98\t不低于99\t约束性\n新增公办学位\t个\t3000\t5000\t约束性",
    "附表：\n| 指标名称 | 单位 | 2025年目标值 | 2026年目标值 | 属性 |\n|---|:--:|---|---|---|\n| 学前教育毛入园率 | % | 93.5 | 94 | 预期性 |\n| 小学班额达标率 | % | 98 | 不低于99 | 约束性 |\n| 新增公办学位 | 个 | 3000 | 5000 | 约束性 |\n",
    "二、主要指标\n指标名称          单位  2025年目标值  2026年目标值  属性\n学前教育毛入园率   %    93.5          94            预期性\n小学班额达标率     %    98            不低于99      约束性\n\n新增公办学位       个   3000          5000          约束性\n三、保障措施\n各单位要切实加强组织领导。",
    "为做好今年工作，现将指标分解如下。\n各单位要对照落实。\n要按月报送进展。\n要确保完成。\n指标名称\t单位\t2025年目标值\t2026年目标值\t属性\n学前教育毛入园率\t%\t93.5\t94\t预期性\n小学班额达标率\t%\t98\t不低于99\t约束性\n新增公办学位\t个\t3000\t5000\t约束性",
];

#[test]
fn indicators_pasted_as_text_are_targets_of_the_year_however_their_columns_are_cut() {
    for text in INDICATORS {
        let document = pasted(text);
        let drafts = table::drafts(&document, &SETTING, 0, &nothing);
        let said: Vec<_> = drafts
            .iter()
            .map(|d| (d.title.as_str(), d.value.map(|v| v.to_string()), d.measure.as_str(), d.note.as_str()))
            .collect();
        let number = |text: &str| Some(text.to_owned());
        let expected = [
            ("学前教育毛入园率", number("94"), "%", "预期性"),
            ("小学班额达标率", number("99"), "%", "约束性"),
            ("新增公办学位", number("5000"), "个", "约束性"),
        ];
        assert_eq!(said, expected, "{text}");
        assert!(drafts.iter().all(|d| d.kind == DraftKind::Target && d.baseline.is_none()));
        let last = table::drafts(&document, &Setting { year: 2025 }, 0, &nothing);
        assert_eq!(last[0].value.unwrap().to_string(), "93.5", "{text}");
        // Without a column of the year the nearest is a guess.
        let guess = table::drafts(&document, &Setting { year: 2023 }, 0, &nothing);
        assert!(
            guess[0].value.unwrap().to_string() == "93.5" && guess[0].doubts.contains(&Doubt::ColumnGuessed)
        );
    }
}

#[test]
fn sentences_around_tabbed_rows_are_none_of_them() {
    let document = pasted(
        "现将任务分解如下，请认真落实：\n序号\t重点任务\t责任单位\n1\t新建幼儿园5所\t基教科\n2\t招聘教师200名\t人事科\n各单位要按月报送进展。\n",
    );
    assert_eq!(document.text(), "现将任务分解如下，请认真落实：\n各单位要按月报送进展。\n");
    assert_eq!(grid(&document).rows.len(), 3);
    let drafts = table::drafts(&document, &SETTING, 0, &nothing);
    assert_eq!(tasks(&drafts).len(), 2);
}

#[test]
fn a_list_of_chapters_is_no_table() {
    let text = "工作目标\n主要任务\n工作要求\n一年来全县教育工作稳步推进。\n新建学校5所。\n招聘教师200名。\n";
    assert!(pasted(text).grids().next().is_none());
}

#[test]
fn a_table_pasted_with_one_cell_a_line_is_a_table() {
    let lines = "前言一句话。\n序号\n重点任务\n责任单位\n配合单位\n一、学前教育\n1\n新建公办幼儿园5所。\n基教科\n财务科、各学校\n2\n普惠率达到90%以上。\n基教科\n民办科\n各单位要抓好落实，确保完成。\n";
    let document = pasted(lines);
    assert_eq!(document.text(), "前言一句话。\n各单位要抓好落实，确保完成。\n");
    let drafts = table::drafts(&document, &SETTING, 0, &nothing);
    let said: Vec<_> = tasks(&drafts)
        .iter()
        .map(|d| {
            (
                d.number.as_str(),
                d.title.as_str(),
                d.lead.join("、"),
                d.cooperating.join("、"),
                d.path.join("/"),
            )
        })
        .collect();
    let of = |lead: &str, with: &str| (lead.to_owned(), with.to_owned(), "学前教育".to_owned());
    let (first, second) = (of("基教科", "财务科、各学校"), of("基教科", "民办科"));
    assert_eq!(
        said,
        [
            ("1", "新建公办幼儿园5所", first.0, first.1, first.2),
            ("2", "普惠率达到90%以上", second.0, second.1, second.2)
        ]
    );
}

#[test]
fn indicators_with_one_cell_a_line_take_the_year_to_come_and_the_year_past() {
    let document = pasted(
        "指标\n2025年\n2030年\n属性\n1.学前教育毛入园率（%）\n93.5\n96以上\n预期性\n2.标准班额比例（%）\n其中：小学\n初中\n34.5\n77.3\n80以上\n85以上\n约束性\n",
    );
    let drafts = table::drafts(&document, &SETTING, 0, &nothing);
    let said: Vec<_> = drafts
        .iter()
        .map(|d| {
            let number = |v: Option<rust_decimal::Decimal>| v.map(|v| v.to_string()).unwrap_or_default();
            (
                d.title.clone(),
                number(d.baseline),
                number(d.value),
                d.measure.clone(),
                d.due.map(|d| d.to_string()),
            )
        })
        .collect();
    let due = Some("2030-12-31".to_owned());
    let of = |title: &str, base: &str, value: &str| {
        (title.to_owned(), base.to_owned(), value.to_owned(), "%".to_owned(), due.clone())
    };
    assert_eq!(
        said,
        [
            of("学前教育毛入园率", "93.5", "96"),
            of("小学标准班额比例", "34.5", "80"),
            of("初中标准班额比例", "77.3", "85")
        ]
    );
}

#[test]
fn a_merged_first_column_leaves_its_rows_a_cell_short() {
    let document =
        pasted("类别 | 重点任务 | 责任单位 |\n学前 | 新建幼儿园5所 | 基教科 |\n招聘幼师30名 | 人事科 |\n");
    let drafts = table::drafts(&document, &SETTING, 0, &nothing);
    let said: Vec<_> = tasks(&drafts).iter().map(|d| (d.title.as_str(), d.lead.join("、"))).collect();
    assert_eq!(said, [("新建幼儿园5所", "基教科".to_owned()), ("招聘幼师30名", "人事科".to_owned())]);
}

#[test]
fn running_text_around_a_pasted_table_stays_text() {
    let document = pasted(INDICATORS[2]);
    assert_eq!(document.text(), "二、主要指标\n三、保障措施\n各单位要切实加强组织领导。\n");
    assert_eq!(grid(&document).rows.len(), 4);
    for text in
        ["工作目标  工作措施\n加强领导。", "姓名  电话\n张三  1\n李四  2", "一、  总体要求\n二、  重点任务\n"]
    {
        assert!(pasted(text).grids().next().is_none(), "{text}");
    }
}

#[test]
fn blanks_between_spaces_and_what_was_reached_stand_in_their_columns() {
    let document = pasted(
        "指标           计量单位    2025年实际    2026年目标    责任单位\n一、普及水平\n高中毛入学率   %           92.1          93            基教科\n职普比                                   X             职成科\n",
    );
    let drafts = table::drafts(&document, &SETTING, 0, &nothing);
    let [first, second] = drafts.as_slice() else { panic!("{drafts:?}") };
    let number = |text: &str| taizhang::model::value::parse_number(text);
    assert_eq!(
        (first.baseline, first.value, first.path.clone()),
        (number("92.1"), number("93"), vec!["普及水平".to_owned()])
    );
    assert_eq!(
        (second.title.as_str(), second.value, second.lead.as_slice()),
        ("职普比", None, ["职成科".to_owned()].as_slice())
    );
    assert!(second.doubts.contains(&Doubt::ValueUnset));
}

#[test]
fn a_change_and_a_nought_in_a_value_cell_are_what_they_say() {
    let lines = [
        "指标\t单位\t2025年基数\t2026年目标\t牵头科室",
        "本科上线率\t%\t58.4\t提高2个百分点\t教研室",
        "公办园占比\t%\t52\t提高到55\t学前科",
        "重大安全责任事故\t起\t0\t0\t安全科",
    ];
    let drafts = table::drafts(&pasted(&lines.join("\n")), &SETTING, 0, &nothing);
    let said: Vec<_> = drafts.iter().map(|d| (d.title.as_str(), d.comparator, d.measure.as_str())).collect();
    let expected = [
        ("本科上线率提高", Some(Comparator::AtLeast), "个百分点"),
        ("公办园占比", Some(Comparator::AtLeast), "%"),
        ("重大安全责任事故", Some(Comparator::Zero), "起"),
    ];
    assert_eq!(said, expected);
}
