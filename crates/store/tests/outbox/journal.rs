//! Bodies on their way in: kept once, claimed in order.

use crate::on_both_engines;
use crate::shop::{START, Shop};
use domain::time::Timestamp;
use std::time::Duration;
use store::{Db, journal};

async fn bodies_are_claimed_in_the_order_of_what_they_tell(db: Db) {
    let shop = Shop::new(db);
    let second = Duration::from_secs(1);
    let now = shop.now.plus(second * 10);
    for (name, happened_at) in [(b'c', 5), (b'a', 3), (b'd', 5), (b'b', 4)] {
        let body = journal::NewBody {
            told_at: shop.now.plus(second * happened_at),
            digest: vec![name],
            body: vec![name],
            happened_at: shop.now.plus(second * happened_at),
            received_at: now,
        };
        let mut tx = shop.db.write().await.expect("a transaction");
        journal::append(&mut tx, shop.workspace, vec![body]).await.expect("kept");
        tx.commit().await.expect("committed");
    }
    let mut tx = shop.db.write().await.expect("a transaction");
    let claimed = journal::claim(&mut tx, shop.workspace, 3).await.expect("claimed");
    let order: Vec<&[u8]> = claimed.iter().map(|claimed| claimed.body.as_slice()).collect();
    assert_eq!(order, [b"a", b"b", b"c"]);
}

#[test]
fn only_a_believable_moment_puts_a_body_in_its_place() {
    let received_at = START;
    let before = |span: Duration| Timestamp(received_at.0 - i64::try_from(span.as_millis()).expect("a span"));
    for (meta, happened_at) in [
        (None, received_at),
        (Some(before(Duration::from_hours(2))), before(Duration::from_hours(2))),
        (Some(before(Duration::from_hours(24 * 8))), received_at),
        (Some(received_at.plus(Duration::from_secs(30))), received_at.plus(Duration::from_secs(30))),
        (Some(received_at.plus(Duration::from_hours(1))), received_at),
        (Some(Timestamp(i64::MAX)), received_at),
        (Some(Timestamp(i64::MIN)), received_at),
    ] {
        assert_eq!(journal::happened_at(meta, received_at), happened_at, "{meta:?}");
    }
}

async fn the_same_body_is_one_delivery_also_within_one_group(db: Db) {
    let shop = Shop::new(db);
    for digests in [vec![1, 2, 1], vec![2, 3]] {
        let bodies = digests.into_iter().map(|digest| journal::NewBody {
            told_at: shop.now,
            digest: vec![digest],
            body: vec![b'0' + digest],
            happened_at: shop.now,
            received_at: shop.now,
        });
        let bodies = bodies.collect();
        let mut tx = shop.db.write().await.expect("a transaction");
        journal::append(&mut tx, shop.workspace, bodies).await.expect("kept");
        tx.commit().await.expect("committed");
    }
    let mut tx = shop.db.read().await.expect("a transaction");
    let rows: Vec<(Vec<u8>, i64)> =
        tx.rows("SELECT body, deliveries FROM journal ORDER BY sequence", vec![]).await.expect("read");
    assert_eq!(rows, [(b"1".to_vec(), 2), (b"2".to_vec(), 2), (b"3".to_vec(), 1)]);
}

on_both_engines!(
    bodies_are_claimed_in_the_order_of_what_they_tell,
    the_same_body_is_one_delivery_also_within_one_group,
);
