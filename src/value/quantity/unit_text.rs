//! The words after a number.
//!
//! Takes what is left of the text once the numbers are read; gives the unit. Never takes half a sentence, another number
//! or a bound that came too late for one.

use super::super::Unit;
use super::super::currency;
use super::super::format::shortened;
use super::problem::Problem;
use super::scan::{Suffix, leading_scale};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Longest unit taken, in characters; what is longer is a sentence.
const LONGEST: usize = 80;

/// First words of what cannot be a unit, with what to do about them.
const NOT_UNITS: [(&str, &str); 18] = [
    ("or", BOUND_FIRST),
    ("plus", BOUND_FIRST),
    ("more", BOUND_FIRST),
    ("多", BOUND_FIRST),
    ("余", BOUND_FIRST),
    ("餘", BOUND_FIRST),
    ("几", SCALES),
    ("to", ONE_NUMBER),
    ("and", ONE_NUMBER),
    ("minus", ONE_NUMBER),
    ("hundred", SCALES),
    ("hundreds", SCALES),
    ("dozen", SCALES),
    ("lakh", SCALES),
    ("lakhs", SCALES),
    ("crore", SCALES),
    ("crores", SCALES),
    ("times ten", SCALES),
];

/// Last words of what cannot be a unit: a bound that came too late.
const LATE_BOUNDS: [&str; 13] = [
    " or more",
    " or less",
    " or fewer",
    " or so",
    " and more",
    " at least",
    " at most",
    " plus",
    "以上",
    "以下",
    "以内",
    "左右",
    "上下",
];

const BOUND_FIRST: &str = "put the bound before the number, such as `at least 300 users`";
const PAID_FOR: &str = "only what it is paid for can, as in `CNY 30,000 per week`; the rest belongs in `note` or `scope`";
const CONVERSION: &str =
    "give the source's own conversion after `=`, such as `CNY 1 billion = USD 138 million`";
const ONE_NUMBER: &str = "give one number, or a range such as `100–150 users`";
const SCALES: &str =
    "write the number in full, or with `thousand`, `million`, `billion`, `trillion`, `万` or `亿`";

/// Reads what a sum of money is paid for: `per week`, `a week`, `/week`, `每周`; nothing where nothing stands.
pub(super) fn per_of(text: &str, range: Range<usize>) -> Result<Option<String>, Problem> {
    let words = text.trim();
    if words.is_empty() {
        return Ok(None);
    }
    misspelt_scale(words, &trimmed(text, range.clone()))?;
    let ways = ["per ", "a ", "an ", "each ", "every ", "/", "每"];
    let lower = words.to_ascii_lowercase();
    let paid_for =
        ways.iter().find(|way| lower.starts_with(*way)).map(|way| words[way.len()..].trim());
    match paid_for {
        Some(paid_for) if is_name(paid_for) => Ok(Some(paid_for.nfc().collect())),
        Some(_) | None => Err(Problem::at(
            trimmed(text, range),
            format!("`{}` cannot follow a sum of money", shortened(words)),
            if tells_a_conversion(words) { CONVERSION } else { PAID_FOR },
        )),
    }
}

/// Reads a unit that is no currency; `share` is the sign of percent or percentage points before it.
pub(super) fn unit_of(
    share: Option<Suffix>,
    text: &str,
    range: Range<usize>,
) -> Result<Unit, Problem> {
    let words = text.trim();
    let range = trimmed(text, range);
    match share {
        None if words.is_empty() => Ok(Unit::None),
        None => named(words, range),
        Some(Suffix::Percent) if words.is_empty() => Ok(Unit::Percent),
        Some(Suffix::PercentagePoints) if words.is_empty() => Ok(Unit::PercentagePoints),
        Some(Suffix::Percent)
            if ["of ", "per ", "a "].iter().any(|word| words.starts_with(word))
                && is_name(words) =>
        {
            Ok(Unit::Named(format!("% {}", words.nfc())))
        }
        Some(Suffix::Percent | Suffix::PercentagePoints | Suffix::Currency(_)) => Err(Problem::at(
            range,
            format!("`{}` cannot follow a share", shortened(words)),
            "say what it is a share of in `scope` or `note`, or as `71.2% of users`",
        )),
    }
}

