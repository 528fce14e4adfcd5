//! A target's actual values by date, with their source (`T3`).

use crate::model::choice::Comparator;
use crate::model::command::Command;
use crate::model::field::Field as RecordField;
use crate::model::id::TargetId;
use crate::model::kind::{Actual, Kind, RecordId, Target};
use crate::model::light::{self, meets};
use crate::model::ratio;
use crate::model::rule::Refusal;
use crate::model::value::{Value, parse_number};
use crate::state::{Settings, Store, env};
use crate::ui::part::edit::editor;
use crate::ui::svg::icon;
use crate::ui::widget::field::Field;
use crate::ui::widget::select::Select;
use crate::ui::words::label::{self, Small};
use crate::ui::words::record::Panel as Text;
use crate::ui::words::{Words, trouble, words};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use rust_decimal::Decimal;

/// The values so far, and a form for the next.
#[component]
pub fn Values(id: TargetId) -> impl IntoView {
    view! {
        <super::series::OverTheYear id />
        <Add id />
        <super::divide::Division id />
        <super::series::Rank id />
        <Past id />
    }
    .into_any()
}

fn comparator(store: Store, id: TargetId) -> Comparator {
    store.with(|l| l.targets.get(&id).and_then(|t| *t.comparator.get())).unwrap_or(Comparator::YesNo)
}

