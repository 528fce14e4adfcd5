//! A file for each unit below: one alone, several in one .zip.

use crate::model::id::UnitId;
use crate::model::kind::{Kind, RecordId};
use crate::model::tree;
use crate::state::{Session, env, share};
use crate::ui::route::Route;
use crate::ui::svg::icon;
use crate::ui::widget::toast::Toasts;
use crate::ui::words::data::{self, Data};
use crate::ui::words::sharing::Share as Text;
use crate::ui::words::{label, words};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// So many units are listed one by one.
const LISTED: usize = 300;

#[component]
pub fn Down() -> impl IntoView {
    let session = expect_context::<Session>();
    let store = session.store;
    let toasts = expect_context::<Toasts>();
    let words = words();
    let deep = RwSignal::new(false);
    let left_out = RwSignal::new(BTreeSet::<UnitId>::new());
    let busy = RwSignal::new(false);
    // The units right under the one looked at; with a single top unit and none chosen, under that.
    let units = Memo::new(move |_| {
        let (unit, deep) = (store.unit.get(), deep.get());
        store.with(|l| {
            let all = tree::units(l);
            let top = unit.or_else(|| Some(tree::roots(l)).filter(|r| r.len() == 1)?.first().copied());
            let start = top.and_then(|top| all.iter().position(|node| node.id == top));
            let (from, base) = match start {
                Some(at) => (at + 1, all.get(at).map_or(0, |node| node.depth)),
                None => return Vec::new(),
            };
            let below = all.iter().skip(from).take_while(|node| node.depth > base);
            let rows = below.filter(|node| deep || node.depth == base + 1);
            rows.map(|node| (node.id, node.depth - base - 1)).collect::<Vec<_>>()
        })
    });
    let chosen = Memo::new(move |_| {
        let left = left_out.get();
        units.get().into_iter().map(|(id, _)| id).filter(|id| !left.contains(id)).collect::<Vec<_>>()
    });
    let row = move |(id, depth): (UnitId, usize)| {
        let title = label::visible(&store.title_of(RecordId::new(Kind::Unit, id)));
        let turn = move |event| {
            let on = event_target_checked(&event);
            left_out.update(|left| {
                if on {
                    left.remove(&id);
                } else {
                    left.insert(id);
                }
            });
        };
        view! {
            <li>
                <label class="check-label" style:padding-inline-start=format!("{}rem", depth as f64 * 1.5)>
                    <input class="check" type="checkbox" prop:checked=move || !left_out.with(|left| left.contains(&id)) on:change=turn />
                    <span>{title}</span>
                </label>
            </li>
        }
    };
    let all = move |event| {
        let on = event_target_checked(&event);
        left_out.set(if on {
            BTreeSet::new()
        } else {
            units.get_untracked().into_iter().map(|(id, _)| id).collect()
        });
    };
    let go = move |_| {
        let picked = chosen.get_untracked();
        let title = store.with_untracked(|l| l.meta.year.get().map(|y| y.to_string()).unwrap_or_default());
        let at = env::local(env::now()).format("%Y%m%d-%H%M").to_string();
        let name = words.fill(Text::ZipName, &[&title, &at]);
        busy.set(true);
        leptos::task::spawn_local(async move {
            share::before_long_work().await;
            match share::hand_down(session, &picked, &name) {
                Ok(exported) => {
                    let size = data::size(words, exported.size as u64);
                    toasts.done(words.fill(Data::Exported, &[&exported.name, &size]), None);
                }
                Err(_) => toasts.error(words.t(Data::ExportFailed)),
            }
            busy.set(false);
        });
    };
    let count = move || chosen.with(Vec::len);
    let none = move || units.with(Vec::is_empty);
    let empty = move || {
        view! {
            <div class="empty">
                <p class="empty-title">{words.t(Text::DownNone)}</p>
                <p class="empty-text">{words.t(Text::DownNoneText)}</p>
                <div class="cluster"><a class="btn" href=Route::Units.hash()>{words.t(crate::ui::words::shell::Shell::Units)}</a></div>
            </div>
        }
    };
    view! {
        <section class="card" id="hand-down">
            <div class="card-head"><h2>{words.t(Text::DownHead)}</h2></div>
            <div class="card-body">
                <p class="muted">{words.t(Text::DownText)}</p>
                <Show when=none>{empty()}</Show>
                <Show when=move || !none()>
                    <div class="cluster">
                        <label class="check-label">
                            <input class="check" type="checkbox" id="down-all" prop:checked=move || left_out.with(BTreeSet::is_empty) on:change=all />
                            <span>{move || words.fill(Text::DownAll, &[&units.with(Vec::len).to_string()])}</span>
                        </label>
                        <label class="check-label">
                            <input class="check" type="checkbox" id="down-deep" prop:checked=deep on:change=move |event| deep.set(event_target_checked(&event)) />
                            <span>{words.t(Text::DownDeep)}</span>
                        </label>
                    </div>
                    <ul class="down-list">{move || units.get().into_iter().take(LISTED).map(row).collect::<Vec<_>>()}</ul>
                    <button class="btn is-primary" type="button" id="down-go" disabled=move || count() == 0 || busy.get() on:click=go>
                        {icon("download")}
                        <span>
                            {move || if busy.get() { words.t(Text::Packing).to_owned() } else { words.fill(Text::DownGo, &[&count().to_string()]) }}
                        </span>
                    </button>
                </Show>
            </div>
        </section>
    }
    .into_any()
}
