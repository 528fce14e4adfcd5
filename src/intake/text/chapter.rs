//! Chapters: what looks back, what looks on, and what only goes on with the sentence before.

use super::statement::Statement;
use super::subject;
use super::words::{doer, noun, past, scope};

/// 现将履职情况报告如下: whether a sentence opens a report.
pub(super) fn opens_report(text: &str) -> bool {
    let text = text.trim_end_matches('：');
    past::OPENS.iter().any(|end| text.ends_with(end)) && past::REPORTED.iter().any(|of| text.contains(of))
}

/// Whether a heading opens a chapter about what has been.
pub(super) fn looks_back(title: &str, year: i32) -> bool {
    // 召开形势分析会 is work to be done.
    if title.contains("分析会") || title.contains("总结会") {
        return looks_back(
            &title.replace("形势分析会", "").replace("分析会", "").replace("总结会", ""),
            year,
        );
    }
    // 2024年工作开展情况, in a ledger of 2025.
    let chars: Vec<char> = title.chars().collect();
    let years = chars
        .windows(5)
        .filter(|w| w[4] == '年')
        .filter_map(|w| w[..4].iter().collect::<String>().parse::<i32>().ok());
    let (mut over, mut ahead) = (false, false);
    for named in years {
        over |= named < year;
        ahead |= named >= year;
    }
    if over && !ahead && !past::LOOKING_ON.iter().any(|word| title.contains(word)) {
        return true;
    }
    let both = past::AND_ON.iter().any(|word| title.contains(word));
    if past::SURELY_BACK.iter().any(|word| title.contains(word)) && !both {
        return true;
    }
    // 夯实发展基础, 提升办学成绩 are to be done.
    let is_sought = |word: &str| past::SOUGHT.iter().any(|verb| title.contains(&format!("{verb}{word}")));
    past::LOOKING_BACK.iter().any(|word| title.contains(word) && !is_sought(word))
        && !past::LOOKING_ON.iter().any(|word| title.contains(word))
}

/// 监测成绩进入前三名，转化率力争突破60%: what a numbered item asks for itself.
pub(super) fn is_aim(text: &str) -> bool {
    past::FIRM.iter().any(|word| *word != "以上" && text.contains(word))
        || text.contains("进入") && text.contains('前')
}

/// 其中…, 项目建成后…: a sentence about what the one before it counted.
pub(super) fn goes_on(chars: &[char]) -> bool {
    let first = chars.iter().take(16).position(|c| *c == '，');
    chars.starts_with(&['其', '中']) || first.is_some_and(|at| chars[..at].ends_with(&['后']))
}

/// A short line that announces what is to be done.
pub(super) fn looks_on(title: &str) -> bool {
    title.chars().count() <= 24 && past::LOOKING_ON.iter().any(|word| title.contains(word))
}

/// 县职教中心, 县编办、县人力资源和社会保障局: a heading that names whose targets follow.
pub(super) fn is_unit(title: &str) -> bool {
    let is_body = |name: &str| {
        (3..=14).contains(&name.chars().count())
            && name.starts_with(['县', '市', '区', '省', '各'])
            && doer::BODIES_HEADED.iter().any(|end| name.ends_with(end))
    };
    if title.split('、').all(is_body) {
        return true;
    }
    (3..=16).contains(&title.chars().count())
        && doer::HEADED.iter().any(|end| title.ends_with(end))
        && !subject::does(title)
        // 振兴县域高中 is work.
        && !doer::WORKED_ON.iter().any(|verb| title.starts_with(verb))
        && !title.contains(|c: char| "的创建抓办冲促化与和".contains(c) || c.is_ascii_digit())
        && (!title.ends_with(['县', '区', '镇', '乡']) || title.chars().count() <= 5)
        && (title.contains(['第', '县', '市']) || !noun::LEVELS.iter().any(|level| title.ends_with(level)))
        && !scope::WHOLE.contains(&title)
}

/// What is asked under such a heading is asked of the unit; a name of one verb alone needs it.
pub(super) fn of_unit(statement: &mut Statement, unit: &str) {
    if statement.title.chars().count() <= 4 && !subject::noun_ends(&statement.title) {
        statement.title.insert_str(0, unit);
    }
    if statement.scope.is_empty() {
        statement.scope.push(unit.to_owned());
    }
}
