//! A text with a header, a footer and two buttons.
//!
//! `cargo run -p whatsapp --features client --example send_buttons -- http://127.0.0.1:4004 34600111222`

#![expect(clippy::print_stdout, reason = "an example shows what it does")]

mod setup;

use std::error::Error;

use whatsapp::message::{Header, Message};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let setup = setup::Setup::from_arguments()?;
    let question = Message::buttons("¿Le va bien el lunes a las 10?", [("yes", "Sí"), ("no", "No")])
        .with_header(Header::Text("Su cita".into()))
        .with_footer("Óptica Ejemplo");
    println!("sent: {}", setup.send(question).await?);
    Ok(())
}
