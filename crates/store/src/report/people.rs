//! Who stands behind a figure: rows of the ledger, page by page.

use crate::Tx;
use crate::campaign::people::{RECIPIENTS, RecipientRow};
use crate::error::Result;
use crate::fragment::{Bindings, Fragment};
use domain::campaign::RecipientState;
use domain::id::{CampaignId, WorkspaceId};
use domain::metric::Measure;

/// Which rows.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Any of them; whatever when there are none.
    pub states: Vec<RecipientState>,
    /// Those that a figure counts; beside the state, both hold.
    pub measure: Option<Measure>,
    /// Of what was skipped, its word; of what was rejected or failed, Meta's code or our word.
    pub reason: Option<String>,
    pub variant: Option<u32>,
    /// Only these: those whom no column tells.
    pub positions: Option<Vec<i64>>,
}

const TAIL: &str = "r.campaign_id = {} AND r.position > {} AND {} ORDER BY r.position LIMIT {}";

/// Before the first position.
pub const BEFORE_ALL: i64 = -1;

/// Rows after this position, in their order.
pub async fn page(
    tx: &mut Tx,
    workspace: WorkspaceId,
    campaign: CampaignId,
    filter: &Filter,
    after: i64,
    limit: u32,
) -> Result<Vec<RecipientRow>> {
    let mut bindings = Bindings::new(tx.engine());
    let workspace = bindings.bind(workspace);
    let campaign = bindings.bind(campaign);
    let after_position = bindings.bind(after);
    let mut such = vec![Fragment::new(filter.measure.map_or("TRUE", condition))];
    if !filter.states.is_empty() {
        let states: Vec<Fragment> = filter.states.iter().map(|state| bindings.bind(state.as_str())).collect();
        such.push(Fragment::filled("r.state IN ({})", &[&Fragment::joined(&states, ", ")]));
    }
    if let Some(variant) = filter.variant {
        such.push(Fragment::filled("r.variant = {}", &[&bindings.bind(variant)]));
    }
    if let Some(reason) = &filter.reason {
        let reason = bindings.bind(reason.as_str());
        such.push(Fragment::filled("COALESCE(CAST(r.code AS TEXT), r.reason, '') = {}", &[&reason]));
    }
    if let Some(positions) = &filter.positions {
        let next = positions.iter().filter(|position| **position > after);
        let next: Vec<Fragment> =
            next.take(usize::try_from(limit).unwrap_or(usize::MAX)).map(|position| bindings.bind(*position)).collect();
        let none = Fragment::new("NULL");
        let list = if next.is_empty() { none } else { Fragment::joined(&next, ", ") };
        such.push(Fragment::filled("r.position IN ({})", &[&list]));
    }
    let such = Fragment::joined(&such, " AND ");
    let limit = bindings.bind(limit);
    let rows = Fragment::filled(RECIPIENTS, &[&workspace]);
    let tail = Fragment::filled(TAIL, &[&campaign, &after_position, &such, &limit]);
    let text = Fragment::joined(&[rows, tail], " AND ");
    tx.composed_rows(&bindings.complete(text)).await
}

/// The rows that a measure counts, as tallies count them: `domain::metric::tallied`. A test compares the two.
const fn condition(measure: Measure) -> &'static str {
    match measure {
        // Who converted is told by their positions.
        Measure::Planned | Measure::Converted | Measure::Influenced => "TRUE",
        // Seven days, as `OPT_OUT_WITHIN`.
        Measure::OptedOut => {
            "EXISTS (SELECT 1 FROM consent_records k WHERE k.workspace_id = r.workspace_id AND k.contact_id = r.contact_id \
             AND k.state = 'opted_out' AND k.recorded_at >= r.delivered_at AND k.recorded_at <= r.delivered_at + 604800000)"
        }
        Measure::Skipped => "r.state IN ('skipped', 'held_out')",
        Measure::HeldOut => "r.state = 'held_out'",
        Measure::Waiting => "r.state = 'waiting'",
        Measure::Cancelled => "r.state = 'cancelled'",
        Measure::Attempted => "r.state NOT IN ('skipped', 'held_out', 'waiting', 'cancelled')",
        Measure::Accepted => "r.state IN ('accepted', 'sent', 'failed', 'delivered', 'read')",
        Measure::Rejected => "r.state = 'rejected'",
        Measure::Uncertain => "r.state IN ('sending', 'uncertain', 'undecided')",
        Measure::Sent => "r.state IN ('sent', 'delivered', 'read')",
        Measure::Failed => "r.state = 'failed'",
        Measure::Delivered => "r.state IN ('delivered', 'read')",
        Measure::Read => "r.state = 'read'",
        Measure::Replied => "r.replied_at IS NOT NULL",
        Measure::Pressed => "r.button_at IS NOT NULL",
        Measure::Clicked => "r.clicked_at IS NOT NULL",
        Measure::Responded => "(r.replied_at IS NOT NULL OR r.button_at IS NOT NULL OR r.clicked_at IS NOT NULL)",
    }
}
