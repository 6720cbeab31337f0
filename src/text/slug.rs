//! Names as addresses and as keys: slugs, folded names, heading ids.
//!
//! Takes what an author wrote; gives the form that addresses and look-ups use. Never asks whether
//! anything bears that name.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Makes the slug of a file stem: NFC letters, digits, `-` and `_`; a run of anything else is one `-`.
///
/// Case stays as written; two slugs are the same address when [`fold`] makes them equal.
#[must_use]
pub fn slug(stem: &str) -> String {
    let mut slug = String::with_capacity(stem.len());
    let mut in_run = false;
    for c in composed(stem).chars() {
        if is_word(c) || matches!(c, '-' | '_') {
            slug.push(c);
            in_run = false;
        } else if !in_run {
            slug.push('-');
            in_run = true;
        }
    }
    slug
}

/// Composes letters and their marks (NFC).
#[must_use]
pub fn composed(text: &str) -> Cow<'_, str> {
    let has_one_form = text.is_ascii() || text.chars().all(has_one_form);
    if has_one_form { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Folds a name for look-up: NFC, without letter case and characters that nobody sees, white space as single spaces between words.
///
/// # Source
/// Default caseless matching (Unicode 16, D144), with `lowercase(uppercase(lowercase(c)))` for the folding.
#[must_use]
pub fn fold(name: &str) -> String {
    if name.chars().all(has_one_form) {
        let folded = name.to_ascii_lowercase();
        let is_spaced = folded.bytes().any(|byte| byte.is_ascii_whitespace() || byte == 0x0B);
        return if is_spaced { one_spaced(&folded) } else { folded };
    }
    let seen = name.chars().filter(|&c| !is_unseen(c));
    // In lower case first: the capital of `ß` is its own, and no `SS`.
    let folded = seen.nfd().flat_map(char::to_lowercase);
    let folded = folded.flat_map(char::to_uppercase).flat_map(char::to_lowercase);
    one_spaced(&folded.nfc().collect::<String>())
}

/// Returns whether a character has no form besides those of its case: that holds of ASCII and of most hanzi.
const fn has_one_form(c: char) -> bool {
    c.is_ascii() || matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
}

/// Returns whether two names are the same when [`fold`]ed.
#[must_use]
pub fn are_alike(one: &str, other: &str) -> bool {
    let is_plain = |name: &str| name.bytes().all(|byte| byte.is_ascii_graphic());
    one == other
        || match is_plain(one) && is_plain(other) {
            true => one.eq_ignore_ascii_case(other),
            false => fold(one) == fold(other),
        }
}

/// Returns whether a character has no width and joins no letters: pasted text is full of them.
#[must_use]
pub const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// Takes the ending of a note's file off a name, in whatever case it is written.
#[must_use]
pub fn without_note_ending(name: &str) -> &str {
    let stem = name.rsplit_once('.').filter(|(_, ending)| {
        ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown")
    });
    stem.map_or(name, |(stem, _)| stem)
}

/// Makes the id of a heading from its text, as GitHub does: lower case, spaces as `-`, no punctuation.
///
/// A heading without a letter or digit gets `section`; the caller numbers those that repeat.
#[must_use]
pub fn heading_id(text: &str) -> String {
    let id = match text.chars().all(has_one_form) {
        true => heading_id_of_lower(text.chars().map(|c| c.to_ascii_lowercase()), text.len()),
        false => heading_id_of_lower(text.nfc().flat_map(char::to_lowercase), text.len()),
    };
    if id.chars().any(is_word) { id } else { String::from("section") }
}

/// Makes the id of a heading from its text in lower case, which has some `length`.
fn heading_id_of_lower(lower: impl Iterator<Item = char>, length: usize) -> String {
    let mut id = String::with_capacity(length);
    let (mut has_begun, mut is_after_space) = (false, false);
    for c in lower {
        if c.is_whitespace() {
            is_after_space = has_begun;
            continue;
        }
        if std::mem::take(&mut is_after_space) {
            id.push('-');
        }
        has_begun = true;
        if is_word(c) || matches!(c, '-' | '_') {
            id.push(c);
        }
    }
    id
}

/// Returns whether `c` is a letter, a digit or a mark that belongs to one.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Trims `text` and makes each run of white space one space.
fn one_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_slug_keeps_letters_of_any_script_and_joins_the_rest() {
        assert_eq!(slug("kuaishou"), "kuaishou");
        assert_eq!(slug("618 Festival (2020)"), "618-Festival-2020-");
        assert_eq!(slug("快手 电商"), "快手-电商");
        assert_eq!(slug("a_b-c"), "a_b-c");
        assert_eq!(slug("Cafe\u{301}"), "Café");
        assert_eq!(slug("JD.com"), "JD-com");
    }

    #[test]
    fn folded_names_meet_whatever_their_case_and_composition() {
        assert_eq!(fold("KuaiShou"), fold("kuaishou"));
        assert_eq!(fold("Straße"), fold("STRASSE"));
        assert_eq!(fold("STRAẞE"), fold("straße"));
        assert_eq!(fold("ΣΊΣΥΦΟΣ"), fold("σίσυφος"));
        assert_eq!(fold("Kua\u{300}ishǒu"), fold("KUÀISHǑU"));
        assert_eq!(fold("  Luo\n Yonghao "), "luo yonghao");
        assert_eq!(fold("kuai\u{AD}shou\u{200B}"), "kuaishou");
    }

    #[test]
    fn heading_ids_are_those_that_markdown_links_use() {
        assert_eq!(heading_id("Funding"), "funding");
        assert_eq!(heading_id("What’s new in 2020?"), "whats-new-in-2020");
        assert_eq!(heading_id("资金 来源"), "资金-来源");
        assert_eq!(heading_id("C & D"), "c--d");
        assert_eq!(heading_id("???"), "section");
    }

    proptest! {
        #[test]
        fn texts_with_one_form_are_composed_as_they_are(name in "[a-z A-Z0-9快手京㐀豈\u{3400}\u{4DBF}\u{9FFF}é\u{301}가]{0,12}") {
            prop_assert_eq!(composed(&name).into_owned(), name.nfc().collect::<String>());
        }

        #[test]
        fn headings_are_spaced_before_they_become_ids(text in "[aB-é\u{301}快Σß .&\n\u{B}\u{A0}\u{2003}]{0,12}") {
            let spaced: String = one_spaced(&text).nfc().flat_map(char::to_lowercase).collect();
            let kept = spaced.chars().filter(|&c| is_word(c) || matches!(c, '-' | '_' | ' '));
            let id = kept.collect::<String>().replace(' ', "-");
            let expected = if id.chars().any(is_word) { id } else { "section".to_owned() };
            prop_assert_eq!(heading_id(&text), expected);
        }

        #[test]
        fn names_are_alike_that_fold_to_the_same(one in "[aAsSß é快 \u{B}\u{AD}]{0,4}", other in "[aAsSß é快 \u{B}\u{AD}]{0,4}") {
            prop_assert_eq!(are_alike(&one, &other), fold(&one) == fold(&other));
        }

        #[test]
        fn slugs_are_stable_and_hold_no_path(stem in "\\PC{0,40}") {
            let made = slug(&stem);
            prop_assert_eq!(&slug(&made), &made);
            prop_assert!(!made.contains(['/', '\\', '.', ' ', '#', '?', '%', ':']));
        }

        #[test]
        fn folding_twice_changes_nothing(name in "\\PC{0,40}") {
            prop_assert_eq!(fold(&fold(&name)), fold(&name));
        }

        #[test]
        fn folding_forgets_case(name in "\\PC{0,40}") {
            // Upper case is taken of the normal form: U+0345 becomes a letter there, which marks do not pass.
            let normal: String = name.nfd().collect();
            prop_assert_eq!(fold(&normal.to_uppercase()), fold(&name));
        }

        #[test]
        fn heading_ids_can_stand_in_an_address(text in "\\PC{0,40}") {
            let id = heading_id(&text);
            prop_assert!(!id.is_empty() && !id.contains(char::is_whitespace) && !id.contains('#'));
        }
    }
}
