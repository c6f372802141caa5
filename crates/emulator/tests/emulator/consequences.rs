//! What follows from sending, in stopped time: holds, pauses, tiers, restrictions, preferences, prices.

use std::time::Duration;

use emulator::{Content, CustomerId, NewCustomer, Quality, Tier};
use serde_json::{Value, json};

use crate::support::{Business, NUMBER, SOON, code, text_to};

const HOUR: Duration = Duration::from_hours(1);
const MINUTE: Duration = Duration::from_mins(1);
/// In October 2026, when service messages are charged.
const OCTOBER: i64 = 1_791_000_000_000;

async fn stopped(change: impl FnOnce(&mut emulator::Config)) -> Business {
    Business::with(|config| {
        config.speed = 0.0;
        config.start_at = Some(OCTOBER);
        change(config);
    })
    .await
}

/// An approved template of that category, named as it; its id.
fn template(business: &Business, category: &str) -> String {
    let body = json!({"name": category.to_lowercase(), "language": "es", "category": category,
        "components": [{"type": "BODY", "text": "Tenemos algo que contarte, escríbenos cuando quieras."}]});
    business.handle().add_template(&body).unwrap()
}

fn template_to(to: &str, name: &str) -> Value {
    json!({"messaging_product": "whatsapp", "to": to, "type": "template",
        "template": {"name": name, "language": {"code": "es"}}})
}

/// How a message fares: `accepted` and the like from the answer, then its statuses, or its error codes.
struct Fate {
    answer: Value,
    statuses: Vec<Value>,
}

impl Fate {
    fn words(&self) -> Vec<&str> {
        self.statuses.iter().map(|status| status["status"].as_str().unwrap()).collect()
    }

    /// The code of the answer, or of the failed status; 0 when all is well.
    fn code(&self) -> i64 {
        let failed = self.statuses.iter().find_map(|status| status["errors"][0]["code"].as_i64());
        failed.unwrap_or_else(|| code(&self.answer))
    }

    fn price(&self) -> &str {
        self.statuses[0]["pricing"]["type"].as_str().unwrap()
    }
}

async fn fate(business: &Business, body: Value) -> Fate {
    let (_, answer) = business.send(body).await;
    business.handle().wait_until_quiet(SOON).await.unwrap();
    let id = answer["messages"][0]["id"].clone();
    Fate { statuses: statuses_of(business, &id), answer }
}

fn statuses_of(business: &Business, id: &Value) -> Vec<Value> {
    business.subscriber.items("statuses").into_iter().filter(|status| status["id"] == *id).collect()
}

/// The values of a field that came so far.
async fn told(business: &Business, field: &str) -> Vec<Value> {
    business.handle().wait_until_quiet(SOON).await.unwrap();
    let bodies = business.subscriber.bodies();
    let changes = bodies.iter().flat_map(|body| {
        let body: Value = serde_json::from_slice(body).unwrap();
        body["entry"][0]["changes"].as_array().unwrap().clone()
    });
    changes.filter(|change| change["field"] == field).map(|change| change["value"].clone()).collect()
}

fn somebody(business: &Business, phone: &str) -> CustomerId {
    business.handle().add_customer(NewCustomer::named("Ana").with_phone(phone))
}

#[tokio::test]
async fn a_red_template_is_paused_twice_and_then_disabled() {
    let business = stopped(|_| {}).await;
    let id = template(&business, "UTILITY");
    let code_now = async || fate(&business, template_to("+34600111222", "utility")).await.code();
    for hours in [3, 6] {
        assert!(business.handle().set_template_quality(&id, Quality::Red));
        assert_eq!(code_now().await, 132_015);
        business.handle().step_time((hours * 60 - 1) * MINUTE);
        assert_eq!(code_now().await, 132_015);
        business.handle().step_time(MINUTE);
        assert_eq!(code_now().await, 0, "the pause of {hours} hours is over");
    }
    business.handle().set_template_quality(&id, Quality::Red);
    business.handle().step_time(24 * HOUR);
    assert_eq!(code_now().await, 132_016);
    let moves: Vec<String> = told(&business, "message_template_status_update")
        .await
        .iter()
        .map(|value| format!("{} {}", value["event"].as_str().unwrap(), value["other_info"]["title"].as_str().unwrap()))
        .collect();
    let expected =
        ["PAUSED FIRST_PAUSE", "APPROVED UNPAUSE", "PAUSED SECOND_PAUSE", "APPROVED UNPAUSE", "DISABLED DISABLED"];
    assert_eq!(moves, expected);
    let quality = told(&business, "message_template_quality_update").await;
    assert_eq!(quality[0]["new_quality_score"], "RED");
    assert_eq!(quality[0]["previous_quality_score"], "UNKNOWN");
}

#[tokio::test]
async fn complaints_make_a_template_and_a_number_red() {
    let business = stopped(|_| {}).await;
    template(&business, "MARKETING");
    for n in 0..3 {
        let customer = somebody(&business, &format!("3460011122{n}"));
        let sent = fate(&business, template_to(&format!("+3460011122{n}"), "marketing")).await;
        assert_eq!(sent.words(), ["sent", "delivered"]);
        if n == 2 {
            business.handle().customer_blocks(customer, true);
        } else {
            business.handle().customer_reports(customer);
        }
    }
    assert_eq!(fate(&business, template_to("+34600111229", "marketing")).await.code(), 132_015);
    assert_eq!(told(&business, "phone_number_quality_update").await[0]["event"], "FLAGGED");
    // Whoever has blocked the number is still sent to, and never reached.
    let blocked = somebody(&business, "34600111777");
    business.handle().customer_says(blocked, "hola");
    business.handle().customer_blocks(blocked, true);
    assert_eq!(fate(&business, text_to("+34600111777", "¿hola?")).await.words(), ["sent"]);
}

