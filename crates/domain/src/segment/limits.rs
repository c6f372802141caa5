//! The bounds of a segment. Reaching one is told to whoever writes it; none is ever met by an evaluation.

/// Groups within groups.
pub const DEPTH: usize = 6;
/// Conditions of one segment, groups included.
pub const CONDITIONS: usize = 60;
/// Segments that speak of segments that speak of segments.
pub const SEGMENTS_DEEP: usize = 5;
/// Conditions of a segment with those of every segment it speaks of.
pub const CONDITIONS_IN_ALL: usize = 300;
/// Values of one `is_one_of`.
pub const VALUES: usize = 100;
/// Property conditions of one behaviour.
pub const PROPERTIES: usize = 10;
/// Characters of a text that is compared with.
pub const TEXT: usize = 200;
pub const DAYS: u32 = 3_650;
pub const TIMES: u32 = 100_000;
/// Characters of a segment's name.
pub const NAME: usize = 100;
/// People of one snapshot.
pub const SNAPSHOT_MEMBERS: u64 = 5_000_000;
