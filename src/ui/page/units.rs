//! 单位 and 总体思路: the two trees everything hangs on.

use crate::model::choice::{Choice, UnitKind};
use crate::model::command::Command;
use crate::model::field::Field as RecordField;
use crate::model::id::UnitId;
use crate::model::kind::{Kind, RecordId};
use crate::model::ledger::Ledger;
use crate::model::outline::{self, OutlineReason, OutlineUnit};
use crate::model::rule::Reason;
use crate::model::tree;
use crate::model::value::Value;
use crate::state::{Session, Store, env};
use crate::ui::part::control;
use crate::ui::part::create::{Draft, DraftFields, Wrong};
use crate::ui::part::edit::editor;
use crate::ui::svg::icon;
use crate::ui::widget::dialog::Dialog;
use crate::ui::widget::field::Field;
use crate::ui::widget::select::Select;
use crate::ui::words::shell::Shell;
use crate::ui::words::units::Units as Text;
use crate::ui::words::{label, words};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

/// What the form is open for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Task {
    Add(Option<Uuid>),
    Edit(Uuid),
}

/// The two trees.
#[component]
pub fn Units() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let form = RwSignal::new(Task::Add(None));
    let editing = RwSignal::new(false);
    let theme_form = RwSignal::new(Task::Add(None));
    let theme_editing = RwSignal::new(false);
    let pasting = RwSignal::new(false);
    let count = move || store.with(|l| l.live_units().count());
    let add = move |_| {
        let top = store.with_untracked(|l| tree::roots(l).first().copied());
        form.set(Task::Add(top.map(Uuid::from)));
        editing.set(true);
    };
    let add_theme = move |_| {
        theme_form.set(Task::Add(None));
        theme_editing.set(true);
    };
    view! {
        <div class="page-head">
            <h1>{move || words.t(Text::Title)} " " <span class="count">{count}</span></h1>
            <p class="page-sub">{move || words.fill(Text::Sub, &[&count().to_string()])}</p>
            <div class="page-actions">
                <button class="btn" type="button" id="paste-units" on:click=move |_| pasting.set(true)>
                    {icon("file")}
                    <span>{move || words.t(Text::Paste)}</span>
                </button>
                <button class="btn is-primary" type="button" id="new-unit" on:click=add>
                    {icon("plus")}
                    <span>{move || words.t(Text::Add)}</span>
                </button>
            </div>
        </div>
        <Show
            when=move || { count() > 0 }
            fallback=move || view! {
                <section class="empty">
                    <h2 class="empty-title">{move || words.t(Text::Empty)}</h2>
                    <p class="empty-text">{move || words.t(Text::EmptyText)}</p>
                </section>
            }
        >
            <UnitTree form editing />
        </Show>
        <section class="card">
            <div class="card-head">
                <h2>{move || words.t(Text::Themes)}</h2>
                <p class="page-sub">{move || words.t(Text::ThemesSub)}</p>
                <button class="btn is-small" type="button" id="new-theme" on:click=add_theme>
                    {icon("plus")}
                    <span>{move || words.t(Text::AddTheme)}</span>
                </button>
            </div>
            <div class="card-body"><ThemeTree form=theme_form editing=theme_editing /></div>
        </section>
        <RecordForm kind=Kind::Unit form open=editing />
        <RecordForm kind=Kind::Theme form=theme_form open=theme_editing />
        <Paste open=pasting />
        <control::People />
    }
    .into_any()
}

/// What a row says of its unit.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Seen {
    id: UnitId,
    depth: usize,
    title: String,
    kind: Option<UnitKind>,
    targets: usize,
    tasks: usize,
}

fn look(ledger: &Ledger) -> Vec<Seen> {
    let mut targets: HashMap<UnitId, usize> = HashMap::new();
    let mut tasks: HashMap<UnitId, usize> = HashMap::new();
    for unit in ledger.live_targets().filter_map(|t| t.common.unit) {
        *targets.entry(unit).or_default() += 1;
    }
    for unit in ledger.live_tasks().filter_map(|t| t.common.unit) {
        *tasks.entry(unit).or_default() += 1;
    }
    let row = |node: tree::Node<UnitId>| {
        let unit = ledger.units.get(&node.id)?;
        Some(Seen {
            id: node.id,
            depth: node.depth,
            title: label::visible(unit.title.get()),
            kind: *unit.kind.get(),
            targets: targets.get(&node.id).copied().unwrap_or(0),
            tasks: tasks.get(&node.id).copied().unwrap_or(0),
        })
    };
    tree::units(ledger).into_iter().filter_map(row).collect()
}

