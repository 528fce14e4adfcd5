//! 目标清单 (`T4`): each unit's targets by theme, blanks filled in place (`P3`).

use crate::model::command::Command;
use crate::model::field::Field;
use crate::model::id::{TargetId, ThemeId};
use crate::model::index::TargetState;
use crate::model::kind::{Kind, RecordId};
use crate::model::query::{self, SortKey};
use crate::model::record::Record;
use crate::model::summary::Counts;
use crate::model::tree;
use crate::model::value::{Value, parse_number};
use crate::state::{Store, env};
use crate::ui::page::record::Sheet;
use crate::ui::part::bulk::{BulkBar, Chosen};
use crate::ui::part::create::Create;
use crate::ui::part::edit::editor;
use crate::ui::part::filter::{FilterBar, Listing, SortButton, aria_sort};
use crate::ui::part::light::light;
use crate::ui::part::paper::Paper;
use crate::ui::part::shell::{SearchText, unit_title};
use crate::ui::route::{Narrow, Route};
use crate::ui::svg::icon;
use crate::ui::widget::focus::{focus, focus_back};
use crate::ui::words::draft::Draft;
use crate::ui::words::list::List as Text;
use crate::ui::words::record::Panel;
use crate::ui::words::shell::{Overview as OverviewText, Shell};
use crate::ui::words::{Words, label, words};
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

/// So many rows are made at first, and again each time more are asked for.
const STEP: usize = 300;

type Rows = Memo<Arc<Vec<TargetId>>>;

/// The target checklist with the open target's panel beside it.
#[component]
pub fn Targets() -> impl IntoView {
    let store = expect_context::<Store>();
    let route = expect_context::<RwSignal<Route>>();
    let text = expect_context::<SearchText>();
    let words = words();
    let listing = Listing::new(Kind::Target);
    let chosen: Chosen = RwSignal::new(BTreeSet::new());
    let creating = RwSignal::new(false);
    let paper = Paper::new();
    Effect::new(move |_| {
        if let Route::Targets(narrow) = route.get() {
            listing.narrow(narrow);
        }
    });
    let open = Memo::new(move |_| match route.get() {
        Route::Target(id) => Some(id),
        _ => None,
    });
    let rows: Rows = Memo::new(move |_| {
        let (filter, sort, index) = (listing.asked(store, text), listing.sort.get(), store.index.get());
        Arc::new(store.with(|l| query::targets(l, &index, &filter, sort)))
    });
    let counts = Memo::new(move |_| {
        let (unit, index) = (store.unit.get(), store.index.get());
        store.with(|l| {
            let within = unit.map(|u| tree::with_descendants(l, u));
            let mut counts = Counts::default();
            let mut blanks = 0;
            for target in l.live_targets() {
                let inside = |set: &BTreeSet<_>| target.common.unit.is_some_and(|u| set.contains(&u));
                let Some(state) =
                    index.targets.get(&target.id).filter(|_| within.as_ref().is_none_or(inside))
                else {
                    continue;
                };
                counts.add(state.light);
                blanks += usize::from(state.blank);
            }
            (counts, [blanks, 0, 0])
        })
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
            |place: Option<usize>| place.and_then(|p| rows.with(|r| r.get(p).copied())).map(Route::Target);
        (route(at.and_then(|p| p.checked_sub(1))), route(at.map(|p| p + 1)))
    });
    let close = Callback::new(move |()| {
        if let Some(id) = open.get_untracked() {
            Route::Targets(Narrow::All).go();
            focus_back(format!("row-{id}"));
        }
    });
    view! {
        <div class="split" data-open=move || open.get().is_some().to_string()>
            <div class="split-main">
                <div class="page-head">
                    <h1>{move || words.t(Text::Targets)} " " <span class="count">{total}</span></h1>
                    <p class="page-sub">{sub}</p>
                    <div class="page-actions">
                        <a class="btn" id="from-file" href=Route::Draft.hash()>
                            {icon("file")}
                            <span>{move || words.t(Draft::Enter)}</span>
                        </a>
                        <button class="btn" type="button" id="print" on:click=move |_| paper.print()>
                            {icon("print")}
                            <span>{move || words.t(Text::Print)}</span>
                        </button>
                        <button class="btn is-primary" type="button" id="new-target" on:click=move |_| creating.set(true)>
                            {icon("plus")}
                            <span>{move || words.t(Text::NewTarget)}</span>
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
                <BulkBar kind=Kind::Target chosen />
                <Show
                    when=move || { shown.get() > 0 }
                    fallback=move || view! { <Nothing listing total=Signal::derive(total) creating /> }
                >
                    <Table rows listing chosen open />
                </Show>
            </div>
            {move || open.get().map(|id| view! {
                <Sheet record=RecordId::new(Kind::Target, id) beside on_close=close />
            })}
        </div>
        <Create kind=Kind::Target open=creating />
        <Show when=move || paper.on.get()><OnPaper rows /></Show>
    }
    .into_any()
}

