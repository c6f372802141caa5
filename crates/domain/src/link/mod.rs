//! Links that know who opened them: one short code for each recipient, on the company's own domain.
//!
//! - [`code`]: how the code is made of the link and the recipient's place in the ledger, and read again; no row is kept
//!   for each of a million codes, and nothing of a person is in it.
//! - [`visitor`]: who opened it: a person, or a program that looks where links lead.

pub mod code;
pub mod visitor;

pub use code::{Code, Key, Seed};
pub use visitor::{Visit, Visitor};

use crate::id::{CampaignId, LinkId};

/// One address that a campaign's messages lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub id: LinkId,
    pub campaign: CampaignId,
    pub key: Key,
    pub seed: Seed,
    pub target: String,
}

impl Link {
    /// The code of the recipient at this position of the ledger.
    pub fn code(&self, position: u32) -> Code {
        Code::of(self.key, self.seed, position)
    }
}

/// The links of one campaign, and the address under which their codes are opened.
#[derive(Clone, Debug, Default)]
pub struct Tracked {
    pub links: Vec<Link>,
    pub public_url: Option<String>,
}

impl Tracked {
    /// What the recipient at this position gets for it: in a button the code, for the rest of a button's address is the
    /// template's; elsewhere the whole address. None where nothing is followed.
    pub fn written(&self, blank: &str, target: &str, position: u32) -> Option<String> {
        let link = self.links.iter().find(|link| link.target == target)?;
        let (public_url, code) = (self.public_url.as_ref()?, link.code(position));
        Some(if blank.starts_with("button.") { code.to_string() } else { address(public_url, &code) })
    }
}

/// An address that may stand behind a link: of the web, with a host, and short enough to be stored.
pub fn is_target(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let has_host = host.chars().any(char::is_alphanumeric) && !host.contains('@');
        has_host && address.len() <= 2_000 && !address.chars().any(|sign| sign.is_whitespace() || sign.is_control())
    })
}

/// Where codes live: the company's own address and this.
pub const PATH: &str = "/l/";

/// The whole address of a code.
pub fn address(public_url: &str, code: &Code) -> String {
    format!("{}{code}", base(public_url))
}

/// What every address of a code begins with.
pub fn base(public_url: &str) -> String {
    format!("{}{PATH}", public_url.trim_end_matches('/'))
}

/// What a template's button must begin with to take a code as its blank.
pub fn is_base_of_codes(button_url: &str, public_url: &str) -> bool {
    let base = base(public_url);
    button_url.split("{{").next() == Some(base.as_str()) && button_url.len() > base.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_links_may_lead() {
        for (address, may) in [
            ("https://shop.example/sale?utm=a#top", true),
            ("http://127.0.0.1:8080/", true),
            ("https://", false),
            ("https:///path", false),
            ("ftp://shop.example", false),
            ("javascript:alert(1)", false),
            ("https://shop.example@evil.example/", false),
            ("https://shop.example/a b", false),
            ("https://shop.example/\r\nSet-Cookie: a", false),
        ] {
            assert_eq!(is_target(address), may, "{address}");
        }
    }

    #[test]
    fn buttons_that_take_a_code() {
        for (button, takes) in [
            ("https://shop.example/l/{{1}}", true),
            ("https://shop.example/l/{{code}}", true),
            ("https://shop.example/l/", false),
            ("https://shop.example/sale/{{1}}", false),
            ("https://shop.example.evil.example/l/{{1}}", false),
        ] {
            assert_eq!(is_base_of_codes(button, "https://shop.example/"), takes, "{button}");
        }
    }
}
