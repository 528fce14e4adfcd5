//! What a person decides in a preview: conflicts side by side, and what a file has no standing for.

use super::{Text, icon};
use crate::model::field::Field;
use crate::model::kind::RecordId;
use crate::model::merge::{Apart, Conflict, Effect};
use crate::model::stamp::Stamp;
use crate::state::exchange::{Decisions, Fate, Pick};
use crate::state::{Session, env};
use crate::ui::part::diff::After;
use crate::ui::words::label;
use crate::ui::words::sharing::{self, Choose};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// So many are listed; the rest is counted.
const LISTED: usize = 200;

/// What was decided so far. Copy.
#[derive(Clone, Copy)]
pub struct Choices {
    /// The records set apart that are taken all the same.
    pub taken: RwSignal<BTreeSet<RecordId>>,
    /// Conflicts.
    pub decisions: RwSignal<Decisions>,
}

impl Choices {
    pub fn new() -> Self {
        Self { taken: RwSignal::new(BTreeSet::new()), decisions: RwSignal::new(Decisions::default()) }
    }

    /// For another preview.
    pub fn clear(self) {
        self.taken.set(BTreeSet::new());
        self.decisions.set(Decisions::default());
    }
}

/// Who wrote a value, and when.
pub fn who(session: Session, after: &After, stamp: Stamp) -> String {
    let words = after.words;
    let at = label::moment(words, env::local(stamp.at), session.store.today.get_untracked());
    let device = if session.is_own(stamp.device) {
        words.t(Choose::Device).to_owned()
    } else {
        let name = stamp.device.to_string();
        words.fill(Choose::OtherDevice, &[name.get(..6).unwrap_or_default()])
    };
    words.fill(Choose::By, &[&device, &at])
}

/// The fields in conflict, both sides beside each other; `file` names a file by its number.
pub fn conflicts(
    session: Session,
    after: &After,
    list: &BTreeMap<RecordId, Vec<Conflict>>,
    contested: &BTreeSet<RecordId>,
    choices: Choices,
    file: &dyn Fn(usize) -> String,
) -> Option<AnyView> {
    if list.is_empty() && contested.is_empty() {
        return None;
    }
    let words = after.words;
    let all = list.iter().flat_map(|(id, of)| of.iter().map(move |c| (*id, c)));
    let count = list.values().map(Vec::len).sum::<usize>() + contested.len();
    let pairs: Vec<_> =
        all.clone().take(LISTED).map(|(id, c)| pair(session, after, id, c, choices, file)).collect();
    let fates: Vec<_> = contested.iter().take(LISTED).map(|id| fate(after, *id, choices)).collect();
    let more = count.saturating_sub(pairs.len() + fates.len());
    let more =
        (more > 0).then(|| view! { <p class="muted">{words.fill(Choose::More, &[&more.to_string()])}</p> });
    let keys: Vec<(RecordId, Field)> = all.map(|(id, c)| (id, c.field)).collect();
    let keys = StoredValue::new(keys);
    let every = move |pick: Option<Pick>| {
        choices.decisions.update(|decisions| {
            decisions.fields = match &pick {
                Some(pick) => keys.with_value(|keys| keys.iter().map(|key| (*key, pick.clone())).collect()),
                None => BTreeMap::new(),
            };
        });
    };
    let section = view! {
        <section class="decide" id="conflicts">
            <div class="decide-head">
                <h3>{words.t(Choose::Conflicts)} " " <span class="count">{count}</span></h3>
                <div class="cluster">
                    <button class="btn is-small" type="button" id="all-ours" on:click=move |_| every(Some(Pick::Ours))>{words.t(Choose::AllOurs)}</button>
                    <button class="btn is-small" type="button" id="all-theirs" on:click=move |_| every(Some(Pick::Theirs))>{words.t(Choose::AllTheirs)}</button>
                    <button class="btn is-small" type="button" id="all-rule" on:click=move |_| every(None)>{words.t(Choose::AllRule)}</button>
                </div>
            </div>
            <p class="muted">{words.t(Choose::ConflictsText)}</p>
            <ul class="decide-list">{pairs}{fates}</ul>
            {more}
        </section>
    };
    Some(section.into_any())
}

fn pair(
    session: Session,
    after: &After,
    id: RecordId,
    conflict: &Conflict,
    choices: Choices,
    file: &dyn Fn(usize) -> String,
) -> AnyView {
    let words = after.words;
    let key = (id, conflict.field);
    let group = format!("{}-{}", id.id, conflict.field.name());
    let side = |is_ours: bool| {
        let ((value, stamp), from) = if is_ours {
            (&conflict.ours, conflict.ours_file)
        } else {
            (&conflict.theirs, Some(conflict.theirs_file))
        };
        let head = match from {
            None => words.t(Choose::Here).to_owned(),
            Some(number) => words.fill(Choose::OfFile, &[&label::visible(&file(number))]),
        };
        let by_rule = conflict.theirs_wins != is_ours;
        let picked = move || {
            choices.decisions.with(|d| match d.fields.get(&key) {
                None => by_rule,
                Some(Pick::Ours) => is_ours,
                Some(Pick::Theirs) => !is_ours,
                Some(Pick::Other(_)) => false,
            })
        };
        let choose = move |_| {
            let pick = if is_ours { Pick::Ours } else { Pick::Theirs };
            choices.decisions.update(|d| {
                d.fields.insert(key, pick);
            });
        };
        let rule = by_rule.then(|| view! { <span class="chip is-info">{words.t(Choose::Rule)}</span> });
        view! {
            <label class="decide-side">
                <input class="check" type="radio" name=group.clone() value=if is_ours { "ours" } else { "theirs" } prop:checked=picked on:change=choose />
                <span class="decide-value">{after.said(conflict.field, value)}</span>
                <span class="decide-who">{head} " · " {who(session, after, *stamp)} " " {rule}</span>
            </label>
        }
    };
    view! {
        <li class="decide-item">
            <p class="decide-name">
                {after.name(id)}
                <span class="sub">{after.sub(id, Effect::Changed, after.unit(id))} " · " {words.t(conflict.field)}</span>
            </p>
            <div class="decide-pair" role="radiogroup" aria-label=format!("{} {}", after.name(id), words.t(conflict.field))>
                {side(true)}
                {side(false)}
            </div>
        </li>
    }
    .into_any()
}

