//! S: a bare loop of hyper clients that post the same bytes over 32 connections, and remember nothing.

use super::cloud::Cloud;
use super::people::request;
use crate::clock::{self, per_second};
use bytes::Bytes;
use domain::id::CampaignId;
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use hyper_util::rt::TokioIo;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::net::TcpStream;

const CONNECTIONS: usize = 32;

/// Messages a second.
pub async fn measure(cloud: &Cloud, campaign: CampaignId, count: u64) -> anyhow::Result<f64> {
    let next = Arc::new(AtomicU64::new(0));
    let begun = clock::now();
    let lines = (0..CONNECTIONS).map(|_| tokio::spawn(line(cloud.address, campaign, next.clone(), count)));
    for line in lines.collect::<Vec<_>>() {
        line.await??;
    }
    Ok(per_second(count, begun.elapsed()))
}

async fn line(address: SocketAddr, campaign: CampaignId, next: Arc<AtomicU64>, count: u64) -> anyhow::Result<()> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    let path = format!("/v25.0/{}/messages", crate::webhook::PHONE_NUMBER_ID);
    loop {
        let person = next.fetch_add(1, Ordering::Relaxed);
        if person >= count {
            return Ok(());
        }
        let request = Request::post(&path)
            .header(HOST, address.to_string())
            .header(CONTENT_TYPE, "application/json")
            .header(AUTHORIZATION, "Bearer bench")
            .body(Full::new(Bytes::from(request(campaign, person))))?;
        sender.ready().await?;
        let answer = sender.send_request(request).await?;
        anyhow::ensure!(answer.status().is_success(), "{}", answer.status());
        answer.into_body().collect().await?;
    }
}
