//! Whom a campaign goes to, and everything it needs to be launched.

use crate::serve::recado::workspace;
use crate::webhook::WABA_ID;
use domain::campaign::{Kind, Plan};
use domain::consent::{Category, ConsentRecord, ConsentSource, ConsentState};
use domain::contact::{Contact, Identifier, IdentifierKind};
use domain::event::Event;
use domain::id::{CampaignId, ContactId, SegmentId, TemplateId};
use domain::segment::Condition;
use domain::template::{NewTemplate, Status, Template};
use serde_json::json;
use server::app::App;
use store::campaign::{NewCampaign, create};
use store::number::Heard;
use whatsapp::template::{Category as Kinds, Component};

/// Contacts in one transaction.
const SLICE: u64 = 5_000;
pub const BODY: &str = "Hola {{1}}, esta semana todo cuesta la mitad. Te esperamos en la tienda.";

/// Digits of a phone.
pub fn phone(person: u64) -> String {
    format!("55119{:08}", 60_000_000 + person)
}

pub fn name(person: u64) -> String {
    format!("Cliente {person}")
}

/// People who have all agreed.
pub async fn bring(app: &App, count: u64) -> anyhow::Result<()> {
    let now = app.universe.now();
    for first in (0..count).step_by(usize::try_from(SLICE)?) {
        let mut events = Vec::new();
        for person in first..(first + SLICE).min(count) {
            let id = app.universe.with_ids(|ids| ContactId::new(ids, now));
            let mut contact = Contact::new(id, name(person), now);
            contact.identifiers.insert(Identifier::new(IdentifierKind::Phone, format!("+{}", phone(person))));
            let source = (ConsentSource::Import, "alta");
            let yes = ConsentRecord::new(id, Category::Marketing, ConsentState::OptedIn, source, now);
            contact.consents.record(&yes);
            events.push(Event::ContactSaved(contact));
        }
        let mut tx = app.db.write().await?;
        store::apply::apply(&mut tx, workspace(), now, events).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// A campaign to everybody, as a draft.
pub async fn draft(app: &App) -> anyhow::Result<CampaignId> {
    let now = app.universe.now();
    let (segment, template, campaign) =
        app.universe.with_ids(|ids| (SegmentId::new(ids, now), TemplateId::new(ids, now), CampaignId::new(ids, now)));
    let content = NewTemplate::new("promo", "es", Kinds::Marketing).with(Component::body(BODY, ["Ana"]));
    let mut template = Template::begun(template, WABA_ID, content.clone(), now);
    (template.content, template.draft, template.status) = (Some(content), None, Status::Approved);
    let mut tx = app.db.write().await?;
    store::apply::apply(&mut tx, workspace(), now, vec![Event::TemplateSaved(Box::new(template))]).await?;
    store::segment::create(&mut tx, workspace(), segment, "Todos", &Condition::everybody(), now).await?;
    let number = store::workspace::numbers(&mut tx, workspace()).await?.first().map(|number| number.id);
    if let Some(number) = number {
        // Who writes to so many people first has no limit at Meta.
        let heard = Heard { messaging_limit: Some("TIER_UNLIMITED".to_owned()), quality: None };
        store::number::hear(&mut tx, workspace(), number, heard).await?;
    }
    let plan: Plan = serde_json::from_value(json!({
        "numbers": [number], "audience": {"include": [segment]},
        "variants": [{"name": "A", "template": "promo", "language": "es",
            "parameters": {"body.1": {"attribute": "name"}}}],
    }))?;
    let created_by = "bench".to_owned();
    let new =
        NewCampaign { id: campaign, name: "Rebajas", kind: Kind::Campaign, plan: &plan, made_of: None, created_by };
    create(&mut tx, workspace(), new, now).await?;
    tx.commit().await?;
    Ok(campaign)
}

/// The bytes of one request, as the engine sends them.
pub fn request(campaign: CampaignId, person: u64) -> String {
    let body = json!({
        "messaging_product": "whatsapp", "recipient_type": "individual", "to": format!("+{}", phone(person)),
        "type": "template", "template": {"name": "promo", "language": {"code": "es"}, "components": [
            {"type": "body", "parameters": [{"type": "text", "text": name(person)}]}]},
        "biz_opaque_callback_data": format!("c:{campaign}:{person}:1"),
    });
    body.to_string()
}
