//! Lists in pages: `{items, next_cursor}`. A cursor is the key of the last row, opaque to clients.

use super::problem::Problem;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

pub const DEFAULT_LIMIT: u32 = 50;
pub const MOST: u32 = 200;

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// `next_cursor` of the page before; leave out for the first.
    pub cursor: Option<String>,
    /// Items on the page: 50 unless said, 200 at the most.
    pub limit: Option<u32>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Ask with this for what follows; `null` at the end.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
}

impl PageQuery {
    pub fn limit(&self) -> u32 {
        self.limit.unwrap_or(DEFAULT_LIMIT).clamp(1, MOST)
    }

    /// The key that [`Page::of`] put into the cursor.
    pub fn after<K: DeserializeOwned>(&self) -> Result<Option<K>, Problem> {
        let Some(cursor) = &self.cursor else { return Ok(None) };
        let bytes = URL_SAFE_NO_PAD.decode(cursor).ok();
        let key = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        key.map(Some).ok_or_else(|| Problem::invalid("cursor", "this cursor did not come from here"))
    }
}

impl<T> Page<T> {
    /// Of rows fetched with `limit + 1`: the one too many says that there is more.
    pub fn of<K: Serialize>(mut items: Vec<T>, limit: u32, key: impl Fn(&T) -> K) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = items.len() > limit;
        items.truncate(limit);
        let next_cursor = items.last().filter(|_| more).map(|last| cursor(&key(last)));
        Self { items, next_cursor }
    }

    /// Of a search that may stop before it has found as many as were asked for.
    pub fn reaching<K: Serialize>(items: Vec<T>, next: Option<K>) -> Self {
        Self { items, next_cursor: next.map(|key| cursor(&key)) }
    }

    /// A list that is never long.
    pub fn whole(items: Vec<T>) -> Self {
        Self { items, next_cursor: None }
    }

    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(change).collect(), next_cursor: self.next_cursor }
    }

    pub fn try_map<U, E>(self, change: impl FnMut(T) -> Result<U, E>) -> Result<Page<U>, E> {
        let items = self.items.into_iter().map(change).collect::<Result<_, E>>()?;
        Ok(Page { items, next_cursor: self.next_cursor })
    }
}

fn cursor<K: Serialize>(key: &K) -> String {
    // Keys are numbers and text, which always serialise.
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(key).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_the_key_it_was() {
        let page = Page::of(vec![(3, "c"), (2, "b"), (1, "a")], 2, |(n, text)| (*n, (*text).to_owned()));
        assert_eq!(page.items.len(), 2);
        let query = PageQuery { cursor: page.next_cursor, limit: None };
        assert_eq!(query.after::<(i64, String)>().unwrap(), Some((2, "b".to_owned())));
        assert!(Page::of(vec![1, 2], 2, |n| *n).next_cursor.is_none());
    }

    #[test]
    fn a_made_up_cursor_is_refused() {
        for cursor in ["x", "e30", "!!!"] {
            let query = PageQuery { cursor: Some(cursor.to_owned()), limit: Some(9999) };
            assert!(query.after::<(i64, String)>().is_err(), "{cursor}");
            assert_eq!(query.limit(), MOST);
        }
    }
}
