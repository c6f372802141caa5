//! Everything a customer can send, as the subscriber gets it.

use emulator::Content;
use serde_json::{Value, json};

use crate::support::{Business, SOON};

#[tokio::test]
async fn every_kind_comes_as_meta_sends_it() {
    let business = Business::with(|config| config.speed = 0.0).await;
    let ana = business.ana().await;
    let question = business.say("+34600111222", "¿Qué necesitas?").await;
    let answers = json!({"flow_token": "t", "name": "Ana"});
    let referral = json!({"source_type": "ad", "source_id": "1", "source_url": "https://fb.me/x", "ctwa_clid": "c"});
    // What is sent, a place in the webhook, and what stands there.
    let cases: Vec<(Content, &str, Value)> = vec![
        (Content::text("hola"), "/text/body", json!("hola")),
        (Content::file("image", "image/jpeg", "x", Some("mira")), "/image/caption", json!("mira")),
        (Content::file("document", "application/pdf", "x", None), "/document/mime_type", json!("application/pdf")),
        (Content::file("video", "video/mp4", "x", None), "/video/mime_type", json!("video/mp4")),
        (Content::voice_note("x"), "/audio/voice", json!(true)),
        (Content::sticker("x", true), "/sticker/animated", json!(true)),
        (Content::location(40.4, -3.7), "/location/latitude", json!(40.4)),
        (Content::contact("Bea", "+34 600 1"), "/contacts/0/phones/0/wa_id", json!("346001")),
        (Content::own_contact("Ana", "+34 600 2"), "/contacts/0/origin", json!("contact_request")),
        (Content::reaction(&question, "👍"), "/reaction/emoji", json!("👍")),
        (Content::no_reaction(&question), "/reaction/message_id", json!(question)),
        (Content::button_reply("b", "Sí").replying_to(&question), "/context/id", json!(question)),
        (Content::list_reply("r", "Horario"), "/interactive/list_reply/id", json!("r")),
        (Content::template_button("p", "Vale"), "/button/payload", json!("p")),
        (Content::order("c1", &[("p1", 2, 9.5)], "EUR", None), "/order/product_items/0/quantity", json!(2)),
        (Content::flow_completion(&answers), "/interactive/nfm_reply/response_json", json!(answers.to_string())),
        (Content::address(&json!({"city": "x"})), "/interactive/nfm_reply/name", json!("address_message")),
        (Content::call_permission(true), "/interactive/call_permission_reply/response", json!("accept")),
        (Content::text("vi el anuncio").from_advertisement(referral), "/referral/ctwa_clid", json!("c")),
        (Content::text("mira esto").forwarded(true), "/context/frequently_forwarded", json!(true)),
        (Content::text("¿precio?").about_product("c1", "p1"), "/context/referred_product/catalog_id", json!("c1")),
        (Content::unsupported("poll_creation"), "/errors/0/code", json!(131_051)),
        (Content::welcome(), "/type", json!("request_welcome")),
    ];
    for (content, place, expected) in cases {
        let id = business.handle().customer_says(ana, content.clone());
        business.handle().wait_until_quiet(SOON).await.unwrap();
        let message = business.subscriber.items("messages").pop().unwrap();
        assert_eq!(message["id"], id.as_str(), "{content:?}");
        assert_eq!(message.pointer(place), Some(&expected), "{message}");
        assert_eq!((&message["from"], message["timestamp"].is_string()), (&json!("34600111222"), true));
    }
}
