//! Each end-point of the table is called on an emulator with the example of its documentation, on things that are there.

use std::error::Error;

use emulator::{Running, TemplateStatus};
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use whatsapp::endpoint::{Endpoint, Host, Method};

use crate::ENDPOINTS;
use crate::examples::{self, Body, Example};
use crate::page::{Answer, Row, Table};
use crate::sources::Sources;
use crate::things::{self, Thing};

pub type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What the emulator has nothing of; the end-points of such things are not there either.
const NOTHING: &str = "1";

pub struct Caller {
    client: reqwest::Client,
    base_url: String,
    token: String,
    pub number: String,
    pub account: String,
    pub app: String,
    pub template: String,
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

    pub async fn made(&self, path: &str, body: &Value, id: &str) -> Result<String> {
        let answer = self.call(Method::Post, path, body).await?;
        text(&answer, id).ok_or_else(|| format!("{path}: {answer}").into())
    }

    pub async fn file(&self) -> Result<String> {
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

    /// The status of the answer, and the answer.
    async fn try_example(&self, endpoint: &Endpoint, example: Example, things: &[Thing]) -> Result<(u16, Value)> {
        let mut url = format!("{}/{}", self.base_url, path(endpoint, &example, things));
        if !example.query.is_empty() {
            url = format!("{url}?{}", filled(example.query, things));
        }
        let request = match endpoint.method {
            Method::Get => self.client.get(url),
            Method::Post => self.client.post(url),
            Method::Delete => self.client.delete(url),
        };
        let request = match example.body {
            Body::None => request,
            Body::Json(body) => {
                request.header("content-type", "application/json").body(filled(&body.to_string(), things))
            }
            Body::Bytes(bytes) => request.header("file_offset", "0").body(bytes),
            Body::Form(file, name, kind, fields) => {
                let part = Part::bytes(file).file_name(name).mime_str(kind)?;
                let form = fields.iter().fold(Form::new(), |form, (name, value)| form.text(*name, *value));
                request.multipart(form.part("file", part))
            }
        };
        let answer = request.bearer_auth(&self.token).send().await?;
        Ok((answer.status().as_u16(), answer.json().await?))
    }
}

/// A text with the ids of things in the place of their names.
fn filled(text: &str, things: &[Thing]) -> String {
    things.iter().fold(text.to_owned(), |text, (name, id)| text.replace(&format!("{{{name}}}"), id))
}

pub fn text(answer: &Value, pointer: &str) -> Option<String> {
    answer.pointer(pointer)?.as_str().map(str::to_owned)
}

pub async fn table(running: &Running, caller: &Caller, sources: &Sources) -> Result<Table> {
    let things = things::all(running, caller).await?;
    let mut answers = Vec::new();
    for endpoint in in_order() {
        let (status, answer) = caller.try_example(endpoint, examples::of(endpoint.name), &things).await?;
        answers.push((endpoint.name, told(status, &answer)));
    }
    let row = |endpoint: &&Endpoint| Row {
        cells: vec![
            endpoint.area.to_owned(),
            format!("`{} {}{}`", endpoint.method.as_str(), host(endpoint.host), endpoint.path),
            endpoint.summary.trim_end_matches('.').to_owned(),
        ],
        emulator: answers
            .iter()
            .find(|(name, _)| *name == endpoint.name)
            .map_or(Answer::Unknown, |(_, answer)| *answer),
        tested: sources.test_names_endpoint(endpoint.name),
    };
    let rows = ENDPOINTS.iter().map(row).collect();
    Ok(Table { title: "End-points", headings: &["Area", "End-point", "Does"], rows })
}

/// What an answer says of the emulator.
fn told(status: u16, answer: &Value) -> Answer {
    let code = answer.pointer("/error/code").and_then(Value::as_i64);
    match code {
        None if status == 200 => Answer::Yes,
        Some(code) if !is_unknown(answer) => Answer::Refused(code),
        _ => Answer::Unknown,
    }
}

/// What takes something away comes last, and what belongs to a thing before the thing.
fn in_order() -> Vec<&'static Endpoint> {
    let mut endpoints = ENDPOINTS.to_vec();
    let segments = |endpoint: &Endpoint| endpoint.path.split('/').count();
    endpoints.sort_by_key(|endpoint| (endpoint.method == Method::Delete, std::cmp::Reverse(segments(endpoint))));
    endpoints
}

fn path(endpoint: &Endpoint, example: &Example, things: &[Thing]) -> String {
    let thing = |name| {
        let name = example.on.iter().find(|(known, _)| *known == name).map_or(name, |(_, other)| *other);
        things.iter().find(|(known, _)| *known == name).map_or(NOTHING, |(_, id)| id.as_str())
    };
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
