//! A record is a set of registers: fields with a value and the stamp of who wrote it.
//!
//! Everything ever written to a field is either its present value (the greatest stamp) or in
//! the record's history, so two copies merge by union and no order of merging matters.

use super::field::Field;
use super::id::UnitId;
use super::kind::Kind;
use super::stamp::{Seen, Stamp};
use super::value::{FieldType, Value};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A field's value and the stamp under which it was written.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Register<T> {
    value: T,
    stamp: Stamp,
}

impl<T: FieldType> Register<T> {
    /// The present value.
    pub fn get(&self) -> &T {
        &self.value
    }

    /// Who wrote it last.
    pub fn stamp(&self) -> Stamp {
        self.stamp
    }

    /// Writes the first value. `Err` when it is of another type.
    pub(super) fn put(&mut self, value: Value, stamp: Stamp) -> Result<(), WrongType> {
        self.value = T::from_owned(value).ok_or(WrongType)?;
        self.stamp = stamp;
        Ok(())
    }

    /// Writes a value under a stamp; what gives way is returned for the history.
    /// `Err` when the value is of another type.
    pub(super) fn write(&mut self, value: &Value, stamp: Stamp) -> Result<Option<(Value, Stamp)>, WrongType> {
        let typed = T::from_value(value).ok_or(WrongType)?;
        let newer = match stamp.cmp(&self.stamp) {
            Ordering::Less => false,
            Ordering::Greater => true,
            Ordering::Equal if typed == self.value => return Ok(None),
            // The value breaks a tie, so that even a copied device id cannot make two copies differ.
            Ordering::Equal => rank(&typed.to_value()) > rank(&self.value.to_value()),
        };
        if !newer {
            return Ok(Some((typed.to_value(), stamp)));
        }
        let held = std::mem::replace(&mut self.value, typed);
        let old = std::mem::replace(&mut self.stamp, stamp);
        Ok(old.is_set().then(|| (held.to_value(), old)))
    }
}

fn rank(value: &Value) -> String {
    format!("{value:?}")
}

/// A value of another type than the field's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WrongType;

/// A value that gave way to a later one.
#[derive(Clone, PartialEq, Debug)]
pub struct Past {
    /// The field's name; a newer version's field has a name not in [`Field`].
    pub field: String,
    /// What it said.
    pub value: Value,
    /// Who had written it.
    pub stamp: Stamp,
}

/// A deletion: what its author had seen of the record. A field written apart from it keeps the
/// record alive, so an edit is never lost to a deletion.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Deletion {
    /// Who deleted it, last.
    pub stamp: Stamp,
    /// The fields' stamps known to those who deleted it.
    pub seen: Seen,
}

/// What every record has beside its fields.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Common {
    /// The unit it belongs to; `None` for records of the plan. Fixed for the record's life.
    pub unit: Option<UnitId>,
    /// Values that gave way, ordered by stamp and field.
    pub history: Vec<Past>,
    /// Set when the record was deleted.
    pub deletion: Option<Deletion>,
    /// Fields of a newer version, kept unchanged as raw text; empty text for a cleared one.
    pub rest: BTreeMap<String, (String, Stamp)>,
}

impl Common {
    fn keep(&mut self, field: &str, value: Value, stamp: Stamp) {
        let key = (stamp, field);
        let place = self.history.binary_search_by(|past| {
            (past.stamp, past.field.as_str()).cmp(&key).then_with(|| rank(&past.value).cmp(&rank(&value)))
        });
        if let Err(place) = place {
            self.history.insert(place, Past { field: field.to_owned(), value, stamp });
        }
    }
}

/// A record seen without its type.
pub trait Record {
    /// Which kind it is.
    fn kind(&self) -> Kind;
    /// Its id.
    fn uuid(&self) -> Uuid;
    /// The fields of its kind.
    fn fields(&self) -> &'static [Field];
    /// A field's value and stamp; unset for a field the kind has not.
    fn read(&self, field: Field) -> (Value, Stamp);
    /// Who wrote a field last; unset for a field the kind has not.
    fn stamp(&self, field: Field) -> Stamp;
    /// Writes without keeping what gives way; use [`Record::write`].
    fn swap(
        &mut self,
        field: Field,
        value: &Value,
        stamp: Stamp,
    ) -> Result<Option<(Value, Stamp)>, WrongType>;
    /// Sets a field of a new record, as read from a file; whatever it held is gone.
    fn put(&mut self, field: Field, value: Value, stamp: Stamp) -> Result<(), WrongType>;
    /// History, deletion and the rest.
    fn common(&self) -> &Common;
    /// The same, to change.
    fn common_mut(&mut self) -> &mut Common;

