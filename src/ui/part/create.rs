//! New targets and tasks, and a form of fields that are not in the ledger yet.

use crate::model::choice::{Choice, Comparator, Period, SourceLevel};
use crate::model::command::Command;
use crate::model::field::Field as RecordField;
use crate::model::id::UnitId;
use crate::model::kind::{Kind, RecordId};
use crate::model::rule::Refusal;
use crate::model::tree;
use crate::model::value::Value;
use crate::state::{Store, env};
use crate::ui::part::control::{self, Control};
use crate::ui::part::edit::editor;
use crate::ui::route::Route;
use crate::ui::widget::dialog::Dialog;
use crate::ui::widget::field::Field;
use crate::ui::widget::select::Select;
use crate::ui::words::list::List as Text;
use crate::ui::words::record::Panel;
use crate::ui::words::shell::Shell;
use crate::ui::words::{label, trouble, words};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Values typed into a form, and what is wrong with them. Copy.
#[derive(Clone, Copy)]
pub struct Draft {
    /// What is filled in.
    pub values: RwSignal<BTreeMap<RecordField, Value>>,
    /// What is wrong, by field.
    pub wrong: RwSignal<BTreeMap<RecordField, Wrong>>,
}

/// What is wrong with a field of a draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Wrong {
    /// The text cannot be read.
    Typed(Panel),
    /// The ledger's rules refuse it.
    Refused(Refusal),
}

impl Draft {
    /// Empty.
    pub fn new() -> Self {
        Self { values: RwSignal::new(BTreeMap::new()), wrong: RwSignal::new(BTreeMap::new()) }
    }

    /// Begins with these values.
    pub fn fill(self, values: impl IntoIterator<Item = (RecordField, Value)>) {
        self.values.set(values.into_iter().filter(|(_, v)| *v != Value::Unset).collect());
        self.wrong.set(BTreeMap::new());
    }

    /// The values that are set.
    pub fn fields(self) -> Vec<(RecordField, Value)> {
        self.values.with_untracked(|v| v.iter().map(|(f, v)| (*f, v.clone())).collect())
    }

    /// Notes why the ledger refused it; `false` when the refusal names no field of the form.
    pub fn refuse(self, refusal: &Refusal) -> bool {
        let Some(field) = refusal.field else { return false };
        self.wrong.update(|wrong| {
            wrong.insert(field, Wrong::Refused(refusal.clone()));
        });
        true
    }
}

impl Default for Draft {
    fn default() -> Self {
        Self::new()
    }
}

/// The controls of a draft's fields.
#[component]
pub fn DraftFields(
    /// Begins the controls' ids.
    prefix: &'static str,
    /// The records' kind.
    kind: Kind,
    /// The fields, in order.
    fields: &'static [RecordField],
    /// Where the values are kept.
    draft: Draft,
) -> impl IntoView {
    let words = words();
    let one = move |field: RecordField| {
        let id = format!("{prefix}-{}", field.name());
        let value = Signal::derive(move || draft.values.with(|v| v.get(&field).cloned().unwrap_or_default()));
        let error = Signal::derive(move || {
            draft.wrong.with(|wrong| match wrong.get(&field)? {
                Wrong::Typed(text) => Some(words.t(*text).to_owned()),
                Wrong::Refused(refusal) => Some(trouble::refusal(words, refusal)),
            })
        });
        let take = Callback::new(move |read: Result<Value, Panel>| {
            draft.wrong.update(|wrong| {
                wrong.remove(&field);
                if let Err(text) = read {
                    wrong.insert(field, Wrong::Typed(text));
                }
            });
            draft.values.update(|values| {
                match read {
                    Ok(Value::Unset) | Err(_) => values.remove(&field),
                    Ok(value) => values.insert(field, value),
                };
            });
        });
        let wide = matches!(
            field,
            RecordField::Title | RecordField::Responsibility | RecordField::Pace | RecordField::Note
        );
        let invalid = Signal::derive(move || error.get().is_some());
        view! {
            <Field id=id.clone() label=Signal::derive(move || words.t(field).to_owned()) error wide required=field == RecordField::Title>
                <Control id kind field value invalid on_change=take />
            </Field>
        }
    };
    fields.iter().copied().map(one).collect::<Vec<_>>()
}

const TASK_FIELDS: &[RecordField] = &[
    RecordField::Title,
    RecordField::Theme,
    RecordField::Source,
    RecordField::Person,
    RecordField::Due,
    RecordField::Responsibility,
    RecordField::Pace,
];
const TARGET_FIELDS: &[RecordField] = &[
    RecordField::Title,
    RecordField::Theme,
    RecordField::Comparator,
    RecordField::Quantity,
    RecordField::Measure,
    RecordField::Period,
    RecordField::Due,
    RecordField::Person,
];

