//! A menu of two sections.
//!
//! `cargo run -p whatsapp --features client --example send_list -- http://127.0.0.1:4004 34600111222`

#![expect(clippy::print_stdout, reason = "an example shows what it does")]

mod setup;

use std::error::Error;

use whatsapp::message::{Message, Row, Section};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let setup = setup::Setup::from_arguments()?;
    let orders =
        vec![Row::new("where", "¿Dónde está mi pedido?").described("Con su número"), Row::new("cancel", "Anular")];
    let shop = vec![Row::new("hours", "Horario"), Row::new("person", "Hablar con alguien")];
    let sections = vec![Section::new(Some("Pedidos".into()), orders), Section::new(Some("Tienda".into()), shop)];
    println!("sent: {}", setup.send(Message::list("¿En qué le ayudamos?", "Ver opciones", sections)).await?);
    Ok(())
}
