//! The listener. Its own, because a lost answer is a connection that closes, which ordinary servers do not offer.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tower::Service;

use super::{NoAnswer, Secure, graph};
use crate::control;
use crate::engine::Core;
use crate::handle::Handle;

/// Serves the Graph API, the control API and the phones until the emulator stops.
pub(crate) async fn serve(core: Arc<Core>, listener: TcpListener, tls: Option<TlsAcceptor>) {
    let router = router(&core);
    loop {
        let accepted = tokio::select! {
            () = core.stop.cancelled() => return,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, _)) => drop(tokio::spawn(connection(Arc::clone(&core), stream, router.clone(), tls.clone()))),
            Err(error) => {
                // As when there are no file descriptors left: others have to close first.
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
        }
    }
}

fn router(core: &Arc<Core>) -> Router {
    let handle = Handle::new(Arc::clone(core));
    Router::new()
        .route("/", axum::routing::get(control::page::index))
        .route("/emulator/page/{name}", axum::routing::get(control::page::file))
        .nest("/emulator", control::router(handle))
        .fallback(graph)
        .with_state(Arc::clone(core))
}

/// The first byte of a TLS connection; no HTTP request begins with it.
const TLS_HANDSHAKE: u8 = 0x16;

async fn connection(core: Arc<Core>, stream: TcpStream, router: Router, tls: Option<TlsAcceptor>) {
    // Answers are small and somebody waits for each; failing to say so costs only time.
    drop(stream.set_nodelay(true));
    let served = async {
        let Some(tls) = tls else { return talk(&core, stream, router, false).await };
        let mut first = [0];
        if stream.peek(&mut first).await.is_ok() && first == [TLS_HANDSHAKE] {
            match tls.accept(stream).await {
                Ok(stream) => talk(&core, stream, router, true).await,
                Err(error) => tracing::debug!(%error, "a TLS handshake failed: is the authority trusted?"),
            }
        } else {
            talk(&core, stream, router, false).await;
        }
    };
    tokio::select! {
        () = core.stop.cancelled() => {}
        () = served => {}
    }
}

async fn talk(core: &Arc<Core>, stream: impl AsyncRead + AsyncWrite + Unpin, router: Router, secure: bool) {
    let service = service_fn(|mut request: Request<Incoming>| {
        if secure {
            request.extensions_mut().insert(Secure);
        }
        answer(Arc::clone(core), router.clone(), request)
    });
    let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    if let Err(error) = connection.await {
        tracing::trace!(%error, "connection ended");
    }
}

/// The answer, or the error that closes the connection. What is meant for the Graph API, which is nearly everything,
/// takes no way round by the router.
async fn answer(core: Arc<Core>, mut router: Router, request: Request<Incoming>) -> Result<Response<Body>, io::Error> {
    let path = request.uri().path();
    let request_is_ours = path == "/" || path.starts_with("/emulator");
    let request = request.map(Body::new);
    let response: Result<Response<Body>, Infallible> =
        if request_is_ours { router.call(request).await } else { Ok(graph(State(core), request).await) };
    let Ok(response) = response;
    if response.extensions().get::<NoAnswer>().is_some() {
        return Err(io::Error::other("the answer is lost on purpose"));
    }
    Ok(response)
}