#[component]
fn Add(id: TargetId) -> impl IntoView {
    let editor = editor();
    let store = editor.store;
    let settings = expect_context::<Settings>();
    let words = words();
    let kind = Memo::new(move |_| comparator(store, id));
    let typed = RwSignal::new(String::new());
    let reached = RwSignal::new(String::new());
    let date = RwSignal::new(store.today.get_untracked().to_string());
    let evidence = RwSignal::new(String::new());
    let bad = RwSignal::new(false);
    let parts = Parts { above: RwSignal::new(String::new()), below: RwSignal::new(String::new()) };
    let wrong = RwSignal::new(None::<String>);
    let rate = Memo::new(move |_| store.with(|l| l.targets.get(&id).is_some_and(ratio::is_rate)));
    let refused = RwSignal::new(None::<Refusal>);
    let told = Memo::new(move |_| store.with(|l| l.targets.get(&id).is_none_or(light::is_told)));
    let numeric = move || !told.get();
    let measure =
        move || store.with(|l| l.targets.get(&id).map(|t| t.measure.get().clone()).unwrap_or_default());
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        bad.set(false);
        refused.set(None);
        wrong.set(None);
        let mut fields = vec![(RecordField::Target, Value::Id(id.0))];
        let text = typed.get_untracked();
        let has_parts = untrack(numeric) && rate.get_untracked() && parts.any();
        let checked = if has_parts { parts.check(words, &untrack(measure), &text) } else { Ok(None) };
        let found = match checked {
            Ok(None) => parse_number(&text),
            Ok(Some((above, below, value))) => {
                fields.push((RecordField::Numerator, Value::Number(above)));
                fields.push((RecordField::Denominator, Value::Number(below)));
                Some(value)
            }
            Err(said) => {
                wrong.set(Some(said));
                return;
            }
        };
        match (untrack(numeric), found) {
            (true, Some(number)) => fields.push((RecordField::Quantity, Value::Number(number))),
            (true, None) => {
                bad.set(true);
                return;
            }
            (false, _) => {}
        }
        if !untrack(numeric) && !reached.get_untracked().is_empty() {
            fields.push((RecordField::Reached, Value::Flag(reached.get_untracked() == "yes")));
        }
        if let Ok(day) = date.get_untracked().parse() {
            fields.push((RecordField::Date, Value::Date(day)));
        }
        let by = settings.person.get_untracked();
        for (field, text) in [(RecordField::Evidence, evidence.get_untracked()), (RecordField::By, by)] {
            if !text.trim().is_empty() {
                fields.push((field, Value::Text(text.trim().to_owned())));
            }
        }
        let unit = store.with_untracked(|l| l.targets.get(&id).and_then(|t| t.common.unit));
        let record = RecordId::new(Kind::Actual, env::new_id());
        match store.run(&[Command::Create { record, unit, fields }]) {
            Ok(()) => {
                typed.set(String::new());
                parts.above.set(String::new());
                parts.below.set(String::new());
                reached.set(String::new());
                editor.done(words.t(Text::Recorded).to_owned());
            }
            Err(refusal) => refused.set(Some(refusal)),
        }
    };
    let of_field = move |field: RecordField| {
        Signal::derive(move || {
            refused.get().filter(|r| r.field == Some(field)).map(|r| trouble::refusal(words, &r))
        })
    };
    let value_error = Signal::derive(move || {
        let typed = bad.get().then(|| words.t(Text::BadNumber).to_owned());
        typed.or_else(|| wrong.get()).or_else(|| of_field(RecordField::Quantity).get())
    });
    let value_label = Signal::derive(move || {
        words
            .t(match kind.get() {
                _ if told.get() => Text::ActualReached,
                Comparator::RankWithin => Text::ActualPlace,
                Comparator::AllReach => Text::ActualCount,
                _ => Text::ActualValue,
            })
            .to_owned()
    });
    let choices = Signal::derive(move || {
        vec![
            (String::new(), words.t(Text::Choose).to_owned()),
            ("yes".to_owned(), words.t(Small::Yes).to_owned()),
            ("no".to_owned(), words.t(Small::No).to_owned()),
        ]
    });
    view! {
        <section class="block">
            <h3>{move || words.t(Text::ActualHead)}</h3>
            <form on:submit=add>
                <div class="form-grid">
                    <Field id="actual-value" label=value_label error=value_error required=true>
                        {move || {
                            if numeric() {
                                view! {
                                    <span class="control-unit">
                                        <input
                                            class="control num"
                                            id="actual-value"
                                            inputmode="decimal"
                                            autocomplete="off"
                                            aria-invalid=move || value_error.get().is_some().then_some("true")
                                            aria-describedby="actual-value-error"
                                            prop:value=typed
                                            on:input=move |event| typed.set(event_target_value(&event))
                                        />
                                        <span>{measure}</span>
                                    </span>
                                }
                                .into_any()
                            } else {
                                view! {
                                    <Select id="actual-value" options=choices value=reached on_pick=Callback::new(move |code| reached.set(code)) />
                                }
                                .into_any()
                            }
                        }}
                    </Field>
                    <Show when=move || numeric() && rate.get()>
                        <Ratio parts typed measure=Signal::derive(measure) />
                    </Show>
                    <Field id="actual-date" label=Signal::derive(move || words.t(Text::ActualDate).to_owned()) error=of_field(RecordField::Date) required=true>
                        <input
                            class="control"
                            type="date"
                            id="actual-date"
                            max=move || store.today.get().to_string()
                            prop:value=date
                            on:change=move |event| date.set(event_target_value(&event))
                        />
                    </Field>
                    <Field
                        id="actual-evidence"
                        label=Signal::derive(move || words.t(Text::ActualEvidence).to_owned())
                        hint=Signal::derive(move || words.t(Text::ActualEvidenceHint).to_owned())
                        wide=true
                    >
                        <input
                            class="control"
                            id="actual-evidence"
                            autocomplete="off"
                            prop:value=evidence
                            on:input=move |event| evidence.set(event_target_value(&event))
                        />
                    </Field>
                </div>
                <div class="cluster">
                    <button class="btn is-primary" type="submit" id="actual-add">{move || words.t(Text::ActualAdd)}</button>
                </div>
            </form>
        </section>
    }
    .into_any()
}

/// What a rate is worked out from, as typed. Copy.
#[derive(Clone, Copy)]
struct Parts {
    above: RwSignal<String>,
    below: RwSignal<String>,
}

impl Parts {
    fn any(self) -> bool {
        !self.above.with_untracked(|t| t.trim().is_empty())
            || !self.below.with_untracked(|t| t.trim().is_empty())
    }

    /// Numerator, denominator and value, as they are to be recorded; or what is wrong with them.
    fn check(
        self,
        words: Words,
        measure: &str,
        value: &str,
    ) -> Result<Option<(Decimal, Decimal, Decimal)>, String> {
        let read = |text: String| match text.trim() {
            "" => Ok(None),
            typed => parse_number(typed).map(Some).ok_or_else(|| words.t(Text::BadNumber).to_owned()),
        };
        let (above, below) = (read(self.above.get_untracked())?, read(self.below.get_untracked())?);
        match ratio::entry(measure, read(value.to_owned())?, above, below) {
            Ok(value) => Ok(above.zip(below).zip(value).map(|((above, below), value)| (above, below, value))),
            Err(ratio::Trouble::Half) => Err(words.t(Text::RatioHalf).to_owned()),
            Err(ratio::Trouble::NoBelow) => Err(words.t(Text::RatioNoBelow).to_owned()),
            Err(ratio::Trouble::Differs(exact)) => {
                Err(words.fill(Text::RatioDiffers, &[&format!("{}{measure}", label::number(exact))]))
            }
        }
    }
}

