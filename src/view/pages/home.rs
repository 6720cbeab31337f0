//! The home page.
//!
//! Takes all notes; gives the ways in: storylines, latest events, key figures, a map, topics, and how much there is.

use super::list::is_prose;
use crate::knowledge::{NoteId, Origin};
use crate::page::{About, relative};
use crate::value::{Date, Decimal, grouped};
use crate::view::{CountView, HomeView, Maker, TopicView};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// How much of each the page shows.
const EVENTS: usize = 8;
const FIGURES: usize = 6;
const TOPICS: usize = 30;

impl Maker<'_> {
    /// Makes the home page at `from`.
    #[must_use]
    pub fn home(&self, from: &str) -> HomeView {
        let all: Vec<NoteId> = (0..self.knowledge.notes.len()).collect();
        let mut events: Vec<NoteId> = all.clone();
        events.retain(|&id| self.knowledge.is_event(id) && self.knowledge.date(id).is_some());
        events.sort_by_key(|&id| (Reverse(self.knowledge.date(id).map(Date::sort_key)), id));
        events.truncate(EVENTS);
        HomeView {
            guides: self.untold(self.storylines(&all)).map(|id| self.card(from, id)).collect(),
            events: events.iter().map(|&id| self.card(from, id)).collect(),
            figures: self.key_notes(&all).iter().map(|&id| self.figure_card(from, id)).collect(),
            graph_svg: self.map_of_field(from),
            counts: self.counts(from, &all),
            topics: self.main_topics(from),
        }
    }

    /// Lists the notes that are prose of the base's own, in their own order.
    fn storylines(&self, all: &[NoteId]) -> Vec<NoteId> {
        let schema = &self.knowledge.schema;
        let mut storylines = Vec::new();
        for (at, kind) in schema.kinds().iter().enumerate().filter(|(_, kind)| is_prose(kind)) {
            let of_kind =
                |id: &NoteId| self.knowledge.notes[*id].kind.is_some_and(|kind| kind.0 == at);
            let mut ids: Vec<NoteId> = all.iter().copied().filter(of_kind).collect();
            self.sort(kind, &mut ids);
            storylines.extend(ids);
        }
        storylines
    }

    /// Leaves out the storylines that the words of the page lead to already.
    fn untold(&self, storylines: Vec<NoteId>) -> impl Iterator<Item = NoteId> {
        let home = self
            .plan
            .pages
            .iter()
            .find_map(|page| if let About::Home(home) = page.about { home } else { None });
        let told: BTreeSet<NoteId> = home
            .map(|home| self.knowledge.outbound(home).iter().map(|edge| edge.to).collect())
            .unwrap_or_default();
        storylines.into_iter().filter(move |id| !told.contains(id))
    }

    /// Chooses the figures that others link to most; one with a course counts for more than one number.
    fn key_notes(&self, all: &[NoteId]) -> Vec<NoteId> {
        let is_told = |id: &NoteId| self.knowledge.is_figure(*id) && self.latest(*id).is_some();
        let mut figures: Vec<NoteId> = all.iter().copied().filter(is_told).collect();
        figures.sort_by_cached_key(|&id| {
            let links = self.knowledge.arriving(id).filter(|edge| edge.from != id).count();
            let observations = self.knowledge.notes[id].observations.len().min(6);
            (Reverse(links + 2 * observations), id)
        });
        figures.truncate(FIGURES);
        figures
    }

    /// Lists the topics with most notes, by name.
    fn main_topics(&self, from: &str) -> Vec<TopicView> {
        let mut topics: Vec<(usize, TopicView)> =
            self.topics(from).into_iter().enumerate().collect();
        topics.sort_by_key(|(at, topic)| (Reverse(topic.count), *at));
        topics.truncate(TOPICS);
        topics.sort_by_key(|(at, _)| *at);
        topics.into_iter().map(|(_, topic)| topic).collect()
    }

    fn counts(&self, from: &str, all: &[NoteId]) -> Vec<CountView> {
        let knowledge = self.knowledge;
        let notes = &knowledge.notes;
        let statements = notes.iter().map(|note| note.statements.len() + note.unknown.len()).sum();
        let observations = notes.iter().map(|note| note.observations.len()).sum();
        let is_citation = |origin: Origin| {
            matches!(origin, Origin::Citation(_) | Origin::ProseCitation(_) | Origin::General)
        };
        let citations = knowledge.edges.iter().filter(|edge| is_citation(edge.origin)).count();
        let sources = all.iter().filter(|&&id| knowledge.is_source(id)).count();
        let list = |is_right: &dyn Fn(&crate::schema::Kind) -> bool| {
            let page = self.plan.pages.iter().find(|page| {
                matches!(page.about, About::List(kind) if is_right(knowledge.schema.kind(kind)))
            });
            page.map(|page| relative(from, &page.address)).unwrap_or_default()
        };
        let count = |count: usize, label: &str, href: String| CountView {
            count: grouped(Decimal::from(count)),
            label: label.to_owned(),
            href,
        };
        let counts = [
            count(notes.len(), "notes", relative(from, "a-z.html")),
            count(statements, "statements", String::new()),
            count(observations, "observations", list(&|kind| kind.observations)),
            count(citations, "citations", String::new()),
            count(sources, "sources", list(&|kind| kind.citable.is_some())),
        ];
        counts.into_iter().filter(|count| count.count != "0").collect()
    }
}