/// The dialog for a new target or task.
#[component]
pub fn Create(
    /// Target or task.
    kind: Kind,
    /// Whether it is shown.
    open: RwSignal<bool>,
) -> impl IntoView {
    let editor = editor();
    let store = editor.store;
    let words = words();
    let draft = Draft::new();
    let unit = RwSignal::new(String::new());
    Effect::new(move |_| {
        if open.get() {
            untrack(|| {
                unit.set(default_unit(store).map(|u| u.to_string()).unwrap_or_default());
                draft.fill(defaults(store, kind));
            });
        }
    });
    let add = move |again: bool| {
        if draft.wrong.with_untracked(|w| w.values().any(|w| matches!(w, Wrong::Typed(_)))) {
            return;
        }
        let id = RecordId::new(kind, env::new_id());
        let owner = uuid::Uuid::try_parse(&unit.get_untracked()).ok().map(UnitId);
        let mut fields = draft.fields();
        fields.push((RecordField::Order, Value::Whole(next_order(store, kind))));
        let command = Command::Create { record: id, unit: owner, fields };
        match store.run(&[command]) {
            Ok(()) => {
                let title = label::visible(&untrack(|| store.title_of(id)));
                editor.done(untrack(|| words.fill(Text::Created, &[&title])));
                if again {
                    draft.values.update(|v| drop(v.remove(&RecordField::Title)));
                    crate::ui::widget::focus::focus("new-title");
                } else {
                    open.set(false);
                    route_of(id).go();
                }
            }
            Err(refusal) => {
                if !draft.refuse(&refusal) {
                    editor.refused(&refusal);
                }
            }
        }
    };
    let title = Signal::derive(move || {
        words.t(if kind == Kind::Task { Text::NewTask } else { Text::NewTarget }).to_owned()
    });
    let fields = if kind == Kind::Task { TASK_FIELDS } else { TARGET_FIELDS };
    let units = Signal::derive(move || store.with(control::units));
    view! {
        <Dialog open title>
            <form on:submit=move |event: SubmitEvent| {
                event.prevent_default();
                add(false);
            }>
                <div class="dialog-body">
                    <div class="form-grid">
                        <DraftFields prefix="new" kind fields draft />
                        <Field id="new-unit" label=Signal::derive(move || words.t(Panel::Unit).to_owned())>
                            <Select id="new-unit" options=units value=unit on_pick=Callback::new(move |code| unit.set(code)) />
                        </Field>
                    </div>
                </div>
                <div class="dialog-foot">
                    <button class="btn" type="button" on:click=move |_| open.set(false)>{move || words.t(Shell::Cancel)}</button>
                    <button class="btn" type="button" on:click=move |_| add(true)>{move || words.t(Text::CreateNext)}</button>
                    <button class="btn is-primary" type="submit">{move || words.t(Text::Create)}</button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}

/// The unit a new record is for: the one looked at, else this device's, else the top one.
fn default_unit(store: Store) -> Option<UnitId> {
    store
        .unit
        .get_untracked()
        .or(store.own_unit.get_untracked())
        .or_else(|| store.with_untracked(|l| tree::roots(l).first().copied()))
}

fn defaults(store: Store, kind: Kind) -> Vec<(RecordField, Value)> {
    let year = store.with_untracked(|l| *l.meta.year.get()).and_then(|y| i32::try_from(y).ok());
    let end = year.and_then(|y| chrono::NaiveDate::from_ymd_opt(y, 12, 31));
    match kind {
        Kind::Task => vec![(RecordField::Source, Value::Code(SourceLevel::Own.code()))],
        _ => vec![
            (RecordField::Comparator, Value::Code(Comparator::AtLeast.code())),
            (RecordField::Period, Value::Code(Period::Year.code())),
            (RecordField::Due, end.map_or(Value::Unset, Value::Date)),
        ],
    }
}

fn next_order(store: Store, kind: Kind) -> i64 {
    store.with_untracked(|l| {
        let last = match kind {
            Kind::Task => l.tasks.values().filter_map(|t| *t.order.get()).max(),
            _ => l.targets.values().filter_map(|t| *t.order.get()).max(),
        };
        last.unwrap_or(0).saturating_add(1024)
    })
}

/// Where a target's or task's panel is.
pub fn route_of(id: RecordId) -> Route {
    match id.kind {
        Kind::Target => Route::Target(crate::model::id::TargetId(id.id)),
        _ => Route::Task(crate::model::id::TaskId(id.id)),
    }
}
