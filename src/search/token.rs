//! Words, numbers and runs of hanzi in folded text.
//!
//! Takes folded text; gives the terms that an index holds for it. `static/search.js` cuts queries in the same
//! way. Never knows a language, a dictionary or a stop word.

use crate::text::is_han;
use std::borrow::Cow;
use std::mem;
use std::ops::Range;

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
    loop {
        // A space parts words whatever follows.
        let is_apart =
            folded.as_bytes().get(end).is_some_and(|&byte| SIGNS[usize::from(byte)] == b' ');
        if is_apart {
            join(&mut compound, &mut take);
        }
        if compound.is_empty()
            && let Some(word) = plain_word(folded, end)
        {
            take(Cow::Borrowed(shortened(&folded[word.clone()])));
            end = word.end;
            continue;
        }
        let Some(piece) = piece(folded, end) else { break };
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

/// Finds the next word or number, if it is one of most: of ASCII, and nothing behind it can make a compound of it.
fn plain_word(folded: &str, from: usize) -> Option<Range<usize>> {
    let bytes = folded.as_bytes();
    let mut start = from;
    while start < bytes.len() && SIGNS[usize::from(bytes[start])] == b' ' {
        start += 1;
    }
    let sign = SIGNS[usize::from(*bytes.get(start)?)];
    let mut end = start + 1;
    while end < bytes.len() && SIGNS[usize::from(bytes[end])] == sign {
        end += 1;
    }
    let after = bytes.get(end).copied().unwrap_or(b' ');
    let is_alone = SIGNS[usize::from(after)] == b' ' && !(sign == b'0' && after == b',');
    (matches!(sign, b'a' | b'0') && is_alone).then_some(start..end)
}

/// What each byte is: a letter, a digit, a sign that parts words whatever follows (a space), or anything else (nothing): what
/// [`joins`] and all beyond ASCII.
const SIGNS: [u8; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        signs[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => b'a',
            b'0'..=b'9' => b'0',
            b'-' | b'\'' | b'.' | b'&' | b'_' => 0,
            _ => b' ',
        };
        byte += 1;
    }
    signs
};

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

/// Finds the next run of one sort; what is none of them is passed over.
fn piece(folded: &str, from: usize) -> Option<Piece<'_>> {
    let passed = folded[from..].char_indices();
    let (start, sort) =
        passed.map(|(at, c)| (from + at, c)).find_map(|(at, c)| Some((at, sort(c)?)))?;
    Some(Piece { sort, start, text: &folded[start..end_of(sort, folded, start)] })
}

/// Finds where the run of one sort ends that begins at `start`.
fn end_of(run: Sort, folded: &str, start: usize) -> usize {
    let mut end = start;
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
        fn a_space_parts_words_as_any_other_sign_does(
            text in "([a-z0-9é快手.,&'_ -]|[a-z]{2,5} |[0-9,.]{2,6} ){0,24}",
        ) {
            // No plain word ends before a sign beyond ASCII, so that these take the long way.
            prop_assert_eq!(of(&text), of(&text.replace(' ', "\u{3000}")));
        }

        #[test]
        fn any_text_has_terms_of_letters_digits_and_hanzi_alone(text in "\\PC{0,60}") {
            for term in of(&text) {
                prop_assert!(term.chars().all(|c| c == '.' || c.is_alphanumeric() || is_han(c)), "{}", term);
                prop_assert!(!term.is_empty() && term.chars().count() <= LONGEST);
            }
        }
    }
}
