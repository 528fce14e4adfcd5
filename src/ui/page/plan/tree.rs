//! The framework with its targets, tasks and lights on one page; moved by keyboard, buttons and drag.

use super::touch::{self, Touch};
use super::{Sought, owner, planners};
use crate::model::choice::Choice;
use crate::model::framework::{self, Branch, Nudge, Place};
use crate::model::id::{TargetId, TaskId, ThemeId};
use crate::model::kind::{Kind, RecordId};
use crate::model::light::Light;
use crate::model::summary::Counts;
use crate::state::Store;
use crate::ui::page::plan::tree_paper::{OnPaper, PAPERS};
use crate::ui::part::create::route_of;
use crate::ui::part::edit::{Editor, editor};
use crate::ui::part::light::dot;
use crate::ui::part::paper::Paper;
use crate::ui::route::Route;
use crate::ui::svg::icon;
use crate::ui::widget::focus::focus;
use crate::ui::widget::select::Select;
use crate::ui::words::plan::Plan as Text;
use crate::ui::words::{Words, label, words};
use leptos::ev::{DragEvent, KeyboardEvent};
use leptos::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;

/// A theme shows so many records of a kind; the lists have the rest.
const SHOWN: usize = 60;

/// A line of the plan.
#[derive(Clone, PartialEq)]
pub struct Row {
    /// What it is; `None` for the head of what hangs on no theme.
    pub record: Option<RecordId>,
    /// 1 for a theme at the top.
    pub level: usize,
    /// Its name.
    pub title: String,
    /// The light of a target or task.
    pub light: Option<Light>,
    /// A target's aim, a task's due date.
    pub note: String,
    /// What hangs on a theme and below it.
    pub counts: Counts,
    /// Whether a theme has anything that can be folded away.
    pub can_fold: bool,
    /// Records left out.
    pub more: usize,
}

/// A theme at the top with everything under it.
pub type Card = Vec<Row>;

/// The plan as cards, without what is under folded themes.
pub fn cards(store: Store, words: Words, folded: &BTreeSet<ThemeId>) -> Vec<Card> {
    let index = store.index.get();
    let unit = store.unit.get();
    store.with(|l| {
        let branches = framework::framework(l, &index, planners(l, unit).as_ref());
        let mut out: Vec<Card> = Vec::new();
        // The depth of the folded theme everything deeper is hidden under.
        let mut hidden: Option<usize> = None;
        for (place, branch) in branches.iter().enumerate() {
            if hidden.is_some_and(|depth| branch.depth > depth) {
                continue;
            }
            let is_folded = branch.theme.is_some_and(|t| folded.contains(&t));
            hidden = is_folded.then_some(branch.depth);
            let below = branches.get(place + 1).is_some_and(|b| b.theme.is_some() && b.depth > branch.depth);
            let title = match branch.theme.and_then(|t| l.themes.get(&t)) {
                Some(theme) => label::visible(theme.title.get()),
                None => words.t(Text::NoTheme).to_owned(),
            };
            let head = Row {
                record: branch.theme.map(|t| RecordId::new(Kind::Theme, t)),
                level: branch.depth + 1,
                title,
                light: None,
                note: String::new(),
                counts: branch.counts,
                can_fold: branch.theme.is_some()
                    && (below || !branch.targets.is_empty() || !branch.tasks.is_empty()),
                more: 0,
            };
            if branch.depth == 0 || out.is_empty() {
                out.push(Vec::new());
            }
            let Some(card) = out.last_mut() else { continue };
            card.push(head);
            if !is_folded {
                card.extend(records(store, words, branch));
            }
        }
        out
    })
}

fn records(store: Store, words: Words, branch: &Branch) -> Vec<Row> {
    let level = branch.depth + 2;
    let index = store.index.get();
    let row = |record, title: &str, light, note| Row {
        record: Some(record),
        level,
        title: label::visible(title),
        light: Some(light),
        note,
        counts: Counts::default(),
        can_fold: false,
        more: 0,
    };
    store.with(|l| {
        let year = *l.meta.year.get();
        let targets = branch.targets.iter().take(SHOWN).filter_map(|id| l.targets.get(id)).map(|t| {
            let light = index.targets.get(&t.id).map_or(Light::Unset, |s| s.light);
            let note = label::aim(words, t).unwrap_or_else(|| {
                let (before, after) = label::around_blank(words, t);
                format!("{before}{}{after}", words.t(label::Small::Blank))
            });
            row(RecordId::new(Kind::Target, t.id), t.title.get(), light, note)
        });
        let tasks = branch.tasks.iter().take(SHOWN).filter_map(|id| l.tasks.get(id)).map(|t| {
            let light = index.tasks.get(&t.id).map_or(Light::Unset, |s| s.light);
            let note = t.due.get().map(|d| label::date(words, d, year)).unwrap_or_default();
            row(RecordId::new(Kind::Task, t.id), t.title.get(), light, note)
        });
        let mut out: Vec<Row> = targets.chain(tasks).collect();
        let more = branch.targets.len().saturating_sub(SHOWN) + branch.tasks.len().saturating_sub(SHOWN);
        if let Some(last) = out.last_mut().filter(|_| more > 0) {
            last.more = more;
        }
        out
    })
}

