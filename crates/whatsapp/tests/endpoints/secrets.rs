//! What the traces do not show, what proves who calls, and what goes to which host.

use whatsapp::client::{AccessToken, Backup, Config, Registration, SendError};
use whatsapp::message::Recipient;
use whatsapp::signature::AppSecret;

use crate::support::{client, json, server};

#[tokio::test]
async fn no_trace_shows_a_secret() {
    let secrets = ["EAAsecret", "s3cr3t", "987654", "cod3", "granted", "backup-data"];
    let token = AccessToken::new("EAAsecret");
    let mut traces = Vec::new();
    for step in 0..7 {
        let answer = if step == 3 { r#"{"access_token":"granted"}"# } else { r#"{"success":true,"data":{}}"# };
        let (base_url, _served) = server(json(200, answer)).await;
        let client = client(Config { base_url, app_secret: Some(AppSecret::new("s3cr3t")), ..Config::default() });
        traces.push(match step {
            0 => client.set_pin("7", &token, "987654").await.trace,
            1 => {
                let backup = Some(Backup { data: "backup-data".into(), password: "s3cr3t".into() });
                let registration = Registration { pin: "987654".into(), data_localization_region: None, backup };
                client.register("7", &token, &registration).await.trace
            }
            2 => client.verify_code("7", &token, "987654").await.trace,
            3 => client.exchange_code("670", "s3cr3t", "cod3").await.trace,
            4 => client.debug_token(&token, &AccessToken::of_app("670", "s3cr3t")).await.trace,
            5 => client.subscribe_to_fields("670", &token, "https://a.example", "s3cr3t", &["messages"]).await.trace,
            _ => client.set_callback("7", &token, "https://a.example", "s3cr3t").await.trace,
        });
    }
    for trace in traces {
        let stored = serde_json::to_string(&trace).unwrap();
        assert!(secrets.iter().all(|secret| !stored.contains(secret)), "{stored}");
        assert!(stored.contains("[redacted]") || stored.contains("%5Bredacted%5D"), "{stored}");
        assert_eq!(trace.status, Some(200), "{stored}");
    }
}

#[tokio::test]
async fn with_the_secret_of_the_app_every_call_proves_it() {
    let secret = AppSecret::new("s3cr3t");
    let (base_url, served) = server(json(200, r#"{"id":"7"}"#)).await;
    let client = client(Config { base_url, app_secret: Some(secret.clone()), ..Config::default() });
    let exchange = client.phone_number_with("7", &AccessToken::new("T"), "id").await;
    let proof = secret.proof("T");
    assert_eq!(served.await.unwrap().request(), format!("GET /v26.0/7?fields=id&appsecret_proof={proof}"));
    assert!(!exchange.trace.path.contains(&proof), "{}", exchange.trace.path);
}

#[tokio::test]
async fn newer_calls_have_a_host_of_their_own() {
    let (api, served) = server(json(200, r#"{"archived_templates":["1"]}"#)).await;
    let config = Config { base_url: "http://127.0.0.1:1".into(), api_url: Some(api), ..Config::default() };
    client(config).archive_templates("102", &AccessToken::new("T"), &["1"]).await.result.unwrap();
    assert_eq!(served.await.unwrap().request(), "POST /102/message_templates/archive");
}

#[tokio::test]
async fn blocking_some_of_several_is_an_outcome_and_blocking_none_a_refusal() {
    let partly = r#"{"messaging_product":"whatsapp","block_users":{"added_users":[{"input":"+1","wa_id":"1"}],"failed_users":[{"input":"+2","wa_id":"2","errors":[{"message":"Re-engagement required","code":131047,"error_data":{"details":"24 h"}}]}]},"error":{"message":"(#139100) Failed to block/unblock users","type":"OAuthException","code":139100,"error_data":{"details":"Failed to block some users"},"fbtrace_id":"F"}}"#;
    let users = [Recipient::Phone("1".into()), Recipient::Phone("2".into())];
    let (base_url, _served) = server(json(400, partly)).await;
    let client = client(Config { base_url, ..Config::default() });
    let outcome = client.block_users("7", &AccessToken::new("T"), &users).await.result.unwrap();
    assert_eq!(outcome.added_users[0].wa_id.as_deref(), Some("1"));
    assert_eq!(outcome.failed_users[0].errors[0].code, 131_047);

    let (base_url, _served) = server(json(400, r#"{"error":{"code":139101,"message":"full"}}"#)).await;
    let client = crate::support::client(Config { base_url, ..Config::default() });
    let refused = client.block_users("7", &AccessToken::new("T"), &users).await.result;
    assert!(matches!(refused, Err(SendError::Refused { error, .. }) if error.code == 139_101));
}
