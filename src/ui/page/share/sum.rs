//! What everything adds up to, unit by unit; every figure opens the records it is made of.

use super::figures::{HandedUp, mark};
use crate::model::id::{TargetId, UnitId};
use crate::model::kind::{Kind, RecordId};
use crate::model::light::Light;
use crate::model::rollup::Rollup;
use crate::model::rollup::figure::Figure;
use crate::model::rollup::handed_up::Board;
use crate::model::summary::Counts;
use crate::model::tree;
use crate::state::{Session, Store};
use crate::ui::part::light::light;
use crate::ui::part::paper::Paper;
use crate::ui::route::{Narrow, Route};
use crate::ui::svg::icon;
use crate::ui::words::sharing::{Many, Share as Text};
use crate::ui::words::{Words, label, words};
use leptos::prelude::*;

/// So many units and targets are listed.
const LISTED: usize = 500;

#[component]
pub fn Sum() -> impl IntoView {
    let session = expect_context::<Session>();
    let store = session.store;
    let words = words();
    let paper = Paper::new();
    let roll = Memo::new(move |_| store.rollup());
    let board = Memo::new(move |_| session.head.with(|head| head.board.clone()));
    let units = Memo::new(move |_| {
        let unit = store.unit.get();
        roll.with(|roll| match unit {
            Some(unit) => {
                std::iter::once((unit, 0)).chain(roll.children(Some(unit)).iter().map(|c| (*c, 1))).collect()
            }
            None => roll.children(None).iter().map(|c| (*c, 0)).collect::<Vec<_>>(),
        })
    });
    let is_empty =
        move || roll.with(|roll| roll.whole().total() == 0) && board.with(|board| board.0.is_empty());
    let row = move |(unit, depth): (UnitId, usize)| {
        let both = board.with(|board| roll.with(|roll| roll.with_figures(board, unit)));
        let sum = both.sum();
        let has_under = roll.with(|roll| !roll.children(Some(unit)).is_empty());
        let opens = Opens { store, unit, has_under };
        let mark = (both.units > 0).then(|| mark(session, &roll.get(), &board.get(), unit));
        let title = label::visible(&store.title_of(RecordId::new(Kind::Unit, unit)));
        let has_more =
            roll.with(|roll| !roll.children(Some(unit)).is_empty()) && store.unit.get() != Some(unit);
        let look = move |_| store.unit.set(Some(unit));
        let name = if has_more {
            view! { <button class="btn is-link" type="button" on:click=look>{title}</button> }.into_any()
        } else {
            view! { <span>{title}</span> }.into_any()
        };
        view! {
            <tr data-depth=depth.to_string() data-figures=(both.units > 0).to_string()>
                <th scope="row" style:padding-inline-start=format!("{}rem", 1.0 + depth as f64)>{name} {mark}</th>
                {opens.cells(sum.targets, both.records.targets, Route::Targets)}
                {opens.cells(sum.tasks, both.records.tasks, Route::Tasks)}
                {opens.figure(sum.lacking, both.records.lacking, Route::Tasks(Narrow::Lacking))}
                <td class="num">{rate(sum.tasks)}</td>
            </tr>
        }
    };
    let up = move || {
        let unit = store.unit.get()?;
        let parent = store.with(|l| l.units.get(&unit).and_then(|u| *u.parent.get()));
        let go = move |_| store.unit.set(parent);
        Some(
            view! { <button class="btn is-small" type="button" id="sum-up" on:click=go>{icon("up")} {words.t(Text::Up)}</button> },
        )
    };
    let head = move || {
        let of = match store.unit.get() {
            Some(unit) => label::visible(&store.title_of(RecordId::new(Kind::Unit, unit))),
            None => words.t(Text::Whole).to_owned(),
        };
        words.fill(Text::PrintTitle, &[&of])
    };
    let rows = move || units.get().into_iter().take(LISTED).map(row).collect::<Vec<_>>();
    view! {
        <section class="card" id="roll-up">
            <div class="card-head">
                <h2>{head}</h2>
                <div class="card-actions">
                    {up}
                    <button class="btn is-small" type="button" id="sum-print" on:click=move |_| paper.print()>{icon("print")} {words.t(Text::Print)}</button>
                </div>
            </div>
            <div class="card-body">
                <Show when=is_empty>
                    <div class="empty">
                        <p class="empty-title">{words.t(Text::SumNone)}</p>
                        <p class="empty-text">{words.t(Text::SumNoneText)}</p>
                    </div>
                </Show>
                <Show when=move || !is_empty()>
                    <p class="muted screen-only">{words.t(Text::SumText)}</p>
                    <div class="tablewrap is-inner" tabindex="0" role="region" aria-label=words.t(Text::SumHead)>
                        <table class="table sums" id="sum-table">{thead(words)}<tbody>{rows}</tbody></table>
                    </div>
                </Show>
            </div>
        </section>
        <Made roll_of=Signal::derive(move || {
            board.with(|b| roll.with(|r| store.index.with(|i| store.with(|l| wholes(l, i, store.unit.get(), r, b)))))
        }) />
        <HandedUp />
        <Show when=move || paper.on.get()>
            <div class="print-doc print-only is-wide">
                <h1 class="print-title">{head}</h1>
                <p class="print-meta"><span>{store.today.get_untracked().to_string()}</span></p>
                <table class="print-table">{thead(words)}<tbody>{rows}</tbody></table>
            </div>
        </Show>
    }
    .into_any()
}

