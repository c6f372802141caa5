//! Who reached a campaign's goal, and whose doing it was: looked up anew from events and touches each time, so that what
//! was told late counts and a definition can change.
//!
//! People are taken page by page; of each, everything that may count is loaded and `domain::metric` decides.

use crate::error::Result;
use crate::{Tx, args};
use domain::campaign::RecipientState;
use domain::id::{CampaignId, WorkspaceId};
use domain::metric::credit::{Outcome, REFUND_WITHIN, REFUNDS};
use domain::metric::touch::{Moments, Touch};
use domain::metric::{Windows, settle};
use domain::outside::Money;
use domain::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

crate::statements! {
    PEOPLE = "SELECT DISTINCT r.contact_id FROM events e JOIN recipients r ON r.workspace_id = e.workspace_id \
         AND r.contact_id = e.contact_id AND r.campaign_id = $2 \
         WHERE e.workspace_id = $1 AND e.name = $3 AND e.at >= $4 AND e.at <= $5 AND r.contact_id > $6 \
         ORDER BY r.contact_id LIMIT $7";
    OUTCOMES = "SELECT contact_id, name, at, value, currency, \
         CAST(COALESCE(properties ->> 'order_id', properties ->> 'order', properties ->> 'number', properties ->> 'reference') AS TEXT) AS reference \
         FROM events WHERE workspace_id = $1 AND contact_id IN {list_2} AND name IN {list_3} AND at >= $4 AND at <= $5 \
         ORDER BY contact_id, at, id";
    ADDRESSED = "SELECT contact_id, campaign_id, position, variant, state, accepted_at, delivered_at, read_at, replied_at, button_at, clicked_at \
         FROM recipients WHERE workspace_id = $1 AND contact_id IN {list_2} \
         AND (campaign_id = $3 OR accepted_at >= $4) ORDER BY contact_id, campaign_id, position";
}

const PAGE: u32 = 1_000;

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Goal {
    pub campaign: CampaignId,
    pub event: String,
    pub since: Timestamp,
    /// The last moment that may count.
    pub until: Timestamp,
    /// Of hold-out and treated alike.
    pub lift_until: Timestamp,
}

/// What one recipient brought.
#[derive(Clone, Debug)]
pub struct Conversion {
    pub position: i64,
    pub variant: u32,
    pub at: Timestamp,
    pub worth: Option<Money>,
}

#[derive(Clone, Debug, Default)]
pub struct Conversions {
    /// Credited to this campaign; one person may have several.
    pub credited: Vec<Conversion>,
    /// Position and variant of those who reached the goal soon after delivery, whoever is credited.
    pub influenced: BTreeMap<i64, u32>,
    /// Who reached it at all, to compare.
    pub treated: u64,
    pub held_out: u64,
}

impl Conversions {
    /// Position and variant of those credited, each once.
    pub fn converters(&self) -> BTreeMap<i64, u32> {
        self.credited.iter().map(|conversion| (conversion.position, conversion.variant)).collect()
    }

    /// By currency, refunds taken off.
    pub fn revenue(&self, variant: Option<u32>) -> BTreeMap<String, i64> {
        let mut revenue = BTreeMap::new();
        let counted = self.credited.iter().filter(|one| variant.is_none_or(|variant| variant == one.variant));
        for money in counted.filter_map(|conversion| conversion.worth.as_ref()) {
            *revenue.entry(money.currency.clone()).or_default() += money.value;
        }
        revenue
    }
}

crate::record! {
    struct OutcomeRow {
        contact_id: String,
        name: String,
        at: i64,
        value: Option<i64>,
        currency: Option<String>,
        reference: Option<String>,
    }
}

crate::record! {
    struct AddressedRow {
        contact_id: String,
        campaign_id: String,
        position: i64,
        variant: i64,
        state: String,
        accepted_at: Option<i64>,
        delivered_at: Option<i64>,
        read_at: Option<i64>,
        replied_at: Option<i64>,
        button_at: Option<i64>,
        clicked_at: Option<i64>,
    }
}

/// One person's messages and deeds.
#[derive(Default)]
struct Story {
    addressed: Vec<AddressedRow>,
    outcomes: Vec<Outcome>,
}

pub async fn find(tx: &mut Tx, workspace: WorkspaceId, goal: &Goal) -> Result<Conversions> {
    let mut found = Conversions::default();
    let mut windows = BTreeMap::new();
    let mut after = String::new();
    loop {
        let asked = args![workspace, goal.campaign, goal.event.as_str(), goal.since, goal.until, after.as_str(), PAGE];
        let people: Vec<(String,)> = tx.rows(PEOPLE, asked).await?;
        let Some((last,)) = people.last() else { return Ok(found) };
        after.clone_from(last);
        let people: Vec<&str> = people.iter().map(|(id,)| id.as_str()).collect();
        let stories = stories(tx, workspace, goal, &people).await?;
        for story in stories.values() {
            windows_of(tx, workspace, story, &mut windows).await?;
            weigh(goal, story, &windows, &mut found)?;
        }
    }
}

