//! What a list shows and in what order, and the bar that says so.

use crate::model::choice::{Choice, Period, SourceLevel};
use crate::model::id::ThemeId;
use crate::model::kind::Kind;
use crate::model::light::Light;
use crate::model::query::{Filter, Sort, SortKey, persons};
use crate::model::summary::Counts;
use crate::model::tree;
use crate::state::Store;
use crate::ui::part::control;
use crate::ui::part::light::dot;
use crate::ui::part::shell::SearchText;
use crate::ui::route::Narrow;
use crate::ui::svg::icon;
use crate::ui::widget::select::{Options, Select};
use crate::ui::words::list::List as Text;
use crate::ui::words::words;
use leptos::prelude::*;
use uuid::Uuid;

/// A list's filter and order. Copy; made by each list's page.
#[derive(Clone, Copy)]
pub struct Listing {
    /// Targets or tasks.
    pub kind: Kind,
    /// What is asked for beside the unit and the words.
    pub filter: RwSignal<Filter>,
    /// In what order.
    pub sort: RwSignal<Sort>,
}

impl Listing {
    /// Everything, in the plan's order.
    pub fn new(kind: Kind) -> Self {
        Self { kind, filter: RwSignal::new(Filter::default()), sort: RwSignal::new(Sort::default()) }
    }

    /// Follows a link that narrows the list; one that does not leaves it as it is.
    pub fn narrow(self, narrow: Narrow) {
        let mut filter = Filter::default();
        match narrow {
            Narrow::All => return,
            Narrow::Light(light) => filter.lights.push(light),
            Narrow::Lacking => filter.lacking = true,
            Narrow::Silent => filter.silent = true,
            Narrow::Near => filter.near = true,
        }
        self.filter.set(filter);
    }

    /// The whole question: with the unit looked at and the words searched for. Tracked.
    pub fn asked(self, store: Store, text: SearchText) -> Filter {
        Filter { text: text.0.get(), unit: store.unit.get(), with_descendants: true, ..self.filter.get() }
    }

    /// Whether anything is left out. Tracked.
    pub fn is_narrowed(self, text: SearchText) -> bool {
        !self.filter.with(Filter::is_plain) || !text.0.with(String::is_empty)
    }

    /// Shows everything again.
    pub fn clear(self, text: SearchText) {
        self.filter.set(Filter::default());
        text.0.set(String::new());
    }

    /// Orders by a key; the same key again turns the direction.
    pub fn turn(self, key: SortKey) {
        self.sort.update(|sort| {
            sort.descending = sort.key == key && !sort.descending;
            sort.key = key;
        });
    }

    fn narrowed_by(self) -> usize {
        self.filter.with(|f| {
            [
                f.theme.is_some(),
                f.person.is_some(),
                f.due_from.is_some(),
                f.due_to.is_some(),
                f.source.is_some(),
                f.period.is_some(),
            ]
            .into_iter()
            .filter(|asked| *asked)
            .count()
        })
    }
}

/// A column's heading that orders the list.
#[component]
pub fn SortButton(
    /// The list.
    listing: Listing,
    /// The key.
    by: SortKey,
    /// The heading.
    text: Text,
) -> impl IntoView {
    let words = words();
    let direction = move || {
        let sort = listing.sort.get();
        (sort.key == by).then_some(if sort.descending { "down" } else { "up" })
    };
    view! {
        <button class="sort" type="button" data-dir=direction on:click=move |_| listing.turn(by)>
            {move || words.t(text)}
        </button>
    }
}

/// `aria-sort` of a column. Tracked.
pub fn aria_sort(listing: Listing, by: SortKey) -> &'static str {
    let sort = listing.sort.get();
    match (sort.key == by, sort.descending) {
        (false, _) => "none",
        (true, false) => "ascending",
        (true, true) => "descending",
    }
}

