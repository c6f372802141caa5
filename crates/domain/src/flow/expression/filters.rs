//! What the language can do besides minijinja's own filters.

use minijinja::Environment;
use minijinja::value::Value;
use std::fmt::Write;

pub(super) fn add_to(environment: &mut Environment<'_>) {
    environment.add_filter("urlencode", |value: &Value| percent_encoded(&plain(value)));
    environment.add_filter("fold", |value: &Value| crate::text::fold(&plain(value)));
    environment.add_filter("digits", |value: &Value| plain(value).chars().filter(char::is_ascii_digit).collect::<String>());
}

fn plain(value: &Value) -> String {
    if value.is_none() { String::new() } else { value.to_string() }
}

/// Safe anywhere in a URL, also as one segment of its path.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
