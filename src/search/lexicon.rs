//! Texts by number.
//!
//! Takes texts; gives each a number, in the order in which they are first met. Their hashes come with them, since a term is
//! met in a document and then, with that of many others, in the whole base.

use foldhash::fast::{FixedState, FoldHasher};
use std::hash::{BuildHasher, Hasher};
use std::mem;

/// Texts, each once.
pub(super) struct Lexicon {
    /// Where a text is looked for from its hash on: the hash, and the number after its own, or 0 where there is none. As
    /// many as a power of two, at most three quarters of them taken.
    slots: Vec<(u32, u32)>,
    /// All texts, one after the other.
    texts: String,
    /// Where each ends.
    ends: Vec<usize>,
}

/// Returns the hash that a [`Lexicon`] knows a text by, the same in all of them.
pub(super) fn hash(text: &str) -> u32 {
    let mut hasher: FoldHasher<'_> = FixedState::default().build_hasher();
    hasher.write(text.as_bytes());
    (hasher.finish() >> 32) as u32
}

impl Lexicon {
    /// Makes room for so many texts.
    pub(super) fn with_room(count: usize) -> Self {
        let slots = vec![(0, 0); (count * 4 / 3 + 1).next_power_of_two()];
        Self { slots, texts: String::with_capacity(count * 8), ends: Vec::with_capacity(count) }
    }

    /// Returns the number of `text`, whose [`hash`] is given: that of all texts before, where it is new.
    pub(super) fn number(&mut self, hash: u32, text: &str) -> usize {
        let last = self.slots.len() - 1;
        let mut at = hash as usize & last;
        loop {
            let (known, next) = self.slots[at];
            if next == 0 {
                break;
            }
            let number = next as usize - 1;
            if known == hash && self.bytes(number) == text.as_bytes() {
                return number;
            }
            at = (at + 1) & last;
        }
        self.texts.push_str(text);
        self.ends.push(self.texts.len());
        self.slots[at] = (hash, self.ends.len() as u32);
        if self.ends.len() * 4 > self.slots.len() * 3 {
            self.grow();
        }
        self.ends.len() - 1
    }

    /// Returns a text by its number.
    pub(super) fn text(&self, number: usize) -> &str {
        &self.texts[self.start(number)..self.ends[number]]
    }

    fn bytes(&self, number: usize) -> &[u8] {
        &self.texts.as_bytes()[self.start(number)..self.ends[number]]
    }

    fn start(&self, number: usize) -> usize {
        if number == 0 { 0 } else { self.ends[number - 1] }
    }

    /// Returns all texts, one after the other.
    pub(super) fn texts(&self) -> &str {
        &self.texts
    }

    /// Makes twice the room.
    fn grow(&mut self) {
        let room = self.slots.len() * 2;
        for (hash, next) in mem::replace(&mut self.slots, vec![(0, 0); room]) {
            let mut at = hash as usize & (room - 1);
            while next > 0 && self.slots[at].1 > 0 {
                at = (at + 1) & (room - 1);
            }
            if next > 0 {
                self.slots[at] = (hash, next);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_text_has_one_number(
            texts in prop::collection::vec("[ab快]{0,4}", 0..200),
            // Hashes that are alike part no texts, and do not make them one.
            mask in prop::sample::select(vec![0, 1, 0x8000_0000, u32::MAX]),
        ) {
            let mut lexicon = Lexicon::with_room(0);
            let mut known: Vec<&String> = Vec::new();
            for text in &texts {
                let number = lexicon.number(hash(text) & mask, text);
                if number == known.len() {
                    known.push(text);
                }
                prop_assert_eq!(known[number], text);
                prop_assert_eq!(lexicon.text(number), text);
            }
            known.sort();
            prop_assert!(known.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