#[component]
fn UnitTree(form: RwSignal<Task>, editing: RwSignal<bool>) -> impl IntoView {
    let session = expect_context::<Session>();
    let editor = editor();
    let store = session.store;
    let words = words();
    let rows = Memo::new(move |_| store.with(look));
    let row = move |seen: Seen| {
        let id = seen.id;
        let own = move || store.own_unit.get() == Some(id);
        let name = seen.title.clone();
        let keep = {
            let name = name.clone();
            move |_| {
                session.keep_unit(Some(id));
                editor.say(words.fill(Text::OwnSet, &[&name]));
            }
        };
        let add = move |_| {
            form.set(Task::Add(Some(id.0)));
            editing.set(true);
        };
        let edit = move |_| {
            form.set(Task::Edit(id.0));
            editing.set(true);
        };
        let shift = move |by: isize| {
            let commands = store.with_untracked(|l| reorder(l, id, by));
            if !commands.is_empty() {
                editor.run(&commands);
            }
        };
        let delete = {
            let name = name.clone();
            move |_| match store.run(&[Command::Delete(RecordId::new(Kind::Unit, id))]) {
                Ok(()) => {
                    if store.unit.get_untracked() == Some(id) {
                        store.unit.set(None);
                    }
                    editor.done(words.fill(Text::Deleted, &[&name]));
                }
                Err(refusal) if refusal.reason == Reason::NotEmpty => {
                    editor.say(words.fill(Text::CannotDelete, &[&name]));
                }
                Err(refusal) => editor.refused(&refusal),
            }
        };
        let say = move |text: Text| words.fill(text, &[&name]);
        let act = move |text: String, name: &'static str| (text.clone(), text, icon(name));
        let (up, up_title, up_icon) = act(say(Text::Up), "up");
        let (down, down_title, down_icon) = act(say(Text::Down), "down");
        let (plus, plus_title, plus_icon) = act(say(Text::AddUnder), "plus");
        let (pen, pen_title, pen_icon) = act(say(Text::Edit), "edit");
        let (bin, bin_title, bin_icon) = act(say(Text::Delete), "trash");
        view! {
            <li class="tree-row" data-level=(seen.depth + 1).to_string() style:--depth=seen.depth.to_string()>
                <span class="tree-own">
                    <input class="check" type="radio" name="own" aria-label=say(Text::Own) prop:checked=own on:change=keep />
                </span>
                <span class="tree-name">{seen.title}</span>
                <span class="chip is-muted">{seen.kind.map(|k| words.t(k))}</span>
                {move || own().then(|| view! { <span class="chip is-info">{words.t(Text::OwnChip)}</span> })}
                <span class="tree-counts muted num">{words.fill(Text::Counts, &[&seen.targets.to_string(), &seen.tasks.to_string()])}</span>
                <span class="tree-actions">
                    <button class="iconbtn" type="button" aria-label=up title=up_title on:click=move |_| shift(-1)>{up_icon}</button>
                    <button class="iconbtn" type="button" aria-label=down title=down_title on:click=move |_| shift(1)>{down_icon}</button>
                    <button class="iconbtn" type="button" aria-label=plus title=plus_title on:click=add>{plus_icon}</button>
                    <button class="iconbtn" type="button" aria-label=pen title=pen_title on:click=edit>{pen_icon}</button>
                    <button class="iconbtn" type="button" aria-label=bin title=bin_title on:click=delete>{bin_icon}</button>
                </span>
            </li>
        }
    };
    view! {
        <section class="card">
            <ul class="tree" aria-label=move || words.t(Text::Title)>
                <For each=move || rows.get() key=|seen| seen.clone() let:seen>{row(seen)}</For>
            </ul>
        </section>
    }
    .into_any()
}

/// The commands that move a unit among its sisters.
fn reorder(ledger: &Ledger, id: UnitId, by: isize) -> Vec<Command> {
    let parent = ledger.units.get(&id).and_then(|u| *u.parent.get());
    let sisters: Vec<UnitId> = tree::units(ledger)
        .into_iter()
        .map(|n| n.id)
        .filter(|other| ledger.units.get(other).and_then(|u| *u.parent.get()) == parent)
        .collect();
    let Some(at) = sisters.iter().position(|other| *other == id) else { return Vec::new() };
    let Some(to) = at.checked_add_signed(by).filter(|to| *to < sisters.len()) else { return Vec::new() };
    let mut moved = sisters;
    moved.swap(at, to);
    let place = |(place, unit): (usize, &UnitId)| Command::Set {
        record: RecordId::new(Kind::Unit, *unit),
        fields: vec![(RecordField::Order, Value::Whole((place as i64 + 1) * 1024))],
    };
    moved.iter().enumerate().map(place).collect()
}