fn thead(words: Words) -> AnyView {
    let lights = move || {
        let all =
            std::iter::once(view! { <th scope="col" class="num">{words.t(Text::AllOf)}</th> }.into_any());
        let each = Light::ALL
            .into_iter()
            .map(|at| view! { <th scope="col" class="num">{words.t(at)}</th> }.into_any());
        all.chain(each).collect::<Vec<_>>()
    };
    view! {
        <thead>
            <tr>
                <th scope="col" rowspan="2">{words.t(Many::Unit)}</th>
                <th scope="colgroup" colspan="6" class="group-head">{words.t(Text::Targets)}</th>
                <th scope="colgroup" colspan="6" class="group-head">{words.t(Text::Tasks)}</th>
                <th scope="col" rowspan="2" class="num">{words.t(Text::Lacking)}</th>
                <th scope="col" rowspan="2" class="num">{words.t(Text::Rate)}</th>
            </tr>
            <tr>{lights()}{lights()}</tr>
        </thead>
    }
    .into_any()
}

/// What a row's figures open: the lists where the records are here, else the units below.
#[derive(Clone, Copy)]
struct Opens {
    store: Store,
    unit: UnitId,
    has_under: bool,
}

impl Opens {
    /// All of them, then by light; each opens its list, looked at from the unit.
    fn cells(self, counts: Counts, here: Counts, to: fn(Narrow) -> Route) -> Vec<AnyView> {
        let all = self.figure(counts.total(), here.total(), to(Narrow::All));
        let each =
            Light::ALL.into_iter().map(|at| self.figure(counts.of(at), here.of(at), to(Narrow::Light(at))));
        std::iter::once(all).chain(each).collect()
    }

    fn figure(self, n: usize, here: usize, to: Route) -> AnyView {
        if n == 0 {
            return view! { <td class="num is-zero">"0"</td> }.into_any();
        }
        let Self { store, unit, has_under } = self;
        let look = move |_| store.unit.set(Some(unit));
        if here > 0 {
            // The list holds what is here, and says so where that is not all.
            let part = (here < n).then(|| {
                view! { <span class="sub">{words().fill(Text::FiguresHere, &[&here.to_string()])}</span> }
            });
            return view! { <td class="num"><a href=to.hash() on:click=look>{n}</a>{part}</td> }.into_any();
        }
        if has_under && store.unit.get_untracked() != Some(unit) {
            return view! { <td class="num"><button class="btn is-link" type="button" on:click=look>{n}</button></td> }.into_any();
        }
        view! { <td class="num">{n}</td> }.into_any()
    }
}

/// Done of all, from the counts and never from rates.
fn rate(counts: Counts) -> String {
    match counts.total() {
        0 => "–".to_owned(),
        all => format!("{}%", (counts.of(Light::Done) * 200 + all) / (2 * all)),
    }
}

/// A target that is made up of others.
#[derive(Clone, PartialEq)]
struct Whole {
    id: TargetId,
    title: String,
    unit: Option<UnitId>,
    measure: String,
    figure: Figure,
}

