//! The base as data: each file read back by a strict reader of its format, for real notes and for hostile ones.
//!
//! Builds small bases from texts; holds what `zhiku::data` makes of them to the formats' own rules. `validate.py` beside
//! this file does so again with the validators that others use.

mod formats;
mod fuzz;
mod hostile;
mod pages;
mod support;
mod tables;
mod whole;