/// The plan on a page.
#[component]
pub fn Tree() -> impl IntoView {
    let editor = editor();
    let store = editor.store;
    let words = words();
    let paper = Paper::new();
    let size = RwSignal::new("a4".to_owned());
    let folded = RwSignal::new(BTreeSet::<ThemeId>::new());
    let active = RwSignal::new(None::<Uuid>);
    if let Some(record) = expect_context::<Sought>().take() {
        active.set(Some(record.id));
        // Once the rows are there.
        request_animation_frame(move || {
            request_animation_frame(move || focus(&format!("plan-{}", record.id)));
        });
    }
    let shown = Memo::new(move |_| folded.with(|f| cards(store, words, f)));
    let all = Memo::new(move |_| cards(store, words, &BTreeSet::new()));
    let has_themes = Memo::new(move |_| all.with(|cards| cards.iter().flatten().any(|r| r.record.is_some())));
    let counts = move || all.with(|cards| totals(cards));
    let sub = move || {
        let (targets, tasks) = counts();
        words.fill(Text::TreeSub, &[&owner(store), &targets.to_string(), &tasks.to_string()])
    };
    let is_open = move || folded.with(BTreeSet::is_empty);
    let fold_all = move |_| {
        let all: BTreeSet<ThemeId> =
            store.with_untracked(|l| l.live_themes().map(|t| t.id).collect::<BTreeSet<_>>());
        // What stands at the top stays open, so that the themes below it are seen.
        let inner = store.with_untracked(|l| {
            let has_inner = |id: &ThemeId| l.live_themes().any(|t| *t.parent.get() == Some(*id));
            all.iter().copied().filter(|id| !has_inner(id)).collect::<BTreeSet<_>>()
        });
        folded.set(if is_open() { inner } else { BTreeSet::new() });
    };
    let papers = Signal::derive(move || {
        PAPERS.iter().map(|(code, text)| ((*code).to_owned(), words.t(*text).to_owned())).collect::<Vec<_>>()
    });
    let step = move |text: Text, id: &'static str, name: &'static str, nudge: Nudge| {
        view! {
            <button
                class="iconbtn"
                type="button"
                id=id
                title=words.t(text)
                aria-label=words.t(text)
                disabled=move || active.get().is_none()
                on:click=move |_| {
                    if let Some(id) = active.get_untracked() {
                        shift(editor, words, shown, id, nudge);
                    }
                }
            >
                {icon(name)}
            </button>
        }
    };
    view! {
        <div class="page-head">
            <h1>{move || words.t(Text::Title)}</h1>
            <p class="page-sub">{sub}</p>
            <div class="page-actions">
                <div class="plan-moves" role="group" aria-label=words.t(Text::Move)>
                    {step(Text::Up, "plan-up", "up", Nudge::Up)}
                    {step(Text::Down, "plan-down", "down", Nudge::Down)}
                    {step(Text::Out, "plan-out", "left", Nudge::Out)}
                    {step(Text::In, "plan-in", "right", Nudge::In)}
                </div>
                <button class="btn" type="button" id="plan-fold" on:click=fold_all>
                    {move || words.t(if is_open() { Text::FoldAll } else { Text::OpenAll })}
                </button>
                <div class="plan-paper">
                    <Select id="plan-paper" label=Signal::derive(move || words.t(Text::PrintOn).to_owned()) options=papers value=size on_pick=Callback::new(move |code| size.set(code)) />
                    <button class="btn" type="button" id="print" on:click=move |_| paper.print()>
                        {icon("print")}
                        <span>{words.t(Text::Print)}</span>
                    </button>
                </div>
            </div>
        </div>
        <Show when=move || has_themes.get() || all.with(|a| !a.is_empty()) fallback=move || view! { <Nothing /> }>
            <Board shown folded active editor />
            <p class="muted plan-keys only-wide">{words.t(Text::Keys)}</p>
        </Show>
        <Show when=move || paper.on.get()>
            <OnPaper cards=all.get_untracked() size=size.get_untracked() />
        </Show>
    }
    .into_any()
}

