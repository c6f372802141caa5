//! Who gets the webhooks: the app's address, unless the account or the number has its own.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// An address of its own, for an account or a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Override {
    pub callback_uri: String,
}

/// Who has subscribed, and where.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Subscription {
    pub app: Option<String>,
    /// Whether the app has subscribed to the account.
    pub subscribed: bool,
    pub fields: Vec<String>,
    /// Whether the app chose them; until it does, everything is told, so that a test need not subscribe first.
    #[serde(default)]
    pub chosen: bool,
    pub waba: Option<Override>,
    pub numbers: HashMap<usize, Override>,
}

impl Subscription {
    pub(crate) fn new(app: Option<String>) -> Self {
        let fields = ["messages", "message_template_status_update", "account_update"].map(str::to_owned).to_vec();
        Self { app, subscribed: true, fields, chosen: false, waba: None, numbers: HashMap::new() }
    }

    /// The app says which fields it wants.
    pub(crate) fn choose(&mut self, fields: Vec<String>) {
        self.fields = fields;
        self.chosen = true;
    }

    /// Where everything goes from now on, whatever was chosen before.
    pub(crate) fn move_to(&mut self, app: Option<String>) {
        self.app = app;
        self.chosen = false;
    }

    /// Where a webhook of this field about this number goes, if the field is wanted.
    pub(crate) fn target_of(&self, field: &str, number: Option<usize>) -> Option<&str> {
        let wanted = !self.chosen || self.fields.iter().any(|chosen| chosen == field);
        if wanted { self.target(number) } else { None }
    }

    /// Where a webhook about this number goes; overrides are for what is about numbers.
    pub(crate) fn target(&self, number: Option<usize>) -> Option<&str> {
        if !self.subscribed {
            return None;
        }
        let of_number = number.and_then(|number| self.numbers.get(&number));
        let of_waba = if number.is_some() { self.waba.as_ref() } else { None };
        of_number.or(of_waba).map(|chosen| chosen.callback_uri.as_str()).or(self.app.as_deref())
    }
}

/// Asks an address whether it wants our webhooks: it must give the challenge back.
pub(crate) async fn handshake(
    client: &reqwest::Client,
    address: &str,
    verify_token: &str,
    challenge: u32,
) -> Result<(), String> {
    let challenge = challenge.to_string();
    let query = [("hub.mode", "subscribe"), ("hub.challenge", &challenge), ("hub.verify_token", verify_token)];
    let mut url = reqwest::Url::parse(address).map_err(|error| format!("{address} is not an address: {error}"))?;
    url.query_pairs_mut().extend_pairs(query);
    let answer = client.get(url).send().await.map_err(|error| format!("no answer: {error}"))?;
    let status = answer.status();
    let text = answer.text().await.unwrap_or_default();
    if status != 200 {
        return Err(format!("HTTP status {status} instead of 200"));
    }
    if text.trim() == challenge { Ok(()) } else { Err("the answer is not the challenge".to_owned()) }
}
