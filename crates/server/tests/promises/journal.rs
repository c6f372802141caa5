//! Webhooks that cannot be processed: kept, shown, replayed, and harmless to all others.

use crate::on_both_engines;
use crate::scene::{ana, count, hears, quiet, rows, somebody, told, until};
use crate::stage::{Database, ECHO_FLOW, Stage};
use domain::id::NumberId;
use emulator::{Config, Faults, NumberConfig};
use serde_json::json;
use server::seal::seal_access_token;
use store::args;
use store::number::NewNumber;

const SECOND: &str = "106540352242999";

async fn what_came_for_an_unknown_number_is_answered_once_the_number_is_there(database: Database) {
    let mut config = Config::for_tests();
    let stage = {
        let stage = Stage::build(database, config.clone(), ECHO_FLOW).await;
        // Meta knows of a number that we do not know of.
        config.numbers = vec![NumberConfig::new(SECOND, "+34 911 22 33 99", "Segunda")];
        stage
    };
    let customer = ana(&stage);
    for text in ["uno", "dos"] {
        let message = json!({
            "from": "34600111222", "id": format!("wamid.unknown.{text}"),
            "timestamp": (stage.app.universe.now().0 / 1_000).to_string(), "type": "text", "text": { "body": text },
        });
        let metadata = json!({ "display_phone_number": "34911223399", "phone_number_id": SECOND });
        let value = json!({ "messaging_product": "whatsapp", "metadata": metadata, "messages": [message] });
        stage.emulator.handle().send_webhook("messages", value);
        until(&stage, "SELECT COUNT(*) FROM journal WHERE state = 'pending'", 0).await;
    }
    quiet(&stage).await;
    let parked: Vec<(String,)> = rows(&stage, "SELECT reason FROM journal WHERE state = 'parked'").await;
    assert_eq!(parked.len(), 2);
    assert!(parked.iter().all(|(reason,)| reason == "the number is not set up here"), "{parked:?}");
    assert_eq!(count(&stage, "SELECT COUNT(*) FROM contacts").await, 0);

    add_number(&stage, &config.numbers[0]).await;
    let now = stage.app.universe.now();
    let mut tx = stage.app.db.write().await.expect("a transaction");
    let replayed = store::journal_view::replay_parked(&mut tx, stage.app.workspace, now).await.expect("replayed");
    tx.commit().await.expect("committed");
    stage.app.wake.journal.notify_one();
    assert_eq!(replayed, 2);
    until(&stage, "SELECT COUNT(*) FROM messages WHERE direction = 'inbound'", 2).await;
    until(&stage, "SELECT COUNT(*) FROM journal WHERE state = 'processed'", 2).await;
    let queued: Vec<(String,)> =
        rows(&stage, "SELECT preview FROM messages WHERE direction = 'outbound' ORDER BY id").await;
    assert_eq!(queued, [("Eco: uno".to_owned(),), ("Eco: dos".to_owned(),)]);
    assert!(told(&stage, customer).is_empty(), "this emulator has no such number to send from");
    stage.server.shutdown().await;
}

async fn add_number(stage: &Stage, number: &NumberConfig) {
    let now = stage.app.universe.now();
    let id = stage.app.universe.with_ids(|ids| NumberId::new(ids, now));
    let token = &stage.emulator.handle().config().access_token;
    let new = NewNumber {
        id,
        phone_number_id: number.phone_number_id.clone(),
        waba_id: "102290129340398".to_owned(),
        display_phone_number: number.display_phone_number.clone(),
        verified_name: number.verified_name.clone(),
        messages_per_second: 80,
        simulated: true,
        sealed_access_token: seal_access_token(&stage.app.settings.sealing_key, id, token).expect("sealed"),
    };
    let mut tx = stage.app.db.write().await.expect("a transaction");
    store::number::create(&mut tx, stage.app.workspace, new, now).await.expect("a number");
    tx.commit().await.expect("committed");
}

