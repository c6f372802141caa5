//! Uploads a picture and sends it with a caption.
//!
//! `cargo run -p whatsapp --features client --example send_media -- http://127.0.0.1:4004 34600111222`

#![expect(clippy::print_stdout, reason = "an example shows what it does")]

mod setup;

use std::error::Error;

use whatsapp::message::{MediaKind, MediaSource, Message};

/// The smallest picture there is.
const PIXEL: &[u8] = &[
    0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8,
    6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 13, b'I', b'D', b'A', b'T', 0x78, 0xda, 0x63, 0x64, 0xf8, 0xff, 0xbf,
    0x1e, 0, 5, 0x84, 2, 0x7f, 0xc2, 0x19, 0x22, 0x4e, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let setup = setup::Setup::from_arguments()?;
    let upload =
        setup.client.upload_media(&setup.phone_number_id, &setup.token, "dot.png", "image/png", PIXEL.to_vec());
    let file = MediaSource::Id(upload.await.result?.id);
    let picture = Message::file(MediaKind::Image, file, Some("Un punto".into()));
    println!("sent: {}", setup.send(picture).await?);
    Ok(())
}
