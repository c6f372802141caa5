//! Who leans on which segment: other segments by id, published flows by name.

use super::view::{SegmentUse, SegmentUser};
use crate::app::App;
use crate::http::problem::Problem;
use crate::memory;
use domain::flow::book::segments_named;
use domain::segment::{Library, Members};
use domain::text::fold;
use std::collections::HashMap;
use store::Tx;

pub(super) struct Usage {
    users: HashMap<String, Vec<SegmentUse>>,
}

impl Usage {
    pub(super) async fn load(app: &App, tx: &mut Tx, library: &Library) -> Result<Self, Problem> {
        let mut users: HashMap<String, Vec<SegmentUse>> = HashMap::new();
        for segment in library.iter() {
            let Members::Meeting(condition) = &segment.members else { continue };
            let user =
                SegmentUse { kind: SegmentUser::Segment, id: segment.id.to_string(), name: segment.name.clone() };
            for used in condition.segments() {
                add(&mut users, used.to_string(), &user);
            }
        }
        for flow in memory::active_flows(app, tx).await? {
            let user = SegmentUse { kind: SegmentUser::Flow, id: flow.id.to_string(), name: flow.name.clone() };
            let named: Vec<String> = segments_named(&flow.document).map(fold).collect();
            for segment in library.iter().filter(|segment| named.contains(&fold(&segment.name))) {
                add(&mut users, segment.id.to_string(), &user);
            }
        }
        Ok(Self { users })
    }

    pub(super) fn of(&self, segment: &str) -> Vec<SegmentUse> {
        self.users.get(segment).cloned().unwrap_or_default()
    }
}

fn add(users: &mut HashMap<String, Vec<SegmentUse>>, segment: String, user: &SegmentUse) {
    let users = users.entry(segment).or_default();
    if !users.contains(user) {
        users.push(user.clone());
    }
}

/// Refuses what would take a segment, or its name, away from somebody who leans on it.
pub(super) fn in_use(used_by: &[SegmentUse]) -> Problem {
    let names: Vec<String> = used_by.iter().map(|user| format!("“{}”", user.name)).collect();
    let detail = format!("It is used by {}. Take it out there first.", names.join(", "));
    let used_by = serde_json::to_value(used_by).unwrap_or_default();
    Problem::conflict("segment_in_use", "In use", detail).with("used_by", used_by)
}
