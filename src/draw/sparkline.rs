//! Draws a small chart for a gallery, with no words but its first and last year.
//!
//! Takes the observations of one series; gives one `<svg>`, joined as charts are, over the line of zero.

use super::chart::{Series, drawable, joined, sample};
use super::place::{Anchor, Label};
use super::scale::Scale;
use super::svg::{Frame, line, number, picture, titled};
use super::{Amount, Heading, Point};

/// Size of the picture, in units.
const WIDTH: f64 = 200.0;
const HEIGHT: f64 = 62.0;

/// Height of the line with the years, below the picture of the values.
const YEARS: f64 = 18.0;

/// Room around the marks, and above and below for an arrow.
const SIDE: f64 = 7.0;
const ENDS: f64 = 18.0;

/// Draws the observations along time, from zero up; empty where none can be drawn.
pub fn sparkline(heading: &Heading, points: &[Point]) -> String {
    let series = [Series { name: String::new(), points: points.to_vec() }];
    let points = drawable(&series).remove(0).points;
    if points.is_empty() {
        return String::new();
    }
    let (time, values) = scales(&points);
    let at = |point: &Point| (time.at(point.middle()), values.at(point.amount.ends().1));
    let zero = values.at(0.0);
    let mut body = line("base", (0.0, zero), (WIDTH, zero));
    body.push_str(&years(&points));
    body.push_str("<g class=\"s1\">");
    for (one, two) in joined(&points) {
        let (a, b) = (at(&points[one]), at(&points[two]));
        let way = format!("M{} {}L{} {}", number(a.0), number(a.1), number(b.0), number(b.1));
        body.push_str(&format!(
            "<path class=\"line\" d=\"{way}\" fill=\"none\" stroke=\"currentColor\"/>"
        ));
    }
    for point in &points {
        let drawn = sample(point.status, point.amount, at(point).0, |v| values.at(v));
        body.push_str(&titled("point", None, &point.title(""), &drawn));
    }
    body.push_str("</g>");
    picture(&Frame { heading, class: "sparkline", width: WIDTH, height: HEIGHT + YEARS }, &body)
}

/// Writes the first year and the last, where they are two.
fn years(points: &[Point]) -> String {
    let year = |point: &Point| point.from.floor();
    let first = points.iter().map(year).fold(f64::INFINITY, f64::min);
    let last = points.iter().map(year).fold(f64::NEG_INFINITY, f64::max);
    let foot = HEIGHT + YEARS - 5.0;
    let label = |year: f64, anchor: Anchor, x: f64| {
        Label { size: 12.0, ..Label::new("axis", number(year), anchor, (x, foot)) }.svg()
    };
    let start = label(first, Anchor::Start, 0.0);
    if first < last { start + &label(last, Anchor::End, WIDTH) } else { start }
}

/// Makes the scales of time and value, the second from zero and with room for arrows.
fn scales(points: &[Point]) -> (Scale, Scale) {
    let middles = || points.iter().map(Point::middle);
    let ends = || points.iter().map(|point| point.amount.ends());
    let time = Scale {
        low: middles().fold(f64::INFINITY, f64::min),
        high: middles().fold(f64::NEG_INFINITY, f64::max),
        from: SIDE,
        to: WIDTH - SIDE,
    };
    let is_below = |point: &Point| matches!(point.amount, Amount::Below(_));
    let is_above = |point: &Point| matches!(point.amount, Amount::Above(_));
    let values = Scale {
        low: ends().map(|(low, _)| low).fold(0.0, f64::min),
        high: ends().map(|(_, high)| high).fold(0.0, f64::max),
        from: HEIGHT - if points.iter().any(is_below) { ENDS } else { SIDE },
        to: if points.iter().any(is_above) { ENDS } else { SIDE },
    };
    (time, values)
}

#[cfg(test)]
mod tests {
    use super::sparkline;
    use crate::draw::checked::Picture;
    use crate::draw::{Amount, Heading, Point, Status};

    #[test]
    fn results_are_joined_and_a_target_stands_alone() {
        let point = |year: f64, status: Status| Point {
            from: year,
            until: year + 1.0,
            period: format!("{year}"),
            amount: Amount::Exact(year),
            text: String::new(),
            status,
            disputed: false,
            break_before: None,
            href: None,
        };
        let (actual, target) = (Status::Actual, Status::Target);
        let points = [
            point(2020.0, actual),
            point(2018.0, actual),
            point(2019.0, actual),
            point(2021.0, target),
        ];
        let picture = Picture::of(&sparkline(&Heading::default(), &points));
        assert_eq!(picture.count("path", "line"), 2);
        assert_eq!(picture.count("path", "target"), 1);
        assert!(picture.titles.contains(&"2021 · target".to_owned()));
        assert_eq!(sparkline(&Heading::default(), &[]), "");
    }
}
