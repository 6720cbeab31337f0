//! Words, numbers and runs of hanzi in folded text.
//!
//! Takes folded text; gives the terms that an index holds for it. `static/search.js` cuts queries in the same
//! way. Never knows a language, a dictionary or a stop word.

use crate::text::is_han;
use std::borrow::Cow;
use std::mem;

/// Letters or digits that a term may have; longer ones are cut, in queries too.
const LONGEST: usize = 32;
/// Pieces of a compound (`e-commerce`, `q1`) that are also held as one word.
const PIECES: usize = 4;

/// What a run of characters is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Han,
    Letters,
    Digits,
}

/// A run of one sort, and where it stands.
#[derive(Clone, Copy)]
struct Piece<'a> {
    sort: Sort,
    start: usize,
    text: &'a str,
}

/// Gives each term of `folded` to `take`, as often as it stands there.
///
/// A word is a run of letters; a number a run of digits with its decimals, without the commas of
/// thousands. Where pieces touch (`q1`) or one of `-'’.&_` stands between them (`e-commerce`, `jd.com`), they are
/// terms together as well. Hanzi are terms one by one and in pairs.
pub(super) fn terms<'a>(folded: &'a str, mut take: impl FnMut(Cow<'a, str>)) {
    let mut compound: Vec<Cow<'a, str>> = Vec::new();
    let mut end = 0;
    for piece in pieces(folded) {
        if piece.sort == Sort::Han || !joins(&folded[end..piece.start]) {
            join(&mut compound, &mut take);
        }
        end = piece.start + piece.text.len();
        match piece.sort {
            Sort::Han => hanzi(piece.text, &mut take),
            Sort::Letters => compound.push(Cow::Borrowed(shortened(piece.text))),
            Sort::Digits => compound.push(number(piece.text)),
        }
    }
    join(&mut compound, &mut take);
}

/// Takes the pieces out of a compound: each by itself, and each with those after it.
fn join<'a>(compound: &mut Vec<Cow<'a, str>>, take: &mut impl FnMut(Cow<'a, str>)) {
    for at in 0..compound.len() {
        let rest = &compound[at..compound.len().min(at + PIECES)];
        if rest.len() > 1 {
            take(Cow::Owned(shortened(&rest.concat()).to_owned()));
        }
        take(mem::take(&mut compound[at]));
    }
    compound.clear();
}

/// Takes the hanzi of a run one by one and in pairs.
fn hanzi<'a>(run: &'a str, take: &mut impl FnMut(Cow<'a, str>)) {
    let mut before: Option<usize> = None;
    for (at, c) in run.char_indices() {
        let end = at + c.len_utf8();
        take(Cow::Borrowed(&run[at..end]));
        if let Some(before) = before {
            take(Cow::Borrowed(&run[before..end]));
        }
        before = Some(at);
    }
}

/// Cuts text into runs of one sort; what is none of them is passed over.
fn pieces(folded: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut end = 0;
    std::iter::from_fn(move || {
        let passed = folded[end..].char_indices();
        let (start, sort) =
            passed.map(|(at, c)| (end + at, c)).find_map(|(at, c)| Some((at, sort(c)?)))?;
        end = end_of(sort, folded, start);
        Some(Piece { sort, start, text: &folded[start..end] })
    })
}

/// Finds where the run of one sort ends that begins at `start`.
fn end_of(run: Sort, folded: &str, start: usize) -> usize {
    let plain = |letter: &u8| run == Sort::Letters && letter.is_ascii_lowercase();
    let mut end = start + folded.as_bytes()[start..].iter().take_while(|byte| plain(byte)).count();
    while let Some(c) = folded[end..].chars().next() {
        if !continues(run, c, &folded[end..]) {
            break;
        }
        end += c.len_utf8();
    }
    end
}

/// Tells the sort of one character.
fn sort(c: char) -> Option<Sort> {
    match c {
        'a'..='z' | 'A'..='Z' => Some(Sort::Letters),
        '0'..='9' => Some(Sort::Digits),
        c if c.is_ascii() => None,
        c if is_han(c) => Some(Sort::Han),
        c if c.is_numeric() => Some(Sort::Digits),
        c if c.is_alphabetic() => Some(Sort::Letters),
        _ => None,
    }
}

/// Returns whether `c`, which begins `rest`, goes on with a run.
fn continues(run: Sort, c: char, rest: &str) -> bool {
    sort(c) == Some(run)
        || (run == Sort::Digits
            && matches!(c, '.' | ',')
            && rest[1..].starts_with(char::is_numeric))
}

/// Returns whether what stands between two pieces makes one word of them.
fn joins(between: &str) -> bool {
    matches!(between, "" | "-" | "\u{2010}" | "'" | "’" | "." | "&" | "_")
}

/// Takes the commas out of a number.
fn number(text: &str) -> Cow<'_, str> {
    if text.contains(',') {
        Cow::Owned(shortened(&text.replace(',', "")).to_owned())
    } else {
        Cow::Borrowed(shortened(text))
    }
}

/// Cuts a term at [`LONGEST`] characters.
fn shortened(term: &str) -> &str {
    if term.len() <= LONGEST {
        return term;
    }
    term.char_indices().nth(LONGEST).map_or(term, |(end, _)| &term[..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(folded: &str) -> Vec<String> {
        let mut all = Vec::new();
        terms(folded, |term| all.push(term.into_owned()));
        all
    }

    #[test]
    fn words_numbers_and_compounds() {
        assert_eq!(of("live commerce, 618"), ["live", "commerce", "618"]);
        assert_eq!(of("e-commerce"), ["ecommerce", "e", "commerce"]);
        assert_eq!(of("us$1,234.5bn"), ["us", "1234.5bn", "1234.5", "bn"]);
        assert_eq!(of("jd.com. end"), ["jdcom", "jd", "com", "end"]);
        assert_eq!(of("q1"), ["q1", "q", "1"]);
        assert_eq!(of("a--b"), ["a", "b"]);
        assert_eq!(of(&"x".repeat(50)), ["x".repeat(32)]);
    }

    #[test]
    fn hanzi_one_by_one_and_in_pairs() {
        assert_eq!(of("快手gmv"), ["快", "手", "快手", "gmv"]);
        assert_eq!(of("4月1日"), ["4", "月", "1", "日"]);
        assert_eq!(of("京东，快"), ["京", "东", "京东", "快"]);
    }

    proptest! {
        #[test]
        fn any_text_has_terms_of_letters_digits_and_hanzi_alone(text in "\\PC{0,60}") {
            for term in of(&text) {
                prop_assert!(term.chars().all(|c| c == '.' || c.is_alphanumeric() || is_han(c)), "{}", term);
                prop_assert!(!term.is_empty() && term.chars().count() <= LONGEST);
            }
        }
    }
}
