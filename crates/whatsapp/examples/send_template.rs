//! Submits a template, waits for its approval and sends it. The account is the fifth argument.
//!
//! `cargo run -p whatsapp --features client --example send_template -- http://127.0.0.1:4004 34600111222`

#![expect(clippy::print_stdout, reason = "an example shows what it does")]

mod setup;

use std::error::Error;
use std::time::Duration;

use whatsapp::message::{self, Message, Parameter};
use whatsapp::template::{Category, Component, NewTemplate, ReviewStatus, lint};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let setup = setup::Setup::from_arguments()?;
    let account = std::env::args().nth(5).unwrap_or_else(|| "102290129340398".to_owned());
    let definition = NewTemplate::new("example_appointment", "es", Category::Utility)
        .with(Component::body("Hola {{1}}, le recordamos su cita del {{2}} en la óptica.", ["Ana", "lunes"]));
    for finding in lint(&definition) {
        println!("Meta would refuse it: {finding}");
    }
    let created = setup.client.create_template(&account, &setup.token, &definition).await.result?;
    println!("submitted: {}", created.id);
    let mut status = created.status;
    while status == ReviewStatus::Pending {
        tokio::time::sleep(Duration::from_secs(1)).await;
        status = setup.client.template(&created.id, &setup.token).await.result?.status;
    }
    println!("reviewed: {status}");
    let values = vec![Parameter::text("Ana"), Parameter::text("lunes")];
    let reminder = Message::template(&definition.name, "es", vec![message::Component::Body(values)]);
    println!("sent: {}", setup.send(reminder).await?);
    Ok(())
}
