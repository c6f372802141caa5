//! Customers who act by themselves.

use emulator::{Config, Direction, Emulator, NewCustomer, Pace, Population, Profile};
use serde_json::{Value, json};

use crate::support::{Business, SOON, text_to};

fn menu(to: &str) -> Value {
    json!({"messaging_product": "whatsapp", "to": to, "type": "interactive", "interactive": {
        "type": "button", "body": {"text": "¿Qué necesitas?"},
        "action": {"buttons": [{"type": "reply", "reply": {"id": "hours", "title": "Horario"}}]},
    }})
}

#[tokio::test]
async fn a_simulated_customer_reads_and_taps_a_button() {
    let business = Business::start().await;
    let new = NewCustomer::named("Teo").with_phone("34600333444").with_profile(Profile::Tapper);
    let teo = business.handle().add_customer(new);
    business.handle().customer_says(teo, "hola");
    // Those who have not begun to chat by themselves look, and say nothing.
    let id = business.say("+34600333444", "buenas").await;
    business.subscriber.wait_for_status(&id, "read").await;
    // A template makes them talk.
    let template = json!({"name": "hello", "language": "es", "category": "UTILITY", "components": [
        {"type": "BODY", "text": "Hola, ¿hablamos?"},
        {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Sí"}]}]});
    business.handle().add_template(&template).unwrap();
    let body = json!({"messaging_product": "whatsapp", "to": "+34600333444", "type": "template",
        "template": {"name": "hello", "language": {"code": "es"}}});
    business.send(body).await;
    business.handle().wait_for(SOON, |view| (view.messages_of(teo).len() >= 4).then_some(())).await.unwrap();
    business.send(menu("+34600333444")).await;
    let tapped = business
        .handle()
        .wait_for(SOON, |view| {
            let messages = view.messages_of(teo);
            messages.iter().find(|m| m.message["interactive"]["button_reply"]["id"] == "hours").cloned()
        })
        .await
        .unwrap();
    assert_eq!(tapped.direction, Direction::FromCustomer);
    assert!(tapped.context.is_some());
    business.handle().wait_until_quiet(SOON).await.unwrap();
    let message = business.subscriber.items("messages").pop().unwrap();
    assert_eq!(message["interactive"]["button_reply"], json!({"id": "hours", "title": "Horario"}));
}

#[tokio::test]
async fn somebody_elses_hand_taps_by_title_or_id() {
    let business = Business::start().await;
    let ana = business.ana().await;
    business.send(menu("+34600111222")).await;
    assert!(business.handle().customer_taps(ana, "no such button").is_none());
    business.handle().customer_taps(ana, "Horario").unwrap();
    business.handle().customer_taps(ana, "hours").unwrap();
    let phone = business.handle().messages_of(ana);
    assert_eq!(phone[2].context.as_ref().unwrap().id, phone[1].id);
    assert_eq!(phone[2].message, phone[3].message);
}

#[tokio::test]
async fn a_population_begins_to_chat_and_the_same_seed_chats_the_same() {
    let say = async |seed: u64| {
        let config = Config {
            seed,
            start_at: Some(1_790_000_000_000),
            speed: 0.0,
            population: Population { count: 20, chatting: 8, ..Population::default() },
            pace: Pace::default(),
            ..Config::for_tests()
        };
        let running = Emulator::start(config).await.unwrap();
        let handle = running.handle();
        handle.step_time(std::time::Duration::from_mins(1));
        handle.wait_until_quiet(SOON).await.unwrap();
        handle
            .customers()
            .iter()
            .flat_map(|customer| handle.messages_of(customer.id))
            .map(|m| m.text())
            .collect::<Vec<_>>()
    };
    let (first, second, other) = (say(7).await, say(7).await, say(8).await);
    assert!((6..=16).contains(&first.len()), "{first:?}");
    assert_eq!(first, second);
    assert_ne!(first, other);
}

#[tokio::test]
async fn a_whole_chat_comes_to_its_end() {
    let business = Business::with(|config| {
        config.population = Population { count: 20, chatting: 20, ..Population::default() };
        config.limits = emulator::Limits::NONE;
    })
    .await;
    let handle = business.handle().clone();
    // A bot without wits: everything that is said is answered with the same menu.
    let bot = async {
        let mut answered = 0;
        loop {
            let messages = business.subscriber.items("messages");
            for message in &messages[answered..] {
                let user_id = message["from_user_id"].as_str().unwrap();
                let mut body = menu("");
                body.as_object_mut().unwrap().remove("to");
                body["recipient"] = user_id.into();
                assert_eq!(business.send(body).await.0, 200);
            }
            answered = messages.len();
            let bodies = business.subscriber.bodies().len();
            tokio::select! {
                () = business.subscriber.wait_until(|received| received.len() > bodies) => {}
                quiet = handle.wait_until_quiet(SOON) => if quiet.is_ok() && business.subscriber.items("messages").len() == answered { return },
            }
        }
    };
    tokio::time::timeout(SOON, bot).await.expect("chats end");
    let people = handle.customers();
    assert!(people.iter().all(|person| handle.messages_of(person.id).len() < 30));
    let silent = people.iter().find(|person| person.profile == Profile::NeverReads).unwrap();
    assert!(handle.messages_of(silent.id).is_empty());
    let leaver = people.iter().find(|person| person.profile == Profile::OptsOut).unwrap();
    let last = handle.messages_of(leaver.id).into_iter().rev().find(|message| !message.is_to_customer()).unwrap();
    assert!(
        ["BAJA", "stop", "SAIR", "parar", "STOP", "unsubscribe"].contains(&last.text().as_str()),
        "{}",
        last.text()
    );
}

#[tokio::test]
async fn a_held_phone_does_nothing_by_itself() {
    let business = Business::start().await;
    let new = NewCustomer::named("Teo").with_phone("34600333444").with_profile(Profile::Chatty);
    let teo = business.handle().add_customer(new);
    business.handle().set_held(teo, true);
    business.handle().customer_says(teo, "hola");
    business.send(text_to("+34600333444", "¿sí?")).await;
    business.handle().wait_until_quiet(SOON).await.unwrap();
    assert_eq!(business.handle().messages_of(teo).len(), 2);
    assert!(!business.subscriber.statuses().iter().any(|(_, status)| status == "read"));
}
