//! What a server says once it is ready: for people, or one line of JSON for programs.

use serde::Serialize;
use server::first_start::OneTimePassword;
use std::io::Write;

#[derive(Debug, Default, Serialize)]
pub struct Greeting {
    pub url: String,
    /// With the password: only at the first start.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emulator_url: Option<String>,
}

impl Greeting {
    pub fn new(url: String, owner: Option<OneTimePassword>) -> Self {
        let (email, password) = owner.map(|owner| (owner.email, owner.password)).unzip();
        Self { url, email, password, emulator_url: None }
    }

    pub fn print(&self, title: &str, as_json: bool) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        if as_json {
            writeln!(out, "{}", serde_json::to_string(self)?)?;
        } else {
            writeln!(out, "\n  {title}\n\n  Open      {}", self.url)?;
            if let (Some(email), Some(password)) = (&self.email, &self.password) {
                writeln!(out, "  E-mail    {email}\n  Password  {password}")?;
            }
            writeln!(out, "\n  Stop with Ctrl-C.\n")?;
        }
        Ok(out.flush()?)
    }
}
