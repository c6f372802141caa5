//! The client against servers that answer, refuse, hang up and fall silent.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use whatsapp::client::{AccessToken, Client, Config, Exchange, SendError, SendResponse, TemplateFilter};
use whatsapp::error::ErrorClass;
use whatsapp::message::{Envelope, MarkRead, Message, Recipient};

const ACCEPTED: &str = r#"{"messaging_product":"whatsapp","contacts":[{"input":"+34600111222","wa_id":"34600111222"}],"messages":[{"id":"wamid.A","message_status":"accepted"}]}"#;

fn json(status: u16, body: &str) -> String {
    format!("HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

fn client(base_url: String) -> Client {
    let timeout = Duration::from_millis(300);
    Client::new(Config { base_url, timeout, ..Config::default() }).unwrap()
}

/// A server that reads one request, writes `answer` and hangs up; it gives back what it read.
async fn server(answer: String) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let task = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let request = read_request(&mut stream).await;
        stream.write_all(answer.as_bytes()).await.unwrap();
        request
    });
    (address, task)
}

async fn read_request(stream: &mut TcpStream) -> String {
    let mut request = Vec::new();
    loop {
        let mut chunk = [0; 4096];
        let length = stream.read(&mut chunk).await.unwrap();
        request.extend_from_slice(&chunk[..length]);
        let text = String::from_utf8_lossy(&request).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let announced = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap_or("0");
        if length == 0 || body.len() >= announced.parse().unwrap() {
            return text;
        }
    }
}

async fn send_to(base_url: String) -> Exchange<SendResponse> {
    let envelope = Envelope::to(Recipient::Phone("34600111222".into()), Message::text("Hola"));
    client(base_url).send("106540352242922", &AccessToken::new("SECRET"), &envelope).await
}

