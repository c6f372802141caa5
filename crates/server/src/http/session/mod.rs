//! Logging in and out, and one's own account.

pub mod change;
pub mod login;
pub mod logout;
pub mod password;
pub mod read;
pub mod view;
