//! Accepted drafts as commands: run together they are one step, and one undo takes it back.

use super::draft::{Draft, DraftKey, DraftKind};
use super::known::Known;
use crate::model::choice::{Choice, Comparator, UnitKind};
use crate::model::command::Command;
use crate::model::field::Field;
use crate::model::id::{TargetId, TaskId, ThemeId, UnitId};
use crate::model::kind::{Kind, RecordId};
use crate::model::ledger::Ledger;
use crate::model::rule::{MAX_LINE, MAX_TEXT, YEARS};
use crate::model::value::{MAX_SCALE, Value};
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// A draft a person took, corrected where it had to be.
#[derive(Clone, PartialEq, Debug)]
pub struct Accepted {
    /// What it says.
    pub draft: Draft,
    /// The unit whose target or task it becomes; a named unit is put under it.
    pub unit: UnitId,
    /// The theme it hangs on; `None` takes the document's own, if that is accepted or known.
    pub theme: Option<ThemeId>,
}

/// The first target of each task.
type Children = HashMap<DraftKey, DraftKey>;

/// The commands that put accepted drafts into a ledger. What is the same in the ledger already (see
/// [`super::known::find`]) is passed over and only referred to; what is there with another value or deadline
/// gets the new one, with the sentence that says so. No command is refused for its content:
/// what a field cannot hold is cut or left unset.
pub fn commands(
    ledger: &Ledger,
    accepted: &[Accepted],
    known: &BTreeMap<DraftKey, Known>,
    ids: &mut dyn FnMut() -> Uuid,
) -> Vec<Command> {
    let is_same = |key: DraftKey| known.get(&key).filter(|k| k.is_same()).map(|k| k.record().id);
    let mut records: BTreeMap<DraftKey, Uuid> = accepted
        .iter()
        .filter_map(|a| Some((a.draft.key, is_same(a.draft.key)?)))
        .chain(known.iter().filter(|(_, k)| k.is_same()).map(|(key, k)| (*key, k.record().id)))
        .collect();
    let mut out = Vec::new();
    for item in accepted {
        if let Some(other) = known.get(&item.draft.key).filter(|k| !k.is_same()) {
            records.insert(item.draft.key, other.record().id);
            out.extend(update(ledger, &item.draft, *other));
        }
    }
    let new: Vec<&Accepted> = accepted
        .iter()
        .filter(|a| !records.contains_key(&a.draft.key) && !a.draft.title.trim().is_empty())
        .collect();
    for item in &new {
        records.insert(item.draft.key, ids());
    }
    let first =
        [ledger.targets.len(), ledger.tasks.len(), ledger.themes.len()].into_iter().max().unwrap_or(0);
    let mut children = Children::new();
    for draft in accepted.iter().map(|a| &a.draft).filter(|d| record_kind(d.kind) == Kind::Target) {
        if let Some(parent) = draft.parent {
            children.entry(parent).or_insert(draft.key);
        }
    }
    let mut names: HashSet<(UnitId, String)> = HashSet::new();
    // A theme comes before what hangs on it, a target before its task.
    let kinds = [Kind::Unit, Kind::Theme, Kind::Target, Kind::Task];
    for kind in kinds {
        let ordered = parents_first(new.iter().copied().filter(|a| record_kind(a.draft.kind) == kind));
        for (place, item) in ordered.into_iter().enumerate() {
            let Some(id) = records.get(&item.draft.key).copied() else { continue };
            if kind == Kind::Unit && !names.insert((item.unit, item.draft.title.clone())) {
                continue;
            }
            let mut fields = fields(item, &children, &records);
            fields.push((Field::Order, Value::Whole((first + place + 1) as i64 * 1024)));
            let unit = (!kind.in_plan()).then_some(item.unit);
            out.push(Command::Create { record: RecordId { kind, id }, unit, fields });
        }
    }
    out
}

