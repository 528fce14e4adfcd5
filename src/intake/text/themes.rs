//! Which item of the framework a target or a task belongs to.

use crate::intake::draft::{Draft, DraftKey, DraftKind};
use std::collections::{HashMap, HashSet};

/// Hangs targets and tasks on the framework's items whose words they share.
pub(super) fn hang(drafts: &mut [Draft]) {
    let themes: Vec<(DraftKey, HashSet<[char; 2]>)> =
        drafts.iter().filter(|d| d.kind == DraftKind::Theme).map(|d| (d.key, pairs(&d.title))).collect();
    if themes.is_empty() {
        return;
    }
    // From a pair to the themes that hold it, so that a draft looks at those alone.
    let mut holding: HashMap<[char; 2], Vec<usize>> = HashMap::new();
    for (place, (_, words)) in themes.iter().enumerate() {
        for pair in words {
            holding.entry(*pair).or_default().push(place);
        }
    }
    let mut counts = vec![0; themes.len()];
    for draft in drafts.iter_mut() {
        if !matches!(draft.kind, DraftKind::Target | DraftKind::Task) {
            continue;
        }
        let own = pairs(&format!("{}{}", draft.title, draft.path.last().map_or("", String::as_str)));
        counts.fill(0);
        for place in own.iter().filter_map(|pair| holding.get(pair)).flatten() {
            counts[*place] += 1;
        }
        let best = themes
            .iter()
            .zip(&counts)
            .filter(|(_, count)| **count > 0)
            .map(|((key, words), count)| (count * 10 / words.len().max(1), *count, *key))
            .max_by_key(|(share, count, key)| (*count, *share, std::cmp::Reverse(*key)));
        draft.theme = best.filter(|(share, count, _)| *count >= 2 && *share >= 4).map(|(.., key)| key);
    }
}

/// Pairs of neighbouring characters, without those that stand in every theme.
fn pairs(text: &str) -> HashSet<[char; 2]> {
    const COMMON: [[char; 2]; 12] = [
        ['教', '育'],
        ['学', '校'],
        ['工', '程'],
        ['改', '革'],
        ['建', '设'],
        ['提', '升'],
        ['提', '高'],
        ['推', '进'],
        ['加', '快'],
        ['工', '作'],
        ['发', '展'],
        ['全', '面'],
    ];
    let chars: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    chars
        .windows(2)
        .filter_map(|w| <[char; 2]>::try_from(w).ok())
        .filter(|pair| !COMMON.contains(pair))
        .collect()
}
