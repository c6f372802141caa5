//! Addresses of the network: e-mail, URL, IP, @mention and #hashtag.

use super::reader::{Found, Reader};
use super::token::{Class, Text};
use super::value::Value;
use super::{Kind, Language};
use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

/// Endings of a name that stands without "www." or a scheme; two letters are a country.
const DOMAINS: &[&str] = &[
    "com",
    "net",
    "org",
    "edu",
    "gov",
    "mil",
    "int",
    "info",
    "biz",
    "name",
    "pro",
    "io",
    "ai",
    "app",
    "dev",
    "shop",
    "store",
    "online",
    "site",
    "tech",
    "xyz",
    "club",
    "live",
    "news",
    "blog",
    "cloud",
    "academy",
    "agency",
    "art",
    "bar",
    "cafe",
    "care",
    "center",
    "chat",
    "city",
    "coop",
    "design",
    "digital",
    "email",
    "events",
    "expert",
    "express",
    "fit",
    "fun",
    "global",
    "group",
    "guru",
    "health",
    "host",
    "house",
    "jobs",
    "legal",
    "life",
    "link",
    "marketing",
    "media",
    "menu",
    "mobi",
    "museum",
    "network",
    "one",
    "page",
    "photo",
    "plus",
    "press",
    "run",
    "school",
    "services",
    "social",
    "software",
    "solutions",
    "space",
    "studio",
    "support",
    "team",
    "today",
    "tools",
    "top",
    "tours",
    "travel",
    "tv",
    "video",
    "vip",
    "web",
    "website",
    "wiki",
    "work",
    "works",
    "world",
    "zone",
    "aws",
    "cat",
];

/// Country endings that are also words people type after a full stop without a space.
const WORDS: &[&str] = &[
    "me", "es", "si", "no", "de", "la", "al", "su", "se", "te", "tu", "lo", "le", "ya", "eu", "do", "da", "na", "em",
    "ao", "pra", "mas", "so", "to", "in", "is", "it", "my", "us", "as", "at", "be", "by", "re",
];

/// A run without white space, in bytes.
fn runs<'t>(text: &'t Text<'_>) -> impl Iterator<Item = (usize, &'t str)> {
    let start = text.raw.as_ptr() as usize;
    text.raw.split_whitespace().map(move |run| (run.as_ptr() as usize - start, run))
}

fn found(text: &Text<'_>, kind: Kind, span: Range<usize>) -> Option<Found> {
    let value = text.raw.get(span.clone())?.to_lowercase();
    let (from, to) = text.tokens_of(&span)?;
    Some(Found { bytes: Some(span), ..Found::new(kind, from, to, Value::Text { value }) })
}

pub(super) fn emails(reader: &Reader<'_>, all: &mut Vec<Found>) {
    for (offset, run) in runs(reader.text) {
        for (at, _) in run.match_indices('@') {
            if let Some(span) = email(run, at) {
                all.extend(found(reader.text, Kind::Email, offset + span.start..offset + span.end));
            }
        }
    }
}

fn email(run: &str, at: usize) -> Option<Range<usize>> {
    let (before, after) = (run.get(..at)?, run.get(at + 1..)?);
    let local_length =
        before.bytes().rev().take_while(|byte| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte)).count();
    let local = before.get(before.len() - local_length..)?;
    let dotted_badly = local.is_empty() || local.contains("..") || local.starts_with('.') || local.ends_with('.');
    let domain = if let Some(inner) = after.strip_prefix('[') {
        let close = inner.find(']')?;
        inner.get(..close)?.parse::<Ipv4Addr>().ok()?;
        after.get(..close + 2)?
    } else {
        let length = after.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b".-".contains(byte)).count();
        let domain = after.get(..length)?.trim_end_matches(['.', '-']);
        let last = domain.rsplit_once('.')?.1;
        let named = last.len() >= 2 && last.bytes().all(|byte| byte.is_ascii_alphabetic());
        (named && !domain.contains("..") && !domain.starts_with('.')).then_some(domain)?
    };
    (!dotted_badly).then(|| at - local.len()..at + 1 + domain.len())
}

pub(super) fn urls(reader: &Reader<'_>, all: &mut Vec<Found>) {
    for (offset, run) in runs(reader.text) {
        if !run.contains('.') && !run.contains("://") {
            continue;
        }
        let span = with_scheme(run).or_else(|| bare(run, reader.language));
        if let Some(span) = span {
            all.extend(found(reader.text, Kind::Url, offset + span.start..offset + span.end));
        }
    }
}

fn with_scheme(run: &str) -> Option<Range<usize>> {
    let lower = run.to_ascii_lowercase();
    let schemes = ["https://", "http://", "ftp://"];
    let (start, scheme) = schemes.iter().find_map(|scheme| Some((lower.find(scheme)?, scheme)))?;
    let rest = run.get(start + scheme.len()..)?;
    let end = trimmed(rest);
    let rest = rest.get(..end)?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let last = host.rsplit_once('.').map(|(_, last)| last);
    let named = last.is_some_and(|last| last.len() >= 2 && last.chars().all(char::is_alphabetic));
    let known = named || host == "localhost" || host.parse::<Ipv4Addr>().is_ok();
    known.then(|| start..start + scheme.len() + end)
}

