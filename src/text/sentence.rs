//! The sentence that a link stands in.
//!
//! Takes a text and a span; gives the span of the sentence around it. Bounded: a page of text without
//! a full stop still gives a short excerpt.

use super::script::is_han;
use crate::span::Span;

/// Length, in bytes, to which an excerpt reaches before and after what it is about.
const REACH: usize = 300;

/// Bytes of a stop in Chinese.
const HAN_STOP: usize = '。'.len_utf8();

/// Returns the span of the sentence that `span` stands in, without white space and list marks at its ends.
///
/// A sentence ends at `。！？`, at `.!?` before a new sentence, or with its block; one that is longer
/// than about 300 bytes to either side is cut between words. The span given is always within it.
#[must_use]
pub fn sentence_around(text: &str, span: Span) -> Span {
    let start = floor(text, span.start);
    let end = ceil(text, span.end.max(start));
    let window = Span::new(word_after(text, start), word_before(text, end));
    let first = start_of(text, window.start, start);
    let last = end_of(text, end, window.end);
    trimmed(text, Span::new(first, last), Span::new(start, end))
}

/// Finds where the sentence that holds `at` begins, looking back no further than `from`.
fn start_of(text: &str, from: usize, at: usize) -> usize {
    breaks(text, Span::new(from, at)).rfind(|&end| end <= at).unwrap_or(from)
}

/// Finds where the sentence that goes on at `at` ends, looking no further than `to`.
fn end_of(text: &str, at: usize, to: usize) -> usize {
    breaks(text, Span::new(at, to)).find(|&end| end >= at).unwrap_or(to)
}

/// Tells where sentences end within `window`, closing marks included, from either side.
fn breaks(text: &str, window: Span) -> impl DoubleEndedIterator<Item = usize> {
    let bytes = text.as_bytes()[window.start..window.end].iter().enumerate();
    let bytes = bytes.filter(|&(_, &byte)| MAY_STOP[usize::from(byte)]);
    let stops = bytes.filter_map(move |(at, byte)| {
        let stop = window.start + at;
        match byte {
            b'!' | b'?' => ends_latin(text, stop + 1),
            b'.' => ends_latin(text, stop + 1).filter(|_| !is_abbreviation(text, stop)),
            b'\n' => ends_block(text, stop).then_some(stop + 1),
            // Every stop of Chinese begins with one of these two bytes, which begin nothing but a character.
            0xE3 | 0xEF if text[stop..].starts_with(['。', '！', '？']) => {
                Some(after_closing(text, stop + HAN_STOP))
            }
            _ => None,
        }
    });
    stops.filter(|&end| end <= text.len())
}

/// Whether a sentence may end at a byte.
const MAY_STOP: [bool; 256] = {
    let mut table = [false; 256];
    let mut stops: &[u8] = b"!?.\n\xE3\xEF";
    while let [stop, rest @ ..] = stops {
        table[*stop as usize] = true;
        stops = rest;
    }
    table
};

/// Returns the end of a sentence whose Latin stop ends at `after`, if a new one can begin there.
fn ends_latin(text: &str, after: usize) -> Option<usize> {
    let end = after_closing(text, after);
    let rest = &text[end..];
    let next = rest.trim_start();
    let spaced = next.len() < rest.len() || next.is_empty() || next.starts_with(is_han);
    (spaced && !next.starts_with(char::is_lowercase)).then_some(end)
}

/// Moves past quotes and brackets that close a sentence.
fn after_closing(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let closing =
        |c: char| matches!(c, '"' | '\'' | '”' | '’' | '」' | '』' | '）' | ')' | '》' | '*' | '_');
    at + (rest.len() - rest.trim_start_matches(closing).len())
}

/// Returns whether the line break at `stop` ends a paragraph, a heading, a list item or a table row.
fn ends_block(text: &str, stop: usize) -> bool {
    let from = floor(text, stop.saturating_sub(REACH));
    let line = text[from..stop].rsplit('\n').next().unwrap_or_default().trim_start();
    let next = text[stop + 1..].lines().next().unwrap_or_default().trim();
    next.is_empty()
        || next.starts_with(['|', '>'])
        || after_marker(next).len() < next.len()
        || line.starts_with(['#', '|'])
}

/// Takes the marks of a heading, a list item or a quote off the head of `line`.
fn after_marker(line: &str) -> &str {
    let unmarked = line.trim_start_matches(['#', '-', '*', '+', '>']);
    let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = numbered.strip_prefix(['.', ')']).filter(|_| numbered.len() < line.len());
    let rest = numbered.unwrap_or(unmarked);
    if rest.starts_with(' ') { rest.trim_start() } else { line }
}

