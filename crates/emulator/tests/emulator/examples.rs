//! The examples of the client, run as a newcomer would run them, with this emulator at the other end.

use std::path::PathBuf;
use std::process::Stdio;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use crate::support::{Business, SOON, VERIFY_TOKEN};

/// An example that was built; the whole workspace's tests build them all, those of this crate alone do not.
#[expect(clippy::disallowed_methods, reason = "the tests decide by it what may be passed over")]
fn example(name: &str) -> Option<Command> {
    let test = std::env::current_exe().unwrap();
    let path: PathBuf = test.parent().unwrap().with_file_name("examples").join(name);
    if !path.exists() {
        assert!(std::env::var_os("RECADO_TEST_STRICT").is_none_or(|strict| strict != "1"), "{name} was not built");
        eprintln!("passed over: {name} was not built; cargo build -p whatsapp --examples --features client builds it");
        return None;
    }
    let mut command = Command::new(path);
    command.stdin(Stdio::null()).kill_on_drop(true);
    Some(command)
}

/// Runs an example that sends something to Ana; the type of what she received.
async fn run(name: &str) -> Option<Value> {
    let mut command = example(name)?;
    let business = Business::start().await;
    let ana = business.ana().await;
    let running = command.arg(business.running.base_url()).arg("34600111222").output();
    let output = tokio::time::timeout(SOON, running).await.expect("it ends").unwrap();
    let (said, wrong) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{name}: {said}{wrong}");
    let id = said.lines().find_map(|line| line.strip_prefix("sent: ")).expect(name).to_owned();
    business.subscriber.wait_for_status(&id, "delivered").await;
    let phone = business.handle().messages_of(ana);
    let received = phone.into_iter().find(|message| message.id == id).expect("it is on the phone");
    Some(received.message)
}

#[tokio::test]
async fn what_the_examples_send_arrives() {
    let cases = [
        ("send_text", "/text/body", json!("Hola: https://example.com")),
        ("send_buttons", "/interactive/action/buttons/0/reply/title", json!("Sí")),
        ("send_list", "/interactive/action/sections/1/rows/0/title", json!("Horario")),
        ("send_media", "/image/caption", json!("Un punto")),
        ("send_template", "/template/name", json!("example_appointment")),
    ];
    for (name, pointer, expected) in cases {
        if let Some(received) = run(name).await {
            assert_eq!(received.pointer(pointer), Some(&expected), "{name}: {received}");
        }
    }
}

async fn next_line(lines: &mut Lines<BufReader<ChildStdout>>) -> String {
    tokio::time::timeout(SOON, lines.next_line()).await.expect("a line").unwrap().expect("it goes on")
}

#[tokio::test]
async fn the_example_that_receives_is_verified_and_hears() {
    let Some(mut command) = example("receive_webhooks") else { return };
    command.args(["127.0.0.1:0", "emulated-app-secret", VERIFY_TOKEN]).stdout(Stdio::piped());
    let mut child: Child = command.spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let url = next_line(&mut lines).await.strip_prefix("webhooks go to ").unwrap().to_owned();
    let business = Business::start().await;
    let subscription =
        json!({"object": "whatsapp_business_account", "callback_url": url, "verify_token": VERIFY_TOKEN});
    let (status, answer) = business.post("670843887433847/subscriptions", subscription).await;
    assert_eq!(status, 200, "{answer}");
    business.ana().await;
    assert_eq!(next_line(&mut lines).await, "34600111222: hola");
    let id = business.say("+34600111222", "buenas").await;
    assert_eq!(next_line(&mut lines).await, format!("{id} is sent"));
    child.kill().await.unwrap();
}
