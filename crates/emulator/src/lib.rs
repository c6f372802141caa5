//! A WhatsApp Cloud API one can run: same paths, bodies, errors, limits and signed webhooks as Meta's, on loopback,
//! with time that can be stopped, faults that can be switched on and customers who behave by a seeded profile.
//!
//! It knows only what Meta could know. Whatever passes against it was told so over HTTP.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), emulator::StartError> {
//! use emulator::{Config, Content, Emulator, NewCustomer};
//!
//! let running = Emulator::start(Config::for_tests()).await?;
//! let ana = running.handle().add_customer(NewCustomer::named("Ana").with_phone("34600111222"));
//! running.handle().customer_says(ana, "hola");
//! assert_eq!(running.handle().messages_of(ana)[0].text(), "hola");
//! running.shutdown().await;
//! # Ok(()) }
//! ```

mod clock;
mod config;
mod content;
pub mod control;
mod customer_acts;
mod customers;
mod delivery;
mod engine;
mod faults;
mod flow_endpoint;
mod handle;
mod http;
mod limits;
mod log;
mod meta_acts;
mod refusal;
mod rehearsal;
mod running;
mod state_file;
mod tls;
mod world;

pub use clock::{Millis, Time};
pub use config::{
    Config, DeliveryConfig, Keep, NumberConfig, OtherToken, Pace, Population, RetryPolicy, UnknownRecipients,
    WindowRefusal,
};
pub use content::Content;
pub use customers::Profile;
pub use delivery::WebhookTally;
pub use faults::Faults;
pub use handle::{Handle, TimedOut, View};
pub use limits::{Limits, Tier};
pub use log::{Exchange, ExchangeKind};
pub use refusal::Refusal;
pub use rehearsal::{Post, Rehearsal, Webhook};
pub use running::{Emulator, Running, StartError};
pub use state_file::StateError;
pub use tls::{Authority, TlsError};
pub use world::{
    Accepted, Alert, Alteration, Author, Catalog, CustomerId, CustomerView, Direction, FlowDeed, FlowStep, FlowTrouble,
    Language, MessageStatus, NewCustomer, PaymentConfiguration, PaymentOutcome, PhoneMessage, Product, Quality,
    Restriction, Review, TemplateStatus,
};
