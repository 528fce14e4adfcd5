//! 任务清单 (`K1`): each unit's tasks, all of them scrolling smoothly.

use crate::model::id::TaskId;
use crate::model::index::TaskState;
use crate::model::kind::{Kind, RecordId};
use crate::model::ledger::Ledger;
use crate::model::query::{self, SortKey};
use crate::model::record::Record;
use crate::model::summary::Counts;
use crate::model::{light as lights, tree};
use crate::state::{Store, env};
use crate::ui::page::record::Sheet;
use crate::ui::part::bulk::{BulkBar, Chosen};
use crate::ui::part::create::Create;
use crate::ui::part::filter::{FilterBar, Listing, SortButton, aria_sort};
use crate::ui::part::gauge;
use crate::ui::part::light::light;
use crate::ui::part::paper::Paper;
use crate::ui::part::shell::{SearchText, unit_title};
use crate::ui::route::Route;
use crate::ui::svg::icon;
use crate::ui::widget::focus::{focus, focus_back};
use crate::ui::widget::window::Window;
use crate::ui::words::draft::Draft;
use crate::ui::words::list::List as Text;
use crate::ui::words::shell::Overview as OverviewText;
use crate::ui::words::{Words, label, words};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

type Rows = Memo<Arc<Vec<TaskId>>>;

/// The task list with the open task's panel beside it.
#[component]
pub fn Tasks() -> impl IntoView {
    let store = expect_context::<Store>();
    let route = expect_context::<RwSignal<Route>>();
    let text = expect_context::<SearchText>();
    let words = words();
    let listing = Listing::new(Kind::Task);
    let chosen: Chosen = RwSignal::new(BTreeSet::new());
    let creating = RwSignal::new(false);
    let paper = Paper::new();
    Effect::new(move |_| {
        if let Route::Tasks(narrow) = route.get() {
            listing.narrow(narrow);
        }
    });
    let open = Memo::new(move |_| match route.get() {
        Route::Task(id) => Some(id),
        _ => None,
    });
    let rows: Rows = Memo::new(move |_| {
        let (filter, sort) = (listing.asked(store, text), listing.sort.get());
        let (index, today) = (store.index.get(), store.today.get());
        Arc::new(store.with(|l| query::tasks(l, &index, &filter, sort, today)))
    });
    let counts = Memo::new(move |_| {
        let (unit, today, index) = (store.unit.get(), store.today.get(), store.index.get());
        store.with(|l| count(l, &index, unit, today))
    });
    let total = move || counts.with(|(all, _)| all.total());
    let shown = Signal::derive(move || rows.with(|r| r.len()));
    let sub = move || match unit_title(store, store.unit.get()) {
        Some(title) => words.fill(OverviewText::SubUnder, &[&title]),
        None => words.t(OverviewText::SubWhole).to_owned(),
    };
    let beside = Signal::derive(move || {
        let at = open.get().and_then(|id| rows.with(|r| r.iter().position(|other| *other == id)));
        let route =
            |place: Option<usize>| place.and_then(|p| rows.with(|r| r.get(p).copied())).map(Route::Task);
        (route(at.and_then(|p| p.checked_sub(1))), route(at.map(|p| p + 1)))
    });
    let close = Callback::new(move |()| {
        if let Some(id) = open.get_untracked() {
            Route::Tasks(crate::ui::route::Narrow::All).go();
            focus_back(format!("row-{id}"));
        }
    });
    view! {
        <div class="split" data-open=move || open.get().is_some().to_string()>
            <div class="split-main">
                <div class="page-head">
                    <h1>{move || words.t(Text::Tasks)} " " <span class="count">{total}</span></h1>
                    <p class="page-sub">{sub}</p>
                    <div class="page-actions">
                        <button class="btn" type="button" id="print" on:click=move |_| paper.print()>
                            {icon("print")}
                            <span>{move || words.t(Text::Print)}</span>
                        </button>
                        <button class="btn is-primary" type="button" id="new-task" on:click=move |_| creating.set(true)>
                            {icon("plus")}
                            <span>{move || words.t(Text::NewTask)}</span>
                        </button>
                    </div>
                </div>
                <Show when=move || { total() > 0 }>
                    <FilterBar listing counts=Signal::from(counts) />
                    <Show when=move || listing.is_narrowed(text)>
                        <p class="filter-result" role="status">
                            {move || words.fill(Text::Shown, &[&shown.get().to_string(), &total().to_string()])}
                        </p>
                    </Show>
                </Show>
                <BulkBar kind=Kind::Task chosen />
                <Show
                    when=move || { shown.get() > 0 }
                    fallback=move || view! { <Nothing listing total=Signal::derive(total) creating /> }
                >
                    <List rows listing chosen open />
                </Show>
            </div>
            {move || open.get().map(|id| view! {
                <Sheet record=RecordId::new(Kind::Task, id) beside on_close=close />
            })}
        </div>
        <Create kind=Kind::Task open=creating />
        <Show when=move || paper.on.get()><OnPaper rows /></Show>
    }
    .into_any()
}

