//! STUB: what a year can start from.
#![allow(missing_docs, unused_variables)]
use crate::model::command::Command;
use crate::model::id::UnitId;
use uuid::Uuid;
#[derive(Debug)]
pub struct Template {
    pub year: i32,
    pub targets: &'static [&'static str],
    pub tasks: &'static [&'static str],
}
pub const SPEECH: Template = Template { year: 2025, targets: &[], tasks: &[] };
pub fn commands(t: &Template, root: UnitId, ids: &mut dyn FnMut() -> Uuid, year: i32) -> Vec<Command> {
    Vec::new()
}
