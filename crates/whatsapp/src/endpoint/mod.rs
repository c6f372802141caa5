//! Every end-point of the Cloud API, as data.
//!
//! The client makes its requests from these rows, so that a table generated from [`ENDPOINTS`] says what the client
//! really does.
//!
//! ```
//! use whatsapp::endpoint::{ENDPOINTS, Method, SEND_MESSAGE};
//!
//! assert_eq!((SEND_MESSAGE.method, SEND_MESSAGE.path), (Method::Post, "/{phone_number_id}/messages"));
//! assert_eq!(SEND_MESSAGE.parameters().collect::<Vec<_>>(), ["phone_number_id"]);
//! assert!(ENDPOINTS.iter().any(|known| known.name == "SEND_MESSAGE"));
//! ```

mod table;

pub use table::*;

/// What a request does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    Get,
    Post,
    Delete,
}

/// Where an end-point lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Host {
    /// `graph.facebook.com`, the version standing before the path.
    Graph,
    /// `api.facebook.com`, without a version.
    Api,
}

/// One end-point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Endpoint {
    /// The name of its constant.
    pub name: &'static str,
    /// What it is about, such as `messages`.
    pub area: &'static str,
    pub method: Method,
    pub host: Host,
    /// Below the version, its parameters in braces.
    pub path: &'static str,
    /// What it does, in a few words.
    pub summary: &'static str,
}

impl Method {
    /// As in HTTP.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }
}

impl Endpoint {
    /// The names of what stands in braces in the path.
    pub fn parameters(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.path.split('/').filter_map(parameter)
    }

    /// The segments of the path, its parameters replaced by these values in order.
    pub fn segments<'a>(&self, values: &[&'a str]) -> Vec<&'a str> {
        let mut values = values.iter().copied();
        let segments = self.path.split('/').skip(1);
        segments
            .map(|segment| if parameter(segment).is_some() { values.next().unwrap_or_default() } else { segment })
            .collect()
    }
}

fn parameter(segment: &'static str) -> Option<&'static str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

/// Declares the end-points as constants and as one list.
macro_rules! endpoints {
    ($($area:literal { $($name:ident = $method:ident $($host:ident)? $path:literal, $summary:literal;)* })*) => {
        $($(
            #[doc = $summary]
            pub const $name: Endpoint = Endpoint {
                name: stringify!($name),
                area: $area,
                method: Method::$method,
                host: endpoints!(@host $($host)?),
                path: $path,
                summary: $summary,
            };
        )*)*

        /// Every end-point, by area.
        pub const ENDPOINTS: &[&Endpoint] = &[$($(&$name,)*)*];
    };
    (@host) => { Host::Graph };
    (@host $host:ident) => { Host::$host };
}
use endpoints;