/// How many targets and tasks there are on cards.
pub fn totals(cards: &[Card]) -> (usize, usize) {
    let of =
        |kind: Kind| cards.iter().flatten().filter(|r| r.record.is_some_and(|id| id.kind == kind)).count();
    let more: usize = cards.iter().flatten().map(|r| r.more).sum();
    (of(Kind::Target), of(Kind::Task) + more)
}

#[component]
fn Nothing() -> impl IntoView {
    let words = words();
    view! {
        <section class="empty">
            <h2 class="empty-title">{words.t(Text::EmptyTree)}</h2>
            <p class="empty-text">{words.t(Text::EmptyTreeText)}</p>
            <div class="cluster">
                <a class="btn is-primary" href=Route::Units.hash()>{words.t(Text::ToThemes)}</a>
            </div>
        </section>
    }
}

#[component]
fn Board(
    shown: Memo<Vec<Card>>,
    folded: RwSignal<BTreeSet<ThemeId>>,
    active: RwSignal<Option<Uuid>>,
    editor: Editor,
) -> impl IntoView {
    let words = words();
    let dragged = RwSignal::new(None::<RecordId>);
    let over = RwSignal::new(None::<(Uuid, bool)>);
    let finger = Touch::new(dragged, over);
    let turn = move |theme: Uuid| {
        folded.update(|f| {
            if !f.remove(&ThemeId(theme)) {
                f.insert(ThemeId(theme));
            }
        });
        request_animation_frame(move || focus(&format!("plan-{theme}")));
    };
    let keys = move |event: KeyboardEvent| {
        let Some(at) = active.get_untracked() else { return };
        let nudge = match (event.alt_key(), event.key().as_str()) {
            (true, "ArrowUp") => Some(Nudge::Up),
            (true, "ArrowDown") => Some(Nudge::Down),
            (true, "ArrowRight") => Some(Nudge::In),
            (true, "ArrowLeft") => Some(Nudge::Out),
            _ => None,
        };
        if let Some(nudge) = nudge {
            event.prevent_default();
            shift(editor, words, shown, at, nudge);
            return;
        }
        if event.alt_key() || event.ctrl_key() || event.meta_key() {
            return;
        }
        let rows: Vec<(RecordId, bool)> = shown.with_untracked(|cards| {
            cards.iter().flatten().filter_map(|r| Some((r.record?, r.can_fold))).collect()
        });
        let Some(place) = rows.iter().position(|(r, _)| r.id == at) else { return };
        let to = match event.key().as_str() {
            "ArrowDown" => place + 1,
            "ArrowUp" => place.saturating_sub(1),
            "Home" => 0,
            "End" => rows.len().saturating_sub(1),
            key => {
                let Some((record, can_fold)) = rows.get(place).copied() else { return };
                let is_folded = folded.with_untracked(|f| f.contains(&ThemeId(record.id)));
                let wants = match key {
                    "ArrowRight" => can_fold && is_folded,
                    "ArrowLeft" => can_fold && !is_folded,
                    "Enter" | " " => true,
                    _ => return,
                };
                event.prevent_default();
                match record.kind {
                    Kind::Theme if wants && can_fold => turn(record.id),
                    Kind::Theme => {}
                    _ if matches!(key, "Enter" | " ") => route_of(record).go(),
                    _ => {}
                }
                return;
            }
        };
        event.prevent_default();
        if let Some((record, _)) = rows.get(to) {
            focus(&format!("plan-{}", record.id));
        }
    };
    let first = Memo::new(move |_| {
        shown.with(|cards| {
            let ids: Vec<Uuid> = cards.iter().flatten().filter_map(|r| Some(r.record?.id)).collect();
            active.get().filter(|id| ids.contains(id)).or(ids.first().copied())
        })
    });
    let row = move |row: Row| {
        let Some(record) = row.record else {
            return view! {
                <div class="plan-row is-theme" role="treeitem" attr:aria-level="1" data-level="1" tabindex="-1">
                    <span class="plan-title">{row.title}</span>
                    <span class="count">{row.counts.total()}</span>
                </div>
            }
            .into_any();
        };
        let id = record.id;
        let is_theme = record.kind == Kind::Theme;
        let can_fold = row.can_fold;
        let open = move || !folded.with(|f| f.contains(&ThemeId(id)));
        let begin = move |event: DragEvent| {
            event.stop_propagation();
            if let Some(data) = event.data_transfer() {
                // Some browsers drag nothing that carries no data.
                let _set = data.set_data("text/plain", &id.to_string());
            }
            dragged.set(Some(record));
        };
        let drag_over = move |event: DragEvent| {
            let Some(held) = dragged.get_untracked().filter(|d| d.id != id) else { return };
            event.prevent_default();
            let into = into(held, record, &event);
            if over.get_untracked() != Some((id, into)) {
                over.set(Some((id, into)));
            }
        };
        let drop = move |event: DragEvent| {
            let Some(held) = dragged.get_untracked().filter(|d| d.id != id) else { return };
            event.prevent_default();
            let into = into(held, record, &event);
            dragged.set(None);
            over.set(None);
            if let Some(place) = editor.store.with_untracked(|l| place(l, record, held, into)) {
                carry_out(editor, words, held, place);
            }
        };
        let more = row.more;
        let name = row.title.clone();
        view! {
            <div
                class="plan-row"
                class:is-theme=is_theme
                role="treeitem"
                id=format!("plan-{id}")
                data-kind=record.kind.code()
                data-level=row.level.to_string()
                data-light=row.light.map(Light::code)
                data-drop=move || over.get().filter(|(at, _)| *at == id).map(|(_, into)| if into { "in" } else { "before" })
                attr:aria-level=row.level.to_string()
                aria-expanded=move || can_fold.then(|| open().to_string())
                aria-selected=move || (active.get() == Some(id)).to_string()
                tabindex=move || if first.get() == Some(id) { "0" } else { "-1" }
                draggable=move || (!finger.down.get()).to_string()
                data-held=move || (dragged.get().map(|d| d.id) == Some(id)).to_string()
                style:--depth=row.level.saturating_sub(1).to_string()
                on:focus=move |_| active.set(Some(id))
                on:click=move |_| active.set(Some(id))
                on:dragstart=begin
                on:dragover=drag_over
                on:dragleave=move |_| over.set(None)
                on:drop=drop
                on:dragend=move |_| {
                    dragged.set(None);
                    over.set(None);
                }
            >
                {is_theme.then(|| view! {
                    <button
                        class="plan-fold"
                        type="button"
                        tabindex="-1"
                        aria-label=words.fill(Text::Fold, &[&name])
                        disabled=!can_fold
                        on:click=move |_| turn(id)
                    >
                        {move || icon(if open() { "down" } else { "right" })}
                    </button>
                })}
                {row.light.map(|at| view! {
                    <span class=format!("light is-{}", at.code()) title=words.t(at)>
                        {icon(dot(at))}
                        <span class="sr-only">{words.t(at)}</span>
                    </span>
                })}
                {if is_theme {
                    view! { <span class="plan-title">{row.title}</span> {bar(words, row.counts)} }.into_any()
                } else {
                    view! {
                        <a class="plan-title title-link" tabindex="-1" draggable="false" href=route_of(record).hash()>{row.title}</a>
                        <span class="plan-note num">{row.note}</span>
                    }
                    .into_any()
                }}
            </div>
            {(more > 0).then(|| view! { <p class="muted plan-more">{words.fill(Text::More, &[&more.to_string()])}</p> })}
        }
        .into_any()
    };
    let board = move || {
        let card = |card: Card| {
            let name = card.first().map(|r| r.title.clone()).unwrap_or_default();
            view! { <section class="card plan-card" role="group" aria-label=name>{card.into_iter().map(row).collect::<Vec<_>>()}</section> }
        };
        shown.get().into_iter().map(card).collect::<Vec<_>>()
    };
    view! {
        <div
            class="plan-board"
            role="tree"
            aria-label=words.t(Text::Title)
            on:keydown=keys
            on:pointerdown=move |event| finger.begin(&event)
            on:pointermove=move |event| finger.go(&event)
            on:pointerup=move |event| {
                if let Some((held, on, into)) = finger.end(&event)
                    && let Some(place) = editor.store.with_untracked(|l| place(l, on, held, into))
                {
                    carry_out(editor, words, held, place);
                }
            }
            on:pointercancel=move |event| if event.pointer_type() == "touch" { finger.cancel() }
            on:touchmove=move |event| if finger.holds() { event.prevent_default() }
            on:contextmenu=move |event| if finger.down.get_untracked() { event.prevent_default() }
        >
            {board}
        </div>
    }
    .into_any()
}

