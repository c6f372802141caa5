//! TLS beside plain HTTP, for clients that know Meta's hosts only.

use emulator::Authority;
use serde_json::Value;

use crate::support::{Business, NUMBER, SOON};

#[tokio::test]
async fn metas_hosts_are_answered_with_a_certificate_of_our_authority() {
    let authority = Authority::generate().unwrap();
    let certificate = reqwest::Certificate::from_pem(authority.certificate_pem().as_bytes()).unwrap();
    let business = Business::with(|config| config.tls = Some(authority)).await;
    let address = business.running.address();
    let mut client = reqwest::Client::builder().no_proxy().timeout(SOON).tls_certs_only([certificate]);
    for host in ["graph.facebook.com", "lookaside.fbsbx.com"] {
        client = client.resolve(host, address);
    }
    let client = client.build().unwrap();
    let hosts = ["graph.facebook.com", "lookaside.fbsbx.com", "127.0.0.1", "localhost"];
    for host in hosts {
        let url = format!("https://{host}:{}/v26.0/{NUMBER}/message_qrdls", address.port());
        let body = serde_json::json!({"prefilled_message": "hola", "generate_qr_image": "PNG"});
        let answer = client
            .post(url)
            .bearer_auth("EAAemulated")
            .json(&body)
            .send()
            .await
            .unwrap_or_else(|why| panic!("{host}: {why:?}"));
        let made: Value = answer.json().await.unwrap();
        let picture = made["qr_image_url"].as_str().unwrap();
        assert!(picture.starts_with(&format!("https://{host}:{}/", address.port())), "{picture}");
    }
    assert_eq!(business.get(NUMBER).await.0, 200, "plain HTTP is answered as before");
}

#[tokio::test]
async fn the_authority_is_kept_and_can_vouch_for_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let first = Authority::kept_in(folder.path()).unwrap();
    assert_eq!(Authority::kept_in(folder.path()).unwrap(), first);
    assert_ne!(Authority::generate().unwrap(), first);
    assert!(format!("{first:?}").len() < 20, "its key is not printed");
}
