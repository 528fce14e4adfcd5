//! The published JSON Schema of a snapshot: the envelope from the serialised types, the records'
//! fields from [`super::shape`], so that schema and reader cannot disagree. Native only.

use super::shape::{Shape, shape};
use super::wire::{EnvelopeV1, RecordV1};
use crate::model::choice::Choice;
use crate::model::field::Field;
use crate::model::kind::{AnyRecord, Kind};
use crate::model::rule::{MAX_DURATION, MAX_IDS, MAX_LINE, MAX_TEXT, check_value};
use crate::model::value::Value as FieldValue;
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// Where the schema is published, beside the page.
pub const FILE: &str = "taizhang-snapshot-v1.schema.json";

/// A UUID in lower case.
const UUID: &str = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";

/// The schema of version 1.
pub fn schema() -> Value {
    let mut root = schemars::schema_for!(EnvelopeV1).to_value();
    root["title"] = json!("Taizhang snapshot, version 1");
    root["properties"]["format"] = json!({ "const": "taizhang", "description": "Always `taizhang`." });
    root["properties"]["version"] = json!({ "const": 1, "description": "The major version." });
    root["properties"]["ledger"] =
        json!({ "type": "string", "pattern": UUID, "description": "The ledger's id." });
    root["properties"]["hash"] = json!({
        "type": "string",
        "pattern": "^sha256:[0-9a-f]{64}$",
        "description": "`sha256:` and the hash of the exact bytes of `parts`.",
    });
    root["$defs"]["ScopeV1"]["properties"]["kind"] = json!({ "enum": ["whole", "unit", "plan"] });
    let lists = [
        ("units", Kind::Unit),
        ("themes", Kind::Theme),
        ("targets", Kind::Target),
        ("tasks", Kind::Task),
        ("milestones", Kind::Milestone),
        ("reports", Kind::Report),
        ("actuals", Kind::Actual),
        ("blockers", Kind::Blocker),
        ("task_forces", Kind::Force),
    ];
    for (name, kind) in lists {
        root["$defs"]["PartV1"]["properties"][name]["items"] = reference(kind);
    }
    root["$defs"]["PartV1"]["properties"]["ledger"] = reference(Kind::Meta);
    for kind in Kind::ALL {
        root["$defs"][kind.code()] = record(*kind);
    }
    if let Some(definitions) = root["$defs"].as_object_mut() {
        definitions.remove("RecordV1");
    }
    root
}

fn reference(kind: Kind) -> Value {
    json!({ "$ref": format!("#/$defs/{}", kind.code()) })
}

/// One kind of record: what all have, and its own fields. Fields of a newer version may stand beside them.
fn record(kind: Kind) -> Value {
    let mut base = schemars::schema_for!(RecordV1).to_value();
    let mut properties = base["properties"].take().as_object().cloned().unwrap_or_default();
    for place in ["stamps", "history", "deleted"] {
        // The small types stand once, beside the envelope's.
        if let Some(property) = properties.get_mut(place) {
            *property = match place {
                "stamps" => json!({ "type": "array", "items": { "$ref": "#/$defs/StampV1" } }),
                "history" => json!({ "type": "array", "items": { "$ref": "#/$defs/PastV1" } }),
                _ => json!({ "$ref": "#/$defs/DeletedV1" }),
            };
        }
    }
    properties.insert("id".to_owned(), json!({ "type": "string", "pattern": UUID }));
    let empty = AnyRecord::new(kind, Uuid::nil(), None);
    let own: Map<String, Value> = empty
        .as_dyn()
        .fields()
        .iter()
        .filter_map(|f| Some((f.name().to_owned(), value(*f, shape(kind, *f)?))))
        .collect();
    properties.extend(own);
    json!({ "type": "object", "properties": properties, "required": ["id", "stamps"] })
}

fn value(field: Field, shape: &Shape) -> Value {
    match shape {
        Shape::Text => {
            let long = FieldValue::Text("x".repeat(MAX_LINE + 1));
            let max = if check_value(field, &long).is_ok() { MAX_TEXT } else { MAX_LINE };
            json!({ "type": "string", "minLength": 1, "maxLength": max })
        }
        Shape::Number => json!({ "type": "string", "pattern": "^-?[0-9]+(\\.[0-9]{0,7}[1-9])?$" }),
        Shape::Whole if field == Field::Percent => json!({ "type": "integer", "minimum": 0, "maximum": 100 }),
        Shape::Whole if field == Field::Year => {
            json!({ "type": "integer", "minimum": 2000, "maximum": 2100 })
        }
        Shape::Whole if field == Field::Duration => {
            json!({ "type": "integer", "minimum": 0, "maximum": MAX_DURATION })
        }
        Shape::Whole => json!({ "type": "integer" }),
        Shape::Date => json!({ "type": "string", "pattern": "^(20[0-9]{2}|2100)-[0-9]{2}-[0-9]{2}$" }),
        Shape::Id => json!({ "type": "string", "pattern": UUID }),
        Shape::Ids => json!({
            "type": "array", "items": { "type": "string", "pattern": UUID },
            "minItems": 1, "maxItems": MAX_IDS, "uniqueItems": true,
        }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Code(codes) => json!({ "enum": codes }),
    }
}
