//! Version 1 of the file, as it stands in JSON. Records carry plain field values under the
//! names of [`crate::model::field`]; which field takes what is in [`super::shape`].

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, value::RawValue};
use std::collections::BTreeMap;

/// A snapshot file. `parts` stays raw text: the hash is over its exact bytes.
#[derive(Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct EnvelopeV1<'a> {
    /// Always `taizhang`.
    pub format: String,
    /// The major version: 1.
    pub version: u64,
    /// The minor version.
    #[serde(default)]
    pub minor: u64,
    /// The version of the program that wrote it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub app: String,
    /// What it carries.
    pub scope: ScopeV1,
    /// The ledger's id.
    pub ledger: String,
    /// The ledger's title, for a look at the file without opening it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The ledger's year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i64>,
    /// When it was written, milliseconds since 1970.
    #[serde(default)]
    pub exported: i64,
    /// `sha256:` and the hash of the bytes of `parts`; absent in a rescue file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
    /// What the file was cut from: in a slice the ledger it was cut out of, in a unit's file the
    /// slice or plan the unit last took over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<BaseV1>,
    /// The checks a unit's file passed before it went up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<CheckV1>,
    /// The parts.
    #[serde(borrow)]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "Vec<PartV1>"))]
    pub parts: &'a RawValue,
    /// Parts that were damaged where a rescue file comes from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub damaged: Vec<Json>,
}

/// What a snapshot carries.
#[derive(Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct ScopeV1 {
    /// `whole`, `unit` or `plan`.
    pub kind: String,
    /// For `unit`: which one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// For `unit`: its name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// For `unit`: whether it comes from above, cut out for the unit.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub slice: bool,
}

/// A state of the ledger, named.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct BaseV1 {
    /// `sha256:` and the hash of everything the ledger held.
    pub hash: String,
    /// When, milliseconds since 1970.
    pub at: i64,
    /// The highest counter seen from each writer, by part.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub seen: BTreeMap<String, BTreeMap<String, u64>>,
}

/// The checks before a file went up.
#[derive(Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct CheckV1 {
    /// The unit that reports.
    pub unit: String,
    /// The first day it reports on.
    pub from: String,
    /// The last day it reports on.
    pub to: String,
    /// The day it was checked.
    pub on: String,
    /// What was found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<FindingV1>,
    /// What was said on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub explanations: Vec<ExplanationV1>,
}

/// One finding.
#[derive(Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct FindingV1 {
    /// The record's kind.
    pub kind: String,
    /// The record's id.
    pub id: String,
    /// The field's name.
    pub field: String,
    /// What was found.
    pub issue: String,
    /// What it is held against, written as the field is or as a date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<Json>,
    /// What is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Json>,
}

/// A person's sentence on a finding.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct ExplanationV1 {
    /// The record's kind.
    pub kind: String,
    /// The record's id.
    pub id: String,
    /// The finding it is on.
    pub issue: String,
    /// The sentence.
    pub text: String,
    /// Who says it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// When, milliseconds since 1970.
    #[serde(default)]
    pub at: i64,
}

/// The plan, or one unit's records.
#[derive(Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PartV1 {
    /// `plan` or the unit's id.
    pub part: String,
    /// The highest counter seen from each writer.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub seen: BTreeMap<String, u64>,
    /// Title and year, in the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ledger: Option<RecordV1>,
    /// Units, in the plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<RecordV1>,
    /// Themes, in the plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<RecordV1>,
    /// Targets of the unit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<RecordV1>,
    /// Tasks of the unit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<RecordV1>,
    /// Milestones of its tasks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<RecordV1>,
    /// Progress reports on its tasks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<RecordV1>,
    /// Actual values of its targets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actuals: Vec<RecordV1>,
    /// What blocks its tasks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blockers: Vec<RecordV1>,
    /// Task forces of the unit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub task_forces: Vec<RecordV1>,
}

/// One record.
#[derive(Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct RecordV1 {
    /// Its id.
    pub id: String,
    /// Who wrote which fields.
    pub stamps: Vec<StampV1>,
    /// Values that gave way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<PastV1>,
    /// Set when it was deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted: Option<DeletedV1>,
    /// The fields, those of a newer version too.
    #[serde(flatten)]
    pub fields: Map<String, Json>,
}

/// A stamp and the fields written under it.
#[derive(Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StampV1 {
    /// Lamport counter, from 1.
    pub counter: u64,
    /// The writer.
    pub device: String,
    /// Milliseconds since 1970, by the writer's clock.
    pub at: i64,
    /// The fields' names, sorted.
    pub fields: Vec<String>,
}

/// A value that gave way.
#[derive(Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PastV1 {
    /// The field's name.
    pub field: String,
    /// The value; absent for an unset one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Json>,
    /// As in [`StampV1`].
    pub counter: u64,
    /// As in [`StampV1`].
    pub device: String,
    /// As in [`StampV1`].
    pub at: i64,
}

/// A deletion.
#[derive(Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeletedV1 {
    /// As in [`StampV1`].
    pub counter: u64,
    /// As in [`StampV1`].
    pub device: String,
    /// As in [`StampV1`].
    pub at: i64,
    /// What its authors had seen of the record.
    pub seen: BTreeMap<String, u64>,
}
