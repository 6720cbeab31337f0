//! The axis of values and the axis of time, with their words.
//!
//! Takes bounds; gives ticks, places and labels that do not touch. Rounds no value: a tick is round
//! because it was chosen so.

use super::{Amount, Spec, TickText};
use crate::draw::place::{Anchor, Label};
use crate::draw::scale::{Scale, Ticks, decimal, magnitude};
use crate::draw::{WIDTH, svg, text};

/// The axis of values.
pub(super) struct Values<'a> {
    /// What is counted, with the word that values are divided by.
    pub(super) caption: String,
    /// Round values, from the lowest to the highest.
    pub(super) ticks: Ticks,
    text: &'a TickText<'a>,
    divisor: f64,
}

impl<'a> Values<'a> {
    /// Chooses an axis that starts at zero, or ends there, or crosses it.
    pub(super) fn from_zero(spec: &Spec<'a>) -> Self {
        let (low, high) = spec.bounds();
        Self::covering(spec, low.min(0.0), high.max(0.0))
    }

    /// Chooses an axis for points, which need no zero where all lie close together.
    pub(super) fn for_points(spec: &Spec<'a>) -> Self {
        let (low, high) = spec.bounds();
        let is_close = low > 0.7 * high && low > 0.0 && high > low;
        if is_close { Self::covering(spec, low, high) } else { Self::from_zero(spec) }
    }

    fn covering(spec: &Spec<'a>, low: f64, high: f64) -> Self {
        let ticks = Ticks::covering(low, high, 4);
        let unit = &spec.axis.unit;
        let (divisor, caption) = match &spec.axis.tick {
            TickText::With(_) => (1.0, unit.clone()),
            TickText::Scaled => {
                let (divisor, word) = magnitude(spec.least(), low.abs().max(high.abs()));
                (divisor, counted_in(unit, word))
            }
        };
        Self { caption, ticks, text: &spec.axis.tick, divisor }
    }

    /// Writes one value.
    pub(super) fn word(&self, value: f64) -> String {
        match self.text {
            TickText::Scaled => decimal(value / self.divisor),
            TickText::With(write) => write(value),
        }
    }

    /// Writes a tick, cut where it would leave the field no room.
    pub(super) fn tick(&self, value: f64) -> String {
        text::shorten(&self.word(value), WIDEST_WORD)
    }

    /// Writes an observed value with its doubt.
    pub(super) fn words(&self, amount: Amount) -> String {
        match amount {
            Amount::Exact(value) => self.word(value),
            Amount::Range(..) => {
                let (low, high) = amount.ends();
                format!("{}–{}", self.word(low), self.word(high))
            }
            Amount::Above(value) => format!(">{}", self.word(value)),
            Amount::Below(value) => format!("<{}", self.word(value)),
        }
    }

    /// Gives the width of the widest tick's words.
    pub(super) fn width(&self) -> f64 {
        self.ticks.at.iter().map(|&tick| text::width(&self.tick(tick))).fold(0.0, f64::max)
    }

    /// Makes the scale from `from` at the lowest tick to `to` at the highest.
    pub(super) fn scale(&self, from: f64, to: f64) -> Scale {
        Scale { low: self.ticks.low(), high: self.ticks.high(), from, to }
    }
}

/// Says what is counted in what: `CNY billion`, `CNY million per week`, but `million users`.
fn counted_in(unit: &str, word: &str) -> String {
    let (code, rest) = unit.split_once(' ').unwrap_or((unit, ""));
    let is_currency = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    let words = if is_currency { [code, word, rest] } else { [word, unit, ""] };
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Widest words that a tick may have, lest they leave no room for the field.
const WIDEST_WORD: f64 = 110.0;

/// The axis of time: a scale, and the spans that get a name.
pub(in crate::draw) struct Time {
    pub(in crate::draw) scale: Scale,
    /// Where a year or quarter begins or ends.
    pub(in crate::draw) edges: Vec<f64>,
    /// Names of years or quarters, at the middle of each.
    pub(in crate::draw) names: Vec<(f64, String)>,
}

/// Most years or quarters whose edges are drawn.
const MOST_EDGES: f64 = 60.0;

/// Widths of a time axis' spans, in years, that are tried from the finest.
const SPANS: [f64; 10] = [0.25, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 500.0, 5000.0];

impl Time {
    /// Chooses an axis of whole years, or whole quarters for little more than one year.
    pub(in crate::draw) fn covering(low: f64, high: f64, from: f64, to: f64) -> Self {
        let unit = if high - low <= 1.3 { 0.25 } else { 1.0 };
        let low = (low / unit).floor() * unit;
        let high = ((high / unit).ceil() * unit).max(low + unit);
        let scale = Scale { low, high, from, to };
        let finest = SPANS.into_iter().filter(|span| *span >= unit);
        let names = finest
            .map(|span| named(&scale, unit, span))
            .find(|names| are_apart(names))
            .unwrap_or_default();
        let is_dense = high - low > MOST_EDGES * unit;
        let edges = match is_dense {
            true => Vec::new(),
            false => spans(low, high, unit).map(|at| scale.at(at)).collect(),
        };
        Self { scale, edges, names }
    }

    /// Writes the names and the edges under a line at `foot`.
    pub(super) fn svg(&self, foot: f64) -> String {
        let ticks = self.edges.iter().map(|&x| svg::line("tick", (x, foot), (x, foot + 4.0)));
        let names = self.names.iter().map(|(x, name)| {
            Label::new("axis", name.as_str(), Anchor::Middle, (*x, foot + 21.0)).svg()
        });
        ticks.chain(names).collect()
    }
}

/// Starts of the spans of `unit` years from `low` to `high`.
fn spans(low: f64, high: f64, unit: f64) -> impl Iterator<Item = f64> {
    let count = ((high - low) / unit).round() as usize;
    (0..=count).map(move |n| low + n as f64 * unit)
}

/// Names each `span` years, under the middle of the year (or quarter) that bears the name.
fn named(scale: &Scale, unit: f64, span: f64) -> Vec<(f64, String)> {
    let first = (scale.low / span).ceil() * span;
    let starts = spans(first, scale.high.max(first), span).take(400);
    let starts = starts.filter(|start| start + unit <= scale.high + 1e-6);
    starts.map(|start| (scale.at(start + unit / 2.0), name_of(start, unit))).collect()
}

fn name_of(start: f64, unit: f64) -> String {
    let year = (start + 1e-6).floor();
    if unit >= 1.0 {
        return format!("{year}");
    }
    format!("Q{} {year}", ((start - year) * 4.0).round() + 1.0)
}

/// Tells whether names can stand side by side, within the picture.
fn are_apart(names: &[(f64, String)]) -> bool {
    let half = |name: &str| text::width(name) / 2.0;
    let fits = names.iter().all(|(x, name)| x - half(name) >= 0.0 && x + half(name) <= WIDTH);
    fits && names.windows(2).all(|two| {
        let [(left, one), (right, other)] = two else { return true };
        left + half(one) + 5.0 <= right - half(other)
    })
}

#[cfg(test)]
mod tests {
    use super::counted_in;

    #[test]
    fn the_word_of_a_scale_stands_where_readers_expect_it() {
        assert_eq!(counted_in("CNY", "billion"), "CNY billion");
        assert_eq!(counted_in("CNY per week", "million"), "CNY million per week");
        assert_eq!(counted_in("users", "million"), "million users");
        assert_eq!(counted_in("%", ""), "%");
        assert_eq!(counted_in("", "thousand"), "thousand");
    }
}
