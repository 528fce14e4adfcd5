//! One draft put right where it stands.

use super::Look;
use crate::intake::accept::record_kind;
use crate::intake::draft::{DraftKind, Every};
use crate::intake::revise::{Part, Unfit};
use crate::model::choice::{Choice, Comparator, Period, SourceLevel, Stage, ThemeKind, UnitKind};
use crate::model::id::{ThemeId, UnitId};
use crate::model::kind::Kind;
use crate::state::review::{Item, Row};
use crate::state::{Review, Store};
use crate::ui::part::control;
use crate::ui::widget::field::Field;
use crate::ui::widget::select::{Options, Select};
use crate::ui::words::draft::{self, Draft as Text};
use crate::ui::words::label::{self, Small};
use crate::ui::words::record::Panel;
use crate::ui::words::{Say, Words, words};
use leptos::prelude::*;

/// Stands in the theme's list for no theme.
const NONE: &str = "none";

fn offered(words: Words, part: Part) -> Option<Options> {
    fn of<C: Choice + Say>(words: Words) -> Options {
        C::ALL.iter().map(|c| (c.code().to_owned(), words.t(*c).to_owned())).collect()
    }
    let choices = match part {
        Part::Kind => {
            return Some(
                DraftKind::ALL.iter().map(|k| (k.code().to_owned(), words.t(*k).to_owned())).collect(),
            );
        }
        Part::ThemeKind => of::<ThemeKind>(words),
        Part::UnitKind => of::<UnitKind>(words),
        Part::Comparator => of::<Comparator>(words),
        Part::Stage => of::<Stage>(words),
        Part::Period => of::<Period>(words),
        Part::Source => of::<SourceLevel>(words),
        Part::Every => Every::ALL.iter().map(|e| (e.code().to_owned(), words.t(*e).to_owned())).collect(),
        _ => return None,
    };
    Some(std::iter::once((String::new(), words.t(Panel::NotSet).to_owned())).chain(choices).collect())
}

/// The parts that matter for what a draft becomes.
fn parts(kind: DraftKind) -> &'static [Part] {
    use Part::*;
    match kind {
        DraftKind::Theme => &[Kind, Title, ThemeKind],
        DraftKind::Unit => &[Kind, Title, UnitKind],
        DraftKind::Target => &[
            Kind,
            Title,
            Comparator,
            Value,
            Upper,
            Measure,
            Stage,
            Baseline,
            Scope,
            Period,
            Due,
            Lead,
            Cooperating,
            Person,
            Source,
            Note,
        ],
        DraftKind::Quota => &[
            Kind, Title, Comparator, Value, Upper, Measure, Scope, Every, Period, Due, Lead, Person, Source,
            Note,
        ],
        DraftKind::Task => {
            &[Kind, Title, Detail, Scope, Due, Lead, Cooperating, Leader, Person, Source, Note]
        }
        DraftKind::Rhythm => {
            &[Kind, Title, Detail, Every, Scope, Due, Lead, Cooperating, Leader, Person, Note]
        }
    }
}