/// The new value or deadline of a record, and the sentence that says so. What the record is, whom it belongs
/// to and who answers for it stays.
fn update(ledger: &Ledger, draft: &Draft, known: Known) -> Option<Command> {
    let note = match known {
        Known::Same(_) => return None,
        Known::OtherValue { record, .. } => ledger.targets.get(&TargetId(record.id))?.note.get(),
        Known::OtherDue { record, .. } => ledger.tasks.get(&TaskId(record.id))?.note.get(),
    };
    let mut fields = Vec::new();
    if let Known::OtherValue { .. } = known {
        fields.push((Field::Quantity, Value::Number(quantity(draft)?)));
        fields.extend(draft.baseline.map(|value| (Field::Baseline, number(value))));
        let upper = upper(draft).filter(|upper| !note.contains(upper.as_str()));
        let said = upper.map(|upper| [note.clone(), upper].into_iter().filter(|part| !part.is_empty()));
        push(
            &mut fields,
            Field::Note,
            said.map_or(Value::Unset, |said| long(&said.collect::<Vec<_>>().join("；"))),
        );
    } else {
        fields.push((Field::Due, Value::Date(due(draft)?)));
    }
    push(&mut fields, Field::Quote, long(&draft.quote));
    Some(Command::Set { record: known.record(), fields })
}

/// What a draft becomes. A quota is a target of people; a rhythm is a task that comes round.
pub fn record_kind(kind: DraftKind) -> Kind {
    match kind {
        DraftKind::Theme => Kind::Theme,
        DraftKind::Target | DraftKind::Quota => Kind::Target,
        DraftKind::Task | DraftKind::Rhythm => Kind::Task,
        DraftKind::Unit => Kind::Unit,
    }
}

/// Drafts with no parent among them first, then their children, and so on, so that a parent is there before
/// it is referred to. Parents in a ring come last: no order helps, and none is lost.
fn parents_first<'a>(items: impl Iterator<Item = &'a Accepted>) -> Vec<&'a Accepted> {
    const RING: usize = usize::MAX;
    let mut items: Vec<&Accepted> = items.collect();
    let parents: HashMap<DraftKey, Option<DraftKey>> =
        items.iter().map(|a| (a.draft.key, a.draft.parent)).collect();
    let mut depths: HashMap<DraftKey, usize> = HashMap::new();
    for item in &items {
        // Up to one whose depth is known, or that has no parent here; then down again.
        let mut way = Vec::new();
        let mut at = Some(item.draft.key);
        let mut depth = 0;
        while let Some(key) = at {
            let Some(parent) = parents.get(&key) else { break };
            if let Some(known) = depths.get(&key) {
                depth = known.saturating_add(1);
                break;
            }
            // Until it is known, for a way that comes by here again.
            depths.insert(key, RING);
            way.push(key);
            at = *parent;
        }
        for key in way.into_iter().rev() {
            depths.insert(key, depth);
            depth = depth.saturating_add(1);
        }
    }
    // Stable: the document's order stands among equals.
    items.sort_by_key(|item| depths.get(&item.draft.key).copied().unwrap_or(RING));
    items
}

