//! Words, numbers and runs of hanzi in folded text.
//!
//! Takes folded text; gives the terms that an index holds for it. `static/search.js` cuts queries in the same
//! way. Never knows a language, a dictionary or a stop word.

use crate::text::is_han;
use std::borrow::Cow;
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
pub(super) fn terms(folded: &str, mut take: impl FnMut(&str)) {
    let mut compound = Compound::default();
    let mut end = 0;
    loop {
        // A space parts words whatever follows.
        if !compound.pieces.is_empty() && sign(folded.as_bytes(), end) == b' ' {
            compound.join(&mut take);
        }
        if compound.pieces.is_empty()
            && let Some(word) = plain_word(folded, end)
        {
            take(shortened(&folded[word.clone()]));
            end = word.end;
            continue;
        }
        let Some(piece) = piece(folded, end) else { break };
        if piece.sort == Sort::Han || !joins(&folded[end..piece.start]) {
            compound.join(&mut take);
        }
        end = piece.start + piece.text.len();
        match piece.sort {
            Sort::Han => hanzi(piece.text, &mut take),
            Sort::Letters => compound.pieces.push(Cow::Borrowed(shortened(piece.text))),
            Sort::Digits => compound.pieces.push(number(piece.text)),
        }
    }
    compound.join(&mut take);
}

/// Finds the next word or number, if it is one of most: of ASCII, and nothing behind it can make a compound of it.
fn plain_word(folded: &str, from: usize) -> Option<Range<usize>> {
    let bytes = folded.as_bytes();
    let passed =
        bytes[from..].iter().take_while(|&&byte| matches!(SIGNS[usize::from(byte)], b' ' | b'-'));
    let start = from + passed.count();
    let run = sign(bytes, start);
    if !matches!(run, b'a' | b'0') {
        return None;
    }
    let end =
        start + bytes[start..].iter().take_while(|&&byte| SIGNS[usize::from(byte)] == run).count();
    let is_alone = match sign(bytes, end) {
        // What goes on after the comma of a number may be one of thousands.
        b' ' => run == b'a' || bytes.get(end) != Some(&b',') || sign(bytes, end + 1) == b' ',
        b'-' => sign(bytes, end + 1) == b' ',
        _ => false,
    };
    is_alone.then_some(start..end)
}

/// Tells of [`SIGNS`] what stands at a place; at the end, what parts words.
fn sign(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).map_or(b' ', |&byte| SIGNS[usize::from(byte)])
}

/// What each byte is: a letter, a digit, a sign that [`joins`] (a hyphen), one that parts words whatever follows (a space), or
/// anything beyond ASCII.
const SIGNS: [u8; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        signs[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => b'a',
            b'0'..=b'9' => b'0',
            b'-' | b'\'' | b'.' | b'&' | b'_' => b'-',
            _ => b' ',
        };
        byte += 1;
    }
    signs
};

/// Pieces that touch or have one of the signs between them.
#[derive(Default)]
struct Compound<'a> {
    pieces: Vec<Cow<'a, str>>,
    /// Room to put them together in.
    joined: String,
}

impl Compound<'_> {
    /// Takes the pieces out: each by itself, and each with those after it.
    fn join(&mut self, take: &mut impl FnMut(&str)) {
        for (at, piece) in self.pieces.iter().enumerate() {
            let rest = &self.pieces[at..self.pieces.len().min(at + PIECES)];
            if rest.len() > 1 {
                self.joined.clear();
                self.joined.extend(rest.iter().map(Cow::as_ref));
                take(shortened(&self.joined));
            }
            take(piece);
        }
        self.pieces.clear();
    }
}

/// Takes the hanzi of a run one by one and in pairs.
fn hanzi(run: &str, take: &mut impl FnMut(&str)) {
    let mut before: Option<usize> = None;
    for (at, c) in run.char_indices() {
        let end = at + c.len_utf8();
        take(&run[at..end]);
        if let Some(before) = before {
            take(&run[before..end]);
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
#[inline]
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
        terms(folded, |term| all.push(term.to_owned()));
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
            text in "([a-z0-9é快手.,&'_ -]|[a-z]{2,5}[.-]? |[0-9,.]{2,6} ){0,24}",
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
