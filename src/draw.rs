//! Draws figures, events and relations as SVG, once, when the site is built.
//!
//! Takes plain specifications (names, numbers, positions in time, links); gives the text of one
//! `<svg>` element. Knows no note, reads no file, uses no clock and no chance: the same
//! specification gives the same bytes on any machine, so only operations that IEEE 754 fixes to the
//! last bit (`+ - * /`, square root) touch a coordinate. It sets classes, never colours: those are
//! the theme's.
//!
//! Pictures are [`WIDTH`] units wide and their text [`FONT`] units high, which is 11 px where the
//! picture is 288 px wide, on the narrowest of phones. Where it is wider, a theme may set smaller
//! type: nothing then touches that did not touch before.

mod chart;
pub mod graph;
mod place;
mod scale;
mod sparkline;
mod strip;
mod svg;
mod text;

#[cfg(test)]
mod checked;
#[cfg(test)]
mod properties;

pub use chart::{
    Amount, Axis, Change, Chart, Direction, Form, Point, Series, Status, TickText, chart,
};
pub use scale::position_of;
pub use sparkline::sparkline;
pub use strip::{Event, Strip, timeline_strip};

/// Width of every picture but the whole graph, in units of its own `viewBox`.
pub const WIDTH: f64 = 360.0;

/// Height of a line of text, in the same units.
pub const FONT: f64 = 14.0;

/// What a picture is called, for those who do not see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// Id, unique on the page; the title gets `-title` after it and the description `-desc`.
    pub id: String,
    /// Title: the finding, or the name of what is shown.
    pub title: String,
    /// Description: the trend in a sentence.
    pub description: String,
}
