//! Bytes as script files that any page can load.
//!
//! Takes a shard; gives `zhiku.search.shard("key", "…")` with its bytes deflated, in base64: the one way to load
//! data that works from disk, and one in which no text of an author can be taken for code.

use super::Shard;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::io::Write;
use xxhash_rust::xxh3::Xxh3;

/// Folder of the index, from the root.
const FOLDER: &str = "data/search";
/// Effort of packing: more would make the index a twentieth smaller and its packing three times as long.
const EFFORT: Compression = Compression::new(2);

/// Packs a shard into a file: its path and bytes.
pub(super) fn script(shard: &Shard) -> (String, Vec<u8>) {
    let mut script = format!("zhiku.search.shard(\"{}\",\"", shard.key).into_bytes();
    base64(&deflated(&shard.bytes), &mut script);
    script.extend_from_slice(b"\");\n");
    (format!("{FOLDER}/{}.js", shard.key), script)
}

/// Returns a short name for the state of the whole index, which keeps old shards apart from new ones.
pub(super) fn fingerprint(shards: &[Shard]) -> String {
    let mut state = Xxh3::new();
    for shard in shards {
        state.update(&shard.bytes);
    }
    format!("{:016x}", state.digest())[..8].to_owned()
}

/// Compresses `bytes` (RFC 1951), as browsers' `DecompressionStream("deflate-raw")` reads them.
fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::with_capacity(bytes.len() / 2), EFFORT);
    // Writing to memory does not fail; were it to, the shard would be empty, and the browser would say so.
    encoder.write_all(bytes).and_then(|()| encoder.finish()).unwrap_or_default()
}

/// Appends `bytes` in base64 (RFC 4648 §4).
fn base64(bytes: &[u8], to: &mut Vec<u8>) {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for three in bytes.chunks(3) {
        let [a, b, c] = [0, 1, 2].map(|at| u32::from(three.get(at).copied().unwrap_or(0)));
        let bits = a << 16 | b << 8 | c;
        for digit in 0..4 {
            let index = (bits >> (18 - 6 * digit) & 63) as usize;
            to.push(if digit <= three.len() { DIGITS[index] } else { b'=' });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            let mut out = Vec::new();
            base64(bytes.as_bytes(), &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), text);
        }
    }
}
