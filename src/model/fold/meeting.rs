//! What two sides did to one record apart from each other.

use crate::model::field::Field;
use crate::model::record::Record;
use crate::model::stamp::Stamp;
use crate::model::value::Value;

/// A record as it was here, as a file says it, and as it becomes.
pub(super) struct Meeting<'a> {
    pub was: &'a dyn Record,
    pub there: &'a dyn Record,
    pub is: &'a dyn Record,
}

/// A field, both values, and whether the file's stands.
pub(super) type Met = (Field, (Value, Stamp), (Value, Stamp), bool);

impl Meeting<'_> {
    /// The fields that both sides wrote without knowing the other's.
    pub fn conflicts(
        &self,
        seen_here: impl Fn(Stamp) -> bool,
        seen_there: impl Fn(Stamp) -> bool,
    ) -> Vec<Met> {
        let mut found = Vec::new();
        for field in self.was.fields() {
            let (own, other) = (self.was.stamp(*field), self.there.stamp(*field));
            // One stamp on two values is written by two devices under one id: neither saw the other.
            let is_seen = own != other && (seen_here(other) || seen_there(own));
            if !own.is_set() || !other.is_set() || is_seen {
                continue;
            }
            let (own, other) = (self.was.read(*field), self.there.read(*field));
            let name = field.name();
            let is_known = |side: &dyn Record, write: &(Value, Stamp)| side.knows(name, &write.0, write.1);
            // Both have to be in the outcome: a field without standing was not taken over.
            let met = is_known(self.is, &own) && is_known(self.is, &other);
            if own.0 != other.0 && met && !is_known(self.was, &other) && !is_known(self.there, &own) {
                let theirs_wins = self.is.read(*field) == other;
                found.push((*field, own, other, theirs_wins));
            }
        }
        found
    }

    /// Whether one side deleted the record while the other, not knowing it, edited it.
    pub fn is_contested(&self) -> bool {
        let edited_apart = |deleted: &dyn Record, edited: &dyn Record| {
            let mark = deleted.common().deletion.as_ref();
            mark.is_some_and(|mark| edited.common().deletion.as_ref() != Some(mark))
                && !deleted.is_alive()
                && edited.is_alive()
                && edited.writes().iter().any(|(name, value, stamp)| !deleted.knows(name, value, *stamp))
        };
        edited_apart(self.was, self.there) || edited_apart(self.there, self.was)
    }
}