#[component]
fn Nothing(listing: Listing, total: Signal<usize>, creating: RwSignal<bool>) -> impl IntoView {
    let words = words();
    let text = expect_context::<SearchText>();
    let narrowed = move || total.get() > 0;
    view! {
        <section class="empty">
            <h2 class="empty-title">
                {move || words.t(if narrowed() { Text::EmptyFilter } else { Text::EmptyTargets })}
            </h2>
            <p class="empty-text">
                {move || words.t(if narrowed() { Text::EmptyFilterText } else { Text::EmptyTargetsText })}
            </p>
            <div class="cluster">
                <Show
                    when=narrowed
                    fallback=move || view! {
                        <button class="btn is-primary" type="button" on:click=move |_| creating.set(true)>{move || words.t(Text::NewTarget)}</button>
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

/// A row of the table: a theme's heading or a target.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Line {
    Head(Option<ThemeId>, String, usize),
    Row(TargetId),
}

#[component]
fn Table(rows: Rows, listing: Listing, chosen: Chosen, open: Memo<Option<TargetId>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let limit = RwSignal::new(STEP);
    let lines = Memo::new(move |_| {
        let grouped = listing.sort.get().key == SortKey::Plan
            && store.unit.get().is_some_and(|u| {
                // Headings only help while one unit's targets are shown in the plan's order.
                rows.with(|r| {
                    store.with(|l| {
                        r.iter().all(|id| l.targets.get(id).is_some_and(|t| t.common.unit == Some(u)))
                    })
                })
            });
        rows.with(|r| {
            store.with(|l| {
                let theme = |id: &TargetId| l.targets.get(id).and_then(|t| *t.theme.get());
                let shown: Vec<TargetId> = r.iter().copied().take(limit.get()).collect();
                let mut lines = Vec::with_capacity(shown.len());
                for (place, id) in shown.iter().enumerate() {
                    let own = theme(id);
                    let begins = place == 0 || shown.get(place - 1).map(theme) != Some(own);
                    if grouped && begins {
                        let title = own.and_then(|t| l.themes.get(&t)).map(|t| label::visible(t.title.get()));
                        let count = r.iter().skip(place).take_while(|other| theme(other) == own).count();
                        lines.push(Line::Head(
                            own,
                            title.unwrap_or_else(|| words.t(Text::NoTheme).to_owned()),
                            count,
                        ));
                    }
                    lines.push(Line::Row(*id));
                }
                lines
            })
        })
    });
    Effect::new(move |_| {
        let there: BTreeSet<Uuid> = rows.with(|r| r.iter().map(|id| id.0).collect());
        if chosen.with_untracked(|c| !c.is_subset(&there)) {
            chosen.update(|c| c.retain(|id| there.contains(id)));
        }
    });
    let several = Memo::new(move |_| {
        rows.with(|r| {
            store.with(|l| {
                let units: BTreeSet<_> =
                    r.iter().filter_map(|id| l.targets.get(id)?.common.unit).take(2000).collect();
                units.len() > 1
            })
        })
    });
    let count = move || rows.with(|r| r.len());
    let all = move || count() > 0 && chosen.with(BTreeSet::len) == count();
    let choose_all = move |event| {
        chosen.set(if event_target_checked(&event) {
            rows.with_untracked(|r| r.iter().map(|id| id.0).collect())
        } else {
            BTreeSet::new()
        });
    };
    let more = move || count().saturating_sub(limit.get());
    let column = move |class: &'static str, by: SortKey, text: Text| {
        view! {
            <th scope="col" class=class aria-sort=move || aria_sort(listing, by)>
                <SortButton listing by text />
            </th>
        }
    };
    view! {
        <div class="tablewrap" tabindex="0" role="region" aria-label=move || words.t(Text::Targets)>
            <table class="table is-cards is-picked">
                <thead>
                    <tr>
                        <th scope="col" class="pick">
                            <input class="check" type="checkbox" id="select-all" aria-label=move || words.t(Text::SelectAll) prop:checked=all on:change=choose_all />
                        </th>
                        {column("", SortKey::Title, Text::TargetTitle)}
                        <th scope="col">{move || words.t(Text::Aim)}</th>
                        <th scope="col">{move || words.t(Text::Actual)}</th>
                        {column("", SortKey::Light, Text::Light)}
                        {column("", SortKey::Due, Text::Due)}
                        {column("drop", SortKey::Person, Text::Person)}
                    </tr>
                </thead>
                <tbody>
                    <For each=move || lines.get() key=|line| line.clone() let:line>
                        {match line {
                            Line::Head(_, title, count) => view! {
                                <tr class="group">
                                    <th colspan="7" scope="colgroup">
                                        <span class="group-title">{title}</span>
                                        " "
                                        <span class="count">{count}</span>
                                    </th>
                                </tr>
                            }
                            .into_any(),
                            Line::Row(id) => view! { <Row id chosen open several /> }.into_any(),
                        }}
                    </For>
                </tbody>
            </table>
            <Show when=move || { more() > 0 }>
                <p class="cluster">
                    <button class="btn" type="button" on:click=move |_| limit.update(|n| *n += STEP)>
                        {move || words.fill(Text::ShowMore, &[&more().min(STEP).to_string()])}
                    </button>
                </p>
            </Show>
        </div>
    }
    .into_any()
}

/// What a row says of its target.
#[derive(Clone, PartialEq)]
struct Seen {
    title: String,
    unit: String,
    aim: Option<String>,
    /// The sign before, and the measure after, the blank to fill.
    around: (String, String),
    actual: Option<String>,
    date: String,
    due: String,
    person: String,
    state: TargetState,
}

fn look(store: Store, words: Words, id: TargetId) -> Option<Seen> {
    let state = store.index.with(|i| i.targets.get(&id).copied())?;
    store.with(|l| {
        let target = l.targets.get(&id).filter(|t| t.is_alive())?;
        let unit = target.common.unit.and_then(|u| l.units.get(&u));
        let year = *l.meta.year.get();
        Some(Seen {
            title: label::visible(target.title.get()),
            unit: unit.map(|u| label::visible(u.title.get())).unwrap_or_default(),
            aim: label::aim(words, target),
            around: label::around_blank(words, target),
            actual: label::actual(words, target, &state),
            date: state.date.map(|d| label::date(words, d, year)).unwrap_or_default(),
            due: target.due.get().map(|d| label::date(words, d, year)).unwrap_or_default(),
            person: label::visible(target.person.get()),
            state,
        })
    })
}

#[component]
fn Row(id: TargetId, chosen: Chosen, open: Memo<Option<TargetId>>, several: Memo<bool>) -> impl IntoView {
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
        let select = words.fill(Text::Select, &[&seen.title]);
        let aim = match &seen.aim {
            Some(aim) => view! { <span class="num">{aim.clone()}</span> }.into_any(),
            None => view! { <Fill id title=seen.title.clone() around=seen.around.clone() /> }.into_any(),
        };
        let unit = several.get().then(|| view! { <span class="sub">{seen.unit}</span> });
        Some(view! {
            <td class="pick">
                <input class="check" type="checkbox" aria-label=select prop:checked=picked on:change=turn />
            </td>
            <td class="title-cell">
                <a class="title-link" id=format!("row-{id}") href=Route::Target(id).hash()>{seen.title}</a>
                {unit}
            </td>
            <td class="aim" data-label=words.t(Text::Aim)>{aim}</td>
            <td data-label=words.t(Text::Actual)>
                <span class="num">{seen.actual.unwrap_or_else(|| "—".to_owned())}</span>
                " "
                <span class="sub">{seen.date}</span>
            </td>
            <td data-label=words.t(Text::Light)>{light(seen.state.light)}</td>
            <td data-label=words.t(Text::Due)><span class="num">{seen.due}</span></td>
            <td class="drop" data-label=words.t(Text::Person)>{seen.person}</td>
        })
    };
    view! { <tr data-open=move || (open.get() == Some(id)).to_string()>{cells}</tr> }
}

