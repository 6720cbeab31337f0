//! Text without what no format can hold.
//!
//! Takes any text; gives it without control characters and what Unicode keeps for programs. Never changes a letter.

use std::borrow::Cow;

/// Returns the text on one line: each run of white space and of what cannot be shown becomes one space.
pub(super) fn line(text: &str) -> Cow<'_, str> {
    let mut before = b' ';
    let mut is_plain = |byte: u8| {
        let is_plain = matches!(byte, b'!'..=b'~') || (byte == b' ' && before != b' ');
        before = byte;
        is_plain
    };
    if text.bytes().all(&mut is_plain) && !text.ends_with(' ') {
        return Cow::Borrowed(text);
    }
    let sound = |c: char| c == ' ' || !(c.is_whitespace() || is_odd(c));
    if text.chars().all(sound) && text.trim() == text && !text.contains("  ") {
        return Cow::Borrowed(text);
    }
    let words = text.split(|c: char| c.is_whitespace() || is_odd(c));
    Cow::Owned(words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
}

/// Returns the text with its line breaks, each `\n`, and nothing else that cannot be shown.
pub(super) fn lines(text: &str) -> Cow<'_, str> {
    let plain = |byte: u8| matches!(byte, b' '..=b'~');
    if text.bytes().all(plain) || !text.chars().any(|c| c != '\n' && (is_odd(c) || is_break(c))) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n");
    let kept = text.chars().filter_map(|c| match c {
        _ if is_break(c) => Some('\n'),
        '\t' => Some(' '),
        _ => (!is_odd(c)).then_some(c),
    });
    Cow::Owned(kept.collect())
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Returns whether a character is a control, or not a character at all.
fn is_odd(c: char) -> bool {
    c.is_control() || u32::from(c) & 0xFFFE == 0xFFFE || ('\u{FDD0}'..='\u{FDEF}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_line_is_its_words_with_single_spaces(text in "[ -~\n汉é]{0,24}") {
            let words: Vec<&str> = text.split_whitespace().collect();
            prop_assert_eq!(line(&text), words.join(" "));
        }
    }

    #[test]
    fn one_line_stays_one_line() {
        assert_eq!(line("a\u{2028}b\r\n\tc\0 "), "a b c");
        assert!(matches!(line("汉 字"), Cow::Borrowed(_)));
        assert!(matches!(line("plain words"), Cow::Borrowed(_)));
        for text in [" two words", "two  words", "two words "] {
            assert_eq!(line(text), "two words");
        }
        assert_eq!(line("\u{FFFE}\u{1FFFF}"), "");
    }

    #[test]
    fn line_breaks_are_of_one_sort() {
        assert_eq!(lines("a\r\nb\rc\u{2029}d\u{7}\te"), "a\nb\nc\nd e");
        assert!(matches!(lines("a\nb"), Cow::Borrowed(_)));
    }
}