fn named(words: &str, range: Range<usize>) -> Result<Unit, Problem> {
    if let Some((at, len)) = shared_sign(words) {
        return Err(Problem::ambiguous(range.start + at..range.start + at + len));
    }
    if words.starts_with(|character: char| character.is_numeric()) {
        return Err(Problem::at(
            range,
            format!("another number follows: `{}`", shortened(words)),
            ONE_NUMBER,
        ));
    }
    if leading_scale(words).is_some() {
        return Err(Problem::at(
            range,
            format!("`{}` is a second scale word", shortened(words)),
            SCALES,
        ));
    }
    misspelt_scale(words, &range)?;
    if let Some(help) = not_a_unit(words) {
        return Err(Problem::at(range, format!("`{}` is not a unit", shortened(words)), help));
    }
    let name = match words.strip_prefix('/').map(str::trim_start) {
        Some(per) if is_name(per) => format!("per {per}"),
        Some(_) | None => words.to_owned(),
    };
    if !is_name(&name) {
        return Err(Problem::at(
            range,
            format!("`{}` is not a unit", shortened(words)),
            "name what is counted in a few words, such as `300 million users`",
        ));
    }
    Ok(Unit::Named(name.nfc().collect()))
}

/// Refuses a number word with one letter wrong, such as `billon`: as a unit it would make the number a thousandth of a thousandth.
fn misspelt_scale(words: &str, range: &Range<usize>) -> Result<(), Problem> {
    let word = words.split(' ').next().unwrap_or_default();
    let lower = word.to_ascii_lowercase();
    let scales = ["thousand", "million", "billion", "trillion"];
    let Some(scale) = scales.into_iter().find(|scale| is_one_letter_off(&lower, scale)) else {
        return Ok(());
    };
    let message = format!("`{word}` is no number word");
    let help = format!("did you mean `{scale}`?");
    Err(Problem::at(range.start..range.start + word.len(), message, help))
}

/// Returns whether `word` is `right` with one letter left out, doubled or exchanged.
fn is_one_letter_off(word: &str, right: &str) -> bool {
    let same = |(a, b): &(u8, u8)| a == b;
    let head = word.bytes().zip(right.bytes()).take_while(same).count();
    let tail = word.bytes().rev().zip(right.bytes().rev()).take_while(same).count();
    let (longest, shortest) = (word.len().max(right.len()), word.len().min(right.len()));
    word != right && longest - shortest <= 1 && head + tail + 1 >= longest
}

/// Returns what to do about words that say something else than what is counted.
fn not_a_unit(words: &str) -> Option<&'static str> {
    let lower = words.to_ascii_lowercase();
    let first = NOT_UNITS
        .iter()
        .find(|(word, _)| currency::begins_with(words, word))
        .map(|&(_, help)| help);
    let last = || LATE_BOUNDS.iter().any(|bound| lower.ends_with(bound)).then_some(BOUND_FIRST);
    let converted = || tells_a_conversion(words).then_some(CONVERSION);
    first.or_else(last).or_else(converted)
}

/// `kg (33 million lb)`, `≈ USD 138 million`.
fn tells_a_conversion(words: &str) -> bool {
    let aside = words.split_once(['(', '≈', '（']);
    aside.is_some_and(|(_, inside)| inside.contains(char::is_numeric))
}

/// Returns where in `words` a bare sign stands that several currencies share.
fn shared_sign(words: &str) -> Option<(usize, usize)> {
    words.char_indices().find_map(|(at, character)| {
        let is_bare = matches!(character, '$' | '¥') && !words[..at].ends_with(char::is_alphabetic);
        is_bare.then_some((at, character.len_utf8()))
    })
}

/// A name begins with a letter, is short, and holds no number of its own, though `COVID-19` may stand in it.
fn is_name(words: &str) -> bool {
    let foreign = |character: char| {
        character.is_control() || "=<>|`[]{}~;:\"*#^×÷±≈≥≤$¥€£".contains(character)
    };
    words.starts_with(char::is_alphabetic)
        && words.chars().count() <= LONGEST
        && !words.contains(foreign)
        && !words.split(' ').any(|word| word.starts_with(|character: char| character.is_numeric()))
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let start = range.start + text.len() - text.trim_start().len();
    start..start + text.trim().len()
}
