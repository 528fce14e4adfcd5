//! The right control for a field: what it offers, and how typed text becomes a value.

use crate::model::choice::{
    Choice, Comparator, Factor, Period, ProjectStage, RollUp, SourceLevel, Stage, ThemeKind, UnitKind,
};
use crate::model::field::Field;
use crate::model::kind::Kind;
use crate::model::ledger::Ledger;
use crate::model::value::{Value, parse_number};
use crate::model::{query, tree};
use crate::state::Store;
use crate::ui::widget::select::{Options, Select};
use crate::ui::words::record::Panel as Text;
use crate::ui::words::{Say, Words, label, words};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;

/// Typing that rests so long is taken over, so that a closed tab loses next to nothing.
const REST: Duration = Duration::from_secs(2);

/// How a field is entered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
    Line,
    Person,
    Area,
    Number,
    Whole,
    Date,
    Pick,
}

fn way(field: Field) -> Way {
    match field {
        Field::Person | Field::Head | Field::Leader => Way::Person,
        Field::Responsibility | Field::Pace | Field::Note | Field::Quote => Way::Area,
        Field::Members | Field::Plan | Field::Ask | Field::Calendar => Way::Area,
        Field::Quantity | Field::Baseline | Field::Weight | Field::Numerator | Field::Denominator => {
            Way::Number
        }
        Field::Percent | Field::Year | Field::Order | Field::Duration => Way::Whole,
        Field::Due | Field::Start | Field::Date | Field::Solved => Way::Date,
        Field::ApprovedStart | Field::ApprovedDue => Way::Date,
        Field::Kind
        | Field::Theme
        | Field::Parent
        | Field::Comparator
        | Field::Stage
        | Field::Period
        | Field::Source
        | Field::RollUp
        | Field::ProjectStage
        | Field::Force
        | Field::Factor
        | Field::Target => Way::Pick,
        _ => Way::Line,
    }
}

/// A value as it stands in its control.
pub fn to_text(value: &Value) -> String {
    match value {
        Value::Unset => String::new(),
        Value::Text(text) | Value::Raw(text) => text.clone(),
        Value::Number(n) => n.normalize().to_string(),
        Value::Whole(n) => n.to_string(),
        Value::Date(d) => d.to_string(),
        Value::Id(id) => id.to_string(),
        Value::Ids(ids) => ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        Value::Code(code) => (*code).to_owned(),
        Value::Flag(flag) => flag.to_string(),
    }
}

/// Reads a control's text; `Err` says what is wrong with it.
pub fn from_text(kind: Kind, field: Field, text: &str) -> Result<Value, Text> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Value::Unset);
    }
    match way(field) {
        Way::Number => parse_number(text).map(Value::Number).ok_or(Text::BadNumber),
        Way::Whole => text.parse().map(Value::Whole).map_err(|_| Text::BadWhole),
        Way::Date => text.parse().map(Value::Date).map_err(|_| Text::BadDate),
        Way::Pick => match uuid::Uuid::try_parse(text) {
            Ok(id) => Ok(Value::Id(id)),
            Err(_) => Ok(code(kind, field, text).map_or(Value::Unset, Value::Code)),
        },
        Way::Line | Way::Person | Way::Area => Ok(Value::Text(text.to_owned())),
    }
}

fn code(kind: Kind, field: Field, text: &str) -> Option<&'static str> {
    fn of<C: Choice>(text: &str) -> Option<&'static str> {
        C::from_code(text).map(Choice::code)
    }
    match (kind, field) {
        (Kind::Unit, Field::Kind) => of::<UnitKind>(text),
        (Kind::Theme, Field::Kind) => of::<ThemeKind>(text),
        (_, Field::Comparator) => of::<Comparator>(text),
        (_, Field::Stage) => of::<Stage>(text),
        (_, Field::RollUp) => of::<RollUp>(text),
        (_, Field::ProjectStage) => of::<ProjectStage>(text),
        (_, Field::Factor) => of::<Factor>(text),
        (_, Field::Period) => of::<Period>(text),
        (_, Field::Source) => of::<SourceLevel>(text),
        _ => None,
    }
}

/// All themes as options, indented by depth.
pub fn themes(ledger: &Ledger) -> Options {
    let option = |node: tree::Node<_>| {
        let title = ledger.themes.get(&node.id).map(|t| label::visible(t.title.get())).unwrap_or_default();
        (node.id.to_string(), format!("{}{title}", "\u{3000}".repeat(node.depth)))
    };
    tree::themes(ledger).into_iter().map(option).collect()
}

/// All units as options, indented by depth.
pub fn units(ledger: &Ledger) -> Options {
    let option = |node: tree::Node<_>| {
        let title = ledger.units.get(&node.id).map(|u| label::visible(u.title.get())).unwrap_or_default();
        (node.id.to_string(), format!("{}{title}", "\u{3000}".repeat(node.depth)))
    };
    tree::units(ledger).into_iter().map(option).collect()
}

