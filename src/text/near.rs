//! Names near one that fits none: by spelling and by sound.
//!
//! Takes the names of a base once, then any number of misses; gives a few candidates for each, best
//! first. Never resolves a name: what is near is only offered.

use super::pinyin;
use super::script::{has_han, simplify};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Length, in characters, above which a name is compared for equality alone.
const LONGEST: usize = 64;

/// The names that a miss may have meant, made ready for many look-ups.
#[derive(Clone, Debug, Default)]
pub struct NameList {
    names: Vec<(String, usize)>,
    /// Keys by their length in characters.
    keys: BTreeMap<usize, Vec<Key>>,
}

/// One way to write a name.
#[derive(Clone, Debug)]
struct Key {
    letters: String,
    /// Length of the letters, in characters.
    length: usize,
    /// Which letters occur, hashed to bits: two keys that differ in `n` bits differ in `n` edits or more.
    bag: u64,
    way: Way,
    name: usize,
}

/// How a key came from its name; the nearer one is first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Spelled,
    Sounded,
}

/// A name that may have been meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near<'a> {
    /// The name as its note has it.
    pub name: &'a str,
    /// The number that was given with the name.
    pub id: usize,
}

impl NameList {
    /// Makes the list from names and the number of the note that bears each.
    pub fn new<S: Into<String>>(names: impl IntoIterator<Item = (S, usize)>) -> Self {
        let names: Vec<(String, usize)> =
            names.into_iter().map(|(name, id)| (name.into(), id)).collect();
        let mut keys: BTreeMap<usize, Vec<Key>> = BTreeMap::new();
        for (at, (name, _)) in names.iter().enumerate() {
            for (way, text) in ways(name) {
                let key = Key::new(&text, way, at);
                keys.entry(key.length).or_default().push(key);
            }
        }
        Self { names, keys }
    }
}

/// Finds at most `limit` names near `target`, one for each id, best first.
///
/// Best are names that are equal but for case, width, script or spaces; then those that sound the
/// same; then those within `max(1, length / 3)` edits, of letters or of pinyin.
///
/// # Shape
/// A look-up compares only keys of a fitting length and with fitting letters: 30,000 names take about a millisecond.
#[must_use]
pub fn near<'a>(target: &str, names: &'a NameList, limit: usize) -> Vec<Near<'a>> {
    let mut best: BTreeMap<usize, Rank> = BTreeMap::new();
    for (way, text) in ways(target) {
        let wanted = Key::new(&text, way, 0);
        for (key, edits) in keys_near(&wanted, names) {
            let rank = Rank { edits, way: key.way.max(way), name: key.name };
            let id = names.names[key.name].1;
            best.entry(id).and_modify(|old| *old = (*old).min(rank)).or_insert(rank);
        }
    }
    let mut ranks: Vec<Rank> = best.into_values().collect();
    ranks.sort_unstable();
    let found = ranks.into_iter().take(limit).map(|rank| &names.names[rank.name]);
    found.map(|(name, id)| Near { name, id: *id }).collect()
}

/// How near a name is; the least is the nearest, and the order of the list settles a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    edits: usize,
    way: Way,
    name: usize,
}

impl Key {
    fn new(text: &str, way: Way, name: usize) -> Self {
        let bag = text.chars().fold(0, |bag, c| bag | 1 << (u32::from(c) % 64));
        Self { letters: text.to_owned(), length: text.chars().count(), bag, way, name }
    }
}

/// Writes `name` in each way that it may be compared: its letters, and its pinyin if it has hanzi.
fn ways(name: &str) -> Vec<(Way, String)> {
    let spelled = letters_of(&simplify(&name.nfkc().collect::<String>()));
    if !has_han(&spelled) || spelled.chars().count() > LONGEST {
        return vec![(Way::Spelled, spelled)];
    }
    let sounded = sounded(&spelled);
    vec![(Way::Spelled, spelled), (Way::Sounded, sounded)]
}

