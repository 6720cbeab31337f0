//! What links show of a note, one thing behind the other.
//!
//! Takes a note and its address; gives them back piece by piece. A page links to notes from all over the base, and to look at one more place in memory costs more
//! than to copy what stands there.

use crate::markdown::text_html;
use crate::note::Note;
use crate::text::are_alike;

/// The address and the names of one note.
#[derive(Debug)]
pub(super) struct Plate {
    /// Address, slug, title, title as HTML where that differs, Chinese name where that differs.
    text: Box<str>,
    /// Where the first four of these end.
    ends: [usize; 4],
    has_zh: bool,
}

impl Plate {
    pub(super) fn of(note: &Note, address: &str) -> Self {
        let html = text_html(&note.title);
        let html = if html == note.title { "" } else { &html };
        let zh = note.names.zh.as_ref().map(|zh| zh.value.as_str()).filter(|&zh| zh != note.title);
        let mut end = 0;
        let ends = [address, &note.slug, &note.title, html].map(|part| {
            end += part.len();
            end
        });
        Self {
            text: [address, &note.slug, &note.title, html, zh.unwrap_or_default()].concat().into(),
            ends,
            has_zh: zh.is_some(),
        }
    }

    /// Returns the address of the note's page.
    pub(super) fn address(&self) -> &str {
        &self.text[..self.ends[0]]
    }

    pub(super) fn slug(&self) -> &str {
        &self.text[self.ends[0]..self.ends[1]]
    }

    pub(super) fn title(&self) -> &str {
        &self.text[self.ends[1]..self.ends[2]]
    }

    /// Returns the title, where `typed` names the note by its slug or path: readers are shown better words.
    pub(super) fn title_for(&self, typed: &str) -> Option<&str> {
        (typed.contains('/') || are_alike(typed, self.slug())).then(|| self.title())
    }

    /// Returns the title, escaped and with its hanzi marked.
    pub(super) fn title_html(&self) -> &str {
        let html = &self.text[self.ends[2]..self.ends[3]];
        if html.is_empty() { self.title() } else { html }
    }

    /// Returns the Chinese name, where it is not the title.
    pub(super) fn zh(&self) -> Option<&str> {
        self.has_zh.then(|| &self.text[self.ends[3]..])
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Base;
    use crate::markdown::text_html;

    #[test]
    fn a_plate_says_what_the_note_does() {
        let base = Base::new(&[
            ("plain", "# Plain\n"),
            ("both", "---\ntitle: A & 快手\nnames: {zh: 快手}\n---\n"),
            ("named", "---\ntitle: Named\nnames: {zh: 京东}\n---\n"),
            ("same", "---\ntitle: 京东\nnames: {zh: 京东}\n---\n"),
        ]);
        let maker = base.maker();
        for (id, note) in base.knowledge.notes.iter().enumerate() {
            let plate = maker.plate(id);
            assert_eq!((plate.address(), plate.slug()), (&*maker.plan.notes[id], &*note.slug));
            assert_eq!(
                (plate.title(), plate.title_html()),
                (&*note.title, &*text_html(&note.title))
            );
        }
        let zh = |slug| maker.plate(base.id(slug)).zh();
        let names = ["plain", "both", "named", "same"].map(zh);
        assert_eq!(names, [None, Some("快手"), Some("京东"), None]);
    }
}