fn wholes(
    ledger: &crate::model::ledger::Ledger,
    index: &crate::model::index::Index,
    unit: Option<UnitId>,
    roll: &Rollup,
    board: &Board,
) -> Vec<Whole> {
    let within = unit.map(|unit| tree::with_descendants(ledger, unit));
    let is_in = |of: Option<UnitId>| within.as_ref().is_none_or(|set| of.is_some_and(|u| set.contains(&u)));
    let found = ledger.live_targets().filter(|target| is_in(target.common.unit)).filter_map(|target| {
        let figure = roll.figure(target.id)?;
        let is_alone = board.0.is_empty();
        let told = if is_alone { None } else { roll.figure_with(ledger, index, board, target.id) };
        let figure = told.unwrap_or_else(|| figure.clone());
        let (title, measure) = (label::visible(target.title.get()), label::visible(target.measure.get()));
        Some(Whole { id: target.id, title, unit: target.common.unit, measure, figure })
    });
    found.take(LISTED).collect()
}

/// Targets with parts: what the parts make, by which rule, and the parts themselves.
#[component]
fn Made(roll_of: Signal<Vec<Whole>>) -> impl IntoView {
    let session = expect_context::<Session>();
    let store = session.store;
    let words = words();
    let list = Memo::new(move |_| roll_of.get());
    let part = move |id: &TargetId, is_counted: bool| {
        let (title, unit) = store.with(|l| {
            let target = l.targets.get(id);
            let unit = target.and_then(|t| t.common.unit).and_then(|u| l.units.get(&u));
            (target.map(|t| label::visible(t.title.get())), unit.map(|u| label::visible(u.title.get())))
        });
        let mark =
            (!is_counted).then(|| view! { <span class="chip is-muted">{words.t(Text::PartUnset)}</span> });
        let is_up = store.rollup().figure(*id).is_none()
            && session.head.with(|head| store.with(|l| head.board.target(l, *id).is_some()));
        let up = is_up.then(|| view! { <span class="chip is-info">{words.t(Text::Figures)}</span> });
        let lamp = store.index.with(|i| i.targets.get(id).map(|s| light(s.light)));
        view! {
            <li>
                <a href=Route::Target(*id).hash()>{unit.unwrap_or_default()} " · " {title.unwrap_or_default()}</a>
                " " {lamp} " " {mark} {up}
            </li>
        }
    };
    let row = move |whole: Whole| {
        let figure = whole.figure;
        let value = match (figure.value, figure.met) {
            (Some(value), _) => format!("{}{}", label::number(value), whole.measure),
            (None, Some(true)) => words.t(Text::Met).to_owned(),
            (None, _) => words.t(Text::ValueNone).to_owned(),
        };
        let ratio =
            figure.ratio.map(|(above, below)| format!("{} / {}", label::number(above), label::number(below)));
        let unit = whole.unit.map(|u| label::visible(&store.title_of(RecordId::new(Kind::Unit, u))));
        let all = figure.counted.len() + figure.unset.len();
        let counted: Vec<_> = figure.counted.iter().map(|id| part(id, true)).collect();
        let unset: Vec<_> = figure.unset.iter().map(|id| part(id, false)).collect();
        let made = words.fill(Text::MadeOf, &[&figure.counted.len().to_string(), &all.to_string()]);
        view! {
            <tr>
                <th scope="row">
                    <a href=Route::Target(whole.id).hash()>{whole.title}</a>
                    <span class="sub">{unit}</span>
                </th>
                <td data-label=words.t(Text::RuleCol)>{words.t(figure.rule)}</td>
                <td class="num" data-label=words.t(Text::ValueCol)><strong>{value}</strong> <span class="sub">{ratio}</span></td>
                <td data-label=words.t(Text::PartsCol)>
                    <details class="parts"><summary>{made}</summary><ul>{counted}{unset}</ul></details>
                </td>
            </tr>
        }
    };
    view! {
        <Show when=move || list.with(|list| !list.is_empty())>
            <section class="card" id="made-of">
                <div class="card-head"><h2>{words.t(Text::MadeHead)}</h2></div>
                <div class="card-body">
                    <p class="muted">{words.t(Text::MadeText)}</p>
                    <div class="tablewrap is-inner" tabindex="0" role="region" aria-label=words.t(Text::MadeHead)>
                        <table class="table">
                            <thead>
                                <tr>
                                    <th scope="col">{words.t(Text::TargetCol)}</th>
                                    <th scope="col">{words.t(Text::RuleCol)}</th>
                                    <th scope="col" class="num">{words.t(Text::ValueCol)}</th>
                                    <th scope="col">{words.t(Text::PartsCol)}</th>
                                </tr>
                            </thead>
                            <tbody>{move || list.get().into_iter().map(row).collect::<Vec<_>>()}</tbody>
                        </table>
                    </div>
                </div>
            </section>
        </Show>
    }
    .into_any()
}
