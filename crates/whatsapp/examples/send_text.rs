//! A text with a preview of its link.
//!
//! `cargo run -p whatsapp --features client --example send_text -- http://127.0.0.1:4004 34600111222`

#![expect(clippy::print_stdout, reason = "an example shows what it does")]

mod setup;

use std::error::Error;

use whatsapp::message::Message;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let setup = setup::Setup::from_arguments()?;
    let id = setup.send(Message::text_with_preview("Hola: https://example.com")).await?;
    println!("sent: {id}");
    Ok(())
}