/// A record that one side deleted while the other edited it.
fn fate(after: &After, id: RecordId, choices: Choices) -> AnyView {
    let words = after.words;
    let side = |fate: Fate, text: Choose| {
        let picked =
            move || choices.decisions.with(|d| d.records.get(&id).map_or(fate == Fate::Keep, |f| *f == fate));
        let choose = move |_| {
            choices.decisions.update(|d| {
                d.records.insert(id, fate);
            });
        };
        let rule =
            (fate == Fate::Keep).then(|| view! { <span class="chip is-info">{words.t(Choose::Rule)}</span> });
        view! {
            <label class="decide-side">
                <input class="check" type="radio" name=format!("{}-fate", id.id) prop:checked=picked on:change=choose />
                <span class="decide-value">{words.t(text)}</span>
                <span class="decide-who">{rule}</span>
            </label>
        }
    };
    view! {
        <li class="decide-item">
            <p class="decide-name">
                {after.name(id)}
                <span class="sub">{words.t(id.kind)} " · " {words.t(Choose::Contested)}</span>
            </p>
            <div class="decide-pair" role="radiogroup" aria-label=after.name(id)>
                {side(Fate::Keep, Choose::Keep)}
                {side(Fate::Delete, Choose::Delete)}
            </div>
        </li>
    }
    .into_any()
}

/// What the files change outside their standing, each with its switch; `file` names a file by its
/// number where there are several.
pub fn set_apart(
    after: &After,
    list: &[Apart],
    choices: Choices,
    file: Option<&dyn Fn(usize) -> String>,
) -> Option<AnyView> {
    if list.is_empty() {
        return None;
    }
    let words = after.words;
    let ids: BTreeSet<RecordId> = list.iter().map(|apart| apart.record).collect();
    let (all, all_ids) = (ids.len(), StoredValue::new(ids));
    let row = |apart: &Apart| {
        let id = apart.record;
        let turn = move |event: leptos::ev::Event| {
            let on = event_target_checked(&event);
            choices.taken.update(|taken| {
                if on {
                    taken.insert(id);
                } else {
                    taken.remove(&id);
                }
            });
        };
        let name = after.name(id);
        let unit =
            apart.unit.and_then(|unit| after.record(RecordId::new(crate::model::kind::Kind::Unit, unit)));
        let unit =
            unit.map(|unit| label::visible(&crate::ui::part::control::to_text(&unit.read(Field::Title).0)));
        let from = file.map(|file| format!(" · {}", label::visible(&file(apart.file))));
        view! {
            <tr>
                <td class="pick">
                    <input class="check" type="checkbox" aria-label=name.clone() prop:checked=move || choices.taken.with(|t| t.contains(&id)) on:change=turn />
                </td>
                <td class="record">
                    {name}
                    <span class="sub">{after.sub(id, apart.effect, unit)} {from}</span>
                </td>
                <td>
                    {after.changes(apart.effect, apart.fields.iter())}
                    <span class="sub">{words.t(sharing::apart(apart.reason))}</span>
                </td>
            </tr>
        }
    };
    let rows: Vec<_> = list.iter().take(LISTED).map(row).collect();
    let more = list.len().saturating_sub(LISTED);
    let more =
        (more > 0).then(|| view! { <p class="muted">{words.fill(Choose::More, &[&more.to_string()])}</p> });
    let turn_all = move |event: leptos::ev::Event| {
        let on = event_target_checked(&event);
        choices.taken.set(if on { all_ids.get_value() } else { BTreeSet::new() });
    };
    let section = view! {
        <section class="decide" id="set-apart">
            <div class="decide-head">
                <h3>{icon("warn")} {words.t(Choose::Apart)} " " <span class="count">{list.len()}</span></h3>
                <label class="check-label">
                    <input class="check" type="checkbox" id="take-all" prop:checked=move || choices.taken.with(|t| t.len() == all) on:change=turn_all />
                    <span>{words.t(Choose::TakeAll)}</span>
                </label>
            </div>
            <p class="muted">{words.t(Choose::ApartText)}</p>
            <div class="tablewrap" tabindex="0" role="region" aria-label=words.t(Choose::Apart)>
                <table class="table diff">
                    <thead>
                        <tr>
                            <th scope="col" class="pick"><span class="sr-only">{words.t(Choose::TakeAll)}</span></th>
                            <th scope="col">{words.t(Text::Record)}</th>
                            <th scope="col">{words.t(Text::ChangeCol)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {more}
        </section>
    };
    Some(section.into_any())
}
