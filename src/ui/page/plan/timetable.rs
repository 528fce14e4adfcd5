//! 时间表 (`P2`): the deadlines of a unit or a person by month and week, and as a calendar file.

use super::{Sought, owner};
use crate::model::id::{TargetId, TaskId, UnitId};
use crate::model::kind::{Kind, RecordId};
use crate::model::light::Light;
use crate::model::query;
use crate::model::timetable::{self, Entry, Month, Week};
use crate::model::tree;
use crate::state::{Store, env, exchange};
use crate::ui::part::edit::editor;
use crate::ui::part::light::dot;
use crate::ui::part::paper::Paper;
use crate::ui::route::Route;
use crate::ui::svg::icon;
use crate::ui::widget::select::Select;
use crate::ui::words::plan::{Plan, Table as Text};
use crate::ui::words::{Words, label, trouble, words};
use chrono::{Datelike, Days, NaiveDate};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// So many deadlines are shown at first, and again each time more are asked for.
const STEP: usize = 300;

type Entries = Memo<Arc<Vec<Entry>>>;

/// The deadlines and what narrows them.
#[component]
pub fn Timetable() -> impl IntoView {
    let editor = editor();
    let store = editor.store;
    let words = words();
    let paper = Paper::new();
    let person = RwSignal::new(expect_context::<Sought>().person(store));
    let below = RwSignal::new(false);
    let open_only = RwSignal::new(false);
    let remind = RwSignal::new("3".to_owned());
    let units = Memo::new(move |_| {
        let unit = store.unit.get()?;
        Some(if below.get() {
            store.with(|l| tree::with_descendants(l, unit))
        } else {
            BTreeSet::<UnitId>::from([unit])
        })
    });
    let entries: Entries = Memo::new(move |_| {
        let (index, today, who) = (store.index.get(), store.today.get(), person.get());
        let who = Some(who.as_str()).filter(|w| !w.is_empty());
        let all = store.with(|l| units.with(|u| timetable::deadlines(l, &index, u.as_ref(), who, today)));
        Arc::new(all.into_iter().filter(|e| !open_only.get() || e.light != Light::Done).collect())
    });
    let people = Signal::derive(move || {
        let everyone = std::iter::once((String::new(), words.t(Text::Everyone).to_owned()));
        let names = store.with(|l| units.with(|u| query::persons(l, u.as_ref())));
        everyone.chain(names.into_iter().map(|n| (n.clone(), label::visible(&n)))).collect::<Vec<_>>()
    });
    let reminders = Signal::derive(move || {
        let days = ["1", "2", "3", "5", "10"];
        let each = days.map(|n| (n.to_owned(), words.fill(Text::RemindDays, &[n])));
        let none = [(String::new(), words.t(Text::RemindNone).to_owned())];
        let own = [("0".to_owned(), words.t(Text::RemindOn).to_owned())];
        none.into_iter().chain(own).chain(each).collect::<Vec<_>>()
    });
    let count = move || entries.with(|e| e.len());
    let sub = move || {
        let open = entries.with(|e| e.iter().filter(|e| e.light != Light::Done).count());
        words.fill(Text::Sub, &[&count().to_string(), &open.to_string()])
    };
    let name = move || {
        let who = person.get_untracked();
        words.fill(Text::Name, &[&if who.is_empty() { untrack(|| owner(store)) } else { who }])
    };
    let download = move |_| {
        let shown = entries.get_untracked();
        let days = remind.get_untracked().trim().parse().ok();
        match exchange::export_calendar(store, &shown, &name(), days) {
            Ok(()) => editor.say(words.fill(Text::Downloaded, &[&shown.len().to_string()])),
            Err(error) => editor.say(trouble::file(words, &error)),
        }
    };
    let check = move |id: &'static str, text: Text, flag: RwSignal<bool>| {
        view! {
            <label class="check-label" for=id>
                <input class="check" type="checkbox" id=id prop:checked=flag on:change=move |event| flag.set(event_target_checked(&event)) />
                <span>{words.t(text)}</span>
            </label>
        }
    };
    view! {
        <div class="page-head">
            <h1>{words.t(Plan::Timetable)}</h1>
            <p class="page-sub">{sub}</p>
            <div class="page-actions">
                <button class="btn" type="button" id="print" on:click=move |_| paper.print()>
                    {icon("print")}
                    <span>{words.t(Plan::Print)}</span>
                </button>
                <button class="btn is-primary" type="button" id="calendar" disabled=move || count() == 0 on:click=download>
                    {icon("calendar")}
                    <span>{words.t(Text::Download)}</span>
                </button>
            </div>
        </div>
        <div class="plan-filters">
            <label class="field-inline" for="table-person">
                <span>{words.t(Text::Person)}</span>
                <Select id="table-person" options=people value=person on_pick=Callback::new(move |who| person.set(who)) />
            </label>
            <Show when=move || store.unit.get().is_some()>{check("table-below", Text::Below, below)}</Show>
            {check("table-open", Text::OpenOnly, open_only)}
            <label class="field-inline" for="table-remind">
                <span>{words.t(Text::Remind)}</span>
                <Select id="table-remind" options=reminders value=remind on_pick=Callback::new(move |days| remind.set(days)) />
            </label>
        </div>
        <Show
            when=move || { count() > 0 }
            fallback=move || view! {
                <section class="empty">
                    <h2 class="empty-title">{words.t(Text::Empty)}</h2>
                    <p class="empty-text">{words.t(Text::EmptyText)}</p>
                </section>
            }
        >
            <Months entries />
        </Show>
        <Show when=move || paper.on.get()><OnPaper entries title=name() /></Show>
    }
    .into_any()
}