/// What a picked field offers, the unset value first.
fn options(words: Words, store: Store, kind: Kind, field: Field) -> Options {
    fn of<C: Choice + Say>(words: Words) -> Options {
        C::ALL.iter().map(|c| (c.code().to_owned(), words.t(*c).to_owned())).collect()
    }
    let empty = (String::new(), words.t(Text::NotSet).to_owned());
    let offered = match (kind, field) {
        (Kind::Unit, Field::Kind) => of::<UnitKind>(words),
        (Kind::Theme, Field::Kind) => of::<ThemeKind>(words),
        (Kind::Unit, Field::Parent) => store.with(units),
        (_, Field::Comparator) => of::<Comparator>(words),
        (_, Field::Stage) => of::<Stage>(words),
        (_, Field::Period) => of::<Period>(words),
        (_, Field::Source) => of::<SourceLevel>(words),
        (_, Field::ProjectStage) => of::<ProjectStage>(words),
        (_, Field::Factor) => of::<Factor>(words),
        (_, Field::Force) => store
            .with(|l| l.live_forces().map(|f| (f.id.to_string(), label::visible(f.title.get()))).collect()),
        (_, Field::Theme) | (Kind::Theme, Field::Parent) => store.with(themes),
        (Kind::Task, Field::Target) => store.with(|l| {
            let unit = store.unit.get();
            let mine = l.live_targets().filter(|t| unit.is_none() || t.common.unit == unit);
            mine.map(|t| (t.id.to_string(), label::visible(t.title.get()))).collect()
        }),
        _ => Vec::new(),
    };
    std::iter::once(empty).chain(offered).collect()
}

/// A field's control. `on_change` gets the value, or what is wrong with the text.
#[component]
pub fn Control(
    /// The control's id; its error is `<id>-error`.
    #[prop(into)]
    id: String,
    /// The record's kind.
    kind: Kind,
    /// The field.
    field: Field,
    /// The value as it is.
    #[prop(into)]
    value: Signal<Value>,
    /// Whether it has an error beside it.
    #[prop(into, optional)]
    invalid: Signal<bool>,
    /// Takes the value over.
    on_change: Callback<Result<Value, Text>>,
) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let text = Signal::derive(move || value.with(to_text));
    let take = move |typed: String| on_change.run(from_text(kind, field, &typed));
    let described = format!("{id}-error");
    let described = move || invalid.get().then(|| described.clone());
    let resting = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(handle) = resting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    on_cleanup(stop);
    let typing = move |event: leptos::ev::Event| {
        stop();
        let typed = event_target_value(&event);
        let handle = set_timeout_with_handle(move || take(typed), REST);
        resting.set_value(handle.ok());
    };
    let settled = move |event: leptos::ev::Event| {
        stop();
        take(event_target_value(&event));
    };
    match way(field) {
        Way::Pick => {
            let offered = Signal::derive(move || options(words, store, kind, field));
            view! { <Select id=id options=offered value=text on_pick=Callback::new(take) /> }.into_any()
        }
        Way::Area => view! {
            <textarea
                class="control"
                id=id
                rows="3"
                aria-invalid=move || invalid.get().then_some("true")
                aria-describedby=described
                prop:value=text
                on:input=typing
                on:change=settled
            ></textarea>
        }
        .into_any(),
        Way::Date => {
            let settled = move |event: leptos::ev::Event| {
                let input = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
                if input.is_some_and(|i| i.validity().bad_input()) {
                    on_change.run(Err(Text::BadDate));
                } else {
                    take(event_target_value(&event));
                }
            };
            view! {
                <input
                    class="control"
                    type="date"
                    id=id
                    min="2000-01-01"
                    max="2100-12-31"
                    aria-invalid=move || invalid.get().then_some("true")
                    aria-describedby=described
                    prop:value=text
                    on:change=settled
                />
            }
            .into_any()
        }
        other => {
            let people = (other == Way::Person).then_some("people");
            let numeric = matches!(other, Way::Number | Way::Whole);
            view! {
                <input
                    class="control"
                    class:num=numeric
                    id=id
                    list=people
                    inputmode=numeric.then_some("decimal")
                    autocomplete="off"
                    aria-invalid=move || invalid.get().then_some("true")
                    aria-describedby=described
                    prop:value=text
                    on:input=typing
                    on:change=settled
                />
            }
            .into_any()
        }
    }
}

/// The names offered where a person is entered; one for the page, under the id `people`.
#[component]
pub fn People() -> impl IntoView {
    let store = expect_context::<Store>();
    let names = Memo::new(move |_| store.with(|l| query::persons(l, None)));
    view! {
        <datalist id="people">
            {move || names.get().into_iter().map(|name| view! { <option value=name></option> }).collect::<Vec<_>>()}
        </datalist>
    }
}
