//! One record's panel, beside its list.
//!
//! - [`task`]: reports, four fixed; [`steps`]; [`blockers`]; [`target`]: actual values
//! - [`divide`]: a target over units and persons; [`paste`]: cells from a sheet into it; [`series`]: its chart, pace and rank
//! - [`ways`]: to the wall and the plan; [`info`]: the fields; [`history`]: what each field said before

mod blockers;
mod divide;
mod history;
mod info;
mod paste;
mod series;
mod steps;
mod target;
mod task;
mod ways;

use crate::model::command::Command;
use crate::model::id::{TargetId, TaskId};
use crate::model::kind::{Kind, RecordId};
use crate::state::Store;
use crate::ui::part::control::People;
use crate::ui::part::edit::editor;
use crate::ui::part::gauge;
use crate::ui::part::light::light;
use crate::ui::route::Route;
use crate::ui::svg::icon;
use crate::ui::widget::tabs::{Panel, Tabs};
use crate::ui::words::record::Panel as Text;
use crate::ui::words::{label, words};
pub use info::Edit as EditField;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

/// The records before and after this one in the list.
pub type Beside = Signal<(Option<Route>, Option<Route>)>;

/// Picks one of the two neighbours.
type Side = fn((Option<Route>, Option<Route>)) -> Option<Route>;

/// The panel of one target or task.
#[component]
pub fn Sheet(
    /// Which one.
    record: RecordId,
    /// Its neighbours in the list.
    beside: Beside,
    /// Closes the panel and puts the focus back.
    on_close: Callback<()>,
) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let alive = Memo::new(move |_| store.with(|l| l.is_alive(record)));
    let title = Memo::new(move |_| label::visible(&store.title_of(record)));
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            // Focus only fails on an element that is not in the page.
            let _focused = heading.focus();
        }
    });
    let escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            on_close.run(());
        }
    };
    let chosen = RwSignal::new("main");
    let tabs = Signal::derive(move || {
        let first = if record.kind == Kind::Task { Text::Progress } else { Text::Values };
        vec![("main", words.t(first)), ("info", words.t(Text::Info)), ("history", words.t(Text::History))]
    });
    let kind = if record.kind == Kind::Task { Text::Task } else { Text::Target };
    let body = move || {
        if !alive.get() {
            return gone().into_any();
        }
        view! {
            <Tabs tabs chosen label=title />
            <div class="sheet-body">
                <Panel key="main" chosen>
                    {match record.kind {
                        Kind::Task => view! { <task::Progress id=TaskId(record.id) /> }.into_any(),
                        _ => view! { <target::Values id=TargetId(record.id) /> }.into_any(),
                    }}
                </Panel>
                <Panel key="info" chosen><info::Info record /></Panel>
                <Panel key="history" chosen><history::History record /></Panel>
            </div>
            <Foot record title beside on_close />
        }
        .into_any()
    };
    view! {
        <aside class="sheet" aria-label=move || format!("{}：{}", words.t(kind), title.get()) on:keydown=escape>
            <div class="sheet-head">
                <p class="sheet-kicker">{move || kicker(store, record, words.t(kind))}</p>
                <h2 class="sheet-title" tabindex="-1" node_ref=heading>{move || title.get()}</h2>
                <div class="sheet-state">{move || state(store, record)}</div>
                <Show when=move || alive.get()><ways::Ways record /></Show>
                <button class="iconbtn sheet-close" type="button" aria-label=move || words.t(Text::Close) on:click=move |_| on_close.run(())>
                    {icon("close")}
                </button>
            </div>
            {body}
            <People />
        </aside>
    }
    .into_any()
}

/// The kind, the unit and the theme a record stands under.
fn kicker(store: Store, record: RecordId, kind: &str) -> String {
    store.with(|l| {
        let theme = match record.kind {
            Kind::Task => l.tasks.get(&TaskId(record.id)).and_then(|t| *t.theme.get()),
            _ => l.targets.get(&TargetId(record.id)).and_then(|t| *t.theme.get()),
        };
        let unit = l.record(record).and_then(|r| r.common().unit).and_then(|u| l.units.get(&u));
        let unit = unit.map(|u| label::visible(u.title.get()));
        let theme = theme.and_then(|t| l.themes.get(&t)).map(|t| label::visible(t.title.get()));
        std::iter::once(kind.to_owned()).chain(unit).chain(theme).collect::<Vec<_>>().join(" · ")
    })
}

fn state(store: Store, record: RecordId) -> AnyView {
    let words = words();
    match record.kind {
        Kind::Task => store.index.with(|i| i.tasks.get(&TaskId(record.id)).copied()).map(|state| {
            let expected = state.expected.map(|e| words.fill(Text::Expected, &[&e.to_string()]));
            view! {
                {light(state.light)}
                {gauge::task_progress(state)}
                <span class="muted">{expected}</span>
            }
            .into_any()
        }),
        _ => store.index.with(|i| i.targets.get(&TargetId(record.id)).copied()).map(|state| {
            let share = state.share.map(|s| words.fill(Text::Share, &[&s.to_string()]));
            let aim = store.with(|l| l.targets.get(&TargetId(record.id)).and_then(|t| label::aim(words, t)));
            view! {
                {light(state.light)}
                <span>{aim}</span>
                <span class="muted">{share}</span>
            }
            .into_any()
        }),
    }
    .unwrap_or_else(|| ().into_any())
}

fn gone() -> impl IntoView {
    let words = words();
    view! {
        <div class="sheet-body">
            <section class="empty">
                <h3 class="empty-title">{move || words.t(Text::Gone)}</h3>
                <p class="empty-text">{move || words.t(Text::GoneText)}</p>
            </section>
        </div>
    }
}

#[component]
fn Foot(record: RecordId, title: Memo<String>, beside: Beside, on_close: Callback<()>) -> impl IntoView {
    let editor = editor();
    let words = words();
    let delete = move |_| {
        let name = title.get_untracked();
        // Closed first: the list the focus goes back to is still there.
        on_close.run(());
        if editor.run(&[Command::Delete(record)]) {
            editor.done(words.fill(Text::Deleted, &[&name]));
        }
    };
    let link = move |text: Text, name: &'static str, pick: Side| {
        let to = move || pick(beside.get());
        view! {
            <button
                class="btn"
                type="button"
                disabled=move || to().is_none()
                on:click=move |_| {
                    if let Some(route) = pick(beside.get_untracked()) {
                        route.go();
                    }
                }
            >
                {icon(name)}
                <span>{move || words.t(text)}</span>
            </button>
        }
    };
    view! {
        <div class="sheet-foot">
            <button class="btn is-quiet is-danger" type="button" id="delete-record" on:click=delete>
                {icon("trash")}
                <span>{move || words.t(Text::Delete)}</span>
            </button>
            <span class="spacer"></span>
            {link(Text::Previous, "up", |b| b.0)}
            {link(Text::Next, "down", |b| b.1)}
        </div>
    }
    .into_any()
}
