//! For what a file may speak (`X2`): a unit's file for the unit and those under it, the plan and
//! a slice from above for the framework and for what is set from above.
//!
//! Who owns what, read off the terms of the ledger:
//!
//! | record | set from above | the unit's own |
//! |---|---|---|
//! | ledger, theme | everything | |
//! | unit | name, kind, place in the tree | person, contact |
//! | target handed down | what is to be reached, by when, its weight and source | person, note |
//! | task handed down | what is to be done, by when, its source | the four fixed and all else |
//! | target or task of its own, milestone, report, actual value | | everything |

use super::choice::SourceLevel;
use super::field::Field;
use super::id::UnitId;
use super::kind::Kind;
use super::ledger::Ledger;
use super::record::Record;
use super::tree;
use super::value::Value;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// In whose name a file speaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Standing {
    /// For everything: a backup, another device of the same person.
    #[default]
    All,
    /// For a unit and all under it.
    Unit(UnitId),
    /// From above: the plan, or the slice cut for one unit.
    Above(Option<UnitId>),
}

/// Why something in a file is set apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ApartReason {
    /// It belongs to a unit, or to the plan, for which the file does not speak.
    NotTheirs,
    /// It is set from above, and the file comes from below.
    SetFromAbove,
    /// It is the unit's own, and the file comes from above.
    UnitsOwn,
    /// An entry that is only ever added was rewritten.
    Rewritten,
}

/// Whose a field is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Owner {
    /// Whoever stands above the unit.
    Above,
    /// The unit itself.
    Unit,
}

/// Whose a field is, on a record that was handed down. A newer version's field is the unit's own.
pub fn owner(kind: Kind, field: Option<Field>) -> Owner {
    use Field as F;
    let Some(field) = field else {
        return if matches!(kind, Kind::Meta | Kind::Theme) { Owner::Above } else { Owner::Unit };
    };
    let is_above = match kind {
        Kind::Meta | Kind::Theme => true,
        Kind::Unit => matches!(field, F::Title | F::Kind | F::Parent | F::Order),
        Kind::Target => !matches!(field, F::Person | F::Note),
        Kind::Task => matches!(
            field,
            F::Title | F::Theme | F::Target | F::Parent | F::Source | F::Due | F::Quote | F::Order
        ),
        _ => false,
    };
    if is_above { Owner::Above } else { Owner::Unit }
}

/// Whether a target or task was set from above: it is a part of one above it, or its source is.
pub fn is_set_from_above(record: &dyn Record) -> bool {
    if !matches!(record.kind(), Kind::Target | Kind::Task) {
        return false;
    }
    let own = super::choice::Choice::code(SourceLevel::Own);
    record.read(Field::Parent).0 != Value::Unset
        || matches!(record.read(Field::Source).0, Value::Code(code) if code != own)
}

/// Where a unit stands, seen from the one a file speaks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    Itself,
    Under,
    Over,
    Elsewhere,
}

/// What has to be known of a file to judge its records, taken before it is taken apart.
#[derive(Clone, Debug)]
pub(super) struct Bearing {
    standing: Standing,
    /// Units that only the file knows, with those above them.
    strange: BTreeMap<UnitId, Option<UnitId>>,
    over: BTreeSet<UnitId>,
}

impl Bearing {
    /// Of one file.
    pub fn new(ours: &Ledger, theirs: &Ledger, standing: Standing) -> Self {
        let mut bearing = Self { standing, strange: BTreeMap::new(), over: BTreeSet::new() };
        if standing == Standing::All {
            return bearing;
        }
        let strange = theirs.units.iter().filter(|(id, _)| !ours.units.contains_key(*id));
        bearing.strange = strange.map(|(id, unit)| (*id, *unit.parent.get())).collect();
        let judge = Judge::new(ours, &bearing);
        bearing.over = match standing {
            Standing::Above(Some(unit)) => judge.chain(unit).into_iter().skip(1).collect(),
            Standing::Above(None) => {
                tree::roots(theirs).into_iter().filter(|id| judge.chain(*id).len() == 1).collect()
            }
            _ => BTreeSet::new(),
        };
        bearing
    }
}

/// Judges one file's records. Where a unit stands is taken from the receiver's tree wherever he
/// knows the unit, so that no file can move a unit under itself in order to speak for it.
pub(super) struct Judge<'a> {
    standing: Standing,
    ours: &'a Ledger,
    bearing: &'a Bearing,
    /// The last unit asked for: a file's records mostly belong to one.
    last: Cell<Option<(UnitId, Place)>>,
}

impl<'a> Judge<'a> {
    /// For the file of that bearing.
    pub fn new(ours: &'a Ledger, bearing: &'a Bearing) -> Self {
        Self { standing: bearing.standing, ours, bearing, last: Cell::new(None) }
    }

