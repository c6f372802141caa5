//! What browsers are told while it happens, as server-sent events.

mod batch;
pub use batch::MessageEvent;
pub mod stream;
