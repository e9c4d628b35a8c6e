//! The program: arguments in, exit code out. Everything else is in the library crate; its map is in lib.rs.

use std::process::ExitCode;

fn main() -> ExitCode {
    sayswho::cli::main()
}
