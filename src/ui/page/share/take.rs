//! Files taken in, and the conflicts that earlier ones left open.

use crate::state::exchange::{self, Open};
use crate::state::{Session, env};
use crate::ui::part::create::route_of;
use crate::ui::part::edit::editor;
use crate::ui::part::import::ImportPicker;
use crate::ui::words::sharing::Share as Text;
use crate::ui::words::{label, words};
use leptos::prelude::*;

/// So many are listed; the rest comes up as these are decided.
const LISTED: usize = 100;

#[component]
pub fn Take() -> impl IntoView {
    let session = expect_context::<Session>();
    let words = words();
    let open = Memo::new(move |_| exchange::open_conflicts(session));
    let list = move || open.get().into_iter().take(LISTED).map(|open| row(session, open)).collect::<Vec<_>>();
    view! {
        <section class="card" id="take-in">
            <div class="card-head"><h2>{words.t(Text::InHead)}</h2></div>
            <div class="card-body">
                <p class="muted">{words.t(Text::InText)}</p>
                <ImportPicker />
            </div>
        </section>
        <Show when=move || open.with(|open| !open.is_empty())>
            <section class="card" id="open-conflicts">
                <div class="card-head">
                    <h2>{words.t(Text::OpenConflicts)} " " <span class="count">{move || open.with(Vec::len)}</span></h2>
                </div>
                <div class="card-body">
                    <p class="muted">{words.t(Text::OpenText)}</p>
                    <ul class="decide-list">{list}</ul>
                </div>
            </section>
        </Show>
    }
    .into_any()
}

fn row(session: Session, open: Open) -> AnyView {
    let words = words();
    let editor = editor();
    let (record, field) = (open.record, open.field);
    let title = label::visible(&session.store.title_of(record));
    let said = |value: &crate::model::value::Value| {
        session.store.with_untracked(|l| label::visible(&label::value(words, l, field, value)))
    };
    let side =
        |head: Text, act: Text, (value, stamp): &(crate::model::value::Value, crate::model::stamp::Stamp)| {
            let at = label::moment(words, env::local(stamp.at), session.store.today.get_untracked());
            let shown = said(value);
            let value = value.clone();
            let decide = move |_| match exchange::decide(session, record, field, &value) {
                Ok(()) => editor.done(words.t(Text::Decided).to_owned()),
                Err(refusal) => editor.refused(&refusal),
            };
            view! {
                <div class="decide-side is-plain">
                    <span class="decide-value">{shown}</span>
                    <span class="decide-who">{words.t(head)} " · " {at}</span>
                    <button class="btn is-small" type="button" on:click=decide>{words.t(act)}</button>
                </div>
            }
        };
    view! {
        <li class="decide-item">
            <p class="decide-name">
                <a href=route_of(record).hash()>{title}</a>
                <span class="sub">{words.t(record.kind)} " · " {words.t(field)} " · " {label::visible(&open.file)}</span>
            </p>
            <div class="decide-pair">
                {side(Text::Stands, Text::KeepThis, &open.stands)}
                {side(Text::Gave, Text::UseThis, &open.overruled)}
            </div>
        </li>
    }
    .into_any()
}
