//! Several targets or tasks at once: edit, hand to units, report no change, delete.

use crate::model::assign;
use crate::model::choice::{Choice, ReportKind};
use crate::model::command::Command;
use crate::model::field::Field as RecordField;
use crate::model::id::{TaskId, UnitId};
use crate::model::kind::{Kind, RecordId};
use crate::model::tree;
use crate::model::value::Value;
use crate::state::{Settings, env};
use crate::ui::part::create::{Draft, DraftFields, Wrong};
use crate::ui::part::edit::editor;
use crate::ui::svg::icon;
use crate::ui::widget::dialog::Dialog;
use crate::ui::words::list::List as Text;
use crate::ui::words::shell::Shell;
use crate::ui::words::{label, words};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;

/// The records chosen in a list.
pub type Chosen = RwSignal<BTreeSet<Uuid>>;

const TASK_FIELDS: &[RecordField] = &[
    RecordField::Person,
    RecordField::Due,
    RecordField::Head,
    RecordField::Leader,
    RecordField::Source,
    RecordField::Theme,
    RecordField::Responsibility,
    RecordField::Pace,
];
const TARGET_FIELDS: &[RecordField] = &[
    RecordField::Person,
    RecordField::Due,
    RecordField::Period,
    RecordField::Source,
    RecordField::Theme,
    RecordField::Weight,
];

/// What can be done with the chosen; shown while there are any.
#[component]
pub fn BulkBar(
    /// Targets or tasks.
    kind: Kind,
    /// Which ones.
    chosen: Chosen,
) -> impl IntoView {
    let editor = editor();
    let words = words();
    let editing = RwSignal::new(false);
    let assigning = RwSignal::new(false);
    let deleting = RwSignal::new(false);
    let count = Signal::derive(move || chosen.with(BTreeSet::len).to_string());
    let silent = move |_| {
        let commands = no_change(editor.store, &chosen.get_untracked());
        if editor.run(&commands) {
            editor.done(words.fill(Text::Reported, &[&commands.len().to_string()]));
            chosen.set(BTreeSet::new());
        }
    };
    view! {
        <Show when=move || chosen.with(|c| !c.is_empty())>
            <div class="bulkbar" role="region" aria-label=move || words.t(Text::Bulk)>
                <span class="bulkbar-count" role="status">{move || words.fill(Text::Chosen, &[&count.get()])}</span>
                <button class="btn is-small" type="button" id="bulk-edit" on:click=move |_| editing.set(true)>
                    {icon("edit")}
                    <span>{move || words.t(Text::BulkEdit)}</span>
                </button>
                <button class="btn is-small" type="button" id="bulk-assign" on:click=move |_| assigning.set(true)>
                    {icon("unit")}
                    <span>{move || words.t(Text::BulkAssign)}</span>
                </button>
                {(kind == Kind::Task).then(|| view! {
                    <button class="btn is-small" type="button" id="bulk-silent" on:click=silent>{move || words.t(Text::BulkSilent)}</button>
                })}
                <button class="btn is-small is-danger" type="button" id="bulk-delete" on:click=move |_| deleting.set(true)>
                    {icon("trash")}
                    <span>{move || words.t(Text::BulkDelete)}</span>
                </button>
                <button class="btn is-small is-quiet bulkbar-end" type="button" on:click=move |_| chosen.set(BTreeSet::new())>
                    {move || words.t(Text::BulkCancel)}
                </button>
            </div>
        </Show>
        <BulkEdit kind chosen open=editing />
        <Assign kind chosen open=assigning />
        <BulkDelete kind chosen open=deleting />
    }
    .into_any()
}

