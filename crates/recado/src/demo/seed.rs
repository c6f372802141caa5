//! What the demo's database holds at the beginning: the owner, the number, the published flows.

use super::history;
use super::scene::Scene;
use domain::flow::document::Flow;
use domain::id::{FlowId, NumberId};
use domain::role::Permission;
use server::app::App;
use server::first_start::{self, OneTimePassword, Owner};
use server::pack::Installer;
use server::seal::seal_access_token;
use store::flow::Publication;
use store::number::NewNumber;
use store::{Tx, flow, number};

const EMAIL: &str = "luna@example.com";
/// The owner's, and that of most of the simulated customers.
const LANGUAGE: &str = "es";

/// On kept data everything is there already; only the password and the access token are made anew.
pub async fn plant(app: &App, emulator: &emulator::Handle, scene: &Scene) -> anyhow::Result<Option<OneTimePassword>> {
    let owner = Owner { email: EMAIL, name: "Luna", language: LANGUAGE, must_change_password: false };
    let password = match first_start::ensure_owner(app, owner).await? {
        Some(password) => Some(password),
        None => first_start::reset_password(app, EMAIL, false).await?,
    };
    let mut tx = app.db.write().await?;
    let is_new = number::list(&mut tx, app.workspace).await?.is_empty();
    plant_number(app, &mut tx, emulator.config()).await?;
    for flow in &scene.flows {
        plant_flow(app, &mut tx, flow).await?;
    }
    if store::intent::last_version(&mut tx, app.workspace).await? == 0 {
        let now = app.universe.now();
        server::pack::teach(&mut tx, app.workspace, &scene.intents, now, &app.universe).await?;
        server::pack::publish_intents(&mut tx, app.workspace, "", now).await?;
    }
    if let Some(pack) = scene.pack.as_ref().filter(|_| is_new) {
        let (universe, now) = (&app.universe, app.universe.now());
        let installer = Installer { universe, now, language: LANGUAGE, permissions: Permission::ALL, name: "demo" };
        server::pack::bring_outreach(&mut tx, app.workspace, pack, installer).await?;
        history::plant(app, &mut tx, &pack.history, &emulator.customers()).await?;
    }
    tx.commit().await?;
    Ok(password)
}

async fn plant_number(app: &App, tx: &mut Tx, emulated: &emulator::Config) -> anyhow::Result<()> {
    let key = &app.settings.sealing_key;
    let known = number::list(tx, app.workspace).await?;
    if let Some(known) = known.first() {
        let id = known.id()?;
        return Ok(number::set_token(tx, app.workspace, id, seal_access_token(key, id, &emulated.access_token)?).await?);
    }
    let Some(described) = emulated.numbers.first() else { anyhow::bail!("the emulator has no number") };
    let now = app.universe.now();
    let id = app.universe.with_ids(|ids| NumberId::new(ids, now));
    let new = NewNumber {
        id,
        phone_number_id: described.phone_number_id.clone(),
        waba_id: emulated.waba_id.clone(),
        display_phone_number: described.display_phone_number.clone(),
        verified_name: described.verified_name.clone(),
        messages_per_second: emulated.limits.messages_per_second,
        simulated: true,
        sealed_access_token: seal_access_token(key, id, &emulated.access_token)?,
    };
    Ok(number::create(tx, app.workspace, new, now).await?)
}

async fn plant_flow(app: &App, tx: &mut Tx, source: &str) -> anyhow::Result<()> {
    let document = Flow::parse(source).map_err(|error| anyhow::anyhow!("a flow of the demo: {}", error.message))?;
    if flow::by_name(tx, app.workspace, &document.name).await?.is_some() {
        return Ok(());
    }
    let now = app.universe.now();
    let id = app.universe.with_ids(|ids| FlowId::new(ids, now));
    flow::create(tx, app.workspace, id, &document.name, source, now).await?;
    let publication = Publication { document: source, note: "", author: None };
    flow::publish(tx, app.workspace, id, publication, now).await?;
    Ok(())
}
