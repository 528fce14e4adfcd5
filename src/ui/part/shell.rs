//! The frame: title, unit switch, search, undo, save light, navigation, banners.

use crate::model::kind::{Kind, RecordId};
use crate::model::tree;
use crate::state::settings::{Lang, Look};
use crate::state::store::Undone;
use crate::state::{Session, Store};
use crate::ui::page::plan::Sought;
use crate::ui::part::banner::Banners;
use crate::ui::part::save_light::{BackupChip, SaveLight};
use crate::ui::route::{Board, Narrow, PlanView, Route};
use crate::ui::svg::icon;
use crate::ui::widget::toast::Toasts;
use crate::ui::words::shell::Shell as Text;
use crate::ui::words::{Words, label, words};
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;

/// What is searched for in the lists; set from the top bar. Provided as context.
#[derive(Clone, Copy)]
pub struct SearchText(pub RwSignal<String>);

/// The frame around every screen of an open ledger.
#[component]
pub fn Shell() -> impl IntoView {
    let session = expect_context::<Session>();
    let route = expect_context::<RwSignal<Route>>();
    let words = words();
    provide_context(SearchText(RwSignal::new(String::new())));
    provide_context(Sought(RwSignal::new(None)));
    // A panel opening beside a list must not make the list anew.
    let section = Memo::new(move |_| section(route.get()));
    let toasts = expect_context::<Toasts>();
    let on_key =
        window_event_listener(leptos::ev::keydown, move |event| undo_keys(session, toasts, words, &event));
    on_cleanup(move || on_key.remove());
    view! {
        <div class="shell" data-page=move || section.get().name()>
            <TopBar />
            <Rail section />
            <Banners />
            <main id="main" class="page" tabindex="-1">
                {move || crate::ui::screen(section.get().route())}
            </main>
        </div>
    }
    .into_any()
}

fn skip_to_main(event: leptos::ev::MouseEvent) {
    use wasm_bindgen::JsCast;
    event.prevent_default();
    let main = document().get_element_by_id("main").and_then(|m| m.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(main) = main {
        // Focus only fails on an element that is not in the page.
        let _focused = main.focus();
    }
}

/// The entries of the navigation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Overview,
    Targets,
    Tasks,
    Plan,
    Wall,
    Units,
    Share,
    Data,
    Draft,
    Panic,
}

fn section(route: Route) -> Section {
    match route {
        Route::Overview => Section::Overview,
        Route::Targets(_) | Route::Target(_) => Section::Targets,
        Route::Tasks(_) | Route::Task(_) => Section::Tasks,
        Route::Plan(_) => Section::Plan,
        Route::Wall(_) | Route::WallTask(_) => Section::Wall,
        Route::Units => Section::Units,
        Route::Share => Section::Share,
        Route::Data => Section::Data,
        Route::Draft => Section::Draft,
        Route::Panic => Section::Panic,
    }
}

impl Section {
    const ALL: [Self; 8] = [
        Self::Overview,
        Self::Targets,
        Self::Tasks,
        Self::Plan,
        Self::Wall,
        Self::Units,
        Self::Share,
        Self::Data,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Overview | Self::Panic => "overview",
            Self::Targets => "targets",
            Self::Tasks => "tasks",
            Self::Plan => "plan",
            Self::Wall => "wall",
            Self::Units => "units",
            Self::Share => "share",
            Self::Data => "data",
            Self::Draft => "draft",
        }
    }

    fn text(self) -> Text {
        match self {
            Self::Overview | Self::Panic => Text::Overview,
            Self::Targets => Text::Targets,
            Self::Tasks => Text::Tasks,
            Self::Plan => Text::Plan,
            Self::Wall => Text::Wall,
            Self::Units => Text::Units,
            Self::Share => Text::Share,
            Self::Data | Self::Draft => Text::Data,
        }
    }

    fn icon(self) -> &'static str {
        match self {
            Self::Overview | Self::Panic => "overview",
            Self::Targets => "target",
            Self::Tasks => "task",
            Self::Plan => "plan",
            Self::Wall => "wall",
            Self::Units => "unit",
            Self::Share => "share",
            Self::Data | Self::Draft => "data",
        }
    }

    fn route(self) -> Route {
        match self {
            Self::Overview => Route::Overview,
            Self::Panic => Route::Panic,
            Self::Targets => Route::Targets(Narrow::All),
            Self::Tasks => Route::Tasks(Narrow::All),
            Self::Plan => Route::Plan(PlanView::Tree),
            Self::Wall => Route::Wall(Board::Chart),
            Self::Units => Route::Units,
            Self::Share => Route::Share,
            Self::Data => Route::Data,
            Self::Draft => Route::Draft,
        }
    }
}