#[tokio::test]
async fn a_template_on_trial_is_held_and_then_sent_or_dropped() {
    for (good, expected, status) in [(true, "delivered", 0), (false, "failed", 132_015)] {
        let business = stopped(|config| {
            config.limits.pacing_after = 2;
            config.limits.pacing_ms = 60_000;
        })
        .await;
        let id = template(&business, "MARKETING");
        let mut held = Vec::new();
        for n in 0..4 {
            let sent = fate(&business, template_to(&format!("+3460011122{n}"), "marketing")).await;
            let word = sent.answer["messages"][0]["message_status"].as_str().unwrap().to_owned();
            assert_eq!(word, if n < 2 { "accepted" } else { "held_for_quality_assessment" });
            if n >= 2 {
                assert!(sent.statuses.is_empty(), "nothing is told of what is held");
                held.push(sent.answer["messages"][0]["id"].clone());
            }
        }
        if !good {
            business.handle().set_template_quality(&id, Quality::Red);
        }
        business.handle().step_time(MINUTE);
        business.handle().wait_until_quiet(SOON).await.unwrap();
        for id in held {
            let last = statuses_of(&business, &id).pop().unwrap();
            assert_eq!((&last["status"], last["errors"][0]["code"].as_i64().unwrap_or(0)), (&json!(expected), status));
        }
        let next = fate(&business, template_to("+34600111229", "marketing")).await;
        assert_eq!(next.code(), status, "after the trial");
    }
}

#[tokio::test]
async fn a_portfolio_that_is_looked_at_waits() {
    let business = stopped(|_| {}).await;
    template(&business, "UTILITY");
    for (good, expected) in [(true, "delivered"), (false, "failed")] {
        business.handle().set_portfolio_pacing(true, true);
        let sent = fate(&business, template_to("+34600111222", "utility")).await;
        assert_eq!(sent.answer["messages"][0]["message_status"], "paused");
        business.handle().set_portfolio_pacing(false, good);
        business.handle().wait_until_quiet(SOON).await.unwrap();
        let last = statuses_of(&business, &sent.answer["messages"][0]["id"]).pop().unwrap();
        assert_eq!(last["status"], expected);
    }
}

#[tokio::test]
async fn a_category_changes_with_a_days_notice_and_the_price_with_it() {
    let business = stopped(|_| {}).await;
    let id = template(&business, "UTILITY");
    assert!(business.handle().correct_category(&id, "MARKETING", true));
    let before = fate(&business, template_to("+34600111222", "utility")).await;
    assert_eq!(before.statuses[0]["pricing"]["category"], "utility");
    business.handle().step_time(24 * HOUR);
    let after = fate(&business, template_to("+34600111222", "utility")).await;
    assert_eq!(after.statuses[0]["pricing"]["category"], "marketing");
    let updates = told(&business, "template_category_update").await;
    assert_eq!(
        (&updates[0]["new_category"], &updates[0]["correct_category"]),
        (&json!("UTILITY"), &json!("MARKETING"))
    );
    assert_eq!(updates[0]["category_update_timestamp"], OCTOBER / 1_000 + 24 * 3_600);
    assert_eq!(updates[1]["previous_category"], "UTILITY");
    assert_eq!(updates[1]["new_category"], "MARKETING");
}

#[tokio::test]
async fn a_tier_counts_people_outside_of_windows_in_24_hours() {
    let business = stopped(|config| {
        config.limits.tier = Tier::Tier250;
        config.limits.messages_per_second = 10_000;
    })
    .await;
    template(&business, "UTILITY");
    let to = |n: usize| template_to(&format!("+34600111{n:03}"), "utility");
    for n in 0..250 {
        assert_eq!(business.send(to(n)).await.0, 200);
    }
    assert_eq!(fate(&business, to(0)).await.code(), 0, "who has been written to is not counted again");
    assert_eq!(fate(&business, to(250)).await.code(), 131_048);
    let ana = somebody(&business, "34600222333");
    business.handle().customer_says(ana, "hola");
    assert_eq!(fate(&business, template_to("+34600222333", "utility")).await.code(), 0, "an open window is free");
    business.handle().step_time(24 * HOUR);
    assert_eq!(fate(&business, to(250)).await.code(), 0);
}

#[tokio::test]
async fn half_of_a_tier_earns_the_next_in_six_hours() {
    let business = stopped(|config| {
        config.limits.tier = Tier::Tier2K;
        config.limits.messages_per_second = 10_000;
        config.statuses = false;
    })
    .await;
    template(&business, "UTILITY");
    for n in 0..1_000 {
        business.send(template_to(&format!("+3460011{n:04}"), "utility")).await;
    }
    business.handle().step_time(359 * MINUTE);
    assert!(told(&business, "business_capability_update").await.is_empty());
    business.handle().step_time(MINUTE);
    let told = told(&business, "business_capability_update").await;
    assert_eq!(told[0]["max_daily_conversations_per_business"], "TIER_10K");
}

#[tokio::test]
async fn an_upgrade_takes_a_minute_and_gives_a_thousand_a_second() {
    let business = stopped(|config| config.limits.messages_per_second = 1).await;
    let send = async |n: usize| code(&business.send(text_to(&format!("+3460011{n:04}"), "hola")).await.1);
    assert_eq!((send(0).await, send(1).await), (0, 130_429));
    assert!(business.handle().upgrade_throughput(NUMBER));
    assert_eq!(send(2).await, 131_057);
    business.handle().step_time(MINUTE);
    for n in 0..20 {
        assert_eq!(send(n).await, 0);
    }
    assert_eq!(told(&business, "phone_number_quality_update").await[0]["event"], "THROUGHPUT_UPGRADE");
}

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
