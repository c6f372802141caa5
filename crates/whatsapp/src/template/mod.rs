//! Templates themselves: what is submitted for review and what is listed. Filling one in is [`crate::message::Template`].
//!
//! ```
//! use whatsapp::template::{Button, Category, Component, NewTemplate, lint, variables};
//!
//! let reminder = NewTemplate::new("appointment_reminder", "es", Category::Utility)
//!     .with(Component::body("Hola {{1}}, su cita es el {{2}} en la óptica.", ["Ana", "lunes"]))
//!     .with(Component::footer("Responda STOP para no recibir más avisos"))
//!     .with(Component::buttons(vec![
//!         Button::quick_reply("Confirmar"),
//!         Button::url("Ver cita", "https://example.com/{{1}}", Some("https://example.com/7")),
//!     ]));
//! assert_eq!(variables(reminder.body().unwrap()), ["1", "2"]);
//! assert_eq!(lint(&reminder), []);
//! assert_eq!(serde_json::to_value(&reminder).unwrap()["components"][0]["example"]["body_text"][0][1], "lunes");
//! ```
//!
//! | type | is |
//! |---|---|
//! | [`NewTemplate`] | what is submitted, with [`Component`]s and [`Button`]s |
//! | [`CreatedTemplate`] | what that answers |
//! | [`TemplateRecord`] | a template of the list |
//!
//! [`lint`] finds what Meta would refuse at once, [`render`] how a template reads once filled in.

mod blanks;
mod button;
mod component;
mod kinds;
mod languages;
mod lint;
mod record;
mod render;
mod request;

pub use blanks::{fill, variables};
pub use button::{Button, SupportedApp};
pub use component::{Card, Component, LimitedTimeOffer};
pub use kinds::{
    ButtonKind, Category, ComponentKind, HeaderFormat, OneTimePasswordKind, ParameterFormat, ReviewStatus,
};
pub use languages::{LANGUAGES, language_code};
pub use lint::{Finding, lint};
pub use record::{CreatedTemplate, TemplateRecord};
pub use render::{Rendered, RenderedButton, render};
pub use request::NewTemplate;

fn body_of(components: &[Component]) -> Option<&str> {
    components.iter().find(|component| component.kind == ComponentKind::Body)?.text.as_deref()
}
