//! Each end-point of the table is called on an emulator, its parameters filled with ids of things that are there.

use std::error::Error;

use emulator::{Running, TemplateStatus};
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use whatsapp::endpoint::{Endpoint, Host, Method};

use crate::ENDPOINTS;
use crate::page::{Row, Table};
use crate::sources::Sources;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What the emulator has nothing of; the end-points of such things are not there either.
const NOTHING: &str = "1";

pub struct Caller {
    client: reqwest::Client,
    base_url: String,
    token: String,
    pub number: String,
    account: String,
    app: String,
    template: String,
}

impl Caller {
    pub fn new(running: &Running) -> Result<Self> {
        let (handle, config) = (running.handle(), running.handle().config());
        let body = json!({"name": "hello", "language": "es", "category": "UTILITY",
            "components": [{"type": "BODY", "text": "Hola, ¿hablamos?"}]});
        let template = handle.add_template(&body).map_err(|refusal| refusal.details)?;
        handle.set_template_status(&template, TemplateStatus::Approved);
        Ok(Self {
            client: reqwest::Client::builder().no_proxy().build()?,
            base_url: running.base_url().to_owned(),
            token: config.access_token.clone(),
            number: config.numbers.first().map(|number| number.phone_number_id.clone()).unwrap_or_default(),
            account: config.waba_id.clone(),
            app: config.app_id.clone(),
            template,
        })
    }

    pub async fn call(&self, method: Method, path: &str, body: &Value) -> Result<Value> {
        let url = format!("{}/{path}", self.base_url);
        let request = match method {
            Method::Get => self.client.get(url),
            Method::Post => self.client.post(url).json(body),
            Method::Delete => self.client.delete(url).json(body),
        };
        let answer = request.bearer_auth(&self.token).send().await?;
        Ok(answer.json().await?)
    }

    async fn made(&self, path: &str, body: &Value, id: &str) -> Result<String> {
        let answer = self.call(Method::Post, path, body).await?;
        text(&answer, id).ok_or_else(|| format!("{path}: {answer}").into())
    }

    async fn file(&self) -> Result<String> {
        let file = Part::bytes(b"hola".as_slice()).file_name("hola.txt").mime_str("text/plain")?;
        let form = Form::new().text("messaging_product", "whatsapp").part("file", file);
        let url = format!("{}/{}/media", self.base_url, self.number);
        let answer: Value = self.client.post(url).bearer_auth(&self.token).multipart(form).send().await?.json().await?;
        text(&answer, "/id").ok_or_else(|| answer.to_string().into())
    }

    pub async fn group(&self) -> Result<String> {
        let path = format!("{}/groups", self.number);
        let body = json!({"messaging_product": "whatsapp", "subject": "Luna"});
        self.made(&path, &body, "/request_id").await?;
        let groups = self.call(Method::Get, &path, &Value::Null).await?;
        text(&groups, "/data/groups/0/id").ok_or_else(|| groups.to_string().into())
    }

    /// Something of every kind, by the name of the parameter.
    async fn things(&self) -> Result<Vec<(&'static str, String)>> {
        let flow = json!({"name": "cita", "categories": ["OTHER"]});
        let code = json!({"prefilled_message": "Hola", "generate_qr_image": "PNG"});
        let upload = format!("{}/uploads?file_length=9&file_type=image/png", self.app);
        Ok(vec![
            ("phone_number_id", self.number.clone()),
            ("account_id", self.account.clone()),
            ("app_id", self.app.clone()),
            ("template_id", self.template.clone()),
            ("media_id", self.file().await?),
            ("upload_id", self.made(&upload, &json!({}), "/id").await?),
            ("flow_id", self.made(&format!("{}/flows", self.account), &flow, "/id").await?),
            ("group_id", self.group().await?),
            ("code", self.made(&format!("{}/message_qrdls", self.number), &code, "/code").await?),
        ])
    }
}

fn text(answer: &Value, pointer: &str) -> Option<String> {
    answer.pointer(pointer)?.as_str().map(str::to_owned)
}

pub async fn table(caller: &Caller, sources: &Sources) -> Result<Table> {
    let things = caller.things().await?;
    let mut known = Vec::new();
    for endpoint in in_order() {
        let answer = caller.call(endpoint.method, &path(endpoint, &things), &json!({})).await?;
        if !is_unknown(&answer) {
            known.push(endpoint.name);
        }
    }
    let row = |endpoint: &&Endpoint| Row {
        cells: vec![
            endpoint.area.to_owned(),
            format!("`{} {}{}`", endpoint.method.as_str(), host(endpoint.host), endpoint.path),
            endpoint.summary.trim_end_matches('.').to_owned(),
        ],
        emulator: known.contains(&endpoint.name),
        tested: sources.test_names_endpoint(endpoint.name),
    };
    let rows = ENDPOINTS.iter().map(row).collect();
    Ok(Table { title: "End-points", headings: &["Area", "End-point", "Does"], rows })
}

/// What takes something away comes last, and what belongs to a thing before the thing.
fn in_order() -> Vec<&'static Endpoint> {
    let mut endpoints = ENDPOINTS.to_vec();
    let segments = |endpoint: &Endpoint| endpoint.path.split('/').count();
    endpoints.sort_by_key(|endpoint| (endpoint.method == Method::Delete, std::cmp::Reverse(segments(endpoint))));
    endpoints
}

fn path(endpoint: &Endpoint, things: &[(&'static str, String)]) -> String {
    let thing = |name| things.iter().find(|(known, _)| *known == name).map_or(NOTHING, |(_, id)| id.as_str());
    let values: Vec<&str> = endpoint.parameters().map(thing).collect();
    endpoint.segments(&values).join("/")
}

/// Whether the emulator says that there is no such path.
fn is_unknown(answer: &Value) -> bool {
    let error = |pointer: &str| answer.pointer(&format!("/error/{pointer}"));
    let number = |pointer| error(pointer).and_then(Value::as_i64);
    let details = error("error_data/details").and_then(Value::as_str).unwrap_or_default();
    number("code") == Some(2_500)
        || number("error_subcode") == Some(33)
        || details.starts_with("Tried accessing nonexisting field")
}

fn host(host: Host) -> &'static str {
    match host {
        Host::Graph => "",
        Host::Api => "api.facebook.com",
    }
}
