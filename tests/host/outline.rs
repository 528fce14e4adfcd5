use taizhang::model::choice::UnitKind;
use taizhang::model::outline::{OutlineReason, guess_kind, parse};

fn titles(text: &str) -> Vec<(String, Option<usize>)> {
    parse(text).0.into_iter().map(|u| (u.title, u.parent)).collect()
}

fn at(title: &str, parent: Option<usize>) -> (String, Option<usize>) {
    (title.to_owned(), parent)
}

#[test]
fn indented_lines_are_a_tree() {
    for step in ["  ", "\t", "　"] {
        let text = format!("成安县教育局\n{step}成安县第一中学\n{step}成安县实验小学\n广平县教育局\n");
        let wanted = vec![
            at("成安县教育局", None),
            at("成安县第一中学", Some(0)),
            at("成安县实验小学", Some(0)),
            at("广平县教育局", None),
        ];
        assert_eq!(titles(&text), wanted, "{step:?}");
    }
}

#[test]
fn columns_of_a_sheet_are_levels_and_repeats_are_joined() {
    let text = "成安县教育局\t成安县第一中学\n成安县教育局\t成安县实验小学\n";
    let wanted = vec![at("成安县教育局", None), at("成安县第一中学", Some(0)), at("成安县实验小学", Some(0))];
    assert_eq!(titles(text), wanted);
    assert!(parse(text).1.is_empty());
}

#[test]
fn list_marks_are_taken_off_but_numerals_in_names_stay() {
    let text = "1. 成安县教育局\n（二）广平县教育局\n一中\n十二中学\n• 鸡泽县教育局";
    let wanted =
        ["成安县教育局", "广平县教育局", "一中", "十二中学", "鸡泽县教育局"].map(|t| at(t, None)).to_vec();
    assert_eq!(titles(text), wanted);
}

#[test]
fn doubles_and_names_too_long_are_told_with_their_line() {
    let text = format!("一中\n\n一中\n{}", "长".repeat(201));
    let (units, troubles) = parse(&text);
    assert_eq!(units.len(), 1);
    let told: Vec<_> = troubles.iter().map(|t| (t.line, t.reason)).collect();
    assert_eq!(told, vec![(3, OutlineReason::Double), (4, OutlineReason::TooLong)]);
}

#[test]
fn windows_lines_and_blank_lines_are_fine() {
    assert_eq!(titles("一中\r\n\r\n二中\r\n"), vec![at("一中", None), at("二中", None)]);
}

#[test]
fn kinds_are_guessed_from_names() {
    let cases = [
        ("市教育局", UnitKind::Bureau),
        ("邯郸市教育局", UnitKind::Bureau),
        ("成安县教育局", UnitKind::County),
        ("基础教育科", UnitKind::Office),
        ("市第一中学", UnitKind::MunicipalSchool),
        ("成安县第一中学", UnitKind::School),
        ("实验幼儿园", UnitKind::School),
    ];
    for (title, kind) in cases {
        assert_eq!(guess_kind(title), kind, "{title}");
    }
}