#[component]
fn ThemeTree(form: RwSignal<Task>, editing: RwSignal<bool>) -> impl IntoView {
    let editor = editor();
    let store = editor.store;
    let words = words();
    let rows = Memo::new(move |_| {
        store.with(|l| {
            let row = |node: tree::Node<crate::model::id::ThemeId>| {
                let theme = l.themes.get(&node.id)?;
                Some((node.id.0, node.depth, label::visible(theme.title.get()), *theme.kind.get()))
            };
            tree::themes(l).into_iter().filter_map(row).collect::<Vec<_>>()
        })
    });
    let row = move |(id, depth, title, kind): (
        Uuid,
        usize,
        String,
        Option<crate::model::choice::ThemeKind>,
    )| {
        let open = move |task: Task| {
            form.set(task);
            editing.set(true);
        };
        let name = title.clone();
        let delete = {
            let name = name.clone();
            move |_| match store.run(&[Command::Delete(RecordId::new(Kind::Theme, id))]) {
                Ok(()) => editor.done(words.fill(Text::Deleted, &[&name])),
                Err(refusal) if refusal.reason == Reason::NotEmpty => {
                    editor.say(words.fill(Text::CannotDeleteTheme, &[&name]));
                }
                Err(refusal) => editor.refused(&refusal),
            }
        };
        let say = move |text: Text| words.fill(text, &[&name]);
        view! {
            <li class="tree-row" data-level=(depth + 1).to_string() style:--depth=depth.to_string()>
                <span class="tree-name">{title}</span>
                <span class="chip is-muted">{kind.map(|k| words.t(k))}</span>
                <span class="tree-actions">
                    <button class="iconbtn" type="button" aria-label=say(Text::AddThemeUnder) on:click=move |_| open(Task::Add(Some(id)))>{icon("plus")}</button>
                    <button class="iconbtn" type="button" aria-label=say(Text::Edit) on:click=move |_| open(Task::Edit(id))>{icon("edit")}</button>
                    <button class="iconbtn" type="button" aria-label=say(Text::Delete) on:click=delete>{icon("trash")}</button>
                </span>
            </li>
        }
    };
    view! {
        <ul class="tree" aria-label=move || words.t(Text::Themes)>
            <For each=move || rows.get() key=|row| row.clone() let:item>{row(item)}</For>
        </ul>
    }
    .into_any()
}

const UNIT_FIELDS: &[RecordField] =
    &[RecordField::Title, RecordField::Kind, RecordField::Parent, RecordField::Person, RecordField::Contact];
const THEME_FIELDS: &[RecordField] = &[RecordField::Title, RecordField::Kind, RecordField::Parent];