/// Counts by light, with those lacking, near due and silent.
fn count(
    ledger: &Ledger,
    index: &crate::model::index::Index,
    unit: Option<crate::model::id::UnitId>,
    today: chrono::NaiveDate,
) -> (Counts, [usize; 3]) {
    let within = unit.map(|u| tree::with_descendants(ledger, u));
    let mut counts = Counts::default();
    let mut more = [0; 3];
    for task in ledger.live_tasks() {
        if within.as_ref().is_some_and(|set| !task.common.unit.is_some_and(|u| set.contains(&u))) {
            continue;
        }
        let Some(state) = index.tasks.get(&task.id) else { continue };
        counts.add(state.light);
        more[0] += usize::from(state.lacking.any());
        more[1] += usize::from(lights::is_near(*task.due.get(), state.light, today));
        more[2] += usize::from(query::is_silent(state.light, state.reported, today));
    }
    (counts, more)
}

#[component]
fn Nothing(listing: Listing, total: Signal<usize>, creating: RwSignal<bool>) -> impl IntoView {
    let words = words();
    let text = expect_context::<SearchText>();
    let narrowed = move || total.get() > 0;
    view! {
        <section class="empty">
            <h2 class="empty-title">
                {move || words.t(if narrowed() { Text::EmptyFilter } else { Text::EmptyTasks })}
            </h2>
            <p class="empty-text">
                {move || words.t(if narrowed() { Text::EmptyFilterText } else { Text::EmptyTasksText })}
            </p>
            <div class="cluster">
                <Show
                    when=narrowed
                    fallback=move || view! {
                        <button class="btn is-primary" type="button" on:click=move |_| creating.set(true)>{move || words.t(Text::NewTask)}</button>
                        <a class="btn" href=Route::Draft.hash()>{move || words.t(Draft::Enter)}</a>
                        <a class="btn" href=Route::Data.hash()>{move || words.t(OverviewText::OpenFile)}</a>
                    }
                >
                    <button class="btn is-primary" type="button" on:click=move |_| listing.clear(text)>{move || words.t(Text::Clear)}</button>
                </Show>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn List(rows: Rows, listing: Listing, chosen: Chosen, open: Memo<Option<TaskId>>) -> impl IntoView {
    let words = words();
    let count = Signal::derive(move || rows.with(|r| r.len()));
    let sight = Window::new(count);
    let visible = Memo::new(move |_| {
        let (from, to) = sight.range();
        rows.with(|r| (from..to.min(r.len())).filter_map(|p| Some((p, *r.get(p)?))).collect::<Vec<_>>())
    });
    Effect::new(move |_| {
        let at = open.get().and_then(|id| rows.with_untracked(|r| r.iter().position(|other| *other == id)));
        if let Some(place) = at {
            sight.reveal(place);
        }
    });
    // A record that leaves the list is no longer among the chosen: nothing unseen is changed.
    Effect::new(move |_| {
        let there: BTreeSet<Uuid> = rows.with(|r| r.iter().map(|id| id.0).collect());
        if chosen.with_untracked(|c| !c.is_subset(&there)) {
            chosen.update(|c| c.retain(|id| there.contains(id)));
        }
    });
    let all = move || count.get() > 0 && chosen.with(BTreeSet::len) == count.get();
    let choose_all = move |event| {
        chosen.set(if event_target_checked(&event) {
            rows.with_untracked(|r| r.iter().map(|id| id.0).collect())
        } else {
            BTreeSet::new()
        });
    };
    let column = move |class: &'static str, by: SortKey, text: Text| {
        view! {
            <div class=format!("vcell {class}") role="columnheader" aria-sort=move || aria_sort(listing, by)>
                <SortButton listing by text />
            </div>
        }
    };
    let keys = move |event: KeyboardEvent| step(&event, rows, sight);
    view! {
        <div class="vtable" role="table" aria-label=move || words.t(Text::Tasks) aria-rowcount=move || (count.get() + 1).to_string()>
            <div class="vhead" role="row" aria-rowindex="1">
                <div class="vcell c-check" role="columnheader">
                    <input class="check" type="checkbox" id="select-all" aria-label=move || words.t(Text::SelectAll) prop:checked=all on:change=choose_all />
                </div>
                {column("c-light", SortKey::Light, Text::Light)}
                {column("c-title", SortKey::Title, Text::Title)}
                {column("c-unit", SortKey::Unit, Text::Unit)}
                {column("c-person", SortKey::Person, Text::Person)}
                {column("c-due", SortKey::Due, Text::Due)}
                {column("c-progress", SortKey::Percent, Text::Percent)}
                <div class="vcell c-four" role="columnheader">{move || words.t(Text::Four)}</div>
            </div>
            <div
                class="vscroll"
                role="rowgroup"
                tabindex="0"
                aria-label=move || words.t(Text::Tasks)
                node_ref=sight.node
                on:scroll=move |_| sight.measure()
                on:keydown=keys
            >
                <div class="vspace" role="presentation" style:--h=move || sight.whole()>
                    <For each=move || visible.get() key=|row| *row let:row>
                        <Row place=row.0 id=row.1 sight chosen open />
                    </For>
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// Up and down between the rows' links.
fn step(event: &KeyboardEvent, rows: Rows, sight: Window) {
    let by = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return,
    };
    let Some(id) = document().active_element().map(|e| e.id()) else { return };
    let Some(id) = id.strip_prefix("row-").and_then(|id| Uuid::try_parse(id).ok()) else { return };
    let to = rows.with_untracked(|r| {
        let at = r.iter().position(|other| other.0 == id)?;
        let place = at.checked_add_signed(by)?;
        r.get(place).map(|id| (place, *id))
    });
    if let Some((place, id)) = to {
        event.prevent_default();
        sight.reveal(place);
        focus(&format!("row-{id}"));
    }
}

/// What a row says of its task.
#[derive(Clone, PartialEq)]
struct Seen {
    title: String,
    unit: String,
    person: String,
    due: String,
    state: Option<TaskState>,
}

fn look(store: Store, words: Words, id: TaskId) -> Option<Seen> {
    let state = store.index.with(|i| i.tasks.get(&id).copied());
    store.with(|l| {
        let task = l.tasks.get(&id).filter(|t| t.is_alive())?;
        let unit = task.common.unit.and_then(|u| l.units.get(&u));
        Some(Seen {
            title: label::visible(task.title.get()),
            unit: unit.map(|u| label::visible(u.title.get())).unwrap_or_default(),
            person: label::visible(task.person.get()),
            due: task.due.get().map(|d| label::date(words, d, *l.meta.year.get())).unwrap_or_default(),
            state,
        })
    })
}

#[component]
fn Row(place: usize, id: TaskId, sight: Window, chosen: Chosen, open: Memo<Option<TaskId>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let seen = Memo::new(move |_| look(store, words, id));
    let picked = move || chosen.with(|c| c.contains(&id.0));
    let turn = move |event| {
        chosen.update(|c| {
            if event_target_checked(&event) {
                c.insert(id.0);
            } else {
                c.remove(&id.0);
            }
        });
    };
    let cells = move || {
        let seen = seen.get()?;
        let state = seen.state?;
        let select = words.fill(Text::Select, &[&seen.title]);
        Some(view! {
            <div class="vcell c-check" role="cell">
                <input class="check" type="checkbox" aria-label=select prop:checked=picked on:change=turn />
            </div>
            <div class="vcell c-light" role="cell">{light(state.light)}</div>
            <div class="vcell c-title" role="cell">
                <a class="title-link" id=format!("row-{id}") href=Route::Task(id).hash() title=seen.title.clone()>{seen.title.clone()}</a>
            </div>
            <div class="vcell c-unit" role="cell">{seen.unit}</div>
            <div class="vcell c-person" role="cell">{seen.person}</div>
            <div class="vcell c-due num" role="cell">{seen.due}</div>
            <div class="vcell c-progress" role="cell">{gauge::task_progress(state)}</div>
            <div class="vcell c-four" role="cell">{gauge::four(state.lacking)}</div>
        })
    };
    view! {
        <div
            class="vrow"
            role="row"
            aria-rowindex=(place + 2).to_string()
            data-selected=move || picked().to_string()
            data-open=move || (open.get() == Some(id)).to_string()
            style:--y=move || sight.offset(place)
        >
            {cells}
        </div>
    }
}

/// 任务清单 on paper, with the four fixed in words.
#[component]
fn OnPaper(rows: Rows) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let year = store.with(|l| *l.meta.year.get());
    let unit = unit_title(store, store.unit.get())
        .unwrap_or_else(|| store.with(|l| label::visible(l.meta.title.get())));
    let title = words.fill(
        Text::PrintTasks,
        &[
            &unit,
            &year
                .map(|y| words.fill(crate::ui::words::shell::Shell::Year, &[&y.to_string()]))
                .unwrap_or_default(),
        ],
    );
    let count = rows.with(|r| r.len()).to_string();
    let meta = words.fill(Text::PrintMeta, &[&label::date(words, env::today(), None), &count]);
    let row = move |(place, id): (usize, TaskId)| {
        let seen = look(store, words, id)?;
        let (duty, pace, source) = store.with(|l| {
            let task = l.tasks.get(&id)?;
            let source = task.source.get().map(|s| words.t(s)).unwrap_or_default();
            Some((label::visible(task.responsibility.get()), label::visible(task.pace.get()), source))
        })?;
        let state = seen.state?;
        Some(view! {
            <tr>
                <td class="num">{place + 1}</td>
                <td>{seen.title}</td>
                <td>{source}</td>
                <td>{seen.unit}</td>
                <td>{seen.person}</td>
                <td>{duty}</td>
                <td class="num">{seen.due}</td>
                <td>{pace}</td>
                <td>{format!("{} {}%", words.t(state.light), state.percent)}</td>
            </tr>
        })
    };
    let body = rows.with(|r| r.iter().copied().enumerate().filter_map(row).collect::<Vec<_>>());
    let head = |text: Text| view! { <th scope="col">{words.t(text)}</th> };
    use crate::model::field::Field;
    view! {
        <section class="print-doc print-only is-wide">
            <h1 class="print-title">{title}</h1>
            <p class="print-meta">{meta}</p>
            <table class="print-table">
                <thead>
                    <tr>
                        {head(Text::Number)}
                        {head(Text::Title)}
                        {head(Text::Source)}
                        {head(Text::Unit)}
                        {head(Text::Person)}
                        <th scope="col">{words.t(Field::Responsibility)}</th>
                        {head(Text::Due)}
                        <th scope="col">{words.t(Field::Pace)}</th>
                        {head(Text::Light)}
                    </tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </section>
    }
    .into_any()
}
