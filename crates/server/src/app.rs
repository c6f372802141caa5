//! What every part of a running server shares. Cheap to clone.

use crate::consequence::Consequences;
use crate::live::{Live, LiveEvent};
use crate::memory::FlowCache;
use crate::understanding::Understanding;
use crate::universe::Universe;
use crate::wake::Wake;
use domain::id::WorkspaceId;
use secrecy::SecretString;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use store::Db;

#[derive(Clone)]
pub struct App {
    pub db: Db,
    pub universe: Universe,
    pub live: Live,
    pub wake: Wake,
    pub cloud: whatsapp::client::Client,
    pub flows: FlowCache,
    /// What hears customers.
    pub understanding: Understanding,
    pub settings: Arc<Settings>,
    /// The workspace this server's webhook feeds; the first start makes it.
    pub workspace: WorkspaceId,
}

/// What the operator decides; `recado::config` reads it, nothing below does.
#[derive(Debug)]
pub struct Settings {
    /// The Meta app's secret: signs webhooks.
    pub app_secret: SecretString,
    /// What Meta must present when it verifies the callback URL.
    pub verify_token: SecretString,
    /// 32 bytes that seal access tokens at rest.
    pub sealing_key: SecretString,
    /// Media, exports and other files.
    pub data_directory: PathBuf,
    /// Hosts (`host` or `host:port`) on private addresses that flows may call.
    pub allowed_private_hosts: Vec<String>,
    /// Values that flows read as `settings.NAME`.
    pub flow_settings: Arc<serde_json::Map<String, serde_json::Value>>,
    /// Where `language_model` nodes are answered; without it they fail.
    pub language_model: Option<LanguageModel>,
    /// How long an uncertain message waits for its status before the silence rule or a person decides.
    pub uncertain_deadline: Duration,
    /// Names this process among the nodes of one database, and stays the same when it starts again: a restarted node
    /// takes up its own leases at once. Host name and port.
    pub node_name: String,
    /// True when the Cloud API is the built-in emulator: the UI shows it.
    pub emulator: bool,
    /// Where customers reach this server, such as `https://shop.example`: links of campaigns live there.
    pub public_url: Option<String>,
    /// Set behind HTTPS so that the session cookie is marked `Secure`.
    pub secure_cookies: bool,
}

/// An end-point that speaks like `OpenAI`'s chat completions.
#[derive(Debug)]
pub struct LanguageModel {
    /// The whole address, such as `https://api.example.com/v1/chat/completions`.
    pub url: String,
    pub key: Option<SecretString>,
    pub model: String,
}

impl App {
    /// Of a number something else is known than before: there may be room where there was none, or a campaign has to stop.
    pub(crate) fn numbers_changed(&self) {
        self.wake.outbox.queued();
        self.wake.campaigns.notify_one();
        self.live.publish([LiveEvent::NumbersChanged]);
    }

    /// After a commit: wakes the workers it concerns, and tells the browsers.
    pub(crate) fn announce(&self, after: Consequences) {
        if after.queued {
            self.wake.outbox.queued();
        }
        if after.left {
            self.wake.outbox.left();
        }
        if after.http_calls {
            self.wake.http_calls.notify_one();
        }
        if after.templates_outdated {
            self.wake.templates.notify_one();
        }
        if after.numbers_changed {
            self.numbers_changed();
            self.wake.numbers.notify_one();
        }
        self.live.publish(after.live);
    }
}
