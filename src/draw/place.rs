//! Puts labels where nothing else stands.
//!
//! Takes labels and what they must not touch; gives labels with a place, or none. Never moves what
//! has been placed.

use super::svg::{escape, number};
use super::{FONT, text};

/// A rectangle of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    /// Gives the square of half-width `reach` around a point.
    pub(super) fn around((x, y): (f64, f64), reach: f64) -> Self {
        Self { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach }
    }

    /// Gives the rectangle moved by a way.
    pub(super) fn moved(&self, (dx, dy): (f64, f64)) -> Self {
        let (left, right) = (self.left + dx, self.right + dx);
        Self { left, top: self.top + dy, right, bottom: self.bottom + dy }
    }

    /// Tells whether the two have a point of their insides in common.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Tells whether `other` lies wholly inside.
    pub(super) fn holds(&self, other: &Self) -> bool {
        self.left <= other.left
            && self.top <= other.top
            && other.right <= self.right
            && other.bottom <= self.bottom
    }

    /// Tells whether the straight line from `a` to `b` passes through.
    pub(super) fn is_crossed(&self, a: (f64, f64), b: (f64, f64)) -> bool {
        let (mut from, mut to) = (0.0_f64, 1.0_f64);
        let walls = [(a.0, b.0, self.left, self.right), (a.1, b.1, self.top, self.bottom)];
        for (start, end, low, high) in walls {
            let step = end - start;
            if step == 0.0 {
                if start < low || start > high {
                    return false;
                }
                continue;
            }
            let (one, two) = ((low - start) / step, (high - start) / step);
            from = from.max(one.min(two));
            to = to.min(one.max(two));
        }
        from <= to
    }
}

/// Draws nothing that is seen over `area`, for a link to be hit on all of it; without a link nothing.
pub(super) fn target(href: Option<&str>, area: &Area) -> String {
    if href.is_none() {
        return String::new();
    }
    let Area { left, top, right, bottom } = area;
    let [x, y, width, height] = [*left, *top, right - left, bottom - top].map(number);
    format!(
        "<rect class=\"hit\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" \
         fill=\"none\" pointer-events=\"all\"/>"
    )
}

/// Which point of a label its coordinates name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// One line of text in a picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) anchor: Anchor,
    pub(super) class: &'static str,
    pub(super) text: String,
    pub(super) size: f64,
    pub(super) height: Height,
}

/// Which height of a line of text its coordinates name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Height {
    /// The foot, on which letters stand.
    Foot,
    /// The middle of a digit, whatever size the theme sets.
    Middle,
}

/// How far the middle of a digit is above its foot, in heights of a line.
pub(super) const RISE: f64 = 0.35;

impl Label {
    /// Makes a label of ordinary size.
    pub(super) fn new(
        class: &'static str,
        text: impl Into<String>,
        anchor: Anchor,
        at: (f64, f64),
    ) -> Self {
        let height = Height::Foot;
        Self { x: at.0, y: at.1, anchor, class, text: text.into(), size: FONT, height }
    }

    /// Makes a label that stands level with a mark: its coordinates name its middle.
    pub(super) fn level(
        class: &'static str,
        text: impl Into<String>,
        anchor: Anchor,
        at: (f64, f64),
    ) -> Self {
        Self { height: Height::Middle, ..Self::new(class, text, anchor, at) }
    }

    /// Gives the rectangle that the line takes up.
    pub(super) fn area(&self) -> Area {
        let width = text::width_at(&self.text, self.size);
        let left = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - width / 2.0,
            Anchor::End => self.x - width,
        };
        let foot = match self.height {
            Height::Foot => self.y,
            Height::Middle => self.y + RISE * self.size,
        };
        let (top, bottom) = (foot - 0.86 * self.size, foot + 0.24 * self.size);
        Area { left, top, right: left + width, bottom }
    }

    /// Writes the label, hanzi marked as Chinese.
    pub(super) fn svg(&self) -> String {
        let anchor = match self.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let size = match self.size == FONT {
            true => String::new(),
            false => format!(" font-size=\"{}\"", number(self.size)),
        };
        let rise = match self.height {
            Height::Foot => "",
            Height::Middle => " dy=\".35em\"",
        };
        let (x, y, class) = (number(self.x), number(self.y), self.class);
        let words = runs(&self.text);
        let open =
            ["<text class=\"", class, "\" x=\"", &x, "\" y=\"", &y, "\"", rise, anchor, &size];
        [&open.concat(), " fill=\"currentColor\">", &words, "</text>"].concat()
    }
}

/// Escapes `text` and marks each run of hanzi with its language.
fn runs(text: &str) -> String {
    if text.is_ascii() {
        return escape(text);
    }
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(text::is_hanzi) {
        let (before, after) = rest.split_at(start);
        let end = after.find(|c| !text::is_hanzi(c)).unwrap_or(after.len());
        let hanzi = escape(&after[..end]);
        out.push_str(&escape(before));
        out.push_str(&format!("<tspan lang=\"zh-Hans\">{hanzi}</tspan>"));
        rest = &after[end..];
    }
    out.push_str(&escape(rest));
    out
}

/// What labels of one picture keep clear of.
pub(super) struct Ground {
    /// The part of the picture labels may stand in.
    pub(super) inside: Area,
    /// What stands already.
    pub(super) taken: Vec<Area>,
    /// Lines that no label may lie on.
    pub(super) lines: Vec<((f64, f64), (f64, f64))>,
}

impl Ground {
    /// Tells whether `area` is inside and touches nothing.
    pub(super) fn is_free(&self, area: &Area) -> bool {
        self.inside.holds(area)
            && !self.taken.iter().any(|taken| taken.meets(area))
            && !self.lines.iter().any(|&(a, b)| area.is_crossed(a, b))
    }

    /// Takes the first of `choices` that is free, if any is.
    pub(super) fn first_free(&mut self, choices: impl IntoIterator<Item = Label>) -> Option<Label> {
        let label = choices.into_iter().find(|label| self.is_free(&label.area()))?;
        self.taken.push(label.area());
        Some(label)
    }
}

#[cfg(test)]
mod tests {
    use super::{Anchor, Area, Label};

    #[test]
    fn neighbours_do_not_meet() {
        let one = Area { left: 0.0, top: 0.0, right: 10.0, bottom: 10.0 };
        assert!(!one.meets(&Area { left: 10.0, top: 0.0, right: 12.0, bottom: 10.0 }));
        assert!(one.meets(&Area { left: 9.9, top: 9.9, right: 12.0, bottom: 12.0 }));
    }

    #[test]
    fn a_line_crosses_only_what_it_passes_through() {
        let area = Area { left: 4.0, top: 4.0, right: 6.0, bottom: 6.0 };
        assert!(area.is_crossed((0.0, 0.0), (10.0, 10.0)));
        assert!(!area.is_crossed((0.0, 0.0), (3.0, 3.0)));
        assert!(!area.is_crossed((0.0, 5.0), (0.0, 9.0)));
    }

    #[test]
    fn hanzi_carry_their_language() {
        let label = Label::new("label", "Kuaishou 快手 <b>", Anchor::Start, (0.0, 0.0));
        assert!(label.svg().contains("Kuaishou <tspan lang=\"zh-Hans\">快手</tspan> &lt;b&gt;"));
    }
}
