//! The editor's page: what is missing, doubtful or old.
//!
//! Takes the knowledge; gives lists of notes, each with what is the matter. Measures age from the newest day that the notes
//! know of, never from a clock: the same notes give the same page.

use crate::knowledge::{Dispute, Mention, NoteId};
use crate::markdown::{attribute, text_html};
use crate::schema::caption;
use crate::text::fold;
use crate::value::Date;
use crate::view::{HealthRow, HealthSection, HealthView, Maker};
use std::collections::{BTreeMap, BTreeSet};

impl<'k> Maker<'k> {
    /// Lists what an editor should look at, for the page at `from`.
    #[must_use]
    pub fn health(&self, from: &str) -> HealthView<'k> {
        let sections = vec![
            self.disputes(from),
            self.unsourced(from),
            self.single_sources(from),
            self.stale(from),
            self.orphans(from),
            self.unused_sources(from),
            self.unlinked(from),
        ];
        HealthView { coverage: self.coverage(from), sections }
    }

    fn row(&self, from: &str, id: NoteId, html: String) -> HealthRow<'k> {
        HealthRow { card: self.short_card(from, id), html }
    }

    /// Makes a section of the notes for which `matter` says something.
    fn section(
        &self,
        from: &str,
        head: Head,
        matter: impl Fn(NoteId) -> Option<String>,
    ) -> HealthSection<'k> {
        let ids = 0..self.knowledge.notes.len();
        head.with(ids.filter_map(|id| Some(self.row(from, id, matter(id)?))).collect())
    }

    fn disputes(&self, from: &str) -> HealthSection<'k> {
        let row = |dispute: &Dispute| {
            Some(self.row(from, dispute.sides.first()?.0, self.dispute(from, dispute)))
        };
        DISPUTES.with(self.knowledge.disputes.iter().filter_map(row).collect())
    }

    /// Says what contradicts what, each number linked, and why it may stand where an author gave a reason.
    fn dispute(&self, from: &str, dispute: &Dispute) -> String {
        let side = |&(figure, at): &(NoteId, usize)| {
            let observation = &self.knowledge.notes[figure].observations[at];
            let address = observation.observation_address().unwrap_or_default();
            let href = attribute("href", &self.part_href(from, figure, &address));
            let number =
                observation.quantity().map(|quantity| quantity.in_english()).unwrap_or_default();
            format!("<a{href}>{}</a>", text_html(&number))
        };
        let sides: Vec<String> = dispute.sides.iter().map(side).collect();
        let first = dispute
            .sides
            .first()
            .map(|&(figure, at)| &self.knowledge.notes[figure].observations[at]);
        let period =
            first.and_then(|one| one.qualifiers.time()).map(Date::in_english).unwrap_or_default();
        let accepted = dispute.accepted.as_deref();
        let known =
            accepted.map(|reason| format!(" — known: {}", text_html(reason))).unwrap_or_default();
        format!("{}: {}{known}", text_html(&period), sides.join(" or "))
    }

    fn unsourced(&self, from: &str) -> HealthSection<'k> {
        self.section(from, WITHOUT_SOURCE, |id| {
            let label = |statement: &crate::note::Statement| {
                let field = self.knowledge.field(id, statement);
                field.map_or_else(|| caption(&statement.field), |field| field.caption())
            };
            let mut fields: Vec<String> = self.knowledge.without_source(id).map(label).collect();
            fields.dedup();
            (!fields.is_empty()).then(|| text_html(&fields.join(", ")))
        })
    }

    fn single_sources(&self, from: &str) -> HealthSection<'k> {
        let known: BTreeSet<String> =
            self.settings.single_source.iter().map(|name| fold(name)).collect();
        self.section(from, SINGLE_SOURCE, |id| {
            let (source, count) = self.knowledge.only_source(id)?;
            let is_known = known.contains(&fold(&self.knowledge.notes[id].slug));
            (!is_known)
                .then(|| format!("{count} statements rest on {}", self.note_link(from, source)))
        })
    }

    fn stale(&self, from: &str) -> HealthSection<'k> {
        self.section(from, STALE, |id| {
            let days = self.knowledge.days_unchecked(id, self.knowledge.newest?)?;
            let checked = self.knowledge.notes[id].checked.as_ref()?;
            let is_stale = days > self.settings.stale_after_days;
            is_stale.then(|| text_html(&format!("last checked {}", checked.value.in_english())))
        })
    }

    fn orphans(&self, from: &str) -> HealthSection<'k> {
        self.section(from, ORPHANS, |id| {
            let is_orphan = !self.knowledge.is_source(id) && self.knowledge.is_orphan(id);
            is_orphan.then(|| "no note links to it".to_owned())
        })
    }

    fn unused_sources(&self, from: &str) -> HealthSection<'k> {
        self.section(from, UNUSED, |id| {
            let is_unused = self.knowledge.is_source(id) && self.knowledge.is_orphan(id);
            is_unused.then(|| "nothing rests on it".to_owned())
        })
    }

    /// Lists, for each note, the names in its prose that it never links, the most frequent first.
    fn unlinked(&self, from: &str) -> HealthSection<'k> {
        let mut counts: BTreeMap<NoteId, BTreeMap<NoteId, usize>> = BTreeMap::new();
        let ids = 0..self.knowledge.notes.len();
        for Mention { note, target, .. } in ids.flat_map(|id| self.mentions(id)) {
            *counts.entry(*note).or_default().entry(*target).or_default() += 1;
        }
        let rows = counts.into_iter().filter_map(|(id, mut targets)| {
            for edge in self.knowledge.outbound(id) {
                targets.remove(&edge.to);
            }
            let mut targets: Vec<(NoteId, usize)> = targets.into_iter().collect();
            targets.sort_by_key(|&(target, count)| (std::cmp::Reverse(count), target));
            let named = |&(target, count): &(NoteId, usize)| match count {
                1 => self.note_link(from, target),
                _ => format!("{} ({count} times)", self.note_link(from, target)),
            };
            let named: Vec<String> = targets.iter().map(named).collect();
            (!named.is_empty()).then(|| self.row(from, id, format!("names {}", named.join(", "))))
        });
        UNLINKED.with(rows.collect())
    }
}

