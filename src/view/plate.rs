//! What links show of a note, one thing behind the other.
//!
//! Takes a note and its address; gives them back piece by piece. A page links to notes from all over the base, and to look at one more place in memory costs more
//! than to copy what stands there.

use crate::markdown::text_html;
use crate::note::Note;

/// The address and the names of one note.
#[derive(Debug)]
pub(super) struct Plate {
    /// Address, title, title as HTML where that differs, Chinese name.
    text: Box<str>,
    /// Where the first three of these end.
    ends: [usize; 3],
    has_zh: bool,
}

impl Plate {
    pub(super) fn of(note: &Note, address: &str) -> Self {
        let html = text_html(&note.title);
        let html = if html == note.title { "" } else { &html };
        let zh = note.names.zh.as_ref().map(|zh| zh.value.as_str());
        let title = address.len() + note.title.len();
        Self {
            text: [address, &note.title, html, zh.unwrap_or_default()].concat().into(),
            ends: [address.len(), title, title + html.len()],
            has_zh: zh.is_some(),
        }
    }

    /// Returns the address of the note's page.
    pub(super) fn address(&self) -> &str {
        &self.text[..self.ends[0]]
    }

    pub(super) fn title(&self) -> &str {
        &self.text[self.ends[0]..self.ends[1]]
    }

    /// Returns the title, escaped and with its hanzi marked.
    pub(super) fn title_html(&self) -> &str {
        let html = &self.text[self.ends[1]..self.ends[2]];
        if html.is_empty() { self.title() } else { html }
    }

    pub(super) fn zh(&self) -> Option<&str> {
        self.has_zh.then(|| &self.text[self.ends[2]..])
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
        ]);
        let maker = base.maker();
        for (id, note) in base.knowledge.notes.iter().enumerate() {
            let plate = maker.plate(id);
            assert_eq!(plate.address(), maker.plan.notes[id]);
            assert_eq!(
                (plate.title(), plate.title_html()),
                (&*note.title, &*text_html(&note.title))
            );
            assert_eq!(plate.zh(), note.names.zh.as_ref().map(|zh| zh.value.as_str()));
        }
    }
}
