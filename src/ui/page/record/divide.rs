//! 分解到校、落实到人 (`T2`): a target over units and persons in one grid, written in one step.

use super::paste::{self, Pasted};
use crate::model::choice::{Choice, RollUp};
use crate::model::command::Command;
use crate::model::divide::{self, Balance, Holder, SpreadError};
use crate::model::field::Field as RecordField;
use crate::model::id::TargetId;
use crate::model::kind::{Kind, RecordId, Target};
use crate::model::record::Record;
use crate::model::stamp::{MAX_COUNTER, Stamp};
use crate::model::value::{Value, parse_number};
use crate::state::{Store, env};
use crate::ui::part::edit::editor;
use crate::ui::svg::icon;
use crate::ui::widget::dialog::Dialog;
use crate::ui::widget::field::Field;
use crate::ui::widget::select::Select;
use crate::ui::words::plan::Divide as Text;
use crate::ui::words::shell::Shell;
use crate::ui::words::{Words, label, words};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use rust_decimal::Decimal;

/// What a target is divided into, and the way to change it.
#[component]
pub fn Division(id: TargetId) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let open = RwSignal::new(false);
    let state = move || {
        store.with(|l| {
            let target = l.targets.get(&id)?;
            let rows = divide::rows(l, id);
            let parts = rows.iter().filter(|r| r.part.is_some()).count();
            if parts == 0 {
                return Some((words.t(Text::None).to_owned(), String::new()));
            }
            let values: Vec<_> = rows.iter().filter(|r| r.part.is_some()).map(|r| r.value).collect();
            let (state, text) = balance_text(words, target, &values);
            Some((format!("{} {text}", words.fill(Text::Some, &[&parts.to_string()])), state.to_owned()))
        })
    };
    let title = Signal::derive(move || {
        words.fill(Text::Title, &[&label::visible(&store.title_of(RecordId::new(Kind::Target, id)))])
    });
    view! {
        <section class="block">
            <h3>
                {words.t(Text::Head)}
                <button class="btn is-small" type="button" id="divide" on:click=move |_| open.set(true)>{words.t(Text::Open)}</button>
            </h3>
            <p class="muted" id="divide-sum">{move || state().map(|(text, _)| text)}</p>
        </section>
        <Dialog open title wide=true><Grid id open /></Dialog>
    }
    .into_any()
}

/// How the parts stand to the whole: a code for the look, and words.
fn balance_text(words: Words, target: &Target, values: &[Option<Decimal>]) -> (&'static str, String) {
    let measure = target.measure.get();
    let said = |d: Decimal| format!("{}{measure}", label::number(d));
    let (state, text, unset) = match divide::balance(target, values) {
        Balance::NoWhole => return ("open", words.t(Text::NoWhole).to_owned()),
        Balance::Sum { sum, difference, unset } => {
            let (state, text) = match difference.cmp(&Decimal::ZERO) {
                std::cmp::Ordering::Equal => ("even", words.fill(Text::Even, &[&said(sum)])),
                std::cmp::Ordering::Less => {
                    ("off", words.fill(Text::Short, &[&said(sum), &said(-difference)]))
                }
                std::cmp::Ordering::Greater => {
                    ("off", words.fill(Text::Beyond, &[&said(sum), &said(difference)]))
                }
            };
            (state, text, unset)
        }
        Balance::Each { weaker: 0, unset } => ("even", words.t(Text::EachWell).to_owned(), unset),
        Balance::Each { weaker, unset } => ("off", words.fill(Text::EachWeak, &[&weaker.to_string()]), unset),
        Balance::Best { reaches: true, unset } => ("even", words.t(Text::BestWell).to_owned(), unset),
        Balance::Best { unset, .. } => ("off", words.t(Text::BestWeak).to_owned(), unset),
    };
    if unset == 0 {
        return (state, text);
    }
    (state, format!("{text} · {}", words.fill(Text::Unset, &[&unset.to_string()])))
}

/// A row of the grid while it is edited. Copy apart from the row itself.
#[derive(Clone)]
pub(super) struct Line {
    pub(super) row: divide::Row,
    name: String,
    /// A unit with several parts: only the last can be written from here.
    pub(super) locked: bool,
    pub(super) value: RwSignal<String>,
    pub(super) weight: RwSignal<String>,
}

pub(super) fn text_of(value: Option<Decimal>) -> String {
    value.map(label::number).unwrap_or_default()
}

fn read(text: &str) -> Result<Option<Decimal>, ()> {
    if text.trim().is_empty() { Ok(None) } else { parse_number(text).map(Some).ok_or(()) }
}

fn begin(store: Store, id: TargetId) -> Vec<Line> {
    store.with_untracked(|l| {
        let rows = divide::rows(l, id);
        let each = rows.iter().enumerate().map(|(place, row)| Line {
            name: match &row.holder {
                Holder::Unit(unit) => {
                    l.units.get(unit).map(|u| label::visible(u.title.get())).unwrap_or_default()
                }
                Holder::Person(name) => label::visible(name),
            },
            locked: rows.iter().skip(place + 1).any(|other| other.holder == row.holder),
            value: RwSignal::new(text_of(row.value)),
            weight: RwSignal::new(String::new()),
            row: row.clone(),
        });
        each.collect()
    })
}

