//! The data end-point of flows: what a phone encrypts is read, what is answered a phone can read, and nothing else.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;
use serde_json::{Value, json};
use whatsapp::flow::{
    Action, Answer, EncryptedRequest, EncryptionMetadata, EndpointError, FlowMedia, KeyError, MediaError, PrivateKey,
    PublicKey, Request, open_answer, receive,
};
use whatsapp::signature::AppSecret;

/// Making a key takes a while.
static KEY: LazyLock<PrivateKey> = LazyLock::new(|| PrivateKey::generate().unwrap());
static PHONE: LazyLock<PublicKey> = LazyLock::new(|| PublicKey::from_pem(&KEY.public_pem()).unwrap());

const AES_KEY: [u8; 16] = *b"0123456789abcdef";
const VECTOR: [u8; 16] = *b"fedcba9876543210";

fn sealed(request: &Request) -> Vec<u8> {
    serde_json::to_vec(&PHONE.seal(request, &AES_KEY, &VECTOR).unwrap()).unwrap()
}

fn request(value: Value) -> Request {
    serde_json::from_value(value).unwrap()
}

/// A body whose encrypted part is this, whatever it is.
fn sealed_text(text: &str) -> EncryptedRequest {
    let request = Request { extra: json!({ "text": text }).as_object().unwrap().clone(), ..Request::ping("3.0") };
    PHONE.seal(&request, &AES_KEY, &VECTOR).unwrap()
}

#[test]
fn each_request_has_its_answer() {
    let cases = [
        (json!({"version": "3.0", "action": "ping"}), Some(json!({"data": {"status": "active"}}))),
        (
            json!({"version": "3.0", "action": "data_exchange", "screen": "A", "flow_token": "t", "data": {"error": "INVALID_SCREEN_TRANSITION", "error_message": "m"}}),
            Some(json!({"data": {"acknowledged": true}})),
        ),
        (json!({"version": "3.0", "action": "INIT", "flow_token": "t"}), None),
        (json!({"version": "3.0", "action": "BACK", "screen": "B", "data": {}, "flow_token": "t"}), None),
        (
            json!({"version": "4.0", "action": "data_exchange", "screen": "A", "data": {"day": "lunes"}, "flow_token": "t", "flow_token_signature": "jwt"}),
            None,
        ),
    ];
    for (asked, automatic) in cases {
        let (read, seal) = KEY.open(&sealed(&request(asked.clone()))).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), asked);
        let answer = read.automatic_answer();
        assert_eq!(answer.as_ref().map(|answer| serde_json::to_value(answer).unwrap()), automatic, "{asked}");
        let said = answer.unwrap_or_else(|| Answer::screen("NEXT", json!({"x": [1]})));
        let expected = serde_json::to_value(&said).unwrap();
        let body = seal.close(&said).unwrap();
        assert_eq!(open_answer(&body, &AES_KEY, &VECTOR).unwrap(), expected);
    }
}

#[test]
fn answers_look_as_documented() {
    let end = Answer::complete("t", json!({"booked": true}));
    assert_eq!(
        serde_json::to_value(end).unwrap(),
        json!({"screen": "SUCCESS", "data": {"extension_message_response": {"params": {"flow_token": "t", "booked": true}}}})
    );
    let again = Answer::error_message("A", "Elija otro día");
    assert_eq!(
        serde_json::to_value(again).unwrap(),
        json!({"screen": "A", "data": {"error_message": "Elija otro día"}})
    );
}

/// Encrypted with OpenSSL and Python's `cryptography`, not with our own code: a key of 2048 bits in both of OpenSSL's
/// forms, and a ping.
#[test]
fn what_another_library_encrypted_is_read() {
    let key = PrivateKey::from_pem(include_str!("fixtures/flows/key.pem")).unwrap();
    let older_form = PrivateKey::from_pem(include_str!("fixtures/flows/key.rsa.pem")).unwrap();
    assert_eq!(key.to_pem(), older_form.to_pem());
    assert_eq!(key.public_pem(), include_str!("fixtures/flows/key.public.pem"));
    let body = include_bytes!("fixtures/flows/request.json");
    for key in [key, older_form] {
        let (request, seal) = key.open(body).unwrap();
        assert_eq!((request.action, request.flow_token.as_deref()), (Action::DataExchange, Some("pedido-17")));
        assert_eq!(request.data, json!({"día": "lunes"}));
        let answer = seal.close(&Answer::active()).unwrap();
        assert_eq!(answer, include_str!("fixtures/flows/answer.txt").trim());
    }
}

