//! What may be sent at all, what it costs, and what becomes of it: marketing, restrictions, prices, time to live.

use emulator::{Content, NewCustomer};
use serde_json::{Value, json};

use super::{Fate, HOUR, MINUTE, OCTOBER, fate, somebody, statuses_of, stopped, template, template_to, told};
use crate::support::{NUMBER, SOON, code, text_to};

#[tokio::test]
async fn marketing_has_limits_of_its_own() {
    let business = stopped(|config| {
        config.limits.marketing_per_user = 2;
        config.limits.marketing_to_us = false;
    })
    .await;
    template(&business, "MARKETING");
    template(&business, "UTILITY");
    let ana = somebody(&business, "34600111222");
    let joe = NewCustomer { country: "US".into(), ..NewCustomer::named("Joe").with_phone("14155550100") };
    business.handle().add_customer(joe);
    let offer = async |to: &str| fate(&business, template_to(to, "marketing")).await.code();
    assert_eq!(offer("+14155550100").await, 131_049, "none for the United States");
    assert_eq!(
        [offer("+34600111222").await, offer("+34600111222").await, offer("+34600111222").await],
        [0, 0, 131_049]
    );
    assert_eq!(fate(&business, template_to("+34600111222", "utility")).await.code(), 0);
    business.handle().customer_says(ana, "hola");
    assert_eq!(offer("+34600111222").await, 0, "an open window counts nothing");
    business.handle().step_time(25 * HOUR);
    assert_eq!(offer("+34600111222").await, 0);
    business.handle().customer_wants_marketing(ana, false);
    assert_eq!(offer("+34600111222").await, 131_050);
    business.handle().customer_wants_marketing(ana, true);
    assert_eq!(offer("+34600111222").await, 0);
    let preferences = told(&business, "user_preferences").await;
    let values: Vec<&Value> = preferences.iter().map(|told| &told["user_preferences"][0]["value"]).collect();
    assert_eq!(values, ["stop", "resume"]);
    assert_eq!(preferences[0]["user_preferences"][0]["wa_id"], "34600111222");
}

#[tokio::test]
async fn restrictions_forbid_until_they_end() {
    let business = stopped(|_| {}).await;
    template(&business, "UTILITY");
    let ana = somebody(&business, "34600111222");
    business.handle().customer_says(ana, "hola");
    let reply = async || fate(&business, text_to("+34600111222", "dime")).await.code();
    let first = async || fate(&business, template_to("+34600111333", "utility")).await.code();
    assert_eq!((reply().await, first().await), (0, 0));
    business.handle().restrict_account("RESTRICTED_BIZ_INITIATED_MESSAGING", Some(HOUR));
    assert_eq!((reply().await, first().await), (0, 368));
    business.handle().restrict_account("RESTRICTED_CUSTOMER_INITIATED_MESSAGING", None);
    assert_eq!((reply().await, first().await), (368, 368));
    business.handle().step_time(HOUR);
    assert_eq!((reply().await, first().await), (368, 0));
    assert!(business.handle().lift_restriction("RESTRICTED_CUSTOMER_INITIATED_MESSAGING"));
    business.handle().restrict_account("RESTRICTED_UTILITY_TEMPLATES", None);
    assert_eq!((reply().await, first().await), (0, 131_064));
    business.handle().set_account_locked(true);
    assert_eq!(reply().await, 131_031);
    business.handle().set_account_locked(false);
    assert_eq!(reply().await, 0);
    let told = told(&business, "account_update").await;
    assert_eq!(told[0]["restriction_info"][0]["restriction_type"], "RESTRICTED_BIZ_INITIATED_MESSAGING");
    assert_eq!(told[0]["restriction_info"][0]["expiration"], OCTOBER / 1_000 + 3_600);
    assert_eq!(told[3]["ban_info"]["waba_ban_state"], "DISABLE");
    assert_eq!(told[4]["ban_info"]["waba_ban_state"], "REINSTATE");
}

#[tokio::test]
async fn without_payment_only_what_is_free_goes_out() {
    let business = stopped(|_| {}).await;
    template(&business, "MARKETING");
    let ana = somebody(&business, "34600111222");
    business.handle().customer_says(ana, "hola");
    business.handle().set_can_pay(false);
    let free = fate(&business, text_to("+34600111222", "dime")).await;
    assert_eq!((free.code(), free.price()), (0, "free_customer_service"));
    let charged = fate(&business, template_to("+34600111222", "marketing")).await;
    assert_eq!((charged.code(), charged.words()), (131_042, vec!["failed"]));
}

#[tokio::test]
async fn the_thousand_and_first_service_message_of_a_month_is_charged() {
    let business = stopped(|config| {
        config.limits.messages_per_second = 100_000;
        config.limits.pair_burst = 100_000;
    })
    .await;
    let ana = somebody(&business, "34600111222");
    business.handle().customer_says(ana, "hola");
    for _ in 0..1_000 {
        business.say("+34600111222", "dime").await;
    }
    assert_eq!(fate(&business, text_to("+34600111222", "dime")).await.price(), "regular");
    let prices = business.subscriber.items("statuses");
    let free = prices.iter().filter(|s| s["status"] == "sent" && s["pricing"]["type"] == "free_customer_service");
    assert_eq!(free.count(), 1_000);
}

