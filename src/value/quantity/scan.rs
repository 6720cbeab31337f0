//! The small pieces of a quantity: bounds, digits, scale words, signs and the dash between two ends.
//!
//! Takes a text and a place in it; gives a piece and moves on, or gives nothing and stays. Never decides what the
//! pieces mean together (see [`super::parse`]).

use super::super::currency::{self, begins_with};
use super::Bound;
use super::number::Scale;
use std::ops::Range;

/// Signs and words before a number; of two that begin alike the longer one comes first.
const BOUNDS: [(&str, Bound); 62] = [
    (">=", Bound::AtLeast),
    ("=>", Bound::AtLeast),
    ("≥", Bound::AtLeast),
    ("≧", Bound::AtLeast),
    ("<=", Bound::AtMost),
    ("≤", Bound::AtMost),
    ("≦", Bound::AtMost),
    (">", Bound::MoreThan),
    ("<", Bound::LessThan),
    ("~", Bound::About),
    ("≈", Bound::About),
    ("∼", Bound::About),
    ("no more than", Bound::AtMost),
    ("not more than", Bound::AtMost),
    ("no less than", Bound::AtLeast),
    ("not less than", Bound::AtLeast),
    ("no fewer than", Bound::AtLeast),
    ("more than", Bound::MoreThan),
    ("greater than", Bound::MoreThan),
    ("over", Bound::MoreThan),
    ("above", Bound::MoreThan),
    ("exceeding", Bound::MoreThan),
    ("in excess of", Bound::MoreThan),
    ("less than", Bound::LessThan),
    ("fewer than", Bound::LessThan),
    ("under", Bound::LessThan),
    ("below", Bound::LessThan),
    ("at least", Bound::AtLeast),
    ("at most", Bound::AtMost),
    ("up to", Bound::AtMost),
    ("as many as", Bound::AtMost),
    ("as much as", Bound::AtMost),
    ("almost", Bound::Almost),
    ("nearly", Bound::Almost),
    ("close to", Bound::Almost),
    ("just under", Bound::Almost),
    ("about", Bound::About),
    ("around", Bound::About),
    ("approximately", Bound::About),
    ("approx.", Bound::About),
    ("approx", Bound::About),
    ("roughly", Bound::About),
    ("circa", Bound::About),
    ("some", Bound::About),
    ("大约", Bound::About),
    ("约", Bound::About),
    ("超过", Bound::MoreThan),
    ("逾", Bound::MoreThan),
    ("多于", Bound::MoreThan),
    ("超", Bound::MoreThan),
    ("不到", Bound::LessThan),
    ("少于", Bound::LessThan),
    ("低于", Bound::LessThan),
    ("不足", Bound::LessThan),
    ("至少", Bound::AtLeast),
    ("不少于", Bound::AtLeast),
    ("不低于", Bound::AtLeast),
    ("至多", Bound::AtMost),
    ("最多", Bound::AtMost),
    ("不超过", Bound::AtMost),
    ("将近", Bound::Almost),
    ("近", Bound::Almost),
];

const ENGLISH_SCALES: [(&str, u32); 18] = [
    ("thousand", 3),
    ("thousands", 3),
    ("k", 3),
    ("million", 6),
    ("millions", 6),
    ("m", 6),
    ("mn", 6),
    ("mln", 6),
    ("mio", 6),
    ("billion", 9),
    ("billions", 9),
    ("b", 9),
    ("bn", 9),
    ("bln", 9),
    ("trillion", 12),
    ("trillions", 12),
    ("tn", 12),
    ("trn", 12),
];

/// Longest first.
const CHINESE_SCALES: [(&str, u32); 15] = [
    ("千万亿", 15),
    ("百万亿", 14),
    ("十万亿", 13),
    ("万亿", 12),
    ("千亿", 11),
    ("百亿", 10),
    ("十亿", 9),
    ("千万", 7),
    ("百万", 6),
    ("十万", 5),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("百", 2),
    ("十", 1),
];

