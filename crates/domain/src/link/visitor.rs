//! Who opened a link: a person, or a program that wants to know where it leads (a preview, a virus scanner, a search
//! engine). Only people are clicks. When in doubt it is a person's: a robot that calls itself a browser is only told by
//! being quicker than anybody reads.

use crate::time::Timestamp;
use std::time::Duration;

/// Nobody reads and taps this soon after a message was sent; whoever draws its preview does.
pub const TOO_SOON: Duration = Duration::from_secs(2);

words! {
    Visitor {
        Person = "person",
        /// Says what it is, or says nothing at all.
        Robot = "robot",
        /// A browser that fetches ahead of being asked.
        Prefetch = "prefetch",
        /// Came before a person could have read.
        TooSoon = "too_soon",
    }
}

/// Parts of the names programs give themselves, in lower case.
const ROBOTS: &[&str] = &[
    // Previews of messengers and networks.
    "facebookexternalhit",
    "facebookcatalog",
    "meta-external",
    "whatsapp/",
    "skypeuripreview",
    "google-pagerenderer",
    "googleimageproxy",
    "bingpreview",
    "yahoo! slurp",
    "embedly",
    "iframely",
    "vkshare",
    "quora link preview",
    "pinterest/",
    "redditbot",
    "snapchat url preview",
    "link preview",
    "linkpreview",
    // Engines and their kind.
    "crawl",
    "spider",
    "archiver",
    "feedfetcher",
    "mediapartners-google",
    "google-safety",
    "google-read-aloud",
    "lighthouse",
    "headlesschrome",
    "phantomjs",
    "electron/",
    // Scanners of mail and messages.
    "barracuda",
    "proofpoint",
    "mimecast",
    "safelinks",
    "urlscan",
    "virustotal",
    "trendmicro",
    "symantec",
    // Libraries.
    "curl/",
    "wget/",
    "libwww",
    "python-",
    "python/",
    "aiohttp",
    "httpx",
    "scrapy",
    "go-http-client",
    "okhttp",
    "java/",
    "apache-httpclient",
    "node-fetch",
    "axios/",
    "undici",
    "got (",
    "ruby",
    "php/",
    "guzzlehttp",
    "postman",
    "insomnia",
    // Watchers.
    "uptime",
    "pingdom",
    "monitor",
    "statuscake",
    "validator",
];

/// A maker of phones, whose name ends like a robot's.
const NO_ROBOT: &str = "cubot";

/// What is known of one visit.
#[derive(Clone, Copy, Debug)]
pub struct Visit<'a> {
    pub user_agent: Option<&'a str>,
    /// `Purpose`, `Sec-Purpose` or `X-Moz`, as browsers announce that nobody has asked yet.
    pub purpose: Option<&'a str>,
    pub at: Timestamp,
    /// When the message went, as far as it is known.
    pub sent_at: Option<Timestamp>,
}

impl Visit<'_> {
    pub fn visitor(&self) -> Visitor {
        let ahead = |purpose: &str| ["prefetch", "prerender", "preview"].iter().any(|word| purpose.contains(word));
        let name = self.user_agent.unwrap_or_default().to_ascii_lowercase();
        if is_robot(&name) {
            Visitor::Robot
        } else if self.purpose.is_some_and(|purpose| ahead(&purpose.to_ascii_lowercase())) {
            Visitor::Prefetch
        } else if self.sent_at.is_some_and(|sent| self.at < sent.plus(TOO_SOON)) {
            Visitor::TooSoon
        } else {
            Visitor::Person
        }
    }
}

fn is_robot(name: &str) -> bool {
    name.trim().is_empty()
        || ROBOTS.iter().any(|part| name.contains(part))
        || name.replace(NO_ROBOT, "").contains("bot")
}

#[cfg(test)]
mod tests {
    use super::*;

    const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Mobile/15E148 Safari/604.1";
    const ANDROID: &str = "Mozilla/5.0 (Linux; Android 14; SM-A155M) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36";

    #[test]
    fn names_of_visitors() {
        for (name, visitor) in [
            (IPHONE, Visitor::Person),
            (ANDROID, Visitor::Person),
            (
                "Mozilla/5.0 (Linux; Android 13; CUBOT X30) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36",
                Visitor::Person,
            ),
            (
                "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/490]",
                Visitor::Person,
            ),
            ("WhatsApp/2.23.20.0", Visitor::Robot),
            ("facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", Visitor::Robot),
            ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", Visitor::Robot),
            ("TelegramBot (like TwitterBot)", Visitor::Robot),
            ("Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/131.0.0.0 Safari/537.36", Visitor::Robot),
            ("curl/8.5.0", Visitor::Robot),
            ("", Visitor::Robot),
        ] {
            let visit =
                Visit { user_agent: Some(name), purpose: None, at: Timestamp(10_000), sent_at: Some(Timestamp(0)) };
            assert_eq!(visit.visitor(), visitor, "{name}");
        }
    }

    #[test]
    fn what_nobody_asked_for_is_no_click() {
        for (case, purpose, at, sent_at, visitor) in [
            ("a moment too soon", None, 3_999, Some(2_000), Visitor::TooSoon),
            ("just late enough", None, 4_000, Some(2_000), Visitor::Person),
            ("before it was sent", None, 1_000, Some(2_000), Visitor::TooSoon),
            ("nobody knows when it was sent", None, 1_000, None, Visitor::Person),
            ("fetched ahead", Some("prefetch;prerender"), 9_000, Some(2_000), Visitor::Prefetch),
            ("another purpose", Some("navigate"), 9_000, Some(2_000), Visitor::Person),
        ] {
            let sent_at = sent_at.map(Timestamp);
            let visit = Visit { user_agent: Some(IPHONE), purpose, at: Timestamp(at), sent_at };
            assert_eq!(visit.visitor(), visitor, "{case}");
        }
        let nameless = Visit { user_agent: None, purpose: None, at: Timestamp(9_000), sent_at: None };
        assert_eq!(nameless.visitor(), Visitor::Robot);
    }
}
