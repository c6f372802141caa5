//! The business's endpoint for Flows, as phones call it: the request sealed for the business's key, the answer opened
//! with the key of the request and its vector turned inside out.

use aes_gcm::aead::consts::U16;
use aes_gcm::aead::{Aead, Nonce};
use aes_gcm::aes::Aes128;
use aes_gcm::{AesGcm, KeyInit};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use rand::Rng;
use serde_json::{Value, json};

use crate::engine::Core;
use crate::log::{Entry, ExchangeKind};
use crate::world::{FlowDeed, FlowNeed, FlowStep, FlowTrouble, PublicKey, SessionId};

type Cipher = AesGcm<Aes128, U16>;

/// The business cannot open what it got: its key has changed, and the phone fetches the new one.
const CANNOT_OPEN: u16 = 421;
/// The token of the Flow works no longer.
const EXPIRED: u16 = 427;
/// The signature is not right.
const WRONG_SIGNATURE: u16 = 432;

/// One request, sealed.
struct Sealed {
    key: [u8; 16],
    vector: [u8; 16],
    body: Bytes,
}

/// Carries a Flow on until the phone has something to show.
pub(crate) async fn carry_on(core: &Core, session: SessionId, mut need: FlowNeed) -> Result<FlowStep, FlowTrouble> {
    loop {
        let (number, uri, payload) = match need {
            FlowNeed::Show(step) => return Ok(step),
            FlowNeed::Ask { number, uri, payload } => (number, uri, payload),
        };
        let answer = ask(core, number, &uri, &payload).await?;
        let next = core.turn(|world, turn| world.flow_answered(turn, session, &answer));
        need = match next {
            Err(FlowTrouble::Endpoint(what)) => {
                complain(core, session, &what).await;
                return Err(FlowTrouble::Endpoint(what));
            }
            other => other?,
        };
    }
}

/// The customer does something in an open Flow.
pub(crate) async fn act(core: &Core, session: SessionId, deed: FlowDeed) -> Result<FlowStep, FlowTrouble> {
    let need = core.turn(|world, turn| world.act_in_flow(turn, session, deed))?;
    carry_on(core, session, need).await
}

/// Tells the endpoint that its answer was no good; what it says to that changes nothing.
async fn complain(core: &Core, session: SessionId, what: &str) {
    if let Some((number, uri, payload)) = core.look(|world| world.flow_complaint(session, what)) {
        drop(ask(core, number, &uri, &payload).await);
    }
}

/// Whether the endpoint is there, as is asked before a Flow is published.
pub(crate) async fn ping(core: &Core, number: usize, uri: &str) -> Result<(), FlowTrouble> {
    let answer = ask(core, number, uri, &json!({ "version": "3.0", "action": "ping" })).await?;
    match answer.pointer("/data/status").and_then(Value::as_str) {
        Some("active") => Ok(()),
        _ => Err(FlowTrouble::Endpoint("the answer to a ping is not {\"data\": {\"status\": \"active\"}}".to_owned())),
    }
}

/// Asks the endpoint. When it cannot open the request, the key is fetched again, once.
async fn ask(core: &Core, number: usize, uri: &str, payload: &Value) -> Result<Value, FlowTrouble> {
    let mut refetched = false;
    loop {
        let public_key = core.look(|world| world.numbers.get(number)?.record.public_key.clone());
        let public_key =
            public_key.ok_or_else(|| FlowTrouble::Endpoint("this number has no public key for Flows".to_owned()))?;
        let sealed = seal(core, &public_key, payload)?;
        let (status, text) = post(core, uri, &sealed).await;
        match status {
            Some(200) => return open(&sealed, &text),
            Some(CANNOT_OPEN) if !refetched => refetched = true,
            Some(CANNOT_OPEN) => return failed("421: it cannot open the request"),
            Some(WRONG_SIGNATURE) => return failed("432: it does not accept the signature"),
            Some(EXPIRED) => return Err(FlowTrouble::Expired(error_message(&text))),
            Some(status) => return failed(&format!("HTTP status {status}")),
            None => return failed("it does not answer"),
        }
    }
}