/// What stands above a list.
struct Head {
    id: &'static str,
    title: &'static str,
    advice: &'static str,
}

impl Head {
    fn with(self, rows: Vec<HealthRow<'_>>) -> HealthSection<'_> {
        HealthSection {
            id: self.id.to_owned(),
            title: self.title.to_owned(),
            advice: self.advice.to_owned(),
            rows,
        }
    }
}

const DISPUTES: Head = Head {
    id: "disputes",
    title: "Disputes",
    advice: "Sources whose numbers for the same thing cannot both be right. Mend the wrong one, tell them apart by scope, or say why both stand.",
};
const WITHOUT_SOURCE: Head = Head {
    id: "without-source",
    title: "Statements without a source",
    advice: "Name the source of each, or say why there is none.",
};
const SINGLE_SOURCE: Head = Head {
    id: "single-source",
    title: "Notes that rest on one source",
    advice: "Look for a second source, or accept in the settings that there is none.",
};
const STALE: Head = Head {
    id: "stale",
    title: "Facts not checked for long",
    advice: "Measured from the newest date in the notes. Hold the facts against their sources again.",
};
const ORPHANS: Head = Head {
    id: "orphans",
    title: "Notes that no note links to",
    advice: "Link to each where it is spoken of: nobody else will find it.",
};
const UNUSED: Head = Head {
    id: "unused-sources",
    title: "Sources that nothing rests on",
    advice: "Cite each where it belongs, or take it out.",
};
const UNLINKED: Head = Head {
    id: "unlinked-mentions",
    title: "Names without a link",
    advice: "These notes name others that they never link to. Link the first mention, if that is what is meant.",
};
