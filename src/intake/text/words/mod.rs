//! The field's grammar as data: how plans and speeches say how much, of what, by whom and by when.
//! Each table can be read, and added to, without reading any code.

pub mod better;
pub mod compare;
pub mod context;
pub mod dated;
pub mod doer;
pub mod duty;
pub mod every_one;
pub mod examined;
pub mod fitting;
pub mod frame;
pub mod grade;
pub mod guessed;
pub mod marks;
pub mod measure;
pub mod naming;
pub mod none;
pub mod noun;
pub mod outcome;
pub mod past;
pub mod rank;
pub mod results;
pub mod scope;
pub mod topic;
pub mod trim;
pub mod verb;
pub mod when;
pub mod whom;
