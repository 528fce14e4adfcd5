//! Files for other programs, made from the model: bytes in the form those programs expect.
//!
//! - [`calendar`]: deadlines as an iCalendar file, for phones

pub mod calendar;