    fn parent(&self, unit: UnitId) -> Option<UnitId> {
        let ours = self.ours.units.get(&unit).map(|unit| *unit.parent.get());
        ours.or_else(|| self.bearing.strange.get(&unit).copied()).flatten()
    }

    /// Whether everything in the file is taken over.
    pub fn allows_all(&self) -> bool {
        self.standing == Standing::All
    }

    /// The unit and those above it; a ring ends where it closes.
    fn chain(&self, unit: UnitId) -> Vec<UnitId> {
        let mut chain = vec![unit];
        let mut next = self.parent(unit);
        while let Some(id) = next.filter(|id| !chain.contains(id)) {
            chain.push(id);
            next = self.parent(id);
        }
        chain
    }

    fn place(&self, unit: UnitId) -> Place {
        if let Some((_, place)) = self.last.get().filter(|(last, _)| *last == unit) {
            return place;
        }
        let place = self.find(unit);
        self.last.set(Some((unit, place)));
        place
    }

    fn find(&self, unit: UnitId) -> Place {
        match self.standing {
            Standing::Unit(top) if unit == top => Place::Itself,
            Standing::Unit(top) if self.chain(unit).contains(&top) => Place::Under,
            Standing::Above(_) if self.bearing.over.contains(&unit) => Place::Over,
            Standing::Above(Some(bottom)) if !self.chain(unit).contains(&bottom) => Place::Elsewhere,
            Standing::Above(_) => Place::Under,
            _ => Place::Elsewhere,
        }
    }

    /// Whether the file speaks for a record that is not here yet.
    pub fn allows_new(&self, theirs: &dyn Record) -> Result<(), ApartReason> {
        let kind = theirs.kind();
        let unit = match (kind, theirs.common().unit) {
            (Kind::Unit, _) => Some(UnitId(theirs.uuid())),
            (_, unit) => unit,
        };
        match (self.standing, unit) {
            (Standing::All, _) | (Standing::Above(_), None) => Ok(()),
            (Standing::Above(_), Some(_)) if kind == Kind::Unit => Ok(()),
            (Standing::Unit(_), None) => Err(ApartReason::NotTheirs),
            (_, Some(unit)) => match self.place(unit) {
                Place::Elsewhere => Err(ApartReason::NotTheirs),
                Place::Under if matches!(self.standing, Standing::Above(_)) && kind.is_append_only() => {
                    Err(ApartReason::UnitsOwn)
                }
                _ => Ok(()),
            },
        }
    }

    /// Whether the file speaks for a field of a record that is here; `None` for its deletion.
    pub fn allows(
        &self,
        ours: &dyn Record,
        theirs: &dyn Record,
        name: Option<&str>,
    ) -> Result<(), ApartReason> {
        if self.standing == Standing::All {
            return Ok(());
        }
        let kind = ours.kind();
        let field = name.and_then(Field::parse);
        if let (true, Some(field)) = (kind.is_append_only(), field) {
            let (was, is) = (ours.read(field), theirs.read(field));
            if was.1.is_set() && is.1.is_set() && was.0 != is.0 {
                return Err(ApartReason::Rewritten);
            }
        }
        let unit = match (kind, ours.common().unit) {
            (Kind::Unit, _) => UnitId(ours.uuid()),
            (_, Some(unit)) => unit,
            (_, None) if matches!(self.standing, Standing::Above(_)) => return Ok(()),
            (_, None) => return Err(ApartReason::NotTheirs),
        };
        let whose = match name {
            Some(_) => owner(kind, field),
            // What was set from above goes when those above let it go; a unit's place likewise.
            None => Owner::Above,
        };
        let is_handed = kind == Kind::Unit || is_set_from_above(ours);
        match (self.place(unit), self.standing) {
            // The tree is one: from above, a sister's name may come along.
            (Place::Elsewhere, Standing::Above(_)) if kind == Kind::Unit && whose == Owner::Above => Ok(()),
            (Place::Elsewhere, _) => Err(ApartReason::NotTheirs),
            (Place::Over, _) | (Place::Under, Standing::Unit(_)) => Ok(()),
            (Place::Itself, _) if is_handed && whose == Owner::Above => {
                // A blank that nobody above has filled is for the unit to fill.
                let is_blank = field.is_some_and(|f| ours.read(f).0 == Value::Unset);
                if is_blank && kind != Kind::Unit { Ok(()) } else { Err(ApartReason::SetFromAbove) }
            }
            (Place::Itself, _) => Ok(()),
            (Place::Under, _) if is_handed && whose == Owner::Above => Ok(()),
            (Place::Under, _) => Err(ApartReason::UnitsOwn),
        }
    }
}
