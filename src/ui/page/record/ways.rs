//! From a record to where it stands on the wall and in the plan, with its unit and person chosen
//! there.

use crate::model::id::{TaskId, UnitId};
use crate::model::kind::{Kind, RecordId};
use crate::model::tree;
use crate::state::Store;
use crate::ui::page::plan::Sought;
use crate::ui::route::{PlanView, Route};
use crate::ui::words::plan::Plan as Text;
use crate::ui::words::wall::Wall;
use crate::ui::words::words;
use leptos::prelude::*;

/// The unit to look at so that a record of `unit` is in a view of the plan.
fn unit_for(store: Store, view: PlanView, unit: UnitId) -> UnitId {
    store.with_untracked(|l| {
        let has_below = tree::with_descendants(l, unit).len() > 1;
        // Who has taken a task up is seen from above.
        let above = l.units.get(&unit).and_then(|u| *u.parent.get());
        if view == PlanView::Coverage && !has_below { above.unwrap_or(unit) } else { unit }
    })
}

/// Quiet links in a record's panel.
#[component]
pub fn Ways(record: RecordId) -> impl IntoView {
    let store = expect_context::<Store>();
    let route = expect_context::<RwSignal<Route>>();
    let sought = expect_context::<Sought>().0;
    let words = words();
    let go = move |view: PlanView| {
        let unit = store.with_untracked(|l| l.record(record).and_then(|r| r.common().unit));
        if let Some(unit) = unit {
            store.unit.set(Some(unit_for(store, view, unit)));
        }
        sought.set(Some(record));
    };
    let link = move |view: PlanView, text: Text| {
        view! { <a href=Route::Plan(view).hash() on:click=move |_| go(view)>{words.t(text)}</a> }
    };
    let is_task = record.kind == Kind::Task;
    let wall = move || {
        let on_wall = matches!(route.get(), Route::WallTask(_));
        let to = Route::WallTask(TaskId(record.id));
        (is_task && !on_wall).then(|| view! { <a href=to.hash()>{words.t(Wall::Title)}</a> })
    };
    view! {
        <nav class="ways" aria-label=words.t(Text::SeenIn)>
            {wall}
            {link(PlanView::Tree, Text::Title)}
            {is_task.then(|| link(PlanView::Coverage, Text::Coverage))}
            {link(PlanView::Timetable, Text::Timetable)}
            {link(PlanView::Duties, Text::Duties)}
        </nav>
    }
    .into_any()
}