/// Keeps the letters and digits of `name`, in lower case, tones of pinyin taken off.
fn letters_of(name: &str) -> String {
    pinyin::plain(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Puts pinyin in place of each hanzi.
fn sounded(name: &str) -> String {
    super::split_scripts(name)
        .iter()
        .map(|run| match run.script {
            super::Script::Han => pinyin::plain_syllables(run.text).concat(),
            super::Script::Other => run.text.to_owned(),
        })
        .collect()
}

/// Lists the keys near `wanted` with the number of edits between them.
fn keys_near<'a>(wanted: &Key, names: &'a NameList) -> Vec<(&'a Key, usize)> {
    let length = wanted.length;
    let most = if length > LONGEST { 0 } else { (length / 3).max(1) };
    let fitting = names.keys.range(length.saturating_sub(most)..=length + most);
    let all = fitting.flat_map(|(_, keys)| keys);
    all.filter_map(|key| Some((key, edits_between(wanted, key, most)?))).collect()
}

/// Counts the edits between two keys, if there are at most `most` and not everything is edited.
fn edits_between(a: &Key, b: &Key, most: usize) -> Option<usize> {
    if a.letters == b.letters {
        return (!a.letters.is_empty()).then_some(0);
    }
    let apart = |a: u64, b: u64| (a & !b).count_ones() as usize;
    if apart(a.bag, b.bag) > most || apart(b.bag, a.bag) > most {
        return None;
    }
    let edits = strsim::osa_distance(&a.letters, &b.letters);
    (edits <= most && edits < a.length.min(b.length)).then_some(edits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list() -> NameList {
        let names = [
            ("kuaishou", 0),
            ("快手", 0),
            ("douyin", 1),
            ("抖音", 1),
            ("taobao-live", 2),
            ("淘宝直播", 2),
            ("jd-com", 3),
            ("JD.com", 3),
            ("京东", 3),
            ("Luo Yonghao", 4),
            ("罗永浩", 4),
            ("gmv", 5),
            ("tencent", 6),
            ("重庆", 7),
        ];
        NameList::new(names)
    }

    fn first(target: &str) -> Option<usize> {
        near(target, &list(), 3).first().map(|near| near.id)
    }

    #[test]
    fn a_slip_of_the_finger_finds_its_name() {
        assert_eq!(first("kuaishuo"), Some(0));
        assert_eq!(first("tencnet"), Some(6));
        assert_eq!(first("luo-yonghoa"), Some(4));
        assert_eq!(first("nothing like it"), None);
        assert_eq!(first("x"), None);
        assert_eq!(first(""), None);
    }

    #[test]
    fn a_name_that_sounds_the_same_is_found_in_either_script() {
        for (target, id) in [
            ("快守", 0),
            ("抖因", 1),
            ("kuàishǒu", 0),
            ("Kuai Shou", 0),
            ("罗勇浩", 4),
            ("chongqing", 7),
        ] {
            assert_eq!(first(target), Some(id), "{target}");
        }
        assert_eq!(first("逗音"), Some(1), "its slug is Latin");
    }

    #[test]
    fn case_width_and_traditional_forms_come_first() {
        assert_eq!(first("ＧＭＶ"), Some(5));
        assert_eq!(first("羅永浩"), Some(4));
        assert_eq!(first("淘寶直播"), Some(2));
        assert_eq!(first("jdcom"), Some(3));
    }

    #[test]
    fn each_note_is_offered_once_and_no_more_than_the_limit() {
        let names = NameList::new((0..50).map(|at| (format!("name-{at}"), at % 5)));
        assert_eq!(near("name-x", &names, 3).len(), 3);
    }

    proptest! {
        #[test]
        fn near_names_are_within_the_limit_whatever_is_asked(target in "\\PC{0,80}") {
            prop_assert!(near(&target, &list(), 3).len() <= 3);
        }
    }
}
