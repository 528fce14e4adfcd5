//! What each field of a record said before, the newest first (`U3`).

use crate::model::field::Field;
use crate::model::kind::RecordId;
use crate::model::ledger::Ledger;
use crate::model::record::Record;
use crate::model::stamp::Stamp;
use crate::model::value::Value;
use crate::state::{Settings, Store, env};
use crate::ui::svg::icon;
use crate::ui::words::record::Panel as Text;
use crate::ui::words::{Words, label, words};
use leptos::prelude::*;

/// One step of a field.
struct Step {
    field: Field,
    from: Option<Value>,
    to: Value,
    stamp: Stamp,
}

/// All steps of a record's fields, the newest first; placement in lists is left out.
fn steps(record: &dyn Record) -> Vec<Step> {
    let mut steps = Vec::new();
    for field in record.fields().iter().copied().filter(|f| *f != Field::Order) {
        let (now, stamp) = record.read(field);
        let past = record.common().history.iter().filter(|p| p.field == field.name());
        let mut values: Vec<(Stamp, Value)> = past.map(|p| (p.stamp, p.value.clone())).collect();
        if stamp.is_set() {
            values.push((stamp, now));
        }
        values.sort_by_key(|(stamp, _)| *stamp);
        let mut from = None;
        for (stamp, to) in values {
            if from.as_ref() != Some(&to) {
                steps.push(Step { field, from: from.replace(to.clone()), to, stamp });
            }
        }
    }
    steps.sort_by_key(|s| std::cmp::Reverse(s.stamp));
    steps
}

/// When, and on which device.
fn when(words: Words, stamp: Stamp, device: u64, today: chrono::NaiveDate) -> String {
    let at = label::moment(words, env::local(stamp.at), today);
    if stamp.device.0 >> 16 == device {
        words.fill(Text::OnDevice, &[&at])
    } else {
        let name = stamp.device.to_string();
        words.fill(Text::OtherDevice, &[name.get(..6).unwrap_or_default(), &at])
    }
}

/// The history of one record.
#[component]
pub fn History(record: RecordId) -> impl IntoView {
    let store = expect_context::<Store>();
    let device = expect_context::<Settings>().device();
    let words = words();
    let rows = move || {
        let today = store.today.get();
        store.with(|l| {
            let Some(found) = l.record(record) else { return Vec::new() };
            let mut rows: Vec<(Stamp, AnyView)> = Vec::new();
            if let Some(deletion) = &found.common().deletion {
                let text = view! {
                    <li>
                        <span class="history-field">{words.t(Text::WasDeleted)}</span>
                        <span class="when">{when(words, deletion.stamp, device, today)}</span>
                    </li>
                };
                rows.push((deletion.stamp, text.into_any()));
            }
            rows.extend(
                steps(found).into_iter().map(|step| (step.stamp, row(words, l, &step, device, today))),
            );
            rows.sort_by_key(|(stamp, _)| std::cmp::Reverse(*stamp));
            rows.into_iter().map(|(_, view)| view).collect()
        })
    };
    view! { <ol class="history">{rows}</ol> }.into_any()
}

fn row(words: Words, ledger: &Ledger, step: &Step, device: u64, today: chrono::NaiveDate) -> AnyView {
    let said = |value: &Value| label::visible(&label::value(words, ledger, step.field, value));
    let from = match &step.from {
        Some(from) => view! {
            <del class="from">{said(from)}</del>
            {icon("right")}
        }
        .into_any(),
        None => ().into_any(),
    };
    view! {
        <li>
            <span class="history-field">{words.t(step.field)}</span>
            <span class="change">
                {from}
                <ins class="to">{said(&step.to)}</ins>
            </span>
            <span class="when">{when(words, step.stamp, device, today)}</span>
        </li>
    }
    .into_any()
}