/// The form of the open draft.
#[component]
pub(super) fn Edit(row: Row) -> impl IntoView {
    let review = expect_context::<Review>();
    let look = expect_context::<Look>();
    let words = words();
    let key = row.key;
    let item = StoredValue::new(row.item.clone());
    let kind = Memo::new(move |_| item.with_value(|item| item.with(|item| item.draft.kind)));
    let fields = move || {
        let kind = kind.get();
        parts(kind).iter().map(|part| view! { <PartField row=row.clone() part=*part /> }).collect::<Vec<_>>()
    };
    let is_record = move || matches!(record_kind(kind.get()), Kind::Target | Kind::Task);
    let gone = move || item.with_value(|item| item.with(|item| item.gone));
    let changed = move || item.with_value(|item| item.with(Item::is_changed));
    let split = move |_| {
        if let Some(made) = review.split(key) {
            look.chosen.set(Some(made));
            look.open.set(Some(made));
        }
    };
    let discard = move |_| {
        let back = untrack(gone);
        review.change(key, |item| {
            item.gone = !back;
            item.ticked &= back;
        });
        if !back {
            look.open.set(None);
        }
    };
    let revert = move |_| {
        review.change(key, |item| {
            item.draft = item.base.clone();
            item.unit = None;
            item.theme = None;
        });
    };
    // The exact words stand out of their sentence.
    let quote = move || {
        let parts = |item: &Item| match item.draft.marked() {
            Some((before, exact, after)) => [before, exact, after].map(label::visible),
            None => [label::visible(&item.draft.quote), String::new(), String::new()],
        };
        let [before, exact, after] = item.with_value(|item| item.with(parts));
        let exact = (!exact.is_empty()).then(|| view! { <b class="draft-words">{exact}</b> });
        view! { {before} {exact} {after} }
    };
    view! {
        <div class="draft-edit">
            <blockquote class="quote draft-quote">{quote}</blockquote>
            <div class="form-grid">
                {fields}
                {move || is_record().then(|| view! { <ThemeField item /> <UnitField item /> })}
            </div>
            <div class="cluster draft-edit-foot">
                <button class="btn is-small" type="button" id="draft-split" on:click=split>{words.t(Text::Split)}</button>
                <button class="btn is-small is-danger" type="button" id="draft-discard" on:click=discard>{move || words.t(if gone() { Text::Restore } else { Text::Discard })}</button>
                <Show when=changed>
                    <button class="btn is-small is-quiet" type="button" on:click=revert>{words.t(Text::Revert)}</button>
                </Show>
                <span class="spacer"></span>
                <button class="btn is-small is-quiet" type="button" on:click=move |_| look.open.set(None)>{words.t(Text::Close)}</button>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn PartField(row: Row, part: Part) -> impl IntoView {
    let review = expect_context::<Review>();
    let words = words();
    let key = row.key;
    let id = format!("part-{}", part.code());
    let item = row.item.clone();
    let value = Memo::new(move |_| item.with(|item| part.read(&item.draft)));
    let wrong = RwSignal::new(None::<Unfit>);
    let take = move |text: String| wrong.set(review.set(key, part, &text).err());
    let error = Signal::derive(move || wrong.get().map(|unfit| draft::unfit(words, unfit).to_owned()));
    let invalid = move || wrong.get().map(|_| "true");
    let described = format!("{id}-error");
    let described = move || wrong.get().map(|_| described.clone());
    let changed = move |event: leptos::ev::Event| take(event_target_value(&event));
    let is_long = matches!(part, Part::Title | Part::Detail | Part::Note);
    let control = if let Some(options) = offered(words, part) {
        let options = Signal::stored(options);
        view! { <Select id=id.clone() options=options value=value on_pick=Callback::new(take) /> }.into_any()
    } else if is_long {
        view! {
            <textarea class="control draft-area" id=id.clone() rows="2" aria-invalid=invalid aria-describedby=described prop:value=value on:change=changed></textarea>
        }
        .into_any()
    } else {
        let numeric = matches!(part, Part::Value | Part::Upper | Part::Baseline);
        let hint = if part == Part::Value { words.t(Small::Blank) } else { "" };
        let people = matches!(part, Part::Person | Part::Leader).then_some("people");
        view! {
            <input
                class="control"
                class:num=numeric
                id=id.clone()
                type=if part == Part::Due { "date" } else { "text" }
                inputmode=numeric.then_some("decimal")
                list=people
                placeholder=hint
                autocomplete="off"
                aria-invalid=invalid
                aria-describedby=described
                prop:value=value
                on:change=changed
            />
        }
        .into_any()
    };
    view! { <Field id=id label=Signal::derive(move || words.t(part).to_owned()) error=error wide=is_long>{control}</Field> }.into_any()
}

type Kept = StoredValue<ArcRwSignal<Item>>;

#[component]
fn ThemeField(item: Kept) -> impl IntoView {
    let review = expect_context::<Review>();
    let store = expect_context::<Store>();
    let words = words();
    let own = move || {
        let key = item.with_value(|item| item.with(|item| item.draft.theme.or(item.base.theme)))?;
        review.rows.with(|rows| {
            let row = rows.iter().find(|row| row.key == key)?;
            Some(row.item.with(|item| label::visible(&item.draft.title)))
        })
    };
    let options = Signal::derive(move || {
        let mut options: Options =
            own().map(|name| (String::new(), words.fill(Text::ThemeOwn, &[&name]))).into_iter().collect();
        options.push((NONE.to_owned(), words.t(Text::ThemeNone).to_owned()));
        options.extend(store.with(control::themes));
        options
    });
    let value = Signal::derive(move || {
        item.with_value(|item| {
            item.with(|item| match item.theme {
                Some(theme) => theme.to_string(),
                None if item.draft.theme.is_none() => NONE.to_owned(),
                None => String::new(),
            })
        })
    });
    let pick = Callback::new(move |code: String| {
        let key = item.with_value(|item| item.with_untracked(|item| item.draft.key));
        review.change(key, |item| {
            item.theme = uuid::Uuid::try_parse(&code).ok().map(ThemeId);
            item.draft.theme = if code == NONE { None } else { item.draft.theme.or(item.base.theme) };
        });
    });
    view! {
        <Field id="part-theme" label=Signal::derive(move || words.t(Text::Theme).to_owned())>
            <Select id="part-theme" options=options value=value on_pick=pick />
        </Field>
    }
    .into_any()
}

#[component]
fn UnitField(item: Kept) -> impl IntoView {
    let review = expect_context::<Review>();
    let store = expect_context::<Store>();
    let words = words();
    let options = Signal::derive(move || {
        let default = review.unit.get();
        let name = default
            .and_then(|unit| store.with(|l| l.units.get(&unit).map(|u| label::visible(u.title.get()))))
            .unwrap_or_default();
        let mut options: Options = vec![(String::new(), words.fill(Text::UnitDefault, &[&name]))];
        options.extend(store.with(control::units));
        options
    });
    let value = Signal::derive(move || {
        item.with_value(|item| item.with(|item| item.unit.map(|u| u.to_string()).unwrap_or_default()))
    });
    let pick = Callback::new(move |code: String| {
        let key = item.with_value(|item| item.with_untracked(|item| item.draft.key));
        review.change(key, |item| item.unit = uuid::Uuid::try_parse(&code).ok().map(UnitId));
    });
    view! {
        <Field id="part-unit" label=Signal::derive(move || words.t(Text::Unit).to_owned())>
            <Select id="part-unit" options=options value=value on_pick=pick />
        </Field>
    }
    .into_any()
}
