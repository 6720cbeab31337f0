//! Bytes as script files that any page can load.
//!
//! Takes a shard; gives `zhiku.search.shard("key", "…")` with its bytes deflated, in base64: the one way to load
//! data that works from disk, and one in which no text of an author can be taken for code.

use super::Shard;
use crate::parallel;
use base64_simd::STANDARD;
use libdeflater::{CompressionLvl, Compressor};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// Folder of the index, from the root.
const FOLDER: &str = "data/search";
/// Effort of packing, of 12: twice this would make the index a seventieth smaller, and its packing take more than half as long again.
const EFFORT: i32 = 1;

/// Shards that are packed one after the other: what packing needs of memory is asked for once for them all.
const ROW: usize = 16;

/// Packs each shard into a file, and hands its path from the root and its bytes to `take` at once; gives what that gives, and the
/// fingerprint of what the shard held.
pub(super) fn scripts<T: Send>(
    shards: &[Shard<'_>],
    take: &(impl Fn(String, Vec<u8>) -> T + Sync),
) -> Vec<(T, u64)> {
    let rows: Vec<&[Shard<'_>]> = shards.chunks(ROW).collect();
    let packed = parallel::map(&rows, |row| {
        let packer = Compressor::new(CompressionLvl::new(EFFORT).unwrap_or_default());
        let mut press = Press { packer, plain: Vec::new(), packed: Vec::new() };
        row.iter().map(|shard| press.script(shard, take)).collect::<Vec<_>>()
    });
    packed.into_iter().flatten().collect()
}

/// Returns a short name for the state of the whole index, which keeps old shards apart from new ones.
pub(super) fn fingerprint(prints: impl Iterator<Item = u64>) -> String {
    let mut state = Xxh3::new();
    for print in prints {
        state.update(&print.to_le_bytes());
    }
    format!("{:016x}", state.digest())[..8].to_owned()
}

/// Packs shards one after the other, with room for one that they share.
struct Press {
    packer: Compressor,
    plain: Vec<u8>,
    packed: Vec<u8>,
}

impl Press {
    /// Packs one shard.
    fn script<T>(&mut self, shard: &Shard<'_>, take: impl Fn(String, Vec<u8>) -> T) -> (T, u64) {
        self.plain.clear();
        for part in &shard.parts {
            self.plain.extend_from_slice(part);
        }
        let mut bytes = format!("zhiku.search.shard(\"{}\",\"", shard.key).into_bytes();
        STANDARD.encode_append(self.deflated(), &mut bytes);
        bytes.extend_from_slice(b"\");\n");
        (take(format!("{FOLDER}/{}.js", shard.key), bytes), xxh3_64(&self.plain))
    }

    /// Compresses what is `plain` (RFC 1951), as browsers' `DecompressionStream("deflate-raw")` reads it.
    fn deflated(&mut self) -> &[u8] {
        self.packed.resize(self.packer.deflate_compress_bound(self.plain.len()), 0);
        // Nothing but too little room can go wrong, and this is room for the worst.
        let length = self.packer.deflate_compress(&self.plain, &mut self.packed);
        &self.packed[..length.unwrap_or_default()]
    }
}
