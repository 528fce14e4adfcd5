//! The readers of a clause, in turn: what ends in a word, numbers, days; then what is only worded like a target.

use super::guessed;
use super::statement::{Carried, Clause, Statement};
use super::wording;
use super::{outcome, quantity, results};

/// What a clause asks for; `before` is the clause before it, where nothing was read in that.
pub(super) fn found(clause: &mut Clause, before: Option<&str>, carried: &mut Carried) -> Vec<Statement> {
    if clause.odds < wording::UNLIKE {
        return Vec::new();
    }
    let mut found = outcome::read(clause, carried);
    if found.is_empty() {
        found = quantity::read(clause, carried);
    }
    if found.is_empty() {
        found = results::by_day(clause, carried).unwrap_or_default();
    }
    if !found.is_empty() || clause.text.contains("”“") {
        return found;
    }
    let is_like = clause.odds >= wording::LIKE;
    if is_like {
        clause.is_forced = true;
        found = quantity::read(clause, carried);
        clause.is_forced = false;
    }
    let is_bound = || clause.odds >= wording::SOMEWHAT_LIKE && guessed::is_bound(clause);
    if found.is_empty() && (is_like || is_bound()) {
        found = guessed::read(clause, before, carried);
    }
    found
}
