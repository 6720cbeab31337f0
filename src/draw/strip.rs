//! Draws the events of one note along time.
//!
//! Takes a [`Strip`]; gives one `<svg>` with an axis of years above and each event in a lane below,
//! its words beside its mark, several to a lane where they have room. No two labels touch.

use super::chart::Time;
use super::place::{Anchor, Area, Ground, Label, target};
use super::svg::{Frame, class_of, line, number, picture, titled};
use super::{Heading, WIDTH, text};

/// Events of one note.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// Title and description, for those who do not see it.
    pub heading: Heading,
    /// The events, in any order.
    pub events: Vec<Event>,
}

/// Something that happened at a time.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// When it began, in years ([`super::position_of`]).
    pub from: f64,
    /// When it ended; the same as `from` for a moment.
    pub until: f64,
    /// When, in words: `27 May 2020`.
    pub when: String,
    /// Name of the event.
    pub name: String,
    /// Kind of note, which becomes the class `k-…`.
    pub kind: String,
    /// Where the event has its page.
    pub href: Option<String>,
}

/// Height of a line of a label, and of what stands between two lanes.
const LINE: f64 = 17.0;
const GAP: f64 = 7.0;

/// Height of the axis above the lanes.
const AXIS: f64 = 26.0;

/// Half the height of an event's mark.
const REACH: f64 = 5.0;

/// Least room for words beside a mark; where there is less on both sides they stand below.
const LEAST: f64 = 120.0;

/// Most lines that a name takes.
const LINES: usize = 3;

/// Draws the events; empty where there are none.
pub fn timeline_strip(strip: &Strip) -> String {
    let events = in_order(&strip.events);
    let low = events.iter().map(|event| event.from).fold(f64::INFINITY, f64::min);
    let high = events.iter().map(|event| event.until).fold(f64::NEG_INFINITY, f64::max);
    if events.is_empty() {
        return String::new();
    }
    let time = Time::covering(low, high, REACH + 14.0, WIDTH - REACH - 14.0);
    let placed = place(&events, &time);
    let foot = placed.iter().map(|one| one.area.bottom).fold(AXIS, f64::max) + 4.0;
    let mut body = axis(&time, foot);
    for one in &placed {
        body.push_str(&drawn(one));
    }
    let frame = Frame { heading: &strip.heading, class: "strip", width: WIDTH, height: foot };
    picture(&frame, &body)
}

/// Keeps the events with a place in time, in order of it.
fn in_order(events: &[Event]) -> Vec<Event> {
    let mut kept: Vec<Event> = events
        .iter()
        .filter(|event| event.from.abs() < 20_000.0 && event.until.abs() < 20_000.0)
        .map(|event| Event { until: event.until.max(event.from), ..event.clone() })
        .collect();
    kept.sort_by(|a, b| {
        a.from
            .total_cmp(&b.from)
            .then(a.until.total_cmp(&b.until))
            .then_with(|| a.name.cmp(&b.name))
    });
    kept
}

/// An event with its place.
struct Placed<'a> {
    event: &'a Event,
    /// Where its mark begins and ends.
    span: (f64, f64),
    /// Height of the middle of its first line.
    y: f64,
    /// Where its words stand: after the mark, before it, or below.
    anchor: Anchor,
    lines: Vec<String>,
    area: Area,
}

/// Gives each event the first height at which it touches no other.
fn place<'a>(events: &'a [Event], time: &Time) -> Vec<Placed<'a>> {
    let inside = Area { left: 0.0, top: 0.0, right: WIDTH, bottom: f64::INFINITY };
    let mut ground = Ground { inside, taken: Vec::new(), lines: Vec::new() };
    let mut placed: Vec<Placed> = Vec::new();
    for event in events {
        let mut one = unplaced(event, time);
        // Events read downwards in order of time: none stands above one that came before.
        let least = placed.last().map_or(AXIS + GAP + REACH, |before| before.y);
        one.lower(least);
        while !ground.is_free(&one.area) {
            one.lower(one.y + 4.0);
        }
        let Area { left, top, right, bottom } = one.area;
        ground.taken.push(Area { left: left - 8.0, top, right: right + 8.0, bottom: bottom + GAP });
        placed.push(one);
    }
    placed
}

/// Breaks an event's name into lines, after the mark where it fits, else where there is more room.
fn unplaced<'a>(event: &'a Event, time: &Time) -> Placed<'a> {
    let (start, end) = (time.scale.at(event.from), time.scale.at(event.until));
    let (before, after) = (start - REACH - 6.0, WIDTH - end - REACH - 6.0);
    let width = text::width(&event.name);
    let (anchor, room) = if width.min(LEAST) > before.max(after) {
        (Anchor::Middle, WIDTH)
    } else if width <= after || after >= before {
        (Anchor::Start, after)
    } else {
        (Anchor::End, before)
    };
    let lines = text::wrap(&event.name, room, LINES);
    let area = Area { left: 0.0, top: 0.0, right: 0.0, bottom: 0.0 };
    Placed { event, span: (start, end), y: 0.0, anchor, lines, area }
}

