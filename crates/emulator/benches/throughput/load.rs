//! The load: connections that each post a message, read the answer, and post the next.

use std::io;
use std::time::Duration;

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::Instant;

use crate::serve::{CUSTOMERS, phone};

const CONNECTIONS: usize = 64;

/// What was accepted, and since when.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    pub accepted: u64,
    began: Instant,
    took: Duration,
}

impl Run {
    pub fn rate(self) -> f64 {
        per_second(self.accepted, self.took)
    }

    pub fn rate_until_now(self) -> f64 {
        per_second(self.accepted, self.began.elapsed())
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
fn per_second(count: u64, time: Duration) -> f64 {
    count as f64 / time.as_secs_f64()
}

pub async fn run(address: &str, lasting: Duration) -> io::Result<Run> {
    let began = Instant::now();
    let connections = (0..CONNECTIONS).map(|n| post_until(address.to_owned(), n, began + lasting));
    let mut accepted = 0;
    let awake = tokio::spawn(stay_awake());
    for counted in futures::future::join_all(connections).await {
        accepted += counted?;
    }
    awake.abort();
    Ok(Run { accepted, began, took: began.elapsed() })
}

/// A core that sleeps has to be woken by whoever answers, which on a virtual machine costs more than the answer itself:
/// the slower candidate would pay for it more often.
async fn stay_awake() {
    loop {
        tokio::task::yield_now().await;
    }
}

async fn post_until(address: String, connection: usize, end: Instant) -> io::Result<u64> {
    let mut stream = TcpStream::connect(&address).await?;
    stream.set_nodelay(true)?;
    let requests: Vec<Vec<u8>> =
        (0..CUSTOMERS).skip(connection).step_by(CONNECTIONS).map(|customer| request(&address, customer)).collect();
    let mut answer = Vec::with_capacity(4_096);
    let mut accepted = 0;
    for request in requests.iter().cycle() {
        if Instant::now() >= end {
            break;
        }
        stream.write_all(request).await?;
        read_answer(&mut stream, &mut answer).await?;
        accepted += 1;
    }
    Ok(accepted)
}

fn request(address: &str, customer: usize) -> Vec<u8> {
    let body = json!({
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": format!("+{}", phone(customer)),
        "type": "text",
        "text": { "body": "Your order has left our warehouse and will be with you tomorrow between 9 and 12." },
        "biz_opaque_callback_data": format!("message-{customer}"),
    })
    .to_string();
    let head = format!(
        "POST /v26.0/106540352242922/messages HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer EAAemulated\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    (head + &body).into_bytes()
}

/// Reads one whole answer, which must be a 200.
async fn read_answer(stream: &mut TcpStream, answer: &mut Vec<u8>) -> io::Result<()> {
    answer.clear();
    loop {
        if stream.read_buf(answer).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let Some(end) = answer.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(answer.get(..end).unwrap_or_default()).to_ascii_lowercase();
        if !head.starts_with("http/1.1 200") {
            return Err(io::Error::other(String::from_utf8_lossy(answer).into_owned()));
        }
        let length = head.split("content-length: ").nth(1).and_then(|rest| rest.split('\r').next());
        let length: usize = length.and_then(|length| length.trim().parse().ok()).unwrap_or_default();
        if answer.len() >= end + 4 + length {
            return Ok(());
        }
    }
}
