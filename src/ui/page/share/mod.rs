//! 报送: up, in, down; who has reported, and what it all adds up to.

mod down;
mod figures;
mod key;
mod sum;
mod take;
mod up;
mod who;

use crate::ui::widget::tabs::{Panel, Tabs};
use crate::ui::words::sharing::Share as Text;
use crate::ui::words::words;
use leptos::prelude::*;

/// The screen.
#[component]
pub fn Share() -> impl IntoView {
    let words = words();
    let chosen = RwSignal::new("up");
    let tabs = Signal::derive(move || {
        vec![
            ("up", words.t(Text::TabUp)),
            ("in", words.t(Text::TabIn)),
            ("down", words.t(Text::TabDown)),
            ("who", words.t(Text::TabWho)),
            ("sum", words.t(Text::TabSum)),
        ]
    });
    view! {
        <div class="page-head">
            <h1>{move || words.t(Text::Title)}</h1>
            <p class="page-sub">{move || words.t(Text::Sub)}</p>
        </div>
        <div class="share-tabs">
            <Tabs tabs chosen label=Signal::derive(move || words.t(Text::Tabs).to_owned()) />
        </div>
        <Panel key="up" chosen><up::Up /></Panel>
        <Panel key="in" chosen><take::Take /></Panel>
        <Panel key="down" chosen><down::Down /></Panel>
        <Panel key="who" chosen><who::Who /></Panel>
        <Panel key="sum" chosen><sum::Sum /></Panel>
    }
    .into_any()
}
