//! The order in which readers look for names: Latin by letters, hanzi by their pinyin.
//!
//! Takes names; compares them. The same on any machine: the rules are compiled in.

use crate::knowledge::{Knowledge, NoteId};
use crate::text::is_han;
use crate::view::Maker;
use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;
use std::cmp::Ordering;

/// Compares names as a reader of both scripts expects.
pub(super) struct Order(Option<CollatorBorrowed<'static>>);

impl Order {
    /// Makes the order of Unicode's collation with hanzi by pinyin.
    pub(super) fn new() -> Self {
        let mut wishes = CollatorPreferences::from(&locale!("zh-u-co-pinyin"));
        wishes.numeric_ordering = Some(CollationNumericOrdering::True);
        // The rules are compiled in; should they ever be missing, code points are an order too.
        Self(CollatorBorrowed::try_new(wishes, CollatorOptions::default()).ok())
    }

    /// Compares two names: hanzi after all else, and what the rules hold to be alike by code points.
    pub(super) fn compare(&self, a: &str, b: &str) -> Ordering {
        let by_rules = |rules: &CollatorBorrowed<'_>| rules.compare(a, b);
        let by_script = is_chinese(a).cmp(&is_chinese(b));
        by_script
            .then_with(|| self.0.as_ref().map_or(Ordering::Equal, by_rules))
            .then_with(|| a.cmp(b))
    }

    /// Makes a key that sorts as [`Order::compare`] does: worked out once, where a list is long enough to compare a name often.
    pub(super) fn key(&self, name: &str) -> Key {
        let mut rules = Vec::new();
        if let Some(collator) = &self.0 {
            let Ok(()) = collator.write_sort_key_to(name, &mut rules);
        }
        Key { is_chinese: is_chinese(name), rules, name: name.to_owned() }
    }
}

impl Maker<'_> {
    /// Sorts notes by title, those of one title by path.
    pub(super) fn sort_by_title(&self, ids: &mut [NoteId]) {
        let places = self.gather_titles();
        ids.sort_unstable_by_key(|&id| places[id]);
    }

    /// Returns the place of each note among all by title. Done before all pages are made, it keeps them from waiting for each other.
    pub fn gather_titles(&self) -> &[usize] {
        self.digest.places_by_title(|| places_by_title(self.knowledge))
    }
}

/// Returns the place of each note among all of them by title.
///
/// On one thread: a page that waits for others in here could be given another page meanwhile, which would wait for this one.
fn places_by_title(knowledge: &Knowledge) -> Vec<usize> {
    let order = Order::new();
    let keys: Vec<Key> = knowledge.notes.iter().map(|note| order.key(&note.title)).collect();
    let mut ids: Vec<NoteId> = (0..keys.len()).collect();
    ids.sort_unstable_by_key(|&id| (&keys[id], id));
    let mut places = vec![0; ids.len()];
    for (place, &id) in ids.iter().enumerate() {
        places[id] = place;
    }
    places
}

/// A name's place in the order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    is_chinese: bool,
    /// The key that the rules give (UTS #10).
    rules: Vec<u8>,
    name: String,
}

fn is_chinese(name: &str) -> bool {
    name.chars().find(|c| c.is_alphanumeric()).is_some_and(is_han)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn latin_comes_by_letters_and_hanzi_by_pinyin() {
        let mut names = ["淘宝", "zebra", "快手", "Éclair", "抖音", "apple", "京东", "618", "16"];
        let order = Order::new();
        names.sort_by(|a, b| order.compare(a, b));
        let expected = ["16", "618", "apple", "Éclair", "zebra", "抖音", "京东", "快手", "淘宝"];
        assert_eq!(names, expected);
        names.reverse();
        names.sort_by_cached_key(|name| order.key(name));
        assert_eq!(names, expected);
    }

    proptest! {
        #[test]
        fn keys_compare_as_names_do(a in "[ab É1-3快手淘. -]{0,4}", b in "[ab É1-3快手淘. -]{0,4}") {
            let order = Order::new();
            prop_assert_eq!(order.key(&a).cmp(&order.key(&b)), order.compare(&a, &b));
        }
    }
}
