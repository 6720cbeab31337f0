//! Decides which observations a line may join.
//!
//! Takes the observations of one series; gives pairs of them. A line says that the way between two
//! points is known to lead from the one to the other, so it is drawn where nothing speaks against.

use super::{Amount, Point, Status};

/// Finds the pairs of observations that a line may join, as positions in `points`.
///
/// Both are actual, exact and alone in their periods; the periods are of one length and the second
/// follows the first with nothing missing and no break between. `points` stand in order of time.
pub(in crate::draw) fn joined(points: &[Point]) -> Vec<(usize, usize)> {
    let actual: Vec<usize> =
        (0..points.len()).filter(|&at| points[at].status == Status::Actual).collect();
    let step = shortest_step(points, &actual);
    let is_alone = |at: usize| {
        let same = |&&other: &&usize| {
            points[other].from == points[at].from && points[other].until == points[at].until
        };
        actual.iter().filter(same).count() == 1
    };
    let can_join = |&(one, two): &(usize, usize)| {
        let are_exact = [one, two].iter().all(|&at| matches!(points[at].amount, Amount::Exact(_)));
        are_exact
            && is_alone(one)
            && is_alone(two)
            && follows(&points[one], &points[two], step)
            && !points[one + 1..=two].iter().any(|point| point.break_before.is_some())
    };
    actual.windows(2).map(|pair| (pair[0], pair[1])).filter(can_join).collect()
}

/// The shortest time between two moments, or a year.
fn shortest_step(points: &[Point], actual: &[usize]) -> f64 {
    let steps = actual.windows(2).map(|pair| points[pair[1]].from - points[pair[0]].from);
    steps.filter(|step| *step > 0.0).fold(1.0, f64::min)
}

/// Tells whether the period of `two` comes next after that of `one`.
fn follows(one: &Point, two: &Point, step: f64) -> bool {
    let (first, second) = (one.until - one.from, two.until - two.from);
    if first == 0.0 && second == 0.0 {
        return two.from - one.from <= 1.6 * step;
    }
    let longer = first.max(second);
    (first - second).abs() <= 0.1 * longer && (two.from - one.until).abs() <= 0.05 * longer + 0.003
}
