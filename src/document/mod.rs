//! Files for other programs, made from the model (`X4`): bytes in the form those programs expect.
//!
//! Knows only the model: no browser, clock or words of its own; texts for people come in as arguments.
//!
//! - [`calendar`]: deadlines as an iCalendar file, for phones
//! - [`workbook`]: the .xlsx of one unit, to be filled in and read back by `intake::workbook`

pub mod calendar;
pub mod workbook;
