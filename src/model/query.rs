//! Search, filter and sort of targets and tasks (`U3`).

use super::choice::{Period, SourceLevel};
use super::id::{TargetId, TaskId, ThemeId, UnitId};
use super::index::Index;
use super::kind::{Target, Task};
use super::ledger::Ledger;
use super::light::{self, Light};
use super::tree;
use chrono::NaiveDate;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// What is looked for; an empty filter lets everything pass.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filter {
    /// Words that must all be found in title, people, notes or unit; any width and case.
    pub text: String,
    /// Only this unit...
    pub unit: Option<UnitId>,
    /// ...and, if set, all under it.
    pub with_descendants: bool,
    /// Only this theme and all under it.
    pub theme: Option<ThemeId>,
    /// Only these lights; empty for all.
    pub lights: Vec<Light>,
    /// Only this responsible person.
    pub person: Option<String>,
    /// Only due on or after.
    pub due_from: Option<NaiveDate>,
    /// Only due on or before.
    pub due_to: Option<NaiveDate>,
    /// Only this source level.
    pub source: Option<SourceLevel>,
    /// Targets only: this period.
    pub period: Option<Period>,
    /// Tasks: only those that lack one of the four fixed. Targets: only blanks.
    pub lacking: bool,
    /// Tasks only: without a report for [`light::REPORT_DAYS`], not done.
    pub silent: bool,
    /// Tasks only: due within [`light::NEAR_DAYS`], not done.
    pub near: bool,
}

impl Filter {
    /// Whether nothing beyond the unit is asked for.
    pub fn is_plain(&self) -> bool {
        *self == Self { unit: self.unit, with_descendants: self.with_descendants, ..Self::default() }
    }
}

/// What a list is ordered by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum SortKey {
    /// As written: by unit, theme and place.
    #[default]
    Plan,
    /// By title.
    Title,
    /// By unit, in tree order.
    Unit,
    /// By due date, none last.
    Due,
    /// By light, worst first.
    Light,
    /// By progress.
    Percent,
    /// By responsible person.
    Person,
}

/// Key and direction.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// Greatest first.
    pub descending: bool,
}

/// Folds text for searching: compatibility forms, so full and half width and letter case match.
pub fn fold(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_control()).collect()
}

struct Asked<'a> {
    words: Vec<String>,
    units: Option<BTreeSet<UnitId>>,
    themes: Option<BTreeSet<ThemeId>>,
    filter: &'a Filter,
}

impl<'a> Asked<'a> {
    fn new(ledger: &Ledger, filter: &'a Filter) -> Self {
        let units = filter.unit.map(|unit| {
            if filter.with_descendants {
                tree::with_descendants(ledger, unit)
            } else {
                BTreeSet::from([unit])
            }
        });
        let themes = filter.theme.map(|top| {
            ledger.themes.keys().copied().filter(|id| tree::theme_is_under(ledger, *id, top)).collect()
        });
        let words = fold(&filter.text).split_whitespace().map(str::to_owned).collect();
        Self { words, units, themes, filter }
    }

    fn passes(
        &self,
        unit: Option<UnitId>,
        theme: Option<ThemeId>,
        light: Light,
        person: &str,
        due: Option<NaiveDate>,
        source: Option<SourceLevel>,
    ) -> bool {
        let f = self.filter;
        self.units.as_ref().is_none_or(|units| unit.is_some_and(|u| units.contains(&u)))
            && self.themes.as_ref().is_none_or(|themes| theme.is_some_and(|t| themes.contains(&t)))
            && (f.lights.is_empty() || f.lights.contains(&light))
            && f.person.as_ref().is_none_or(|p| p == person)
            && f.due_from.is_none_or(|from| due.is_some_and(|d| d >= from))
            && f.due_to.is_none_or(|to| due.is_some_and(|d| d <= to))
            && f.source.is_none_or(|s| source == Some(s))
    }

    fn has_words(&self, texts: &[&str]) -> bool {
        self.words.is_empty() || {
            let folded: Vec<String> = texts.iter().map(|t| fold(t)).collect();
            self.words.iter().all(|word| folded.iter().any(|text| text.contains(word.as_str())))
        }
    }
}

/// The tasks that pass, in order.
pub fn tasks(ledger: &Ledger, index: &Index, filter: &Filter, sort: Sort, today: NaiveDate) -> Vec<TaskId> {
    let asked = Asked::new(ledger, filter);
    let mut found: Vec<&Task> = ledger
        .live_tasks()
        .filter(|t| {
            let Some(state) = index.tasks.get(&t.id) else { return false };
            let unit_name = t.common.unit.and_then(|u| ledger.units.get(&u)).map_or("", |u| u.title.get());
            asked.passes(
                t.common.unit,
                *t.theme.get(),
                state.light,
                t.person.get(),
                *t.due.get(),
                *t.source.get(),
            ) && (!filter.lacking || state.lacking.any())
                && (!filter.silent || is_silent(state.light, state.reported, today))
                && (!filter.near || light::is_near(*t.due.get(), state.light, today))
                && asked.has_words(&[
                    t.title.get(),
                    t.person.get(),
                    t.head.get(),
                    t.leader.get(),
                    t.cooperating.get(),
                    t.responsibility.get(),
                    t.note.get(),
                    unit_name,
                ])
        })
        .collect();
    let places = Places::new(ledger);
    found.sort_by(|a, b| {
        let state = |t: &Task| index.tasks.get(&t.id).copied();
        let plan = || {
            (places.unit(a.common.unit), places.theme(*a.theme.get()), a.order.get(), a.id).cmp(&(
                places.unit(b.common.unit),
                places.theme(*b.theme.get()),
                b.order.get(),
                b.id,
            ))
        };
        let by = match sort.key {
            SortKey::Plan => Ordering::Equal,
            SortKey::Title => a.title.get().cmp(b.title.get()),
            SortKey::Unit => places.unit(a.common.unit).cmp(&places.unit(b.common.unit)),
            SortKey::Due => none_last(*a.due.get(), *b.due.get(), sort.descending),
            SortKey::Light => state(a).map(|s| s.light).cmp(&state(b).map(|s| s.light)),
            SortKey::Percent => state(a).map(|s| s.percent).cmp(&state(b).map(|s| s.percent)),
            SortKey::Person => empty_last(a.person.get(), b.person.get(), sort.descending),
        };
        directed(by, sort.descending).then_with(plan)
    });
    found.into_iter().map(|t| t.id).collect()
}