fn failed<T>(what: &str) -> Result<T, FlowTrouble> {
    Err(FlowTrouble::Endpoint(what.to_owned()))
}

fn error_message(text: &[u8]) -> String {
    let json: Value = serde_json::from_slice(text).unwrap_or_default();
    let message = json.get("error_msg").and_then(Value::as_str);
    message.unwrap_or("This form is no longer available.").to_owned()
}

fn seal(core: &Core, public_key: &PublicKey, payload: &Value) -> Result<Sealed, FlowTrouble> {
    let (key, vector): ([u8; 16], [u8; 16]) = core.roll(|rng| (rng.random(), rng.random()));
    let cannot = || FlowTrouble::Endpoint("the request cannot be sealed".to_owned());
    let data = encrypt(&key, &vector, payload.to_string().as_bytes()).ok_or_else(cannot)?;
    let body = json!({
        "encrypted_flow_data": STANDARD.encode(data),
        "encrypted_aes_key": STANDARD.encode(public_key.encrypt(&key).ok_or_else(cannot)?),
        "initial_vector": STANDARD.encode(vector),
    });
    Ok(Sealed { key, vector, body: body.to_string().into() })
}

fn open(sealed: &Sealed, text: &[u8]) -> Result<Value, FlowTrouble> {
    let text = String::from_utf8_lossy(text);
    let sealed_answer = STANDARD.decode(text.trim().trim_matches('"'));
    let Ok(sealed_answer) = sealed_answer else { return failed("the answer is not base64") };
    let vector = sealed.vector.map(|byte| !byte);
    let Some(answer) = decrypt(&sealed.key, &vector, &sealed_answer) else {
        return failed("the answer cannot be opened with the key of the request and its vector inverted");
    };
    serde_json::from_slice(&answer).map_err(|error| FlowTrouble::Endpoint(format!("the answer is not JSON: {error}")))
}

fn encrypt(key: &[u8; 16], vector: &[u8; 16], plain: &[u8]) -> Option<Vec<u8>> {
    Cipher::new(key.into()).encrypt(&Nonce::<Cipher>::from(*vector), plain).ok()
}

fn decrypt(key: &[u8; 16], vector: &[u8; 16], sealed: &[u8]) -> Option<Vec<u8>> {
    Cipher::new(key.into()).decrypt(&Nonce::<Cipher>::from(*vector), sealed).ok()
}

async fn post(core: &Core, uri: &str, sealed: &Sealed) -> (Option<u16>, Bytes) {
    let request = core
        .client
        .post(uri)
        .header("content-type", "application/json")
        .header(whatsapp::signature::HEADER, core.secret.sign(&sealed.body))
        .timeout(core.config.delivery.timeout)
        .body(sealed.body.clone());
    let answer = request.send().await;
    let status = answer.as_ref().ok().map(|answer| answer.status().as_u16());
    let text = match answer {
        Ok(answer) => answer.bytes().await.unwrap_or_default(),
        Err(_) => Bytes::new(),
    };
    core.record(Entry {
        at: core.clock.now(),
        kind: ExchangeKind::FlowRequest,
        method: "POST",
        target: uri.to_owned(),
        request: sealed.body.clone(),
        status,
        answer: text.clone(),
        note: None,
    });
    (status, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_only_with_its_own_vector() {
        let (key, vector) = ([7; 16], [9; 16]);
        let sealed = encrypt(&key, &vector, b"hola").unwrap();
        assert_eq!(sealed.len(), 4 + 16);
        assert_eq!(decrypt(&key, &vector, &sealed).unwrap(), b"hola");
        assert_eq!(decrypt(&key, &[8; 16], &sealed), None);
    }
}
