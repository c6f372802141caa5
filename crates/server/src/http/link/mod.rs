//! Links of campaigns: as those open them who got them, and as the team looks at them.

pub mod list;
mod open;

pub(super) use open::door;
