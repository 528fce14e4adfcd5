//! The result of the checks before a file went up, between the model and the file (`X5`).

use super::error::{DecodeError, DecodeKind};
use super::shape::{self, Shape, read_id};
use super::wire::{CheckV1, ExplanationV1, FindingV1};
use crate::model::choice::Choice;
use crate::model::field::Field;
use crate::model::id::UnitId;
use crate::model::kind::{Kind, RecordId};
use crate::model::precheck::{Explanation, Finding, Issue, Precheck, Span};
use crate::model::rule::MAX_TEXT;
use crate::model::value::Value;
use chrono::NaiveDate;
use serde_json::Value as Json;

pub(super) fn check_to_wire(check: &Precheck) -> CheckV1 {
    let findings = check.findings.iter().map(|finding| FindingV1 {
        kind: finding.record.kind.code().to_owned(),
        id: finding.record.id.to_string(),
        field: finding.field.name().to_owned(),
        issue: finding.issue.code().to_owned(),
        against: shape::write(&finding.against),
        said: shape::write(&finding.said),
    });
    CheckV1 {
        unit: check.unit.to_string(),
        from: check.span.from.to_string(),
        to: check.span.to.to_string(),
        on: check.on.to_string(),
        findings: findings.collect(),
        explanations: check.explanations.iter().map(explanation_to_wire).collect(),
    }
}

/// Findings of a newer version that this one does not know are passed over: they are the sender's
/// word on his own records, and those are in the file.
pub(super) fn check_from_wire(wire: &CheckV1) -> Result<Precheck, DecodeError> {
    let wrong = |shape, at: &str| DecodeError::at(DecodeKind::Expected(shape), format!("check.{at}"));
    let date = |text: &str, at| text.parse::<NaiveDate>().map_err(|_| wrong("date", at));
    let mut findings = Vec::new();
    for (place, finding) in wire.findings.iter().enumerate() {
        let at = format!("findings[{place}]");
        let record = record_id(&finding.kind, &finding.id).ok_or_else(|| wrong("id", &at))?;
        let known = Field::parse(&finding.field).zip(Issue::from_code(&finding.issue));
        let Some((field, issue)) = known else { continue };
        let value =
            |json: &Option<Json>| json.as_ref().map_or(Some(Value::Unset), |j| read(record.kind, field, j));
        let against = value(&finding.against).ok_or_else(|| wrong("value", &at))?;
        let said = value(&finding.said).ok_or_else(|| wrong("value", &at))?;
        findings.push(Finding { record, field, issue, against, said });
    }
    Ok(Precheck {
        unit: read_id(&wire.unit).map(UnitId).ok_or_else(|| wrong("id", "unit"))?,
        span: Span { from: date(&wire.from, "from")?, to: date(&wire.to, "to")? },
        on: date(&wire.on, "on")?,
        findings,
        explanations: wire.explanations.iter().filter_map(explanation_from_wire).collect(),
    })
}

pub(super) fn explanation_to_wire(said: &Explanation) -> ExplanationV1 {
    ExplanationV1 {
        kind: said.record.kind.code().to_owned(),
        id: said.record.id.to_string(),
        issue: said.issue.code().to_owned(),
        text: said.text.clone(),
        by: said.by.clone(),
        at: said.at,
    }
}

pub(super) fn explanation_from_wire(wire: &ExplanationV1) -> Option<Explanation> {
    let is_plain = |text: &str| text.chars().count() <= MAX_TEXT && !text.contains('\u{0}');
    if !is_plain(&wire.text) || !is_plain(&wire.by) {
        return None;
    }
    Some(Explanation {
        record: record_id(&wire.kind, &wire.id)?,
        issue: Issue::from_code(&wire.issue)?,
        text: wire.text.clone(),
        by: wire.by.clone(),
        at: wire.at,
    })
}

pub(super) fn record_id(kind: &str, id: &str) -> Option<RecordId> {
    Some(RecordId { kind: Kind::from_code(kind)?, id: read_id(id)? })
}

/// A value of the field's shape, or the date another one is held against.
fn read(kind: Kind, field: Field, json: &Json) -> Option<Value> {
    let own = shape::shape(kind, field).and_then(|shape| shape.read(json));
    own.or_else(|| Shape::Date.read(json))
}