/// What stands between the ends of a range, words aside.
const DASHES: [&str; 10] = ["–", "—", "‒", "―", "-", "\u{2010}", "\u{2011}", "~", "至", "到"];

/// Which side of zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Below.
    Minus,
    /// Above, said or not.
    Plus,
}

/// What closes a number and is no free text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Suffix {
    /// `%`.
    Percent,
    /// `pp`.
    PercentagePoints,
    /// A currency.
    Currency(&'static str),
}

const SUFFIXES: [(&str, Suffix); 14] = [
    ("percentage points", Suffix::PercentagePoints),
    ("percentage point", Suffix::PercentagePoints),
    ("% points", Suffix::PercentagePoints),
    ("个百分点", Suffix::PercentagePoints),
    ("百分点", Suffix::PercentagePoints),
    ("pp", Suffix::PercentagePoints),
    ("pps", Suffix::PercentagePoints),
    ("ppt", Suffix::PercentagePoints),
    ("ppts", Suffix::PercentagePoints),
    ("percent", Suffix::Percent),
    ("per cent", Suffix::Percent),
    ("pct", Suffix::Percent),
    ("%", Suffix::Percent),
    ("％", Suffix::Percent),
];

/// A text, and how far it has been read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Cursor<'a> {
    /// Starts at the beginning of `range` and never reads past its end.
    pub(super) const fn new(text: &'a str, range: Range<usize>) -> Self {
        Self { text, at: range.start, end: range.end }
    }

    /// Returns how far it has been read.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    /// Returns what is not read yet.
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..self.end]
    }

    /// Moves over blanks.
    pub(super) fn skip_blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    /// Moves over `count` bytes.
    pub(super) const fn skip(&mut self, count: usize) {
        self.at += count;
    }

    /// Reads `word`, case aside.
    pub(super) fn eat(&mut self, word: &str) -> bool {
        let found = begins_with(self.rest(), word);
        if found {
            self.at += word.len();
        }
        found
    }

    /// Reads a bound.
    pub(super) fn bound(&mut self) -> Option<Bound> {
        self.one_of(&BOUNDS)
    }

    /// Reads a sign.
    pub(super) fn sign(&mut self) -> Option<Sign> {
        self.one_of(&[("-", Sign::Minus), ("−", Sign::Minus), ("+", Sign::Plus)])
    }

    /// Reads a currency.
    pub(super) fn currency(&mut self) -> Option<&'static str> {
        let (code, len) = currency::leading(self.rest())?;
        self.at += len;
        Some(code)
    }

    /// Reads everything that could belong to one number in digits.
    pub(super) fn digits(&mut self) -> &'a str {
        let rest = self.rest();
        let belongs = |character: char| {
            character.is_numeric() && !is_hanzi(character)
                || matches!(character, ',' | '.' | '_' | '\'')
        };
        let len = rest.find(|character| !belongs(character)).unwrap_or(rest.len());
        self.at += len;
        &rest[..len]
    }

    /// Reads a scale word, after blanks.
    pub(super) fn scale(&mut self) -> Option<Scale> {
        let rest = self.rest().trim_start();
        let (scale, len) = leading_scale(rest)?;
        self.at = self.end - rest.len() + len;
        Some(scale)
    }

    /// Reads a sign of percent, percentage points or currency, after blanks.
    pub(super) fn suffix(&mut self) -> Option<Suffix> {
        let before = self.at;
        self.skip_blanks();
        let found = self.one_of(&SUFFIXES).or_else(|| self.currency().map(Suffix::Currency));
        if found.is_none() {
            self.at = before;
        }
        found
    }

    /// Reads what parts two ends, after blanks, where another number does follow; `word` may stand for the dash.
    pub(super) fn separator(&mut self, word: &str) -> bool {
        let mut ahead = *self;
        ahead.skip_blanks();
        let found = DASHES.into_iter().any(|dash| ahead.eat(dash)) || ahead.eat(word);
        let found = found && ahead.begins_number();
        if found {
            *self = ahead;
        }
        found
    }

    /// Returns whether a number follows, with its currency or sign or without.
    fn begins_number(mut self) -> bool {
        self.skip_blanks();
        self.sign();
        if self.currency().is_none() {
            self.at += currency::leading_shared(self.rest()).unwrap_or(0);
        }
        self.skip_blanks();
        self.sign();
        self.rest().starts_with(|character: char| character.is_ascii_digit())
    }

    fn one_of<T: Copy>(&mut self, table: &[(&str, T)]) -> Option<T> {
        let &(word, value) = table.iter().find(|(word, _)| begins_with(self.rest(), word))?;
        self.at += word.len();
        Some(value)
    }
}

