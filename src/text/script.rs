//! Hanzi among other scripts.
//!
//! Takes text; tells which runs are Chinese, and gives the simplified form. Never guesses a
//! language from Latin letters.

/// What a run of text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Hanzi, with the Chinese punctuation beside them.
    Han,
    /// Anything else.
    Other,
}

/// A run of one script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// What it is written in.
    pub script: Script,
    /// The text itself.
    pub text: &'a str,
}

/// Returns whether `c` is a hanzi.
///
/// # Source
/// Unicode 16: the CJK Unified Ideographs blocks, the CJK Compatibility Ideographs, `〇` and `々`.
#[must_use]
pub const fn is_han(c: char) -> bool {
    matches!(
        c as u32,
        0x3005
            | 0x3007
            | 0x3400..=0x4DBF
            | 0x4E00..=0x9FFF
            | 0xF900..=0xFAFF
            | 0x20000..=0x323AF
    )
}

/// Returns whether `text` holds a hanzi.
#[must_use]
pub fn has_han(text: &str) -> bool {
    text.chars().any(|c| !c.is_ascii() && is_han(c))
}

/// Cuts `text` into runs of hanzi and runs of anything else, so that `lang` can be marked.
///
/// Chinese punctuation belongs to the hanzi it touches. The runs joined are the text.
#[must_use]
pub fn split_scripts(text: &str) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    each_run(text, |run| runs.push(run));
    runs
}

/// Gives the runs of [`split_scripts`] one by one.
pub fn each_run<'t>(text: &'t str, mut give: impl FnMut(Run<'t>)) {
    let (mut start, mut script) = (0, Script::Other);
    // Where punctuation began that is Chinese if a hanzi follows.
    let mut open: Option<usize> = None;
    for (at, c) in text.char_indices() {
        let (next, from) = if c.is_ascii() {
            open = None;
            (Script::Other, at)
        } else if is_han(c) {
            (Script::Han, open.take().unwrap_or(at))
        } else if is_han_punctuation(c) {
            open = open.or(Some(at)).filter(|_| script == Script::Other);
            continue;
        } else {
            open = None;
            (Script::Other, at)
        };
        if next != script && from > start {
            give(Run { script, text: &text[start..from] });
            start = from;
        }
        script = next;
    }
    if start < text.len() {
        give(Run { script, text: &text[start..] });
    }
}

/// Turns traditional hanzi into simplified ones; anything else stays.
#[must_use]
pub fn simplify(text: &str) -> String {
    if has_han(text) { fast2s::convert(text) } else { text.to_owned() }
}

/// Returns whether `c` is punctuation that Chinese text uses; curly quotes are, beside a hanzi.
const fn is_han_punctuation(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}'
        | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}' | '“' | '”' | '‘' | '’' | '·' | '…' | '—')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> Vec<(Script, &str)> {
        split_scripts(text).into_iter().map(|run| (run.script, run.text)).collect()
    }

    #[test]
    fn punctuation_goes_with_the_hanzi_it_touches() {
        use Script::{Han, Other};
        assert_eq!(
            shown("Kuaishou (快手) rose"),
            [(Other, "Kuaishou ("), (Han, "快手"), (Other, ") rose")]
        );
        assert_eq!(shown("读《京东，快手》 now"), [(Han, "读《京东，快手》"), (Other, " now")]);
        assert_eq!(shown("《JD》 it’s"), [(Other, "《JD》 it’s")]);
        assert_eq!(shown(""), []);
    }

    #[test]
    fn traditional_names_find_simplified_ones() {
        for (written, simplified) in [
            ("羅永浩", "罗永浩"),
            ("淘寶", "淘宝"),
            ("快手", "快手"),
            ("京東", "京东"),
            ("抖音", "抖音"),
            ("直播帶貨", "直播带货"),
            ("董明珠", "董明珠"),
            ("阿里巴巴集團", "阿里巴巴集团"),
            ("騰訊控股", "腾讯控股"),
            ("拼多多 and 微信", "拼多多 and 微信"),
        ] {
            assert_eq!(simplify(written), simplified);
        }
    }

    proptest! {
        #[test]
        fn runs_joined_are_the_text_and_neighbours_differ(text in "[a快手，。《》“” 𠀀é]{0,30}") {
            let runs = split_scripts(&text);
            prop_assert_eq!(runs.iter().map(|run| run.text).collect::<String>(), &text[..]);
            prop_assert!(runs.windows(2).all(|pair| pair[0].script != pair[1].script));
        }

        #[test]
        fn any_text_can_be_simplified(text in "\\PC{0,40}") {
            prop_assert_eq!(simplify(&text).chars().count(), text.chars().count());
        }
    }
}
