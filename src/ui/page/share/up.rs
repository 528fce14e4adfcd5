//! What a unit's file is checked for before it goes up, what is said on it, and the file.

use super::key::KeyBox;
use crate::model::field::Field;
use crate::model::id::{TargetId, TaskId, UnitId};
use crate::model::kind::{Kind, RecordId};
use crate::model::precheck::{Finding, Precheck, Severity, Span};
use crate::model::value::Value;
use crate::state::share::{self, Sealing};
use crate::state::{Session, Store};
use crate::ui::part::shell::unit_title;
use crate::ui::route::Route;
use crate::ui::svg::icon;
use crate::ui::widget::toast::Toasts;
use crate::ui::words::data::{self, Data};
use crate::ui::words::sharing::{self, Seals, Share as Text};
use crate::ui::words::{Words, label, words};
use leptos::prelude::*;

/// So many findings of a weight are listed; the rest comes up as these are seen to.
const LISTED: usize = 100;

/// The periods offered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Period {
    Week,
    Month,
    LastWeek,
    LastMonth,
}

impl Period {
    pub const ALL: [(Self, Text); 4] = [
        (Self::Week, Text::Week),
        (Self::LastWeek, Text::LastWeek),
        (Self::Month, Text::Month),
        (Self::LastMonth, Text::LastMonth),
    ];

    pub fn span(self, today: chrono::NaiveDate) -> Span {
        match self {
            Self::Week => Span::week(today),
            Self::Month => Span::month(today),
            Self::LastWeek => Span::week(today).before(),
            Self::LastMonth => Span::month(today).before(),
        }
    }
}

/// The choice of a period; `group` keeps two on one page apart.
pub fn period_choice(group: &'static str, period: RwSignal<Period>, store: Store) -> impl IntoView {
    let words = words();
    let segment = move |(at, text): (Period, Text)| {
        view! {
            <label class="segment">
                <input type="radio" class="sr-only" name=group prop:checked=move || period.get() == at on:change=move |_| period.set(at) />
                <span>{words.t(text)}</span>
            </label>
        }
    };
    let dates = move || {
        let span = period.get().span(store.today.get());
        let year = store.with(|l| *l.meta.year.get());
        words.fill(Text::Span, &[&label::date(words, span.from, year), &label::date(words, span.to, year)])
    };
    view! {
        <fieldset class="segments screen-only">
            <legend class="field-label">{words.t(Text::Period)}</legend>
            {Period::ALL.into_iter().map(segment).collect::<Vec<_>>()}
        </fieldset>
        <p class="field-hint num">{dates}</p>
    }
}

#[component]
pub fn Up() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let body = move || {
        match store.own_unit.get() {
        Some(unit) => view! { <Checked unit /> }.into_any(),
        None => view! {
            <section class="empty">
                <p class="empty-title">{words.t(Text::NoUnit)}</p>
                <p class="empty-text">{words.t(Text::NoUnitText)}</p>
                <div class="cluster"><a class="btn is-primary" href=Route::Units.hash()>{words.t(Text::ChooseUnit)}</a></div>
            </section>
        }
        .into_any(),
    }
    };
    view! { {body} }.into_any()
}

#[component]
fn Checked(unit: UnitId) -> impl IntoView {
    let session = expect_context::<Session>();
    let store = session.store;
    let words = words();
    let period = RwSignal::new(Period::Week);
    let check = Memo::new(move |_| share::check(session, unit, period.get().span(store.today.get())));
    let state = move || {
        check.with(|check| {
            let open: Vec<&Finding> = check.open().collect();
            let block = open.iter().filter(|f| f.issue.severity() == Severity::Block).count();
            if open.is_empty() {
                view! { <p class="note is-done" id="check-state" data-passed="true">{icon("check")}<span>{words.t(Text::Passed)}</span></p> }.into_any()
            } else {
                let counts = [open.len().to_string(), block.to_string(), (open.len() - block).to_string()];
                let text = words.fill(Text::Open, &[&counts[0], &counts[1], &counts[2]]);
                view! { <p class="note is-warn" id="check-state" data-passed="false">{icon("warn")}<span>{text}</span></p> }.into_any()
            }
        })
    };
    // Made anew only when other things are found: a sentence being typed stays where it is.
    let found = Memo::new(move |_| check.with(|check| check.findings.clone()));
    let groups = move || {
        found.with(|found| {
            if found.is_empty() {
                return vec![view! { <p class="muted">{words.t(Text::PassedText)}</p> }.into_any()];
            }
            let weights = [Severity::Block, Severity::Explain, Severity::Notice];
            weights.into_iter().filter_map(|weight| group(session, check, found, weight)).collect::<Vec<_>>()
        })
    };
    let title = move || unit_title(store, Some(unit)).unwrap_or_default();
    view! {
        <div class="grid-2 share-up">
            <section class="card" id="precheck">
                <div class="card-head"><h2>{words.t(Text::UpHead)} " · " {title}</h2></div>
                <div class="card-body">
                    <p class="muted">{words.t(Text::UpText)}</p>
                    {period_choice("up-period", period, store)}
                    {state}
                    {groups}
                </div>
            </section>
            <div class="stack">
                <Out unit check />
            </div>
        </div>
    }
    .into_any()
}

