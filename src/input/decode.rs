//! Bytes of a file → its text.
//!
//! Takes the bytes; gives the text without its byte order mark, and says at the first bad byte what
//! is wrong. Never drops what can be read: UTF-16 is decoded, other bad bytes become U+FFFD, and the
//! text goes on with its diagnostic. A file that opens with a NUL is no text at all.

use super::Text;
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::span::Span;
use std::sync::Arc;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// How many bytes are looked at to guess an encoding.
const GUESS_BYTES: usize = 64 << 10;

/// Reads `bytes` as the text of the file at `path`; `None` where there is no text in them.
///
/// # Diagnostics
/// [`Code::NotUtf8`] or [`Code::NulByte`], at the first byte concerned and once for each file.
pub(super) fn decode(path: &Arc<str>, mut bytes: Vec<u8>) -> Checked<Option<Text>> {
    if let Some(text) = utf16(&bytes) {
        let diagnostic = not_utf8(path, Span::default(), "the file is UTF-16", "UTF-16");
        return found(path, text, Some(diagnostic));
    }
    if bytes.starts_with(BYTE_ORDER_MARK) {
        bytes.drain(..BYTE_ORDER_MARK.len());
    }
    if bytes.iter().take(4).any(|&byte| byte == 0) {
        let diagnostic = nul(path, Span::default(), "the file opens with NUL: it is no text");
        return Checked { value: None, diagnostics: vec![diagnostic] };
    }
    match String::from_utf8(bytes) {
        Ok(text) => match text.find('\0') {
            Some(at) => found(path, text.replace('\0', "\u{FFFD}"), Some(nul_at(path, at))),
            None => found(path, text, None),
        },
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let diagnostic = bad_byte(path, bytes, at);
            found(path, String::from_utf8_lossy(bytes).replace('\0', "\u{FFFD}"), Some(diagnostic))
        }
    }
}

fn found(path: &Arc<str>, text: String, diagnostic: Option<Diagnostic>) -> Checked<Option<Text>> {
    let text = Text { path: Arc::clone(path), text: text.into() };
    Checked { value: Some(text), diagnostics: diagnostic.into_iter().collect() }
}

/// Decodes UTF-16, told by its byte order mark or by a NUL in every other of its first bytes.
fn utf16(bytes: &[u8]) -> Option<String> {
    let (unit, rest): (fn([u8; 2]) -> u16, _) = match bytes {
        [0xFF, 0xFE, rest @ ..] => (u16::from_le_bytes, rest),
        [0xFE, 0xFF, rest @ ..] => (u16::from_be_bytes, rest),
        [1..=255, 0, 1..=255, 0, ..] => (u16::from_le_bytes, bytes),
        [0, 1..=255, 0, 1..=255, ..] => (u16::from_be_bytes, bytes),
        _ => return None,
    };
    let units = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let text = char::decode_utf16(units).collect::<Result<String, _>>().ok()?;
    (!text.contains('\0')).then_some(text)
}

fn bad_byte(path: &Arc<str>, bytes: &[u8], at: usize) -> Diagnostic {
    let label = format!("byte 0x{:02X}", bytes[at]);
    let encoding = if looks_like_gbk(&bytes[at..]) { "GBK" } else { "" };
    // One U+FFFD stands there in the text that goes on.
    not_utf8(path, Span::new(at, at + '\u{FFFD}'.len_utf8()), &label, encoding)
}

fn not_utf8(path: &Arc<str>, span: Span, label: &str, encoding: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::NotUtf8, path, span, format!("`{path}` is not UTF-8"))
        .label(label)
        .help("save it as UTF-8, which every editor offers");
    if encoding.is_empty() {
        return diagnostic;
    }
    diagnostic
        .help(format!("it looks like {encoding}: `iconv -f {encoding} -t UTF-8` converts a file"))
}

/// Returns whether everything beyond ASCII comes in the pairs of GBK, at least two of them.
fn looks_like_gbk(bytes: &[u8]) -> bool {
    let cut = bytes.len() > GUESS_BYTES;
    let mut bytes = bytes.iter().take(GUESS_BYTES);
    let mut pair_count = 0;
    while let Some(&lead) = bytes.next() {
        match (lead, lead.is_ascii().then_some(0).or_else(|| bytes.next().copied())) {
            (0x00..=0x7F, _) => {}
            (0x81..=0xFE, Some(0x40..=0x7E | 0x80..=0xFE)) => pair_count += 1,
            (0x81..=0xFE, None) if cut => {}
            _ => return false,
        }
    }
    pair_count >= 2
}

