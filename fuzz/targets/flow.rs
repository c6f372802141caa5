//! Requests of flows: neither a body that nobody encrypted nor anything that was encrypted with care makes it panic.

#![no_main]

use std::sync::LazyLock;

use aes_gcm::aead::Aead;
use aes_gcm::aead::consts::U16;
use aes_gcm::{AesGcm, KeyInit, aes::Aes128};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use libfuzzer_sys::fuzz_target;
use whatsapp::flow::{Answer, EncryptedRequest, PrivateKey, PublicKey, Request, open_answer};

const KEY: [u8; 16] = [7; 16];
const VECTOR: [u8; 16] = [9; 16];

static OURS: LazyLock<PrivateKey> =
    LazyLock::new(|| PrivateKey::from_pem(include_str!("../../crates/whatsapp/tests/fixtures/flows/key.pem")).expect("a key"));

/// A request whose AES key is encrypted already, which takes the longest.
static ENVELOPE: LazyLock<EncryptedRequest> = LazyLock::new(|| {
    let theirs = PublicKey::from_pem(&OURS.public_pem()).expect("a key");
    theirs.seal(&Request::ping("3.0"), &KEY, &VECTOR).expect("a request")
});

fuzz_target!(|data: &[u8]| {
    let _ = OURS.open(data);
    let text = String::from_utf8_lossy(data);
    let _ = PrivateKey::from_pem(&text);
    let _ = open_answer(&text, &KEY, &VECTOR);

    let cipher = AesGcm::<Aes128, U16>::new(&KEY.into());
    let sealed = cipher.encrypt(&VECTOR.into(), data).expect("anything can be encrypted");
    let body = EncryptedRequest { encrypted_flow_data: STANDARD.encode(sealed), ..ENVELOPE.clone() };
    let body = serde_json::to_vec(&body).expect("a body");
    if let Ok((request, seal)) = OURS.open(&body) {
        let answer = request.automatic_answer().unwrap_or_else(|| Answer::screen("A", request.data.clone()));
        let closed = seal.close(&answer).expect("an answer");
        open_answer(&closed, &KEY, &VECTOR).expect("what was closed can be opened");
    }
});