#[component]
fn Rail(section: Memo<Section>) -> impl IntoView {
    let words = words();
    let rail = NodeRef::<leptos::html::Nav>::new();
    // A phone shows some of the entries; the one that is open is among them.
    Effect::new(move |_| {
        section.track();
        let Some(rail) = rail.get() else { return };
        request_animation_frame(move || {
            use wasm_bindgen::JsCast;
            let open = rail.query_selector("[aria-current]").ok().flatten();
            if let Some(item) = open.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
                rail.set_scroll_left(item.offset_left() - (rail.client_width() - item.offset_width()) / 2);
            }
        });
    });
    let item = move |at: Section| {
        view! {
            <a
                class="rail-item"
                href=at.route().hash()
                aria-current=move || (section.get() == at).then_some("page")
            >
                {icon(at.icon())}
                <span>{move || words.t(at.text())}</span>
            </a>
        }
    };
    view! { <nav class="rail" node_ref=rail aria-label=move || words.t(Text::Nav)>{Section::ALL.into_iter().map(item).collect::<Vec<_>>()}</nav> }.into_any()
}

#[component]
fn TopBar() -> impl IntoView {
    let store = expect_context::<Store>();
    let route = expect_context::<RwSignal<Route>>();
    let words = words();
    let title = move || store.with(|l| label::visible(l.meta.title.get()));
    let year = move || store.with(|l| *l.meta.year.get()).map(|y| words.fill(Text::Year, &[&y.to_string()]));
    view! {
        <header class="topbar">
            <a class="skip" href=move || route.get().hash() on:click=skip_to_main>{move || words.t(Text::Skip)}</a>
            <a class="brand" href=Route::Overview.hash()>
                <span class="brand-title">{title}</span>
                <span class="brand-year">{year}</span>
            </a>
            <UnitSwitch />
            <Search />
            <div class="topbar-tools">
                <SaveLight />
                <BackupChip />
                <UndoButtons />
                <LangButton />
                <LookButton />
            </div>
        </header>
    }
    .into_any()
}

#[component]
fn UnitSwitch() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let options = Memo::new(move |_| {
        let own = store.own_unit.get();
        store.with(|l| {
            let rows = tree::units(l).into_iter().map(|node| {
                let title = l.units.get(&node.id).map(|u| label::visible(u.title.get())).unwrap_or_default();
                let mark = if own == Some(node.id) { words.t(Text::OwnMark) } else { "" };
                (node.id, format!("{}{title}{mark}", "\u{3000}".repeat(node.depth)))
            });
            rows.collect::<Vec<_>>()
        })
    });
    let chosen = move || store.unit.get().map(|u| u.to_string()).unwrap_or_default();
    let choose = move |event: leptos::ev::Event| {
        let value = event_target_value(&event);
        store.unit.set(uuid::Uuid::try_parse(&value).ok().map(crate::model::id::UnitId));
    };
    view! {
        <label class="unit-switch">
            <span class="sr-only">{move || words.t(Text::Looking)}</span>
            <select class="control" id="unit-switch" prop:value=chosen on:change=choose>
                <option value="" selected=move || store.unit.get().is_none()>{move || words.t(Text::AllUnits)}</option>
                {move || {
                    let now = store.unit.get();
                    options
                        .get()
                        .into_iter()
                        .map(|(id, text)| view! { <option value=id.to_string() selected=now == Some(id)>{text}</option> })
                        .collect::<Vec<_>>()
                }}
            </select>
        </label>
    }
    .into_any()
}