/// A theme's lights as a bar, with the total.
fn bar(words: Words, counts: Counts) -> impl IntoView {
    let said: Vec<String> = Light::ALL
        .into_iter()
        .filter(|l| counts.of(*l) > 0)
        .map(|l| words.fill(Text::CountOf, &[words.t(l), &counts.of(l).to_string()]))
        .collect();
    let said = said.join(words.t(label::Small::ListMark));
    let name = said.clone();
    let seg = |at: Light| {
        let n = counts.of(at);
        (n > 0).then(|| view! { <span class=format!("seg is-{}", at.code()) style:--n=n.to_string()></span> })
    };
    (counts.total() > 0).then(|| {
        view! {
            <span class="plan-bar" title=said>
                <span class="stack-bar" role="img" aria-label=name>{Light::ALL.into_iter().map(seg).collect::<Vec<_>>()}</span>
                <span class="num">{counts.total()}</span>
            </span>
        }
    })
}

/// Whether a drop by mouse goes into a theme rather than before it.
fn into(held: RecordId, over: RecordId, event: &DragEvent) -> bool {
    use wasm_bindgen::JsCast;
    let row = event.current_target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    row.is_none_or(|row| {
        let area = row.get_bounding_client_rect();
        touch::into(held, over, f64::from(event.client_y()) - area.top(), area.height())
    })
}