fn group(session: Session, check: Memo<Precheck>, found: &[Finding], weight: Severity) -> Option<AnyView> {
    let words = words();
    let of: Vec<&Finding> = found.iter().filter(|f| f.issue.severity() == weight).collect();
    if of.is_empty() {
        return None;
    }
    let rows: Vec<_> = of.iter().take(LISTED).map(|f| row(session, check, f)).collect();
    let more = of.len().saturating_sub(LISTED);
    let more = (more > 0)
        .then(|| view! { <p class="muted">{words.fill(Text::MoreFindings, &[&more.to_string()])}</p> });
    let all = (weight == Severity::Explain && of.len() > 1).then(|| explain_all(session, check));
    let view = view! {
        <section class="findings" data-weight=weight_code(weight)>
            <h3>{words.t(sharing::severity(weight))} " " <span class="count">{of.len()}</span></h3>
            {all}
            <ul class="decide-list">{rows}</ul>
            {more}
        </section>
    };
    Some(view.into_any())
}

/// One sentence for all that have none yet: what is alike is not typed over and over.
fn explain_all(session: Session, check: Memo<Precheck>) -> AnyView {
    let words = words();
    let typed = RwSignal::new(String::new());
    let left = move || {
        check.with(|check| {
            let open = check.open().filter(|f| f.issue.severity() == Severity::Explain);
            open.map(|f| (f.record, f.issue)).collect::<Vec<_>>()
        })
    };
    let go = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        share::explain(session, &untrack(left), &typed.get_untracked());
        typed.set(String::new());
    };
    let idle = move || typed.with(|t| t.trim().is_empty()) || left().is_empty();
    view! {
        <form class="explain" id="explain-all" on:submit=go>
            <input class="control" maxlength="2000" aria-label=words.t(Text::ExplainAll) placeholder=words.t(Text::ExplainAll) prop:value=typed on:input=move |event| typed.set(event_target_value(&event)) />
            <button class="btn" type="submit" disabled=idle>{move || words.fill(Text::ExplainAllGo, &[&left().len().to_string()])}</button>
        </form>
    }
    .into_any()
}

fn weight_code(weight: Severity) -> &'static str {
    match weight {
        Severity::Block => "block",
        Severity::Explain => "explain",
        Severity::Notice => "notice",
    }
}

fn row(session: Session, check: Memo<Precheck>, finding: &Finding) -> AnyView {
    let words = words();
    let (record, issue) = (finding.record, finding.issue);
    let (to, name) = session.store.with_untracked(|l| place(words, l, record));
    let said = session.store.with_untracked(|l| sharing::said(words, l, finding));
    let place = session.store.with_untracked(|l| {
        let unit = l.record(record)?.common().unit?;
        l.units.get(&unit).map(|u| label::visible(u.title.get()))
    });
    let sub = [place, said].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let explain = (issue.severity() == Severity::Explain).then(|| {
        let key = finding.clone();
        let of = key.clone();
        let text = move || check.with(|c| c.explanation(&of).map(|e| e.text.clone())).unwrap_or_default();
        let is_said = move || check.with(|c| c.explanation(&key).is_some());
        let keep = move |event| share::explain(session, &[(record, issue)], &event_target_value(&event));
        view! {
            <div class="explain">
                <input class="control" maxlength="2000" aria-label=format!("{} {name}", words.t(Text::Explain)) placeholder=words.t(Text::Explain) prop:value=text on:change=keep />
                <span class="chip is-done" hidden=move || !is_said()>{icon("check")} {words.t(Text::Explained)}</span>
            </div>
        }
    });
    view! {
        <li class="decide-item">
            <p class="decide-name">
                <a href=to.hash()>{name.clone()}</a>
                <span class="sub"><strong>{words.t(sharing::issue(issue))}</strong> " " {sub}</span>
            </p>
            {explain}
        </li>
    }
    .into_any()
}

/// Where a finding is mended, and what it is called: entries and steps go by what they are on.
fn place(words: Words, ledger: &crate::model::ledger::Ledger, id: RecordId) -> (Route, String) {
    let record = ledger.record(id);
    let read = |field| record.map(|r| r.read(field).0);
    let title = |id: RecordId| match ledger.record(id).map(|r| r.read(Field::Title).0) {
        Some(Value::Text(title)) => label::visible(&title),
        _ => words.t(id.kind).to_owned(),
    };
    let task = |of| (Route::Task(TaskId(of)), RecordId::new(Kind::Task, of));
    let target = |of| (Route::Target(TargetId(of)), RecordId::new(Kind::Target, of));
    let (route, named) = match (id.kind, read(Field::Task), read(Field::Target)) {
        (Kind::Milestone | Kind::Report, Some(Value::Id(of)), _) => task(of),
        (Kind::Actual, _, Some(Value::Id(of))) => target(of),
        (Kind::Target, ..) => target(id.id),
        _ => task(id.id),
    };
    (route, title(named))
}

