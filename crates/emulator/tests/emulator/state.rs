//! An emulator that is stopped and started again with its file goes on where it was.

use std::path::PathBuf;
use std::time::Duration;

use emulator::{Content, Quality};
use serde_json::{Value, json};

use crate::support::{Business, SOON, code, text_to};

/// A file that goes away with the test.
struct File(PathBuf);

impl Drop for File {
    fn drop(&mut self) {
        drop(std::fs::remove_file(&self.0));
    }
}

async fn start(file: &File) -> Business {
    Business::with(|config| {
        config.speed = 0.0;
        config.start_at = Some(1_791_000_000_000);
        config.state_file = Some(file.0.clone());
        config.templates = vec![json!({"name": "news", "language": "es", "category": "UTILITY",
            "components": [{"type": "BODY", "text": "Hay noticias de tu pedido, escríbenos."}]})];
    })
    .await
}

fn news() -> Value {
    json!({"messaging_product": "whatsapp", "to": "+34600111222", "type": "template",
        "template": {"name": "news", "language": {"code": "es"}}})
}

#[tokio::test]
async fn a_run_is_resumed_where_it_was() {
    let file = File(std::env::temp_dir().join(format!("emulator-state-{}.json", std::process::id())));
    let first = start(&file).await;
    let ana = first.ana().await;
    first.handle().customer_says(ana, Content::file("image", "image/png", "picture", Some("mira")));
    first.say("+34600111222", "¿Qué tal?").await;
    first.handle().set_online(ana, false);
    first.say("+34600111222", "¿Sigues ahí?").await;
    first.handle().wait_until_quiet(SOON).await.unwrap();
    let template = first.get(&format!("{}/message_templates", crate::support::WABA)).await.1["data"][0]["id"].clone();
    first.handle().set_template_quality(template.as_str().unwrap(), Quality::Red);
    first.handle().step_time(Duration::from_hours(1));
    let before = (first.handle().customer(ana), first.handle().messages_of(ana), first.handle().time().now);
    first.running.shutdown().await;

    let second = start(&file).await;
    let after = (second.handle().customer(ana), second.handle().messages_of(ana), second.handle().time().now);
    assert_eq!(before, after);
    assert_eq!(code(&second.send(news()).await.1), 132_015, "it is still paused");
    let picture = before.1[1].message["image"]["id"].as_str().unwrap().to_owned();
    assert_eq!(second.get(&picture).await.1["mime_type"], "image/png");
    second.handle().set_online(ana, true);
    second.subscriber.wait_for_status(&before.1[3].id, "delivered").await;
    let (status, answer) = second.send(text_to("+34600111222", "el plazo sigue abierto")).await;
    assert_eq!(status, 200, "{answer}");
    second.handle().step_time(Duration::from_hours(2));
    let (_, answer) = second.send(news()).await;
    second.subscriber.wait_for_status(answer["messages"][0]["id"].as_str().unwrap(), "sent").await;
    second.running.shutdown().await;
}
