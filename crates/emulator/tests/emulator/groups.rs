//! Groups with people in them: what is sent there, what becomes of it, and what participants write.

use std::time::Duration;

use emulator::{Config, Content, CustomerId, NewCustomer};
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Business, NUMBER, SOON, code, text_to};

const ANA: &str = "34600111222";
const LUIS: &str = "34600111333";

/// A business whose time stands still, a group, and its invitation.
async fn group(change: impl FnOnce(&mut Config)) -> (Business, String, String) {
    let business = Business::with(|config| {
        config.speed = 0.0;
        config.start_at = Some(1_790_000_000_000);
        change(config);
    })
    .await;
    let new = json!({"messaging_product": "whatsapp", "subject": "Pan"});
    assert_eq!(business.post(&format!("{NUMBER}/groups"), new).await.0, 200);
    business.handle().wait_until_quiet(SOON).await.unwrap();
    let made = business.subscriber.items("groups").remove(0);
    let text = |name: &str| made[name].as_str().unwrap().to_owned();
    (business, text("group_id"), text("invite_link"))
}

async fn control(business: &Business, method: Method, path: &str, body: Value) -> (u16, Value) {
    let url = format!("{}/emulator/{path}", business.running.base_url());
    let response = business.client.request(method, url).json(&body).send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap_or_default())
}

async fn joins(business: &Business, phone: &str, invite_link: &str) -> CustomerId {
    let customer = business.handle().add_customer(NewCustomer::named("Ana").with_phone(phone));
    let invitation = json!({ "invite_link": invite_link });
    let joined = control(business, Method::POST, &format!("customers/{customer}/groups"), invitation).await;
    assert_eq!(joined.0, 204, "{}", joined.1);
    customer
}

async fn writes(business: &Business, customer: CustomerId, group: &str, text: &str) -> (u16, Value) {
    let said = json!({"message": {"type": "text", "text": {"body": text}}, "group_id": group});
    control(business, Method::POST, &format!("customers/{customer}/messages"), said).await
}

/// Two people in a group, who have just written there.
async fn with_people() -> (Business, String, [CustomerId; 2]) {
    let (business, group, link) = group(|_| {}).await;
    let people = [joins(&business, ANA, &link).await, joins(&business, LUIS, &link).await];
    assert_eq!(writes(&business, people[0], &group, "hola a todos").await.0, 201);
    (business, group, people)
}

fn to_group(group: &str, kind: &str, content: Value) -> Value {
    let mut body = json!({"messaging_product": "whatsapp", "recipient_type": "group", "to": group, "type": kind});
    body[kind] = content;
    body
}

fn text(group: &str) -> Value {
    to_group(group, "text", json!({ "body": "pan recién hecho" }))
}

async fn sends(business: &Business, body: Value) -> String {
    let (status, answer) = business.send(body).await;
    assert_eq!(status, 200, "{answer}");
    answer["messages"][0]["id"].as_str().unwrap().to_owned()
}

/// The statuses of a message: what, to whom of the group, and what it cost.
async fn statuses(business: &Business, id: &str) -> Vec<[String; 3]> {
    business.handle().wait_until_quiet(SOON).await.unwrap();
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let statuses = business.subscriber.items("statuses").into_iter().filter(|status| status["id"] == id);
    let told = statuses.map(|status| {
        assert_eq!(status["recipient_type"], "group", "{status}");
        let who = word(&status["recipient_participant_id"]);
        let cost = format!("{} {}", word(&status["pricing"]["category"]), word(&status["pricing"]["type"]));
        [word(&status["status"]), who, cost.trim().to_owned()]
    });
    let mut told: Vec<_> = told.collect();
    told.sort_by_key(|[status, ..]| ["sent", "delivered", "read"].iter().position(|step| step == status));
    told[1..].sort_by_key(|[status, who, _]| (status == "read", who.clone()));
    told
}

#[tokio::test]
async fn a_message_to_a_group_is_sent_once_and_delivered_and_read_by_each() {
    let (business, group, people) = with_people().await;
    let (status, answer) = business.send(text(&group)).await;
    assert_eq!((status, &answer["contacts"]), (200, &json!([{ "input": group, "wa_id": group }])), "{answer}");
    assert_eq!(answer["messages"][0]["group_id"], json!(group));
    let id = answer["messages"][0]["id"].as_str().unwrap();
    business.handle().wait_until_quiet(SOON).await.unwrap();
    for customer in people {
        let phone = business.handle().messages_of(customer);
        let last = phone.last().unwrap();
        assert_eq!(
            (last.id.as_str(), last.text().as_str(), last.group_id.as_deref()),
            (id, "pan recién hecho", Some(&*group))
        );
        business.handle().customer_reads(customer);
    }
    let free = "group_service free_group_customer_service";
    let expected =
        [["sent", "", ""], ["delivered", ANA, free], ["delivered", LUIS, free], ["read", ANA, ""], ["read", LUIS, ""]];
    assert_eq!(statuses(&business, id).await, expected);
    let to = business.subscriber.items("statuses").into_iter().map(|status| status["recipient_id"].clone());
    assert!(to.into_iter().all(|to| to == json!(group)));
}

