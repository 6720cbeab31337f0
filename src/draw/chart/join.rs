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

#[cfg(test)]
mod tests {
    use super::joined;
    use crate::draw::chart::tests::{point, year};
    use crate::draw::{Amount, Status};

    #[test]
    fn years_that_follow_each_other_are_joined() {
        let points = [2018, 2019, 2020].map(|at| year(at, 1.0, Status::Actual));
        assert_eq!(joined(&points), [(0, 1), (1, 2)]);
    }

    #[test]
    fn a_gap_stays_a_gap() {
        let points = [2018, 2019, 2021].map(|at| year(at, 1.0, Status::Actual));
        assert_eq!(joined(&points), [(0, 1)]);
    }

    #[test]
    fn no_line_leads_to_or_through_what_was_only_aimed_at() {
        for other in &Status::ALL[1..] {
            let (first, last) = (year(2019, 1.0, Status::Actual), year(2021, 3.0, Status::Actual));
            assert!(joined(&[first, year(2020, 2.0, *other), last]).is_empty());
        }
        let target = year(2020, 9.0, Status::Target);
        let points = [year(2019, 1.0, Status::Actual), target, year(2020, 2.0, Status::Actual)];
        assert_eq!(joined(&points), [(0, 2)]);
    }

    #[test]
    fn nothing_is_joined_across_a_break() {
        let mut points = [2018, 2019, 2020].map(|at| year(at, 1.0, Status::Actual));
        points[1].break_before = Some("other count".into());
        assert_eq!(joined(&points), [(1, 2)]);
    }

    #[test]
    fn periods_of_different_lengths_are_not_joined() {
        let nine_months = point((2020.0, 2020.75), Amount::Exact(2.0), Status::Actual);
        assert!(joined(&[year(2019, 1.0, Status::Actual), nine_months]).is_empty());
    }

    #[test]
    fn two_results_for_one_period_end_the_line() {
        let points = [2018, 2019, 2019, 2020].map(|at| year(at, f64::from(at), Status::Actual));
        assert!(joined(&points).is_empty());
    }

    #[test]
    fn ranges_and_bounds_are_not_joined() {
        for amount in [Amount::Range(1.0, 2.0), Amount::Above(1.0), Amount::Below(1.0)] {
            let loose = point((2020.0, 2021.0), amount, Status::Actual);
            assert!(joined(&[year(2019, 1.0, Status::Actual), loose]).is_empty());
        }
    }

    #[test]
    fn moments_are_joined_at_their_usual_distance() {
        let at = |when: f64| point((when, when), Amount::Exact(1.0), Status::Actual);
        assert_eq!(joined(&[at(2019.0), at(2019.25), at(2019.5), at(2020.5)]), [(0, 1), (1, 2)]);
        assert_eq!(joined(&[at(2018.0), at(2019.0), at(2022.0)]), [(0, 1)]);
    }
}
