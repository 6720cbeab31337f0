//! The currencies that are known, by every sign and word for them.
//!
//! Takes the start of a text; gives an ISO 4217 code. Never picks one of several that share a sign: `$`, `¥` and
//! `dollars` alone are nobody's.

/// Code, and the name after a number in Chinese; sorted by code.
const CURRENCIES: [(&str, &str); 53] = [
    ("AED", "阿联酋迪拉姆"),
    ("ARS", "阿根廷比索"),
    ("AUD", "澳元"),
    ("BDT", "孟加拉塔卡"),
    ("BGN", "保加利亚列弗"),
    ("BHD", "巴林第纳尔"),
    ("BRL", "巴西雷亚尔"),
    ("CAD", "加元"),
    ("CHF", "瑞士法郎"),
    ("CLP", "智利比索"),
    ("CNY", "元"),
    ("COP", "哥伦比亚比索"),
    ("CZK", "捷克克朗"),
    ("DKK", "丹麦克朗"),
    ("EGP", "埃及镑"),
    ("EUR", "欧元"),
    ("GBP", "英镑"),
    ("HKD", "港元"),
    ("HUF", "匈牙利福林"),
    ("IDR", "印尼盾"),
    ("ILS", "以色列新谢克尔"),
    ("INR", "印度卢比"),
    ("ISK", "冰岛克朗"),
    ("JPY", "日元"),
    ("KES", "肯尼亚先令"),
    ("KRW", "韩元"),
    ("KWD", "科威特第纳尔"),
    ("KZT", "哈萨克斯坦坚戈"),
    ("LKR", "斯里兰卡卢比"),
    ("MAD", "摩洛哥迪拉姆"),
    ("MMK", "缅甸元"),
    ("MOP", "澳门元"),
    ("MXN", "墨西哥比索"),
    ("MYR", "林吉特"),
    ("NGN", "尼日利亚奈拉"),
    ("NOK", "挪威克朗"),
    ("NZD", "新西兰元"),
    ("PEN", "秘鲁索尔"),
    ("PHP", "菲律宾比索"),
    ("PKR", "巴基斯坦卢比"),
    ("PLN", "波兰兹罗提"),
    ("QAR", "卡塔尔里亚尔"),
    ("RON", "罗马尼亚列伊"),
    ("RUB", "卢布"),
    ("SAR", "沙特里亚尔"),
    ("SEK", "瑞典克朗"),
    ("SGD", "新加坡元"),
    ("THB", "泰铢"),
    ("TRY", "土耳其里拉"),
    ("TWD", "新台币"),
    ("USD", "美元"),
    ("VND", "越南盾"),
    ("ZAR", "南非兰特"),
];

/// Other ways to write them, in lower case; of two that begin alike the longer one comes first.
const WORDS: [(&str, &str); 87] = [
    ("yuan renminbi", "CNY"),
    ("renminbi yuan", "CNY"),
    ("chinese yuan", "CNY"),
    ("yuan", "CNY"),
    ("renminbi", "CNY"),
    ("rmb", "CNY"),
    ("cny", "CNY"),
    ("cn¥", "CNY"),
    ("人民币元", "CNY"),
    ("人民币", "CNY"),
    ("人民幣", "CNY"),
    ("元人民币", "CNY"),
    ("元", "CNY"),
    ("us dollars", "USD"),
    ("us dollar", "USD"),
    ("u.s. dollars", "USD"),
    ("u.s. dollar", "USD"),
    ("american dollars", "USD"),
    ("us$", "USD"),
    ("us $", "USD"),
    ("u.s.$", "USD"),
    ("u.s. $", "USD"),
    ("usd", "USD"),
    ("美元", "USD"),
    ("美金", "USD"),
    ("hong kong dollars", "HKD"),
    ("hong kong dollar", "HKD"),
    ("hk dollars", "HKD"),
    ("hk$", "HKD"),
    ("hk $", "HKD"),
    ("hkd", "HKD"),
    ("港元", "HKD"),
    ("港币", "HKD"),
    ("港幣", "HKD"),
    ("euros", "EUR"),
    ("euro", "EUR"),
    ("eur", "EUR"),
    ("€", "EUR"),
    ("欧元", "EUR"),
    ("歐元", "EUR"),
    ("pounds sterling", "GBP"),
    ("british pounds", "GBP"),
    ("gbp", "GBP"),
    ("£", "GBP"),
    ("英镑", "GBP"),
    ("英鎊", "GBP"),
    ("japanese yen", "JPY"),
    ("yen", "JPY"),
    ("jpy", "JPY"),
    ("jp¥", "JPY"),
    ("日元", "JPY"),
    ("日圆", "JPY"),
    ("south korean won", "KRW"),
    ("korean won", "KRW"),
    ("won", "KRW"),
    ("₩", "KRW"),
    ("韩元", "KRW"),
    ("韓元", "KRW"),
    ("new taiwan dollars", "TWD"),
    ("nt$", "TWD"),
    ("新台币", "TWD"),
    ("新台幣", "TWD"),
    ("singapore dollars", "SGD"),
    ("s$", "SGD"),
    ("新加坡元", "SGD"),
    ("australian dollars", "AUD"),
    ("au$", "AUD"),
    ("a$", "AUD"),
    ("澳元", "AUD"),
    ("canadian dollars", "CAD"),
    ("ca$", "CAD"),
    ("c$", "CAD"),
    ("加元", "CAD"),
    ("new zealand dollars", "NZD"),
    ("nz$", "NZD"),
    ("indian rupees", "INR"),
    ("₹", "INR"),
    ("thai baht", "THB"),
    ("baht", "THB"),
    ("泰铢", "THB"),
    ("ringgit", "MYR"),
    ("rupiah", "IDR"),
    ("₱", "PHP"),
    ("₫", "VND"),
    ("r$", "BRL"),
    ("swiss francs", "CHF"),
    ("₽", "RUB"),
];

