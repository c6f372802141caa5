//! Segments, campaigns, series and goals of a pack: which of them are in the workspace, and bringing those that are not.
//!
//! A piece is known by its name, in any language of the pack: what is there is somebody's work and stays as it is.

use crate::universe::Universe;
use domain::campaign::Kind;
use domain::id::{CampaignId, GoalId, NumberId, SegmentId, WorkspaceId};
use domain::pack::{Outreach, Pack, PackAttribute, Place, Texts};
use domain::role::Permission;
use domain::text::fold;
use domain::time::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;
use store::Tx;
use store::campaign::{self, NewCampaign};
use utoipa::ToSchema;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PieceKind {
    Segment,
    Campaign,
    Series,
    Goal,
}

/// One of them, with its id where it is in the workspace.
#[derive(Clone, Debug)]
pub struct Piece {
    pub kind: PieceKind,
    pub key: String,
    pub name: Texts,
    pub about: Texts,
    pub id: Option<String>,
}

/// What is in the workspace, by kind and name.
#[derive(Debug, Default)]
pub struct Known(BTreeMap<(PieceKind, String), String>);

/// Whoever installs, and how.
#[derive(Clone, Copy)]
pub struct Installer<'a> {
    pub universe: &'a Universe,
    pub now: Timestamp,
    /// One of the pack's.
    pub language: &'a str,
    pub permissions: &'a [Permission],
    /// As campaigns write who made them.
    pub name: &'a str,
}

impl Known {
    pub async fn load(tx: &mut Tx, workspace: WorkspaceId, packs: &[Pack]) -> store::Result<Self> {
        let mut known = Self::default();
        for row in store::segment::all(tx, workspace).await? {
            known.0.insert((PieceKind::Segment, fold(&row.name)), row.id);
        }
        for kept in store::goal::list(tx, workspace).await? {
            known.0.insert((PieceKind::Goal, fold(&kept.name)), kept.id.to_string());
        }
        let outreach = || packs.iter().map(|pack| &pack.outreach);
        let campaigns = outreach().flat_map(|outreach| &outreach.campaigns).flat_map(|piece| piece.name.values());
        let series = outreach().flat_map(|outreach| &outreach.series).flat_map(|piece| piece.name.values());
        let campaigns = campaign::named(tx, workspace, Kind::Campaign, campaigns.map(String::as_str)).await?;
        let series = campaign::named(tx, workspace, Kind::Series, series.map(String::as_str)).await?;
        for (kind, found) in [(PieceKind::Campaign, campaigns), (PieceKind::Series, series)] {
            known.0.extend(found.into_iter().map(|(name, id)| ((kind, fold(&name)), id.to_string())));
        }
        Ok(known)
    }

    /// The pieces of a pack, in the order in which they need each other.
    pub fn pieces(&self, outreach: &Outreach) -> Vec<Piece> {
        let piece = |kind, key: &String, name: &Texts, about: &Texts| {
            let id = name.values().find_map(|name| self.0.get(&(kind, fold(name)))).cloned();
            Piece { kind, key: key.clone(), name: name.clone(), about: about.clone(), id }
        };
        let segments = outreach.segments.iter().map(|it| piece(PieceKind::Segment, &it.key, &it.name, &it.about));
        let campaigns = outreach.campaigns.iter().map(|it| piece(PieceKind::Campaign, &it.key, &it.name, &it.about));
        let series = outreach.series.iter().map(|it| piece(PieceKind::Series, &it.key, &it.name, &it.about));
        let goals = outreach.goals.iter().map(|it| piece(PieceKind::Goal, &it.key, &it.name, &it.about));
        segments.chain(campaigns).chain(series).chain(goals).collect()
    }
}

