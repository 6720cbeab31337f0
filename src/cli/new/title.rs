//! The names in a title: an English one, a Chinese one, or both.
//!
//! Takes what was typed; gives the title, the Chinese names and the slug. Never translates: a note
//! with a Chinese title alone gets its reading as its English name, for the author to mend.

use crate::text::{self, Script, pinyin};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A title taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Title {
    /// The English name, or else the reading of the Chinese one without tones.
    pub(super) english: String,
    /// The Chinese name, where there is one.
    pub(super) chinese: Option<Chinese>,
    /// Whether the English name was made from the reading.
    pub(super) is_read: bool,
}

/// A Chinese name in each of its forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chinese {
    /// In simplified characters.
    pub(super) simplified: String,
    /// In traditional characters, where they were typed.
    pub(super) traditional: Option<String>,
    /// How it is usually read, with tones.
    pub(super) pinyin: String,
}

impl Title {
    /// Takes `typed` apart: `快手`, `Kuaishou`, or `Kuaishou 快手`.
    pub(super) fn of(typed: &str) -> Self {
        let typed: String = typed.nfc().map(half_width).collect();
        let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        match borders(&typed) {
            None => Self { english: typed, chinese: None, is_read: false },
            Some((english, han)) => Self::with_chinese(english, han),
        }
    }

    fn with_chinese(english: &str, han: &str) -> Self {
        let simplified = text::simplify(han);
        let pinyin = reading(&simplified);
        let traditional = (simplified != han).then(|| han.to_owned());
        let is_read = english.is_empty();
        let english = if is_read { without_tones(&pinyin) } else { english.to_owned() };
        Self { english, chinese: Some(Chinese { simplified, traditional, pinyin }), is_read }
    }

    /// Makes the slug: of the English name, in lower case and without marks.
    pub(super) fn slug(&self) -> String {
        let plain = pinyin::plain(&self.english);
        text::slug(&plain).trim_matches(['-', '_']).to_owned()
    }
}

/// Cuts a title into its English and its Chinese part; none where it has no hanzi.
///
/// A title that mixes the two in any other way than side by side is Chinese: 淘宝 C2M 计划.
fn borders(typed: &str) -> Option<(&str, &str)> {
    if !text::has_han(typed) {
        return None;
    }
    if let Some(pair) = bracketed(typed) {
        return Some(pair);
    }
    let runs = text::split_scripts(typed);
    let is_han = |run: &text::Run<'_>| run.script == Script::Han;
    Some(match runs.as_slice() {
        [english, han] if is_han(han) && is_name(english.text) && english.text.ends_with(' ') => {
            (english.text.trim(), han.text.trim())
        }
        [han, english] if is_han(han) && is_name(english.text) && english.text.starts_with(' ') => {
            (english.text.trim(), han.text.trim())
        }
        _ => ("", typed),
    })
}

/// Finds one name behind the other in brackets: `饿了么 (Ele.me)`, `Ele.me（饿了么）`.
fn bracketed(typed: &str) -> Option<(&str, &str)> {
    let (outer, inner) = typed.strip_suffix([')', '）'])?.split_once(['(', '（'])?;
    let (outer, inner) = (outer.trim(), inner.trim());
    match (text::has_han(outer), text::has_han(inner)) {
        (true, false) if is_name(inner) => Some((inner, outer)),
        (false, true) if is_name(outer) => Some((outer, inner)),
        _ => None,
    }
}

/// Returns whether words beside hanzi may be a name of their own; a number belongs to the hanzi.
fn is_name(words: &str) -> bool {
    words.chars().any(char::is_alphabetic)
}

/// Turns the full-width letters and digits of a Chinese keyboard into plain ones.
fn half_width(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)
        }
        _ => c,
    }
}

