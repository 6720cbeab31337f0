//! The program `zhiku`: hands its arguments to [`zhiku::cli`] and ends with its exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    zhiku::cli::run(std::env::args_os())
}