/// The filter bar: lights at hand, the rest one step away.
#[component]
pub fn FilterBar(
    /// What it narrows.
    listing: Listing,
    /// How many stand at each light, with those to fill, near due and silent.
    #[prop(into)]
    counts: Signal<(Counts, [usize; 3])>,
) -> impl IntoView {
    let words = words();
    let text = expect_context::<SearchText>();
    let filter = listing.filter;
    let tasks = listing.kind == Kind::Task;
    let light = move |at: Light| {
        let pressed = move || filter.with(|f| f.lights.contains(&at)).to_string();
        let turn = move |_| {
            filter.update(|f| {
                let was = f.lights.contains(&at);
                f.lights.retain(|l| *l != at);
                if !was {
                    f.lights.push(at);
                }
            });
        };
        view! {
            <button class="chipbtn" type="button" data-light=at.code() aria-pressed=pressed on:click=turn>
                {icon(dot(at))}
                <span>{move || words.t(at)}</span>
                <span class="count">{move || counts.get().0.of(at)}</span>
            </button>
        }
    };
    let flag = move |name: Text, place: usize, read: fn(&mut Filter) -> &mut bool| {
        let pressed = move || filter.with(|f| *read(&mut f.clone())).to_string();
        let turn = move |_| {
            filter.update(|f| {
                let asked = read(f);
                *asked = !*asked;
            });
        };
        view! {
            <button class="chipbtn" type="button" aria-pressed=pressed on:click=turn>
                <span>{move || words.t(name)}</span>
                <span class="count">{move || counts.get().1.get(place).copied().unwrap_or(0)}</span>
            </button>
        }
    };
    let bar = move || words.t(if tasks { Text::FilterTasks } else { Text::FilterTargets });
    view! {
        <form class="filterbar" role="search" aria-label=bar on:submit=|event| event.prevent_default()>
            <div class="filter-chips" role="group" aria-label=move || words.t(Text::ByLight)>
                {Light::ALL.into_iter().map(light).collect::<Vec<_>>()}
                {flag(if tasks { Text::Lacking } else { Text::Blank }, 0, |f| &mut f.lacking)}
                {tasks.then(|| flag(Text::Near, 1, |f| &mut f.near))}
                {tasks.then(|| flag(Text::Silent, 2, |f| &mut f.silent))}
            </div>
            <details class="filterbar-more">
                <summary class="btn is-small">
                    {icon("filter")}
                    <span>{move || words.t(Text::More)}</span>
                    {move || Some(listing.narrowed_by()).filter(|n| *n > 0).map(|n| view! { <span class="count">{n}</span> })}
                </summary>
                <Fields listing />
            </details>
            <Show when=move || listing.is_narrowed(text)>
                <button class="btn is-quiet is-small" type="button" id="clear-filters" on:click=move |_| listing.clear(text)>
                    {icon("close")}
                    <span>{move || words.t(Text::Clear)}</span>
                </button>
            </Show>
        </form>
    }
    .into_any()
}