/// The targets that pass, in order.
pub fn targets(ledger: &Ledger, index: &Index, filter: &Filter, sort: Sort) -> Vec<TargetId> {
    let asked = Asked::new(ledger, filter);
    let mut found: Vec<&Target> = ledger
        .live_targets()
        .filter(|t| {
            let Some(state) = index.targets.get(&t.id) else { return false };
            let unit_name = t.common.unit.and_then(|u| ledger.units.get(&u)).map_or("", |u| u.title.get());
            asked.passes(
                t.common.unit,
                *t.theme.get(),
                state.light,
                t.person.get(),
                *t.due.get(),
                *t.source.get(),
            ) && (!filter.lacking || state.blank)
                && filter.period.is_none_or(|p| *t.period.get() == Some(p))
                && asked.has_words(&[t.title.get(), t.person.get(), t.note.get(), t.quote.get(), unit_name])
        })
        .collect();
    let places = Places::new(ledger);
    found.sort_by(|a, b| {
        let state = |t: &Target| index.targets.get(&t.id).copied();
        let plan = || {
            (places.unit(a.common.unit), places.theme(*a.theme.get()), a.order.get(), a.id).cmp(&(
                places.unit(b.common.unit),
                places.theme(*b.theme.get()),
                b.order.get(),
                b.id,
            ))
        };
        let by = match sort.key {
            SortKey::Plan => Ordering::Equal,
            SortKey::Title => a.title.get().cmp(b.title.get()),
            SortKey::Unit => places.unit(a.common.unit).cmp(&places.unit(b.common.unit)),
            SortKey::Due => none_last(*a.due.get(), *b.due.get(), sort.descending),
            SortKey::Light => state(a).map(|s| s.light).cmp(&state(b).map(|s| s.light)),
            SortKey::Percent => state(a).and_then(|s| s.share).cmp(&state(b).and_then(|s| s.share)),
            SortKey::Person => empty_last(a.person.get(), b.person.get(), sort.descending),
        };
        directed(by, sort.descending).then_with(plan)
    });
    found.into_iter().map(|t| t.id).collect()
}

/// Whether an open task has said nothing for a week.
pub fn is_silent(light: Light, reported: Option<NaiveDate>, today: NaiveDate) -> bool {
    light != Light::Done && reported.is_none_or(|d| (today - d).num_days() >= light::REPORT_DAYS)
}

/// All responsible persons in a set of units (all units for `None`), sorted.
pub fn persons(ledger: &Ledger, units: Option<&BTreeSet<UnitId>>) -> Vec<String> {
    let within = |unit: Option<UnitId>| units.is_none_or(|set| unit.is_some_and(|u| set.contains(&u)));
    let of_tasks = ledger.live_tasks().filter(|t| within(t.common.unit)).map(|t| t.person.get());
    let of_targets = ledger.live_targets().filter(|t| within(t.common.unit)).map(|t| t.person.get());
    let names: BTreeSet<&String> = of_tasks.chain(of_targets).filter(|p| !p.is_empty()).collect();
    names.into_iter().cloned().collect()
}

fn directed(by: Ordering, descending: bool) -> Ordering {
    if descending { by.reverse() } else { by }
}

// Missing values stay last in both directions.
fn none_last<T: Ord>(a: Option<T>, b: Option<T>, descending: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.cmp(&b),
        (a, b) => directed(a.is_none().cmp(&b.is_none()), descending),
    }
}

fn empty_last(a: &str, b: &str, descending: bool) -> Ordering {
    none_last((!a.is_empty()).then_some(a), (!b.is_empty()).then_some(b), descending)
}

struct Places {
    units: BTreeMap<UnitId, usize>,
    themes: BTreeMap<ThemeId, usize>,
}

impl Places {
    fn new(ledger: &Ledger) -> Self {
        let units = tree::units(ledger).into_iter().enumerate().map(|(i, n)| (n.id, i)).collect();
        let themes = tree::themes(ledger).into_iter().enumerate().map(|(i, n)| (n.id, i)).collect();
        Self { units, themes }
    }

    fn unit(&self, id: Option<UnitId>) -> usize {
        id.and_then(|id| self.units.get(&id)).copied().unwrap_or(usize::MAX)
    }

    fn theme(&self, id: Option<ThemeId>) -> usize {
        id.and_then(|id| self.themes.get(&id)).copied().unwrap_or(usize::MAX)
    }
}