    /// Writes a field under a stamp; the lesser of old and new goes to the history.
    fn write(&mut self, field: Field, value: &Value, stamp: Stamp) -> Result<(), WrongType> {
        if let Some((value, stamp)) = self.swap(field, value, stamp)? {
            self.common_mut().keep(field.name(), value, stamp);
        }
        Ok(())
    }

    /// Writes a newer version's field.
    fn write_rest(&mut self, name: &str, raw: &str, stamp: Stamp) {
        let common = self.common_mut();
        let held = common.rest.get(name).cloned();
        match held {
            Some((text, old)) if old == stamp && text == raw => {}
            Some((text, old)) if (old, text.as_str()) > (stamp, raw) => {
                common.keep(name, raw_value(raw), stamp);
            }
            other => {
                common.rest.insert(name.to_owned(), (raw.to_owned(), stamp));
                if let Some((text, old)) = other {
                    common.keep(name, raw_value(&text), old);
                }
            }
        }
    }

    /// Takes a past value over, as read from a file or another copy. One above the present value
    /// becomes the present one, so that the same writes always give the same record.
    fn write_past(&mut self, past: &Past) {
        let own = Field::parse(&past.field).filter(|field| self.fields().contains(field));
        match (own, &past.value) {
            // A value of another type is kept as it came; only a foreign program writes one.
            (Some(field), value) => {
                if self.write(field, value, past.stamp).is_err() {
                    self.common_mut().keep(&past.field, value.clone(), past.stamp);
                }
            }
            (None, Value::Raw(raw)) => self.write_rest(&past.field, raw, past.stamp),
            (None, _) => self.write_rest(&past.field, "", past.stamp),
        }
    }

    /// Hands out every stamp on it: present values, history, the deletion.
    fn each_stamp(&self, take: &mut dyn FnMut(Stamp)) {
        let common = self.common();
        self.fields().iter().map(|field| self.stamp(*field)).filter(|s| s.is_set()).for_each(&mut *take);
        common.rest.values().map(|(_, stamp)| *stamp).for_each(&mut *take);
        common.history.iter().map(|past| past.stamp).for_each(&mut *take);
        common.deletion.iter().map(|deletion| deletion.stamp).for_each(&mut *take);
    }

    /// Whether this very write is known here: as the present value or in the history.
    fn knows(&self, name: &str, value: &Value, stamp: Stamp) -> bool {
        let present = match Field::parse(name).filter(|field| self.fields().contains(field)) {
            Some(field) => self.stamp(field) == stamp && self.read(field).0 == *value,
            None => {
                self.common().rest.get(name).is_some_and(|(raw, s)| *s == stamp && raw_value(raw) == *value)
            }
        };
        let history = &self.common().history;
        let from = history.partition_point(|past| past.stamp < stamp);
        present
            || history
                .iter()
                .skip(from)
                .take_while(|past| past.stamp == stamp)
                .any(|past| past.field == name && past.value == *value)
    }

    /// Every write on it but the deletion: name, value and stamp.
    fn writes(&self) -> Vec<(String, Value, Stamp)> {
        let common = self.common();
        let present = self.fields().iter().filter(|field| self.stamp(**field).is_set()).map(|field| {
            let (value, stamp) = self.read(*field);
            (field.name().to_owned(), value, stamp)
        });
        let rest = common.rest.iter().map(|(name, (raw, stamp))| (name.clone(), raw_value(raw), *stamp));
        let past = common.history.iter().map(|past| (past.field.clone(), past.value.clone(), past.stamp));
        present.chain(rest).chain(past).collect()
    }

    /// The stamps of the present values, by writer.
    fn stamps(&self) -> Seen {
        let mut seen = Seen::default();
        for field in self.fields() {
            seen.note(self.stamp(*field));
        }
        for (_, stamp) in self.common().rest.values() {
            seen.note(*stamp);
        }
        seen
    }

    /// Whether it is there: never deleted, or edited by someone who had not seen the deletion.
    fn is_alive(&self) -> bool {
        self.common().deletion.as_ref().is_none_or(|deletion| !deletion.seen.includes(&self.stamps()))
    }

