//! Signatures, the handshake, and ids.

use base64::Engine;
use whatsapp::signature::{AppSecret, SignatureError, VerificationQuery, token_matches};
use whatsapp::wamid::{Direction, wamid};

const BODY: &[u8] = br#"{"object":"whatsapp_business_account","entry":[]}"#;
const SIGNATURE: &str = "sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756";

#[test]
fn a_signature_holds_for_its_body_and_secret_only() {
    let secret = AppSecret::new("test_app_secret");
    assert_eq!(secret.sign(BODY), SIGNATURE);
    let upper_case = format!("sha256={}", SIGNATURE["sha256=".len()..].to_uppercase());
    let too_long = format!("{SIGNATURE}00");
    let cases: &[(&[u8], &str, Result<(), SignatureError>)] = &[
        (BODY, SIGNATURE, Ok(())),
        (BODY, &upper_case, Ok(())),
        (b"", SIGNATURE, Err(SignatureError::Wrong)),
        (BODY, "", Err(SignatureError::BadForm)),
        (BODY, "sha256=", Err(SignatureError::BadForm)),
        (BODY, &SIGNATURE[..SIGNATURE.len() - 1], Err(SignatureError::BadForm)),
        (BODY, &too_long, Err(SignatureError::BadForm)),
        (BODY, &SIGNATURE.replace("sha256", "sha1"), Err(SignatureError::BadForm)),
        (BODY, &SIGNATURE.replace("dec6", "zzzz"), Err(SignatureError::BadForm)),
        (BODY, &SIGNATURE.replace("dec6", "ñññ"), Err(SignatureError::BadForm)),
        (BODY, &SIGNATURE.replace("dec6", "dec7"), Err(SignatureError::Wrong)),
    ];
    for (body, header, expected) in cases {
        assert_eq!(secret.verify(body, header), *expected, "{header}");
    }
    assert_eq!(AppSecret::new("another").verify(BODY, SIGNATURE), Err(SignatureError::Wrong));
    assert_eq!(format!("{secret:?}"), "AppSecret([redacted])");
}

#[test]
fn the_handshake_answers_only_the_right_token() {
    let query = |mode: &str, token: &str| VerificationQuery {
        mode: mode.into(),
        challenge: "1158201444".into(),
        verify_token: token.into(),
    };
    assert_eq!(query("subscribe", "T").answer("T"), Some("1158201444"));
    for (mode, token, expected) in [("subscribe", "t", "T"), ("subscribe", "", ""), ("unsubscribe", "T", "T")] {
        assert_eq!(query(mode, token).answer(expected), None, "{mode} {token}");
    }
    assert!(token_matches("abc", "abc") && !token_matches("abc", "abcd") && !token_matches("", ""));
    let read = serde_json::json!({"hub.mode": "subscribe", "hub.challenge": "1", "hub.verify_token": "T"});
    assert_eq!(serde_json::from_value::<VerificationQuery>(read).unwrap().answer("T"), Some("1"));
}

#[test]
fn ids_have_the_bytes_of_real_ones() {
    let cases = [(Direction::FromBusiness, 0x11, vec![0xAB; 9]), (Direction::FromCustomer, 0x12, vec![1; 10])];
    for (direction, mark, unique) in cases {
        let id = wamid("16505551234", direction, &unique);
        let encoded = id.strip_prefix("wamid.").unwrap();
        let bytes = base64::engine::general_purpose::STANDARD.decode(encoded).unwrap();
        let mut expected = vec![0x1C, 0x18, 11];
        expected.extend(b"16505551234");
        expected.extend([0x15, 2, 0, mark, 0x18, u8::try_from(unique.len() * 2).unwrap()]);
        expected.extend(hex::encode_upper(&unique).into_bytes());
        expected.push(0);
        assert_eq!(bytes, expected);
        assert!(id.len() <= 78, "{id}");
    }
    wamid(&"1".repeat(1000), Direction::FromCustomer, &[7; 1000]);
}
