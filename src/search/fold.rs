//! Text as it is compared: one case, no accents, simplified hanzi.
//!
//! Takes any text; gives it folded, character by character, so that `static/search.js` can do the same
//! and still know where each character stood. Never looks at neighbours.

use crate::text::{is_han, simplify};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The blocks of hanzi that have traditional forms.
const FIRST: char = '\u{3400}';
const LAST: char = '\u{9FFF}';

/// The simplified form of each hanzi from [`FIRST`] to [`LAST`], worked out once.
static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    (FIRST..=LAST)
        .map(|c| simplify(c.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(c))
        .collect()
});

/// Folds `text`: NFKD, lower case, no combining marks, hanzi simplified one by one.
pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let plain = plain(rest.as_bytes());
        let start = folded.len();
        folded.push_str(&rest[..plain]);
        folded[start..].make_ascii_lowercase();
        let mut further = rest[plain..].chars();
        let Some(c) = further.next() else { return folded };
        rest = further.as_str();
        if is_han(c) && (FIRST..=LAST).contains(&c) {
            folded.push(simplified(c));
        } else {
            let parts = std::iter::once(c).nfkd().flat_map(char::to_lowercase);
            folded.extend(parts.filter(|&part| !is_combining_mark(part)).map(simplified));
        }
    }
}

/// Counts the bytes that come before any beyond ASCII, by many at once.
fn plain(bytes: &[u8]) -> usize {
    let (many, _) = bytes.as_chunks::<16>();
    let plain = 16 * many.iter().take_while(|some| some.is_ascii()).count();
    plain + bytes[plain..].iter().take_while(|byte| byte.is_ascii()).count()
}

/// Lists each traditional form with its simplified one, where `wanted` says that the latter occurs.
pub(super) fn traditional(wanted: impl Fn(char) -> bool) -> String {
    let pairs = (FIRST..=LAST).map(|c| (c, simplified(c)));
    pairs
        .filter(|&(c, simple)| c != simple && wanted(simple))
        .flat_map(|(c, simple)| [c, simple])
        .collect()
}

/// Gives the simplified form of one hanzi, by itself; anything else stays.
fn simplified(c: char) -> char {
    let at = (c as usize).checked_sub(FIRST as usize);
    at.and_then(|at| SIMPLIFIED.get(at).copied()).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_readers_type_meets_what_authors_wrote() {
        assert_eq!(fold("Kuàishǒu GMV"), "kuaishou gmv");
        assert_eq!(fold("羅永浩 淘寶"), "罗永浩 淘宝");
        assert_eq!(fold("ＧＭＶ １２"), "gmv 12");
        assert_eq!(fold("nǚ Café ﬁ"), "nu cafe fi");
        assert_eq!(fold("乾隆"), fold("乾") + &fold("隆"));
    }

    #[test]
    fn only_forms_of_what_occurs_are_listed() {
        assert_eq!(traditional(|c| c == '罗'), "儸罗羅罗");
        assert_eq!(traditional(|_| false), "");
    }

    proptest! {
        #[test]
        fn text_is_folded_as_each_of_its_characters(text in "[a-zA-Z ]{0,40}(\\PC|羅|É){0,3}[A-Z]{0,40}(\\PC){0,2}") {
            let each: String = text.chars().map(|c| fold(c.encode_utf8(&mut [0; 4]))).collect();
            prop_assert_eq!(fold(&text), each);
        }
    }
}