/// Returns the scale word that `text` begins with, and its length.
pub(super) fn leading_scale(text: &str) -> Option<(Scale, usize)> {
    let english = ENGLISH_SCALES
        .iter()
        .find(|(word, _)| begins_with(text, word) && !is_compound(&text[word.len()..]));
    let chinese = || {
        CHINESE_SCALES.iter().find(|(word, _)| {
            begins_with_chinese(text, word) && !is_chinese_unit(&text[word.len()..])
        })
    };
    english
        .map(|&(word, power)| (Scale::English(power), word.len()))
        .or_else(|| chinese().map(|&(word, power)| (Scale::Chinese(power), word.len())))
}

fn begins_with_chinese(text: &str, word: &str) -> bool {
    text.len() >= word.len()
        && text.chars().map(simplified).zip(word.chars()).take_while(|(a, b)| a == b).count()
            == word.chars().count()
}

const fn simplified(character: char) -> char {
    match character {
        '萬' => '万',
        '億' => '亿',
        other => other,
    }
}

/// `B2B`, `K-pop` and `m²` begin with a letter that is no scale word there.
fn is_compound(after: &str) -> bool {
    match after.strip_prefix('-') {
        Some(part) => part.starts_with(char::is_alphabetic) && currency::leading(part).is_none(),
        None => after.starts_with(|next: char| next.is_numeric() && !is_hanzi(next)),
    }
}

/// 千克, 千米 and their like are units, not thousands.
fn is_chinese_unit(after: &str) -> bool {
    after.starts_with(['克', '米', '瓦', '卡', '分', '货', '度'])
}

fn is_hanzi(character: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_bound_is_hidden_by_an_earlier_one() {
        for (at, (word, _)) in BOUNDS.iter().enumerate() {
            assert!(
                !BOUNDS[..at].iter().any(|(earlier, _)| begins_with(word, earlier)),
                "{word} is hidden"
            );
        }
        for (at, (word, _)) in SUFFIXES.iter().enumerate() {
            assert!(
                !SUFFIXES[..at].iter().any(|(earlier, _)| begins_with(word, earlier)),
                "{word} is hidden"
            );
        }
    }

    #[test]
    fn scale_words_end_where_a_word_does() {
        for (text, power) in [
            ("bn", Some(9)),
            ("M users", Some(6)),
            ("万亿元", Some(12)),
            ("億", Some(8)),
            ("kg", None),
            ("千克", None),
            ("miles", None),
            ("万千克", Some(4)),
        ] {
            assert_eq!(leading_scale(text).map(|(scale, _)| scale.power()), power, "{text}");
        }
    }

    #[test]
    fn a_dash_parts_two_ends_only_before_a_number() {
        for (text, parts) in [
            ("-150", true),
            (" – US$5", true),
            (" to −3", true),
            ("-year plan", false),
            (" to-do items", false),
            ("~5", true),
        ] {
            assert_eq!(Cursor::new(text, 0..text.len()).separator("to"), parts, "{text}");
        }
    }
}
