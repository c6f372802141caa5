//! Loads the world a decision needs: numbers, flows, and the people and conversations it is about.

use crate::app::App;
use domain::flow::document::Flow;
use domain::id::FlowId;
use domain::segment::Condition;
use domain::segment::condition::Membership;
use domain::text::fold;
use domain::world::{FlowBook, PublishedFlow, World};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use store::segment::ask::{self, Asked};
use store::world::Needs;
use store::{Tx, workspace};

/// Published versions never change: each is read and parsed once.
#[derive(Clone, Default)]
pub struct FlowCache {
    parsed: Arc<Mutex<Versions>>,
}

type Versions = HashMap<(FlowId, u32), Arc<PublishedFlow>>;

/// The world of these needs, in the transaction that will write what is decided.
pub async fn load(app: &App, tx: &mut Tx, needs: &Needs) -> store::Result<World> {
    let numbers = workspace::numbers(tx, app.workspace).await?;
    let mut world = World::new(numbers, app.settings.flow_settings.clone());
    store::world::load(tx, app.workspace, needs, &mut world).await?;
    let running: BTreeSet<(FlowId, u32)> =
        world.sessions().flat_map(domain::flow::session::Session::versions).collect();
    world.flows = Arc::new(flows(app, tx, running).await?);
    if !world.flows.template_names().is_empty() {
        let names = world.flows.template_names().iter().map(String::as_str);
        world.templates = Arc::new(store::template::standing(tx, app.workspace, names).await?);
    }
    world.understander = app.understanding.published();
    load_segments(app, tx, &mut world).await?;
    if needs.reach {
        let people: Vec<_> = world.contact_ids().collect();
        world.reach = store::tier::look(tx, app.workspace, &people, app.universe.now()).await?;
    }
    if world.flows.names_people() {
        for user in store::user::list(tx, app.workspace).await? {
            let id = user.id()?;
            world.users.insert(user.email, id);
        }
    }
    Ok(world)
}

/// Who of these people is in a segment that flows branch on, as things stand before anything is decided.
async fn load_segments(app: &App, tx: &mut Tx, world: &mut World) -> store::Result<()> {
    let (flows, people) = (world.flows.clone(), world.contact_ids().collect::<Vec<_>>());
    if flows.segments().is_empty() || people.is_empty() {
        return Ok(());
    }
    let library = store::segment::library(tx, app.workspace).await?;
    for segment in library.iter().filter(|segment| flows.segments().contains(&fold(&segment.name))) {
        let condition = Condition::Segment(Membership::In(segment.id));
        let now = app.universe.now();
        let asked = Asked { workspace: app.workspace, condition: &condition, library: &library, now };
        for contact in ask::those_of(tx, asked, &people).await? {
            world.add_to_segment(contact, &segment.name);
        }
    }
    Ok(())
}

/// The flows that are published and enabled.
pub(crate) async fn active_flows(app: &App, tx: &mut Tx) -> store::Result<Vec<Arc<PublishedFlow>>> {
    let mut active = Vec::new();
    for (flow, version) in store::flow::active(tx, app.workspace).await? {
        active.extend(version_of(app, tx, flow, version).await?);
    }
    Ok(active)
}

async fn flows(app: &App, tx: &mut Tx, running: BTreeSet<(FlowId, u32)>) -> store::Result<FlowBook> {
    let active = active_flows(app, tx).await?;
    let mut older = Vec::new();
    for (flow, version) in running {
        if !active.iter().any(|known: &Arc<PublishedFlow>| known.id == flow && known.version == version) {
            older.extend(version_of(app, tx, flow, version).await?);
        }
    }
    Ok(FlowBook::new(active, older))
}

/// `None` for a version that was deleted or that this program cannot read: its sessions go to a person.
async fn version_of(app: &App, tx: &mut Tx, flow: FlowId, version: u32) -> store::Result<Option<Arc<PublishedFlow>>> {
    let key = (flow, version);
    let cached = app.flows.parsed.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
    if cached.is_some() {
        return Ok(cached);
    }
    let Some(source) = store::flow::version_document(tx, app.workspace, flow, version).await? else { return Ok(None) };
    match Flow::parse(&source) {
        Ok(document) => {
            let name = document.name.clone();
            let parsed = Arc::new(PublishedFlow { id: flow, version, name, document });
            app.flows.parsed.lock().unwrap_or_else(PoisonError::into_inner).insert(key, parsed.clone());
            Ok(Some(parsed))
        }
        Err(error) => {
            tracing::error!(%flow, version, %error, "a published flow cannot be read");
            Ok(None)
        }
    }
}
