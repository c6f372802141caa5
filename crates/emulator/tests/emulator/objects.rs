//! What numbers and accounts have beside messages: registration, names, profiles, settings, blocked people, codes,
//! uploads, groups, calls, figures.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Business, NUMBER, SOON, WABA, code, text_to};

const DAY: Duration = Duration::from_hours(24);

async fn stopped() -> Business {
    Business::with(|config| config.speed = 0.0).await
}

/// Posts, and expects a code; 0 is success.
async fn expect(business: &Business, path: &str, body: Value, expected: i64) -> Value {
    let (status, answer) = business.post(path, body.clone()).await;
    assert_eq!((code(&answer), status == 200), (expected, expected == 0), "{path} {body}: {answer}");
    answer
}

#[tokio::test]
async fn a_number_is_added_verified_registered_and_given_up() {
    let business = stopped().await;
    let new = json!({"cc": "34", "phone_number": "911 99 88 77", "verified_name": "Otra tienda"});
    let id =
        expect(&business, &format!("{WABA}/phone_numbers"), new.clone(), 0).await["id"].as_str().unwrap().to_owned();
    expect(&business, &format!("{WABA}/phone_numbers"), new, 100).await;
    let post =
        async |edge: &str, body: Value, expected| expect(&business, &format!("{id}/{edge}"), body, expected).await;
    let whatsapp = |pin: &str| json!({"messaging_product": "whatsapp", "pin": pin});
    post("register", whatsapp("123456"), 133_006).await;
    post("verify_code", json!({"code": "998877"}), 136_025).await;
    post("request_code", json!({"code_method": "PIGEON", "language": "es"}), 100).await;
    post("request_code", json!({"code_method": "SMS", "language": "es"}), 0).await;
    post("verify_code", json!({"code": "000000"}), 136_025).await;
    post("verify_code", json!({"code": "998-877"}), 0).await;
    post("request_code", json!({"code_method": "SMS", "language": "es"}), 136_024).await;
    post("messages", text_to("+34600111222", "hola"), 133_010).await;
    post("register", whatsapp("12345"), 100).await;
    post("register", json!({"pin": "123456"}), 100).await;
    post("register", whatsapp("123456"), 0).await;
    post("messages", text_to("+34600111222", "hola"), 0).await;
    for _ in 0..5 {
        post("register", whatsapp("654321"), 133_005).await;
    }
    post("register", whatsapp("123456"), 133_008).await;
    business.handle().step_time(DAY);
    for _ in 0..9 {
        post("register", whatsapp("123456"), 0).await;
    }
    post("register", whatsapp("123456"), 133_016).await;
    business.handle().step_time(3 * DAY);
    post("deregister", json!({}), 0).await;
    post("deregister", json!({}), 133_010).await;
    let (_, number) = business.get(&format!("{id}?fields=status,code_verification_status,is_pin_enabled")).await;
    assert_eq!(
        number,
        json!({"id": id, "status": "PENDING", "code_verification_status": "VERIFIED", "is_pin_enabled": true})
    );
}

#[tokio::test]
async fn a_name_is_reviewed_and_worn_after_the_next_registration() {
    let business = stopped().await;
    expect(&business, NUMBER, json!({"new_display_name": "http://x"}), 0).await;
    business.subscriber.wait_for(1).await;
    assert_eq!(business.subscriber.values()[0]["decision"], "REJECTED");
    expect(&business, NUMBER, json!({"new_display_name": "La Tienda de Ana"}), 0).await;
    business.subscriber.wait_for(2).await;
    assert_eq!(business.subscriber.values()[1]["decision"], "APPROVED");
    let (_, before) = business.get(&format!("{NUMBER}?fields=verified_name,new_name_status,new_display_name")).await;
    assert_eq!(
        (&before["verified_name"], &before["new_name_status"]),
        (&json!("Emulated business"), &json!("APPROVED"))
    );
    expect(&business, &format!("{NUMBER}/register"), json!({"messaging_product": "whatsapp", "pin": "123456"}), 0)
        .await;
    assert_eq!(business.get(&format!("{NUMBER}?fields=verified_name")).await.1["verified_name"], "La Tienda de Ana");
    for n in 0..8 {
        expect(&business, NUMBER, json!({"new_display_name": format!("Tienda {n}")}), 0).await;
    }
    expect(&business, NUMBER, json!({"new_display_name": "Una más"}), 100).await;
}

