//! The links of a launch: from then on each recipient's code is opened under the company's own address.

use super::view::{not_found, refused};
use crate::app::App;
use crate::http::problem::Problem;
use crate::http::secret;
use domain::campaign::plan::Source;
use domain::id::{CampaignId, LinkId, WorkspaceId};
use domain::link::{Key, Link, Seed};
use domain::segment::Fault;
use std::collections::BTreeSet;
use store::Tx;

/// One link for each address the plan follows. Refused where nobody has said under which address they live.
pub(in crate::http) async fn follow(
    app: &App,
    tx: &mut Tx,
    workspace: WorkspaceId,
    campaign: CampaignId,
) -> Result<(), Problem> {
    let found = store::campaign::one(tx, workspace, campaign).await?.ok_or_else(not_found)?;
    let mappings = found.plan.variants.iter().flat_map(|variant| variant.parameters.values());
    let targets: BTreeSet<&String> = mappings
        .filter_map(|mapping| match &mapping.source {
            Source::Link(target) => Some(target),
            _ => None,
        })
        .collect();
    if !targets.is_empty() && app.settings.public_url.is_none() {
        let fault = "links are followed once the setting `public_url` says where they live";
        return Err(refused(vec![Fault::new("variants", fault)]));
    }
    let now = app.universe.now();
    for target in targets {
        let id = app.universe.with_ids(|ids| LinkId::new(ids, now));
        let seed = secret::random::<8>().map_err(|error| Problem::internal(&error))?;
        let seed = Seed(u64::from_le_bytes(seed));
        let link = Link { id, campaign, key: Key::of(id), seed, target: target.clone() };
        store::link::create(tx, workspace, &link, now).await?;
    }
    Ok(())
}