#[component]
fn Search() -> impl IntoView {
    let text = expect_context::<SearchText>().0;
    let route = expect_context::<RwSignal<Route>>();
    let words = words();
    let go = move |event: SubmitEvent| {
        event.prevent_default();
        if !matches!(route.get_untracked(), Route::Targets(_) | Route::Tasks(_)) {
            Route::Tasks(Narrow::All).go();
        }
    };
    let name = move || {
        let targets = matches!(route.get(), Route::Targets(_) | Route::Target(_));
        words.t(if targets { Text::SearchTargets } else { Text::SearchTasks })
    };
    view! {
        <form class="topbar-search" role="search" on:submit=go>
            {icon("search")}
            <input
                class="control"
                type="search"
                id="search"
                aria-label=name
                placeholder=name
                prop:value=text
                on:input=move |event| text.set(event_target_value(&event))
            />
        </form>
    }
    .into_any()
}

#[component]
fn UndoButtons() -> impl IntoView {
    let session = expect_context::<Session>();
    let store = session.store;
    let toasts = expect_context::<Toasts>();
    let words = words();
    view! {
        <button
            class="iconbtn"
            type="button"
            id="undo"
            title=move || words.t(Text::Undo)
            aria-label=move || words.t(Text::Undo)
            disabled=move || !store.can_undo()
            on:click=move |_| say_undone(toasts, words, store.undo(), Text::Undone)
        >
            {icon("undo")}
        </button>
        <button
            class="iconbtn"
            type="button"
            id="redo"
            title=move || words.t(Text::Redo)
            aria-label=move || words.t(Text::Redo)
            disabled=move || !store.can_redo()
            on:click=move |_| say_undone(toasts, words, store.redo(), Text::Redone)
        >
            {icon("redo")}
        </button>
    }
}

/// Says what an undo did.
pub fn say_undone(toasts: Toasts, words: Words, undone: Undone, whole: Text) {
    match undone {
        Undone::Whole => toasts.done(words.t(whole), None),
        Undone::Partly(kept) => toasts.done(words.fill(Text::UndonePartly, &[&kept.to_string()]), None),
        Undone::Nothing => toasts.done(words.t(Text::NothingUndone), None),
    }
}

fn undo_keys(session: Session, toasts: Toasts, words: Words, event: &KeyboardEvent) {
    let typing = event_target_is_text(event);
    if typing || !(event.ctrl_key() || event.meta_key()) {
        return;
    }
    match (event.key().to_lowercase().as_str(), event.shift_key()) {
        ("z", false) => say_undone(toasts, words, session.store.undo(), Text::Undone),
        ("z", true) | ("y", false) => say_undone(toasts, words, session.store.redo(), Text::Redone),
        _ => return,
    }
    event.prevent_default();
}

fn event_target_is_text(event: &KeyboardEvent) -> bool {
    use wasm_bindgen::JsCast;
    let element = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|e| matches!(e.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

#[component]
fn LangButton() -> impl IntoView {
    let settings = expect_context::<Session>().settings;
    let text = move || match settings.lang.get() {
        Lang::Zh => Text::ToEnglish,
        Lang::En => Text::ToChinese,
    };
    let words = words();
    let turn = move |_| {
        settings.set_lang(match settings.lang.get_untracked() {
            Lang::Zh => Lang::En,
            Lang::En => Lang::Zh,
        });
    };
    view! {
        <button class="iconbtn" type="button" id="lang" title=move || words.t(text()) aria-label=move || words.t(text()) on:click=turn>
            {icon("globe")}
        </button>
    }
}

#[component]
fn LookButton() -> impl IntoView {
    let settings = expect_context::<Session>().settings;
    let words = words();
    let text = move || match settings.look.get() {
        Look::System => Text::LookSystem,
        Look::Light => Text::LookLight,
        Look::Dark => Text::LookDark,
    };
    let turn = move |_| {
        settings.set_look(match settings.look.get_untracked() {
            Look::System => Look::Light,
            Look::Light => Look::Dark,
            Look::Dark => Look::System,
        });
    };
    view! {
        <button class="iconbtn" type="button" id="look" title=move || words.t(text()) aria-label=move || words.t(text()) on:click=turn>
            {move || icon(if settings.look.get() == Look::Dark { "moon" } else { "sun" })}
        </button>
    }
}

/// A unit's name, for headings; `None` names the whole ledger.
pub fn unit_title(store: Store, unit: Option<crate::model::id::UnitId>) -> Option<String> {
    unit.map(|u| label::visible(&store.title_of(RecordId::new(Kind::Unit, u))))
}