#[tokio::test]
async fn profiles_and_settings_keep_what_fits() {
    let business = stopped().await;
    let long = |length: usize| "x".repeat(length);
    let profile = |field: &str, value: Value| json!({"messaging_product": "whatsapp", field: value});
    let cases = [
        ("whatsapp_business_profile", profile("about", json!("Pan recién hecho")), 0),
        ("whatsapp_business_profile", profile("about", json!(long(140))), 100),
        ("whatsapp_business_profile", profile("description", json!(long(512))), 0),
        ("whatsapp_business_profile", profile("address", json!(long(257))), 100),
        ("whatsapp_business_profile", profile("email", json!("nobody")), 100),
        ("whatsapp_business_profile", profile("vertical", json!("BAKERY")), 100),
        ("whatsapp_business_profile", profile("vertical", json!("RETAIL")), 0),
        ("whatsapp_business_profile", profile("websites", json!(["https://a.example", "https://b.example"])), 0),
        ("whatsapp_business_profile", profile("websites", json!(["https://a", "https://b", "https://c"])), 100),
        ("whatsapp_business_profile", profile("profile_picture_handle", json!("4::x")), 100),
        ("whatsapp_business_profile", json!({"about": "x"}), 100),
        (
            "conversational_automation",
            json!({"prompts": ["¿Horario?"], "commands": [{"command_name": "menu", "command_description": "La carta"}]}),
            0,
        ),
        ("conversational_automation", json!({"prompts": ["1", "2", "3", "4", "5"]}), 100),
        (
            "conversational_automation",
            json!({"commands": [{"command_name": long(33), "command_description": "x"}]}),
            100,
        ),
        ("whatsapp_commerce_settings?is_cart_enabled=false&is_catalog_visible=true", json!({}), 0),
        ("whatsapp_commerce_settings?is_cart_enabled=perhaps", json!({}), 100),
        ("settings", json!({"calling": {"status": "SOMETIMES"}}), 100),
        ("settings", json!({"nonsense": {}}), 100),
        ("whatsapp_business_encryption", json!({"business_public_key": "nonsense"}), 100),
        ("username", json!({"username": "La Tienda"}), 100),
        ("username", json!({"username": "whatsapp"}), 147_001),
        ("message_qrdls", json!({"prefilled_message": long(141), "generate_qr_image": "SVG"}), 100),
    ];
    for (edge, body, expected) in cases {
        expect(&business, &format!("{NUMBER}/{edge}"), body, expected).await;
    }
    let (_, profile) =
        business.get(&format!("{NUMBER}/whatsapp_business_profile?fields=about,vertical,websites")).await;
    let expected = json!({"about": "Pan recién hecho", "vertical": "RETAIL", "messaging_product": "whatsapp",
        "websites": ["https://a.example", "https://b.example"]});
    assert_eq!(profile["data"][0], expected);
    let (_, number) = business.get(&format!("{NUMBER}?fields=conversational_automation")).await;
    assert_eq!(number["conversational_automation"]["commands"][0]["command_name"], "menu");
    let (_, commerce) = business.get(&format!("{NUMBER}/whatsapp_commerce_settings")).await;
    assert_eq!(commerce["data"][0]["is_cart_enabled"], false);
}

#[tokio::test]
async fn a_profile_tells_its_id_when_asked() {
    let business = Business::start().await;
    let path = format!("{NUMBER}/whatsapp_business_profile");
    let (_, asked) = business.get(&format!("{path}?fields=id,about")).await;
    assert_eq!((&asked["data"][0]["id"], asked["data"][0]["about"].is_string()), (&json!(NUMBER), true), "{asked}");
    let (_, usual) = business.get(&path).await;
    assert!(usual["data"][0].get("id").is_none(), "{usual}");
}