impl Placed<'_> {
    /// The middle of the words that stand below a mark, within the picture.
    fn middle(&self) -> f64 {
        let half = self.widest() / 2.0;
        ((self.span.0 + self.span.1) / 2.0).clamp(half, (WIDTH - half).max(half))
    }

    fn widest(&self) -> f64 {
        self.lines.iter().map(|one| text::width(one)).fold(0.0, f64::max)
    }

    /// Moves the event to a height.
    fn lower(&mut self, y: f64) {
        let (start, end) = self.span;
        let widest = self.widest();
        let middle = self.middle();
        let (left, right, below) = match self.anchor {
            Anchor::Start => (start - REACH, end + REACH + 6.0 + widest, 0.0),
            Anchor::End => (start - REACH - 6.0 - widest, end + REACH, 0.0),
            Anchor::Middle => {
                let (left, right) = (middle - widest / 2.0, middle + widest / 2.0);
                (left.min(start - REACH), right.max(end + REACH), LINE)
            }
        };
        let bottom = y + below + LINE * (self.lines.len() as f64 - 0.5);
        self.y = y;
        self.area =
            Area { left: left.max(0.0), top: y - LINE / 2.0, right: right.min(WIDTH), bottom };
    }

    /// The room that a link answers to: the event with half of what stands between lanes.
    fn reach(&self) -> Area {
        Area { top: self.area.top - GAP / 2.0, bottom: self.area.bottom + GAP / 2.0, ..self.area }
    }

    fn label(&self, row: usize) -> Label {
        let (x, below) = match self.anchor {
            Anchor::Start => (self.span.1 + REACH + 6.0, 0.0),
            Anchor::Middle => (self.middle(), LINE),
            Anchor::End => (self.span.0 - REACH - 6.0, 0.0),
        };
        let y = self.y + below + LINE * row as f64;
        Label::level("label", self.lines[row].as_str(), self.anchor, (x, y))
    }
}

/// Draws one event: a mark, or a bar where it lasted, and its name.
fn drawn(one: &Placed) -> String {
    let (start, end) = one.span;
    let (left, top) = (number(start - REACH), number(one.y - REACH));
    let (width, reach) = (number(end - start + 2.0 * REACH), number(REACH));
    let side = number(2.0 * REACH);
    let mut inner = format!(
        "<rect class=\"mark\" x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{side}\" \
         rx=\"{reach}\" fill=\"currentColor\"/>"
    );
    inner.push_str(&target(one.event.href.as_deref(), &one.reach()));
    for row in 0..one.lines.len() {
        inner.push_str(&one.label(row).svg());
    }
    let title = format!("{} · {}", one.event.when, one.event.name);
    let class = format!("event {}", class_of("k-", &one.event.kind));
    titled(&class, one.event.href.as_deref(), title.trim_start_matches(" · "), &inner)
}

/// Draws the years above and a thin rule down from each.
fn axis(time: &Time, foot: f64) -> String {
    let mut out = line("base", (0.0, AXIS - 4.0), (WIDTH, AXIS - 4.0));
    for &x in &time.edges {
        out.push_str(&line("grid", (x, AXIS - 8.0), (x, foot)));
    }
    for (x, name) in &time.names {
        out.push_str(&Label::new("axis", name.as_str(), Anchor::Middle, (*x, 14.0)).svg());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Event, Strip, timeline_strip};
    use crate::draw::checked::Picture;
    use crate::draw::{Heading, position_of};

    fn event(year: i32, month: u32, name: &str) -> Event {
        let from = position_of(year, month, 1);
        let (when, name, kind) = (format!("{year}-{month}"), name.to_owned(), "deal".to_owned());
        Event { from, until: from, when, name, kind, href: Some("x.html".into()) }
    }

    fn drawn(events: Vec<Event>) -> Picture {
        Picture::of(&timeline_strip(&Strip { heading: Heading::default(), events }))
    }

    #[test]
    fn events_stand_downwards_in_order_of_time_whatever_order_they_come_in() {
        let names = ["Founded", "Partnership with a platform", "Listed"];
        let events = [2021, 2011, 2020].into_iter().zip([names[2], names[0], names[1]]);
        let picture = drawn(events.map(|(year, name)| event(year, 3, name)).collect());
        picture.assert_apart();
        let tops = names.map(|name| {
            picture.texts.iter().find(|text| text.words == name).expect("it is named").area.top
        });
        assert!(tops.is_sorted());
        assert_eq!(picture.count("a", "k-deal"), 3);
        assert!(picture.titles.contains(&"2011-3 · Founded".to_owned()));
    }

    #[test]
    fn a_long_name_is_broken_and_a_long_event_has_its_name_below() {
        let name = "JD.com and Kuaishou announce a strategic partnership";
        let picture = drawn(vec![event(2020, 5, name), event(2018, 1, "a"), event(2022, 1, "b")]);
        assert!(picture.texts.iter().any(|text| text.words.starts_with("JD.com and")));
        assert!(picture.texts.iter().any(|text| text.words.ends_with("partnership")));
        let long = Event { until: 2022.0, from: 2018.0, ..event(2018, 1, "Years of growth") };
        let picture = drawn(vec![long]);
        picture.assert_apart();
        assert!(picture.texts.iter().any(|text| text.words == "Years of growth"));
    }

    #[test]
    fn no_events_make_no_picture() {
        assert_eq!(timeline_strip(&Strip { heading: Heading::default(), events: Vec::new() }), "");
    }
}
