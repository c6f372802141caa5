//! Named statements: each module declares its SQL once, and one test prepares all of them on both engines.

/// Declares SQL constants and the module's `STATEMENTS` list of (name, text).
#[macro_export]
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:expr;)+) => {
        $($(#[$doc])* const $name: &str = $sql;)+
        /// Every statement of this module, for the test that prepares them on both engines.
        pub const STATEMENTS: &[(&str, &str)] = &[$((concat!(module_path!(), "::", stringify!($name)), $name)),+];
    };
}

/// Every named statement of the crate.
pub fn all() -> Vec<(&'static str, &'static str)> {
    [
        crate::counter::STATEMENTS,
        crate::journal::STATEMENTS,
        crate::outbox::STATEMENTS,
        crate::outbox::SETTLE_STATEMENTS,
        crate::workspace::STATEMENTS,
        crate::world::STATEMENTS,
        crate::apply::STATEMENTS,
        crate::attribute::STATEMENTS,
        crate::audit::STATEMENTS,
        crate::bulk::STATEMENTS,
        crate::campaign::STATEMENTS,
        crate::campaign::claim::STATEMENTS,
        crate::campaign::moves::STATEMENTS,
        crate::campaign::people::STATEMENTS,
        crate::campaign::planner::STATEMENTS,
        crate::campaign::reply::STATEMENTS,
        crate::campaign::tally::STATEMENTS,
        crate::consent::STATEMENTS,
        crate::merge::STATEMENTS,
        crate::contact::STATEMENTS,
        crate::conversation::STATEMENTS,
        crate::errand::STATEMENTS,
        crate::event::STATEMENTS,
        crate::exchange::STATEMENTS,
        crate::export::STATEMENTS,
        crate::flow::STATEMENTS,
        crate::goal::STATEMENTS,
        crate::http_call::STATEMENTS,
        crate::intent::STATEMENTS,
        crate::intent::material::STATEMENTS,
        crate::intent::suggestion::STATEMENTS,
        crate::segment::STATEMENTS,
        crate::series::STATEMENTS,
        crate::series::people::STATEMENTS,
        crate::session::STATEMENTS,
        crate::idempotency::STATEMENTS,
        crate::import::STATEMENTS,
        crate::import::undo::STATEMENTS,
        crate::import::known::STATEMENTS,
        crate::journal_view::STATEMENTS,
        crate::link::STATEMENTS,
        crate::login::STATEMENTS,
        crate::number::STATEMENTS,
        crate::overview::STATEMENTS,
        crate::price::STATEMENTS,
        crate::report::STATEMENTS,
        crate::report::conversion::STATEMENTS,
        crate::report::used::STATEMENTS,
        crate::template::STATEMENTS,
        crate::thread::STATEMENTS,
        crate::tier::STATEMENTS,
        crate::token::STATEMENTS,
        crate::undecided::STATEMENTS,
        crate::user::STATEMENTS,
        crate::apply::ROW_STATEMENTS,
    ]
    .concat()
}
