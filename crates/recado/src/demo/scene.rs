//! What the demo plays: the example shop, or a pack with the people and systems of its tests.

use super::{shop_stub, systems};
use domain::intent::TrainingSet;
use domain::pack::{self, Pack};
use serde_json::{Map, Value, json};
use server::universe::Universe;
use std::net::SocketAddr;

/// The shop's flow, as its pack has it.
const SHOP_FLOW: &str = include_str!("../../../../packs/demo-shop/flows/atencion.yaml");

pub struct Scene {
    pub business: String,
    /// Documents, published from the start.
    pub flows: Vec<String>,
    /// What the flows have to understand, published from the start.
    pub intents: TrainingSet,
    /// Approved from the start.
    pub templates: Vec<Value>,
    /// What customers begin with; greetings when empty.
    pub openings: Vec<String>,
    /// What the flows read as `settings.NAME`.
    pub settings: Map<String, Value>,
    /// Where the business's other systems answer.
    pub systems: SocketAddr,
    /// What it brings besides flows, and what it remembers of its people.
    pub pack: Option<Pack>,
}

impl Scene {
    pub async fn shop() -> anyhow::Result<Self> {
        let systems = shop_stub::start().await?;
        Ok(Self {
            business: "Tienda Luna".to_owned(),
            flows: vec![SHOP_FLOW.to_owned()],
            intents: TrainingSet::default(),
            templates: shop_templates(),
            openings: Vec::new(),
            settings: Map::from_iter([("order_service_url".to_owned(), format!("http://{systems}").into())]),
            systems,
            pack: None,
        })
    }

    pub async fn of_pack(name: &str) -> anyhow::Result<Self> {
        let Some(pack) = server::pack::one(name)? else {
            let names: Vec<String> = server::pack::all()?.into_iter().map(|pack| pack.facts.name).collect();
            anyhow::bail!("there is no pack {name}; there are {}", names.join(", "));
        };
        let title = pack.facts.title.get("es").unwrap_or(&pack.facts.name).clone();
        let now = Universe::real(u64::from_le_bytes(server::http::secret::random()?)).now();
        let mut scene = pack::Scene::of(&pack, now)?;
        let systems = systems::start(scene.answers.clone()).await?;
        scene.redirect(|address| systems::address(systems, address));
        Ok(Self {
            business: title,
            intents: pack.intents.clone(),
            templates: pack.parts.iter().flat_map(|part| part.templates.clone()).collect(),
            flows: pack.parts.iter().map(|part| part.document.clone()).collect(),
            openings: scene.openings,
            settings: scene.settings,
            systems,
            pack: Some(pack),
        })
    }
}

/// There from the start, so that a closed window has something to offer.
fn shop_templates() -> Vec<Value> {
    vec![
        json!({
            "name": "pedido_en_camino", "language": "es", "category": "UTILITY",
            "components": [
                {"type": "BODY", "text": "Hola {{1}}, tu pedido {{2}} ya va en camino. ¡Gracias por comprar en Tienda Luna!",
                 "example": {"body_text": [["Ana", "1042"]]}},
                {"type": "FOOTER", "text": "Tienda Luna"}
            ]
        }),
        json!({
            "name": "seguimos_por_aqui", "language": "es", "category": "UTILITY",
            "components": [
                {"type": "BODY", "text": "Hola {{1}}, te escribimos por tu consulta de hace unos días. ¿Seguimos hablando?",
                 "example": {"body_text": [["Ana"]]}},
                {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Sí, sigamos"}]}
            ]
        }),
    ]
}
