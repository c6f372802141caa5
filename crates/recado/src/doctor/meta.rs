//! Meta: can the Cloud API be reached, and do each number's token and subscription work?

use super::report::Report;
use crate::config::Config;
use crate::start;
use domain::number::Number;
use server::app::Settings;
use server::seal::open_access_token;
use store::Db;
use whatsapp::client::{AccessToken, Client, SendError};

pub async fn check(config: &Config, settings: &Settings, db: &Db, report: &mut Report) {
    let cloud = match start::cloud(config) {
        Ok(cloud) => cloud,
        Err(error) => return report.wrong("Cloud API", &format!("{error:#}"), "Check `graph_url` and `proxy`."),
    };
    let numbers = match numbers(db, settings).await {
        Ok(numbers) => numbers,
        Err(error) => return report.wrong("numbers", &error, "Mend the database first."),
    };
    if numbers.is_empty() {
        return report.well("numbers", "none is connected yet; connect one in the settings of the web page");
    }
    for (number, token) in numbers {
        let name = format!("number {}", number.display_phone_number);
        match token {
            Ok(token) => check_number(&cloud, &number, &token, &name, report).await,
            Err(error) => {
                let remedy = "Give `sealing_key` the value it had, or enter the access token again.";
                report.wrong(&name, &format!("its access token cannot be read: {error}"), remedy);
            }
        }
    }
}

type Opened = Result<AccessToken, String>;

async fn numbers(db: &Db, settings: &Settings) -> Result<Vec<(Number, Opened)>, String> {
    let read = async {
        let mut tx = db.read().await?;
        let Some(workspace) = store::workspace::first(&mut tx).await? else { return Ok(Vec::new()) };
        let mut numbers = Vec::new();
        for number in store::workspace::numbers(&mut tx, workspace).await? {
            let sealed = store::number::sealed_token(&mut tx, workspace, number.id).await?.unwrap_or_default();
            let token = open_access_token(&settings.sealing_key, number.id, &sealed);
            numbers.push((number, token.map(AccessToken::new).map_err(|error| error.to_string())));
        }
        Ok::<_, store::Error>(numbers)
    };
    read.await.map_err(|error| error.to_string())
}

async fn check_number(cloud: &Client, number: &Number, token: &AccessToken, name: &str, report: &mut Report) {
    match cloud.phone_number(&number.phone_number_id, token).await.result {
        Ok(known) => {
            let status = known.status.unwrap_or_else(|| "UNKNOWN".to_owned());
            if status == "CONNECTED" || status == "UNKNOWN" {
                report.well(name, "Meta knows it and the token opens it");
            } else {
                let remedy = "Look at the number in WhatsApp Manager: it has to be registered and connected.";
                report.wrong(name, &format!("Meta says its status is {status}"), remedy);
            }
        }
        Err(error) => return report.wrong(name, &error.to_string(), remedy(&error)),
    }
    match cloud.subscribed_apps(&number.waba_id, token).await.result {
        Ok(apps) if apps.data.is_empty() => {
            let remedy =
                format!("POST /{}/subscribed_apps with the token, or do it in the app's dashboard.", number.waba_id);
            report.wrong(name, "no app gets the webhooks of its account", &remedy);
        }
        Ok(_) => report.well(name, "webhooks of its account go to an app"),
        Err(error) => report.wrong(name, &format!("subscriptions: {error}"), remedy(&error)),
    }
}

fn remedy(error: &SendError) -> &'static str {
    match error {
        SendError::NotSent { .. } | SendError::AnswerLost { .. } => {
            "Check that this machine reaches `graph_url` (DNS, firewall, `proxy`)."
        }
        SendError::Refused { class, .. } => class.sentence(),
    }
}
