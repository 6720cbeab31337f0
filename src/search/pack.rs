//! Bytes as script files that any page can load.
//!
//! Takes a shard; gives `zhiku.search.shard("key", "…")` with its bytes deflated, in base64: the one way to load
//! data that works from disk, and one in which no text of an author can be taken for code.

use super::Shard;
use crate::parallel;
use libdeflater::{CompressionLvl, Compressor};
use xxhash_rust::xxh3::Xxh3;

/// Folder of the index, from the root.
const FOLDER: &str = "data/search";
/// Effort of packing, of 12: more would make the index a twentieth smaller and its packing take twice as long.
const EFFORT: i32 = 2;

/// Shards that are packed one after the other: what packing needs of memory is asked for once for them all.
const ROW: usize = 16;

/// Packs each shard into a file: its path and bytes.
pub(super) fn scripts(shards: &[Shard]) -> Vec<(String, Vec<u8>)> {
    let rows: Vec<&[Shard]> = shards.chunks(ROW).collect();
    let packed = parallel::map(&rows, |row| {
        let mut packer = Compressor::new(CompressionLvl::new(EFFORT).unwrap_or_default());
        row.iter().map(|shard| script(shard, &mut packer)).collect::<Vec<_>>()
    });
    packed.into_iter().flatten().collect()
}

/// Packs one shard.
fn script(shard: &Shard, packer: &mut Compressor) -> (String, Vec<u8>) {
    let mut script = format!("zhiku.search.shard(\"{}\",\"", shard.key).into_bytes();
    base64(&deflated(&shard.bytes, packer), &mut script);
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
fn deflated(bytes: &[u8], packer: &mut Compressor) -> Vec<u8> {
    let mut packed = vec![0; packer.deflate_compress_bound(bytes.len())];
    // Nothing but too little room can go wrong, and this is room for the worst.
    let length = packer.deflate_compress(bytes, &mut packed).unwrap_or_default();
    packed.truncate(length);
    packed
}

/// Appends `bytes` in base64 (RFC 4648 §4).
fn base64(bytes: &[u8], to: &mut Vec<u8>) {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    to.reserve(bytes.len().div_ceil(3) * 4 + 8);
    let four = |[a, b, c]: [u8; 3]| {
        let bits = u32::from_be_bytes([0, a, b, c]);
        [18, 12, 6, 0].map(|shift| DIGITS[(bits >> shift & 63) as usize])
    };
    let (threes, rest) = bytes.as_chunks::<3>();
    to.extend(threes.iter().flat_map(|&three| four(three)));
    if let [a, rest @ ..] = rest {
        let last = four([*a, rest.first().copied().unwrap_or(0), 0]);
        to.extend_from_slice(&last[..2 + rest.len()]);
        to.extend_from_slice(&b"=="[rest.len()..]);
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