#[component]
fn Fields(listing: Listing) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let filter = listing.filter;
    let with_all = move |rest: Options| -> Options {
        std::iter::once((String::new(), words.t(Text::AllOf).to_owned())).chain(rest).collect()
    };
    let themes = Signal::derive(move || with_all(store.with(control::themes)));
    let people = Signal::derive(move || {
        let unit = store.unit.get();
        let names = store.with(|l| {
            let within = unit.map(|u| tree::with_descendants(l, u));
            persons(l, within.as_ref())
        });
        with_all(names.into_iter().map(|n| (n.clone(), n)).collect())
    });
    let sources = Signal::derive(move || {
        with_all(SourceLevel::ALL.iter().map(|s| (s.code().to_owned(), words.t(*s).to_owned())).collect())
    });
    let periods = Signal::derive(move || {
        with_all(Period::ALL.iter().map(|p| (p.code().to_owned(), words.t(*p).to_owned())).collect())
    });
    let orders = Signal::derive(move || {
        let keys = [
            ("plan", Text::SortPlan),
            ("due", Text::Due),
            ("light", Text::Light),
            ("percent", Text::Percent),
            ("unit", Text::Unit),
            ("person", Text::Person),
            ("title", if listing.kind == Kind::Task { Text::Title } else { Text::TargetTitle }),
        ];
        keys.into_iter().map(|(code, text)| (code.to_owned(), words.t(text).to_owned())).collect::<Options>()
    });
    let theme = Signal::derive(move || filter.with(|f| f.theme.map(|t| t.to_string()).unwrap_or_default()));
    let person = Signal::derive(move || filter.with(|f| f.person.clone().unwrap_or_default()));
    let source =
        Signal::derive(move || filter.with(|f| f.source.map(Choice::code).unwrap_or_default().to_owned()));
    let period =
        Signal::derive(move || filter.with(|f| f.period.map(Choice::code).unwrap_or_default().to_owned()));
    let order = Signal::derive(move || order_code(listing.sort.get().key).to_owned());
    let date = move |id: &'static str,
                     text: Text,
                     place: fn(&mut Filter) -> &mut Option<chrono::NaiveDate>| {
        let value = move || filter.with(|f| place(&mut f.clone()).map(|d| d.to_string()).unwrap_or_default());
        let take = move |event| filter.update(|f| *place(f) = event_target_value(&event).parse().ok());
        view! {
            <label class="field-inline">
                <span>{move || words.t(text)}</span>
                <input class="control" type="date" id=id prop:value=value on:change=take />
            </label>
        }
    };
    view! {
        <div class="filterbar-fields">
            <label class="field-inline">
                <span>{move || words.t(Text::Theme)}</span>
                <Select id="filter-theme" options=themes value=theme on_pick=Callback::new(move |code: String| {
                    filter.update(|f| f.theme = Uuid::try_parse(&code).ok().map(ThemeId));
                }) />
            </label>
            <label class="field-inline">
                <span>{move || words.t(Text::Person)}</span>
                <Select id="filter-person" options=people value=person on_pick=Callback::new(move |name: String| {
                    filter.update(|f| f.person = Some(name).filter(|n| !n.is_empty()));
                }) />
            </label>
            {date("filter-from", Text::DueFrom, |f| &mut f.due_from)}
            {date("filter-to", Text::DueTo, |f| &mut f.due_to)}
            <label class="field-inline">
                <span>{move || words.t(Text::Source)}</span>
                <Select id="filter-source" options=sources value=source on_pick=Callback::new(move |code: String| {
                    filter.update(|f| f.source = SourceLevel::from_code(&code));
                }) />
            </label>
            {(listing.kind == Kind::Target).then(|| view! {
                <label class="field-inline">
                    <span>{move || words.t(Text::Period)}</span>
                    <Select id="filter-period" options=periods value=period on_pick=Callback::new(move |code: String| {
                        filter.update(|f| f.period = Period::from_code(&code));
                    }) />
                </label>
            })}
            <label class="field-inline">
                <span>{move || words.t(Text::SortBy)}</span>
                <Select id="sort-by" options=orders value=order on_pick=Callback::new(move |code: String| {
                    listing.sort.update(|s| s.key = order_key(&code));
                }) />
            </label>
            <label class="check-label">
                <input
                    class="check"
                    type="checkbox"
                    id="sort-down"
                    prop:checked=move || listing.sort.get().descending
                    on:change=move |event| listing.sort.update(|s| s.descending = event_target_checked(&event))
                />
                <span>{move || words.t(Text::Descending)}</span>
            </label>
        </div>
    }
    .into_any()
}

const ORDERS: [(SortKey, &str); 7] = [
    (SortKey::Plan, "plan"),
    (SortKey::Due, "due"),
    (SortKey::Light, "light"),
    (SortKey::Percent, "percent"),
    (SortKey::Unit, "unit"),
    (SortKey::Person, "person"),
    (SortKey::Title, "title"),
];

fn order_code(key: SortKey) -> &'static str {
    ORDERS.iter().find(|(k, _)| *k == key).map_or("plan", |(_, code)| code)
}

fn order_key(code: &str) -> SortKey {
    ORDERS.iter().find(|(_, c)| *c == code).map_or(SortKey::Plan, |(key, _)| *key)
}