/// The file that goes up.
#[component]
fn Out(unit: UnitId, check: Memo<Precheck>) -> impl IntoView {
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let words = words();
    let sealing = RwSignal::new(Sealing::default());
    let close = RwSignal::new(false);
    // Only what stands above others has anything to roll up.
    let has_under = move || session.store.rollup().children(Some(unit)).iter().next().is_some();
    let sizes = RwSignal::new(None::<[u64; 2]>);
    let packed = Memo::new(move |_| sealing.with(|s| s.gzip));
    Effect::new(move |_| {
        let (is_packed, check) = (packed.get(), check.get());
        sizes.set(None);
        if !has_under() {
            return;
        }
        leptos::task::spawn_local(async move {
            share::before_long_work().await;
            // What came meanwhile measures anew.
            if packed.try_get_untracked() == Some(is_packed) {
                sizes.set(Some(share::sizes(session, unit, &check, is_packed)));
            }
        });
    });
    let choice = move |is_rolled: bool, text: Text, about: Text, code: &'static str| {
        let size = move || match sizes.get() {
            Some(sizes) => words.fill(Text::UpSize, &[&data::size(words, sizes[usize::from(is_rolled)])]),
            None => words.t(Text::Measuring).to_owned(),
        };
        view! {
            <label class="decide-side">
                <input class="check" type="radio" name="up-what" value=code prop:checked=move || sealing.with(|s| s.rolled == is_rolled) on:change=move |_| sealing.update(|s| s.rolled = is_rolled) />
                <span class="decide-value"><strong>{words.t(text)}</strong> " · " <span class="num" data-size=code>{size}</span></span>
                <span class="decide-who">{words.t(about)}</span>
            </label>
        }
    };
    let busy = RwSignal::new(false);
    let passes = move || check.with(Precheck::passes);
    let is_ready = move || {
        passes() && !busy.get() && (!close.get() || sealing.with(|s| s.passphrase.chars().count() >= 8))
    };
    let now = move || {
        let mut now = sealing.get();
        if !close.get() {
            now.passphrase.clear();
        }
        now
    };
    let name = move || share::file_name(session, unit, &now());
    let go = move |_| {
        let now = untrack(now);
        busy.set(true);
        leptos::task::spawn_local(async move {
            share::before_long_work().await;
            let check = check.get_untracked();
            match share::hand_up(session, unit, &check, &now).await {
                Ok(exported) => {
                    let size = data::size(words, exported.size as u64);
                    toasts.done(words.fill(Data::Exported, &[&exported.name, &size]), None);
                }
                Err(_) => toasts.error(words.t(Data::ExportFailed)),
            }
            busy.set(false);
        });
    };
    view! {
        <section class="card" id="hand-up">
            <div class="card-head"><h2>{words.t(Text::GoUp)}</h2></div>
            <div class="card-body">
                <Show when=has_under>
                    <fieldset class="stack is-tight" id="up-what">
                        <legend class="field-label">{words.t(Text::WhatUp)}</legend>
                        <div class="decide-pair">
                            {choice(false, Text::UpWhole, Text::UpWholeText, "whole")}
                            {choice(true, Text::UpRolled, Text::UpRolledText, "rolled")}
                        </div>
                    </fieldset>
                </Show>
                <label class="check-label">
                    <input class="check" type="checkbox" id="up-packed" prop:checked=move || sealing.with(|s| s.gzip) on:change=move |event| sealing.update(|s| s.gzip = event_target_checked(&event)) />
                    <span>{words.t(Data::Packed)}</span>
                </label>
                <KeyBox unit sealing />
                <label class="check-label">
                    <input class="check" type="checkbox" id="up-close" prop:checked=close on:change=move |event| close.set(event_target_checked(&event)) />
                    <span>{words.t(Seals::Close)}</span>
                </label>
                <Show when=move || close.get()>
                    <div class="field">
                        <label class="field-label" for="up-passphrase">{words.t(Seals::Passphrase)}</label>
                        <input class="control" id="up-passphrase" autocomplete="off" maxlength="200" on:input=move |event| sealing.update(|s| s.passphrase = event_target_value(&event)) />
                        <p class="field-hint">{words.t(Seals::PassphraseHint)}</p>
                    </div>
                </Show>
                <p class="file-name">{name}</p>
                <Show when=move || !passes()>
                    <p class="muted">{words.t(Text::BlockedUp)}</p>
                </Show>
                <button class="btn is-primary" type="button" id="up-go" disabled=move || !is_ready() on:click=go>
                    {icon("upload")}
                    <span>{move || words.t(if busy.get() { Text::Packing } else { Text::GoUp })}</span>
                </button>
            </div>
        </section>
    }
    .into_any()
}
