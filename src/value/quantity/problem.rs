//! What keeps a text from being a quantity, and what to write instead.
//!
//! Takes a place in the plain text; gives an [`Unreadable`] in the author's own. Never offers a number that the
//! author did not write.

use super::super::Unreadable;
use super::super::format::shortened;
use super::super::normal::Normal;
use super::digits::Refusal;
use crate::diagnostic::Code;
use std::ops::Range;

/// What the field asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// A number of anything.
    Quantity,
    /// A number with a currency.
    Money,
}

/// Something wrong, at a place in the plain text.
#[derive(Debug)]
pub(super) struct Problem {
    code: Option<Code>,
    range: Range<usize>,
    message: Option<String>,
    help: Option<String>,
}

impl Problem {
    /// Something wrong of no particular code.
    pub(super) fn at(
        range: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self { code: None, range, message: Some(message.into()), help: Some(help.into()) }
    }

    /// A sign that several currencies share.
    pub(super) const fn ambiguous(range: Range<usize>) -> Self {
        Self { code: Some(Code::AmbiguousCurrency), range, message: None, help: None }
    }

    /// A range that runs down.
    pub(super) fn low_above_high(text: &str, range: Range<usize>, help: String) -> Self {
        let message = format!("`{}` has its low end above its high end", shortened(text));
        Self { code: Some(Code::LowAboveHigh), range, message: Some(message), help: Some(help) }
    }

    /// No currency where one is wanted.
    pub(super) fn no_currency(text: &str, range: Range<usize>) -> Self {
        let sum = shortened(text[range.clone()].trim());
        Self::at(
            range,
            format!("`{sum}` names no currency"),
            format!("write `CNY {sum}`, `USD {sum}` or another currency's code"),
        )
    }

    /// Two units for one number or range.
    pub(super) fn two_units(range: Range<usize>) -> Self {
        Self::at(
            range,
            "two units stand here",
            "give both ends in one unit, and the source's own conversion after `=`: `CNY 1 billion = USD 138 million`",
        )
    }

    /// No digits where a number should begin; `rest` is what stands there.
    pub(super) fn no_number(rest: &str, range: Range<usize>) -> Self {
        let word: String =
            rest.chars().take_while(|character| character.is_alphanumeric()).collect();
        let range = range.start..range.start + word.len();
        if word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Self::at(
                range,
                format!("`{word}` is not a currency known here"),
                "write its ISO 4217 code, such as `CNY`, `USD`, `HKD` or `EUR`",
            );
        }
        Self { code: None, range, message: None, help: None }
    }

    /// A number in a form that is not read.
    pub(super) fn not_digits(range: Range<usize>) -> Self {
        Self::at(
            range,
            "the number is not written in plain digits",
            "write it as `12,345.6`, or with a word such as `million`",
        )
    }

    /// A number with more digits than can be held exactly.
    pub(super) fn too_long(range: Range<usize>) -> Self {
        Self::at(range, "the number is too long to be held exactly", "27 digits can be")
    }

    /// Digits that are no number.
    pub(super) fn refused(refusal: &Refusal, written: &str, range: Range<usize>) -> Self {
        match refusal {
            Refusal::Length => Self::too_long(range),
            Refusal::Form => Self::at(
                range,
                format!("`{}` is not a number", shortened(written)),
                "write it as `12,345.6`: commas before every third digit, a point before decimals",
            ),
        }
    }

    /// Tells it in terms of the original text.
    pub(super) fn told(self, normal: &Normal, wanted: Wanted) -> Unreadable {
        let (kind, code) = match wanted {
            Wanted::Quantity => ("a quantity", Code::BadQuantity),
            Wanted::Money => ("a sum of money", Code::BadMoney),
        };
        let code = self.code.unwrap_or(code);
        let (message, help) = if code == Code::AmbiguousCurrency {
            ambiguity(&normal.text, self.range.clone())
        } else if normal.text.is_empty() {
            (format!("{kind} should stand here"), forms(wanted))
        } else {
            (format!("`{}` is not {kind}", shortened(&normal.text)), forms(wanted))
        };
        Unreadable {
            code,
            message: self.message.unwrap_or(message),
            help: self.help.unwrap_or(help),
            range: normal.origin(self.range),
        }
    }
}

fn forms(wanted: Wanted) -> String {
    match wanted {
        Wanted::Quantity => "write a number in digits and what it counts, such as `300 million users`, `71.2%`, `> 300,000 livestreams`, `100–150` or `CNY 1 billion`",
        Wanted::Money => "write a currency and a number in digits, such as `CNY 1 billion`, `US$2bn`, `RMB 200–250 billion` or `CNY 30,000 per week`",
    }
    .to_owned()
}

fn ambiguity(text: &str, range: Range<usize>) -> (String, String) {
    let sign = &text[range.clone()];
    let written = |currency: &str| {
        let whole = format!("{}{currency}{}", &text[..range.start], &text[range.end..]);
        format!("`{}`", shortened(whole.trim()))
    };
    let help = match sign {
        "¥" => format!("write {} or {}", written("CNY "), written("JPY ")),
        "$" => format!("write {} or {}", written("US$"), written("HK$")),
        _ => format!(
            "write {} or {}",
            written(&format!("US {sign}")),
            written(&format!("Hong Kong {sign}"))
        ),
    };
    (format!("`{sign}` alone may be one of several currencies"), help)
}
