//! Signatures: no header makes the check panic, only the right one passes, and it does so for every body.

#![no_main]

use libfuzzer_sys::fuzz_target;
use whatsapp::signature::AppSecret;

fuzz_target!(|input: (&str, &str, &[u8])| {
    let (secret, header, body) = input;
    let secret = AppSecret::new(secret);
    let right = secret.sign(body);
    assert!(secret.verify(body, &right).is_ok());
    assert_eq!(secret.verify(body, header).is_ok(), header.eq_ignore_ascii_case(&right) && header.starts_with("sha256="));
});