#[tokio::test]
async fn whoever_is_blocked_is_not_heard_and_not_reached() {
    let business = Business::start().await;
    let ana = business.ana().await;
    let path = format!("{NUMBER}/block_users");
    let whom = |user: &str| json!({"messaging_product": "whatsapp", "block_users": [{"user": user}]});
    let (status, answer) = business.post(&path, whom("+34600111222")).await;
    assert_eq!((status, &answer["block_users"]["added_users"][0]["wa_id"]), (200, &json!("34600111222")), "{answer}");
    let before = business.subscriber.bodies().len();
    business.handle().customer_says(ana, "¿hola?");
    let (status, sent) = business.send(text_to("+34600111222", "hola")).await;
    assert_eq!(status, 200);
    business.subscriber.wait_for_status(sent["messages"][0]["id"].as_str().unwrap(), "failed").await;
    assert_eq!(business.subscriber.bodies().len(), before + 1, "only the failure was told");
    assert_eq!(business.get(&path).await.1["data"][0]["wa_id"], "34600111222");
    let (status, partly) = business.post(&path, whom("+34999999999")).await;
    assert_eq!((status, code(&partly)), (400, 139_100));
    assert_eq!(partly["block_users"]["failed_users"][0]["input"], "+34999999999");
    assert_eq!(business.request(Method::DELETE, &path, Some(whom("+34600111222"))).await.0, 200);
    assert_eq!(business.get(&path).await.1, json!({ "data": [] }));
}

