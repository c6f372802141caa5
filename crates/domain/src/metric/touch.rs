//! A touch is what a person did with a message of a campaign; for a while after it, what they buy may be its doing.

use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::time::Duration;

words! {
    /// From the weakest to the strongest: of two at the same moment the stronger one counts.
    TouchKind {
        Read = "read",
        /// Wrote back, or pressed a quick reply.
        Reply = "reply",
        Click = "click",
    }
}

/// How long each counts. A campaign keeps those it was launched with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Windows {
    pub click: Duration,
    pub reply: Duration,
    pub read: Duration,
    /// After delivery, for the second view in which several campaigns may share a conversion.
    pub influence: Duration,
}

const DAY: Duration = Duration::from_hours(24);

impl Default for Windows {
    fn default() -> Self {
        Self { click: DAY * 5, reply: DAY * 5, read: Duration::from_hours(12), influence: DAY * 3 }
    }
}

impl Windows {
    pub const fn of(&self, kind: TouchKind) -> Duration {
        match kind {
            TouchKind::Click => self.click,
            TouchKind::Reply => self.reply,
            TouchKind::Read => self.read,
        }
    }

    /// No touch counts longer than this.
    pub fn longest(&self) -> Duration {
        self.click.max(self.reply).max(self.read).max(self.influence)
    }
}

/// `K` names the campaign (or one recipient of it).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touch<K> {
    pub of: K,
    pub kind: TouchKind,
    pub at: Timestamp,
    /// The last moment it counts.
    pub until: Timestamp,
}

impl<K> Touch<K> {
    pub fn new(of: K, kind: TouchKind, at: Timestamp, windows: &Windows) -> Self {
        Self { of, kind, at, until: at.plus(windows.of(kind)) }
    }

    pub fn covers(&self, moment: Timestamp) -> bool {
        self.at <= moment && moment <= self.until
    }
}

/// When one message was what to its recipient, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moments {
    pub delivered: Option<Timestamp>,
    pub read: Option<Timestamp>,
    pub replied: Option<Timestamp>,
    pub clicked: Option<Timestamp>,
}

impl Moments {
    /// One touch of each kind: the windows run from the first of its kind.
    pub fn touches<K: Copy>(self, of: K, windows: &Windows) -> impl Iterator<Item = Touch<K>> {
        let moments =
            [(TouchKind::Read, self.read), (TouchKind::Reply, self.replied), (TouchKind::Click, self.clicked)];
        let windows = *windows;
        moments.into_iter().filter_map(move |(kind, at)| at.map(|at| Touch::new(of, kind, at, &windows)))
    }

    /// Whether something at `moment` came soon after this message arrived.
    pub fn influenced(self, moment: Timestamp, windows: &Windows) -> bool {
        self.delivered.is_some_and(|at| at <= moment && moment <= at.plus(windows.influence))
    }
}