/// The form for a new or present unit or theme.
#[component]
fn RecordForm(kind: Kind, form: RwSignal<Task>, open: RwSignal<bool>) -> impl IntoView {
    let editor = editor();
    let store = editor.store;
    let words = words();
    let draft = Draft::new();
    let fields = if kind == Kind::Unit { UNIT_FIELDS } else { THEME_FIELDS };
    Effect::new(move |_| {
        if !open.get() {
            return;
        }
        match form.get_untracked() {
            Task::Add(parent) => draft.fill(parent.map(|p| (RecordField::Parent, Value::Id(p)))),
            Task::Edit(id) => {
                let read = store.with_untracked(|l| {
                    let record = l.record(RecordId::new(kind, id))?;
                    Some(fields.iter().map(|f| (*f, record.read(*f).0)).collect::<Vec<_>>())
                });
                draft.fill(read.unwrap_or_default());
            }
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if draft.wrong.with_untracked(|w| w.values().any(|w| matches!(w, Wrong::Typed(_)))) {
            return;
        }
        let mut values = draft.fields();
        let title = values.iter().find(|(f, _)| *f == RecordField::Title).map(|(_, v)| v.clone());
        let name = match title {
            Some(Value::Text(name)) => name,
            _ => String::new(),
        };
        let (command, said) = match form.get_untracked() {
            Task::Add(_) => {
                if kind == Kind::Unit && !values.iter().any(|(f, _)| *f == RecordField::Kind) {
                    values.push((RecordField::Kind, Value::Code(outline::guess_kind(&name).code())));
                }
                values.push((RecordField::Order, Value::Whole(next_order(store, kind))));
                let record = RecordId::new(kind, env::new_id());
                (Command::Create { record, unit: None, fields: values }, Text::Added)
            }
            Task::Edit(id) => {
                let missing = fields.iter().filter(|f| !values.iter().any(|(other, _)| other == *f));
                let cleared: Vec<_> = missing.map(|f| (*f, Value::Unset)).collect();
                values.extend(cleared);
                (Command::Set { record: RecordId::new(kind, id), fields: values }, Text::Saved)
            }
        };
        match store.run(&[command]) {
            Ok(()) => {
                open.set(false);
                editor.done(words.fill(said, &[&label::visible(&name)]));
            }
            Err(refusal) => {
                if !draft.refuse(&refusal) {
                    editor.refused(&refusal);
                }
            }
        }
    };
    let title = Signal::derive(move || {
        let text = match (kind, form.get()) {
            (Kind::Unit, Task::Add(_)) => Text::Add,
            (Kind::Unit, Task::Edit(_)) => Text::EditTitle,
            (_, Task::Add(_)) => Text::AddTheme,
            (_, Task::Edit(_)) => Text::EditTheme,
        };
        words.t(text).to_owned()
    });
    let prefix = if kind == Kind::Unit { "unit" } else { "theme" };
    view! {
        <Dialog open title>
            <form on:submit=submit>
                <div class="dialog-body"><div class="form-grid"><DraftFields prefix kind fields draft /></div></div>
                <div class="dialog-foot">
                    <button class="btn" type="button" on:click=move |_| open.set(false)>{move || words.t(Shell::Cancel)}</button>
                    <button class="btn is-primary" type="submit">{move || words.t(Text::Save)}</button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}

fn next_order(store: Store, kind: Kind) -> i64 {
    store.with_untracked(|l| {
        let last = match kind {
            Kind::Unit => l.units.values().filter_map(|u| *u.order.get()).max(),
            _ => l.themes.values().filter_map(|t| *t.order.get()).max(),
        };
        last.unwrap_or(0).saturating_add(1024)
    })
}

/// A pasted list: what it would add is shown before anything is added.
#[component]
fn Paste(open: RwSignal<bool>) -> impl IntoView {
    let editor = editor();
    let store = editor.store;
    let words = words();
    let text = RwSignal::new(String::new());
    let under = RwSignal::new(String::new());
    Effect::new(move |_| {
        if open.get() {
            let top = store.with_untracked(|l| tree::roots(l).first().copied());
            text.set(String::new());
            under.set(top.map(|t| t.to_string()).unwrap_or_default());
        }
    });
    let parsed = Memo::new(move |_| text.with(|t| outline::parse(t)));
    // With each row: the unit that is there already, if any.
    let placed = Memo::new(move |_| {
        let top = Uuid::try_parse(&under.get()).ok().map(UnitId);
        store.with(|l| parsed.with(|(units, _)| place(l, units, top)))
    });
    let fresh = move || placed.with(|p| p.iter().filter(|there| there.is_none()).count());
    let options = Signal::derive(move || {
        let empty = (String::new(), words.t(Text::Top).to_owned());
        std::iter::once(empty).chain(store.with(control::units)).collect::<Vec<_>>()
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let top = Uuid::try_parse(&under.get_untracked()).ok().map(UnitId);
        let commands = parsed.with_untracked(|(units, _)| {
            placed.with_untracked(|there| create(units, there, top, next_order(store, Kind::Unit)))
        });
        if !commands.is_empty() && editor.run(&commands) {
            open.set(false);
            editor.done(words.fill(Text::PasteDone, &[&commands.len().to_string()]));
        }
    };
    let preview = move || {
        let there = placed.get();
        parsed.with(|(units, _)| {
            let row = |(place, unit): (usize, &OutlineUnit)| {
                let known = there.get(place).copied().flatten().is_some();
                let chip = if known {
                    view! { <span class="chip is-info">{words.t(Text::PasteThere)}</span> }.into_any()
                } else {
                    view! { <span class="chip is-muted">{words.t(unit.kind)}</span> }.into_any()
                };
                let depth = depth_of(units, place);
                view! {
                    <li class="tree-row" style:--depth=depth.to_string()>
                        <span class="tree-name">{label::visible(&unit.title)}</span>
                        {chip}
                    </li>
                }
            };
            units.iter().enumerate().take(500).map(row).collect::<Vec<_>>()
        })
    };
    let troubles = move || {
        parsed.with(|(_, troubles)| {
            let one = |t: &outline::OutlineTrouble| {
                let line = t.line.to_string();
                let text = match t.reason {
                    OutlineReason::Double => {
                        words.fill(Text::PasteSkipped, &[&line, &label::visible(&t.title)])
                    }
                    OutlineReason::TooLong => words.fill(Text::PasteTooLong, &[&line]),
                };
                view! { <li class="note is-warn">{icon("warn")}<span>{text}</span></li> }
            };
            troubles.iter().take(20).map(one).collect::<Vec<_>>()
        })
    };
    view! {
        <Dialog open title=Signal::derive(move || words.t(Text::PasteTitle).to_owned())>
            <form on:submit=submit>
                <div class="dialog-body">
                    <Field id="paste-under" label=Signal::derive(move || words.t(Text::PasteUnder).to_owned())>
                        <Select id="paste-under" options value=under on_pick=Callback::new(move |code| under.set(code)) />
                    </Field>
                    <Field
                        id="paste-text"
                        label=Signal::derive(move || words.t(Text::PasteText).to_owned())
                        hint=Signal::derive(move || words.t(Text::PasteHint).to_owned())
                    >
                        <textarea
                            class="control is-tall"
                            id="paste-text"
                            rows="8"
                            placeholder=move || words.t(Text::PasteExample)
                            prop:value=text
                            on:input=move |event| text.set(event_target_value(&event))
                        ></textarea>
                    </Field>
                    <p role="status" class="muted">
                        {move || {
                            if text.with(String::is_empty) {
                                words.t(Text::PasteNone).to_owned()
                            } else {
                                words.fill(Text::PastePreview, &[&fresh().to_string()])
                            }
                        }}
                    </p>
                    <ul class="notes">{troubles}</ul>
                    <ul class="tree is-plain preview">{preview}</ul>
                </div>
                <div class="dialog-foot">
                    <button class="btn" type="button" on:click=move |_| open.set(false)>{move || words.t(Shell::Cancel)}</button>
                    <button class="btn is-primary" type="submit" disabled=move || fresh() == 0>{move || words.t(Text::PasteDo)}</button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}

fn depth_of(units: &[OutlineUnit], place: usize) -> usize {
    let mut depth = 0;
    let mut at = units.get(place).and_then(|u| u.parent);
    // A parent always stands before its child, so this ends.
    while let Some(parent) = at {
        depth += 1;
        at = units.get(parent).and_then(|u| u.parent);
    }
    depth
}

/// For each row, the live unit of that name at that place, if there is one.
fn place(ledger: &Ledger, rows: &[OutlineUnit], top: Option<UnitId>) -> Vec<Option<UnitId>> {
    let there: HashMap<(Option<UnitId>, &str), UnitId> =
        ledger.live_units().map(|u| ((*u.parent.get(), u.title.get().as_str()), u.id)).collect();
    let mut found: Vec<Option<UnitId>> = Vec::with_capacity(rows.len());
    for row in rows {
        let parent = match row.parent {
            None => Some(top),
            // Under a unit that is new, everything is new.
            Some(parent) => found.get(parent).copied().flatten().map(Some),
        };
        found.push(parent.and_then(|p| there.get(&(p, row.title.as_str())).copied()));
    }
    found
}

fn create(
    rows: &[OutlineUnit],
    there: &[Option<UnitId>],
    top: Option<UnitId>,
    first_order: i64,
) -> Vec<Command> {
    let ids: Vec<Uuid> = there.iter().map(|t| t.map_or_else(env::new_id, Uuid::from)).collect();
    let rows = rows.iter().zip(there).zip(&ids).enumerate().filter(|(_, ((_, there), _))| there.is_none());
    rows.map(|(place, ((row, _), id))| {
        let mut fields = vec![
            (RecordField::Title, Value::Text(row.title.clone())),
            (RecordField::Kind, Value::Code(row.kind.code())),
            (RecordField::Order, Value::Whole(first_order.saturating_add(place as i64 * 1024))),
        ];
        let parent = row.parent.and_then(|p| ids.get(p).copied()).or(top.map(Uuid::from));
        fields.extend(parent.map(|p| (RecordField::Parent, Value::Id(p))));
        Command::Create { record: RecordId::new(Kind::Unit, *id), unit: None, fields }
    })
    .collect()
}