#[tokio::test]
async fn short_links_are_made_changed_and_deleted() {
    let business = Business::start().await;
    let path = format!("{NUMBER}/message_qrdls");
    let made =
        expect(&business, &path, json!({"prefilled_message": "Quiero pan", "generate_qr_image": "SVG"}), 0).await;
    let code_of = made["code"].as_str().unwrap();
    assert_eq!(made["deep_link_url"], format!("https://wa.me/message/{code_of}"));
    let picture = business.client.get(made["qr_image_url"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(picture.headers()["content-type"], "image/svg+xml");
    expect(&business, &path, json!({"code": code_of, "prefilled_message": "Quiero tarta"}), 0).await;
    let by_path =
        expect(&business, &format!("{path}/{code_of}"), json!({"prefilled_message": "Quiero tarta"}), 0).await;
    assert_eq!(by_path["code"], code_of, "the path may name the code as well");
    let (_, one) = business.get(&format!("{path}/{code_of}")).await;
    assert_eq!(one["data"][0]["prefilled_message"], "Quiero tarta");
    for (format, ending) in [("", ".svg"), (".format(PNG)", ".png")] {
        let (_, listed) = business.get(&format!("{path}?fields=code,qr_image_url{format}")).await;
        let url = listed["data"][0]["qr_image_url"].as_str().unwrap();
        assert!(url.ends_with(ending), "{url}");
    }
    assert_eq!(code(&business.get(&format!("{path}?fields=qr_image_url.format(GIF)")).await.1), 100);
    assert_eq!(business.request(Method::DELETE, &format!("{path}/{code_of}"), None).await.0, 200);
    assert_eq!(code(&business.request(Method::DELETE, &format!("{path}/{code_of}"), None).await.1), 803);
}

#[tokio::test]
async fn a_file_comes_in_parts_and_becomes_a_picture() {
    let business = Business::start().await;
    let open = "670843887433847/uploads?file_name=a.png&file_length=8&file_type=image/png".to_owned();
    let session = expect(&business, &open, json!({}), 0).await["id"].as_str().unwrap().to_owned();
    let part = async |offset: &str, bytes: &'static [u8]| {
        let request = business.client.post(business.url(&session)).header("authorization", "OAuth EAAemulated");
        let answer = request.header("file_offset", offset).body(bytes).send().await.unwrap();
        answer.json::<Value>().await.unwrap()
    };
    part("0", b"abcde").await;
    assert_eq!(business.get(&session).await.1, json!({"id": session, "file_offset": 5}));
    assert_eq!(code(&part("3", b"xx").await), 100);
    assert_eq!(code(&part("5", b"fghijkl").await), 100);
    let handle = part("5", b"fgh").await["h"].as_str().unwrap().to_owned();
    let profile = json!({"messaging_product": "whatsapp", "profile_picture_handle": handle});
    expect(&business, &format!("{NUMBER}/whatsapp_business_profile"), profile, 0).await;
    let (_, profile) = business.get(&format!("{NUMBER}/whatsapp_business_profile?fields=profile_picture_url")).await;
    let picture =
        business.client.get(profile["data"][0]["profile_picture_url"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(picture.bytes().await.unwrap(), "abcdefgh");
}

#[tokio::test]
async fn an_approved_template_is_edited_once_a_day_and_put_away() {
    let business = stopped().await;
    let body = |text: &str| json!({"components": [{"type": "BODY", "text": text}]});
    let id = business
        .handle()
        .add_template(&json!({"name": "t", "language": "es", "category": "UTILITY",
        "components": [{"type": "BODY", "text": "Tu pedido ya está listo."}]}))
        .unwrap();
    expect(&business, &id, json!({"category": "MARKETING"}), 100).await;
    for n in 0..10 {
        expect(&business, &id, body(&format!("Tu pedido número {n} ya está listo.")), 0).await;
        business.handle().wait_until_quiet(SOON).await.unwrap();
        expect(&business, &id, body("Otra cosa."), 100).await;
        business.handle().step_time(DAY);
    }
    expect(&business, &id, body("La undécima."), 100).await;
    let archive = |id: &str| json!({"template_ids": [id, "7"]});
    let archived = expect(&business, &format!("{WABA}/message_templates/archive"), archive(&id), 0).await;
    assert_eq!(
        (&archived["archived_templates"], archived["failed_templates"].get("7").is_some()),
        (&json!([id]), true)
    );
    assert_eq!(business.get(&id).await.1["status"], "ARCHIVED");
    expect(&business, &format!("{WABA}/message_templates/unarchive"), archive(&id), 0).await;
    assert_eq!(business.get(&id).await.1["status"], "APPROVED");
}

#[tokio::test]
async fn figures_are_those_of_what_was_sent() {
    let business = Business::with(|config| {
        config.speed = 0.0;
        config.start_at = Some(1_795_000_000_000);
    })
    .await;
    let template = business
        .handle()
        .add_template(&json!({"name": "t", "language": "es", "category": "UTILITY",
        "components": [{"type": "BODY", "text": "Tu pedido ya está listo."},
            {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Vale"}]}]}))
        .unwrap();
    let ana = business.ana().await;
    business.say("+34600111222", "hola").await;
    let send = json!({"messaging_product": "whatsapp", "to": "+34600111222", "type": "template",
        "template": {"name": "t", "language": {"code": "es"}}});
    assert_eq!(business.send(send).await.0, 200);
    business.handle().wait_until_quiet(SOON).await.unwrap();
    business.handle().customer_reads(ana);
    business.handle().customer_taps(ana, "Vale").unwrap();
    business.handle().step_time(DAY);
    let span = "start(1794900000).end(1795200000)";
    let (_, sent) = business.get(&format!("{WABA}?fields=analytics.{span}.granularity(DAY)")).await;
    let point = &sent["analytics"]["data_points"][0];
    assert_eq!((&point["sent"], &point["delivered"]), (&json!(2), &json!(2)), "{sent}");
    let dimensions = "dimensions([\"PRICING_CATEGORY\",\"COUNTRY\"])";
    let (_, prices) =
        business.get(&format!("{WABA}?fields=pricing_analytics.{span}.granularity(DAILY).{dimensions}")).await;
    let points = prices["pricing_analytics"]["data"][0]["data_points"].as_array().unwrap();
    let utility = points.iter().find(|point| point["pricing_category"] == "UTILITY").unwrap();
    assert_eq!((&utility["volume"], &utility["country"], &utility["cost"]), (&json!(1), &json!("ES"), &json!(0.02)));
    let path = format!(
        "{WABA}/template_analytics?start=1794900000&end=1795200000&granularity=DAILY&template_ids=[{template}]"
    );
    assert_eq!(code(&business.get(&path).await.1), 200_007);
    expect(&business, &format!("{WABA}?is_enabled_for_insights=true"), json!({}), 0).await;
    let (_, figures) = business.get(&path).await;
    let point = &figures["data"][0]["data_points"][0];
    assert_eq!(
        (&point["sent"], &point["read"], &point["clicked"][0]["count"]),
        (&json!(1), &json!(1), &json!(1)),
        "{figures}"
    );
    assert_eq!(code(&business.get(&format!("{WABA}?fields=analytics.start(5).end(1).granularity(DAY)")).await.1), 100);
}

#[tokio::test]
async fn a_group_is_made_joined_and_deleted() {
    let business = Business::start().await;
    let ana = business.ana().await;
    expect(&business, &format!("{NUMBER}/groups"), json!({"messaging_product": "whatsapp"}), 100).await;
    let new = json!({"messaging_product": "whatsapp", "subject": "Pan", "join_approval_mode": "approval_required"});
    expect(&business, &format!("{NUMBER}/groups"), new, 0).await;
    business.handle().wait_until_quiet(SOON).await.unwrap();
    let made = business.subscriber.items("groups").remove(0);
    let id = made["group_id"].as_str().unwrap().to_owned();
    assert!(business.handle().customer_joins_group(ana, made["invite_link"].as_str().unwrap()));
    let (_, asked) = business.get(&format!("{id}/join_requests")).await;
    let request = json!({"messaging_product": "whatsapp", "join_requests": [asked["data"][0]["join_request_id"]]});
    expect(&business, &format!("{id}/join_requests"), request, 0).await;
    let (_, group) = business.get(&format!("{id}?fields=subject,participants")).await;
    assert_eq!((&group["subject"], &group["participants"][0]["wa_id"]), (&json!("Pan"), &json!("34600111222")));
    let gone = json!({"messaging_product": "whatsapp", "participants": [{"user": "34600111222"}]});
    assert_eq!(business.request(Method::DELETE, &format!("{id}/participants"), Some(gone)).await.0, 200);
    assert_eq!(business.request(Method::DELETE, &id, None).await.0, 200);
    assert_eq!(business.get(&format!("{NUMBER}/groups")).await.1["data"]["groups"], json!([]));
}

#[tokio::test]
async fn a_call_needs_leave_and_is_told_from_ring_to_end() {
    let business = stopped().await;
    let ana = business.ana().await;
    let path = format!("{NUMBER}/calls");
    let call = json!({"messaging_product": "whatsapp", "to": "+34600111222", "action": "connect",
        "session": {"sdp_type": "offer", "sdp": "v=0"}});
    expect(&business, &path, call.clone(), 138_000).await;
    expect(&business, &format!("{NUMBER}/settings"), json!({"calling": {"status": "ENABLED"}}), 0).await;
    expect(&business, &path, call.clone(), 138_006).await;
    let reply = json!({"type": "call_permission_reply", "call_permission_reply": {"response": "accept", "response_source": "user_action"}});
    business.handle().customer_says(ana, emulator::Content::raw(json!({"type": "interactive", "interactive": reply})));
    let (_, leave) = business.get(&format!("{NUMBER}/call_permissions?user_wa_id=34600111222")).await;
    assert_eq!(leave["permission"]["status"], "temporary");
    let id = expect(&business, &path, call, 0).await["calls"][0]["id"].as_str().unwrap().to_owned();
    business.handle().step_time(Duration::from_mins(1));
    expect(&business, &path, json!({"messaging_product": "whatsapp", "call_id": id, "action": "terminate"}), 0).await;
    business.handle().wait_until_quiet(SOON).await.unwrap();
    let told: Vec<Value> = business.subscriber.items("calls").iter().map(|call| call["event"].clone()).collect();
    assert_eq!(told, ["connect", "terminate"]);
    assert_eq!(business.subscriber.items("calls")[1]["status"], "COMPLETED");
}
