//! The few places where SQLite and PostgreSQL differ. Statements carry these words in braces; [`resolve`] puts in
//! what the engine understands.

use crate::Engine;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

/// word, SQLite, PostgreSQL
const WORDS: &[(&str, &str, &str)] = &[
    // SQLite has one writer, so a write transaction holds every row already.
    ("{for_update}", "", "FOR UPDATE"),
    ("{skip_locked}", "", "FOR UPDATE SKIP LOCKED"),
    // A list bound as one JSON array keeps the statement's text the same whatever its length.
    ("{list_1}", "(SELECT value FROM json_each($1))", "(SELECT jsonb_array_elements_text($1))"),
    ("{list_2}", "(SELECT value FROM json_each($2))", "(SELECT jsonb_array_elements_text($2))"),
    ("{list_3}", "(SELECT value FROM json_each($3))", "(SELECT jsonb_array_elements_text($3))"),
    // The same of whole numbers.
    (
        "{ints_3}",
        "(SELECT value FROM json_each($3))",
        "(SELECT CAST(value AS BIGINT) FROM jsonb_array_elements_text($3))",
    ),
    // The labels of a contact `c`, one a row.
    ("{labels_of_c}", "json_each(c.labels) AS label", "jsonb_array_elements_text(c.labels) AS label(value)"),
    // Records bound as one JSON array of objects, read with `item.value ->> 'name'`.
    ("{items_2}", "json_each($2) AS item", "jsonb_array_elements($2) AS item(value)"),
    ("{items_3}", "json_each($3) AS item", "jsonb_array_elements($3) AS item(value)"),
];

/// What is resolved once is kept: statements are few, and written in the source.
static RESOLVED: LazyLock<RwLock<Resolved>> = LazyLock::new(RwLock::default);

type Resolved = HashMap<(Engine, &'static str), Arc<str>>;

pub(crate) fn resolve(sql: &'static str, engine: Engine) -> Arc<str> {
    let known = RESOLVED.read().unwrap_or_else(PoisonError::into_inner).get(&(engine, sql)).cloned();
    known.unwrap_or_else(|| {
        let text: Arc<str> = translate(sql, engine).into();
        RESOLVED.write().unwrap_or_else(PoisonError::into_inner).insert((engine, sql), text.clone());
        text
    })
}

fn translate(sql: &str, engine: Engine) -> String {
    let mut text = sql.to_owned();
    for (word, sqlite, postgres) in WORDS {
        text = text.replace(word, if engine == Engine::Sqlite { sqlite } else { postgres });
    }
    if engine == Engine::Sqlite { numbered(&text) } else { text }
}

/// To SQLite `$2` is a name, and the first one it meets is its first parameter; `?2` is the second wherever it stands.
fn numbered(text: &str) -> String {
    let digit_follows = |place: usize| text.as_bytes().get(place + 1).is_some_and(u8::is_ascii_digit);
    text.char_indices().map(|(place, sign)| if sign == '$' && digit_follows(place) { '?' } else { sign }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_and_words_are_put_in() {
        let sql = "SELECT '$.a' FROM t WHERE b = $12 AND a IN {list_2} {for_update}";
        assert_eq!(
            &*resolve(sql, Engine::Sqlite),
            "SELECT '$.a' FROM t WHERE b = ?12 AND a IN (SELECT value FROM json_each(?2)) "
        );
        assert_eq!(
            &*resolve(sql, Engine::Postgres),
            "SELECT '$.a' FROM t WHERE b = $12 AND a IN (SELECT jsonb_array_elements_text($2)) FOR UPDATE"
        );
    }
}
