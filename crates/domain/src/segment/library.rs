//! Segments that speak of other segments.

use super::check::Fault;
use super::{Condition, Members, Segment, limits};
use crate::id::SegmentId;
use std::collections::BTreeMap;

/// Every segment of a workspace.
#[derive(Clone, Debug, Default)]
pub struct Library {
    segments: BTreeMap<SegmentId, Segment>,
}

impl Library {
    pub fn new(segments: impl IntoIterator<Item = Segment>) -> Self {
        Self { segments: segments.into_iter().map(|segment| (segment.id, segment)).collect() }
    }

    pub fn segment(&self, id: SegmentId) -> Option<&Segment> {
        self.segments.get(&id)
    }

    pub fn members(&self, id: SegmentId) -> Option<&Members> {
        self.segment(id).map(|segment| &segment.members)
    }

    /// Case does not count, as in flows.
    pub fn named(&self, name: &str) -> Option<&Segment> {
        let name = crate::text::fold(name);
        self.segments.values().find(|segment| crate::text::fold(&segment.name) == name)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Segment> {
        self.segments.values()
    }

    /// What is wrong with what a condition leans on. `this` is the segment that it is or will be the condition of.
    pub(super) fn faults(&self, condition: &Condition, this: Option<SegmentId>) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (place, id) in named_places(condition) {
            if self.segment(id).is_none() && Some(id) != this {
                faults.push(Fault::new(place, "there is no such segment"));
            } else if this.is_some_and(|this| self.reaches(id, this, limits::CONDITIONS_IN_ALL)) {
                faults.push(Fault::new(place, "this segment would speak of itself"));
            } else if self.depth(id, limits::SEGMENTS_DEEP) >= limits::SEGMENTS_DEEP {
                let most = limits::SEGMENTS_DEEP;
                faults.push(Fault::new(place, format!("segments speak of segments at most {most} deep")));
            }
        }
        if faults.is_empty() && self.size(condition) > limits::CONDITIONS_IN_ALL {
            let most = limits::CONDITIONS_IN_ALL;
            faults.push(Fault::new("", format!("with the segments it speaks of it has more than {most} conditions")));
        }
        faults
    }

    fn spoken_of(&self, id: SegmentId) -> Vec<SegmentId> {
        match self.members(id) {
            Some(Members::Meeting(condition)) => condition.segments(),
            _ => Vec::new(),
        }
    }

    fn reaches(&self, from: SegmentId, goal: SegmentId, most: usize) -> bool {
        let (mut open, mut seen) = (vec![from], std::collections::BTreeSet::new());
        while let Some(id) = open.pop() {
            if id == goal {
                return true;
            }
            if seen.len() < most && seen.insert(id) {
                open.extend(self.spoken_of(id));
            }
        }
        false
    }

    /// How many segments stand below one another from here; looks no deeper than `most`.
    fn depth(&self, id: SegmentId, most: usize) -> usize {
        if most == 0 {
            return 0;
        }
        1 + self.spoken_of(id).into_iter().map(|below| self.depth(below, most - 1)).max().unwrap_or(0)
    }

    /// Conditions with those of the segments they speak of, each as often as it is spoken of.
    fn size(&self, condition: &Condition) -> usize {
        self.size_within(condition, limits::SEGMENTS_DEEP)
    }

    fn size_within(&self, condition: &Condition, deep: usize) -> usize {
        let below = condition.segments().into_iter().map(|id| match self.members(id) {
            Some(Members::Meeting(condition)) if deep > 0 => self.size_within(condition, deep - 1),
            _ => 0,
        });
        condition.size() + below.sum::<usize>()
    }
}

/// The segments that a condition speaks of, with the place of each.
fn named_places(condition: &Condition) -> Vec<(String, SegmentId)> {
    let mut found = Vec::new();
    super::check::walk(condition, "", &mut |place, condition| {
        if let Condition::Segment(_) = condition {
            found.extend(condition.segments().into_iter().map(|id| (place.to_owned(), id)));
        }
    });
    found
}