#[tokio::test]
async fn groups_take_only_what_they_allow() {
    let (business, group, _) = with_people().await;
    let buttons = json!({"type": "button", "body": {"text": "¿Sí?"},
        "action": {"buttons": [{"type": "reply", "reply": {"id": "1", "title": "Sí"}}]}});
    let image = json!({"link": "https://shop.example/pan.jpg"});
    let cases = [
        (text(&group), 0),
        (to_group(&group, "image", image), 0),
        (text("Y2FwaV9ncm91cDunknown"), 131_041),
        (to_group(&group, "interactive", buttons), 131_051),
        (to_group(&group, "location", json!({"latitude": 1, "longitude": 2})), 131_051),
        (to_group(&group, "reaction", json!({"message_id": "wamid.X", "emoji": "👍"})), 131_051),
        (to_group(&group, "pin", Value::Null), 131_008),
    ];
    for (body, expected) in cases {
        let (_, answer) = business.send(body.clone()).await;
        assert_eq!(code(&answer), expected, "{body}: {answer}");
    }
    let (empty, group, _) = self::group(|_| {}).await;
    assert_eq!(code(&empty.send(text(&group)).await.1), 131_020, "nobody is in it");
}

#[tokio::test]
async fn a_group_is_open_for_a_day_after_a_participant_wrote() {
    let (business, group, people) = with_people().await;
    let alone = business.send(crate::support::text_to(ANA, "hola")).await.1["messages"][0]["id"].clone();
    business.subscriber.wait_for_status(alone.as_str().unwrap(), "failed").await;
    let day = Duration::from_hours(24);
    let wait_and_send = async |wait: Duration| {
        business.handle().step_time(wait);
        let id = sends(&business, text(&group)).await;
        statuses(&business, &id).await.remove(0)[0].clone()
    };
    assert_eq!(wait_and_send(day.checked_sub(Duration::from_secs(1)).unwrap()).await, "sent");
    assert_eq!(wait_and_send(Duration::from_secs(1)).await, "failed");
    assert_eq!(business.subscriber.items("statuses").last().unwrap()["errors"][0]["code"], 131_047);
    writes(&business, people[1], &group, "¿hay pan?").await;
    assert_eq!(wait_and_send(Duration::ZERO).await, "sent");
}

#[tokio::test]
async fn three_messages_stand_at_the_top_of_a_group() {
    let (business, group, people) = with_people().await;
    let pin =
        |kind: &str, id: &str| to_group(&group, "pin", json!({"type": kind, "message_id": id, "expiration_days": 1}));
    let mut ids = Vec::new();
    for _ in 0..4 {
        let id = sends(&business, text(&group)).await;
        assert_eq!(statuses(&business, &sends(&business, pin("pin", &id)).await).await, [["sent", "", ""]]);
        ids.push(id);
    }
    let pinned = || {
        let phone = business.handle().messages_of(people[1]).into_iter();
        phone.filter(|message| message.pinned_until.is_some()).map(|message| message.id).collect::<Vec<_>>()
    };
    assert_eq!(pinned(), ids[1..]);
    sends(&business, pin("unpin", &ids[2])).await;
    assert_eq!(pinned(), [ids[1].clone(), ids[3].clone()]);
    let unknown = sends(&business, pin("pin", "wamid.X")).await;
    assert_eq!(statuses(&business, &unknown).await[0][0], "failed");
}