/// Numerator and denominator; with both given the value is worked out.
#[component]
fn Ratio(parts: Parts, typed: RwSignal<String>, measure: Signal<String>) -> impl IntoView {
    let words = words();
    let work_out = move || {
        let read = |text: RwSignal<String>| text.with_untracked(|t| parse_number(t));
        if let (Some(above), Some(below)) = (read(parts.above), read(parts.below))
            && let Ok(Some(value)) = ratio::entry(&measure.get_untracked(), None, Some(above), Some(below))
        {
            typed.set(label::number(value));
        }
    };
    let input = move |id: &'static str, name: RecordField, text: RwSignal<String>, hint: bool| {
        view! {
            <Field id=id label=Signal::derive(move || words.t(name).to_owned()) hint=Signal::derive(move || if hint { words.t(Text::RatioHint) } else { "" }.to_owned())>
                <input
                    class="control num"
                    id=id
                    inputmode="decimal"
                    autocomplete="off"
                    prop:value=text
                    on:input=move |event| {
                        text.set(event_target_value(&event));
                        work_out();
                    }
                />
            </Field>
        }
    };
    view! {
        {input("actual-above", RecordField::Numerator, parts.above, true)}
        {input("actual-below", RecordField::Denominator, parts.below, false)}
    }
    .into_any()
}

fn said(words: Words, target: &Target, actual: &Actual) -> String {
    if let (Some(value), Some(above), Some(below)) =
        (*actual.quantity.get(), *actual.numerator.get(), *actual.denominator.get())
    {
        let of = [above, below].map(label::number);
        return format!("{}{} ({}/{})", label::number(value), target.measure.get(), of[0], of[1]);
    }
    match (*actual.quantity.get(), *actual.reached.get()) {
        (Some(value), _) if *target.comparator.get() == Some(Comparator::RankWithin) => {
            words.fill(Small::Place, &[&label::number(value)])
        }
        (Some(value), _) => format!("{}{}", label::number(value), target.measure.get()),
        (None, Some(reached)) => words.t(if reached { Small::Yes } else { Small::No }).to_owned(),
        (None, None) => String::new(),
    }
}

#[component]
fn Past(id: TargetId) -> impl IntoView {
    let editor = editor();
    let store = editor.store;
    let words = words();
    let none = move || store.with(|l| l.actuals_of(id).is_empty());
    let rows = move || {
        store.with(|l| {
            let Some(target) = l.targets.get(&id) else { return Vec::new() };
            let year = *l.meta.year.get();
            let row = |actual: &Actual| {
                let day = actual.date.get().map(|d| label::date(words, d, year)).unwrap_or_default();
                let met = words.t(match meets(target, actual) {
                    Some(true) => Text::Met,
                    Some(false) => Text::NotMet,
                    None => Text::Unknown,
                });
                let record = RecordId::new(Kind::Actual, actual.id);
                let withdraw = move |_| {
                    if editor.run(&[Command::Delete(record)]) {
                        editor.done(words.t(Text::Withdrawn).to_owned());
                    }
                };
                let mut by = vec![met.to_owned()];
                if !actual.evidence.get().is_empty() {
                    by.push(words.fill(Text::EvidenceOf, &[&label::visible(actual.evidence.get())]));
                }
                by.extend(Some(label::visible(actual.by.get())).filter(|b| !b.is_empty()));
                let name = words.fill(Text::Withdraw, &[&day]);
                view! {
                    <li class="entry" data-kind="advance">
                        <div class="entry-date num">{day}</div>
                        <div class="entry-main">
                            <p class="entry-text num">{said(words, target, actual)}</p>
                            <p class="entry-by">
                                {by.join(" · ")}
                                " "
                                <button class="iconbtn is-small" type="button" aria-label=name.clone() title=name on:click=withdraw>{icon("undo")}</button>
                            </p>
                        </div>
                    </li>
                }
            };
            l.actuals_of(id).into_iter().map(row).collect::<Vec<_>>()
        })
    };
    view! {
        <section class="block">
            <h3>{move || words.t(Text::Actuals)}</h3>
            <Show when=none><p class="muted">{move || words.t(Text::ActualsNone)}</p></Show>
            <ol class="timeline">{rows}</ol>
        </section>
    }
    .into_any()
}
