//! The domain: plain data and rules. Knows no browser, clock, randomness, JSON or signals;
//! time and ids come in as arguments.
//!
//! - [`id`], [`stamp`], [`value`], [`choice`], [`field`]: the words everything is said in
//! - [`record`], [`kind`]: a record is a set of stamped fields; the kinds a ledger holds
//! - [`ledger`], [`tree`]: one year's document and its unit and theme trees
//! - [`command`], [`rule`], [`change`]: an edit is a command, checked, turned into a change
//! - [`assign`]: targets and tasks handed to units
//! - [`merge`]: two copies become one, without loss; [`fold`]: many files at once; [`standing`]: for what
//!   a file speaks; [`settle`]: conflicts decided by a person; [`precheck`]: checks before a file goes up
//! - [`light`], [`index`], [`query`], [`summary`]: what the records mean today
//! - [`calendar`], [`schedule`]: working days, and a plan counted from its deadline back
//! - [`divide`], [`series`]: a target's parts and its values over the year
//! - [`framework`], [`chart`], [`coverage`], [`timetable`], [`project`]: the plan on the wall
//! - [`rollup`]: every unit and all under it, kept up with each change; what comes up as figures
//! - [`sheet`]: the workbook of a unit; [`outline`]: a pasted list of units
//! - [`template`]: the framework a year starts from

pub mod assign;
pub mod block;
pub mod calendar;
pub mod change;
pub mod chart;
pub mod choice;
pub mod command;
pub mod coverage;
pub mod divide;
pub mod field;
pub mod fold;
mod fork;
pub mod framework;
pub mod id;
pub mod index;
pub mod kind;
pub mod ledger;
pub mod light;
pub mod merge;
pub mod outline;
pub mod precheck;
pub mod project;
pub mod query;
pub mod ratio;
pub mod record;
pub mod rollup;
pub mod rule;
pub mod schedule;
pub mod series;
pub mod settle;
pub mod sheet;
pub mod stamp;
pub mod standing;
pub mod summary;
pub mod tally;
pub mod template;
pub mod timetable;
pub mod tree;
pub mod value;
