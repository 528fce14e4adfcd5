//! The drafts of a document: filtered, ticked, walked through by keys.

use super::Look;
use super::edit::Edit;
use crate::intake::accept::record_kind;
use crate::intake::draft::{Draft, DraftKey, DraftKind};
use crate::intake::known::Known;
use crate::model::choice::Comparator;
use crate::model::kind::Kind;
use crate::state::review::{Item, Row};
use crate::state::{Review, Store};
use crate::ui::part::control;
use crate::ui::svg::icon;
use crate::ui::widget::focus::focus_drawn;
use crate::ui::widget::select::Select;
use crate::ui::words::draft::Draft as Text;
use crate::ui::words::label::{self, Small};
use crate::ui::words::{Words, words};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// So many rows are made at first, and again each time more are asked for.
const STEP: usize = 100;

/// So many at the very first, so that the page stands at once.
const FIRST: usize = 24;

/// Which drafts are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Shown {
    All,
    Kind(DraftKind),
    Doubtful,
    Blank,
    Ticked,
    Known,
    Differs,
    Gone,
}

/// What a filter asks of a draft.
#[derive(Clone, Copy, PartialEq)]
struct State {
    kind: DraftKind,
    is_doubtful: bool,
    is_blank: bool,
    is_ticked: bool,
    is_known: bool,
    is_other: bool,
    is_gone: bool,
}

impl Shown {
    fn takes(self, state: &State) -> bool {
        match self {
            Self::Gone => state.is_gone,
            _ if state.is_gone => false,
            Self::All => true,
            Self::Kind(kind) => state.kind == kind,
            Self::Doubtful => state.is_doubtful && !state.is_known,
            Self::Blank => state.is_blank && !state.is_known,
            Self::Ticked => state.is_ticked && !state.is_known,
            Self::Known => state.is_known,
            Self::Differs => state.is_other,
        }
    }

    fn name(self, words: Words) -> &'static str {
        words.t(match self {
            Self::All => Text::All,
            Self::Kind(kind) => return words.t(kind),
            Self::Doubtful => Text::Doubtful,
            Self::Blank => Text::Blank,
            Self::Ticked => Text::Ticked,
            Self::Known => Text::Known,
            Self::Differs => Text::Differs,
            Self::Gone => Text::Gone,
        })
    }

    fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Kind(kind) => kind.code(),
            Self::Doubtful => "doubtful",
            Self::Blank => "blank",
            Self::Ticked => "ticked",
            Self::Known => "known",
            Self::Differs => "differs",
            Self::Gone => "gone",
        }
    }
}

fn state(item: &Item, known: &BTreeMap<DraftKey, Known>) -> State {
    let known = known.get(&item.draft.key);
    let is_other = known.is_some_and(|k| !k.is_same());
    State {
        kind: item.draft.kind,
        // To write over what is there is never taken unseen.
        is_doubtful: is_other || item.draft.is_doubtful(),
        is_blank: is_blank(&item.draft),
        is_ticked: item.ticked,
        is_known: known.is_some_and(|k| k.is_same()),
        is_other,
        is_gone: item.gone,
    }
}

/// Whether it is a target whose value still has to be filled in.
pub(super) fn is_blank(draft: &Draft) -> bool {
    let needs = !matches!(
        draft.comparator,
        None | Some(Comparator::YesNo | Comparator::Zero | Comparator::BetterThan | Comparator::AllReach)
    );
    record_kind(draft.kind) == Kind::Target && needs && draft.value.is_none()
}

