//! Every name from A to Z: by English, and by the pinyin of Chinese names.
//!
//! Takes the names of all notes; gives them under their letters. Guesses no reading where an author wrote one.

use super::order::{Key, Order};
use crate::knowledge::NoteId;
use crate::markdown::text_html;
use crate::note::Note;
use crate::text::{fold, is_han, pinyin};
use crate::view::{IndexEntry, IndexLetter, IndexView, Maker};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// A name with what it is filed under.
struct Name {
    text: String,
    reading: String,
    id: NoteId,
}

impl<'k> Maker<'k> {
    /// Lists all names for the page at `from`.
    #[must_use]
    pub fn index(&self, from: &str) -> IndexView<'k> {
        let (mut latin, mut chinese) = (Vec::new(), Vec::new());
        for (id, note) in self.knowledge.notes.iter().enumerate() {
            let mut seen = BTreeSet::new();
            for (text, written) in names(note).filter(|(text, _)| seen.insert(fold(text))) {
                let name = |reading| Name { text: text.to_owned(), reading, id };
                match first_letter(text) {
                    Some(first) if is_han(first) => chinese.push(name(reading(text, written))),
                    Some(_) | None => latin.push(name(plain_latin(text))),
                }
            }
        }
        IndexView { latin: self.letters(from, latin), pinyin: self.letters(from, chinese) }
    }

    /// Files names under their letters; what begins with none comes last, under `#`.
    fn letters(&self, from: &str, names: Vec<Name>) -> Vec<IndexLetter<'k>> {
        let order = Order::new();
        let keyed = |name: Name| (order.key(&name.reading), name);
        let mut names: Vec<(Key, Name)> = names.into_iter().map(keyed).collect();
        // Names that are read alike are few.
        names.sort_by(|(one, a), (other, b)| {
            one.cmp(other).then_with(|| order.compare(&a.text, &b.text)).then(a.id.cmp(&b.id))
        });
        let mut letters: BTreeMap<(bool, char), Vec<IndexEntry<'k>>> = BTreeMap::new();
        for (_, name) in names {
            let letter = first_letter(&name.reading).filter(char::is_ascii_alphabetic);
            let letter = letter.map_or('#', |letter| letter.to_ascii_uppercase());
            let card = self.short_card(from, name.id);
            let entry = IndexEntry { name_html: text_html(&name.text), card };
            letters.entry((letter == '#', letter)).or_default().push(entry);
        }
        let letters = letters
            .into_iter()
            .map(|((_, letter), entries)| IndexLetter { letter: letter.to_string(), entries });
        letters.collect()
    }
}

/// Lists the names of a note, each with its pinyin where its author wrote that.
fn names(note: &Note) -> impl Iterator<Item = (&str, Option<&str>)> {
    let zh = note.names.zh.as_ref().map(|zh| {
        let written = note.names.pinyin.as_ref().map(|pinyin| pinyin.value.as_str());
        (zh.value.as_str(), written)
    });
    let further = note.names.short.iter().chain(&note.names.former).chain(&note.aliases);
    std::iter::once((note.title.as_str(), None))
        .chain(zh)
        .chain(further.map(|name| (name.value.as_str(), None)))
}

/// Returns the first letter or digit.
fn first_letter(text: &str) -> Option<char> {
    text.chars().find(|c| c.is_alphanumeric())
}

/// Returns how a Chinese name is read, without tones: as its author wrote it, or else as is usual.
fn reading(name: &str, written: Option<&str>) -> String {
    match written {
        Some(written) => pinyin::plain(written),
        None => pinyin::plain_syllables(name).join(" "),
    }
}

/// Returns a Latin name without the marks on its letters and without the signs before it.
fn plain_latin(name: &str) -> String {
    let is_letter = |&c: &char| !unicode_normalization::char::is_combining_mark(c);
    let letters: Cow<'_, str> =
        if name.is_ascii() { name.into() } else { name.nfd().filter(is_letter).collect() };
    letters.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned()
}
