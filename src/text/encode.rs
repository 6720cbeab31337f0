//! Addresses and fragments as `href` takes them.
//!
//! Takes a path or a fragment as it is called; gives it percent-encoded. Never asks whether anything stands there.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What an address in `href` must not hold as it is; hanzi are encoded too.
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'\\')
    .add(b'^')
    .add(b'|')
    .add(b'[')
    .add(b']')
    .add(b'\'')
    .add(b'&')
    .add(b':');

/// Appends an address, percent-encoded where it must be: most are made of slugs, and never.
pub fn push_encoded(out: &mut String, address: &str) {
    if is_plain(address) {
        out.push_str(address);
    } else {
        out.extend(utf8_percent_encode(address, RESERVED));
    }
}

/// Returns whether nothing in an address needs encoding, whatever stands around it: letters, digits and `-./_`.
fn is_plain(address: &str) -> bool {
    // From `-` to `9` no sign is missing. With no way out of a step, the compiler looks at all its bytes at once.
    let fits = |byte: u8| {
        (byte.wrapping_sub(b'-') <= b'9' - b'-')
            | ((byte | 0x20).wrapping_sub(b'a') <= b'z' - b'a')
            | (byte == b'_')
    };
    let all = |step: &[u8]| step.iter().fold(true, |all, &byte| all & fits(byte));
    let (steps, rest) = address.as_bytes().as_chunks::<16>();
    steps.iter().all(|step| all(step)) && all(rest)
}

/// Percent-encodes an address for `href`.
#[must_use]
pub fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    push_encoded(&mut out, address);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use percent_encoding::percent_decode_str;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_encoded_is_read_back_as_it_was(text in "\\PC{0,40}") {
            let encoded = encoded(&text);
            prop_assert!(encoded.is_ascii() && !encoded.contains(['#', '"', ' ', '<']), "{}", encoded);
            prop_assert_eq!(percent_decode_str(&encoded).decode_utf8().ok(), Some(text.into()));
        }

        #[test]
        fn what_is_plain_is_made_of_few_signs(text in "[a-zA-Z0-9._/-]{0,40}", other in any::<char>()) {
            prop_assert!(is_plain(&text) && encoded(&text) == text);
            let is_one = other.is_ascii_alphanumeric() || "-./_".contains(other);
            prop_assert_eq!(is_plain(&format!("{text}{other}")), is_one);
            prop_assert_eq!(is_plain(&format!("{other}{text}")), is_one);
        }
    }
}