fn bare(run: &str, language: Language) -> Option<Range<usize>> {
    let start = run.len() - run.trim_start_matches(['(', '[', '"', '\'', '¿', '¡', '<', ':', '*', '_']).len();
    let rest = run.get(start..)?;
    let end = trimmed(rest);
    let rest = rest.get(..end)?;
    if rest.contains('@') || rest.contains("://") {
        return None;
    }
    let host_end = rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
    let host = rest.get(..host_end)?;
    let labels: Vec<&str> = host.split('.').collect();
    let fine =
        |label: &&str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let [first, .., last] = labels.as_slice() else { return None };
    let last = last.to_ascii_lowercase();
    let country = last.len() == 2 && last.bytes().all(|byte| byte.is_ascii_alphabetic());
    let deeper = host_end < rest.len() || labels.len() > 2;
    let word =
        WORDS.contains(&last.as_str()) && !deeper && (language != Language::English || first.len() > 4) && last != "si";
    let spanish_si = last == "si" && language != Language::English;
    let hour = matches!(last.as_str(), "am" | "pm") && first.parse::<u8>().is_ok_and(|hour| hour <= 12);
    let numbers = labels.iter().rev().skip(1).all(|label| label.bytes().all(|byte| byte.is_ascii_digit()))
        && last != "pm"
        && last != "am";
    let www = first.eq_ignore_ascii_case("www") && labels.len() > 2 && !last.bytes().all(|byte| byte.is_ascii_digit());
    let known = DOMAINS.contains(&last.as_str()) || (country && !word && !spanish_si);
    (labels.iter().all(fine) && !hour && !numbers && (known || www)).then(|| start..start + end)
}

/// Without the punctuation of the sentence around it.
fn trimmed(run: &str) -> usize {
    run.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '"', '\'', '>', '»', '*']).len()
}

pub(super) fn ips(reader: &Reader<'_>, all: &mut Vec<Found>) {
    for (offset, run) in runs(reader.text) {
        let Some((span, scheme)) = version_four(run).or_else(|| version_six(run)) else { continue };
        let span = offset + span.start..offset + span.end;
        let Some(one) = found(reader.text, Kind::Ip, span.clone()) else { continue };
        let typed = reader.text.raw.get(span).unwrap_or("");
        let sign = if scheme == "ipv4" { '.' } else { ':' };
        let short = |group: &str| match group.trim_start_matches('0') {
            "" if group.is_empty() => String::new(),
            "" => "0".to_owned(),
            rest => rest.to_owned(),
        };
        let groups: Vec<String> = typed.split(sign).map(short).collect();
        let value = Value::Identifier { scheme: scheme.to_owned(), value: groups.join(&sign.to_string()) };
        all.push(Found { values: vec![value], ..one });
    }
}

fn version_four(run: &str) -> Option<(Range<usize>, &'static str)> {
    let start = run.find(|first: char| first.is_ascii_digit())?;
    if run.get(..start)?.chars().next_back().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let rest = run.get(start..)?;
    let length = rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let typed = rest.get(..length)?.trim_end_matches('.');
    let groups: Vec<&str> = typed.split('.').collect();
    let fits = groups.len() == 4
        && groups.iter().all(|group| group.len() <= 3 && group.parse::<u16>().is_ok_and(|group| group < 256));
    let letter = rest.get(length..)?.chars().next().is_some_and(char::is_alphanumeric);
    (fits && !letter).then(|| (start..start + typed.len(), "ipv4"))
}

fn version_six(run: &str) -> Option<(Range<usize>, &'static str)> {
    let typed = run.trim_end_matches(['.', ',', ';', '!', '?', ')']);
    let plausible =
        typed.matches(':').count() >= 2 && typed.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b':');
    (plausible && typed.parse::<Ipv6Addr>().is_ok()).then_some((0..typed.len(), "ipv6"))
}

pub(super) fn mentions(reader: &Reader<'_>, all: &mut Vec<Found>) {
    tagged(reader, all, "@", Kind::Mention);
}

pub(super) fn hashtags(reader: &Reader<'_>, all: &mut Vec<Found>) {
    tagged(reader, all, "#", Kind::Hashtag);
}

/// A sign and the name that touches it.
fn tagged(reader: &Reader<'_>, all: &mut Vec<Found>, sign: &str, kind: Kind) {
    let text = reader.text;
    for at in (0..text.len()).filter(|at| text.word(*at) == sign) {
        let apart = !text.glued(at) || text.is(at - 1, Class::Sign);
        let mut end = at + 1;
        while text.glued(end) && (!text.is(end, Class::Sign) || text.word(end) == "_") {
            end += 1;
        }
        let address = kind == Kind::Mention
            && text.word(end) == "."
            && text.glued(end)
            && text.glued(end + 1)
            && text.is(end + 1, Class::Word);
        if apart && end > at + 1 && !address {
            all.extend(found(text, kind, text.span(at, end)));
        }
    }
}
