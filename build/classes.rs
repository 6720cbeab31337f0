//! Classes of signs, made quick to compile.
//!
//! Takes a pattern of a grammar; gives one that means the same in ASCII, and beyond it knows one class of signs instead
//! of Unicode's hundreds of ranges for each: those that words are made of.

/// The blocks of signs beyond ASCII that words are made of: letters, marks, numbers of every script.
///
/// Left out are those that are punctuation and symbols from end to end, hanzi's own among them, so that a comma ends a
/// name in Chinese too.
const WORD: &str = concat!(
    r"\xAA\xB5\xBA\xC0-\xD6\xD8-\xF6\xF8-\x{1FFF}",
    r"\x{2071}-\x{209C}\x{20D0}-\x{218F}\x{2C00}-\x{2DFF}",
    r"\x{3005}-\x{3007}\x{3021}-\x{303C}\x{3041}-\x{31EF}\x{3400}-\x{D7FF}",
    r"\x{F900}-\x{FE0F}\x{FE20}-\x{FE2F}\x{FE70}-\x{FEFE}",
    r"\x{FF10}-\x{FF19}\x{FF21}-\x{FF3A}\x{FF3F}\x{FF41}-\x{FF5A}\x{FF66}-\x{FFDC}",
    r"\x{10000}-\x{1CFFF}\x{1D400}-\x{1EFFF}\x{20000}-\x{10FFFF}",
);

/// White space, the end of a line included; in escapes, since a pattern may be laid out with `(?x)`.
const SPACE: &str = r"\x09-\x0D\x20";