/// A blank that is filled where it stands (`P3`).
#[component]
fn Fill(id: TargetId, title: String, around: (String, String)) -> impl IntoView {
    let editor = editor();
    let words = words();
    let open = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let bad = RwSignal::new(false);
    let (before, after) = around;
    let blank = format!("{before} {}{after}", words.t(label::Small::Blank));
    let name = words.fill(Text::FillIn, &[&title, &blank]);
    let name = StoredValue::new(name);
    let around = StoredValue::new((before, after));
    let field = format!("fill-{id}");
    let field = StoredValue::new(field);
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(value) = parse_number(&typed.get_untracked()) else {
            bad.set(true);
            return;
        };
        let fields = vec![(Field::Quantity, Value::Number(value))];
        if editor.run(&[Command::Set { record: RecordId::new(Kind::Target, id), fields }]) {
            open.set(false);
        }
    };
    let escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            open.set(false);
        }
    };
    let begin = move |_| {
        open.set(true);
        bad.set(false);
        request_animation_frame(move || focus(&field.get_value()));
    };
    view! {
        <Show
            when=move || open.get()
            fallback=move || view! {
                <button class="fill" type="button" aria-label=name.get_value() on:click=begin>
                    {around.with_value(|a| a.0.clone())}
                    " "
                    <span class="chip is-warn">{move || words.t(label::Small::Blank)}</span>
                    {around.with_value(|a| a.1.clone())}
                </button>
            }
        >
            <form class="fill-form" on:submit=save on:keydown=escape>
                <span>{around.with_value(|a| a.0.clone())}</span>
                <input
                    class="control num"
                    id=field.get_value()
                    inputmode="decimal"
                    autocomplete="off"
                    aria-label=name.get_value()
                    aria-invalid=move || bad.get().then_some("true")
                    title=move || if bad.get() { words.t(Panel::BadNumber) } else { "" }
                    on:input=move |event| typed.set(event_target_value(&event))
                />
                <span>{around.with_value(|a| a.1.clone())}</span>
                <button class="iconbtn" type="submit" aria-label=move || words.t(Text::Save)>{icon("check")}</button>
                <button class="iconbtn" type="button" aria-label=move || words.t(Shell::Cancel) on:click=move |_| open.set(false)>{icon("close")}</button>
            </form>
        </Show>
    }
}