/// Where a drop on a row leads.
fn place(ledger: &crate::model::ledger::Ledger, on: RecordId, held: RecordId, into: bool) -> Option<Place> {
    let theme = match on.kind {
        Kind::Theme if into => Some(ThemeId(on.id)),
        Kind::Theme => ledger.themes.get(&ThemeId(on.id)).and_then(|t| *t.parent.get()),
        Kind::Target => ledger.targets.get(&TargetId(on.id)).and_then(|t| *t.theme.get()),
        _ => ledger.tasks.get(&TaskId(on.id)).and_then(|t| *t.theme.get()),
    };
    if held.kind == Kind::Theme && on.kind != Kind::Theme {
        return None;
    }
    Some(Place { under: theme, before: (!into).then_some(on.id) })
}

fn carry_out(editor: Editor, words: Words, record: RecordId, place: Place) {
    let commands = editor.store.with_untracked(|l| framework::put(l, record, place));
    if editor.run(&commands) {
        let title = label::visible(&editor.store.title_of(record));
        editor.done(words.fill(Text::Moved, &[&title]));
        request_animation_frame(move || focus(&format!("plan-{}", record.id)));
    }
}

/// A step by keyboard or button. Targets and tasks step over into the theme before or after.
fn shift(editor: Editor, words: Words, shown: Memo<Vec<Card>>, id: Uuid, nudge: Nudge) {
    let store = editor.store;
    let found = shown.with_untracked(|cards| {
        cards.iter().flatten().find_map(|r| r.record.filter(|record| record.id == id))
    });
    let Some(record) = found else { return };
    let place = store
        .with_untracked(|l| framework::nudged(l, record, nudge))
        .or_else(|| over_the_edge(store, record, nudge));
    match place {
        Some(place) => carry_out(editor, words, record, place),
        None => editor.say(words.t(Text::NoMove).to_owned()),
    }
}

fn over_the_edge(store: Store, record: RecordId, nudge: Nudge) -> Option<Place> {
    if record.kind == Kind::Theme || !matches!(nudge, Nudge::Up | Nudge::Down) {
        return None;
    }
    let index = store.index.get_untracked();
    store.with_untracked(|l| {
        let unit = l.record(record)?.common().unit?;
        let branches = framework::framework(l, &index, Some(&BTreeSet::from([unit])));
        let ids = |b: &Branch| match record.kind {
            Kind::Target => b.targets.iter().map(|t| t.0).collect::<Vec<_>>(),
            _ => b.tasks.iter().map(|t| t.0).collect(),
        };
        let at = branches.iter().position(|b| ids(b).contains(&record.id))?;
        let to = if nudge == Nudge::Up { at.checked_sub(1)? } else { at + 1 };
        let branch = branches.get(to)?;
        let before = if nudge == Nudge::Up { None } else { ids(branch).first().copied() };
        Some(Place { under: Some(branch.theme?), before })
    })
}
