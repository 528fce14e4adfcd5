//! What is examined: 推进义务教育优质均衡创建，…年底前通过省级评估.

use super::lookup::Lookup;
use super::statement::{Carried, Clause, Statement};
use super::subject;
use super::tense::known;
use super::words::examined;
use crate::model::choice::Comparator;
use std::sync::OnceLock;

/// Longest name of what is examined, in characters.
const LONGEST: usize = 20;

/// Remembers what the clause says is to be examined.
pub(super) fn note(clause: &Clause, carried: &mut Carried) {
    static EXAMINED: OnceLock<Lookup<()>> = OnceLock::new();
    if !known(&EXAMINED, examined::EXAMINED, &clause.text) {
        return;
    }
    let end =
        examined::EXAMINED.iter().filter_map(|what| clause.text.rfind(what).map(|at| at + what.len())).max();
    let Some(end) = end else { return };
    let said = &clause.text[..end];
    let from = examined::EXAMINED_AFTER
        .iter()
        .filter_map(|verb| said.rfind(verb).map(|at| at + verb.len()))
        .filter(|at| said[*at..].chars().count() >= 4)
        .max();
    let name = subject::of(&said[from.unwrap_or(0)..]).text;
    let after = &clause.text[end..];
    let name = if after.starts_with("创建") { format!("{name}创建") } else { name };
    let is_name = (4..=LONGEST).contains(&name.chars().count()) && !name.contains(['，', '（', '、', '“']);
    if is_name && !subject::does(&name.replace("创建", "")) {
        carried.examined = name;
    }
}

/// 通过省级评估 alone does not say of what.
pub(super) fn name(statement: &mut Statement, carried: &Carried) {
    let title = &statement.title;
    let is_bare = examined::EXAMINATIONS.iter().any(|lead| title.starts_with(lead));
    if statement.comparator != Comparator::YesNo || !is_bare || carried.examined.is_empty() {
        return;
    }
    let says_it =
        examined::EXAMINED.iter().any(|what| title.contains(what) && carried.examined.contains(what));
    let names_it = examined::NAMED.iter().any(|what| title.contains(what));
    if !says_it && !names_it {
        statement.title = format!("{}{title}", carried.examined);
    }
}

/// Remembers of which examination it speaks.
pub(super) fn note_exam(clause: &Clause, carried: &mut Carried) {
    if !clause.text.contains('考') {
        return;
    }
    let named = |exam: &&str| clause.text.contains(*exam);
    let mut exams = examined::EXAMS.iter().filter(|exam| named(exam));
    if let (Some(exam), None) = (exams.next(), exams.next()) {
        carried.exam = exam;
        carried.exam_is_near = true;
    }
}

/// 高考…，一本上线不少于180人: of which examination.
pub(super) fn name_exam(title: &mut String, carried: &Carried) {
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    let fits = match carried.exam {
        "高考" => has(examined::OF_GAOKAO),
        "中考" => carried.exam_is_near && has(examined::OF_ZHONGKAO),
        _ => false,
    };
    if fits && !has(examined::OTHER_EXAMS) {
        title.insert_str(0, carried.exam);
    }
}
