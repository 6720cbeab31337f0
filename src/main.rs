//! The program `zhiku`: hands its arguments to [`zhiku::cli`] and ends with its exit status.

use std::process::ExitCode;

/// Notes become many small strings on all cores at once, which the system's allocator serves slowly and packs loosely.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    zhiku::cli::run(std::env::args_os())
}
