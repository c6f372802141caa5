//! A server for one request, and what a call is compared with.

use std::future::Future;
use std::pin::Pin;

use serde::Serialize;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use whatsapp::client::{AccessToken, Client, Config, SendError};
use whatsapp::endpoint::Endpoint;

/// What a request is to carry.
pub enum Sent {
    Nothing,
    Json(Value),
    /// A form or a file, of which these parts are looked for.
    Parts(&'static [&'static str]),
}

/// A request as it arrived.
pub struct Arrived {
    pub head: String,
    pub body: Vec<u8>,
}

type Call = Box<dyn FnOnce(Client, AccessToken) -> Pin<Box<dyn Future<Output = Result<Value, SendError>>>>>;

/// A call, what it must look like on the wire, and what must come of the answer.
pub struct Case {
    pub endpoint: &'static Endpoint,
    request: &'static str,
    sent: Sent,
    answer: Value,
    expected: Value,
    call: Call,
}

pub fn case<T: Serialize, Answer: Future<Output = Result<T, SendError>> + 'static>(
    endpoint: &'static Endpoint,
    request: &'static str,
    sent: Sent,
    answer: Value,
    call: impl FnOnce(Client, AccessToken) -> Answer + 'static,
) -> Case {
    let call: Call = Box::new(move |client, token| {
        let answer = call(client, token);
        Box::pin(async move { answer.await.map(|answer| serde_json::to_value(answer).unwrap()) })
    });
    Case { endpoint, request, sent, expected: answer.clone(), answer, call }
}

/// A call of one answer.
macro_rules! call {
    ($client:ident, $token:ident $(, $name:ident = $value:expr)* => $call:expr) => {
        |$client: whatsapp::client::Client, $token: whatsapp::client::AccessToken| async move {
            $(let $name = $value;)*
            $call.await.result
        }
    };
}
pub(crate) use call;

/// A call of a list.
macro_rules! list {
    ($client:ident, $token:ident $(, $name:ident = $value:expr)* => $call:expr) => {
        |$client: whatsapp::client::Client, $token: whatsapp::client::AccessToken| async move {
            $(let $name = $value;)*
            $call.all().await
        }
    };
}
pub(crate) use list;

impl Case {
    /// The same, of whose answer this is to come.
    pub fn giving(self, expected: Value) -> Self {
        Self { expected, ..self }
    }

    /// The same, whose answer is a list.
    pub fn giving_data(self) -> Self {
        let expected = self.answer["data"].clone();
        Self { expected, ..self }
    }

    pub async fn check(self) {
        let name = self.endpoint.name;
        let (address, served) = server(json(200, &self.answer.to_string())).await;
        let client = client(Config { base_url: address, ..Config::default() });
        let answer = (self.call)(client, AccessToken::new("T")).await;
        let arrived = served.await.unwrap();

        assert_eq!(arrived.request(), self.request, "{name}");
        match self.sent {
            Sent::Nothing => assert!(arrived.body.is_empty(), "{name}: {}", arrived.text()),
            Sent::Json(expected) => {
                assert!(arrived.head.contains("content-type: application/json\r\n"), "{name}: {}", arrived.head);
                assert_eq!(serde_json::from_slice::<Value>(&arrived.body).unwrap(), expected, "{name}");
            }
            Sent::Parts(parts) => {
                for part in parts {
                    assert!(arrived.text().contains(part), "{name}: {part} in {}", arrived.text());
                }
            }
        }
        assert_eq!(answer.unwrap_or_else(|error| panic!("{name}: {error}")), self.expected, "{name}");
    }
}

impl Arrived {
    /// Method, path and query, readable.
    pub fn request(&self) -> String {
        let line = self.head.lines().next().unwrap();
        decoded(line.strip_suffix(" HTTP/1.1").unwrap())
    }

    pub fn text(&self) -> String {
        format!("{}\r\n\r\n{}", self.head, String::from_utf8_lossy(&self.body))
    }
}

/// Percent-encoding undone.
pub fn decoded(text: &str) -> String {
    let mut bytes = text.replace('+', " ").into_bytes();
    while let Some(at) = bytes.iter().position(|byte| *byte == b'%') {
        let byte = u8::from_str_radix(std::str::from_utf8(&bytes[at + 1..at + 3]).unwrap(), 16).unwrap();
        bytes.splice(at..at + 3, [byte]);
    }
    String::from_utf8(bytes).unwrap()
}

pub fn client(config: Config) -> Client {
    Client::new(config).unwrap()
}

pub fn json(status: u16, body: &str) -> String {
    format!("HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

/// A server that reads one request, writes `answer` and hangs up; it gives back what it read.
pub async fn server(answer: String) -> (String, JoinHandle<Arrived>) {
    let (address, served) = servers(vec![answer]).await;
    (address, tokio::spawn(async move { served.await.unwrap().remove(0) }))
}

/// The same for several requests, one after another.
pub async fn servers(answers: Vec<String>) -> (String, JoinHandle<Vec<Arrived>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let task = tokio::spawn(async move {
        let mut arrived = Vec::new();
        for answer in answers {
            let (mut stream, _) = listener.accept().await.unwrap();
            arrived.push(read_request(&mut stream).await);
            let answer = answer.replacen("\r\n", "\r\nconnection: close\r\n", 1);
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
        arrived
    });
    (address, task)
}

async fn read_request(stream: &mut TcpStream) -> Arrived {
    let mut request = Vec::new();
    loop {
        let mut chunk = [0; 4096];
        let length = stream.read(&mut chunk).await.unwrap();
        assert!(length > 0, "the request ends early");
        request.extend_from_slice(&chunk[..length]);
        let Some(end) = request.windows(4).position(|window| window == b"\r\n\r\n") else { continue };
        let head = String::from_utf8(request[..end].to_vec()).unwrap();
        let announced = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap_or("0");
        if request.len() - end - 4 >= announced.parse().unwrap() {
            return Arrived { head, body: request[end + 4..].to_vec() };
        }
    }
}
