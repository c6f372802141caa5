//! Our own webhook, from outside: does a signed delivery arrive, is a forged one refused?

use super::report::Report;
use secrecy::ExposeSecret;
use server::app::Settings;
use std::time::Duration;
use whatsapp::signature::{self, AppSecret};

/// Nothing is in it, so nothing comes of it.
const EMPTY: &str = r#"{"object":"whatsapp_business_account","entry":[]}"#;

pub async fn check(url: &str, settings: &Settings, report: &mut Report) {
    let remedy =
        "Is the server running, and does the proxy pass /webhooks/whatsapp on with body and headers unchanged?";
    let Ok(client) = reqwest::Client::builder().timeout(Duration::from_secs(10)).build() else {
        return report.wrong("webhook", "no HTTP client could be made", "Install the system's root certificates.");
    };
    let secret = settings.app_secret.expose_secret();
    for (subject, secret, expected) in [("signed webhook", secret, 200), ("forged webhook", "not the secret", 401)] {
        let signed = AppSecret::new(secret).sign(EMPTY.as_bytes());
        let request = client.post(url).header(signature::HEADER, signed).header("content-type", "application/json");
        match request.body(EMPTY).send().await {
            Ok(answer) if answer.status().as_u16() == expected => {
                report.well(subject, &format!("answered {expected}, as it should be"));
            }
            Ok(answer) => report.wrong(subject, &format!("answered {} and not {expected}", answer.status()), remedy),
            Err(error) => report.wrong(subject, &error.without_url().to_string(), remedy),
        }
    }
    let token = settings.verify_token.expose_secret();
    let query = [("hub.mode", "subscribe"), ("hub.challenge", "1158201444"), ("hub.verify_token", token)];
    let Ok(url) = reqwest::Url::parse_with_params(url, query) else {
        return report.wrong("verification", "the webhook's address is not a URL", "https://HOST/webhooks/whatsapp");
    };
    let answer = async { client.get(url).send().await?.text().await };
    match answer.await {
        Ok(text) if text == "1158201444" => report.well("verification", "the challenge comes back"),
        Ok(_) => report.wrong("verification", "the challenge does not come back", remedy),
        Err(error) => report.wrong("verification", &error.without_url().to_string(), remedy),
    }
}
