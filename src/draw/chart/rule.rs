//! Draws the rule at a break, across which values do not compare.
//!
//! Takes the place and the reason; gives a rule with the reason above the field, beside it.

use crate::draw::place::{Anchor, Label};
use crate::draw::svg::{line, titled};
use crate::draw::{WIDTH, text};

/// Height of a line of a reason.
const LINE: f64 = 17.0;

/// Most lines that a reason takes.
const LINES: usize = 2;

/// A rule with its reason, set on the side with room.
pub(super) struct Rule<'a> {
    /// Where the rule stands.
    pub(super) x: f64,
    reason: &'a str,
    anchor: Anchor,
    lines: Vec<String>,
}

impl<'a> Rule<'a> {
    /// Sets the reason beside `x`.
    pub(super) fn at(x: f64, reason: &'a str) -> Self {
        let (before, after) = (x - 4.0, WIDTH - x - 4.0);
        let (anchor, room) = match text::width(reason) <= after || after >= before {
            true => (Anchor::Start, after),
            false => (Anchor::End, before),
        };
        Self { x, reason, anchor, lines: text::wrap(reason, room, LINES) }
    }

    /// Height that the reason takes above the field.
    pub(super) fn height(&self) -> f64 {
        LINE * self.lines.len() as f64 + 2.0
    }

    /// Draws the reason from `top` down and the rule from there to `foot`.
    pub(super) fn svg(&self, top: f64, foot: f64) -> String {
        let x = if self.anchor == Anchor::Start { self.x + 4.0 } else { self.x - 4.0 };
        let mut drawn = line("break", (self.x, top), (self.x, foot));
        for (row, words) in self.lines.iter().enumerate() {
            let y = top + 13.0 + LINE * row as f64;
            drawn.push_str(&Label::new("break", words.as_str(), self.anchor, (x, y)).svg());
        }
        titled("point", None, self.reason, &drawn)
    }
}