#[test]
fn each_failure_has_its_status() {
    let secret = AppSecret::new("s");
    let body = sealed(&Request::ping("3.0"));
    let signature = secret.sign(&body);
    assert!(receive(&KEY, &secret, &signature, &body).is_ok());

    let wrong = receive(&KEY, &AppSecret::new("other"), &signature, &body).unwrap_err();
    assert_eq!((wrong.http_status(), wrong.body().as_str()), (432, ""));

    let other_key = PrivateKey::from_pem(include_str!("fixtures/flows/key.pem")).unwrap();
    assert_eq!(other_key.open(&body).unwrap_err().http_status(), 421);

    for broken in
        [&b""[..], b"{}", b"[]", br#"{"encrypted_flow_data":"!","encrypted_aes_key":"!","initial_vector":"!"}"#]
    {
        assert_eq!(KEY.open(broken).unwrap_err().http_status(), 400);
    }
    let over = EndpointError::token_expired("El pedido ya está cerrado");
    assert_eq!((over.http_status(), over.body().as_str()), (427, r#"{"error_msg":"El pedido ya está cerrado"}"#));
}

#[test]
fn a_changed_byte_is_noticed() {
    let sealed = sealed_text("hola");
    let changed = |field: &dyn Fn(&mut EncryptedRequest) -> &mut String| {
        let mut body = sealed.clone();
        let text = field(&mut body);
        let first = if text.starts_with('A') { "B" } else { "A" };
        text.replace_range(0..1, first);
        KEY.open(&serde_json::to_vec(&body).unwrap()).unwrap_err()
    };
    assert_eq!(changed(&|body| &mut body.encrypted_flow_data), EndpointError::CannotDecrypt);
    assert_eq!(changed(&|body| &mut body.encrypted_aes_key), EndpointError::CannotDecrypt);
    assert_eq!(changed(&|body| &mut body.initial_vector), EndpointError::CannotDecrypt);
}

/// Encrypted with Python's `cryptography` as well.
#[test]
fn a_file_of_a_flow_is_opened_and_a_changed_one_is_not() {
    let fixture: Value = serde_json::from_str(include_str!("fixtures/flows/media.json")).unwrap();
    let media: FlowMedia = serde_json::from_value(fixture["media"].clone()).unwrap();
    let keys = &media.encryption_metadata;
    let file = STANDARD.decode(fixture["file"].as_str().unwrap()).unwrap();
    assert_eq!(keys.open(&file).unwrap(), "Foto de la factura\n".repeat(3).as_bytes());
    assert_eq!(format!("{keys:?}"), "EncryptionMetadata([redacted])");

    let unhashed = |file: &[u8]| {
        let encrypted_hash = STANDARD.encode(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, file));
        EncryptionMetadata { encrypted_hash, ..keys.clone() }
    };
    for at in [0, 20, file.len() - 1] {
        let mut changed = file.clone();
        changed[at] ^= 1;
        assert_eq!(keys.open(&changed), Err(MediaError::Changed));
        assert_eq!(unhashed(&changed).open(&changed), Err(MediaError::Changed), "{at}");
    }
    assert_eq!(unhashed(b"short").open(b"short"), Err(MediaError::Changed));
    assert_eq!(EncryptionMetadata { iv: "AAAA".into(), ..keys.clone() }.open(&file), Err(MediaError::BadKeys));
    assert_eq!(
        EncryptionMetadata { encryption_key: "AAAA".into(), ..keys.clone() }.open(&file),
        Err(MediaError::BadKeys)
    );
}

#[test]
fn what_is_no_key_is_refused_with_a_word() {
    let encrypted = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----";
    let short = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----";
    for (text, expected) in [("", KeyError::NotPem), (encrypted, KeyError::Encrypted), (short, KeyError::Unsuitable)] {
        assert_eq!(PrivateKey::from_pem(text).unwrap_err(), expected);
    }
    assert_eq!(
        PublicKey::from_pem("-----BEGIN PUBLIC KEY-----\n*\n-----END PUBLIC KEY-----").unwrap_err(),
        KeyError::NotPem
    );
}

#[test]
fn a_key_survives_being_written_and_nothing_prints_it() {
    let again = PrivateKey::from_pem(&KEY.to_pem()).unwrap();
    assert_eq!(again.public_pem(), KEY.public_pem());
    let (_, seal) = KEY.open(&sealed(&Request::ping("3.0"))).unwrap();
    assert_eq!(format!("{again:?} {seal:?}"), "PrivateKey([redacted]) Seal([redacted])");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_request_is_read_as_it_was_written(key: [u8; 16], vector: [u8; 16], token in ".{0,40}", field in "[a-z]{1,9}", value in ".{0,200}") {
        let asked = request(json!({"version": "3.0", "action": "data_exchange", "screen": "A", "flow_token": token, "data": {field: value}}));
        let body = serde_json::to_vec(&PHONE.seal(&asked, &key, &vector).unwrap()).unwrap();
        let (read, seal) = KEY.open(&body).unwrap();
        prop_assert_eq!(&read, &asked);
        let answer = Answer::screen("B", asked.data.clone());
        let encrypted = seal.close(&answer).unwrap();
        prop_assert_eq!(open_answer(&encrypted, &key, &vector).unwrap(), serde_json::to_value(answer).unwrap());
    }

    #[test]
    fn no_body_makes_it_panic(body in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(KEY.open(&body).is_err());
    }

    #[test]
    fn no_parts_make_it_panic(data in "[A-Za-z0-9+/]{0,80}=?", key in "[A-Za-z0-9+/]{0,400}=?", vector in "[A-Za-z0-9+/]{20,24}=?=?") {
        let body = json!({"encrypted_flow_data": data, "encrypted_aes_key": key, "initial_vector": vector});
        prop_assert!(KEY.open(body.to_string().as_bytes()).is_err());
    }

    #[test]
    fn no_text_makes_a_key_panic(text in "-----BEGIN (RSA )?PRIVATE KEY-----[A-Za-z0-9+/=\\n]{0,200}-----END (RSA )?PRIVATE KEY-----") {
        let _ = PrivateKey::from_pem(&text);
        let _ = PublicKey::from_pem(&text);
    }
}