#[component]
fn Grid(id: TargetId, open: RwSignal<bool>) -> impl IntoView {
    let editor = editor();
    let store = editor.store;
    let words = words();
    let lines = RwSignal::new(begin(store, id));
    let target = StoredValue::new(store.with_untracked(|l| l.targets.get(&id).cloned()));
    let held_rule = target.with_value(|t| t.as_ref().and_then(|t| *t.roll_up.get()));
    let rule = RwSignal::new(held_rule.unwrap_or(RollUp::Sum).code().to_owned());
    let places = RwSignal::new("0".to_owned());
    let trouble = RwSignal::new(None::<Text>);
    let pasted = RwSignal::new(None::<Pasted>);
    // The target as it would be with the rule chosen here.
    let whole = Memo::new(move |_| {
        let mut whole = target.get_value()?;
        let code = RollUp::from_code(&rule.get()).map(|r| Value::Code(r.code())).unwrap_or_default();
        let stamp = Stamp { counter: MAX_COUNTER, ..Stamp::default() };
        // A choice's own code is always of the right type.
        let _written = whole.write(RecordField::RollUp, &code, stamp);
        Some(whole)
    });
    let values = move || lines.with(|l| l.iter().map(|line| read(&line.value.get())).collect::<Vec<_>>());
    let bad = Memo::new(move |_| values().iter().any(Result::is_err));
    let balance = Memo::new(move |_| {
        let values: Vec<_> = values().into_iter().map(Result::unwrap_or_default).collect();
        whole.with(|w| w.as_ref().map(|w| balance_text(words, w, &values))).unwrap_or_default()
    });
    let aim = move || whole.with(|w| w.as_ref().and_then(|w| label::aim(words, w)));
    let spread = move |weights: fn(&Line) -> Option<Decimal>| {
        trouble.set(None);
        let Some(wanted) = whole.with_untracked(|w| w.as_ref().and_then(|w| *w.quantity.get())) else {
            trouble.set(Some(Text::NoWhole));
            return;
        };
        let all = lines.get_untracked();
        let rows: Vec<_> = all.iter().map(|l| l.row.clone()).collect();
        let by: Vec<_> = all.iter().map(|l| if l.locked { None } else { weights(l) }).collect();
        let decimals = places.get_untracked().parse().unwrap_or(0);
        match divide::spread_over(&rows, &by, wanted, decimals) {
            Ok(shares) => {
                for (line, (_, share)) in all.iter().zip(shares).filter(|(l, _)| !l.locked) {
                    line.value.set(text_of(share));
                }
            }
            Err(error) => trouble.set(Some(match error {
                SpreadError::NoWeight => Text::NoWeight,
                SpreadError::Negative => Text::NegativeWeight,
                SpreadError::TooLarge => Text::TooLarge,
            })),
        }
    };
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        if bad.get_untracked() {
            return;
        }
        let entries: Vec<_> = lines.with_untracked(|l| {
            let free = l.iter().filter(|line| !line.locked);
            free.map(|line| (line.row.holder.clone(), read(&line.value.get_untracked()).unwrap_or_default()))
                .collect()
        });
        let chosen = RollUp::from_code(&rule.get_untracked());
        let mut made = store.with_untracked(|l| divide::commands(l, id, &entries, &mut env::new_id));
        if let Some(chosen) = chosen.filter(|c| *c != held_rule.unwrap_or(RollUp::Sum)) {
            // New parts take the rule over from the whole, as it is to be.
            for command in &mut made {
                if let Command::Create { fields, .. } = command {
                    fields.retain(|(field, _)| *field != RecordField::RollUp);
                    fields.push((RecordField::RollUp, Value::Code(chosen.code())));
                }
            }
            let record = RecordId::new(Kind::Target, id);
            let fields = vec![(RecordField::RollUp, Value::Code(chosen.code()))];
            made.insert(0, Command::Set { record, fields });
        }
        if made.is_empty() {
            editor.say(words.t(Text::Same).to_owned());
            open.set(false);
        } else if editor.run(&made) {
            editor.done(words.fill(Text::Saved, &[&made.len().to_string()]));
            open.set(false);
        }
    };
    let rules = Signal::derive(move || {
        RollUp::ALL.iter().map(|r| (r.code().to_owned(), words.t(*r).to_owned())).collect::<Vec<_>>()
    });
    let decimals = Signal::derive(|| {
        ["0", "1", "2"].map(|n| (n.to_owned(), n.to_owned())).into_iter().collect::<Vec<_>>()
    });
    let button = move |id: &'static str, text: Text, weights: fn(&Line) -> Option<Decimal>| {
        view! { <button class="btn is-small" type="button" id=id on:click=move |_| spread(weights)>{words.t(text)}</button> }
    };
    view! {
        <form on:submit=save>
            <div class="dialog-body">
                <div class="divide-state" id="divide-state" role="status" data-state=move || balance.with(|b| b.0)>
                    <span>{words.t(Text::Whole)} " " <b class="num">{aim}</b></span>
                    <span>{move || balance.with(|b| b.1.clone())}</span>
                </div>
                <div class="form-grid">
                    <Field id="divide-rule" label=Signal::derive(move || words.t(Text::Rule).to_owned())>
                        <Select id="divide-rule" options=rules value=rule on_pick=Callback::new(move |code| rule.set(code)) />
                    </Field>
                    <Field id="divide-places" label=Signal::derive(move || words.t(Text::Places).to_owned())>
                        <Select id="divide-places" options=decimals value=places on_pick=Callback::new(move |code| places.set(code)) />
                    </Field>
                </div>
                <div class="divide-bar" role="group" aria-label=words.t(Text::Spread)>
                    {button("divide-equal", Text::Equal, |_| Some(Decimal::ONE))}
                    {button("divide-weight", Text::ByWeight, |line| read(&line.weight.get_untracked()).ok().flatten())}
                    {button("divide-baseline", Text::ByBaseline, |line| line.row.baseline)}
                    {move || trouble.get().map(|text| view! { <span class="field-error" role="alert">{words.t(text)}</span> })}
                </div>
                <Table lines pasted />
                <paste::Outcome lines pasted />
                <AddPerson lines />
                <paste::PasteBox lines pasted />
            </div>
            <div class="dialog-foot">
                <button class="btn" type="button" on:click=move |_| open.set(false)>{words.t(Shell::Cancel)}</button>
                <button class="btn is-primary" type="submit" id="divide-save" disabled=move || bad.get()>{words.t(Text::Save)}</button>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn Table(lines: RwSignal<Vec<Line>>, pasted: RwSignal<Option<Pasted>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let row = move |(place, line): (usize, Line)| {
        let own = matches!(line.row.holder, Holder::Person(_))
            .then(|| view! { <span class="chip is-muted">{words.t(Text::Own)}</span> });
        let input = |id: String, name: String, text: RwSignal<String>, locked: bool| {
            view! {
                <input
                    class="control num"
                    id=id
                    inputmode="decimal"
                    autocomplete="off"
                    aria-label=name
                    disabled=locked
                    title=locked.then(|| words.t(Text::Several))
                    aria-invalid=move || read(&text.get()).is_err().then_some("true")
                    prop:value=text
                    on:input=move |event| text.set(event_target_value(&event))
                />
            }
        };
        let (value, weight) =
            (words.fill(Text::ValueOf, &[&line.name]), words.fill(Text::WeightOf, &[&line.name]));
        view! {
            <tr>
                <th scope="row">{line.name} " " {own}</th>
                <td class="num">{text_of(line.row.baseline)}</td>
                <td class="num">{input(format!("weight-{place}"), weight, line.weight, line.locked)}</td>
                <td class="num">{input(format!("part-{place}"), value, line.value, line.locked)}</td>
            </tr>
        }
    };
    view! {
        <Show
            when=move || lines.with(|l| !l.is_empty())
            fallback=move || view! { <p class="muted">{words.t(Text::NoRows)}</p> }
        >
            <div class="tablewrap">
                <table
                    class="table divide-table"
                    on:paste=move |event| paste::into_cells(store, lines, pasted, &event)
                    on:keydown=move |event| paste::undo_key(lines, pasted, &event)
                >
                    <thead>
                        <tr>
                            <th scope="col">{words.t(Text::Holder)}</th>
                            <th scope="col" class="num">{words.t(Text::Baseline)}</th>
                            <th scope="col" class="num">{words.t(Text::Weight)}</th>
                            <th scope="col" class="num">{words.t(Text::Value)}</th>
                        </tr>
                    </thead>
                    <tbody>{move || lines.get().into_iter().enumerate().map(row).collect::<Vec<_>>()}</tbody>
                </table>
            </div>
        </Show>
    }
    .into_any()
}

#[component]
fn AddPerson(lines: RwSignal<Vec<Line>>) -> impl IntoView {
    let words = words();
    let name = RwSignal::new(String::new());
    let add = move || {
        let typed = name.get_untracked().trim().to_owned();
        let holder = Holder::Person(typed.clone());
        if typed.is_empty() || lines.with_untracked(|l| l.iter().any(|line| line.row.holder == holder)) {
            return;
        }
        let row = divide::Row { holder, part: None, value: None, baseline: None, person: typed.clone() };
        let line = Line {
            row,
            name: label::visible(&typed),
            locked: false,
            value: RwSignal::new(String::new()),
            weight: RwSignal::new(String::new()),
        };
        lines.update(|l| l.push(line));
        name.set(String::new());
    };
    let enter = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            add();
        }
    };
    view! {
        <Field id="divide-person" label=Signal::derive(move || words.t(Text::AddPerson).to_owned())>
            <span class="control-row">
                <input class="control" id="divide-person" list="people" autocomplete="off" prop:value=name on:input=move |event| name.set(event_target_value(&event)) on:keydown=enter />
                <button class="btn" type="button" id="divide-person-add" on:click=move |_| add()>{icon("plus")}<span>{words.t(Text::Add)}</span></button>
            </span>
        </Field>
    }
    .into_any()
}
