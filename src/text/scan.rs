//! Bytes that are looked for in long texts.
//!
//! Takes text and a few bytes other than 0; gives the first place of one. Never looks at a character as a whole.

/// Bytes that a processor compares at once; the loops below are written so that the compiler sees it.
const STEP: usize = 16;

/// Returns where the first of `signs` stands. Most texts hold none, which is told sixteen bytes at a time.
#[must_use]
pub fn find_sign<const N: usize>(text: &str, signs: [u8; N]) -> Option<usize> {
    let bytes = text.as_bytes();
    let holds = |step: &[u8; STEP]| {
        let has = |sign: u8| step.iter().fold(false, |any, &byte| any | (byte == sign));
        signs.iter().fold(false, |any, &sign| any | has(sign))
    };
    let (steps, rest) = bytes.as_chunks::<STEP>();
    let passed = steps.iter().take_while(|step| !holds(step)).count();
    if passed == steps.len() {
        let mut step = [0; STEP];
        step[..rest.len()].copy_from_slice(rest);
        if !holds(&step) {
            return None;
        }
    }
    let from = passed * STEP;
    Some(from + bytes[from..].iter().position(|byte| signs.contains(byte))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_first_sign_is_found_wherever_it_stands(text in "[a-c快]{0,40}[x-z]{0,2}[a-c快]{0,20}") {
            prop_assert_eq!(find_sign(&text, *b"xyz"), text.find(['x', 'y', 'z']));
        }
    }
}
