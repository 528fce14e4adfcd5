//! Whom a statement binds, where only its name says it: 责任督学每月到校 · 教研员听课.

use super::statement::Statement;
use super::subject;
use super::words::whom;

/// Longest name of those who are bound, in characters.
const LONGEST: usize = 16;

/// Says whom a statement binds by those whom its name begins with.
pub(super) fn settle(statement: &mut Statement) {
    if statement.scope.is_empty() && statement.stage.is_none() {
        statement.scope.extend(first_of(&statement.title).map(str::to_owned));
    }
}

/// Those whom a name begins with; nothing where they only say which thing it is of.
fn first_of(title: &str) -> Option<&str> {
    let lengths = title.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST);
    let fits = |end: &usize| {
        let (who, rest) = title.split_at(*end);
        whom::STAFF.ends(who).is_some() && !rest.is_empty() && whom::THINGS.begins(rest).is_none()
    };
    let who = &title[..lengths.filter(fits).max()?];
    let is_named = subject::leading_verb(who).is_none()
        && !subject::does(who)
        && !who.contains(['“', '（', '对', '向', '与', '和', '为', '给', '由', '餐', '业', '行']);
    is_named.then_some(who)
}
