//! Ways of showing diagnostics. Each writes into `impl io::Write` and none knows the terminal.

mod human;

pub use human::human;