fn fields(item: &Accepted, children: &Children, records: &BTreeMap<DraftKey, Uuid>) -> Vec<(Field, Value)> {
    let draft = &item.draft;
    let mut fields = vec![(Field::Title, line(&draft.title))];
    let reference = |key: Option<DraftKey>| key.and_then(|key| records.get(&key)).map(|id| Value::Id(*id));
    match record_kind(draft.kind) {
        Kind::Theme => {
            fields.extend(draft.theme_kind.map(|kind| (Field::Kind, Value::Code(kind.code()))));
            fields.extend(reference(draft.parent).map(|parent| (Field::Parent, parent)));
        }
        Kind::Unit => {
            let kind = draft.unit_kind.unwrap_or(UnitKind::School);
            fields.push((Field::Kind, Value::Code(kind.code())));
            fields.push((Field::Parent, Value::Id(item.unit.0)));
        }
        kind => {
            let theme = item.theme.map(|theme| Value::Id(theme.0)).or_else(|| reference(draft.theme));
            fields.extend(theme.map(|theme| (Field::Theme, theme)));
            fields.extend(draft.source.map(|source| (Field::Source, Value::Code(source.code()))));
            fields.extend(due(draft).map(|due| (Field::Due, Value::Date(due))));
            push(&mut fields, Field::Person, line(&draft.person));
            push(&mut fields, Field::Quote, long(&draft.quote));
            push(&mut fields, Field::Note, long(&note(draft)));
            if kind == Kind::Target {
                measure(draft, &mut fields);
            } else {
                push(&mut fields, Field::Leader, line(&draft.leader));
                push(&mut fields, Field::Cooperating, line(&draft.cooperating.join("、")));
                let duty = [draft.lead.join("、"), draft.detail.clone()];
                let duty: Vec<_> = duty.into_iter().filter(|part| !part.is_empty()).collect();
                push(&mut fields, Field::Responsibility, long(&duty.join("\n")));
                // A task keeps several targets; the record refers to the first of them.
                let child = children.get(&draft.key).copied();
                fields.extend(reference(child).map(|target| (Field::Target, target)));
            }
        }
    }
    fields
}

/// The comparator a target gets from a draft.
pub(super) fn comparator(draft: &Draft) -> Comparator {
    draft.comparator.unwrap_or(Comparator::YesNo)
}

/// The value a target gets from a draft.
pub(super) fn quantity(draft: &Draft) -> Option<Decimal> {
    let comparator = comparator(draft);
    let fits = |value: &Decimal| {
        comparator != Comparator::RankWithin || *value >= Decimal::ONE && value.fract() == Decimal::ZERO
    };
    // None left is what the comparator says; the count in the document is how many there are now.
    draft.value.filter(|_| comparator != Comparator::Zero).filter(fits).map(rounded)
}

fn rounded(value: Decimal) -> Decimal {
    value.round_dp(MAX_SCALE).normalize()
}

fn number(value: Decimal) -> Value {
    Value::Number(rounded(value))
}

fn measure(draft: &Draft, fields: &mut Vec<(Field, Value)>) {
    fields.push((Field::Comparator, Value::Code(comparator(draft).code())));
    fields.extend(quantity(draft).map(|value| (Field::Quantity, Value::Number(value))));
    fields.extend(draft.baseline.map(|value| (Field::Baseline, number(value))));
    fields.extend(draft.stage.map(|stage| (Field::Stage, Value::Code(stage.code()))));
    let period = draft.period.or(draft.every.and_then(super::draft::Every::period));
    fields.extend(period.map(|period| (Field::Period, Value::Code(period.code()))));
    push(fields, Field::Measure, line(&draft.measure));
}

/// What has no field of its own: remarks, whom it binds, when in the document's words, the upper end of a
/// range, and for a target the units that answer for it.
fn note(draft: &Draft) -> String {
    let is_target = record_kind(draft.kind) == Kind::Target;
    let units = is_target
        .then(|| draft.lead.iter().chain(&draft.cooperating).cloned().collect::<Vec<_>>().join("、"));
    let parts = [
        Some(draft.note.clone()),
        Some(draft.scope.join("、")),
        Some(draft.when.clone()),
        upper(draft),
        units,
    ];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；")
}

fn upper(draft: &Draft) -> Option<String> {
    draft.upper.map(|upper| format!("≤{upper}{}", draft.measure))
}

fn push(fields: &mut Vec<(Field, Value)>, field: Field, value: Value) {
    if value != Value::Unset {
        fields.push((field, value));
    }
}

fn line(text: &str) -> Value {
    cut(text, MAX_LINE)
}

fn long(text: &str) -> Value {
    cut(text, MAX_TEXT)
}

fn cut(text: &str, most: usize) -> Value {
    let kept: String = text.trim().chars().take(most).collect();
    if kept.is_empty() { Value::Unset } else { Value::Text(kept) }
}

/// The deadline a record gets from a draft.
pub(super) fn due(draft: &Draft) -> Option<NaiveDate> {
    draft.due.filter(|due| YEARS.contains(&due.year()))
}