#[tokio::test]
async fn an_accepted_message_has_an_id_and_a_trace_without_the_token() {
    let (address, served) = server(json(200, ACCEPTED)).await;
    let Exchange { result, trace } = send_to(address).await;

    assert_eq!(result.unwrap().message_id(), "wamid.A");
    let request = served.await.unwrap();
    assert!(request.starts_with("POST /v26.0/106540352242922/messages HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("authorization: Bearer SECRET\r\n"), "{request}");
    assert_eq!(trace.path, "/v26.0/106540352242922/messages");
    assert_eq!((trace.status, trace.response_body.as_deref()), (Some(200), Some(ACCEPTED)));
    assert!(trace.request_body.as_deref().unwrap().contains("Hola"));
    let stored = serde_json::to_string(&trace).unwrap();
    assert!(!stored.contains("SECRET"), "{stored}");
    assert!(!format!("{trace:?} {:?}", AccessToken::new("SECRET")).contains("SECRET"));
}

#[tokio::test]
async fn a_refusal_says_why() {
    let error =
        r#"{"error":{"message":"(#131047) Re-engagement message","code":131047,"error_data":{"details":"24 h"}}}"#;
    let cases = [
        (400, error, 131_047, ErrorClass::WindowClosed),
        (500, r#"{"error":{"message":"oh","code":131000}}"#, 131_000, ErrorClass::Temporary),
        (404, "<html>", -1, ErrorClass::Unknown),
        (429, "", -1, ErrorClass::RateLimited),
        (401, "{}", -1, ErrorClass::TokenInvalid),
        (302, "", -1, ErrorClass::Unknown),
    ];
    for (status, body, code, expected) in cases {
        let (address, _served) = server(json(status, body)).await;
        match send_to(address).await.result {
            Err(SendError::Refused { http_status, error, class }) => {
                assert_eq!((http_status, error.code, class), (status, code, expected));
            }
            other => panic!("{status} {body}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn without_a_connection_nothing_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let exchange = send_to(address).await;
    assert!(matches!(exchange.result, Err(SendError::NotSent { .. })), "{exchange:?}");
    assert_eq!(exchange.trace.status, None);
}

#[tokio::test]
async fn a_token_no_header_can_carry_is_not_sent() {
    let envelope = Envelope::to(Recipient::Phone("1".into()), Message::text("Hola"));
    let exchange = client("http://127.0.0.1:1".into()).send("1", &AccessToken::new("a\nb"), &envelope).await;
    assert!(matches!(exchange.result, Err(SendError::NotSent { .. })), "{exchange:?}");
}

#[tokio::test]
async fn after_the_request_left_a_missing_answer_is_lost() {
    let answers = [
        String::new(),
        "HTTP/1.1 200 X\r\ncontent-length: 100\r\n\r\n{\"messag".to_owned(),
        json(200, "not json"),
        json(200, r#"{"messaging_product":"whatsapp","messages":[]}"#),
        json(502, "<html>bad gateway</html>"),
    ];
    for answer in answers {
        let (address, served) = server(answer.clone()).await;
        let exchange = send_to(address).await;
        assert!(matches!(exchange.result, Err(SendError::AnswerLost { .. })), "{answer}: {exchange:?}");
        assert!(served.await.unwrap().contains("Hola"));
    }
}

#[tokio::test]
async fn a_server_that_falls_silent_leaves_the_answer_lost() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let silent = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream).await;
        stream
    });
    let exchange = send_to(address).await;
    assert!(matches!(exchange.result, Err(SendError::AnswerLost { .. })), "{exchange:?}");
    drop(silent.await.unwrap());
}

#[tokio::test]
async fn ids_cannot_leave_their_place_in_the_path() {
    let (address, served) = server(json(200, r#"{"success":true}"#)).await;
    let mark = MarkRead { message_id: "wamid.A".into(), typing: false };
    let token = AccessToken::new("T");
    assert!(client(address).mark_read("1/../2?x", &token, &mark).await.result.unwrap().success);
    assert!(served.await.unwrap().starts_with("POST /v26.0/1%2F..%2F2%3Fx/messages "));
}

#[tokio::test]
async fn files_go_up_and_come_down() {
    let token = AccessToken::new("T");
    let (address, served) = server(json(200, r#"{"id":1037543291543636}"#)).await;
    let exchange = client(address).upload_media("1", &token, "a.pdf", "application/pdf", b"%PDF".to_vec()).await;
    assert_eq!(exchange.result.unwrap().id, "1037543291543636");
    assert_eq!(exchange.trace.request_body.as_deref(), Some("[a.pdf, application/pdf, 4 bytes]"));
    let request = served.await.unwrap();
    assert!(request.contains("name=\"messaging_product\"\r\n\r\nwhatsapp"), "{request}");
    assert!(request.contains("filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF"), "{request}");

    let answer = "HTTP/1.1 200 X\r\ncontent-type: application/pdf\r\ncontent-length: 4\r\n\r\n%PDF";
    let (address, _served) = server(answer.to_owned()).await;
    let exchange = client(address.clone()).download_media(&format!("{address}/m?mid=1"), &token, 4).await;
    assert_eq!(exchange.result.unwrap(), b"%PDF");
    assert_eq!(exchange.trace.response_body.as_deref(), Some("[4 bytes]"));

    let (address, _served) = server(answer.to_owned()).await;
    let exchange = client(address.clone()).download_media(&format!("{address}/m?mid=1"), &token, 3).await;
    assert!(matches!(exchange.result, Err(SendError::AnswerLost { .. })), "{exchange:?}");
}

#[tokio::test]
async fn the_token_goes_to_media_servers_only() {
    let client = client("http://127.0.0.1:1".into());
    let token = AccessToken::new("T");
    for url in ["https://evil.example/a", "https://evilfbsbx.com/a", "http://lookaside.fbsbx.com/a", "nonsense"] {
        let exchange = client.download_media(url, &token, 9).await;
        let Err(SendError::NotSent { reason }) = exchange.result else { panic!("{url}") };
        assert_eq!(reason, "the address is not one of the media servers", "{url}");
    }
}

#[tokio::test]
async fn templates_come_in_pages() {
    let page = r#"{"data":[{"id":"1","name":"hola","language":"es","status":"APPROVED","category":"UTILITY","components":[{"type":"BODY","text":"Hola"}]}],"paging":{"cursors":{"after":"X"},"next":"https://…"}}"#;
    let (address, served) = server(json(200, page)).await;
    let client = client(address);
    let mut pages = client.templates("102", &AccessToken::new("T"), &TemplateFilter::default()).after("W");
    let page = pages.next().await.unwrap().result.unwrap();
    assert_eq!((page.data[0].body(), page.next_cursor()), (Some("Hola"), Some("X")));
    assert!(served.await.unwrap().contains("&after=W "));
}

#[test]
fn a_base_url_must_be_an_address() {
    for base_url in ["", "graph.facebook.com", "mailto:a@b"] {
        assert!(Client::new(Config { base_url: base_url.into(), ..Config::default() }).is_err(), "{base_url}");
    }
}
