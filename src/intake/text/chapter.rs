//! Chapters: what looks back, what looks on, and what only goes on with the sentence before.

use super::words::past;

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
    past::LOOKING_BACK.iter().any(|word| title.contains(word))
        && !past::LOOKING_ON.iter().any(|word| title.contains(word))
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
