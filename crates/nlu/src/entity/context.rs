//! What is known before a message is read.

use super::{Custom, Kinds, Language};
use jiff::Zoned;

/// What the reader knows of the person and the moment.
#[derive(Clone, Copy, Debug)]
pub struct Context<'c> {
    /// The languages to try; with several, the longest reading wins.
    pub languages: &'c [Language],
    /// The instant everything relative counts from, in the person's time zone.
    pub now: &'c Zoned,
    /// ISO 3166 alpha-2: reads phone numbers without a country code, says whose peso it is.
    pub country: Option<&'c str>,
    /// What to look for.
    pub kinds: Kinds,
    /// The things of the business.
    pub custom: &'c [Custom],
}

impl<'c> Context<'c> {
    /// Every kind, in `languages`, as of `now`, of a person of no known country.
    pub fn new(languages: &'c [Language], now: &'c Zoned) -> Self {
        Self { languages, now, country: None, kinds: Kinds::ALL, custom: &[] }
    }
}