    /// Marks it deleted; the content stays for history and restoring.
    fn delete(&mut self, stamp: Stamp) {
        let mut seen = self.stamps();
        if let Some(old) = &self.common().deletion {
            seen.join(&old.seen);
        }
        self.common_mut().deletion = Some(Deletion { stamp, seen });
    }

    /// The greatest stamp on it, its deletion included.
    fn last_stamp(&self) -> Stamp {
        let fields = self.fields().iter().map(|field| self.stamp(*field));
        let deleted = self.common().deletion.as_ref().map(|d| d.stamp);
        fields.chain(deleted).max().unwrap_or_default()
    }
}

/// A newer version's field as a value; cleared when there is no text.
pub fn raw_value(raw: &str) -> Value {
    if raw.is_empty() { Value::Unset } else { Value::Raw(raw.to_owned()) }
}

/// Takes over everything the other copy of the same record knows.
pub fn absorb(ours: &mut dyn Record, theirs: &dyn Record) {
    absorb_some(ours, theirs, &|_| true, true);
}

/// Takes over what the other copy knows of the fields allowed, and its deletion if that is.
pub fn absorb_some(
    ours: &mut dyn Record,
    theirs: &dyn Record,
    allowed: &dyn Fn(&str) -> bool,
    deletion: bool,
) {
    for field in theirs.fields().iter().filter(|field| allowed(field.name())) {
        let stamp = theirs.stamp(*field);
        // Equal stamps with unequal values still have to meet; everything else known is passed over.
        if stamp.is_set() {
            let (value, stamp) = theirs.read(*field);
            // Same kind, same types: a refusal cannot happen here.
            let _same_type = ours.write(*field, &value, stamp);
        }
    }
    for (name, (raw, stamp)) in theirs.common().rest.iter().filter(|(name, _)| allowed(name)) {
        ours.write_rest(name, raw, *stamp);
    }
    for past in theirs.common().history.iter().filter(|past| allowed(&past.field)) {
        ours.write_past(past);
    }
    if let Some(theirs) = theirs.common().deletion.as_ref().filter(|_| deletion) {
        let joined = match ours.common().deletion.clone() {
            None => theirs.clone(),
            Some(mut own) => {
                own.stamp = own.stamp.max(theirs.stamp);
                own.seen.join(&theirs.seen);
                own
            }
        };
        ours.common_mut().deletion = Some(joined);
    }
}

/// Declares a kind of record: a struct of registers and its untyped view.
macro_rules! record {
    ($($(#[$doc:meta])* $name:ident($id:ident) { $($(#[$fdoc:meta])* $field:ident: $ty:ty = $key:ident,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Debug)]
        pub struct $name {
            /// Its id.
            pub id: $id,
            $($(#[$fdoc])* pub $field: Register<$ty>,)+
            /// History, deletion and the rest.
            pub common: Common,
        }

        impl $name {
            /// The fields of this kind.
            pub const FIELDS: &'static [Field] = &[$(Field::$key,)+];

            /// An empty record; `unit` is `None` for records of the plan.
            pub fn new(id: $id, unit: Option<UnitId>) -> Self {
                Self { id, $($field: Register::default(),)+ common: Common { unit, ..Common::default() } }
            }
        }

        impl Record for $name {
            fn kind(&self) -> Kind {
                Kind::$name
            }
            fn uuid(&self) -> Uuid {
                self.id.into()
            }
            fn fields(&self) -> &'static [Field] {
                Self::FIELDS
            }
            fn read(&self, field: Field) -> (Value, Stamp) {
                match field {
                    $(Field::$key => (self.$field.get().to_value(), self.$field.stamp()),)+
                    _ => (Value::Unset, Stamp::default()),
                }
            }
            fn stamp(&self, field: Field) -> Stamp {
                match field {
                    $(Field::$key => self.$field.stamp(),)+
                    _ => Stamp::default(),
                }
            }
            fn swap(&mut self, field: Field, value: &Value, stamp: Stamp) -> Result<Option<(Value, Stamp)>, WrongType> {
                match field {
                    $(Field::$key => self.$field.write(value, stamp),)+
                    _ => Err(WrongType),
                }
            }
            fn put(&mut self, field: Field, value: Value, stamp: Stamp) -> Result<(), WrongType> {
                match field {
                    $(Field::$key => self.$field.put(value, stamp),)+
                    _ => Err(WrongType),
                }
            }
            fn common(&self) -> &Common {
                &self.common
            }
            fn common_mut(&mut self) -> &mut Common {
                &mut self.common
            }
        }
    )+};
}
pub(super) use record;