/// Returns whether the full stop at `stop` belongs to an abbreviation, a number or an initial.
fn is_abbreviation(text: &str, stop: usize) -> bool {
    // Nothing that is shortened ends in so many letters.
    if stop > LONGEST
        && text.as_bytes()[stop - LONGEST - 1..stop].iter().all(u8::is_ascii_alphabetic)
    {
        return false;
    }
    let before = &text[floor(text, stop.saturating_sub(24))..stop];
    let word =
        before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"')).next();
    let word = word.unwrap_or_default();
    may_be_short(word) && is_short(word, &text[stop + 1..])
}

/// Returns whether a word is worth looking up: most are plain, and longer than any that is shortened or an initial.
fn may_be_short(word: &str) -> bool {
    word.len() <= LONGEST || !word.is_ascii() || word.as_bytes()[word.len() - 2] == b'.'
}

/// Returns whether a word before a full stop is shortened or an initial, and goes on in `rest`.
fn is_short(word: &str, rest: &str) -> bool {
    let letters = word.rsplit('.').next().unwrap_or_default();
    let initial = letters.chars().count() == 1 && letters.starts_with(char::is_uppercase);
    let word = word.to_lowercase();
    let counts = NUMBERED.contains(&word.as_str());
    let numbered = counts && rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    numbered || ((initial || ABBREVIATIONS.contains(&word.as_str())) && !opens_sentence(rest))
}

/// Bytes of the longest of [`ABBREVIATIONS`] and [`NUMBERED`].
const LONGEST: usize = 6;

/// Returns whether `rest` begins with a word that hardly stands anywhere but at the head of a sentence.
fn opens_sentence(rest: &str) -> bool {
    let word: String = rest.trim_start().chars().take_while(|c| c.is_alphabetic()).collect();
    rest.starts_with(char::is_whitespace) && OPENINGS.contains(&word.as_str())
}

/// Words, in lower case, that a full stop follows without ending a sentence.
const ABBREVIATIONS: &[&str] = &[
    "approx", "apr", "aug", "cf", "co", "corp", "dec", "dept", "dr", "e.g", "eds", "est", "etc",
    "feb", "gen", "gov", "i.e", "inc", "jan", "jr", "jul", "jun", "ltd", "mar", "mr", "mrs", "ms",
    "nov", "oct", "prof", "rev", "sep", "sept", "sr", "st", "u.k", "u.s", "vs",
];

/// Words, in lower case, that a full stop follows without ending a sentence where a number comes next.
const NUMBERED: &[&str] =
    &["art", "ch", "ed", "fig", "no", "nos", "p", "para", "paras", "pp", "sec", "vol"];

/// Words that begin a sentence after an abbreviation more often than they go on with one.
const OPENINGS: &[&str] = &[
    "A", "After", "Although", "And", "As", "At", "But", "By", "For", "He", "However", "If", "In",
    "It", "Its", "On", "She", "Since", "That", "The", "Their", "Then", "There", "These", "They",
    "This", "Those", "We", "When", "While", "You",
];

/// Finds the first border between words within reach before `at`.
fn word_after(text: &str, at: usize) -> usize {
    if at <= REACH {
        return 0;
    }
    let from = floor(text, at - REACH);
    let space = text[from..at].find(char::is_whitespace);
    space.filter(|&space| space < REACH / 4).map_or(from, |space| from + space)
}

/// Finds the last border between words within reach after `at`.
fn word_before(text: &str, at: usize) -> usize {
    if text.len() - at <= REACH {
        return text.len();
    }
    let to = floor(text, at + REACH);
    let space = text[at..to].rfind(char::is_whitespace);
    space.filter(|&space| space > REACH * 3 / 4).map_or(to, |space| at + space)
}

/// Takes white space off the ends of `outer`, never cutting into `inner`.
fn trimmed(text: &str, outer: Span, inner: Span) -> Span {
    let head = &text[outer.start..inner.start];
    let tail = &text[inner.end..outer.end];
    let start = inner.start - after_marker(head.trim_start()).len();
    Span::new(start, inner.end + tail.trim_end().len())
}

