//! H, the ceiling: nothing but HTTP and the signature.

use crate::http::{self, answer, verified};
use crate::webhook::APP_SECRET;
use hyper::StatusCode;
use tokio::net::TcpListener;
use whatsapp::signature::AppSecret;

pub(super) async fn serve(listener: TcpListener) -> anyhow::Result<()> {
    let secret = AppSecret::new(APP_SECRET);
    http::serve(listener, move |request| {
        let secret = secret.clone();
        async move {
            match verified(&secret, request).await {
                Ok(_) => answer(StatusCode::OK, ""),
                Err(refused) => refused,
            }
        }
    })
    .await
}
