//! The few places where SQLite and PostgreSQL differ. Statements carry these words in braces; [`resolve`] puts in
//! what the engine understands.

use crate::Engine;
use std::borrow::Cow;

/// word, SQLite, PostgreSQL
const WORDS: &[(&str, &str, &str)] = &[
    // SQLite has one writer, so a write transaction holds every row already.
    ("{for_update}", "", "FOR UPDATE"),
    ("{skip_locked}", "", "FOR UPDATE SKIP LOCKED"),
    // A list bound as one JSON array keeps the statement's text the same whatever its length.
    ("{list_1}", "(SELECT value FROM json_each($1))", "(SELECT jsonb_array_elements_text($1))"),
    ("{list_2}", "(SELECT value FROM json_each($2))", "(SELECT jsonb_array_elements_text($2))"),
    ("{list_3}", "(SELECT value FROM json_each($3))", "(SELECT jsonb_array_elements_text($3))"),
    // Records bound as one JSON array of objects, read with `item.value ->> 'name'`.
    ("{items_2}", "json_each($2) AS item", "jsonb_array_elements($2) AS item(value)"),
];

pub(crate) fn resolve(sql: &'static str, engine: Engine) -> Cow<'static, str> {
    if !sql.contains('{') {
        return Cow::Borrowed(sql);
    }
    let mut text = sql.to_owned();
    for (word, sqlite, postgres) in WORDS {
        if text.contains(word) {
            text = text.replace(word, if engine == Engine::Sqlite { sqlite } else { postgres });
        }
    }
    Cow::Owned(text)
}
