//! The least HTTP that measuring needs: a hyper server and one keep-alive connection of a hyper client.

use crate::webhook::{PATH, Webhook};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::{CONTENT_TYPE, HOST, HeaderValue};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use std::net::SocketAddr;
use tokio::net::{TcpListener, TcpStream};
use whatsapp::signature::{self, AppSecret};

pub type Answer = Response<Full<Bytes>>;

/// Answers every request with `handle` until the process ends.
pub async fn serve<H, F>(listener: TcpListener, handle: H) -> anyhow::Result<()>
where
    H: Fn(Request<Incoming>) -> F + Clone + Send + 'static,
    F: Future<Output = Answer> + Send,
{
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let handle = handle.clone();
        let service = service_fn(move |request| {
            let answer = handle(request);
            async { Ok::<_, Infallible>(answer.await) }
        });
        tokio::spawn(hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

pub fn answer(status: StatusCode, body: impl Into<Bytes>) -> Answer {
    let mut answer = Response::new(Full::new(body.into()));
    *answer.status_mut() = status;
    answer
}

/// The body of a webhook whose signature holds.
pub async fn verified(secret: &AppSecret, request: Request<Incoming>) -> Result<Bytes, Answer> {
    let (head, body) = request.into_parts();
    let refused = |status| answer(status, "");
    let body = body.collect().await.map_err(|_| refused(StatusCode::BAD_REQUEST))?.to_bytes();
    let signed = head.headers.get(signature::HEADER).and_then(|value| value.to_str().ok());
    match signed.map(|signed| secret.verify(&body, signed)) {
        Some(Ok(())) => Ok(body),
        _ => Err(refused(StatusCode::UNAUTHORIZED)),
    }
}

/// One connection that is kept, and made again when the other side gives it up.
pub struct Connection {
    address: SocketAddr,
    host: HeaderValue,
    sender: SendRequest<Full<Bytes>>,
}

impl Connection {
    pub async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let host = address.to_string().parse()?;
        Ok(Self { address, host, sender: handshake(address).await? })
    }

    /// Posts a webhook and reads the whole answer.
    pub async fn post(&mut self, webhook: &Webhook) -> anyhow::Result<StatusCode> {
        if self.sender.is_closed() {
            self.sender = handshake(self.address).await?;
        }
        let mut request = Request::post(PATH).body(Full::new(webhook.body.clone()))?;
        let headers = request.headers_mut();
        headers.insert(HOST, self.host.clone());
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(signature::HEADER, webhook.signature.clone());
        self.sender.ready().await?;
        let answer = self.sender.send_request(request).await?;
        let status = answer.status();
        answer.into_body().collect().await?;
        Ok(status)
    }
}

async fn handshake(address: SocketAddr) -> anyhow::Result<SendRequest<Full<Bytes>>> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    Ok(sender)
}