/// Signs and words that several currencies share.
const SHARED: [&str; 5] = ["$", "¥", "dollars", "dollar", "bucks"];

/// Returns the code of the currency that `text` begins with, and the length of what names it.
pub(super) fn leading(text: &str) -> Option<(&'static str, usize)> {
    let by_word = WORDS
        .iter()
        .find(|(word, _)| begins_with(text, word))
        .map(|&(word, code)| (code, word.len()));
    by_word.or_else(|| {
        let code = text.get(..3)?;
        let known = CURRENCIES.iter().find(|(known, _)| *known == code)?.0;
        ends_word(text, code).then_some((known, 3))
    })
}

/// Returns the length of a sign or word that `text` begins with and that several currencies share.
pub(super) fn leading_shared(text: &str) -> Option<usize> {
    SHARED.iter().find(|word| begins_with(text, word)).map(|word| word.len())
}

/// Returns what stands after a number in Chinese; the code itself for a currency not known.
pub(super) fn in_chinese(code: &str) -> &str {
    CURRENCIES.iter().find(|(known, _)| *known == code).map_or(code, |&(_, name)| name)
}

/// Returns whether `text` begins with `word`, case aside, and the word ends there.
pub(super) fn begins_with(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        && ends_word(text, word)
}

/// Returns whether no letter runs on after `word`, which `text` begins with; a sign or hanzi ends anywhere.
fn ends_word(text: &str, word: &str) -> bool {
    let is_latin = word.ends_with(|character: char| character.is_ascii_alphabetic());
    let runs_on = text[word.len()..]
        .starts_with(|character: char| character.is_alphabetic() && is_latin_letter(character));
    !(is_latin && runs_on)
}

const fn is_latin_letter(character: char) -> bool {
    (character as u32) < 0x0250
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_words_and_codes_name_a_currency() {
        for (text, expected) in [
            ("RMB200bn", Some(("CNY", 3))),
            ("rmb 5", Some(("CNY", 3))),
            ("元人民币", Some(("CNY", 12))),
            ("US$2bn", Some(("USD", 3))),
            ("US Dollars", Some(("USD", 10))),
            ("美元", Some(("USD", 6))),
            ("A$5", Some(("AUD", 2))),
            ("SEK 5", Some(("SEK", 3))),
            ("sek 5", None),
            ("PENS", None),
            ("European users", None),
            ("yuan元", Some(("CNY", 4))),
            ("$5", None),
            ("dollars", None),
            ("", None),
            ("快手", None),
        ] {
            assert_eq!(leading(text), expected, "{text}");
        }
    }

    #[test]
    fn what_several_share_is_known_as_such() {
        assert_eq!(leading_shared("$5"), Some(1));
        assert_eq!(leading_shared("¥5"), Some(2));
        assert_eq!(leading_shared("Dollars"), Some(7));
        assert_eq!(leading_shared("dollarsign"), None);
    }

    #[test]
    fn codes_are_sorted_and_every_word_leads_to_one_and_can_be_reached() {
        assert!(CURRENCIES.is_sorted());
        for (at, (word, code)) in WORDS.iter().enumerate() {
            assert!(CURRENCIES.iter().any(|(known, _)| known == code), "{word}");
            assert_eq!(*word, word.to_lowercase());
            assert!(
                !WORDS[..at].iter().any(|(earlier, _)| begins_with(word, earlier)),
                "{word} is hidden"
            );
        }
    }
}
