//! How the reader of documents understands the genre's ways of speaking, class by class.

use taizhang::intake::draft::{Draft, DraftKind, Setting};
use taizhang::intake::text;
use taizhang::model::choice::Comparator::{self, AllReach, AtLeast, AtMost, BetterThan, RankWithin, Zero};

fn drafts(text: &str) -> Vec<Draft> {
    let all = text::read(text, &Setting { year: 2025 });
    all.into_iter().filter(|d| matches!(d.kind, DraftKind::Target | DraftKind::Quota)).collect()
}

/// A text and what is in it: title, comparator, value (X when unset), unit.
fn reads(text: &str, expected: &[(&str, Comparator, &str, &str)]) {
    let found: Vec<(String, Comparator, String, String)> = drafts(text)
        .into_iter()
        .map(|d| {
            let value = d.value.map_or("X".to_owned(), |v| v.to_string());
            (d.title, d.comparator.unwrap(), value, d.measure)
        })
        .collect();
    let expected: Vec<_> =
        expected.iter().map(|(t, c, v, m)| ((*t).to_owned(), *c, (*v).to_owned(), (*m).to_owned())).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn those_who_are_counted_and_are_to_do_something_are_a_target() {
    reads("20所学校实现寄宿制管理。", &[("学校实现寄宿制管理", AtLeast, "20", "所")]);
    reads("80%以上的教室配备智能教学设备。", &[("教室配备智能教学设备", AtLeast, "80", "%")]);
    reads("对300户困难家庭进行走访。", &[("困难家庭进行走访", AtLeast, "300", "户")]);
    reads(
        "初中2所、小学6所达到省定标准。",
        &[("初中达到省定标准", AtLeast, "2", "所"), ("小学达到省定标准", AtLeast, "6", "所")],
    );
    reads("100人以上的学校可设校医室。", &[]);
}

#[test]
fn none_of_a_harm_is_a_target_of_zero() {
    reads("学校无新债务产生。", &[("学校无新债务产生", Zero, "X", "")]);
    reads("全年不发生重大安全责任事故。", &[("重大安全责任事故", Zero, "X", "")]);
    reads("确保建档立卡家庭学生无一人失学。", &[("建档立卡家庭学生无一人失学", Zero, "X", "")]);
    reads("教育学生无私奉献，无论何时都要勤奋。", &[]);
}

#[test]
fn words_that_tell_hide_only_what_follows_them() {
    reads("辍学率不高于3%，在保持现有图书的情况下充实配备力度。", &[("辍学率", AtMost, "3", "%")]);
    reads(
        "新增就业15000人；支持成功自主创业2000人。",
        &[("新增就业", AtLeast, "15000", "人"), ("支持成功自主创业", AtLeast, "2000", "人")],
    );
    reads("全县现有学校349所，在校生156928人。幼儿园78所，在园学生15453人。", &[]);
    reads("目前，普惠率达到85%，比十年前提高3个百分点。毛入园率88.1%。", &[]);
}

#[test]
fn a_past_year_in_brackets_is_a_base_and_no_date() {
    let found = drafts("到2027年，公办园占比达到60%以上（2022年为54%），入学率保持在97%以上。");
    let due: Vec<String> = found.iter().map(|d| d.due.unwrap().to_string()).collect();
    assert_eq!(due, ["2027-12-31", "2027-12-31"]);
}

#[test]
fn a_list_goes_on_with_what_was_said_once() {
    reads(
        "考核合格率98%以上、优秀率不低于25%。",
        &[("考核合格率", AtLeast, "98", "%"), ("考核优秀率", AtLeast, "25", "%")],
    );
    reads(
        "城区新建幼儿园6所、小学2所。",
        &[("城区新建幼儿园", AtLeast, "6", "所"), ("城区新建小学", AtLeast, "2", "所")],
    );
    reads(
        "建成5个国家级、20个省级实训基地。",
        &[("建成国家级实训基地", AtLeast, "5", "个"), ("建成省级实训基地", AtLeast, "20", "个")],
    );
    reads(
        "每学期开展安全教育和应急演练分别不少于4次、3次。",
        &[("安全教育", AtLeast, "4", "次"), ("应急演练", AtLeast, "3", "次")],
    );
    reads(
        "巩固率达96%，比2020年提高1个百分点。",
        &[("巩固率", AtLeast, "96", "%"), ("巩固率提高", AtLeast, "1", "个百分点")],
    );
}

#[test]
fn what_each_is_asked_goes_on_over_sentences() {
    let found = drafts("要求每位教师结合教学实际写教学反思。每周至少1篇，每学期不少于15篇。");
    let said: Vec<(DraftKind, &str)> = found.iter().map(|d| (d.kind, d.title.as_str())).collect();
    assert_eq!(said, [(DraftKind::Quota, "教师每周写教学反思"), (DraftKind::Quota, "教师每学期写教学反思"),]);
}

#[test]
fn places_and_stages_read_without_a_count() {
    reads("群众满意度位居全市前三。", &[("群众满意度在全市的位次", RankWithin, "3", "")]);
    reads("县一中教学图书楼竣工。", &[("县一中教学图书楼竣工", AllReach, "X", "")]);
    reads("助学金应于5月底前全部发放完毕。", &[("助学金发放完毕", AllReach, "X", "")]);
    reads("清华北大录取实现零的突破。", &[("清华北大录取零的突破", BetterThan, "X", "")]);
}

#[test]
fn exact_words_reach_from_the_subject_to_the_value() {
    let words = |text: &str| -> Vec<String> {
        drafts(text).iter().map(|d| d.marked().unwrap().1.to_owned()).collect()
    };
    assert_eq!(words("今年，义务教育巩固率要达到97%以上，质量提高。"), ["义务教育巩固率要达到97%以上"]);
    assert_eq!(words("全市要新建 15 所公办幼儿园。"), ["新建 15 所公办幼儿园"]);
    assert_eq!(
        words("小学、初中入学率分别达到９９％和98%。"),
        ["小学、初中入学率分别达到９９％", "初中入学率分别达到９９％和98%"]
    );
    assert_eq!(words("市区入园率达到50%以上，县（市）达到30%以上。")[0], "市区入园率达到50%以上");
}

#[test]
fn a_speech_bids_what_is_to_be_set_up() {
    let speech =
        "同志们：要推行课题调研法。对教学管理、课程改革等工作的安排部署，要有计划。要增强工作紧迫感。";
    let all = text::read(speech, &Setting { year: 2025 });
    let tasks: Vec<&str> =
        all.iter().filter(|d| d.kind == DraftKind::Task).map(|d| d.title.as_str()).collect();
    assert_eq!(tasks, ["推行课题调研法"]);
}

#[test]
fn a_row_of_targets_is_no_task_of_its_own() {
    let text = "9.建成智慧校园12所，班班通配备率达到100%。\n10.推进集团化办学。组建教育集团3个。";
    let all = text::read(text, &Setting { year: 2025 });
    let tasks: Vec<&str> =
        all.iter().filter(|d| d.kind == DraftKind::Task).map(|d| d.title.as_str()).collect();
    assert_eq!(tasks, ["推进集团化办学"]);
}

#[test]
fn texts_of_one_thing_without_end_are_read() {
    for unit in ["全市新建学校和", "7", "、", "（“", "第", "一", "达到", "X", "每", "无", "“", "20所学校"]
    {
        let text = unit.repeat(30_000 / unit.len());
        assert!(text::read(&text, &Setting { year: 2025 }).len() < 20_000, "{unit}");
    }
}

#[test]
fn what_a_clause_only_names_holds_for_those_after_it() {
    reads(
        "应急疏散演练，中小学每月搞一回，幼儿园每季度搞一回。",
        &[("中小学应急疏散演练", AtLeast, "1", "回"), ("幼儿园应急疏散演练", AtLeast, "1", "回")],
    );
    reads(
        "中职毕业生就业率达到97%；被占用的校园校产，各乡镇要在7月底前全部收回。",
        &[("中职毕业生就业率", AtLeast, "97", "%"), ("被占用的校园校产收回", AllReach, "X", "")],
    );
    reads("有偿补课是一颗毒瘤，今年要做到零发生。", &[("有偿补课", Zero, "X", "")]);
    reads("今年省级课题确保结题1项。", &[("省级课题结题", AtLeast, "1", "项")]);
}

#[test]
fn one_statement_of_several_is_one_of_each() {
    reads(
        "封闭化管理、专职保安配备、一键式报警三项达标率年底前达到100%。",
        &[
            ("封闭化管理达标率", AtLeast, "100", "%"),
            ("专职保安配备达标率", AtLeast, "100", "%"),
            ("一键式报警达标率", AtLeast, "100", "%"),
        ],
    );
    reads(
        "城西小学和城东中学初中部8月20日前交付使用。",
        &[("城西小学交付使用", AllReach, "X", ""), ("城东中学初中部交付使用", AllReach, "X", "")],
    );
}

#[test]
fn what_the_sentence_is_about_names_its_parts() {
    reads(
        "学业水平考试合格率，语文、数学分别不低于95%、88%。",
        &[("语文学业水平考试合格率", AtLeast, "95", "%"), ("数学学业水平考试合格率", AtLeast, "88", "%")],
    );
    reads("家长会，各校每学期至少开两次。", &[("家长会", AtLeast, "2", "次")]);
    reads(
        "封闭管理、一键报警、专职保安，年底之前三项都要达到100%。",
        &[
            ("封闭管理", AtLeast, "100", "%"),
            ("一键报警", AtLeast, "100", "%"),
            ("专职保安", AtLeast, "100", "%"),
        ],
    );
    let drafts = drafts("县三中八月二十五日前交付使用。");
    assert_eq!(drafts[0].due.unwrap().to_string(), "2025-08-25");
}