#[tokio::test]
async fn an_advertisement_that_is_answered_makes_everything_free_for_three_days() {
    let business = stopped(|_| {}).await;
    template(&business, "MARKETING");
    let ad = || {
        Content::text("Quiero saber más").from_advertisement(json!({"source_type": "ad", "source_id": "1",
        "source_url": "https://fb.me/x", "headline": "Oferta", "body": "Ven", "media_type": "image", "ctwa_clid": "c"}))
    };
    let offer = async || fate(&business, template_to("+34600111222", "marketing")).await;
    let ana = somebody(&business, "34600111222");
    business.handle().customer_says(ana, ad());
    let answered = fate(&business, text_to("+34600111222", "¡Claro!")).await;
    assert_eq!(answered.price(), "free_entry_point");
    assert_eq!(answered.statuses[0]["conversation"]["origin"]["type"], "referral_conversion");
    assert!(answered.statuses[0]["conversation"]["expiration_timestamp"].is_string());
    assert!(answered.statuses[1]["conversation"].get("expiration_timestamp").is_none());
    business.handle().step_time(71 * HOUR);
    assert_eq!(offer().await.price(), "free_entry_point");
    business.handle().step_time(HOUR);
    assert_eq!(offer().await.price(), "regular");
    // Nobody answers within a day: there is nothing free.
    business.handle().customer_says(ana, ad());
    business.handle().step_time(24 * HOUR);
    assert_eq!(offer().await.price(), "regular");
}

#[tokio::test]
async fn what_does_not_arrive_in_time_is_dropped_and_nobody_tells() {
    let business = stopped(|config| {
        config.templates = vec![json!({"name": "code", "language": "es", "category": "AUTHENTICATION", "components": [
            {"type": "BODY", "add_security_recommendation": true},
            {"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "COPY_CODE", "text": "Copiar"}]}]})];
    })
    .await;
    let ana = somebody(&business, "34600111222");
    business.handle().customer_says(ana, "hola");
    business.handle().set_online(ana, false);
    let code = json!([{"type": "body", "parameters": [{"type": "text", "text": "123456"}]},
        {"type": "button", "sub_type": "url", "index": "0", "parameters": [{"type": "text", "text": "123456"}]}]);
    let mut password = template_to("+34600111222", "code");
    password["template"]["components"] = code;
    let password = fate(&business, password).await;
    let text = fate(&business, text_to("+34600111222", "dime")).await;
    assert_eq!((password.words(), text.words()), (vec!["sent"], vec!["sent"]));
    business.handle().step_time(10 * MINUTE);
    business.handle().set_online(ana, true);
    business.handle().wait_until_quiet(SOON).await.unwrap();
    let last = |fate: &Fate| statuses_of(&business, &fate.answer["messages"][0]["id"]).pop().unwrap()["status"].clone();
    assert_eq!((last(&password), last(&text)), (json!("sent"), json!("delivered")));
}

#[tokio::test]
async fn a_voice_note_is_played_and_receipts_may_be_off() {
    let business = stopped(|_| {}).await;
    let ana = somebody(&business, "34600111222");
    business.handle().customer_says(ana, "hola");
    let voice = json!({"messaging_product": "whatsapp", "to": "+34600111222", "type": "audio",
        "audio": {"link": "https://shop.example/a.ogg", "voice": true}});
    let note = fate(&business, voice.clone()).await;
    let id = note.answer["messages"][0]["id"].clone();
    assert!(business.handle().customer_plays(id.as_str().unwrap()));
    business.handle().wait_until_quiet(SOON).await.unwrap();
    let words = |id: &Value| statuses_of(&business, id).iter().map(|s| s["status"].clone()).collect::<Vec<_>>();
    assert_eq!(words(&id), ["sent", "delivered", "read", "played"]);
    let text = fate(&business, text_to("+34600111222", "¿qué tal?")).await;
    assert!(
        !business.handle().customer_plays(text.answer["messages"][0]["id"].as_str().unwrap()),
        "a text has no sound"
    );
    business.handle().set_read_receipts(ana, false);
    business.handle().customer_reads(ana);
    business.handle().wait_until_quiet(SOON).await.unwrap();
    assert_eq!(words(&text.answer["messages"][0]["id"]), ["sent", "delivered"]);
}

#[tokio::test]
async fn direct_sends_and_the_marketing_door() {
    let business = stopped(|_| {}).await;
    template(&business, "MARKETING");
    template(&business, "UTILITY");
    let mut direct = text_to("+34600111222", "Tu pedido 1001 va en camino");
    direct["category"] = "utility".into();
    let sent = fate(&business, direct.clone()).await;
    assert_eq!(sent.words(), ["sent", "delivered"], "the window is closed");
    assert_eq!(sent.statuses[0]["pricing"]["category"], "utility");
    direct["text"]["body"] = "Tu pedido 2002 va en camino".into();
    let again = fate(&business, direct.clone()).await;
    assert!(sent.statuses[0]["template_id"].is_string());
    assert_eq!(sent.statuses[0]["template_id"], again.statuses[0]["template_id"], "only the numbers differ");
    direct["category"] = "gossip".into();
    assert_eq!(fate(&business, direct).await.code(), 100);

    let path = format!("{NUMBER}/marketing_messages");
    let (status, answer) = business.post(&path, template_to("+34600111222", "marketing")).await;
    assert_eq!(status, 200);
    business.handle().wait_until_quiet(SOON).await.unwrap();
    let statuses = statuses_of(&business, &answer["messages"][0]["id"]);
    assert_eq!(statuses[0]["pricing"]["category"], "marketing_lite");
    assert_eq!(code(&business.post(&path, template_to("+34600111222", "utility")).await.1), 134_100);
    assert_eq!(code(&business.post(&path, text_to("+34600111222", "hola")).await.1), 134_100);
}
