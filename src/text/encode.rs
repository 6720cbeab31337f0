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

/// Bytes that need no encoding, whatever stands around them.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        plain[byte as usize] =
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'/' | b'_');
        byte += 1;
    }
    plain
};

/// Appends an address, percent-encoded where it must be: most are made of slugs, and never.
pub fn push_encoded(out: &mut String, address: &str) {
    if address.bytes().all(|byte| PLAIN[usize::from(byte)]) {
        out.push_str(address);
    } else {
        out.extend(utf8_percent_encode(address, RESERVED));
    }
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
    }
}
