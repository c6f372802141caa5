//! Links of campaigns, as those open them who got them.

mod open;

pub(super) use open::door;
