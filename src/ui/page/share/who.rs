//! Who has reported for a period, who not, and whose file is older than the period.

use super::up::{Period, period_choice};
use crate::model::id::UnitId;
use crate::model::kind::{Kind, RecordId};
use crate::model::rollup::reporting::{Reporting, UnitReporting, counts};
use crate::model::tree;
use crate::state::{Session, env, exchange, share};
use crate::ui::part::paper::Paper;
use crate::ui::route::{Narrow, Route};
use crate::ui::svg::icon;
use crate::ui::widget::toast::Toasts;
use crate::ui::words::sharing::{Many, Share as Text};
use crate::ui::words::{label, words};
use leptos::prelude::*;

/// So many units are listed.
const LISTED: usize = 500;

#[component]
pub fn Who() -> impl IntoView {
    let session = expect_context::<Session>();
    let store = session.store;
    let toasts = expect_context::<Toasts>();
    let words = words();
    let period = RwSignal::new(Period::Week);
    let only = RwSignal::new(None::<Reporting>);
    let paper = Paper::new();
    let rows = Memo::new(move |_| {
        let tops = match store.unit.get() {
            Some(unit) => vec![unit],
            None => store.with(tree::roots),
        };
        let span = period.get().span(store.today.get());
        share::reporting(session, &tops, span)
    });
    let title = move |unit: UnitId| label::visible(&store.title_of(RecordId::new(Kind::Unit, unit)));
    let tally = Memo::new(move |_| rows.with(|rows| counts(rows)));
    let missing = move || {
        rows.with(|rows| {
            let of = rows.iter().filter(|row| row.state == Reporting::Missing);
            of.map(|row| title(row.unit)).collect::<Vec<_>>()
        })
    };
    let copy = move |_| {
        let text = untrack(missing).join("\n");
        leptos::task::spawn_local(async move {
            if exchange::copy_text(&text).await {
                toasts.done(words.t(Many::Copied), None);
            } else {
                toasts.error(words.t(Many::NotCopied));
            }
        });
    };
    let figure = move |class: &'static str, text: Text, n: Signal<usize>, at: Option<Reporting>| {
        view! {
            <button class=format!("diff-count {class}") type="button" aria-pressed=move || (only.get() == at).to_string() on:click=move |_| only.set(at)>
                <b class="num">{n}</b>
                <span>{words.t(text)}</span>
            </button>
        }
    };
    let chip = move |state: Reporting| {
        let (class, text, sign) = match state {
            Reporting::Reported => ("chip is-done", Text::Reported, "check"),
            Reporting::Early => ("chip is-warn", Text::Early, "clock"),
            Reporting::Missing => ("chip is-error", Text::NotReported, "error"),
            Reporting::Nothing => ("chip is-muted", Text::NothingDue, "info"),
        };
        view! { <span class=class>{icon(sign)} {words.t(text)}</span> }
    };
    let row = move |row: &UnitReporting| {
        let unit = row.unit;
        let year = store.with_untracked(|l| *l.meta.year.get());
        let today = store.today.get_untracked();
        let last = match row.last {
            Some(day) => label::date(words, day, year),
            None => words.t(Text::LastNever).to_owned(),
        };
        let file =
            row.file.map(|file| label::moment(words, env::local(file.exported), today)).unwrap_or_default();
        let look = move |_| store.unit.set(Some(unit));
        view! {
            <tr>
                <th scope="row" class="title-cell"><a href=Route::Tasks(Narrow::All).hash() on:click=look>{title(unit)}</a></th>
                <td data-label=words.t(Many::State)>{chip(row.state)}</td>
                <td class="num" data-label=words.t(Text::Entries)>{row.entries}</td>
                <td class="num" data-label=words.t(Text::Last)>{last}</td>
                <td class="num" data-label=words.t(Text::LastFile)>{file}</td>
            </tr>
        }
    };
    let body = move || {
        let only = only.get();
        rows.with(|rows| {
            let found = rows.iter().filter(|row| {
                only.is_none_or(|at| {
                    at == row.state || (at == Reporting::Reported && row.state == Reporting::Early)
                })
            });
            found.take(LISTED).map(row).collect::<Vec<_>>()
        })
    };
    let is_empty = move || rows.with(Vec::is_empty);
    let head = move || {
        let of = store.unit.get().map_or_else(|| words.t(Text::Whole).to_owned(), title);
        words.fill(Text::PrintWho, &[&of])
    };
    view! {
        <section class="card" id="who-reported">
            <div class="card-head">
                <h2>{words.t(Text::WhoHead)}</h2>
                <div class="card-actions">
                    <button class="btn is-small" type="button" id="copy-missing" disabled=move || tally.get().missing == 0 on:click=copy>{words.t(Text::CopyMissing)}</button>
                    <button class="btn is-small" type="button" id="who-print" on:click=move |_| paper.print()>{icon("print")} {words.t(Text::Print)}</button>
                </div>
            </div>
            <div class="card-body">
                <p class="muted screen-only">{words.t(Text::WhoText)}</p>
                {period_choice("who-period", period, store)}
                <Show when=is_empty>
                    <div class="empty">
                        <p class="empty-title">{words.t(Text::WhoNone)}</p>
                        <p class="empty-text">{words.t(Text::WhoNoneText)}</p>
                    </div>
                </Show>
                <Show when=move || !is_empty()>
                    <div class="diff-summary screen-only">
                        {figure("is-same", Text::Expected, Signal::derive(move || tally.get().expected), None)}
                        {figure("is-added", Text::Reported, Signal::derive(move || tally.get().reported), Some(Reporting::Reported))}
                        {figure("is-deleted", Text::NotReported, Signal::derive(move || tally.get().missing), Some(Reporting::Missing))}
                    </div>
                    <div class="tablewrap is-inner" tabindex="0" role="region" aria-label=words.t(Text::WhoHead)>
                        <table class="table is-cards" id="who-table">
                            <thead>
                                <tr>
                                    <th scope="col">{words.t(Many::Unit)}</th>
                                    <th scope="col">{words.t(Many::State)}</th>
                                    <th scope="col" class="num">{words.t(Text::Entries)}</th>
                                    <th scope="col" class="num">{words.t(Text::Last)}</th>
                                    <th scope="col" class="num">{words.t(Text::LastFile)}</th>
                                </tr>
                            </thead>
                            <tbody>{body}</tbody>
                        </table>
                    </div>
                </Show>
            </div>
        </section>
        <Show when=move || paper.on.get()>
            <div class="print-doc print-only">
                <h1 class="print-title">{head}</h1>
                <p class="print-meta"><span>{move || {
                    let span = period.get().span(store.today.get());
                    words.fill(Text::Span, &[&span.from.to_string(), &span.to.to_string()])
                }}</span></p>
                <table class="print-table">
                    <thead>
                        <tr>
                            <th>{words.t(Many::Unit)}</th>
                            <th>{words.t(Many::State)}</th>
                            <th>{words.t(Text::Entries)}</th>
                            <th>{words.t(Text::Last)}</th>
                            <th>{words.t(Text::LastFile)}</th>
                        </tr>
                    </thead>
                    <tbody>{move || rows.with(|rows| rows.iter().map(row).collect::<Vec<_>>())}</tbody>
                </table>
            </div>
        </Show>
    }
    .into_any()
}