/// 目标清单 on paper.
#[component]
fn OnPaper(rows: Rows) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let year = store.with(|l| *l.meta.year.get());
    let unit = unit_title(store, store.unit.get())
        .unwrap_or_else(|| store.with(|l| label::visible(l.meta.title.get())));
    let year = year.map(|y| words.fill(Shell::Year, &[&y.to_string()])).unwrap_or_default();
    let title = words.fill(Text::PrintTargets, &[&unit, &year]);
    let count = rows.with(|r| r.len()).to_string();
    let meta = words.fill(Text::PrintMeta, &[&label::date(words, env::today(), None), &count]);
    let row = move |(place, id): (usize, TargetId)| {
        let seen = look(store, words, id)?;
        let theme = store.with(|l| {
            let theme = l.targets.get(&id).and_then(|t| *t.theme.get()).and_then(|t| l.themes.get(&t));
            theme.map(|t| label::visible(t.title.get())).unwrap_or_default()
        });
        Some(view! {
            <tr>
                <td class="num">{place + 1}</td>
                <td>{theme}</td>
                <td>{seen.title}</td>
                <td>{seen.unit}</td>
                <td>{seen.aim.unwrap_or_else(|| words.t(label::Small::Blank).to_owned())}</td>
                <td>{seen.actual.unwrap_or_default()}</td>
                <td class="num">{seen.due}</td>
                <td>{seen.person}</td>
                <td>{words.t(seen.state.light)}</td>
            </tr>
        })
    };
    let body = rows.with(|r| r.iter().copied().enumerate().filter_map(row).collect::<Vec<_>>());
    let head = |text: Text| view! { <th scope="col">{words.t(text)}</th> };
    view! {
        <section class="print-doc print-only is-wide">
            <h1 class="print-title">{title}</h1>
            <p class="print-meta">{meta}</p>
            <table class="print-table">
                <thead>
                    <tr>
                        {head(Text::Number)}
                        {head(Text::Theme)}
                        {head(Text::TargetTitle)}
                        {head(Text::Unit)}
                        {head(Text::Aim)}
                        {head(Text::Actual)}
                        {head(Text::Due)}
                        {head(Text::Person)}
                        {head(Text::Light)}
                    </tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </section>
    }
    .into_any()
}
