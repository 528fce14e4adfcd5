//! Figures that came up in place of records: marked where they count, listed with their files,
//! taken back.

use crate::model::id::UnitId;
use crate::model::kind::{Kind, RecordId};
use crate::model::rollup::Rollup;
use crate::model::rollup::handed_up::{Board, Figures, Source};
use crate::state::{Session, env, share};
use crate::ui::svg::icon;
use crate::ui::widget::toast::Toasts;
use crate::ui::words::sharing::{Many, Share as Text};
use crate::ui::words::shell::Shell;
use crate::ui::words::{label, words};
use leptos::prelude::*;

/// Says in a row of the roll-up that figures count in it, of which day, and from which file.
pub fn mark(session: Session, roll: &Rollup, board: &Board, unit: UnitId) -> Option<AnyView> {
    let words = words();
    // Its own, or those of a unit under it or above it.
    let own = board.unit(roll, unit).map(|(figures, _)| figures);
    let figures = own.or_else(|| board.0.values().find(|f| roll.is_under(f.unit, unit)))?;
    let (on, year) = (figures.on, session.store.with_untracked(|l| *l.meta.year.get()));
    let file = session.head.with_untracked(|head| head.sources.get(&figures.unit).map(|s| s.file.clone()));
    let from = words.fill(Text::FiguresFrom, &[&label::visible(&file.unwrap_or_default())]);
    let text = words.fill(Text::FiguresMark, &[&label::date(words, on, year)]);
    let chip = view! {
        <span class="chip is-info" title=from.clone()>
            {icon("info")} {text}
            <span class="sr-only">{from.clone()}</span>
        </span>
    };
    Some(chip.into_any())
}

/// The figures that are kept, each with a way to take it back.
#[component]
pub fn HandedUp() -> impl IntoView {
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let store = session.store;
    let words = words();
    let list = Memo::new(move |_| {
        session.head.with(|head| {
            let of = |figures: &Figures| head.sources.get(&figures.unit).cloned().unwrap_or_default();
            head.board.0.values().map(|figures| (figures.clone(), of(figures))).collect::<Vec<_>>()
        })
    });
    let row = move |(figures, source): (Figures, Source)| {
        let unit = figures.unit;
        let title = label::visible(&store.title_of(RecordId::new(Kind::Unit, unit)));
        let year = store.with_untracked(|l| *l.meta.year.get());
        let taken = label::moment(words, env::local(source.taken), store.today.get_untracked());
        let said = title.clone();
        let back = move |_| {
            let before = share::drop_figures(session, unit);
            let text = words.fill(Text::FiguresDropped, &[&said]);
            // In a task of its own: made here, the way back would go with the row.
            leptos::task::spawn_local(async move {
                let undo = Callback::new(move |()| share::put_back(session, &before));
                toasts.done(text, Some((words.t(Shell::Undo).to_owned(), undo)));
            });
        };
        view! {
            <tr>
                <th scope="row" class="title-cell">{title}</th>
                <td class="num" data-label=words.t(Text::FiguresUnits)>{figures.units.len()}</td>
                <td class="num" data-label=words.t(Text::FiguresOn)>{label::date(words, figures.on, year)}</td>
                <td data-label=words.t(Text::FiguresFile)>
                    <span class="given-name">{label::visible(&source.file)}</span>
                    <span class="sub">{words.fill(Text::FiguresTaken, &[&taken])}</span>
                </td>
                <td><button class="btn is-small" type="button" on:click=back>{words.t(Text::FiguresDrop)}</button></td>
            </tr>
        }
    };
    view! {
        <Show when=move || list.with(|list| !list.is_empty())>
            <section class="card" id="handed-up">
                <div class="card-head"><h2>{words.t(Text::FiguresHead)}</h2></div>
                <div class="card-body">
                    <p class="muted">{words.t(Text::FiguresText)}</p>
                    <div class="tablewrap is-inner" tabindex="0" role="region" aria-label=words.t(Text::FiguresHead)>
                        <table class="table is-cards">
                            <thead>
                                <tr>
                                    <th scope="col">{words.t(Many::Unit)}</th>
                                    <th scope="col" class="num">{words.t(Text::FiguresUnits)}</th>
                                    <th scope="col" class="num">{words.t(Text::FiguresOn)}</th>
                                    <th scope="col">{words.t(Text::FiguresFile)}</th>
                                    <th scope="col"><span class="sr-only">{words.t(Text::FiguresDrop)}</span></th>
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
