//! STUB until the shared file's code lands: signatures only, so that the page can be checked.
#![allow(missing_docs, dead_code, unused_variables)]
use crate::model::change::Change;
use crate::model::id::{LedgerId, PartId, UnitId};
use crate::model::ledger::Ledger;
use chrono::NaiveDateTime;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    Whole,
    Unit(UnitId),
    Plan,
}
#[derive(Clone, PartialEq, Debug)]
pub struct SnapshotInfo {
    pub exported_at: i64,
    pub app: String,
}
#[derive(Clone, PartialEq, Debug)]
pub struct Limits {
    pub file: u64,
}
impl Default for Limits {
    fn default() -> Self {
        Self { file: 32 << 20 }
    }
}
#[derive(Clone, PartialEq, Debug)]
pub struct Decoded {
    pub ledger: Ledger,
    pub scope: Scope,
    pub info: SnapshotInfo,
}
#[derive(Clone, PartialEq, Debug)]
pub struct DecodeError;
#[derive(Clone, PartialEq, Debug)]
pub struct Backup {
    pub at: i64,
    pub name: String,
    pub clock: u64,
}
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Head {
    pub title: String,
    pub year: Option<i64>,
    pub own_unit: Option<UnitId>,
    pub backup: Option<Backup>,
}
impl Head {
    pub fn decode(_: &[u8]) -> Self {
        Self::default()
    }
    pub fn encode(&self) -> Vec<u8> {
        Vec::new()
    }
}
#[derive(Clone, PartialEq, Debug)]
pub struct RestorePoint {
    pub name: String,
    pub at: i64,
    pub change: Change,
}
pub fn encode_part(_: &Ledger, _: PartId) -> Vec<u8> {
    Vec::new()
}
pub fn assemble(id: LedgerId, _: Vec<(PartId, Vec<u8>)>) -> (Ledger, Vec<(PartId, DecodeError)>) {
    (Ledger::new(id), Vec::new())
}
pub fn encode_snapshot(_: &Ledger, _: Scope, _: &SnapshotInfo) -> Vec<u8> {
    Vec::new()
}
pub fn gzip(_: &[u8]) -> Vec<u8> {
    Vec::new()
}
pub fn file_name(_: &Ledger, _: Scope, _: NaiveDateTime, _: bool) -> String {
    String::new()
}
pub fn decode(_: &[u8], _: &Limits) -> Result<Decoded, DecodeError> {
    Err(DecodeError)
}
pub fn encode_restore(_: &Change, _: &str, _: i64) -> Vec<u8> {
    Vec::new()
}
pub fn decode_restore(_: &[u8]) -> Result<RestorePoint, DecodeError> {
    Err(DecodeError)
}