/// Where a deadline leads: a milestone to its task.
fn route_of(entry: &Entry) -> Route {
    match (entry.record.kind, entry.task) {
        (_, Some(task)) => Route::Task(task),
        (Kind::Target, _) => Route::Target(TargetId(entry.record.id)),
        _ => Route::Task(TaskId(entry.record.id)),
    }
}

/// The unit, the person, and a milestone's task.
fn about(store: Store, entry: &Entry) -> String {
    let task = entry.task.map(|t| store.title_of(RecordId::new(Kind::Task, t)));
    let unit = entry.unit.map(|u| store.title_of(RecordId::new(Kind::Unit, u)));
    let parts = task.into_iter().chain(unit).chain(Some(entry.person.clone()));
    parts.filter(|p| !p.is_empty()).map(|p| label::visible(&p)).collect::<Vec<_>>().join(" · ")
}

fn month_name(words: Words, first: NaiveDate) -> String {
    words.fill(Text::Month, &[&first.year().to_string(), &first.month().to_string()])
}

#[component]
fn Months(entries: Entries) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let limit = RwSignal::new(STEP);
    let months = move || {
        let today = store.today.get();
        let year = store.with(|l| *l.meta.year.get());
        let day = |d: NaiveDate| label::date(words, d, year);
        let entry = |entry: Entry| {
            let milestone = (entry.record.kind == Kind::Milestone)
                .then(|| view! { <span class="chip is-muted">{words.t(Text::Milestone)}</span> });
            let near = entry.near.then(|| view! { <span class="chip is-warn">{words.t(Text::Near)}</span> });
            view! {
                <a class="deadline" href=route_of(&entry).hash() data-light=entry.light.code()>
                    <span class="deadline-day num">{day(entry.date)}</span>
                    <span class=format!("light is-{}", entry.light.code()) title=words.t(entry.light)>
                        {icon(dot(entry.light))}
                        <span class="sr-only">{words.t(entry.light)}</span>
                    </span>
                    <span class="deadline-title">{label::visible(&entry.title)} {milestone} {near}</span>
                    <span class="deadline-meta">{about(store, &entry)}</span>
                </a>
            }
        };
        let week = |week: Week| {
            let sunday = week.monday.checked_add_days(Days::new(6)).unwrap_or(week.monday);
            view! {
                <h3 class="week-head num">{words.fill(Text::Week, &[&day(week.monday), &day(sunday)])}</h3>
                {week.entries.into_iter().map(entry).collect::<Vec<_>>()}
            }
        };
        let month = |month: Month| {
            let now = (month.first.year(), month.first.month()) == (today.year(), today.month());
            let count: usize = month.weeks.iter().map(|w| w.entries.len()).sum();
            view! {
                <section class="card month" data-now=now.to_string()>
                    <div class="card-head">
                        <h2>{month_name(words, month.first)} " " <span class="count">{count}</span></h2>
                        {now.then(|| view! { <span class="chip">{words.t(Text::Now)}</span> })}
                    </div>
                    {month.weeks.into_iter().map(week).collect::<Vec<_>>()}
                </section>
            }
        };
        let shown = entries.with(|e| e.iter().take(limit.get()).cloned().collect::<Vec<_>>());
        timetable::by_month(shown).into_iter().map(month).collect::<Vec<_>>()
    };
    let more = move || entries.with(|e| e.len()).saturating_sub(limit.get());
    view! {
        <div class="months">{months}</div>
        <Show when=move || { more() > 0 }>
            <p class="cluster">
                <button class="btn" type="button" on:click=move |_| limit.update(|n| *n += STEP)>
                    {move || words.fill(Text::More, &[&more().min(STEP).to_string()])}
                </button>
            </p>
        </Show>
    }
    .into_any()
}

/// 时间表 on paper.
#[component]
fn OnPaper(entries: Entries, title: String) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let year = store.with_untracked(|l| *l.meta.year.get());
    let mut number = 0;
    let mut row = |entry: Entry| {
        number += 1;
        view! {
            <tr>
                <td class="num">{number}</td>
                <td class="nowrap">{label::date(words, entry.date, year)}</td>
                <td>{label::visible(&entry.title)}</td>
                <td class="nowrap">{words.t(entry.record.kind)}</td>
                <td>{untrack(|| about(store, &entry))}</td>
                <td class="nowrap">{words.t(entry.light)}</td>
            </tr>
        }
    };
    let all = entries.get_untracked();
    let body: Vec<_> = timetable::by_month(all.to_vec())
        .into_iter()
        .map(|month| {
            let rows: Vec<_> = month.weeks.into_iter().flat_map(|w| w.entries).map(&mut row).collect();
            view! {
                <tr class="group"><th colspan="6" scope="colgroup">{month_name(words, month.first)}</th></tr>
                {rows}
            }
        })
        .collect();
    let head = |text: Text| view! { <th scope="col">{words.t(text)}</th> };
    view! {
        <section class="print-doc print-only">
            <h1 class="print-title">{title}</h1>
            <p class="print-meta"><span>{untrack(|| owner(store))}</span><span class="num">{label::date(words, env::today(), None)}</span></p>
            <table class="print-table">
                <thead>
                    <tr>{head(Text::Number)}{head(Text::Date)}{head(Text::What)}{head(Text::Kind)}{head(Text::Unit)}{head(Text::Light)}</tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </section>
    }
    .into_any()
}