/// Reads a Chinese name; the digits and letters in it stand as words of their own: `Shuāng 11 2024`.
fn reading(name: &str) -> String {
    let is_foreign = |c: char| c.is_alphanumeric() && !text::is_han(c);
    if !name.contains(is_foreign) {
        return pinyin::usual_reading(name);
    }
    let words = name.split(parts_words).flat_map(text::split_scripts);
    let read = words.map(|run| match run.script {
        Script::Han => pinyin::usual_reading(run.text),
        Script::Other => run.text.trim_matches(is_edge).to_owned(),
    });
    read.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Returns whether `c` stands between words: white space, or a mark that is no part of a name in plain signs.
fn parts_words(c: char) -> bool {
    c.is_whitespace() || !(c.is_ascii() || c.is_alphanumeric() || is_combining_mark(c))
}

/// Returns whether `c` is dropped at the ends of a word; `C++` and `5%` keep theirs.
fn is_edge(c: char) -> bool {
    !(c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '+' | '#' | '%'))
}

/// Takes the tone marks off, and keeps `ü` and the letter case.
fn without_tones(pinyin: &str) -> String {
    let kept = |c: &char| *c == '\u{308}' || !is_combining_mark(*c);
    pinyin.nfd().filter(kept).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hanzi_get_their_reading_and_a_slug_of_it() {
        let title = Title::of("快手");
        let chinese = title.chinese.clone().expect("it is Chinese");
        assert_eq!((title.english.as_str(), title.slug().as_str()), ("Kuaishou", "kuaishou"));
        assert_eq!((chinese.simplified.as_str(), chinese.pinyin.as_str()), ("快手", "Kuàishǒu"));
        assert_eq!(chinese.traditional, None);
    }

    #[test]
    fn traditional_hanzi_are_kept_beside_the_simplified() {
        let chinese = Title::of("京東").chinese.expect("it is Chinese");
        assert_eq!(chinese.simplified, "京东");
        assert_eq!(chinese.traditional.as_deref(), Some("京東"));
    }

    #[test]
    fn both_names_may_stand_side_by_side() {
        for typed in ["JD.com 京东", " 京东  JD.com "] {
            let title = Title::of(typed);
            assert_eq!((title.english.as_str(), title.slug().as_str()), ("JD.com", "jd-com"));
            assert_eq!(title.chinese.map(|chinese| chinese.simplified).as_deref(), Some("京东"));
        }
    }

    #[test]
    fn a_title_that_mixes_hanzi_with_other_signs_loses_none_of_them() {
        for (typed, slug, english, zh) in [
            ("双11 2024", "shuang-11-2024", "Shuang 11 2024", "双11 2024"),
            ("张三 2", "zhangsan-2", "Zhangsan 2", "张三 2"),
            ("618大促", "618-dacu", "618 Dacu", "618大促"),
            ("618 大促", "618-dacu", "618 Dacu", "618 大促"),
            ("2024年双十一", "2024-nianshuangshiyi", "2024 Nianshuangshiyi", "2024年双十一"),
            ("B站", "b-zhan", "B Zhan", "B站"),
            ("ＪＤ京东", "jd-jingdong", "JD Jingdong", "JD京东"),
            ("淘宝 C2M 计划", "taobao-c2m-jihua", "Taobao C2M Jihua", "淘宝 C2M 计划"),
            ("双11 (2024)", "shuang-11-2024", "Shuang 11 2024", "双11 (2024)"),
        ] {
            let title = Title::of(typed);
            assert_eq!((title.slug().as_str(), title.english.as_str()), (slug, english));
            assert!(title.is_read, "{typed}");
            assert_eq!(title.chinese.map(|chinese| chinese.simplified).as_deref(), Some(zh));
        }
    }

    #[test]
    fn one_name_may_stand_in_brackets_behind_the_other() {
        for typed in ["饿了么 (Ele.me)", "饿了么（Ele.me）", "Ele.me (饿了么)"] {
            let title = Title::of(typed);
            assert_eq!((title.english.as_str(), title.slug().as_str()), ("Ele.me", "ele-me"));
            assert_eq!(title.chinese.map(|chinese| chinese.simplified).as_deref(), Some("饿了么"));
        }
    }

    #[test]
    fn an_english_title_gets_a_slug_in_lower_case() {
        assert_eq!(Title::of("618 Festival (2020)").slug(), "618-festival-2020");
        assert_eq!(Title::of("Café Zoë").slug(), "cafe-zoe");
        assert_eq!(Title::of("吕布").slug(), "lvbu");
        assert_eq!(Title::of("!?").slug(), "");
    }
}
