//! Templates: created, reviewed, listed, sent, deleted.

use emulator::{MessageStatus, TemplateStatus};
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Business, SOON, WABA, code};

fn order_ready() -> Value {
    json!({"name": "order_ready", "language": "es", "category": "UTILITY", "components": [
        {"type": "BODY", "text": "Hola {{1}}, tu pedido {{2}} ya está listo.", "example": {"body_text": [["Ana", "7"]]}},
        {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Gracias"}]},
    ]})
}

fn send_order_ready(parameters: &[&str]) -> Value {
    let parameters: Vec<Value> = parameters.iter().map(|text| json!({"type": "text", "text": text})).collect();
    json!({"messaging_product": "whatsapp", "to": "+34600111222", "type": "template", "template": {
        "name": "order_ready", "language": {"code": "es"},
        "components": [{"type": "body", "parameters": parameters}],
    }})
}

#[tokio::test]
async fn a_template_is_reviewed_and_then_can_be_sent_outside_the_window() {
    let business = Business::with(|config| {
        config.speed = 0.0;
        config.review_after = std::time::Duration::from_mins(1);
    })
    .await;
    let (status, created) = business.post(&format!("{WABA}/message_templates"), order_ready()).await;
    assert_eq!((status, &created["status"], &created["category"]), (200, &json!("PENDING"), &json!("UTILITY")));
    assert_eq!(code(&business.send(send_order_ready(&["Ana", "7"])).await.1), 132_001, "it is still in review");

    business.handle().step_time(std::time::Duration::from_mins(1));
    business.subscriber.wait_for(1).await;
    let told = &business.subscriber.values()[0];
    assert_eq!((&told["event"], &told["reason"]), (&json!("APPROVED"), &json!("NONE")));
    assert_eq!(told["message_template_id"].to_string(), created["id"].as_str().unwrap());

    let (status, answer) = business.send(send_order_ready(&["Ana", "7"])).await;
    assert_eq!((status, &answer["messages"][0]["message_status"]), (200, &json!("accepted")));
    business.subscriber.wait_for_status(answer["messages"][0]["id"].as_str().unwrap(), "delivered").await;
    assert_eq!(business.subscriber.items("statuses")[0]["pricing"]["category"], "utility");
    let ana = business.handle().customer_by_phone("34600111222").unwrap();
    let phone = business.handle().messages_of(ana);
    assert_eq!(phone[0].text(), "Hola Ana, tu pedido 7 ya está listo.");
    assert_eq!(phone[0].status, MessageStatus::Delivered);

    business.handle().customer_taps(ana, "Gracias").unwrap();
    business.subscriber.wait_until(|bodies| bodies.len() >= 4).await;
    let tapped = business.subscriber.items("messages").remove(0);
    assert_eq!(tapped["button"], json!({"payload": "Gracias", "text": "Gracias"}));
    assert_eq!(tapped["context"]["id"], phone[0].id.as_str());
}

#[tokio::test]
async fn wrong_fillings_and_statuses_have_their_codes() {
    let business = Business::start().await;
    let id = business.handle().add_template(&order_ready()).unwrap();
    let cases = [(vec!["Ana"], 132_000), (vec!["Ana", "7", "8"], 132_000), (vec!["Ana", "a\nb"], 132_018)];
    for (parameters, expected) in cases {
        assert_eq!(code(&business.send(send_order_ready(&parameters)).await.1), expected, "{parameters:?}");
    }
    for (status, expected) in [(TemplateStatus::Paused, 132_015), (TemplateStatus::Disabled, 132_016)] {
        assert!(business.handle().set_template_status(&id, status));
        assert_eq!(code(&business.send(send_order_ready(&["Ana", "7"])).await.1), expected);
    }
}

#[tokio::test]
async fn reviewers_reject_and_move_to_other_categories() {
    let business = Business::start().await;
    let path = format!("{WABA}/message_templates");
    let body = |name: &str, text: &str, example: bool| {
        let mut body = json!({"type": "BODY", "text": text});
        if example {
            body["example"] = json!({"body_text": [["x"]]});
        }
        json!({"name": name, "language": "es", "category": "UTILITY", "components": [body]})
    };
    let refused = [
        (body("leading", "{{1}} ya está aquí, pasa a por él", true), 2_388_299),
        (body("crowded", "Hola {{1}} {{2}} {{3}} adiós", true), 2_388_293),
    ];
    for (body, subcode) in refused {
        let (status, answer) = business.post(&path, body).await;
        assert_eq!((status, &answer["error"]["error_subcode"]), (400, &json!(subcode)), "{answer}");
    }
    let (_, promoted) = business.post(&path, body("promo", "Hoy tienes un 20 % de descuento", false)).await;
    assert_eq!(promoted["category"], "MARKETING");
    business.post(&path, body("no_example", "Hola {{1}}, tu cita es mañana", false)).await;
    business.handle().wait_until_quiet(SOON).await.unwrap();
    let (_, list) = business.get(&format!("{path}?name=no_example&fields=name,status,rejected_reason")).await;
    assert_eq!(list["data"][0]["status"], "REJECTED");
    assert_eq!(list["data"][0]["rejected_reason"], "INVALID_FORMAT");
    let (status, again) = business.post(&path, body("promo", "Otra cosa", false)).await;
    assert_eq!((status, &again["error"]["error_subcode"]), (400, &json!(2_388_024)));
}

#[tokio::test]
async fn the_list_has_pages_and_filters() {
    let business = Business::start().await;
    for n in 0..5 {
        let mut body = order_ready();
        body["name"] = format!("order_ready_{n}").into();
        business.handle().add_template(&body).unwrap();
    }
    let path = format!("{WABA}/message_templates");
    let (_, first) = business.get(&format!("{path}?limit=3")).await;
    assert_eq!(first["data"].as_array().unwrap().len(), 3);
    let after = first["paging"]["cursors"]["after"].as_str().unwrap();
    let (_, second) = business.get(&format!("{path}?limit=3&after={after}")).await;
    assert_eq!(second["data"].as_array().unwrap().len(), 2);
    assert!(second["paging"].get("next").is_none());
    let (_, none) = business.get(&format!("{path}?status=REJECTED")).await;
    assert_eq!(none["data"], json!([]));
    let id = first["data"][0]["id"].as_str().unwrap();
    let (_, one) = business.get(&format!("{id}?fields=name,status,quality_score")).await;
    assert_eq!((&one["status"], &one["quality_score"]["score"]), (&json!("APPROVED"), &json!("UNKNOWN")));
    let untold = "is_primary_device_delivery_only,display_format,bid_spec";
    assert_eq!(business.get(&format!("{id}?fields={untold}")).await, (200, json!({ "id": id })));
}

#[tokio::test]
async fn a_deleted_name_cannot_be_used_again_at_once() {
    let business = Business::start().await;
    business.handle().add_template(&order_ready()).unwrap();
    let path = format!("{WABA}/message_templates");
    let deletion = format!("{path}?name=order_ready");
    assert_eq!(business.request(Method::DELETE, &deletion, None).await, (200, json!({ "success": true })));
    assert_eq!(business.request(Method::DELETE, &deletion, None).await.0, 400);
    assert_eq!(business.post(&path, order_ready()).await.0, 400);
    business.handle().step_time(std::time::Duration::from_hours(30 * 24));
    assert_eq!(business.post(&path, order_ready()).await.0, 200);
}

#[tokio::test]
async fn an_edited_template_is_reviewed_again() {
    let business = Business::with(|config| config.speed = 0.0).await;
    let id = business.handle().add_template(&order_ready()).unwrap();
    let edit = json!({"components": [{"type": "BODY", "text": "Tu pedido ya está listo."}]});
    let (status, answer) = business.post(&id, edit.clone()).await;
    assert_eq!((status, &answer["success"], &answer["id"]), (200, &json!(true), &json!(id)));
    business.handle().wait_until_quiet(SOON).await.unwrap();
    let (_, template) = business.get(&id).await;
    assert_eq!(template["status"], "APPROVED");
    assert_eq!(template["components"], edit["components"]);
}
