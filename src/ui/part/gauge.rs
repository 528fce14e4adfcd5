//! Progress as a bar, and the four fixed as four characters.

use crate::model::index::TaskState;
use crate::model::light::{Lacking, Light};
use crate::ui::words::list::List;
use crate::ui::words::words;
use leptos::prelude::*;

/// Real progress in percent with a mark where it should stand by today.
pub fn progress(percent: i64, expected: Option<i64>, light: Light) -> impl IntoView {
    let words = words();
    let label = match expected {
        Some(expected) => words.fill(List::MeterOf, &[&percent.to_string(), &expected.to_string()]),
        None => words.fill(List::Meter, &[&percent.to_string()]),
    };
    let mark = expected.map(|_| view! { <span class="meter-expected"></span> });
    view! {
        <span class="progress">
            <span
                class=format!("meter is-{}", light.code())
                role="meter"
                aria-label=label
                aria-valuemin="0"
                aria-valuemax="100"
                aria-valuenow=percent.to_string()
                style:--value=percent.to_string()
                style:--expected=expected.unwrap_or(0).to_string()
            >
                <span class="meter-bar"></span>
                {mark}
            </span>
            <span class="meter-text num">{format!("{percent}%")}</span>
        </span>
    }
}

/// A task's progress.
pub fn task_progress(state: TaskState) -> impl IntoView {
    progress(state.percent, state.expected, state.light)
}

/// 定人员、定责任、定时间、定进度: what is lacking stands out.
pub fn four(lacking: Lacking) -> impl IntoView {
    let words = words();
    let each = [
        (lacking.person, List::CharPerson, List::FourPerson),
        (lacking.responsibility, List::CharDuty, List::FourDuty),
        (lacking.time, List::CharTime, List::FourTime),
        (lacking.progress, List::CharPace, List::FourPace),
    ];
    let missing: Vec<_> = each.iter().filter(|(lacks, ..)| *lacks).map(|(.., name)| words.t(*name)).collect();
    let label = if missing.is_empty() {
        words.t(List::FourWhole).to_owned()
    } else {
        words.fill(List::FourLacks, &[&missing.join("、")])
    };
    let items = each.map(|(lacks, short, _)| {
        view! { <span class="four-item" data-lacking=lacks.to_string()>{words.t(short)}</span> }
    });
    view! {
        <span class="four" class:is-whole=missing.is_empty() role="img" aria-label=label>
            {items.into_iter().collect::<Vec<_>>()}
        </span>
    }
}
