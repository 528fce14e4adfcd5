//! 规划图 (`P1`, `P2`): the plan on a page, and what is read off it.
//!
//! - [`tree`]: the framework with its targets, tasks and lights; moves; [`touch`]: by finger;
//!   [`tree_paper`]: on one sheet
//! - [`coverage`]: units against key tasks; [`timetable`]: deadlines; [`duties`]: 任务书, 责任清单

mod coverage;
mod duties;
mod timetable;
mod touch;
mod tree;
mod tree_paper;

use crate::model::id::{TargetId, TaskId, UnitId};
use crate::model::kind::{Kind, RecordId};
use crate::model::ledger::Ledger;
use crate::model::tree as trees;
use crate::state::Store;
use crate::ui::route::{PlanView, Route};
use crate::ui::words::plan::Plan as Text;
use crate::ui::words::{label, words};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The record someone came from, until the view they came to has looked. Copy; provided as context.
#[derive(Clone, Copy)]
pub struct Sought(pub RwSignal<Option<RecordId>>);

impl Sought {
    /// The record, once.
    fn take(self) -> Option<RecordId> {
        let found = self.0.get_untracked();
        if found.is_some() {
            self.0.set(None);
        }
        found
    }

    /// The person responsible for it, once; empty without one.
    fn person(self, store: Store) -> String {
        let person = |id: RecordId| {
            store.with_untracked(|l| match id.kind {
                Kind::Task => l.tasks.get(&TaskId(id.id)).map(|t| t.person.get().trim().to_owned()),
                _ => l.targets.get(&TargetId(id.id)).map(|t| t.person.get().trim().to_owned()),
            })
        };
        self.take().and_then(person).unwrap_or_default()
    }
}

/// The screen; the address says which view.
#[component]
pub fn Plan() -> impl IntoView {
    let route = expect_context::<RwSignal<Route>>();
    let words = words();
    let view = Memo::new(move |old: Option<&PlanView>| match route.get() {
        Route::Plan(view) => view,
        // Leaving: what is shown stays until the screen is gone.
        _ => old.copied().unwrap_or_default(),
    });
    let tab = move |at: PlanView| {
        let text = match at {
            PlanView::Tree => Text::Tree,
            PlanView::Coverage => Text::Coverage,
            PlanView::Timetable => Text::Timetable,
            PlanView::Duties => Text::Duties,
        };
        view! {
            <a class="tab" href=Route::Plan(at).hash() aria-current=move || (view.get() == at).then_some("page")>
                {move || words.t(text)}
            </a>
        }
    };
    view! {
        <nav class="tabs plan-tabs" aria-label=move || words.t(Text::Views)>
            {PlanView::ALL.into_iter().map(tab).collect::<Vec<_>>()}
        </nav>
        {move || match view.get() {
            PlanView::Tree => view! { <tree::Tree /> }.into_any(),
            PlanView::Coverage => view! { <coverage::Coverage /> }.into_any(),
            PlanView::Timetable => view! { <timetable::Timetable /> }.into_any(),
            PlanView::Duties => view! { <duties::Duties /> }.into_any(),
        }}
    }
    .into_any()
}

/// The units whose own plan is shown: the one looked at, else the top units; `None` before there
/// is any unit.
fn planners(ledger: &Ledger, unit: Option<UnitId>) -> Option<BTreeSet<UnitId>> {
    match unit {
        Some(unit) => Some(BTreeSet::from([unit])),
        None => Some(trees::roots(ledger).into_iter().collect()).filter(|set: &BTreeSet<_>| !set.is_empty()),
    }
}

/// Whose plan it is: the unit looked at, a lone top unit, else the ledger's title.
fn owner(store: Store) -> String {
    let unit = store.unit.get();
    store.with(|l| {
        let tops = trees::roots(l);
        let unit = unit.or(tops.first().copied().filter(|_| tops.len() == 1));
        let title = unit.and_then(|u| l.units.get(&u)).map(|u| u.title.get());
        label::visible(title.unwrap_or(l.meta.title.get()))
    })
}