fn nul_at(path: &Arc<str>, at: usize) -> Diagnostic {
    nul(path, Span::new(at, at + '\u{FFFD}'.len_utf8()), "the first NUL")
}

fn nul(path: &Arc<str>, span: Span, label: &str) -> Diagnostic {
    Diagnostic::new(Code::NulByte, path, span, format!("`{path}` holds a NUL character"))
        .label(label)
        .help("take it out: text has no such character, and a file that needs it is not a note")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (Option<String>, Vec<Diagnostic>) {
        let checked = decode(&"content/a.md".into(), bytes.to_vec());
        (checked.value.map(|text| text.text.to_string()), checked.diagnostics)
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        assert_eq!(read(b"\xEF\xBB\xBF---\n"), (Some("---\n".into()), vec![]));
    }

    #[test]
    fn the_first_bad_byte_is_the_place_also_after_a_byte_order_mark() {
        let (text, diagnostics) = read(b"\xEF\xBB\xBFab\n\xE6\xB1\x89 \xFFz\xFE");
        assert_eq!(text.as_deref(), Some("ab\n汉 \u{FFFD}z\u{FFFD}"));
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(diagnostics[0].code, Code::NotUtf8);
        assert_eq!(diagnostics[0].place.span, Span::new(7, 10));
        assert_eq!(diagnostics[0].label, "byte 0xFF");
        assert_eq!(diagnostics[0].help.len(), 1);
    }

    #[test]
    fn gbk_is_named() {
        // 快手 in GBK.
        let (_, diagnostics) = read(b"title: \xBF\xEC\xCA\xD6\n");
        assert!(diagnostics[0].help[1].contains("GBK"), "{diagnostics:?}");
    }

    #[test]
    fn latin_1_is_not_taken_for_gbk() {
        let (_, diagnostics) = read(b"caf\xE9 and th\xE9\n");
        assert_eq!(diagnostics[0].help.len(), 1);
    }

    #[test]
    fn utf16_is_read_and_reported_with_and_without_its_mark() {
        for (mark, bytes) in [
            (&b"\xFF\xFE"[..], "--- 快手".encode_utf16().flat_map(u16::to_le_bytes).collect()),
            (b"\xFE\xFF", "--- 快手".encode_utf16().flat_map(u16::to_be_bytes).collect()),
            (b"", "--- 快手".encode_utf16().flat_map(u16::to_le_bytes).collect()),
            (b"", "--- 快手".encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>()),
        ] {
            let (text, diagnostics) = read(&[mark, &bytes].concat());
            assert_eq!(text.as_deref(), Some("--- 快手"));
            assert_eq!(diagnostics[0].code, Code::NotUtf8);
            assert!(diagnostics[0].help[1].contains("UTF-16"));
        }
    }

    #[test]
    fn a_nul_is_reported_where_it_stands_and_the_rest_is_read() {
        let (text, diagnostics) = read("快手\0 a\0b".as_bytes());
        assert_eq!(text.as_deref(), Some("快手\u{FFFD} a\u{FFFD}b"));
        assert_eq!(diagnostics[0].code, Code::NulByte);
        assert_eq!(diagnostics[0].place.span, Span::new(6, 9));
        assert_eq!(diagnostics.len(), 1);
    }

    #[test]
    fn a_file_that_opens_with_nul_is_no_text() {
        let (text, diagnostics) = read(b"\0\0\0\0");
        assert_eq!((text, diagnostics[0].code), (None, Code::NulByte));
    }

    #[test]
    fn no_text_ever_holds_a_nul() {
        for bytes in [&b"ab c\0\xFF"[..], b"\xFF\xFE\0\0a\0\0\0", b"a\0b\0c", b"abcd\0\0"] {
            assert!(!read(bytes).0.unwrap_or_default().contains('\0'), "{bytes:?}");
        }
    }
}
