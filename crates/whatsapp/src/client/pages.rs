//! Lists, fetched a page at a time.

use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use super::{AccessToken, Client, Exchange, SendError};
use crate::endpoint::Endpoint;
use crate::paging::Page;

/// A list of which each page is a call.
///
/// ```no_run
/// # async fn example(client: whatsapp::client::Client, token: whatsapp::client::AccessToken) {
/// let mut numbers = client.phone_numbers("102290129340398", &token);
/// while let Some(exchange) = numbers.next().await {
///     for number in exchange.result.map(|page| page.data).unwrap_or_default() {
///         println!("{}", number.display_phone_number.unwrap_or_default());
///     }
/// }
/// # }
/// ```
#[derive(Debug)]
#[must_use = "nothing is fetched before `next` or `all`"]
pub struct Pages<'a, T> {
    client: &'a Client,
    endpoint: &'static Endpoint,
    ids: Vec<String>,
    query: Vec<(&'static str, String)>,
    token: AccessToken,
    after: Option<String>,
    is_done: bool,
    of: PhantomData<fn() -> T>,
}

impl Client {
    /// The list at an end-point.
    pub(super) fn pages<T>(&self, endpoint: &'static Endpoint, ids: &[&str], token: &AccessToken) -> Pages<'_, T> {
        Pages {
            client: self,
            endpoint,
            ids: ids.iter().map(|&id| id.to_owned()).collect(),
            query: Vec::new(),
            token: token.clone(),
            after: None,
            is_done: false,
            of: PhantomData,
        }
    }
}

impl<T> Pages<'_, T> {
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.query.push((name, value.into()));
        self
    }

    pub(super) fn maybe(self, name: &'static str, value: Option<String>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// So many on a page.
    pub fn limit(self, limit: u32) -> Self {
        self.with("limit", limit.to_string())
    }

    /// Begins after this cursor.
    pub fn after(mut self, cursor: impl Into<String>) -> Self {
        self.after = Some(cursor.into());
        self
    }

    /// The cursor after which the next page begins; after a page that failed, the one to try again from.
    pub fn cursor(&self) -> Option<&str> {
        self.after.as_deref()
    }
}

impl<T: DeserializeOwned> Pages<'_, T> {
    /// Fetches the next page, if there is one. A page that fails is the last.
    pub async fn next(&mut self) -> Option<Exchange<Page<T>>> {
        if self.is_done {
            return None;
        }
        let ids: Vec<&str> = self.ids.iter().map(String::as_str).collect();
        let query = self.query.iter().map(|(name, value)| (*name, value.as_str()));
        let call = self.client.call(self.endpoint, &ids).queries(query).maybe("after", self.after.as_deref());
        let exchange = call.send::<Page<T>>(&self.token).await;
        match exchange.result.as_ref().map(Page::next_cursor) {
            Ok(Some(next)) if self.after.as_deref() != Some(next) => self.after = Some(next.to_owned()),
            _ => self.is_done = true,
        }
        Some(exchange)
    }

    /// Fetches everything there is.
    pub async fn all(mut self) -> Result<Vec<T>, SendError> {
        let mut everything = Vec::new();
        while let Some(exchange) = self.next().await {
            everything.extend(exchange.result?.data);
        }
        Ok(everything)
    }
}