/// The drafts.
#[component]
pub(super) fn List() -> impl IntoView {
    let review = expect_context::<Review>();
    let look = expect_context::<Look>();
    let words = words();
    let shown = RwSignal::new(Shown::All);
    let by_text = RwSignal::new(false);
    let limit = RwSignal::new(FIRST);
    super::soon(move || {
        // Gone when the page is.
        let _gone = limit.try_update(|limit| *limit = STEP.max(*limit));
    });
    // Every draft's state, in the order of the document.
    let states = Memo::new(move |_| {
        review.edits.track();
        review.ticks.track();
        let known = review.known.get();
        review.rows.with(|rows| {
            rows.iter()
                .map(|row| (row.key, row.item.with_untracked(|item| state(item, &known))))
                .collect::<Vec<_>>()
        })
    });
    let order = Memo::new(move |_| {
        let (shown, by_text) = (shown.get(), by_text.get());
        let mut keys: Vec<(bool, bool, DraftKey)> = states.with(|states| {
            let taken = states.iter().filter(|(_, state)| shown.takes(state));
            taken.map(|(key, s)| (s.is_known && !by_text, !s.is_doubtful && !by_text, *key)).collect()
        });
        // Stable: among equals the document's order stands.
        keys.sort_by_key(|(known, sure, _)| (*known, *sure));
        Arc::new(keys.into_iter().map(|(_, _, key)| key).collect::<Vec<_>>())
    });
    let rows = Memo::new(move |_| {
        review.rows.with(|rows| {
            Arc::new(rows.iter().map(|row| (row.key, Kept(row.clone()))).collect::<BTreeMap<_, _>>())
        })
    });
    let visible = move || {
        let keys = order.get();
        rows.with(|rows| {
            keys.iter()
                .take(limit.get())
                .filter_map(|key| rows.get(key).map(|row| row.0.clone()))
                .collect::<Vec<_>>()
        })
    };
    // A draft chosen in the document is made, shown, and brought into sight.
    Effect::new(move |_| {
        let Some(key) = look.chosen.get() else { return };
        let at = order.with_untracked(|keys| keys.iter().position(|k| *k == key));
        if at.is_none() && rows.with_untracked(|rows| rows.contains_key(&key)) {
            shown.set(Shown::All);
        }
        let at = order.with_untracked(|keys| keys.iter().position(|k| *k == key));
        if at.is_some_and(|at| at >= limit.get_untracked()) {
            limit.set(at.unwrap_or_default() + STEP);
        }
        request_animation_frame(move || super::document::reveal(&format!("#draft-{}", key.0)));
    });
    let step = move |by: isize| {
        let to = order.with_untracked(|keys| {
            let at = look.chosen.get_untracked().and_then(|key| keys.iter().position(|k| *k == key));
            let to = at.map_or(0, |at| at.saturating_add_signed(by)).min(keys.len().saturating_sub(1));
            keys.get(to).copied()
        });
        if let Some(key) = to {
            look.chosen.set(Some(key));
            focus_drawn(format!("draft-open-{}", key.0));
        }
    };
    let keys = move |event: KeyboardEvent| {
        let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        let Some(target) =
            target.filter(|t| t.class_list().contains("draft-open") || t.class_list().contains("check"))
        else {
            return;
        };
        match event.key().as_str() {
            "ArrowDown" => step(1),
            "ArrowUp" => step(-1),
            " " if target.class_list().contains("draft-open") => {
                if let Some(key) = look.chosen.get_untracked() {
                    let on = states.with_untracked(|s| s.iter().any(|(k, s)| *k == key && s.is_ticked));
                    review.tick(&BTreeSet::from([key]), !on);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    // Firefox presses a button when the key comes up.
    let keyup = move |event: KeyboardEvent| {
        let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        if event.key() == " " && target.is_some_and(|t| t.class_list().contains("draft-open")) {
            event.prevent_default();
        }
    };
    let more = move || order.with(|keys| keys.len()).saturating_sub(limit.get());
    let is_none = move || {
        review.rows.with(|rows| rows.is_empty())
            && review.tables.with(|t| t.iter().all(|t| t.mapping.is_some()))
    };
    view! {
        <section class="draft-items" id="draft-items" aria-label=words.t(Text::Items)>
            <Tools shown by_text states />
            <div class="draft-scroll" tabindex="-1">
                <Notes />
                <ul class="draft-list" id="draft-list" on:keydown=keys on:keyup=keyup>
                    <For each=visible key=|row| row.key let:row>
                        <Line row />
                    </For>
                </ul>
                <Show when=move || { order.with(|keys| keys.is_empty()) }>
                    <div class="empty">
                        <p class="empty-title">{move || words.t(if is_none() { Text::NothingRead } else { Text::Nothing })}</p>
                        <Show when=is_none><p class="empty-text">{words.t(Text::NothingReadText)}</p></Show>
                    </div>
                </Show>
                <Show when=move || { more() > 0 }>
                    <p class="cluster draft-more">
                        <button class="btn" type="button" on:click=move |_| limit.update(|n| *n += STEP)>
                            {move || words.fill(Text::More, &[&more().min(STEP).to_string()])}
                        </button>
                    </p>
                </Show>
            </div>
        </section>
    }
    .into_any()
}

/// A row, the same while its name is.
#[derive(Clone)]
struct Kept(Row);

impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        self.0.key == other.0.key && self.0.item == other.0.item
    }
}

#[component]
fn Tools(
    shown: RwSignal<Shown>,
    by_text: RwSignal<bool>,
    states: Memo<Vec<(DraftKey, State)>>,
) -> impl IntoView {
    let review = expect_context::<Review>();
    let store = expect_context::<Store>();
    let words = words();
    let chip = move |at: Shown| {
        let count = move || states.with(|states| states.iter().filter(|(_, s)| at.takes(s)).count());
        view! {
            <Show when=move || { at == Shown::All || shown.get() == at || count() > 0 }>
                <button class="chipbtn" type="button" data-show=at.code() aria-pressed=move || (shown.get() == at).to_string() on:click=move |_| shown.set(at)>
                    <span>{at.name(words)}</span>
                    <span class="count">{count}</span>
                </button>
            </Show>
        }
    };
    let chips = std::iter::once(Shown::All).chain(DraftKind::ALL.into_iter().map(Shown::Kind)).chain([
        Shown::Doubtful,
        Shown::Blank,
        Shown::Ticked,
        Shown::Known,
        Shown::Differs,
        Shown::Gone,
    ]);
    let units = Signal::derive(move || store.with(control::units));
    let unit = Signal::derive(move || review.unit.get().map(|u| u.to_string()).unwrap_or_default());
    let pick = Callback::new(move |code: String| {
        review.unit.set(uuid::Uuid::try_parse(&code).ok().map(crate::model::id::UnitId));
        review.touch();
    });
    let sure = Memo::new(move |_| {
        let now = shown.get();
        let is_sure = |s: &State| now.takes(s) && !s.is_doubtful && !s.is_known && !s.is_ticked;
        states.with(|states| {
            states.iter().filter(|(_, s)| is_sure(s)).map(|(key, _)| *key).collect::<BTreeSet<_>>()
        })
    });
    let ticked = move || {
        states.with(|states| {
            states
                .iter()
                .filter(|(_, s)| s.is_ticked && !s.is_gone)
                .map(|(key, _)| *key)
                .collect::<BTreeSet<_>>()
        })
    };
    let orders = Signal::derive(move || {
        vec![
            (String::new(), words.t(Text::OrderDoubt).to_owned()),
            ("text".to_owned(), words.t(Text::OrderText).to_owned()),
        ]
    });
    let order = Signal::derive(move || if by_text.get() { "text".to_owned() } else { String::new() });
    view! {
        <div class="draft-tools">
            <div class="draft-tools-row">
                <label class="field-inline draft-unit">
                    <span>{words.t(Text::UnitFor)}</span>
                    <Select id="draft-unit" options=units value=unit on_pick=pick />
                </label>
                <Select id="draft-order" label=Signal::derive(move || words.t(Text::Order).to_owned()) options=orders value=order on_pick=Callback::new(move |code: String| by_text.set(code == "text")) />
                <button class="btn" type="button" id="draft-tick-sure" disabled=move || sure.with(BTreeSet::is_empty) on:click=move |_| review.tick(&sure.get_untracked(), true)>
                    {move || {
                        let n = sure.with(BTreeSet::len);
                        if n > 0 { words.fill(Text::TickSureCount, &[&n.to_string()]) } else { words.t(Text::TickSure).to_owned() }
                    }}
                </button>
                <button class="btn is-quiet" type="button" id="draft-untick" disabled=move || ticked().is_empty() on:click=move |_| review.tick(&untrack(ticked), false)>{words.t(Text::Untick)}</button>
            </div>
            <div class="filter-chips" role="group" aria-label=words.t(Text::Filter)>{chips.map(chip).collect::<Vec<_>>()}</div>
        </div>
    }
    .into_any()
}

/// What has to be known before the drafts: tables that wait, corrections that are lost or not kept.
#[component]
fn Notes() -> impl IntoView {
    let review = expect_context::<Review>();
    let look = expect_context::<Look>();
    let words = words();
    let waiting = move || {
        review.tables.with(|tables| {
            let waits = |table: &crate::state::review::Table| table.mapping.is_none() && !table.is_skipped;
            let first = tables.iter().position(waits);
            first.map(|first| (first, tables.iter().filter(|table| waits(table)).count()))
        })
    };
    view! {
        <ul class="notes draft-notes">
            {move || waiting().map(|(first, count)| view! {
                <li class="note is-warn">
                    {icon("warn")}
                    <span>{words.fill(Text::Unsure, &[&count.to_string()])}</span>
                    <button class="btn is-small" type="button" id="draft-columns" on:click=move |_| look.columns.set(Some(first))>{words.t(Text::CheckColumns)}</button>
                </li>
            })}
            <Show when=move || { review.lost.get() > 0 }>
                <li class="note is-warn">{icon("warn")}<span>{move || words.fill(Text::Lost, &[&review.lost.get().to_string()])}</span></li>
            </Show>
            <Show when=move || review.unkept.get()>
                <li class="note is-warn">{icon("warn")}<span>{words.t(Text::Unkept)}</span></li>
            </Show>
            <li class="only-wide draft-keys">{words.t(Text::Keys)}</li>
        </ul>
    }
    .into_any()
}

/// What a draft asks for, in one phrase; blanks shown as to be filled.
fn aim(words: Words, draft: &Draft) -> String {
    let blank = words.t(Small::Blank);
    let value = draft.value.map_or(blank.to_owned(), label::number);
    let measure = draft.measure.as_str();
    let upper = draft.upper.map(|upper| format!("–{}", label::number(upper))).unwrap_or_default();
    match draft.comparator {
        None => draft.value.map(|v| format!("{}{measure}", label::number(v))).unwrap_or_default(),
        Some(Comparator::AtLeast) => format!("≥ {value}{upper}{measure}"),
        Some(Comparator::AtMost) => format!("≤ {value}{upper}{measure}"),
        Some(Comparator::Equal) => format!("= {value}{upper}{measure}"),
        Some(Comparator::RankWithin) if draft.value.is_none() => {
            words.fill(Small::Place, &[&format!(" {blank} ")])
        }
        Some(Comparator::RankWithin) => words.fill(Small::Place, &[&value]),
        Some(Comparator::AllReach) if draft.value.is_none() => {
            words.fill(Small::AllStageBlank, &[label::stage(words, draft.stage)])
        }
        Some(Comparator::AllReach) => {
            let count = draft.value.map(label::number).unwrap_or_default();
            words.fill(Small::AllStage, &[&count, measure, label::stage(words, draft.stage)])
        }
        Some(other) => words.t(other).to_owned(),
    }
}

/// Whom it binds, when, and who does it.
fn about(words: Words, draft: &Draft) -> String {
    let year = draft.due.map(|due| i64::from(chrono::Datelike::year(&due)));
    let when = match (draft.due, draft.period) {
        (Some(due), _) => label::date(words, due, year),
        (None, Some(period)) => words.t(period).to_owned(),
        (None, None) => draft.every.map(|every| words.t(every).to_owned()).unwrap_or_default(),
    };
    let mut lead = draft.lead.clone();
    lead.truncate(3);
    let parts = [draft.scope.join("、"), when, lead.join("、"), draft.person.clone()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// What the ledger has, and what it would have: 97% → 98%.
fn change(words: Words, known: Known, draft: &Draft) -> String {
    let value = |value: Option<Decimal>| match value {
        Some(value) => format!("{}{}", label::number(value), draft.measure),
        None => words.t(Small::Blank).to_owned(),
    };
    let (was, new) = match known {
        Known::Same(_) => return String::new(),
        Known::OtherValue { was, .. } => (value(was), value(draft.value)),
        Known::OtherDue { was, .. } => {
            (was.to_string(), draft.due.map(|due| due.to_string()).unwrap_or_default())
        }
    };
    format!("{was} → {new}")
}

#[component]
fn Line(row: Row) -> impl IntoView {
    let review = expect_context::<Review>();
    let look = expect_context::<Look>();
    let words = words();
    let key = row.key;
    let item = row.item.clone();
    let known = Memo::new(move |_| review.known.with(|known| known.get(&key).copied()));
    let is_same = move || known.get().is_some_and(Known::is_same);
    let seen = {
        let item = item.clone();
        move || {
            item.with(|item| {
                let title = if item.draft.title.trim().is_empty() {
                    words.t(Text::NoTitle).to_owned()
                } else {
                    label::visible(&item.draft.title)
                };
                (
                    item.draft.kind,
                    title,
                    aim(words, &item.draft),
                    about(words, &item.draft),
                    is_blank(&item.draft),
                )
            })
        }
    };
    let doubts = {
        let item = item.clone();
        move || {
            let doubts = item.with(|item| item.draft.doubts.clone());
            doubts
                .into_iter()
                .map(|doubt| view! { <span class="draft-doubt">{icon("warn")}<span>{words.t(doubt)}</span></span> })
                .collect::<Vec<_>>()
        }
    };
    let (gone, ticked, now) = (item.clone(), item.clone(), item.clone());
    let changed = item.clone();
    let name = {
        let item = item.clone();
        move || words.fill(Text::Tick, &[&item.with(|item| label::visible(&item.draft.title))])
    };
    let choose = move || {
        look.chosen.set(Some(key));
        look.open.update(|open| *open = if *open == Some(key) { None } else { Some(key) });
    };
    let is_open = move || look.open.get() == Some(key);
    let face = move || {
        let (kind, title, aim, about, blank) = seen();
        view! {
            <span class="draft-face">
                <span class="chip is-muted draft-kind">{words.t(kind)}</span>
                <span class="draft-title">{title}</span>
                <span class="draft-aim num" class:is-blank=blank>{aim}</span>
            </span>
            <span class="draft-about">{about}</span>
        }
    };
    let status = move || {
        let known = known.get()?;
        let change = change(words, known, &now.read().draft);
        let (text, class, hint) = match known {
            Known::Same(_) => (words.t(Text::Known).to_owned(), "is-info", Text::KnownHint),
            Known::OtherValue { .. } => {
                (words.fill(Text::OtherValue, &[&change]), "is-warn", Text::OtherHint)
            }
            Known::OtherDue { .. } => (words.fill(Text::OtherDue, &[&change]), "is-warn", Text::OtherHint),
        };
        Some(view! { <span class=format!("chip {class}") title=words.t(hint)>{text}</span> })
    };
    let edit = row.clone();
    view! {
        <li
            class="draft-row"
            id=format!("draft-{}", key.0)
            data-on=move || (look.chosen.get() == Some(key)).to_string()
            data-open=move || is_open().to_string()
            data-known=move || is_same().to_string()
            data-gone=move || gone.with(|item| item.gone).to_string()
        >
            <div class="draft-line">
                <span class="draft-pick">
                    <input
                        class="check"
                        type="checkbox"
                        aria-label=name
                        disabled=is_same
                        prop:checked=move || ticked.with(|item| item.ticked) && !is_same()
                        on:change=move |event| review.tick(&BTreeSet::from([key]), event_target_checked(&event))
                        on:focus=move |_| look.chosen.set(Some(key))
                    />
                </span>
                <button
                    class="draft-open"
                    type="button"
                    id=format!("draft-open-{}", key.0)
                    aria-expanded=move || is_open().to_string()
                    on:click=move |_| choose()
                    on:focus=move |_| look.chosen.set(Some(key))
                >
                    {face}
                </button>
                <span class="draft-marks">
                    {status}
                    {move || changed.with(Item::is_changed).then(|| view! { <span class="chip is-muted">{words.t(Text::Corrected)}</span> })}
                </span>
                <div class="draft-doubts">{doubts}</div>
            </div>
            {move || is_open().then(|| view! { <Edit row=edit.clone() /> })}
        </li>
    }
    .into_any()
}