/// One tap for tasks on which nothing moved: the last percent is carried on.
fn no_change(store: crate::state::Store, chosen: &BTreeSet<Uuid>) -> Vec<Command> {
    let settings = expect_context::<Settings>();
    let by = settings.person.get_untracked();
    let today = store.today.get_untracked();
    let index = store.index.get_untracked();
    let report = |id: &Uuid| {
        let state = index.tasks.get(&TaskId(*id))?;
        let unit = store.with_untracked(|l| l.tasks.get(&TaskId(*id)).and_then(|t| t.common.unit))?;
        let mut fields = vec![
            (RecordField::Task, Value::Id(*id)),
            (RecordField::Date, Value::Date(today)),
            (RecordField::Kind, Value::Code(ReportKind::NoChange.code())),
            (RecordField::Percent, Value::Whole(state.percent)),
        ];
        if !by.is_empty() {
            fields.push((RecordField::By, Value::Text(by.clone())));
        }
        Some(Command::Create { record: RecordId::new(Kind::Report, env::new_id()), unit: Some(unit), fields })
    };
    chosen.iter().filter_map(report).collect()
}

#[component]
fn BulkEdit(kind: Kind, chosen: Chosen, open: RwSignal<bool>) -> impl IntoView {
    let editor = editor();
    let words = words();
    let draft = Draft::new();
    Effect::new(move |_| {
        if open.get() {
            draft.fill([]);
        }
    });
    let apply = move |event: SubmitEvent| {
        event.prevent_default();
        if draft.wrong.with_untracked(|w| w.values().any(|w| matches!(w, Wrong::Typed(_)))) {
            return;
        }
        let fields = draft.fields();
        let set = |id: &Uuid| Command::Set { record: RecordId::new(kind, *id), fields: fields.clone() };
        let commands: Vec<_> = chosen.with_untracked(|c| c.iter().map(set).collect());
        match editor.store.run(&commands) {
            Ok(()) => {
                open.set(false);
                editor.done(words.fill(Text::Changed, &[&commands.len().to_string()]));
            }
            Err(refusal) => {
                let shown =
                    refusal.field.is_some_and(|f| draft.values.with_untracked(|v| v.contains_key(&f)));
                if !(shown && draft.refuse(&refusal)) {
                    editor.refused(&refusal);
                }
            }
        }
    };
    let title =
        Signal::derive(move || words.fill(Text::BulkEditTitle, &[&chosen.with(BTreeSet::len).to_string()]));
    let fields = if kind == Kind::Task { TASK_FIELDS } else { TARGET_FIELDS };
    view! {
        <Dialog open title>
            <form on:submit=apply>
                <div class="dialog-body">
                    <p class="field-hint">{move || words.t(Text::BulkEditHint)}</p>
                    <div class="form-grid"><DraftFields prefix="bulk" kind fields draft /></div>
                </div>
                <div class="dialog-foot">
                    <button class="btn" type="button" on:click=move |_| open.set(false)>{move || words.t(Shell::Cancel)}</button>
                    <button class="btn is-primary" type="submit" disabled=move || draft.values.with(|v| v.is_empty())>
                        {move || words.t(Text::Apply)}
                    </button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}

#[component]
fn Assign(kind: Kind, chosen: Chosen, open: RwSignal<bool>) -> impl IntoView {
    let editor = editor();
    let store = editor.store;
    let words = words();
    let picked = RwSignal::new(BTreeSet::<UnitId>::new());
    Effect::new(move |_| {
        if open.get() {
            picked.set(BTreeSet::new());
        }
    });
    // The units below those that own what is chosen; all others when there are none below.
    let offered = Memo::new(move |_| {
        let owners: BTreeSet<UnitId> = store.with(|l| {
            let ids = chosen.get();
            let owner = |id: &Uuid| l.record(RecordId::new(kind, *id)).and_then(|r| r.common().unit);
            ids.iter().filter_map(owner).collect()
        });
        store.with(|l| {
            let rows = tree::units(l).into_iter().filter(|n| !owners.contains(&n.id));
            let name = |id| l.units.get(&id).map(|u| label::visible(u.title.get())).unwrap_or_default();
            rows.map(|n| (n.id, n.depth, name(n.id))).collect::<Vec<_>>()
        })
    });
    let apply = move |event: SubmitEvent| {
        event.prevent_default();
        let records: Vec<_> =
            chosen.with_untracked(|c| c.iter().map(|id| RecordId::new(kind, *id)).collect());
        let units: Vec<_> = picked.with_untracked(|p| p.iter().copied().collect());
        let commands = store.with_untracked(|l| assign::commands(l, &records, &units, &mut env::new_id));
        if commands.is_empty() {
            editor.say(words.t(Text::AssignNone).to_owned());
            open.set(false);
        } else if editor.run(&commands) {
            open.set(false);
            chosen.set(BTreeSet::new());
            let (units, added) = (units.len().to_string(), commands.len().to_string());
            editor.done(words.fill(Text::Assigned, &[&units, &added]));
        }
    };
    let row = move |(id, depth, name): (UnitId, usize, String)| {
        let checked = move || picked.with(|p| p.contains(&id));
        let turn = move |event| {
            picked.update(|p| {
                if event_target_checked(&event) {
                    p.insert(id);
                } else {
                    p.remove(&id);
                }
            });
        };
        view! {
            <li class="tree-row" style:--depth=depth.to_string()>
                <label class="check-label">
                    <input class="check" type="checkbox" prop:checked=checked on:change=turn />
                    <span>{name}</span>
                </label>
            </li>
        }
    };
    let title =
        Signal::derive(move || words.fill(Text::BulkAssignTitle, &[&chosen.with(BTreeSet::len).to_string()]));
    let all = move |_| picked.set(offered.with_untracked(|o| o.iter().map(|(id, ..)| *id).collect()));
    view! {
        <Dialog open title>
            <form on:submit=apply>
                <div class="dialog-body">
                    <p class="field-hint">{move || words.t(Text::BulkAssignHint)}</p>
                    <Show
                        when=move || offered.with(|o| !o.is_empty())
                        fallback=move || view! { <p class="empty-text">{move || words.t(Text::BulkNoUnits)}</p> }
                    >
                        <button class="btn is-small" type="button" on:click=all>{move || words.t(Text::SelectAll)}</button>
                        <ul class="tree is-plain preview">{move || offered.get().into_iter().map(row).collect::<Vec<_>>()}</ul>
                    </Show>
                </div>
                <div class="dialog-foot">
                    <button class="btn" type="button" on:click=move |_| open.set(false)>{move || words.t(Shell::Cancel)}</button>
                    <button class="btn is-primary" type="submit" disabled=move || picked.with(BTreeSet::is_empty)>
                        {move || words.t(Text::Assign)}
                    </button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}

#[component]
fn BulkDelete(kind: Kind, chosen: Chosen, open: RwSignal<bool>) -> impl IntoView {
    let editor = editor();
    let words = words();
    let apply = move |_| {
        let delete = |id: &Uuid| Command::Delete(RecordId::new(kind, *id));
        let commands: Vec<_> = chosen.with_untracked(|c| c.iter().map(delete).collect());
        if editor.run(&commands) {
            chosen.set(BTreeSet::new());
            editor.done(words.fill(Text::Deleted, &[&commands.len().to_string()]));
        }
        open.set(false);
    };
    let title =
        Signal::derive(move || words.fill(Text::DeleteTitle, &[&chosen.with(BTreeSet::len).to_string()]));
    view! {
        <Dialog open title>
            <div class="dialog-body"><p>{move || words.t(Text::DeleteText)}</p></div>
            <div class="dialog-foot">
                <button class="btn" type="button" on:click=move |_| open.set(false)>{move || words.t(Shell::Cancel)}</button>
                <button class="btn is-danger" type="button" id="bulk-delete-yes" on:click=apply>{move || words.t(Text::BulkDelete)}</button>
            </div>
        </Dialog>
    }
    .into_any()
}
