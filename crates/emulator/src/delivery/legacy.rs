//! The signature of webhooks before there was one by SHA-256. Meta still sends it, and old software still asks for it.

use std::fmt::Write;

use aws_lc_rs::hmac;

pub(super) const LEGACY_HEADER: &str = "x-hub-signature";

/// The value of the header for a body: `sha1=` and 40 hexadecimal digits.
pub(super) fn legacy_signature(app_secret: &str, body: &[u8]) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, app_secret.as_bytes());
    let mut header = "sha1=".to_owned();
    for byte in hmac::sign(&key, body).as_ref() {
        // Writing to a string cannot fail.
        let _ = write!(header, "{byte:02x}");
    }
    header
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_signature_is_that_of_rfc_2202() {
        let header = legacy_signature("Jefe", b"what do ya want for nothing?");
        assert_eq!(header, "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
    }
}