async fn stories(tx: &mut Tx, workspace: WorkspaceId, goal: &Goal, people: &[&str]) -> Result<BTreeMap<String, Story>> {
    let people = crate::sql::list(people)?;
    let names = crate::sql::list(REFUNDS.iter().copied().chain([goal.event.as_str()]))?;
    let until = goal.until.plus(REFUND_WITHIN);
    let outcomes: Vec<OutcomeRow> =
        tx.rows(OUTCOMES, args![workspace, people.clone(), names, goal.since, until]).await?;
    let mut stories: BTreeMap<String, Story> = BTreeMap::new();
    for row in outcomes {
        let story = stories.entry(row.contact_id.clone()).or_default();
        story.outcomes.extend(row.outcome(goal));
    }
    let since = goal.since.minus(LONGEST);
    let addressed: Vec<AddressedRow> = tx.rows(ADDRESSED, args![workspace, people, goal.campaign, since]).await?;
    for row in addressed {
        stories.entry(row.contact_id.clone()).or_default().addressed.push(row);
    }
    Ok(stories)
}

/// No touch of another campaign counts longer.
const LONGEST: std::time::Duration = std::time::Duration::from_hours(90 * 24);

impl OutcomeRow {
    fn outcome(self, goal: &Goal) -> Option<Outcome> {
        let at = Timestamp(self.at);
        let worth = self.value.zip(self.currency).map(|(value, currency)| Money { value, currency });
        if self.name != goal.event {
            return worth.map(|worth| Outcome::Refunded { at, worth, reference: self.reference });
        }
        (at <= goal.until).then_some(Outcome::Reached { at, worth, reference: self.reference })
    }
}

impl AddressedRow {
    fn moments(&self) -> Moments {
        let replied = self.replied_at.into_iter().chain(self.button_at).min();
        Moments {
            delivered: self.delivered_at.or(self.read_at).map(Timestamp),
            read: self.read_at.map(Timestamp),
            replied: replied.map(Timestamp),
            clicked: self.clicked_at.map(Timestamp),
        }
    }
}

/// The windows each campaign was launched with.
async fn windows_of(
    tx: &mut Tx,
    workspace: WorkspaceId,
    story: &Story,
    known: &mut BTreeMap<String, Windows>,
) -> Result<()> {
    let new: BTreeSet<&String> =
        story.addressed.iter().map(|row| &row.campaign_id).filter(|id| !known.contains_key(*id)).collect();
    for id in new {
        let campaign = crate::campaign::one(tx, workspace, crate::row::id("campaign", id)?).await?;
        let goal = campaign.and_then(|campaign| campaign.plan.goal);
        known.insert(id.clone(), goal.as_ref().map_or_else(Windows::default, Windows::from));
    }
    Ok(())
}

fn weigh(goal: &Goal, story: &Story, windows: &BTreeMap<String, Windows>, found: &mut Conversions) -> Result<()> {
    let ours = goal.campaign.to_string();
    let reached: Vec<Timestamp> = story
        .outcomes
        .iter()
        .filter_map(|outcome| matches!(outcome, Outcome::Reached { .. }).then_some(outcome.at()))
        .collect();
    let mut touches: Vec<Touch<(&str, i64)>> = Vec::new();
    for row in &story.addressed {
        let windows = windows.get(&row.campaign_id).copied().unwrap_or_default();
        touches.extend(row.moments().touches((row.campaign_id.as_str(), row.position), &windows));
        if row.campaign_id != ours {
            continue;
        }
        let variant = crate::row::unsigned("variant", row.variant)?;
        if reached.iter().any(|at| row.moments().influenced(*at, &windows)) {
            found.influenced.insert(row.position, variant);
        }
        let state: RecipientState = crate::row::word("recipient state", &row.state)?;
        let in_time = reached.iter().any(|at| *at <= goal.lift_until);
        found.held_out += u64::from(in_time && state == RecipientState::HeldOut);
        found.treated += u64::from(in_time && row.accepted_at.is_some());
    }
    for credited in settle(&touches, &story.outcomes) {
        let (campaign, position) = credited.touch.of;
        let row =
            story.addressed.iter().find(|row| campaign == ours && row.campaign_id == ours && row.position == position);
        if let Some(row) = row {
            let variant = crate::row::unsigned("variant", row.variant)?;
            found.credited.push(Conversion { position, variant, at: credited.at, worth: credited.worth });
        }
    }
    Ok(())
}
