//! Texts of any length up to a limit, ids and files.

use proptest::option::of;
use proptest::prelude::{BoxedStrategy, Strategy};
use proptest::prop_oneof;

use super::fixed;
use crate::message::{Header, Media, MediaSource};

/// Mostly short, now and then as long as can be; with letters of several bytes.
pub(super) fn words(limit: usize) -> BoxedStrategy<String> {
    let short = "[a-zA-ZñÁ€😀][a-zA-Z0-9ñÁ€😀 .,!?]{0,14}";
    prop_oneof![9 => short.prop_map(String::from), 1 => fixed("ñ".repeat(limit))].boxed()
}

/// The same, sometimes over several lines.
pub(super) fn lines(limit: usize) -> BoxedStrategy<String> {
    prop_oneof![4 => words(limit), 1 => "[a-zñ]{1,9}\n\n[a-zñ]{1,9}".prop_map(String::from)].boxed()
}

pub(super) fn maybe_words(limit: usize) -> BoxedStrategy<Option<String>> {
    of(words(limit)).boxed()
}

pub(super) fn id() -> BoxedStrategy<String> {
    "[a-z0-9][a-z0-9_-]{0,20}".prop_map(String::from).boxed()
}

pub(super) fn number_id() -> BoxedStrategy<String> {
    "[1-9][0-9]{8,16}".prop_map(String::from).boxed()
}

pub(super) fn message_id() -> BoxedStrategy<String> {
    "wamid\\.[A-Za-z0-9]{20,60}".prop_map(String::from).boxed()
}

pub(super) fn url() -> BoxedStrategy<String> {
    "https://[a-z]{3,12}\\.example/[a-z0-9/]{0,20}".prop_map(String::from).boxed()
}

pub(super) fn any_source() -> BoxedStrategy<MediaSource> {
    prop_oneof![number_id().prop_map(MediaSource::Id), url().prop_map(MediaSource::Link)].boxed()
}

pub(super) fn any_picture(source: &BoxedStrategy<MediaSource>) -> BoxedStrategy<Header> {
    source.clone().prop_map(|source| Header::Image(source.into())).boxed()
}

pub(super) fn any_header(source: &BoxedStrategy<MediaSource>) -> BoxedStrategy<Header> {
    let media = || source.clone().prop_map(Media::from);
    prop_oneof![
        words(crate::limits::HEADER_TEXT).prop_map(Header::Text),
        media().prop_map(Header::Image),
        media().prop_map(Header::Video),
        media().prop_map(Header::Document),
    ]
    .boxed()
}
