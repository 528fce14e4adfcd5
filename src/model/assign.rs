//! Handing targets and tasks to units: each unit gets a record of its own under the same theme
//! (`K1`, `T4`); values and people are for the unit to fill.

use super::command::Command;
use super::field::Field;
use super::id::UnitId;
use super::kind::{Kind, RecordId};
use super::ledger::Ledger;
use super::record::Record;
use super::value::Value;
use std::collections::BTreeSet;
use uuid::Uuid;

/// What a unit's own record takes over.
const TARGET_FIELDS: [Field; 11] = [
    Field::Title,
    Field::Theme,
    Field::Comparator,
    Field::Measure,
    Field::Stage,
    Field::Period,
    Field::Due,
    Field::Source,
    Field::Quote,
    Field::Order,
    Field::RollUp,
];
const TASK_FIELDS: [Field; 7] =
    [Field::Title, Field::Theme, Field::Source, Field::Start, Field::Due, Field::Quote, Field::Order];

/// The commands that hand records to units. A unit that has its part of a record already, or
/// owns it, is passed over.
pub fn commands(
    ledger: &Ledger,
    records: &[RecordId],
    units: &[UnitId],
    ids: &mut dyn FnMut() -> Uuid,
) -> Vec<Command> {
    let there: BTreeSet<(Uuid, UnitId)> = parts(ledger).collect();
    let mut commands = Vec::new();
    for id in records {
        let Some(record) = ledger.record(*id).filter(|r| r.is_alive()) else { continue };
        let Some(fields) = handed_down(record) else { continue };
        for unit in units {
            if record.common().unit == Some(*unit) || there.contains(&(id.id, *unit)) {
                continue;
            }
            let new = RecordId::new(id.kind, ids());
            commands.push(Command::Create { record: new, unit: Some(*unit), fields: fields.clone() });
        }
    }
    commands
}

/// What a part takes over from its whole, the link to it included; `None` for kinds that are not
/// handed down.
pub(super) fn handed_down(record: &dyn Record) -> Option<Vec<(Field, Value)>> {
    let taken: &[Field] = match record.kind() {
        Kind::Target => &TARGET_FIELDS,
        Kind::Task => &TASK_FIELDS,
        _ => return None,
    };
    let fields = taken.iter().map(|field| (*field, record.read(*field).0));
    let link = std::iter::once((Field::Parent, Value::Id(record.uuid())));
    Some(fields.filter(|(_, value)| *value != Value::Unset).chain(link).collect())
}

/// Which units hold a part of which record.
fn parts(ledger: &Ledger) -> impl Iterator<Item = (Uuid, UnitId)> {
    let targets = ledger.live_targets().filter_map(|t| Some((t.parent.get().as_ref()?.0, t.common.unit?)));
    let tasks = ledger.live_tasks().filter_map(|t| Some((t.parent.get().as_ref()?.0, t.common.unit?)));
    targets.chain(tasks)
}
