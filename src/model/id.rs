//! Identities. Every id is made outside (see `state::env`) and handed in.

use std::fmt;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub Uuid);

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

ids! {
    /// A ledger: one year's document. Files of another ledger are never mixed in.
    LedgerId;
    /// A unit in the tree of bureau, counties, offices and schools.
    UnitId;
    /// A node of the year's framework (`P1`).
    ThemeId;
    /// A target (`T1`).
    TargetId;
    /// A task (`K1`).
    TaskId;
    /// A dated step of a task (`K4`).
    MilestoneId;
    /// A progress report on a task.
    ReportId;
    /// A target's actual value on a date (`T3`).
    ActualId;
    /// What blocks a task (`K6`).
    BlockerId;
    /// A task force (`K8`).
    ForceId;
}

/// What is stored and shared as one piece: the plan, or all records of one unit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PartId {
    /// Title and year, units, themes.
    Plan,
    /// One unit's targets, tasks and everything on them.
    Unit(UnitId),
}

impl PartId {
    /// The name under which a part is stored: `plan` or the unit's id.
    pub fn name(self) -> String {
        match self {
            Self::Plan => "plan".to_owned(),
            Self::Unit(unit) => unit.to_string(),
        }
    }

    /// Reads [`PartId::name`] back.
    pub fn parse(name: &str) -> Option<Self> {
        if name == "plan" {
            return Some(Self::Plan);
        }
        Uuid::try_parse(name).ok().map(|id| Self::Unit(UnitId(id)))
    }
}