/// Brings what is not there and what the installer may make; answers the pieces that are new.
pub(super) async fn bring(
    tx: &mut Tx,
    workspace: WorkspaceId,
    pack: &Pack,
    installer: Installer<'_>,
) -> store::Result<Vec<Piece>> {
    let known = Known::load(tx, workspace, std::slice::from_ref(pack)).await?;
    let mut pieces = known.pieces(&pack.outreach);
    let may = |permission: Permission| installer.permissions.contains(&permission);
    if may(Permission::ManageAttributes) {
        define(tx, workspace, &pack.outreach.attributes, installer).await?;
    }
    let numbers = store::workspace::numbers(tx, workspace).await?;
    // Among several somebody has to choose.
    let numbers = if let [only] = numbers.as_slice() { vec![only.id] } else { Vec::new() };
    let mut bringing = Bringing { tx, workspace, pack, installer, numbers, segments: BTreeMap::new() };
    let mut new = Vec::new();
    for piece in &mut pieces {
        let is_new = piece.id.is_none();
        if is_new {
            let needed =
                if piece.kind == PieceKind::Segment { Permission::ManageSegments } else { Permission::ManageCampaigns };
            if !may(needed) {
                continue;
            }
            piece.id = bringing.one(piece).await?;
        }
        if let (PieceKind::Segment, Some(id)) = (piece.kind, &piece.id) {
            let id = id.parse().map_err(|error| store::Error::unreadable("segment", error))?;
            bringing.segments.insert(piece.key.clone(), id);
        }
        if is_new && piece.id.is_some() {
            new.push(piece.clone());
        }
    }
    Ok(new)
}

/// What the series go by. An attribute of that name is somebody's and stays.
async fn define(
    tx: &mut Tx,
    workspace: WorkspaceId,
    attributes: &[PackAttribute],
    installer: Installer<'_>,
) -> store::Result<()> {
    let known = store::attribute::list(tx, workspace).await?;
    for attribute in attributes.iter().filter(|new| !known.iter().any(|known| known.name == new.name)) {
        store::attribute::create(tx, workspace, &attribute.attribute(installer.language), installer.now).await?;
    }
    Ok(())
}

struct Bringing<'a, 'tx> {
    tx: &'tx mut Tx,
    workspace: WorkspaceId,
    pack: &'a Pack,
    installer: Installer<'a>,
    numbers: Vec<NumberId>,
    segments: BTreeMap<String, SegmentId>,
}

impl Bringing<'_, '_> {
    /// Its id; none when what it needs could not be brought.
    async fn one(&mut self, piece: &Piece) -> store::Result<Option<String>> {
        let outreach = &self.pack.outreach;
        let Installer { universe, now, language, .. } = self.installer;
        let name = piece.name.get(language).or_else(|| piece.name.values().next()).cloned().unwrap_or_default();
        let place = Place { language, numbers: &self.numbers, segments: &self.segments };
        match piece.kind {
            PieceKind::Segment => {
                let found = outreach.segments.iter().find(|found| found.key == piece.key);
                let Some(Ok(condition)) = found.map(|found| found.condition(language)) else { return Ok(None) };
                let id = universe.with_ids(|ids| SegmentId::new(ids, now));
                store::segment::create(self.tx, self.workspace, id, &name, &condition, now).await?;
                Ok(Some(id.to_string()))
            }
            PieceKind::Campaign => {
                let found = outreach.campaigns.iter().find(|found| found.key == piece.key);
                let Some(Ok(plan)) = found.map(|found| found.plan(place)) else { return Ok(None) };
                self.draft(&name, Kind::Campaign, &plan).await.map(|id| Some(id.to_string()))
            }
            PieceKind::Series => {
                let found = outreach.series.iter().find(|found| found.key == piece.key);
                let Some(Ok(series)) = found.map(|found| found.series(place)) else { return Ok(None) };
                let id = self.draft(&name, Kind::Series, &series.campaign()).await?;
                store::series::create(self.tx, self.workspace, id, &series).await?;
                Ok(Some(id.to_string()))
            }
            PieceKind::Goal => {
                let found = outreach.goals.iter().find(|found| found.key == piece.key);
                let Some(Ok(goal)) = found.map(domain::pack::PackGoal::goal) else { return Ok(None) };
                let id = universe.with_ids(|ids| GoalId::new(ids, now));
                let kept = store::goal::Kept { id, name, goal };
                store::goal::create(self.tx, self.workspace, &kept, now).await?;
                Ok(Some(id.to_string()))
            }
        }
    }

    async fn draft(&mut self, name: &str, kind: Kind, plan: &domain::campaign::Plan) -> store::Result<CampaignId> {
        let Installer { universe, now, name: installer, .. } = self.installer;
        let id = universe.with_ids(|ids| CampaignId::new(ids, now));
        let new = NewCampaign { id, name, kind, plan, made_of: None, created_by: installer.to_owned() };
        campaign::create(self.tx, self.workspace, new, now).await?;
        Ok(id)
    }
}
