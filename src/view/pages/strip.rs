//! The events of one note along time.
//!
//! Takes events; gives a drawing. Never lists them: the list beside it does.

use crate::draw::{Event, Heading, Strip, position_of, timeline_strip};
use crate::knowledge::NoteId;
use crate::value::{Date, Day};
use crate::view::Maker;

/// Events drawn at most; the latest of more.
const MOST: usize = 30;

impl Maker<'_> {
    /// Draws events along time on the page at `from`; nothing for fewer than two with a date.
    #[must_use]
    pub fn strip_of(&self, from: &str, events: &[NoteId]) -> Option<String> {
        let mut dated: Vec<(&Date, NoteId)> =
            events.iter().filter_map(|&id| Some((self.knowledge.date(id)?, id))).collect();
        dated.sort_by_key(|(date, id)| (date.sort_key(), *id));
        dated.dedup_by_key(|(_, id)| *id);
        let skipped = dated.len().saturating_sub(MOST);
        let drawn = &dated[skipped..];
        let [(first, _), .., (last, _)] = drawn else { return None };
        let (first, last) = (first.year(), last.year());
        let when = if first == last { first.to_string() } else { format!("{first} to {last}") };
        let rest = if skipped > 0 {
            format!(" {skipped} earlier ones are in the list alone.")
        } else {
            String::new()
        };
        let heading = Heading {
            id: "events-strip".to_owned(),
            title: format!("Events, {when}"),
            description: format!(
                "{} events in order of time, each with its date.{rest}",
                drawn.len()
            ),
        };
        let events =
            drawn.iter().filter_map(|(date, id)| self.drawn_event(from, date, *id)).collect();
        Some(timeline_strip(&Strip { heading, events }))
    }

    fn drawn_event(&self, from: &str, date: &Date, id: NoteId) -> Option<Event> {
        let (first, last) =
            (date.earliest().or(date.latest())?, date.latest().or(date.earliest())?);
        let note = &self.knowledge.notes[id];
        Some(Event {
            from: place(first),
            until: place(last),
            when: date.in_english(),
            name: note.title.clone(),
            kind: self.knowledge.kind(id).map(|kind| kind.name.clone()).unwrap_or_default(),
            href: Some(self.note_href(from, id)),
        })
    }
}

fn place(day: Day) -> f64 {
    position_of(
        day.year().into(),
        day.month().unsigned_abs().into(),
        day.day().unsigned_abs().into(),
    )
}
