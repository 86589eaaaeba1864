//! Exchange.
mod draft;
mod flow;
mod lines;
mod yaml_file;
pub use draft::{Draft, DraftCode, Visit};
pub use flow::Flow;