#[tokio::test]
async fn participants_write_and_leave_and_others_may_not_write() {
    let (business, group, [ana, luis]) = with_people().await;
    business.handle().wait_until_quiet(SOON).await.unwrap();
    let heard = business.subscriber.items("messages").remove(0);
    assert_eq!((&heard["group_id"], &heard["from"]), (&json!(group), &json!(ANA)));
    assert_eq!(
        control(&business, Method::DELETE, &format!("customers/{ana}/groups/{group}"), Value::Null).await.0,
        204
    );
    assert_eq!(
        control(&business, Method::DELETE, &format!("customers/{ana}/groups/{group}"), Value::Null).await.0,
        404
    );
    business.handle().wait_until_quiet(SOON).await.unwrap();
    let left = business.subscriber.items("groups").pop().unwrap();
    assert_eq!((&left["type"], &left["initiated_by"]), (&json!("group_participants_remove"), &json!("participant")));
    assert_eq!(left["removed_participants"][0]["wa_id"], ANA);
    assert_eq!(writes(&business, ana, &group, "¿y yo?").await.0, 422);
    let id = sends(&business, text(&group)).await;
    let told = statuses(&business, &id).await;
    assert_eq!(told.iter().map(|[_, who, _]| who.as_str()).collect::<Vec<_>>(), ["", LUIS]);
    assert_eq!(business.handle().messages_of(luis).last().unwrap().id, id);
    let nowhere = json!({"invite_link": "https://chat.whatsapp.com/nowhere"});
    assert_eq!(control(&business, Method::POST, &format!("customers/{ana}/groups"), nowhere).await.0, 422);
}

#[tokio::test]
async fn who_asked_to_be_let_in_may_take_it_back() {
    let (business, group, link) = group(|_| {}).await;
    let asked = json!({"messaging_product": "whatsapp", "join_approval_mode": "approval_required"});
    assert_eq!(business.post(&group, asked).await.0, 200);
    let ana = joins(&business, ANA, &link).await;
    assert!(business.handle().customer_leaves_group(ana, &group));
    business.handle().wait_until_quiet(SOON).await.unwrap();
    let told: Vec<Value> = business.subscriber.items("groups").iter().map(|told| told["type"].clone()).collect();
    assert_eq!(told[2..], ["group_join_request_created", "group_join_request_revoked"]);
    assert_eq!(business.get(&format!("{group}/join_requests")).await.1["data"], json!([]));
}

#[tokio::test]
async fn messages_of_a_group_are_marked_as_read_one_by_one() {
    let (business, group, [ana, _]) = with_people().await;
    let (_, second) = writes(&business, ana, &group, "¿hay pan?").await;
    let mark = json!({"messaging_product": "whatsapp", "status": "read", "message_id": second["id"]});
    assert_eq!(business.send(mark).await.0, 200);
    let statuses: Vec<_> = business.handle().messages_of(ana).iter().map(|message| message.status).collect();
    assert_eq!(statuses, [emulator::MessageStatus::Sent, emulator::MessageStatus::Read]);
}

#[tokio::test]
async fn participants_see_what_the_others_write_and_take_part() {
    let business = Business::with(|config| config.speed = 0.0).await;
    let ana = business.ana().await;
    let people: Vec<CustomerId> = (0..5)
        .map(|n| {
            let person = NewCustomer::named(&format!("Chatty {n}")).with_profile(emulator::Profile::Chatty);
            business.handle().add_customer(person)
        })
        .collect();
    let subject = json!({"messaging_product": "whatsapp", "subject": "Luna"});
    business.post(&format!("{NUMBER}/groups"), subject).await;
    let (_, groups) = business.get(&format!("{NUMBER}/groups")).await;
    let group = groups["data"]["groups"][0]["id"].as_str().unwrap().to_owned();
    let (_, link) = business.get(&format!("{group}/invite_link")).await;
    for person in people.iter().chain([&ana]) {
        assert!(business.handle().customer_joins_group(*person, link["invite_link"].as_str().unwrap()));
    }
    let said = business.handle().customer_says(ana, Content::text("hola a todos").in_group(group.as_str()));
    for person in &people {
        let phone = business.handle().messages_of(*person);
        let seen = phone.iter().find(|message| message.id == said).unwrap();
        let author = seen.author.as_ref().map(|author| author.name.as_str());
        assert_eq!((author, seen.group_subject.as_deref(), seen.is_to_customer()), (Some("Ana"), Some("Luna"), true));
    }
    assert_eq!(business.handle().messages_of(ana).iter().filter(|message| message.id == said).count(), 1);
    let told =
        || business.subscriber.items("messages").iter().filter(|message| message["group_id"] == group.as_str()).count();
    business.handle().wait_until_quiet(SOON).await.unwrap();
    let before = told();
    assert_eq!(before, 1, "what Ana wrote is told once, however many read it");
    // Some read and answer, each in their own time; not everybody answers everything.
    for round in 0..6 {
        let mut message = text_to(&group, &format!("¿Quién viene? ({round})"));
        message["recipient_type"] = json!("group");
        assert_eq!(business.send(message).await.0, 200);
        for _ in 0..4 {
            business.handle().step_time(Duration::from_secs(20));
            business.handle().wait_until_quiet(SOON).await.unwrap();
        }
    }
    let answers = told() - before;
    assert!((1..30).contains(&answers), "{answers} answers to six questions by five people");
}