/// A status that claims to be of our message, under the name of a customer's: no database can take that in.
async fn poison_harms_nobody_but_itself(database: Database) {
    let stage = Stage::build(database, Config::for_tests(), ECHO_FLOW).await;
    let handle = stage.emulator.handle();
    let customer = ana(&stage);
    handle.set_faults(Faults { dropped_request_rate: 1.0, ..Faults::default() });
    let wamid = handle.customer_says(customer, "hola");
    until(&stage, "SELECT COUNT(*) FROM messages WHERE status = 'uncertain'", 1).await;
    let ours: Vec<(String,)> = rows(&stage, "SELECT id FROM messages WHERE direction = 'outbound'").await;
    let status = json!({
        "id": wamid, "status": "sent", "timestamp": (stage.app.universe.now().0 / 1_000).to_string(),
        "recipient_id": "34600111222", "biz_opaque_callback_data": ours[0].0,
    });
    let number = &handle.config().numbers[0];
    let metadata =
        json!({ "display_phone_number": number.display_phone_number, "phone_number_id": number.phone_number_id });
    let poison = json!({ "messaging_product": "whatsapp", "metadata": metadata, "statuses": [status] });
    handle.set_faults(Faults::default());
    let others: Vec<_> = (0..20).map(|n| somebody(&stage, "Cliente", &format!("346003{n:05}"))).collect();
    for (n, other) in others.iter().enumerate() {
        if n == 10 {
            handle.send_webhook("messages", poison.clone());
        }
        handle.customer_says(*other, format!("mensaje {n}"));
    }
    for (n, other) in others.iter().enumerate() {
        hears(&stage, *other, &format!("Eco: mensaje {n}")).await;
    }
    // The silence rule gives Ana her answer, which the poison had nothing to do with.
    hears(&stage, customer, "Eco: hola").await;
    quiet(&stage).await;
    let parked: Vec<(String,)> = rows(&stage, "SELECT reason FROM journal WHERE state = 'parked'").await;
    assert_eq!(parked.len(), 1, "{parked:?}");
    assert!(parked[0].0.starts_with("could not be processed"), "{parked:?}");
    assert_eq!(handle.accepted().len(), 21);
    stage.server.shutdown().await;
}

async fn the_same_wamid_given_twice_does_not_stop_the_sender(database: Database) {
    let stage = Stage::build(database, Config::for_tests(), ECHO_FLOW).await;
    let (handle, customer) = (stage.emulator.handle(), ana(&stage));
    handle.customer_says(customer, "uno");
    hears(&stage, customer, "Eco: uno").await;
    quiet(&stage).await;
    // As if Meta, or what stands in for it, had given this name before.
    let mut tx = stage.app.db.write().await.expect("a transaction");
    let (workspace, now) = (stage.app.workspace, stage.app.universe.now());
    let message: Option<(String, String)> =
        tx.row("SELECT id, conversation_id FROM messages WHERE direction = 'outbound'", args![]).await.expect("a row");
    let (message, conversation) = message.expect("a message");
    tx.execute("UPDATE messages SET wamid = NULL, status = 'queued' WHERE id = $1", args![message.as_str()])
        .await
        .expect("undone");
    let taken: Option<(String,)> =
        tx.row("SELECT wamid FROM messages WHERE direction = 'inbound'", args![]).await.expect("a row");
    let outcome = store::outbox::Outcome {
        message: message.parse().expect("an id"),
        conversation: conversation.parse().expect("an id"),
        attempt: 1,
        fate: store::outbox::Fate::Accepted { wamid: taken.expect("a wamid").0 },
    };
    store::outbox::complete(&mut tx, workspace, now, &[outcome.clone(), outcome]).await.expect("it is taken in");
    tx.commit().await.expect("committed");
    assert_eq!(count(&stage, "SELECT COUNT(*) FROM messages WHERE status = 'accepted' AND wamid IS NULL").await, 1);
    stage.server.shutdown().await;
}

on_both_engines!(
    what_came_for_an_unknown_number_is_answered_once_the_number_is_there,
    poison_harms_nobody_but_itself,
    the_same_wamid_given_twice_does_not_stop_the_sender,
);