/// Puts classes of few ranges in place of those that are all of Unicode.
///
/// Brackets may stand within brackets, so what stands for `\w` need not know whether it stands in a class, and a class
/// that is negated or intersected stays so. An escape at the end of a range is nothing that a pattern may have.
pub(crate) fn simplified(pattern: &str) -> String {
    let folded = ignores_case(pattern);
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let (escape, after) = split_escape(&rest[at..]);
        // Where case is ignored every sign of a class is looked up by itself, and blocks hold more of them.
        let class = plain_class(escape).or_else(|| word_class(escape).filter(|_| !folded));
        out.push_str(class.as_deref().unwrap_or(escape));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Returns whether some part of `pattern` takes small letters for capitals; at times of one that does not.
fn ignores_case(pattern: &str) -> bool {
    pattern.match_indices("(?").any(|(at, opening)| {
        let flags = pattern[at + opening.len()..].bytes();
        flags.take_while(u8::is_ascii_lowercase).any(|flag| flag == b'i')
    })
}

/// Splits off the escape that `text` begins with, the name of a property included.
fn split_escape(text: &str) -> (&str, &str) {
    let end = if text.starts_with(r"\p{") {
        text.find('}').map(|brace| brace + 1)
    } else {
        text.char_indices().nth(2).map(|(after, _)| after)
    };
    text.split_at(end.unwrap_or(text.len()))
}

/// Returns the class that stands for `escape` where it is but a few signs of ASCII, or all others.
fn plain_class(escape: &str) -> Option<String> {
    match escape {
        r"\d" => Some("[0-9]".to_owned()),
        r"\D" => Some("[^0-9]".to_owned()),
        r"\s" => Some(format!("[{SPACE}]")),
        r"\S" => Some(format!("[^{SPACE}]")),
        _ => None,
    }
}

/// Returns the class that stands for `escape` where it is a part of what words are made of, or all that is not.
fn word_class(escape: &str) -> Option<String> {
    match escape {
        r"\w" => Some(format!("[0-9A-Za-z_{WORD}]")),
        r"\W" => Some(format!("[^0-9A-Za-z_{WORD}]")),
        r"\p{L}" => Some(format!("[A-Za-z{WORD}]")),
        r"\p{N}" | r"\p{Nd}" => Some("[0-9]".to_owned()),
        r"\p{Pc}" => Some("[_]".to_owned()),
        r"\p{M}" | r"\p{Mn}" | r"\p{Mc}" | r"\p{Nl}" => Some(format!("[{WORD}]")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use syntect::parsing::Regex;

    #[test]
    fn classes_of_all_of_unicode_become_short_ones() {
        let word = format!("[0-9A-Za-z_{WORD}]");
        let other = format!("[^0-9A-Za-z_{WORD}]");
        let letter = format!("[A-Za-z{WORD}]");
        let mark = format!("[{WORD}]");
        for (pattern, simple) in [
            (r"\w+", format!("{word}+")),
            (r"\W", other.clone()),
            (r"a\d{2,}\D", "a[0-9]{2,}[^0-9]".to_owned()),
            (r"^\s*\S", r"^[\x09-\x0D\x20]*[^\x09-\x0D\x20]".to_owned()),
            (r"[^\w.]", format!("[^{word}.]")),
            (r"[\W_]", format!("[{other}_]")),
            (r"[^\n\S]", r"[^\n[^\x09-\x0D\x20]]".to_owned()),
            (r"[]\d]", "[][0-9]]".to_owned()),
            (r"[[:alpha:]\d]", "[[:alpha:][0-9]]".to_owned()),
            (r"[\w&&[^\d]]", format!("[{word}&&[^[0-9]]]")),
            (r"[\p{L}\p{N}_]", format!("[{letter}[0-9]_]")),
            (r"[$\p{Nl}\p{Mn}\p{Mc}\p{Pc}]", format!("[${mark}{mark}{mark}[_]]")),
            (r"\\\w", format!(r"\\{word}")),
            ("(?x) \\d # of \\s\n \\b", "(?x) [0-9] # of [\\x09-\\x0D\\x20]\n \\b".to_owned()),
        ] {
            assert_eq!(simplified(pattern), simple, "{pattern}");
        }
    }

    #[test]
    fn what_is_short_or_in_doubt_stays() {
        for pattern in [
            "",
            "if|else",
            r"\\w\\d",
            r"\bend\b\B",
            r"\h+\H",
            r"\x{80}-\x{10FFFF}\x41\u00e9",
            r"\p{Lu}\p{Ll}\p{Lt}\p{Lo}\p{S}\p{Alpha}",
            r"\P{L}\p{^L}\pL\p{L",
            r"(\w+)\k<name>\1(?i)",
            r"(?mi:\w|\p{L}\W\p{N})",
            "\\",
        ] {
            assert_eq!(simplified(pattern), pattern);
        }
    }

    #[test]
    fn only_flags_that_are_set_ignore_case() {
        for pattern in ["(?i)a", "(?xi:a)", "b(?ix)a"] {
            assert!(ignores_case(pattern), "{pattern}");
        }
        for pattern in ["a", "(?x)i", "(?:i)", "(?=i)", "(?<!i)", "(?<i>a)", "(?x-i:a)", "(i)"] {
            assert!(!ignores_case(pattern), "{pattern}");
        }
    }

    /// What is told apart as before: all of ASCII, and what Chinese and European texts hold.
    fn signs() -> impl Iterator<Item = char> {
        let beyond = "éßñµªØЖλאकあアー한快表々〇，。、；：？！（）《》「」【】～￥“”‘’—…·«»¿×÷→≤■€°😀ａＺ\u{301}";
        ('\0'..='\x7F').chain(beyond.chars())
    }

    #[test]
    fn a_class_holds_the_same_signs_as_before() {
        for class in [
            r"\w",
            r"\W",
            r"\d",
            r"\D",
            r"\s",
            r"\S",
            r"[^\w.]",
            r"[\W_]",
            r"[^\n\S]",
            r"[[^\n\S]\n\);&]",
            r"[]\w]",
            r"[^]\d]",
            r"[\]\w]",
            r"[\\w]",
            r"[-\w]",
            r"[\w-]",
            r"[\w.-]",
            r"[a-f-\d]",
            r"[[:punct:]\d]",
            r"[\w&&[^\d]]",
            r"[[-\w][\p{L}\p{M}\p{S}\p{N}&&[[:^ascii:]]]]",
            r"[_$\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}\x{200C}\x{200D}]",
            r"[^-_\p{L}\p{M}\p{N}]",
            r"(?i:[\w\p{N}])",
        ] {
            let [before, after] =
                [class, &*simplified(class)].map(|class| Regex::new(format!(r"\A(?:{class})\z")));
            for sign in signs().map(String::from) {
                assert_eq!(before.is_match(&sign), after.is_match(&sign), "{class}, {sign:?}");
            }
        }
    }

    #[test]
    fn no_range_ends_in_a_class() {
        for pattern in [r"[+-\w]", r"[\w-z]", r"[\d-\w]"] {
            assert!(Regex::try_compile(pattern).is_some(), "{pattern}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_taken_and_once_is_enough(text in r"[\\p{}LNdwWsé(?i)\[\]^]{0,24}") {
            let simple = simplified(&text);
            prop_assert_eq!(simplified(&simple), simple);
        }
    }
}
