//! All events by year and month.
//!
//! Takes the notes whose kind claims a place in time; gives them newest first. Invents no month for a date that has none.

use crate::knowledge::NoteId;
use crate::value::Date;
use crate::view::{Maker, TimelineEvent, TimelineMonth, TimelineView, TimelineYear};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Events of each month of a year; those of no month come first.
type Months = BTreeMap<Reverse<i8>, Vec<NoteId>>;

/// Where a date of no month stands among the months, newest first.
const NO_MONTH: i8 = i8::MAX;

impl Maker<'_> {
    /// Lists all events for the page at `from`.
    #[must_use]
    pub fn timeline(&self, from: &str) -> TimelineView {
        let events = (0..self.knowledge.notes.len()).filter(|&id| self.knowledge.is_event(id));
        let mut ids: Vec<NoteId> = events.collect();
        self.sort_by_title(&mut ids);
        let mut years: BTreeMap<Reverse<i16>, Months> = BTreeMap::new();
        let mut undated = Vec::new();
        for &id in &ids {
            let Some(date) = self.knowledge.date(id) else {
                undated.push(self.card(from, id));
                continue;
            };
            let months = years.entry(Reverse(date.year())).or_default();
            months.entry(Reverse(month_of(date).unwrap_or(NO_MONTH))).or_default().push(id);
        }
        let year = |(Reverse(year), months): (Reverse<i16>, Months)| TimelineYear {
            year: year.to_string(),
            months: months.into_values().map(|ids| self.month(from, ids)).collect(),
        };
        TimelineView {
            years: years.into_iter().map(year).collect(),
            kinds: self.kinds_of(from, &ids),
            topics: self.topics_of(&ids),
            undated,
        }
    }

    /// Shows the events of one month, newest first.
    fn month(&self, from: &str, mut ids: Vec<NoteId>) -> TimelineMonth {
        let key = |id: NoteId| self.knowledge.date(id).map(Date::sort_key);
        ids.sort_by_key(|&id| Reverse(key(id)));
        let date = ids.first().and_then(|&id| self.knowledge.date(id));
        let day = date.filter(|date| month_of(date).is_some()).and_then(Date::earliest);
        let event = |&id: &NoteId| TimelineEvent {
            card: self.card(from, id),
            topics: self.knowledge.notes[id].topics.clone(),
            inferred: self.is_date_inferred(id),
        };
        TimelineMonth {
            month: day.map(|day| day.month_name().to_owned()).unwrap_or_default(),
            events: ids.iter().map(event).collect(),
        }
    }

    fn is_date_inferred(&self, id: NoteId) -> bool {
        let field = self.knowledge.kind(id).and_then(|kind| kind.timeline);
        let statements = &self.knowledge.notes[id].statements;
        let date = statements.iter().find(|one| field.is_some() && one.field_index == field);
        date.is_some_and(|date| date.qualifiers.inferred.is_some())
    }
}

/// Returns the month that a date lies in, if it lies in one.
fn month_of(date: &Date) -> Option<i8> {
    let (first, last) = (date.earliest()?, date.latest()?);
    ((first.year(), first.month()) == (last.year(), last.month())).then(|| first.month())
}
