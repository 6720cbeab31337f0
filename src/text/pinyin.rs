//! How hanzi are read: with tones, without, by initials, and by every reading.
//!
//! Takes hanzi; gives syllables of Hànyǔ Pīnyīn. Names the crate `pinyin`, which reads character by
//! character, and a table of phrases for the polyphones that names need.

use super::phrases;
use super::script::is_han;
use pinyin::{ToPinyin, ToPinyinMulti};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Returns the usual reading of each hanzi in `text`, with tone marks; other characters are passed over.
#[must_use]
pub fn syllables(text: &str) -> Vec<&'static str> {
    let han: Vec<char> = text.chars().filter(|&c| is_han(c)).collect();
    read(&han).into_iter().flatten().map(|reading| reading.usual).collect()
}

/// Returns the usual reading of each hanzi in `text`, without tones and with `v` for `ü`.
#[must_use]
pub fn plain_syllables(text: &str) -> Vec<String> {
    syllables(text).into_iter().map(plain).collect()
}

/// Returns the usual reading of `text` as one name, tones marked, syllables joined: `Kuàishǒu`.
///
/// White space in `text` stays between words, and each word begins with a capital letter.
#[must_use]
pub fn usual_reading(text: &str) -> String {
    let words = text.split_whitespace().map(|word| capitalised(&joined(&syllables(word))));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Returns the first letter of each syllable, as quick searches are typed: `ks` for 快手.
#[must_use]
pub fn initials(text: &str) -> String {
    plain_syllables(text).iter().filter_map(|syllable| syllable.chars().next()).collect()
}

/// Returns all readings of each hanzi in `text`, without tones, the usual one first.
#[must_use]
pub fn all_readings(text: &str) -> Vec<Vec<String>> {
    let han: Vec<char> = text.chars().filter(|&c| is_han(c)).collect();
    read(&han)
        .into_iter()
        .zip(han)
        .filter_map(|(reading, c)| Some(every(reading?.usual, c)))
        .collect()
}

/// Takes the tones off `pinyin`, in lower case, with `v` for `ü`; all else stays.
#[must_use]
pub fn plain(pinyin: &str) -> String {
    if pinyin.is_ascii() {
        return pinyin.to_ascii_lowercase();
    }
    let mut plain = String::with_capacity(pinyin.len());
    for c in pinyin.nfd().flat_map(char::to_lowercase) {
        if c == '\u{308}' && plain.ends_with('u') {
            plain.pop();
            plain.push('v');
        } else if !is_combining_mark(c) {
            plain.push(c);
        }
    }
    plain
}

/// Returns the ways in which `pinyin` is typed without tones: `nv` and `nu` for `nǚ`, else one.
#[must_use]
pub fn plain_forms(pinyin: &str) -> Vec<String> {
    let with_v = plain(pinyin);
    if !with_v.contains('v') {
        return vec![with_v];
    }
    let with_u = with_v.replace('v', "u");
    vec![with_v, with_u]
}

/// Returns the usual reading of `han` where `written` is none of its readings, and nothing where it is one.
///
/// Where the phrase table knows a word, that reading alone is right; elsewhere any reading of the
/// character is. Case, spaces, apostrophes and hyphens do not matter, nor does a toneless syllable.
#[must_use]
pub fn differs(han: &str, written: &str) -> Option<String> {
    let chars: Vec<char> = han.chars().filter(|&c| is_han(c)).collect();
    let letters = letters_of(written);
    let readings: Vec<Vec<String>> =
        read(&chars).into_iter().zip(&chars).map(|(reading, &c)| allowed(reading, c)).collect();
    let unread = chars.is_empty() || letters.is_empty() || readings.iter().any(Vec::is_empty);
    let foreign = han.chars().any(|c| c.is_alphanumeric() && !is_han(c));
    (!unread && !foreign && !spells(&readings, &letters)).then(|| usual_reading(han))
}

/// The reading of one hanzi in its place.
#[derive(Clone, Copy)]
struct Reading {
    usual: &'static str,
    /// Whether the phrase table says so.
    settled: bool,
}

/// Reads each hanzi, the longest known phrase first.
fn read(han: &[char]) -> Vec<Option<Reading>> {
    let mut readings = Vec::with_capacity(han.len());
    while readings.len() < han.len() {
        let rest = &han[readings.len()..];
        if let Some(phrase) = phrases::longest(rest) {
            readings.extend(phrase.map(|usual| Some(Reading { usual, settled: true })));
        } else {
            let usual = rest[0].to_pinyin().map(pinyin::Pinyin::with_tone);
            readings.push(usual.map(|usual| Reading { usual, settled: false }));
        }
    }
    readings
}

/// Returns every toneless reading of `c`, the usual one first, each once.
fn every(usual: &str, c: char) -> Vec<String> {
    let others = c.to_pinyin_multi().into_iter().flatten().map(|reading| plain(reading.plain()));
    let mut all = vec![plain(usual)];
    for reading in others {
        if !all.contains(&reading) {
            all.push(reading);
        }
    }
    all
}

/// Returns what may be written for one hanzi, in the form of [`letters_of`].
fn allowed(reading: Option<Reading>, c: char) -> Vec<String> {
    let Some(Reading { usual, settled }) = reading else { return Vec::new() };
    let mut allowed = vec![letters_of(usual)];
    if !settled {
        let multi = c.to_pinyin_multi().into_iter().flatten();
        allowed.extend(multi.map(|reading| letters_of(reading.with_tone())));
    }
    match c {
        '一' => allowed.extend(["yí", "yì"].map(letters_of)),
        '不' => allowed.push(letters_of("bú")),
        _ => {}
    }
    let toneless: Vec<String> = allowed.iter().map(|reading| without_tone(reading)).collect();
    allowed.extend(toneless);
    allowed.sort();
    allowed.dedup();
    allowed
}

/// Returns whether `letters` is one reading of each hanzi after the other.
fn spells(readings: &[Vec<String>], letters: &str) -> bool {
    let mut ends = vec![0];
    for options in readings {
        let starts = std::mem::take(&mut ends);
        for start in starts {
            let fitting = options.iter().filter(|option| letters[start..].starts_with(*option));
            ends.extend(fitting.map(|option| start + option.len()));
        }
        ends.sort_unstable();
        ends.dedup();
    }
    ends.contains(&letters.len())
}

/// Returns the letters and tone marks of `pinyin`, decomposed, in lower case, `v` read as `ü`.
fn letters_of(pinyin: &str) -> String {
    let letters = pinyin.nfd().flat_map(char::to_lowercase);
    let kept = letters.filter(|&c| c.is_alphabetic() || is_combining_mark(c));
    kept.collect::<String>().replace('v', "u\u{308}")
}

/// Takes the four tone marks off decomposed pinyin, leaving the dots of `ü`.
fn without_tone(letters: &str) -> String {
    letters
        .chars()
        .filter(|c| !matches!(c, '\u{300}' | '\u{301}' | '\u{304}' | '\u{30C}'))
        .collect()
}

/// Joins the syllables of a word, with an apostrophe before one that begins with a vowel.
fn joined(syllables: &[&str]) -> String {
    let mut word = String::new();
    for syllable in syllables {
        let vowel = plain(syllable).starts_with(['a', 'e', 'o']);
        if vowel && !word.is_empty() {
            word.push('\'');
        }
        word.push_str(syllable);
    }
    word
}

/// Makes the first letter a capital.
fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_settle_the_reading_of_polyphones() {
        for (han, reading) in [
            ("快手", "Kuàishǒu"),
            ("重庆", "Chóngqìng"),
            ("长沙", "Chángshā"),
            ("银行", "Yínháng"),
            ("音乐", "Yīnyuè"),
            ("行业", "Hángyè"),
            ("西安", "Xī'ān"),
            ("中国 银行", "Zhōngguó Yínháng"),
            ("女", "Nǚ"),
        ] {
            assert_eq!(usual_reading(han), reading);
        }
        assert_eq!(usual_reading("JD"), "");
    }

    #[test]
    fn readings_come_without_tones_for_search() {
        assert_eq!(plain("Kuàishǒu"), "kuaishou");
        assert_eq!(plain("nǚ lǜ"), "nv lv");
        assert_eq!(plain_forms("Lǜ"), ["lv", "lu"]);
        assert_eq!(plain_forms("kuài"), ["kuai"]);
        assert_eq!(plain_syllables("直播"), ["zhi", "bo"]);
        assert_eq!(initials("快手 App"), "ks");
        assert_eq!(all_readings("重庆")[0][..2], ["chong", "zhong"]);
    }

    #[test]
    fn a_reading_differs_when_no_reading_of_its_hanzi_fits() {
        for (han, written) in [
            ("快手", "Kuàishǒu"),
            ("快手", "kuài shǒu"),
            ("快手", "Kuaishou"),
            ("罗永浩", "Luó Yǒnghào"),
            ("西安", "Xī’ān"),
            ("女", "Nv"),
            ("单", "Shàn"),
            ("不是", "búshì"),
            ("快手app", "Kuàishǒu app"),
            ("", "anything"),
            ("快手", ""),
        ] {
            assert_eq!(differs(han, written), None, "{han} {written}");
        }
        assert_eq!(differs("重庆", "Zhòngqìng").as_deref(), Some("Chóngqìng"));
        assert_eq!(differs("银行", "yínxíng").as_deref(), Some("Yínháng"));
        assert_eq!(differs("快手", "Kuàishòu").as_deref(), Some("Kuàishǒu"));
        assert_eq!(differs("快手", "Dǒuyīn").as_deref(), Some("Kuàishǒu"));
    }

    proptest! {
        #[test]
        fn the_usual_reading_never_differs_from_itself(han in "[一-龥]{1,6}") {
            prop_assert_eq!(differs(&han, &usual_reading(&han)), None);
        }

        #[test]
        fn any_text_can_be_read(text in "\\PC{0,30}") {
            let count = text.chars().filter(|&c| is_han(c)).count();
            prop_assert!(syllables(&text).len() <= count);
            prop_assert!(differs(&text, &text).is_none_or(|usual| !usual.is_empty()));
        }
    }
}