/// Moves back to a character border within the text.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Moves on to a character border within the text.
fn ceil(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn around<'a>(text: &'a str, word: &str) -> &'a str {
        let start = text.find(word).expect("the test names a word of its text");
        let Span { start, end } = sentence_around(text, Span::new(start, start + word.len()));
        &text[start..end]
    }

    #[test]
    fn a_sentence_ends_where_english_ends_it() {
        let text = "It fell. JD.com Inc. sold [[kuaishou]] for US$1.5 billion in the U.S. market! Then it rose.";
        assert_eq!(
            around(text, "[[kuaishou]]"),
            "JD.com Inc. sold [[kuaishou]] for US$1.5 billion in the U.S. market!"
        );
        assert_eq!(around("He left the U.S. The app stayed.", "app"), "The app stayed.");
        assert_eq!(around("“It grew.” Luo said so.", "Luo"), "Luo said so.");
        assert_eq!(around("Made by J. K. Li in 2020. Sold.", "Li"), "Made by J. K. Li in 2020.");
        assert_eq!(around("See e.g. this one. No.", "this"), "See e.g. this one.");
        assert_eq!(around("It is No. 3 by sales. Yes.", "It"), "It is No. 3 by sales.");
        assert_eq!(around("He said no. Luo went.", "Luo"), "Luo went.");
    }

    #[test]
    fn a_sentence_ends_where_chinese_ends_it() {
        let text = "他走了。快手和“京东”合作！后来呢？";
        assert_eq!(around(text, "京东"), "快手和“京东”合作！");
        assert_eq!(around("“好。”他说快手。", "快手"), "他说快手。");
    }

    #[test]
    fn a_blank_line_ends_a_sentence_and_a_line_break_does_not() {
        assert_eq!(around("Title\n\nOne line\nand [[x]]\n\nNext", "[[x]]"), "One line\nand [[x]]");
        assert_eq!(around("Title\r\n\r\nwith x", "x"), "with x");
    }

    #[test]
    fn headings_list_items_and_rows_are_sentences_of_their_own() {
        let text = "# About x\nIt is b\n- it has [[c]]\n2. or d\n> or e\n\n| f | g |\n| h | i |\n";
        assert_eq!(around(text, "About"), "About x");
        assert_eq!(around(text, "is"), "It is b");
        assert_eq!(around(text, "[[c]]"), "it has [[c]]");
        assert_eq!(around(text, "d"), "or d");
        assert_eq!(around(text, "h |"), "| h | i |");
        assert_eq!(around("In\n2020 it rose.", "rose"), "In\n2020 it rose.");
    }

    #[test]
    fn what_has_no_end_is_cut_between_words() {
        let text = format!("{}KEY {}", "word ".repeat(2_000), "word ".repeat(2_000));
        let cut = around(&text, "KEY");
        assert!(cut.len() <= 2 * REACH + 3 && cut.starts_with("word") && cut.ends_with("word"));
        assert!(around(&"汉".repeat(9_000), "汉").len() <= 2 * REACH + 3);
    }

    proptest! {
        #[test]
        fn every_short_word_is_looked_up(
            word in "[A-Za-z.\u{212A}]{0,9}", known in prop::sample::select([ABBREVIATIONS, NUMBERED].concat()),
        ) {
            prop_assert!(may_be_short(&word) || !is_short(&word, " 2"), "{}", word);
            prop_assert!(may_be_short(known) && is_short(known, " 2"), "{}", known);
            let stands = is_abbreviation(&format!("{word}. 2"), word.len());
            prop_assert_eq!(stands, is_short(&word, " 2"), "{}", word);
        }

        #[test]
        fn a_stop_is_found_by_its_first_byte(text in "[a.!?。！？、快\u{FF0C}é \n”]{0,30}") {
            let is_stop = |c: &(usize, char)| ".!?。！？\n".contains(c.1);
            let stops = text.char_indices().filter(is_stop);
            let ends = |(at, _): (usize, char)| breaks(&text, Span::new(at, at + 1)).next();
            let all: Vec<usize> = breaks(&text, Span::new(0, text.len())).collect();
            prop_assert_eq!(&stops.filter_map(ends).collect::<Vec<_>>(), &all);
            let hanzi = text.char_indices().filter(|c| "。！？".contains(c.1));
            prop_assert!(hanzi.map(|(at, c)| after_closing(&text, at + c.len_utf8())).all(|end| all.contains(&end)));
        }

        #[test]
        fn the_span_is_always_within_its_sentence(
            text in "[a-c.!?。！快手 \n”A\\[]{0,60}", start in 0_usize..80, length in 0_usize..20,
        ) {
            let span = Span::new(floor(&text, start), ceil(&text, start + length));
            let sentence = sentence_around(&text, span);
            prop_assert!(sentence.contains(span), "{sentence:?} {span:?}");
            prop_assert!(text.is_char_boundary(sentence.start) && text.is_char_boundary(sentence.end));
        }
    }
}
